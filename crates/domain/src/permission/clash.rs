//! Acts on a clash (撞单, M 5.2.7): asking, answering, settling, ruling. The rule looks at who stands
//! on which side, so that nobody rules on their own behalf.

use super::{Act, Actor, AssignCustomer, Decision, Permit, Reason, ShareCustomer, deny, role};
use crate::id::{DepartmentId, PersonId};
use crate::role::Permission;
use std::marker::PhantomData;

/// What refusals here rest on.
const BASIS: &str = "clash";

/// The two sides of a clash, and whether the company's policy leaves it to their head.
#[derive(Clone, Copy, Debug)]
pub struct ClashSides {
    /// Who asks.
    pub applicant: PersonId,
    /// Where they worked when they asked.
    pub applicant_department: DepartmentId,
    /// Who owns the customer; once decided, who owned it then.
    pub owner: PersonId,
    /// The department to which it belongs; once decided, to which it belonged then.
    pub owner_department: DepartmentId,
    /// [`crate::clash::ClashDefault::HeadDecides`] is in force.
    pub head_decides: bool,
}

/// How an actor stands to a clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClashPart {
    /// They asked.
    Applicant,
    /// It is their customer, or one of a department that they head.
    Owner,
    /// They may come to rule it.
    Ruler,
}

impl ClashSides {
    /// How this actor stands to the clash; `None` means that it does not exist for them.
    #[must_use]
    pub fn part(&self, actor: &Actor) -> Option<ClashPart> {
        if !actor.reads() {
            None
        } else if actor.person == self.applicant {
            Some(ClashPart::Applicant)
        } else if self.is_the_owners(actor) {
            Some(ClashPart::Owner)
        } else if rules_clashes(actor) {
            Some(ClashPart::Ruler)
        } else {
            None
        }
    }

    fn is_the_owners(&self, actor: &Actor) -> bool {
        actor.person == self.owner || actor.headed.contains(&self.owner_department)
    }

    /// Whether they have something to win or to lose. Who heads both sides has not: they answer for
    /// both.
    fn is_party(&self, actor: &Actor) -> bool {
        let heads = |department| actor.headed.contains(department);
        actor.person == self.applicant
            || actor.person == self.owner
            || heads(&self.applicant_department) != heads(&self.owner_department)
    }

    fn is_head_of_both(&self, actor: &Actor) -> bool {
        [self.applicant_department, self.owner_department]
            .iter()
            .all(|department| actor.headed.contains(department))
    }
}

/// Whether somebody rules clashes for the company: that takes seeing both files.
#[must_use]
pub fn rules_clashes(actor: &Actor) -> bool {
    actor.has(Permission::ClashRule) && actor.has(Permission::CustomerViewAll)
}

/// Ask for a share or a ruling: whoever may register customers.
#[derive(Debug)]
pub enum AskClash {}
impl Act for AskClash {
    type On = ();
    const NAME: &'static str = "clash.ask";
    fn decide(actor: &Actor, (): &()) -> Decision {
        role(actor, Permission::CustomerCreate, BASIS)
    }
}

/// Say something to a clash: either side.
#[derive(Debug)]
pub enum AnswerClash {}
impl Act for AnswerClash {
    type On = ClashSides;
    const NAME: &'static str = "clash.statement";
    fn decide(actor: &Actor, sides: &ClashSides) -> Decision {
        match sides.part(actor) {
            Some(ClashPart::Applicant | ClashPart::Owner) => Decision::Allow,
            _ => deny(Reason::NotPermitted, BASIS),
        }
    }
}

/// Take back what one asked for.
#[derive(Debug)]
pub enum WithdrawClash {}
impl Act for WithdrawClash {
    type On = ClashSides;
    const NAME: &'static str = "clash.withdraw";
    fn decide(actor: &Actor, sides: &ClashSides) -> Decision {
        match actor.person == sides.applicant {
            true => Decision::Allow,
            false => deny(Reason::NotTheAuthor, BASIS),
        }
    }
}

/// Share the customer with the applicant without a ruling: its owner, or the head on that side.
#[derive(Debug)]
pub enum SettleClash {}
impl Act for SettleClash {
    type On = ClashSides;
    const NAME: &'static str = "clash.settle";
    fn decide(actor: &Actor, sides: &ClashSides) -> Decision {
        match sides.part(actor) {
            Some(ClashPart::Owner) => Decision::Allow,
            _ => deny(Reason::NotPermitted, BASIS),
        }
    }
}

/// Rule who keeps the customer: the custodian's rulers and the leaders, or the head of both sides
/// where the policy says so. Four eyes: never one of the two parties.
#[derive(Debug)]
pub enum RuleClash {}
impl Act for RuleClash {
    type On = ClashSides;
    const NAME: &'static str = "clash.rule";
    fn decide(actor: &Actor, sides: &ClashSides) -> Decision {
        let by_policy = sides.head_decides && actor.reads() && sides.is_head_of_both(actor);
        if !rules_clashes(actor) && !by_policy {
            deny(Reason::NotPermitted, BASIS)
        } else if sides.is_party(actor) {
            deny(Reason::PartyToTheClash, BASIS)
        } else {
            Decision::Allow
        }
    }
}

