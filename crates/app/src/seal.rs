//! Sealing what must be read back: XChaCha20-Poly1305 under the installation's sealing key, bound
//! to the place where it is kept, so that a sealed value copied into another row does not open.

use crate::{App, AppError, Result};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// First byte of what this version writes.
const VERSION: u8 = 1;
/// Bytes of the nonce: long enough that random ones do not meet.
const NONCE: usize = 24;

impl App {
    /// Seals bytes for one place: table, row and field.
    ///
    /// # Errors
    /// When the cipher refuses, which it does only for texts of many gigabytes.
    pub fn seal(&self, table: &str, row: &str, field: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let nonce: [u8; NONCE] = self.random();
        let place = format!("{table}|{row}|{field}");
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: place.as_bytes() })
            .map_err(|_| AppError::internal("a value could not be sealed"))?;
        Ok([&[VERSION][..], &nonce[..], &sealed[..]].concat())
    }

    /// Opens what [`App::seal`] sealed for the same place.
    ///
    /// # Errors
    /// When it was sealed for another place, under another key, or changed.
    pub fn unseal(&self, table: &str, row: &str, field: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let broken = || AppError::internal("a sealed value does not open");
        let (version, rest) = sealed.split_first().ok_or_else(broken)?;
        let (nonce, text) = rest.split_first_chunk::<NONCE>().ok_or_else(broken)?;
        if *version != VERSION {
            return Err(broken());
        }
        let place = format!("{table}|{row}|{field}");
        self.cipher()
            .decrypt(&XNonce::from(*nonce), Payload { msg: text, aad: place.as_bytes() })
            .map_err(|_| broken())
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.derived("seal").into())
    }

    /// A key of its own for each purpose, from the sealing key.
    pub(crate) fn derived(&self, purpose: &str) -> [u8; 32] {
        keyed(&self.keys().sealing, &["kedang/derive", purpose])
    }
}

/// HMAC-SHA-256 over texts, each preceded by its length so that their borders count.
pub(crate) fn keyed(key: &[u8; 32], texts: &[&str]) -> [u8; 32] {
    // A key of 32 bytes padded to the block, exactly as RFC 2104 pads it; `new` cannot fail.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new(&block.into());
    for text in texts {
        mac.update(&(text.len() as u64).to_be_bytes());
        mac.update(text.as_bytes());
    }
    mac.finalize().into_bytes().into()
}
