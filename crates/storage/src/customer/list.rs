//! Lists and counts under visibility.
//!
//! The shape of the query follows what is selective (see [`crate::visibility`] and the ADR on the
//! value index): a rare value drives; otherwise a narrow scope takes the first rows of each of its
//! branches; otherwise the order index is walked and conditions are probed row by row.

use super::condition::{By, Condition, all, value_test};
use super::{DATA, Estimates, Wanted, code};
use crate::vault::{self, closed};
use crate::visibility::{Scope, level};
use crate::{Result, StorageError, parse};
use kedang_db::{Conn, Row, Sql};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId};
use kedang_domain::secrecy::{self, Level};

/// A value that at most so many customers have drives the query.
const RARE: i64 = 3_000;
/// Counts stop here: "10,000+".
pub(super) const COUNT_CAP: i64 = 10_000;

/// Order of a list; ties are broken by the running number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub key: SortKey,
    /// Greatest first.
    pub descending: bool,
}

/// What a list can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortKey {
    /// Full name, by bytes.
    Name,
    /// File code, which is also the order of registration.
    Code,
    /// Latest change.
    UpdatedAt,
    /// Latest contact.
    LastContactAt,
    /// Completeness.
    Completeness,
}

impl SortKey {
    fn sql(self) -> &'static str {
        match self {
            Self::Name => "c.name",
            Self::Code => "c.no",
            Self::UpdatedAt => "c.updated_at",
            Self::LastContactAt => "c.last_contact_at",
            Self::Completeness => "c.completeness",
        }
    }
}

impl Sort {
    /// From the form of the API: the key, with `-` before it for greatest first.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (descending, key) = match text.strip_prefix('-') {
            Some(key) => (true, key),
            None => (false, text),
        };
        let key = match key {
            "name" => SortKey::Name,
            "code" | "created_at" => SortKey::Code,
            "updated_at" => SortKey::UpdatedAt,
            "last_contact_at" => SortKey::LastContactAt,
            "completeness" => SortKey::Completeness,
            _ => return None,
        };
        Some(Self { key, descending })
    }
}

/// Where a page ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// Value of the order's key on the last row.
    pub key: CursorKey,
    /// Running number of the last row.
    pub no: i64,
}

/// A value of the order's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CursorKey {
    /// Of a name.
    Text(String),
    /// Of everything else.
    Int(i64),
}

impl Cursor {
    /// Opaque text for the caller.
    #[must_use]
    pub fn to_text(&self) -> String {
        let key = match &self.key {
            CursorKey::Text(text) => format!("t{text}"),
            CursorKey::Int(n) => format!("i{n}"),
        };
        format!("{}.{key}", self.no)
    }

    /// From the caller's text, if it fits this order.
    #[must_use]
    pub fn parse(text: &str, sort: Sort) -> Option<Self> {
        let (no, key) = text.split_once('.')?;
        let no = no.parse().ok()?;
        let key = match (sort.key, key.split_at_checked(1)?) {
            // No name has such a character, and not every engine takes one.
            (SortKey::Name, ("t", text)) if !text.contains('\0') => {
                CursorKey::Text(text.to_owned())
            }
            (SortKey::Name, _) => return None,
            (_, ("i", n)) => CursorKey::Int(n.parse().ok()?),
            _ => return None,
        };
        Some(Self { key, no })
    }
}

/// What to list.
#[derive(Clone, Debug)]
pub struct Query {
    /// All must hold.
    pub conditions: Vec<Condition>,
    /// In which order.
    pub sort: Sort,
    /// After this row.
    pub after: Option<Cursor>,
    /// At most so many rows.
    pub limit: i64,
    /// The facts that each row brings.
    pub wanted: Wanted,
}

