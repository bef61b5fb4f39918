//! Characters in one dress, and how they sound, by table.
//!
//! A record is folded once and compared many times, so a name is kept as 16-bit units: rare
//! characters beyond the basic plane are mapped into the private area, where two of them can
//! coincide; that costs at most one comparison.

use std::sync::LazyLock;

use kedang_domain::value::narrow;

use crate::{
    normal::{is_han, simplified},
    pinyin::of_character,
};

/// Longest text that is looked at, in characters; the rest of a cell is ignored.
const CAPACITY: usize = 160;

/// Chosen so that no two syllables have one number.
const SOUND_SEED: u64 = 6;

/// Marks in the table: the character vanishes, or becomes several.
const NOTHING: u16 = 0;
const SEVERAL: u16 = 1;

/// A text of bounded length that lives on the stack.
pub(super) struct Text {
    units: [u16; CAPACITY],
    len: usize,
}

impl Text {
    pub(super) fn new() -> Self {
        Self { units: [0; CAPACITY], len: 0 }
    }

    pub(super) fn push(&mut self, unit: u16) {
        if let Some(place) = self.units.get_mut(self.len) {
            *place = unit;
            self.len += 1;
        }
    }

    pub(super) fn extend(&mut self, units: &[u16]) {
        for unit in units {
            self.push(*unit);
        }
    }

    pub(super) fn truncate(&mut self, len: usize) {
        self.len = self.len.min(len);
    }

    pub(super) fn units(&self) -> &[u16] {
        self.units.get(..self.len).unwrap_or_default()
    }
}

static FOLDED: LazyLock<Vec<u16>> = LazyLock::new(|| {
    (0..=u16::MAX)
        .map(|unit| {
            let Some(c) = char::from_u32(u32::from(unit)) else { return NOTHING };
            if ('\u{4e00}'..='\u{9fff}').contains(&c) {
                return unit_of(simplified(c));
            }
            let plain = narrow(c.encode_utf8(&mut [0; 4])).to_lowercase();
            let mut chars = plain.chars();
            match (chars.next(), chars.next()) {
                (None, _) => NOTHING,
                (Some(c), None) if c.is_whitespace() => unit_of(' '),
                (Some(c), None) if c.is_control() => NOTHING,
                (Some(c), None) => unit_of(simplified(c)),
                _ => SEVERAL,
            }
        })
        .collect()
});

fn unit_of(c: char) -> u16 {
    u16::try_from(u32::from(c)).unwrap_or_else(|_| {
        // The private area has 6,400 places.
        0xE000 + u16::try_from(u32::from(c) % 6400).unwrap_or_default()
    })
}

/// Half-width, lower-case, simplified; every blank is a space.
pub(super) fn fold(text: &str) -> Text {
    let table = FOLDED.as_slice();
    let mut out = Text::new();
    for c in text.chars() {
        match u16::try_from(u32::from(c)).ok().and_then(|unit| table.get(usize::from(unit))) {
            Some(&NOTHING) => {}
            Some(&SEVERAL) => {
                for c in narrow(c.encode_utf8(&mut [0; 4])).chars().flat_map(char::to_lowercase) {
                    out.push(unit_of(simplified(c)));
                }
            }
            Some(unit) => out.push(*unit),
            None => out.push(unit_of(simplified(c))),
        }
        if out.len == CAPACITY {
            break;
        }
    }
    out
}

/// The units of a constant text.
pub(super) fn units(text: &str) -> Box<[u16]> {
    fold(text).units().into()
}

/// The units of constant texts, the longest first.
pub(super) fn longest_first(texts: &[&str]) -> Vec<Box<[u16]>> {
    let mut all: Vec<_> = texts.iter().map(|text| units(text)).collect();
    all.sort_by_key(|units| std::cmp::Reverse(units.len()));
    all
}

static SOUNDS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    (0..=u16::MAX)
        .map(|unit| {
            char::from_u32(u32::from(unit))
                .filter(|c| is_han(*c))
                .and_then(of_character)
                .and_then(|readings| readings.into_iter().next())
                .map_or(unit, |syllable| sound_of(&alike(&syllable)))
        })
        .collect()
});

