//! All rows of a sheet: data with a verdict, or skipped with a reason.

use std::collections::BTreeMap;

use kedang_domain::value::{clean_line, narrow};
use serde::{Deserialize, Serialize};

use crate::{
    Cell, Mapping, RawRow, ReadError, RowVerdict, Target,
    catalogue::{key, without_brackets},
    detect::{PATH, is_unit},
    judge,
};

mod notes;

/// Why a row is no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Nothing stands in its mapped columns.
    Blank,
    /// The header again, as on a new page.
    RepeatedHeader,
    /// A text from above the header again.
    Title,
    /// Who made the table, what it means.
    Note,
    /// A sum.
    Total,
}

/// A row behind the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParsedRow {
    /// A customer.
    Data {
        /// The row as it stands in the file.
        row: RawRow,
        /// What became of it.
        verdict: Box<RowVerdict>,
    },
    /// No customer.
    Skipped {
        /// The row as it stands in the file.
        row: RawRow,
        /// Why.
        why: SkipReason,
    },
}

/// Judges the rows behind the header, as they come.
pub fn parse_rows<'a, R>(
    rows: R,
    mapping: &'a Mapping,
) -> impl Iterator<Item = Result<ParsedRow, ReadError>> + 'a
where
    R: Iterator<Item = Result<RawRow, ReadError>> + 'a,
{
    let classifier = Classifier::new(mapping);
    rows.filter_map(move |row| match row {
        Ok(row) if row.number <= mapping.header_row => None,
        Ok(row) => Some(Ok(match classifier.skip_reason(&row) {
            Some(why) => ParsedRow::Skipped { row, why },
            None => {
                let verdict = Box::new(judge(row.number, &row.cells, mapping));
                ParsedRow::Data { row, verdict }
            }
        })),
        Err(error) => Some(Err(error)),
    })
}

/// Why a row behind the header is no data; `None` when it is.
#[must_use]
pub fn skip_reason(row: &RawRow, mapping: &Mapping) -> Option<SkipReason> {
    Classifier::new(mapping).skip_reason(row)
}

/// Tells rows apart, with the headers prepared for comparing.
#[derive(Debug)]
pub struct Classifier<'a> {
    mapping: &'a Mapping,
    /// By column; of a header of several rows each of them too, and without what is in brackets.
    keys: BTreeMap<usize, Vec<String>>,
}

impl<'a> Classifier<'a> {
    /// For the rows of a sheet whose columns mean this.
    #[must_use]
    pub fn new(mapping: &'a Mapping) -> Self {
        let keys = mapping.columns.keys().map(|index| {
            let header = mapping.header(*index);
            let plain = without_brackets(&narrow(header));
            let parts = header.split(PATH).chain(plain.split(PATH)).map(key);
            (*index, std::iter::once(key(header)).chain(parts).collect())
        });
        Self { mapping, keys: keys.collect() }
    }

    /// As [`skip_reason`].
    #[must_use]
    pub fn skip_reason(&self, row: &RawRow) -> Option<SkipReason> {
        // What merged cells hand down makes no customer of a row with nothing of its own.
        if !self.mapping.columns.keys().any(|index| row.cell(*index).is_own()) {
            // A note can stand in a column that nobody imports; it is no customer either way.
            return Some(SkipReason::Blank);
        }
        let own = row.visible().filter(|(_, cell)| cell.is_own());
        let texts: Vec<(usize, String)> =
            own.map(|(index, cell)| (index, clean_line(cell.text()))).collect();
        let nameless = !self.name(row).is_own();
        let units = nameless && texts.iter().all(|(_, text)| is_unit(text));
        if self.is_header(&texts) || units {
            return Some(SkipReason::RepeatedHeader);
        }
        let is_title = |text: &str| {
            let text = notes::title(text);
            self.mapping.titles.iter().any(|title| notes::title(title) == text)
        };
        if texts.iter().all(|(_, text)| is_title(text)) {
            return Some(SkipReason::Title);
        }
        if is_total(row, &texts, self.mapping) {
            return Some(SkipReason::Total);
        }
        let notes = notes::is_remark(&texts, self.name(row).text())
            || texts.iter().all(|(_, text)| notes::is_note(text));
        (notes && !texts.is_empty()).then_some(SkipReason::Note)
    }

