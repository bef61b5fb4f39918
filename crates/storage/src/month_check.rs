//! Checks at month end: one for each person, department and month; what was said of each customer,
//! what is proposed, and what service and finance add.
//!
//! Which customers a check is about follows from their owner and department, so that one that is
//! given away, merged or registered meanwhile is in the right one.

mod note;
mod proposal;
mod walk;

pub use note::{Note, NoteRow, note_rows, notes, put_note};
pub use proposal::{
    Ending, LogRow, LogWanted, Proposal, approved, decide, end, log, of_check, proposal, propose,
    withdraw, withdraw_unmarked,
};
pub use walk::{
    Part, Said, Verified, WalkRow, WalkWanted, entry_of, put_entry, verified, verify_groups,
    verify_marks, walk,
};

use crate::{Result, StorageError, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{DepartmentId, MonthCheckId, PersonId};
use kedang_domain::month_check::{CheckState, Month, Walked};
use kedang_domain::permission::{Actor, ApproveMonthCheck, CheckedSide, Permit, WalkMonthCheck};
use kedang_domain::role::Permission;

/// Who did something, their name, and when (ms UTC).
pub type Done = (PersonId, String, i64);

/// The check of a person's customers in a department at the end of a month.
#[derive(Clone, Debug)]
pub struct MonthCheck {
    /// Which.
    pub id: MonthCheckId,
    /// Of which month.
    pub month: Month,
    /// Whose customers, and their name.
    pub person: (PersonId, String),
    /// They have left.
    pub person_left: bool,
    /// Of which department, and its name.
    pub department: (DepartmentId, String),
    /// How far it is.
    pub state: CheckState,
    /// By when it is to be submitted, ms UTC.
    pub due_at: i64,
    /// Who submitted it.
    pub submitted: Option<Done>,
    /// Who approved it.
    pub approved: Option<Done>,
    /// By when what was approved is to be applied, ms UTC.
    pub apply_by: Option<i64>,
    /// When it was, ms UTC.
    pub applied_at: Option<i64>,
    /// How far its person has walked.
    pub walked: Walked,
    /// Customers with a marked group.
    pub marked: i64,
    /// Proposals: all, refused, applied, overtaken or failed.
    pub proposals: Proposals,
    /// Counts the steps.
    pub version: i64,
}

/// How many changes were proposed in a check, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// All.
    pub all: i64,
    /// The head refused them.
    pub refused: i64,
    /// They are on file.
    pub applied: i64,
    /// They could not be applied, or the fact had changed meanwhile.
    pub unapplied: i64,
}

impl MonthCheck {
    /// Whose customers these are, as the rule sees it.
    #[must_use]
    pub fn side(&self) -> CheckedSide {
        CheckedSide { person: self.person.0, department: self.department.0 }
    }
}

// The customers of an open check are counted as they are, those of a submitted one as they were.
const SELECT: &str = "SELECT m.id, m.month, m.person_id, p.name, p.active, m.department_id, d.name, \
    m.state, m.due_at, m.submitted_by, s.name, m.submitted_at, m.approved_by, a.name, \
    m.approved_at, m.apply_by, m.applied_at, \
    COALESCE(m.customers, (SELECT count(*) FROM customer c WHERE c.owner_id = m.person_id \
     AND c.department_id = m.department_id)), \
    CASE WHEN m.customers IS NOT NULL THEN m.customers ELSE \
     (SELECT count(*) FROM month_check_entry e JOIN customer c ON c.id = e.customer_id \
     WHERE e.check_id = m.id AND c.owner_id = m.person_id \
     AND c.department_id = m.department_id) END, \
    (SELECT count(*) FROM month_check_entry e JOIN customer c ON c.id = e.customer_id \
     WHERE e.check_id = m.id AND e.marked <> '[]' AND c.owner_id = m.person_id \
     AND c.department_id = m.department_id), \
    (SELECT count(*) FROM month_check_entry e JOIN customer c ON c.id = e.customer_id \
     WHERE e.check_id = m.id AND e.marked <> '[]' AND c.owner_id = m.person_id \
     AND c.department_id = m.department_id AND NOT EXISTS (SELECT 1 FROM month_check_proposal o \
     WHERE o.check_id = m.id AND o.customer_id = e.customer_id)), \
    (SELECT count(*) FROM month_check_proposal o WHERE o.check_id = m.id), \
    (SELECT count(*) FROM month_check_proposal o WHERE o.check_id = m.id AND o.state = 'refused'), \
    (SELECT count(*) FROM month_check_proposal o WHERE o.check_id = m.id AND o.state = 'applied'), \
    (SELECT count(*) FROM month_check_proposal o WHERE o.check_id = m.id \
     AND o.state IN ('overtaken', 'failed')), m.version \
    FROM month_check m JOIN person p ON p.id = m.person_id \
    JOIN department d ON d.id = m.department_id LEFT JOIN person s ON s.id = m.submitted_by \
    LEFT JOIN person a ON a.id = m.approved_by WHERE ";