impl Permit<SettleClash> {
    /// Settling is sharing with who asked for it.
    #[must_use]
    pub fn to_share(&self) -> Permit<ShareCustomer> {
        Permit { person: self.person, act: PhantomData }
    }
}

impl Permit<RuleClash> {
    /// A ruling carries its effect: who may rule needs no further right to share.
    #[must_use]
    pub fn to_share(&self) -> Permit<ShareCustomer> {
        Permit { person: self.person, act: PhantomData }
    }

    /// As [`Permit::to_share`], for another owner.
    #[must_use]
    pub fn to_assign(&self) -> Permit<AssignCustomer> {
        Permit { person: self.person, act: PhantomData }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::new_uuid;
    use crate::permission::ask;
    use crate::role::BUILTIN_ROLES;
    use std::collections::BTreeSet;

    fn person(n: u8) -> PersonId {
        PersonId::new(new_uuid(1, [n; 10]))
    }

    fn department(n: u8) -> DepartmentId {
        DepartmentId::new(new_uuid(2, [n; 10]))
    }

    fn actor(role: &str, n: u8, headed: &[u8]) -> Actor {
        let role = BUILTIN_ROLES.iter().find(|r| r.code == role).unwrap();
        Actor {
            person: person(n),
            department: None,
            permissions: role.permissions.iter().copied().collect(),
            headed: headed.iter().map(|n| department(*n)).collect(),
            clearance: crate::secrecy::Level::Secret,
            keeps: None,
        }
    }

    /// Person 1 of department 1 asks for a customer of person 2 in department 2.
    fn sides(head_decides: bool) -> ClashSides {
        ClashSides {
            applicant: person(1),
            applicant_department: department(1),
            owner: person(2),
            owner_department: department(2),
            head_decides,
        }
    }

    fn rules(actor: &Actor, head_decides: bool) -> Result<(), Reason> {
        match ask::<RuleClash>(actor, &sides(head_decides)) {
            Ok(_) => Ok(()),
            Err(Decision::Deny(refusal)) => Err(refusal.reason),
            Err(other) => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn nobody_rules_on_their_own_behalf() {
        for role in ["service_manager", "information_specialist", "general_manager"] {
            assert_eq!(rules(&actor(role, 3, &[]), false), Ok(()), "{role}");
            for (n, headed) in [(1, &[][..]), (2, &[]), (3, &[1]), (3, &[2])] {
                let party = actor(role, n, headed);
                assert_eq!(rules(&party, false), Err(Reason::PartyToTheClash), "{role} {n}");
            }
            // Who heads both sides answers for both.
            assert_eq!(rules(&actor(role, 3, &[1, 2]), false), Ok(()), "{role}");
        }
    }

    #[test]
    fn a_head_of_both_sides_rules_where_the_policy_says_so() {
        let head = actor("sales_director", 3, &[1, 2]);
        assert_eq!(rules(&head, true), Ok(()));
        assert_eq!(rules(&head, false), Err(Reason::NotPermitted));
        let one_side = actor("department_head", 3, &[2]);
        assert_eq!(rules(&one_side, true), Err(Reason::NotPermitted));
        assert_eq!(rules(&actor("salesperson", 3, &[]), true), Err(Reason::NotPermitted));
    }

    #[test]
    fn who_has_no_part_in_it_does_not_know_of_it() {
        let part = |role, n, headed: &[u8]| sides(false).part(&actor(role, n, headed));
        assert_eq!(part("salesperson", 1, &[]), Some(ClashPart::Applicant));
        assert_eq!(part("salesperson", 2, &[]), Some(ClashPart::Owner));
        assert_eq!(part("department_head", 3, &[2]), Some(ClashPart::Owner));
        assert_eq!(part("information_specialist", 3, &[]), Some(ClashPart::Ruler));
        assert_eq!(part("department_head", 3, &[1]), None, "the applicant's head");
        assert_eq!(part("salesperson", 3, &[]), None);
        assert_eq!(part("system_administrator", 2, &[2]), None, "sees no customers");
        // Ruling takes seeing both files.
        let mut blind = actor("information_specialist", 3, &[]);
        blind.permissions.remove(&Permission::CustomerViewAll);
        assert_eq!(sides(false).part(&blind), None);
        assert_eq!(rules(&blind, false), Err(Reason::NotPermitted));
        assert_eq!(blind.headed, BTreeSet::new());
    }

    #[test]
    fn each_side_has_its_own_way_out() {
        let (applicant, owner) = (actor("salesperson", 1, &[]), actor("salesperson", 2, &[]));
        let ruler = actor("service_manager", 3, &[]);
        let on = sides(false);
        assert!(ask::<AnswerClash>(&applicant, &on).is_ok());
        assert!(ask::<AnswerClash>(&owner, &on).is_ok());
        assert!(ask::<AnswerClash>(&ruler, &on).is_err());
        assert!(ask::<WithdrawClash>(&applicant, &on).is_ok());
        assert!(ask::<WithdrawClash>(&owner, &on).is_err());
        assert!(ask::<SettleClash>(&owner, &on).is_ok());
        assert!(ask::<SettleClash>(&applicant, &on).is_err());
        assert!(ask::<SettleClash>(&ruler, &on).is_err());
        assert!(ask::<AskClash>(&applicant, &()).is_ok());
        assert!(ask::<AskClash>(&actor("finance", 1, &[]), &()).is_err());
    }
}
