//! What is done to a loan, from hand to hand.

use super::{BASIS, OpenLoan, TERM, entry, kept, page};
use crate::cycle::Days;
use crate::form::Form;
use crate::urgent_news::heads_above;
use crate::{App, AppError, Context, Notice, Result, Work};
use jiff::civil::Date;
use kedang_domain::field::FieldError;
use kedang_domain::id::{LoanId, PersonId};
use kedang_domain::loan::{LoanState, LoanStep, TEXT_MAX};
use kedang_domain::permission::{ConfirmLoan, HandleLoan, LoanSides, ReportLoan};
use kedang_storage::loan::{self, Check, Loan};
use kedang_storage::{customer, department, export, organisation};

/// How an item is found when it goes from hand to hand.
#[derive(Clone, Debug)]
pub struct Checked {
    /// How it is.
    pub condition: String,
    /// How many pages were counted.
    pub pages: i64,
}

impl Checked {
    /// Cleaned.
    fn read(&self) -> Result<(String, i64)> {
        let mut form = Form::default();
        let condition = form.line("/condition", &self.condition, TEXT_MAX);
        super::item::count(&mut form, "/pages", self.pages);
        form.done()?;
        Ok((condition, self.pages))
    }
}

impl App {
    /// Hands an item out. Of many for whom it was approved, one gets it.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; refusals; a stale version; values refused; a clash when it is out, or
    /// was handed out already, or the time for which it was asked is over.
    pub async fn hand_out_loan(
        &self,
        ctx: &Context,
        id: LoanId,
        version: i64,
        checked: &Checked,
    ) -> Result<OpenLoan> {
        let (mut work, loan, sides) = self.loan_at(ctx, id).await?;
        let permit = ctx.ask_on::<HandleLoan>(&sides, loan.item.customer)?;
        ready(&loan, version, LoanStep::HandOut)?;
        let (condition, pages) = checked.read()?;
        if loan.until <= ctx.now {
            return Err(AppError::conflict("loan_lapsed"));
        }
        let (due, clause) = self.loan_due(&mut work, &loan).await?;
        let check = Check { condition: &condition, pages };
        match loan::hand_out(work.tx(), &permit, &loan, check, (due, ctx.now)).await {
            Err(broken) if broken.is_unique() => return Err(AppError::conflict("item_out")),
            done => written(done?, &loan)?,
        }
        let mut draft =
            entry(&work, "loan.hand_out", &loan).detail("pages", pages).detail("due", due);
        draft.clause = clause.or(draft.clause);
        work.record(draft);
        tell_borrower(&mut work, "loan.handed_out", &loan, due);
        self.committed(work, ctx, id).await
    }

    /// Says that an item is as the keeper described it: after it was handed out, and again after it
    /// was taken back.
    ///
    /// # Errors
    /// As [`App::hand_out_loan`].
    pub async fn confirm_loan(&self, ctx: &Context, id: LoanId, version: i64) -> Result<OpenLoan> {
        let (mut work, loan, sides) = self.loan_at(ctx, id).await?;
        // No program checks paper.
        ctx.in_person()?;
        let permit = ctx.ask_on::<ConfirmLoan>(&sides, loan.item.customer)?;
        ready(&loan, version, LoanStep::Confirm)?;
        written(loan::confirm(work.tx(), &permit, &loan, ctx.now).await?, &loan)?;
        let action = match loan.state {
            LoanState::Returned => "loan.close",
            _ => "loan.confirm",
        };
        let draft = entry(&work, action, &loan);
        work.record(draft);
        self.committed(work, ctx, id).await
    }

