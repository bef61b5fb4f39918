//! Absences, and who stands in.

use crate::auth::Signed;
use crate::endpoint::{Making, whole};
use crate::extract::{Json, Page, Path};
use crate::wire::{Named, present};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use jiff::civil::Date;
use kedang_app::absence::{Absence as Stored, NewAbsence};
use kedang_domain::id::{AbsenceId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(end))
}

/// Somebody is away.
#[derive(Debug, Serialize, ToSchema)]
pub struct Absence {
    /// Which.
    pub id: Uuid,
    /// Who is away.
    pub person: Named,
    /// Who stands in.
    pub substitute: Named,
    /// The first day.
    #[schema(format = Date)]
    pub from: String,
    /// The last day.
    #[schema(format = Date)]
    pub to: String,
}

impl From<Stored> for Absence {
    fn from(stored: Stored) -> Self {
        Self {
            id: stored.id.uuid(),
            person: Named::new(stored.person.0.uuid(), stored.person.1),
            substitute: Named::new(stored.substitute.0.uuid(), stored.substitute.1),
            from: stored.from.to_string(),
            to: stored.to.to_string(),
        }
    }
}

/// Absences that are not over: the caller's own, those for which they stand in, those of people in
/// departments that they head.
#[utoipa::path(
    get,
    path = "/absences",
    tag = "obligation",
    responses(
        (status = 200, description = "The earliest first", body = Page<Absence>),
    )
)]
async fn list(State(server): State<Server>, signed: Signed) -> Result<Json<Page<Absence>>> {
    Ok(whole(server.app.absences(&signed).await?))
}

/// An absence to be entered.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AbsenceInput {
    /// Who is away; the caller when absent.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Uuid, required = false)]
    pub person_id: Option<Uuid>,
    /// Who stands in.
    pub substitute_id: Uuid,
    /// The first day.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// The last day.
    #[schema(value_type = String, format = Date)]
    pub to: Date,
}

/// Enter an absence: one's own, or of somebody in a department that one heads.
#[utoipa::path(
    post,
    path = "/absences",
    tag = "obligation",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = AbsenceInput,
    responses(
        (status = 201, description = "Entered", body = Absence),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    Making { signed, input }: Making<AbsenceInput>,
) -> Result<impl IntoResponse> {
    let new = NewAbsence {
        person: input.person_id.map(PersonId::new),
        substitute: PersonId::new(input.substitute_id),
        from: input.from,
        to: input.to,
    };
    let absence = Absence::from(server.app.create_absence(&signed, &new).await?);
    let location = format!("/api/v1/absences/{}", absence.id);
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(absence)))
}

/// Take an absence back, or end it early.
#[utoipa::path(
    delete,
    path = "/absences/{id}",
    tag = "obligation",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204, description = "Ended"),
        (status = 404, description = "No such absence, or not for the caller"),
    )
)]
async fn end(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<AbsenceId>,
) -> Result<StatusCode> {
    server.app.end_absence(&signed, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
