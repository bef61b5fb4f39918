//! For whoever watches the machine: alive, ready, figures.

use crate::Server;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::registry::Registry;

pub(crate) fn routes() -> Router<Server> {
    Router::new()
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
}

async fn ready(State(server): State<Server>) -> impl IntoResponse {
    match server.app.figures().await {
        Ok(_) => (StatusCode::OK, "ready"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready")
        }
    }
}

async fn metrics(State(server): State<Server>) -> impl IntoResponse {
    let mut registry = Registry::with_prefix("kedang");
    if let Ok(figures) = server.app.figures().await {
        let gauges = [
            ("customers", "Customers on file", figures.customers),
            ("evidence_entries", "Entries of the evidence log", figures.evidence),
            ("sessions", "Live sessions", figures.sessions),
        ];
        for (name, help, value) in gauges {
            let gauge = Gauge::<i64>::default();
            gauge.set(value);
            registry.register(name, help, gauge);
        }
    }
    let mut text = String::new();
    match encode(&mut text, &registry) {
        Ok(()) => (
            [(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")],
            text,
        )
            .into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
