//! Who is cleared for which level of secrecy, who keeps the classified files, and their index.

use crate::auth::Signed;
use crate::endpoint::{Making, whole};
use crate::extract::{Json, Page, Path, Query, bad};
use crate::messages::{Language, text};
use crate::wire::{Named, instant, instant_or_never, present};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use jiff::civil::Date;
use kedang_app::Context;
use kedang_app::customer::{Secrecy as Stored, code};
use kedang_app::secrecy::{
    Classified, Clearance as StoredClearance, Keeper as StoredKeeper, KeeperDraft, NewClearance,
    Trust as Trusted,
};
use kedang_domain::field::FieldError;
use kedang_domain::id::{ClearanceId, CustomerId, PersonId};
use kedang_domain::secrecy::Level as Secret;
use serde::{Deserialize, Serialize};
use serde_json::Map;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(trust))
        .routes(routes!(clear))
        .routes(routes!(end_clearance))
        .routes(routes!(keepers, name_keeper))
        .routes(routes!(end_keeper))
        .routes(routes!(classified))
}

/// A level of secrecy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 内部
    Internal,
    /// 秘密
    Secret,
    /// 机密
    Confidential,
    /// 绝密
    TopSecret,
}

impl From<Secret> for Level {
    fn from(level: Secret) -> Self {
        match level {
            Secret::Internal => Self::Internal,
            Secret::Secret => Self::Secret,
            Secret::Confidential => Self::Confidential,
            Secret::TopSecret => Self::TopSecret,
        }
    }
}

impl From<Level> for Secret {
    fn from(level: Level) -> Self {
        match level {
            Level::Internal => Self::Internal,
            Level::Secret => Self::Secret,
            Level::Confidential => Self::Confidential,
            Level::TopSecret => Self::TopSecret,
        }
    }
}

/// How secret a customer is.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Secrecy {
    /// Its level.
    pub level: Level,
    /// The mark, as it is printed.
    #[schema(example = "商业秘密·机密")]
    pub label: String,
    /// When it is declassified by itself; null without a term.
    #[schema(format = DateTime)]
    pub until: Option<String>,
    /// Since when it has this level; null: since it was registered.
    #[schema(format = DateTime)]
    pub since: Option<String>,
    /// Why: `policy` by the relation to it, `decision`, or `term` since its term ended.
    #[schema(example = "policy")]
    pub source: &'static str,
    /// The clause on which that rests.
    pub clause: Option<String>,
    /// By what it is called before those whom nobody let in; null unless it was ever top secret.
    pub code_name: Option<String>,
}

impl Secrecy {
    /// As this person reads it.
    pub(crate) fn new(ctx: &Context, stored: Stored) -> Self {
        Self {
            label: mark(ctx, stored.level),
            until: stored.until.map(instant),
            since: instant_or_never(stored.since),
            source: stored.source.code(),
            clause: ctx.level_clause(&stored),
            level: stored.level.into(),
            code_name: stored.code_name,
        }
    }
}

/// The mark of a level, as the regulation calls it.
pub(crate) fn mark(ctx: &Context, level: Secret) -> String {
    let language = Language::of(&ctx.locale);
    let named = ctx.level_name(level).filter(|_| language == Language::Zh);
    match named {
        Some(name) => {
            let params = Map::from_iter([("name".to_owned(), name.into())]);
            text(language, "secrecy_mark", &params)
        }
        None => {
            let code = match level {
                Secret::Internal => "secrecy_internal",
                Secret::Secret => "secrecy_secret",
                Secret::Confidential => "secrecy_confidential",
                Secret::TopSecret => "secrecy_top_secret",
            };
            text(language, code, &Map::new())
        }
    }
}

/// A clearance by name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Clearance {
    /// Which.
    pub id: Uuid,
    /// Up to which level.
    pub level: Level,
    /// Why.
    pub reason: String,
    /// Who gave it.
    pub given_by: Named,
    /// Since when.
    #[schema(format = DateTime)]
    pub since: String,
    /// Until when; null: until it is ended.
    #[schema(format = DateTime)]
    pub until: Option<String>,
}

