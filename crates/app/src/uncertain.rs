//! Facts that somebody was not sure of, and their verification: who, when, how (A7, S 7.2).

use crate::field::issue;
use crate::form::Form;
use crate::happening::Happening;
use crate::verified::subject_of;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::field::{FieldError, Subject};
use kedang_domain::id::{ContactId, CustomerId, MarkId};
use kedang_domain::permission::{Act as _, EditCustomer, VerifyCustomer};
use kedang_storage::customer::{self, Seen};
use kedang_storage::verified::{self, Leave};
use kedang_storage::{contact, uncertain};

pub use kedang_storage::uncertain::Mark;

/// Longest note, in characters.
const NOTE_MAX: usize = 500;

/// Which fact of a customer.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Key of the field; `name` for the name.
    pub field: String,
    /// The contact whose fact it is; `None` for the customer's own.
    pub contact: Option<ContactId>,
}

impl App {
    /// Marks a fact as uncertain.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a clash when it is marked already, a field that is not
    /// known or says nothing.
    pub async fn mark_uncertain(
        &self,
        ctx: &Context,
        customer: CustomerId,
        fact: Fact,
        note: &str,
    ) -> Result<Mark> {
        let (mut work, seen) = self.begin_on(ctx, EditCustomer::NAME, customer).await?;
        let permit = ctx.ask_on::<EditCustomer>(&seen.standing, customer)?;
        let mut form = Form::default();
        let note = form.lines("/note", Some(note), NOTE_MAX).unwrap_or_default();
        if let Err(error) = self.fact(&mut work, &seen, &fact).await? {
            form.refuse("/field", error);
        }
        form.done()?;
        let open = uncertain::open_marks(work.tx(), customer).await?;
        if open.iter().any(|m| m.field == fact.field && m.contact == fact.contact) {
            return Err(AppError::conflict("marked_already"));
        }
        let id = MarkId::new(self.fresh());
        let mark = Mark {
            field: fact.field,
            contact: fact.contact,
            note,
            marked_by: (ctx.actor.person, String::new()),
            marked_at: ctx.now,
        };
        uncertain::insert(work.tx(), &permit, id, customer, &mark).await?;
        let subject = subject_of(customer, mark.contact);
        verified::doubt(work.tx(), subject, &mark.field).await?;
        customer::count_marks(work.tx(), customer).await?;
        customer::touch(work.tx(), customer, ctx.now, None, None).await?;
        let made = uncertain::open_marks(work.tx(), customer)
            .await?
            .into_iter()
            .find(|m| m.field == mark.field && m.contact == mark.contact)
            .ok_or_else(|| AppError::internal("a mark that was just made is not there"))?;
        let note = Some(mark.note).filter(|n| !n.is_empty());
        let happening =
            told(customer, "customer.doubt", "uncertain", mark.contact, mark.field, note);
        self.keep(&mut work, ctx, happening).await?;
        work.commit().await?;
        Ok(made)
    }

    /// Closes the mark on a fact: it was verified, and how.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a clash when the fact is not marked, no word on how.
    pub async fn verify_fact(
        &self,
        ctx: &Context,
        customer: CustomerId,
        fact: Fact,
        how: &str,
    ) -> Result<()> {
        let (mut work, seen) = self.begin_on(ctx, VerifyCustomer::NAME, customer).await?;
        let permit = ctx.ask_on::<VerifyCustomer>(&seen.standing, customer)?;
        let mut form = Form::default();
        let how = form.lines("/how", Some(how), NOTE_MAX);
        if how.is_none() {
            form.refuse("/how", FieldError::new("required"));
        }
        form.done()?;
        let how = how.unwrap_or_default();
        let open = uncertain::open_marks(work.tx(), customer).await?;
        let Some(mark) =
            open.into_iter().find(|m| m.field == fact.field && m.contact == fact.contact)
        else {
            return Err(AppError::conflict("not_marked"));
        };
        let (contact, field) = (mark.contact, mark.field);
        if !uncertain::verify(work.tx(), &permit, customer, contact, &field, &how, ctx.now).await? {
            return Err(AppError::conflict("not_marked"));
        }
        let fact = [(subject_of(customer, contact), field.as_str())];
        verified::set(work.tx(), &Leave::Verify(&permit), &fact, &how, ctx.now).await?;
        customer::count_marks(work.tx(), customer).await?;
        customer::touch(work.tx(), customer, ctx.now, None, None).await?;
        let happening =
            told(customer, "customer.verify", "verification", contact, field, Some(how));
        self.keep(&mut work, ctx, happening).await?;
        work.commit().await
    }

    /// Whether there is such a fact to doubt: a field that is known and says something.
    async fn fact(
        &self,
        work: &mut Work<'_>,
        seen: &Seen,
        fact: &Fact,
    ) -> Result<Result<(), FieldError>> {
        let catalogue = self.catalogue(work.tx()).await?;
        let (subject, values) = match fact.contact {
            None => (Subject::Customer, seen.values.clone()),
            Some(id) => {
                let found = contact::one(work.tx(), id).await?;
                let Some(found) = found.filter(|c| c.customer == seen.id) else {
                    let error = FieldError::new("contact_unknown");
                    return Err(AppError::invalid(issue("/contact_id", "contact_id", error)));
                };
                (Subject::Contact, found.values)
            }
        };
        if fact.field == "name" {
            return Ok(Ok(()));
        }
        let known = catalogue.get(subject, &fact.field).is_some_and(|f| f.active);
        Ok(match (known, values.contains_key(&fact.field)) {
            (false, _) => {
                let shown: String = fact.field.chars().take(64).collect();
                Err(FieldError::new("field_unknown").with("field", shown))
            }
            (true, false) => {
                Err(FieldError::new("nothing_to_doubt").with("field", fact.field.as_str()))
            }
            (true, true) => Ok(()),
        })
    }
}

/// Both traces of a doubt or a verification. The value itself does not change, so the log has the
/// field alone.
fn told(
    customer: CustomerId,
    action: &'static str,
    kind: &'static str,
    contact: Option<ContactId>,
    field: String,
    reason: Option<String>,
) -> Happening {
    let change =
        kedang_storage::event::FieldChange { field: field.clone(), before: None, after: None };
    Happening {
        customer,
        action,
        kind,
        part: contact.map(|id| ("contact", id.to_string())),
        changes: vec![change],
        reason,
        details: vec![("field", field)],
    }
}
