//! Carrying a merging out: one customer of two, in one transaction.

use super::{File, Proposal, merged_already, merged_into, propose, unlike};
use crate::customer::{Facts, check_reason};
use crate::happening::Happening;
use crate::{App, AppError, Context, Result, Work, secrecy};
use kedang_domain::field::{FieldError, FieldIssue, Values};
use kedang_domain::id::{ContactId, CustomerId, DepartmentId, MergeId, PersonId};
use kedang_domain::merge::{Choice, chosen, filled};
use kedang_domain::permission::{EditCustomer, MergeCustomers, MergePlan, Permit};
use kedang_storage::contact::Contact;
use kedang_storage::customer::{self, Seen, Update};
use kedang_storage::event::FieldChange;
use kedang_storage::merge::{self, Fold, Merge, Record, Settled, State};
use kedang_storage::{absent, clash, contact, uncertain, verified};
use serde_json::Value;
use std::collections::BTreeMap;

/// What somebody wants of a merging. What they do not name goes as it is suggested.
#[derive(Clone, Debug)]
pub struct Order {
    /// The customer that goes into the other one.
    pub other: CustomerId,
    /// The version of it that the caller saw.
    pub other_version: i64,
    /// Which fact to keep, by key of the field, or `name`, `template`, `owner`.
    pub choices: BTreeMap<String, Choice>,
    /// With which contact of the survivor a contact of the other is one person; `None`: with none.
    pub contacts: BTreeMap<ContactId, Option<ContactId>>,
    /// Why.
    pub reason: String,
}

/// A merging that has been thought through.
struct Plan {
    before: State,
    after: State,
    folds: Vec<Fold>,
    reason: String,
    /// Facts of the survivor, and of the other, that are not kept.
    given_up: (Vec<String>, Vec<String>),
}

impl App {
    /// Makes one customer of two, both still at the versions that the caller saw: everything linked
    /// to the other is linked to the survivor, and the other is on no list any more.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when one is not for this person; refusals; [`AppError::Stale`]; one
    /// that is merged already; twice the same; two of different kinds; choices that are none.
    pub async fn merge_customers(
        &self,
        ctx: &Context,
        survivor: CustomerId,
        version: i64,
        order: &Order,
    ) -> Result<Merge> {
        let mut work = self.begin(ctx).await?;
        for id in [survivor, order.other] {
            if let Some(already) = merged_into(work.tx(), ctx, id).await? {
                return Err(merged_already(&already));
            }
        }
        let (mut work, survivor) = self.go_on_with(work, "customer.merge", survivor).await?;
        let Some(other) = customer::visible(work.tx(), &ctx.actor, ctx.now, order.other).await?
        else {
            drop(work);
            return Err(self.out_of_sight(ctx, "customer.merge", order.other).await?);
        };
        unlike(&survivor, &other)?;
        let (survivor, other) =
            (File::load(work.tx(), survivor).await?, File::load(work.tx(), other).await?);
        let id = survivor.customer.id;
        let sides = MergePlan { survivor: survivor.side(), other: other.side() };
        let permit = ctx.ask_on::<MergeCustomers>(&sides, id)?;
        let may_edit = ctx.ask_on::<EditCustomer>(&survivor.customer.standing, id)?;
        AppError::unless_current(survivor.customer.version, version)?;
        AppError::unless_current(other.customer.version, order.other_version)?;
        let catalogue = self.catalogue(work.tx()).await?;
        let proposal = propose(&catalogue, ctx, survivor, other);
        let plan = plan(ctx, &proposal, order)?;
        let merge = Merge {
            id: MergeId::new(self.fresh()),
            survivor: id,
            survivor_version: version,
            other: order.other,
            person: (ctx.actor.person, String::new()),
            at: ctx.now,
            reason: plan.reason.clone(),
            record: Record { before: plan.before, after: plan.after, folds: plan.folds },
            undone: None,
        };
        merge::insert(work.tx(), &permit, &merge).await?;
        let (ours, theirs) = &plan.given_up;
        close_doubts(&mut work, &permit, &merge, id, ours).await?;
        close_doubts(&mut work, &permit, &merge, order.other, theirs).await?;
        merge::move_rows(work.tx(), &permit, merge.id, order.other, id).await?;
        let both = (&*order.other.to_string(), &*id.to_string());
        merge::greet_once(work.tx(), &permit, merge.id, both, merge.at).await?;
        let owner = (merge.record.after.owner, merge.record.after.department);
        self.clashes_follow(&mut work, ctx, id, owner).await?;
        fold(&mut work, &permit, &merge, &proposal).await?;
        if let Some(primary) = merge.record.before.primary {
            contact::set_primary(work.tx(), &may_edit, id, primary).await?;
        }
        if !absent::take_off(work.tx(), &permit, &proposal.other.customer, id).await? {
            return Err(AppError::Stale { current: order.other_version + 1 });
        }
        let seen = &proposal.survivor.customer;
        self.write_state(&mut work, &permit, &may_edit, seen, &merge.record.after).await?;
        self.keep_merge(&mut work, ctx, &merge, &proposal).await?;
        secrecy::raise_to(&mut work, id, &proposal.other.customer.secrecy).await?;
        work.commit().await?;
        Ok(merge)
    }

