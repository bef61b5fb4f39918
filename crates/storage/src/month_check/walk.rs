//! Walking: the customers of a check, and what was said of each.

use super::MonthCheck;
use crate::customer::{DATA, code};
use crate::vault::{self, closed};
use crate::visibility::Scope;
use crate::{Result, from_json, parse, parse_opt, to_json};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{ContactId, CustomerId, DepartmentId, MonthCheckId, PersonId};
use kedang_domain::permission::{Permit, VerifyCustomer, WalkMonthCheck};
use std::collections::HashMap;

/// A customer of a check.
#[derive(Clone, Debug)]
pub struct WalkRow {
    /// Running number: the order of walking.
    pub no: i64,
    /// Which.
    pub id: CustomerId,
    /// File code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Organisation or individual.
    pub kind: CustomerKind,
    /// Code of the card template.
    pub template: String,
    /// The department it belongs to.
    pub department: DepartmentId,
    /// All other facts.
    pub values: Values,
    /// What was said of it: the marked groups, by whom, their name, when; `None`: nothing yet.
    pub said: Option<Said>,
}

/// What was said of a customer.
#[derive(Clone, Debug)]
pub struct Said {
    /// Groups that need a change; none: all is true.
    pub marked: Vec<String>,
    /// Who, and their name.
    pub by: (PersonId, String),
    /// ms UTC.
    pub at: i64,
}

/// Which customers of a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    #[default]
    All,
    /// Those of which nothing was said.
    Open,
    /// Those with a marked group.
    Marked,
}

/// What of a check is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct WalkWanted {
    /// Which customers.
    pub part: Part,
    /// After this running number.
    pub after: i64,
    /// Only this one.
    pub only: Option<CustomerId>,
    /// At most so many.
    pub limit: i64,
}

/// Customers of a check, by running number, as somebody sees them.
///
/// # Errors
/// The database's.
pub async fn walk(
    conn: &mut Conn,
    scope: &Scope,
    check: &MonthCheck,
    wanted: WalkWanted,
) -> Result<Vec<WalkRow>> {
    let mut sql = Sql::new(
        "SELECT c.no, c.id, c.name, c.kind, c.template, c.department_id, c.data, e.marked, \
         e.by_id, p.name, e.at FROM customer c LEFT JOIN month_check_entry e ON e.check_id = ",
    );
    sql.value(check.id.to_string()).push(" AND e.customer_id = c.id ");
    sql.push("LEFT JOIN person p ON p.id = e.by_id WHERE c.owner_id = ");
    sql.value(check.person.0.to_string()).push(" AND c.department_id = ");
    sql.value(check.department.0.to_string()).push(" AND c.no > ").value(wanted.after);
    sql.push(" AND ");
    scope.open(&mut sql);
    match wanted.part {
        Part::All => {}
        Part::Open => {
            sql.push(" AND e.at IS NULL");
        }
        Part::Marked => {
            sql.push(" AND e.marked <> '[]'");
        }
    }
    if let Some(only) = wanted.only {
        sql.push(" AND c.id = ").value(only.to_string());
    }
    sql.push(" ORDER BY c.no LIMIT ").value(wanted.limit);
    let rows = conn.all(sql).await?;
    let mut rows = rows
        .into_iter()
        .map(|mut row| {
            let no = row.take()?;
            let id = parse("customer.id", &row.take::<String>()?)?;
            let name = row.take()?;
            let kind: String = row.take()?;
            let kind = CustomerKind::parse(&kind)
                .ok_or_else(|| crate::StorageError::corrupt("customer.kind")(&kind))?;
            let template = row.take()?;
            let department = parse("customer.department_id", &row.take::<String>()?)?;
            let values = from_json("customer.data", &row.take::<String>()?)?;
            let marked: Option<String> = row.take()?;
            let by: Option<PersonId> = parse_opt("month_check_entry.by_id", row.take()?)?;
            let (by_name, at): (Option<String>, Option<i64>) = (row.take()?, row.take()?);
            let said = match (marked, by, at) {
                (Some(marked), Some(by), Some(at)) => Some(Said {
                    marked: from_json("month_check_entry.marked", &marked)?,
                    by: (by, by_name.unwrap_or_default()),
                    at,
                }),
                _ => None,
            };
            let code = code(no);
            Ok(WalkRow { no, id, code, name, kind, template, department, values, said })
        })
        .collect::<Result<Vec<_>>>()?;
    let sealed = rows.iter_mut().filter_map(|row| closed(DATA, row.id, &mut row.values));
    vault::open(conn, sealed.collect()).await?;
    Ok(rows)
}

