//! SQLite, called on the thread that asks.
//!
//! A statement takes microseconds, waking another thread for it as long again. The pool bounds how
//! many threads can be inside SQLite at once, so a runtime with more workers than that goes on
//! while some of them wait for the disk: see [`crate::BLOCKING`].

use crate::{DbError, Result, Row, Sql, Value};
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, ToSql, ffi};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// For so long a statement waits for another process.
const BUSY: Duration = Duration::from_secs(10);
/// Prepared statements kept for each connection.
const STATEMENTS: usize = 200;
/// Page cache of a reader, in KiB (SQLite counts KiB as negative pages).
const READER_CACHE_KIB: i64 = -16_384;
/// Page cache of the writer, in KiB: a new customer touches many pages of the search index.
const WRITER_CACHE_KIB: i64 = -65_536;

/// For what connections are opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Makes the file when there is none.
    Write,
    /// Reads a file that somebody may write to.
    Read,
    /// Reads a file and leaves no trace beside it, so that it may lie on a medium that cannot be
    /// written to.
    Inspect,
}

struct Shared {
    path: PathBuf,
    purpose: Use,
    idle: Mutex<Vec<Connection>>,
    permits: Arc<Semaphore>,
    size: u32,
}

/// A bounded number of connections, opened when they are needed. Cheap to clone.
#[derive(Clone)]
pub(crate) struct SqlitePool(Arc<Shared>);

impl SqlitePool {
    /// Opens the first connection, so that a file that cannot be used is known at once.
    pub(crate) fn open(path: &Path, purpose: Use, size: u32) -> Result<Self> {
        let first = connect(path, purpose)?;
        Ok(Self(Arc::new(Shared {
            path: path.to_owned(),
            purpose,
            idle: Mutex::new(vec![first]),
            permits: Arc::new(Semaphore::new(size as usize)),
            size,
        })))
    }

    pub(crate) async fn acquire(&self) -> Result<SqliteConn> {
        let permit =
            Arc::clone(&self.0.permits).acquire_owned().await.map_err(|_| DbError::Closed)?;
        let idle = self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connect(&self.0.path, self.0.purpose)?,
        };
        Ok(SqliteConn {
            connection: Some(Mutex::new(connection)),
            pool: self.clone(),
            discard: false,
            _permit: permit,
        })
    }

    /// A connection beside those of the pool.
    pub(crate) fn another(&self) -> Result<Connection> {
        connect(&self.0.path, self.0.purpose)
    }

    /// Waits for connections in use, and closes all.
    pub(crate) async fn close(&self) {
        // It is refused when somebody else closed the pool.
        let all = self.0.permits.acquire_many(self.0.size).await;
        self.0.permits.close();
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
        drop(all);
    }
}

fn connect(path: &Path, purpose: Use) -> Result<Connection> {
    let plain = OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = match purpose {
        Use::Write | Use::Read => Connection::open_with_flags(
            path,
            plain | OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        )?,
        Use::Inspect => Connection::open_with_flags(
            inspected(path)?,
            plain | OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI,
        )?,
    };
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // A plan is made once for a statement, not again for each value that is bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if purpose != Use::Inspect {
        connection.pragma_update(None, "journal_mode", "wal")?;
        // What was acknowledged survives a power cut.
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        let writes = purpose == Use::Write;
        let cache = if writes { WRITER_CACHE_KIB } else { READER_CACHE_KIB };
        connection.pragma_update(None, "cache_size", cache)?;
        // See crate::carry.
        connection.pragma_update(None, "wal_autocheckpoint", 0)?;
        connection.pragma_update(None, "temp_store", "memory")?;
        // What was erased or sealed must not linger in free pages.
        connection.pragma_update(None, "secure_delete", true)?;
    }
    if purpose != Use::Write {
        connection.pragma_update(None, "query_only", true)?;
    }
    Ok(connection)
}

