//! Saved views of lists.

use crate::auth::Signed;
use crate::endpoint::{Making, Seen, made, now, whole};
use crate::extract::{Json, Page, Query};
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use kedang_app::saved_view::{NewView, SavedView as Stored, ViewChange};
use kedang_domain::id::SavedViewId;
use kedang_domain::saved_view::Definition;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(update, remove))
}

/// What a view shows.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ViewDefinition {
    /// Filters as the list takes them.
    #[schema(example = json!(["stage:eq:potential"]))]
    pub filters: Vec<String>,
    /// Order: a key, with `-` in front for the greatest first.
    #[schema(example = "-updated_at")]
    pub sort: Option<String>,
    /// Keys of the columns, in order.
    pub columns: Vec<String>,
}

impl From<Definition> for ViewDefinition {
    fn from(Definition { filters, sort, columns }: Definition) -> Self {
        Self { filters, sort, columns }
    }
}

impl From<ViewDefinition> for Definition {
    fn from(ViewDefinition { filters, sort, columns }: ViewDefinition) -> Self {
        Self { filters, sort, columns }
    }
}

/// A saved view.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedView {
    /// Which.
    pub id: Uuid,
    /// Of which list.
    pub list: String,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub definition: ViewDefinition,
    /// Everybody may use it.
    pub shared: bool,
    /// Who made it, and alone may change it.
    pub person: Named,
    /// When it was made.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl From<Stored> for SavedView {
    fn from(view: Stored) -> Self {
        Self {
            id: view.id.uuid(),
            list: view.list,
            name: view.name,
            definition: view.definition.into(),
            shared: view.shared,
            person: Named::new(view.person.0.uuid(), view.person.1),
            created_at: instant(view.created_at),
            version: view.version,
        }
    }
}

fn customers() -> String {
    "customers".to_owned()
}

/// Which list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// The list; `customers` when absent.
    #[serde(default = "customers")]
    #[param(required = false)]
    list: String,
}

/// The views of a list that the caller may use: one's own and those shared with everybody.
#[utoipa::path(
    get,
    path = "/saved-views",
    tag = "saved view",
    params(Which),
    responses(
        (status = 200, description = "Oldest first", body = Page<SavedView>),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Page<SavedView>>> {
    Ok(whole(server.app.saved_views(&signed, &which.list).await?))
}

/// A view to be kept.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedViewInput {
    /// Of which list.
    #[serde(default = "customers")]
    pub list: String,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub definition: ViewDefinition,
    /// Everybody may use it.
    #[serde(default)]
    pub shared: bool,
}

impl From<SavedViewInput> for NewView {
    fn from(input: SavedViewInput) -> Self {
        let definition = input.definition.into();
        Self { list: input.list, name: input.name, definition, shared: input.shared }
    }
}

/// Keep a view.
#[utoipa::path(
    post,
    path = "/saved-views",
    tag = "saved view",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = SavedViewInput,
    responses(
        (status = 201, description = "Kept", body = SavedView),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    Making { signed, input }: Making<SavedViewInput>,
) -> Result<Response> {
    let view = server.app.create_saved_view(&signed, input.into()).await?;
    Ok(made("saved-views", view.id, view.version, SavedView::from(view)))
}

/// A change of a view; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SavedViewChange {
    /// Its name.
    pub name: Option<String>,
    /// What it shows.
    pub definition: Option<ViewDefinition>,
    /// Everybody may use it.
    pub shared: Option<bool>,
}

impl From<SavedViewChange> for ViewChange {
    fn from(input: SavedViewChange) -> Self {
        let definition = input.definition.map(Into::into);
        Self { name: input.name, definition, shared: input.shared }
    }
}

/// Change a view of one's own.
#[utoipa::path(
    patch,
    path = "/saved-views/{id}",
    tag = "saved view",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = SavedViewChange,
    responses(
        (status = 200, description = "As it is now", body = SavedView),
        (status = 412, description = "Changed meanwhile"),
        (status = 422, description = "Values refused"),
    )
)]
async fn update(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<SavedViewId>,
    Json(input): Json<SavedViewChange>,
) -> Result<Response> {
    let view = server.app.change_saved_view(&signed, id, version, input.into()).await?;
    Ok(now(view.version, SavedView::from(view)))
}

/// Remove a view of one's own.
#[utoipa::path(
    delete,
    path = "/saved-views/{id}",
    tag = "saved view",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 204, description = "Removed"),
        (status = 412, description = "Changed meanwhile"),
    )
)]
async fn remove(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<SavedViewId>,
) -> Result<StatusCode> {
    server.app.remove_saved_view(&signed, id, version).await?;
    Ok(StatusCode::NO_CONTENT)
}
