//! Taking requests apart, with problem details instead of plain text when that fails.

use crate::ApiError;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use kedang_app::AppError;
use kedang_domain::field::{FieldError, FieldIssue};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// A JSON body.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = ApiError;
    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        match axum::Json::<T>::from_request(request, state).await {
            Ok(axum::Json(value)) => Ok(Self(value)),
            Err(JsonRejection::MissingJsonContentType(_)) => Err(ApiError::Unsupported),
            Err(rejection) if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE => {
                Err(kedang_app::AppError::TooLarge { limit: crate::BODY_LIMIT, unit: "bytes" }
                    .into())
            }
            Err(rejection) => Err(ApiError::Malformed(rejection.body_text())),
        }
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// Parameters of the path. What does not parse names nothing: 404.
#[derive(Clone, Copy, Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        axum::extract::Path::<T>::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Path(value)| Self(value))
            .map_err(|_: PathRejection| kedang_app::AppError::NotFound.into())
    }
}

/// Parameters of the query.
#[derive(Clone, Copy, Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        axum::extract::Query::<T>::from_request_parts(parts, state)
            .await
            .map(|axum::extract::Query(value)| Self(value))
            .map_err(|rejection: QueryRejection| ApiError::Malformed(rejection.body_text()))
    }
}

/// The version that the caller saw, from `If-Match: "7"`. Missing: 428; unreadable: 400.
#[derive(Clone, Copy, Debug)]
pub struct IfMatch(pub i64);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let value = parts.headers.get(header::IF_MATCH).ok_or(ApiError::PreconditionRequired)?;
        value
            .to_str()
            .ok()
            .and_then(|v| v.strip_prefix('"')?.strip_suffix('"')?.parse().ok())
            .filter(|version| *version >= 0)
            .map(Self)
            .ok_or(ApiError::BadRequest("if_match_format"))
    }
}

/// The ETag of a version.
#[must_use]
pub fn etag(version: i64) -> [(header::HeaderName, String); 1] {
    [(header::ETAG, format!("\"{version}\""))]
}

/// A page of a list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Page<T> {
    /// What is on this page.
    pub items: Vec<T>,
    /// Where the next page begins; null on the last.
    pub next_cursor: Option<String>,
}

/// A part of the query that is refused.
pub(crate) fn bad(name: &str, error: FieldError) -> ApiError {
    AppError::invalid(FieldIssue { pointer: format!("/{name}"), field: name.to_owned(), error })
        .into()
}

/// A place in a list that is ordered by instant and id, from its text form.
///
/// # Errors
/// When it is not of that form.
pub(crate) fn place(cursor: Option<&str>) -> Result<Option<(i64, Uuid)>, ApiError> {
    let Some(text) = cursor.filter(|text| !text.is_empty()) else { return Ok(None) };
    text.split_once('.')
        .and_then(|(at, id)| Some((at.parse().ok()?, Uuid::try_parse(id).ok()?)))
        .map(Some)
        .ok_or(ApiError::BadRequest("cursor_format"))
}

/// One page of what was found, of which one more was asked for than is wanted.
pub(crate) fn page<F, T>(
    mut found: Vec<F>,
    limit: i64,
    cursor: impl Fn(&F) -> String,
    shape: impl Fn(F) -> T,
) -> Json<Page<T>> {
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = found.len() > wanted;
    found.truncate(wanted);
    let next_cursor = found.last().filter(|_| more).map(cursor);
    Json(Page { items: found.into_iter().map(shape).collect(), next_cursor })
}

/// How many of a list are wanted: `usual` when nothing is said.
///
/// # Errors
/// When it is not from 1 to `max`.
pub fn limit(wanted: Option<i64>, usual: i64, max: i64) -> Result<i64, ApiError> {
    match wanted {
        None => Ok(usual),
        Some(limit) if (1..=max).contains(&limit) => Ok(limit),
        Some(_) => {
            Err(bad("limit", FieldError::new("limit_range").with("min", 1).with("max", max)))
        }
    }
}
