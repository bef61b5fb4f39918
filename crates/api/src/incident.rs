//! Leaks and suspected ones: reported by anybody, handled by those who answer for them.

use crate::auth::Signed;
use crate::code::{IncidentEntryCode, IncidentGradeCode, IncidentKindCode};
use crate::endpoint::{Making, Seen, made, now};
use crate::extract::{Json, Page, Path, Query, limit, page, place};
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::incident::{Case, NewClosing};
use kedang_domain::id::IncidentId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list, report))
        .routes(routes!(statistics))
        .routes(routes!(read))
        .routes(routes!(add_entry))
        .routes(routes!(close))
}

const PAGE: i64 = 50;
const PAGE_MAX: i64 = 200;

/// Which reports.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Only those that are open, or only those that are closed.
    open: Option<bool>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// How many: 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// A report of a leak, and what came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Incident {
    /// Which.
    pub id: Uuid,
    /// What is reported.
    pub kind: IncidentKindCode,
    /// What happened.
    pub text: String,
    /// Who reported it; null: anonymously.
    pub reported_by: Option<Named>,
    /// When.
    #[schema(format = DateTime)]
    pub reported_at: String,
    /// How it was closed; null: it is open.
    pub closing: Option<IncidentClosing>,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

/// How a case was closed.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentClosing {
    /// How grave it was.
    pub grade: IncidentGradeCode,
    /// What whoever answers for it got.
    pub penalty: Option<String>,
    /// What was found.
    pub finding: String,
    /// Who closed it.
    pub by: Named,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
}

/// An entry of a case file.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentEntry {
    /// What it says.
    pub kind: IncidentEntryCode,
    /// In words.
    pub text: String,
    /// Who wrote it.
    pub by: Named,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
}

/// A penalty that the regulation names.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentPenalty {
    /// For which grade.
    pub grade: IncidentGradeCode,
    /// In words.
    pub words: String,
    /// The clause.
    pub clause: String,
}

/// A case and its file.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentCase {
    /// The case.
    pub incident: Incident,
    /// What was done and found, in order; empty for whoever only reported it.
    pub entries: Vec<IncidentEntry>,
    /// What the regulation names as penalties; empty for whoever only reported it.
    pub penalties: Vec<IncidentPenalty>,
    /// Whether the caller handles leaks.
    pub handles: bool,
}

impl From<kedang_app::incident::Incident> for Incident {
    fn from(one: kedang_app::incident::Incident) -> Self {
        Self {
            id: one.id.uuid(),
            kind: IncidentKindCode(one.kind),
            text: one.text,
            reported_by: one.reported_by.map(|(id, name)| Named::new(id.uuid(), name)),
            reported_at: instant(one.reported_at),
            closing: one.closing.map(|closing| IncidentClosing {
                grade: IncidentGradeCode(closing.grade),
                penalty: closing.penalty,
                finding: closing.finding,
                by: Named::new(closing.by.0.uuid(), closing.by.1),
                at: instant(closing.at),
            }),
            version: one.version,
        }
    }
}

impl From<Case> for IncidentCase {
    fn from(case: Case) -> Self {
        Self {
            incident: case.incident.into(),
            entries: case
                .entries
                .into_iter()
                .map(|entry| IncidentEntry {
                    kind: IncidentEntryCode(entry.kind),
                    text: entry.text,
                    by: Named::new(entry.by.0.uuid(), entry.by.1),
                    at: instant(entry.at),
                })
                .collect(),
            penalties: case
                .penalties
                .into_iter()
                .map(|penalty| IncidentPenalty {
                    grade: IncidentGradeCode(penalty.grade),
                    words: penalty.words,
                    clause: penalty.clause,
                })
                .collect(),
            handles: case.handles,
        }
    }
}

/// Reports of leaks: one's own, and all for those who handle them.
#[utoipa::path(
    get,
    path = "/incidents",
    tag = "incident",
    params(Which),
    responses((status = 200, description = "The newest first", body = Page<Incident>))
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Page<Incident>>> {
    let limit = limit(which.limit, PAGE, PAGE_MAX)?;
    let after = place(which.cursor.as_deref())?;
    let found = server.app.incidents(&signed, which.open, after, limit + 1).await?;
    Ok(page(found, limit, |last| format!("{}.{}", last.reported_at, last.id), Into::into))
}

