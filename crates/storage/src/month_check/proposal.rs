//! Changes that were proposed in a check, and the maintenance log (维护日志) of them.

use crate::customer::code;
use crate::vault::{self, Closed, Column, Sealer, closed};
use crate::visibility::Scope;
use crate::{Result, StorageError, contact, from_json, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{ContactId, CustomerId, DepartmentId, MonthCheckId, PersonId, ProposalId};
use kedang_domain::month_check::{Month, ProposalState};
use kedang_domain::permission::{ApproveMonthCheck, Permit, WalkMonthCheck};
use serde_json::Value;

/// A change that is proposed.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Which.
    pub id: ProposalId,
    /// In which check.
    pub check: MonthCheckId,
    /// Of which customer.
    pub customer: CustomerId,
    /// Of which of its contacts; `None`: of the customer itself.
    pub contact: Option<ContactId>,
    /// Key of the field; `name` for the name.
    pub field: String,
    /// The group that was marked for it.
    pub group: String,
    /// What is on file.
    pub before: Option<Value>,
    /// What it should be.
    pub after: Option<Value>,
    /// Why, in somebody's words.
    pub reason: Option<String>,
    /// How far it is.
    pub state: ProposalState,
    /// Who proposed it, their name, when (ms UTC).
    pub proposed: (PersonId, String, i64),
    /// Who decided, their name, when (ms UTC).
    pub decided: Option<(PersonId, String, i64)>,
    /// Why it was refused.
    pub decision_reason: Option<String>,
    /// When it was applied, or it turned out that it cannot be, ms UTC.
    pub ended_at: Option<i64>,
    /// Code of why it could not be applied.
    pub failure: Option<String>,
    /// What was there instead.
    pub found: Option<Value>,
}

const COLUMNS: &str = "SELECT o.id, o.check_id, o.customer_id, o.contact_id, o.field, \
    o.group_key, o.before_value, o.after_value, o.reason, o.state, o.proposed_by, p.name, \
    o.proposed_at, o.decided_by, d.name, o.decided_at, o.decision_reason, o.ended_at, o.failure, \
    o.found_value";
const FROM: &str = " FROM month_check_proposal o JOIN person p ON p.id = o.proposed_by \
    LEFT JOIN person d ON d.id = o.decided_by ";

/// What of a proposal may lie sealed.
const BEFORE: Column = Column::new("month_check_proposal", "before_value");
const AFTER: Column = Column::new("month_check_proposal", "after_value");
const REASON: Column = Column::new("month_check_proposal", "reason");
const DECISION: Column = Column::new("month_check_proposal", "decision_reason");
const FOUND: Column = Column::new("month_check_proposal", "found_value");

async fn all(conn: &mut Conn, sql: Sql) -> Result<Vec<Proposal>> {
    let rows = conn.all(sql).await?.into_iter().map(|mut row| read(&mut row));
    let mut found = rows.collect::<Result<Vec<_>>>()?;
    vault::open(conn, found.iter_mut().flat_map(sealed).collect()).await?;
    Ok(found)
}

/// What of a proposal is sealed.
fn sealed(one: &mut Proposal) -> Vec<Closed<'_>> {
    let parts = [
        closed(BEFORE, one.id, &mut one.before),
        closed(AFTER, one.id, &mut one.after),
        closed(REASON, one.id, &mut one.reason),
        closed(DECISION, one.id, &mut one.decision_reason),
        closed(FOUND, one.id, &mut one.found),
    ];
    parts.into_iter().flatten().collect()
}

fn value(text: Option<String>) -> Result<Option<Value>> {
    text.map(|text| from_json("month_check_proposal value", &text)).transpose()
}

fn stored(
    sealer: &Sealer,
    column: Column,
    id: ProposalId,
    value: Option<&Value>,
) -> Result<Option<String>> {
    value.map(|value| sealer.document(column, id, value)).transpose()
}

