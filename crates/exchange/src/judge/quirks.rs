//! What people and programs do to values: tables of every form that was met.

use super::tests::{mapping, number, text, with};
use super::*;

fn value(header: &str, cell: Cell) -> Result<(String, Vec<String>), String> {
    let verdict = with(header, cell);
    match verdict.errors.first().or(verdict.warnings.first()) {
        Some(refusal) => Err(refusal.code.clone()),
        None => {
            let value = verdict.record.values.values().next().cloned();
            let notes = verdict.notes.iter().map(|note| note.code.clone()).collect();
            Ok((value.unwrap_or_default(), notes))
        }
    }
}

#[test]
fn days_in_any_form() {
    let shown = |text: &str| Cell::Date { serial: "45000".into(), text: text.into() };
    for (cell, wanted) in [
        (text("2023年3月5日"), "2023-03-05"),
        (text("2023年03月05日 星期日"), "!date_impossible"),
        (text("２０２３年３月５日"), "2023-03-05"),
        (text("二〇二三年三月五日"), "2023-03-05"),
        (text("2023.3.5"), "2023-03-05"),
        (text("2023/03/05 08:30"), "2023-03-05"),
        (text("2023-3-5T08:30:00Z"), "2023-03-05"),
        (text(" 2023 - 3 - 5 "), "2023-03-05"),
        (text("'20230305"), "2023-03-05"),
        (text("20230305"), "2023-03-05"),
        (text("20230305.0"), "2023-03-05"),
        (number("20230305"), "2023-03-05"),
        (text("45000"), "2023-03-15"),
        (number("45000"), "2023-03-15"),
        (number("45000.75"), "2023-03-15"),
        (text("4.5E4"), "2023-03-15"),
        (shown("2023-03-15 18:00:00"), "2023-03-15"),
        (text("23/3/5"), "2023-03-05 short_year"),
        (text("23.3.5"), "2023-03-05 short_year"),
        (text("98-12-31"), "1998-12-31 short_year"),
        (text("23年3月5日"), "2023-03-05 short_year"),
        (text("23/13/5"), "!date_impossible"),
        (text("5/3/2023"), "!date_impossible"),
        (text("2023年3月"), "!date_impossible"),
        (text("2023-02-30"), "!date_impossible"),
        (number("2023"), "!date_impossible"),
        (Cell::Bool(true), "!date_impossible"),
    ] {
        let found = match value("成立日期", cell.clone()) {
            Ok((value, notes)) => [vec![value], notes].concat().join(" "),
            Err(code) => format!("!{code}"),
        };
        assert_eq!(found, wanted, "{cell:?}");
    }
}

#[test]
fn numbers_in_any_form() {
    for (header, cell, wanted) in [
        ("手机", text("+86 138-1234-5678"), "13812345678"),
        ("手机", text("0086 138 1234 5678"), "13812345678"),
        ("手机", text("86-13812345678"), "13812345678"),
        ("手机", text("１３８１２３４５６７８"), "13812345678"),
        ("手机", text("\u{feff}138\u{a0}1234\u{3000}5678 "), "13812345678"),
        ("手机", text("'13812345678"), "13812345678"),
        ("手机", text("’13812345678"), "13812345678"),
        ("手机", text("=\"13812345678\""), "13812345678"),
        ("手机", text("13812345678.0"), "13812345678"),
        ("手机", text("1.3812345678E10"), "13812345678"),
        ("手机", number("13812345678"), "13812345678"),
        ("手机", text("1.3812345678E+10"), "13812345678"),
        ("手机", text("1.38E+10"), "!digits_lost"),
        ("手机", text("1381234567"), "!mobile_format"),
        ("座机", text("0571-88886666-801"), "0571-88886666-801"),
        ("座机", text("0571-88886666转801"), "0571-88886666-801"),
        ("座机", text("（0571）8888 6666"), "0571-88886666"),
        ("座机", text("+86 571 8888 6666"), "0571-88886666"),
        ("邮编", number("54400"), "054400"),
        ("邮编", text("054400.0"), "054400"),
        ("邮编", text("０５４４００"), "054400"),
        ("员工人数", text("1,200"), "1200"),
        ("员工人数", text("1,200 人"), "1200"),
        ("员工人数", text("100-200人"), "!number_format"),
        ("员工人数", text("85%"), "0.85"),
        ("员工人数", text("１２．５％"), "0.125"),
        ("员工人数", text("-1,250 %"), "-12.5"),
        ("员工人数", text("%"), "!number_format"),
        ("员工人数", text("1.2千"), "1200"),
        ("员工人数", text("1.5 万人"), "15000"),
        ("员工人数", text("０．３万"), "3000"),
        ("员工人数", text("-0.01%"), "-0.0001"),
        ("员工人数", text("约200人"), "!number_format"),
        ("员工人数", text("千"), "!number_format"),
        ("员工人数", number("0.30000000000000004"), "0.3"),
        ("员工人数", number("120.0"), "120"),
        ("员工人数", text("1.2E3"), "1200"),
        ("注册资本", text("1,500.50万元"), "1500500000"),
        ("注册资本", text("1500 万"), "1500000000"),
        ("注册资本", text("１５００万元"), "1500000000"),
        ("注册资本", text("0.15亿元"), "1500000000"),
        ("注册资本", text("￥1,500,000元"), "150000000"),
        ("注册资本", text("人民币1500万元整"), "1500000000"),
        ("注册资本(万元)", number("1500"), "1500000000"),
        ("注册资本(元)", text("1.5E7"), "1500000000"),
        ("税号", text(" 9135 0100 M000 100Y 43 "), "91350100M000100Y43"),
        ("税号", text("９１３５０１００m000100y43"), "91350100M000100Y43"),
        ("税号", text("9.135E17"), "!digits_lost"),
        ("邮箱", text("Ｌi@example.com"), "Li@example.com"),
        ("邮箱", text(" li@example.com\u{200b}"), "li@example.com"),
    ] {
        let found = match value(header, cell.clone()) {
            Ok((value, _)) => value,
            Err(code) => format!("!{code}"),
        };
        assert_eq!(found, wanted, "{header} {cell:?}");
    }
}

