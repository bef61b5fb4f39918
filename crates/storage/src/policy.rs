//! The versions of the company's regulation, and who approved them.

use crate::{Result, StorageError, parse, parse_opt};
use jiff::civil::Date;
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{PersonId, PolicyVersionId};
use kedang_domain::permission::{DecidePolicy, DraftPolicy, Permit, WithdrawPolicy};
use kedang_domain::policy::PolicyState;

/// A version of the regulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyVersion {
    /// Which.
    pub id: PolicyVersionId,
    /// Given on approval, from 1.
    pub number: Option<i64>,
    /// How far it is.
    pub state: PolicyState,
    /// Its company pack.
    pub text: String,
    /// The version that it was drafted against.
    pub based_on: Option<PolicyVersionId>,
    /// Who drafted it; nobody for the one that the company was founded with.
    pub created_by: Option<PersonId>,
    /// When, ms UTC.
    pub created_at: i64,
    /// When its text was last changed, ms UTC.
    pub changed_at: i64,
    /// Who proposed it, and when, ms UTC.
    pub proposed: Option<(PersonId, i64)>,
    /// What the proposer says to it.
    pub note: Option<String>,
    /// From which day it holds where the company is.
    pub active_from: Option<Date>,
    /// When it was approved or refused, ms UTC.
    pub decided_at: Option<i64>,
    /// Who refused it.
    pub refused_by: Option<PersonId>,
    /// Why.
    pub refusal: Option<String>,
    /// When its coming into force was noted, ms UTC.
    pub activated_at: Option<i64>,
    /// Counts the changes.
    pub version: i64,
}

/// An approved version on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Approved {
    /// Which.
    pub id: PolicyVersionId,
    /// Its number.
    pub number: i64,
    /// From which day it holds.
    pub active_from: Date,
    /// Whether its coming into force was noted.
    pub noted: bool,
}

/// Somebody agreed, in a role of the chain of approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Approval {
    /// As what.
    pub role: String,
    /// Who.
    pub person: PersonId,
    /// When, ms UTC.
    pub at: i64,
}

const SELECT: &str = "SELECT id, number, state, text, based_on, created_by, created_at, changed_at, \
     proposed_by, proposed_at, note, active_from, decided_at, refused_by, refusal, activated_at, \
     version FROM policy_version ";

fn read(mut row: Row) -> Result<PolicyVersion> {
    let id = parse("policy_version.id", &row.take::<String>()?)?;
    let number = row.take()?;
    let state: String = row.take()?;
    let state = PolicyState::from_code(&state)
        .ok_or_else(|| StorageError::corrupt("policy_version.state")(&state))?;
    let text = row.take()?;
    let based_on = parse_opt("policy_version.based_on", row.take()?)?;
    let created_by = parse_opt("policy_version.created_by", row.take()?)?;
    let (created_at, changed_at) = (row.take()?, row.take()?);
    let proposed_by: Option<PersonId> = parse_opt("policy_version.proposed_by", row.take()?)?;
    let proposed_at: Option<i64> = row.take()?;
    Ok(PolicyVersion {
        id,
        number,
        state,
        text,
        based_on,
        created_by,
        created_at,
        changed_at,
        proposed: proposed_by.zip(proposed_at),
        note: row.take()?,
        active_from: parse_opt("policy_version.active_from", row.take()?)?,
        decided_at: row.take()?,
        refused_by: parse_opt("policy_version.refused_by", row.take()?)?,
        refusal: row.take()?,
        activated_at: row.take()?,
        version: row.take()?,
    })
}

/// One version.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: PolicyVersionId) -> Result<Option<PolicyVersion>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE id = $1");
    conn.opt(sql.bind(id.to_string())).await?.map(read).transpose()
}

/// All versions, the latest first.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn) -> Result<Vec<PolicyVersion>> {
    let mut sql = Sql::new(SELECT);
    sql.push("ORDER BY created_at DESC, id DESC");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// The approved versions by their numbers, without their texts.
///
/// # Errors
/// The database's.
pub async fn approved(conn: &mut Conn) -> Result<Vec<Approved>> {
    let sql = Sql::new(
        "SELECT id, number, active_from, activated_at FROM policy_version \
         WHERE state = 'approved' ORDER BY number",
    );
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut row| {
            Ok(Approved {
                id: parse("policy_version.id", &row.take::<String>()?)?,
                number: row.take()?,
                active_from: parse("policy_version.active_from", &row.take::<String>()?)?,
                noted: row.take::<Option<i64>>()?.is_some(),
            })
        })
        .collect()
}

