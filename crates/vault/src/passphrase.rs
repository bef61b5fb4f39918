//! Master keys under a passphrase: the text that holds them is sealed by a key that only the
//! passphrase gives.

use crate::data_key::{DataKey, KeyId, NONCE, Place};
use crate::suite::Suite;
use crate::{MasterKeys, Result, VaultError};
use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use zeroize::Zeroizing;

/// Bytes of a salt.
pub const SALT: usize = 16;
/// What a locked text begins with.
const MARK: &str = "locked:";
/// Argon2id with 64 MiB, three passes, one lane: RFC 9106, second recommended option, but for the
/// lanes, which would not be walked side by side here.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

const PLACE: Place<'_> = Place { table: "vault", column: "master", row: "passphrase" };

/// Master keys that a passphrase locks.
#[derive(Debug)]
pub struct Locked {
    salt: [u8; SALT],
    sealed: Vec<u8>,
}

impl Locked {
    /// Locks master keys by a passphrase; salt and nonce are random.
    ///
    /// # Errors
    /// [`VaultError::Refused`] when there is not the memory for it.
    pub fn new(
        keys: &MasterKeys,
        passphrase: &str,
        salt: [u8; SALT],
        nonce: [u8; NONCE],
    ) -> Result<Self> {
        let key = stretched(passphrase, salt)?;
        let text = keys.to_text();
        let sealed = key.seal(Suite::Aes256Gcm, KeyId(salt), PLACE, nonce, text.as_bytes())?;
        Ok(Self { salt, sealed })
    }

    /// Reads what [`Self::to_text`] wrote; `None` when the text is not locked.
    ///
    /// # Errors
    /// [`VaultError::Text`] when it is locked and cannot be read.
    pub fn parse(text: &str) -> Result<Option<Self>> {
        let line =
            text.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with('#'));
        let Some(rest) = line.and_then(|line| line.strip_prefix(MARK)) else { return Ok(None) };
        let wrong = VaultError::Text(1);
        let (salt, sealed) = rest.split_once(':').ok_or(wrong)?;
        let salt = BASE64.decode(salt).map_err(|_| wrong)?.try_into().map_err(|_| wrong)?;
        let sealed = BASE64.decode(sealed).map_err(|_| wrong)?;
        Ok(Some(Self { salt, sealed }))
    }

    /// The text for the file.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{MARK}{}:{}\n", BASE64.encode(self.salt), BASE64.encode(&self.sealed))
    }

    /// The text with the keys.
    pub(crate) fn open(&self, passphrase: &str) -> Result<Zeroizing<String>> {
        let key = stretched(passphrase, self.salt)?;
        let plain = key.open(PLACE, &self.sealed).map_err(|_| VaultError::Passphrase)?;
        let text = std::str::from_utf8(&plain).map_err(|_| VaultError::Passphrase)?;
        Ok(Zeroizing::new(text.to_owned()))
    }
}

fn stretched(passphrase: &str, salt: [u8; SALT]) -> Result<DataKey> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).map_err(|_| VaultError::Refused)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), &salt, key.as_mut_slice())
        .map_err(|_| VaultError::Refused)?;
    Ok(DataKey::new(*key))
}
