//! A row in the words of a plain table, for the command line.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{ImportRecord, ParsedRow, vcard::Card};

/// The facts of a record under the plain keys `name`, `credit_code`, `legal_rep`, `contact`,
/// `mobile`, `tel`, `email`, `province`, `city`, `county`, `address`, `postcode`, `industry`,
/// `capital_wan` (a number of 10,000 yuan), `founded`, `remark`; a fact that is not there is an
/// empty text, a capital that is not there `null`.
#[must_use]
pub fn understood(record: &ImportRecord) -> Map<String, Value> {
    let value = |key: &str| record.values.get(key).cloned().unwrap_or_default();
    let of_contact =
        |key: &str| record.contact.as_ref().and_then(|contact| contact.values.get(key)).cloned();
    let own_or_contact = |key: &str| {
        Some(value(key))
            .filter(|own| !own.is_empty())
            .or_else(|| of_contact(key))
            .unwrap_or_default()
    };
    let region = record.region.clone().unwrap_or_default();
    let contact = record.contact.as_ref().map(|contact| contact.name.clone()).unwrap_or_default();
    let capital = record.values.get("registered_capital").and_then(|fen| fen.parse::<i64>().ok());
    let text = Value::String;
    let pairs: [(&str, Value); 16] = [
        ("name", text(record.name.clone())),
        ("credit_code", text(value("credit_code"))),
        ("legal_rep", text(value("legal_representative"))),
        ("contact", text(contact)),
        ("mobile", text(own_or_contact("mobile"))),
        ("tel", text(own_or_contact("office_phone"))),
        ("email", text(own_or_contact("email"))),
        ("province", text(region.province)),
        ("city", text(region.city)),
        ("county", text(region.county)),
        ("address", text(value("address"))),
        ("postcode", text(value("postcode"))),
        ("industry", text(record.industry.clone().unwrap_or_default())),
        ("capital_wan", capital.map_or(Value::Null, in_wan)),
        ("founded", text(value("founding_date"))),
        ("remark", text(value("remark"))),
    ];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// The facts of a business card under the plain keys `fn`, `family`, `given`, `org`, `title`,
/// `mobile`, `tel`, `email`, `province`, `city`, `street`, `postcode`, `note`; `record` is the row
/// that was made of it.
#[must_use]
pub fn understood_card(card: &Card, record: &ImportRecord) -> Map<String, Value> {
    let mut plain = understood(record);
    let mut of_row = |key: &str| plain.remove(key).unwrap_or_default();
    let text = |text: &str| Value::from(text);
    let street = card.addresses.first().map_or("", |address| &address.street);
    let pairs: [(&str, Value); 13] = [
        ("fn", text(&card.formatted_name)),
        ("family", text(&card.name.family)),
        ("given", text(&card.name.given)),
        ("org", text(card.organization.first().map_or("", String::as_str))),
        ("title", text(&card.title)),
        ("mobile", of_row("mobile")),
        ("tel", of_row("tel")),
        ("email", of_row("email")),
        ("province", of_row("province")),
        ("city", of_row("city")),
        ("street", text(street)),
        ("postcode", of_row("postcode")),
        ("note", text(&card.note)),
    ];
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// Fen as a number of 10,000 yuan: whole when it is, else a fraction.
fn in_wan(fen: i64) -> Value {
    if fen % 1_000_000 == 0 {
        return Value::from(fen / 1_000_000);
    }
    #[expect(clippy::cast_precision_loss, reason = "amounts stay below 2^53 fen")]
    let wan = fen as f64 / 1_000_000.0;
    Value::from(wan)
}

/// The rows of a file counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Rows of customers.
    pub data_rows: u32,
    /// Those that can be written.
    pub valid_rows: u32,
    /// Those that cannot.
    pub invalid_rows: u32,
    /// Rows that are no customers.
    pub skipped_rows: u32,
    /// The rows that cannot be written, with their reasons.
    pub invalid: Vec<InvalidRow>,
}

/// A row that cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvalidRow {
    /// The row number.
    pub row: u32,
    /// See [`crate::RowVerdict::reason`].
    pub reason: String,
}

impl Summary {
    /// Counts one row.
    pub fn add(&mut self, row: &ParsedRow) {
        match row {
            ParsedRow::Skipped { .. } => self.skipped_rows += 1,
            ParsedRow::Data { verdict, .. } => {
                self.data_rows += 1;
                if verdict.valid {
                    self.valid_rows += 1;
                } else {
                    self.invalid_rows += 1;
                    let reason = verdict.reason.clone().unwrap_or_default();
                    self.invalid.push(InvalidRow { row: verdict.row, reason });
                }
            }
        }
    }
}
