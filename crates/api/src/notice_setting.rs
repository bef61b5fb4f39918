//! How notices leave the house, what became of them, and what each person wants.

use crate::auth::Signed;
use crate::endpoint::now;
use crate::extract::{IfMatch, Json, Page, Query, bad, limit};
use crate::wire::{Named, instant, present};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kedang_app::delivery::Delivery as Stored;
use kedang_app::notice::{MailChange, PreferenceChange, Setting, SettingChange, clock};
use kedang_domain::field::FieldError;
use kedang_domain::id::DeliveryId;
use kedang_domain::notice::{Group, Preference, Quiet, Timing, Way};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// Deliveries of one page, at most.
const MAX: i64 = 200;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(setting, change_setting))
        .routes(routes!(test))
        .routes(routes!(deliveries))
        .routes(routes!(preference, change_preference))
}

/// Hours of the day, where the company is. They may go over midnight.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// From this time on.
    #[schema(example = "21:00", pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    pub from: String,
    /// Until before this time.
    #[schema(example = "08:00", pattern = "^[0-2][0-9]:[0-5][0-9]$")]
    pub until: String,
}

impl From<Quiet> for QuietHours {
    fn from(quiet: Quiet) -> Self {
        Self { from: clock(quiet.from), until: clock(quiet.until) }
    }
}

/// The server that takes letters.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailSetting {
    /// Letters are sent.
    pub active: bool,
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: i64,
    /// tls, starttls or none.
    pub security: String,
    /// Login; empty when it wants none.
    pub login: String,
    /// A password is kept, sealed.
    pub password_set: bool,
    /// Address that letters come from.
    pub sender: String,
}

/// How notices leave the house.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticeSetting {
    /// Where the page is reached; empty: messages have no links.
    pub base_url: String,
    /// Titles that leave carry the names of customers.
    pub customer_names: bool,
    /// Hours in which only what is urgent is sent.
    pub quiet: Option<QuietHours>,
    /// The server that takes letters.
    pub mail: MailSetting,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl From<Setting> for NoticeSetting {
    fn from(setting: Setting) -> Self {
        Self {
            base_url: setting.base_url,
            customer_names: setting.customer_names,
            quiet: setting.quiet.map(QuietHours::from),
            mail: MailSetting {
                active: setting.mail_active,
                host: setting.mail_host,
                port: setting.mail_port,
                security: setting.mail_security,
                login: setting.mail_login,
                password_set: setting.mail_password.is_some(),
                sender: setting.mail_sender,
            },
            version: setting.version,
        }
    }
}

/// How notices leave the house.
#[utoipa::path(
    get,
    path = "/notice-settings",
    tag = "inbox",
    responses(
        (status = 200, description = "The settings", body = NoticeSetting),
    )
)]
async fn setting(State(server): State<Server>, signed: Signed) -> Result<Response> {
    let setting = server.app.notice_setting(&signed).await?;
    Ok(now(setting.version, NoticeSetting::from(setting)))
}

/// A change of the server that takes letters; what is absent stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MailSettingChange {
    /// Letters are sent.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    pub active: Option<bool>,
    /// Its name.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub host: Option<String>,
    /// Its port, 1 to 65,535.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = i64, required = false)]
    pub port: Option<i64>,
    /// tls, starttls or none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub security: Option<String>,
    /// Login; empty when it wants none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub login: Option<String>,
    /// Password, kept sealed and never shown; empty for none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub password: Option<String>,
    /// Address that letters come from.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub sender: Option<String>,
}

/// A change of how notices leave the house; what is absent stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeSettingChange {
    /// Where the page is reached, `https://…`; empty for no links.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub base_url: Option<String>,
    /// Titles that leave carry the names of customers.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    pub customer_names: Option<bool>,
    /// Hours in which only what is urgent is sent; null: none.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<QuietHours>, required = false)]
    pub quiet: Option<Option<QuietHours>>,
    /// The server that takes letters.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = MailSettingChange, required = false)]
    pub mail: Option<MailSettingChange>,
}

fn hours(quiet: Option<Option<QuietHours>>) -> Option<Option<(String, String)>> {
    quiet.map(|hours| hours.map(|QuietHours { from, until }| (from, until)))
}

