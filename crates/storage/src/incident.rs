//! Leaks and suspected ones, with their case files.

use crate::{Result, StorageError, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{IncidentId, PersonId, Uuid};
use kedang_domain::incident::{EntryKind, Grade, IncidentKind};
use kedang_domain::permission::{Actor, HandleIncidents, Permit};
use kedang_domain::role::Permission;

/// A report, and what came of it.
#[derive(Clone, Debug)]
pub struct Incident {
    /// Which.
    pub id: IncidentId,
    /// What is reported.
    pub kind: IncidentKind,
    /// What happened.
    pub text: String,
    /// Who reported it, and their name; `None`: anonymously.
    pub reported_by: Option<(PersonId, String)>,
    /// When, ms UTC.
    pub reported_at: i64,
    /// How it was closed.
    pub closing: Option<Closing>,
    /// Counts changes.
    pub version: i64,
}

/// How a case was closed.
#[derive(Clone, Debug)]
pub struct Closing {
    /// How grave it was.
    pub grade: Grade,
    /// What whoever answers for it got.
    pub penalty: Option<String>,
    /// What was found.
    pub finding: String,
    /// Who closed it, and their name.
    pub by: (PersonId, String),
    /// When, ms UTC.
    pub at: i64,
}

/// An entry of a case file.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it says.
    pub kind: EntryKind,
    /// In words.
    pub text: String,
    /// Who wrote it, and their name.
    pub by: (PersonId, String),
    /// When, ms UTC.
    pub at: i64,
}

fn code<T>(what: &'static str, text: &str, read: impl Fn(&str) -> Option<T>) -> Result<T> {
    read(text).ok_or_else(|| StorageError::corrupt(what)(&text))
}

fn read(mut r: Row) -> Result<Incident> {
    let id = parse("incident.id", &r.take::<String>()?)?;
    let kind = code("incident.kind", &r.take::<String>()?, IncidentKind::from_code)?;
    let text = r.take()?;
    let reporter: Option<PersonId> = parse_opt("incident.reported_by", r.take()?)?;
    let reported_by = reporter.zip(r.take::<Option<String>>()?);
    let reported_at = r.take()?;
    let grade: Option<String> = r.take()?;
    let penalty = r.take()?;
    let finding: Option<String> = r.take()?;
    let by: Option<PersonId> = parse_opt("incident.closed_by", r.take()?)?;
    let by = by.zip(r.take::<Option<String>>()?);
    let at: Option<i64> = r.take()?;
    let closing = match (grade, finding, by, at) {
        (Some(grade), Some(finding), Some(by), Some(at)) => {
            let grade = code("incident.grade", &grade, Grade::from_code)?;
            Some(Closing { grade, penalty, finding, by, at })
        }
        _ => None,
    };
    Ok(Incident { id, kind, text, reported_by, reported_at, closing, version: r.take()? })
}

/// The reports that exist for this person, the newest first, behind `(reported_at, id)` when given;
/// only one when its id is given; only open or closed ones when `open` says so.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    actor: &Actor,
    id: Option<IncidentId>,
    open: Option<bool>,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<Incident>> {
    let mut sql = Sql::new(
        "SELECT i.id, i.kind, i.text, i.reported_by, p.name, i.reported_at, i.grade, i.penalty, \
         i.finding, i.closed_by, c.name, i.closed_at, i.version FROM incident i \
         LEFT JOIN person p ON p.id = i.reported_by LEFT JOIN person c ON c.id = i.closed_by \
         WHERE 1 = 1",
    );
    // The rule of `permission::sees_incident`.
    sql.push(" AND (i.reported_by = ").value(actor.person.to_string());
    if actor.has(Permission::IncidentManage) {
        sql.push(" OR NOT EXISTS (SELECT 1 FROM incident_suspect s WHERE s.incident_id = i.id");
        sql.push(" AND s.person_id = ").value(actor.person.to_string());
        sql.push(" AND (i.closed_at IS NULL OR i.grade <> 'none'))");
    }
    sql.push(")");
    if let Some(id) = id {
        sql.push(" AND i.id = ").value(id.to_string());
    }
    match open {
        Some(true) => _ = sql.push(" AND i.closed_at IS NULL"),
        Some(false) => _ = sql.push(" AND i.closed_at IS NOT NULL"),
        None => {}
    }
    if let Some((at, id)) = after {
        sql.push(" AND (i.reported_at < ").value(at);
        sql.push(" OR (i.reported_at = ").value(at);
        sql.push(" AND i.id < ").value(id.to_string()).push("))");
    }
    sql.push(" ORDER BY i.reported_at DESC, i.id DESC LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// The case file, in order.
///
/// # Errors
/// The database's.
pub async fn entries(conn: &mut Conn, id: IncidentId) -> Result<Vec<Entry>> {
    let sql = Sql::new(
        "SELECT e.kind, e.text, e.written_by, p.name, e.written_at FROM incident_entry e \
         JOIN person p ON p.id = e.written_by WHERE e.incident_id = $1 \
         ORDER BY e.written_at, e.id",
    );
    let read = |mut r: Row| {
        Ok(Entry {
            kind: code("incident_entry.kind", &r.take::<String>()?, EntryKind::from_code)?,
            text: r.take()?,
            by: (parse("incident_entry.written_by", &r.take::<String>()?)?, r.take()?),
            at: r.take()?,
        })
    };
    conn.all(sql.bind(id.to_string())).await?.into_iter().map(read).collect()
}

/// Keeps a report.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Tx,
    id: IncidentId,
    kind: IncidentKind,
    text: &str,
    reporter: Option<PersonId>,
    now: i64,
) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO incident (id, kind, text, reported_by, reported_at, version) \
         VALUES ($1, $2, $3, $4, $5, 1)",
    );
    let sql = sql.bind(id.to_string()).bind(kind.code()).bind(text);
    tx.run_exactly(1, sql.bind(reporter.map(|id| id.to_string())).bind(now)).await?;
    Ok(())
}

