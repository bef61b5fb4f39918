//! Walking the customers of a check, and proposing changes.

use crate::auth::Signed;
use crate::change_list::Done;
use crate::code::{NoteKindCode, PaymentStateCode, ProposalStateCode};
use crate::customer::Kind;
use crate::extract::{Json, Page, Path, Query, bad, limit};
use crate::messages::{Language, text};
use crate::timeline::{TimelineChange, change as told_change};
use crate::wire::{Fact, FactChange, Named, instant};
use crate::workbench::CustomerName;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use kedang_app::month_check::{
    NewProposal, Note, Part, SeenProposal, WalkFact, WalkGroup, Walking,
};
use kedang_domain::field::FieldError;
use kedang_domain::id::{ContactId, CustomerId, MonthCheckId, ProposalId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// Customers on a page unless the caller says otherwise, and at most.
const LIMIT: i64 = 20;
const LIMIT_MAX: i64 = 50;

pub(super) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(customers))
        .routes(routes!(walk))
        .routes(routes!(propose))
        .routes(routes!(withdraw))
}

/// A fact that is still true, or is not.
#[derive(Debug, Serialize, ToSchema)]
pub struct WalkedFact {
    /// Key of the field; `name` for the name.
    pub field: String,
    /// Its name in the caller's language.
    pub label: String,
    /// What is on file.
    #[schema(value_type = Fact)]
    pub value: Value,
    /// In words, where the value is a key or an id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The contact that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact: Option<Named>,
}

/// Facts that one key is for.
#[derive(Debug, Serialize, ToSchema)]
pub struct WalkedGroup {
    /// Key of the group; `contacts` for the contacts.
    pub key: String,
    /// Heading in the caller's language.
    pub label: String,
    /// When it was last found to be true; null: never, or a change was proposed since.
    #[schema(format = DateTime)]
    pub verified_at: Option<String>,
    /// What is known.
    pub facts: Vec<WalkedFact>,
}

/// A change that is proposed.
#[derive(Debug, Serialize, ToSchema)]
pub struct MonthProposal {
    /// Which.
    pub id: Uuid,
    /// Of which contact; null: of the customer itself.
    pub contact: Option<Named>,
    /// The group that was marked for it.
    pub group: String,
    /// What is on file, and what it should be.
    pub change: TimelineChange,
    /// Why, in somebody's words.
    pub reason: Option<String>,
    /// How far it is.
    pub state: ProposalStateCode,
    /// Who proposed it.
    pub proposed: Done,
    /// Who decided.
    pub decided: Option<Done>,
    /// Why it was refused.
    pub decision_reason: Option<String>,
    /// When it was applied, or it turned out that it cannot be.
    #[schema(format = DateTime)]
    pub ended_at: Option<String>,
    /// Code of why it could not be applied.
    pub failure: Option<String>,
    /// What was there instead.
    #[schema(value_type = Option<serde_json::Value>)]
    pub found: Option<Value>,
}

pub(super) fn proposal(seen: SeenProposal, language: Language) -> MonthProposal {
    let SeenProposal { proposal, told, contact } = seen;
    let done = |(id, name, at): (kedang_domain::id::PersonId, String, i64)| {
        Done::new((id.uuid(), name, at))
    };
    MonthProposal {
        id: proposal.id.uuid(),
        contact: proposal.contact.map(|id| Named::new(id.uuid(), contact.unwrap_or_default())),
        group: proposal.group,
        change: told_change(told, language),
        reason: proposal.reason,
        state: ProposalStateCode(proposal.state),
        proposed: done(proposal.proposed),
        decided: proposal.decided.map(done),
        decision_reason: proposal.decision_reason,
        ended_at: proposal.ended_at.map(instant),
        failure: proposal.failure,
        found: proposal.found,
    }
}

/// What customer service or finance added for the month.
#[derive(Debug, Serialize, ToSchema)]
pub struct MonthNote {
    /// By whom of the two.
    pub kind: NoteKindCode,
    /// The state of payment, when finance added it.
    pub payment: Option<PaymentStateCode>,
    /// In somebody's words; may be empty.
    pub text: String,
    /// Who and when.
    pub added: Done,
}

