//! Greetings on birthdays and holidays.

use crate::auth::Signed;
use crate::endpoint::{Seen, now};
use crate::extract::{IfMatch, Json, Page, Query, bad, limit};
use crate::wire::{Named, present};
use crate::workbench::CustomerName;
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::greeting::{Greeting as Stored, Setting, SettingChange};
use kedang_domain::field::FieldError;
use kedang_domain::greeting::{GreetingState, Occasion, builtin_text};
use kedang_domain::id::GreetingId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// Greetings of one page, at most.
const MAX: i64 = 200;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(change))
        .routes(routes!(complete))
        .routes(routes!(skip))
        .routes(routes!(setting, change_setting))
}

/// A greeting to be sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct Greeting {
    /// Which.
    pub id: Uuid,
    /// To which customer.
    pub customer: CustomerName,
    /// To which of its contacts; null: to the customer, an individual.
    pub contact: Option<Named>,
    /// birthday, new_year, spring_festival, labour_day, dragon_boat, mid_autumn or national_day.
    #[schema(value_type = String, example = "birthday")]
    pub occasion: Occasion,
    /// On which day.
    #[schema(format = Date)]
    pub day: String,
    /// What it says, at most 500 characters.
    pub text: String,
    /// open, done, skipped or ended.
    #[schema(value_type = String, example = "open")]
    pub state: GreetingState,
    /// Why it was not sent.
    pub reason: Option<String>,
    /// What was put on file when it was sent.
    pub interaction_id: Option<Uuid>,
    /// The number by which they are reached.
    pub mobile: Option<String>,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl From<Stored> for Greeting {
    fn from(stored: Stored) -> Self {
        let (id, code, name) = stored.customer;
        Self {
            id: stored.id.uuid(),
            customer: CustomerName { id: id.uuid(), code, name },
            contact: stored.contact.map(|(id, name)| Named::new(id.uuid(), name)),
            occasion: stored.occasion,
            day: stored.day.to_string(),
            text: stored.text,
            state: stored.state,
            reason: stored.reason,
            interaction_id: stored.interaction.map(|id| id.uuid()),
            mobile: stored.mobile,
            version: stored.version,
        }
    }
}

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
pub struct GreetingQuery {
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Greetings at most, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// Day and id of the greeting with which a page ended.
fn place(cursor: &str) -> Option<(String, String)> {
    let (day, id) = cursor.split_once('.')?;
    let day: jiff::civil::Date = day.parse().ok()?;
    let id: GreetingId = id.parse().ok()?;
    Some((day.to_string(), id.to_string()))
}

/// The open greetings to the caller's own customers.
#[utoipa::path(
    get,
    path = "/greetings",
    tag = "greeting",
    params(GreetingQuery),
    responses(
        (status = 200, description = "The earliest first", body = Page<Greeting>),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<GreetingQuery>,
) -> Result<Json<Page<Greeting>>> {
    let limit = limit(query.limit, 50, MAX)?;
    let after = match query.cursor.as_deref().filter(|cursor| !cursor.is_empty()) {
        None => None,
        Some(cursor) => {
            Some(place(cursor).ok_or_else(|| bad("cursor", FieldError::new("cursor_format")))?)
        }
    };
    let after = after.as_ref().map(|(day, id)| (day.as_str(), id.as_str()));
    // One more than asked for tells whether there is another page.
    let mut found = server.app.greetings(&signed, after, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or_default();
    let more = found.len() > wanted;
    found.truncate(wanted);
    let next_cursor = found.last().filter(|_| more).map(|last| format!("{}.{}", last.day, last.id));
    Ok(Json(Page { items: found.into_iter().map(Greeting::from).collect(), next_cursor }))
}

/// A change of a greeting.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GreetingChange {
    /// What it says, at most 500 characters.
    pub text: String,
}

/// Change the text of a greeting: the owner of the customer.
#[utoipa::path(
    patch,
    path = "/greetings/{id}",
    tag = "greeting",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = GreetingChange,
    responses(
        (status = 200, description = "As it is now", body = Greeting),
        (status = 404, description = "No such greeting, or not for the caller"),
        (status = 409, description = "It was sent or left out already"),
        (status = 412, description = "Changed meanwhile"),
        (status = 422, description = "Values refused"),
    )
)]
async fn change(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<GreetingId>,
    Json(input): Json<GreetingChange>,
) -> Result<Response> {
    let greeting = server.app.change_greeting(&signed, id, version, &input.text).await?;
    Ok(now(greeting.version, Greeting::from(greeting)))
}

