//! From a secret to a [`Context`].

use crate::{App, AppError, Context, InForce, Origin, Presence, Result};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kedang_domain::access::Outside;
use kedang_domain::id::PersonId;
use kedang_domain::permission::Actor;
use kedang_storage::session::Bearer;
use kedang_storage::{organisation, session};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// How exactly the last use is kept, in ms: not every reading should write.
const SEEN_MS: i64 = 60_000;
/// Actors remembered at most; beyond, all are forgotten and worked out again.
const REMEMBERED: usize = 10_000;

/// What a caller brings to show who they are.
#[derive(Clone, Debug)]
pub enum Secret {
    /// The value of the session cookie.
    Session(SessionSecret),
    /// A personal access token.
    Token(SessionSecret),
}

/// A secret of 32 random bytes in text form. Only its hash is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionSecret(String);

impl SessionSecret {
    /// Takes what the caller sent; anything, it need not be well-formed.
    #[must_use]
    pub fn received(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// Makes one from randomness, with a prefix that tells scanners what it is.
    #[must_use]
    pub fn new(prefix: &str, random: [u8; 32]) -> Self {
        Self(format!("{prefix}{}", BASE64_URL_SAFE_NO_PAD.encode(random)))
    }

    /// The secret itself, to be shown once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the database keeps. A fast hash is right here: the secret is random, not chosen.
    #[must_use]
    pub fn hash(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(self.0.as_bytes()))
    }
}

impl fmt::Debug for SessionSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionSecret(…)")
    }
}

/// Actors worked out before, good while the organisation's version stands.
#[derive(Default)]
pub(crate) struct Actors(Mutex<HashMap<PersonId, Known>>);

/// An actor, and under what it was worked out.
struct Known {
    organisation: i64,
    /// The version of the regulation, which clears by role.
    regulation: String,
    /// When a clearance ends, ms UTC.
    until: i64,
    actor: Actor,
}

impl Actors {
    fn get(&self, bearer: &Bearer, regulation: &InForce, now: i64) -> Option<Actor> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = known.get(&bearer.person).filter(|known| {
            known.organisation == bearer.organisation
                && known.regulation == regulation.version()
                && now < known.until
        });
        known.map(|known| known.actor.clone())
    }

    fn keep(&self, new: Known) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(new.actor.person, new);
    }
}

impl App {
    /// Who is behind this secret. This counts as a use of it.
    ///
    /// # Errors
    /// [`AppError::Unauthenticated`] when the secret is unknown, over, or its person inactive.
    pub async fn authenticate(&self, secret: &Secret, origin: Origin) -> Result<Context> {
        let (context, used_at) = self.recognise(secret, origin).await?;
        let now = context.now;
        if used_at.is_none_or(|used| now - used >= SEEN_MS) {
            let mut tx = self.db().begin().await?;
            match (secret, context.token) {
                (Secret::Session(secret), _) => session::seen(&mut tx, &secret.hash(), now).await?,
                (Secret::Token(_), Some(id)) => session::used(&mut tx, id, now).await?,
                (Secret::Token(_), None) => {}
            }
            tx.commit().await?;
        }
        Ok(context)
    }

    /// Who is behind this secret, and when it was last used (ms UTC). What only watches does not
    /// keep a session alive.
    ///
    /// # Errors
    /// As [`App::authenticate`].
    pub(crate) async fn recognise(
        &self,
        secret: &Secret,
        origin: Origin,
    ) -> Result<(Context, Option<i64>)> {
        let now = self.now();
        match secret {
            Secret::Session(secret) => {
                let hash = secret.hash();
                let mut conn = self.db().read().await?;
                let over = || AppError::Unauthenticated("session_over");
                let live = session::live(&mut conn, &hash, now).await?.ok_or_else(over)?;
                let context = self.known(&mut conn, &live.bearer, origin, now).await?;
                if live.last_seen_at <= now - context.access.idle_ms() {
                    return Err(over());
                }
                let presence = Presence {
                    locked: live.locked,
                    proved_at: live.proved_at,
                    gone_abroad: gone_abroad(&context, &live),
                    ..context.presence
                };
                let context = Context { session: Some(live.id), presence, ..context };
                Ok((context, Some(live.last_seen_at)))
            }
            Secret::Token(secret) => {
                let mut conn = self.db().read().await?;
                let live = session::live_token(&mut conn, &secret.hash(), now)
                    .await?
                    .ok_or(AppError::Unauthenticated("token_over"))?;
                let mut context = self.known(&mut conn, &live.bearer, origin, now).await?;
                context.actor.permissions.retain(|p| live.scopes.contains(p));
                Ok((Context { token: Some(live.id), ..context }, live.last_used_at))
            }
        }
    }

