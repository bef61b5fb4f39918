//! Obligations: opened and fulfilled set-wise, in the transaction of the entries that do it.

mod change;
mod clause;
mod clock;
mod extension;
mod list;
pub mod place;
mod way;

pub use change::{Left, follow, keep_due, left_by, pending_about, reassign, release};
pub use clause::{Owed, by_clause, pending_of};
pub use clock::{
    OverdueOne, Reminded, breach, late, no_longer_late, opened_to, reminded, reminders, reopen,
    set_opened_to, stale,
};
pub use extension::{Extension, WaitingExtension, ask, decide, extensions, waiting_extensions};
pub use list::{Filter, Listed, Nearest, Wanted, count, get, list, nearest, of_customer};
pub use place::{Placed, customers, departments, people, people_of, people_of_role, post_of};

use crate::{Result, StorageError};
use kedang_db::{Conn, Sql, Tx, Value};
use kedang_domain::id::{CustomerId, DepartmentId, ObligationId};
use kedang_domain::obligation::{Assignee, ObligationState, Period};

/// Rows in one INSERT.
const ROWS: usize = 40;
/// Ids in one statement.
const IDS: usize = 256;

/// What an obligation is about: a word and an id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct About {
    /// `customer`, `department`, `person`, `company`, or the kind of another thing.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// The entry of the log that opens or fulfils an obligation: its place among those that are
/// appended together.
pub type Offset = usize;

/// An obligation that begins.
#[derive(Clone, Debug)]
pub struct New {
    /// Which.
    pub id: ObligationId,
    /// Key of the duty.
    pub duty: String,
    /// Version of the regulation.
    pub policy: String,
    /// The clause, as everybody quotes it.
    pub clause: String,
    /// What is to be done, in Chinese and in English.
    pub title: (String, String),
    /// What it is about.
    pub about: About,
    /// The customer concerned.
    pub customer: Option<CustomerId>,
    /// The department whose head answers for it.
    pub department: Option<DepartmentId>,
    /// How the assignee was found.
    pub who: String,
    /// Who has to do it.
    pub assignee: Assignee,
    /// The period, where it comes back.
    pub period: Option<Period>,
    /// From when the time runs, ms UTC.
    pub from_at: i64,
    /// The last instant, ms UTC.
    pub due_at: i64,
    /// Whether the holidays were known.
    pub certain: bool,
    /// ms UTC.
    pub opened_at: i64,
    /// The entry that opens it; `None` where the calendar does.
    pub opened_by: Option<Offset>,
    /// When its assignee is to be reminded, ms UTC.
    pub remind_at: Option<i64>,
    /// Fulfilled by the very entry that opens it.
    pub closed: Option<ObligationState>,
    /// Found late at once.
    pub breached: bool,
}

impl New {
    fn key(&self, first: i64) -> String {
        let occasion = match (self.period, self.opened_by) {
            (Some(period), _) => period.start.to_string(),
            (None, Some(offset)) => format!("#{}", entry(first, offset)),
            (None, None) => self.id.to_string(),
        };
        format!("{}|{}:{}|{occasion}", self.duty, self.about.kind, self.about.id)
    }
}

/// The place in the log of an entry that was appended with others, of which the first got `first`.
fn entry(first: i64, offset: Offset) -> i64 {
    first.saturating_add(i64::try_from(offset).unwrap_or(i64::MAX))
}

/// Puts obligations on file; those that were opened before stay as they are. Returns how many are
/// new. `first` is the place of the first entry that was appended.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, new: &[New], first: i64) -> Result<u64> {
    let mut made = 0;
    for chunk in new.chunks(ROWS) {
        let mut sql = Sql::new(
            "INSERT INTO obligation (id, key, duty, policy, clause, title_zh, title_en, \
             subject_kind, subject_id, customer_id, department_id, who, assignee_kind, \
             assignee_id, period_start, period_end, from_at, due_at, first_due_at, certain, \
             opened_at, opened_by, pending, state, remind_at, breached_at, closed_at, closed_by, \
             version) VALUES ",
        );
        sql.rows(chunk.iter().map(|one| row(one, first)));
        sql.push(" ON CONFLICT (key) DO NOTHING");
        made += tx.run(sql).await?;
    }
    Ok(made)
}

fn row(new: &New, first: i64) -> Vec<Value> {
    let state = new.closed.unwrap_or(ObligationState::Open);
    let entry = new.opened_by.map(|offset| entry(first, offset));
    let closed = new.closed.is_some();
    vec![
        new.id.to_string().into(),
        new.key(first).into(),
        new.duty.as_str().into(),
        new.policy.as_str().into(),
        new.clause.as_str().into(),
        new.title.0.as_str().into(),
        new.title.1.as_str().into(),
        new.about.kind.as_str().into(),
        new.about.id.as_str().into(),
        new.customer.map(|id| id.to_string()).into(),
        new.department.map(|id| id.to_string()).into(),
        new.who.as_str().into(),
        new.assignee.kind.code().into(),
        new.assignee.id.as_str().into(),
        new.period.map(|period| period.start.to_string()).into(),
        new.period.map(|period| period.end.to_string()).into(),
        new.from_at.into(),
        new.due_at.into(),
        new.due_at.into(),
        new.certain.into(),
        new.opened_at.into(),
        entry.into(),
        (!closed).into(),
        state.code().into(),
        new.remind_at.filter(|_| !closed).into(),
        new.breached.then_some(new.opened_at).into(),
        closed.then_some(new.opened_at).into(),
        entry.filter(|_| closed).into(),
        1_i64.into(),
    ]
}

