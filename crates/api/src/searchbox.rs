//! The search box while somebody types in it, and what they searched for lately.

use crate::auth::Signed;
use crate::endpoint::whole;
use crate::extract::{Json, Page, Path, Query, bad};
use crate::messages::{Language, text};
use crate::wire::instant;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use kedang_app::recent_search::RecentSearch as Kept;
use kedang_app::searchbox::{Adds, BoxState as Understood, Part, Proposal, issue};
use kedang_domain::field::FieldError;
use kedang_domain::id::RecentSearchId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(state))
        .routes(routes!(recent, keep, forget_all))
        .routes(routes!(forget))
}

/// Places of the caret, at most.
const CARET_MAX: i64 = 10_000;

/// A text of the box as it stands.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Typed {
    /// What stands in the box.
    q: String,
    /// Behind how many characters the caret stands; at the end when absent.
    #[param(minimum = 0, maximum = 10000)]
    caret: Option<i64>,
}

/// A part of the text that was understood as filters. Places count characters.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoxPart {
    /// Its first character.
    pub from: usize,
    /// Behind its last character.
    pub to: usize,
    /// The name of the field.
    #[schema(example = "所属行业")]
    pub label: String,
    /// What is asked of it, in words.
    #[schema(example = "交通运输、仓储和邮政业")]
    pub shown: String,
    /// What does not meet it is asked for.
    pub negated: bool,
    /// Filters as the list takes them.
    #[schema(example = json!(["industry:under:G"]))]
    pub filters: Vec<String>,
}

impl From<Part> for BoxPart {
    fn from(part: Part) -> Self {
        let Part { span, label, shown, negated, filters } = part;
        Self { from: span.from, to: span.to, label, shown, negated, filters }
    }
}

/// A part of the text that was not understood.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoxTrouble {
    /// Its first character.
    pub from: usize,
    /// Behind its last character.
    pub to: usize,
    /// A stable code.
    #[schema(example = "box_key_unknown")]
    pub code: String,
    /// The same in words.
    pub message: String,
    /// What may have been meant, to stand in that place.
    pub proposed: Vec<String>,
}

/// What a proposal adds.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum BoxAdds {
    /// A key; its value is still to come.
    Key,
    /// A value.
    Value,
    /// Key and value.
    Filter,
}

/// A text to put in the place of a part of what stands there.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoxProposal {
    /// The first character that it replaces.
    pub from: usize,
    /// Behind the last character that it replaces.
    pub to: usize,
    /// What stands there then.
    #[schema(example = "合作阶段:")]
    pub text: String,
    /// What people read.
    pub label: String,
    /// What it adds.
    pub adds: BoxAdds,
}

impl From<Proposal> for BoxProposal {
    fn from(proposal: Proposal) -> Self {
        let adds = match proposal.adds {
            Adds::Key => BoxAdds::Key,
            Adds::Value => BoxAdds::Value,
            Adds::Filter => BoxAdds::Filter,
        };
        let Proposal { span, text, label, .. } = proposal;
        Self { from: span.from, to: span.to, text, label, adds }
    }
}

/// What the box makes of a text.
#[derive(Debug, Serialize, ToSchema)]
pub struct BoxState {
    /// What was understood as filters, in the order of the text.
    pub parts: Vec<BoxPart>,
    /// The words that are left for the search.
    pub words: String,
    /// What was not understood.
    pub troubles: Vec<BoxTrouble>,
    /// What could stand at the caret, likeliest first.
    pub proposals: Vec<BoxProposal>,
}

impl BoxState {
    fn new(state: Understood, language: Language) -> Self {
        let trouble = |trouble| {
            let error = issue(&trouble).error;
            let params = error.params.into_iter().collect();
            BoxTrouble {
                from: trouble.span.from,
                to: trouble.span.to,
                code: error.code.to_owned(),
                message: text(language, error.code, &params),
                proposed: trouble.proposed,
            }
        };
        Self {
            parts: state.reading.parts.into_iter().map(Into::into).collect(),
            words: state.reading.words,
            troubles: state.reading.troubles.into_iter().map(trouble).collect(),
            proposals: state.proposals.into_iter().map(Into::into).collect(),
        }
    }
}

/// What the box makes of a text while somebody types: filters, words, troubles, and what could be
/// typed next.
#[utoipa::path(
    get,
    path = "/search/box",
    tag = "customer",
    params(Typed),
    responses(
        (status = 200, description = "As far as it can be understood", body = BoxState),
        (status = 422, description = "Values refused"),
    )
)]
async fn state(
    State(server): State<Server>,
    signed: Signed,
    Query(typed): Query<Typed>,
) -> Result<Json<BoxState>> {
    let caret = typed.caret.unwrap_or(CARET_MAX);
    if !(0..=CARET_MAX).contains(&caret) {
        let error = FieldError::new("limit_range").with("min", 0).with("max", CARET_MAX);
        return Err(bad("caret", error));
    }
    let length = typed.q.chars().count();
    let caret = usize::try_from(caret).unwrap_or(length).min(length);
    let state = server.app.box_state(&signed, &typed.q, caret).await?;
    Ok(Json(BoxState::new(state, Language::of(&signed.locale))))
}

/// A text that the caller searched for.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecentSearch {
    /// Which.
    pub id: Uuid,
    /// What they typed.
    #[schema(example = "行业:物流 负责人:我")]
    pub q: String,
    /// When, for the last time.
    #[schema(format = DateTime)]
    pub at: String,
}

impl From<Kept> for RecentSearch {
    fn from(kept: Kept) -> Self {
        Self { id: kept.id.uuid(), q: kept.text, at: instant(kept.at) }
    }
}

/// The caller's latest searches, at most 20. Nobody else sees them.
#[utoipa::path(
    get,
    path = "/search/recent",
    tag = "customer",
    responses(
        (status = 200, description = "Latest first", body = Page<RecentSearch>),
    )
)]
async fn recent(State(server): State<Server>, signed: Signed) -> Result<Json<Page<RecentSearch>>> {
    Ok(whole(server.app.recent_searches(&signed).await?))
}

/// A search that somebody went on with.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecentSearchInput {
    /// What they typed.
    pub q: String,
}

/// Keep a search as the caller's latest. The oldest beyond 20 is forgotten.
#[utoipa::path(
    post,
    path = "/search/recent",
    tag = "customer",
    request_body = RecentSearchInput,
    responses(
        (status = 200, description = "What is kept now, latest first", body = Page<RecentSearch>),
        (status = 422, description = "Values refused"),
    )
)]
async fn keep(
    State(server): State<Server>,
    signed: Signed,
    Json(input): Json<RecentSearchInput>,
) -> Result<Json<Page<RecentSearch>>> {
    Ok(whole(server.app.keep_search(&signed, &input.q).await?))
}

/// Forget all of the caller's searches.
#[utoipa::path(
    delete,
    path = "/search/recent",
    tag = "customer",
    responses(
        (status = 204, description = "Forgotten"),
    )
)]
async fn forget_all(State(server): State<Server>, signed: Signed) -> Result<StatusCode> {
    server.app.forget_searches(&signed).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Forget one of the caller's searches.
#[utoipa::path(
    delete,
    path = "/search/recent/{id}",
    tag = "customer",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204, description = "Forgotten"),
    )
)]
async fn forget(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<RecentSearchId>,
) -> Result<StatusCode> {
    server.app.forget_search(&signed, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
