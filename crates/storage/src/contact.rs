//! Contacts of a customer (A3). A removed contact stays for the record and is shown nowhere.

mod list;

pub use list::{Cursor, Holder, Listed, Order, Query, list};

use crate::vault::{self, Closed, Column, closed};
use crate::{Result, from_json, parse};
use kedang_db::{Conn, Row, Sql, Tx, Value};
use kedang_domain::field::Values;
use kedang_domain::id::{ContactId, CustomerId};
use kedang_domain::permission::{CreateCustomer, EditCustomer, Permit};
use std::collections::HashMap;

/// Contacts in one INSERT.
const ROWS: usize = 50;

/// What of a contact may lie sealed.
pub(crate) const NAME: Column = Column::new("contact", "name");
pub(crate) const DATA: Column = Column::new("contact", "data");

/// A contact.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Which.
    pub id: ContactId,
    /// Whose.
    pub customer: CustomerId,
    /// Name.
    pub name: String,
    /// The one to turn to first.
    pub primary: bool,
    /// All other facts.
    pub values: Values,
    /// ms UTC.
    pub created_at: i64,
    /// ms UTC.
    pub updated_at: i64,
    /// Counts the changes.
    pub version: i64,
}

/// Proof that contacts of a customer may be written: it may be made, or changed.
pub trait MayWrite {}
impl MayWrite for Permit<CreateCustomer> {}
impl MayWrite for Permit<EditCustomer> {}

/// Adds contacts.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, _permit: &impl MayWrite, contacts: &[Contact]) -> Result<()> {
    for chunk in contacts.chunks(ROWS) {
        let mut rows = Vec::with_capacity(chunk.len());
        let customers: Vec<_> = chunk.iter().map(|contact| contact.customer).collect();
        let sealers = vault::sealers(tx, &customers).await?;
        for contact in chunk {
            let sealer = sealers.get(&contact.customer).cloned().unwrap_or_default();
            rows.push([
                Value::from(contact.id.to_string()),
                contact.customer.to_string().into(),
                sealer.text(NAME, contact.id, &contact.name)?.into(),
                contact.primary.into(),
                sealer.document(DATA, contact.id, &contact.values)?.into(),
                contact.created_at.into(),
                contact.updated_at.into(),
                contact.version.into(),
            ]);
        }
        let mut sql = Sql::new(
            "INSERT INTO contact (id, customer_id, name, is_primary, data, created_at, \
             updated_at, version) VALUES ",
        );
        sql.rows(rows);
        tx.run_exactly(chunk.len() as u64, sql).await?;
    }
    Ok(())
}

const SELECT: &str = "SELECT id, customer_id, name, is_primary, data, created_at, updated_at, \
                      version FROM contact ";

fn contact(mut row: Row) -> Result<Contact> {
    Ok(Contact {
        id: parse("contact.id", &row.take::<String>()?)?,
        customer: parse("contact.customer_id", &row.take::<String>()?)?,
        name: row.take()?,
        primary: row.take()?,
        values: from_json("contact.data", &row.take::<String>()?)?,
        created_at: row.take()?,
        updated_at: row.take()?,
        version: row.take()?,
    })
}

/// Contacts of a customer, the primary one first. The caller has checked that the customer is
/// visible.
///
/// # Errors
/// The database's.
pub async fn of_customer(conn: &mut Conn, customer: CustomerId) -> Result<Vec<Contact>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE customer_id = ").value(customer.to_string());
    sql.push(" AND removed_at IS NULL ORDER BY is_primary DESC, created_at, id");
    read(conn, sql).await
}

async fn read(conn: &mut Conn, sql: Sql) -> Result<Vec<Contact>> {
    let rows = conn.all(sql).await?.into_iter().map(contact);
    let mut found = rows.collect::<Result<Vec<_>>>()?;
    vault::open(conn, found.iter_mut().flat_map(sealed).collect()).await?;
    Ok(found)
}

/// What of a contact is sealed.
fn sealed(contact: &mut Contact) -> impl Iterator<Item = Closed<'_>> {
    let name = closed(NAME, contact.id, &mut contact.name);
    name.into_iter().chain(closed(DATA, contact.id, &mut contact.values))
}

