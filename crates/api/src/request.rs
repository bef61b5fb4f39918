//! Requests: asking for what is closed, deciding step by step, and what is open by it.

mod grant;
mod wire;

use crate::Server;
use crate::auth::Signed;
use crate::endpoint::{Making, Seen, made, now};
use crate::extract::{Json, Page, Path, Query, bad, limit, page};
use crate::{Result, code};
use axum::extract::State;
use axum::response::Response;
use code::{RequestKindCode, RequestStateCode, RequestVerdictCode};
use jiff::civil::Date;
use kedang_app::request::{Deciding, OpenRequest, Wanted, Whose};
use kedang_domain::field::FieldError;
use kedang_domain::id::{CustomerId, RequestId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;
use wire::{Request, RequestInput};

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list, ask))
        .routes(routes!(read))
        .routes(routes!(decide))
        .routes(routes!(submit))
        .routes(routes!(withdraw))
        .routes(routes!(grant::list))
        .routes(routes!(grant::revoke))
        .routes(routes!(grant::issue))
        .routes(routes!(grant::register))
}

const PAGE: i64 = 50;
const PAGE_MAX: i64 = 200;

/// Whose requests.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RequestList {
    /// The caller's own.
    Mine,
    /// Those that wait for the caller.
    ToDecide,
    /// All that exist for the caller.
    #[default]
    All,
}

/// Which requests.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Whose; all when absent.
    #[param(inline)]
    list: Option<RequestList>,
    /// Only of this state. Those that wait for the caller are open.
    #[param(inline)]
    state: Option<RequestStateCode>,
    /// Only of this kind.
    #[param(inline)]
    kind: Option<RequestKindCode>,
    /// Only about this customer.
    customer: Option<Uuid>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// How many: 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

fn reply(ctx: &kedang_app::Context, open: OpenRequest) -> Response {
    now(open.request.version, Request::of(ctx, open))
}

/// Requests: one's own, those that wait for one, or all that exist for one.
#[utoipa::path(
    get,
    path = "/requests",
    tag = "request",
    params(Which),
    responses((status = 200, description = "The newest first", body = Page<Request>))
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Page<Request>>> {
    let limit = limit(which.limit, PAGE, PAGE_MAX)?;
    let cursor = which.cursor.as_deref().filter(|text| !text.is_empty());
    let before = cursor
        .map(|text| text.parse().map_err(|_| bad("cursor", FieldError::new("cursor_format"))));
    let wanted = Wanted {
        state: which.state.map(|state| state.0),
        kind: which.kind.map(|kind| kind.0),
        customer: which.customer.map(CustomerId::new),
        before: before.transpose()?,
    };
    let whose = match which.list.unwrap_or_default() {
        RequestList::Mine => Whose::Mine,
        RequestList::ToDecide => Whose::ToDecide,
        RequestList::All => Whose::All,
    };
    let found = server.app.requests(&signed, whose, wanted, limit + 1).await?;
    let cursor = |last: &OpenRequest| last.request.no.to_string();
    Ok(page(found, limit, cursor, |one| Request::of(&signed, one)))
}

/// Ask for something that is closed. Those whose turn it is are told.
#[utoipa::path(
    post,
    path = "/requests",
    tag = "request",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = RequestInput,
    responses(
        (status = 201, description = "Handed in", body = Request),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 409, description = "The same is asked already, or nobody could decide"),
        (status = 422, description = "Values refused"),
    )
)]
async fn ask(
    State(server): State<Server>,
    Making { signed, input }: Making<RequestInput>,
) -> Result<Response> {
    let open = server.app.ask_request(&signed, input.into()).await?;
    let (id, version) = (open.request.id, open.request.version);
    Ok(made("requests", id, version, Request::of(&signed, open)))
}

/// A request.
#[utoipa::path(
    get,
    path = "/requests/{id}",
    tag = "request",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The request", body = Request),
        (status = 404, description = "No such request, or not for the caller"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<RequestId>,
) -> Result<Response> {
    Ok(reply(&signed, server.app.request(&signed, id).await?))
}

/// What somebody decides in their turn.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestDecisionInput {
    /// Yes, no, or not so.
    pub verdict: RequestVerdictCode,
    /// To which earlier step it is sent back, from 0; to the applicant when absent.
    #[schema(minimum = 0, maximum = 1000)]
    pub step: Option<u16>,
    /// Why; must be there unless one agrees.
    pub reason: Option<String>,
}

/// Decide on a request in one's turn. With the last word what was asked for is done.
#[utoipa::path(
    post,
    path = "/requests/{id}/decision",
    tag = "request",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = RequestDecisionInput,
    responses(
        (status = 200, description = "Decided", body = Request),
        (status = 404, description = "No such request, or not for the caller"),
        (status = 409, description = "What was asked for cannot be done any more"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "No reason, or no earlier step"),
    )
)]
async fn decide(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<RequestId>,
    Json(input): Json<RequestDecisionInput>,
) -> Result<Response> {
    let deciding = Deciding {
        verdict: input.verdict.0,
        back_to: input.step.map(usize::from),
        reason: input.reason.unwrap_or_default(),
    };
    Ok(reply(&signed, server.app.decide_request(&signed, id, version, &deciding).await?))
}

/// A request that is handed in anew.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestMended {
    /// What for.
    pub purpose: String,
    /// Why.
    pub reason: String,
    /// The last day; as before when absent.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
}

/// Hand in a request again that was sent back to its applicant.
#[utoipa::path(
    post,
    path = "/requests/{id}/submission",
    tag = "request",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = RequestMended,
    responses(
        (status = 200, description = "Handed in", body = Request),
        (status = 404, description = "No such request, or not for the caller"),
        (status = 409, description = "It was not sent back"),
        (status = 412, description = "It has changed meanwhile"),
        (status = 422, description = "Values refused"),
    )
)]
async fn submit(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<RequestId>,
    Json(input): Json<RequestMended>,
) -> Result<Response> {
    let words = (input.purpose.as_str(), input.reason.as_str(), input.until);
    Ok(reply(&signed, server.app.mend_request(&signed, id, version, words).await?))
}

/// Take a request of one's own back.
#[utoipa::path(
    post,
    path = "/requests/{id}/withdrawal",
    tag = "request",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, description = "Taken back", body = Request),
        (status = 404, description = "No such request, or not for the caller"),
        (status = 409, description = "It is over"),
        (status = 412, description = "It has changed meanwhile"),
    )
)]
async fn withdraw(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<RequestId>,
) -> Result<Response> {
    Ok(reply(&signed, server.app.withdraw_request(&signed, id, version).await?))
}
