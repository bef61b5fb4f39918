//! The vault: what belongs to a customer of a high level of secrecy is kept sealed (L1-22, L4-12),
//! so that whoever has the database, a backup of it or the machine under it is not thereby a reader.
//!
//! * Every customer has a [`DataKey`] of its own. It seals single values with an AEAD whose
//!   associated data is the [`Place`] of the value, so that a sealed value does not open anywhere
//!   else.
//! * A data key is kept wrapped by a master key. [`MasterKeys`] come in versions: the newest wraps,
//!   every one that is still held unwraps, so that changing it needs no pause.
//! * Master keys live outside the database, as text: plain, or locked by a passphrase.
//!
//! Randomness is a parameter everywhere. A nonce is used once with one key: callers draw all 96
//! bits at random, which is safe for 2^32 values under one data key (NIST SP 800-38D, 8.3).

mod data_key;
mod master;
mod passphrase;
mod suite;

pub use data_key::{DataKey, KeyId, NONCE, Place};
pub use master::{KEY, MasterKeys, Wrapped};
pub use passphrase::{Locked, SALT};
pub use suite::Suite;

/// Why something could not be sealed, opened or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// Sealed with another key, for another place, or changed since. Which of them cannot be told.
    #[error("the sealed value does not open: another key, another place, or changed")]
    DoesNotOpen,
    /// Too short, or of a form that this program does not write.
    #[error("the sealed value has a form that this program does not know")]
    Form,
    /// A master key of this version is not held.
    #[error("master key {0} is not there")]
    MasterMissing(u32),
    /// The text with the master keys is not what this program writes.
    #[error("the text with the master keys cannot be read: line {0}")]
    Text(usize),
    /// The master keys are locked and the passphrase does not open them.
    #[error("the passphrase does not open the master keys")]
    Passphrase,
    /// More was to be sealed than the cipher takes (64 GiB), or memory for a passphrase is lacking.
    #[error("the cipher refused")]
    Refused,
}

/// Result of everything in this crate.
pub type Result<T> = std::result::Result<T, VaultError>;
