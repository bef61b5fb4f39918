//! Blocking keys: what two records must share, in one of them at least, to be compared.

use super::fold::Hash;
use std::fmt;

/// What a key was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum KeyClass {
    /// The part of the credit code that is the organisation's own.
    CreditCode = 0,
    /// A mobile number, or the local part of another one.
    Phone = 1,
    /// The domain of an e-mail address or of a web site.
    Domain = 2,
    /// How the name sounds without place and legal form, also with one character left out.
    Name = 3,
    /// How the company's own name sounds, without its words of trade.
    Core = 4,
    /// The begin of the name within a city.
    Begin = 5,
    /// Street and house number within a county.
    Address = 6,
    /// The legal representative with the day of founding or the county.
    Person = 7,
    /// The day of founding within a city.
    Founding = 8,
    /// An e-mail address.
    Email = 9,
    /// Of an individual: the identity number.
    Identity = 10,
    /// Of an individual: a telephone number.
    PersonPhone = 11,
    /// Of an individual: the name with the day of birth.
    PersonDay = 12,
    /// Of an individual: the name with the address.
    PersonAddress = 13,
}

/// Changes whenever the same record could have other keys than before. A store keeps the version
/// beside its keys, and makes them anew when it differs.
pub const KEYS_VERSION: u32 = 1;

/// A blocking key: class and hash.
///
/// The value is the same on every machine as long as [`KEYS_VERSION`] is, so it can be stored. A
/// store that prefers text keeps [`Key::token`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u64);

const CLASS_SHIFT: u32 = 60;
const HASH_TEXT: u64 = 46;

impl Key {
    /// The key of a text that is in its one form already.
    pub(crate) fn of_text(class: KeyClass, text: &str) -> Self {
        let hash = Hash::new(HASH_TEXT);
        Self::new(class, text.chars().fold(hash, |hash, c| hash.add(u64::from(c))).long())
    }

    pub(super) fn new(class: KeyClass, hash: u64) -> Self {
        Self(u64::from(class as u8) << CLASS_SHIFT | hash >> (64 - CLASS_SHIFT))
    }

    /// The key as a number; the class is in the four highest bits.
    #[must_use]
    pub fn value(self) -> u64 {
        self.0
    }

    /// The key as thirteen characters: a letter for the class and twelve of `0-9a-v`.
    #[must_use]
    pub fn token(self) -> String {
        self.to_string()
    }

    /// The class; `None` cannot come from a key of this build.
    #[must_use]
    pub fn class(self) -> Option<KeyClass> {
        use KeyClass as C;
        [
            C::CreditCode,
            C::Phone,
            C::Domain,
            C::Name,
            C::Core,
            C::Begin,
            C::Address,
            C::Person,
            C::Founding,
            C::Email,
            C::Identity,
            C::PersonPhone,
            C::PersonDay,
            C::PersonAddress,
        ]
        .into_iter()
        .find(|class| u64::from(*class as u8) == self.0 >> CLASS_SHIFT)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const LETTERS: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";
        let class = u8::try_from(self.0 >> CLASS_SHIFT).unwrap_or_default();
        write!(f, "{}", char::from(b'a' + class))?;
        for place in (0..12).rev() {
            let at = usize::try_from(self.0 >> (place * 5) & 31).unwrap_or_default();
            write!(f, "{}", char::from(LETTERS.get(at).copied().unwrap_or(b'0')))?;
        }
        Ok(())
    }
}

/// Most keys of one record.
const MOST: usize = 40;

/// The keys of one record.
#[derive(Clone, Debug)]
pub struct Keys {
    keys: [Key; MOST],
    len: usize,
    at: usize,
}

impl Keys {
    pub(super) fn new() -> Self {
        Self { keys: [Key(0); MOST], len: 0, at: 0 }
    }

    pub(super) fn push(&mut self, key: Key) {
        if !self.keys.iter().take(self.len).any(|known| *known == key)
            && let Some(place) = self.keys.get_mut(self.len)
        {
            *place = key;
            self.len += 1;
        }
    }
}

impl Iterator for Keys {
    type Item = Key;

    fn next(&mut self) -> Option<Key> {
        let key = self.keys.get(..self.len)?.get(self.at).copied()?;
        self.at += 1;
        Some(key)
    }
}
