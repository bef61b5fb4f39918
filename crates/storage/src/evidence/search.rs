//! Finding entries. What is found is as fast to find in a log of millions as in one of hundreds:
//! every shape walks one index from its newest end and stops at the limit.

use super::{SELECT, Stored, stored};
use crate::Result;
use kedang_db::{Conn, Sql};

/// What to look for in the log. `None` means anything.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Who did it.
    pub person: Option<String>,
    /// Which customer it concerns.
    pub customer: Option<String>,
    /// Customers that went into that one, whose entries are its history too.
    pub former: Vec<String>,
    /// Action, or the beginning of one up to a dot ("customer" finds "customer.open").
    pub action: Option<String>,
    /// The clause that it names.
    pub clause: Option<String>,
    /// Not before, ms UTC.
    pub from: Option<i64>,
    /// Before, ms UTC.
    pub to: Option<i64>,
}

/// The action of an export: its entry names no customer, since thousands may have left with it.
/// Which ones is in the table `export_row`, to which the log has the hash.
const EXPORT: &str = "customer.export";

/// Entries that match, newest first, before sequence number `before` when given.
///
/// # Errors
/// The database's.
pub async fn search(
    conn: &mut Conn,
    filter: &Filter,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Stored>> {
    let mut within = (i64::MIN, before.unwrap_or(i64::MAX));
    if filter.from.is_some() || filter.to.is_some() {
        let Some((first, last)) = bounds(conn, filter).await? else { return Ok(Vec::new()) };
        within = (first, within.1.min(last.saturating_add(1)));
    }
    let mut found = Vec::new();
    match &filter.action {
        // One walk for each action: a single one over all of them would sort whatever it finds.
        Some(action) if filter.person.is_none() && filter.customer.is_none() => {
            for action in actions(conn, action).await? {
                found.extend(run(conn, filter, Some(&action), within, limit).await?);
            }
        }
        _ => found = run(conn, filter, None, within, limit).await?,
    }
    if filter.customer.is_some() {
        found.extend(run(conn, filter, Some(EXPORT), within, limit).await?);
    }
    found.sort_by_key(|s| std::cmp::Reverse(s.seq));
    found.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(found)
}

/// The newest entry of this action.
///
/// # Errors
/// The database's.
pub async fn latest_of(conn: &mut Conn, action: &str) -> Result<Option<Stored>> {
    Ok(run(conn, &Filter::default(), Some(action), (i64::MIN, i64::MAX), 1).await?.pop())
}

/// Where in the log the asked-for time lies. A clock may have gone back, so the time alone does not
/// order the log; the condition on it stays.
async fn bounds(conn: &mut Conn, filter: &Filter) -> Result<Option<(i64, i64)>> {
    let sql = Sql::new("SELECT MIN(seq), MAX(seq) FROM evidence WHERE at >= $1 AND at < $2")
        .bind(filter.from.unwrap_or(i64::MIN))
        .bind(filter.to.unwrap_or(i64::MAX));
    let mut row = conn.one(sql).await?;
    let (first, last): (Option<i64>, Option<i64>) = (row.take()?, row.take()?);
    Ok(first.zip(last))
}

/// This action and those below it that are in the log, by hopping along the index.
async fn actions(conn: &mut Conn, action: &str) -> Result<Vec<String>> {
    // '/' follows '.' in byte order: [action + ".", action + "/") is everything below it.
    let sql = Sql::new(
        "WITH RECURSIVE found (action) AS (\
         SELECT MIN(action) FROM evidence WHERE action >= $1 AND action < $2 \
         UNION ALL SELECT (SELECT MIN(e.action) FROM evidence e \
         WHERE e.action > found.action AND e.action < $2) \
         FROM found WHERE found.action IS NOT NULL) \
         SELECT action FROM found WHERE action IS NOT NULL",
    )
    .bind(format!("{action}."))
    .bind(format!("{action}/"));
    let mut all = vec![action.to_owned()];
    for mut row in conn.all(sql).await? {
        all.push(row.take()?);
    }
    Ok(all)
}

async fn run(
    conn: &mut Conn,
    filter: &Filter,
    action: Option<&str>,
    (first, before): (i64, i64),
    limit: i64,
) -> Result<Vec<Stored>> {
    let mut sql = Sql::new(SELECT);
    sql.push("seq >= ").value(first).push(" AND seq < ").value(before);
    if let Some(person) = &filter.person {
        sql.push(" AND person_id = ").value(person);
    }
    if let Some(customer) = &filter.customer {
        let all = || filter.former.iter().chain([customer]).map(String::as_str);
        if action == Some(EXPORT) {
            sql.push(" AND subject_id IN (SELECT x.id FROM export x JOIN export_row r ");
            sql.push("ON r.export_no = x.no WHERE r.customer_no IN (");
            sql.push("SELECT no FROM customer WHERE id IN (").list(all()).push(") UNION ALL ");
            sql.push("SELECT no FROM absent_customer WHERE id IN (").list(all()).push(")))");
        } else {
            sql.push(" AND customer_id IN (").list(all()).push(")");
        }
    }
    let below = match (action, &filter.action) {
        (Some(EXPORT), wanted @ Some(_)) if filter.customer.is_some() => wanted.as_ref(),
        (None, wanted) => wanted.as_ref(),
        _ => None,
    };
    if let Some(action) = action {
        sql.push(" AND action = ").value(action);
    }
    if let Some(action) = below {
        sql.push(" AND (action = ").value(action);
        sql.push(" OR (action >= ").value(format!("{action}."));
        sql.push(" AND action < ").value(format!("{action}/")).push("))");
    }
    if let Some(clause) = &filter.clause {
        sql.push(" AND seq IN (SELECT seq FROM evidence_clause WHERE clause = ").value(clause);
        sql.push(")");
    }
    if let Some(from) = filter.from {
        sql.push(" AND at >= ").value(from);
    }
    if let Some(to) = filter.to {
        sql.push(" AND at < ").value(to);
    }
    sql.push(" ORDER BY seq DESC LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(stored).collect()
}
