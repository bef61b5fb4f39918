//! Contacts of a customer (A3): whom to turn to, about what, and how.

mod list;
mod written;

use crate::customer::{Facts, NewContact, check_name};
use crate::field::issue;
use crate::happening::Happening;
use crate::verified::Guarded;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::field::{
    FieldError, Subject, ValueRules, Values, validate_patch, validate_values,
};
use kedang_domain::id::{ContactId, CustomerId};
use kedang_domain::permission::{Act as _, ApplyCorrection, EditCustomer, Permit};
use kedang_storage::customer::{self, Seen};
use kedang_storage::event::FieldChange;
use kedang_storage::{contact, greeting, uncertain};
use serde_json::Value;
use std::collections::BTreeSet;

pub use kedang_storage::contact::{Contact, Cursor, Holder, Listed, Order};
pub use list::CardQuery;

/// Contacts of one customer, at most.
pub(crate) const CONTACTS_MAX: usize = 200;

/// What is to be changed on a contact; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct ContactChange {
    /// Name.
    pub name: Option<String>,
    /// Facts by key; null removes one.
    pub values: Values,
    /// Makes it the one to turn to first; another one takes that away.
    pub primary: Option<bool>,
}

impl App {
    /// The contacts of a customer, the primary one first. The reading is on record.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the customer is not for this person.
    pub async fn contacts(&self, ctx: &Context, customer: CustomerId) -> Result<Vec<Contact>> {
        self.read_part(ctx, customer, "contacts").await?;
        let mut conn = self.db().read().await?;
        Ok(contact::of_customer(&mut conn, customer).await?)
    }

    /// Adds a contact. The first one is the primary one, whatever is said.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, everything wrong with it.
    pub async fn create_contact(
        &self,
        ctx: &Context,
        customer: CustomerId,
        new: NewContact,
    ) -> Result<Contact> {
        let (mut work, seen) = self.begin_on(ctx, EditCustomer::NAME, customer).await?;
        let permit = ctx.ask_on::<EditCustomer>(&seen.standing, customer)?;
        if let Some(made) = work.made_before("contact").await? {
            let id = made.parse().map_err(AppError::internal)?;
            let made = contact::one(work.tx(), id).await?;
            return made.filter(|c| c.customer == customer).ok_or(AppError::NotFound);
        }
        let before = contact::of_customer(work.tx(), customer).await?;
        if before.len() >= CONTACTS_MAX {
            let error = FieldError::new("too_many").with("max", CONTACTS_MAX);
            return Err(AppError::invalid(issue("", "contacts", error)));
        }
        let (catalogue, template) =
            self.card(work.tx(), &seen.template, Some(seen.department)).await?;
        let rules = ValueRules {
            catalogue: &catalogue,
            subject: Subject::Contact,
            kind: seen.kind,
            template: Some(&template),
            today: self.date_at(work.tx(), ctx.now).await?,
        };
        let name = check_name("/name", &new.name);
        let values = validate_values(&rules, &new.values);
        let (name, values) = match (name, values) {
            (Ok(name), Ok(values)) => (name, values),
            (name, values) => {
                let issues = name.err().into_iter().chain(values.err().into_iter().flatten());
                return Err(AppError::Invalid(issues.collect()));
            }
        };
        let made = Contact {
            id: ContactId::new(self.fresh()),
            customer,
            name,
            primary: new.primary || before.is_empty(),
            values,
            created_at: ctx.now,
            updated_at: ctx.now,
            version: 1,
        };
        contact::insert(work.tx(), &permit, std::slice::from_ref(&made)).await?;
        if made.primary {
            contact::set_primary(work.tx(), &permit, customer, made.id).await?;
        }
        let complete = self.contacts_changed(&mut work, ctx, &seen, &before).await?;
        work.remember_made("contact", &made.id.to_string()).await?;
        let happening =
            told(&made, "contact.create", facts(None, Some(&made)), (&seen.template, complete));
        self.keep(&mut work, ctx, happening).await?;
        work.commit().await?;
        Ok(made)
    }

    /// Changes a contact that is still at the version that the caller saw.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], everything wrong with the change.
    pub async fn change_contact(
        &self,
        ctx: &Context,
        id: ContactId,
        version: i64,
        change: ContactChange,
    ) -> Result<Contact> {
        let (mut work, seen, old) = self.contact_to_change(ctx, id).await?;
        ctx.ask_on::<EditCustomer>(&seen.standing, seen.id)?;
        if old.version != version {
            return Err(AppError::Stale { current: old.version });
        }
        match self.apply_contact(&mut work, ctx, &seen, &old, &change, None).await? {
            None => Ok(old),
            Some(new) => {
                work.commit().await?;
                Ok(new)
            }
        }
    }

