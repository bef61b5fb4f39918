//! A company's own fields, and the version that tells every process when fields or card templates
//! may have changed.

use crate::vault::{self, Column, closed};
use crate::{Result, contact, customer, from_json, parse, parse_opt, to_json};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::field::{Field, Subject, Values, convert_value, index_key};
use kedang_domain::id::{CustomerId, DepartmentId};
use kedang_domain::permission::{ManageTemplates, Permit};

/// Customers or contacts read at once when values are written anew.
const CHUNK: i64 = 500;

/// A custom field as it is stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What it is.
    pub field: Field,
    /// Counts the changes.
    pub version: i64,
}

const SELECT: &str = "SELECT definition, department_id, active, version FROM custom_field";

fn read(mut row: Row) -> Result<Stored> {
    let mut field: Field = from_json("custom_field.definition", &row.take::<String>()?)?;
    // The columns are the truth; the document carries the rest.
    field.department_id = parse_opt("custom_field.department_id", row.take()?)?;
    field.active = row.take()?;
    Ok(Stored { field, version: row.take()? })
}

/// Every custom field in the order in which they were made, also those that were put away: values
/// may still name them.
///
/// # Errors
/// The database's.
pub async fn all(conn: &mut Conn) -> Result<Vec<Stored>> {
    let mut sql = Sql::new(SELECT);
    sql.push(" ORDER BY position, field");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// The custom field of that key.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, key: &str) -> Result<Option<Stored>> {
    let mut sql = Sql::new(SELECT);
    sql.push(" WHERE field = ").value(key);
    conn.opt(sql).await?.map(read).transpose()
}

/// Adds a field at the end.
///
/// # Errors
/// The database's; [`crate::StorageError::is_unique`] when the key is taken.
pub async fn insert(tx: &mut Tx, _permit: &Permit<ManageTemplates>, field: &Field) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO custom_field (field, department_id, definition, active, position, \
             version) SELECT $1, $2, $3, $4, COALESCE(max(position), 0) + 1, 1 FROM custom_field",
        )
        .bind(&field.key)
        .bind(field.department_id.map(|id: DepartmentId| id.to_string()))
        .bind(to_json("custom_field.definition", field)?)
        .bind(field.active),
    )
    .await?;
    Ok(())
}

/// Changes a field that is still at this version. `false` when it is not.
///
/// # Errors
/// The database's.
pub async fn update(
    tx: &mut Tx,
    _permit: &Permit<ManageTemplates>,
    field: &Field,
    version: i64,
) -> Result<bool> {
    let changed = tx
        .run(
            Sql::new(
                "UPDATE custom_field SET department_id = $1, definition = $2, active = $3, \
                 version = version + 1 WHERE field = $4 AND version = $5",
            )
            .bind(field.department_id.map(|id| id.to_string()))
            .bind(to_json("custom_field.definition", field)?)
            .bind(field.active)
            .bind(&field.key)
            .bind(version),
        )
        .await?;
    Ok(changed == 1)
}

/// Two versions at one instant: the first changes with every change of fields and card templates,
/// the second is [`crate::organisation::version`]. What was worked out under others is stale.
///
/// # Errors
/// The database's.
pub async fn versions(conn: &mut Conn) -> Result<(i64, i64)> {
    let mut row = conn
        .one(Sql::new(
            "SELECT (SELECT value FROM counter WHERE name = 'catalogue'), \
             (SELECT value FROM counter WHERE name = 'organisation')",
        ))
        .await?;
    let version = |value: Option<i64>| value.unwrap_or(0);
    Ok((version(row.take()?), version(row.take()?)))
}

/// Tells every process that fields or card templates changed. Part of each such change.
///
/// The version goes with the clock, so that a number seen inside a group of transactions that was
/// then not committed is not given again to other content.
///
/// # Errors
/// The database's.
pub async fn touch_catalogue(tx: &mut Tx, now: i64) -> Result<()> {
    tx.run(
        Sql::new(
            "INSERT INTO counter (name, value) VALUES ('catalogue', $1) \
             ON CONFLICT (name) DO UPDATE SET value = \
             CASE WHEN counter.value < $1 THEN $1 ELSE counter.value + 1 END",
        )
        .bind(now),
    )
    .await?;
    Ok(())
}

