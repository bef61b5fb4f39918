//! Where a leaked sheet may come from: its cells are compared with what left the system.
//!
//! What left is kept without its values: each cell as a [`Print`], a keyed hash of the one form that
//! [`forms`] gives to everything a person may write for it. The sheet is read by the same forms, so
//! its headers, its order, its widths and its layout do not matter, and a value that has changed
//! since tells exports before and after the change apart.
//!
//! [`Sheet`] holds the sheet, [`Comparison`] takes the departures (exports, copies) one after the
//! other, [`Comparison::finding`] ranks them. No result is
//! certain: a file can be passed on, stolen, or written by hand to look like somebody's, and what was
//! copied from a screen is on no register.
//!
//! # The model
//!
//! Bayes over hypotheses: *somebody or something else* (prior one half), one departure (prior 0.4,
//! shared equally), two departures mixed (prior 0.1, shared equally among the pairs of the
//! [`MIXED`] best, where each explains rows that the other does not). Under a hypothesis every row of the sheet comes from its departures with shares
//! that are not known (averaged over all shares), and otherwise from anywhere:
//!
//! * a row drawn from a departure of `s` customers is one of these `s`; one drawn from anywhere is
//!   one of all customers. So a short list that explains the sheet says more than a long one, a list
//!   with half of all customers explains little, and rows that nobody exported speak against all;
//! * a row whose values are not those of the departure but those of another one counts a
//!   [`STALE`]th; a column that another departure has and this one has not makes it ten times less
//!   likely, thirty times at most;
//! * with [`CUT`] the sheet was cut by a criterion that another list follows too: then the departure
//!   explains it as well as the shortest one that has the same rows;
//! * *somebody else* copied the same list from the screen, with a chance of one in twenty, and more
//!   for sheets of few rows: that share never vanishes;
//! * a marker customer of a departure makes it ten thousand times likelier, its number a thousand
//!   times; a marker that is missing though its rows are there makes it less likely, by as much as
//!   was not cut. And still *somebody else* keeps [`FLOOR`].

mod collect;
mod forms;
mod likelihood;
#[cfg(test)]
mod tests;

pub use collect::Comparison;
pub use forms::{Form, forms};
pub use likelihood::{CUT, FLOOR, MIXED, STALE};

use std::collections::{HashMap, HashSet};

/// A keyed hash of a form of a cell.
pub type Print = [u8; 8];

/// Rows of a sheet that are compared, at most.
pub const ROWS_MAX: usize = 20_000;
/// Columns of a sheet that are compared, at most.
pub const COLUMNS_MAX: usize = 100;
/// Rows above the first one that is recognised, at most: a title, a cover, the header.
const HEAD: usize = 20;

/// A leaked sheet: of every cell the prints of what it may mean.
#[derive(Debug)]
pub struct Sheet {
    /// Of each row its prints, with the column.
    rows: Vec<HashMap<Print, u16>>,
    /// In which rows a print is.
    places: HashMap<Print, Vec<u32>>,
}

impl Sheet {
    /// From rows of texts as a person sees them; what is beyond [`ROWS_MAX`] and [`COLUMNS_MAX`] is
    /// left out. `print` hashes a form.
    pub fn new<T: AsRef<str>>(
        rows: impl IntoIterator<Item = Vec<T>>,
        print: impl Fn(&str) -> Print,
    ) -> Self {
        let mut sheet = Self { rows: Vec::new(), places: HashMap::new() };
        for cells in rows {
            let mut row = HashMap::new();
            for (column, cell) in (0_u16..).zip(&cells).take(COLUMNS_MAX) {
                for form in forms(cell.as_ref()) {
                    row.entry(print(&form.text)).or_insert(column);
                }
            }
            if row.is_empty() {
                continue;
            }
            let Ok(at) = u32::try_from(sheet.rows.len()) else { break };
            for print in row.keys() {
                sheet.places.entry(*print).or_default().push(at);
            }
            sheet.rows.push(row);
            if sheet.rows.len() == ROWS_MAX {
                break;
            }
        }
        sheet
    }

    /// How many rows have something in them.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no row has anything in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether the print stands anywhere in it.
    #[must_use]
    pub fn has(&self, print: &Print) -> bool {
        self.places.contains_key(print)
    }
}

/// A row that left: the prints of its cells, with the place of their column among those of the
/// departure.
pub type Left = [(u8, Print)];

/// What left at one time, to one recipient.
#[derive(Clone, Debug)]
pub struct Departure {
    /// Customers that left.
    pub size: u32,
    /// Of each column whether its values tell customers apart: names, numbers, addresses.
    pub telling: Vec<bool>,
    /// Marker customers put among them.
    pub markers: u32,
    /// The print of its number in the register.
    pub number: Print,
}

/// What speaks for one departure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Which, in the order in which they were given.
    pub departure: usize,
    /// Rows of the sheet that are customers of it.
    pub rows: u32,
    /// Of them those that have values of another time.
    pub stale: u32,
    /// Places of its columns that stand in the sheet.
    pub columns: Vec<u8>,
    /// Columns of the sheet that are known, but not from it.
    pub foreign: u32,
    /// Its marker customers that stand in the sheet.
    pub markers: u32,
    /// Its number stands in the sheet.
    pub numbered: bool,
    /// How likely it is a source, in thousandths. Two that are mixed can both be.
    pub likelihood: u32,
}

/// What a comparison says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Rows of the sheet, without a head.
    pub rows: u32,
    /// Of them those that left with any departure.
    pub known: u32,
    /// The departures with rows of the sheet, the likeliest first.
    pub candidates: Vec<Candidate>,
    /// How likely somebody or something else is the source, in thousandths; never 0.
    pub else_likelihood: u32,
}

/// The set of leaked columns, small.
type Columns = HashSet<u16>;
