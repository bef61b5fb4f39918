//! One's devices: the browsers that one signed in from.

use crate::auth::Signed;
use crate::extract::{Json, Page, Path};
use crate::wire::instant;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use kedang_app::SessionSecret;
use kedang_app::device::DEVICE_MS;
use kedang_domain::id::{DeviceId, PersonId};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(forget))
}

/// What the names of device cookies begin with.
const COOKIE: &str = "kedang_device_";
/// Cookies of devices that are looked at: as many people as share a browser.
const COOKIES_MAX: usize = 20;

/// The device cookies that a browser brings: one of each person who uses it.
pub(crate) fn shown(headers: &HeaderMap) -> Vec<SessionSecret> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(name, _)| name.starts_with(COOKIE))
        .take(COOKIES_MAX)
        .map(|(_, value)| SessionSecret::received(value))
        .collect()
}

/// The cookie of a person's device: it outlives sessions, and nothing but a sign-in reads it. Its
/// name tells people apart without telling who they are.
pub(crate) fn set_cookie(
    secure: &str,
    person: PersonId,
    secret: &SessionSecret,
) -> (HeaderName, String) {
    let whose = person.uuid().simple().to_string();
    let whose = whose.get(20..).unwrap_or_default();
    let (secret, age) = (secret.reveal(), DEVICE_MS / 1_000);
    let text = format!(
        "{COOKIE}{whose}={secret}; Path=/api/v1; HttpOnly; SameSite=Strict; Max-Age={age}{secure}"
    );
    (header::SET_COOKIE, text)
}

/// A device that one signed in from.
#[derive(Debug, Serialize, ToSchema)]
pub struct Device {
    /// Which.
    pub id: Uuid,
    /// What the browser said of itself at the last sign-in.
    pub agent: String,
    /// Network address of the last sign-in.
    pub address: String,
    /// First sign-in.
    #[schema(format = DateTime)]
    pub first_seen_at: String,
    /// Last sign-in.
    #[schema(format = DateTime)]
    pub last_seen_at: String,
    /// It is the one in use.
    pub current: bool,
}

/// The devices that one signed in from.
#[utoipa::path(
    get,
    path = "/devices",
    tag = "session",
    responses(
        (status = 200, description = "All of them, the one used last first", body = Page<Device>),
    )
)]
async fn list(State(server): State<Server>, signed: Signed) -> Result<Json<Page<Device>>> {
    let (devices, current) = server.app.devices(&signed).await?;
    let items = devices
        .into_iter()
        .map(|device| Device {
            id: device.id.uuid(),
            current: current == Some(device.id),
            agent: device.agent,
            address: device.address,
            first_seen_at: instant(device.first_seen_at),
            last_seen_at: instant(device.last_seen_at),
        })
        .collect();
    Ok(Json(Page { items, next_cursor: None }))
}

/// Forget one of one's devices. Its sessions end.
#[utoipa::path(
    delete,
    path = "/devices/{id}",
    tag = "session",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204, description = "Forgotten"),
        (status = 404, description = "No such device of the caller"),
    )
)]
async fn forget(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<DeviceId>,
) -> Result<StatusCode> {
    server.app.forget_device(&signed, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
