//! One box: names, pinyin, initials, numbers, contacts, and filters by field.

use super::list::CustomerRow;
use crate::auth::Signed;
use crate::extract::{Json, Query, limit};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::IntoResponse;
use kedang_app::customer::Match;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Hits at once, at most.
const MAX: i64 = 50;

/// What to search for.
#[derive(Debug, Deserialize, IntoParams)]
pub struct SearchQuery {
    /// Words from two Chinese characters, pinyin, initials, four digits…, and filters:
    /// `行业:物流 负责人:我 -阶段:流失 创建:本月 泵业`. `/search/box` tells how a text is understood.
    q: String,
    /// Hits at most, 1 to 50.
    #[param(minimum = 1, maximum = 50)]
    limit: Option<i64>,
}

/// What matched.
#[derive(Debug, Serialize, ToSchema)]
pub struct MatchedText {
    /// name, pinyin, initials, phone, credit_code, contact, code or email; filter when only filters
    /// were asked.
    #[schema(value_type = String)]
    pub field: kedang_app::customer::MatchField,
    /// The whole text in which it matched.
    pub text: String,
    /// Whether it matches only but for one character: nothing matched as it was typed.
    pub nearly: bool,
}

impl From<Match> for MatchedText {
    fn from(found: Match) -> Self {
        Self { field: found.field, text: found.text, nearly: found.nearly }
    }
}

/// A customer that was found.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hit {
    /// The customer.
    pub customer: CustomerRow,
    /// What matched.
    pub matched: MatchedText,
}

/// What was found, best first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Hits {
    /// The hits.
    pub items: Vec<Hit>,
}

/// Search customers.
#[utoipa::path(
    get,
    path = "/search",
    tag = "customer",
    params(SearchQuery),
    responses(
        (status = 200, description = "What was found", body = Hits),
        (status = 422, description = "A part of the text was not understood; `from` and `to` in the parameters tell which"),
    )
)]
pub(super) async fn search(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<SearchQuery>,
) -> Result<impl IntoResponse> {
    let limit = usize::try_from(limit(query.limit, 20, MAX)?).unwrap_or_default();
    let found = server.app.search_customers(&signed, &query.q, limit).await?;
    let items = found
        .into_iter()
        .map(|hit| Hit {
            customer: CustomerRow::new(&signed, hit.customer),
            matched: MatchedText { field: hit.field, text: hit.text, nearly: hit.nearly },
        })
        .collect();
    Ok(Json(Hits { items }))
}
