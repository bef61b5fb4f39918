//! Acts of cleaning the customer file (E7, S 9.4).

use super::{Act, Actor, Decision, EditCustomer, Reason, Standing, deny};
use crate::id::{DepartmentId, PersonId};
use crate::role::Permission;

/// One of two customers that are to be merged, or split again, as the rule sees it.
#[derive(Clone, Copy, Debug)]
pub struct MergeSide {
    /// How the person stands to it; `None` when they would not see it.
    pub standing: Option<Standing>,
    /// Its owner.
    pub owner: PersonId,
    /// The department it belongs to.
    pub department: DepartmentId,
}

/// Two customers that are to become one, or are to be two again.
#[derive(Clone, Copy, Debug)]
pub struct MergePlan {
    /// The one that stays.
    pub survivor: MergeSide,
    /// The one that goes into it, or comes back.
    pub other: MergeSide,
}

/// Merge two customers, or undo that: whoever may change both and has the right; where they have
/// different owners, one of these loses a customer, so only the head of both or the custodian.
#[derive(Debug)]
pub enum MergeCustomers {}
impl Act for MergeCustomers {
    type On = MergePlan;
    const NAME: &'static str = "customer.merge";
    fn decide(actor: &Actor, plan: &MergePlan) -> Decision {
        if !actor.has(Permission::CustomerMerge) {
            return deny(Reason::NotPermitted, "cleaning");
        }
        for side in [&plan.survivor, &plan.other] {
            let Some(standing) = side.standing else {
                return deny(Reason::OtherDepartment, "cleaning");
            };
            match EditCustomer::decide(actor, &standing) {
                Decision::Allow => {}
                other => return other,
            }
        }
        let heads = |side: &MergeSide| actor.headed.contains(&side.department);
        if plan.survivor.owner == plan.other.owner
            || actor.has(Permission::CustomerViewAll)
            || (heads(&plan.survivor) && heads(&plan.other))
        {
            Decision::Allow
        } else {
            deny(Reason::NotTheHeadOfBoth, "cleaning")
        }
    }
}

/// For so long a customer that was withdrawn can be brought back, in ms.
pub const RETURNING_MS: i64 = 90 * 24 * 3_600_000;

/// Withdraw an entry that is no customer at all: whoever cleans the file and may change it.
#[derive(Debug)]
pub enum WithdrawCustomer {}
impl Act for WithdrawCustomer {
    type On = Standing;
    const NAME: &'static str = "customer.withdraw";
    fn decide(actor: &Actor, standing: &Standing) -> Decision {
        if !actor.has(Permission::CustomerMerge) {
            return deny(Reason::NotPermitted, "S 9.4");
        }
        EditCustomer::decide(actor, standing)
    }
}

/// A withdrawn customer, as the rule sees it.
#[derive(Clone, Copy, Debug)]
pub struct WithdrawnSide {
    /// How the person would stand to it if it were back.
    pub standing: Standing,
    /// Until when it can be brought back, ms UTC.
    pub until: i64,
    /// Now, ms UTC.
    pub now: i64,
}

/// Bring a withdrawn customer back: whoever might withdraw it, in time.
#[derive(Debug)]
pub enum ReturnCustomer {}
impl Act for ReturnCustomer {
    type On = WithdrawnSide;
    const NAME: &'static str = "customer.return";
    fn decide(actor: &Actor, side: &WithdrawnSide) -> Decision {
        match WithdrawCustomer::decide(actor, &side.standing) {
            Decision::Allow if side.now > side.until => deny(Reason::TooLate, "S 9.4"),
            decision => decision,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::new_uuid;
    use crate::permission::{Held, ask};
    use crate::role::BUILTIN_ROLES;

    fn person(n: u8) -> PersonId {
        PersonId::new(new_uuid(1, [n; 10]))
    }

    fn department(n: u8) -> DepartmentId {
        DepartmentId::new(new_uuid(2, [n; 10]))
    }

    fn actor(code: &str, headed: &[u8]) -> Actor {
        let role = BUILTIN_ROLES.iter().find(|r| r.code == code).unwrap();
        Actor {
            person: person(1),
            department: None,
            permissions: role.permissions.iter().copied().collect(),
            headed: headed.iter().map(|n| department(*n)).collect(),
            clearance: crate::secrecy::Level::Secret,
            keeps: None,
        }
    }

    fn refused(actor: &Actor, sides: [(u8, u8, bool); 2]) -> Option<Reason> {
        let side = |(owner, home, shared): (u8, u8, bool)| MergeSide {
            standing: actor
                .standing(&Held { shared, ..Held::unclassified(person(owner), department(home)) }),
            owner: person(owner),
            department: department(home),
        };
        let [survivor, other] = sides.map(side);
        match ask::<MergeCustomers>(actor, &MergePlan { survivor, other }) {
            Ok(_) => None,
            Err(Decision::Deny(refusal)) => Some(refusal.reason),
            Err(other) => unreachable!("{other:?}"),
        }
    }

    #[test]
    fn who_may_merge() {
        let head = actor("department_head", &[1]);
        let cases = [
            // Owner, department and share of both.
            (&head, [(2, 1, false), (2, 1, false)], None),
            (&head, [(2, 1, false), (3, 1, false)], None),
            (&head, [(1, 1, false), (3, 1, false)], None),
            (&head, [(2, 1, false), (3, 2, true)], Some(Reason::SharedIsReadOnly)),
            (&head, [(1, 2, false), (3, 1, false)], Some(Reason::NotTheHeadOfBoth)),
            (&head, [(1, 2, false), (1, 3, false)], None),
            (&head, [(2, 1, false), (3, 2, false)], Some(Reason::OtherDepartment)),
        ];
        for (actor, sides, expected) in cases {
            assert_eq!(refused(actor, sides), expected, "{sides:?}");
        }
        let across = [(2, 1, false), (3, 2, false)];
        for keeper in ["service_manager", "information_specialist"] {
            assert_eq!(refused(&actor(keeper, &[]), across), None);
        }
        assert_eq!(refused(&actor("sales_director", &[1, 2]), across), None);
        let own = [(1, 1, false), (1, 1, false)];
        for other in ["salesperson", "general_manager", "system_administrator"] {
            assert_eq!(refused(&actor(other, &[1]), own), Some(Reason::NotPermitted));
        }
    }

    #[test]
    fn who_may_withdraw_and_bring_back() {
        let refused = |actor: &Actor, standing, now| {
            let withdrawn = WithdrawnSide { standing, until: 100, now };
            let back = match ask::<ReturnCustomer>(actor, &withdrawn) {
                Ok(_) => None,
                Err(Decision::Deny(refusal)) => Some(refusal.reason),
                Err(other) => unreachable!("{other:?}"),
            };
            (ask::<WithdrawCustomer>(actor, &standing).is_err(), back)
        };
        let head = actor("department_head", &[1]);
        for standing in [Standing::Head, Standing::Owner] {
            assert_eq!(refused(&head, standing, 100), (false, None));
            assert_eq!(refused(&head, standing, 101), (false, Some(Reason::TooLate)));
        }
        let shared = (true, Some(Reason::SharedIsReadOnly));
        assert_eq!(refused(&head, Standing::Shared, 100), shared);
        assert_eq!(refused(&actor("service_manager", &[]), Standing::All, 1), (false, None));
        for other in ["salesperson", "general_manager", "system_administrator"] {
            let refusal = (true, Some(Reason::NotPermitted));
            assert_eq!(refused(&actor(other, &[1]), Standing::Owner, 101), refusal);
        }
    }
}
