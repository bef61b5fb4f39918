//! Changing a customer and giving it away.

use super::draft::{Rules, check_name, issue};
use super::{Facts, Opened};
use crate::happening::Happening;
use crate::{App, AppError, Context, Notice, Refused, Result, Work};
use kedang_domain::field::{FieldError, FieldIssue, Subject, ValueRules, Values, validate_patch};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId};
use kedang_domain::permission::{Act, AssignCustomer, EditCustomer, Permit};
use kedang_domain::value::clean_paragraphs;
use kedang_storage::customer::{self, Seen, Update};
use kedang_storage::event::FieldChange;
use kedang_storage::{clash, contact, obligation, uncertain};
use serde_json::Value;
use std::collections::BTreeSet;

/// Longest reason, in characters.
pub(crate) const REASON_MAX: usize = 500;

/// What is to be changed; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Full name.
    pub name: Option<String>,
    /// Code of the card template.
    pub template: Option<String>,
    /// Facts by key; null removes one.
    pub values: Values,
    /// Why, for the timeline.
    pub reason: Option<String>,
}

/// What a customer will be, and what of that is different.
#[derive(Debug)]
pub(crate) struct Outcome {
    pub(crate) name: String,
    pub(crate) template: String,
    pub(crate) values: Values,
    pub(crate) changes: Vec<FieldChange>,
}

/// Why a customer becomes another, beside who does it.
#[derive(Debug, Default)]
pub(crate) struct Cause {
    /// In somebody's words, for the timeline only.
    pub(crate) reason: Option<String>,
    /// Further ids and codes for the log.
    pub(crate) details: Vec<(&'static str, String)>,
}

/// What a change makes of a customer. The rule for every change of facts, by hand or by a table;
/// `rules` are those of the card that it will be kept on.
pub(crate) fn outcome(
    seen: &Seen,
    change: &Change,
    rules: &Rules<'_>,
) -> Result<Outcome, Vec<FieldIssue>> {
    let mut issues = Vec::new();
    if !rules.template.kind.includes(seen.kind) {
        let error = FieldError::new("template_kind").with("kind", seen.kind.as_str());
        issues.push(issue("/template", "template", error));
    }
    let name = match &change.name {
        None => seen.name.clone(),
        Some(name) => check_name("/name", name).map_err(|i| issues.push(i)).unwrap_or_default(),
    };
    let of_values = ValueRules {
        catalogue: rules.catalogue,
        subject: Subject::Customer,
        kind: seen.kind,
        template: Some(rules.template),
        today: rules.today,
    };
    let values = validate_patch(&of_values, &seen.values, &change.values)
        .map_err(|found| issues.extend(found))
        .unwrap_or_default();
    if !issues.is_empty() {
        return Err(issues);
    }
    let template = change.template.clone().unwrap_or_else(|| seen.template.clone());
    let changes = differences(seen, &name, &template, &values);
    Ok(Outcome { name, template, values, changes })
}

/// A customer with the values before these changes, whatever the rules say by now: it had them.
pub(crate) fn restored(seen: &Seen, changes: &[FieldChange]) -> Outcome {
    let (mut name, mut values) = (seen.name.clone(), seen.values.clone());
    for FieldChange { field, before, .. } in changes {
        match (field.as_str(), before) {
            ("name", Some(Value::String(before))) => name.clone_from(before),
            (key, Some(before)) => {
                values.insert(key.to_owned(), before.clone());
            }
            (key, None) => {
                values.remove(key);
            }
        }
    }
    let changes = differences(seen, &name, &seen.template, &values);
    Outcome { name, template: seen.template.clone(), values, changes }
}

impl App {
    /// Changes a customer that is still at the version that the caller saw.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], everything wrong with the values.
    pub async fn update_customer(
        &self,
        ctx: &Context,
        id: CustomerId,
        version: i64,
        change: &Change,
    ) -> Result<Opened> {
        let mut work = self.begin(ctx).await?;
        let Some(seen) = customer::visible(work.tx(), &ctx.actor, ctx.now, id).await? else {
            drop(work);
            return Err(self.out_of_sight(ctx, EditCustomer::NAME, id).await?);
        };
        if seen.version != version {
            // Whoever may not change it learns that first, not the version.
            ctx.ask_on::<EditCustomer>(&seen.standing, id)?;
            return Err(AppError::Stale { current: seen.version });
        }
        if self.apply_change(&mut work, ctx, &seen, change).await? {
            work.commit().await?;
        }
        self.reload_customer(ctx, id).await
    }

