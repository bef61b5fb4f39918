//! A company's own fields: what they may be, and how they may change once values exist.

use serde_json::Value;

use super::validate::{micros, shown};
use super::{Catalogue, Field, FieldError, FieldIssue, FieldType, Label, MAX_DECIMALS, Subject};
use crate::value::{MAX_LINE, MAX_PARAGRAPHS};

/// Most custom fields a subject can have.
pub const CUSTOM_MAX: usize = 200;
/// Most options of one field, retired ones included.
pub const OPTIONS_MAX: usize = 200;
/// Longest label of a field or an option, in characters.
pub const LABEL_MAX: usize = 40;
/// Longest help text, in characters.
pub const HELP_MAX: usize = 200;

/// Checks a custom field that is about to join a catalogue (which may already hold its earlier
/// state). Nothing is said twice, and every issue is given at once.
///
/// Codes: `custom_key` (must be `x_` and 1 to 40 of a-z, 0-9, _), `key_taken`, `label_empty`,
/// `too_long`, `label_taken`, `group_unknown`, `options_missing`, `options_unexpected`,
/// `too_many`, `option_key`, `option_twice`, `not_filterable`, `bounds`, `number_format`,
/// `date_impossible`, `out_of_range`.
#[must_use]
pub fn check_custom(field: &Field, catalogue: &Catalogue) -> Vec<FieldIssue> {
    let mut check = Check { field, issues: Vec::new() };
    check.key(catalogue);
    check.names(catalogue);
    check.options();
    check.bounds();
    let known_group = catalogue.group(&field.group).is_some_and(|g| g.subject == field.subject);
    if !known_group {
        check.issue("/group", FieldError::new("group_unknown").with("value", field.group.as_str()));
    }
    if field.filterable && field.field_type == FieldType::LongText {
        check.issue("/filterable", FieldError::new("not_filterable").with("why", "long_text"));
    }
    // The index table holds plain text; sensitive values must not stand in it.
    let sensitive = field.sensitive || field.field_type == FieldType::IdNumber;
    if field.filterable && sensitive {
        check.issue("/filterable", FieldError::new("not_filterable").with("why", "sensitive"));
    }
    let others =
        catalogue.of(field.subject).filter(|f| !f.builtin && f.active && f.key != field.key);
    if field.active && others.count() >= CUSTOM_MAX {
        check.issue("", FieldError::new("too_many").with("max", CUSTOM_MAX));
    }
    check.issues
}

struct Check<'a> {
    field: &'a Field,
    issues: Vec<FieldIssue>,
}

impl Check<'_> {
    fn issue(&mut self, pointer: &str, error: FieldError) {
        self.issues.push(FieldIssue {
            pointer: pointer.to_owned(),
            field: self.field.key.clone(),
            error,
        });
    }

    fn key(&mut self, catalogue: &Catalogue) {
        let slug = self.field.key.strip_prefix("x_").unwrap_or("");
        if !is_slug(slug) || self.field.builtin {
            self.issue("/key", FieldError::new("custom_key"));
        }
        // The same key under the other subject would make a filter ambiguous.
        let other = match self.field.subject {
            Subject::Customer => Subject::Contact,
            Subject::Contact => Subject::Customer,
        };
        if catalogue.get(other, &self.field.key).is_some() {
            self.issue("/key", FieldError::new("key_taken"));
        }
    }

    fn names(&mut self, catalogue: &Catalogue) {
        let field = self.field;
        self.label("/label", &field.label);
        if let Some(help) = &field.help {
            for (lang, text) in [("zh", &help.zh), ("en", &help.en)] {
                self.length(&format!("/help/{lang}"), text, HELP_MAX);
            }
        }
        // A heading of an imported table must lead to one field; another department's own field
        // is never seen together with this one.
        let seen_together = |f: &&Field| {
            f.key != field.key
                && f.active
                && (f.department_id.is_none()
                    || field.department_id.is_none()
                    || f.department_id == field.department_id)
        };
        if catalogue.of(field.subject).filter(seen_together).any(|f| f.label.zh == field.label.zh) {
            self.issue(
                "/label/zh",
                FieldError::new("label_taken").with("value", field.label.zh.as_str()),
            );
        }
    }

    fn label(&mut self, pointer: &str, label: &Label) {
        if label.zh.trim().is_empty() {
            self.issue(&format!("{pointer}/zh"), FieldError::new("label_empty"));
        }
        for (lang, text) in [("zh", &label.zh), ("en", &label.en)] {
            self.length(&format!("{pointer}/{lang}"), text, LABEL_MAX);
        }
    }

    fn length(&mut self, pointer: &str, text: &str, max: usize) {
        let actual = text.chars().count();
        if actual > max {
            let error = FieldError::new("too_long").with("max", max).with("actual", actual);
            self.issue(pointer, error);
        }
    }

    fn options(&mut self) {
        let field = self.field;
        if !field.field_type.has_options() {
            if !field.options.is_empty() {
                self.issue("/options", FieldError::new("options_unexpected"));
            }
            return;
        }
        if !field.options.iter().any(|o| !o.retired) {
            self.issue("/options", FieldError::new("options_missing"));
        }
        if field.options.len() > OPTIONS_MAX {
            self.issue("/options", FieldError::new("too_many").with("max", OPTIONS_MAX));
            return;
        }
        for (i, option) in field.options.iter().enumerate() {
            if !is_slug(&option.key) {
                self.issue(&format!("/options/{i}/key"), FieldError::new("option_key"));
            }
            self.label(&format!("/options/{i}/label"), &option.label);
            let before = &field.options[..i];
            if before.iter().any(|o| o.key == option.key) {
                self.issue(&format!("/options/{i}/key"), FieldError::new("option_twice"));
            }
            if before.iter().any(|o| o.label.zh == option.label.zh) {
                self.issue(&format!("/options/{i}/label/zh"), FieldError::new("option_twice"));
            }
        }
    }

    fn bounds(&mut self) {
        let field = self.field;
        let longest = match field.field_type {
            FieldType::Text => MAX_LINE,
            FieldType::LongText => MAX_PARAGRAPHS,
            _ => usize::MAX,
        };
        let len = usize::try_from(field.max_len).unwrap_or(usize::MAX);
        if len == 0 || len > longest {
            let error = FieldError::new("out_of_range").with("min", 1).with("max", longest);
            self.issue("/max_len", error);
        }
        if field.decimals > MAX_DECIMALS {
            let error = FieldError::new("out_of_range").with("min", 0).with("max", MAX_DECIMALS);
            self.issue("/decimals", error);
        }
        let bounds = [("/min", &field.min), ("/max", &field.max)].map(|(pointer, bound)| {
            let text = bound.as_deref()?;
            let bad = |code| FieldError::new(code).with("value", shown(text));
            let place = match field.field_type {
                FieldType::Number | FieldType::Money => {
                    micros(text).ok_or_else(|| bad("number_format"))
                }
                FieldType::Date => text
                    .parse::<jiff::civil::Date>()
                    .map(|d| i128::from(d.year()) * 400 + i128::from(d.day_of_year()))
                    .map_err(|_| bad("date_impossible")),
                _ => Err(FieldError::new("bounds")),
            };
            match place {
                Ok(place) => Some(place),
                Err(error) => {
                    self.issue(pointer, error.with("value", text));
                    None
                }
            }
        });
        if let [Some(min), Some(max)] = bounds
            && min > max
        {
            self.issue("/max", FieldError::new("bounds"));
        }
    }
}

