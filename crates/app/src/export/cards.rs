//! Customers as business cards (vCard 4.0): one for each contact, one for a customer who has none.
//!
//! A card has what stands on a card of paper. What else is known of a person (private numbers, the
//! day of birth) does not leave with it.

use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::ContactId;
use kedang_domain::reference::Divisions;
use kedang_exchange::vcard::{Address, Card, Labelled, Name, Version, write};
use kedang_storage::contact::Contact;
use kedang_storage::customer::Listed;
use serde_json::Value;

/// Facts of a customer that its cards have.
const FACTS: [&str; 8] =
    ["address", "region", "postcode", "website", "mobile", "office_phone", "fax", "email"];

/// Kinds of numbers, and what a card says that they are for.
const PHONES: [(&str, &[&str]); 3] =
    [("mobile", &["cell"]), ("office_phone", &["voice", "work"]), ("fax", &["fax", "work"])];

/// Facts of a contact that its card has.
pub(super) const OF_CONTACT: [&str; 4] = ["mobile", "office_phone", "fax", "email"];

pub(super) fn facts() -> Vec<String> {
    FACTS.map(str::to_owned).to_vec()
}

/// The cards of a customer, or the one of a contact.
pub(super) fn cards(row: &Listed, contacts: &[Contact], only: Option<ContactId>) -> String {
    let wanted = |contact: &&Contact| only.is_none_or(|id| contact.id == id);
    let mut cards: Vec<Card> =
        contacts.iter().filter(wanted).map(|contact| of_contact(row, contact)).collect();
    if contacts.is_empty() {
        cards.push(of_customer(row));
    }
    cards.iter().map(|card| write(card, Version::V4_0)).collect()
}

fn of_contact(row: &Listed, contact: &Contact) -> Card {
    let text = |key| text(&contact.values, key);
    let mut organization = Vec::new();
    if row.kind == CustomerKind::Organization {
        organization = vec![row.name.clone(), text("department_name")];
    }
    organization.retain(|part| !part.is_empty());
    Card {
        uid: format!("urn:uuid:{}", contact.id),
        formatted_name: contact.name.clone(),
        name: whole(&contact.name),
        organization,
        title: text("post"),
        phones: phones(&contact.values),
        emails: emails(&contact.values),
        ..of_place(row)
    }
}

fn of_customer(row: &Listed) -> Card {
    let organization = match row.kind {
        CustomerKind::Organization => vec![row.name.clone()],
        CustomerKind::Individual => Vec::new(),
    };
    Card {
        uid: format!("urn:uuid:{}", row.id),
        formatted_name: row.name.clone(),
        name: if organization.is_empty() { whole(&row.name) } else { Name::default() },
        organization,
        phones: phones(&row.values),
        emails: emails(&row.values),
        ..of_place(row)
    }
}

/// Where the customer is.
fn of_place(row: &Listed) -> Card {
    let address = Address {
        street: text(&row.values, "address"),
        province: Divisions::builtin()
            .by_code(&text(&row.values, "region"))
            .map_or_else(String::new, |division| division.full_name.to_owned()),
        postcode: text(&row.values, "postcode"),
        types: ["work".to_owned()].into(),
        ..Address::default()
    };
    let known = [&address.street, &address.province, &address.postcode];
    let addresses = if known.iter().all(|part| part.is_empty()) { vec![] } else { vec![address] };
    let urls = Some(text(&row.values, "website")).filter(|url| !url.is_empty());
    Card { addresses, urls: urls.into_iter().collect(), ..Card::default() }
}

/// A Chinese name is not taken apart: which part is the family's is not known.
fn whole(name: &str) -> Name {
    Name { family: name.to_owned(), ..Name::default() }
}

fn text(values: &Values, key: &str) -> String {
    values.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn phones(values: &Values) -> Vec<Labelled> {
    PHONES
        .iter()
        .map(|(key, types)| Labelled {
            value: text(values, key),
            types: types.iter().map(|word| (*word).to_owned()).collect(),
        })
        .filter(|phone| !phone.value.is_empty())
        .collect()
}

fn emails(values: &Values) -> Vec<Labelled> {
    let value = text(values, "email");
    let types = ["work".to_owned()].into();
    if value.is_empty() { Vec::new() } else { vec![Labelled { value, types }] }
}
