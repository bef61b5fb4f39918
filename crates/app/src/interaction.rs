//! Interactions: every contact with a customer is on file (A10, C3, C9).

use crate::form::Form;
use crate::happening::Happening;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::field::FieldError;
use kedang_domain::id::{ContactId, CustomerId, InteractionId};
use kedang_domain::org::{Direction, InteractionKind};
use kedang_domain::permission::{
    Act, Authorship, Decision, MendInteraction, Permit, RecordInteraction,
};
use kedang_domain::value::clean_paragraphs;
use kedang_storage::event::FieldChange;
use kedang_storage::{contact, customer, interaction};
use serde_json::Value;

pub use kedang_storage::interaction::Interaction;

/// Longest summary, in characters.
const SUMMARY_MAX: usize = 500;
/// Longest full report, in characters.
const DETAIL_MAX: usize = 20_000;
/// An instant may lie ahead of our clock by so much, in ms: clocks of phones differ, and so do the
/// dates of travellers. What lies further ahead has not happened.
const AHEAD_MS: i64 = 24 * 3_600_000;

/// An interaction as somebody reports it.
#[derive(Clone, Debug)]
pub struct Report {
    /// By what way.
    pub kind: InteractionKind,
    /// Who reached out.
    pub direction: Option<Direction>,
    /// When it took place, ms UTC.
    pub at: i64,
    /// With which of the customer's contacts.
    pub contact: Option<ContactId>,
    /// In a sentence.
    pub summary: String,
    /// In full.
    pub detail: Option<String>,
}

/// What is to be changed on a report; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct ReportChange {
    /// By what way.
    pub kind: Option<InteractionKind>,
    /// Who reached out.
    pub direction: Option<Option<Direction>>,
    /// When it took place, ms UTC.
    pub at: Option<i64>,
    /// With which of the customer's contacts.
    pub contact: Option<Option<ContactId>>,
    /// In a sentence.
    pub summary: Option<String>,
    /// In full.
    pub detail: Option<Option<String>>,
}

impl App {
    /// Puts an interaction on file.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the customer is not for this person, refusals, everything wrong
    /// with the report.
    pub async fn create_interaction(
        &self,
        ctx: &Context,
        customer: CustomerId,
        report: Report,
    ) -> Result<Interaction> {
        let (mut work, seen) = self.begin_on(ctx, RecordInteraction::NAME, customer).await?;
        let permit = ctx.ask_on::<RecordInteraction>(&seen.standing, customer)?;
        if let Some(made) = work.made_before("interaction").await? {
            let id = made.parse().map_err(AppError::internal)?;
            let made = interaction::visible(work.tx(), &ctx.actor, ctx.now, id).await?;
            return made.map(|(_, i)| i).ok_or(AppError::NotFound);
        }
        let mut new = Interaction {
            id: InteractionId::new(self.fresh()),
            customer,
            contact: report.contact.map(|id| (id, String::new())),
            kind: report.kind,
            direction: report.direction,
            at: report.at,
            person: (ctx.actor.person, String::new()),
            summary: report.summary,
            detail: report.detail,
            created_at: ctx.now,
            version: 1,
        };
        self.put_on_file(&mut work, ctx, &permit, &mut new).await?;
        work.remember_made("interaction", &new.id.to_string()).await?;
        let made = interaction::visible(work.tx(), &ctx.actor, ctx.now, new.id)
            .await?
            .ok_or(AppError::NotFound)?;
        work.commit().await?;
        Ok(made.1)
    }

    /// Writes a report and both traces of it.
    pub(crate) async fn put_on_file(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        permit: &Permit<RecordInteraction>,
        new: &mut Interaction,
    ) -> Result<()> {
        check(work, ctx, new, true).await?;
        interaction::insert(work.tx(), permit, new).await?;
        customer::touch(work.tx(), new.customer, ctx.now, Some(new.at), None).await?;
        self.keep(work, ctx, told(new, "interaction.create", facts(None, Some(new)))).await
    }

    /// Mends a report that is still at the version that the caller saw. For its author, on the day
    /// after it was written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], everything wrong with the change.
    pub async fn change_interaction(
        &self,
        ctx: &Context,
        id: InteractionId,
        version: i64,
        change: ReportChange,
    ) -> Result<Interaction> {
        let (mut work, permit, old) = self.interaction_to_mend(ctx, id).await?;
        if old.version != version {
            return Err(AppError::Stale { current: old.version });
        }
        let mut new = old.clone();
        new.kind = change.kind.unwrap_or(old.kind);
        new.direction = change.direction.unwrap_or(old.direction);
        new.at = change.at.unwrap_or(old.at);
        new.summary = change.summary.unwrap_or(new.summary);
        new.detail = change.detail.unwrap_or(new.detail);
        let other = change.contact.filter(|c| *c != old.contact.as_ref().map(|(id, _)| *id));
        if let Some(contact) = other {
            new.contact = contact.map(|id| (id, String::new()));
        }
        check(&mut work, ctx, &mut new, other.is_some()).await?;
        let changes = facts(Some(&old), Some(&new));
        if changes.is_empty() {
            return Ok(old);
        }
        if !interaction::update(work.tx(), &permit, &new).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        interaction::recount_last(work.tx(), new.customer).await?;
        customer::touch(work.tx(), new.customer, ctx.now, None, None).await?;
        self.keep(&mut work, ctx, told(&new, "interaction.update", changes)).await?;
        let made = interaction::visible(work.tx(), &ctx.actor, ctx.now, id)
            .await?
            .ok_or(AppError::NotFound)?;
        work.commit().await?;
        Ok(made.1)
    }

