//! Obligations, and more time for them.

mod wire;

use crate::auth::Signed;
use crate::endpoint::{Seen, now};
use crate::extract::{IfMatch, Json, Page, Path, Query, bad, limit};
use crate::{Result, Server};
use axum::extract::State;
use axum::response::Response;
use kedang_app::obligation::{ExtensionDecision, Filter, Listed};
use kedang_domain::field::FieldError;
use kedang_domain::id::{CustomerId, DepartmentId, ExtensionId, ObligationId, PersonId};
use kedang_domain::obligation::ObligationState;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use uuid::Uuid;

pub use wire::ObligationDetail;
pub(crate) use wire::{NextDuty, Obligation, all};

/// Obligations of one page, at most.
const MAX: i64 = 200;

pub(crate) fn routes() -> OpenApiRouter<Server> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(count))
        .routes(routes!(read))
        .routes(routes!(ask))
        .routes(routes!(decide))
}

/// Whose obligations.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Those that the caller has to do, or stands in for.
    Mine,
    /// Those that others have to do.
    Others,
    /// All that the caller may see.
    #[default]
    All,
}

/// How they stand.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// To be done, in time or late.
    #[default]
    Pending,
    /// To be done, and there is time.
    Open,
    /// To be done, and the time is over.
    Breached,
    /// Done in time.
    Kept,
    /// Done, but late.
    LateKept,
    /// Nobody has to do it any more.
    Released,
    /// In any state.
    All,
}

impl Standing {
    fn states(self) -> Vec<ObligationState> {
        match self {
            Self::Pending => vec![ObligationState::Open, ObligationState::Breached],
            Self::Open => vec![ObligationState::Open],
            Self::Breached => vec![ObligationState::Breached],
            Self::Kept => vec![ObligationState::Kept],
            Self::LateKept => vec![ObligationState::LateKept],
            Self::Released => vec![ObligationState::Released],
            Self::All => Vec::new(),
        }
    }
}

/// Which obligations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ObligationQuery {
    /// Whose.
    #[serde(default)]
    #[param(inline, required = false)]
    whose: Whose,
    /// How they stand.
    #[serde(default)]
    #[param(inline, required = false)]
    state: Standing,
    /// For which a department answers.
    department_id: Option<Uuid>,
    /// For this person to do.
    person_id: Option<Uuid>,
    /// About a customer.
    customer_id: Option<Uuid>,
    /// Because of a duty of the regulation, by its key.
    duty: Option<String>,
    /// Because of a clause, as everybody quotes it.
    clause: Option<String>,
    /// Opened in this month, where the company is: year and month.
    #[param(example = "2026-11")]
    opened_in: Option<String>,
    /// Done or let go in this month.
    #[param(example = "2026-11")]
    closed_in: Option<String>,
    /// Found late in this month.
    #[param(example = "2026-11")]
    breached_in: Option<String>,
    /// Due before this instant.
    #[param(format = DateTime)]
    due_before: Option<String>,
    /// Due at this instant or later.
    #[param(format = DateTime)]
    due_from: Option<String>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
    /// Obligations at most, 1 to 200.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<i64>,
}

fn instant(name: &str, text: Option<&String>) -> Result<Option<i64>> {
    let Some(text) = text else { return Ok(None) };
    match text.parse::<jiff::Timestamp>() {
        Ok(at) => Ok(Some(at.as_millisecond())),
        Err(_) => {
            let shown: String = text.chars().take(64).collect();
            Err(bad(name, FieldError::new("date_impossible").with("value", shown)))
        }
    }
}

/// From when to before when a month lasts where the company is.
async fn month(server: &Server, name: &str, text: Option<&String>) -> Result<Option<(i64, i64)>> {
    let Some(text) = text else { return Ok(None) };
    let day: jiff::civil::Date = format!("{text}-01").parse().map_err(|_| {
        let shown: String = text.chars().take(64).collect();
        bad(name, FieldError::new("date_impossible").with("value", shown))
    })?;
    Ok(Some(server.app.month_of(day).await?))
}

