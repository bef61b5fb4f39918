//! What stands in the box, word by word: no field is known here.

use std::fmt;

/// Longest text of the box, in characters; what is beyond is not looked at.
pub const BOX_MAX: usize = 300;

/// A place in the text: from (included) to (excluded), in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first character.
    pub from: usize,
    /// Behind the last character.
    pub to: usize,
}

/// How a value compares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Compare {
    /// `:`
    #[default]
    Is,
    /// `<`
    Less,
    /// `<=`, `≤`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`, `≥`
    GreaterOrEqual,
}

impl Compare {
    /// The sign as it is printed.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Is => ":",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

/// A piece of text, and whether it stood between quotes: then it is meant to the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Without the quotes.
    pub text: String,
    /// It stood between quotes.
    pub quoted: bool,
    /// Where, with the quotes.
    pub span: Span,
}

/// What is asked: a word, or a field with values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A word to be found anywhere.
    Word(Text),
    /// `key:value,value`, `key>value`.
    Field {
        /// The key as it was typed.
        key: Text,
        /// How the values compare.
        compare: Compare,
        /// The values; none while somebody still types.
        values: Vec<Text>,
    },
}

/// One term of the box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// A `-` stands before it.
    pub negated: bool,
    /// What is asked.
    pub asked: Asked,
    /// Where, with the `-`.
    pub span: Span,
}

/// Whether nothing but words stands there: no key, no quotes, nothing negated.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    let mut before = ' ';
    text.chars().all(|c| {
        let begins = before.is_whitespace();
        before = c;
        !(is_sign(c) || is_quote(c) || begins && is_minus(c))
    })
}

/// Reads a text; every text is something.
#[must_use]
pub fn parse(text: &str) -> Vec<Term> {
    let mut reader = Reader { chars: text.chars().take(BOX_MAX).collect(), at: 0 };
    let mut terms = Vec::new();
    while let Some(term) = reader.term() {
        terms.push(term);
    }
    terms
}

/// Writes terms so that they read back as themselves.
#[must_use]
pub fn print(terms: &[Term]) -> String {
    terms.iter().map(Term::to_string).collect::<Vec<_>>().join(" ")
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.quoted { write!(f, "\"{}\"", self.text) } else { f.write_str(&self.text) }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.negated { "-" } else { "" })?;
        match &self.asked {
            Asked::Word(word) => word.fmt(f),
            Asked::Field { key, compare, values } => {
                write!(f, "{key}{}", compare.sign())?;
                for (index, value) in values.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { "," })?;
                    value.fmt(f)?;
                }
                Ok(())
            }
        }
    }
}

/// A text as a value: between quotes where it would not read back as one.
#[must_use]
pub fn as_value(text: &str) -> String {
    let apart = |c: char| c.is_whitespace() || is_quote(c) || is_comma(c);
    if !text.is_empty() && !text.starts_with(is_sign) && !text.contains(apart) {
        return text.to_owned();
    }
    let inside: String = text.chars().filter(|c| !is_quote(*c)).collect();
    format!("\"{inside}\"")
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '＂' | '“' | '”')
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '－')
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、')
}

/// What ends a key.
fn is_sign(c: char) -> bool {
    matches!(c, ':' | '：' | '<' | '＜' | '>' | '＞' | '≤' | '≥')
}

struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn skip(&mut self, skipped: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&skipped) {
            self.at += 1;
        }
    }

    fn text(&self, span: Span) -> String {
        self.chars.get(span.from..span.to).unwrap_or_default().iter().collect()
    }

    fn term(&mut self) -> Option<Term> {
        self.skip(char::is_whitespace);
        let from = self.at;
        let first = self.peek()?;
        let next = self.chars.get(from + 1);
        let negated = is_minus(first) && next.is_some_and(|c| !c.is_whitespace());
        self.at += usize::from(negated);
        let asked = match self.key_end() {
            Some(end) => self.field(end),
            None => Asked::Word(self.value(char::is_whitespace)),
        };
        Some(Term { negated, asked, span: Span { from, to: self.at } })
    }

    /// Behind the key that begins here, if one does. `http://` is none, and neither is `8:30`.
    fn key_end(&self) -> Option<usize> {
        let rest = self.chars.get(self.at..)?;
        let length = rest.iter().position(|c| is_sign(*c))?;
        let (key, behind) = rest.split_at(length);
        let apart = |c: &char| c.is_whitespace() || is_quote(*c);
        let is_key = key.first().is_some_and(|c| c.is_alphabetic()) && !key.iter().any(apart);
        (is_key && !behind.starts_with(&[':', '/', '/'])).then_some(self.at + length)
    }

    fn field(&mut self, key_end: usize) -> Asked {
        let span = Span { from: self.at, to: key_end };
        let key = Text { text: self.text(span), quoted: false, span };
        self.at = key_end;
        let compare = self.signs();
        let mut values = Vec::new();
        while self.peek().is_some_and(|c| !c.is_whitespace()) {
            values.push(self.value(|c| c.is_whitespace() || is_comma(c)));
            if !self.peek().is_some_and(is_comma) {
                break;
            }
            self.skip(is_comma);
        }
        Asked::Field { key, compare, values }
    }

    /// The signs before a value. Blanks between a key and its value are usual in Chinese typing; but
    /// what is a term of its own is not the value.
    fn signs(&mut self) -> Compare {
        let mut compare = Compare::Is;
        loop {
            match self.peek() {
                Some('<' | '＜') => compare = Compare::Less,
                Some('>' | '＞') => compare = Compare::Greater,
                Some('≤') => compare = Compare::LessOrEqual,
                Some('≥') => compare = Compare::GreaterOrEqual,
                Some('=' | '＝') => match compare {
                    Compare::Less => compare = Compare::LessOrEqual,
                    Compare::Greater => compare = Compare::GreaterOrEqual,
                    _ => {}
                },
                Some(c) if c == ':' || c == '：' || is_comma(c) => {}
                Some(c) if c.is_whitespace() => {
                    let before = self.at;
                    self.skip(char::is_whitespace);
                    let alone = self.peek().is_none_or(is_minus) || self.key_end().is_some();
                    if alone {
                        self.at = before;
                        return compare;
                    }
                    continue;
                }
                _ => return compare,
            }
            self.at += 1;
        }
    }

    /// A text between quotes, or up to what ends it. A quote that is not closed ends with the text.
    fn value(&mut self, ends: impl Fn(char) -> bool) -> Text {
        let from = self.at;
        let quoted = self.peek().is_some_and(is_quote);
        if quoted {
            self.at += 1;
            self.skip(|c| !is_quote(c));
            let inside = Span { from: from + 1, to: self.at };
            self.at = (self.at + 1).min(self.chars.len());
            return Text { text: self.text(inside), quoted, span: Span { from, to: self.at } };
        }
        self.skip(|c| !ends(c));
        let span = Span { from, to: self.at };
        Text { text: self.text(span), quoted, span }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Terms one after another: `-` for negated, `key:` with its values, quotes kept.
    fn read(text: &str) -> Vec<String> {
        parse(text).iter().map(Term::to_string).collect()
    }

    #[test]
    fn terms_are_told_apart() {
        for (text, terms) in [
            ("", &[][..]),
            ("华北 泵业", &["华北", "泵业"]),
            ("行业:物流 泵业", &["行业:物流", "泵业"]),
            ("行业：物流　泵业", &["行业:物流", "泵业"]),
            ("行业: 物流", &["行业:物流"]),
            ("行业: 阶段:意向", &["行业:", "阶段:意向"]),
            ("行业:", &["行业:"]),
            ("阶段:意向，潜在、,成交", &["阶段:意向,潜在,成交"]),
            ("创建>2026-01-01", &["创建>2026-01-01"]),
            ("创建:>=2026-01-01", &["创建>=2026-01-01"]),
            ("人数≥ 50", &["人数>=50"]),
            ("-阶段:意向 -泵业", &["-阶段:意向", "-泵业"]),
            ("编号: -泵业", &["编号:", "-泵业"]),
            ("人数:-5", &["人数:-5"]),
            ("\"a b\" c", &["\"a b\"", "c"]),
            ("联系人:“王 敏”", &["联系人:\"王 敏\""]),
            ("联系人:\"王", &["联系人:\"王\""]),
            ("http://a.cn 8:30 :x", &["http://a.cn", "8:30", ":x"]),
            ("- a-b", &["-", "a-b"]),
            ("\"行业:物流\"", &["\"行业:物流\""]),
        ] {
            assert_eq!(read(text), terms, "{text}");
        }
    }

    #[test]
    fn places_count_characters() {
        let terms = parse(" 甲 -行业:物流,“运 输”");
        assert_eq!(terms[0].span, Span { from: 1, to: 2 });
        assert_eq!(terms[1].span, Span { from: 3, to: 15 });
        let Asked::Field { key, values, .. } = &terms[1].asked else { unreachable!() };
        assert_eq!(key.span, Span { from: 4, to: 6 });
        assert_eq!(values[0].span, Span { from: 7, to: 9 });
        assert_eq!(values[1].span, Span { from: 10, to: 15 });
    }

    #[test]
    fn plain_is_what_has_words_only() {
        for text in ["", "华北泵业", "138-1234 5678", "hbby a@b.cn", "（中国）"] {
            assert!(is_plain(text), "{text}");
        }
        for text in ["行业:物流", "行业：物流", "a>1", "-甲", "甲 -乙", "\"甲\""] {
            assert!(!is_plain(text), "{text}");
        }
    }

    #[test]
    fn a_value_reads_back() {
        for text in ["物流", "a b", "甲,乙", "", "a\"b c", ">5"] {
            let typed = format!("k:{}", as_value(text));
            let terms = parse(&typed);
            let Asked::Field { values, .. } = &terms[0].asked else { unreachable!() };
            assert_eq!(values[0].text, text.replace('"', ""), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_back_as_itself(
            text in r#"([ -:：<>≥=,，"“”　aé行业/5]|\PC){0,40}"#
        ) {
            let once = print(&parse(&text));
            // Signs are written out, so the print can be the longer one.
            prop_assume!(once.chars().count() <= BOX_MAX);
            prop_assert_eq!(print(&parse(&once)), once);
        }

        #[test]
        fn places_lie_in_order_inside_the_text(text in r#"([ -:：<>≥=,，"“”aé行业/5]|\PC){0,40}"#) {
            let mut end = 0;
            for term in parse(&text) {
                prop_assert!(end <= term.span.from && term.span.from < term.span.to);
                end = term.span.to;
            }
            prop_assert!(end <= text.chars().count());
        }
    }
}
