//! What the first page shows of a person's work.
//!
//! Every read walks one index and stops at a small limit, whatever the company's size: the page is
//! the one that everybody opens, many times a day.

use crate::vault::{self, closed};
use crate::visibility::Scope;
use crate::{
    Result, StorageError, contact, customer, event, evidence, from_json, interaction, parse,
    parse_opt, uncertain,
};
use kedang_db::{Conn, Sql};
use kedang_domain::field::Values;
use kedang_domain::id::{ContactId, CustomerId, DepartmentId, PersonId};
use kedang_domain::org::InteractionKind;
use kedang_evidence::{Entry, Outcome};
use std::collections::BTreeSet;

/// Own entries of the log that are looked through for openings.
const LOOKED_THROUGH: i64 = 400;
/// Own customers whose contacts are looked through for birthdays, the most recently changed first.
const OWN_MAX: i64 = 3_000;
/// Customers of one person are counted up to here.
pub const PERSON_CAP: i64 = 2_000;

/// A customer by name, for a line that is about something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Which.
    pub id: CustomerId,
    /// File code.
    pub code: String,
    /// Full name.
    pub name: String,
}

/// Customers that this person opened, newest first, each once, with the latest opening (ms UTC).
/// Whether they may still see them is the caller's to find out.
///
/// # Errors
/// The database's.
pub async fn opened(
    conn: &mut Conn,
    person: PersonId,
    limit: usize,
) -> Result<Vec<(CustomerId, i64)>> {
    let sql = Sql::new(
        "SELECT x.customer_id, x.at, x.seq FROM (SELECT e.seq, e.customer_id, e.at, e.action \
         FROM evidence e WHERE e.person_id = $1 ORDER BY e.seq DESC LIMIT $2) x \
         WHERE x.action = 'customer.open' ORDER BY x.seq DESC",
    )
    .bind(person.to_string())
    .bind(LOOKED_THROUGH);
    let mut seen = BTreeSet::new();
    let mut found = Vec::with_capacity(limit);
    for mut row in conn.all(sql).await? {
        if found.len() == limit {
            break;
        }
        let id: String = row.take()?;
        let at = row.take()?;
        // An attempt that was refused stands under the same action, and only the entry tells.
        if !seen.contains(&id) && was_done(conn, row.take()?).await? {
            found.push((parse("evidence.customer_id", &id)?, at));
            seen.insert(id);
        }
    }
    Ok(found)
}

async fn was_done(conn: &mut Conn, seq: i64) -> Result<bool> {
    let stored = evidence::get(conn, seq).await?;
    let entry = stored.and_then(|stored| Entry::decode(&stored.entry).ok());
    Ok(entry.is_some_and(|entry| entry.draft().outcome == Outcome::Done))
}

/// A fact that somebody was not sure of and nobody has verified.
#[derive(Clone, Debug)]
pub struct Doubt {
    /// Whose fact.
    pub customer: Named,
    /// The contact whose field it is; `None` for the customer's own.
    pub contact: Option<(ContactId, String)>,
    /// Key of the field.
    pub field: String,
    /// What is doubted.
    pub note: String,
    /// Who marked it, and their name.
    pub marked_by: (PersonId, String),
    /// ms UTC.
    pub marked_at: i64,
}