/// Writes every stored value of a field in the form of its new type. Contacts keep their index
/// nowhere; customers' index rows are left to [`reindex`]. Returns how many were written.
///
/// # Errors
/// The database's.
pub async fn convert(
    tx: &mut Tx,
    _permit: &Permit<ManageTemplates>,
    old: &Field,
    new: &Field,
) -> Result<i64> {
    if new.subject == Subject::Customer {
        convert_absent(tx, old, new).await?;
    }
    let mut written = 0;
    let mut after = String::new();
    loop {
        let rows = holders(tx, new.subject, &new.key, &after).await?;
        let Some(last) = rows.last() else { return Ok(written) };
        after.clone_from(&last.id);
        for mut holder in rows {
            let Some(value) = holder.values.get(&new.key) else { continue };
            let Some(value) = convert_value(old.field_type, new.field_type, value) else {
                continue;
            };
            holder.values.insert(new.key.clone(), value);
            // The version moves: whoever is editing the old form must look again.
            let mut sql = Sql::new(match new.subject {
                Subject::Customer => "UPDATE customer SET data = ",
                Subject::Contact => "UPDATE contact SET data = ",
            });
            let sealer = vault::sealer(tx, holder.customer).await?;
            let document = sealer.document(place(new.subject), &holder.id, &holder.values)?;
            sql.value(document).push(", version = version + 1 WHERE id = ");
            sql.value(&holder.id);
            tx.run_exactly(1, sql).await?;
            written += 1;
        }
    }
}

/// Writes the index rows of a customers' field anew, or removes them when it is no longer
/// filterable.
///
/// # Errors
/// The database's.
pub async fn reindex(tx: &mut Tx, _permit: &Permit<ManageTemplates>, field: &Field) -> Result<()> {
    if field.subject != Subject::Customer {
        return Ok(());
    }
    tx.run(Sql::new("DELETE FROM customer_value WHERE field = $1").bind(&field.key)).await?;
    if !field.filterable {
        return Ok(());
    }
    let mut after = String::new();
    loop {
        let rows = holders(tx, Subject::Customer, &field.key, &after).await?;
        let Some(last) = rows.last() else { return Ok(()) };
        after.clone_from(&last.id);
        let index = rows
            .iter()
            .filter_map(|holder| Some((holder.no, holder.values.get(&field.key)?)))
            .flat_map(|(no, value)| {
                index_key(field, value).into_iter().map(move |v| (field.key.clone(), v, no))
            });
        customer::add_index(tx, index.collect()).await?;
    }
}

/// A customer or contact whose document names a field.
struct Holder {
    id: String,
    no: i64,
    customer: CustomerId,
    values: Values,
}

/// Customers that went into another one keep their facts: those of this field in the form that it
/// has now.
async fn convert_absent(tx: &mut Tx, old: &Field, new: &Field) -> Result<()> {
    let mut sql = Sql::new("SELECT id, data FROM absent_customer WHERE replace(data, ");
    sql.value(format!("\"{}\":", new.key)).push(", '') <> data OR sealed > 0");
    for mut row in tx.all(sql).await? {
        let id: String = row.take()?;
        let mut values: Values = from_json("absent_customer.data", &row.take::<String>()?)?;
        let sealed = closed(customer::DATA, &id, &mut values);
        vault::open(tx, sealed.into_iter().collect()).await?;
        let Some(value) = values.get(&new.key) else { continue };
        let Some(value) = convert_value(old.field_type, new.field_type, value) else { continue };
        values.insert(new.key.clone(), value);
        let write = Sql::new("UPDATE absent_customer SET data = $1 WHERE id = $2");
        let sealer = vault::sealer(tx, parse("absent_customer.id", &id)?).await?;
        let document = sealer.document(customer::DATA, &id, &values)?;
        tx.run_exactly(1, write.bind(document).bind(id)).await?;
    }
    Ok(())
}

/// Those whose document names the field, in the order of their ids.
async fn holders(conn: &mut Conn, subject: Subject, key: &str, after: &str) -> Result<Vec<Holder>> {
    let mut sql = Sql::new(match subject {
        Subject::Customer => "SELECT id, no, id, data FROM customer WHERE id > ",
        Subject::Contact => "SELECT id, 0, customer_id, data FROM contact WHERE id > ",
    });
    // The engines disagree on LIKE, not on this; a text that merely quotes the key does no harm.
    // Sealed documents may name it too.
    sql.value(after).push(" AND (replace(data, ").value(format!("\"{key}\":"));
    sql.push(", '') <> data OR data LIKE ").value(format!("{{\"{}\":%", vault::SEALED));
    sql.push(") ORDER BY id LIMIT ").value(CHUNK);
    let rows = conn.all(sql).await?;
    let mut holders = rows
        .into_iter()
        .map(|mut row| {
            let id: String = row.take()?;
            parse::<kedang_domain::id::Uuid>("id", &id)?;
            Ok(Holder {
                id,
                no: row.take()?,
                customer: parse("customer.id", &row.take::<String>()?)?,
                values: from_json("data", &row.take::<String>()?)?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let place = place(subject);
    let sealed = holders.iter_mut().filter_map(|one| closed(place, &one.id, &mut one.values));
    vault::open(conn, sealed.collect()).await?;
    Ok(holders)
}

/// Where the documents of customers or contacts lie.
fn place(subject: Subject) -> Column {
    match subject {
        Subject::Customer => customer::DATA,
        Subject::Contact => contact::DATA,
    }
}
