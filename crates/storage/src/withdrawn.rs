//! Customers that somebody withdrew as no customers at all (S 9.4): on no list, kept as they stood,
//! to be brought back for a while.

mod part;

use crate::absent::{self, Absent};
use crate::customer::{Seen, code};
use crate::visibility::{Scope, level};
use crate::{Result, from_json, parse, to_json};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId};
use kedang_domain::invalid::Flaw;
use kedang_domain::permission::{Actor, Held, Permit, ReturnCustomer, Standing, WithdrawCustomer};
use kedang_domain::secrecy::Level;
use std::collections::BTreeSet;

/// That somebody withdrew a customer.
#[derive(Clone, Debug)]
pub struct Withdrawal {
    /// What spoke for it.
    pub faults: BTreeSet<Flaw>,
    /// Why, in somebody's words.
    pub reason: String,
    /// Who, and their name.
    pub by: (PersonId, String),
    /// When, ms UTC.
    pub at: i64,
    /// Until when it can be brought back, ms UTC.
    pub until: i64,
}

/// A withdrawn customer.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    /// Which.
    pub id: CustomerId,
    /// Its file code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its owner, and their name.
    pub owner: (PersonId, String),
    /// The department it belongs to, and its name.
    pub department: (DepartmentId, String),
    /// How secret it is.
    pub secrecy: Level,
    /// How it came to that.
    pub withdrawal: Withdrawal,
}

impl Withdrawn {
    /// How this person would stand to it if it were back.
    #[must_use]
    pub fn standing(&self, actor: &Actor) -> Option<Standing> {
        let (owner, department, level) = (self.owner.0, self.department.0, self.secrecy);
        actor.standing(&Held { owner, department, level, shared: false, admitted: false })
    }
}

/// Why a customer is more than a slip: somebody relies on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// Somebody has dealt with it.
    Interactions,
    /// Somebody else than who registered it put contacts on file.
    Contacts,
    /// It is shared with a colleague.
    Share,
    /// Somebody asked for something of it, or may see it because they asked.
    Request,
    /// Somebody met it and asked for it.
    Clash,
    /// Another customer went into it.
    Merge,
    /// It is being exported, or that waits for an approval.
    Export,
}

/// What ties people to a customer, the first that is found.
///
/// # Errors
/// The database's.
pub async fn tie(conn: &mut Conn, seen: &Seen, now: i64) -> Result<Option<Tie>> {
    let id = seen.id.to_string();
    for (tie, sql) in [
        (
            Tie::Interactions,
            Sql::new(
                "SELECT 1 WHERE EXISTS (SELECT 1 FROM interaction WHERE customer_id = $1 \
                 AND removed_at IS NULL) \
                 OR EXISTS (SELECT 1 FROM correction WHERE customer_id = $1) \
                 OR EXISTS (SELECT 1 FROM urgent_news WHERE customer_id = $1) \
                 OR EXISTS (SELECT 1 FROM item WHERE customer_id = $1) \
                 OR EXISTS (SELECT 1 FROM obligation o JOIN obligation_extension e \
                 ON e.obligation_id = o.id WHERE o.customer_id = $1)",
            )
            .bind(&id),
        ),
        (
            Tie::Contacts,
            Sql::new(
                "SELECT 1 FROM event WHERE customer_id = $1 AND kind = 'contact' \
                 AND person_id <> $2",
            )
            .bind(&id)
            .bind(seen.created_by.to_string()),
        ),
        (
            Tie::Share,
            Sql::new(
                "SELECT 1 FROM customer_share WHERE customer_id = $1 AND ended_at IS NULL \
                 AND until > $2",
            )
            .bind(&id)
            .bind(now),
        ),
        (
            Tie::Request,
            Sql::new(
                "SELECT 1 WHERE EXISTS (SELECT 1 FROM request WHERE customer_id = $1 \
                 AND state IN ('open', 'sent_back')) \
                 OR EXISTS (SELECT 1 FROM grant_given WHERE customer_id = $1 \
                 AND ended_at IS NULL AND until_at > $2)",
            )
            .bind(&id)
            .bind(now),
        ),
        (Tie::Clash, Sql::new("SELECT 1 FROM clash WHERE customer_id = $1").bind(&id)),
        (Tie::Merge, Sql::new("SELECT 1 FROM absent_customer WHERE survivor_id = $1").bind(&id)),
        (
            Tie::Export,
            Sql::new(
                "SELECT 1 FROM export WHERE state IN ('asked', 'ready', 'leaving') \
                 AND (definition LIKE '%' || $1 || '%' OR state = 'leaving' AND EXISTS \
                 (SELECT 1 FROM export_row r WHERE r.export_no = export.no AND r.customer_no = $2))",
            )
            .bind(&id)
            .bind(seen.no),
        ),
    ] {
        if conn.opt(sql).await?.is_some() {
            return Ok(Some(tie));
        }
    }
    Ok(None)
}

