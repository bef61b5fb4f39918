//! Acts of the cycles that keep customer data true: the weekly change list (E2, M 5.1.6a) and the
//! check at month end (E3, H-3).

use super::{Act, Actor, Decision, Reason, deny, role};
use crate::id::{DepartmentId, PersonId};
use crate::role::Permission;

const WEEKLY: &str = "M 5.1.6a";
const MONTHLY: &str = "H2.3.2";

/// Whether somebody keeps the customer data of the company: sees all of it, and may change it.
fn is_custodian(actor: &Actor) -> bool {
    actor.has(Permission::CustomerViewAll) && actor.has(Permission::CustomerEdit)
}

fn heads(actor: &Actor, department: DepartmentId) -> bool {
    actor.reads() && actor.headed.contains(&department)
}

/// Whether the change lists of a department are for somebody: its head, and whoever sees every
/// customer. For others there are none.
#[must_use]
pub fn sees_change_list(actor: &Actor, department: DepartmentId) -> bool {
    heads(actor, department) || actor.has(Permission::CustomerViewAll)
}

/// Review the change list of a department: its head (or deputy).
#[derive(Debug)]
pub enum ReviewChangeList {}
impl Act for ReviewChangeList {
    type On = DepartmentId;
    const NAME: &'static str = "change_list.review";
    fn decide(actor: &Actor, department: &DepartmentId) -> Decision {
        if heads(actor, *department) { Decision::Allow } else { deny(Reason::NotTheHead, WEEKLY) }
    }
}

/// Accept reviewed change lists: the custodian, who keeps all customer data current.
#[derive(Debug)]
pub enum AcceptChangeList {}
impl Act for AcceptChangeList {
    type On = ();
    const NAME: &'static str = "change_list.accept";
    fn decide(actor: &Actor, (): &()) -> Decision {
        if is_custodian(actor) { Decision::Allow } else { deny(Reason::NotPermitted, WEEKLY) }
    }
}

/// Whose customers are checked.
#[derive(Clone, Copy, Debug)]
pub struct CheckedSide {
    /// Their owner.
    pub person: PersonId,
    /// The department that they belong to.
    pub department: DepartmentId,
}

/// Whether a check is for somebody: its person's own, the head's, or of whoever sees everything.
#[must_use]
pub fn sees_month_check(actor: &Actor, side: &CheckedSide) -> bool {
    actor.reads()
        && (side.person == actor.person
            || heads(actor, side.department)
            || actor.has(Permission::CustomerViewAll))
}

/// Walk through the customers of a check: their owner, or the head in the place of somebody who
/// left or is away.
#[derive(Debug)]
pub enum WalkMonthCheck {}
impl Act for WalkMonthCheck {
    type On = CheckedSide;
    const NAME: &'static str = "month_check.confirm";
    fn decide(actor: &Actor, side: &CheckedSide) -> Decision {
        if side.person == actor.person || heads(actor, side.department) {
            role(actor, Permission::CustomerEdit, MONTHLY)
        } else {
            deny(Reason::NotTheOwner, MONTHLY)
        }
    }
}

/// A check, and who submitted it.
#[derive(Clone, Copy, Debug)]
pub struct CheckedBy {
    /// Whose customers.
    pub side: CheckedSide,
    /// Who walked them.
    pub submitted_by: Option<PersonId>,
}

/// Decide on the changes of a check: the head of the department; on what the head walked, whoever
/// gives customers to others centrally. Nobody decides on what they proposed.
#[derive(Debug)]
pub enum ApproveMonthCheck {}
impl Act for ApproveMonthCheck {
    type On = CheckedBy;
    const NAME: &'static str = "month_check.approve";
    fn decide(actor: &Actor, check: &CheckedBy) -> Decision {
        let central =
            actor.has(Permission::CustomerViewAll) && actor.has(Permission::CustomerAssign);
        if !heads(actor, check.side.department) && !central {
            deny(Reason::NotTheHead, MONTHLY)
        } else if check.submitted_by == Some(actor.person) {
            deny(Reason::OwnRequest, MONTHLY)
        } else {
            // What is approved is applied with the rights of whoever approved it.
            role(actor, Permission::CustomerEdit, MONTHLY)
        }
    }
}

