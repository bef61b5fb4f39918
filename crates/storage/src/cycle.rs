//! How far cycles have come that the clock drives: so that what was missed while no server ran is
//! made up for, once.

use crate::Result;
use kedang_db::{Conn, Sql, Tx};

/// How far a cycle has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What happened before was never asked for, ms UTC.
    pub since: i64,
    /// All periods that ended by then are made, ms UTC.
    pub done_until: i64,
}

/// How far a cycle has come; `None` before it first began.
///
/// # Errors
/// The database's.
pub async fn progress(conn: &mut Conn, name: &str) -> Result<Option<Progress>> {
    let sql = Sql::new("SELECT since, done_until FROM cycle_progress WHERE name = $1").bind(name);
    let row = conn.opt(sql).await?;
    row.map(|mut r| Ok(Progress { since: r.take()?, done_until: r.take()? })).transpose()
}

/// Keeps how far a cycle has come. It never goes back, and its beginning stays.
///
/// # Errors
/// The database's.
pub async fn keep(tx: &mut Tx, name: &str, progress: Progress) -> Result<()> {
    tx.run(
        Sql::new(
            "INSERT INTO cycle_progress (name, since, done_until) VALUES ($1, $2, $3) \
             ON CONFLICT (name) DO UPDATE SET done_until = excluded.done_until \
             WHERE cycle_progress.done_until < excluded.done_until",
        )
        .bind(name)
        .bind(progress.since)
        .bind(progress.done_until),
    )
    .await?;
    Ok(())
}
