//! What stands before a table that leaves the house: a sheet of its own in a workbook, lines
//! beginning with `#` in text.

use std::io::Write;

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet};

use super::{cell_text, sheet_name};
use crate::WriteError;

/// Who took a table out, when, and what for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// Names its sheet.
    pub sheet: String,
    /// The heading.
    pub title: String,
    /// What is said, with its name before it.
    pub lines: Vec<(String, String)>,
    /// What whoever holds the table must know.
    pub notice: String,
    /// In the header of every printed page.
    pub mark: String,
    /// In the footer of every printed page, before the page's number.
    pub foot: String,
}

/// The row of the first line.
const FIRST: u32 = 2;
/// Widths of the two columns, in characters of the Latin alphabet.
const WIDTHS: [f64; 2] = [16.0, 80.0];
/// The height of a line of text, in points.
const LINE_HEIGHT: f64 = 18.0;
/// So many Chinese characters fit into a line of the second column.
const LINE_LENGTH: usize = 38;
/// A4, as spreadsheets number the sizes of paper.
const A4: u8 = 9;
/// A grey that is read after the text beside it.
const QUIET: Color = Color::RGB(0x5C_66_70);

impl Cover {
    /// Adds the cover as the first sheet.
    pub(super) fn begin(&self, workbook: &mut Workbook) -> Result<(), WriteError> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(&self.sheet))?;
        self.print_marks(sheet);
        sheet.set_screen_gridlines(false);
        for (column, width) in (0_u16..).zip(WIDTHS) {
            sheet.set_column_width(column, width)?;
        }
        let heading = Format::new().set_bold().set_font_size(16);
        sheet.set_row_height(0, 2.0 * LINE_HEIGHT)?;
        sheet.write_string_with_format(0, 0, cell_text(&self.title), &heading)?;
        Ok(())
    }

    /// Fills the cover in, once everything is known.
    pub(super) fn fill(&self, workbook: &mut Workbook) -> Result<(), WriteError> {
        let sheet = workbook.worksheet_from_index(0)?;
        let name = Format::new().set_align(FormatAlign::Top).set_font_color(QUIET);
        let text = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        let mut row = FIRST;
        for (label, value) in &self.lines {
            sheet.set_row_height(row, height(value))?;
            sheet.write_string_with_format(row, 0, cell_text(label), &name)?;
            sheet.write_string_with_format(row, 1, cell_text(value), &text)?;
            row += 1;
        }
        sheet.set_row_height(row + 1, height(&self.notice))?;
        sheet.write_string_with_format(row + 1, 1, cell_text(&self.notice), &text)?;
        Ok(())
    }

    /// The marks that every printed page carries.
    pub(super) fn print_marks(&self, sheet: &mut Worksheet) {
        // "&" begins an instruction there, and is written twice.
        let plain = |text: &str| text.replace('&', "&&");
        sheet.set_header(format!("&C&B{}", plain(&self.mark)));
        sheet.set_footer(format!("&L{}&R&P / &N", plain(&self.foot)));
        sheet.set_landscape();
        sheet.set_paper_size(A4);
        sheet.set_print_fit_to_pages(1, 0);
    }

    /// Writes the cover before a table of text. Whatever it says stays on its line and in one cell.
    pub(super) fn write(&self, sink: &mut impl Write) -> Result<(), WriteError> {
        let mut line = |text: &str| {
            let one: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
            let one = one.replace('"', "＂").replace(',', "，").replace(';', "；");
            write!(sink, "# {one}\r\n")
        };
        line(&self.title)?;
        for (name, value) in &self.lines {
            line(&format!("{name}：{value}"))?;
        }
        line(&self.notice)?;
        Ok(())
    }
}

/// A row as high as its text needs; a spreadsheet does not find out by itself.
fn height(text: &str) -> f64 {
    let lines: usize =
        text.lines().map(|line| line.chars().count().div_ceil(LINE_LENGTH).max(1)).sum();
    LINE_HEIGHT * f64::from(u8::try_from(lines.clamp(1, 20)).unwrap_or(1))
}
