//! What entries of the log open and fulfil, in the transaction that appends them.
//!
//! Everything is done set-wise: an import of thousands of customers, or a bulk change, costs a few
//! statements. Where no duty has to do with any of the entries nothing is asked of the database.

use super::assign::{House, Place};
use crate::{App, Result};
use jiff::tz::TimeZone;
use kedang_db::{Conn, Tx};
use kedang_domain::id::{CustomerId, ObligationId, PersonId};
use kedang_domain::obligation::{About as Kind, Due, ObligationState, Trigger, due};
use kedang_domain::reference::WorkCalendar;
use kedang_evidence::{Actor, Change, Detail, Draft, Outcome};
use kedang_policy::{Duties, DutyInForce, Regulation};
use kedang_storage::obligation::{self, About, Closing, New, Pending};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The detail of an entry that says when it happened, when that was before it was noted: ms UTC.
pub(crate) const HAPPENED: &str = "happened";
/// The detail of an entry that says for which period it is: its first day.
const PERIOD: &str = "period";

/// What entries open and fulfil: to be written when their places in the log are known.
#[derive(Debug, Default)]
pub(crate) struct Consequences {
    new: Vec<New>,
    closings: Vec<Closing>,
    earlier: Vec<Earlier>,
}

/// An obligation that began earlier than was known.
#[derive(Debug)]
struct Earlier {
    id: ObligationId,
    from_at: i64,
    due: Due,
    remind_at: Option<i64>,
}

impl Consequences {
    /// Writes them. `first` is the place of the first of the entries.
    pub(crate) async fn write(self, tx: &mut Tx, first: i64) -> Result<()> {
        obligation::insert(tx, &self.new, first).await?;
        obligation::close(tx, &self.closings, first).await?;
        for one in &self.earlier {
            obligation::count_from(tx, one.id, one.from_at, one.due.at, one.remind_at).await?;
        }
        Ok(())
    }
}

/// An entry that has to do with a duty.
#[derive(Clone, Debug)]
struct Match<'a> {
    draft: usize,
    duty: &'a DutyInForce,
    about: About,
}

/// Of the entries of one transaction, which open and which may fulfil what.
#[derive(Default)]
struct Matches<'a> {
    opening: Vec<Match<'a>>,
    closing: Vec<Match<'a>>,
}

impl<'a> Matches<'a> {
    fn of(duties: &'a Duties, drafts: &[Draft]) -> Self {
        let mut found = Self::default();
        for (index, draft) in drafts.iter().enumerate() {
            if draft.outcome != Outcome::Done {
                continue;
            }
            let matching = |duty: &'a DutyInForce, trigger: Option<&Trigger>| {
                trigger.filter(|trigger| holds(trigger, draft))?;
                Some(Match { draft: index, duty, about: about(duty, draft)? })
            };
            let action = draft.action.as_str();
            found.opening.extend(
                duties.opened_by(action).filter_map(|duty| matching(duty, duty.opening.as_ref())),
            );
            found.closing.extend(
                duties.closed_by(action).filter_map(|duty| matching(duty, Some(&duty.closing))),
            );
        }
        found
    }

    fn is_empty(&self) -> bool {
        self.opening.is_empty() && self.closing.is_empty()
    }

    /// Duties and things of which something may be to be done already. About a thing that is only
    /// now made nothing is.
    fn asked(&self, drafts: &[Draft]) -> (Vec<String>, Vec<String>) {
        let made = |one: &&Match<'_>| {
            drafts.get(one.draft).is_some_and(|draft| {
                draft.action.ends_with(".create")
                    && draft.subject.as_ref().is_some_and(|subject| subject.id == one.about.id)
            })
        };
        let once = self.opening.iter().filter(|one| one.duty.once);
        let asked: Vec<_> = self.closing.iter().chain(once).filter(|one| !made(one)).collect();
        let duties: BTreeSet<_> = asked.iter().map(|one| one.duty.key.clone()).collect();
        let subjects: BTreeSet<_> = asked.iter().map(|one| one.about.id.clone()).collect();
        (duties.into_iter().collect(), subjects.into_iter().collect())
    }
}

fn holds(trigger: &Trigger, draft: &Draft) -> bool {
    let changed = |field: &str| draft.changes.iter().any(|change: &Change| change.field == field);
    trigger.holds(&draft.action, |key| text(draft, key), changed)
}

fn text<'a>(draft: &'a Draft, key: &str) -> Option<&'a str> {
    match draft.details.get(key) {
        Some(Detail::Text(text)) => Some(text),
        _ => None,
    }
}

