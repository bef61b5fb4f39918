//! The work list of invalid entries.

use crate::auth::Signed;
use crate::extract::{IfMatch, Json, Path, Query, bad};
use crate::wire::{Named, instant, instant_or_never};
use crate::{Result, Server};
use axum::extract::State;
use axum::http::StatusCode;
use kedang_app::customer::Cursor;
use kedang_app::invalid::{Flaw, SORT, Suspect, Wish};
use kedang_domain::field::FieldError;
use kedang_domain::id::{CustomerId, DepartmentId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(rule)).routes(routes!(counts))
}

/// Why a customer looks like an invalid entry.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvalidFlaw {
    /// The name is none: a word for having none, one letter repeated, digits alone.
    PlaceholderName,
    /// A telephone number of which all digits are equal or ascend.
    PlaceholderPhone,
    /// No telephone, e-mail or postal address, nor a contact with one.
    Unreachable,
    /// An organisation without credit code, address and contact.
    Unidentified,
    /// Neither changed nor in contact for three years.
    Untouched,
}

impl From<InvalidFlaw> for Flaw {
    fn from(reason: InvalidFlaw) -> Self {
        match reason {
            InvalidFlaw::PlaceholderName => Self::PlaceholderName,
            InvalidFlaw::PlaceholderPhone => Self::PlaceholderPhone,
            InvalidFlaw::Unreachable => Self::Unreachable,
            InvalidFlaw::Unidentified => Self::Unidentified,
            InvalidFlaw::Untouched => Self::Untouched,
        }
    }
}

impl From<Flaw> for InvalidFlaw {
    fn from(fault: Flaw) -> Self {
        match fault {
            Flaw::PlaceholderName => Self::PlaceholderName,
            Flaw::PlaceholderPhone => Self::PlaceholderPhone,
            Flaw::Unreachable => Self::Unreachable,
            Flaw::Unidentified => Self::Unidentified,
            Flaw::Untouched => Self::Untouched,
        }
    }
}

/// What becomes of a suspicion.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum InvalidState {
    /// Nobody has said that it is fine, as it is now.
    Open,
    /// Somebody has.
    Fine,
}

/// That somebody said a customer is fine.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvalidFine {
    /// Who.
    pub person: Named,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// Why.
    pub reason: String,
}

/// A customer that looks like an invalid entry.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvalidEntry {
    /// Which.
    pub id: Uuid,
    /// File code.
    #[schema(example = "KH0000001")]
    pub code: String,
    /// Full name.
    pub name: String,
    /// Its owner.
    pub owner: Named,
    /// The department it belongs to.
    pub department: Named,
    /// Why it is suspected.
    pub reasons: Vec<InvalidFlaw>,
    /// Latest change.
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// Latest contact; null before the first.
    #[schema(format = DateTime)]
    pub last_contact_at: Option<String>,
    /// What to send back in If-Match.
    pub version: i64,
    /// Somebody said that it is fine; null while nobody has.
    pub fine: Option<InvalidFine>,
}

impl From<Suspect> for InvalidEntry {
    fn from(suspect: Suspect) -> Self {
        let customer = suspect.customer;
        Self {
            id: customer.id.uuid(),
            code: customer.code,
            name: customer.name,
            owner: Named::new(customer.owner.0.uuid(), customer.owner.1),
            department: Named::new(customer.department.0.uuid(), customer.department.1),
            reasons: suspect.faults.into_iter().map(InvalidFlaw::from).collect(),
            updated_at: instant(customer.updated_at),
            last_contact_at: instant_or_never(customer.last_contact_at),
            version: customer.version,
            fine: suspect.fine.map(|fine| InvalidFine {
                person: Named::new(fine.by.0.uuid(), fine.by.1),
                at: instant(fine.at),
                reason: fine.reason,
            }),
        }
    }
}

