//! Wishes for more time.

use crate::{Result, StorageError, parse};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{ExtensionId, ObligationId, PersonId};
use kedang_domain::obligation::ExtensionState;
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
