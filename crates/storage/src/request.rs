//! Requests and what was decided on them. Who sees which is decided by
//! [`kedang_domain::permission::sees_request`]: those who decide need not see the customer.

use crate::export::count_up;
use crate::{Result, StorageError, from_json, parse, parse_opt, to_json};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId, RequestId};
use kedang_domain::permission::{AskRequest, DecideRequest, MendRequest, Permit};
use kedang_domain::request::{Details, Given, RequestKind, RequestState, Verdict, Walk};
use std::collections::HashMap;

/// A request.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which.
    pub id: RequestId,
    /// Its running number.
    pub no: i64,
    /// What is asked for.
    pub kind: RequestKind,
    /// Who asks, and their name.
    pub applicant: (PersonId, String),
    /// Where they worked then, and its name.
    pub department: Option<(DepartmentId, String)>,
    /// About which customer.
    pub customer: Option<CustomerId>,
    /// What for.
    pub purpose: String,
    /// Why.
    pub reason: String,
    /// Until when, ms UTC.
    pub until: Option<i64>,
    /// Everything else.
    pub details: Details,
    /// The clause that names the chain.
    pub clause: Option<String>,
    /// Version of the regulation under which it was asked.
    pub policy: String,
    /// The chain.
    pub walk: Walk,
    /// How far it is.
    pub state: RequestState,
    /// How often it was handed in.
    pub round: i64,
    /// The step that is to be decided, from 0.
    pub step: Option<i64>,
    /// By when that step is due, ms UTC.
    pub due: Option<i64>,
    /// ms UTC.
    pub asked_at: i64,
    /// When it was over, or granted, ms UTC.
    pub closed_at: Option<i64>,
    /// Counts the changes.
    pub version: i64,
}

/// What somebody decided.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Under which id.
    pub id: String,
    /// In which round.
    pub round: i64,
    /// On which step, from 0.
    pub step: i64,
    /// In which seat, from 0.
    pub seat: i64,
    /// The seat as the regulation names it.
    pub name: String,
    /// Who, and their name.
    pub person: (PersonId, String),
    /// What.
    pub verdict: Verdict,
    /// To which step it was sent back; `None` for the applicant.
    pub back_to: Option<i64>,
    /// Why.
    pub reason: String,
    /// ms UTC.
    pub at: i64,
    /// It agrees, and was not sent back since.
    pub counts: bool,
}

impl Decision {
    /// As the machine counts it; `None` when it does not count.
    #[must_use]
    pub fn given(&self) -> Option<Given> {
        let step = usize::try_from(self.step).ok()?;
        let seat = usize::try_from(self.seat).ok()?;
        self.counts.then_some(Given { step, seat, by: self.person.0 })
    }
}

const SELECT: &str = "SELECT q.id, q.no, q.kind, q.applicant_id, p.name, q.department_id, d.name, \
    q.customer_id, q.purpose, q.reason, q.until_at, q.details, q.clause, q.policy, q.chain, \
    q.state, q.round, q.step, q.due_at, q.asked_at, q.closed_at, q.version FROM request q \
    JOIN person p ON p.id = q.applicant_id LEFT JOIN department d ON d.id = q.department_id WHERE ";

fn coded<T>(what: &'static str, text: &str, from: impl Fn(&str) -> Option<T>) -> Result<T> {
    from(text).ok_or_else(|| StorageError::corrupt(what)(&text))
}

fn read(mut row: Row) -> Result<Request> {
    let id = parse("request.id", &row.take::<String>()?)?;
    let no = row.take()?;
    let kind = coded("request.kind", &row.take::<String>()?, RequestKind::from_code)?;
    let applicant = (parse("request.applicant_id", &row.take::<String>()?)?, row.take()?);
    let department = parse_opt("request.department_id", row.take()?)?;
    let department = department.zip(row.take::<Option<String>>()?);
    Ok(Request {
        id,
        no,
        kind,
        applicant,
        department,
        customer: parse_opt("request.customer_id", row.take()?)?,
        purpose: row.take()?,
        reason: row.take()?,
        until: row.take()?,
        details: from_json("request.details", &row.take::<String>()?)?,
        clause: row.take()?,
        policy: row.take()?,
        walk: from_json("request.chain", &row.take::<String>()?)?,
        state: coded("request.state", &row.take::<String>()?, RequestState::from_code)?,
        round: row.take()?,
        step: row.take()?,
        due: row.take()?,
        asked_at: row.take()?,
        closed_at: row.take()?,
        version: row.take()?,
    })
}

