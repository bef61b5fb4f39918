//! Proposing, approving and refusing a version.

use super::{Calendar, OpenedVersion, chain, tell};
use crate::form::Form;
use crate::notice::Notice;
use crate::regulation::{noted, understood};
use crate::{App, AppError, Context, Result, Work};
use jiff::ToSpan as _;
use jiff::civil::Date;
use kedang_domain::field::FieldError;
use kedang_domain::id::PolicyVersionId;
use kedang_domain::permission::{
    DecidePolicy, DraftPolicy, Permit, ProposedPolicy, WithdrawPolicy,
};
use kedang_domain::policy::{AHEAD_MAX, PolicyState, WORDS_MAX};
use kedang_storage::organisation;
use kedang_storage::policy::{self, Approval, Enacting, PolicyVersion, Proposal};

impl App {
    /// Proposes a draft: from now on only who decides on it, or takes it back, changes it.
    ///
    /// # Errors
    /// [`AppError::NotFound`], a refusal, a stale version, a date that cannot be, and clashes:
    /// `policy_not_draft`, `policy_overtaken`, `policy_unchanged`.
    pub async fn propose_policy(
        &self,
        ctx: &Context,
        id: PolicyVersionId,
        seen: i64,
        active_from: Date,
        note: Option<&str>,
    ) -> Result<OpenedVersion> {
        let mut work = self.begin(ctx).await?;
        let (version, calendar) = self.begun(&mut work, id).await?;
        let permit = ctx.ask::<DraftPolicy>(&())?;
        AppError::unless_current(version.version, seen)?;
        let mut form = Form::default();
        let note = form.lines("/note", note, WORDS_MAX);
        fitting(&mut form, &calendar, active_from);
        form.done()?;
        in_state(&version, PolicyState::Draft, "policy_not_draft")?;
        up_to_date(&version, &calendar)?;
        self.says_something(&mut work, &version).await?;
        let (by, at) = (ctx.actor.person, ctx.now);
        let proposal = Proposal { by, at, active_from, note: note.as_deref() };
        if !policy::propose(work.tx(), &permit, id, seen, proposal).await? {
            return Err(AppError::Stale { current: seen + 1 });
        }
        let draft = noted(work.draft("policy.propose"), &version);
        work.record(draft.detail("active_from", active_from.to_string()));
        let regulation = ctx.regulation.regulation();
        let wanted = chain::wanted(work.tx(), regulation, by, &[]).await?;
        let people = wanted.into_iter().flat_map(|wanted| wanted.people);
        let person = work.who().await?;
        work.notify(
            about(&version, &calendar, "policy.proposed").to(people).param("person", person),
        );
        work.commit().await?;
        self.reopened(ctx, id).await
    }

    /// Takes a proposal back: it is a draft again.
    ///
    /// # Errors
    /// [`AppError::NotFound`], a refusal, a stale version, `policy_not_proposed`.
    pub async fn withdraw_policy(
        &self,
        ctx: &Context,
        id: PolicyVersionId,
        seen: i64,
    ) -> Result<OpenedVersion> {
        let mut work = self.begin(ctx).await?;
        let (version, _) = self.begun(&mut work, id).await?;
        let proposer = version.proposed.map_or(ctx.actor.person, |(by, _)| by);
        let permit = ctx.ask::<WithdrawPolicy>(&proposer)?;
        AppError::unless_current(version.version, seen)?;
        in_state(&version, PolicyState::Proposed, "policy_not_proposed")?;
        if !policy::withdraw(work.tx(), &permit, id, seen).await? {
            return Err(AppError::Stale { current: seen + 1 });
        }
        let draft = noted(work.draft("policy.withdraw"), &version);
        work.record(draft);
        work.commit().await?;
        self.reopened(ctx, id).await
    }

