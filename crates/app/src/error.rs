//! How a use case can end other than well. The API turns these into problem details, the command
//! line into a line of text; both take the words from the message catalogues.

use kedang_domain::field::FieldIssue;
use kedang_domain::id::CustomerId;
use kedang_domain::permission::Decision;
use kedang_storage::StorageError;
use std::collections::BTreeMap;

/// Result of a use case.
pub type Result<T, E = AppError> = std::result::Result<T, E>;

/// A refusal by the permission rule. It becomes an entry of the log.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Name of the act, see [`kedang_domain::permission::Act::NAME`].
    pub act: &'static str,
    /// Why, or which request.
    pub decision: Decision,
    /// The clause of the regulation in force, if it speaks of the matter.
    pub clause: Option<&'static str>,
    /// On which customer.
    pub customer: Option<CustomerId>,
    /// The facts it rests on, where it rests on some.
    pub fields: Vec<String>,
}

/// How a use case failed.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no such thing, or not for this person: the two look the same.
    #[error("not found")]
    NotFound,
    /// The permission rule says no.
    #[error("refused: {0:?}")]
    Refused(Refused),
    /// Values were refused; nothing was written.
    #[error("invalid: {0:?}")]
    Invalid(Vec<FieldIssue>),
    /// It clashes with what is there (a login in use, a file already running…).
    #[error("conflict: {code}")]
    Conflict {
        /// Stable code of the message.
        code: &'static str,
        /// Parameters of the message.
        params: BTreeMap<String, serde_json::Value>,
    },
    /// Somebody else changed it meanwhile.
    #[error("stale: version is now {current}")]
    Stale {
        /// The version that is there now.
        current: i64,
    },
    /// Closed to this caller, and no secret that it exists; the code names a message.
    #[error("forbidden: {0}")]
    Forbidden(&'static str),
    /// Nobody is signed in, or not well enough; the code says which.
    #[error("unauthenticated: {0}")]
    Unauthenticated(&'static str),
    /// Too many tries.
    #[error("rate limited for {retry_after} s")]
    RateLimited {
        /// Seconds until the next try makes sense.
        retry_after: u64,
    },
    /// More than this system takes at once.
    #[error("too large: at most {limit} {unit}")]
    TooLarge {
        /// The limit.
        limit: u64,
        /// What is counted: bytes, rows, ids…
        unit: &'static str,
    },
    /// Something inside failed. Its text is for the log, never for a reply.
    #[error("internal: {0}")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl AppError {
    /// A clash without parameters.
    #[must_use]
    pub fn conflict(code: &'static str) -> Self {
        Self::Conflict { code, params: BTreeMap::new() }
    }

    /// Adds a parameter to the message of a clash; other errors have none.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        if let Self::Conflict { params, .. } = &mut self {
            params.insert(name.to_owned(), value.into());
        }
        self
    }

    /// Refuses a change that was made against another version than the current one.
    ///
    /// # Errors
    /// [`AppError::Stale`].
    pub fn unless_current(current: i64, seen: i64) -> Result<()> {
        if current == seen { Ok(()) } else { Err(Self::Stale { current }) }
    }

    /// One refused value.
    #[must_use]
    pub fn invalid(issue: FieldIssue) -> Self {
        Self::Invalid(vec![issue])
    }

    /// Something inside failed.
    pub fn internal(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
}

impl From<StorageError> for AppError {
    fn from(error: StorageError) -> Self {
        Self::Internal(Box::new(error))
    }
}

impl From<kedang_db::DbError> for AppError {
    fn from(error: kedang_db::DbError) -> Self {
        Self::Internal(Box::new(error))
    }
}
