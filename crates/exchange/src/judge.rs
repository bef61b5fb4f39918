//! From one row of cells to one customer.

mod cells;

use std::collections::BTreeMap;

use kedang_domain::value::{
    CreditCode, Decimal, Email, IdNumber, MAX_LINE, MAX_PARAGRAPHS, Phone, PhoneKind, Postcode,
    Url, ValueError, clean_line, clean_name, clean_paragraphs,
};
use serde::{Deserialize, Serialize};

use crate::{Cell, Column, Mapping, Target, ValueKind};

/// What became of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowVerdict {
    /// The row number.
    pub row: u32,
    /// Whether it can be written; it can when there are no errors.
    pub valid: bool,
    /// The weightiest error, one word for a class of them: `name_empty`, `credit_code_checksum`
    /// (also for a code of the wrong length), `mobile_format`, `date_impossible`,
    /// `email_format`, else the error's own code.
    pub reason: Option<String>,
    /// What was understood. Cells in error or with a warning are left out of it.
    pub record: ImportRecord,
    /// Cells that must be mended.
    pub errors: Vec<CellError>,
    /// Cells that were not understood but stop nobody; their text is in
    /// [`ImportRecord::unread`].
    pub warnings: Vec<CellError>,
    /// Cells that were understood, but not as they stand: `merged_above` (the text of an area
    /// merged over several rows), `number_split` (a second telephone number went to a field of its
    /// own), `number_left_over` (there was none; it is in [`ImportRecord::unread`]), `short_year`
    /// (a year of two digits). Their values count.
    #[serde(default)]
    pub notes: Vec<CellError>,
}

/// A cell that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellError {
    /// Its column, from 0; none when the sheet has no such column.
    pub column: Option<usize>,
    /// The target of the column, see [`Target`].
    pub field: String,
    /// The code of a [`ValueError`], or `formula_without_value`, `cell_error`, `digits_lost`,
    /// `encoding_broken`.
    pub code: String,
    /// What the message needs.
    pub params: BTreeMap<String, String>,
}

/// A customer as a row gives it. Values are text: money in fen, days `2013-09-26`, telephone
/// numbers and codes normalised; choices, regions and industries as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRecord {
    /// The customer's name; empty only when the row is in error.
    pub name: String,
    /// The file code of the customer that is meant, as written; empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Values by the key of the field; never empty.
    pub values: BTreeMap<String, String>,
    /// The contact, when the row tells anything of one.
    pub contact: Option<ImportContact>,
    /// Province, city and county as written.
    pub region: Option<RegionText>,
    /// Industry as written.
    pub industry: Option<String>,
    /// Texts that were not understood, by target (see [`RowVerdict::warnings`]).
    pub unread: BTreeMap<String, String>,
}

/// A contact as a row gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportContact {
    /// Name; empty when only a number or a post is given.
    pub name: String,
    /// Values by the key of the contact's field; never empty.
    pub values: BTreeMap<String, String>,
}

/// Where a customer is, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionText {
    /// Province, autonomous region or municipality.
    pub province: String,
    /// City or prefecture.
    pub city: String,
    /// County or district.
    pub county: String,
    /// All in one text, from a single column.
    pub whole: String,
}

/// Judges one row. Pure: the same cells and mapping give the same verdict, so that a row mended
/// on the page is judged by the same call.
#[must_use]
pub fn judge(row: u32, cells: &[Cell], mapping: &Mapping) -> RowVerdict {
    let mut judged = Judged {
        verdict: RowVerdict { row, ..RowVerdict::default() },
        rank: u8::MAX,
        further: Vec::new(),
    };
    for (index, column) in &mapping.columns {
        let cell = cells.get(*index).unwrap_or(&Cell::Empty);
        if column.target == Target::Name || !cell.is_blank() {
            judged.column(*index, column, cell, mapping.from_1904);
        }
    }
    if !mapping.has_name() {
        judged.refuse(None, &Target::Name, ValueKind::Name, Refusal::from(ValueError::NameEmpty));
    }
    judged.place_further();
    judged.verdict.valid = judged.verdict.errors.is_empty();
    judged.verdict
}

