//! How common a value is among the records that are compared.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use super::key::Key;

/// A value that so many records share is still as good as unique: one company in several copies.
const UNIQUE: u32 = 8;

/// How many records share a key, for the keys that many share.
///
/// Two records with the telephone number of a business centre, or with the name 红太阳, agree in
/// little. [`Frequencies::default`] takes every value for rare.
#[derive(Clone, Debug, Default)]
pub struct Frequencies {
    counts: HashMap<Key, u32, BuildHasherDefault<KeyHasher>>,
}

/// A key is a hash already.
#[derive(Clone, Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u64(u64::from(*byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        // The class in the highest bits must reach the lowest ones, too.
        self.0 = (self.0 ^ value ^ value >> 59).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Frequencies {
    /// Takes the counts of keys; those of rare keys are not kept.
    pub fn new(counts: impl IntoIterator<Item = (Key, u32)>) -> Self {
        Self { counts: counts.into_iter().filter(|(_, count)| *count > UNIQUE).collect() }
    }

    /// What agreement in this value is worth less than in a rare one, in centinats.
    ///
    /// The weight of agreement is ln(m/u), and u grows in proportion to the count.
    pub(super) fn discount(&self, key: impl FnOnce() -> Key) -> i32 {
        if self.counts.is_empty() {
            return 0;
        }
        self.counts.get(&key()).map_or(0, |count| {
            let times = f64::from(*count) / f64::from(UNIQUE);
            #[expect(clippy::cast_possible_truncation, reason = "ln of a u32 is below 23")]
            let discount = (times.ln() * 100.0) as i32;
            discount
        })
    }
}
