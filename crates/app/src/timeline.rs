//! The timeline of a customer: what happened to it and how it was dealt with, newest first.

use crate::field::issue;
use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::field::{Catalogue, Field, FieldError, FieldType, Subject};
use kedang_domain::id::{CustomerId, PersonId, Uuid};
use kedang_domain::reference::{Divisions, Industries};
use kedang_storage::event::{Event, FieldChange};
use kedang_storage::interaction::Interaction;
use kedang_storage::{contact, event, interaction, organisation};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// The kind under which interactions stand on the timeline.
pub const INTERACTION: &str = "interaction";

/// Kinds of events on the timeline. Events of the kind `interaction` are not among them: the
/// interaction stands for itself.
pub const EVENT_KINDS: &[&str] = &[
    "created",
    "import",
    "change",
    "owner",
    "share",
    "contact",
    "uncertain",
    "verification",
    "correction",
    "campaign",
    "merge",
    "unmerge",
    "withdraw",
    "return",
    "reported",
];

/// A value that changed, as people read it.
#[derive(Clone, Debug, Default)]
pub struct Told {
    /// The value as it is stored; `None`: there was none.
    pub value: Option<Value>,
    /// In words, where the stored form is a key or an id.
    pub text: Option<String>,
}

/// A field that changed, as people read it.
#[derive(Clone, Debug)]
pub struct ToldChange {
    /// Key of the field; `name`, `template`, `owner`, `primary`, `person`, `until` for what is not
    /// in the catalogue.
    pub field: String,
    /// Its name, when it is in the catalogue.
    pub label: Option<String>,
    /// Before.
    pub before: Told,
    /// After.
    pub after: Told,
}

/// One moment of the timeline.
#[derive(Clone, Debug)]
pub enum Moment {
    /// Something happened.
    Event {
        /// Its id.
        id: String,
        /// When, ms UTC.
        at: i64,
        /// One of [`EVENT_KINDS`].
        kind: String,
        /// Who did it, and their name.
        person: (PersonId, String),
        /// The contact that it concerns, and their name.
        contact: Option<(Uuid, String)>,
        /// What changed.
        changes: Vec<ToldChange>,
        /// Why, or how, in somebody's words.
        reason: Option<String>,
        /// The row of an imported file that the customer was made of.
        row: Option<i64>,
        /// The name of its sheet, where the file had several.
        sheet: Option<String>,
    },
    /// Somebody dealt with the customer.
    Interaction(Interaction),
}

impl Moment {
    fn place(&self) -> (i64, String) {
        match self {
            Self::Event { at, id, .. } => (*at, id.clone()),
            Self::Interaction(i) => (i.at, i.id.to_string()),
        }
    }
}

/// A page of the timeline.
#[derive(Debug)]
pub struct Timeline {
    /// Newest first.
    pub moments: Vec<Moment>,
    /// Where the next page begins.
    pub next: Option<String>,
}

impl App {
    /// A page of a customer's timeline; of these kinds only, unless there are none. The reading is
    /// on record.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the customer is not for this person; a kind or cursor that is
    /// none.
    pub async fn timeline(
        &self,
        ctx: &Context,
        customer: CustomerId,
        kinds: &[String],
        cursor: Option<&str>,
        limit: i64,
    ) -> Result<Timeline> {
        if let Some(stray) =
            kinds.iter().find(|k| *k != INTERACTION && !EVENT_KINDS.contains(&k.as_str()))
        {
            let allowed: Vec<_> = EVENT_KINDS.iter().copied().chain([INTERACTION]).collect();
            let shown: String = stray.chars().take(64).collect();
            let error =
                FieldError::new("kind_unknown").with("value", shown).with("allowed", allowed);
            return Err(AppError::invalid(issue("/kinds", "kinds", error)));
        }
        let before = match cursor {
            None => None,
            Some(text) => Some(place(text).ok_or_else(|| {
                AppError::invalid(issue("/cursor", "cursor", FieldError::new("cursor_format")))
            })?),
        };
        self.read_part(ctx, customer, "timeline").await?;
        let mut conn = self.db().read().await?;
        let before = before.as_ref().map(|(at, id)| (*at, id.as_str()));
        let wanted = |kind: &str| kinds.is_empty() || kinds.iter().any(|k| k == kind);
        let event_kinds: Vec<&str> = EVENT_KINDS.iter().copied().filter(|k| wanted(k)).collect();
        let events = match event_kinds.is_empty() {
            true => Vec::new(),
            false => {
                event::of_customer(&mut conn, customer, &event_kinds, before, limit + 1).await?
            }
        };
        let interactions = match wanted(INTERACTION) {
            true => interaction::of_customer(&mut conn, customer, before, limit + 1).await?,
            false => Vec::new(),
        };
        let ids: Vec<String> =
            events.iter().map(|e| e.subject.clone()).filter(|s| !s.is_empty()).collect();
        let contacts = contact::names(&mut conn, &ids).await?;
        let words = Words { contacts, ..self.words(&mut conn, ctx).await? };
        let mut moments: Vec<Moment> = events
            .into_iter()
            .map(|e| words.event(e))
            .chain(interactions.into_iter().map(Moment::Interaction))
            .collect();
        moments.sort_by_key(|m| std::cmp::Reverse(m.place()));
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = moments.len() > limit;
        moments.truncate(limit);
        let next = moments.last().filter(|_| more).map(|last| {
            let (at, id) = last.place();
            format!("{at}.{id}")
        });
        Ok(Timeline { moments, next })
    }
}

