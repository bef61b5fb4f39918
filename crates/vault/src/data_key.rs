//! The key of one customer, and the values that it seals.

use crate::suite::Suite;
use crate::{Result, VaultError};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use zeroize::{Zeroize as _, Zeroizing};

/// Bytes of a nonce.
pub const NONCE: usize = 12;
/// First byte of what this version writes.
const VERSION: u8 = 1;
/// Version, suite, id of the key.
const HEADER: usize = 2 + 16;
/// Bytes of the tag behind the text.
const TAG: usize = 16;

/// Which data key sealed a value. No secret: it stands in front of the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub [u8; 16]);

impl KeyId {
    /// The key that a sealed value needs.
    ///
    /// # Errors
    /// [`VaultError::Form`] when it is no sealed value.
    pub fn of(sealed: &[u8]) -> Result<Self> {
        if sealed.len() < HEADER + NONCE + TAG || sealed[0] != VERSION {
            return Err(VaultError::Form);
        }
        sealed[2..HEADER].try_into().map(Self).map_err(|_| VaultError::Form)
    }
}

/// Where a value is kept. It opens there and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The table.
    pub table: &'a str,
    /// Its column.
    pub column: &'a str,
    /// The id of the row.
    pub row: &'a str,
}

impl Place<'_> {
    /// Each part is preceded by its length, so that no two places read the same.
    fn bind(self, header: &[u8]) -> Vec<u8> {
        let mut bytes = header.to_vec();
        for part in [self.table, self.column, self.row] {
            bytes.extend((part.len() as u64).to_be_bytes());
            bytes.extend(part.as_bytes());
        }
        bytes
    }
}

/// The secret key of one customer: 32 bytes, from which the key of each cipher is derived.
#[derive(Clone)]
pub struct DataKey([u8; 32]);

impl DataKey {
    /// A key of these random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals a value for a place. `nonce` is drawn anew for every value.
    ///
    /// # Errors
    /// [`VaultError::Refused`] for values of many gigabytes.
    pub fn seal(
        &self,
        suite: Suite,
        id: KeyId,
        place: Place<'_>,
        nonce: [u8; NONCE],
        plain: &[u8],
    ) -> Result<Vec<u8>> {
        let mut sealed = Vec::with_capacity(HEADER + NONCE + plain.len() + TAG);
        sealed.extend([VERSION, suite.byte()]);
        sealed.extend(id.0);
        let aad = place.bind(&sealed);
        sealed.extend(nonce);
        sealed.extend(suite.seal(&self.cipher_key(suite), &nonce, &aad, plain)?);
        Ok(sealed)
    }

    /// Opens a value that lies in a place.
    ///
    /// # Errors
    /// [`VaultError::Form`] when it is no sealed value, [`VaultError::DoesNotOpen`] when it was
    /// sealed for another place, with another key, or changed.
    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        KeyId::of(sealed)?;
        let (header, rest) = sealed.split_at_checked(HEADER).ok_or(VaultError::Form)?;
        let (nonce, text) = rest.split_first_chunk::<NONCE>().ok_or(VaultError::Form)?;
        let suite = Suite::of_byte(header[1])?;
        let aad = place.bind(header);
        suite.open(&self.cipher_key(suite), nonce, &aad, text).map(Zeroizing::new)
    }

    /// A keyed stand-in for a word: who has the key finds equal words, nobody else learns which.
    #[must_use]
    pub fn token(&self, word: &str) -> [u8; 32] {
        self.keyed("word", word.as_bytes())
    }

    /// Each cipher has a key of its own, so that changing the suite never uses one key twice.
    fn cipher_key(&self, suite: Suite) -> Zeroizing<Vec<u8>> {
        let mut derived = self.keyed("cipher", suite.code().as_bytes());
        let key = Zeroizing::new(derived[..suite.key_length()].to_vec());
        derived.zeroize();
        key
    }

    /// HMAC-SHA-256 under this key, apart for each purpose.
    fn keyed(&self, purpose: &str, text: &[u8]) -> [u8; 32] {
        // A key of 32 bytes padded to the block, exactly as RFC 2104 pads it; `new` cannot fail.
        let mut block = Zeroizing::new([0; 64]);
        block[..32].copy_from_slice(&self.0);
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&(*block).into());
        mac.update(b"kedang/vault/");
        mac.update(&(purpose.len() as u64).to_be_bytes());
        mac.update(purpose.as_bytes());
        mac.update(text);
        mac.finalize().into_bytes().into()
    }
}

impl Drop for DataKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(…)")
    }
}
