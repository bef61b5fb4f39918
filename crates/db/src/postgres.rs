//! PostgreSQL, or an engine that speaks its protocol.

use crate::sqlite::Use;
use crate::{DbError, Result, Row, Sql, Value};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgConnectOptions, PgPool, PgPoolOptions, PgRow};
use sqlx::{Arguments as _, AssertSqlSafe, Postgres, Row as _, TypeInfo as _, ValueRef as _};
use std::str::FromStr;
use std::time::Duration;

/// For so long a caller waits for a connection: a server that is away is reported, not waited for.
const WAIT: Duration = Duration::from_secs(10);

/// Connections to one server, at most `size`, of which one is opened at once.
pub(crate) async fn pool(url: &str, purpose: Use, size: u32) -> Result<PgPool> {
    let mut options = PgConnectOptions::from_str(url)
        .map_err(|_| DbError::BadUrl)?
        .application_name("kedang")
        .statement_cache_capacity(200)
        // Compiling a plan takes longer than any of these statements runs.
        .options([("jit", "off")]);
    if purpose != Use::Write {
        // A plan for any value cannot know which are rare: it would sort all who have the commonest
        // one to show fifty.
        options = options.options([("plan_cache_mode", "force_custom_plan")]);
    }
    if purpose == Use::Inspect {
        options = options.options([("default_transaction_read_only", "on")]);
    }
    let pool = PgPoolOptions::new()
        .max_connections(size)
        .min_connections(1)
        .idle_timeout(None)
        .acquire_timeout(WAIT)
        .connect_with(options)
        .await?;
    Ok(pool)
}

fn arguments(values: Vec<Value>) -> Result<PgArguments> {
    let mut arguments = PgArguments::default();
    for value in values {
        match value {
            Value::Int(v) => arguments.add(v),
            Value::Text(v) => arguments.add(v),
            Value::Bytes(v) => arguments.add(v),
        }
        .map_err(DbError::Other)?;
    }
    Ok(arguments)
}

fn taken(row: &PgRow) -> Result<Row> {
    let mut values = Vec::with_capacity(row.len());
    for index in 0..row.len() {
        let raw = row.try_get_raw(index)?;
        let value = if raw.is_null() {
            Value::Int(None)
        } else {
            match raw.type_info().name() {
                "INT8" => Value::Int(Some(row.try_get(index)?)),
                "INT4" => Value::Int(Some(i64::from(row.try_get::<i32, _>(index)?))),
                "BOOL" => Value::Int(Some(i64::from(row.try_get::<bool, _>(index)?))),
                "BYTEA" => Value::Bytes(Some(row.try_get(index)?)),
                _ => Value::Text(Some(row.try_get(index)?)),
            }
        };
        values.push(value);
    }
    Ok(Row::new(values))
}

pub(crate) async fn all(conn: &mut PoolConnection<Postgres>, sql: Sql) -> Result<Vec<Row>> {
    let (text, values) = sql.into_parts();
    sqlx::query_with(AssertSqlSafe(text), arguments(values)?)
        .fetch_all(&mut **conn)
        .await?
        .iter()
        .map(taken)
        .collect()
}

pub(crate) async fn run(conn: &mut PoolConnection<Postgres>, sql: Sql) -> Result<u64> {
    let (text, values) = sql.into_parts();
    let done = sqlx::query_with(AssertSqlSafe(text), arguments(values)?).execute(&mut **conn);
    Ok(done.await?.rows_affected())
}

pub(crate) async fn script(conn: &mut PoolConnection<Postgres>, text: String) -> Result<()> {
    sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut **conn).await?;
    Ok(())
}

impl From<sqlx::Error> for DbError {
    fn from(error: sqlx::Error) -> Self {
        if let sqlx::Error::Database(inner) = &error {
            if inner.is_unique_violation() {
                return Self::Unique(inner.message().to_owned());
            }
            if inner.is_foreign_key_violation() {
                return Self::ForeignKey(inner.message().to_owned());
            }
            if matches!(inner.code().as_deref(), Some("40001" | "40P01")) {
                return Self::Retry;
            }
        }
        Self::Other(error.into())
    }
}
