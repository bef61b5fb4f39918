//! The company's regulation: what is in force, its versions, and how a draft becomes one.

mod book;
mod change;
mod coverage;
mod difference;
mod print;
mod version;

use crate::auth::Signed;
use crate::endpoint::{Making, Seen, made, now};
use crate::extract::{Json, Page, Path, Query, bad};
use crate::{Result, Server};
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use book::PolicyBook;
use change::{PolicyApproval, PolicyChange, PolicyDraftInput, PolicyProposal, PolicyRefusal};
use coverage::PolicyCoverage;
pub(crate) use coverage::sentence;
use difference::PolicyDifference;
pub(crate) use difference::{PolicyDifferenceLine, lines};
use jiff::civil::Date;
use kedang_app::AppError;
use kedang_domain::field::FieldError;
use kedang_domain::id::PolicyVersionId;
use kedang_domain::policy::TEXT_MAX;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;
use version::{PolicyVersion, PolicyVersionRow};

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(in_force))
        .routes(routes!(list, create))
        .routes(routes!(read, update, discard))
        .routes(routes!(text, write_text))
        .routes(routes!(propose, withdraw))
        .routes(routes!(approve))
        .routes(routes!(refuse))
        .routes(routes!(difference))
        .routes(routes!(coverage))
        .merge(print::routes())
}

/// The regulation in force. Everybody may read it.
#[utoipa::path(
    get,
    path = "/policy",
    tag = "policy",
    responses((status = 200, description = "What holds now", body = PolicyBook)),
)]
async fn in_force(signed: Signed) -> Json<PolicyBook> {
    Json(PolicyBook::in_force(&signed.regulation))
}

/// The versions of the regulation: those that were approved for everybody, drafts and proposals for
/// those who write or decide on them.
#[utoipa::path(
    get,
    path = "/policy/versions",
    tag = "policy",
    responses((status = 200, description = "The latest first", body = Page<PolicyVersionRow>)),
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
) -> Result<Json<Page<PolicyVersionRow>>> {
    let found = server.app.policy_versions(&signed).await?;
    let items = found.into_iter().map(|opened| PolicyVersionRow::new(&signed, opened)).collect();
    Ok(Json(Page { items, next_cursor: None }))
}

/// Begin a draft, from the newest approved version or from another.
#[utoipa::path(
    post,
    path = "/policy/versions",
    tag = "policy",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = PolicyDraftInput,
    responses(
        (status = 201, description = "The draft", body = PolicyVersionRow),
        (status = 404, description = "No such version, or not for the caller"),
    )
)]
async fn create(
    State(server): State<Server>,
    Making { signed, input }: Making<PolicyDraftInput>,
) -> Result<Response> {
    let from = input.from.map(PolicyVersionId::new);
    let opened = server.app.draft_policy(&signed, from).await?;
    let (id, version) = (opened.version.id, opened.version.version);
    Ok(made("policy/versions", id, version, PolicyVersionRow::new(&signed, opened)))
}

/// One version with what it says.
#[utoipa::path(
    get,
    path = "/policy/versions/{id}",
    tag = "policy",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The version", body = PolicyVersion),
        (status = 404, description = "No such version, or not for the caller"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<PolicyVersionId>,
) -> Result<Response> {
    let found = server.app.policy_version(&signed, id).await?;
    Ok(now(found.opened.version.version, PolicyVersion::new(&signed, found)))
}

/// Change a draft, part by part.
#[utoipa::path(
    patch,
    path = "/policy/versions/{id}",
    tag = "policy",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = PolicyChange,
    responses(
        (status = 200, description = "As it is now", body = PolicyVersion),
        (status = 404, description = "No such version, or not for the caller"),
        (status = 409, description = "No draft any more"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "What is wrong with the changes, each at its place"),
    )
)]
async fn update(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<PolicyVersionId>,
    Json(input): Json<PolicyChange>,
) -> Result<Response> {
    let _ = server.app.change_policy(&signed, id, version, input.into()).await?;
    let found = server.app.policy_version(&signed, id).await?;
    Ok(now(found.opened.version.version, PolicyVersion::new(&signed, found)))
}

