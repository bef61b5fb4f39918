//! Campaigns of verification, and the customers that they go through. A campaign is filled by one
//! statement, and its progress is counted on one index.

use crate::customer::{self, Condition};
use crate::visibility::Scope;
use crate::{Result, StorageError, from_json, parse, parse_opt, to_json};
use jiff::civil::Date;
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::campaign::{CampaignKind, WalkState};
use kedang_domain::id::{CampaignId, CustomerId, DepartmentId, PersonId, Uuid};
use kedang_domain::permission::{ManageCampaign, Permit, WalkCustomer};
use std::collections::BTreeMap;

/// A campaign.
#[derive(Clone, Debug)]
pub struct Campaign {
    /// Which.
    pub id: CampaignId,
    /// What it is for.
    pub kind: CampaignKind,
    /// The first day of its period, for one that the clock opened; else its id.
    pub period: String,
    /// What it is called; empty for one that the clock opened.
    pub title: String,
    /// Which customers, as filters of the list.
    pub filters: Vec<String>,
    /// Who opened it, and their name; `None`: the clock.
    pub opened_by: Option<(PersonId, String)>,
    /// When, ms UTC.
    pub opened_at: i64,
    /// Its last day.
    pub due_on: Date,
    /// Customers in it.
    pub total: i64,
    /// Who closed it, and their name; `None` while it is open, or when the clock did.
    pub closed_by: Option<(PersonId, String)>,
    /// When, ms UTC.
    pub closed_at: Option<i64>,
    /// What those who closed it say.
    pub conclusion: Option<String>,
    /// How many ended in which state, once it is closed.
    pub result: Option<BTreeMap<String, i64>>,
    /// Counts the changes.
    pub version: i64,
}

const SELECT: &str = "SELECT g.id, g.kind, g.period, g.title, g.filters, g.opened_by, o.name, \
    g.opened_at, g.due_on, g.total, g.closed_by, e.name, g.closed_at, g.conclusion, g.result, \
    g.version FROM campaign g LEFT JOIN person o ON o.id = g.opened_by \
    LEFT JOIN person e ON e.id = g.closed_by ";

fn read(mut row: Row) -> Result<Campaign> {
    let id = parse("campaign.id", &row.take::<String>()?)?;
    let kind: String = row.take()?;
    let kind = CampaignKind::from_code(&kind)
        .ok_or_else(|| StorageError::corrupt("campaign.kind")(&kind))?;
    let (period, title) = (row.take()?, row.take()?);
    let filters = from_json("campaign.filters", &row.take::<String>()?)?;
    let opener: Option<PersonId> = parse_opt("campaign.opened_by", row.take()?)?;
    let opened_by = opener.zip(row.take::<Option<String>>()?);
    let opened_at = row.take()?;
    let due_on = parse("campaign.due_on", &row.take::<String>()?)?;
    let total = row.take()?;
    let closer: Option<PersonId> = parse_opt("campaign.closed_by", row.take()?)?;
    let closed_by = closer.zip(row.take::<Option<String>>()?);
    let (closed_at, conclusion) = (row.take()?, row.take()?);
    let result: Option<String> = row.take()?;
    let result = result.map(|text| from_json("campaign.result", &text)).transpose()?;
    Ok(Campaign {
        id,
        kind,
        period,
        title,
        filters,
        opened_by,
        opened_at,
        due_on,
        total,
        closed_by,
        closed_at,
        conclusion,
        result,
        version: row.take()?,
    })
}

