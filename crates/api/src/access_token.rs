//! Personal access tokens, for programs that act for a person.

use crate::auth::Signed;
use crate::code::PermissionCode;
use crate::endpoint::{Making, whole};
use crate::extract::{Json, Page, Path, bad};
use crate::wire::instant;
use crate::{ApiError, Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use kedang_app::account::{DatedToken, TokenDraft};
use kedang_domain::field::FieldError;
use kedang_domain::id::AccessTokenId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(revoke))
}

/// An access token.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccessToken {
    /// Which.
    pub id: Uuid,
    /// What it is for.
    pub name: String,
    /// What it may be used for, at most.
    pub scopes: Vec<PermissionCode>,
    /// Its last day.
    #[schema(format = Date)]
    pub expires_on: String,
    /// When it was made.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Last use, to the minute.
    #[schema(format = DateTime)]
    pub last_used_at: Option<String>,
}

impl From<DatedToken> for AccessToken {
    fn from(DatedToken { token, expires_on }: DatedToken) -> Self {
        Self {
            id: token.id.uuid(),
            name: token.name,
            scopes: token.scopes.into_iter().map(PermissionCode).collect(),
            expires_on: expires_on.to_string(),
            created_at: instant(token.created_at),
            last_used_at: token.last_used_at.map(instant),
        }
    }
}

/// An access token that was just made.
#[derive(Serialize, ToSchema)]
pub struct NewAccessToken {
    /// The token.
    #[serde(flatten)]
    pub access_token: AccessToken,
    /// Its secret, shown this once; null when an Idempotency-Key gives back what was made before.
    #[schema(example = "kd_…")]
    pub token: Option<String>,
}

/// An access token as somebody wants to make it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessTokenInput {
    /// What it is for.
    pub name: String,
    /// What it may be used for: at most what its person may.
    pub scopes: Vec<PermissionCode>,
    /// Its last day, at most 366 days away.
    #[schema(format = Date, example = "2027-03-31")]
    pub expires_on: String,
}

fn not_a_date(text: &str) -> ApiError {
    let shown: String = text.chars().take(64).collect();
    bad("expires_on", FieldError::new("date_impossible").with("value", shown))
}

/// One's access tokens.
#[utoipa::path(
    get,
    path = "/access-tokens",
    tag = "account",
    responses(
        (status = 200, description = "All that were not revoked, newest first", body = Page<AccessToken>),
    )
)]
async fn list(State(server): State<Server>, signed: Signed) -> Result<Json<Page<AccessToken>>> {
    Ok(whole(server.app.access_tokens(&signed).await?))
}

/// Make an access token.
#[utoipa::path(
    post,
    path = "/access-tokens",
    tag = "account",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = AccessTokenInput,
    responses(
        (status = 201, description = "Made", body = NewAccessToken),
        (status = 409, description = "There are too many already"),
        (status = 422, description = "Values refused"),
    )
)]
async fn create(
    State(server): State<Server>,
    Making { signed, input }: Making<AccessTokenInput>,
) -> Result<impl IntoResponse> {
    let draft = TokenDraft {
        name: input.name,
        scopes: input.scopes.into_iter().map(|code| code.0).collect(),
        expires_on: input.expires_on.parse().map_err(|_| not_a_date(&input.expires_on))?,
    };
    let (token, secret) = server.app.create_access_token(&signed, &draft).await?;
    let token =
        NewAccessToken { access_token: token.into(), token: secret.map(|s| s.reveal().to_owned()) };
    Ok((StatusCode::CREATED, Json(token)))
}

/// Revoke one of one's access tokens.
#[utoipa::path(
    delete,
    path = "/access-tokens/{id}",
    tag = "account",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204, description = "Revoked"),
        (status = 404, description = "No such token of the caller"),
    )
)]
async fn revoke(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<AccessTokenId>,
) -> Result<StatusCode> {
    server.app.revoke_access_token(&signed, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