/// A leak, or the suspicion of one.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IncidentReport {
    /// What is reported.
    pub kind: IncidentKindCode,
    /// What happened, at most 4,000 characters.
    pub text: String,
    /// Nothing keeps who reported it; they do not see it again either.
    #[serde(default)]
    pub anonymous: bool,
}

/// Which report was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentReported {
    /// Which.
    pub id: Uuid,
}

/// Report a leak or the suspicion of one. Those who handle leaks are told at once.
#[utoipa::path(
    post,
    path = "/incidents",
    tag = "incident",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = IncidentReport,
    responses(
        (status = 201, description = "Reported", body = IncidentReported),
        (status = 422, description = "Values refused"),
        (status = 429, description = "Too many reports: wait as long as Retry-After says"),
    )
)]
async fn report(
    State(server): State<Server>,
    Making { signed, input }: Making<IncidentReport>,
) -> Result<Response> {
    let IncidentReport { kind, text, anonymous } = input;
    let id = server.app.report_incident(&signed, kind.0, &text, anonymous).await?;
    Ok(made("incidents", id, 1, IncidentReported { id: id.uuid() }))
}

/// A count of cases that are alike.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentFigure {
    /// What was reported.
    pub kind: IncidentKindCode,
    /// How grave it was; null: open.
    pub grade: Option<IncidentGradeCode>,
    /// How many.
    pub count: i64,
    /// Hours from report to closing, on average, rounded; null: open.
    pub hours: Option<i64>,
}

/// How many cases there were in the last 365 days.
#[utoipa::path(
    get,
    path = "/incidents/statistics",
    tag = "incident",
    responses((status = 200, description = "By kind and grade", body = Page<IncidentFigure>))
)]
async fn statistics(
    State(server): State<Server>,
    signed: Signed,
) -> Result<Json<Page<IncidentFigure>>> {
    let figures = server.app.incident_figures(&signed).await?;
    let items = figures
        .into_iter()
        .map(|figure| IncidentFigure {
            kind: IncidentKindCode(figure.kind),
            grade: figure.grade.map(IncidentGradeCode),
            count: figure.count,
            hours: figure.grade.map(|_| (figure.handling_ms / figure.count.max(1)) / 3_600_000),
        })
        .collect();
    Ok(Json(Page { items, next_cursor: None }))
}

/// A case and its file.
#[utoipa::path(
    get,
    path = "/incidents/{id}",
    tag = "incident",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The case", body = IncidentCase),
        (status = 404, description = "No such case, or not for the caller"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<IncidentId>,
) -> Result<Response> {
    let case = server.app.incident(&signed, id).await?;
    Ok(now(case.incident.version, IncidentCase::from(case)))
}

/// Something for a case file.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IncidentEntryInput {
    /// What it says.
    pub kind: IncidentEntryCode,
    /// In words, at most 4,000 characters.
    pub text: String,
}

/// Add to a case file.
#[utoipa::path(
    post,
    path = "/incidents/{id}/entries",
    tag = "incident",
    params(("id" = Uuid, Path)),
    request_body = IncidentEntryInput,
    responses(
        (status = 200, description = "The case as it is now", body = IncidentCase),
        (status = 404, description = "No such case, or not for the caller"),
        (status = 409, description = "It is closed"),
        (status = 422, description = "Values refused"),
    )
)]
async fn add_entry(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<IncidentId>,
    Json(input): Json<IncidentEntryInput>,
) -> Result<Response> {
    let case = server.app.add_incident_entry(&signed, id, input.kind.0, &input.text).await?;
    Ok(now(case.incident.version, IncidentCase::from(case)))
}

/// How a case is closed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IncidentClosingInput {
    /// How grave it was.
    pub grade: IncidentGradeCode,
    /// What whoever answers for it gets, at most 200 characters; none where nothing leaked.
    pub penalty: Option<String>,
    /// What was found, at most 4,000 characters.
    pub finding: String,
}

/// Close a case with a finding.
#[utoipa::path(
    post,
    path = "/incidents/{id}/closing",
    tag = "incident",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = IncidentClosingInput,
    responses(
        (status = 200, description = "The case as it is now", body = IncidentCase),
        (status = 404, description = "No such case, or not for the caller"),
        (status = 409, description = "It is closed already"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn close(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<IncidentId>,
    Json(input): Json<IncidentClosingInput>,
) -> Result<Response> {
    let closing =
        NewClosing { grade: input.grade.0, penalty: input.penalty, finding: input.finding };
    let case = server.app.close_incident(&signed, id, version, &closing).await?;
    Ok(now(case.incident.version, IncidentCase::from(case)))
}
