//! Suspected twins (E7). They are found over all customers, and listed only to who sees both.
//!
//! The search goes through the customers in the order in which they were changed and remembers how
//! far it has come: what is new or changed is compared next, and a restart goes on from there.

use crate::clash::{self, Namesakes};
use crate::customer::{DATA, code};
use crate::search::TOKENS;
use crate::vault::{self, closed};
use crate::visibility::Scope;
use crate::{Result, StorageError, from_json, parse, parse_opt, to_json};
use kedang_db::{Conn, Row, Sought, Sql, Tx};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId};
use kedang_domain::twin::Ruling;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Customers compared with one, at most: keys are rare, so more share none of them by chance.
const ALIKE: i64 = 60;

/// How far the search has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// When the last customer that was compared had been changed, ms UTC.
    pub updated_at: i64,
    /// Its running number.
    pub no: i64,
}

/// A customer to be compared, whoever may see it.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Which.
    pub id: CustomerId,
    /// Running number.
    pub no: i64,
    /// Organisation or individual.
    pub kind: CustomerKind,
    /// Full name.
    pub name: String,
    /// All other facts.
    pub values: Values,
    /// Latest change, ms UTC.
    pub updated_at: i64,
}

const COMPARED: &str = "SELECT c.id, c.no, c.kind, COALESCE(c.sealed_name, c.name), c.data, \
                        c.updated_at FROM customer c ";

fn compared(mut row: Row) -> Result<Compared> {
    let (id, no) = (parse("customer.id", &row.take::<String>()?)?, row.take()?);
    let kind: String = row.take()?;
    Ok(Compared {
        id,
        no,
        kind: CustomerKind::parse(&kind)
            .ok_or(StorageError::Corrupt { what: "customer.kind", why: kind })?,
        name: row.take()?,
        values: from_json("customer.data", &row.take::<String>()?)?,
        updated_at: row.take()?,
    })
}

/// How far the search has come.
///
/// # Errors
/// The database's.
pub async fn place(conn: &mut Conn) -> Result<Place> {
    let mut row = conn.one(Sql::new("SELECT updated_at, no FROM twin_search WHERE id = 1")).await?;
    Ok(Place { updated_at: row.take()?, no: row.take()? })
}

/// Moves the search on, or back to the beginning.
///
/// # Errors
/// The database's.
pub async fn set_place(tx: &mut Tx, place: Place) -> Result<()> {
    let sql = Sql::new("UPDATE twin_search SET updated_at = $1, no = $2 WHERE id = 1");
    Ok(tx.run_exactly(1, sql.bind(place.updated_at).bind(place.no)).await?)
}

/// How many customers there are, and how many of them have not been compared since they were
/// changed.
///
/// # Errors
/// The database's.
pub async fn left(conn: &mut Conn, place: Place) -> Result<(i64, i64)> {
    let sql = Sql::new(
        "SELECT count(*), count(*) FILTER (WHERE (updated_at, no) > ($1, $2)) FROM customer",
    );
    let mut row = conn.one(sql.bind(place.updated_at).bind(place.no)).await?;
    Ok((row.take()?, row.take()?))
}

/// The customers that were changed next after a place and before an instant.
///
/// # Errors
/// The database's.
pub async fn next(conn: &mut Conn, place: Place, before: i64, limit: i64) -> Result<Vec<Compared>> {
    let mut sql = Sql::new(COMPARED);
    sql.push("WHERE (c.updated_at, c.no) > (").value(place.updated_at).push(", ");
    sql.value(place.no).push(") AND c.updated_at < ").value(before);
    sql.push(" ORDER BY c.updated_at, c.no LIMIT ").value(limit);
    all(conn, sql).await
}

/// Organisations that have one of these words of [`crate::clash::token`], but for one.
///
/// # Errors
/// The database's.
pub async fn alike(conn: &mut Conn, tokens: Vec<String>, but: i64) -> Result<Vec<Compared>> {
    let tokens = vault::either(conn, tokens).await?;
    let any = Sought::Any(tokens.into_iter().map(Sought::Word).collect());
    let nos = TOKENS.highest(conn, &[any], ALIKE).await?;
    read(conn, CustomerKind::Organization, nos, but).await
}

