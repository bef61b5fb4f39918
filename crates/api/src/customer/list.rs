//! Lists and counts of customers.

use super::Kind;
use super::search::MatchedText;
use crate::auth::Signed;
use crate::clearance::Level;
use crate::extract::{Json, Page};
use crate::obligation::NextDuty;
use crate::wire::{Answer, Facts, Named, instant, instant_or_never};
use crate::{Result, Server};
use axum::extract::{RawQuery, State};
use axum::response::IntoResponse;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kedang_app::AppError;
use kedang_app::Context;
use kedang_app::customer::{
    Condition, Cursor, Listed, PAGE, Query, RowActions as Offered, Sort, SortKey,
    Wanted as RowFacts,
};
use kedang_domain::field::{FieldError, FieldIssue, Values};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Columns of a list at once, at most.
const COLUMNS: usize = 60;

/// A row of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerRow {
    /// Which.
    pub id: Uuid,
    /// The uniform file code.
    pub code: String,
    /// Organisation or individual.
    pub kind: Kind,
    /// Full name.
    pub name: String,
    /// Code of the card template.
    pub template: String,
    /// Its owner.
    pub owner: Named,
    /// The department it belongs to.
    pub department: Named,
    /// The facts asked for in `columns`.
    #[schema(value_type = Facts)]
    pub values: Values,
    /// How full the card is, 0 to 100.
    pub completeness: i64,
    /// Open marks of uncertainty.
    pub uncertain_count: i64,
    /// When it was registered.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// Latest change.
    #[schema(format = DateTime)]
    pub updated_at: String,
    /// Latest contact with it.
    #[schema(format = DateTime)]
    pub last_contact_at: Option<String>,
    /// How secret it is.
    pub secrecy: Level,
    /// Its protected facts are locked for the caller.
    pub locked: bool,
    /// Counts the changes.
    pub version: i64,
    /// What the words that were asked for matched; absent when there were none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matched: Option<MatchedText>,
    /// What is to be done next about it because of a clause.
    pub next_duty: Option<NextDuty>,
    /// What the caller may do with it from the list.
    pub actions: RowActions,
}

/// What the caller may do with a customer from the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct RowActions {
    /// Change its facts.
    pub edit: Answer,
    /// Give it another owner.
    pub assign: Answer,
}

impl RowActions {
    fn new(ctx: &Context, offered: Offered) -> Self {
        Self { edit: Answer::of(ctx, offered.edit), assign: Answer::of(ctx, offered.assign) }
    }
}

impl CustomerRow {
    /// A row as it goes out.
    #[must_use]
    pub fn new(signed: &Signed, listed: Listed) -> Self {
        let actions = RowActions::new(signed, Offered::of(signed, &listed));
        Self {
            id: listed.id.uuid(),
            code: listed.code,
            kind: listed.kind.into(),
            name: listed.name,
            template: listed.template,
            owner: Named::new(listed.owner.0.uuid(), listed.owner.1),
            department: Named::new(listed.department.0.uuid(), listed.department.1),
            values: listed.values,
            completeness: listed.completeness,
            uncertain_count: listed.uncertain,
            created_at: instant(listed.created_at),
            updated_at: instant(listed.updated_at),
            last_contact_at: instant_or_never(listed.last_contact_at),
            secrecy: listed.secrecy.into(),
            locked: listed.locked,
            version: listed.version,
            matched: None,
            next_duty: None,
            actions,
        }
    }
}

/// The query of a list, taken apart.
struct Wanted {
    filters: Vec<String>,
    conditions: Vec<Condition>,
    sort: Sort,
    cursor: Option<Cursor>,
    limit: i64,
    columns: Vec<String>,
}

fn bad(name: &str, error: FieldError) -> FieldIssue {
    FieldIssue { pointer: format!("/{name}"), field: name.to_owned(), error }
}

