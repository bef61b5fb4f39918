//! Departments.

use crate::auth::Signed;
use crate::code::KindCode;
use crate::endpoint::{Making, Seen, made, now, whole};
use crate::extract::{Json, Page};
use crate::wire::{Named, maybe, present, yes};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::department::{DepartmentChange, DepartmentDraft, Led};
use kedang_domain::id::{DepartmentId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(change))
}

/// A department.
#[derive(Debug, Serialize, ToSchema)]
pub struct Department {
    /// Which.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// The one above.
    pub parent_id: Option<Uuid>,
    /// What it does.
    pub kind: KindCode,
    /// Who heads it.
    pub head: Option<Named>,
    /// Who stands in.
    pub deputy: Option<Named>,
    /// It keeps the company's customer data; at most one department does.
    pub custodian: bool,
    /// Order among its siblings, smallest first.
    pub position: i64,
    /// Closed departments take nobody and keep their customers.
    pub active: bool,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl From<Led> for Department {
    fn from(led: Led) -> Self {
        let named = |leader: Option<(PersonId, String)>| {
            leader.map(|(id, name)| Named::new(id.uuid(), name))
        };
        let department = led.department;
        Self {
            id: department.id.uuid(),
            name: department.name,
            parent_id: department.parent.map(DepartmentId::uuid),
            kind: KindCode(department.kind),
            head: named(led.head),
            deputy: named(led.deputy),
            custodian: department.custodian,
            position: department.position,
            active: department.active,
            version: department.version,
        }
    }
}

/// A department as somebody wants to make it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentInput {
    /// What it is called.
    pub name: String,
    /// The one above.
    pub parent_id: Option<Uuid>,
    /// What it does.
    pub kind: KindCode,
    /// Who heads it: somebody active.
    pub head_id: Option<Uuid>,
    /// Who stands in: somebody active, not the head.
    pub deputy_id: Option<Uuid>,
    /// It keeps the company's customer data from now on; no other does any more.
    #[serde(default)]
    pub custodian: bool,
    /// Order among its siblings, smallest first.
    #[serde(default)]
    pub position: i32,
    /// Open or closed.
    #[serde(default = "yes")]
    pub active: bool,
}

impl From<DepartmentInput> for DepartmentDraft {
    fn from(input: DepartmentInput) -> Self {
        Self {
            parent: input.parent_id.map(DepartmentId::new),
            name: input.name,
            kind: input.kind.0,
            head: input.head_id.map(PersonId::new),
            deputy: input.deputy_id.map(PersonId::new),
            custodian: input.custodian,
            position: input.position.into(),
            active: input.active,
        }
    }
}

/// A change of a department; what is absent stays, null clears.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DepartmentUpdate {
    /// What it is called.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub name: Option<String>,
    /// The one above; not one that is below.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<Uuid>, required = false)]
    pub parent_id: Option<Option<Uuid>>,
    /// What it does.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = KindCode, required = false)]
    pub kind: Option<KindCode>,
    /// Who heads it: somebody active.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<Uuid>, required = false)]
    pub head_id: Option<Option<Uuid>>,
    /// Who stands in: somebody active, not the head.
    #[serde(default, deserialize_with = "maybe")]
    #[schema(value_type = Option<Uuid>, required = false)]
    pub deputy_id: Option<Option<Uuid>>,
    /// It keeps the company's customer data from now on; no other does any more.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    pub custodian: Option<bool>,
    /// Order among its siblings, smallest first.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = i32, required = false)]
    pub position: Option<i32>,
    /// Open or closed.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    pub active: Option<bool>,
}

impl From<DepartmentUpdate> for DepartmentChange {
    fn from(input: DepartmentUpdate) -> Self {
        Self {
            parent: input.parent_id.map(|id| id.map(DepartmentId::new)),
            name: input.name,
            kind: input.kind.map(|kind| kind.0),
            head: input.head_id.map(|id| id.map(PersonId::new)),
            deputy: input.deputy_id.map(|id| id.map(PersonId::new)),
            custodian: input.custodian,
            position: input.position.map(i64::from),
            active: input.active,
        }
    }
}

/// Every department, as a flat list.
#[utoipa::path(
    get,
    path = "/departments",
    tag = "organisation",
    responses(
        (status = 200, description = "All of them in the order of a page, closed ones too", body = Page<Department>),
    )
)]
async fn list(State(server): State<Server>, signed: Signed) -> Result<Json<Page<Department>>> {
    Ok(whole(server.app.departments(&signed).await?))
}

/// Make a department.
#[utoipa::path(
    post,
    path = "/departments",
    tag = "organisation",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = DepartmentInput,
    responses(
        (status = 201, description = "Made", body = Department),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    Making { signed, input }: Making<DepartmentInput>,
) -> Result<Response> {
    let led = server.app.create_department(&signed, &input.into()).await?;
    let (id, version) = (led.department.id, led.department.version);
    Ok(made("departments", id, version, Department::from(led)))
}

/// Change, move, close or open a department.
#[utoipa::path(
    patch,
    path = "/departments/{id}",
    tag = "organisation",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = DepartmentUpdate,
    responses(
        (status = 200, description = "As it is now", body = Department),
        (status = 404, description = "No such department"),
        (status = 409, description = "To be closed while people or open departments are in it"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn change(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<DepartmentId>,
    Json(input): Json<DepartmentUpdate>,
) -> Result<Response> {
    let led = server.app.change_department(&signed, id, version, &input.into()).await?;
    Ok(now(led.department.version, Department::from(led)))
}
