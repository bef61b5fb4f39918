//! Sharing a customer with a colleague until a day (D3, S 10).

use crate::form::Form;
use crate::happening::Happening;
use crate::request::revoke_with_share;
use crate::{App, AppError, Context, Notice, Result, Work};
use jiff::ToSpan;
use jiff::civil::Date;
use kedang_domain::field::FieldError;
use kedang_domain::id::{CustomerId, PersonId, ShareId};
use kedang_domain::permission::{
    Act, Decision, EndShare, GivenShare, Permit, ShareByProgram, ShareCustomer, SharePlan,
};
use kedang_storage::customer::Seen;
use kedang_storage::event::FieldChange;
use kedang_storage::{customer, share};
use serde_json::Value;

use kedang_storage::share::Receiver;
pub use kedang_storage::share::Share;

/// Longest reason, in characters.
const REASON_MAX: usize = 500;
/// Longest share, in ms: a year, a leap year too.
const LONGEST_MS: i64 = 366 * 24 * 3_600_000;

/// The end of a share.
#[derive(Clone, Copy, Debug)]
pub enum Until {
    /// An instant, ms UTC.
    Instant(i64),
    /// A day where the company is; the share holds on that day to its end.
    Day(Date),
}

/// A share as somebody wants to give it.
#[derive(Clone, Debug)]
pub struct NewShare {
    /// With whom.
    pub person: PersonId,
    /// Until when.
    pub until: Until,
    /// What for.
    pub reason: String,
}

/// A share that can be given.
pub(crate) struct Terms {
    person: PersonId,
    receiver: Receiver,
    pub(crate) until: i64,
    pub(crate) reason: String,
}

impl App {
    /// The shares of a customer that hold now, newest first, each with whether this person may end
    /// it. The reading is on record.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the customer is not for this person.
    pub async fn shares(
        &self,
        ctx: &Context,
        customer: CustomerId,
    ) -> Result<Vec<(Share, Decision)>> {
        let seen = self.read_part(ctx, customer, "shares").await?;
        let mut conn = self.db().read().await?;
        let ending = |share: Share| {
            let given = GivenShare { by: share.shared_by.0, standing: seen.standing };
            (EndShare::decide(&ctx.actor, &given), share)
        };
        let live = share::live(&mut conn, customer, ctx.now).await?;
        Ok(live.into_iter().map(ending).map(|(decision, share)| (share, decision)).collect())
    }

    /// Shares a customer with a colleague.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a clash when it is shared with them already, everything
    /// wrong with the wish.
    pub async fn create_share(
        &self,
        ctx: &Context,
        customer: CustomerId,
        new: NewShare,
    ) -> Result<Share> {
        let (mut work, seen) = self.begin_on(ctx, ShareCustomer::NAME, customer).await?;
        in_scope(ctx, customer)?;
        // Whoever may share with nobody learns that before anything about the receiver.
        ctx.ask_on::<ShareCustomer>(
            &SharePlan { standing: seen.standing, receiver: None },
            customer,
        )?;
        if let Some(made) = work.made_before("customer_share").await? {
            let id: ShareId = made.parse().map_err(AppError::internal)?;
            let live = share::live(work.tx(), customer, ctx.now).await?;
            return live.into_iter().find(|s| s.id == id).ok_or(AppError::NotFound);
        }
        let terms = self.share_terms(&mut work, &seen, &new).await?;
        let plan = SharePlan { standing: seen.standing, receiver: terms.receiver.department };
        let permit = ctx.ask_on::<ShareCustomer>(&plan, customer)?;
        let made = self.give_share(&mut work, ctx, &permit, &seen, terms).await?;
        work.remember_made("customer_share", &made.id.to_string()).await?;
        work.commit().await?;
        Ok(made)
    }

    /// A share as it can be given, or everything wrong with the wish.
    pub(crate) async fn share_terms(
        &self,
        work: &mut Work<'_>,
        seen: &Seen,
        new: &NewShare,
    ) -> Result<Terms> {
        let ctx = work.context();
        let mut form = Form::default();
        let reason = form.lines("/reason", Some(&new.reason), REASON_MAX);
        if reason.is_none() {
            form.refuse("/reason", FieldError::new("required"));
        }
        let until = match new.until {
            Until::Instant(at) => at,
            Until::Day(day) => {
                let zone = self.time_zone(work.tx()).await?;
                let next = day.checked_add(1.day()).ok();
                next.and_then(|d| d.to_zoned(zone).ok())
                    .map_or(i64::MAX, |z| z.timestamp().as_millisecond())
            }
        };
        if until <= ctx.now {
            form.refuse("/until", FieldError::new("until_past"));
        } else if until > ctx.now + LONGEST_MS {
            form.refuse("/until", FieldError::new("until_too_late"));
        }
        let receiver = share::receiver(work.tx(), new.person).await?;
        let problem = match &receiver {
            None => Some("person_unknown"),
            Some(r) if !r.active => Some("person_inactive"),
            // Without a department nobody answers for what they see.
            Some(r) if r.department.is_none() => Some("receiver_without_department"),
            Some(_) if new.person == seen.owner => Some("share_with_owner"),
            Some(_) if new.person == ctx.actor.person => Some("share_with_oneself"),
            Some(_) => None,
        };
        if let Some(code) = problem {
            form.refuse("/person_id", FieldError::new(code));
        }
        form.done()?;
        match (reason, receiver) {
            (Some(reason), Some(receiver)) => {
                Ok(Terms { person: new.person, receiver, until, reason })
            }
            _ => Err(AppError::internal("a form that is done has its values")),
        }
    }