/// Adds to the case file of an open case; `false` when it is closed.
///
/// # Errors
/// The database's.
pub async fn add_entry(
    tx: &mut Tx,
    permit: &Permit<HandleIncidents>,
    incident: IncidentId,
    entry: (Uuid, EntryKind, &str),
    now: i64,
) -> Result<bool> {
    let sql =
        Sql::new("UPDATE incident SET version = version + 1 WHERE id = $1 AND closed_at IS NULL");
    if tx.run(sql.bind(incident.to_string())).await? == 0 {
        return Ok(false);
    }
    let (id, kind, text) = entry;
    let sql = Sql::new(
        "INSERT INTO incident_entry (id, incident_id, kind, text, written_by, written_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    );
    let sql = sql.bind(id.to_string()).bind(incident.to_string()).bind(kind.code()).bind(text);
    tx.run_exactly(1, sql.bind(permit.person().to_string()).bind(now)).await?;
    Ok(true)
}

/// Closes an open case over the version that it was read with.
///
/// # Errors
/// When somebody else wrote meanwhile; otherwise the database's.
pub async fn close(
    tx: &mut Tx,
    permit: &Permit<HandleIncidents>,
    incident: &Incident,
    grade: Grade,
    penalty: Option<&str>,
    finding: &str,
    now: i64,
) -> Result<()> {
    let sql = Sql::new(
        "UPDATE incident SET grade = $1, penalty = $2, finding = $3, closed_by = $4, \
         closed_at = $5, version = version + 1 \
         WHERE id = $6 AND version = $7 AND closed_at IS NULL",
    );
    let sql = sql.bind(grade.code()).bind(penalty).bind(finding).bind(permit.person().to_string());
    let sql = sql.bind(now).bind(incident.id.to_string()).bind(incident.version);
    tx.run_exactly(1, sql).await?;
    Ok(())
}

/// Everybody who handles leaks.
///
/// # Errors
/// The database's.
pub async fn handlers(conn: &mut Conn) -> Result<Vec<PersonId>> {
    crate::role::allowed(conn, Permission::IncidentManage).await
}

/// How many there were since an instant (ms UTC): kind and grade, where it is closed; and how long
/// that took, in ms, on the whole.
///
/// # Errors
/// The database's.
pub async fn figures(
    conn: &mut Conn,
    _: &Permit<HandleIncidents>,
    since: i64,
) -> Result<Vec<Figure>> {
    let sql = Sql::new(
        "SELECT kind, grade, COUNT(*), CAST(COALESCE(SUM(closed_at - reported_at), 0) AS BIGINT) \
         FROM incident WHERE reported_at >= $1 GROUP BY kind, grade ORDER BY kind, grade",
    );
    let read = |mut r: Row| {
        let kind = code("incident.kind", &r.take::<String>()?, IncidentKind::from_code)?;
        let grade: Option<String> = r.take()?;
        let grade =
            grade.map(|text| code("incident.grade", &text, Grade::from_code)).transpose()?;
        Ok(Figure { kind, grade, count: r.take()?, handling_ms: r.take()? })
    };
    conn.all(sql.bind(since)).await?.into_iter().map(read).collect()
}

/// A count of cases that are alike.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// What was reported.
    pub kind: IncidentKind,
    /// How grave it was; `None`: open.
    pub grade: Option<Grade>,
    /// How many.
    pub count: i64,
    /// From report to closing, on the whole, in ms.
    pub handling_ms: i64,
}
