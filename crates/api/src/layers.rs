//! What happens around every request.

use crate::Server;
use crate::auth::Traced;
use crate::messages::Language;
use crate::problem::{ApiError, Failure};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use kedang_app::AppError;
use kedang_domain::id::TraceId;
use std::sync::Arc;

/// Names the request, gives errors their words, and writes refusals into the log before the reply
/// leaves.
pub(crate) async fn finish(
    State(server): State<Server>,
    mut request: Request,
    next: Next,
) -> Response {
    let traced = Traced { trace: TraceId::new(server.app.fresh()), context: Arc::default() };
    let language = Language::accepted(request.headers());
    let is_api = request.uri().path().starts_with("/api/v1");
    request.extensions_mut().insert(traced.clone());
    let mut response = next.run(request).await;
    if let Some(Failure(error)) = response.extensions_mut().remove::<Failure>() {
        let (mut problem, retry) = error.describe(language);
        if let (ApiError::App(AppError::Refused(refused)), Some(ctx)) =
            (&*error, traced.context.get())
            && let Err(failed) = server.app.record_refusal(ctx, refused).await
        {
            // A refusal that cannot be proved is still a refusal, but the operator must know.
            tracing::error!(error = %failed, "a refusal could not be recorded");
        }
        problem.instance = traced.trace.to_string();
        response = problem.into_response();
        if let Some(seconds) = retry {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
    }
    if is_api {
        let kept = response.headers().get(header::CACHE_CONTROL);
        // What is no customer's says for how long it is good; a stream of events only that it is
        // not to be kept unasked, which would let it be kept.
        if kept.is_none_or(|how| how == "no-cache") {
            let never = HeaderValue::from_static("no-store");
            response.headers_mut().insert(header::CACHE_CONTROL, never);
        }
    }
    if let Ok(value) = HeaderValue::from_str(&traced.trace.to_string()) {
        response.headers_mut().insert("x-request-id", value);
    }
    response
}

/// Headers that tell browsers to be strict (ASVS 5, chapter 3).
pub(crate) async fn headers(request: Request, next: Next) -> Response {
    const STRICT: [(HeaderName, &str); 6] = [
        (
            header::CONTENT_SECURITY_POLICY,
            // The component library writes its styles into the page; scripts are ours only.
            "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
             img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; \
             object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=(), payment=()",
        ),
    ];
    let mut response = next.run(request).await;
    for (name, value) in STRICT {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
