//! Shares of a customer with colleagues.

use crate::auth::Signed;
use crate::endpoint::MakingOn;
use crate::extract::{Json, Page, Path, bad};
use crate::wire::{Answer, Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use kedang_app::Context;
use kedang_app::share::{NewShare, Share as Stored, Until};
use kedang_domain::field::FieldError;
use kedang_domain::id::{CustomerId, PersonId, ShareId};
use kedang_domain::permission::Decision;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(end))
}

/// A share of a customer with a colleague.
#[derive(Debug, Serialize, ToSchema)]
pub struct Share {
    /// Which.
    pub id: Uuid,
    /// With whom.
    pub person: Named,
    /// By whom.
    pub shared_by: Named,
    /// What for.
    pub reason: String,
    /// Since when.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Until when.
    #[schema(format = DateTime)]
    pub until: String,
    /// What the caller may do: end.
    pub actions: BTreeMap<&'static str, Answer>,
}

impl Share {
    fn new(ctx: &Context, share: Stored, end: Decision) -> Self {
        Self {
            id: share.id.uuid(),
            person: Named::new(share.person.0.uuid(), share.person.1),
            shared_by: Named::new(share.shared_by.0.uuid(), share.shared_by.1),
            reason: share.reason,
            created_at: instant(share.created_at),
            until: instant(share.until),
            actions: BTreeMap::from([("end", Answer::of(ctx, end))]),
        }
    }
}

/// The shares of a customer that hold now.
#[utoipa::path(
    get,
    path = "/customers/{id}/shares",
    tag = "share",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "Newest first", body = Page<Share>),
        (status = 404, description = "No such customer, or not for the caller"),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
) -> Result<Json<Page<Share>>> {
    let shares = server.app.shares(&signed, id).await?;
    let items = shares.into_iter().map(|(share, end)| Share::new(&signed, share, end)).collect();
    Ok(Json(Page { items, next_cursor: None }))
}

/// A share to be given.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareInput {
    /// With whom.
    pub person_id: Uuid,
    /// Its last day, or an instant (RFC 3339); at most a year ahead.
    #[schema(example = "2027-03-31")]
    pub until: String,
    /// What for.
    pub reason: String,
}

/// The end of a share in its text form: a day, or an instant.
pub(crate) fn until(text: &str) -> Result<Until> {
    if let Ok(day) = text.parse::<jiff::civil::Date>()
        && text.len() == 10
    {
        return Ok(Until::Day(day));
    }
    match text.parse::<jiff::Timestamp>() {
        Ok(at) => Ok(Until::Instant(at.as_millisecond())),
        Err(_) => {
            let shown: String = text.chars().take(64).collect();
            Err(bad("until", FieldError::new("date_impossible").with("value", shown)))
        }
    }
}

/// Share a customer with a colleague.
#[utoipa::path(
    post,
    path = "/customers/{id}/shares",
    tag = "share",
    params(("id" = Uuid, Path), ("Idempotency-Key" = Option<String>, Header)),
    request_body = ShareInput,
    responses(
        (status = 201, description = "Shared", body = Share),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 409, description = "Shared with them already"),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    MakingOn { signed, id, input }: MakingOn<CustomerId, ShareInput>,
) -> Result<impl IntoResponse> {
    let new = NewShare {
        person: PersonId::new(input.person_id),
        until: until(&input.until)?,
        reason: input.reason,
    };
    let share = server.app.create_share(&signed, id, new).await?;
    let location = format!("/api/v1/customers/{id}/shares/{}", share.id);
    // Whoever gave it may end it.
    let body = Json(Share::new(&signed, share, Decision::Allow));
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], body))
}

/// End a share at once: whoever gave it, the customer's owner, the head of its department.
#[utoipa::path(
    delete,
    path = "/customers/{id}/shares/{share_id}",
    tag = "share",
    params(("id" = Uuid, Path), ("share_id" = Uuid, Path)),
    responses(
        (status = 204, description = "Ended"),
        (status = 404, description = "No such share that holds, or not for the caller"),
    )
)]
async fn end(
    State(server): State<Server>,
    signed: Signed,
    Path((id, share)): Path<(CustomerId, ShareId)>,
) -> Result<StatusCode> {
    server.app.end_share(&signed, id, share).await?;
    Ok(StatusCode::NO_CONTENT)
}
