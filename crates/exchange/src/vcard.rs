//! Business cards: vCard 2.1 (versit, 1996), 3.0 (RFC 2426) and 4.0 (RFC 6350).
//!
//! Read as phones and mail programs really write them: folded inside a character, encoded
//! quoted-printable in GBK, without an end. Pictures, sounds, keys and cards inside cards are
//! passed over. Nothing that stands for a person, a number or an address is.

mod birthday;
mod line;
mod table;
mod value;
mod write;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use birthday::Birthday;
pub(crate) use table::table;
pub use write::{write, write_short};

use crate::{Limits, ReadError, ReadOptions, delimited::Decoding};
use line::{Line, Lines};

/// The version of a card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Version {
    /// versit, 1996; what old phones write.
    #[serde(rename = "2.1")]
    V2_1,
    /// RFC 2426.
    #[serde(rename = "3.0")]
    V3_0,
    /// RFC 6350.
    #[default]
    #[serde(rename = "4.0")]
    V4_0,
}

/// A card. Texts may have several lines; what a card does not tell is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The version it was written in.
    pub version: Version,
    /// Its own name for itself, stable over time.
    pub uid: String,
    /// The name as it is shown.
    pub formatted_name: String,
    /// The parts of the name.
    pub name: Name,
    /// The organisation, then its units from the largest down.
    pub organization: Vec<String>,
    /// The post.
    pub title: String,
    /// What the person does there.
    pub role: String,
    /// Telephone numbers as written.
    pub phones: Vec<Labelled>,
    /// E-mail addresses.
    pub emails: Vec<Labelled>,
    /// Postal addresses.
    pub addresses: Vec<Address>,
    /// Web addresses.
    pub urls: Vec<String>,
    /// Notes; several are put under each other.
    pub note: String,
    /// The day of birth, as far as it is told.
    pub birthday: Option<Birthday>,
}

/// The parts of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// Family name.
    pub family: String,
    /// Given name.
    pub given: String,
    /// Other names.
    pub additional: String,
    /// What stands before the name.
    pub prefix: String,
    /// What stands behind it.
    pub suffix: String,
}

impl Name {
    /// The name as it is shown: family name first and without a blank where it is Chinese.
    #[must_use]
    pub fn shown(&self) -> String {
        let latin = |text: &str| text.chars().all(|c| c.is_ascii() || c.is_ascii_punctuation());
        let parts = if latin(&self.family) && latin(&self.given) {
            [&self.given, &self.additional, &self.family].map(|part| part.trim())
        } else {
            return format!("{}{}{}", self.family, self.additional, self.given);
        };
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }
}

/// A number or an address with what it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Labelled {
    /// The number or address.
    pub value: String,
    /// What it is for, in lower case: `cell`, `work`, `home`, `fax`, `pref`, ….
    pub types: BTreeSet<String>,
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Post office box.
    pub po_box: String,
    /// Building, floor, room.
    pub extended: String,
    /// Street and number.
    pub street: String,
    /// City.
    pub city: String,
    /// Province.
    pub province: String,
    /// Post code.
    pub postcode: String,
    /// Country.
    pub country: String,
    /// What it is for, in lower case: `work`, `home`, ….
    pub types: BTreeSet<String>,
}

/// Why a card could not be read; the others of its file can.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CardError {
    /// It tells nothing.
    #[error("card {card} is empty")]
    Empty {
        /// Its place, from 1.
        card: u32,
    },
    /// A value has more characters than a cell may have.
    #[error("a value of card {card} has more than {max} characters")]
    TooLong {
        /// Its place, from 1.
        card: u32,
        /// The bound.
        max: usize,
    },
    /// More lines than any card has.
    #[error("card {card} has more than {max} lines")]
    TooManyLines {
        /// Its place, from 1.
        card: u32,
        /// The bound.
        max: usize,
    },
}

impl CardError {
    /// The stable code, the name of the message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "card_empty",
            Self::TooLong { .. } => "card_value_too_long",
            Self::TooManyLines { .. } => "card_too_many_lines",
        }
    }
}

/// Most lines of a card.
const MAX_LINES: usize = 2000;

/// Reads the cards of a file, in their order.
///
/// # Errors
/// [`ReadError::Empty`], [`ReadError::TooLarge`], [`ReadError::TooManyRows`] and
/// [`ReadError::TooManyCells`] of the file as a whole; each card has its own.
pub fn read(bytes: &[u8], limits: Limits) -> Result<Vec<Result<Card, CardError>>, ReadError> {
    let decoding = Decoding::new(&ReadOptions::default())?;
    Ok(read_with(bytes, &decoding, limits)?.0)
}

