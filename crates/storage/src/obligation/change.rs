//! Obligations in other hands, with more time, or no longer anybody's.

use super::{About, IDS};
use crate::{Result, parse, parse_opt};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::id::{CustomerId, DepartmentId, ObligationId, PersonId};
use kedang_domain::obligation::Assignee;

/// What is to be done about a customer by its owner goes with the customer to the new one, and
/// with it to the new department.
///
/// # Errors
/// The database's.
pub async fn follow(
    tx: &mut Tx,
    customer: CustomerId,
    owner: PersonId,
    department: DepartmentId,
) -> Result<()> {
    let sql = Sql::new(
        "UPDATE obligation SET department_id = $1, assignee_id = CASE WHEN who = 'owner' \
         AND assignee_kind = 'person' THEN $2 ELSE assignee_id END, version = version + 1 \
         WHERE customer_id = $3 AND pending = 1",
    );
    let sql = sql.bind(department.to_string()).bind(owner.to_string());
    tx.run(sql.bind(customer.to_string())).await?;
    Ok(())
}

/// What somebody leaves undone.
#[derive(Clone, Debug)]
pub struct Left {
    /// Which.
    pub id: ObligationId,
    /// What it is about.
    pub about: About,
    /// The department whose head answers for it.
    pub department: Option<DepartmentId>,
}

/// What is to be done by a person.
///
/// # Errors
/// The database's.
pub async fn left_by(conn: &mut Conn, person: PersonId) -> Result<Vec<Left>> {
    let sql = Sql::new(
        "SELECT id, subject_kind, subject_id, department_id FROM obligation \
         WHERE assignee_id = $1 AND assignee_kind = 'person' AND pending = 1 ORDER BY due_at, id",
    );
    conn.all(sql.bind(person.to_string()))
        .await?
        .into_iter()
        .map(|mut row| {
            Ok(Left {
                id: parse("obligation.id", &row.take::<String>()?)?,
                about: About { kind: row.take()?, id: row.take()? },
                department: parse_opt("obligation.department_id", row.take()?)?,
            })
        })
        .collect()
}

/// What is still to be done about a customer, the earliest first.
///
/// # Errors
/// The database's.
pub async fn pending_about(conn: &mut Conn, customer: CustomerId) -> Result<Vec<ObligationId>> {
    let sql = Sql::new(
        "SELECT id FROM obligation WHERE customer_id = $1 AND pending = 1 ORDER BY due_at, id",
    );
    let rows = conn.all(sql.bind(customer.to_string())).await?.into_iter();
    rows.map(|mut row| parse("obligation.id", &row.take::<String>()?)).collect()
}

/// Gives obligations to somebody else.
///
/// # Errors
/// The database's.
pub async fn reassign(tx: &mut Tx, ids: &[ObligationId], to: &Assignee) -> Result<()> {
    for chunk in ids.chunks(IDS) {
        let mut sql = Sql::new("UPDATE obligation SET assignee_kind = ");
        sql.value(to.kind.code()).push(", assignee_id = ").value(to.id.as_str());
        sql.push(", version = version + 1 WHERE pending = 1 AND id IN (");
        sql.list(chunk.iter().map(ToString::to_string)).push(")");
        tx.run(sql).await?;
    }
    Ok(())
}

/// Nobody has to do these any more.
///
/// # Errors
/// The database's.
pub async fn release(tx: &mut Tx, ids: &[ObligationId], at: i64) -> Result<()> {
    for chunk in ids.chunks(IDS) {
        let mut sql = Sql::new(
            "UPDATE obligation SET pending = 0, state = 'released', remind_at = NULL, \
             version = version + 1, closed_at = ",
        );
        sql.value(at).push(" WHERE pending = 1 AND id IN (");
        sql.list(chunk.iter().map(ToString::to_string)).push(")");
        tx.run(sql).await?;
    }
    Ok(())
}

/// Gives an obligation more time; one that was late is in time again when that lies ahead.
/// `false` when it is not to be done any more.
///
/// # Errors
/// The database's.
pub async fn keep_due(
    tx: &mut Tx,
    id: ObligationId,
    due_at: i64,
    remind_at: Option<i64>,
    now: i64,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE obligation SET due_at = $1, remind_at = $2, \
         state = CASE WHEN $1 >= $3 THEN 'open' ELSE state END, version = version + 1 \
         WHERE id = $4 AND pending = 1",
    );
    let sql = sql.bind(due_at).bind(remind_at).bind(now).bind(id.to_string());
    Ok(tx.run(sql).await? == 1)
}
