//! Sessions and access tokens, by the hash of their secret.

use crate::{Result, from_json, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{AccessTokenId, DepartmentId, PersonId, SessionId};
use kedang_domain::role::{Permission, PermissionSet};

/// The person behind a secret, as far as every request needs to know.
#[derive(Clone, Debug)]
pub struct Bearer {
    /// Who.
    pub person: PersonId,
    /// Where they work.
    pub department: Option<DepartmentId>,
    /// Language of their messages.
    pub locale: String,
    /// They got a one-time password and must choose their own first.
    pub must_change_password: bool,
    /// [`crate::organisation::version`] at the same instant.
    pub organisation: i64,
}

fn bearer(row: &mut Row) -> Result<Bearer> {
    Ok(Bearer {
        person: parse("person.id", &row.take::<String>()?)?,
        department: parse_opt("person.department_id", row.take()?)?,
        locale: row.take()?,
        must_change_password: row.take()?,
        organisation: row.take::<Option<i64>>()?.unwrap_or(0),
    })
}

/// A live session.
#[derive(Clone, Debug)]
pub struct Live {
    /// Which.
    pub id: SessionId,
    /// Last request, ms UTC, to the minute.
    pub last_seen_at: i64,
    /// Whose.
    pub bearer: Bearer,
}

/// The session of this secret, if it has neither expired, nor lain idle since `idle_since`, nor
/// been ended, and its person is active.
///
/// # Errors
/// The database's.
pub async fn live(
    conn: &mut Conn,
    token_hash: &str,
    now: i64,
    idle_since: i64,
) -> Result<Option<Live>> {
    let row = conn
        .opt(
            Sql::new(
                "SELECT p.id, p.department_id, p.locale, p.must_change_password, \
                 (SELECT value FROM counter WHERE name = 'organisation'), s.id, s.last_seen_at \
                 FROM session s JOIN person p ON p.id = s.person_id \
                 WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.last_seen_at > $3 \
                 AND p.active = 1",
            )
            .bind(token_hash)
            .bind(now)
            .bind(idle_since),
        )
        .await?;
    row.map(|mut r| {
        let bearer = bearer(&mut r)?;
        Ok(Live { id: parse("session.id", &r.take::<String>()?)?, last_seen_at: r.take()?, bearer })
    })
    .transpose()
}

/// A live access token.
#[derive(Clone, Debug)]
pub struct LiveToken {
    /// Which.
    pub id: AccessTokenId,
    /// What it may be used for, at most.
    pub scopes: PermissionSet,
    /// Last use, ms UTC, to the minute.
    pub last_used_at: Option<i64>,
    /// Whose.
    pub bearer: Bearer,
}

/// The access token of this secret, if it is neither over nor revoked and its person is active.
///
/// # Errors
/// The database's.
pub async fn live_token(conn: &mut Conn, token_hash: &str, now: i64) -> Result<Option<LiveToken>> {
    let row = conn
        .opt(
            Sql::new(
                "SELECT p.id, p.department_id, p.locale, p.must_change_password, \
                 (SELECT value FROM counter WHERE name = 'organisation'), t.id, t.scopes, \
                 t.last_used_at \
                 FROM access_token t JOIN person p ON p.id = t.person_id \
                 WHERE t.token_hash = $1 AND t.expires_at > $2 AND t.revoked_at IS NULL \
                 AND p.active = 1",
            )
            .bind(token_hash)
            .bind(now),
        )
        .await?;
    row.map(|mut r| {
        let bearer = bearer(&mut r)?;
        Ok(LiveToken {
            id: parse("access_token.id", &r.take::<String>()?)?,
            scopes: permissions("access_token.scopes", &r.take::<String>()?)?,
            last_used_at: r.take()?,
            bearer,
        })
    })
    .transpose()
}

/// Permissions from their stored codes; a code that this program no longer knows allows nothing.
///
/// # Errors
/// When the text is not a list of codes.
pub fn permissions(what: &'static str, json: &str) -> Result<PermissionSet> {
    Ok(from_json::<Vec<String>>(what, json)?
        .iter()
        .filter_map(|code| Permission::from_code(code))
        .collect())
}

/// Everything that a person's roles allow.
///
/// # Errors
/// The database's.
pub async fn permissions_of(conn: &mut Conn, person: PersonId) -> Result<PermissionSet> {
    let mut all = PermissionSet::new();
    let rows = conn
        .all(
            Sql::new(
                "SELECT r.permissions FROM person_role pr JOIN role r ON r.id = pr.role_id \
                 WHERE pr.person_id = $1",
            )
            .bind(person.to_string()),
        )
        .await?;
    for mut row in rows {
        all.extend(permissions("role.permissions", &row.take::<String>()?)?);
    }
    Ok(all)
}

/// Notes that a session was used.
///
/// # Errors
/// The database's.
pub async fn seen(tx: &mut Tx, token_hash: &str, now: i64) -> Result<()> {
    tx.run(
        Sql::new("UPDATE session SET last_seen_at = $1 WHERE token_hash = $2")
            .bind(now)
            .bind(token_hash),
    )
    .await?;
    Ok(())
}

/// Notes that an access token was used.
///
/// # Errors
/// The database's.
pub async fn used(tx: &mut Tx, id: AccessTokenId, now: i64) -> Result<()> {
    tx.run(
        Sql::new("UPDATE access_token SET last_used_at = $1 WHERE id = $2")
            .bind(now)
            .bind(id.to_string()),
    )
    .await?;
    Ok(())
}
