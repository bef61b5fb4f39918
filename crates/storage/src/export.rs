//! Exports: the register of what leaves the system, and which customers were in it.

use crate::{Result, StorageError, from_json, parse, parse_opt, to_json};
use kedang_db::{Conn, Row, Sql, Tx, Value};
use kedang_domain::export::{Definition, ExportState};
use kedang_domain::id::{DepartmentId, ExportId, PersonId};
use kedang_domain::permission::{ExportCustomers, Permit};
use std::collections::BTreeSet;

/// Rows in one INSERT.
const ROWS: usize = 256;

/// An export.
#[derive(Clone, Debug)]
pub struct Export {
    /// Its running number.
    pub no: i64,
    /// Which.
    pub id: ExportId,
    /// Its number in the register, e.g. `DC20261122-001`.
    pub register: String,
    /// Who asked for it, and their name.
    pub person: (PersonId, String),
    /// Where they worked then, and its name.
    pub department: Option<(DepartmentId, String)>,
    /// What for; empty where the company does not ask.
    pub purpose: String,
    /// What is taken out.
    pub definition: Definition,
    /// How far it has come.
    pub state: ExportState,
    /// Customers counted when it was asked for; once it is fetched, with marker customers, as
    /// whoever counts the rows of the file counts them.
    pub asked_rows: i64,
    /// Customers that have left, counted alike.
    pub left_rows: i64,
    /// Who approved or refused it, and their name.
    pub decided_by: Option<(PersonId, String)>,
    /// When, ms UTC.
    pub decided_at: Option<i64>,
    /// Why it was refused.
    pub decision_reason: Option<String>,
    /// Until when it can be fetched, ms UTC.
    pub until: Option<i64>,
    /// When the fetching began, ms UTC.
    pub started_at: Option<i64>,
    /// When it was over, ms UTC.
    pub ended_at: Option<i64>,
    /// When it was asked for, ms UTC.
    pub created_at: i64,
    /// Counts the changes.
    pub version: i64,
}

/// Whose exports stand in the register.
#[derive(Clone, Debug)]
pub enum Register {
    /// Everybody's.
    All,
    /// Those of this person, and of people of these departments.
    Of(PersonId, BTreeSet<DepartmentId>),
}

/// The next number of a kind that is counted by the day, from 1. Held until the transaction ends.
///
/// # Errors
/// The database's.
pub async fn count_up(tx: &mut Tx, name: &str) -> Result<i64> {
    let rows = tx
        .all(
            Sql::new(
                "INSERT INTO counter (name, value) VALUES ($1, 1) \
                 ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value",
            )
            .bind(name),
        )
        .await?;
    match rows.into_iter().next() {
        Some(mut row) => Ok(row.take()?),
        None => Err(StorageError::corrupt("counter")(&name)),
    }
}

/// Enters an export into the register; `no` of the given one is not looked at. The nonce keys the
/// log's commitment to its purpose.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, export: &Export, nonce: &[u8]) -> Result<()> {
    let no = count_up(tx, "export").await?;
    let definition = to_json("export.definition", &export.definition)?;
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO export (no, id, register, person_id, department_id, purpose, nonce, \
             definition, state, asked_rows, left_rows, until, created_at, version) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, $12, $13)",
        )
        .bind(no)
        .bind(export.id.to_string())
        .bind(&export.register)
        .bind(export.person.0.to_string())
        .bind(export.department.as_ref().map(|(id, _)| id.to_string()))
        .bind(&export.purpose)
        .bind(nonce.to_vec())
        .bind(definition)
        .bind(export.state.code())
        .bind(export.asked_rows)
        .bind(export.until)
        .bind(export.created_at)
        .bind(export.version),
    )
    .await?;
    Ok(())
}

const SELECT: &str = "SELECT e.no, e.id, e.register, e.person_id, p.name, e.department_id, d.name, \
     e.purpose, e.definition, e.state, e.asked_rows + coalesce(m.markers, 0), \
     e.left_rows + CASE WHEN e.left_rows > 0 THEN coalesce(m.markers, 0) ELSE 0 END, e.decided_by, b.name, \
     e.decided_at, e.decision_reason, e.until, e.started_at, e.ended_at, e.created_at, e.version \
     FROM export e JOIN person p ON p.id = e.person_id \
     LEFT JOIN department d ON d.id = e.department_id LEFT JOIN person b ON b.id = e.decided_by \
     LEFT JOIN departure m ON m.source_id = e.id ";

