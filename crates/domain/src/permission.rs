//! The permission rule. It exists once, here; nothing else decides who may do what.
//!
//! A question is *who* ([`Actor`]), *what* (a type that implements [`Act`]) and *on which* customer
//! ([`Standing`]). The answer is a [`Decision`]: allow; deny, naming what that rests on; or "yes,
//! after this request is approved". Storage takes a [`Permit`], which only this module can make, so a write
//! that nobody asked about does not compile.

use crate::id::{DepartmentId, PersonId};
pub use crate::request::RequestKind;
use crate::role::{Permission, PermissionSet};
use crate::secrecy::Level;
use serde::Serialize;
use std::collections::BTreeSet;
use std::marker::PhantomData;

mod authored;
mod chained;
mod clash;
mod cleaning;
mod corrected;
mod cycle;
mod exported;
mod imported;
mod lent;
mod obliged;
mod regulated;
mod reported;
mod requested;
mod secret;
mod walked;

pub use authored::{
    Authorship, ChangeImportTemplate, ChangeSavedView, EndShare, GivenShare, IMPORT_UNDOING_MS,
    INTERACTION_MENDING_MS, MendInteraction, UndoImport, WrittenImport,
};
pub use chained::{
    AskRequest, DecideRequest, EndGrant, GrantToEnd, MendRequest, RequestTurn, sees_request,
};
pub use clash::{
    AnswerClash, AskClash, ClashPart, ClashSides, RuleClash, SettleClash, WithdrawClash,
    rules_clashes,
};
pub use cleaning::{
    MergeCustomers, MergePlan, MergeSide, RETURNING_MS, ReturnCustomer, WithdrawCustomer,
    WithdrawnSide,
};
pub use corrected::{
    ApplyCorrection, ChangeFacts, CheckCorrection, Checkers, CorrectionPlan, FactsPlan,
    ReportCorrection,
};
pub use cycle::{
    AcceptChangeList, ApproveMonthCheck, CheckedBy, CheckedSide, NoteMonthService, RecordPayment,
    ReviewChangeList, WalkMonthCheck, sees_change_list, sees_month_check,
};
pub use exported::{
    DecideExport, EXPORT_HOURS, ExportCustomers, ExportPlan, FetchExport, sees_export,
};
pub use imported::{DecideImport, ImportPlan, WriteImport, sees_import};
pub use lent::{ConfirmLoan, HandleLoan, KeepItem, Kept, LoanSides, ReportLoan};
pub use obliged::{
    AskExtension, AttestClause, Away, DecideExtension, Obliged, RecordAbsence, ReportCustomerEvent,
};
pub use regulated::{DecidePolicy, ProposedPolicy, WithdrawPolicy};
pub use reported::{AcknowledgeNews, NewsReach, ReportNews, sees_news};
pub use requested::Requested;
pub use secret::{ClearancePlan, ManageClearance, ReadFacts, SetLevel};
pub use walked::{CampaignPart, ManageCampaign, WalkCustomer, WalkPlan, sees_campaigns};

/// A person as the rule sees them, for the length of one request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonId,
    /// Where they work.
    pub department: Option<DepartmentId>,
    /// What their roles allow, cut down to the scopes of the token in use, if any.
    pub permissions: PermissionSet,
    /// Departments that they head or deputise, with everything below.
    pub headed: BTreeSet<DepartmentId>,
    /// Up to which level of secrecy they are cleared.
    pub clearance: Level,
    /// Up to which level they keep the classified files of every customer, if they do (L1-22.3).
    pub keeps: Option<Level>,
}

/// What the rule must know of a customer to say how somebody stands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Its owner.
    pub owner: PersonId,
    /// The department it belongs to.
    pub department: DepartmentId,
    /// It is shared with the person now.
    pub shared: bool,
    /// The person was let in to it by name: as a keeper of this customer, or by a grant.
    pub admitted: bool,
    /// How secret it is.
    pub level: Level,
}