/// The address of a file that is only looked at. Whoever has it open keeps a write-ahead log beside
/// it; without one, the file is complete and nobody changes it.
fn inspected(path: &Path) -> Result<String> {
    let mut log = OsString::from(path);
    log.push("-wal");
    let immutable = !Path::new(&log).exists();
    let path = std::path::absolute(path).map_err(|e| DbError::Other(e.into()))?;
    let path = path.to_str().ok_or_else(|| DbError::Other("the path is not UTF-8".into()))?;
    let mut address = String::from("file://");
    for byte in path.bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                address.push(byte.into());
            }
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    if immutable {
        address.push_str("?immutable=1");
    }
    Ok(address)
}

/// A connection on loan.
pub(crate) struct SqliteConn {
    /// There until it is dropped. The lock is never contended: it only makes the connection `Sync`.
    connection: Option<Mutex<Connection>>,
    pool: SqlitePool,
    discard: bool,
    _permit: OwnedSemaphorePermit,
}

impl Drop for SqliteConn {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        let connection = connection.into_inner().unwrap_or_else(PoisonError::into_inner);
        // Nobody inherits an unfinished transaction.
        if !self.discard && connection.is_autocommit() {
            self.pool.0.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
        }
    }
}

impl SqliteConn {
    fn connection(&mut self) -> Result<&mut Connection> {
        let lock = self.connection.as_mut().ok_or(DbError::Closed)?;
        Ok(lock.get_mut().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn all(&mut self, sql: Sql) -> Result<Vec<Row>> {
        let mut statement = bound(self.connection()?, sql)?;
        let columns = statement.column_count();
        let mut found = Vec::new();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next()? {
            let values =
                (0..columns).map(|c| taken(row.get_ref(c)?)).collect::<Result<Vec<_>>>()?;
            found.push(Row::new(values));
        }
        Ok(found)
    }

    pub(crate) fn run(&mut self, sql: Sql) -> Result<u64> {
        Ok(bound(self.connection()?, sql)?.raw_execute()? as u64)
    }

    pub(crate) fn script(&mut self, text: &str) -> Result<()> {
        Ok(self.connection()?.execute_batch(text)?)
    }

    pub(crate) fn discard(&mut self) {
        self.discard = true;
    }
}

fn bound(connection: &mut Connection, sql: Sql) -> Result<CachedStatement<'_>> {
    let (text, values) = sql.into_parts();
    // `$1` would be a name to SQLite, `?1` is the first value. No text has a dollar but there.
    let mut statement = connection.prepare_cached(&text.replace('$', "?"))?;
    let expected = statement.parameter_count();
    if expected != values.len() {
        let why = format!("{expected} placeholders, {} values", values.len());
        return Err(DbError::Other(why.into()));
    }
    for (index, value) in values.iter().enumerate() {
        statement.raw_bind_parameter(index + 1, value)?;
    }
    Ok(statement)
}

fn taken(value: ValueRef<'_>) -> Result<Value> {
    Ok(match value {
        ValueRef::Null => Value::Int(None),
        ValueRef::Integer(number) => Value::Int(Some(number)),
        ValueRef::Text(bytes) => {
            let text = std::str::from_utf8(bytes).map_err(|e| DbError::Other(e.into()))?;
            Value::Text(Some(text.to_owned()))
        }
        ValueRef::Blob(bytes) => Value::Bytes(Some(bytes.to_vec())),
        ValueRef::Real(_) => return Err(DbError::Other("no column holds fractions".into())),
    })
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(Some(number)) => ValueRef::Integer(*number),
            Self::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(Some(bytes)) => ValueRef::Blob(bytes),
            Self::Int(None) | Self::Text(None) | Self::Bytes(None) => ValueRef::Null,
        }))
    }
}

impl From<rusqlite::Error> for DbError {
    fn from(error: rusqlite::Error) -> Self {
        if let rusqlite::Error::SqliteFailure(failure, message) = &error
            && failure.code == ErrorCode::ConstraintViolation
        {
            let message = || message.clone().unwrap_or_default();
            match failure.extended_code {
                ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => {
                    return Self::Unique(message());
                }
                ffi::SQLITE_CONSTRAINT_FOREIGNKEY => return Self::ForeignKey(message()),
                _ => {}
            }
        }
        Self::Other(error.into())
    }
}
