//! Business cards in and out (A9): what leaves for an address book, and what comes from one.

mod read;

pub use read::{CARD_TEXT_MAX, CARDS_MAX, Known, Maybe, ReadCard};

use crate::{App, AppError, Context, Result};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{ContactId, CustomerId};
use kedang_domain::reference::Divisions;
use kedang_exchange::vcard::{
    Address, Birthday, Card, Labelled, Name, Version, write, write_short,
};
use kedang_storage::contact::{self, Contact};
use kedang_storage::customer::{self, Seen};
use serde_json::Value;

/// Bytes that a code holds which a phone still reads from a screen at arm's length (QR version 15
/// with correction level M has room for 412).
const CODE_MAX: usize = 400;

/// For what a card is taken out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardForm {
    /// A file for an address book.
    File,
    /// A code that a phone's camera reads: short.
    Code,
}

impl CardForm {
    /// The stable name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Code => "code",
        }
    }

    /// The form of that stable name, or `None`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::File, Self::Code].into_iter().find(|form| form.code() == text)
    }
}

impl App {
    /// The card of a contact, as vCard 3.0. That it was taken out is on record.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none, or not for this person.
    pub async fn contact_card(
        &self,
        ctx: &Context,
        id: ContactId,
        form: CardForm,
    ) -> Result<String> {
        const ACTION: &str = "contact.card";
        let mut conn = self.db().read().await?;
        let found = contact::one(&mut conn, id).await?.ok_or(AppError::NotFound)?;
        let seen = customer::visible(&mut conn, &ctx.actor, ctx.now, found.customer).await?;
        drop(conn);
        let Some(seen) = seen else {
            return Err(self.out_of_sight(ctx, ACTION, found.customer).await?);
        };
        ctx.ask_to_read(&seen)?;
        let taken = ctx
            .draft(ACTION)
            .subject("contact", id.to_string())
            .customer(seen.id.to_string())
            .detail("form", form.code());
        self.recorder().record(taken).await?;
        let card = of_contact(&seen, &found);
        Ok(match form {
            CardForm::File => write(&card, Version::V3_0),
            CardForm::Code => write_short(&card, CODE_MAX),
        })
    }

    /// The cards of a customer and all its contacts, one behind the other, as vCard 3.0. That they
    /// were taken out is on record.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none, or not for this person.
    pub async fn customer_card(&self, ctx: &Context, id: CustomerId) -> Result<String> {
        const ACTION: &str = "customer.card";
        let mut conn = self.db().read().await?;
        let Some(seen) = customer::visible(&mut conn, &ctx.actor, ctx.now, id).await? else {
            drop(conn);
            return Err(self.out_of_sight(ctx, ACTION, id).await?);
        };
        ctx.ask_to_read(&seen)?;
        let contacts = contact::of_customer(&mut conn, id).await?;
        drop(conn);
        let count = i64::try_from(contacts.len()).unwrap_or(i64::MAX);
        let taken = ctx
            .draft(ACTION)
            .subject("customer", id.to_string())
            .customer(id.to_string())
            .detail("contacts", count);
        self.recorder().record(taken).await?;
        let mut text = write(&of_customer(&seen), Version::V3_0);
        for one in &contacts {
            text.push_str(&write(&of_contact(&seen, one), Version::V3_0));
        }
        Ok(text)
    }
}

fn text<'a>(values: &'a Values, key: &str) -> &'a str {
    values.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// What is reached by these fields, each with what it is for.
fn labelled(values: &Values, fields: &[(&str, &[&str])]) -> Vec<Labelled> {
    fields
        .iter()
        .filter(|(key, _)| !text(values, key).is_empty())
        .map(|(key, types)| Labelled {
            value: text(values, key).to_owned(),
            types: types.iter().map(ToString::to_string).collect(),
        })
        .collect()
}

const PHONES: [(&str, &[&str]); 4] = [
    ("mobile", &["cell", "voice"]),
    ("office_phone", &["work", "voice"]),
    ("home_phone", &["home", "voice"]),
    ("fax", &["work", "fax"]),
];
const EMAILS: [(&str, &[&str]); 1] = [("email", &["internet"])];

/// Where the customer is, if that is known.
fn address(seen: &Seen) -> Vec<Address> {
    let values = &seen.values;
    let path = Divisions::builtin().path(text(values, "region"));
    let level = |at: usize| path.get(at).map_or("", |d| d.name);
    let street = text(values, "address");
    let address = Address {
        street: if street.is_empty() { level(2).to_owned() } else { street.to_owned() },
        city: level(1).to_owned(),
        province: level(0).to_owned(),
        postcode: text(values, "postcode").to_owned(),
        types: ["work".to_owned()].into(),
        ..Address::default()
    };
    let known = [&address.street, &address.city, &address.province].iter().any(|p| !p.is_empty());
    known.then_some(address).into_iter().collect()
}

/// A Chinese name is told as a whole: nobody can say for sure where the family name ends.
fn named(name: &str) -> Name {
    Name { family: name.to_owned(), ..Name::default() }
}

fn of_customer(seen: &Seen) -> Card {
    let values = &seen.values;
    let organization = match seen.kind {
        CustomerKind::Organization => seen.name.clone(),
        CustomerKind::Individual => text(values, "employer").to_owned(),
    };
    Card {
        uid: seen.id.to_string(),
        formatted_name: seen.name.clone(),
        name: match seen.kind {
            CustomerKind::Organization => Name::default(),
            CustomerKind::Individual => named(&seen.name),
        },
        organization: Some(organization).filter(|name| !name.is_empty()).into_iter().collect(),
        phones: labelled(values, &PHONES),
        emails: labelled(values, &EMAILS),
        addresses: address(seen),
        urls: labelled(values, &[("website", &[])]).into_iter().map(|url| url.value).collect(),
        birthday: birthday(values, "birth_date"),
        ..Card::default()
    }
}

fn of_contact(seen: &Seen, contact: &Contact) -> Card {
    let values = &contact.values;
    let organization = match seen.kind {
        CustomerKind::Organization => vec![seen.name.clone()],
        CustomerKind::Individual => Vec::new(),
    };
    let units = [text(values, "department_name").to_owned()];
    Card {
        uid: contact.id.to_string(),
        formatted_name: contact.name.clone(),
        name: named(&contact.name),
        organization: organization
            .into_iter()
            .chain(units.into_iter().filter(|unit| !unit.is_empty()))
            .collect(),
        title: text(values, "post").to_owned(),
        phones: labelled(values, &PHONES),
        emails: labelled(values, &EMAILS),
        addresses: address(seen),
        birthday: birthday(values, "birthday"),
        ..Card::default()
    }
}

/// The day of birth: whole, or without the year when only that is known.
fn birthday(values: &Values, whole: &str) -> Option<Birthday> {
    let (year, day) = match text(values, whole).split_once('-') {
        Some((year, day)) => (year.parse().ok(), day),
        None => (None, text(values, "birth_month_day")),
    };
    let (month, day) = day.split_once('-')?;
    Some(Birthday { year, month: month.parse().ok(), day: day.parse().ok() })
}