impl Wanted {
    async fn parse(server: &Server, signed: &Signed, query: Option<&str>) -> Result<Self> {
        let mut filters = Vec::new();
        let mut issues = Vec::new();
        let mut sort = "-updated_at".to_owned();
        let (mut cursor, mut limit, mut columns) = (None, 50, Vec::new());
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            match &*name {
                "filter" => filters.push(value.into_owned()),
                "q" => match server.app.box_asked(signed, &value).await {
                    Ok(asked) => filters.extend(asked.into_filters()),
                    Err(AppError::Invalid(found)) => issues.extend(found),
                    Err(other) => return Err(other.into()),
                },
                "sort" => sort = value.into_owned(),
                "cursor" => cursor = Some(value.into_owned()).filter(|c| !c.is_empty()),
                "limit" => match value.parse::<i64>() {
                    Ok(n) if (1..=PAGE).contains(&n) => limit = n,
                    _ => {
                        let error = FieldError::new("limit_range").with("min", 1).with("max", PAGE);
                        issues.push(bad("limit", error));
                    }
                },
                "columns" => {
                    columns =
                        value.split(',').filter(|c| !c.is_empty()).map(str::to_owned).collect();
                }
                // A filter under a mistyped name would leave out nobody.
                _ => {
                    let shown: String = name.chars().take(64).collect();
                    let error = FieldError::new("parameter_unknown").with("value", &*shown);
                    issues.push(bad(&shown.replace('~', "~0").replace('/', "~1"), error));
                }
            }
        }
        if columns.len() > COLUMNS {
            issues.push(bad("columns", FieldError::new("too_many").with("max", COLUMNS)));
        }
        let sort = Sort::parse(&sort).unwrap_or_else(|| {
            issues.push(bad("sort", FieldError::new("sort_unknown").with("value", &*sort)));
            Sort { key: SortKey::UpdatedAt, descending: true }
        });
        let cursor = match cursor {
            None => None,
            Some(text) => {
                let parsed = BASE64_URL_SAFE_NO_PAD
                    .decode(&text)
                    .ok()
                    .and_then(|bytes| String::from_utf8(bytes).ok())
                    .and_then(|text| Cursor::parse(&text, sort));
                if parsed.is_none() {
                    issues.push(bad("cursor", FieldError::new("cursor_format")));
                }
                parsed
            }
        };
        let conditions = match server.app.conditions(signed, &filters).await {
            Ok(conditions) => conditions,
            Err(AppError::Invalid(found)) => {
                issues.extend(found);
                Vec::new()
            }
            Err(other) => return Err(other.into()),
        };
        if issues.is_empty() {
            Ok(Self { filters, conditions, sort, cursor, limit, columns })
        } else {
            Err(AppError::Invalid(issues).into())
        }
    }
}

/// List customers.
#[utoipa::path(
    get,
    path = "/customers",
    tag = "customer",
    params(
        ("filter" = Option<Vec<String>>, Query, description = "`field:op:value`, repeated; all must hold; with a `-` before it for what must not. Ops: eq, ne, in, lt, lte, gt, gte, under (regions, industries, departments), contains, empty, present"),
        ("q" = Option<String>, Query, description = "A text of the search box, as for `/search`; its filters and words are added"),
        ("sort" = Option<String>, Query, description = "name, code, created_at, updated_at, last_contact_at or completeness; `-` before it for greatest first", example = "-updated_at"),
        ("columns" = Option<String>, Query, description = "Keys of the facts wanted, separated by commas"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 200)
    ),
    responses(
        (status = 200, description = "One page", body = Page<CustomerRow>),
    )
)]
pub(super) async fn list(
    State(server): State<Server>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<impl IntoResponse> {
    let wanted = Wanted::parse(&server, &signed, query.as_deref()).await?;
    let query = Query {
        conditions: wanted.conditions,
        sort: wanted.sort,
        after: wanted.cursor,
        limit: wanted.limit + 1,
        wanted: RowFacts::Only(wanted.columns),
    };
    let mut rows = server.app.list_customers(&signed, &query).await?;
    // One row more than asked for tells whether there is another page.
    let more = rows.len() > usize::try_from(wanted.limit).unwrap_or(usize::MAX);
    if more {
        rows.pop();
    }
    let next_cursor = rows
        .last()
        .filter(|_| more)
        .map(|last| BASE64_URL_SAFE_NO_PAD.encode(last.cursor(wanted.sort).to_text()));
    let mut matches = server.app.matches(&signed, &wanted.filters, &rows).await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut next = server.app.next_duties(&ids).await?;
    let items = rows.into_iter().map(|row| CustomerRow {
        matched: matches.remove(&row.no).map(MatchedText::from),
        next_duty: next.remove(&row.id).map(|duty| NextDuty::new(duty, &signed.locale)),
        ..CustomerRow::new(&signed, row)
    });
    let items = items.collect();
    Ok(Json(Page { items, next_cursor }))
}

/// A count.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerCount {
    /// How many, at most 10,000.
    pub count: i64,
    /// There are more.
    pub capped: bool,
}

/// Count customers.
#[utoipa::path(
    get,
    path = "/customers/count",
    tag = "customer",
    params(
        ("filter" = Option<Vec<String>>, Query, description = "As for the list"),
        ("q" = Option<String>, Query, description = "As for the list")
    ),
    responses(
        (status = 200, description = "How many", body = CustomerCount),
    )
)]
pub(super) async fn count(
    State(server): State<Server>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<impl IntoResponse> {
    let wanted = Wanted::parse(&server, &signed, query.as_deref()).await?;
    let count = server.app.count_customers(&signed, &wanted.conditions).await?;
    Ok(Json(CustomerCount { count: count.count, capped: count.capped }))
}
