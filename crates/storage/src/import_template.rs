//! Templates of imports: a person's own, and those that colleagues of their department share.

use crate::{Result, from_json, parse, to_json};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{DepartmentId, ImportTemplateId, PersonId};
use kedang_domain::permission::{Actor, ChangeImportTemplate, Permit};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A template of imports; `D` is what it says of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportTemplate<D> {
    /// Which.
    pub id: ImportTemplateId,
    /// Who made it, and their name.
    pub person: (PersonId, String),
    /// Its name.
    pub name: String,
    /// What it says.
    pub definition: D,
    /// The colleagues of its maker's department may use it.
    pub shared: bool,
    /// ms UTC.
    pub created_at: i64,
    /// Counts the changes.
    pub version: i64,
}

const SELECT: &str = "SELECT t.id, t.person_id, p.name, t.name, t.definition, t.shared, \
                      t.created_at, t.version \
                      FROM import_template t JOIN person p ON p.id = t.person_id WHERE ";

fn read<D: DeserializeOwned>(mut row: Row) -> Result<ImportTemplate<D>> {
    Ok(ImportTemplate {
        id: parse("import_template.id", &row.take::<String>()?)?,
        person: (parse("import_template.person_id", &row.take::<String>()?)?, row.take()?),
        name: row.take()?,
        definition: from_json("import_template.definition", &row.take::<String>()?)?,
        shared: row.take()?,
        created_at: row.take()?,
        version: row.take()?,
    })
}

/// What this person may use: their own, and what people who still work in their department share.
fn usable(sql: &mut Sql, person: PersonId, department: Option<DepartmentId>) {
    sql.push("(t.person_id = ").value(person.to_string());
    if let Some(department) = department {
        sql.push(" OR (t.shared = 1 AND p.active = 1 AND p.department_id = ");
        sql.value(department.to_string()).push(")");
    }
    sql.push(")");
}

/// The templates that this person may use, newest first.
///
/// # Errors
/// The database's.
pub async fn list<D: DeserializeOwned>(
    conn: &mut Conn,
    actor: &Actor,
) -> Result<Vec<ImportTemplate<D>>> {
    let mut sql = Sql::new(SELECT);
    usable(&mut sql, actor.person, actor.department);
    sql.push(" ORDER BY t.created_at DESC, t.id DESC");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// The template, if this person may use it.
///
/// # Errors
/// The database's.
pub async fn get<D: DeserializeOwned>(
    conn: &mut Conn,
    actor: &Actor,
    id: ImportTemplateId,
) -> Result<Option<ImportTemplate<D>>> {
    let mut sql = Sql::new(SELECT);
    usable(&mut sql, actor.person, actor.department);
    sql.push(" AND t.id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// How many templates this person made.
///
/// # Errors
/// The database's.
pub async fn count_own(conn: &mut Conn, person: PersonId) -> Result<i64> {
    let sql = Sql::new("SELECT count(*) FROM import_template WHERE person_id = $1")
        .bind(person.to_string());
    Ok(conn.one(sql).await?.take()?)
}

/// Keeps a new template.
///
/// # Errors
/// The database's.
pub async fn insert<D: Serialize>(tx: &mut Tx, template: &ImportTemplate<D>) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO import_template (id, person_id, name, definition, shared, created_at, \
             version) VALUES ($1, $2, $3, $4, $5, $6, 1)",
        )
        .bind(template.id.to_string())
        .bind(template.person.0.to_string())
        .bind(&template.name)
        .bind(to_json("import_template.definition", &template.definition)?)
        .bind(template.shared)
        .bind(template.created_at),
    )
    .await?;
    Ok(())
}

/// Renames or shares a template that is still at the version of `template`. `false` when it is
/// not.
///
/// # Errors
/// The database's.
pub async fn update<D>(
    tx: &mut Tx,
    _permit: &Permit<ChangeImportTemplate>,
    template: &ImportTemplate<D>,
) -> Result<bool> {
    let sql = Sql::new(
        "UPDATE import_template SET name = $1, shared = $2, version = version + 1 \
         WHERE id = $3 AND version = $4",
    )
    .bind(&template.name)
    .bind(template.shared)
    .bind(template.id.to_string())
    .bind(template.version);
    Ok(tx.run(sql).await? == 1)
}

/// Removes a template that is still at this version. `false` when it is not.
///
/// # Errors
/// The database's.
pub async fn remove(
    tx: &mut Tx,
    _permit: &Permit<ChangeImportTemplate>,
    id: ImportTemplateId,
    version: i64,
) -> Result<bool> {
    let sql = Sql::new("DELETE FROM import_template WHERE id = $1 AND version = $2")
        .bind(id.to_string())
        .bind(version);
    Ok(tx.run(sql).await? == 1)
}
