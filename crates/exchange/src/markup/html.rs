//! Tables of HTML. Every table is a sheet; one inside another is a sheet of its own.

use std::collections::BTreeMap;

use super::token::{Tag, Token, Tokens};
use crate::{
    Cell, Limits, RawRow, ReadError,
    held::{Budget, Held, HeldSheet},
    merge::{Area, MAX_AREAS, Merges},
};

/// Tables inside tables, at most; deeper ones are read as text.
const MAX_DEPTH: usize = 16;
const MAX_TABLES: usize = 1000;
/// As far as HTML lets a cell reach.
const MAX_SPAN: usize = 1000;

/// The tables with anything in them; `None` when there is none.
pub(super) fn read(text: &str, limits: Limits) -> Result<Option<Held>, ReadError> {
    let mut budget = Budget::new(limits);
    let mut open: Vec<Table> = Vec::new();
    let mut sheets = Vec::new();
    let mut tokens = Tokens::new(text);
    let mut begun = 0_usize;
    while let Some(token) = tokens.next() {
        match token {
            Token::Start { tag, .. } => match tag.name.as_str() {
                "script" | "style" => tokens.skip_raw(&tag.name),
                "table" if open.len() < MAX_DEPTH => {
                    begun += 1;
                    if begun > MAX_TABLES {
                        return Err(ReadError::Damaged { part: "file".to_owned() });
                    }
                    open.push(Table::new(begun));
                }
                name => {
                    if let Some(table) = open.last_mut() {
                        match name {
                            "tr" => table.begin_row(&mut budget)?,
                            "td" | "th" => table.begin_cell(&tag, &budget)?,
                            "caption" => table.in_caption = true,
                            "br" => table.push("\n", true),
                            "p" | "div" | "li" => table.break_line(),
                            _ => {}
                        }
                    }
                }
            },
            Token::End(name) => {
                let Some(table) = open.last_mut() else { continue };
                match name.as_str() {
                    "table" => {
                        if let Some(table) = open.pop() {
                            sheets.extend(table.finish(&mut budget)?);
                        }
                    }
                    "tr" => table.end_row(&mut budget)?,
                    "td" | "th" => table.end_cell(&budget)?,
                    "caption" => table.in_caption = false,
                    _ => {}
                }
            }
            Token::Text(text) => {
                if let Some(table) = open.last_mut() {
                    table.push(&text, false);
                }
            }
        }
    }
    while let Some(table) = open.pop() {
        sheets.extend(table.finish(&mut budget)?);
    }
    // A table around others ends after them.
    sheets.sort_by_key(|(place, _)| *place);
    let sheets: Vec<HeldSheet> = sheets.into_iter().map(|(_, sheet)| sheet).collect();
    Ok((!sheets.is_empty()).then_some(Held { from_1904: false, sheets }))
}

struct Table {
    place: usize,
    caption: String,
    in_caption: bool,
    rows: Vec<RawRow>,
    number: u32,
    in_row: bool,
    cells: Vec<Cell>,
    /// Where the next cell goes.
    column: usize,
    /// Columns that cells from above reach into, and how many rows more.
    occupied: BTreeMap<usize, usize>,
    /// Those that begin in this row.
    reaching: Vec<(usize, usize)>,
    areas: Vec<Area>,
    cell: Option<Open>,
}

struct Open {
    columns: usize,
    rows: usize,
    number: Option<String>,
    text: String,
}

impl Table {
    fn new(place: usize) -> Self {
        Self {
            place,
            caption: String::new(),
            in_caption: false,
            rows: Vec::new(),
            number: 0,
            in_row: false,
            cells: Vec::new(),
            column: 0,
            occupied: BTreeMap::new(),
            reaching: Vec::new(),
            areas: Vec::new(),
            cell: None,
        }
    }

    /// Text of the cell: blanks run together, `<br>` divides lines.
    fn push(&mut self, text: &str, as_it_is: bool) {
        let out = match &mut self.cell {
            Some(cell) => &mut cell.text,
            None if self.in_caption => &mut self.caption,
            None => return,
        };
        if as_it_is {
            out.push_str(text);
            return;
        }
        for c in text.chars() {
            if !matches!(c, ' ' | '\t' | '\r' | '\n') {
                out.push(c);
            } else if !out.ends_with([' ', '\n']) && !out.is_empty() {
                out.push(' ');
            }
        }
    }

