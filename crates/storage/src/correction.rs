//! Corrections of customers' facts. They come out for those who see the customer.

use crate::vault::{self, Column, closed};
use crate::visibility::Scope;
use crate::{Result, StorageError, contact, from_json, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::correction::CorrectionState;
use kedang_domain::id::{ContactId, CorrectionId, CustomerId, DepartmentId, PersonId, Uuid};
use kedang_domain::permission::{ApplyCorrection, CheckCorrection, Permit, ReportCorrection};
use serde_json::Value;

/// A correction.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Which.
    pub id: CorrectionId,
    /// The customer.
    pub customer: CustomerId,
    /// Its running number.
    pub customer_no: i64,
    /// Its name.
    pub customer_name: String,
    /// The department it belongs to.
    pub department: DepartmentId,
    /// The contact whose fact it is, and their name; `None` for the customer's own.
    pub contact: Option<(ContactId, String)>,
    /// Key of the field; `name` for the name.
    pub field: String,
    /// What was on file when it was reported; null: nothing.
    pub before: Value,
    /// What is right; null: nothing.
    pub after: Value,
    /// Why.
    pub reason: String,
    /// Where that is known from.
    pub source: String,
    /// Who reported it, and their name.
    pub reported_by: (PersonId, String),
    /// When, ms UTC.
    pub reported_at: i64,
    /// How far it is.
    pub state: CorrectionState,
    /// Who checked or refused it, and their name.
    pub checked_by: Option<(PersonId, String)>,
    /// When, ms UTC.
    pub checked_at: Option<i64>,
    /// How it was checked, or why it was refused.
    pub finding: Option<String>,
    /// Who put it right, and their name.
    pub applied_by: Option<(PersonId, String)>,
    /// When, ms UTC.
    pub applied_at: Option<i64>,
    /// Counts the changes.
    pub version: i64,
}

const SELECT: &str = "SELECT k.id, k.customer_id, c.no, c.name, c.department_id, k.contact_id, \
    COALESCE(t.name, ''), k.field, k.before, k.after, k.reason, k.source, k.reported_by, r.name, \
    k.reported_at, k.state, k.checked_by, h.name, k.checked_at, k.finding, k.applied_by, a.name, \
    k.applied_at, k.version FROM correction k JOIN customer c ON c.id = k.customer_id \
    LEFT JOIN contact t ON t.id = k.contact_id JOIN person r ON r.id = k.reported_by \
    LEFT JOIN person h ON h.id = k.checked_by LEFT JOIN person a ON a.id = k.applied_by WHERE ";

fn read(mut row: Row) -> Result<Correction> {
    let mut text = || row.take::<String>();
    let id = parse("correction.id", &text()?)?;
    let customer = parse("correction.customer_id", &text()?)?;
    let customer_no = row.take()?;
    let mut text = || row.take::<String>();
    let customer_name = text()?;
    let department = parse("customer.department_id", &text()?)?;
    let contact = Some(text()?).filter(|id| !id.is_empty());
    let contact_name = text()?;
    let contact: Option<ContactId> = parse_opt("correction.contact_id", contact)?;
    let field = text()?;
    let before = from_json("correction.before", &text()?)?;
    let after = from_json("correction.after", &text()?)?;
    let (reason, source) = (text()?, text()?);
    let reported_by = (parse("correction.reported_by", &text()?)?, text()?);
    let reported_at = row.take()?;
    let state: String = row.take()?;
    let state = CorrectionState::from_code(&state)
        .ok_or_else(|| StorageError::corrupt("correction.state")(&state))?;
    let checker: Option<PersonId> = parse_opt("correction.checked_by", row.take()?)?;
    let checked_by = checker.zip(row.take::<Option<String>>()?);
    let (checked_at, finding) = (row.take()?, row.take()?);
    let applier: Option<PersonId> = parse_opt("correction.applied_by", row.take()?)?;
    let applied_by = applier.zip(row.take::<Option<String>>()?);
    Ok(Correction {
        id,
        customer,
        customer_no,
        customer_name,
        department,
        contact: contact.map(|id| (id, contact_name)),
        field,
        before,
        after,
        reason,
        source,
        reported_by,
        reported_at,
        state,
        checked_by,
        checked_at,
        finding,
        applied_by,
        applied_at: row.take()?,
        version: row.take()?,
    })
}

/// What of a correction may lie sealed.
const BEFORE: Column = Column::new("correction", "before");
const AFTER: Column = Column::new("correction", "after");
const REASON: Column = Column::new("correction", "reason");
const SOURCE: Column = Column::new("correction", "source");
const FINDING: Column = Column::new("correction", "finding");

async fn all(conn: &mut Conn, sql: Sql) -> Result<Vec<Correction>> {
    let rows = conn.all(sql).await?.into_iter().map(read);
    let mut found = rows.collect::<Result<Vec<_>>>()?;
    let mut sealed = Vec::new();
    for one in &mut found {
        sealed.extend(closed(BEFORE, one.id, &mut one.before));
        sealed.extend(closed(AFTER, one.id, &mut one.after));
        sealed.extend(closed(REASON, one.id, &mut one.reason));
        sealed.extend(closed(SOURCE, one.id, &mut one.source));
        sealed.extend(closed(FINDING, one.id, &mut one.finding));
        let contact = one.contact.as_mut();
        sealed.extend(contact.and_then(|(id, name)| closed(contact::NAME, *id, name)));
    }
    vault::open(conn, sealed).await?;
    Ok(found)
}

/// A correction of a customer within the scope.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, scope: &Scope, id: CorrectionId) -> Result<Option<Correction>> {
    let mut sql = Sql::new(SELECT);
    sql.push("k.id = ").value(id.to_string()).push(" AND ");
    scope.open(&mut sql);
    Ok(all(conn, sql).await?.pop())
}

