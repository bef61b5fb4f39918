//! Acts on original files and their loans (L1-19, L3-28, M 5.2.3, C 8.3).

use super::{Act, Actor, Decision, Reason, Standing, deny};
use crate::id::{DepartmentId, PersonId};
use crate::role::Permission;
use crate::secrecy::Level;
use std::collections::BTreeSet;

/// What refusals here rest on.
const BASIS: &str = "loan";

/// An original file of a customer that the actor sees.
#[derive(Clone, Debug)]
pub struct Kept {
    /// How the actor stands to its customer.
    pub standing: Standing,
    /// The department that the customer belongs to.
    pub department: DepartmentId,
    /// How secret the customer is.
    pub level: Level,
    /// The departments that keep the customer data.
    pub custodians: BTreeSet<DepartmentId>,
}

impl Kept {
    /// Whether somebody keeps it: they head the customer's department or that of the custodian, or
    /// keep the classified files of this level, and nothing of the customer is locked for them.
    #[must_use]
    pub fn is_kept_by(&self, actor: &Actor) -> bool {
        let opened = self.standing != Standing::Named;
        let heads =
            actor.headed.contains(&self.department) || !self.custodians.is_disjoint(&actor.headed);
        let keeps =
            self.level.is_classified() && actor.keeps.is_some_and(|kept| kept >= self.level);
        opened && (heads || keeps)
    }
}

/// Put an original file on the register of items, or change what stands there.
#[derive(Debug)]
pub enum KeepItem {}
impl Act for KeepItem {
    type On = Kept;
    const NAME: &'static str = "item.register";
    fn decide(actor: &Actor, kept: &Kept) -> Decision {
        if !actor.has(Permission::InteractionCreate) {
            deny(Reason::NotPermitted, BASIS)
        } else if kept.is_kept_by(actor) {
            Decision::Allow
        } else {
            deny(Reason::NotTheKeeper, BASIS)
        }
    }
}

/// A loan, for whoever wants to act on it.
#[derive(Clone, Debug)]
pub struct LoanSides {
    /// Who has or gets the item.
    pub borrower: PersonId,
    /// Where the item belongs; `None`: the actor does not see its customer.
    pub kept: Option<Kept>,
}

impl LoanSides {
    fn is_kept_by(&self, actor: &Actor) -> bool {
        self.kept.as_ref().is_some_and(|kept| kept.is_kept_by(actor))
    }
}

/// Hand an item out, take it back, give more time. Nobody does it for themselves.
#[derive(Debug)]
pub enum HandleLoan {}
impl Act for HandleLoan {
    type On = LoanSides;
    const NAME: &'static str = "loan.hand_out";
    fn decide(actor: &Actor, sides: &LoanSides) -> Decision {
        if !actor.has(Permission::InteractionCreate) {
            deny(Reason::NotPermitted, BASIS)
        } else if !sides.is_kept_by(actor) {
            deny(Reason::NotTheKeeper, BASIS)
        } else if sides.borrower == actor.person {
            deny(Reason::OwnLoan, BASIS)
        } else {
            Decision::Allow
        }
    }
}

/// Say that an item is as the keeper described it: the borrower alone.
#[derive(Debug)]
pub enum ConfirmLoan {}
impl Act for ConfirmLoan {
    type On = LoanSides;
    const NAME: &'static str = "loan.confirm";
    fn decide(actor: &Actor, sides: &LoanSides) -> Decision {
        if sides.borrower == actor.person {
            Decision::Allow
        } else {
            deny(Reason::NotTheBorrower, BASIS)
        }
    }
}

/// Report damage or loss: the borrower, or a keeper.
#[derive(Debug)]
pub enum ReportLoan {}
impl Act for ReportLoan {
    type On = LoanSides;
    const NAME: &'static str = "loan.report";
    fn decide(actor: &Actor, sides: &LoanSides) -> Decision {
        if sides.borrower == actor.person || sides.is_kept_by(actor) {
            Decision::Allow
        } else {
            deny(Reason::NotTheBorrower, BASIS)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::new_uuid;
    use crate::role::BUILTIN_ROLES;

    fn person(n: u8) -> PersonId {
        PersonId::new(new_uuid(1, [n; 10]))
    }

    fn department(n: u8) -> DepartmentId {
        DepartmentId::new(new_uuid(2, [n; 10]))
    }

    fn actor(n: u8, headed: &[u8], keeps: Option<Level>) -> Actor {
        let role = BUILTIN_ROLES.iter().find(|r| r.code == "department_head").unwrap();
        Actor {
            person: person(n),
            department: None,
            permissions: role.permissions.iter().copied().collect(),
            headed: headed.iter().map(|n| department(*n)).collect(),
            clearance: Level::Secret,
            keeps,
        }
    }

    /// Person 1 borrows an item of department 1; department 9 is the custodian.
    fn sides(standing: Option<Standing>, level: Level) -> LoanSides {
        let custodians = [department(9)].into();
        let kept = |standing| Kept { standing, department: department(1), level, custodians };
        LoanSides { borrower: person(1), kept: standing.map(kept) }
    }

    #[test]
    fn keepers_hand_out_and_never_to_themselves() {
        let of = sides(Some(Standing::Head), Level::Confidential);
        let not = deny(Reason::NotTheKeeper, BASIS);
        let table = [
            (actor(2, &[1], None), Decision::Allow),
            (actor(2, &[9], None), Decision::Allow),
            (actor(2, &[], Some(Level::Confidential)), Decision::Allow),
            (actor(2, &[], Some(Level::Secret)), not),
            (actor(2, &[3], None), not),
            (actor(1, &[], None), not),
            (actor(1, &[1], None), deny(Reason::OwnLoan, BASIS)),
        ];
        for (who, answer) in table {
            assert_eq!(HandleLoan::decide(&who, &of), answer, "{who:?}");
        }
        for standing in [None, Some(Standing::Named)] {
            let locked = sides(standing, Level::Confidential);
            assert_eq!(HandleLoan::decide(&actor(2, &[1], None), &locked), not);
            let registering =
                locked.kept.map(|kept| KeepItem::decide(&actor(2, &[1], None), &kept));
            assert!(registering.is_none_or(|answer| answer == not));
        }
    }

    #[test]
    fn keeping_needs_the_permission_to_put_something_on_file() {
        let of = sides(Some(Standing::Head), Level::Internal);
        let mut reader = actor(2, &[1], None);
        reader.permissions.remove(&Permission::InteractionCreate);
        let not = deny(Reason::NotPermitted, BASIS);
        assert_eq!(HandleLoan::decide(&reader, &of), not);
        assert_eq!(of.kept.map(|kept| KeepItem::decide(&reader, &kept)), Some(not));
    }

    #[test]
    fn the_borrower_confirms_and_both_report() {
        let of = sides(Some(Standing::Head), Level::Internal);
        let not = deny(Reason::NotTheBorrower, BASIS);
        let (borrower, keeper, other) =
            (actor(1, &[], None), actor(2, &[1], None), actor(3, &[], None));
        assert_eq!(ConfirmLoan::decide(&borrower, &of), Decision::Allow);
        assert_eq!(ConfirmLoan::decide(&keeper, &of), not);
        assert_eq!(ReportLoan::decide(&borrower, &of), Decision::Allow);
        assert_eq!(ReportLoan::decide(&keeper, &of), Decision::Allow);
        assert_eq!(ReportLoan::decide(&other, &of), not);
    }
}