#[test]
fn two_numbers_in_one_cell() {
    let values = |headers: &[&str], cells: &[&str]| {
        let cells: Vec<Cell> = cells.iter().map(|t| text(t)).collect();
        let verdict = judge(2, &cells, &mapping(headers));
        let record = &verdict.record;
        let contact = record.contact.iter().flat_map(|c| c.values.iter());
        let mut out: Vec<String> =
            record.values.iter().chain(contact).map(|(key, v)| format!("{key}={v}")).collect();
        out.extend(record.unread.iter().map(|(key, v)| format!("?{key}={v}")));
        out.extend(verdict.errors.iter().map(|e| format!("!{}", e.code)));
        out.extend(verdict.notes.iter().map(|n| n.code.clone()));
        out.join(" ")
    };
    for (header, cell, wanted) in [
        (
            "电话",
            "138 1234 5678/0571-88886666",
            "mobile=13812345678 office_phone=0571-88886666 number_split",
        ),
        (
            "手机",
            "0571-88886666、13812345678",
            "mobile=13812345678 office_phone=0571-88886666 number_split",
        ),
        (
            "手机",
            "13812345678，13912345678",
            "mobile=13812345678 ?mobile=13912345678 number_left_over",
        ),
        (
            "手机",
            "13812345678 13912345678",
            "mobile=13812345678 ?mobile=13912345678 number_left_over",
        ),
        ("手机", "13812345678\n13812345678", "mobile=13812345678"),
        (
            "手机",
            "13812345678/13912345678/13712345678",
            "mobile=13812345678 ?mobile=13912345678; 13712345678 number_left_over number_left_over",
        ),
        (
            "联系人电话",
            "13812345678; 010-67665051",
            "mobile=13812345678 office_phone=010-67665051 number_split",
        ),
        ("手机", "0571-88886666/0571-88886667", "!mobile_format"),
        ("手机", "13812345678/无", "!mobile_format"),
        ("电话", "010-67665051/52", "!phone_format"),
    ] {
        assert_eq!(values(&["客户名称", header], &["甲公司", cell]), wanted, "{header} {cell}");
    }
    // A number of its own column is never pushed out.
    assert_eq!(
        values(
            &["客户名称", "手机", "座机"],
            &["甲公司", "13812345678/010-67665051", "021-66665555"]
        ),
        "mobile=13812345678 office_phone=021-66665555 ?mobile=010-67665051 number_left_over"
    );
}

#[test]
fn merged_texts_count_and_say_so() {
    let cells = [Cell::Merged("华北泵业有限公司".into()), Cell::Merged("泵".into()), text("王敏")];
    let verdict = judge(3, &cells, &mapping(&["客户名称", "行业", "联系人"]));
    assert!(verdict.valid);
    assert_eq!(verdict.record.name, "华北泵业有限公司");
    assert_eq!(verdict.record.industry.as_deref(), Some("泵"));
    let notes: Vec<(&str, Option<usize>)> =
        verdict.notes.iter().map(|note| (note.code.as_str(), note.column)).collect();
    assert_eq!(notes, [("merged_above", Some(0)), ("merged_above", Some(1))]);
    // An older verdict has no notes.
    let mut json = serde_json::to_value(&verdict).unwrap();
    json.as_object_mut().unwrap().remove("notes");
    assert_eq!(serde_json::from_value::<RowVerdict>(json).unwrap().notes, []);
}

#[test]
fn a_table_of_persons_is_a_table_of_customers() {
    let persons = mapping(&["姓名", "手机"]);
    let verdict = judge(2, &[text("王敏"), text("13812345678")], &persons);
    assert!(verdict.valid);
    assert_eq!((verdict.record.name.as_str(), verdict.record.contact), ("王敏", None));
    let both = mapping(&["单位", "姓名"]);
    let verdict = judge(2, &[text("甲公司"), text("王敏")], &both);
    assert_eq!(verdict.record.contact.unwrap().name, "王敏");
}
