use super::*;
use crate::{Header, HeaderCatalogue, RawRow};

pub(super) fn mapping(headers: &[&str]) -> Mapping {
    let catalogue = HeaderCatalogue::builtin();
    let cells = headers.iter().map(|text| Cell::from_input(text)).collect();
    let header = Header::at(&[RawRow { number: 1, cells }], 1, &catalogue).unwrap();
    Mapping::guess(&header, &catalogue, false)
}

/// Judges a row of a name and one more column.
pub(super) fn with(header: &str, cell: Cell) -> RowVerdict {
    judge(2, &[Cell::from_input("华北泵业有限公司"), cell], &mapping(&["客户名称", header]))
}

pub(super) fn text(content: &str) -> Cell {
    Cell::Text(content.to_owned())
}

pub(super) fn number(content: &str) -> Cell {
    Cell::Number(content.to_owned())
}

#[test]
fn values_are_kept_in_their_form() {
    for (header, cell, key, wanted) in [
        ("税号", text("'91350100m000100Y43"), "credit_code", "91350100M000100Y43"),
        ("手机号码", text("=\"+86 138-1234-5678\""), "mobile", "13812345678"),
        ("手机号码", number("13812345678"), "mobile", "13812345678"),
        ("座机", text("（010）67665051"), "office_phone", "010-67665051"),
        ("电话", text("13812345678"), "mobile", "13812345678"),
        ("电话", text("010-67665051"), "office_phone", "010-67665051"),
        ("邮编", number("54400"), "postcode", "054400"),
        ("成立日期", number("41543"), "founding_date", "2013-09-26"),
        ("成立日期", number("20130926"), "founding_date", "2013-09-26"),
        ("成立日期", text("2013年9月26日"), "founding_date", "2013-09-26"),
        ("注册资本", text("1500万元"), "registered_capital", "1500000000"),
        ("注册资本", number("1500"), "registered_capital", "1500000000"),
        ("注册资本", number("33.333333333333336"), "registered_capital", "33333333"),
        ("注册资本（元）", number("100000"), "registered_capital", "10000000"),
        ("注册资金(万元)", text("100,000元"), "registered_capital", "10000000"),
        ("员工人数", number("120"), "headcount", "120"),
        ("网址", text("www.example.com"), "website", "http://www.example.com"),
        ("地址", text(" 某路\n1号 "), "address", "某路1号"),
        ("备注", text("一\r\n二 "), "remark", "一\n二"),
        ("备注", text("'=1+1"), "remark", "=1+1"),
        ("备注", text("'til noon"), "remark", "'til noon"),
        (
            "备注",
            Cell::Date { serial: "41543".into(), text: "2013-09-26".into() },
            "remark",
            "2013-09-26",
        ),
    ] {
        let verdict = with(header, cell.clone());
        assert!(verdict.valid && verdict.warnings.is_empty(), "{header} {cell:?}: {verdict:?}");
        assert_eq!(verdict.record.values.get(key).map(String::as_str), Some(wanted), "{cell:?}");
    }
}

#[test]
fn errors_name_the_cell_and_the_remedy() {
    for (header, cell, code, reason) in [
        ("税号", text("91350100M000100Y4Z"), "credit_code_checksum", "credit_code_checksum"),
        ("税号", text("9135"), "credit_code_format", "credit_code_checksum"),
        ("税号", number("913501000000001300"), "digits_lost", "credit_code_checksum"),
        ("税号", text("9.1350E+17"), "digits_lost", "credit_code_checksum"),
        ("手机", text("无"), "mobile_format", "mobile_format"),
        ("手机", text("1.38123E+10"), "digits_lost", "mobile_format"),
        ("电话", text("1111111"), "phone_format", "mobile_format"),
        ("邮箱", text("li@localhost"), "email_format", "email_format"),
        ("成立日期", text("待查"), "date_impossible", "date_impossible"),
        ("成立日期", number("2013"), "date_impossible", "date_impossible"),
        ("成立日期", number("201305"), "date_impossible", "date_impossible"),
        ("成立日期", Cell::Error("#VALUE!".into()), "cell_error", "date_impossible"),
        ("身份证号", text("110105194912310021"), "id_number_checksum", "id_number_checksum"),
        ("地址", Cell::FormulaWithoutValue, "formula_without_value", "formula_without_value"),
        ("手机", Cell::FormulaWithoutValue, "formula_without_value", "formula_without_value"),
        ("座机", Cell::FormulaWithoutValue, "formula_without_value", "formula_without_value"),
        ("地址", Cell::Error("#REF!".into()), "cell_error", "cell_error"),
        ("地址", text("某\u{fffd}路"), "encoding_broken", "encoding_broken"),
        ("地址", text(&"长".repeat(501)), "too_long", "too_long"),
    ] {
        let verdict = with(header, cell.clone());
        let [error] = verdict.errors.as_slice() else { panic!("{header} {cell:?}: {verdict:?}") };
        assert!(!verdict.valid);
        assert_eq!((error.code.as_str(), error.column), (code, Some(1)), "{cell:?}");
        assert_eq!(verdict.reason.as_deref(), Some(reason), "{cell:?}");
    }
    let verdict = with("税号", text("91350100M000100Y4Z"));
    assert_eq!(verdict.errors[0].params.get("expected").map(String::as_str), Some("3"));
}

