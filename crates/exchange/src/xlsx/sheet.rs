//! The rows of a sheet.

use zip::read::ZipFile;

use super::{
    scan::{Scan, Token},
    strings::{SharedStrings, rich_text, unescaped},
    styles::Styles,
};
use crate::{
    Cell, Limits, RawRow, ReadError,
    merge::{Filler, Merges},
    number,
    source::Source,
};

/// Reads one row after the other.
pub(crate) struct SheetRows<'a> {
    scan: Scan<ZipFile<'a, Source>>,
    strings: &'a SharedStrings,
    styles: &'a Styles,
    merges: &'a Merges,
    filler: Filler,
    /// Cells of the row before.
    width: usize,
    /// The value of the cell that is being read.
    value: String,
    from_1904: bool,
    limits: Limits,
    last_row: u32,
    done: bool,
}

impl<'a> SheetRows<'a> {
    pub(super) fn new(
        scan: Scan<ZipFile<'a, Source>>,
        strings: &'a SharedStrings,
        styles: &'a Styles,
        merges: &'a Merges,
        from_1904: bool,
        limits: Limits,
    ) -> Self {
        let filler = Filler::default();
        Self {
            scan,
            strings,
            styles,
            merges,
            filler,
            width: 0,
            value: String::new(),
            from_1904,
            limits,
            last_row: 0,
            done: false,
        }
    }

    fn read_row(&mut self) -> Result<Option<RawRow>, ReadError> {
        loop {
            match self.scan.next()? {
                Token::Start { name, attributes } if self.scan.bytes(&name) == b"row" => {
                    let place = self.scan.attributes(&attributes).find(|(name, _)| *name == b"r");
                    let number = match place {
                        Some((_, number)) => whole(number).ok_or_else(|| self.scan.damaged())?,
                        None => self.last_row.saturating_add(1),
                    };
                    if number > self.limits.max_rows {
                        return Err(ReadError::TooManyRows { max: self.limits.max_rows });
                    }
                    if number <= self.last_row {
                        return Err(self.scan.damaged());
                    }
                    self.last_row = number;
                    return self.read_cells(number).map(Some);
                }
                Token::End { name } if self.scan.bytes(&name) == b"sheetData" => return Ok(None),
                Token::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn read_cells(&mut self, number: u32) -> Result<RawRow, ReadError> {
        // Rows of a table are about as wide as the one before.
        let mut row = RawRow { number, cells: Vec::with_capacity(self.width) };
        let mut next = 0_usize;
        loop {
            let attributes = match self.scan.next()? {
                Token::Start { name, attributes } if self.scan.bytes(&name) == b"c" => attributes,
                Token::End { name } if self.scan.bytes(&name) == b"row" => break,
                Token::Eof => return Err(self.scan.damaged()),
                _ => continue,
            };
            let (mut column, mut kind, mut style) = (next, Kind::Number, 0_usize);
            for (name, value) in self.scan.attributes(&attributes) {
                match name {
                    b"r" => column = column_of(value).ok_or_else(|| self.scan.damaged())?,
                    b"t" => kind = Kind::of(value),
                    b"s" => {
                        let index = whole(value).and_then(|s| usize::try_from(s).ok());
                        style = index.unwrap_or_default();
                    }
                    _ => {}
                }
            }
            next = column.saturating_add(1);
            let cell = self.read_cell(kind, style)?;
            if cell == Cell::Empty {
                continue;
            }
            if column >= self.limits.max_columns {
                let max = self.limits.max_columns;
                return Err(ReadError::TooManyColumns { row: number, max });
            }
            if cell.text().len() > self.limits.max_cell
                && cell.text().chars().count() > self.limits.max_cell
            {
                return Err(ReadError::CellTooLong { row: number, max: self.limits.max_cell });
            }
            if column == row.cells.len() {
                row.cells.push(cell);
                continue;
            }
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(place) = row.cells.get_mut(column) {
                *place = cell;
            }
        }
        self.width = row.cells.len();
        self.filler.fill(self.merges, &mut row);
        Ok(row)
    }

    /// Reads up to the end of the cell.
    fn read_cell(&mut self, kind: Kind, style: usize) -> Result<Cell, ReadError> {
        self.value.clear();
        let mut inline = None;
        let (mut formula, mut in_value, mut has_value) = (false, false, false);
        loop {
            match self.scan.next()? {
                Token::Start { name, .. } => match self.scan.bytes(&name) {
                    b"v" => (in_value, has_value) = (true, true),
                    b"f" => formula = true,
                    b"is" => {
                        let mut text = String::new();
                        rich_text(&mut self.scan, b"is", self.limits.max_cell, &mut text)?;
                        inline = Some(text);
                    }
                    _ => {}
                },
                Token::End { name } => match self.scan.bytes(&name) {
                    b"c" => break,
                    b"v" => in_value = false,
                    _ => {}
                },
                token @ (Token::Text(_) | Token::Raw(_)) if in_value => {
                    self.value.push_str(&self.scan.text(&token)?);
                    if self.value.len() > self.limits.max_cell.saturating_mul(8) {
                        return Err(self.scan.damaged());
                    }
                }
                Token::Text(_) | Token::Raw(_) => {}
                Token::Eof => return Err(self.scan.damaged()),
            }
        }
        if let Some(text) = inline {
            return Ok(text_cell(text));
        }
        let value = self.value.as_str();
        // A formula may well yield an empty text, but no other kind of value is empty.
        if !has_value || (value.is_empty() && kind != Kind::FormulaText) {
            return Ok(if formula { Cell::FormulaWithoutValue } else { Cell::Empty });
        }
        Ok(match kind {
            Kind::Shared => {
                let index = value.trim().parse().map_err(|_| self.scan.damaged())?;
                let text = self.strings.get(index).ok_or_else(|| self.scan.damaged())?;
                text_cell(text.to_owned())
            }
            Kind::FormulaText | Kind::Day => text_cell(unescaped(value.to_owned())),
            Kind::Truth => Cell::Bool(matches!(value.trim(), "1" | "true")),
            Kind::Error => Cell::Error(value.to_owned()),
            Kind::Number => number_cell(value, self.styles.is_date(style), self.from_1904),
        })
    }
}

/// What a cell says that it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    FormulaText,
    Day,
    Truth,
    Error,
}

impl Kind {
    fn of(name: &[u8]) -> Self {
        match name {
            b"s" => Self::Shared,
            b"str" => Self::FormulaText,
            b"d" => Self::Day,
            b"b" => Self::Truth,
            b"e" => Self::Error,
            _ => Self::Number,
        }
    }
}

fn whole(digits: &[u8]) -> Option<u32> {
    std::str::from_utf8(digits).ok()?.trim().parse().ok()
}

impl Iterator for SheetRows<'_> {
    type Item = Result<RawRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let row = self.read_row().transpose();
        self.done = !matches!(row, Some(Ok(_)));
        row
    }
}

