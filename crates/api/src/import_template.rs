//! Templates of imports.

use crate::auth::Signed;
use crate::endpoint::{Making, Seen, made, now, whole};
use crate::extract::{Json, Page};
use crate::import::{ImportKey, ImportMode};
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use kedang_app::import::{ImportTemplate as Stored, NewTemplate, TemplateChange};
use kedang_domain::id::{ImportId, ImportTemplateId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(update, remove))
}

/// What the columns of a kind of file mean, kept under a name.
#[derive(Debug, Serialize, ToSchema)]
pub struct ImportTemplate {
    /// Which.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Where the columns go, by their headers; null is "not imported".
    #[schema(value_type = std::collections::HashMap<String, Option<String>>)]
    pub columns: BTreeMap<String, Option<String>>,
    /// What is done with customers on file.
    pub mode: ImportMode,
    /// By what they are found.
    pub key: Option<ImportKey>,
    /// An empty cell empties the field; otherwise it changes nothing.
    pub overwrite_empty: bool,
    /// The colleagues of its maker's department may use it.
    pub shared: bool,
    /// Who made it, and alone may change it.
    pub person: Named,
    /// When it was made.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl From<Stored> for ImportTemplate {
    fn from(template: Stored) -> Self {
        let plan = template.definition.plan;
        let meant = |field: String| (!field.is_empty()).then_some(field);
        let columns = template.definition.columns.into_iter();
        Self {
            id: template.id.uuid(),
            name: template.name,
            columns: columns.map(|(header, field)| (header, meant(field))).collect(),
            mode: plan.mode.into(),
            key: plan.key.map(Into::into),
            overwrite_empty: plan.overwrite_empty,
            shared: template.shared,
            person: Named::new(template.person.0.uuid(), template.person.1),
            created_at: instant(template.created_at),
            version: template.version,
        }
    }
}

/// The templates of imports that the caller may use: one's own and those that colleagues of one's
/// department share.
#[utoipa::path(
    get,
    path = "/import-templates",
    tag = "import",
    responses(
        (status = 200, description = "Newest first", body = Page<ImportTemplate>),
    )
)]
async fn list(State(server): State<Server>, signed: Signed) -> Result<Json<Page<ImportTemplate>>> {
    Ok(whole(server.app.import_templates(&signed).await?))
}

/// A template to be kept.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportTemplateInput {
    /// The import of one's own whose columns it keeps.
    pub import_id: Uuid,
    /// Its name.
    pub name: String,
    /// The colleagues of one's department may use it.
    #[serde(default)]
    pub shared: bool,
}

/// Keep what the columns of an import mean.
#[utoipa::path(
    post,
    path = "/import-templates",
    tag = "import",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = ImportTemplateInput,
    responses(
        (status = 201, description = "Kept", body = ImportTemplate),
        (status = 404, description = "No such import of the caller"),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    Making { signed, input }: Making<ImportTemplateInput>,
) -> Result<Response> {
    let ImportTemplateInput { import_id, name, shared } = input;
    let new = NewTemplate { import: ImportId::new(import_id), name, shared };
    let template = server.app.create_import_template(&signed, new).await?;
    Ok(made("import-templates", template.id, template.version, ImportTemplate::from(template)))
}

/// A change of a template; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportTemplateChange {
    /// Its name.
    pub name: Option<String>,
    /// The colleagues of one's department may use it.
    pub shared: Option<bool>,
}

/// Rename or share a template of one's own.
#[utoipa::path(
    patch,
    path = "/import-templates/{id}",
    tag = "import",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = ImportTemplateChange,
    responses(
        (status = 200, description = "As it is now", body = ImportTemplate),
        (status = 412, description = "Changed meanwhile"),
        (status = 422, description = "Values refused"),
    )
)]
async fn update(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ImportTemplateId>,
    Json(input): Json<ImportTemplateChange>,
) -> Result<Response> {
    let change = TemplateChange { name: input.name, shared: input.shared };
    let template = server.app.change_import_template(&signed, id, version, change).await?;
    Ok(now(template.version, ImportTemplate::from(template)))
}

/// Remove a template of one's own. Imports that follow it stay as they are.
#[utoipa::path(
    delete,
    path = "/import-templates/{id}",
    tag = "import",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 204, description = "Removed"),
        (status = 412, description = "Changed meanwhile"),
    )
)]
async fn remove(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ImportTemplateId>,
) -> Result<StatusCode> {
    server.app.remove_import_template(&signed, id, version).await?;
    Ok(StatusCode::NO_CONTENT)
}
