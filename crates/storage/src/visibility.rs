//! Who sees which customers: the only place that turns the rule into SQL.
//!
//! The rule itself is [`Actor::standing`]; the tests compare the two over generated companies.
//! Its SQL has two shapes, chosen by how much a person sees:
//!
//! * *narrow* (own, headed departments, shared): each branch walks its own index; a list takes the
//!   first rows of every branch and merges them;
//! * *wide* (everything): the order index is walked and nothing is filtered.
//!
//! A search asks the index of tokens, in which each customer also has words for those who see it
//! ([`words`]), and applies the rule itself to the few that are found.
//!
//! A single `owner = … OR EXISTS (…)` would be one shape for both, and a thousand times slower on
//! the narrow one.

use kedang_db::{Sought, Sql};
use kedang_domain::id::{DepartmentId, PersonId, Uuid};
use kedang_domain::permission::Actor;
use kedang_domain::role::Permission;

/// What a person sees, ready for SQL.
#[derive(Clone, Debug)]
pub enum Scope {
    /// Every customer.
    Wide,
    /// Only some.
    Narrow {
        /// Who: their own customers and those shared with them.
        person: PersonId,
        /// Departments that they head, with everything below.
        departments: Vec<DepartmentId>,
        /// Shares that end after this instant count, ms UTC.
        now: i64,
    },
}

fn own(person: PersonId) -> String {
    format!("o{person}")
}

fn shared(person: PersonId) -> String {
    format!("s{person}")
}

fn headed(department: DepartmentId) -> String {
    format!("t{department}")
}

/// The words of a customer by which a search narrows to what a person may see. They may name more
/// people than see it, as when a share has run out, never fewer.
#[must_use]
pub fn words(owner: PersonId, department: DepartmentId, shared_with: &[PersonId]) -> Vec<String> {
    [own(owner), headed(department)]
        .into_iter()
        .chain(shared_with.iter().map(|person| shared(*person)))
        .collect()
}

/// One way to see a customer in the narrow shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Branch {
    /// Own customers.
    Own,
    /// Customers of one headed department.
    Department(DepartmentId),
    /// Customers shared with the person.
    Shared,
}

impl Scope {
    /// What this actor sees at this instant.
    #[must_use]
    pub fn of(actor: &Actor, now: i64) -> Self {
        if !actor.reads() {
            // What nobody owns, heads or was given.
            let nobody = PersonId::new(Uuid::nil());
            Self::Narrow { person: nobody, departments: Vec::new(), now }
        } else if actor.has(Permission::CustomerViewAll) {
            Self::Wide
        } else {
            Self::Narrow {
                person: actor.person,
                departments: actor.headed.iter().copied().collect(),
                now,
            }
        }
    }

    /// The branches whose union is what the person sees; `None` when they see everything.
    #[must_use]
    pub fn branches(&self) -> Option<Vec<Branch>> {
        match self {
            Self::Wide => None,
            Self::Narrow { departments, .. } => Some(
                [Branch::Own]
                    .into_iter()
                    .chain(departments.iter().map(|d| Branch::Department(*d)))
                    .chain([Branch::Shared])
                    .collect(),
            ),
        }
    }

    /// The words that lead to what the person sees; `None` when they see everything.
    #[must_use]
    pub fn sought(&self) -> Option<Sought> {
        let Self::Narrow { person, departments, .. } = self else { return None };
        let words = [own(*person), shared(*person)]
            .into_iter()
            .chain(departments.iter().map(|department| headed(*department)));
        Some(Sought::Any(words.map(Sought::Word).collect()))
    }

    /// Adds a condition on `c` (the customer) that holds for exactly one branch.
    pub fn branch(&self, branch: Branch, sql: &mut Sql) {
        let Self::Narrow { person, now, .. } = self else { return };
        match branch {
            Branch::Own => sql.push("c.owner_id = ").value(person.to_string()),
            Branch::Department(id) => sql.push("c.department_id = ").value(id.to_string()),
            Branch::Shared => {
                sql.push(
                    "c.id IN (SELECT sh.customer_id FROM customer_share sh WHERE sh.person_id = ",
                );
                sql.value(person.to_string()).push(" AND sh.ended_at IS NULL AND sh.until > ");
                sql.value(*now).push(")")
            }
        };
    }

    /// Adds a condition on `c` (the customer) that is true for what the person sees. For single
    /// rows and small sets of candidates; lists and counts use [`Scope::branches`].
    pub fn filter(&self, sql: &mut Sql) {
        let Self::Narrow { person, departments, now } = self else {
            sql.push("1 = 1");
            return;
        };
        sql.push("(c.owner_id = ").value(person.to_string());
        if !departments.is_empty() {
            sql.push(" OR c.department_id IN (");
            sql.list(departments.iter().map(ToString::to_string)).push(")");
        }
        sql.push(" OR EXISTS (SELECT 1 FROM customer_share sh WHERE sh.customer_id = c.id AND sh.person_id = ");
        sql.value(person.to_string()).push(" AND sh.ended_at IS NULL AND sh.until > ");
        sql.value(*now).push("))");
    }
}
