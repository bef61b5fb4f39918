//! Merging two files of one customer, and splitting them again.

use crate::auth::Signed;
use crate::contact::Contact;
use crate::customer::Kind;
use crate::endpoint::{Seen, whole};
use crate::extract::{Json, Page, Path, Query};
use crate::wire::{Answer, Named, instant, instant_or_never};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use kedang_app::Context;
use kedang_app::merge::{Fact, File, Merge as Stored, Order, Proposal, Split, SplitField};
use kedang_domain::id::{ContactId, CustomerId, MergeId};
use kedang_domain::merge::{Because, Choice, Merit, Side};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(propose))
        .routes(routes!(list, merge))
        .routes(routes!(read))
        .routes(routes!(undo))
}

/// One of two files that are to become one.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergeFile {
    /// Which customer.
    pub id: Uuid,
    /// File code.
    #[schema(example = "KH0000001")]
    pub code: String,
    /// Organisation or individual.
    pub kind: Kind,
    /// Full name.
    pub name: String,
    /// Code of the card template.
    pub template: String,
    /// Its owner.
    pub owner: Named,
    /// The department it belongs to.
    pub department: Named,
    /// How full the card is, 0 to 100.
    pub completeness: i64,
    /// When it was registered.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Latest contact with it.
    #[schema(format = DateTime)]
    pub last_contact_at: Option<String>,
    /// Its contacts.
    pub contacts: Vec<Contact>,
    /// Records of interactions.
    pub interactions: i64,
    /// Shares with colleagues.
    pub shares: i64,
    /// Moments of its timeline, but for interactions.
    pub events: i64,
    /// Facts that are in doubt.
    pub doubts: i64,
    /// Facts that were verified.
    pub verified: i64,
    /// Counts the changes; send it back when merging.
    pub version: i64,
}

impl From<File> for MergeFile {
    fn from(file: File) -> Self {
        let (seen, counts) = (file.customer, file.counts);
        Self {
            id: seen.id.uuid(),
            code: seen.code(),
            kind: seen.kind.into(),
            name: seen.name,
            template: seen.template,
            owner: Named::new(seen.owner.uuid(), seen.owner_name),
            department: Named::new(seen.department.uuid(), seen.department_name),
            completeness: seen.completeness,
            created_at: instant(seen.created_at),
            last_contact_at: instant_or_never(seen.last_contact_at),
            contacts: file.contacts.into_iter().map(Contact::from).collect(),
            interactions: counts.interactions,
            shares: counts.shares,
            events: counts.events,
            doubts: counts.doubts,
            verified: counts.verified,
            version: seen.version,
        }
    }
}

/// Which of two facts the merged file keeps.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MergeChoice {
    /// That of the file that stays.
    Survivor,
    /// That of the other file.
    Other,
    /// The members of both, where a fact is a list.
    Both,
}

impl From<Choice> for MergeChoice {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Survivor => Self::Survivor,
            Choice::Other => Self::Other,
            Choice::Both => Self::Both,
        }
    }
}

impl From<MergeChoice> for Choice {
    fn from(choice: MergeChoice) -> Self {
        match choice {
            MergeChoice::Survivor => Self::Survivor,
            MergeChoice::Other => Self::Other,
            MergeChoice::Both => Self::Both,
        }
    }
}

/// A fact that one of two files has.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergeFact {
    /// Key of the field; `name`, `template`, `owner` for what is not in the catalogue.
    pub field: String,
    /// As the file has it that stays; null: unknown.
    #[schema(value_type = Option<serde_json::Value>)]
    pub survivor: Option<Value>,
    /// As the other file has it; null: unknown.
    #[schema(value_type = Option<serde_json::Value>)]
    pub other: Option<Value>,
    /// Which is suggested.
    pub keep: MergeChoice,
    /// Why: `same`, `only_one`, `verified`, `undoubted`, `complete`, `newer`,
    /// `owner_active` or `kept`.
    #[schema(value_type = String, example = "newer")]
    pub because: Because,
}

impl From<Fact> for MergeFact {
    fn from(fact: Fact) -> Self {
        Self {
            field: fact.field,
            survivor: fact.survivor,
            other: fact.other,
            keep: fact.choice.into(),
            because: fact.because,
        }
    }
}

/// A contact of the other file, and the contact of the file that stays which is the same person.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeContact {
    /// The other file's contact.
    pub id: Uuid,
    /// The contact that it becomes one with; null: it is somebody else.
    pub into: Option<Uuid>,
}

