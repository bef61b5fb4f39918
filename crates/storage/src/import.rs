//! Imports: the file's rows as they stand in it, each with its verdict, until they are written.
//!
//! All rows of all sheets are kept, so that another sheet or header row can be chosen without the
//! file, which is not kept.

pub mod approval;
pub mod file;
mod outcome;
mod row;

pub use approval::{Approval, ApprovalState};
pub use outcome::{begin_undo, count_undone, count_written, set_outcomes, set_undone};
pub use row::{
    ContactChange, Line, Twin, Which, forget_twins, insert_lines, lines, one_line, set_line,
    set_twins, set_verdicts, sharing,
};

use crate::{Result, from_json, parse, to_json};
use kedang_db::{Conn, Row, Sql, Tx, Value};
use kedang_domain::id::{ImportId, PersonId};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Rows in one statement.
const ROWS: usize = 50;
/// Rows forgotten in one transaction, at most.
pub const FORGOTTEN: i64 = 5_000;
/// Statuses in which nothing more is written.
pub const OVER: [&str; 3] = ["done", "failed", "cancelled"];

/// An import.
#[derive(Clone, Debug)]
pub struct Batch<L> {
    /// Which.
    pub id: ImportId,
    /// Who imports; nobody else sees it but who has to approve it.
    pub person: PersonId,
    /// Who will own the customers.
    pub owner: PersonId,
    /// Code of the card template.
    pub template: String,
    /// reading, ready, awaiting_approval, writing, done, failed, cancelled, undoing or undone.
    pub status: String,
    /// All its rows are in the database.
    pub kept: bool,
    /// Name of the file.
    pub file_name: String,
    /// Its length in bytes.
    pub file_size: i64,
    /// SHA-256 of its content, hexadecimal.
    pub file_hash: String,
    /// Its kind.
    pub format: String,
    /// Sheets, and what the columns mean.
    pub layout: L,
    /// Counts of rows by verdict.
    pub counts: Counts,
    /// Why it failed: a code of the message catalogue.
    pub failure: Option<String>,
    /// ms UTC.
    pub created_at: i64,
    /// ms UTC.
    pub updated_at: i64,
    /// When it was first over, ms UTC.
    pub ended_at: Option<i64>,
    /// When it was last asked to be undone, ms UTC.
    pub undo_at: Option<i64>,
    /// Counts the changes.
    pub version: i64,
    /// The latest request for an approval. Written by what is in [`approval`] alone.
    pub approval: Option<Approval>,
}

/// Rows by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Rows of customers.
    pub data: i64,
    /// Those that can be written.
    pub valid: i64,
    /// Those that cannot.
    pub invalid: i64,
    /// Rows that are no customers.
    pub skipped: i64,
    /// Those that can be written, but not every cell of them was understood.
    pub warned: i64,
    /// Those that may be on file already, or stand twice in the table.
    pub twins: i64,
    /// Those that can be written and become customers.
    pub create: i64,
    /// Those that can be written and change a customer on file.
    pub update: i64,
    /// Those that say of a customer on file what is on file.
    pub unchanged: i64,
    /// Those that have been written, whatever became of them later.
    pub written: i64,
    /// Those of them that changed a customer on file.
    pub updated: i64,
    /// Those that were taken back: their customers were removed, or are as before.
    pub undone: i64,
    /// Those of them whose customers are as before.
    pub restored: i64,
    /// Those whose customers stayed as they are when the import was undone.
    pub kept: i64,
}

/// Keeps a new import.
///
/// # Errors
/// The database's.
pub async fn insert<L: Serialize>(tx: &mut Tx, batch: &Batch<L>) -> Result<()> {
    let mut sql = Sql::new(
        "INSERT INTO import_batch (id, person_id, owner_id, template, status, file_name, \
         file_size, file_hash, format, layout, data_rows, valid_rows, invalid_rows, \
         skipped_rows, warned_rows, twin_rows, create_rows, update_rows, unchanged_rows, \
         written_rows, updated_rows, undone_rows, restored_rows, kept_rows, kept, failure, created_at, \
         updated_at, ended_at, undo_at, version) VALUES ",
    );
    sql.rows([[
        Value::from(batch.id.to_string()),
        batch.person.to_string().into(),
        batch.owner.to_string().into(),
        (&batch.template).into(),
        (&batch.status).into(),
        (&batch.file_name).into(),
        batch.file_size.into(),
        (&batch.file_hash).into(),
        (&batch.format).into(),
        to_json("import_batch.layout", &batch.layout)?.into(),
        batch.counts.data.into(),
        batch.counts.valid.into(),
        batch.counts.invalid.into(),
        batch.counts.skipped.into(),
        batch.counts.warned.into(),
        batch.counts.twins.into(),
        batch.counts.create.into(),
        batch.counts.update.into(),
        batch.counts.unchanged.into(),
        batch.counts.written.into(),
        batch.counts.updated.into(),
        batch.counts.undone.into(),
        batch.counts.restored.into(),
        batch.counts.kept.into(),
        batch.kept.into(),
        batch.failure.clone().into(),
        batch.created_at.into(),
        batch.updated_at.into(),
        batch.ended_at.into(),
        batch.undo_at.into(),
        batch.version.into(),
    ]]);
    tx.run_exactly(1, sql).await?;
    Ok(())
}