    /// Approves a proposed version. With the last approval that the chain of the regulation in
    /// force asks for, it gets its number and is in force from its date; today at once.
    ///
    /// # Errors
    /// [`AppError::NotFound`], a refusal, a stale version, a date that cannot be, and clashes:
    /// `policy_not_proposed`, `policy_overtaken`, `policy_date_passed`.
    pub async fn approve_policy(
        &self,
        ctx: &Context,
        id: PolicyVersionId,
        seen: i64,
        active_from: Option<Date>,
    ) -> Result<OpenedVersion> {
        ctx.in_person()?;
        let mut work = self.begin(ctx).await?;
        let (version, calendar) = self.begun(&mut work, id).await?;
        in_state(&version, PolicyState::Proposed, "policy_not_proposed")?;
        let (permit, roles) = decider(&mut work, &version).await?;
        AppError::unless_current(version.version, seen)?;
        up_to_date(&version, &calendar)?;
        let day = agreed_day(&calendar, &version, active_from)?;
        let mut at_version = seen;
        for role in roles {
            let approval = Approval { role, person: ctx.actor.person, at: ctx.now };
            if !policy::agree(work.tx(), &permit, id, at_version, &approval).await? {
                return Err(AppError::Stale { current: seen + 1 });
            }
            at_version += 1;
        }
        let given = policy::approvals(work.tx(), id).await?;
        let proposer = version.proposed.map_or(ctx.actor.person, |(by, _)| by);
        let regulation = ctx.regulation.regulation();
        let version = PolicyVersion { active_from: Some(day), ..version };
        if chain::wanted(work.tx(), regulation, proposer, &given).await?.is_empty() {
            work.notify(about(&version, &calendar, "policy.approved").to([proposer]));
            enact(&mut work, &permit, &calendar, version, at_version).await?;
        } else {
            let draft = noted(work.draft("policy.approve"), &version);
            work.record(draft);
        }
        work.commit().await?;
        self.reopened(ctx, id).await
    }

    /// Refuses a proposed version, with the reason. It stays readable; whoever wants to go on makes
    /// a draft from it.
    ///
    /// # Errors
    /// As [`App::approve_policy`]; a reason that is missing or too long.
    pub async fn refuse_policy(
        &self,
        ctx: &Context,
        id: PolicyVersionId,
        seen: i64,
        reason: &str,
    ) -> Result<OpenedVersion> {
        ctx.in_person()?;
        let mut work = self.begin(ctx).await?;
        let (version, calendar) = self.begun(&mut work, id).await?;
        in_state(&version, PolicyState::Proposed, "policy_not_proposed")?;
        let (permit, _) = decider(&mut work, &version).await?;
        let mut form = Form::default();
        let reason = form.lines("/reason", Some(reason), WORDS_MAX);
        if reason.is_none() {
            form.refuse("/reason", FieldError::new("required"));
        }
        form.done()?;
        AppError::unless_current(version.version, seen)?;
        let reason = reason.unwrap_or_default();
        if !policy::refuse(work.tx(), &permit, id, seen, &reason, ctx.now).await? {
            return Err(AppError::Stale { current: seen + 1 });
        }
        let draft = noted(work.draft("policy.refuse"), &version);
        work.record(draft);
        let proposer = version.proposed.map(|(by, _)| by);
        work.notify(about(&version, &calendar, "policy.refused").to(proposer));
        work.commit().await?;
        self.reopened(ctx, id).await
    }

    /// A version that is about to change, and the calendar, with everybody else who changes the
    /// regulation kept waiting. `None` when it is not for this person.
    async fn begun(
        &self,
        work: &mut Work<'_>,
        id: PolicyVersionId,
    ) -> Result<(PolicyVersion, Calendar)> {
        organisation::touch(work.tx()).await?;
        let ctx = work.context();
        let opened = self.open_version(work.tx(), ctx, id).await?;
        let calendar = Calendar::read(self, work.tx(), ctx.now).await?;
        Ok((opened.version, calendar))
    }

    /// The version after a change of one's own.
    pub(super) async fn reopened(
        &self,
        ctx: &Context,
        id: PolicyVersionId,
    ) -> Result<OpenedVersion> {
        let mut conn = self.db().read().await?;
        self.open_version(&mut conn, ctx, id).await
    }

    /// Refuses a draft that says what the newest version says: there is nothing to approve.
    async fn says_something(&self, work: &mut Work<'_>, draft: &PolicyVersion) -> Result<()> {
        let Some(base) = draft.based_on else { return Ok(()) };
        let base = policy::get(work.tx(), base).await?.ok_or(AppError::NotFound)?;
        let said = |text: &str| -> Option<String> {
            let (mut pack, _) = understood(text).ok()?;
            pack.own.version.clear();
            Some(pack.to_toml())
        };
        if said(&base.text) == said(&draft.text) {
            return Err(AppError::conflict("policy_unchanged"));
        }
        Ok(())
    }
}

