//! What becomes of a reported error: it is checked by somebody else, and refused or put right.

use super::target::{Target, contact_change, own_change};
use super::{OpenCorrection, required, tell_reporter, told};
use crate::customer::{Cause, Rules, outcome};
use crate::form::Form;
use crate::uncertain::Fact;
use crate::verified::subject_of;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::correction::CorrectionState;
use kedang_domain::id::CorrectionId;
use kedang_domain::permission::{Act, ApplyCorrection, CheckCorrection};
use kedang_storage::correction::{self, Correction};
use kedang_storage::customer::Seen;
use kedang_storage::verified::{self, Leave};

impl App {
    /// Keeps that what was reported is an error, and how that was found out.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], no word on how, a clash when it is not
    /// waiting for a check or the value on file is another by now.
    pub async fn check_correction(
        &self,
        ctx: &Context,
        id: CorrectionId,
        version: i64,
        how: &str,
    ) -> Result<OpenCorrection> {
        self.end_check(ctx, id, version, CorrectionState::Checked, ("/how", how)).await
    }

    /// Refuses what was reported, with the reason.
    ///
    /// # Errors
    /// As [`App::check_correction`]; one that was checked but not applied can be refused still.
    pub async fn refuse_correction(
        &self,
        ctx: &Context,
        id: CorrectionId,
        version: i64,
        reason: &str,
    ) -> Result<OpenCorrection> {
        self.end_check(ctx, id, version, CorrectionState::Refused, ("/reason", reason)).await
    }

    async fn end_check(
        &self,
        ctx: &Context,
        id: CorrectionId,
        version: i64,
        state: CorrectionState,
        (pointer, finding): (&str, &str),
    ) -> Result<OpenCorrection> {
        let (mut work, found, seen) = self.correction_to_settle(ctx, id).await?;
        // Two pairs of eyes: no program checks for who reported, or for who is to.
        ctx.in_person()?;
        let checking = self.checking(work.tx()).await?;
        let plan = checking.plan(found.reported_by.0, seen.department);
        let permit = ctx.ask_on::<CheckCorrection>(&plan, seen.id)?;
        let refusing = state == CorrectionState::Refused;
        match found.state {
            CorrectionState::Reported => {}
            CorrectionState::Checked if refusing => {}
            _ => return Err(AppError::conflict("correction_over")),
        }
        AppError::unless_current(found.version, version)?;
        let mut form = Form::default();
        let finding = required(&mut form, pointer, finding);
        form.done()?;
        if !refusing {
            self.unless_outdated(&mut work, seen, &found).await?;
        }
        if !correction::check(work.tx(), &permit, &found, state, &finding, ctx.now).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        let action = if refusing { "correction.refuse" } else { CheckCorrection::NAME };
        self.keep(&mut work, ctx, told(&found, action, &finding)).await?;
        if refusing {
            tell_reporter(&mut work, "correction.refused", &found);
        }
        work.commit().await?;
        self.correction(ctx, id).await
    }

    /// Puts right what was checked. The fact counts as verified: somebody has just checked it.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], a clash when it was not checked or the
    /// value on file is another by now, a value that breaks the rules of today.
    pub async fn apply_correction(
        &self,
        ctx: &Context,
        id: CorrectionId,
        version: i64,
    ) -> Result<OpenCorrection> {
        let (mut work, found, seen) = self.correction_to_settle(ctx, id).await?;
        let permit = ctx.ask_on::<ApplyCorrection>(&seen.standing, seen.id)?;
        match found.state {
            CorrectionState::Checked => {}
            CorrectionState::Reported => return Err(AppError::conflict("correction_unchecked")),
            _ => return Err(AppError::conflict("correction_over")),
        }
        AppError::unless_current(found.version, version)?;
        let target = self.unless_outdated(&mut work, seen, &found).await?;
        if !correction::apply(work.tx(), &permit, &found, ctx.now).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        let again = || ctx.ask_on::<ApplyCorrection>(&target.seen.standing, found.customer);
        match &target.contact {
            None => {
                let cause = Cause {
                    reason: Some(found.reason.clone()),
                    details: vec![("correction", id.to_string())],
                    correction: Some(again()?),
                };
                let change = own_change(&found.field, &found.after);
                let rules = self.rules_for(&mut work, ctx, &target.seen).await?;
                let rules = Rules { catalogue: &rules.0, template: &rules.1, today: rules.2 };
                let outcome = outcome(&target.seen, &change, &rules).map_err(AppError::Invalid)?;
                self.apply_outcome(&mut work, ctx, &target.seen, outcome, cause).await?;
            }
            Some(contact) => {
                let change = contact_change(&found.field, &found.after);
                let permit = again()?;
                self.apply_contact(&mut work, ctx, &target.seen, contact, &change, Some(&permit))
                    .await?;
            }
        }
        if !found.after.is_null() {
            let subject = subject_of(found.customer, found.contact.as_ref().map(|c| c.0));
            let how = found.finding.as_deref().unwrap_or_default();
            let fact = [(subject, found.field.as_str())];
            verified::set(work.tx(), &Leave::Correct(&permit), &fact, how, ctx.now).await?;
        }
        let finding = found.finding.clone().unwrap_or_default();
        self.keep(&mut work, ctx, told(&found, ApplyCorrection::NAME, &finding)).await?;
        tell_reporter(&mut work, "correction.applied", &found);
        work.commit().await?;
        self.correction(ctx, id).await
    }

    async fn correction_to_settle<'a>(
        &'a self,
        ctx: &'a Context,
        id: CorrectionId,
    ) -> Result<(Work<'a>, Correction, Seen)> {
        let mut work = self.begin(ctx).await?;
        let found = correction::get(work.tx(), &ctx.scope(), id).await?;
        let found = found.ok_or(AppError::NotFound)?;
        let (work, seen) = self.go_on_with(work, CheckCorrection::NAME, found.customer).await?;
        Ok((work, found, seen))
    }

    /// The file, unless what stands there is not what was reported.
    async fn unless_outdated(
        &self,
        work: &mut Work<'_>,
        seen: Seen,
        found: &Correction,
    ) -> Result<Target> {
        let fact =
            Fact { field: found.field.clone(), contact: found.contact.as_ref().map(|c| c.0) };
        let target = match self.target(work, seen, &fact).await {
            // The contact was taken off, or the field put out of use.
            Err(AppError::Invalid(_)) => return Err(AppError::conflict("correction_outdated")),
            other => other?,
        };
        if target.value(&found.field) != found.before {
            return Err(AppError::conflict("correction_outdated"));
        }
        Ok(target)
    }
}
