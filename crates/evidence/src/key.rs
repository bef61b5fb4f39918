//! The keys that sign checkpoints: Ed25519 under a name (C2SP signed-note).

use core::fmt;
use core::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, Signer as _};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// The signature type of C2SP signed-note for Ed25519.
const ED25519: u8 = 1;

/// Why something is not a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// The name is empty or has a space, a plus sign or a control character.
    #[error("not a key name")]
    Name,
    /// Not `name+hash+key` with 8 lowercase digits and padded base64.
    #[error("not a verifying key")]
    Format,
    /// The hash does not belong to the name and key.
    #[error("the hash does not belong to the key")]
    Hash,
    /// Not an Ed25519 key, or a weak one.
    #[error("not a usable Ed25519 key")]
    Point,
}

impl KeyError {
    /// The stable code for message catalogues.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Name => "evidence_key_name",
            Self::Format => "evidence_key_format",
            Self::Hash => "evidence_key_hash",
            Self::Point => "evidence_key_point",
        }
    }
}

/// A key that signs. Wiped from memory on drop, and never shown by `Debug`.
#[derive(Clone)]
pub struct SigningKey {
    // The dalek key wipes itself on drop.
    key: ed25519_dalek::SigningKey,
    public: VerifyingKey,
}

impl SigningKey {
    /// A key from its name and 32 bytes of the operating system's randomness. The name should be
    /// the origin of the log.
    ///
    /// # Errors
    /// [`KeyError::Name`].
    pub fn from_bytes(name: &str, secret: &[u8; 32]) -> Result<Self, KeyError> {
        let key = ed25519_dalek::SigningKey::from_bytes(secret);
        let public = VerifyingKey::new(name, key.verifying_key())?;
        Ok(Self { key, public })
    }

    /// The key by which others verify.
    #[must_use]
    pub fn verifying_key(&self) -> &VerifyingKey {
        &self.public
    }

    pub(crate) fn sign(&self, text: &[u8]) -> [u8; 64] {
        self.key.sign(text).to_bytes()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({}, redacted)", self.public.name)
    }
}

/// A key that verifies. Prints and parses as a C2SP vkey: `name+hash+base64`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifyingKey {
    name: String,
    id: [u8; 4],
    key: ed25519_dalek::VerifyingKey,
}

impl VerifyingKey {
    fn new(name: &str, key: ed25519_dalek::VerifyingKey) -> Result<Self, KeyError> {
        if !is_name(name) {
            return Err(KeyError::Name);
        }
        if key.is_weak() {
            return Err(KeyError::Point);
        }
        let id = key_id(name, key.as_bytes());
        Ok(Self { name: name.to_owned(), id, key })
    }

    /// The name in the signature line.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The first four bytes of SHA-256(name || newline || 0x01 || key).
    #[must_use]
    pub fn id(&self) -> [u8; 4] {
        self.id
    }

    /// The Ed25519 public key (RFC 8032).
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// Strict verification: one signature, one message, one key; no malleable forms.
    pub(crate) fn verify(&self, text: &[u8], signature: &[u8; 64]) -> bool {
        self.key.verify_strict(text, &Signature::from_bytes(signature)).is_ok()
    }
}

impl fmt::Display for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut typed = vec![ED25519];
        typed.extend(self.key.as_bytes());
        let id = u32::from_be_bytes(self.id);
        write!(f, "{}+{id:08x}+{}", self.name, STANDARD.encode(typed))
    }
}

impl FromStr for VerifyingKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::Format);
        };
        let typed = STANDARD.decode(key).map_err(|_| KeyError::Format)?;
        let Some((&ED25519, bytes)) = typed.split_first() else { return Err(KeyError::Format) };
        let bytes = bytes.try_into().map_err(|_| KeyError::Format)?;
        let key = ed25519_dalek::VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::Point)?;
        let this = Self::new(name, key)?;
        if id != format!("{:08x}", u32::from_be_bytes(this.id)) {
            return Err(KeyError::Hash);
        }
        Ok(this)
    }
}

/// Whether the text may be the name of a key: not empty, no spaces, plus signs or controls.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+')
}

fn key_id(name: &str, key: &[u8; 32]) -> [u8; 4] {
    let hash = Sha256::new()
        .chain_update(name)
        .chain_update([b'\n', ED25519])
        .chain_update(key)
        .finalize();
    [hash[0], hash[1], hash[2], hash[3]]
}
