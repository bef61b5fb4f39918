//! Marks on facts that somebody was not sure of, and their verification.

use crate::auth::Signed;
use crate::customer::UncertainMark;
use crate::extract::{Json, Path};
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use kedang_app::uncertain::{Fact, Mark};
use kedang_domain::id::{ContactId, CustomerId};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(mark)).routes(routes!(verify))
}

impl From<Mark> for UncertainMark {
    fn from(mark: Mark) -> Self {
        Self {
            field: mark.field,
            contact_id: mark.contact.map(ContactId::uuid),
            note: mark.note,
            marked_by: Named::new(mark.marked_by.0.uuid(), mark.marked_by.1),
            marked_at: instant(mark.marked_at),
        }
    }
}

/// A doubt about a fact.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Doubt {
    /// Key of the field; `name` for the name.
    pub field: String,
    /// The contact whose fact it is; absent for the customer's own.
    pub contact_id: Option<Uuid>,
    /// What is doubtful about it.
    #[serde(default)]
    pub note: String,
}

/// Mark a fact as uncertain.
#[utoipa::path(
    post,
    path = "/customers/{id}/uncertain",
    tag = "uncertain",
    params(("id" = Uuid, Path)),
    request_body = Doubt,
    responses(
        (status = 201, description = "Marked", body = UncertainMark),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 409, description = "It is marked already"),
        (status = 422, description = "There is nothing to doubt"),
    )
)]
async fn mark(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
    Json(input): Json<Doubt>,
) -> Result<impl IntoResponse> {
    let fact = Fact { field: input.field, contact: input.contact_id.map(ContactId::new) };
    let mark = server.app.mark_uncertain(&signed, id, fact, &input.note).await?;
    Ok((StatusCode::CREATED, Json(UncertainMark::from(mark))))
}

/// The verification of a fact.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    /// Key of the field; `name` for the name.
    pub field: String,
    /// The contact whose fact it is; absent for the customer's own.
    pub contact_id: Option<Uuid>,
    /// How it was verified.
    #[schema(example = "电话核实")]
    pub how: String,
}

/// Verify a fact that was marked as uncertain.
#[utoipa::path(
    post,
    path = "/customers/{id}/verification",
    tag = "uncertain",
    params(("id" = Uuid, Path)),
    request_body = Verification,
    responses(
        (status = 204, description = "Verified; the mark is gone"),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 409, description = "It is not marked"),
        (status = 422, description = "No word on how"),
    )
)]
async fn verify(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
    Json(input): Json<Verification>,
) -> Result<StatusCode> {
    let fact = Fact { field: input.field, contact: input.contact_id.map(ContactId::new) };
    server.app.verify_fact(&signed, id, fact, &input.how).await?;
    Ok(StatusCode::NO_CONTENT)
}
