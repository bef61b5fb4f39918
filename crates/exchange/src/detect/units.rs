//! Units in a row of their own below the header.

use crate::RawRow;
use kedang_domain::value::narrow;

/// Units of money: they tell how an amount is read.
const OF_MONEY: [&str; 8] =
    ["元", "万元", "千元", "百万元", "亿元", "人民币", "人民币元", "人民币万元"];
/// Everything else that stands in such a row.
const OTHERS: [&str; 40] = [
    "年",
    "月",
    "日",
    "年月日",
    "年/月/日",
    "年-月-日",
    "年.月.日",
    "yyyy-mm-dd",
    "yyyy/mm/dd",
    "yyyy.mm.dd",
    "年/月",
    "人",
    "个",
    "名",
    "家",
    "户",
    "台",
    "件",
    "套",
    "次",
    "辆",
    "平方米",
    "平米",
    "㎡",
    "m2",
    "亩",
    "%",
    "％",
    "天",
    "小时",
    "公里",
    "km",
    "kg",
    "吨",
    "米",
    "文本",
    "数字",
    "数值",
    "日期",
    "字符",
];

fn bare(text: &str) -> String {
    let text: String = narrow(text).split_whitespace().collect::<String>().to_lowercase();
    let text = text.strip_prefix("单位:").unwrap_or(&text);
    text.trim_matches(['(', ')', '[', ']', '【', '】', ':']).to_owned()
}

/// `万元`, `（元）`, `年/月/日`.
pub(crate) fn is_unit(text: &str) -> bool {
    let text = bare(text);
    OF_MONEY.contains(&text.as_str()) || OTHERS.contains(&text.as_str())
}

/// Nothing but units stands in this row.
pub(super) fn is_units(row: &RawRow) -> bool {
    let mut own = row.visible().filter(|(_, cell)| cell.is_own()).peekable();
    own.peek().is_some() && own.all(|(_, cell)| is_unit(cell.text()))
}

/// Adds a unit of money to a header that names none.
pub(super) fn add(header: &mut String, unit: &str) {
    let unit = bare(unit);
    if OF_MONEY.contains(&unit.as_str()) && !narrow(header).contains(&format!("({unit})")) {
        *header = format!("{header}（{unit}）");
    }
}
