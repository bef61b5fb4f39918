//! The maintenance log, and what service and finance add.

use super::month;
use super::walk::{MonthNote, MonthProposal, after, note, proposal};
use crate::auth::Signed;
use crate::change_list::place;
use crate::code::{NoteKindCode, PaymentStateCode, ProposalStateCode};
use crate::extract::{Json, Page, Path, Query, limit};
use crate::messages::Language;
use crate::wire::{Named, instant};
use crate::workbench::CustomerName;
use crate::{Result, Server};
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use kedang_app::export::{ExportFormat, TableFormat};
use kedang_app::month_check::{LogWanted, NewNote, NoteRow, SeenLogRow};
use kedang_domain::id::{CustomerId, DepartmentId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

/// Lines on a page unless the caller says otherwise, and at most.
const LIMIT: i64 = 50;
const LIMIT_MAX: i64 = 200;

pub(super) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(log))
        .routes(routes!(file))
        .routes(routes!(notes))
        .routes(routes!(put_note))
}

/// A line of the maintenance log.
#[derive(Debug, Serialize, ToSchema)]
pub struct MaintenanceLine {
    /// Of which month.
    #[schema(example = "2026-11")]
    pub month: String,
    /// Of which department.
    pub department: Named,
    /// Of which customer.
    pub customer: CustomerName,
    /// The change: who proposed it, who decided, what became of it.
    pub proposal: MonthProposal,
    /// By when it was to be applied.
    #[schema(format = DateTime)]
    pub apply_by: Option<String>,
    /// It was not applied by then.
    pub late: bool,
}

fn line(seen: SeenLogRow, language: Language) -> MaintenanceLine {
    let SeenLogRow { row, proposal: change, late } = seen;
    let (code, name) = row.customer;
    MaintenanceLine {
        month: row.month.to_string(),
        department: Named::new(row.department.0.uuid(), row.department.1),
        customer: CustomerName { id: row.proposal.customer.uuid(), code, name },
        proposal: proposal(change, language),
        apply_by: row.apply_by.map(instant),
        late,
    }
}

/// What of the log is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LogQuery {
    /// Year and month; all when absent.
    #[param(example = "2026-11")]
    month: Option<String>,
    /// Of this department.
    department: Option<Uuid>,
    /// What became this.
    state: Option<ProposalStateCode>,
    /// Where the page begins, as the page before said.
    cursor: Option<String>,
    /// At most so many, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// The maintenance log (维护日志) of customers that the caller sees.
#[utoipa::path(
    get,
    path = "/maintenance-log",
    tag = "month_check",
    params(LogQuery),
    responses(
        (status = 200, description = "The latest first", body = Page<MaintenanceLine>),
        (status = 422, description = "Not a month"),
    )
)]
async fn log(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<LogQuery>,
) -> Result<Json<Page<MaintenanceLine>>> {
    let limit = limit(query.limit, LIMIT, LIMIT_MAX)?;
    let wanted = LogWanted {
        month: month(query.month.as_deref())?,
        department: query.department.map(DepartmentId::new),
        state: query.state.map(|state| state.0),
        after: place(query.cursor.as_deref())?,
    };
    let mut found = server.app.maintenance_log(&signed, &wanted, limit + 1).await?;
    let fits = usize::try_from(limit).unwrap_or_default();
    let more = found.len() > fits;
    found.truncate(fits);
    let next_cursor = found.last().filter(|_| more).map(|last| {
        let proposal = &last.row.proposal;
        format!("{}.{}", proposal.proposed.2, proposal.id)
    });
    let language = Language::of(&signed.locale);
    let items = found.into_iter().map(|one| line(one, language)).collect();
    Ok(Json(Page { items, next_cursor }))
}

/// The form of a table.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TableCode {
    /// A workbook.
    Xlsx,
    /// Text with commas.
    Csv,
}

/// What of the log is taken out.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LogFileQuery {
    /// The form.
    #[param(inline)]
    format: TableCode,
    /// What for; the company may insist on it.
    purpose: Option<String>,
    /// Year and month; all when absent.
    #[param(example = "2026-11")]
    month: Option<String>,
    /// Of this department.
    department: Option<Uuid>,
    /// What became this.
    state: Option<ProposalStateCode>,
}

