//! Imports that wait for another person's approval, or had one.

use super::{Batch, SELECT, batch};
use crate::{Result, StorageError, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{DepartmentId, ImportId, PersonId};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// How far the request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ApprovalState {
    /// It waits.
    Asked,
    /// The import may be written as it was.
    Approved,
    /// It may not.
    Refused,
    /// It was taken back, or something of the import was changed.
    Withdrawn,
}

impl ApprovalState {
    /// Its stable name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Asked, Self::Approved, Self::Refused, Self::Withdrawn]
            .into_iter()
            .find(|one| one.code() == code)
    }
}

/// The latest request for an approval of an import.
#[derive(Clone, Debug)]
pub struct Approval {
    /// How far it has come.
    pub state: ApprovalState,
    /// Name of who imports.
    pub applicant: String,
    /// Where they worked when they asked.
    pub department: Option<DepartmentId>,
    /// Rows that were going to be written.
    pub rows: i64,
    /// ms UTC.
    pub asked_at: i64,
    /// Who approved or refused it, and their name.
    pub decided_by: Option<(PersonId, String)>,
    /// ms UTC.
    pub decided_at: Option<i64>,
    /// Why it was refused.
    pub reason: Option<String>,
}

/// What [`SELECT`] has of it, behind everything of the import.
pub(super) fn approval(row: &mut Row) -> Result<Option<Approval>> {
    let state: Option<String> = row.take()?;
    let applicant: String = row.take()?;
    let department = parse_opt("import_approval.department_id", row.take()?)?;
    let (rows, asked_at): (Option<i64>, Option<i64>) = (row.take()?, row.take()?);
    let decided_by: Option<PersonId> = parse_opt("import_approval.decided_by", row.take()?)?;
    let decider: Option<String> = row.take()?;
    let (decided_at, reason) = (row.take()?, row.take()?);
    let Some(state) = state else { return Ok(None) };
    let known = ApprovalState::from_code(&state);
    Ok(Some(Approval {
        state: known.ok_or_else(|| StorageError::corrupt("import_approval.state")(&state))?,
        applicant,
        department,
        rows: rows.unwrap_or_default(),
        asked_at: asked_at.unwrap_or_default(),
        decided_by: decided_by.zip(decider),
        decided_at,
        reason,
    }))
}

/// Asks for an approval. An earlier request of this import is over.
///
/// # Errors
/// The database's.
pub async fn ask(
    tx: &mut Tx,
    import: ImportId,
    department: Option<DepartmentId>,
    rows: i64,
    at: i64,
) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO import_approval (import_id, department_id, state, asked_rows, asked_at) \
         VALUES ($1, $2, 'asked', $3, $4) ON CONFLICT (import_id) DO UPDATE SET \
         department_id = excluded.department_id, state = 'asked', \
         asked_rows = excluded.asked_rows, asked_at = excluded.asked_at, decided_by = NULL, \
         decided_at = NULL, reason = NULL",
    );
    let sql = sql.bind(import.to_string()).bind(department.map(|id| id.to_string()));
    tx.run_exactly(1, sql.bind(rows).bind(at)).await?;
    Ok(())
}

/// Writes a decision on a request that waits. `false` when it waits no more.
///
/// # Errors
/// The database's.
pub async fn decide(
    tx: &mut Tx,
    import: ImportId,
    state: ApprovalState,
    by: PersonId,
    at: i64,
    reason: Option<&str>,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE import_approval SET state = $1, decided_by = $2, decided_at = $3, reason = $4 \
         WHERE import_id = $5 AND state = 'asked'",
    );
    let sql = sql.bind(state.code()).bind(by.to_string()).bind(at).bind(reason);
    Ok(tx.run(sql.bind(import.to_string())).await? == 1)
}

/// Takes a request or an approval back. `false` when there is none that counts.
///
/// # Errors
/// The database's.
pub async fn withdraw(tx: &mut Tx, import: ImportId) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE import_approval SET state = 'withdrawn' \
         WHERE import_id = $1 AND state IN ('asked', 'approved')",
    );
    Ok(tx.run(sql.bind(import.to_string())).await? == 1)
}

/// Imports that wait for an approval, but for those of this person; only those that were asked for
/// from these departments when given. The longest waiting first.
///
/// # Errors
/// The database's.
pub async fn waiting<L: DeserializeOwned>(
    conn: &mut Conn,
    decider: PersonId,
    departments: Option<&BTreeSet<DepartmentId>>,
    limit: i64,
) -> Result<Vec<Batch<L>>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE a.state = 'asked' AND b.status = 'awaiting_approval' AND b.person_id <> ");
    sql.value(decider.to_string());
    if let Some(departments) = departments {
        if departments.is_empty() {
            return Ok(Vec::new());
        }
        sql.push(" AND a.department_id IN (");
        sql.list(departments.iter().map(ToString::to_string)).push(")");
    }
    sql.push(" ORDER BY a.asked_at, b.id LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(batch).collect()
}