impl App {
    /// What it takes to tell changes of customers in words.
    pub(crate) async fn words<'a>(&self, conn: &mut Conn, ctx: &'a Context) -> Result<Words<'a>> {
        Ok(Words {
            catalogue: self.catalogue(conn).await?,
            locale: &ctx.locale,
            people: organisation::person_names(conn).await?,
            contacts: HashMap::new(),
            templates: self.template_names(conn, &ctx.locale).await?,
        })
    }
}

/// A place on the timeline from its text form.
fn place(text: &str) -> Option<(i64, String)> {
    let (at, id) = text.split_once('.')?;
    let id = Uuid::try_parse(id).ok()?;
    Some((at.parse().ok()?, id.hyphenated().to_string()))
}

/// What it takes to tell an event in words.
pub(crate) struct Words<'a> {
    catalogue: Arc<Catalogue>,
    locale: &'a str,
    people: HashMap<String, String>,
    contacts: HashMap<String, String>,
    templates: HashMap<String, String>,
}

impl Words<'_> {
    fn event(&self, event: Event) -> Moment {
        let contact = self.contacts.get(&event.subject).cloned();
        let subject = if contact.is_some() { Subject::Contact } else { Subject::Customer };
        let changes = event.detail.changes.into_iter().map(|change| self.change(subject, change));
        let id = event.person.to_string();
        Moment::Event {
            changes: changes.collect(),
            id: event.id,
            at: event.at,
            kind: event.kind,
            person: (event.person, self.people.get(&id).cloned().unwrap_or_default()),
            contact: Uuid::try_parse(&event.subject).ok().zip(contact),
            reason: event.detail.reason,
            row: event.detail.row,
            sheet: event.detail.sheet,
        }
    }

    /// The name of a person.
    pub(crate) fn person(&self, id: PersonId) -> String {
        self.people.get(&id.to_string()).cloned().unwrap_or_default()
    }

    /// A field that changed.
    pub(crate) fn change(&self, subject: Subject, change: FieldChange) -> ToldChange {
        let field = self.catalogue.get(subject, &change.field);
        let told = |value: Option<Value>| Told {
            text: value.as_ref().and_then(|v| self.text(&change.field, field, v)),
            value,
        };
        ToldChange {
            label: field.map(|f| f.label.in_locale(self.locale).to_owned()),
            before: told(change.before),
            after: told(change.after),
            field: change.field.clone(),
        }
    }

    /// The words for a stored value that is a key or an id.
    fn text(&self, key: &str, field: Option<&Field>, value: &Value) -> Option<String> {
        let person = |id: &str| self.people.get(id).cloned();
        let Some(field) = field else {
            return match key {
                "owner" | "person" => person(value.as_str()?),
                "template" => self.templates.get(value.as_str()?).cloned(),
                _ => None,
            };
        };
        let option =
            |key: &str| field.option(key).map(|o| o.label.in_locale(self.locale).to_owned());
        match field.field_type {
            FieldType::Choice => option(value.as_str()?),
            FieldType::MultiChoice => {
                let names: Vec<String> =
                    value.as_array()?.iter().filter_map(|k| option(k.as_str()?)).collect();
                let between = if self.locale.starts_with("en") { ", " } else { "、" };
                Some(names.join(between))
            }
            FieldType::Person => person(value.as_str()?),
            FieldType::Region => Divisions::builtin().full_name(value.as_str()?).map(str::to_owned),
            FieldType::Industry => {
                Industries::builtin().by_code(value.as_str()?).map(|i| i.name.to_owned())
            }
            _ => None,
        }
    }
}