    /// Takes an item back.
    ///
    /// # Errors
    /// As [`App::hand_out_loan`].
    pub async fn take_back_loan(
        &self,
        ctx: &Context,
        id: LoanId,
        version: i64,
        checked: &Checked,
    ) -> Result<OpenLoan> {
        let (mut work, loan, sides) = self.loan_at(ctx, id).await?;
        let permit = ctx.ask_on::<HandleLoan>(&sides, loan.item.customer)?;
        ready(&loan, version, LoanStep::TakeBack)?;
        let (condition, pages) = checked.read()?;
        let check = Check { condition: &condition, pages };
        let done = loan::take_back(work.tx(), &permit, &loan, check, ctx.now).await?;
        written(done, &loan)?;
        let missing = loan.out.as_ref().map_or(0, |out| (out.pages - pages).max(0));
        let draft = entry(&work, "loan.return", &loan)
            .detail("pages", pages)
            .detail("missing", missing)
            .detail("late", i64::from(loan.is_late(ctx.now)));
        work.record(draft);
        tell_borrower(&mut work, "loan.returned", &loan, ctx.now);
        self.committed(work, ctx, id).await
    }

    /// Gives more time, once, and never more than the regulation lends from now on.
    ///
    /// # Errors
    /// As [`App::hand_out_loan`]; a clash when it was extended before; a day that is no later, or
    /// too late.
    pub async fn extend_loan(
        &self,
        ctx: &Context,
        id: LoanId,
        version: i64,
        until: Date,
    ) -> Result<OpenLoan> {
        let (mut work, loan, sides) = self.loan_at(ctx, id).await?;
        let permit = ctx.ask_on::<HandleLoan>(&sides, loan.item.customer)?;
        ready(&loan, version, LoanStep::Extend)?;
        if loan.extended_at.is_some() {
            return Err(AppError::conflict("loan_extended_already"));
        }
        let days = Days::of(self, work.tx()).await?;
        let due = days.end(until)?;
        let mut form = Form::default();
        if due <= ctx.now || loan.due.is_some_and(|before| due <= before) {
            form.refuse("/until", FieldError::new("until_past"));
        }
        let ruled = self.ruled_term(work.tx(), TERM).await?;
        if let Some(ruled) = &ruled
            && due > days.end(days.date(days.after(ctx.now, ruled.value)? - 1))?
        {
            form.refuse("/until", FieldError::new("until_too_late"));
        }
        form.done()?;
        let done = loan::extend(work.tx(), &permit, &loan, (due, ctx.now)).await?;
        written(done, &loan)?;
        let mut draft = entry(&work, "loan.extend", &loan).detail("due", due);
        draft.clause = ruled.map(|ruled| ruled.clause).or(draft.clause);
        work.record(draft);
        tell_borrower(&mut work, "loan.extended", &loan, due);
        self.committed(work, ctx, id).await
    }

    /// Reports that an item was damaged. The borrower's superiors and the keepers are told at once.
    ///
    /// # Errors
    /// As [`App::hand_out_loan`].
    pub async fn report_loan_damage(
        &self,
        ctx: &Context,
        id: LoanId,
        version: i64,
        text: &str,
    ) -> Result<OpenLoan> {
        self.report_loan(ctx, id, version, text, LoanStep::ReportDamage).await
    }

    /// Reports that an item cannot be found. As [`App::report_loan_damage`].
    ///
    /// # Errors
    /// As [`App::hand_out_loan`].
    pub async fn report_loan_loss(
        &self,
        ctx: &Context,
        id: LoanId,
        version: i64,
        text: &str,
    ) -> Result<OpenLoan> {
        self.report_loan(ctx, id, version, text, LoanStep::ReportLoss).await
    }

