//! What the clock finds: late ones, those to be reminded of, and how far periods were opened.

use super::{About, IDS, assignee};
use crate::{Result, parse, parse_opt};
use jiff::civil::Date;
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{CustomerId, DepartmentId, ObligationId};
use kedang_domain::obligation::Assignee;
use std::collections::HashMap;

/// An obligation as the clock needs it.
#[derive(Clone, Debug)]
pub struct OverdueOne {
    /// Which.
    pub id: ObligationId,
    /// Key of the duty.
    pub duty: String,
    /// Version of the regulation under which it was opened.
    pub policy: String,
    /// The clause.
    pub clause: String,
    /// What is to be done, in Chinese and in English.
    pub title: (String, String),
    /// What it is about.
    pub about: About,
    /// The customer concerned.
    pub customer: Option<CustomerId>,
    /// The department whose head answers for it.
    pub department: Option<DepartmentId>,
    /// Who has to do it.
    pub assignee: Assignee,
    /// The last instant, ms UTC.
    pub due_at: i64,
}

/// One to be reminded of, the same as one that is late.
pub type Reminded = OverdueOne;

const SELECT: &str = "SELECT id, duty, policy, clause, title_zh, title_en, subject_kind, subject_id, customer_id, \
                      department_id, assignee_kind, assignee_id, due_at FROM obligation WHERE ";

fn read(mut row: Row) -> Result<OverdueOne> {
    Ok(OverdueOne {
        id: parse("obligation.id", &row.take::<String>()?)?,
        duty: row.take()?,
        policy: row.take()?,
        clause: row.take()?,
        title: (row.take()?, row.take()?),
        about: About { kind: row.take()?, id: row.take()? },
        customer: parse_opt("obligation.customer_id", row.take()?)?,
        department: parse_opt("obligation.department_id", row.take()?)?,
        assignee: assignee(&row.take::<String>()?, row.take()?)?,
        due_at: row.take()?,
    })
}

/// Those whose time is over and of which nobody has noted it, the earliest first.
///
/// # Errors
/// The database's.
pub async fn late(conn: &mut Conn, now: i64, limit: i64) -> Result<Vec<OverdueOne>> {
    let mut sql = Sql::new(SELECT);
    sql.push("state = 'open' AND due_at < ").value(now);
    sql.push(" ORDER BY due_at, id LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// Those that were late by a clock that had been ahead.
///
/// # Errors
/// The database's.
pub async fn no_longer_late(conn: &mut Conn, now: i64, limit: i64) -> Result<Vec<OverdueOne>> {
    let mut sql = Sql::new(SELECT);
    sql.push("state = 'breached' AND due_at >= ").value(now);
    sql.push(" ORDER BY due_at, id LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// Those of whom their assignee is to be reminded.
///
/// # Errors
/// The database's.
pub async fn reminders(conn: &mut Conn, now: i64, limit: i64) -> Result<Vec<Reminded>> {
    let mut sql = Sql::new(SELECT);
    sql.push("remind_at IS NOT NULL AND remind_at <= ").value(now);
    sql.push(" AND pending = 1 ORDER BY remind_at, id LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// Those that are to be done and whose duty is none of these any more.
///
/// # Errors
/// The database's.
pub async fn stale(conn: &mut Conn, duties: &[String], limit: i64) -> Result<Vec<OverdueOne>> {
    let mut sql = Sql::new(SELECT);
    sql.push("state IN ('open', 'breached')");
    if !duties.is_empty() {
        sql.push(" AND duty NOT IN (").list(duties.iter().map(String::as_str)).push(")");
    }
    sql.push(" ORDER BY due_at, id LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

fn with_ids(mut sql: Sql, ids: &[ObligationId]) -> Sql {
    sql.list(ids.iter().map(ToString::to_string)).push(")");
    sql
}

/// Notes that these are late.
///
/// # Errors
/// The database's.
pub async fn breach(tx: &mut Tx, ids: &[ObligationId], at: i64) -> Result<()> {
    for chunk in ids.chunks(IDS) {
        let mut sql = Sql::new("UPDATE obligation SET state = 'breached', breached_at = ");
        sql.value(at)
            .push(", remind_at = NULL, version = version + 1 WHERE state = 'open' AND id IN (");
        tx.run(with_ids(sql, chunk)).await?;
    }
    Ok(())
}

/// Notes that these are in time after all.
///
/// # Errors
/// The database's.
pub async fn reopen(tx: &mut Tx, ids: &[ObligationId]) -> Result<()> {
    for chunk in ids.chunks(IDS) {
        let sql = Sql::new(
            "UPDATE obligation SET state = 'open', breached_at = NULL, version = version + 1 \
             WHERE state = 'breached' AND id IN (",
        );
        tx.run(with_ids(sql, chunk)).await?;
    }
    Ok(())
}

/// Notes that the reminders of these have gone out.
///
/// # Errors
/// The database's.
pub async fn reminded(tx: &mut Tx, ids: &[ObligationId]) -> Result<()> {
    for chunk in ids.chunks(IDS) {
        let sql = Sql::new("UPDATE obligation SET remind_at = NULL WHERE id IN (");
        tx.run(with_ids(sql, chunk)).await?;
    }
    Ok(())
}

/// Up to which day the periods of each duty were opened.
///
/// # Errors
/// The database's.
pub async fn opened_to(conn: &mut Conn) -> Result<HashMap<String, Date>> {
    conn.all(Sql::new("SELECT duty, opened_to FROM obligation_cycle"))
        .await?
        .into_iter()
        .map(|mut row| {
            Ok((row.take()?, parse("obligation_cycle.opened_to", &row.take::<String>()?)?))
        })
        .collect()
}

/// Keeps up to which day the periods of a duty were opened.
///
/// # Errors
/// The database's.
pub async fn set_opened_to(tx: &mut Tx, duty: &str, day: Date) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO obligation_cycle (duty, opened_to) VALUES ($1, $2) \
         ON CONFLICT (duty) DO UPDATE SET opened_to = excluded.opened_to",
    );
    tx.run(sql.bind(duty).bind(day.to_string())).await?;
    Ok(())
}
