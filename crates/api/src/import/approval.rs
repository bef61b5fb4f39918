//! Imports that wait for somebody's approval.

use super::wire::Import;
use crate::auth::Signed;
use crate::endpoint::{Seen, now};
use crate::extract::{Json, Path};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_domain::id::ImportId;
use serde::Deserialize;
use utoipa::ToSchema;

/// Approve an import: the head of the importer's department or of the custodian. Whoever imports
/// can write it then, as it is.
#[utoipa::path(
    post,
    path = "/imports/{id}/approval",
    tag = "import",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, description = "It can be written", body = Import),
        (status = 404, description = "No such import, or not for the caller"),
        (status = 409, description = "It does not wait for an approval"),
        (status = 412, description = "Somebody else was faster"),
    )
)]
pub(super) async fn approve(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ImportId>,
) -> Result<Response> {
    let import = server.app.approve_import(&signed, id, version).await?;
    Ok(now(import.version, Import::new(import, &[])))
}

/// Why an import is refused.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportRefusal {
    /// Why, at most 200 characters.
    pub reason: String,
}

/// Refuse an import: the head of the importer's department or of the custodian.
#[utoipa::path(
    post,
    path = "/imports/{id}/refusal",
    tag = "import",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = ImportRefusal,
    responses(
        (status = 200, description = "Refused; it can be changed and asked for again", body = Import),
        (status = 404, description = "No such import, or not for the caller"),
        (status = 409, description = "It does not wait for an approval"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
pub(super) async fn refuse(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ImportId>,
    Json(input): Json<ImportRefusal>,
) -> Result<Response> {
    let import = server.app.refuse_import(&signed, id, version, &input.reason).await?;
    Ok(now(import.version, Import::new(import, &[])))
}

/// Take the request for an approval back, so that the import can be changed.
#[utoipa::path(
    delete,
    path = "/imports/{id}/approval",
    tag = "import",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "It waits no more", body = Import),
        (status = 404, description = "No such import of the caller"),
        (status = 409, description = "It does not wait for an approval"),
    )
)]
pub(super) async fn withdraw(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ImportId>,
) -> Result<Response> {
    let import = server.app.withdraw_import(&signed, id).await?;
    Ok(now(import.version, Import::new(import, &[])))
}
