//! What somebody asked for and somebody else decides on.

use super::{Actor, Decision, Reason, deny};
use crate::id::{DepartmentId, PersonId};
use std::collections::BTreeSet;

/// A wish, as those who decide on it or look at it see it.
#[derive(Clone, Debug)]
pub struct Requested {
    /// Who asked.
    pub applicant: PersonId,
    /// Where they worked then.
    pub department: Option<DepartmentId>,
    /// The departments that keep the customer data 客户数据管理部门.
    pub custodians: BTreeSet<DepartmentId>,
}

impl Requested {
    /// Whether this person heads the applicant's department, one above it, or the custodian.
    pub(super) fn answers(&self, actor: &Actor) -> bool {
        self.department.is_some_and(|department| actor.headed.contains(&department))
            || !self.custodians.is_disjoint(&actor.headed)
    }

    /// Whoever answers decides, and never the applicant.
    pub(super) fn decide(&self, actor: &Actor, clause: &'static str) -> Decision {
        if self.applicant == actor.person {
            deny(Reason::OwnRequest, clause)
        } else if self.answers(actor) {
            Decision::Allow
        } else {
            deny(Reason::NotTheApprover, clause)
        }
    }
}