fn export(mut row: Row) -> Result<Export> {
    let no = row.take()?;
    let id = parse("export.id", &row.take::<String>()?)?;
    let register = row.take()?;
    let person = (parse("export.person_id", &row.take::<String>()?)?, row.take()?);
    let department = parse_opt("export.department_id", row.take()?)?;
    let department_name: Option<String> = row.take()?;
    let purpose = row.take()?;
    let definition = from_json("export.definition", &row.take::<String>()?)?;
    let state: String = row.take()?;
    let state = ExportState::from_code(&state)
        .ok_or_else(|| StorageError::corrupt("export.state")(&state))?;
    let (asked_rows, left_rows) = (row.take()?, row.take()?);
    let decided_by = parse_opt("export.decided_by", row.take()?)?;
    let decider: Option<String> = row.take()?;
    Ok(Export {
        no,
        id,
        register,
        person,
        department: department.zip(department_name),
        purpose,
        definition,
        state,
        asked_rows,
        left_rows,
        decided_by: decided_by.zip(decider),
        decided_at: row.take()?,
        decision_reason: row.take()?,
        until: row.take()?,
        started_at: row.take()?,
        ended_at: row.take()?,
        created_at: row.take()?,
        version: row.take()?,
    })
}

/// One export, whoever asked for it. The caller checks that it stands in their register.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: ExportId) -> Result<Option<Export>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE e.id = ").value(id.to_string());
    conn.opt(sql).await?.map(export).transpose()
}

/// Exports of a register, newest first, before the one with running number `before` when given;
/// only those in a state when given.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    register: &Register,
    state: Option<ExportState>,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Export>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE e.no < ").value(before.unwrap_or(i64::MAX));
    if let Some(state) = state {
        sql.push(" AND e.state = ").value(state.code());
    }
    if let Register::Of(person, departments) = register {
        sql.push(" AND (e.person_id = ").value(person.to_string());
        if !departments.is_empty() {
            sql.push(" OR e.department_id IN (");
            sql.list(departments.iter().map(ToString::to_string)).push(")");
        }
        sql.push(")");
    }
    sql.push(" ORDER BY e.no DESC LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(export).collect()
}

/// Exports that wait for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Others asked for, for this person to decide.
    pub to_decide: i64,
    /// This person asked for.
    pub asked: i64,
    /// This person can fetch now.
    pub ready: i64,
}

/// How many exports wait for a person, who decides on those of these departments, or on all.
///
/// # Errors
/// The database's.
pub async fn waiting(
    conn: &mut Conn,
    person: PersonId,
    register: &Register,
    now: i64,
) -> Result<Waiting> {
    let mut sql = Sql::new("SELECT count(*) FILTER (WHERE state = 'asked' AND person_id <> ");
    sql.value(person.to_string());
    match register {
        Register::All => {}
        Register::Of(_, departments) if departments.is_empty() => {
            sql.push(" AND 1 = 0");
        }
        Register::Of(_, departments) => {
            sql.push(" AND department_id IN (");
            sql.list(departments.iter().map(ToString::to_string)).push(")");
        }
    }
    sql.push("), count(*) FILTER (WHERE state = 'asked' AND person_id = ");
    sql.value(person.to_string());
    sql.push("), count(*) FILTER (WHERE state = 'ready' AND until > ").value(now);
    sql.push(" AND person_id = ").value(person.to_string());
    sql.push(") FROM export WHERE state IN ('asked', 'ready')");
    let mut row = conn.one(sql).await?;
    Ok(Waiting { to_decide: row.take()?, asked: row.take()?, ready: row.take()? })
}

/// The departments that keep the customer data.
///
/// # Errors
/// The database's.
pub async fn custodians(conn: &mut Conn) -> Result<BTreeSet<DepartmentId>> {
    conn.all(Sql::new("SELECT id FROM department WHERE custodian = 1"))
        .await?
        .into_iter()
        .map(|mut row| parse("department.id", &row.take::<String>()?))
        .collect()
}

