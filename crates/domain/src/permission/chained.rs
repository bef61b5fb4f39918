//! Requests that walk a chain, and what is given by them.

use super::{Act, Actor, Decision, EndShare, Permit, Reason, ShareCustomer, deny};
use crate::id::{DepartmentId, PersonId};
use crate::request::Barred;
use crate::role::Permission;
use std::collections::BTreeSet;
use std::marker::PhantomData;

/// What refusals here rest on, where the request itself names no clause.
const BASIS: &str = "request";

/// Ask for something. Whoever works with customers may; what they get others decide.
#[derive(Debug)]
pub enum AskRequest {}
impl Act for AskRequest {
    type On = ();
    const NAME: &'static str = "request.ask";
    fn decide(actor: &Actor, (): &()) -> Decision {
        if actor.reads() { Decision::Allow } else { deny(Reason::NotPermitted, BASIS) }
    }
}

/// Mend a request that was sent back, or take it back; `On` is who asked.
#[derive(Debug)]
pub enum MendRequest {}
impl Act for MendRequest {
    type On = PersonId;
    const NAME: &'static str = "request.withdraw";
    fn decide(actor: &Actor, applicant: &PersonId) -> Decision {
        if *applicant == actor.person {
            Decision::Allow
        } else {
            deny(Reason::NotTheApplicant, BASIS)
        }
    }
}

/// Whether it is somebody's turn: which seat of which step is theirs, or why none is.
pub type RequestTurn = Result<(usize, usize), Barred>;

/// Decide on a request, in one's turn.
#[derive(Debug)]
pub enum DecideRequest {}
impl Act for DecideRequest {
    type On = RequestTurn;
    const NAME: &'static str = "request.decide";
    fn decide(_: &Actor, turn: &RequestTurn) -> Decision {
        match turn {
            Ok(_) => Decision::Allow,
            Err(Barred::OwnRequest) => deny(Reason::OwnRequest, BASIS),
            Err(Barred::DecidedAlready) => deny(Reason::DecidedAlready, BASIS),
            Err(Barred::NotTheApprover) => deny(Reason::NotTheApprover, BASIS),
        }
    }
}

impl Permit<DecideRequest> {
    /// What was asked for and approved can be a share.
    #[must_use]
    pub fn to_share(&self) -> Permit<ShareCustomer> {
        Permit { person: self.person, act: PhantomData }
    }
}

/// A grant that somebody wants to take away.
#[derive(Clone, Debug)]
pub struct GrantToEnd {
    /// Who holds it.
    pub holder: PersonId,
    /// Who approved it.
    pub approvers: BTreeSet<PersonId>,
    /// The department that the customer belongs to.
    pub department: Option<DepartmentId>,
    /// The departments that keep the customer data.
    pub custodians: BTreeSet<DepartmentId>,
}

/// Take a grant away before its end: whoever approved it, the head of the customer's department, the
/// custodian; and whoever holds it gives it back.
#[derive(Debug)]
pub enum EndGrant {}
impl Act for EndGrant {
    type On = GrantToEnd;
    const NAME: &'static str = "grant.revoke";
    fn decide(actor: &Actor, grant: &GrantToEnd) -> Decision {
        let heads = grant.department.is_some_and(|id| actor.headed.contains(&id))
            || !grant.custodians.is_disjoint(&actor.headed);
        if grant.holder == actor.person || grant.approvers.contains(&actor.person) || heads {
            Decision::Allow
        } else {
            deny(Reason::NotTheApprover, BASIS)
        }
    }
}

impl Permit<EndGrant> {
    /// With a grant ends the share by which it let somebody see a customer.
    #[must_use]
    pub fn to_end_share(&self) -> Permit<EndShare> {
        Permit { person: self.person, act: PhantomData }
    }
}

/// Whether a request exists for this person: their own; one on which they may decide or have; those
/// of people they answer for; all for the custodian and the readers of the log.
#[must_use]
pub fn sees_request(
    actor: &Actor,
    asked: &super::Requested,
    turn: RequestTurn,
    decided: bool,
) -> bool {
    let own = asked.applicant == actor.person;
    let involved = own || decided || turn.is_ok() || asked.answers(actor);
    (actor.reads() && involved) || actor.has(Permission::EvidenceRead)
}
