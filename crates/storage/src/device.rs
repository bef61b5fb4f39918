//! Devices that people signed in from, by the hash of their cookie.

use crate::{Result, parse};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{DeviceId, PersonId};

/// A device of a person.
#[derive(Clone, Debug)]
pub struct Device {
    /// Which.
    pub id: DeviceId,
    /// What the browser says of itself, as of the last sign-in.
    pub agent: String,
    /// Network address of the last sign-in.
    pub address: String,
    /// First sign-in, ms UTC.
    pub first_seen_at: i64,
    /// Last sign-in, ms UTC.
    pub last_seen_at: i64,
}

fn read(mut row: Row) -> Result<Device> {
    Ok(Device {
        id: parse("device.id", &row.take::<String>()?)?,
        agent: row.take()?,
        address: row.take()?,
        first_seen_at: row.take()?,
        last_seen_at: row.take()?,
    })
}

const COLUMNS: &str = "SELECT id, agent, address, first_seen_at, last_seen_at FROM device";

/// The devices of a person, the one used last first.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn, person: PersonId) -> Result<Vec<Device>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(" WHERE person_id = ").value(person.to_string());
    sql.push(" ORDER BY last_seen_at DESC, id DESC");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// The device of a person that has one of these cookies (hashes), and which cookie it is.
///
/// # Errors
/// The database's.
pub async fn known(
    conn: &mut Conn,
    person: PersonId,
    hashes: &[String],
) -> Result<Option<(DeviceId, String)>> {
    if hashes.is_empty() {
        return Ok(None);
    }
    let mut sql = Sql::new("SELECT id, token_hash FROM device WHERE person_id = ");
    sql.value(person.to_string()).push(" AND token_hash IN (");
    sql.list(hashes.iter().map(String::as_str)).push(") ORDER BY last_seen_at DESC LIMIT 1");
    let row = conn.opt(sql).await?;
    row.map(|mut r| Ok((parse("device.id", &r.take::<String>()?)?, r.take()?))).transpose()
}

/// Whether a person has a device at all.
///
/// # Errors
/// The database's.
pub async fn any(conn: &mut Conn, person: PersonId) -> Result<bool> {
    let sql = Sql::new("SELECT id FROM device WHERE person_id = $1 LIMIT 1");
    Ok(conn.opt(sql.bind(person.to_string())).await?.is_some())
}

/// Keeps a device that a person signs in from for the first time.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Tx,
    person: PersonId,
    token_hash: &str,
    device: &Device,
) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO device (id, person_id, token_hash, agent, address, first_seen_at, \
             last_seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(device.id.to_string())
        .bind(person.to_string())
        .bind(token_hash)
        .bind(&device.agent)
        .bind(&device.address)
        .bind(device.first_seen_at)
        .bind(device.last_seen_at),
    )
    .await?;
    Ok(())
}

/// Notes that a person signed in from a device again.
///
/// # Errors
/// The database's.
pub async fn seen(tx: &mut Tx, id: DeviceId, agent: &str, address: &str, now: i64) -> Result<()> {
    let sql =
        Sql::new("UPDATE device SET agent = $1, address = $2, last_seen_at = $3 WHERE id = $4");
    tx.run_exactly(1, sql.bind(agent).bind(address).bind(now).bind(id.to_string())).await?;
    Ok(())
}

/// Forgets a device of a person; `false` when there is none of this id.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Tx, person: PersonId, id: DeviceId) -> Result<bool> {
    let sql = Sql::new("DELETE FROM device WHERE id = $1 AND person_id = $2");
    Ok(tx.run(sql.bind(id.to_string()).bind(person.to_string())).await? == 1)
}

/// Forgets every device of a person, and says how many.
///
/// # Errors
/// The database's.
pub async fn forget_all(tx: &mut Tx, person: PersonId) -> Result<u64> {
    let sql = Sql::new("DELETE FROM device WHERE person_id = $1");
    Ok(tx.run(sql.bind(person.to_string())).await?)
}

/// Forgets devices that nobody signed in from since `before`, ms UTC.
///
/// # Errors
/// The database's.
pub async fn forget_old(tx: &mut Tx, before: i64) -> Result<u64> {
    Ok(tx.run(Sql::new("DELETE FROM device WHERE last_seen_at < $1").bind(before)).await?)
}
