//! What the records of an old workbook reach to, before anything is made of them.

use std::collections::HashMap;

use crate::{
    Limits, ReadError,
    compound::{damaged, u16_at, u32_at},
    merge::MAX_AREAS,
};

/// More sheets than anybody made.
const MAX_SHEETS: usize = 1024;
/// Rows times columns that a sheet may announce; it is only a hint for making room.
const MAX_ANNOUNCED: u64 = 65_536 * 256;

/// What a formula left in its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// A value.
    Value,
    /// An empty text, as a formula may well yield.
    Blank,
    /// An empty text or a zero, to be calculated when the file is opened.
    Unfinished,
    /// A text that is announced and not there.
    Nothing,
}

impl Left {
    /// Whether the cell has no value; an empty text is one unless nothing in the whole workbook was
    /// ever calculated.
    pub(super) fn is_missing(self, never_calculated: bool) -> bool {
        match self {
            Self::Value => false,
            Self::Blank => never_calculated,
            Self::Unfinished | Self::Nothing => true,
        }
    }
}

/// What was found on a sheet.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// By row and column, from 0. Formulas that left a value are not kept.
    pub(super) formulas: HashMap<(u32, u32), Left>,
    has_value: bool,
    has_formula: bool,
}

/// A program that never calculates leaves an empty text in every formula.
pub(super) fn never_calculated(scans: &[Scan]) -> bool {
    scans.iter().any(|s| s.has_formula) && !scans.iter().any(|s| s.has_value)
}

struct Record<'a> {
    kind: u16,
    data: &'a [u8],
}

/// The records from a place on; `None` when one is cut off.
struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    fn next(&mut self) -> Result<Option<Record<'a>>, ReadError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let (Some(kind), Some(length)) = (u16_at(self.rest, 0), u16_at(self.rest, 2)) else {
            return Err(damaged());
        };
        let end = 4 + usize::from(length);
        let data = self.rest.get(4..end).ok_or_else(damaged)?;
        self.rest = self.rest.get(end..).unwrap_or_default();
        Ok(Some(Record { kind, data }))
    }

    fn continued(&mut self) -> Result<Option<&'a [u8]>, ReadError> {
        if u16_at(self.rest, 0) != Some(0x003c) {
            return Ok(None);
        }
        Ok(self.next()?.map(|record| record.data))
    }
}

/// Looks over all sheets.
pub(super) fn scan(stream: &[u8], limits: Limits) -> Result<Vec<Scan>, ReadError> {
    let mut records = Records { rest: stream };
    let mut starts = Vec::new();
    let mut lengths = Vec::new();
    while let Some(record) = records.next()? {
        match record.kind {
            0x0085 => {
                let start = u32_at(record.data, 0).and_then(|at| usize::try_from(at).ok());
                starts.push(start.filter(|at| *at <= stream.len()).ok_or_else(damaged)?);
            }
            0x00fc => lengths = shared_lengths(record.data, &mut records)?,
            0x002f if u16_at(record.data, 0).is_none_or(|kind| kind != 0) => {
                return Err(ReadError::Encrypted);
            }
            0x000a => break,
            _ => {}
        }
    }
    if starts.len() > MAX_SHEETS {
        return Err(damaged());
    }
    let mut sheets = Sheets { limits, lengths, cells: 0, text: 0, read: 0 };
    // Sheets lie one behind the other. Many that begin at one place would be read many times.
    let most = stream.len().saturating_mul(2).saturating_add(1 << 16);
    starts
        .into_iter()
        .map(|at| {
            let scan = sheets.scan(stream.get(at..).unwrap_or_default())?;
            if sheets.read > most { Err(damaged()) } else { Ok(scan) }
        })
        .collect()
}

struct Sheets {
    limits: Limits,
    /// Of the shared texts, in bytes as they will be kept, at most.
    lengths: Vec<u32>,
    cells: u64,
    text: u64,
    read: usize,
}

