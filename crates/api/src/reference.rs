//! Reference tables: administrative divisions (GB/T 2260) and industries (GB/T 4754-2017).

use crate::auth::Signed;
use crate::extract::{Json, Page, Query};
use crate::{Result, Server};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kedang_domain::reference::{Division, Divisions, Industries, Industry};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(divisions)).routes(routes!(industries))
}

/// Entries on a page unless the caller says otherwise.
const LIMIT: usize = 50;
/// Entries on a page, at most.
const LIMIT_MAX: usize = 200;
/// Codes asked for at once, at most.
const CODES_MAX: usize = 200;
/// The tables change with a release only.
const CACHING: &str = "private, max-age=86400";

/// An entry of a table of codes.
#[derive(Debug, Serialize, ToSchema)]
pub struct CodeEntry {
    /// The code.
    #[schema(example = "320102")]
    pub code: String,
    /// Its own name.
    pub name: String,
    /// Its name with everything above it.
    pub full_name: String,
    /// 1 is the top.
    pub level: u8,
    /// What is above it.
    pub parent_code: Option<String>,
    /// Nothing is below it.
    pub leaf: bool,
    /// The code was retired; old papers carry it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub historical: bool,
}

impl From<&Division> for CodeEntry {
    fn from(division: &Division) -> Self {
        Self {
            code: division.code.to_owned(),
            name: division.name.to_owned(),
            full_name: division.full_name.to_owned(),
            level: division.level,
            parent_code: division.parent_code.map(str::to_owned),
            leaf: division.is_leaf(),
            historical: division.historical,
        }
    }
}

impl From<&Industry> for CodeEntry {
    fn from(industry: &Industry) -> Self {
        let full_name = Industries::builtin().full_name(industry.code);
        Self {
            code: industry.code.to_owned(),
            name: industry.name.to_owned(),
            full_name: full_name.unwrap_or_else(|| industry.name.to_owned()),
            level: industry.level,
            parent_code: industry.parent_code.map(str::to_owned),
            leaf: industry.is_leaf(),
            historical: false,
        }
    }
}

/// What of a table is wanted: certain codes, or what a search finds, or what hangs under a code
/// (the top without one).
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// What hangs directly under this code.
    parent: Option<String>,
    /// A part of the name, several parts with blanks between them, or the beginning of a code.
    q: Option<String>,
    /// These codes, with commas between them; at most 200.
    codes: Option<String>,
    /// Retired codes too.
    #[serde(default)]
    historical: bool,
    /// At most so many, 1 to 200; everything under a parent is given anyway.
    limit: Option<usize>,
}

impl Wanted {
    fn limit(&self) -> usize {
        self.limit.unwrap_or(LIMIT).clamp(1, LIMIT_MAX)
    }

    fn codes(&self) -> Option<Vec<&str>> {
        let list = self.codes.as_deref()?;
        Some(list.split(',').map(str::trim).filter(|c| !c.is_empty()).take(CODES_MAX).collect())
    }
}

/// The hash of a table: as long as it stands, so does what the caller kept.
fn tag(entries: impl Iterator<Item = CodeEntry>) -> String {
    let mut hash = Sha256::new();
    for entry in entries {
        hash.update(entry.code);
        hash.update(entry.full_name);
        hash.update([u8::from(entry.historical)]);
    }
    let hex: String = hash.finalize().iter().take(8).map(|b| format!("{b:02x}")).collect();
    format!("\"{hex}\"")
}

static DIVISIONS: LazyLock<String> =
    LazyLock::new(|| tag(Divisions::builtin().iter().map(CodeEntry::from)));
static INDUSTRIES: LazyLock<String> =
    LazyLock::new(|| tag(Industries::builtin().iter().map(CodeEntry::from)));

fn kept(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .map(|t| t.trim().trim_start_matches("W/"))
        .any(|t| t == tag || t == "*")
}

/// The entries, or nothing when the caller has them still.
fn reply(headers: &HeaderMap, tag: &str, entries: impl FnOnce() -> Vec<CodeEntry>) -> Response {
    let caching = [(header::ETAG, tag.to_owned()), (header::CACHE_CONTROL, CACHING.to_owned())];
    if kept(headers, tag) {
        return (StatusCode::NOT_MODIFIED, caching).into_response();
    }
    (caching, Json(Page { items: entries(), next_cursor: None })).into_response()
}

/// Administrative divisions: by code, by name, or one level of the tree.
#[utoipa::path(
    get,
    path = "/divisions",
    tag = "reference",
    params(Wanted),
    responses(
        (status = 200, description = "Best match first, or in the order of the codes", body = Page<CodeEntry>),
        (status = 304, description = "As it was"),
    )
)]
async fn divisions(
    _signed: Signed,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let table = Divisions::builtin();
    Ok(reply(&headers, &DIVISIONS, || {
        let offered = |d: &&Division| wanted.historical || !d.historical;
        if let Some(codes) = wanted.codes() {
            // A stored code must be readable, retired or not.
            return codes
                .into_iter()
                .filter_map(|c| table.by_code(c))
                .map(CodeEntry::from)
                .collect();
        }
        let Some(q) = wanted.q.as_deref() else {
            let below = table.children(wanted.parent.as_deref());
            return below.into_iter().filter(offered).map(CodeEntry::from).collect();
        };
        let found = table.search(q, usize::MAX);
        let exact = q.trim();
        found
            .into_iter()
            .filter(|d| offered(d) || d.code == exact)
            .take(wanted.limit())
            .map(CodeEntry::from)
            .collect()
    }))
}

/// Industries: by code, by name, or one level of the tree.
#[utoipa::path(
    get,
    path = "/industries",
    tag = "reference",
    params(Wanted),
    responses(
        (status = 200, description = "Best match first, or in the order of the codes", body = Page<CodeEntry>),
        (status = 304, description = "As it was"),
    )
)]
async fn industries(
    _signed: Signed,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response> {
    let table = Industries::builtin();
    Ok(reply(&headers, &INDUSTRIES, || {
        let found = match (wanted.codes(), wanted.q.as_deref()) {
            (Some(codes), _) => codes.into_iter().filter_map(|c| table.by_code(c)).collect(),
            (None, Some(q)) => table.search(q, wanted.limit()),
            (None, None) => table.children(wanted.parent.as_deref()),
        };
        found.into_iter().map(CodeEntry::from).collect()
    }))
}