/// An obligation that is to be done, as far as entries of the log need it.
#[derive(Clone, Debug)]
pub struct Pending {
    /// Which.
    pub id: ObligationId,
    /// Key of the duty.
    pub duty: String,
    /// What it is about.
    pub about: About,
    /// The customer concerned.
    pub customer: Option<String>,
    /// The clause.
    pub clause: String,
    /// Version of the regulation.
    pub policy: String,
    /// The first day of the period, where it comes back.
    pub period: Option<String>,
    /// From when its time runs, ms UTC.
    pub from_at: i64,
    /// The last instant, ms UTC.
    pub due_at: i64,
    /// Whether somebody found that it is late.
    pub breached: bool,
    /// Who has to do it.
    pub assignee: Assignee,
}

/// What is to be done about these things because of these duties, the oldest first.
///
/// # Errors
/// The database's.
pub async fn pending(
    conn: &mut Conn,
    duties: &[String],
    subjects: &[String],
) -> Result<Vec<Pending>> {
    let mut found = Vec::new();
    if duties.is_empty() {
        return Ok(found);
    }
    for chunk in subjects.chunks(IDS) {
        let mut sql = Sql::new(
            "SELECT id, duty, subject_kind, subject_id, customer_id, clause, policy, \
             period_start, from_at, due_at, state, assignee_kind, assignee_id FROM obligation WHERE subject_id IN (",
        );
        sql.list(chunk.iter().map(String::as_str)).push(") AND pending = 1 AND duty IN (");
        sql.list(duties.iter().map(String::as_str)).push(") ORDER BY opened_at, id");
        for mut row in conn.all(sql).await? {
            found.push(Pending {
                id: crate::parse("obligation.id", &row.take::<String>()?)?,
                duty: row.take()?,
                about: About { kind: row.take()?, id: row.take()? },
                customer: row.take()?,
                clause: row.take()?,
                policy: row.take()?,
                period: row.take()?,
                from_at: row.take()?,
                due_at: row.take()?,
                breached: state(&row.take::<String>()?)? == ObligationState::Breached,
                assignee: assignee(&row.take::<String>()?, row.take()?)?,
            });
        }
    }
    Ok(found)
}

/// Some that are fulfilled by one entry with the same outcome.
#[derive(Clone, Debug)]
pub struct Closing {
    /// Which.
    pub ids: Vec<ObligationId>,
    /// How they end.
    pub state: ObligationState,
    /// When, ms UTC.
    pub at: i64,
    /// The entry that fulfils them.
    pub by: Offset,
}

/// Fulfils obligations; those that are not to be done any more stay as they are.
///
/// # Errors
/// The database's.
pub async fn close(tx: &mut Tx, closings: &[Closing], first: i64) -> Result<()> {
    let each: Vec<_> = closings
        .iter()
        .flat_map(|closing| closing.ids.iter().map(move |id| (id, closing)))
        .collect();
    for chunk in each.chunks(ROWS) {
        let mut sql = Sql::new("WITH done (id, state, at, entry) AS (VALUES ");
        sql.rows(chunk.iter().map(|(id, closing)| -> [Value; 4] {
            [
                id.to_string().into(),
                closing.state.code().into(),
                closing.at.into(),
                entry(first, closing.by).into(),
            ]
        }));
        sql.push(
            ") UPDATE obligation SET pending = 0, state = done.state, closed_at = done.at, \
             closed_by = done.entry, remind_at = NULL, version = obligation.version + 1, \
             breached_at = CASE WHEN done.state = 'late_kept' \
             THEN coalesce(obligation.breached_at, done.at) ELSE obligation.breached_at END \
             FROM done WHERE obligation.id = done.id AND obligation.pending = 1",
        );
        tx.run(sql).await?;
    }
    Ok(())
}

/// Lets an open obligation count from an earlier moment.
///
/// # Errors
/// The database's.
pub async fn count_from(
    tx: &mut Tx,
    id: ObligationId,
    from_at: i64,
    due_at: i64,
    remind_at: Option<i64>,
) -> Result<()> {
    let sql = Sql::new(
        "UPDATE obligation SET from_at = $1, due_at = $2, first_due_at = $2, remind_at = $3, \
         version = version + 1 WHERE id = $4 AND pending = 1",
    );
    tx.run(sql.bind(from_at).bind(due_at).bind(remind_at).bind(id.to_string())).await?;
    Ok(())
}

pub(crate) fn state(code: &str) -> Result<ObligationState> {
    ObligationState::from_code(code).ok_or_else(|| StorageError::corrupt("obligation.state")(&code))
}

pub(crate) fn assignee(kind: &str, id: String) -> Result<Assignee> {
    let kind = kedang_domain::obligation::AssigneeKind::from_code(kind)
        .ok_or_else(|| StorageError::corrupt("obligation.assignee_kind")(&kind))?;
    Ok(Assignee { kind, id })
}
