//! The embedded page. Every address that is not a file is the page itself: it routes.

use crate::ApiError;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use kedang_app::AppError;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

pub(crate) async fn serve(method: Method, uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path.starts_with("api/") || !matches!(method, Method::GET | Method::HEAD) {
        return ApiError::from(AppError::NotFound).into_response();
    }
    if let Some(file) = Files::get(path) {
        // Names of assets carry a hash of their content, so they never change.
        let caching = if path.starts_with("assets/") {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        return reply(file, caching);
    }
    if path.starts_with("assets/") {
        return ApiError::from(AppError::NotFound).into_response();
    }
    match Files::get("index.html") {
        Some(file) => reply(file, "no-cache"),
        None => (StatusCode::NOT_FOUND, "The page was not built: see `make run`.").into_response(),
    }
}

fn reply(file: rust_embed::EmbeddedFile, caching: &'static str) -> Response {
    let kind = HeaderValue::from_str(file.metadata.mimetype())
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    (
        [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, HeaderValue::from_static(caching))],
        file.data,
    )
        .into_response()
}
