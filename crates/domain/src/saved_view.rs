//! A saved view: filters, order and columns of a list, under a name.
//!
//! Only its shape is checked here. A filter may name a field that is put away later; the list then
//! says so, and the view is not lost.

use crate::field::{FieldError, FieldIssue, FilterOp};
use crate::value::clean_line;
use serde::{Deserialize, Serialize};

/// Lists that have views.
pub const LISTS: &[&str] = &["customers"];
/// Longest name, in characters.
pub const NAME_MAX: usize = 40;
/// Most filters of a view.
pub const FILTERS_MAX: usize = 50;
/// Most columns of a view.
pub const COLUMNS_MAX: usize = 100;
/// Most bytes of a definition as JSON.
pub const DEFINITION_MAX: usize = 8 * 1024;
/// Most views of one person.
pub const VIEWS_MAX: i64 = 100;

/// What a view shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Definition {
    /// Filters as the list takes them: `field:op:value`.
    pub filters: Vec<String>,
    /// Order: a key, with `-` in front for the greatest first.
    pub sort: Option<String>,
    /// Keys of the columns, in order.
    pub columns: Vec<String>,
}

/// Checks name and definition of a view; gives the name as it is to be stored.
///
/// # Errors
/// `list_unknown`, `name_empty`, `too_long`, `too_many`, `filter_format`, `sort_format`,
/// `field_unknown`, `field_twice`, `definition_too_long`.
pub fn check(list: &str, name: &str, definition: &Definition) -> Result<String, Vec<FieldIssue>> {
    let mut issues = Vec::new();
    let mut push = |pointer: String, field: &str, error: FieldError| {
        issues.push(FieldIssue { pointer, field: field.to_owned(), error });
    };
    if !LISTS.contains(&list) {
        push("/list".to_owned(), "list", FieldError::new("list_unknown").with("value", list));
    }
    let name = clean_line(name);
    let actual = name.chars().count();
    if name.is_empty() {
        push("/name".to_owned(), "name", FieldError::new("name_empty"));
    } else if actual > NAME_MAX {
        let error = FieldError::new("too_long").with("max", NAME_MAX).with("actual", actual);
        push("/name".to_owned(), "name", error);
    }
    let at = |rest: &str| format!("/definition{rest}");
    let sizes = [
        ("filters", definition.filters.len(), FILTERS_MAX),
        ("columns", definition.columns.len(), COLUMNS_MAX),
    ];
    for (part, count, max) in sizes {
        if count > max {
            let error = FieldError::new("too_many").with("max", max);
            push(at(&format!("/{part}")), part, error);
        }
    }
    for (i, filter) in definition.filters.iter().enumerate() {
        if !is_filter(filter) {
            let shown: String = filter.chars().take(64).collect();
            let error = FieldError::new("filter_format").with("value", shown);
            push(at(&format!("/filters/{i}")), "filters", error);
        }
    }
    if let Some(sort) = &definition.sort
        && !is_key(sort.strip_prefix('-').unwrap_or(sort))
    {
        push(at("/sort"), "sort", FieldError::new("sort_format"));
    }
    for (i, column) in definition.columns.iter().enumerate() {
        let error = if !is_key(column) {
            let shown: String = column.chars().take(64).collect();
            FieldError::new("field_unknown").with("field", shown)
        } else if definition.columns[..i].contains(column) {
            FieldError::new("field_twice").with("field", column.as_str())
        } else {
            continue;
        };
        push(at(&format!("/columns/{i}")), "columns", error);
    }
    let bytes = serde_json::to_string(definition).map_or(0, |text| text.len());
    if bytes > DEFINITION_MAX {
        let error = FieldError::new("definition_too_long").with("max", DEFINITION_MAX);
        push(at(""), "definition", error);
    }
    if issues.is_empty() { Ok(name) } else { Err(issues) }
}

/// Whether the text has the form `field:op:value`, with a `-` before it for what must not hold; the
/// value may be empty where the operator needs none.
fn is_filter(text: &str) -> bool {
    let mut parts = text.strip_prefix('-').unwrap_or(text).splitn(3, ':');
    let (Some(key), Some(op)) = (parts.next(), parts.next()) else { return false };
    let value = parts.next().unwrap_or("");
    is_key(key)
        && match FilterOp::parse(op) {
            Some(FilterOp::Empty | FilterOp::Present) => true,
            Some(_) => !value.trim().is_empty(),
            None => false,
        }
}

fn is_key(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definition(filters: &[&str], sort: Option<&str>, columns: &[&str]) -> Definition {
        let texts = |list: &[&str]| list.iter().map(|t| (*t).to_owned()).collect();
        Definition {
            filters: texts(filters),
            sort: sort.map(str::to_owned),
            columns: texts(columns),
        }
    }

    fn codes(list: &str, name: &str, definition: &Definition) -> Vec<(String, &'static str)> {
        check(list, name, definition)
            .err()
            .unwrap_or_default()
            .into_iter()
            .map(|i| (i.pointer, i.error.code))
            .collect()
    }

    #[test]
    fn a_right_view_passes_and_its_name_is_cleaned() {
        let right = definition(
            &["stage:eq:potential", "region:under:320000", "mobile:empty", "x_a:in:1:2,3"],
            Some("-updated_at"),
            &["name", "x_tax_office"],
        );
        assert_eq!(
            check("customers", "  江苏 潜在\n客户 ", &right),
            Ok("江苏 潜在客户".to_owned())
        );
        assert_eq!(check("customers", "空", &Definition::default()), Ok("空".to_owned()));
    }

    #[test]
    fn every_slip_is_told_at_its_place() {
        let wrong = definition(
            &["stage", "stage:is:a", "Stage:eq:a", "stage:eq:", "mobile:present"],
            Some("updated at"),
            &["name", "name", "no key"],
        );
        let at = |p: &str| p.to_owned();
        assert_eq!(
            codes("people", " ", &wrong),
            [
                (at("/list"), "list_unknown"),
                (at("/name"), "name_empty"),
                (at("/definition/filters/0"), "filter_format"),
                (at("/definition/filters/1"), "filter_format"),
                (at("/definition/filters/2"), "filter_format"),
                (at("/definition/filters/3"), "filter_format"),
                (at("/definition/sort"), "sort_format"),
                (at("/definition/columns/1"), "field_twice"),
                (at("/definition/columns/2"), "field_unknown"),
            ]
        );
    }

    #[test]
    fn a_view_has_limits() {
        let long = "名".repeat(NAME_MAX + 1);
        assert_eq!(
            codes("customers", &long, &Definition::default()),
            [("/name".into(), "too_long")]
        );
        let many = vec!["stage:empty"; FILTERS_MAX + 1];
        let many = definition(&many, None, &[]);
        assert_eq!(codes("customers", "a", &many), [("/definition/filters".into(), "too_many")]);
        let value = format!("name:contains:{}", "a".repeat(DEFINITION_MAX));
        let large = definition(&[&value], None, &[]);
        assert_eq!(
            codes("customers", "a", &large),
            [("/definition".into(), "definition_too_long")]
        );
    }
}
