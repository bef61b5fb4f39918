//! Finding the header row.

use serde::{Deserialize, Serialize};

use kedang_domain::value::clean_line;

use crate::{HeaderCatalogue, RawRow};

mod stack;
mod units;

pub(crate) use units::is_unit;

/// A header row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Its row number. Of a header of several rows, the lowest one.
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

/// Rows of a header, at most.
const ROWS: usize = 3;

/// Whether the next row is the next line of the sheet.
fn follows(rows: &[RawRow], place: usize) -> bool {
    let number = |place: usize| rows.get(place).map(|row| row.number);
    number(place + 1).is_some() && number(place + 1) == number(place).map(|number| number + 1)
}

impl Header {
    /// Looks for the header among the first rows of a sheet: the row in which most headers are
    /// known, the first of equals. One or two rows below it may divide merged headers; a column then
    /// has all of them in its header, `联系方式|手机`. A row of units below belongs to it.
    #[must_use]
    pub fn find(rows: &[RawRow], catalogue: &HeaderCatalogue) -> Option<Self> {
        let mut best: Option<Self> = None;
        for (place, row) in rows.iter().enumerate() {
            let single = Self::of(row, catalogue);
            let several = (2..=ROWS).map(|count| {
                Self::of_rows(rows.get(place..place + count).unwrap_or_default(), catalogue)
            });
            for candidate in std::iter::once(Some(single)).chain(several).flatten() {
                let alone = candidate.columns.len() == 1;
                let enough = candidate.score >= 2 || (candidate.score == 1 && alone);
                if enough && best.as_ref().is_none_or(|b| candidate.score > b.score) {
                    best = Some(candidate);
                }
            }
        }
        best.map(|header| header.with_units(rows).with_titles(rows))
    }

    /// The row with this number as header, whatever stands in it; with the rows above when those
    /// group its columns, and with a row of units below.
    #[must_use]
    pub fn at(rows: &[RawRow], number: u32, catalogue: &HeaderCatalogue) -> Option<Self> {
        let place = rows.iter().position(|row| row.number == number)?;
        // The units below a header are named as its last row.
        let above = place.checked_sub(1).filter(|above| follows(rows, *above));
        let units = rows.get(place).is_some_and(units::is_units);
        let place = above.filter(|_| units).unwrap_or(place);
        let several = (2..=ROWS).rev().find_map(|count| {
            let first = (place + 1).checked_sub(count)?;
            Self::of_rows(rows.get(first..=place)?, catalogue)
        });
        let header = several.or_else(|| Some(Self::of(rows.get(place)?, catalogue)))?;
        Some(header.with_units(rows).with_titles(rows))
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

    /// With the units that stand in a row of their own below it.
    fn with_units(mut self, rows: &[RawRow]) -> Self {
        let Some(place) = rows.iter().position(|row| row.number == self.row) else { return self };
        let below = rows.get(place + 1).filter(|row| follows(rows, place) && units::is_units(row));
        if let Some(row) = below {
            self.row = row.number;
            for column in &mut self.columns {
                units::add(&mut column.text, row.cell(column.index).text());
            }
        }
        self
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
    use crate::Cell;

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
