//! Who is cleared for which level, and who keeps the classified files.

use super::holds_role;
use crate::cycle::Days;
use crate::form::Form;
use crate::{App, AppError, Context, InForce, Result, Work};
use jiff::civil::Date;
use kedang_db::Conn;
use kedang_domain::field::FieldError;
use kedang_domain::id::{ClearanceId, CustomerId, PersonId};
use kedang_domain::permission::{ClearancePlan, ManageClearance};
use kedang_domain::secrecy::Level;
use kedang_storage::secrecy::{self, Clearance, Keeper};
use kedang_storage::{customer, organisation, person, role};

/// Longest reason, in characters.
const REASON: usize = 200;

/// How far somebody is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trusted {
    pub(crate) clearance: Level,
    pub(crate) keeps: Option<Level>,
    /// When that changes by itself, ms UTC.
    pub(crate) changes: Option<i64>,
}

/// How far a person is trusted with what is classified.
#[derive(Debug)]
pub struct Trust {
    /// Up to which level they are cleared, by their role or by name.
    pub clearance: Level,
    /// Up to which level their role clears them.
    pub by_role: Level,
    /// Up to which level they keep every file.
    pub keeps: Option<Level>,
    /// Their clearances by name.
    pub clearances: Vec<Clearance>,
    /// The files that they keep by name: every customer's.
    pub kept: Vec<Keeper>,
    /// Whether whoever looks may change it.
    pub may_change: bool,
}

/// A clearance as somebody gives it.
#[derive(Clone, Debug)]
pub struct NewClearance {
    /// Up to which level.
    pub level: Level,
    /// Why.
    pub reason: String,
    /// The last day.
    pub until: Option<Date>,
}

/// A keeper as somebody names one.
#[derive(Clone, Copy, Debug)]
pub struct KeeperDraft {
    /// Who.
    pub person: PersonId,
    /// Whose file; `None`: every customer's.
    pub customer: Option<CustomerId>,
    /// Up to which level.
    pub level: Level,
}

/// Up to which level the regulation clears somebody for their roles. Everybody reads what is
/// merely secret, as far as they see the customer.
fn by_role(regulation: &InForce, roles: &[String], heads: bool) -> Level {
    let regulation = regulation.regulation();
    let levels = [
        (Level::TopSecret, "clearance.top_secret"),
        (Level::Confidential, "clearance.confidential"),
    ];
    let cleared = levels.into_iter().find(|(_, key)| holds_role(regulation, key, roles, heads));
    cleared.map_or(Level::Secret, |(level, _)| level)
}

async fn role_codes(conn: &mut Conn, person: PersonId) -> Result<Vec<String>> {
    let mut roles = role::of_people(conn, &[person]).await?;
    Ok(roles.remove(&person).unwrap_or_default().into_iter().map(|role| role.code).collect())
}

impl App {
    pub(crate) async fn trusted(
        &self,
        conn: &mut Conn,
        person: PersonId,
        heads: bool,
        regulation: &InForce,
        now: i64,
    ) -> Result<Trusted> {
        let roles = role_codes(conn, person).await?;
        let (named, keeps, changes) = secrecy::trust(conn, person, now).await?;
        let keeper = holds_role(regulation.regulation(), "level.keepers", &roles, heads);
        Ok(Trusted {
            clearance: by_role(regulation, &roles, heads).max(named.unwrap_or(Level::Internal)),
            keeps: keeps.max(keeper.then_some(Level::TopSecret)),
            changes,
        })
    }

    /// How far a person is trusted: for those who manage it, and for the person.
    ///
    /// # Errors
    /// Refusals; [`AppError::NotFound`].
    pub async fn trust_in(&self, ctx: &Context, of: PersonId) -> Result<Trust> {
        let may_change = ctx.ask::<ManageClearance>(&ClearancePlan { person: of });
        if of != ctx.actor.person {
            may_change.as_ref().map_err(|_| AppError::NotFound)?;
        }
        let mut conn = self.db().read().await?;
        person::get(&mut conn, of).await?.ok_or(AppError::NotFound)?;
        let tree = organisation::tree(&mut conn).await?;
        let heads = !organisation::headed(&tree, of).is_empty();
        let roles = role_codes(&mut conn, of).await?;
        let trusted = self.trusted(&mut conn, of, heads, &ctx.regulation, ctx.now).await?;
        let kept = secrecy::keepers(&mut conn).await?;
        Ok(Trust {
            clearance: trusted.clearance,
            by_role: by_role(&ctx.regulation, &roles, heads),
            keeps: trusted.keeps,
            clearances: secrecy::clearances(&mut conn, of, ctx.now).await?,
            kept: kept.into_iter().filter(|keeper| keeper.person.0 == of).collect(),
            may_change: may_change.is_ok(),
        })
    }

