//! Proposing changes of what is no longer true.

use super::walk::Walking;
use super::{MonthCheck, Proposal, REASON_MAX, entry, walkable};
use crate::contact::ContactChange;
use crate::customer::Rules;
use crate::customer::{Change, outcome};
use crate::field::issue;
use crate::form::Form;
use crate::timeline::{ToldChange, Words};
use crate::{App, AppError, Context, Result, Work};
use kedang_db::Conn;
use kedang_domain::field::{FieldError, Subject, Values};
use kedang_domain::id::{ContactId, CustomerId, MonthCheckId, ProposalId};
use kedang_domain::month_check::{CONTACTS, ProposalState};
use kedang_domain::permission::WalkMonthCheck;
use kedang_storage::customer::{self, Seen};
use kedang_storage::event::FieldChange;
use kedang_storage::{contact, month_check};
use serde_json::Value;
use std::collections::HashMap;

/// A change to be proposed.
#[derive(Clone, Debug)]
pub struct NewProposal {
    /// Of which customer.
    pub customer: CustomerId,
    /// Of which of its contacts; `None`: of the customer itself.
    pub contact: Option<ContactId>,
    /// Key of the field; `name` for the name.
    pub field: String,
    /// What it should be; null: nothing is known any more.
    pub value: Value,
    /// Why.
    pub reason: Option<String>,
}

/// A proposal as people read it.
#[derive(Clone, Debug)]
pub struct SeenProposal {
    /// The proposal.
    pub proposal: Proposal,
    /// What is on file and what it should be, in words.
    pub told: ToldChange,
    /// The name of the contact.
    pub contact: Option<String>,
}

/// What a proposal is about, as the rules see it.
struct Proposed {
    group: String,
    before: Option<Value>,
    after: Option<Value>,
}

impl App {
    /// Proposes a change of a fact, in the place of what was proposed about it before. Its group is
    /// marked by that. The rules of an ordinary edit hold already: what is approved can be applied.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a clash when the check is submitted, everything wrong with
    /// the value, one that is on file already.
    pub async fn propose_change(
        &self,
        ctx: &Context,
        id: MonthCheckId,
        new: &NewProposal,
    ) -> Result<SeenProposal> {
        let walking = self.walking_one(ctx, id, new.customer).await?;
        let (mut work, check) = self.check_to_walk(ctx, id).await?;
        let permit = ctx.ask_on::<WalkMonthCheck>(&check.side(), new.customer)?;
        walkable(check.state)?;
        let seen = customer::visible(work.tx(), &ctx.actor, ctx.now, new.customer).await?;
        let seen = seen.ok_or(AppError::NotFound)?;
        let mut form = Form::default();
        let reason = form.lines("/reason", new.reason.as_deref(), REASON_MAX);
        form.done()?;
        let proposed = match new.contact {
            None => self.of_customer(&mut work, ctx, &seen, new, &walking).await?,
            Some(contact) => self.of_contact(&mut work, ctx, &seen, contact, new).await?,
        };
        if proposed.before == proposed.after {
            return Err(AppError::invalid(issue("/value", "value", FieldError::new("no_change"))));
        }
        let mut marked =
            month_check::entry_of(work.tx(), id, new.customer).await?.unwrap_or_default();
        if !marked.contains(&proposed.group) {
            marked.push(proposed.group.clone());
            let (tx, at) = (work.tx(), ctx.now);
            month_check::put_entry(tx, &permit, id, new.customer, &marked, at).await?;
            month_check::verify_groups(tx, &permit, new.customer, &[], &marked, at).await?;
        }
        let proposal = Proposal {
            id: ProposalId::new(self.fresh()),
            check: id,
            customer: new.customer,
            contact: new.contact,
            field: new.field.clone(),
            group: proposed.group,
            before: proposed.before,
            after: proposed.after,
            reason,
            state: ProposalState::Proposed,
            proposed: (ctx.actor.person, String::new(), ctx.now),
            decided: None,
            decision_reason: None,
            ended_at: None,
            failure: None,
            found: None,
        };
        month_check::propose(work.tx(), &permit, &proposal).await?;
        let entry = about(&work, "month_check.propose", &check, &proposal);
        work.record(entry);
        work.commit().await?;
        self.proposal_now(ctx, id, new.customer, proposal.id).await
    }

    /// Takes back a proposal.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a clash when the check is submitted.
    pub async fn withdraw_proposal(
        &self,
        ctx: &Context,
        id: MonthCheckId,
        proposal: ProposalId,
    ) -> Result<()> {
        let (mut work, check) = self.check_to_walk(ctx, id).await?;
        let found = month_check::proposal(work.tx(), id, proposal).await?;
        let found = found.ok_or(AppError::NotFound)?;
        let seen = customer::visible(work.tx(), &ctx.actor, ctx.now, found.customer).await?;
        seen.ok_or(AppError::NotFound)?;
        let permit = ctx.ask_on::<WalkMonthCheck>(&check.side(), found.customer)?;
        walkable(check.state)?;
        if !month_check::withdraw(work.tx(), &permit, proposal).await? {
            return Err(AppError::NotFound);
        }
        let entry = about(&work, "month_check.withdraw", &check, &found);
        work.record(entry);
        work.commit().await
    }

