//! Campaigns of verification, and going through the customers in them.

mod wire;

use crate::auth::Signed;
use crate::code::{CampaignKindCode, WalkStateCode};
use crate::endpoint::{Making, Seen, made, now, whole};
use crate::extract::{Json, Page, Path, Query, bad, limit, page};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use kedang_app::Context;
use kedang_app::campaign::{NewCampaign, OpenCampaign, Walk, Wanted};
use kedang_domain::campaign::WalkState;
use kedang_domain::field::FieldError;
use kedang_domain::id::{CampaignId, CustomerId, DepartmentId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;
use wire::{Campaign, CampaignItem};

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list, open))
        .routes(routes!(read))
        .routes(routes!(items))
        .routes(routes!(walk))
        .routes(routes!(assign))
        .routes(routes!(remind))
        .routes(routes!(close))
}

const PAGE: i64 = 50;
const PAGE_MAX: i64 = 200;

/// Campaigns in which the caller has a part, open ones first.
#[utoipa::path(
    get,
    path = "/campaigns",
    tag = "campaign",
    responses((status = 200, description = "The campaigns", body = Page<Campaign>))
)]
async fn list(State(server): State<Server>, signed: Signed) -> Result<Json<Page<Campaign>>> {
    let found = server.app.campaigns(&signed).await?;
    Ok(whole(found.into_iter().map(|one| Campaign::of(&signed, one))))
}

/// A campaign.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignInput {
    /// What it is for.
    pub kind: CampaignKindCode,
    /// What it is called.
    #[schema(example = "2026年度客户资料核实")]
    pub title: String,
    /// Which customers, as `filter` of the list; none: all.
    #[serde(default)]
    pub filters: Vec<String>,
    /// Its last day.
    #[schema(format = Date, example = "2026-12-31")]
    pub due_on: String,
}

fn day(text: &str) -> Result<Date> {
    match text.parse::<Date>() {
        Ok(day) if text.len() == 10 => Ok(day),
        _ => {
            let shown: String = text.chars().take(64).collect();
            Err(bad("due_on", FieldError::new("date_impossible").with("value", shown)))
        }
    }
}

fn reply(ctx: &Context, open: OpenCampaign) -> Response {
    now(open.campaign.version, Campaign::of(ctx, open))
}

/// Open a campaign: each customer that meets the filters is to be gone through by its owner.
#[utoipa::path(
    post,
    path = "/campaigns",
    tag = "campaign",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = CampaignInput,
    responses(
        (status = 201, description = "Opened", body = Campaign),
        (status = 409, description = "No customer meets the filters"),
        (status = 422, description = "Values refused"),
    )
)]
async fn open(
    State(server): State<Server>,
    Making { signed, input }: Making<CampaignInput>,
) -> Result<Response> {
    let due_on = day(&input.due_on)?;
    let (kind, title, filters) = (input.kind.0, input.title, input.filters);
    let new = NewCampaign { kind, title, filters, due_on };
    let open = server.app.open_campaign(&signed, &new).await?;
    let (id, version) = (open.campaign.id, open.campaign.version);
    Ok(made("campaigns", id, version, Campaign::of(&signed, open)))
}

/// A campaign, and how far the caller's part of it is.
#[utoipa::path(
    get,
    path = "/campaigns/{id}",
    tag = "campaign",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The campaign", body = Campaign),
        (status = 404, description = "No such campaign, or the caller has no part in it"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CampaignId>,
) -> Result<Response> {
    Ok(reply(&signed, server.app.campaign(&signed, id).await?))
}

/// Which customers of a campaign.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Only of this person.
    person: Option<Uuid>,
    /// Only in this state.
    #[param(inline)]
    state: Option<WalkStateCode>,
    /// `next_cursor` of the page before.
    cursor: Option<Uuid>,
    /// How many: 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// The customers of a campaign that the caller sees.
#[utoipa::path(
    get,
    path = "/campaigns/{id}/customers",
    tag = "campaign",
    params(("id" = Uuid, Path), Which),
    responses(
        (status = 200, description = "In the order of their ids", body = Page<CampaignItem>),
        (status = 404, description = "No such campaign, or the caller has no part in it"),
    )
)]
async fn items(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CampaignId>,
    Query(which): Query<Which>,
) -> Result<Json<Page<CampaignItem>>> {
    let limit = limit(which.limit, PAGE, PAGE_MAX)?;
    let person = which.person.map(PersonId::new);
    let wanted = Wanted { person, state: which.state.map(|state| state.0) };
    let found = server.app.campaign_items(&signed, id, wanted, which.cursor, limit + 1).await?;
    Ok(page(found, limit, |last| last.customer.to_string(), Into::into))
}

