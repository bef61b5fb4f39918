//! What somebody who leaves has not done goes to whoever answers for it; what was to be done about a
//! customer that is withdrawn ends with it.

use super::assign::House;
use crate::{App, Result, Work};
use kedang_domain::id::{CustomerId, PersonId};
use kedang_domain::obligation::{Assignee, AssigneeKind};
use kedang_storage::obligation;
use std::collections::BTreeMap;

/// Ids in one entry of the log, which is at most so long.
const NAMED: usize = 200;

/// Notes that nothing is to be done any more about a customer that is withdrawn as no customer at
/// all. The obligations leave with it, and come back with it as they stood.
pub(crate) async fn end_with_customer(work: &mut Work<'_>, customer: CustomerId) -> Result<()> {
    let ended = obligation::pending_about(work.tx(), customer).await?;
    for part in ended.chunks(NAMED) {
        let ids: Vec<_> = part.iter().map(ToString::to_string).collect();
        let entry = work.draft("obligation.release").customer(customer.to_string());
        let entry = entry.subject("customer", customer.to_string()).reason("withdrawn");
        work.record(entry.detail("obligations", ids));
    }
    Ok(())
}

impl App {
    /// Gives what is to be done by a person to the head of the department that it concerns; where
    /// there is none, to the department that keeps customer data. What is about the person and
    /// nothing else is released.
    pub(crate) async fn reassign_obligations(
        &self,
        work: &mut Work<'_>,
        person: PersonId,
    ) -> Result<usize> {
        let left = obligation::left_by(work.tx(), person).await?;
        let count = left.len();
        let mut house = House::default();
        let (mut theirs, mut others) = (Vec::new(), BTreeMap::<Assignee, Vec<_>>::new());
        for one in left {
            if one.about.kind == "person" && one.about.id == person.to_string() {
                theirs.push(one.id);
                continue;
            }
            let head = house.head(work.tx(), one.department, Some(person)).await?;
            let custodian = house.custodian(work.tx()).await?;
            let to = match (head, custodian) {
                (Some(head), _) => Assignee::new(AssigneeKind::Person, head),
                (None, Some(id)) => Assignee::new(AssigneeKind::Department, id),
                (None, None) => Assignee::new(AssigneeKind::Role, super::assign::LEADER),
            };
            others.entry(to).or_default().push(one.id);
        }
        let now = work.context().now;
        obligation::release(work.tx(), &theirs, now).await?;
        for part in theirs.chunks(NAMED) {
            let ids: Vec<_> = part.iter().map(ToString::to_string).collect();
            let entry = work.draft("obligation.release").subject("person", person.to_string());
            work.record(entry.reason("person_left").detail("obligations", ids));
        }
        for (to, ids) in others {
            obligation::reassign(work.tx(), &ids, &to).await?;
            for part in ids.chunks(NAMED) {
                let ids: Vec<_> = part.iter().map(ToString::to_string).collect();
                let entry = work.draft("obligation.reassign").subject("person", person.to_string());
                let entry = entry.reason("person_left").detail("to", to.id.as_str());
                work.record(entry.detail("obligations", ids));
            }
        }
        Ok(count)
    }
}
