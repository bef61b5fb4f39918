//! Attestations: what only a person can tell about, confirmed from time to time.

use crate::auth::Signed;
use crate::extract::{Json, Page, Path, Query};
use crate::field::Label;
use crate::obligation::{Obligation, all};
use crate::policy::sentence;
use crate::wire::{Named, instant, present};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use jiff::civil::Date;
use kedang_app::attestation::{Attestation as Stored, Said};
use kedang_domain::id::ObligationId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(confirm)).routes(routes!(fail))
}

/// Whose attestations.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhoseAttestations {
    /// What the caller has to confirm, or stands in for.
    #[default]
    Mine,
    /// What others have to confirm.
    Others,
}

/// Which attestations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AttestationQuery {
    /// Whose.
    #[serde(default)]
    #[param(inline, required = false)]
    whose: WhoseAttestations,
}

/// What was said of a clause.
#[derive(Debug, Serialize, ToSchema)]
pub struct Attestation {
    /// Who said it.
    pub person: Named,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// On which day it was so.
    #[schema(format = Date)]
    pub on: String,
    /// Whether it is so.
    pub holds: bool,
    /// What they add; why, where it is not so.
    pub note: Option<String>,
}

impl From<Stored> for Attestation {
    fn from(stored: Stored) -> Self {
        Self {
            person: Named::new(stored.person.0.uuid(), stored.person.1),
            at: instant(stored.at),
            on: stored.day.to_string(),
            holds: stored.holds,
            note: stored.note,
        }
    }
}

/// Something to confirm.
#[derive(Debug, Serialize, ToSchema)]
pub struct ToAttest {
    /// The obligation, with its clause.
    pub obligation: Obligation,
    /// What the clause says; null when it does not hold any more.
    pub text: Option<Label>,
    /// What was last said of it: that it is not so.
    pub last: Option<Attestation>,
}

/// What there is to confirm now: clauses that only a person can tell about.
#[utoipa::path(
    get,
    path = "/attestations",
    tag = "obligation",
    params(AttestationQuery),
    responses(
        (status = 200, description = "200 at most; those first that are due first", body = Page<ToAttest>),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<AttestationQuery>,
) -> Result<Json<Page<ToAttest>>> {
    let others = matches!(query.whose, WhoseAttestations::Others);
    let found = server.app.attestations(&signed, others).await?;
    let (obligations, last): (Vec<_>, Vec<_>) =
        found.into_iter().map(|one| (one.obligation, one.last)).unzip();
    let obligations = all(&server, &signed, obligations).await?;
    let regulation = signed.regulation.regulation();
    let items = obligations.into_iter().zip(last).map(|(obligation, last)| {
        let text = sentence(regulation, &obligation.clause);
        ToAttest { obligation, text, last: last.map(Attestation::from) }
    });
    Ok(Json(Page { items: items.collect(), next_cursor: None }))
}

/// It is so.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttestationInput {
    /// On which day; today when absent, and never later.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, format = Date, required = false)]
    pub on: Option<Date>,
    /// What is to be added, at most 500 characters.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub note: Option<String>,
}

/// Confirm that it is as the clause says: whoever has it to do, or stands in. In person, not by a
/// program.
#[utoipa::path(
    post,
    path = "/attestations/{id}/confirmation",
    tag = "obligation",
    params(("id" = Uuid, Path, description = "The obligation")),
    request_body = AttestationInput,
    responses(
        (status = 204, description = "Confirmed; the obligation is fulfilled"),
        (status = 404, description = "No such obligation, or not for the caller"),
        (status = 409, description = "Done already, or not to be done by confirming"),
        (status = 422, description = "Values refused"),
    )
)]
async fn confirm(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ObligationId>,
    Json(input): Json<AttestationInput>,
) -> Result<StatusCode> {
    let AttestationInput { on, note } = input;
    server.app.attest(&signed, id, &Said::Holds { on, note }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// It is not so.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttestationFailureInput {
    /// Why, at most 500 characters.
    pub reason: String,
}

/// Report that it is not as the clause says. The head of the department and the head of the
/// custodian are told; it stays to be done.
#[utoipa::path(
    post,
    path = "/attestations/{id}/failure",
    tag = "obligation",
    params(("id" = Uuid, Path, description = "The obligation")),
    request_body = AttestationFailureInput,
    responses(
        (status = 204, description = "Reported"),
        (status = 404, description = "No such obligation, or not for the caller"),
        (status = 409, description = "Done already, or not to be done by confirming"),
        (status = 422, description = "Values refused"),
    )
)]
async fn fail(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ObligationId>,
    Json(input): Json<AttestationFailureInput>,
) -> Result<StatusCode> {
    server.app.attest(&signed, id, &Said::Fails { reason: input.reason }).await?;
    Ok(StatusCode::NO_CONTENT)
}
