//! Who is told of change lists: the head that one waits for them, the custodian that one was
//! reviewed, the author that a change went back to them, the head that its author has answered.

use super::{Change, ChangeList};
use crate::notice::Notice;
use kedang_domain::id::{ChangeListId, CustomerId};

fn page(id: ChangeListId) -> String {
    format!("/change-lists/{id}")
}

/// The week is over, and the head of the department has a list to review.
pub(super) fn waiting(id: ChangeListId, department: &str) -> Notice {
    Notice::new("change_list.waiting", page(id))
        .param("department", department)
        .once(format!("change_list.waiting|{id}"))
}

/// A list was reviewed, and whoever keeps customer data has it to accept.
pub(super) fn reviewed(list: &ChangeList) -> Notice {
    Notice::new("change_list.reviewed", page(list.id)).param("department", &list.department.1)
}

/// The head wants the author to look at a change again.
pub(super) fn sent_back(change: &Change) -> Notice {
    Notice::new("change_list.again", "/change-lists")
        .about(change.customer.0)
        .to([change.event.person])
}

/// The author has said something to a change that went back to them.
pub(super) fn answered(id: ChangeListId, customer: CustomerId) -> Notice {
    Notice::new("change_list.answered", page(id)).about(customer)
}