/// Take the maintenance log out as a table. Asks for the right to take customers out, and for no
/// more of them than may leave without an approval.
#[utoipa::path(
    get,
    path = "/maintenance-log/file",
    tag = "month_check",
    params(LogFileQuery),
    responses(
        (status = 200, description = "The file", content(
            (String = "text/csv"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        )),
        (status = 422, description = "Not a month, or no purpose"),
    )
)]
async fn file(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<LogFileQuery>,
) -> Result<Response> {
    let wanted = LogWanted {
        month: month(query.month.as_deref())?,
        department: query.department.map(DepartmentId::new),
        state: query.state.map(|state| state.0),
        after: None,
    };
    let (table, format, name) = match query.format {
        TableCode::Xlsx => (TableFormat::Xlsx, ExportFormat::Xlsx, "maintenance-log.xlsx"),
        TableCode::Csv => (TableFormat::Csv, ExportFormat::Csv, "maintenance-log.csv"),
    };
    let purpose = query.purpose.as_deref().unwrap_or_default();
    let file = server.app.export_maintenance_log(&signed, &wanted, table, purpose).await?;
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, Body::from(file)).into_response())
}

/// A customer with what was added for a month, as those see it who add.
#[derive(Debug, Serialize, ToSchema)]
pub struct NotedCustomer {
    /// Which.
    pub customer: CustomerName,
    /// What was added; null: nothing yet.
    pub note: Option<MonthNote>,
}

impl From<NoteRow> for NotedCustomer {
    fn from(row: NoteRow) -> Self {
        Self {
            customer: CustomerName { id: row.id.uuid(), code: row.code, name: row.name },
            note: row.note.map(note),
        }
    }
}

/// Which notes are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NotesQuery {
    /// What customer service adds, or finance.
    kind: NoteKindCode,
    /// Year and month; the present one when absent.
    #[param(example = "2026-11")]
    month: Option<String>,
    /// Where the page begins, as the page before said.
    cursor: Option<String>,
    /// At most so many, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// Customers with what customer service or finance added for a month: file code and name alone.
/// For those who add.
#[utoipa::path(
    get,
    path = "/month-notes",
    tag = "month_check",
    params(NotesQuery),
    responses(
        (status = 200, description = "In the order of the file codes", body = Page<NotedCustomer>),
        (status = 422, description = "Not a month"),
    )
)]
async fn notes(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<NotesQuery>,
) -> Result<Json<Page<NotedCustomer>>> {
    let limit = limit(query.limit, LIMIT, LIMIT_MAX)?;
    let month = month(query.month.as_deref())?;
    let after = after(query.cursor.as_deref())?;
    let kind = query.kind.0;
    let mut found = server.app.month_notes(&signed, kind, month, after, limit + 1).await?;
    let fits = usize::try_from(limit).unwrap_or_default();
    let more = found.len() > fits;
    found.truncate(fits);
    let next_cursor = found.last().filter(|_| more).map(|last| last.no.to_string());
    let items = found.into_iter().map(NotedCustomer::from).collect();
    Ok(Json(Page { items, next_cursor }))
}

/// What is added to a customer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteInput {
    /// By customer service or by finance.
    pub kind: NoteKindCode,
    /// The state of payment: finance says it, customer service does not.
    pub payment: Option<PaymentStateCode>,
    /// In words, at most 1,000 characters; customer service must say something.
    pub text: Option<String>,
}

/// Add what was served to a customer in the present month, or how it stands with payments.
#[utoipa::path(
    put,
    path = "/month-notes/{customer_id}",
    tag = "month_check",
    params(("customer_id" = Uuid, Path)),
    request_body = NoteInput,
    responses(
        (status = 200, description = "Added", body = NotedCustomer),
        (status = 404, description = "No such customer"),
        (status = 422, description = "It says nothing"),
    )
)]
async fn put_note(
    State(server): State<Server>,
    signed: Signed,
    Path(customer): Path<CustomerId>,
    Json(input): Json<NoteInput>,
) -> Result<Json<NotedCustomer>> {
    let new = NewNote {
        kind: input.kind.0,
        payment: input.payment.map(|payment| payment.0),
        text: input.text,
    };
    let row = server.app.put_month_note(&signed, customer, &new).await?;
    Ok(Json(row.into()))
}
