//! The right edge of the tree: all that has to be kept to append to it.

use thiserror::Error;

use crate::hash::{Hash, empty_root, node_hash};

/// The levels whose completed nodes are stored beside the leaves: roots of 256, 65,536 and
/// 16,777,216 leaves. With them every proof needs at most some hundreds of rows.
pub const STORED_LEVELS: [u8; 3] = [8, 16, 24];

/// The largest size a tree may have: what a JSON number carries exactly (RFC 8785).
pub const MAX_SIZE: u64 = (1 << 53) - 1;

/// The root of a perfect subtree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// The height: the subtree has 2^level leaves.
    pub level: u8,
    /// The place among the nodes of the level, from 0: the first leaf is index × 2^level.
    pub index: u64,
    /// The root of the subtree.
    pub hash: Hash,
}

/// Bytes that are not a frontier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum FrontierError {
    /// The length is not that of the size written in front.
    #[error("a frontier of this size has {expected} bytes, not {found}")]
    Length {
        /// Bytes that the size in front asks for (8 when there is not even a size).
        expected: usize,
        /// Bytes given.
        found: usize,
    },
    /// The size is greater than [`MAX_SIZE`].
    #[error("a frontier of {0} leaves is too large")]
    Size(u64),
}

impl FrontierError {
    /// The stable code for message catalogues.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "evidence_frontier_length",
            Self::Size(_) => "evidence_frontier_size",
        }
    }
}

/// A compact range: the roots of the perfect subtrees into which the first `size` leaves fall,
/// widest first, one for every set bit of the size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    roots: Vec<Hash>,
}

impl Frontier {
    /// The frontier of the empty tree.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many leaves the tree has; also the index of the next one.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// The subtree roots, widest first.
    #[must_use]
    pub fn roots(&self) -> &[Hash] {
        &self.roots
    }

    /// Appends a leaf by its hash and returns the nodes that it completed at
    /// [`STORED_LEVELS`], lowest first (mostly none, at most three).
    pub fn append(&mut self, leaf: Hash) -> Vec<Node> {
        let mut completed = Vec::new();
        let mut hash = leaf;
        let mut level = 0;
        while self.size >> level & 1 == 1
            && let Some(left) = self.roots.pop()
        {
            hash = node_hash(&left, &hash);
            level += 1;
            if STORED_LEVELS.contains(&level) {
                completed.push(Node { level, index: self.size >> level, hash });
            }
        }
        self.roots.push(hash);
        self.size += 1;
        completed
    }

    /// The root of the tree (RFC 6962 section 2.1).
    #[must_use]
    pub fn root(&self) -> Hash {
        let mut narrower = self.roots.iter().rev();
        let Some(last) = narrower.next() else { return empty_root() };
        narrower.fold(*last, |right, left| node_hash(left, &right))
    }

    /// The one encoding: the size as 8 bytes, big-endian, then the roots, widest first.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        bytes.extend(self.roots.iter().flatten());
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`FrontierError`] when the length is not exactly that of the size, or the size is above
    /// [`MAX_SIZE`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierError> {
        let found = bytes.len();
        let Some((head, rest)) = bytes.split_first_chunk::<8>() else {
            return Err(FrontierError::Length { expected: 8, found });
        };
        let size = u64::from_be_bytes(*head);
        if size > MAX_SIZE {
            return Err(FrontierError::Size(size));
        }
        let (roots, odd) = rest.as_chunks::<32>();
        let expected = size.count_ones() as usize;
        if roots.len() != expected || !odd.is_empty() {
            return Err(FrontierError::Length { expected: 8 + 32 * expected, found });
        }
        Ok(Self { size, roots: roots.to_vec() })
    }
}

#[cfg(test)]
pub(crate) mod tests;
