//! Who is asking: cookie or bearer token, and that a page of ours sent the request.

use crate::{ApiError, Server};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use kedang_app::{AppError, Channel, Context, Once, Origin, Secret, SessionSecret};
use kedang_domain::id::TraceId;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::net::{IpAddr, SocketAddr};
use std::ops::Deref;
use std::sync::{Arc, OnceLock};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityScheme};

/// Name of the session cookie.
pub const COOKIE: &str = "kedang_session";

/// The trace of a request and, once known, its context; set by [`crate::layers::finish`].
#[derive(Clone, Debug)]
pub(crate) struct Traced {
    pub(crate) trace: TraceId,
    pub(crate) context: Arc<OnceLock<Context>>,
}

/// Somebody who is signed in. Fails with 401 otherwise, and with 403 while something is in the way
/// that they must mend first: a locked session, a password to be replaced, a proof to be shown, rules
/// in force to be accepted; also to their programs.
#[derive(Clone, Debug)]
pub struct Signed(pub Context);

impl Deref for Signed {
    type Target = Context;
    fn deref(&self) -> &Context {
        &self.0
    }
}

impl Signed {
    /// Ties a create to the caller's Idempotency-Key, if there is one.
    ///
    /// # Errors
    /// When the request cannot be written as JSON, which does not happen.
    pub fn once<T: Serialize>(
        mut self,
        key: IdempotencyKey,
        request: &T,
    ) -> Result<Self, ApiError> {
        if let Some(key) = key.0 {
            let bytes = serde_json::to_vec(request).map_err(AppError::internal)?;
            let request_hash = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
            self.0.once = Some(Once { key, request_hash });
        }
        Ok(self)
    }
}

/// As [`Signed`], also for somebody who must still accept the rules in force.
#[derive(Clone, Debug)]
pub struct Admitted(pub Context);

/// As [`Admitted`], also for somebody who must still mend what is in the way.
#[derive(Clone, Debug)]
pub struct Arriving(pub Context);

/// The caller's Idempotency-Key: 1 to 200 visible ASCII characters.
#[derive(Clone, Debug)]
pub struct IdempotencyKey(pub Option<String>);

impl<S: Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        match value.to_str() {
            Ok(key) if (1..=200).contains(&key.len()) => Ok(Self(Some(key.to_owned()))),
            _ => Err(ApiError::BadRequest("idempotency_key_format")),
        }
    }
}

/// Where a request came from, also before anybody is signed in.
pub struct From(pub Origin);

impl FromRequestParts<Server> for From {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, ApiError> {
        Ok(Self(origin(parts, server, Channel::Web)?))
    }
}

impl FromRequestParts<Server> for Arriving {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, ApiError> {
        if let Some(known) = parts.extensions.get::<Traced>().and_then(|t| t.context.get()) {
            return Ok(Self(known.clone()));
        }
        let (secret, channel) = secret(parts)?;
        let origin = origin(parts, server, channel)?;
        let context = server.app.authenticate(&secret, origin).await?;
        if let Some(traced) = parts.extensions.get::<Traced>() {
            // The same request cannot have two contexts; the first one stands.
            let _ = traced.context.set(context.clone());
        }
        Ok(Self(context))
    }
}

/// As [`Signed`], with what they showed: for what goes on after the request.
pub(crate) struct Staying {
    pub(crate) signed: Signed,
    pub(crate) secret: Secret,
}

impl FromRequestParts<Server> for Staying {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, ApiError> {
        let signed = Signed::from_request_parts(parts, server).await?;
        let (secret, _) = secret(parts)?;
        Ok(Self { signed, secret })
    }
}

impl FromRequestParts<Server> for Admitted {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, ApiError> {
        let Arriving(context) = Arriving::from_request_parts(parts, server).await?;
        match context.held_back() {
            Some(code) => Err(ApiError::Forbidden(code)),
            None => Ok(Self(context)),
        }
    }
}

impl FromRequestParts<Server> for Signed {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, ApiError> {
        let Admitted(context) = Admitted::from_request_parts(parts, server).await?;
        match context.regulation.pledge() {
            Some(pledge) if context.must_pledge => Err(ApiError::PledgeRequired(pledge.clause)),
            _ => Ok(Self(context)),
        }
    }
}

fn secret(parts: &Parts) -> Result<(Secret, Channel), ApiError> {
    if let Some(value) = parts.headers.get(header::AUTHORIZATION) {
        let token = value
            .to_str()
            .ok()
            .and_then(|v| v.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim());
        return match token {
            Some(token) => Ok((Secret::Token(SessionSecret::received(token)), Channel::Api)),
            None => Err(AppError::Unauthenticated("token_over").into()),
        };
    }
    match cookie(&parts.headers, COOKIE) {
        Some(value) => {
            same_site(parts)?;
            Ok((Secret::Session(SessionSecret::received(value)), Channel::Web))
        }
        None => Err(AppError::Unauthenticated("not_signed_in").into()),
    }
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// A request that changes something and rides on a cookie must come from our own page. The cookie
/// is SameSite=Strict already; this holds where a browser or a sibling domain weakens that.
fn same_site(parts: &Parts) -> Result<(), ApiError> {
    if matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let text = |name: &str| parts.headers.get(name).and_then(|v| v.to_str().ok());
    let fetched_by_us = match text("sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        None => match (text("origin"), text("host")) {
            (Some(origin), Some(host)) => {
                origin.split_once("://").is_some_and(|(_, rest)| rest == host)
            }
            (Some(_), None) => false,
            (None, _) => true,
        },
    };
    if fetched_by_us { Ok(()) } else { Err(ApiError::Forbidden("cross_site")) }
}

fn origin(parts: &Parts, server: &Server, channel: Channel) -> Result<Origin, ApiError> {
    let forwarded = || -> Option<IpAddr> {
        if !server.options.trust_proxy {
            return None;
        }
        // The last address is the one that our own proxy saw.
        parts.headers.get("x-forwarded-for")?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
    };
    let address = forwarded()
        .or_else(|| parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip()))
        .map(|ip| ip.to_canonical().to_string())
        .unwrap_or_default();
    let agent = parts
        .headers
        .get(header::USER_AGENT)
        .and_then(|v| v.to_str().ok())
        .map(|v| v.chars().take(200).collect())
        .unwrap_or_default();
    let trace = parts
        .extensions
        .get::<Traced>()
        .map(|t| t.trace)
        .ok_or_else(|| AppError::internal("a request without a trace"))?;
    Ok(Origin { channel, address, agent, trace })
}

/// Name of signing in by cookie in the document.
pub(crate) const SESSION_SCHEME: &str = "session";
/// Name of signing in by access token in the document.
pub(crate) const TOKEN_SCHEME: &str = "token";

pub(crate) struct SecuritySchemes;

impl utoipa::Modify for SecuritySchemes {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_with(Default::default);
        components.add_security_scheme(
            SESSION_SCHEME,
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(COOKIE))),
        );
        components.add_security_scheme(
            TOKEN_SCHEME,
            SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)),
        );
    }
}
