//! Levels of secrecy: who is cleared, who keeps the files, which customer is how secret.

use crate::customer::{Secrecy, code};
use crate::search::set_tokens;
use crate::vault::{self, Sealing};
use crate::visibility::{held, held_columns, level};
use crate::{Result, parse};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{ClearanceId, CustomerId, PersonId};
use kedang_domain::permission::{Actor, ManageClearance, Permit};
use kedang_domain::secrecy::Level;

/// A clearance of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clearance {
    /// Which.
    pub id: ClearanceId,
    /// Who is cleared.
    pub person: PersonId,
    /// Up to which level.
    pub level: Level,
    /// Why, in somebody's words.
    pub reason: String,
    /// Who gave it, and their name.
    pub given_by: (PersonId, String),
    /// Since when, ms UTC.
    pub since: i64,
    /// Until when, ms UTC; `None`: until it is ended.
    pub until: Option<i64>,
}

/// Somebody who keeps classified files (L1-22.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeper {
    /// Which.
    pub id: ClearanceId,
    /// Whose file; `None`: every customer's up to the level.
    pub customer: Option<CustomerId>,
    /// Who keeps it, and their name.
    pub person: (PersonId, String),
    /// Up to which level.
    pub level: Level,
    /// Who said so, and their name.
    pub given_by: (PersonId, String),
    /// Since when, ms UTC.
    pub since: i64,
}

/// Up to which level somebody is cleared by name at this instant, up to which they keep every file,
/// and when that changes by itself (ms UTC).
///
/// # Errors
/// The database's.
pub async fn trust(
    conn: &mut Conn,
    person: PersonId,
    now: i64,
) -> Result<(Option<Level>, Option<Level>, Option<i64>)> {
    let sql = Sql::new(
        "SELECT level, until FROM clearance WHERE person_id = $1 AND ended_at IS NULL \
         AND (until IS NULL OR until > $2)",
    );
    let (mut cleared, mut changes) = (None, None);
    for mut row in conn.all(sql.bind(person.to_string()).bind(now)).await? {
        cleared = cleared.max(Some(level("clearance.level", &mut row)?));
        let until: Option<i64> = row.take()?;
        changes = changes.into_iter().chain(until).min();
    }
    let sql = Sql::new(
        "SELECT level FROM secrecy_keeper WHERE person_id = $1 AND ended_at IS NULL \
         AND customer_id IS NULL",
    );
    let mut keeps = None;
    for mut row in conn.all(sql.bind(person.to_string())).await? {
        keeps = keeps.max(Some(level("secrecy_keeper.level", &mut row)?));
    }
    Ok((cleared, keeps, changes))
}

/// The clearances of a person that hold at this instant, the latest first.
///
/// # Errors
/// The database's.
pub async fn clearances(conn: &mut Conn, person: PersonId, now: i64) -> Result<Vec<Clearance>> {
    let sql = Sql::new(
        "SELECT k.id, k.level, k.reason, k.given_by, p.name, k.since, k.until FROM clearance k \
         JOIN person p ON p.id = k.given_by WHERE k.person_id = $1 AND k.ended_at IS NULL \
         AND (k.until IS NULL OR k.until > $2) ORDER BY k.since DESC, k.id DESC",
    );
    let read = |mut row: Row| {
        Ok(Clearance {
            id: parse("clearance.id", &row.take::<String>()?)?,
            person,
            level: level("clearance.level", &mut row)?,
            reason: row.take()?,
            given_by: (parse("clearance.given_by", &row.take::<String>()?)?, row.take()?),
            since: row.take()?,
            until: row.take()?,
        })
    };
    conn.all(sql.bind(person.to_string()).bind(now)).await?.into_iter().map(read).collect()
}

/// Clears a person.
///
/// # Errors
/// The database's.
pub async fn clear(
    tx: &mut Tx,
    permit: &Permit<ManageClearance>,
    clearance: &Clearance,
) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO clearance (id, person_id, level, reason, given_by, since, until) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    );
    let sql = sql.bind(clearance.id.to_string()).bind(clearance.person.to_string());
    let sql = sql.bind(clearance.level.code()).bind(&clearance.reason);
    let sql = sql.bind(permit.person().to_string()).bind(clearance.since).bind(clearance.until);
    tx.run_exactly(1, sql).await?;
    Ok(())
}