    /// Open clashes of a customer are its owner's to answer, whoever that is now.
    pub(super) async fn clashes_follow(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        customer: CustomerId,
        (owner, department): (PersonId, DepartmentId),
    ) -> Result<()> {
        let (by, now) = (ctx.actor.person, ctx.now);
        Ok(clash::case::follow(work.tx(), customer, owner, department, by, now).await?)
    }

    /// Gives a customer this state, and what follows from it: index, words, completeness, doubts.
    pub(super) async fn write_state(
        &self,
        work: &mut Work<'_>,
        permit: &Permit<MergeCustomers>,
        may_edit: &Permit<EditCustomer>,
        seen: &Seen,
        state: &State,
    ) -> Result<()> {
        let (catalogue, template) =
            self.card(work.tx(), &state.template, Some(state.department)).await?;
        let contacts: Vec<(String, Values)> = contact::of_customer(work.tx(), seen.id)
            .await?
            .into_iter()
            .map(|contact| (contact.name, contact.values))
            .collect();
        let code = seen.code();
        let facts = |name, values| Facts {
            catalogue: &catalogue,
            template: &template,
            kind: seen.kind,
            code: &code,
            name,
            values,
            contacts: &contacts,
        };
        let settled = Settled {
            owner: state.owner,
            department: state.department,
            last_contact_at: state.last_contact_at,
            updated_at: state.updated_at,
        };
        // Before the words, which lead only who sees it to it.
        merge::settle(work.tx(), permit, seen.id, settled).await?;
        let (before, after) = (facts(&seen.name, &seen.values), facts(&state.name, &state.values));
        // What the choice between two files makes another value of is verified no longer.
        let others = changed_facts(seen, state);
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        verified::forget(work.tx(), seen.id.uuid(), &others).await?;
        let open = uncertain::open_marks(work.tx(), seen.id).await?.len();
        let update = Update {
            name: state.name.clone(),
            template: state.template.clone(),
            values: state.values.clone(),
            completeness: after.completeness(),
            uncertain: i64::try_from(open).unwrap_or(i64::MAX),
            at: state.updated_at,
            index: (before.index(), after.index()),
            tokens: Some(after.tokens()),
        };
        if !customer::update(work.tx(), may_edit, seen, &update).await? {
            return Err(AppError::Stale { current: seen.version + 1 });
        }
        Ok(())
    }

    /// A merging is on the timeline of the survivor, and in the log on both histories.
    async fn keep_merge(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        merge: &Merge,
        proposal: &Proposal,
    ) -> Result<()> {
        let other = &proposal.other.customer;
        let mut changes = vec![FieldChange {
            field: "merged".to_owned(),
            before: None,
            after: Some(format!("{} {}", other.code(), other.name).into()),
        }];
        changes.extend(changed(&merge.record.before, &merge.record.after));
        let happening = Happening {
            customer: merge.survivor,
            action: "customer.merge",
            kind: "merge",
            part: None,
            changes,
            reason: Some(merge.reason.clone()),
            details: vec![("from", merge.other.to_string()), ("merge", merge.id.to_string())],
        };
        self.keep(work, ctx, happening).await?;
        let other = merge.other.to_string();
        let entry = ctx.draft("customer.merge").subject("customer", &*other).customer(&*other);
        let entry = entry.detail("into", merge.survivor.to_string());
        work.record(entry.detail("merge", merge.id.to_string()));
        Ok(())
    }
}

