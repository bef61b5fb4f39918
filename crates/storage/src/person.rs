//! People: who works for the company.

use crate::session::Bearer;
use crate::{Result, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{DepartmentId, PersonId, PostId};
use kedang_text::normal::{fold, key};
use kedang_text::pinyin::readings;
use std::collections::BTreeMap;

/// A person of the company. What they prove themselves with is in [`crate::account`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Which.
    pub id: PersonId,
    /// What they sign in with, in its one form.
    pub login: String,
    /// What they are called.
    pub name: String,
    /// Where they work.
    pub department: Option<DepartmentId>,
    /// The post they hold.
    pub post: Option<PostId>,
    /// Telephone at work, normalised.
    pub phone: Option<String>,
    /// E-mail at work, normalised.
    pub email: Option<String>,
    /// Language of their messages: "zh" or "en".
    pub locale: String,
    /// Whoever left stays on file, inactive.
    pub active: bool,
    /// They have a one-time password.
    pub must_change_password: bool,
    /// They confirmed a second factor.
    pub totp_enabled: bool,
    /// Keys the log's commitments to their values.
    pub nonce: [u8; 32],
    /// ms UTC.
    pub created_at: i64,
    /// Counts changes.
    pub version: i64,
}

const COLUMNS: &str = "SELECT p.id, p.login, p.name, p.department_id, p.post_id, p.phone, \
                       p.email, p.locale, p.active, p.must_change_password, p.totp_confirmed, \
                       p.nonce, p.created_at, p.version FROM person p";

fn read(mut r: Row) -> Result<Person> {
    Ok(Person {
        id: parse("person.id", &r.take::<String>()?)?,
        login: r.take()?,
        name: r.take()?,
        department: parse_opt("person.department_id", r.take()?)?,
        post: parse_opt("person.post_id", r.take()?)?,
        phone: r.take()?,
        email: r.take()?,
        locale: r.take()?,
        active: r.take()?,
        must_change_password: r.take()?,
        totp_enabled: r.take()?,
        nonce: <[u8; 32]>::try_from(r.take::<Vec<u8>>()?)
            .map_err(|_| crate::StorageError::corrupt("person.nonce")(&"not 32 bytes"))?,
        created_at: r.take()?,
        version: r.take()?,
    })
}

/// What colleagues look each other up by. Begins with the usual reading, so that its byte order is
/// the order of a telephone book.
fn search_text(person: &Person) -> String {
    let name = key(&person.name);
    let mut parts: Vec<_> = readings(&name).iter().flat_map(|r| [r.full(), r.initials()]).collect();
    parts.extend([name, fold(&person.name), person.login.clone()]);
    parts.join(" ")
}

/// Which people.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of the name, its pinyin or initials, or the login.
    pub text: Option<String>,
    /// Where they work.
    pub department: Option<DepartmentId>,
    /// Active or not.
    pub active: Option<bool>,
}

/// People in the order of a telephone book, after `after` when given, at most `limit`.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    filter: &Filter,
    after: Option<PersonId>,
    limit: i64,
) -> Result<Vec<Person>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(" WHERE 1 = 1");
    if let Some(text) = &filter.text {
        let text = fold(text.trim());
        let escaped = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        sql.push(" AND p.search LIKE ").value(format!("%{escaped}%")).push(" ESCAPE '\\'");
    }
    if let Some(department) = filter.department {
        sql.push(" AND p.department_id = ").value(department.to_string());
    }
    if let Some(active) = filter.active {
        sql.push(" AND p.active = ").value(active);
    }
    if let Some(after) = after {
        sql.push(" AND (p.search, p.id) > (SELECT a.search, a.id FROM person a WHERE a.id = ");
        sql.value(after.to_string()).push(")");
    }
    sql.push(" ORDER BY p.search, p.id LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// One person.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: PersonId) -> Result<Option<Person>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(" WHERE p.id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// The person of this login.
///
/// # Errors
/// The database's.
pub async fn by_login(conn: &mut Conn, login: &str) -> Result<Option<Person>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(" WHERE p.login = ").value(login);
    conn.opt(sql).await?.map(read).transpose()
}

/// What these people are called.
///
/// # Errors
/// The database's.
pub async fn names(
    conn: &mut Conn,
    people: impl IntoIterator<Item = PersonId>,
) -> Result<BTreeMap<PersonId, String>> {
    let ids: Vec<_> = people.into_iter().map(|id| id.to_string()).collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut sql = Sql::new("SELECT id, name FROM person WHERE id IN (");
    sql.list(ids).push(")");
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut r| Ok((parse("person.id", &r.take::<String>()?)?, r.take()?)))
        .collect()
}