/// Remove a draft.
#[utoipa::path(
    delete,
    path = "/policy/versions/{id}",
    tag = "policy",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 204, description = "Removed"),
        (status = 404, description = "No such version, or not for the caller"),
        (status = 409, description = "No draft any more"),
        (status = 412, description = "Somebody else was faster"),
    )
)]
async fn discard(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<PolicyVersionId>,
) -> Result<StatusCode> {
    server.app.discard_policy(&signed, id, version).await?;
    Ok(StatusCode::NO_CONTENT)
}

const TOML: &str = "application/toml";

/// The text of a version, for an editor of one's own.
#[utoipa::path(
    get,
    path = "/policy/versions/{id}/toml",
    tag = "policy",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "TOML", content((String = "application/toml"))),
        (status = 404, description = "No such version, or not for the caller"),
    )
)]
async fn text(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<PolicyVersionId>,
) -> Result<Response> {
    let found = server.app.policy_version(&signed, id).await?;
    let version = found.opened.version;
    let name = version.number.map_or_else(|| "draft".to_owned(), |number| number.to_string());
    let headers = [
        (header::CONTENT_TYPE, TOML.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"regulation-{name}.toml\"")),
        (header::ETAG, format!("\"{}\"", version.version)),
    ];
    Ok((headers, version.text).into_response())
}

/// Put a text in place of a draft's, whole. What is wrong with it is told with line and column.
#[utoipa::path(
    put,
    path = "/policy/versions/{id}/toml",
    tag = "policy",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body(content = String, content_type = "application/toml"),
    responses(
        (status = 200, description = "As it is now", body = PolicyVersion),
        (status = 404, description = "No such version, or not for the caller"),
        (status = 409, description = "No draft any more"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Every fault, with line and column"),
    )
)]
async fn write_text(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<PolicyVersionId>,
    request: Request,
) -> Result<Response> {
    let text = toml_text(request).await?;
    let _ = server.app.write_policy(&signed, id, version, text).await?;
    let found = server.app.policy_version(&signed, id).await?;
    Ok(now(found.opened.version.version, PolicyVersion::new(&signed, found)))
}

/// The body of a request as TOML text.
async fn toml_text(request: Request) -> Result<String> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if kind.is_none_or(|kind| kind.split(';').next().map(str::trim) != Some(TOML)) {
        return Err(crate::ApiError::Unsupported);
    }
    let bytes: Bytes = axum::body::to_bytes(request.into_body(), TEXT_MAX).await.map_err(|_| {
        AppError::TooLarge { limit: u64::try_from(TEXT_MAX).unwrap_or_default(), unit: "bytes" }
    })?;
    String::from_utf8(bytes.to_vec())
        .map_err(|_| crate::ApiError::Malformed("the text is not UTF-8".to_owned()))
}

/// Propose a draft for approval.
#[utoipa::path(
    post,
    path = "/policy/versions/{id}/proposal",
    tag = "policy",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = PolicyProposal,
    responses(
        (status = 200, description = "It waits for approval", body = PolicyVersionRow),
        (status = 404, description = "No such version, or not for the caller"),
        (status = 409, description = "No draft, overtaken, or without a change"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn propose(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<PolicyVersionId>,
    Json(input): Json<PolicyProposal>,
) -> Result<Response> {
    let day = date("active_from", &input.active_from)?;
    let note = input.note.as_deref();
    let opened = server.app.propose_policy(&signed, id, version, day, note).await?;
    Ok(now(opened.version.version, PolicyVersionRow::new(&signed, opened)))
}

/// Take a proposal back.
#[utoipa::path(
    delete,
    path = "/policy/versions/{id}/proposal",
    tag = "policy",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, description = "A draft again", body = PolicyVersionRow),
        (status = 404, description = "No such version, or not for the caller"),
        (status = 409, description = "Not proposed"),
        (status = 412, description = "Somebody else was faster"),
    )
)]
async fn withdraw(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<PolicyVersionId>,
) -> Result<Response> {
    let opened = server.app.withdraw_policy(&signed, id, version).await?;
    Ok(now(opened.version.version, PolicyVersionRow::new(&signed, opened)))
}

