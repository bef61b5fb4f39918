//! One's own account: language, password, second factor, sessions, access tokens.

use crate::form::{Form, MAX_TITLE};
use crate::password::{Cleartext, judge};
use crate::{App, AppError, Context, Result, SessionSecret, pace, totp};
use jiff::civil::Date;
use kedang_domain::field::FieldError;
use kedang_domain::id::{AccessTokenId, SessionId};
use kedang_domain::role::PermissionSet;
use kedang_evidence::Nonce;
use kedang_storage::account::{self, Credentials};
use kedang_storage::company;
use kedang_storage::person::{self, Password, Person};
use kedang_storage::session::{self, Listed, Token};

/// How long an access token can last, in days.
pub const TOKEN_DAYS: i32 = 366;
/// What every access token begins with, so that scanners know it when they find one.
pub const TOKEN_PREFIX: &str = "kd_";
/// Access tokens that one person can have.
const TOKENS_MAX: usize = 50;

/// The seed of a second factor, to be shown once.
#[derive(Clone)]
pub struct TotpSeed {
    /// In base 32, for typing.
    pub secret: String,
    /// `otpauth://…`, for a square code.
    pub uri: String,
}

/// An access token as somebody wants to make it.
#[derive(Clone, Debug)]
pub struct TokenDraft {
    /// What it is for.
    pub name: String,
    /// What it may be used for: at most what its person may.
    pub scopes: PermissionSet,
    /// Its last day, at most [`TOKEN_DAYS`] away.
    pub expires_on: Date,
}

/// An access token and its last day.
#[derive(Clone, Debug)]
pub struct DatedToken {
    /// The token.
    pub token: Token,
    /// Its last day where the company is.
    pub expires_on: Date,
}

impl Context {
    /// One's account is changed in person: a stolen access token must not open more doors than it
    /// was made for.
    ///
    /// # Errors
    /// [`AppError::Forbidden`] for an access token.
    pub(crate) fn in_person(&self) -> Result<()> {
        match self.token {
            Some(_) => Err(AppError::Forbidden("session_required")),
            None => Ok(()),
        }
    }
}

impl App {
    async fn myself(&self, ctx: &Context) -> Result<(Person, Credentials)> {
        ctx.in_person()?;
        let mut conn = self.db().read().await?;
        let gone = || AppError::Unauthenticated("session_over");
        let person = person::get(&mut conn, ctx.actor.person).await?.ok_or_else(gone)?;
        let credentials = account::get(&mut conn, person.id).await?.ok_or_else(gone)?;
        Ok((person, credentials))
    }

    /// Changes the language of one's messages: "zh" or "en".
    ///
    /// # Errors
    /// Another language.
    pub async fn change_locale(&self, ctx: &Context, locale: &str) -> Result<()> {
        ctx.in_person()?;
        if !matches!(locale, "zh" | "en") {
            let mut form = Form::default();
            form.refuse("/locale", FieldError::new("locale_unknown"));
            return form.done();
        }
        let mut work = self.begin(ctx).await?;
        let mut person = person::get(work.tx(), ctx.actor.person)
            .await?
            .ok_or(AppError::Unauthenticated("session_over"))?;
        if person.locale == locale {
            return Ok(());
        }
        let draft = work
            .draft("account.locale")
            .subject("person", person.id.to_string())
            .detail("locale.before", &*person.locale)
            .detail("locale.after", locale);
        work.record(draft);
        locale.clone_into(&mut person.locale);
        person::update(work.tx(), &person).await?;
        work.commit().await
    }

    /// Replaces one's password, and ends every other session.
    ///
    /// # Errors
    /// When the current one is wrong, or the new one breaks the rules or is the current one.
    pub async fn change_password(
        &self,
        ctx: &Context,
        current: &Cleartext,
        new: &Cleartext,
    ) -> Result<()> {
        let (person, credentials) = self.myself(ctx).await?;
        self.prove(ctx, &person, &credentials, current, "/current").await?;
        let company = company::get(&mut self.db().read().await?).await?;
        let company = company.map(|c| c.name).unwrap_or_default();
        let mut form = Form::default();
        judge(&mut form, "/new", new, &person.login, &company);
        if current.reveal() == new.reveal() {
            form.refuse("/new", FieldError::new("password_same"));
        }
        form.done()?;
        self.refuse_former(ctx, &credentials, new).await?;
        let hash = self.hash(new).await?;
        let mut work = self.begin(ctx).await?;
        let kept = ctx.access.password_history;
        if kept > 0 {
            let before = &credentials.password;
            // What an administrator made is nobody's habit.
            if !before.one_time {
                account::remember_password(work.tx(), person.id, &before.hash, ctx.now, kept)
                    .await?;
            }
        }
        let password = Password { hash, changed_at: ctx.now, one_time: false };
        account::set_password(work.tx(), person.id, &password).await?;
        let ended = session::end_all(work.tx(), person.id, ctx.session).await?;
        let draft = work
            .draft("account.password")
            .subject("person", person.id.to_string())
            .detail("sessions", count(ended.len()));
        work.record(draft);
        work.commit().await
    }

