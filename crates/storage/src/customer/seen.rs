//! A customer as a person sees it, and who sees it.

use super::code;
use crate::vault::{self, Column, Sealing, closed};
use crate::visibility::{held, held_columns};
use crate::{Result, StorageError, from_json, parse, parse_opt};
use kedang_db::{Conn, Row, Sql};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId};
use kedang_domain::permission::{Actor, Standing};
use kedang_domain::secrecy::{self, Level, Source};
use std::collections::HashMap;

/// How secret a customer is, since when and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secrecy {
    /// How secret.
    pub level: Level,
    /// Until when, ms UTC; `None` without a term.
    pub until: Option<i64>,
    /// Since when, ms UTC; 0: since it was registered.
    pub since: i64,
    /// Why.
    pub source: Source,
    /// Who approved it.
    pub by: Option<PersonId>,
    /// What a top-secret customer is called before those who are not let in to it.
    pub code_name: Option<String>,
}

/// A customer, as this person sees it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// How the person stands to it.
    pub standing: Standing,
    /// Which.
    pub id: CustomerId,
    /// Running number, from 1; the file code is made from it.
    pub no: i64,
    /// Organisation or individual.
    pub kind: CustomerKind,
    /// Full name, for an organisation as on its licence.
    pub name: String,
    /// Code of the card template.
    pub template: String,
    /// Its owner.
    pub owner: PersonId,
    /// The owner's name.
    pub owner_name: String,
    /// The department it belongs to.
    pub department: DepartmentId,
    /// The department's name.
    pub department_name: String,
    /// All other facts; those that are locked for the person are not among them.
    pub values: Values,
    /// How secret it is.
    pub secrecy: Secrecy,
    /// Share of the template that is filled in, 0 to 100.
    pub completeness: i64,
    /// Open marks of uncertainty.
    pub uncertain: i64,
    /// ms UTC.
    pub created_at: i64,
    /// Who registered it.
    pub created_by: PersonId,
    /// The name of who registered it.
    pub created_by_name: String,
    /// ms UTC.
    pub updated_at: i64,
    /// Latest contact, ms UTC; 0 before the first.
    pub last_contact_at: i64,
    /// Counts the changes.
    pub version: i64,
    /// How much of it lies sealed. What is here is open.
    pub sealing: Sealing,
}

impl Seen {
    /// The uniform file code (A6).
    #[must_use]
    pub fn code(&self) -> String {
        code(self.no)
    }
}

pub(super) const COLUMNS: &str = "c.id, c.no, c.kind, c.name, c.template, c.owner_id, c.department_id, c.data, \
                       c.secrecy, c.secrecy_until, c.secrecy_since, c.secrecy_source, \
                       c.secrecy_by, c.code_name, c.completeness, c.uncertain, c.created_at, c.created_by, c.updated_at, \
                       c.last_contact_at, c.version, c.sealed, c.sealed_name, o.name, d.name, r.name";

pub(super) const NAMES: &str = " FROM customer c JOIN person o ON o.id = c.owner_id \
                     JOIN department d ON d.id = c.department_id \
                     JOIN person r ON r.id = c.created_by ";

/// Reads [`COLUMNS`].
pub(super) fn seen(row: &mut Row, standing: Standing) -> Result<Seen> {
    let id = parse("customer.id", &row.take::<String>()?)?;
    let no = row.take()?;
    let kind: String = row.take()?;
    let kind = CustomerKind::parse(&kind)
        .ok_or(StorageError::Corrupt { what: "customer.kind", why: kind })?;
    let name = row.take()?;
    let template = row.take()?;
    let owner = parse("customer.owner_id", &row.take::<String>()?)?;
    let department = parse("customer.department_id", &row.take::<String>()?)?;
    let mut seen = Seen {
        standing,
        id,
        no,
        kind,
        name,
        template,
        owner,
        owner_name: String::new(),
        department,
        department_name: String::new(),
        values: from_json("customer.data", &row.take::<String>()?)?,
        secrecy: secrecy_of(row)?,
        completeness: row.take()?,
        uncertain: row.take()?,
        created_at: row.take()?,
        created_by: parse("customer.created_by", &row.take::<String>()?)?,
        created_by_name: String::new(),
        updated_at: row.take()?,
        last_contact_at: row.take()?,
        version: row.take()?,
        sealing: Sealing::of_number(row.take()?)?,
    };
    if let Some(sealed) = row.take::<Option<String>>()? {
        seen.name = sealed;
    }
    seen.owner_name = row.take()?;
    seen.department_name = row.take()?;
    seen.created_by_name = row.take()?;
    Ok(seen)
}

/// Reads the columns of secrecy.
pub(crate) fn secrecy_of(row: &mut Row) -> Result<Secrecy> {
    let level = crate::visibility::level("customer.secrecy", row)?;
    let (until, since) = (row.take()?, row.take()?);
    let source: String = row.take()?;
    Ok(Secrecy {
        level,
        until,
        since,
        source: Source::from_code(&source)
            .ok_or(StorageError::Corrupt { what: "customer.secrecy_source", why: source })?,
        by: parse_opt("customer.secrecy_by", row.take()?)?,
        code_name: row.take()?,
    })
}

