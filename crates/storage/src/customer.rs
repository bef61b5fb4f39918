//! Customers: one row each, with all facts in one document, and an index row for every fact that
//! lists filter by.
//!
//! A customer leaves this module only as [`Seen`] (or as a row of [`list`]): with the standing
//! that let the person see it. Whoever has none gets `None`.

mod condition;
mod estimate;
mod keyed;
mod list;
mod remove;
mod wanted;

pub(crate) use condition::holding;
pub use condition::{Column, ColumnTest, Condition, ValueTest};
pub use estimate::Estimates;
pub use keyed::{Key, keyed};
pub use list::{
    Count, Cursor, CursorKey, Listed, Query, Sort, SortKey, count, list, meeting, selected,
};
pub use remove::{Traces, remove, traces};
pub use wanted::Wanted;

use crate::search::{TOKENS, set_tokens};
use crate::visibility::words;
use crate::{Result, StorageError, from_json, parse, to_json};
use kedang_db::{Conn, Row, Sql, Tx, Value};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId};
use kedang_domain::permission::{
    Actor, AssignCustomer, CreateCustomer, EditCustomer, Permit, Standing,
};

/// Rows in one INSERT, at most.
const ROWS: usize = 64;
/// Rows in one INSERT of an index table, at most.
const INDEX_ROWS: usize = 512;
/// Rows in one INSERT of an index table: a multiple of this, or of [`ROWS`] when they are more.
const STEP: usize = 8;

/// A customer, as this person sees it.
#[derive(Clone, Debug)]
pub struct Seen {
    /// How the person stands to it.
    pub standing: Standing,
    /// Which.
    pub id: CustomerId,
    /// Running number, from 1; the file code is made from it.
    pub no: i64,
    /// Organisation or individual.
    pub kind: CustomerKind,
    /// Full name, for an organisation as on its licence.
    pub name: String,
    /// Code of the card template.
    pub template: String,
    /// Its owner.
    pub owner: PersonId,
    /// The owner's name.
    pub owner_name: String,
    /// The department it belongs to.
    pub department: DepartmentId,
    /// The department's name.
    pub department_name: String,
    /// All other facts.
    pub values: Values,
    /// Share of the template that is filled in, 0 to 100.
    pub completeness: i64,
    /// Open marks of uncertainty.
    pub uncertain: i64,
    /// ms UTC.
    pub created_at: i64,
    /// Who registered it.
    pub created_by: PersonId,
    /// The name of who registered it.
    pub created_by_name: String,
    /// ms UTC.
    pub updated_at: i64,
    /// Latest contact, ms UTC; 0 before the first.
    pub last_contact_at: i64,
    /// Counts the changes.
    pub version: i64,
}

impl Seen {
    /// The uniform file code (A6).
    #[must_use]
    pub fn code(&self) -> String {
        code(self.no)
    }
}

/// Digits of a file code, as long as they are enough.
pub const CODE_DIGITS: usize = 7;

/// The uniform file code of a running number (A6).
#[must_use]
pub fn code(no: i64) -> String {
    format!("KH{no:0CODE_DIGITS$}")
}

