//! Asking: what a request must say, and which chain it walks.

use super::effect::is_done;
use super::seats::Seating;
use super::{OpenRequest, course, page, register};
use crate::form::Form;
use crate::share::{NewShare, Until};
use crate::{App, AppError, Context, Notice, Result, Work};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kedang_domain::field::FieldError;
use kedang_domain::id::{ClashId, CustomerId, DepartmentId, RequestId};
use kedang_domain::obligation::Within;
use kedang_domain::permission::{Act, AskRequest, Permit};
use kedang_domain::reference::WorkCalendar;
use kedang_domain::request::{Details, Mode, RequestKind, RequestState, Step, Walk};
use kedang_domain::secrecy::Level;
use kedang_policy::{Asked, ChainInForce};
use kedang_storage::customer::Seen;
use kedang_storage::request::{self, Request, Times};
use kedang_storage::{clash, customer, organisation, secrecy};
use std::collections::BTreeSet;

/// Longest purpose, reason, recipient or ground, in characters.
const TEXT_MAX: usize = 500;
/// Facts that one request names, at most.
const FIELDS_MAX: usize = 100;
/// Nothing is granted for longer, in ms: a year, a leap year too.
const LONGEST_MS: i64 = 366 * 24 * 3_600_000;
/// Nothing is secret for longer than this at once, in ms: it can be extended.
const LONGEST_SECRET_MS: i64 = 30 * LONGEST_MS;
/// What the refusals to ask rest on, in `data/policy/matters.toml`.
const BASIS: &str = "request";

/// A request as somebody makes it.
#[derive(Clone, Debug)]
pub struct NewRequest {
    /// What is asked for.
    pub kind: RequestKind,
    /// About which customer.
    pub customer: Option<CustomerId>,
    /// Or about that of a clash that they asked about themselves: they do not see it.
    pub clash: Option<ClashId>,
    /// What for.
    pub purpose: String,
    /// Why.
    pub reason: String,
    /// The last day, where the company is.
    pub until: Option<Date>,
    /// Everything else.
    pub details: Details,
}

/// The customer of a request as the chain sees it.
#[derive(Clone, Copy)]
struct About {
    id: CustomerId,
    department: DepartmentId,
    level: Level,
}

impl App {
    /// Asks for something. Those whose turn it is are told.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the customer is not for this person, refusals, everything wrong
    /// with the wish, a clash when the same is asked already or nobody could decide.
    pub async fn ask_request(&self, ctx: &Context, new: NewRequest) -> Result<OpenRequest> {
        let work = self.begin(ctx).await?;
        let permit = ctx.ask::<AskRequest>(&())?;
        let (mut work, about) = self.about(work, &new).await?;
        if let Some(made) = work.made_before("request").await? {
            drop(work);
            return self.request(ctx, made.parse().map_err(AppError::internal)?).await;
        }
        let request = self.form(&mut work, ctx, &new, about).await?;
        let id = self.hand_in(&mut work, ctx, &permit, request).await?;
        work.remember_made("request", &id.to_string()).await?;
        work.commit().await?;
        self.request(ctx, id).await
    }