    /// Takes back a report that is still at the version that the caller saw. It stays for the
    /// record, marked. For its author, on the day after it was written.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`].
    pub async fn remove_interaction(
        &self,
        ctx: &Context,
        id: InteractionId,
        version: i64,
    ) -> Result<()> {
        let (mut work, permit, old) = self.interaction_to_mend(ctx, id).await?;
        if !interaction::remove(work.tx(), &permit, id, version, ctx.now).await? {
            return Err(AppError::Stale { current: old.version });
        }
        interaction::recount_last(work.tx(), old.customer).await?;
        customer::touch(work.tx(), old.customer, ctx.now, None, None).await?;
        self.keep(&mut work, ctx, told(&old, "interaction.remove", facts(Some(&old), None)))
            .await?;
        work.commit().await
    }

    /// Whether this person may mend or take back a report now.
    #[must_use]
    pub fn mending(ctx: &Context, interaction: &Interaction) -> Decision {
        MendInteraction::decide(&ctx.actor, &authorship(ctx, interaction))
    }

    async fn interaction_to_mend<'a>(
        &'a self,
        ctx: &'a Context,
        id: InteractionId,
    ) -> Result<(Work<'a>, Permit<MendInteraction>, Interaction)> {
        let mut work = self.begin(ctx).await?;
        let found = interaction::visible(work.tx(), &ctx.actor, ctx.now, id).await?;
        let Some((seen, found)) = found else {
            let on = interaction::customer_of(work.tx(), id).await?.ok_or(AppError::NotFound)?;
            drop(work);
            return Err(self.out_of_sight(ctx, MendInteraction::NAME, on).await?);
        };
        let permit = ctx.ask_on::<MendInteraction>(&authorship(ctx, &found), seen.id)?;
        Ok((work, permit, found))
    }
}

fn authorship(ctx: &Context, interaction: &Interaction) -> Authorship {
    let (author, written_at) = (interaction.person.0, interaction.created_at);
    Authorship { author, written_at, now: ctx.now }
}

/// Cleans a report and collects everything that is wrong with it.
async fn check(
    work: &mut Work<'_>,
    ctx: &Context,
    interaction: &mut Interaction,
    contact_is_new: bool,
) -> Result<()> {
    let mut form = Form::default();
    interaction.summary = clean_paragraphs(&interaction.summary);
    let actual = interaction.summary.chars().count();
    if actual == 0 {
        form.refuse("/summary", FieldError::new("required"));
    } else if actual > SUMMARY_MAX {
        let error = FieldError::new("too_long").with("max", SUMMARY_MAX).with("actual", actual);
        form.refuse("/summary", error);
    }
    interaction.detail = form.lines("/detail", interaction.detail.as_deref(), DETAIL_MAX);
    if interaction.at > ctx.now + AHEAD_MS {
        form.refuse("/at", FieldError::new("at_in_future"));
    }
    if interaction.at <= 0 {
        form.refuse("/at", FieldError::new("at_too_early"));
    }
    // A contact that was taken off since stays on the report that names it.
    if let Some((id, _)) = interaction.contact.as_ref().filter(|_| contact_is_new) {
        let found = contact::one(work.tx(), *id).await?;
        if found.is_none_or(|c| c.customer != interaction.customer) {
            form.refuse("/contact_id", FieldError::new("contact_unknown"));
        }
    }
    form.done()
}

/// Both traces of what happened to a report. On the timeline the report stands for itself; the
/// event keeps what it said before.
fn told(interaction: &Interaction, action: &'static str, changes: Vec<FieldChange>) -> Happening {
    Happening {
        customer: interaction.customer,
        action,
        kind: "interaction",
        part: Some(("interaction", interaction.id.to_string())),
        changes,
        reason: None,
        details: vec![
            ("kind", interaction.kind.code().to_owned()),
            ("happened", interaction.at.to_string()),
        ],
    }
}

/// Part by part, what differs between two states of a report.
fn facts(before: Option<&Interaction>, after: Option<&Interaction>) -> Vec<FieldChange> {
    type Part = fn(&Interaction) -> Option<Value>;
    let parts: [(&str, Part); 6] = [
        ("kind", |i| Some(i.kind.code().into())),
        ("direction", |i| i.direction.map(|d| d.code().into())),
        ("at", |i| Some(i.at.into())),
        ("contact", |i| i.contact.as_ref().map(|(id, _)| id.to_string().into())),
        ("summary", |i| Some(i.summary.as_str().into())),
        ("detail", |i| i.detail.as_deref().map(Value::from)),
    ];
    parts
        .into_iter()
        .map(|(field, part)| FieldChange {
            field: field.to_owned(),
            before: before.and_then(part),
            after: after.and_then(part),
        })
        .filter(|change| change.before != change.after)
        .collect()
}
