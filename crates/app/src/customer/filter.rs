//! Filters of the list, from their text form `field:op:value`; with a `-` before it for what must
//! not hold.

mod day;

use day::{date_test, time_test};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kedang_db::Value;
use kedang_domain::field::{
    Catalogue, CustomerKind, FieldError, FieldIssue, FieldType, FilterOp, parse_filter_value,
};
use kedang_domain::id::{DepartmentId, PersonId};
use kedang_domain::value::clean_line;
use kedang_storage::customer::{self, Column, ColumnTest, Condition, ValueTest};
use kedang_storage::organisation::{self, DepartmentNode};

/// Filters at once, at most.
const MAX: usize = 20;
/// Longest fragment of a name, in characters.
const NAME_MAX: usize = 100;
/// So much of what cannot be understood is repeated to the caller, in characters.
const SHOWN: usize = 64;

/// Who filters, and where.
pub(super) struct Asker<'a> {
    /// The fields there are.
    pub(super) catalogue: &'a Catalogue,
    /// For whom `me` stands.
    pub(super) me: PersonId,
    /// Where a day begins.
    pub(super) zone: TimeZone,
    /// The date there.
    pub(super) today: Date,
    /// The departments there are, where a filter asks for what is below one.
    pub(super) departments: Vec<DepartmentNode>,
}

/// In what is searched for a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In all that the search knows.
    Anywhere,
    /// In the names of contacts.
    Contacts,
    /// In telephone numbers.
    Phones,
}

/// A text that the index of the search must find before the list can be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sought {
    /// The place of the filter.
    pub(super) index: usize,
    /// Customers that are found are not wanted.
    pub(super) negated: bool,
    /// In what.
    pub(super) place: Place,
    /// What was typed.
    pub(super) text: String,
}

/// Filters that were understood.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// For the list as they are.
    pub(super) conditions: Vec<Condition>,
    /// For the search first.
    pub(super) sought: Vec<Sought>,
}

enum One {
    Condition(Condition),
    Sought(Place, String),
}

/// Turns filters into conditions.
///
/// # Errors
/// Every filter that cannot be understood, with its place.
pub(super) fn parse_conditions(
    asker: &Asker<'_>,
    filters: &[String],
) -> Result<Parsed, Vec<FieldIssue>> {
    let mut parsed = Parsed::default();
    let mut issues = Vec::new();
    if filters.len() > MAX {
        issues.push(issue("filter", 0, FieldError::new("filter_too_many").with("max", MAX)));
    }
    for (index, filter) in filters.iter().enumerate().take(MAX) {
        let (negated, positive) = match filter.strip_prefix('-') {
            Some(positive) => (true, positive),
            None => (false, filter.as_str()),
        };
        match one(asker, positive) {
            Ok(One::Condition(condition)) if negated => {
                parsed.conditions.push(Condition::Not(Box::new(condition)));
            }
            Ok(One::Condition(condition)) => parsed.conditions.push(condition),
            Ok(One::Sought(place, text)) => {
                parsed.sought.push(Sought { index, negated, place, text });
            }
            Err((field, error)) => issues.push(issue(&field, index, error)),
        }
    }
    if issues.is_empty() { Ok(parsed) } else { Err(issues) }
}

pub(super) fn issue(field: &str, index: usize, error: FieldError) -> FieldIssue {
    FieldIssue { pointer: format!("/filter/{index}"), field: field.to_owned(), error }
}

