//! What customer service and finance add for a month.

use crate::customer::code;
use crate::vault::{self, Column, closed};
use crate::{Result, StorageError, parse};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{CustomerId, PersonId};
use kedang_domain::month_check::{Month, NoteKind, PaymentState};
use std::collections::HashMap;

/// What somebody added for a month.
#[derive(Clone, Debug)]
pub struct Note {
    /// By which department.
    pub kind: NoteKind,
    /// The state of payment; `None` for a note of customer service.
    pub payment: Option<PaymentState>,
    /// In somebody's words; may be empty where the state of payment says all.
    pub text: String,
    /// Who, and their name.
    pub person: (PersonId, String),
    /// ms UTC.
    pub at: i64,
}

/// A customer with what was added for a month, as those see it who add: code and name alone.
#[derive(Clone, Debug)]
pub struct NoteRow {
    /// Running number: the order of the list.
    pub no: i64,
    /// Which.
    pub id: CustomerId,
    /// File code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// What was added, if anything.
    pub note: Option<Note>,
}

/// What of a note may lie sealed.
const TEXT: Column = Column::new("month_check_note", "text");

/// The id of a row, for the place of what is sealed in it.
fn row_id(month: Month, customer: CustomerId, kind: NoteKind) -> String {
    format!("{month}/{customer}/{}", kind.code())
}

fn read(row: &mut Row) -> Result<Option<Note>> {
    let kind: Option<String> = row.take()?;
    let payment: Option<String> = row.take()?;
    let text: Option<String> = row.take()?;
    let person: Option<String> = row.take()?;
    let name: Option<String> = row.take()?;
    let at: Option<i64> = row.take()?;
    let (Some(kind), Some(text), Some(person), Some(at)) = (kind, text, person, at) else {
        return Ok(None);
    };
    Ok(Some(Note {
        kind: NoteKind::from_code(&kind)
            .ok_or_else(|| StorageError::corrupt("month_check_note.kind")(&kind))?,
        payment: payment
            .map(|code| {
                PaymentState::from_code(&code)
                    .ok_or_else(|| StorageError::corrupt("month_check_note.payment")(&code))
            })
            .transpose()?,
        text,
        person: (parse("month_check_note.person_id", &person)?, name.unwrap_or_default()),
        at,
    }))
}

/// What was added to these customers for a month. The caller has checked that they are visible.
///
/// # Errors
/// The database's.
pub async fn notes(
    conn: &mut Conn,
    month: Month,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Vec<Note>>> {
    let mut found: HashMap<CustomerId, Vec<Note>> = HashMap::new();
    if customers.is_empty() {
        return Ok(found);
    }
    let mut sql = Sql::new(
        "SELECT n.customer_id, n.kind, n.payment, n.text, n.person_id, p.name, n.at \
         FROM month_check_note n JOIN person p ON p.id = n.person_id WHERE n.month = ",
    );
    sql.value(month.to_string()).push(" AND n.customer_id IN (");
    sql.list(customers.iter().map(ToString::to_string)).push(") ORDER BY n.kind");
    for mut row in conn.all(sql).await? {
        let id = parse("month_check_note.customer_id", &row.take::<String>()?)?;
        found.entry(id).or_default().extend(read(&mut row)?);
    }
    let mut sealed = Vec::new();
    for (customer, notes) in &mut found {
        let each = notes.iter_mut();
        sealed.extend(
            each.filter_map(|one| closed(TEXT, row_id(month, *customer, one.kind), &mut one.text)),
        );
    }
    vault::open(conn, sealed).await?;
    Ok(found)
}

/// Customers by running number, with what was added to them for a month: code and name alone, for
/// those whom the rule lets add to every customer ([`kedang_domain::permission::RecordPayment`] and
/// [`kedang_domain::permission::NoteMonthService`]; the caller has asked).
///
/// # Errors
/// The database's.
pub async fn note_rows(
    conn: &mut Conn,
    month: Month,
    kind: NoteKind,
    only: Option<CustomerId>,
    after: i64,
    limit: i64,
) -> Result<Vec<NoteRow>> {
    let mut sql = Sql::new(
        "SELECT c.no, c.id, c.name, n.kind, n.payment, n.text, n.person_id, p.name, n.at \
         FROM customer c LEFT JOIN month_check_note n ON n.customer_id = c.id AND n.month = ",
    );
    sql.value(month.to_string()).push(" AND n.kind = ").value(kind.code());
    sql.push(" LEFT JOIN person p ON p.id = n.person_id WHERE c.no > ").value(after);
    if let Some(only) = only {
        sql.push(" AND c.id = ").value(only.to_string());
    }
    sql.push(" ORDER BY c.no LIMIT ").value(limit);
    let rows = conn.all(sql).await?;
    let mut found = rows
        .into_iter()
        .map(|mut row| {
            let no = row.take()?;
            let id = parse("customer.id", &row.take::<String>()?)?;
            let name = row.take()?;
            Ok(NoteRow { no, id, code: code(no), name, note: read(&mut row)? })
        })
        .collect::<Result<Vec<_>>>()?;
    let sealed = found.iter_mut().filter_map(|row| {
        let place = row_id(month, row.id, kind);
        row.note.as_mut().and_then(|note| closed(TEXT, place, &mut note.text))
    });
    vault::open(conn, sealed.collect()).await?;
    Ok(found)
}

/// Writes what is added to a customer for a month, in the place of what was.
///
/// # Errors
/// The database's.
pub async fn put_note(tx: &mut Tx, month: Month, customer: CustomerId, note: &Note) -> Result<()> {
    let sealer = vault::sealer(tx, customer).await?;
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO month_check_note (month, customer_id, kind, payment, text, person_id, \
             at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (month, customer_id, kind) \
             DO UPDATE SET payment = excluded.payment, text = excluded.text, \
             person_id = excluded.person_id, at = excluded.at",
        )
        .bind(month.to_string())
        .bind(customer.to_string())
        .bind(note.kind.code())
        .bind(note.payment.map(PaymentState::code))
        .bind(sealer.text(TEXT, row_id(month, customer, note.kind), &note.text)?)
        .bind(note.person.0.to_string())
        .bind(note.at),
    )
    .await?;
    Ok(())
}
