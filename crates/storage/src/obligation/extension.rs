//! Wishes for more time.

use super::assignee;
use super::list::{Wanted, visible};
use crate::customer::code;
use crate::{Result, StorageError, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{CustomerId, DepartmentId, ExtensionId, ObligationId, PersonId};
use kedang_domain::obligation::{Assignee, ExtensionState};
use kedang_domain::permission::{AskExtension, DecideExtension, Permit};

/// A wish for more time.
#[derive(Clone, Debug)]
pub struct Extension {
    /// Which.
    pub id: ExtensionId,
    /// For which obligation.
    pub obligation: ObligationId,
    /// Who asked, and what they are called.
    pub asked_by: (PersonId, String),
    /// ms UTC.
    pub asked_at: i64,
    /// Until when it should be done, ms UTC.
    pub until_at: i64,
    /// Why.
    pub reason: String,
    /// How it stands.
    pub state: ExtensionState,
    /// Who decided, and what they are called.
    pub decided_by: Option<(PersonId, String)>,
    /// ms UTC.
    pub decided_at: Option<i64>,
    /// What they said to it.
    pub decision: Option<String>,
}

const SELECT: &str = "SELECT x.id, x.obligation_id, x.asked_by, a.name, x.asked_at, x.until_at, \
                      x.reason, x.state, x.decided_by, d.name, x.decided_at, x.decision \
                      FROM obligation_extension x JOIN person a ON a.id = x.asked_by \
                      LEFT JOIN person d ON d.id = x.decided_by WHERE x.obligation_id = ";

fn read(mut row: Row) -> Result<Extension> {
    let id = parse("obligation_extension.id", &row.take::<String>()?)?;
    let obligation = parse("obligation_extension.obligation_id", &row.take::<String>()?)?;
    let asked_by = (parse("obligation_extension.asked_by", &row.take::<String>()?)?, row.take()?);
    let (asked_at, until_at, reason) = (row.take()?, row.take()?, row.take()?);
    let state: String = row.take()?;
    let decided_by: Option<String> = row.take()?;
    let decider: Option<String> = row.take()?;
    let decided_by = crate::parse_opt("obligation_extension.decided_by", decided_by)?;
    Ok(Extension {
        id,
        obligation,
        asked_by,
        asked_at,
        until_at,
        reason,
        state: ExtensionState::from_code(&state)
            .ok_or_else(|| StorageError::corrupt("obligation_extension.state")(&state))?,
        decided_by: decided_by.zip(decider),
        decided_at: row.take()?,
        decision: row.take()?,
    })
}

/// Every wish for more time for an obligation that the person sees, the newest first.
///
/// # Errors
/// The database's.
pub async fn extensions(conn: &mut Conn, of: ObligationId) -> Result<Vec<Extension>> {
    let mut sql = Sql::new(SELECT);
    sql.value(of.to_string()).push(" ORDER BY x.asked_at DESC, x.id DESC");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// An open wish for more time, with what it is about.
#[derive(Clone, Debug)]
pub struct WaitingExtension {
    /// Which.
    pub id: ExtensionId,
    /// For which obligation.
    pub obligation: ObligationId,
    /// The version of the obligation.
    pub version: i64,
    /// What is to be done, in Chinese and in English.
    pub title: (String, String),
    /// The customer concerned: which, its file code and name.
    pub customer: Option<(CustomerId, String, String)>,
    /// The department whose head answers for it.
    pub department: Option<DepartmentId>,
    /// Who has it to do.
    pub assignee: Assignee,
    /// Who asked, and what they are called.
    pub asked_by: (PersonId, String),
    /// ms UTC.
    pub asked_at: i64,
}

/// Open wishes for more time for obligations that somebody may see, the oldest first: those of one
/// person, or those of which the department is headed by whoever looks, or of any department where
/// they see everything.
///
/// # Errors
/// The database's.
pub async fn waiting_extensions(
    conn: &mut Conn,
    wanted: &Wanted<'_>,
    asked_by: Option<PersonId>,
    limit: i64,
) -> Result<Vec<WaitingExtension>> {
    let mut sql = Sql::new(
        "SELECT x.id, o.id, o.version, o.title_zh, o.title_en, c.id, c.no, c.name, \
         o.department_id, o.assignee_kind, o.assignee_id, x.asked_by, a.name, x.asked_at \
         FROM obligation_extension x JOIN obligation o ON o.id = x.obligation_id \
         JOIN person a ON a.id = x.asked_by LEFT JOIN customer c ON c.id = o.customer_id \
         WHERE x.state = 'open' AND o.pending = 1 AND ",
    );
    visible(wanted, &mut sql);
    match asked_by {
        Some(person) => {
            sql.push(" AND x.asked_by = ").value(person.to_string());
        }
        None if !wanted.all => {
            sql.push(" AND o.department_id IN (");
            // A list of nothing finds nothing.
            let none = wanted.headed.is_empty().then(String::new);
            sql.list(wanted.headed.iter().map(ToString::to_string).chain(none)).push(")");
        }
        None => {}
    }
    sql.push(" ORDER BY x.asked_at, x.id LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read_waiting).collect()
}

fn read_waiting(mut row: Row) -> Result<WaitingExtension> {
    let id = parse("obligation_extension.id", &row.take::<String>()?)?;
    let obligation = parse("obligation.id", &row.take::<String>()?)?;
    let (version, title) = (row.take()?, (row.take()?, row.take()?));
    let customer: Option<CustomerId> = parse_opt("customer.id", row.take()?)?;
    let (no, name): (Option<i64>, Option<String>) = (row.take()?, row.take()?);
    Ok(WaitingExtension {
        id,
        obligation,
        version,
        title,
        customer: customer.zip(no).zip(name).map(|((id, no), name)| (id, code(no), name)),
        department: parse_opt("obligation.department_id", row.take()?)?,
        assignee: assignee(&row.take::<String>()?, row.take()?)?,
        asked_by: (parse("obligation_extension.asked_by", &row.take::<String>()?)?, row.take()?),
        asked_at: row.take()?,
    })
}

/// Keeps a wish for more time; a unique violation when there is an open one.
///
/// # Errors
/// The database's.
pub async fn ask(tx: &mut Tx, permit: &Permit<AskExtension>, new: &Extension) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO obligation_extension (id, obligation_id, asked_by, asked_at, until_at, \
         reason, state) VALUES ($1, $2, $3, $4, $5, $6, 'open')",
    )
    .bind(new.id.to_string())
    .bind(new.obligation.to_string())
    .bind(permit.person().to_string())
    .bind(new.asked_at)
    .bind(new.until_at)
    .bind(&new.reason);
    tx.run_exactly(1, sql).await?;
    touch(tx, new.obligation).await
}

/// Keeps what was decided; `false` when somebody decided before.
///
/// # Errors
/// The database's.
pub async fn decide(
    tx: &mut Tx,
    permit: &Permit<DecideExtension>,
    of: &Extension,
    state: ExtensionState,
    decision: Option<&str>,
    at: i64,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE obligation_extension SET state = $1, decided_by = $2, decided_at = $3, \
         decision = $4 WHERE id = $5 AND state = 'open'",
    )
    .bind(state.code())
    .bind(permit.person().to_string())
    .bind(at)
    .bind(decision)
    .bind(of.id.to_string());
    let decided = tx.run(sql).await? == 1;
    touch(tx, of.obligation).await?;
    Ok(decided)
}

/// A wish or a decision is a change of the obligation.
async fn touch(tx: &mut Tx, id: ObligationId) -> Result<()> {
    let sql = Sql::new("UPDATE obligation SET version = version + 1 WHERE id = $1");
    Ok(tx.run_exactly(1, sql.bind(id.to_string())).await?)
}
