//! Checks at month end.

mod log;
mod walk;

use crate::auth::Signed;
use crate::change_list::Done;
use crate::code::CheckStateCode;
use crate::endpoint::{Seen, now};
use crate::extract::{Json, Page, Path, Query, bad};
use crate::wire::{Answer, Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use kedang_app::Context;
use kedang_app::month_check::{Checks, SeenCheck};
use kedang_domain::field::FieldError;
use kedang_domain::id::{MonthCheckId, PersonId, ProposalId};
use kedang_domain::month_check::Month;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(begin))
        .routes(routes!(get))
        .routes(routes!(submit))
        .routes(routes!(approve))
        .merge(walk::routes())
        .merge(log::routes())
}

/// The check of a person's customers in a department at the end of a month.
#[derive(Debug, Serialize, ToSchema)]
pub struct MonthCheck {
    /// Which.
    pub id: Uuid,
    /// Of which month.
    #[schema(example = "2026-11")]
    pub month: String,
    /// Whose customers.
    pub person: Named,
    /// They have left.
    pub person_left: bool,
    /// Of which department.
    pub department: Named,
    /// How far it is.
    pub state: CheckStateCode,
    /// By when it is to be submitted.
    #[schema(format = DateTime)]
    pub due_at: String,
    /// It was not submitted when it was due.
    pub late: bool,
    /// Customers.
    pub customers: i64,
    /// Of which something was said.
    pub walked: i64,
    /// With a group that needs a change.
    pub marked: i64,
    /// With a group that needs a change, and no change proposed.
    pub unproposed: i64,
    /// Changes that were proposed.
    pub proposals: i64,
    /// Of these: refused.
    pub refused: i64,
    /// Of these: on file.
    pub applied: i64,
    /// Of these: overtaken by another change, or failed.
    pub unapplied: i64,
    /// Who submitted it.
    pub submitted: Option<Done>,
    /// Who approved it.
    pub approved: Option<Done>,
    /// By when what was approved is to be applied.
    #[schema(format = DateTime)]
    pub apply_by: Option<String>,
    /// When it was.
    #[schema(format = DateTime)]
    pub applied_at: Option<String>,
    /// Whether the caller walks it.
    pub walk: Answer,
    /// Whether the caller decides on it.
    pub approve: Answer,
    /// Counts the steps; send it back in If-Match.
    pub version: i64,
}

impl MonthCheck {
    fn of(ctx: &Context, seen: SeenCheck) -> Self {
        let SeenCheck { check, late, walk, approve } = seen;
        let done = |(id, name, at): (PersonId, String, i64)| Done::new((id.uuid(), name, at));
        Self {
            id: check.id.uuid(),
            month: check.month.to_string(),
            person: Named::new(check.person.0.uuid(), check.person.1),
            person_left: check.person_left,
            department: Named::new(check.department.0.uuid(), check.department.1),
            state: CheckStateCode(check.state),
            due_at: instant(check.due_at),
            late,
            customers: check.walked.total,
            walked: check.walked.walked,
            marked: check.marked,
            unproposed: check.walked.unproposed,
            proposals: check.proposals.all,
            refused: check.proposals.refused,
            applied: check.proposals.applied,
            unapplied: check.proposals.unapplied,
            submitted: check.submitted.map(done),
            approved: check.approved.map(done),
            apply_by: check.apply_by.map(instant),
            applied_at: check.applied_at.map(instant),
            walk: Answer::of(ctx, walk),
            approve: Answer::of(ctx, approve),
            version: check.version,
        }
    }
}

/// The checks of a month.
#[derive(Debug, Serialize, ToSchema)]
pub struct MonthChecks {
    /// The month.
    #[schema(example = "2026-11")]
    pub month: String,
    /// It is the present month.
    pub current: bool,
    /// On which day its checks begin by themselves.
    #[schema(format = Date)]
    pub opens_on: String,
    /// Until the end of which day they are due.
    #[schema(format = Date)]
    pub due_on: String,
    /// The clause that asks for them; null where the regulation in force does not.
    #[schema(example = "H 2.3.2")]
    pub clause: Option<String>,
    /// The caller owns customers of which the check of this month has not begun.
    pub may_begin: bool,
    /// Whether the caller adds what was served.
    pub service: Answer,
    /// Whether the caller adds the state of payment.
    pub payment: Answer,
    /// The checks that are for the caller, by department and name.
    pub items: Vec<MonthCheck>,
}