    /// Clears a person for a level.
    ///
    /// # Errors
    /// Refusals; everything wrong with it; [`AppError::NotFound`].
    pub async fn clear_person(
        &self,
        ctx: &Context,
        of: PersonId,
        new: &NewClearance,
    ) -> Result<Clearance> {
        ctx.in_person()?;
        let permit = ctx.ask::<ManageClearance>(&ClearancePlan { person: of })?;
        let mut form = Form::default();
        let reason = form.line("/reason", &new.reason, REASON);
        if !new.level.is_classified() {
            form.refuse("/level", FieldError::new("level_needs_no_clearance"));
        }
        let mut work = self.begin(ctx).await?;
        let days = Days::of(self, work.tx()).await?;
        let until = new.until.map(|day| days.end(day)).transpose()?;
        if until.is_some_and(|until| until <= ctx.now) {
            form.refuse("/until", FieldError::new("day_too_early"));
        }
        form.done()?;
        let found = person::get(work.tx(), of).await?.ok_or(AppError::NotFound)?;
        if !found.active {
            return Err(AppError::conflict("person_inactive"));
        }
        let giver = person::get(work.tx(), ctx.actor.person).await?.ok_or(AppError::NotFound)?;
        let clearance = Clearance {
            id: ClearanceId::new(self.fresh()),
            person: of,
            level: new.level,
            reason,
            given_by: (ctx.actor.person, giver.name),
            since: ctx.now,
            until,
        };
        secrecy::clear(work.tx(), &permit, &clearance).await?;
        organisation::touch(work.tx()).await?;
        let entry = work
            .draft("clearance.give")
            .subject("person", of.to_string())
            .detail("clearance", clearance.id.to_string())
            .detail("level", clearance.level.code());
        work.record(match clearance.until {
            Some(until) => entry.detail("until", until.to_string()),
            None => entry,
        });
        work.commit().await?;
        Ok(clearance)
    }

    /// Ends a clearance.
    ///
    /// # Errors
    /// Refusals; [`AppError::NotFound`].
    pub async fn end_clearance(&self, ctx: &Context, of: PersonId, id: ClearanceId) -> Result<()> {
        ctx.in_person()?;
        let permit = ctx.ask::<ManageClearance>(&ClearancePlan { person: of })?;
        let mut work = self.begin(ctx).await?;
        if !secrecy::end_clearance(work.tx(), &permit, of, id, ctx.now).await? {
            return Err(AppError::NotFound);
        }
        organisation::touch(work.tx()).await?;
        let entry = work
            .draft("clearance.end")
            .subject("person", of.to_string())
            .detail("clearance", id.to_string());
        work.record(entry);
        work.commit().await
    }

    /// Names a keeper of classified files.
    ///
    /// # Errors
    /// Refusals; everything wrong with it; [`AppError::NotFound`] for a customer out of sight.
    pub async fn name_keeper(&self, ctx: &Context, draft: KeeperDraft) -> Result<Keeper> {
        ctx.in_person()?;
        let permit = ctx.ask::<ManageClearance>(&ClearancePlan { person: draft.person })?;
        let mut form = Form::default();
        if !draft.level.is_classified() {
            form.refuse("/level", FieldError::new("level_needs_no_clearance"));
        }
        let mut work = self.begin(ctx).await?;
        let person = person::get(work.tx(), draft.person).await?.filter(|found| found.active);
        if person.is_none() {
            form.refuse("/person_id", FieldError::new("person_unknown"));
        }
        form.done()?;
        let name = person.map(|found| found.name).unwrap_or_default();
        let giver = person::get(work.tx(), ctx.actor.person).await?.ok_or(AppError::NotFound)?;
        let keeper = Keeper {
            id: ClearanceId::new(self.fresh()),
            customer: draft.customer,
            person: (draft.person, name),
            level: draft.level,
            given_by: (ctx.actor.person, giver.name),
            since: ctx.now,
        };
        if let Some(id) = draft.customer
            && !self.knows(work.tx(), ctx, id).await?
        {
            return Err(AppError::NotFound);
        }
        secrecy::name_keeper(work.tx(), &permit, &keeper).await?;
        self.keeping_changed(&mut work, &keeper, "keeper.name").await?;
        work.commit().await?;
        Ok(keeper)
    }

    /// Ends somebody's keeping of classified files.
    ///
    /// # Errors
    /// Refusals; [`AppError::NotFound`].
    pub async fn end_keeper(&self, ctx: &Context, id: ClearanceId) -> Result<()> {
        ctx.in_person()?;
        let mut work = self.begin(ctx).await?;
        let keeper = secrecy::get_keeper(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        let permit = ctx.ask::<ManageClearance>(&ClearancePlan { person: keeper.person.0 })?;
        secrecy::end_keeper(work.tx(), &permit, id, ctx.now).await?;
        self.keeping_changed(&mut work, &keeper, "keeper.end").await?;
        work.commit().await
    }

    /// Who keeps every classified file by name.
    ///
    /// # Errors
    /// Refusals.
    pub async fn keepers(&self, ctx: &Context) -> Result<Vec<Keeper>> {
        // Whoever it is: nobody is asked about in particular.
        let anybody = PersonId::new(kedang_domain::id::Uuid::nil());
        ctx.ask::<ManageClearance>(&ClearancePlan { person: anybody })?;
        Ok(secrecy::keepers(&mut self.db().read().await?).await?)
    }

    /// What follows from another keeper: who finds the customer, and the evidence.
    async fn keeping_changed(
        &self,
        work: &mut Work<'_>,
        keeper: &Keeper,
        action: &'static str,
    ) -> Result<()> {
        organisation::touch(work.tx()).await?;
        let mut entry = work
            .draft(action)
            .subject("person", keeper.person.0.to_string())
            .detail("keeper", keeper.id.to_string())
            .detail("level", keeper.level.code());
        if let Some(id) = keeper.customer {
            entry = entry.customer(id.to_string());
            if let Some(seen) = customer::whole(work.tx(), id).await? {
                self.refind(work, &seen).await?;
            }
        }
        work.record(entry);
        Ok(())
    }
}
