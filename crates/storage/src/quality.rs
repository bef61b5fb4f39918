//! The figures of data quality, counted set by set over all customers of a person or of everybody.

use crate::{Result, parse};
use jiff::civil::Date;
use kedang_db::{Conn, Row, Sql, Tx, Value};
use kedang_domain::id::{DepartmentId, PersonId};
use kedang_domain::quality::Figures;
use std::collections::BTreeMap;

const DAY_MS: i64 = 24 * 3_600_000;
/// Rows in one INSERT, at most.
const ROWS: usize = 64;

/// Who owns the customers that were counted, and where they belong.
pub type Holder = (DepartmentId, PersonId);

/// Whose customers are counted, and against which instants.
#[derive(Clone, Copy, Debug)]
pub struct Count {
    /// Only this person's; everybody's when `None`.
    pub owner: Option<PersonId>,
    /// What was changed or verified before is of an older cycle, ms UTC.
    pub since: i64,
    /// Now, ms UTC.
    pub now: i64,
}

// Facts are the members of a JSON object, whose keys have no quotes in them: each is followed by
// `":`, and inside a text the same is `\":`. The engines name their own functions differently.
const OWN_FACTS: &str = "1 + (length(c.data) - length(replace(c.data, '\":', ''))) / 2 \
    - (length(c.data) - length(replace(c.data, '\\\":', ''))) / 3";
const CONTACT_FACTS: &str = "1 + (length(k.data) - length(replace(k.data, '\":', ''))) / 2 \
    - (length(k.data) - length(replace(k.data, '\\\":', ''))) / 3";

fn of_owner(sql: &mut Sql, count: Count) {
    if let Some(owner) = count.owner {
        sql.push(" AND c.owner_id = ").value(owner.to_string());
    }
    sql.push(" GROUP BY c.department_id, c.owner_id");
}

fn holder(row: &mut Row) -> Result<Holder> {
    Ok((
        parse("customer.department_id", &row.take::<String>()?)?,
        parse("customer.owner_id", &row.take::<String>()?)?,
    ))
}

/// Counts as they are now, by who owns the customers.
///
/// # Errors
/// The database's.
pub async fn count(conn: &mut Conn, count: Count) -> Result<BTreeMap<Holder, Figures>> {
    let mut found: BTreeMap<Holder, Figures> = BTreeMap::new();
    let mut sql = Sql::new(
        "SELECT c.department_id, c.owner_id, count(*), CAST(sum(c.completeness) AS BIGINT), \
         CAST(sum(c.uncertain) AS BIGINT), CAST(sum(CASE WHEN c.updated_at >= ",
    );
    sql.value(count.since).push(" THEN 1 ELSE 0 END) AS BIGINT), CAST(sum((");
    sql.value(count.now).push(" - c.updated_at) / ").value(DAY_MS).push(") AS BIGINT), CAST(sum(");
    sql.push(OWN_FACTS).push(") AS BIGINT) FROM customer c WHERE 1 = 1");
    of_owner(&mut sql, count);
    for mut row in conn.all(sql).await? {
        let figures = found.entry(holder(&mut row)?).or_default();
        figures.customers = row.take()?;
        figures.completeness = row.take()?;
        figures.doubts = row.take()?;
        figures.fresh = row.take()?;
        figures.age_days = row.take()?;
        figures.facts = row.take()?;
    }
    let mut sql = Sql::new("SELECT c.department_id, c.owner_id, CAST(sum(");
    sql.push(CONTACT_FACTS).push(") AS BIGINT) FROM contact k ");
    sql.push("JOIN customer c ON c.id = k.customer_id WHERE k.removed_at IS NULL");
    of_owner(&mut sql, count);
    for mut row in conn.all(sql).await? {
        let holder = holder(&mut row)?;
        let facts: i64 = row.take()?;
        found.entry(holder).or_default().facts += facts;
    }
    for joined in [
        "JOIN customer c ON c.id = v.subject_id",
        "JOIN contact k ON k.id = v.subject_id AND k.removed_at IS NULL \
         JOIN customer c ON c.id = k.customer_id",
    ] {
        let mut sql =
            Sql::new("SELECT c.department_id, c.owner_id, count(*) FROM verified_fact v ");
        sql.push(joined).push(" WHERE v.doubted = 0 AND v.verified_at >= ").value(count.since);
        of_owner(&mut sql, count);
        for mut row in conn.all(sql).await? {
            let holder = holder(&mut row)?;
            let verified: i64 = row.take()?;
            found.entry(holder).or_default().verified += verified;
        }
    }
    duties(conn, count, &mut found).await?;
    Ok(found)
}