    async fn report_loan(
        &self,
        ctx: &Context,
        id: LoanId,
        version: i64,
        text: &str,
        step: LoanStep,
    ) -> Result<OpenLoan> {
        let (mut work, loan, sides) = self.loan_at(ctx, id).await?;
        ctx.in_person()?;
        let permit = ctx.ask_on::<ReportLoan>(&sides, loan.item.customer)?;
        ready(&loan, version, step)?;
        let mut form = Form::default();
        let text = form.line("/text", text, TEXT_MAX);
        form.done()?;
        let (done, action, notice) = if step == LoanStep::ReportLoss {
            let done = loan::lost(work.tx(), &permit, &loan, &text, ctx.now).await?;
            (done, "loan.report_loss", "loan.lost")
        } else {
            let done = loan::damaged(work.tx(), &permit, &loan, &text, ctx.now).await?;
            (done, "loan.report_damage", "loan.damaged")
        };
        written(done, &loan)?;
        let mut draft = entry(&work, action, &loan);
        draft.clause = ctx.clause("C8.3.6").map(str::to_owned).or(draft.clause);
        work.record(draft);
        let told = superiors(&mut work, &loan).await?;
        let notice = Notice::new(notice, page(id))
            .param("person", &loan.borrower.1)
            .param("number", &loan.item.number);
        work.notify(notice.to(told));
        self.committed(work, ctx, id).await
    }

    /// A loan that exists for this person, to be acted on.
    async fn loan_at<'a>(
        &'a self,
        ctx: &'a Context,
        id: LoanId,
    ) -> Result<(Work<'a>, Loan, LoanSides)> {
        let mut work = self.begin(ctx).await?;
        let found = loan::get(work.tx(), ctx.actor.person, &ctx.scope(), id).await?;
        let found = found.ok_or(AppError::NotFound)?;
        let seen = customer::visible(work.tx(), &ctx.actor, ctx.now, found.item.customer).await?;
        let custodians = export::custodians(work.tx()).await?;
        let kept = seen.map(|seen| kept(&seen, &custodians));
        let sides = LoanSides { borrower: found.borrower.0, kept };
        Ok((work, found, sides))
    }

    /// When an item that is handed out now is due: at the end of what was asked for, and no later
    /// than the regulation lends.
    async fn loan_due(&self, work: &mut Work<'_>, loan: &Loan) -> Result<(i64, Option<String>)> {
        let now = work.context().now;
        let days = Days::of(self, work.tx()).await?;
        let Some(ruled) = self.ruled_term(work.tx(), TERM).await? else {
            return Ok((loan.until, work.context().clause(BASIS).map(str::to_owned)));
        };
        Ok((loan.until.min(days.after(now, ruled.value)?), Some(ruled.clause)))
    }

    async fn committed(&self, work: Work<'_>, ctx: &Context, id: LoanId) -> Result<OpenLoan> {
        work.commit().await?;
        self.loan(ctx, id).await
    }
}

/// Refuses what was decided on an older version, and what makes no sense now.
fn ready(loan: &Loan, version: i64, step: LoanStep) -> Result<()> {
    AppError::unless_current(loan.version, version)?;
    match loan.state.after(step) {
        Some(_) => Ok(()),
        None => Err(AppError::conflict("loan_not_now")),
    }
}

/// A step that was not written came after one of somebody else.
fn written(done: bool, loan: &Loan) -> Result<()> {
    if done { Ok(()) } else { Err(AppError::Stale { current: loan.version + 1 }) }
}

fn tell_borrower(work: &mut Work<'_>, kind: &'static str, loan: &Loan, due: i64) {
    let told =
        Notice::new(kind, page(loan.id)).param("number", &loan.item.number).param("due_at", due);
    work.notify(told.to([loan.borrower.0]));
}

/// Whom damage and loss are reported to: the borrower's superiors, those of the customer's
/// department, and the custodian.
async fn superiors(work: &mut Work<'_>, loan: &Loan) -> Result<Vec<PersonId>> {
    let departments = department::list(work.tx()).await?;
    let borrower = organisation::place(work.tx(), loan.borrower.0).await?;
    let from = borrower.and_then(|place| place.department);
    let mut told = heads_above(&departments, from, Some(loan.borrower.0));
    if let Some(seen) = customer::whole(work.tx(), loan.item.customer).await? {
        told.extend(heads_above(&departments, Some(seen.department), Some(loan.borrower.0)));
    }
    let keepers = departments.iter().filter(|one| one.custodian);
    told.extend(keepers.flat_map(|one| [one.head, one.deputy]).flatten());
    told.sort_unstable();
    told.dedup();
    Ok(told)
}
