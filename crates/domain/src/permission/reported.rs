//! Urgent news: who may report, who reads it, who acknowledges it.

use super::{Act, Actor, Decision, Reason, deny, role};
use crate::id::{DepartmentId, PersonId};
use crate::role::Permission;
use std::collections::BTreeSet;

const BASIS: &str = "M 5.1.6c";

/// Report urgent news: whoever deals with customers.
#[derive(Debug)]
pub enum ReportNews {}
impl Act for ReportNews {
    type On = ();
    const NAME: &'static str = "urgent_news.report";
    fn decide(actor: &Actor, (): &()) -> Decision {
        role(actor, Permission::InteractionCreate, BASIS)
    }
}

/// Whom a piece of news is for.
#[derive(Clone, Debug)]
pub struct NewsReach {
    /// Who reported it.
    pub reporter: PersonId,
    /// Where they worked then.
    pub department: Option<DepartmentId>,
    /// Whom it was sent to.
    pub recipients: BTreeSet<PersonId>,
    /// It is for the head alone (C9.5.1, L3-26.1: "unless the business is confidential").
    pub confidential: bool,
    /// It is about a customer that the actor sees.
    pub of_visible_customer: bool,
}

/// Whether the news exists for somebody: who reported it and whom it was sent to; unless it is
/// confidential also whoever answers for the department, sees all customers, or sees the customer
/// that it is about.
#[must_use]
pub fn sees_news(actor: &Actor, news: &NewsReach) -> bool {
    if !actor.reads() {
        return false;
    }
    let named = news.reporter == actor.person || news.recipients.contains(&actor.person);
    let answers = news.department.is_some_and(|department| actor.headed.contains(&department));
    let wide = actor.has(Permission::CustomerViewAll);
    named || (!news.confidential && (answers || wide || news.of_visible_customer))
}

/// Acknowledge news: each of those whom it was sent to, for themselves.
#[derive(Debug)]
pub enum AcknowledgeNews {}
impl Act for AcknowledgeNews {
    type On = NewsReach;
    const NAME: &'static str = "urgent_news.acknowledge";
    fn decide(actor: &Actor, news: &NewsReach) -> Decision {
        if news.recipients.contains(&actor.person) {
            Decision::Allow
        } else {
            deny(Reason::NotAddressed, BASIS)
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

    /// Person 1 of department 1 reported; person 2 heads it.
    fn news(confidential: bool, of_visible_customer: bool) -> NewsReach {
        NewsReach {
            reporter: person(1),
            department: Some(department(1)),
            recipients: [person(2)].into(),
            confidential,
            of_visible_customer,
        }
    }

    #[test]
    fn what_is_confidential_is_for_the_head_alone() {
        for (confidential, others) in [(false, true), (true, false)] {
            let of = news(confidential, false);
            assert!(sees_news(&actor("salesperson", 1, &[]), &of));
            assert!(sees_news(&actor("department_head", 2, &[1]), &of));
            assert_eq!(sees_news(&actor("service_manager", 3, &[9]), &of), others);
            assert_eq!(sees_news(&actor("general_manager", 4, &[]), &of), others);
            assert_eq!(sees_news(&actor("sales_director", 5, &[1]), &of), others);
            assert!(!sees_news(&actor("salesperson", 6, &[]), &of));
            assert_eq!(sees_news(&actor("salesperson", 6, &[]), &news(confidential, true)), others);
            assert!(!sees_news(&actor("system_administrator", 2, &[1]), &of), "sees no customers");
        }
    }

    #[test]
    fn only_those_acknowledge_whom_it_was_sent_to() {
        assert!(
            ask::<AcknowledgeNews>(&actor("department_head", 2, &[1]), &news(true, false)).is_ok()
        );
        for n in [1, 3] {
            let told = ask::<AcknowledgeNews>(&actor("salesperson", n, &[]), &news(false, true));
            let Err(Decision::Deny(refusal)) = told else { panic!("{n}") };
            assert_eq!(refusal.reason, Reason::NotAddressed);
        }
        assert!(ask::<ReportNews>(&actor("salesperson", 1, &[]), &()).is_ok());
        assert!(ask::<ReportNews>(&actor("auditor", 1, &[]), &()).is_err());
    }
}
