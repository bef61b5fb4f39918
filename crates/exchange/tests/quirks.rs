//! Tables with the quirks that real ones have, one at a time: what stands where nobody looks for
//! it, numbers and days in words, and text in unusual dress.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

#[path = "make/files.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod files;
#[path = "make/layout.rs"]
mod layout;

use layout::{FORMATS, Layout, headers, read, told};

/// The same in every format in which people keep tables.
fn everywhere(layout: Layout<'_>, header: u32, expected: &[&str]) {
    for (name, make) in FORMATS {
        let (survey, rows) = read(make(layout));
        assert_eq!(headers(&survey).0, header, "{name}");
        assert_eq!(told(&rows), expected, "{name}");
    }
}

/// A workbook with one sheet, and no other parts than it needs.
fn workbook(properties: &str, rows: &str) -> Vec<u8> {
    let relations = |target: &str, kind: &str| {
        format!(
            r#"<Relationships><Relationship Id="r" Type="x/{kind}" Target="{target}"/></Relationships>"#
        )
    };
    let book = format!(
        r#"<workbook><workbookPr {properties}/><sheets><sheet name="x" r:id="r"/></sheets></workbook>"#
    );
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    files::archive(&[
        ("_rels/.rels", relations("xl/workbook.xml", "officeDocument").as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations("s.xml", "worksheet").as_bytes()),
        ("xl/s.xml", sheet.as_bytes()),
    ])
}

#[test]
fn blank_columns_before_the_table() {
    everywhere(
        &[&["", "", "客户名称", "手机"], &["", "", "甲公司", "13812345678"]],
        1,
        &["2 甲公司 mobile=13812345678"],
    );
}

#[test]
fn a_header_below_a_letterhead() {
    everywhere(
        &[
            &["某某集团有限公司", "", ""],
            &["客户服务中心", "", ""],
            &["地址：某市某路1号　电话：025-55550100", "", ""],
            &["", "", ""],
            &["二〇二六年三月", "", "内部资料"],
            &["客户名称", "联系人", "手机"],
            &["甲公司", "王敏", "13812345678"],
        ],
        6,
        &["7 甲公司 (王敏) mobile=13812345678"],
    );
}

#[test]
fn the_same_header_in_two_groups() {
    everywhere(
        &[
            &["客户名称", "第一联系人", "<", "第二联系人", "<"],
            &["^", "姓名", "手机", "姓名", "手机"],
            &["甲公司", "王敏", "13812345678", "李娜", "13912345678"],
        ],
        2,
        &["3 甲公司 (王敏) mobile=13812345678"],
    );
}

#[test]
fn sums_between_and_headers_again_on_every_page() {
    // Sales without a unit are in 万元, as companies write them.
    everywhere(
        &[
            &["序号", "客户名称", "年销售额"],
            &["1", "甲公司", "100"],
            &["", "本页小计", "100"],
            &["序号", "客户名称", "年销售额"],
            &["2", "乙公司", "200"],
            &["", "小计：", "200"],
            &["", "总　计", "300"],
        ],
        1,
        &[
            "2 甲公司 annual_revenue=100000000",
            "3 Total",
            "4 RepeatedHeader",
            "5 乙公司 annual_revenue=200000000",
            "6 Total",
            "7 Total",
        ],
    );
}

#[test]
fn days_in_chinese_and_digits_of_full_width() {
    everywhere(
        &[
            &["姓名", "手机", "出生日期"],
            &["王敏", "１３８１２３４５６７８", "一九八六年三月五日"],
            &["李娜", "139-1234-5678", "１９８６年３月５日"],
            &["周奎", "+86 137 1234 5678", "1986.3.5"],
        ],
        1,
        &[
            "2 王敏 birth_date=1986-03-05 mobile=13812345678",
            "3 李娜 birth_date=1986-03-05 mobile=13912345678",
            "4 周奎 birth_date=1986-03-05 mobile=13712345678",
        ],
    );
}

#[test]
fn numbers_with_a_unit_or_an_exponent() {
    // Money is kept in fen. What is only about so many is not taken for a number; its text is kept.
    everywhere(
        &[
            &["客户名称", "手机", "注册资本", "员工人数"],
            &["甲公司", "1.3812345678E+10", "500万元", "1,200"],
            &["乙公司", "1.38E+10", "3.5亿", "约２００人"],
            &["丙公司", "'13812345678", "5千万", "1.2千"],
        ],
        1,
        &[
            "2 甲公司 headcount=1200 mobile=13812345678 registered_capital=500000000",
            "3 乙公司 registered_capital=35000000000 !digits_lost",
            "4 丙公司 headcount=1200 mobile=13812345678 registered_capital=5000000000",
        ],
    );
}

