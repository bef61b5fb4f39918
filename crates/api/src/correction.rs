//! Corrections: an error in a customer's file is reported, checked by somebody else, put right.

use crate::auth::Signed;
use crate::code::CorrectionStateCode;
use crate::endpoint::{Making, Seen, made, now};
use crate::extract::{Json, Page, Path, Query, limit, page, place};
use crate::wire::{Answer, FactChange, Named, instant};
use crate::workbench::CustomerName;
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::Context;
use kedang_app::correction::{OpenCorrection, Report, Wanted};
use kedang_app::uncertain::Fact;
use kedang_domain::id::{ContactId, CorrectionId, CustomerId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list, report))
        .routes(routes!(read))
        .routes(routes!(check))
        .routes(routes!(refuse))
        .routes(routes!(apply))
}

const PAGE: i64 = 50;
const PAGE_MAX: i64 = 200;

/// Which corrections.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Only of this state.
    #[param(inline)]
    state: Option<CorrectionStateCode>,
    /// Only of this customer.
    customer: Option<Uuid>,
    /// Only the caller's own.
    own: Option<bool>,
    /// Only those that wait for the caller's check.
    to_check: Option<bool>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// How many: 1 to 200, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// A correction.
#[derive(Debug, Serialize, ToSchema)]
pub struct Correction {
    /// Which.
    pub id: Uuid,
    /// The customer.
    pub customer: CustomerName,
    /// The contact whose fact it is; null for the customer's own.
    pub contact: Option<Named>,
    /// Key of the field; `name` for the name.
    pub field: String,
    /// What was on file when it was reported; null: nothing.
    #[schema(value_type = FactChange)]
    pub before: Value,
    /// What is right; null: nothing.
    #[schema(value_type = FactChange)]
    pub after: Value,
    /// Why.
    pub reason: String,
    /// Where that is known from.
    pub source: String,
    /// Who reported it.
    pub reported_by: Named,
    /// When.
    #[schema(format = DateTime)]
    pub reported_at: String,
    /// How far it is.
    pub state: CorrectionStateCode,
    /// Who checked or refused it.
    pub checked_by: Option<Named>,
    /// When.
    #[schema(format = DateTime)]
    pub checked_at: Option<String>,
    /// How it was checked, or why it was refused.
    pub finding: Option<String>,
    /// Who put it right.
    pub applied_by: Option<Named>,
    /// When.
    #[schema(format = DateTime)]
    pub applied_at: Option<String>,
    /// Whether the caller may check or refuse it.
    pub check: Answer,
    /// Whether the caller may put it right once it is checked.
    pub apply: Answer,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

impl Correction {
    fn of(ctx: &Context, open: OpenCorrection) -> Self {
        let OpenCorrection { correction: one, check, apply } = open;
        Self {
            id: one.id.uuid(),
            customer: CustomerName {
                id: one.customer.uuid(),
                code: kedang_app::customer::code(one.customer_no),
                name: one.customer_name,
            },
            contact: one.contact.map(|(id, name)| Named::new(id.uuid(), name)),
            field: one.field,
            before: one.before,
            after: one.after,
            reason: one.reason,
            source: one.source,
            reported_by: Named::new(one.reported_by.0.uuid(), one.reported_by.1),
            reported_at: instant(one.reported_at),
            state: CorrectionStateCode(one.state),
            checked_by: one.checked_by.map(|(id, name)| Named::new(id.uuid(), name)),
            checked_at: one.checked_at.map(instant),
            finding: one.finding,
            applied_by: one.applied_by.map(|(id, name)| Named::new(id.uuid(), name)),
            applied_at: one.applied_at.map(instant),
            check: Answer::of(ctx, check),
            apply: Answer::of(ctx, apply),
            version: one.version,
        }
    }
}

fn reply(ctx: &Context, open: OpenCorrection) -> Response {
    now(open.correction.version, Correction::of(ctx, open))
}

/// Corrections of customers that the caller sees.
#[utoipa::path(
    get,
    path = "/corrections",
    tag = "correction",
    params(Which),
    responses((status = 200, description = "The newest first", body = Page<Correction>))
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(which): Query<Which>,
) -> Result<Json<Page<Correction>>> {
    let limit = limit(which.limit, PAGE, PAGE_MAX)?;
    let after = place(which.cursor.as_deref())?;
    let wanted = Wanted {
        state: which.state.map(|state| state.0),
        customer: which.customer.map(CustomerId::new),
        own: which.own.unwrap_or_default(),
        to_check: which.to_check.unwrap_or_default(),
    };
    let found = server.app.corrections(&signed, wanted, after, limit + 1).await?;
    let cursor =
        |last: &OpenCorrection| format!("{}.{}", last.correction.reported_at, last.correction.id);
    Ok(page(found, limit, cursor, |one| Correction::of(&signed, one)))
}

