//! What the clock does: opening what comes back, reminding, noting what is late.
//!
//! All of it may be done again at any time, by several processes and after any pause: periods are
//! opened once by their key, and what was noted is not found again.

use super::assign::{House, Place};
use super::hook::{Late, breach_entry, day, remind_at};
use super::tell;
use crate::{App, Result};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kedang_db::Conn;
use kedang_domain::id::{DepartmentId, ObligationId, PersonId};
use kedang_domain::obligation::{About as Kind, Assignee, AssigneeKind, Due, Period, Who, Within};
use kedang_domain::reference::WorkCalendar;
use kedang_evidence::{Actor, Channel, Draft};
use kedang_policy::duty::Regular;
use kedang_policy::{Duties, DutyInForce};
use kedang_storage::obligation::{self, About, New, OverdueOne};
use kedang_storage::{company, evidence};

/// Obligations in one transaction.
const PART: i64 = 200;

/// What opening periods did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cycled {
    /// Obligations that are new.
    pub opened: u64,
}

/// What a look at the clock found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Watched {
    /// Assignees were reminded of so many.
    pub reminded: usize,
    /// So many are late.
    pub breached: usize,
    /// So many are in time after all: the clock had been ahead.
    pub reopened: usize,
    /// So many nobody has to do any more: the regulation has no such duty now.
    pub released: usize,
}

impl App {
    /// Opens what comes back: for every department, person or the company, in every period that
    /// began or was missed. What was over before it could be opened is due by the end of the next
    /// working day.
    ///
    /// # Errors
    /// The database's.
    pub async fn open_cycles(&self) -> Result<Cycled> {
        let mut conn = self.db().read().await?;
        if company::get(&mut conn).await?.is_none() {
            return Ok(Cycled::default());
        }
        let in_force = self.regulation(&mut conn).await?;
        let duties = in_force.regulation().duties();
        let zone = self.time_zone(&mut conn).await?;
        let opened_to = obligation::opened_to(&mut conn).await?;
        drop(conn);
        let now = self.now();
        let today = day(now, &zone);
        let mut done = Cycled::default();
        for duty in duties.all() {
            let Some(regular) = &duty.regular else { continue };
            let known = opened_to.get(&duty.key).copied();
            let calendar = WorkCalendar::builtin();
            let periods = regular.cycle.openings(regular.ahead, known, today, calendar);
            let mut conn = self.db().read().await?;
            let held = self.held_by(&mut conn, duty, regular).await?;
            drop(conn);
            let mut new = Vec::new();
            for period in periods {
                let due = catch_up(period.due(regular.due, calendar, &zone), now, &zone);
                new.extend(
                    held.iter()
                        .map(|one| self.of_period(duties, duty, one, (period, due), (now, &zone))),
                );
            }
            done.opened += self.write_cycle(duty, &new, (known, today)).await?;
        }
        Ok(done)
    }

    async fn write_cycle(
        &self,
        duty: &DutyInForce,
        new: &[New],
        (known, today): (Option<Date>, Date),
    ) -> Result<u64> {
        let mut tx = self.db().begin().await?;
        let made = obligation::insert(&mut tx, new, 0).await?;
        if known != Some(today) {
            obligation::set_opened_to(&mut tx, &duty.key, today).await?;
        }
        if made > 0 {
            let entry = system(self.now(), "obligation.cycle")
                .clause(duty.clause.as_str())
                .detail("duty", duty.key.as_str())
                .detail("opened", i64::try_from(made).unwrap_or(i64::MAX));
            evidence::append(&mut tx, vec![entry]).await?;
        }
        tx.commit().await?;
        Ok(made)
    }

    fn of_period(
        &self,
        duties: &Duties,
        duty: &DutyInForce,
        held: &Held,
        (period, due): (Period, Due),
        (now, zone): (i64, &TimeZone),
    ) -> New {
        let calendar = WorkCalendar::builtin();
        New {
            id: ObligationId::new(self.fresh()),
            duty: duty.key.clone(),
            policy: duties.version().to_owned(),
            clause: duty.clause.clone(),
            title: (duty.title.zh.clone(), duty.title.en.clone()),
            about: held.about.clone(),
            customer: None,
            department: held.department,
            who: duty.who.to_string(),
            assignee: held.assignee.clone(),
            period: Some(period),
            from_at: kedang_domain::obligation::due::start_of(period.start, zone),
            due_at: due.at,
            certain: due.certain,
            opened_at: now,
            opened_by: None,
            remind_at: remind_at(duty, (now, due.at), (calendar, zone)),
            closed: None,
            breached: false,
        }
    }

