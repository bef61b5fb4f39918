//! Departments: a tree with heads, deputies and one custodian.

use crate::{Result, StorageError, parse, parse_opt};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{DepartmentId, PersonId};
use kedang_domain::org::DepartmentKind;

/// A department 部门.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    /// Which.
    pub id: DepartmentId,
    /// The one above.
    pub parent: Option<DepartmentId>,
    /// What it is called.
    pub name: String,
    /// What it does.
    pub kind: DepartmentKind,
    /// It keeps the company's customer data; at most one department does.
    pub custodian: bool,
    /// Who heads it.
    pub head: Option<PersonId>,
    /// Who stands in.
    pub deputy: Option<PersonId>,
    /// Order among its siblings, smallest first.
    pub position: i64,
    /// Closed departments take nobody and keep their customers.
    pub active: bool,
    /// ms UTC.
    pub created_at: i64,
    /// Counts changes.
    pub version: i64,
}

const COLUMNS: &str = "SELECT id, parent_id, name, kind, custodian, head_id, deputy_id, position, \
                       active, created_at, version FROM department";

fn read(mut r: Row) -> Result<Department> {
    Ok(Department {
        id: parse("department.id", &r.take::<String>()?)?,
        parent: parse_opt("department.parent_id", r.take()?)?,
        name: r.take()?,
        kind: {
            let code: String = r.take()?;
            DepartmentKind::from_code(&code)
                .ok_or_else(|| StorageError::corrupt("department.kind")(&code))?
        },
        custodian: r.take()?,
        head: parse_opt("department.head_id", r.take()?)?,
        deputy: parse_opt("department.deputy_id", r.take()?)?,
        position: r.take()?,
        active: r.take()?,
        created_at: r.take()?,
        version: r.take()?,
    })
}

/// Every department, in the order of a page.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn) -> Result<Vec<Department>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(" ORDER BY position, id");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// One department.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: DepartmentId) -> Result<Option<Department>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(" WHERE id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// Makes a department.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, department: &Department) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO department (id, parent_id, name, kind, custodian, head_id, deputy_id, \
             position, active, created_at, version) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(department.id.to_string())
        .bind(department.parent.map(|id| id.to_string()))
        .bind(&department.name)
        .bind(department.kind.code())
        .bind(department.custodian)
        .bind(department.head.map(|id| id.to_string()))
        .bind(department.deputy.map(|id| id.to_string()))
        .bind(department.position)
        .bind(department.active)
        .bind(department.created_at)
        .bind(department.version),
    )
    .await?;
    Ok(())
}

/// Writes a department over the version that it was read with.
///
/// # Errors
/// When somebody else wrote meanwhile; otherwise the database's.
pub async fn update(tx: &mut Tx, department: &Department) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE department SET parent_id = $1, name = $2, kind = $3, custodian = $4, \
             head_id = $5, deputy_id = $6, position = $7, active = $8, version = version + 1 \
             WHERE id = $9 AND version = $10",
        )
        .bind(department.parent.map(|id| id.to_string()))
        .bind(&department.name)
        .bind(department.kind.code())
        .bind(department.custodian)
        .bind(department.head.map(|id| id.to_string()))
        .bind(department.deputy.map(|id| id.to_string()))
        .bind(department.position)
        .bind(department.active)
        .bind(department.id.to_string())
        .bind(department.version),
    )
    .await?;
    Ok(())
}

/// Takes the custody of customer data from every department but this one, and says from which.
///
/// # Errors
/// The database's.
pub async fn clear_custodian(tx: &mut Tx, but: DepartmentId) -> Result<Vec<DepartmentId>> {
    tx.all(
        Sql::new(
            "UPDATE department SET custodian = 0, version = version + 1 \
             WHERE custodian = 1 AND id <> $1 RETURNING id",
        )
        .bind(but.to_string()),
    )
    .await?
    .into_iter()
    .map(|mut r| parse("department.id", &r.take::<String>()?))
    .collect()
}

/// What stands in the way of closing a department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inside {
    /// Active people who work there.
    pub people: i64,
    /// Open departments right below.
    pub departments: i64,
}

/// Counts who and what is in a department.
///
/// # Errors
/// The database's.
pub async fn inside(conn: &mut Conn, id: DepartmentId) -> Result<Inside> {
    let mut row = conn
        .one(
            Sql::new(
                "SELECT (SELECT count(*) FROM person WHERE department_id = $1 AND active = 1), \
                 (SELECT count(*) FROM department WHERE parent_id = $1 AND active = 1)",
            )
            .bind(id.to_string()),
        )
        .await?;
    Ok(Inside { people: row.take()?, departments: row.take()? })
}