/// Ends a clearance of a person. `false` when there is none that holds.
///
/// # Errors
/// The database's.
pub async fn end_clearance(
    tx: &mut Tx,
    permit: &Permit<ManageClearance>,
    person: PersonId,
    id: ClearanceId,
    at: i64,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE clearance SET ended_at = $1, ended_by = $2 WHERE id = $3 AND person_id = $4 \
         AND ended_at IS NULL",
    );
    let sql = sql.bind(at).bind(permit.person().to_string()).bind(id.to_string());
    Ok(tx.run(sql.bind(person.to_string())).await? == 1)
}

const KEEPERS: &str = "SELECT k.id, k.customer_id, k.person_id, w.name, k.level, k.given_by, \
                       p.name, k.since FROM secrecy_keeper k JOIN person w ON w.id = k.person_id \
                       JOIN person p ON p.id = k.given_by WHERE k.ended_at IS NULL AND ";

fn keeper(mut row: Row) -> Result<Keeper> {
    let id = parse("secrecy_keeper.id", &row.take::<String>()?)?;
    let customer = crate::parse_opt("secrecy_keeper.customer_id", row.take()?)?;
    Ok(Keeper {
        id,
        customer,
        person: (parse("secrecy_keeper.person_id", &row.take::<String>()?)?, row.take()?),
        level: level("secrecy_keeper.level", &mut row)?,
        given_by: (parse("secrecy_keeper.given_by", &row.take::<String>()?)?, row.take()?),
        since: row.take()?,
    })
}

/// Who keeps every file, by name.
///
/// # Errors
/// The database's.
pub async fn keepers(conn: &mut Conn) -> Result<Vec<Keeper>> {
    let mut sql = Sql::new(KEEPERS);
    sql.push("k.customer_id IS NULL ORDER BY w.name, k.id");
    conn.all(sql).await?.into_iter().map(keeper).collect()
}

/// Who keeps the file of a customer by name.
///
/// # Errors
/// The database's.
pub async fn keepers_of(conn: &mut Conn, customer: CustomerId) -> Result<Vec<Keeper>> {
    let mut sql = Sql::new(KEEPERS);
    sql.push("k.customer_id = ").value(customer.to_string()).push(" ORDER BY w.name, k.id");
    conn.all(sql).await?.into_iter().map(keeper).collect()
}

/// Names a keeper. The words by which a customer of theirs is found are the caller's to refresh.
///
/// # Errors
/// The database's.
pub async fn name_keeper(
    tx: &mut Tx,
    permit: &Permit<ManageClearance>,
    keeper: &Keeper,
) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO secrecy_keeper (id, customer_id, person_id, level, given_by, since) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    );
    let sql = sql.bind(keeper.id.to_string()).bind(keeper.customer.map(|id| id.to_string()));
    let sql = sql.bind(keeper.person.0.to_string()).bind(keeper.level.code());
    tx.run_exactly(1, sql.bind(permit.person().to_string()).bind(keeper.since)).await?;
    Ok(())
}

/// A keeper who still is one.
///
/// # Errors
/// The database's.
pub async fn get_keeper(conn: &mut Conn, id: ClearanceId) -> Result<Option<Keeper>> {
    let mut sql = Sql::new(KEEPERS);
    sql.push("k.id = ").value(id.to_string());
    conn.opt(sql).await?.map(keeper).transpose()
}

/// Ends somebody's keeping.
///
/// # Errors
/// The database's; also when it has ended.
pub async fn end_keeper(
    tx: &mut Tx,
    permit: &Permit<ManageClearance>,
    id: ClearanceId,
    at: i64,
) -> Result<()> {
    let sql = Sql::new(
        "UPDATE secrecy_keeper SET ended_at = $1, ended_by = $2 WHERE id = $3 \
         AND ended_at IS NULL",
    );
    let sql = sql.bind(at).bind(permit.person().to_string()).bind(id.to_string());
    tx.run_exactly(1, sql).await?;
    Ok(())
}

/// Gives a customer its level, brings it into the vault or out of it as that asks, and makes it found
/// by the words of that level.
///
/// # Errors
/// The database's; also when there is no such customer, or the keys of the vault are not there.
pub async fn set(
    tx: &mut Tx,
    (id, no): (CustomerId, i64),
    secrecy: &Secrecy,
    tokens: &[String],
) -> Result<()> {
    let sql = Sql::new(
        "UPDATE customer SET secrecy = $1, secrecy_until = $2, secrecy_since = $3, \
         secrecy_source = $4, secrecy_by = $5, code_name = $6, version = version + 1 \
         WHERE id = $7",
    );
    let sql = sql.bind(secrecy.level.code()).bind(secrecy.until).bind(secrecy.since);
    let sql = sql.bind(secrecy.source.code()).bind(secrecy.by.map(|by| by.to_string()));
    tx.run_exactly(1, sql.bind(secrecy.code_name.as_deref()).bind(id.to_string())).await?;
    let alias = secrecy.code_name.clone().unwrap_or_else(|| code(no));
    vault::settle(tx, id, Sealing::of(secrecy.level), &alias, secrecy.since).await?;
    set_tokens(tx, no, tokens).await
}

