//! The rows that are linked to a customer, on their way out of their tables and back.

use crate::{Result, StorageError};
use kedang_db::{Row, Sql, Tx, Value};
use kedang_domain::id::CustomerId;
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Rows by the name of their table.
pub(super) type Parts = BTreeMap<String, Vec<Vec<Json>>>;

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Int,
}

/// A table with rows that belong to one customer each.
struct Part {
    table: &'static str,
    columns: &'static [Kind],
    read: &'static str,
    delete: &'static str,
    insert: &'static str,
}

macro_rules! part {
    ($table:literal, $($column:ident $kind:ident),+) => {
        Part {
            table: $table,
            columns: &[Kind::Text, Kind::Text $(, Kind::$kind)+],
            read: concat!(
                "SELECT id, customer_id", $(", ", stringify!($column),)+
                " FROM ", $table, " WHERE customer_id = $1 ORDER BY id"
            ),
            delete: concat!("DELETE FROM ", $table, " WHERE customer_id = $1"),
            insert: concat!(
                "INSERT INTO ", $table, " (id, customer_id", $(", ", stringify!($column),)+
                ") VALUES "
            ),
        }
    };
}

/// Each table comes after those that its rows name. A table that names customers and is not here
/// keeps a customer from being withdrawn.
const PARTS: [Part; 9] = [
    part!("contact", name Text, is_primary Int, data Text, created_at Int, updated_at Int,
        removed_at Int, version Int),
    part!("customer_share", person_id Text, shared_by Text, reason Text, created_at Int, until Int,
        ended_at Int),
    part!("secrecy_keeper", person_id Text, level Text, given_by Text, since Int, ended_at Int,
        ended_by Text),
    part!("interaction", contact_id Text, kind Text, direction Text, at Int, person_id Text,
        summary Text, detail Text, created_at Int, removed_at Int, version Int),
    part!("uncertain_mark", contact_id Text, field Text, note Text, marked_by Text, marked_at Int,
        verified_by Text, verified_at Int, how Text),
    part!("event", at Int, kind Text, person_id Text, subject Text, detail Text),
    part!("greeting", contact_id Text, whom Text, occasion Text, day Text, text Text, state Text,
        reason Text, interaction_id Text, closed_by Text, closed_at Int, created_at Int,
        version Int),
    part!(
        "notice", person_id Text, kind Text, link Text, params Text, once_key Text, created_at Int,
        read_at Int, planned Int
    ),
    part!("obligation", key Text, duty Text, policy Text, clause Text, title_zh Text,
        title_en Text, subject_kind Text, subject_id Text, department_id Text, who Text,
        assignee_kind Text, assignee_id Text, period_start Text, period_end Text, from_at Int,
        due_at Int, first_due_at Int, certain Int, opened_at Int, opened_by Int, pending Int,
        state Text, remind_at Int, breached_at Int, closed_at Int, closed_by Int, version Int),
];

/// Takes all rows of a customer out of their tables.
pub(super) async fn take(tx: &mut Tx, customer: CustomerId) -> Result<Parts> {
    let mut parts = Parts::new();
    for part in &PARTS {
        let rows = tx.all(Sql::new(part.read).bind(customer.to_string())).await?;
        if !rows.is_empty() {
            let rows = rows.into_iter().map(|row| out_of(part, row)).collect::<Result<_>>()?;
            parts.insert(part.table.to_owned(), rows);
        }
    }
    for part in PARTS.iter().rev() {
        tx.run(Sql::new(part.delete).bind(customer.to_string())).await?;
    }
    Ok(parts)
}

/// Puts rows back into their tables.
pub(super) async fn give(tx: &mut Tx, parts: &Parts) -> Result<()> {
    for part in &PARTS {
        for row in parts.get(part.table).into_iter().flatten() {
            let mut sql = Sql::new(part.insert);
            sql.rows([back_into(part, row)?]);
            tx.run_exactly(1, sql).await?;
        }
    }
    Ok(())
}

fn out_of(part: &Part, mut row: Row) -> Result<Vec<Json>> {
    let column = |kind: &Kind| {
        Ok(match kind {
            Kind::Text => row.take::<Option<String>>()?.into(),
            Kind::Int => row.take::<Option<i64>>()?.into(),
        })
    };
    part.columns.iter().map(column).collect()
}

fn back_into(part: &Part, row: &[Json]) -> Result<Vec<Value>> {
    let wrong = || StorageError::Corrupt {
        what: "withdrawn_customer.parts",
        why: format!("a row of {}", part.table),
    };
    if row.len() != part.columns.len() {
        return Err(wrong());
    }
    let column = |(kind, value): (&Kind, &Json)| match (kind, value) {
        (Kind::Text, Json::Null) => Ok(Value::Text(None)),
        (Kind::Int, Json::Null) => Ok(Value::Int(None)),
        (Kind::Text, Json::String(text)) => Ok(Value::from(text)),
        (Kind::Int, Json::Number(number)) => number.as_i64().map(Value::from).ok_or_else(wrong),
        _ => Err(wrong()),
    };
    part.columns.iter().zip(row).map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// These keep a customer from being withdrawn: somebody has dealt with it.
    const OTHERS: [&str; 4] = ["clash", "correction", "item", "urgent_news"];

    /// The tables of the schema of which each row belongs to a customer.
    fn tables() -> BTreeSet<&'static str> {
        let mut found = BTreeSet::new();
        for step in crate::SCHEMA {
            for create in step.sql.split("CREATE TABLE ").skip(1) {
                let body = create.split(";").next().unwrap_or_default();
                if body.contains("REFERENCES customer (id)") {
                    found.extend(create.split_whitespace().next());
                }
            }
        }
        // Made anew without the reference.
        found.remove("clash_pass");
        found
    }

    #[test]
    fn what_is_linked_to_a_customer_is_withdrawn_with_it() {
        let known = PARTS.iter().map(|part| part.table).chain(OTHERS);
        assert_eq!(known.collect::<BTreeSet<_>>(), tables());
    }

    #[test]
    fn what_is_linked_to_a_customer_is_merged_with_it() {
        let moving = include_str!("../merge/moved.rs");
        for table in tables() {
            let moves = format!("UPDATE {table} SET customer_id = ");
            assert!(moving.contains(&moves), "{table} does not move with its customer");
        }
    }
}