/// The running number of a uniform file code, in capitals or not.
#[must_use]
pub fn number(code: &str) -> Option<i64> {
    let digits = code.strip_prefix("KH").or_else(|| code.strip_prefix("kh"))?;
    let plain = digits.len() >= 7 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// The running number that a file code is made from; in any width and case, as it is typed.
#[must_use]
pub fn number_of(code: &str) -> Option<i64> {
    let code = kedang_domain::value::narrow(code).trim().to_uppercase();
    let digits = code.strip_prefix("KH").filter(|digits| digits.len() >= 7)?;
    digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// A filterable fact: field, and its value in order-preserving form.
pub type IndexRow = (String, String);

/// A customer to be registered.
#[derive(Clone, Debug)]
pub struct New {
    /// Its id.
    pub id: CustomerId,
    /// Organisation or individual.
    pub kind: CustomerKind,
    /// Full name.
    pub name: String,
    /// Code of the card template.
    pub template: String,
    /// Its owner.
    pub owner: PersonId,
    /// The department it belongs to.
    pub department: DepartmentId,
    /// All other facts, validated.
    pub values: Values,
    /// 0 to 100.
    pub completeness: i64,
    /// ms UTC.
    pub at: i64,
    /// Who registers it.
    pub by: PersonId,
    /// Index rows: field and order-preserving value.
    pub index: Vec<IndexRow>,
    /// Search tokens.
    pub tokens: Vec<String>,
}

/// The next running numbers: `count` of them, the first is returned. Held until the transaction
/// ends, so no number is lost or given twice.
///
/// # Errors
/// The database's.
pub async fn numbers(tx: &mut Tx, count: i64) -> Result<i64> {
    let rows = tx
        .all(
            Sql::new(
                "UPDATE counter SET value = value + $1 WHERE name = 'customer' RETURNING value",
            )
            .bind(count),
        )
        .await?;
    let last: i64 = match rows.into_iter().next() {
        Some(mut row) => row.take()?,
        None => {
            return Err(StorageError::Corrupt { what: "counter", why: "no customer".to_owned() });
        }
    };
    Ok(last - count + 1)
}

/// Lets nobody else register a customer or give one a credit code until the transaction ends:
/// whoever looks a code up after this and finds it free may take it.
///
/// # Errors
/// The database's.
pub async fn hold_codes(tx: &mut Tx) -> Result<()> {
    numbers(tx, 0).await.map(drop)
}

/// Registers customers under running numbers from `first_no` on, in this order.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Tx,
    _permit: &Permit<CreateCustomer>,
    first_no: i64,
    customers: &[New],
) -> Result<()> {
    for (chunk, no) in customers.chunks(ROWS).zip((first_no..).step_by(ROWS)) {
        let mut rows = Vec::with_capacity(chunk.len());
        for (new, no) in chunk.iter().zip(no..) {
            rows.push([
                Value::from(new.id.to_string()),
                no.into(),
                new.kind.as_str().into(),
                (&new.name).into(),
                (&new.template).into(),
                new.owner.to_string().into(),
                new.department.to_string().into(),
                to_json("customer.data", &new.values)?.into(),
                new.completeness.into(),
                0_i64.into(),
                new.at.into(),
                new.by.to_string().into(),
                new.at.into(),
                0_i64.into(),
                1_i64.into(),
            ]);
        }
        let mut sql = Sql::new(
            "INSERT INTO customer (id, no, kind, name, template, owner_id, department_id, data, \
             completeness, uncertain, created_at, created_by, updated_at, last_contact_at, \
             version) VALUES ",
        );
        sql.rows(rows);
        tx.run_exactly(chunk.len() as u64, sql).await?;
    }
    let mut values = Vec::new();
    let mut tokens = Vec::with_capacity(customers.len());
    for (new, no) in customers.iter().zip(first_no..) {
        values.extend(new.index.iter().map(|(f, v)| [f.into(), v.into(), no.into()]));
        tokens.push((no, words(new.owner, new.department, &[])));
    }
    insert_rows(tx, "INSERT INTO customer_value (field, value, no) VALUES ", values).await?;
    let rows = customers.iter().zip(&tokens).map(|(new, (no, scope))| {
        (*no, scope.iter().chain(&new.tokens).map(String::as_str).collect())
    });
    Ok(TOKENS.add(tx, &rows.collect::<Vec<_>>()).await?)
}

/// Inserts rows of an index table; a row that is there already stays.
///
/// Statements come in few lengths, so that they are prepared once: the last row is repeated until
/// the length is full, which changes nothing.
async fn insert_rows<const N: usize>(
    tx: &mut Tx,
    insert: &'static str,
    mut rows: Vec<[Value; N]>,
) -> Result<()> {
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(INDEX_ROWS));
        let step = if rows.len() > ROWS { ROWS } else { STEP };
        let length = rows.len().next_multiple_of(step);
        if let Some(last) = rows.last().cloned() {
            rows.resize(length, last);
        }
        let mut sql = Sql::new(insert);
        sql.rows(rows).push(" ON CONFLICT DO NOTHING");
        tx.run(sql).await?;
        rows = rest;
    }
    Ok(())
}

const COLUMNS: &str = "c.id, c.no, c.kind, c.name, c.template, c.owner_id, c.department_id, c.data, \
                       c.completeness, c.uncertain, c.created_at, c.created_by, c.updated_at, \
                       c.last_contact_at, c.version, o.name, d.name, r.name";
const NAMES: &str = " FROM customer c JOIN person o ON o.id = c.owner_id \
                     JOIN department d ON d.id = c.department_id \
                     JOIN person r ON r.id = c.created_by ";

fn seen(
    row: &mut Row,
    standing: impl Fn(PersonId, DepartmentId) -> Option<Standing>,
) -> Result<Option<Seen>> {
    let id = parse("customer.id", &row.take::<String>()?)?;
    let no = row.take()?;
    let kind: String = row.take()?;
    let kind = CustomerKind::parse(&kind)
        .ok_or(StorageError::Corrupt { what: "customer.kind", why: kind })?;
    let name = row.take()?;
    let template = row.take()?;
    let owner = parse("customer.owner_id", &row.take::<String>()?)?;
    let department = parse("customer.department_id", &row.take::<String>()?)?;
    let Some(standing) = standing(owner, department) else { return Ok(None) };
    let mut seen = Seen {
        standing,
        id,
        no,
        kind,
        name,
        template,
        owner,
        owner_name: String::new(),
        department,
        department_name: String::new(),
        values: from_json("customer.data", &row.take::<String>()?)?,
        completeness: row.take()?,
        uncertain: row.take()?,
        created_at: row.take()?,
        created_by: parse("customer.created_by", &row.take::<String>()?)?,
        created_by_name: String::new(),
        updated_at: row.take()?,
        last_contact_at: row.take()?,
        version: row.take()?,
    };
    seen.owner_name = row.take()?;
    seen.department_name = row.take()?;
    seen.created_by_name = row.take()?;
    Ok(Some(seen))
}