/// Reads three columns: who, their name, when.
fn done(row: &mut Row) -> Result<Option<Done>> {
    let person: Option<PersonId> = parse_opt("month_check person", row.take()?)?;
    let (name, at): (Option<String>, Option<i64>) = (row.take()?, row.take()?);
    Ok(person.zip(at).map(|(person, at)| (person, name.unwrap_or_default(), at)))
}

fn read(mut row: Row) -> Result<MonthCheck> {
    let mut check = MonthCheck {
        id: parse("month_check.id", &row.take::<String>()?)?,
        month: parse("month_check.month", &row.take::<String>()?)?,
        person: (parse("month_check.person_id", &row.take::<String>()?)?, row.take()?),
        person_left: !row.take::<bool>()?,
        department: (parse("month_check.department_id", &row.take::<String>()?)?, row.take()?),
        state: {
            let code: String = row.take()?;
            CheckState::from_code(&code)
                .ok_or_else(|| StorageError::corrupt("month_check.state")(&code))?
        },
        due_at: row.take()?,
        submitted: done(&mut row)?,
        approved: done(&mut row)?,
        apply_by: row.take()?,
        applied_at: row.take()?,
        walked: {
            let (total, walked) = (row.take()?, row.take()?);
            Walked { total, walked, unproposed: 0 }
        },
        marked: row.take()?,
        proposals: Proposals::default(),
        version: 0,
    };
    check.walked.unproposed = row.take()?;
    check.proposals = Proposals {
        all: row.take()?,
        refused: row.take()?,
        applied: row.take()?,
        unapplied: row.take()?,
    };
    check.version = row.take()?;
    Ok(check)
}

/// Adds the condition that a check is for this person, see
/// [`kedang_domain::permission::sees_month_check`]; `false` when none is.
fn visible(sql: &mut Sql, actor: &Actor) -> bool {
    if !actor.reads() {
        return false;
    }
    if actor.has(Permission::CustomerViewAll) {
        sql.push("1 = 1");
        return true;
    }
    sql.push("(m.person_id = ").value(actor.person.to_string());
    if !actor.headed.is_empty() {
        sql.push(" OR m.department_id IN (");
        sql.list(actor.headed.iter().map(ToString::to_string)).push(")");
    }
    sql.push(")");
    true
}

/// The checks of a month that are for this person, by department and name.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn, actor: &Actor, month: Month) -> Result<Vec<MonthCheck>> {
    let mut sql = Sql::new(SELECT);
    if !visible(&mut sql, actor) {
        return Ok(Vec::new());
    }
    sql.push(" AND m.month = ").value(month.to_string());
    sql.push(" ORDER BY d.position, d.id, p.name, m.id");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// Submitted checks that nobody has decided on and that are for this person, the oldest first.