    /// For whom a duty comes back.
    async fn held_by(
        &self,
        conn: &mut Conn,
        duty: &DutyInForce,
        regular: &Regular,
    ) -> Result<Vec<Held>> {
        let mut house = House::default();
        let custodian = house.custodian(conn).await?;
        let mut held = Vec::new();
        match (duty.about, &duty.who) {
            (Kind::Person, Who::Each(role)) => {
                for (person, department) in obligation::people_of_role(conn, role).await? {
                    held.push(Held {
                        about: About { kind: "person".to_owned(), id: person.to_string() },
                        department: department.or(custodian),
                        assignee: Assignee::new(AssigneeKind::Person, person),
                    });
                }
            }
            (Kind::Department, who) => {
                let all: Vec<_> = house.departments(conn).await?.to_vec();
                let fits =
                    |kind| regular.departments.is_empty() || regular.departments.contains(&kind);
                for one in all.into_iter().filter(|d| d.active && fits(d.kind)) {
                    let place = Place { department: Some(one.id), ..Place::default() };
                    held.push(Held {
                        about: About { kind: "department".to_owned(), id: one.id.to_string() },
                        department: Some(one.id),
                        assignee: house.assignee(conn, who, place).await?,
                    });
                }
            }
            (Kind::Company, who) => held.push(Held {
                about: About { kind: "company".to_owned(), id: "company".to_owned() },
                department: custodian,
                assignee: house.assignee(conn, who, Place::default()).await?,
            }),
            // A pack that says so is refused.
            _ => {}
        }
        Ok(held)
    }

    /// Reminds, notes what is late, and lets go what nobody has to do any more.
    ///
    /// # Errors
    /// The database's.
    pub async fn watch_obligations(&self) -> Result<Watched> {
        let mut conn = self.db().read().await?;
        let in_force = self.regulation(&mut conn).await?;
        let duties = in_force.regulation().duties();
        drop(conn);
        Ok(Watched {
            reminded: self.remind(duties).await?,
            reopened: self.reopen(duties).await?,
            breached: self.breach(duties).await?,
            released: self.release_stale(duties).await?,
        })
    }

    async fn remind(&self, duties: &Duties) -> Result<usize> {
        let mut done = 0;
        loop {
            let now = self.now();
            let mut tx = self.db().begin().await?;
            let found = obligation::reminders(&mut tx, now, PART).await?;
            if found.is_empty() {
                return Ok(done);
            }
            let today = self.date_at(&mut tx, now).await?;
            let (mut entries, mut notices) = (Vec::new(), Vec::new());
            for one in &found {
                let people = self.people_of(&mut tx, &one.assignee, today).await?;
                entries.push(about(system(now, "obligation.remind"), one));
                notices.push(tell::due(one, &people));
            }
            let ids: Vec<_> = found.iter().map(|one| one.id).collect();
            obligation::reminded(&mut tx, &ids).await?;
            self.write_notices(&mut tx, now, &notices).await?;
            self.finish(tx, duties, entries).await?;
            done += found.len();
        }
    }

    async fn breach(&self, duties: &Duties) -> Result<usize> {
        let mut done = 0;
        loop {
            let now = self.now();
            let mut tx = self.db().begin().await?;
            let found = obligation::late(&mut tx, now, PART).await?;
            if found.is_empty() {
                return Ok(done);
            }
            let today = self.date_at(&mut tx, now).await?;
            let mut house = House::default();
            let (mut entries, mut notices) = (Vec::new(), Vec::new());
            for one in &found {
                entries.push(late_entry(one, duties, now));
                let people = self.people_of(&mut tx, &one.assignee, today).await?;
                let whom = duties.get(&one.duty).map(|duty| duty.escalate.as_slice());
                let whom = (whom.unwrap_or(&[]), people.as_slice());
                let answering = self.answering(&mut tx, &mut house, one, whom, today).await?;
                notices.extend(tell::late(&mut tx, one, &people, &answering).await?);
            }
            let ids: Vec<_> = found.iter().map(|one| one.id).collect();
            obligation::breach(&mut tx, &ids, now).await?;
            self.write_notices(&mut tx, now, &notices).await?;
            self.finish(tx, duties, entries).await?;
            done += found.len();
        }
    }

