//! Exports: asking, deciding, fetching, the register.

mod file;
mod wire;

use crate::auth::Signed;
use crate::endpoint::{Making, Seen, made, now};
use crate::extract::{Json, Page, Path, Query, bad, limit};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::export::PAGE;
use kedang_domain::export::ExportState;
use kedang_domain::field::FieldError;
use kedang_domain::id::ExportId;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Export, ExportInput, ExportStateCode};

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(file::at_once))
        .routes(routes!(list, ask))
        .routes(routes!(read))
        .routes(routes!(approve))
        .routes(routes!(refuse))
        .routes(routes!(file::fetch))
}

/// Which exports.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Only those in this state.
    state: Option<ExportStateCode>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// At most so many, 1 to 200; 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// The register: one's own exports, those of people one answers for, all for the custodian and the
/// readers of the log.
#[utoipa::path(
    get,
    path = "/exports",
    tag = "export",
    params(Which),
    responses(
        (status = 200, description = "Newest first", body = Page<Export>),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Page<Export>>> {
    let limit = limit(which.limit, 50, PAGE)?;
    let before = match which.cursor.filter(|cursor| !cursor.is_empty()) {
        None => None,
        Some(cursor) => match cursor.parse() {
            Ok(before) => Some(before),
            Err(_) => return Err(bad("cursor", FieldError::new("cursor_format"))),
        },
    };
    let state = which.state.map(ExportState::from);
    let mut found = server.app.exports(&signed, state, before, limit + 1).await?;
    let full = found.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor = found.last().filter(|_| full).map(|last| last.export.no.to_string());
    Ok(Json(Page {
        items: found.into_iter().map(|one| Export::new(&signed, one)).collect(),
        next_cursor,
    }))
}

/// Ask for an export. Within the company's limit it is ready to be fetched at once; above, somebody
/// has to approve it.
#[utoipa::path(
    post,
    path = "/exports",
    tag = "export",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = ExportInput,
    responses(
        (status = 201, description = "Entered into the register", body = Export),
        (status = 404, description = "No such customer or contact, or not for the caller"),
        (status = 422, description = "Values refused"),
    )
)]
async fn ask(
    State(server): State<Server>,
    Making { signed, input }: Making<ExportInput>,
) -> Result<Response> {
    let opened = server.app.ask_export(&signed, &input.into_wish()?).await?;
    let (id, version) = (opened.export.id, opened.export.version);
    Ok(made("exports", id, version, Export::new(&signed, opened)))
}

/// One export of the register.
#[utoipa::path(
    get,
    path = "/exports/{id}",
    tag = "export",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The export", body = Export),
        (status = 404, description = "No such export, or not for the caller"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ExportId>,
) -> Result<Response> {
    let opened = server.app.export(&signed, id).await?;
    Ok(now(opened.export.version, Export::new(&signed, opened)))
}

/// Approve an export: the head of the applicant's department or of the custodian.
#[utoipa::path(
    post,
    path = "/exports/{id}/approval",
    tag = "export",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, description = "Ready to be fetched for 24 hours", body = Export),
        (status = 404, description = "No such export, or not for the caller"),
        (status = 409, description = "Decided before"),
        (status = 412, description = "Somebody else was faster"),
    )
)]
async fn approve(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ExportId>,
) -> Result<Response> {
    let opened = server.app.approve_export(&signed, id, version).await?;
    Ok(now(opened.export.version, Export::new(&signed, opened)))
}

/// Why an export is refused.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportRefusal {
    /// Why, at most 200 characters.
    pub reason: String,
}

/// Refuse an export: the head of the applicant's department or of the custodian.
#[utoipa::path(
    post,
    path = "/exports/{id}/refusal",
    tag = "export",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = ExportRefusal,
    responses(
        (status = 200, description = "Refused", body = Export),
        (status = 404, description = "No such export, or not for the caller"),
        (status = 409, description = "Decided before"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn refuse(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ExportId>,
    Json(input): Json<ExportRefusal>,
) -> Result<Response> {
    let opened = server.app.refuse_export(&signed, id, version, &input.reason).await?;
    Ok(now(opened.export.version, Export::new(&signed, opened)))
}
