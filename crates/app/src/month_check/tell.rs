//! Who is told of checks at month end: the head that one waits for them, its person what was
//! approved and what was applied. No notice names a customer.

use super::MonthCheck;
use crate::notice::Notice;
use kedang_domain::id::{MonthCheckId, PersonId};
use kedang_storage::month_check::Applied;

fn about(kind: &'static str, id: MonthCheckId) -> Notice {
    Notice::new(kind, format!("/month-checks/{id}"))
}

/// The person whose customers were checked, and whoever walked in their place.
fn walkers(check: &MonthCheck) -> impl Iterator<Item = PersonId> {
    let submitted = check.submitted.as_ref().map(|(by, _, _)| *by);
    [Some(check.person.0).filter(|_| !check.person_left), submitted].into_iter().flatten()
}

/// A check was submitted.
pub(super) fn waiting(check: &MonthCheck) -> Notice {
    about("month_check.waiting", check.id)
        .param("department", &check.department.1)
        .param("person", &check.person.1)
}

/// A check was approved, but for so many of its proposals.
pub(super) fn approved(check: &MonthCheck, refused: usize) -> Notice {
    let notice = match refused {
        0 => about("month_check.approved", check.id),
        some => about("month_check.partly_approved", check.id).param("count", some),
    };
    notice.to(walkers(check))
}

/// What was approved of a check is on file.
pub(super) fn applied(id: MonthCheckId, done: &Applied) -> Notice {
    about("month_check.applied", id)
        .param("count", done.proposals.applied)
        .to([done.side.person])
        .once(format!("month_check.applied|{id}"))
}