    /// Writes a change of a contact within a unit of work; `None` when nothing was different.
    pub(crate) async fn apply_contact(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        old: &Contact,
        change: &ContactChange,
        correction: Option<&Permit<ApplyCorrection>>,
    ) -> Result<Option<Contact>> {
        let permit = ctx.ask_on::<EditCustomer>(&seen.standing, seen.id)?;
        let (id, version) = (old.id, old.version);
        let mut new = self.changed_contact(work, ctx, seen, old, change).await?;
        let changes = facts(Some(old), Some(&new));
        if changes.is_empty() {
            return Ok(None);
        }
        let fields: Vec<&str> = changes.iter().map(|c| c.field.as_str()).collect();
        let of = Guarded { customer: seen.id, standing: seen.standing, subject: id.uuid() };
        self.guard_verified(work, ctx, &of, &fields, correction).await?;
        let before = contact::of_customer(work.tx(), seen.id).await?;
        if !contact::update(work.tx(), &permit, &new, ctx.now).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        (new.version, new.updated_at) = (version + 1, ctx.now);
        if new.primary && !old.primary {
            contact::set_primary(work.tx(), &permit, seen.id, id).await?;
        }
        uncertain::close_changed_of_contact(work.tx(), &permit, id, &fields, ctx.now).await?;
        customer::count_marks(work.tx(), seen.id).await?;
        let complete = self.contacts_changed(work, ctx, seen, &before).await?;
        let told = told(&new, "contact.update", changes, (&seen.template, complete));
        self.keep(work, ctx, told).await?;
        Ok(Some(new))
    }

    /// What a change makes of a contact, if the rules allow it.
    pub(crate) async fn changed_contact(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        old: &Contact,
        change: &ContactChange,
    ) -> Result<Contact> {
        let (catalogue, template) =
            self.card(work.tx(), &seen.template, Some(seen.department)).await?;
        let rules = ValueRules {
            catalogue: &catalogue,
            subject: Subject::Contact,
            kind: seen.kind,
            template: Some(&template),
            today: self.date_at(work.tx(), ctx.now).await?,
        };
        let mut issues = Vec::new();
        let name = match &change.name {
            None => old.name.clone(),
            Some(name) => check_name("/name", name).map_err(|i| issues.push(i)).unwrap_or_default(),
        };
        let values = validate_patch(&rules, &old.values, &change.values)
            .map_err(|found| issues.extend(found))
            .unwrap_or_default();
        if old.primary && change.primary == Some(false) {
            // A customer with contacts has one to turn to first.
            issues.push(issue("/primary", "primary", FieldError::new("primary_stays")));
        }
        if !issues.is_empty() {
            return Err(AppError::Invalid(issues));
        }
        let mut new = Contact { name, values, ..old.clone() };
        new.primary = old.primary || change.primary == Some(true);
        Ok(new)
    }

    /// Takes a contact off that is still at the version that the caller saw. It stays for the
    /// record; when it was the primary one, the oldest of the others takes its place. One with
    /// verified facts is not taken off silently: that would undo them all.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, also one that names the verified facts,
    /// [`AppError::Stale`].
    pub async fn remove_contact(&self, ctx: &Context, id: ContactId, version: i64) -> Result<()> {
        let (mut work, seen, old) = self.contact_to_change(ctx, id).await?;
        let permit = ctx.ask_on::<EditCustomer>(&seen.standing, seen.id)?;
        AppError::unless_current(old.version, version)?;
        let changes = facts(Some(&old), None);
        let fields: Vec<&str> = changes.iter().map(|c| c.field.as_str()).collect();
        let of = Guarded { customer: seen.id, standing: seen.standing, subject: id.uuid() };
        self.guard_verified(&mut work, ctx, &of, &fields, None).await?;
        let before = contact::of_customer(work.tx(), seen.id).await?;
        if !contact::remove(work.tx(), &permit, id, version, ctx.now).await? {
            return Err(AppError::Stale { current: old.version });
        }
        if let Some(next) = before.iter().find(|c| c.id != id).filter(|_| old.primary) {
            contact::set_primary(work.tx(), &permit, seen.id, next.id).await?;
        }
        uncertain::close_removed(work.tx(), &permit, id, ctx.now).await?;
        greeting::end_of_contact(work.tx(), id, ctx.now).await?;
        customer::count_marks(work.tx(), seen.id).await?;
        let complete = self.contacts_changed(&mut work, ctx, &seen, &before).await?;
        self.keep(
            &mut work,
            ctx,
            told(&old, "contact.remove", changes, (&seen.template, complete)),
        )
        .await?;
        work.commit().await
    }