/// What is suggested for two files of one customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergeProposal {
    /// The file that would stay.
    pub survivor: MergeFile,
    /// The file that would go into it.
    pub other: MergeFile,
    /// Which of them should stay: `survivor` or `other`.
    #[schema(value_type = String, example = "survivor")]
    pub suggested: Side,
    /// Why, the weightiest reason first: `credit_code`, `verified`, `history`, `complete`,
    /// `owner_active`, `older`. Empty when nothing tells the two apart.
    #[schema(value_type = Vec<String>)]
    pub because: Vec<Merit>,
    /// Every fact that one of them has, in the order of a page.
    pub facts: Vec<MergeFact>,
    /// Contacts that are one person for sure.
    pub contacts: Vec<MergeContact>,
    /// Whether the caller may merge them.
    pub action: Answer,
}

impl MergeProposal {
    fn new(ctx: &Context, proposal: Proposal) -> Self {
        let contacts = proposal.folds.iter();
        Self {
            contacts: contacts
                .map(|(id, into)| MergeContact { id: id.uuid(), into: Some(into.uuid()) })
                .collect(),
            survivor: proposal.survivor.into(),
            other: proposal.other.into(),
            suggested: proposal.suggestion.side,
            because: proposal.suggestion.because,
            facts: proposal.facts.into_iter().map(MergeFact::from).collect(),
            action: Answer::of(ctx, proposal.decision),
        }
    }
}

/// With which file.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct With {
    /// The customer that would go into this one.
    other: Uuid,
}

/// What would become of two customers if the other went into this one. Both readings are written
/// into the log.
#[utoipa::path(
    get,
    path = "/customers/{id}/merge-proposal",
    tag = "merge",
    params(("id" = Uuid, Path), With),
    responses(
        (status = 200, description = "What is suggested, and why", body = MergeProposal),
        (status = 404, description = "No such customers, or not for the caller"),
        (status = 409, description = "Merged already, of different kinds, or twice the same"),
    )
)]
async fn propose(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
    Query(with): Query<With>,
) -> Result<Json<MergeProposal>> {
    let other = CustomerId::new(with.other);
    let proposal = server.app.propose_merge(&signed, id, other).await?;
    Ok(Json(MergeProposal::new(&signed, proposal)))
}

/// A merging.
#[derive(Debug, Serialize, ToSchema)]
pub struct Merge {
    /// Which.
    pub id: Uuid,
    /// The customer that stayed.
    pub survivor_id: Uuid,
    /// The customer that went into it.
    pub other_id: Uuid,
    /// Who merged.
    pub person: Named,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// Why.
    pub reason: String,
    /// When it was undone.
    #[schema(format = DateTime)]
    pub undone_at: Option<String>,
}

impl From<Stored> for Merge {
    fn from(merge: Stored) -> Self {
        Self {
            id: merge.id.uuid(),
            survivor_id: merge.survivor.uuid(),
            other_id: merge.other.uuid(),
            person: Named::new(merge.person.0.uuid(), merge.person.1),
            at: instant(merge.at),
            reason: merge.reason,
            undone_at: merge.undone.map(|(_, at)| instant(at)),
        }
    }
}

/// A merging in a list, with what went into the customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergeListed {
    /// The merging.
    #[serde(flatten)]
    pub merge: Merge,
    /// File code of the customer that went into this one.
    #[schema(example = "KH0000002")]
    pub other_code: String,
    /// Its name.
    pub other_name: String,
}

impl From<(Stored, (String, String))> for MergeListed {
    fn from((merge, (other_code, other_name)): (Stored, (String, String))) -> Self {
        Self { merge: merge.into(), other_code, other_name }
    }
}

/// The mergings into a customer; those that were undone, too.
#[utoipa::path(
    get,
    path = "/customers/{id}/merges",
    tag = "merge",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "Newest first", body = Page<MergeListed>),
        (status = 404, description = "No such customer, or not for the caller"),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
) -> Result<Json<Page<MergeListed>>> {
    Ok(whole(server.app.merges(&signed, id).await?))
}

/// How two customers become one. What is not named goes as it is suggested.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeInput {
    /// The customer that goes into this one.
    pub other_id: Uuid,
    /// Its version, as the caller saw it.
    pub other_version: i64,
    /// Which fact to keep, by key of the field, or `name`, `template`, `owner`.
    #[serde(default)]
    pub choices: BTreeMap<String, MergeChoice>,
    /// Which contacts are one person.
    #[serde(default)]
    pub contacts: Vec<MergeContact>,
    /// Why.
    pub reason: String,
}

impl From<MergeInput> for Order {
    fn from(input: MergeInput) -> Self {
        let contact = |one: MergeContact| (ContactId::new(one.id), one.into.map(ContactId::new));
        Self {
            other: CustomerId::new(input.other_id),
            other_version: input.other_version,
            choices: input.choices.into_iter().map(|(key, keep)| (key, keep.into())).collect(),
            contacts: input.contacts.into_iter().map(contact).collect(),
            reason: input.reason,
        }
    }
}