/// An error in a customer's file.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionInput {
    /// The customer.
    pub customer_id: Uuid,
    /// The contact whose fact it is; absent for the customer's own.
    pub contact_id: Option<Uuid>,
    /// Key of the field; `name` for the name.
    pub field: String,
    /// What is right; null: nothing.
    #[schema(value_type = FactChange)]
    pub value: Value,
    /// Why what is on file is wrong.
    pub reason: String,
    /// Where that is known from.
    #[schema(example = "客户来函")]
    pub source: String,
}

/// Report an error in a customer's file. Nothing is changed until somebody else has checked it.
#[utoipa::path(
    post,
    path = "/corrections",
    tag = "correction",
    params(("Idempotency-Key" = Option<String>, Header)),
    request_body = CorrectionInput,
    responses(
        (status = 201, description = "Reported", body = Correction),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 409, description = "An error in this fact is reported already"),
        (status = 422, description = "Values refused"),
    )
)]
async fn report(
    State(server): State<Server>,
    Making { signed, input }: Making<CorrectionInput>,
) -> Result<Response> {
    let report = Report {
        fact: Fact { field: input.field, contact: input.contact_id.map(ContactId::new) },
        value: input.value,
        reason: input.reason,
        source: input.source,
    };
    let customer = CustomerId::new(input.customer_id);
    let open = server.app.report_correction(&signed, customer, &report).await?;
    let (id, version) = (open.correction.id, open.correction.version);
    Ok(made("corrections", id, version, Correction::of(&signed, open)))
}

/// A correction.
#[utoipa::path(
    get,
    path = "/corrections/{id}",
    tag = "correction",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The correction", body = Correction),
        (status = 404, description = "No such correction, or not for the caller"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CorrectionId>,
) -> Result<Response> {
    Ok(reply(&signed, server.app.correction(&signed, id).await?))
}

/// How an error was checked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionCheck {
    /// How.
    #[schema(example = "致电总机核对")]
    pub how: String,
}

/// Keep that what was reported is an error: whoever answers for the customer, or the custodian, as
/// the regulation says; never who reported it.
#[utoipa::path(
    post,
    path = "/corrections/{id}/check",
    tag = "correction",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = CorrectionCheck,
    responses(
        (status = 200, description = "Checked; it can be put right", body = Correction),
        (status = 404, description = "No such correction, or not for the caller"),
        (status = 409, description = "It is over, or the value on file is another by now"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "No word on how"),
    )
)]
async fn check(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<CorrectionId>,
    Json(input): Json<CorrectionCheck>,
) -> Result<Response> {
    Ok(reply(&signed, server.app.check_correction(&signed, id, version, &input.how).await?))
}

/// Why what was reported is no error.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionRefusal {
    /// Why.
    pub reason: String,
}

/// Refuse what was reported: whoever may check it.
#[utoipa::path(
    post,
    path = "/corrections/{id}/refusal",
    tag = "correction",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = CorrectionRefusal,
    responses(
        (status = 200, description = "Refused", body = Correction),
        (status = 404, description = "No such correction, or not for the caller"),
        (status = 409, description = "It is over"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "No reason"),
    )
)]
async fn refuse(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<CorrectionId>,
    Json(input): Json<CorrectionRefusal>,
) -> Result<Response> {
    Ok(reply(&signed, server.app.refuse_correction(&signed, id, version, &input.reason).await?))
}

/// Put right what was checked: whoever may change the customer.
#[utoipa::path(
    post,
    path = "/corrections/{id}/application",
    tag = "correction",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    responses(
        (status = 200, description = "The customer is changed", body = Correction),
        (status = 404, description = "No such correction, or not for the caller"),
        (status = 409, description = "It is not checked, or over, or the value is another by now"),
        (status = 412, description = "Somebody else was faster"),
        (status = 422, description = "The value breaks the rules of today"),
    )
)]
async fn apply(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<CorrectionId>,
) -> Result<Response> {
    Ok(reply(&signed, server.app.apply_correction(&signed, id, version).await?))
}