impl ObligationQuery {
    async fn filter(&self, server: &Server) -> Result<Filter> {
        Ok(Filter {
            opened: month(server, "opened_in", self.opened_in.as_ref()).await?,
            closed: month(server, "closed_in", self.closed_in.as_ref()).await?,
            breached: month(server, "breached_in", self.breached_in.as_ref()).await?,
            clause: self.clause.clone(),
            duties: Vec::new(),
            mine: matches!(self.whose, Whose::Mine),
            others: matches!(self.whose, Whose::Others),
            departments: self.department_id.map(|id| vec![DepartmentId::new(id)]),
            assignee: self.person_id.map(PersonId::new),
            customer: self.customer_id.map(CustomerId::new),
            owner: None,
            duty: self.duty.clone(),
            states: self.state.states(),
            due_before: instant("due_before", self.due_before.as_ref())?,
            due_from: instant("due_from", self.due_from.as_ref())?,
        })
    }
}

/// Which obligations are counted: all that are to be done still.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ObligationCountQuery {
    /// Whose.
    #[serde(default)]
    #[param(inline, required = false)]
    whose: Whose,
    /// For which a department answers.
    department_id: Option<Uuid>,
    /// About a customer.
    customer_id: Option<Uuid>,
    /// Because of a duty of the regulation, by its key.
    duty: Option<String>,
    /// For this person to do.
    person_id: Option<Uuid>,
    /// Because of a clause, as everybody quotes it.
    clause: Option<String>,
    /// Due at this instant or later.
    #[param(format = DateTime)]
    due_from: Option<String>,
}

impl From<ObligationCountQuery> for ObligationQuery {
    fn from(asked: ObligationCountQuery) -> Self {
        let ObligationCountQuery {
            whose,
            department_id,
            customer_id,
            duty,
            person_id,
            clause,
            due_from,
        } = asked;
        Self {
            whose,
            state: Standing::default(),
            department_id,
            customer_id,
            duty,
            person_id,
            clause,
            opened_in: None,
            closed_in: None,
            breached_in: None,
            due_before: None,
            due_from,
            cursor: None,
            limit: None,
        }
    }
}

/// When one was due, and which it was, with which a page ended.
fn place(cursor: &str) -> Option<(i64, ObligationId)> {
    let (due, id) = cursor.split_once('.')?;
    Some((due.parse().ok()?, id.parse().ok()?))
}

/// Obligations that the caller may see: about customers that they see, their own, those of
/// departments that they head.
#[utoipa::path(
    get,
    path = "/obligations",
    tag = "obligation",
    params(ObligationQuery),
    responses(
        (status = 200, description = "Those first that are due first", body = Page<Obligation>),
    )
)]
async fn list(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<ObligationQuery>,
) -> Result<Json<Page<Obligation>>> {
    let limit = limit(query.limit, 50, MAX)?;
    let after = match query.cursor.as_deref().filter(|cursor| !cursor.is_empty()) {
        None => None,
        Some(cursor) => {
            Some(place(cursor).ok_or_else(|| bad("cursor", FieldError::new("cursor_format")))?)
        }
    };
    // One more than asked for tells whether there is another page.
    let mut found =
        server.app.obligations(&signed, &query.filter(&server).await?, after, limit + 1).await?;
    let wanted = usize::try_from(limit).unwrap_or_default();
    let more = found.len() > wanted;
    found.truncate(wanted);
    let next = |last: &Listed| format!("{}.{}", last.due_at, last.id);
    let next_cursor = found.last().filter(|_| more).map(next);
    Ok(Json(Page { items: wire::all(&server, &signed, found).await?, next_cursor }))
}

/// How much there is to do, each at most 1,000.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObligationCounts {
    /// Late.
    pub late: i64,
    /// Due before the day ends.
    pub today: i64,
    /// Due later.
    pub upcoming: i64,
}

