//! What became of rows: written or not, and later undone or kept.

use super::{Line, ROWS};
use crate::{Result, to_json};
use kedang_db::{Sql, Tx, Value};
use kedang_domain::id::ImportId;
use serde::Serialize;

/// Notes what became of rows that could be written. `false` when one of them could not be any
/// more: somebody else has written it, and this transaction must not.
///
/// # Errors
/// The database's.
pub async fn set_outcomes<C, R: Serialize>(
    tx: &mut Tx,
    import: ImportId,
    sheet: i64,
    lines: &[Line<C, R>],
) -> Result<bool> {
    move_on(tx, import, sheet, "valid", lines, ", contact_changes = v.contact_changes").await
}

/// Notes what became of rows that had been written when their import was undone. `false` when one
/// of them was seen to already.
///
/// # Errors
/// The database's.
pub async fn set_undone<C, R: Serialize>(
    tx: &mut Tx,
    import: ImportId,
    sheet: i64,
    lines: &[Line<C, R>],
) -> Result<bool> {
    // What was needed to take it back is needed no more.
    move_on(tx, import, sheet, "written", lines, ", changes = '[]', contact_changes = '[]'").await
}

/// Gives rows another verdict, all of which have this one.
async fn move_on<C, R: Serialize>(
    tx: &mut Tx,
    import: ImportId,
    sheet: i64,
    from: &str,
    lines: &[Line<C, R>],
    also: &'static str,
) -> Result<bool> {
    for chunk in lines.chunks(ROWS) {
        let mut rows = Vec::with_capacity(chunk.len());
        for line in chunk {
            rows.push([
                Value::from(line.row),
                (&line.verdict).into(),
                to_json("import_row.reasons", &line.reasons)?.into(),
                line.target_version.into(),
                line.customer.map(|c| c.to_string()).into(),
                to_json("import_row.contact_changes", &line.contacts)?.into(),
            ]);
        }
        // The empty text keeps SQLite from walking all rows of a verdict for each of these.
        let mut sql = Sql::new(
            "WITH v (row_no, verdict, reasons, target_version, customer_id, \
             contact_changes) AS (VALUES ",
        );
        sql.rows(rows).push(
            ") UPDATE import_row SET verdict = v.verdict, reasons = v.reasons, \
             target_version = v.target_version, customer_id = v.customer_id",
        );
        sql.push(also);
        sql.push(" FROM v WHERE import_row.row_no = v.row_no AND import_row.verdict || '' = ");
        sql.value(from).push(" AND import_id = ").value(import.to_string());
        sql.push(" AND sheet = ").value(sheet);
        if tx.run(sql).await? != chunk.len() as u64 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Counts rows that were written, `updated` of them to customers on file, or refused while an
/// import is being written. `false` when it is not being written any more.
///
/// # Errors
/// The database's.
pub async fn count_written(
    tx: &mut Tx,
    import: ImportId,
    written: i64,
    updated: i64,
    refused: i64,
    at: i64,
) -> Result<bool> {
    let mut sql = Sql::new("UPDATE import_batch SET written_rows = written_rows + ");
    sql.value(written).push(", updated_rows = updated_rows + ").value(updated);
    sql.push(", valid_rows = valid_rows - ").value(refused);
    sql.push(", invalid_rows = invalid_rows + ").value(refused);
    sql.push(", updated_at = ").value(at).push(", version = version + 1 WHERE id = ");
    sql.value(import.to_string()).push(" AND status = 'writing'");
    Ok(tx.run(sql).await? == 1)
}

/// Begins to undo an import in one of these statuses. `false` when it is in none of them.
///
/// # Errors
/// The database's.
pub async fn begin_undo(tx: &mut Tx, import: ImportId, from: &[&str], at: i64) -> Result<bool> {
    let mut sql =
        Sql::new("UPDATE import_batch SET status = 'undoing', failure = NULL, undo_at = ");
    sql.value(at).push(", updated_at = ").value(at);
    sql.push(", version = version + 1 WHERE id = ").value(import.to_string());
    sql.push(" AND status IN (").list(from.iter().copied()).push(")");
    Ok(tx.run(sql).await? == 1)
}

/// Counts rows that were taken back, `restored` of them by giving customers back what they had, or
/// kept while an import is being undone. `false` when it is not being undone any more.
///
/// # Errors
/// The database's.
pub async fn count_undone(
    tx: &mut Tx,
    import: ImportId,
    undone: i64,
    restored: i64,
    kept: i64,
    at: i64,
) -> Result<bool> {
    let mut sql = Sql::new("UPDATE import_batch SET undone_rows = undone_rows + ");
    sql.value(undone).push(", restored_rows = restored_rows + ").value(restored);
    sql.push(", kept_rows = kept_rows + ").value(kept);
    sql.push(", updated_at = ").value(at).push(", version = version + 1 WHERE id = ");
    sql.value(import.to_string()).push(" AND status = 'undoing'");
    Ok(tx.run(sql).await? == 1)
}
