//! The rows of a sheet.

use zip::read::ZipFile;

use super::{
    strings::{SharedStrings, rich_text, unescaped},
    styles::Styles,
    xml::{Piece, Xml, attribute},
};
use crate::{
    Cell, Limits, RawRow, ReadError,
    merge::{Filler, Merges},
    number,
    source::Source,
};

/// Reads one row after the other.
pub(crate) struct SheetRows<'a> {
    xml: Xml<ZipFile<'a, Source>>,
    strings: &'a SharedStrings,
    styles: &'a Styles,
    merges: &'a Merges,
    filler: Filler,
    from_1904: bool,
    limits: Limits,
    last_row: u32,
    done: bool,
}

impl<'a> SheetRows<'a> {
    pub(super) fn new(
        xml: Xml<ZipFile<'a, Source>>,
        strings: &'a SharedStrings,
        styles: &'a Styles,
        merges: &'a Merges,
        from_1904: bool,
        limits: Limits,
    ) -> Self {
        let filler = Filler::default();
        Self { xml, strings, styles, merges, filler, from_1904, limits, last_row: 0, done: false }
    }

    fn read_row(&mut self) -> Result<Option<RawRow>, ReadError> {
        loop {
            match self.xml.next()? {
                Piece::Start(start) if start.local_name().as_ref() == "row" => {
                    let number = match attribute(&start, "r") {
                        Some(number) => number.parse().map_err(|_| self.xml.damaged())?,
                        None => self.last_row.saturating_add(1),
                    };
                    if number > self.limits.max_rows {
                        return Err(ReadError::TooManyRows { max: self.limits.max_rows });
                    }
                    if number <= self.last_row {
                        return Err(self.xml.damaged());
                    }
                    self.last_row = number;
                    return self.read_cells(number).map(Some);
                }
                Piece::End(name) if name == "sheetData" => return Ok(None),
                Piece::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    fn read_cells(&mut self, number: u32) -> Result<RawRow, ReadError> {
        let mut row = RawRow { number, cells: Vec::new() };
        let mut next = 0_usize;
        loop {
            let start = match self.xml.next()? {
                Piece::Start(start) if start.local_name().as_ref() == "c" => start,
                Piece::End(name) if name == "row" => break,
                Piece::Eof => return Err(self.xml.damaged()),
                _ => continue,
            };
            let column = match attribute(&start, "r") {
                Some(place) => column_of(&place).ok_or_else(|| self.xml.damaged())?,
                None => next,
            };
            next = column.saturating_add(1);
            let kind = attribute(&start, "t").unwrap_or_default();
            let style = attribute(&start, "s").and_then(|s| s.parse().ok()).unwrap_or_default();
            let cell = self.read_cell(&kind, style)?;
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
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(place) = row.cells.get_mut(column) {
                *place = cell;
            }
        }
        self.filler.fill(self.merges, &mut row);
        Ok(row)
    }

    /// Reads up to the end of the cell.
    fn read_cell(&mut self, kind: &str, style: usize) -> Result<Cell, ReadError> {
        let mut value: Option<String> = None;
        let mut inline = None;
        let (mut formula, mut in_value) = (false, false);
        loop {
            match self.xml.next()? {
                Piece::Start(start) => match start.local_name().as_ref() {
                    "v" => {
                        in_value = true;
                        value.get_or_insert_default();
                    }
                    "f" => formula = true,
                    "is" => inline = Some(rich_text(&mut self.xml, "is", self.limits.max_cell)?),
                    _ => {}
                },
                Piece::End(name) if name == "c" => break,
                Piece::End(name) => in_value &= name != "v",
                Piece::Text(piece) if in_value => {
                    let value = value.get_or_insert_default();
                    value.push_str(&piece);
                    if value.len() > self.limits.max_cell.saturating_mul(8) {
                        return Err(self.xml.damaged());
                    }
                }
                Piece::Text(_) => {}
                Piece::Eof => return Err(self.xml.damaged()),
            }
        }
        if let Some(text) = inline {
            return Ok(text_cell(text));
        }
        let without_value = match &value {
            None => true,
            // A formula may well yield an empty text, but no other kind of value is empty.
            Some(value) => value.is_empty() && kind != "str",
        };
        if without_value {
            return Ok(if formula { Cell::FormulaWithoutValue } else { Cell::Empty });
        }
        let value = value.unwrap_or_default();
        Ok(match kind {
            "s" => {
                let index = value.trim().parse().map_err(|_| self.xml.damaged())?;
                text_cell(self.strings.get(index).ok_or_else(|| self.xml.damaged())?.to_owned())
            }
            "str" | "d" => text_cell(unescaped(value)),
            "b" => Cell::Bool(matches!(value.trim(), "1" | "true")),
            "e" => Cell::Error(value),
            _ => number_cell(&value, self.styles.is_date(style), self.from_1904),
        })
    }
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
    match value.trim().parse::<f64>() {
        Ok(number) => number::number_cell(number, date, from_1904),
        Err(_) => Cell::Text(value.to_owned()),
    }
}

/// The column of a place such as `AB12`, from 0.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.trim_end_matches(|c: char| c.is_ascii_digit());
    number::column_of_letters(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_by_their_letters() {
        assert_eq!(column_of("A1"), Some(0));
        assert_eq!(column_of("Z9"), Some(25));
        assert_eq!(column_of("AA10"), Some(26));
        assert_eq!(column_of("XFD1"), Some(16_383));
        assert_eq!(column_of("12"), None);
        assert_eq!(column_of("ABCD1"), None);
        assert_eq!(column_of("甲1"), None);
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
