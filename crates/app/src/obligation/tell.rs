//! Telling people of what is due and what is late.

use crate::App;
use crate::Result;
use crate::notice::Notice;
use jiff::civil::Date;
use kedang_db::Conn;
use kedang_domain::id::PersonId;
use kedang_domain::obligation::{Assignee, AssigneeKind};
use kedang_storage::obligation::{self, OverdueOne};
use kedang_storage::{absence, person};

/// People told of one obligation, at most.
const TOLD: usize = 20;

/// The page of obligations, at one of them.
pub(super) fn page(id: kedang_domain::id::ObligationId) -> String {
    format!("/obligations?id={id}")
}

impl App {
    /// Everybody who has it to do, and who stands in for them.
    pub(super) async fn people_of(
        &self,
        conn: &mut Conn,
        assignee: &Assignee,
        today: Date,
    ) -> Result<Vec<PersonId>> {
        let mut people = obligation::people_of(conn, assignee, TOLD).await?;
        if assignee.kind == AssigneeKind::Person
            && let Ok(id) = assignee.id.parse()
        {
            people.extend(absence::substitutes(conn, id, today).await?);
        }
        Ok(people)
    }
}

/// A notice about an obligation, of the kind for one about a customer or of that for another.
fn about(one: &OverdueOne, of_customer: &'static str, other: &'static str) -> Notice {
    let kind = if one.customer.is_some() { of_customer } else { other };
    let notice = Notice::new(kind, page(one.id))
        .param("title.zh", &one.title.0)
        .param("title.en", &one.title.1)
        .param("due_at", one.due_at)
        .once(format!("{kind}|{}|{}", one.id, one.due_at));
    match one.customer {
        Some(customer) => notice.about(customer),
        None => notice,
    }
}

/// It will be due soon.
pub(super) fn due(one: &OverdueOne, people: &[PersonId]) -> Notice {
    about(one, "obligation.due", "obligation.regular_due").to(people.iter().copied())
}

/// It is late: those who have it to do, and those who answer for them.
pub(super) async fn late(
    conn: &mut Conn,
    one: &OverdueOne,
    people: &[PersonId],
    answering: &[PersonId],
) -> Result<Vec<Notice>> {
    let mut notices =
        vec![about(one, "obligation.late", "obligation.regular_late").to(people.iter().copied())];
    let names = person::names(conn, people.iter().copied().take(1)).await?;
    if let Some(name) = names.into_values().next() {
        let escalated = about(one, "obligation.escalated", "obligation.escalated");
        notices.push(escalated.param("person", name).to(answering.iter().copied()));
    }
    Ok(notices)
}