/// Make one customer of two: the other goes into this one, with everything linked to it. Its
/// address and its file code lead to this one from then on.
#[utoipa::path(
    post,
    path = "/customers/{id}/merges",
    tag = "merge",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = MergeInput,
    responses(
        (status = 201, description = "Merged", body = Merge),
        (status = 404, description = "No such customers, or not for the caller"),
        (status = 409, description = "Merged already, of different kinds, or twice the same"),
        (status = 412, description = "Somebody has changed one of them"),
        (status = 422, description = "Choices that are none"),
    )
)]
async fn merge(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<CustomerId>,
    Json(input): Json<MergeInput>,
) -> Result<impl IntoResponse> {
    let merge = server.app.merge_customers(&signed, id, version, &input.into()).await?;
    let location = format!("/api/v1/customers/{id}/merges/{}", merge.id);
    let location = [(header::LOCATION, location)];
    Ok((StatusCode::CREATED, location, Json(Merge::from(merge))))
}

/// A fact of the customer that goes back to what it was.
#[derive(Debug, Serialize, ToSchema)]
pub struct SplitFact {
    /// Key of the field; `name`, `template`, `owner` for what is not in the catalogue.
    pub field: String,
    /// What it is now; null: unknown.
    #[schema(value_type = Option<serde_json::Value>)]
    pub now: Option<Value>,
    /// What it will be; null: unknown.
    #[schema(value_type = Option<serde_json::Value>)]
    pub then: Option<Value>,
}

impl From<SplitField> for SplitFact {
    fn from(fact: SplitField) -> Self {
        Self { field: fact.field, now: fact.now, then: fact.then }
    }
}

/// A merging, and what would go where if it were undone.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergeSplit {
    /// The merging.
    pub merge: MergeListed,
    /// Whether the caller may undo it; null when it is undone already.
    pub action: Option<Answer>,
    /// The later merging that has to be undone first.
    pub after: Option<Uuid>,
    /// Facts that go back to what they were.
    pub back: Vec<SplitFact>,
    /// Keys of facts that were changed since, and stay.
    pub stay: Vec<String>,
    /// Contacts that go back.
    pub contacts: i64,
    /// Interactions that go back.
    pub interactions: i64,
    /// Shares that go back.
    pub shares: i64,
    /// Moments of the timeline that go back.
    pub events: i64,
    /// Contacts that were added since, and stay.
    pub new_contacts: i64,
    /// Interactions that were recorded since, and stay.
    pub new_interactions: i64,
    /// Of those: with a contact that goes back; they will name none.
    pub unnamed: i64,
}

impl MergeSplit {
    fn new(ctx: &Context, split: Split) -> Self {
        let rows = split.rows;
        Self {
            merge: (split.merge, split.other).into(),
            action: split.decision.map(|decision| Answer::of(ctx, decision)),
            after: split.after.map(MergeId::uuid),
            back: split.back.into_iter().map(SplitFact::from).collect(),
            stay: split.stay,
            contacts: rows.contacts,
            interactions: rows.interactions,
            shares: rows.shares,
            events: rows.events,
            new_contacts: rows.new_contacts,
            new_interactions: rows.new_interactions,
            unnamed: rows.unnamed,
        }
    }
}

/// A merging, and what would go where if it were undone.
#[utoipa::path(
    get,
    path = "/customers/{id}/merges/{merge_id}",
    tag = "merge",
    params(("id" = Uuid, Path), ("merge_id" = Uuid, Path)),
    responses(
        (status = 200, description = "What would go where", body = MergeSplit),
        (status = 404, description = "No such merging, or not for the caller"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path((id, merge)): Path<(CustomerId, MergeId)>,
) -> Result<Json<MergeSplit>> {
    let split = server.app.split(&signed, id, merge).await?;
    Ok(Json(MergeSplit::new(&signed, split)))
}

/// Why a merging is undone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UndoInput {
    /// Why.
    pub reason: String,
}

/// Make two customers of one again: both are what they were, but for what was done since. Mergings
/// into one customer are undone in reverse order.
#[utoipa::path(
    post,
    path = "/customers/{id}/merges/{merge_id}/undo",
    tag = "merge",
    params(("id" = Uuid, Path), ("merge_id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = UndoInput,
    responses(
        (status = 200, description = "Undone", body = Merge),
        (status = 404, description = "No such merging, or not for the caller"),
        (status = 409, description = "Undone already, or not the latest one"),
        (status = 412, description = "Somebody has changed the customer"),
        (status = 422, description = "No reason"),
    )
)]
async fn undo(
    State(server): State<Server>,
    Seen { signed, id: (id, merge), version }: Seen<(CustomerId, MergeId)>,
    Json(input): Json<UndoInput>,
) -> Result<Json<Merge>> {
    let undone = server.app.undo_merge(&signed, id, merge, version, &input.reason).await?;
    Ok(Json(undone.into()))
}
