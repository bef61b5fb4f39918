//! Roles: named sets of permissions, and who has them.

use crate::session::permissions;
use crate::{Result, parse, to_json};
use kedang_db::{Conn, Row, Sql, Tx, Value};
use kedang_domain::id::{PersonId, RoleId};
use kedang_domain::role::{Permission, PermissionSet};
use std::collections::BTreeMap;

/// A role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Which.
    pub id: RoleId,
    /// Stable code.
    pub code: String,
    /// What it is called.
    pub name: String,
    /// Every company has it, with the permissions that the product gives it.
    pub builtin: bool,
    /// What it allows.
    pub permissions: PermissionSet,
    /// Counts changes.
    pub version: i64,
}

const COLUMNS: &str = "SELECT id, code, name, builtin, permissions, version FROM role";

fn read(mut r: Row) -> Result<Role> {
    Ok(Role {
        id: parse("role.id", &r.take::<String>()?)?,
        code: r.take()?,
        name: r.take()?,
        builtin: r.take()?,
        permissions: permissions("role.permissions", &r.take::<String>()?)?,
        version: r.take()?,
    })
}

fn codes(permissions: &PermissionSet) -> Result<String> {
    to_json("role.permissions", &permissions.iter().map(|p| p.code()).collect::<Vec<_>>())
}

/// Every role, in the order in which they were made.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn) -> Result<Vec<Role>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(" ORDER BY id");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// One role.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: RoleId) -> Result<Option<Role>> {
    let mut sql = Sql::new(COLUMNS);
    sql.push(" WHERE id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// Makes a role.
///
/// # Errors
/// A unique violation when the code is in use; otherwise the database's.
pub async fn insert(tx: &mut Tx, role: &Role) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO role (id, code, name, builtin, permissions, version) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(role.id.to_string())
        .bind(&role.code)
        .bind(&role.name)
        .bind(role.builtin)
        .bind(codes(&role.permissions)?)
        .bind(role.version),
    )
    .await?;
    Ok(())
}

/// Writes a role over the version that it was read with.
///
/// # Errors
/// A unique violation when the code is in use; an error when somebody else wrote meanwhile;
/// otherwise the database's.
pub async fn update(tx: &mut Tx, role: &Role) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE role SET code = $1, name = $2, permissions = $3, version = version + 1 \
             WHERE id = $4 AND version = $5",
        )
        .bind(&role.code)
        .bind(&role.name)
        .bind(codes(&role.permissions)?)
        .bind(role.id.to_string())
        .bind(role.version),
    )
    .await?;
    Ok(())
}

/// Removes a role that nobody has.
///
/// # Errors
/// A foreign-key violation when somebody has it; otherwise the database's.
pub async fn remove(tx: &mut Tx, role: &Role) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new("DELETE FROM role WHERE id = $1 AND version = $2 AND builtin = 0")
            .bind(role.id.to_string())
            .bind(role.version),
    )
    .await?;
    Ok(())
}

/// How many people have a role, inactive ones too.
///
/// # Errors
/// The database's.
pub async fn holders(conn: &mut Conn, id: RoleId) -> Result<i64> {
    let sql = Sql::new("SELECT count(*) FROM person_role WHERE role_id = $1").bind(id.to_string());
    Ok(conn.one(sql).await?.take()?)
}

/// The active people to whom one of their roles allows something.
///
/// # Errors
/// The database's.
pub async fn allowed(conn: &mut Conn, what: Permission) -> Result<Vec<PersonId>> {
    let sql = Sql::new(
        "SELECT DISTINCT p.id FROM person p JOIN person_role pr ON pr.person_id = p.id \
         JOIN role r ON r.id = pr.role_id WHERE p.active = 1 AND r.permissions LIKE $1",
    );
    let rows = conn.all(sql.bind(format!("%\"{}\"%", what.code()))).await?;
    rows.into_iter().map(|mut row| parse("person.id", &row.take::<String>()?)).collect()
}

/// The roles of these people. Whoever has none is absent.
///
/// # Errors
/// The database's.
pub async fn of_people(
    conn: &mut Conn,
    people: &[PersonId],
) -> Result<BTreeMap<PersonId, Vec<Role>>> {
    let mut found: BTreeMap<PersonId, Vec<Role>> = BTreeMap::new();
    if people.is_empty() {
        return Ok(found);
    }
    let mut sql = Sql::new(
        "SELECT pr.person_id, r.id, r.code, r.name, r.builtin, r.permissions, r.version \
         FROM person_role pr JOIN role r ON r.id = pr.role_id WHERE pr.person_id IN (",
    );
    sql.list(people.iter().map(ToString::to_string)).push(") ORDER BY r.id");
    for mut row in conn.all(sql).await? {
        let person = parse("person_role.person_id", &row.take::<String>()?)?;
        found.entry(person).or_default().push(read(row)?);
    }
    Ok(found)
}

/// Gives a person exactly these roles.
///
/// # Errors
/// The database's.
pub async fn assign(tx: &mut Tx, person: PersonId, roles: &[RoleId]) -> Result<()> {
    tx.run(Sql::new("DELETE FROM person_role WHERE person_id = $1").bind(person.to_string()))
        .await?;
    if roles.is_empty() {
        return Ok(());
    }
    let mut sql = Sql::new("INSERT INTO person_role (person_id, role_id) VALUES ");
    sql.rows(roles.iter().map(|role| [Value::from(person.to_string()), role.to_string().into()]));
    tx.run(sql).await?;
    Ok(())
}

/// How many active people have the role of this code.
///
/// # Errors
/// The database's.
pub async fn active_holders(conn: &mut Conn, code: &str) -> Result<i64> {
    let sql = Sql::new(
        "SELECT count(*) FROM person_role pr JOIN role r ON r.id = pr.role_id \
         JOIN person p ON p.id = pr.person_id WHERE r.code = $1 AND p.active = 1",
    )
    .bind(code);
    Ok(conn.one(sql).await?.take()?)
}
