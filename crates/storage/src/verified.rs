//! Facts that somebody verified: of a customer or a contact, each until its value changes.

use crate::vault::{self, Column, closed};
use crate::{Result, parse};
use kedang_db::{Conn, Sql, Tx, Value};
use kedang_domain::id::{CustomerId, PersonId, Uuid};
use kedang_domain::permission::{ApplyCorrection, Permit, VerifyCustomer};

/// Rows in one INSERT, at most.
const ROWS: usize = 64;

/// What of a verified fact may lie sealed.
const HOW: Column = Column::new("verified_fact", "how");

/// The id of a row, for the place of what is sealed in it.
fn row_id(subject: Uuid, field: &str) -> String {
    format!("{}/{field}", subject.hyphenated())
}

/// A verified fact.
#[derive(Clone, Debug)]
pub struct VerifiedFact {
    /// The customer or the contact whose fact it is.
    pub subject: Uuid,
    /// Key of the field; `name` for the name.
    pub field: String,
    /// When, ms UTC.
    pub at: i64,
    /// Who, and their name.
    pub by: (PersonId, String),
    /// How.
    pub how: String,
    /// Somebody has doubted it since.
    pub doubted: bool,
}

/// Leave to say that a fact is true.
#[derive(Debug)]
pub enum Leave<'a> {
    /// It was verified.
    Verify(&'a Permit<VerifyCustomer>),
    /// It was corrected after a check.
    Correct(&'a Permit<ApplyCorrection>),
}

impl Leave<'_> {
    fn person(&self) -> PersonId {
        match self {
            Self::Verify(permit) => permit.person(),
            Self::Correct(permit) => permit.person(),
        }
    }
}

/// Those of these fields of a customer or contact that are verified.
///
/// # Errors
/// The database's.
pub async fn among(conn: &mut Conn, subject: Uuid, fields: &[&str]) -> Result<Vec<String>> {
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("SELECT field FROM verified_fact WHERE subject_id = ");
    sql.value(subject.hyphenated().to_string()).push(" AND field IN (");
    sql.list(fields.iter().copied()).push(") ORDER BY field");
    conn.all(sql).await?.into_iter().map(|mut row| Ok(row.take()?)).collect()
}

/// The verified facts of a customer and of the contacts that it has.
///
/// # Errors
/// The database's.
pub async fn of_customer(conn: &mut Conn, customer: CustomerId) -> Result<Vec<VerifiedFact>> {
    let sql = Sql::new(
        "SELECT id FROM contact WHERE customer_id = $1 AND removed_at IS NULL ORDER BY id",
    );
    let mut subjects = vec![customer.uuid()];
    for mut row in conn.all(sql.bind(customer.to_string())).await? {
        subjects.push(parse("contact.id", &row.take::<String>()?)?);
    }
    of(conn, &subjects).await
}

/// The verified facts of these customers and contacts.
///
/// # Errors
/// The database's.
pub async fn of(conn: &mut Conn, subjects: &[Uuid]) -> Result<Vec<VerifiedFact>> {
    let mut found = Vec::new();
    for chunk in subjects.chunks(256) {
        let mut sql = Sql::new(
            "SELECT v.subject_id, v.field, v.verified_at, v.verified_by, p.name, v.how, v.doubted \
             FROM verified_fact v JOIN person p ON p.id = v.verified_by WHERE v.subject_id IN (",
        );
        sql.list(chunk.iter().map(|id| id.hyphenated().to_string()));
        sql.push(") ORDER BY v.subject_id, v.field");
        for mut row in conn.all(sql).await? {
            found.push(VerifiedFact {
                subject: parse("verified_fact.subject_id", &row.take::<String>()?)?,
                field: row.take()?,
                at: row.take()?,
                by: (parse("verified_fact.verified_by", &row.take::<String>()?)?, row.take()?),
                how: row.take()?,
                doubted: row.take()?,
            });
        }
    }
    let sealed = found.iter_mut().filter_map(|one| {
        let row = row_id(one.subject, &one.field);
        closed(HOW, row, &mut one.how)
    });
    vault::open(conn, sealed.collect()).await?;
    Ok(found)
}

/// Keeps that these facts are true, by whom and how.
///
/// # Errors
/// The database's.
pub async fn set(
    tx: &mut Tx,
    leave: &Leave<'_>,
    facts: &[(Uuid, &str)],
    how: &str,
    at: i64,
) -> Result<()> {
    let by = leave.person().to_string();
    for chunk in facts.chunks(ROWS) {
        let mut sql = Sql::new(
            "INSERT INTO verified_fact (subject_id, field, verified_at, verified_by, how, doubted) \
             VALUES ",
        );
        let subjects: Vec<_> = chunk.iter().map(|(subject, _)| *subject).collect();
        let sealers = vault::sealers_of(tx, &subjects).await?;
        let rows = chunk.iter().map(|(subject, field)| -> Result<[Value; 6]> {
            let sealer = sealers.get(subject).cloned().unwrap_or_default();
            Ok([
                subject.hyphenated().to_string().into(),
                (*field).into(),
                at.into(),
                by.as_str().into(),
                sealer.text(HOW, row_id(*subject, field), how)?.into(),
                false.into(),
            ])
        });
        sql.rows(rows.collect::<Result<Vec<_>>>()?);
        sql.push(
            " ON CONFLICT (subject_id, field) DO UPDATE SET verified_at = excluded.verified_at, \
             verified_by = excluded.verified_by, how = excluded.how, doubted = 0",
        );
        tx.run(sql).await?;
    }
    Ok(())
}

/// Forgets that these facts were verified: their values are others now.
///
/// # Errors
/// The database's.
pub async fn forget(tx: &mut Tx, subject: Uuid, fields: &[&str]) -> Result<()> {
    if fields.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("DELETE FROM verified_fact WHERE subject_id = ");
    sql.value(subject.hyphenated().to_string()).push(" AND field IN (");
    sql.list(fields.iter().copied()).push(")");
    tx.run(sql).await?;
    Ok(())
}

/// Keeps that a verified fact is doubted. One that is not verified is left alone.
///
/// # Errors
/// The database's.
pub async fn doubt(tx: &mut Tx, subject: Uuid, field: &str) -> Result<()> {
    let sql = Sql::new("UPDATE verified_fact SET doubted = 1 WHERE subject_id = $1 AND field = $2");
    tx.run(sql.bind(subject.hyphenated().to_string()).bind(field)).await?;
    Ok(())
}