/// The rows and columns that hold anything.
#[derive(Default)]
struct Extent {
    rows: Option<(u16, u16)>,
    columns: Option<(u16, u16)>,
}

impl Extent {
    fn add(&mut self, row: u16, column: u16) {
        let wider =
            |old: Option<(u16, u16)>, n: u16| old.map_or((n, n), |o| (o.0.min(n), o.1.max(n)));
        self.rows = Some(wider(self.rows, row));
        self.columns = Some(wider(self.columns, column));
    }

    fn cells(&self) -> u64 {
        let size = |range: Option<(u16, u16)>| range.map_or(0, |(a, b)| u64::from(b - a) + 1);
        size(self.rows) * size(self.columns)
    }
}

impl Sheets {
    fn scan(&mut self, from: &[u8]) -> Result<Scan, ReadError> {
        let mut records = Records { rest: from };
        let mut scan = Scan::default();
        let (mut grid, mut formulas) = (Extent::default(), Extent::default());
        let (mut depth, mut areas) = (0_usize, 0_usize);
        let mut waiting: Option<(u32, u32)> = None;
        while let Some(record) = records.next()? {
            let data = record.data;
            match record.kind {
                0x0809 => depth += 1,
                0x000a if depth <= 1 => break,
                0x000a => depth -= 1,
                // Charts inside a sheet have cells of their own.
                _ if depth > 1 => {}
                0x0200 => announced(data)?,
                0x00e5 => {
                    areas += usize::from(u16_at(data, 0).unwrap_or_default());
                    if areas > MAX_AREAS {
                        return Err(damaged());
                    }
                }
                0x0207 => {
                    self.count_text(data.len())?;
                    if let Some(place) = waiting.take() {
                        scan.formulas.remove(&place);
                        scan.has_value = true;
                    }
                }
                0x0006 | 0x0203 | 0x0204 | 0x0205 | 0x00bd | 0x00d6 | 0x00fd | 0x027e => {
                    let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
                        return Err(damaged());
                    };
                    grid.add(row, column);
                    match record.kind {
                        0x00bd => {
                            let last = data.len().checked_sub(2).and_then(|at| u16_at(data, at));
                            let last = last.filter(|last| *last >= column).ok_or_else(damaged)?;
                            grid.add(row, last);
                        }
                        0x00fd => {
                            let index = u32_at(data, 6).and_then(|i| usize::try_from(i).ok());
                            let length = index.and_then(|i| self.lengths.get(i)).copied();
                            self.count_text(usize::try_from(length.unwrap_or(0)).unwrap_or(0))?;
                        }
                        0x0204 | 0x00d6 => self.count_text(data.len())?,
                        0x0006 => {
                            formulas.add(row, column);
                            let place = (u32::from(row), u32::from(column));
                            let (left, waits) = left(data).ok_or_else(damaged)?;
                            waiting = waits.then_some(place);
                            scan.has_formula = true;
                            if left == Left::Value {
                                scan.has_value = true;
                                scan.formulas.remove(&place);
                            } else {
                                scan.formulas.insert(place, left);
                            }
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        self.read = self.read.saturating_add(from.len() - records.rest.len());
        self.cells = self.cells.saturating_add(grid.cells()).saturating_add(formulas.cells());
        let max = self.limits.max_held_cells;
        if self.cells > u64::try_from(max).unwrap_or(u64::MAX).saturating_mul(2) {
            return Err(ReadError::TooManyCells { max });
        }
        Ok(scan)
    }

    fn count_text(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.text = self.text.saturating_add(u64::try_from(bytes).unwrap_or(u64::MAX));
        let max = self.limits.max_held;
        if self.text > max { Err(ReadError::TooLarge { max }) } else { Ok(()) }
    }
}

/// What a formula left, and whether its text follows in a record of its own.
fn left(data: &[u8]) -> Option<(Left, bool)> {
    let value: &[u8; 8] = data.get(6..)?.first_chunk()?;
    // The program that opens the file is to calculate it.
    let on_load = u16_at(data, 14)? & 0x0002 != 0;
    Some(match value {
        [0x00, .., 0xff, 0xff] => (Left::Nothing, true),
        [0x03, .., 0xff, 0xff] if on_load => (Left::Unfinished, false),
        [0x03, .., 0xff, 0xff] => (Left::Blank, false),
        [0, 0, 0, 0, 0, 0, 0, 0] if on_load => (Left::Unfinished, false),
        _ => (Left::Value, false),
    })
}

/// Refuses a sheet that announces more than it could hold; room would be made for it.
fn announced(data: &[u8]) -> Result<(), ReadError> {
    let wide = |at| u32_at(data, at).map(u64::from);
    let narrow = |at| u16_at(data, at).map(u64::from);
    let sizes = match data.len() {
        10 => [narrow(0), narrow(2), narrow(4), narrow(6)],
        14 | 16 => [wide(0), wide(4), narrow(8), narrow(10)],
        _ => return Err(damaged()),
    };
    let [Some(first), Some(end), Some(left), Some(right)] = sizes else { return Err(damaged()) };
    let left = if left > 0xff || right < left { 0 } else { left };
    if end == 0 || right == 0 {
        return Ok(());
    }
    let (Some(rows), Some(columns)) = (end.checked_sub(first), right.checked_sub(left)) else {
        return Err(damaged());
    };
    if rows == 0 || columns == 0 || rows.saturating_mul(columns) > MAX_ANNOUNCED {
        return Err(damaged());
    }
    Ok(())
}

/// The lengths of the shared texts, in bytes of UTF-8 at most. A text can go over from one record
/// into the next, which begins with a byte of its own.
fn shared_lengths<'a>(first: &'a [u8], records: &mut Records<'a>) -> Result<Vec<u32>, ReadError> {
    let mut at = Shared { data: first.get(8..).ok_or_else(damaged)?, records };
    let mut lengths = Vec::new();
    while at.more()? {
        let head = at.data;
        let (Some(count), Some(flags)) = (u16_at(head, 0), head.get(2)) else {
            return Err(damaged());
        };
        let mut skip = 3;
        let mut behind = 0_usize;
        if flags & 0x8 != 0 {
            behind += usize::from(u16_at(head, skip).ok_or_else(damaged)?) * 4;
            skip += 2;
        }
        if flags & 0x4 != 0 {
            behind +=
                usize::try_from(u32_at(head, skip).ok_or_else(damaged)?).unwrap_or(usize::MAX);
            skip += 4;
        }
        at.data = head.get(skip..).ok_or_else(damaged)?;
        at.characters(usize::from(count), flags & 1 != 0)?;
        at.skip(behind)?;
        lengths.push(u32::from(count) * 3);
    }
    Ok(lengths)
}

struct Shared<'a, 'r> {
    data: &'a [u8],
    records: &'r mut Records<'a>,
}

impl Shared<'_, '_> {
    fn more(&mut self) -> Result<bool, ReadError> {
        while self.data.is_empty() {
            match self.records.continued()? {
                Some(data) => self.data = data,
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    fn characters(&mut self, mut count: usize, mut wide: bool) -> Result<(), ReadError> {
        loop {
            let width = if wide { 2 } else { 1 };
            let here = count.min(self.data.len() / width);
            self.data = self.data.get(here * width..).unwrap_or_default();
            count -= here;
            if count == 0 {
                return Ok(());
            }
            let next = self.records.continued()?.ok_or_else(damaged)?;
            let (flags, rest) = next.split_first().ok_or_else(damaged)?;
            wide = flags & 1 != 0;
            self.data = rest;
        }
    }

    fn skip(&mut self, mut count: usize) -> Result<(), ReadError> {
        while count > 0 {
            if !self.more()? {
                return Err(damaged());
            }
            let here = count.min(self.data.len());
            self.data = self.data.get(here..).unwrap_or_default();
            count -= here;
        }
        Ok(())
    }
}
