//! A small HTTP client that talks to a router in the same process.

use crate::Company;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::{Value, json};
use std::net::SocketAddr;
use tower::ServiceExt as _;

/// Largest reply that is read, in bytes.
const REPLY_LIMIT: usize = 64 * 1024 * 1024;

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub bytes: Vec<u8>,
    /// The body as JSON; null when it is none.
    pub body: Value,
}

impl Reply {
    /// The reply, if it has this status.
    ///
    /// # Panics
    /// When it has another: with the body, so that the test says why.
    #[must_use]
    #[expect(clippy::panic, reason = "a test fails by panicking")]
    pub fn expect(self, status: u16) -> Self {
        if self.status.as_u16() != status {
            let text = String::from_utf8_lossy(&self.bytes);
            panic!("expected {status}, found {}: {text}", self.status);
        }
        self
    }

    /// The code of the problem.
    #[must_use]
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// Pointer and code of each refused value.
    #[must_use]
    pub fn errors(&self) -> Vec<(String, String)> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let errors = self.body["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|e| (text(&e["pointer"]), text(&e["code"]))).collect()
    }

    /// The version in the `ETag`.
    ///
    /// # Panics
    /// When there is none.
    #[must_use]
    #[expect(clippy::expect_used, reason = "a test fails by panicking")]
    pub fn version(&self) -> i64 {
        let tag = self.headers.get(header::ETAG).and_then(|v| v.to_str().ok());
        tag.and_then(|t| t.trim_matches('"').parse().ok()).expect("an ETag")
    }
}

/// A browser or program: keeps the cookie that it gets.
#[derive(Clone, Debug)]
pub struct Http {
    router: Router,
    /// The session cookie, as `name=value`.
    pub cookie: Option<String>,
    /// The cookie of the device, as `name=value`.
    pub device: Option<String>,
    /// An access token, instead of the cookie.
    pub bearer: Option<String>,
    /// From where it comes.
    pub address: SocketAddr,
}

impl Http {
    /// Somebody who has not signed in.
    #[must_use]
    pub fn new(router: Router) -> Self {
        let address = SocketAddr::from(([192, 0, 2, 10], 40_000));
        Self { router, cookie: None, device: None, bearer: None, address }
    }

    /// Somebody of the sample company, signed in.
    ///
    /// # Panics
    /// When that is refused.
    pub async fn signed_in(router: Router, company: &Company, login: &str) -> Self {
        let mut http = Self::new(router);
        let password = company.person(login).password.reveal();
        let body = json!({ "login": login, "password": password });
        let _ = http.post("/session", body).await.expect(200);
        http
    }

    /// A request under `/api/v1`.
    ///
    /// # Panics
    /// When the request cannot be made.
    #[expect(clippy::expect_used, reason = "a test fails by panicking")]
    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        for cookie in [&self.cookie, &self.device].into_iter().flatten() {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(bearer) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {bearer}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = match body {
            Some(value) => {
                request = request.header(header::CONTENT_TYPE, "application/json");
                Body::from(value.to_string())
            }
            None => Body::empty(),
        };
        let request = request.extension(ConnectInfo(self.address)).body(body).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("a reply");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, REPLY_LIMIT).await.expect("a body").to_vec();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().ok().and_then(|text| text.split(';').next());
            let Some(pair) = pair.map(str::to_owned) else { continue };
            let kept = if pair.starts_with("kedang_device_") {
                &mut self.device
            } else {
                &mut self.cookie
            };
            *kept = Some(pair);
        }
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Reply { status: parts.status, headers: parts.headers, bytes, body }
    }

    /// Reads.
    pub async fn get(&mut self, path: &str) -> Reply {
        self.send(Method::GET, path, &[], None).await
    }

    /// Creates or does.
    pub async fn post(&mut self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, &[], Some(body)).await
    }

    /// Changes what was seen in this version.
    pub async fn patch(&mut self, path: &str, version: i64, body: Value) -> Reply {
        let tag = format!("\"{version}\"");
        self.send(Method::PATCH, path, &[("if-match", &tag)], Some(body)).await
    }

    /// Does something without a body to what was seen in this version.
    pub async fn act(&mut self, method: Method, path: &str, version: i64) -> Reply {
        let tag = format!("\"{version}\"");
        self.send(method, path, &[("if-match", &tag)], None).await
    }

    /// Removes or ends.
    pub async fn delete(&mut self, path: &str) -> Reply {
        self.send(Method::DELETE, path, &[], None).await
    }
}
