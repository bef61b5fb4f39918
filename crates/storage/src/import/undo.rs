//! Undoing imports: how far it is, and what became of each row.

use super::{Line, move_on};
use crate::Result;
use kedang_db::{Sql, Tx};
use kedang_domain::id::ImportId;
use serde::Serialize;

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
    move_on(tx, import, sheet, "written", lines).await
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

/// Counts rows whose customers were removed or stayed while an import is being undone. `false` when
/// it is not being undone any more.
///
/// # Errors
/// The database's.
pub async fn count_undone(
    tx: &mut Tx,
    import: ImportId,
    undone: i64,
    kept: i64,
    at: i64,
) -> Result<bool> {
    let mut sql = Sql::new("UPDATE import_batch SET undone_rows = undone_rows + ");
    sql.value(undone).push(", kept_rows = kept_rows + ").value(kept);
    sql.push(", updated_at = ").value(at).push(", version = version + 1 WHERE id = ");
    sql.value(import.to_string()).push(" AND status = 'undoing'");
    Ok(tx.run(sql).await? == 1)
}
