//! Headers as people draw them: of three rows, with units below, remarks, numbers of columns.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

#[path = "make/files.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod files;
#[path = "make/layout.rs"]
mod layout;

use layout::{FORMATS, Layout, headers, read, told};
use rust_xlsxwriter::{Format, Workbook};

const THREE: Layout<'_> = &[
    &["客户信息登记表", "<", "<", "<", "<", "<", "<"],
    &["序号", "客户名称", "对接人", "<", "<", "<", "注册资本"],
    &["^", "^", "姓名", "电话", "<", "邮箱", "^"],
    &["^", "^", "^", "手机", "座机", "^", "^"],
    &["1", "甲公司", "王敏", "13812345678", "010-67665051", "wang@example.com", "100"],
    &["2", "乙公司", "李娜", "13912345678", "", "", "200"],
    // A new page.
    &["客户信息登记表（续）", "<", "<", "<", "<", "<", "<"],
    &["序号", "客户名称", "对接人", "<", "<", "<", "注册资本"],
    &["^", "^", "姓名", "电话", "<", "邮箱", "^"],
    &["^", "^", "^", "手机", "座机", "^", "^"],
    &["3", "丙公司", "周奎", "", "025-55550101", "", ""],
];

fn three_told(name: &str, rows: &[String]) {
    let has = |line: &str| assert!(rows.iter().any(|l| l == line), "{name}: {line}\n{rows:#?}");
    has(
        "5 甲公司 (王敏) email=wang@example.com mobile=13812345678 office_phone=010-67665051 registered_capital=100000000",
    );
    has("6 乙公司 (李娜) mobile=13912345678 registered_capital=200000000");
    has("7 Blank");
    has("8 RepeatedHeader");
    has("9 RepeatedHeader");
    has("10 RepeatedHeader");
    has("11 丙公司 (周奎) office_phone=025-55550101");
    assert_eq!(rows.len(), 7, "{name}: {rows:#?}");
}

#[test]
fn a_header_of_three_rows_is_read_as_one() {
    for (name, make) in FORMATS {
        let (survey, rows) = read(make(THREE));
        let texts = vec![
            "序号",
            "客户名称",
            "对接人|姓名",
            "对接人|电话|手机",
            "对接人|电话|座机",
            "对接人|邮箱",
            "注册资本",
        ];
        assert_eq!(headers(&survey), (4, texts), "{name}");
        three_told(name, &told(&rows));
    }
}

#[test]
fn a_workbook_with_merged_headers_reads_the_same() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    for (r, cells) in (0..).zip(THREE) {
        for (c, cell) in (0..).zip(*cells) {
            if !matches!(*cell, "^" | "<" | "") {
                sheet.write(r, c, *cell).unwrap();
            }
        }
    }
    for top in [1, 7] {
        for (from, column, to, last, text) in [
            (top, 0, top + 2, 0, "序号"),
            (top, 1, top + 2, 1, "客户名称"),
            (top, 2, top, 5, "对接人"),
            (top, 6, top + 2, 6, "注册资本"),
            (top + 1, 2, top + 2, 2, "姓名"),
            (top + 1, 3, top + 1, 4, "电话"),
            (top + 1, 5, top + 2, 5, "邮箱"),
        ] {
            sheet.merge_range(from, column, to, last, text, &plain).unwrap();
        }
    }
    let (survey, rows) = read(book.save_to_buffer().unwrap());
    assert_eq!(headers(&survey).0, 4);
    three_told("rust_xlsxwriter", &told(&rows));
}

#[test]
fn a_row_of_groups_without_a_meaning_is_a_title() {
    let layout: Layout<'_> = &[
        &["基本信息", "<", "联系信息", "<", "<"],
        &["公司名称", "地址", "联系方式", "<", "<"],
        &["^", "^", "联系人", "手机", "座机"],
        &["甲公司", "某路", "王敏", "13812345678", "010-67665051"],
        &["基本信息", "<", "联系信息", "<", "<"],
    ];
    for (name, make) in FORMATS {
        let (survey, rows) = read(make(layout));
        let texts = vec!["公司名称", "地址", "联系方式|联系人", "联系方式|手机", "联系方式|座机"];
        assert_eq!(headers(&survey), (3, texts), "{name}");
        let told = told(&rows);
        assert_eq!(told[1], "5 Title", "{name}");
        assert!(
            told[0].starts_with("4 甲公司 (王敏) address=某路 mobile=13812345678"),
            "{name}: {told:?}"
        );
    }
}