/// What people are told of a version, by the number that it has or would be given.
fn about(version: &PolicyVersion, calendar: &Calendar, kind: &'static str) -> Notice {
    let number = calendar.newest().map_or(0, |newest| newest.number) + 1;
    let notice = Notice::new(kind, format!("/regulation/versions/{}", version.id));
    notice.param("version", number)
}

/// The acting person's right to decide, and the roles of the chain for which they stand.
async fn decider(
    work: &mut Work<'_>,
    version: &PolicyVersion,
) -> Result<(Permit<DecidePolicy>, Vec<String>)> {
    let ctx = work.context();
    let proposer = version.proposed.map(|(by, _)| by);
    let Some(proposer) = proposer else { return Err(AppError::conflict("policy_not_proposed")) };
    let given = policy::approvals(work.tx(), version.id).await?;
    let regulation = ctx.regulation.regulation();
    let wanted = chain::wanted(work.tx(), regulation, proposer, &given).await?;
    let mine = wanted.iter().filter(|wanted| wanted.people.contains(&ctx.actor.person));
    let roles: Vec<_> = mine.map(|wanted| wanted.role.to_owned()).collect();
    let permit = ctx.ask::<DecidePolicy>(&ProposedPolicy { proposer, named: !roles.is_empty() })?;
    Ok((permit, roles))
}

/// Gives the version its number and writes it in.
async fn enact(
    work: &mut Work<'_>,
    permit: &Permit<DecidePolicy>,
    calendar: &Calendar,
    version: PolicyVersion,
    seen: i64,
) -> Result<()> {
    let number = calendar.newest().map_or(0, |newest| newest.number) + 1;
    let (mut pack, _) = understood(&version.text)
        .map_err(|_| AppError::internal("a proposed regulation is not understood"))?;
    pack.own.version = number.to_string();
    let text = pack.to_toml();
    let active_from = version.active_from.unwrap_or(calendar.today);
    let (at, at_once) = (work.context().now, active_from <= calendar.today);
    let enacting = Enacting { number, text: &text, active_from, at, at_once };
    if !policy::enact(work.tx(), permit, version.id, seen, enacting).await? {
        return Err(AppError::Stale { current: seen + 1 });
    }
    let version = PolicyVersion { number: Some(number), ..version };
    let approved = noted(work.draft("policy.approve"), &version);
    work.record(approved);
    if at_once {
        for notice in tell::in_force(work.tx(), &version).await? {
            work.notify(notice);
        }
        let activated = noted(work.draft("policy.activate"), &version).policy(number.to_string());
        work.record(activated);
    }
    Ok(())
}

fn in_state(version: &PolicyVersion, state: PolicyState, code: &'static str) -> Result<()> {
    if version.state == state { Ok(()) } else { Err(AppError::conflict(code)) }
}

/// Refuses what was drafted before another version was approved: it would take that one back
/// unseen.
fn up_to_date(version: &PolicyVersion, calendar: &Calendar) -> Result<()> {
    if version.based_on == calendar.newest().map(|newest| newest.id) {
        Ok(())
    } else {
        Err(AppError::conflict("policy_overtaken"))
    }
}

/// A day on which a version may come into force: not in the past, not before the newest one does,
/// and within three years.
fn fitting(form: &mut Form, calendar: &Calendar, day: Date) {
    let first = calendar.newest().map_or(calendar.today, |n| n.active_from.max(calendar.today));
    let last = calendar.today.saturating_add(AHEAD_MAX.days());
    if day < first || day > last {
        let error = FieldError::new("date_range");
        let error = error.with("min", first.to_string()).with("max", last.to_string());
        form.refuse("/active_from", error);
    }
}

/// From which day the version is to hold: as proposed, or as the approver says.
fn agreed_day(calendar: &Calendar, version: &PolicyVersion, given: Option<Date>) -> Result<Date> {
    let Some(day) = given else {
        let proposed = version.active_from.unwrap_or(calendar.today);
        if proposed < calendar.today {
            return Err(AppError::conflict("policy_date_passed"));
        }
        return Ok(proposed);
    };
    let mut form = Form::default();
    fitting(&mut form, calendar, day);
    form.done()?;
    Ok(day)
}
