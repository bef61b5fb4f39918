//! An import as a whole, beside the bare load of the rows that it leaves.

use crate::Failure;
use crate::generate::{self, Company, Row};
use crate::process::Place;
use kedang_app::App;
use kedang_db::{Db, Sql};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::fmt::Write as _;
use std::path::Path;
use tokio::time::Instant;

/// Rows of the file.
pub const ROWS: usize = 50_000;
/// Rows in one transaction of the bare load, as in an import.
const CHUNK: usize = kedang_app::customer::CHUNK;
/// What an import leaves behind of customers: the log and the import's own rows are not among it.
const TABLES: [&str; 4] = ["customer", "customer_value", "contact", "event"];

/// How fast a file became customers.
#[derive(Clone, Copy, Debug)]
pub struct Imported {
    /// From the file on disk to rows that were judged, per second.
    pub judged: f64,
    /// From judged rows to customers, per second.
    pub written: f64,
    /// From the file to customers, per second.
    pub whole: f64,
    /// The bare load of the same customers with the same indexes, per second.
    pub bare: f64,
}

/// Imports a table of [`ROWS`] customers into a company of its own.
///
/// # Errors
/// When rows are refused, or what the database says.
pub async fn measure(server: &Path) -> Result<Imported, Failure> {
    let scratch = tempfile::tempdir()?;
    let place = Place { folder: scratch.path().join("company"), database_url: None };
    let company = generate::company(server, &place, 0).await?;
    let file = scratch.path().join("customers.csv");
    tokio::fs::write(&file, table(&generate::rows(ROWS))).await?;
    let db = generate::open(&place).await?;
    let before = count(&db).await?;
    let (judged, written) = import(generate::app(&db, &place), &company, &file).await?;
    let made = usize::try_from(count(&db).await? - before)?;
    if made < ROWS * 99 / 100 {
        return Err(format!("only {made} of {ROWS} rows became customers").into());
    }
    db.close().await;
    let bare = bare(&place.folder.join("kedang.db"), &scratch.path().join("bare.db"))?;
    let rate = |seconds: f64| made as f64 / seconds;
    Ok(Imported {
        judged: rate(judged),
        written: rate(written),
        whole: rate(judged + written),
        bare,
    })
}

/// Seconds for reading and judging, and for writing.
async fn import(app: App, company: &Company, file: &Path) -> Result<(f64, f64), Failure> {
    let ctx = generate::context(&app, &company.custodian).await?;
    let begun = Instant::now();
    let import = app.start_import(&ctx, file.to_owned(), "customers.csv").await?;
    let judged = begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    app.begin_writing(&ctx, import.id).await?;
    app.write_import(import.id, ctx.origin.clone()).await?;
    Ok((judged, begun.elapsed().as_secs_f64()))
}

fn table(rows: &[Row]) -> String {
    let mut text = "客户名称,统一社会信用代码,行政区划,合作阶段,联系人,手机\n".to_owned();
    for row in rows {
        let Row { name, credit_code, region, stage, contact, mobile } = row;
        let _ = writeln!(text, "{name},{credit_code},{region},{stage},{contact},{mobile}");
    }
    text
}

async fn count(db: &Db) -> Result<i64, Failure> {
    Ok(db.read().await?.one(Sql::new("SELECT count(*) FROM customer")).await?.take()?)
}

/// Loads all customers of a database into an empty one with the same tables and indexes, as fast
/// as SQLite does it on one thread, and gives how many per second.
fn bare(from: &Path, to: &Path) -> Result<f64, Failure> {
    let from = Connection::open(from)?;
    let mut db = Connection::open(to)?;
    db.pragma_update(None, "journal_mode", "wal")?;
    db.pragma_update(None, "synchronous", "full")?;
    db.pragma_update(None, "foreign_keys", false)?;
    let mut tables = Vec::new();
    for table in TABLES {
        copy_schema(&from, &db, table)?;
        tables.push((table, rows(&from, &format!("SELECT * FROM {table}"))?));
    }
    copy_schema(&from, &db, "search_token")?;
    let words = words(&from)?;
    let customers = words.len();
    let chunks = customers.div_ceil(CHUNK);
    let part = |all: usize, at: usize| all * at / chunks;
    let begun = Instant::now();
    for chunk in 0..chunks {
        let tx = db.transaction()?;
        for (table, rows) in &tables {
            let places = vec!["?"; rows.first().map_or(0, Vec::len)].join(", ");
            let sql = format!("INSERT INTO {table} VALUES ({places})");
            let mut insert = tx.prepare_cached(&sql)?;
            for row in &rows[part(rows.len(), chunk)..part(rows.len(), chunk + 1)] {
                insert.execute(params_from_iter(row))?;
            }
        }
        let mut insert =
            tx.prepare_cached("INSERT INTO search_token (rowid, words) VALUES (?, ?)")?;
        for (no, text) in &words[part(customers, chunk)..part(customers, chunk + 1)] {
            insert.execute((no, text))?;
        }
        drop(insert);
        tx.commit()?;
    }
    Ok(customers as f64 / begun.elapsed().as_secs_f64())
}

/// A table and its indexes without what is in it.
fn copy_schema(from: &Connection, to: &Connection, table: &str) -> Result<(), Failure> {
    let sql = "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL \
               ORDER BY type = 'index'";
    let mut statement = from.prepare(sql)?;
    for sql in statement.query_map([table], |row| row.get::<_, String>(0))? {
        to.execute_batch(&sql?)?;
    }
    Ok(())
}

fn rows(from: &Connection, sql: &str) -> Result<Vec<Vec<Value>>, Failure> {
    let mut statement = from.prepare(sql)?;
    let width = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| (0..width).map(|column| row.get(column)).collect();
    Ok(statement.query_map([], row)?.collect::<Result<_, _>>()?)
}

/// The words of each customer, as the full-text index was given them.
fn words(from: &Connection) -> Result<Vec<(i64, String)>, Failure> {
    from.execute_batch(
        "CREATE VIRTUAL TABLE temp.spelled USING fts5vocab(main, search_token, instance)",
    )?;
    let sql = "SELECT doc, group_concat(term, ' ') FROM temp.spelled GROUP BY doc ORDER BY doc";
    let mut statement = from.prepare(sql)?;
    let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(found.collect::<Result<_, _>>()?)
}