fn shown(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

fn one(asker: &Asker<'_>, filter: &str) -> Result<One, (String, FieldError)> {
    let mut parts = filter.splitn(3, ':');
    let (Some(name), Some(op), value) = (parts.next(), parts.next(), parts.next().unwrap_or(""))
    else {
        return Err((String::new(), FieldError::new("filter_format").with("value", shown(filter))));
    };
    let fail = |error: FieldError| (shown(name), error);
    let op = FilterOp::parse(op).ok_or_else(|| {
        let allowed: Vec<_> = FilterOp::ALL.into_iter().map(FilterOp::as_str).collect();
        fail(FieldError::new("filter_op").with("op", shown(op)).with("allowed", allowed))
    })?;
    let place = match name {
        "words" => Some(Place::Anywhere),
        "contact" => Some(Place::Contacts),
        "phone" => Some(Place::Phones),
        _ => None,
    };
    if let Some(place) = place {
        return fragment(op, value).map(|text| One::Sought(place, text)).map_err(fail);
    }
    if let Some(result) = system(asker, name, op, value) {
        return result.map(One::Condition).map_err(fail);
    }
    fact(asker, name, op, value).map(One::Condition).map_err(fail)
}

/// A filter on a field of the catalogue.
fn fact(asker: &Asker<'_>, name: &str, op: FilterOp, value: &str) -> Result<Condition, FieldError> {
    let field = asker
        .catalogue
        .customer(name)
        .ok_or_else(|| FieldError::new("field_unknown").with("field", shown(name)))?;
    if op == FilterOp::Under && value.contains(',') {
        return any(value, |one| fact(asker, name, op, one));
    }
    if field.field_type == FieldType::Date
        && field.filterable
        && let Some(test) = date_test(asker.today, op, value.trim())
    {
        return Ok(Condition::Value(field.key.clone(), test));
    }
    let mut keys = parse_filter_value(field, op, value)?;
    let first = |keys: &mut Vec<String>| keys.pop().unwrap_or_default();
    let test = match op {
        FilterOp::Eq | FilterOp::In => ValueTest::In(keys),
        FilterOp::Ne => ValueTest::NotIn(keys),
        FilterOp::Lt => ValueTest::Between(String::new(), first(&mut keys)),
        FilterOp::Lte => ValueTest::Between(String::new(), after(first(&mut keys))),
        FilterOp::Gt => ValueTest::Between(after(first(&mut keys)), LAST.to_owned()),
        FilterOp::Gte => ValueTest::Between(first(&mut keys), LAST.to_owned()),
        FilterOp::Under => {
            let head = first(&mut keys);
            ValueTest::Between(head.clone(), format!("{head}{LAST}"))
        }
        FilterOp::Contains => ValueTest::Contains(first(&mut keys)),
        FilterOp::Empty => ValueTest::Empty,
        FilterOp::Present => ValueTest::Present,
    };
    Ok(Condition::Value(field.key.clone(), test))
}

/// One of several, separated by commas.
fn any(
    values: &str,
    one: impl Fn(&str) -> Result<Condition, FieldError>,
) -> Result<Condition, FieldError> {
    let max = kedang_domain::field::FILTER_IN_MAX;
    if values.split(',').nth(max).is_some() {
        return Err(FieldError::new("filter_too_many").with("max", max));
    }
    values.split(',').map(one).collect::<Result<_, _>>().map(Condition::Any)
}

/// After everything that an index key can begin with.
const LAST: &str = "\u{10ffff}";

/// The least text that is greater than this one.
fn after(mut text: String) -> String {
    text.push('\u{1}');
    text
}

/// A filter on what every customer has; `None` when the name is not one of those.
fn system(
    asker: &Asker<'_>,
    name: &str,
    op: FilterOp,
    value: &str,
) -> Option<Result<Condition, FieldError>> {
    let column = match name {
        "name" => return Some(fragment(op, value).map(Condition::NameContains)),
        "code" => return Some(code_test(op, value)),
        "owner" => Column::Owner,
        "department" => Column::Department,
        "kind" => Column::Kind,
        "template" => Column::Template,
        "created_at" => Column::CreatedAt,
        "updated_at" => Column::UpdatedAt,
        "last_contact_at" => Column::LastContactAt,
        "completeness" => Column::Completeness,
        "uncertain" => Column::Uncertain,
        _ => return None,
    };
    let test = match column {
        Column::CreatedAt | Column::UpdatedAt | Column::LastContactAt => {
            time_test(asker, op, value.trim())
        }
        Column::Completeness | Column::Uncertain => number_test(op, value),
        Column::Owner | Column::Department | Column::Kind | Column::Template | Column::Number => {
            word_test(asker, column, op, value)
        }
    };
    Some(test.map(|test| Condition::Column(column, test)))
}

/// A fragment of a text, as it was typed.
fn fragment(op: FilterOp, value: &str) -> Result<String, FieldError> {
    if op != FilterOp::Contains {
        return Err(wrong_op(op, &["contains"]));
    }
    let text: String = clean_line(value).chars().take(NAME_MAX).collect();
    if text.is_empty() { Err(FieldError::new("empty")) } else { Ok(text) }
}

/// A file code, or all that begin as one does: `KH0000012`, `12`, `KH000`.
fn code_test(op: FilterOp, value: &str) -> Result<Condition, FieldError> {
    if op == FilterOp::Under && value.contains(',') {
        return any(value, |one| code_test(op, one));
    }
    let text = value.trim();
    let digits = text.strip_prefix("KH").unwrap_or(text);
    let wrong = || bad("file_code_format", text);
    if text.is_empty() || digits.len() > 18 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(wrong());
    }
    let head = text.len() > digits.len() || digits.starts_with('0');
    let missing = u32::try_from(customer::CODE_DIGITS.saturating_sub(digits.len()));
    let spread = 10_i64.pow(missing.map_err(|_| wrong())?);
    let number = if digits.is_empty() { Ok(0) } else { digits.parse::<i64>() };
    let number = number.map_err(|_| wrong())?;
    let test = match op {
        FilterOp::Under if head && spread > 1 => {
            let from = number * spread;
            ColumnTest::Between(from.into(), (from + spread).into())
        }
        FilterOp::Under | FilterOp::Eq => ColumnTest::In(vec![number.into()]),
        _ => return Err(wrong_op(op, &["eq", "under"])),
    };
    Ok(Condition::Column(Column::Number, test))
}

