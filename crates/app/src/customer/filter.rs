//! Filters of the list, from their text form `field:op:value`.

use jiff::tz::TimeZone;
use kedang_db::Value;
use kedang_domain::field::{
    Catalogue, CustomerKind, FieldError, FieldIssue, FilterOp, parse_filter_value,
};
use kedang_domain::id::{DepartmentId, PersonId};
use kedang_domain::value::clean_line;
use kedang_storage::customer::{Column, ColumnTest, Condition, ValueTest};
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
    /// The departments there are, where a filter asks for what is below one.
    pub(super) departments: Vec<DepartmentNode>,
}

/// Turns filters into conditions.
///
/// # Errors
/// Every filter that cannot be understood, with its place.
pub(super) fn parse_conditions(
    asker: &Asker<'_>,
    filters: &[String],
) -> Result<Vec<Condition>, Vec<FieldIssue>> {
    let mut conditions = Vec::with_capacity(filters.len());
    let mut issues = Vec::new();
    if filters.len() > MAX {
        issues.push(issue("filter", 0, FieldError::new("filter_too_many").with("max", MAX)));
    }
    for (index, filter) in filters.iter().enumerate().take(MAX) {
        match condition(asker, filter) {
            Ok(condition) => conditions.push(condition),
            Err((field, error)) => issues.push(issue(&field, index, error)),
        }
    }
    if issues.is_empty() { Ok(conditions) } else { Err(issues) }
}

fn issue(field: &str, index: usize, error: FieldError) -> FieldIssue {
    FieldIssue { pointer: format!("/filter/{index}"), field: field.to_owned(), error }
}

fn shown(text: &str) -> String {
    text.chars().take(SHOWN).collect()
}

fn condition(asker: &Asker<'_>, filter: &str) -> Result<Condition, (String, FieldError)> {
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
    if let Some(result) = system(asker, name, op, value) {
        return result.map_err(fail);
    }
    let field = asker
        .catalogue
        .customer(name)
        .ok_or_else(|| fail(FieldError::new("field_unknown").with("field", shown(name))))?;
    let mut keys = parse_filter_value(field, op, value).map_err(fail)?;
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
        "name" => return Some(name_contains(op, value)),
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
            time_test(&asker.zone, op, value.trim())
        }
        Column::Completeness | Column::Uncertain => number_test(op, value),
        Column::Owner | Column::Department | Column::Kind | Column::Template => {
            word_test(asker, column, op, value)
        }
    };
    Some(test.map(|test| Condition::Column(column, test)))
}

