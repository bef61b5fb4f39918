//! Original files and the register of their loans.

mod item;

use crate::visibility::Scope;
use crate::{Result, StorageError, parse, parse_opt};
pub use item::{Item, change, insert as insert_item, item, items};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{ItemId, LoanId, PersonId, RequestId, Uuid};
use kedang_domain::loan::{LoanState, LoanStep};
use kedang_domain::permission::{ConfirmLoan, DecideRequest, HandleLoan, Permit, ReportLoan};

/// A loan.
#[derive(Clone, Debug)]
pub struct Loan {
    /// Which.
    pub id: LoanId,
    /// What is lent.
    pub item: Item,
    /// To whom, and their name.
    pub borrower: (PersonId, String),
    /// By which request.
    pub request: RequestId,
    /// What for.
    pub purpose: String,
    /// When it was approved, ms UTC.
    pub approved_at: i64,
    /// Until when it was asked for, ms UTC.
    pub until: i64,
    /// How far it is.
    pub state: LoanState,
    /// How it was handed out.
    pub out: Option<Handing>,
    /// When it is due back, ms UTC.
    pub due: Option<i64>,
    /// When the borrower confirmed that they got it so, ms UTC.
    pub confirmed_at: Option<i64>,
    /// When more time was given, ms UTC.
    pub extended_at: Option<i64>,
    /// How it came back.
    pub back: Option<Handing>,
    /// When the borrower confirmed that, ms UTC.
    pub closed_at: Option<i64>,
    /// When damage was reported (ms UTC), and what.
    pub damage: Option<(i64, String)>,
    /// When loss was reported (ms UTC), and what.
    pub loss: Option<(i64, String)>,
    /// Counts changes.
    pub version: i64,
}

impl Loan {
    /// Whether it is out beyond its time.
    #[must_use]
    pub fn is_late(&self, now: i64) -> bool {
        self.state.is_out() && self.due.is_some_and(|due| due <= now)
    }
}

/// An item went from hand to hand.
#[derive(Clone, Debug)]
pub struct Handing {
    /// The keeper, and their name.
    pub by: (PersonId, String),
    /// When, ms UTC.
    pub at: i64,
    /// How it was.
    pub condition: String,
    /// How many pages were counted.
    pub pages: i64,
}

/// Which loans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// One's own.
    Mine,
    /// Those that wait to be handed out.
    Waiting,
    /// Those that are out.
    Out,
    /// Those that are out beyond their time.
    Late,
    /// Every one.
    #[default]
    All,
}

const SELECT: &str = "SELECT l.id, l.borrower_id, b.name, l.request_id, l.purpose, l.approved_at, \
    l.until_at, l.state, l.handed_out_by, h.name, l.handed_out_at, l.condition_out, l.pages_out, \
    l.due_at, l.confirmed_at, l.extended_at, l.returned_by, r.name, l.returned_at, \
    l.condition_back, l.pages_back, l.closed_at, l.damaged_at, l.damage, l.lost_at, l.loss, \
    l.version, ";

const FROM: &str = " FROM loan l JOIN item i ON i.id = l.item_id \
    JOIN customer c ON c.id = i.customer_id JOIN person b ON b.id = l.borrower_id \
    LEFT JOIN person h ON h.id = l.handed_out_by LEFT JOIN person r ON r.id = l.returned_by \
    WHERE ";

fn select() -> Sql {
    let mut sql = Sql::new(SELECT);
    sql.push(item::COLUMNS).push(FROM);
    sql
}

fn handing(row: &mut Row) -> Result<Option<Handing>> {
    let by: Option<PersonId> = parse_opt("loan.keeper", row.take()?)?;
    let by = by.zip(row.take::<Option<String>>()?);
    let (at, condition, pages) = (row.take()?, row.take()?, row.take()?);
    Ok(match (by, at, condition, pages) {
        (Some(by), Some(at), Some(condition), Some(pages)) => {
            Some(Handing { by, at, condition, pages })
        }
        _ => None,
    })
}

fn report(row: &mut Row) -> Result<Option<(i64, String)>> {
    let at: Option<i64> = row.take()?;
    Ok(at.zip(row.take::<Option<String>>()?))
}

