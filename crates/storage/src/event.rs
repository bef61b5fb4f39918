//! What happened to a customer, with the values before and after: the erasable half of the record.
//! The other half is the evidence log, which keeps only commitments to these values.

use crate::vault::{self, Carrier, Column, closed};
use crate::{Result, from_json, parse};
use kedang_db::{Conn, Sql, Tx, Value};
use kedang_domain::id::{CustomerId, PersonId};
use serde::{Deserialize, Serialize};

/// Events in one INSERT.
const ROWS: usize = 50;

/// One field that changed, with its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Key of the field; `name`, `owner` and the like for what is not in the catalogue.
    pub field: String,
    /// Before; absent when it was empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<serde_json::Value>,
    /// After; absent when it was emptied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<serde_json::Value>,
}

/// What an event keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// Fields that changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<FieldChange>,
    /// Why, in the words of whoever did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Nonce of the commitments in the log, hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// The row of an imported file that the customer was made of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<i64>,
    /// The name of its sheet, where the file had several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// All of it, while it is sealed. What this module gives is open.
    #[serde(default, rename = "$sealed", skip_serializing_if = "Option::is_none")]
    pub sealed: Option<String>,
}

/// What of an event may lie sealed.
pub(crate) const DETAIL: Column = Column::new("event", "detail");

impl Carrier for Detail {
    fn sealed(&self) -> Option<&str> {
        self.sealed.as_deref()
    }

    fn take(&mut self, opened: &str) -> Result<()> {
        *self = from_json("event.detail", opened)?;
        Ok(())
    }
}

/// An event on a customer's timeline.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its id, UUIDv7 text: orders events of the same instant.
    pub id: String,
    /// Whose.
    pub customer: CustomerId,
    /// ms UTC.
    pub at: i64,
    /// created, change, owner, share, contact, verification, import…
    pub kind: String,
    /// Who did it.
    pub person: PersonId,
    /// Id of what it was done to, when that is not the customer itself; else empty.
    pub subject: String,
    /// Values and reason.
    pub detail: Detail,
}

/// Keeps events, in the transaction of what happened.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, events: &[Event]) -> Result<()> {
    for chunk in events.chunks(ROWS) {
        let mut rows = Vec::with_capacity(chunk.len());
        let customers: Vec<_> = chunk.iter().map(|event| event.customer).collect();
        let sealers = vault::sealers(tx, &customers).await?;
        for event in chunk {
            let sealer = sealers.get(&event.customer).cloned().unwrap_or_default();
            rows.push([
                Value::from(&event.id),
                event.customer.to_string().into(),
                event.at.into(),
                (&event.kind).into(),
                event.person.to_string().into(),
                (&event.subject).into(),
                sealer.document(DETAIL, &event.id, &event.detail)?.into(),
            ]);
        }
        let mut sql = Sql::new(
            "INSERT INTO event (id, customer_id, at, kind, person_id, subject, detail) VALUES ",
        );
        sql.rows(rows);
        tx.run_exactly(chunk.len() as u64, sql).await?;
    }
    Ok(())
}

/// Events of a customer, newest first, before `(at, id)` when given; only of these kinds unless
/// the list is empty. The caller has checked that the customer is visible.
///
/// # Errors
/// The database's.
pub async fn of_customer(
    conn: &mut Conn,
    customer: CustomerId,
    kinds: &[&str],
    before: Option<(i64, &str)>,
    limit: i64,
) -> Result<Vec<Event>> {
    let mut sql =
        Sql::new("SELECT id, at, kind, person_id, subject, detail FROM event WHERE customer_id = ");
    sql.value(customer.to_string());
    if !kinds.is_empty() {
        sql.push(" AND kind IN (").list(kinds.iter().copied()).push(")");
    }
    if let Some((at, id)) = before {
        sql.push(" AND (at, id) < (").value(at).push(", ").value(id).push(")");
    }
    sql.push(" ORDER BY at DESC, id DESC LIMIT ").value(limit);
    let rows = conn.all(sql).await?;
    let mut events = rows
        .into_iter()
        .map(|mut r| {
            Ok(Event {
                id: r.take()?,
                customer,
                at: r.take()?,
                kind: r.take()?,
                person: parse("event.person_id", &r.take::<String>()?)?,
                subject: r.take()?,
                detail: from_json("event.detail", &r.take::<String>()?)?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    open(conn, &mut events).await?;
    Ok(events)
}

/// Opens what is sealed of these events.
pub(crate) async fn open(conn: &mut Conn, events: &mut [Event]) -> Result<()> {
    let sealed = events.iter_mut().filter_map(|one| closed(DETAIL, &one.id, &mut one.detail));
    vault::open(conn, sealed.collect()).await
}
