//! A clash as each of those reads it who have a part in it.

use crate::code::{ClashStateCode, GroundCode, RulingCode, WishCode};
use crate::customer::Kind;
use crate::wire::{Answer, Facts, Named, instant};
use crate::workbench::CustomerName;
use kedang_app::Context;
use kedang_app::clash::case::{self as app, ClashCase, ListedClash};
use kedang_app::customer::Draft;
use kedang_domain::clash::Proposal;
use kedang_domain::field::Values;
use kedang_domain::permission::ClashPart;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// How the caller stands to a clash.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ClashPart)]
pub enum CasePart {
    /// They asked.
    Applicant,
    /// It is about a customer of theirs, or of a department that they head.
    Owner,
    /// They may come to rule it.
    Ruler,
}

impl From<ClashPart> for CasePart {
    fn from(part: ClashPart) -> Self {
        match part {
            ClashPart::Applicant => Self::Applicant,
            ClashPart::Owner => Self::Owner,
            ClashPart::Ruler => Self::Ruler,
        }
    }
}

/// What was decided.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClashOutcome)]
pub struct Outcome {
    /// Who keeps the customer; null when it was taken back.
    pub ruling: Option<RulingCode>,
    /// Why.
    pub reason: Option<String>,
    /// Who decided.
    pub by: Option<Named>,
    /// When.
    #[schema(format = DateTime)]
    pub at: Option<String>,
    /// End of the share.
    #[schema(format = DateTime)]
    pub until: Option<String>,
}

/// A clash on a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClashRow)]
pub struct CaseRow {
    /// Which.
    pub id: Uuid,
    /// How the caller stands to it.
    pub part: CasePart,
    /// How far it is.
    pub state: ClashStateCode,
    /// What is asked for.
    pub wish: WishCode,
    /// Organisation or individual, as typed.
    pub kind: Kind,
    /// The name, as the applicant typed it.
    pub name: String,
    /// Who asks.
    pub applicant: Named,
    /// Where they work.
    pub applicant_department: String,
    /// Who owns the customer; null for an applicant who does not see it.
    pub owner: Option<Named>,
    /// The department that has it.
    pub owner_department: String,
    /// The customer; null where the caller does not see it.
    pub customer: Option<CustomerName>,
    /// What was decided; null while it is open.
    pub outcome: Option<Outcome>,
    /// When it was asked.
    #[schema(format = DateTime)]
    pub created_at: String,
}

impl From<ListedClash> for CaseRow {
    fn from(listed: ListedClash) -> Self {
        let ListedClash { case, part, customer } = listed;
        let shown = part != ClashPart::Applicant || customer.is_some();
        let outcome = case.decided_at.map(|at| Outcome {
            ruling: case.ruling.map(RulingCode),
            reason: case.ruling_reason.clone(),
            by: case.decided_by.as_ref().map(|(id, name)| Named::new(id.uuid(), name)),
            at: Some(instant(at)),
            until: case.until.map(instant),
        });
        Self {
            id: case.id.uuid(),
            part: part.into(),
            state: ClashStateCode(case.state),
            wish: WishCode(case.wish),
            kind: case.kind.into(),
            name: case.name,
            applicant: Named::new(case.applicant.0.uuid(), case.applicant.1),
            applicant_department: case.applicant_department.1,
            owner: shown.then(|| Named::new(case.owner.0.uuid(), case.owner.1)),
            owner_department: case.owner_department.1,
            customer: customer.map(|seen| CustomerName {
                id: seen.id.uuid(),
                code: seen.code(),
                name: seen.name,
            }),
            outcome,
            created_at: instant(case.created_at),
        }
    }
}

/// A contact as the applicant typed it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TypedContact {
    /// Name.
    pub name: String,
    /// All other facts, by key of the field catalogue.
    #[schema(value_type = Facts)]
    pub values: Values,
}

/// What the applicant typed. It was compared, not checked.
#[derive(Debug, Serialize, ToSchema)]
pub struct TypedCustomer {
    /// Facts by key of the field catalogue.
    #[schema(value_type = Facts)]
    pub values: Values,
    /// Contacts.
    pub contacts: Vec<TypedContact>,
}