    fn name<'r>(&self, row: &'r RawRow) -> &'r Cell {
        self.mapping.place_of(&Target::Name).map_or(&Cell::Empty, |index| row.cell(index))
    }

    /// Most mapped cells repeat their headers.
    fn is_header(&self, texts: &[(usize, String)]) -> bool {
        let mapped: Vec<(&String, &Vec<String>)> =
            texts.iter().filter_map(|(index, text)| Some((text, self.keys.get(index)?))).collect();
        // Remarks and marks of duty can make a header longer than its key, but not by much.
        let repeats = |text: &str, headers: &[String]| {
            let most = headers.iter().map(String::len).max().unwrap_or_default();
            text.len() < most + 60 && headers.contains(&key(text))
        };
        let allowed = mapped.len() * 2 / 5;
        let others = mapped.iter().filter(|(text, header)| !repeats(text, header));
        let others = others.take(allowed + 1).count();
        let same = mapped.len() - others.min(mapped.len());
        others <= allowed && same >= 2.min(mapped.len()) && same > 0
    }
}

const TOTALS: [&str; 14] = [
    "合计",
    "小计",
    "总计",
    "共计",
    "累计",
    "本页合计",
    "本页小计",
    "总合计",
    "合计数",
    "总数",
    "total",
    "subtotal",
    "grandtotal",
    "sum",
];

/// The first text, or the name, is a word for a sum, with or without a number of something.
fn is_total(row: &RawRow, texts: &[(usize, String)], mapping: &Mapping) -> bool {
    let is_word = |text: &str| {
        let word: String = key(text).chars().filter(|c| !c.is_numeric()).collect();
        notes::is_count(text)
            || TOTALS.iter().any(|total| {
                word == *total
                    || word.strip_prefix(total).is_some_and(|rest| {
                        rest.chars().count() <= 2
                            && rest.chars().all(|c| "家户条个元万亿人名笔行".contains(c))
                    })
                    || (word.chars().count() <= 8
                        && !word.is_ascii()
                        && word.ends_with(total)
                        && matches!(*total, "合计" | "小计" | "总计"))
            })
    };
    let name = mapping.place_of(&Target::Name).map(|index| row.cell(index));
    let first = texts.first().is_some_and(|(_, text)| is_word(text));
    match name {
        // A customer of a place called 小计 has a name of its own.
        Some(name) if name.is_own() => is_word(&clean_line(name.text())),
        _ => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Header, HeaderCatalogue};

    fn row(number: u32, cells: &[&str]) -> RawRow {
        RawRow { number, cells: cells.iter().map(|text| Cell::from_input(text)).collect() }
    }

    #[test]
    fn rows_that_are_no_customers_say_why() {
        let catalogue = HeaderCatalogue::builtin();
        let rows =
            [row(1, &["客户资料汇总表"]), row(2, &["序号", "客户名称", "省", "注册资本", "备注"])];
        let header = Header::find(&rows, &catalogue).unwrap();
        let mapping = Mapping::guess(&header, &catalogue, false);
        for (cells, why) in [
            (&["", " ", "\u{3000}"][..], Some(SkipReason::Blank)),
            (&["3"], Some(SkipReason::Blank)),
            (&["序号", "客户名称", "省", "注册资本"], Some(SkipReason::RepeatedHeader)),
            (&["", "客户名称"], Some(SkipReason::RepeatedHeader)),
            (&["", "客户资料汇总表"], Some(SkipReason::Title)),
            (&["", "客户资料汇总表（续）"], Some(SkipReason::Title)),
            (&["", "客户资料汇总表 续表"], Some(SkipReason::Title)),
            (&["", "合 计", "", "1000万"], Some(SkipReason::Total)),
            (&["", "合计：12 家"], Some(SkipReason::Total)),
            (&["小计", "", "", "300"], Some(SkipReason::Total)),
            (&["", "华东区小计", "", "300"], Some(SkipReason::Total)),
            (&["", "制表人：王敏", "审核：李娜"], Some(SkipReason::Note)),
            (&["", "注：金额单位为万元"], Some(SkipReason::Note)),
            (&["", "第 2 页 共 9 页"], Some(SkipReason::Note)),
            (&["1", "合计科技有限公司"], None),
            (&["1", "总数据科技有限公司"], None),
            (&["1", "注册会计师协会"], None),
            (&["1", "华北泵业有限公司"], None),
            (&["1", "", "河北省"], None),
            (&["合计", "华北泵业有限公司"], None),
        ] {
            assert_eq!(skip_reason(&row(9, cells), &mapping), why, "{cells:?}");
        }
    }
}