/// Approve a proposed version: whom the regulation in force names, never the proposer.
#[utoipa::path(
    post,
    path = "/policy/versions/{id}/approval",
    tag = "policy",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = PolicyApproval,
    responses(
        (status = 200, description = "Approved, or waiting for the next", body = PolicyVersionRow),
        (status = 404, description = "No such version, or not for the caller"),
        (status = 409, description = "Not proposed, overtaken, or its date has passed"),
        (status = 412, description = "It has changed since the caller saw it"),
        (status = 422, description = "Values refused"),
    )
)]
async fn approve(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<PolicyVersionId>,
    Json(input): Json<PolicyApproval>,
) -> Result<Response> {
    let day = input.active_from.as_deref().map(|day| date("active_from", day)).transpose()?;
    let opened = server.app.approve_policy(&signed, id, version, day).await?;
    Ok(now(opened.version.version, PolicyVersionRow::new(&signed, opened)))
}

/// Refuse a proposed version, with the reason.
#[utoipa::path(
    post,
    path = "/policy/versions/{id}/refusal",
    tag = "policy",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = PolicyRefusal,
    responses(
        (status = 200, description = "Refused", body = PolicyVersionRow),
        (status = 404, description = "No such version, or not for the caller"),
        (status = 409, description = "Not proposed"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn refuse(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<PolicyVersionId>,
    Json(input): Json<PolicyRefusal>,
) -> Result<Response> {
    let opened = server.app.refuse_policy(&signed, id, version, &input.reason).await?;
    Ok(now(opened.version.version, PolicyVersionRow::new(&signed, opened)))
}

/// With which version.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Against {
    /// The version that it is compared with; the one in force when absent.
    #[param(required = false)]
    with: Option<Uuid>,
}

/// What a version changes of the one in force, or of another, and for whom.
#[utoipa::path(
    get,
    path = "/policy/versions/{id}/difference",
    tag = "policy",
    params(("id" = Uuid, Path), Against),
    responses(
        (status = 200, description = "What changes", body = PolicyDifference),
        (status = 404, description = "No such version, or not for the caller"),
    )
)]
async fn difference(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<PolicyVersionId>,
    Query(against): Query<Against>,
) -> Result<Json<PolicyDifference>> {
    let with = against.with.map(PolicyVersionId::new);
    Ok(Json(server.app.policy_difference(&signed, id, with).await?.into()))
}

/// Which month.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WhichMonth {
    /// Year and month where the company is; the present one when absent.
    #[param(required = false, example = "2026-11")]
    month: Option<String>,
}

/// Every clause in force: how it is met, and what a month shows of it.
#[utoipa::path(
    get,
    path = "/policy/clauses",
    tag = "policy",
    params(WhichMonth),
    responses(
        (status = 200, description = "In the order of the book", body = PolicyCoverage),
        (status = 422, description = "No month"),
    )
)]
async fn coverage(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<WhichMonth>,
) -> Result<Json<PolicyCoverage>> {
    let month = which.month.as_deref().map(|month| date("month", &format!("{month}-01")));
    let found = server.app.policy_coverage(&signed, month.transpose()?).await?;
    Ok(Json(PolicyCoverage::new(&signed.regulation, &found)))
}

/// A day as a request writes it.
fn date(name: &str, text: &str) -> Result<Date> {
    text.parse().map_err(|_| {
        let shown: String = text.chars().take(64).collect();
        bad(name, FieldError::new("date_impossible").with("value", shown))
    })
}