/// Individuals that may be one, but for this.
///
/// # Errors
/// The database's.
pub async fn individuals(
    conn: &mut Conn,
    namesakes: &Namesakes,
    but: i64,
) -> Result<Vec<Compared>> {
    let nos = clash::numbers(conn, namesakes).await?;
    read(conn, CustomerKind::Individual, nos, but).await
}

async fn read(
    conn: &mut Conn,
    kind: CustomerKind,
    mut nos: Vec<i64>,
    but: i64,
) -> Result<Vec<Compared>> {
    nos.retain(|no| *no != but);
    if nos.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(COMPARED);
    sql.push("WHERE c.kind = ").value(kind.as_str()).push(" AND c.no IN (").list(nos).push(")");
    all(conn, sql).await
}

async fn all(conn: &mut Conn, sql: Sql) -> Result<Vec<Compared>> {
    let rows = conn.all(sql).await?.into_iter().map(compared);
    let mut found = rows.collect::<Result<Vec<_>>>()?;
    let mut sealed = Vec::new();
    for one in &mut found {
        sealed.extend(closed(DATA, one.id, &mut one.values));
        sealed.extend(closed(vault::NAME, one.id, &mut one.name));
    }
    vault::open(conn, sealed).await?;
    Ok(found)
}

/// In what two files agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agrees {
    /// Name of the field of the comparison.
    pub field: String,
    /// "same" or "close".
    pub how: String,
}

/// Two customers that look like one.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The one with the lower number.
    pub a: CustomerId,
    /// The other.
    pub b: CustomerId,
    /// Per mille.
    pub probability: i64,
    /// In what they agree, the weightiest first.
    pub agrees: Vec<Agrees>,
    /// Names and credit codes, on which a ruling rests.
    pub names: String,
}

/// Keeps what was found of a customer, in the place of what was found before. What somebody ruled
/// stays as long as names and credit codes do.
///
/// # Errors
/// The database's.
pub async fn keep(tx: &mut Tx, id: CustomerId, pairs: &[Pair], at: i64) -> Result<()> {
    for delete in [
        "DELETE FROM twin WHERE a = $1 AND state = 'open'",
        "DELETE FROM twin WHERE b = $1 AND state = 'open'",
    ] {
        tx.run(Sql::new(delete).bind(id.to_string())).await?;
    }
    for pair in pairs {
        let names = vault::hidden(tx, &[pair.a, pair.b], &pair.names).await?;
        tx.run(
            Sql::new(
                "INSERT INTO twin (a, b, probability, agrees, names, found_at, state) \
                 VALUES ($1, $2, $3, $4, $5, $6, 'open') ON CONFLICT (a, b) DO UPDATE SET \
                 probability = excluded.probability, agrees = excluded.agrees, \
                 names = excluded.names, found_at = excluded.found_at, state = 'open', \
                 ruled_by = NULL, ruled_at = NULL, reason = NULL \
                 WHERE twin.names <> excluded.names",
            )
            .bind(pair.a.to_string())
            .bind(pair.b.to_string())
            .bind(pair.probability)
            .bind(to_json("twin.agrees", &pair.agrees)?)
            .bind(names)
            .bind(at),
        )
        .await?;
    }
    Ok(())
}

/// One of two customers, as a list shows it.
#[derive(Clone, Debug)]
pub struct Half {
    /// Which.
    pub id: CustomerId,
    /// File code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Its owner and their name.
    pub owner: (PersonId, String),
    /// The department it belongs to, and its name.
    pub department: (DepartmentId, String),
}

/// A pair in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The one with the lower number.
    pub a: Half,
    /// The other.
    pub b: Half,
    /// Per mille.
    pub probability: i64,
    /// In what they agree, the weightiest first.
    pub agrees: Vec<Agrees>,
    /// Since when it is known, ms UTC.
    pub found_at: i64,
    /// Who ruled, when (ms UTC), and why.
    pub ruled: Option<(PersonId, String, i64, String)>,
}

/// Where a page ended: probability and both ids of the last pair.
pub type Cursor = (i64, String, String);

