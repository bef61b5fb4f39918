//! The evidence log in the database: entries, stored subtree roots, checkpoints, the head.
//!
//! Beside its bytes an entry has columns by which it is found ([`Filed`]). They are no part of what
//! is hashed, so whoever shows an entry shows its bytes, and [`verify()`] holds the columns against
//! them.

mod cited;
mod names;
mod search;
mod verify;

pub use cited::{Cited, cited};
pub use names::{Names, customer_of_code, names};
pub use search::{Filter, latest_of, search};
pub use verify::{Bad, Verified, verify};

use crate::{Result, StorageError};
use kedang_db::{Conn, DbError, Row, Sql, Tx, Value};
use kedang_evidence::{
    Actor, ConsistencyProof, Draft, Frontier, Hash, InclusionProof, Needs, Node, Nodes,
    consistency_proof, inclusion_proof, leaf_hash,
};

/// Rows in one INSERT: more make SQLite slower, not faster.
const ROWS: usize = 50;

fn corrupt(why: impl std::fmt::Display) -> StorageError {
    StorageError::Corrupt { what: "evidence", why: why.to_string() }
}

fn hash(bytes: Vec<u8>) -> Result<Hash> {
    Hash::try_from(bytes.as_slice()).map_err(|_| corrupt("a hash has 32 bytes"))
}

/// Appends entries at the end of the log, in the transaction of what they prove, and returns the
/// sequence number of the first. The head row is locked until the transaction ends, so call this
/// last.
///
/// # Errors
/// The database's, or an entry that cannot be encoded.
pub async fn append(tx: &mut Tx, drafts: Vec<Draft>) -> Result<i64> {
    // The empty update takes the row's lock on engines that have several writers.
    let mut head = tx
        .all(Sql::new("UPDATE evidence_head SET size = size WHERE id = 1 RETURNING size, frontier"))
        .await?;
    let (size, mut frontier) = match head.pop() {
        Some(mut row) => {
            let size: i64 = row.take()?;
            (size, Frontier::from_bytes(&row.take::<Vec<u8>>()?).map_err(corrupt)?)
        }
        None => {
            let frontier = Frontier::new();
            tx.run_exactly(
                1,
                Sql::new("INSERT INTO evidence_head (id, size, frontier) VALUES (1, 0, $1)")
                    .bind(frontier.to_bytes()),
            )
            .await?;
            (0, frontier)
        }
    };
    if u64::try_from(size).ok() != Some(frontier.size()) {
        return Err(corrupt("the head's size and frontier disagree"));
    }
    let mut rows = Vec::with_capacity(drafts.len());
    let mut nodes = Vec::new();
    let mut clauses = Vec::new();
    for draft in drafts {
        let seq = frontier.size();
        let filed = Filed::of(&draft);
        clauses.extend(cited::row(seq, &draft)?);
        let bytes = draft.seal(seq).map_err(corrupt)?.encode();
        let leaf = leaf_hash(&bytes);
        nodes.extend(frontier.append(leaf));
        rows.push([
            Value::from(i64::try_from(seq).map_err(corrupt)?),
            filed.at.into(),
            filed.person.into(),
            filed.action.into(),
            filed.subject_kind.into(),
            filed.subject_id.into(),
            filed.customer.into(),
            bytes.into(),
            leaf.into(),
        ]);
    }
    while !rows.is_empty() {
        let chunk: Vec<_> = rows.drain(..rows.len().min(ROWS)).collect();
        let mut sql = Sql::new(
            "INSERT INTO evidence (seq, at, person_id, action, subject_kind, subject_id, \
             customer_id, entry, leaf) VALUES ",
        );
        sql.rows(chunk);
        tx.run(sql).await?;
    }
    cited::file(tx, clauses).await?;
    for node in nodes {
        tx.run_exactly(
            1,
            Sql::new("INSERT INTO evidence_node (level, position, hash) VALUES ($1, $2, $3)")
                .bind(i64::from(node.level))
                .bind(i64::try_from(node.index).map_err(corrupt)?)
                .bind(node.hash),
        )
        .await?;
    }
    tx.run_exactly(
        1,
        Sql::new("UPDATE evidence_head SET size = $1, frontier = $2 WHERE id = 1 AND size = $3")
            .bind(i64::try_from(frontier.size()).map_err(corrupt)?)
            .bind(frontier.to_bytes())
            .bind(size),
    )
    .await?;
    Ok(size)
}

