//! Weekly change lists of the departments.

use crate::auth::Signed;
use crate::code::{ListStateCode, VerdictCode};
use crate::endpoint::{Seen, now};
use crate::extract::{Json, Page, Path, Query, bad, limit};
use crate::messages::Language;
use crate::timeline::{TimelineChange, change as told_change};
use crate::wire::{Answer, Named, instant};
use crate::workbench::CustomerName;
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::Context;
use kedang_app::change_list::{Judgement, SeenChange, SeenList, Wish};
use kedang_domain::field::FieldError;
use kedang_domain::id::{ChangeListId, DepartmentId, EventId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// Entries of one page unless the caller says otherwise, and at most.
const LIMIT: i64 = 50;
const LIMIT_MAX: i64 = 200;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(get))
        .routes(routes!(changes))
        .routes(routes!(judge))
        .routes(routes!(review))
        .routes(routes!(accept))
        .routes(routes!(sent_back))
        .routes(routes!(answer))
}

/// Who did something, and when.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Done {
    /// Who.
    pub person: Named,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
}

impl Done {
    pub(crate) fn new<I: Into<Uuid>>((id, name, at): (I, String, i64)) -> Self {
        Self { person: Named::new(id.into(), name), at: instant(at) }
    }
}

/// The change list of a department and a week.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeList {
    /// Which.
    pub id: Uuid,
    /// Whose.
    pub department: Named,
    /// The first day of the week, where the company is.
    #[schema(format = Date)]
    pub first_day: String,
    /// Its last day.
    #[schema(format = Date)]
    pub last_day: String,
    /// How far it is.
    pub state: ListStateCode,
    /// By when it is to be reviewed.
    #[schema(format = DateTime)]
    pub due_at: String,
    /// It was not reviewed when it was due.
    pub late: bool,
    /// Its changes, of customers that the caller sees.
    pub changes: i64,
    /// Of which nothing was said.
    pub open: i64,
    /// Which went back to their author.
    pub again: i64,
    /// To which their author said something.
    pub answered: i64,
    /// Who reviewed it; null while nobody has.
    pub reviewed: Option<Done>,
    /// Who accepted it; null while nobody has.
    pub accepted: Option<Done>,
    /// Whether the caller reviews it.
    pub review: Answer,
    /// Whether the caller accepts it.
    pub accept: Answer,
    /// Counts the steps; send it back in If-Match.
    pub version: i64,
}

impl ChangeList {
    fn of(ctx: &Context, seen: SeenList) -> Self {
        let SeenList { list, counts, late, review, accept } = seen;
        let done = |(id, name, at): (kedang_domain::id::PersonId, String, i64)| {
            Done::new((id.uuid(), name, at))
        };
        Self {
            id: list.id.uuid(),
            department: Named::new(list.department.0.uuid(), list.department.1),
            first_day: list.first_day,
            last_day: list.last_day,
            state: ListStateCode(list.state),
            due_at: instant(list.due_at),
            late,
            changes: counts.changes,
            open: counts.open,
            again: counts.again,
            answered: counts.answered,
            reviewed: list.reviewed.map(done),
            accepted: list.accepted.map(done),
            review: Answer::of(ctx, review),
            accept: Answer::of(ctx, accept),
            version: list.version,
        }
    }
}

/// A change on a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedChange {
    /// Which.
    pub id: Uuid,
    /// On which list.
    pub list_id: Uuid,
    /// Of which customer.
    pub customer: CustomerName,
    /// `created`, `import`, `change`, `contact`, `owner`, `merge` or `unmerge`.
    #[schema(example = "change")]
    pub kind: String,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// Who.
    pub person: Named,
    /// The name of the contact that it concerns.
    pub contact: Option<String>,
    /// What changed.
    pub changes: Vec<TimelineChange>,
    /// Why, in somebody's words.
    pub reason: Option<String>,
    /// What is said of it.
    pub verdict: VerdictCode,
    /// What its author is to look at again.
    pub note: Option<String>,
    /// Who said so.
    pub judged_by: Option<Named>,
    /// What its author says to that.
    pub answer: Option<String>,
}