/// Adds a draft.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, _: &Permit<DraftPolicy>, version: &PolicyVersion) -> Result<()> {
    add(tx, version).await
}

/// Writes the version that a company is founded with, or that an older installation lacks.
///
/// # Errors
/// A unique violation when there is a version of this number; otherwise the database's.
pub async fn found(tx: &mut Tx, version: &PolicyVersion) -> Result<()> {
    add(tx, version).await
}

async fn add(tx: &mut Tx, version: &PolicyVersion) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO policy_version (id, number, state, text, based_on, created_by, \
             created_at, changed_at, active_from, decided_at, activated_at, version) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(version.id.to_string())
        .bind(version.number)
        .bind(version.state.code())
        .bind(&version.text)
        .bind(version.based_on.map(|id| id.to_string()))
        .bind(version.created_by.map(|id| id.to_string()))
        .bind(version.created_at)
        .bind(version.changed_at)
        .bind(version.active_from.map(|day| day.to_string()))
        .bind(version.decided_at)
        .bind(version.activated_at)
        .bind(version.version),
    )
    .await?;
    Ok(())
}

/// Writes the text of a draft, and what it is drafted against. `false` when it is no draft any
/// more, or somebody else wrote meanwhile.
///
/// # Errors
/// The database's.
pub async fn write(
    tx: &mut Tx,
    _: &Permit<DraftPolicy>,
    draft: &PolicyVersion,
    at: i64,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE policy_version SET text = $1, based_on = $2, changed_at = $3, \
         version = version + 1 WHERE id = $4 AND version = $5 AND state = 'draft'",
    );
    let sql = sql
        .bind(&draft.text)
        .bind(draft.based_on.map(|id| id.to_string()))
        .bind(at)
        .bind(draft.id.to_string())
        .bind(draft.version);
    Ok(tx.run(sql).await? == 1)
}

/// Removes a draft. `false` as in [`write`].
///
/// # Errors
/// The database's.
pub async fn remove(
    tx: &mut Tx,
    _: &Permit<DraftPolicy>,
    id: PolicyVersionId,
    seen: i64,
) -> Result<bool> {
    let sql =
        Sql::new("DELETE FROM policy_version WHERE id = $1 AND version = $2 AND state = 'draft'");
    Ok(tx.run(sql.bind(id.to_string()).bind(seen)).await? == 1)
}

/// A draft is proposed.
#[derive(Clone, Copy, Debug)]
pub struct Proposal<'a> {
    /// By whom.
    pub by: PersonId,
    /// When, ms UTC.
    pub at: i64,
    /// From which day it is to hold.
    pub active_from: Date,
    /// What they say to it.
    pub note: Option<&'a str>,
}

/// Proposes a draft. `false` as in [`write`].
///
/// # Errors
/// The database's.
pub async fn propose(
    tx: &mut Tx,
    _: &Permit<DraftPolicy>,
    id: PolicyVersionId,
    seen: i64,
    proposal: Proposal<'_>,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE policy_version SET state = 'proposed', proposed_by = $1, proposed_at = $2, \
         active_from = $3, note = $4, version = version + 1 \
         WHERE id = $5 AND version = $6 AND state = 'draft'",
    );
    let sql = sql
        .bind(proposal.by.to_string())
        .bind(proposal.at)
        .bind(proposal.active_from.to_string())
        .bind(proposal.note)
        .bind(id.to_string())
        .bind(seen);
    Ok(tx.run(sql).await? == 1)
}

/// Makes a proposed version a draft again; approvals given so far are gone. `false` when it is not
/// proposed any more, or somebody else wrote meanwhile.
///
/// # Errors
/// The database's.
pub async fn withdraw(
    tx: &mut Tx,
    _: &Permit<WithdrawPolicy>,
    id: PolicyVersionId,
    seen: i64,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE policy_version SET state = 'draft', proposed_by = NULL, proposed_at = NULL, \
         active_from = NULL, note = NULL, version = version + 1 \
         WHERE id = $1 AND version = $2 AND state = 'proposed'",
    );
    if tx.run(sql.bind(id.to_string()).bind(seen)).await? != 1 {
        return Ok(false);
    }
    let sql = Sql::new("DELETE FROM policy_approval WHERE policy_version_id = $1");
    tx.run(sql.bind(id.to_string())).await?;
    Ok(true)
}

