//! What happened to a customer outside the system, noted with one button: it opens what is to be
//! done, and entering the facts fulfils it.

use crate::customer::Facts;
use crate::form::Form;
use crate::happening::Happening;
use crate::obligation::HAPPENED;
use crate::{App, Context, Result};
use kedang_domain::field::FieldError;
use kedang_domain::id::CustomerId;
use kedang_domain::obligation::CustomerEventKind;
use kedang_domain::permission::{Act, ReportCustomerEvent};
use kedang_storage::contact;

/// Longest note, in characters.
const NOTE_MAX: usize = 500;
/// Clocks of phones differ, and so do the dates of travellers, ms. What lies further ahead has not
/// happened.
const AHEAD_MS: i64 = 24 * 3_600_000;

/// Something that happened, as somebody notes it.
#[derive(Clone, Debug)]
pub struct CustomerEvent {
    /// What.
    pub kind: CustomerEventKind,
    /// When, ms UTC.
    pub happened_at: i64,
    /// In somebody's words, for the timeline.
    pub note: Option<String>,
}

impl App {
    /// Notes that something happened to a customer.
    ///
    /// # Errors
    /// [`crate::AppError::NotFound`] when the customer is not for this person, refusals, everything
    /// wrong with the note.
    pub async fn report_customer_event(
        &self,
        ctx: &Context,
        customer: CustomerId,
        event: &CustomerEvent,
    ) -> Result<()> {
        let (mut work, seen) = self.begin_on(ctx, ReportCustomerEvent::NAME, customer).await?;
        ctx.ask_on::<ReportCustomerEvent>(&seen.standing, customer)?;
        if work.made_before("customer_event").await?.is_some() {
            return Ok(());
        }
        let mut form = Form::default();
        let note = form.lines("/note", event.note.as_deref(), NOTE_MAX);
        if event.happened_at > ctx.now + AHEAD_MS {
            form.refuse("/happened_at", FieldError::new("at_in_future"));
        }
        if event.happened_at <= 0 {
            form.refuse("/happened_at", FieldError::new("at_too_early"));
        }
        form.done()?;
        let (catalogue, template) =
            self.card(work.tx(), &seen.template, Some(seen.department)).await?;
        let contacts: Vec<_> = contact::of_customer(work.tx(), customer)
            .await?
            .into_iter()
            .map(|contact| (contact.name, contact.values))
            .collect();
        let facts = Facts {
            catalogue: &catalogue,
            template: &template,
            kind: seen.kind,
            code: &seen.code(),
            name: &seen.name,
            values: &seen.values,
            contacts: &contacts,
        };
        let happening = Happening {
            customer,
            action: "customer_event.report",
            kind: "reported",
            part: Some(("customer_event", event.kind.code().to_owned())),
            changes: Vec::new(),
            reason: note,
            details: vec![
                ("kind", event.kind.code().to_owned()),
                (HAPPENED, event.happened_at.to_string()),
                ("template", seen.template.clone()),
                ("complete", facts.complete().to_owned()),
            ],
        };
        self.keep(&mut work, ctx, happening).await?;
        work.remember_made("customer_event", &customer.to_string()).await?;
        work.commit().await
    }
}
