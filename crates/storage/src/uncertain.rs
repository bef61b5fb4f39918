//! Marks of uncertainty (S 7.2): a fact that somebody was not sure of, until it is verified.

use crate::vault::{self, Column, closed};
use crate::{Result, parse, parse_opt};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::id::{ContactId, CustomerId, MarkId, PersonId};
use kedang_domain::permission::{EditCustomer, Permit, VerifyCustomer};

/// What of a mark may lie sealed.
pub(crate) const NOTE: Column = Column::new("uncertain_mark", "note");
const HOW: Column = Column::new("uncertain_mark", "how");

/// An open mark.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Key of the field.
    pub field: String,
    /// The contact whose field it is; `None` for the customer's own.
    pub contact: Option<ContactId>,
    /// What is doubted.
    pub note: String,
    /// Who marked it, and their name.
    pub marked_by: (PersonId, String),
    /// ms UTC.
    pub marked_at: i64,
}

/// Open marks of a customer, oldest first. The caller has checked that it is visible.
///
/// # Errors
/// The database's.
pub async fn open_marks(conn: &mut Conn, customer: CustomerId) -> Result<Vec<Mark>> {
    let rows = conn
        .all(
            Sql::new(
                "SELECT m.id, m.field, m.contact_id, m.note, m.marked_by, p.name, m.marked_at \
             FROM uncertain_mark m JOIN person p ON p.id = m.marked_by \
             WHERE m.customer_id = $1 AND m.verified_at IS NULL ORDER BY m.marked_at, m.id",
            )
            .bind(customer.to_string()),
        )
        .await?;
    let rows = rows.into_iter().map(|mut r| {
        let id: String = r.take()?;
        let mark = Mark {
            field: r.take()?,
            contact: parse_opt("uncertain_mark.contact_id", r.take()?)?,
            note: r.take()?,
            marked_by: (parse("uncertain_mark.marked_by", &r.take::<String>()?)?, r.take()?),
            marked_at: r.take()?,
        };
        Ok((id, mark))
    });
    let mut marks = rows.collect::<Result<Vec<_>>>()?;
    let sealed = marks.iter_mut().filter_map(|(id, mark)| closed(NOTE, id, &mut mark.note));
    vault::open(conn, sealed.collect()).await?;
    Ok(marks.into_iter().map(|(_, mark)| mark).collect())
}

/// Closes the marks on these fields of the customer itself because their values changed, and says
/// how many are still open.
///
/// # Errors
/// The database's.
pub async fn close_changed(
    tx: &mut Tx,
    customer: CustomerId,
    fields: &[&str],
    by: PersonId,
    at: i64,
) -> Result<i64> {
    if !fields.is_empty() {
        let mut sql = Sql::new("UPDATE uncertain_mark SET verified_by = ");
        sql.value(by.to_string()).push(", verified_at = ").value(at);
        sql.push(", how = 'changed' WHERE customer_id = ").value(customer.to_string());
        sql.push(" AND contact_id IS NULL AND verified_at IS NULL AND field IN (");
        sql.list(fields.iter().copied()).push(")");
        tx.run(sql).await?;
    }
    let sql = "SELECT count(*) FROM uncertain_mark WHERE customer_id = $1 AND verified_at IS NULL";
    Ok(tx.one(Sql::new(sql).bind(customer.to_string())).await?.take()?)
}

/// Marks a fact. The caller has seen to it that it is not marked already, and counts the marks
/// anew ([`crate::customer::count_marks`]).
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Tx,
    _permit: &Permit<EditCustomer>,
    id: MarkId,
    customer: CustomerId,
    mark: &Mark,
) -> Result<()> {
    let sealer = vault::sealer(tx, customer).await?;
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO uncertain_mark (id, customer_id, contact_id, field, note, marked_by, \
             marked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(id.to_string())
        .bind(customer.to_string())
        .bind(mark.contact.map(|id| id.to_string()))
        .bind(&mark.field)
        .bind(sealer.text(NOTE, id, &mark.note)?)
        .bind(mark.marked_by.0.to_string())
        .bind(mark.marked_at),
    )
    .await?;
    Ok(())
}

/// Closes the open mark on a fact: it was verified, `how` says by what. `false` when there was
/// none. The caller counts the marks anew.
///
/// # Errors
/// The database's.
pub async fn verify(
    tx: &mut Tx,
    permit: &Permit<VerifyCustomer>,
    customer: CustomerId,
    contact: Option<ContactId>,
    field: &str,
    how: &str,
    at: i64,
) -> Result<bool> {
    let open = Sql::new(
        "SELECT id FROM uncertain_mark WHERE customer_id = $1 \
         AND contact_id IS NOT DISTINCT FROM $2 AND field = $3 AND verified_at IS NULL",
    )
    .bind(customer.to_string())
    .bind(contact.map(|id| id.to_string()))
    .bind(field);
    let open = tx.all(open).await?;
    let closed = open.len();
    let sealer = vault::sealer(tx, customer).await?;
    for mut row in open {
        let id: String = row.take()?;
        let close = Sql::new(
            "UPDATE uncertain_mark SET verified_by = $1, verified_at = $2, how = $3 WHERE id = $4",
        )
        .bind(permit.person().to_string())
        .bind(at)
        .bind(sealer.text(HOW, &id, how)?)
        .bind(id);
        tx.run_exactly(1, close).await?;
    }
    Ok(closed > 0)
}

/// Closes the marks on these fields of a contact because their values changed. The caller counts
/// the marks anew.
///
/// # Errors
/// The database's.
pub async fn close_changed_of_contact(
    tx: &mut Tx,
    permit: &Permit<EditCustomer>,
    contact: ContactId,
    fields: &[&str],
    at: i64,
) -> Result<()> {
    if fields.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("UPDATE uncertain_mark SET verified_by = ");
    sql.value(permit.person().to_string()).push(", verified_at = ").value(at);
    sql.push(", how = 'changed' WHERE contact_id = ").value(contact.to_string());
    sql.push(" AND verified_at IS NULL AND field IN (");
    sql.list(fields.iter().copied()).push(")");
    tx.run(sql).await?;
    Ok(())
}

/// Closes the marks on a contact because it was taken off. The caller counts the marks anew.
///
/// # Errors
/// The database's.
pub async fn close_removed(
    tx: &mut Tx,
    permit: &Permit<EditCustomer>,
    contact: ContactId,
    at: i64,
) -> Result<()> {
    tx.run(
        Sql::new(
            "UPDATE uncertain_mark SET verified_by = $1, verified_at = $2, how = 'removed' \
             WHERE contact_id = $3 AND verified_at IS NULL",
        )
        .bind(permit.person().to_string())
        .bind(at)
        .bind(contact.to_string()),
    )
    .await?;
    Ok(())
}
