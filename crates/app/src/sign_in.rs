//! Signing in: password, second factor, pace, a fresh session.

use crate::device::tell_elsewhere;
use crate::pace::{self, Subjects};
use crate::password::Cleartext;
use crate::{App, AppError, Context, Origin, Result, SessionSecret, Work, totp};
use kedang_domain::access::Arrival;
use kedang_domain::id::{PersonId, SessionId};
use kedang_domain::login::Login;
use kedang_evidence::{Actor, Draft};
use kedang_storage::account::{self, Credentials};
use kedang_storage::session::{self, NewSession};
use kedang_storage::{device, organisation, person};

/// How long a session lasts, in ms, however much it is used.
pub const SESSION_MS: i64 = 24 * 3_600_000;
/// How long a one-time password can be used, in ms.
pub const ONE_TIME_MS: i64 = 7 * 24 * 3_600_000;

/// What somebody brings to sign in.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// As typed.
    pub login: String,
    /// As typed.
    pub password: Cleartext,
    /// Code of the second factor, or a recovery code.
    pub totp: Option<String>,
    /// Cookies of devices that the browser has.
    pub devices: Vec<SessionSecret>,
}

/// A session that has begun.
#[derive(Debug)]
pub struct SignedIn {
    /// Who, from where, when.
    pub context: Context,
    /// The secret of the session, for the cookie.
    pub secret: SessionSecret,
    /// The secret of the device, for a cookie of its own.
    pub device: SessionSecret,
}

/// A password that was right, and what goes with it.
struct Proved<'a> {
    credentials: &'a Credentials,
    /// Of the second factor, where there is one.
    code: Option<&'a str>,
    /// The password under today's cost, where it was kept under another.
    stronger: Option<String>,
}

/// Why a sign-in was refused: for the log, not for the caller.
struct Refusal {
    reason: &'static str,
    code: &'static str,
}

/// One answer for every mistake, so that nobody learns which logins there are.
fn wrong(reason: &'static str) -> Refusal {
    Refusal { reason, code: "sign_in_failed" }
}

impl App {
    /// Signs somebody in.
    ///
    /// # Errors
    /// [`AppError::RateLimited`] while the login or address must wait, see [`crate::pace`]: nothing
    /// was looked at, and nothing is logged, or a flood would fill the log.
    /// [`AppError::Unauthenticated`] with `sign_in_failed`, `totp_required`, `totp_wrong`,
    /// `one_time_password_over`, `network_refused` or `proof_missing`.
    pub async fn sign_in(&self, request: SignIn, origin: Origin) -> Result<SignedIn> {
        let now = self.now();
        let login = Login::parse(&request.login);
        let known = login.as_ref().map_or(request.login.trim(), Login::as_str);
        let subjects = self.subjects(known, &origin.address);
        let mut tx = self.db().begin().await?;
        pace::admit(&mut tx, &subjects, now).await?;
        tx.commit().await?;

        let credentials = match &login {
            Ok(login) => account::by_login(&mut self.db().read().await?, login.as_str()).await?,
            Err(_) => None,
        };
        let hash = credentials.as_ref().map(|c| c.password.hash.as_str());
        let verdict = self.inner.hasher.verify(&request.password, hash).await?;
        let Some(credentials) = credentials else {
            return self
                .refuse_sign_in(&origin, now, Err(&subjects), &wrong("unknown_login"))
                .await;
        };
        let refusal = if !verdict.matches {
            Some(wrong("wrong_password"))
        } else if !credentials.active {
            Some(wrong("inactive"))
        } else if credentials.password.one_time
            && credentials.password.changed_at <= now - ONE_TIME_MS
        {
            let code = "one_time_password_over";
            Some(Refusal { reason: code, code })
        } else {
            None
        };
        if let Some(refusal) = refusal {
            return self.refuse_sign_in(&origin, now, Ok(credentials.person), &refusal).await;
        }
        let stronger = match verdict.outdated {
            true => Some(self.hash(&request.password).await?),
            false => None,
        };
        if let Some(refusal) = self.kept_out(&request, &origin, &credentials).await? {
            return self.refuse_sign_in(&origin, now, Ok(credentials.person), &refusal).await;
        }
        let code = match (credentials.totp_confirmed, request.totp.as_deref()) {
            (false, _) => None,
            (true, Some(code)) if !code.trim().is_empty() => Some(code),
            (true, _) => {
                return self.ask_second_factor(&origin, now, &subjects, &credentials).await;
            }
        };
        let proved = Proved { credentials: &credentials, code, stronger };
        self.begin_session(origin, now, &subjects, proved, &request.devices).await
    }