fn read(mut row: Row) -> Result<Loan> {
    let row = &mut row;
    let id = parse("loan.id", &row.take::<String>()?)?;
    let borrower = (parse("loan.borrower_id", &row.take::<String>()?)?, row.take()?);
    let request = parse("loan.request_id", &row.take::<String>()?)?;
    let (purpose, approved_at, until) = (row.take()?, row.take()?, row.take()?);
    let state: String = row.take()?;
    let state =
        LoanState::from_code(&state).ok_or_else(|| StorageError::corrupt("loan.state")(&state))?;
    let out = handing(row)?;
    let (due, confirmed_at, extended_at) = (row.take()?, row.take()?, row.take()?);
    let back = handing(row)?;
    let closed_at = row.take()?;
    let (damage, loss) = (report(row)?, report(row)?);
    let version = row.take()?;
    let item = item::read(row)?;
    Ok(Loan {
        id,
        item,
        borrower,
        request,
        purpose,
        approved_at,
        until,
        state,
        out,
        due,
        confirmed_at,
        extended_at,
        back,
        closed_at,
        damage,
        loss,
        version,
    })
}

/// Adds that a loan exists for this person: it is their own, or they see its customer and nothing
/// of that is locked for them.
fn exists_for(sql: &mut Sql, person: PersonId, scope: &Scope) {
    sql.push("(l.borrower_id = ").value(person.to_string()).push(" OR (");
    scope.open(sql);
    sql.push("))");
}

/// A loan that exists for this person.
///
/// # Errors
/// The database's.
pub async fn get(
    conn: &mut Conn,
    person: PersonId,
    scope: &Scope,
    id: LoanId,
) -> Result<Option<Loan>> {
    let mut sql = select();
    exists_for(&mut sql, person, scope);
    sql.push(" AND l.id = ").value(id.to_string());
    let mut found = conn.opt(sql).await?.map(read).transpose()?;
    item::open(conn, found.iter_mut().map(|loan| &mut loan.item)).await?;
    Ok(found)
}

/// The loans that exist for this person, the newest first, behind `(approved_at, id)` when given;
/// only those of one item when it is given.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    (person, scope, now): (PersonId, &Scope, i64),
    which: Which,
    item: Option<ItemId>,
    after: Option<(i64, Uuid)>,
    limit: i64,
) -> Result<Vec<Loan>> {
    let mut sql = select();
    exists_for(&mut sql, person, scope);
    match which {
        Which::All => {}
        Which::Mine => _ = sql.push(" AND l.borrower_id = ").value(person.to_string()),
        Which::Waiting => {
            sql.push(" AND l.state = 'approved' AND l.until_at > ").value(now);
        }
        Which::Out => _ = sql.push(" AND l.state IN ('handed_out', 'held', 'lost')"),
        Which::Late => {
            sql.push(" AND l.state IN ('handed_out', 'held', 'lost') AND l.due_at <= ").value(now);
        }
    }
    if let Some(item) = item {
        sql.push(" AND l.item_id = ").value(item.to_string());
    }
    if let Some((at, id)) = after {
        sql.push(" AND (l.approved_at < ").value(at);
        sql.push(" OR (l.approved_at = ").value(at);
        sql.push(" AND l.id < ").value(id.to_string()).push("))");
    }
    sql.push(" ORDER BY l.approved_at DESC, l.id DESC LIMIT ").value(limit);
    let rows = conn.all(sql).await?.into_iter();
    let mut found: Vec<Loan> = rows.map(read).collect::<Result<_>>()?;
    item::open(conn, found.iter_mut().map(|loan| &mut loan.item)).await?;
    Ok(found)
}

/// A loan that was approved and is still to be handed out.
#[derive(Clone, Copy, Debug)]
pub struct Approved<'a> {
    /// Under which id.
    pub id: LoanId,
    /// What.
    pub item: ItemId,
    /// To whom.
    pub borrower: PersonId,
    /// By which request.
    pub request: RequestId,
    /// What for.
    pub purpose: &'a str,
    /// Until when it was asked for, ms UTC.
    pub until: i64,
}

/// Keeps a loan that was approved.
///
/// # Errors
/// The database's.
pub async fn insert(
    tx: &mut Tx,
    _: &Permit<DecideRequest>,
    new: Approved<'_>,
    now: i64,
) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO loan (id, item_id, borrower_id, request_id, purpose, approved_at, until_at, \
         state, version) VALUES ($1, $2, $3, $4, $5, $6, $7, 'approved', 1)",
    );
    let sql = sql.bind(new.id.to_string()).bind(new.item.to_string());
    let sql = sql.bind(new.borrower.to_string()).bind(new.request.to_string()).bind(new.purpose);
    tx.run_exactly(1, sql.bind(now).bind(new.until)).await?;
    Ok(())
}

