//! Custom fields: what a department or the company adds to the catalogue, without a release (A5).

use crate::slug::slug;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::field::{
    Catalogue, Choice, Field, FieldError, FieldIssue, FieldType, Kinds, LABEL_MAX, Label,
    OPTIONS_MAX, Subject, check_custom, check_custom_change,
};
use kedang_domain::id::DepartmentId;
use kedang_domain::permission::{ManageTemplates, TemplateOwner};
use kedang_domain::value::{clean_line, clean_paragraphs};
use kedang_evidence::Draft;
use kedang_storage::custom_field;
use kedang_storage::organisation;

/// A field of the catalogue, and its version when it is a custom one.
#[derive(Clone, Debug)]
pub struct Versioned {
    /// The field.
    pub field: Field,
    /// Counts the changes; `None` for a builtin field, which nobody changes.
    pub version: Option<i64>,
}

/// One option as somebody gives it.
#[derive(Clone, Debug)]
pub struct OptionDraft {
    /// Its key; made from the label when absent.
    pub key: Option<String>,
    /// What people read.
    pub label: Label,
    /// No longer offered.
    pub retired: bool,
}

/// A field as somebody wants to define it.
#[derive(Clone, Debug)]
pub struct FieldDraft {
    /// `x_…`; made from the label when absent.
    pub key: Option<String>,
    /// Whose fact it is.
    pub subject: Subject,
    /// What it holds.
    pub field_type: FieldType,
    /// What else is said about it.
    pub change: FieldChange,
}

/// What somebody says about a field; absent parts stay, or have the default of the type.
#[derive(Clone, Debug, Default)]
pub struct FieldChange {
    /// Its name on the page.
    pub label: Option<Label>,
    /// Another type, where every stored value still reads.
    pub field_type: Option<FieldType>,
    /// Options of a choice, all of them, in order.
    pub options: Option<Vec<OptionDraft>>,
    /// Key of its group.
    pub group: Option<String>,
    /// For which customers it makes sense.
    pub kinds: Option<Kinds>,
    /// Unit behind a number.
    pub unit: Option<Option<Label>>,
    /// A hint.
    pub help: Option<Option<Label>>,
    /// Lists filter by it.
    pub filterable: Option<bool>,
    /// Sensitive personal information.
    pub sensitive: Option<bool>,
    /// Longest text, in characters.
    pub max_len: Option<u32>,
    /// Least value.
    pub min: Option<Option<String>>,
    /// Greatest value.
    pub max: Option<Option<String>>,
    /// Digits behind the point.
    pub decimals: Option<u8>,
    /// The department whose cards carry it; `Some(None)`: the whole company's.
    pub department: Option<Option<DepartmentId>>,
    /// False puts it away: no new values, the old ones stay.
    pub active: Option<bool>,
}

impl App {
    /// The fields of the catalogue in page order. Fields that were put away only when asked for.
    ///
    /// # Errors
    /// The database's.
    pub async fn fields(
        &self,
        _ctx: &Context,
        subject: Option<Subject>,
        inactive: bool,
    ) -> Result<Vec<Versioned>> {
        let mut conn = self.db().read().await?;
        let catalogue = self.catalogue(&mut conn).await?;
        let stored = custom_field::all(&mut conn).await?;
        let version = |key: &str| stored.iter().find(|s| s.field.key == key).map(|s| s.version);
        Ok(catalogue
            .fields()
            .filter(|f| subject.is_none_or(|s| f.subject == s) && (f.active || inactive))
            .map(|f| Versioned {
                field: f.clone(),
                version: if f.builtin { None } else { version(&f.key) },
            })
            .collect())
    }