/// Takes away what is locked for whoever sees these.
pub(super) fn lock(seen: &mut [Seen]) {
    for one in seen.iter_mut().filter(|one| one.standing == Standing::Named) {
        secrecy::lock(&mut one.values);
    }
}

/// The document with the facts.
pub(crate) const DATA: Column = Column::new("customer", "data");

/// Opens what is sealed of these customers.
pub(super) async fn open(conn: &mut Conn, seen: &mut [Seen]) -> Result<()> {
    let mut sealed = Vec::new();
    for one in seen {
        sealed.extend(closed(DATA, one.id, &mut one.values));
        sealed.extend(closed(vault::NAME, one.id, &mut one.name));
    }
    vault::open(conn, sealed).await
}

/// The customer, if this person sees it at this instant.
///
/// # Errors
/// The database's.
pub async fn visible(
    conn: &mut Conn,
    actor: &Actor,
    now: i64,
    id: CustomerId,
) -> Result<Option<Seen>> {
    Ok(visible_many(conn, actor, now, &[id]).await?.pop())
}

/// Those of these customers that this person sees, in no particular order.
///
/// # Errors
/// The database's.
pub async fn visible_many(
    conn: &mut Conn,
    actor: &Actor,
    now: i64,
    ids: &[CustomerId],
) -> Result<Vec<Seen>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let mut sql = Sql::new("SELECT ");
        held_columns(&mut sql, actor.person, now);
        sql.push(", ").push(COLUMNS).push(NAMES).push("WHERE c.id IN (");
        sql.list(chunk.iter().map(ToString::to_string)).push(")");
        for mut row in conn.all(sql).await? {
            if let Some(standing) = actor.standing(&held(&mut row)?) {
                found.push(seen(&mut row, standing)?);
            }
        }
    }
    open(conn, &mut found).await?;
    lock(&mut found);
    Ok(found)
}

/// A customer whoever may see it, for what the house itself does with it.
///
/// # Errors
/// The database's.
pub async fn whole(conn: &mut Conn, id: CustomerId) -> Result<Option<Seen>> {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(NAMES).push("WHERE c.id = ").value(id.to_string());
    let Some(mut row) = conn.opt(sql).await? else { return Ok(None) };
    let mut found = vec![seen(&mut row, Standing::All)?];
    open(conn, &mut found).await?;
    Ok(found.pop())
}

/// The own names of those of these customers that go by another: for what looks for a customer by
/// its name on behalf of somebody who was let in to it.
///
/// # Errors
/// The database's; that the keys of the vault are not there.
pub async fn own_names(conn: &mut Conn, ids: &[CustomerId]) -> Result<HashMap<CustomerId, String>> {
    let mut sql = Sql::new("SELECT id, sealed_name FROM customer WHERE sealed_name IS NOT NULL");
    sql.push(" AND id IN (").list(ids.iter().map(ToString::to_string)).push(")");
    let mut found = Vec::new();
    for mut row in conn.all(sql).await? {
        let id: CustomerId = parse("customer.id", &row.take::<String>()?)?;
        found.push((id, row.take::<String>()?));
    }
    let sealed = found.iter_mut().filter_map(|(id, name)| closed(vault::NAME, *id, name));
    let sealed = sealed.collect();
    vault::open(conn, sealed).await?;
    Ok(found.into_iter().collect())
}

/// Whether there is such a customer at all. Only for the log: whoever may not see it is told the
/// same as when it did not exist.
///
/// # Errors
/// The database's.
pub async fn exists(conn: &mut Conn, id: CustomerId) -> Result<bool> {
    let sql = Sql::new("SELECT 1 FROM customer WHERE id = $1").bind(id.to_string());
    Ok(conn.opt(sql).await?.is_some())
}

/// Names of customers for the log, whose readers may know who was read about, but nothing more;
/// of those too that went into another one. What is top secret is named by its code name.
///
/// # Errors
/// The database's.
pub async fn labels(conn: &mut Conn, ids: &[String]) -> Result<Vec<(String, String, String)>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let mut sql = Sql::new(
            "SELECT id, no, CASE WHEN secrecy = 'top_secret' THEN coalesce(code_name, '') \
             ELSE name END FROM customer WHERE id IN (",
        );
        sql.list(chunk.iter().map(String::as_str));
        sql.push(") UNION ALL SELECT id, no, CASE WHEN secrecy = 'top_secret' THEN coalesce(code_name, '') \
             ELSE name END FROM absent_customer WHERE id IN (",
        );
        sql.list(chunk.iter().map(String::as_str)).push(")");
        for mut row in conn.all(sql).await? {
            found.push((row.take()?, code(row.take()?), row.take()?));
        }
    }
    Ok(found)
}
