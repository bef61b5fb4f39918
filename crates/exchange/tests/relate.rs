//! Sheets that belong together.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use kedang_exchange::{
    HeaderCatalogue, JoinedContact, Limits, Link, LinkBy, Mapping, RawRow, SheetPair, Survey,
    Workbook, join_contacts,
};

/// A workbook of sheets, written as SpreadsheetML.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> (Workbook, Survey) {
    let mut text = String::from(
        r#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">"#,
    );
    for (name, rows) in sheets {
        text.push_str(&format!(r#"<Worksheet ss:Name="{name}"><Table>"#));
        for row in *rows {
            let cells: String = row
                .iter()
                .map(|cell| format!(r#"<Cell><Data ss:Type="String">{cell}</Data></Cell>"#))
                .collect();
            text.push_str(&format!("<Row>{cells}</Row>"));
        }
        text.push_str("</Table></Worksheet>");
    }
    text.push_str("</Workbook>");
    let mut book = Workbook::from_bytes(text.into_bytes(), Limits::default()).unwrap();
    let survey = book.survey(&HeaderCatalogue::builtin()).unwrap();
    (book, survey)
}

fn rows(book: &mut Workbook, sheet: usize) -> Vec<RawRow> {
    book.rows(sheet).unwrap().map(Result::unwrap).collect()
}

fn joined(sheets: &[(&str, &[&[&str]])]) -> (SheetPair, Vec<JoinedContact>) {
    let catalogue = HeaderCatalogue::builtin();
    let (mut book, survey) = workbook(sheets);
    let pair = survey.pair(&catalogue).unwrap();
    let customer_mapping = survey.mapping(pair.customers, &book, &catalogue).unwrap();
    let header = survey.sheets[pair.contacts].header.as_ref().unwrap();
    let contact_mapping = Mapping::of_contacts(header, &catalogue, false);
    let (customers, contacts) = (rows(&mut book, pair.customers), rows(&mut book, pair.contacts));
    let found = join_contacts(&pair, &customers, &customer_mapping, &contacts, &contact_mapping);
    (pair, found)
}

#[test]
fn contacts_find_their_customers_by_name() {
    let (pair, found) = joined(&[
        ("说明", &[&["请先填客户，再填联系人"]]),
        (
            "联系人",
            &[
                &["客户名称", "姓名", "职务", "手机", "邮箱", "生日", "备注"],
                &[
                    "华北泵业(唐山)有限公司",
                    "王敏",
                    "经理",
                    "138 1234 5678",
                    "w@example.com",
                    "1985-04-12",
                    "老客户",
                ],
                &["华北泵业（唐山） 有限公司", "李娜", "", "13912345678", "", "", ""],
                &["乙公司", "周奎", "", "", "", "", ""],
                &["丙公司", "吴智", "", "", "", "", ""],
                &["", "何缨", "", "", "", "", ""],
                &["甲公司", "", "会计", "", "", "", ""],
                &["甲公司", "沈宇", "", "123", "", "", ""],
                &["合计", "", "", "", "", "", ""],
            ],
        ),
        (
            "客户",
            &[
                &["客户资料"],
                &["客户名称", "税号", "地址", "行业"],
                &["华北泵业（唐山）有限公司", "", "某路1号", "泵"],
                &["甲公司", "", "", ""],
                &["丙公司", "", "", ""],
                &["丙公司", "", "某路2号", ""],
            ],
        ),
    ]);
    let wanted = SheetPair {
        customers: 2,
        contacts: 1,
        by: LinkBy::Name,
        customer_column: 0,
        contact_column: 0,
    };
    assert_eq!(pair, wanted);
    let links: Vec<(u32, Link)> = found.iter().map(|c| (c.row, c.link.clone())).collect();
    assert_eq!(
        links,
        [
            (2, Link::Customer { row: 3 }),
            (3, Link::Customer { row: 3 }),
            (4, Link::Missing { key: "乙公司".into() }),
            (5, Link::Ambiguous { key: "丙公司".into(), rows: vec![5, 6] }),
            (6, Link::Unnamed),
            (7, Link::Customer { row: 4 }),
            (8, Link::Customer { row: 4 }),
        ]
    );
    let reasons: Vec<Option<&str>> = found.iter().map(|c| c.verdict.reason.as_deref()).collect();
    assert_eq!(
        reasons,
        [
            None,
            None,
            Some("customer_missing"),
            Some("customer_ambiguous"),
            Some("customer_unnamed"),
            Some("contact_unnamed"),
            Some("mobile_format"),
        ]
    );
    assert!(found.iter().all(|c| c.verdict.valid == c.verdict.reason.is_none()));
    let contact = found[0].verdict.record.contact.as_ref().unwrap();
    assert_eq!(contact.name, "王敏");
    let values: Vec<(&str, &str)> =
        contact.values.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(
        values,
        [
            ("birthday", "1985-04-12"),
            ("email", "w@example.com"),
            ("mobile", "13812345678"),
            ("post", "经理"),
            ("remark", "老客户"),
        ]
    );
    assert_eq!(found[3].verdict.errors[0].params["rows"], "5, 6");
}

#[test]
fn contacts_find_their_customers_by_code() {
    let (pair, found) = joined(&[
        (
            "客户",
            &[&["编号", "公司名称", "行业"], &["KH-001", "甲公司", "泵"], &["2", "乙公司", "泵"]],
        ),
        (
            "联系人",
            &[
                &["编号", "客户编号", "姓名", "电话"],
                &["1", "kh001", "王敏", "010-67665051"],
                &["2", "2.0", "李娜", ""],
                &["3", "KH-9", "周奎", ""],
            ],
        ),
    ]);
    assert_eq!((pair.by, pair.customer_column, pair.contact_column), (LinkBy::Code, 0, 1));
    let links: Vec<&Link> = found.iter().map(|c| &c.link).collect();
    assert_eq!(
        links,
        [
            &Link::Customer { row: 2 },
            &Link::Customer { row: 3 },
            &Link::Missing { key: "KH-9".into() }
        ]
    );
    assert_eq!(
        found[0].verdict.record.contact.as_ref().unwrap().values["office_phone"],
        "010-67665051"
    );
}

#[test]
fn other_sheets_are_no_pair() {
    let catalogue = HeaderCatalogue::builtin();
    let customers: &[&[&str]] = &[&["客户名称", "地址", "联系人"], &["甲公司", "某路", "王敏"]];
    for other in [
        &[&["客户名称", "地址"][..], &["乙公司", ""]][..],
        &[&["姓名", "手机"], &["王敏", ""]],
        &[&["产品", "价格"], &["泵", "3"]],
    ] {
        let (_, survey) = workbook(&[("客户", customers), ("其他", other)]);
        assert_eq!(survey.pair(&catalogue), None, "{other:?}");
    }
}
