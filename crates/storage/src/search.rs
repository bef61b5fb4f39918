//! Search by tokens, under visibility.
//!
//! The index answers generously; the caller judges each candidate by
//! [`kedang_text::search::Judge`]. Who sees a customer is among its words, so what a person may not
//! see costs nothing; the rule is applied to what is found all the same.

use crate::vault;
use crate::visibility::{Scope, level, words};
use crate::{Result, StorageError, parse};
use kedang_db::{Conn, Sought, Sql, Tx, Words};
use kedang_text::search::{Lookup, QueryPlan};

/// Candidates given to the judge of a search, at most.
pub const CANDIDATES: i64 = 120;

pub(crate) const TOKENS: Words = Words::named("search_token");

fn sought(lookup: &Lookup) -> Sought {
    match lookup {
        Lookup::Equal(token) => Sought::Word(token.as_str().to_owned()),
        Lookup::Prefix(token) => Sought::Beginning(token.as_str().to_owned()),
        Lookup::All(all) => Sought::All(all.iter().map(sought).collect()),
        Lookup::Any(any) => Sought::Any(any.iter().map(sought).collect()),
    }
}

/// A customer that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Running number.
    pub no: i64,
    /// Full name.
    pub name: String,
}

/// Customers that this person sees and that may be meant, newest first, at most so many.
///
/// # Errors
/// The database's.
pub async fn candidates(
    conn: &mut Conn,
    scope: &Scope,
    plan: &QueryPlan,
    limit: i64,
) -> Result<Vec<Candidate>> {
    if plan.is_empty() {
        return Ok(Vec::new());
    }
    let mut all = vault::said(conn, plan.terms.iter().map(sought).collect()).await?;
    all.extend(scope.sought());
    let nos = TOKENS.highest(conn, &all, limit).await?;
    if nos.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("SELECT c.no, c.name FROM customer c WHERE c.no IN (");
    sql.list(nos).push(") AND ");
    scope.filter(&mut sql);
    sql.push(" ORDER BY c.no DESC");
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut row| Ok(Candidate { no: row.take()?, name: row.take()? }))
        .collect()
}

/// Finds a customer by these tokens from now on, and for those who see it now.
///
/// # Errors
/// The database's.
pub async fn set_tokens(tx: &mut Tx, no: i64, tokens: &[String]) -> Result<()> {
    let mut rows = tx
        .all(
            Sql::new(
                "SELECT c.sealed, c.name, c.owner_id, c.department_id, c.secrecy, sh.person_id FROM customer c \
                 LEFT JOIN (SELECT customer_id, person_id FROM customer_share \
                 WHERE ended_at IS NULL UNION ALL SELECT customer_id, person_id \
                 FROM secrecy_keeper WHERE ended_at IS NULL UNION ALL SELECT customer_id, person_id \
                 FROM grant_given WHERE ended_at IS NULL AND action IN ('view', 'share')) sh ON sh.customer_id = c.id \
                 WHERE c.no = $1",
            )
            .bind(no),
        )
        .await?;
    let Some(first) = rows.first_mut() else {
        let why = format!("no customer {no}");
        return Err(StorageError::Corrupt { what: "search_token.no", why });
    };
    let (sealed, name): (bool, String) = (first.take()?, first.take()?);
    let owner = parse("customer.owner_id", &first.take::<String>()?)?;
    let department = parse("customer.department_id", &first.take::<String>()?)?;
    let level = level("customer.secrecy", first)?;
    let mut shared = Vec::new();
    for (index, row) in rows.iter_mut().enumerate() {
        if index > 0 {
            // What the first row says too.
            row.take::<i64>()?;
            for _ in 0..4 {
                row.take::<String>()?;
            }
        }
        if let Some(person) = row.take::<Option<String>>()? {
            shared.push(parse("customer_share.person_id", &person)?);
        }
    }
    let scope = words(owner, department, level, &shared);
    let keyed;
    let tokens = match sealed {
        false => tokens,
        true => {
            keyed = vault::keyed_words(tx, no, &name, tokens).await?;
            &keyed
        }
    };
    let all = scope.iter().chain(tokens).map(String::as_str).collect();
    Ok(TOKENS.replace(tx, no, all).await?)
}
