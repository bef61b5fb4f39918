//! All values of a customer or a contact together.

use jiff::civil::Date;
use serde_json::Value;

use super::validate::is_empty;
use super::{Catalogue, CustomerKind, Field, FieldError, FieldIssue, FieldType, Subject, Values};
use crate::template::Template;
use crate::value::IdNumber;

/// What a set of values is checked against.
#[derive(Clone, Copy, Debug)]
pub struct ValueRules<'a> {
    /// The fields there are.
    pub catalogue: &'a Catalogue,
    /// Whose values they are.
    pub subject: Subject,
    /// Kind of the customer (of the contact's customer).
    pub kind: CustomerKind,
    /// The effective card template; its required fields must be filled. `None` requires nothing.
    pub template: Option<&'a Template>,
    /// Today in the company's time zone.
    pub today: Date,
}

/// Checks a whole set of values, as for a new customer, and returns them as they are stored.
/// Empty values (null, blank, empty list) count as absent.
///
/// # Errors
/// Every issue at once, in the order of the keys: `field_unknown`, `field_inactive`, `field_kind`,
/// what [`Field::validate`] says, `date_in_future`, `birth_date_id_number`, `required`.
pub fn validate_values(rules: &ValueRules<'_>, values: &Values) -> Result<Values, Vec<FieldIssue>> {
    let mut issues = Vec::new();
    let mut checked = Values::new();
    for (key, value) in values {
        if is_empty(value) {
            // An unknown key is a mistake of the caller even when nothing is said.
            if rules.catalogue.get(rules.subject, key).is_none() {
                issues.push(unknown(key));
            }
            continue;
        }
        match rules.one(key, value) {
            Ok(value) => {
                checked.insert(key.clone(), value);
            }
            Err(error) => issues.push(FieldIssue::in_values(key, error)),
        }
    }
    rules.together(&checked, |_| true, &mut issues);
    for key in rules.required() {
        // A value that was refused is not missing too.
        let given = values.get(key).is_some_and(|v| !is_empty(v));
        if !given {
            issues.push(FieldIssue::in_values(key, FieldError::new("required")));
        }
    }
    finish(checked, issues)
}

/// Applies a change to stored values and returns the whole set as it is to be stored. An empty
/// value in the change removes the stored one.
///
/// Only what changes is checked: a rule made stricter later must not stop somebody from mending a
/// phone number. A required field cannot be emptied; one that was never filled is not asked for.
///
/// # Errors
/// Every issue at once, codes as for [`validate_values`].
pub fn validate_patch(
    rules: &ValueRules<'_>,
    stored: &Values,
    patch: &Values,
) -> Result<Values, Vec<FieldIssue>> {
    let mut issues = Vec::new();
    let mut merged = stored.clone();
    for (key, value) in patch {
        if is_empty(value) {
            if merged.remove(key).is_some() {
                if rules.required().any(|r| r == key) {
                    issues.push(FieldIssue::in_values(key, FieldError::new("required")));
                }
            } else if rules.catalogue.get(rules.subject, key).is_none() {
                issues.push(unknown(key));
            }
            continue;
        }
        if stored.get(key) == Some(value) {
            continue;
        }
        match rules.one(key, value) {
            Ok(value) => {
                merged.insert(key.clone(), value);
            }
            Err(error) => issues.push(FieldIssue::in_values(key, error)),
        }
    }
    rules.together(&merged, |key| patch.contains_key(key), &mut issues);
    finish(merged, issues)
}

fn finish(values: Values, mut issues: Vec<FieldIssue>) -> Result<Values, Vec<FieldIssue>> {
    if issues.is_empty() {
        return Ok(values);
    }
    issues.sort_by(|a, b| a.field.cmp(&b.field));
    Err(issues)
}

fn unknown(key: &str) -> FieldIssue {
    FieldIssue::in_values(key, FieldError::new("field_unknown").with("field", key))
}

impl<'a> ValueRules<'a> {
    /// Checks one value by itself.
    fn one(&self, key: &str, value: &Value) -> Result<Value, FieldError> {
        let field = self
            .catalogue
            .get(self.subject, key)
            .ok_or_else(|| FieldError::new("field_unknown").with("field", key))?;
        if !field.active {
            return Err(FieldError::new("field_inactive"));
        }
        if !field.kinds.includes(self.kind) {
            return Err(FieldError::new("field_kind").with("kind", self.kind.as_str()));
        }
        let value = field.validate(value)?;
        self.not_in_future(field, &value)?;
        Ok(value)
    }

    fn not_in_future(&self, field: &Field, value: &Value) -> Result<(), FieldError> {
        let date = value.as_str().and_then(|text| text.parse::<Date>().ok());
        if field.past && field.field_type == FieldType::Date && date.is_some_and(|d| d > self.today)
        {
            return Err(FieldError::new("date_in_future").with("today", self.today.to_string()));
        }
        Ok(())
    }

    /// Checks values against each other, where one of them is touched.
    fn together(
        &self,
        values: &Values,
        touched: impl Fn(&str) -> bool,
        issues: &mut Vec<FieldIssue>,
    ) {
        let text = |key: &str| values.get(key).and_then(Value::as_str);
        if !(touched("birth_date") || touched("id_number")) {
            return;
        }
        let inside =
            text("id_number").and_then(|n| IdNumber::parse(n).ok()).and_then(|n| n.birth_date());
        let written = text("birth_date").and_then(|d| d.parse::<Date>().ok());
        if let (Some(inside), Some(written)) = (inside, written)
            && inside != written
        {
            // The date inside the number is not repeated: the number is sensitive.
            issues
                .push(FieldIssue::in_values("birth_date", FieldError::new("birth_date_id_number")));
        }
    }

    /// Keys that the template requires of this kind of customer.
    fn required(&self) -> impl Iterator<Item = &'a str> {
        let (catalogue, subject, kind) = (self.catalogue, self.subject, self.kind);
        self.template
            .into_iter()
            .flat_map(move |t| t.fields(subject))
            .filter(|f| f.required && !f.hidden)
            .map(|f| f.key.as_str())
            .filter(move |key| {
                catalogue.get(subject, key).is_some_and(|f| f.active && f.kinds.includes(kind))
            })
    }
}
