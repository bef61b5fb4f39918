//! Customers that may be those of a whole table, with few statements.

use super::token;
use crate::customer::DATA;
use crate::search::TOKENS;
use crate::vault::{self, closed};
use crate::visibility::{held, held_columns};
use crate::{Result, contact, from_json, parse};
use kedang_db::{Conn, Sql};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{Actor, Standing};

/// Customers found at once, at most: keys are rare, so more share none of them by chance.
const FOUND: i64 = 1_000;
/// Customers in one statement.
const ROWS: usize = 250;

/// A customer that shares a key with one of the table.
#[derive(Debug)]
pub struct Candidate {
    /// How the person stands to it; `None` when they must not see it.
    pub standing: Option<Standing>,
    /// Which.
    pub id: CustomerId,
    /// Full name.
    pub name: String,
    /// All other facts.
    pub values: Values,
    /// Names and facts of its contacts.
    pub contacts: Vec<(String, Values)>,
    /// Name of the department it belongs to.
    pub department_name: String,
}

/// Customers of a kind that have one of these keys of [`kedang_text::matching`] or
/// [`kedang_text::individual`].
///
/// # Errors
/// The database's.
pub async fn candidates(
    conn: &mut Conn,
    actor: &Actor,
    now: i64,
    kind: CustomerKind,
    keys: &[String],
) -> Result<Vec<Candidate>> {
    let words = vault::either(conn, keys.iter().map(|key| token(key)).collect()).await?;
    let nos = TOKENS.with_any(conn, &words, FOUND).await?;
    let mut found = Vec::with_capacity(nos.len());
    for chunk in nos.chunks(ROWS) {
        let mut sql = Sql::new("SELECT c.id, COALESCE(c.sealed_name, c.name), c.data, d.name, ");
        held_columns(&mut sql, actor.person, now);
        sql.push(" FROM customer c JOIN department d ON d.id = c.department_id WHERE c.kind = ");
        sql.value(kind.as_str()).push(" AND c.no IN (");
        sql.list(chunk.iter().copied()).push(") ORDER BY c.no");
        for mut row in conn.all(sql).await? {
            let id = parse("customer.id", &row.take::<String>()?)?;
            let name = row.take()?;
            let values = from_json("customer.data", &row.take::<String>()?)?;
            let department_name = row.take()?;
            let standing = actor.standing(&held(&mut row)?);
            let contacts = Vec::new();
            found.push(Candidate { standing, id, name, values, contacts, department_name });
        }
    }
    let mut sealed = Vec::new();
    for one in &mut found {
        sealed.extend(closed(DATA, one.id, &mut one.values));
        sealed.extend(closed(vault::NAME, one.id, &mut one.name));
    }
    vault::open(conn, sealed).await?;
    let ids: Vec<_> = found.iter().map(|one| one.id).collect();
    let mut contacts = contact::of_customers(conn, &ids).await?;
    for one in &mut found {
        one.contacts = contacts.remove(&one.id).unwrap_or_default();
    }
    Ok(found)
}