pub(super) fn note(note: Note) -> MonthNote {
    MonthNote {
        kind: NoteKindCode(note.kind),
        payment: note.payment.map(PaymentStateCode),
        text: note.text,
        added: Done::new((note.person.0.uuid(), note.person.1, note.at)),
    }
}

/// What was said of a customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct WalkedState {
    /// Groups that need a change; none: all is true.
    pub marked: Vec<String>,
    /// Who and when.
    pub said: Done,
}

/// A customer of a check.
#[derive(Debug, Serialize, ToSchema)]
pub struct WalkedCustomer {
    /// Which.
    pub customer: CustomerName,
    /// Organisation or individual.
    pub kind: Kind,
    /// At most nine, in the order of the card.
    pub groups: Vec<WalkedGroup>,
    /// What was said of it; null: nothing yet.
    pub state: Option<WalkedState>,
    /// Changes that are proposed.
    pub proposals: Vec<MonthProposal>,
    /// What service and finance added.
    pub notes: Vec<MonthNote>,
}

fn walked_fact(fact: WalkFact, language: Language) -> WalkedFact {
    let label = fact.label;
    WalkedFact {
        label: label
            .unwrap_or_else(|| text(language, &format!("label_{}", fact.field), &Map::new())),
        value: fact.told.value.unwrap_or_default(),
        text: fact.told.text,
        contact: fact.contact.map(|(id, name)| Named::new(id.uuid(), name)),
        field: fact.field,
    }
}

fn walked_group(group: WalkGroup, language: Language) -> WalkedGroup {
    let label = group.label;
    WalkedGroup {
        label: label.unwrap_or_else(|| text(language, "label_contacts", &Map::new())),
        key: group.key,
        verified_at: group.verified_at.map(instant),
        facts: group.facts.into_iter().map(|fact| walked_fact(fact, language)).collect(),
    }
}

fn walked(one: Walking, language: Language) -> WalkedCustomer {
    WalkedCustomer {
        customer: CustomerName { id: one.id.uuid(), code: one.code, name: one.name },
        kind: one.kind.into(),
        groups: one.groups.into_iter().map(|group| walked_group(group, language)).collect(),
        state: one.said.map(|said| WalkedState {
            marked: said.marked,
            said: Done::new((said.by.0.uuid(), said.by.1, said.at)),
        }),
        proposals: one.proposals.into_iter().map(|seen| proposal(seen, language)).collect(),
        notes: one.notes.into_iter().map(note).collect(),
    }
}

/// Which customers of a check.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum WalkPart {
    /// All of them.
    All,
    /// Those of which nothing was said.
    Open,
    /// Those with a marked group.
    Marked,
}

/// What of a check is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WalkWanted {
    /// Which customers; all when absent.
    #[param(inline)]
    part: Option<WalkPart>,
    /// Where the page begins, as the page before said.
    cursor: Option<String>,
    /// At most so many, 1 to 50.
    #[param(minimum = 1, maximum = 50)]
    limit: Option<i64>,
}

/// A running number.
pub(super) fn after(cursor: Option<&str>) -> Result<i64> {
    let Some(text) = cursor.filter(|text| !text.is_empty()) else { return Ok(0) };
    let number = text.parse().ok().filter(|number| *number >= 0);
    number.ok_or_else(|| bad("cursor", FieldError::new("cursor_format")))
}