fn name_contains(op: FilterOp, value: &str) -> Result<Condition, FieldError> {
    if op != FilterOp::Contains {
        return Err(wrong_op(op, &["contains"]));
    }
    let text: String = clean_line(value).chars().take(NAME_MAX).collect();
    if text.is_empty() {
        return Err(FieldError::new("empty"));
    }
    Ok(Condition::NameContains(text))
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
            let top = department(value.trim())?;
            let all = organisation::under(&asker.departments, [top]);
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

/// A day is all of itself: until a day is until its end, after a day is from its end on.
fn time_test(zone: &TimeZone, op: FilterOp, text: &str) -> Result<ColumnTest, FieldError> {
    let span = || span(zone, text).ok_or_else(|| bad("instant_format", text));
    Ok(match op {
        FilterOp::Eq => {
            let (from, to) = span()?;
            ColumnTest::Between(from.into(), to.into())
        }
        FilterOp::Lt => ColumnTest::Lt(span()?.0.into()),
        FilterOp::Lte => ColumnTest::Lt(span()?.1.into()),
        FilterOp::Gt => ColumnTest::Gte(span()?.1.into()),
        FilterOp::Gte => ColumnTest::Gte(span()?.0.into()),
        // "Never contacted" is a zero.
        FilterOp::Empty => ColumnTest::In(vec![0_i64.into()]),
        FilterOp::Present => ColumnTest::Gt(0_i64.into()),
        FilterOp::Ne | FilterOp::In | FilterOp::Under | FilterOp::Contains => {
            return Err(wrong_op(op, &["eq", "lt", "lte", "gt", "gte", "empty", "present"]));
        }
    })
}

/// From when until when, in ms UTC: the millisecond of an instant in RFC 3339, or a whole day where
/// the company is.
fn span(zone: &TimeZone, text: &str) -> Option<(i64, i64)> {
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        let from = instant.as_millisecond();
        return Some((from, from + 1));
    }
    let day: jiff::civil::Date = text.parse().ok()?;
    let begins = |day: jiff::civil::Date| {
        Some(day.to_zoned(zone.clone()).ok()?.timestamp().as_millisecond())
    };
    Some((begins(day)?, begins(day.tomorrow().ok()?)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kedang_domain::id::new_uuid;

    fn all(filters: &[String]) -> Result<Vec<Condition>, Vec<FieldIssue>> {
        let asker = Asker {
            catalogue: Catalogue::builtin(),
            me: PersonId::new(new_uuid(1, [1; 10])),
            zone: TimeZone::get("Asia/Shanghai").unwrap(),
            departments: Vec::new(),
        };
        parse_conditions(&asker, filters)
    }

    fn parse(filter: &str) -> Result<Condition, String> {
        all(&[filter.to_owned()])
            .map(|mut c| c.pop().unwrap())
            .map_err(|issues| issues[0].error.code.to_owned())
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
            ("updated_at:gt:yesterday", "instant_format"),
            ("completeness:gt:much", "number_format"),
            ("registered_capital:gt:much", "money_format"),
            ("name:contains: ", "empty"),
            ("name:lt:a", "filter_op"),
        ] {
            assert_eq!(parse(filter).err().as_deref(), Some(code), "{filter}");
        }
        assert!(all(&vec!["kind:eq:organization".to_owned(); 21]).is_err());
        let id = PersonId::new(new_uuid(1, [1; 10])).to_string();
        let owners = |count| format!("owner:in:{}", vec![id.as_str(); count].join(","));
        assert!(parse(&owners(100)).is_ok());
        assert_eq!(parse(&owners(101)).err().as_deref(), Some("filter_too_many"));
    }

    #[test]
    fn a_day_is_the_companys_and_whole() {
        const HOUR: i64 = 3_600_000;
        let zone = TimeZone::get("Asia/Shanghai").unwrap();
        let (from, to) = span(&zone, "2026-11-01").unwrap();
        assert_eq!(to - from, 24 * HOUR);
        assert_eq!(span(&zone, "2026-10-31T16:00:00Z"), Some((from, from + 1)));
        assert_eq!(span(&zone, "2026-11-01T08:00:00+08:00").unwrap().0, from + 8 * HOUR);
        // The clocks go back that night: the day has an hour more.
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let (from, to) = span(&berlin, "2026-10-25").unwrap();
        assert_eq!(to - from, 25 * HOUR);
        let text = |test| format!("{test:?}");
        let at = |op, text| time_test(&zone, op, text).unwrap();
        let (from, to) = span(&zone, "2026-11-01").unwrap();
        for (op, wanted) in [
            (FilterOp::Lt, ColumnTest::Lt(from.into())),
            (FilterOp::Lte, ColumnTest::Lt(to.into())),
            (FilterOp::Gt, ColumnTest::Gte(to.into())),
            (FilterOp::Gte, ColumnTest::Gte(from.into())),
            (FilterOp::Eq, ColumnTest::Between(from.into(), to.into())),
        ] {
            assert_eq!(text(at(op, "2026-11-01")), text(wanted));
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_asked_gets_an_answer(filter in "\\PC*|[a-z_]{1,12}:[a-z]{2,8}:.{0,40}") {
            let _ = all(&[filter]);
        }

        #[test]
        fn every_field_and_operator_gets_an_answer(
            field in proptest::sample::select(Catalogue::builtin().fields().map(|f| f.key.clone())
                .chain(["name", "owner", "kind", "template", "created_at", "completeness"].map(str::to_owned))
                .collect::<Vec<_>>()),
            op in proptest::sample::select(FilterOp::ALL.to_vec()),
            value in ".{0,30}",
        ) {
            let _ = all(&[format!("{field}:{}:{value}", op.as_str())]);
        }
    }
}
