//! Registering that somebody leaves: from then on their reading is looked at closely.

use crate::form::Form;
use crate::{App, AppError, Context, Result};
use kedang_domain::field::FieldError;
use kedang_domain::id::PersonId;
use kedang_domain::permission::{ManagePeople, PersonPlan};
use kedang_storage::{leaving, person};

pub use kedang_storage::leaving::Leaving;

impl App {
    /// Whether somebody's leaving is registered.
    ///
    /// # Errors
    /// A refusal; [`AppError::NotFound`].
    pub async fn leaving(&self, ctx: &Context, id: PersonId) -> Result<Option<Leaving>> {
        ctx.ask::<ManagePeople>(&PersonPlan::default())?;
        let mut conn = self.db().read().await?;
        person::get(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        Ok(leaving::of(&mut conn, id).await?)
    }

    /// Registers that somebody leaves, or corrects their last day.
    ///
    /// # Errors
    /// A refusal; [`AppError::NotFound`]; a last day that is no date.
    pub async fn register_leaving(
        &self,
        ctx: &Context,
        id: PersonId,
        last_day: &str,
    ) -> Result<Option<Leaving>> {
        let permit = ctx.ask::<ManagePeople>(&PersonPlan::default())?;
        let mut form = Form::default();
        if last_day.len() != 10 || last_day.parse::<jiff::civil::Date>().is_err() {
            form.refuse("/last_day", FieldError::new("date_impossible").with("value", last_day));
        }
        form.done()?;
        let mut work = self.begin(ctx).await?;
        person::get(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        leaving::register(work.tx(), &permit, id, last_day, ctx.now).await?;
        let entry = work.draft("person.leaving").subject("person", id.to_string());
        work.record(entry.detail("last_day", last_day));
        work.commit().await?;
        self.leaving(ctx, id).await
    }

    /// Takes it back: they stay.
    ///
    /// # Errors
    /// A refusal; [`AppError::NotFound`] also when it was not registered.
    pub async fn take_back_leaving(&self, ctx: &Context, id: PersonId) -> Result<()> {
        let permit = ctx.ask::<ManagePeople>(&PersonPlan::default())?;
        let mut work = self.begin(ctx).await?;
        if !leaving::take_back(work.tx(), &permit, id).await? {
            return Err(AppError::NotFound);
        }
        let entry = work.draft("person.stay").subject("person", id.to_string());
        work.record(entry);
        work.commit().await
    }
}
