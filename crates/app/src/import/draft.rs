//! From a row of a file to a customer that may be registered.

use super::ImportLine;
use crate::customer::{Draft, NewContact, Rules};
use kedang_domain::field::{Catalogue, CustomerKind, Field, FieldType, Values};
use kedang_domain::id::PersonId;
use kedang_domain::reference::{Divisions, Industries};
use kedang_domain::template::Template;
use kedang_domain::value::MoneyUnit;
use kedang_exchange::{CellError, ImportRecord, Mapping, RawRow, Target, judge, skip_reason};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everything that a row is judged against.
pub(super) struct Judge {
    pub(super) catalogue: Arc<Catalogue>,
    pub(super) template: Template,
    pub(super) today: jiff::civil::Date,
    pub(super) mapping: Mapping,
    pub(super) owner: PersonId,
}

impl Judge {
    /// The verdict on a row and, when it cannot be written, the cells to be mended.
    pub(super) fn verdict(&self, line: &ImportLine) -> (&'static str, Vec<CellError>) {
        let number = u32::try_from(line.row).unwrap_or(0);
        if number <= self.mapping.header_row {
            return ("head", Vec::new());
        }
        let row = RawRow { number, cells: line.cells.clone() };
        if skip_reason(&row, &self.mapping).is_some() {
            return ("skipped", Vec::new());
        }
        match self.draft(line) {
            Ok(_) => ("valid", Vec::new()),
            Err(errors) => ("invalid", errors),
        }
    }

    /// The customer that a row describes.
    pub(super) fn draft(&self, line: &ImportLine) -> Result<Draft, Vec<CellError>> {
        let number = u32::try_from(line.row).unwrap_or(0);
        let verdict = judge(number, &line.cells, &self.mapping);
        if !verdict.valid {
            return Err(verdict.errors);
        }
        let mut errors = Vec::new();
        let draft = self.understand(verdict.record, &mut errors);
        let rules =
            Rules { catalogue: &self.catalogue, template: &self.template, today: self.today };
        if let Err(issues) = rules.check(&draft) {
            errors.extend(issues.into_iter().map(|issue| {
                let field = if issue.pointer.starts_with("/contacts/") {
                    format!("contact.{}", issue.field)
                } else {
                    issue.field
                };
                let params = issue.error.params.iter().map(|(name, value)| {
                    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    (name.clone(), text)
                });
                CellError {
                    column: self.column(&field),
                    code: issue.error.code.to_owned(),
                    params: params.collect(),
                    field,
                }
            }));
        }
        if errors.is_empty() { Ok(draft) } else { Err(errors) }
    }

    fn column(&self, field: &str) -> Option<usize> {
        let target: Target = field.parse().ok()?;
        self.mapping.place_of(&target)
    }

    fn understand(&self, record: ImportRecord, errors: &mut Vec<CellError>) -> Draft {
        let mut unread = record.unread;
        let mut values = self.values(record.values, "", errors);
        if let Some(region) = &record.region {
            let divisions = Divisions::builtin();
            let found = divisions
                .resolve(&region.province, &region.city, &region.county)
                .map(|r| r.division.code)
                .or_else(|| divisions.resolve_text(&region.whole).map(|t| t.division.code));
            match found {
                Some(code) => {
                    values.entry("region".to_owned()).or_insert_with(|| code.into());
                }
                None => {
                    let parts = [&region.province, &region.city, &region.county, &region.whole];
                    let text: String = parts.into_iter().map(String::as_str).collect();
                    unread.insert("region".to_owned(), text);
                }
            }
        }
        if let Some(text) = record.industry {
            match Industries::builtin().resolve(&text) {
                Some(industry) => {
                    values.insert("industry".to_owned(), industry.code.into());
                }
                None => {
                    unread.insert("industry".to_owned(), text);
                }
            }
        }
        let mut contacts = Vec::new();
        if let Some(contact) = record.contact {
            let facts = self.values(contact.values, "contact.", errors);
            if contact.name.is_empty() {
                // Numbers of nobody in particular are the customer's own.
                for (key, value) in facts {
                    if self.catalogue.customer(&key).is_some() {
                        values.entry(key).or_insert(value);
                    }
                }
            } else {
                contacts.push(NewContact { name: contact.name, values: facts, primary: true });
            }
        }
        self.keep_unread(&mut values, &unread);
        Draft {
            kind: self.kind(),
            name: record.name,
            template: self.template.code.clone(),
            owner: Some(self.owner),
            values,
            contacts,
        }
    }

    fn kind(&self) -> CustomerKind {
        if self.template.kind.includes(CustomerKind::Organization) {
            CustomerKind::Organization
        } else {
            CustomerKind::Individual
        }
    }

    /// Texts of the file as values of the catalogue.
    fn values(
        &self,
        texts: BTreeMap<String, String>,
        prefix: &str,
        errors: &mut Vec<CellError>,
    ) -> Values {
        let mut values = Values::new();
        for (key, text) in texts {
            let field = if prefix.is_empty() {
                self.catalogue.customer(&key)
            } else {
                self.catalogue.contact(&key)
            };
            let Some(field) = field else { continue };
            match value(field, &text) {
                Ok(value) => {
                    values.insert(key, value);
                }
                Err(error) => {
                    let params = error.params.iter().map(|(name, value)| {
                        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                        (name.clone(), text)
                    });
                    let name = format!("{prefix}{key}");
                    errors.push(CellError {
                        column: self.column(&name),
                        code: error.code.to_owned(),
                        params: params.collect(),
                        field: name,
                    });
                }
            }
        }
        values
    }

    /// What was not understood but stops nobody is kept as a remark: nothing is dropped.
    fn keep_unread(&self, values: &mut Values, unread: &BTreeMap<String, String>) {
        let Some(remark) = self.catalogue.customer("remark") else { return };
        let mut lines: Vec<String> = Vec::new();
        if let Some(text) = values.get("remark").and_then(Value::as_str) {
            lines.push(text.to_owned());
        }
        for (target, text) in unread.iter().filter(|(_, text)| !text.trim().is_empty()) {
            let label = self.catalogue.customer(target).map_or(target.as_str(), |f| &f.label.zh);
            lines.push(format!("{label}：{text}"));
        }
        if !unread.is_empty() && !lines.is_empty() {
            let max = usize::try_from(remark.max_len).unwrap_or(usize::MAX);
            let text: String = lines.join("\n").chars().take(max).collect();
            values.insert("remark".to_owned(), text.into());
        }
    }
}

/// A text of the file as a value; amounts have been read as fen already.
fn value(field: &Field, text: &str) -> Result<Value, kedang_domain::field::FieldError> {
    match field.field_type {
        FieldType::Money if text.parse::<i64>().is_ok() => {
            field.validate(&Value::from(text.parse::<i64>().unwrap_or_default()))
        }
        _ => field.parse_text(text, MoneyUnit::default()),
    }
}
