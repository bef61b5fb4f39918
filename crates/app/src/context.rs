//! Who asks, from where, when, and in which language.

use kedang_domain::id::{AccessTokenId, SessionId, TraceId};
use kedang_domain::permission::{Act, Actor, Permit, ask};
use kedang_evidence::{Channel, Draft};
use kedang_storage::visibility::Scope;

use crate::error::{AppError, Refused};

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
    /// Only the password may be changed until it has been.
    pub must_change_password: bool,
}

impl Context {
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
        ask::<A>(&self.actor, on).map_err(|decision| {
            AppError::Refused(Refused {
                act: A::NAME,
                decision,
                customer: None,
                fields: Vec::new(),
            })
        })
    }

    /// As [`Context::ask`], about a customer, so that the refusal is on the customer's record.
    ///
    /// # Errors
    /// [`AppError::Refused`].
    pub fn ask_on<A: Act>(
        &self,
        on: &A::On,
        customer: kedang_domain::id::CustomerId,
    ) -> Result<Permit<A>, AppError> {
        ask::<A>(&self.actor, on).map_err(|decision| {
            AppError::Refused(Refused {
                act: A::NAME,
                decision,
                customer: Some(customer),
                fields: Vec::new(),
            })
        })
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
        .request(self.origin.trace.to_string());
        if self.origin.address.is_empty() { draft } else { draft.address(&*self.origin.address) }
    }
}
