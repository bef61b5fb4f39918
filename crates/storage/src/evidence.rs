//! The evidence log in the database: entries, stored subtree roots, checkpoints, the head.

use crate::{Result, StorageError};
use kedang_db::{Conn, DbError, Sql, Tx, Value};
use kedang_evidence::{Draft, Frontier, Hash, leaf_hash};

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
    for draft in drafts {
        let seq = frontier.size();
        let person = match &draft.actor {
            kedang_evidence::Actor::Person(id) => id.clone(),
            _ => String::new(),
        };
        let (subject_kind, subject_id) = draft
            .subject
            .as_ref()
            .map_or_else(Default::default, |s| (s.kind.clone(), s.id.clone()));
        let customer = draft.customer.clone().unwrap_or_default();
        let (at, action) = (draft.at, draft.action.clone());
        let bytes = draft.seal(seq).map_err(corrupt)?.encode();
        let leaf = leaf_hash(&bytes);
        nodes.extend(frontier.append(leaf));
        rows.push([
            Value::from(i64::try_from(seq).map_err(corrupt)?),
            at.into(),
            person.into(),
            action.into(),
            subject_kind.into(),
            subject_id.into(),
            customer.into(),
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

/// A stored entry.
#[derive(Debug)]
pub struct Stored {
    /// Place in the log, from 0.
    pub seq: i64,
    /// The exact bytes that are hashed.
    pub entry: Vec<u8>,
    /// The stored leaf hash, as it stands: the verifier judges it.
    pub leaf: Vec<u8>,
}

/// Entries from `from` on, at most `limit`, in order.
///
/// # Errors
/// The database's.
pub async fn range(conn: &mut Conn, from: i64, limit: i64) -> Result<Vec<Stored>> {
    conn.all(
        Sql::new("SELECT seq, entry, leaf FROM evidence WHERE seq >= $1 ORDER BY seq LIMIT $2")
            .bind(from)
            .bind(limit),
    )
    .await?
    .into_iter()
    .map(|mut r| Ok(Stored { seq: r.take()?, entry: r.take()?, leaf: r.take()? }))
    .collect()
}

/// What to look for in the log. `None` means anything.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Who did it.
    pub person: Option<String>,
    /// Which customer it concerns.
    pub customer: Option<String>,
    /// Action, or the beginning of one up to a dot ("customer" finds "customer.open").
    pub action: Option<String>,
    /// Not before, ms UTC.
    pub from: Option<i64>,
    /// Before, ms UTC.
    pub to: Option<i64>,
}

/// Entries that match, newest first, before sequence number `before` when given.
///
/// # Errors
/// The database's.
pub async fn search(
    conn: &mut Conn,
    filter: &Filter,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Stored>> {
    let mut sql = Sql::new("SELECT seq, entry, leaf FROM evidence WHERE seq < ");
    sql.value(before.unwrap_or(i64::MAX));
    if let Some(person) = &filter.person {
        sql.push(" AND person_id = ").value(person);
    }
    if let Some(customer) = &filter.customer {
        sql.push(" AND customer_id = ").value(customer);
    }
    if let Some(action) = &filter.action {
        // '/' follows '.' in byte order: [action + ".", action + "/") is everything below it.
        sql.push(" AND (action = ").value(action);
        sql.push(" OR (action >= ").value(format!("{action}."));
        sql.push(" AND action < ").value(format!("{action}/")).push("))");
    }
    if let Some(from) = filter.from {
        sql.push(" AND at >= ").value(from);
    }
    if let Some(to) = filter.to {
        sql.push(" AND at < ").value(to);
    }
    sql.push(" ORDER BY seq DESC LIMIT ").value(limit);
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut r| Ok(Stored { seq: r.take()?, entry: r.take()?, leaf: r.take()? }))
        .collect()
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