    /// Refuses a password that somebody had before, where the company asks for others.
    async fn refuse_former(
        &self,
        ctx: &Context,
        credentials: &Credentials,
        new: &Cleartext,
    ) -> Result<()> {
        let kept = ctx.access.password_history;
        if kept == 0 {
            return Ok(());
        }
        let person = credentials.person;
        let former = account::former_passwords(&mut self.db().read().await?, person, kept).await?;
        for hash in &former {
            if self.inner.hasher.verify(new, Some(hash)).await?.matches {
                let mut form = Form::default();
                form.refuse("/new", FieldError::new("password_former").with("count", kept));
                return form.done();
            }
        }
        Ok(())
    }

    /// Locks the session in use: its page was left alone.
    ///
    /// # Errors
    /// For an access token.
    pub async fn lock_session(&self, ctx: &Context) -> Result<()> {
        ctx.in_person()?;
        let Some(session) = ctx.session.filter(|_| !ctx.presence.locked) else { return Ok(()) };
        let mut work = self.begin(ctx).await?;
        session::lock(work.tx(), session, true).await?;
        let draft = work.draft("session.lock").subject("session", session.to_string());
        work.record(draft);
        work.commit().await
    }

    /// Opens the session in use again.
    ///
    /// # Errors
    /// When the password is wrong, at the pace of signing in.
    pub async fn unlock_session(&self, ctx: &Context, password: &Cleartext) -> Result<()> {
        let (person, credentials) = self.myself(ctx).await?;
        self.prove(ctx, &person, &credentials, password, "/password").await?;
        let Some(session) = ctx.session.filter(|_| ctx.presence.locked) else { return Ok(()) };
        let mut work = self.begin(ctx).await?;
        session::lock(work.tx(), session, false).await?;
        let draft = work.draft("session.unlock").subject("session", session.to_string());
        work.record(draft);
        work.commit().await
    }

    /// Shows the second factor again: what is classified opens for a while.
    ///
    /// # Errors
    /// `totp_missing` without a second factor; a wrong or spent code, at the pace of signing in.
    pub async fn prove_session(&self, ctx: &Context, code: &str) -> Result<()> {
        let (person, credentials) = self.myself(ctx).await?;
        let Some(session) = ctx.session.filter(|_| credentials.totp_confirmed) else {
            let mut form = Form::default();
            form.refuse("/code", FieldError::new("totp_missing"));
            return form.done();
        };
        let subjects = self.subjects(&person.login, &ctx.origin.address);
        let mut tx = self.db().begin().await?;
        pace::admit(&mut tx, &subjects, ctx.now).await?;
        tx.commit().await?;
        let mut work = self.begin(ctx).await?;
        if !totp::spend(self, work.tx(), &credentials, code, ctx.now).await? {
            drop(work);
            let draft = ctx
                .draft("session.prove")
                .subject("session", session.to_string())
                .refused("wrong_code", None);
            self.recorder().record(draft).await?;
            let mut form = Form::default();
            form.refuse("/code", FieldError::new("totp_wrong"));
            return form.done();
        }
        pace::take_back(work.tx(), &subjects).await?;
        session::prove(work.tx(), session, ctx.now).await?;
        let draft = work.draft("session.prove").subject("session", session.to_string());
        work.record(draft);
        work.commit().await
    }

    /// Checks the current password of somebody who is signed in, at the pace of signing in.
    async fn prove(
        &self,
        ctx: &Context,
        person: &Person,
        credentials: &Credentials,
        password: &Cleartext,
        pointer: &str,
    ) -> Result<()> {
        let subjects = self.subjects(&person.login, &ctx.origin.address);
        let mut tx = self.db().begin().await?;
        pace::admit(&mut tx, &subjects, ctx.now).await?;
        tx.commit().await?;
        let hash = Some(credentials.password.hash.as_str());
        if self.inner.hasher.verify(password, hash).await?.matches {
            let mut tx = self.db().begin().await?;
            pace::take_back(&mut tx, &subjects).await?;
            tx.commit().await?;
            return Ok(());
        }
        let draft = ctx
            .draft("account.prove")
            .subject("person", person.id.to_string())
            .refused("wrong_password", None);
        self.recorder().record(draft).await?;
        let mut form = Form::default();
        form.refuse(pointer, FieldError::new("password_wrong"));
        form.done()
    }

