//! Imports: taking a file in, choosing and mending, writing, giving up. Each on both engines, with
//! what is refused as well as what is done.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod approve;
mod choose;
mod contact_update;
mod contacts;
mod refused;
mod reread;
mod take_up;
mod template;
mod twins;
mod undo;
mod update;
mod whole;
mod write;

use kedang_app::import::Import;
use kedang_app::{AppError, Context};
use kedang_db::Sql;
use kedang_domain::id::PersonId;
use kedang_evidence::Entry;
use kedang_storage::evidence::{self, Filter};
use kedang_testkit::World;
use std::io::Read as _;
use std::path::PathBuf;

fn testdata(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../testdata/messy").join(name)
}

/// A file that is kept packed, unpacked into the world's folder.
fn packed(world: &World, name: &str) -> PathBuf {
    let file = std::fs::File::open(testdata(&format!("{name}.gz"))).unwrap();
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(file).read_to_end(&mut bytes).unwrap();
    file_of(world, name, &bytes)
}

fn file_of(world: &World, name: &str, bytes: &[u8]) -> PathBuf {
    let path = world.folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

/// A table of so many customers who have nothing wrong with them.
fn table(rows: usize) -> String {
    let line = |n: usize| format!("华北泵业{n:05}有限公司,1381234{:04}\n", n % 10_000);
    format!("客户名称,手机\n{}", (0..rows).map(line).collect::<String>())
}

/// Takes a table in.
async fn taken(world: &World, ctx: &Context, text: &str) -> Import {
    let path = file_of(world, "table.csv", text.as_bytes());
    world.app.start_import(ctx, path, "table.csv").await.unwrap()
}

async fn count(world: &World, sql: &'static str) -> i64 {
    let mut conn = world.app.db().read().await.unwrap();
    conn.one(Sql::new(sql)).await.unwrap().take().unwrap()
}

async fn customers(world: &World) -> i64 {
    count(world, "SELECT count(*) FROM customer").await
}

/// Entries of an action, newest first.
async fn log(world: &World, action: &str) -> Vec<Entry> {
    let mut conn = world.app.db().read().await.unwrap();
    let filter = Filter { action: Some(action.to_owned()), ..Filter::default() };
    let found = evidence::search(&mut conn, &filter, None, 100).await.unwrap();
    found.iter().map(|stored| Entry::decode(&stored.entry).unwrap()).collect()
}

fn clash<T: std::fmt::Debug>(result: Result<T, AppError>) -> &'static str {
    match result.unwrap_err() {
        AppError::Conflict { code, .. } => code,
        other => unreachable!("{other:?}"),
    }
}

/// Place and code of the only refused value.
fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> (String, &'static str) {
    match result.unwrap_err() {
        AppError::Invalid(issues) => {
            assert_eq!(issues.len(), 1, "{issues:?}");
            (issues[0].pointer.clone(), issues[0].error.code)
        }
        other => unreachable!("{other:?}"),
    }
}

/// Does something to a person as their administrator would.
async fn run(world: &World, sql: &'static str, person: PersonId) {
    let mut tx = world.app.db().begin().await.unwrap();
    tx.run_exactly(1, Sql::new(sql).bind(person.to_string())).await.unwrap();
    tx.commit().await.unwrap();
}