fn text_cell(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn number_cell(value: &str, date: bool, from_1904: bool) -> Cell {
    // A whole number that a spreadsheet keeps exactly is written already as it is wanted.
    if !date
        && value.len() <= 15
        && value.bytes().all(|b| b.is_ascii_digit())
        && (value == "0" || !value.starts_with('0'))
    {
        return Cell::Number(value.to_owned());
    }
    match value.trim().parse::<f64>() {
        Ok(number) => number::number_cell(number, date, from_1904),
        Err(_) => Cell::Text(value.to_owned()),
    }
}

/// The column of a place such as `AB12`, from 0.
fn column_of(place: &[u8]) -> Option<usize> {
    let letters = place.iter().rposition(|b| !b.is_ascii_digit()).map_or(0, |last| last + 1);
    number::column_of_letters(place.get(..letters)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_by_their_letters() {
        assert_eq!(column_of(b"A1"), Some(0));
        assert_eq!(column_of(b"Z9"), Some(25));
        assert_eq!(column_of(b"AA10"), Some(26));
        assert_eq!(column_of(b"XFD1"), Some(16_383));
        assert_eq!(column_of(b"12"), None);
        assert_eq!(column_of(b"ABCD1"), None);
        assert_eq!(column_of("甲1".as_bytes()), None);
    }

    #[test]
    fn numbers_are_written_out() {
        assert_eq!(
            number_cell("1.3812345678E10", false, false),
            Cell::Number("13812345678".into())
        );
        assert_eq!(number_cell("0.1", false, false), Cell::Number("0.1".into()));
        assert_eq!(number_cell("-0", false, false), Cell::Number("0".into()));
        assert_eq!(number_cell("1e999", false, false), Cell::Error("#NUM!".into()));
        let date =
            |serial: &str, text: &str| Cell::Date { serial: serial.into(), text: text.into() };
        assert_eq!(number_cell("41543", true, false), date("41543", "2013-09-26"));
        assert_eq!(number_cell("41543.5", true, false), date("41543.5", "2013-09-26 12:00:00"));
        assert_eq!(number_cell("0.25", true, false), date("0.25", "06:00:00"));
        assert_eq!(number_cell("1e9", true, false), Cell::Number("1000000000".into()));
    }
}
