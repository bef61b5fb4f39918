//! Reading the log for unusual reading.
//!
//! What is to be judged follows from the log alone: whoever opened a file since the last look, on
//! that day, is judged by all that they opened on it. So a look that is repeated finds the same, and
//! writes it once: what was found and the place in the log are one transaction.

use super::{auditors, page};
use crate::cycle::Days;
use crate::{App, Notice, Result};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kedang_db::{Conn, Tx};
use kedang_domain::id::{DepartmentId, PersonId, WatchFindingId};
use kedang_domain::reference::WorkCalendar;
use kedang_domain::watch::{Figures, Limit, Opening, State, judge};
use kedang_evidence::{Actor, Channel, Draft};
use kedang_policy::{WatchInForce, Watches};
use kedang_storage::watch::{self, Known, New, Opened};
use kedang_storage::{company, evidence, leaving, organisation, role};
use std::collections::BTreeSet;

/// Openings in one look.
const PART: i64 = 500;
const MINUTE: i64 = 60_000;

/// What a look at the log did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    /// Openings that were new.
    pub openings: usize,
    /// Findings that are new.
    pub found: usize,
}

/// What is needed to judge, the same for everybody.
struct Bench<'a> {
    watches: &'a Watches,
    policy: &'a str,
    days: Days,
    zone: TimeZone,
    tree: Vec<organisation::DepartmentNode>,
    now: i64,
}

/// What there is to tell.
#[derive(Default)]
struct Told {
    drafts: Vec<Draft>,
    notices: Vec<Notice>,
}

impl App {
    /// Judges what was opened since the last look, a part of it; openings are left when as many were
    /// new as one look takes.
    ///
    /// # Errors
    /// The database's.
    pub async fn watch_reading(&self) -> Result<Swept> {
        let now = self.now();
        let mut conn = self.db().read().await?;
        if company::get(&mut conn).await?.is_none() {
            return Ok(Swept::default());
        }
        let place = watch::place(&mut conn).await?;
        let new = watch::readers(&mut conn, place, PART).await?;
        let Some((last, ..)) = new.last() else { return Ok(Swept::default()) };
        let next = last + 1;
        let in_force = self.regulation(&mut conn).await?;
        let days = Days::of(self, &mut conn).await?;
        let bench = Bench {
            watches: in_force.regulation().watches(),
            policy: in_force.version(),
            zone: self.time_zone(&mut conn).await?,
            tree: organisation::tree(&mut conn).await?,
            days,
            now,
        };
        drop(conn);
        let judged: BTreeSet<(PersonId, Date)> =
            new.iter().map(|(_, person, at)| (*person, bench.days.date(*at))).collect();
        let mut tx = self.db().begin().await?;
        if !watch::advance(&mut tx, place, next).await? {
            // Another process was here meanwhile, or is waited for here, and judges the same.
            return Ok(Swept::default());
        }
        let mut told = Told::default();
        for (person, day) in judged {
            self.judge_day(&mut tx, &bench, person, day, &mut told).await?;
        }
        let found = told.drafts.len();
        if found > 0 {
            evidence::append(&mut tx, told.drafts).await?;
            self.write_notices(&mut tx, now, &told.notices).await?;
        }
        tx.commit().await?;
        if found > 0 {
            self.wake_inboxes();
        }
        Ok(Swept { openings: new.len(), found })
    }

    async fn judge_day(
        &self,
        tx: &mut Tx,
        bench: &Bench<'_>,
        person: PersonId,
        day: Date,
        told: &mut Told,
    ) -> Result<()> {
        let openings = bench.openings(tx, person, day).await?;
        let roles = role::of_people(tx, &[person]).await?.remove(&person).unwrap_or_default();
        let known = watch::known(tx, person, &day.to_string()).await?;
        for watch in bench.watches.all() {
            if roles.iter().any(|role| watch.except.contains(&role.code)) {
                continue;
            }
            let Some(figures) = judged(watch.limit, &openings, &known) else { continue };
            let signal = watch.limit.signal();
            let open = known.iter().find(|k| k.signal == signal && k.state == State::Open);
            match open {
                Some(open) if open.seq == figures.seq => {}
                Some(open) => watch::refresh(tx, open.id, figures).await?,
                None => self.keep_finding(tx, bench, (person, day), (watch, figures), told).await?,
            }
        }
        Ok(())
    }

