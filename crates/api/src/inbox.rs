//! The inbox: what the caller is told.

use crate::auth::Signed;
use crate::extract::{Json, Page, Path, Query, bad, limit};
use crate::wire::instant;
use crate::workbench::CustomerName;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use kedang_app::notice::{Read, UNREAD_CAP, Unread as Counted};
use kedang_domain::field::FieldError;
use kedang_domain::id::NoticeId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// Notices of one page, at most.
const MAX: i64 = 200;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(unread))
        .routes(routes!(read_many))
        .routes(routes!(read_one))
}

/// A notice.
#[derive(Debug, Serialize, ToSchema)]
pub struct Notice {
    /// Which.
    pub id: Uuid,
    /// Its kind.
    #[schema(example = "clash.asked")]
    pub kind: String,
    /// What the kind belongs to: obligation, urgent_news, customer, clash, export, import, data,
    /// policy or system.
    #[schema(example = "clash")]
    pub group: &'static str,
    /// It breaks through quiet hours.
    pub urgent: bool,
    /// Its words, in the caller's language.
    pub title: String,
    /// Path of the page that it is about.
    #[schema(example = "/clashes/01935c8e-0000-7000-8000-000000000000")]
    pub link: String,
    /// The customer that it is about.
    pub customer: Option<CustomerName>,
    /// When it was told.
    #[schema(format = DateTime)]
    pub at: String,
    /// When the caller read it.
    #[schema(format = DateTime)]
    pub read_at: Option<String>,
}

impl From<Read> for Notice {
    fn from(read: Read) -> Self {
        let Read { notice, title, group, urgent } = read;
        let customer =
            notice.customer.map(|(id, code, name)| CustomerName { id: id.uuid(), code, name });
        Self {
            id: notice.id.uuid(),
            kind: notice.kind,
            group,
            urgent,
            title,
            link: notice.link,
            customer,
            at: instant(notice.at),
            read_at: notice.read_at.map(instant),
        }
    }
}

/// Which notices.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// All.
    #[default]
    All,
    /// Those that were not read.
    Unread,
}

/// Which part of the inbox.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InboxQuery {
    /// All, or only what was not read.
    #[serde(default)]
    #[param(inline, required = false)]
    state: Reading,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Notices at most, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// What the caller is told. A notice about a customer is there only while they see the customer.
#[utoipa::path(
    get,
    path = "/inbox",
    tag = "inbox",
    params(InboxQuery),
    responses(
        (status = 200, description = "The newest first", body = Page<Notice>),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<InboxQuery>,
) -> Result<Json<Page<Notice>>> {
    let limit = limit(query.limit, 50, MAX)?;
    let before = match query.cursor.as_deref().filter(|cursor| !cursor.is_empty()) {
        None => None,
        Some(cursor) => {
            let format = |_| bad("cursor", FieldError::new("cursor_format"));
            Some(cursor.parse::<NoticeId>().map_err(format)?)
        }
    };
    let unread = matches!(query.state, Reading::Unread);
    // One more than asked for tells whether there is another page.
    let mut found = server.app.inbox(&signed, unread, before, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or_default();
    let more = found.len() > wanted;
    found.truncate(wanted);
    let next_cursor = found.last().filter(|_| more).map(|last| last.notice.id.to_string());
    Ok(Json(Page { items: found.into_iter().map(Notice::from).collect(), next_cursor }))
}

/// How much the caller has not read.
#[derive(Debug, Serialize, ToSchema)]
pub struct Unread {
    /// How many, at most 100.
    pub count: i64,
    /// There may be more.
    pub capped: bool,
    /// The newest of them.
    pub newest: Option<Uuid>,
}

impl From<Counted> for Unread {
    fn from(counted: Counted) -> Self {
        let Counted { count, newest } = counted;
        Self { count, capped: count >= UNREAD_CAP, newest: newest.map(|id| id.uuid()) }
    }
}

/// How much the caller has not read.
#[utoipa::path(
    get,
    path = "/inbox/unread",
    tag = "inbox",
    responses(
        (status = 200, description = "The count", body = Unread),
    )
)]
async fn unread(State(server): State<Server>, signed: Signed) -> Result<Json<Unread>> {
    Ok(Json(server.app.unread(&signed).await?.into()))
}

/// Notices that were read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadingInput {
    /// The newest that the caller saw: what came later stays unread.
    #[schema(value_type = Uuid)]
    pub up_to: NoticeId,
}

/// How many were read.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadCount {
    /// Notices that were unread before.
    pub read: u64,
}

/// A notice and all that came before it were read.
#[utoipa::path(
    post,
    path = "/inbox/reading",
    tag = "inbox",
    request_body = ReadingInput,
    responses(
        (status = 200, description = "Done", body = ReadCount),
    )
)]
async fn read_many(
    State(server): State<Server>,
    signed: Signed,
    Json(input): Json<ReadingInput>,
) -> Result<Json<ReadCount>> {
    Ok(Json(ReadCount { read: server.app.read_notices(&signed, input.up_to).await? }))
}

/// A notice was read.
#[utoipa::path(
    post,
    path = "/inbox/{id}/reading",
    tag = "inbox",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204, description = "Done"),
        (status = 404, description = "No such notice, or not for the caller"),
    )
)]
async fn read_one(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<NoticeId>,
) -> Result<StatusCode> {
    server.app.read_notice(&signed, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