    /// The customer that is meant. It is one that this person sees, or that of a clash of theirs.
    async fn about<'a>(
        &'a self,
        mut work: Work<'a>,
        new: &NewRequest,
    ) -> Result<(Work<'a>, Option<About>)> {
        let ctx = work.context();
        if let Some(id) = new.clash {
            let found = clash::case::get(work.tx(), id).await?;
            let own = found.filter(|case| case.applicant.0 == ctx.actor.person);
            let case = own.ok_or(AppError::NotFound)?;
            let seen = customer::whole(work.tx(), case.customer).await?;
            return Ok((work, Some(about(&seen.ok_or(AppError::NotFound)?))));
        }
        let Some(id) = new.customer else { return Ok((work, None)) };
        match customer::visible(work.tx(), &ctx.actor, ctx.now, id).await? {
            Some(seen) => Ok((work, Some(about(&seen)))),
            // What somebody knows by its code name alone they may ask to see, and nothing else.
            None if new.kind == RequestKind::View
                && secrecy::known(work.tx(), &ctx.actor, ctx.now, id).await? =>
            {
                let seen = customer::whole(work.tx(), id).await?;
                Ok((work, Some(about(&seen.ok_or(AppError::NotFound)?))))
            }
            None => {
                drop(work);
                Err(self.out_of_sight(ctx, AskRequest::NAME, id).await?)
            }
        }
    }

    async fn form(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        new: &NewRequest,
        about: Option<About>,
    ) -> Result<Request> {
        let mut form = Form::default();
        let purpose = required(&mut form, "/purpose", &new.purpose);
        let reason = required(&mut form, "/reason", &new.reason);
        if about.is_none() {
            form.refuse("/customer_id", FieldError::new("required"));
        }
        if !is_done(new.kind) {
            form.refuse("/kind", FieldError::new("request_kind_elsewhere"));
        }
        let zone = self.time_zone(work.tx()).await?;
        let until = self.until(&mut form, ctx, new, &zone);
        let details = details(&mut form, new);
        self.item_asked_for(work, &mut form, new).await?;
        form.done()?;
        if let (RequestKind::Share, Some(about), Some(person), Some(until)) =
            (new.kind, about, details.person, until)
        {
            // A share that could not be given is not asked for.
            let seen = customer::whole(work.tx(), about.id).await?;
            let seen = seen.ok_or(AppError::NotFound)?;
            let (until, reason) = (Until::Instant(until), reason.clone());
            self.share_terms(work, &seen, &NewShare { person, until, reason }).await?;
        }
        let place = organisation::place(work.tx(), ctx.actor.person).await?;
        let department = place.and_then(|place| place.department);
        let asked = Asked {
            level: about.map_or(Level::Internal, |about| about.level),
            outsider: details.outsider.is_some(),
            other_department: about.is_some_and(|about| Some(about.department) != department),
        };
        let chain = ctx.regulation.regulation().chains().of(new.kind, asked);
        Ok(Request {
            id: RequestId::new(self.fresh()),
            no: 0,
            kind: new.kind,
            applicant: (ctx.actor.person, String::new()),
            department: department.map(|id| (id, String::new())),
            customer: about.map(|about| about.id),
            purpose,
            reason,
            until,
            details,
            clause: chain
                .map(|chain| chain.clause.clone())
                .or_else(|| ctx.clause(BASIS).map(str::to_owned)),
            policy: ctx.regulation.version().to_owned(),
            walk: chain.map_or_else(usual, walk),
            state: RequestState::Open,
            round: 1,
            step: Some(0),
            due: None,
            asked_at: ctx.now,
            closed_at: None,
            version: 1,
        })
    }

    /// The end of the last day, ms UTC.
    pub(super) fn until(
        &self,
        form: &mut Form,
        ctx: &Context,
        new: &NewRequest,
        zone: &TimeZone,
    ) -> Option<i64> {
        let needed = matches!(
            new.kind,
            RequestKind::View
                | RequestKind::Copy
                | RequestKind::Share
                | RequestKind::Disclosure
                | RequestKind::Loan
        );
        let secret = wants_term(ctx, new);
        let Some(day) = new.until else {
            if needed || secret {
                form.refuse("/until", FieldError::new("required"));
            }
            return None;
        };
        end_of(form, day, (new.kind, ctx.now), zone)
    }

    /// Keeps a request and tells those whose turn it is.
    async fn hand_in(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        permit: &Permit<AskRequest>,
        mut request: Request,
    ) -> Result<RequestId> {
        let open = request::Which {
            state: Some(RequestState::Open),
            kind: Some(request.kind),
            customer: request.customer,
            applicant: Some(ctx.actor.person),
            ..request::Which::default()
        };
        let known = request::list(work.tx(), &open, 20).await?;
        if known.iter().any(|one| one.details == request.details) {
            return Err(AppError::conflict("request_open_already"));
        }
        self.somebody_decides(work, &request).await?;
        let times = self.times(work, ctx, &request.walk, request.kind).await?;
        request.no = request::next_no(work.tx()).await?;
        request.due = times.due;
        request::insert(work.tx(), permit, &request, times.remind).await?;
        let mut entry = entry(work, AskRequest::NAME, &request).detail("step", 0);
        // The usual walk has no key: no regulation names it.
        if !request.walk.key.is_empty() {
            entry = entry.detail("chain", request.walk.key.as_str());
        }
        work.record(entry);
        self.tell_deciders(work, &request).await?;
        Ok(request.id)
    }

    /// Refuses a request that would lie before nobody: of every seat somebody must be able to sit
    /// in it today.
    async fn somebody_decides(&self, work: &mut Work<'_>, request: &Request) -> Result<()> {
        let today = self.date_at(work.tx(), request.asked_at).await?;
        let mut seating = Seating::new(today);
        let place = seating.place(work.tx(), request).await?;
        let barred = BTreeSet::from([request.applicant.0]);
        for seat in request.walk.steps.iter().flat_map(|step| &step.seats) {
            if seating.people(work.tx(), seat, place, &barred).await?.is_empty() {
                return Err(AppError::conflict("request_nobody_decides"));
            }
        }
        Ok(())
    }

    /// By when a step that begins now is due, and when to remind, by the chain of this key in the
    /// regulation in force.
    pub(super) async fn times(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        walk: &Walk,
        kind: RequestKind,
    ) -> Result<Times> {
        let chains = ctx.regulation.regulation().chains().all();
        let chain = chains.iter().find(|chain| chain.key == walk.key && chain.kind == kind);
        let Some(due) = chain.and_then(|chain| chain.due) else { return Ok(Times::default()) };
        let zone = self.time_zone(work.tx()).await?;
        let calendar = WorkCalendar::builtin();
        let due = due.after(ctx.now, calendar, &zone).at;
        let remind = chain.and_then(|chain| chain.remind);
        let remind = remind.map_or(due, |remind: Within| remind.before(due, calendar, &zone));
        Ok(Times { due: Some(due), remind: Some(remind.max(ctx.now + 1)) })
    }

    /// Tells those whose turn it is.
    pub(super) async fn tell_deciders(&self, work: &mut Work<'_>, request: &Request) -> Result<()> {
        let now = work.context().now;
        let decisions = request::decisions(work.tx(), [request.id]).await?;
        let decisions = decisions.into_values().next().unwrap_or_default();
        let given: Vec<_> = decisions.iter().filter_map(request::Decision::given).collect();
        debug_assert!(course(request, &given).current().is_some());
        let today = self.date_at(work.tx(), now).await?;
        let open = Seating::new(today).open(work.tx(), request, &given).await?;
        let told = Notice::new("request.waiting", page(request.id))
            .param("person", applicant(work, request).await?)
            .param("register", register(request.no));
        work.notify(told.to(open.into_iter().flat_map(|(_, people)| people)));
        Ok(())
    }
}

