//! Registering that somebody leaves.

use crate::auth::Signed;
use crate::extract::{Json, Path};
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use kedang_app::leaving::Leaving as Registered;
use kedang_domain::id::PersonId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(read, register, take_back))
}

/// Whether somebody leaves.
#[derive(Debug, Serialize, ToSchema)]
pub struct Leaving {
    /// Their last day; null: they stay.
    #[schema(format = Date)]
    pub last_day: Option<String>,
    /// Who registered it.
    pub by: Option<Named>,
    /// When.
    #[schema(format = DateTime)]
    pub at: Option<String>,
}

impl From<Option<Registered>> for Leaving {
    fn from(one: Option<Registered>) -> Self {
        match one {
            None => Self { last_day: None, by: None, at: None },
            Some(one) => Self {
                last_day: Some(one.last_day),
                by: Some(Named::new(one.by.0.uuid(), one.by.1)),
                at: Some(instant(one.at)),
            },
        }
    }
}

/// Whether somebody's leaving is registered.
#[utoipa::path(
    get,
    path = "/people/{id}/leaving",
    tag = "person",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "What is registered", body = Leaving),
        (status = 404, description = "No such person"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<PersonId>,
) -> Result<Json<Leaving>> {
    Ok(Json(server.app.leaving(&signed, id).await?.into()))
}

/// When somebody leaves.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeavingInput {
    /// Their last day.
    #[schema(format = Date)]
    pub last_day: String,
}

/// Register that somebody leaves, or correct their last day.
#[utoipa::path(
    put,
    path = "/people/{id}/leaving",
    tag = "person",
    params(("id" = Uuid, Path)),
    request_body = LeavingInput,
    responses(
        (status = 200, description = "What is registered", body = Leaving),
        (status = 404, description = "No such person"),
        (status = 422, description = "Values refused"),
    )
)]
async fn register(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<PersonId>,
    Json(input): Json<LeavingInput>,
) -> Result<Json<Leaving>> {
    Ok(Json(server.app.register_leaving(&signed, id, &input.last_day).await?.into()))
}

/// Take it back: they stay.
#[utoipa::path(
    delete,
    path = "/people/{id}/leaving",
    tag = "person",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204, description = "They stay"),
        (status = 404, description = "No such person, or nothing was registered"),
    )
)]
async fn take_back(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<PersonId>,
) -> Result<StatusCode> {
    server.app.take_back_leaving(&signed, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