/// The customer, if this person sees it at this instant.
///
/// # Errors
/// The database's.
pub async fn visible(
    conn: &mut Conn,
    actor: &Actor,
    now: i64,
    id: CustomerId,
) -> Result<Option<Seen>> {
    Ok(visible_many(conn, actor, now, &[id]).await?.pop())
}

/// Those of these customers that this person sees, in no particular order.
///
/// # Errors
/// The database's.
pub async fn visible_many(
    conn: &mut Conn,
    actor: &Actor,
    now: i64,
    ids: &[CustomerId],
) -> Result<Vec<Seen>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let mut sql = Sql::new(
            "SELECT EXISTS (SELECT 1 FROM customer_share sh WHERE sh.customer_id = c.id AND sh.person_id = ",
        );
        sql.value(actor.person.to_string()).push(" AND sh.ended_at IS NULL AND sh.until > ");
        sql.value(now).push("), ").push(COLUMNS).push(NAMES).push("WHERE c.id IN (");
        sql.list(chunk.iter().map(ToString::to_string)).push(")");
        for mut row in conn.all(sql).await? {
            let shared: bool = row.take()?;
            found.extend(seen(&mut row, |owner, department| {
                actor.standing(owner, department, shared)
            })?);
        }
    }
    Ok(found)
}

/// Whether there is such a customer at all. Only for the log: whoever may not see it is told the
/// same as when it did not exist.
///
/// # Errors
/// The database's.
pub async fn exists(conn: &mut Conn, id: CustomerId) -> Result<bool> {
    let sql = Sql::new("SELECT 1 FROM customer WHERE id = $1").bind(id.to_string());
    Ok(conn.opt(sql).await?.is_some())
}

/// Names of customers for the log, whose readers may know who was read about, but nothing more;
/// of those too that went into another one.
///
/// # Errors
/// The database's.
pub async fn labels(conn: &mut Conn, ids: &[String]) -> Result<Vec<(String, String, String)>> {
    let mut found = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let mut sql = Sql::new("SELECT id, no, name FROM customer WHERE id IN (");
        sql.list(chunk.iter().map(String::as_str));
        sql.push(") UNION ALL SELECT id, no, name FROM absent_customer WHERE id IN (");
        sql.list(chunk.iter().map(String::as_str)).push(")");
        for mut row in conn.all(sql).await? {
            found.push((row.take()?, code(row.take()?), row.take()?));
        }
    }
    Ok(found)
}

/// What a customer is to become.
#[derive(Clone, Debug)]
pub struct Update {
    /// Full name.
    pub name: String,
    /// Code of the card template.
    pub template: String,
    /// All other facts, validated.
    pub values: Values,
    /// 0 to 100.
    pub completeness: i64,
    /// Open marks of uncertainty.
    pub uncertain: i64,
    /// ms UTC.
    pub at: i64,
    /// Index rows before and after.
    pub index: (Vec<IndexRow>, Vec<IndexRow>),
    /// Search tokens, when they changed.
    pub tokens: Option<Vec<String>>,
}

/// Changes a customer that is still as it was seen. `false` when somebody else was faster.
///
/// # Errors
/// The database's.
pub async fn update(
    tx: &mut Tx,
    _permit: &Permit<EditCustomer>,
    seen: &Seen,
    update: &Update,
) -> Result<bool> {
    let changed = tx
        .run(
            Sql::new(
                "UPDATE customer SET name = $1, template = $2, data = $3, completeness = $4, \
                 uncertain = $5, updated_at = $6, version = version + 1 \
                 WHERE id = $7 AND version = $8",
            )
            .bind(&update.name)
            .bind(&update.template)
            .bind(to_json("customer.data", &update.values)?)
            .bind(update.completeness)
            .bind(update.uncertain)
            .bind(update.at)
            .bind(seen.id.to_string())
            .bind(seen.version),
        )
        .await?;
    if changed != 1 {
        return Ok(false);
    }
    let (before, after) = &update.index;
    for (field, value) in before.iter().filter(|row| !after.contains(row)) {
        tx.run(
            Sql::new("DELETE FROM customer_value WHERE field = $1 AND value = $2 AND no = $3")
                .bind(field)
                .bind(value)
                .bind(seen.no),
        )
        .await?;
    }
    let added = after
        .iter()
        .filter(|row| !before.contains(row))
        .map(|(field, value)| [field.into(), value.into(), seen.no.into()])
        .collect();
    insert_rows(tx, "INSERT INTO customer_value (field, value, no) VALUES ", added).await?;
    if let Some(tokens) = &update.tokens {
        set_tokens(tx, seen.no, tokens).await?;
    }
    Ok(true)
}

