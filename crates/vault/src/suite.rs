//! The ciphers: two block ciphers, one mode.

use crate::data_key::NONCE;
use crate::{Result, VaultError};
use aes_gcm::aead::consts::U12;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, AesGcm, Nonce};
use sm4::Sm4;

/// SM4 in Galois/Counter Mode, as RFC 8998 uses it. GCM is defined for any cipher with blocks of
/// 128 bits (NIST SP 800-38D, 5.1), and the crate's type is generic over them.
type Sm4Gcm = AesGcm<Sm4, U12>;

/// With which cipher values are sealed. What was sealed with another still opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Suite {
    /// AES-256-GCM (FIPS 197, NIST SP 800-38D).
    #[default]
    Aes256Gcm,
    /// SM4-GCM (GB/T 32907-2016, RFC 8998).
    Sm4Gcm,
}

impl Suite {
    /// The stable name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Aes256Gcm => "aes-256-gcm",
            Self::Sm4Gcm => "sm4-gcm",
        }
    }

    /// The suite of that stable name, or `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Aes256Gcm, Self::Sm4Gcm].into_iter().find(|suite| suite.code() == text)
    }

    /// The byte that stands for it in front of what it sealed.
    pub(crate) fn byte(self) -> u8 {
        match self {
            Self::Aes256Gcm => 1,
            Self::Sm4Gcm => 2,
        }
    }

    pub(crate) fn of_byte(byte: u8) -> Result<Self> {
        [Self::Aes256Gcm, Self::Sm4Gcm]
            .into_iter()
            .find(|suite| suite.byte() == byte)
            .ok_or(VaultError::Form)
    }

    /// Bytes of its key.
    pub(crate) fn key_length(self) -> usize {
        match self {
            Self::Aes256Gcm => 32,
            Self::Sm4Gcm => 16,
        }
    }

    /// Seals under a key of [`Self::key_length`]: the text and 16 bytes of tag behind it.
    pub(crate) fn seal(
        self,
        key: &[u8],
        nonce: &[u8; NONCE],
        aad: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>> {
        let nonce = Nonce::from(*nonce);
        let payload = Payload { msg: plain, aad };
        let refused = |_| VaultError::Refused;
        match self {
            Self::Aes256Gcm => {
                let cipher = Aes256Gcm::new_from_slice(key).map_err(|_| VaultError::Refused)?;
                cipher.encrypt(&nonce, payload).map_err(refused)
            }
            Self::Sm4Gcm => {
                let cipher = Sm4Gcm::new_from_slice(key).map_err(|_| VaultError::Refused)?;
                cipher.encrypt(&nonce, payload).map_err(refused)
            }
        }
    }

    /// Opens what [`Self::seal`] sealed.
    pub(crate) fn open(
        self,
        key: &[u8],
        nonce: &[u8; NONCE],
        aad: &[u8],
        sealed: &[u8],
    ) -> Result<Vec<u8>> {
        let nonce = Nonce::from(*nonce);
        let payload = Payload { msg: sealed, aad };
        let closed = |_| VaultError::DoesNotOpen;
        match self {
            Self::Aes256Gcm => {
                let cipher = Aes256Gcm::new_from_slice(key).map_err(|_| VaultError::Refused)?;
                cipher.decrypt(&nonce, payload).map_err(closed)
            }
            Self::Sm4Gcm => {
                let cipher = Sm4Gcm::new_from_slice(key).map_err(|_| VaultError::Refused)?;
                cipher.decrypt(&nonce, payload).map_err(closed)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(hex: &str) -> Vec<u8> {
        let hex: String = hex.split_whitespace().collect();
        (0..hex.len()).step_by(2).map(|i| u8::from_str_radix(&hex[i..i + 2], 16).unwrap()).collect()
    }

    fn known(suite: Suite, key: &str, nonce: &str, aad: &str, plain: &str, sealed: &str) {
        let nonce: [u8; NONCE] = bytes(nonce).try_into().unwrap();
        let (key, aad, plain, sealed) = (bytes(key), bytes(aad), bytes(plain), bytes(sealed));
        assert_eq!(suite.seal(&key, &nonce, &aad, &plain).unwrap(), sealed);
        assert_eq!(suite.open(&key, &nonce, &aad, &sealed).unwrap(), plain);
        let mut changed = sealed;
        changed[0] ^= 1;
        assert_eq!(suite.open(&key, &nonce, &aad, &changed), Err(VaultError::DoesNotOpen));
    }

    /// Test cases 14 and 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega), the source of
    /// NIST SP 800-38D.
    #[test]
    fn aes_256_gcm_gives_the_known_answers() {
        let zeros = "00000000000000000000000000000000";
        known(
            Suite::Aes256Gcm,
            &zeros.repeat(2),
            "000000000000000000000000",
            "",
            zeros,
            "cea7403d4d606b6e074ec5d3baf39d18 d0d1c8a799996bf0265b98b5d48ab919",
        );
        known(
            Suite::Aes256Gcm,
            "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",
            "cafebabefacedbaddecaf888",
            "feedfacedeadbeeffeedfacedeadbeefabaddad2",
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72
             1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
            "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa
             8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662
             76fc6ece0f4e1768cddf8853bb2d551b",
        );
    }

    /// RFC 8998, A.1.
    #[test]
    fn sm4_gcm_gives_the_known_answer() {
        known(
            Suite::Sm4Gcm,
            "0123456789ABCDEFFEDCBA9876543210",
            "00001234567800000000ABCD",
            "FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2",
            "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD
             EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA",
            "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735
             D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D
             83DE3541E4C2B58177E065A9BF7B62EC",
        );
    }

    #[test]
    fn suites_have_names() {
        for suite in [Suite::Aes256Gcm, Suite::Sm4Gcm] {
            assert_eq!(Suite::parse(suite.code()), Some(suite));
            assert_eq!(Suite::of_byte(suite.byte()), Ok(suite));
        }
        assert_eq!(Suite::parse("des"), None);
        assert_eq!(Suite::of_byte(0), Err(VaultError::Form));
    }
}
