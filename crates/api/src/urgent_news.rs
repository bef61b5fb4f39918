//! Urgent news: it reaches head and custodian at once, and each acknowledges it.

use crate::auth::Signed;
use crate::code::{NewsKindCode, NewsPartCode};
use crate::endpoint::Making;
use crate::extract::{Json, Page, Path, Query, limit, page, place};
use crate::wire::{Named, instant};
use crate::workbench::CustomerName;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use kedang_app::urgent_news::{NewNews, OpenNews, Wanted};
use kedang_domain::id::{CustomerId, UrgentNewsId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list, report))
        .routes(routes!(waiting))
        .routes(routes!(read))
        .routes(routes!(acknowledge))
}

const PAGE: i64 = 50;
const PAGE_MAX: i64 = 200;

/// Which news.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Only of this kind.
    #[param(inline)]
    kind: Option<NewsKindCode>,
    /// Only about this customer.
    customer: Option<Uuid>,
    /// Only what waits for the caller's acknowledgement.
    waiting: Option<bool>,
    /// Only what somebody has not acknowledged.
    unacknowledged: Option<bool>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// How many: 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// Somebody whom news was sent to.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewsRecipient {
    /// Who.
    pub person: Named,
    /// Why.
    pub part: NewsPartCode,
    /// When they acknowledged it; null: not yet.
    #[schema(format = DateTime)]
    pub acknowledged_at: Option<String>,
}

/// A piece of urgent news.
#[derive(Debug, Serialize, ToSchema)]
pub struct UrgentNews {
    /// Which.
    pub id: Uuid,
    /// What it is about.
    pub kind: NewsKindCode,
    /// What happened.
    pub text: String,
    /// The customer that it is about; null for none, and for who does not see it.
    pub customer: Option<CustomerName>,
    /// It is for the head alone.
    pub confidential: bool,
    /// Who reported it.
    pub reported_by: Named,
    /// Where they worked then.
    pub department: Option<Named>,
    /// When.
    #[schema(format = DateTime)]
    pub reported_at: String,
    /// Whom it was sent to.
    pub recipients: Vec<NewsRecipient>,
}

impl From<OpenNews> for UrgentNews {
    fn from(open: OpenNews) -> Self {
        let OpenNews { news, recipients } = open;
        let customer = news.customer.zip(news.customer_name);
        Self {
            id: news.id.uuid(),
            kind: NewsKindCode(news.kind),
            text: news.text,
            customer: customer.map(|(id, (no, name))| CustomerName {
                id: id.uuid(),
                code: kedang_app::customer::code(no),
                name,
            }),
            confidential: news.confidential,
            reported_by: Named::new(news.reported_by.0.uuid(), news.reported_by.1),
            department: news.department.map(|(id, name)| Named::new(id.uuid(), name)),
            reported_at: instant(news.reported_at),
            recipients: recipients
                .into_iter()
                .map(|one| NewsRecipient {
                    person: Named::new(one.person.0.uuid(), one.person.1),
                    part: NewsPartCode(one.part),
                    acknowledged_at: one.acknowledged_at.map(instant),
                })
                .collect(),
        }
    }
}

/// Urgent news that is for the caller.
#[utoipa::path(
    get,
    path = "/urgent-news",
    tag = "urgent_news",
    params(Which),
    responses((status = 200, description = "The newest first", body = Page<UrgentNews>))
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Page<UrgentNews>>> {
    let limit = limit(which.limit, PAGE, PAGE_MAX)?;
    let after = place(which.cursor.as_deref())?;
    let wanted = Wanted {
        kind: which.kind.map(|kind| kind.0),
        customer: which.customer.map(CustomerId::new),
        waiting: which.waiting.unwrap_or_default(),
        unacknowledged: which.unacknowledged.unwrap_or_default(),
    };
    let found = server.app.news(&signed, wanted, after, limit + 1).await?;
    Ok(page(found, limit, |last| format!("{}.{}", last.news.reported_at, last.news.id), Into::into))
}

/// How much waits for the caller.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewsCount {
    /// News that the caller has not acknowledged.
    pub waiting: i64,
}

/// How much news waits for the caller's acknowledgement.
#[utoipa::path(
    get,
    path = "/urgent-news/count",
    tag = "urgent_news",
    responses((status = 200, description = "The count", body = NewsCount))
)]
async fn waiting(State(server): State<Server>, signed: Signed) -> Result<Json<NewsCount>> {
    Ok(Json(NewsCount { waiting: server.app.news_waiting(&signed).await? }))
}

/// Urgent news.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UrgentNewsInput {
    /// What it is about.
    pub kind: NewsKindCode,
    /// What happened, at most 2,000 characters.
    pub text: String,
    /// The customer that it is about; absent for none.
    pub customer_id: Option<Uuid>,
    /// It is for the head alone.
    #[serde(default)]
    pub confidential: bool,
}

/// Report urgent news. It reaches the head of the department and, unless it is confidential, the
/// custodian.
#[utoipa::path(
    post,
    path = "/urgent-news",
    tag = "urgent_news",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = UrgentNewsInput,
    responses(
        (status = 201, description = "Reported", body = UrgentNews),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 409, description = "It would reach nobody"),
        (status = 422, description = "Values refused"),
    )
)]
async fn report(
    State(server): State<Server>,
    Making { signed, input }: Making<UrgentNewsInput>,
) -> Result<Response> {
    let new = NewNews {
        kind: input.kind.0,
        text: input.text,
        customer: input.customer_id.map(CustomerId::new),
        confidential: input.confidential,
    };
    let open = server.app.report_news(&signed, &new).await?;
    let location = [(header::LOCATION, format!("/api/v1/urgent-news/{}", open.news.id))];
    Ok((StatusCode::CREATED, location, Json(UrgentNews::from(open))).into_response())
}

/// A piece of urgent news.
#[utoipa::path(
    get,
    path = "/urgent-news/{id}",
    tag = "urgent_news",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The news", body = UrgentNews),
        (status = 404, description = "No such news, or not for the caller"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<UrgentNewsId>,
) -> Result<Json<UrgentNews>> {
    Ok(Json(server.app.news_of(&signed, id).await?.into()))
}

/// Take note of news that was sent to the caller. To say it again changes nothing.
#[utoipa::path(
    post,
    path = "/urgent-news/{id}/acknowledgement",
    tag = "urgent_news",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "Acknowledged", body = UrgentNews),
        (status = 404, description = "No such news, or not for the caller"),
    )
)]
async fn acknowledge(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<UrgentNewsId>,
) -> Result<Json<UrgentNews>> {
    Ok(Json(server.app.acknowledge_news(&signed, id).await?.into()))
}