/// Notes that something around the customer changed: contacts, marks, contacts with it.
///
/// # Errors
/// The database's.
pub async fn touch(
    tx: &mut Tx,
    id: CustomerId,
    at: i64,
    contacted_at: Option<i64>,
    completeness: Option<i64>,
) -> Result<()> {
    let mut sql = Sql::new("UPDATE customer SET updated_at = ");
    sql.value(at);
    if let Some(contacted) = contacted_at {
        sql.push(", last_contact_at = CASE WHEN last_contact_at < ");
        sql.value(contacted).push(" THEN ").value(contacted).push(" ELSE last_contact_at END");
    }
    if let Some(completeness) = completeness {
        sql.push(", completeness = ").value(completeness);
    }
    sql.push(" WHERE id = ").value(id.to_string());
    tx.run_exactly(1, sql).await?;
    Ok(())
}

/// Sets the number of open marks of uncertainty to what they are.
///
/// # Errors
/// The database's.
pub async fn count_marks(tx: &mut Tx, id: CustomerId) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE customer SET uncertain = (SELECT count(*) FROM uncertain_mark \
             WHERE customer_id = $1 AND verified_at IS NULL) WHERE id = $1",
        )
        .bind(id.to_string()),
    )
    .await?;
    Ok(())
}

/// Gives a customer that is still as it was seen another owner, and with it a department. `false`
/// when somebody else was faster.
///
/// # Errors
/// The database's.
pub async fn assign(
    tx: &mut Tx,
    _permit: &Permit<AssignCustomer>,
    seen: &Seen,
    owner: PersonId,
    department: DepartmentId,
    at: i64,
) -> Result<bool> {
    let changed = tx
        .run(
            Sql::new(
                "UPDATE customer SET owner_id = $1, department_id = $2, updated_at = $3, \
                 version = version + 1 WHERE id = $4 AND version = $5",
            )
            .bind(owner.to_string())
            .bind(department.to_string())
            .bind(at)
            .bind(seen.id.to_string())
            .bind(seen.version),
        )
        .await?;
    Ok(changed == 1)
}

/// Adds index rows for one field, when a company makes it filterable.
///
/// # Errors
/// The database's.
pub async fn add_index(tx: &mut Tx, rows: Vec<(String, String, i64)>) -> Result<()> {
    let rows = rows
        .into_iter()
        .map(|(field, value, no)| [field.into(), value.into(), no.into()])
        .collect();
    insert_rows(tx, "INSERT INTO customer_value (field, value, no) VALUES ", rows).await
}

/// A customer that has a credit code already.
#[derive(Debug)]
pub struct Clash {
    /// Which.
    pub id: CustomerId,
    /// The department it belongs to.
    pub department_name: String,
}

/// Who has this credit code, visible or not: the caller must not tell more than policy allows.
///
/// # Errors
/// The database's.
pub async fn with_credit_code(conn: &mut Conn, code: &str) -> Result<Option<Clash>> {
    let row = conn
        .opt(
            Sql::new(
                "SELECT c.id, d.name FROM customer_value v JOIN customer c ON c.no = v.no \
                 JOIN department d ON d.id = c.department_id \
                 WHERE v.field = 'credit_code' AND v.value = $1 ORDER BY c.no LIMIT 1",
            )
            .bind(kedang_domain::field::text_key(code)),
        )
        .await?;
    row.map(|mut r| {
        Ok(Clash { id: parse("customer.id", &r.take::<String>()?)?, department_name: r.take()? })
    })
    .transpose()
}

/// Which of these credit codes are on file, visible or not.
///
/// # Errors
/// The database's.
pub async fn credit_codes_on_file(conn: &mut Conn, codes: &[&str]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for chunk in codes.chunks(500) {
        let mut sql = Sql::new(
            "SELECT v.value FROM customer_value v WHERE v.field = 'credit_code' AND v.value IN (",
        );
        sql.list(chunk.iter().map(|code| kedang_domain::field::text_key(code))).push(")");
        for mut row in conn.all(sql).await? {
            // The index holds lower case; codes are written in upper case.
            found.push(row.take::<String>()?.to_uppercase());
        }
    }
    Ok(found)
}
