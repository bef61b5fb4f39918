//! What a person searched for lately: theirs alone.

use crate::{Result, parse};
use kedang_db::{Conn, Sql, Tx};
use kedang_domain::id::{PersonId, RecentSearchId};
use kedang_domain::recent_search::KEPT;

/// A text that somebody searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentSearch {
    /// Which.
    pub id: RecentSearchId,
    /// What they typed.
    pub text: String,
    /// When, for the last time; ms UTC.
    pub at: i64,
}

/// The searches of a person, latest first.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn, person: PersonId) -> Result<Vec<RecentSearch>> {
    let sql = Sql::new(
        "SELECT id, typed, at FROM recent_search WHERE person_id = $1 ORDER BY at DESC, id DESC",
    );
    conn.all(sql.bind(person.to_string()))
        .await?
        .into_iter()
        .map(|mut row| {
            Ok(RecentSearch {
                id: parse("recent_search.id", &row.take::<String>()?)?,
                text: row.take()?,
                at: row.take()?,
            })
        })
        .collect()
}

/// Keeps a search as the latest, once however often it is made, and lets go of the oldest.
///
/// # Errors
/// The database's.
pub async fn keep(tx: &mut Tx, person: PersonId, search: &RecentSearch) -> Result<()> {
    let sql = Sql::new(
        "INSERT INTO recent_search (id, person_id, typed, at) VALUES ($1, $2, $3, $4) \
         ON CONFLICT (person_id, typed) DO UPDATE SET at = excluded.at",
    );
    let sql = sql.bind(search.id.to_string()).bind(person.to_string());
    tx.run_exactly(1, sql.bind(&search.text).bind(search.at)).await?;
    let sql = Sql::new(
        "DELETE FROM recent_search WHERE person_id = $1 AND id NOT IN (SELECT r.id \
         FROM recent_search r WHERE r.person_id = $1 ORDER BY r.at DESC, r.id DESC LIMIT $2)",
    );
    tx.run(sql.bind(person.to_string()).bind(KEPT)).await?;
    Ok(())
}

/// Forgets one search of a person. `false` when they have no such search.
///
/// # Errors
/// The database's.
pub async fn remove(tx: &mut Tx, person: PersonId, id: RecentSearchId) -> Result<bool> {
    let sql = Sql::new("DELETE FROM recent_search WHERE person_id = $1 AND id = $2");
    Ok(tx.run(sql.bind(person.to_string()).bind(id.to_string())).await? == 1)
}

/// Forgets all searches of a person.
///
/// # Errors
/// The database's.
pub async fn clear(tx: &mut Tx, person: PersonId) -> Result<()> {
    tx.run(Sql::new("DELETE FROM recent_search WHERE person_id = $1").bind(person.to_string()))
        .await?;
    Ok(())
}