fn read(row: &mut Row) -> Result<Proposal> {
    Ok(Proposal {
        id: parse("month_check_proposal.id", &row.take::<String>()?)?,
        check: parse("month_check_proposal.check_id", &row.take::<String>()?)?,
        customer: parse("month_check_proposal.customer_id", &row.take::<String>()?)?,
        contact: parse_opt("month_check_proposal.contact_id", row.take()?)?,
        field: row.take()?,
        group: row.take()?,
        before: value(row.take()?)?,
        after: value(row.take()?)?,
        reason: row.take()?,
        state: {
            let code: String = row.take()?;
            ProposalState::from_code(&code)
                .ok_or_else(|| StorageError::corrupt("month_check_proposal.state")(&code))?
        },
        proposed: (
            parse("month_check_proposal.proposed_by", &row.take::<String>()?)?,
            row.take()?,
            row.take()?,
        ),
        decided: {
            let by: Option<PersonId> = parse_opt("month_check_proposal.decided_by", row.take()?)?;
            let (name, at): (Option<String>, Option<i64>) = (row.take()?, row.take()?);
            by.zip(at).map(|(by, at)| (by, name.unwrap_or_default(), at))
        },
        decision_reason: row.take()?,
        ended_at: row.take()?,
        failure: row.take()?,
        found: value(row.take()?)?,
    })
}

/// Puts a proposal on file, in the place of one about the same fact.
///
/// # Errors
/// The database's.
pub async fn propose(
    tx: &mut Tx,
    permit: &Permit<WalkMonthCheck>,
    proposal: &Proposal,
) -> Result<()> {
    let sealer = vault::sealer(tx, proposal.customer).await?;
    let id = proposal.id;
    tx.run(
        Sql::new(
            "DELETE FROM month_check_proposal WHERE check_id = $1 AND customer_id = $2 \
             AND contact_id IS NOT DISTINCT FROM $3 AND field = $4",
        )
        .bind(proposal.check.to_string())
        .bind(proposal.customer.to_string())
        .bind(proposal.contact.map(|id| id.to_string()))
        .bind(&proposal.field),
    )
    .await?;
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO month_check_proposal (id, check_id, customer_id, contact_id, field, \
             group_key, before_value, after_value, reason, state, proposed_by, proposed_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'proposed', $10, $11)",
        )
        .bind(proposal.id.to_string())
        .bind(proposal.check.to_string())
        .bind(proposal.customer.to_string())
        .bind(proposal.contact.map(|id| id.to_string()))
        .bind(&proposal.field)
        .bind(&proposal.group)
        .bind(stored(&sealer, BEFORE, id, proposal.before.as_ref())?)
        .bind(stored(&sealer, AFTER, id, proposal.after.as_ref())?)
        .bind(sealer.maybe(REASON, id, proposal.reason.as_deref())?)
        .bind(permit.person().to_string())
        .bind(proposal.proposed.2),
    )
    .await?;
    Ok(())
}

/// A proposal of a check. The caller has checked that the check is for the person, and checks that
/// its customer is visible.
///
/// # Errors
/// The database's.
pub async fn proposal(
    conn: &mut Conn,
    check: MonthCheckId,
    id: ProposalId,
) -> Result<Option<Proposal>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(FROM).push("WHERE o.check_id = ").value(check.to_string());
    sql.push(" AND o.id = ").value(id.to_string());
    Ok(all(conn, sql).await?.pop())
}

/// Takes back a proposal on which nobody has decided; `false` when there is none.
///
/// # Errors
/// The database's.
pub async fn withdraw(
    tx: &mut Tx,
    _permit: &Permit<WalkMonthCheck>,
    id: ProposalId,
) -> Result<bool> {
    let sql = "DELETE FROM month_check_proposal WHERE id = $1 AND state = 'proposed'";
    Ok(tx.run(Sql::new(sql).bind(id.to_string())).await? == 1)
}

