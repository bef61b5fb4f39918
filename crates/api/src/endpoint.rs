//! The form that most endpoints share: something is made, changed under `If-Match`, or taken away,
//! and what it is now goes back with its version as `ETag`.

use crate::auth::{IdempotencyKey, Signed};
use crate::extract::{IfMatch, Json, Page, Path, etag};
use crate::problem::ApiError;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Display;

use crate::Server;

/// A request to make something, tied to its Idempotency-Key.
pub(crate) struct Making<T> {
    pub(crate) signed: Signed,
    pub(crate) input: T,
}

impl<T: DeserializeOwned + Serialize> FromRequest<Server> for Making<T> {
    type Rejection = ApiError;
    async fn from_request(request: Request, server: &Server) -> Result<Self, ApiError> {
        let (mut parts, body) = request.into_parts();
        let signed = Signed::from_request_parts(&mut parts, server).await?;
        let key = IdempotencyKey::from_request_parts(&mut parts, server).await?;
        let Json(input) = Json::<T>::from_request(Request::from_parts(parts, body), server).await?;
        let signed = signed.once(key, &input)?;
        Ok(Self { signed, input })
    }
}

/// A request to make something that belongs to something else.
pub(crate) struct MakingOn<I, T> {
    pub(crate) signed: Signed,
    pub(crate) id: I,
    pub(crate) input: T,
}

impl<I, T> FromRequest<Server> for MakingOn<I, T>
where
    I: DeserializeOwned + Serialize + Send,
    T: DeserializeOwned + Serialize,
{
    type Rejection = ApiError;
    async fn from_request(request: Request, server: &Server) -> Result<Self, ApiError> {
        let (mut parts, body) = request.into_parts();
        let signed = Signed::from_request_parts(&mut parts, server).await?;
        let Path(id) = Path::from_request_parts(&mut parts, server).await?;
        let key = IdempotencyKey::from_request_parts(&mut parts, server).await?;
        let Json(input) = Json::<T>::from_request(Request::from_parts(parts, body), server).await?;
        // The same words for another thing are another request.
        let signed = signed.once(key, &(&id, &input))?;
        Ok(Self { signed, id, input })
    }
}

/// A request about the version of a thing that the caller saw.
pub(crate) struct Seen<I> {
    pub(crate) signed: Signed,
    pub(crate) id: I,
    pub(crate) version: i64,
}

impl<I: DeserializeOwned + Send> FromRequestParts<Server> for Seen<I> {
    type Rejection = ApiError;
    async fn from_request_parts(parts: &mut Parts, server: &Server) -> Result<Self, ApiError> {
        let signed = Signed::from_request_parts(parts, server).await?;
        let Path(id) = Path::from_request_parts(parts, server).await?;
        let IfMatch(version) = IfMatch::from_request_parts(parts, server).await?;
        Ok(Self { signed, id, version })
    }
}

/// Something was made: where it is, its version, and what it is.
pub(crate) fn made<T: Serialize>(place: &str, id: impl Display, version: i64, body: T) -> Response {
    let location = format!("/api/v1/{place}/{id}");
    let location = [(header::LOCATION, location)];
    (StatusCode::CREATED, location, etag(version), Json(body)).into_response()
}

/// What something is now, with its version.
pub(crate) fn now<T: Serialize>(version: i64, body: T) -> Response {
    (etag(version), Json(body)).into_response()
}

/// A list that needs no second page.
pub(crate) fn whole<T>(items: impl IntoIterator<Item = impl Into<T>>) -> Json<Page<T>> {
    Json(Page { items: items.into_iter().map(Into::into).collect(), next_cursor: None })
}
