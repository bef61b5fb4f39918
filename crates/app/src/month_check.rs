//! The check at month end (月末核对, H-3): walked by the owner, approved by the head, applied by the
//! system, with a maintenance log.

mod apply;
mod log;
mod note;
mod propose;
mod tell;
mod walk;

pub use kedang_storage::month_check::{
    LogRow, LogWanted, MonthCheck, Note, NoteRow, Part, Proposal, Proposals, Said,
};
pub use log::SeenLogRow;
pub use note::NewNote;
pub use propose::{NewProposal, SeenProposal};
pub use walk::{WalkFact, WalkGroup, Walking};

use crate::cycle::Days;
use crate::form::Form;
use crate::urgent_news::heads_above;
use crate::{App, AppError, Context, Result, Work};
use jiff::civil::Date;
use kedang_db::Conn;
use kedang_domain::field::FieldError;
use kedang_domain::id::{MonthCheckId, PersonId, ProposalId};
use kedang_domain::month_check::{CheckState, CheckStep, Month, NoStep};
use kedang_domain::permission::{
    Act as _, ApproveMonthCheck, CheckedBy, CheckedSide, Decision, NoteMonthService, RecordPayment,
    WalkMonthCheck,
};
use kedang_evidence::{Actor, Channel, Draft};
use kedang_policy::value::{Term, Unit};
use kedang_storage::{company, department, evidence, month_check};

/// The job that applies what was approved.
pub const APPLY_JOB: &str = "month_check.apply";
/// Longest reason, in characters.
pub const REASON_MAX: usize = 500;
/// So many days before the end of the month checks begin, unless the regulation says otherwise:
/// time enough to walk two thousand customers.
const OPENS_DAYS: u16 = 10;
/// Within this term what was approved is applied, unless the regulation says otherwise (H 2.3.9).
const APPLY_WITHIN: Term = Term::Of(2, Unit::Hour);

/// A check as somebody sees it.
#[derive(Debug)]
pub struct SeenCheck {
    /// The check.
    pub check: MonthCheck,
    /// It was not submitted when it was due.
    pub late: bool,
    /// Whether this person walks it.
    pub walk: Decision,
    /// Whether this person decides on it.
    pub approve: Decision,
}

/// The checks of a month.
#[derive(Debug)]
pub struct Checks {
    /// The month.
    pub month: Month,
    /// It is the present month.
    pub current: bool,
    /// On which day its checks begin by themselves.
    pub opens_on: Date,
    /// Until the end of which day they are due.
    pub due_on: Date,
    /// The clause that asks for them; `None` where the regulation does not.
    pub clause: Option<String>,
    /// Those that are for this person.
    pub checks: Vec<SeenCheck>,
    /// This person owns customers that no check of theirs covers yet.
    pub may_begin: bool,
    /// Whether this person adds what was served.
    pub service: Decision,
    /// Whether this person adds the state of payment.
    pub payment: Decision,
}

impl From<NoStep> for AppError {
    fn from(step: NoStep) -> Self {
        Self::conflict(step.0)
    }
}

impl App {
    /// The checks of a month that are for this person; of the present month when none is named.
    ///
    /// # Errors
    /// The database's.
    pub async fn month_checks(&self, ctx: &Context, month: Option<Month>) -> Result<Checks> {
        let mut conn = self.db().read().await?;
        let days = Days::of(self, &mut conn).await?;
        let present = Month::of(days.date(ctx.now));
        let month = month.unwrap_or(present);
        let term = self.ruled_term(&mut conn, "month_end.cycle").await?;
        let opens = self.opens(&mut conn).await?;
        let checks = month_check::list(&mut conn, &ctx.actor, month).await?;
        let own = match month == present && ctx.actor.reads() {
            true => month_check::sides(&mut conn, Some(ctx.actor.person)).await?,
            false => Vec::new(),
        };
        let covered = |side: &CheckedSide| {
            checks
                .iter()
                .any(|check| check.person.0 == side.person && check.department.0 == side.department)
        };
        Ok(Checks {
            month,
            current: month == present,
            opens_on: month.opens(opens),
            due_on: month.last(),
            clause: term.map(|term| term.clause),
            may_begin: own.iter().any(|side| {
                !covered(side) && WalkMonthCheck::decide(&ctx.actor, side) == Decision::Allow
            }),
            service: NoteMonthService::decide(&ctx.actor, &()),
            payment: RecordPayment::decide(&ctx.actor, &()),
            checks: checks.into_iter().map(|check| seen(ctx, check)).collect(),
        })
    }

    /// Submitted checks of any month that wait for a decision and are for this person, the oldest
    /// first.
    ///
    /// # Errors
    /// The database's.
    pub async fn submitted_month_checks(
        &self,
        ctx: &Context,
        limit: i64,
    ) -> Result<Vec<SeenCheck>> {
        let mut conn = self.db().read().await?;
        let found = month_check::submitted(&mut conn, &ctx.actor, limit).await?;
        Ok(found.into_iter().map(|check| seen(ctx, check)).collect())
    }

