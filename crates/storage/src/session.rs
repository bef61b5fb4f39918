//! Sessions and access tokens, by the hash of their secret.

use crate::{Result, from_json, parse, parse_opt, to_json};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{AccessTokenId, DepartmentId, DeviceId, PersonId, SessionId};
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
    /// The rules that they last accepted, as a hash; empty for none.
    pub pledged: String,
    /// When the password was chosen or made, ms UTC.
    pub password_changed_at: i64,
    /// [`crate::organisation::version`] at the same instant.
    pub organisation: i64,
}

pub(crate) fn bearer(row: &mut Row) -> Result<Bearer> {
    Ok(Bearer {
        person: parse("person.id", &row.take::<String>()?)?,
        department: parse_opt("person.department_id", row.take()?)?,
        locale: row.take()?,
        must_change_password: row.take()?,
        pledged: row.take()?,
        password_changed_at: row.take()?,
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
    /// Network address from which it began.
    pub address: String,
    /// Its page was left alone: the password opens it again.
    pub locked: bool,
    /// When the second factor was last shown in it, ms UTC; 0: never.
    pub proved_at: i64,
    /// Whose.
    pub bearer: Bearer,
}

/// The session of this secret, if it has neither expired nor been ended, and its person is active.
/// Whether it has lain idle for too long the caller knows.
///
/// # Errors
/// The database's.
pub async fn live(conn: &mut Conn, token_hash: &str, now: i64) -> Result<Option<Live>> {
    let row = conn
        .opt(
            Sql::new(
                "SELECT p.id, p.department_id, p.locale, p.must_change_password, p.pledged, \
                 p.password_changed_at, (SELECT value FROM counter WHERE name = 'organisation'), s.id, \
                 s.last_seen_at, s.address, s.locked, s.proved_at \
                 FROM session s JOIN person p ON p.id = s.person_id \
                 WHERE s.token_hash = $1 AND s.expires_at > $2 AND p.active = 1",
            )
            .bind(token_hash)
            .bind(now),
        )
        .await?;
    row.map(|mut r| {
        let bearer = bearer(&mut r)?;
        Ok(Live {
            id: parse("session.id", &r.take::<String>()?)?,
            last_seen_at: r.take()?,
            address: r.take()?,
            locked: r.take()?,
            proved_at: r.take()?,
            bearer,
        })
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
                "SELECT p.id, p.department_id, p.locale, p.must_change_password, p.pledged, \
                 p.password_changed_at, \
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

/// A session that begins.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Which.
    pub id: SessionId,
    /// Hash of its secret.
    pub token_hash: String,
    /// Whose.
    pub person: PersonId,
    /// ms UTC.
    pub created_at: i64,
    /// End at the latest, ms UTC.
    pub expires_at: i64,
    /// Network address from which it began.
    pub address: String,
    /// What the browser or program says of itself.
    pub agent: String,
    /// The device, where it has one.
    pub device: Option<DeviceId>,
    /// When the second factor was shown, ms UTC; 0: not.
    pub proved_at: i64,
}

/// Begins a session, and clears away this person's sessions that are over.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, session: &NewSession) -> Result<()> {
    tx.run(
        Sql::new("DELETE FROM session WHERE person_id = $1 AND expires_at <= $2")
            .bind(session.person.to_string())
            .bind(session.created_at),
    )
    .await?;
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO session (token_hash, id, person_id, created_at, last_seen_at, \
             expires_at, address, agent, device_id, proved_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(&session.token_hash)
        .bind(session.id.to_string())
        .bind(session.person.to_string())
        .bind(session.created_at)
        .bind(session.created_at)
        .bind(session.expires_at)
        .bind(&session.address)
        .bind(&session.agent)
        .bind(session.device.map(|id| id.to_string()))
        .bind(session.proved_at),
    )
    .await?;
    Ok(())
}

/// Locks a session, or opens it again.
///
/// # Errors
/// The database's.
pub async fn lock(tx: &mut Tx, id: SessionId, locked: bool) -> Result<()> {
    let sql = Sql::new("UPDATE session SET locked = $1 WHERE id = $2");
    tx.run_exactly(1, sql.bind(locked).bind(id.to_string())).await?;
    Ok(())
}

/// Notes that the second factor was shown in a session.
///
/// # Errors
/// The database's.
pub async fn prove(tx: &mut Tx, id: SessionId, now: i64) -> Result<()> {
    let sql = Sql::new("UPDATE session SET proved_at = $1 WHERE id = $2");
    tx.run_exactly(1, sql.bind(now).bind(id.to_string())).await?;
    Ok(())
}

/// Ends the sessions of a device, and says which ended.
///
/// # Errors
/// The database's.
pub async fn end_of_device(
    tx: &mut Tx,
    person: PersonId,
    device: DeviceId,
) -> Result<Vec<SessionId>> {
    let sql = Sql::new("DELETE FROM session WHERE person_id = $1 AND device_id = $2 RETURNING id");
    let rows = tx.all(sql.bind(person.to_string()).bind(device.to_string())).await?;
    rows.into_iter().map(|mut r| parse("session.id", &r.take::<String>()?)).collect()
}

/// A session as its person sees it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Which.
    pub id: SessionId,
    /// ms UTC.
    pub created_at: i64,
    /// Last request, ms UTC, to the minute.
    pub last_seen_at: i64,
    /// Network address from which it began.
    pub address: String,
    /// What the browser or program says of itself.
    pub agent: String,
    /// The device, where it has one.
    pub device: Option<DeviceId>,
}

/// The live sessions of a person, newest first.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    person: PersonId,
    now: i64,
    idle_since: i64,
) -> Result<Vec<Listed>> {
    conn.all(
        Sql::new(
            "SELECT id, created_at, last_seen_at, address, agent, device_id FROM session \
             WHERE person_id = $1 AND expires_at > $2 AND last_seen_at > $3 \
             ORDER BY created_at DESC, id DESC",
        )
        .bind(person.to_string())
        .bind(now)
        .bind(idle_since),
    )
    .await?
    .into_iter()
    .map(|mut r| {
        Ok(Listed {
            id: parse("session.id", &r.take::<String>()?)?,
            created_at: r.take()?,
            last_seen_at: r.take()?,
            address: r.take()?,
            agent: r.take()?,
            device: parse_opt("session.device_id", r.take()?)?,
        })
    })
    .collect()
}

/// Ends one session of a person; `false` when there is none of this id.
///
/// # Errors
/// The database's.
pub async fn end(tx: &mut Tx, person: PersonId, id: SessionId) -> Result<bool> {
    let ended = tx
        .run(
            Sql::new("DELETE FROM session WHERE id = $1 AND person_id = $2")
                .bind(id.to_string())
                .bind(person.to_string()),
        )
        .await?;
    Ok(ended == 1)
}

/// Ends every session of a person, but for one when given, and says which ended.
///
/// # Errors
/// The database's.
pub async fn end_all(
    tx: &mut Tx,
    person: PersonId,
    but: Option<SessionId>,
) -> Result<Vec<SessionId>> {
    let mut sql = Sql::new("DELETE FROM session WHERE person_id = ");
    sql.value(person.to_string());
    if let Some(but) = but {
        sql.push(" AND id <> ").value(but.to_string());
    }
    sql.push(" RETURNING id");
    let rows = tx.all(sql).await?;
    rows.into_iter().map(|mut r| parse("session.id", &r.take::<String>()?)).collect()
}

/// Forgets sessions that ended before `before`, ms UTC.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Tx, before: i64) -> Result<u64> {
    Ok(tx.run(Sql::new("DELETE FROM session WHERE expires_at < $1").bind(before)).await?)
}

