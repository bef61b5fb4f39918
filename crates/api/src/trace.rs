//! Tracing a leak: a leaked sheet is compared with what left.

use crate::auth::Signed;
use crate::code::{DepartureKindCode, SurenessCode};
use crate::extract::{Json, Page, Path, bad};
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use kedang_app::AppError;
use kedang_app::trace::LeakTrace as Trace;
use kedang_domain::field::FieldError;
use kedang_domain::id::IncidentId;
use kedang_domain::trace::{FILE_MAX, Sureness, Suspected};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// Most characters of a sheet in base64, and bytes of the body around it.
const CONTENT_MAX: u64 = FILE_MAX.div_ceil(3) * 4;
const ENVELOPE: u64 = 1024;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    let limit = usize::try_from(CONTENT_MAX + ENVELOPE).unwrap_or(usize::MAX);
    OpenApiRouter::new().routes(routes!(list, compare)).layer(DefaultBodyLimit::max(limit))
}

/// A leaked sheet.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeakedSheet {
    /// The file in base64: a workbook, delimited text, or cards; at most 10 MiB. Pasted rows are a
    /// text with tabs. It is compared and not kept.
    #[schema(format = Byte, max_length = 13981016)]
    pub content: String,
}

/// What left and may be a source.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeakSource {
    /// Its number in the register.
    pub register: String,
    /// What it was.
    pub kind: DepartureKindCode,
    /// Which export or copy.
    pub source_id: Uuid,
    /// Who took it out.
    pub person: Named,
    /// Whom it was for, of copies and disclosures.
    pub recipient: Option<String>,
    /// When it left.
    #[schema(format = DateTime)]
    pub left_at: String,
    /// Customers that left with it.
    pub size: i64,
    /// Rows of the sheet that left with it.
    pub rows: u32,
    /// Of them those that have values of another time.
    pub stale: u32,
    /// Its columns that the sheet shows.
    pub columns: Vec<LeakColumn>,
    /// Columns of the sheet that are known, but not from it.
    pub foreign_columns: u32,
    /// Its marker customers that stand in the sheet.
    pub markers: u32,
    /// Its number stands in the sheet.
    pub numbered: bool,
    /// How likely it is a source, in thousandths. Two that were mixed can both be.
    #[schema(maximum = 980)]
    pub likelihood: u32,
    /// The same as a word.
    pub sureness: SurenessCode,
}

/// A column in both languages.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeakColumn {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A comparison of a leaked sheet with what left. It is a likelihood under a model, nothing more.
#[derive(Debug, Serialize, ToSchema)]
pub struct LeakTrace {
    /// Which.
    pub id: Uuid,
    /// SHA-256 of the sheet, which is not kept.
    pub digest: String,
    /// Who compared.
    pub by: Named,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// Rows of the sheet, without its head.
    pub rows: u32,
    /// Of them those that left with anything.
    pub known: u32,
    /// Exports and copies that it was compared with.
    pub compared: i64,
    /// Exports and copies with which it could not be compared.
    pub not_compared: i64,
    /// The sheet was longer than what is compared.
    pub cut: bool,
    /// What may be a source, the likeliest first; twenty at most.
    pub sources: Vec<LeakSource>,
    /// How likely somebody or something else is the source, in thousandths; never 0.
    #[schema(minimum = 1, maximum = 1000)]
    pub else_likelihood: u32,
}

impl From<Suspected> for LeakSource {
    fn from(one: Suspected) -> Self {
        let column = |(zh, en)| LeakColumn { zh, en };
        Self {
            register: one.register,
            kind: DepartureKindCode(one.kind),
            source_id: one.source.parse().unwrap_or_default(),
            person: Named::new(one.person.uuid(), one.person_name),
            recipient: one.recipient,
            left_at: instant(one.left_at),
            size: one.size,
            rows: one.rows,
            stale: one.stale,
            columns: one.columns.into_iter().map(column).collect(),
            foreign_columns: one.foreign,
            markers: one.markers,
            numbered: one.numbered,
            likelihood: one.likelihood,
            sureness: SurenessCode(Sureness::of(one.likelihood)),
        }
    }
}

impl From<Trace> for LeakTrace {
    fn from(trace: Trace) -> Self {
        let finding = trace.finding;
        Self {
            id: trace.id.uuid(),
            digest: trace.digest,
            by: Named::new(trace.by.0.uuid(), trace.by.1),
            at: instant(trace.at),
            rows: finding.rows,
            known: finding.known,
            compared: finding.compared,
            not_compared: finding.not_compared,
            cut: finding.cut,
            sources: finding.suspected.into_iter().map(Into::into).collect(),
            else_likelihood: finding.else_likelihood,
        }
    }
}

/// The comparisons of a case.
#[utoipa::path(
    get,
    path = "/incidents/{id}/traces",
    tag = "incident",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The newest first", body = Page<LeakTrace>),
        (status = 404, description = "No such case, or not the caller's to handle"),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<IncidentId>,
) -> Result<Json<Page<LeakTrace>>> {
    let found = server.app.leak_traces(&signed, id).await?;
    Ok(Json(Page { items: found.into_iter().map(Into::into).collect(), next_cursor: None }))
}

/// Compare a leaked sheet with what left. The finding is kept in the case file; the sheet is not.
/// Who took out a possible source does not read the case from then on.
#[utoipa::path(
    post,
    path = "/incidents/{id}/traces",
    tag = "incident",
    params(("id" = Uuid, Path)),
    request_body = LeakedSheet,
    responses(
        (status = 201, description = "What was found", body = LeakTrace),
        (status = 404, description = "No such case, or not the caller's to handle"),
        (status = 409, description = "It is closed; or the finding names the caller: others go on"),
        (status = 413, description = "Too large"),
        (status = 422, description = "Not a file that can be read"),
        (status = 429, description = "Too many comparisons: wait as long as Retry-After says"),
    )
)]
async fn compare(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<IncidentId>,
    Json(input): Json<LeakedSheet>,
) -> Result<Response> {
    let bytes = BASE64_STANDARD
        .decode(input.content.as_bytes())
        .map_err(|_| bad("content", FieldError::new("content_format")))?;
    if bytes.len() as u64 > FILE_MAX {
        return Err(AppError::TooLarge { limit: FILE_MAX, unit: "bytes" }.into());
    }
    let made = server.app.trace_leak(&signed, id, bytes).await?;
    Ok((StatusCode::CREATED, Json(LeakTrace::from(made))).into_response())
}
