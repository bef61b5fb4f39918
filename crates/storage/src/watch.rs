//! Unusual reading: which files somebody opened, what was found about it, and up to where the log
//! was read for it.

use crate::{Result, StorageError, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{
    CustomerId, DepartmentId, HoneyId, IncidentId, PersonId, Uuid, WatchFindingId,
};
use kedang_domain::permission::{Permit, ReadFindings};
use kedang_domain::watch::{Figures, Signal, State};
use kedang_evidence::{Entry, Outcome};

/// Openings of one person on one day that are read, at most: the newest.
const OPENINGS: i64 = 20_000;

/// The entry of the log at which reading goes on.
///
/// # Errors
/// The database's.
pub async fn place(conn: &mut Conn) -> Result<i64> {
    let sql = Sql::new("SELECT seq FROM watch_place WHERE id = 1");
    conn.one(sql).await?.take().map_err(Into::into)
}

/// Moves on; `false` when another process did so meanwhile.
///
/// # Errors
/// The database's.
pub async fn advance(tx: &mut Tx, from: i64, to: i64) -> Result<bool> {
    let sql = Sql::new("UPDATE watch_place SET seq = $1 WHERE id = 1 AND seq = $2");
    Ok(tx.run(sql.bind(to).bind(from)).await? == 1)
}

/// Who opened files at which instant (ms UTC), from this entry of the log on, in order.
///
/// # Errors
/// The database's.
pub async fn readers(conn: &mut Conn, from: i64, limit: i64) -> Result<Vec<(i64, PersonId, i64)>> {
    let sql = Sql::new(
        "SELECT seq, person_id, at FROM evidence WHERE action = 'customer.open' \
         AND person_id <> '' AND seq >= $1 ORDER BY seq LIMIT $2",
    );
    let rows = conn.all(sql.bind(from).bind(limit)).await?;
    let read = |mut row: Row| {
        Ok((row.take()?, parse("evidence.person_id", &row.take::<String>()?)?, row.take()?))
    };
    rows.into_iter().map(read).collect()
}

/// A file that somebody opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Place in the log.
    pub seq: i64,
    /// When, ms UTC.
    pub at: i64,
    /// Which.
    pub customer: CustomerId,
    /// Whose it is and where it belongs today; `None` when it is gone.
    pub held: Option<(PersonId, DepartmentId)>,
}

/// The files that a person opened from one instant to before another, ms UTC. Attempts that were
/// refused are not among them.
///
/// # Errors
/// The database's, or an entry that cannot be read.
pub async fn opened(
    conn: &mut Conn,
    person: PersonId,
    (from, to): (i64, i64),
) -> Result<Vec<Opened>> {
    let sql = Sql::new("SELECT MIN(seq), MAX(seq) FROM evidence WHERE at >= $1 AND at < $2");
    let mut row = conn.one(sql.bind(from).bind(to)).await?;
    let (first, last): (Option<i64>, Option<i64>) = (row.take()?, row.take()?);
    let Some((first, last)) = first.zip(last) else { return Ok(Vec::new()) };
    let sql = Sql::new(
        "SELECT e.seq, e.at, e.customer_id, e.entry, c.owner_id, c.department_id FROM evidence e \
         LEFT JOIN customer c ON c.id = e.customer_id WHERE e.person_id = $1 AND e.seq >= $2 \
         AND e.seq <= $3 AND e.action = 'customer.open' AND e.at >= $4 AND e.at < $5 \
         ORDER BY e.seq DESC LIMIT $6",
    );
    let sql = sql.bind(person.to_string()).bind(first).bind(last).bind(from).bind(to);
    let mut found = Vec::new();
    for mut row in conn.all(sql.bind(OPENINGS)).await? {
        let (seq, at) = (row.take()?, row.take()?);
        let customer: String = row.take()?;
        let entry = Entry::decode(&row.take::<Vec<u8>>()?)
            .map_err(|why| StorageError::corrupt("evidence.entry")(&why))?;
        let owner: Option<PersonId> = parse_opt("customer.owner_id", row.take()?)?;
        let department: Option<DepartmentId> = parse_opt("customer.department_id", row.take()?)?;
        if entry.draft().outcome == Outcome::Done {
            let customer = parse("evidence.customer_id", &customer)?;
            found.push(Opened { seq, at, customer, held: owner.zip(department) });
        }
    }
    Ok(found)
}

/// What was found about a person's reading on a day already.
#[derive(Clone, Debug)]
pub struct Known {
    /// Which.
    pub id: WatchFindingId,
    /// By which signal.
    pub signal: Signal,
    /// What became of it.
    pub state: State,
    /// Files that count.
    pub files: i64,
    /// The newest entry of the log that counts.
    pub seq: i64,
}