/// How an item is when it goes from hand to hand.
#[derive(Clone, Copy, Debug)]
pub struct Check<'a> {
    /// How it is.
    pub condition: &'a str,
    /// How many pages were counted.
    pub pages: i64,
}

/// Writes a step over the version that the loan was read with; `false` when somebody else wrote
/// meanwhile or the step makes no sense.
async fn step(
    tx: &mut Tx,
    loan: &Loan,
    step: LoanStep,
    set: impl FnOnce(&mut Sql),
) -> Result<bool> {
    let Some(state) = loan.state.after(step) else { return Ok(false) };
    let mut sql = Sql::new("UPDATE loan SET state = ");
    sql.value(state.code()).push(", version = version + 1");
    set(&mut sql);
    sql.push(" WHERE id = ").value(loan.id.to_string());
    sql.push(" AND version = ").value(loan.version);
    Ok(tx.run(sql).await? == 1)
}

/// Notes that the item was handed out.
///
/// # Errors
/// A unique violation when the item is out already; otherwise the database's.
pub async fn hand_out(
    tx: &mut Tx,
    permit: &Permit<HandleLoan>,
    loan: &Loan,
    check: Check<'_>,
    (due, now): (i64, i64),
) -> Result<bool> {
    step(tx, loan, LoanStep::HandOut, |sql| {
        sql.push(", handed_out_by = ").value(permit.person().to_string());
        sql.push(", handed_out_at = ").value(now).push(", due_at = ").value(due);
        sql.push(", condition_out = ").value(check.condition);
        sql.push(", pages_out = ").value(check.pages);
    })
    .await
}

/// Notes that the borrower found the item as the keeper described it.
///
/// # Errors
/// The database's.
pub async fn confirm(tx: &mut Tx, _: &Permit<ConfirmLoan>, loan: &Loan, now: i64) -> Result<bool> {
    let column = match loan.state {
        LoanState::Returned => ", closed_at = ",
        _ => ", confirmed_at = ",
    };
    step(tx, loan, LoanStep::Confirm, |sql| _ = sql.push(column).value(now)).await
}

/// Notes that the keeper has the item back.
///
/// # Errors
/// The database's.
pub async fn take_back(
    tx: &mut Tx,
    permit: &Permit<HandleLoan>,
    loan: &Loan,
    check: Check<'_>,
    now: i64,
) -> Result<bool> {
    step(tx, loan, LoanStep::TakeBack, |sql| {
        sql.push(", returned_by = ").value(permit.person().to_string());
        sql.push(", returned_at = ").value(now);
        sql.push(", condition_back = ").value(check.condition);
        sql.push(", pages_back = ").value(check.pages);
    })
    .await
}

/// Gives more time.
///
/// # Errors
/// The database's.
pub async fn extend(
    tx: &mut Tx,
    _: &Permit<HandleLoan>,
    loan: &Loan,
    (due, now): (i64, i64),
) -> Result<bool> {
    step(tx, loan, LoanStep::Extend, |sql| {
        sql.push(", due_at = ").value(due).push(", extended_at = ").value(now);
    })
    .await
}

/// Notes that the item was damaged.
///
/// # Errors
/// The database's.
pub async fn damaged(
    tx: &mut Tx,
    _: &Permit<ReportLoan>,
    loan: &Loan,
    text: &str,
    now: i64,
) -> Result<bool> {
    step(tx, loan, LoanStep::ReportDamage, |sql| {
        sql.push(", damaged_at = ").value(now).push(", damage = ").value(text);
    })
    .await
}

/// Notes that the item cannot be found.
///
/// # Errors
/// The database's.
pub async fn lost(
    tx: &mut Tx,
    _: &Permit<ReportLoan>,
    loan: &Loan,
    text: &str,
    now: i64,
) -> Result<bool> {
    step(tx, loan, LoanStep::ReportLoss, |sql| {
        sql.push(", lost_at = ").value(now).push(", loss = ").value(text);
    })
    .await
}
