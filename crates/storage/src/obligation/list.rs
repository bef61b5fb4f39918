//! Obligations as people see them: those about a customer come with the customer or not at all;
//! the others are seen by whoever has them to do, answers for the department, or sees everything.

use super::way::find;
use super::{About, assignee, state};
use crate::customer::code;
use crate::visibility::Scope;
use crate::{Result, parse, parse_opt};
use jiff::civil::Date;
use kedang_db::{Conn, Row, Sql};
use kedang_domain::id::{CustomerId, DepartmentId, ObligationId, PersonId};
use kedang_domain::obligation::{Assignee, ObligationState, Period};
use std::collections::HashMap;

/// An obligation with the names of what it is about.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Which.
    pub id: ObligationId,
    /// Key of the duty.
    pub duty: String,
    /// Version of the regulation under which it was opened.
    pub policy: String,
    /// The clause, as everybody quotes it.
    pub clause: String,
    /// What is to be done, in Chinese and in English.
    pub title: (String, String),
    /// What it is about.
    pub about: About,
    /// What that is called, when it is a person or a department.
    pub about_name: Option<String>,
    /// The customer concerned: which, its file code and name.
    pub customer: Option<(CustomerId, String, String)>,
    /// The department whose head answers for it, and its name.
    pub department: Option<(DepartmentId, String)>,
    /// How the assignee was found.
    pub who: String,
    /// Who has to do it.
    pub assignee: Assignee,
    /// What they are called.
    pub assignee_name: String,
    /// The period, where it comes back.
    pub period: Option<Period>,
    /// From when its time runs, ms UTC.
    pub from_at: i64,
    /// The last instant, ms UTC.
    pub due_at: i64,
    /// As it was before any extension.
    pub first_due_at: i64,
    /// Whether the holidays were known.
    pub certain: bool,
    /// ms UTC.
    pub opened_at: i64,
    /// The entry of the log that opened it.
    pub opened_by: Option<i64>,
    /// How it stands.
    pub state: ObligationState,
    /// When it was found to be late, ms UTC.
    pub breached_at: Option<i64>,
    /// ms UTC.
    pub closed_at: Option<i64>,
    /// The entry of the log that fulfilled it.
    pub closed_by: Option<i64>,
    /// Somebody asked for more time, and nobody has decided.
    pub extension_asked: bool,
    /// Counts the changes.
    pub version: i64,
}

/// Who looks.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// Customers that they see.
    pub scope: &'a Scope,
    /// What an assignee is called when it is they: their id and those of whom they stand in for,
    /// their post, their department, codes of their roles.
    pub refs: &'a [String],
    /// Departments that they head.
    pub headed: &'a [DepartmentId],
    /// They see also what is about no customer.
    pub all: bool,
}

/// Which ones.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Only what they have to do themselves.
    pub mine: bool,
    /// Only what others have to do.
    pub others: bool,
    /// Of these departments.
    pub departments: Option<Vec<DepartmentId>>,
    /// For this person to do.
    pub assignee: Option<PersonId>,
    /// About this customer.
    pub customer: Option<CustomerId>,
    /// About customers of this owner.
    pub owner: Option<PersonId>,
    /// Because of this duty.
    pub duty: Option<String>,
    /// Because of one of these duties; empty: of any.
    pub duties: Vec<String>,
    /// Because of this clause.
    pub clause: Option<String>,
    /// In one of these states; empty: in any.
    pub states: Vec<ObligationState>,
    /// Due before this instant, ms UTC.
    pub due_before: Option<i64>,
    /// Due at this instant or later, ms UTC.
    pub due_from: Option<i64>,
    /// Opened from one instant to before another, ms UTC.
    pub opened: Option<(i64, i64)>,
    /// Done or let go from one instant to before another, ms UTC.
    pub closed: Option<(i64, i64)>,
    /// Found late from one instant to before another, ms UTC.
    pub breached: Option<(i64, i64)>,
}