/// Facts that say something.
fn known(values: Values) -> Values {
    values.into_iter().filter(|(_, value)| !value.is_null()).collect()
}

impl From<Draft> for TypedCustomer {
    fn from(draft: Draft) -> Self {
        let contact = |c: kedang_app::customer::NewContact| TypedContact {
            name: c.name,
            values: known(c.values),
        };
        Self {
            values: known(draft.values),
            contacts: draft.contacts.into_iter().map(contact).collect(),
        }
    }
}

/// What somebody said.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClashStatement)]
pub struct Statement {
    /// Who.
    pub person: Named,
    /// On the applicant's side; otherwise on the owner's.
    pub of_applicant: bool,
    /// What.
    pub text: String,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
}

impl From<app::Statement> for Statement {
    fn from(said: app::Statement) -> Self {
        Self {
            person: Named::new(said.person.0.uuid(), said.person.1),
            of_applicant: said.of_applicant,
            text: said.text,
            at: instant(said.at),
        }
    }
}

/// What both sides have had to do with the customer.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClashHistory)]
pub struct CaseHistory {
    /// When it was registered.
    #[schema(format = DateTime)]
    pub registered_at: String,
    /// Who registered it.
    pub registered_by: Named,
    /// When its owner last dealt with it.
    #[schema(format = DateTime)]
    pub owner_contact_at: Option<String>,
    /// When the applicant last dealt with it.
    #[schema(format = DateTime)]
    pub applicant_contact_at: Option<String>,
}

/// What the company's policy proposes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClashProposal)]
pub struct CaseProposal {
    /// The ruling; null when the policy leaves it open.
    pub ruling: Option<RulingCode>,
    /// Why.
    pub ground: GroundCode,
    /// The instant that the ground speaks of.
    #[schema(format = DateTime)]
    pub at: Option<String>,
}

impl From<Proposal> for CaseProposal {
    fn from(proposal: Proposal) -> Self {
        Self {
            ruling: proposal.ruling.map(RulingCode),
            ground: GroundCode(proposal.ground),
            at: proposal.at.map(instant),
        }
    }
}

/// A clash as the caller sees it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClashCase)]
pub struct Case {
    #[serde(flatten)]
    row: CaseRow,
    /// Why it was asked.
    reason: String,
    /// In what typed and filed agree, as far as the applicant was told.
    agrees: Vec<String>,
    /// What was typed; null for the owner's side.
    typed: Option<TypedCustomer>,
    /// What was said, as far as it is for the caller, in order.
    statements: Vec<Statement>,
    /// For the owner's side and whoever may rule, where they see the customer.
    history: Option<CaseHistory>,
    /// For who may rule, while it is open.
    proposal: Option<CaseProposal>,
    /// What the caller may do: answer, withdraw, settle, rule. Nothing once it is over.
    actions: BTreeMap<&'static str, Answer>,
    /// Counts the changes; send it back in If-Match.
    version: i64,
}

impl Case {
    /// As this person sees it.
    pub(super) fn new(ctx: &Context, clash: ClashCase) -> Self {
        let ClashCase { case, part, customer, draft, statements, history, proposal, actions } =
            clash;
        let dated = |at: Option<i64>| at.map(instant);
        let history = customer.as_ref().zip(history).map(|(seen, history)| CaseHistory {
            registered_at: instant(seen.created_at),
            registered_by: Named::new(seen.created_by.uuid(), seen.created_by_name.as_str()),
            owner_contact_at: dated(history.owner_contact_at),
            applicant_contact_at: dated(history.applicant_contact_at),
        });
        Self {
            reason: case.reason.clone(),
            agrees: case.agrees.clone(),
            typed: draft.map(TypedCustomer::from),
            statements: statements.into_iter().map(Statement::from).collect(),
            history,
            proposal: proposal.map(CaseProposal::from),
            actions: actions.into_iter().map(|(name, d)| (name, Answer::of(ctx, d))).collect(),
            version: case.version,
            row: ListedClash { case, part, customer }.into(),
        }
    }
}
