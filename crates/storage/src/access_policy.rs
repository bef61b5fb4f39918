//! From where and how people may sign in: one row.

use crate::{Result, StorageError, from_json, to_json};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::access::{AccessPolicy, Outside};

/// What the company has set, and its version.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn) -> Result<(AccessPolicy, i64)> {
    let row = conn
        .opt(Sql::new(
            "SELECT networks, outside, device_proof, step_up_minutes, lock_minutes, \
             idle_minutes, password_days, password_history, version FROM access_policy \
             WHERE id = 1",
        ))
        .await?;
    let mut r = row.ok_or_else(|| StorageError::corrupt("access_policy")(&"no row"))?;
    let networks: Vec<String> = from_json("access_policy.networks", &r.take::<String>()?)?;
    let networks = networks.iter().map(|text| {
        text.parse().map_err(|_| StorageError::corrupt("access_policy.networks")(text))
    });
    let policy = AccessPolicy {
        networks: networks.collect::<Result<_>>()?,
        outside: {
            let code: String = r.take()?;
            Outside::from_code(&code)
                .ok_or_else(|| StorageError::corrupt("access_policy.outside")(&code))?
        },
        device_proof: r.take()?,
        step_up_minutes: r.take()?,
        lock_minutes: r.take()?,
        idle_minutes: r.take()?,
        password_days: r.take()?,
        password_history: r.take()?,
    };
    Ok((policy, r.take()?))
}

/// Writes it over the version that it was read with.
///
/// # Errors
/// When somebody else wrote meanwhile; otherwise the database's.
pub async fn update(tx: &mut Tx, policy: &AccessPolicy, version: i64) -> Result<()> {
    let networks: Vec<_> = policy.networks.iter().map(ToString::to_string).collect();
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE access_policy SET networks = $1, outside = $2, device_proof = $3, \
             step_up_minutes = $4, lock_minutes = $5, idle_minutes = $6, password_days = $7, \
             password_history = $8, version = version + 1 WHERE id = 1 AND version = $9",
        )
        .bind(to_json("access_policy.networks", &networks)?)
        .bind(policy.outside.code())
        .bind(policy.device_proof)
        .bind(policy.step_up_minutes)
        .bind(policy.lock_minutes)
        .bind(policy.idle_minutes)
        .bind(policy.password_days)
        .bind(policy.password_history)
        .bind(version),
    )
    .await?;
    Ok(())
}