struct Judged {
    verdict: RowVerdict,
    /// Rank of the reason so far, the lowest counts.
    rank: u8,
    /// Second and third numbers of a cell: its column, its target, the number.
    further: Vec<(usize, Target, Phone)>,
}

/// Why a cell was not understood.
struct Refusal {
    code: &'static str,
    params: Vec<(&'static str, String)>,
}

impl From<ValueError> for Refusal {
    fn from(error: ValueError) -> Self {
        Self { code: error.code(), params: error.params() }
    }
}

/// Errors that concern the cell itself and not its kind.
const OF_THE_CELL: [&str; 2] = ["formula_without_value", "encoding_broken"];

impl Judged {
    fn column(&mut self, index: usize, column: &Column, cell: &Cell, from_1904: bool) {
        match read(cell, column, from_1904) {
            Ok(mut value) => {
                for phone in std::mem::take(&mut value.further) {
                    self.further.push((index, column.target.clone(), phone));
                }
                if matches!(cell, Cell::Merged(_)) {
                    self.note(index, &column.target, "merged_above", &value.text);
                }
                if value.short_year {
                    self.note(index, &column.target, "short_year", &value.text);
                }
                self.accept(column, value);
            }
            Err(refusal) if is_lenient(column.kind) && !OF_THE_CELL.contains(&refusal.code) => {
                let field = column.target.to_string();
                self.verdict.record.unread.insert(field.clone(), clean_line(cell.text()));
                self.verdict.warnings.push(cell_error(Some(index), field, refusal));
            }
            Err(refusal) => self.refuse(Some(index), &column.target, column.kind, refusal),
        }
    }

    fn accept(&mut self, column: &Column, value: Read) {
        let record = &mut self.verdict.record;
        let Read { text, phone, .. } = value;
        if text.is_empty() {
            return;
        }
        let region = |record: &mut ImportRecord, put: fn(&mut RegionText, String)| {
            put(record.region.get_or_insert_default(), text.clone());
        };
        let phone_key = match phone {
            Some(PhoneKind::Mobile) => "mobile",
            _ => "office_phone",
        };
        match &column.target {
            Target::Name => record.name = text,
            Target::Code => record.code = text,
            Target::Province => region(record, |r, text| r.province = text),
            Target::City => region(record, |r, text| r.city = text),
            Target::County => region(record, |r, text| r.county = text),
            Target::Field(key) if key == "region" => region(record, |r, text| r.whole = text),
            Target::Field(key) if key == "industry" => record.industry = Some(text),
            Target::Field(key) => {
                record.values.insert(key.clone(), text);
            }
            Target::Phone => {
                record.values.insert(phone_key.to_owned(), text);
            }
            Target::ContactName => record.contact.get_or_insert_default().name = text,
            Target::Contact(key) => {
                record.contact.get_or_insert_default().values.insert(key.clone(), text);
            }
            Target::ContactPhone => {
                let values = &mut record.contact.get_or_insert_default().values;
                values.entry(phone_key.to_owned()).or_insert(text);
            }
        }
    }

    fn note(&mut self, index: usize, target: &Target, code: &'static str, value: &str) {
        let refusal = Refusal { code, params: vec![("value", value.to_owned())] };
        self.verdict.notes.push(cell_error(Some(index), target.to_string(), refusal));
    }

    /// Gives further numbers of a cell to fields that are still free, of the contact when the cell
    /// was the contact's.
    fn place_further(&mut self) {
        for (index, target, phone) in std::mem::take(&mut self.further) {
            let of_contact = matches!(target, Target::Contact(_) | Target::ContactPhone);
            let values = match of_contact {
                true => &mut self.verdict.record.contact.get_or_insert_default().values,
                false => &mut self.verdict.record.values,
            };
            let is_mobile = phone.kind() == PhoneKind::Mobile;
            let text = String::from(phone);
            // A second mobile is no home number: what has no field of its own is left for a person.
            let key = if is_mobile { "mobile" } else { "office_phone" };
            let code = match values.contains_key(key) {
                false => {
                    values.insert(key.to_owned(), text.clone());
                    "number_split"
                }
                true => {
                    let unread = &mut self.verdict.record.unread;
                    let left = unread.entry(target.to_string()).or_default();
                    if !left.is_empty() {
                        left.push_str("; ");
                    }
                    left.push_str(&text);
                    "number_left_over"
                }
            };
            self.note(index, &target, code, &text);
        }
    }

