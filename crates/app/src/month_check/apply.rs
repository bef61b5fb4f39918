//! Applying what was approved: through the same use cases as an edit by hand, with the rights that
//! whoever approved it has now. What changed meanwhile is not overwritten.

use super::propose::{change_of, contact_change_of};
use super::{Proposal, by_system, opened, tell};
use crate::contact::ContactChange;
use crate::customer::Change;
use crate::verified::{needs_correction, subject_of};
use crate::{App, AppError, Context, Origin, Result, Work};
use kedang_db::Conn;
use kedang_domain::id::{ContactId, CustomerId, MonthCheckId};
use kedang_domain::month_check::{Fate, ProposalState, fate};
use kedang_storage::customer::{self, Seen};
use kedang_storage::month_check::{self, Ending};
use kedang_storage::{contact, evidence, person, verified};
use serde_json::Value;
use std::collections::BTreeSet;

impl App {
    /// Applies what was approved in a check to one customer; `false` when nothing is left to do. May
    /// be run again at any time.
    ///
    /// # Errors
    /// The database's.
    pub async fn apply_month_check_part(&self, id: MonthCheckId, origin: Origin) -> Result<bool> {
        let mut conn = self.db().read().await?;
        let Some(approver) = month_check::approver(&mut conn, id).await? else { return Ok(false) };
        let proposals = month_check::approved(&mut conn, id).await?;
        let bearer = person::bearer(&mut conn, approver).await?;
        drop(conn);
        let Some(customer) = proposals.first().map(|one| one.customer) else {
            return self.finish_applying(id).await;
        };
        let outcome = match &bearer {
            Some(bearer) => {
                let ctx = self.context_of(bearer, origin).await?;
                self.apply_to(&ctx, customer, &proposals).await
            }
            None => Err(AppError::Forbidden("approver_left")),
        };
        match outcome {
            Ok(()) => Ok(true),
            // Somebody was faster: the next turn compares with what is there then.
            Err(AppError::Stale { .. }) => Ok(true),
            Err(AppError::Internal(error)) => Err(AppError::Internal(error)),
            Err(error) => self.give_up(&proposals, &error).await,
        }
    }

    /// Applies the proposals about one customer in one transaction, with its evidence.
    async fn apply_to(
        &self,
        ctx: &Context,
        customer: CustomerId,
        proposals: &[Proposal],
    ) -> Result<()> {
        let mut work = self.begin(ctx).await?;
        let seen = customer::visible(work.tx(), &ctx.actor, ctx.now, customer).await?;
        let seen = seen.ok_or(AppError::NotFound)?;
        let mut endings = self.write_own(&mut work, ctx, &seen, proposals).await?;
        let contacts: BTreeSet<ContactId> =
            proposals.iter().filter_map(|one| one.contact).collect();
        for contact in contacts {
            endings.extend(self.write_contact(&mut work, ctx, customer, contact, proposals).await?);
        }
        for ending in &endings {
            month_check::end(work.tx(), ending, ctx.now).await?;
        }
        let count = |state| {
            let all = endings.iter().filter(|one| one.state == state).count();
            i64::try_from(all).unwrap_or(i64::MAX)
        };
        let entry = work
            .draft("month_check.write")
            .customer(customer.to_string())
            .detail("applied", count(ProposalState::Applied))
            .detail("overtaken", count(ProposalState::Overtaken));
        let entry = match proposals.first() {
            Some(first) => entry.subject("month_check", first.check.to_string()),
            None => entry,
        };
        work.record(entry);
        work.commit().await
    }

    async fn write_own(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        proposals: &[Proposal],
    ) -> Result<Vec<Ending>> {
        let (mut change, mut endings) = (Change::default(), Vec::new());
        for one in proposals.iter().filter(|one| one.contact.is_none()) {
            let now = match one.field.as_str() {
                "name" => Some(Value::from(seen.name.as_str())),
                key => seen.values.get(key).cloned(),
            };
            let (ending, write) = weigh(one, now);
            endings.push(ending);
            if write {
                let Change { name, values, .. } = change_of(&one.field, &wanted(one));
                change.name = name.or(change.name);
                change.values.extend(values);
                change.reason = change.reason.or_else(|| one.reason.clone());
            }
        }
        if change.name.is_some() || !change.values.is_empty() {
            self.apply_change(work, ctx, seen, &change).await?;
        }
        Ok(endings)
    }

