//! All SQL of the product, one module for each aggregate.
//!
//! * Reading takes `&mut Conn`, writing `&mut Tx`; neither opens, commits or retries anything.
//! * Rows of customers come out only through [`visibility`]: whoever is not allowed to see one gets
//!   `None`, in lists, counts, searches and direct look-ups alike.
//! * Writes to a customer take the [`kedang_domain::permission::Permit`] that allowed them.
//! * Look-ups return `Option`; the caller names the error. Affected rows are asserted.
//!
//! To add an aggregate: a step in [`SCHEMA`], a module here, tests on both engines in `tests/`.

pub mod absence;
pub mod absent;
pub mod access_policy;
pub mod account;
pub mod attestation;
pub mod campaign;
pub mod card_template;
pub mod change_list;
pub mod clash;
pub mod company;
pub mod contact;
pub mod correction;
pub mod custom_field;
pub mod customer;
pub mod cycle;
pub mod delivery;
pub mod department;
pub mod departure;
pub mod device;
pub mod event;
pub mod evidence;
pub mod export;
pub mod figures;
pub mod grant;
pub mod greeting;
pub mod honey;
pub mod idempotency;
pub mod import;
pub mod import_template;
pub mod incident;
pub mod interaction;
pub mod invalid;
pub mod job;
pub mod leaving;
pub mod loan;
pub mod merge;
pub mod month_check;
pub mod notice;
pub mod obligation;
pub mod organisation;
pub mod person;
pub mod pledge;
pub mod policy;
pub mod post;
pub mod quality;
pub mod recent_search;
pub mod request;
pub mod robot;
pub mod role;
pub mod saved_view;
pub mod search;
pub mod secrecy;
pub mod session;
pub mod share;
pub mod trace;
pub mod twin;
pub mod uncertain;
pub mod urgent_news;
pub mod vault;
pub mod verified;
pub mod visibility;
pub mod watch;
pub mod withdrawn;
pub mod workbench;

use kedang_db::Migration;

/// An error of storage: the database's, or a row that this program cannot read.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// The database refused.
    #[error(transparent)]
    Db(#[from] kedang_db::DbError),
    /// A stored value is not what this program writes; `what` names table and column.
    #[error("{what}: stored value cannot be read: {why}")]
    Corrupt {
        /// Table and column.
        what: &'static str,
        /// What the reader said.
        why: String,
    },
    /// A sealed value or a wrapped key does not open; `what` names table and column.
    #[error("{what}: {why}")]
    Vault {
        /// Table and column.
        what: &'static str,
        /// What the vault said.
        why: kedang_vault::VaultError,
    },
    /// A value is sealed, and this process was not given the keys of the vault.
    #[error("the keys of the vault are not there")]
    NoVault,
}

impl StorageError {
    /// A stored value that does not parse.
    pub fn corrupt(what: &'static str) -> impl Fn(&dyn std::fmt::Display) -> Self {
        move |why| Self::Corrupt { what, why: why.to_string() }
    }

    /// Whether a UNIQUE constraint refused the row.
    #[must_use]
    pub fn is_unique(&self) -> bool {
        matches!(self, Self::Db(kedang_db::DbError::Unique(_)))
    }
}

/// Result of everything in this crate.
pub type Result<T> = std::result::Result<T, StorageError>;

/// The schema, oldest step first. Released steps are never edited.
pub const SCHEMA: &[Migration] = &[
    Migration { version: 1, name: "foundation", sql: include_str!("schema/0001_foundation.sql") },
    Migration { version: 2, name: "import", sql: include_str!("schema/0002_import.sql") },
    Migration { version: 3, name: "merge", sql: include_str!("schema/0003_merge.sql") },
    Migration { version: 4, name: "clash", sql: include_str!("schema/0004_clash.sql") },
    Migration { version: 5, name: "export", sql: include_str!("schema/0005_export.sql") },
    Migration {
        version: 6,
        name: "recent_search",
        sql: include_str!("schema/0006_recent_search.sql"),
    },
    Migration { version: 7, name: "greeting", sql: include_str!("schema/0007_greeting.sql") },
    Migration {
        version: 8,
        name: "import_template",
        sql: include_str!("schema/0008_import_template.sql"),
    },
    Migration {
        version: 9,
        name: "invalid_entry",
        sql: include_str!("schema/0009_invalid_entry.sql"),
    },
    Migration {
        version: 10,
        name: "import_approval",
        sql: include_str!("schema/0010_import_approval.sql"),
    },
    Migration { version: 11, name: "policy", sql: include_str!("schema/0011_policy.sql") },
    Migration { version: 12, name: "obligation", sql: include_str!("schema/0012_obligation.sql") },
    Migration { version: 13, name: "notice", sql: include_str!("schema/0013_notice.sql") },
    Migration {
        version: 14,
        name: "month_check",
        sql: include_str!("schema/0014_month_check.sql"),
    },
    Migration {
        version: 15,
        name: "verification",
        sql: include_str!("schema/0015_verification.sql"),
    },
    Migration {
        version: 16,
        name: "withdrawn_customer",
        sql: include_str!("schema/0016_withdrawn_customer.sql"),
    },
    Migration { version: 17, name: "pledge", sql: include_str!("schema/0017_pledge.sql") },
    Migration { version: 18, name: "desk", sql: include_str!("schema/0018_desk.sql") },
    Migration { version: 19, name: "secrecy", sql: include_str!("schema/0019_secrecy.sql") },
    Migration { version: 20, name: "vault", sql: include_str!("schema/0020_vault.sql") },
    Migration { version: 21, name: "request", sql: include_str!("schema/0021_request.sql") },
    Migration { version: 22, name: "device", sql: include_str!("schema/0022_device.sql") },
    Migration { version: 23, name: "trace", sql: include_str!("schema/0023_trace.sql") },
    Migration { version: 24, name: "loan", sql: include_str!("schema/0024_loan.sql") },
    Migration { version: 25, name: "watch", sql: include_str!("schema/0025_watch.sql") },
];

/// Parses a stored id, code or JSON text.
pub(crate) fn parse<T: std::str::FromStr>(what: &'static str, text: &str) -> Result<T>
where
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|e: T::Err| StorageError::Corrupt { what, why: e.to_string() })
}

/// Parses an optional stored id.
pub(crate) fn parse_opt<T: std::str::FromStr>(
    what: &'static str,
    text: Option<String>,
) -> Result<Option<T>>
where
    T::Err: std::fmt::Display,
{
    text.map(|t| parse(what, &t)).transpose()
}

/// Reads a stored JSON text.
pub(crate) fn from_json<T: serde::de::DeserializeOwned>(
    what: &'static str,
    text: &str,
) -> Result<T> {
    serde_json::from_str(text).map_err(|e| StorageError::Corrupt { what, why: e.to_string() })
}

/// Writes a JSON text.
pub(crate) fn to_json<T: serde::Serialize>(what: &'static str, value: &T) -> Result<String> {
    serde_json::to_string(value).map_err(|e| StorageError::Corrupt { what, why: e.to_string() })
}
