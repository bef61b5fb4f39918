//! Greetings on birthdays and holidays: work for the owner of the customer.
//!
//! Rows come out to people only as work of their own ([`of_owner`]), or with the customer through
//! [`visible`]. What the clock does ([`greetable`], [`insert`], [`open_ones`], [`end`]) tells
//! nobody anything.

mod setting;
mod work;

pub use setting::{Setting, ran_on, set_setting, setting};
pub use work::{Greetable, OpenOne, end, end_of_contact, greetable, insert, open_ones};

use crate::customer::{self, Seen, code};
use crate::vault::{self, Column, closed};
use crate::{Result, StorageError, contact, from_json, parse, parse_opt};
use jiff::civil::Date;
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::field::Values;
use kedang_domain::greeting::{GreetingState, Occasion};
use kedang_domain::id::{ContactId, CustomerId, GreetingId, InteractionId, PersonId};
use kedang_domain::permission::{Actor, Permit, SendGreeting};
use serde_json::Value;

/// A greeting.
#[derive(Clone, Debug)]
pub struct Greeting {
    /// Which.
    pub id: GreetingId,
    /// To which customer, and its file code and name.
    pub customer: (CustomerId, String, String),
    /// To which of its contacts, and their name; `None` for the customer, an individual.
    pub contact: Option<(ContactId, String)>,
    /// On what occasion.
    pub occasion: Occasion,
    /// On which day.
    pub day: Date,
    /// What it says.
    pub text: String,
    /// How it stands.
    pub state: GreetingState,
    /// Why it was not sent.
    pub reason: Option<String>,
    /// What was put on file when it was sent.
    pub interaction: Option<InteractionId>,
    /// The number by which they are reached, if one is known.
    pub mobile: Option<String>,
    /// Counts the changes.
    pub version: i64,
}

const SELECT: &str = "SELECT g.id, c.id, c.no, c.name, g.contact_id, k.name, g.occasion, g.day, \
                      g.text, g.state, g.reason, g.interaction_id, COALESCE(k.data, c.data), \
                      g.version FROM greeting g JOIN customer c ON c.id = g.customer_id \
                      LEFT JOIN contact k ON k.id = g.contact_id WHERE ";

/// An occasion as it is stored.
fn occasion(code: &str) -> Result<Occasion> {
    let corrupt = || StorageError::corrupt("greeting.occasion")(&code);
    Occasion::from_code(code).ok_or_else(corrupt)
}

fn read(mut row: Row) -> Result<(Greeting, Values)> {
    let id = parse("greeting.id", &row.take::<String>()?)?;
    let customer: CustomerId = parse("greeting.customer_id", &row.take::<String>()?)?;
    let no = row.take()?;
    let name = row.take()?;
    let contact: Option<ContactId> = parse_opt("greeting.contact_id", row.take()?)?;
    let contact_name: Option<String> = row.take()?;
    let occasion = occasion(&row.take::<String>()?)?;
    let day = parse("greeting.day", &row.take::<String>()?)?;
    let text = row.take()?;
    let state: String = row.take()?;
    let reason = row.take()?;
    let interaction = parse_opt("greeting.interaction_id", row.take()?)?;
    let facts: Values = from_json("greeting facts", &row.take::<String>()?)?;
    let greeting = Greeting {
        id,
        customer: (customer, code(no), name),
        contact: contact.zip(contact_name),
        occasion,
        day,
        text,
        state: GreetingState::from_code(&state)
            .ok_or(StorageError::Corrupt { what: "greeting.state", why: state })?,
        reason,
        interaction,
        mobile: None,
        version: row.take()?,
    };
    Ok((greeting, facts))
}

/// What of a greeting may lie sealed.
pub(crate) const TEXT: Column = Column::new("greeting", "text");
const REASON: Column = Column::new("greeting", "reason");