    /// Writes a change within a unit of work; `false` when nothing was different.
    pub(crate) async fn apply_change(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        change: &Change,
    ) -> Result<bool> {
        ctx.ask_on::<EditCustomer>(&seen.standing, seen.id)?;
        let code = change.template.as_deref().unwrap_or(&seen.template);
        let (catalogue, template) = self.card(work.tx(), code, Some(seen.department)).await?;
        let mut issues = Vec::new();
        let reason = check_reason(change.reason.as_deref(), &mut issues);
        let today = self.date_at(work.tx(), ctx.now).await?;
        let rules = Rules { catalogue: &catalogue, template: &template, today };
        match outcome(seen, change, &rules) {
            Ok(outcome) if issues.is_empty() => {
                let cause = Cause { reason, details: Vec::new() };
                self.apply_outcome(work, ctx, seen, outcome, cause).await
            }
            Ok(_) => Err(AppError::Invalid(issues)),
            Err(found) => Err(AppError::Invalid(issues.into_iter().chain(found).collect())),
        }
    }

    /// Makes a customer what it is to be, within a unit of work; `false` when it is so already.
    pub(crate) async fn apply_outcome(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        outcome: Outcome,
        cause: Cause,
    ) -> Result<bool> {
        let id = seen.id;
        let permit = ctx.ask_on::<EditCustomer>(&seen.standing, id)?;
        let Outcome { name, template: code, values, changes } = outcome;
        let new_code = values.get("credit_code");
        if let Some(code) = new_code.filter(|c| seen.values.get("credit_code") != Some(c)) {
            customer::hold_codes(work.tx()).await?;
            self.refuse_clash(work.tx(), ctx, code.as_str().unwrap_or_default()).await?;
        }
        if changes.is_empty() {
            return Ok(false);
        }
        let (catalogue, template) = self.card(work.tx(), &code, Some(seen.department)).await?;
        let fields: Vec<&str> = changes.iter().map(|c| c.field.as_str()).collect();
        let open =
            uncertain::close_changed(work.tx(), id, &fields, ctx.actor.person, ctx.now).await?;
        let contacts: Vec<_> = contact::of_customer(work.tx(), id)
            .await?
            .into_iter()
            .map(|c| (c.name, c.values))
            .collect();
        let file_code = seen.code();
        let facts = |name, values| Facts {
            catalogue: &catalogue,
            template: &template,
            kind: seen.kind,
            code: &file_code,
            name,
            values,
            contacts: &contacts,
        };
        let (before, after) = (facts(&seen.name, &seen.values), facts(&name, &values));
        let tokens = after.tokens();
        let mut details = cause.details;
        details.extend([("template", code.clone()), ("complete", after.complete().to_owned())]);
        let update = Update {
            completeness: after.completeness(),
            index: (before.index(), after.index()),
            tokens: (tokens != before.tokens()).then_some(tokens),
            name: name.clone(),
            template: code,
            values: values.clone(),
            uncertain: open,
            at: ctx.now,
        };
        if !customer::update(work.tx(), &permit, seen, &update).await? {
            return Err(AppError::Stale { current: seen.version + 1 });
        }
        let happening = Happening {
            customer: id,
            action: "customer.update",
            kind: "change",
            part: None,
            changes,
            reason: cause.reason,
            details,
        };
        self.keep(work, ctx, happening).await?;
        Ok(true)
    }