/// What a duty is about when this entry opens or fulfils it.
fn about(duty: &DutyInForce, draft: &Draft) -> Option<About> {
    let subject = draft.subject.as_ref();
    let of_kind = |kind: &str| {
        let id = subject.filter(|s| s.kind == kind).map(|s| s.id.as_str());
        Some(About { kind: kind.to_owned(), id: id.or_else(|| text(draft, kind))?.to_owned() })
    };
    match duty.about {
        Kind::Customer => Some(About { kind: "customer".to_owned(), id: draft.customer.clone()? }),
        Kind::Department => of_kind("department"),
        Kind::Person => of_kind("person").or_else(|| match &draft.actor {
            Actor::Person(id) => Some(About { kind: "person".to_owned(), id: id.clone() }),
            Actor::System(_) | Actor::Anonymous => None,
        }),
        Kind::Company => Some(About { kind: "company".to_owned(), id: "company".to_owned() }),
        Kind::Subject => subject.map(|s| About { kind: s.kind.clone(), id: s.id.clone() }),
    }
}

/// From when the time of what an entry opens runs: from when it happened, if that was before.
fn moment(draft: &Draft) -> i64 {
    let said = match draft.details.get(HAPPENED) {
        Some(Detail::Text(text)) => text.parse().ok(),
        Some(Detail::Int(at)) => Some(*at),
        _ => None,
    };
    said.map_or(draft.at, |at: i64| at.min(draft.at))
}

fn actor(draft: &Draft) -> Option<PersonId> {
    match &draft.actor {
        Actor::Person(id) => id.parse().ok(),
        Actor::System(_) | Actor::Anonymous => None,
    }
}

fn customer_of(draft: &Draft) -> Option<CustomerId> {
    draft.customer.as_deref()?.parse().ok()
}

/// When its assignee is to be reminded; not at once.
pub(super) fn remind_at(
    duty: &DutyInForce,
    (from, due): (i64, i64),
    (calendar, zone): (&WorkCalendar, &TimeZone),
) -> Option<i64> {
    let at = duty.remind?.before(due, calendar, zone);
    (at > from).then_some(at)
}

/// The entry of the log about something that was not done in time.
pub(super) fn breach_entry(mut entry: Draft, duties: &Duties, late: &Late<'_>) -> Draft {
    entry = entry
        .subject("obligation", late.id.to_string())
        .clause(late.clause)
        .policy(late.policy)
        .detail("duty", late.duty)
        .detail("due", late.due_at)
        .detail("assignee", late.assignee);
    if let Some(customer) = late.customer {
        entry = entry.customer(customer);
    }
    match duties.get(late.duty).and_then(|duty| duty.penalty.as_ref()) {
        Some((rule, _)) => entry.detail("penalty", rule.as_str()),
        None => entry,
    }
}

/// What an entry about a breach says.
pub(super) struct Late<'a> {
    pub(super) id: ObligationId,
    pub(super) duty: &'a str,
    pub(super) clause: &'a str,
    pub(super) policy: &'a str,
    pub(super) customer: Option<&'a str>,
    pub(super) assignee: &'a str,
    pub(super) due_at: i64,
}

/// An entry that the program itself makes, beside that of somebody's act.
fn beside(draft: &Draft) -> Draft {
    let actor = Actor::System("obligation".to_owned());
    Draft::new(draft.at, actor, draft.channel, "obligation.breach")
}

impl App {
    /// What these entries open and fulfil. Entries about what was done too late are added.
    pub(crate) async fn consequences(
        &self,
        conn: &mut Conn,
        regulation: &Regulation,
        drafts: &mut Vec<Draft>,
    ) -> Result<Consequences> {
        let duties = regulation.duties();
        if !drafts.iter().any(|draft| duties.concerns(&draft.action)) {
            return Ok(Consequences::default());
        }
        let matches = Matches::of(duties, drafts);
        if matches.is_empty() {
            return Ok(Consequences::default());
        }
        let (keys, subjects) = matches.asked(drafts);
        let pending = obligation::pending(conn, &keys, &subjects).await?;
        let zone = self.time_zone(conn).await?;
        let mut worked = Worked::new(duties, zone, pending);
        worked.close(&matches.closing, drafts);
        let (new, earlier) = self.open(conn, &worked, &matches, drafts).await?;
        let breaches = worked.breaches(drafts, &new);
        let closings = worked.closings(drafts);
        drafts.extend(breaches);
        Ok(Consequences { new, closings, earlier })
    }