/// Changes an import that is still at its version. `false` when somebody else was faster.
///
/// # Errors
/// The database's.
pub async fn update<L: Serialize>(tx: &mut Tx, batch: &Batch<L>) -> Result<bool> {
    let mut sql = Sql::new("UPDATE import_batch SET owner_id = ");
    sql.value(batch.owner.to_string()).push(", template = ").value(&batch.template);
    sql.push(", status = ").value(&batch.status);
    sql.push(", layout = ").value(to_json("import_batch.layout", &batch.layout)?);
    sql.push(", data_rows = ").value(batch.counts.data);
    sql.push(", valid_rows = ").value(batch.counts.valid);
    sql.push(", invalid_rows = ").value(batch.counts.invalid);
    sql.push(", skipped_rows = ").value(batch.counts.skipped);
    sql.push(", warned_rows = ").value(batch.counts.warned);
    sql.push(", twin_rows = ").value(batch.counts.twins);
    sql.push(", create_rows = ").value(batch.counts.create);
    sql.push(", update_rows = ").value(batch.counts.update);
    sql.push(", unchanged_rows = ").value(batch.counts.unchanged);
    sql.push(", written_rows = ").value(batch.counts.written);
    sql.push(", kept = ").value(batch.kept);
    sql.push(", failure = ").value(batch.failure.clone());
    sql.push(", updated_at = ").value(batch.updated_at);
    sql.push(", version = version + 1 WHERE id = ").value(batch.id.to_string());
    sql.push(" AND version = ").value(batch.version);
    Ok(tx.run(sql).await? == 1)
}

const SELECT: &str = "SELECT b.id, b.person_id, b.owner_id, b.template, b.status, b.file_name, \
     b.file_size, b.file_hash, b.format, b.layout, b.data_rows, b.valid_rows, b.invalid_rows, \
     b.skipped_rows, b.warned_rows, b.twin_rows, b.create_rows, b.update_rows, b.unchanged_rows, \
     b.written_rows, b.updated_rows, b.undone_rows, b.restored_rows, b.kept_rows, b.kept, \
     b.failure, b.created_at, b.updated_at, b.ended_at, b.undo_at, b.version, \
     a.state, p.name, a.department_id, a.asked_rows, a.asked_at, a.decided_by, d.name, \
     a.decided_at, a.reason \
     FROM import_batch b JOIN person p ON p.id = b.person_id \
     LEFT JOIN import_approval a ON a.import_id = b.id \
     LEFT JOIN person d ON d.id = a.decided_by ";

fn batch<L: DeserializeOwned>(mut row: Row) -> Result<Batch<L>> {
    Ok(Batch {
        id: parse("import_batch.id", &row.take::<String>()?)?,
        person: parse("import_batch.person_id", &row.take::<String>()?)?,
        owner: parse("import_batch.owner_id", &row.take::<String>()?)?,
        template: row.take()?,
        status: row.take()?,
        file_name: row.take()?,
        file_size: row.take()?,
        file_hash: row.take()?,
        format: row.take()?,
        layout: from_json("import_batch.layout", &row.take::<String>()?)?,
        counts: Counts {
            data: row.take()?,
            valid: row.take()?,
            invalid: row.take()?,
            skipped: row.take()?,
            warned: row.take()?,
            twins: row.take()?,
            create: row.take()?,
            update: row.take()?,
            unchanged: row.take()?,
            written: row.take()?,
            updated: row.take()?,
            undone: row.take()?,
            restored: row.take()?,
            kept: row.take()?,
        },
        kept: row.take()?,
        failure: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
        ended_at: row.take()?,
        undo_at: row.take()?,
        version: row.take()?,
        approval: approval::approval(&mut row)?,
    })
}

/// An import, whoever's: the caller compares the person.
///
/// # Errors
/// The database's.
pub async fn get<L: DeserializeOwned>(conn: &mut Conn, id: ImportId) -> Result<Option<Batch<L>>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE b.id = ").value(id.to_string());
    conn.opt(sql).await?.map(batch).transpose()
}

/// Imports of a person, newest first, before `(created_at, id)` when given.
///
/// # Errors
/// The database's.
pub async fn of_person<L: DeserializeOwned>(
    conn: &mut Conn,
    person: PersonId,
    before: Option<(i64, ImportId)>,
    limit: i64,
) -> Result<Vec<Batch<L>>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE b.person_id = ").value(person.to_string());
    if let Some((at, id)) = before {
        sql.push(" AND (b.created_at, b.id) < (").value(at).push(", ");
        sql.value(id.to_string()).push(")");
    }
    sql.push(" ORDER BY b.created_at DESC, b.id DESC LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(batch).collect()
}

