//! Reading a whole log offline, from the first entry to the head.
//!
//! First everything that the entries are held against is gathered ([`Expected`]): the signed
//! checkpoints, the stored nodes, roots kept outside. Then the entries are fed one by one in the
//! order of their index, and at the end the head. The first thing that does not agree is named;
//! what comes after it is not looked at.

mod expected;
mod report;

pub use expected::Expected;
pub use report::{FirstBad, Report, Warning, Why};

use expected::Anchor;

use crate::entry::Entry;
use crate::frontier::Frontier;
use crate::hash::{Hash, leaf_hash};

/// How many warnings a report carries; the rest is counted only.
const MAX_WARNINGS: usize = 100;

/// A log being read.
#[derive(Clone, Debug)]
pub struct Verifier<'a> {
    expected: &'a Expected,
    frontier: Frontier,
    /// How many anchors were reached so far.
    anchors: usize,
    checkpoints: u64,
    kept: u64,
    proven: u64,
    last_at: i64,
    last_checkpoint_at: i64,
    first_bad: Option<FirstBad>,
    warnings: Vec<Warning>,
    warning_count: u64,
}

impl<'a> Verifier<'a> {
    /// Begins to read a log.
    #[must_use]
    pub fn new(expected: &'a Expected) -> Self {
        let mut this = Self {
            expected,
            frontier: Frontier::new(),
            anchors: 0,
            checkpoints: 0,
            kept: 0,
            proven: 0,
            last_at: 0,
            last_checkpoint_at: 0,
            first_bad: None,
            warnings: Vec::new(),
            warning_count: 0,
        };
        this.check_anchors();
        this
    }

    /// Feeds the next entry: its index, its bytes and its leaf hash, as they are stored. Returns
    /// whether all is well so far; when not, the rest need not be fed.
    pub fn entry(&mut self, index: u64, bytes: &[u8], stored_leaf: &[u8]) -> bool {
        if self.first_bad.is_none() {
            match self.check_entry(index, bytes, stored_leaf) {
                Ok(leaf) => self.append(leaf),
                Err(bad) => self.first_bad = Some(bad),
            }
        }
        self.first_bad.is_none()
    }

    /// The first thing found that does not agree.
    #[must_use]
    pub fn first_bad(&self) -> Option<&FirstBad> {
        self.first_bad.as_ref()
    }

    /// Ends the reading with the head as it is stored, its size and its frontier; `None` when there
    /// is no head.
    #[must_use]
    pub fn finish(mut self, head: Option<(u64, &[u8])>) -> Report {
        if self.first_bad.is_none() {
            self.first_bad = self.check_end(head);
        }
        let size = self.frontier.size();
        if self.first_bad.is_none() && self.proven < size {
            self.warn(Warning::Unsigned { from: self.proven });
        }
        Report {
            size,
            root: self.frontier.root(),
            proven: self.proven,
            checkpoints: self.checkpoints,
            kept: self.kept,
            ok: self.first_bad.is_none(),
            first_bad: self.first_bad,
            warnings: self.warnings,
            warning_count: self.warning_count,
        }
    }

    fn check_entry(
        &mut self,
        index: u64,
        bytes: &[u8],
        stored_leaf: &[u8],
    ) -> Result<Hash, FirstBad> {
        let next = self.frontier.size();
        if index > next {
            return Err(FirstBad { index: next, until: index, why: Why::Missing });
        }
        let bad = |why| FirstBad { index, until: index.saturating_add(1), why };
        if index < next {
            return Err(bad(Why::OutOfOrder));
        }
        let leaf = leaf_hash(bytes);
        if leaf != stored_leaf {
            return Err(bad(Why::LeafHash));
        }
        let entry = Entry::decode(bytes).map_err(|error| bad(Why::Entry(error)))?;
        if entry.index() != index {
            return Err(bad(Why::WrongIndex { written: entry.index() }));
        }
        let at = entry.draft().at;
        if at < self.last_at {
            self.warn(Warning::TimeBack { index });
        }
        self.last_at = at;
        Ok(leaf)
    }

    fn append(&mut self, leaf: Hash) {
        for node in self.frontier.append(leaf) {
            let stored = self.expected.stored_node(node.level, node.index);
            if stored == Some(&node.hash[..]) || self.first_bad.is_some() {
                continue;
            }
            let start = (node.index << node.level).max(self.proven);
            let (level, index) = (node.level, node.index);
            let why = match stored {
                Some(_) => Why::Node { level, index },
                None => Why::NodeMissing { level, index },
            };
            self.first_bad = Some(FirstBad { index: start, until: self.frontier.size(), why });
        }
        self.check_anchors();
    }

    /// Holds the tree against what was signed or kept at its present size.
    fn check_anchors(&mut self) {
        let size = self.frontier.size();
        let expected = self.expected;
        while self.first_bad.is_none()
            && let Some((at, anchor)) = expected.anchors().get(self.anchors)
            && *at == size
        {
            self.anchors += 1;
            let agrees = |root: &Hash| *root == self.frontier.root();
            let bad = |why| Some(FirstBad { index: self.proven, until: size, why });
            match anchor {
                Anchor::Checkpoint { root, at: made } if agrees(root) => {
                    self.proven = size;
                    self.checkpoints += 1;
                    let made = made.unwrap_or(self.last_at);
                    if made < self.last_checkpoint_at.max(self.last_at) {
                        self.warn(Warning::CheckpointTimeBack { size });
                    }
                    self.last_checkpoint_at = made;
                }
                Anchor::Kept { root } if agrees(root) => {
                    self.proven = size;
                    self.kept += 1;
                }
                Anchor::Checkpoint { .. } => self.first_bad = bad(Why::Checkpoint { size }),
                Anchor::Kept { .. } => self.first_bad = bad(Why::Kept { size }),
                Anchor::Refused { position, error } => {
                    let why = Why::CheckpointRefused { position: *position, error: *error };
                    self.first_bad = bad(why);
                }
                Anchor::OutOfOrder { position } => {
                    self.first_bad = bad(Why::CheckpointOutOfOrder { position: *position });
                }
            }
        }
    }

    fn check_end(&self, head: Option<(u64, &[u8])>) -> Option<FirstBad> {
        let size = self.frontier.size();
        let bad = |index, until, why| Some(FirstBad { index, until, why });
        if let Some((signed, _)) = self.expected.anchors().get(self.anchors) {
            return bad(size, *signed, Why::CutTail { signed: *signed });
        }
        if let Some((level, index)) = self.expected.node_beyond(size) {
            return bad(size, size, Why::NodeBeyond { level, index });
        }
        let Some((head_size, frontier)) = head else {
            return bad(self.proven, size, Why::HeadMissing);
        };
        if head_size > size {
            return bad(size, head_size, Why::Missing);
        }
        if head_size < size {
            return bad(head_size, size, Why::BeyondHead);
        }
        if frontier != self.frontier.to_bytes() {
            return bad(self.proven, size, Why::Head);
        }
        None
    }

    fn warn(&mut self, warning: Warning) {
        self.warning_count += 1;
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(warning);
        }
    }
}

#[cfg(test)]
mod flips;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
