//! Sheets that were read as a whole, under bounds of their own.

use crate::{
    Cell, Limits, RawRow, ReadError, SheetInfo,
    merge::{Filler, Merges},
};

/// The sheets of a file.
pub(crate) struct Held {
    pub(crate) from_1904: bool,
    pub(crate) sheets: Vec<HeldSheet>,
}

/// A sheet with its rows, from the top.
pub(crate) struct HeldSheet {
    pub(crate) name: String,
    pub(crate) hidden: bool,
    pub(crate) rows: Vec<RawRow>,
}

impl Held {
    pub(crate) fn infos(&self) -> Vec<SheetInfo> {
        let info = |(index, sheet): (usize, &HeldSheet)| SheetInfo {
            index,
            name: sheet.name.clone(),
            hidden: sheet.hidden,
        };
        self.sheets.iter().enumerate().map(info).collect()
    }

    pub(crate) fn rows(&self, index: usize) -> Result<HeldRows<'_>, ReadError> {
        let sheet = self.sheets.get(index).ok_or(ReadError::NoSuchSheet { index })?;
        Ok(HeldRows(sheet.rows.iter()))
    }
}

/// The rows of a sheet, one after the other.
pub(crate) struct HeldRows<'a>(std::slice::Iter<'a, RawRow>);

impl Iterator for HeldRows<'_> {
    type Item = Result<RawRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().cloned().map(Ok)
    }
}

/// What a file may still hold, over all its sheets.
pub(crate) struct Budget {
    limits: Limits,
    cells: usize,
    text: u64,
}

impl Budget {
    pub(crate) fn new(limits: Limits) -> Self {
        Self { limits, cells: 0, text: 0 }
    }

    pub(crate) fn limits(&self) -> Limits {
        self.limits
    }

    /// Counts cells before room is made for them.
    pub(crate) fn take_cells(&mut self, count: usize) -> Result<(), ReadError> {
        self.cells = self.cells.saturating_add(count);
        let max = self.limits.max_held_cells;
        if self.cells > max { Err(ReadError::TooManyCells { max }) } else { Ok(()) }
    }

    /// Takes a row in; cells of nothing at its end are left out, and the row when nothing is left.
    pub(crate) fn push(
        &mut self,
        rows: &mut Vec<RawRow>,
        number: u32,
        mut cells: Vec<Cell>,
    ) -> Result<(), ReadError> {
        while cells.last() == Some(&Cell::Empty) {
            cells.pop();
        }
        if cells.is_empty() {
            return Ok(());
        }
        let Limits { max_rows, max_columns, max_cell, max_held, .. } = self.limits;
        if number > max_rows {
            return Err(ReadError::TooManyRows { max: max_rows });
        }
        if cells.len() > max_columns {
            return Err(ReadError::TooManyColumns { row: number, max: max_columns });
        }
        for cell in &cells {
            let text = cell.text();
            if text.len() > max_cell && text.chars().count() > max_cell {
                return Err(ReadError::CellTooLong { row: number, max: max_cell });
            }
            self.text = self.text.saturating_add(u64::try_from(text.len()).unwrap_or(u64::MAX));
        }
        if self.text > max_held {
            return Err(ReadError::TooLarge { max: max_held });
        }
        self.take_cells(cells.len())?;
        cells.shrink_to_fit();
        rows.push(RawRow { number, cells });
        Ok(())
    }

    /// Hands merged texts down. What is handed down counts as what is there.
    pub(crate) fn merge(&mut self, rows: &mut [RawRow], merges: &Merges) -> Result<(), ReadError> {
        let mut filler = Filler::default();
        for row in rows {
            let before = row.cells.len();
            filler.fill(merges, row);
            let merged = row.cells.iter().filter(|cell| matches!(cell, Cell::Merged(_)));
            let length: usize = merged.map(|cell| cell.text().len()).sum();
            self.text = self.text.saturating_add(u64::try_from(length).unwrap_or(u64::MAX));
            self.take_cells(row.cells.len() - before)?;
            if self.text > self.limits.max_held {
                return Err(ReadError::TooLarge { max: self.limits.max_held });
            }
        }
        Ok(())
    }
}