/// The facts of a customer that are others in a state.
fn changed_facts(seen: &Seen, state: &State) -> Vec<String> {
    let keys: std::collections::BTreeSet<_> =
        seen.values.keys().chain(state.values.keys()).collect();
    let differs = |key: &&String| seen.values.get(*key) != state.values.get(*key);
    let mut changed: Vec<String> = keys.into_iter().filter(differs).cloned().collect();
    if seen.name != state.name {
        changed.push("name".to_owned());
    }
    changed
}

/// Fact by fact, what differs between two states.
pub(super) fn changed(before: &State, after: &State) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    let mut compare = |field: &str, before: Option<Value>, after: Option<Value>| {
        if before != after {
            changes.push(FieldChange { field: field.to_owned(), before, after });
        }
    };
    let text = |text: &str| Some(Value::from(text));
    compare("name", text(&before.name), text(&after.name));
    compare("template", text(&before.template), text(&after.template));
    compare("owner", text(&before.owner.to_string()), text(&after.owner.to_string()));
    let keys: std::collections::BTreeSet<_> =
        before.values.keys().chain(after.values.keys()).collect();
    for key in keys {
        compare(key, before.values.get(key).cloned(), after.values.get(key).cloned());
    }
    changes
}

async fn close_doubts(
    work: &mut Work<'_>,
    permit: &Permit<MergeCustomers>,
    merge: &Merge,
    customer: CustomerId,
    fields: &[String],
) -> Result<()> {
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    let whose = (customer, None);
    Ok(merge::close_doubts(work.tx(), permit, merge.id, whose, &fields, merge.at).await?)
}

/// Makes one contact of two, for each that was found to be one person.
async fn fold(
    work: &mut Work<'_>,
    permit: &Permit<MergeCustomers>,
    merge: &Merge,
    proposal: &Proposal,
) -> Result<()> {
    for fold in &merge.record.folds {
        let kept = by_id(&proposal.survivor.contacts, fold.kept);
        let folded = by_id(&proposal.other.contacts, fold.folded);
        let (Some(kept), Some(folded)) = (kept, folded) else { continue };
        let after = &fold.facts.1;
        let given_up: Vec<&str> = (folded.values.iter())
            .filter(|(key, value)| after.get(*key) != Some(value))
            .map(|(key, _)| key.as_str())
            .collect();
        // The rows stand with the survivor by now.
        let whose = (merge.survivor, Some(fold.folded));
        merge::close_doubts(work.tx(), permit, merge.id, whose, &given_up, merge.at).await?;
        merge::repoint(work.tx(), permit, fold.folded, fold.kept, merge.at).await?;
        let both = (&*fold.folded.to_string(), &*fold.kept.to_string());
        merge::greet_once(work.tx(), permit, merge.id, both, merge.at).await?;
        if fold.facts.0 != fold.facts.1 {
            merge::write_contact(work.tx(), permit, kept, after, merge.at).await?;
        }
    }
    Ok(())
}

fn by_id(contacts: &[Contact], id: ContactId) -> Option<&Contact> {
    contacts.iter().find(|contact| contact.id == id)
}