impl Held {
    /// A customer that is no secret and that nobody was given.
    #[must_use]
    pub fn unclassified(owner: PersonId, department: DepartmentId) -> Self {
        Self { owner, department, shared: false, admitted: false, level: Level::Internal }
    }
}

/// How an actor stands to a customer: the strongest that applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It is confidential and they are neither cleared nor let in: they know that it is there and
    /// what it is called; everything else is locked.
    Named,
    /// It was shared with them: they may read and report contacts.
    Shared,
    /// They see every customer.
    All,
    /// They head the customer's department or one above it.
    Head,
    /// They are its owner.
    Owner,
}

impl Actor {
    /// Whether a role allows it at all. Whoever may not see customers can do nothing with them.
    #[must_use]
    pub fn has(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission) && (!permission.concerns_customers() || self.reads())
    }

    /// Whether they see customers at all. A role or the scopes of a token may leave this out.
    #[must_use]
    pub fn reads(&self) -> bool {
        self.permissions.contains(&Permission::CustomerView)
    }

    /// How this actor stands to a customer; `None` means that the customer does not exist for
    /// them (S 8: own customers, the head the department, more only on request; L1-22: nobody
    /// touches what is classified without leave).
    #[must_use]
    pub fn standing(&self, of: &Held) -> Option<Standing> {
        let relation = self.relation(of)?;
        match of.level {
            Level::Internal | Level::Secret => Some(relation),
            _ if self.is_let_in(of) => Some(relation),
            Level::Confidential if self.clearance >= of.level => Some(relation),
            Level::Confidential => Some(Standing::Named),
            Level::TopSecret => None,
        }
    }

    /// Whether this actor knows of a top-secret customer by its code name alone: they are cleared
    /// for it and it lies within what they see, but nobody let them in.
    #[must_use]
    pub fn knows_code_name(&self, of: &Held) -> bool {
        of.level == Level::TopSecret
            && self.clearance >= of.level
            && self.relation(of).is_some()
            && !self.is_let_in(of)
    }

    /// Whether this actor needs no clearance: it is theirs, they keep it, or were let in by name.
    fn is_let_in(&self, of: &Held) -> bool {
        of.owner == self.person || of.admitted || self.keeps.is_some_and(|kept| kept >= of.level)
    }

    /// How this actor would stand to a customer that is no secret.
    fn relation(&self, of: &Held) -> Option<Standing> {
        let kept = of.level.is_classified() && self.keeps.is_some_and(|kept| kept >= of.level);
        if !self.reads() {
            None
        } else if of.owner == self.person {
            Some(Standing::Owner)
        } else if self.headed.contains(&of.department) {
            Some(Standing::Head)
        } else if self.has(Permission::CustomerViewAll) {
            Some(Standing::All)
        } else if of.shared || of.admitted || kept {
            Some(Standing::Shared)
        } else {
            None
        }
    }
}

/// Whether a report of a leak exists for somebody: who made it under their name, and who handles
/// leaks, unless they are under suspicion in it. What was reported anonymously is nobody's own.
#[must_use]
pub fn sees_incident(actor: &Actor, reporter: Option<PersonId>, suspected: bool) -> bool {
    let own = reporter == Some(actor.person);
    own || actor.has(Permission::IncidentManage) && !suspected
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No role of this person allows it.
    NotPermitted,
    /// A shared customer can be read and worked with, not changed.
    SharedIsReadOnly,
    /// Only the head of the department or the custodian gives customers to others.
    NotTheHead,
    /// Customers of two owners are merged by whoever heads both, or by the custodian.
    NotTheHeadOfBoth,
    /// The other person works in a department that this one does not head.
    OtherDepartment,
    /// Only whoever wrote or made it may change it.
    NotTheAuthor,
    /// The time in which it could be changed is over.
    TooLate,
    /// That is for the owner of the customer.
    NotTheOwner,
    /// Only those who answer for the customer, and the readers of the log, see who saw it.
    NotInCharge,
    /// Who asks or is asked does not rule.
    PartyToTheClash,
    /// Only who defines roles changes people who keep the house, or their own roles.
    HouseKeeper,
    /// Nobody decides on what they asked for themselves.
    OwnRequest,
    /// It is for the head of the applicant's department or of the custodian to decide.
    NotTheApprover,
    /// Only whoever asked for it may fetch it.
    NotTheApplicant,
    /// Only whoever has it to do asks for more time.
    NotTheAssignee,
    /// Checking is for whoever answers for the customer, or for the custodian.
    NotTheChecker,
    /// It was not sent to this person.
    NotAddressed,
    /// Campaigns are for those who keep the customer data.
    NotTheCustodian,
    /// Somebody else goes through this customer.
    NotTheWalker,
    /// Nobody clears themselves.
    OwnClearance,
    /// Nobody decides twice on one request.
    DecidedAlready,
    /// Originals are kept by the head of the customer's department, the custodian, or whoever
    /// keeps the classified files.
    NotTheKeeper,
    /// Nobody hands out to themselves, or takes back from themselves.
    OwnLoan,
    /// Only whoever borrowed it.
    NotTheBorrower,
}