/// What became of a customer.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WalkOutcome {
    /// It is true.
    Verified,
    /// Something is not, and is changed or corrected.
    Changed,
    /// The customer could not be reached.
    Unreachable,
}

/// What somebody found when they went through a customer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WalkInput {
    /// What became of it.
    pub state: WalkOutcome,
    /// The groups of facts that are verified, `contacts` among them; none: all that say something.
    #[serde(default)]
    pub parts: Vec<String>,
    /// How it was verified, or tried.
    #[schema(example = "电话核实")]
    pub how: String,
}

/// Go through a customer of a campaign: whoever is to, its owner, or whoever answers for it.
#[utoipa::path(
    put,
    path = "/campaigns/{id}/customers/{customer_id}",
    tag = "campaign",
    params(("id" = Uuid, Path), ("customer_id" = Uuid, Path)),
    request_body = WalkInput,
    responses(
        (status = 200, description = "As it is now", body = CampaignItem),
        (status = 404, description = "No such campaign or customer, or not for the caller"),
        (status = 409, description = "The campaign is closed"),
        (status = 422, description = "Values refused"),
    )
)]
async fn walk(
    State(server): State<Server>,
    signed: Signed,
    Path((id, customer)): Path<(CampaignId, CustomerId)>,
    Json(input): Json<WalkInput>,
) -> Result<Json<CampaignItem>> {
    let state = match input.state {
        WalkOutcome::Verified => WalkState::Verified,
        WalkOutcome::Changed => WalkState::Changed,
        WalkOutcome::Unreachable => WalkState::Unreachable,
    };
    let walk = Walk { state, parts: input.parts, how: input.how };
    Ok(Json(server.app.walk_customer(&signed, id, customer, &walk).await?.into()))
}

/// Work that is given to another.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignAssignment {
    /// The department.
    pub department_id: Uuid,
    /// Who had it.
    pub from_id: Uuid,
    /// Who has it from now on.
    pub to_id: Uuid,
}

/// How many it was.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignCount {
    /// Customers, or people.
    pub count: u64,
}

/// Give what a person has not gone through to another who sees it.
#[utoipa::path(
    post,
    path = "/campaigns/{id}/assignment",
    tag = "campaign",
    params(("id" = Uuid, Path)),
    request_body = CampaignAssignment,
    responses(
        (status = 200, description = "How many customers went over", body = CampaignCount),
        (status = 404, description = "No such campaign, or the caller has no part in it"),
        (status = 409, description = "It is closed, or there is nothing that the other sees"),
        (status = 422, description = "Values refused"),
    )
)]
async fn assign(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CampaignId>,
    Json(input): Json<CampaignAssignment>,
) -> Result<Json<CampaignCount>> {
    let people = (PersonId::new(input.from_id), PersonId::new(input.to_id));
    let department = DepartmentId::new(input.department_id);
    let count = server.app.reassign_campaign(&signed, id, department, people).await?;
    Ok(Json(CampaignCount { count }))
}

/// Whom to remind.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignReminder {
    /// The department.
    pub department_id: Uuid,
}

/// Remind those of a department who have not gone through all.
#[utoipa::path(
    post,
    path = "/campaigns/{id}/reminder",
    tag = "campaign",
    params(("id" = Uuid, Path)),
    request_body = CampaignReminder,
    responses(
        (status = 200, description = "How many people", body = CampaignCount),
        (status = 404, description = "No such campaign, or the caller has no part in it"),
        (status = 409, description = "It is closed, or nobody is behind"),
    )
)]
async fn remind(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CampaignId>,
    Json(input): Json<CampaignReminder>,
) -> Result<Json<CampaignCount>> {
    let department = DepartmentId::new(input.department_id);
    let count = server.app.remind_campaign(&signed, id, department).await?;
    Ok(Json(CampaignCount { count: count as u64 }))
}

/// How a campaign ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CampaignClosing {
    /// What is to be said about it, at most 2,000 characters.
    pub conclusion: String,
}

/// Close a campaign. What it came to is kept.
#[utoipa::path(
    post,
    path = "/campaigns/{id}/closing",
    tag = "campaign",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = CampaignClosing,
    responses(
        (status = 200, description = "Closed", body = Campaign),
        (status = 404, description = "No such campaign, or the caller has no part in it"),
        (status = 409, description = "It is closed already"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "No conclusion"),
    )
)]
async fn close(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<CampaignId>,
    Json(input): Json<CampaignClosing>,
) -> Result<Response> {
    Ok(reply(&signed, server.app.close_campaign(&signed, id, version, &input.conclusion).await?))
}