/// A campaign.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: CampaignId) -> Result<Option<Campaign>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE g.id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// The campaigns, open ones first, then the newest.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn, limit: i64) -> Result<Vec<Campaign>> {
    let mut sql = Sql::new(SELECT);
    sql.push("ORDER BY CASE WHEN g.closed_at IS NULL THEN 0 ELSE 1 END, g.opened_at DESC, g.id ");
    sql.push("DESC LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// Open campaigns of the clock whose last day is over.
///
/// # Errors
/// The database's.
pub async fn overdue(conn: &mut Conn, today: Date) -> Result<Vec<Campaign>> {
    let mut sql = Sql::new(SELECT);
    sql.push("WHERE g.opened_by IS NULL AND g.closed_at IS NULL AND g.due_on < ");
    sql.value(today.to_string()).push(" ORDER BY g.opened_at, g.id");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// Whether there is a campaign of this kind for a period.
///
/// # Errors
/// The database's.
pub async fn exists(conn: &mut Conn, kind: CampaignKind, period: &str) -> Result<bool> {
    let sql = Sql::new("SELECT 1 FROM campaign WHERE kind = $1 AND period = $2");
    Ok(conn.opt(sql.bind(kind.code()).bind(period)).await?.is_some())
}

/// Opens a campaign and puts the customers that meet the conditions into it; how many, or `None`
/// when there is one of this kind for the period already.
///
/// # Errors
/// The database's.
pub async fn open(
    tx: &mut Tx,
    campaign: &Campaign,
    conditions: &[Condition],
) -> Result<Option<i64>> {
    let id = campaign.id.to_string();
    let inserted = tx
        .run(
            Sql::new(
                "INSERT INTO campaign (id, kind, period, title, filters, opened_by, opened_at, \
                 due_on, total, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 1) \
                 ON CONFLICT (kind, period) DO NOTHING",
            )
            .bind(&id)
            .bind(campaign.kind.code())
            .bind(&campaign.period)
            .bind(&campaign.title)
            .bind(to_json("campaign.filters", &campaign.filters)?)
            .bind(campaign.opened_by.as_ref().map(|(id, _)| id.to_string()))
            .bind(campaign.opened_at)
            .bind(campaign.due_on.to_string()),
        )
        .await?;
    if inserted == 0 {
        return Ok(None);
    }
    let mut sql = Sql::new(
        "INSERT INTO campaign_item (campaign_id, customer_id, person_id, department_id, state, \
         parts, how) SELECT ",
    );
    sql.value(&id).push(", c.id, c.owner_id, c.department_id, 'open', '[]', '' ");
    sql.push("FROM customer c WHERE 1 = 1");
    customer::holding(conditions, &mut sql);
    let total = i64::try_from(tx.run(sql).await?).unwrap_or(i64::MAX);
    let sql = Sql::new("UPDATE campaign SET total = $1 WHERE id = $2").bind(total).bind(&id);
    tx.run_exactly(1, sql).await?;
    Ok(Some(total))
}

/// Whose part of a campaign is looked at.
#[derive(Clone, Debug)]
pub enum Whose {
    /// Everybody's.
    All,
    /// That of these departments, and of this person.
    Some(Vec<DepartmentId>, PersonId),
}

impl Whose {
    fn filter(&self, sql: &mut Sql) {
        let Self::Some(departments, person) = self else { return };
        sql.push(" AND (i.person_id = ").value(person.to_string());
        if !departments.is_empty() {
            sql.push(" OR i.department_id IN (");
            sql.list(departments.iter().map(ToString::to_string)).push(")");
        }
        sql.push(")");
    }
}

/// How many customers of a person are in a state.
#[derive(Clone, Debug)]
pub struct Progress {
    /// The department, and its name.
    pub department: (DepartmentId, String),
    /// Who goes through them, and their name.
    pub person: (PersonId, String),
    /// In which state.
    pub state: WalkState,
    /// How many.
    pub count: i64,
}

fn state(text: &str) -> Result<WalkState> {
    WalkState::from_code(text).ok_or_else(|| StorageError::corrupt("campaign_item.state")(&text))
}

/// How far a campaign is, by department, person and state.
///
/// # Errors
/// The database's.
pub async fn progress(conn: &mut Conn, id: CampaignId, whose: &Whose) -> Result<Vec<Progress>> {
    let mut sql = Sql::new(
        "SELECT n.department_id, d.name, n.person_id, p.name, n.state, n.count FROM (\
         SELECT i.department_id, i.person_id, i.state, count(*) AS count FROM campaign_item i \
         WHERE i.campaign_id = ",
    );
    sql.value(id.to_string());
    whose.filter(&mut sql);
    sql.push(" GROUP BY i.department_id, i.person_id, i.state) n ");
    sql.push("JOIN department d ON d.id = n.department_id JOIN person p ON p.id = n.person_id ");
    sql.push("ORDER BY d.position, d.id, p.name, p.id, n.state");
    let read = |mut row: Row| {
        let department =
            (parse("campaign_item.department_id", &row.take::<String>()?)?, row.take()?);
        let person = (parse("campaign_item.person_id", &row.take::<String>()?)?, row.take()?);
        let state = state(&row.take::<String>()?)?;
        Ok(Progress { department, person, state, count: row.take()? })
    };
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// A customer in a campaign.
#[derive(Clone, Debug)]
pub struct Item {
    /// The customer.
    pub customer: CustomerId,
    /// Its running number.
    pub customer_no: i64,
    /// Its name.
    pub customer_name: String,
    /// Who goes through it, and their name.
    pub person: (PersonId, String),
    /// What became of it.
    pub state: WalkState,
    /// Groups of facts that are verified so far.
    pub parts: Vec<String>,
    /// How it was verified, or tried.
    pub how: String,
    /// Who went through it.
    pub walked_by: Option<String>,
    /// When, ms UTC.
    pub walked_at: Option<i64>,
}

/// Which customers of a campaign are wanted.
#[derive(Clone, Debug)]
pub struct Which {
    /// Whose part.
    pub whose: Whose,
    /// Only of this person.
    pub person: Option<PersonId>,
    /// Only in this state.
    pub state: Option<WalkState>,
    /// Only this one.
    pub customer: Option<CustomerId>,
}

/// A page of the customers of a campaign that are within the scope, in the order of their ids,
/// behind this one when given.
///
/// # Errors
/// The database's.
pub async fn items(
    conn: &mut Conn,
    scope: &Scope,
    id: CampaignId,
    which: &Which,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Item>> {
    let mut sql = Sql::new(
        "SELECT i.customer_id, c.no, c.name, i.person_id, p.name, i.state, i.parts, i.how, w.name, \
         i.walked_at FROM campaign_item i JOIN customer c ON c.id = i.customer_id \
         JOIN person p ON p.id = i.person_id LEFT JOIN person w ON w.id = i.walked_by \
         WHERE i.campaign_id = ",
    );
    sql.value(id.to_string());
    which.whose.filter(&mut sql);
    sql.push(" AND ");
    scope.filter(&mut sql);
    if let Some(person) = which.person {
        sql.push(" AND i.person_id = ").value(person.to_string());
    }
    if let Some(state) = which.state {
        sql.push(" AND i.state = ").value(state.code());
    }
    if let Some(customer) = which.customer {
        sql.push(" AND i.customer_id = ").value(customer.to_string());
    }
    if let Some(after) = after {
        sql.push(" AND i.customer_id > ").value(after.hyphenated().to_string());
    }
    sql.push(" ORDER BY i.customer_id LIMIT ").value(limit);
    let read = |mut row: Row| {
        Ok(Item {
            customer: parse("campaign_item.customer_id", &row.take::<String>()?)?,
            customer_no: row.take()?,
            customer_name: row.take()?,
            person: (parse("campaign_item.person_id", &row.take::<String>()?)?, row.take()?),
            state: state(&row.take::<String>()?)?,
            parts: from_json("campaign_item.parts", &row.take::<String>()?)?,
            how: row.take()?,
            walked_by: row.take()?,
            walked_at: row.take()?,
        })
    };
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// Keeps what became of a customer in a campaign.
///
/// # Errors
/// The database's.
pub async fn walk(
    tx: &mut Tx,
    permit: &Permit<WalkCustomer>,
    id: CampaignId,
    item: &Item,
    at: i64,
) -> Result<()> {
    let sql = Sql::new(
        "UPDATE campaign_item SET state = $1, parts = $2, how = $3, walked_by = $4, \
         walked_at = $5 WHERE campaign_id = $6 AND customer_id = $7",
    );
    let sql = sql.bind(item.state.code()).bind(to_json("campaign_item.parts", &item.parts)?);
    let sql = sql.bind(&item.how).bind(permit.person().to_string()).bind(at);
    tx.run_exactly(1, sql.bind(id.to_string()).bind(item.customer.to_string())).await?;
    Ok(())
}

/// Gives what a person has not gone through to another, as far as the other sees it; how many.
///
/// # Errors
/// The database's.
pub async fn reassign(
    tx: &mut Tx,
    _permit: &Permit<ManageCampaign>,
    id: CampaignId,
    department: DepartmentId,
    (from, to): (PersonId, PersonId),
    scope_of_other: &Scope,
) -> Result<u64> {
    let mut sql = Sql::new("UPDATE campaign_item SET person_id = ");
    sql.value(to.to_string()).push(" WHERE campaign_id = ").value(id.to_string());
    sql.push(" AND department_id = ").value(department.to_string());
    sql.push(" AND person_id = ").value(from.to_string());
    sql.push(" AND state = 'open' AND customer_id IN (SELECT c.id FROM customer c WHERE ");
    scope_of_other.filter(&mut sql);
    sql.push(")");
    Ok(tx.run(sql).await?)
}

/// Lets what nobody has gone through follow a customer that has another owner now.
///
/// # Errors
/// The database's.
pub async fn follow(
    tx: &mut Tx,
    customer: CustomerId,
    owner: PersonId,
    department: DepartmentId,
) -> Result<()> {
    let sql = Sql::new(
        "UPDATE campaign_item SET person_id = $1, department_id = $2 WHERE customer_id = $3 \
         AND state = 'open' AND campaign_id IN (SELECT id FROM campaign WHERE closed_at IS NULL)",
    );
    let sql = sql.bind(owner.to_string()).bind(department.to_string());
    tx.run(sql.bind(customer.to_string())).await?;
    Ok(())
}

/// Who goes through the customers of a campaign.
///
/// # Errors
/// The database's.
pub async fn walkers(conn: &mut Conn, id: CampaignId) -> Result<Vec<PersonId>> {
    let sql =
        Sql::new("SELECT DISTINCT person_id FROM campaign_item WHERE campaign_id = $1 ORDER BY 1");
    let rows = conn.all(sql.bind(id.to_string())).await?;
    rows.into_iter()
        .map(|mut row| parse("campaign_item.person_id", &row.take::<String>()?))
        .collect()
}

/// How many customers of a campaign are in each state.
///
/// # Errors
/// The database's.
pub async fn totals(conn: &mut Conn, id: CampaignId) -> Result<BTreeMap<String, i64>> {
    let sql =
        Sql::new("SELECT state, count(*) FROM campaign_item WHERE campaign_id = $1 GROUP BY state");
    let rows = conn.all(sql.bind(id.to_string())).await?;
    rows.into_iter().map(|mut row| Ok((row.take()?, row.take()?))).collect()
}

/// Closes a campaign that is still as it was seen, with its result. `false` when somebody else was
/// faster.
///
/// # Errors
/// The database's.
pub async fn close(
    tx: &mut Tx,
    campaign: &Campaign,
    by: Option<&Permit<ManageCampaign>>,
    conclusion: Option<&str>,
    result: &BTreeMap<String, i64>,
    at: i64,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE campaign SET closed_by = $1, closed_at = $2, conclusion = $3, result = $4, \
         version = version + 1 WHERE id = $5 AND version = $6 AND closed_at IS NULL",
    );
    let sql = sql.bind(by.map(|permit| permit.person().to_string())).bind(at);
    let sql = sql.bind(conclusion.map(str::to_owned)).bind(to_json("campaign.result", result)?);
    Ok(tx.run(sql.bind(campaign.id.to_string()).bind(campaign.version)).await? == 1)
}
