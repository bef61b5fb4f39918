//! Imports: upload, look, mend, write, get back what could not be written, and undo.

mod approval;
mod wire;

use crate::auth::Signed;
use crate::extract::{IfMatch, Json, Page, Path, Query, etag, limit};
use crate::messages::{Language, cell_texts};
use crate::problem::ApiError;
use crate::{Result, Server};
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kedang_app::AppError;
use kedang_app::import::{FILE_MAX, Import as Batch, ImportChange as Change, ImportLine};
use kedang_domain::id::{ImportId, ImportTemplateId, PersonId};
use serde::Deserialize;
use std::io::Write as _;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Cells, FixInput, Fixed, Import, ImportChange, ImportRow, Mended, RowsQuery};
pub(crate) use wire::{ImportKey, ImportMode};

/// Bytes of a multipart body around the file.
const ENVELOPE: u64 = 64 * 1024;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    let limit = usize::try_from(FILE_MAX + ENVELOPE).unwrap_or(usize::MAX);
    OpenApiRouter::new()
        .routes(routes!(list, upload))
        .layer(DefaultBodyLimit::max(limit))
        .routes(routes!(read, change, cancel))
        .routes(routes!(preview))
        .routes(routes!(rows))
        .routes(routes!(mend))
        .routes(routes!(fix))
        .routes(routes!(write))
        .routes(routes!(approval::approve, approval::withdraw))
        .routes(routes!(approval::refuse))
        .routes(routes!(undo))
        .routes(routes!(rejects))
}

/// A file to be imported.
#[derive(ToSchema)]
#[expect(dead_code, reason = "describes the multipart form; the handler reads it as a stream")]
struct Upload {
    /// The file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Upload a workbook or table.
#[utoipa::path(
    post,
    path = "/imports",
    tag = "import",
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "Read and judged; nothing is written yet", body = Import),
        (status = 413, description = "Too large"),
        (status = 422, description = "Not a file that can be read"),
    )
)]
async fn upload(
    State(server): State<Server>,
    signed: Signed,
    form: std::result::Result<Multipart, axum::extract::multipart::MultipartRejection>,
) -> Result<impl IntoResponse> {
    let mut form = form.map_err(|_| ApiError::BadRequest("multipart_format"))?;
    let too_large = || ApiError::App(AppError::TooLarge { limit: FILE_MAX, unit: "bytes" });
    while let Some(mut field) =
        form.next_field().await.map_err(|_| ApiError::BadRequest("multipart_format"))?
    {
        if field.name() != Some("file") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        // Unnamed in the file system or removed on drop, whatever happens.
        let mut file = tempfile::NamedTempFile::new().map_err(AppError::internal)?;
        let mut size = 0_u64;
        while let Some(chunk) = field.chunk().await.map_err(|_| too_large())? {
            size += chunk.len() as u64;
            if size > FILE_MAX {
                return Err(too_large());
            }
            file.write_all(&chunk).map_err(AppError::internal)?;
        }
        file.flush().map_err(AppError::internal)?;
        let path = file.path().to_owned();
        let import = server.app.start_import(&signed, path, &name).await?;
        let location = format!("/api/v1/imports/{}", import.id);
        let version = import.version;
        return Ok((
            StatusCode::CREATED,
            [(header::LOCATION, location)],
            etag(version),
            Json(Import::new(import, &[])),
        ));
    }
    Err(ApiError::BadRequest("multipart_file"))
}

/// A page of imports.
#[derive(Debug, Deserialize, IntoParams)]
struct ListQuery {
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Imports at most, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
    /// Only those of others that wait for the caller's approval, the longest waiting first.
    #[serde(default)]
    waiting: bool,
}

/// List one's imports, newest first, or those that wait for one's approval.
#[utoipa::path(
    get,
    path = "/imports",
    tag = "import",
    params(ListQuery),
    responses(
        (status = 200, description = "One page", body = Page<Import>),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<ListQuery>,
) -> Result<impl IntoResponse> {
    let limit = limit(query.limit, 50, 200)?;
    if query.waiting {
        let items = server.app.imports_to_decide(&signed, limit).await?;
        let items = items.into_iter().map(|i| Import::new(i, &[])).collect();
        return Ok(Json(Page { items, next_cursor: None }));
    }
    let cursor = match query.cursor.as_deref().filter(|c| !c.is_empty()) {
        None => None,
        Some(text) => Some(
            BASE64_URL_SAFE_NO_PAD
                .decode(text)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .and_then(|text| {
                    let (at, id) = text.split_once('.')?;
                    Some((at.parse::<i64>().ok()?, id.parse::<ImportId>().ok()?))
                })
                .ok_or(ApiError::BadRequest("cursor_format"))?,
        ),
    };
    let mut items = server.app.imports(&signed, cursor, limit + 1).await?;
    let more = items.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    if more {
        items.pop();
    }
    let next_cursor = items
        .last()
        .filter(|_| more)
        .map(|last| BASE64_URL_SAFE_NO_PAD.encode(format!("{}.{}", last.created_at, last.id)));
    let items: Vec<_> = items.into_iter().map(|i| Import::new(i, &[])).collect();
    Ok(Json(Page { items, next_cursor }))
}