    async fn open(
        &self,
        conn: &mut Conn,
        worked: &Worked<'_>,
        matches: &Matches<'_>,
        drafts: &[Draft],
    ) -> Result<(Vec<New>, Vec<Earlier>)> {
        let fulfilled: HashSet<(usize, &str)> = worked
            .closed
            .iter()
            .filter_map(|(at, draft)| {
                worked.pending.get(*at).map(|one| (*draft, one.duty.as_str()))
            })
            .collect();
        // An entry that fulfils what was opened before is no new occasion.
        let opening: Vec<_> = matches
            .opening
            .iter()
            .filter(|one| !fulfilled.contains(&(one.draft, one.duty.key.as_str())))
            .collect();
        let placing = Placing::read(conn, &opening, drafts).await?;
        let mut house = House::default();
        let (mut new, mut earlier): (Vec<New>, Vec<Earlier>) = (Vec::new(), Vec::new());
        let mut once = HashSet::new();
        let closing = matches.closing.iter();
        let closes: HashSet<_> = closing.map(|one| (one.draft, one.duty.key.as_str())).collect();
        for one in opening {
            let Some(draft) = drafts.get(one.draft) else { continue };
            let from = moment(draft);
            let (due, remind_at) = worked.due(one.duty, from);
            if one.duty.once {
                if let Some(known) = worked.open_one(one) {
                    if from < known.from_at {
                        earlier.push(Earlier { id: known.id, from_at: from, due, remind_at });
                    }
                    continue;
                }
                if !once.insert((one.duty.key.as_str(), &one.about)) {
                    continue;
                }
            }
            let place = placing.place(one, draft);
            let department = match place.department {
                Some(department) => Some(department),
                None => house.custodian(conn).await?,
            };
            let by_itself = closes.contains(&(one.draft, one.duty.key.as_str()));
            let closed = by_itself.then(|| ObligationState::fulfilled(draft.at, due.at));
            new.push(New {
                id: ObligationId::new(self.fresh()),
                duty: one.duty.key.clone(),
                policy: worked.duties.version().to_owned(),
                clause: one.duty.clause.clone(),
                title: (one.duty.title.zh.clone(), one.duty.title.en.clone()),
                about: one.about.clone(),
                customer: customer_of(draft),
                department,
                who: one.duty.who.to_string(),
                assignee: house.assignee(conn, &one.duty.who, place).await?,
                period: None,
                from_at: from,
                due_at: due.at,
                certain: due.certain,
                opened_at: draft.at,
                opened_by: Some(one.draft),
                remind_at,
                closed,
                breached: closed == Some(ObligationState::LateKept),
            });
        }
        Ok((new, earlier))
    }
}

/// What is known while the entries of a transaction are gone through.
struct Worked<'a> {
    duties: &'a Duties,
    zone: TimeZone,
    pending: Vec<Pending>,
    /// Their places by duty and by what they are about, the oldest first.
    places: HashMap<(String, About), Vec<usize>>,
    /// Which of them are fulfilled, and by which entry.
    closed: HashMap<usize, usize>,
}