/// Add what was served to a customer in the month: customer service.
#[derive(Debug)]
pub enum NoteMonthService {}
impl Act for NoteMonthService {
    type On = ();
    const NAME: &'static str = "month_check.service";
    fn decide(actor: &Actor, (): &()) -> Decision {
        if is_custodian(actor) { Decision::Allow } else { deny(Reason::NotPermitted, MONTHLY) }
    }
}

/// Add the state of payment of any customer in the month: finance, who for it sees the file code
/// and the name of customers and nothing else (H 2.3.4).
#[derive(Debug)]
pub enum RecordPayment {}
impl Act for RecordPayment {
    type On = ();
    const NAME: &'static str = "month_check.payment";
    fn decide(actor: &Actor, (): &()) -> Decision {
        role(actor, Permission::PaymentRecord, MONTHLY)
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
        DepartmentId::new(new_uuid(1, [n; 10]))
    }

    /// Somebody of a role, numbered, who heads these departments.
    fn actor(role: &str, n: u8, headed: &[u8]) -> Actor {
        let role = BUILTIN_ROLES.iter().find(|r| r.code == role).unwrap();
        Actor {
            person: person(n),
            department: Some(department(n)),
            permissions: role.permissions.iter().copied().collect(),
            headed: headed.iter().map(|n| department(*n)).collect(),
            clearance: crate::secrecy::Level::Secret,
            keeps: None,
        }
    }

    #[test]
    fn the_head_reviews_and_the_custodian_accepts() {
        let list = department(1);
        for (role, headed, sees, reviews, accepts) in [
            ("department_head", &[1][..], true, true, false),
            ("department_head", &[2], false, false, false),
            ("salesperson", &[], false, false, false),
            ("sales_director", &[1, 2], true, true, false),
            ("service_manager", &[], true, false, true),
            ("information_specialist", &[], true, false, true),
            ("general_manager", &[], true, false, false),
            ("system_administrator", &[1], false, false, false),
            ("finance", &[], false, false, false),
        ] {
            let actor = actor(role, 9, headed);
            assert_eq!(sees_change_list(&actor, list), sees, "{role}");
            assert_eq!(ask::<ReviewChangeList>(&actor, &list).is_ok(), reviews, "{role}");
            assert_eq!(ask::<AcceptChangeList>(&actor, &()).is_ok(), accepts, "{role}");
        }
    }

    #[test]
    fn the_owner_or_the_head_walks_and_somebody_else_approves() {
        let side = CheckedSide { person: person(1), department: department(1) };
        let by = |n: u8| CheckedBy { side, submitted_by: Some(person(n)) };
        for (role, n, headed, sees, walks, approves, approves_own) in [
            ("salesperson", 1, &[][..], true, true, false, false),
            ("salesperson", 2, &[], false, false, false, false),
            ("department_head", 3, &[1], true, true, true, false),
            ("department_head", 3, &[2], false, false, false, false),
            ("service_manager", 4, &[], true, false, true, false),
            // Sees everything, and may change nothing.
            ("general_manager", 5, &[], true, false, false, false),
            ("system_administrator", 6, &[1], false, false, false, false),
            ("finance", 7, &[], false, false, false, false),
        ] {
            let actor = actor(role, n, headed);
            assert_eq!(sees_month_check(&actor, &side), sees, "{role}");
            assert_eq!(ask::<WalkMonthCheck>(&actor, &side).is_ok(), walks, "{role}");
            assert_eq!(ask::<ApproveMonthCheck>(&actor, &by(1)).is_ok(), approves, "{role}");
            assert_eq!(ask::<ApproveMonthCheck>(&actor, &by(n)).is_ok(), approves_own, "{role}");
        }
    }

    #[test]
    fn service_and_finance_add_theirs() {
        for (role, service, payment) in [
            ("service_manager", true, false),
            ("information_specialist", true, false),
            ("finance", false, true),
            ("archivist", false, false),
            ("salesperson", false, false),
            ("general_manager", false, false),
            ("system_administrator", false, false),
        ] {
            let actor = actor(role, 1, &[]);
            assert_eq!(ask::<NoteMonthService>(&actor, &()).is_ok(), service, "{role}");
            assert_eq!(ask::<RecordPayment>(&actor, &()).is_ok(), payment, "{role}");
        }
    }
}
