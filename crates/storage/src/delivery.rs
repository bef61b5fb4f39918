//! Notices on their way out of the house.
//!
//! A delivery waits until it is due, is leaving while it is handed to a server, and is then over:
//! sent, given up, or needless. One that was leaving when its process ended is taken up again, under
//! the name of the message that may have left already.

use crate::{Result, StorageError, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx, Value};
use kedang_domain::id::{DeliveryId, NoticeId, PersonId, RobotId};
use kedang_domain::notice::Way;

/// Rows in one INSERT, at most.
const ROWS: usize = 32;
/// What has been leaving for so long was left behind, in ms.
pub const LEAVING_MS: i64 = 5 * 60_000;
/// No delivery is ever put off by more, in ms: one that is was written by a clock that was wrong.
pub const AHEAD_MS: i64 = 15 * 24 * 3_600_000;

/// A notice of which it was not decided how it leaves.
#[derive(Clone, Debug)]
pub struct Unplanned {
    /// Which.
    pub id: NoticeId,
    /// Who is told.
    pub person: PersonId,
    /// Name of its kind.
    pub kind: String,
    /// When it was told, ms UTC.
    pub at: i64,
}

/// Notices of which it was not decided how they leave, the oldest first.
///
/// # Errors
/// The database's.
pub async fn unplanned(conn: &mut Conn, limit: i64) -> Result<Vec<Unplanned>> {
    let sql = Sql::new(
        "SELECT id, person_id, kind, created_at FROM notice WHERE planned = 0 ORDER BY id LIMIT $1",
    );
    conn.all(sql.bind(limit))
        .await?
        .into_iter()
        .map(|mut row| {
            Ok(Unplanned {
                id: parse("notice.id", &row.take::<String>()?)?,
                person: parse("notice.person_id", &row.take::<String>()?)?,
                kind: row.take()?,
                at: row.take()?,
            })
        })
        .collect()
}

/// A delivery to be made.
#[derive(Clone, Debug)]
pub struct New {
    /// Which.
    pub id: DeliveryId,
    /// Of which notice.
    pub notice: NoticeId,
    /// To whom.
    pub person: PersonId,
    /// By which way.
    pub way: Way,
    /// By which robot.
    pub robot: Option<RobotId>,
    /// Quiet hours do not count.
    pub urgent: bool,
    /// Not before, ms UTC.
    pub due_at: i64,
}

/// Enters deliveries, and that it was decided of these notices how they leave. What was decided by
/// another process already stays.
///
/// # Errors
/// The database's.
pub async fn plan(tx: &mut Tx, notices: &[NoticeId], new: &[New], now: i64) -> Result<()> {
    for chunk in notices.chunks(256) {
        let mut sql = Sql::new("UPDATE notice SET planned = 1 WHERE planned = 0 AND id IN (");
        sql.list(chunk.iter().map(ToString::to_string)).push(")");
        tx.run(sql).await?;
    }
    for chunk in new.chunks(ROWS) {
        let mut sql = Sql::new(
            "INSERT INTO delivery (id, notice_id, person_id, channel, robot_id, urgent, state, \
             due_at, attempts, changed_at) VALUES ",
        );
        sql.rows(chunk.iter().map(|one| {
            [
                Value::from(one.id.to_string()),
                one.notice.to_string().into(),
                one.person.to_string().into(),
                one.way.code().into(),
                one.robot.map(|id| id.to_string()).into(),
                i64::from(one.urgent).into(),
                "waiting".into(),
                one.due_at.into(),
                0.into(),
                now.into(),
            ]
        }));
        sql.push(" ON CONFLICT (notice_id, channel) DO NOTHING");
        tx.run(sql).await?;
    }
    Ok(())
}

/// A delivery.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// Which.
    pub id: DeliveryId,
    /// Of which notice.
    pub notice: NoticeId,
    /// Name of the notice's kind.
    pub kind: String,
    /// To whom, and their name.
    pub person: (PersonId, String),
    /// By which way.
    pub way: Way,
    /// By which robot, and its name.
    pub robot: Option<(RobotId, String)>,
    /// Quiet hours do not count.
    pub urgent: bool,
    /// waiting, leaving, sent, given_up or needless.
    pub state: String,
    /// Not before, ms UTC.
    pub due_at: i64,
    /// Counts how often it was tried.
    pub attempts: i64,
    /// The message that it left with.
    pub message: Option<String>,
    /// Code of why it did not leave the last time, or need not.
    pub failure: Option<String>,
    /// When it changed, ms UTC.
    pub changed_at: i64,
}

