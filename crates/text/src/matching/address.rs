//! Addresses and regions: which county, which street and number, and what stands behind it.

use kedang_domain::reference::Divisions;

use super::{
    fold::{Hash, digit, fold, is_word},
    places::{Places, short_name, token},
};

const HASH_STREET: u64 = 31;
const HASH_DETAIL: u64 = 32;

/// An address in three parts, each 0 if it is missing.
#[derive(Clone, Copy, Default)]
pub(super) struct Address {
    /// Street and house number.
    pub(super) street: u32,
    /// Digits and letters behind the house number: building, floor, room.
    pub(super) detail: u32,
    /// Tokens of province, city and county that the text begins with.
    pub(super) region: [u32; 3],
}

impl Address {
    pub(super) fn parse(text: &str) -> Self {
        let folded = fold(text);
        let mut address = Self::default();
        let mut rest = folded.units();
        for _ in 0..4 {
            rest = after_blanks(rest);
            let Some((place, len)) = Places::builtin().prefix(rest, false) else { break };
            let behind = rest.get(len..).unwrap_or_default();
            if place.is_short && names_street(behind) {
                break;
            }
            let slot = usize::from(place.level.clamp(1, 3)) - 1;
            if let Some(token) = address.region.get_mut(slot) {
                *token = place.token;
            }
            rest = behind;
        }
        let number_at = rest.iter().position(|unit| digit(*unit).is_some());
        let (name, behind) =
            rest.split_at_checked(number_at.unwrap_or(rest.len())).unwrap_or((rest, &[]));
        // A park or a zone before the street is often left out; three characters name a street.
        let mut street = Hash::new(HASH_STREET);
        let mut named = 0;
        let wanted = if number_at.is_some() { 3 } else { usize::MAX };
        for unit in name.iter().rev().filter(|unit| is_word(**unit)).take(wanted) {
            street = street.add(u64::from(*unit));
            named += 1;
        }
        if named < 2 {
            return address;
        }
        let digits = behind.iter().take_while(|unit| digit(**unit).is_some()).count();
        let (number, behind) = behind.split_at_checked(digits).unwrap_or_default();
        address.street = street.add(0).add_all(number).short();
        let mut detail = Hash::new(HASH_DETAIL);
        let mut any = false;
        let mut gap = false;
        for unit in behind {
            if unit.is_ascii_word() {
                detail = if gap { detail.add(0) } else { detail }.add(u64::from(*unit));
                (any, gap) = (true, false);
            } else {
                gap = any;
            }
        }
        if any {
            address.detail = detail.short();
        }
        address
    }
}

/// Whether a city before this text names a street: 南京路, 上海东路, 北京大道.
fn names_street(behind: &[u16]) -> bool {
    let is_any = |unit: u16, set: [u16; 5]| set.contains(&unit);
    let kinds = [0x8def, 0x8857, 0x9053, 0x5df7, 0x5f04]; // 路街道巷弄
    let sides = [0x4e1c, 0x897f, 0x5357, 0x5317, 0x5927]; // 东西南北大
    match behind {
        [first, ..] if is_any(*first, kinds) => true,
        [first, second, ..] => is_any(*first, sides) && is_any(*second, kinds),
        _ => false,
    }
}

fn after_blanks(text: &[u16]) -> &[u16] {
    let blanks = text.iter().take_while(|unit| !is_word(**unit)).count();
    text.get(blanks..).unwrap_or_default()
}

trait AsciiWord {
    fn is_ascii_word(&self) -> bool;
}

impl AsciiWord for u16 {
    fn is_ascii_word(&self) -> bool {
        *self < 0x80 && is_word(*self)
    }
}

/// The tokens of province, city and county; a cell may hold a division code of six digits.
pub(super) fn region(province: &str, city: &str, county: &str) -> [u32; 3] {
    let mut tokens = [0; 3];
    for (slot, text) in [province, city, county].into_iter().enumerate() {
        let text = text.trim();
        if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            for division in Divisions::builtin().path(text) {
                if let Some(place) = tokens.get_mut(usize::from(division.level.clamp(1, 3)) - 1) {
                    *place = token(short_name(division.name));
                }
            }
        } else if let Some(place) = tokens.get_mut(slot)
            && *place == 0
        {
            *place = region_token(text);
        }
    }
    tokens
}

/// The token of a region as its own cell names it, 0 for none.
fn region_token(text: &str) -> u32 {
    let text = text.trim();
    if text.is_empty() {
        return 0;
    }
    match Places::builtin().whole(fold(text).units()) {
        Some(place) => place.token,
        None => token(short_name(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_may_be_left_out_and_the_number_written_in_other_ways() {
        let whole = Address::parse("江苏省盐城市东台市迎宾大道722号21号楼203室");
        for text in [
            "盐城市东台市迎宾大道722号21号楼203室",
            "东台市迎宾大道722#21号楼203室",
            "江苏盐城东台市迎宾大道７２２号２１号楼２０３室",
        ] {
            let other = Address::parse(text);
            assert_eq!((other.street, other.detail), (whole.street, whole.detail), "{text}");
            assert_eq!(other.region[2], region_token("东台市"));
        }
        let short = Address::parse("东台市迎宾大道722号");
        assert_eq!((short.street, short.detail), (whole.street, 0));
        assert_ne!(Address::parse("东台市迎宾大道723号").street, whole.street);
        assert_ne!(Address::parse("南京路12号").street, Address::parse("上海路12号").street);
        assert_eq!(Address::parse("").street, 0);
    }

    #[test]
    fn a_division_code_says_the_whole_region() {
        let words = region("江苏省", "盐城市", "东台市");
        assert_eq!(region("", "", "320981"), words);
        assert_eq!(region("江苏", "盐城", "东台市"), words);
        assert_eq!(region("", "320900", ""), [words[0], words[1], 0]);
        assert_eq!(region("", "", "999999"), [0; 3]);
    }
}
