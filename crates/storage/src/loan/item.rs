//! The register of original files.

use crate::vault::{self, Column, closed};
use crate::visibility::Scope;
use crate::{Result, parse};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{CustomerId, ItemId};
use kedang_domain::permission::{KeepItem, Permit};

/// What of an item may lie sealed.
const TITLE: Column = Column::new("item", "title");
const PLACE: Column = Column::new("item", "place");
const NOTE: Column = Column::new("item", "note");

/// An original file.
#[derive(Clone, Debug)]
pub struct Item {
    /// Which.
    pub id: ItemId,
    /// Of which customer.
    pub customer: CustomerId,
    /// The number on its label.
    pub number: String,
    /// What it is.
    pub title: String,
    /// How many pages it has.
    pub pages: i64,
    /// How many copies there are.
    pub copies: i64,
    /// Where it lies.
    pub place: String,
    /// Anything else.
    pub note: Option<String>,
    /// When it was registered, ms UTC.
    pub registered_at: i64,
    /// Counts changes.
    pub version: i64,
}

/// What [`read`] reads.
pub(super) const COLUMNS: &str = "i.id, i.customer_id, i.number, i.title, i.pages, i.copies, \
    i.place, i.note, i.registered_at, i.version";

pub(super) fn read(row: &mut Row) -> Result<Item> {
    Ok(Item {
        id: parse("item.id", &row.take::<String>()?)?,
        customer: parse("item.customer_id", &row.take::<String>()?)?,
        number: row.take()?,
        title: row.take()?,
        pages: row.take()?,
        copies: row.take()?,
        place: row.take()?,
        note: row.take()?,
        registered_at: row.take()?,
        version: row.take()?,
    })
}

/// Opens what is sealed of these items.
pub(super) async fn open<'a>(
    conn: &mut Conn,
    items: impl Iterator<Item = &'a mut Item>,
) -> Result<()> {
    let mut sealed = Vec::new();
    for item in items {
        sealed.extend(closed(TITLE, item.id, &mut item.title));
        sealed.extend(closed(PLACE, item.id, &mut item.place));
        sealed.extend(closed(NOTE, item.id, &mut item.note));
    }
    vault::open(conn, sealed).await
}

fn select(scope: &Scope) -> Sql {
    let mut sql = Sql::new("SELECT ");
    sql.push(COLUMNS).push(" FROM item i JOIN customer c ON c.id = i.customer_id WHERE ");
    scope.open(&mut sql);
    sql
}

/// An item of a customer that is open to somebody.
///
/// # Errors
/// The database's.
pub async fn item(conn: &mut Conn, scope: &Scope, id: ItemId) -> Result<Option<Item>> {
    let mut sql = select(scope);
    sql.push(" AND i.id = ").value(id.to_string());
    let mut found = conn.opt(sql).await?.map(|mut row| read(&mut row)).transpose()?;
    open(conn, found.iter_mut()).await?;
    Ok(found)
}

/// The items that are open to somebody, by number: of one customer, or with this number.
///
/// # Errors
/// The database's.
pub async fn items(
    conn: &mut Conn,
    scope: &Scope,
    customer: Option<CustomerId>,
    number: Option<&str>,
    limit: i64,
) -> Result<Vec<Item>> {
    let mut sql = select(scope);
    if let Some(customer) = customer {
        sql.push(" AND i.customer_id = ").value(customer.to_string());
    }
    if let Some(number) = number {
        sql.push(" AND i.number = ").value(number);
    }
    sql.push(" ORDER BY i.number LIMIT ").value(limit);
    let rows = conn.all(sql).await?.into_iter();
    let mut found: Vec<Item> = rows.map(|mut row| read(&mut row)).collect::<Result<_>>()?;
    open(conn, found.iter_mut()).await?;
    Ok(found)
}

/// Puts an item on the register.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, permit: &Permit<KeepItem>, item: &Item) -> Result<()> {
    let sealer = vault::sealer(tx, item.customer).await?;
    let sql = Sql::new(
        "INSERT INTO item (id, customer_id, number, title, pages, copies, place, note, \
         registered_by, registered_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
    )
    .bind(item.id.to_string())
    .bind(item.customer.to_string())
    .bind(&item.number)
    .bind(sealer.text(TITLE, item.id, &item.title)?)
    .bind(item.pages)
    .bind(item.copies)
    .bind(sealer.text(PLACE, item.id, &item.place)?)
    .bind(sealer.maybe(NOTE, item.id, item.note.as_deref())?)
    .bind(permit.person().to_string())
    .bind(item.registered_at);
    tx.run_exactly(1, sql).await?;
    Ok(())
}

/// Changes what the register says of an item, over the version that it was read with; `false` when
/// somebody else wrote meanwhile.
///
/// # Errors
/// The database's.
pub async fn change(tx: &mut Tx, _: &Permit<KeepItem>, item: &Item) -> Result<bool> {
    let sealer = vault::sealer(tx, item.customer).await?;
    let sql = Sql::new(
        "UPDATE item SET title = $1, pages = $2, copies = $3, place = $4, note = $5, \
         version = version + 1 WHERE id = $6 AND version = $7",
    )
    .bind(sealer.text(TITLE, item.id, &item.title)?)
    .bind(item.pages)
    .bind(item.copies)
    .bind(sealer.text(PLACE, item.id, &item.place)?)
    .bind(sealer.maybe(NOTE, item.id, item.note.as_deref())?)
    .bind(item.id.to_string())
    .bind(item.version);
    Ok(tx.run(sql).await? == 1)
}
