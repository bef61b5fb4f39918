//! Contacts of all customers that a person sees, in the order of the customers' region or industry:
//! what a box of business cards is sorted by.
//!
//! The value index is walked in its own order; customers of whom the region or industry is unknown
//! come after all others. Who is seen is what [`crate::visibility`] says of their customers.

use super::{Contact, sealed};
use crate::customer::{self, Condition, Wanted, code, holding};
use crate::vault::{self, closed};
use crate::visibility::Scope;
use crate::{Result, StorageError, from_json, parse};
use kedang_db::{Conn, Row, Sql};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{ContactId, PersonId};

/// What the contacts are ordered by: a fact of their customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// Where the customer is.
    Region,
    /// What the customer does.
    Industry,
}

impl Order {
    /// The stable name, which is the key of the field.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Region => "region",
            Self::Industry => "industry",
        }
    }

    /// The order of that stable name, or `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Region, Self::Industry].into_iter().find(|order| order.code() == text)
    }
}

/// Where a page ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The region or industry as it is indexed; `None` when it is unknown.
    pub place: Option<String>,
    /// Running number of the customer.
    pub no: i64,
    /// The contact.
    pub id: ContactId,
}

impl Cursor {
    /// Opaque text for the caller.
    #[must_use]
    pub fn to_text(&self) -> String {
        format!("{}.{}.{}", self.no, self.id, self.place.as_deref().unwrap_or_default())
    }

    /// From the caller's text.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let no = parts.next()?.parse().ok()?;
        let id = parts.next()?.parse().ok()?;
        let place = parts.next()?;
        if !place.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        Some(Self { place: Some(place.to_owned()).filter(|p| !p.is_empty()), no, id })
    }
}

/// What to list.
#[derive(Clone, Debug)]
pub struct Query {
    /// In which order.
    pub order: Order,
    /// What the customers must be; all must hold.
    pub conditions: Vec<Condition>,
    /// Only contacts of these customers, by running number.
    pub among: Option<Vec<i64>>,
    /// Only contacts whose facts, as they are stored, contain these words in any case. Generous:
    /// the caller looks at what the words belong to.
    pub mentioning: Vec<String>,
    /// After this row.
    pub after: Option<Cursor>,
    /// At most so many rows.
    pub limit: usize,
}

/// The customer of a listed contact.
#[derive(Clone, Debug)]
pub struct Holder {
    /// Running number.
    pub no: i64,
    /// File code.
    pub code: String,
    /// Organisation or individual.
    pub kind: CustomerKind,
    /// Full name.
    pub name: String,
    /// Owner and their name.
    pub owner: (PersonId, String),
    /// Region and industry, where they are known.
    pub values: Values,
}

/// A contact with the customer it belongs to.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The contact.
    pub contact: Contact,
    /// Its customer.
    pub customer: Holder,
    /// The region or industry by which it is ordered, as it is indexed.
    pub place: Option<String>,
}

impl Listed {
    /// Where a page that ends with this row ends.
    #[must_use]
    pub fn cursor(&self) -> Cursor {
        Cursor { place: self.place.clone(), no: self.customer.no, id: self.contact.id }
    }
}

const COLUMNS: &str = "SELECT k.id, k.customer_id, k.name, k.is_primary, k.data, k.created_at, \
                       k.updated_at, k.version, c.no, c.kind, c.name, c.owner_id, p.name, c.data";
const PARTS: &str = " JOIN contact k ON k.customer_id = c.id JOIN person p ON p.id = c.owner_id ";

fn listed(mut row: Row, known: bool) -> Result<Listed> {
    let contact = Contact {
        id: parse("contact.id", &row.take::<String>()?)?,
        customer: parse("contact.customer_id", &row.take::<String>()?)?,
        name: row.take()?,
        primary: row.take()?,
        values: from_json("contact.data", &row.take::<String>()?)?,
        created_at: row.take()?,
        updated_at: row.take()?,
        version: row.take()?,
    };
    let no = row.take()?;
    let kind: String = row.take()?;
    let customer = Holder {
        no,
        code: code(no),
        kind: CustomerKind::parse(&kind)
            .ok_or(StorageError::Corrupt { what: "customer.kind", why: kind })?,
        name: row.take()?,
        owner: (parse("customer.owner_id", &row.take::<String>()?)?, row.take()?),
        values: wanted().read(&row.take::<String>()?)?,
    };
    let place = if known { Some(row.take()?) } else { None };
    Ok(Listed { contact, customer, place })
}