/// How much there is to do.
#[utoipa::path(
    get,
    path = "/obligations/count",
    tag = "obligation",
    params(ObligationCountQuery),
    responses(
        (status = 200, description = "The counts", body = ObligationCounts),
    )
)]
async fn count(
    State(server): State<Server>,
    signed: Signed,
    Query(query): Query<ObligationCountQuery>,
) -> Result<Json<ObligationCounts>> {
    let filter = ObligationQuery::from(query).filter(&server).await?;
    let counts = server.app.obligation_counts(&signed, &filter).await?;
    let (late, today, upcoming) = (counts.late, counts.today, counts.upcoming);
    Ok(Json(ObligationCounts { late, today, upcoming }))
}

/// One obligation, with the entries of the log that opened and fulfilled it, and wishes for more
/// time.
#[utoipa::path(
    get,
    path = "/obligations/{id}",
    tag = "obligation",
    params(("id" = Uuid, Path)),
    responses(
        (status = 200, description = "The obligation", body = ObligationDetail),
        (status = 404, description = "No such obligation, or not for the caller"),
    )
)]
async fn read(
    State(server): State<Server>,
    signed: Signed,
    Path(id): Path<ObligationId>,
) -> Result<Response> {
    let found = server.app.obligation(&signed, id).await?;
    detail(&server, &signed, found).await
}

async fn detail(server: &Server, signed: &Signed, found: Listed) -> Result<Response> {
    let version = found.version;
    Ok(now(version, wire::detail(server, signed, found).await?))
}

/// A wish for more time.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionInput {
    /// The last day on which it would be done, later than it is due now; at most a year ahead.
    #[schema(value_type = String, format = Date)]
    pub until: jiff::civil::Date,
    /// Why, at most 500 characters.
    pub reason: String,
}

/// Ask for more time: whoever has it to do, or stands in.
#[utoipa::path(
    post,
    path = "/obligations/{id}/extensions",
    tag = "obligation",
    params(("id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = ExtensionInput,
    responses(
        (status = 200, description = "Asked", body = ObligationDetail),
        (status = 404, description = "No such obligation, or not for the caller"),
        (status = 409, description = "Done already, or somebody asked already"),
        (status = 412, description = "Changed meanwhile"),
        (status = 422, description = "Values refused"),
    )
)]
async fn ask(
    State(server): State<Server>,
    Seen { signed, id, version }: Seen<ObligationId>,
    Json(input): Json<ExtensionInput>,
) -> Result<Response> {
    let ExtensionInput { until, reason } = input;
    let found = server.app.ask_extension(&signed, id, version, until, &reason).await?;
    detail(&server, &signed, found).await
}

/// What is decided on a wish for more time.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExtensionDecisionInput {
    /// Whether there is more time.
    pub granted: bool,
    /// Why, at most 500 characters; a refusal needs it.
    #[serde(default, deserialize_with = "crate::wire::present")]
    #[schema(value_type = String, required = false)]
    pub reason: Option<String>,
}

/// Give more time or refuse it: the head of the department that answers for it, or of the
/// custodian; nobody for themselves.
#[utoipa::path(
    post,
    path = "/obligations/{id}/extensions/{extension_id}/decision",
    tag = "obligation",
    params(
        ("id" = Uuid, Path),
        ("extension_id" = Uuid, Path),
        ("If-Match" = String, Header),
    ),
    request_body = ExtensionDecisionInput,
    responses(
        (status = 200, description = "Decided", body = ObligationDetail),
        (status = 404, description = "No such obligation or wish, or not for the caller"),
        (status = 409, description = "Decided already, or done already"),
        (status = 412, description = "Changed meanwhile"),
        (status = 422, description = "Values refused"),
    )
)]
async fn decide(
    State(server): State<Server>,
    signed: Signed,
    Path((id, extension)): Path<(ObligationId, ExtensionId)>,
    IfMatch(version): IfMatch,
    Json(input): Json<ExtensionDecisionInput>,
) -> Result<Response> {
    let decision = ExtensionDecision { granted: input.granted, reason: input.reason };
    let app = &server.app;
    let found = app.decide_extension(&signed, id, version, extension, &decision).await?;
    detail(&server, &signed, found).await
}