const COLUMNS: &str = "SELECT d.id, d.notice_id, n.kind, d.person_id, p.name, d.channel, \
    d.robot_id, r.name, d.urgent, d.state, d.due_at, d.attempts, d.message, d.failure, \
    d.changed_at FROM delivery d JOIN notice n ON n.id = d.notice_id \
    JOIN person p ON p.id = d.person_id LEFT JOIN robot r ON r.id = d.robot_id WHERE ";

fn read(mut row: Row) -> Result<Delivery> {
    let id = parse("delivery.id", &row.take::<String>()?)?;
    let notice = parse("delivery.notice_id", &row.take::<String>()?)?;
    let kind = row.take()?;
    let person = (parse("delivery.person_id", &row.take::<String>()?)?, row.take()?);
    let way: String = row.take()?;
    let way =
        Way::from_code(&way).ok_or_else(|| StorageError::corrupt("delivery.channel")(&way))?;
    let robot: Option<RobotId> = parse_opt("delivery.robot_id", row.take()?)?;
    let robot = robot.zip(row.take::<Option<String>>()?);
    Ok(Delivery {
        id,
        notice,
        kind,
        person,
        way,
        robot,
        urgent: row.take()?,
        state: row.take()?,
        due_at: row.take()?,
        attempts: row.take()?,
        message: row.take()?,
        failure: row.take()?,
        changed_at: row.take()?,
    })
}

/// The condition that a delivery is to be handed over now.
fn due_condition(sql: &mut Sql, now: i64) {
    sql.push("((d.state = 'waiting' AND (d.due_at <= ").value(now);
    sql.push(" OR d.due_at > ").value(now.saturating_add(AHEAD_MS));
    sql.push(")) OR (d.state = 'leaving' AND (d.changed_at <= ").value(now - LEAVING_MS);
    sql.push(" OR d.changed_at > ").value(now).push(")))");
}

/// Deliveries that are to be handed over now, the most urgent and the oldest first.
///
/// # Errors
/// The database's.
pub async fn due(conn: &mut Conn, now: i64, limit: i64) -> Result<Vec<Delivery>> {
    let mut sql = Sql::new(COLUMNS);
    due_condition(&mut sql, now);
    sql.push(" ORDER BY d.urgent DESC, d.due_at, d.id LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// Takes deliveries that are still due, to be handed over as one message. `false` when another
/// process has one of them: then leave all.
///
/// # Errors
/// The database's.
pub async fn leave(tx: &mut Tx, ids: &[DeliveryId], message: &str, now: i64) -> Result<bool> {
    let mut sql = Sql::new("UPDATE delivery SET state = 'leaving', message = ");
    sql.value(message).push(", attempts = attempts + 1, changed_at = ").value(now);
    sql.push(" WHERE id IN (SELECT d.id FROM delivery d WHERE ");
    due_condition(&mut sql, now);
    sql.push(" AND d.id IN (").list(ids.iter().map(ToString::to_string)).push("))");
    Ok(tx.run(sql).await? == ids.len() as u64)
}

/// How a delivery goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It left.
    Sent,
    /// It is tried again, not before an instant (ms UTC).
    Again(i64),
    /// It waits for a better hour, without having been tried.
    Later(i64),
    /// It is not tried again.
    GivenUp,
    /// There is no more need of it.
    Needless,
}

/// Writes how deliveries go on that are not over yet; `why` is a code.
///
/// # Errors
/// The database's.
pub async fn turn(
    tx: &mut Tx,
    ids: &[DeliveryId],
    turn: Turn,
    why: Option<&str>,
    now: i64,
) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let (state, due) = match turn {
        Turn::Sent => ("sent", None),
        Turn::Again(at) | Turn::Later(at) => ("waiting", Some(at)),
        Turn::GivenUp => ("given_up", None),
        Turn::Needless => ("needless", None),
    };
    let mut sql = Sql::new("UPDATE delivery SET state = ");
    sql.value(state).push(", failure = ").value(why).push(", changed_at = ").value(now);
    if let Some(due) = due {
        sql.push(", due_at = ").value(due);
    }
    sql.push(" WHERE state IN ('waiting', 'leaving') AND id IN (");
    sql.list(ids.iter().map(ToString::to_string)).push(")");
    tx.run(sql).await?;
    Ok(())
}

/// Deliveries for whoever looks after them, newest first, before the one of this id when given.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    state: Option<&str>,
    before: Option<DeliveryId>,
    limit: i64,
) -> Result<Vec<Delivery>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push("1 = 1");
    if let Some(state) = state {
        sql.push(" AND d.state = ").value(state);
    }
    if let Some(before) = before {
        sql.push(" AND d.id < ").value(before.to_string());
    }
    sql.push(" ORDER BY d.id DESC LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}
