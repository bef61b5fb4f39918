//! The log: searching it, proving it, verifying it, and who saw a customer.

mod item;
mod proof;
mod verification;

pub use item::{EvidenceCustomer, EvidenceItem, EvidenceSubject};
pub use proof::{EvidenceEntry, EvidenceProof};
pub use verification::{
    EvidenceCheckpoint, EvidenceStatus, EvidenceVerification, EvidenceWarning, FirstBad,
    VerificationInput, VerificationResult,
};

use crate::auth::Signed;
use crate::extract::{Json, Page, Path, Query, bad, limit};
use crate::messages::Language;
use crate::{Result, Server};
use axum::extract::State;
use kedang_app::evidence::{self as log, FoundPage, PAGE};
use kedang_domain::field::FieldError;
use kedang_domain::id::{CustomerId, PersonId};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(search))
        .routes(routes!(verification::status))
        .routes(routes!(verification::verify))
        .routes(routes!(proof::open))
        .routes(routes!(of_customer))
}

/// Entries on a page unless the caller says otherwise.
const LIMIT: i64 = 50;

fn page(page: FoundPage, language: Language) -> Page<EvidenceItem> {
    let names = page.names;
    let items = page.items.into_iter().map(|found| EvidenceItem::new(found, &names, language));
    Page { items: items.collect(), next_cursor: page.next.map(|next| next.to_string()) }
}

fn before(cursor: Option<&str>) -> Result<Option<i64>> {
    match cursor.filter(|c| !c.is_empty()).map(str::parse) {
        None => Ok(None),
        Some(Ok(index)) => Ok(Some(index)),
        Some(Err(_)) => Err(bad("cursor", FieldError::new("cursor_format"))),
    }
}

/// What is looked for. What is absent may be anything.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EvidenceQuery {
    /// Who did it.
    person: Option<Uuid>,
    /// Which customer it concerns: id or file code.
    customer: Option<String>,
    /// What was done, or the beginning of it up to a dot: `customer` finds `customer.open`.
    action: Option<String>,
    /// The clause of the regulation that it names, as everybody quotes it: `M 5.1.6a`.
    clause: Option<String>,
    /// Not before: an instant, or a day of the company.
    from: Option<String>,
    /// Before: an instant; or a day of the company, which is counted in.
    to: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// How many, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// Search the log, newest first. The search itself is written into the log.
#[utoipa::path(
    get,
    path = "/evidence",
    tag = "evidence",
    params(EvidenceQuery),
    responses(
        (status = 200, description = "A page of entries", body = Page<EvidenceItem>),
        (status = 422, description = "Parameters refused"),
    )
)]
async fn search(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<EvidenceQuery>,
) -> Result<Json<Page<EvidenceItem>>> {
    let mut times = [None; 2];
    let asked = [("from", &query.from, false), ("to", &query.to, true)];
    for (time, (name, text, end)) in times.iter_mut().zip(asked) {
        let Some(text) = text.as_deref().filter(|t| !t.is_empty()) else { continue };
        *time = server.app.instant(text, end).await?;
        if time.is_none() {
            let shown: String = text.chars().take(64).collect();
            return Err(bad(name, FieldError::new("instant_format").with("value", shown)));
        }
    }
    let wanted = log::Wanted {
        person: query.person.map(PersonId::new),
        customer: query.customer.filter(|c| !c.is_empty()),
        action: query.action.filter(|a| !a.is_empty()),
        clause: query.clause.filter(|c| !c.is_empty()),
        from: times[0],
        to: times[1],
        before: before(query.cursor.as_deref())?,
        limit: limit(query.limit, LIMIT, PAGE)?,
    };
    let found = server.app.search_evidence(&signed, &wanted).await?;
    Ok(Json(page(found, Language::of(&signed.locale))))
}

/// A page of what happened to a customer.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CustomerEvidenceQuery {
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// How many, 50 when absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

/// Who saw and changed a customer, newest first: for those who may change it, its head, and the
/// readers of the log, who alone get addresses and details. The reading itself is written into the
/// log.
#[utoipa::path(
    get,
    path = "/customers/{id}/evidence",
    tag = "evidence",
    params(("id" = Uuid, Path), CustomerEvidenceQuery),
    responses(
        (status = 200, description = "A page of entries", body = Page<EvidenceItem>),
        (status = 403, description = "For those who answer for the customer only"),
        (status = 404, description = "No such customer, or not for the caller"),
        (status = 422, description = "Parameters refused"),
    )
)]
async fn of_customer(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
    Query(query): Query<CustomerEvidenceQuery>,
) -> Result<Json<Page<EvidenceItem>>> {
    let (before, limit) = (before(query.cursor.as_deref())?, limit(query.limit, LIMIT, PAGE)?);
    let found = server.app.customer_evidence(&signed, id, before, limit).await?;
    Ok(Json(page(found, Language::of(&signed.locale))))
}
