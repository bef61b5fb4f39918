//! One connection of either engine.

use crate::{DbError, Result, Row, Sql, Value};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgPool};
use sqlx::sqlite::{SqliteArguments, SqlitePool};
use sqlx::{Arguments as _, AssertSqlSafe, Postgres, Sqlite};

#[derive(Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Pool {
    pub(crate) async fn acquire(&self) -> Result<Conn> {
        Ok(Conn(match self {
            Self::Sqlite(pool) => Inner::Sqlite(pool.acquire().await?),
            Self::Postgres(pool) => Inner::Postgres(pool.acquire().await?),
        }))
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

enum Inner {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

/// A connection. Statements are prepared once and kept.
pub struct Conn(Inner);

fn encode_error(error: sqlx::error::BoxDynError) -> DbError {
    DbError::Other(sqlx::Error::Encode(error))
}

fn sqlite_arguments(values: Vec<Value>) -> Result<SqliteArguments> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        match value {
            Value::Int(v) => arguments.add(v),
            Value::Text(v) => arguments.add(v),
            Value::Bytes(v) => arguments.add(v),
        }
        .map_err(encode_error)?;
    }
    Ok(arguments)
}

fn postgres_arguments(values: Vec<Value>) -> Result<PgArguments> {
    let mut arguments = PgArguments::default();
    for value in values {
        match value {
            Value::Int(v) => arguments.add(v),
            Value::Text(v) => arguments.add(v),
            Value::Bytes(v) => arguments.add(v),
        }
        .map_err(encode_error)?;
    }
    Ok(arguments)
}

impl Conn {
    /// All rows.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn all(&mut self, sql: Sql) -> Result<Vec<Row>> {
        let (text, values) = sql.into_parts();
        match &mut self.0 {
            Inner::Sqlite(conn) => sqlx::query_with(AssertSqlSafe(text), sqlite_arguments(values)?)
                .fetch_all(&mut **conn)
                .await?
                .iter()
                .map(Row::from_sqlite)
                .collect(),
            Inner::Postgres(conn) => {
                sqlx::query_with(AssertSqlSafe(text), postgres_arguments(values)?)
                    .fetch_all(&mut **conn)
                    .await?
                    .iter()
                    .map(Row::from_postgres)
                    .collect()
            }
        }
    }

    /// The first row, if any.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn opt(&mut self, sql: Sql) -> Result<Option<Row>> {
        Ok(self.all(sql).await?.into_iter().next())
    }

    /// The first row of a statement that always has one.
    ///
    /// # Errors
    /// When there is none.
    pub async fn one(&mut self, sql: Sql) -> Result<Row> {
        self.opt(sql).await?.ok_or(DbError::Other(sqlx::Error::RowNotFound))
    }

    pub(crate) async fn run(&mut self, sql: Sql) -> Result<u64> {
        let (text, values) = sql.into_parts();
        Ok(match &mut self.0 {
            Inner::Sqlite(conn) => sqlx::query_with(AssertSqlSafe(text), sqlite_arguments(values)?)
                .execute(&mut **conn)
                .await?
                .rows_affected(),
            Inner::Postgres(conn) => {
                sqlx::query_with(AssertSqlSafe(text), postgres_arguments(values)?)
                    .execute(&mut **conn)
                    .await?
                    .rows_affected()
            }
        })
    }

    /// Several statements without values, as they stand. For transaction control and the schema.
    pub(crate) async fn script(&mut self, text: String) -> Result<()> {
        match &mut self.0 {
            Inner::Sqlite(conn) => {
                sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut **conn).await?;
            }
            Inner::Postgres(conn) => {
                sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut **conn).await?;
            }
        }
        Ok(())
    }

    /// Makes this connection end instead of going back to its pool.
    pub(crate) fn close_on_drop(&mut self) {
        match &mut self.0 {
            Inner::Sqlite(conn) => conn.close_on_drop(),
            Inner::Postgres(conn) => conn.close_on_drop(),
        }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self.0, Inner::Sqlite(_))
    }
}