/// Doubtful facts of what this person sees, the oldest first.
///
/// # Errors
/// The database's.
pub async fn doubts(conn: &mut Conn, scope: &Scope, limit: i64) -> Result<Vec<Doubt>> {
    let mut sql = Sql::new(
        "SELECT m.id, c.id, c.no, c.name, m.contact_id, k.name, m.field, m.note, m.marked_by, p.name, \
         m.marked_at FROM ",
    );
    match scope.branches() {
        None => {
            sql.push("uncertain_mark m");
        }
        Some(branches) => {
            sql.push("(");
            for (index, branch) in branches.into_iter().enumerate() {
                sql.push(if index == 0 { "" } else { " UNION " });
                sql.push(
                    "SELECT id FROM (SELECT m.id FROM customer c \
                     JOIN uncertain_mark m ON m.customer_id = c.id WHERE ",
                );
                scope.branch(branch, &mut sql);
                sql.push(
                    " AND c.uncertain > 0 AND m.verified_at IS NULL \
                     ORDER BY m.marked_at, m.id LIMIT ",
                );
                sql.value(limit).push(") b");
            }
            sql.push(") x JOIN uncertain_mark m ON m.id = x.id");
        }
    }
    sql.push(
        " JOIN customer c ON c.id = m.customer_id JOIN person p ON p.id = m.marked_by \
         LEFT JOIN contact k ON k.id = m.contact_id \
         WHERE m.verified_at IS NULL AND ",
    );
    scope.open(&mut sql);
    sql.push(" ORDER BY m.marked_at, m.id LIMIT ");
    sql.value(limit);
    let rows = conn.all(sql).await?;
    let mut doubts = rows
        .into_iter()
        .map(|mut r| {
            let id: String = r.take()?;
            let customer = named(&mut r)?;
            let contact: Option<ContactId> = parse_opt("uncertain_mark.contact_id", r.take()?)?;
            let contact_name: Option<String> = r.take()?;
            let doubt = Doubt {
                customer,
                contact: contact.zip(contact_name),
                field: r.take()?,
                note: r.take()?,
                marked_by: (parse("uncertain_mark.marked_by", &r.take::<String>()?)?, r.take()?),
                marked_at: r.take()?,
            };
            Ok((id, doubt))
        })
        .collect::<Result<Vec<_>>>()?;
    let mut sealed = Vec::new();
    for (id, doubt) in &mut doubts {
        sealed.extend(closed(uncertain::NOTE, id, &mut doubt.note));
        let contact = doubt.contact.as_mut();
        sealed.extend(contact.and_then(|(id, name)| closed(contact::NAME, *id, name)));
    }
    vault::open(conn, sealed).await?;
    Ok(doubts.into_iter().map(|(_, doubt)| doubt).collect())
}

fn named(row: &mut kedang_db::Row) -> Result<Named> {
    Ok(Named {
        id: parse("customer.id", &row.take::<String>()?)?,
        code: customer::code(row.take()?),
        name: row.take()?,
    })
}

/// Somebody's birthday: of a contact, or of a customer who is an individual.
#[derive(Clone, Debug)]
pub struct Birthday {
    /// The customer.
    pub customer: Named,
    /// The contact; `None` when it is the customer's own.
    pub contact: Option<(ContactId, String)>,
    /// The day of birth, "YYYY-MM-DD", or "--MM-DD" when the year is not known.
    pub born: String,
}

/// Birthdays among this person's own customers on these days of the year ("MM-DD"), in no
/// particular order.
///
/// # Errors
/// The database's.
pub async fn birthdays(
    conn: &mut Conn,
    person: PersonId,
    days: &[String],
) -> Result<Vec<Birthday>> {
    if days.is_empty() {
        return Ok(Vec::new());
    }
    let born = |values: &Values, key: &str| {
        let text = |key: &str| values.get(key).and_then(|value| value.as_str());
        let without_year = || text("birth_month_day").map(|day| format!("--{day}"));
        let born = text(key).map(str::to_owned).or_else(without_year)?;
        days.iter().any(|day| born.ends_with(day.as_str())).then_some(born)
    };
    let mut found = Vec::new();
    let mut sql = Sql::new("SELECT c.id, c.no, c.name, k.id, k.name, k.data FROM (");
    own(&mut sql, "SELECT id, no, name", person);
    sql.push(" JOIN contact k ON k.customer_id = c.id WHERE k.removed_at IS NULL AND ");
    any_day(&mut sql, "k.data", "birthday", days);
    for mut row in conn.all(sql).await? {
        let customer = named(&mut row)?;
        let mut contact = (parse("contact.id", &row.take::<String>()?)?, row.take()?);
        let mut values: Values = from_json("contact.data", &row.take::<String>()?)?;
        let sealed = closed(contact::NAME, contact.0, &mut contact.1).into_iter();
        let sealed = sealed.chain(closed(contact::DATA, contact.0, &mut values));
        vault::open(conn, sealed.collect()).await?;
        if let Some(born) = born(&values, "birthday") {
            found.push(Birthday { customer, contact: Some(contact), born });
        }
    }
    let mut sql = Sql::new("SELECT c.id, c.no, c.name, c.data FROM (");
    own(&mut sql, "SELECT id, no, name, kind, data", person);
    sql.push(" WHERE c.kind = 'individual' AND ");
    any_day(&mut sql, "c.data", "birth_date", days);
    for mut row in conn.all(sql).await? {
        let customer = named(&mut row)?;
        let mut values: Values = from_json("customer.data", &row.take::<String>()?)?;
        let sealed = closed(customer::DATA, customer.id, &mut values);
        vault::open(conn, sealed.into_iter().collect()).await?;
        if let Some(born) = born(&values, "birth_date") {
            found.push(Birthday { customer, contact: None, born });
        }
    }
    Ok(found)
}

