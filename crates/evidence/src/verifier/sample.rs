//! A log made for the tests, stored as a database would store it.

use super::{Expected, Report, Verifier};
use crate::checkpoint::{Checkpoint, KeptRoot, Trust};
use crate::commitment::{Commitment, CommitmentKey, Nonce};
use crate::entry::{Actor, Channel, Draft};
use crate::frontier::{Frontier, Node};
use crate::hash::{Hash, leaf_hash};
use crate::key::SigningKey;

pub(super) const ORIGIN: &str = "log.example/evidence";

/// A stored entry: its index, its bytes, its leaf hash.
pub(super) type Row = (u64, Vec<u8>, Hash);

#[derive(Clone)]
pub(super) struct Log {
    pub(super) entries: Vec<Row>,
    pub(super) nodes: Vec<Node>,
    pub(super) notes: Vec<Vec<u8>>,
    pub(super) head: (u64, Vec<u8>),
    pub(super) trust: Trust,
}

pub(super) fn key(secret: u8) -> SigningKey {
    SigningKey::from_bytes(ORIGIN, &[secret; 32]).unwrap()
}

pub(super) fn at(index: u64) -> i64 {
    1_795_322_685_123 + 1_000 * index as i64
}

/// Entries of several shapes.
pub(super) fn draft(index: u64) -> Draft {
    let person = Actor::Person(format!("01935c8e-7f3a-7bcd-8e21-{index:012}"));
    let customer = format!("01935c8e-0000-7000-8000-{:012}", index % 7);
    let commitment = |n: u8| {
        let key = CommitmentKey::from_bytes([1; 32]);
        let nonce = Nonce::from_bytes([n; 32]);
        Some(Commitment::new(&key, &nonce, "mobile", &index.to_be_bytes()))
    };
    match index % 4 {
        0 => Draft::new(at(index), person, Channel::Web, "customer.open").customer(customer),
        1 => Draft::new(at(index), Actor::Anonymous, Channel::Api, "session.create")
            .address("192.0.2.7")
            .refused("wrong_password", None),
        2 => Draft::new(at(index), person, Channel::Web, "customer.update")
            .subject("customer", &customer)
            .customer(customer)
            .change("mobile", commitment(2), commitment(3)),
        _ => {
            Draft::new(at(index), Actor::System("job.reminder".to_owned()), Channel::Job, "remind")
                .detail("count", index as i64)
                .clause("第八条")
        }
    }
}

impl Log {
    /// Writes a log with checkpoints at the given sizes.
    pub(super) fn of(drafts: impl IntoIterator<Item = Draft>, checkpoints: &[u64]) -> Self {
        let mut log = Self {
            entries: Vec::new(),
            nodes: Vec::new(),
            notes: Vec::new(),
            head: (0, Frontier::new().to_bytes()),
            trust: Trust::new(ORIGIN, vec![key(1).verifying_key().clone()]),
        };
        let mut frontier = Frontier::new();
        for draft in drafts {
            let index = frontier.size();
            let bytes = draft.seal(index).unwrap().encode();
            let leaf = leaf_hash(&bytes);
            log.entries.push((index, bytes, leaf));
            log.nodes.extend(frontier.append(leaf));
            if checkpoints.contains(&frontier.size()) {
                log.notes.push(note(&frontier, Some(at(index))));
            }
        }
        log.head = (frontier.size(), frontier.to_bytes());
        log
    }

    pub(super) fn sample(count: u64, checkpoints: &[u64]) -> Self {
        Self::of((0..count).map(draft), checkpoints)
    }

    /// What a forger with the database, but without the key, does after changing the entries:
    /// makes everything agree that needs no signature.
    pub(super) fn rehash(&mut self) {
        let mut frontier = Frontier::new();
        self.nodes.clear();
        for (index, bytes, leaf) in &mut self.entries {
            *index = frontier.size();
            *leaf = leaf_hash(bytes);
            self.nodes.extend(frontier.append(*leaf));
        }
        self.head = (frontier.size(), frontier.to_bytes());
    }

    pub(super) fn frontier(&self, size: u64) -> Frontier {
        let mut frontier = Frontier::new();
        for (_, _, leaf) in &self.entries[..size as usize] {
            frontier.append(*leaf);
        }
        frontier
    }

    pub(super) fn expected(&self) -> Expected {
        let mut expected = Expected::new(self.trust.clone());
        self.notes.iter().for_each(|note| expected.checkpoint(note));
        for node in &self.nodes {
            expected.node(node.level, node.index, &node.hash);
        }
        expected
    }

    pub(super) fn verify(&self) -> Report {
        self.verify_with(&self.expected())
    }

    pub(super) fn verify_against(&self, kept: KeptRoot) -> Report {
        let mut expected = self.expected();
        expected.verify_against(kept);
        self.verify_with(&expected)
    }

    pub(super) fn verify_with(&self, expected: &Expected) -> Report {
        self.resume(Verifier::new(expected))
    }

    /// Feeds what the reading has not yet seen.
    pub(super) fn resume(&self, mut verifier: Verifier<'_>) -> Report {
        let seen = verifier.frontier.size() as usize;
        for (index, bytes, leaf) in &self.entries[seen..] {
            if !verifier.entry(*index, bytes, leaf) {
                break;
            }
        }
        verifier.finish(Some((self.head.0, &self.head.1)))
    }
}

/// A checkpoint of the tree with the right key.
pub(super) fn note(frontier: &Frontier, at: Option<i64>) -> Vec<u8> {
    let made = Checkpoint::new(ORIGIN, frontier.size(), frontier.root(), at).unwrap();
    made.sign(&key(1)).into_bytes()
}