/// One contact, wherever it belongs. The caller checks that its customer is visible.
///
/// # Errors
/// The database's.
pub async fn one(conn: &mut Conn, id: ContactId) -> Result<Option<Contact>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE id = ").value(id.to_string()).push(" AND removed_at IS NULL");
    Ok(read(conn, sql).await?.pop())
}

/// Names and facts of the contacts of several customers, for searching. The caller has checked
/// that the customers are visible.
///
/// # Errors
/// The database's.
pub async fn of_customers(
    conn: &mut Conn,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Vec<(String, Values)>>> {
    let contacts = all_of(conn, customers).await?.into_iter();
    let short = |contacts: Vec<Contact>| contacts.into_iter().map(|c| (c.name, c.values)).collect();
    Ok(contacts.map(|(customer, contacts)| (customer, short(contacts))).collect())
}

/// The contacts of several customers, of each the primary one first. The caller has checked that
/// the customers are visible.
///
/// # Errors
/// The database's.
pub async fn all_of(
    conn: &mut Conn,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Vec<Contact>>> {
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for chunk in customers.chunks(500) {
        let mut sql = Sql::new(SELECT);
        sql.push("WHERE customer_id IN (").list(chunk.iter().map(ToString::to_string));
        sql.push(") AND removed_at IS NULL ORDER BY is_primary DESC, created_at, id");
        for one in read(conn, sql).await? {
            found.entry(one.customer).or_default().push(one);
        }
    }
    Ok(found)
}

/// Changes name and facts of a contact that is still at the version of `contact`. `false` when it
/// is not.
///
/// # Errors
/// The database's.
pub async fn update(
    tx: &mut Tx,
    _permit: &Permit<EditCustomer>,
    contact: &Contact,
    at: i64,
) -> Result<bool> {
    let sealer = vault::sealer(tx, contact.customer).await?;
    let changed = tx
        .run(
            Sql::new(
                "UPDATE contact SET name = $1, data = $2, updated_at = $3, version = version + 1 \
                 WHERE id = $4 AND version = $5 AND removed_at IS NULL",
            )
            .bind(sealer.text(NAME, contact.id, &contact.name)?)
            .bind(sealer.document(DATA, contact.id, &contact.values)?)
            .bind(at)
            .bind(contact.id.to_string())
            .bind(contact.version),
        )
        .await?;
    Ok(changed == 1)
}

/// Makes one contact the primary one of its customer, and every other not. Nobody's version moves:
/// which of them is the primary one is a fact about the customer.
///
/// # Errors
/// The database's.
pub async fn set_primary(
    tx: &mut Tx,
    _permit: &Permit<EditCustomer>,
    customer: CustomerId,
    id: ContactId,
) -> Result<()> {
    tx.run(
        Sql::new(
            "UPDATE contact SET is_primary = CASE WHEN id = $1 THEN 1 ELSE 0 END \
             WHERE customer_id = $2",
        )
        .bind(id.to_string())
        .bind(customer.to_string()),
    )
    .await?;
    Ok(())
}

/// Takes a contact off that is still at this version. `false` when it is not.
///
/// # Errors
/// The database's.
pub async fn remove(
    tx: &mut Tx,
    _permit: &Permit<EditCustomer>,
    id: ContactId,
    version: i64,
    at: i64,
) -> Result<bool> {
    let changed = tx
        .run(
            Sql::new(
                "UPDATE contact SET removed_at = $1, is_primary = 0, version = version + 1 \
                 WHERE id = $2 AND version = $3 AND removed_at IS NULL",
            )
            .bind(at)
            .bind(id.to_string())
            .bind(version),
        )
        .await?;
    Ok(changed == 1)
}

/// Names of contacts, removed ones too: the timeline tells of them.
///
/// # Errors
/// The database's.
pub async fn names(conn: &mut Conn, ids: &[String]) -> Result<HashMap<String, String>> {
    let mut found: Vec<(String, String)> = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let mut sql = Sql::new("SELECT id, name FROM contact WHERE id IN (");
        sql.list(chunk.iter().map(String::as_str)).push(")");
        for mut row in conn.all(sql).await? {
            found.push((row.take()?, row.take()?));
        }
    }
    let sealed = found.iter_mut().filter_map(|(id, name)| closed(NAME, id, name));
    vault::open(conn, sealed.collect()).await?;
    Ok(found.into_iter().collect())
}