fn wrong_op(op: FilterOp, allowed: &[&str]) -> FieldError {
    FieldError::new("filter_op").with("op", op.as_str()).with("allowed", allowed.to_vec())
}

fn bad(code: &'static str, text: &str) -> FieldError {
    FieldError::new(code).with("value", shown(text))
}

/// What is one of a few words or ids.
fn word_test(
    asker: &Asker<'_>,
    column: Column,
    op: FilterOp,
    value: &str,
) -> Result<ColumnTest, FieldError> {
    let one = |text: &str| word(asker.me, column, text.trim());
    Ok(match op {
        FilterOp::Eq => ColumnTest::In(vec![one(value)?]),
        FilterOp::Ne => ColumnTest::NotIn(vec![one(value)?]),
        FilterOp::In => ColumnTest::In(many(value, one)?),
        FilterOp::Under if column == Column::Department => {
            let top: Vec<_> =
                value.split(',').map(|one| department(one.trim())).collect::<Result<_, _>>()?;
            let all = organisation::under(&asker.departments, top);
            ColumnTest::In(all.into_iter().map(|id| id.to_string().into()).collect())
        }
        _ if column == Column::Department => {
            return Err(wrong_op(op, &["eq", "ne", "in", "under"]));
        }
        _ => return Err(wrong_op(op, &["eq", "ne", "in"])),
    })
}

fn many(
    value: &str,
    one: impl Fn(&str) -> Result<Value, FieldError>,
) -> Result<Vec<Value>, FieldError> {
    let max = kedang_domain::field::FILTER_IN_MAX;
    if value.split(',').nth(max).is_some() {
        return Err(FieldError::new("filter_too_many").with("max", max));
    }
    value.split(',').map(one).collect()
}

fn word(me: PersonId, column: Column, text: &str) -> Result<Value, FieldError> {
    let no_id = || bad("id_format", text);
    match column {
        Column::Owner if text == "me" => Ok(me.to_string().into()),
        Column::Owner => {
            text.parse::<PersonId>().map(|id| id.to_string().into()).map_err(|_| no_id())
        }
        Column::Department => department(text).map(|id| id.to_string().into()),
        Column::Kind => {
            CustomerKind::parse(text).map(|kind| kind.as_str().into()).ok_or_else(|| {
                bad("choice_unknown", text).with("options", vec!["organization", "individual"])
            })
        }
        // A card that was never there is on no customer; but not every text is a code.
        _ if !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') => {
            Ok(text.into())
        }
        _ => Err(bad("template_unknown", text)),
    }
}

fn department(text: &str) -> Result<DepartmentId, FieldError> {
    text.parse().map_err(|_| bad("id_format", text))
}

