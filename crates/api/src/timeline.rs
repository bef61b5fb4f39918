//! The timeline of a customer.

use crate::auth::Signed;
use crate::extract::{Json, Page, Path, Query, limit};
use crate::interaction::Interaction;
use crate::messages::{Language, text};
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use kedang_app::timeline::{INTERACTION, Moment, Told, ToldChange};
use kedang_domain::id::CustomerId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Moments on a page unless the caller says otherwise.
const LIMIT: i64 = 50;
/// Moments on a page, at most.
const LIMIT_MAX: i64 = 200;

/// One field that changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineChange {
    /// Key of the field; `name`, `template`, `owner`, `primary`, `person`, `until` for what is not
    /// in the catalogue.
    pub field: String,
    /// Its name in the caller's language.
    pub label: String,
    /// Before; null: it was unknown.
    #[schema(value_type = Option<serde_json::Value>)]
    pub before: Option<Value>,
    /// After; null: it is no longer known.
    #[schema(value_type = Option<serde_json::Value>)]
    pub after: Option<Value>,
    /// Before, in words, where the value is a key or an id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before_text: Option<String>,
    /// After, in words, where the value is a key or an id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_text: Option<String>,
}

/// One moment of the timeline.
#[derive(Debug, Serialize, ToSchema)]
pub struct TimelineItem {
    /// Which.
    pub id: String,
    /// `created`, `import`, `change`, `owner`, `share`, `contact`, `uncertain`, `verification`,
    /// `correction`, `campaign` or `interaction`.
    #[schema(example = "change")]
    pub kind: String,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// Who.
    pub person: Named,
    /// The contact that it concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Named>,
    /// What changed.
    pub changes: Vec<TimelineChange>,
    /// Why, or how, in somebody's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The row of an imported file that the customer was made of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<i64>,
    /// The name of its sheet, where the file had several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The interaction, when it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interaction: Option<Interaction>,
}

pub(crate) fn change(told: ToldChange, language: Language) -> TimelineChange {
    let ToldChange { field, label, before, after } = told;
    let label = label.unwrap_or_else(|| text(language, &format!("label_{field}"), &Map::new()));
    // An instant is kept as a number; the caller gets it as every other instant.
    let value = |told: &Told| match (&told.value, field.as_str()) {
        (Some(value), "until") => value.as_i64().map(|ms| instant(ms).into()),
        (value, _) => value.clone(),
    };
    TimelineChange {
        label,
        before: value(&before),
        after: value(&after),
        before_text: before.text,
        after_text: after.text,
        field,
    }
}

/// What of the timeline is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Kinds, with commas between them; all when absent.
    kinds: Option<String>,
    /// Where the page begins, as the page before said.
    cursor: Option<String>,
    /// At most so many, 1 to 200.
    limit: Option<i64>,
}

/// What happened to a customer and how it was dealt with. The reading is written into the log.
#[utoipa::path(
    get,
    path = "/customers/{id}/timeline",
    tag = "timeline",
    params(("id" = Uuid, Path), Wanted),
    responses(
        (status = 200, description = "Newest first", body = Page<TimelineItem>),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 422, description = "A kind or cursor that is none"),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<Page<TimelineItem>>> {
    let kinds: Vec<String> = wanted
        .kinds
        .iter()
        .flat_map(|k| k.split(','))
        .map(|k| k.trim().to_owned())
        .filter(|k| !k.is_empty())
        .collect();
    let limit = limit(wanted.limit, LIMIT, LIMIT_MAX)?;
    let cursor = wanted.cursor.as_deref();
    let timeline = server.app.timeline(&signed, id, &kinds, cursor, limit).await?;
    let language = Language::of(&signed.locale);
    let items = timeline.moments.into_iter().map(|moment| match moment {
        Moment::Event { id, at, kind, person, contact, changes, reason, row, sheet } => {
            TimelineItem {
                id,
                kind,
                at: instant(at),
                person: Named::new(person.0.uuid(), person.1),
                contact: contact.map(|(id, name)| Named::new(id, name)),
                changes: changes.into_iter().map(|c| change(c, language)).collect(),
                reason,
                row,
                sheet,
                interaction: None,
            }
        }
        Moment::Interaction(stored) => {
            let interaction = Interaction::new(&signed, stored);
            TimelineItem {
                id: interaction.id.to_string(),
                kind: INTERACTION.to_owned(),
                at: interaction.at.clone(),
                person: interaction.person.clone(),
                contact: interaction.contact.clone(),
                changes: Vec::new(),
                reason: None,
                row: None,
                sheet: None,
                interaction: Some(interaction),
            }
        }
    });
    Ok(Json(Page { items: items.collect(), next_cursor: timeline.next }))
}