    /// One check.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is not for this person.
    pub async fn month_check(&self, ctx: &Context, id: MonthCheckId) -> Result<SeenCheck> {
        let mut conn = self.db().read().await?;
        let check = month_check::get(&mut conn, &ctx.actor, id).await?;
        Ok(seen(ctx, check.ok_or(AppError::NotFound)?))
    }

    /// Begins the checks of a person's customers in the present month before they begin by
    /// themselves: one's own, or as the head of the department. What has begun stays as it is.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when this person sees no customers of theirs; refusals.
    pub async fn begin_month_checks(
        &self,
        ctx: &Context,
        person: Option<PersonId>,
    ) -> Result<Vec<SeenCheck>> {
        let person = person.unwrap_or(ctx.actor.person);
        let mut work = self.begin(ctx).await?;
        let days = Days::of(self, work.tx()).await?;
        let month = Month::of(days.date(ctx.now));
        let due_at = days.end(month.last())?;
        let mut sides = month_check::sides(work.tx(), Some(person)).await?;
        sides.retain(|side| kedang_domain::permission::sees_month_check(&ctx.actor, side));
        if sides.is_empty() {
            return Err(AppError::NotFound);
        }
        let mut begun = 0;
        for side in &sides {
            ctx.ask::<WalkMonthCheck>(side)?;
            let id = MonthCheckId::new(self.fresh());
            if month_check::begin(work.tx(), id, month, *side, due_at, ctx.now).await? {
                let entry = opened(work.draft("month_check.open"), id, month, side);
                work.record(entry);
                begun += 1;
            }
        }
        if begun > 0 {
            work.commit().await?;
        }
        let checks = self.month_checks(ctx, Some(month)).await?.checks;
        Ok(checks.into_iter().filter(|seen| seen.check.person.0 == person).collect())
    }

    /// Begins the checks of the present month for everybody who owns customers, also for those who
    /// have left, once it is late enough in the month. Does nothing before there is a company. May be
    /// run at any time, any number of times; a month that passed while no server ran is not made up
    /// for: nobody can say any more what was true at its end.
    ///
    /// # Errors
    /// The database's.
    pub async fn open_month_checks(&self) -> Result<usize> {
        let now = self.now();
        let mut conn = self.db().read().await?;
        if company::get(&mut conn).await?.is_none() {
            return Ok(0);
        }
        let days = Days::of(self, &mut conn).await?;
        let today = days.date(now);
        let month = Month::of(today);
        if today < month.opens(self.opens(&mut conn).await?) {
            return Ok(0);
        }
        let due_at = days.end(month.last())?;
        let sides = month_check::sides(&mut conn, None).await?;
        drop(conn);
        let mut tx = self.db().begin().await?;
        let mut entries = Vec::new();
        for side in &sides {
            let id = MonthCheckId::new(self.fresh());
            if month_check::begin(&mut tx, id, month, *side, due_at, now).await? {
                entries.push(opened(by_system(now, "month_check.open"), id, month, side));
            }
        }
        let begun = entries.len();
        if begun > 0 {
            evidence::append(&mut tx, entries).await?;
            tx.commit().await?;
        }
        Ok(begun)
    }

    /// So many days before the end of a month checks begin.
    async fn opens(&self, conn: &mut Conn) -> Result<u16> {
        let term = self.ruled_term(conn, "month_end.opens_before").await?;
        Ok(match term.map(|term| term.value) {
            Some(Term::Of(days, Unit::Day | Unit::WorkingDay)) => days,
            Some(Term::Of(weeks, Unit::Week)) => weeks.saturating_mul(7),
            _ => OPENS_DAYS,
        })
    }

    /// Submits a check of which every customer was walked.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], a clash when something is missing.
    pub async fn submit_month_check(
        &self,
        ctx: &Context,
        id: MonthCheckId,
        version: i64,
    ) -> Result<SeenCheck> {
        let (mut work, check) = self.check_to_walk(ctx, id).await?;
        let permit = ctx.ask::<WalkMonthCheck>(&check.side())?;
        check.state.step(CheckStep::Submit)?;
        AppError::unless_current(check.version, version)?;
        let walked = check.walked;
        if let Err(missing) = walked.complete() {
            let left = walked.total - walked.walked;
            let left = if left > 0 { left } else { walked.unproposed };
            return Err(AppError::conflict(missing.0).with("count", left));
        }
        if !month_check::submit(work.tx(), &permit, &check, ctx.now).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        let entry = entry(&work, "month_check.submit", &check)
            .detail("customers", walked.total)
            .detail("marked", check.marked)
            .detail("proposals", check.proposals.all);
        work.record(entry);
        let departments = department::list(work.tx()).await?;
        let by = Some(ctx.actor.person);
        let heads = heads_above(&departments, Some(check.department.0), by);
        work.notify(tell::waiting(&check).to(heads));
        work.commit().await?;
        self.month_check(ctx, id).await
    }