/// The cards, and the name of the encoding of what names none itself.
pub(crate) fn read_with(
    bytes: &[u8],
    decoding: &Decoding,
    limits: Limits,
) -> Result<(Vec<Result<Card, CardError>>, String), ReadError> {
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > limits.max_held {
        return Err(ReadError::TooLarge { max: limits.max_held });
    }
    // Lines are found by their bytes, which wide characters have in other places.
    let mut wide = None;
    let bytes = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, bom)) if encoding == encoding_rs::UTF_8 => bytes.get(bom..).unwrap_or(&[]),
        Some((encoding, _)) => wide.insert(encoding.decode(bytes).0.into_owned()).as_bytes(),
        None => bytes,
    };
    let mut raw = Vec::new();
    let mut unfolded = Vec::with_capacity(bytes.len());
    let mut lines = Lines::new(bytes);
    while lines.next_into(&mut raw) {
        unfolded.extend_from_slice(&raw);
    }
    let encoding = decoding.encoding_of(&unfolded, None);
    drop(unfolded);
    let mut room = limits.max_held_cells;
    let mut cards = Vec::new();
    let mut open: Option<Open> = None;
    let mut inner = 0_usize;
    let mut behind_agent = false;
    let mut lines = Lines::new(bytes);
    while lines.next_into(&mut raw) {
        let Some(line) = Line::parse(&raw) else { continue };
        let agent = std::mem::replace(&mut behind_agent, line.is("AGENT"));
        let is_mark = line.value.trim_ascii().eq_ignore_ascii_case(b"VCARD");
        if line.is("BEGIN") && is_mark {
            if inner > 0 || (agent && open.is_some()) {
                inner += 1;
                continue;
            }
            // A card without an end ends where the next begins.
            close(&mut cards, open.replace(Open::default()), limits, &mut room)?;
        } else if line.is("END") && is_mark {
            if inner > 0 {
                inner -= 1;
            } else {
                close(&mut cards, open.take(), limits, &mut room)?;
            }
        } else if inner == 0
            && let Some(open) = &mut open
        {
            open.add(&line, encoding, limits);
        }
    }
    close(&mut cards, open, limits, &mut room)?;
    if cards.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok((cards, encoding.name().to_lowercase()))
}

fn close(
    cards: &mut Vec<Result<Card, CardError>>,
    open: Option<Open>,
    limits: Limits,
    room: &mut usize,
) -> Result<(), ReadError> {
    let Some(open) = open else { return Ok(()) };
    // A card takes the room of its facts, however short they are.
    let card = &open.card;
    let several = card.phones.len() + card.emails.len() + card.urls.len();
    let facts = 12 + several + 8 * card.addresses.len() + card.organization.len();
    let max = limits.max_held_cells;
    *room = room.checked_sub(facts).ok_or(ReadError::TooManyCells { max })?;
    let number = u32::try_from(cards.len()).unwrap_or(u32::MAX).saturating_add(1);
    if number > limits.max_rows {
        return Err(ReadError::TooManyRows { max: limits.max_rows });
    }
    cards.push(open.finish(number, limits));
    Ok(())
}

/// A card that is being read.
#[derive(Default)]
struct Open {
    card: Card,
    lines: usize,
    too_long: bool,
}

impl Open {
    fn add(&mut self, line: &Line<'_>, encoding: &'static encoding_rs::Encoding, limits: Limits) {
        self.lines += 1;
        if self.lines > MAX_LINES {
            return;
        }
        if line.is("VERSION") {
            self.card.version = match line.value.trim_ascii() {
                b"2.1" => Version::V2_1,
                b"3.0" => Version::V3_0,
                _ => Version::V4_0,
            };
        }
        if line.is_binary() {
            return;
        }
        let value = value::Value { line, version: self.card.version, encoding };
        let card = &mut self.card;
        let mut length = 0;
        let mut text = || {
            let text = value.text();
            length = text.chars().count();
            text
        };
        match line.name.to_ascii_uppercase().as_slice() {
            b"UID" => card.uid = text(),
            b"FN" if card.formatted_name.is_empty() => card.formatted_name = text(),
            b"N" if card.name == Name::default() => {
                let [family, given, additional, prefix, suffix] = value.parts();
                card.name = Name { family, given, additional, prefix, suffix };
            }
            b"ORG" if card.organization.is_empty() => card.organization = value.list(),
            b"TITLE" if card.title.is_empty() => card.title = text(),
            b"ROLE" if card.role.is_empty() => card.role = text(),
            b"TEL" => card.phones.push(Labelled { value: value.number(), types: line.types() }),
            b"EMAIL" => card.emails.push(Labelled { value: value.address(), types: line.types() }),
            b"ADR" => {
                let [po_box, extended, street, city, province, postcode, country] = value.parts();
                let types = line.types();
                card.addresses.push(Address {
                    po_box,
                    extended,
                    street,
                    city,
                    province,
                    postcode,
                    country,
                    types,
                });
            }
            b"URL" => card.urls.push(text()),
            b"NOTE" => {
                if !card.note.is_empty() {
                    card.note.push('\n');
                }
                card.note.push_str(&text());
            }
            b"BDAY" => {
                let without_year = line.has_parameter("X-APPLE-OMIT-YEAR");
                card.birthday = Birthday::parse(&value.text(), without_year).or(card.birthday);
            }
            _ => {}
        }
        self.too_long |= length > limits.max_cell || line.value.len() / 9 > limits.max_cell;
    }

    fn finish(self, number: u32, limits: Limits) -> Result<Card, CardError> {
        let mut card = self.card;
        if self.lines > MAX_LINES {
            return Err(CardError::TooManyLines { card: number, max: MAX_LINES });
        }
        if self.too_long || card.note.chars().count() > limits.max_cell {
            return Err(CardError::TooLong { card: number, max: limits.max_cell });
        }
        let empty = |labelled: &Labelled| labelled.value.is_empty();
        card.phones.retain(|phone| !empty(phone));
        card.emails.retain(|email| !empty(email));
        card.addresses
            .retain(|a| Address { types: BTreeSet::new(), ..a.clone() } != Address::default());
        card.urls.retain(|url| !url.is_empty());
        while card.organization.last().is_some_and(String::is_empty) {
            card.organization.pop();
        }
        if card.formatted_name.trim().is_empty() {
            card.formatted_name = card.name.shown();
        }
        let told = Card { version: Version::default(), uid: String::new(), ..card.clone() };
        if told == Card::default() { Err(CardError::Empty { card: number }) } else { Ok(card) }
    }
}
