//! What waits for the caller, and what the caller waits for.

use crate::auth::Signed;
use crate::extract::Json;
use crate::wire::instant;
use crate::workbench::CustomerName;
use crate::{Result, Server};
use axum::extract::State;
use axum::response::IntoResponse;
use kedang_app::waiting as app;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(read))
}

/// A name in both languages.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingTitle {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// What can be done at once, with nothing more to say.
#[derive(Debug, Serialize, ToSchema)]
pub struct AtOnce {
    /// A POST below /api/v1 does it.
    #[schema(example = "/exports/019e0f6c-0000-7000-8000-000000000001/approval")]
    pub path: String,
    /// The version for If-Match; null where none is asked for.
    pub version: Option<i64>,
    /// What to send; null: nothing.
    #[schema(value_type = Option<Object>)]
    pub body: Option<serde_json::Value>,
}

/// One thing that waits.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingLine {
    /// Its id.
    pub id: String,
    /// Path of the page that opens it.
    #[schema(example = "/clashes/019e0f6c-0000-7000-8000-000000000001")]
    pub link: String,
    /// Who asked; null where the calendar did or the caller.
    pub by: Option<String>,
    /// The customer, where the caller sees it.
    pub customer: Option<CustomerName>,
    /// What it is called.
    pub title: Option<WaitingTitle>,
    /// How much it is about: customers or changes.
    pub amount: Option<i64>,
    /// Since when it waits.
    #[schema(format = DateTime)]
    pub since: String,
    /// Names of those who have it, as far as the caller may know.
    pub with: Vec<String>,
    /// What can be done at once; null where it has to be opened.
    pub at_once: Option<AtOnce>,
}

/// What waits of one kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaitingKind {
    /// Name of the kind.
    #[schema(example = "export")]
    pub kind: &'static str,
    /// Path of the page that lists them.
    #[schema(example = "/exports?waiting=true")]
    pub list: &'static str,
    /// How many, at most 100.
    pub count: usize,
    /// There are more.
    pub capped: bool,
    /// Those that have waited longest, at most 5.
    pub lines: Vec<WaitingLine>,
}

/// What waits, and for whom. Kinds of which nothing waits are not there.
#[derive(Debug, Serialize, ToSchema)]
pub struct Waiting {
    /// For the caller's decision.
    pub mine: Vec<WaitingKind>,
    /// For somebody else, because the caller asked.
    pub others: Vec<WaitingKind>,
}

impl From<app::Line> for WaitingLine {
    fn from(line: app::Line) -> Self {
        Self {
            id: line.id,
            link: line.link,
            by: line.by,
            customer: line.customer.map(CustomerName::from),
            title: line.title.map(|(zh, en)| WaitingTitle { zh, en }),
            amount: line.amount,
            since: instant(line.since),
            with: line.with,
            at_once: line.at_once.map(|act| AtOnce {
                path: act.path,
                version: act.version,
                body: act.body,
            }),
        }
    }
}

impl From<app::Waiting> for WaitingKind {
    fn from(waiting: app::Waiting) -> Self {
        Self {
            kind: waiting.kind,
            list: waiting.list,
            count: waiting.count,
            capped: waiting.capped,
            lines: waiting.lines.into_iter().map(WaitingLine::from).collect(),
        }
    }
}

/// What waits for the caller's decision, and what the caller asked others for, the longest waiting
/// first.
#[utoipa::path(
    get,
    path = "/workbench/waiting",
    tag = "workbench",
    responses(
        (status = 200, description = "By kind", body = Waiting),
    )
)]
async fn read(State(server): State<Server>, signed: Signed) -> Result<impl IntoResponse> {
    let (mine, others): (Vec<_>, Vec<_>) = server
        .app
        .waiting(&signed)
        .await?
        .into_iter()
        .partition(|waiting| waiting.turn == app::Turn::Mine);
    let told = |found: Vec<app::Waiting>| found.into_iter().map(WaitingKind::from).collect();
    Ok(Json(Waiting { mine: told(mine), others: told(others) }))
}
