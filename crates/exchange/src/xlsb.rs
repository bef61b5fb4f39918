//! Binary workbooks in an archive (MS-XLSB), looked over before calamine reads them.

use std::collections::HashMap;

use calamine::{Data, Reader, SheetVisible, Xlsb};

use crate::{
    Cell, RawRow, ReadError,
    compound::u32_at,
    foreign::{self, guarded},
    held::{Budget, Held, HeldSheet},
    merge::{Area, MAX_AREAS, Merges},
    source::Source,
    xlsx::Package,
};

const WORKBOOK: &str = "xl/workbook.bin";

/// Reads the whole workbook.
pub(crate) fn read(mut package: Package) -> Result<Held, ReadError> {
    let limits = package.limits();
    let mut left = limits.max_held;
    for part in [WORKBOOK, "xl/styles.bin", "xl/sharedStrings.bin"] {
        if package.has(part) {
            let content = part_within(&mut package, part, &mut left)?;
            Records::new(&content, part).check()?;
        }
    }
    let mut scans = HashMap::new();
    for (name, part) in sheet_parts(&mut package)? {
        // Sheets of one name cannot be told apart further on.
        if let std::collections::hash_map::Entry::Vacant(place) = scans.entry(name) {
            let content = part_within(&mut package, &part, &mut left)?;
            place.insert(scan(&content, &part)?);
        }
    }
    let source = package.into_source()?;
    let damaged = || ReadError::Damaged { part: WORKBOOK.to_owned() };
    let mut workbook: Xlsb<Source> =
        guarded(WORKBOOK, || Xlsb::new(source))?.map_err(|_| damaged())?;
    let from_1904 = workbook.has_1904_epoch();
    let infos = workbook.sheets_metadata().to_vec();
    let mut budget = Budget::new(limits);
    let mut sheets: Vec<HeldSheet> = Vec::new();
    for info in infos {
        let Some(found) = scans.remove(&info.name) else { continue };
        let mut rows = guarded(&info.name, || {
            cells(&mut workbook, &info.name, from_1904, found.errors, &mut budget)
        })??;
        budget.merge(&mut rows, &Merges::new(found.areas))?;
        let hidden = info.visible != SheetVisible::Visible;
        sheets.push(HeldSheet { name: info.name, hidden, rows });
    }
    if sheets.is_empty() { Err(damaged()) } else { Ok(Held { from_1904, sheets }) }
}

/// The rows of a sheet. Errors that formulas yield are passed over by the library and come from
/// the scan.
fn cells(
    workbook: &mut Xlsb<Source>,
    name: &str,
    from_1904: bool,
    errors: Vec<(u32, u32, Cell)>,
    budget: &mut Budget,
) -> Result<Vec<RawRow>, ReadError> {
    let damaged = || ReadError::Damaged { part: name.to_owned() };
    let mut errors = errors.into_iter().peekable();
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|_| damaged())?;
    let mut rows = Vec::new();
    let mut current = RawRow::default();
    while let Some(cell) = reader.next_cell().map_err(|_| damaged())? {
        let place = cell.get_position();
        while let Some((row, column, error)) = errors.next_if(|e| (e.0, e.1) < place) {
            put(&mut rows, &mut current, (row, column), error, budget, name)?;
        }
        let cell = foreign::cell(Data::from(cell.get_value().clone()), from_1904);
        put(&mut rows, &mut current, place, cell, budget, name)?;
    }
    for (row, column, error) in errors {
        put(&mut rows, &mut current, (row, column), error, budget, name)?;
    }
    budget.push(&mut rows, current.number, current.cells)?;
    Ok(rows)
}

fn put(
    rows: &mut Vec<RawRow>,
    current: &mut RawRow,
    (row, column): (u32, u32),
    cell: Cell,
    budget: &mut Budget,
    part: &str,
) -> Result<(), ReadError> {
    let number = row.saturating_add(1);
    if number != current.number {
        if number < current.number {
            return Err(ReadError::Damaged { part: part.to_owned() });
        }
        let done = std::mem::replace(current, RawRow { number, cells: Vec::new() });
        budget.push(rows, done.number, done.cells)?;
    }
    let max = budget.limits().max_columns;
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    if cell == Cell::Empty {
        return Ok(());
    }
    if column >= max {
        return Err(ReadError::TooManyColumns { row: number, max });
    }
    if current.cells.len() <= column {
        current.cells.resize(column + 1, Cell::Empty);
    }
    if let Some(place) = current.cells.get_mut(column) {
        *place = cell;
    }
    Ok(())
}

fn part_within(package: &mut Package, part: &str, left: &mut u64) -> Result<Vec<u8>, ReadError> {
    let content = package.bytes(part, *left)?;
    *left = left.saturating_sub(u64::try_from(content.len()).unwrap_or(u64::MAX));
    Ok(content)
}

