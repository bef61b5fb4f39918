//! Headers of two or three rows.

use super::{Header, HeaderColumn, PATH};
use crate::{Cell, HeaderCatalogue, RawRow, Target};
use std::collections::BTreeSet;

/// The row without what merged areas hand down.
fn own_cells(row: &RawRow) -> RawRow {
    let own = |cell: &Cell| if cell.is_own() { cell.clone() } else { Cell::Empty };
    RawRow { number: row.number, cells: row.cells.iter().map(own).collect() }
}

/// The headers of the columns, each with those of the groups that it belongs to. A group goes from
/// the column where its text stands to the next text of its row, or of a row above.
fn columns(rows: &[Header]) -> Vec<HeaderColumn> {
    let places: BTreeSet<usize> =
        rows.iter().flat_map(|row| row.columns.iter().map(|column| column.index)).collect();
    let at = |row: &Header, index: usize| row.columns.iter().any(|column| column.index == index);
    let header = |index: usize| {
        let lowest = rows.iter().rposition(|row| at(row, index)).unwrap_or_default();
        let (mut path, mut start) = (Vec::new(), 0);
        for row in rows.iter().take(lowest + 1) {
            let group = row.columns.iter().rfind(|above| above.index <= index);
            if let Some(group) = group.filter(|group| group.index >= start) {
                start = group.index;
                if path.last() != Some(&group.text.as_str()) {
                    path.push(group.text.as_str());
                }
            }
        }
        HeaderColumn { index, text: path.join(&PATH.to_string()) }
    };
    places.into_iter().map(header).collect()
}

impl Header {
    /// How many different columns of the catalogue it names.
    fn distinct(&self, catalogue: &HeaderCatalogue) -> usize {
        let targets = self.columns.iter().filter_map(|column| catalogue.find(&column.text));
        targets.map(|alias| &alias.target).collect::<BTreeSet<&Target>>().len()
    }

    /// A header of several rows, when together they say more than without one of them: most texts of
    /// the lowest are known headers, by themselves or with the texts above them, and columns that it
    /// leaves out have their header above.
    pub(super) fn of_rows(rows: &[RawRow], catalogue: &HeaderCatalogue) -> Option<Self> {
        let (first, below) = rows.split_first()?;
        let is_next = |pair: &[RawRow]| match pair {
            [above, below] => below.number == above.number + 1,
            _ => false,
        };
        let is_word = |(_, cell): (usize, &Cell)| matches!(cell, Cell::Text(_) | Cell::Merged(_));
        let words = below.iter().all(|row| row.visible().all(is_word));
        if below.is_empty() || !words || !rows.windows(2).all(is_next) {
            return None;
        }
        // A merged header stands over its first column; below it is not said again.
        let own: Vec<RawRow> =
            std::iter::once(first.clone()).chain(below.iter().map(own_cells)).collect();
        let each: Vec<Self> = own.iter().map(|row| Self::of(row, catalogue)).collect();
        let (upper, lower) = (each.first()?, each.last()?);
        if upper.columns.len() < 2 || each.iter().any(|row| row.columns.is_empty()) {
            return None;
        }
        // Rows of customers are told at a glance: there are many of them.
        let above = each.iter().map(|row| row.score).sum::<usize>() - lower.score;
        if lower.score == 0 || above == 0 {
            return None;
        }
        let together = Self::scored(lower.row, columns(&each), catalogue);
        let of_lower =
            |column: &&HeaderColumn| lower.columns.iter().any(|one| one.index == column.index);
        let known = together.columns.iter().filter(of_lower);
        let known = known.filter(|column| catalogue.find(&column.text).is_some()).count();
        if known * 2 < lower.columns.len() || known == 0 {
            return None;
        }
        let says = together.distinct(catalogue);
        // A header that stands there twice says as much as once.
        (says > most(own.get(1..)?, catalogue) && says > most(own.get(..own.len() - 1)?, catalogue))
            .then_some(together)
    }
}

/// The most that some of these rows, one below the other, say.
fn most(rows: &[RawRow], catalogue: &HeaderCatalogue) -> usize {
    match rows {
        [] => 0,
        [one] => Header::of(one, catalogue).distinct(catalogue),
        [_, rest @ ..] => {
            let all = Header::of_rows(rows, catalogue).map_or(0, |all| all.distinct(catalogue));
            let without_last = rows.get(..rows.len() - 1).unwrap_or_default();
            all.max(most(rest, catalogue)).max(most(without_last, catalogue))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32, cells: &[&str]) -> RawRow {
        RawRow { number, cells: cells.iter().map(|text| Cell::from_input(text)).collect() }
    }

    #[test]
    fn every_column_has_the_groups_over_it() {
        let catalogue = HeaderCatalogue::builtin();
        let rows = [
            row(1, &["客户名称", "联系人", "", "", "", "地址"]),
            row(2, &["", "姓名", "电话", "", "邮箱", ""]),
            row(3, &["", "", "手机", "座机", "", ""]),
        ];
        let header = Header::of_rows(&rows, &catalogue).unwrap();
        let texts: Vec<&str> = header.columns.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "客户名称",
                "联系人|姓名",
                "联系人|电话|手机",
                "联系人|电话|座机",
                "联系人|邮箱",
                "地址"
            ]
        );
        assert_eq!(header.row, 3);
        // The middle row alone would not group what is below it.
        assert!(Header::of_rows(&[rows[0].clone(), rows[2].clone()], &catalogue).is_none());
    }
}