/// A refusal: the reason, and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// A matter of `data/policy/matters.toml`, which says where each regulation speaks of it; or
    /// the one clause that asks for it.
    pub basis: &'static str,
}

/// The answer to "may this person do this to that now?".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "answer", rename_all = "snake_case")]
pub enum Decision {
    /// Yes.
    Allow,
    /// No.
    Deny(Refusal),
    /// Yes, after this request is approved.
    Needs {
        /// Which request.
        request: RequestKind,
        /// What asks for it, as in [`Refusal::basis`].
        basis: &'static str,
    },
}

/// Something one may ask to do. `On` is what the rule must know about the thing it is done to.
pub trait Act {
    /// The facts on which the decision rests.
    type On;
    /// Stable name of the act, for pages and the log.
    const NAME: &'static str;
    /// The rule.
    fn decide(actor: &Actor, on: &Self::On) -> Decision;
}

/// Proof that the rule allowed an act. Cannot be made outside this module.
#[derive(Debug)]
pub struct Permit<A: Act> {
    person: PersonId,
    act: PhantomData<A>,
}

impl<A: Act> Permit<A> {
    /// Who may.
    #[must_use]
    pub fn person(&self) -> PersonId {
        self.person
    }
}

/// Asks the rule.
///
/// # Errors
/// The decision, when it is not [`Decision::Allow`].
pub fn ask<A: Act>(actor: &Actor, on: &A::On) -> Result<Permit<A>, Decision> {
    match A::decide(actor, on) {
        Decision::Allow => Ok(Permit { person: actor.person, act: PhantomData }),
        other => Err(other),
    }
}

fn deny(reason: Reason, basis: &'static str) -> Decision {
    Decision::Deny(Refusal { reason, basis })
}

fn role(actor: &Actor, permission: Permission, basis: &'static str) -> Decision {
    if actor.has(permission) { Decision::Allow } else { deny(Reason::NotPermitted, basis) }
}

