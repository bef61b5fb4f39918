//! Customers that look like invalid entries and of which somebody said that they are fine (S 9.4).

use crate::{Result, from_json, parse, to_json};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::id::{CustomerId, PersonId};
use kedang_domain::invalid::Flaw;
use kedang_domain::permission::{CleanCustomers, Permit};
use std::collections::{BTreeSet, HashMap};

/// That somebody said a customer is fine.
#[derive(Clone, Debug)]
pub struct Fine {
    /// Of which version of the customer.
    pub version: i64,
    /// In spite of what.
    pub faults: BTreeSet<Flaw>,
    /// Who, and their name.
    pub by: (PersonId, String),
    /// When, ms UTC.
    pub at: i64,
    /// Why.
    pub reason: String,
}

/// What was said of these customers. The caller has checked that they are visible.
///
/// # Errors
/// The database's.
pub async fn fine(conn: &mut Conn, ids: &[CustomerId]) -> Result<HashMap<CustomerId, Fine>> {
    let mut found = HashMap::new();
    for chunk in ids.chunks(500) {
        let mut sql = Sql::new(
            "SELECT i.customer_id, i.version, i.faults, i.ruled_by, p.name, i.ruled_at, i.reason \
             FROM invalid_entry i JOIN person p ON p.id = i.ruled_by WHERE i.customer_id IN (",
        );
        sql.list(chunk.iter().map(ToString::to_string)).push(")");
        for mut row in conn.all(sql).await? {
            let id = parse("invalid_entry.customer_id", &row.take::<String>()?)?;
            let fine = Fine {
                version: row.take()?,
                faults: from_json("invalid_entry.faults", &row.take::<String>()?)?,
                by: (parse("invalid_entry.ruled_by", &row.take::<String>()?)?, row.take()?),
                at: row.take()?,
                reason: row.take()?,
            };
            found.insert(id, fine);
        }
    }
    Ok(found)
}

/// Keeps that somebody said a customer is fine, in the place of what was said before.
///
/// # Errors
/// The database's.
pub async fn keep(
    tx: &mut Tx,
    _permit: &Permit<CleanCustomers>,
    id: CustomerId,
    fine: &Fine,
) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO invalid_entry (customer_id, version, faults, ruled_by, ruled_at, reason) \
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (customer_id) DO UPDATE SET \
         version = excluded.version, faults = excluded.faults, ruled_by = excluded.ruled_by, \
         ruled_at = excluded.ruled_at, reason = excluded.reason",
    );
    let sql = sql
        .bind(id.to_string())
        .bind(fine.version)
        .bind(to_json("invalid_entry.faults", &fine.faults)?)
        .bind(fine.by.0.to_string())
        .bind(fine.at)
        .bind(&fine.reason);
    Ok(tx.run_exactly(1, sql).await?)
}

/// Takes it back. `false` when nothing was said.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Tx, _permit: &Permit<CleanCustomers>, id: CustomerId) -> Result<bool> {
    let sql = Sql::new("DELETE FROM invalid_entry WHERE customer_id = $1");
    Ok(tx.run(sql.bind(id.to_string())).await? == 1)
}