/// The head of the log: its size and the roots of its right edge; `None` before the first entry.
///
/// # Errors
/// The database's.
pub async fn head(conn: &mut Conn) -> Result<Option<(i64, Vec<u8>)>> {
    let row = conn.opt(Sql::new("SELECT size, frontier FROM evidence_head WHERE id = 1")).await?;
    row.map(|mut r| Ok((r.take()?, r.take()?))).transpose()
}

/// The right edge of the tree, of which the next entry goes on; `None` before the first entry.
///
/// # Errors
/// The database's, or a head that cannot be read.
pub async fn frontier(conn: &mut Conn) -> Result<Option<Frontier>> {
    let head = head(conn).await?;
    head.map(|(_, bytes)| Frontier::from_bytes(&bytes).map_err(corrupt)).transpose()
}

/// The columns by which an entry is found. What an entry does not have is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// When, ms UTC.
    pub at: i64,
    /// Id of the person who acted.
    pub person: String,
    /// What they did.
    pub action: String,
    /// Kind of what was acted upon.
    pub subject_kind: String,
    /// Its id.
    pub subject_id: String,
    /// Id of the customer concerned.
    pub customer: String,
}

impl Filed {
    /// How this entry must be filed.
    #[must_use]
    pub fn of(draft: &Draft) -> Self {
        let (subject_kind, subject_id) = draft
            .subject
            .as_ref()
            .map_or_else(Default::default, |s| (s.kind.clone(), s.id.clone()));
        let person = match &draft.actor {
            Actor::Person(id) => id.clone(),
            Actor::System(_) | Actor::Anonymous => String::new(),
        };
        Self {
            at: draft.at,
            person,
            action: draft.action.clone(),
            subject_kind,
            subject_id,
            customer: draft.customer.clone().unwrap_or_default(),
        }
    }
}

/// A stored entry.
#[derive(Debug)]
pub struct Stored {
    /// Place in the log, from 0.
    pub seq: i64,
    /// The exact bytes that are hashed.
    pub entry: Vec<u8>,
    /// The stored leaf hash, as it stands: the verifier judges it.
    pub leaf: Vec<u8>,
    /// How it is filed, as it stands.
    pub filed: Filed,
}

const SELECT: &str = "SELECT seq, entry, leaf, at, person_id, action, subject_kind, subject_id, \
                      customer_id FROM evidence WHERE ";

fn stored(mut row: Row) -> Result<Stored> {
    Ok(Stored {
        seq: row.take()?,
        entry: row.take()?,
        leaf: row.take()?,
        filed: Filed {
            at: row.take()?,
            person: row.take()?,
            action: row.take()?,
            subject_kind: row.take()?,
            subject_id: row.take()?,
            customer: row.take()?,
        },
    })
}

/// Entries from `from` on, at most `limit`, in order.
///
/// # Errors
/// The database's.
pub async fn range(conn: &mut Conn, from: i64, limit: i64) -> Result<Vec<Stored>> {
    let mut sql = Sql::new(SELECT);
    sql.push("seq >= ").value(from).push(" ORDER BY seq LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(stored).collect()
}

/// The entry at this place.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, seq: i64) -> Result<Option<Stored>> {
    let mut sql = Sql::new(SELECT);
    sql.push("seq = ").value(seq);
    conn.opt(sql).await?.map(stored).transpose()
}