/// Adds this person's own customers, as `c`, with no more of them than is read: what is gathered
/// first costs by its width.
fn own(sql: &mut Sql, select: &'static str, person: PersonId) {
    sql.push(select).push(" FROM customer WHERE owner_id = ").value(person.to_string());
    sql.push(" ORDER BY updated_at DESC, no DESC LIMIT ").value(OWN_MAX).push(") c");
}

/// The stored JSON holds one of these days under `key`. Keys and days are ours, so the pattern
/// needs no escaping; what it finds too much is sorted out by the caller.
fn any_day(sql: &mut Sql, column: &'static str, key: &str, days: &[String]) {
    // Of what is sealed only the caller can tell.
    sql.push("(").push(column).push(" LIKE ").value(format!("{{\"{}\":%", vault::SEALED));
    // Most have no birthday on file, and one look tells that.
    sql.push(" OR ").push(column).push(" LIKE ").value("%\"birth%").push(" AND (");
    for (index, day) in days.iter().enumerate() {
        sql.push(if index == 0 { "" } else { " OR " });
        sql.push(column).push(" LIKE ").value(format!("%\"{key}\":\"____-{day}\"%"));
        sql.push(" OR ").push(column).push(" LIKE ");
        sql.value(format!("%\"birth_month_day\":\"{day}\"%"));
    }
    sql.push("))");
}

