//! Rows that say something about the table or how it is filled in.

use crate::catalogue::{key, without_brackets};
use kedang_domain::value::narrow;

/// Words for what has to be filled in.
const DUTIES: [&str; 9] =
    ["必填", "必填项", "选填", "选填项", "非必填", "可选", "可不填", "自动生成", "下拉选择"];
/// Words that introduce what has to be filled in.
const ASKING: [&str; 6] = ["请填写", "请输入", "请选择", "请按", "请勿", "格式为"];
/// Words that introduce an example.
const EXAMPLES: [&str; 8] =
    ["示例", "样例", "范例", "举例", "例", "填写示例", "填写范例", "示例行"];

/// A title without its marks of another page: `汇总表（续）`, `汇总表（第2页）`.
pub(super) fn title(text: &str) -> String {
    let text = without_brackets(&narrow(text));
    let text: String = text.split_whitespace().collect();
    text.trim_end_matches("续表").trim_end_matches('续').to_owned()
}

/// `共12家`, `共 3 条记录`.
pub(super) fn is_count(text: &str) -> bool {
    let text = key(text);
    let Some(rest) = text.strip_prefix('共') else { return false };
    let counted = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = counted.strip_prefix('余').unwrap_or(counted);
    let of = counted.trim_end_matches("记录").trim_end_matches("客户").trim_end_matches("数据");
    counted.len() < rest.len() && ["条", "家", "户", "行", "个", "名", "位"].contains(&of)
}

/// A row about filling in, as stands right below the header: what is asked for, an example, or the
/// numbers of the columns.
pub(super) fn is_remark(texts: &[(usize, String)], name: &str) -> bool {
    let is_example = texts.first().is_some_and(|(_, text)| {
        let text: String = narrow(text).split_whitespace().collect();
        EXAMPLES.contains(&text.trim_matches(['(', ')', ':', '【', '】']))
    });
    is_example || asks(name) || texts.iter().all(|(_, text)| asks(text)) || are_numbers(texts)
}

/// `必填`, `必填，与营业执照一致`, `（选填）`, `请填写全称`.
fn asks(text: &str) -> bool {
    let text: String = narrow(text).split_whitespace().collect();
    let text = text.trim_start_matches(['(', '*', '【', '[']);
    let first = text.split([',', ';', '。', ':', ')', '】', ']', '、']).next().unwrap_or_default();
    DUTIES.contains(&first) || ASKING.iter().any(|word| text.starts_with(word))
}

/// `1 2 3 4`, `A B C`, `① ② ③`, `(1) (2) (3)`, `一 二 三`: every column by its number.
fn are_numbers(texts: &[(usize, String)]) -> bool {
    const ROWS: [&str; 4] = [
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
        "一二三四五六七八九十",
        "甲乙丙丁戊己庚辛壬癸",
    ];
    let bare = |text: &str| text.trim_matches(['(', ')', '（', '）', '.', '、']).to_owned();
    let texts: Vec<String> = texts.iter().map(|(_, text)| bare(text)).collect();
    let counts = || texts.iter().zip(1..).all(|(text, n)| *text == n.to_string());
    let in_row = |row: &str| {
        let letters = row.chars().map(String::from);
        texts.len() <= row.chars().count()
            && letters.zip(&texts).all(|(letter, text)| letter == *text)
    };
    texts.len() >= 3 && (counts() || ROWS.into_iter().any(in_row))
}

/// `制表人：王敏`, `注：以上数据截至年底`, `第 2 页 共 9 页`, `以下空白`.
pub(super) fn is_note(text: &str) -> bool {
    const WITH_COLON: [&str; 44] = [
        "注",
        "备注",
        "说明",
        "填表说明",
        "填报说明",
        "填写说明",
        "制表",
        "制表人",
        "制表日期",
        "填表人",
        "填表日期",
        "填报人",
        "填报单位",
        "填报日期",
        "填报部门",
        "审核",
        "审核人",
        "复核",
        "复核人",
        "负责人",
        "部门负责人",
        "经办人",
        "打印日期",
        "打印时间",
        "导出时间",
        "导出人",
        "单位负责人",
        "统计日期",
        "日期",
        "编制",
        "编制人",
        "编制日期",
        "校对",
        "录入人",
        "录入日期",
        "审核日期",
        "审批",
        "批准",
        "签字",
        "签名",
        "盖章",
        "数据来源",
        "截至日期",
        "更新日期",
    ];
    const BEGINNINGS: [&str; 7] =
        ["以下空白", "以上数据", "以下无正文", "本表一式", "本表由", "以上信息", "以上内容"];
    let text: String = narrow(text).split_whitespace().collect();
    let text = text.trim_start_matches(['*', '※', '#']);
    if let Some((word, _)) = text.split_once(':') {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        if WITH_COLON.contains(&word) {
            return true;
        }
    }
    let page = text.strip_prefix('第').and_then(|rest| rest.split_once('页'));
    let is_page = page.is_some_and(|(number, _)| {
        !number.is_empty()
            && number.chars().all(|c| c.is_numeric() || "一二三四五六七八九十百/共".contains(c))
    });
    let seal = ["盖章", "盖章处", "公章", "单位盖章"];
    is_page
        || BEGINNINGS.iter().any(|beginning| text.starts_with(beginning))
        || seal.contains(&text.trim_matches(['(', ')']))
}