    async fn keep_finding(
        &self,
        tx: &mut Tx,
        bench: &Bench<'_>,
        (person, day): (PersonId, Date),
        (watch, figures): (&WatchInForce, Figures),
        told: &mut Told,
    ) -> Result<()> {
        let id = WatchFindingId::new(self.fresh());
        let signal = watch.limit.signal();
        let new = New {
            id,
            person,
            signal,
            day: &day.to_string(),
            figures,
            least: watch.limit.files(),
            clause: &watch.clause,
            policy: bench.policy,
            at: bench.now,
            caught: None,
        };
        watch::insert(tx, &new).await?;
        // Whoever reads the log may be whom it is about.
        let actor = Actor::System("watch".to_owned());
        let draft = Draft::new(bench.now, actor, Channel::Job, "watch.find")
            .subject("watch_finding", id.to_string())
            .policy(bench.policy)
            .detail("signal", signal.code());
        told.drafts.push(draft);
        let to = auditors(tx, person).await?;
        told.notices.push(Notice::new("watch.found", page(id)).to(to));
        Ok(())
    }
}

/// Judges what was opened after what was closed already.
fn judged(limit: Limit, openings: &[Opening], known: &[Known]) -> Option<Figures> {
    let closed = known.iter().filter(|k| k.signal == limit.signal() && k.state != State::Open);
    let closed = closed.map(|k| k.seq).max().unwrap_or(-1);
    let since: Vec<Opening> = openings.iter().filter(|one| one.seq > closed).copied().collect();
    judge(limit, &since)
}

impl Bench<'_> {
    /// What a person opened on a day and, for spans across midnight, in the evening before.
    async fn openings(&self, conn: &mut Conn, person: PersonId, day: Date) -> Result<Vec<Opening>> {
        let (begins, ends) = (self.days.beginning(day)?, self.days.end(day)?);
        let evening = self.watches.all().iter().map(|watch| match watch.limit {
            Limit::Many { minutes, .. } => i64::from(minutes) * MINUTE,
            _ => 0,
        });
        let from = begins - evening.max().unwrap_or(0);
        let opened = watch::opened(conn, person, (from, ends)).await?;
        let own = self.departments(conn, person).await?;
        let leaves = leaving::of(conn, person).await?.map(|leaving| leaving.at);
        let opening = |one: Opened| {
            let instant = Timestamp::from_millisecond(one.at).unwrap_or(Timestamp::UNIX_EPOCH);
            let there = instant.to_zoned(self.zone.clone());
            let foreign = |(owner, department)| owner != person && !own.contains(&department);
            Opening {
                seq: one.seq,
                at: one.at,
                minute: u16::try_from(i32::from(there.hour()) * 60 + i32::from(there.minute()))
                    .unwrap_or(0),
                worked: WorkCalendar::builtin().is_working_day(there.date()),
                of_day: one.at >= begins,
                customer: one.customer,
                outside: one.held.is_some_and(foreign),
                leaving: leaves.is_some_and(|since| one.at >= since),
            }
        };
        Ok(opened.into_iter().map(opening).collect())
    }

    /// The departments whose customers are a person's work: where they work, and what they head.
    async fn departments(
        &self,
        conn: &mut Conn,
        person: PersonId,
    ) -> Result<BTreeSet<DepartmentId>> {
        let place = organisation::place(conn, person).await?;
        let mut own = organisation::headed(&self.tree, person);
        own.extend(place.and_then(|place| place.department));
        Ok(own)
    }
}
