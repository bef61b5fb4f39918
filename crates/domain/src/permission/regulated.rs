//! Who brings another version of the regulation into force. Whom the chain of approval names is
//! found by the caller; the rule here is that four eyes look at it.

use super::{Act, Actor, Decision, Reason, deny, role};
use crate::id::PersonId;
use crate::role::Permission;

/// What refusals here rest on.
const BASIS: &str = "policy";

/// A version that waits for approval.
#[derive(Clone, Copy, Debug)]
pub struct ProposedPolicy {
    /// Who proposed it.
    pub proposer: PersonId,
    /// Whether the chain of approval names the acting person now.
    pub named: bool,
}

/// Approve or refuse a proposed version: whom the chain of the regulation in force names, never
/// the proposer.
#[derive(Debug)]
pub enum DecidePolicy {}
impl Act for DecidePolicy {
    type On = ProposedPolicy;
    const NAME: &'static str = "policy.decide";
    fn decide(actor: &Actor, proposed: &ProposedPolicy) -> Decision {
        if proposed.proposer == actor.person {
            deny(Reason::OwnRequest, BASIS)
        } else if proposed.named {
            Decision::Allow
        } else {
            deny(Reason::NotTheApprover, BASIS)
        }
    }
}

/// Take a proposal back: whoever made it; `On` is who that was.
#[derive(Debug)]
pub enum WithdrawPolicy {}
impl Act for WithdrawPolicy {
    type On = PersonId;
    const NAME: &'static str = "policy.withdraw";
    fn decide(actor: &Actor, proposer: &PersonId) -> Decision {
        if *proposer == actor.person {
            role(actor, Permission::PolicyManage, BASIS)
        } else {
            deny(Reason::NotTheAuthor, BASIS)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::new_uuid;
    use crate::permission::ask;
    use std::collections::BTreeSet;

    fn person(n: u8) -> PersonId {
        PersonId::new(new_uuid(1, [n; 10]))
    }

    #[test]
    fn four_eyes_look_at_a_regulation() {
        let actor = Actor {
            person: person(1),
            department: None,
            permissions: [Permission::PolicyManage].into(),
            headed: BTreeSet::new(),
            clearance: crate::secrecy::Level::Secret,
            keeps: None,
        };
        let table = [
            (1, true, Some(Reason::OwnRequest)),
            (1, false, Some(Reason::OwnRequest)),
            (2, true, None),
            (2, false, Some(Reason::NotTheApprover)),
        ];
        for (proposer, named, refused) in table {
            let on = ProposedPolicy { proposer: person(proposer), named };
            let expected = refused.map_or(Ok(()), |reason| Err(deny(reason, BASIS)));
            assert_eq!(ask::<DecidePolicy>(&actor, &on).map(drop), expected, "{on:?}");
        }
        assert!(ask::<WithdrawPolicy>(&actor, &person(1)).is_ok());
        assert!(ask::<WithdrawPolicy>(&actor, &person(2)).is_err());
    }
}
