//! Telephone numbers.

use super::super::fold::{digit, fold, is_word};

/// Bit that marks a mobile number.
const MOBILE: u64 = 1 << 63;
const AREA_SHIFT: u32 = 40;
const LOCAL_MASK: u64 = (1 << AREA_SHIFT) - 1;

/// A telephone number: a mobile one, or area code and local number. 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::matching) struct Phone(pub(in crate::matching) u64);

impl Phone {
    pub(in crate::matching) fn is_mobile(self) -> bool {
        self.0 & MOBILE != 0
    }

    /// The number without its area code.
    pub(in crate::matching) fn local(self) -> u64 {
        self.0 & LOCAL_MASK
    }

    fn area(self) -> u64 {
        (self.0 & !MOBILE) >> AREA_SHIFT
    }

    /// Whether both are the same line; an area code may be left out.
    pub(in crate::matching) fn same(self, other: Self) -> bool {
        self.is_mobile() == other.is_mobile()
            && self.local() == other.local()
            && (self.area() == other.area() || self.area() == 0 || other.area() == 0)
    }

    /// Whether one digit is wrong, or two neighbours are swapped.
    pub(in crate::matching) fn close(self, other: Self) -> bool {
        if self.is_mobile() != other.is_mobile() {
            return false;
        }
        let (mut a, mut b) = (self.local(), other.local());
        let mut wrong = [(0, 0, 0); 2];
        let mut count = 0;
        for place in 0..12 {
            if a % 10 != b % 10 {
                match wrong.get_mut(count) {
                    Some(slot) => *slot = (place, a % 10, b % 10),
                    None => return false,
                }
                count += 1;
            }
            a /= 10;
            b /= 10;
        }
        let [(first, a1, b1), (second, a2, b2)] = wrong;
        a == b && (count == 1 || (count == 2 && second == first + 1 && a1 == b2 && a2 == b1))
    }

    fn from_groups(groups: &[(u64, u32, bool)]) -> Self {
        let mut groups = groups;
        let total = |groups: &[(u64, u32, bool)]| groups.iter().map(|(_, n, _)| n).sum::<u32>();
        // A float of a spreadsheet leaves its ".0".
        if let [front @ .., (0, 1, true)] = groups
            && total(front) >= 7
        {
            groups = front;
        }
        // The country code stands apart or runs on.
        while let [(0, _, _) | (86, 2, _) | (86, 4, _), rest @ ..] = groups
            && total(rest) >= 9
        {
            groups = rest;
        }
        if let [front @ .., (_, 1..=5, _)] = groups
            && total(groups) > 12
            && total(front) >= 9
        {
            groups = front;
        }
        let len = total(groups);
        if !(7..=16).contains(&len) {
            return Self::default();
        }
        let number = groups.iter().fold(0_u64, |number, (value, n, _)| {
            number.wrapping_mul(10_u64.pow(*n)).wrapping_add(*value)
        });
        let leading_zero = groups.first().is_some_and(|(value, n, _)| *value < 10_u64.pow(n - 1));
        Self::from_number(number, len, leading_zero)
    }

    fn from_number(number: u64, len: u32, leading_zero: bool) -> Self {
        let mobile = number % 100_000_000_000;
        if (13_000_000_000..20_000_000_000).contains(&mobile)
            && matches!(number / 100_000_000_000, 0 | 86)
        {
            return Self(MOBILE | mobile);
        }
        let (number, digits) = match number {
            n if len > 11 && !leading_zero && n / 10_u64.pow(len - 2) == 86 => {
                (n % 10_u64.pow(len - 2), len - 2)
            }
            n => (n, if leading_zero { len - 1 } else { len }),
        };
        let local_digits = match digits {
            // Written without any area code, or a service number.
            7 | 8 if !leading_zero => return Self(number),
            10 if number / 100_000_000 == 40 || number / 100_000_000 == 80 => return Self(number),
            9..=13 => {
                // Two digits of area for the ten largest cities, three elsewhere.
                let head = number / 10_u64.pow(digits - 2);
                if head == 10 || (20..=29).contains(&head) { digits - 2 } else { digits - 3 }
            }
            _ => return Self::default(),
        };
        if local_digits > 8 {
            return Self::default();
        }
        let unit = 10_u64.pow(local_digits);
        Self((number / unit) << AREA_SHIFT | (number % unit))
    }
}

