//! Who notes what happened, who gets more time, and who is away.

use super::{Act, Actor, Decision, Reason, RecordInteraction, Standing, deny};
use crate::id::{DepartmentId, PersonId};
use crate::role::Permission;

/// Note that something happened to a customer: whoever may put a contact with it on file.
#[derive(Debug)]
pub enum ReportCustomerEvent {}
impl Act for ReportCustomerEvent {
    type On = Standing;
    const NAME: &'static str = "customer_event.report";
    fn decide(actor: &Actor, standing: &Standing) -> Decision {
        RecordInteraction::decide(actor, standing)
    }
}

/// An obligation for which there should be more time.
#[derive(Clone, Copy, Debug)]
pub struct Obliged {
    /// Whoever asks, or asked, has it to do, or stands in for who has.
    pub theirs: bool,
    /// Who asked.
    pub asked_by: PersonId,
    /// The department whose head answers for it.
    pub department: Option<DepartmentId>,
    /// The actor works in the department that keeps customer data, and heads it.
    pub custodian: bool,
}

/// Ask for more time: whoever has it to do.
#[derive(Debug)]
pub enum AskExtension {}
impl Act for AskExtension {
    type On = Obliged;
    const NAME: &'static str = "obligation.ask";
    fn decide(_: &Actor, on: &Obliged) -> Decision {
        if on.theirs { Decision::Allow } else { deny(Reason::NotTheAssignee, "S3.3") }
    }
}

/// Decide on more time: the head of the department that answers for it, or the head of the
/// custodian; never on one's own behalf.
#[derive(Debug)]
pub enum DecideExtension {}
impl Act for DecideExtension {
    type On = Obliged;
    const NAME: &'static str = "obligation.decide";
    fn decide(actor: &Actor, on: &Obliged) -> Decision {
        let heads = on.department.is_some_and(|id| actor.headed.contains(&id));
        if on.asked_by == actor.person || on.theirs {
            deny(Reason::OwnRequest, "S3.3")
        } else if heads || on.custodian {
            Decision::Allow
        } else {
            deny(Reason::NotTheHead, "S3.3")
        }
    }
}

/// Somebody who is away.
#[derive(Clone, Copy, Debug)]
pub struct Away {
    /// Who.
    pub person: PersonId,
    /// Where they work.
    pub department: Option<DepartmentId>,
}

/// Enter that somebody is away, and who stands in: they themselves, their head, or who keeps the
/// people of the company.
#[derive(Debug)]
pub enum RecordAbsence {}
impl Act for RecordAbsence {
    type On = Away;
    const NAME: &'static str = "absence.create";
    fn decide(actor: &Actor, on: &Away) -> Decision {
        let heads = on.department.is_some_and(|id| actor.headed.contains(&id));
        if on.person == actor.person || heads || actor.has(Permission::PersonManage) {
            Decision::Allow
        } else {
            deny(Reason::NotTheHead, "house")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::ask;
    use super::*;
    use crate::id::new_uuid;
    use std::collections::BTreeSet;

    fn person(n: u8) -> PersonId {
        PersonId::new(new_uuid(1, [n; 10]))
    }

    fn actor(n: u8, headed: &[u8]) -> Actor {
        let department = |n: &u8| DepartmentId::new(new_uuid(2, [*n; 10]));
        Actor {
            person: person(n),
            department: None,
            permissions: BTreeSet::new(),
            headed: headed.iter().map(department).collect(),
            clearance: crate::secrecy::Level::Secret,
            keeps: None,
        }
    }

    fn on(theirs: bool, asked_by: u8, custodian: bool) -> Obliged {
        let department = Some(DepartmentId::new(new_uuid(2, [7; 10])));
        Obliged { theirs, asked_by: person(asked_by), department, custodian }
    }

    #[test]
    fn only_the_assignee_asks_and_never_decides() {
        assert!(ask::<AskExtension>(&actor(1, &[]), &on(true, 1, false)).is_ok());
        assert!(ask::<AskExtension>(&actor(1, &[7]), &on(false, 2, true)).is_err());
        assert!(ask::<DecideExtension>(&actor(1, &[7]), &on(false, 2, false)).is_ok());
        assert!(ask::<DecideExtension>(&actor(1, &[]), &on(false, 2, true)).is_ok());
        assert!(ask::<DecideExtension>(&actor(1, &[8]), &on(false, 2, false)).is_err());
        assert!(ask::<DecideExtension>(&actor(2, &[7]), &on(false, 2, true)).is_err());
        assert!(ask::<DecideExtension>(&actor(1, &[7]), &on(true, 2, true)).is_err());
    }

    #[test]
    fn absence_is_entered_by_oneself_or_the_head() {
        let away = |n: u8, of: u8| Away {
            person: person(n),
            department: Some(DepartmentId::new(new_uuid(2, [of; 10]))),
        };
        assert!(ask::<RecordAbsence>(&actor(1, &[]), &away(1, 3)).is_ok());
        assert!(ask::<RecordAbsence>(&actor(1, &[3]), &away(2, 3)).is_ok());
        assert!(ask::<RecordAbsence>(&actor(1, &[4]), &away(2, 3)).is_err());
    }
}
