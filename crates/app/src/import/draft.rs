//! From a row of a file to a customer that may be registered.

use super::ImportLine;
use crate::customer::{Draft, NewContact, Rules};
use kedang_domain::field::{
    Catalogue, CustomerKind, Field, FieldError, FieldIssue, FieldType, Values,
};
use kedang_domain::id::PersonId;
use kedang_domain::reference::{Divisions, Industries};
use kedang_domain::template::Template;
use kedang_domain::value::{MoneyUnit, clean_line};
use kedang_exchange::{CellError, Classifier, ImportRecord, Mapping, RawRow, Target, judge};
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

/// Cells of a row that were not understood.
type Cells = Vec<CellError>;

/// A row on its way to a customer: what is wrong with it, and what was not understood.
#[derive(Default)]
struct Doubts {
    errors: Cells,
    warnings: Cells,
    /// Texts that were not understood, with what they were meant for.
    unread: Vec<(String, String)>,
}

impl Judge {
    /// Gives rows their verdicts.
    pub(super) fn verdicts(&self, lines: &mut [ImportLine]) {
        let classifier = Classifier::new(&self.mapping);
        for line in lines {
            let (verdict, reasons, warnings) = self.verdict(&classifier, line);
            verdict.clone_into(&mut line.verdict);
            (line.reasons, line.warnings) = (reasons, warnings);
        }
    }

    fn verdict(
        &self,
        classifier: &Classifier<'_>,
        line: &mut ImportLine,
    ) -> (&'static str, Cells, Cells) {
        let number = u32::try_from(line.row).unwrap_or(0);
        if number <= self.mapping.header_row {
            return ("head", Vec::new(), Vec::new());
        }
        let row = RawRow { number, cells: std::mem::take(&mut line.cells) };
        let skipped = classifier.skip_reason(&row).is_some();
        line.cells = row.cells;
        if skipped {
            return ("skipped", Vec::new(), Vec::new());
        }
        match self.draft(line) {
            Ok((_, warnings)) => ("valid", Vec::new(), warnings),
            Err((errors, warnings)) => ("invalid", errors, warnings),
        }
    }

    /// The customer that a row describes, or the cells that stand against it; and those that were
    /// not understood either way.
    pub(super) fn draft(&self, line: &ImportLine) -> Result<(Draft, Cells), (Cells, Cells)> {
        let number = u32::try_from(line.row).unwrap_or(0);
        let verdict = judge(number, &line.cells, &self.mapping);
        if !verdict.valid {
            return Err((verdict.errors, verdict.warnings));
        }
        let mut doubts = Doubts { warnings: verdict.warnings, ..Doubts::default() };
        doubts.warnings.extend(verdict.notes);
        let draft = self.understand(verdict.record, &mut doubts);
        let rules =
            Rules { catalogue: &self.catalogue, template: &self.template, today: self.today };
        if let Err(issues) = rules.check(&draft) {
            doubts.errors.extend(issues.iter().map(|issue| cell_error(issue, &self.mapping)));
        }
        if doubts.errors.is_empty() {
            Ok((draft, doubts.warnings))
        } else {
            Err((doubts.errors, doubts.warnings))
        }
    }

    fn column(&self, field: &str) -> Option<usize> {
        place(field, &self.mapping)
    }

