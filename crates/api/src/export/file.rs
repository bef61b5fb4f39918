//! The file itself, as it is made.

use super::wire::ExportFormatCode;
use crate::auth::Signed;
use crate::extract::{Path, bad};
use crate::{Result, Server};
use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use kedang_app::AppError;
use kedang_app::export::{ExportFile, ExportFormat, Wish};
use kedang_domain::field::{FieldError, FieldIssue};
use kedang_domain::id::ExportId;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The pieces of a file as the body of a reply.
struct Pieces(ExportFile);

impl Stream for Pieces {
    type Item = io::Result<Bytes>;
    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_next(cx).map(|piece| piece.map(|bytes| bytes.map(Bytes::from)))
    }
}

fn reply(file: ExportFile) -> Response {
    let headers = [
        (header::CONTENT_TYPE, file.format.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)),
    ];
    // So that the page can tell how far it has come.
    let rows = [("x-export-rows", file.rows.to_string())];
    (headers, rows, Body::from_stream(Pieces(file))).into_response()
}

/// Fetch an export, which can be done once, within 24 hours. It holds what the caller may see now.
/// What leaves is on record before it leaves; a download that breaks off is on record as such.
#[utoipa::path(
    post,
    path = "/exports/{id}/file",
    tag = "export",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The file", content(
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (String = "text/vcard"),
        )),
        (status = 404, description = "No such export, or not for the caller"),
        (status = 409, description = "Not ready, fetched before, or too late"),
    )
)]
pub(super) async fn fetch(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ExportId>,
) -> Result<Response> {
    Ok(reply(server.app.fetch_export(&signed, id).await?))
}

fn wish(query: Option<&str>) -> Result<Wish> {
    let mut issues = Vec::new();
    let mut refuse = |name: &str, error: FieldError| {
        let pointer = format!("/{}", name.replace('~', "~0").replace('/', "~1"));
        issues.push(FieldIssue { pointer, field: name.to_owned(), error });
    };
    let (mut purpose, mut filters, mut sort) = (String::new(), Vec::new(), None);
    let (mut columns, mut format, mut cover) = (Vec::new(), None, false);
    for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        let shown = || value.chars().take(64).collect::<String>();
        match &*name {
            "purpose" => purpose = value.into_owned(),
            "filter" => filters.push(value.into_owned()),
            "sort" => sort = Some(value.into_owned()),
            "columns" => {
                columns = value.split(',').filter(|c| !c.is_empty()).map(str::to_owned).collect();
            }
            "cover" if matches!(&*value, "true" | "false") => cover = value == "true",
            "cover" => {
                let error = FieldError::new("choice_unknown").with("value", shown());
                refuse("cover", error.with("options", vec!["true", "false"]));
            }
            "format" => {
                format = ExportFormat::parse(&value);
                if format.is_none() {
                    let error = FieldError::new("choice_unknown").with("value", shown());
                    refuse("format", error.with("options", ExportFormat::NAMES.to_vec()));
                }
            }
            // A filter under a mistyped name would leave out nobody.
            _ => {
                let shown: String = name.chars().take(64).collect();
                refuse(&shown, FieldError::new("parameter_unknown").with("value", &*shown));
            }
        }
    }
    if !issues.is_empty() {
        return Err(AppError::Invalid(issues).into());
    }
    let format = format.ok_or_else(|| bad("format", FieldError::new("required")))?;
    Ok(Wish { purpose, filters, sort, columns, format, cover, only: None })
}

/// Take customers out at once, within the company's limit. For programs; see `/exports` for what
/// somebody has to approve.
#[utoipa::path(
    get,
    path = "/customers/export",
    tag = "export",
    params(
        ("format" = ExportFormatCode, Query, description = "The form"),
        ("purpose" = Option<String>, Query, description = "What for; the company may insist on it"),
        ("columns" = Option<String>, Query, description = "Keys of the columns, separated by commas"),
        ("filter" = Option<Vec<String>>, Query, description = "As for the list"),
        ("sort" = Option<String>, Query, description = "As for the list"),
        ("cover" = Option<bool>, Query, description = "Begin a table of text with a cover")
    ),
    responses(
        (status = 200, description = "The file", content(
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            (String = "text/vcard"),
        )),
    )
)]
pub(super) async fn at_once(
    State(server): State<Server>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let wish = wish(query.as_deref())?;
    Ok(reply(server.app.export_at_once(&signed, &wish).await?))
}