/// Names of the sheets with cells, and their parts.
fn sheet_parts(package: &mut Package) -> Result<Vec<(String, String)>, ReadError> {
    let damaged = || ReadError::Damaged { part: WORKBOOK.to_owned() };
    let relations = package.relations(WORKBOOK)?;
    let content = package.bytes(WORKBOOK, package.limits().max_held)?;
    let mut records = Records::new(&content, WORKBOOK);
    let mut parts = Vec::new();
    while let Some((kind, data)) = records.next()? {
        // A sheet of the book: state, number, relation, name.
        if kind == 0x009c {
            let (relation, used) =
                wide_text(data.get(8..).unwrap_or_default()).ok_or_else(damaged)?;
            let name = wide_text(data.get(8 + used..).unwrap_or_default()).ok_or_else(damaged)?.0;
            if let Some(relation) = relations.get(&relation)
                && relation.kind.ends_with("/worksheet")
            {
                parts.push((name, relation.target.clone()));
            }
        }
    }
    Ok(parts)
}

/// A text with its length before it, and the bytes of both.
fn wide_text(bytes: &[u8]) -> Option<(String, usize)> {
    let length = usize::try_from(u32_at(bytes, 0)?).ok()?;
    if length == 0xffff_ffff {
        return Some((String::new(), 4));
    }
    let end = length.checked_mul(2)?.checked_add(4)?;
    let text = encoding_rs::UTF_16LE.decode_without_bom_handling(bytes.get(4..end)?).0;
    Some((text.into_owned(), end))
}

#[derive(Default)]
struct Scan {
    errors: Vec<(u32, u32, Cell)>,
    areas: Vec<Area>,
}

fn scan(content: &[u8], part: &str) -> Result<Scan, ReadError> {
    let damaged = || ReadError::Damaged { part: part.to_owned() };
    let mut records = Records::new(content, part);
    let mut scan = Scan::default();
    let mut row = 0;
    while let Some((kind, data)) = records.next()? {
        match kind {
            0x0000 => row = u32_at(data, 0).ok_or_else(damaged)?,
            // The error that a formula yields.
            0x000b => {
                let column = u32_at(data, 0).ok_or_else(damaged)?;
                let code = data.get(8).ok_or_else(damaged)?;
                scan.errors.push((row, column, Cell::Error(error_name(*code).to_owned())));
            }
            0x00b0 => {
                let numbers = [u32_at(data, 0), u32_at(data, 4), u32_at(data, 8)];
                let [Some(first), Some(last), Some(column)] = numbers else {
                    return Err(damaged());
                };
                scan.areas.push(Area {
                    first_row: first.saturating_add(1),
                    last_row: last.saturating_add(1),
                    column: usize::try_from(column).unwrap_or(usize::MAX),
                });
            }
            _ => {}
        }
        if scan.areas.len() > MAX_AREAS {
            return Err(damaged());
        }
    }
    Ok(scan)
}

fn error_name(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        0x2a => "#N/A",
        _ => "#VALUE!",
    }
}

/// The records of a part; one that is longer than the part is refused before room is made for it.
struct Records<'a> {
    rest: &'a [u8],
    part: &'a str,
}

impl<'a> Records<'a> {
    fn new(content: &'a [u8], part: &'a str) -> Self {
        Self { rest: content, part }
    }

    fn check(mut self) -> Result<(), ReadError> {
        while self.next()?.is_some() {}
        Ok(())
    }

    fn next(&mut self) -> Result<Option<(u16, &'a [u8])>, ReadError> {
        let Some((first, rest)) = self.rest.split_first() else { return Ok(None) };
        let damaged = || ReadError::Damaged { part: self.part.to_owned() };
        let mut rest = rest;
        let mut kind = u16::from(first & 0x7f);
        if first & 0x80 != 0 {
            let (second, behind) = rest.split_first().ok_or_else(damaged)?;
            kind |= u16::from(second & 0x7f) << 7;
            rest = behind;
        }
        let mut length = 0_usize;
        for place in 0..4 {
            let (byte, behind) = rest.split_first().ok_or_else(damaged)?;
            length |= usize::from(byte & 0x7f) << (7 * place);
            rest = behind;
            if byte & 0x80 == 0 {
                break;
            }
        }
        let data = rest.get(..length).ok_or_else(damaged)?;
        self.rest = rest.get(length..).unwrap_or_default();
        Ok(Some((kind, data)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_never_reach_beyond_the_part() {
        let mut records = Records::new(&[0x81, 0x01, 0x02, 7, 8, 0x05, 0x00], "x");
        assert_eq!(records.next().unwrap(), Some((0x0081, [7, 8].as_slice())));
        assert_eq!(records.next().unwrap(), Some((0x0005, [].as_slice())));
        assert_eq!(records.next().unwrap(), None);
        for cut in [&[0x81][..], &[5], &[5, 3, 1, 2], &[5, 0xff, 0xff, 0xff, 0xff]] {
            assert_eq!(Records::new(cut, "x").check().unwrap_err().code(), "file_damaged");
        }
    }
}