/// The latest thing that happened around a customer.
#[derive(Clone, Debug)]
pub struct Activity {
    /// The customer.
    pub customer: CustomerId,
    /// ms UTC.
    pub at: i64,
    /// Who, and their name.
    pub person: (PersonId, String),
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum What {
    /// The file changed: kind of the event, keys of the fields.
    Event(String, Vec<String>),
    /// Somebody dealt with the customer: by what way, in a sentence.
    Interaction(InteractionKind, String),
}

/// The latest event or interaction of each of these customers, newest first. Events about
/// interactions are left out: the interaction stands for itself, at the time at which it was put on
/// file. The caller has checked that the customers are visible.
///
/// # Errors
/// The database's.
pub async fn latest(conn: &mut Conn, customers: &[CustomerId]) -> Result<Vec<Activity>> {
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let ids = || customers.iter().map(ToString::to_string);
    let mut found = Vec::with_capacity(customers.len() * 2);
    let mut sql = Sql::new(
        "SELECT e.id, c.id, e.at, e.person_id, p.name, e.kind, e.detail FROM customer c \
         JOIN event e ON e.id = (SELECT x.id FROM event x WHERE x.customer_id = c.id \
         AND x.kind <> 'interaction' ORDER BY x.at DESC, x.id DESC LIMIT 1) \
         JOIN person p ON p.id = e.person_id WHERE c.id IN (",
    );
    sql.list(ids()).push(")");
    for mut r in conn.all(sql).await? {
        let id: String = r.take()?;
        let (customer, at, person) = who(&mut r)?;
        let kind = r.take()?;
        let mut detail: event::Detail = from_json("event.detail", &r.take::<String>()?)?;
        let sealed = closed(event::DETAIL, id, &mut detail);
        vault::open(conn, sealed.into_iter().collect()).await?;
        let fields = detail.changes.into_iter().map(|c| c.field).collect();
        found.push(Activity { customer, at, person, what: What::Event(kind, fields) });
    }
    let mut sql = Sql::new(
        "SELECT i.id, c.id, i.created_at, i.person_id, p.name, i.kind, i.summary FROM customer c \
         JOIN interaction i ON i.id = (SELECT x.id FROM interaction x WHERE x.customer_id = c.id \
         AND x.removed_at IS NULL ORDER BY x.created_at DESC, x.id DESC LIMIT 1) \
         JOIN person p ON p.id = i.person_id WHERE c.id IN (",
    );
    sql.list(ids()).push(")");
    for mut r in conn.all(sql).await? {
        let id: String = r.take()?;
        let (customer, at, person) = who(&mut r)?;
        let kind: String = r.take()?;
        let kind = InteractionKind::from_code(&kind)
            .ok_or(StorageError::Corrupt { what: "interaction.kind", why: kind })?;
        let mut summary: String = r.take()?;
        let sealed = closed(interaction::SUMMARY, id, &mut summary);
        vault::open(conn, sealed.into_iter().collect()).await?;
        let what = What::Interaction(kind, summary);
        found.push(Activity { customer, at, person, what });
    }
    found.sort_by_key(|a| std::cmp::Reverse(a.at));
    let mut shown = BTreeSet::new();
    found.retain(|a| shown.insert(a.customer));
    Ok(found)
}

fn who(row: &mut kedang_db::Row) -> Result<(CustomerId, i64, (PersonId, String))> {
    Ok((
        parse("customer.id", &row.take::<String>()?)?,
        row.take()?,
        (parse("person.id", &row.take::<String>()?)?, row.take()?),
    ))
}

/// What somebody's customers come to, as far as the asking person sees them.
#[derive(Clone, Debug)]
pub struct PersonFigures {
    /// Who, and their name.
    pub person: (PersonId, String),
    /// Where they work.
    pub department: (DepartmentId, String),
    /// Customers, at most [`PERSON_CAP`].
    pub customers: i64,
    /// There are more.
    pub capped: bool,
    /// Of those counted: never contacted.
    pub never_contacted: i64,
    /// Of those counted: last contacted before the given instant.
    pub silent: i64,
}

/// The people of these departments but `except`, at most `limit`, in the order of a telephone
/// book, each with their customers in these departments.
///
/// # Errors
/// The database's.
pub async fn people(
    conn: &mut Conn,
    departments: &BTreeSet<DepartmentId>,
    except: PersonId,
    silent_before: i64,
    limit: i64,
) -> Result<Vec<PersonFigures>> {
    if departments.is_empty() {
        return Ok(Vec::new());
    }
    let within = || departments.iter().map(ToString::to_string);
    let mut sql = Sql::new(
        "SELECT p.id, p.name, d.id, d.name FROM person p JOIN department d \
         ON d.id = p.department_id WHERE p.active = 1 AND p.department_id IN (",
    );
    sql.list(within()).push(") AND p.id <> ").value(except.to_string());
    sql.push(" ORDER BY p.search, p.id LIMIT ").value(limit);
    let mut found = Vec::new();
    for mut row in conn.all(sql).await? {
        let person: (PersonId, String) = (parse("person.id", &row.take::<String>()?)?, row.take()?);
        let department = (parse("department.id", &row.take::<String>()?)?, row.take()?);
        let mut sql = Sql::new("SELECT count(*), count(*) FILTER (WHERE x.last_contact_at = 0), ");
        sql.push("count(*) FILTER (WHERE x.last_contact_at > 0 AND x.last_contact_at < ");
        sql.value(silent_before).push(") FROM (SELECT c.last_contact_at FROM customer c ");
        sql.push("WHERE c.owner_id = ").value(person.0.to_string());
        sql.push(" AND c.department_id IN (").list(within()).push(") LIMIT ");
        sql.value(PERSON_CAP + 1).push(") x");
        let mut row = conn.one(sql).await?;
        let customers: i64 = row.take()?;
        found.push(PersonFigures {
            person,
            department,
            customers: customers.min(PERSON_CAP),
            capped: customers > PERSON_CAP,
            never_contacted: row.take()?,
            silent: row.take()?,
        });
    }
    Ok(found)
}

/// What the house still lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct House {
    /// People who may sign in.
    pub people: i64,
    /// Of those: without a department.
    pub without_department: i64,
    /// Of those: still with the one-time password that they were given.
    pub not_arrived: i64,
    /// Open departments.
    pub departments: i64,
    /// Of those: without a head.
    pub without_head: i64,
    /// Some open department keeps the company's customer data.
    pub custodian: bool,
}

/// Reads what the house still lacks, from small tables.
///
/// # Errors
/// The database's.
pub async fn house(conn: &mut Conn) -> Result<House> {
    let mut row = conn
        .one(Sql::new(
            "SELECT count(*), count(*) FILTER (WHERE department_id IS NULL), \
             count(*) FILTER (WHERE must_change_password = 1) FROM person WHERE active = 1",
        ))
        .await?;
    let (people, without_department, not_arrived) = (row.take()?, row.take()?, row.take()?);
    let mut row = conn
        .one(Sql::new(
            "SELECT count(*), count(*) FILTER (WHERE head_id IS NULL), \
             count(*) FILTER (WHERE custodian = 1) FROM department WHERE active = 1",
        ))
        .await?;
    let (departments, without_head) = (row.take()?, row.take()?);
    let custodians: i64 = row.take()?;
    Ok(House {
        people,
        without_department,
        not_arrived,
        departments,
        without_head,
        custodian: custodians > 0,
    })
}