/// Takes a customer off every list that is still as it was seen, with all that is linked to it.
/// `false` when somebody else was faster.
///
/// # Errors
/// The database's.
pub async fn put_away(
    tx: &mut Tx,
    permit: &Permit<WithdrawCustomer>,
    seen: &Seen,
    withdrawal: &Withdrawal,
) -> Result<bool> {
    let parts = part::take(tx, seen.id).await?;
    if !absent::take(tx, seen, None).await? {
        return Ok(false);
    }
    let sql = Sql::new(
        "INSERT INTO withdrawn_customer (customer_id, faults, reason, withdrawn_by, withdrawn_at, \
         until, parts) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    );
    let sql = sql
        .bind(seen.id.to_string())
        .bind(to_json("withdrawn_customer.faults", &withdrawal.faults)?)
        .bind(&withdrawal.reason)
        .bind(permit.person().to_string())
        .bind(withdrawal.at)
        .bind(withdrawal.until)
        .bind(to_json("withdrawn_customer.parts", &parts)?);
    tx.run_exactly(1, sql).await?;
    Ok(true)
}

/// Brings a customer back as it stood, with all that was linked to it; its tokens are the caller's
/// to make anew ([`absent::find_again`]).
///
/// # Errors
/// The database's; also when it is not there.
pub async fn bring_back(
    tx: &mut Tx,
    _permit: &Permit<ReturnCustomer>,
    id: CustomerId,
) -> Result<()> {
    let read = Sql::new("SELECT parts FROM withdrawn_customer WHERE customer_id = $1");
    let parts: String = tx.one(read.bind(id.to_string())).await?.take()?;
    absent::put(tx, id).await?;
    part::give(tx, &from_json("withdrawn_customer.parts", &parts)?).await?;
    let delete = Sql::new("DELETE FROM withdrawn_customer WHERE customer_id = $1");
    tx.run_exactly(1, delete.bind(id.to_string())).await?;
    Ok(())
}

/// A withdrawn customer and its row, whoever may see it.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: CustomerId) -> Result<Option<(Withdrawn, Absent)>> {
    let mut sql = Sql::new(SELECT);
    sql.push("w.customer_id = ").value(id.to_string());
    let Some(row) = conn.opt(sql).await? else { return Ok(None) };
    let withdrawn = read(row)?;
    Ok(absent::get(conn, id).await?.map(|absent| (withdrawn, absent)))
}

/// Where a page ended: when the last one was withdrawn, and its id.
pub type Cursor = (i64, CustomerId);

/// Withdrawn customers that this person saw, the latest first; of these departments only, unless
/// there are none.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    scope: &Scope,
    departments: &BTreeSet<DepartmentId>,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<Withdrawn>> {
    let mut sql = Sql::new(SELECT);
    scope.filter(&mut sql);
    if !departments.is_empty() {
        sql.push(" AND c.department_id IN (");
        sql.list(departments.iter().map(ToString::to_string)).push(")");
    }
    if let Some((at, id)) = after {
        sql.push(" AND (w.withdrawn_at, w.customer_id) < (").value(at).push(", ");
        sql.value(id.to_string()).push(")");
    }
    sql.push(" ORDER BY w.withdrawn_at DESC, w.customer_id DESC LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// `c`, as for every condition on who sees a customer.
const SELECT: &str = "SELECT c.id, c.no, c.name, c.owner_id, o.name, c.department_id, d.name, \
                      c.secrecy, w.faults, w.reason, w.withdrawn_by, p.name, w.withdrawn_at, w.until \
                      FROM withdrawn_customer w JOIN absent_customer c ON c.id = w.customer_id \
                      JOIN person o ON o.id = c.owner_id JOIN department d ON d.id = c.department_id \
                      JOIN person p ON p.id = w.withdrawn_by WHERE ";

fn read(mut row: Row) -> Result<Withdrawn> {
    Ok(Withdrawn {
        id: parse("withdrawn_customer.customer_id", &row.take::<String>()?)?,
        code: code(row.take()?),
        name: row.take()?,
        owner: (parse("absent_customer.owner_id", &row.take::<String>()?)?, row.take()?),
        department: (parse("absent_customer.department_id", &row.take::<String>()?)?, row.take()?),
        secrecy: level("absent_customer.secrecy", &mut row)?,
        withdrawal: Withdrawal {
            faults: from_json("withdrawn_customer.faults", &row.take::<String>()?)?,
            reason: row.take()?,
            by: (parse("withdrawn_customer.withdrawn_by", &row.take::<String>()?)?, row.take()?),
            at: row.take()?,
            until: row.take()?,
        },
    })
}
