//! Forms that many replies share.

use jiff::Timestamp;
use kedang_app::Context;
use kedang_domain::permission::Decision;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// An instant in RFC 3339, to the millisecond, in UTC.
#[must_use]
pub fn instant(ms: i64) -> String {
    let instant = Timestamp::from_millisecond(ms).unwrap_or(Timestamp::UNIX_EPOCH);
    format!("{instant:.3}")
}

/// As [`instant`]; zero means never.
#[must_use]
pub fn instant_or_never(ms: i64) -> Option<String> {
    (ms != 0).then(|| instant(ms))
}

/// Somebody or something, with the name that a page shows.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Named {
    /// Which.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

impl Named {
    /// From an id and a name.
    pub fn new(id: Uuid, name: impl Into<String>) -> Self {
        Self { id, name: name.into() }
    }
}

/// A fact of a customer or a contact: what it may be is for the catalogue of fields to say.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Fact {
    /// Text, a choice's key, a date, a number with decimals, the id of a person.
    Text(String),
    /// An amount in fen.
    Fen(i64),
    /// Yes or no.
    YesNo(bool),
    /// The keys of several choices.
    Choices(Vec<String>),
}

/// Facts by key of the field catalogue.
#[derive(Debug, ToSchema)]
pub struct Facts(pub HashMap<String, Fact>);

/// What is to be written of a fact.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum FactChange {
    /// What it is from now on.
    Known(Fact),
    /// Null: nothing is known, or no longer.
    Unknown,
}

/// Facts to be written, by key of the field catalogue.
#[derive(Debug, ToSchema)]
pub struct FactChanges(pub HashMap<String, FactChange>);

/// Whether something may be done: the permission rule's answer.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Answer {
    /// "allow", "deny" or "needs".
    #[schema(example = "allow")]
    pub answer: &'static str,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub reason: Option<serde_json::Value>,
    /// The request that would open it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub request: Option<serde_json::Value>,
    /// The clause that the answer rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<&'static str>,
}

impl Answer {
    /// An answer, with the clause of the regulation in force on which it rests.
    #[must_use]
    pub fn of(ctx: &Context, decision: Decision) -> Self {
        let clause = ctx.clause_of(&decision);
        match decision {
            Decision::Allow => Self { answer: "allow", reason: None, request: None, clause: None },
            Decision::Deny(refusal) => Self {
                answer: "deny",
                reason: serde_json::to_value(refusal.reason).ok(),
                request: None,
                clause,
            },
            Decision::Needs { request, .. } => Self {
                answer: "needs",
                reason: None,
                request: serde_json::to_value(request).ok(),
                clause,
            },
        }
    }
}

/// Tells "absent" (`None`) from "null" (`Some(None)`) in a change.
///
/// # Errors
/// When the value itself does not parse.
pub fn maybe<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

/// A part of a change that may be absent but not null.
///
/// # Errors
/// When it is null or does not parse.
pub fn present<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    T::deserialize(deserializer).map(Some)
}

/// What is assumed of something that is in force unless it says otherwise.
#[must_use]
pub fn yes() -> bool {
    true
}
