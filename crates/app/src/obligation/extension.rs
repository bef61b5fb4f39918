//! More time: asked for by whoever has it to do, given or refused by who answers for them.

use super::assign::House;
use super::hook::end_of_day;
use super::tell::page;
use crate::form::Form;
use crate::notice::Notice;
use crate::{App, AppError, Context, Result, Work};
use jiff::civil::Date;
use kedang_domain::field::FieldError;
use kedang_domain::id::{ExtensionId, ObligationId};
use kedang_domain::obligation::{ExtensionState, due};
use kedang_domain::permission::{Act as _, AskExtension, DecideExtension, Decision, Obliged};
use kedang_evidence::Draft;
use kedang_storage::obligation::{self, Extension, Listed, WaitingExtension};

/// Longest reason, in characters.
const REASON_MAX: usize = 500;
/// Nobody gets more than a year.
const LONGEST_MS: i64 = 366 * 24 * 3_600_000;

/// What somebody decides on a wish for more time.
#[derive(Clone, Debug)]
pub struct ExtensionDecision {
    /// Whether there is more time.
    pub granted: bool,
    /// Why; a refusal needs a reason.
    pub reason: Option<String>,
}

impl App {
    /// Asks for more time, to the end of a day.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], `obligation_closed`,
    /// `extension_open`, everything wrong with day and reason.
    pub async fn ask_extension(
        &self,
        ctx: &Context,
        id: ObligationId,
        version: i64,
        until: Date,
        reason: &str,
    ) -> Result<Listed> {
        let mut work = self.begin(ctx).await?;
        let (one, theirs) = self.obliged(&mut work, ctx, id).await?;
        let on = Obliged {
            theirs,
            asked_by: ctx.actor.person,
            department: one.department.as_ref().map(|(id, _)| *id),
            custodian: false,
        };
        let permit = ctx.ask::<AskExtension>(&on)?;
        AppError::unless_current(one.version, version)?;
        if !one.state.is_open() {
            return Err(AppError::conflict("obligation_closed"));
        }
        let zone = self.time_zone(work.tx()).await?;
        let until_at = due::end_of(until, &zone);
        let mut form = Form::default();
        let reason = form.line("/reason", reason, REASON_MAX);
        if until_at <= one.due_at || until_at < ctx.now {
            form.refuse("/until", FieldError::new("day_too_early"));
        } else if until_at > end_of_day(ctx.now, &zone).saturating_add(LONGEST_MS) {
            form.refuse("/until", FieldError::new("day_too_late"));
        }
        form.done()?;
        let new = Extension {
            id: ExtensionId::new(self.fresh()),
            obligation: id,
            asked_by: (ctx.actor.person, String::new()),
            asked_at: ctx.now,
            until_at,
            reason,
            state: ExtensionState::Open,
            decided_by: None,
            decided_at: None,
            decision: None,
        };
        if let Err(error) = obligation::ask(work.tx(), &permit, &new).await {
            let open = error.is_unique();
            return Err(if open { AppError::conflict("extension_open") } else { error.into() });
        }
        let entry = told(work.draft("obligation.ask"), &one)
            .detail("extension", new.id.to_string())
            .detail("until", until_at);
        work.record(entry);
        let mut house = House::default();
        let head = house.head(work.tx(), on.department, Some(ctx.actor.person)).await?;
        let notice =
            about("obligation.extension", &one).to(head).param("person", work.who().await?);
        work.notify(notice);
        work.commit().await?;
        self.obligation(ctx, id).await
    }

    /// Open wishes for more time, the oldest first: this person's own, or those on which they
    /// decide.
    ///
    /// # Errors
    /// The database's.
    pub async fn waiting_extensions(
        &self,
        ctx: &Context,
        own: bool,
        limit: i64,
    ) -> Result<Vec<WaitingExtension>> {
        let mut conn = self.db().read().await?;
        let looking = self.looking(&mut conn, ctx).await?;
        let custodian = House::default().custodian(&mut conn).await?;
        let custodian = custodian.is_some_and(|id| ctx.actor.headed.contains(&id));
        if !own && !custodian && ctx.actor.headed.is_empty() {
            return Ok(Vec::new());
        }
        let asker = own.then_some(ctx.actor.person);
        let mut found =
            obligation::waiting_extensions(&mut conn, &looking.wanted(), asker, limit).await?;
        found.retain(|one| {
            let on = Obliged {
                theirs: looking.refs.contains(&one.assignee.id),
                asked_by: one.asked_by.0,
                department: one.department,
                custodian,
            };
            own || DecideExtension::decide(&ctx.actor, &on) == Decision::Allow
        });
        Ok(found)
    }