    /// Makes a seed for a second factor. It is not asked for until it is confirmed with a code.
    ///
    /// # Errors
    /// When there is a confirmed one already.
    pub async fn start_totp(&self, ctx: &Context) -> Result<TotpSeed> {
        let (person, credentials) = self.myself(ctx).await?;
        if credentials.totp_confirmed {
            return Err(AppError::conflict("totp_enabled"));
        }
        let company = company::get(&mut self.db().read().await?).await?;
        let company = company.map(|c| c.name).unwrap_or_default();
        let enrolment = totp::enrol(self, person.id, &person.login, &company)?;
        let mut work = self.begin(ctx).await?;
        account::set_totp(work.tx(), person.id, Some(enrolment.sealed)).await?;
        let draft = work.draft("account.totp_start").subject("person", person.id.to_string());
        work.record(draft);
        work.commit().await?;
        Ok(TotpSeed { secret: enrolment.secret, uri: enrolment.uri })
    }

    /// Confirms the second factor with a code of it, and gives the recovery codes, once.
    ///
    /// # Errors
    /// When nothing was started, it is confirmed already, or the code is wrong.
    pub async fn confirm_totp(&self, ctx: &Context, code: &str) -> Result<Vec<String>> {
        let (person, _) = self.myself(ctx).await?;
        let mut work = self.begin(ctx).await?;
        let credentials = account::get(work.tx(), person.id)
            .await?
            .ok_or(AppError::Unauthenticated("session_over"))?;
        if credentials.totp_confirmed {
            return Err(AppError::conflict("totp_enabled"));
        }
        if credentials.totp_secret.is_none() {
            return Err(AppError::conflict("totp_not_started"));
        }
        let plain: String = code.chars().filter(|c| !c.is_whitespace()).collect();
        let Some(step) = totp::step(self, &credentials, &plain, ctx.now)? else {
            let mut form = Form::default();
            form.refuse("/code", FieldError::new("totp_wrong"));
            return form.done().map(|()| Vec::new());
        };
        let codes = totp::recovery_codes(self);
        let hashes: Vec<_> =
            codes.iter().map(|code| totp::recovery_hash(self, person.id, code)).collect();
        account::confirm_totp(work.tx(), person.id, step, &hashes).await?;
        if let Some(session) = ctx.session {
            session::prove(work.tx(), session, ctx.now).await?;
        }
        let draft = work.draft("account.totp_enable").subject("person", person.id.to_string());
        work.record(draft);
        work.commit().await?;
        Ok(codes)
    }

    /// Gives up the second factor.
    ///
    /// # Errors
    /// When the password is wrong, or there is none to give up.
    pub async fn remove_totp(&self, ctx: &Context, password: &Cleartext) -> Result<()> {
        let (person, credentials) = self.myself(ctx).await?;
        self.prove(ctx, &person, &credentials, password, "/password").await?;
        if credentials.totp_secret.is_none() {
            return Err(AppError::conflict("totp_not_started"));
        }
        let mut work = self.begin(ctx).await?;
        account::set_totp(work.tx(), person.id, None).await?;
        let draft = work.draft("account.totp_remove").subject("person", person.id.to_string());
        work.record(draft);
        work.commit().await
    }

    /// Ends the session in use.
    ///
    /// # Errors
    /// For an access token, which is revoked instead.
    pub async fn sign_out(&self, ctx: &Context) -> Result<()> {
        ctx.in_person()?;
        match ctx.session {
            Some(session) => self.end_session(ctx, session).await,
            None => Ok(()),
        }
    }

    /// One's live sessions.
    ///
    /// # Errors
    /// The database's.
    pub async fn sessions(&self, ctx: &Context) -> Result<Vec<Listed>> {
        ctx.in_person()?;
        let mut conn = self.db().read().await?;
        Ok(session::list(&mut conn, ctx.actor.person, ctx.now, ctx.now - ctx.access.idle_ms())
            .await?)
    }

