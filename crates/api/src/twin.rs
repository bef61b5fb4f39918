//! The work list of suspected twins.

use crate::auth::Signed;
use crate::extract::{Json, Path, Query, bad, limit};
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use kedang_app::twin::{Cursor, Half, Listed, PAGE, Ruling};
use kedang_domain::field::FieldError;
use kedang_domain::id::{CustomerId, DepartmentId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(search)).routes(routes!(rule))
}

/// Pairs on a page unless the caller says otherwise.
const LIMIT: i64 = 50;

/// What became of a suspicion.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TwinRuling {
    /// Nobody has ruled.
    Open,
    /// Somebody wants to look at it another time.
    Later,
    /// They are two customers.
    Different,
}

impl From<TwinRuling> for Ruling {
    fn from(ruling: TwinRuling) -> Self {
        match ruling {
            TwinRuling::Open => Self::Open,
            TwinRuling::Later => Self::Later,
            TwinRuling::Different => Self::Different,
        }
    }
}

/// One of two customers that look like one.
#[derive(Debug, Serialize, ToSchema)]
pub struct TwinHalf {
    /// Which.
    pub id: Uuid,
    /// File code.
    #[schema(example = "KH0000001")]
    pub code: String,
    /// Full name.
    pub name: String,
    /// Its owner.
    pub owner: Named,
    /// The department it belongs to.
    pub department: Named,
}

impl From<Half> for TwinHalf {
    fn from(half: Half) -> Self {
        Self {
            id: half.id.uuid(),
            code: half.code,
            name: half.name,
            owner: Named::new(half.owner.0.uuid(), half.owner.1),
            department: Named::new(half.department.0.uuid(), half.department.1),
        }
    }
}

/// In what two files agree.
#[derive(Debug, Serialize, ToSchema)]
pub struct TwinAgrees {
    /// `name`, `credit_code`, `mobile`, `phone`, `address`, `legal_representative` and the like.
    pub field: String,
    /// `same`, or `close`: as if one were mistyped or shortened.
    pub how: String,
}

/// What somebody ruled.
#[derive(Debug, Serialize, ToSchema)]
pub struct TwinRuled {
    /// Who.
    pub person: Named,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// Why; empty when nothing was said.
    pub reason: String,
}

/// Two customers that look like one.
#[derive(Debug, Serialize, ToSchema)]
pub struct Twin {
    /// The one with the lower code.
    pub a: TwinHalf,
    /// The other.
    pub b: TwinHalf,
    /// How likely they are one, in percent, at most 99: only a person is certain.
    pub percent: i64,
    /// In what they agree, the weightiest first.
    pub agrees: Vec<TwinAgrees>,
    /// Since when it is known.
    #[schema(format = DateTime)]
    pub found_at: String,
    /// What somebody ruled; null while nobody has.
    pub ruled: Option<TwinRuled>,
}

impl From<Listed> for Twin {
    fn from(twin: Listed) -> Self {
        let agrees = twin.agrees.into_iter();
        Self {
            a: twin.a.into(),
            b: twin.b.into(),
            percent: ((twin.probability + 5) / 10).min(99),
            agrees: agrees.map(|one| TwinAgrees { field: one.field, how: one.how }).collect(),
            found_at: instant(twin.found_at),
            ruled: twin.ruled.map(|(by, name, at, reason)| TwinRuled {
                person: Named::new(by.uuid(), name),
                at: instant(at),
                reason,
            }),
        }
    }
}

/// A page of the work list.
#[derive(Debug, Serialize, ToSchema)]
pub struct TwinPage {
    /// The likeliest first.
    pub items: Vec<Twin>,
    /// Where the next page begins; null on the last.
    pub next_cursor: Option<String>,
    /// How much of the customer file has been compared, in percent.
    pub compared: i64,
}

/// What of the work list is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// What became of them; `open` when absent.
    state: Option<TwinRuling>,
    /// To which department one of them belongs, or to one below it.
    department: Option<Uuid>,
    /// Where the page begins, as the page before said.
    cursor: Option<String>,
    /// At most so many, 1 to 100.
    limit: Option<i64>,
}

fn cursor(text: &str) -> Result<Cursor> {
    let parts = || {
        let (probability, ids) = text.split_once('.')?;
        let (a, b) = ids.split_once('.')?;
        let (a, b): (CustomerId, CustomerId) = (a.parse().ok()?, b.parse().ok()?);
        Some((probability.parse().ok()?, a.to_string(), b.to_string()))
    };
    parts().ok_or_else(|| bad("cursor", FieldError::new("cursor_format")))
}

/// Customers that look like one, of which the caller sees both.
#[utoipa::path(
    get,
    path = "/twins",
    tag = "twin",
    params(Wanted),
    responses((status = 200, description = "The likeliest first", body = TwinPage))
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(wanted): Query<Wanted>,
) -> Result<Json<TwinPage>> {
    let ruling = wanted.state.map_or(Ruling::Open, Ruling::from);
    let department = wanted.department.map(DepartmentId::new);
    let after = wanted.cursor.as_deref().map(cursor).transpose()?;
    let limit = limit(wanted.limit, LIMIT, PAGE)?;
    let twins = server.app.twins(&signed, ruling, department, after.as_ref(), limit).await?;
    Ok(Json(TwinPage {
        items: twins.items.into_iter().map(Twin::from).collect(),
        next_cursor: twins.next.map(|(probability, a, b)| format!("{probability}.{a}.{b}")),
        compared: twins.percent,
    }))
}

/// Compare all customers anew, in the background. Rulings stay.
#[utoipa::path(
    post,
    path = "/twins/search",
    tag = "twin",
    responses((status = 202, description = "It begins within a minute"))
)]
async fn search(State(server): State<Server>, signed: Signed) -> Result<StatusCode> {
    server.app.search_twins_anew(&signed).await?;
    Ok(StatusCode::ACCEPTED)
}

/// What somebody rules on two customers that look like one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TwinInput {
    /// What.
    pub state: TwinRuling,
    /// Why; must be said when they are two customers.
    pub reason: Option<String>,
}

/// Rule on two customers that look like one. That they are two holds until the name or the credit
/// code of one changes.
#[utoipa::path(
    put,
    path = "/twins/{a}/{b}",
    tag = "twin",
    params(("a" = Uuid, Path), ("b" = Uuid, Path)),
    request_body = TwinInput,
    responses(
        (status = 204, description = "Ruled"),
        (status = 404, description = "No such pair, or not for the caller"),
        (status = 422, description = "No reason"),
    )
)]
async fn rule(
    State(server): State<Server>,
    signed: Signed,
    Path(pair): Path<(CustomerId, CustomerId)>,
    Json(input): Json<TwinInput>,
) -> Result<StatusCode> {
    server.app.rule_on_twins(&signed, pair, input.state.into(), input.reason.as_deref()).await?;
    Ok(StatusCode::NO_CONTENT)
}