/// Which corrections are wanted.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// Only of this state.
    pub state: Option<CorrectionState>,
    /// Only of this customer.
    pub customer: Option<CustomerId>,
    /// Only those that this person reported.
    pub reporter: Option<PersonId>,
    /// Only those that this person did not report, of these departments; of any when `None`.
    pub checker: Option<(PersonId, Option<Vec<DepartmentId>>)>,
}

/// A page of the corrections of customers within the scope, the newest first, behind
/// `(reported_at, id)` when given.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    scope: &Scope,
    which: &Which,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<Correction>> {
    let mut sql = Sql::new(SELECT);
    scope.open(&mut sql);
    if let Some(state) = which.state {
        sql.push(" AND k.state = ").value(state.code());
    }
    if let Some(customer) = which.customer {
        sql.push(" AND k.customer_id = ").value(customer.to_string());
    }
    if let Some(reporter) = which.reporter {
        sql.push(" AND k.reported_by = ").value(reporter.to_string());
    }
    if let Some((checker, departments)) = &which.checker {
        sql.push(" AND k.reported_by <> ").value(checker.to_string());
        match departments.as_deref() {
            None => {}
            Some([]) => {
                sql.push(" AND 1 = 0");
            }
            Some(departments) => {
                sql.push(" AND c.department_id IN (");
                sql.list(departments.iter().map(ToString::to_string)).push(")");
            }
        }
    }
    if let Some((at, id)) = after {
        sql.push(" AND (k.reported_at, k.id) < (").value(at).push(", ");
        sql.value(id.hyphenated().to_string()).push(")");
    }
    sql.push(" ORDER BY k.reported_at DESC, k.id DESC LIMIT ").value(limit);
    all(conn, sql).await
}

/// The correction of a fact about which something is still to be done.
///
/// # Errors
/// The database's.
pub async fn open_one(
    conn: &mut Conn,
    customer: CustomerId,
    contact: Option<ContactId>,
    field: &str,
) -> Result<Option<CorrectionId>> {
    let sql = Sql::new(
        "SELECT id FROM correction WHERE customer_id = $1 AND contact_id = $2 AND field = $3 \
         AND state IN ('reported', 'checked')",
    );
    let contact = contact.map(|id| id.to_string()).unwrap_or_default();
    let row = conn.opt(sql.bind(customer.to_string()).bind(contact).bind(field)).await?;
    row.map(|mut row| parse("correction.id", &row.take::<String>()?)).transpose()
}

/// An error as somebody reports it.
#[derive(Clone, Debug)]
pub struct NewCorrection<'a> {
    /// Which.
    pub id: CorrectionId,
    /// The customer.
    pub customer: CustomerId,
    /// The contact; `None` for the customer's own fact.
    pub contact: Option<ContactId>,
    /// Key of the field.
    pub field: &'a str,
    /// What is on file.
    pub before: &'a Value,
    /// What is right.
    pub after: &'a Value,
    /// Why.
    pub reason: &'a str,
    /// Where that is known from.
    pub source: &'a str,
    /// When, ms UTC.
    pub at: i64,
}

/// Keeps a reported error.
///
/// # Errors
/// The database's; a unique violation when one about the same fact is open.
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<ReportCorrection>,
    new: &NewCorrection<'_>,
) -> Result<()> {
    let sealer = vault::sealer(tx, new.customer).await?;
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO correction (id, customer_id, contact_id, field, before, after, reason, \
             source, reported_by, reported_at, state, version) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'reported', 1)",
        )
        .bind(new.id.to_string())
        .bind(new.customer.to_string())
        .bind(new.contact.map(|id| id.to_string()).unwrap_or_default())
        .bind(new.field)
        .bind(sealer.document(BEFORE, new.id, new.before)?)
        .bind(sealer.document(AFTER, new.id, new.after)?)
        .bind(sealer.text(REASON, new.id, new.reason)?)
        .bind(sealer.text(SOURCE, new.id, new.source)?)
        .bind(permit.person().to_string())
        .bind(new.at),
    )
    .await?;
    Ok(())
}

/// Keeps what the check came to. `false` when somebody else was faster.
///
/// # Errors
/// The database's.
pub async fn check(
    tx: &mut Tx,
    permit: &Permit<CheckCorrection>,
    correction: &Correction,
    state: CorrectionState,
    finding: &str,
    at: i64,
) -> Result<bool> {
    let sealer = vault::sealer(tx, correction.customer).await?;
    let finding = sealer.text(FINDING, correction.id, finding)?;
    let sql = Sql::new(
        "UPDATE correction SET state = $1, checked_by = $2, checked_at = $3, finding = $4, \
         version = version + 1 WHERE id = $5 AND version = $6",
    );
    let sql = sql.bind(state.code()).bind(permit.person().to_string()).bind(at).bind(finding);
    Ok(tx.run(sql.bind(correction.id.to_string()).bind(correction.version)).await? == 1)
}

/// Keeps that what was checked is put right. `false` when somebody else was faster.
///
/// # Errors
/// The database's.
pub async fn apply(
    tx: &mut Tx,
    permit: &Permit<ApplyCorrection>,
    correction: &Correction,
    at: i64,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE correction SET state = 'applied', applied_by = $1, applied_at = $2, \
         version = version + 1 WHERE id = $3 AND version = $4 AND state = 'checked'",
    );
    let sql = sql.bind(permit.person().to_string()).bind(at);
    Ok(tx.run(sql.bind(correction.id.to_string()).bind(correction.version)).await? == 1)
}