/// A row of a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Which.
    pub id: CustomerId,
    /// Running number.
    pub no: i64,
    /// File code.
    pub code: String,
    /// Organisation or individual.
    pub kind: CustomerKind,
    /// Full name.
    pub name: String,
    /// Code of the card template.
    pub template: String,
    /// Owner and their name.
    pub owner: (PersonId, String),
    /// Department and its name.
    pub department: (DepartmentId, String),
    /// The facts that were wanted.
    pub values: Values,
    /// 0 to 100.
    pub completeness: i64,
    /// Open marks.
    pub uncertain: i64,
    /// ms UTC.
    pub created_at: i64,
    /// ms UTC.
    pub updated_at: i64,
    /// ms UTC, 0 before the first.
    pub last_contact_at: i64,
    /// Counts the changes.
    pub version: i64,
    /// How secret it is.
    pub secrecy: Level,
    /// Its protected facts are locked for the person, and not among the values.
    pub locked: bool,
}

impl Listed {
    /// Where a page that ends with this row ends.
    #[must_use]
    pub fn cursor(&self, sort: Sort) -> Cursor {
        let key = match sort.key {
            SortKey::Name => CursorKey::Text(self.name.clone()),
            SortKey::Code => CursorKey::Int(self.no),
            SortKey::UpdatedAt => CursorKey::Int(self.updated_at),
            SortKey::LastContactAt => CursorKey::Int(self.last_contact_at),
            SortKey::Completeness => CursorKey::Int(self.completeness),
        };
        Cursor { key, no: self.no }
    }
}

fn select(scope: &Scope, wanted: &Wanted) -> Sql {
    let mut sql = Sql::new(
        "SELECT c.id, c.no, c.kind, c.name, c.template, c.owner_id, p.name, c.department_id, \
         d.name, c.completeness, c.uncertain, c.created_at, c.updated_at, c.last_contact_at, \
         c.version, c.secrecy, ",
    );
    scope.locked_column(&mut sql);
    sql.push(", ").push(wanted.column()).push(" ");
    sql
}

const NAMES: &str =
    " JOIN person p ON p.id = c.owner_id JOIN department d ON d.id = c.department_id ";

fn listed(mut row: Row, wanted: &Wanted) -> Result<Listed> {
    let id = parse("customer.id", &row.take::<String>()?)?;
    let no = row.take()?;
    let kind: String = row.take()?;
    Ok(Listed {
        id,
        no,
        code: code(no),
        kind: CustomerKind::parse(&kind)
            .ok_or(StorageError::Corrupt { what: "customer.kind", why: kind })?,
        name: row.take()?,
        template: row.take()?,
        owner: (parse("customer.owner_id", &row.take::<String>()?)?, row.take()?),
        department: (parse("customer.department_id", &row.take::<String>()?)?, row.take()?),
        completeness: row.take()?,
        uncertain: row.take()?,
        created_at: row.take()?,
        updated_at: row.take()?,
        last_contact_at: row.take()?,
        version: row.take()?,
        secrecy: level("customer.secrecy", &mut row)?,
        locked: row.take()?,
        values: wanted.read(&row.take::<String>()?)?,
    })
}

/// Takes away what is locked for whoever sees these.
fn lock(rows: &mut [Listed]) {
    for row in rows.iter_mut().filter(|row| row.locked) {
        secrecy::lock(&mut row.values);
    }
}

/// Adds the conditions. Whoever may not read a fact does not find customers by it either.
fn hold(scope: &Scope, conditions: &[Condition], except: Option<usize>, sql: &mut Sql) {
    held_by(scope, conditions, (except, By::AnyIndex), sql);
}

/// The same on customers that are found by one index.
fn held_by(
    scope: &Scope,
    conditions: &[Condition],
    (except, by): (Option<usize>, By),
    sql: &mut Sql,
) {
    all(conditions, except, by, sql);
    if conditions.iter().any(Condition::is_protected) {
        scope.unlocked(sql);
    }
}