fn listed(seen: SeenChange, language: Language) -> ListedChange {
    let SeenChange { change, person, changes } = seen;
    let (id, code, name) = change.customer;
    ListedChange {
        id: change.event.id.parse().unwrap_or_default(),
        list_id: change.list.uuid(),
        customer: CustomerName { id: id.uuid(), code, name },
        kind: change.event.kind,
        at: instant(change.event.at),
        person: Named::new(change.event.person.uuid(), person),
        contact: change.contact.map(|(_, name)| name),
        changes: changes.into_iter().map(|one| told_change(one, language)).collect(),
        reason: change.event.detail.reason,
        verdict: VerdictCode(change.verdict),
        note: change.note,
        judged_by: change.judged_by.map(|(id, name)| Named::new(id.uuid(), name)),
        answer: change.answer,
    }
}

/// What of the lists is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ChangeListsWanted {
    /// Of this department, or one below it.
    department: Option<Uuid>,
    /// That are so far.
    state: Option<ListStateCode>,
    /// Where the page begins, as the page before said.
    cursor: Option<String>,
    /// At most so many, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// An instant and an id, with a dot between them.
pub(crate) fn place<I: std::str::FromStr>(cursor: Option<&str>) -> Result<Option<(i64, I)>> {
    let Some(text) = cursor.filter(|text| !text.is_empty()) else { return Ok(None) };
    let parsed =
        text.split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    parsed.map(Some).ok_or_else(|| bad("cursor", FieldError::new("cursor_format")))
}

/// The change lists that are for the caller: those of the departments that they head, or all.
#[utoipa::path(
    get,
    path = "/change-lists",
    tag = "change_list",
    params(ChangeListsWanted),
    responses((status = 200, description = "The latest week first", body = Page<ChangeList>))
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(wanted): Query<ChangeListsWanted>,
) -> Result<Json<Page<ChangeList>>> {
    let limit = limit(wanted.limit, LIMIT, LIMIT_MAX)?;
    let wish = Wish {
        department: wanted.department.map(DepartmentId::new),
        state: wanted.state.map(|state| state.0),
        after: place(wanted.cursor.as_deref())?,
    };
    let mut found = server.app.change_lists(&signed, wish, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or_default();
    let more = found.len() > wanted;
    found.truncate(wanted);
    let last = found.last().filter(|_| more);
    let next_cursor = last.map(|last| format!("{}.{}", last.list.until_at, last.list.department.0));
    Ok(Json(Page {
        items: found.into_iter().map(|one| ChangeList::of(&signed, one)).collect(),
        next_cursor,
    }))
}

/// One change list.
#[utoipa::path(
    get,
    path = "/change-lists/{id}",
    tag = "change_list",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "As it is now", body = ChangeList),
        (status = 404, description = "No such list, or not for the caller"),
    )
)]
async fn get(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ChangeListId>,
) -> Result<Response> {
    let list = ChangeList::of(&signed, server.app.change_list(&signed, id).await?);
    Ok(now(list.version, list))
}

/// What of the changes is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ChangesWanted {
    /// Of which this is said.
    verdict: Option<VerdictCode>,
    /// Where the page begins, as the page before said.
    cursor: Option<String>,
    /// At most so many, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// The changes on a list, of customers that the caller sees.
#[utoipa::path(
    get,
    path = "/change-lists/{id}/changes",
    tag = "change_list",
    params(("id" = Uuid, Path), ChangesWanted),
    responses(
        (status = 200, description = "The oldest first", body = Page<ListedChange>),
        (status = 404, description = "No such list, or not for the caller"),
    )
)]
async fn changes(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ChangeListId>,
    Query(wanted): Query<ChangesWanted>,
) -> Result<Json<Page<ListedChange>>> {
    let limit = limit(wanted.limit, LIMIT, LIMIT_MAX)?;
    let after = place::<EventId>(wanted.cursor.as_deref())?.map(|(at, id)| (at, id.to_string()));
    let after = after.as_ref().map(|(at, id)| (*at, id.as_str()));
    let verdict = wanted.verdict.map(|verdict| verdict.0);
    let mut found = server.app.changes_on_list(&signed, id, verdict, after, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or_default();
    let more = found.len() > wanted;
    found.truncate(wanted);
    let last = found.last().filter(|_| more);
    let next_cursor = last.map(|last| format!("{}.{}", last.change.event.at, last.change.event.id));
    let language = Language::of(&signed.locale);
    let items = found.into_iter().map(|one| listed(one, language)).collect();
    Ok(Json(Page { items, next_cursor }))
}

/// What the head says of a change.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChangeJudgement {
    /// Nothing, after all.
    Open,
    /// It is fine.
    Fine,
    /// Its author is to look at it again.
    Again,
}

