//! Honey customers, for those who stage them.

use crate::auth::Signed;
use crate::endpoint::{Making, made, whole};
use crate::extract::{Json, Page, Path};
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use kedang_app::honey::{Honey, NewHoney};
use kedang_domain::id::{HoneyId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list, stage)).routes(routes!(end))
}

/// A honey customer: invented, and nobody's business.
#[derive(Debug, Serialize, ToSchema)]
pub struct HoneyCustomer {
    /// Under which id those who stage know it; it is opened under another.
    pub id: Uuid,
    /// Its file code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whose it seems to be.
    pub owner: Named,
    /// Where it seems to belong.
    pub department: Named,
    /// Who staged it.
    pub staged_by: Named,
    /// When.
    #[schema(format = DateTime)]
    pub staged_at: String,
    /// When it was taken away; null: it lies open.
    #[schema(format = DateTime)]
    pub ended_at: Option<String>,
    /// How often it was opened.
    pub openings: i64,
}

impl From<Honey> for HoneyCustomer {
    fn from(one: Honey) -> Self {
        Self {
            id: one.id.uuid(),
            code: one.code(),
            name: one.name,
            owner: Named::new(one.owner.0.uuid(), one.owner.1),
            department: Named::new(one.department.0.uuid(), one.department.1),
            staged_by: Named::new(one.staged_by.0.uuid(), one.staged_by.1),
            staged_at: instant(one.staged_at),
            ended_at: one.ended_at.map(instant),
            openings: one.openings,
        }
    }
}

/// Honey customers that were staged.
#[utoipa::path(
    get,
    path = "/honey-customers",
    tag = "watch",
    responses((status = 200, description = "The newest first", body = Page<HoneyCustomer>))
)]
async fn list(State(server): State<Server>, signed: Signed) -> Result<Json<Page<HoneyCustomer>>> {
    Ok(whole(server.app.honey_customers(&signed).await?))
}

/// A honey customer to be staged.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HoneyInput {
    /// Its name, at most 100 characters; one is coined when absent.
    pub name: Option<String>,
    /// Whose it is to seem: somebody of a department.
    pub owner_id: Uuid,
}

/// Stage a honey customer. It is found by searching, by whoever sees every customer or heads its
/// department; opening it is an incident at once. It counts nowhere.
#[utoipa::path(
    post,
    path = "/honey-customers",
    tag = "watch",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = HoneyInput,
    responses(
        (status = 201, description = "Staged", body = HoneyCustomer),
        (status = 409, description = "Fifty lie open already"),
        (status = 422, description = "Values refused"),
    )
)]
async fn stage(
    State(server): State<Server>,
    Making { signed, input }: Making<HoneyInput>,
) -> Result<Response> {
    let new = NewHoney { name: input.name, owner: PersonId::new(input.owner_id) };
    let staged = server.app.stage_honey(&signed, &new).await?;
    Ok(made("honey-customers", staged.id, 1, HoneyCustomer::from(staged)))
}

/// Take a honey customer away.
#[utoipa::path(
    delete,
    path = "/honey-customers/{id}",
    tag = "watch",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204, description = "It is gone"),
        (status = 404, description = "No such one lies open"),
    )
)]
async fn end(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<HoneyId>,
) -> Result<StatusCode> {
    server.app.end_honey(&signed, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
