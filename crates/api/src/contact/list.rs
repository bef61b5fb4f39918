//! The people of all customers, as a box of business cards.

use crate::auth::Signed;
use crate::customer::Kind;
use crate::extract::{Json, Page};
use crate::wire::{Facts, Named};
use crate::{Result, Server};
use axum::extract::{RawQuery, State};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kedang_app::AppError;
use kedang_app::contact::{CardQuery, Cursor, Listed, Order};
use kedang_app::customer::PAGE;
use kedang_domain::field::{FieldError, FieldIssue, Values};
use kedang_domain::reference::{Divisions, Industries};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// What stands on a card; everything else is on the customer's file.
const ON_A_CARD: [&str; 9] = [
    "post",
    "department_name",
    "mobile",
    "office_phone",
    "email",
    "wechat",
    "card_met_on",
    "card_met_at",
    "card_occasion",
];
/// Longest text to search for, in characters.
const TEXT_MAX: usize = 100;

/// A region or an industry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Place {
    /// Its code.
    #[schema(example = "320102")]
    pub code: String,
    /// Its name, from the top down.
    pub name: String,
}

impl Place {
    fn region(code: &str) -> Option<Self> {
        let name = Divisions::builtin().full_name(code)?;
        Some(Self { code: code.to_owned(), name: name.to_owned() })
    }

    fn industry(code: &str) -> Option<Self> {
        let name = Industries::builtin().by_code(code)?.name;
        Some(Self { code: code.to_owned(), name: name.to_owned() })
    }

    /// The province or the section under which a card is put.
    fn group(order: Order, place: &str) -> Option<Self> {
        match order {
            Order::Region => Self::region(&format!("{}0000", place.get(..2)?)),
            Order::Industry => Self::industry(place.get(..1)?),
        }
    }
}

/// The customer of a card.
#[derive(Debug, Serialize, ToSchema)]
pub struct CardCustomer {
    /// Which.
    pub id: Uuid,
    /// The uniform file code.
    #[schema(example = "KH0000001")]
    pub code: String,
    /// Organisation or individual.
    pub kind: Kind,
    /// Full name.
    pub name: String,
    /// Its owner.
    pub owner: Named,
    /// Where it is.
    pub region: Option<Place>,
    /// What it does.
    pub industry: Option<Place>,
}

/// A contact as a business card.
#[derive(Debug, Serialize, ToSchema)]
pub struct CardRow {
    /// The contact.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// The one to turn to first.
    pub primary: bool,
    /// Post, numbers and addresses, and when, where and at what occasion one met.
    #[schema(value_type = Facts)]
    pub values: Values,
    /// The customer.
    pub customer: CardCustomer,
    /// The province or the section under which it stands in this order; null when it is unknown.
    pub group: Option<Place>,
}

impl CardRow {
    fn new(order: Order, listed: Listed) -> Self {
        let (contact, customer) = (listed.contact, listed.customer);
        let text = |key: &str| customer.values.get(key).and_then(Value::as_str);
        let (region, industry) = (text("region"), text("industry"));
        let mut values = contact.values;
        values.retain(|key, _| ON_A_CARD.contains(&key.as_str()));
        Self {
            id: contact.id.uuid(),
            name: contact.name,
            primary: contact.primary,
            values,
            group: listed.place.and_then(|place| Place::group(order, &place)),
            customer: CardCustomer {
                id: contact.customer.uuid(),
                code: customer.code,
                kind: customer.kind.into(),
                region: region.and_then(Place::region),
                industry: industry.and_then(Place::industry),
                name: customer.name,
                owner: Named::new(customer.owner.0.uuid(), customer.owner.1),
            },
        }
    }
}

/// The query, taken apart.
struct Wanted {
    query: CardQuery,
    text: Option<String>,
}

fn bad(name: &str, error: FieldError) -> FieldIssue {
    FieldIssue { pointer: format!("/{name}"), field: name.to_owned(), error }
}

fn shown(text: &str) -> String {
    text.chars().take(64).collect()
}

/// A year, a month or a day.
fn is_span(text: &str) -> bool {
    let whole = format!("{text}{}", "0000-01-01".get(text.len()..).unwrap_or("?"));
    matches!(text.len(), 4 | 7 | 10) && whole.parse::<jiff::civil::Date>().is_ok()
}