    /// Decides on a submitted check: the proposals named are refused, each for a reason, all others
    /// are approved. They are applied right afterwards, by the system.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], a clash when it is not submitted or
    /// decided already, a refusal without a reason or of what is not there.
    pub async fn approve_month_check(
        &self,
        ctx: &Context,
        id: MonthCheckId,
        version: i64,
        refused: &[(ProposalId, String)],
    ) -> Result<SeenCheck> {
        let (mut work, check) = self.check_to_walk(ctx, id).await?;
        let by = check.submitted.as_ref().map(|(person, _, _)| *person);
        let on = CheckedBy { side: check.side(), submitted_by: by };
        let permit = ctx.ask::<ApproveMonthCheck>(&on)?;
        check.state.step(CheckStep::Approve)?;
        AppError::unless_current(check.version, version)?;
        let refused = self.refusals(&mut work, id, refused).await?;
        let days = Days::of(self, work.tx()).await?;
        let term = self.ruled_term(work.tx(), "month_end.apply_within").await?;
        let apply_by = days.after(ctx.now, term.map_or(APPLY_WITHIN, |term| term.value))?;
        let approved = month_check::decide(work.tx(), &permit, id, &refused, ctx.now).await?;
        if !month_check::approve(work.tx(), &permit, &check, ctx.now, apply_by).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        self.enqueue(&mut work, APPLY_JOB, &id.to_string()).await?;
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let entry = entry(&work, "month_check.approve", &check)
            .detail("approved", i64::try_from(approved).unwrap_or(i64::MAX))
            .detail("refused", count(refused.len()));
        work.record(entry);
        work.notify(tell::approved(&check, refused.len()));
        work.commit().await?;
        self.wake_jobs();
        self.month_check(ctx, id).await
    }

    /// The refusals of an approval, each about a proposal of the check, once, with a reason.
    async fn refusals(
        &self,
        work: &mut Work<'_>,
        check: MonthCheckId,
        refused: &[(ProposalId, String)],
    ) -> Result<Vec<(ProposalId, String)>> {
        let mut form = Form::default();
        let mut checked: Vec<(ProposalId, String)> = Vec::with_capacity(refused.len());
        for (index, (id, reason)) in refused.iter().enumerate() {
            let pointer = format!("/refused/{index}");
            let there = month_check::proposal(work.tx(), check, *id).await?.is_some();
            if !there || checked.iter().any(|(other, _)| other == id) {
                form.refuse(&format!("{pointer}/id"), FieldError::new("proposal_unknown"));
            }
            let reason_at = format!("{pointer}/reason");
            match form.lines(&reason_at, Some(reason), REASON_MAX) {
                Some(reason) => checked.push((*id, reason)),
                None => form.refuse(&reason_at, FieldError::new("required")),
            }
        }
        form.done()?;
        Ok(checked)
    }

    /// A check that this person sees, to do something to it.
    async fn check_to_walk<'a>(
        &'a self,
        ctx: &'a Context,
        id: MonthCheckId,
    ) -> Result<(Work<'a>, MonthCheck)> {
        let mut work = self.begin(ctx).await?;
        let check = month_check::get(work.tx(), &ctx.actor, id).await?;
        Ok((work, check.ok_or(AppError::NotFound)?))
    }
}

fn seen(ctx: &Context, check: MonthCheck) -> SeenCheck {
    let submitted = check.submitted.as_ref().map(|(_, _, at)| *at);
    let by = check.submitted.as_ref().map(|(person, _, _)| *person);
    let on = CheckedBy { side: check.side(), submitted_by: by };
    SeenCheck {
        late: kedang_domain::change_list::is_late(check.due_at, submitted, ctx.now),
        walk: WalkMonthCheck::decide(&ctx.actor, &check.side()),
        approve: ApproveMonthCheck::decide(&ctx.actor, &on),
        check,
    }
}

/// Begins an entry of the log about a check.
fn entry(work: &Work<'_>, action: &str, check: &MonthCheck) -> Draft {
    opened(work.draft(action), check.id, check.month, &check.side())
}

fn opened(draft: Draft, id: MonthCheckId, month: Month, side: &CheckedSide) -> Draft {
    draft
        .subject("month_check", id.to_string())
        .detail("month", month.to_string())
        .detail("person", side.person.to_string())
        .detail("department", side.department.to_string())
}

/// An entry about what the clock did.
fn by_system(now: i64, action: &str) -> Draft {
    Draft::new(now, Actor::System("job.month_check".to_owned()), Channel::Job, action)
}

/// Whether a check may still be walked.
fn walkable(state: CheckState) -> Result<()> {
    state.step(CheckStep::Walk)?;
    Ok(())
}