    /// A contact and its customer, if this person sees it.
    async fn contact_to_change<'a>(
        &'a self,
        ctx: &'a Context,
        id: ContactId,
    ) -> Result<(Work<'a>, Seen, Contact)> {
        let mut work = self.begin(ctx).await?;
        let found = contact::one(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        let (work, seen) = self.go_on_with(work, EditCustomer::NAME, found.customer).await?;
        Ok((work, seen, found))
    }

    /// What follows for the customer when its contacts are no longer as they were before: it is
    /// found by other words, and its card is fuller or emptier. Returns whether the basics are
    /// there, as the log says it.
    async fn contacts_changed(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        before: &[Contact],
    ) -> Result<&'static str> {
        let (catalogue, template) =
            self.card(work.tx(), &seen.template, Some(seen.department)).await?;
        let pairs = |contacts: &[Contact]| -> Vec<(String, Values)> {
            contacts.iter().map(|c| (c.name.clone(), c.values.clone())).collect()
        };
        let before = pairs(before);
        let after = pairs(&contact::of_customer(work.tx(), seen.id).await?);
        let code = seen.code();
        let facts = |contacts| Facts {
            catalogue: &catalogue,
            template: &template,
            kind: seen.kind,
            code: &code,
            name: &seen.name,
            values: &seen.values,
            contacts,
        };
        let (before, after) = (facts(before.as_slice()), facts(after.as_slice()));
        let tokens = after.tokens();
        if tokens != before.tokens() {
            kedang_storage::search::set_tokens(work.tx(), seen.no, &tokens).await?;
        }
        let completeness = Some(after.completeness());
        customer::touch(work.tx(), seen.id, ctx.now, None, completeness).await?;
        Ok(after.complete())
    }
}

/// Both traces of what happened to a contact.
fn told(
    contact: &Contact,
    action: &'static str,
    changes: Vec<FieldChange>,
    (template, complete): (&str, &str),
) -> Happening {
    Happening {
        customer: contact.customer,
        action,
        kind: "contact",
        part: Some(("contact", contact.id.to_string())),
        changes,
        reason: None,
        details: vec![("template", template.to_owned()), ("complete", complete.to_owned())],
    }
}

/// What there is to say of a contact, wherever it stands.
#[derive(Clone, Copy)]
pub(crate) struct ContactFacts<'a> {
    pub(crate) name: &'a str,
    pub(crate) primary: bool,
    pub(crate) values: &'a Values,
}

impl<'a> From<&'a Contact> for ContactFacts<'a> {
    fn from(contact: &'a Contact) -> Self {
        Self { name: &contact.name, primary: contact.primary, values: &contact.values }
    }
}

/// As [`differences`], of contacts on file.
fn facts(before: Option<&Contact>, after: Option<&Contact>) -> Vec<FieldChange> {
    differences(before.map(Into::into), after.map(Into::into))
}

/// Fact by fact, what differs between two states of a contact; `None` before it was added and after
/// it was taken off.
pub(crate) fn differences(
    before: Option<ContactFacts<'_>>,
    after: Option<ContactFacts<'_>>,
) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    let mut compare = |field: &str, before: Option<Value>, after: Option<Value>| {
        if before != after {
            changes.push(FieldChange { field: field.to_owned(), before, after });
        }
    };
    let name = |c: ContactFacts<'_>| Value::from(c.name);
    let primary = |c: ContactFacts<'_>| Value::from(c.primary);
    compare("name", before.map(name), after.map(name));
    compare("primary", before.map(primary), after.map(primary));
    let keys: BTreeSet<&String> =
        before.into_iter().chain(after).flat_map(|c| c.values.keys()).collect();
    for key in keys {
        let value = |c: ContactFacts<'_>| c.values.get(key).cloned();
        compare(key, before.and_then(value), after.and_then(value));
    }
    changes
}
