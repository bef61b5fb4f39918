//! Who can sit in a seat now.
//!
//! A seat is named by the regulation; who fills it is asked of the company as it is at that moment.
//! Whoever may not decide (the applicant, whoever has agreed already) is passed over: then it is for
//! the head one department above, and where nobody is left, for the head of the company, then for
//! the custodian, then for the directors. Whoever stands in for an absent person sits in their seat.

use crate::Result;
use jiff::civil::Date;
use kedang_db::Conn;
use kedang_domain::id::{CustomerId, DepartmentId, PersonId};
use kedang_domain::org::DepartmentKind;
use kedang_domain::request::{Course, Given};
use kedang_storage::obligation::place::{self, Department, Placed};
use kedang_storage::request::Request;
use kedang_storage::{absence, organisation};
use std::collections::{BTreeSet, HashMap};

/// Who decides where nobody whom the regulation names can.
const LAST: [&str; 4] = ["general_manager", "custodian", "marketing_director", "sales_director"];

/// The company as seats need it, read when somebody first asks.
pub(super) struct Seating {
    today: Date,
    departments: Option<Vec<Department>>,
    roles: HashMap<String, Vec<PersonId>>,
    substitutes: HashMap<PersonId, Vec<PersonId>>,
    customers: HashMap<CustomerId, Option<Placed>>,
}

/// Where a request belongs.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The department whose head speaks for whoever is to get something.
    pub(super) department: Option<DepartmentId>,
    pub(super) customer: Option<Placed>,
}

impl Seating {
    pub(super) fn new(today: Date) -> Self {
        Self {
            today,
            departments: None,
            roles: HashMap::new(),
            substitutes: HashMap::new(),
            customers: HashMap::new(),
        }
    }

    /// The open seats of a request's current step, each with who can sit in it.
    pub(super) async fn open(
        &mut self,
        conn: &mut Conn,
        request: &Request,
        given: &[Given],
    ) -> Result<Vec<(String, Vec<PersonId>)>> {
        let course = Course { applicant: request.applicant.0, steps: &request.walk.steps, given };
        let place = self.place(conn, request).await?;
        let barred = course.barred();
        let mut open = Vec::new();
        for (_, seat) in course.open_seats() {
            open.push((seat.to_owned(), self.people(conn, seat, place, &barred).await?));
        }
        Ok(open)
    }

    /// Where a request belongs now: to share is for the head of whoever is to see the customer.
    pub(super) async fn place(&mut self, conn: &mut Conn, request: &Request) -> Result<Place> {
        let own = request.department.as_ref().map(|(id, _)| *id);
        let department = match request.details.person {
            Some(person) => organisation::place(conn, person).await?.and_then(|p| p.department),
            None => own,
        };
        let customer = match request.customer {
            Some(id) => self.customer(conn, id).await?,
            None => None,
        };
        Ok(Place { department, customer })
    }

    async fn customer(&mut self, conn: &mut Conn, id: CustomerId) -> Result<Option<Placed>> {
        if let Some(known) = self.customers.get(&id) {
            return Ok(*known);
        }
        let found = place::customers(conn, &[id]).await?.remove(&id);
        self.customers.insert(id, found);
        Ok(found)
    }

    /// Who can sit in a seat, but for those who are barred.
    pub(super) async fn people(
        &mut self,
        conn: &mut Conn,
        seat: &str,
        place: Place,
        barred: &BTreeSet<PersonId>,
    ) -> Result<Vec<PersonId>> {
        for name in [seat].into_iter().chain(LAST) {
            let named = self.named(conn, name, place, barred).await?;
            let mut people = Vec::new();
            for person in named {
                let substitutes = self.substitutes(conn, person).await?;
                people.extend([person].into_iter().chain(substitutes));
            }
            people.retain(|person| !barred.contains(person));
            people.sort_unstable();
            people.dedup();
            if !people.is_empty() {
                return Ok(people);
            }
        }
        Ok(Vec::new())
    }

    async fn named(
        &mut self,
        conn: &mut Conn,
        seat: &str,
        place: Place,
        barred: &BTreeSet<PersonId>,
    ) -> Result<Vec<PersonId>> {
        let of_customer = place.customer.map(|placed| placed.department);
        match seat {
            "department_head" | "supervisor" => {
                self.heads_above(conn, place.department, barred).await
            }
            "customer_head" => self.heads_above(conn, of_customer, barred).await,
            "owner" => Ok(place
                .customer
                .filter(|placed| placed.owner_active)
                .map(|placed| placed.owner)
                .into_iter()
                .collect()),
            // Whoever answers for customer data where no keeper of its secrets is named.
            "custodian" | "information_supervisor" | "keeper" => {
                self.heads(conn, |department| department.custodian).await
            }
            "office" => self.heads(conn, |d| d.kind == DepartmentKind::Office).await,
            role => self.role(conn, role).await,
        }
    }

    async fn departments(&mut self, conn: &mut Conn) -> Result<&[Department]> {
        if self.departments.is_none() {
            self.departments = Some(place::departments(conn).await?);
        }
        Ok(self.departments.as_deref().unwrap_or_default())
    }

    async fn heads(
        &mut self,
        conn: &mut Conn,
        which: impl Fn(&Department) -> bool,
    ) -> Result<Vec<PersonId>> {
        let found = self.departments(conn).await?.iter().filter(|one| which(one));
        Ok(found.flat_map(|one| [one.head, one.deputy]).flatten().collect())
    }

    /// Head and deputy of a department, or of the nearest above that has one who may decide.
    async fn heads_above(
        &mut self,
        conn: &mut Conn,
        department: Option<DepartmentId>,
        barred: &BTreeSet<PersonId>,
    ) -> Result<Vec<PersonId>> {
        let tree = self.departments(conn).await?;
        let mut at = department;
        // No chain of departments is longer than there are departments.
        for _ in tree {
            let Some(node) = at.and_then(|id| tree.iter().find(|node| node.id == id)) else {
                break;
            };
            // Where the applicant is the head, their deputy would decide on their superior's wish.
            let own = node.head.is_some_and(|head| barred.contains(&head));
            let heads: Vec<_> = [node.head, node.deputy].into_iter().flatten().collect();
            if !own && !heads.is_empty() {
                return Ok(heads);
            }
            at = node.parent;
        }
        Ok(Vec::new())
    }

    async fn role(&mut self, conn: &mut Conn, code: &str) -> Result<Vec<PersonId>> {
        if let Some(known) = self.roles.get(code) {
            return Ok(known.clone());
        }
        let found = place::people_of_role(conn, code).await?;
        let people: Vec<_> = found.into_iter().map(|(person, _)| person).collect();
        self.roles.insert(code.to_owned(), people.clone());
        Ok(people)
    }

    async fn substitutes(&mut self, conn: &mut Conn, person: PersonId) -> Result<Vec<PersonId>> {
        if let Some(known) = self.substitutes.get(&person) {
            return Ok(known.clone());
        }
        let found = absence::substitutes(conn, person, self.today).await?;
        self.substitutes.insert(person, found.clone());
        Ok(found)
    }
}