    fn refuse(&mut self, index: Option<usize>, target: &Target, kind: ValueKind, refusal: Refusal) {
        let (rank, reason) = match kind {
            _ if OF_THE_CELL.contains(&refusal.code) => (6, refusal.code),
            ValueKind::Name => (0, refusal.code),
            ValueKind::CreditCode => (1, "credit_code_checksum"),
            ValueKind::Mobile | ValueKind::AnyPhone => (2, "mobile_format"),
            ValueKind::Date => (3, "date_impossible"),
            ValueKind::Email => (4, "email_format"),
            _ => (5, refusal.code),
        };
        if rank < self.rank {
            self.rank = rank;
            self.verdict.reason = Some(reason.to_owned());
        }
        self.verdict.errors.push(cell_error(index, target.to_string(), refusal));
    }
}

fn cell_error(column: Option<usize>, field: String, refusal: Refusal) -> CellError {
    let params = refusal.params.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    CellError { column, field, code: refusal.code.to_owned(), params }
}

/// Facts without which a customer is still worth keeping.
fn is_lenient(kind: ValueKind) -> bool {
    matches!(
        kind,
        ValueKind::Phone
            | ValueKind::Url
            | ValueKind::Money
            | ValueKind::Number
            | ValueKind::Postcode
    )
}

/// A value in its form, and of a telephone number what it is.
#[derive(Default)]
struct Read {
    text: String,
    phone: Option<PhoneKind>,
    /// Other numbers in the same cell.
    further: Vec<Phone>,
    /// The year was written with two digits.
    short_year: bool,
}

fn read(cell: &Cell, column: &Column, from_1904: bool) -> Result<Read, Refusal> {
    let kind = column.kind;
    let plain = cells::plain(cell, kind);
    let cell = plain.as_ref().unwrap_or(cell);
    cells::check(cell, kind)?;
    let read = |text| Read { text, ..Read::default() };
    if kind == ValueKind::Date {
        let (text, short_year) = cells::date(cell, from_1904)?;
        return Ok(Read { text, short_year, ..Read::default() });
    }
    if kind == ValueKind::Money {
        return Ok(read(cells::money(cell, column.unit)?));
    }
    let text = cells::bare(cell, kind);
    let text = text.as_str();
    if matches!(kind, ValueKind::Mobile | ValueKind::Phone | ValueKind::AnyPhone) {
        let (phone, further) = cells::phones(text, kind)?;
        let kind = Some(phone.kind());
        return Ok(Read { text: String::from(phone), phone: kind, further, short_year: false });
    }
    let text = match kind {
        ValueKind::Name => clean_name(text),
        ValueKind::Text => bounded(clean_line(text), MAX_LINE),
        ValueKind::Paragraphs => bounded(clean_paragraphs(text), MAX_PARAGRAPHS),
        ValueKind::CreditCode => CreditCode::parse(text).map(String::from),
        ValueKind::IdNumber => IdNumber::parse(text).map(String::from),
        ValueKind::Email => Email::parse(text).map(String::from),
        ValueKind::Url => Url::parse(text).map(String::from),
        ValueKind::Number => Decimal::parse(&cells::counted(cell, text)).map(String::from),
        ValueKind::Postcode => Postcode::parse(text).map(String::from),
        // Handled above.
        ValueKind::Date
        | ValueKind::Money
        | ValueKind::Mobile
        | ValueKind::Phone
        | ValueKind::AnyPhone => Ok(clean_line(text)),
    }?;
    Ok(read(text))
}

fn bounded(text: String, max: usize) -> Result<String, ValueError> {
    let actual = text.chars().count();
    if actual > max { Err(ValueError::TooLong { max, actual }) } else { Ok(text) }
}

#[cfg(test)]
mod quirks;
#[cfg(test)]
mod tests;