    /// Defines a field.
    ///
    /// # Errors
    /// Refusals, and everything wrong with the definition.
    pub async fn create_field(&self, ctx: &Context, draft: FieldDraft) -> Result<Versioned> {
        let department = draft.change.department.flatten();
        let permit = ctx.ask::<ManageTemplates>(&TemplateOwner(department))?;
        let mut work = self.begin(ctx).await?;
        if let Some(key) = work.made_before("field").await? {
            let made = custom_field::get(work.tx(), &key).await?.ok_or(AppError::NotFound)?;
            return Ok(Versioned { field: made.field, version: Some(made.version) });
        }
        let catalogue = self.catalogue(work.tx()).await?;
        let label = draft.change.label.clone().unwrap_or_else(|| Label::new("", ""));
        let key = draft.key.unwrap_or_else(|| {
            let taken = |slug: &str| is_taken(&catalogue, &format!("x_{slug}"));
            format!("x_{}", slug(&label, "field", taken))
        });
        let mut field = Field::custom(&key, draft.subject, draft.field_type, label);
        apply(&mut field, draft.change);
        let mut issues = self.check_department(&mut work, department).await?;
        if is_taken(&catalogue, &field.key) {
            issues.push(issue("/key", &field.key, FieldError::new("key_taken")));
        }
        issues.extend(check(&field, &catalogue));
        // The same refusal by both: the key stands under the other subject.
        issues.dedup_by(|a, b| a == b);
        if !issues.is_empty() {
            return Err(AppError::Invalid(issues));
        }
        custom_field::insert(work.tx(), &permit, &field).await?;
        custom_field::touch_catalogue(work.tx(), ctx.now).await?;
        work.remember_made("field", &field.key).await?;
        let entry =
            described(work.draft("field.create"), &field).detail("subject", field.subject.as_str());
        work.record(entry);
        work.commit().await?;
        Ok(Versioned { field, version: Some(1) })
    }

    /// Changes a custom field that is still at the version that the caller saw.
    ///
    /// # Errors
    /// [`AppError::NotFound`], a clash when the field is builtin, refusals, [`AppError::Stale`],
    /// and everything wrong with the change.
    pub async fn change_field(
        &self,
        ctx: &Context,
        key: &str,
        version: i64,
        change: FieldChange,
    ) -> Result<Versioned> {
        let mut work = self.begin(ctx).await?;
        let catalogue = self.catalogue(work.tx()).await?;
        let known = catalogue.customer(key).or_else(|| catalogue.contact(key));
        let known = known.ok_or(AppError::NotFound)?;
        if known.builtin {
            return Err(AppError::conflict("field_builtin"));
        }
        let stored = custom_field::get(work.tx(), key).await?.ok_or(AppError::NotFound)?;
        let old = stored.field;
        let permit = ctx.ask::<ManageTemplates>(&TemplateOwner(old.department_id))?;
        let mut issues = Vec::new();
        if let Some(department) = change.department.filter(|d| *d != old.department_id) {
            // Moving a field concerns both sides.
            ctx.ask::<ManageTemplates>(&TemplateOwner(department))?;
            issues = self.check_department(&mut work, department).await?;
        }
        if stored.version != version {
            return Err(AppError::Stale { current: stored.version });
        }
        let mut new = old.clone();
        apply(&mut new, change);
        issues.extend(check(&new, &catalogue));
        let todo = match check_custom_change(&old, &new) {
            Ok(todo) if issues.is_empty() => todo,
            Ok(_) => return Err(AppError::Invalid(issues)),
            Err(found) => {
                issues.extend(found);
                return Err(AppError::Invalid(issues));
            }
        };
        if new == old {
            return Ok(Versioned { field: old, version: Some(version) });
        }
        if !custom_field::update(work.tx(), &permit, &new, version).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        if todo.convert {
            custom_field::convert(work.tx(), &permit, &old, &new).await?;
        }
        if todo.reindex || (todo.convert && new.filterable) {
            custom_field::reindex(work.tx(), &permit, &new).await?;
        }
        custom_field::touch_catalogue(work.tx(), ctx.now).await?;
        let entry =
            described(work.draft("field.update"), &new).detail("changed", changed(&old, &new));
        work.record(entry);
        work.commit().await?;
        Ok(Versioned { field: new, version: Some(version + 1) })
    }

    /// A department that a field or card is to belong to must exist.
    pub(crate) async fn check_department(
        &self,
        work: &mut Work<'_>,
        department: Option<DepartmentId>,
    ) -> Result<Vec<FieldIssue>> {
        let Some(department) = department else { return Ok(Vec::new()) };
        let tree = organisation::tree(work.tx()).await?;
        if tree.iter().any(|node| node.id == department) {
            return Ok(Vec::new());
        }
        let error = FieldError::new("department_unknown");
        Ok(vec![issue("/department_id", "department_id", error)])
    }
}

fn is_taken(catalogue: &Catalogue, key: &str) -> bool {
    catalogue.customer(key).is_some() || catalogue.contact(key).is_some()
}

