//! Requests and grants as JSON.

use crate::code::{
    DisclosureGroundCode, LevelCode, RequestKindCode, RequestModeCode, RequestStateCode,
    RequestVerdictCode,
};
use crate::wire::{Answer, Named, instant};
use crate::workbench::CustomerName;
use jiff::civil::Date;
use kedang_app::Context;
use kedang_app::customer::Seen;
use kedang_app::request::{
    Decided, Details, Grant as StoredGrant, Ground, NewRequest, OpenRequest, Outsider, register,
};
use kedang_domain::id::{ClashId, CustomerId, ItemId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Somebody from outside the company for whom it is asked.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestOutsider {
    /// Their name.
    pub name: String,
    /// From where they come.
    pub organisation: String,
    /// The letter of introduction or work card that they showed.
    pub introduction: String,
    /// Who accompanies them.
    pub accompanied_by_id: Uuid,
}

/// On what a disclosure rests.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisclosureGround {
    /// Consent or law.
    pub kind: DisclosureGroundCode,
    /// Where the consent is recorded, or which law.
    pub text: String,
}

/// A request to be handed in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RequestInput {
    /// What is asked for.
    pub kind: RequestKindCode,
    /// About which customer.
    pub customer_id: Option<Uuid>,
    /// Or about that of a clash of the caller's own, whom they do not see.
    pub clash_id: Option<Uuid>,
    /// What for.
    pub purpose: String,
    /// Why.
    pub reason: String,
    /// The last day, where the company is.
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Date>,
    /// Keys of the facts that are meant; all when absent or empty.
    pub fields: Option<Vec<String>>,
    /// For whom from outside.
    pub outsider: Option<RequestOutsider>,
    /// With whom to share.
    pub person_id: Option<Uuid>,
    /// To whom a copy or a disclosure goes.
    pub recipient: Option<String>,
    /// On what a disclosure rests.
    pub ground: Option<DisclosureGround>,
    /// The level that is wanted.
    pub level: Option<LevelCode>,
    /// The original file that is to be lent.
    pub item_id: Option<Uuid>,
}

impl From<RequestInput> for NewRequest {
    fn from(input: RequestInput) -> Self {
        let outsider = input.outsider.map(|outsider| Outsider {
            name: outsider.name,
            organisation: outsider.organisation,
            introduction: outsider.introduction,
            accompanied_by: PersonId::new(outsider.accompanied_by_id),
        });
        Self {
            kind: input.kind.0,
            customer: input.customer_id.map(CustomerId::new),
            clash: input.clash_id.map(ClashId::new),
            purpose: input.purpose,
            reason: input.reason,
            until: input.until,
            details: Details {
                fields: input.fields.unwrap_or_default(),
                outsider,
                person: input.person_id.map(PersonId::new),
                recipient: input.recipient,
                ground: input.ground.map(|one| Ground { kind: one.kind.0, text: one.text }),
                level: input.level.map(|level| level.0),
                item: input.item_id.map(ItemId::new),
            },
        }
    }
}

/// One step of the chain that a request walks.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestStep {
    /// How many seats have to agree.
    pub mode: RequestModeCode,
    /// Who, as the regulation names them.
    #[schema(example = json!(["department_head"]))]
    pub seats: Vec<String>,
}

/// A decision on a request.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestDecision {
    /// In which round it was handed in.
    pub round: i64,
    /// On which step, from 0.
    pub step: i64,
    /// In which seat, as the regulation names it.
    pub seat: String,
    /// Who.
    pub person: Named,
    /// What.
    pub verdict: RequestVerdictCode,
    /// To which step it was sent back; null for the applicant.
    pub back_to: Option<i64>,
    /// Why.
    pub reason: String,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// It agrees, and was not sent back since.
    pub counts: bool,
}

impl From<Decided> for RequestDecision {
    fn from(one: Decided) -> Self {
        Self {
            round: one.round,
            step: one.step,
            seat: one.name,
            person: Named::new(one.person.0.uuid(), one.person.1),
            verdict: RequestVerdictCode(one.verdict),
            back_to: one.back_to,
            reason: one.reason,
            at: instant(one.at),
            counts: one.counts,
        }
    }
}

/// A seat that is to decide, and who can sit in it now.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequestSeat {
    /// As the regulation names it.
    pub seat: String,
    /// Who.
    pub people: Vec<Named>,
}

/// What a request opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct Grant {
    /// Which.
    pub id: Uuid,
    /// By which request.
    pub request_id: Uuid,
    /// To whom.
    pub person: Named,
    /// The customer; null when the caller does not see it.
    pub customer: Option<CustomerName>,
    /// For what.
    pub action: RequestKindCode,
    /// Keys of the facts that it covers; empty: all.
    pub fields: Vec<String>,
    /// From when.
    #[schema(format = DateTime)]
    pub from: String,
    /// Until when.
    #[schema(format = DateTime)]
    pub until: String,
    /// Whether it holds now.
    pub holds: bool,
    /// How often it was used.
    pub uses: i64,
    /// When it was taken away.
    #[schema(format = DateTime)]
    pub ended_at: Option<String>,
    /// By whom.
    pub ended_by: Option<Named>,
    /// Why.
    pub end_reason: Option<String>,
}

