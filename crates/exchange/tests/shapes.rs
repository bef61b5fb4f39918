//! Tables as people lay them out: titles, headers of two rows, merged cells, pages, sums.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

#[path = "make/files.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod files;
#[path = "make/layout.rs"]
mod layout;

use kedang_exchange::{ParsedRow, SkipReason};
use layout::{FORMATS, Layout, headers, read, told};

#[test]
fn titles_two_header_rows_merged_cells_pages_and_sums() {
    let layout: Layout<'_> = &[
        &["客户资料汇总表", "<", "<", "<", "<"],
        &["公司名称", "联系方式", "<", "<", "备注"],
        &["^", "联系人", "手机", "座机", "^"],
        &["华北泵业有限公司", "王敏", "13812345678", "010-67665051", "老客户"],
        &["^", "李娜", "13912345678", "", ""],
        &["^", "", "", "", ""],
        &["江南电机厂", "周奎", "13712345678", "", ""],
        &["小计", "", "2", "", ""],
        &["客户资料汇总表", "<", "<", "<", "<"],
        &["公司名称", "联系方式", "<", "<", "备注"],
        &["^", "联系人", "手机", "座机", "^"],
        &["", "", "", "", ""],
        &["乙公司", "吴智", "", "", ""],
        &["合计", "3", "", "", ""],
        &["制表人：某某", "", "", "", ""],
    ];
    for (name, make) in FORMATS {
        let (survey, rows) = read(make(layout));
        let texts = vec!["公司名称", "联系方式|联系人", "联系方式|手机", "联系方式|座机", "备注"];
        assert_eq!(headers(&survey), (3, texts), "{name}");
        let told = told(&rows);
        let has = |line: &str| assert!(told.iter().any(|l| l == line), "{name}: {line}\n{told:#?}");
        has("4 华北泵业有限公司 (王敏) mobile=13812345678 office_phone=010-67665051 remark=老客户");
        match name {
            // Nothing tells that the name goes on.
            "csv" => has("5  (李娜) mobile=13912345678 !name_empty"),
            _ => has("5 华北泵业有限公司 (李娜) mobile=13912345678 +merged_above"),
        }
        has("7 江南电机厂 (周奎) mobile=13712345678");
        has("8 Total");
        has("9 Title");
        has("10 RepeatedHeader");
        has("11 RepeatedHeader");
        has("13 乙公司 (吴智)");
        has("14 Total");
        has("15 Note");
        // A row that only goes on with what is merged is no customer.
        let data = rows.iter().filter(|row| matches!(row, ParsedRow::Data { .. })).count();
        assert_eq!(data, 4, "{name}: {told:#?}");
        let blank =
            |row: &ParsedRow| matches!(row, ParsedRow::Skipped { why: SkipReason::Blank, .. });
        assert!(rows.iter().filter(|row| blank(row)).count() <= 2, "{name}");
    }
}

#[test]
fn groups_give_their_columns_a_meaning() {
    let layout: Layout<'_> = &[
        &["基本情况", "<", "法人", "<", "联系人", "<", "<"],
        &["单位名称", "地址", "姓名", "手机", "姓名", "电话", "邮箱"],
        &["甲公司", "某路", "王敏", "13812345678", "李娜", "010-67665051", "li@example.com"],
    ];
    for (name, make) in FORMATS {
        let (survey, rows) = read(make(layout));
        assert_eq!(survey.sheets[0].header.as_ref().unwrap().row, 2, "{name}");
        assert_eq!(
            told(&rows),
            [
                "3 甲公司 (李娜) email=li@example.com office_phone=010-67665051 address=某路 legal_representative=王敏 mobile=13812345678"
            ],
            "{name}"
        );
    }
}

#[test]
fn a_row_of_data_is_no_second_header() {
    let layout: Layout<'_> =
        &[&["客户名称", "联系人", "备注"], &["甲公司", "王敏", "手机"], &["联系人", "", ""]];
    for (name, make) in FORMATS {
        let (survey, rows) = read(make(layout));
        assert_eq!(survey.sheets[0].header.as_ref().unwrap().row, 1, "{name}");
        assert_eq!(told(&rows), ["2 甲公司 (王敏) remark=手机", "3 联系人"], "{name}");
    }
}

#[test]
fn one_header_row_below_titles_stays_one() {
    let layout: Layout<'_> = &[
        &["客户资料汇总表", "<", "制表日期：2023-03-05"],
        &["客户名称", "手机", "地址"],
        &["甲公司", "13812345678", "某路"],
    ];
    for (name, make) in FORMATS {
        let (survey, _) = read(make(layout));
        assert_eq!(headers(&survey), (2, vec!["客户名称", "手机", "地址"]), "{name}");
    }
}