const SELECT: &str = "SELECT o.id, o.duty, o.policy, o.clause, o.title_zh, o.title_en, \
     o.subject_kind, o.subject_id, CASE o.subject_kind \
     WHEN 'person' THEN (SELECT n.name FROM person n WHERE n.id = o.subject_id) \
     WHEN 'department' THEN (SELECT n.name FROM department n WHERE n.id = o.subject_id) END, \
     c.id, c.no, c.name, o.department_id, d.name, o.who, o.assignee_kind, o.assignee_id, \
     CASE o.assignee_kind \
     WHEN 'person' THEN (SELECT n.name FROM person n WHERE n.id = o.assignee_id) \
     WHEN 'department' THEN (SELECT n.name FROM department n WHERE n.id = o.assignee_id) \
     WHEN 'post' THEN (SELECT n.name FROM post n WHERE n.id = o.assignee_id) \
     ELSE (SELECT n.name FROM role n WHERE n.code = o.assignee_id) END, \
     o.period_start, o.period_end, o.from_at, o.due_at, o.first_due_at, o.certain, o.opened_at, \
     o.opened_by, o.state, o.breached_at, o.closed_at, o.closed_by, \
     EXISTS (SELECT 1 FROM obligation_extension x WHERE x.obligation_id = o.id \
     AND x.state = 'open'), o.version";
const NAMES: &str = " LEFT JOIN customer c ON c.id = o.customer_id \
                     LEFT JOIN department d ON d.id = o.department_id";

fn read(mut row: Row) -> Result<Listed> {
    let id = parse("obligation.id", &row.take::<String>()?)?;
    let (duty, policy, clause) = (row.take()?, row.take()?, row.take()?);
    let title = (row.take()?, row.take()?);
    let about = About { kind: row.take()?, id: row.take()? };
    let about_name = row.take()?;
    let customer: Option<CustomerId> = parse_opt("customer.id", row.take()?)?;
    let no: Option<i64> = row.take()?;
    let name: Option<String> = row.take()?;
    let department: Option<DepartmentId> = parse_opt("obligation.department_id", row.take()?)?;
    let department_name: Option<String> = row.take()?;
    let who = row.take()?;
    let assignee = assignee(&row.take::<String>()?, row.take()?)?;
    let assignee_name: Option<String> = row.take()?;
    let start: Option<Date> = parse_opt("obligation.period_start", row.take()?)?;
    let end: Option<Date> = parse_opt("obligation.period_end", row.take()?)?;
    Ok(Listed {
        id,
        duty,
        policy,
        clause,
        title,
        about,
        about_name,
        customer: customer.zip(no).zip(name).map(|((id, no), name)| (id, code(no), name)),
        department: department.zip(department_name),
        who,
        assignee,
        assignee_name: assignee_name.unwrap_or_default(),
        period: start.zip(end).map(|(start, end)| Period { start, end }),
        from_at: row.take()?,
        due_at: row.take()?,
        first_due_at: row.take()?,
        certain: row.take()?,
        opened_at: row.take()?,
        opened_by: row.take()?,
        state: state(&row.take::<String>()?)?,
        breached_at: row.take()?,
        closed_at: row.take()?,
        closed_by: row.take()?,
        extension_asked: row.take()?,
        version: row.take()?,
    })
}

/// Adds what makes an obligation one that somebody may see.
pub(super) fn visible(wanted: &Wanted<'_>, sql: &mut Sql) {
    sql.push("(o.customer_id IS NOT NULL AND ");
    wanted.scope.filter(sql);
    sql.push(" OR o.customer_id IS NULL");
    if !wanted.all {
        sql.push(" AND (o.assignee_id IN (").list(wanted.refs.iter().map(String::as_str));
        sql.push(")");
        if !wanted.headed.is_empty() {
            sql.push(" OR o.department_id IN (");
            sql.list(wanted.headed.iter().map(ToString::to_string)).push(")");
        }
        sql.push(")");
    }
    sql.push(")");
}

