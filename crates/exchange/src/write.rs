//! Tables out, row by row.

mod cover;

use std::{borrow::Cow, io::Write, path::Path};

use rust_xlsxwriter::{Format, Workbook};
use serde::{Deserialize, Serialize};

pub use cover::Cover;

use crate::{RawRow, WriteError};

/// The format of a table that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableFormat {
    /// Text with commas, UTF-8 with byte order mark (without it spreadsheets read Chinese text
    /// as rubbish), lines ended by CR LF.
    Csv,
    /// Workbook.
    Xlsx,
}

/// A cell that is written.
#[derive(Clone, Debug, PartialEq)]
pub enum OutCell<'a> {
    /// Nothing.
    Empty,
    /// Text; always text, never a formula.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
}

impl<'a> From<&'a str> for OutCell<'a> {
    fn from(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Borrowed(text)) }
    }
}

impl From<String> for OutCell<'_> {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(Cow::Owned(text)) }
    }
}

/// Rows of a worksheet, and characters of a cell, that a spreadsheet holds.
const MAX_ROWS: u32 = 1_048_576;
const MAX_CELL: usize = 32_767;

/// Writes a table to a sink. Memory does not grow with the rows: text goes out at once, a
/// workbook is kept in an unnamed temporary file until [`finish`](Self::finish).
pub struct RowWriter<W: Write + Send> {
    out: Out<W>,
}

enum Out<W: Write + Send> {
    Csv(Box<csv::Writer<W>>),
    Xlsx(Box<Sheets<W>>),
}

struct Sheets<W> {
    workbook: Workbook,
    sink: W,
    title: String,
    header: Vec<String>,
    cover: Option<Cover>,
    sheet: usize,
    row: u32,
}

impl<W: Write + Send> RowWriter<W> {
    /// Begins a table with its header row. `title` names the sheet of a workbook; characters that
    /// a sheet's name may not have are left out. `temporary` is the directory for the temporary
    /// file of a workbook, by default that of the system.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn new(
        format: TableFormat,
        sink: W,
        title: &str,
        header: &[&str],
        temporary: Option<&Path>,
    ) -> Result<Self, WriteError> {
        Self::with_cover(format, sink, title, header, temporary, None)
    }

    /// As [`new`](Self::new), behind a cover.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn with_cover(
        format: TableFormat,
        mut sink: W,
        title: &str,
        header: &[&str],
        temporary: Option<&Path>,
        cover: Option<Cover>,
    ) -> Result<Self, WriteError> {
        let out = match format {
            TableFormat::Csv => {
                sink.write_all(b"\xef\xbb\xbf")?;
                if let Some(cover) = cover {
                    cover.write(&mut sink)?;
                }
                let mut writer = csv::WriterBuilder::new()
                    .terminator(csv::Terminator::CRLF)
                    .flexible(true)
                    .from_writer(sink);
                writer.write_record(header.iter().map(|text| defused(text).into_owned()))?;
                Out::Csv(Box::new(writer))
            }
            TableFormat::Xlsx => {
                let mut workbook = Workbook::new();
                if let Some(directory) = temporary {
                    workbook.set_tempdir(directory)?;
                }
                if let Some(cover) = &cover {
                    cover.begin(&mut workbook)?;
                }
                let mut sheets = Sheets {
                    workbook,
                    sink,
                    title: sheet_name(title),
                    header: header.iter().map(|text| (*text).to_owned()).collect(),
                    cover,
                    sheet: 0,
                    row: 0,
                };
                sheets.begin()?;
                Out::Xlsx(Box::new(sheets))
            }
        };
        Ok(Self { out })
    }

    /// Writes one row. In text a cell that a spreadsheet would take for a formula begins with an
    /// apostrophe, which the import takes off again; in a workbook it is a text. A full sheet is
    /// followed by another one.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn write(&mut self, cells: &[OutCell<'_>]) -> Result<(), WriteError> {
        match &mut self.out {
            Out::Csv(writer) => {
                for cell in cells {
                    match cell {
                        OutCell::Empty => writer.write_field("")?,
                        OutCell::Text(text) => writer.write_field(defused(text).as_bytes())?,
                        OutCell::Number(number) => writer.write_field(number.to_string())?,
                    }
                }
                writer.write_record(None::<&[u8]>)?;
                Ok(())
            }
            Out::Xlsx(sheets) => sheets.write(cells),
        }
    }

    /// Lets what was written so far go out; a workbook goes out at its end.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn flush(&mut self) -> Result<(), WriteError> {
        if let Out::Csv(writer) = &mut self.out {
            writer.flush()?;
        }
        Ok(())
    }

    /// Says one line of the cover of a workbook otherwise; in text it has gone out already.
    pub fn amend_cover(&mut self, line: usize, text: String) {
        if let Out::Xlsx(sheets) = &mut self.out
            && let Some(value) = sheets.cover.as_mut().and_then(|cover| cover.lines.get_mut(line))
        {
            value.1 = text;
        }
    }

    /// Writes what is left and gives the sink back.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn finish(self) -> Result<W, WriteError> {
        match self.out {
            Out::Csv(writer) => {
                let mut sink = writer.into_inner().map_err(|error| {
                    std::io::Error::new(error.error().kind(), error.to_string())
                })?;
                sink.flush()?;
                Ok(sink)
            }
            Out::Xlsx(mut sheets) => {
                if let Some(cover) = &sheets.cover {
                    cover.fill(&mut sheets.workbook)?;
                }
                sheets.workbook.save_to_writer(&mut sheets.sink)?;
                sheets.sink.flush()?;
                Ok(sheets.sink)
            }
        }
    }
}

