//! Creates that may be repeated: what an Idempotency-Key made the first time.

use crate::Result;
use kedang_db::{Sql, Tx};
use kedang_domain::id::PersonId;

/// What was made under a key.
#[derive(Debug)]
pub struct Made {
    /// Hash of the request that made it.
    pub request_hash: String,
    /// Kind of thing.
    pub kind: String,
    /// Its id.
    pub subject_id: String,
}

/// What this person made under this key, if anything.
///
/// # Errors
/// The database's.
pub async fn made(tx: &mut Tx, person: PersonId, key: &str) -> Result<Option<Made>> {
    let rows = tx
        .all(
            Sql::new(
                "SELECT request_hash, kind, subject_id FROM idempotency \
                 WHERE person_id = $1 AND idempotency_key = $2",
            )
            .bind(person.to_string())
            .bind(key),
        )
        .await?;
    rows.into_iter()
        .next()
        .map(|mut r| Ok(Made { request_hash: r.take()?, kind: r.take()?, subject_id: r.take()? }))
        .transpose()
}

/// Keeps what was made, in the transaction that made it.
///
/// # Errors
/// The database's.
pub async fn keep(tx: &mut Tx, person: PersonId, key: &str, made: &Made, now: i64) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO idempotency (person_id, idempotency_key, request_hash, kind, subject_id, \
             created_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(person.to_string())
        .bind(key)
        .bind(&made.request_hash)
        .bind(&made.kind)
        .bind(&made.subject_id)
        .bind(now),
    )
    .await?;
    Ok(())
}

/// Forgets keys made before `before`, ms UTC.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Tx, before: i64) -> Result<u64> {
    Ok(tx.run(Sql::new("DELETE FROM idempotency WHERE created_at < $1").bind(before)).await?)
}