macro_rules! role_acts {
    ($($(#[$doc:meta])* $act:ident, $name:literal, $permission:ident, $basis:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub enum $act {}
        impl Act for $act {
            type On = ();
            const NAME: &'static str = $name;
            fn decide(actor: &Actor, (): &()) -> Decision {
                role(actor, Permission::$permission, $basis)
            }
        }
    )*};
}

role_acts! {
    /// Change the company.
    ManageCompany, "company.manage", CompanyManage, "house";
    /// Change departments and posts.
    ManageDepartments, "department.manage", DepartmentManage, "house";
    /// Change roles.
    ManageRoles, "role.manage", RoleManage, "house";
    /// Register a customer.
    CreateCustomer, "customer.create", CustomerCreate, "registration";
    /// Change many at once.
    BulkCustomers, "customer.bulk", CustomerBulk, "editing";
    /// Share by a program: what somebody may do in person without a right of its own has to be in
    /// a token's scopes.
    ShareByProgram, "customer.share", CustomerShare, "sharing";
    /// See and judge suspected twins.
    FindTwins, "customer.find_twins", CustomerMerge, "cleaning";
    /// See and judge invalid entries.
    CleanCustomers, "customer.clean", CustomerMerge, "cleaning";
    /// Import a workbook.
    RunImport, "import.run", ImportRun, "import";
    /// Draft and propose another version of the regulation.
    DraftPolicy, "policy.draft", PolicyManage, "policy";
    /// Add to the case file of a leak, close it, and see how many there are.
    HandleIncidents, "incident.handle", IncidentManage, "incident";
    /// Search the log.
    ReadEvidence, "evidence.read", EvidenceRead, "evidence";
    /// Verify the log.
    VerifyEvidence, "evidence.verify", EvidenceVerify, "evidence";
    /// Read findings of unusual reading, and look into them.
    ReadFindings, "watch.read", WatchRead, "watch";
    /// Stage honey customers.
    StageHoney, "watch.stage", WatchStage, "watch";
}

/// What a change of a person is about.
#[derive(Clone, Copy, Debug, Default)]
pub struct PersonPlan {
    /// Somebody who keeps the house (see [`Permission::keeps_house`]) is changed, or made one.
    pub housekeeper: bool,
    /// The acting person's own roles are changed.
    pub own_roles: bool,
}

/// Change people. Whoever may not define roles cannot widen their own, make a keeper of the house,
/// or take over the account of one: otherwise managing people would be managing everything.
#[derive(Debug)]
pub enum ManagePeople {}
impl Act for ManagePeople {
    type On = PersonPlan;
    const NAME: &'static str = "person.manage";
    fn decide(actor: &Actor, plan: &PersonPlan) -> Decision {
        if !actor.has(Permission::PersonManage) {
            deny(Reason::NotPermitted, "house")
        } else if (plan.housekeeper || plan.own_roles) && !actor.has(Permission::RoleManage) {
            deny(Reason::HouseKeeper, "house")
        } else {
            Decision::Allow
        }
    }
}

/// Read a customer that is visible.
#[derive(Debug)]
pub enum OpenCustomer {}
impl Act for OpenCustomer {
    type On = Standing;
    const NAME: &'static str = "customer.open";
    fn decide(_: &Actor, _: &Standing) -> Decision {
        Decision::Allow
    }
}

/// Change a customer's facts and contacts.
#[derive(Debug)]
pub enum EditCustomer {}
impl Act for EditCustomer {
    type On = Standing;
    const NAME: &'static str = "customer.edit";
    fn decide(actor: &Actor, standing: &Standing) -> Decision {
        match standing {
            Standing::Named => secret::locked(),
            Standing::Shared => deny(Reason::SharedIsReadOnly, "sharing"),
            _ => role(actor, Permission::CustomerEdit, "editing"),
        }
    }
}

/// See who saw and changed a customer (L1-17): whoever may change it, its head, the readers of the
/// log. Others who see it would watch their colleagues without having to answer for anything.
#[derive(Debug)]
pub enum ReadCustomerEvidence {}
impl Act for ReadCustomerEvidence {
    type On = Standing;
    const NAME: &'static str = "customer.evidence";
    fn decide(actor: &Actor, standing: &Standing) -> Decision {
        if *standing == Standing::Named {
            return secret::locked();
        }
        let heads = *standing == Standing::Head;
        let may_edit = EditCustomer::decide(actor, standing) == Decision::Allow;
        if heads || may_edit || actor.has(Permission::EvidenceRead) {
            Decision::Allow
        } else {
            deny(Reason::NotInCharge, "evidence.customer")
        }
    }
}

/// Confirm an uncertain fact (A7, S 7.2).
#[derive(Debug)]
pub enum VerifyCustomer {}
impl Act for VerifyCustomer {
    type On = Standing;
    const NAME: &'static str = "customer.verify";
    fn decide(actor: &Actor, standing: &Standing) -> Decision {
        match standing {
            Standing::Named => secret::locked(),
            Standing::Shared => deny(Reason::SharedIsReadOnly, "sharing"),
            _ => role(actor, Permission::CustomerVerify, "verification"),
        }
    }
}

/// Put a contact with the customer on file (A10): whoever may see it may report on it.
#[derive(Debug)]
pub enum RecordInteraction {}
impl Act for RecordInteraction {
    type On = Standing;
    const NAME: &'static str = "interaction.create";
    fn decide(actor: &Actor, standing: &Standing) -> Decision {
        match standing {
            Standing::Named => secret::locked(),
            _ => role(actor, Permission::InteractionCreate, "interaction"),
        }
    }
}

/// Send a greeting, or leave it out (C13.4): work of the owner, as whom the customer knows them.
#[derive(Debug)]
pub enum SendGreeting {}
impl Act for SendGreeting {
    type On = Standing;
    const NAME: &'static str = "greeting.send";
    fn decide(actor: &Actor, standing: &Standing) -> Decision {
        match standing {
            Standing::Owner => role(actor, Permission::InteractionCreate, "greeting"),
            _ => deny(Reason::NotTheOwner, "greeting"),
        }
    }
}

/// Give the customer another owner (M 5.2.7): the head or the custodian, centrally.
#[derive(Debug)]
pub enum AssignCustomer {}
impl Act for AssignCustomer {
    type On = Standing;
    const NAME: &'static str = "customer.assign";
    fn decide(actor: &Actor, standing: &Standing) -> Decision {
        match (actor.has(Permission::CustomerAssign), standing) {
            (_, Standing::Named) => secret::locked(),
            (false, _) => deny(Reason::NotPermitted, "assignment"),
            (true, Standing::Head | Standing::All) => Decision::Allow,
            (true, Standing::Owner) if actor.has(Permission::CustomerViewAll) => Decision::Allow,
            (true, _) => deny(Reason::NotTheHead, "assignment"),
        }
    }
}

/// With whom a customer is to be shared.
#[derive(Clone, Copy, Debug)]
pub struct SharePlan {
    /// How the sharing person stands to the customer.
    pub standing: Standing,
    /// Department of the person who would see it; `None` while that is not yet known.
    pub receiver: Option<DepartmentId>,
}

/// Let another person see a customer (S 10): free inside the team; across departments it is for
/// those who answer for both sides.
#[derive(Debug)]
pub enum ShareCustomer {}
impl Act for ShareCustomer {
    type On = SharePlan;
    const NAME: &'static str = "customer.share";
    fn decide(actor: &Actor, plan: &SharePlan) -> Decision {
        let inside = match plan.receiver {
            None => true,
            Some(receiver) => {
                actor.department == Some(receiver) || actor.headed.contains(&receiver)
            }
        };
        match plan.standing {
            Standing::Named => secret::locked(),
            Standing::Shared => deny(Reason::SharedIsReadOnly, "sharing"),
            Standing::Owner if inside => Decision::Allow,
            _ if !actor.has(Permission::CustomerShare) => deny(Reason::NotPermitted, "sharing"),
            _ if inside || actor.has(Permission::CustomerViewAll) => Decision::Allow,
            _ => deny(Reason::OtherDepartment, "sharing.departments"),
        }
    }
}

/// Whose templates and fields: a department's, or everybody's.
#[derive(Clone, Copy, Debug)]
pub struct TemplateOwner(
    /// `None`: the company's.
    pub Option<DepartmentId>,
);

/// Change card templates and custom fields (A5): a department its own, the custodian all.
#[derive(Debug)]
pub enum ManageTemplates {}
impl Act for ManageTemplates {
    type On = TemplateOwner;
    const NAME: &'static str = "template.manage";
    fn decide(actor: &Actor, owner: &TemplateOwner) -> Decision {
        let own = owner.0.is_some_and(|d| actor.department == Some(d) || actor.headed.contains(&d));
        if actor.has(Permission::TemplateManage)
            || (own && actor.has(Permission::TemplateDepartment))
        {
            Decision::Allow
        } else if actor.has(Permission::TemplateDepartment) {
            deny(Reason::OtherDepartment, "template")
        } else {
            deny(Reason::NotPermitted, "template")
        }
    }
}

#[cfg(test)]
mod tests;