fn number_test(op: FilterOp, value: &str) -> Result<ColumnTest, FieldError> {
    let one = |text: &str| {
        let text = text.trim();
        text.parse::<i64>().map(Value::from).map_err(|_| bad("number_format", text))
    };
    Ok(match op {
        FilterOp::Eq => ColumnTest::In(vec![one(value)?]),
        FilterOp::Ne => ColumnTest::NotIn(vec![one(value)?]),
        FilterOp::In => ColumnTest::In(many(value, one)?),
        FilterOp::Lt => ColumnTest::Lt(one(value)?),
        FilterOp::Lte => ColumnTest::Lte(one(value)?),
        FilterOp::Gt => ColumnTest::Gt(one(value)?),
        FilterOp::Gte => ColumnTest::Gte(one(value)?),
        FilterOp::Empty => ColumnTest::In(vec![0_i64.into()]),
        FilterOp::Present => ColumnTest::Gt(0_i64.into()),
        FilterOp::Under | FilterOp::Contains => {
            let allowed = ["eq", "ne", "in", "lt", "lte", "gt", "gte", "empty", "present"];
            return Err(wrong_op(op, &allowed));
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use kedang_domain::id::new_uuid;

    fn all(filters: &[String]) -> Result<Parsed, Vec<FieldIssue>> {
        let asker = Asker {
            catalogue: Catalogue::builtin(),
            me: PersonId::new(new_uuid(1, [1; 10])),
            zone: TimeZone::get("Asia/Shanghai").unwrap(),
            today: jiff::civil::date(2026, 11, 22),
            departments: Vec::new(),
        };
        parse_conditions(&asker, filters)
    }

    fn parse(filter: &str) -> Result<Parsed, String> {
        all(&[filter.to_owned()]).map_err(|issues| issues[0].error.code.to_owned())
    }

    #[test]
    fn what_can_be_asked_is_understood() {
        for filter in [
            "stage:eq:potential",
            "stage:in:potential,intent",
            "stage:empty",
            "region:under:320000",
            "industry:under:C",
            "registered_capital:gte:100000000",
            "founding_date:lt:2020-01-01",
            "name:contains:泵业",
            "owner:eq:me",
            "kind:eq:organization",
            "department:under:00000000-0000-7000-8000-000000000001",
            "updated_at:gte:2026-11-01",
            "updated_at:lt:2026-11-01T08:00:00Z",
            "last_contact_at:empty",
            "completeness:lt:50",
            "uncertain:gt:0",
            "-stage:eq:potential",
            "-region:under:320000",
            "region:under:320000,330000",
            "industry:under:G,26",
            "founding_date:eq:this_year",
            "-founding_date:lt:2020",
            "created_at:eq:this_month",
            "created_at:gte:last_30_days",
            "created_at:lt:2026-11",
            "code:eq:KH0000012",
            "code:under:KH000",
            "code:under:KH",
            "code:under:12,KH0001",
            "words:contains:华北 泵业",
            "-contact:contains:王",
            "phone:contains:1381234",
        ] {
            assert!(parse(filter).is_ok(), "{filter}: {:?}", parse(filter));
        }
    }

    #[test]
    fn what_cannot_be_asked_is_named() {
        for (filter, code) in [
            ("stage", "filter_format"),
            ("nonsense:eq:1", "field_unknown"),
            ("stage:like:x", "filter_op"),
            ("stage:lt:potential", "filter_op"),
            ("stage:eq:nonsense", "choice_unknown"),
            ("owner:eq:somebody", "id_format"),
            ("kind:eq:everybody", "choice_unknown"),
            ("template:eq:", "template_unknown"),
            ("template:eq:a\0b", "template_unknown"),
            ("name:eq:华北", "filter_op"),
            ("name:contains:\0", "empty"),
            ("updated_at:ne:2026-11-01", "filter_op"),
            ("updated_at:lt:9999-12-31", "instant_format"),
            ("owner:lt:me", "filter_op"),
            ("owner:under:me", "filter_op"),
            ("department:under:sales", "id_format"),
            ("department:contains:sales", "filter_op"),
            ("updated_at:gt:tomorrow", "instant_format"),
            ("completeness:gt:much", "number_format"),
            ("registered_capital:gt:much", "money_format"),
            ("name:contains: ", "empty"),
            ("name:lt:a", "filter_op"),
            ("--stage:eq:potential", "field_unknown"),
            ("-nonsense:eq:1", "field_unknown"),
            ("region:under:320000,x", "region_unknown"),
            ("code:under:A1", "file_code_format"),
            ("code:eq:KH1234567890123456789", "file_code_format"),
            ("code:lt:1", "filter_op"),
            ("words:eq:华北", "filter_op"),
            ("contact:contains: ", "empty"),
            ("founding_date:eq:next_month", "date_impossible"),
            ("created_at:eq:next_month", "instant_format"),
        ] {
            assert_eq!(parse(filter).err().as_deref(), Some(code), "{filter}");
        }
        assert!(all(&vec!["kind:eq:organization".to_owned(); 21]).is_err());
        let id = PersonId::new(new_uuid(1, [1; 10])).to_string();
        let owners = |count| format!("owner:in:{}", vec![id.as_str(); count].join(","));
        assert!(parse(&owners(100)).is_ok());
        assert_eq!(parse(&owners(101)).err().as_deref(), Some("filter_too_many"));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_asked_gets_an_answer(filter in "\\PC*|-?[a-z_]{1,12}:[a-z]{2,8}:.{0,40}") {
            let _ = all(&[filter]);
        }

        #[test]
        fn every_field_and_operator_gets_an_answer(
            field in proptest::sample::select(Catalogue::builtin().fields().map(|f| f.key.clone())
                .chain(["name", "owner", "kind", "template", "created_at", "completeness", "code", "words"].map(str::to_owned))
                .collect::<Vec<_>>()),
            op in proptest::sample::select(FilterOp::ALL.to_vec()),
            value in ".{0,30}",
        ) {
            let _ = all(&[format!("{field}:{}:{value}", op.as_str())]);
        }
    }
}
