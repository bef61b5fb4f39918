//! Signing in and out; one's sessions.

use crate::auth::{Admitted, Arriving, COOKIE, From as CameFrom};
use crate::extract::{Json, Page, Path};
use crate::me::{Me, me};
use crate::wire::instant;
use crate::{ApiError, Result, Server, device};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse};
use kedang_app::password::Cleartext;
use kedang_app::sign_in::{SESSION_MS, SignIn, SignedIn};
use kedang_domain::id::SessionId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(sign_in, read, sign_out))
        .routes(routes!(list, end_others))
        .routes(routes!(end))
        .routes(routes!(lock, unlock))
        .routes(routes!(prove))
}

/// The cookies of a session and its device: for our own pages only, and over TLS only where there
/// is TLS.
pub(crate) fn set_cookies(
    server: &Server,
    headers: &HeaderMap,
    signed_in: &SignedIn,
) -> AppendHeaders<[(HeaderName, String); 2]> {
    let secure = secure(server, headers);
    let person = signed_in.context.actor.person;
    AppendHeaders([
        cookie(secure, signed_in.secret.reveal(), SESSION_MS / 1_000),
        device::set_cookie(secure, person, &signed_in.device),
    ])
}

/// What a cookie says of the line: it stays on TLS where it came over TLS.
fn secure(server: &Server, headers: &HeaderMap) -> &'static str {
    let forwarded = headers.get("x-forwarded-proto").and_then(|v| v.to_str().ok());
    match server.options.trust_proxy && forwarded == Some("https") {
        true => "; Secure",
        false => "",
    }
}

fn cookie(secure: &str, value: &str, age: i64) -> (HeaderName, String) {
    let text =
        format!("{COOKIE}={value}; Path=/; HttpOnly; SameSite=Strict; Max-Age={age}{secure}");
    (header::SET_COOKIE, text)
}

/// What somebody brings to sign in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Credentials {
    /// As typed; capitals and width do not matter.
    pub login: String,
    /// As typed.
    #[schema(value_type = String, format = Password)]
    pub password: Cleartext,
    /// Six digits of the second factor, or a recovery code.
    pub totp: Option<String>,
}

/// Sign in.
#[utoipa::path(
    post,
    path = "/session",
    tag = "session",
    request_body = Credentials,
    responses(
        (status = 200, description = "Signed in; the session's cookie is in the reply", body = Me),
        (status = 401, description = "Wrong login or password (sign_in_failed), or the second factor is missing (totp_required) or wrong (totp_wrong), or would be needed here and the person has none (proof_missing), or the network is not admitted (network_refused)"),
        (status = 429, description = "Too many failures: wait as long as Retry-After says"),
    )
)]
async fn sign_in(
    State(server): State<Server>,
    CameFrom(origin): CameFrom,
    headers: HeaderMap,
    Json(input): Json<Credentials>,
) -> Result<impl IntoResponse> {
    let request = SignIn {
        login: input.login,
        password: input.password,
        totp: input.totp,
        devices: device::shown(&headers),
    };
    let signed_in = server.app.sign_in(request, origin).await?;
    let cookies = set_cookies(&server, &headers, &signed_in);
    Ok((cookies, Json(me(&server, &signed_in.context).await?)))
}

/// Who is signed in.
#[utoipa::path(
    get,
    path = "/session",
    tag = "session",
    responses(
        (status = 200, description = "Who", body = Me),
        (status = 401, description = "Nobody"),
    )
)]
async fn read(State(server): State<Server>, Arriving(context): Arriving) -> Result<Json<Me>> {
    Ok(Json(me(&server, &context).await?))
}

/// Sign out.
#[utoipa::path(
    delete,
    path = "/session",
    tag = "session",
    responses(
        (status = 204, description = "Signed out"),
    )
)]
async fn sign_out(
    State(server): State<Server>,
    headers: HeaderMap,
    Arriving(context): Arriving,
) -> Result<impl IntoResponse> {
    server.app.sign_out(&context).await?;
    Ok((StatusCode::NO_CONTENT, [cookie(secure(&server, &headers), "", 0)]))
}

