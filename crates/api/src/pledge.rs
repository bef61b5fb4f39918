//! The pledge: the rules that bind everybody, and who accepted them.

use crate::auth::{Admitted, Signed};
use crate::extract::Json;
use crate::field::Label;
use crate::policy::{PolicyDifferenceLine, lines};
use crate::wire::{Named, instant};
use crate::{Result, Server};
use axum::extract::State;
use kedang_app::Context;
use kedang_app::pledge::{Bound, binds};
use kedang_policy::value::Language;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(read, accept)).routes(routes!(list))
}

/// A clause that binds everybody.
#[derive(Debug, Serialize, ToSchema)]
pub struct PledgeClause {
    /// As everybody quotes it.
    #[schema(example = "L1-26.2")]
    pub clause: String,
    /// What it says, with the values that hold.
    pub text: Label,
}

/// Of which version somebody accepted the rules, and when.
#[derive(Debug, Serialize, ToSchema)]
pub struct PledgeAccepted {
    /// Number of the version.
    #[schema(example = "2")]
    pub version: String,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
}

impl PledgeAccepted {
    fn new((version, at): (String, i64)) -> Self {
        Self { version, at: instant(at) }
    }
}

/// What the caller is to accept, and what they accepted.
#[derive(Debug, Serialize, ToSchema)]
pub struct Pledge {
    /// The version in force; send it back to accept it.
    #[schema(example = "3")]
    pub version: String,
    /// The clause that asks for the pledge; null where the regulation asks for none.
    pub asked_by: Option<String>,
    /// The caller has to accept before anything else.
    pub required: bool,
    /// What they accepted last.
    pub accepted: Option<PledgeAccepted>,
    /// The clauses that bind everybody, in the order of the book.
    pub clauses: Vec<PledgeClause>,
    /// What the version in force changes of the one that they accepted.
    pub changes: Vec<PolicyDifferenceLine>,
}

async fn shown(server: &Server, ctx: &Context) -> Result<Json<Pledge>> {
    let standing = server.app.pledge(ctx).await?;
    let regulation = ctx.regulation.regulation();
    let said = |language| move |known| regulation.sentence(known, language);
    let clauses = regulation.clauses().iter().filter(|known| binds(known)).map(|known| {
        let text = Label { zh: said(Language::Zh)(known), en: said(Language::En)(known) };
        PledgeClause { clause: known.clause.to_string(), text }
    });
    Ok(Json(Pledge {
        version: ctx.regulation.version().to_owned(),
        asked_by: ctx.regulation.pledge().map(|pledge| pledge.clause.to_owned()),
        required: ctx.must_pledge,
        accepted: standing.accepted.map(PledgeAccepted::new),
        clauses: clauses.collect(),
        changes: lines(&standing.changes),
    }))
}

/// The rules that bind the caller, and whether they accepted them.
#[utoipa::path(
    get,
    path = "/pledge",
    tag = "policy",
    responses((status = 200, description = "The rules", body = Pledge)),
)]
async fn read(State(server): State<Server>, Admitted(ctx): Admitted) -> Result<Json<Pledge>> {
    shown(&server, &ctx).await
}

/// What is accepted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PledgeInput {
    /// The version whose rules the caller has read.
    #[schema(example = "3")]
    pub version: String,
}

/// Accept the rules in force. Until then everything but this, the account and signing out is
/// closed, where the regulation asks for a pledge.
#[utoipa::path(
    put,
    path = "/pledge",
    tag = "policy",
    request_body = PledgeInput,
    responses(
        (status = 200, description = "Accepted", body = Pledge),
        (status = 409, description = "Another version holds by now, or none asks for a pledge"),
    )
)]
async fn accept(
    State(server): State<Server>,
    Admitted(ctx): Admitted,
    Json(input): Json<PledgeInput>,
) -> Result<Json<Pledge>> {
    server.app.accept_pledge(&ctx, &input.version).await?;
    shown(&server, &Context { must_pledge: false, ..ctx }).await
}

/// Somebody, and what they accepted.
#[derive(Debug, Serialize, ToSchema)]
pub struct Pledged {
    /// Who.
    pub person: Named,
    /// Where they work.
    pub department: Option<Named>,
    /// What they accepted last; null when nothing.
    pub accepted: Option<PledgeAccepted>,
    /// It reads as the rules in force do.
    pub current: bool,
}

impl Pledged {
    fn new((bound, current): (Bound, bool)) -> Self {
        Self {
            person: Named::new(bound.person.0.uuid(), bound.person.1),
            department: bound.department.map(|(id, name)| Named::new(id.uuid(), name)),
            accepted: bound.accepted.map(PledgeAccepted::new),
            current,
        }
    }
}

/// Who accepted the rules.
#[derive(Debug, Serialize, ToSchema)]
pub struct Pledges {
    /// The version in force.
    #[schema(example = "3")]
    pub version: String,
    /// The clause that asks for the pledge; null where the regulation asks for none.
    pub asked_by: Option<String>,
    /// Everybody of the company is among the people.
    pub everybody: bool,
    /// By department and name.
    pub people: Vec<Pledged>,
}

/// Who accepted the rules of which version, and when: the caller, the people of departments that
/// they head, everybody for those who see all customers, read the log or keep the accounts.
#[utoipa::path(
    get,
    path = "/pledges",
    tag = "policy",
    responses((status = 200, description = "By department and name", body = Pledges)),
)]
async fn list(State(server): State<Server>, signed: Signed) -> Result<Json<Pledges>> {
    let found = server.app.pledges(&signed).await?;
    Ok(Json(Pledges {
        version: signed.regulation.version().to_owned(),
        asked_by: signed.regulation.pledge().map(|pledge| pledge.clause.to_owned()),
        everybody: found.everybody,
        people: found.people.into_iter().map(Pledged::new).collect(),
    }))
}
