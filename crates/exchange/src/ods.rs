//! Spreadsheets of OpenDocument (ISO/IEC 26300), looked over before calamine reads them.

use std::collections::HashMap;

use calamine::{Data, Ods, OdsError, Range, Reader, SheetVisible};
use quick_xml::events::BytesStart;

use crate::{
    Limits, ReadError,
    foreign::guarded,
    held::{Budget, Held, HeldSheet},
    merge::{Area, MAX_AREAS, Merges},
    source::Source,
    xls::rows_of,
    xlsx::{Package, Piece, attribute},
};

const CONTENT: &str = "content.xml";

/// Reads the whole spreadsheet.
pub(crate) fn read(mut package: Package) -> Result<Held, ReadError> {
    let limits = package.limits();
    let manifest = package.bytes("META-INF/manifest.xml", 1 << 20)?;
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(ReadError::Encrypted);
    }
    let mut areas = scan(&mut package, limits)?;
    let source = package.into_source()?;
    let damaged = || ReadError::Damaged { part: CONTENT.to_owned() };
    let mut workbook: Ods<Source> =
        guarded(CONTENT, || Ods::new(source))?.map_err(|error| match error {
            OdsError::Password => ReadError::Encrypted,
            _ => damaged(),
        })?;
    let infos = workbook.sheets_metadata().to_vec();
    let mut ranges: HashMap<String, Range<Data>> = workbook.worksheets().into_iter().collect();
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::new();
    for (place, info) in infos.into_iter().enumerate() {
        let formulas = workbook.worksheet_formula(&info.name).unwrap_or_default();
        let range = ranges.remove(&info.name).unwrap_or_default();
        let (row, column) = formulas.start().unwrap_or_default();
        let missing = formulas.used_cells().filter_map(|(down, right, _)| {
            let place = (row + u32::try_from(down).ok()?, column + u32::try_from(right).ok()?);
            range.get_value(place).is_none_or(|data| *data == Data::Empty).then_some(place)
        });
        let missing = missing.collect();
        let hidden = info.visible != SheetVisible::Visible;
        let mut sheet = HeldSheet { name: info.name, hidden, rows: Vec::new() };
        rows_of(&range, false, &missing, &mut budget, &mut sheet)?;
        if let Some(areas) = areas.get_mut(place) {
            budget.merge(&mut sheet.rows, &Merges::new(std::mem::take(areas)))?;
        }
        sheets.push(sheet);
    }
    if sheets.is_empty() { Err(damaged()) } else { Ok(Held { from_1904: false, sheets }) }
}

/// What the rows of a table would become.
#[derive(Default)]
struct Table {
    rows: u64,
    /// Rows up to the last with content.
    full_rows: u64,
    width: u64,
    /// Cells before rows are repeated.
    cells: u64,
    areas: Vec<Area>,
}

#[derive(Default)]
struct Row {
    repeated: u64,
    width: u64,
    full_width: u64,
    text: u64,
}

struct Scan {
    limits: Limits,
    cells: u64,
    text: u64,
    table: Table,
    row: Row,
    /// Of the cell: columns it stands for, whether it holds anything, its text.
    columns: u64,
    full: bool,
    length: u64,
}

/// A sheet has no more columns.
const MAX_WIDTH: u64 = 16_384;

