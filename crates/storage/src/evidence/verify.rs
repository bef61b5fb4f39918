//! Reading the whole log in the database against what was signed.

use super::{Filed, Stored, checkpoints, head, nodes, range};
use crate::Result;
use kedang_db::Conn;
use kedang_evidence::{Entry, Expected, Frontier, KeptRoot, Report, Trust, Verifier, Why};
use std::collections::BTreeMap;

/// Entries and checkpoints read at a time: what is held in memory is a small record for every
/// checkpoint, a hash for every 256 entries, and one such part of the log.
const CHUNK: i64 = 1_000;

/// What the reading found.
#[derive(Clone, Debug)]
pub struct Verified {
    /// On the log itself.
    pub report: Report,
    /// The first entry whose columns are not those of its bytes: it could not be found by what it
    /// says, and would be found by what it does not say.
    pub misfiled: Option<u64>,
}

/// The first thing that does not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// The first entry that is bad, or the first of the block that holds it.
    pub index: u64,
    /// The end of the block, not included.
    pub until: u64,
    /// Stable code of the message.
    pub code: &'static str,
    /// Code of a closer reason, if there is one.
    pub closer: Option<&'static str>,
    /// Parameters of the message.
    pub params: BTreeMap<&'static str, u64>,
}

impl Verified {
    /// Whether everything agrees.
    #[must_use]
    pub fn ok(&self) -> bool {
        self.report.ok && self.misfiled.is_none()
    }

    /// The first thing that does not agree.
    #[must_use]
    pub fn first_bad(&self) -> Option<Bad> {
        let misfiled =
            self.misfiled.map(|index| Bad::new(index, index + 1, "evidence_misfiled", None, []));
        let wrong = self.report.first_bad.as_ref();
        let wrong = wrong.map(|bad| Bad::of(bad.index, bad.until, &bad.why));
        match (misfiled, wrong) {
            (Some(misfiled), Some(wrong)) if wrong.index < misfiled.index => Some(wrong),
            (Some(misfiled), _) => Some(misfiled),
            (None, wrong) => wrong,
        }
    }
}

impl Bad {
    fn new<const N: usize>(
        index: u64,
        until: u64,
        code: &'static str,
        closer: Option<&'static str>,
        more: [(&'static str, u64); N],
    ) -> Self {
        let mut params = BTreeMap::from(more);
        params.insert("index", index);
        Self { index, until, code, closer, params }
    }

    fn of(index: u64, until: u64, why: &Why) -> Self {
        let code = why.code();
        match why {
            Why::Entry(error) => Self::new(index, until, code, Some(error.code()), []),
            Why::CheckpointRefused { position, error } => {
                let position = *position as u64;
                Self::new(index, until, code, Some(error.code()), [("position", position)])
            }
            Why::CheckpointOutOfOrder { position } => {
                Self::new(index, until, code, None, [("position", *position as u64)])
            }
            Why::WrongIndex { written } => {
                Self::new(index, until, code, None, [("written", *written)])
            }
            Why::Node { level, index: at }
            | Why::NodeMissing { level, index: at }
            | Why::NodeBeyond { level, index: at } => {
                let more = [("level", u64::from(*level)), ("position", *at)];
                Self::new(index, until, code, None, more)
            }
            Why::Checkpoint { size } | Why::Kept { size } => {
                Self::new(index, until, code, None, [("size", *size)])
            }
            Why::CutTail { signed } => Self::new(index, until, code, None, [("size", *signed)]),
            Why::Missing
            | Why::OutOfOrder
            | Why::LeafHash
            | Why::HeadMissing
            | Why::BeyondHead
            | Why::Head => Self::new(index, until, code, None, []),
        }
    }
}

/// Reads the whole log. The connection should be a snapshot ([`kedang_db::Db::snapshot`]), since
/// others may append meanwhile.
///
/// # Errors
/// The database's. What is wrong with the log is no error but the result.
pub async fn verify(conn: &mut Conn, trust: Trust, kept: &[KeptRoot]) -> Result<Verified> {
    let expected = expected(conn, trust, kept).await?;
    let mut verifier = Verifier::new(&expected);
    let mut misfiled = None;
    let mut from = i64::MIN;
    loop {
        let chunk = range(conn, from, CHUNK).await?;
        let Some(last) = chunk.last().map(|s| s.seq) else { break };
        let good = chunk.iter().all(|stored| {
            // An index below zero stands nowhere in a log.
            let index = u64::try_from(stored.seq).unwrap_or(u64::MAX);
            let good = verifier.entry(index, &stored.entry, &stored.leaf);
            if good && misfiled.is_none() && !well_filed(stored) {
                misfiled = Some(index);
            }
            good
        });
        match last.checked_add(1) {
            Some(next) if good => from = next,
            _ => break,
        }
    }
    let mut head = head(conn).await?;
    if head.is_none() && from == i64::MIN {
        // The first entry makes the head; before it, there is nothing that could be missing.
        head = Some((0, Frontier::new().to_bytes()));
    }
    let head = head
        .as_ref()
        .map(|(size, frontier)| (u64::try_from(*size).unwrap_or(u64::MAX), frontier.as_slice()));
    Ok(Verified { report: verifier.finish(head), misfiled })
}

async fn expected(conn: &mut Conn, trust: Trust, kept: &[KeptRoot]) -> Result<Expected> {
    let mut expected = Expected::new(trust);
    let mut from = i64::MIN;
    loop {
        let chunk = checkpoints(conn, from, CHUNK).await?;
        chunk.iter().for_each(|c| expected.checkpoint(c.note.as_bytes()));
        match chunk.last().and_then(|c| c.size.checked_add(1)) {
            Some(next) => from = next,
            None => break,
        }
    }
    for node in nodes(conn).await? {
        // What is out of range is at no level of any log, and is reported as such.
        let level = u8::try_from(node.level).unwrap_or(u8::MAX);
        let position = u64::try_from(node.position).unwrap_or(u64::MAX);
        expected.node(level, position, &node.hash);
    }
    kept.iter().for_each(|kept| expected.verify_against(*kept));
    Ok(expected)
}

fn well_filed(stored: &Stored) -> bool {
    Entry::decode(&stored.entry).is_ok_and(|entry| Filed::of(entry.draft()) == stored.filed)
}