/// All that was found about a person's reading on a day.
///
/// # Errors
/// The database's.
pub async fn known(conn: &mut Conn, person: PersonId, day: &str) -> Result<Vec<Known>> {
    let sql = Sql::new(
        "SELECT id, signal, state, files, seq FROM watch_finding WHERE person_id = $1 AND day = $2",
    );
    let read = |mut r: Row| {
        Ok(Known {
            id: parse("watch_finding.id", &r.take::<String>()?)?,
            signal: signal(&r.take::<String>()?)?,
            state: state(&r.take::<String>()?)?,
            files: r.take()?,
            seq: r.take()?,
        })
    };
    conn.all(sql.bind(person.to_string()).bind(day)).await?.into_iter().map(read).collect()
}

/// A finding to be kept.
#[derive(Clone, Debug)]
pub struct New<'a> {
    /// Which.
    pub id: WatchFindingId,
    /// Whose reading.
    pub person: PersonId,
    /// By which signal.
    pub signal: Signal,
    /// On which day of the company.
    pub day: &'a str,
    /// What was found.
    pub figures: Figures,
    /// From how many files on it is unusual.
    pub least: u32,
    /// The clause that it serves.
    pub clause: &'a str,
    /// The version of the regulation.
    pub policy: &'a str,
    /// When it was found, ms UTC.
    pub at: i64,
    /// The honey customer that was opened, and the incident that it is.
    pub caught: Option<(HoneyId, IncidentId)>,
}

/// Keeps a finding.
///
/// # Errors
/// The database's; unique when one of the person, day and signal is open.
pub async fn insert(tx: &mut Tx, new: &New<'_>) -> Result<()> {
    let state = if new.caught.is_some() { State::Incident } else { State::Open };
    let sql = Sql::new(
        "INSERT INTO watch_finding (id, person_id, signal, day, from_at, until_at, files, of_files, \
         least, seq, honey_id, incident_id, clause, policy, found_at, state, version) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1)",
    )
    .bind(new.id.to_string())
    .bind(new.person.to_string())
    .bind(new.signal.code())
    .bind(new.day)
    .bind(new.figures.from)
    .bind(new.figures.until)
    .bind(i64::from(new.figures.files))
    .bind(i64::from(new.figures.of))
    .bind(i64::from(new.least))
    .bind(new.figures.seq)
    .bind(new.caught.map(|(honey, _)| honey.to_string()))
    .bind(new.caught.map(|(_, incident)| incident.to_string()))
    .bind(new.clause)
    .bind(new.policy)
    .bind(new.at)
    .bind(state.code());
    tx.run_exactly(1, sql).await?;
    Ok(())
}

/// Writes the figures of an open finding anew: more was read since.
///
/// # Errors
/// The database's.
pub async fn refresh(tx: &mut Tx, id: WatchFindingId, figures: Figures) -> Result<()> {
    let sql = Sql::new(
        "UPDATE watch_finding SET from_at = $1, until_at = $2, files = $3, of_files = $4, seq = $5, \
         version = version + 1 WHERE id = $6 AND state = 'open'",
    )
    .bind(figures.from)
    .bind(figures.until)
    .bind(i64::from(figures.files))
    .bind(i64::from(figures.of))
    .bind(figures.seq)
    .bind(id.to_string());
    tx.run(sql).await?;
    Ok(())
}

/// A finding as the auditor reads it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Which.
    pub id: WatchFindingId,
    /// Whose reading, and their name.
    pub person: (PersonId, String),
    /// By which signal.
    pub signal: Signal,
    /// On which day of the company, `2026-11-22`.
    pub day: String,
    /// The first opening that counts, ms UTC.
    pub from: i64,
    /// The last, ms UTC.
    pub until: i64,
    /// Files that count.
    pub files: i64,
    /// Of all files of the same time.
    pub of: i64,
    /// From how many on it is unusual.
    pub least: i64,
    /// The clause that it serves.
    pub clause: String,
    /// The version of the regulation.
    pub policy: String,
    /// The honey customer that was opened, and what it is called.
    pub honey: Option<(HoneyId, String)>,
    /// When it was found, ms UTC.
    pub found_at: i64,
    /// What became of it.
    pub state: State,
    /// What the auditor concluded.
    pub conclusion: Option<Conclusion>,
    /// The incident that it became.
    pub incident: Option<IncidentId>,
    /// Counts the changes.
    pub version: i64,
}

