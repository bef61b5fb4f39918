//! Versions of the regulation for paper.

use crate::auth::Signed;
use crate::extract::{Path, Query, bad};
use crate::wire::instant;
use crate::{Result, Server};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kedang_app::AppError;
use kedang_app::policy::{Approval, ReadVersion};
use kedang_domain::field::FieldError;
use kedang_domain::id::PolicyVersionId;
use kedang_policy::print::{Approval as BookApproval, Book, Issue};
use kedang_policy::value::Language;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(print)).routes(routes!(print_word))
}

/// In which language.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Printing {
    /// `zh` or `en`; `zh` when absent.
    #[param(required = false, pattern = "^(zh|en)$")]
    language: Option<String>,
}

impl Printing {
    fn language(&self) -> Result<Language> {
        match self.language.as_deref() {
            None | Some("zh") => Ok(Language::Zh),
            Some("en") => Ok(Language::En),
            Some(_) => Err(bad("language", FieldError::new("choice_unknown"))),
        }
    }
}

/// A version as a book, for reading and for paper.
#[utoipa::path(
    get,
    path = "/policy/versions/{id}/book.html",
    tag = "policy",
    params(("id" = Uuid, Path), Printing),
    responses(
        (status = 200, description = "A document that prints well", content((String = "text/html"))),
        (status = 404, description = "No such version, or not for the caller"),
        (status = 422, description = "No such language"),
    )
)]
async fn print(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<PolicyVersionId>,
    Query(printing): Query<Printing>,
) -> Result<Response> {
    let language = printing.language()?;
    let found = server.app.policy_version(&signed, id).await?;
    let book = bound(&signed, &server, &found).await?;
    let html = Book::of(&found.regulation, language).issued(book).html();
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// A version as a document for Word.
#[utoipa::path(
    get,
    path = "/policy/versions/{id}/book.docx",
    tag = "policy",
    params(("id" = Uuid, Path), Printing),
    responses(
        (status = 200, description = "The document", content(
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        )),
        (status = 404, description = "No such version, or not for the caller"),
        (status = 422, description = "No such language"),
    )
)]
async fn print_word(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<PolicyVersionId>,
    Query(printing): Query<Printing>,
) -> Result<Response> {
    let language = printing.language()?;
    let found = server.app.policy_version(&signed, id).await?;
    let book = bound(&signed, &server, &found).await?;
    let file = Book::of(&found.regulation, language).issued(book).docx();
    let file = file.map_err(AppError::internal)?;
    let name = found.opened.version.number.map_or("draft".to_owned(), |number| number.to_string());
    let headers = [
        (header::CONTENT_TYPE, DOCX.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"regulation-{name}.docx\"")),
    ];
    Ok((headers, file).into_response())
}

/// What the title page says of a version's issue.
async fn bound(signed: &Signed, server: &Server, found: &ReadVersion) -> Result<Issue> {
    let company = server.app.company(signed).await?;
    let opened = &found.opened;
    let approval = |approval: &Approval| BookApproval {
        by: opened.names.get(&approval.person.to_string()).cloned().unwrap_or_default(),
        on: instant(approval.at).chars().take(10).collect(),
    };
    Ok(Issue {
        company: company.name,
        from: opened.version.active_from.map(|day| day.to_string()).unwrap_or_default(),
        approvals: opened.approvals.iter().map(approval).collect(),
    })
}