    /// Writes a share that a permit allows, with all that follows.
    pub(crate) async fn give_share(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        permit: &Permit<ShareCustomer>,
        seen: &Seen,
        terms: Terms,
    ) -> Result<Share> {
        let live = share::live(work.tx(), seen.id, ctx.now).await?;
        if live.iter().any(|s| s.person.0 == terms.person) {
            return Err(AppError::conflict("shared_already"));
        }
        let made = Share {
            id: ShareId::new(self.fresh()),
            customer: seen.id,
            person: (terms.person, terms.receiver.name),
            shared_by: (ctx.actor.person, String::new()),
            reason: terms.reason,
            created_at: ctx.now,
            until: terms.until,
        };
        share::insert(work.tx(), permit, &made).await?;
        self.refind(work, seen).await?;
        customer::touch(work.tx(), seen.id, ctx.now, None, None).await?;
        let reason = Some(made.reason.clone());
        let happening = told(&made, "customer.share", facts(None, Some(&made)), reason);
        self.keep(work, ctx, happening).await?;
        let notice = Notice::new("customer.shared", format!("/customers/{}", seen.id))
            .param("person", work.who().await?)
            .param("until_at", made.until);
        work.notify(notice.about(seen.id).to([made.person.0]));
        let live = share::live(work.tx(), seen.id, ctx.now).await?;
        live.into_iter().find(|s| s.id == made.id).ok_or(AppError::NotFound)
    }

    /// Ends a share at once.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none that holds, refusals.
    pub async fn end_share(&self, ctx: &Context, customer: CustomerId, id: ShareId) -> Result<()> {
        let (mut work, seen) = self.begin_on(ctx, EndShare::NAME, customer).await?;
        in_scope(ctx, customer)?;
        let live = share::live(work.tx(), customer, ctx.now).await?;
        let found = live.into_iter().find(|s| s.id == id).ok_or(AppError::NotFound)?;
        let given = GivenShare { by: found.shared_by.0, standing: seen.standing };
        let permit = ctx.ask_on::<EndShare>(&given, customer)?;
        if !share::end(work.tx(), &permit, id, ctx.now).await? {
            return Err(AppError::NotFound);
        }
        revoke_with_share(&mut work, &permit, &found).await?;
        customer::touch(work.tx(), customer, ctx.now, None, None).await?;
        let happening = told(&found, "customer.unshare", facts(Some(&found), None), None);
        self.keep(&mut work, ctx, happening).await?;
        work.commit().await
    }
}

/// An owner shares inside the department by being the owner; a token is good for its scopes only.
pub(crate) fn in_scope(ctx: &Context, customer: CustomerId) -> Result<()> {
    if ctx.token.is_some() {
        ctx.ask_on::<ShareByProgram>(&(), customer)?;
    }
    Ok(())
}

/// Both traces of a share. With whom is an id of a colleague, so the log has it in the open: who
/// could see what must be answerable for good.
fn told(
    share: &Share,
    action: &'static str,
    changes: Vec<FieldChange>,
    reason: Option<String>,
) -> Happening {
    Happening {
        customer: share.customer,
        action,
        kind: "share",
        part: Some(("share", share.id.to_string())),
        changes,
        reason,
        details: vec![("person", share.person.0.to_string()), ("until", instant(share.until))],
    }
}

fn instant(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}

/// With whom and until when, before and after.
fn facts(before: Option<&Share>, after: Option<&Share>) -> Vec<FieldChange> {
    let person = |s: &Share| Value::from(s.person.0.to_string());
    let until = |s: &Share| Value::from(s.until);
    vec![
        FieldChange {
            field: "person".to_owned(),
            before: before.map(person),
            after: after.map(person),
        },
        FieldChange {
            field: "until".to_owned(),
            before: before.map(until),
            after: after.map(until),
        },
    ]
}
