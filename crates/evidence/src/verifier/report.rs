//! What the reading of a log found.

use crate::entry::EntryError;
use crate::hash::Hash;
use crate::note::NoteError;

/// What the reading of a log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many entries were read without finding fault with one of them.
    pub size: u64,
    /// The root of these entries.
    pub root: Hash,
    /// How many entries a good checkpoint or kept root covers: these are exactly what was signed
    /// or handed out. The entries from here to `size` agree among themselves only.
    pub proven: u64,
    /// How many checkpoints agree.
    pub checkpoints: u64,
    /// How many kept roots agree.
    pub kept: u64,
    /// Whether everything agrees.
    pub ok: bool,
    /// The first thing that does not.
    pub first_bad: Option<FirstBad>,
    /// What is odd without being wrong; the first hundred.
    pub warnings: Vec<Warning>,
    /// How many warnings there are in all.
    pub warning_count: u64,
}

/// Where and why a log does not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstBad {
    /// The first entry that is bad or, when only a block of entries is known to hold the bad one,
    /// the first of the block.
    pub index: u64,
    /// The end of the block, not included: `index + 1` for one entry, `index` when every entry is
    /// proven and only a checkpoint or the head is bad.
    pub until: u64,
    /// What is wrong.
    pub why: Why,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The entries are not there, though later ones or the head say that they were.
    Missing,
    /// An index comes twice or after a greater one.
    OutOfOrder,
    /// The bytes do not have the leaf hash stored beside them: one of the two was changed.
    LeafHash,
    /// The bytes are not an entry in the canonical encoding.
    Entry(EntryError),
    /// The entry was written for another place.
    WrongIndex {
        /// The index in the bytes.
        written: u64,
    },
    /// A stored node is not the root of its leaves: an entry of the block was changed together
    /// with its leaf hash, or the node was.
    Node {
        /// The height.
        level: u8,
        /// The place in the level.
        index: u64,
    },
    /// A stored node is not there.
    NodeMissing {
        /// The height.
        level: u8,
        /// The place in the level.
        index: u64,
    },
    /// A node is stored that the log does not have.
    NodeBeyond {
        /// The height.
        level: u8,
        /// The place in the level.
        index: u64,
    },
    /// The root is not the one signed: an entry of the block was changed after it was signed.
    Checkpoint {
        /// The size at which it was signed.
        size: u64,
    },
    /// The root is not the one kept outside: an entry of the block was changed since.
    Kept {
        /// The size at which it was kept.
        size: u64,
    },
    /// A stored checkpoint is refused.
    CheckpointRefused {
        /// Which one, from 0.
        position: usize,
        /// Why.
        error: NoteError,
    },
    /// A checkpoint is smaller than the one before it.
    CheckpointOutOfOrder {
        /// Which one, from 0.
        position: usize,
    },
    /// A checkpoint or kept root says that the log was longer.
    CutTail {
        /// How many entries it had.
        signed: u64,
    },
    /// There is no head.
    HeadMissing,
    /// There are entries beyond the size in the head.
    BeyondHead,
    /// The head is not that of the entries.
    Head,
}

impl Why {
    /// The stable code for message catalogues.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "evidence_missing",
            Self::OutOfOrder => "evidence_out_of_order",
            Self::LeafHash => "evidence_leaf_hash",
            Self::Entry(_) => "evidence_entry",
            Self::WrongIndex { .. } => "evidence_wrong_index",
            Self::Node { .. } => "evidence_node",
            Self::NodeMissing { .. } => "evidence_node_missing",
            Self::NodeBeyond { .. } => "evidence_node_beyond",
            Self::Checkpoint { .. } => "evidence_checkpoint",
            Self::Kept { .. } => "evidence_kept",
            Self::CheckpointRefused { .. } => "evidence_checkpoint_refused",
            Self::CheckpointOutOfOrder { .. } => "evidence_checkpoint_out_of_order",
            Self::CutTail { .. } => "evidence_cut_tail",
            Self::HeadMissing => "evidence_head_missing",
            Self::BeyondHead => "evidence_beyond_head",
            Self::Head => "evidence_head",
        }
    }
}

/// What is odd without being wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// The entry is older than the one before it: the clock was set back.
    TimeBack {
        /// The entry.
        index: u64,
    },
    /// The checkpoint is older than the one before it, or than its last entry.
    CheckpointTimeBack {
        /// The size of the checkpoint.
        size: u64,
    },
    /// No checkpoint or kept root covers the entries from here on.
    Unsigned {
        /// The first of them.
        from: u64,
    },
}

impl Warning {
    /// The stable code for message catalogues.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::TimeBack { .. } => "evidence_time_back",
            Self::CheckpointTimeBack { .. } => "evidence_checkpoint_time_back",
            Self::Unsigned { .. } => "evidence_unsigned",
        }
    }
}