///
/// # Errors
/// The database's.
pub async fn submitted(conn: &mut Conn, actor: &Actor, limit: i64) -> Result<Vec<MonthCheck>> {
    let mut sql = Sql::new(SELECT);
    if !visible(&mut sql, actor) {
        return Ok(Vec::new());
    }
    sql.push(" AND m.state = 'submitted' ORDER BY m.submitted_at, m.id LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// A check, if it is for this person.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, actor: &Actor, id: MonthCheckId) -> Result<Option<MonthCheck>> {
    let mut sql = Sql::new(SELECT);
    if !visible(&mut sql, actor) {
        return Ok(None);
    }
    sql.push(" AND m.id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// Who approved a check, for the job that applies it; `None` when nothing is to be applied.
///
/// # Errors
/// The database's.
pub async fn approver(conn: &mut Conn, id: MonthCheckId) -> Result<Option<PersonId>> {
    let sql = "SELECT approved_by FROM month_check WHERE id = $1 AND state = 'approved'";
    let row = conn.opt(Sql::new(sql).bind(id.to_string())).await?;
    match row {
        Some(mut row) => parse_opt("month_check.approved_by", row.take()?),
        None => Ok(None),
    }
}

/// Whose customers there are in which department; of one person when named.
///
/// # Errors
/// The database's.
pub async fn sides(conn: &mut Conn, person: Option<PersonId>) -> Result<Vec<CheckedSide>> {
    let mut sql = Sql::new("SELECT owner_id, department_id FROM customer");
    if let Some(person) = person {
        sql.push(" WHERE owner_id = ").value(person.to_string());
    }
    sql.push(" GROUP BY owner_id, department_id ORDER BY owner_id, department_id");
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut row| {
            Ok(CheckedSide {
                person: parse("customer.owner_id", &row.take::<String>()?)?,
                department: parse("customer.department_id", &row.take::<String>()?)?,
            })
        })
        .collect()
}

/// Begins a check, unless it has begun; `false` then.
///
/// # Errors
/// The database's.
pub async fn begin(
    tx: &mut Tx,
    id: MonthCheckId,
    month: Month,
    side: CheckedSide,
    due_at: i64,
    now: i64,
) -> Result<bool> {
    let made = tx
        .run(
            Sql::new(
                "INSERT INTO month_check (id, month, person_id, department_id, state, due_at, \
                 made_at, version) VALUES ($1, $2, $3, $4, 'open', $5, $6, 1) \
                 ON CONFLICT (month, person_id, department_id) DO NOTHING",
            )
            .bind(id.to_string())
            .bind(month.to_string())
            .bind(side.person.to_string())
            .bind(side.department.to_string())
            .bind(due_at)
            .bind(now),
        )
        .await?;
    Ok(made == 1)
}

/// Writes that a check was submitted with so many customers. `false` when it is no longer at this
/// version.
///
/// # Errors
/// The database's.
pub async fn submit(
    tx: &mut Tx,
    permit: &Permit<WalkMonthCheck>,
    check: &MonthCheck,
    at: i64,
) -> Result<bool> {
    let sql = "UPDATE month_check SET state = 'submitted', submitted_by = $1, submitted_at = $2, \
               customers = $3, version = version + 1 WHERE id = $4 AND version = $5";
    let sql = Sql::new(sql).bind(permit.person().to_string()).bind(at).bind(check.walked.total);
    Ok(tx.run(sql.bind(check.id.to_string()).bind(check.version)).await? == 1)
}

/// Writes that a check was approved; what was is to be applied by an instant. `false` when it is no
/// longer at this version.
///
/// # Errors
/// The database's.
pub async fn approve(
    tx: &mut Tx,
    permit: &Permit<ApproveMonthCheck>,
    check: &MonthCheck,
    at: i64,
    apply_by: i64,
) -> Result<bool> {
    let sql = "UPDATE month_check SET state = 'approved', approved_by = $1, approved_at = $2, \
               apply_by = $3, version = version + 1 WHERE id = $4 AND version = $5";
    let sql = Sql::new(sql).bind(permit.person().to_string()).bind(at).bind(apply_by);
    Ok(tx.run(sql.bind(check.id.to_string()).bind(check.version)).await? == 1)
}

/// What is applied, and how it ended.
#[derive(Clone, Debug)]
pub struct Applied {
    /// Of which month.
    pub month: Month,
    /// Whose customers.
    pub side: CheckedSide,
    /// Proposals by state.
    pub proposals: Proposals,
}

/// Writes that all that was approved is applied; `None` when it was before.
///
/// # Errors
/// The database's.
pub async fn applied(tx: &mut Tx, id: MonthCheckId, at: i64) -> Result<Option<Applied>> {
    let sql = "UPDATE month_check SET state = 'applied', applied_at = $1, version = version + 1 \
               WHERE id = $2 AND state = 'approved'";
    if tx.run(Sql::new(sql).bind(at).bind(id.to_string())).await? == 0 {
        return Ok(None);
    }
    let mut sql = Sql::new(SELECT);
    sql.push("m.id = ").value(id.to_string());
    let check = tx.one(sql).await.map_err(StorageError::from).and_then(read)?;
    Ok(Some(Applied { month: check.month, side: check.side(), proposals: check.proposals }))
}