impl MonthChecks {
    fn of(ctx: &Context, checks: Checks) -> Self {
        Self {
            month: checks.month.to_string(),
            current: checks.current,
            opens_on: checks.opens_on.to_string(),
            due_on: checks.due_on.to_string(),
            clause: checks.clause,
            may_begin: checks.may_begin,
            service: Answer::of(ctx, checks.service),
            payment: Answer::of(ctx, checks.payment),
            items: checks.checks.into_iter().map(|one| MonthCheck::of(ctx, one)).collect(),
        }
    }
}

/// Of which month.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MonthWanted {
    /// Year and month; the present one when absent.
    #[param(example = "2026-11")]
    month: Option<String>,
}

/// A month of a query.
pub(crate) fn month(text: Option<&str>) -> Result<Option<Month>> {
    let parsed = text.filter(|text| !text.is_empty()).map(str::parse).transpose();
    parsed.map_err(|_| bad("month", FieldError::new("month_format")))
}

/// The checks of a month that are for the caller: their own, those of the departments that they
/// head, or all.
#[utoipa::path(
    get,
    path = "/month-checks",
    tag = "month_check",
    params(MonthWanted),
    responses(
        (status = 200, description = "The month and its checks", body = MonthChecks),
        (status = 422, description = "Not a month"),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(wanted): Query<MonthWanted>,
) -> Result<Json<MonthChecks>> {
    let month = month(wanted.month.as_deref())?;
    Ok(Json(MonthChecks::of(&signed, server.app.month_checks(&signed, month).await?)))
}

/// A check to be begun before it begins by itself.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthCheckBeginning {
    /// Whose customers; the caller's when absent.
    pub person_id: Option<Uuid>,
}

/// Begin the checks of somebody's customers in the present month, one for each department that the
/// customers belong to. What has begun stays as it is.
#[utoipa::path(
    post,
    path = "/month-checks",
    tag = "month_check",
    request_body = MonthCheckBeginning,
    responses(
        (status = 201, description = "Their checks", body = Page<MonthCheck>),
        (status = 404, description = "No customers, or not for the caller"),
    )
)]
async fn begin(
    State(server): State<Server>,
    signed: Signed,
    Json(input): Json<MonthCheckBeginning>,
) -> Result<Response> {
    let person = input.person_id.map(PersonId::new);
    let checks = server.app.begin_month_checks(&signed, person).await?;
    let items: Vec<MonthCheck> =
        checks.into_iter().map(|one| MonthCheck::of(&signed, one)).collect();
    Ok((StatusCode::CREATED, Json(Page { items, next_cursor: None })).into_response())
}

/// One check.
#[utoipa::path(
    get,
    path = "/month-checks/{id}",
    tag = "month_check",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "As it is now", body = MonthCheck),
        (status = 404, description = "No such check, or not for the caller"),
    )
)]
async fn get(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<MonthCheckId>,
) -> Result<Response> {
    let check = MonthCheck::of(&signed, server.app.month_check(&signed, id).await?);
    Ok(now(check.version, check))
}

/// Submit a check of which every customer was walked: whoever walks it.
#[utoipa::path(
    post,
    path = "/month-checks/{id}/submission",
    tag = "month_check",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, description = "As it is now", body = MonthCheck),
        (status = 404, description = "No such check, or not for the caller"),
        (status = 409, description = "Something is missing, or it was submitted already"),
        (status = 412, description = "Changed meanwhile"),
    )
)]
async fn submit(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<MonthCheckId>,
) -> Result<Response> {
    let check = MonthCheck::of(&signed, server.app.submit_month_check(&signed, id, version).await?);
    Ok(now(check.version, check))
}

/// A proposal that is refused.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalRefusal {
    /// Which.
    pub id: Uuid,
    /// Why, at most 500 characters.
    pub reason: String,
}

/// The decision on a check.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MonthCheckApproval {
    /// Proposals that are refused; all others are approved.
    pub refused: Vec<ProposalRefusal>,
}

/// Decide on a submitted check: the head of the department. What is approved is applied right
/// afterwards, by the system.
#[utoipa::path(
    post,
    path = "/month-checks/{id}/approval",
    tag = "month_check",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = MonthCheckApproval,
    responses(
        (status = 200, description = "As it is now", body = MonthCheck),
        (status = 404, description = "No such check, or not for the caller"),
        (status = 409, description = "It is not submitted yet, or decided already"),
        (status = 412, description = "Changed meanwhile"),
        (status = 422, description = "A refusal without a reason, or of what is not there"),
    )
)]
async fn approve(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<MonthCheckId>,
    Json(input): Json<MonthCheckApproval>,
) -> Result<Response> {
    let refused: Vec<_> =
        input.refused.into_iter().map(|one| (ProposalId::new(one.id), one.reason)).collect();
    let seen = server.app.approve_month_check(&signed, id, version, &refused).await?;
    let check = MonthCheck::of(&signed, seen);
    Ok(now(check.version, check))
}