/// What an order comes to.
fn plan(ctx: &Context, proposal: &Proposal, order: &Order) -> Result<Plan> {
    let mut issues = Vec::new();
    let reason = check_reason(Some(&order.reason), &mut issues);
    if reason.is_none() && issues.is_empty() {
        issues.push(refused("/reason", "reason", FieldError::new("required")));
    }
    check_choices(proposal, order, &mut issues);
    let folds = folds(proposal, order, &mut issues);
    if !issues.is_empty() {
        return Err(AppError::Invalid(issues));
    }
    let (survivor, other) = (&proposal.survivor, &proposal.other);
    let before = state(survivor);
    let mut after = before.clone();
    let mut given_up = (Vec::new(), Vec::new());
    for fact in &proposal.facts {
        let choice = order.choices.get(&fact.field).copied().unwrap_or(fact.choice);
        let value = chosen(choice, fact.survivor.as_ref(), fact.other.as_ref());
        if fact.survivor.is_some() && fact.survivor != value {
            given_up.0.push(fact.field.clone());
        }
        if fact.other.is_some() && fact.other != value {
            given_up.1.push(fact.field.clone());
        }
        let source = if choice == Choice::Other { &other.customer } else { &survivor.customer };
        match (fact.field.as_str(), value) {
            ("name", _) => after.name.clone_from(&source.name),
            ("template", _) => after.template.clone_from(&source.template),
            ("owner", _) => (after.owner, after.department) = (source.owner, source.department),
            (key, Some(value)) => {
                after.values.insert(key.to_owned(), value);
            }
            (key, None) => {
                after.values.remove(key);
            }
        }
    }
    after.last_contact_at = after.last_contact_at.max(other.customer.last_contact_at);
    after.updated_at = ctx.now;
    Ok(Plan { before, after, folds, reason: reason.unwrap_or_default(), given_up })
}

/// What of a file a merging changes, as it is now.
pub(super) fn state(file: &File) -> State {
    let seen = &file.customer;
    State {
        name: seen.name.clone(),
        template: seen.template.clone(),
        owner: seen.owner,
        department: seen.department,
        values: seen.values.clone(),
        last_contact_at: seen.last_contact_at,
        updated_at: seen.updated_at,
        primary: file.contacts.iter().find(|contact| contact.primary).map(|contact| contact.id),
    }
}

fn refused(pointer: &str, field: &str, error: FieldError) -> FieldIssue {
    FieldIssue { pointer: pointer.to_owned(), field: field.to_owned(), error }
}

/// Every choice is about a fact that one of the files has, and both of it only where it is a list.
fn check_choices(proposal: &Proposal, order: &Order, issues: &mut Vec<FieldIssue>) {
    for (field, choice) in &order.choices {
        let pointer = format!("/choices/{}", field.replace('~', "~0").replace('/', "~1"));
        match proposal.facts.iter().find(|fact| fact.field == *field) {
            None => issues.push(refused(&pointer, field, FieldError::new("merge_no_fact"))),
            Some(fact) => {
                let list = |value: &Option<Value>| value.as_ref().is_none_or(Value::is_array);
                if *choice == Choice::Both && !(list(&fact.survivor) && list(&fact.other)) {
                    issues.push(refused(&pointer, field, FieldError::new("merge_no_list")));
                }
            }
        }
    }
}

/// The contacts that become one, as ordered and else as suggested.
fn folds(proposal: &Proposal, order: &Order, issues: &mut Vec<FieldIssue>) -> Vec<Fold> {
    let mut into: BTreeMap<ContactId, ContactId> = proposal.folds.iter().copied().collect();
    for (theirs, ours) in &order.contacts {
        let known = by_id(&proposal.other.contacts, *theirs).is_some()
            && ours.is_none_or(|id| by_id(&proposal.survivor.contacts, id).is_some());
        if !known {
            let pointer = format!("/contacts/{theirs}");
            issues.push(refused(&pointer, "contacts", FieldError::new("merge_no_contact")));
            continue;
        }
        match ours {
            Some(ours) => into.insert(*theirs, *ours),
            None => into.remove(theirs),
        };
    }
    let mut facts: BTreeMap<ContactId, Values> = BTreeMap::new();
    let mut folds = Vec::with_capacity(into.len());
    for (folded, kept) in into {
        let theirs = by_id(&proposal.other.contacts, folded);
        let ours = by_id(&proposal.survivor.contacts, kept);
        let (Some(theirs), Some(ours)) = (theirs, ours) else { continue };
        // Several may go into one.
        let before = facts.get(&kept).unwrap_or(&ours.values).clone();
        let after = filled(&before, &theirs.values);
        facts.insert(kept, after.clone());
        folds.push(Fold { folded, kept, facts: (before, after), updated_at: ours.updated_at });
    }
    folds
}