async fn all(conn: &mut Conn, sql: Sql) -> Result<Vec<Greeting>> {
    let rows = conn.all(sql).await?.into_iter().map(read);
    let mut found = rows.collect::<Result<Vec<_>>>()?;
    let mut sealed = Vec::new();
    for (one, facts) in &mut found {
        sealed.extend(closed(TEXT, one.id, &mut one.text));
        sealed.extend(closed(REASON, one.id, &mut one.reason));
        match &mut one.contact {
            None => sealed.extend(closed(customer::DATA, one.customer.0, facts)),
            Some((id, name)) => {
                sealed.extend(closed(contact::NAME, *id, name));
                sealed.extend(closed(contact::DATA, *id, facts));
            }
        }
    }
    vault::open(conn, sealed).await?;
    let reached = |(one, facts): (Greeting, Values)| {
        let mobile = facts.get("mobile").and_then(Value::as_str).map(str::to_owned);
        Greeting { mobile, ..one }
    };
    Ok(found.into_iter().map(reached).collect())
}

/// Open greetings to the customers of this person, the earliest first, after `(day, id)` when
/// given.
///
/// # Errors
/// The database's.
pub async fn of_owner(
    conn: &mut Conn,
    owner: PersonId,
    after: Option<(&str, &str)>,
    limit: i64,
) -> Result<Vec<Greeting>> {
    let mut sql = Sql::new(SELECT);
    sql.push("g.state = 'open' AND c.owner_id = ").value(owner.to_string());
    sql.push(" AND (g.contact_id IS NULL OR k.removed_at IS NULL)");
    if let Some((day, id)) = after {
        sql.push(" AND (g.day, g.id) > (").value(day).push(", ").value(id).push(")");
    }
    sql.push(" ORDER BY g.day, g.id LIMIT ").value(limit);
    all(conn, sql).await
}

/// A greeting and its customer, if this person sees the customer at this instant. One to a contact
/// that was taken off is gone.
///
/// # Errors
/// The database's.
pub async fn visible(
    conn: &mut Conn,
    actor: &Actor,
    now: i64,
    id: GreetingId,
) -> Result<Option<(Seen, Greeting)>> {
    let mut sql = Sql::new(SELECT);
    sql.push("g.id = ").value(id.to_string());
    sql.push(" AND (g.contact_id IS NULL OR k.removed_at IS NULL)");
    let Some(greeting) = all(conn, sql).await?.pop() else { return Ok(None) };
    let seen = customer::visible(conn, actor, now, greeting.customer.0).await?;
    Ok(seen.map(|seen| (seen, greeting)))
}

/// To which customer a greeting is, whoever may see it. Only for the log.
///
/// # Errors
/// The database's.
pub async fn customer_of(conn: &mut Conn, id: GreetingId) -> Result<Option<CustomerId>> {
    let sql = Sql::new("SELECT customer_id FROM greeting WHERE id = $1").bind(id.to_string());
    let Some(mut row) = conn.opt(sql).await? else { return Ok(None) };
    Ok(Some(parse("greeting.customer_id", &row.take::<String>()?)?))
}

/// Writes text, state, reason and interaction of an open greeting that is still at the version of
/// `greeting`. `false` when it is not.
///
/// # Errors
/// The database's.
pub async fn update(
    tx: &mut Tx,
    permit: &Permit<SendGreeting>,
    greeting: &Greeting,
    at: i64,
) -> Result<bool> {
    let closed = greeting.state != GreetingState::Open;
    let sealer = vault::sealer(tx, greeting.customer.0).await?;
    let changed = tx
        .run(
            Sql::new(
                "UPDATE greeting SET text = $1, state = $2, reason = $3, interaction_id = $4, \
                 closed_by = $5, closed_at = $6, version = version + 1 \
                 WHERE id = $7 AND version = $8 AND state = 'open'",
            )
            .bind(sealer.text(TEXT, greeting.id, &greeting.text)?)
            .bind(greeting.state.code())
            .bind(sealer.maybe(REASON, greeting.id, greeting.reason.as_deref())?)
            .bind(greeting.interaction.map(|id| id.to_string()))
            .bind(closed.then(|| permit.person().to_string()))
            .bind(closed.then_some(at))
            .bind(greeting.id.to_string())
            .bind(greeting.version),
        )
        .await?;
    Ok(changed == 1)
}