/// Takes back what was proposed about the groups of a customer that are not marked, or no longer.
///
/// # Errors
/// The database's.
pub async fn withdraw_unmarked(
    tx: &mut Tx,
    _permit: &Permit<WalkMonthCheck>,
    check: MonthCheckId,
    customer: CustomerId,
    marked: &[String],
) -> Result<u64> {
    let mut sql = Sql::new("DELETE FROM month_check_proposal WHERE state = 'proposed'");
    sql.push(" AND check_id = ").value(check.to_string());
    sql.push(" AND customer_id = ").value(customer.to_string());
    if !marked.is_empty() {
        sql.push(" AND group_key NOT IN (").list(marked.iter().map(String::as_str)).push(")");
    }
    Ok(tx.run(sql).await?)
}

/// Proposals of a check about these customers. The caller has checked that they are visible.
///
/// # Errors
/// The database's.
pub async fn of_check(
    conn: &mut Conn,
    check: MonthCheckId,
    customers: &[CustomerId],
) -> Result<Vec<Proposal>> {
    if customers.is_empty() {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new(COLUMNS);
    sql.push(FROM).push("WHERE o.check_id = ").value(check.to_string());
    sql.push(" AND o.customer_id IN (").list(customers.iter().map(ToString::to_string));
    sql.push(") ORDER BY o.customer_id, o.id");
    all(conn, sql).await
}

/// Decides on every proposal of a check: those named are refused for a reason, all others are
/// approved. Returns how many were approved.
///
/// # Errors
/// The database's; also when one of those named is not there.
pub async fn decide(
    tx: &mut Tx,
    permit: &Permit<ApproveMonthCheck>,
    check: MonthCheckId,
    refused: &[(ProposalId, String)],
    at: i64,
) -> Result<u64> {
    for (id, reason) in refused {
        let sealer = sealer_of(tx, *id).await?;
        tx.run_exactly(
            1,
            Sql::new(
                "UPDATE month_check_proposal SET state = 'refused', decided_by = $1, \
                 decided_at = $2, decision_reason = $3 \
                 WHERE id = $4 AND check_id = $5 AND state = 'proposed'",
            )
            .bind(permit.person().to_string())
            .bind(at)
            .bind(sealer.text(DECISION, id, reason)?)
            .bind(id.to_string())
            .bind(check.to_string()),
        )
        .await?;
    }
    let rest = "UPDATE month_check_proposal SET state = 'approved', decided_by = $1, \
                decided_at = $2 WHERE check_id = $3 AND state = 'proposed'";
    let rest = Sql::new(rest).bind(permit.person().to_string()).bind(at);
    Ok(tx.run(rest.bind(check.to_string())).await?)
}

/// Approved proposals of one customer of a check that are still to be applied; none when nothing is
/// left to do. For the job that applies them with the rights of whoever approved.
///
/// # Errors
/// The database's.
pub async fn approved(conn: &mut Conn, check: MonthCheckId) -> Result<Vec<Proposal>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(FROM).push("WHERE o.state = 'approved' AND o.check_id = ").value(check.to_string());
    sql.push(" AND o.customer_id = (SELECT min(f.customer_id) FROM month_check_proposal f ");
    sql.push("WHERE f.state = 'approved' AND f.check_id = ").value(check.to_string());
    sql.push(") ORDER BY o.id");
    all(conn, sql).await
}

/// The sealer of the customer of a proposal.
async fn sealer_of(tx: &mut Tx, id: ProposalId) -> Result<Sealer> {
    let sql = Sql::new("SELECT customer_id FROM month_check_proposal WHERE id = $1");
    let Some(mut row) = tx.opt(sql.bind(id.to_string())).await? else {
        return Ok(Sealer::default());
    };
    let customer = parse("month_check_proposal.customer_id", &row.take::<String>()?)?;
    vault::sealer(tx, customer).await
}

