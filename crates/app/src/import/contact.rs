//! What rows make of the contacts of customers on file: those that they name are changed, others are
//! added, none is ever taken off.

use super::CellError;
use super::draft::{Judge, cell_error};
use crate::contact::{CONTACTS_MAX, ContactFacts, differences};
use crate::customer::{NewContact, Rules, Seen, check_name, issue};
use kedang_domain::field::{
    FieldError, FieldIssue, Subject, ValueRules, Values, validate_patch, validate_values,
};
use kedang_domain::id::ContactId;
use kedang_storage::contact::Contact;
use kedang_storage::import::ContactChange;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

type Cells = Vec<CellError>;

/// The contact on file that a row means.
enum Meant<'a> {
    Nobody,
    One(&'a Contact),
    Several,
}

/// Found by mobile number, else by e-mail, else by name to the letter. Where several share a number
/// the name decides.
fn meant<'a>(new: &NewContact, on_file: &[&'a Contact]) -> Meant<'a> {
    let named: Vec<&Contact> = on_file.iter().copied().filter(|c| c.name == new.name).collect();
    for key in ["mobile", "email"] {
        let Some(value) = new.values.get(key).filter(|value| !value.is_null()) else { continue };
        let same = |contact: &&&Contact| contact.values.get(key) == Some(value);
        let found: Vec<&Contact> = on_file.iter().filter(same).copied().collect();
        match found.as_slice() {
            [] => {}
            [one] => return Meant::One(one),
            several => {
                let mut both = several.iter().filter(|contact| contact.name == new.name);
                return match (both.next(), both.next()) {
                    (Some(one), None) => Meant::One(one),
                    _ => Meant::Several,
                };
            }
        }
    }
    match named.as_slice() {
        [] => Meant::Nobody,
        [one] => Meant::One(one),
        _ => Meant::Several,
    }
}

impl Judge {
    /// What the contacts of a row make of those of the customer on file; `emptied` are the fields of
    /// the first one whose cells empty them. What cannot be told apart is left out with a warning.
    pub(super) fn change_contacts(
        &self,
        new: Vec<NewContact>,
        emptied: &[String],
        rules: &Rules<'_>,
        (seen, on_file): (&Seen, &[Contact]),
        warnings: &mut Cells,
    ) -> Result<Vec<ContactChange>, Cells> {
        let rules = ValueRules {
            catalogue: rules.catalogue,
            subject: Subject::Contact,
            kind: seen.kind,
            template: Some(rules.template),
            today: rules.today,
        };
        let mut taken: HashSet<ContactId> = HashSet::new();
        let (mut made, mut errors) = (Vec::new(), Vec::new());
        for (place, mut contact) in new.into_iter().enumerate() {
            for key in emptied.iter().filter(|_| place == 0) {
                contact.values.entry(key.clone()).or_insert(Value::Null);
            }
            let free: Vec<&Contact> = on_file.iter().filter(|c| !taken.contains(&c.id)).collect();
            let found = match meant(&contact, &free) {
                Meant::Nobody => added(contact, on_file.is_empty() && made.is_empty(), &rules),
                Meant::One(known) => {
                    taken.insert(known.id);
                    changed(contact, known, &rules)
                }
                Meant::Several => {
                    warnings.push(self.contact_error("import_contact_ambiguous", &contact.name));
                    continue;
                }
            };
            match found {
                Ok(change) if change.changes.is_empty() => {}
                Ok(change) => made.push(change),
                Err(issues) => {
                    errors.extend(issues.iter().map(|issue| cell_error(issue, &self.mapping)));
                }
            }
        }
        if on_file.len() + made.iter().filter(|change| change.added).count() > CONTACTS_MAX {
            let error = FieldError::new("too_many").with("max", CONTACTS_MAX);
            let issue = issue("/contacts/0/name", "name", error);
            errors.push(cell_error(&issue, &self.mapping));
        }
        if errors.is_empty() { Ok(made) } else { Err(errors) }
    }

