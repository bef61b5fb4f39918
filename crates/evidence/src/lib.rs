//! Evidence: a log that cannot be altered unseen.
//!
//! Every entry is a line of canonical JSON ([`Entry`]); the entries are the leaves of an RFC 6962
//! Merkle tree ([`Frontier`]); the root of the tree is signed from time to time as a C2SP
//! checkpoint ([`Checkpoint`]); and [`Verifier`] reads a whole log offline and names the first
//! entry that is not what was signed.
//!
//! The crate is pure: no I/O, no database, no clock, no randomness. Keys, nonces and instants are
//! parameters. It depends on no other crate of this workspace, so that an auditor has one small
//! thing to read.
//!
//! # Appending
//!
//! In one transaction: the head is read, the draft gets its place, and entry, leaf hash, completed
//! nodes and new head are written.
//!
//! ```
//! use kedang_evidence::{Actor, Channel, Draft, Frontier, leaf_hash};
//!
//! let head: Vec<u8> = Frontier::new().to_bytes(); // as stored
//! let draft = Draft::new(0, Actor::Person("01935c8e".to_owned()), Channel::Web, "customer.open")
//!     .subject("customer", "0193aaaa")
//!     .customer("0193aaaa");
//!
//! let mut frontier = Frontier::from_bytes(&head)?;
//! let entry = draft.seal(frontier.size())?;
//! let bytes = entry.encode();
//! let leaf = leaf_hash(&bytes);
//! let nodes = frontier.append(leaf);
//! // Store (entry.index(), bytes, leaf), the nodes, and (frontier.size(), frontier.to_bytes()).
//! assert!(nodes.is_empty());
//! assert_eq!(frontier.size(), 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Verifying
//!
//! [`Expected`] gathers checkpoints, stored nodes and kept roots, [`Verifier`] reads the entries.
//! What is proved by it, and what is not, is written down for auditors in `docs/evidence.md`.

mod checkpoint;
mod commitment;
mod entry;
mod frontier;
mod hash;
mod hex;
mod key;
mod note;
mod proof;
mod verifier;

pub use checkpoint::{Checkpoint, KeptRoot, Trust};
pub use commitment::{Commitment, CommitmentKey, NONCE_BYTES, Nonce};
pub use entry::{
    Actor, Change, Channel, Detail, Draft, Entry, EntryError, MAX_ENTRY_BYTES, Outcome, Rule,
    Subject, VERSION,
};
pub use frontier::{Frontier, FrontierError, MAX_SIZE, Node, STORED_LEVELS};
pub use hash::{Hash, empty_root, hash_from_hex, hash_to_hex, leaf_hash, node_hash};
pub use key::{KeyError, SigningKey, VerifyingKey};
pub use note::{MAX_NOTE_BYTES, NoteError};
pub use proof::{
    ConsistencyProof, InclusionProof, Needs, NodeSource, Nodes, ProofError, consistency_proof,
    inclusion_proof, tree_root,
};
pub use verifier::{Expected, FirstBad, Report, Verifier, Warning, Why};
