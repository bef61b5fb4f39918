//! What every entry keeps to.

use std::collections::HashSet;

use thiserror::Error;

use super::{Actor, Detail, Draft};
use crate::frontier::MAX_SIZE;

/// The greatest length of an encoded entry, bytes. Longer lists of ids go into several entries.
pub const MAX_ENTRY_BYTES: usize = 1 << 20;

/// The greatest length of a word, bytes.
const MAX_WORD: usize = 96;

/// The greatest length of a text, bytes.
const MAX_TEXT: usize = 256;

/// The last millisecond of the year 9999, UTC.
pub(crate) const MAX_AT: i64 = 253_402_300_799_999;

/// The greatest integer that every JSON reader keeps exactly.
const MAX_INT: i64 = (1 << 53) - 1;

/// What a field breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// It must be there, and is not.
    Missing,
    /// There is no such field.
    Unknown,
    /// It is of the wrong type, or not one of the words that may stand there.
    Type,
    /// It is not `[a-z][a-z0-9_.-]*` of at most 96 bytes.
    Word,
    /// It is empty, longer than 256 bytes, or has a control character.
    Text,
    /// The number is out of range.
    Range,
    /// It stands there twice.
    Twice,
}

/// Why something is not an entry.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EntryError {
    /// A field breaks a rule.
    #[error("entry field {field} breaks the rule {rule:?}")]
    Field {
        /// The field, with a dot before the inner key.
        field: String,
        /// The rule.
        rule: Rule,
    },
    /// More than [`MAX_ENTRY_BYTES`].
    #[error("an entry of {0} bytes is too large")]
    TooLarge(usize),
    /// The bytes are not a JSON object in UTF-8.
    #[error("not a JSON object")]
    NotJson,
    /// The `v` is not [`crate::VERSION`].
    #[error("an entry of an unknown version")]
    Version,
    /// The facts are right, but the bytes are not the one encoding of them.
    #[error("not the canonical encoding")]
    NotCanonical,
}

impl EntryError {
    /// The stable code for message catalogues.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Field { .. } => "evidence_entry_field",
            Self::TooLarge(_) => "evidence_entry_too_large",
            Self::NotJson => "evidence_entry_not_json",
            Self::Version => "evidence_entry_version",
            Self::NotCanonical => "evidence_entry_not_canonical",
        }
    }

    pub(super) fn field(field: impl Into<String>, rule: Rule) -> Self {
        Self::Field { field: field.into(), rule }
    }
}

pub(super) fn check_size(bytes: usize) -> Result<(), EntryError> {
    if bytes > MAX_ENTRY_BYTES { Err(EntryError::TooLarge(bytes)) } else { Ok(()) }
}

pub(super) fn check(index: u64, draft: &Draft) -> Result<(), EntryError> {
    if index >= MAX_SIZE {
        return Err(EntryError::field("index", Rule::Range));
    }
    if !(0..=MAX_AT).contains(&draft.at) {
        return Err(EntryError::field("at", Rule::Range));
    }
    match &draft.actor {
        Actor::Person(id) | Actor::System(id) => text("actor.id", id)?,
        Actor::Anonymous => {}
    }
    word("action", &draft.action)?;
    if let Some(subject) = &draft.subject {
        word("subject.kind", &subject.kind)?;
        text("subject.id", &subject.id)?;
    }
    if let Some(reason) = &draft.reason {
        word("reason", reason)?;
    }
    let texts = [
        ("address", &draft.address),
        ("customer", &draft.customer),
        ("clause", &draft.clause),
        ("request", &draft.request),
        ("policy", &draft.policy),
    ];
    for (field, value) in texts {
        if let Some(value) = value {
            text(field, value)?;
        }
    }
    let mut seen = HashSet::new();
    for change in &draft.changes {
        word("changes.field", &change.field)?;
        if !seen.insert(&change.field) {
            return Err(EntryError::field(format!("changes.{}", change.field), Rule::Twice));
        }
        if change.before.is_none() && change.after.is_none() {
            return Err(EntryError::field(format!("changes.{}", change.field), Rule::Missing));
        }
    }
    for (key, value) in &draft.details {
        word("details", key)?;
        check_detail(key, value)?;
    }
    Ok(())
}

fn check_detail(key: &str, value: &Detail) -> Result<(), EntryError> {
    let field = || format!("details.{key}");
    match value {
        Detail::Text(value) => text(&field(), value),
        Detail::Int(value) if (-MAX_INT..=MAX_INT).contains(value) => Ok(()),
        Detail::Int(_) => Err(EntryError::field(field(), Rule::Range)),
        Detail::List(values) => values.iter().try_for_each(|value| text(&field(), value)),
    }
}

fn word(field: &str, value: &str) -> Result<(), EntryError> {
    let inner = |c: u8| matches!(c, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'.' | b'-');
    let good = value.len() <= MAX_WORD
        && value.starts_with(|c: char| c.is_ascii_lowercase())
        && value.bytes().all(inner);
    if good { Ok(()) } else { Err(EntryError::field(field, Rule::Word)) }
}

fn text(field: &str, value: &str) -> Result<(), EntryError> {
    let good = (1..=MAX_TEXT).contains(&value.len()) && !value.chars().any(char::is_control);
    if good { Ok(()) } else { Err(EntryError::field(field, Rule::Text)) }
}
