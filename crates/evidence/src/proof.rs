//! Proofs that an entry is in a tree, and that one tree grew out of another.
//!
//! Building needs leaves and stored nodes from somewhere ([`NodeSource`]); checking needs nothing
//! but the proof and the roots, so that anybody can do it. What a building will ask for can be
//! learned beforehand ([`Needs`]) and fetched in a few queries.

mod source;

pub use source::{Needs, NodeSource, Nodes};

use thiserror::Error;

use crate::frontier::STORED_LEVELS;
use crate::hash::{Hash, empty_root, node_hash};

/// Why a proof cannot be built or does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ProofError {
    /// The index is not below the size, or the old size is above the new one.
    #[error("asked for what the tree does not have")]
    Range,
    /// The source has no such node (level 0: leaf).
    #[error("the node {index} of level {level} is missing")]
    Missing {
        /// The height; 0 is a leaf.
        level: u8,
        /// The place in the level.
        index: u64,
    },
    /// The path has too many or too few hashes for the sizes.
    #[error("the path has a wrong length")]
    Length,
    /// The path leads to another root.
    #[error("the path leads to another root")]
    Root,
}

impl ProofError {
    /// The stable code for message catalogues.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Range => "evidence_proof_range",
            Self::Missing { .. } => "evidence_proof_missing",
            Self::Length => "evidence_proof_length",
            Self::Root => "evidence_proof_root",
        }
    }
}

/// That a leaf stands at an index of a tree (RFC 9162 section 2.1.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InclusionProof {
    /// The place of the leaf, from 0.
    pub index: u64,
    /// The size of the tree.
    pub size: u64,
    /// The sisters on the way from the leaf to the root.
    pub path: Vec<Hash>,
}

/// That the first leaves of a tree are all the leaves of an older one (RFC 9162 section 2.1.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsistencyProof {
    /// The size of the older tree.
    pub old_size: u64,
    /// The size of the newer tree.
    pub new_size: u64,
    /// The nodes that both roots are made of.
    pub path: Vec<Hash>,
}

/// The root of the first `size` leaves.
///
/// # Errors
/// [`ProofError::Missing`].
pub fn tree_root(source: &impl NodeSource, size: u64) -> Result<Hash, ProofError> {
    if size == 0 { Ok(empty_root()) } else { subtree(source, 0, size) }
}

/// Builds the proof that the leaf at `index` is in the tree of the first `size` leaves.
///
/// # Errors
/// [`ProofError::Range`], [`ProofError::Missing`].
pub fn inclusion_proof(
    source: &impl NodeSource,
    index: u64,
    size: u64,
) -> Result<InclusionProof, ProofError> {
    if index >= size {
        return Err(ProofError::Range);
    }
    let (mut start, mut end) = (0, size);
    let mut path = Vec::new();
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            path.push(subtree(source, middle, end)?);
            end = middle;
        } else {
            path.push(subtree(source, start, middle)?);
            start = middle;
        }
    }
    path.reverse();
    Ok(InclusionProof { index, size, path })
}

/// Builds the proof that the tree of the first `new_size` leaves begins with the tree of the first
/// `old_size` leaves. The path is empty when the sizes are equal or the old one is 0.
///
/// # Errors
/// [`ProofError::Range`], [`ProofError::Missing`].
pub fn consistency_proof(
    source: &impl NodeSource,
    old_size: u64,
    new_size: u64,
) -> Result<ConsistencyProof, ProofError> {
    if old_size > new_size {
        return Err(ProofError::Range);
    }
    let mut path = Vec::new();
    if old_size > 0 && old_size < new_size {
        let (mut start, mut end) = (0, new_size);
        while end != old_size {
            let middle = start + split(end - start);
            if old_size <= middle {
                path.push(subtree(source, middle, end)?);
                end = middle;
            } else {
                path.push(subtree(source, start, middle)?);
                start = middle;
            }
        }
        // When the old tree is a perfect subtree on the left, its root is known to the reader.
        if start > 0 {
            path.push(subtree(source, start, end)?);
        }
        path.reverse();
    }
    Ok(ConsistencyProof { old_size, new_size, path })
}