    /// The person behind a secret, where they may be.
    async fn known(
        &self,
        conn: &mut kedang_db::Conn,
        bearer: &Bearer,
        origin: Origin,
        now: i64,
    ) -> Result<Context> {
        let context = self.context_at(conn, bearer, origin, now).await?;
        let inside = context.access.is_inside(&context.origin.address);
        if !inside && context.access.outside == Outside::Refuse {
            return Err(AppError::Forbidden("network_refused"));
        }
        Ok(context)
    }

    async fn context_at(
        &self,
        conn: &mut kedang_db::Conn,
        bearer: &Bearer,
        origin: Origin,
        now: i64,
    ) -> Result<Context> {
        let regulation = self.regulation_at(conn, bearer.organisation, now).await?;
        let actor = self.actor(conn, bearer, &regulation, now).await?;
        let pledge = regulation.pledge();
        let must_pledge = pledge.is_some_and(|pledge| pledge.rules != bearer.pledged);
        let access = self.access_at(conn, bearer.organisation, &regulation).await?;
        let password_expired = access.is_expired(bearer.password_changed_at, now);
        Ok(Context {
            actor,
            origin,
            now,
            locale: bearer.locale.clone(),
            session: None,
            token: None,
            once: None,
            regulation,
            must_change_password: bearer.must_change_password || password_expired,
            must_pledge,
            access,
            presence: Presence { password_expired, ..Presence::default() },
        })
    }

    /// The actor that a person is now, for callers that have no secret: command line and jobs.
    ///
    /// # Errors
    /// The database's.
    pub async fn context_of(&self, bearer: &Bearer, origin: Origin) -> Result<Context> {
        let mut conn = self.db().read().await?;
        let now = self.now();
        self.context_at(&mut conn, bearer, origin, now).await
    }

    pub(crate) async fn actor(
        &self,
        conn: &mut kedang_db::Conn,
        bearer: &Bearer,
        regulation: &InForce,
        now: i64,
    ) -> Result<Actor> {
        if let Some(actor) = self.inner.actors.get(bearer, regulation, now) {
            return Ok(actor);
        }
        let permissions = session::permissions_of(conn, bearer.person).await?;
        let tree = organisation::tree(conn).await?;
        let headed = organisation::headed(&tree, bearer.person);
        let trusted =
            self.trusted(conn, bearer.person, !headed.is_empty(), regulation, now).await?;
        let actor = Actor {
            person: bearer.person,
            department: bearer.department,
            permissions,
            headed,
            clearance: trusted.clearance,
            keeps: trusted.keeps,
        };
        self.inner.actors.keep(Known {
            organisation: bearer.organisation,
            regulation: regulation.version().to_owned(),
            until: trusted.changes.unwrap_or(i64::MAX),
            actor: actor.clone(),
        });
        Ok(actor)
    }
}

/// Whether a session that began inside is used from a foreign network, where the second factor is
/// asked for and was not shown.
fn gone_abroad(context: &Context, live: &session::Live) -> bool {
    let access = &context.access;
    access.outside == Outside::Proof
        && live.proved_at == 0
        && access.is_inside(&live.address)
        && !access.is_inside(&context.origin.address)
}
