//! What the clock does: making the list of each department and week, putting changes on it, closing
//! it when the week is over.
//!
//! Every week is made once, whenever a server runs again, also for departments in which nothing
//! changed: that nothing did is a statement, which the head confirms.

use super::{ChangeList, tell};
use crate::cycle::{Days, cycle, instants, week_end};
use crate::notice::Notice;
use crate::urgent_news::heads_above;
use crate::{App, Result};
use kedang_domain::cycle::{Cycle, Period};
use kedang_domain::id::{ChangeListId, DepartmentId};
use kedang_evidence::{Actor, Channel, Draft};
use kedang_storage::change_list::{self, Gathering};
use kedang_storage::cycle::{self as progress, Progress};
use kedang_storage::department::{self, Department};
use kedang_storage::{company, evidence};

/// Under which name it is kept how far the lists have come.
const NAME: &str = "change_list";
/// Changes put on lists in one transaction, so that nobody waits for it.
const PART: u32 = 2_000;
const DAY_MS: i64 = 86_400_000;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// Weeks that were closed.
    pub weeks: usize,
    /// Lists that were closed with them.
    pub lists: usize,
    /// Changes that were put on a list.
    pub changes: u64,
}

impl App {
    /// Makes the lists of every week that has begun, gathers their changes, and closes those of weeks
    /// that are over. Does nothing before there is a company. May be run at any time, any number of
    /// times.
    ///
    /// # Errors
    /// The database's.
    pub async fn gather_changes(&self) -> Result<Gathered> {
        let mut gathered = Gathered::default();
        while self.gather_week(&mut gathered).await? {}
        Ok(gathered)
    }

    /// Works on the earliest week that is not done; `false` when it still goes on.
    async fn gather_week(&self, gathered: &mut Gathered) -> Result<bool> {
        let now = self.now();
        let mut conn = self.db().read().await?;
        if company::get(&mut conn).await?.is_none() {
            return Ok(false);
        }
        let days = Days::of(self, &mut conn).await?;
        // The cycle of the measures where the regulation in force names none.
        let term = self.ruled_term(&mut conn, "weekly_changes.cycle").await?;
        let cycle = term.map_or(Cycle::Weeks(1), |term| cycle(term.value));
        let end = week_end(self.ruled_number(&mut conn, "weekly_changes.last_day").await?);
        let kept = progress::progress(&mut conn, NAME).await?;
        drop(conn);
        let kept = match kept {
            Some(kept) => kept,
            None => {
                // Nobody asked for lists of weeks before the first one.
                let (since, _) = instants(&days, cycle.period(days.date(now), end))?;
                Progress { since, done_until: since }
            }
        };
        let period = cycle.period(days.date(kept.done_until), end);
        let next = cycle.next(period, end);
        let gathering = gathering(&days, period, next, kept)?;
        let over = gathering.until_at <= now;
        let mut tx = self.db().begin().await?;
        progress::keep(&mut tx, NAME, kept).await?;
        change_list::make(&mut tx, &gathering, now, || ChangeListId::new(self.fresh())).await?;
        tx.commit().await?;
        loop {
            let mut tx = self.db().begin().await?;
            let added = change_list::gather(&mut tx, &gathering, PART).await?;
            gathered.changes += added;
            let all = added < u64::from(PART);
            if all && over {
                let marked = change_list::mark(&mut tx, gathering.from_at).await?;
                gathered.weeks += 1;
                gathered.lists += marked.len();
                let departments = department::list(&mut tx).await?;
                let told: Vec<_> = marked
                    .iter()
                    .map(|(id, department, _)| waiting(&departments, *id, *department))
                    .collect();
                let entries = marked.into_iter().map(|(id, department, changes)| {
                    let entry = draft(now, id, changes);
                    let entry = entry.detail("department", department.to_string());
                    entry.detail("week", period.first.to_string())
                });
                evidence::append(&mut tx, entries.collect()).await?;
                let done = Progress { done_until: gathering.until_at, ..kept };
                progress::keep(&mut tx, NAME, done).await?;
                self.write_notices(&mut tx, now, &told).await?;
            }
            tx.commit().await?;
            if all {
                if over {
                    self.wake_inboxes();
                }
                return Ok(over);
            }
        }
    }
}

/// The lists of a week. One that began in the midst of a week, because the cycle or the time zone
/// changed, begins where the one before ended.
fn gathering(days: &Days, period: Period, next: Period, kept: Progress) -> Result<Gathering> {
    let (_, until_at) = instants(days, period)?;
    let (_, due_at) = instants(days, next)?;
    let from_at = kept.done_until;
    // What was written while the week before was closed, or after its head had reviewed it.
    let since = from_at - (until_at - from_at).max(14 * DAY_MS);
    Ok(Gathering { period, from_at, until_at, due_at, since: since.max(kept.since) })
}

/// Tells whoever heads the department of a list that it waits for them.
fn waiting(departments: &[Department], id: ChangeListId, of: DepartmentId) -> Notice {
    let name = departments.iter().find(|one| one.id == of).map_or("", |one| one.name.as_str());
    tell::waiting(id, name).to(heads_above(departments, Some(of), None))
}

fn draft(now: i64, id: ChangeListId, changes: i64) -> Draft {
    let actor = Actor::System("job.change_list".to_owned());
    Draft::new(now, actor, Channel::Job, "change_list.mark")
        .subject("change_list", id.to_string())
        .detail("changes", changes)
}

/// That the changes of a list are marked, by the system.
pub(super) fn marked(now: i64, id: ChangeListId, list: &ChangeList, changes: i64) -> Draft {
    draft(now, id, changes)
        .detail("department", list.department.0.to_string())
        .detail("week", list.first_day.as_str())
}
