//! Problem details (RFC 9457), in the caller's language.

use crate::messages::{Language, text};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kedang_app::{AppError, Refused};
use kedang_domain::permission::Decision;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// How a handler fails. Becomes a reply in [`crate::layers::finish`], which knows the language.
#[derive(Debug)]
pub enum ApiError {
    /// A use case failed.
    App(AppError),
    /// The request is not of the right form; the code names a message.
    BadRequest(&'static str),
    /// The body or query cannot be read; the text says where.
    Malformed(String),
    /// Closed to this caller, and no secret that it exists; the code names a message.
    Forbidden(&'static str),
    /// The rules in force have not been accepted; this clause asks for it.
    PledgeRequired(&'static str),
    /// Not a media type that this endpoint takes.
    Unsupported,
    /// A write without `If-Match`.
    PreconditionRequired,
}

impl<E: Into<AppError>> From<E> for ApiError {
    fn from(error: E) -> Self {
        Self::App(error.into())
    }
}

/// The error on its way out, see [`crate::layers::finish`].
#[derive(Clone)]
pub(crate) struct Failure(pub(crate) Arc<ApiError>);

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Failure(Arc::new(self)));
        response
    }
}

/// Problem details (RFC 9457).
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// Kind of problem, a relative address.
    #[serde(rename = "type")]
    #[schema(example = "/problems/validation")]
    pub kind: String,
    /// The kind in words.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What, where, which rule, how to mend it.
    pub detail: String,
    /// Stable code.
    pub code: String,
    /// The request's id, also in the server's log.
    pub instance: String,
    /// Each refused value.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemItem>,
    /// The clause that a refusal rests on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The request that would open what is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// Where that request is made, or what is missing is done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The version that is there now, when the caller's was stale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_version: Option<i64>,
    /// The customer that is in the way; absent when the caller does not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerOnFile>,
}

/// A customer that another one clashes with.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct CustomerOnFile {
    /// Which.
    pub id: Uuid,
    /// Its file code.
    #[schema(example = "KH0000001")]
    pub code: String,
    /// Its name.
    pub name: String,
}

/// One refused value.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct ProblemItem {
    /// JSON pointer (RFC 6901) to the value in the request.
    pub pointer: String,
    /// Stable code.
    pub code: String,
    /// Parameters of the message.
    #[schema(value_type = BTreeMap<String, Value>)]
    pub params: Map<String, Value>,
    /// The rule and the remedy, in words.
    pub message: String,
}

impl Problem {
    fn new(
        language: Language,
        status: StatusCode,
        code: &str,
        params: &Map<String, Value>,
    ) -> Self {
        Self {
            kind: format!("/problems/{}", code.replace('_', "-")),
            title: text(language, &format!("title_{}", status.as_u16()), params),
            status: status.as_u16(),
            detail: text(language, code, params),
            code: code.to_owned(),
            instance: String::new(),
            errors: Vec::new(),
            clause: None,
            request: None,
            link: None,
            current_version: None,
            customer: None,
        }
    }
}

fn params<const N: usize>(pairs: [(&str, Value); N]) -> Map<String, Value> {
    pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()
}