/// 1 to 40 of a-z, 0-9 and _.
fn is_slug(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// What must be done to stored values when a custom field changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CustomChange {
    /// Every stored value goes through [`convert_value`].
    pub convert: bool,
    /// The rows of the index table are written anew (or removed, when no longer filterable).
    pub reindex: bool,
}

/// Checks the change of a custom field to a new state that itself passes [`check_custom`].
///
/// Key and subject stay. Options stay too: they can be renamed, ordered, added and retired, never
/// removed, for stored values name them. The type can only become one in which every stored value
/// still reads: number, date, phone, e-mail, address of a site, credit code or postcode to text, text
/// to long text, choice to multiple choice.
///
/// # Errors
/// `immutable`, `type_change` (with the types that are allowed), `option_removed`.
pub fn check_custom_change(old: &Field, new: &Field) -> Result<CustomChange, Vec<FieldIssue>> {
    let mut check = Check { field: new, issues: Vec::new() };
    if old.key != new.key {
        check.issue("/key", FieldError::new("immutable"));
    }
    if old.subject != new.subject {
        check.issue("/subject", FieldError::new("immutable"));
    }
    if old.field_type != new.field_type && !can_become(old.field_type, new.field_type) {
        let allowed: Vec<&str> = FieldType::ALL
            .into_iter()
            .filter(|t| can_become(old.field_type, *t))
            .map(FieldType::as_str)
            .collect();
        check.issue(
            "/field_type",
            FieldError::new("type_change")
                .with("from", old.field_type.as_str())
                .with("to", new.field_type.as_str())
                .with("allowed", allowed),
        );
    }
    if new.field_type.has_options() {
        for gone in old.options.iter().filter(|o| new.option(&o.key).is_none()) {
            let error = FieldError::new("option_removed").with("option", gone.key.as_str());
            check.issue("/options", error);
        }
    }
    if !check.issues.is_empty() {
        return Err(check.issues);
    }
    let retyped = old.field_type != new.field_type;
    Ok(CustomChange {
        convert: retyped && new.field_type == FieldType::MultiChoice,
        reindex: old.filterable != new.filterable || (retyped && new.filterable),
    })
}

fn can_become(old: FieldType, new: FieldType) -> bool {
    use FieldType as T;
    match new {
        T::MultiChoice => old == T::Choice,
        T::Text => matches!(
            old,
            T::Number | T::Date | T::Phone | T::Email | T::Url | T::CreditCode | T::Postcode
        ),
        T::LongText => old == T::Text,
        _ => false,
    }
}

/// A stored value in the form of another type; `None` when [`check_custom_change`] does not allow
/// the change.
#[must_use]
pub fn convert_value(old: FieldType, new: FieldType, value: &Value) -> Option<Value> {
    match (old, new) {
        _ if old == new => Some(value.clone()),
        (FieldType::Choice, FieldType::MultiChoice) => Some(Value::from(vec![value.clone()])),
        _ if can_become(old, new) => Some(value.clone()),
        _ => None,
    }
}