    fn contact_error(&self, code: &str, name: &str) -> CellError {
        CellError {
            column: self.column("contact.name"),
            field: "contact.name".to_owned(),
            code: code.to_owned(),
            params: BTreeMap::from([("value".to_owned(), name.to_owned())]),
        }
    }
}

fn added(
    mut new: NewContact,
    primary: bool,
    rules: &ValueRules<'_>,
) -> Result<ContactChange, Vec<FieldIssue>> {
    new.values.retain(|_, value| !value.is_null());
    let (name, values) =
        checked(check_name("/contacts/0/name", &new.name), validate_values(rules, &new.values))?;
    let made = ContactFacts { name: &name, primary, values: &values };
    let changes = differences(None, Some(made));
    Ok(ContactChange { contact: None, added: true, version: 0, name, changes })
}

fn changed(
    new: NewContact,
    known: &Contact,
    rules: &ValueRules<'_>,
) -> Result<ContactChange, Vec<FieldIssue>> {
    let values = validate_patch(rules, &known.values, &new.values);
    let (name, values) = checked(check_name("/contacts/0/name", &new.name), values)?;
    let after = ContactFacts { name: &name, primary: known.primary, values: &values };
    Ok(ContactChange {
        contact: Some(known.id),
        added: false,
        version: known.version,
        name: known.name.clone(),
        changes: differences(Some(known.into()), Some(after)),
    })
}

/// Both, or everything that is wrong; with the place that says that it is a contact's.
fn checked(
    name: Result<String, FieldIssue>,
    values: Result<Values, Vec<FieldIssue>>,
) -> Result<(String, Values), Vec<FieldIssue>> {
    match (name, values) {
        (Ok(name), Ok(values)) => Ok((name, values)),
        (name, values) => {
            let of_values = values.err().into_iter().flatten().map(|issue| FieldIssue {
                pointer: format!("/contacts/0{}", issue.pointer),
                ..issue
            });
            Err(name.err().into_iter().chain(of_values).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kedang_domain::id::{CustomerId, new_uuid};

    fn on_file(n: u8, name: &str, mobile: &str, email: &str) -> Contact {
        let mut values = Values::new();
        for (key, value) in [("mobile", mobile), ("email", email)] {
            if !value.is_empty() {
                values.insert(key.to_owned(), value.into());
            }
        }
        Contact {
            id: ContactId::new(new_uuid(2, [n; 10])),
            customer: CustomerId::new(new_uuid(1, [1; 10])),
            name: name.to_owned(),
            primary: false,
            values,
            created_at: 0,
            updated_at: 0,
            version: 1,
        }
    }

    #[test]
    fn the_surest_key_decides() {
        let all = [
            on_file(1, "许恺", "13812345601", ""),
            on_file(2, "许静", "13812345602", "xu@example.com"),
            on_file(3, "齐德", "13812345603", ""),
            on_file(4, "齐心", "13812345603", ""),
            on_file(5, "何平", "", ""),
            on_file(6, "何平", "", ""),
        ];
        let free: Vec<&Contact> = all.iter().collect();
        for (name, mobile, email, expected) in [
            ("许恺", "", "", Some(1)),
            ("许凯", "13812345601", "", Some(1)),
            ("许恺", "13812345602", "", Some(2)),
            ("小许", "13899999999", "xu@example.com", Some(2)),
            ("齐心", "13812345603", "", Some(4)),
            ("齐某", "13812345603", "", None),
            ("何平", "", "", None),
            ("新人", "13899999999", "", Some(0)),
        ] {
            let asked = on_file(9, name, mobile, email);
            let new = NewContact { name: asked.name, values: asked.values, primary: false };
            let found = match meant(&new, &free) {
                Meant::One(one) => all.iter().position(|c| c.id == one.id).map(|place| place + 1),
                Meant::Nobody => Some(0),
                Meant::Several => None,
            };
            assert_eq!(found, expected, "{name} {mobile} {email}");
        }
    }
}