/// Pairs of which this person sees both, the likeliest first; only those of which one belongs to
/// one of these departments, unless there are none.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    scope: &Scope,
    ruling: Ruling,
    departments: &BTreeSet<DepartmentId>,
    after: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<Listed>> {
    let mut sql = Sql::new(
        "SELECT ca.id, ca.no, ca.name, ca.owner_id, oa.name, ca.department_id, da.name, \
         cb.id, cb.no, cb.name, cb.owner_id, ob.name, cb.department_id, db.name, \
         t.probability, t.agrees, t.found_at, t.ruled_by, r.name, t.ruled_at, t.reason \
         FROM twin t JOIN customer ca ON ca.id = t.a JOIN customer cb ON cb.id = t.b \
         JOIN person oa ON oa.id = ca.owner_id JOIN person ob ON ob.id = cb.owner_id \
         JOIN department da ON da.id = ca.department_id \
         JOIN department db ON db.id = cb.department_id \
         LEFT JOIN person r ON r.id = t.ruled_by WHERE t.state = ",
    );
    sql.value(ruling.as_str());
    seen(&mut sql, scope);
    if !departments.is_empty() {
        let ids = || departments.iter().map(ToString::to_string);
        sql.push(" AND (ca.department_id IN (").list(ids());
        sql.push(") OR cb.department_id IN (").list(ids()).push("))");
    }
    if let Some((probability, a, b)) = after {
        sql.push(" AND (t.probability, t.a, t.b) < (").value(*probability).push(", ");
        sql.value(a).push(", ").value(b).push(")");
    }
    sql.push(" ORDER BY t.probability DESC, t.a DESC, t.b DESC LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(listed).collect()
}

/// How many pairs wait for a ruling of which this person sees both, at most `cap`.
///
/// # Errors
/// The database's.
pub async fn count(conn: &mut Conn, scope: &Scope, cap: i64) -> Result<i64> {
    let mut sql = Sql::new("SELECT count(*) FROM (SELECT 1 FROM twin t WHERE t.state = 'open'");
    seen(&mut sql, scope);
    sql.push(" LIMIT ").value(cap).push(") x");
    Ok(conn.one(sql).await?.take()?)
}

/// Both of a pair are visible.
fn seen(sql: &mut Sql, scope: &Scope) {
    for side in ["t.a", "t.b"] {
        sql.push(" AND EXISTS (SELECT 1 FROM customer c WHERE c.id = ").push(side);
        sql.push(" AND ");
        scope.open(sql);
        sql.push(")");
    }
}

fn listed(mut row: Row) -> Result<Listed> {
    let (a, b) = (half(&mut row)?, half(&mut row)?);
    let (probability, agrees) = (row.take()?, row.take::<String>()?);
    let found_at = row.take()?;
    let by: Option<PersonId> = parse_opt("twin.ruled_by", row.take()?)?;
    let (name, at, reason): (Option<String>, Option<i64>, Option<String>) =
        (row.take()?, row.take()?, row.take()?);
    let ruled =
        by.zip(at).map(|(by, at)| (by, name.unwrap_or_default(), at, reason.unwrap_or_default()));
    let agrees = from_json("twin.agrees", &agrees)?;
    Ok(Listed { a, b, probability, agrees, found_at, ruled })
}

fn half(row: &mut Row) -> Result<Half> {
    Ok(Half {
        id: parse("customer.id", &row.take::<String>()?)?,
        code: code(row.take()?),
        name: row.take()?,
        owner: (parse("customer.owner_id", &row.take::<String>()?)?, row.take()?),
        department: (parse("customer.department_id", &row.take::<String>()?)?, row.take()?),
    })
}

/// Keeps what somebody ruled of a pair. `false` when there is no such pair.
///
/// # Errors
/// The database's.
pub async fn rule(
    tx: &mut Tx,
    (a, b): (CustomerId, CustomerId),
    ruling: Ruling,
    by: PersonId,
    at: i64,
    reason: &str,
) -> Result<bool> {
    let changed = tx
        .run(
            Sql::new(
                "UPDATE twin SET state = $1, ruled_by = $2, ruled_at = $3, reason = $4 \
                 WHERE (a = $5 AND b = $6) OR (a = $6 AND b = $5)",
            )
            .bind(ruling.as_str())
            .bind(by.to_string())
            .bind(at)
            .bind(reason)
            .bind(a.to_string())
            .bind(b.to_string()),
        )
        .await?;
    Ok(changed == 1)
}