impl<W> Sheets<W> {
    fn begin(&mut self) -> Result<(), WriteError> {
        let name = match self.sheet {
            0 => self.title.clone(),
            n => format!("{} ({})", self.title, n + 1),
        };
        let bold = Format::new().set_bold();
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        if let Some(cover) = &self.cover {
            cover.print_marks(sheet);
            sheet.set_repeat_rows(0, 0)?;
        }
        for (column, text) in (0_u16..).zip(&self.header) {
            sheet.write_string_with_format(0, column, text, &bold)?;
        }
        self.row = 1;
        Ok(())
    }

    fn write(&mut self, cells: &[OutCell<'_>]) -> Result<(), WriteError> {
        if self.row == MAX_ROWS {
            self.sheet += 1;
            self.begin()?;
        }
        let before = usize::from(self.cover.is_some());
        let sheet = self.workbook.worksheet_from_index(before + self.sheet)?;
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                OutCell::Empty => {}
                OutCell::Text(text) => {
                    sheet.write_string(self.row, column, cell_text(text))?;
                }
                OutCell::Number(number) => {
                    sheet.write_number(self.row, column, *number)?;
                }
            }
        }
        self.row += 1;
        Ok(())
    }
}

/// A text as a workbook can hold it: no control characters, and cut with an ellipsis where no
/// cell could hold it.
fn cell_text(text: &str) -> Cow<'_, str> {
    let fits = |c: char| {
        matches!(c, '\t' | '\n' | '\r') || (c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    // Length counts in UTF-16, never more than the bytes of UTF-8.
    let short = text.len() <= MAX_CELL || text.encode_utf16().count() <= MAX_CELL;
    // Most texts show byte by byte that nothing in them is out of place; only the two last
    // characters of the plane, which begin with 0xEF, need a closer look.
    let plain = text.bytes().all(|b| b >= b' ' && b != 0xef);
    if short && (plain || text.chars().all(fits)) {
        return Cow::Borrowed(text);
    }
    let mut length = 0;
    let mut out = String::new();
    for c in text.chars().filter(|c| fits(*c)) {
        length += c.len_utf16();
        if !short && length >= MAX_CELL {
            out.push('…');
            break;
        }
        out.push(c);
    }
    Cow::Owned(out)
}

/// A text that no spreadsheet takes for a formula: behind an apostrophe when it begins with
/// `=`, `+`, `-`, `@`, tab or carriage return.
#[must_use]
pub fn defused(text: &str) -> Cow<'_, str> {
    let dangerous =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if dangerous { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A row that was refused as it stood in the file, its number before and the reasons behind it,
/// `width` cells between them.
#[must_use]
pub fn reject_cells<'a>(row: &'a RawRow, width: usize, reasons: &str) -> Vec<OutCell<'a>> {
    let mut cells = Vec::with_capacity(width + 2);
    cells.push(OutCell::Number(f64::from(row.number)));
    cells.extend((0..width).map(|column| OutCell::from(row.cell(column).text())));
    cells.push(OutCell::from(reasons.to_owned()));
    cells
}

/// At most 25 characters, so that a number fits behind it, none of them forbidden.
fn sheet_name(title: &str) -> String {
    let name: String =
        title.chars().filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control()).take(25).collect();
    let name = name.trim().to_owned();
    if name.is_empty() || name.eq_ignore_ascii_case("history") { "Sheet1".to_owned() } else { name }
}
