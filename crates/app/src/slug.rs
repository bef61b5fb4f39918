//! Keys made from names: a person names a field, the program needs a key that never changes.

use kedang_domain::field::Label;
use kedang_text::{normal, pinyin};

/// Longest slug, so that a number fits behind it.
const MAX: usize = 32;

/// A slug of a-z, 0-9 and _ from the English name or else the pinyin of the Chinese one, with a
/// number behind it when it is `taken`.
pub(crate) fn slug(label: &Label, fallback: &str, taken: impl Fn(&str) -> bool) -> String {
    let base = [words(&label.en), syllables(&label.zh)]
        .into_iter()
        .find(|slug| !slug.is_empty())
        .unwrap_or_else(|| fallback.to_owned());
    if !taken(&base) {
        return base;
    }
    let numbered = (2..).map(|n: u32| format!("{base}_{n}"));
    numbered.into_iter().find(|slug| !taken(slug)).unwrap_or(base)
}

/// The ASCII words of a text, joined by _.
fn words(text: &str) -> String {
    let plain = text.to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    cut(words)
}

fn syllables(text: &str) -> String {
    let folded = normal::fold(text);
    match pinyin::readings(&folded).into_iter().next() {
        Some(reading) => words(&cut(reading.syllables.iter().map(|s| s.text.as_str()))),
        None => String::new(),
    }
}

/// Whole parts as long as they fit.
fn cut<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let mut slug = String::new();
    for part in parts {
        if slug.is_empty() {
            slug = part.chars().take(MAX).collect();
        } else if slug.len() + 1 + part.len() <= MAX {
            slug.push('_');
            slug.push_str(part);
        } else {
            break;
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_key() {
        let make = |zh, en| slug(&Label::new(zh, en), "field", |_| false);
        assert_eq!(make("主管税务机关", "Tax office"), "tax_office");
        assert_eq!(make("主管税务机关", ""), "zhu_guan_shui_wu_ji_guan");
        assert_eq!(make("ERP 编号", ""), "erp_bian_hao");
        assert_eq!(make("！！", ""), "field");
        let long = make("", "a very long english name that goes on and on without an end");
        assert!(long.len() <= MAX && !long.ends_with('_'), "{long}");
    }

    #[test]
    fn a_taken_key_gets_a_number() {
        let taken = ["tax_office", "tax_office_2"];
        let made = slug(&Label::new("", "Tax office"), "field", |s| taken.contains(&s));
        assert_eq!(made, "tax_office_3");
    }
}
