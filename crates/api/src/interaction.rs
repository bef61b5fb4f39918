//! Interactions with a customer: calls, visits, letters, complaints…

use crate::code::{DirectionCode, InteractionCode};
use crate::endpoint::{MakingOn, Seen, made, now};
use crate::extract::{Json, bad};
use crate::wire::{Answer, Named, instant, maybe, present};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use kedang_app::interaction::{Interaction as Stored, Report, ReportChange};
use kedang_app::{App, Context};
use kedang_domain::field::FieldError;
use kedang_domain::id::{ContactId, CustomerId, InteractionId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(create)).routes(routes!(update, remove))
}

/// An interaction with a customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Interaction {
    /// Which.
    pub id: Uuid,
    /// With which customer.
    pub customer_id: Uuid,
    /// By what way.
    pub kind: InteractionCode,
    /// Who reached out; null: nobody in particular.
    pub direction: Option<DirectionCode>,
    /// When it took place.
    #[schema(format = DateTime)]
    pub at: String,
    /// With which of the customer's contacts.
    pub contact: Option<Named>,
    /// Who recorded it.
    pub person: Named,
    /// In a sentence.
    pub summary: String,
    /// In full.
    pub detail: Option<String>,
    /// When it was recorded.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
    /// What the caller may do: mend (change or take back).
    pub actions: BTreeMap<&'static str, Answer>,
}

impl Interaction {
    /// As this person sees it.
    pub(crate) fn new(ctx: &Context, stored: Stored) -> Self {
        let mend = Answer::of(ctx, App::mending(ctx, &stored));
        Self {
            id: stored.id.uuid(),
            customer_id: stored.customer.uuid(),
            kind: InteractionCode(stored.kind),
            direction: stored.direction.map(DirectionCode),
            at: instant(stored.at),
            contact: stored.contact.map(|(id, name)| Named::new(id.uuid(), name)),
            person: Named::new(stored.person.0.uuid(), stored.person.1),
            summary: stored.summary,
            detail: stored.detail,
            created_at: instant(stored.created_at),
            version: stored.version,
            actions: BTreeMap::from([("mend", mend)]),
        }
    }
}

/// An instant of the caller, in ms UTC.
fn parse(name: &str, text: &str) -> Result<i64> {
    match text.parse::<jiff::Timestamp>() {
        Ok(at) => Ok(at.as_millisecond()),
        Err(_) => {
            let shown: String = text.chars().take(64).collect();
            Err(bad(name, FieldError::new("instant_format").with("value", shown)))
        }
    }
}

/// An interaction to be put on file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InteractionInput {
    /// By what way.
    pub kind: InteractionCode,
    /// Who reached out.
    pub direction: Option<DirectionCode>,
    /// When it took place, RFC 3339; at most a day ahead.
    #[schema(format = DateTime, example = "2026-11-22T04:44:45Z")]
    pub at: String,
    /// With which of the customer's contacts.
    pub contact_id: Option<Uuid>,
    /// In a sentence, at most 500 characters.
    pub summary: String,
    /// In full, at most 20000 characters.
    pub detail: Option<String>,
}

/// Put an interaction on file.
#[utoipa::path(
    post,
    path = "/customers/{id}/interactions",
    tag = "interaction",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = InteractionInput,
    responses(
        (status = 201, description = "On file", body = Interaction),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    MakingOn { signed, id, input }: MakingOn<CustomerId, InteractionInput>,
) -> Result<Response> {
    let report = Report {
        kind: input.kind.0,
        direction: input.direction.map(|d| d.0),
        at: parse("at", &input.at)?,
        contact: input.contact_id.map(ContactId::new),
        summary: input.summary,
        detail: input.detail,
    };
    let stored = server.app.create_interaction(&signed, id, report).await?;
    Ok(made("interactions", stored.id, stored.version, Interaction::new(&signed, stored)))
}

/// A change of an interaction; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InteractionChange {
    /// By what way.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = InteractionCode, required = false)]
    pub kind: Option<InteractionCode>,
    /// Who reached out.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<DirectionCode>)]
    pub direction: Option<Option<DirectionCode>>,
    /// When it took place, RFC 3339; at most a day ahead.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, format = DateTime, required = false)]
    pub at: Option<String>,
    /// With which of the customer's contacts.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<Uuid>)]
    pub contact_id: Option<Option<Uuid>>,
    /// In a sentence, at most 500 characters.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub summary: Option<String>,
    /// In full, at most 20000 characters.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<String>)]
    pub detail: Option<Option<String>>,
}

/// Mend the record of an interaction: its author, within 24 hours.
#[utoipa::path(
    patch,
    path = "/interactions/{id}",
    tag = "interaction",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = InteractionChange,
    responses(
        (status = 200, description = "As it is now", body = Interaction),
        (status = 404, description = "No such interaction, or not for the caller"),
        (status = 412, description = "Changed meanwhile"),
        (status = 422, description = "Values refused"),
    )
)]
async fn update(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<InteractionId>,
    Json(input): Json<InteractionChange>,
) -> Result<Response> {
    let change = ReportChange {
        kind: input.kind.map(|k| k.0),
        direction: input.direction.map(|d| d.map(|d| d.0)),
        at: input.at.map(|at| parse("at", &at)).transpose()?,
        contact: input.contact_id.map(|c| c.map(ContactId::new)),
        summary: input.summary,
        detail: input.detail,
    };
    let stored = server.app.change_interaction(&signed, id, version, change).await?;
    Ok(now(stored.version, Interaction::new(&signed, stored)))
}

/// Take the record of an interaction back: its author, within 24 hours. It stays for the record,
/// marked.
#[utoipa::path(
    delete,
    path = "/interactions/{id}",
    tag = "interaction",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 204, description = "Taken back"),
        (status = 404, description = "No such interaction, or not for the caller"),
        (status = 412, description = "Changed meanwhile"),
    )
)]
async fn remove(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<InteractionId>,
) -> Result<StatusCode> {
    server.app.remove_interaction(&signed, id, version).await?;
    Ok(StatusCode::NO_CONTENT)
}