/// Looks through the content: whether every element ends, and what repetitions come to. Gives the
/// merged areas of each sheet.
fn scan(package: &mut Package, limits: Limits) -> Result<Vec<Vec<Area>>, ReadError> {
    let mut scan = Scan {
        limits,
        cells: 0,
        text: 0,
        table: Table::default(),
        row: Row::default(),
        columns: 0,
        full: false,
        length: 0,
    };
    let mut tables = Vec::new();
    let mut in_cell = 0_usize;
    let mut in_table = 0_usize;
    let mut named = false;
    let mut xml = package.nested(CONTENT)?;
    loop {
        match xml.next()? {
            Piece::Start(start) => match start.local_name().as_ref() {
                "table" => {
                    in_table += 1;
                    // A table inside a cell would be read as rows of the one around it.
                    if in_table > 1 {
                        return Err(xml.damaged());
                    }
                    scan.table = Table::default();
                    named = attribute(&start, "name").is_some();
                }
                "table-row" => {
                    scan.row =
                        Row { repeated: count(&start, "number-rows-repeated"), ..Row::default() };
                }
                "table-cell" | "covered-table-cell" => {
                    in_cell += 1;
                    scan.begin_cell(&start)?;
                }
                "s" if in_cell > 0 => scan.length = scan.length.saturating_add(count(&start, "c")),
                _ => {}
            },
            Piece::Text(text) if in_cell > 0 => {
                scan.length =
                    scan.length.saturating_add(u64::try_from(text.len()).unwrap_or(u64::MAX));
            }
            Piece::Text(_) => {}
            Piece::End(name) => match name.as_str() {
                "table-cell" | "covered-table-cell" => {
                    in_cell = in_cell.saturating_sub(1);
                    scan.end_cell();
                }
                "table-row" => scan.end_row(),
                "table" => {
                    in_table = in_table.saturating_sub(1);
                    // A table without a name is no sheet.
                    if named {
                        tables.push(std::mem::take(&mut scan.table.areas));
                    }
                    scan.end_table();
                }
                _ => {}
            },
            Piece::Eof => return Ok(tables),
        }
        scan.check()?;
    }
}

fn count(start: &BytesStart<'_>, name: &str) -> u64 {
    attribute(start, name).and_then(|n| n.trim().parse().ok()).unwrap_or(1)
}

impl Scan {
    fn begin_cell(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        self.columns = count(start, "number-columns-repeated").min(MAX_WIDTH);
        self.full = [
            "value-type",
            "value",
            "formula",
            "string-value",
            "date-value",
            "time-value",
            "boolean-value",
        ]
        .iter()
        .any(|name| attribute(start, name).is_some());
        self.length = [attribute(start, "string-value"), attribute(start, "formula")]
            .into_iter()
            .flatten()
            .map(|text| u64::try_from(text.len()).unwrap_or(u64::MAX))
            .sum();
        let spanned = count(start, "number-rows-spanned");
        if spanned > 1 {
            if self.table.areas.len() >= MAX_AREAS {
                return Err(ReadError::Damaged { part: CONTENT.to_owned() });
            }
            let number = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
            self.table.areas.push(Area {
                first_row: number(self.table.rows.saturating_add(1)),
                last_row: number(self.table.rows.saturating_add(spanned)),
                column: usize::try_from(self.row.width).unwrap_or(usize::MAX),
            });
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        self.row.width = self.row.width.saturating_add(self.columns).min(MAX_WIDTH);
        if self.full {
            self.row.full_width = self.row.width;
            let text = self.length.saturating_mul(self.columns);
            self.row.text = self.row.text.saturating_add(text);
        }
        self.length = 0;
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        let table = &mut self.table;
        let most = 1_048_576_u64.saturating_sub(table.rows);
        let repeated = row.repeated.min(most);
        table.rows += repeated;
        if row.full_width > 0 {
            table.full_rows = table.rows;
            table.width = table.width.max(row.full_width);
            table.cells = table.cells.saturating_add(row.full_width);
        }
        self.text = self.text.saturating_add(row.text.saturating_mul(repeated.max(1)));
    }

    fn end_table(&mut self) {
        self.cells = self.total();
        self.table = Table::default();
    }

    fn total(&self) -> u64 {
        let table = &self.table;
        let grid = table.full_rows.saturating_mul(table.width);
        self.cells.saturating_add(grid.max(table.cells))
    }

    fn check(&self) -> Result<(), ReadError> {
        let max = self.limits.max_held_cells;
        if self.total() > u64::try_from(max).unwrap_or(u64::MAX) {
            return Err(ReadError::TooManyCells { max });
        }
        let max = self.limits.max_held;
        if self.text > max { Err(ReadError::TooLarge { max }) } else { Ok(()) }
    }
}