/// A greeting that was sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GreetingCompletion {
    /// What was said, at most 500 characters; what was prepared when absent.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = String, required = false)]
    pub text: Option<String>,
}

/// A greeting was sent: it is put on file as an interaction by card. The owner of the customer.
#[utoipa::path(
    post,
    path = "/greetings/{id}/completion",
    tag = "greeting",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = GreetingCompletion,
    responses(
        (status = 200, description = "On file", body = Greeting),
        (status = 404, description = "No such greeting, or not for the caller"),
        (status = 409, description = "It was sent or left out already"),
        (status = 412, description = "Changed meanwhile"),
        (status = 422, description = "Values refused"),
    )
)]
async fn complete(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<GreetingId>,
    Json(input): Json<GreetingCompletion>,
) -> Result<Response> {
    let text = input.text.as_deref();
    let greeting = server.app.complete_greeting(&signed, id, version, text).await?;
    Ok(now(greeting.version, Greeting::from(greeting)))
}

/// A greeting that is not to be sent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GreetingSkip {
    /// Why, at most 200 characters.
    pub reason: String,
}

/// Leave a greeting out, for a reason. The owner of the customer.
#[utoipa::path(
    post,
    path = "/greetings/{id}/skip",
    tag = "greeting",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = GreetingSkip,
    responses(
        (status = 200, description = "Left out", body = Greeting),
        (status = 404, description = "No such greeting, or not for the caller"),
        (status = 409, description = "It was sent or left out already"),
        (status = 412, description = "Changed meanwhile"),
        (status = 422, description = "Values refused"),
    )
)]
async fn skip(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<GreetingId>,
    Json(input): Json<GreetingSkip>,
) -> Result<Response> {
    let greeting = server.app.skip_greeting(&signed, id, version, &input.reason).await?;
    Ok(now(greeting.version, Greeting::from(greeting)))
}

/// How greetings are prepared.
#[derive(Debug, Serialize, ToSchema)]
pub struct GreetingSetting {
    /// So many days before the day.
    pub days_ahead: i64,
    /// On which occasions.
    #[schema(value_type = Vec<String>)]
    pub occasions: Vec<Occasion>,
    /// The template for each occasion; `{name}` and `{salutation}` are put in.
    pub texts: BTreeMap<&'static str, String>,
    /// Occasions whose template is the company's own.
    #[schema(value_type = Vec<String>)]
    pub own_texts: Vec<Occasion>,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl From<Setting> for GreetingSetting {
    fn from(setting: Setting) -> Self {
        let text = |occasion: Occasion| {
            let own = setting.texts.get(&occasion);
            own.map_or(builtin_text(occasion), String::as_str).to_owned()
        };
        Self {
            texts: Occasion::ALL.into_iter().map(|o| (o.code(), text(o))).collect(),
            own_texts: setting.texts.keys().copied().collect(),
            days_ahead: setting.days_ahead,
            occasions: setting.occasions,
            version: setting.version,
        }
    }
}

/// How greetings are prepared.
#[utoipa::path(
    get,
    path = "/greeting-settings",
    tag = "greeting",
    responses(
        (status = 200, description = "The settings", body = GreetingSetting),
    )
)]
async fn setting(State(server): State<Server>, signed: Signed) -> Result<Response> {
    let setting = server.app.greeting_setting(&signed).await?;
    Ok(now(setting.version, GreetingSetting::from(setting)))
}

/// A change of how greetings are prepared; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GreetingSettingChange {
    /// So many days before the day, 0 to 30.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = i64, required = false)]
    pub days_ahead: Option<i64>,
    /// On which occasions.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Vec<String>, required = false)]
    pub occasions: Option<Vec<String>>,
    /// Templates by occasion, at most 400 characters each; null takes the product's own again.
    #[serde(default)]
    pub texts: BTreeMap<String, Option<String>>,
}

/// Change how greetings are prepared, from the next time on.
#[utoipa::path(
    patch,
    path = "/greeting-settings",
    tag = "greeting",
    params(("If-Match" = String, Header)),
    request_body = GreetingSettingChange,
    responses(
        (status = 200, description = "As they are now", body = GreetingSetting),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "Values refused"),
    )
)]
async fn change_setting(
    State(server): State<Server>,
    signed: Signed,
    IfMatch(version): IfMatch,
    Json(input): Json<GreetingSettingChange>,
) -> Result<Response> {
    let change = SettingChange {
        days_ahead: input.days_ahead,
        occasions: input.occasions,
        texts: input.texts,
    };
    let setting = server.app.change_greeting_setting(&signed, version, &change).await?;
    Ok(now(setting.version, GreetingSetting::from(setting)))
}