/// Imports of this status that nothing has happened to since `before`, ms UTC; the oldest first.
///
/// # Errors
/// The database's.
pub async fn untouched(conn: &mut Conn, statuses: &[&str], before: i64) -> Result<Vec<ImportId>> {
    let mut sql = Sql::new("SELECT id FROM import_batch WHERE status IN (");
    sql.list(statuses.iter().copied()).push(") AND updated_at < ").value(before);
    sql.push(" ORDER BY updated_at, id");
    ids(conn, sql).await
}

/// Imports that were over before `before`, ms UTC, and still have rows.
///
/// # Errors
/// The database's.
pub async fn over_with_lines(conn: &mut Conn, before: i64) -> Result<Vec<ImportId>> {
    let sql = "SELECT b.id FROM import_batch b \
               WHERE b.status IN ('done', 'failed', 'cancelled', 'undone') AND b.updated_at < $1 \
               AND EXISTS (SELECT 1 FROM import_row r WHERE r.import_id = b.id)";
    ids(conn, Sql::new(sql).bind(before)).await
}

async fn ids(conn: &mut Conn, sql: Sql) -> Result<Vec<ImportId>> {
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut r| parse("import_batch.id", &r.take::<String>()?))
        .collect()
}

/// Brings an import from one of these statuses into another. `false` when it is in none of them.
/// When it is over for the first time, that is its end.
///
/// # Errors
/// The database's.
pub async fn set_status(
    tx: &mut Tx,
    import: ImportId,
    from: &[&str],
    to: &str,
    failure: Option<&str>,
    at: i64,
) -> Result<bool> {
    let mut sql = Sql::new("UPDATE import_batch SET status = ");
    sql.value(to).push(", failure = ").value(failure).push(", updated_at = ").value(at);
    if OVER.contains(&to) {
        sql.push(", ended_at = COALESCE(ended_at, ").value(at).push(")");
    }
    sql.push(", version = version + 1 WHERE id = ").value(import.to_string());
    sql.push(" AND status IN (").list(from.iter().copied()).push(")");
    Ok(tx.run(sql).await? == 1)
}

/// Shows that somebody is still busy reading a file or judging its rows. `false` when that is no
/// longer wanted.
///
/// # Errors
/// The database's.
pub async fn beat(tx: &mut Tx, import: ImportId, version: i64, at: i64) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE import_batch SET updated_at = $1 \
         WHERE id = $2 AND version = $3 AND status = 'reading'",
    );
    Ok(tx.run(sql.bind(at).bind(import.to_string()).bind(version)).await? == 1)
}

/// Which rows of an import are forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgotten {
    /// All.
    All,
    /// Those that are no customers on file: undoing the import needs the others.
    Unwritten,
}

/// Forgets rows of an import, at most [`FORGOTTEN`], and says how many: what was written is on the
/// customers, what was not is wanted no more.
///
/// # Errors
/// The database's.
pub async fn forget_lines(tx: &mut Tx, import: ImportId, which: Forgotten) -> Result<u64> {
    let mut sql = Sql::new("DELETE FROM import_row WHERE import_id = ");
    sql.value(import.to_string());
    sql.push(" AND (sheet, row_no) IN (SELECT sheet, row_no FROM import_row WHERE import_id = ");
    sql.value(import.to_string());
    if which == Forgotten::Unwritten {
        sql.push(" AND customer_id IS NULL");
    }
    sql.push(" ORDER BY sheet, row_no LIMIT ").value(FORGOTTEN).push(")");
    Ok(tx.run(sql).await?)
}

/// What a person's headers mean, by header.
///
/// # Errors
/// The database's.
pub async fn remembered(conn: &mut Conn, person: PersonId) -> Result<Vec<(String, String)>> {
    conn.all(
        Sql::new("SELECT header, field FROM header_mapping WHERE person_id = $1")
            .bind(person.to_string()),
    )
    .await?
    .into_iter()
    .map(|mut r| Ok((r.take()?, r.take()?)))
    .collect()
}

/// Remembers what a header means to this person; an empty field means "not imported".
///
/// # Errors
/// The database's.
pub async fn remember(
    tx: &mut Tx,
    person: PersonId,
    header: &str,
    field: &str,
    at: i64,
) -> Result<()> {
    tx.run(
        Sql::new(
            "INSERT INTO header_mapping (person_id, header, field, updated_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (person_id, header) DO UPDATE SET \
             field = excluded.field, updated_at = excluded.updated_at",
        )
        .bind(person.to_string())
        .bind(header)
        .bind(field)
        .bind(at),
    )
    .await?;
    Ok(())
}
