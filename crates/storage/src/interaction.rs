//! Interactions: how somebody of the company dealt with a customer, and what came of it (A10).
//!
//! Rows come out for customers that were found visible before, or with the customer through
//! [`visible`]. Nothing is deleted: a record taken back keeps its row, marked.

use crate::customer::{self, Seen};
use crate::vault::{self, Column, closed};
use crate::{Result, StorageError, contact, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{ContactId, CustomerId, InteractionId, PersonId};
use kedang_domain::org::{Direction, InteractionKind};
use kedang_domain::permission::{Actor, MendInteraction, Permit, RecordInteraction};

/// What of an interaction may lie sealed.
pub(crate) const SUMMARY: Column = Column::new("interaction", "summary");
const DETAIL: Column = Column::new("interaction", "detail");

/// One interaction.
#[derive(Clone, Debug)]
pub struct Interaction {
    /// Which.
    pub id: InteractionId,
    /// With which customer.
    pub customer: CustomerId,
    /// With which of its contacts, and their name.
    pub contact: Option<(ContactId, String)>,
    /// By what way.
    pub kind: InteractionKind,
    /// Who reached out.
    pub direction: Option<Direction>,
    /// When it took place, ms UTC.
    pub at: i64,
    /// Who recorded it, and their name.
    pub person: (PersonId, String),
    /// In a sentence.
    pub summary: String,
    /// In full.
    pub detail: Option<String>,
    /// When it was recorded, ms UTC.
    pub created_at: i64,
    /// Counts the changes.
    pub version: i64,
}

const SELECT: &str = "SELECT i.id, i.customer_id, i.contact_id, k.name, i.kind, i.direction, i.at, \
                      i.person_id, p.name, i.summary, i.detail, i.created_at, i.version \
                      FROM interaction i JOIN person p ON p.id = i.person_id \
                      LEFT JOIN contact k ON k.id = i.contact_id \
                      WHERE i.removed_at IS NULL AND ";

fn read(mut row: Row) -> Result<Interaction> {
    let id = parse("interaction.id", &row.take::<String>()?)?;
    let customer = parse("interaction.customer_id", &row.take::<String>()?)?;
    let contact: Option<ContactId> = parse_opt("interaction.contact_id", row.take()?)?;
    let contact_name: Option<String> = row.take()?;
    let kind: String = row.take()?;
    let direction: Option<String> = row.take()?;
    Ok(Interaction {
        id,
        customer,
        contact: contact.zip(contact_name),
        kind: InteractionKind::from_code(&kind)
            .ok_or(StorageError::Corrupt { what: "interaction.kind", why: kind })?,
        direction: match direction {
            None => None,
            Some(code) => Some(
                Direction::from_code(&code)
                    .ok_or(StorageError::Corrupt { what: "interaction.direction", why: code })?,
            ),
        },
        at: row.take()?,
        person: (parse("interaction.person_id", &row.take::<String>()?)?, row.take()?),
        summary: row.take()?,
        detail: row.take()?,
        created_at: row.take()?,
        version: row.take()?,
    })
}

/// Interactions of a customer, newest first, before `(at, id)` when given.
///
/// # Errors
/// The database's.
pub async fn of_customer(
    conn: &mut Conn,
    customer: CustomerId,
    before: Option<(i64, &str)>,
    limit: i64,
) -> Result<Vec<Interaction>> {
    let mut sql = Sql::new(SELECT);
    sql.push("i.customer_id = ").value(customer.to_string());
    if let Some((at, id)) = before {
        sql.push(" AND (i.at, i.id) < (").value(at).push(", ").value(id).push(")");
    }
    sql.push(" ORDER BY i.at DESC, i.id DESC LIMIT ").value(limit);
    let rows = conn.all(sql).await?.into_iter().map(read);
    let mut found = rows.collect::<Result<Vec<_>>>()?;
    open(conn, &mut found).await?;
    Ok(found)
}

/// Opens what is sealed of these interactions.
async fn open(conn: &mut Conn, interactions: &mut [Interaction]) -> Result<()> {
    let mut sealed = Vec::new();
    for one in interactions {
        sealed.extend(closed(SUMMARY, one.id, &mut one.summary));
        sealed.extend(closed(DETAIL, one.id, &mut one.detail));
        let contact = one.contact.as_mut();
        sealed.extend(contact.and_then(|(id, name)| closed(contact::NAME, *id, name)));
    }
    vault::open(conn, sealed).await
}

/// An interaction and its customer, if this person sees the customer at this instant.
///
/// # Errors
/// The database's.
pub async fn visible(
    conn: &mut Conn,
    actor: &Actor,
    now: i64,
    id: InteractionId,
) -> Result<Option<(Seen, Interaction)>> {
    let mut sql = Sql::new(SELECT);
    sql.push("i.id = ").value(id.to_string());
    let Some(row) = conn.opt(sql).await? else { return Ok(None) };
    let mut interaction = read(row)?;
    open(conn, std::slice::from_mut(&mut interaction)).await?;
    let seen = customer::visible(conn, actor, now, interaction.customer).await?;
    Ok(seen.map(|seen| (seen, interaction)))
}

/// With which customer an interaction was, whoever may see it. Only for the log.
///
/// # Errors
/// The database's.
pub async fn customer_of(conn: &mut Conn, id: InteractionId) -> Result<Option<CustomerId>> {
    let sql = Sql::new("SELECT customer_id FROM interaction WHERE id = $1 AND removed_at IS NULL")
        .bind(id.to_string());
    let Some(mut row) = conn.opt(sql).await? else { return Ok(None) };
    Ok(Some(parse("interaction.customer_id", &row.take::<String>()?)?))
}

/// Whether any record names this contact.
///
/// # Errors
/// The database's.
pub async fn names_contact(conn: &mut Conn, contact: ContactId) -> Result<bool> {
    let sql = Sql::new("SELECT 1 FROM interaction WHERE contact_id = $1 LIMIT 1");
    Ok(conn.opt(sql.bind(contact.to_string())).await?.is_some())
}

/// Records an interaction.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Tx,
    _permit: &Permit<RecordInteraction>,
    interaction: &Interaction,
) -> Result<()> {
    let sealer = vault::sealer(tx, interaction.customer).await?;
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO interaction (id, customer_id, contact_id, kind, direction, at, \
             person_id, summary, detail, created_at, version) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
        )
        .bind(interaction.id.to_string())
        .bind(interaction.customer.to_string())
        .bind(interaction.contact.as_ref().map(|(id, _)| id.to_string()))
        .bind(interaction.kind.code())
        .bind(interaction.direction.map(Direction::code))
        .bind(interaction.at)
        .bind(interaction.person.0.to_string())
        .bind(sealer.text(SUMMARY, interaction.id, &interaction.summary)?)
        .bind(sealer.maybe(DETAIL, interaction.id, interaction.detail.as_deref())?)
        .bind(interaction.created_at),
    )
    .await?;
    Ok(())
}