fn after(query: &Query, sql: &mut Sql) {
    let Some(cursor) = &query.after else { return };
    let compare = if query.sort.descending { ") < (" } else { ") > (" };
    if query.sort.key == SortKey::Code {
        sql.push(if query.sort.descending { " AND c.no < " } else { " AND c.no > " });
        sql.value(cursor.no);
        return;
    }
    sql.push(" AND (").push(query.sort.key.sql()).push(", c.no").push(compare);
    match &cursor.key {
        CursorKey::Text(text) => sql.value(text),
        CursorKey::Int(n) => sql.value(*n),
    };
    sql.push(", ").value(cursor.no).push(")");
}

fn order(query: &Query, sql: &mut Sql) {
    let way = if query.sort.descending { " DESC" } else { "" };
    sql.push(" ORDER BY ").push(query.sort.key.sql()).push(way);
    if query.sort.key != SortKey::Code {
        sql.push(", c.no").push(way);
    }
    sql.push(" LIMIT ").value(query.limit);
}

/// One page of what this person sees.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    scope: &Scope,
    query: &Query,
    estimates: &Estimates,
) -> Result<Vec<Listed>> {
    let found = query.conditions.iter().any(|c| c.found().is_some());
    let driver = match found {
        true => None,
        false => estimates.rarest(conn, &query.conditions, RARE).await?,
    };
    let driver = driver.filter(|(_, rows)| *rows <= RARE);
    let mut sql = select(scope, &query.wanted);
    match (driver.map(|(index, _)| (index, &query.conditions[index])), scope.branches()) {
        (Some((index, Condition::Value(field, test))), _) => {
            sql.push("FROM (SELECT DISTINCT v.no FROM customer_value v WHERE ");
            value_test(field, test, &mut sql);
            sql.push(") x JOIN customer c ON c.no = x.no").push(NAMES).push("WHERE ");
            scope.filter(&mut sql);
            hold(scope, &query.conditions, Some(index), &mut sql);
            after(query, &mut sql);
        }
        _ if found => {
            sql.push("FROM customer c").push(NAMES).push("WHERE ");
            scope.filter(&mut sql);
            hold(scope, &query.conditions, None, &mut sql);
            after(query, &mut sql);
        }
        (_, None) => {
            sql.push("FROM customer c").push(NAMES).push("WHERE ");
            scope.filter(&mut sql);
            hold(scope, &query.conditions, None, &mut sql);
            after(query, &mut sql);
        }
        (_, Some(branches)) => {
            sql.push("FROM (");
            for (index, branch) in branches.into_iter().enumerate() {
                sql.push(if index == 0 { "" } else { " UNION " });
                sql.push("SELECT no FROM (SELECT c.no FROM customer c WHERE ");
                scope.branch(branch, &mut sql);
                hold(scope, &query.conditions, None, &mut sql);
                after(query, &mut sql);
                order(query, &mut sql);
                sql.push(") b");
            }
            sql.push(") x JOIN customer c ON c.no = x.no").push(NAMES);
        }
    }
    order(query, &mut sql);
    let rows = conn.all(sql).await?.into_iter().map(|row| listed(row, &query.wanted));
    let mut found = rows.collect::<Result<Vec<_>>>()?;
    open(conn, &mut found, &query.wanted).await?;
    lock(&mut found);
    Ok(found)
}

/// Opens what is sealed of these rows; of what comes out, no more than was wanted stays.
async fn open(conn: &mut Conn, rows: &mut [Listed], wanted: &Wanted) -> Result<()> {
    let sealed = rows.iter_mut().filter_map(|row| closed(DATA, row.id, &mut row.values));
    let sealed: Vec<_> = sealed.collect();
    if sealed.is_empty() {
        return Ok(());
    }
    vault::open(conn, sealed).await?;
    rows.iter_mut().for_each(|row| wanted.cut(&mut row.values));
    Ok(())
}

