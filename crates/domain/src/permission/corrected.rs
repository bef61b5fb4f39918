//! Verified data (C4.4): who may change it, report an error in it, check what was reported, put it
//! right.

use super::secret::locked;
use super::{Act, Actor, Decision, EditCustomer, Reason, RequestKind, Standing, deny, role};
use crate::id::{DepartmentId, PersonId};
use crate::role::Permission;
use std::collections::BTreeSet;

const BASIS: &str = "C4.4.1";
const CHECKING: &str = "C4.4.2";
const APPLYING: &str = "C4.4.3";

/// What of a customer is to be changed.
#[derive(Clone, Copy, Debug)]
pub struct FactsPlan {
    /// How the person stands to it.
    pub standing: Standing,
    /// A fact that somebody has verified is among it.
    pub verified: bool,
    /// The company's regulation keeps verified facts from being changed without a check.
    pub guarded: bool,
}

/// Change facts of a customer or of a contact: as [`EditCustomer`], and verified ones only by a
/// correction where the regulation says so.
#[derive(Debug)]
pub enum ChangeFacts {}
impl Act for ChangeFacts {
    type On = FactsPlan;
    const NAME: &'static str = "customer.change_facts";
    fn decide(actor: &Actor, plan: &FactsPlan) -> Decision {
        match EditCustomer::decide(actor, &plan.standing) {
            Decision::Allow if plan.verified && plan.guarded => {
                Decision::Needs { request: RequestKind::Correction, basis: BASIS }
            }
            decision => decision,
        }
    }
}

/// Report an error in a customer's file: whoever sees it and works with customers.
#[derive(Debug)]
pub enum ReportCorrection {}
impl Act for ReportCorrection {
    type On = Standing;
    const NAME: &'static str = "correction.report";
    fn decide(actor: &Actor, standing: &Standing) -> Decision {
        match standing {
            Standing::Named => locked(),
            _ => role(actor, Permission::InteractionCreate, CHECKING),
        }
    }
}

/// Who checks what is reported, as the regulation has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checkers {
    /// Whoever heads the customer's department.
    Head,
    /// Whoever heads the custodian's department.
    Custodian,
    /// Either.
    Both,
}

/// A correction as those see it who check it.
#[derive(Clone, Debug)]
pub struct CorrectionPlan {
    /// Who reported it.
    pub reporter: PersonId,
    /// The department that the customer belongs to.
    pub department: DepartmentId,
    /// The departments that keep the customer data.
    pub custodians: BTreeSet<DepartmentId>,
    /// Who checks.
    pub checkers: Checkers,
}

/// Check what was reported, or refuse it: a superior on the customer's side or the custodian, as the
/// regulation says; never who reported it.
#[derive(Debug)]
pub enum CheckCorrection {}
impl Act for CheckCorrection {
    type On = CorrectionPlan;
    const NAME: &'static str = "correction.check";
    fn decide(actor: &Actor, plan: &CorrectionPlan) -> Decision {
        let head = actor.headed.contains(&plan.department);
        let keeps = !plan.custodians.is_disjoint(&actor.headed);
        let named = match plan.checkers {
            Checkers::Head => head,
            Checkers::Custodian => keeps,
            Checkers::Both => head || keeps,
        };
        if plan.reporter == actor.person {
            deny(Reason::OwnRequest, CHECKING)
        } else if named && actor.reads() {
            Decision::Allow
        } else {
            deny(Reason::NotTheChecker, CHECKING)
        }
    }
}

/// Put right what was checked: whoever may change the customer.
#[derive(Debug)]
pub enum ApplyCorrection {}
impl Act for ApplyCorrection {
    type On = Standing;
    const NAME: &'static str = "correction.apply";
    fn decide(actor: &Actor, standing: &Standing) -> Decision {
        match EditCustomer::decide(actor, standing) {
            Decision::Allow => Decision::Allow,
            Decision::Deny(refusal) => deny(refusal.reason, APPLYING),
            needs @ Decision::Needs { .. } => needs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::new_uuid;
    use crate::permission::ask;
    use crate::role::BUILTIN_ROLES;

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

    #[test]
    fn what_is_verified_is_changed_by_a_correction_where_the_regulation_says_so() {
        let owner = actor("salesperson", 1, &[]);
        let told = |actor: &Actor, standing, verified, guarded| {
            ChangeFacts::decide(actor, &FactsPlan { standing, verified, guarded })
        };
        let needs = Decision::Needs { request: RequestKind::Correction, basis: BASIS };
        assert_eq!(told(&owner, Standing::Owner, true, true), needs);
        assert_eq!(told(&owner, Standing::Owner, true, false), Decision::Allow);
        assert_eq!(told(&owner, Standing::Owner, false, true), Decision::Allow);
        // Not even the head does it silently.
        assert_eq!(told(&actor("department_head", 2, &[1]), Standing::Head, true, true), needs);
        // Who may not change it at all is not sent the long way.
        for standing in [Standing::Shared, Standing::All] {
            let told = told(&actor("finance", 3, &[]), standing, true, true);
            assert!(matches!(told, Decision::Deny(_)), "{standing:?}");
        }
    }

    #[test]
    fn nobody_checks_what_they_reported() {
        let plan = |checkers| CorrectionPlan {
            reporter: person(1),
            department: department(1),
            custodians: [department(9)].into(),
            checkers,
        };
        let checks = |n, headed: &[u8], checkers| {
            ask::<CheckCorrection>(&actor("department_head", n, headed), &plan(checkers)).is_ok()
        };
        assert!(!checks(1, &[1, 9], Checkers::Both));
        assert!(checks(2, &[1], Checkers::Head) && !checks(2, &[9], Checkers::Head));
        assert!(checks(2, &[9], Checkers::Custodian) && !checks(2, &[1], Checkers::Custodian));
        assert!(checks(2, &[1], Checkers::Both) && checks(2, &[9], Checkers::Both));
        assert!(!checks(2, &[], Checkers::Both));
        let blind = actor("system_administrator", 2, &[1, 9]);
        assert!(ask::<CheckCorrection>(&blind, &plan(Checkers::Both)).is_err());
    }
}
