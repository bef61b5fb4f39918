//! Whether a typed text means something by its name.

use crate::normal::{fold, key};
use crate::pinyin::{Reading, readings};

/// How well a text fits a name, the best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The name contains it.
    Inside,
    /// The name begins with it, or its sound or its initials do.
    Beginning,
    /// It is how the name sounds, or its initials.
    Sound,
    /// It is the name.
    Exact,
}

/// How a typed text fits a name, in whatever width, case and script it was typed.
pub(super) fn fit(typed: &str, name: &str) -> Option<Fit> {
    let (typed, plain) = (key(typed), key(name));
    if typed.is_empty() || plain.is_empty() {
        return None;
    }
    if typed == plain {
        return Some(Fit::Exact);
    }
    let by_letters = match plain.find(&typed) {
        Some(0) => Some(Fit::Beginning),
        // One Latin letter stands in nearly every name.
        Some(_) if typed.len() > 1 => Some(Fit::Inside),
        _ => None,
    };
    by_letters.max(by_sound(&typed, name))
}

fn by_sound(typed: &str, name: &str) -> Option<Fit> {
    if !typed.bytes().all(|b| b.is_ascii_alphanumeric()) || name.is_ascii() {
        return None;
    }
    let sounds = readings(&fold(name));
    let sounds = || sounds.iter().flat_map(|r: &Reading| [r.full(), r.initials()]);
    if sounds().any(|sound| sound == typed) {
        return Some(Fit::Sound);
    }
    sounds().any(|sound| sound.starts_with(typed)).then_some(Fit::Beginning)
}

/// Whether one text becomes the other by one wrong, missing or doubled character, or two where both
/// are long.
pub(super) fn is_near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (key(a).chars().collect(), key(b).chars().collect());
    let allowed = if a.len().min(b.len()) > 5 { 2 } else { 1 };
    if a.len().min(b.len()) < 2 || a.len().abs_diff(b.len()) > allowed {
        return false;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()] <= allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_met_in_many_ways() {
        for (typed, name, wanted) in [
            ("意向", "意向", Some(Fit::Exact)),
            ("ＹＩxiang", "意向", Some(Fit::Sound)),
            ("yx", "意向", Some(Fit::Sound)),
            ("yix", "意向", Some(Fit::Beginning)),
            ("意", "意向", Some(Fit::Beginning)),
            ("一组", "销售一组", Some(Fit::Inside)),
            ("registered_capital", "Registered capital", Some(Fit::Exact)),
            ("i", "Stage is", None),
            ("", "意向", None),
            ("合作", "意向", None),
        ] {
            assert_eq!(fit(typed, name), wanted, "{typed} {name}");
        }
    }

    #[test]
    fn near_is_a_slip_away() {
        for (a, b, near) in [
            ("indstry", "industry", true),
            ("阶端", "阶段", true),
            ("阶", "阶段", false),
            ("天气", "阶段", false),
            ("registerd_captal", "registered capital", true),
            ("owner", "contact", false),
        ] {
            assert_eq!(is_near(a, b), near, "{a} {b}");
        }
    }
}