impl Grant {
    pub(super) fn of(ctx: &Context, one: StoredGrant, customer: Option<&Seen>) -> Self {
        Self {
            id: one.id.uuid(),
            request_id: one.request.uuid(),
            holds: one.holds(ctx.now),
            person: Named::new(one.person.0.uuid(), one.person.1),
            customer: customer.map(named),
            action: RequestKindCode(one.action),
            fields: one.scope,
            from: instant(one.from),
            until: instant(one.until),
            uses: one.uses,
            ended_at: one.ended_at.map(instant),
            ended_by: one.ended_by.map(|(id, name)| Named::new(id.uuid(), name)),
            end_reason: one.end_reason,
        }
    }
}

fn named(seen: &Seen) -> CustomerName {
    CustomerName { id: seen.id.uuid(), code: seen.code(), name: seen.name.clone() }
}

/// A request.
#[derive(Debug, Serialize, ToSchema)]
pub struct Request {
    /// Which.
    pub id: Uuid,
    /// Its number in the register.
    #[schema(example = "SQ000001")]
    pub register: String,
    /// What is asked for.
    pub kind: RequestKindCode,
    /// Who asks.
    pub applicant: Named,
    /// Where they worked then.
    pub department: Option<Named>,
    /// The customer; null when the caller does not see it.
    pub customer: Option<CustomerName>,
    /// What for.
    pub purpose: String,
    /// Why.
    pub reason: String,
    /// Until when.
    #[schema(format = DateTime)]
    pub until: Option<String>,
    /// Keys of the facts that are meant; empty: all.
    pub fields: Vec<String>,
    /// For whom from outside.
    pub outsider: Option<RequestOutsider>,
    /// With whom to share.
    pub person: Option<Named>,
    /// To whom a copy or a disclosure goes.
    pub recipient: Option<String>,
    /// On what a disclosure rests.
    pub ground: Option<DisclosureGround>,
    /// The level that is wanted.
    pub level: Option<LevelCode>,
    /// The original file that is to be lent.
    pub item_id: Option<Uuid>,
    /// The clause on which the chain rests.
    pub clause: Option<String>,
    /// Version of the regulation under which it was asked.
    pub policy: String,
    /// Who decides, in order.
    pub steps: Vec<RequestStep>,
    /// How far it is.
    pub state: RequestStateCode,
    /// How often it was handed in.
    pub round: i64,
    /// The step that is to be decided, from 0.
    pub step: Option<i64>,
    /// By when that step is due.
    #[schema(format = DateTime)]
    pub due_at: Option<String>,
    /// When it was handed in first.
    #[schema(format = DateTime)]
    pub asked_at: String,
    /// When it was granted, or over.
    #[schema(format = DateTime)]
    pub closed_at: Option<String>,
    /// What was decided so far, the earliest first.
    pub decisions: Vec<RequestDecision>,
    /// Who is to decide now.
    pub waits_for: Vec<RequestSeat>,
    /// What it opened.
    pub grant: Option<Grant>,
    /// Whether the caller may decide now.
    pub decide: Answer,
    /// Whether the caller may hand it in anew or take it back.
    pub mend: Answer,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl Request {
    pub(super) fn of(ctx: &Context, open: OpenRequest) -> Self {
        let OpenRequest {
            request: one,
            customer,
            receiver,
            decisions,
            waits_for,
            grant,
            decide,
            mend,
        } = open;
        let outsider = one.details.outsider.map(|outsider| RequestOutsider {
            name: outsider.name,
            organisation: outsider.organisation,
            introduction: outsider.introduction,
            accompanied_by_id: outsider.accompanied_by.uuid(),
        });
        let ground = one.details.ground;
        let step = |step: kedang_domain::request::Step| RequestStep {
            mode: RequestModeCode(step.mode),
            seats: step.seats,
        };
        let seat = |seat: kedang_app::request::OpenSeat| RequestSeat {
            seat: seat.name,
            people: seat.people.into_iter().map(|(id, n)| Named::new(id.uuid(), n)).collect(),
        };
        Self {
            id: one.id.uuid(),
            register: register(one.no),
            kind: RequestKindCode(one.kind),
            applicant: Named::new(one.applicant.0.uuid(), one.applicant.1),
            department: one.department.map(|(id, name)| Named::new(id.uuid(), name)),
            customer: customer.as_ref().map(named),
            purpose: one.purpose,
            reason: one.reason,
            until: one.until.map(instant),
            fields: one.details.fields,
            outsider,
            person: receiver.map(|(id, name)| Named::new(id.uuid(), name)),
            recipient: one.details.recipient,
            ground: ground
                .map(|g| DisclosureGround { kind: DisclosureGroundCode(g.kind), text: g.text }),
            level: one.details.level.map(LevelCode),
            item_id: one.details.item.map(|id| id.uuid()),
            clause: one.clause,
            policy: one.policy,
            steps: one.walk.steps.into_iter().map(step).collect(),
            state: RequestStateCode(one.state),
            round: one.round,
            step: one.step,
            due_at: one.due.map(instant),
            asked_at: instant(one.asked_at),
            closed_at: one.closed_at.map(instant),
            decisions: decisions.into_iter().map(RequestDecision::from).collect(),
            waits_for: waits_for.into_iter().map(seat).collect(),
            grant: grant.map(|grant| Grant::of(ctx, grant, customer.as_ref())),
            decide: Answer::of(ctx, decide),
            mend: Answer::of(ctx, mend),
            version: one.version,
        }
    }
}
