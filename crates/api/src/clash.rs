//! Clashes that somebody asked to settle.

mod wire;

use crate::auth::Signed;
use crate::code::{RulingCode, WishCode};
use crate::customer::CustomerInput;
use crate::endpoint::{Making, Seen, made, now};
use crate::extract::{Json, Page, Path, Query, limit, page, place};
use crate::share::until;
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::Context;
use kedang_app::clash::ask::Asking;
use kedang_app::clash::case::{ClashCase, Reader};
use kedang_app::clash::decide::NewRuling;
use kedang_domain::id::ClashId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Case, CaseRow};

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list, ask))
        .routes(routes!(read))
        .routes(routes!(answer))
        .routes(routes!(withdraw))
        .routes(routes!(settle))
        .routes(routes!(rule))
}

const PAGE: i64 = 50;
const PAGE_MAX: i64 = 200;

/// Why the caller looks at clashes.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// They asked.
    Applicant,
    /// It is about customers of theirs, or of departments that they head.
    Owner,
    /// They may rule.
    Ruler,
}

/// Which clashes.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Why the caller looks.
    #[param(inline)]
    part: Part,
    /// Only those that nobody has decided, the oldest first; or only the others, the newest first.
    open: Option<bool>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// How many: 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// Clashes that the caller has a part in.
#[utoipa::path(
    get,
    path = "/clashes",
    tag = "clash",
    params(Which),
    responses(
        (status = 200, description = "Those that wait by age, others the newest first", body = Page<CaseRow>),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Page<CaseRow>>> {
    let limit = limit(which.limit, PAGE, PAGE_MAX)?;
    let after = place(which.cursor.as_deref())?;
    let reader = match which.part {
        Part::Applicant => Reader::Applicant,
        Part::Owner => Reader::Owner,
        Part::Ruler => Reader::Ruler,
    };
    let found = server.app.clash_cases(&signed, reader, which.open, after, limit + 1).await?;
    Ok(page(found, limit, |last| format!("{}.{}", last.case.created_at, last.case.id), Into::into))
}

/// What somebody asks for who meets a customer of another owner.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClashInput {
    /// What was typed: the same as was sent when the clash was told.
    pub customer: CustomerInput,
    /// The `reference` of the clash.
    pub reference: String,
    /// To see it beside its owner, or to have it ruled who keeps it.
    pub wish: WishCode,
    /// Why.
    pub reason: String,
}

fn reply(ctx: &Context, case: ClashCase) -> Response {
    now(case.case.version, Case::new(ctx, case))
}

/// Ask for a share of a customer that clashes, or for a ruling.
#[utoipa::path(
    post,
    path = "/clashes",
    tag = "clash",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = ClashInput,
    responses(
        (status = 201, description = "Asked; both sides are told", body = Case),
        (status = 409, description = "The caller waits for an answer about it already"),
        (status = 422, description = "Values refused"),
        (status = 429, description = "Asked too often within a day"),
    )
)]
async fn ask(
    State(server): State<Server>,
    Making { signed, input }: Making<ClashInput>,
) -> Result<Response> {
    let asking = Asking {
        draft: input.customer.into(),
        reference: input.reference,
        wish: input.wish.0,
        reason: input.reason,
    };
    let case = server.app.ask_clash(&signed, asking).await?;
    let (id, version) = (case.case.id, case.case.version);
    Ok(made("clashes", id, version, Case::new(&signed, case)))
}

/// A clash as the caller sees it. Where it shows the customer's file, the reading is written into
/// the log.
#[utoipa::path(
    get,
    path = "/clashes/{id}",
    tag = "clash",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The clash", body = Case),
        (status = 404, description = "No such clash, or the caller has no part in it"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ClashId>,
) -> Result<Response> {
    Ok(reply(&signed, server.app.clash_case(&signed, id).await?))
}

/// What one side says.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatementInput {
    /// What, at most 1,000 characters.
    pub text: String,
}

/// Say something to a clash: what the applicant says both sides read, what the owner's side says
/// only they and whoever may rule.
#[utoipa::path(
    post,
    path = "/clashes/{id}/statements",
    tag = "clash",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = StatementInput,
    responses(
        (status = 200, description = "As it is now", body = Case),
        (status = 409, description = "It is over"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn answer(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ClashId>,
    Json(input): Json<StatementInput>,
) -> Result<Response> {
    Ok(reply(&signed, server.app.answer_clash(&signed, id, version, &input.text).await?))
}

/// Take back what one asked for.
#[utoipa::path(
    post,
    path = "/clashes/{id}/withdrawal",
    tag = "clash",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, description = "As it is now", body = Case),
        (status = 409, description = "It is over"),
        (status = 412, description = "Somebody else was faster"),
    )
)]
async fn withdraw(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ClashId>,
) -> Result<Response> {
    Ok(reply(&signed, server.app.withdraw_clash(&signed, id, version).await?))
}

/// A share with who asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettlementInput {
    /// Its last day, or an instant (RFC 3339); at most a year ahead.
    #[schema(example = "2027-03-31")]
    pub until: String,
    /// What for.
    pub reason: String,
}

/// Share the customer with who asked, without a ruling: its owner, or the head on that side.
#[utoipa::path(
    post,
    path = "/clashes/{id}/settlement",
    tag = "clash",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = SettlementInput,
    responses(
        (status = 200, description = "As it is now", body = Case),
        (status = 409, description = "It is over"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn settle(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ClashId>,
    Json(input): Json<SettlementInput>,
) -> Result<Response> {
    let until = until(&input.until)?;
    Ok(reply(&signed, server.app.settle_clash(&signed, id, version, until, input.reason).await?))
}

/// A ruling.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RulingInput {
    /// Who keeps the customer.
    pub ruling: RulingCode,
    /// Why.
    pub reason: String,
    /// For a share its last day, or an instant (RFC 3339); at most a year ahead.
    #[schema(example = "2027-03-31")]
    pub until: Option<String>,
}

/// Rule who keeps the customer. What is ruled happens at once.
#[utoipa::path(
    post,
    path = "/clashes/{id}/ruling",
    tag = "clash",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = RulingInput,
    responses(
        (status = 200, description = "As it is now", body = Case),
        (status = 409, description = "It is over"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn rule(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ClashId>,
    Json(input): Json<RulingInput>,
) -> Result<Response> {
    let new = NewRuling {
        ruling: input.ruling.0,
        reason: input.reason,
        until: input.until.as_deref().map(until).transpose()?,
    };
    Ok(reply(&signed, server.app.rule_clash(&signed, id, version, new).await?))
}
