//! Facts of a record as people type them, brought into one small form each.
//!
//! Nothing here is refused: what cannot be read is missing. The strict readers of the values
//! that are stored are in `kedang_domain::value`.

mod code;
mod online;
mod phone;

use std::sync::LazyLock;

pub(super) use code::Code;
pub(super) use online::{email, website};
pub(super) use phone::{Phone, add_phones};

use super::fold::{Hash, digit, fold, is_word, longest_first, sound};

const HASH_PERSON: u64 = 21;
const HASH_SOUND: u64 = 22;

/// A person's name.
#[derive(Clone, Copy, Default)]
pub(super) struct Person {
    /// Hash of the whole name, 0 if it is not there.
    pub(super) name: u32,
    /// Hash of how it sounds.
    pub(super) sound: u32,
    /// First character.
    pub(super) surname: u16,
}

const TITLES: [&str; 24] = [
    "先生",
    "女士",
    "小姐",
    "太太",
    "老师",
    "师傅",
    "总经理",
    "副总",
    "经理",
    "主任",
    "总监",
    "董事长",
    "董事",
    "老板",
    "厂长",
    "店长",
    "会计",
    "主管",
    "部长",
    "科长",
    "处长",
    "工程师",
    "总",
    "工",
];

static TITLE_WORDS: LazyLock<Vec<Box<[u16]>>> = LazyLock::new(|| longest_first(&TITLES));

impl Person {
    pub(super) fn parse(text: &str) -> Self {
        let folded = fold(text);
        let mut plain: [u16; 24] = [0; 24];
        let mut len = 0;
        for unit in folded.units().iter().copied() {
            if is_word(unit)
                && let Some(place) = plain.get_mut(len)
            {
                *place = unit;
                len += 1;
            } else if len > 0 && matches!(unit, 0x28 | 0x2f | 0x2c | 0x3001) {
                break;
            }
        }
        let plain = plain.get(..len).unwrap_or_default();
        let title = TITLE_WORDS
            .iter()
            .find(|title| {
                plain.last() == title.last() && plain.len() > title.len() && plain.ends_with(title)
            })
            .map_or(0, |title| title.len());
        let own = plain.get(..plain.len() - title).unwrap_or_default();
        let Some(surname) = own.first().copied() else { return Self::default() };
        // 李总 is a surname alone; 金工 can be a whole name, which compares by its surname too.
        if own.len() < 2 {
            return Self { surname, ..Self::default() };
        }
        Self {
            name: Hash::new(HASH_PERSON).add_all(own).short(),
            sound: Hash::new(HASH_SOUND).add_sounds(own).short(),
            surname,
        }
    }

    pub(super) fn is_missing(&self) -> bool {
        self.surname == 0
    }

    pub(super) fn same_surname(&self, other: &Self) -> bool {
        sound(self.surname) == sound(other.surname)
    }
}

/// A day as year × 10,000 + month × 100 + day; month and day may be 0. 0 is missing.
pub(super) fn day(text: &str) -> u32 {
    let folded = fold(text);
    let mut parts = [(0_u32, 0_u32); 3];
    let mut count = 0;
    let mut open = false;
    for unit in folded.units() {
        match digit(*unit).and_then(|value| u32::try_from(value).ok()) {
            Some(value) => {
                if !open {
                    open = true;
                    count += 1;
                }
                if let Some((number, digits)) = parts.get_mut(count - 1)
                    && *digits < 8
                {
                    *number = *number * 10 + value;
                    *digits += 1;
                }
            }
            // The time of day follows a complete day.
            None if count == 3 => break,
            None => open = false,
        }
    }
    let [(first, digits), (second, _), (third, _)] = parts;
    match (count, digits) {
        (1, 8) => checked_day(first / 10_000, first / 100 % 100, first % 100),
        (1, 6) => checked_day(first / 100, first % 100, 0),
        (1 | 2, 5) => serial_day(first),
        (1, 4) => checked_day(first, 0, 0),
        (2, 4) => checked_day(first, second, 0),
        (3.., 4) => checked_day(first, second, third),
        // 05/12/2013 as English forms write it.
        (3.., 1 | 2) if third >= 1000 => match first {
            0..=12 => checked_day(third, first, second),
            _ => checked_day(third, second, first),
        },
        _ => 0,
    }
}