/// Notes an approval of a proposed version that waits for more. `false` as in [`withdraw`].
///
/// # Errors
/// A unique violation when somebody approved in this role already; otherwise the database's.
pub async fn agree(
    tx: &mut Tx,
    _: &Permit<DecidePolicy>,
    id: PolicyVersionId,
    seen: i64,
    approval: &Approval,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE policy_version SET version = version + 1 \
         WHERE id = $1 AND version = $2 AND state = 'proposed'",
    );
    if tx.run(sql.bind(id.to_string()).bind(seen)).await? != 1 {
        return Ok(false);
    }
    let sql = Sql::new(
        "INSERT INTO policy_approval (policy_version_id, role, person_id, at) \
         VALUES ($1, $2, $3, $4)",
    );
    let sql = sql
        .bind(id.to_string())
        .bind(&approval.role)
        .bind(approval.person.to_string())
        .bind(approval.at);
    tx.run_exactly(1, sql).await?;
    Ok(true)
}

/// A proposed version is approved by the last who had to.
#[derive(Clone, Copy, Debug)]
pub struct Enacting<'a> {
    /// Its number.
    pub number: i64,
    /// Its text, which holds the number.
    pub text: &'a str,
    /// From which day it holds.
    pub active_from: Date,
    /// When, ms UTC.
    pub at: i64,
    /// It holds from today.
    pub at_once: bool,
}

/// Approves a proposed version for good. `false` as in [`withdraw`].
///
/// # Errors
/// A unique violation when somebody else approved another version meanwhile; otherwise the
/// database's.
pub async fn enact(
    tx: &mut Tx,
    _: &Permit<DecidePolicy>,
    id: PolicyVersionId,
    seen: i64,
    enacting: Enacting<'_>,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE policy_version SET state = 'approved', number = $1, text = $2, active_from = $3, \
         decided_at = $4, activated_at = $5, version = version + 1 \
         WHERE id = $6 AND version = $7 AND state = 'proposed'",
    );
    let sql = sql
        .bind(enacting.number)
        .bind(enacting.text)
        .bind(enacting.active_from.to_string())
        .bind(enacting.at)
        .bind(enacting.at_once.then_some(enacting.at))
        .bind(id.to_string())
        .bind(seen);
    Ok(tx.run(sql).await? == 1)
}

/// Refuses a proposed version. `false` as in [`withdraw`].
///
/// # Errors
/// The database's.
pub async fn refuse(
    tx: &mut Tx,
    permit: &Permit<DecidePolicy>,
    id: PolicyVersionId,
    seen: i64,
    reason: &str,
    at: i64,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE policy_version SET state = 'refused', refused_by = $1, refusal = $2, \
         decided_at = $3, version = version + 1 \
         WHERE id = $4 AND version = $5 AND state = 'proposed'",
    );
    let sql =
        sql.bind(permit.person().to_string()).bind(reason).bind(at).bind(id.to_string()).bind(seen);
    Ok(tx.run(sql).await? == 1)
}

/// Notes that a version came into force. `false` when that was noted before.
///
/// # Errors
/// The database's.
pub async fn activated(tx: &mut Tx, id: PolicyVersionId, at: i64) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE policy_version SET activated_at = $1, version = version + 1 \
         WHERE id = $2 AND state = 'approved' AND activated_at IS NULL",
    );
    Ok(tx.run(sql.bind(at).bind(id.to_string())).await? == 1)
}

/// Who approved a version so far, in order.
///
/// # Errors
/// The database's.
pub async fn approvals(conn: &mut Conn, id: PolicyVersionId) -> Result<Vec<Approval>> {
    let sql = Sql::new(
        "SELECT role, person_id, at FROM policy_approval WHERE policy_version_id = $1 \
         ORDER BY at, role",
    );
    conn.all(sql.bind(id.to_string()))
        .await?
        .into_iter()
        .map(|mut row| {
            Ok(Approval {
                role: row.take()?,
                person: parse("policy_approval.person_id", &row.take::<String>()?)?,
                at: row.take()?,
            })
        })
        .collect()
}

/// The active people who have the role of this code, by name.
///
/// # Errors
/// The database's.
pub async fn holders(conn: &mut Conn, role: &str) -> Result<Vec<PersonId>> {
    let sql = Sql::new(
        "SELECT p.id FROM person p JOIN person_role pr ON pr.person_id = p.id \
         JOIN role r ON r.id = pr.role_id WHERE r.code = $1 AND p.active = 1 ORDER BY p.name, p.id",
    );
    conn.all(sql.bind(role))
        .await?
        .into_iter()
        .map(|mut row| parse("person.id", &row.take::<String>()?))
        .collect()
}
