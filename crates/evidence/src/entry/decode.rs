//! Reading an entry. This reader may be lenient in small things (order, white space), because its
//! caller encodes the result again and compares.

use serde_json::{Map, Value};

use super::{Actor, Change, Channel, Detail, Draft, EntryError, Outcome, Rule, Subject, VERSION};
use crate::commitment::Commitment;

pub(super) fn decode(bytes: &[u8]) -> Result<(u64, Draft), EntryError> {
    let Ok(Value::Object(map)) = serde_json::from_slice(bytes) else {
        return Err(EntryError::NotJson);
    };
    let mut fields = Fields { map, within: "" };
    if fields.take("v")?.as_u64() != Some(VERSION) {
        return Err(EntryError::Version);
    }
    let at = fields.integer("at")?;
    let index = u64::try_from(fields.integer("index")?)
        .map_err(|_| EntryError::field("index", Rule::Range))?;
    let actor = actor(fields.object("actor", "actor.")?)?;
    let channel = match fields.text("channel")?.as_str() {
        "web" => Channel::Web,
        "api" => Channel::Api,
        "cli" => Channel::Cli,
        "job" => Channel::Job,
        _ => return Err(EntryError::field("channel", Rule::Type)),
    };
    let outcome = match fields.text("outcome")?.as_str() {
        "done" => Outcome::Done,
        "refused" => Outcome::Refused,
        _ => return Err(EntryError::field("outcome", Rule::Type)),
    };
    let subject = match fields.map.contains_key("subject") {
        true => {
            let mut inner = fields.object("subject", "subject.")?;
            let subject = Subject { kind: inner.text("kind")?, id: inner.text("id")? };
            inner.end()?;
            Some(subject)
        }
        false => None,
    };
    let mut draft = Draft::new(at, actor, channel, fields.text("action")?);
    draft.outcome = outcome;
    draft.subject = subject;
    draft.address = fields.optional("address")?;
    draft.customer = fields.optional("customer")?;
    draft.reason = fields.optional("reason")?;
    draft.clause = fields.optional("clause")?;
    draft.request = fields.optional("request")?;
    draft.policy = fields.optional("policy")?;
    if let Some(changes) = fields.map.remove("changes") {
        let Value::Array(changes) = changes else {
            return Err(EntryError::field("changes", Rule::Type));
        };
        draft.changes = changes.into_iter().map(change).collect::<Result<_, _>>()?;
    }
    if fields.map.contains_key("details") {
        for (key, value) in fields.object("details", "details.")?.map {
            let value = detail(&key, value)?;
            draft.details.insert(key, value);
        }
    }
    fields.end()?;
    Ok((index, draft))
}

fn actor(mut fields: Fields) -> Result<Actor, EntryError> {
    let actor = match fields.text("kind")?.as_str() {
        "person" => Actor::Person(fields.text("id")?),
        "system" => Actor::System(fields.text("id")?),
        "anonymous" => Actor::Anonymous,
        _ => return Err(EntryError::field("actor.kind", Rule::Type)),
    };
    fields.end()?;
    Ok(actor)
}

fn change(value: Value) -> Result<Change, EntryError> {
    let Value::Object(map) = value else {
        return Err(EntryError::field("changes", Rule::Type));
    };
    let mut fields = Fields { map, within: "changes." };
    let change = Change {
        field: fields.text("field")?,
        before: fields.commitment("before")?,
        after: fields.commitment("after")?,
    };
    fields.end()?;
    Ok(change)
}

fn detail(key: &str, value: Value) -> Result<Detail, EntryError> {
    let wrong = || EntryError::field(format!("details.{key}"), Rule::Type);
    match value {
        Value::String(value) => Ok(Detail::Text(value)),
        Value::Number(value) => value.as_i64().map(Detail::Int).ok_or_else(wrong),
        Value::Array(values) => {
            let text = |value| match value {
                Value::String(value) => Ok(value),
                _ => Err(wrong()),
            };
            Ok(Detail::List(values.into_iter().map(text).collect::<Result<_, _>>()?))
        }
        _ => Err(wrong()),
    }
}

/// An object being emptied; what is left over at the end is unknown.
struct Fields {
    map: Map<String, Value>,
    within: &'static str,
}

impl Fields {
    fn error(&self, key: &str, rule: Rule) -> EntryError {
        EntryError::field(format!("{}{key}", self.within), rule)
    }

    fn take(&mut self, key: &str) -> Result<Value, EntryError> {
        self.map.remove(key).ok_or_else(|| self.error(key, Rule::Missing))
    }

    fn optional(&mut self, key: &str) -> Result<Option<String>, EntryError> {
        match self.map.remove(key) {
            None => Ok(None),
            Some(Value::String(value)) => Ok(Some(value)),
            Some(_) => Err(self.error(key, Rule::Type)),
        }
    }

    fn text(&mut self, key: &str) -> Result<String, EntryError> {
        self.optional(key)?.ok_or_else(|| self.error(key, Rule::Missing))
    }

    fn integer(&mut self, key: &str) -> Result<i64, EntryError> {
        self.take(key)?.as_i64().ok_or_else(|| self.error(key, Rule::Type))
    }

    fn commitment(&mut self, key: &str) -> Result<Option<Commitment>, EntryError> {
        let Some(text) = self.optional(key)? else { return Ok(None) };
        Commitment::from_hex(&text).map(Some).ok_or_else(|| self.error(key, Rule::Type))
    }

    fn object(&mut self, key: &str, within: &'static str) -> Result<Self, EntryError> {
        match self.take(key)? {
            Value::Object(map) => Ok(Self { map, within }),
            _ => Err(self.error(key, Rule::Type)),
        }
    }

    fn end(self) -> Result<(), EntryError> {
        match self.map.keys().next() {
            Some(key) => Err(self.error(key, Rule::Unknown)),
            None => Ok(()),
        }
    }
}