fn checked_day(year: u32, month: u32, day: u32) -> u32 {
    if (1800..=2199).contains(&year) && month <= 12 && day <= 31 {
        year * 10_000 + month * 100 + day
    } else {
        0
    }
}

/// The day of a spreadsheet's serial number, counted from 1899-12-30.
fn serial_day(serial: u32) -> u32 {
    // Howard Hinnant's civil calendar, counted from 0000-03-01.
    let days = serial + 693_899;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, carry) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    checked_day(era * 400 + year + carry, month, day)
}

/// An amount in yuan with, where no unit is written, `true`: it can be counted in 万 as well.
pub(super) fn capital(text: &str) -> (u64, bool) {
    let folded = fold(text);
    let mut number = 0_u64;
    let mut decimals = 0_u32;
    let mut point = false;
    let mut seen = false;
    let mut factor = 1_u64;
    let mut unit_seen = false;
    for unit in folded.units() {
        if let Some(value) = digit(*unit) {
            if unit_seen {
                break;
            }
            seen = true;
            if number < 1_000_000_000_000 && (!point || decimals < 4) {
                number = number * 10 + value;
                decimals += u32::from(point);
            }
            continue;
        }
        match *unit {
            0x2e => point = true,
            0x4e07 if seen => (factor, unit_seen) = (factor.saturating_mul(10_000), true),
            0x4ebf if seen => (factor, unit_seen) = (factor.saturating_mul(100_000_000), true),
            0x5343 if seen => (factor, unit_seen) = (factor.saturating_mul(1000), true),
            0x767e if seen => (factor, unit_seen) = (factor.saturating_mul(100), true),
            0x5143 if seen => unit_seen = true,
            _ => {}
        }
        // Nobody has more than trillions.
        if factor >= 1_000_000_000_000 {
            break;
        }
    }
    (number.saturating_mul(factor) / 10_u64.pow(decimals), !unit_seen)
}

/// Six digits, 0 for anything else.
pub(super) fn postcode(text: &str) -> u32 {
    let folded = fold(text);
    let mut number = 0;
    let mut count = 0;
    for value in folded.units().iter().filter_map(|unit| digit(*unit)) {
        number = number * 10 + u32::try_from(value).unwrap_or_default();
        count += 1;
        if count == 6 {
            return number;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_amounts_are_read_in_any_form() {
        for text in [
            "2010-11-10",
            "2010/11/10",
            "2010.11.10",
            "20101110",
            "2010年11月10日",
            "40492",
            "2010-11-10 00:00:00",
        ] {
            assert_eq!(day(text), 20_101_110, "{text}");
        }
        assert_eq!(day("1999-09"), 19_990_900);
        assert_eq!(day("soon"), 0);
        for text in [
            "1000万元人民币",
            "1000万元",
            "10,000,000元",
            "人民币1000万元整",
            "1000.00万人民币",
            "10000000",
        ] {
            assert_eq!(capital(text).0, 10_000_000, "{text}");
        }
        assert_eq!(capital("1.5亿").0, 150_000_000);
        assert_eq!(postcode("邮编 331900"), 331_900);
    }

    #[test]
    fn titles_leave_the_surname() {
        assert_eq!(Person::parse("李总").name, 0);
        assert!(Person::parse("李总").same_surname(&Person::parse("李 敏")));
        assert_eq!(Person::parse("项 元沐").name, Person::parse("项元沐").name);
        assert_eq!(Person::parse("王五先生").name, Person::parse("王五").name);
    }
}