impl From<StoredClearance> for Clearance {
    fn from(stored: StoredClearance) -> Self {
        Self {
            id: stored.id.uuid(),
            level: stored.level.into(),
            reason: stored.reason,
            given_by: Named::new(stored.given_by.0.uuid(), stored.given_by.1),
            since: instant(stored.since),
            until: stored.until.map(instant),
        }
    }
}

/// Somebody who keeps classified files.
#[derive(Debug, Serialize, ToSchema)]
pub struct Keeper {
    /// Which.
    pub id: Uuid,
    /// Who.
    pub person: Named,
    /// Whose file; null: every customer's up to the level.
    pub customer_id: Option<Uuid>,
    /// Up to which level.
    pub level: Level,
    /// Who said so.
    pub given_by: Named,
    /// Since when.
    #[schema(format = DateTime)]
    pub since: String,
}

impl From<StoredKeeper> for Keeper {
    fn from(stored: StoredKeeper) -> Self {
        Self {
            id: stored.id.uuid(),
            person: Named::new(stored.person.0.uuid(), stored.person.1),
            customer_id: stored.customer.map(CustomerId::uuid),
            level: stored.level.into(),
            given_by: Named::new(stored.given_by.0.uuid(), stored.given_by.1),
            since: instant(stored.since),
        }
    }
}

/// How far a person is trusted with what is classified.
#[derive(Debug, Serialize, ToSchema)]
pub struct Trust {
    /// Up to which level they are cleared, by role or by name.
    pub level: Level,
    /// Up to which level their roles clear them.
    pub by_role: Level,
    /// Up to which level they keep every file; null: none.
    pub keeps: Option<Level>,
    /// Their clearances by name.
    pub clearances: Vec<Clearance>,
    /// What they keep by name.
    pub keepers: Vec<Keeper>,
    /// Whether the caller may change it.
    pub may_change: bool,
}

impl From<Trusted> for Trust {
    fn from(trusted: Trusted) -> Self {
        Self {
            level: trusted.clearance.into(),
            by_role: trusted.by_role.into(),
            keeps: trusted.keeps.map(Level::from),
            clearances: trusted.clearances.into_iter().map(Clearance::from).collect(),
            keepers: trusted.kept.into_iter().map(Keeper::from).collect(),
            may_change: trusted.may_change,
        }
    }
}

/// How far a person is trusted: for the person, and for whoever manages clearances.
#[utoipa::path(
    get,
    path = "/people/{id}/clearance",
    tag = "secrecy",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "Up to which level, and why", body = Trust),
        (status = 404, description = "No such person, or not for the caller"),
    )
)]
async fn trust(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<PersonId>,
) -> Result<Json<Trust>> {
    Ok(Json(server.app.trust_in(&signed, id).await?.into()))
}

/// A clearance to be given.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClearanceInput {
    /// Up to which level: confidential or top secret.
    pub level: Level,
    /// Why, at most 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    pub reason: String,
    /// The last day; until it is ended when absent.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = String, format = Date, required = false)]
    pub until: Option<Date>,
}

/// Clear a person for a level.
#[utoipa::path(
    post,
    path = "/people/{id}/clearances",
    tag = "secrecy",
    params(("id" = Uuid, Path)),
    request_body = ClearanceInput,
    responses(
        (status = 201, description = "Cleared", body = Clearance),
        (status = 403, description = "Not for the caller, or it is their own"),
        (status = 404, description = "No such person"),
        (status = 422, description = "Values refused"),
    )
)]
async fn clear(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<PersonId>,
    Json(input): Json<ClearanceInput>,
) -> Result<(StatusCode, Json<Clearance>)> {
    let new = NewClearance { level: input.level.into(), reason: input.reason, until: input.until };
    let clearance = server.app.clear_person(&signed, id, &new).await?;
    Ok((StatusCode::CREATED, Json(clearance.into())))
}