/// What the head says of a change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeVerdictInput {
    /// What.
    pub verdict: ChangeJudgement,
    /// What its author is to look at, at most 500 characters; must be said when it goes back.
    pub note: Option<String>,
}

/// Say of a change that it is fine or to be looked at again: the head of the department.
#[utoipa::path(
    put,
    path = "/change-lists/{id}/changes/{event_id}/verdict",
    tag = "change_list",
    params(("id" = Uuid, Path), ("event_id" = Uuid, Path)),
    request_body = ChangeVerdictInput,
    responses(
        (status = 200, description = "As it is now", body = ListedChange),
        (status = 404, description = "No such change, or not for the caller"),
        (status = 409, description = "The list was reviewed already"),
        (status = 422, description = "No word on what to look at"),
    )
)]
async fn judge(
    State(server): State<Server>,
    signed: Signed,
    Path(on): Path<(ChangeListId, EventId)>,
    Json(input): Json<ChangeVerdictInput>,
) -> Result<Json<ListedChange>> {
    let judgement = match input.verdict {
        ChangeJudgement::Open => Judgement::Open,
        ChangeJudgement::Fine => Judgement::Fine,
        ChangeJudgement::Again => Judgement::Again,
    };
    let change = server.app.judge_change(&signed, on, judgement, input.note.as_deref()).await?;
    Ok(Json(listed(change, Language::of(&signed.locale))))
}

/// The review of a list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeListReview {
    /// The number of changes that the head has seen: when there are more by now, the review is
    /// refused.
    pub changes: i64,
}

/// Review a list: what did not go back to its author is fine. Before the end of the week the list
/// ends with it. The head of the department.
#[utoipa::path(
    post,
    path = "/change-lists/{id}/review",
    tag = "change_list",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = ChangeListReview,
    responses(
        (status = 200, description = "As it is now", body = ChangeList),
        (status = 404, description = "No such list, or not for the caller"),
        (status = 409, description = "It was reviewed already, or has other changes than were seen"),
        (status = 412, description = "Changed meanwhile"),
    )
)]
async fn review(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ChangeListId>,
    Json(input): Json<ChangeListReview>,
) -> Result<Response> {
    let seen = server.app.review_change_list(&signed, id, version, input.changes).await?;
    let list = ChangeList::of(&signed, seen);
    Ok(now(list.version, list))
}

/// Accept a reviewed list: the custodian.
#[utoipa::path(
    post,
    path = "/change-lists/{id}/acceptance",
    tag = "change_list",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, description = "As it is now", body = ChangeList),
        (status = 404, description = "No such list, or not for the caller"),
        (status = 409, description = "It is not reviewed yet, or accepted already"),
        (status = 412, description = "Changed meanwhile"),
    )
)]
async fn accept(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ChangeListId>,
) -> Result<Response> {
    let list = ChangeList::of(&signed, server.app.accept_change_list(&signed, id, version).await?);
    Ok(now(list.version, list))
}

/// Changes of the caller's that a head wants looked at again.
#[utoipa::path(
    get,
    path = "/returned-changes",
    tag = "change_list",
    responses((status = 200, description = "The oldest first, at most 200", body = Page<ListedChange>))
)]
async fn sent_back(
    State(server): State<Server>,
    signed: Signed,
) -> Result<Json<Page<ListedChange>>> {
    let language = Language::of(&signed.locale);
    let found = server.app.changes_sent_back(&signed).await?;
    let items = found.into_iter().map(|one| listed(one, language)).collect();
    Ok(Json(Page { items, next_cursor: None }))
}

/// What the author says to a change that came back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeAnswer {
    /// What, at most 500 characters.
    pub text: String,
}

/// Answer a change of one's own that came back.
#[utoipa::path(
    put,
    path = "/returned-changes/{id}/answer",
    tag = "change_list",
    params(("id" = Uuid, Path)),
    request_body = ChangeAnswer,
    responses(
        (status = 200, description = "As it is now", body = ListedChange),
        (status = 404, description = "No such change, or not the caller's"),
        (status = 409, description = "It did not come back"),
        (status = 422, description = "No words"),
    )
)]
async fn answer(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<EventId>,
    Json(input): Json<ChangeAnswer>,
) -> Result<Json<ListedChange>> {
    let change = server.app.answer_change(&signed, id, &input.text).await?;
    Ok(Json(listed(change, Language::of(&signed.locale))))
}
