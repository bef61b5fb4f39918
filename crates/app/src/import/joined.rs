//! Contacts that stand on a sheet of their own, beside the sheet of customers.

use super::read::{Sheets, chosen};
use super::{CellError, ImportLine};
use kedang_exchange::{
    ImportContact, JoinedContact, Link, LinkBy, Mapping, RawRow, SheetPair, join_contacts,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Contacts without a customer that are named one by one, at most.
const NAMED: usize = 50;

/// A sheet of contacts, and what came of joining it to the customers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Related {
    /// Which sheets, by which columns.
    pub pair: SheetPair,
    /// The header of the contacts' column that names the customer.
    pub header: String,
    /// A person wants it joined; so it is unless they say otherwise.
    pub joined: bool,
    /// Contacts that found their customer.
    pub contacts: i64,
    /// Contacts that did not, or have no name.
    pub left: i64,
    /// The first of them.
    pub named: Vec<Left>,
}

/// A contact that belongs to no customer of the sheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Left {
    /// Its row on the contacts' sheet.
    pub row: u32,
    /// Why it was left.
    pub reason: CellError,
}

/// A contact of a row, from another sheet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Joined {
    /// Its row there.
    pub(super) row: u32,
    pub(super) contact: ImportContact,
    /// What was not understood of it.
    pub(super) doubts: Vec<CellError>,
    pub(super) unread: BTreeMap<String, String>,
}

impl Related {
    /// Whether the contacts are named by a code of the company's own.
    #[must_use]
    pub fn by_code(&self) -> bool {
        self.pair.by == LinkBy::Code
    }
}

/// Joins the contacts to the rows of their customers.
pub(super) fn join(
    sheets: &mut Sheets,
    pair: SheetPair,
    customers: &Mapping,
    contacts: &Mapping,
) -> Related {
    let ours = raw(chosen(sheets, pair.customers));
    let theirs = raw(chosen(sheets, pair.contacts));
    let found = join_contacts(&pair, &ours, customers, &theirs, contacts);
    give_back(chosen(sheets, pair.contacts), theirs);
    give_back(chosen(sheets, pair.customers), ours);
    let mut related = Related {
        header: contacts.header(pair.contact_column).to_owned(),
        joined: true,
        contacts: 0,
        left: 0,
        named: Vec::new(),
        pair,
    };
    let mut by_row: BTreeMap<i64, Vec<Joined>> = BTreeMap::new();
    for one in found {
        let JoinedContact { row, link, verdict } = one;
        match (link, verdict.record.contact) {
            (Link::Customer { row: customer }, Some(contact)) if !contact.name.is_empty() => {
                related.contacts += 1;
                let doubts = verdict.errors.into_iter().chain(verdict.warnings).collect();
                let joined = Joined { row, contact, doubts, unread: verdict.record.unread };
                by_row.entry(customer.into()).or_default().push(joined);
            }
            _ => {
                related.left += 1;
                if related.named.len() < NAMED {
                    let first = verdict.errors.into_iter().next();
                    related.named.extend(first.map(|reason| Left { row, reason }));
                }
            }
        }
    }
    for line in chosen(sheets, pair.customers).into_iter().flatten() {
        let joined = by_row.remove(&line.row);
        // Lists of texts always can be written.
        line.joined = joined.and_then(|all| serde_json::to_string(&all).ok());
    }
    related
}

fn raw(lines: Option<&mut Vec<ImportLine>>) -> Vec<RawRow> {
    let lines = lines.into_iter().flatten();
    lines
        .map(|line| RawRow {
            number: u32::try_from(line.row).unwrap_or(0),
            cells: std::mem::take(&mut line.cells),
        })
        .collect()
}

fn give_back(lines: Option<&mut Vec<ImportLine>>, rows: Vec<RawRow>) {
    for (line, row) in lines.into_iter().flatten().zip(rows) {
        line.cells = row.cells;
    }
}

/// The contacts of a row.
pub(super) fn of(line: &ImportLine) -> Vec<Joined> {
    let text = line.joined.as_deref();
    text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
}
