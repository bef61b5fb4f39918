//! What customer service and finance add for a month (H 2.3.3, 2.3.4).

use super::{Note, NoteRow};
use crate::cycle::Days;
use crate::form::Form;
use crate::{App, AppError, Context, Result};
use kedang_domain::field::FieldError;
use kedang_domain::id::CustomerId;
use kedang_domain::month_check::{Month, NoteKind, PaymentState};
use kedang_domain::permission::{NoteMonthService, RecordPayment};
use kedang_storage::month_check;

/// Longest note, in characters.
const TEXT_MAX: usize = 1_000;

/// What is to be added.
#[derive(Clone, Debug)]
pub struct NewNote {
    /// By which department.
    pub kind: NoteKind,
    /// The state of payment; finance says it, customer service does not.
    pub payment: Option<PaymentState>,
    /// In somebody's words.
    pub text: Option<String>,
}

impl App {
    /// Customers in the order of their file codes with what was added for a month: file code and
    /// name, for those who add. What they add to is every customer; the rule says who they are.
    ///
    /// # Errors
    /// Refusals.
    pub async fn month_notes(
        &self,
        ctx: &Context,
        kind: NoteKind,
        month: Option<Month>,
        after: i64,
        limit: i64,
    ) -> Result<Vec<NoteRow>> {
        may_note(ctx, kind)?;
        let mut conn = self.db().read().await?;
        let month = self.month_or_present(&mut conn, ctx, month).await?;
        Ok(month_check::note_rows(&mut conn, month, kind, None, after, limit).await?)
    }

    /// Adds what was served to a customer in the present month, or how it stands with payments, in
    /// the place of what was added before.
    ///
    /// # Errors
    /// Refusals, [`AppError::NotFound`], a note that says nothing.
    pub async fn put_month_note(
        &self,
        ctx: &Context,
        customer: CustomerId,
        new: &NewNote,
    ) -> Result<NoteRow> {
        may_note(ctx, new.kind)?;
        let mut form = Form::default();
        let text = form.lines("/text", new.text.as_deref(), TEXT_MAX);
        match (new.kind, new.payment, &text) {
            (NoteKind::Service, Some(_), _) => {
                form.refuse("/payment", FieldError::new("payment_of_finance"));
            }
            (NoteKind::Service, None, None) => form.refuse("/text", FieldError::new("required")),
            (NoteKind::Payment, None, _) => form.refuse("/payment", FieldError::new("required")),
            _ => {}
        }
        form.done()?;
        let mut work = self.begin(ctx).await?;
        let month = self.month_or_present(work.tx(), ctx, None).await?;
        let (kind, only) = (new.kind, Some(customer));
        let there = month_check::note_rows(work.tx(), month, kind, only, 0, 1).await?;
        if there.is_empty() {
            return Err(AppError::NotFound);
        }
        let note = Note {
            kind,
            payment: new.payment,
            text: text.unwrap_or_default(),
            person: (ctx.actor.person, String::new()),
            at: ctx.now,
        };
        month_check::put_note(work.tx(), month, customer, &note).await?;
        let entry = work
            .draft("month_check.note")
            .subject("customer", customer.to_string())
            .customer(customer.to_string())
            .detail("kind", kind.code())
            .detail("month", month.to_string());
        work.record(entry);
        let row = month_check::note_rows(work.tx(), month, kind, only, 0, 1).await?;
        work.commit().await?;
        row.into_iter().next().ok_or(AppError::NotFound)
    }

    async fn month_or_present(
        &self,
        conn: &mut kedang_db::Conn,
        ctx: &Context,
        month: Option<Month>,
    ) -> Result<Month> {
        match month {
            Some(month) => Ok(month),
            None => Ok(Month::of(Days::of(self, conn).await?.date(ctx.now))),
        }
    }
}

fn may_note(ctx: &Context, kind: NoteKind) -> Result<()> {
    match kind {
        NoteKind::Service => ctx.ask::<NoteMonthService>(&()).map(drop),
        NoteKind::Payment => ctx.ask::<RecordPayment>(&()).map(drop),
    }
}