async fn applicant(work: &mut Work<'_>, request: &Request) -> Result<String> {
    let found = kedang_storage::person::get(work.tx(), request.applicant.0).await?;
    Ok(found.map(|person| person.name).unwrap_or_default())
}

/// How the chain sees a customer.
fn about(seen: &Seen) -> About {
    About { id: seen.id, department: seen.department, level: seen.secrecy.level }
}

fn walk(chain: &ChainInForce) -> Walk {
    Walk { key: chain.key.clone(), steps: chain.steps.clone() }
}

/// Who decides where the regulation says nothing: the head of whoever asks, then whoever answers
/// for customer data.
fn usual() -> Walk {
    let step = |seat: &str| Step { mode: Mode::All, seats: vec![seat.to_owned()] };
    Walk { key: String::new(), steps: vec![step("department_head"), step("custodian")] }
}

/// The entry of the log about a request.
pub(super) fn entry(work: &Work<'_>, action: &str, request: &Request) -> kedang_evidence::Draft {
    let mut entry = work
        .draft(action)
        .subject("request", request.id.to_string())
        .detail("kind", request.kind.code())
        .detail("round", request.round);
    if let Some(customer) = request.customer {
        entry = entry.customer(customer.to_string());
    }
    match &request.clause {
        Some(clause) => entry.clause(clause.as_str()),
        None => entry,
    }
}

/// Whether a level is asked for that the regulation gives only for a time.
fn wants_term(ctx: &Context, new: &NewRequest) -> bool {
    let level = new.details.level.filter(|_| new.kind == RequestKind::LevelChange);
    level.is_some_and(|level| level > Level::Internal) && ctx.level_has_term()
}

/// The end of the last day for which something of this kind is asked for now, ms UTC.
pub(super) fn end_of(
    form: &mut Form,
    day: Date,
    (kind, now): (RequestKind, i64),
    zone: &TimeZone,
) -> Option<i64> {
    let longest = match kind {
        RequestKind::LevelChange => LONGEST_SECRET_MS,
        _ => LONGEST_MS,
    };
    let next = day.checked_add(1.day()).ok().and_then(|day| day.to_zoned(zone.clone()).ok());
    let until = next.map_or(i64::MAX, |start| start.timestamp().as_millisecond());
    if until <= now {
        form.refuse("/until", FieldError::new("until_past"));
    } else if until > now.saturating_add(longest) {
        form.refuse("/until", FieldError::new("until_too_late"));
    }
    Some(until)
}

pub(super) fn required(form: &mut Form, pointer: &str, text: &str) -> String {
    form.lines(pointer, Some(text), TEXT_MAX).unwrap_or_else(|| {
        form.refuse(pointer, FieldError::new("required"));
        String::new()
    })
}

/// What the kind of the request asks for beside the rest.
fn details(form: &mut Form, new: &NewRequest) -> Details {
    let mut details = new.details.clone();
    if details.fields.len() > FIELDS_MAX {
        form.refuse("/fields", FieldError::new("too_many").with("max", FIELDS_MAX));
    }
    details.fields.sort_unstable();
    details.fields.dedup();
    if let Some(outsider) = &mut details.outsider {
        for (pointer, text) in [
            ("/outsider/name", &mut outsider.name),
            ("/outsider/organisation", &mut outsider.organisation),
            ("/outsider/introduction", &mut outsider.introduction),
        ] {
            *text = required(form, pointer, text);
        }
    }
    let missing = match new.kind {
        RequestKind::Share if details.person.is_none() => Some("/person_id"),
        RequestKind::Disclosure if details.ground.is_none() => Some("/ground"),
        RequestKind::Disclosure if details.fields.is_empty() => Some("/fields"),
        RequestKind::LevelChange if details.level.is_none() => Some("/level"),
        _ => None,
    };
    if let Some(pointer) = missing {
        form.refuse(pointer, FieldError::new("required"));
    }
    if matches!(new.kind, RequestKind::Copy | RequestKind::Disclosure) {
        let recipient = details.recipient.as_deref().unwrap_or_default();
        details.recipient = Some(required(form, "/recipient", recipient));
    }
    if let Some(ground) = &mut details.ground {
        ground.text = required(form, "/ground/text", &ground.text);
    }
    details
}
