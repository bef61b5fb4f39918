//! Weekly change lists: one for each department and week, and the changes on it.
//!
//! A list names no customer; the changes on it come out only through [`Scope`], so that of a
//! customer who is with another department by now its old head sees nothing, not even a count.

mod change;
mod gather;

pub use change::{
    Change, answer, author_and_verdict, change, changes, judge, judge_rest, sent_back,
};
pub use gather::{Gathering, drop_changes, gather, make, mark};

use crate::visibility::Scope;
use crate::{Result, StorageError, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::change_list::ListState;
use kedang_domain::id::{ChangeListId, DepartmentId, PersonId};
use kedang_domain::permission::{AcceptChangeList, Permit, ReviewChangeList};
use std::collections::HashMap;

/// Who did something, their name, and when (ms UTC).
pub type Done = (PersonId, String, i64);

/// The change list of a department and a week.
#[derive(Clone, Debug)]
pub struct ChangeList {
    /// Which.
    pub id: ChangeListId,
    /// Whose, and its name.
    pub department: (DepartmentId, String),
    /// The first day of the week, `YYYY-MM-DD` where the company is.
    pub first_day: String,
    /// Its last day.
    pub last_day: String,
    /// The beginning of the first day, ms UTC.
    pub from_at: i64,
    /// The end of the last day, ms UTC.
    pub until_at: i64,
    /// By when it is to be reviewed, ms UTC.
    pub due_at: i64,
    /// How far it is.
    pub state: ListState,
    /// Who reviewed it.
    pub reviewed: Option<Done>,
    /// Who accepted it.
    pub accepted: Option<Done>,
    /// Counts the steps.
    pub version: i64,
}

/// How many changes a list has, of those that somebody sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub changes: i64,
    /// Of which nothing was said.
    pub open: i64,
    /// Which went back to their author.
    pub again: i64,
    /// To which their author said something.
    pub answered: i64,
}

/// What of the lists is wanted.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Of these departments; `None`: of all.
    pub departments: Option<Vec<DepartmentId>>,
    /// That are so far.
    pub state: Option<ListState>,
    /// After the one with this end and department.
    pub after: Option<(i64, DepartmentId)>,
}

const SELECT: &str = "SELECT l.id, l.department_id, d.name, l.first_day, l.last_day, l.from_at, \
    l.until_at, l.due_at, l.state, l.reviewed_by, r.name, l.reviewed_at, l.accepted_by, a.name, \
    l.accepted_at, l.version FROM change_list l JOIN department d ON d.id = l.department_id \
    LEFT JOIN person r ON r.id = l.reviewed_by LEFT JOIN person a ON a.id = l.accepted_by ";

/// Reads three columns: who, their name, when.
fn done(row: &mut Row) -> Result<Option<Done>> {
    let person: Option<PersonId> = parse_opt("change_list person", row.take()?)?;
    let (name, at): (Option<String>, Option<i64>) = (row.take()?, row.take()?);
    Ok(person.zip(at).map(|(person, at)| (person, name.unwrap_or_default(), at)))
}

fn read(mut row: Row) -> Result<ChangeList> {
    Ok(ChangeList {
        id: parse("change_list.id", &row.take::<String>()?)?,
        department: (parse("change_list.department_id", &row.take::<String>()?)?, row.take()?),
        first_day: row.take()?,
        last_day: row.take()?,
        from_at: row.take()?,
        until_at: row.take()?,
        due_at: row.take()?,
        state: {
            let code: String = row.take()?;
            ListState::from_code(&code)
                .ok_or_else(|| StorageError::corrupt("change_list.state")(&code))?
        },
        reviewed: done(&mut row)?,
        accepted: done(&mut row)?,
        version: row.take()?,
    })
}

/// Lists, the latest week first, by department within a week. Which departments somebody may see is
/// for the caller to say.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn, wanted: &Wanted, limit: i64) -> Result<Vec<ChangeList>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE 1 = 1");
    match &wanted.departments {
        Some(departments) if departments.is_empty() => return Ok(Vec::new()),
        Some(departments) => {
            sql.push(" AND l.department_id IN (");
            sql.list(departments.iter().map(ToString::to_string)).push(")");
        }
        None => {}
    }
    if let Some(state) = wanted.state {
        sql.push(" AND l.state = ").value(state.code());
    }
    if let Some((until, department)) = wanted.after {
        sql.push(" AND (l.until_at < ").value(until).push(" OR (l.until_at = ").value(until);
        sql.push(" AND l.department_id > ").value(department.to_string()).push("))");
    }
    sql.push(" ORDER BY l.until_at DESC, l.department_id LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// One list. The caller checks that its department is one that the person sees.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: ChangeListId) -> Result<Option<ChangeList>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE l.id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// How many changes these lists have, of those that somebody sees.
///
/// # Errors
/// The database's.
pub async fn counts(
    conn: &mut Conn,
    scope: &Scope,
    lists: &[ChangeListId],
) -> Result<HashMap<ChangeListId, Counts>> {
    let mut found: HashMap<ChangeListId, Counts> = HashMap::new();
    if lists.is_empty() {
        return Ok(found);
    }
    let mut sql = Sql::new(
        "SELECT i.list_id, i.verdict, count(*) FROM change_item i \
         JOIN event e ON e.id = i.event_id JOIN customer c ON c.id = e.customer_id \
         WHERE i.list_id IN (",
    );
    sql.list(lists.iter().map(ToString::to_string)).push(") AND ");
    scope.open(&mut sql);
    sql.push(" GROUP BY i.list_id, i.verdict");
    for mut row in conn.all(sql).await? {
        let id = parse("change_item.list_id", &row.take::<String>()?)?;
        let (verdict, count): (String, i64) = (row.take()?, row.take()?);
        let counts = found.entry(id).or_default();
        counts.changes += count;
        match verdict.as_str() {
            "open" => counts.open += count,
            "again" => counts.again += count,
            "answered" => counts.answered += count,
            _ => {}
        }
    }
    Ok(found)
}

/// Writes that a list was reviewed. `false` when it is no longer at this version.
///
/// # Errors
/// The database's.
pub async fn review(
    tx: &mut Tx,
    permit: &Permit<ReviewChangeList>,
    id: ChangeListId,
    version: i64,
    at: i64,
) -> Result<bool> {
    let sql = "UPDATE change_list SET state = 'reviewed', reviewed_by = $1, reviewed_at = $2, \
               version = version + 1 WHERE id = $3 AND version = $4";
    step(tx, sql, permit.person(), at, id, version).await
}

/// Writes that a list was accepted. `false` when it is no longer at this version.
///
/// # Errors
/// The database's.
pub async fn accept(
    tx: &mut Tx,
    permit: &Permit<AcceptChangeList>,
    id: ChangeListId,
    version: i64,
    at: i64,
) -> Result<bool> {
    let sql = "UPDATE change_list SET state = 'accepted', accepted_by = $1, accepted_at = $2, \
               version = version + 1 WHERE id = $3 AND version = $4";
    step(tx, sql, permit.person(), at, id, version).await
}

async fn step(
    tx: &mut Tx,
    sql: &'static str,
    by: PersonId,
    at: i64,
    id: ChangeListId,
    version: i64,
) -> Result<bool> {
    let sql = Sql::new(sql).bind(by.to_string()).bind(at).bind(id.to_string()).bind(version);
    Ok(tx.run(sql).await? == 1)
}
