//! The only user of rusqlite and sqlx: one SQL text, two engines.
//!
//! * [`Sql`] builds a statement from literal pieces and bound values, so text from outside can
//!   never become SQL.
//! * [`Conn`] reads; [`Tx`] reads and writes. Rows come back as [`Row`], read column by column.
//! * [`Db::begin`] hands out the one writer of this process. Transactions that wait for the
//!   writer share one `COMMIT`, and so one flush to disk: see [`writer`].
//! * [`Words`] finds rows by the words they have.
//! * [`migrate`] brings the schema up to date at start, under a lock that needs no advisory locks.

mod attached;
mod carry;
mod conn;
mod error;
pub mod migrate;
mod postgres;
mod sql;
mod sqlite;
mod value;
mod words;
pub mod writer;

pub use conn::Conn;
pub use error::DbError;
pub use migrate::Migration;
pub use sql::Sql;
pub use value::{FromValue, Row, Value};
pub use words::{Sought, Words};
pub use writer::Tx;

use attached::Attached;
use conn::Pool;
use sqlite::{SqlitePool, Use};
use std::any::Any;
use std::path::PathBuf;
use std::sync::Arc;

/// Result of everything in this crate.
pub type Result<T> = std::result::Result<T, DbError>;

/// Which engine a [`Db`] talks to. Nothing outside this crate branches on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Embedded SQLite, the default.
    Sqlite,
    /// PostgreSQL 15 or later, or an engine that speaks its protocol.
    Postgres,
}

/// Where the data lives.
#[derive(Clone, Debug)]
pub enum Location {
    /// A SQLite file; its folder must exist.
    File(PathBuf),
    /// A `postgres://` address.
    Url(String),
}

/// A pool of readers and one writer. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    readers: Pool,
    writer: writer::Writer,
    attached: Attached,
}

/// Readers kept open on SQLite: more than the cores of a small machine only take memory.
const SQLITE_READERS: u32 = 4;
/// Readers kept open on PostgreSQL.
const POSTGRES_READERS: u32 = 8;

/// Threads that can be held up inside SQLite at once, at most: the readers and the writer of one
/// [`Db`]. A runtime needs more workers than that, or nothing else goes on while they wait for the
/// disk.
pub const BLOCKING: usize = SQLITE_READERS as usize + 1;

impl Db {
    /// Opens readers and writer.
    ///
    /// # Errors
    /// When the file cannot be created or the server cannot be reached.
    pub async fn open(location: &Location) -> Result<Self> {
        let (writers, readers) = match location {
            Location::File(path) => (
                Pool::Sqlite(SqlitePool::open(path, Use::Write, 1)?),
                Pool::Sqlite(SqlitePool::open(path, Use::Read, SQLITE_READERS)?),
            ),
            Location::Url(url) => (
                Pool::Postgres(postgres::pool(url, Use::Write, 1).await?),
                Pool::Postgres(postgres::pool(url, Use::Read, POSTGRES_READERS).await?),
            ),
        };
        let attached = Attached::default();
        let writer = writer::Writer::start(writers, attached.clone());
        Ok(Self { readers, writer, attached })
    }

    /// Opens for reading only: makes nothing, brings nothing up to date, and refuses every write.
    ///
    /// A SQLite file that no program has open is read without leaving a trace beside it, so that
    /// it may lie on a medium that cannot be written to.
    ///
    /// # Errors
    /// When the file is not there or the server cannot be reached.
    pub async fn open_read_only(location: &Location) -> Result<Self> {
        let readers = match location {
            Location::File(path) => {
                Pool::Sqlite(SqlitePool::open(path, Use::Inspect, SQLITE_READERS)?)
            }
            Location::Url(url) => {
                Pool::Postgres(postgres::pool(url, Use::Inspect, POSTGRES_READERS).await?)
            }
        };
        // A writer on such a connection can begin, and is refused at its first statement.
        let attached = Attached::default();
        let writer = writer::Writer::start(readers.clone(), attached.clone());
        Ok(Self { readers, writer, attached })
    }

    /// The engine behind this handle; for logs and tests only.
    #[must_use]
    pub fn engine(&self) -> Engine {
        match self.readers {
            Pool::Sqlite(_) => Engine::Sqlite,
            Pool::Postgres(_) => Engine::Postgres,
        }
    }

    /// A connection for reading. Sees only what is committed.
    ///
    /// # Errors
    /// When no connection can be had.
    pub async fn read(&self) -> Result<Conn> {
        self.reader().await
    }

    async fn reader(&self) -> Result<Conn> {
        Ok(self.readers.acquire().await?.with(self.attached.clone()))
    }

    /// Gives every connection from now on something that the layer above needs wherever it has one,
    /// see [`Conn::attached`]. Only the first counts; `false` for any other.
    pub fn attach<T: Any + Send + Sync>(&self, thing: Arc<T>) -> bool {
        self.attached.set(thing)
    }

    /// A connection for a long reading that must agree with itself: it sees the database as it was
    /// at its first statement, and is closed when it is dropped. While it is kept, SQLite cannot
    /// shorten its write-ahead log.
    ///
    /// # Errors
    /// When no connection can be had.
    pub async fn snapshot(&self) -> Result<Conn> {
        let mut conn = self.reader().await?;
        // However the reading ends, nobody else inherits its transaction.
        conn.close_on_drop();
        let begin = match self.engine() {
            Engine::Sqlite => "BEGIN",
            Engine::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        conn.script(begin.to_owned()).await?;
        Ok(conn)
    }

    /// Takes the writer. Everything done on the [`Tx`] happens together on [`Tx::commit`], or not
    /// at all when it is dropped.
    ///
    /// # Errors
    /// When the connection is lost and cannot be renewed.
    pub async fn begin(&self) -> Result<Tx> {
        self.writer.begin().await
    }

    /// Empties the write-ahead log of SQLite, so that what was erased or sealed is not left in it.
    /// `false` while somebody still reads from it: to be tried again. Elsewhere there is nothing to
    /// do.
    ///
    /// # Errors
    /// When the log cannot be carried over.
    pub async fn empty_log(&self) -> Result<bool> {
        self.writer.empty_log().await
    }

    /// Waits for what is under way, commits it and closes every connection.
    pub async fn close(&self) {
        self.writer.close().await;
        self.readers.close().await;
    }
}
