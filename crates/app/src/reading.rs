//! Reading a customer's file is on record (L1-18), by whichever door somebody comes in.
//!
//! A page asks for a file in several parts. The opening of the file covers the parts that the same
//! person reads soon after; a part that is read by itself is an opening too.

use crate::regulation::VISIBILITY;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::id::{CustomerId, PersonId};
use kedang_domain::permission::ReadFacts;
use kedang_storage::customer::{self, Seen};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// For so long an opening covers the parts of the file, in ms.
const COVERED_MS: i64 = 15 * 60_000;
/// Openings remembered at most; beyond, all are forgotten, and what follows is on record again.
const REMEMBERED: usize = 10_000;

/// Who opened, or was told of, which file when, as far as this process remembers.
#[derive(Default)]
pub(crate) struct Openings(Mutex<HashMap<(PersonId, CustomerId), i64>>);

impl Openings {
    pub(crate) fn note(&self, person: PersonId, customer: CustomerId, at: i64) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert((person, customer), at);
    }

    pub(crate) fn covers(&self, person: PersonId, customer: CustomerId, now: i64) -> bool {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&(person, customer)).is_some_and(|at| (0..COVERED_MS).contains(&(now - at)))
    }
}

impl App {
    /// Begins work on a customer. When it is not for this person, the attempt is on record.
    pub(crate) async fn begin_on<'a>(
        &'a self,
        ctx: &'a Context,
        action: &str,
        id: CustomerId,
    ) -> Result<(Work<'a>, Seen)> {
        let work = self.begin(ctx).await?;
        self.go_on_with(work, action, id).await
    }

    /// As [`App::begin_on`], for work that has begun; it is given up when the customer is not for
    /// this person.
    pub(crate) async fn go_on_with<'a>(
        &self,
        mut work: Work<'a>,
        action: &str,
        id: CustomerId,
    ) -> Result<(Work<'a>, Seen)> {
        let ctx = work.context();
        match customer::visible(work.tx(), &ctx.actor, ctx.now, id).await? {
            Some(seen) => Ok((work, seen)),
            None => {
                drop(work);
                Err(self.out_of_sight(ctx, action, id).await?)
            }
        }
    }

    /// The customer of whom this person wants to read a part. Before anything is shown, the
    /// reading is on record, as is the attempt when the customer is not for them, or locked.
    pub(crate) async fn read_part(
        &self,
        ctx: &Context,
        id: CustomerId,
        part: &'static str,
    ) -> Result<Seen> {
        let draft = || {
            ctx.draft("customer.open")
                .subject("customer", id.to_string())
                .customer(id.to_string())
                .detail("part", part)
        };
        let mut conn = self.db().read().await?;
        let seen = customer::visible(&mut conn, &ctx.actor, ctx.now, id).await?;
        let exists = seen.is_some() || customer::exists(&mut conn, id).await?;
        drop(conn);
        let Some(seen) = seen else {
            if let Some(seen) = self.open_honey(ctx, id, Some(part)).await? {
                return Ok(seen);
            }
            if exists {
                let attempt = draft().refused("not_visible", ctx.clause(VISIBILITY));
                self.recorder().record(attempt).await?;
            }
            return Err(AppError::NotFound);
        };
        ctx.ask_to_read(&seen)?;
        let openings = &self.inner.openings;
        if !openings.covers(ctx.actor.person, id, ctx.now) {
            self.recorder().record(draft()).await?;
            openings.note(ctx.actor.person, id, ctx.now);
        }
        Ok(seen)
    }
}

impl Context {
    /// Whether the protected facts of a customer may be shown to this person now: they are not
    /// locked, and for what is classified the second factor was shown lately.
    ///
    /// # Errors
    /// Refusals; [`AppError::Forbidden`] with `proof_needed`.
    pub(crate) fn ask_to_read(&self, seen: &Seen) -> Result<()> {
        self.ask_on::<ReadFacts>(&seen.standing, seen.id)?;
        if seen.secrecy.level.is_classified() { self.proved() } else { Ok(()) }
    }
}
