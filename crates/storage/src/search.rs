//! Search by tokens, under visibility.
//!
//! The token table answers generously; the caller judges each candidate by
//! [`kedang_text::search::Judge`]. The work is bounded whatever is asked: the rarest term
//! drives, unless the person sees so few customers that walking those is less work still.

use crate::Result;
use crate::visibility::Scope;
use kedang_db::{Conn, Sql};
use kedang_text::search::{Lookup, QueryPlan, QueryTerm};

/// Postings counted for each lookup, at most.
const PROBE: i64 = 400;
/// Candidates given to the judge, at most.
const CANDIDATES: i64 = 200;
/// A person who sees at most so many customers has those walked.
const FEW: i64 = 10_000;
/// Postings walked for each lookup when nothing is rare.
const WALK: i64 = 20_000;

fn lookup(lookup: &Lookup, sql: &mut Sql) {
    match lookup {
        Lookup::Equal(token) => sql.push("t.token = ").value(token.as_str()),
        Lookup::Prefix(_) => {
            let (from, to) = lookup.range();
            sql.push("t.token >= ").value(from).push(" AND t.token < ").value(to)
        }
    };
}

fn term_exists(term: &QueryTerm, sql: &mut Sql) {
    sql.push(" AND (");
    for (index, one) in term.any.iter().enumerate() {
        sql.push(if index == 0 { "" } else { " OR " });
        sql.push("EXISTS (SELECT 1 FROM search_token t WHERE t.no = x.no AND ");
        lookup(one, sql);
        sql.push(")");
    }
    sql.push(")");
}

/// The term with the fewest postings, and how many it has (counted up to the probe's bound).
async fn rarest(conn: &mut Conn, plan: &QueryPlan) -> Result<(usize, i64)> {
    let mut sql = Sql::new("SELECT ");
    let mut first = true;
    for term in &plan.terms {
        for one in &term.any {
            sql.push(if first { "" } else { ", " });
            first = false;
            sql.push("(SELECT count(*) FROM (SELECT 1 FROM search_token t WHERE ");
            lookup(one, &mut sql);
            sql.push(" LIMIT ").value(PROBE).push(") x)");
        }
    }
    let mut row = conn.one(sql).await?;
    let mut best = (0, i64::MAX);
    for (index, term) in plan.terms.iter().enumerate() {
        let mut total = 0;
        for _ in &term.any {
            total += row.take::<i64>()?;
        }
        if total < best.1 {
            best = (index, total);
        }
    }
    Ok(best)
}

/// Whether the person sees at most [`FEW`] customers.
async fn sees_few(conn: &mut Conn, scope: &Scope) -> Result<bool> {
    let Some(branches) = scope.branches() else { return Ok(false) };
    let mut sql = Sql::new("SELECT count(*) FROM (");
    for (index, branch) in branches.into_iter().enumerate() {
        sql.push(if index == 0 { "" } else { " UNION ALL " });
        sql.push("SELECT no FROM (SELECT c.no FROM customer c WHERE ");
        scope.branch(branch, &mut sql);
        sql.push(" LIMIT ").value(FEW + 1).push(") b");
    }
    sql.push(") x");
    Ok(conn.one(sql).await?.take::<i64>()? <= FEW)
}

/// A customer that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Running number.
    pub no: i64,
    /// Full name.
    pub name: String,
}

/// Customers that this person sees and that may be meant, newest first.
///
/// # Errors
/// The database's.
pub async fn candidates(
    conn: &mut Conn,
    scope: &Scope,
    plan: &QueryPlan,
) -> Result<Vec<Candidate>> {
    if plan.is_empty() {
        return Ok(Vec::new());
    }
    let (driver, postings) = rarest(conn, plan).await?;
    if postings == 0 {
        return Ok(Vec::new());
    }
    let common = postings >= PROBE;
    let mut sql = Sql::new("SELECT c.no, c.name FROM (SELECT x.no FROM (");
    let mut except = None;
    match scope.branches() {
        Some(branches) if common && sees_few(conn, scope).await? => {
            for (index, branch) in branches.into_iter().enumerate() {
                sql.push(if index == 0 { "" } else { " UNION " });
                sql.push("SELECT c.no FROM customer c WHERE ");
                scope.branch(branch, &mut sql);
            }
            sql.push(") x WHERE 1 = 1");
        }
        branches => {
            let narrowed = branches.is_some() || plan.terms.len() > 1;
            let depth = if common && narrowed { WALK } else { PROBE };
            for (index, one) in plan.terms[driver].any.iter().enumerate() {
                sql.push(if index == 0 { "" } else { " UNION " });
                sql.push("SELECT no FROM (SELECT t.no FROM search_token t WHERE ");
                lookup(one, &mut sql);
                if matches!(one, Lookup::Equal(_)) {
                    sql.push(" ORDER BY t.no DESC");
                }
                sql.push(" LIMIT ").value(depth).push(") b");
            }
            sql.push(") x");
            if branches.is_some() {
                sql.push(" JOIN customer c ON c.no = x.no");
            }
            sql.push(" WHERE ");
            scope.filter(&mut sql);
            except = Some(driver);
        }
    }
    for (_, term) in plan.terms.iter().enumerate().filter(|(i, _)| Some(*i) != except) {
        term_exists(term, &mut sql);
    }
    // Files are read only of those that remain.
    sql.push(" ORDER BY x.no DESC LIMIT ").value(CANDIDATES);
    sql.push(") y JOIN customer c ON c.no = y.no ORDER BY c.no DESC");
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut row| Ok(Candidate { no: row.take()?, name: row.take()? }))
        .collect()
}
