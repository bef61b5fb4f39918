//! Carrying SQLite's write-ahead log over into the file, beside the writer.
//!
//! By itself SQLite does so inside the commit that makes the log long, and everybody in line waits
//! for tens of milliseconds. Here nearly all of it is done on a connection of its own while the
//! writer goes on. What has come in meanwhile is little: it is carried over between two groups of
//! transactions, and the next group begins the log anew.

use crate::conn::Conn;
use crate::sqlite::SqlitePool;
use crate::{Result, Sql};
use std::time::Duration;

/// The log is carried over when so many of its pages of 4 KiB are not in the file yet. The pages of
/// indexes are changed again and again; carried over seldom, each is written once for many changes.
const LONG: i64 = 8_000;
/// Where the disk cannot keep up, the writer waits for it from here on.
const TOO_LONG: i64 = 3 * LONG;

/// How much of the log is not in the file yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Backlog {
    /// Little.
    Short,
    /// Enough for carrying it over.
    Long,
    /// So much that nothing more should come first.
    TooLong,
}

/// Looks how long the log is.
pub(crate) async fn backlog(conn: &mut Conn) -> Result<Backlog> {
    // Whether a checkpoint was kept from working, pages in the log, pages of it in the file.
    let mut row = conn.one(Sql::new("PRAGMA wal_checkpoint(NOOP)")).await?;
    let _busy: i64 = row.take()?;
    let (pages, carried): (i64, i64) = (row.take()?, row.take()?);
    Ok(match pages - carried {
        TOO_LONG.. => Backlog::TooLong,
        LONG.. => Backlog::Long,
        _ => Backlog::Short,
    })
}

/// Carries over the whole log and empties it: what its pages held before is nowhere any more.
/// `false` while a reader still needs some of it.
pub(crate) fn empty(pool: &SqlitePool) -> Result<bool> {
    let connection = pool.another()?;
    // Readers are not waited for: the caller holds the writer meanwhile.
    connection.busy_timeout(Duration::ZERO)?;
    let busy: i64 =
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
    Ok(busy == 0)
}

/// Carries over what no reader needs in the log any more. Waits for the disk.
pub(crate) fn carry(pool: &SqlitePool) -> Result<()> {
    pool.another()?.execute_batch("PRAGMA wal_checkpoint(PASSIVE)")?;
    Ok(())
}