/// What somebody concluded from looking into it.
#[derive(Clone, Debug)]
pub struct Conclusion {
    /// In words.
    pub text: String,
    /// Who, and their name.
    pub by: (PersonId, String),
    /// When, ms UTC.
    pub at: i64,
}

/// Which findings, and where a page goes on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Only this one.
    pub id: Option<WatchFindingId>,
    /// Only of this state.
    pub state: Option<State>,
    /// Behind the one found at this instant, of this id.
    pub after: Option<(i64, Uuid)>,
}

/// Findings, the newest first. Those about the reader themselves do not exist for them: whoever is
/// watched is not told.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    permit: &Permit<ReadFindings>,
    wanted: Wanted,
    limit: i64,
) -> Result<Vec<Finding>> {
    let mut sql = Sql::new(
        "SELECT f.id, f.person_id, p.name, f.signal, f.day, f.from_at, f.until_at, f.files, \
         f.of_files, f.least, f.clause, f.policy, f.honey_id, h.name, f.found_at, f.state, \
         f.conclusion, f.concluded_by, c.name, f.concluded_at, f.incident_id, f.version \
         FROM watch_finding f JOIN person p ON p.id = f.person_id \
         LEFT JOIN honey_customer h ON h.id = f.honey_id \
         LEFT JOIN person c ON c.id = f.concluded_by WHERE f.person_id <> ",
    );
    sql.value(permit.person().to_string());
    if let Some(id) = wanted.id {
        sql.push(" AND f.id = ").value(id.to_string());
    }
    if let Some(state) = wanted.state {
        sql.push(" AND f.state = ").value(state.code());
    }
    if let Some((at, id)) = wanted.after {
        sql.push(" AND (f.found_at < ").value(at);
        sql.push(" OR (f.found_at = ").value(at);
        sql.push(" AND f.id < ").value(id.to_string()).push("))");
    }
    sql.push(" ORDER BY f.found_at DESC, f.id DESC LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(finding).collect()
}

fn finding(mut r: Row) -> Result<Finding> {
    let id = parse("watch_finding.id", &r.take::<String>()?)?;
    let person = (parse("watch_finding.person_id", &r.take::<String>()?)?, r.take()?);
    let signal = signal(&r.take::<String>()?)?;
    let (day, from, until) = (r.take()?, r.take()?, r.take()?);
    let (files, of, least) = (r.take()?, r.take()?, r.take()?);
    let (clause, policy) = (r.take()?, r.take()?);
    let honey: Option<HoneyId> = parse_opt("watch_finding.honey_id", r.take()?)?;
    let honey = honey.zip(r.take::<Option<String>>()?);
    let found_at = r.take()?;
    let state = state(&r.take::<String>()?)?;
    let text: Option<String> = r.take()?;
    let by: Option<PersonId> = parse_opt("watch_finding.concluded_by", r.take()?)?;
    let by = by.zip(r.take::<Option<String>>()?);
    let at: Option<i64> = r.take()?;
    let conclusion = text.zip(by).zip(at).map(|((text, by), at)| Conclusion { text, by, at });
    let incident = parse_opt("watch_finding.incident_id", r.take()?)?;
    let version = r.take()?;
    Ok(Finding {
        id,
        person,
        signal,
        day,
        from,
        until,
        files,
        of,
        least,
        clause,
        policy,
        honey,
        found_at,
        state,
        conclusion,
        incident,
        version,
    })
}

/// Closes an open finding: with the incident that it became, if it did.
///
/// # Errors
/// The database's.
pub async fn conclude(
    tx: &mut Tx,
    permit: &Permit<ReadFindings>,
    finding: &Finding,
    (text, incident): (&str, Option<IncidentId>),
    now: i64,
) -> Result<()> {
    let state = if incident.is_some() { State::Incident } else { State::Concluded };
    let sql = Sql::new(
        "UPDATE watch_finding SET state = $1, conclusion = $2, concluded_by = $3, \
         concluded_at = $4, incident_id = $5, version = version + 1 \
         WHERE id = $6 AND version = $7 AND state = 'open'",
    )
    .bind(state.code())
    .bind(text)
    .bind(permit.person().to_string())
    .bind(now)
    .bind(incident.map(|id| id.to_string()))
    .bind(finding.id.to_string())
    .bind(finding.version);
    tx.run_exactly(1, sql).await?;
    Ok(())
}

fn signal(code: &str) -> Result<Signal> {
    Signal::from_code(code).ok_or_else(|| StorageError::corrupt("watch_finding.signal")(&code))
}

fn state(code: &str) -> Result<State> {
    State::from_code(code).ok_or_else(|| StorageError::corrupt("watch_finding.state")(&code))
}
