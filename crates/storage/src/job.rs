//! Work that is done later, or again and again: a row for each, taken by a lease.
//!
//! A lease is taken by a guarded UPDATE, so of several processes one gets it. Whoever holds it
//! writes it anew while working; a holder that died is succeeded when its lease is over. Every
//! later write names the holder and the attempt: one that was succeeded changes nothing any more.
//!
//! Clocks are set back. A time further ahead than this program ever writes was written by a clock
//! that was wrong, and counts as past; otherwise the work would stand still until the wrong time
//! comes.

use crate::Result;
use kedang_db::{Conn, Row, Sql, Tx};

/// How long a lease is good without being written anew, in ms.
pub const LEASE_MS: i64 = 120_000;

/// Work that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lease {
    /// Which row.
    pub id: String,
    /// What to do.
    pub kind: String,
    /// With what: an id, or empty.
    pub subject: String,
    /// Counts how often it was taken since it last got on: 1 the first time.
    pub attempts: i64,
    /// Who took it.
    pub holder: String,
}

/// How a piece of work stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Not before, ms UTC.
    pub run_after: i64,
    /// Counts how often it was taken since it last got on.
    pub attempts: i64,
    /// The end of the present lease, ms UTC; in the past when nobody holds it.
    pub lease_until: i64,
    /// When it was over for good, ms UTC.
    pub finished_at: Option<i64>,
    /// Code of why it failed the last time.
    pub failure: Option<String>,
}

/// Puts work on the list, in the transaction of what asks for it. What is on the list already and
/// not over stays as it is.
///
/// # Errors
/// The database's.
pub async fn enqueue(
    tx: &mut Tx,
    id: &str,
    kind: &str,
    subject: &str,
    run_after: i64,
) -> Result<()> {
    tx.run(
        Sql::new(
            "INSERT INTO job (id, kind, subject, run_after, attempts, lease_until) \
             VALUES ($1, $2, $3, $4, 0, 0) ON CONFLICT (kind, subject) DO UPDATE SET \
             run_after = excluded.run_after, attempts = 0, lease_holder = NULL, lease_until = 0, \
             finished_at = NULL, failure = NULL WHERE job.finished_at IS NOT NULL",
        )
        .bind(id)
        .bind(kind)
        .bind(subject)
        .bind(run_after),
    )
    .await?;
    Ok(())
}

/// What makes a row due: its time has come or is further ahead than `ahead` ms, and nobody holds
/// it.
fn due_condition(sql: &mut Sql, now: i64, ahead: i64) {
    sql.push(" AND finished_at IS NULL AND (run_after <= ").value(now);
    sql.push(" OR run_after > ").value(now.saturating_add(ahead));
    sql.push(") AND (lease_until <= ").value(now);
    sql.push(" OR lease_until > ").value(now.saturating_add(LEASE_MS)).push(")");
}

/// The row of this kind that is due first.
///
/// # Errors
/// The database's.
pub async fn due(conn: &mut Conn, kind: &str, now: i64, ahead: i64) -> Result<Option<String>> {
    let mut sql = Sql::new("SELECT id FROM job WHERE kind = ");
    sql.value(kind);
    due_condition(&mut sql, now, ahead);
    sql.push(" ORDER BY run_after, id LIMIT 1");
    Ok(conn.opt(sql).await?.map(|mut row| row.take()).transpose()?)
}

/// Takes a row that is still due. `None` when another was faster.
///
/// # Errors
/// The database's.
pub async fn take(
    tx: &mut Tx,
    id: &str,
    holder: &str,
    now: i64,
    ahead: i64,
) -> Result<Option<Lease>> {
    let mut sql = Sql::new("UPDATE job SET lease_holder = ");
    sql.value(holder).push(", lease_until = ").value(now.saturating_add(LEASE_MS));
    sql.push(", attempts = attempts + 1 WHERE id = ").value(id);
    due_condition(&mut sql, now, ahead);
    sql.push(" RETURNING kind, subject, attempts");
    let row = tx.all(sql).await?.pop();
    row.map(|mut row: Row| {
        Ok(Lease {
            id: id.to_owned(),
            kind: row.take()?,
            subject: row.take()?,
            attempts: row.take()?,
            holder: holder.to_owned(),
        })
    })
    .transpose()
}

/// Adds the condition that the lease is still held by whoever took it.
async fn guarded(tx: &mut Tx, mut sql: Sql, lease: &Lease) -> Result<bool> {
    sql.push(" WHERE id = ").value(&lease.id);
    sql.push(" AND lease_holder = ").value(&lease.holder);
    sql.push(" AND attempts = ").value(lease.attempts).push(" AND finished_at IS NULL");
    Ok(tx.run(sql).await? == 1)
}

/// Writes the lease anew. `false` when it was lost.
///
/// # Errors
/// The database's.
pub async fn renew(tx: &mut Tx, lease: &Lease, now: i64) -> Result<bool> {
    let mut sql = Sql::new("UPDATE job SET lease_until = ");
    sql.value(now.saturating_add(LEASE_MS));
    guarded(tx, sql, lease).await
}

/// Gives the row back, to be run again after an instant. Without a failure it got on, and its
/// attempts are counted anew. `false` when the lease was lost.
///
/// # Errors
/// The database's.
pub async fn again(
    tx: &mut Tx,
    lease: &Lease,
    run_after: i64,
    failure: Option<&str>,
) -> Result<bool> {
    let mut sql = Sql::new("UPDATE job SET lease_holder = NULL, lease_until = 0, run_after = ");
    sql.value(run_after).push(", failure = ").value(failure);
    if failure.is_none() {
        sql.push(", attempts = 0");
    }
    guarded(tx, sql, lease).await
}

/// Ends the work for good; with a failure, when it was given up. `false` when the lease was lost.
///
/// # Errors
/// The database's.
pub async fn finish(tx: &mut Tx, lease: &Lease, now: i64, failure: Option<&str>) -> Result<bool> {
    let mut sql = Sql::new("UPDATE job SET lease_holder = NULL, lease_until = 0, finished_at = ");
    sql.value(now).push(", failure = ").value(failure);
    guarded(tx, sql, lease).await
}

/// How this work stands; `None` when it is not on the list.
///
/// # Errors
/// The database's.
pub async fn state(conn: &mut Conn, kind: &str, subject: &str) -> Result<Option<State>> {
    let row = conn
        .opt(
            Sql::new(
                "SELECT run_after, attempts, lease_until, finished_at, failure FROM job \
                 WHERE kind = $1 AND subject = $2",
            )
            .bind(kind)
            .bind(subject),
        )
        .await?;
    row.map(|mut row| {
        Ok(State {
            run_after: row.take()?,
            attempts: row.take()?,
            lease_until: row.take()?,
            finished_at: row.take()?,
            failure: row.take()?,
        })
    })
    .transpose()
}

/// Forgets work that was over before `before`, ms UTC.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Tx, before: i64) -> Result<u64> {
    Ok(tx.run(Sql::new("DELETE FROM job WHERE finished_at < $1").bind(before)).await?)
}