/// Adds what an obligation has to be for somebody who looks for these.
pub(super) fn narrow(wanted: &Wanted<'_>, filter: &Filter, sql: &mut Sql) {
    visible(wanted, sql);
    if filter.mine || filter.others {
        sql.push(if filter.mine {
            " AND o.assignee_id IN ("
        } else {
            " AND o.assignee_id NOT IN ("
        });
        sql.list(wanted.refs.iter().map(String::as_str)).push(")");
    }
    if let Some(departments) = &filter.departments {
        sql.push(" AND o.department_id IN (");
        // A list of nothing finds nothing.
        let none = departments.is_empty().then(String::new);
        sql.list(departments.iter().map(ToString::to_string).chain(none)).push(")");
    }
    if let Some(person) = filter.assignee {
        sql.push(" AND o.assignee_id = ").value(person.to_string());
    }
    if let Some(customer) = filter.customer {
        sql.push(" AND o.customer_id = ").value(customer.to_string());
    }
    if let Some(owner) = filter.owner {
        sql.push(" AND c.owner_id = ").value(owner.to_string());
    }
    if let Some(duty) = &filter.duty {
        sql.push(" AND o.duty = ").value(duty.as_str());
    }
    if !filter.duties.is_empty() {
        sql.push(" AND o.duty IN (").list(filter.duties.iter().map(String::as_str)).push(")");
    }
    if let Some(clause) = &filter.clause {
        sql.push(" AND o.clause = ").value(clause.as_str());
    }
    for (column, within) in [
        ("o.opened_at", filter.opened),
        ("o.closed_at", filter.closed),
        ("o.breached_at", filter.breached),
    ] {
        if let Some((from, to)) = within {
            sql.push(" AND ").push(column).push(" >= ").value(from);
            sql.push(" AND ").push(column).push(" < ").value(to);
        }
    }
    // What is open or breached is what is pending, which the way to it says already.
    let all = [ObligationState::Open, ObligationState::Breached];
    let pending = filter.states.len() == all.len() && all.iter().all(|s| filter.states.contains(s));
    if !filter.states.is_empty() && !pending {
        sql.push(" AND o.state IN (").list(filter.states.iter().map(|state| state.code()));
        sql.push(")");
    }
    if let Some(at) = filter.due_before {
        sql.push(" AND o.due_at < ").value(at);
    }
    if let Some(at) = filter.due_from {
        sql.push(" AND o.due_at >= ").value(at);
    }
}

/// Obligations by when they are due, the earliest first, after `(due, id)` when given.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    wanted: &Wanted<'_>,
    which: &Filter,
    after: Option<(i64, ObligationId)>,
    limit: i64,
) -> Result<Vec<Listed>> {
    let mut sql = Sql::new(SELECT);
    sql.push(" FROM (");
    find(wanted, which, after, limit, &mut sql);
    sql.push(") found JOIN obligation o ON o.id = found.id");
    sql.push(NAMES).push(" ORDER BY o.due_at, o.id LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// How many there are, `cap` at most.
///
/// # Errors
/// The database's.
pub async fn count(conn: &mut Conn, wanted: &Wanted<'_>, which: &Filter, cap: i64) -> Result<i64> {
    let mut sql = Sql::new("SELECT count(*) FROM (SELECT id FROM (");
    find(wanted, which, None, cap, &mut sql);
    sql.push(") found LIMIT ").value(cap).push(") counted");
    Ok(conn.one(sql).await?.take()?)
}

/// One obligation, if this person may see it.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, wanted: &Wanted<'_>, id: ObligationId) -> Result<Option<Listed>> {
    let mut sql = Sql::new(SELECT);
    sql.push(" FROM obligation o").push(NAMES).push(" WHERE ");
    visible(wanted, &mut sql);
    sql.push(" AND o.id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// The next thing to be done about a customer.
#[derive(Clone, Debug)]
pub struct Nearest {
    /// Which.
    pub id: ObligationId,
    /// What is to be done, in Chinese and in English.
    pub title: (String, String),
    /// The clause.
    pub clause: String,
    /// The last instant, ms UTC.
    pub due_at: i64,
    /// How it stands.
    pub state: ObligationState,
}

/// What is to be done next about each of these customers. Only for customers that the person sees.
///
/// # Errors
/// The database's.
pub async fn nearest(
    conn: &mut Conn,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Nearest>> {
    let mut found: HashMap<CustomerId, Nearest> = HashMap::new();
    for chunk in customers.chunks(super::IDS) {
        let mut sql = Sql::new(
            "SELECT customer_id, id, title_zh, title_en, clause, due_at, state FROM obligation \
             WHERE pending = 1 AND customer_id IN (",
        );
        sql.list(chunk.iter().map(ToString::to_string)).push(") ORDER BY due_at, id");
        for mut row in conn.all(sql).await? {
            let customer = parse("obligation.customer_id", &row.take::<String>()?)?;
            let one = Nearest {
                id: parse("obligation.id", &row.take::<String>()?)?,
                title: (row.take()?, row.take()?),
                clause: row.take()?,
                due_at: row.take()?,
                state: state(&row.take::<String>()?)?,
            };
            found.entry(customer).or_insert(one);
        }
    }
    Ok(found)
}

/// How many things are to be done about a customer. Only for a customer that the person sees.
///
/// # Errors
/// The database's.
pub async fn of_customer(conn: &mut Conn, customer: CustomerId) -> Result<i64> {
    let sql = Sql::new("SELECT count(*) FROM obligation WHERE customer_id = $1 AND pending = 1");
    Ok(conn.one(sql.bind(customer.to_string())).await?.take()?)
}