/// End a clearance.
#[utoipa::path(
    delete,
    path = "/people/{id}/clearances/{clearance_id}",
    tag = "secrecy",
    params(("id" = Uuid, Path), ("clearance_id" = Uuid, Path)),
    responses(
        (status = 204, description = "Ended"),
        (status = 403, description = "Not for the caller"),
        (status = 404, description = "No such clearance"),
    )
)]
async fn end_clearance(
    State(server): State<Server>,
    signed: Signed,
    Path((id, clearance)): Path<(PersonId, ClearanceId)>,
) -> Result<StatusCode> {
    server.app.end_clearance(&signed, id, clearance).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who keeps every classified file by name.
#[utoipa::path(
    get,
    path = "/keepers",
    tag = "secrecy",
    responses(
        (status = 200, description = "By name", body = Page<Keeper>),
        (status = 403, description = "Not for the caller"),
    )
)]
async fn keepers(State(server): State<Server>, signed: Signed) -> Result<Json<Page<Keeper>>> {
    Ok(whole(server.app.keepers(&signed).await?))
}

/// A keeper to be named.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeeperInput {
    /// Who.
    pub person_id: Uuid,
    /// Whose file; every customer's when absent.
    #[serde(default, deserialize_with = "present", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Uuid, required = false)]
    pub customer_id: Option<Uuid>,
    /// Up to which level: confidential or top secret.
    pub level: Level,
}

/// Name a keeper of classified files.
#[utoipa::path(
    post,
    path = "/keepers",
    tag = "secrecy",
    request_body = KeeperInput,
    responses(
        (status = 201, description = "Named", body = Keeper),
        (status = 403, description = "Not for the caller, or it is they themselves"),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 422, description = "Values refused"),
    )
)]
async fn name_keeper(
    State(server): State<Server>,
    Making { signed, input }: Making<KeeperInput>,
) -> Result<(StatusCode, Json<Keeper>)> {
    let draft = KeeperDraft {
        person: PersonId::new(input.person_id),
        customer: input.customer_id.map(CustomerId::new),
        level: input.level.into(),
    };
    let keeper = server.app.name_keeper(&signed, draft).await?;
    Ok((StatusCode::CREATED, Json(keeper.into())))
}

/// End somebody's keeping.
#[utoipa::path(
    delete,
    path = "/keepers/{id}",
    tag = "secrecy",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204, description = "Ended"),
        (status = 403, description = "Not for the caller"),
        (status = 404, description = "Nobody keeps by that id"),
    )
)]
async fn end_keeper(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ClearanceId>,
) -> Result<StatusCode> {
    server.app.end_keeper(&signed, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A line of the index of classified files.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClassifiedFile {
    /// Which.
    pub id: Uuid,
    /// Its file code; null when only its code name is known.
    pub code: Option<String>,
    /// Its name, or its code name for those whom nobody let in.
    pub name: String,
    /// Its level and term.
    pub secrecy: Secrecy,
    /// Its owner's name; null when only its code name is known.
    pub owner: Option<String>,
    /// Its department's name; null when only its code name is known.
    pub department: Option<String>,
    /// Its facts are locked for the caller.
    pub locked: bool,
}

impl ClassifiedFile {
    fn new(ctx: &Context, line: Classified) -> Self {
        let (owner, department) = line.held_by.unzip();
        Self {
            id: line.id.uuid(),
            code: owner.is_some().then(|| code(line.no)),
            name: line.name,
            secrecy: Secrecy::new(ctx, line.secrecy),
            owner,
            department,
            locked: line.locked,
        }
    }
}

/// Which page of the index.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// From `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// The index of classified files, each with its mark: those that the caller knows of, of which some
/// by their code name alone.
#[utoipa::path(
    get,
    path = "/classified",
    tag = "secrecy",
    params(Which),
    responses((status = 200, description = "In the order of their codes", body = Page<ClassifiedFile>))
)]
async fn classified(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Page<ClassifiedFile>>> {
    let after = match which.cursor.as_deref() {
        None => 0,
        Some(text) => text.parse().map_err(|_| bad("cursor", FieldError::new("cursor_format")))?,
    };
    let page = server.app.classified(&signed, after).await?;
    Ok(Json(Page {
        items: page.items.into_iter().map(|line| ClassifiedFile::new(&signed, line)).collect(),
        next_cursor: page.next.map(|no| no.to_string()),
    }))
}
