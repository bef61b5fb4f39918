//! Master keys in versions, and the data keys that they wrap.

use crate::data_key::{DataKey, KeyId, NONCE, Place};
use crate::passphrase::Locked;
use crate::suite::Suite;
use crate::{Result, VaultError};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::collections::BTreeMap;
use std::fmt;
use zeroize::Zeroizing;

/// Bytes of a master key, and of a data key.
pub const KEY: usize = 32;

/// A data key as it is kept: wrapped by a master key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapped {
    /// The version of the master key that opens it.
    pub master: u32,
    /// The sealed key.
    pub bytes: Vec<u8>,
}

/// The master keys that are held, by their versions from 1.
#[derive(Clone)]
pub struct MasterKeys(BTreeMap<u32, DataKey>);

impl MasterKeys {
    /// One master key, version 1, of these random bytes.
    #[must_use]
    pub fn first(random: [u8; KEY]) -> Self {
        Self(BTreeMap::from([(1, DataKey::new(random))]))
    }

    /// Adds a newer one of these random bytes and gives its version.
    pub fn add(&mut self, random: [u8; KEY]) -> u32 {
        let version = self.newest() + 1;
        self.0.insert(version, DataKey::new(random));
        version
    }

    /// The version that wraps: the highest.
    #[must_use]
    pub fn newest(&self) -> u32 {
        self.0.keys().next_back().copied().unwrap_or_default()
    }

    /// The versions that are held, in their order.
    pub fn versions(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.keys().copied()
    }

    /// Wraps a data key by the newest master key. `id` is bound to it.
    ///
    /// # Errors
    /// [`VaultError::Refused`] never happens for a key.
    pub fn wrap(
        &self,
        suite: Suite,
        id: KeyId,
        key: &DataKey,
        nonce: [u8; NONCE],
    ) -> Result<Wrapped> {
        let master = self.newest();
        let wrapping = self.0.get(&master).ok_or(VaultError::MasterMissing(master))?;
        let version = master.to_string();
        let bytes = wrapping.seal(suite, id, place(&version), nonce, key.bytes())?;
        Ok(Wrapped { master, bytes })
    }

    /// Unwraps the data key of this id.
    ///
    /// # Errors
    /// [`VaultError::MasterMissing`] when that version is not held, [`VaultError::DoesNotOpen`] when
    /// it is another key of that version or belongs to another id.
    pub fn unwrap(&self, id: KeyId, wrapped: &Wrapped) -> Result<DataKey> {
        let master =
            self.0.get(&wrapped.master).ok_or(VaultError::MasterMissing(wrapped.master))?;
        if KeyId::of(&wrapped.bytes)? != id {
            return Err(VaultError::DoesNotOpen);
        }
        let bytes = master.open(place(&wrapped.master.to_string()), &wrapped.bytes)?;
        bytes.as_slice().try_into().map(DataKey::new).map_err(|_| VaultError::Form)
    }

    /// Reads what [`Self::to_text`] wrote: `version:base64`, divided by line ends or commas; lines
    /// that begin with `#` are remarks.
    ///
    /// # Errors
    /// [`VaultError::Text`] with the line that cannot be read, counted from 1; line 0 when there is
    /// no key at all.
    pub fn parse(text: &str) -> Result<Self> {
        let mut keys = BTreeMap::new();
        for (index, line) in text.lines().enumerate() {
            let wrong = VaultError::Text(index + 1);
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            for key in line.split(',').map(str::trim).filter(|key| !key.is_empty()) {
                let (version, bytes) = key.split_once(':').ok_or(wrong)?;
                let version = version.trim().parse().ok().filter(|v| *v > 0).ok_or(wrong)?;
                let bytes = Zeroizing::new(BASE64.decode(bytes.trim()).map_err(|_| wrong)?);
                let bytes: [u8; KEY] = bytes.as_slice().try_into().map_err(|_| wrong)?;
                if keys.insert(version, DataKey::new(bytes)).is_some() {
                    return Err(wrong);
                }
            }
        }
        if keys.is_empty() { Err(VaultError::Text(0)) } else { Ok(Self(keys)) }
    }

    /// All keys as text, for the file that holds them.
    #[must_use]
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::new());
        for (version, key) in &self.0 {
            text.push_str(&format!("{version}:{}\n", BASE64.encode(key.bytes())));
        }
        text
    }

    /// Reads a text that may be locked by a passphrase.
    ///
    /// # Errors
    /// As [`Self::parse`]; [`VaultError::Passphrase`] when it is locked and there is no passphrase
    /// or another one.
    pub fn read(text: &str, passphrase: Option<&str>) -> Result<Self> {
        match Locked::parse(text)? {
            None => Self::parse(text),
            Some(locked) => {
                let opened = locked.open(passphrase.ok_or(VaultError::Passphrase)?)?;
                Self::parse(&opened)
            }
        }
    }
}

/// Where a data key is wrapped: it cannot be passed off as one of another version.
fn place(version: &str) -> Place<'_> {
    Place { table: "vault_key", column: "wrapped", row: version }
}

impl fmt::Debug for MasterKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MasterKeys").field("newest", &self.newest()).finish_non_exhaustive()
    }
}