impl Wanted {
    async fn parse(server: &Server, signed: &Signed, query: Option<&str>) -> Result<Self> {
        let (mut filters, mut issues) = (Vec::new(), Vec::new());
        let (mut order, mut limit) = (Order::Region, 50);
        let (mut text, mut met, mut occasion, mut after) = (None, None, None, None);
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            let refuse = |error: FieldError| bad(&name, error.with("value", shown(&value)));
            match &*name {
                "filter" => filters.push(value.into_owned()),
                "sort" => match Order::parse(&value) {
                    Some(known) => order = known,
                    None => issues.push(refuse(FieldError::new("sort_unknown"))),
                },
                "limit" => match value.parse::<i64>() {
                    Ok(n) if (1..=PAGE).contains(&n) => limit = n,
                    _ => {
                        let error = FieldError::new("limit_range").with("min", 1).with("max", PAGE);
                        issues.push(bad("limit", error));
                    }
                },
                "q" | "occasion" if value.chars().count() > TEXT_MAX => {
                    let actual = value.chars().count();
                    let error = FieldError::new("too_long").with("max", TEXT_MAX);
                    issues.push(bad(&name, error.with("actual", actual)));
                }
                "q" => text = Some(value.trim().to_owned()).filter(|text| !text.is_empty()),
                "occasion" => {
                    occasion = Some(value.trim().to_owned()).filter(|text| !text.is_empty());
                }
                "met" if is_span(&value) => met = Some(value.into_owned()),
                "met" => issues.push(refuse(FieldError::new("date_impossible"))),
                "cursor" if value.is_empty() => {}
                "cursor" => {
                    let decoded = BASE64_URL_SAFE_NO_PAD.decode(value.as_bytes()).ok();
                    after = decoded
                        .and_then(|bytes| String::from_utf8(bytes).ok())
                        .and_then(|text| Cursor::parse(&text));
                    if after.is_none() {
                        issues.push(bad("cursor", FieldError::new("cursor_format")));
                    }
                }
                // A filter under a mistyped name would leave out nobody.
                _ => {
                    let shown = shown(&name);
                    let error = FieldError::new("parameter_unknown").with("value", &*shown);
                    issues.push(bad(&shown.replace('~', "~0").replace('/', "~1"), error));
                }
            }
        }
        let conditions = match server.app.conditions(signed, &filters).await {
            Ok(conditions) => conditions,
            Err(AppError::Invalid(found)) => {
                issues.extend(found);
                Vec::new()
            }
            Err(other) => return Err(other.into()),
        };
        if !issues.is_empty() {
            return Err(AppError::Invalid(issues).into());
        }
        let limit = usize::try_from(limit).unwrap_or_default();
        Ok(Self { query: CardQuery { order, conditions, met, occasion, after, limit }, text })
    }
}

/// List the contacts of all customers that the caller sees, by region or by industry.
#[utoipa::path(
    get,
    path = "/contacts",
    tag = "contact",
    params(
        ("q" = Option<String>, Query, max_length = 100, description = "Name, pinyin, initials, number or customer; the first 200 that match come, without a cursor"),
        ("filter" = Option<Vec<String>>, Query, description = "On the customers, as for their list: `region:under:320000`, `industry:under:C`"),
        ("met" = Option<String>, Query, description = "When one met: a year, a month or a day", example = "2026-11"),
        ("occasion" = Option<String>, Query, max_length = 100, description = "Part of where or at what occasion one met"),
        ("sort" = Option<String>, Query, description = "region or industry", example = "region"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 200)
    ),
    responses(
        (status = 200, description = "One page", body = Page<CardRow>),
    )
)]
pub(super) async fn list(
    State(server): State<Server>,
    signed: Signed,
    RawQuery(query): RawQuery,
) -> Result<Json<Page<CardRow>>> {
    let Wanted { mut query, text } = Wanted::parse(&server, &signed, query.as_deref()).await?;
    let (order, limit) = (query.order, query.limit);
    let (rows, more) = if let Some(text) = text {
        (server.app.search_contacts(&signed, &text, &query).await?, false)
    } else {
        // One row more than asked for tells whether there is another page.
        query.limit += 1;
        let mut rows = server.app.list_contacts(&signed, &query).await?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        (rows, more)
    };
    let next_cursor = rows
        .last()
        .filter(|_| more)
        .map(|last| BASE64_URL_SAFE_NO_PAD.encode(last.cursor().to_text()));
    let items = rows.into_iter().map(|row| CardRow::new(order, row)).collect();
    Ok(Json(Page { items, next_cursor }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_months_and_days_are_told_apart() {
        for text in ["2026", "2026-02", "2026-02-28"] {
            assert!(is_span(text), "{text}");
        }
        for text in
            ["", "26", "2026-", "2026-13", "2026-02-30", "2026-2", "二〇二六", "2026-02-28T"]
        {
            assert!(!is_span(text), "{text}");
        }
    }

    #[test]
    fn cards_are_put_under_provinces_and_sections() {
        let name = |order, place| Place::group(order, place).map(|p| p.name);
        assert_eq!(name(Order::Region, "320102").as_deref(), Some("江苏省"));
        assert_eq!(name(Order::Industry, "C1311").as_deref(), Some("制造业"));
        assert_eq!(name(Order::Region, "3"), None);
    }
}
