//! Old binary workbooks (BIFF5 and BIFF8, MS-XLS), looked over before calamine reads them.

mod scan;

use std::collections::{BTreeSet, HashMap};

use calamine::{Data, Range, Reader, SheetType, SheetVisible, XlsError};

use crate::{
    Cell, Limits, ReadError,
    compound::{Compound, damaged},
    foreign::{self, guarded},
    held::{Budget, Held, HeldSheet},
    merge::{Area, Merges},
};

/// Reads the whole workbook.
pub(crate) fn read(bytes: &[u8], limits: Limits) -> Result<Held, ReadError> {
    // Less than a header can be anything.
    if bytes.len() < 512 {
        return Err(ReadError::Unsupported { kind: "ole" });
    }
    let compound = Compound::open(bytes)?;
    let stream = if compound.has("Workbook") {
        compound.stream("Workbook")?
    } else if compound.has("Book") {
        compound.stream("Book")?
    } else if compound.has("EncryptedPackage") {
        return Err(ReadError::Encrypted);
    } else {
        let kind = if compound.has("WordDocument") { "doc" } else { "ole" };
        return Err(ReadError::Unsupported { kind });
    };
    drop(compound);
    let scans = scan::scan(&stream, limits)?;
    drop(stream);
    let unvalued = scan::never_calculated(&scans);

    let mut workbook = guarded("Workbook", || calamine::Xls::new(std::io::Cursor::new(bytes)))?
        .map_err(|error| match error {
            XlsError::Password => ReadError::Encrypted,
            _ => damaged(),
        })?;
    let from_1904 = workbook.has_1904_epoch();
    let infos = workbook.sheets_metadata().to_vec();
    let mut ranges: HashMap<String, Range<Data>> = workbook.worksheets().into_iter().collect();
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    for (place, info) in infos.into_iter().enumerate() {
        if info.typ != SheetType::WorkSheet {
            continue;
        }
        let merges = workbook.merge_cells_by_sheet_name(&info.name).unwrap_or_default();
        let formulas = scans.get(place).map(|scan| &scan.formulas);
        let range = ranges.remove(&info.name).unwrap_or_default();
        let mut sheet = HeldSheet {
            name: info.name,
            hidden: info.visible != SheetVisible::Visible,
            rows: Vec::new(),
        };
        let missing = formulas.into_iter().flatten();
        let missing = missing.filter(|(_, left)| left.is_missing(unvalued)).map(|(at, _)| *at);
        rows_of(&range, from_1904, &missing.collect(), &mut budget, &mut sheet)?;
        let areas = merges.into_iter().map(|area| Area {
            first_row: area.start.0.saturating_add(1),
            last_row: area.end.0.saturating_add(1),
            column: usize::try_from(area.start.1).unwrap_or(usize::MAX),
        });
        budget.merge(&mut sheet.rows, &Merges::new(areas.collect()))?;
        sheets.push(sheet);
    }
    if sheets.is_empty() { Err(damaged()) } else { Ok(Held { from_1904, sheets }) }
}

/// The rows of a grid. Formulas without value are `missing` from it, by row and column from 0,
/// and may lie outside of it.
pub(crate) fn rows_of(
    range: &Range<Data>,
    from_1904: bool,
    missing: &BTreeSet<(u32, u32)>,
    budget: &mut Budget,
    sheet: &mut HeldSheet,
) -> Result<(), ReadError> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let before = usize::try_from(first_column).unwrap_or(usize::MAX);
    let max = budget.limits().max_columns;
    let mut missing = missing.iter().copied().peekable();
    let mut push = |row: u32, mut cells: Vec<Cell>| {
        let number = row.saturating_add(1);
        while let Some((_, column)) = missing.next_if(|(at, _)| *at == row) {
            let column = usize::try_from(column).unwrap_or(usize::MAX);
            if column >= max {
                return Err(ReadError::TooManyColumns { row: number, max });
            }
            if cells.len() <= column {
                cells.resize(column + 1, Cell::Empty);
            }
            if let Some(cell) = cells.get_mut(column) {
                *cell = Cell::FormulaWithoutValue;
            }
        }
        budget.push(&mut sheet.rows, number, cells)?;
        Ok(missing.peek().map(|(row, _)| *row))
    };
    let mut next = push(u32::MAX, Vec::new())?;
    for (row, cells) in (first_row..).zip(range.rows()) {
        while let Some(earlier) = next.filter(|next| *next < row) {
            next = push(earlier, Vec::new())?;
        }
        let mut out = Vec::new();
        if let Some(last) = cells.iter().rposition(|cell| *cell != Data::Empty) {
            if before.saturating_add(last) >= max {
                return Err(ReadError::TooManyColumns { row: row.saturating_add(1), max });
            }
            out.resize(before, Cell::Empty);
            out.extend(cells.iter().take(last + 1).map(|d| foreign::cell(d.clone(), from_1904)));
        }
        next = push(row, out)?;
    }
    while let Some(row) = next {
        next = push(row, Vec::new())?;
    }
    Ok(())
}
