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
            Decision::Allow if plan.person == actor.person => deny(Reason::OwnClearance, "secrecy"),
            decision => decision,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{DepartmentId, new_uuid};
    use crate::permission::{EditCustomer, Held, RecordInteraction, ShareCustomer, SharePlan};
    use crate::role::BUILTIN_ROLES;
    use crate::secrecy::Level;
    use proptest::prelude::*;

    fn person(n: u8) -> PersonId {
        PersonId::new(new_uuid(1, [n; 10]))
    }

    fn department(n: u8) -> DepartmentId {
        DepartmentId::new(new_uuid(2, [n; 10]))
    }

    fn actor(role: &str, clearance: Level, keeps: Option<Level>) -> Actor {
        let role = BUILTIN_ROLES.iter().find(|r| r.code == role).unwrap();
        Actor {
            person: person(1),
            department: Some(department(1)),
            permissions: role.permissions.iter().copied().collect(),
            headed: [department(1)].into(),
            clearance,
            keeps,
        }
    }

    fn held(level: Level, owner: u8, home: u8) -> Held {
        Held { level, ..Held::unclassified(person(owner), department(home)) }
    }

    #[test]
    fn the_rule_by_level_clearance_and_relation() {
        use Level::{Confidential, Internal, Secret, TopSecret};
        use Standing::{Head, Named, Owner, Shared};
        let own = |level| held(level, 1, 9);
        let headed = |level| held(level, 2, 1);
        let far = |level| held(level, 2, 9);
        let let_in = |level| Held { admitted: true, ..far(level) };
        let shared = |level| Held { shared: true, ..far(level) };
        // clearance, keeps, the customer, the standing, known by its code name
        let table = [
            (Secret, None, own(TopSecret), Some(Owner), false),
            (Secret, None, headed(Internal), Some(Head), false),
            (Secret, None, headed(Secret), Some(Head), false),
            (Secret, None, headed(Confidential), Some(Named), false),
            (Secret, None, headed(TopSecret), None, false),
            (Confidential, None, headed(Confidential), Some(Head), false),
            (Confidential, None, headed(TopSecret), None, false),
            (TopSecret, None, headed(TopSecret), None, true),
            (TopSecret, None, far(TopSecret), None, false),
            (TopSecret, None, far(Confidential), None, false),
            (Secret, None, shared(Confidential), Some(Named), false),
            (Confidential, None, shared(Confidential), Some(Shared), false),
            (Secret, None, shared(TopSecret), None, false),
            (Secret, None, let_in(TopSecret), Some(Shared), false),
            (Secret, Some(Confidential), far(Confidential), Some(Shared), false),
            (Secret, Some(Confidential), far(TopSecret), None, false),
            (Secret, Some(TopSecret), headed(TopSecret), Some(Head), false),
            (Secret, Some(TopSecret), far(Secret), None, false),
        ];
        for (clearance, keeps, of, standing, by_code_name) in table {
            let actor = actor("department_head", clearance, keeps);
            assert_eq!(actor.standing(&of), standing, "{clearance:?} {keeps:?} {of:?}");
            assert_eq!(actor.knows_code_name(&of), by_code_name, "{clearance:?} {of:?}");
        }
    }

    #[test]
    fn what_is_locked_opens_by_a_request() {
        let head = actor("service_manager", Level::Secret, None);
        let plan = SharePlan { standing: Standing::Named, receiver: None };
        for answer in [
            ReadFacts::decide(&head, &Standing::Named),
            EditCustomer::decide(&head, &Standing::Named),
            RecordInteraction::decide(&head, &Standing::Named),
            ShareCustomer::decide(&head, &plan),
            SetLevel::decide(&head, &Standing::Named),
        ] {
            assert_eq!(answer, locked());
        }
        assert_eq!(ReadFacts::decide(&head, &Standing::Shared), Decision::Allow);
    }

    #[test]
    fn nobody_sets_a_level_or_clears_alone() {
        let custodian = actor("service_manager", Level::TopSecret, None);
        let needs = Decision::Needs { request: RequestKind::LevelChange, basis: "secrecy.level" };
        assert_eq!(SetLevel::decide(&custodian, &Standing::All), needs);
        let seller = actor("salesperson", Level::Secret, None);
        let not = deny(Reason::NotPermitted, "secrecy.level");
        assert_eq!(SetLevel::decide(&seller, &Standing::Owner), not);
        let leader = actor("general_manager", Level::TopSecret, None);
        let of = |n| ClearancePlan { person: person(n) };
        assert_eq!(ManageClearance::decide(&leader, &of(2)), Decision::Allow);
        let own = deny(Reason::OwnClearance, "secrecy");
        assert_eq!(ManageClearance::decide(&leader, &of(1)), own);
        assert!(super::super::ask::<ManageClearance>(&custodian, &of(2)).is_err());
    }

    fn level() -> impl Strategy<Value = Level> {
        prop::sample::select(Level::ALL)
    }

    proptest! {
        #[test]
        fn a_higher_level_never_shows_more_and_trust_never_less(
            clearance in level(), keeps in prop::option::of(level()), level in level(),
            owner in 1_u8..3, home in 1_u8..3, shared: bool, admitted: bool,
        ) {
            let of = |level| Held { shared, admitted, ..held(level, owner, home) };
            let standing = |clearance, keeps, level| {
                actor("department_head", clearance, keeps).standing(&of(level))
            };
            let here = standing(clearance, keeps, level);
            prop_assert!(standing(Level::TopSecret, keeps, level) >= here);
            prop_assert!(standing(clearance, Some(Level::TopSecret), level) >= here);
            if keeps.is_none() {
                prop_assert!(standing(clearance, keeps, Level::Internal) >= here);
            }
            if level < Level::Confidential {
                prop_assert_eq!(here, standing(Level::Internal, None, Level::Internal));
            }
        }
    }
}
