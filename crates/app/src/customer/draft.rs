//! What somebody wants to register, checked against catalogue and card.

use super::Facts;
use kedang_domain::field::{
    Catalogue, CustomerKind, FieldError, FieldIssue, Subject, ValueRules, Values, validate_values,
};
use kedang_domain::id::PersonId;
use kedang_domain::template::Template;
use kedang_domain::value::clean_name;
use kedang_storage::customer::IndexRow;
use serde::{Deserialize, Serialize};

/// Contacts given with a new customer, at most.
const CONTACTS_MAX: usize = 100;

/// A customer as somebody wants to register it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// Organisation or individual.
    pub kind: CustomerKind,
    /// Full name.
    pub name: String,
    /// Code of the card template.
    pub template: String,
    /// Its owner; whoever registers it when absent.
    pub owner: Option<PersonId>,
    /// All other facts, as given.
    pub values: Values,
    /// Its contacts, the first one primary unless another says so.
    pub contacts: Vec<NewContact>,
}

/// A contact as somebody wants to add it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NewContact {
    /// Name.
    pub name: String,
    /// All other facts, as given.
    pub values: Values,
    /// The one to turn to first.
    pub primary: bool,
}

/// A draft that was checked.
pub(crate) struct Checked {
    pub(crate) name: String,
    pub(crate) values: Values,
    pub(crate) contacts: Vec<NewContact>,
}

/// A draft that was checked, with what follows from its facts: what will be written.
pub(crate) struct Ready {
    pub(crate) checked: Checked,
    pub(crate) completeness: i64,
    /// Whether the basics are there, as the log says it.
    pub(crate) complete: &'static str,
    pub(crate) index: Vec<IndexRow>,
    /// Search tokens, but for those of the file code, which comes last.
    pub(crate) tokens: Vec<String>,
}

/// Against what drafts are checked.
pub(crate) struct Rules<'a> {
    pub(crate) catalogue: &'a Catalogue,
    pub(crate) template: &'a Template,
    pub(crate) today: jiff::civil::Date,
}

pub(crate) fn issue(pointer: impl Into<String>, field: &str, error: FieldError) -> FieldIssue {
    FieldIssue { pointer: pointer.into(), field: field.to_owned(), error }
}

/// A name without blanks around it or lines in it.
pub(crate) fn check_name(pointer: &str, name: &str) -> Result<String, FieldIssue> {
    clean_name(name).map_err(|error| issue(pointer, "name", error.into()))
}

impl Rules<'_> {
    /// Checks a whole draft and collects everything that is wrong with it.
    pub(crate) fn check(&self, draft: &Draft) -> Result<Checked, Vec<FieldIssue>> {
        let mut issues = Vec::new();
        let name = check_name("/name", &draft.name).map_err(|i| issues.push(i)).unwrap_or_default();
        if !self.template.kind.includes(draft.kind) {
            let error = FieldError::new("template_kind").with("kind", draft.kind.as_str());
            issues.push(issue("/template", "template", error));
        }
        let rules = ValueRules {
            catalogue: self.catalogue,
            subject: Subject::Customer,
            kind: draft.kind,
            template: Some(self.template),
            today: self.today,
        };
        let values = validate_values(&rules, &draft.values)
            .map_err(|found| issues.extend(found))
            .unwrap_or_default();
        let contacts = self.check_contacts(draft, &rules, &mut issues);
        if issues.is_empty() { Ok(Checked { name, values, contacts }) } else { Err(issues) }
    }

    /// Checks a whole draft and works out what follows from it.
    pub(crate) fn prepare(&self, draft: &Draft) -> Result<Ready, Vec<FieldIssue>> {
        let checked = self.check(draft)?;
        let contacts: Vec<_> =
            checked.contacts.iter().map(|c| (c.name.clone(), c.values.clone())).collect();
        let facts = Facts {
            catalogue: self.catalogue,
            template: self.template,
            kind: draft.kind,
            code: "",
            name: &checked.name,
            values: &checked.values,
            contacts: &contacts,
        };
        let completeness = facts.completeness();
        let (index, tokens) = (facts.index(), facts.tokens());
        let complete = facts.complete();
        Ok(Ready { checked, completeness, complete, index, tokens })
    }

    fn check_contacts(
        &self,
        draft: &Draft,
        rules: &ValueRules<'_>,
        issues: &mut Vec<FieldIssue>,
    ) -> Vec<NewContact> {
        if draft.contacts.len() > CONTACTS_MAX {
            let error = FieldError::new("too_many").with("max", CONTACTS_MAX);
            issues.push(issue("/contacts", "contacts", error));
            return Vec::new();
        }
        // What the card requires of a contact is asked for when one is added by itself, too.
        let rules = ValueRules { subject: Subject::Contact, ..*rules };
        let mut checked = Vec::with_capacity(draft.contacts.len());
        for (index, given) in draft.contacts.iter().enumerate() {
            let at = |pointer: &str| format!("/contacts/{index}{pointer}");
            let name = check_name(&at("/name"), &given.name).map_err(|i| issues.push(i));
            let values = validate_values(&rules, &given.values).map_err(|found| {
                issues
                    .extend(found.into_iter().map(|i| FieldIssue { pointer: at(&i.pointer), ..i }));
            });
            if let (Ok(name), Ok(values)) = (name, values) {
                checked.push(NewContact { name, values, primary: given.primary });
            }
        }
        if let Some(first) =
            checked.first_mut().filter(|_| draft.contacts.iter().all(|c| !c.primary))
        {
            first.primary = true;
        }
        checked
    }
}
