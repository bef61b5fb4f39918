//! The schema, step by step, at start.
//!
//! One DDL text serves both engines; four words are translated: `BYTES` (BLOB or BYTEA), `TEXT`
//! (byte order on PostgreSQL too), `CLUSTERED` (a table that is its primary key, which SQLite can
//! store without a second copy) and `ROWNUMBER` (a number as primary key, which SQLite can make the
//! place of the row itself). `CREATE WORDS name;` makes a [`crate::Words`].

use crate::{Db, DbError, Engine, Result, Sql};
use std::time::Duration;

/// A step of the schema. Released steps are never edited.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// 1, 2, 3…
    pub version: i64,
    /// What it brings.
    pub name: &'static str,
    /// Statements in the shared dialect.
    pub sql: &'static str,
}

/// How long a migrating process may be silent before another takes over, in milliseconds.
const LEASE_MS: i64 = 600_000;
/// How long a process waits for another that migrates: `TRIES` × `PAUSE`.
const TRIES: u32 = 1_200;
const PAUSE: Duration = Duration::from_millis(500);

/// How [`crate::Words`] are kept.
fn words(name: &str, engine: Engine) -> String {
    match engine {
        // Only which word stands in which row; letters outside ASCII belong to words.
        Engine::Sqlite => format!(
            "CREATE VIRTUAL TABLE {name} USING fts5 (words, content = '', \
             contentless_delete = 1, detail = none, tokenize = \"ascii tokenchars '_'\")"
        ),
        Engine::Postgres => format!(
            "CREATE TABLE {name} (word TEXT NOT NULL, no BIGINT NOT NULL, PRIMARY KEY (word, no)); \
             CREATE INDEX {name}_no ON {name} (no)"
        ),
    }
}

fn translate(sql: &str, engine: Engine) -> String {
    let mut sql = sql.to_owned();
    while let Some((before, (name, behind))) =
        sql.split_once("CREATE WORDS ").and_then(|(b, rest)| Some((b, rest.split_once(';')?)))
    {
        sql = format!("{before}{};{behind}", words(name, engine));
    }
    match engine {
        Engine::Sqlite => sql
            .replace("BYTES", "BLOB")
            .replace("CLUSTERED", "WITHOUT ROWID")
            .replace("ROWNUMBER", "INTEGER PRIMARY KEY"),
        Engine::Postgres => sql
            .replace("BYTES", "BYTEA")
            .replace(" TEXT", " TEXT COLLATE \"C\"")
            .replace("CLUSTERED", "")
            .replace("ROWNUMBER", "BIGINT PRIMARY KEY"),
    }
}

/// Runs what is missing. `holder` names this process; `now` gives the time in ms UTC.
///
/// # Errors
/// When a released step was changed, the database is newer than the program, or another process
/// holds the lock for longer than it should.
pub async fn migrate(
    db: &Db,
    steps: &[Migration],
    holder: &str,
    now: impl Fn() -> i64,
) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.script(translate(
        "CREATE TABLE IF NOT EXISTS migration (version BIGINT PRIMARY KEY, name TEXT NOT NULL, \
         sql TEXT NOT NULL, at BIGINT NOT NULL); \
         CREATE TABLE IF NOT EXISTS migration_lock (id BIGINT PRIMARY KEY, holder TEXT NOT NULL, \
         until BIGINT NOT NULL); \
         CREATE TABLE IF NOT EXISTS writer_turn (id BIGINT PRIMARY KEY); \
         INSERT INTO writer_turn (id) VALUES (1) ON CONFLICT (id) DO NOTHING",
        db.engine(),
    ))
    .await?;
    tx.commit().await?;
    for attempt in 0.. {
        if lock(db, holder, now()).await? {
            break;
        }
        if attempt == TRIES {
            return Err(DbError::Schema("another process is still migrating".to_owned()));
        }
        tokio::time::sleep(PAUSE).await;
    }
    let result = run(db, steps, &now).await;
    db.writer.take_turns();
    let mut tx = db.begin().await?;
    tx.run(Sql::new("DELETE FROM migration_lock WHERE id = 1 AND holder = $1").bind(holder))
        .await?;
    tx.commit().await?;
    result
}

/// One row, taken by an upsert that only succeeds on an expired lease: no advisory locks.
async fn lock(db: &Db, holder: &str, now: i64) -> Result<bool> {
    let mut tx = db.begin().await?;
    let rows = tx
        .all(
            Sql::new(
                "INSERT INTO migration_lock (id, holder, until) VALUES (1, $1, $2) \
                 ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, until = excluded.until \
                 WHERE migration_lock.until < $3 OR migration_lock.holder = excluded.holder \
                 RETURNING id",
            )
            .bind(holder)
            .bind(now + LEASE_MS)
            .bind(now),
        )
        .await?;
    tx.commit().await?;
    Ok(!rows.is_empty())
}

async fn run(db: &Db, steps: &[Migration], now: &impl Fn() -> i64) -> Result<()> {
    let mut tx = db.begin().await?;
    let mut done = Vec::new();
    for mut row in tx.all(Sql::new("SELECT version, sql FROM migration ORDER BY version")).await? {
        done.push((row.take::<i64>()?, row.take::<String>()?));
    }
    drop(tx);
    if done.len() > steps.len() {
        return Err(DbError::Schema("the database is newer than this program".to_owned()));
    }
    for (index, step) in steps.iter().enumerate() {
        if let Some((version, sql)) = done.get(index) {
            if *version != step.version || sql != step.sql {
                return Err(DbError::Schema(format!(
                    "step {} was changed after its release",
                    step.version
                )));
            }
            continue;
        }
        tracing::info!(version = step.version, name = step.name, "migrating");
        let mut tx = db.begin().await?;
        tx.script(translate(step.sql, db.engine())).await?;
        tx.run(
            Sql::new("INSERT INTO migration (version, name, sql, at) VALUES ($1, $2, $3, $4)")
                .bind(step.version)
                .bind(step.name)
                .bind(step.sql)
                .bind(now()),
        )
        .await?;
        tx.commit().await?;
    }
    Ok(())
}
