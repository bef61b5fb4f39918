//! Requests 申请 (L1-17 to 24, L3-27 28, L4-8 10, M 5.1.5 5.2, C4, S 8 10): something is closed to
//! somebody, who asks for it; others decide in the order that the regulation names; what they
//! agree on is done in the transaction of the last word.
//!
//! The chain is that of the regulation in force when it was asked, and stays so. Who sits in a seat
//! is asked anew each time, see [`seats`].

mod ask;
mod clock;
mod decide;
mod effect;
mod grant;
mod issue;
mod mend;
mod seats;

pub use ask::NewRequest;
pub use decide::Deciding;
pub use grant::OpenGrant;
pub(crate) use grant::revoke_with_share;
pub use issue::Copied;
pub use kedang_domain::request::{
    Details, Ground, GroundKind, Outsider, RequestKind, RequestState, Verdict,
};
pub use kedang_storage::grant::{Grant, IssuedCopy};
pub use kedang_storage::request::{Decision as Decided, Request};

use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::id::{CustomerId, PersonId, RequestId};
use kedang_domain::permission::{
    Act, DecideRequest, Decision, MendRequest, RequestTurn, Requested, sees_request,
};
use kedang_domain::request::{Barred, Course, Given};
use kedang_domain::role::Permission;
use kedang_storage::customer::Seen;
use kedang_storage::request::{self, Which};
use kedang_storage::{customer, export, grant as grants, person};
use seats::Seating;
use std::collections::BTreeSet;

/// Requests on one page, at most.
pub const PAGE: i64 = 200;
/// Open requests that are looked through for those that wait for somebody.
const WAITING: i64 = 500;

/// A seat that is to decide, and who can sit in it now.
#[derive(Clone, Debug)]
pub struct OpenSeat {
    /// As the regulation names it.
    pub name: String,
    /// Who.
    pub people: Vec<(PersonId, String)>,
}

/// A request as somebody sees it, with what they may do.
#[derive(Debug)]
pub struct OpenRequest {
    /// The request.
    pub request: Request,
    /// The customer, when this person sees it.
    pub customer: Option<Seen>,
    /// With whom to share, and their name.
    pub receiver: Option<(PersonId, String)>,
    /// What was decided so far, the earliest first.
    pub decisions: Vec<Decided>,
    /// Who is to decide now.
    pub waits_for: Vec<OpenSeat>,
    /// What it opened.
    pub grant: Option<Grant>,
    /// Decide on it.
    pub decide: Decision,
    /// Take it back, or hand it in anew.
    pub mend: Decision,
}

/// Which requests somebody wants to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// One's own.
    Mine,
    /// Those on which one is to decide.
    ToDecide,
    /// All that one may see.
    All,
}

/// Which of those.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Only of this state.
    pub state: Option<RequestState>,
    /// Only of this kind.
    pub kind: Option<RequestKind>,
    /// Only about this customer.
    pub customer: Option<CustomerId>,
    /// Only before this running number.
    pub before: Option<i64>,
}

/// A request with all that the rule must know about it.
struct Weighed {
    request: Request,
    decisions: Vec<Decided>,
    open: Vec<(String, Vec<PersonId>)>,
}

impl Weighed {
    fn given(&self) -> Vec<Given> {
        self.decisions.iter().filter_map(Decided::given).collect()
    }

    /// Whether it is somebody's turn. Whoever sees no customers decides on none.
    fn turn(&self, ctx: &Context) -> RequestTurn {
        if self.request.state != RequestState::Open || !ctx.actor.reads() {
            let own = self.request.applicant.0 == ctx.actor.person;
            return Err(if own { Barred::OwnRequest } else { Barred::NotTheApprover });
        }
        let me = ctx.actor.person;
        let sits =
            |seat: &str| self.open.iter().any(|(name, who)| name == seat && who.contains(&me));
        course(&self.request, &self.given()).seat(me, sits)
    }

    fn decided(&self, person: PersonId) -> bool {
        self.decisions.iter().any(|decision| decision.person.0 == person)
    }
}

fn course<'a>(request: &'a Request, given: &'a [Given]) -> Course<'a> {
    Course { applicant: request.applicant.0, steps: &request.walk.steps, given }
}

/// The page of a request.
pub(crate) fn page(id: RequestId) -> String {
    format!("/requests?open={id}")
}

/// What it is called in registers.
#[must_use]
pub fn register(no: i64) -> String {
    format!("SQ{no:06}")
}

