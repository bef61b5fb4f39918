//! Entries of the log as they are sent.

use crate::messages::{Language, text};
use crate::wire::{Named, instant};
use kedang_app::evidence::{Detail, Found, LoggedActor, Names};
use kedang_domain::id::PersonId;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What was acted upon.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceSubject {
    /// What it is.
    #[schema(example = "customer")]
    pub kind: String,
    /// Which.
    pub id: String,
    /// What it is called now, where it has a name that readers of the log may know.
    pub label: Option<String>,
}

/// A customer as the readers of the log may know it.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvidenceCustomer {
    /// Which.
    pub id: String,
    /// The uniform file code; null when it is no longer on file.
    pub code: Option<String>,
    /// What it is called now.
    pub name: Option<String>,
}

/// An entry of the log, from the bytes that are signed. What it does not say is null.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct EvidenceItem {
    /// Its place in the log, from 0.
    pub index: i64,
    /// When.
    #[schema(format = DateTime)]
    pub at: Option<String>,
    /// Who, when it was a person.
    pub person: Option<Named>,
    /// What ran, when it was the system itself.
    pub system: Option<String>,
    /// `web`, `api`, `cli` or `job`.
    pub channel: Option<&'static str>,
    /// The network address from which it came.
    pub address: Option<String>,
    /// What was done or tried.
    #[schema(example = "customer.open")]
    pub action: Option<String>,
    /// Upon what.
    pub subject: Option<EvidenceSubject>,
    /// The customer concerned.
    pub customer: Option<EvidenceCustomer>,
    /// `done` or `refused`.
    pub outcome: Option<&'static str>,
    /// Why, as a word.
    pub reason: Option<String>,
    /// The clause that decided.
    pub clause: Option<String>,
    /// Keys of the fields that changed.
    pub changes: Vec<String>,
    /// Further ids, words and counts.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub details: Map<String, Value>,
    /// What the ids in the details are called now.
    pub names: BTreeMap<String, String>,
    /// Code of what is wrong with the entry: then the log was tampered with.
    pub fault: Option<String>,
    /// The fault in words.
    pub fault_text: Option<String>,
}

impl EvidenceItem {
    pub(super) fn new(found: Found, names: &Names, language: Language) -> Self {
        let fault_text = found.fault.map(|code| {
            let params = Map::from_iter([("index".to_owned(), found.index.into())]);
            text(language, code, &params)
        });
        let mut item = Self {
            index: found.index,
            fault: found.fault.map(str::to_owned),
            fault_text,
            ..Self::default()
        };
        let Some(said) = found.said else { return item };
        match said.actor {
            LoggedActor::Person(id) => {
                let name = names.house.get(&id).cloned().unwrap_or_default();
                item.person = id.parse().ok().map(|id: PersonId| Named::new(id.uuid(), name));
            }
            LoggedActor::System(what) => item.system = Some(what),
            LoggedActor::Anonymous => {}
        }
        let called = |id: &str| {
            let customer = || names.customers.get(id).map(|(_, name)| name);
            names.house.get(id).or_else(customer).cloned()
        };
        item.at = Some(instant(said.at));
        item.channel = Some(said.channel.as_str());
        item.address = said.address;
        item.action = Some(said.action);
        item.outcome = Some(said.outcome.as_str());
        item.reason = said.reason;
        item.clause = said.clause;
        item.changes = said.changes.into_iter().map(|change| change.field).collect();
        item.subject = said.subject.map(|subject| EvidenceSubject {
            label: called(&subject.id),
            kind: subject.kind,
            id: subject.id,
        });
        item.customer = said.customer.map(|id| {
            let (code, name) = names.customers.get(&id).cloned().unzip();
            EvidenceCustomer { id, code, name }
        });
        for (key, detail) in said.details {
            let value = match detail {
                Detail::Text(text) => Value::from(text),
                Detail::Int(number) => number.into(),
                Detail::List(texts) => texts.into(),
            };
            let ids = match &value {
                Value::Array(ids) => ids.iter().filter_map(Value::as_str).collect(),
                Value::String(id) => vec![id.as_str()],
                _ => Vec::new(),
            };
            item.names.extend(ids.into_iter().filter_map(|id| Some((id.to_owned(), called(id)?))));
            item.details.insert(key, value);
        }
        item
    }
}
