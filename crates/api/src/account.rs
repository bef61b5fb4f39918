//! One's own account: language, password, second factor.

use crate::auth::{Admitted, Arriving};
use crate::extract::Json;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use kedang_app::password::Cleartext;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(change))
        .routes(routes!(change_password))
        .routes(routes!(start_totp, remove_totp))
        .routes(routes!(confirm_totp))
}

/// A change of one's account; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountChange {
    /// Language of one's messages: "zh" or "en".
    pub locale: Option<String>,
}

/// Change one's account.
#[utoipa::path(
    patch,
    path = "/account",
    tag = "account",
    request_body = AccountChange,
    responses(
        (status = 204, description = "Changed"),
        (status = 422, description = "Values refused"),
    )
)]
async fn change(
    State(server): State<Server>,
    Admitted(signed): Admitted,
    Json(input): Json<AccountChange>,
) -> Result<StatusCode> {
    if let Some(locale) = input.locale {
        server.app.change_locale(&signed, &locale).await?;
    }
    Ok(StatusCode::NO_CONTENT)
}

/// The current and a new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PasswordChange {
    /// The current one.
    #[schema(value_type = String, format = Password)]
    pub current: Cleartext,
    /// The new one, 10 to 128 characters.
    #[schema(value_type = String, format = Password)]
    pub new: Cleartext,
}

/// Replace one's password. Every other session ends.
#[utoipa::path(
    put,
    path = "/account/password",
    tag = "account",
    request_body = PasswordChange,
    responses(
        (status = 204, description = "Replaced"),
        (status = 422, description = "The current one is wrong, or the new one refused"),
        (status = 429, description = "Too many failures: wait as long as Retry-After says"),
    )
)]
async fn change_password(
    State(server): State<Server>,
    Arriving(context): Arriving,
    Json(input): Json<PasswordChange>,
) -> Result<StatusCode> {
    server.app.change_password(&context, &input.current, &input.new).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The seed of a second factor.
#[derive(Serialize, ToSchema)]
pub struct TotpEnrolment {
    /// In base 32, for typing.
    pub secret: String,
    /// For a square code.
    #[schema(example = "otpauth://totp/…")]
    pub uri: String,
}

/// Begin with a second factor. It is asked for once it is confirmed.
#[utoipa::path(
    post,
    path = "/account/totp",
    tag = "account",
    responses(
        (status = 200, description = "Its seed, shown this once", body = TotpEnrolment),
        (status = 409, description = "There is one already"),
    )
)]
async fn start_totp(
    State(server): State<Server>,
    Admitted(signed): Admitted,
) -> Result<Json<TotpEnrolment>> {
    let seed = server.app.start_totp(&signed).await?;
    Ok(Json(TotpEnrolment { secret: seed.secret, uri: seed.uri }))
}

/// A code of the second factor.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TotpCode {
    /// Six digits.
    #[schema(example = "123456")]
    pub code: String,
}

/// What replaces the device when it is lost.
#[derive(Serialize, ToSchema)]
pub struct RecoveryCodes {
    /// Each works once in place of a code.
    pub recovery_codes: Vec<String>,
}

/// Confirm the second factor with a code of it.
#[utoipa::path(
    post,
    path = "/account/totp/confirmation",
    tag = "account",
    request_body = TotpCode,
    responses(
        (status = 200, description = "The recovery codes, shown this once", body = RecoveryCodes),
        (status = 409, description = "Nothing was begun, or it is confirmed already"),
        (status = 422, description = "The code is wrong"),
    )
)]
async fn confirm_totp(
    State(server): State<Server>,
    Admitted(signed): Admitted,
    Json(input): Json<TotpCode>,
) -> Result<Json<RecoveryCodes>> {
    let recovery_codes = server.app.confirm_totp(&signed, &input.code).await?;
    Ok(Json(RecoveryCodes { recovery_codes }))
}

/// The current password, as a proof.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The current one.
    #[schema(value_type = String, format = Password)]
    pub password: Cleartext,
}

/// Give the second factor up.
#[utoipa::path(
    delete,
    path = "/account/totp",
    tag = "account",
    request_body = Proof,
    responses(
        (status = 204, description = "Given up"),
        (status = 409, description = "There is none"),
        (status = 422, description = "The password is wrong"),
        (status = 429, description = "Too many failures: wait as long as Retry-After says"),
    )
)]
async fn remove_totp(
    State(server): State<Server>,
    Admitted(signed): Admitted,
    Json(input): Json<Proof>,
) -> Result<StatusCode> {
    server.app.remove_totp(&signed, &input.password).await?;
    Ok(StatusCode::NO_CONTENT)
}
