//! One entry of the log: who did what to which thing, when, and with what outcome.
//!
//! An entry is canonical JSON (the subset of RFC 8785 without fractions): an object with sorted
//! keys, no white space, integers only, absent rather than null, so that the bytes can be read and
//! the hash recomputed with tools that anybody has.

mod decode;
mod encode;
mod rules;

pub(crate) use rules::MAX_AT;
pub use rules::{EntryError, MAX_ENTRY_BYTES, Rule};

use std::collections::BTreeMap;

use crate::commitment::Commitment;

/// The version of the entry format, the `v` of every entry.
pub const VERSION: u64 = 1;

/// Who acted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person of the company, by id.
    Person(String),
    /// The system itself, by the name of what ran, e.g. `job.reminder`.
    System(String),
    /// Somebody who has not shown who they are, e.g. at a failed login.
    Anonymous,
}

/// The way by which the act came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// The page.
    Web,
    /// A program with an access token.
    Api,
    /// A command on the server.
    Cli,
    /// Work driven by the clock.
    Job,
}

impl Channel {
    /// The word in the entry.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Api => "api",
            Self::Cli => "cli",
            Self::Job => "job",
        }
    }
}

/// What became of the act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// It was done.
    #[default]
    Done,
    /// It was refused.
    Refused,
}

impl Outcome {
    /// The word in the entry.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

/// What was acted upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// What it is, a word such as `customer`, `session`, `access_token`.
    pub kind: String,
    /// Its id.
    pub id: String,
}

/// One field that changed: commitments to its values, never the values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The key of the field.
    pub field: String,
    /// The value before; `None` when the field was empty.
    pub before: Option<Commitment>,
    /// The value after; `None` when the field was emptied.
    pub after: Option<Commitment>,
}

/// A further fact of an entry. Ids and counts; never a customer's values, since what is logged
/// can never be erased.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// An id, a code or a word.
    Text(String),
    /// A count or an instant, |n| < 2^53.
    Int(i64),
    /// Several ids, in the order given.
    List(Vec<String>),
}

impl From<&str> for Detail {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Detail {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Detail {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<Vec<String>> for Detail {
    fn from(ids: Vec<String>) -> Self {
        Self::List(ids)
    }
}

/// All of an entry but its place in the log, which is known only when it is appended.
///
/// Texts have no control characters and at most 256 bytes; words (`action`, `reason`, `kind`,
/// field and detail keys) are `[a-z][a-z0-9_.-]*` of at most 96 bytes. [`Draft::seal`] checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// When, ms UTC, from 0 to the end of the year 9999.
    pub at: i64,
    /// Who.
    pub actor: Actor,
    /// By which way.
    pub channel: Channel,
    /// What, a dotted word such as `customer.open`.
    pub action: String,
    /// The network address from which it came.
    pub address: Option<String>,
    /// What was acted upon.
    pub subject: Option<Subject>,
    /// The customer concerned, by id.
    pub customer: Option<String>,
    /// Done or refused.
    pub outcome: Outcome,
    /// Why it was refused, or why it was done: a word such as `not_permitted`.
    pub reason: Option<String>,
    /// The clause of the company's regulation that decided, e.g. `S 8`.
    pub clause: Option<String>,
    /// The id of the request in which it happened.
    pub request: Option<String>,
    /// The version of the policy in force.
    pub policy: Option<String>,
    /// The fields that changed, in the order given, each at most once.
    pub changes: Vec<Change>,
    /// Further facts.
    pub details: BTreeMap<String, Detail>,
}

impl Draft {
    /// A draft with what every entry has; the outcome is *done*.
    #[must_use]
    pub fn new(at: i64, actor: Actor, channel: Channel, action: impl Into<String>) -> Self {
        Self {
            at,
            actor,
            channel,
            action: action.into(),
            address: None,
            subject: None,
            customer: None,
            outcome: Outcome::Done,
            reason: None,
            clause: None,
            request: None,
            policy: None,
            changes: Vec::new(),
            details: BTreeMap::new(),
        }
    }

    /// Sets the network address.
    #[must_use]
    pub fn address(mut self, address: impl Into<String>) -> Self {
        self.address = Some(address.into());
        self
    }

    /// Sets what was acted upon.
    #[must_use]
    pub fn subject(mut self, kind: impl Into<String>, id: impl Into<String>) -> Self {
        self.subject = Some(Subject { kind: kind.into(), id: id.into() });
        self
    }

    /// Sets the customer concerned.
    #[must_use]
    pub fn customer(mut self, id: impl Into<String>) -> Self {
        self.customer = Some(id.into());
        self
    }

    /// Makes the outcome *refused*, for a reason and by a clause if there is one.
    #[must_use]
    pub fn refused(mut self, reason: impl Into<String>, clause: Option<&str>) -> Self {
        self.outcome = Outcome::Refused;
        self.reason = Some(reason.into());
        if let Some(clause) = clause {
            self.clause = Some(clause.to_owned());
        }
        self
    }

    /// Sets the reason of what was done.
    #[must_use]
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// Sets the clause that decided.
    #[must_use]
    pub fn clause(mut self, clause: impl Into<String>) -> Self {
        self.clause = Some(clause.into());
        self
    }

    /// Sets the id of the request.
    #[must_use]
    pub fn request(mut self, id: impl Into<String>) -> Self {
        self.request = Some(id.into());
        self
    }

    /// Sets the version of the policy.
    #[must_use]
    pub fn policy(mut self, version: impl Into<String>) -> Self {
        self.policy = Some(version.into());
        self
    }

    /// Adds a changed field.
    #[must_use]
    pub fn change(
        mut self,
        field: impl Into<String>,
        before: Option<Commitment>,
        after: Option<Commitment>,
    ) -> Self {
        self.changes.push(Change { field: field.into(), before, after });
        self
    }

    /// Adds a further fact; a second one of the same key replaces the first.
    #[must_use]
    pub fn detail(mut self, key: impl Into<String>, value: impl Into<Detail>) -> Self {
        self.details.insert(key.into(), value.into());
        self
    }

    /// Gives the draft its place in the log.
    ///
    /// # Errors
    /// [`EntryError`] naming the field that breaks a rule.
    pub fn seal(self, index: u64) -> Result<Entry, EntryError> {
        rules::check(index, &self)?;
        let entry = Entry { index, draft: self };
        rules::check_size(entry.encode().len())?;
        Ok(entry)
    }
}

/// An entry that keeps all rules: sealed from a [`Draft`], or decoded from its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    index: u64,
    draft: Draft,
}

impl Entry {
    /// The place in the log, from 0.
    #[must_use]
    pub fn index(&self) -> u64 {
        self.index
    }

    /// Everything but the place.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The bytes that are stored and hashed (give them to [`crate::leaf_hash`]).
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        encode::encode(self.index, &self.draft)
    }

    /// Reads the bytes of an entry. Only the bytes that [`Entry::encode`] writes are accepted:
    /// another order, white space, escape or number for the same facts is refused.
    ///
    /// # Errors
    /// [`EntryError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, EntryError> {
        rules::check_size(bytes.len())?;
        let (index, draft) = decode::decode(bytes)?;
        rules::check(index, &draft)?;
        let entry = Self { index, draft };
        if entry.encode() == bytes { Ok(entry) } else { Err(EntryError::NotCanonical) }
    }
}

#[cfg(test)]
mod tests;