    /// Ends one of one's sessions.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn end_session(&self, ctx: &Context, id: SessionId) -> Result<()> {
        ctx.in_person()?;
        let mut work = self.begin(ctx).await?;
        if !session::end(work.tx(), ctx.actor.person, id).await? {
            return Err(AppError::NotFound);
        }
        let draft = work.draft("session.end").subject("session", id.to_string());
        work.record(draft);
        work.commit().await
    }

    /// Ends all of one's sessions but the one in use.
    ///
    /// # Errors
    /// The database's.
    pub async fn end_other_sessions(&self, ctx: &Context) -> Result<()> {
        ctx.in_person()?;
        let mut work = self.begin(ctx).await?;
        let ended = session::end_all(work.tx(), ctx.actor.person, ctx.session).await?;
        if ended.is_empty() {
            return Ok(());
        }
        for id in ended {
            let draft = work.draft("session.end").subject("session", id.to_string());
            work.record(draft);
        }
        work.commit().await
    }

    /// One's access tokens that were not revoked.
    ///
    /// # Errors
    /// The database's.
    pub async fn access_tokens(&self, ctx: &Context) -> Result<Vec<DatedToken>> {
        ctx.in_person()?;
        let mut conn = self.db().read().await?;
        let tokens = session::tokens(&mut conn, ctx.actor.person).await?;
        let mut dated = Vec::with_capacity(tokens.len());
        for token in tokens {
            // The token ends with its last day, one ms before the next.
            let expires_on = self.date_at(&mut conn, token.expires_at - 1).await?;
            dated.push(DatedToken { token, expires_on });
        }
        Ok(dated)
    }

    /// Makes an access token. Its secret is given once, and not when an Idempotency-Key gives back
    /// what was made before.
    ///
    /// # Errors
    /// When its name, scopes or end break the rules.
    pub async fn create_access_token(
        &self,
        ctx: &Context,
        draft: &TokenDraft,
    ) -> Result<(DatedToken, Option<SessionSecret>)> {
        ctx.in_person()?;
        let mut form = Form::default();
        let name = form.line("/name", &draft.name, MAX_TITLE);
        if draft.scopes.is_empty() {
            form.refuse("/scopes", FieldError::new("scopes_empty"));
        }
        for scope in draft.scopes.difference(&ctx.actor.permissions) {
            let error = FieldError::new("scope_beyond").with("scope", scope.code());
            form.refuse("/scopes", error);
        }
        let zone = self.time_zone(&mut self.db().read().await?).await?;
        let instant = jiff::Timestamp::from_millisecond(ctx.now).map_err(AppError::internal)?;
        let today = instant.to_zoned(zone.clone()).date();
        let days = today.until(draft.expires_on).map_or(i32::MAX, |span| span.get_days());
        if !(0..=TOKEN_DAYS).contains(&days) {
            form.refuse("/expires_on", FieldError::new("token_end").with("days", TOKEN_DAYS));
        }
        form.done()?;
        let end = draft.expires_on.tomorrow().map_err(AppError::internal)?;
        let expires_at = end.to_zoned(zone).map_err(AppError::internal)?.timestamp();

        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("access_token").await? {
            drop(work);
            let tokens = self.access_tokens(ctx).await?;
            let again = tokens.into_iter().find(|t| t.token.id.to_string() == made);
            return Ok((again.ok_or(AppError::NotFound)?, None));
        }
        if session::tokens(work.tx(), ctx.actor.person).await?.len() >= TOKENS_MAX {
            return Err(AppError::conflict("too_many_tokens"));
        }
        let secret = SessionSecret::new(TOKEN_PREFIX, self.random());
        let token = Token {
            id: AccessTokenId::new(self.fresh()),
            name,
            scopes: draft.scopes.clone(),
            created_at: ctx.now,
            expires_at: expires_at.as_millisecond(),
            last_used_at: None,
        };
        session::insert_token(work.tx(), ctx.actor.person, &secret.hash(), &token).await?;
        let scopes: Vec<_> = token.scopes.iter().map(|p| p.code().to_owned()).collect();
        let entry = work
            .draft("access_token.create")
            .subject("access_token", token.id.to_string())
            .detail("scopes", scopes)
            .detail("expires_at", token.expires_at);
        work.record(entry);
        work.remember_made("access_token", &token.id.to_string()).await?;
        work.commit().await?;
        Ok((DatedToken { token, expires_on: draft.expires_on }, Some(secret)))
    }

    /// Revokes one of one's access tokens.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn revoke_access_token(&self, ctx: &Context, id: AccessTokenId) -> Result<()> {
        ctx.in_person()?;
        let mut work = self.begin(ctx).await?;
        if !session::revoke(work.tx(), ctx.actor.person, id, ctx.now).await? {
            return Err(AppError::NotFound);
        }
        let draft = work.draft("access_token.revoke").subject("access_token", id.to_string());
        work.record(draft);
        work.commit().await
    }
}

/// A count as the log takes it.
pub(crate) fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The nonce that keys commitments to a person's values.
pub(crate) fn nonce(person: &Person) -> Nonce {
    Nonce::from_bytes(person.nonce)
}
