//! One connection of either engine.

use crate::attached::Attached;
use crate::sqlite::{SqliteConn, SqlitePool};
use crate::{DbError, Result, Row, Sql, postgres};
use sqlx::Postgres;
use sqlx::pool::PoolConnection;
use sqlx::postgres::PgPool;
use std::any::Any;
use std::sync::Arc;

#[derive(Clone)]
pub(crate) enum Pool {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Pool {
    pub(crate) async fn acquire(&self) -> Result<Conn> {
        let inner = match self {
            Self::Sqlite(pool) => Inner::Sqlite(pool.acquire().await?),
            Self::Postgres(pool) => Inner::Postgres(pool.acquire().await?),
        };
        Ok(Conn { inner, attached: Attached::default() })
    }

    pub(crate) async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

enum Inner {
    Sqlite(SqliteConn),
    Postgres(PoolConnection<Postgres>),
}

/// A connection. Statements are prepared once and kept.
pub struct Conn {
    inner: Inner,
    attached: Attached,
}

impl Conn {
    pub(crate) fn with(mut self, attached: Attached) -> Self {
        self.attached = attached;
        self
    }

    /// What was attached to the database ([`crate::Db::attach`]), if it is of this type.
    #[must_use]
    pub fn attached<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        self.attached.get()
    }

    /// All rows.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn all(&mut self, sql: Sql) -> Result<Vec<Row>> {
        match &mut self.inner {
            Inner::Sqlite(conn) => conn.all(sql),
            Inner::Postgres(conn) => postgres::all(conn, sql).await,
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
        self.opt(sql).await?.ok_or_else(|| DbError::Other("a row that is always there".into()))
    }

    pub(crate) async fn run(&mut self, sql: Sql) -> Result<u64> {
        match &mut self.inner {
            Inner::Sqlite(conn) => conn.run(sql),
            Inner::Postgres(conn) => postgres::run(conn, sql).await,
        }
    }

    /// Several statements without values, as they stand. For transaction control and the schema.
    pub(crate) async fn script(&mut self, text: String) -> Result<()> {
        match &mut self.inner {
            Inner::Sqlite(conn) => conn.script(&text),
            Inner::Postgres(conn) => postgres::script(conn, text).await,
        }
    }

    /// Makes this connection end instead of going back to its pool.
    pub(crate) fn close_on_drop(&mut self) {
        match &mut self.inner {
            Inner::Sqlite(conn) => conn.discard(),
            Inner::Postgres(conn) => conn.close_on_drop(),
        }
    }

    pub(crate) fn is_sqlite(&self) -> bool {
        matches!(self.inner, Inner::Sqlite(_))
    }
}
