//! Areas of merged cells.
//!
//! A text merged over several rows belongs to each of them: the customer over its contacts, the
//! province over its customers. It is handed down as [`Cell::Merged`], so that everybody can
//! see where it came from. Numbers and days are not: an amount shown once counts once.
//! Sideways nothing is handed on: a merged title is no title of every column.

use std::collections::BTreeMap;

use crate::{Cell, RawRow};

/// An area, borders included; rows from 1, columns from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) first_row: u32,
    pub(crate) last_row: u32,
    pub(crate) column: usize,
}

/// No sheet that people made has more; a hostile one must not cost more.
pub(crate) const MAX_AREAS: usize = 200_000;

/// The areas of a sheet that reach over more than one row, from the top.
#[derive(Clone, Debug, Default)]
pub(crate) struct Merges(Vec<Area>);

impl Merges {
    pub(crate) fn new(mut areas: Vec<Area>) -> Self {
        areas.retain(|area| area.last_row > area.first_row);
        areas.sort_by_key(|area| area.first_row);
        Self(areas)
    }
}

/// Hands texts down while rows pass from the top.
#[derive(Debug, Default)]
pub(crate) struct Filler {
    next: usize,
    /// By column: the last row of the area and its text.
    open: BTreeMap<usize, (u32, String)>,
}

impl Filler {
    pub(crate) fn fill(&mut self, merges: &Merges, row: &mut RawRow) {
        if self.open.is_empty() && self.next >= merges.0.len() {
            return;
        }
        self.open.retain(|_, (last, _)| *last >= row.number);
        for (column, (_, text)) in &self.open {
            if row.cells.len() <= *column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(cell @ Cell::Empty) = row.cells.get_mut(*column) {
                *cell = Cell::Merged(text.clone());
            }
        }
        while let Some(area) = merges.0.get(self.next).filter(|area| area.first_row <= row.number) {
            self.next += 1;
            if area.first_row == row.number
                && let cell @ Cell::Text(text) = row.cell(area.column)
                && !cell.is_blank()
            {
                self.open.insert(area.column, (area.last_row, text.clone()));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_handed_down_and_nothing_else() {
        let merges = Merges::new(vec![
            Area { first_row: 2, last_row: 4, column: 1 },
            Area { first_row: 1, last_row: 3, column: 0 },
            Area { first_row: 2, last_row: 2, column: 2 },
        ]);
        let text = |text: &str| Cell::Text(text.to_owned());
        let merged = |text: &str| Cell::Merged(text.to_owned());
        let mut filler = Filler::default();
        let mut fill = |number, cells: Vec<Cell>| {
            let mut row = RawRow { number, cells };
            filler.fill(&merges, &mut row);
            row.cells
        };
        assert_eq!(fill(1, vec![Cell::Number("5".into())]), [Cell::Number("5".into())]);
        assert_eq!(
            fill(2, vec![text("甲"), text("公司"), text("丙")]),
            [text("甲"), text("公司"), text("丙")]
        );
        assert_eq!(fill(3, vec![]), [Cell::Empty, merged("公司")]);
        assert_eq!(fill(4, vec![text("乙"), text("自己")]), [text("乙"), text("自己")]);
        assert_eq!(fill(5, vec![text("丁")]), [text("丁")]);
    }
}
