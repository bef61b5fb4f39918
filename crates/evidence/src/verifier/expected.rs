//! What the entries of a log are held against.

use std::collections::BTreeMap;

use crate::checkpoint::{Checkpoint, KeptRoot, Trust};
use crate::frontier::STORED_LEVELS;
use crate::hash::Hash;
use crate::note::NoteError;

/// Something that says what the log was at some size, or fails to.
#[derive(Clone, Debug)]
pub(super) enum Anchor {
    /// A checkpoint with a good signature.
    Checkpoint { root: Hash, at: Option<i64> },
    /// A root kept outside.
    Kept { root: Hash },
    /// A stored checkpoint that is refused; stands at the size of the one before.
    Refused { position: usize, error: NoteError },
    /// A checkpoint smaller than the one before it; stands at the size of that one.
    OutOfOrder { position: usize },
}

/// The checkpoints, stored nodes and kept roots of a log, gathered before its entries are read.
/// One small record for every checkpoint and for every 256 entries.
#[derive(Clone, Debug)]
pub struct Expected {
    trust: Trust,
    /// By size, in the order given where equal.
    anchors: Vec<(u64, Anchor)>,
    nodes: BTreeMap<(u8, u64), Vec<u8>>,
    positions: usize,
    last_size: u64,
}

impl Expected {
    /// Nothing yet, but the knowledge of whose signatures count.
    #[must_use]
    pub fn new(trust: Trust) -> Self {
        Self { trust, anchors: Vec::new(), nodes: BTreeMap::new(), positions: 0, last_size: 0 }
    }

    /// Adds the next checkpoint as it is stored, a signed note, in the order in which they were
    /// made. What is wrong with it is reported at its place in the log.
    pub fn checkpoint(&mut self, note: &[u8]) {
        let position = self.positions;
        self.positions += 1;
        match Checkpoint::open(note, &self.trust) {
            Ok(checkpoint) if checkpoint.size() >= self.last_size => {
                self.last_size = checkpoint.size();
                let (root, at) = (*checkpoint.root(), checkpoint.at());
                self.add(checkpoint.size(), Anchor::Checkpoint { root, at });
            }
            Ok(_) => self.add(self.last_size, Anchor::OutOfOrder { position }),
            Err(error) => self.add(self.last_size, Anchor::Refused { position, error }),
        }
    }

    /// Adds a stored node: its level, its index in the level and its hash, as they are stored, in
    /// any order. Of two nodes at one place the later counts.
    pub fn node(&mut self, level: u8, index: u64, hash: &[u8]) {
        self.nodes.insert((level, index), hash.to_vec());
    }

    /// Adds a root that an outsider kept. It shows what no signature of our own can show: that
    /// the log was cut off or written anew after the root was handed out. For a kept signed note,
    /// open it first with [`Checkpoint::open`] and give its size and root.
    pub fn verify_against(&mut self, kept: KeptRoot) {
        self.add(kept.size, Anchor::Kept { root: kept.root });
    }

    fn add(&mut self, size: u64, anchor: Anchor) {
        let place = self.anchors.partition_point(|(at, _)| *at <= size);
        self.anchors.insert(place, (size, anchor));
    }
}

/// What the verifier asks for.
impl Expected {
    pub(super) fn anchors(&self) -> &[(u64, Anchor)] {
        &self.anchors
    }

    pub(super) fn stored_node(&self, level: u8, index: u64) -> Option<&[u8]> {
        self.nodes.get(&(level, index)).map(Vec::as_slice)
    }

    /// A stored node that no tree of this size has: at another level, or not complete.
    pub(super) fn node_beyond(&self, size: u64) -> Option<(u8, u64)> {
        let has = |level: u8, index: u64| STORED_LEVELS.contains(&level) && index < size >> level;
        self.nodes.keys().copied().find(|(level, index)| !has(*level, *index))
    }
}
