//! Who has to do it: from the words of a regulation to somebody of this company.

use crate::Result;
use kedang_db::Conn;
use kedang_domain::id::{DepartmentId, PersonId};
use kedang_domain::obligation::{Assignee, AssigneeKind, Who};
use kedang_storage::obligation::{self, Placed, place};
use std::collections::HashMap;

/// Who leads the company.
pub(super) const LEADER: &str = "general_manager";

/// What a duty is about, as far as it says who has to do it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub(super) customer: Option<Placed>,
    pub(super) department: Option<DepartmentId>,
    pub(super) actor: Option<PersonId>,
}

/// The company as duties need it, read when somebody first asks.
#[derive(Default)]
pub(crate) struct House {
    departments: Option<Vec<place::Department>>,
    posts: HashMap<String, Option<Assignee>>,
    roles: HashMap<String, bool>,
}

impl House {
    pub(super) async fn departments(&mut self, conn: &mut Conn) -> Result<&[place::Department]> {
        if self.departments.is_none() {
            self.departments = Some(obligation::departments(conn).await?);
        }
        Ok(self.departments.as_deref().unwrap_or_default())
    }

    /// The department that keeps customer data.
    pub(crate) async fn custodian(&mut self, conn: &mut Conn) -> Result<Option<DepartmentId>> {
        let found = self.departments(conn).await?.iter().find(|d| d.custodian);
        Ok(found.map(|d| d.id))
    }

    /// Who answers for a department: its head, else its deputy, else that of the one above. Nobody
    /// answers for themselves: `not` is passed over.
    pub(crate) async fn head(
        &mut self,
        conn: &mut Conn,
        department: Option<DepartmentId>,
        not: Option<PersonId>,
    ) -> Result<Option<PersonId>> {
        let tree = self.departments(conn).await?;
        let mut at = department;
        // A tree is never deeper than it has departments.
        for _ in 0..tree.len() {
            let Some(node) = at.and_then(|id| tree.iter().find(|d| d.id == id)) else { break };
            let found = [node.head, node.deputy].into_iter().flatten().find(|p| Some(*p) != not);
            if found.is_some() {
                return Ok(found);
            }
            at = node.parent;
        }
        Ok(None)
    }

    /// Whom a duty binds. Where nobody fits, whoever keeps customer data sees to it; where nobody
    /// does that, the head of the company.
    pub(super) async fn assignee(
        &mut self,
        conn: &mut Conn,
        who: &Who,
        place: Place,
    ) -> Result<Assignee> {
        let person = |id: PersonId| Assignee::new(AssigneeKind::Person, id);
        let found = match who {
            Who::Owner => match place.customer {
                Some(placed) if placed.owner_active => Some(person(placed.owner)),
                _ => self.head(conn, place.department, None).await?.map(person),
            },
            Who::Actor | Who::Each(_) => place.actor.map(person),
            Who::Head => match self.head(conn, place.department, None).await? {
                Some(head) => Some(person(head)),
                None => place.department.map(|id| Assignee::new(AssigneeKind::Department, id)),
            },
            Who::Custodian => None,
            Who::Leader => self.role(conn, LEADER).await?,
            Who::Role(code) => self.role(conn, code).await?,
            Who::Post(name) => self.post(conn, name).await?,
        };
        if let Some(found) = found {
            return Ok(found);
        }
        let custodian = self.custodian(conn).await?;
        Ok(custodian.map_or_else(
            || Assignee::new(AssigneeKind::Role, LEADER),
            |id| Assignee::new(AssigneeKind::Department, id),
        ))
    }

    /// Whoever has a role, when anybody has.
    async fn role(&mut self, conn: &mut Conn, code: &str) -> Result<Option<Assignee>> {
        let held = match self.roles.get(code) {
            Some(held) => *held,
            None => {
                let held = !obligation::people_of_role(conn, code).await?.is_empty();
                self.roles.insert(code.to_owned(), held);
                held
            }
        };
        Ok(held.then(|| Assignee::new(AssigneeKind::Role, code)))
    }

    async fn post(&mut self, conn: &mut Conn, name: &str) -> Result<Option<Assignee>> {
        if let Some(known) = self.posts.get(name) {
            return Ok(known.clone());
        }
        let post = obligation::post_of(conn, name).await?;
        let found = post.map(|id| Assignee::new(AssigneeKind::Post, id));
        self.posts.insert(name.to_owned(), found.clone());
        Ok(found)
    }
}
