//! Customers that may be the one somebody is about to register, visible or not (D2).
//!
//! What leaves this module is more than the person may see. `app::clash` decides what of it is
//! shown, and nothing else calls this.

pub mod case;
mod many;

pub use many::{Candidate, candidates};

use crate::customer::{DATA, code};
use crate::search::TOKENS;
use crate::vault::{self, closed};
use crate::visibility::{held, held_columns};
use crate::{Result, contact, from_json, parse};
use kedang_db::{Conn, Sought, Sql};
use kedang_domain::field::{CustomerKind, Values, text_key};
use kedang_domain::id::{CustomerId, PersonId};
use kedang_domain::permission::{Actor, Standing};

/// Customers compared at most: keys are rare, so more share none of them by chance.
const ALIKE: i64 = 60;
/// Individuals of one name compared at most.
const NAMESAKES: i64 = 500;

/// The token of a key of [`kedang_text::matching`].
#[must_use]
pub fn token(key: &str) -> String {
    format!("m{key}")
}

/// A customer that shares a key with what is being registered.
#[derive(Debug)]
pub struct Alike {
    /// How the person stands to it; `None` when they must not see it.
    pub standing: Option<Standing>,
    /// Which.
    pub id: CustomerId,
    /// File code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// All other facts.
    pub values: Values,
    /// Names and facts of its contacts.
    pub contacts: Vec<(String, Values)>,
    /// Name of its owner.
    pub owner_name: String,
    /// Name of the department it belongs to.
    pub department_name: String,
}

/// Organisations that have one of these tokens, see [`token`].
///
/// # Errors
/// The database's.
pub async fn alike(
    conn: &mut Conn,
    actor: &Actor,
    now: i64,
    tokens: Vec<String>,
) -> Result<Vec<Alike>> {
    let tokens = vault::either(conn, tokens).await?;
    let any = Sought::Any(tokens.into_iter().map(Sought::Word).collect());
    let nos = TOKENS.highest(conn, &[any], ALIKE).await?;
    read(conn, actor, now, CustomerKind::Organization, nos).await
}

/// By what individuals are looked up that may be one.
#[derive(Clone, Debug, Default)]
pub struct Namesakes {
    /// Full name; empty when nobody said it.
    pub name: String,
    /// Mobile number in its one form.
    pub mobile: Option<String>,
    /// See [`token`].
    pub tokens: Vec<String>,
}

/// Individuals on file that may be the one that is looked for.
///
/// # Errors
/// The database's.
pub async fn individuals(
    conn: &mut Conn,
    actor: &Actor,
    now: i64,
    namesakes: &Namesakes,
) -> Result<Vec<Alike>> {
    let nos = numbers(conn, namesakes).await?;
    read(conn, actor, now, CustomerKind::Individual, nos).await
}

/// The running numbers of customers that have this name, this mobile number or one of these tokens.
/// Name and mobile number are looked up as they stand too: who was registered before individuals
/// had tokens is found by these until the next change.
pub(crate) async fn numbers(conn: &mut Conn, namesakes: &Namesakes) -> Result<Vec<i64>> {
    let words = vault::either(conn, namesakes.tokens.clone()).await?;
    let words = words.into_iter().map(Sought::Word).collect::<Vec<_>>();
    let mut nos = match words.is_empty() {
        true => Vec::new(),
        false => TOKENS.highest(conn, &[Sought::Any(words)], ALIKE).await?,
    };
    let mut searches = Vec::new();
    if !namesakes.name.is_empty() {
        let mut named = Sql::new("SELECT no FROM customer WHERE kind = 'individual' AND name = ");
        named.value(&namesakes.name).push(" ORDER BY no DESC LIMIT ").value(NAMESAKES);
        searches.push(named);
    }
    if let Some(mobile) = &namesakes.mobile {
        let mut numbered =
            Sql::new("SELECT no FROM customer_value WHERE field = 'mobile' AND value = ");
        numbered.value(text_key(mobile)).push(" ORDER BY no DESC LIMIT ").value(ALIKE);
        searches.push(numbered);
        for (field, value) in vault::keyed_values(conn, "mobile", &[text_key(mobile)]).await? {
            let mut sealed = Sql::new("SELECT no FROM customer_value WHERE field = ");
            sealed.value(field).push(" AND value = ").value(value);
            sealed.push(" ORDER BY no DESC LIMIT ").value(ALIKE);
            searches.push(sealed);
        }
    }
    for sql in searches {
        for mut row in conn.all(sql).await? {
            nos.push(row.take::<i64>()?);
        }
    }
    nos.sort_unstable();
    nos.dedup();
    Ok(nos)
}

/// Those of these customers that are of a kind, each with how the person stands to it.
async fn read(
    conn: &mut Conn,
    actor: &Actor,
    now: i64,
    kind: CustomerKind,
    nos: Vec<i64>,
) -> Result<Vec<Alike>> {
    if nos.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql =
        Sql::new("SELECT c.id, c.no, COALESCE(c.sealed_name, c.name), c.data, o.name, d.name, ");
    held_columns(&mut sql, actor.person, now);
    sql.push(
        " FROM customer c JOIN person o ON o.id = c.owner_id \
         JOIN department d ON d.id = c.department_id WHERE c.kind = ",
    );
    sql.value(kind.as_str()).push(" AND c.no IN (").list(nos).push(") ORDER BY c.no");
    let mut found = Vec::new();
    for mut row in conn.all(sql).await? {
        let id = parse("customer.id", &row.take::<String>()?)?;
        let code = code(row.take()?);
        let name = row.take()?;
        let values = from_json("customer.data", &row.take::<String>()?)?;
        let (owner_name, department_name) = (row.take()?, row.take()?);
        let standing = actor.standing(&held(&mut row)?);
        let contacts = Vec::new();
        found.push(Alike {
            standing,
            id,
            code,
            name,
            values,
            contacts,
            owner_name,
            department_name,
        });
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

/// How often somebody was told of a customer that they must not see, since this instant; counted
/// among their latest entries.
///
/// # Errors
/// The database's.
pub async fn told_since(conn: &mut Conn, person: PersonId, since: i64) -> Result<i64> {
    let sql = Sql::new(
        "SELECT count(*) FROM (SELECT action, at FROM evidence WHERE person_id = $1 \
         ORDER BY seq DESC LIMIT 5000) x WHERE x.action = 'customer.clash' AND x.at >= $2",
    );
    Ok(conn.one(sql.bind(person.to_string()).bind(since)).await?.take()?)
}
