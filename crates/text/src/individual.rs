//! Whether two files are of one person. There is no weighing here as for companies: a name is too
//! common and a number too often shared, so a name alone never tells anything.

use crate::matching::{Key, KeyClass};
use crate::normal;
use kedang_domain::value::{IdNumber, Phone};

/// Shortest address that says where somebody lives, in characters without blanks and marks.
const ADDRESS_LENGTH: usize = 4;

/// What is known of a person, as it was typed. An empty text is a missing fact.
#[derive(Clone, Copy, Debug, Default)]
pub struct Individual<'a> {
    /// Name.
    pub name: &'a str,
    /// Mobile number.
    pub mobile: &'a str,
    /// Other telephone numbers: of the office, at home.
    pub phones: [&'a str; 2],
    /// Identity number (GB 11643).
    pub id_number: &'a str,
    /// Day of birth, `YYYY-MM-DD`.
    pub birth_date: &'a str,
    /// Address, without its region.
    pub address: &'a str,
    /// Division code of the region (GB/T 2260).
    pub region: &'a str,
}

/// A fact in which two files of individuals agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The identity number.
    IdNumber,
    /// The name.
    Name,
    /// The mobile number.
    Mobile,
    /// Another telephone number.
    Phone,
    /// The day of birth.
    BirthDate,
    /// The address.
    Address,
}

/// How like two files of individuals are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alike {
    /// They are one person; otherwise somebody must look.
    pub same: bool,
    /// How likely they are one person, per mille. Judged, not counted: it puts pairs in order.
    pub per_mille: i64,
    /// In what they agree, the weightiest first.
    pub shared: Vec<Shared>,
}

/// The facts of an individual in their one form.
struct Facts {
    name: String,
    mobile: Option<String>,
    phones: Vec<String>,
    id_number: Option<String>,
    birth_date: Option<String>,
    address: Option<String>,
    region: Option<String>,
}

impl Facts {
    fn of(one: &Individual<'_>) -> Self {
        let phone = |text: &str| Phone::parse(text).ok().map(String::from);
        let id_number = IdNumber::parse(one.id_number).ok();
        // A number says the day of birth, whether it was typed or not.
        let born = id_number.as_ref().and_then(IdNumber::birth_date).map(|day| day.to_string());
        let address = normal::key(one.address);
        Self {
            name: normal::key(one.name),
            mobile: phone(one.mobile),
            phones: one.phones.iter().filter_map(|text| phone(text)).collect(),
            id_number: id_number.map(String::from),
            birth_date: some(one.birth_date).or(born),
            address: (address.chars().count() >= ADDRESS_LENGTH).then_some(address),
            region: some(one.region),
        }
    }

    /// All telephone numbers: what one file calls mobile another has as that of the office.
    fn numbers(&self) -> impl Iterator<Item = &String> {
        self.mobile.iter().chain(&self.phones)
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn agree(a: Option<&String>, b: Option<&String>) -> bool {
    a.is_some() && a == b
}

fn differ(a: Option<&String>, b: Option<&String>) -> bool {
    a.is_some() && b.is_some() && a != b
}

/// The keys of an individual: those to be stored with it, and to be looked up for another. Two
/// files that are [`alike`] share at least one.
#[must_use]
pub fn keys(one: &Individual<'_>) -> Vec<Key> {
    let facts = Facts::of(one);
    let named = |class, text: &String| {
        (!facts.name.is_empty()).then(|| Key::of_text(class, &format!("{} {text}", facts.name)))
    };
    let identity = facts.id_number.iter().map(|id| Key::of_text(KeyClass::Identity, id));
    let numbers = facts.numbers().map(|number| Key::of_text(KeyClass::PersonPhone, number));
    let day = facts.birth_date.iter().filter_map(|day| named(KeyClass::PersonDay, day));
    let place = facts.address.iter().filter_map(|place| named(KeyClass::PersonAddress, place));
    identity.chain(numbers).chain(day).chain(place).collect()
}

/// How like two files of individuals are; `None` when nothing says that they are one person.
///
/// One person for sure is who agrees in the name and in the mobile or identity number. Somebody
/// must look where the identity number alone agrees, or the mobile number alone, or with the name
/// another telephone number, the day of birth or the address. Two identity numbers are two persons,
/// whatever else agrees; two days of birth are, but for a name with its mobile number. Half a number
/// proves nothing.
#[must_use]
pub fn alike(a: &Individual<'_>, b: &Individual<'_>) -> Option<Alike> {
    let (a, b) = (Facts::of(a), Facts::of(b));
    if differ(a.id_number.as_ref(), b.id_number.as_ref()) {
        return None;
    }
    let identity = agree(a.id_number.as_ref(), b.id_number.as_ref());
    let name = !a.name.is_empty() && a.name == b.name;
    let mobile = agree(a.mobile.as_ref(), b.mobile.as_ref());
    let phone = !mobile && a.numbers().any(|ours| b.numbers().any(|theirs| ours == theirs));
    let born = agree(a.birth_date.as_ref(), b.birth_date.as_ref());
    let place = agree(a.address.as_ref(), b.address.as_ref())
        && !differ(a.region.as_ref(), b.region.as_ref());
    let apart = differ(a.birth_date.as_ref(), b.birth_date.as_ref());
    let per_mille = match (identity, name, mobile) {
        (true, true, _) => 990,
        (true, false, _) => 900,
        (false, true, true) => 970,
        _ if apart => return None,
        // A family's telephone, more often than not.
        (false, false, true) => 400,
        (false, true, false) => with_name(phone, born, place)?,
        (false, false, false) => return None,
    };
    let shared = [
        (Shared::IdNumber, identity),
        (Shared::Name, name),
        (Shared::Mobile, mobile),
        (Shared::Phone, phone),
        (Shared::BirthDate, born),
        (Shared::Address, place),
    ];
    let shared = shared.into_iter().filter(|(_, agree)| *agree).map(|(fact, _)| fact).collect();
    Some(Alike { same: name && (identity || mobile), per_mille, shared })
}

/// How likely namesakes are one person who agree in this; a name alone says nothing.
fn with_name(phone: bool, born: bool, place: bool) -> Option<i64> {
    match (phone, born, place) {
        (false, false, false) => None,
        (true, false, false) => Some(850),
        (false, true, false) => Some(750),
        (false, false, true) => Some(700),
        _ => Some(930),
    }
}

#[cfg(test)]
mod tests;