/// Change how notices leave the house, from now on.
#[utoipa::path(
    patch,
    path = "/notice-settings",
    tag = "inbox",
    params(("If-Match" = String, Header)),
    request_body = NoticeSettingChange,
    responses(
        (status = 200, description = "As they are now", body = NoticeSetting),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn change_setting(
    State(server): State<Server>,
    signed: Signed,
    IfMatch(version): IfMatch,
    Json(input): Json<NoticeSettingChange>,
) -> Result<Response> {
    let mail = input.mail.unwrap_or_default();
    let change = SettingChange {
        base_url: input.base_url,
        customer_names: input.customer_names,
        quiet: hours(input.quiet),
        mail: MailChange {
            active: mail.active,
            host: mail.host,
            port: mail.port,
            security: mail.security,
            login: mail.login,
            password: mail.password,
            sender: mail.sender,
        },
    };
    let setting = server.app.change_notice_setting(&signed, version, &change).await?;
    Ok(now(setting.version, NoticeSetting::from(setting)))
}

/// A message that is on its way.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sending {
    /// Its delivery, see `/deliveries`.
    pub delivery_id: Uuid,
}

impl Sending {
    /// It is on its way.
    pub(crate) fn reply(id: DeliveryId) -> Response {
        (StatusCode::ACCEPTED, Json(Self { delivery_id: id.uuid() })).into_response()
    }
}

/// Send the caller a test letter.
#[utoipa::path(
    post,
    path = "/notice-settings/test",
    tag = "inbox",
    responses(
        (status = 202, description = "On its way", body = Sending),
        (status = 409, description = "Letters are off, or the caller has no address"),
    )
)]
async fn test(State(server): State<Server>, signed: Signed) -> Result<Response> {
    Ok(Sending::reply(server.app.send_test(&signed, None).await?))
}

/// How far a delivery is.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// Its time has not come, or it is tried again.
    Waiting,
    /// It is being handed over.
    Leaving,
    /// A server took it.
    Sent,
    /// It was tried often enough, or can never succeed.
    GivenUp,
    /// It was read before, or its reader no longer sees it.
    Needless,
}

impl DeliveryState {
    fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Leaving => "leaving",
            Self::Sent => "sent",
            Self::GivenUp => "given_up",
            Self::Needless => "needless",
        }
    }
}

/// A notice on its way out of the house; never what it says.
#[derive(Debug, Serialize, ToSchema)]
pub struct Delivery {
    /// Which.
    pub id: Uuid,
    /// To whom.
    pub person: Named,
    /// mail or robot.
    #[schema(example = "mail")]
    pub way: &'static str,
    /// By which robot.
    pub robot: Option<Named>,
    /// Kind of the notice.
    pub kind: String,
    /// waiting, leaving, sent, given_up or needless.
    pub state: String,
    /// Not before.
    #[schema(format = DateTime)]
    pub due_at: String,
    /// How often it was tried.
    pub attempts: i64,
    /// Code of why it did not leave the last time, or need not.
    pub failure: Option<String>,
    /// When it changed.
    #[schema(format = DateTime)]
    pub changed_at: String,
}

impl From<Stored> for Delivery {
    fn from(stored: Stored) -> Self {
        Self {
            id: stored.id.uuid(),
            person: Named::new(stored.person.0.uuid(), stored.person.1),
            way: stored.way.code(),
            robot: stored.robot.map(|(id, name)| Named::new(id.uuid(), name)),
            kind: stored.kind,
            state: stored.state,
            due_at: instant(stored.due_at),
            attempts: stored.attempts,
            failure: stored.failure,
            changed_at: instant(stored.changed_at),
        }
    }
}

/// Which deliveries.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeliveryQuery {
    /// Only those that are so far.
    #[param(inline)]
    state: Option<DeliveryState>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Deliveries at most, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// What became of the notices that leave the house.