/// Read an import: its state, sheets, columns and counts.
#[utoipa::path(
    get,
    path = "/imports/{id}",
    tag = "import",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The import", body = Import),
        (status = 404, description = "No such import of the caller"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ImportId>,
) -> Result<impl IntoResponse> {
    let import = server.app.import(&signed, id).await?;
    let sample = if import.status == "cancelled" {
        Vec::new()
    } else {
        server.app.import_preview(&signed, id).await?
    };
    Ok((etag(import.version), Json(Import::new(import, &sample))))
}

/// The first rows of the chosen sheet as they stand in the file, titles and header among them.
#[utoipa::path(
    get,
    path = "/imports/{id}/preview",
    tag = "import",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "At most 30 rows", body = Page<ImportRow>),
    )
)]
async fn preview(
    State(server): State<Server>,
    signed: Signed,
    headers: HeaderMap,
    Path(id): Path<ImportId>,
) -> Result<impl IntoResponse> {
    let language = Language::accepted(&headers);
    let lines = server.app.import_preview(&signed, id).await?;
    let items = shown(&server, &signed, lines, language).await?;
    Ok(Json(Page { items, next_cursor: None }))
}

/// Choose how the file is read, another sheet, header row, meaning of columns, owner, template, or
/// what is done with customers on file.
#[utoipa::path(
    patch,
    path = "/imports/{id}",
    tag = "import",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = ImportChange,
    responses(
        (status = 200, description = "Judged anew", body = Import),
        (status = 412, description = "Changed meanwhile"),
    )
)]
async fn change(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ImportId>,
    IfMatch(version): IfMatch,
    Json(input): Json<ImportChange>,
) -> Result<impl IntoResponse> {
    let correction = input.correction();
    let change = Change {
        correction,
        sheet: input.sheet,
        header_row: input.header_row,
        columns: input.columns.unwrap_or_default(),
        owner: input.owner_id.map(PersonId::new),
        template: input.template,
        mode: input.mode.map(Into::into),
        key: input.key.map(Into::into),
        overwrite_empty: input.overwrite_empty,
        import_template: input.template_id.map(|id| id.map(ImportTemplateId::new)),
        contacts: input.contacts,
    };
    let import = server.app.change_import(&signed, id, version, &change).await?;
    let sample = server.app.import_preview(&signed, id).await?;
    Ok((etag(import.version), Json(Import::new(import, &sample))))
}

/// Rows of the chosen sheet with their verdicts.
#[utoipa::path(
    get,
    path = "/imports/{id}/rows",
    tag = "import",
    params(("id" = Uuid, Path), RowsQuery),
    responses(
        (status = 200, description = "One page", body = Page<ImportRow>),
    )
)]
async fn rows(
    State(server): State<Server>,
    signed: Signed,
    headers: HeaderMap,
    Path(id): Path<ImportId>,
    Query(query): Query<RowsQuery>,
) -> Result<impl IntoResponse> {
    let language = Language::accepted(&headers);
    let limit = limit(query.limit, 100, 500)?;
    let after = match query.cursor.as_deref().filter(|c| !c.is_empty()) {
        None => 0,
        Some(text) => text.parse().map_err(|_| ApiError::BadRequest("cursor_format"))?,
    };
    let verdicts = query.verdict.unwrap_or_default().into();
    let (_, mut lines) = server.app.import_lines(&signed, id, verdicts, after, limit + 1).await?;
    let more = lines.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    if more {
        lines.pop();
    }
    let next_cursor = lines.last().filter(|_| more).map(|l| l.row.to_string());
    let items = shown(&server, &signed, lines, language).await?;
    Ok(Json(Page { items, next_cursor }))
}

async fn shown(
    server: &Server,
    signed: &Signed,
    lines: Vec<ImportLine>,
    language: Language,
) -> Result<Vec<ImportRow>> {
    let lines = server.app.shown_lines(signed, lines).await?;
    Ok(lines.into_iter().map(|line| ImportRow::new(line, language)).collect())
}

