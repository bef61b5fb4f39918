//! Saved views: a person's own, and those that colleagues share with everybody.

use crate::{Result, from_json, parse, to_json};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::{PersonId, SavedViewId};
use kedang_domain::permission::{ChangeSavedView, Permit};
use kedang_domain::saved_view::Definition;

/// A saved view.
#[derive(Clone, Debug)]
pub struct SavedView {
    /// Which.
    pub id: SavedViewId,
    /// Who made it, and their name.
    pub person: (PersonId, String),
    /// Of which list.
    pub list: String,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub definition: Definition,
    /// Everybody may use it.
    pub shared: bool,
    /// ms UTC.
    pub created_at: i64,
    /// Counts the changes.
    pub version: i64,
}

const SELECT: &str = "SELECT v.id, v.person_id, p.name, v.list, v.name, v.definition, v.shared, \
                      v.created_at, v.version \
                      FROM saved_view v JOIN person p ON p.id = v.person_id WHERE ";

fn read(mut row: Row) -> Result<SavedView> {
    Ok(SavedView {
        id: parse("saved_view.id", &row.take::<String>()?)?,
        person: (parse("saved_view.person_id", &row.take::<String>()?)?, row.take()?),
        list: row.take()?,
        name: row.take()?,
        definition: from_json("saved_view.definition", &row.take::<String>()?)?,
        shared: row.take()?,
        created_at: row.take()?,
        version: row.take()?,
    })
}

/// What this person may use: their own, and what people who still work here share.
fn usable(sql: &mut Sql, person: PersonId) {
    sql.push("(v.person_id = ").value(person.to_string());
    sql.push(" OR (v.shared = 1 AND p.active = 1))");
}

/// The views of a list that this person may use, oldest first.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn, person: PersonId, list: &str) -> Result<Vec<SavedView>> {
    let mut sql = Sql::new(SELECT);
    usable(&mut sql, person);
    sql.push(" AND v.list = ").value(list).push(" ORDER BY v.created_at, v.id");
    conn.all(sql).await?.into_iter().map(read).collect()
}

/// The view, if this person may use it.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, person: PersonId, id: SavedViewId) -> Result<Option<SavedView>> {
    let mut sql = Sql::new(SELECT);
    usable(&mut sql, person);
    sql.push(" AND v.id = ").value(id.to_string());
    conn.opt(sql).await?.map(read).transpose()
}

/// How many views this person made.
///
/// # Errors
/// The database's.
pub async fn count_own(conn: &mut Conn, person: PersonId) -> Result<i64> {
    let sql =
        Sql::new("SELECT count(*) FROM saved_view WHERE person_id = $1").bind(person.to_string());
    Ok(conn.one(sql).await?.take()?)
}

/// Keeps a new view.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, view: &SavedView) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO saved_view (id, person_id, list, name, definition, shared, created_at, \
             version) VALUES ($1, $2, $3, $4, $5, $6, $7, 1)",
        )
        .bind(view.id.to_string())
        .bind(view.person.0.to_string())
        .bind(&view.list)
        .bind(&view.name)
        .bind(to_json("saved_view.definition", &view.definition)?)
        .bind(view.shared)
        .bind(view.created_at),
    )
    .await?;
    Ok(())
}

/// Changes a view that is still at the version of `view`. `false` when it is not.
///
/// # Errors
/// The database's.
pub async fn update(
    tx: &mut Tx,
    _permit: &Permit<ChangeSavedView>,
    view: &SavedView,
) -> Result<bool> {
    let changed = tx
        .run(
            Sql::new(
                "UPDATE saved_view SET name = $1, definition = $2, shared = $3, \
                 version = version + 1 WHERE id = $4 AND version = $5",
            )
            .bind(&view.name)
            .bind(to_json("saved_view.definition", &view.definition)?)
            .bind(view.shared)
            .bind(view.id.to_string())
            .bind(view.version),
        )
        .await?;
    Ok(changed == 1)
}

/// Removes a view that is still at this version. `false` when it is not.
///
/// # Errors
/// The database's.
pub async fn remove(
    tx: &mut Tx,
    _permit: &Permit<ChangeSavedView>,
    id: SavedViewId,
    version: i64,
) -> Result<bool> {
    let sql = Sql::new("DELETE FROM saved_view WHERE id = $1 AND version = $2")
        .bind(id.to_string())
        .bind(version);
    Ok(tx.run(sql).await? == 1)
}
