//! Chat robots that say notices.

use crate::{Result, from_json, parse, parse_opt, to_json};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{DepartmentId, RobotId};

/// A chat robot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robot {
    /// Which.
    pub id: RobotId,
    /// What it is called.
    pub name: String,
    /// How it is spoken to: wecom, dingtalk, feishu or generic.
    pub format: String,
    /// The host of its address; the rest is sealed.
    pub host: String,
    /// Its address, sealed.
    pub url: Vec<u8>,
    /// With what it signs, sealed.
    pub secret: Option<Vec<u8>>,
    /// Whose notices it says, and the name of the department; `None`: of everybody without a nearer.
    pub department: Option<(DepartmentId, String)>,
    /// It is spoken to.
    pub active: bool,
    /// When it said something lately, ms UTC.
    pub said: Vec<i64>,
    /// When it was set up, ms UTC.
    pub created_at: i64,
    /// Counts the changes.
    pub version: i64,
}

const COLUMNS: &str = "SELECT r.id, r.name, r.format, r.host, r.url, r.secret, r.department_id, \
                       d.name, r.active, r.said, r.created_at, r.version FROM robot r \
                       LEFT JOIN department d ON d.id = r.department_id ";

fn read(mut row: Row) -> Result<Robot> {
    let id = parse("robot.id", &row.take::<String>()?)?;
    let (name, format, host) = (row.take()?, row.take()?, row.take()?);
    let (url, secret) = (row.take()?, row.take()?);
    let department: Option<DepartmentId> = parse_opt("robot.department_id", row.take()?)?;
    let department = department.zip(row.take::<Option<String>>()?);
    let active = row.take()?;
    let said = from_json("robot.said", &row.take::<String>()?)?;
    let (created_at, version) = (row.take()?, row.take()?);
    Ok(Robot { id, name, format, host, url, secret, department, active, said, created_at, version })
}

/// Every robot, the oldest first.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn) -> Result<Vec<Robot>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push("ORDER BY r.id");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// One robot.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: RobotId) -> Result<Option<Robot>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push("WHERE r.id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// Enters a robot.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, robot: &Robot) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO robot (id, name, format, host, url, secret, department_id, active, said, \
             created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '[]', $9, 1)",
        )
        .bind(robot.id.to_string())
        .bind(&robot.name)
        .bind(&robot.format)
        .bind(&robot.host)
        .bind(robot.url.clone())
        .bind(robot.secret.clone())
        .bind(robot.department.as_ref().map(|(id, _)| id.to_string()))
        .bind(i64::from(robot.active))
        .bind(robot.created_at),
    )
    .await?;
    Ok(())
}

/// Writes a robot over the version that it was read with.
///
/// # Errors
/// When somebody else wrote meanwhile; otherwise the database's.
pub async fn update(tx: &mut Tx, robot: &Robot) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE robot SET name = $1, format = $2, host = $3, url = $4, secret = $5, \
             department_id = $6, active = $7, version = version + 1 WHERE id = $8 AND version = $9",
        )
        .bind(&robot.name)
        .bind(&robot.format)
        .bind(&robot.host)
        .bind(robot.url.clone())
        .bind(robot.secret.clone())
        .bind(robot.department.as_ref().map(|(id, _)| id.to_string()))
        .bind(i64::from(robot.active))
        .bind(robot.id.to_string())
        .bind(robot.version),
    )
    .await?;
    Ok(())
}

/// Remembers when a robot said something lately.
///
/// # Errors
/// The database's.
pub async fn set_said(tx: &mut Tx, id: RobotId, said: &[i64]) -> Result<()> {
    let sql = Sql::new("UPDATE robot SET said = $1 WHERE id = $2");
    let said = to_json("robot.said", &said)?;
    tx.run_exactly(1, sql.bind(said).bind(id.to_string())).await?;
    Ok(())
}
