//! Unusual reading: what was found, and what the auditor concluded from looking into it.

use crate::auth::Signed;
use crate::code::{WatchOutcomeCode, WatchSignalCode, WatchStateCode};
use crate::endpoint::{Seen, now};
use crate::extract::{Json, Page, Path, Query, limit, page, place};
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::watch::{Finding, Wanted};
use kedang_domain::id::WatchFindingId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(read)).routes(routes!(conclude))
}

const PAGE: i64 = 50;
const PAGE_MAX: i64 = 200;

/// Which findings.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Only those of this state.
    state: Option<WatchStateCode>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// How many: 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// Unusual reading that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct WatchFinding {
    /// Which.
    pub id: Uuid,
    /// Whose reading.
    pub person: Named,
    /// What is unusual.
    pub signal: WatchSignalCode,
    /// The day, where the company is.
    #[schema(format = Date)]
    pub day: String,
    /// The first opening that counts.
    #[schema(format = DateTime)]
    pub from: String,
    /// The last.
    #[schema(format = DateTime)]
    pub until: String,
    /// Files that count.
    pub files: i64,
    /// Of all files of the same time.
    pub of_files: i64,
    /// From how many on it is unusual.
    pub least: i64,
    /// The honey customer that was opened.
    pub honey: Option<String>,
    /// The clause that it serves; empty where the regulation has none.
    pub clause: String,
    /// The version of the regulation.
    pub policy: String,
    /// When it was found.
    #[schema(format = DateTime)]
    pub found_at: String,
    /// What became of it.
    pub state: WatchStateCode,
    /// What was concluded; null: nobody has.
    pub conclusion: Option<WatchConclusion>,
    /// The incident that it became.
    pub incident_id: Option<Uuid>,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

/// What somebody concluded.
#[derive(Debug, Serialize, ToSchema)]
pub struct WatchConclusion {
    /// In words.
    pub text: String,
    /// Who.
    pub by: Named,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
}

impl From<Finding> for WatchFinding {
    fn from(one: Finding) -> Self {
        Self {
            id: one.id.uuid(),
            person: Named::new(one.person.0.uuid(), one.person.1),
            signal: WatchSignalCode(one.signal),
            day: one.day,
            from: instant(one.from),
            until: instant(one.until),
            files: one.files,
            of_files: one.of,
            least: one.least,
            honey: one.honey.map(|(_, name)| name),
            clause: one.clause,
            policy: one.policy,
            found_at: instant(one.found_at),
            state: WatchStateCode(one.state),
            conclusion: one.conclusion.map(|said| WatchConclusion {
                text: said.text,
                by: Named::new(said.by.0.uuid(), said.by.1),
                at: instant(said.at),
            }),
            incident_id: one.incident.map(|id| id.uuid()),
            version: one.version,
        }
    }
}

/// Findings about others: nobody is told of those about themselves.
#[utoipa::path(
    get,
    path = "/watch-findings",
    tag = "watch",
    params(Which),
    responses((status = 200, description = "The newest first", body = Page<WatchFinding>))
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Page<WatchFinding>>> {
    let limit = limit(which.limit, PAGE, PAGE_MAX)?;
    let after = place(which.cursor.as_deref())?;
    let wanted = Wanted { id: None, state: which.state.map(|state| state.0), after };
    let found = server.app.watch_findings(&signed, wanted, limit + 1).await?;
    Ok(page(found, limit, |last| format!("{}.{}", last.found_at, last.id), Into::into))
}

/// A finding.
#[utoipa::path(
    get,
    path = "/watch-findings/{id}",
    tag = "watch",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The finding", body = WatchFinding),
        (status = 404, description = "No such finding, or about the caller"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<WatchFindingId>,
) -> Result<Response> {
    let found = server.app.watch_finding(&signed, id).await?;
    Ok(now(found.version, WatchFinding::from(found)))
}

/// What was concluded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WatchConclusionInput {
    /// `concluded`: nothing was wrong; `incident`: it is one, and is reported.
    pub outcome: WatchOutcomeCode,
    /// In words, at most 2,000 characters.
    pub text: String,
}

/// Conclude what was looked into. An incident is reported at once, and is not the person's to read.
#[utoipa::path(
    post,
    path = "/watch-findings/{id}/conclusion",
    tag = "watch",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = WatchConclusionInput,
    responses(
        (status = 200, description = "The finding as it is now", body = WatchFinding),
        (status = 404, description = "No such finding, or about the caller"),
        (status = 409, description = "It is closed already"),
        (status = 412, description = "Somebody else was faster, or more was read"),
        (status = 422, description = "Values refused"),
    )
)]
async fn conclude(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<WatchFindingId>,
    Json(input): Json<WatchConclusionInput>,
) -> Result<Response> {
    let outcome = (input.outcome.0, &*input.text);
    let found = server.app.conclude_finding(&signed, id, version, outcome).await?;
    Ok(now(found.version, WatchFinding::from(found)))
}
