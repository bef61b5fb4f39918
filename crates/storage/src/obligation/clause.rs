//! Obligations counted by the clause that asks for them, and those that a change of the regulation
//! would touch.

use super::list::{Wanted, visible};
use crate::Result;
use kedang_db::{Conn, Sql};
use std::collections::HashMap;

const FROM: &str = " FROM obligation o LEFT JOIN customer c ON c.id = o.customer_id WHERE ";

/// What a month shows of the obligations of a clause.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Owed {
    /// Opened in it.
    pub opened: i64,
    /// Done in it, in time.
    pub kept: i64,
    /// Done in it, late.
    pub late: i64,
    /// Found late in it, done since or not.
    pub breached: i64,
    /// To be done now, whenever it was opened.
    pub pending: i64,
}

/// Two counts for each clause. For whom everything is counted no other table is asked: every count
/// walks an index of its own, and of the month only.
async fn counted(
    conn: &mut Conn,
    wanted: Option<&Wanted<'_>>,
    counts: &'static str,
    (column, from, to): (&'static str, i64, i64),
) -> Result<Vec<(String, i64, i64)>> {
    let mut sql = Sql::new("SELECT o.clause, ");
    sql.push(counts);
    match wanted {
        None => {
            sql.push(" FROM obligation o WHERE ");
        }
        Some(wanted) => {
            sql.push(FROM);
            visible(wanted, &mut sql);
            sql.push(" AND ");
        }
    }
    sql.push(column).push(" >= ").value(from);
    sql.push(" AND ").push(column).push(" < ").value(to);
    sql.push(" GROUP BY o.clause");
    let rows = conn.all(sql).await?.into_iter();
    rows.map(|mut row| Ok((row.take()?, row.take()?, row.take()?))).collect()
}

/// What there is of the obligations of each clause from one instant to before another, ms UTC: of
/// those that somebody may see, or of all.
///
/// # Errors
/// The database's.
pub async fn by_clause(
    conn: &mut Conn,
    wanted: Option<&Wanted<'_>>,
    (from, to): (i64, i64),
) -> Result<HashMap<String, Owed>> {
    let mut found: HashMap<String, Owed> = HashMap::new();
    let opened = ("o.opened_at", from, to);
    for (clause, count, _) in counted(conn, wanted, "count(*), count(*)", opened).await? {
        found.entry(clause).or_default().opened = count;
    }
    let done = "count(*) FILTER (WHERE o.state = 'kept'), \
                count(*) FILTER (WHERE o.state = 'late_kept')";
    for (clause, kept, late) in counted(conn, wanted, done, ("o.closed_at", from, to)).await? {
        let owed = found.entry(clause).or_default();
        (owed.kept, owed.late) = (kept, late);
    }
    let breached = ("o.breached_at", from, to);
    for (clause, count, _) in counted(conn, wanted, "count(*), count(*)", breached).await? {
        found.entry(clause).or_default().breached = count;
    }
    let pending = ("o.pending", 1, 2);
    for (clause, count, _) in counted(conn, wanted, "count(*), count(*)", pending).await? {
        found.entry(clause).or_default().pending = count;
    }
    Ok(found)
}

/// How much there is to do because of these duties, as far as somebody may see it: obligations, and
/// different customers whom they are about.
///
/// # Errors
/// The database's.
pub async fn pending_of(
    conn: &mut Conn,
    wanted: &Wanted<'_>,
    duties: &[String],
) -> Result<(i64, i64)> {
    if duties.is_empty() {
        return Ok((0, 0));
    }
    let mut sql = Sql::new("SELECT count(*), count(DISTINCT o.customer_id)");
    sql.push(FROM);
    visible(wanted, &mut sql);
    sql.push(" AND o.pending = 1 AND o.duty IN (");
    sql.list(duties.iter().map(String::as_str)).push(")");
    let mut row = conn.one(sql).await?;
    Ok((row.take()?, row.take()?))
}
