//! How far two names are apart.

use super::fold::{sound, sounds_alike};

/// What turns one text into the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Distance {
    Equal,
    /// Same length, other characters of the same sound.
    Sound,
    /// One character left out, put in or wrong, or two neighbours swapped.
    One,
    /// Two such errors.
    Two,
    Far,
}

/// Longest remaining part that is worth aligning.
const LONGEST: usize = 32;

/// Compares two texts; [`Distance::Two`] only counts where the texts are long enough.
pub(super) fn distance(a: &[u16], b: &[u16]) -> Distance {
    let same_front = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a_rest, b_rest) =
        (a.get(same_front..).unwrap_or_default(), b.get(same_front..).unwrap_or_default());
    let same_end = a_rest.iter().rev().zip(b_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a_rest, b_rest) = (
        a_rest.get(..a_rest.len() - same_end).unwrap_or_default(),
        b_rest.get(..b_rest.len() - same_end).unwrap_or_default(),
    );
    let (shorter, longer) = match a_rest.len() <= b_rest.len() {
        true => (a_rest, b_rest),
        false => (b_rest, a_rest),
    };
    if longer.is_empty() {
        return Distance::Equal;
    }
    let least = a.len().min(b.len());
    if longer.len() - shorter.len() > 2 || longer.len() > LONGEST || least < 2 {
        return Distance::Far;
    }
    if a_rest.len() == b_rest.len() && a_rest.iter().zip(b_rest).all(|(a, b)| sounds_alike(*a, *b))
    {
        return Distance::Sound;
    }
    match errors(shorter, longer) {
        0 | 1 => Distance::One,
        2 if least >= 4 => Distance::Two,
        _ => Distance::Far,
    }
}

/// Optimal string alignment, at most two errors; a character of the same sound is an error too.
fn errors(a: &[u16], b: &[u16]) -> u8 {
    let mut before = [u8::MAX; LONGEST + 1];
    let mut last = [0_u8; LONGEST + 1];
    for (place, cell) in (0_u8..).zip(last.iter_mut()) {
        *cell = place;
    }
    let mut row = 0;
    let mut previous = 0;
    for unit in a {
        row += 1;
        let mut now = [u8::MAX; LONGEST + 1];
        now[0] = row;
        let mut best = row;
        let mut left = 0;
        for (at, other) in b.iter().enumerate().take(LONGEST) {
            let mut cost = last[at].saturating_add(u8::from(unit != other));
            cost = cost.min(last[at + 1].saturating_add(1)).min(now[at].saturating_add(1));
            if at > 0 && row > 1 && *unit == left && previous == *other {
                cost = cost.min(before[at - 1].saturating_add(1));
            }
            now[at + 1] = cost;
            best = best.min(cost);
            left = *other;
        }
        if best > 3 {
            return best;
        }
        (before, last) = (last, now);
        previous = *unit;
    }
    last.get(b.len()).copied().unwrap_or(u8::MAX)
}

/// Whether the shorter text is the end of the longer one by its sound.
pub(super) fn ends_alike(a: &[u16], b: &[u16]) -> bool {
    let (shorter, longer) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    shorter.len() >= 3
        && shorter.iter().rev().zip(longer.iter().rev()).all(|(a, b)| sound(*a) == sound(*b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_people_are_told() {
        let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
        for (a, b, wanted) in [
            ("福爵实业", "福爵实业", Distance::Equal),
            ("沃工健康管理", "沃工健亢管理", Distance::Sound),
            ("沃工健康管理", "沃工健管理", Distance::One),
            ("南京圆迈实业", "南京圆迈业实", Distance::One),
            ("沃工健康管理", "沃工建管理", Distance::Two),
            ("利尊农业", "北升电器", Distance::Far),
            ("甲", "乙", Distance::Far),
            ("", "", Distance::Equal),
            ("", "甲", Distance::Far),
        ] {
            assert_eq!(distance(&units(a), &units(b)), wanted, "{a} {b}");
            assert_eq!(distance(&units(b), &units(a)), wanted, "{b} {a}");
        }
        assert!(ends_alike(&units("上害宏鼎盛"), &units("宏鼎盛")));
    }
}
