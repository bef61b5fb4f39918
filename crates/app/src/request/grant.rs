//! Grants: looking at what is open to somebody, using it, taking it away.

use super::ask::required;
use super::decide::tell_applicant;
use super::{Grant, Request};
use crate::form::Form;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::id::{CustomerId, GrantId};
use kedang_domain::permission::{
    Act, Decision, EndGrant, EndShare, GrantToEnd, Permit, sees_request,
};
use kedang_domain::request::{Barred, RequestKind, RequestState, Verdict};
use kedang_evidence::Draft;
use kedang_storage::customer::Seen;
use kedang_storage::obligation::place;
use kedang_storage::share::Share;
use kedang_storage::{customer, export, grant, request, share};

/// Grants listed at once, at most.
const LISTED: i64 = 200;

/// A grant as somebody sees it.
#[derive(Debug)]
pub struct OpenGrant {
    /// The grant.
    pub grant: Grant,
    /// The customer, when this person sees it.
    pub customer: Option<Seen>,
    /// Take it away, or give it back.
    pub revoke: Decision,
}

/// The entry of the log about a grant.
pub(super) fn entry(work: &Work<'_>, action: &str, grant: &Grant) -> Draft {
    work.draft(action)
        .subject("grant", grant.id.to_string())
        .customer(grant.customer.to_string())
        .detail("kind", grant.action.code())
        .detail("person", grant.person.0.to_string())
        .detail("request", grant.request.to_string())
}

/// Ends what a request opened when the share that it brought ends.
pub(crate) async fn revoke_with_share(
    work: &mut Work<'_>,
    permit: &Permit<EndShare>,
    share: &Share,
) -> Result<()> {
    let now = work.context().now;
    let which = (share.customer, share.id);
    let Some(ended) = grant::end_with_share(work.tx(), permit, which, now).await? else {
        return Ok(());
    };
    if let Some(asked) = request::get(work.tx(), ended.request).await? {
        request::end(work.tx(), &asked, RequestState::Revoked, now).await?;
        if asked.applicant.0 != work.context().actor.person {
            tell_applicant(work, "request.revoked", &asked);
        }
    }
    let revoked = entry(work, "grant.revoke", &ended);
    work.record(revoked);
    Ok(())
}

impl App {
    /// What is or was open to this person, the newest first.
    ///
    /// # Errors
    /// The database's.
    pub async fn grants(&self, ctx: &Context) -> Result<Vec<OpenGrant>> {
        let mut conn = self.db().read().await?;
        let found = grant::of_person(&mut conn, ctx.actor.person, LISTED).await?;
        let ids: Vec<_> = found.iter().map(|one| one.customer).collect();
        let mut seen: std::collections::HashMap<_, _> =
            customer::visible_many(&mut conn, &ctx.actor, ctx.now, &ids)
                .await?
                .into_iter()
                .map(|seen| (seen.id, seen))
                .collect();
        let opened = found.into_iter().map(|grant| OpenGrant {
            customer: seen.remove(&grant.customer),
            // One's own one always gives back.
            revoke: Decision::Allow,
            grant,
        });
        Ok(opened.collect())
    }

    /// Takes a grant away at once, or gives it back. The share that it brought ends with it.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a reason that is missing, a clash when it is over.
    pub async fn revoke_grant(
        &self,
        ctx: &Context,
        id: GrantId,
        reason: &str,
    ) -> Result<OpenGrant> {
        let mut work = self.begin(ctx).await?;
        let found = grant::get(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        let asked = request::get(work.tx(), found.request).await?.ok_or(AppError::NotFound)?;
        ctx.in_person()?;
        let to_end = self.to_end(&mut work, &found, &asked).await?;
        // Whoever does not see the request does not see what it opened.
        let custodians = to_end.custodians.clone();
        let requested = kedang_domain::permission::Requested {
            applicant: asked.applicant.0,
            department: asked.department.as_ref().map(|(id, _)| *id),
            custodians,
        };
        let decided = to_end.approvers.contains(&ctx.actor.person);
        let may = EndGrant::decide(&ctx.actor, &to_end) == Decision::Allow;
        let sees = sees_request(&ctx.actor, &requested, Err(Barred::NotTheApprover), decided);
        if !may && !sees {
            return Err(AppError::NotFound);
        }
        let permit = ctx.ask_on::<EndGrant>(&to_end, found.customer)?;
        let mut form = Form::default();
        let reason = required(&mut form, "/reason", reason);
        form.done()?;
        if !grant::end(work.tx(), &permit, id, &reason, ctx.now).await? {
            return Err(AppError::conflict("grant_over"));
        }
        if let Some(share) = found.share {
            share::end(work.tx(), &permit.to_end_share(), share, ctx.now).await?;
            customer::touch(work.tx(), found.customer, ctx.now, None, None).await?;
        }
        request::end(work.tx(), &asked, RequestState::Revoked, ctx.now).await?;
        let revoked = entry(&work, "grant.revoke", &found);
        work.record(revoked);
        if found.person.0 != ctx.actor.person {
            tell_applicant(&mut work, "request.revoked", &asked);
        }
        work.commit().await?;
        self.opened_grant(ctx, id).await
    }

    async fn opened_grant(&self, ctx: &Context, id: GrantId) -> Result<OpenGrant> {
        let mut conn = self.db().read().await?;
        let found = grant::get(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let seen = customer::visible(&mut conn, &ctx.actor, ctx.now, found.customer).await?;
        Ok(OpenGrant { customer: seen, revoke: Decision::Allow, grant: found })
    }

    async fn to_end(
        &self,
        work: &mut Work<'_>,
        grant: &Grant,
        asked: &Request,
    ) -> Result<GrantToEnd> {
        let placed = place::customers(work.tx(), &[grant.customer]).await?;
        let decisions = request::decisions(work.tx(), [asked.id]).await?;
        let approving = decisions.into_values().flatten();
        let approving = approving.filter(|one| one.verdict == Verdict::Approve && one.counts);
        Ok(GrantToEnd {
            holder: grant.person.0,
            approvers: approving.map(|one| one.person.0).collect(),
            department: placed.get(&grant.customer).map(|placed| placed.department),
            custodians: export::custodians(work.tx()).await?,
        })
    }

    /// Notes that somebody looks at a customer by a grant. Must not be awaited while holding a
    /// [`Work`].
    pub(crate) async fn use_view_grant(&self, ctx: &Context, customer: CustomerId) -> Result<()> {
        let mut conn = self.db().read().await?;
        let held = grant::held(&mut conn, ctx.actor.person, customer, ctx.now).await?;
        drop(conn);
        let opening = [RequestKind::View, RequestKind::Share];
        let Some(held) = held.into_iter().find(|one| opening.contains(&one.action)) else {
            return Ok(());
        };
        let mut work = self.begin(ctx).await?;
        if grant::used(work.tx(), held.id, ctx.now).await? {
            let used = entry(&work, "grant.use", &held);
            work.record(used);
            work.commit().await?;
        }
        Ok(())
    }
}