/// The customers of a check, in the order of their file codes.
#[utoipa::path(
    get,
    path = "/month-checks/{id}/customers",
    tag = "month_check",
    params(("id" = Uuid, Path), WalkWanted),
    responses(
        (status = 200, description = "What is to be said of them, and what was", body = Page<WalkedCustomer>),
        (status = 404, description = "No such check, or not for the caller"),
    )
)]
async fn customers(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<MonthCheckId>,
    Query(wanted): Query<WalkWanted>,
) -> Result<Json<Page<WalkedCustomer>>> {
    let limit = limit(wanted.limit, LIMIT, LIMIT_MAX)?;
    let part = match wanted.part {
        None | Some(WalkPart::All) => Part::All,
        Some(WalkPart::Open) => Part::Open,
        Some(WalkPart::Marked) => Part::Marked,
    };
    let after = after(wanted.cursor.as_deref())?;
    let mut found = server.app.month_check_customers(&signed, id, part, after, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or_default();
    let more = found.len() > wanted;
    found.truncate(wanted);
    let next_cursor = found.last().filter(|_| more).map(|last| last.no.to_string());
    let language = Language::of(&signed.locale);
    let items = found.into_iter().map(|one| walked(one, language)).collect();
    Ok(Json(Page { items, next_cursor }))
}

/// What is said of a customer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkedInput {
    /// Groups that need a change; none: all is still true.
    pub marked: Vec<String>,
}

/// Say of a customer which groups need a change; the facts of all others are verified by it.
#[utoipa::path(
    put,
    path = "/month-checks/{id}/customers/{customer_id}",
    tag = "month_check",
    params(("id" = Uuid, Path), ("customer_id" = Uuid, Path)),
    request_body = MarkedInput,
    responses(
        (status = 200, description = "As it is now", body = WalkedCustomer),
        (status = 404, description = "No such check or customer, or not for the caller"),
        (status = 409, description = "The check was submitted already"),
        (status = 422, description = "Groups that are not there"),
    )
)]
async fn walk(
    State(server): State<Server>,
    signed: Signed,
    Path((id, customer)): Path<(MonthCheckId, CustomerId)>,
    Json(input): Json<MarkedInput>,
) -> Result<Json<WalkedCustomer>> {
    let one = server.app.walk_month_check(&signed, id, customer, &input.marked).await?;
    Ok(Json(walked(one, Language::of(&signed.locale))))
}

/// A change to be proposed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposalInput {
    /// Of which customer.
    pub customer_id: Uuid,
    /// Of which of its contacts; absent: of the customer itself.
    pub contact_id: Option<Uuid>,
    /// Key of the field; `name` for the name.
    pub field: String,
    /// What it should be; null: nothing is known any more.
    #[schema(value_type = FactChange)]
    pub value: Value,
    /// Why, at most 500 characters.
    pub reason: Option<String>,
}

/// Propose a change of a fact, in the place of what was proposed of it. Its group is marked by it.
#[utoipa::path(
    post,
    path = "/month-checks/{id}/proposals",
    tag = "month_check",
    params(("id" = Uuid, Path)),
    request_body = ProposalInput,
    responses(
        (status = 201, description = "Proposed", body = MonthProposal),
        (status = 404, description = "No such check or customer, or not for the caller"),
        (status = 409, description = "The check was submitted already"),
        (status = 422, description = "Values refused"),
    )
)]
async fn propose(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<MonthCheckId>,
    Json(input): Json<ProposalInput>,
) -> Result<Response> {
    let new = NewProposal {
        customer: CustomerId::new(input.customer_id),
        contact: input.contact_id.map(ContactId::new),
        field: input.field,
        value: input.value,
        reason: input.reason,
    };
    let made = server.app.propose_change(&signed, id, &new).await?;
    let made = proposal(made, Language::of(&signed.locale));
    Ok((StatusCode::CREATED, Json(made)).into_response())
}

/// Take back a proposal.
#[utoipa::path(
    delete,
    path = "/month-checks/{id}/proposals/{proposal_id}",
    tag = "month_check",
    params(("id" = Uuid, Path), ("proposal_id" = Uuid, Path)),
    responses(
        (status = 204, description = "Taken back"),
        (status = 404, description = "No such proposal, or not for the caller"),
        (status = 409, description = "The check was submitted already"),
    )
)]
async fn withdraw(
    State(server): State<Server>,
    signed: Signed,
    Path((id, proposal)): Path<(MonthCheckId, ProposalId)>,
) -> Result<StatusCode> {
    server.app.withdraw_proposal(&signed, id, proposal).await?;
    Ok(StatusCode::NO_CONTENT)
}
