//! Where the leaves and nodes of a proof come from.

use core::cell::RefCell;
use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use super::{ProofError, consistency_proof, inclusion_proof};
use crate::frontier::{Frontier, Node};
use crate::hash::Hash;

/// Leaves, and completed nodes at [`crate::STORED_LEVELS`].
pub trait NodeSource {
    /// The hash of a leaf.
    fn leaf(&self, index: u64) -> Option<Hash>;
    /// The hash of a node at one of the stored levels.
    fn node(&self, level: u8, index: u64) -> Option<Hash>;
}

/// A source in memory, to be filled with what [`Needs`] names.
#[derive(Clone, Debug, Default)]
pub struct Nodes(BTreeMap<(u8, u64), Hash>);

impl Nodes {
    /// A source with nothing in it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All the leaves of a tree from the first on, and the nodes made from them.
    #[must_use]
    pub fn from_leaves(leaves: &[Hash]) -> Self {
        let mut nodes = Self::new();
        let mut frontier = Frontier::new();
        for leaf in leaves {
            nodes.add_leaf(frontier.size(), *leaf);
            frontier.append(*leaf).into_iter().for_each(|node| nodes.add_node(node));
        }
        nodes
    }

    /// Adds a leaf.
    pub fn add_leaf(&mut self, index: u64, hash: Hash) {
        self.0.insert((0, index), hash);
    }

    /// Adds a stored node.
    pub fn add_node(&mut self, node: Node) {
        self.0.insert((node.level, node.index), node.hash);
    }
}

impl NodeSource for Nodes {
    fn leaf(&self, index: u64) -> Option<Hash> {
        self.node(0, index)
    }

    fn node(&self, level: u8, index: u64) -> Option<Hash> {
        self.0.get(&(level, index)).copied()
    }
}

/// What the building of a proof will ask its source for. Fewer than 512 rows of every kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Leaves, as ranges of indexes, ascending.
    pub leaves: Vec<Range<u64>>,
    /// Nodes, as a level and a range of indexes, ascending.
    pub nodes: Vec<(u8, Range<u64>)>,
}

impl Needs {
    /// What [`inclusion_proof`] needs.
    ///
    /// # Errors
    /// [`ProofError::Range`].
    pub fn inclusion(index: u64, size: u64) -> Result<Self, ProofError> {
        let recorder = Recorder::default();
        inclusion_proof(&recorder, index, size)?;
        Ok(recorder.needs())
    }

    /// What [`consistency_proof`] needs.
    ///
    /// # Errors
    /// [`ProofError::Range`].
    pub fn consistency(old_size: u64, new_size: u64) -> Result<Self, ProofError> {
        let recorder = Recorder::default();
        consistency_proof(&recorder, old_size, new_size)?;
        Ok(recorder.needs())
    }
}

/// A source that has everything and remembers what it was asked for: the builders themselves say
/// what they need, so that the two can never differ.
#[derive(Default)]
struct Recorder(RefCell<BTreeSet<(u8, u64)>>);

impl Recorder {
    fn needs(self) -> Needs {
        let mut needs = Needs::default();
        let mut runs: Vec<(u8, Range<u64>)> = Vec::new();
        for (level, index) in self.0.into_inner() {
            match runs.last_mut() {
                Some((l, run)) if *l == level && run.end == index => run.end += 1,
                _ => runs.push((level, index..index + 1)),
            }
        }
        for (level, run) in runs {
            if level == 0 {
                needs.leaves.push(run);
            } else {
                needs.nodes.push((level, run));
            }
        }
        needs
    }
}

impl NodeSource for Recorder {
    fn leaf(&self, index: u64) -> Option<Hash> {
        self.node(0, index)
    }

    fn node(&self, level: u8, index: u64) -> Option<Hash> {
        self.0.borrow_mut().insert((level, index));
        Some([0; 32])
    }
}
