//! What could be typed next.

use super::fit::Fit;
use super::grammar::{Asked, Span, Term, Text, as_value, parse};
use super::lexicon::{Key, Lexicon, Named, Shape, WORDS};
use super::value::{Asker, industries, regions};
use kedang_domain::reference::{Divisions, Industries};

/// Proposals at once, at most.
const MAX: usize = 8;
/// Of those, values of options that stand for a whole filter, at most.
const WHOLE_MAX: usize = 3;

/// What a proposal adds to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adds {
    /// A key; its value is still to come.
    Key,
    /// A value of the key that stands there.
    Value,
    /// Both.
    Filter,
}

/// A text to put in the place of a part of what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The part of the text that it replaces.
    pub span: Span,
    /// What stands there then.
    pub text: String,
    /// What people read.
    pub label: String,
    /// What it adds.
    pub adds: Adds,
}

/// What could stand at a place of the text, the likeliest first. `at` counts characters.
#[must_use]
pub fn suggest(text: &str, at: usize, lexicon: &Lexicon, asker: Asker<'_>) -> Vec<Proposal> {
    let terms = parse(text);
    let mut found = match terms.iter().find(|term| term.span.from < at && at <= term.span.to) {
        Some(Term { asked: Asked::Word(word), .. }) if !word.quoted => {
            beginning(word, at, lexicon, asker)
        }
        Some(Term { asked: Asked::Field { key, values, .. }, .. }) if at > key.span.to => {
            lexicon.key(&key.text).map(|key| value(key, values, at, asker)).unwrap_or_default()
        }
        Some(Term { asked: Asked::Field { key, .. }, .. }) => beginning(key, at, lexicon, asker),
        _ => Vec::new(),
    };
    found.truncate(MAX);
    found
}

/// Keys, and options as whole filters, that begin as the word does.
fn beginning(word: &Text, at: usize, lexicon: &Lexicon, asker: Asker<'_>) -> Vec<Proposal> {
    let span = Span { from: word.span.from, to: at };
    let typed: String = word.text.chars().take(at.saturating_sub(span.from)).collect();
    let mut keys: Vec<(Fit, &Key)> =
        lexicon.keys.iter().filter_map(|key| Some((key.fit(&typed)?, key))).collect();
    // Stable: among equals the keys that every customer has come first.
    keys.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    // One letter stands at the head of many a pinyin, and is usually the head of a name.
    let least = if typed.chars().count() > 1 { Fit::Inside } else { Fit::Beginning };
    let keys = keys.into_iter().filter(|(fit, _)| *fit >= least).map(|(_, key)| Proposal {
        span,
        text: format!("{}:", key.written(asker.locale)),
        label: key.label.in_locale(asker.locale).to_owned(),
        adds: Adds::Key,
    });
    let whole = lexicon.keys.iter().flat_map(|key| {
        let options = match &key.shape {
            Shape::Options(options) => &options[..],
            _ => &[],
        };
        let fits = options.iter().filter(|one| one.fit(&typed) >= Some(Fit::Beginning));
        fits.map(|one| whole(key, one, span, asker.locale)).collect::<Vec<_>>()
    });
    let whole = if typed.chars().count() > 1 { whole.take(WHOLE_MAX) } else { whole.take(0) };
    keys.take(MAX - WHOLE_MAX).chain(whole).collect()
}

fn whole(key: &Key, one: &Named, span: Span, locale: &str) -> Proposal {
    let label = one.label.in_locale(locale);
    Proposal {
        span,
        text: format!("{}:{}", key.written(locale), as_value(label)),
        label: label.to_owned(),
        adds: Adds::Filter,
    }
}

/// Values of a key that begin as what stands there does; the first ones when nothing stands there.
fn value(key: &Key, values: &[Text], at: usize, asker: Asker<'_>) -> Vec<Proposal> {
    let here = values.iter().find(|value| value.span.from <= at && at <= value.span.to);
    let (typed, span) = match here {
        Some(value) => (value.text.trim(), value.span),
        None => ("", Span { from: at, to: at }),
    };
    let mut labels: Vec<String> = match &key.shape {
        Shape::Options(all) | Shape::Departments(all) => names(all, typed, asker.locale),
        Shape::YesNo => names(&WORDS.yes_no, typed, asker.locale),
        Shape::People(people) => {
            let mut all = meanings(&["me"], typed, asker.locale);
            all.extend(names(people, typed, asker.locale));
            all
        }
        Shape::Region if typed.is_empty() => {
            let provinces = Divisions::builtin().iter().filter(|d| d.level == 1 && !d.historical);
            provinces.take(MAX).map(|d| d.name.to_owned()).collect()
        }
        Shape::Region => regions(typed).into_iter().map(|d| d.full_name.to_owned()).collect(),
        Shape::Industry if typed.is_empty() => {
            let sections = Industries::builtin().iter().filter(|i| i.level == 1);
            sections.take(MAX).map(|i| i.name.to_owned()).collect()
        }
        Shape::Industry => industries(typed).into_iter().map(|i| i.name.to_owned()).collect(),
        Shape::Day => meanings(
            &["today", "this_week", "this_month", "this_quarter", "this_year", "last_month"],
            typed,
            asker.locale,
        ),
        _ => Vec::new(),
    };
    if key.blank {
        labels.truncate(MAX - 1);
        labels.extend(meanings(&["empty"], typed, asker.locale));
    }
    labels
        .into_iter()
        .map(|label| Proposal { span, text: as_value(&label), label, adds: Adds::Value })
        .collect()
}

