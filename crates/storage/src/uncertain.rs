//! Marks of uncertainty (S 7.2): a fact that somebody was not sure of, until it is verified.

use crate::{Result, parse, parse_opt};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::id::{ContactId, CustomerId, PersonId};

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
    conn.all(
        Sql::new(
            "SELECT m.field, m.contact_id, m.note, m.marked_by, p.name, m.marked_at \
             FROM uncertain_mark m JOIN person p ON p.id = m.marked_by \
             WHERE m.customer_id = $1 AND m.verified_at IS NULL ORDER BY m.marked_at, m.id",
        )
        .bind(customer.to_string()),
    )
    .await?
    .into_iter()
    .map(|mut r| {
        Ok(Mark {
            field: r.take()?,
            contact: parse_opt("uncertain_mark.contact_id", r.take()?)?,
            note: r.take()?,
            marked_by: (parse("uncertain_mark.marked_by", &r.take::<String>()?)?, r.take()?),
            marked_at: r.take()?,
        })
    })
    .collect()
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