/// A request.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: RequestId) -> Result<Option<Request>> {
    let mut sql = Sql::new(SELECT);
    sql.push("q.id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// Which requests are wanted.
#[derive(Clone, Debug, Default)]
pub struct Which {
    /// Only of this state.
    pub state: Option<RequestState>,
    /// Only of this kind.
    pub kind: Option<RequestKind>,
    /// Only about this customer.
    pub customer: Option<CustomerId>,
    /// Only of this applicant.
    pub applicant: Option<PersonId>,
    /// Only those that this person asked for, decided on, or that people of these departments
    /// asked for.
    pub involved: Option<(PersonId, Vec<DepartmentId>)>,
    /// Only before this running number.
    pub before: Option<i64>,
}

/// Requests, the newest first.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn, which: &Which, limit: i64) -> Result<Vec<Request>> {
    let mut sql = Sql::new(SELECT);
    sql.push("1 = 1");
    if let Some(state) = which.state {
        sql.push(" AND q.state = ").value(state.code());
    }
    if let Some(kind) = which.kind {
        sql.push(" AND q.kind = ").value(kind.code());
    }
    if let Some(customer) = which.customer {
        sql.push(" AND q.customer_id = ").value(customer.to_string());
    }
    if let Some(applicant) = which.applicant {
        sql.push(" AND q.applicant_id = ").value(applicant.to_string());
    }
    if let Some((person, departments)) = &which.involved {
        sql.push(" AND (q.applicant_id = ").value(person.to_string());
        sql.push(" OR q.id IN (SELECT request_id FROM request_decision WHERE person_id = ");
        sql.value(person.to_string()).push(")");
        if !departments.is_empty() {
            sql.push(" OR q.department_id IN (");
            sql.list(departments.iter().map(ToString::to_string)).push(")");
        }
        sql.push(")");
    }
    if let Some(before) = which.before {
        sql.push(" AND q.no < ").value(before);
    }
    sql.push(" ORDER BY q.no DESC LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// What was decided on requests, on each the earliest first.
///
/// # Errors
/// The database's.
pub async fn decisions(
    conn: &mut Conn,
    ids: impl IntoIterator<Item = RequestId>,
) -> Result<HashMap<RequestId, Vec<Decision>>> {
    let mut found: HashMap<RequestId, Vec<Decision>> = HashMap::new();
    let ids: Vec<String> = ids.into_iter().map(|id| id.to_string()).collect();
    if ids.is_empty() {
        return Ok(found);
    }
    let mut sql = Sql::new(
        "SELECT x.request_id, x.id, x.round, x.step, x.seat, x.name, x.person_id, p.name, x.verdict, x.back_to, \
         x.reason, x.at, x.counts FROM request_decision x JOIN person p ON p.id = x.person_id \
         WHERE x.request_id IN (",
    );
    sql.list(ids).push(") ORDER BY x.at, x.id");
    for mut row in conn.all(sql).await? {
        let request = parse("request_decision.request_id", &row.take::<String>()?)?;
        found.entry(request).or_default().push(read_decision(row)?);
    }
    Ok(found)
}

fn read_decision(mut row: Row) -> Result<Decision> {
    Ok(Decision {
        id: row.take()?,
        round: row.take()?,
        step: row.take()?,
        seat: row.take()?,
        name: row.take()?,
        person: (parse("request_decision.person_id", &row.take::<String>()?)?, row.take()?),
        verdict: {
            let code: String = row.take()?;
            coded("request_decision.verdict", &code, Verdict::from_code)?
        },
        back_to: row.take()?,
        reason: row.take()?,
        at: row.take()?,
        counts: row.take()?,
    })
}

/// The next running number, held until the transaction ends.
///
/// # Errors
/// The database's.
pub async fn next_no(tx: &mut Tx) -> Result<i64> {
    count_up(tx, "request").await
}

/// By when the step that comes is due, and when those whose turn it is are reminded; ms UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// By when.
    pub due: Option<i64>,
    /// When.
    pub remind: Option<i64>,
}

/// Keeps a request.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Tx,
    permit: &Permit<AskRequest>,
    new: &Request,
    remind: Option<i64>,
) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO request (id, no, kind, applicant_id, department_id, customer_id, \
             purpose, reason, until_at, details, clause, policy, chain, state, round, step, \
             due_at, remind_at, asked_at, closed_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, \
             $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)",
        )
        .bind(new.id.to_string())
        .bind(new.no)
        .bind(new.kind.code())
        .bind(permit.person().to_string())
        .bind(new.department.as_ref().map(|(id, _)| id.to_string()))
        .bind(new.customer.map(|id| id.to_string()))
        .bind(&new.purpose)
        .bind(&new.reason)
        .bind(new.until)
        .bind(to_json("request.details", &new.details)?)
        .bind(new.clause.as_deref())
        .bind(&new.policy)
        .bind(to_json("request.chain", &new.walk)?)
        .bind(new.state.code())
        .bind(new.round)
        .bind(new.step)
        .bind(new.due)
        .bind(remind)
        .bind(new.asked_at)
        .bind(new.closed_at)
        .bind(new.version),
    )
    .await?;
    Ok(())
}

