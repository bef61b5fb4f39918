//! Keeping other people's accounts: letting go, taking back, new passwords, lifting pauses.

use super::{Profile, administers, check_last_administrator, keeps_house, roles_of};
use crate::account::count;
use crate::password::Cleartext;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::id::PersonId;
use kedang_domain::permission::{ManagePeople, PersonPlan};
use kedang_storage::person::{self, Holdings, Password, Person};
use kedang_storage::{account, department, device, organisation, session};

/// Somebody who was let go.
#[derive(Clone, Debug)]
pub struct Departure {
    /// Who.
    pub profile: Profile,
    /// What others must take over.
    pub holdings: Holdings,
}

/// A new one-time password.
#[derive(Clone, Debug)]
pub struct OneTime {
    /// Whose.
    pub profile: Profile,
    /// To be shown once.
    pub password: Cleartext,
}

/// The person whose account is to be kept, if this actor may: not one's own, and a keeper of the
/// house only by who defines roles.
async fn somebody_else(work: &mut Work<'_>, ctx: &Context, id: PersonId) -> Result<Person> {
    organisation::touch(work.tx()).await?;
    let person = person::get(work.tx(), id).await?.ok_or(AppError::NotFound)?;
    let housekeeper = keeps_house(&roles_of(work.tx(), id).await?);
    ctx.ask::<ManagePeople>(&PersonPlan { housekeeper, own_roles: false })?;
    if id == ctx.actor.person {
        return Err(AppError::conflict("not_yourself"));
    }
    Ok(person)
}

impl App {
    /// Lets somebody go: they can no longer sign in, their sessions and access tokens end with the
    /// same transaction. What they hold stays theirs until it is handed over, and is counted.
    ///
    /// # Errors
    /// A refusal, a stale version, `not_yourself`, or `last_administrator`.
    pub async fn deactivate_person(
        &self,
        ctx: &Context,
        id: PersonId,
        seen: i64,
    ) -> Result<Departure> {
        ctx.ask::<ManagePeople>(&PersonPlan::default())?;
        let mut work = self.begin(ctx).await?;
        let mut person = somebody_else(&mut work, ctx, id).await?;
        AppError::unless_current(person.version, seen)?;
        let holdings = person::holdings(work.tx(), id).await?;
        if !person.active {
            let profile = self.profile(work.tx(), ctx, person).await?;
            return Ok(Departure { profile, holdings });
        }
        if administers(&roles_of(work.tx(), id).await?) {
            check_last_administrator(work.tx()).await?;
        }
        person.active = false;
        person::update(work.tx(), &person).await?;
        person.version += 1;
        let sessions = session::end_all(work.tx(), id, None).await?;
        let tokens = session::revoke_all(work.tx(), id, ctx.now).await?;
        let obligations = self.reassign_obligations(&mut work, id).await?;
        let entry = work
            .draft("person.deactivate")
            .subject("person", id.to_string())
            .detail("sessions", count(sessions.len()))
            .detail("access_tokens", i64::try_from(tokens).unwrap_or(i64::MAX))
            .detail("customers", holdings.customers)
            .detail("departments", holdings.departments)
            .detail("obligations", count(obligations));
        work.record(entry);
        let profile = self.profile(work.tx(), ctx, person).await?;
        work.commit().await?;
        Ok(Departure { profile, holdings })
    }

    /// Takes somebody back, with the roles and the password that they had.
    ///
    /// # Errors
    /// A refusal, a stale version, or `department_closed`.
    pub async fn reactivate_person(
        &self,
        ctx: &Context,
        id: PersonId,
        seen: i64,
    ) -> Result<Profile> {
        ctx.ask::<ManagePeople>(&PersonPlan::default())?;
        let mut work = self.begin(ctx).await?;
        let mut person = somebody_else(&mut work, ctx, id).await?;
        AppError::unless_current(person.version, seen)?;
        if person.active {
            return self.profile(work.tx(), ctx, person).await;
        }
        if let Some(id) = person.department
            && !department::get(work.tx(), id).await?.is_some_and(|d| d.active)
        {
            return Err(AppError::conflict("department_closed"));
        }
        person.active = true;
        person::update(work.tx(), &person).await?;
        person.version += 1;
        let entry = work.draft("person.reactivate").subject("person", id.to_string());
        work.record(entry);
        let profile = self.profile(work.tx(), ctx, person).await?;
        work.commit().await?;
        Ok(profile)
    }

    /// Gives somebody a new one-time password, and ends their sessions.
    ///
    /// # Errors
    /// A refusal, a stale version, or `not_yourself`.
    pub async fn reset_password(&self, ctx: &Context, id: PersonId, seen: i64) -> Result<OneTime> {
        ctx.ask::<ManagePeople>(&PersonPlan::default())?;
        let password = self.one_time_password();
        let hash = self.hash(&password).await?;
        let mut work = self.begin(ctx).await?;
        let mut person = somebody_else(&mut work, ctx, id).await?;
        AppError::unless_current(person.version, seen)?;
        let kept = Password { hash, changed_at: ctx.now, one_time: true };
        account::set_password(work.tx(), id, &kept).await?;
        person.version += 1;
        person.must_change_password = true;
        let sessions = session::end_all(work.tx(), id, None).await?;
        // Whoever lost all begins anew, on a first device.
        let devices = device::forget_all(work.tx(), id).await?;
        account::lift(work.tx(), self.subjects(&person.login, "").login()).await?;
        let entry = work
            .draft("person.password_reset")
            .subject("person", id.to_string())
            .detail("sessions", count(sessions.len()))
            .detail("devices", i64::try_from(devices).unwrap_or(i64::MAX));
        work.record(entry);
        let profile = self.profile(work.tx(), ctx, person).await?;
        work.commit().await?;
        Ok(OneTime { profile, password })
    }

    /// Lifts the pause that failed sign-ins brought on somebody.
    ///
    /// # Errors
    /// A refusal.
    pub async fn unlock_person(&self, ctx: &Context, id: PersonId) -> Result<()> {
        ctx.ask::<ManagePeople>(&PersonPlan::default())?;
        let mut work = self.begin(ctx).await?;
        let person = person::get(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        account::lift(work.tx(), self.subjects(&person.login, "").login()).await?;
        let entry = work.draft("person.unlock").subject("person", id.to_string());
        work.record(entry);
        work.commit().await
    }

    /// Takes the second factor from somebody who lost it.
    ///
    /// # Errors
    /// A refusal, a stale version, or `not_yourself`: one's own goes by one's password.
    pub async fn remove_person_totp(
        &self,
        ctx: &Context,
        id: PersonId,
        seen: i64,
    ) -> Result<Profile> {
        ctx.ask::<ManagePeople>(&PersonPlan::default())?;
        let mut work = self.begin(ctx).await?;
        let mut person = somebody_else(&mut work, ctx, id).await?;
        AppError::unless_current(person.version, seen)?;
        if !person.totp_enabled {
            return self.profile(work.tx(), ctx, person).await;
        }
        account::set_totp(work.tx(), id, None).await?;
        person.version += 1;
        person.totp_enabled = false;
        let entry = work.draft("person.totp_remove").subject("person", id.to_string());
        work.record(entry);
        let profile = self.profile(work.tx(), ctx, person).await?;
        work.commit().await?;
        Ok(profile)
    }
}
