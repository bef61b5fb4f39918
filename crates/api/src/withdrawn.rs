//! Withdrawing what is no customer at all, and bringing it back.

use crate::auth::Signed;
use crate::extract::{IfMatch, Json, Path, Query, bad};
use crate::invalid::InvalidFlaw;
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use kedang_app::invalid::withdraw::{Cursor, Withdrawn};
use kedang_domain::field::FieldError;
use kedang_domain::id::{CustomerId, DepartmentId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(withdraw, bring_back))
}

/// A customer that somebody withdrew.
#[derive(Debug, Serialize, ToSchema)]
pub struct WithdrawnEntry {
    /// Which.
    pub id: Uuid,
    /// File code.
    #[schema(example = "KH0000001")]
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its owner.
    pub owner: Named,
    /// The department it belongs to.
    pub department: Named,
    /// What it was suspected for.
    pub reasons: Vec<InvalidFlaw>,
    /// Who withdrew it.
    pub withdrawn_by: Named,
    /// When.
    #[schema(format = DateTime)]
    pub withdrawn_at: String,
    /// Why, in their words.
    pub reason: String,
    /// Until when it can be brought back.
    #[schema(format = DateTime)]
    pub until: String,
    /// Whether the caller may bring it back now.
    pub returnable: bool,
}

impl From<(Withdrawn, bool)> for WithdrawnEntry {
    fn from((entry, returnable): (Withdrawn, bool)) -> Self {
        let withdrawal = entry.withdrawal;
        Self {
            id: entry.id.uuid(),
            code: entry.code,
            name: entry.name,
            owner: Named::new(entry.owner.0.uuid(), entry.owner.1),
            department: Named::new(entry.department.0.uuid(), entry.department.1),
            reasons: withdrawal.faults.into_iter().map(InvalidFlaw::from).collect(),
            withdrawn_by: Named::new(withdrawal.by.0.uuid(), withdrawal.by.1),
            withdrawn_at: instant(withdrawal.at),
            reason: withdrawal.reason,
            until: instant(withdrawal.until),
            returnable,
        }
    }
}

/// A page of what was withdrawn.
#[derive(Debug, Serialize, ToSchema)]
pub struct WithdrawnPage {
    /// At most 50, the latest first.
    pub items: Vec<WithdrawnEntry>,
    /// Where the next page begins; null on the last.
    pub next_cursor: Option<String>,
}

/// What of the list is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WithdrawnWanted {
    /// To which department they belong, or to one below it.
    department: Option<Uuid>,
    /// Where the page begins, as the page before said.
    cursor: Option<String>,
}

fn cursor(text: &str) -> Result<Cursor> {
    let parts = || {
        let (at, id) = text.split_once('.')?;
        Some((at.parse().ok()?, id.parse().ok()?))
    };
    parts().ok_or_else(|| bad("cursor", FieldError::new("cursor_format")))
}

/// Withdrawn customers, of those that the caller would see.
#[utoipa::path(
    get,
    path = "/cleaning/withdrawn",
    tag = "cleaning",
    params(WithdrawnWanted),
    responses((status = 200, description = "The latest first", body = WithdrawnPage))
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(wanted): Query<WithdrawnWanted>,
) -> Result<Json<WithdrawnPage>> {
    let after = wanted.cursor.as_deref().map(cursor).transpose()?;
    let department = wanted.department.map(DepartmentId::new);
    let page = server.app.withdrawn_customers(&signed, department, after).await?;
    Ok(Json(WithdrawnPage {
        items: page.items.into_iter().map(WithdrawnEntry::from).collect(),
        next_cursor: page.next.map(|(at, id)| format!("{at}.{id}")),
    }))
}

/// Why a customer is withdrawn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawInput {
    /// Why.
    pub reason: String,
}

/// Withdraw a customer that is none: a test entry, an empty one, one without sense. It is on no list
/// and found by nobody, is kept as it stands, and can be brought back for 90 days.
#[utoipa::path(
    put,
    path = "/cleaning/withdrawn/{id}",
    tag = "cleaning",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = WithdrawInput,
    responses(
        (status = 204, description = "Withdrawn"),
        (status = 404, description = "Not for the caller, or nothing is suspected"),
        (status = 409, description = "Somebody relies on it; the code says by what"),
        (status = 412, description = "It has changed meanwhile"),
        (status = 422, description = "No reason"),
    )
)]
async fn withdraw(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
    IfMatch(version): IfMatch,
    Json(input): Json<WithdrawInput>,
) -> Result<StatusCode> {
    server.app.withdraw_customer(&signed, id, version, &input.reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Bring a withdrawn customer back, as it stood.
#[utoipa::path(
    delete,
    path = "/cleaning/withdrawn/{id}",
    tag = "cleaning",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204, description = "It is back"),
        (status = 404, description = "Not withdrawn, or not for the caller"),
        (status = 409, description = "Another customer has its credit code by now"),
    )
)]
async fn bring_back(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
) -> Result<StatusCode> {
    server.app.return_customer(&signed, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
