//! The OpenAPI document: what is the same for every operation is said once, here.

use crate::auth::{SESSION_SCHEME, SecuritySchemes, TOKEN_SCHEME};
use crate::problem::{Problem, ProblemItem};
use utoipa::openapi::path::{Operation, ParameterBuilder};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{ContentBuilder, PathItem, Ref, RefOr, ResponseBuilder};
use utoipa::{OpenApi, ToSchema as _};

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
pub(crate) struct Document;

/// What one needs to get in, and nothing else, is open to everybody.
const OPEN: [(&str, &str); 3] =
    [("get", "/api/v1/setup"), ("post", "/api/v1/setup"), ("post", "/api/v1/session")];

/// Says of each operation what its handler does not say: its name, who may call it, how it fails.
pub(crate) fn complete(document: &mut utoipa::openapi::OpenApi) {
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            name(operation, method, path);
            explain(operation);
            secure(operation, OPEN.contains(&(method, path.as_str())));
            fail(operation);
        }
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
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

/// Handlers of different capabilities have the same names; identifiers of operations must not
/// (OpenAPI 3.1, operation object), so each is made from its method and path.
fn name(operation: &mut Operation, method: &str, path: &str) {
    let words: Vec<&str> = path
        .trim_start_matches("/api/v1/")
        .split(['/', '-', '{', '}'])
        .filter(|word| !word.is_empty())
        .collect();
    operation.operation_id = Some(format!("{method}_{}", words.join("_")));
}

/// Headers that mean the same wherever they are taken.
fn explain(operation: &mut Operation) {
    let parameters = operation.parameters.iter_mut().flatten().filter_map(|one| match one {
        RefOr::T(parameter) => Some(parameter),
        RefOr::Ref(_) => None,
    });
    for parameter in parameters.filter(|parameter| parameter.description.is_none()) {
        match parameter.name.as_str() {
            "If-Match" => {
                *parameter = ParameterBuilder::from(parameter.clone())
                    .description(Some("The version seen, quoted"))
                    .example(Some("\"1\"".into()))
                    .build();
            }
            "Idempotency-Key" => {
                parameter.description = Some("Makes a repeat safe".to_owned());
            }
            _ => {}
        }
    }
}

/// Whoever has a session or a token may call it, or everybody.
fn secure(operation: &mut Operation, open: bool) {
    let signed_in = [SESSION_SCHEME, TOKEN_SCHEME]
        .map(|scheme| SecurityRequirement::new(scheme, Vec::<String>::new()));
    operation.security = Some(if open { Vec::new() } else { signed_in.to_vec() });
}

/// Whatever is refused is refused with problem details, also for reasons that are not named.
fn fail(operation: &mut Operation) {
    let problem = || {
        let problem = Ref::from_schema_name(Problem::name());
        ContentBuilder::new().schema(Some(problem)).build()
    };
    let responses = &mut operation.responses.responses;
    let refused = ResponseBuilder::new().description("Refused").build();
    responses.entry("default".to_owned()).or_insert(RefOr::T(refused));
    for (status, response) in responses {
        let fails = status == "default" || status.starts_with(['4', '5']);
        if let RefOr::T(response) = response
            && fails
            && response.content.is_empty()
        {
            response.content.insert("application/problem+json".to_owned(), RefOr::T(problem()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_says_who_may_call_it() {
        let document = serde_json::to_value(crate::openapi()).unwrap();
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
                assert_eq!(named, [SESSION_SCHEME, TOKEN_SCHEME], "{place}");
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
