//! Withdrawing what is no customer at all, and bringing it back (S 9.4).
//!
//! A test entry or one without sense disappears from every list, count, search, export and check for
//! twins. It is kept as it stood for [`RETURNING_MS`], and nothing of it is destroyed: that follows
//! the regulation on archives.

use super::flaws;
use crate::customer::wanted_reason;
use crate::happening::Happening;
use crate::obligation::end_with_customer;
use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::id::{CustomerId, DepartmentId};
use kedang_domain::permission::{
    Act as _, CleanCustomers, Decision, ReturnCustomer, WithdrawCustomer, WithdrawnSide,
};
use kedang_storage::absent::Absent;
use kedang_storage::organisation;
use kedang_storage::withdrawn::{self, Tie};
use std::collections::BTreeSet;

pub use kedang_domain::permission::RETURNING_MS;
pub use kedang_storage::withdrawn::{Cursor, Withdrawal, Withdrawn};

/// Withdrawn customers on one page.
const PAGE: i64 = 50;

/// One page of what was withdrawn.
#[derive(Debug, Default)]
pub struct WithdrawnPage {
    /// The latest first, each with whether this person may bring it back now.
    pub items: Vec<(Withdrawn, bool)>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
}

impl App {
    /// Withdraws a customer that looks like an invalid entry and is still at the version that the
    /// caller saw.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is not for this person, or nothing is suspected; refusals;
    /// [`AppError::Stale`]; no reason; one that is only old, or that somebody relies on.
    pub async fn withdraw_customer(
        &self,
        ctx: &Context,
        id: CustomerId,
        version: i64,
        reason: &str,
    ) -> Result<()> {
        ctx.ask::<CleanCustomers>(&())?;
        let (mut work, seen) = self.begin_on(ctx, "customer.withdraw", id).await?;
        let permit = ctx.ask_on::<WithdrawCustomer>(&seen.standing, id)?;
        AppError::unless_current(seen.version, version)?;
        let reason = wanted_reason(reason)?;
        let catalogue = self.catalogue(work.tx()).await?;
        let faults = flaws(work.tx(), &catalogue, &seen, ctx.now).await?;
        if faults.is_empty() {
            return Err(AppError::NotFound);
        }
        if !faults.iter().any(|fault| fault.is_junk()) {
            return Err(AppError::conflict("withdraw_only_untouched"));
        }
        if let Some(tie) = withdrawn::tie(work.tx(), &seen, ctx.now).await? {
            return Err(AppError::conflict(refusal(tie)));
        }
        let happening = Happening {
            customer: id,
            action: "customer.withdraw",
            kind: "withdraw",
            part: None,
            changes: Vec::new(),
            reason: Some(reason.clone()),
            details: Vec::new(),
        };
        self.keep(&mut work, ctx, happening).await?;
        end_with_customer(&mut work, id).await?;
        let until = ctx.now + RETURNING_MS;
        let by = (ctx.actor.person, String::new());
        let withdrawal = Withdrawal { faults, reason, by, at: ctx.now, until };
        if !withdrawn::put_away(work.tx(), &permit, &seen, &withdrawal).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        work.commit().await
    }

    /// Brings a withdrawn customer back, as it stood.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none, or it would not be for this person; refusals, also
    /// when it is too late; a credit code that somebody else has by now.
    pub async fn return_customer(&self, ctx: &Context, id: CustomerId) -> Result<()> {
        ctx.ask::<CleanCustomers>(&())?;
        let mut work = self.begin(ctx).await?;
        let found = withdrawn::get(work.tx(), id).await?;
        let (withdrawn, absent) = found.ok_or(AppError::NotFound)?;
        let side = side(ctx, &withdrawn, &absent).ok_or(AppError::NotFound)?;
        let permit = ctx.ask_on::<ReturnCustomer>(&side, id)?;
        withdrawn::bring_back(work.tx(), &permit, id).await?;
        self.refuse_taken_code(&mut work, ctx, &absent).await?;
        self.find_absent(&mut work, &absent).await?;
        let happening = Happening {
            customer: id,
            action: "customer.return",
            kind: "return",
            part: None,
            changes: Vec::new(),
            reason: None,
            details: Vec::new(),
        };
        self.keep(&mut work, ctx, happening).await?;
        work.commit().await
    }

    /// Withdrawn customers that this person saw, of a department with those below it.
    ///
    /// # Errors
    /// Refusals.
    pub async fn withdrawn_customers(
        &self,
        ctx: &Context,
        department: Option<DepartmentId>,
        after: Option<Cursor>,
    ) -> Result<WithdrawnPage> {
        ctx.ask::<CleanCustomers>(&())?;
        let mut conn = self.db().read().await?;
        let departments = match department {
            Some(id) => organisation::under(&organisation::tree(&mut conn).await?, [id]),
            None => BTreeSet::new(),
        };
        let scope = ctx.scope();
        let mut found =
            withdrawn::list(&mut conn, &scope, &departments, after, PAGE + 1).await?.into_iter();
        let page = usize::try_from(PAGE).unwrap_or(usize::MAX);
        let items: Vec<_> = found.by_ref().take(page).collect();
        let more = found.next().is_some();
        let next = items.last().filter(|_| more).map(|last| (last.withdrawal.at, last.id));
        let returnable = |one: Withdrawn| {
            let standing = one.standing(&ctx.actor)?;
            let until = one.withdrawal.until;
            let side = WithdrawnSide { standing, until, now: ctx.now };
            Some((one, ReturnCustomer::decide(&ctx.actor, &side) == Decision::Allow))
        };
        Ok(WithdrawnPage { items: items.into_iter().filter_map(returnable).collect(), next })
    }

    /// What to say of a customer that is withdrawn, to those who would see it if it were not.
    ///
    /// # Errors
    /// The database's.
    pub async fn told_withdrawn(&self, ctx: &Context, id: CustomerId) -> Result<Option<Withdrawn>> {
        let mut conn: Conn = self.db().read().await?;
        let Some((withdrawn, absent)) = withdrawn::get(&mut conn, id).await? else {
            return Ok(None);
        };
        Ok(side(ctx, &withdrawn, &absent).map(|_| withdrawn))
    }
}

/// The customer as the rule sees it; `None` when it would be out of sight.
fn side(ctx: &Context, withdrawn: &Withdrawn, absent: &Absent) -> Option<WithdrawnSide> {
    let standing = absent.standing(&ctx.actor)?;
    Some(WithdrawnSide { standing, until: withdrawn.withdrawal.until, now: ctx.now })
}

/// The message for what ties people to a customer.
fn refusal(tie: Tie) -> &'static str {
    match tie {
        Tie::Interactions => "withdraw_interactions",
        Tie::Contacts => "withdraw_contacts",
        Tie::Share => "withdraw_shared",
        Tie::Request => "withdraw_requested",
        Tie::Clash => "withdraw_clash",
        Tie::Merge => "withdraw_merged",
        Tie::Export => "withdraw_export",
    }
}
