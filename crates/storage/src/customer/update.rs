//! Changing a customer: its facts, its owner, and what is counted of it.

use super::insert::insert_rows;
use super::{DATA, IndexRow, Seen};
use crate::Result;
use crate::search::set_tokens;
use crate::vault::{self, Sealing};
use kedang_db::{Sql, Tx};
use kedang_domain::field::Values;
use kedang_domain::id::{CustomerId, DepartmentId, PersonId};
use kedang_domain::permission::{AssignCustomer, EditCustomer, Permit};

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
    let sealer = vault::sealer(tx, seen.id).await?;
    // One that goes by another name keeps that.
    let sealed = seen.sealing == Sealing::Name;
    let name = sealer.text(vault::NAME, seen.id, &update.name)?;
    let changed = tx
        .run(
            Sql::new(if sealed {
                "UPDATE customer SET sealed_name = $1, template = $2, \
                 data = $3, completeness = $4, uncertain = $5, updated_at = $6, \
                 version = version + 1 WHERE id = $7 AND version = $8"
            } else {
                "UPDATE customer SET name = $1, template = $2, data = $3, completeness = $4, \
                 uncertain = $5, updated_at = $6, version = version + 1 \
                 WHERE id = $7 AND version = $8"
            })
            .bind(if sealed { &name } else { &update.name })
            .bind(&update.template)
            .bind(sealer.document(DATA, seen.id, &update.values)?)
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
    index(tx, seen, &update.index).await?;
    if let Some(tokens) = &update.tokens {
        set_tokens(tx, seen.no, tokens).await?;
    }
    Ok(true)
}

/// Brings the rows of the value index from what they were to what they are to be.
async fn index(
    tx: &mut Tx,
    seen: &Seen,
    (before, after): &(Vec<IndexRow>, Vec<IndexRow>),
) -> Result<()> {
    if seen.sealing > Sealing::Clear {
        return vault::keep_index(tx, seen.id, after).await;
    }
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
    insert_rows(tx, "INSERT INTO customer_value (field, value, no) VALUES ", added).await
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