    async fn reopen(&self, duties: &Duties) -> Result<usize> {
        let mut done = 0;
        loop {
            let mut tx = self.db().begin().await?;
            let found = obligation::no_longer_late(&mut tx, self.now(), PART).await?;
            if found.is_empty() {
                return Ok(done);
            }
            let ids: Vec<_> = found.iter().map(|one| one.id).collect();
            obligation::reopen(&mut tx, &ids).await?;
            let entry = |one: &OverdueOne| about(system(self.now(), "obligation.reopen"), one);
            let entries = found.iter().map(entry).collect();
            self.finish(tx, duties, entries).await?;
            done += found.len();
        }
    }

    async fn release_stale(&self, duties: &Duties) -> Result<usize> {
        let keys: Vec<_> = duties.all().iter().map(|duty| duty.key.clone()).collect();
        let mut done = 0;
        loop {
            let now = self.now();
            let mut tx = self.db().begin().await?;
            let found = obligation::stale(&mut tx, &keys, PART).await?;
            if found.is_empty() {
                return Ok(done);
            }
            let ids: Vec<_> = found.iter().map(|one| one.id).collect();
            obligation::release(&mut tx, &ids, now).await?;
            let entry = |one: &OverdueOne| {
                about(system(now, "obligation.release"), one).reason("duty_gone")
            };
            let entries = found.iter().map(entry).collect();
            self.finish(tx, duties, entries).await?;
            done += found.len();
        }
    }

    async fn finish(
        &self,
        mut tx: kedang_db::Tx,
        duties: &Duties,
        mut entries: Vec<Draft>,
    ) -> Result<()> {
        for entry in entries.iter_mut().filter(|entry| entry.policy.is_none()) {
            entry.policy = Some(duties.version().to_owned());
        }
        evidence::append(&mut tx, entries).await?;
        tx.commit().await?;
        self.wake_inboxes();
        Ok(())
    }

    /// Whom the regulation names for a breach, but for those whose breach it is.
    async fn answering(
        &self,
        conn: &mut Conn,
        house: &mut House,
        one: &OverdueOne,
        (whom, theirs): (&[Who], &[PersonId]),
        today: Date,
    ) -> Result<Vec<PersonId>> {
        let mut found = Vec::new();
        for who in whom {
            if *who == Who::Head {
                let not = theirs.first().copied();
                found.extend(house.head(conn, one.department, not).await?);
            } else {
                let place = Place { department: one.department, ..Place::default() };
                let assignee = house.assignee(conn, who, place).await?;
                found.extend(self.people_of(conn, &assignee, today).await?);
            }
        }
        found.retain(|person| !theirs.contains(person));
        Ok(found)
    }
}

/// Somebody or something for whom a duty comes back.
struct Held {
    about: About,
    department: Option<DepartmentId>,
    assignee: Assignee,
}

/// What was due before anybody could see it is due by the end of the next working day.
fn catch_up(due: Due, now: i64, zone: &TimeZone) -> Due {
    if due.at >= now {
        return due;
    }
    Within::WorkingDays(1).after(now, WorkCalendar::builtin(), zone)
}

fn system(now: i64, action: &str) -> Draft {
    Draft::new(now, Actor::System("job.obligation".to_owned()), Channel::Job, action)
}

fn about(entry: Draft, one: &OverdueOne) -> Draft {
    let entry = entry
        .subject("obligation", one.id.to_string())
        .clause(one.clause.as_str())
        .policy(one.policy.as_str())
        .detail("duty", one.duty.as_str());
    match one.customer {
        Some(customer) => entry.customer(customer.to_string()),
        None => entry,
    }
}

fn late_entry(one: &OverdueOne, duties: &Duties, now: i64) -> Draft {
    let customer = one.customer.map(|id| id.to_string());
    let late = Late {
        id: one.id,
        duty: &one.duty,
        clause: &one.clause,
        policy: &one.policy,
        customer: customer.as_deref(),
        assignee: &one.assignee.id,
        due_at: one.due_at,
    };
    breach_entry(system(now, "obligation.breach"), duties, &late)
}