/// A page of the work list.
#[derive(Debug, Serialize, ToSchema)]
pub struct InvalidPage {
    /// At most 50; what was left alone for longest comes first.
    pub items: Vec<InvalidEntry>,
    /// Where to go on; null when all were looked at. One request looks at 5,000 customers at most,
    /// so that a page may be short, or empty, and still have a next.
    pub next_cursor: Option<String>,
}

/// What of the work list is wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct InvalidWanted {
    /// `open` when absent.
    state: Option<InvalidState>,
    /// To which department they belong, or to one below it.
    department: Option<Uuid>,
    /// Suspected for this.
    reason: Option<InvalidFlaw>,
    /// Where to go on, as the page before said.
    cursor: Option<String>,
}

/// Customers that look like invalid entries, of those that the caller sees.
#[utoipa::path(
    get,
    path = "/cleaning/invalid",
    tag = "cleaning",
    params(InvalidWanted),
    responses((status = 200, description = "Oldest change first", body = InvalidPage))
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(wanted): Query<InvalidWanted>,
) -> Result<Json<InvalidPage>> {
    let cursor = |text: &str| {
        Cursor::parse(text, SORT).ok_or_else(|| bad("cursor", FieldError::new("cursor_format")))
    };
    let wish = Wish {
        fine: matches!(wanted.state, Some(InvalidState::Fine)),
        department: wanted.department.map(DepartmentId::new),
        fault: wanted.reason.map(Flaw::from),
        after: wanted.cursor.as_deref().map(cursor).transpose()?,
    };
    let page = server.app.invalid_entries(&signed, &wish).await?;
    Ok(Json(InvalidPage {
        items: page.items.into_iter().map(InvalidEntry::from).collect(),
        next_cursor: page.next.map(|cursor| cursor.to_text()),
    }))
}

/// How much of a work list waits.
#[derive(Debug, Serialize, ToSchema)]
pub struct CleaningCount {
    /// How many, at most 500.
    pub count: i64,
    /// There may be more.
    pub capped: bool,
}

impl From<kedang_app::customer::Count> for CleaningCount {
    fn from(count: kedang_app::customer::Count) -> Self {
        Self { count: count.count, capped: count.capped }
    }
}

/// What waits for those who clean the customer file.
#[derive(Debug, Serialize, ToSchema)]
pub struct CleaningCounts {
    /// Pairs that look like one customer.
    pub twins: CleaningCount,
    /// Customers that look like invalid entries, among 5,000 that are looked at.
    pub invalid: CleaningCount,
}

/// How many pairs and entries wait for the caller.
#[utoipa::path(
    get,
    path = "/cleaning/counts",
    tag = "cleaning",
    responses((status = 200, description = "Of what the caller sees", body = CleaningCounts))
)]
async fn counts(State(server): State<Server>, signed: Signed) -> Result<Json<CleaningCounts>> {
    let counts = server.app.cleaning_counts(&signed).await?;
    Ok(Json(CleaningCounts { twins: counts.twins.into(), invalid: counts.invalid.into() }))
}

/// What somebody says of a customer that looks like an invalid entry.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InvalidInput {
    /// What.
    pub state: InvalidState,
    /// Why; must be said when it is fine.
    pub reason: Option<String>,
}

/// Say that a customer is fine, or take it back. It holds until the customer changes, or is
/// suspected for something else.
#[utoipa::path(
    put,
    path = "/cleaning/invalid/{id}",
    tag = "cleaning",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = InvalidInput,
    responses(
        (status = 204, description = "Kept"),
        (status = 404, description = "Not for the caller, or nothing is suspected"),
        (status = 412, description = "It has changed meanwhile"),
        (status = 422, description = "No reason"),
    )
)]
async fn rule(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<CustomerId>,
    IfMatch(version): IfMatch,
    Json(input): Json<InvalidInput>,
) -> Result<StatusCode> {
    let fine = matches!(input.state, InvalidState::Fine);
    server.app.rule_on_invalid(&signed, id, version, fine, input.reason.as_deref()).await?;
    Ok(StatusCode::NO_CONTENT)
}
