//! Mergings of customers (E7): what they moved, what they changed, and how that is given back.
//!
//! Rows that belong to a customer are moved as they are, and each is noted, so that an un-merging
//! finds it wherever it has gone since. The names of tables and columns are this module's own.

use crate::vault::{self, Column, closed};
use crate::{Result, StorageError, from_json, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::field::Values;
use kedang_domain::id::{ContactId, CustomerId, DepartmentId, MergeId, PersonId};
use kedang_domain::permission::{MergeCustomers, Permit};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

mod moved;
mod obligation;
mod weigh;

pub use moved::{
    Returning, close_doubts, give_back, give_back_contact, greet_once, move_rows, reopen_doubts,
    repoint, returning, write_contact,
};
pub use obligation::{give_back_obligations, oblige_once, take_obligations};
pub use weigh::{Counts, Dated, counts, dated};

/// What of a customer a merging changes, at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Full name.
    pub name: String,
    /// Code of the card template.
    pub template: String,
    /// Its owner.
    pub owner: PersonId,
    /// The department it belongs to.
    pub department: DepartmentId,
    /// All other facts.
    pub values: Values,
    /// Latest contact, ms UTC; 0 before the first.
    pub last_contact_at: i64,
    /// Latest change, ms UTC.
    pub updated_at: i64,
    /// The contact to turn to first.
    pub primary: Option<ContactId>,
}

/// A contact of the other customer that was one person with a contact of the survivor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fold {
    /// The other's contact, which is put away.
    pub folded: ContactId,
    /// The survivor's contact, which stays.
    pub kept: ContactId,
    /// The facts of the one that stays, before and after.
    pub facts: (Values, Values),
    /// When it was last changed before, ms UTC.
    pub updated_at: i64,
}

/// What a merging changed: all that it takes to undo it, but for the rows it moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The survivor before.
    pub before: State,
    /// The survivor after.
    pub after: State,
    /// Contacts that became one.
    pub folds: Vec<Fold>,
}

/// A merging.
#[derive(Clone, Debug)]
pub struct Merge {
    /// Which.
    pub id: MergeId,
    /// The customer that stayed.
    pub survivor: CustomerId,
    /// Its version before.
    pub survivor_version: i64,
    /// The customer that went into it.
    pub other: CustomerId,
    /// Who merged, and their name.
    pub person: (PersonId, String),
    /// When, ms UTC.
    pub at: i64,
    /// Why.
    pub reason: String,
    /// What it changed.
    pub record: Record,
    /// Who undid it and when, ms UTC.
    pub undone: Option<(PersonId, i64)>,
}

const SELECT: &str = "SELECT m.id, m.survivor_id, m.survivor_version, m.other_id, m.person_id, \
                      p.name, m.at, m.reason, m.record, m.undone_by, m.undone_at FROM customer_merge m \
                      JOIN person p ON p.id = m.person_id WHERE ";

/// What of a merging may lie sealed.
const RECORD: Column = Column::new("customer_merge", "record");
const REASON: Column = Column::new("customer_merge", "reason");

async fn read(conn: &mut Conn, mut row: Row) -> Result<Merge> {
    let id: MergeId = parse("customer_merge.id", &row.take::<String>()?)?;
    let survivor = parse("customer_merge.survivor_id", &row.take::<String>()?)?;
    let survivor_version = row.take()?;
    let other = parse("customer_merge.other_id", &row.take::<String>()?)?;
    let person = (parse("customer_merge.person_id", &row.take::<String>()?)?, row.take()?);
    let at = row.take()?;
    let mut reason: String = row.take()?;
    let mut record: Json = from_json("customer_merge.record", &row.take::<String>()?)?;
    let sealed = closed(REASON, id, &mut reason).into_iter().chain(closed(RECORD, id, &mut record));
    vault::open(conn, sealed.collect()).await?;
    Ok(Merge {
        id,
        survivor,
        survivor_version,
        other,
        person,
        at,
        reason,
        record: serde_json::from_value(record)
            .map_err(|e| StorageError::corrupt("customer_merge.record")(&e))?,
        undone: parse_opt("customer_merge.undone_by", row.take()?)?.zip(row.take::<Option<i64>>()?),
    })
}

