//! Absences: somebody is away for some days, and another stands in.

use crate::{Result, parse, parse_opt};
use jiff::civil::Date;
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{AbsenceId, DepartmentId, PersonId};
use kedang_domain::permission::{Permit, RecordAbsence};

/// Somebody is away.
#[derive(Clone, Debug)]
pub struct Absence {
    /// Which.
    pub id: AbsenceId,
    /// Who is away, and what they are called.
    pub person: (PersonId, String),
    /// Where they work.
    pub department: Option<DepartmentId>,
    /// Who stands in, and what they are called.
    pub substitute: (PersonId, String),
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// When it was entered, ms UTC.
    pub created_at: i64,
    /// When it was taken back, ms UTC.
    pub ended_at: Option<i64>,
}

const SELECT: &str = "SELECT a.id, a.person_id, p.name, p.department_id, a.substitute_id, s.name, \
                      a.from_day, a.to_day, a.created_at, a.ended_at FROM absence a \
                      JOIN person p ON p.id = a.person_id JOIN person s ON s.id = a.substitute_id \
                      WHERE ";

fn read(mut row: Row) -> Result<Absence> {
    let id = parse("absence.id", &row.take::<String>()?)?;
    let person = (parse("absence.person_id", &row.take::<String>()?)?, row.take()?);
    let department = parse_opt("person.department_id", row.take()?)?;
    let substitute = (parse("absence.substitute_id", &row.take::<String>()?)?, row.take()?);
    Ok(Absence {
        id,
        person,
        department,
        substitute,
        from: parse("absence.from_day", &row.take::<String>()?)?,
        to: parse("absence.to_day", &row.take::<String>()?)?,
        created_at: row.take()?,
        ended_at: row.take()?,
    })
}

/// Enters an absence.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, permit: &Permit<RecordAbsence>, new: &Absence) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO absence (id, person_id, substitute_id, from_day, to_day, entered_by, \
         created_at, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)",
    )
    .bind(new.id.to_string())
    .bind(new.person.0.to_string())
    .bind(new.substitute.0.to_string())
    .bind(new.from.to_string())
    .bind(new.to.to_string())
    .bind(permit.person().to_string())
    .bind(new.created_at);
    Ok(tx.run_exactly(1, sql).await?)
}

/// Takes an absence back; `false` when it was already.
///
/// # Errors
/// The database's.
pub async fn end(
    tx: &mut Tx,
    _permit: &Permit<RecordAbsence>,
    id: AbsenceId,
    at: i64,
) -> Result<bool> {
    let sql = Sql::new("UPDATE absence SET ended_at = $1 WHERE id = $2 AND ended_at IS NULL");
    Ok(tx.run(sql.bind(at).bind(id.to_string())).await? == 1)
}

/// One absence.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: AbsenceId) -> Result<Option<Absence>> {
    let mut sql = Sql::new(SELECT);
    sql.push("a.id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// Absences that are not over on a day: one's own, those for which one stands in, and those of
/// people in these departments; the earliest first.
///
/// # Errors
/// The database's.
pub async fn list(
    conn: &mut Conn,
    person: PersonId,
    departments: &[DepartmentId],
    today: Date,
    limit: i64,
) -> Result<Vec<Absence>> {
    let mut sql = Sql::new(SELECT);
    sql.push("a.ended_at IS NULL AND a.to_day >= ").value(today.to_string());
    sql.push(" AND (a.person_id = ").value(person.to_string());
    sql.push(" OR a.substitute_id = ").value(person.to_string());
    if !departments.is_empty() {
        sql.push(" OR p.department_id IN (");
        sql.list(departments.iter().map(ToString::to_string)).push(")");
    }
    sql.push(") ORDER BY a.from_day, a.id LIMIT ").value(limit);
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// For whom a person stands in on a day.
///
/// # Errors
/// The database's.
pub async fn stood_in_for(
    conn: &mut Conn,
    substitute: PersonId,
    today: Date,
) -> Result<Vec<PersonId>> {
    people(conn, "SELECT person_id FROM absence WHERE substitute_id = $1", substitute, today).await
}

/// Who stands in for a person on a day, those who work here.
///
/// # Errors
/// The database's.
pub async fn substitutes(conn: &mut Conn, person: PersonId, today: Date) -> Result<Vec<PersonId>> {
    const OF: &str = "SELECT substitute_id FROM absence WHERE person_id = $1 \
                      AND substitute_id IN (SELECT id FROM person WHERE active = 1)";
    people(conn, OF, person, today).await
}

async fn people(
    conn: &mut Conn,
    of: &'static str,
    person: PersonId,
    today: Date,
) -> Result<Vec<PersonId>> {
    let mut sql = Sql::new(of).bind(person.to_string());
    sql.push(" AND ended_at IS NULL AND from_day <= ").value(today.to_string());
    sql.push(" AND to_day >= ").value(today.to_string());
    conn.all(sql)
        .await?
        .into_iter()
        .map(|mut row| parse("absence.person_id", &row.take::<String>()?))
        .collect()
}
