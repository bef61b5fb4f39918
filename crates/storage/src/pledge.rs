//! Who accepted the rules of which version of the regulation.

use crate::{Result, parse, parse_opt};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::id::{DepartmentId, PersonId};

/// Somebody accepted the rules.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// Who.
    pub person: PersonId,
    /// The version of the regulation whose rules they read.
    pub version: String,
    /// Hash of the rules.
    pub rules: String,
    /// ms UTC.
    pub at: i64,
}

/// Keeps that somebody accepted the rules.
///
/// # Errors
/// The database's.
pub async fn accept(tx: &mut Tx, accepted: &Accepted) -> Result<()> {
    let Accepted { person, version, rules, at } = accepted;
    let sql = Sql::new(
        "INSERT INTO pledge (person_id, at, version, rules) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person_id, at) DO UPDATE SET version = $3, rules = $4",
    );
    let sql = sql.bind(person.to_string()).bind(*at).bind(version.as_str()).bind(rules.as_str());
    tx.run(sql).await?;
    let sql = Sql::new("UPDATE person SET pledged = $1 WHERE id = $2");
    tx.run(sql.bind(rules.as_str()).bind(person.to_string())).await?;
    Ok(())
}

/// Of which version somebody last accepted the rules, and when (ms UTC).
///
/// # Errors
/// The database's.
pub async fn latest(conn: &mut Conn, person: PersonId) -> Result<Option<(String, i64)>> {
    let sql =
        Sql::new("SELECT version, at FROM pledge WHERE person_id = $1 ORDER BY at DESC LIMIT 1");
    let row = conn.opt(sql.bind(person.to_string())).await?;
    row.map(|mut row| Ok((row.take()?, row.take()?))).transpose()
}

/// Somebody of the company, and what they last accepted.
#[derive(Clone, Debug)]
pub struct Bound {
    /// Who, and their name.
    pub person: (PersonId, String),
    /// Where they work, and what that is called.
    pub department: Option<(DepartmentId, String)>,
    /// Hash of the rules that they last accepted; empty for none.
    pub rules: String,
    /// The version whose rules these were, and when they were accepted, ms UTC.
    pub accepted: Option<(String, i64)>,
}

/// Everybody who is active, or of them one person and the people of some departments.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    only: Option<(PersonId, &[DepartmentId])>,
) -> Result<Vec<Bound>> {
    let mut sql = Sql::new(
        "SELECT p.id, p.name, d.id, d.name, p.pledged, g.version, g.at FROM person p \
         LEFT JOIN department d ON d.id = p.department_id \
         LEFT JOIN pledge g ON g.person_id = p.id \
         AND g.at = (SELECT MAX(x.at) FROM pledge x WHERE x.person_id = p.id) \
         WHERE p.active = 1",
    );
    if let Some((person, departments)) = only {
        sql.push(" AND (p.id = ").value(person.to_string());
        if !departments.is_empty() {
            sql.push(" OR p.department_id IN (");
            sql.list(departments.iter().map(ToString::to_string)).push(")");
        }
        sql.push(")");
    }
    sql.push(" ORDER BY COALESCE(d.name, ''), p.name, p.id");
    let rows = conn.all(sql).await?.into_iter();
    rows.map(|mut row| {
        let person = (parse("person.id", &row.take::<String>()?)?, row.take()?);
        let department: Option<DepartmentId> = parse_opt("department.id", row.take()?)?;
        let name: Option<String> = row.take()?;
        let rules = row.take()?;
        let (version, at): (Option<String>, Option<i64>) = (row.take()?, row.take()?);
        Ok(Bound { person, department: department.zip(name), rules, accepted: version.zip(at) })
    })
    .collect()
}
