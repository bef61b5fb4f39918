//! What is done when the last word is yes, in the transaction of that word.

use super::Request;
use crate::secrecy;
use crate::share::{NewShare, Until};
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::id::{CustomerId, GrantId, ShareId};
use kedang_domain::permission::{DecideRequest, Permit};
use kedang_domain::request::RequestKind;
use kedang_domain::secrecy::Level;
use kedang_storage::customer::{self, Seen};
use kedang_storage::grant::{self, Grant};
use kedang_storage::person;

/// Whether what such a request asks for can be done: others are not asked for.
pub(super) fn is_done(kind: RequestKind) -> bool {
    kind.is_chained()
}

impl App {
    /// Does what was asked for. One way for each kind.
    pub(super) async fn effect(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        permit: &Permit<DecideRequest>,
        request: &Request,
    ) -> Result<()> {
        match request.kind {
            RequestKind::View => self.open_view(work, ctx, permit, request).await,
            RequestKind::Copy | RequestKind::Disclosure => {
                self.give(work, permit, request, None).await
            }
            RequestKind::Share => self.open_share(work, ctx, permit, request).await,
            RequestKind::LevelChange => set_level(work, request).await,
            RequestKind::Declassify => {
                secrecy::apply(work, about(request)?, Level::Internal, None).await
            }
            RequestKind::Loan => self.approve_loan(work, permit, request, until(request)?).await,
            RequestKind::Correction | RequestKind::Export | RequestKind::Import => {
                Err(AppError::internal("a request that walks no chain"))
            }
        }
    }

    /// Lets the applicant see a customer, or what is locked of it: where they do not see it at all,
    /// by a share until then.
    async fn open_view(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        permit: &Permit<DecideRequest>,
        request: &Request,
    ) -> Result<()> {
        let seen = asked_about(work, request).await?;
        let sees = self.knows_already(work, ctx, request, &seen).await?;
        let share = match sees {
            true => None,
            false => Some(self.share_granted(work, ctx, permit, request, &seen).await?),
        };
        self.give(work, permit, request, share).await
    }

    async fn open_share(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        permit: &Permit<DecideRequest>,
        request: &Request,
    ) -> Result<()> {
        let seen = asked_about(work, request).await?;
        let share = self.share_granted(work, ctx, permit, request, &seen).await?;
        self.give(work, permit, request, Some(share)).await
    }

    /// Whether the applicant needs no share to see the customer: they may have become its owner, or
    /// know it by its code name, and the grant alone lets them in.
    async fn knows_already(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        request: &Request,
        seen: &Seen,
    ) -> Result<bool> {
        let applicant = person::bearer(work.tx(), request.applicant.0).await?;
        let Some(applicant) = applicant else {
            return Err(AppError::conflict("request_applicant_left"));
        };
        let actor = self.actor(work.tx(), &applicant, &ctx.regulation, ctx.now).await?;
        Ok(kedang_storage::secrecy::known(work.tx(), &actor, ctx.now, seen.id).await?)
    }

    async fn share_granted(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        permit: &Permit<DecideRequest>,
        request: &Request,
        seen: &Seen,
    ) -> Result<ShareId> {
        let person = request.details.person.unwrap_or(request.applicant.0);
        let until = Until::Instant(until(request)?);
        let new = NewShare { person, until, reason: request.reason.clone() };
        let terms = self.share_terms(work, seen, &new).await?;
        Ok(self.give_share(work, ctx, &permit.to_share(), seen, terms).await?.id)
    }

    /// Keeps what is open to whom from now on.
    async fn give(
        &self,
        work: &mut Work<'_>,
        permit: &Permit<DecideRequest>,
        request: &Request,
        share: Option<ShareId>,
    ) -> Result<()> {
        let given = Grant {
            id: GrantId::new(self.fresh()),
            request: request.id,
            person: (request.details.person.unwrap_or(request.applicant.0), String::new()),
            customer: about(request)?,
            action: request.kind,
            scope: request.details.fields.clone(),
            from: work.context().now,
            until: until(request)?,
            share,
            uses: 0,
            used_at: None,
            ended_at: None,
            ended_by: None,
            end_reason: None,
        };
        grant::insert(work.tx(), permit, &given).await?;
        let seen = asked_about(work, request).await?;
        self.refind(work, &seen).await?;
        let entry = super::grant::entry(work, "grant.give", &given).detail("until", given.until);
        work.record(entry);
        Ok(())
    }
}

async fn asked_about(work: &mut Work<'_>, request: &Request) -> Result<Seen> {
    let seen = customer::whole(work.tx(), about(request)?).await?;
    seen.ok_or_else(|| AppError::conflict("request_overtaken"))
}

fn about(request: &Request) -> Result<CustomerId> {
    request.customer.ok_or_else(|| AppError::internal("a request about no customer"))
}

fn until(request: &Request) -> Result<i64> {
    request.until.ok_or_else(|| AppError::internal("a request without an end"))
}

/// Another level of secrecy, or another term of the one it has.
async fn set_level(work: &mut Work<'_>, request: &Request) -> Result<()> {
    let level = request.details.level;
    let level = level.ok_or_else(|| AppError::internal("a request for no level"))?;
    secrecy::apply(work, about(request)?, level, request.until).await
}
