//! The canonical JSON of an entry (RFC 8785).

use super::{Actor, Change, Detail, Draft, VERSION};

/// Writes the object with its keys in order. The texts have no control characters (see the rules),
/// so that only the quotation mark and the backslash are escaped.
pub(super) fn encode(index: u64, draft: &Draft) -> Vec<u8> {
    let mut object = Object::open(String::with_capacity(512));
    object.text("action", &draft.action);
    object.with("actor", |out| actor(out, &draft.actor));
    object.optional("address", draft.address.as_ref());
    object.with("at", |out| out.push_str(&draft.at.to_string()));
    if !draft.changes.is_empty() {
        object.with("changes", |out| array(out, &draft.changes, change));
    }
    object.text("channel", draft.channel.as_str());
    object.optional("clause", draft.clause.as_ref());
    object.optional("customer", draft.customer.as_ref());
    if !draft.details.is_empty() {
        object.with("details", |out| {
            let mut details = Object::open(core::mem::take(out));
            for (key, value) in &draft.details {
                details.with(key, |out| detail(out, value));
            }
            *out = details.close();
        });
    }
    object.with("index", |out| out.push_str(&index.to_string()));
    object.text("outcome", draft.outcome.as_str());
    object.optional("policy", draft.policy.as_ref());
    object.optional("reason", draft.reason.as_ref());
    object.optional("request", draft.request.as_ref());
    if let Some(subject) = &draft.subject {
        object.with("subject", |out| {
            let mut object = Object::open(core::mem::take(out));
            object.text("id", &subject.id);
            object.text("kind", &subject.kind);
            *out = object.close();
        });
    }
    object.with("v", |out| out.push_str(&VERSION.to_string()));
    object.close().into_bytes()
}

fn actor(out: &mut String, actor: &Actor) {
    let mut object = Object::open(core::mem::take(out));
    match actor {
        Actor::Person(id) => {
            object.text("id", id);
            object.text("kind", "person");
        }
        Actor::System(id) => {
            object.text("id", id);
            object.text("kind", "system");
        }
        Actor::Anonymous => object.text("kind", "anonymous"),
    }
    *out = object.close();
}

fn change(out: &mut String, change: &Change) {
    let mut object = Object::open(core::mem::take(out));
    if let Some(after) = change.after {
        object.text("after", &after.to_hex());
    }
    if let Some(before) = change.before {
        object.text("before", &before.to_hex());
    }
    object.text("field", &change.field);
    *out = object.close();
}

fn detail(out: &mut String, value: &Detail) {
    match value {
        Detail::Text(value) => string(out, value),
        Detail::Int(value) => out.push_str(&value.to_string()),
        Detail::List(values) => array(out, values, |out, value| string(out, value)),
    }
}

fn array<T>(out: &mut String, items: &[T], mut write: impl FnMut(&mut String, &T)) {
    out.push('[');
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(']');
}

fn string(out: &mut String, value: &str) {
    out.push('"');
    for c in value.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

/// An object being written; the caller gives the keys in order.
struct Object {
    out: String,
    first: bool,
}

impl Object {
    fn open(mut out: String) -> Self {
        out.push('{');
        Self { out, first: true }
    }

    fn with(&mut self, key: &str, write: impl FnOnce(&mut String)) {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        string(&mut self.out, key);
        self.out.push(':');
        write(&mut self.out);
    }

    fn text(&mut self, key: &str, value: &str) {
        self.with(key, |out| string(out, value));
    }

    fn optional(&mut self, key: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    fn close(mut self) -> String {
        self.out.push('}');
        self.out
    }
}
