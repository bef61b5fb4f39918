//! The same change to many customers.

use crate::auth::Signed;
use crate::extract::Json;
use crate::messages::Language;
use crate::problem::{ApiError, Problem};
use crate::wire::FactChanges;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use kedang_app::customer::BulkAction;
use kedang_domain::field::Values;
use kedang_domain::id::{CustomerId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What is done to each: exactly one of these.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkChange {
    /// Set facts; null removes one.
    #[schema(value_type = Option<FactChanges>)]
    pub set: Option<Values>,
    /// Give to this person.
    pub owner_id: Option<Uuid>,
}

/// A change to many customers.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkInput {
    /// Which, at most 500.
    #[schema(max_items = 500)]
    pub ids: Vec<Uuid>,
    /// What is done to each.
    pub action: BulkChange,
    /// Why.
    #[serde(default)]
    pub reason: String,
}

/// How it went for one customer.
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkOutcome {
    /// Which.
    pub id: Uuid,
    /// Done.
    pub ok: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// How it went.
#[derive(Debug, Serialize, ToSchema)]
pub struct BulkOutcomes {
    /// In the order of the request.
    pub results: Vec<BulkOutcome>,
}

/// Change many customers at once, each on its own.
#[utoipa::path(
    post,
    path = "/customers/bulk",
    tag = "customer",
    request_body = BulkInput,
    responses(
        (status = 200, description = "How it went for each", body = BulkOutcomes),
    )
)]
pub(super) async fn bulk(
    State(server): State<Server>,
    signed: Signed,
    headers: HeaderMap,
    Json(input): Json<BulkInput>,
) -> Result<impl IntoResponse> {
    let language = Language::accepted(&headers);
    let ids: Vec<_> = input.ids.into_iter().map(CustomerId::new).collect();
    let action = match (input.action.set, input.action.owner_id) {
        (Some(values), None) => BulkAction::Set(values),
        (None, Some(owner)) => BulkAction::Owner(PersonId::new(owner)),
        _ => return Err(ApiError::BadRequest("bulk_action")),
    };
    let results = server.app.bulk_customers(&signed, &ids, &action, &input.reason).await?;
    let results = results
        .into_iter()
        .map(|one| BulkOutcome {
            id: one.id.uuid(),
            ok: one.result.is_ok(),
            problem: one.result.err().map(|e| ApiError::App(e).describe(language).0),
        })
        .collect();
    Ok(Json(BulkOutcomes { results }))
}