/// A session.
#[derive(Debug, Serialize, ToSchema)]
pub struct Session {
    /// Which.
    pub id: Uuid,
    /// When it began.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Last request, to the minute.
    #[schema(format = DateTime)]
    pub last_seen_at: String,
    /// Network address from which it began.
    pub address: String,
    /// What the browser says of itself.
    pub agent: String,
    /// The device, an id of `GET /devices`; null: it is not remembered any more.
    pub device_id: Option<Uuid>,
    /// It is the one in use.
    pub current: bool,
}

/// One's password, to go on where one left the page alone.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Unlocking {
    /// The current one.
    #[schema(value_type = String, format = Password)]
    pub password: Cleartext,
}

/// Lock the session in use: until the password is given, nothing is told.
#[utoipa::path(
    post,
    path = "/session/lock",
    tag = "session",
    responses(
        (status = 204, description = "Locked"),
    )
)]
async fn lock(State(server): State<Server>, Arriving(context): Arriving) -> Result<StatusCode> {
    server.app.lock_session(&context).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Open the session in use again.
#[utoipa::path(
    delete,
    path = "/session/lock",
    tag = "session",
    request_body = Unlocking,
    responses(
        (status = 204, description = "Open"),
        (status = 422, description = "The password is wrong"),
        (status = 429, description = "Too many failures: wait as long as Retry-After says"),
    )
)]
async fn unlock(
    State(server): State<Server>,
    Arriving(context): Arriving,
    Json(input): Json<Unlocking>,
) -> Result<StatusCode> {
    server.app.unlock_session(&context, &input.password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A code of the second factor, or a recovery code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SessionProof {
    /// Six digits, or a recovery code.
    #[schema(example = "123456")]
    pub code: String,
}

/// Show the second factor again, to open what is classified, or to go on from a foreign network.
#[utoipa::path(
    post,
    path = "/session/proof",
    tag = "session",
    request_body = SessionProof,
    responses(
        (status = 204, description = "Shown; it holds as long as GET /session says"),
        (status = 422, description = "The code is wrong, or the caller has no second factor"),
        (status = 429, description = "Too many failures: wait as long as Retry-After says"),
    )
)]
async fn prove(
    State(server): State<Server>,
    Arriving(context): Arriving,
    Json(input): Json<SessionProof>,
) -> Result<StatusCode> {
    if context.presence.locked {
        return Err(ApiError::Forbidden("session_locked"));
    }
    server.app.prove_session(&context, &input.code).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One's live sessions.
#[utoipa::path(
    get,
    path = "/sessions",
    tag = "session",
    responses(
        (status = 200, description = "All of them, newest first", body = Page<Session>),
    )
)]
async fn list(
    State(server): State<Server>,
    Admitted(signed): Admitted,
) -> Result<Json<Page<Session>>> {
    let sessions = server.app.sessions(&signed).await?;
    let items = sessions
        .into_iter()
        .map(|s| Session {
            id: s.id.uuid(),
            created_at: instant(s.created_at),
            last_seen_at: instant(s.last_seen_at),
            address: s.address,
            agent: s.agent,
            device_id: s.device.map(|id| id.uuid()),
            current: signed.session == Some(s.id),
        })
        .collect();
    Ok(Json(Page { items, next_cursor: None }))
}

/// End one of one's sessions.
#[utoipa::path(
    delete,
    path = "/sessions/{id}",
    tag = "session",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204, description = "Ended"),
        (status = 404, description = "No such session of the caller"),
    )
)]
async fn end(
    State(server): State<Server>,
    Admitted(signed): Admitted,
    Path(id): Path<SessionId>,
) -> Result<StatusCode> {
    server.app.end_session(&signed, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End all of one's sessions but the one in use.
#[utoipa::path(
    delete,
    path = "/sessions",
    tag = "session",
    responses(
        (status = 204, description = "Ended"),
    )
)]
async fn end_others(
    State(server): State<Server>,
    Admitted(signed): Admitted,
) -> Result<StatusCode> {
    server.app.end_other_sessions(&signed).await?;
    Ok(StatusCode::NO_CONTENT)
}
