//! Notices: what people are told. What names a customer is there only while its reader sees the
//! customer.

use crate::visibility::Scope;
use crate::{Result, customer, from_json, parse, parse_opt, to_json};
use kedang_db::{Conn, Row, Sql, Tx, Value};
use kedang_domain::id::{CustomerId, NoticeId, PersonId};
use std::collections::BTreeMap;

/// Rows in one INSERT, at most.
const ROWS: usize = 32;

/// A notice to one person, to be written.
#[derive(Clone, Debug)]
pub struct New<'a> {
    /// Which.
    pub id: NoticeId,
    /// Who is told.
    pub person: PersonId,
    /// Name of its kind.
    pub kind: &'a str,
    /// Path of the page that it is about.
    pub link: &'a str,
    /// What is put into its words, as JSON.
    pub params: &'a str,
    /// The customer that it is about.
    pub customer: Option<CustomerId>,
    /// Told once under the same key.
    pub once: Option<&'a str>,
}

/// A notice as its reader finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Which.
    pub id: NoticeId,
    /// Name of its kind.
    pub kind: String,
    /// Path of the page that it is about.
    pub link: String,
    /// What is put into its words.
    pub params: BTreeMap<String, String>,
    /// The customer that it is about: id, code and name.
    pub customer: Option<(CustomerId, String, String)>,
    /// When it was told, ms UTC.
    pub at: i64,
    /// When it was read, ms UTC.
    pub read_at: Option<i64>,
}

/// Writes notices; who was told the same before under the same key is not told again.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, notices: &[New<'_>], at: i64) -> Result<u64> {
    let mut written = 0;
    for chunk in notices.chunks(ROWS) {
        let mut sql = Sql::new(
            "INSERT INTO notice (id, person_id, kind, link, params, customer_id, once_key, \
             created_at, planned) VALUES ",
        );
        sql.rows(chunk.iter().map(|new| {
            [
                Value::from(new.id.to_string()),
                new.person.to_string().into(),
                new.kind.into(),
                new.link.into(),
                new.params.into(),
                new.customer.map(|id| id.to_string()).into(),
                new.once.map(str::to_owned).into(),
                at.into(),
                0.into(),
            ]
        }));
        sql.push(" ON CONFLICT (person_id, once_key) DO NOTHING");
        written += tx.run(sql).await?;
    }
    Ok(written)
}

/// Parameters as they are kept.
///
/// # Errors
/// None in practice: texts can always be written as JSON.
pub fn params(params: &BTreeMap<String, String>) -> Result<String> {
    to_json("notice.params", params)
}

/// The condition on `n` and `c` that a notice of this person is there for them now.
fn there(sql: &mut Sql, person: PersonId, scope: &Scope) {
    sql.push("n.person_id = ").value(person.to_string());
    sql.push(" AND (n.customer_id IS NULL OR (c.id IS NOT NULL AND ");
    scope.filter(sql);
    sql.push("))");
}

const FROM: &str = " FROM notice n LEFT JOIN customer c ON c.id = n.customer_id WHERE ";

fn read(mut row: Row) -> Result<Notice> {
    let id = parse("notice.id", &row.take::<String>()?)?;
    let (kind, link) = (row.take()?, row.take()?);
    let params = from_json("notice.params", &row.take::<String>()?)?;
    let (at, read_at) = (row.take()?, row.take()?);
    let about: Option<CustomerId> = parse_opt("notice.customer_id", row.take()?)?;
    let no: Option<i64> = row.take()?;
    let name: Option<String> = row.take()?;
    let customer = about.zip(no.zip(name)).map(|(id, (no, name))| (id, customer::code(no), name));
    Ok(Notice { id, kind, link, params, customer, at, read_at })
}

const COLUMNS: &str = "SELECT n.id, n.kind, n.link, n.params, n.created_at, n.read_at, \
                       n.customer_id, c.no, c.name";

/// The notices of a person, newest first, before the one of this id when given.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    person: PersonId,
    scope: &Scope,
    unread: bool,
    before: Option<NoticeId>,
    limit: i64,
) -> Result<Vec<Notice>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(FROM);
    there(&mut sql, person, scope);
    if unread {
        sql.push(" AND n.read_at IS NULL");
    }
    if let Some(before) = before {
        sql.push(" AND n.id < ").value(before.to_string());
    }
    sql.push(" ORDER BY n.id DESC LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// One notice of a person, if it is there for them.
///
/// # Errors
/// The database's.
pub async fn one(
    conn: &mut Conn,
    person: PersonId,
    scope: &Scope,
    id: NoticeId,
) -> Result<Option<Notice>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(FROM);
    there(&mut sql, person, scope);
    sql.push(" AND n.id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// How many notices a person has not read, at most `cap`, and the newest of them.
///
/// # Errors
/// The database's.
pub async fn unread(
    conn: &mut Conn,
    person: PersonId,
    scope: &Scope,
    cap: i64,
) -> Result<(i64, Option<NoticeId>)> {
    let mut sql = Sql::new("SELECT count(*), max(u.id) FROM (SELECT n.id AS id");
    sql.push(FROM);
    there(&mut sql, person, scope);
    sql.push(" AND n.read_at IS NULL ORDER BY n.id DESC LIMIT ").value(cap).push(") u");
    let mut row = conn.one(sql).await?;
    Ok((row.take()?, parse_opt("notice.id", row.take()?)?))
}

/// Notes that a person has read a notice, or those up to and including it.
///
/// # Errors
/// The database's.
pub async fn mark_read(
    tx: &mut Tx,
    person: PersonId,
    scope: &Scope,
    which: Which,
    at: i64,
) -> Result<u64> {
    let mut sql = Sql::new("UPDATE notice SET read_at = ");
    sql.value(at).push(" WHERE id IN (SELECT n.id").push(FROM);
    there(&mut sql, person, scope);
    match which {
        Which::One(id) => sql.push(" AND n.id = ").value(id.to_string()),
        Which::UpTo(id) => sql.push(" AND n.id <= ").value(id.to_string()),
    };
    sql.push(" AND n.read_at IS NULL)");
    Ok(tx.run(sql).await?)
}

/// Which notices are read.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    /// This one.
    One(NoticeId),
    /// This one and all that came before it.
    UpTo(NoticeId),
}

/// Forgets notices that are older than `read_before` (ms UTC) and read, or older than `before`,
/// with what is known of their delivery.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Tx, read_before: i64, before: i64) -> Result<u64> {
    let sql = Sql::new(
        "DELETE FROM notice WHERE created_at < $1 OR (created_at < $2 AND read_at IS NOT NULL)",
    );
    Ok(tx.run(sql.bind(before).bind(read_before)).await?)
}
