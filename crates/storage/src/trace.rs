//! Comparisons of leaked sheets with what left, kept in the file of a case, and whom they name.

use crate::{Result, from_json, parse, to_json};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{IncidentId, LeakTraceId, PersonId};
use kedang_domain::permission::{HandleIncidents, Permit};
use kedang_domain::trace::Finding;
use std::collections::BTreeSet;

/// A comparison.
#[derive(Clone, Debug)]
pub struct LeakTrace {
    /// Which.
    pub id: LeakTraceId,
    /// SHA-256 of the sheet, by which it can be told from another one; the sheet is not kept.
    pub digest: String,
    /// What was found.
    pub finding: Finding,
    /// Who compared, and their name.
    pub by: (PersonId, String),
    /// When, ms UTC.
    pub at: i64,
}

/// Keeps a comparison, and whom it names; `false` when the case is closed.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<HandleIncidents>,
    incident: IncidentId,
    trace: &LeakTrace,
) -> Result<bool> {
    let sql =
        Sql::new("UPDATE incident SET version = version + 1 WHERE id = $1 AND closed_at IS NULL");
    if tx.run(sql.bind(incident.to_string())).await? == 0 {
        return Ok(false);
    }
    let sql = Sql::new(
        "INSERT INTO incident_trace (id, incident_id, digest, finding, traced_by, traced_at) \
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(trace.id.to_string())
    .bind(incident.to_string())
    .bind(&trace.digest)
    .bind(to_json("incident_trace.finding", &trace.finding)?)
    .bind(permit.person().to_string())
    .bind(trace.at);
    tx.run_exactly(1, sql).await?;
    for person in trace.finding.suspects().collect::<BTreeSet<_>>() {
        suspect(tx, incident, person, trace.at).await?;
    }
    Ok(true)
}

/// Puts a person under suspicion in a case: it is not theirs to read.
///
/// # Errors
/// The database's.
pub async fn suspect(tx: &mut Tx, incident: IncidentId, person: PersonId, now: i64) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO incident_suspect (incident_id, person_id, since) VALUES ($1, $2, $3) \
         ON CONFLICT (incident_id, person_id) DO NOTHING",
    );
    tx.run(sql.bind(incident.to_string()).bind(person.to_string()).bind(now)).await?;
    Ok(())
}

/// The comparisons of a case, the newest first.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn, incident: IncidentId) -> Result<Vec<LeakTrace>> {
    let sql = Sql::new(
        "SELECT t.id, t.digest, t.finding, t.traced_by, p.name, t.traced_at FROM incident_trace t \
         JOIN person p ON p.id = t.traced_by WHERE t.incident_id = $1 \
         ORDER BY t.traced_at DESC, t.id DESC",
    );
    let read = |mut r: Row| {
        Ok(LeakTrace {
            id: parse("incident_trace.id", &r.take::<String>()?)?,
            digest: r.take()?,
            finding: from_json("incident_trace.finding", &r.take::<String>()?)?,
            by: (parse("incident_trace.traced_by", &r.take::<String>()?)?, r.take()?),
            at: r.take()?,
        })
    };
    conn.all(sql.bind(incident.to_string())).await?.into_iter().map(read).collect()
}

/// Who is under suspicion in a case, unless it was closed as one in which nothing leaked.
///
/// # Errors
/// The database's.
pub async fn suspects(conn: &mut Conn, incident: IncidentId) -> Result<BTreeSet<PersonId>> {
    let sql = Sql::new(
        "SELECT s.person_id FROM incident_suspect s JOIN incident i ON i.id = s.incident_id \
         WHERE i.id = $1 AND (i.closed_at IS NULL OR i.grade <> 'none')",
    );
    let rows = conn.all(sql.bind(incident.to_string())).await?;
    let person = |mut row: Row| parse("incident_suspect.person_id", &row.take::<String>()?);
    rows.into_iter().map(person).collect()
}
