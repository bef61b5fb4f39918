//! What the applicant does with a request of their own: handing it in anew, taking it back.

use super::ask::{end_of, entry, required};
use super::{OpenRequest, Weighed};
use crate::form::Form;
use crate::{App, AppError, Context, Result, Work};
use jiff::civil::Date;
use kedang_domain::id::RequestId;
use kedang_domain::permission::{MendRequest, Permit};
use kedang_domain::request::RequestState;
use kedang_storage::request::{self, Times, Turn};

impl App {
    /// Hands in a request again that was sent back. It begins with the first step.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a stale version, everything wrong with the wish; a clash
    /// when it was not sent back.
    pub async fn mend_request(
        &self,
        ctx: &Context,
        id: RequestId,
        version: i64,
        (purpose, reason, until): (&str, &str, Option<Date>),
    ) -> Result<OpenRequest> {
        let (mut work, weighed, permit) = self.own_request(ctx, id, version).await?;
        if weighed.request.state != RequestState::SentBack {
            return Err(AppError::conflict("request_not_sent_back"));
        }
        let mut form = Form::default();
        let mut request = weighed.request;
        request.purpose = required(&mut form, "/purpose", purpose);
        request.reason = required(&mut form, "/reason", reason);
        if let Some(day) = until {
            let zone = self.time_zone(work.tx()).await?;
            request.until = end_of(&mut form, day, (request.kind, ctx.now), &zone);
        }
        form.done()?;
        request.round += 1;
        let times = self.times(&mut work, ctx, &request.walk, request.kind).await?;
        let next = Turn { state: RequestState::Open, step: Some(0), times, closed_at: None };
        if !request::mend(work.tx(), &permit, &request, next).await? {
            return Err(self.overtaken(work, id).await?);
        }
        let told = entry(&work, "request.ask", &request).detail("step", 0);
        work.record(told);
        self.tell_deciders(&mut work, &request).await?;
        work.commit().await?;
        self.request(ctx, id).await
    }

    /// Takes a request back.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a stale version; a clash when it is over.
    pub async fn withdraw_request(
        &self,
        ctx: &Context,
        id: RequestId,
        version: i64,
    ) -> Result<OpenRequest> {
        let (mut work, weighed, permit) = self.own_request(ctx, id, version).await?;
        let request = weighed.request;
        if !request.state.is_open() {
            return Err(AppError::conflict("request_closed"));
        }
        let next = Turn {
            state: RequestState::Withdrawn,
            step: None,
            times: Times::default(),
            closed_at: Some(ctx.now),
        };
        if !request::mend(work.tx(), &permit, &request, next).await? {
            return Err(self.overtaken(work, id).await?);
        }
        let told = entry(&work, "request.withdraw", &request);
        work.record(told);
        work.commit().await?;
        self.request(ctx, id).await
    }

    async fn own_request<'a>(
        &'a self,
        ctx: &'a Context,
        id: RequestId,
        version: i64,
    ) -> Result<(Work<'a>, Weighed, Permit<MendRequest>)> {
        let mut work = self.begin(ctx).await?;
        let weighed = self.visible_request(work.tx(), ctx, id).await?;
        let permit = ctx.ask::<MendRequest>(&weighed.request.applicant.0)?;
        AppError::unless_current(weighed.request.version, version)?;
        Ok((work, weighed, permit))
    }
}