/// A decision on an export that was asked for.
#[derive(Clone, Copy, Debug)]
pub struct Decided<'a> {
    /// What becomes of it.
    pub state: ExportState,
    /// Who decided.
    pub by: PersonId,
    /// When, ms UTC.
    pub at: i64,
    /// Why it was refused.
    pub reason: Option<&'a str>,
    /// Until when it can be fetched, ms UTC.
    pub until: Option<i64>,
}

/// Writes a decision, if the export is still waiting for one at this version. `false` when not.
///
/// # Errors
/// The database's.
pub async fn decide(tx: &mut Tx, id: ExportId, version: i64, decided: Decided<'_>) -> Result<bool> {
    let changed = tx
        .run(
            Sql::new(
                "UPDATE export SET state = $1, decided_by = $2, decided_at = $3, \
                 decision_reason = $4, until = $5, version = version + 1 \
                 WHERE id = $6 AND version = $7 AND state = 'asked'",
            )
            .bind(decided.state.code())
            .bind(decided.by.to_string())
            .bind(decided.at)
            .bind(decided.reason)
            .bind(decided.until)
            .bind(id.to_string())
            .bind(version),
        )
        .await?;
    Ok(changed == 1)
}

/// Begins the one fetching of an export that is ready. `false` when it has begun, or is not ready,
/// or its time is over.
///
/// # Errors
/// The database's.
pub async fn start(
    tx: &mut Tx,
    _permit: &Permit<ExportCustomers>,
    id: ExportId,
    at: i64,
) -> Result<bool> {
    let changed = tx
        .run(
            Sql::new(
                "UPDATE export SET state = 'leaving', started_at = $1, moved_at = $2, \
                 version = version + 1 WHERE id = $3 AND state = 'ready' AND until > $4",
            )
            .bind(at)
            .bind(at)
            .bind(id.to_string())
            .bind(at),
        )
        .await?;
    Ok(changed == 1)
}

/// Notes which customers leave with the next part.
///
/// # Errors
/// When the export is not under way any more; otherwise the database's.
pub async fn add_rows(tx: &mut Tx, no: i64, customers: &[i64], at: i64) -> Result<()> {
    for chunk in customers.chunks(ROWS) {
        let mut sql = Sql::new("INSERT INTO export_row (export_no, customer_no) VALUES ");
        sql.rows(chunk.iter().map(|customer| [Value::from(no), Value::from(*customer)]));
        tx.run_exactly(chunk.len() as u64, sql).await?;
    }
    let count = i64::try_from(customers.len()).unwrap_or(i64::MAX);
    let sql = Sql::new(
        "UPDATE export SET left_rows = left_rows + $1, moved_at = $2 \
         WHERE no = $3 AND state = 'leaving'",
    );
    Ok(tx.run_exactly(1, sql.bind(count).bind(at).bind(no)).await?)
}

/// Ends a fetching that is under way. `false` when it is not.
///
/// # Errors
/// The database's.
pub async fn end(tx: &mut Tx, no: i64, state: ExportState, at: i64) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE export SET state = $1, ended_at = $2, version = version + 1 \
         WHERE no = $3 AND state = 'leaving'",
    );
    Ok(tx.run(sql.bind(state.code()).bind(at).bind(no)).await? == 1)
}

/// The running numbers of the customers that left, ascending, at most `limit` behind `after`.
///
/// # Errors
/// The database's.
pub async fn rows(conn: &mut Conn, no: i64, after: i64, limit: i64) -> Result<Vec<i64>> {
    let sql = Sql::new(
        "SELECT customer_no FROM export_row WHERE export_no = $1 AND customer_no > $2 \
         ORDER BY customer_no LIMIT $3",
    );
    let found = conn.all(sql.bind(no).bind(after).bind(limit)).await?;
    found.into_iter().map(|mut row| Ok(row.take()?)).collect()
}

/// Exports under way of which nothing has left since then.
///
/// # Errors
/// The database's.
pub async fn stuck(conn: &mut Conn, since: i64) -> Result<Vec<Export>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE e.state = 'leaving' AND e.moved_at < ").value(since).push(" ORDER BY e.no");
    conn.all(sql).await?.into_iter().map(export).collect()
}
