//! Shares: one person may see one customer until a day (D3, S 10). What they see by it is decided
//! in [`crate::visibility`]; here shares are made, listed and ended.
//!
//! Shares come out for customers that were found visible before. Nothing is deleted: a share that
//! is over shows who could see what, when.

use crate::{Result, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId, ShareId};
use kedang_domain::permission::{EndShare, Permit, ShareCustomer};

/// One share that is neither over nor ended.
#[derive(Clone, Debug)]
pub struct Share {
    /// Which.
    pub id: ShareId,
    /// Of which customer.
    pub customer: CustomerId,
    /// With whom, and their name.
    pub person: (PersonId, String),
    /// By whom, and their name.
    pub shared_by: (PersonId, String),
    /// What for.
    pub reason: String,
    /// ms UTC.
    pub created_at: i64,
    /// Its end, ms UTC.
    pub until: i64,
}

fn read(mut row: Row) -> Result<Share> {
    Ok(Share {
        id: parse("customer_share.id", &row.take::<String>()?)?,
        customer: parse("customer_share.customer_id", &row.take::<String>()?)?,
        person: (parse("customer_share.person_id", &row.take::<String>()?)?, row.take()?),
        shared_by: (parse("customer_share.shared_by", &row.take::<String>()?)?, row.take()?),
        reason: row.take()?,
        created_at: row.take()?,
        until: row.take()?,
    })
}

/// The shares of a customer that hold at this instant, newest first.
///
/// # Errors
/// The database's.
pub async fn live(conn: &mut Conn, customer: CustomerId, now: i64) -> Result<Vec<Share>> {
    conn.all(
        Sql::new(
            "SELECT s.id, s.customer_id, s.person_id, p.name, s.shared_by, b.name, s.reason, \
             s.created_at, s.until FROM customer_share s JOIN person p ON p.id = s.person_id \
             JOIN person b ON b.id = s.shared_by \
             WHERE s.customer_id = $1 AND s.ended_at IS NULL AND s.until > $2 \
             ORDER BY s.created_at DESC, s.id DESC",
        )
        .bind(customer.to_string())
        .bind(now),
    )
    .await?
    .into_iter()
    .map(read)
    .collect()
}

/// Somebody with whom a customer could be shared.
#[derive(Clone, Debug)]
pub struct Receiver {
    /// Their name.
    pub name: String,
    /// Where they work.
    pub department: Option<DepartmentId>,
    /// Whether they work here still.
    pub active: bool,
}

/// The person, if there is one of this id.
///
/// # Errors
/// The database's.
pub async fn receiver(conn: &mut Conn, person: PersonId) -> Result<Option<Receiver>> {
    let sql = Sql::new("SELECT name, department_id, active FROM person WHERE id = $1")
        .bind(person.to_string());
    conn.opt(sql)
        .await?
        .map(|mut row| {
            Ok(Receiver {
                name: row.take()?,
                department: parse_opt("person.department_id", row.take()?)?,
                active: row.take()?,
            })
        })
        .transpose()
}

/// Shares a customer.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, permit: &Permit<ShareCustomer>, share: &Share) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO customer_share (id, customer_id, person_id, shared_by, reason, \
             created_at, until) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(share.id.to_string())
        .bind(share.customer.to_string())
        .bind(share.person.0.to_string())
        .bind(permit.person().to_string())
        .bind(&share.reason)
        .bind(share.created_at)
        .bind(share.until),
    )
    .await?;
    Ok(())
}

/// Ends a share at this instant. `false` when it was over already.
///
/// # Errors
/// The database's.
pub async fn end(tx: &mut Tx, _permit: &Permit<EndShare>, id: ShareId, at: i64) -> Result<bool> {
    let changed = tx
        .run(
            Sql::new(
                "UPDATE customer_share SET ended_at = $1 \
                 WHERE id = $2 AND ended_at IS NULL AND until > $1",
            )
            .bind(at)
            .bind(id.to_string()),
        )
        .await?;
    Ok(changed == 1)
}