impl App {
    /// Requests, the newest first, at most `limit`.
    ///
    /// # Errors
    /// The database's.
    pub async fn requests(
        &self,
        ctx: &Context,
        whose: Whose,
        wanted: Wanted,
        limit: i64,
    ) -> Result<Vec<OpenRequest>> {
        let mut conn = self.db().read().await?;
        let custodians = export::custodians(&mut conn).await?;
        let Wanted { state, kind, customer, before } = wanted;
        let mut which = Which { state, kind, customer, before, ..Which::default() };
        let mut most = limit.min(PAGE + 1);
        match whose {
            Whose::Mine => which.applicant = Some(ctx.actor.person),
            Whose::ToDecide => {
                which.state = Some(RequestState::Open);
                most = WAITING;
            }
            Whose::All => {
                let keeps = ctx.actor.reads() && !custodians.is_disjoint(&ctx.actor.headed);
                if !keeps && !ctx.actor.has(Permission::EvidenceRead) {
                    let headed = ctx.actor.headed.iter().copied().collect();
                    which.involved = Some((ctx.actor.person, headed));
                }
            }
        }
        let found = request::list(&mut conn, &which, most).await?;
        let mut opened = Vec::new();
        for weighed in self.weighed(&mut conn, ctx.now, found).await? {
            let there = whose != Whose::ToDecide || weighed.turn(ctx).is_ok();
            if there && sees(ctx, &weighed, &custodians) {
                opened.push(self.opened_request(&mut conn, ctx, weighed).await?);
            }
            if i64::try_from(opened.len()).unwrap_or(i64::MAX) >= limit {
                break;
            }
        }
        Ok(opened)
    }

    /// One request.
    ///
    /// # Errors
    /// [`AppError::NotFound`], also when it is not for this person.
    pub async fn request(&self, ctx: &Context, id: RequestId) -> Result<OpenRequest> {
        let mut conn = self.db().read().await?;
        let weighed = self.visible_request(&mut conn, ctx, id).await?;
        self.opened_request(&mut conn, ctx, weighed).await
    }

    async fn visible_request(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        id: RequestId,
    ) -> Result<Weighed> {
        let found = request::get(conn, id).await?.ok_or(AppError::NotFound)?;
        let custodians = export::custodians(conn).await?;
        let weighed = self.weighed(conn, ctx.now, vec![found]).await?.pop();
        weighed.filter(|weighed| sees(ctx, weighed, &custodians)).ok_or(AppError::NotFound)
    }

    /// Requests with their decisions, and with who sits in the seats that are to decide.
    async fn weighed(
        &self,
        conn: &mut Conn,
        now: i64,
        found: Vec<Request>,
    ) -> Result<Vec<Weighed>> {
        let mut decisions = request::decisions(conn, found.iter().map(|one| one.id)).await?;
        let today = self.date_at(conn, now).await?;
        let mut seating = Seating::new(today);
        let mut weighed = Vec::with_capacity(found.len());
        for request in found {
            let decisions = decisions.remove(&request.id).unwrap_or_default();
            let mut one = Weighed { request, decisions, open: Vec::new() };
            if one.request.state == RequestState::Open {
                one.open = seating.open(conn, &one.request, &one.given()).await?;
            }
            weighed.push(one);
        }
        Ok(weighed)
    }

    async fn opened_request(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        weighed: Weighed,
    ) -> Result<OpenRequest> {
        let customer = match weighed.request.customer {
            Some(id) => customer::visible(conn, &ctx.actor, ctx.now, id).await?,
            None => None,
        };
        let people = weighed.open.iter().flat_map(|(_, people)| people.iter().copied());
        let receiver = weighed.request.details.person;
        let names = person::names(conn, people.chain(receiver)).await?;
        let named = |id: &PersonId| (*id, names.get(id).cloned().unwrap_or_default());
        let waits_for = weighed.open.iter().map(|(name, people)| OpenSeat {
            name: name.clone(),
            people: people.iter().map(named).collect(),
        });
        let decide = DecideRequest::decide(&ctx.actor, &weighed.turn(ctx));
        let mend = MendRequest::decide(&ctx.actor, &weighed.request.applicant.0);
        Ok(OpenRequest {
            customer,
            receiver: receiver.map(|id| named(&id)),
            waits_for: waits_for.collect(),
            grant: grants::of_request(conn, weighed.request.id).await?,
            decide,
            mend,
            decisions: weighed.decisions,
            request: weighed.request,
        })
    }
}

fn sees(
    ctx: &Context,
    weighed: &Weighed,
    custodians: &BTreeSet<kedang_domain::id::DepartmentId>,
) -> bool {
    let asked = Requested {
        applicant: weighed.request.applicant.0,
        department: weighed.request.department.as_ref().map(|(id, _)| *id),
        custodians: custodians.clone(),
    };
    sees_request(&ctx.actor, &asked, weighed.turn(ctx), weighed.decided(ctx.actor.person))
}