impl ApiError {
    /// The problem in words, its status, and after how many seconds a retry makes sense.
    pub(crate) fn describe(&self, language: Language) -> (Problem, Option<u64>) {
        let none = Map::new();
        let plain = |status, code: &str| Problem::new(language, status, code, &none);
        let problem = match self {
            Self::BadRequest(code) => plain(StatusCode::BAD_REQUEST, code),
            Self::Malformed(why) => Problem::new(
                language,
                StatusCode::BAD_REQUEST,
                "malformed",
                &params([("why", why.as_str().into())]),
            ),
            Self::Forbidden(code) => plain(StatusCode::FORBIDDEN, code),
            Self::PledgeRequired(clause) => Problem {
                clause: Some((*clause).to_owned()),
                link: Some("/api/v1/pledge".to_owned()),
                ..Problem::new(
                    language,
                    StatusCode::FORBIDDEN,
                    "pledge_required",
                    &params([("by_clause", by_clause(Some(*clause), language).into())]),
                )
            },
            Self::Unsupported => plain(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported"),
            Self::PreconditionRequired => {
                plain(StatusCode::PRECONDITION_REQUIRED, "precondition_required")
            }
            Self::App(error) => return describe_app(error, language),
        };
        (problem, None)
    }
}

/// Reasons for which somebody has to sign in, all the same to a program.
const SIGN_IN_AGAIN: &[&str] = &["not_signed_in", "session_over", "token_over"];

fn describe_app(error: &AppError, language: Language) -> (Problem, Option<u64>) {
    let none = Map::new();
    let plain = |status, code: &str| Problem::new(language, status, code, &none);
    let mut retry = None;
    let problem = match error {
        AppError::NotFound => plain(StatusCode::NOT_FOUND, "not_found"),
        AppError::Refused(refused) => {
            let mut problem = refusal(refused, language);
            problem.errors = refused.fields.iter().map(|key| verified(key, language)).collect();
            problem
        }
        AppError::Invalid(issues) => {
            let errors: Vec<_> = issues
                .iter()
                .map(|issue| {
                    let mut params: Map<_, _> = issue.error.params.clone().into_iter().collect();
                    if !issue.field.is_empty() {
                        // Many words name the field that was meant.
                        params.entry("field").or_insert_with(|| issue.field.clone().into());
                    }
                    fault_words(&mut params, language);
                    ProblemItem {
                        pointer: issue.pointer.clone(),
                        code: issue.error.code.to_owned(),
                        message: text(language, issue.error.code, &params),
                        params,
                    }
                })
                .collect();
            let mut problem = Problem::new(
                language,
                StatusCode::UNPROCESSABLE_ENTITY,
                "validation",
                &params([("count", errors.len().into())]),
            );
            problem.errors = errors;
            problem
        }
        AppError::Conflict { code, params } => clash(code, params, language),
        AppError::Stale { current } => {
            let mut problem = plain(StatusCode::PRECONDITION_FAILED, "precondition_failed");
            problem.current_version = Some(*current);
            problem
        }
        AppError::Forbidden(code) => plain(StatusCode::FORBIDDEN, code),
        AppError::Unauthenticated(code) => {
            let mut problem = plain(StatusCode::UNAUTHORIZED, code);
            if SIGN_IN_AGAIN.contains(code) {
                // One code for "go and sign in"; the words say why.
                "unauthenticated".clone_into(&mut problem.code);
                "/problems/unauthenticated".clone_into(&mut problem.kind);
            }
            problem
        }
        AppError::RateLimited { retry_after } => {
            retry = Some(*retry_after);
            Problem::new(
                language,
                StatusCode::TOO_MANY_REQUESTS,
                "rate_limited",
                &params([("seconds", (*retry_after).into())]),
            )
        }
        AppError::TooLarge { limit, unit } => Problem::new(
            language,
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            &params([("limit", (*limit).into()), ("unit", (*unit).into())]),
        ),
        AppError::Internal(error) => {
            tracing::error!(error = &**error as &dyn std::error::Error, "a request failed inside");
            plain(StatusCode::INTERNAL_SERVER_ERROR, "internal")
        }
    };
    (problem, retry)
}

/// The part of the request that a clash is about, where it is one part.
fn clashing(code: &str) -> Option<&'static str> {
    Some(match code {
        "customer_on_file" | "customer_on_file_elsewhere" | "customer_twice" => {
            "/values/credit_code"
        }
        "customer_alike_elsewhere" => "/name",
        "department_in_use" => "/active",
        "login_taken" => "/login",
        "marked_already" | "not_marked" => "/field",
        "role_code_taken" => "/code",
        "shared_already" => "/person_id",
        _ => return None,
    })
}

fn clash(code: &str, params: &BTreeMap<String, Value>, language: Language) -> Problem {
    // The key is not in the way of anything that is there: the request contradicts itself.
    let status = match code {
        "idempotency_mismatch" => StatusCode::UNPROCESSABLE_ENTITY,
        "customer_withdrawn" => StatusCode::GONE,
        _ => StatusCode::CONFLICT,
    };
    let params: Map<_, _> = params.clone().into_iter().collect();
    let mut problem = Problem::new(language, status, code, &params);
    let text = |name: &str| params.get(name).and_then(Value::as_str);
    if let (Some(id), Some(code), Some(name)) = (text("id"), text("code"), text("name")) {
        problem.customer = Uuid::try_parse(id).ok().map(|id| CustomerOnFile {
            id,
            code: code.to_owned(),
            name: name.to_owned(),
        });
    }
    problem.errors = clashing(code)
        .map(|pointer| ProblemItem {
            pointer: pointer.to_owned(),
            code: code.to_owned(),
            message: problem.detail.clone(),
            params,
        })
        .into_iter()
        .collect();
    problem
}

