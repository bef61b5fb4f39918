//! HTTP: routes, requests and replies, problem details, the OpenAPI document, the embedded page.
//!
//! One folder for each capability; one file holds requests, replies and handlers of its endpoints.
//! Handlers are thin: they take the request apart, call one use case and put the reply together.
//! Errors leave as [`ApiError`]; [`layers::finish`] gives them words, and writes refusals into the
//! log before the reply leaves.

mod access_token;
mod account;
pub mod auth;
mod card_template;
mod code;
mod company;
mod contact;
mod customer;
mod department;
pub mod evidence;
pub mod extract;
mod field;
mod health;
mod import;
mod interaction;
mod layers;
mod me;
pub mod messages;
mod page;
mod person;
mod post;
mod problem;
mod reference;
mod role;
mod saved_view;
mod session;
mod setup;
mod share;
mod timeline;
mod uncertain;
pub mod wire;
mod workbench;

pub use problem::{ApiError, Problem, ProblemItem};

use auth::SecuritySchemes;
use axum::Router;
use kedang_app::App;
use std::sync::Arc;
use std::time::Duration;
use tower_http::timeout::RequestBodyTimeoutLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// Largest JSON body, in bytes.
pub(crate) const BODY_LIMIT: u64 = 2 * 1024 * 1024;

/// How long a body may pause while it is sent.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);

/// Result of a handler.
pub type Result<T> = std::result::Result<T, ApiError>;

/// What every handler can reach.
#[derive(Clone)]
pub struct Server {
    /// The use cases.
    pub app: App,
    /// How this server was started.
    pub options: Arc<Options>,
}

/// How the server is started.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Believe `X-Forwarded-For` and `X-Forwarded-Proto`, because a proxy of ours sets them.
    pub trust_proxy: bool,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Kedang",
        description = "Customer files under the company's own regulation: policy, permission, \
                       obligation, evidence.",
        license(name = "Apache-2.0")
    ),
    components(schemas(Problem, ProblemItem)),
    modifiers(&SecuritySchemes)
)]
struct Document;

fn capabilities() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .merge(setup::routes())
        .merge(session::routes())
        .merge(account::routes())
        .merge(access_token::routes())
        .merge(company::routes())
        .merge(department::routes())
        .merge(post::routes())
        .merge(role::routes())
        .merge(person::routes())
        .merge(customer::routes())
        .merge(contact::routes())
        .merge(uncertain::routes())
        .merge(interaction::routes())
        .merge(share::routes())
        .merge(timeline::routes())
        .merge(field::routes())
        .merge(card_template::routes())
        .merge(saved_view::routes())
        .merge(reference::routes())
        .merge(import::routes())
        .merge(evidence::routes())
        .merge(workbench::routes())
}

fn routes() -> (Router<Server>, utoipa::openapi::OpenApi) {
    let (router, mut document) = OpenApiRouter::with_openapi(Document::openapi())
        .nest("/api/v1", capabilities())
        .split_for_parts();
    name_operations(&mut document);
    secure_operations(&mut document);
    (router, document)
}

/// What one needs to get in, and nothing else, is open to everybody.
const OPEN: [(&str, &str); 3] =
    [("get", "/api/v1/setup"), ("post", "/api/v1/setup"), ("post", "/api/v1/session")];

fn operations(
    item: &mut utoipa::openapi::PathItem,
) -> impl Iterator<Item = (&'static str, &mut utoipa::openapi::path::Operation)> {
    [
        ("get", item.get.as_mut()),
        ("post", item.post.as_mut()),
        ("put", item.put.as_mut()),
        ("patch", item.patch.as_mut()),
        ("delete", item.delete.as_mut()),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation?)))
}

/// Says of each operation who may call it: whoever has a session or a token, or everybody.
fn secure_operations(document: &mut utoipa::openapi::OpenApi) {
    use utoipa::openapi::security::SecurityRequirement;
    let signed_in = [auth::SESSION_SCHEME, auth::TOKEN_SCHEME]
        .map(|scheme| SecurityRequirement::new(scheme, Vec::<String>::new()));
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            let open = OPEN.contains(&(method, path.as_str()));
            operation.security = Some(if open { Vec::new() } else { signed_in.to_vec() });
        }
    }
}

/// Handlers of different capabilities have the same names; identifiers of operations must not
/// (OpenAPI 3.1, operation object), so each is made from its method and path.
fn name_operations(document: &mut utoipa::openapi::OpenApi) {
    for (path, item) in &mut document.paths.paths {
        let words: Vec<&str> = path
            .trim_start_matches("/api/v1/")
            .split(['/', '-', '{', '}'])
            .filter(|word| !word.is_empty())
            .collect();
        for (method, operation) in operations(item) {
            operation.operation_id = Some(format!("{method}_{}", words.join("_")));
        }
    }
}

/// The OpenAPI document, as `kedang openapi` prints it.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    routes().1
}

/// The whole server: API, documentation, health and page.
pub fn router(app: App, options: Options) -> Router {
    let server = Server { app, options: Arc::new(options) };
    let (api, document) = routes();
    api.merge(utoipa_swagger_ui::SwaggerUi::new("/api/docs").url("/api/openapi.json", document))
        .merge(health::routes())
        .fallback(page::serve)
        .layer(RequestBodyTimeoutLayer::new(BODY_TIMEOUT))
        .layer(axum::middleware::from_fn_with_state(server.clone(), layers::finish))
        .layer(tower_http::compression::CompressionLayer::new())
        .layer(axum::middleware::from_fn(layers::headers))
        .with_state(server)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_says_who_may_call_it() {
        let document = serde_json::to_value(openapi()).unwrap();
        let schemes = document["components"]["securitySchemes"].as_object().unwrap();
        let mut open = Vec::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap() {
                let place = format!("{method} {path}");
                let security = operation["security"].as_array();
                let security = security.unwrap_or_else(|| panic!("{place} does not say"));
                if security.is_empty() {
                    open.push(place);
                    continue;
                }
                let named: Vec<_> =
                    security.iter().flat_map(|one| one.as_object().unwrap().keys()).collect();
                assert_eq!(named, [auth::SESSION_SCHEME, auth::TOKEN_SCHEME], "{place}");
                assert!(named.iter().all(|scheme| schemes.contains_key(*scheme)), "{place}");
            }
        }
        // What is listed as open is there, and nothing else is open.
        let mut listed = OPEN.map(|(method, path)| format!("{method} {path}"));
        listed.sort();
        open.sort();
        assert_eq!(open, listed);
    }
}