/// The latest entry with one of these actions about a thing.
///
/// # Errors
/// The database's.
pub async fn latest_about(
    conn: &mut Conn,
    actions: &[&'static str],
    subject: &str,
) -> Result<Option<Stored>> {
    let mut sql = Sql::new(SELECT);
    sql.push("action IN (").list(actions.iter().copied()).push(") AND subject_id = ");
    sql.value(subject).push(" ORDER BY seq DESC LIMIT 1");
    conn.opt(sql).await?.map(stored).transpose()
}

/// A stored subtree root.
#[derive(Debug)]
pub struct StoredNode {
    /// Height above the leaves: 8, 16 or 24.
    pub level: i64,
    /// Place on its level, from 0.
    pub position: i64,
    /// The hash, as it stands.
    pub hash: Vec<u8>,
}

/// Every stored subtree root, lowest level first.
///
/// # Errors
/// The database's.
pub async fn nodes(conn: &mut Conn) -> Result<Vec<StoredNode>> {
    conn.all(Sql::new("SELECT level, position, hash FROM evidence_node ORDER BY level, position"))
        .await?
        .into_iter()
        .map(|mut r| Ok(StoredNode { level: r.take()?, position: r.take()?, hash: r.take()? }))
        .collect()
}

/// Leaf hashes of `[from, to)`, in order.
///
/// # Errors
/// The database's.
pub async fn leaves(conn: &mut Conn, from: i64, to: i64) -> Result<Vec<Hash>> {
    conn.all(
        Sql::new("SELECT leaf FROM evidence WHERE seq >= $1 AND seq < $2 ORDER BY seq")
            .bind(from)
            .bind(to),
    )
    .await?
    .into_iter()
    .map(|mut r| hash(r.take()?))
    .collect()
}

/// A signed statement of the log's size and root.
#[derive(Clone, Debug)]
pub struct Checkpoint {
    /// Entries that it covers.
    pub size: i64,
    /// When it was signed, ms UTC.
    pub at: i64,
    /// The signed note.
    pub note: String,
}

/// Keeps a checkpoint; the same size twice is one checkpoint.
///
/// # Errors
/// The database's.
pub async fn keep_checkpoint(tx: &mut Tx, checkpoint: &Checkpoint) -> Result<()> {
    tx.run(
        Sql::new(
            "INSERT INTO evidence_checkpoint (size, at, note) VALUES ($1, $2, $3) \
             ON CONFLICT (size) DO NOTHING",
        )
        .bind(checkpoint.size)
        .bind(checkpoint.at)
        .bind(&checkpoint.note),
    )
    .await?;
    Ok(())
}

/// Checkpoints from size `from` on, at most `limit`, in order.
///
/// # Errors
/// The database's.
pub async fn checkpoints(conn: &mut Conn, from: i64, limit: i64) -> Result<Vec<Checkpoint>> {
    conn.all(
        Sql::new(
            "SELECT size, at, note FROM evidence_checkpoint WHERE size >= $1 ORDER BY size LIMIT $2",
        )
        .bind(from)
        .bind(limit),
    )
    .await?
    .into_iter()
    .map(|mut r| Ok(Checkpoint { size: r.take()?, at: r.take()?, note: r.take()? }))
    .collect()
}

/// The newest checkpoint.
///
/// # Errors
/// The database's.
pub async fn latest_checkpoint(conn: &mut Conn) -> Result<Option<Checkpoint>> {
    let row = conn
        .opt(Sql::new("SELECT size, at, note FROM evidence_checkpoint ORDER BY size DESC LIMIT 1"))
        .await?;
    row.map(|mut r| Ok(Checkpoint { size: r.take()?, at: r.take()?, note: r.take()? }))
        .transpose()
        .map_err(|e: DbError| e.into())
}

/// The proof that the entry at `index` is among the first `size`.
///
/// # Errors
/// The database's; what is missing or does not fit in the log.
pub async fn prove_inclusion(conn: &mut Conn, index: u64, size: u64) -> Result<InclusionProof> {
    let source = fetch(conn, Needs::inclusion(index, size).map_err(corrupt)?).await?;
    inclusion_proof(&source, index, size).map_err(corrupt)
}

/// The proof that the log of `new_size` entries begins with the log of `old_size`.
///
/// # Errors
/// The database's; what is missing or does not fit in the log.
pub async fn prove_consistency(
    conn: &mut Conn,
    old_size: u64,
    new_size: u64,
) -> Result<ConsistencyProof> {
    let source = fetch(conn, Needs::consistency(old_size, new_size).map_err(corrupt)?).await?;
    consistency_proof(&source, old_size, new_size).map_err(corrupt)
}

/// What a proof needs, some hundreds of rows at most.
async fn fetch(conn: &mut Conn, needs: Needs) -> Result<Nodes> {
    let mut source = Nodes::new();
    let number = |n: u64| i64::try_from(n).map_err(corrupt);
    for run in needs.leaves {
        let found = leaves(conn, number(run.start)?, number(run.end)?).await?;
        // A gap in the rows shifts the rest: the proof then fails, as it should.
        run.zip(found).for_each(|(index, hash)| source.add_leaf(index, hash));
    }
    for (level, run) in needs.nodes {
        let sql = Sql::new(
            "SELECT position, hash FROM evidence_node \
             WHERE level = $1 AND position >= $2 AND position < $3",
        );
        let sql = sql.bind(i64::from(level)).bind(number(run.start)?).bind(number(run.end)?);
        for mut row in conn.all(sql).await? {
            let index = row.take()?;
            source.add_node(Node { level, index, hash: hash(row.take()?)? });
        }
    }
    Ok(source)
}
