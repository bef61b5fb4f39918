//! What can go wrong on the way to the database.

/// An error of the database layer. Its text is for the log, never for a reply.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// A UNIQUE constraint or primary key refused the row.
    #[error("a unique constraint refused the row: {0}")]
    Unique(String),
    /// A foreign key refused the row.
    #[error("a foreign key refused the row: {0}")]
    ForeignKey(String),
    /// The engine asks for the whole transaction to be tried again (SQLSTATE 40001, 40P01).
    #[error("the transaction must be tried again")]
    Retry,
    /// The database address cannot be read.
    #[error("the database address cannot be read; expected postgres://user@host/name")]
    BadUrl,
    /// A row did not have the column or type that the code asked for.
    #[error("column {column}: expected {expected}, found {found}")]
    Column {
        /// Position from 0.
        column: usize,
        /// What was asked for.
        expected: &'static str,
        /// What was there.
        found: &'static str,
    },
    /// A statement changed another number of rows than it must.
    #[error("expected {expected} changed rows, found {found}")]
    Affected {
        /// Rows that must change.
        expected: u64,
        /// Rows that did.
        found: u64,
    },
    /// Another transaction of the same group could not be committed, and this one with it.
    #[error("the group could not be committed: {0}")]
    Group(String),
    /// A migration was changed after its release, or the database is newer than this program.
    #[error("schema: {0}")]
    Schema(String),
    /// Anything else.
    #[error(transparent)]
    Other(sqlx::Error),
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
        Self::Other(error)
    }
}