/// An access token that has not been revoked.
#[derive(Clone, Debug)]
pub struct Token {
    /// Which.
    pub id: AccessTokenId,
    /// What its person calls it.
    pub name: String,
    /// What it may be used for, at most.
    pub scopes: PermissionSet,
    /// ms UTC.
    pub created_at: i64,
    /// When it ends, ms UTC.
    pub expires_at: i64,
    /// Last use, ms UTC, to the minute.
    pub last_used_at: Option<i64>,
}

/// Makes an access token.
///
/// # Errors
/// The database's.
pub async fn insert_token(
    tx: &mut Tx,
    person: PersonId,
    token_hash: &str,
    token: &Token,
) -> Result<()> {
    let scopes: Vec<_> = token.scopes.iter().map(|p| p.code()).collect();
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO access_token (token_hash, id, person_id, name, scopes, created_at, \
             expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(token_hash)
        .bind(token.id.to_string())
        .bind(person.to_string())
        .bind(&token.name)
        .bind(to_json("access_token.scopes", &scopes)?)
        .bind(token.created_at)
        .bind(token.expires_at),
    )
    .await?;
    Ok(())
}

/// The access tokens of a person that were not revoked, newest first; those that are over too, so
/// that their person sees why a program stopped.
///
/// # Errors
/// The database's.
pub async fn tokens(conn: &mut Conn, person: PersonId) -> Result<Vec<Token>> {
    conn.all(
        Sql::new(
            "SELECT id, name, scopes, created_at, expires_at, last_used_at FROM access_token \
             WHERE person_id = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC",
        )
        .bind(person.to_string()),
    )
    .await?
    .into_iter()
    .map(|mut r| {
        Ok(Token {
            id: parse("access_token.id", &r.take::<String>()?)?,
            name: r.take()?,
            scopes: permissions("access_token.scopes", &r.take::<String>()?)?,
            created_at: r.take()?,
            expires_at: r.take()?,
            last_used_at: r.take()?,
        })
    })
    .collect()
}

/// Revokes one access token of a person; `false` when there is none of this id.
///
/// # Errors
/// The database's.
pub async fn revoke(tx: &mut Tx, person: PersonId, id: AccessTokenId, now: i64) -> Result<bool> {
    let revoked = tx
        .run(
            Sql::new(
                "UPDATE access_token SET revoked_at = $1 \
                 WHERE id = $2 AND person_id = $3 AND revoked_at IS NULL",
            )
            .bind(now)
            .bind(id.to_string())
            .bind(person.to_string()),
        )
        .await?;
    Ok(revoked == 1)
}

/// Revokes every access token of a person, and says how many.
///
/// # Errors
/// The database's.
pub async fn revoke_all(tx: &mut Tx, person: PersonId, now: i64) -> Result<u64> {
    Ok(tx
        .run(
            Sql::new(
                "UPDATE access_token SET revoked_at = $1 \
                 WHERE person_id = $2 AND revoked_at IS NULL",
            )
            .bind(now)
            .bind(person.to_string()),
        )
        .await?)
}
