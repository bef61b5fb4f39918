//! Filters of the list, from their text form `field:op:value`.

use kedang_db::Value;
use kedang_domain::field::{Catalogue, FieldError, FieldIssue, FilterOp, parse_filter_value};
use kedang_domain::id::{DepartmentId, PersonId};
use kedang_storage::customer::{Column, ColumnTest, Condition, ValueTest};

/// Filters at once, at most.
const MAX: usize = 20;
/// Longest fragment of a name, in characters.
const NAME_MAX: usize = 100;

/// Turns filters into conditions. `me` stands for the person who asks.
///
/// # Errors
/// Every filter that cannot be understood, with its place.
pub(super) fn parse_conditions(
    catalogue: &Catalogue,
    me: PersonId,
    filters: &[String],
) -> Result<Vec<Condition>, Vec<FieldIssue>> {
    let mut conditions = Vec::with_capacity(filters.len());
    let mut issues = Vec::new();
    if filters.len() > MAX {
        issues.push(issue("filter", 0, FieldError::new("filter_too_many").with("max", MAX)));
    }
    for (index, filter) in filters.iter().enumerate().take(MAX) {
        match condition(catalogue, me, filter) {
            Ok(condition) => conditions.push(condition),
            Err((field, error)) => issues.push(issue(&field, index, error)),
        }
    }
    if issues.is_empty() { Ok(conditions) } else { Err(issues) }
}

fn issue(field: &str, index: usize, error: FieldError) -> FieldIssue {
    FieldIssue { pointer: format!("/filter/{index}"), field: field.to_owned(), error }
}

fn condition(
    catalogue: &Catalogue,
    me: PersonId,
    filter: &str,
) -> Result<Condition, (String, FieldError)> {
    let mut parts = filter.splitn(3, ':');
    let (Some(name), Some(op), value) = (parts.next(), parts.next(), parts.next().unwrap_or(""))
    else {
        return Err((String::new(), FieldError::new("filter_format").with("value", filter)));
    };
    let fail = |error: FieldError| (name.to_owned(), error);
    let op = FilterOp::parse(op).ok_or_else(|| {
        let allowed: Vec<_> = FilterOp::ALL.into_iter().map(FilterOp::as_str).collect();
        fail(FieldError::new("filter_op").with("op", op).with("allowed", allowed))
    })?;
    if let Some(result) = system(me, name, op, value) {
        return result.map_err(fail);
    }
    let field = catalogue
        .customer(name)
        .ok_or_else(|| fail(FieldError::new("field_unknown").with("field", name)))?;
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
    me: PersonId,
    name: &str,
    op: FilterOp,
    value: &str,
) -> Option<Result<Condition, FieldError>> {
    let column = match name {
        "name" => {
            return Some(match op {
                FilterOp::Contains | FilterOp::Eq => {
                    let text: String = value.trim().chars().take(NAME_MAX).collect();
                    if text.is_empty() {
                        Err(FieldError::new("empty"))
                    } else {
                        Ok(Condition::NameContains(text))
                    }
                }
                _ => Err(wrong_op(op, &["contains"])),
            });
        }
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
    Some(column_test(me, column, op, value).map(|test| Condition::Column(column, test)))
}

fn wrong_op(op: FilterOp, allowed: &[&str]) -> FieldError {
    FieldError::new("filter_op").with("op", op.as_str()).with("allowed", allowed.to_vec())
}

fn column_test(
    me: PersonId,
    column: Column,
    op: FilterOp,
    value: &str,
) -> Result<ColumnTest, FieldError> {
    let one = |text: &str| column_value(me, column, text.trim());
    let ordered =
        !matches!(column, Column::Owner | Column::Department | Column::Kind | Column::Template);
    Ok(match op {
        FilterOp::Eq => ColumnTest::In(vec![one(value)?]),
        FilterOp::Ne => ColumnTest::NotIn(vec![one(value)?]),
        FilterOp::In => {
            let values: Vec<_> = value.split(',').map(one).collect::<Result<_, _>>()?;
            if values.len() > kedang_domain::field::FILTER_IN_MAX {
                let max = kedang_domain::field::FILTER_IN_MAX;
                return Err(FieldError::new("filter_too_many").with("max", max));
            }
            ColumnTest::In(values)
        }
        FilterOp::Lt if ordered => ColumnTest::Lt(one(value)?),
        FilterOp::Lte if ordered => ColumnTest::Lte(one(value)?),
        FilterOp::Gt if ordered => ColumnTest::Gt(one(value)?),
        FilterOp::Gte if ordered => ColumnTest::Gte(one(value)?),
        // "Never contacted" and "no mark" are a zero.
        FilterOp::Empty if ordered => ColumnTest::In(vec![0_i64.into()]),
        FilterOp::Present if ordered => ColumnTest::Gt(0_i64.into()),
        _ if ordered => {
            return Err(wrong_op(
                op,
                &["eq", "ne", "in", "lt", "lte", "gt", "gte", "empty", "present"],
            ));
        }
        _ => return Err(wrong_op(op, &["eq", "ne", "in"])),
    })
}

fn column_value(me: PersonId, column: Column, text: &str) -> Result<Value, FieldError> {
    let bad = |code: &'static str| FieldError::new(code).with("value", text);
    match column {
        Column::Owner if text == "me" => Ok(me.to_string().into()),
        Column::Owner => {
            text.parse::<PersonId>().map(|id| id.to_string().into()).map_err(|_| bad("id_format"))
        }
        Column::Department => text
            .parse::<DepartmentId>()
            .map(|id| id.to_string().into())
            .map_err(|_| bad("id_format")),
        Column::Kind | Column::Template => Ok(text.into()),
        Column::CreatedAt | Column::UpdatedAt | Column::LastContactAt => {
            instant(text).map(Value::from).ok_or_else(|| bad("instant_format"))
        }
        Column::Completeness | Column::Uncertain => {
            text.parse::<i64>().map(Value::from).map_err(|_| bad("number_format"))
        }
    }
}

/// An instant in RFC 3339, or the beginning of a day in UTC.
fn instant(text: &str) -> Option<i64> {
    if let Ok(instant) = text.parse::<jiff::Timestamp>() {
        return Some(instant.as_millisecond());
    }
    let date: jiff::civil::Date = text.parse().ok()?;
    Some(date.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kedang_domain::id::new_uuid;

    fn parse(filter: &str) -> Result<Condition, String> {
        let me = PersonId::new(new_uuid(1, [1; 10]));
        parse_conditions(Catalogue::builtin(), me, &[filter.to_owned()])
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
            ("owner:lt:me", "filter_op"),
            ("updated_at:gt:yesterday", "instant_format"),
            ("completeness:gt:much", "number_format"),
            ("registered_capital:gt:much", "money_format"),
            ("name:contains: ", "empty"),
            ("name:lt:a", "filter_op"),
        ] {
            assert_eq!(parse(filter).err().as_deref(), Some(code), "{filter}");
        }
        let many = vec!["kind:eq:organization".to_owned(); 21];
        assert!(
            parse_conditions(Catalogue::builtin(), PersonId::new(new_uuid(1, [1; 10])), &many)
                .is_err()
        );
    }
}
