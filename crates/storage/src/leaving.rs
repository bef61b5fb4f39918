//! Whose leaving is registered.

use crate::{Result, parse};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::PersonId;
use kedang_domain::permission::{ManagePeople, Permit};

/// That somebody leaves.
#[derive(Clone, Debug)]
pub struct Leaving {
    /// Their last day, `2026-11-30`.
    pub last_day: String,
    /// Who registered it, and their name.
    pub by: (PersonId, String),
    /// When, ms UTC.
    pub at: i64,
}

/// Whether somebody's leaving is registered.
///
/// # Errors
/// The database's.
pub async fn of(conn: &mut Conn, person: PersonId) -> Result<Option<Leaving>> {
    let sql = Sql::new(
        "SELECT l.last_day, l.registered_by, p.name, l.registered_at FROM leaving l \
         JOIN person p ON p.id = l.registered_by WHERE l.person_id = $1",
    );
    let read = |mut row: Row| {
        let last_day = row.take()?;
        let by = (parse("leaving.registered_by", &row.take::<String>()?)?, row.take()?);
        Ok(Leaving { last_day, by, at: row.take()? })
    };
    conn.opt(sql.bind(person.to_string())).await?.map(read).transpose()
}

/// Registers it, or another last day; since when it is known does not change then.
///
/// # Errors
/// The database's.
pub async fn register(
    tx: &mut Tx,
    permit: &Permit<ManagePeople>,
    person: PersonId,
    last_day: &str,
    now: i64,
) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO leaving (person_id, last_day, registered_by, registered_at) \
         VALUES ($1, $2, $3, $4) ON CONFLICT (person_id) DO UPDATE SET last_day = excluded.last_day",
    );
    let sql = sql.bind(person.to_string()).bind(last_day).bind(permit.person().to_string());
    tx.run_exactly(1, sql.bind(now)).await?;
    Ok(())
}

/// Takes it back; `false` when it was not registered.
///
/// # Errors
/// The database's.
pub async fn take_back(tx: &mut Tx, _: &Permit<ManagePeople>, person: PersonId) -> Result<bool> {
    let sql = Sql::new("DELETE FROM leaving WHERE person_id = $1").bind(person.to_string());
    Ok(tx.run(sql).await? == 1)
}
