//! Keyed commitments to values, so that the log can prove a value without holding it.
//!
//! An entry carries HMAC-SHA-256(key, nonce || length of field || field || value). The nonce and
//! the value stand in a table that may be erased. While they are there, anybody with the key can
//! show that the value is the one that was logged; once they are erased, the commitment says
//! nothing, even to a holder of the key, because 256 random bits are gone.

use core::fmt;

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroize;

use crate::hash::Hash;
use crate::hex;

/// The length of a [`Nonce`], bytes.
pub const NONCE_BYTES: usize = 32;

/// The key under which values are committed to: 32 random bytes. Wiped from memory on drop, and
/// never shown by `Debug`.
#[derive(Clone)]
pub struct CommitmentKey([u8; 32]);

impl CommitmentKey {
    /// A key from 32 bytes of the operating system's randomness.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl Drop for CommitmentKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for CommitmentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CommitmentKey(redacted)")
    }
}

/// Random bytes, fresh for every value, kept beside the value and erased with it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Nonce([u8; NONCE_BYTES]);

impl Nonce {
    /// A nonce from 32 bytes of the operating system's randomness.
    #[must_use]
    pub fn from_bytes(bytes: [u8; NONCE_BYTES]) -> Self {
        Self(bytes)
    }

    /// The bytes, to be stored beside the value.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; NONCE_BYTES] {
        &self.0
    }
}

impl fmt::Debug for Nonce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A nonce in a diagnostic log would outlive its erasure.
        f.write_str("Nonce(redacted)")
    }
}

/// A commitment to one value of one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Commitment(Hash);

impl Commitment {
    /// Commits to the value of a field. The value is given as it is stored, e.g. its JSON text.
    #[must_use]
    pub fn new(key: &CommitmentKey, nonce: &Nonce, field: &str, value: &[u8]) -> Self {
        Self(mac(key, nonce, field, value).finalize().into_bytes().into())
    }

    /// Whether this is the commitment to that value, in constant time.
    #[must_use]
    pub fn verify(&self, key: &CommitmentKey, nonce: &Nonce, field: &str, value: &[u8]) -> bool {
        mac(key, nonce, field, value).verify_slice(&self.0).is_ok()
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &Hash {
        &self.0
    }

    /// 64 lowercase hexadecimal digits, as in the entry.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex::encode(&self.0)
    }

    /// Reads [`Commitment::to_hex`]; anything but 64 lowercase digits is `None`.
    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        hex::decode(text).map(Self)
    }
}

fn mac(key: &CommitmentKey, nonce: &Nonce, field: &str, value: &[u8]) -> Hmac<Sha256> {
    // A key of 32 bytes is padded to the block, exactly as RFC 2104 pads it; `new` takes the
    // padded block and cannot fail.
    let mut block = [0; 64];
    block[..32].copy_from_slice(&key.0);
    let mac = Hmac::<Sha256>::new(&block.into())
        .chain_update(nonce.0)
        // Without the length, ("ab", "c") and ("a", "bc") would be one commitment.
        .chain_update((field.len() as u64).to_be_bytes())
        .chain_update(field)
        .chain_update(value);
    block.zeroize();
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> CommitmentKey {
        CommitmentKey::from_bytes([7; 32])
    }

    #[test]
    fn is_hmac_sha_256_over_nonce_length_field_and_value() {
        // Computed with another implementation of HMAC:
        // HMAC-SHA-256(07 × 32, 09 × 32 || 00 00 00 00 00 00 00 06 || "mobile" || "13812345678")
        let made = Commitment::new(&key(), &Nonce::from_bytes([9; 32]), "mobile", b"13812345678");
        assert_eq!(made.to_hex(), VECTOR);
        assert_eq!(Commitment::from_hex(VECTOR), Some(made));
    }

    const VECTOR: &str = "af3ae87c3fb1b8d3d7804c39d4fd56a534761d076ab45426fafd7aa57fc360c1";

    #[test]
    fn holds_for_its_value_field_nonce_and_key_only() {
        let nonce = Nonce::from_bytes([9; 32]);
        let made = Commitment::new(&key(), &nonce, "mobile", b"13812345678");
        assert!(made.verify(&key(), &nonce, "mobile", b"13812345678"));
        assert!(!made.verify(&key(), &nonce, "mobile", b"13812345679"));
        assert!(!made.verify(&key(), &nonce, "phone", b"13812345678"));
        assert!(!made.verify(&key(), &nonce, "mobile1", b"3812345678"));
        assert!(!made.verify(&key(), &Nonce::from_bytes([8; 32]), "mobile", b"13812345678"));
        let other = CommitmentKey::from_bytes([8; 32]);
        assert!(!made.verify(&other, &nonce, "mobile", b"13812345678"));
    }

    #[test]
    fn secrets_are_not_shown() {
        assert_eq!(format!("{:?}", key()), "CommitmentKey(redacted)");
        assert_eq!(format!("{:?}", Nonce::from_bytes([9; 32])), "Nonce(redacted)");
    }

    #[test]
    fn hexadecimal_has_one_spelling() {
        assert_eq!(Commitment::from_hex(&VECTOR.to_uppercase()), None);
        assert_eq!(Commitment::from_hex(&VECTOR[1..]), None);
        assert_eq!(Commitment::from_hex(&format!("{VECTOR}00")), None);
        assert_eq!(Commitment::from_hex(&"zz".repeat(32)), None);
    }
}