/// A person as every request needs them, for callers that have no secret.
///
/// # Errors
/// The database's.
pub async fn bearer(conn: &mut Conn, id: PersonId) -> Result<Option<Bearer>> {
    let row = conn
        .opt(
            Sql::new(
                "SELECT p.id, p.department_id, p.locale, p.must_change_password, p.pledged, \
                 p.password_changed_at, \
                 (SELECT value FROM counter WHERE name = 'organisation') \
                 FROM person p WHERE p.id = $1 AND p.active = 1",
            )
            .bind(id.to_string()),
        )
        .await?;
    row.map(|mut r| crate::session::bearer(&mut r)).transpose()
}

/// A password as it is kept.
#[derive(Clone, Debug)]
pub struct Password {
    /// PHC string.
    pub hash: String,
    /// When it was chosen or made, ms UTC.
    pub changed_at: i64,
    /// It must be replaced at the next sign-in.
    pub one_time: bool,
}

/// Takes somebody on file.
///
/// # Errors
/// A unique violation when the login is in use; otherwise the database's.
pub async fn insert(tx: &mut Tx, person: &Person, password: &Password) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO person (id, login, name, department_id, post_id, phone, email, locale, \
             active, password_hash, password_changed_at, must_change_password, totp_secret, \
             totp_confirmed, totp_last_step, search, nonce, created_at, version) VALUES ($1, $2, \
             $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, NULL, 0, 0, $13, $14, $15, $16)",
        )
        .bind(person.id.to_string())
        .bind(&person.login)
        .bind(&person.name)
        .bind(person.department.map(|id| id.to_string()))
        .bind(person.post.map(|id| id.to_string()))
        .bind(person.phone.as_ref())
        .bind(person.email.as_ref())
        .bind(&person.locale)
        .bind(person.active)
        .bind(&password.hash)
        .bind(password.changed_at)
        .bind(password.one_time)
        .bind(search_text(person))
        .bind(person.nonce)
        .bind(person.created_at)
        .bind(person.version),
    )
    .await?;
    Ok(())
}

/// Writes a person over the version that they were read with; not their password or second factor.
///
/// # Errors
/// A unique violation when the login is in use; an error when somebody else wrote meanwhile;
/// otherwise the database's.
pub async fn update(tx: &mut Tx, person: &Person) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE person SET login = $1, name = $2, department_id = $3, post_id = $4, \
             phone = $5, email = $6, locale = $7, active = $8, search = $9, \
             version = version + 1 WHERE id = $10 AND version = $11",
        )
        .bind(&person.login)
        .bind(&person.name)
        .bind(person.department.map(|id| id.to_string()))
        .bind(person.post.map(|id| id.to_string()))
        .bind(person.phone.as_ref())
        .bind(person.email.as_ref())
        .bind(&person.locale)
        .bind(person.active)
        .bind(search_text(person))
        .bind(person.id.to_string())
        .bind(person.version),
    )
    .await?;
    Ok(())
}

/// What somebody who is deactivated leaves behind for others to take over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holdings {
    /// Customers of which they are the owner.
    pub customers: i64,
    /// Departments that they head or deputise.
    pub departments: i64,
}

/// Counts what is in a person's hands.
///
/// # Errors
/// The database's.
pub async fn holdings(conn: &mut Conn, id: PersonId) -> Result<Holdings> {
    let mut row = conn
        .one(
            Sql::new(
                "SELECT (SELECT count(*) FROM customer WHERE owner_id = $1), \
                 (SELECT count(*) FROM department WHERE head_id = $1 OR deputy_id = $1)",
            )
            .bind(id.to_string()),
        )
        .await?;
    Ok(Holdings { customers: row.take()?, departments: row.take()? })
}

/// When these people were last seen, from the sessions that are still on file.
///
/// # Errors
/// The database's.
pub async fn last_seen(conn: &mut Conn, people: &[PersonId]) -> Result<BTreeMap<PersonId, i64>> {
    if people.is_empty() {
        return Ok(BTreeMap::new());
    }
    let mut sql = Sql::new("SELECT person_id, max(last_seen_at) FROM session WHERE person_id IN (");
    sql.list(people.iter().map(ToString::to_string)).push(") GROUP BY person_id");
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut r| Ok((parse("session.person_id", &r.take::<String>()?)?, r.take()?)))
        .collect()
}