/// The number of a syllable depends on its letters alone, for it goes into stored keys. Fifteen
/// bits hold all syllables without two of one number (there is a test).
fn sound_of(syllable: &str) -> u16 {
    let hash = syllable.bytes().fold(Hash::new(SOUND_SEED), |hash, byte| hash.add(u64::from(byte)));
    0x8000 | u16::try_from(hash.long() >> 49).unwrap_or_default()
}

/// One spelling for syllables that many speakers do not tell apart: zh/z, ch/c, sh/s, n/l at the
/// front, n/ng at the end.
fn alike(syllable: &str) -> String {
    let (front, rest) = match syllable {
        s if s.starts_with("zh") || s.starts_with("ch") || s.starts_with("sh") => {
            (s.get(..1).unwrap_or_default(), s.get(2..).unwrap_or_default())
        }
        s if s.starts_with('n') && s.len() > 1 => ("l", s.get(1..).unwrap_or_default()),
        s => ("", s),
    };
    format!("{front}{}", rest.strip_suffix('g').filter(|r| r.ends_with('n')).unwrap_or(rest))
}

/// The number of a character's syllable; what is no Chinese character stands for itself.
pub(super) fn sound(unit: u16) -> u16 {
    SOUNDS.get(usize::from(unit)).copied().unwrap_or(unit)
}

/// Whether two characters sound alike.
pub(super) fn sounds_alike(a: u16, b: u16) -> bool {
    a == b || sound(a) == sound(b)
}

/// Whether the unit is a letter, a digit or a Chinese character.
pub(super) fn is_word(unit: u16) -> bool {
    match unit {
        0x30..=0x39 | 0x61..=0x7a | 0x3400..=0x9fff | 0xe000.. => true,
        0..=0x7f => false,
        _ => char::from_u32(u32::from(unit)).is_some_and(char::is_alphanumeric),
    }
}

/// The value of an ASCII digit.
pub(super) fn digit(unit: u16) -> Option<u64> {
    matches!(unit, 0x30..=0x39).then(|| u64::from(unit - 0x30))
}

/// A hash that is the same in every build, for it is stored.
#[derive(Clone, Copy)]
pub(super) struct Hash(u64);

impl Hash {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x51_7c_c1_b7_27_22_0a_95)
    }

    pub(super) fn add(self, value: u64) -> Self {
        let mixed = (self.0 ^ value).wrapping_mul(0xff51_afd7_ed55_8ccd);
        Self(mixed ^ (mixed >> 32))
    }

    pub(super) fn add_all(self, units: &[u16]) -> Self {
        units.iter().fold(self, |hash, unit| hash.add(u64::from(*unit)))
    }

    pub(super) fn add_sounds(self, units: &[u16]) -> Self {
        units.iter().fold(self, |hash, unit| hash.add(u64::from(sound(*unit))))
    }

    pub(super) fn long(self) -> u64 {
        let mixed = self.0.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        mixed ^ (mixed >> 29)
    }

    /// 32 bits, never 0, which stands for "missing".
    pub(super) fn short(self) -> u32 {
        u32::try_from(self.long() >> 32).unwrap_or(1).max(1)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;

    fn syllables() -> HashSet<String> {
        ('\u{4e00}'..='\u{9fff}')
            .filter_map(|c| of_character(c)?.into_iter().next())
            .map(|syllable| alike(&syllable))
            .collect()
    }

    #[test]
    fn no_two_syllables_have_one_number() {
        let mut known: HashMap<u16, String> = HashMap::new();
        for syllable in syllables() {
            if let Some(other) = known.insert(sound_of(&syllable), syllable.clone()) {
                panic!("{syllable} and {other}");
            }
        }
        assert!(known.len() > 250);
    }

    #[test]
    fn what_people_mix_up_sounds_alike() {
        let alike = |a: char, b: char| sounds_alike(unit_of(a), unit_of(b));
        assert!(alike('康', '亢') && alike('禹', '雨') && alike('山', '三') && alike('林', '灵'));
        assert!(!alike('山', '水') && !alike('a', 'b'));
    }

    #[test]
    fn every_dress_is_folded_and_nothing_overflows() {
        let text = |text: &str| String::from_utf16_lossy(fold(text).units());
        assert_eq!(text("ＡＢＣ（華北）\u{200b}㎏ "), "abc(华北)kg ");
        assert_eq!(fold(&"长".repeat(1000)).units().len(), CAPACITY);
        assert_eq!(fold("𠮷野").units().len(), 2);
    }
}