/// How a proposal ended.
#[derive(Clone, Debug)]
pub struct Ending {
    /// Which.
    pub id: ProposalId,
    /// Applied, overtaken or failed.
    pub state: ProposalState,
    /// Code of why it could not be applied.
    pub failure: Option<String>,
    /// What was there instead.
    pub found: Option<Value>,
}

/// Writes how an approved proposal ended. One that has ended meanwhile stays as it is.
///
/// # Errors
/// The database's.
pub async fn end(tx: &mut Tx, ending: &Ending, at: i64) -> Result<()> {
    let sealer = sealer_of(tx, ending.id).await?;
    tx.run(
        Sql::new(
            "UPDATE month_check_proposal SET state = $1, ended_at = $2, failure = $3, \
             found_value = $4 WHERE id = $5 AND state = 'approved'",
        )
        .bind(ending.state.code())
        .bind(at)
        .bind(ending.failure.as_deref())
        .bind(stored(&sealer, FOUND, ending.id, ending.found.as_ref())?)
        .bind(ending.id.to_string()),
    )
    .await?;
    Ok(())
}

/// A line of the maintenance log.
#[derive(Clone, Debug)]
pub struct LogRow {
    /// The change.
    pub proposal: Proposal,
    /// Of which month.
    pub month: Month,
    /// The customer's file code and name.
    pub customer: (String, String),
    /// The contact's name.
    pub contact: Option<String>,
    /// Of which department, and its name.
    pub department: (DepartmentId, String),
    /// By when it was to be applied, ms UTC.
    pub apply_by: Option<i64>,
}

/// What of the log is wanted.
#[derive(Clone, Debug, Default)]
pub struct LogWanted {
    /// Of this month.
    pub month: Option<Month>,
    /// Of this department.
    pub department: Option<DepartmentId>,
    /// That became this.
    pub state: Option<ProposalState>,
    /// After the one proposed at this instant with this id.
    pub after: Option<(i64, ProposalId)>,
}

/// The maintenance log of customers that somebody sees, the latest first.
///
/// # Errors
/// The database's.
pub async fn log(
    conn: &mut Conn,
    scope: &Scope,
    wanted: &LogWanted,
    limit: i64,
) -> Result<Vec<LogRow>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(", m.month, c.no, c.name, k.name, m.department_id, t.name, m.apply_by").push(FROM);
    sql.push("JOIN month_check m ON m.id = o.check_id JOIN customer c ON c.id = o.customer_id ");
    sql.push("JOIN department t ON t.id = m.department_id ");
    sql.push("LEFT JOIN contact k ON k.id = o.contact_id WHERE ");
    scope.open(&mut sql);
    if let Some(month) = wanted.month {
        sql.push(" AND m.month = ").value(month.to_string());
    }
    if let Some(department) = wanted.department {
        sql.push(" AND m.department_id = ").value(department.to_string());
    }
    if let Some(state) = wanted.state {
        sql.push(" AND o.state = ").value(state.code());
    }
    if let Some((at, id)) = wanted.after {
        sql.push(" AND (o.proposed_at, o.id) < (").value(at).push(", ");
        sql.value(id.to_string()).push(")");
    }
    sql.push(" ORDER BY o.proposed_at DESC, o.id DESC LIMIT ").value(limit);
    let rows = conn.all(sql).await?;
    let mut found = rows
        .into_iter()
        .map(|mut row| {
            let proposal = read(&mut row)?;
            Ok(LogRow {
                proposal,
                month: parse("month_check.month", &row.take::<String>()?)?,
                customer: (code(row.take()?), row.take()?),
                contact: row.take()?,
                department: (
                    parse("month_check.department_id", &row.take::<String>()?)?,
                    row.take()?,
                ),
                apply_by: row.take()?,
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let mut shut = Vec::new();
    for LogRow { proposal, contact, .. } in &mut found {
        let id = proposal.contact;
        shut.extend(id.and_then(|id| closed(contact::NAME, id, contact)));
        shut.extend(sealed(proposal));
    }
    vault::open(conn, shut).await?;
    Ok(found)
}
