//! Markup cut into tags and text, as tolerant as a browser: nothing is an error.

use std::borrow::Cow;

/// A piece of markup. Names are in lower case and without prefix.
pub(super) enum Token<'a> {
    Start { tag: Tag<'a>, empty: bool },
    End(String),
    Text(Cow<'a, str>),
}

/// The start of an element.
pub(super) struct Tag<'a> {
    pub(super) name: String,
    attributes: &'a str,
}

impl Tag<'_> {
    /// The value of an attribute by its local name.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        // As many as any real tag has, so that a hostile one costs little.
        for _ in 0..100 {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
            let (found, behind) = rest.split_at(end);
            let behind = behind.trim_start();
            let (value, behind) = match behind.strip_prefix('=') {
                Some(behind) => value(behind.trim_start()),
                None => ("", behind),
            };
            if local(found).eq_ignore_ascii_case(name) {
                return Some(unescaped(value).into_owned());
            }
            rest = if behind.len() < rest.len() { behind } else { "" };
        }
        None
    }

    /// A number, for instance how many columns a cell spans.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }
}

fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Walks through markup.
pub(super) struct Tokens<'a> {
    rest: &'a str,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    /// Passes everything up to the end of an element whose content is no markup.
    pub(super) fn skip_raw(&mut self, name: &str) {
        let end = format!("</{name}");
        let at = self.rest.char_indices().filter(|(_, c)| *c == '<').map(|(at, _)| at).find(|at| {
            self.rest.get(*at..*at + end.len()).is_some_and(|s| s.eq_ignore_ascii_case(&end))
        });
        self.rest = at.and_then(|at| self.rest.get(at..)).unwrap_or_default();
    }

    /// Where the tag that begins here ends: `>` outside quotation marks.
    fn end_of_tag(&self) -> usize {
        let mut quote = None;
        let mut after_equals = false;
        for (at, c) in self.rest.char_indices() {
            match (quote, c) {
                (Some(open), c) if c == open => quote = None,
                (Some(_), _) => {}
                // A stray quotation mark does not swallow the document.
                (None, '"' | '\'') if after_equals => quote = Some(c),
                (None, '>') => return at,
                _ => {}
            }
            if !c.is_whitespace() {
                after_equals = c == '=';
            }
        }
        self.rest.len()
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let rest = self.rest;
            let Some(inside) = rest.strip_prefix('<') else {
                if rest.is_empty() {
                    return None;
                }
                let (text, behind) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
                self.rest = behind;
                return Some(Token::Text(unescaped(text)));
            };
            if let Some(comment) = inside.strip_prefix("!--") {
                self.rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
            } else if let Some(raw) = inside.strip_prefix("![CDATA[") {
                let (text, behind) = raw.split_once("]]>").unwrap_or((raw, ""));
                self.rest = behind;
                return Some(Token::Text(Cow::Borrowed(text)));
            } else if inside.starts_with(['!', '?']) {
                self.rest = inside.split_once('>').map_or("", |(_, behind)| behind);
            } else if inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
                self.rest = inside;
                let end = self.end_of_tag();
                let (tag, behind) = inside.split_at(end);
                self.rest = behind.strip_prefix('>').unwrap_or(behind);
                if let Some(name) = tag.strip_prefix('/') {
                    return Some(Token::End(local(name.trim()).to_ascii_lowercase()));
                }
                let name_end =
                    tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
                let (name, attributes) = tag.split_at(name_end);
                let name = local(name).to_ascii_lowercase();
                let empty = attributes.ends_with('/');
                return Some(Token::Start { tag: Tag { name, attributes }, empty });
            } else {
                // A lone `<` is text.
                let end = inside.find('<').map_or(rest.len(), |at| at + 1);
                let (text, behind) = rest.split_at(end);
                self.rest = behind;
                return Some(Token::Text(unescaped(text)));
            }
        }
    }
}

const NAMED: [(&str, &str); 16] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("ensp", "\u{2002}"),
    ("emsp", "\u{2003}"),
    ("middot", "·"),
    ("mdash", "—"),
    ("ndash", "–"),
    ("hellip", "…"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("yen", "¥"),
    ("times", "×"),
];

/// Text with its references resolved; an unknown one stays as it is.
fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let end = behind.char_indices().take(10).find(|(_, c)| *c == ';').map(|(at, _)| at);
        let found =
            end.and_then(|end| Some((reference(behind.get(..end)?)?, behind.get(end + 1..)?)));
        match found {
            Some((text, behind)) => {
                out.push_str(&text);
                rest = behind;
            }
            None => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn reference(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return NAMED.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned());
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| *c != '\0').map(String::from)
}