    fn break_line(&mut self) {
        if let Some(cell) = &mut self.cell
            && !cell.text.is_empty()
            && !cell.text.ends_with('\n')
        {
            cell.text.push('\n');
        }
    }

    fn begin_row(&mut self, budget: &mut Budget) -> Result<(), ReadError> {
        self.end_row(budget)?;
        self.in_caption = false;
        self.in_row = true;
        self.number = self.number.saturating_add(1);
        let max = budget.limits().max_rows;
        if self.number > max { Err(ReadError::TooManyRows { max }) } else { Ok(()) }
    }

    fn begin_cell(&mut self, tag: &Tag<'_>, budget: &Budget) -> Result<(), ReadError> {
        self.end_cell(budget)?;
        if !self.in_row {
            self.in_row = true;
            self.number = self.number.saturating_add(1);
        }
        let span = |name| tag.number(name).unwrap_or(1).clamp(1, MAX_SPAN);
        let rows = match tag.number("rowspan") {
            // To the end of the table.
            Some(0) => 65_534,
            rows => rows.unwrap_or(1).clamp(1, 65_534),
        };
        self.cell = Some(Open {
            columns: span("colspan"),
            rows,
            // Spreadsheets write the number itself beside what they show.
            number: tag.attribute("num").filter(|n| !n.is_empty()),
            text: String::new(),
        });
        Ok(())
    }

    fn end_cell(&mut self, budget: &Budget) -> Result<(), ReadError> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        while self.occupied.contains_key(&self.column) {
            self.column += 1;
        }
        let max = budget.limits().max_columns;
        let number = cell.number.and_then(|n| n.parse::<f64>().ok().filter(|n| n.is_finite()));
        let text = cell.text.trim_matches([' ', '\n']);
        let content = match number {
            Some(number) => crate::number::number_cell(number, false, false),
            None if text.is_empty() => Cell::Empty,
            None => Cell::Text(text.to_owned()),
        };
        if content != Cell::Empty {
            if self.column >= max {
                return Err(ReadError::TooManyColumns { row: self.number, max });
            }
            self.cells.resize(self.column, Cell::Empty);
            self.cells.push(content);
        }
        if cell.rows > 1 && self.column < max {
            if self.areas.len() >= MAX_AREAS {
                return Err(ReadError::Damaged { part: "file".to_owned() });
            }
            self.areas.push(Area {
                first_row: self.number,
                last_row: self.number.saturating_add(u32::try_from(cell.rows - 1).unwrap_or(0)),
                column: self.column,
            });
            let columns = self.column..self.column.saturating_add(cell.columns).min(max);
            self.reaching.extend(columns.map(|column| (column, cell.rows - 1)));
        }
        // Beyond the last column places are no longer told apart.
        self.column = self.column.saturating_add(cell.columns).min(max.saturating_add(MAX_SPAN));
        Ok(())
    }

    fn end_row(&mut self, budget: &mut Budget) -> Result<(), ReadError> {
        self.end_cell(budget)?;
        if !std::mem::take(&mut self.in_row) {
            return Ok(());
        }
        self.column = 0;
        budget.push(&mut self.rows, self.number, std::mem::take(&mut self.cells))?;
        self.occupied.retain(|_, rows| {
            *rows -= 1;
            *rows > 0
        });
        for (column, rows) in self.reaching.drain(..) {
            self.occupied.insert(column, rows);
        }
        Ok(())
    }

    fn finish(mut self, budget: &mut Budget) -> Result<Option<(usize, HeldSheet)>, ReadError> {
        self.end_row(budget)?;
        if self.rows.is_empty() {
            return Ok(None);
        }
        budget.merge(&mut self.rows, &Merges::new(self.areas))?;
        let name = self.caption.trim().chars().take(100).collect();
        Ok(Some((self.place, HeldSheet { name, hidden: false, rows: self.rows })))
    }
}
