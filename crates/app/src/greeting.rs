//! Greetings on birthdays and holidays: prepared by the clock, sent by the owner of the customer
//! (C13.4).

mod prepare;
mod setting;

pub use kedang_storage::greeting::{Greeting, Setting};
pub use prepare::Prepared;
pub use setting::SettingChange;

use crate::form::Form;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::field::FieldError;
use kedang_domain::greeting::{GreetingState, TEXT_MAX};
use kedang_domain::id::{GreetingId, InteractionId};
use kedang_domain::org::{Direction, InteractionKind};
use kedang_domain::permission::{Act as _, Permit, RecordInteraction, SendGreeting};
use kedang_domain::value::clean_paragraphs;
use kedang_storage::customer::Seen;
use kedang_storage::greeting;
use kedang_storage::interaction::Interaction;

/// Longest reason for not sending one, in characters.
const REASON_MAX: usize = 200;

/// A greeting that somebody is at.
struct AtWork<'a> {
    work: Work<'a>,
    seen: Seen,
    permit: Permit<SendGreeting>,
    greeting: Greeting,
}

impl App {
    /// Open greetings to the person's own customers, the earliest first, after `(day, id)` when
    /// given.
    ///
    /// # Errors
    /// The database's.
    pub async fn greetings(
        &self,
        ctx: &Context,
        after: Option<(&str, &str)>,
        limit: i64,
    ) -> Result<Vec<Greeting>> {
        if !ctx.actor.reads() {
            return Ok(Vec::new());
        }
        let mut conn = self.db().read().await?;
        Ok(greeting::of_owner(&mut conn, ctx.actor.person, after, limit).await?)
    }

    /// Changes the text of an open greeting that is still at the version that the caller saw.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], everything wrong with the text.
    pub async fn change_greeting(
        &self,
        ctx: &Context,
        id: GreetingId,
        version: i64,
        text: &str,
    ) -> Result<Greeting> {
        let mut at = self.greeting_at_work(ctx, id, version).await?;
        let text = checked(text)?;
        if text == at.greeting.text {
            return Ok(at.greeting);
        }
        at.greeting.text = text;
        self.write_greeting(ctx, at, "greeting.change").await
    }

    /// Sent: what it says is put on file as an interaction by card, and it is closed.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], everything wrong with the text.
    pub async fn complete_greeting(
        &self,
        ctx: &Context,
        id: GreetingId,
        version: i64,
        text: Option<&str>,
    ) -> Result<Greeting> {
        let mut at = self.greeting_at_work(ctx, id, version).await?;
        if let Some(text) = text {
            at.greeting.text = checked(text)?;
        }
        let permit = ctx.ask_on::<RecordInteraction>(&at.seen.standing, at.seen.id)?;
        let mut card = Interaction {
            id: InteractionId::new(self.fresh()),
            customer: at.seen.id,
            contact: at.greeting.contact.clone(),
            kind: InteractionKind::Card,
            direction: Some(Direction::Out),
            at: ctx.now,
            person: (ctx.actor.person, String::new()),
            summary: at.greeting.text.clone(),
            detail: None,
            created_at: ctx.now,
            version: 1,
        };
        self.put_on_file(&mut at.work, ctx, &permit, &mut card).await?;
        at.greeting.state = GreetingState::Done;
        at.greeting.interaction = Some(card.id);
        self.write_greeting(ctx, at, "greeting.done").await
    }

    /// Not to be sent, for a reason.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], no reason.
    pub async fn skip_greeting(
        &self,
        ctx: &Context,
        id: GreetingId,
        version: i64,
        reason: &str,
    ) -> Result<Greeting> {
        let mut at = self.greeting_at_work(ctx, id, version).await?;
        let mut form = Form::default();
        at.greeting.reason = Some(form.line("/reason", reason, REASON_MAX));
        form.done()?;
        at.greeting.state = GreetingState::Skipped;
        self.write_greeting(ctx, at, "greeting.skip").await
    }

    /// An open greeting that this person may send, at the version that they saw.
    async fn greeting_at_work<'a>(
        &'a self,
        ctx: &'a Context,
        id: GreetingId,
        version: i64,
    ) -> Result<AtWork<'a>> {
        let mut work = self.begin(ctx).await?;
        let found = greeting::visible(work.tx(), &ctx.actor, ctx.now, id).await?;
        let Some((seen, greeting)) = found else {
            let on = greeting::customer_of(work.tx(), id).await?.ok_or(AppError::NotFound)?;
            drop(work);
            // Whoever sees the customer, but not the greeting, has lost its contact: no attempt.
            return match self.sees(ctx, on).await? {
                true => Err(AppError::NotFound),
                false => Err(self.out_of_sight(ctx, SendGreeting::NAME, on).await?),
            };
        };
        let permit = ctx.ask_on::<SendGreeting>(&seen.standing, seen.id)?;
        AppError::unless_current(greeting.version, version)?;
        if greeting.state != GreetingState::Open {
            return Err(AppError::conflict("greeting_closed"));
        }
        Ok(AtWork { work, seen, permit, greeting })
    }

    async fn sees(&self, ctx: &Context, id: kedang_domain::id::CustomerId) -> Result<bool> {
        let mut conn = self.db().read().await?;
        let seen = kedang_storage::customer::visible(&mut conn, &ctx.actor, ctx.now, id).await?;
        Ok(seen.is_some())
    }

    async fn write_greeting(
        &self,
        ctx: &Context,
        at: AtWork<'_>,
        action: &'static str,
    ) -> Result<Greeting> {
        let AtWork { mut work, seen, permit, mut greeting } = at;
        if !greeting::update(work.tx(), &permit, &greeting, ctx.now).await? {
            return Err(AppError::Stale { current: greeting.version + 1 });
        }
        greeting.version += 1;
        let mut entry = work
            .draft(action)
            .subject("greeting", greeting.id.to_string())
            .customer(seen.id.to_string())
            .detail("occasion", greeting.occasion.code())
            .detail("day", greeting.day.to_string());
        if let Some(interaction) = greeting.interaction {
            entry = entry.detail("interaction", interaction.to_string());
        }
        work.record(entry);
        work.commit().await?;
        Ok(greeting)
    }
}

fn checked(text: &str) -> Result<String> {
    let mut form = Form::default();
    let text = clean_paragraphs(text);
    let actual = text.chars().count();
    if actual == 0 {
        form.refuse("/text", FieldError::new("required"));
    } else if actual > TEXT_MAX {
        let error = FieldError::new("too_long").with("max", TEXT_MAX).with("actual", actual);
        form.refuse("/text", error);
    }
    form.done()?;
    Ok(text)
}