/// A fact that was not changed because it is verified.
fn verified(key: &str, language: Language) -> ProblemItem {
    let params = params([("field", key.into())]);
    ProblemItem {
        pointer: if key == "name" { "/name".to_owned() } else { format!("/values/{key}") },
        code: "fact_verified".to_owned(),
        message: text(language, "fact_verified", &params),
        params,
    }
}

/// Where a request is made, for those that have a place of their own.
fn link(request: &str) -> Option<String> {
    match request {
        "correction" => Some("/api/v1/corrections".to_owned()),
        "export" => Some("/api/v1/exports".to_owned()),
        "import" => None,
        _ => Some("/api/v1/requests".to_owned()),
    }
}

fn refusal(refused: &Refused, language: Language) -> Problem {
    let none = Map::new();
    let mut problem = match &refused.decision {
        Decision::Needs { request, .. } => {
            let request = serde_json::to_value(request)
                .ok()
                .and_then(|v| v.as_str().map(str::to_owned))
                .unwrap_or_default();
            let mut problem = Problem::new(language, StatusCode::FORBIDDEN, "needs_request", &none);
            problem.link = link(&request);
            problem.request = Some(request);
            problem
        }
        Decision::Deny(refusal) => {
            let reason = serde_json::to_value(refusal.reason)
                .ok()
                .and_then(|v| v.as_str().map(str::to_owned))
                .unwrap_or_default();
            let by_clause = by_clause(refused.clause, language);
            let params = params([("by_clause", by_clause.into())]);
            Problem::new(language, StatusCode::FORBIDDEN, &reason, &params)
        }
        Decision::Allow => Problem::new(language, StatusCode::FORBIDDEN, "not_permitted", &none),
    };
    problem.clause = refused.clause.map(str::to_owned);
    problem
}

/// What is wrong with a text of a regulation has words of its own within those of the place.
fn fault_words(params: &mut Map<String, Value>, language: Language) {
    let Some(fault) = params.get("fault").and_then(Value::as_str) else { return };
    let words = text(language, &format!("fault_{fault}"), params);
    params.insert("fault_text".to_owned(), words.into());
}

/// By which clause, in brackets; nothing where the regulation in force does not speak of it.
fn by_clause(clause: Option<&'static str>, language: Language) -> String {
    clause.map_or_else(String::new, |clause| {
        text(language, "by_clause", &params([("clause", clause.into())]))
    })
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, axum::Json(self)).into_response();
        response
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(error: AppError) -> Problem {
        ApiError::App(error).describe(Language::En).0
    }

    #[test]
    fn a_clash_leads_to_what_is_in_the_way_for_those_who_see_it() {
        let id = "01935c8e-0000-7000-8000-000000000000";
        let seen = AppError::conflict("customer_on_file")
            .with("id", id)
            .with("code", "KH0000001")
            .with("name", "华北泵业")
            .with("credit_code", "91350100M000100Y43")
            .with("department", "销售一组");
        let problem = described(seen);
        assert_eq!((problem.status, &*problem.code), (409, "customer_on_file"));
        assert_eq!(problem.errors[0].pointer, "/values/credit_code");
        assert_eq!(problem.errors[0].message, problem.detail);
        let customer = problem.customer.unwrap();
        assert_eq!((&*customer.id.to_string(), &*customer.code), (id, "KH0000001"));

        let unseen = AppError::conflict("customer_on_file_elsewhere")
            .with("credit_code", "91350100M000100Y43")
            .with("department", "销售一组");
        let problem = described(unseen);
        assert_eq!(problem.errors[0].pointer, "/values/credit_code");
        assert!(problem.customer.is_none());
        let reply = serde_json::to_value(&problem).unwrap();
        assert_eq!(reply.get("customer"), None);
    }

    #[test]
    fn a_key_for_two_requests_is_refused_as_such() {
        let problem = described(AppError::conflict("idempotency_mismatch"));
        assert_eq!((problem.status, problem.errors.len()), (422, 0));
        // A clash about no part of the request names none.
        assert!(described(AppError::conflict("last_administrator")).errors.is_empty());
    }
}
