//! HTTP: routes, requests and replies, problem details, the OpenAPI document, the embedded page.
//!
//! One folder for each capability; one file holds requests, replies and handlers of its endpoints.
//! Handlers are thin: they take the request apart, call one use case and put the reply together.
//! Errors leave as [`ApiError`]; [`layers::finish`] gives them words, and writes refusals into the
//! log before the reply leaves.

mod absence;
mod access;
mod access_token;
mod account;
mod attestation;
pub mod auth;
mod campaign;
mod card;
mod card_template;
mod change_list;
mod clash;
mod clearance;
mod code;
mod company;
mod contact;
mod correction;
mod customer;
mod customer_event;
mod department;
mod device;
mod document;
mod endpoint;
mod events;
pub mod evidence;
mod export;
pub mod extract;
mod field;
mod greeting;
mod health;
mod honey;
mod import;
mod import_template;
mod inbox;
mod incident;
mod interaction;
mod invalid;
mod layers;
mod leaving;
mod loan;
mod me;
mod merge;
pub mod messages;
mod month_check;
mod notice_setting;
mod obligation;
mod page;
mod person;
mod pledge;
mod policy;
mod post;
mod problem;
mod quality;
mod reference;
mod request;
mod robot;
mod role;
mod saved_view;
mod searchbox;
mod session;
mod setup;
mod share;
mod timeline;
mod trace;
mod twin;
mod uncertain;
mod urgent_news;
mod waiting;
mod watch;
pub mod wire;
mod withdrawn;
mod workbench;

pub use problem::{ApiError, Problem, ProblemItem};

use axum::Router;
use document::Document;
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

fn capabilities() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .merge(setup::routes())
        .merge(session::routes())
        .merge(device::routes())
        .merge(account::routes())
        .merge(access_token::routes())
        .merge(company::routes())
        .merge(access::routes())
        .merge(department::routes())
        .merge(pledge::routes())
        .merge(policy::routes())
        .merge(post::routes())
        .merge(role::routes())
        .merge(person::routes())
        .merge(customer::routes())
        .merge(change_list::routes())
        .merge(clash::routes())
        .merge(contact::routes())
        .merge(card::routes())
        .merge(uncertain::routes())
        .merge(correction::routes())
        .merge(request::routes())
        .merge(urgent_news::routes())
        .merge(campaign::routes())
        .merge(quality::routes())
        .merge(honey::routes())
        .merge(incident::routes())
        .merge(leaving::routes())
        .merge(trace::routes())
        .merge(interaction::routes())
        .merge(invalid::routes())
        .merge(watch::routes())
        .merge(withdrawn::routes())
        .merge(greeting::routes())
        .merge(share::routes())
        .merge(loan::routes())
        .merge(merge::routes())
        .merge(month_check::routes())
        .merge(twin::routes())
        .merge(timeline::routes())
        .merge(field::routes())
        .merge(card_template::routes())
        .merge(saved_view::routes())
        .merge(reference::routes())
        .merge(import::routes())
        .merge(import_template::routes())
        .merge(export::routes())
        .merge(evidence::routes())
        .merge(searchbox::routes())
        .merge(waiting::routes())
        .merge(workbench::routes())
        .merge(inbox::routes())
        .merge(obligation::routes())
        .merge(absence::routes())
        .merge(attestation::routes())
        .merge(clearance::routes())
        .merge(customer_event::routes())
        .merge(events::routes())
        .merge(notice_setting::routes())
        .merge(robot::routes())
}

fn routes() -> (Router<Server>, utoipa::openapi::OpenApi) {
    let (router, mut document) = OpenApiRouter::with_openapi(Document::openapi())
        .nest("/api/v1", capabilities())
        .split_for_parts();
    document::complete(&mut document);
    (router, document)
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
