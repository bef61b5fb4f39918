//! Contacts that a table adds or changes, and how they are taken back.

use super::{facts, told};
use crate::customer::Seen;
use crate::verified::Guarded;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::id::{ContactId, CustomerId};
use kedang_domain::permission::EditCustomer;
use kedang_storage::contact::Contact;
use kedang_storage::event::FieldChange;
use kedang_storage::import::ContactChange;
use kedang_storage::{contact, customer, greeting, interaction, uncertain};
use serde_json::Value;

/// Ids and codes for the log.
type Details = [(&'static str, String)];

impl App {
    /// Makes the contacts of a customer what they are to be, within a unit of work, and notes which
    /// and at what version. `seen` is the customer as it is by now.
    pub(crate) async fn write_contacts(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        changes: &mut [ContactChange],
        details: &Details,
    ) -> Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        let permit = ctx.ask_on::<EditCustomer>(&seen.standing, seen.id)?;
        let before = contact::of_customer(work.tx(), seen.id).await?;
        let mut happened = Vec::with_capacity(changes.len());
        for change in &mut *changes {
            let old = before.iter().find(|one| Some(one.id) == change.contact);
            // Touched since it was judged, a moment ago: the part is begun again.
            let stale = || AppError::Stale { current: change.version + 1 };
            if old.map_or(0, |old| old.version) != change.version {
                return Err(stale());
            }
            let new = changed(old, &change.changes, seen.id, ContactId::new(self.fresh()), ctx.now);
            match old {
                None => {
                    contact::insert(work.tx(), &permit, std::slice::from_ref(&new)).await?;
                    change.contact = Some(new.id);
                }
                Some(_) if contact::update(work.tx(), &permit, &new, ctx.now).await? => {
                    let fields: Vec<&str> =
                        change.changes.iter().map(|c| c.field.as_str()).collect();
                    let (customer, standing) = (seen.id, seen.standing);
                    let of = Guarded { customer, standing, subject: new.id.uuid() };
                    // Verified since it was judged: the part is begun again.
                    self.guard_verified(work, ctx, &of, &fields, None)
                        .await
                        .map_err(|error| if is_refusal(&error) { stale() } else { error })?;
                    uncertain::close_changed_of_contact(
                        work.tx(),
                        &permit,
                        new.id,
                        &fields,
                        ctx.now,
                    )
                    .await?;
                }
                Some(_) => return Err(stale()),
            }
            change.version += 1;
            let action = if old.is_none() { "contact.create" } else { "contact.update" };
            happened.push((new.clone(), action, facts(old, Some(&new))));
        }
        customer::count_marks(work.tx(), seen.id).await?;
        let complete = self.contacts_changed(work, ctx, seen, &before).await?;
        for (contact, action, changes) in happened {
            let mut told = told(&contact, action, changes, (&seen.template, complete));
            told.details.extend_from_slice(details);
            self.keep(work, ctx, told).await?;
        }
        Ok(())
    }

    /// Why contacts that a row wrote cannot be taken back; empty when nobody has touched them.
    pub(crate) async fn touched_contacts(
        &self,
        work: &mut Work<'_>,
        customer: CustomerId,
        changes: &[ContactChange],
    ) -> Result<Vec<&'static str>> {
        if changes.is_empty() {
            return Ok(Vec::new());
        }
        let now = contact::of_customer(work.tx(), customer).await?;
        for change in changes {
            let found = now.iter().find(|one| Some(one.id) == change.contact);
            let Some(found) = found.filter(|one| one.version == change.version) else {
                return Ok(vec!["kept_contact"]);
            };
            let was_primary =
                |c: &FieldChange| c.field == "primary" && c.after == Some(true.into());
            if change.added && found.primary != change.changes.iter().any(was_primary) {
                return Ok(vec!["kept_contact"]);
            }
            if change.added && interaction::names_contact(work.tx(), found.id).await? {
                return Ok(vec!["kept_interaction"]);
            }
        }
        Ok(Vec::new())
    }

    /// Takes back what a row made of contacts that nobody has touched since.
    pub(crate) async fn restore_contacts(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        changes: &[ContactChange],
        details: &Details,
    ) -> Result<()> {
        if changes.is_empty() {
            return Ok(());
        }
        let permit = ctx.ask_on::<EditCustomer>(&seen.standing, seen.id)?;
        let before = contact::of_customer(work.tx(), seen.id).await?;
        let mut happened = Vec::with_capacity(changes.len());
        for change in changes {
            let stale = || AppError::Stale { current: change.version + 1 };
            let found = before.iter().find(|one| Some(one.id) == change.contact);
            let old = found.ok_or_else(stale)?;
            if change.added {
                if !contact::remove(work.tx(), &permit, old.id, change.version, ctx.now).await? {
                    return Err(stale());
                }
                let is_ours = |id| changes.iter().any(|c| c.added && c.contact == Some(id));
                if let Some(next) = before.iter().find(|c| old.primary && !is_ours(c.id)) {
                    contact::set_primary(work.tx(), &permit, seen.id, next.id).await?;
                }
                uncertain::close_removed(work.tx(), &permit, old.id, ctx.now).await?;
                greeting::end_of_contact(work.tx(), old.id, ctx.now).await?;
                let gone = facts(Some(old), None);
                happened.push((old.clone(), "contact.remove", gone));
                continue;
            }
            let back = |c: &FieldChange| FieldChange {
                field: c.field.clone(),
                before: c.after.clone(),
                after: c.before.clone(),
            };
            let undone: Vec<FieldChange> = change.changes.iter().map(back).collect();
            let new = changed(Some(old), &undone, seen.id, old.id, ctx.now);
            if !contact::update(work.tx(), &permit, &new, ctx.now).await? {
                return Err(stale());
            }
            let facts = facts(Some(old), Some(&new));
            happened.push((new, "contact.update", facts));
        }
        customer::count_marks(work.tx(), seen.id).await?;
        let complete = self.contacts_changed(work, ctx, seen, &before).await?;
        for (contact, action, changes) in happened {
            let mut told = told(&contact, action, changes, (&seen.template, complete));
            told.details.extend_from_slice(details);
            self.keep(work, ctx, told).await?;
        }
        Ok(())
    }
}

/// A contact with these changes; without one before it, a new one.
fn changed(
    old: Option<&Contact>,
    changes: &[FieldChange],
    customer: CustomerId,
    fresh: ContactId,
    at: i64,
) -> Contact {
    let mut contact = old.cloned().unwrap_or_else(|| Contact {
        id: fresh,
        customer,
        name: String::new(),
        primary: false,
        values: std::collections::BTreeMap::new(),
        created_at: at,
        updated_at: at,
        version: 1,
    });
    for FieldChange { field, after, .. } in changes {
        match (field.as_str(), after) {
            ("name", Some(Value::String(name))) => contact.name.clone_from(name),
            ("primary", Some(Value::Bool(primary))) => contact.primary = *primary,
            (key, Some(value)) => {
                contact.values.insert(key.to_owned(), value.clone());
            }
            (key, None) => {
                contact.values.remove(key);
            }
        }
    }
    contact
}

fn is_refusal(error: &AppError) -> bool {
    matches!(error, AppError::Refused(_))
}