    /// What keeps somebody out whose password was right: where they are, or on which device.
    async fn kept_out(
        &self,
        request: &SignIn,
        origin: &Origin,
        credentials: &Credentials,
    ) -> Result<Option<Refusal>> {
        let mut conn = self.db().read().await?;
        let person = credentials.person;
        let organisation = organisation::version(&mut conn).await?;
        let regulation = self.regulation_at(&mut conn, organisation, self.now()).await?;
        let access = self.access_at(&mut conn, organisation, &regulation).await?;
        let hashes: Vec<_> = request.devices.iter().map(SessionSecret::hash).collect();
        let arrival = Arrival {
            inside: access.is_inside(&origin.address),
            known_device: device::known(&mut conn, person, &hashes).await?.is_some(),
            first_device: !device::any(&mut conn, person).await?,
            second_factor: credentials.totp_confirmed,
        };
        Ok(access.admit(arrival).err().map(|code| Refusal { reason: code, code }))
    }

    /// The password was right: not a failure, and not yet a session.
    async fn ask_second_factor(
        &self,
        origin: &Origin,
        now: i64,
        subjects: &Subjects,
        credentials: &Credentials,
    ) -> Result<SignedIn> {
        let mut tx = self.db().begin().await?;
        pace::take_back(&mut tx, subjects).await?;
        tx.commit().await?;
        let draft = anonymous(origin, now, "session.challenge")
            .subject("person", credentials.person.to_string());
        self.recorder().record(draft).await?;
        Err(AppError::Unauthenticated("totp_required"))
    }

    async fn begin_session(
        &self,
        origin: Origin,
        now: i64,
        subjects: &Subjects,
        proved: Proved<'_>,
        devices: &[SessionSecret],
    ) -> Result<SignedIn> {
        let Proved { credentials, code, stronger } = proved;
        let person = credentials.person;
        let bearer = person::bearer(&mut self.db().read().await?, person).await?;
        let bearer = bearer.ok_or(AppError::Unauthenticated("sign_in_failed"))?;
        let mut context = self.context_of(&bearer, origin).await?;
        let mut work = self.begin(&context).await?;
        // The password was compared outside the transaction; it must still be the password.
        let current = account::get(work.tx(), person).await?;
        let unchanged = current.as_ref().is_some_and(|c| {
            c.active
                && c.password.hash == credentials.password.hash
                && c.totp_confirmed == credentials.totp_confirmed
        });
        let refusal = if !unchanged {
            Some(wrong("changed_meanwhile"))
        } else if let Some(code) = code
            && !totp::spend(self, work.tx(), credentials, code, now).await?
        {
            Some(Refusal { reason: "wrong_code", code: "totp_wrong" })
        } else {
            None
        };
        if let Some(refusal) = refusal {
            drop(work);
            return self.refuse_sign_in(&context.origin, now, Ok(person), &refusal).await;
        }
        pace::succeed(work.tx(), subjects, now).await?;
        if let Some(hash) = stronger {
            account::rehash(work.tx(), person, &credentials.password.hash, &hash).await?;
        }
        let proved_at = if code.is_some() { now } else { 0 };
        let opened = open_session(self, &mut work, &context, devices, proved_at).await?;
        work.commit().await?;
        context.session = Some(opened.id);
        context.presence.proved_at = proved_at;
        Ok(SignedIn { context, secret: opened.secret, device: opened.device })
    }

    async fn refuse_sign_in(
        &self,
        origin: &Origin,
        now: i64,
        who: Result<PersonId, &Subjects>,
        refusal: &Refusal,
    ) -> Result<SignedIn> {
        let draft = anonymous(origin, now, "session.create").refused(refusal.reason, None);
        let draft = match who {
            Ok(person) => draft.subject("person", person.to_string()),
            Err(subjects) => draft.detail("login", subjects.login()),
        };
        self.recorder().record(draft).await?;
        Err(AppError::Unauthenticated(refusal.code))
    }
}

/// Begins an entry about somebody who has not shown who they are.
pub(crate) fn anonymous(origin: &Origin, now: i64, action: &str) -> Draft {
    let draft =
        Draft::new(now, Actor::Anonymous, origin.channel, action).request(origin.trace.to_string());
    if origin.address.is_empty() { draft } else { draft.address(&*origin.address) }
}

/// A session that was opened.
pub(crate) struct Opened {
    pub(crate) id: SessionId,
    pub(crate) secret: SessionSecret,
    pub(crate) device: SessionSecret,
}

/// Opens a session for the person of this context, with its evidence, and tells them when their
/// account is used elsewhere too.
pub(crate) async fn open_session(
    app: &App,
    work: &mut Work<'_>,
    ctx: &Context,
    devices: &[SessionSecret],
    proved_at: i64,
) -> Result<Opened> {
    let used = app.use_device(work, ctx, devices).await?;
    tell_elsewhere(work, ctx.actor.person, &used).await?;
    let id = SessionId::new(app.fresh());
    let secret = SessionSecret::new("", app.random());
    let session = NewSession {
        id,
        token_hash: secret.hash(),
        person: ctx.actor.person,
        created_at: ctx.now,
        expires_at: ctx.now + SESSION_MS,
        address: ctx.origin.address.clone(),
        agent: ctx.origin.agent.clone(),
        device: Some(used.id),
        proved_at,
    };
    session::insert(work.tx(), &session).await?;
    let draft = work.draft("session.create").subject("session", id.to_string());
    work.record(draft);
    Ok(Opened { id, secret, device: used.secret })
}