/// What a list of contacts shows of their customers.
fn wanted() -> Wanted {
    Wanted::Only(vec!["region".to_owned(), "industry".to_owned()])
}

/// One page of the contacts that this person sees.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn, scope: &Scope, query: &Query) -> Result<Vec<Listed>> {
    let mut found = Vec::new();
    if query.after.as_ref().is_none_or(|cursor| cursor.place.is_some()) {
        let rows = conn.all(known(scope, query)).await?;
        found = rows.into_iter().map(|row| listed(row, true)).collect::<Result<_>>()?;
    }
    if found.len() < query.limit {
        for row in conn.all(unknown(scope, query, query.limit - found.len())).await? {
            found.push(listed(row, false)?);
        }
    }
    let mut shut = Vec::new();
    for Listed { contact, customer, .. } in &mut found {
        shut.extend(closed(customer::DATA, contact.customer, &mut customer.values));
        shut.extend(sealed(contact));
    }
    vault::open(conn, shut).await?;
    found.iter_mut().for_each(|row| wanted().cut(&mut row.customer.values));
    Ok(found)
}

/// Contacts of customers whose region or industry is known.
fn known(scope: &Scope, query: &Query) -> Sql {
    let mut sql = Sql::new(COLUMNS);
    sql.push(", g.value FROM customer_value g JOIN customer c ON c.no = g.no").push(PARTS);
    sql.push("WHERE g.field = ").value(query.order.code());
    narrowed(scope, query, &mut sql);
    if let Some(Cursor { place: Some(place), no, id }) = &query.after {
        sql.push(" AND (g.value, g.no, k.id) > (").value(place).push(", ").value(*no);
        sql.push(", ").value(id.to_string()).push(")");
    }
    sql.push(" ORDER BY g.value, g.no, k.id LIMIT ").value(limit(query.limit));
    sql
}

/// Contacts of the others.
fn unknown(scope: &Scope, query: &Query, most: usize) -> Sql {
    let mut sql = Sql::new(COLUMNS);
    sql.push(" FROM customer c").push(PARTS);
    sql.push("WHERE NOT EXISTS (SELECT 1 FROM customer_value g WHERE g.no = c.no AND g.field = ");
    sql.value(query.order.code()).push(")");
    narrowed(scope, query, &mut sql);
    if let Some(Cursor { place: None, no, id }) = &query.after {
        sql.push(" AND (c.no, k.id) > (").value(*no).push(", ").value(id.to_string()).push(")");
    }
    sql.push(" ORDER BY c.no, k.id LIMIT ").value(limit(most));
    sql
}

fn limit(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// Adds what holds for every row: the contact is there, its customer is seen and meets the query.
fn narrowed(scope: &Scope, query: &Query, sql: &mut Sql) {
    sql.push(" AND k.removed_at IS NULL");
    if let Some(branches) = scope.branches() {
        sql.push(" AND c.no IN (");
        for (index, branch) in branches.into_iter().enumerate() {
            sql.push(if index == 0 { "" } else { " UNION " });
            sql.push("SELECT c.no FROM customer c WHERE ");
            scope.branch(branch, sql);
        }
        sql.push(")");
    }
    sql.push(" AND ");
    scope.open(sql);
    if let Some(among) = &query.among {
        sql.push(" AND c.no IN (").list(among.iter().copied()).push(")");
    }
    for words in &query.mentioning {
        sql.push(" AND replace(lower(k.data), ").value(words.to_lowercase());
        sql.push(", '') <> lower(k.data)");
    }
    holding(&query.conditions, sql);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_was() {
        let id: ContactId = "01890000-0000-7000-8000-000000000001".parse().unwrap();
        for place in [None, Some("320102".to_owned()), Some("C1311".to_owned())] {
            let cursor = Cursor { place, no: 7, id };
            assert_eq!(Cursor::parse(&cursor.to_text()), Some(cursor));
        }
        for text in [
            "",
            "7",
            "7.x.",
            "x.01890000-0000-7000-8000-000000000001.",
            "7.01890000-0000-7000-8000-000000000001.\0",
        ] {
            assert_eq!(Cursor::parse(text), None, "{text:?}");
        }
    }
}