    /// Gives a customer another owner (M 5.2.7), and with it the owner's department.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], an owner who cannot be one.
    pub async fn assign_customer(
        &self,
        ctx: &Context,
        id: CustomerId,
        version: i64,
        owner: PersonId,
        reason: &str,
    ) -> Result<()> {
        let mut work = self.begin(ctx).await?;
        let Some(seen) = customer::visible(work.tx(), &ctx.actor, ctx.now, id).await? else {
            drop(work);
            return Err(self.out_of_sight(ctx, AssignCustomer::NAME, id).await?);
        };
        ctx.ask_on::<AssignCustomer>(&seen.standing, id)?;
        if seen.version != version {
            return Err(AppError::Stale { current: seen.version });
        }
        if self.apply_owner(&mut work, ctx, &seen, owner, reason).await? {
            work.commit().await?;
        }
        Ok(())
    }

    /// Writes another owner within a unit of work; `false` when it is theirs already.
    pub(crate) async fn apply_owner(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        owner: PersonId,
        reason: &str,
    ) -> Result<bool> {
        let permit = ctx.ask_on::<AssignCustomer>(&seen.standing, seen.id)?;
        let mut issues = Vec::new();
        let reason = check_reason(Some(reason), &mut issues);
        if reason.is_none() {
            issues.push(issue("/reason", "reason", FieldError::new("required")));
        }
        if !issues.is_empty() {
            return Err(AppError::Invalid(issues));
        }
        if owner == seen.owner {
            return Ok(false);
        }
        let place = self.placement(work.tx(), ctx, Some(owner)).await;
        // A refusal about the new owner is one about this customer.
        let place = place.map_err(|error| match error {
            AppError::Refused(refused) => {
                AppError::Refused(Refused { customer: Some(seen.id), ..refused })
            }
            other => other,
        })?;
        let Some(reason) = reason else { return Ok(false) };
        self.write_owner(work, ctx, &permit, seen, (owner, place.department), reason).await?;
        Ok(true)
    }

    /// Writes another owner, whom a permit allows and who can be one, with all that follows.
    pub(crate) async fn write_owner(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        permit: &Permit<AssignCustomer>,
        seen: &Seen,
        (owner, department): (PersonId, DepartmentId),
        reason: String,
    ) -> Result<()> {
        let now = ctx.now;
        if !customer::assign(work.tx(), permit, seen, owner, department, now).await? {
            return Err(AppError::Stale { current: seen.version + 1 });
        }
        let by = permit.person();
        clash::case::follow(work.tx(), seen.id, owner, department, by, now).await?;
        obligation::follow(work.tx(), seen.id, owner, department).await?;
        self.refind(work, seen).await?;
        let change = FieldChange {
            field: "owner".to_owned(),
            before: Some(seen.owner.to_string().into()),
            after: Some(owner.to_string().into()),
        };
        let happening = Happening {
            customer: seen.id,
            action: "customer.assign",
            kind: "owner",
            part: None,
            changes: vec![change],
            reason: Some(reason),
            details: vec![("from", seen.owner.to_string()), ("to", owner.to_string())],
        };
        self.keep(work, ctx, happening).await?;
        let told = Notice::new("customer.assigned", format!("/customers/{}", seen.id))
            .param("person", work.who().await?);
        work.notify(told.about(seen.id).to([owner]));
        Ok(())
    }
}

/// A reason that fits, without what nobody sees; nothing but blanks is none.
pub(crate) fn check_reason(reason: Option<&str>, issues: &mut Vec<FieldIssue>) -> Option<String> {
    let reason = clean_paragraphs(reason?);
    let actual = reason.chars().count();
    if actual > REASON_MAX {
        let error = FieldError::new("too_long").with("max", REASON_MAX).with("actual", actual);
        issues.push(issue("/reason", "reason", error));
    }
    (actual > 0).then_some(reason)
}

/// Field by field, what will be different.
fn differences(seen: &Seen, name: &str, template: &str, values: &Values) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    let mut compare = |field: &str, before: Option<Value>, after: Option<Value>| {
        if before != after {
            changes.push(FieldChange { field: field.to_owned(), before, after });
        }
    };
    compare("name", Some(seen.name.as_str().into()), Some(name.into()));
    compare("template", Some(seen.template.as_str().into()), Some(template.into()));
    let keys: BTreeSet<_> = seen.values.keys().chain(values.keys()).collect();
    for key in keys {
        compare(key, seen.values.get(key).cloned(), values.get(key).cloned());
    }
    changes
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}
