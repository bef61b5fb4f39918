//! Roles: named sets of permissions.

use crate::auth::Signed;
use crate::code::PermissionCode;
use crate::endpoint::{Making, Seen, made, now, whole};
use crate::extract::{Json, Page};
use crate::wire::present;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use kedang_app::role::{RoleChange, RoleDraft};
use kedang_domain::id::RoleId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(change, remove))
}

/// A role that somebody has.
#[derive(Debug, Serialize, ToSchema)]
pub struct RoleRef {
    /// Which.
    pub id: Uuid,
    /// Stable code.
    #[schema(example = "salesperson")]
    pub code: String,
    /// What it is called.
    pub name: String,
}

impl From<kedang_app::role::Role> for RoleRef {
    fn from(role: kedang_app::role::Role) -> Self {
        Self { id: role.id.uuid(), code: role.code, name: role.name }
    }
}

/// A role.
#[derive(Debug, Serialize, ToSchema)]
pub struct Role {
    /// Which.
    pub id: Uuid,
    /// Stable code.
    #[schema(example = "salesperson")]
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What it allows.
    pub permissions: Vec<PermissionCode>,
    /// Every company has it; it cannot be changed.
    pub builtin: bool,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl From<kedang_app::role::Role> for Role {
    fn from(role: kedang_app::role::Role) -> Self {
        Self {
            id: role.id.uuid(),
            code: role.code,
            name: role.name,
            permissions: role.permissions.into_iter().map(PermissionCode).collect(),
            builtin: role.builtin,
            version: role.version,
        }
    }
}

/// A role as somebody wants to make it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleInput {
    /// Stable code: small letters, digits and `_`, a letter first.
    #[schema(example = "personnel_clerk")]
    pub code: String,
    /// What it is called.
    pub name: String,
    /// What it allows.
    pub permissions: Vec<PermissionCode>,
}

impl From<RoleInput> for RoleDraft {
    fn from(input: RoleInput) -> Self {
        Self {
            code: input.code,
            name: input.name,
            permissions: input.permissions.into_iter().map(|code| code.0).collect(),
        }
    }
}

/// A change of a role; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleUpdate {
    /// Stable code.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub code: Option<String>,
    /// What it is called.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub name: Option<String>,
    /// What it allows.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Vec<PermissionCode>, required = false)]
    pub permissions: Option<Vec<PermissionCode>>,
}

impl From<RoleUpdate> for RoleChange {
    fn from(input: RoleUpdate) -> Self {
        let permissions = input.permissions;
        Self {
            code: input.code,
            name: input.name,
            permissions: permissions.map(|codes| codes.into_iter().map(|code| code.0).collect()),
        }
    }
}

/// Every role.
#[utoipa::path(
    get,
    path = "/roles",
    tag = "organisation",
    responses(
        (status = 200, description = "All of them, the product's own first", body = Page<Role>),
    )
)]
async fn list(State(server): State<Server>, signed: Signed) -> Result<Json<Page<Role>>> {
    Ok(whole(server.app.roles(&signed).await?))
}

/// Make a role.
#[utoipa::path(
    post,
    path = "/roles",
    tag = "organisation",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = RoleInput,
    responses(
        (status = 201, description = "Made", body = Role),
        (status = 409, description = "The code is in use"),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    Making { signed, input }: Making<RoleInput>,
) -> Result<Response> {
    let role = server.app.create_role(&signed, &input.into()).await?;
    Ok(made("roles", role.id, role.version, Role::from(role)))
}

/// Change a role of the company's own.
#[utoipa::path(
    patch,
    path = "/roles/{id}",
    tag = "organisation",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = RoleUpdate,
    responses(
        (status = 200, description = "As it is now", body = Role),
        (status = 404, description = "No such role"),
        (status = 409, description = "It is the product's own, or the code is in use"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn change(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<RoleId>,
    Json(input): Json<RoleUpdate>,
) -> Result<Response> {
    let role = server.app.change_role(&signed, id, version, &input.into()).await?;
    Ok(now(role.version, Role::from(role)))
}

/// Remove a role of the company's own that nobody has.
#[utoipa::path(
    delete,
    path = "/roles/{id}",
    tag = "organisation",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 204, description = "Removed"),
        (status = 404, description = "No such role"),
        (status = 409, description = "It is the product's own, or somebody has it"),
        (status = 412, description = "Somebody else was faster"),
    )
)]
async fn remove(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<RoleId>,
) -> Result<StatusCode> {
    server.app.remove_role(&signed, id, version).await?;
    Ok(StatusCode::NO_CONTENT)
}