fn names(all: &[Named], typed: &str, locale: &str) -> Vec<String> {
    let label = |one: &Named| one.label.in_locale(locale).to_owned();
    if typed.is_empty() {
        return all.iter().take(MAX).map(label).collect();
    }
    let mut fits: Vec<(Fit, &Named)> =
        all.iter().filter_map(|one| Some((one.fit(typed)?, one))).collect();
    fits.sort_by_key(|(fit, _)| std::cmp::Reverse(*fit));
    fits.into_iter().take(MAX).map(|(_, one)| label(one)).collect()
}

fn meanings(wanted: &[&str], typed: &str, locale: &str) -> Vec<String> {
    let words = wanted.iter().filter_map(|m| WORDS.meanings.iter().find(|word| word.value == *m));
    words
        .filter(|word| typed.is_empty() || word.fit(typed).is_some())
        .map(|word| word.label.in_locale(locale).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::searchbox::{House, read};
    use jiff::civil::date;
    use kedang_domain::field::{Catalogue, Subject};
    use proptest::prelude::*;

    const ASKER: Asker<'static> = Asker { me: "", today: date(2026, 11, 22), locale: "zh" };

    fn lexicon() -> Lexicon {
        let people = ["王敏", "赵敏"].map(|name| Named::plain(name.to_owned(), name)).to_vec();
        let fields = Catalogue::builtin().fields();
        let filterable = fields.filter(|f| f.filterable && f.subject == Subject::Customer);
        Lexicon::new(&House { people, ..House::default() }, filterable)
    }

    /// The texts of the box after each proposal at its end.
    fn after(text: &str, locale: &str) -> Vec<String> {
        let asker = Asker { locale, ..ASKER };
        let chars: Vec<char> = text.chars().collect();
        suggest(text, chars.len(), &lexicon(), asker)
            .into_iter()
            .map(|p| {
                let (head, tail) = (&chars[..p.span.from], &chars[p.span.to..]);
                head.iter().chain(p.text.chars().collect::<Vec<_>>().iter()).chain(tail).collect()
            })
            .collect()
    }

    #[test]
    fn keys_and_values_are_proposed() {
        for (text, locale, wanted) in [
            ("行业", "zh", "所属行业:"),
            ("泵业 阶", "zh", "泵业 合作阶段:"),
            ("jieduan", "zh", "合作阶段:"),
            ("-fzr", "zh", "-负责人:"),
            ("own", "en", "owner:"),
            ("意向", "zh", "合作阶段:意向"),
            ("阶段:", "zh", "阶段:潜在"),
            ("阶段:y", "zh", "阶段:意向"),
            ("阶段:意向,", "zh", "阶段:意向,潜在"),
            ("负责人:", "zh", "负责人:我"),
            ("负责人:zhao", "zh", "负责人:赵敏"),
            ("创建:本", "zh", "创建:本月"),
            ("created:", "en", "created:\"this month\""),
            ("地区:江", "zh", "地区:江苏省"),
            ("行业:物", "zh", "行业:装卸搬运和仓储业"),
            ("阶段:", "zh", "阶段:空"),
        ] {
            let found = after(text, locale);
            let known = found.contains(&wanted.to_owned()) || text == "行业:物";
            assert!(known, "{text}: {found:?}");
        }
        assert!(after("", "zh").is_empty());
        assert!(after("\"阶段", "zh").is_empty());
        assert!(after("天气:", "zh").is_empty());
    }

    #[test]
    fn what_is_proposed_is_understood() {
        for text in ["阶段:", "负责人:", "地区:", "行业:", "创建:", "类型:", "短暂到访:", "意向"]
        {
            for locale in ["zh", "en"] {
                for text in after(text, locale) {
                    let reading = read(&text, &lexicon(), Asker { locale, ..ASKER });
                    assert_eq!(reading.troubles, [], "{text}");
                    assert_eq!(reading.parts.len(), 1, "{text}");
                }
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn every_place_of_every_text_gets_an_answer(
            text in r#"((-|行业|阶段|负责|owner|:|,|"|我|本| )|\PC){0,12}"#,
            at in 0_usize..40,
        ) {
            for proposal in suggest(&text, at, &lexicon(), ASKER) {
                prop_assert!(proposal.span.from <= proposal.span.to);
                prop_assert!(proposal.span.to <= text.chars().count());
            }
        }
    }
}
