//! Who asks, from where, when, and in which language.

use kedang_domain::access::AccessPolicy;
use kedang_domain::id::{AccessTokenId, CustomerId, SessionId, TraceId};
use kedang_domain::permission::{Act, Actor, Decision, Permit, Refusal, ask};
use kedang_evidence::{Channel, Draft};
use kedang_storage::visibility::Scope;

use crate::error::{AppError, Refused};
use crate::regulation::InForce;
use std::sync::Arc;

/// Where a request came from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// Page, program, command line or job.
    pub channel: Channel,
    /// Network address of the other side; empty for the command line and jobs.
    pub address: String,
    /// What the browser or program says of itself, at most 200 characters.
    pub agent: String,
    /// Names this request in replies, logs and evidence.
    pub trace: TraceId,
}

/// A create that may be repeated without making a second thing.
#[derive(Clone, Debug)]
pub struct Once {
    /// The caller's Idempotency-Key.
    pub key: String,
    /// Hash of the request: the same key for another request is refused.
    pub request_hash: String,
}

/// Everything a use case knows about who asks. Made by [`crate::App::authenticate`] only.
#[derive(Clone, Debug)]
pub struct Context {
    /// Who, as the permission rule sees them.
    pub actor: Actor,
    /// From where.
    pub origin: Origin,
    /// The instant of the request, ms UTC: one for the whole request.
    pub now: i64,
    /// Language of messages: "zh" or "en".
    pub locale: String,
    /// The session in use, if any.
    pub session: Option<SessionId>,
    /// The access token in use, if any.
    pub token: Option<AccessTokenId>,
    /// Set when the request carries an Idempotency-Key.
    pub once: Option<Once>,
    /// The regulation under which the whole request is judged.
    pub regulation: Arc<InForce>,
    /// Only the password may be changed until it has been.
    pub must_change_password: bool,
    /// The regulation asks for a pledge, and this person has not accepted what it says now.
    pub must_pledge: bool,
    /// How people get in and stay in, under the regulation.
    pub access: Arc<AccessPolicy>,
    /// What there is to know of the session in use; nothing for other callers.
    pub presence: Presence,
}

/// How far the person of a session is still there, and who they say they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    /// They left the page alone: their password opens it again.
    pub locked: bool,
    /// When they last showed the second factor, ms UTC; 0: never.
    pub proved_at: i64,
    /// They went to a foreign network since they signed in, and have not shown it there.
    pub gone_abroad: bool,
    /// Their password has become too old.
    pub password_expired: bool,
}

impl Context {
    /// Why this person can do nothing but mend what is in the way, as the code of a message.
    #[must_use]
    pub fn held_back(&self) -> Option<&'static str> {
        if self.presence.locked {
            Some("session_locked")
        } else if self.must_change_password {
            Some("must_change_password")
        } else if self.presence.gone_abroad {
            Some("proof_needed")
        } else {
            None
        }
    }

    /// What is classified (机密 and above) is opened by who showed the second factor lately. Whoever
    /// reads such a thing for somebody asks this first. What a machine does for a person (jobs, the
    /// command line) was decided before; a program with a token cannot show it.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] with `proof_needed`: the page asks for the code and tries again.
    pub fn proved(&self) -> Result<(), AppError> {
        let machine = self.session.is_none() && self.token.is_none();
        if machine || self.access.is_proved(self.presence.proved_at, self.now) {
            Ok(())
        } else {
            Err(AppError::Forbidden("proof_needed"))
        }
    }

    /// What this person sees now.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::of(&self.actor, self.now)
    }

    /// Asks the permission rule.
    ///
    /// # Errors
    /// [`AppError::Refused`], which the way out writes into the log.
    pub fn ask<A: Act>(&self, on: &A::On) -> Result<Permit<A>, AppError> {
        self.asked(on, None)
    }

    /// As [`Context::ask`], about a customer, so that the refusal is on the customer's record.
    ///
    /// # Errors
    /// [`AppError::Refused`].
    pub fn ask_on<A: Act>(&self, on: &A::On, customer: CustomerId) -> Result<Permit<A>, AppError> {
        self.asked(on, Some(customer))
    }

    fn asked<A: Act>(
        &self,
        on: &A::On,
        customer: Option<CustomerId>,
    ) -> Result<Permit<A>, AppError> {
        ask::<A>(&self.actor, on).map_err(|decision| {
            let clause = self.clause_of(&decision);
            let fields = Vec::new();
            AppError::Refused(Refused { act: A::NAME, decision, clause, customer, fields })
        })
    }

    /// Where the regulation in force speaks of a matter (see `data/policy/matters.toml`), or of
    /// what one clause says; `None` when it does not.
    #[must_use]
    pub fn clause(&self, basis: &'static str) -> Option<&'static str> {
        self.regulation.clause(basis)
    }

    /// The clause of the regulation in force on which a decision rests, if it says anything.
    #[must_use]
    pub fn clause_of(&self, decision: &Decision) -> Option<&'static str> {
        match decision {
            Decision::Allow => None,
            Decision::Deny(Refusal { basis, .. }) | Decision::Needs { basis, .. } => {
                self.clause(basis)
            }
        }
    }

    /// Begins an entry of the log about what this person does.
    #[must_use]
    pub fn draft(&self, action: &str) -> Draft {
        let draft = Draft::new(
            self.now,
            kedang_evidence::Actor::Person(self.actor.person.to_string()),
            self.origin.channel,
            action,
        )
        .request(self.origin.trace.to_string())
        .policy(self.regulation.version());
        if self.origin.address.is_empty() { draft } else { draft.address(&*self.origin.address) }
    }
}