/// Changes a record that is still at the version of `interaction`. `false` when it is not.
///
/// # Errors
/// The database's.
pub async fn update(
    tx: &mut Tx,
    _permit: &Permit<MendInteraction>,
    interaction: &Interaction,
) -> Result<bool> {
    let sealer = vault::sealer(tx, interaction.customer).await?;
    let changed = tx
        .run(
            Sql::new(
                "UPDATE interaction SET contact_id = $1, kind = $2, direction = $3, at = $4, \
                 summary = $5, detail = $6, version = version + 1 \
                 WHERE id = $7 AND version = $8 AND removed_at IS NULL",
            )
            .bind(interaction.contact.as_ref().map(|(id, _)| id.to_string()))
            .bind(interaction.kind.code())
            .bind(interaction.direction.map(Direction::code))
            .bind(interaction.at)
            .bind(sealer.text(SUMMARY, interaction.id, &interaction.summary)?)
            .bind(sealer.maybe(DETAIL, interaction.id, interaction.detail.as_deref())?)
            .bind(interaction.id.to_string())
            .bind(interaction.version),
        )
        .await?;
    Ok(changed == 1)
}

/// Takes a record back that is still at this version. `false` when it is not.
///
/// # Errors
/// The database's.
pub async fn remove(
    tx: &mut Tx,
    _permit: &Permit<MendInteraction>,
    id: InteractionId,
    version: i64,
    at: i64,
) -> Result<bool> {
    let changed = tx
        .run(
            Sql::new(
                "UPDATE interaction SET removed_at = $1, version = version + 1 \
                 WHERE id = $2 AND version = $3 AND removed_at IS NULL",
            )
            .bind(at)
            .bind(id.to_string())
            .bind(version),
        )
        .await?;
    Ok(changed == 1)
}

/// Sets the customer's latest contact to what its records say; needed when one was mended or taken
/// back, since [`customer::touch`] only moves it forward.
///
/// # Errors
/// The database's.
pub async fn recount_last(tx: &mut Tx, customer: CustomerId) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE customer SET last_contact_at = COALESCE((SELECT max(at) FROM interaction \
             WHERE customer_id = $1 AND removed_at IS NULL), 0) WHERE id = $1",
        )
        .bind(customer.to_string()),
    )
    .await?;
    Ok(())
}