/// As [`check_custom`], and the length of the unit.
fn check(field: &Field, catalogue: &Catalogue) -> Vec<FieldIssue> {
    let mut issues = check_custom(field, catalogue);
    let unit = field.unit.iter().flat_map(|u| [("/unit/zh", &u.zh), ("/unit/en", &u.en)]);
    for (pointer, text) in unit {
        let actual = text.chars().count();
        if actual > LABEL_MAX {
            let error = FieldError::new("too_long").with("max", LABEL_MAX).with("actual", actual);
            issues.push(issue(pointer, &field.key, error));
        }
    }
    issues
}

pub(crate) fn issue(pointer: &str, field: &str, error: FieldError) -> FieldIssue {
    FieldIssue { pointer: pointer.to_owned(), field: field.to_owned(), error }
}

/// A name without lines, blanks around it and characters that nobody sees.
pub(crate) fn clean_label(label: Label) -> Label {
    Label { zh: clean_line(&label.zh), en: clean_line(&label.en) }
}

fn options(drafts: Vec<OptionDraft>) -> Vec<Choice> {
    let mut made: Vec<Choice> = Vec::with_capacity(drafts.len());
    let given: Vec<String> = drafts.iter().filter_map(|o| o.key.clone()).collect();
    // One more than allowed is enough to be told so.
    for draft in drafts.into_iter().take(OPTIONS_MAX + 1) {
        let label = clean_label(draft.label);
        let key = draft.key.unwrap_or_else(|| {
            let taken = |slug: &str| {
                given.iter().any(|key| key == slug) || made.iter().any(|o| o.key == slug)
            };
            slug(&label, "option", taken)
        });
        made.push(Choice { key, label, retired: draft.retired });
    }
    made
}

/// Lays what was said over a field.
fn apply(field: &mut Field, change: FieldChange) {
    if let Some(field_type) = change.field_type.filter(|t| *t != field.field_type) {
        let fresh = Field::custom(&field.key, field.subject, field_type, field.label.clone());
        field.field_type = field_type;
        field.max_len = fresh.max_len;
    }
    if let Some(label) = change.label {
        field.label = clean_label(label);
    }
    if let Some(drafts) = change.options {
        field.options = options(drafts);
    }
    let texts =
        |label: Label| Label { zh: clean_paragraphs(&label.zh), en: clean_paragraphs(&label.en) };
    if let Some(help) = change.help {
        field.help = help.map(texts).filter(|h| !h.zh.is_empty() || !h.en.is_empty());
    }
    if let Some(unit) = change.unit {
        field.unit = unit.map(clean_label).filter(|u| !u.zh.is_empty() || !u.en.is_empty());
    }
    if let Some(min) = change.min {
        field.min = min.filter(|m| !m.trim().is_empty());
    }
    if let Some(max) = change.max {
        field.max = max.filter(|m| !m.trim().is_empty());
    }
    fn set<T>(place: &mut T, value: Option<T>) {
        if let Some(value) = value {
            *place = value;
        }
    }
    set(&mut field.group, change.group);
    set(&mut field.kinds, change.kinds);
    set(&mut field.filterable, change.filterable);
    set(&mut field.sensitive, change.sensitive);
    set(&mut field.max_len, change.max_len);
    set(&mut field.decimals, change.decimals);
    set(&mut field.department_id, change.department);
    set(&mut field.active, change.active);
}

/// What the log keeps of a definition. It is no personal data, so it may be in words.
fn described(draft: Draft, field: &Field) -> Draft {
    let draft = draft
        .subject("field", field.key.as_str())
        .detail("label", field.label.zh.as_str())
        .detail("type", field.field_type.as_str())
        .detail("active", i64::from(field.active));
    match field.department_id {
        Some(department) => draft.detail("department", department.to_string()),
        None => draft,
    }
}

/// The parts of a definition that differ.
fn changed(old: &Field, new: &Field) -> Vec<String> {
    [
        ("label", old.label != new.label),
        ("type", old.field_type != new.field_type),
        ("options", old.options != new.options),
        ("group", old.group != new.group),
        ("kinds", old.kinds != new.kinds),
        ("unit", old.unit != new.unit),
        ("help", old.help != new.help),
        ("filterable", old.filterable != new.filterable),
        ("sensitive", old.sensitive != new.sensitive),
        (
            "bounds",
            (old.max_len, &old.min, &old.max, old.decimals)
                != (new.max_len, &new.min, &new.max, new.decimals),
        ),
        ("department", old.department_id != new.department_id),
        ("active", old.active != new.active),
    ]
    .into_iter()
    .filter(|(_, differs)| *differs)
    .map(|(part, _)| part.to_owned())
    .collect()
}