    async fn write_contact(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        customer: CustomerId,
        id: ContactId,
        proposals: &[Proposal],
    ) -> Result<Vec<Ending>> {
        let mine = || proposals.iter().filter(|one| one.contact == Some(id));
        let found = contact::one(work.tx(), id).await?;
        let Some(found) = found.filter(|found| found.customer == customer) else {
            // The contact was taken off meanwhile.
            return Ok(mine().map(|one| weigh(one, None).0).collect());
        };
        let (mut change, mut endings) = (ContactChange::default(), Vec::new());
        for one in mine() {
            let now = match one.field.as_str() {
                "name" => Some(Value::from(found.name.as_str())),
                key => found.values.get(key).cloned(),
            };
            let (ending, write) = weigh(one, now);
            endings.push(ending);
            if write {
                let ContactChange { name, values, .. } =
                    contact_change_of(&one.field, &wanted(one));
                change.name = name.or(change.name);
                change.values.extend(values);
            }
        }
        if change.name.is_some() || !change.values.is_empty() {
            // What was written of the customer before is another version of it.
            let seen = customer::visible(work.tx(), &ctx.actor, ctx.now, customer).await?;
            let seen = seen.ok_or(AppError::NotFound)?;
            self.apply_contact(work, ctx, &seen, &found, &change, None).await?;
        }
        Ok(endings)
    }

    /// What cannot be applied is on record with the reason, and nothing of it is written. The rest
    /// is for the next turn.
    async fn give_up(&self, proposals: &[Proposal], error: &AppError) -> Result<bool> {
        let now = self.now();
        let failure = code(error);
        let mut tx = self.db().begin().await?;
        let stopped = stopped(&mut tx, proposals, error).await?;
        for one in stopped {
            let ending = Ending {
                id: one.id,
                state: ProposalState::Failed,
                failure: Some(failure.to_owned()),
                found: None,
            };
            month_check::end(&mut tx, &ending, now).await?;
        }
        if let Some(first) = proposals.first() {
            let entry = by_system(now, "month_check.write")
                .subject("month_check", first.check.to_string())
                .customer(first.customer.to_string())
                .refused(failure, None);
            evidence::append(&mut tx, vec![entry]).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// All that was approved is applied, or it is on record why not.
    async fn finish_applying(&self, id: MonthCheckId) -> Result<bool> {
        let now = self.now();
        let mut tx = self.db().begin().await?;
        let Some(done) = month_check::applied(&mut tx, id, now).await? else { return Ok(false) };
        let entry = opened(by_system(now, "month_check.apply"), id, done.month, &done.side)
            .detail("applied", done.proposals.applied)
            .detail("unapplied", done.proposals.unapplied)
            .detail("refused", done.proposals.refused);
        evidence::append(&mut tx, vec![entry]).await?;
        self.write_notices(&mut tx, now, &[tell::applied(id, &done)]).await?;
        tx.commit().await?;
        self.wake_inboxes();
        Ok(false)
    }
}

/// Those of these proposals for which a refusal stands: where verified facts wait for a correction,
/// theirs alone; otherwise all.
async fn stopped<'a>(
    conn: &mut Conn,
    proposals: &'a [Proposal],
    error: &AppError,
) -> Result<Vec<&'a Proposal>> {
    let mut theirs = Vec::new();
    if matches!(error, AppError::Refused(refused) if needs_correction(refused)) {
        for one in proposals {
            let subject = subject_of(one.customer, one.contact);
            if !verified::among(conn, subject, &[&one.field]).await?.is_empty() {
                theirs.push(one);
            }
        }
    }
    Ok(if theirs.is_empty() { proposals.iter().collect() } else { theirs })
}

/// The value that a proposal asks for; null removes one.
fn wanted(proposal: &Proposal) -> Value {
    proposal.after.clone().unwrap_or(Value::Null)
}

/// How a proposal ends given what is on file now, and whether it is to be written for that.
fn weigh(proposal: &Proposal, now: Option<Value>) -> (Ending, bool) {
    let fate = fate(now.as_ref(), proposal.before.as_ref(), proposal.after.as_ref());
    let overtaken = fate == Fate::Overtaken;
    let state = if overtaken { ProposalState::Overtaken } else { ProposalState::Applied };
    let found = now.filter(|_| overtaken);
    (Ending { id: proposal.id, state, failure: None, found }, fate == Fate::Write)
}

/// A stable word for why something cannot be applied.
fn code(error: &AppError) -> &'static str {
    match error {
        AppError::NotFound => "not_visible",
        AppError::Refused(_) => "not_permitted",
        AppError::Invalid(_) => "validation",
        AppError::Conflict { code, .. } | AppError::Forbidden(code) => code,
        _ => "internal",
    }
}