/// The rows of these running numbers that this person sees, in no particular order.
///
/// # Errors
/// The database's.
pub async fn selected(
    conn: &mut Conn,
    scope: &Scope,
    nos: &[i64],
    wanted: &Wanted,
) -> Result<Vec<Listed>> {
    let mut found = Vec::with_capacity(nos.len());
    for chunk in nos.chunks(500) {
        let mut sql = select(scope, wanted);
        sql.push("FROM customer c").push(NAMES).push("WHERE c.no IN (");
        sql.list(chunk.iter().copied()).push(") AND ");
        scope.filter(&mut sql);
        for row in conn.all(sql).await? {
            found.push(listed(row, wanted)?);
        }
    }
    open(conn, &mut found, wanted).await?;
    lock(&mut found);
    Ok(found)
}

/// Which of these running numbers this person sees and meet the conditions, in no particular order.
///
/// # Errors
/// The database's.
pub async fn meeting(
    conn: &mut Conn,
    scope: &Scope,
    nos: &[i64],
    conditions: &[Condition],
) -> Result<Vec<i64>> {
    let mut met = Vec::with_capacity(nos.len());
    for chunk in nos.chunks(500) {
        let mut sql = Sql::new("SELECT c.no FROM customer c WHERE c.no IN (");
        sql.list(chunk.iter().copied()).push(") AND ");
        scope.filter(&mut sql);
        hold(scope, conditions, None, &mut sql);
        for mut row in conn.all(sql).await? {
            met.push(row.take()?);
        }
    }
    Ok(met)
}

/// A count, up to [`COUNT_CAP`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many, at most the cap.
    pub count: i64,
    /// There are more.
    pub capped: bool,
}

/// How many customers this person sees that meet the conditions.
///
/// # Errors
/// The database's.
pub async fn count(
    conn: &mut Conn,
    scope: &Scope,
    conditions: &[Condition],
    estimates: &Estimates,
) -> Result<Count> {
    let found: Vec<_> = conditions.iter().filter_map(Condition::found).collect();
    let driver = match found.is_empty() {
        true => estimates.rarest(conn, conditions, COUNT_CAP).await?,
        false => None,
    };
    let mut sql = Sql::new("SELECT count(*) FROM (");
    match (driver.map(|(index, rows)| (index, rows, &conditions[index])), scope.branches()) {
        (Some((index, rows, Condition::Value(field, test))), branches)
            if branches.is_none() || rows <= RARE =>
        {
            sql.push(
                "SELECT DISTINCT c.no FROM customer_value v JOIN customer c ON c.no = v.no WHERE ",
            );
            value_test(field, test, &mut sql);
            sql.push(" AND ");
            scope.filter(&mut sql);
            hold(scope, conditions, Some(index), &mut sql);
        }
        _ if !found.is_empty() => {
            sql.push("SELECT c.no FROM customer c WHERE ");
            scope.filter(&mut sql);
            hold(scope, conditions, None, &mut sql);
        }
        (_, None) => {
            sql.push("SELECT c.no FROM customer c WHERE ");
            scope.filter(&mut sql);
            hold(scope, conditions, None, &mut sql);
        }
        (_, Some(branches)) => {
            for (index, branch) in branches.into_iter().enumerate() {
                sql.push(if index == 0 { "" } else { " UNION " });
                sql.push("SELECT no FROM (SELECT c.no FROM customer c WHERE ");
                scope.branch(branch, &mut sql);
                held_by(scope, conditions, (None, By::Branch), &mut sql);
                sql.push(" LIMIT ").value(COUNT_CAP + 1).push(") b");
            }
        }
    }
    sql.push(" LIMIT ").value(COUNT_CAP + 1).push(") x");
    let rows: i64 = conn.one(sql).await?.take()?;
    let capped = rows > COUNT_CAP || found.iter().any(|(_, capped)| *capped);
    Ok(Count { count: rows.min(COUNT_CAP), capped })
}