    /// Gives more time, or refuses it.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], `extension_decided`,
    /// `obligation_closed`, no reason for a refusal.
    pub async fn decide_extension(
        &self,
        ctx: &Context,
        id: ObligationId,
        version: i64,
        extension: ExtensionId,
        decision: &ExtensionDecision,
    ) -> Result<Listed> {
        ctx.in_person()?;
        let mut work = self.begin(ctx).await?;
        let (one, theirs) = self.obliged(&mut work, ctx, id).await?;
        let asked = obligation::extensions(work.tx(), id).await?;
        let asked = asked.into_iter().find(|x| x.id == extension).ok_or(AppError::NotFound)?;
        let custodian = House::default().custodian(work.tx()).await?;
        let on = Obliged {
            theirs,
            asked_by: asked.asked_by.0,
            department: one.department.as_ref().map(|(id, _)| *id),
            custodian: custodian.is_some_and(|id| ctx.actor.headed.contains(&id)),
        };
        let permit = ctx.ask::<DecideExtension>(&on)?;
        AppError::unless_current(one.version, version)?;
        let mut form = Form::default();
        let reason = form.lines("/reason", decision.reason.as_deref(), REASON_MAX);
        if !decision.granted && reason.is_none() {
            form.refuse("/reason", FieldError::new("required"));
        }
        form.done()?;
        let granted = decision.granted;
        let state = if granted { ExtensionState::Granted } else { ExtensionState::Refused };
        let said = reason.as_deref();
        if !obligation::decide(work.tx(), &permit, &asked, state, said, ctx.now).await? {
            return Err(AppError::conflict("extension_decided"));
        }
        if granted && !self.extend(&mut work, ctx, &one, asked.until_at).await? {
            return Err(AppError::conflict("obligation_closed"));
        }
        let action = if granted { "obligation.extend" } else { "obligation.refuse" };
        let entry = told(work.draft(action), &one)
            .detail("extension", asked.id.to_string())
            .detail("from", one.due_at)
            .detail("until", asked.until_at);
        work.record(entry);
        let kind = if granted { "obligation.extended" } else { "obligation.not_extended" };
        let notice = about(kind, &one).to([asked.asked_by.0]).param("due_at", asked.until_at);
        work.notify(notice);
        work.commit().await?;
        self.obligation(ctx, id).await
    }

    async fn extend(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        one: &Listed,
        until: i64,
    ) -> Result<bool> {
        let duties = ctx.regulation.regulation().duties();
        let zone = self.time_zone(work.tx()).await?;
        let calendar = kedang_domain::reference::WorkCalendar::builtin();
        let remind = duties
            .get(&one.duty)
            .and_then(|duty| super::hook::remind_at(duty, (ctx.now, until), (calendar, &zone)));
        Ok(obligation::keep_due(work.tx(), one.id, until, remind, ctx.now).await?)
    }

    /// The wishes for more time for an obligation that this person may see, newest first.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn extensions(&self, ctx: &Context, id: ObligationId) -> Result<Vec<Extension>> {
        self.obligation(ctx, id).await?;
        let mut conn = self.db().read().await?;
        Ok(obligation::extensions(&mut conn, id).await?)
    }

    /// An obligation that this person sees, and whether it is theirs.
    pub(crate) async fn obliged(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        id: ObligationId,
    ) -> Result<(Listed, bool)> {
        let looking = self.looking(work.tx(), ctx).await?;
        let one = obligation::get(work.tx(), &looking.wanted(), id).await?;
        let one = one.ok_or(AppError::NotFound)?;
        let theirs = looking.refs.contains(&one.assignee.id);
        Ok((one, theirs))
    }
}

fn told(entry: Draft, one: &Listed) -> Draft {
    let entry = entry
        .subject("obligation", one.id.to_string())
        .clause(one.clause.as_str())
        .policy(one.policy.as_str())
        .detail("duty", one.duty.as_str());
    match &one.customer {
        Some((customer, ..)) => entry.customer(customer.to_string()),
        None => entry,
    }
}

fn about(kind: &'static str, one: &Listed) -> Notice {
    let notice = Notice::new(kind, page(one.id))
        .param("title.zh", &one.title.0)
        .param("title.en", &one.title.1);
    match &one.customer {
        Some((customer, ..)) => notice.about(*customer),
        None => notice,
    }
}