#[test]
fn facts_of_less_weight_only_warn_and_keep_their_text() {
    for (header, cell, code, target) in [
        ("座机", text(" 暂无 "), "phone_format", "office_phone"),
        ("邮编", text("10"), "postcode_format", "postcode"),
        ("注册资本", text("面议"), "money_format", "registered_capital"),
        ("注册资本", text("500万美元"), "money_currency", "registered_capital"),
        ("员工人数", text("约百人"), "number_format", "headcount"),
        ("网址", text("没有"), "url_format", "website"),
    ] {
        let verdict = with(header, cell.clone());
        assert!(verdict.valid, "{header}");
        let [warning] = verdict.warnings.as_slice() else { panic!("{header}: {verdict:?}") };
        assert_eq!((warning.code.as_str(), warning.field.as_str()), (code, target));
        assert_eq!(verdict.record.values, BTreeMap::new());
        assert_eq!(verdict.record.unread.get(target).map(String::as_str), Some(cell.text().trim()));
    }
}

#[test]
fn the_weightiest_error_is_the_reason() {
    let mapping = mapping(&["客户名称", "成立日期", "邮箱", "手机", "税号"]);
    let cells = ["\u{3000}", "待查", "无", "无", "1"].map(text);
    let verdict = judge(7, &cells, &mapping);
    assert_eq!((verdict.row, verdict.errors.len()), (7, 5));
    assert_eq!(verdict.reason.as_deref(), Some("name_empty"));
    let named = [text("甲公司"), text("待查"), text("无"), text("无"), text("1")];
    assert_eq!(judge(7, &named, &mapping).reason.as_deref(), Some("credit_code_checksum"));
    let mended = [named[0].clone(), text("2013-09-26"), Cell::Empty, text("13812345678")];
    assert!(judge(7, &mended, &mapping).valid);
}

#[test]
fn contacts_and_places_are_gathered() {
    let mapping = mapping(&[
        "客户名称",
        "联系人",
        "职务",
        "联系人电话",
        "省",
        "市",
        "区/县",
        "行业",
        "手机",
        "联系电话",
    ]);
    let cells = [
        "甲公司",
        "王敏",
        "经理",
        "13812345678",
        "河北省",
        "唐山市",
        "玉田县",
        "泵制造",
        "13912345678",
        "010-67665051",
    ];
    let record = judge(2, &cells.map(text), &mapping).record;
    let contact = record.contact.unwrap();
    assert_eq!(contact.name, "王敏");
    let values: Vec<_> = contact.values.into_iter().collect();
    assert_eq!(values, [("mobile".into(), "13812345678".into()), ("post".into(), "经理".into())]);
    let region = record.region.unwrap();
    assert_eq!((region.province.as_str(), region.county.as_str()), ("河北省", "玉田县"));
    assert_eq!(record.industry.as_deref(), Some("泵制造"));
    assert_eq!(record.values["mobile"], "13912345678");
    assert_eq!(record.values["office_phone"], "010-67665051");
    assert_eq!(judge(2, &[text("甲公司")], &mapping).record.contact, None);
}

#[test]
fn columns_can_be_given_another_meaning() {
    let catalogue = HeaderCatalogue::builtin();
    let mut mapping = mapping(&["客户名称", "渠道", "备注", "电话"]);
    assert_eq!(mapping.columns.len(), 3);
    mapping.assign(1, Some("x_channel".parse().unwrap()), &catalogue);
    mapping.assign(2, None, &catalogue);
    mapping.assign(3, Some(Target::Field("mobile".into())), &catalogue);
    let cells = [text("甲公司"), text("展会"), text("忽略"), text("010-67665051")];
    let verdict = judge(2, &cells, &mapping);
    assert_eq!(verdict.record.values["x_channel"], "展会");
    assert_eq!(verdict.reason.as_deref(), Some("mobile_format"));
    assert!("contact.".parse::<Target>().is_err() && "X y".parse::<Target>().is_err());
    let json = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&json).unwrap(), mapping);
    mapping.assign(0, None, &catalogue);
    assert!(!mapping.has_name());
    assert_eq!(judge(2, &cells, &mapping).reason.as_deref(), Some("name_empty"));
}

#[test]
fn a_day_is_counted_from_where_the_workbook_says() {
    let mut mapping = mapping(&["客户名称", "成立日期"]);
    mapping.from_1904 = true;
    let verdict = judge(2, &[text("甲公司"), number("40081")], &mapping);
    assert_eq!(verdict.record.values["founding_date"], "2013-09-26");
}