/// All numbers of a cell go behind those that are there already, as long as there is room.
pub(in crate::matching) fn add_phones(text: &str, phones: &mut [Phone; 4]) {
    let folded = fold(text);
    let mut groups: [(u64, u32, bool); 8] = [(0, 0, false); 8];
    let mut count = 0;
    let mut open = false;
    let mut extension = false;
    let mut dot = false;
    let mut finish = |groups: &[(u64, u32, bool)]| {
        let phone = Phone::from_groups(groups);
        if phone.0 != 0
            && !phones.contains(&phone)
            && let Some(free) = phones.iter_mut().find(|free| free.0 == 0)
        {
            *free = phone;
        }
    };
    for unit in folded.units().iter().copied().chain([u16::from(b';')]) {
        if let Some(value) = digit(unit) {
            if extension {
                continue;
            }
            if !open && count < groups.len() {
                groups[count] = (0, 0, dot);
                count += 1;
                open = true;
            }
            if let Some((number, digits, _)) = groups.get_mut(count.wrapping_sub(1))
                && *digits < 15
            {
                *number = *number * 10 + value;
                *digits += 1;
            }
            continue;
        }
        open = false;
        dot = unit == u16::from(b'.');
        let ends = match unit {
            0x20 => {
                let done = groups.get(..count).unwrap_or_default();
                Phone::from_groups(done).is_mobile() && count > 0
            }
            // Numbers are parted by these, their groups by dashes, dots and brackets.
            0x2f | 0x2c | 0x3b | 0x7c | 0x26 | 0x3001 => true,
            // ( + open the next number's area or country code.
            0x2b => true,
            // A word: 转, ext, or what the next number is for.
            unit if is_word(unit) => {
                extension |= count > 0 && (unit == 0x8f6c || matches!(unit, 0x65 | 0x78 | 0x23));
                count > 0 && !extension
            }
            _ => false,
        };
        if ends {
            finish(groups.get(..count).unwrap_or_default());
            count = 0;
            extension = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phones(text: &str) -> Vec<Phone> {
        let mut phones = [Phone::default(); 4];
        add_phones(text, &mut phones);
        phones.into_iter().filter(|phone| phone.0 != 0).collect()
    }

    #[test]
    fn every_writing_of_a_number_is_one_number() {
        for text in [
            "13812345678",
            "138 1234 5678",
            "138-1234-5678",
            "+86 13812345678",
            "0086-13812345678",
            "8613812345678",
            "013812345678",
            "13812345678.0",
            "１３８１２３４５６７８",
            "手机：13812345678 ",
        ] {
            assert_eq!(phones(text), [Phone(MOBILE | 13_812_345_678)], "{text}");
        }
        let line = Phone(577 << AREA_SHIFT | 36_556_948);
        for text in [
            "0577-36556948",
            "0577-36556948转208",
            "0577-36556948-208",
            "0577 3655 6948",
            "86-577-36556948",
            "(0577)36556948",
            "（0577）36556948",
            "057736556948",
        ] {
            assert!(phones(text).first().is_some_and(|phone| phone.same(line)), "{text}");
        }
        assert!(phones("36556948")[0].same(line));
        assert_eq!(phones("010-46853087"), [Phone(10 << AREA_SHIFT | 46_853_087)]);
        assert_eq!(phones("15249731093/13233970997").len(), 2);
        assert_eq!(phones("19694678857 18317944052").len(), 2);
        assert_eq!(phones("无").len(), 0);
        assert!(phones("13678442025")[0].close(phones("13678424025")[0]));
        assert!(!phones("13678442025")[0].close(phones("13678424026")[0]));
    }
}
