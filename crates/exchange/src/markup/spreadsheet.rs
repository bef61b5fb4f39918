//! SpreadsheetML 2003: a workbook in one XML text.

use super::token::{Tag, Token, Tokens};
use crate::{
    Cell, Limits, ReadError,
    foreign::iso_moment,
    held::{Budget, Held, HeldSheet},
    merge::{Area, MAX_AREAS, Merges},
    number::number_cell,
};

/// The workbook; `None` when the text is none.
pub(super) fn read(text: &str, limits: Limits) -> Result<Option<Held>, ReadError> {
    if !text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Ok(None);
    }
    let mut reader = Reader {
        budget: Budget::new(limits),
        held: Held { from_1904: false, sheets: Vec::new() },
        sheet: None,
        row: 0,
        cells: Vec::new(),
        column: 0,
        areas: Vec::new(),
        cell: None,
        in_data: false,
        in_comment: false,
        in_visible: false,
    };
    let mut is_workbook = false;
    let mut depth = 0_usize;
    for token in Tokens::new(text) {
        match token {
            Token::Start { tag, empty } => {
                is_workbook |= tag.name == "workbook";
                depth += usize::from(!empty);
                reader.start(&tag)?;
                if empty {
                    reader.end(&tag.name)?;
                }
            }
            Token::End(name) => {
                depth = depth.saturating_sub(1);
                reader.end(&name)?;
            }
            Token::Text(text) => reader.text(&text),
        }
    }
    if !is_workbook {
        return Ok(None);
    }
    // Unlike HTML it says when it is complete.
    if depth > 0 || reader.held.sheets.is_empty() {
        return Err(ReadError::Damaged { part: "file".to_owned() });
    }
    Ok(Some(reader.held))
}

struct Reader {
    budget: Budget,
    held: Held,
    sheet: Option<HeldSheet>,
    row: u32,
    cells: Vec<Cell>,
    column: usize,
    areas: Vec<Area>,
    cell: Option<Open>,
    in_data: bool,
    in_comment: bool,
    in_visible: bool,
}

struct Open {
    across: usize,
    down: u32,
    formula: bool,
    kind: String,
    text: Option<String>,
}

impl Reader {
    fn start(&mut self, tag: &Tag<'_>) -> Result<(), ReadError> {
        match tag.name.as_str() {
            "worksheet" => {
                self.sheet = Some(HeldSheet {
                    name: tag.attribute("name").unwrap_or_default(),
                    hidden: false,
                    rows: Vec::new(),
                });
                self.row = 0;
            }
            "row" if self.sheet.is_some() => {
                let next = self.row.saturating_add(1);
                let number = tag.attribute("index").and_then(|n| n.trim().parse().ok());
                let number = number.unwrap_or(next);
                if number < next {
                    return Err(ReadError::Damaged { part: "file".to_owned() });
                }
                self.row = number;
                self.column = 0;
            }
            "cell" if self.sheet.is_some() => {
                if let Some(index) = tag.number("index").filter(|index| *index > 0) {
                    self.column = index - 1;
                }
                self.cell = Some(Open {
                    across: tag.number("mergeacross").unwrap_or(0).min(16_384),
                    down: tag.number("mergedown").and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
                    formula: tag.attribute("formula").is_some(),
                    kind: String::new(),
                    text: None,
                });
            }
            "comment" => self.in_comment = true,
            "data" if !self.in_comment => {
                if let Some(cell) = &mut self.cell {
                    cell.kind = tag.attribute("type").unwrap_or_default();
                    cell.text.get_or_insert_default();
                    self.in_data = true;
                }
            }
            "visible" => self.in_visible = true,
            "date1904" => self.held.from_1904 = true,
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.in_data
            && let Some(content) = self.cell.as_mut().and_then(|cell| cell.text.as_mut())
        {
            content.push_str(text);
        }
        if self.in_visible
            && let Some(sheet) = &mut self.sheet
        {
            sheet.hidden |= text.trim() != "SheetVisible";
        }
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "comment" => self.in_comment = false,
            "data" => self.in_data = false,
            "visible" => self.in_visible = false,
            "cell" => self.end_cell()?,
            "row" => {
                let cells = std::mem::take(&mut self.cells);
                if let Some(sheet) = &mut self.sheet {
                    self.budget.push(&mut sheet.rows, self.row, cells)?;
                }
            }
            "worksheet" => {
                if let Some(mut sheet) = self.sheet.take() {
                    let merges = Merges::new(std::mem::take(&mut self.areas));
                    self.budget.merge(&mut sheet.rows, &merges)?;
                    self.held.sheets.push(sheet);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let max = self.budget.limits().max_columns;
        let content = content(&cell, self.held.from_1904);
        if content != Cell::Empty {
            if self.column >= max {
                return Err(ReadError::TooManyColumns { row: self.row, max });
            }
            if self.cells.len() > self.column {
                return Err(ReadError::Damaged { part: "file".to_owned() });
            }
            self.cells.resize(self.column, Cell::Empty);
            self.cells.push(content);
        }
        if cell.down > 0 {
            if self.areas.len() >= MAX_AREAS {
                return Err(ReadError::Damaged { part: "file".to_owned() });
            }
            let last_row = self.row.saturating_add(cell.down);
            self.areas.push(Area { first_row: self.row, last_row, column: self.column });
        }
        self.column = self.column.saturating_add(1 + cell.across);
        Ok(())
    }
}

fn content(cell: &Open, from_1904: bool) -> Cell {
    let text = cell.text.as_deref().unwrap_or_default();
    if text.is_empty() {
        // An empty text can be what the formula yields.
        let without_value = cell.formula && !cell.kind.eq_ignore_ascii_case("string");
        return if without_value { Cell::FormulaWithoutValue } else { Cell::Empty };
    }
    match cell.kind.to_ascii_lowercase().as_str() {
        "number" => match text.trim().parse::<f64>() {
            Ok(number) => number_cell(number, false, from_1904),
            Err(_) => Cell::Text(text.to_owned()),
        },
        "datetime" => iso_moment(text.trim()),
        "boolean" => Cell::Bool(matches!(text.trim(), "1" | "true")),
        "error" => Cell::Error(text.trim().to_owned()),
        _ => Cell::Text(text.to_owned()),
    }
}