impl InclusionProof {
    /// Whether the proof leads from the leaf hash to the root (RFC 9162 section 2.1.3.2).
    ///
    /// # Errors
    /// [`ProofError::Range`], [`ProofError::Length`], [`ProofError::Root`].
    pub fn verify(&self, leaf: &Hash, root: &Hash) -> Result<(), ProofError> {
        if self.index >= self.size {
            return Err(ProofError::Range);
        }
        let (mut node, mut last) = (self.index, self.size - 1);
        let mut hash = *leaf;
        for sister in &self.path {
            if last == 0 {
                return Err(ProofError::Length);
            }
            if node & 1 == 1 || node == last {
                hash = node_hash(sister, &hash);
                while node & 1 == 0 && node != 0 {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node_hash(&hash, sister);
            }
            node >>= 1;
            last >>= 1;
        }
        match (last, hash == *root) {
            (0, true) => Ok(()),
            (0, false) => Err(ProofError::Root),
            _ => Err(ProofError::Length),
        }
    }
}

impl ConsistencyProof {
    /// Whether the proof leads to both roots (RFC 9162 section 2.1.4.2). Every tree is consistent
    /// with the empty one, and with itself.
    ///
    /// # Errors
    /// [`ProofError::Range`], [`ProofError::Length`], [`ProofError::Root`].
    pub fn verify(&self, old_root: &Hash, new_root: &Hash) -> Result<(), ProofError> {
        let wrong_root = |wrong| if wrong { Err(ProofError::Root) } else { Ok(()) };
        if self.old_size > self.new_size {
            return Err(ProofError::Range);
        }
        if self.old_size == 0 || self.old_size == self.new_size {
            if !self.path.is_empty() {
                return Err(ProofError::Length);
            }
            wrong_root(self.old_size == 0 && *old_root != empty_root())?;
            wrong_root(self.new_size == 0 && *new_root != empty_root())?;
            return wrong_root(self.old_size == self.new_size && old_root != new_root);
        }
        let perfect = self.old_size.is_power_of_two().then_some(*old_root);
        let mut path = perfect.into_iter().chain(self.path.iter().copied());
        let (mut node, mut last) = (self.old_size - 1, self.new_size - 1);
        while node & 1 == 1 {
            node >>= 1;
            last >>= 1;
        }
        let seed = path.next().ok_or(ProofError::Length)?;
        let (mut old, mut new) = (seed, seed);
        for hash in path {
            if last == 0 {
                return Err(ProofError::Length);
            }
            if node & 1 == 1 || node == last {
                old = node_hash(&hash, &old);
                new = node_hash(&hash, &new);
                while node & 1 == 0 && node != 0 {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                new = node_hash(&new, &hash);
            }
            node >>= 1;
            last >>= 1;
        }
        if last != 0 {
            return Err(ProofError::Length);
        }
        wrong_root(old != *old_root || new != *new_root)
    }
}

/// The number of leaves in the left subtree: the largest power of two below the width (≥ 2).
fn split(width: u64) -> u64 {
    1 << (width - 1).ilog2()
}

/// The root of the leaves from `start` to before `end`, a node of the RFC 6962 recursion.
fn subtree(source: &impl NodeSource, start: u64, end: u64) -> Result<Hash, ProofError> {
    let width = end - start;
    if width.is_power_of_two() && start.is_multiple_of(width) {
        // At most 53, since sizes are below 2^53.
        let level = width.trailing_zeros() as u8;
        let index = start >> level;
        if level == 0 {
            return source.leaf(index).ok_or(ProofError::Missing { level, index });
        }
        if STORED_LEVELS.contains(&level) {
            return source.node(level, index).ok_or(ProofError::Missing { level, index });
        }
    }
    let middle = start + split(width);
    Ok(node_hash(&subtree(source, start, middle)?, &subtree(source, middle, end)?))
}

#[cfg(test)]
mod tests;
