//! Finding the header row.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use kedang_domain::value::clean_line;

use crate::{Cell, HeaderCatalogue, RawRow};

/// A header row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Its row number. Of a header of two rows, the lower one.
    pub row: u32,
    /// The headers that are not blank.
    pub columns: Vec<HeaderColumn>,
    /// How many different columns of the catalogue were recognised.
    pub score: usize,
    /// The texts in the rows above.
    pub titles: Vec<String>,
}

/// A header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeaderColumn {
    /// Its column, from 0.
    pub index: usize,
    /// Its text, without blanks around it and line breaks.
    pub text: String,
}

/// Between the header of a group and that of a column in it.
pub(crate) const PATH: char = '|';

/// The row without what merged areas hand down.
fn own_cells(row: &RawRow) -> RawRow {
    let own = |cell: &Cell| if cell.is_own() { cell.clone() } else { Cell::Empty };
    RawRow { number: row.number, cells: row.cells.iter().map(own).collect() }
}

impl Header {
    /// Looks for the header among the first rows of a sheet: the row in which most headers are
    /// known, the first of equals. A second row below it may divide merged headers; a column then
    /// has both in its header, `联系方式|手机`.
    #[must_use]
    pub fn find(rows: &[RawRow], catalogue: &HeaderCatalogue) -> Option<Self> {
        let mut best: Option<Self> = None;
        for (place, row) in rows.iter().enumerate() {
            let single = Self::of(row, catalogue);
            let double = rows.get(place + 1).and_then(|below| Self::of_two(row, below, catalogue));
            for candidate in [Some(single), double].into_iter().flatten() {
                let alone = candidate.columns.len() == 1;
                let enough = candidate.score >= 2 || (candidate.score == 1 && alone);
                if enough && best.as_ref().is_none_or(|b| candidate.score > b.score) {
                    best = Some(candidate);
                }
            }
        }
        best.map(|header| header.with_titles(rows))
    }

    /// The row with this number as header, whatever stands in it; with the row above when that
    /// groups its columns.
    #[must_use]
    pub fn at(rows: &[RawRow], number: u32, catalogue: &HeaderCatalogue) -> Option<Self> {
        let place = rows.iter().position(|row| row.number == number)?;
        let row = rows.get(place)?;
        let above = place.checked_sub(1).and_then(|above| rows.get(above));
        let both = above.and_then(|above| Self::of_two(above, row, catalogue));
        Some(both.unwrap_or_else(|| Self::of(row, catalogue)).with_titles(rows))
    }

    fn of(row: &RawRow, catalogue: &HeaderCatalogue) -> Self {
        let columns = row
            .visible()
            .map(|(index, cell)| HeaderColumn { index, text: clean_line(cell.text()) })
            .filter(|column| !column.text.is_empty())
            .collect();
        Self::scored(row.number, columns, catalogue)
    }

    fn scored(row: u32, columns: Vec<HeaderColumn>, catalogue: &HeaderCatalogue) -> Self {
        let mut known: Vec<&crate::Target> = Vec::new();
        let mut doubled = 0;
        for column in &columns {
            if let Some(alias) = catalogue.find(&column.text) {
                if known.contains(&&alias.target) {
                    doubled += 1;
                } else {
                    known.push(&alias.target);
                }
            }
        }
        // A second 联系电话 is a header too.
        let score = known.len() + usize::from(doubled == 1);
        Self { row, columns, score, titles: Vec::new() }
    }

    /// How many different columns of the catalogue it names.
    fn distinct(&self, catalogue: &HeaderCatalogue) -> usize {
        let targets = self.columns.iter().filter_map(|column| catalogue.find(&column.text));
        targets.map(|alias| &alias.target).collect::<BTreeSet<_>>().len()
    }

    /// A header of two rows, when together they say more than each of them: most texts of the lower
    /// one are known headers, by themselves or with the text above them, and columns that it leaves
    /// out have their header in the upper one.
    fn of_two(above: &RawRow, below: &RawRow, catalogue: &HeaderCatalogue) -> Option<Self> {
        if below.number != above.number + 1 {
            return None;
        }
        let upper = Self::of(above, catalogue);
        let lower = Self::of(&own_cells(below), catalogue);
        let words = |(_, cell): (usize, &Cell)| matches!(cell, Cell::Text(_) | Cell::Merged(_));
        if upper.columns.len() < 2 || lower.columns.is_empty() || !below.visible().all(words) {
            return None;
        }
        let lower_says = lower.distinct(catalogue);
        let mut columns = lower.columns;
        let mut known = 0;
        for column in &mut columns {
            // A merged header stands over its first column; the others are empty.
            let group = upper.columns.iter().rfind(|above| above.index <= column.index);
            if let Some(group) = group.filter(|group| group.text != column.text) {
                column.text = format!("{}{PATH}{}", group.text, column.text);
            }
            known += usize::from(catalogue.find(&column.text).is_some());
        }
        if known * 2 < columns.len() || known == 0 {
            return None;
        }
        for column in &upper.columns {
            if !columns.iter().any(|c| c.index == column.index) {
                columns.push(column.clone());
            }
        }
        columns.sort_by_key(|column| column.index);
        let both = Self::scored(below.number, columns, catalogue);
        // A header that stands there twice says as much as once.
        let says = |header: &Self| header.distinct(catalogue);
        (says(&both) > says(&upper) && says(&both) > lower_says).then_some(both)
    }

    fn with_titles(mut self, rows: &[RawRow]) -> Self {
        self.titles = rows
            .iter()
            .filter(|row| row.number < self.row)
            .flat_map(|row| row.visible().map(|(_, cell)| clean_line(cell.text())))
            .take(50)
            .collect();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(number: u32, cells: &[&str]) -> RawRow {
        RawRow { number, cells: cells.iter().map(|text| Cell::from_input(text)).collect() }
    }

    fn find(rows: &[RawRow]) -> Option<Header> {
        Header::find(rows, &HeaderCatalogue::builtin())
    }

    #[test]
    fn the_header_stands_below_titles_and_notes() {
        let rows = [
            row(1, &["2024年度客户资料汇总表"]),
            row(2, &["填报单位：销售一部", "", "单位：万元"]),
            row(4, &["序号", "客户名称", "联系人", "联系电话", "联系电话"]),
            row(5, &["1", "华北泵业有限公司", "王敏", "13812345678", ""]),
        ];
        let header = find(&rows).unwrap();
        assert_eq!((header.row, header.score), (4, 4));
        assert_eq!(header.titles.len(), 3);
    }

    #[test]
    fn a_header_of_two_rows_is_read_as_one() {
        let rows = [
            row(1, &["客户资料"]),
            row(2, &["公司名称", "联系方式", "", "", "地址"]),
            row(3, &["", "联系人", "手机", "座机"]),
            row(4, &["华北泵业有限公司", "王敏", "13812345678", "010-67665051", "某路"]),
        ];
        let header = find(&rows).unwrap();
        assert_eq!(header.row, 3);
        let texts: Vec<&str> = header.columns.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(
            texts,
            ["公司名称", "联系方式|联系人", "联系方式|手机", "联系方式|座机", "地址"]
        );
        assert_eq!(Header::at(&rows, 3, &HeaderCatalogue::builtin()), Some(header));
    }

    #[test]
    fn a_sheet_without_known_headers_has_none() {
        assert_eq!(find(&[row(1, &["请勿修改表头；红色为必填。"])]), None);
        assert_eq!(find(&[row(1, &["甲", "乙"]), row(2, &["1", "2"])]), None);
        assert_eq!(find(&[]), None);
        assert!(find(&[row(1, &["客户名称"])]).is_some());
    }
}
