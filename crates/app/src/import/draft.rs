//! From a row of a file to a customer that may be registered.

use super::joined::{self, Joined};
use super::plan::{Key, Plan};
use super::{ImportLine, Target};
use crate::Context;
use crate::customer::{Change, Draft, NewContact, Outcome, Rules, Seen, outcome};
use kedang_domain::field::{
    Catalogue, CustomerKind, Field, FieldError, FieldIssue, FieldType, Values,
};
use kedang_domain::id::PersonId;
use kedang_domain::reference::{Divisions, Industries};
use kedang_domain::template::Template;
use kedang_domain::value::{MoneyUnit, clean_line};
use kedang_exchange::{Cell, CellError, Classifier, ImportRecord, Mapping, RawRow, judge};
use kedang_storage::contact::Contact;
use kedang_storage::import::ContactChange;
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
    pub(super) plan: Plan,
    /// Contacts from another sheet count.
    pub(super) joined: bool,
    /// Who imports, with what they may see and change.
    pub(super) ctx: Context,
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

/// What a row says of a customer, whether or not that one is on file.
pub(super) struct Given {
    /// As it would be registered, without what was not understood.
    draft: Draft,
    /// The file code of the customer that is meant, as written.
    code: String,
    /// The cell without the name that a new customer must have.
    nameless: Option<CellError>,
    /// The first of its contacts stands on the row itself.
    own_contact: bool,
    /// What single columns are about whose cells are empty.
    emptied: Vec<Target>,
    /// Texts that were not understood, as lines of a remark.
    unread: Vec<String>,
    errors: Cells,
    warnings: Cells,
}

impl Given {
    /// What identifies the customer on file, in its normal form; `None` when the row has none. What
    /// cannot be such a key is one that nobody has.
    pub(super) fn key(&self, key: Key) -> Option<String> {
        let text = match key {
            Key::Code => self.code.as_str(),
            Key::Name => self.draft.name.as_str(),
            Key::CreditCode | Key::Mobile => {
                self.draft.values.get(key.name()).and_then(Value::as_str).unwrap_or_default()
            }
        };
        let text = text.trim();
        (!text.is_empty()).then(|| key.stored().normal(text).unwrap_or_else(|| text.to_owned()))
    }
}

/// What a row is, before it is known what is to be done with it.
pub(super) enum Heard {
    /// No customer: the verdict.
    Aside(&'static str),
    /// Cells that stand against it, and those that were not understood either way.
    Bad(Cells, Cells),
    /// A customer.
    Given(Box<Given>),
}

impl Judge {
    /// What a row says.
    pub(super) fn hear(&self, classifier: &Classifier<'_>, line: &mut ImportLine) -> Heard {
        let number = u32::try_from(line.row).unwrap_or(0);
        if number <= self.mapping.header_row {
            return Heard::Aside("head");
        }
        let row = RawRow { number, cells: std::mem::take(&mut line.cells) };
        let skipped = classifier.skip_reason(&row).is_some();
        line.cells = row.cells;
        if skipped {
            return Heard::Aside("skipped");
        }
        let mut verdict = judge(number, &line.cells, &self.mapping);
        let is_nameless = |error: &CellError| error.field == "name" && error.code == "name_empty";
        let nameless = match verdict.errors.as_slice() {
            // Only a new customer needs one.
            [error] if is_nameless(error) => verdict.errors.pop(),
            [] => None,
            _ => return Heard::Bad(verdict.errors, verdict.warnings),
        };
        let mut doubts = Doubts { warnings: verdict.warnings, ..Doubts::default() };
        doubts.warnings.extend(verdict.notes);
        let code = std::mem::take(&mut verdict.record.code);
        let mut draft = self.understand(verdict.record, &mut doubts);
        let own_contact = !draft.contacts.is_empty();
        if self.joined {
            self.join(&mut draft, joined::of(line), &mut doubts);
        }
        let unread = self.remarks(&doubts.unread);
        let emptied = self.emptied(&line.cells);
        let Doubts { errors, warnings, .. } = doubts;
        Heard::Given(Box::new(Given {
            draft,
            code,
            nameless,
            own_contact,
            emptied,
            unread,
            errors,
            warnings,
        }))
    }

    /// What the columns are about whose cells are empty.
    fn emptied(&self, cells: &[Cell]) -> Vec<Target> {
        let blank = |index: usize| cells.get(index).is_none_or(Cell::is_blank);
        let columns = self.mapping.columns.iter().filter(|(index, _)| blank(**index));
        columns.map(|(_, column)| column.target.clone()).collect()
    }