/// The groups that were marked at a customer in a check; `None` when nothing was said of it.
///
/// # Errors
/// The database's.
pub async fn entry_of(
    conn: &mut Conn,
    check: MonthCheckId,
    customer: CustomerId,
) -> Result<Option<Vec<String>>> {
    let sql = "SELECT marked FROM month_check_entry WHERE check_id = $1 AND customer_id = $2";
    let row = conn.opt(Sql::new(sql).bind(check.to_string()).bind(customer.to_string())).await?;
    row.map(|mut row| from_json("month_check_entry.marked", &row.take::<String>()?)).transpose()
}

/// Writes what was said of a customer, in the place of what was said before.
///
/// # Errors
/// The database's.
pub async fn put_entry(
    tx: &mut Tx,
    permit: &Permit<WalkMonthCheck>,
    check: MonthCheckId,
    customer: CustomerId,
    marked: &[String],
    at: i64,
) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO month_check_entry (check_id, customer_id, marked, by_id, at) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (check_id, customer_id) DO UPDATE SET \
             marked = excluded.marked, by_id = excluded.by_id, at = excluded.at",
        )
        .bind(check.to_string())
        .bind(customer.to_string())
        .bind(to_json("month_check_entry.marked", &marked)?)
        .bind(permit.person().to_string())
        .bind(at),
    )
    .await?;
    Ok(())
}

/// Writes that the facts of these groups were found to be true, and takes that back of the others
/// that are said to need a change.
///
/// # Errors
/// The database's.
pub async fn verify_groups(
    tx: &mut Tx,
    permit: &Permit<WalkMonthCheck>,
    customer: CustomerId,
    groups: &[&str],
    marked: &[String],
    at: i64,
) -> Result<()> {
    for group in groups {
        tx.run_exactly(
            1,
            Sql::new(
                "INSERT INTO group_verification (customer_id, group_key, verified_by, \
                 verified_at) VALUES ($1, $2, $3, $4) ON CONFLICT (customer_id, group_key) \
                 DO UPDATE SET verified_by = excluded.verified_by, \
                 verified_at = excluded.verified_at",
            )
            .bind(customer.to_string())
            .bind(*group)
            .bind(permit.person().to_string())
            .bind(at),
        )
        .await?;
    }
    if !marked.is_empty() {
        let mut sql = Sql::new("DELETE FROM group_verification WHERE customer_id = ");
        sql.value(customer.to_string()).push(" AND group_key IN (");
        sql.list(marked.iter().map(String::as_str)).push(")");
        tx.run(sql).await?;
    }
    Ok(())
}

/// Closes the open doubts about these facts of the customer itself, and with `contacts` those about
/// its contacts, because they were found to be true. Returns the fields, each with its contact. The
/// caller counts the marks anew.
///
/// # Errors
/// The database's.
pub async fn verify_marks(
    tx: &mut Tx,
    permit: &Permit<VerifyCustomer>,
    customer: CustomerId,
    fields: &[&str],
    contacts: bool,
    at: i64,
) -> Result<Vec<(String, Option<ContactId>)>> {
    if fields.is_empty() && !contacts {
        return Ok(Vec::new());
    }
    let mut sql = Sql::new("UPDATE uncertain_mark SET verified_by = ");
    sql.value(permit.person().to_string()).push(", verified_at = ").value(at);
    sql.push(", how = 'month_check' WHERE customer_id = ").value(customer.to_string());
    sql.push(" AND verified_at IS NULL AND (1 = 0");
    if !fields.is_empty() {
        sql.push(" OR (contact_id IS NULL AND field IN (").list(fields.iter().copied()).push("))");
    }
    if contacts {
        sql.push(" OR contact_id IS NOT NULL");
    }
    sql.push(") RETURNING field, contact_id");
    let mut closed = Vec::new();
    for mut row in tx.all(sql).await? {
        closed.push((row.take()?, parse_opt("uncertain_mark.contact_id", row.take()?)?));
    }
    closed.sort();
    Ok(closed)
}

/// When the facts of a group were last found to be true: group and ms UTC.
pub type Verified = (String, i64);

/// When the groups of these customers were last found to be true. The caller has checked that the
/// customers are visible.
///
/// # Errors
/// The database's.
pub async fn verified(
    conn: &mut Conn,
    customers: &[CustomerId],
) -> Result<HashMap<CustomerId, Vec<Verified>>> {
    let mut found: HashMap<CustomerId, Vec<Verified>> = HashMap::new();
    if customers.is_empty() {
        return Ok(found);
    }
    let mut sql = Sql::new(
        "SELECT customer_id, group_key, verified_at FROM group_verification WHERE customer_id IN (",
    );
    sql.list(customers.iter().map(ToString::to_string)).push(")");
    for mut row in conn.all(sql).await? {
        let id = parse("group_verification.customer_id", &row.take::<String>()?)?;
        found.entry(id).or_default().push((row.take()?, row.take()?));
    }
    Ok(found)
}
