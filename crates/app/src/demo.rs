//! The sample company: a place to look around. Its people and customers are invented.
//!
//! [`people`] founds it and gives back who was made, with their passwords; whoever adds more to the
//! sample (customers, contracts…) does so in a module of its own, from those people.

mod cast;
mod classified;
mod customers;

pub use customers::{Dice, Name, company, customers, names};

use crate::company::EXPORT_LIMIT;
use crate::password::Cleartext;
use crate::setup::{Founding, OFFICE, add_department, found, founder};
use crate::{App, Context, Origin, Result, Work};
use crate::{person, pledge};
use cast::{DEPARTMENTS, PEOPLE, Place, Role as Part};
use kedang_domain::clash::ClashPolicy;
use kedang_domain::id::{DepartmentId, PersonId};
use kedang_domain::org::Regulation;
use kedang_storage::company::Company;
use kedang_storage::department::{self, Department};
use kedang_storage::person::{Password, Person};
use kedang_storage::role::Role;
use std::collections::BTreeMap;

/// Somebody of the sample company.
#[derive(Clone, Debug)]
pub struct SamplePerson {
    /// Which.
    pub id: PersonId,
    /// What they sign in with.
    pub login: String,
    /// Their password, made for this sample alone.
    pub password: Cleartext,
    /// Code of their role.
    pub role: &'static str,
    /// Where they work.
    pub department: &'static str,
    /// What they are called.
    pub name: &'static str,
}

/// Founds the sample company, which obeys this regulation, and its people.
///
/// # Errors
/// `already_set_up` when there is a company.
pub async fn people(
    app: &App,
    origin: Origin,
    regulation: Regulation,
) -> Result<Vec<SamplePerson>> {
    let now = app.now();
    let sample = Sample::plan(app, now).await?;
    let password = app.one_time_password();
    let hash = app.hash(&password).await?;
    let founding = Founding {
        company: Company {
            name: cast::COMPANY.to_owned(),
            time_zone: "Asia/Shanghai".to_owned(),
            regulation,
            clash: ClashPolicy::AT_FIRST,
            export_purpose_required: true,
            export_limit_rows: Some(EXPORT_LIMIT),
            export_markers: false,
            import_approval_rows: None,
            created_at: now,
            version: 1,
        },
        administrator: app.newcomer(cast::ADMIN.0.to_owned(), cast::ADMIN.1.to_owned(), now),
        password: Password { hash, changed_at: now, one_time: false },
    };
    let context: Context = founder(&founding, origin, now);
    let mut work = app.begin(&context).await?;
    let roles = found(app, &mut work, &founding).await?;
    sample.write(app, &mut work, &roles, founding.administrator.department).await?;
    work.commit().await?;
    let administrator = SamplePerson {
        id: founding.administrator.id,
        login: founding.administrator.login.clone(),
        password,
        role: kedang_domain::role::SYSTEM_ADMINISTRATOR,
        department: OFFICE,
        name: cast::ADMIN.1,
    };
    Ok([administrator].into_iter().chain(sample.people.into_iter().map(|p| p.told)).collect())
}

/// Somebody who is about to join the sample company.
struct Planned {
    person: Person,
    kept: Password,
    part: Part,
    told: SamplePerson,
}

/// The sample's people with their passwords hashed: that takes long, and no transaction is held
/// while it does.
pub(crate) struct Sample {
    people: Vec<Planned>,
}

impl Sample {
    pub(crate) async fn plan(app: &App, now: i64) -> Result<Self> {
        let mut people = Vec::with_capacity(PEOPLE.len());
        for member in PEOPLE {
            let password = app.one_time_password();
            let hash = app.hash(&password).await?;
            let mut person = app.newcomer(member.login.to_owned(), member.name.to_owned(), now);
            person.phone = Some(member.phone.to_owned());
            people.push(Planned {
                kept: Password { hash, changed_at: now, one_time: false },
                part: member.part,
                told: SamplePerson {
                    id: person.id,
                    login: person.login.clone(),
                    password,
                    role: member.role,
                    department: member.department,
                    name: member.name,
                },
                person,
            });
        }
        Ok(Self { people })
    }

    /// Who is in it.
    pub(crate) fn told(&self) -> Vec<SamplePerson> {
        self.people.iter().map(|p| p.told.clone()).collect()
    }

    /// Writes departments and people into a company that has just been founded, whose office is
    /// `office`.
    pub(crate) async fn write(
        &self,
        app: &App,
        work: &mut Work<'_>,
        roles: &[Role],
        office: Option<DepartmentId>,
    ) -> Result<()> {
        let mut ids: BTreeMap<&str, DepartmentId> =
            office.map(|id| (OFFICE, id)).into_iter().collect();
        for (position, place) in (1..).zip(DEPARTMENTS) {
            let department = self.department(app, work, place, position, &ids);
            ids.insert(place.name, department.id);
            add_department(work, &department).await?;
        }
        for planned in &self.people {
            let person = Person {
                department: ids.get(planned.told.department).copied(),
                ..planned.person.clone()
            };
            let own: Vec<_> =
                roles.iter().filter(|r| r.code == planned.told.role).cloned().collect();
            person::add(work, &person, &planned.kept, &own).await?;
            pledge::accept(work, person.id).await?;
        }
        self.lead(work, &ids).await
    }

    fn department(
        &self,
        app: &App,
        work: &Work<'_>,
        place: &Place,
        position: i64,
        ids: &BTreeMap<&str, DepartmentId>,
    ) -> Department {
        Department {
            id: DepartmentId::new(app.fresh()),
            parent: place.parent.and_then(|name| ids.get(name).copied()),
            name: place.name.to_owned(),
            kind: place.kind,
            custodian: place.custodian,
            head: None,
            deputy: None,
            position,
            active: true,
            created_at: work.context().now,
            version: 1,
        }
    }

    /// Gives every department its head and deputy.
    async fn lead(&self, work: &mut Work<'_>, ids: &BTreeMap<&str, DepartmentId>) -> Result<()> {
        for (name, id) in ids {
            let of = |part: Part| {
                self.people
                    .iter()
                    .find(|p| p.told.department == *name && p.part == part)
                    .map(|p| p.person.id)
            };
            let (head, deputy) = (of(Part::Head), of(Part::Deputy));
            if head.is_none() && deputy.is_none() {
                continue;
            }
            let Some(mut department) = department::get(work.tx(), *id).await? else { continue };
            (department.head, department.deputy) = (head, deputy);
            department::update(work.tx(), &department).await?;
            let mut entry = work.draft("department.change").subject("department", id.to_string());
            for (key, leader) in [("head.after", head), ("deputy.after", deputy)] {
                if let Some(leader) = leader {
                    entry = entry.detail(key, leader.to_string());
                }
            }
            work.record(entry);
        }
        Ok(())
    }
}