/// Adds the duties of people that were due in this cycle and ended, or are late; those that they
/// were released from are nobody's.
async fn duties(
    conn: &mut Conn,
    count: Count,
    found: &mut BTreeMap<Holder, Figures>,
) -> Result<()> {
    let mut sql = Sql::new(
        "SELECT o.department_id, o.assignee_id, count(*), \
         CAST(sum(CASE WHEN o.state = 'kept' THEN 1 ELSE 0 END) AS BIGINT) FROM obligation o \
         WHERE o.assignee_kind = 'person' AND o.department_id IS NOT NULL AND o.due_at >= ",
    );
    sql.value(count.since).push(" AND (o.state IN ('kept', 'late_kept', 'breached') ");
    sql.push("OR o.state = 'open' AND o.due_at < ").value(count.now).push(")");
    if let Some(owner) = count.owner {
        sql.push(" AND o.assignee_id = ").value(owner.to_string());
    }
    sql.push(" GROUP BY o.department_id, o.assignee_id");
    for mut row in conn.all(sql).await? {
        let figures = found.entry(holder(&mut row)?).or_default();
        figures.duties = row.take()?;
        figures.kept = row.take()?;
    }
    Ok(())
}

/// Keeps the figures of a day, in place of those kept for it before.
///
/// # Errors
/// The database's.
pub async fn keep(tx: &mut Tx, day: Date, all: &BTreeMap<Holder, Figures>) -> Result<()> {
    let text = day.to_string();
    tx.run(Sql::new("DELETE FROM quality_snapshot WHERE day = $1").bind(&text)).await?;
    let rows: Vec<_> = all.iter().collect();
    for chunk in rows.chunks(ROWS) {
        let mut sql = Sql::new(
            "INSERT INTO quality_snapshot (day, department_id, person_id, customers, facts, \
             verified, doubts, completeness, fresh, age_days, duties, kept) VALUES ",
        );
        sql.rows(chunk.iter().map(|((department, person), one)| -> [Value; 12] {
            [
                text.as_str().into(),
                department.to_string().into(),
                person.to_string().into(),
                one.customers.into(),
                one.facts.into(),
                one.verified.into(),
                one.doubts.into(),
                one.completeness.into(),
                one.fresh.into(),
                one.age_days.into(),
                one.duties.into(),
                one.kept.into(),
            ]
        }));
        tx.run_exactly(chunk.len() as u64, sql).await?;
    }
    Ok(())
}

/// The latest day of which figures are kept.
///
/// # Errors
/// The database's.
pub async fn latest(conn: &mut Conn) -> Result<Option<Date>> {
    let day: Option<String> =
        conn.one(Sql::new("SELECT max(day) FROM quality_snapshot")).await?.take()?;
    day.map(|day| parse("quality_snapshot.day", &day)).transpose()
}

/// The last day of each month of which figures are kept, from a day on, the oldest first.
///
/// # Errors
/// The database's.
pub async fn month_ends(conn: &mut Conn, from: Date) -> Result<Vec<Date>> {
    let sql = Sql::new(
        "SELECT max(day) FROM quality_snapshot WHERE day >= $1 GROUP BY substr(day, 1, 7) \
         ORDER BY max(day)",
    );
    let rows = conn.all(sql.bind(from.to_string())).await?;
    rows.into_iter().map(|mut row| parse("quality_snapshot.day", &row.take::<String>()?)).collect()
}

/// The figures kept for a day: everybody's, or those of some departments and of a person.
///
/// # Errors
/// The database's.
pub async fn kept(
    conn: &mut Conn,
    day: Date,
    only: Option<(&[DepartmentId], PersonId)>,
) -> Result<BTreeMap<Holder, Figures>> {
    let mut sql = Sql::new(
        "SELECT department_id, person_id, customers, facts, verified, doubts, completeness, \
         fresh, age_days, duties, kept FROM quality_snapshot WHERE day = ",
    );
    sql.value(day.to_string());
    if let Some((departments, person)) = only {
        sql.push(" AND (person_id = ").value(person.to_string());
        if !departments.is_empty() {
            sql.push(" OR department_id IN (");
            sql.list(departments.iter().map(ToString::to_string)).push(")");
        }
        sql.push(")");
    }
    let read = |mut row: Row| {
        let holder = holder(&mut row)?;
        let figures = Figures {
            customers: row.take()?,
            facts: row.take()?,
            verified: row.take()?,
            doubts: row.take()?,
            completeness: row.take()?,
            fresh: row.take()?,
            age_days: row.take()?,
            duties: row.take()?,
            kept: row.take()?,
        };
        Ok((holder, figures))
    };
    conn.all(sql).await?.into_iter().map(read).collect()
}
