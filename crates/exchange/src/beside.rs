//! Tables that stand side by side on one sheet.
//!
//! Where one begins is told by an empty column, or by the name of the customer that is asked for
//! once more. Each part must have headers of its own by which customers can be told: an empty column
//! inside a table divides nothing.

use crate::{Cell, Header, HeaderCatalogue, RawRow, Target};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::Range;

/// Further tables on one sheet, at most.
const MOST: usize = 4;

/// A further table, to the right of the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Its columns, from 0.
    pub columns: Range<usize>,
    /// Its header row.
    pub header_row: u32,
}

impl Beside {
    /// What of a row belongs to it, in the columns where it stands.
    #[must_use]
    pub fn part(&self, cells: &[Cell]) -> Vec<Cell> {
        part(cells, &self.columns)
    }
}

fn part(cells: &[Cell], columns: &Range<usize>) -> Vec<Cell> {
    let own = |(at, cell): (usize, &Cell)| match columns.contains(&at) {
        true => cell.clone(),
        false => Cell::Empty,
    };
    cells.iter().take(columns.end).enumerate().map(own).collect()
}

/// The header of those among the columns, if it names customers.
fn header(rows: &[RawRow], columns: &Range<usize>, catalogue: &HeaderCatalogue) -> Option<Header> {
    let rows: Vec<RawRow> = rows
        .iter()
        .map(|row| RawRow { number: row.number, cells: part(&row.cells, columns) })
        .collect();
    let found = Header::find(&rows, catalogue)?;
    found.columns.iter().any(|column| is_name(&column.text, catalogue)).then_some(found)
}

fn is_name(text: &str, catalogue: &HeaderCatalogue) -> bool {
    catalogue.find(text).is_some_and(|alias| alias.target == Target::Name)
}

/// The further tables among the first rows of a sheet whose best header is this one.
pub(crate) fn tables(rows: &[RawRow], best: &Header, catalogue: &HeaderCatalogue) -> Vec<Beside> {
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let below: Vec<&RawRow> = rows.iter().filter(|row| row.number >= best.row).collect();
    let is_empty = |column: usize| below.iter().all(|row| row.cell(column).is_blank());
    let behind_gaps = (1..width).filter(|at| is_empty(at - 1) && !is_empty(*at));
    let starts: BTreeSet<usize> = behind_gaps.chain(repeated(best, catalogue)).collect();
    let mut found: Vec<Beside> = Vec::new();
    let mut begin = 0;
    for start in starts {
        // Where the part before or behind names no customers, the sheet is not divided here.
        let before = header(rows, &(begin..start), catalogue);
        let behind = header(rows, &(start..width), catalogue).filter(|header| header.score > 1);
        let (Some(_), Some(behind)) = (before, behind) else { continue };
        if found.len() == MOST {
            break;
        }
        if let Some(last) = found.last_mut() {
            last.columns.end = start;
        }
        found.push(Beside { columns: start..width, header_row: behind.row });
        begin = start;
    }
    found
}

/// Where a header asks for the customer's name once more, or for what the first table begins with.
fn repeated(header: &Header, catalogue: &HeaderCatalogue) -> Vec<usize> {
    let columns = &header.columns;
    let Some(first) = columns.first() else { return Vec::new() };
    let Some(named) = columns.iter().position(|column| is_name(&column.text, catalogue)) else {
        return Vec::new();
    };
    let leads = |at: &usize| columns.get(*at).is_some_and(|column| column.text == first.text);
    (named + 1..columns.len())
        .filter(|at| columns.get(*at).is_some_and(|c| is_name(&c.text, catalogue)))
        .map(|at| at.checked_sub(named).filter(|lead| *lead > named && leads(lead)).unwrap_or(at))
        .filter_map(|at| columns.get(at).map(|column| column.index))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(rows: &[&[&str]]) -> Vec<(Range<usize>, u32)> {
        let catalogue = HeaderCatalogue::builtin();
        let row = |(number, cells): (u32, &&[&str])| RawRow {
            number,
            cells: cells.iter().map(|text| Cell::from_input(text)).collect(),
        };
        let rows: Vec<RawRow> = (1..).zip(rows).map(row).collect();
        let best = Header::find(&rows, &catalogue).unwrap();
        let tables = tables(&rows, &best, &catalogue).into_iter();
        tables.map(|table| (table.columns, table.header_row)).collect()
    }

    #[test]
    fn an_empty_column_divides_two_tables() {
        let rows: &[&[&str]] = &[
            &["客户名称", "手机", "", "客户名称", "手机"],
            &["华北泵业有限公司", "13812345678", "", "东方造纸有限公司", "13912345678"],
            &["", "", "", "新桥百货有限公司", "13912345679"],
        ];
        assert_eq!(found(rows), [(3..5, 1)]);
        // The second may begin further down.
        let rows: &[&[&str]] = &[
            &["客户名称", "手机", "地址"],
            &["华北泵业有限公司", "13812345678", "某路", "", "公司名称", "联系电话"],
            &["新桥百货有限公司", "13812345679", "某路", "", "东方造纸有限公司", "13912345678"],
        ];
        assert_eq!(found(rows), [(4..6, 2)]);
    }

    #[test]
    fn a_name_asked_for_once_more_begins_a_table() {
        let rows: &[&[&str]] = &[
            &["序号", "客户名称", "手机", "序号", "客户名称", "手机"],
            &["1", "华北泵业有限公司", "13812345678", "2", "东方造纸有限公司", "13912345678"],
        ];
        assert_eq!(found(rows), [(3..6, 1)]);
        let rows: &[&[&str]] = &[
            &["客户名称", "手机", "客户名称", "手机", "客户名称", "手机"],
            &[
                "甲有限公司",
                "13812345678",
                "乙有限公司",
                "13912345678",
                "丙有限公司",
                "13912345677",
            ],
        ];
        assert_eq!(found(rows), [(2..4, 1), (4..6, 1)]);
    }

    #[test]
    fn one_table_stays_one() {
        let rows: &[&[&str]] = &[
            &["客户名称", "手机", "", "地址", "备注"],
            &["华北泵业有限公司", "13812345678", "", "某路1号", "老客户"],
        ];
        assert!(found(rows).is_empty(), "an empty column");
        let rows: &[&[&str]] =
            &[&["客户名称", "手机", "", "合计"], &["华北泵业有限公司", "13812345678", "", "2"]];
        assert!(found(rows).is_empty(), "a sum beside it");
        let rows: &[&[&str]] =
            &[&["客户名称", "手机", "公司名称"], &["华北泵业有限公司", "13812345678", "华北集团"]];
        assert!(found(rows).is_empty(), "a second name is no table of its own");
    }
}