#[utoipa::path(
    get,
    path = "/deliveries",
    tag = "inbox",
    params(DeliveryQuery),
    responses(
        (status = 200, description = "The newest first", body = Page<Delivery>),
    )
)]
async fn deliveries(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<DeliveryQuery>,
) -> Result<Json<Page<Delivery>>> {
    let limit = limit(query.limit, 50, MAX)?;
    let before = match query.cursor.as_deref().filter(|cursor| !cursor.is_empty()) {
        None => None,
        Some(cursor) => {
            let format = |_| bad("cursor", FieldError::new("cursor_format"));
            Some(cursor.parse::<DeliveryId>().map_err(format)?)
        }
    };
    let state = query.state.map(DeliveryState::code);
    // One more than asked for tells whether there is another page.
    let mut found = server.app.deliveries(&signed, state, before, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or_default();
    let more = found.len() > wanted;
    found.truncate(wanted);
    let next_cursor = found.last().filter(|_| more).map(|last| last.id.to_string());
    Ok(Json(Page { items: found.into_iter().map(Delivery::from).collect(), next_cursor }))
}

/// When a notice is sent.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// At once.
    Now,
    /// With others, once a day.
    Digest,
    /// It stays in the inbox.
    Never,
}

impl From<Timing> for When {
    fn from(timing: Timing) -> Self {
        match timing {
            Timing::Now => Self::Now,
            Timing::Digest => Self::Digest,
            Timing::Never => Self::Never,
        }
    }
}

impl From<When> for Timing {
    fn from(when: When) -> Self {
        match when {
            When::Now => Self::Now,
            When::Digest => Self::Digest,
            When::Never => Self::Never,
        }
    }
}

/// What a person wants to be told.
#[derive(Debug, Serialize, ToSchema)]
pub struct NoticePreference {
    /// By what notices are about, then by way: mail and robot.
    pub choices: BTreeMap<&'static str, BTreeMap<&'static str, When>>,
    /// When the digest is sent, where the company is.
    #[schema(example = "08:30")]
    pub digest_at: String,
    /// No digest on days off.
    pub working_days: bool,
    /// Their own quiet hours; null: those of the company.
    pub quiet: Option<QuietHours>,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl From<(Preference, i64)> for NoticePreference {
    fn from((preference, version): (Preference, i64)) -> Self {
        let ways = |group: Group| {
            let way = |way: Way| (way.code(), preference.timing(group, way).into());
            (group.code(), Way::ALL.into_iter().map(way).collect())
        };
        Self {
            choices: Group::ALL.into_iter().map(ways).collect(),
            digest_at: clock(preference.digest_at),
            working_days: preference.working_days,
            quiet: preference.quiet.map(QuietHours::from),
            version,
        }
    }
}

/// What the caller wants to be told, by which way and when.
#[utoipa::path(
    get,
    path = "/account/notices",
    tag = "inbox",
    responses(
        (status = 200, description = "As it is", body = NoticePreference),
    )
)]
async fn preference(State(server): State<Server>, signed: Signed) -> Result<Response> {
    let found = NoticePreference::from(server.app.notice_preference(&signed).await?);
    Ok(now(found.version, found))
}

/// A change of what the caller wants to be told; what is absent stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticePreferenceChange {
    /// By what notices are about, then by way: mail and robot.
    #[serde(default)]
    pub choices: BTreeMap<String, BTreeMap<String, When>>,
    /// When the digest is sent, "HH:MM" where the company is.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub digest_at: Option<String>,
    /// No digest on days off.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = bool, required = false)]
    pub working_days: Option<bool>,
    /// Their own quiet hours; null: those of the company.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<QuietHours>, required = false)]
    pub quiet: Option<Option<QuietHours>>,
}

/// Change what the caller wants to be told.
#[utoipa::path(
    patch,
    path = "/account/notices",
    tag = "inbox",
    params(("If-Match" = String, Header)),
    request_body = NoticePreferenceChange,
    responses(
        (status = 200, description = "As it is now", body = NoticePreference),
        (status = 412, description = "Changed meanwhile"),
        (status = 422, description = "Values refused"),
    )
)]
async fn change_preference(
    State(server): State<Server>,
    signed: Signed,
    IfMatch(version): IfMatch,
    Json(input): Json<NoticePreferenceChange>,
) -> Result<Response> {
    let mut choices = Vec::new();
    for (group, ways) in input.choices {
        choices.extend(ways.into_iter().map(|(way, when)| (group.clone(), way, when.into())));
    }
    let change = PreferenceChange {
        choices,
        digest_at: input.digest_at,
        working_days: input.working_days,
        quiet: hours(input.quiet),
    };
    let changed = server.app.change_notice_preference(&signed, version, &change).await?;
    let found = NoticePreference::from(changed);
    Ok(now(found.version, found))
}
