//! Card templates: which facts a card asks for, in which order (M 5.1.1, C1, C6, C7).
//!
//! Six templates are builtin; a company may add its own. A department adapts a template with an
//! [`Overlay`] (M 5.1.1: fields are added and left out to suit the business) and works with the
//! *effective* template. A field that is not on the card is not lost: its value stays.
//!
//! A field can be *required* (the card is not saved without it) or *expected* (the card is not
//! complete without it). Builtin templates require little: at a first contact little is known, and
//! whoever must fill in something makes it up.

use serde::{Deserialize, Serialize};

use crate::field::{Catalogue, Field, FieldError, FieldIssue, Kinds, Label, Subject};

mod builtin;
mod completeness;
mod overlay;

pub use builtin::builtin_templates;
pub use completeness::{completeness, has_basics};
pub use overlay::{Overlay, Placement, check_overlay, effective, overlay_between};

/// A field on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateField {
    /// Key in the catalogue.
    pub key: String,
    /// The card is not saved without it.
    #[serde(default)]
    pub required: bool,
    /// The card is not complete without it.
    #[serde(default)]
    pub expected: bool,
    /// Left out by an overlay; its value stays.
    #[serde(default)]
    pub hidden: bool,
    /// No overlay may hide it.
    #[serde(default)]
    pub locked: bool,
}

impl TemplateField {
    /// An optional, visible field.
    #[must_use]
    pub fn new(key: &str) -> Self {
        Self { key: key.to_owned(), required: false, expected: false, hidden: false, locked: false }
    }
}

/// A heading of the card and its fields, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateGroup {
    /// Key of the group in the catalogue.
    pub key: String,
    /// Heading.
    pub label: Label,
    /// Fields in order.
    pub fields: Vec<TemplateField>,
}

/// A card template, builtin, a company's own, or the effective one of a department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Stable code: company, individual, …; a company's own begins with `x_`.
    pub code: String,
    /// Its name.
    pub label: Label,
    /// For which customers.
    pub kind: Kinds,
    /// Where the regulations ask for such a card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// Facts on the customer.
    pub groups: Vec<TemplateGroup>,
    /// Facts on each contact; empty where the customer is the person.
    pub contact: Vec<TemplateGroup>,
}

/// Most fields of one subject on one card.
pub const TEMPLATE_FIELDS_MAX: usize = 300;

impl Template {
    /// The builtin template of that code.
    #[must_use]
    pub fn builtin(code: &str) -> Option<&'static Self> {
        builtin_templates().iter().find(|t| t.code == code)
    }

    /// The groups of one subject.
    #[must_use]
    pub fn groups_of(&self, subject: Subject) -> &[TemplateGroup] {
        match subject {
            Subject::Customer => &self.groups,
            Subject::Contact => &self.contact,
        }
    }

    pub(crate) fn groups_of_mut(&mut self, subject: Subject) -> &mut Vec<TemplateGroup> {
        match subject {
            Subject::Customer => &mut self.groups,
            Subject::Contact => &mut self.contact,
        }
    }

    /// The fields of one subject in card order, hidden ones too.
    pub fn fields(&self, subject: Subject) -> impl Iterator<Item = &TemplateField> {
        self.groups_of(subject).iter().flat_map(|g| &g.fields)
    }

    /// The field of that key on the card.
    #[must_use]
    pub fn field(&self, subject: Subject, key: &str) -> Option<&TemplateField> {
        self.fields(subject).find(|f| f.key == key)
    }
}

/// Checks a template of a company's own: it names only known fields, each once, in known groups,
/// that suit its kind; a locked field is not hidden.
///
/// Pointers follow the shape of [`Template`]. Codes: `template_code`, `label_empty`, `too_long`,
/// `group_unknown`, `group_twice`, `field_unknown`, `field_twice`, `field_kind`, `field_inactive`,
/// `field_locked`, `too_many`, `template_empty`.
#[must_use]
pub fn check_template(template: &Template, catalogue: &Catalogue) -> Vec<FieldIssue> {
    let mut issues = Vec::new();
    let slug = template.code.strip_prefix("x_").unwrap_or("");
    if !(1..=40).contains(&slug.len())
        || !slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    {
        issues.push(issue("/code", "", FieldError::new("template_code")));
    }
    if template.label.zh.trim().is_empty() {
        issues.push(issue("/label/zh", "", FieldError::new("label_empty")));
    }
    for (lang, text) in [("zh", &template.label.zh), ("en", &template.label.en)] {
        let actual = text.chars().count();
        if actual > crate::field::LABEL_MAX {
            let error = FieldError::new("too_long")
                .with("max", crate::field::LABEL_MAX)
                .with("actual", actual);
            issues.push(issue(&format!("/label/{lang}"), "", error));
        }
    }
    for (subject, name) in [(Subject::Customer, "groups"), (Subject::Contact, "contact")] {
        check_groups(template, subject, name, catalogue, &mut issues);
    }
    if template.fields(Subject::Customer).all(|f| f.hidden) {
        issues.push(issue("/groups", "", FieldError::new("template_empty")));
    }
    issues
}

fn check_groups(
    template: &Template,
    subject: Subject,
    name: &str,
    catalogue: &Catalogue,
    issues: &mut Vec<FieldIssue>,
) {
    let groups = template.groups_of(subject);
    let mut seen: Vec<&str> = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        let known = catalogue.group(&group.key).is_some_and(|k| k.subject == subject);
        if !known {
            let error = FieldError::new("group_unknown").with("value", group.key.as_str());
            issues.push(issue(&format!("/{name}/{g}/key"), "", error));
        }
        if groups[..g].iter().any(|other| other.key == group.key) {
            issues.push(issue(&format!("/{name}/{g}/key"), "", FieldError::new("group_twice")));
        }
        for (f, field) in group.fields.iter().enumerate() {
            let pointer = format!("/{name}/{g}/fields/{f}/key");
            if seen.contains(&field.key.as_str()) {
                issues.push(issue(&pointer, &field.key, FieldError::new("field_twice")));
            }
            seen.push(&field.key);
            if let Err(error) = usable(catalogue.get(subject, &field.key), template.kind) {
                issues.push(issue(&pointer, &field.key, error));
            }
            if field.hidden && field.locked {
                issues.push(issue(&pointer, &field.key, FieldError::new("field_locked")));
            }
        }
    }
    if seen.len() > TEMPLATE_FIELDS_MAX {
        let error = FieldError::new("too_many").with("max", TEMPLATE_FIELDS_MAX);
        issues.push(issue(&format!("/{name}"), "", error));
    }
}

/// Whether a field can stand on a card for these kinds.
fn usable(field: Option<&Field>, kind: Kinds) -> Result<(), FieldError> {
    let field = field.ok_or_else(|| FieldError::new("field_unknown"))?;
    if !field.active {
        return Err(FieldError::new("field_inactive"));
    }
    match (field.kinds, kind) {
        (Kinds::Both, _) | (_, Kinds::Both) => Ok(()),
        (of, on) if of == on => Ok(()),
        _ => Err(FieldError::new("field_kind")),
    }
}

fn issue(pointer: &str, field: &str, error: FieldError) -> FieldIssue {
    FieldIssue { pointer: pointer.to_owned(), field: field.to_owned(), error }
}