async fn all(conn: &mut Conn, sql: Sql) -> Result<Vec<Merge>> {
    let mut found = Vec::new();
    for row in conn.all(sql).await? {
        found.push(read(conn, row).await?);
    }
    Ok(found)
}

/// Mergings into a customer, newest first; the undone ones too. The caller has checked that the
/// customer is visible.
///
/// # Errors
/// The database's.
pub async fn into(conn: &mut Conn, survivor: CustomerId) -> Result<Vec<Merge>> {
    let mut sql = Sql::new(SELECT);
    sql.push("m.survivor_id = ").value(survivor.to_string());
    sql.push(" ORDER BY m.survivor_version DESC");
    all(conn, sql).await
}

/// One merging, whoever may see its customers.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: MergeId) -> Result<Option<Merge>> {
    let mut sql = Sql::new(SELECT);
    sql.push("m.id = ").value(id.to_string());
    Ok(all(conn, sql).await?.pop())
}

/// Keeps a merging, before anything is moved.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, permit: &Permit<MergeCustomers>, merge: &Merge) -> Result<()> {
    // What either hides stays hidden; the survivor's key lasts as long as the merging.
    let sealers = vault::sealers(tx, &[merge.survivor, merge.other]).await?;
    let sealer = sealers.get(&merge.survivor).or(sealers.get(&merge.other));
    let sealer = sealer.cloned().unwrap_or_default();
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO customer_merge (id, survivor_id, survivor_version, other_id, person_id, \
             at, reason, record) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(merge.id.to_string())
        .bind(merge.survivor.to_string())
        .bind(merge.survivor_version)
        .bind(merge.other.to_string())
        .bind(permit.person().to_string())
        .bind(merge.at)
        .bind(sealer.text(REASON, merge.id, &merge.reason)?)
        .bind(sealer.document(RECORD, merge.id, &merge.record)?),
    )
    .await?;
    Ok(())
}

/// Notes that a merging was undone. `false` when it was already.
///
/// # Errors
/// The database's.
pub async fn note_undone(
    tx: &mut Tx,
    permit: &Permit<MergeCustomers>,
    id: MergeId,
    at: i64,
) -> Result<bool> {
    let changed = tx
        .run(
            Sql::new(
                "UPDATE customer_merge SET undone_by = $1, undone_at = $2 \
                 WHERE id = $3 AND undone_at IS NULL",
            )
            .bind(permit.person().to_string())
            .bind(at)
            .bind(id.to_string()),
        )
        .await?;
    Ok(changed == 1)
}

/// What a merging writes of a customer beside its facts.
#[derive(Clone, Copy, Debug)]
pub struct Settled {
    /// Its owner.
    pub owner: PersonId,
    /// The department it belongs to.
    pub department: DepartmentId,
    /// Latest contact, ms UTC.
    pub last_contact_at: i64,
    /// Latest change, ms UTC.
    pub updated_at: i64,
}

/// Writes owner, department and times of a customer whose facts were just written.
///
/// # Errors
/// The database's.
pub async fn settle(
    tx: &mut Tx,
    _permit: &Permit<MergeCustomers>,
    id: CustomerId,
    settled: Settled,
) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE customer SET owner_id = $1, department_id = $2, last_contact_at = $3, \
             updated_at = $4 WHERE id = $5",
        )
        .bind(settled.owner.to_string())
        .bind(settled.department.to_string())
        .bind(settled.last_contact_at)
        .bind(settled.updated_at)
        .bind(id.to_string()),
    )
    .await?;
    Ok(())
}