#[test]
fn two_tables_side_by_side() {
    // The first table is the one that is read: what stands beside it is nobody of its rows.
    everywhere(
        &[
            &["客户名称", "手机", "", "供应商名称", "手机"],
            &["甲公司", "13812345678", "", "丁工厂", "13612345678"],
            &["", "", "", "戊工厂", "13512345678"],
        ],
        1,
        &["2 甲公司 mobile=13812345678", "3 Blank"],
    );
}

#[test]
fn apostrophes_keep_the_noughts_before_a_code() {
    everywhere(
        &[&["客户名称", "邮编", "座机"], &["甲公司", "'010020", "'025-55550100"]],
        1,
        &["2 甲公司 office_phone=025-55550100 postcode=010020"],
    );
}

#[test]
fn text_with_a_mark_and_ends_of_line_of_every_kind() {
    let text =
        "\u{feff}客户名称,手机\r\n甲公司,13812345678\n乙公司,13912345678\r丙公司,13712345678";
    let (_, rows) = read(text.as_bytes().to_vec());
    assert_eq!(
        told(&rows),
        [
            "2 甲公司 mobile=13812345678",
            "3 乙公司 mobile=13912345678",
            "4 丙公司 mobile=13712345678"
        ]
    );
}

#[test]
fn rare_characters_of_four_bytes() {
    let text = "客户名称,联系人,手机\n𬭚鑫科技有限公司,李𠮷,13812345678\n";
    let (bytes, ..) = encoding_rs::GB18030.encode(text);
    assert!(bytes.len() > 50 && String::from_utf8(bytes.to_vec()).is_err());
    let (_, rows) = read(bytes.into_owned());
    assert_eq!(told(&rows), ["2 𬭚鑫科技有限公司 (李𠮷) mobile=13812345678"]);
}

#[test]
fn wide_text_with_tabs_and_quoted_breaks() {
    let text = "客户名称\t备注\r\n甲公司\t\"第一行\n第二行\"\r\n乙公司\t\"他说\"\"好\"\"\"\r\n";
    let bytes: Vec<u8> =
        std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let (_, rows) = read(bytes);
    assert_eq!(told(&rows), ["2 甲公司 remark=第一行\n第二行", "3 乙公司 remark=他说\"好\""]);
}

#[test]
fn semicolons_with_quoted_breaks_and_commas_in_values() {
    let text = "客户名称;地址;备注\n甲公司;\"某市,某区;1号\";\"先,后\n再\"\n乙公司;某路2号;无\n";
    let (_, rows) = read(text.as_bytes().to_vec());
    assert_eq!(
        told(&rows),
        ["2 甲公司 address=某市,某区;1号 remark=先,后\n再", "3 乙公司 address=某路2号 remark=无"]
    );
}

#[test]
fn texts_in_the_cells_and_days_counted_from_1904() {
    let text = |text: &str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    let rows = format!(
        "<row>{}{}{}</row><row>{}{}<c><v>30014</v></c></row>",
        text("姓名"),
        text("手机"),
        text("出生日期"),
        r#"<c t="inlineStr"><is><r><t>王</t></r><r><t>敏</t></r></is></c>"#,
        text("13812345678"),
    );
    let (_, rows) = read(workbook(r#"date1904="1""#, &rows));
    assert_eq!(told(&rows), ["2 王敏 birth_date=1986-03-05 mobile=13812345678"]);
}

#[test]
fn formulas_that_failed_are_no_values() {
    let text = |text: &str| format!(r#"<c t="inlineStr"><is><t>{text}</t></is></c>"#);
    let rows = format!(
        r#"<row>{}{}{}</row><row>{}<c t="e"><f>Z9</f><v>#REF!</v></c><c t="e"><v>#N/A</v></c></row>"#,
        text("客户名称"),
        text("手机"),
        text("地址"),
        text("甲公司"),
    );
    let (_, rows) = read(workbook("", &rows));
    assert_eq!(told(&rows), ["2 甲公司 !cell_error !cell_error"]);
}
