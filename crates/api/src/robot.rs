//! Chat robots that say notices.

use crate::auth::Signed;
use crate::endpoint::{Making, Seen, made, now, whole};
use crate::extract::{Json, Page, Path};
use crate::notice_setting::Sending;
use crate::wire::{Named, instant, present};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::robot::{Robot as Stored, RobotChange as Change};
use kedang_domain::id::{DepartmentId, RobotId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(update)).routes(routes!(test))
}

/// A chat robot. Its address and secret are never shown again.
#[derive(Debug, Serialize, ToSchema)]
pub struct Robot {
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// wecom, dingtalk, feishu or generic.
    #[schema(example = "wecom")]
    pub format: String,
    /// The host of its address.
    pub host: String,
    /// It signs what it says.
    pub secret_set: bool,
    /// Whose notices it says; null: of everybody without a nearer one.
    pub department: Option<Named>,
    /// It is spoken to.
    pub active: bool,
    /// When it was set up.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl From<Stored> for Robot {
    fn from(stored: Stored) -> Self {
        Self {
            id: stored.id.uuid(),
            name: stored.name,
            format: stored.format,
            host: stored.host,
            secret_set: stored.secret.is_some(),
            department: stored.department.map(|(id, name)| Named::new(id.uuid(), name)),
            active: stored.active,
            created_at: instant(stored.created_at),
            version: stored.version,
        }
    }
}

/// The robots.
#[utoipa::path(
    get,
    path = "/robots",
    tag = "inbox",
    responses(
        (status = 200, description = "The oldest first", body = Page<Robot>),
    )
)]
async fn list(State(server): State<Server>, signed: Signed) -> Result<Json<Page<Robot>>> {
    Ok(whole(server.app.robots(&signed).await?))
}

/// A robot to be set up.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RobotInput {
    /// What it is called, at most 60 characters.
    pub name: String,
    /// wecom, dingtalk, feishu or generic.
    pub format: String,
    /// Its address, `https://…`, as its service gives it.
    pub url: String,
    /// With what it signs; all but those of WeCom do.
    pub secret: Option<String>,
    /// Whose notices it says; null: of everybody without a nearer one.
    pub department_id: Option<Uuid>,
}

/// Set up a robot.
#[utoipa::path(
    post,
    path = "/robots",
    tag = "inbox",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = RobotInput,
    responses(
        (status = 201, description = "Set up", body = Robot),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    Making { signed, input }: Making<RobotInput>,
) -> Result<Response> {
    let new = Change {
        name: Some(input.name),
        format: Some(input.format),
        url: Some(input.url),
        secret: input.secret,
        department: Some(input.department_id.map(DepartmentId::new)),
        active: None,
    };
    let robot = server.app.create_robot(&signed, &new).await?;
    Ok(made("robots", robot.id, robot.version, Robot::from(robot)))
}

/// A change of a robot; what is absent stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RobotChange {
    /// What it is called, at most 60 characters.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub name: Option<String>,
    /// wecom, dingtalk, feishu or generic.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub format: Option<String>,
    /// Its address.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub url: Option<String>,
    /// With what it signs; empty for nothing.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub secret: Option<String>,
    /// Whose notices it says; null: of everybody without a nearer one.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Uuid>, required = false)]
    pub department_id: Option<Option<Uuid>>,
    /// It is spoken to.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    pub active: Option<bool>,
}

/// Change a robot.
#[utoipa::path(
    patch,
    path = "/robots/{id}",
    tag = "inbox",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = RobotChange,
    responses(
        (status = 200, description = "As it is now", body = Robot),
        (status = 412, description = "Changed meanwhile"),
        (status = 422, description = "Values refused"),
    )
)]
async fn update(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<RobotId>,
    Json(input): Json<RobotChange>,
) -> Result<Response> {
    let change = Change {
        name: input.name,
        format: input.format,
        url: input.url,
        secret: input.secret,
        department: input.department_id.map(|id| id.map(DepartmentId::new)),
        active: input.active,
    };
    let robot = server.app.change_robot(&signed, id, version, &change).await?;
    Ok(now(robot.version, Robot::from(robot)))
}

/// Let a robot say a test message to the caller.
#[utoipa::path(
    post,
    path = "/robots/{id}/test",
    tag = "inbox",
    params(("id" = Uuid, Path)),
    responses(
        (status = 202, description = "On its way", body = Sending),
        (status = 409, description = "It is off"),
    )
)]
async fn test(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<RobotId>,
) -> Result<Response> {
    Ok(Sending::reply(server.app.send_test(&signed, Some(id)).await?))
}
