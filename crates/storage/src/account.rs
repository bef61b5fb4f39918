//! What people prove themselves with: password, second factor, recovery codes; and how often that
//! failed.

use crate::person::Password;
use crate::{Result, parse};
use kedang_db::{Conn, Row, Sql, Tx, Value};
use kedang_domain::id::PersonId;

/// What the sign-in compares with.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Whose.
    pub person: PersonId,
    /// Whether they may sign in at all.
    pub active: bool,
    /// The password as it is kept.
    pub password: Password,
    /// Sealed seed of the second factor, confirmed or not.
    pub totp_secret: Option<Vec<u8>>,
    /// The second factor was confirmed and is asked for.
    pub totp_confirmed: bool,
    /// Last step whose code was used; it and earlier ones are spent.
    pub totp_last_step: i64,
}

const COLUMNS: &str = "SELECT id, active, password_hash, password_changed_at, \
                       must_change_password, totp_secret, totp_confirmed, totp_last_step \
                       FROM person";

fn read(mut r: Row) -> Result<Credentials> {
    Ok(Credentials {
        person: parse("person.id", &r.take::<String>()?)?,
        active: r.take()?,
        password: Password { hash: r.take()?, changed_at: r.take()?, one_time: r.take()? },
        totp_secret: r.take()?,
        totp_confirmed: r.take()?,
        totp_last_step: r.take()?,
    })
}

/// The credentials of a login.
///
/// # Errors
/// The database's.
pub async fn by_login(conn: &mut Conn, login: &str) -> Result<Option<Credentials>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(" WHERE login = ").value(login);
    conn.opt(sql).await?.map(read).transpose()
}

/// The credentials of a person.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, person: PersonId) -> Result<Option<Credentials>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(" WHERE id = ").value(person.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// Replaces a password.
///
/// # Errors
/// The database's.
pub async fn set_password(tx: &mut Tx, person: PersonId, password: &Password) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE person SET password_hash = $1, password_changed_at = $2, \
             must_change_password = $3, version = version + 1 WHERE id = $4",
        )
        .bind(&password.hash)
        .bind(password.changed_at)
        .bind(password.one_time)
        .bind(person.to_string()),
    )
    .await?;
    Ok(())
}

/// Keeps what a password was before it is replaced, and forgets those before the last `kept`.
///
/// # Errors
/// The database's.
pub async fn remember_password(
    tx: &mut Tx,
    person: PersonId,
    hash: &str,
    now: i64,
    kept: i64,
) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO password_history (person_id, password_hash, replaced_at) \
         VALUES ($1, $2, $3) ON CONFLICT (person_id, password_hash) DO NOTHING",
    );
    tx.run(sql.bind(person.to_string()).bind(hash).bind(now)).await?;
    let sql = Sql::new(
        "DELETE FROM password_history WHERE person_id = $1 AND password_hash NOT IN \
         (SELECT password_hash FROM password_history WHERE person_id = $1 \
         ORDER BY replaced_at DESC, password_hash LIMIT $2)",
    );
    tx.run(sql.bind(person.to_string()).bind(kept)).await?;
    Ok(())
}

/// The last `kept` passwords (hashes) that somebody had before the one they have.
///
/// # Errors
/// The database's.
pub async fn former_passwords(conn: &mut Conn, person: PersonId, kept: i64) -> Result<Vec<String>> {
    let sql = Sql::new(
        "SELECT password_hash FROM password_history WHERE person_id = $1 \
         ORDER BY replaced_at DESC, password_hash LIMIT $2",
    );
    let rows = conn.all(sql.bind(person.to_string()).bind(kept)).await?;
    rows.into_iter().map(|mut row| Ok(row.take()?)).collect()
}

/// Keeps the same password under a stronger hash, if it is still the same password.
///
/// # Errors
/// The database's.
pub async fn rehash(tx: &mut Tx, person: PersonId, before: &str, after: &str) -> Result<()> {
    tx.run(
        Sql::new("UPDATE person SET password_hash = $1 WHERE id = $2 AND password_hash = $3")
            .bind(after)
            .bind(person.to_string())
            .bind(before),
    )
    .await?;
    Ok(())
}

/// Keeps the seed of a second factor that is not yet asked for; or takes the second factor away,
/// with its recovery codes.
///
/// # Errors
/// The database's.
pub async fn set_totp(tx: &mut Tx, person: PersonId, secret: Option<Vec<u8>>) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE person SET totp_secret = $1, totp_confirmed = 0, totp_last_step = 0, \
             version = version + 1 WHERE id = $2",
        )
        .bind(secret)
        .bind(person.to_string()),
    )
    .await?;
    tx.run(Sql::new("DELETE FROM recovery_code WHERE person_id = $1").bind(person.to_string()))
        .await?;
    Ok(())
}

/// From now on the second factor is asked for, with these recovery codes (hashes).
///
/// # Errors
/// The database's.
pub async fn confirm_totp(
    tx: &mut Tx,
    person: PersonId,
    step: i64,
    recovery: &[String],
) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE person SET totp_confirmed = 1, totp_last_step = $1, version = version + 1 \
             WHERE id = $2 AND totp_secret IS NOT NULL AND totp_confirmed = 0",
        )
        .bind(step)
        .bind(person.to_string()),
    )
    .await?;
    let mut sql = Sql::new("INSERT INTO recovery_code (person_id, code_hash) VALUES ");
    sql.rows(recovery.iter().map(|hash| [Value::from(person.to_string()), hash.into()]));
    tx.run(sql).await?;
    Ok(())
}

