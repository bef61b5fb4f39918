//! What speaks for one of two customers or for one of two facts.

use crate::event::{self, Detail};
use crate::vault::{self, closed};
use crate::{Result, from_json};
use kedang_db::{Conn, Sql};
use kedang_domain::id::CustomerId;
use std::collections::HashMap;

/// Events looked through for when a fact was changed last, the latest first.
const LOOKED_THROUGH: i64 = 500;

/// What is linked to a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Contacts that are on file.
    pub contacts: i64,
    /// Records of interactions.
    pub interactions: i64,
    /// Shares that were ever given.
    pub shares: i64,
    /// Open marks of uncertainty.
    pub doubts: i64,
    /// Facts that were verified.
    pub verified: i64,
    /// Moments of the timeline, but for interactions.
    pub events: i64,
}

/// Counts what is linked to a customer. The caller has checked that it is visible.
///
/// # Errors
/// The database's.
pub async fn counts(conn: &mut Conn, id: CustomerId) -> Result<Counts> {
    let sql = Sql::new(
        "SELECT (SELECT count(*) FROM contact WHERE customer_id = $1 AND removed_at IS NULL), \
         (SELECT count(*) FROM interaction WHERE customer_id = $1 AND removed_at IS NULL), \
         (SELECT count(*) FROM customer_share WHERE customer_id = $1), \
         (SELECT count(*) FROM uncertain_mark WHERE customer_id = $1 AND verified_at IS NULL), \
         (SELECT count(*) FROM uncertain_mark WHERE customer_id = $1 AND verified_at IS NOT NULL \
          AND how NOT IN ('changed', 'removed', 'merged')), \
         (SELECT count(*) FROM event WHERE customer_id = $1 AND kind <> 'interaction')",
    );
    let mut row = conn.one(sql.bind(id.to_string())).await?;
    Ok(Counts {
        contacts: row.take()?,
        interactions: row.take()?,
        shares: row.take()?,
        doubts: row.take()?,
        verified: row.take()?,
        events: row.take()?,
    })
}

/// When the facts of a customer were changed and verified last, ms UTC, by key of the field.
#[derive(Clone, Debug, Default)]
pub struct Dated {
    /// Changed.
    pub changed: HashMap<String, i64>,
    /// Verified.
    pub verified: HashMap<String, i64>,
}

/// When the facts of a customer were changed and verified last, as far as its timeline is looked
/// through. The caller has checked that it is visible.
///
/// # Errors
/// The database's.
pub async fn dated(conn: &mut Conn, id: CustomerId) -> Result<Dated> {
    let mut found = Dated::default();
    let changes = Sql::new(
        "SELECT id, at, detail FROM event WHERE customer_id = $1 AND subject = '' \
         AND kind IN ('change', 'owner', 'merge') ORDER BY at DESC, id DESC LIMIT $2",
    );
    for mut row in conn.all(changes.bind(id.to_string()).bind(LOOKED_THROUGH)).await? {
        let (id, at): (String, i64) = (row.take()?, row.take()?);
        let mut detail: Detail = from_json("event.detail", &row.take::<String>()?)?;
        let sealed = closed(event::DETAIL, id, &mut detail);
        vault::open(conn, sealed.into_iter().collect()).await?;
        for change in detail.changes {
            found.changed.entry(change.field).or_insert(at);
        }
    }
    let verified = Sql::new(
        "SELECT field, max(verified_at) FROM uncertain_mark WHERE customer_id = $1 \
         AND contact_id IS NULL AND verified_at IS NOT NULL \
         AND how NOT IN ('changed', 'removed', 'merged') GROUP BY field",
    );
    for mut row in conn.all(verified.bind(id.to_string())).await? {
        found.verified.insert(row.take()?, row.take()?);
    }
    Ok(found)
}