impl<'a> Worked<'a> {
    fn new(duties: &'a Duties, zone: TimeZone, pending: Vec<Pending>) -> Self {
        let mut places: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, known) in pending.iter().enumerate() {
            places.entry((known.duty.clone(), known.about.clone())).or_default().push(at);
        }
        Self { duties, zone, pending, places, closed: HashMap::new() }
    }

    /// Those that are still to be done because of a duty and about a thing, the oldest first.
    fn still_open(&self, one: &Match<'_>) -> impl Iterator<Item = (usize, &Pending)> {
        let places = self.places.get(&(one.duty.key.clone(), one.about.clone()));
        places
            .into_iter()
            .flatten()
            .filter(|at| !self.closed.contains_key(at))
            .filter_map(|at| Some((*at, self.pending.get(*at)?)))
    }

    fn due(&self, duty: &DutyInForce, from: i64) -> (Due, Option<i64>) {
        let calendar = WorkCalendar::builtin();
        let due = duty.within.after(from, calendar, &self.zone);
        (due, remind_at(duty, (from, due.at), (calendar, &self.zone)))
    }

    fn close(&mut self, closing: &[Match<'_>], drafts: &[Draft]) {
        for one in closing {
            let Some(draft) = drafts.get(one.draft) else { continue };
            let period = text(draft, PERIOD);
            let found: Vec<usize> = self
                .still_open(one)
                .filter(|(_, known)| period.is_none() || known.period.as_deref() == period)
                .map(|(at, _)| at)
                .take(if one.duty.singly { 1 } else { usize::MAX })
                .collect();
            self.closed.extend(found.into_iter().map(|at| (at, one.draft)));
        }
    }

    /// The one that is still to be done about the same, if any.
    fn open_one(&self, one: &Match<'_>) -> Option<&Pending> {
        self.still_open(one).next().map(|(_, known)| known)
    }

    fn fulfilled<'b>(
        &'b self,
        drafts: &'b [Draft],
    ) -> impl Iterator<Item = (&'b Pending, usize, &'b Draft)> {
        let mut order: Vec<_> = self.closed.iter().map(|(at, by)| (*at, *by)).collect();
        order.sort_unstable();
        order.into_iter().filter_map(|(at, by)| Some((self.pending.get(at)?, by, drafts.get(by)?)))
    }

    fn closings(&self, drafts: &[Draft]) -> Vec<Closing> {
        let mut grouped: BTreeMap<(usize, ObligationState), Closing> = BTreeMap::new();
        for (known, by, draft) in self.fulfilled(drafts) {
            let state = ObligationState::fulfilled(draft.at, known.due_at);
            let at = draft.at;
            let closing = Closing { ids: Vec::new(), state, at, by };
            grouped.entry((by, state)).or_insert(closing).ids.push(known.id);
        }
        grouped.into_values().collect()
    }

    /// Entries about what is done now and late, and of which nobody noted it before.
    fn breaches(&self, drafts: &[Draft], new: &[New]) -> Vec<Draft> {
        let before = self
            .fulfilled(drafts)
            .filter(|(known, _, draft)| !known.breached && draft.at > known.due_at)
            .map(|(known, _, draft)| {
                let late = Late {
                    id: known.id,
                    duty: &known.duty,
                    clause: &known.clause,
                    policy: &known.policy,
                    customer: known.customer.as_deref(),
                    assignee: &known.assignee.id,
                    due_at: known.due_at,
                };
                breach_entry(beside(draft), self.duties, &late)
            });
        let at_once = new.iter().filter(|one| one.breached).filter_map(|one| {
            let draft = drafts.get(one.opened_by?)?;
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
            Some(breach_entry(beside(draft), self.duties, &late))
        });
        before.chain(at_once).collect()
    }
}

/// Where the customers and people belong about whom something is opened.
struct Placing {
    customers: HashMap<CustomerId, obligation::Placed>,
    people: HashMap<PersonId, Option<kedang_domain::id::DepartmentId>>,
}

impl Placing {
    async fn read(conn: &mut Conn, opening: &[&Match<'_>], drafts: &[Draft]) -> Result<Self> {
        let (mut customers, mut people) = (BTreeSet::new(), BTreeSet::new());
        for one in opening {
            let Some(draft) = drafts.get(one.draft) else { continue };
            customers.extend(customer_of(draft));
            if one.about.kind == "person" {
                people.extend(one.about.id.parse::<PersonId>().ok());
            }
            people.extend(actor(draft));
        }
        let customers: Vec<_> = customers.into_iter().collect();
        let people: Vec<_> = people.into_iter().collect();
        Ok(Self {
            customers: obligation::customers(conn, &customers).await?,
            people: obligation::people(conn, &people).await?,
        })
    }

    fn place(&self, one: &Match<'_>, draft: &Draft) -> Place {
        let customer = customer_of(draft).and_then(|id| self.customers.get(&id)).copied();
        let of_person = |id: PersonId| self.people.get(&id).copied().flatten();
        let department = match (one.about.kind.as_str(), customer) {
            ("department", _) => one.about.id.parse().ok(),
            ("person", _) => one.about.id.parse().ok().and_then(of_person),
            (_, Some(placed)) => Some(placed.department),
            ("company", None) => None,
            _ => actor(draft).and_then(of_person),
        };
        let actor = actor(draft).filter(|id| self.people.contains_key(id));
        Place { customer, department, actor }
    }
}

/// The date of an instant where the company is.
pub(super) fn day(at: i64, zone: &TimeZone) -> jiff::civil::Date {
    due::date_of(at, zone)
}

/// The last instant of the day of an instant, ms UTC.
pub(super) fn end_of_day(at: i64, zone: &TimeZone) -> i64 {
    due::end_of(due::date_of(at, zone), zone)
}
