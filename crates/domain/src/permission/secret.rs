//! Acts on what is classified (L4-5 to L4-7, L1-22).

use super::{Act, Actor, Decision, Reason, RequestKind, Standing, deny, role};
use crate::id::PersonId;
use crate::role::Permission;

/// What is locked opens by a request to view it.
pub(super) fn locked() -> Decision {
    Decision::Needs { request: RequestKind::View, basis: "secrecy" }
}

/// Read the protected facts of a customer that is visible: its values beyond what names it, its
/// contacts, what was said with it, its timeline.
#[derive(Debug)]
pub enum ReadFacts {}
impl Act for ReadFacts {
    type On = Standing;
    const NAME: &'static str = "customer.facts";
    fn decide(_: &Actor, standing: &Standing) -> Decision {
        match standing {
            Standing::Named => locked(),
            _ => Decision::Allow,
        }
    }
}

/// Give a customer another level, or another term: the custodian proposes, the leader approves
/// (M 5.1.5). Nobody does it alone.
#[derive(Debug)]
pub enum SetLevel {}
impl Act for SetLevel {
    type On = Standing;
    const NAME: &'static str = "secrecy.set";
    fn decide(actor: &Actor, standing: &Standing) -> Decision {
        match (actor.has(Permission::SecrecyPropose), standing) {
            (false, _) => deny(Reason::NotPermitted, "secrecy.level"),
            (true, Standing::Named) => locked(),
            (true, _) => {
                Decision::Needs { request: RequestKind::LevelChange, basis: "secrecy.level" }
            }
        }
    }
}

/// Whose clearance, or whose keeping of classified files.
#[derive(Clone, Copy, Debug)]
pub struct ClearancePlan {
    /// The person.
    pub person: PersonId,
}

/// Clear people for levels of secrecy and name the keepers. Nobody clears themselves.
#[derive(Debug)]
pub enum ManageClearance {}
impl Act for ManageClearance {
    type On = ClearancePlan;
    const NAME: &'static str = "clearance.manage";
    fn decide(actor: &Actor, plan: &ClearancePlan) -> Decision {
        match role(actor, Permission::ClearanceManage, "secrecy") {
            Decision::Allow if plan.person == actor.person => {
                deny(Reason::OwnClearance, "secrecy")
            }
            decision => decision,
        }
    }
}
