//! Merkle tree hashing of RFC 6962 section 2.1 (RFC 9162 section 2.1.1), with SHA-256.

use sha2::{Digest, Sha256};

use crate::hex;

/// A SHA-256 hash: of a leaf, of a node, or the root of a tree.
pub type Hash = [u8; 32];

/// The hash of a leaf: SHA-256(0x00 || bytes).
#[must_use]
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

/// The hash of a node: SHA-256(0x01 || left || right).
#[must_use]
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of a tree without leaves: SHA-256 of nothing.
#[must_use]
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// The hash as 64 lowercase hexadecimal digits.
#[must_use]
pub fn hash_to_hex(hash: &Hash) -> String {
    hex::encode(hash)
}

/// Reads [`hash_to_hex`]; anything but 64 lowercase digits is `None`.
#[must_use]
pub fn hash_from_hex(text: &str) -> Option<Hash> {
    hex::decode(text)
}
