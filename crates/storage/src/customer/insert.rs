//! Registering customers, and the index of their facts.

use crate::search::TOKENS;
use crate::vault;
use crate::visibility::words;
use crate::{Result, StorageError, to_json};
use kedang_db::{Sql, Tx, Value};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId};
use kedang_domain::permission::{CreateCustomer, Permit};
use kedang_domain::secrecy::Level;
use std::collections::BTreeSet;

/// Rows in one INSERT, at most.
const ROWS: usize = 64;

/// Rows in one INSERT of an index table, at most.
const INDEX_ROWS: usize = 512;

/// Rows in one INSERT of an index table: a multiple of this, or of [`ROWS`] when they are more.
const STEP: usize = 8;

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
        values.extend(new.index.iter().map(|(field, value)| (field, value, no)));
        tokens.push((no, words(new.owner, new.department, Level::Internal, &[])));
    }
    // In order, neighbours share their pages.
    values.sort_unstable();
    let values = values.into_iter().map(|(f, v, no)| [f.into(), v.into(), no.into()]).collect();
    insert_index(tx, values).await?;
    let rows = customers.iter().zip(&tokens).map(|(new, (no, scope))| {
        (*no, scope.iter().chain(&new.tokens).map(String::as_str).collect())
    });
    Ok(TOKENS.add(tx, &rows.collect::<Vec<_>>()).await?)
}

/// Inserts rows of the index of values as they are.
pub(crate) async fn insert_index(tx: &mut Tx, rows: Vec<[Value; 3]>) -> Result<()> {
    insert_rows(tx, "INSERT INTO customer_value (field, value, no) VALUES ", rows).await
}

/// Inserts rows of an index table; a row that is there already stays.
///
/// Statements come in few lengths, so that they are prepared once: the last row is repeated until
/// the length is full, which changes nothing.
pub(super) async fn insert_rows<const N: usize>(
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

/// Adds index rows, as when a company makes a field filterable. Of sealed customers only stand-ins
/// are indexed.
///
/// # Errors
/// The database's.
pub async fn add_index(tx: &mut Tx, rows: Vec<(String, String, i64)>) -> Result<()> {
    let sealed = sealed_among(tx, &rows).await?;
    let (hidden, mut rows): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(_, _, no)| sealed.contains(no));
    for (field, value, no) in hidden {
        let keyed = vault::keyed_index(tx, vec![(field, value)]).await?;
        rows.extend(keyed.into_iter().map(|(field, value)| (field, value, no)));
    }
    let rows = rows
        .into_iter()
        .map(|(field, value, no)| [field.into(), value.into(), no.into()])
        .collect();
    insert_rows(tx, "INSERT INTO customer_value (field, value, no) VALUES ", rows).await
}

/// The running numbers of sealed customers among those of these rows.
async fn sealed_among(tx: &mut Tx, rows: &[(String, String, i64)]) -> Result<BTreeSet<i64>> {
    let nos: BTreeSet<i64> = rows.iter().map(|(_, _, no)| *no).collect();
    let nos: Vec<i64> = nos.into_iter().collect();
    let mut sealed = BTreeSet::new();
    for chunk in nos.chunks(INDEX_ROWS) {
        let mut sql = Sql::new("SELECT no FROM customer WHERE sealed > 0 AND no IN (");
        sql.list(chunk.iter().copied()).push(")");
        for mut row in tx.all(sql).await? {
            sealed.insert(row.take()?);
        }
    }
    Ok(sealed)
}