/// Customers whose term has ended by this instant, the longest ended first, at most so many.
///
/// # Errors
/// The database's.
pub async fn ended(conn: &mut Conn, now: i64, limit: i64) -> Result<Vec<CustomerId>> {
    let sql = Sql::new(
        "SELECT id FROM customer WHERE secrecy_until IS NOT NULL AND secrecy_until <= $1 \
         ORDER BY secrecy_until, id LIMIT $2",
    );
    let rows = conn.all(sql.bind(now).bind(limit)).await?;
    rows.into_iter().map(|mut row| parse("customer.id", &row.take::<String>()?)).collect()
}

/// A line of the index of classified files (L1-22.1).
#[derive(Clone, Debug)]
pub struct Classified {
    /// Which.
    pub id: CustomerId,
    /// Running number.
    pub no: i64,
    /// Its name, or for those who are not let in its code name.
    pub name: String,
    /// How secret it is.
    pub secrecy: Secrecy,
    /// Its owner and department by name; `None` when only the code name is known.
    pub held_by: Option<(String, String)>,
    /// Its facts are locked for the person.
    pub locked: bool,
}

/// Classified customers that this person knows of, behind this running number when given, in its
/// order; at most so many.
///
/// # Errors
/// The database's.
pub async fn classified(
    conn: &mut Conn,
    actor: &Actor,
    now: i64,
    mut after: i64,
    limit: usize,
) -> Result<Vec<Classified>> {
    /// Rows looked at in one statement.
    const ROWS: i64 = 500;
    let mut found = Vec::new();
    loop {
        let mut sql = Sql::new("SELECT ");
        held_columns(&mut sql, actor.person, now);
        sql.push(
            ", c.id, c.no, c.name, o.name, d.name, c.secrecy, c.secrecy_until, c.secrecy_since, \
             c.secrecy_source, c.secrecy_by, c.code_name FROM customer c \
             JOIN person o ON o.id = c.owner_id JOIN department d ON d.id = c.department_id \
             WHERE c.no IN (SELECT h.no FROM customer h WHERE h.secrecy = 'confidential' \
             UNION ALL SELECT h.no FROM customer h WHERE h.secrecy = 'top_secret') AND c.no > ",
        );
        sql.value(after).push(" ORDER BY c.no LIMIT ").value(ROWS);
        let rows = conn.all(sql).await?;
        let more = rows.len() as u64 == ROWS.unsigned_abs();
        for mut row in rows {
            let held = held(&mut row)?;
            let id = parse("customer.id", &row.take::<String>()?)?;
            after = row.take()?;
            let (name, owner, department) = (row.take()?, row.take()?, row.take()?);
            let secrecy = crate::customer::secrecy_of(&mut row)?;
            let standing = actor.standing(&held);
            let name = match (standing, actor.knows_code_name(&held)) {
                (Some(_), _) => name,
                (None, true) => secrecy.code_name.clone().unwrap_or_default(),
                (None, false) => continue,
            };
            found.push(Classified {
                id,
                no: after,
                name,
                secrecy,
                held_by: standing.map(|_| (owner, department)),
                locked: standing.is_none_or(|s| s == kedang_domain::permission::Standing::Named),
            });
            if found.len() == limit {
                return Ok(found);
            }
        }
        if !more {
            return Ok(found);
        }
    }
}

/// Whether this person knows of a customer, be it by its code name alone.
///
/// # Errors
/// The database's.
pub async fn known(conn: &mut Conn, actor: &Actor, now: i64, id: CustomerId) -> Result<bool> {
    let mut sql = Sql::new("SELECT ");
    held_columns(&mut sql, actor.person, now);
    sql.push(" FROM customer c WHERE c.id = ").value(id.to_string());
    let Some(mut row) = conn.opt(sql).await? else { return Ok(false) };
    let held = held(&mut row)?;
    Ok(actor.standing(&held).is_some() || actor.knows_code_name(&held))
}