/// What becomes of a request.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    /// How far it is.
    pub state: RequestState,
    /// The step that is to be decided.
    pub step: Option<i64>,
    /// By when.
    pub times: Times,
    /// When it was over, or granted.
    pub closed_at: Option<i64>,
}

/// Moves a request on. `false` when somebody else was faster: of two who decide at the same
/// instant one does.
async fn turn(tx: &mut Tx, request: &Request, turn: Turn) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE request SET state = $1, step = $2, due_at = $3, remind_at = $4, closed_at = $5, \
         version = version + 1 WHERE id = $6 AND version = $7",
    )
    .bind(turn.state.code())
    .bind(turn.step)
    .bind(turn.times.due)
    .bind(turn.times.remind)
    .bind(turn.closed_at)
    .bind(request.id.to_string())
    .bind(request.version);
    Ok(tx.run(sql).await? == 1)
}

/// Keeps a decision and what becomes of the request by it. `false` when somebody else was faster.
///
/// # Errors
/// The database's.
pub async fn decide(
    tx: &mut Tx,
    permit: &Permit<DecideRequest>,
    request: &Request,
    decision: &Decision,
    next: Turn,
) -> Result<bool> {
    if !turn(tx, request, next).await? {
        return Ok(false);
    }
    if decision.verdict == Verdict::SendBack {
        let from = decision.back_to.unwrap_or(0);
        let sql =
            Sql::new("UPDATE request_decision SET counts = 0 WHERE request_id = $1 AND step >= $2");
        tx.run(sql.bind(request.id.to_string()).bind(from)).await?;
    }
    let sql = Sql::new(
        "INSERT INTO request_decision (id, request_id, round, step, seat, name, person_id, \
         verdict, back_to, reason, at, counts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, \
         $11, $12)",
    )
    .bind(&decision.id)
    .bind(request.id.to_string())
    .bind(decision.round)
    .bind(decision.step)
    .bind(decision.seat)
    .bind(&decision.name)
    .bind(permit.person().to_string())
    .bind(decision.verdict.code())
    .bind(decision.back_to)
    .bind(&decision.reason)
    .bind(decision.at)
    .bind(decision.counts);
    tx.run_exactly(1, sql).await?;
    Ok(true)
}

/// The applicant takes a request back, or hands it in anew with other words. `false` when somebody
/// else was faster.
///
/// # Errors
/// The database's.
pub async fn mend(
    tx: &mut Tx,
    _: &Permit<MendRequest>,
    request: &Request,
    next: Turn,
) -> Result<bool> {
    if !turn(tx, request, next).await? {
        return Ok(false);
    }
    let sql = Sql::new(
        "UPDATE request SET purpose = $1, reason = $2, until_at = $3, round = $4 WHERE id = $5",
    )
    .bind(&request.purpose)
    .bind(&request.reason)
    .bind(request.until)
    .bind(request.round)
    .bind(request.id.to_string());
    tx.run_exactly(1, sql).await?;
    Ok(true)
}

/// What a request opened was taken away, or what it asks for would be over.
///
/// # Errors
/// The database's.
pub async fn end(tx: &mut Tx, request: &Request, state: RequestState, at: i64) -> Result<bool> {
    let closed_at = Some(at);
    turn(tx, request, Turn { state, step: None, times: Times::default(), closed_at }).await
}

/// Open requests of which somebody is to be reminded, or whose end has come.
///
/// # Errors
/// The database's.
pub async fn waiting(conn: &mut Conn, now: i64, limit: i64) -> Result<Vec<Request>> {
    let mut sql = Sql::new(SELECT);
    sql.push("q.state IN ('open', 'sent_back') AND (q.remind_at <= ").value(now);
    sql.push(" OR q.until_at <= ").value(now);
    sql.push(") ORDER BY q.no LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// Nobody is reminded of this step again before this instant; never when `None`.
///
/// # Errors
/// The database's.
pub async fn reminded(tx: &mut Tx, id: RequestId, next: Option<i64>) -> Result<()> {
    let sql = Sql::new("UPDATE request SET remind_at = $1 WHERE id = $2");
    tx.run_exactly(1, sql.bind(next).bind(id.to_string())).await?;
    Ok(())
}