    fn understand(&self, record: ImportRecord, doubts: &mut Doubts) -> Draft {
        doubts.unread.extend(record.unread);
        let mut values = self.values(record.values, "", doubts);
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
                    self.doubt("region", "region_unknown", text, doubts);
                }
            }
        }
        if let Some(text) = record.industry {
            match Industries::builtin().resolve(&text) {
                Some(industry) => {
                    values.insert("industry".to_owned(), industry.code.into());
                }
                None => self.doubt("industry", "industry_unknown", text, doubts),
            }
        }
        let mut contacts = Vec::new();
        if let Some(contact) = record.contact {
            if contact.name.is_empty() {
                self.nobodys(contact.values, &mut values, doubts);
            } else {
                let facts = self.values(contact.values, "contact.", doubts);
                contacts.push(NewContact { name: contact.name, values: facts, primary: true });
            }
        }
        self.keep_unread(&mut values, &doubts.unread);
        Draft {
            kind: self.kind(),
            name: record.name,
            template: self.template.code.clone(),
            owner: Some(self.owner),
            values,
            contacts,
        }
    }

    /// What stands in columns of a contact that has no name: numbers of nobody in particular are
    /// the customer's own, the rest is kept as a remark.
    fn nobodys(&self, texts: BTreeMap<String, String>, values: &mut Values, doubts: &mut Doubts) {
        let (own, others) = texts.into_iter().partition(|(key, text)| {
            let taken = values.get(key).and_then(Value::as_str);
            let same = taken.is_none_or(|taken| taken == text);
            self.catalogue.customer(key).is_some_and(|f| f.kinds.includes(self.kind())) && same
        });
        for (key, value) in self.values(own, "contact.", doubts) {
            values.entry(key).or_insert(value);
        }
        for (key, text) in others {
            let code = "contact_without_name";
            self.doubt(&format!("contact.{key}"), code, text, doubts);
        }
    }

    /// Warns of a text that stops nobody, and keeps it.
    fn doubt(&self, field: &str, code: &str, text: String, doubts: &mut Doubts) {
        let column = match field {
            "region" => ["region", "region.county", "region.city", "region.province"]
                .into_iter()
                .find_map(|f| self.column(f)),
            other => self.column(other),
        };
        doubts.warnings.push(CellError {
            column,
            field: field.to_owned(),
            code: code.to_owned(),
            params: [("value".to_owned(), text.chars().take(64).collect())].into(),
        });
        doubts.unread.push((field.to_owned(), text));
    }

    fn kind(&self) -> CustomerKind {
        if self.template.kind.includes(CustomerKind::Organization) {
            CustomerKind::Organization
        } else {
            CustomerKind::Individual
        }
    }

    /// Texts of the file as values of the catalogue.
    fn values(&self, texts: BTreeMap<String, String>, prefix: &str, doubts: &mut Doubts) -> Values {
        let mut values = Values::new();
        for (key, text) in texts {
            let name = format!("{prefix}{key}");
            let field = if prefix.is_empty() {
                self.catalogue.customer(&key)
            } else {
                self.catalogue.contact(&key)
            };
            let Some(field) = field else {
                // The field went away since the columns were chosen.
                self.doubt(&name, "field_unknown", text, doubts);
                continue;
            };
            match value(field, &text) {
                Ok(value) => {
                    values.insert(key, value);
                }
                Err(error) => doubts.errors.push(CellError {
                    column: self.column(&name),
                    code: error.code.to_owned(),
                    params: params(&error),
                    field: name,
                }),
            }
        }
        values
    }

    /// What was not understood but stops nobody is kept as a remark: nothing is dropped. A remark
    /// that becomes too long is told like any other.
    fn keep_unread(&self, values: &mut Values, unread: &[(String, String)]) {
        let mut lines: Vec<String> = Vec::new();
        if let Some(text) = values.get("remark").and_then(Value::as_str) {
            lines.push(text.to_owned());
        }
        for (target, text) in unread.iter().filter(|(_, text)| !text.trim().is_empty()) {
            lines.push(format!("{}：{}", self.label(target), clean_line(text)));
        }
        if !unread.is_empty() && !lines.is_empty() {
            values.insert("remark".to_owned(), lines.join("\n").into());
        }
    }

    /// What a target is called: by its header in the file, else by its field.
    fn label<'a>(&'a self, target: &'a str) -> &'a str {
        let header = self.column(target).map(|column| self.mapping.header(column));
        let field = match target.strip_prefix("contact.") {
            Some(key) => self.catalogue.contact(key),
            None => self.catalogue.customer(target),
        };
        header
            .filter(|h| !h.is_empty())
            .or_else(|| field.map(|f| f.label.zh.as_str()))
            .unwrap_or(target)
    }
}

/// A refused value of a draft as the cell that it came from.
pub(super) fn cell_error(issue: &FieldIssue, mapping: &Mapping) -> CellError {
    let field = if issue.pointer.starts_with("/contacts/") {
        format!("contact.{}", issue.field)
    } else {
        issue.field.clone()
    };
    CellError {
        column: place(&field, mapping),
        code: issue.error.code.to_owned(),
        params: params(&issue.error),
        field,
    }
}

fn params(error: &FieldError) -> BTreeMap<String, String> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    error.params.iter().map(|(name, value)| (name.clone(), text(value))).collect()
}

/// The column of a field; of a telephone number also the one for any of them.
fn place(field: &str, mapping: &Mapping) -> Option<usize> {
    let any = match field {
        "mobile" | "office_phone" => Some(Target::Phone),
        "contact.mobile" | "contact.office_phone" => Some(Target::ContactPhone),
        _ => None,
    };
    let own = field.parse().ok().and_then(|target| mapping.place_of(&target));
    own.or_else(|| any.and_then(|target| mapping.place_of(&target)))
}

/// A text of the file as a value; amounts have been read as fen already.
fn value(field: &Field, text: &str) -> Result<Value, FieldError> {
    match (field.field_type, text.parse::<i64>()) {
        (FieldType::Money, Ok(fen)) => field.validate(&Value::from(fen)),
        _ => field.parse_text(text, MoneyUnit::default()),
    }
}