    async fn of_customer(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        new: &NewProposal,
        walking: &Walking,
    ) -> Result<Proposed> {
        let (catalogue, template) =
            self.card(work.tx(), &seen.template, Some(seen.department)).await?;
        let today = self.date_at(work.tx(), ctx.now).await?;
        let rules = Rules { catalogue: &catalogue, template: &template, today };
        let outcome = outcome(seen, &change_of(&new.field, &new.value), &rules)
            .map_err(|issues| at_value(issues, &new.field))?;
        let of_card = template
            .groups
            .iter()
            .find(|group| group.fields.iter().any(|field| field.key == new.field));
        // What is on none of the groups that are walked is told with the first.
        let shown = |key: &str| walking.groups.iter().any(|group| group.key == key);
        let first = || walking.groups.first().map(|group| group.key.clone());
        let group = of_card.map(|group| group.key.clone()).filter(|key| shown(key)).or_else(first);
        let group = group.unwrap_or_else(|| CONTACTS.to_owned());
        let own = |field: &str, name: &str, values: &Values| match field {
            "name" => Some(Value::from(name)),
            key => values.get(key).cloned(),
        };
        Ok(Proposed {
            before: own(&new.field, &seen.name, &seen.values),
            after: own(&new.field, &outcome.name, &outcome.values),
            group,
        })
    }

    async fn of_contact(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        contact: ContactId,
        new: &NewProposal,
    ) -> Result<Proposed> {
        let old = contact::one(work.tx(), contact).await?;
        let Some(old) = old.filter(|found| found.customer == seen.id) else {
            let error = FieldError::new("contact_unknown");
            return Err(AppError::invalid(issue("/contact_id", "contact_id", error)));
        };
        let change = contact_change_of(&new.field, &new.value);
        let changed = self.changed_contact(work, ctx, seen, &old, &change).await;
        let changed = changed.map_err(|error| match error {
            AppError::Invalid(issues) => at_value(issues, &new.field),
            other => other,
        })?;
        let own = |name: &str, values: &Values| match new.field.as_str() {
            "name" => Some(Value::from(name)),
            key => values.get(key).cloned(),
        };
        Ok(Proposed {
            group: CONTACTS.to_owned(),
            before: own(&old.name, &old.values),
            after: own(&changed.name, &changed.values),
        })
    }

    async fn proposal_now(
        &self,
        ctx: &Context,
        check: MonthCheckId,
        customer: CustomerId,
        id: ProposalId,
    ) -> Result<SeenProposal> {
        let mut conn = self.db().read().await?;
        let words = self.words(&mut conn, ctx).await?;
        let all = self.told_proposals(&mut conn, &words, check, &[customer]).await?;
        all.into_iter().find(|one| one.proposal.id == id).ok_or(AppError::NotFound)
    }

    /// Proposals of a check about these customers, which this person sees, in words.
    pub(super) async fn told_proposals(
        &self,
        conn: &mut Conn,
        words: &Words<'_>,
        check: MonthCheckId,
        customers: &[CustomerId],
    ) -> Result<Vec<SeenProposal>> {
        let proposals = month_check::of_check(conn, check, customers).await?;
        let ids: Vec<String> =
            proposals.iter().filter_map(|one| one.contact).map(|id| id.to_string()).collect();
        let contacts = contact::names(conn, &ids).await?;
        Ok(proposals.into_iter().map(|one| told(words, &contacts, one)).collect())
    }
}

/// A proposal in words.
pub(super) fn told(
    words: &Words<'_>,
    contacts: &HashMap<String, String>,
    proposal: Proposal,
) -> SeenProposal {
    let subject = if proposal.contact.is_some() { Subject::Contact } else { Subject::Customer };
    let change = FieldChange {
        field: proposal.field.clone(),
        before: proposal.before.clone(),
        after: proposal.after.clone(),
    };
    let contact = proposal.contact.and_then(|id| contacts.get(&id.to_string()).cloned());
    SeenProposal { told: words.change(subject, change), contact, proposal }
}

/// The ordinary change of a customer that a proposal stands for.
pub(super) fn change_of(field: &str, value: &Value) -> Change {
    match field {
        // A name that is no text is refused as an empty one.
        "name" => Change {
            name: Some(value.as_str().unwrap_or_default().to_owned()),
            ..Change::default()
        },
        key => {
            Change { values: Values::from([(key.to_owned(), value.clone())]), ..Change::default() }
        }
    }
}

/// The ordinary change of a contact that a proposal stands for.
pub(super) fn contact_change_of(field: &str, value: &Value) -> ContactChange {
    let Change { name, values, .. } = change_of(field, value);
    ContactChange { name, values, primary: None }
}

/// What is wrong with the value is said of the value, what is wrong with the field of the field.
fn at_value(issues: Vec<kedang_domain::field::FieldIssue>, field: &str) -> AppError {
    let moved = issues.into_iter().map(|mut one| {
        let pointer = if one.error.code == "field_unknown" { "/field" } else { "/value" };
        pointer.clone_into(&mut one.pointer);
        field.clone_into(&mut one.field);
        one
    });
    AppError::Invalid(moved.collect())
}

/// Begins an entry of the log about a proposal: which fact, never its value.
fn about(
    work: &Work<'_>,
    action: &str,
    check: &MonthCheck,
    proposal: &Proposal,
) -> kedang_evidence::Draft {
    let draft = entry(work, action, check)
        .customer(proposal.customer.to_string())
        .detail("proposal", proposal.id.to_string())
        .detail("field", proposal.field.as_str());
    match proposal.contact {
        Some(contact) => draft.detail("contact", contact.to_string()),
        None => draft,
    }
}