#[test]
fn three_rows_of_customers_are_no_header() {
    let layout: Layout<'_> = &[
        &["客户名称", "联系人", "备注"],
        &["联系人公司", "手机", "地址"],
        &["手机公司", "电话", "邮箱"],
        &["甲公司", "王敏", ""],
    ];
    for (name, make) in FORMATS {
        let (survey, _) = read(make(layout));
        assert_eq!(headers(&survey), (1, vec!["客户名称", "联系人", "备注"]), "{name}");
    }
}

#[test]
fn units_stand_below_their_headers() {
    let layout: Layout<'_> = &[
        &["客户名称", "注册资本", "年营业额", "成立日期", "地址"],
        &["", "（元）", "万元", "年/月/日", ""],
        &["甲公司", "100", "3", "2020-01-02", "某路"],
        &["客户名称", "注册资本", "年营业额", "成立日期", "地址"],
        &["", "（元）", "万元", "年/月/日", ""],
    ];
    for (name, make) in FORMATS {
        let (survey, rows) = read(make(layout));
        let texts = vec!["客户名称", "注册资本（元）", "年营业额（万元）", "成立日期", "地址"];
        assert_eq!(headers(&survey), (2, texts), "{name}");
        let told = told(&rows);
        assert!(told[0].contains(" registered_capital=10000"), "{name}: {told:?}");
        assert_eq!(told[1..], ["4 RepeatedHeader", "5 RepeatedHeader"], "{name}");
    }
}

#[test]
fn what_is_said_about_filling_in_is_no_customer() {
    let layout: Layout<'_> = &[
        &["序号", "客户名称", "手机", "地址"],
        &["①", "②", "③", "④"],
        &["", "必填，与营业执照一致", "11 位数字", "选填"],
        &["示例", "某某有限公司", "13800000000", "某市某路"],
        &["", "", "", ""],
        &["", "", "", ""],
        &["1", "甲公司", "13812345678", "某路"],
        &["2", "必填科技有限公司", "13812345679", "某路"],
        &["3", "", "", ""],
        &["填表人：王敏", "", "", "日期：2024年3月"],
        &["", "本表一式两份，由销售部保存。", "", ""],
        &["", "共2家客户", "", ""],
        &["（盖章）", "", "", ""],
    ];
    for (name, make) in FORMATS {
        let (survey, rows) = read(make(layout));
        assert_eq!(headers(&survey).0, 1, "{name}");
        let all = told(&rows);
        let told: Vec<&str> =
            all.iter().map(String::as_str).filter(|line| !line.ends_with("Blank")).collect();
        assert_eq!(
            told,
            [
                "2 Note",
                "3 Note",
                "4 Note",
                "7 甲公司 address=某路 mobile=13812345678",
                "8 必填科技有限公司 address=某路 mobile=13812345679",
                "10 Note",
                "11 Note",
                "12 Total",
            ],
            "{name}"
        );
    }
}

#[test]
fn what_only_looks_like_a_remark_is_a_customer() {
    let layout: Layout<'_> = &[
        &["序号", "客户名称", "手机"],
        &["1", "示例软件有限公司", ""],
        &["2", "格式工厂", ""],
        &["3", "共同家园物业", ""],
        &["4", "元", "13812345678"],
    ];
    for (name, make) in FORMATS {
        let (_, rows) = read(make(layout));
        assert_eq!(
            told(&rows),
            ["2 示例软件有限公司", "3 格式工厂", "4 共同家园物业", "5 元 mobile=13812345678"],
            "{name}"
        );
    }
}