/// Spends the code of a step; `false` when it or a later one was spent before.
///
/// # Errors
/// The database's.
pub async fn spend_step(tx: &mut Tx, person: PersonId, step: i64) -> Result<bool> {
    let spent = tx
        .run(
            Sql::new("UPDATE person SET totp_last_step = $1 WHERE id = $2 AND totp_last_step < $1")
                .bind(step)
                .bind(person.to_string()),
        )
        .await?;
    Ok(spent == 1)
}

/// Spends a recovery code; `false` when there is no such code or it was spent before.
///
/// # Errors
/// The database's.
pub async fn spend_recovery(
    tx: &mut Tx,
    person: PersonId,
    code_hash: &str,
    now: i64,
) -> Result<bool> {
    let spent = tx
        .run(
            Sql::new(
                "UPDATE recovery_code SET used_at = $1 \
                 WHERE person_id = $2 AND code_hash = $3 AND used_at IS NULL",
            )
            .bind(now)
            .bind(person.to_string())
            .bind(code_hash),
        )
        .await?;
    Ok(spent == 1)
}

/// How often it failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// In a row.
    pub count: i64,
    /// The last time, ms UTC.
    pub last_at: i64,
    /// When it last went well, ms UTC; 0 when it never did.
    pub succeeded_at: i64,
}

/// How often it failed for a subject, a keyed hash.
///
/// # Errors
/// The database's.
pub async fn failures(conn: &mut Conn, subject: &str) -> Result<Failures> {
    let row = conn
        .opt(
            Sql::new(
                "SELECT failures, last_at, succeeded_at FROM sign_in_failure WHERE subject = $1",
            )
            .bind(subject),
        )
        .await?;
    match row {
        None => Ok(Failures::default()),
        Some(mut r) => {
            Ok(Failures { count: r.take()?, last_at: r.take()?, succeeded_at: r.take()? })
        }
    }
}

/// Counts a failure; one after `since` (ms UTC) without any is the first again.
///
/// # Errors
/// The database's.
pub async fn count_failure(tx: &mut Tx, subject: &str, now: i64, since: i64) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO sign_in_failure (subject, failures, last_at, succeeded_at) \
             VALUES ($1, 1, $2, 0) ON CONFLICT (subject) DO UPDATE SET failures = \
             CASE WHEN sign_in_failure.last_at < $3 THEN 1 ELSE sign_in_failure.failures + 1 END, \
             last_at = excluded.last_at",
        )
        .bind(subject)
        .bind(now)
        .bind(since),
    )
    .await?;
    Ok(())
}

/// Takes one failure back.
///
/// # Errors
/// The database's.
pub async fn take_back_failure(tx: &mut Tx, subject: &str) -> Result<()> {
    tx.run(
        Sql::new(
            "UPDATE sign_in_failure SET failures = failures - 1 \
             WHERE subject = $1 AND failures > 0",
        )
        .bind(subject),
    )
    .await?;
    Ok(())
}

/// Forgives every failure of a subject and notes that it went well.
///
/// # Errors
/// The database's.
pub async fn forgive(tx: &mut Tx, subject: &str, now: i64) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO sign_in_failure (subject, failures, last_at, succeeded_at) \
             VALUES ($1, 0, $2, $2) ON CONFLICT (subject) DO UPDATE SET failures = 0, \
             succeeded_at = excluded.succeeded_at",
        )
        .bind(subject)
        .bind(now),
    )
    .await?;
    Ok(())
}

/// The subjects that failed after `since`, ms UTC.
///
/// # Errors
/// The database's.
pub async fn recent_failures(conn: &mut Conn, since: i64) -> Result<Vec<(String, Failures)>> {
    conn.all(
        Sql::new(
            "SELECT subject, failures, last_at, succeeded_at FROM sign_in_failure \
             WHERE last_at > $1 AND failures > 0",
        )
        .bind(since),
    )
    .await?
    .into_iter()
    .map(|mut r| {
        let subject = r.take()?;
        let failures = Failures { count: r.take()?, last_at: r.take()?, succeeded_at: r.take()? };
        Ok((subject, failures))
    })
    .collect()
}

/// Lifts every pause of a login: of its own subject and of those that begin with it and a dot.
///
/// # Errors
/// The database's.
pub async fn lift(tx: &mut Tx, login: &str) -> Result<()> {
    // '/' follows '.' in byte order.
    tx.run(
        Sql::new(
            "UPDATE sign_in_failure SET failures = 0 \
             WHERE subject = $1 OR (subject >= $2 AND subject < $3)",
        )
        .bind(login)
        .bind(format!("{login}."))
        .bind(format!("{login}/")),
    )
    .await?;
    Ok(())
}

/// Forgets subjects that neither failed nor went well since `before`, ms UTC.
///
/// # Errors
/// The database's.
pub async fn forget_failures(tx: &mut Tx, before: i64) -> Result<u64> {
    Ok(tx
        .run(
            Sql::new("DELETE FROM sign_in_failure WHERE last_at < $1 AND succeeded_at < $1")
                .bind(before),
        )
        .await?)
}
