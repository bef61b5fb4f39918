//! The bytes of a text file, for as long as it may have to be read in another encoding.

use crate::Result;
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::id::ImportId;

/// Bytes of a part, at most.
pub const PART: usize = 256 * 1024;

/// Keeps a part of a file, from 0.
///
/// # Errors
/// The database's.
pub async fn insert_part(tx: &mut Tx, import: ImportId, part: i64, content: &[u8]) -> Result<()> {
    let sql = Sql::new("INSERT INTO import_file (import_id, part, content) VALUES ($1, $2, $3)");
    tx.run_exactly(1, sql.bind(import.to_string()).bind(part).bind(content)).await?;
    Ok(())
}

/// A file as it was; empty when it is not kept.
///
/// # Errors
/// The database's.
pub async fn content(conn: &mut Conn, import: ImportId) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    let sql = Sql::new("SELECT content FROM import_file WHERE import_id = $1 ORDER BY part");
    for mut row in conn.all(sql.bind(import.to_string())).await? {
        all.extend(row.take::<Vec<u8>>()?);
    }
    Ok(all)
}

/// Forgets a file.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Tx, import: ImportId) -> Result<()> {
    let sql = Sql::new("DELETE FROM import_file WHERE import_id = $1");
    tx.run(sql.bind(import.to_string())).await?;
    Ok(())
}