/// Mend cells of a row, or say what is done with one that may be on file already.
#[utoipa::path(
    patch,
    path = "/imports/{id}/rows/{row}",
    tag = "import",
    params(("id" = Uuid, Path), ("row" = i64, Path)),
    request_body = Cells,
    responses(
        (status = 200, description = "Judged anew", body = Mended),
    )
)]
async fn mend(
    State(server): State<Server>,
    signed: Signed,
    headers: HeaderMap,
    Path((id, row)): Path<(ImportId, i64)>,
    Json(input): Json<Cells>,
) -> Result<impl IntoResponse> {
    let language = Language::accepted(&headers);
    let chosen = input.chosen()?;
    // A choice alone mends nothing.
    let mended = match (input.cells.is_empty(), chosen) {
        (true, Some(choice)) => server.app.choose_twin(&signed, id, row, choice).await?,
        (_, chosen) => {
            let mended = server.app.mend_import(&signed, id, row, &input.cells).await?;
            match chosen {
                Some(choice) => server.app.choose_twin(&signed, id, row, choice).await?,
                None => mended,
            }
        }
    };
    let (import, line) = mended;
    let row = shown(&server, &signed, vec![line], language).await?.into_iter().next();
    let row = row.ok_or_else(|| AppError::internal("a row was lost"))?;
    Ok(Json(Mended { import: Import::new(import, &[]), row }))
}

/// Mend every bad cell of a column in the same way.
#[utoipa::path(
    post,
    path = "/imports/{id}/fixes",
    tag = "import",
    params(("id" = Uuid, Path)),
    request_body = FixInput,
    responses(
        (status = 200, description = "How many changed", body = Fixed),
    )
)]
async fn fix(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ImportId>,
    Json(input): Json<FixInput>,
) -> Result<impl IntoResponse> {
    let (import, changed) =
        server.app.fix_import(&signed, id, input.column, input.fix.into()).await?;
    Ok(Json(Fixed { import: Import::new(import, &[]), changed }))
}

/// Write the good rows. Goes on by itself, also after a restart. Where the company wants an approval
/// of so many rows and there is none, it is asked for instead: the status says so.
#[utoipa::path(
    post,
    path = "/imports/{id}/writing",
    tag = "import",
    params(("id" = Uuid, Path)),
    responses(
        (status = 202, description = "Begun, or waiting for an approval", body = Import),
    )
)]
async fn write(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ImportId>,
) -> Result<impl IntoResponse> {
    let import = server.app.begin_writing(&signed, id).await?;
    Ok((StatusCode::ACCEPTED, Json(Import::new(import, &[]))))
}

/// Remove the customers that an import registered, and give those that it changed back what they
/// had, but for those that somebody has worked with since: these stay, and their rows say why. For 30 days after the import ended. Goes on by
/// itself, also after a restart.
#[utoipa::path(
    post,
    path = "/imports/{id}/undo",
    tag = "import",
    params(("id" = Uuid, Path)),
    responses(
        (status = 202, description = "Begun", body = Import),
        (status = 404, description = "No such import of the caller"),
        (status = 409, description = "Not over, undone already, or nothing was written"),
    )
)]
async fn undo(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ImportId>,
) -> Result<impl IntoResponse> {
    let import = server.app.begin_undo(&signed, id).await?;
    Ok((StatusCode::ACCEPTED, etag(import.version), Json(Import::new(import, &[]))))
}

/// Give an import up. What was written stays, until it is undone.
#[utoipa::path(
    delete,
    path = "/imports/{id}",
    tag = "import",
    params(("id" = Uuid, Path)),
    responses(
        (status = 204, description = "Given up"),
    )
)]
async fn cancel(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ImportId>,
) -> Result<StatusCode> {
    server.app.cancel_import(&signed, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The rows that were not written, as a workbook with the reasons.
#[utoipa::path(
    get,
    path = "/imports/{id}/rejects",
    tag = "import",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The workbook", body = Vec<u8>, content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    )
)]
async fn rejects(
    State(server): State<Server>,
    signed: Signed,
    headers: HeaderMap,
    Path(id): Path<ImportId>,
) -> Result<Response> {
    let language = Language::accepted(&headers);
    let head = match language {
        Language::Zh => ("原行号", "不能写入的原因"),
        Language::En => ("Row", "Why it was not written"),
    };
    let words = |import: &Batch, errors: &[_]| cell_texts(language, errors, &import.layout.mapping);
    let file = server.app.import_rejects(&signed, id, words, head).await?;
    Ok((
        [
            (
                header::CONTENT_TYPE,
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
            (header::CONTENT_DISPOSITION, "attachment; filename=\"rejects.xlsx\""),
        ],
        Body::from(file),
    )
        .into_response())
}