    /// The customer that a row becomes, or the cells that stand against it; and those that were
    /// not understood either way.
    pub(super) fn create(&self, mut given: Given) -> Result<(Draft, Cells), (Cells, Cells)> {
        if let Some(nameless) = given.nameless {
            given.errors.insert(0, nameless);
            return Err((given.errors, given.warnings));
        }
        let mut draft = given.draft;
        let remark = with_remarks(draft.values.get("remark"), &given.unread);
        draft.values.extend(remark.map(|text| ("remark".to_owned(), text.into())));
        let rules =
            Rules { catalogue: &self.catalogue, template: &self.template, today: self.today };
        if let Err(issues) = rules.check(&draft) {
            given.errors.extend(issues.iter().map(|issue| cell_error(issue, &self.mapping)));
        }
        if given.errors.is_empty() {
            Ok((draft, given.warnings))
        } else {
            Err((given.errors, given.warnings))
        }
    }

    /// What a row makes of a customer on file, or the cells that stand against it; and those that
    /// were not understood either way, or are not for a customer on file.
    pub(super) fn update(
        &self,
        given: Given,
        (seen, contacts): (&Seen, &[Contact]),
        template: &Template,
    ) -> Result<(Outcome, Vec<ContactChange>, Cells), (Cells, Cells)> {
        let Given { draft, own_contact, emptied, unread, mut errors, mut warnings, .. } = given;
        let (mut of_customer, mut of_contact) = (Vec::new(), Vec::new());
        for target in emptied.into_iter().filter(|_| self.plan.overwrite_empty) {
            match target {
                Target::Field(key) => of_customer.push(key),
                Target::Contact(key) if own_contact => of_contact.push(key),
                _ => {}
            }
        }
        let mut values = draft.values;
        let before = values.get("remark").or_else(|| seen.values.get("remark"));
        if let Some(text) = with_remarks(before, &unread) {
            values.insert("remark".to_owned(), text.into());
        }
        for key in of_customer {
            values.entry(key).or_insert(Value::Null);
        }
        let name = Some(draft.name).filter(|name| !name.is_empty());
        let change = Change { name, values, ..Change::default() };
        let rules = Rules { catalogue: &self.catalogue, template, today: self.today };
        let outcome = outcome(seen, &change, &rules).map_err(|issues| {
            errors.extend(issues.iter().map(|issue| cell_error(issue, &self.mapping)));
        });
        let contacts = self.change_contacts(
            draft.contacts,
            &of_contact,
            &rules,
            (seen, contacts),
            &mut warnings,
        );
        match (outcome, contacts) {
            (Ok(outcome), Ok(contacts)) if errors.is_empty() => Ok((outcome, contacts, warnings)),
            (_, contacts) => {
                errors.extend(contacts.err().into_iter().flatten());
                Err((errors, warnings))
            }
        }
    }

    pub(super) fn column(&self, field: &str) -> Option<usize> {
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
        Draft {
            kind: self.kind(),
            name: record.name,
            template: self.template.code.clone(),
            owner: Some(self.owner),
            values,
            contacts,
        }
    }

    /// Adds contacts that stand on another sheet. What is not understood of them keeps nobody from
    /// the customer.
    fn join(&self, draft: &mut Draft, all: Vec<Joined>, doubts: &mut Doubts) {
        for Joined { contact, doubts: told, unread, .. } in all {
            let mut theirs = Doubts::default();
            let values = self.values(contact.values, "contact.", &mut theirs);
            for error in told.into_iter().chain(theirs.errors).chain(theirs.warnings) {
                // A cell of another sheet is none of this row's.
                doubts.warnings.push(CellError { column: None, ..error.clone() });
                if let Some(text) = error.params.get("value") {
                    let text = format!("{} {text}", contact.name);
                    doubts.unread.push((error.field, text));
                }
            }
            let known = doubts.unread.len();
            for (field, text) in unread {
                let text = format!("{} {text}", contact.name);
                if !doubts.unread.iter().take(known).any(|(_, said)| *said == text) {
                    doubts.unread.push((field, text));
                }
            }
            match draft.contacts.iter_mut().find(|one| one.name == contact.name) {
                Some(one) => {
                    for (key, value) in values {
                        one.values.entry(key).or_insert(value);
                    }
                }
                None => {
                    let primary = draft.contacts.is_empty();
                    draft.contacts.push(NewContact { name: contact.name, values, primary });
                }
            }
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

    /// What was not understood but stops nobody is kept as a remark: nothing is dropped.
    fn remarks(&self, unread: &[(String, String)]) -> Vec<String> {
        let said = unread.iter().filter(|(_, text)| !text.trim().is_empty());
        said.map(|(target, text)| format!("{}：{}", self.label(target), clean_line(text))).collect()
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

/// A remark with these lines behind it, those that it has already left out; `None` when nothing
/// comes to it. A remark that becomes too long is told like any other.
fn with_remarks(remark: Option<&Value>, lines: &[String]) -> Option<String> {
    let mut text = remark.and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut any = false;
    for line in lines {
        if !text.lines().any(|known| known == line) {
            any = true;
            text.push_str(if text.is_empty() { "" } else { "\n" });
            text.push_str(line);
        }
    }
    any.then_some(text)
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
