//! Deciding on a request in one's turn: agreeing, refusing, sending back.

use super::ask::{entry, required};
use super::{OpenRequest, Weighed, course, page, register};
use crate::form::Form;
use crate::{App, AppError, Context, Notice, Result, Work};
use kedang_domain::field::FieldError;
use kedang_domain::id::RequestId;
use kedang_domain::permission::{DecideRequest, Permit};
use kedang_domain::request::{Given, RequestState, Verdict};
use kedang_storage::request::{self, Decision, Times, Turn};

/// What somebody decides.
#[derive(Clone, Debug)]
pub struct Deciding {
    /// Yes, no or not so.
    pub verdict: Verdict,
    /// To which earlier step it goes back, from 0; to the applicant when absent.
    pub back_to: Option<usize>,
    /// Why. May be empty when one agrees.
    pub reason: String,
}

impl App {
    /// Decides on a request in one's turn. With the last word what was asked for is done, in the
    /// same transaction. Of two who decide at the same instant one does.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a stale version, a reason that is missing, a step that is
    /// no earlier one; a clash when what was asked for cannot be done any more.
    pub async fn decide_request(
        &self,
        ctx: &Context,
        id: RequestId,
        version: i64,
        deciding: &Deciding,
    ) -> Result<OpenRequest> {
        let mut work = self.begin(ctx).await?;
        let weighed = self.visible_request(work.tx(), ctx, id).await?;
        // Two pairs of eyes: no program decides for those who are to.
        ctx.in_person()?;
        let turn = weighed.turn(ctx);
        let permit = match weighed.request.customer {
            Some(customer) => ctx.ask_on::<DecideRequest>(&turn, customer)?,
            None => ctx.ask::<DecideRequest>(&turn)?,
        };
        AppError::unless_current(weighed.request.version, version)?;
        let (step, seat) = turn.map_err(|_| AppError::NotFound)?;
        if weighed.request.until.is_some_and(|until| until <= ctx.now) {
            return Err(AppError::conflict("request_over"));
        }
        let reason = reason(deciding, step)?;
        let next = self.next(&mut work, ctx, &weighed, deciding, (step, seat)).await?;
        let decision = Decision {
            id: self.fresh().to_string(),
            round: weighed.request.round,
            step: number(step),
            seat: number(seat),
            name: weighed.request.walk.steps[step].seats[seat].clone(),
            person: (ctx.actor.person, String::new()),
            verdict: deciding.verdict,
            back_to: deciding.back_to.map(number),
            reason,
            at: ctx.now,
            counts: deciding.verdict == Verdict::Approve,
        };
        if !request::decide(work.tx(), &permit, &weighed.request, &decision, next).await? {
            return Err(self.overtaken(work, id).await?);
        }
        self.follow(&mut work, ctx, &permit, &weighed, &decision, next).await?;
        work.commit().await?;
        self.request(ctx, id).await
    }

    /// Somebody else decided at the same instant.
    pub(super) async fn overtaken(&self, work: Work<'_>, id: RequestId) -> Result<AppError> {
        drop(work);
        let found = request::get(&mut self.db().read().await?, id).await?;
        Ok(found.map_or(AppError::NotFound, |found| AppError::Stale { current: found.version }))
    }

    /// What becomes of the request by this decision.
    async fn next(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        weighed: &Weighed,
        deciding: &Deciding,
        (step, seat): (usize, usize),
    ) -> Result<Turn> {
        let over =
            |state| Turn { state, step: None, times: Times::default(), closed_at: Some(ctx.now) };
        let at = match (deciding.verdict, deciding.back_to) {
            (Verdict::Refuse, _) => return Ok(over(RequestState::Refused)),
            (Verdict::SendBack, None) => {
                return Ok(Turn { closed_at: None, ..over(RequestState::SentBack) });
            }
            (Verdict::SendBack, Some(to)) => to,
            (Verdict::Approve, _) => {
                let mut given = weighed.given();
                given.push(Given { step, seat, by: ctx.actor.person });
                match course(&weighed.request, &given).current() {
                    None => return Ok(over(RequestState::Granted)),
                    Some(at) => at,
                }
            }
        };
        let request = &weighed.request;
        let mut times = self.times(work, ctx, &request.walk, request.kind).await?;
        if Some(number(at)) == request.step {
            // The step goes on: it has no more time because one of several has agreed.
            times.due = request.due;
        }
        Ok(Turn { state: RequestState::Open, step: Some(number(at)), times, closed_at: None })
    }

    /// Evidence, notices, and with the last word the effect.
    async fn follow(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        permit: &Permit<DecideRequest>,
        weighed: &Weighed,
        decision: &Decision,
        next: Turn,
    ) -> Result<()> {
        let request = &weighed.request;
        let action = match decision.verdict {
            Verdict::SendBack => "request.send_back",
            _ => "request.decide",
        };
        let mut told = entry(work, action, request)
            .detail("step", decision.step)
            .detail("seat", decision.name.as_str())
            .detail("verdict", decision.verdict.code());
        if let Some(to) = decision.back_to {
            told = told.detail("back_to", to);
        }
        work.record(told);
        match next.state {
            RequestState::Granted => {
                let closing = entry(work, "request.complete", request);
                work.record(closing);
                self.effect(work, ctx, permit, request).await?;
                tell_applicant(work, "request.granted", request);
            }
            RequestState::Refused => tell_applicant(work, "request.refused", request),
            RequestState::SentBack => tell_applicant(work, "request.sent_back", request),
            _ if next.step != request.step => self.tell_deciders(work, request).await?,
            _ => {}
        }
        Ok(())
    }
}

fn number(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

/// Why. Whoever does not agree says so; what is sent back goes to a step before this one.
fn reason(deciding: &Deciding, step: usize) -> Result<String> {
    let mut form = Form::default();
    let reason = match deciding.verdict {
        Verdict::Approve => form.lines("/reason", Some(&deciding.reason), 500).unwrap_or_default(),
        _ => required(&mut form, "/reason", &deciding.reason),
    };
    let back = deciding.back_to;
    let misplaced = back.is_some_and(|to| to >= step || deciding.verdict != Verdict::SendBack);
    if misplaced {
        form.refuse("/step", FieldError::new("request_step_not_earlier"));
    }
    form.done()?;
    Ok(reason)
}

/// Tells the applicant what became of their request.
pub(super) fn tell_applicant(work: &mut Work<'_>, kind: &'static str, request: &super::Request) {
    let told = Notice::new(kind, page(request.id)).param("register", register(request.no));
    work.notify(told.to([request.applicant.0]));
}
