//! Cells as they stand in the file.

use kedang_domain::value::is_blank;
use serde::{Deserialize, Serialize};

/// The content of a cell, before anybody knows what its column means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text, with its blanks.
    Text(String),
    /// A number in decimal notation without exponent.
    Number(String),
    /// A number shown as a day or a time of day.
    Date {
        /// The number itself.
        serial: String,
        /// `2013-09-26`, `2013-09-26 08:30:00` or `08:30:00`.
        text: String,
    },
    /// Yes or no.
    Bool(bool),
    /// A spreadsheet's error, such as `#REF!`.
    Error(String),
    /// A formula whose value was never calculated by the program that wrote the file.
    FormulaWithoutValue,
    /// Empty itself, but part of an area merged downwards that shows this text.
    Merged(String),
}

impl Cell {
    /// A cell as a person typed it on the page.
    #[must_use]
    pub fn from_input(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// Whether nothing can be seen in it. A formula without value is not blank.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) | Self::Merged(text) => text.chars().all(is_blank),
            _ => false,
        }
    }

    /// Whether it stands in the file itself; what an area merged downwards shows does not.
    #[must_use]
    pub fn is_own(&self) -> bool {
        !matches!(self, Self::Merged(_)) && !self.is_blank()
    }

    /// The content as text, as a person would see it.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::Text(text)
            | Self::Merged(text)
            | Self::Number(text)
            | Self::Date { text, .. }
            | Self::Error(text) => text,
            Self::Bool(true) => "TRUE",
            Self::Bool(false) => "FALSE",
            Self::FormulaWithoutValue => "=?",
        }
    }
}

/// A row of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RawRow {
    /// Row number as a spreadsheet shows it, from 1. In delimited text the number of the record;
    /// a line break inside quotation marks does not begin a new one.
    pub number: u32,
    /// The cells from the first column on; empty cells at the end are left out.
    pub cells: Vec<Cell>,
}

impl RawRow {
    /// The cell of a column, from 0.
    #[must_use]
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }

    /// Cells in which something can be seen, with their columns.
    pub(crate) fn visible(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank())
    }
}
