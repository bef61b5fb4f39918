//! Posts 岗位, with the qualification that they ask for (M 5.2.1).

use crate::{Result, parse};
use kedang_db::{Conn, Row, Sql, Tx};
use kedang_domain::id::PostId;

/// A post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Which.
    pub id: PostId,
    /// What it is called.
    pub name: String,
    /// What somebody must be able to prove to hold it.
    pub qualification: Option<String>,
    /// Whether it can be given to people.
    pub active: bool,
    /// Counts changes.
    pub version: i64,
}

fn read(mut r: Row) -> Result<Post> {
    Ok(Post {
        id: parse("post.id", &r.take::<String>()?)?,
        name: r.take()?,
        qualification: r.take()?,
        active: r.take()?,
        version: r.take()?,
    })
}

/// Every post, in the order in which they were made.
///
/// # Errors
/// The database's.
pub async fn list(conn: &mut Conn) -> Result<Vec<Post>> {
    conn.all(Sql::new("SELECT id, name, qualification, active, version FROM post ORDER BY id"))
        .await?
        .into_iter()
        .map(read)
        .collect()
}

/// One post.
///
/// # Errors
/// The database's.
pub async fn get(conn: &mut Conn, id: PostId) -> Result<Option<Post>> {
    conn.opt(
        Sql::new("SELECT id, name, qualification, active, version FROM post WHERE id = $1")
            .bind(id.to_string()),
    )
    .await?
    .map(read)
    .transpose()
}

/// Makes a post.
///
/// # Errors
/// The database's.
pub async fn insert(tx: &mut Tx, post: &Post) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "INSERT INTO post (id, name, qualification, active, version) \
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(post.id.to_string())
        .bind(&post.name)
        .bind(post.qualification.as_ref())
        .bind(post.active)
        .bind(post.version),
    )
    .await?;
    Ok(())
}

/// Writes a post over the version that it was read with.
///
/// # Errors
/// When somebody else wrote meanwhile; otherwise the database's.
pub async fn update(tx: &mut Tx, post: &Post) -> Result<()> {
    tx.run_exactly(
        1,
        Sql::new(
            "UPDATE post SET name = $1, qualification = $2, active = $3, version = version + 1 \
             WHERE id = $4 AND version = $5",
        )
        .bind(&post.name)
        .bind(post.qualification.as_ref())
        .bind(post.active)
        .bind(post.id.to_string())
        .bind(post.version),
    )
    .await?;
    Ok(())
}
