//! A sheet of contacts beside the sheet of customers.

use crate::{count, file_of, refusal, taken};
use kedang_app::import::{Import, ImportChange, Verdicts};
use kedang_testkit::{World, on_both_engines};
use std::fmt::Write as _;

/// A workbook of SpreadsheetML with these sheets.
pub(crate) fn workbook(sheets: &[(&str, &[&[&str]])]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
         xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">",
    );
    for (name, rows) in sheets {
        write!(text, "<Worksheet ss:Name=\"{name}\"><Table>").unwrap();
        for row in *rows {
            text.push_str("<Row>");
            for cell in *row {
                write!(text, "<Cell><Data ss:Type=\"String\">{cell}</Data></Cell>").unwrap();
            }
            text.push_str("</Row>");
        }
        text.push_str("</Table></Worksheet>");
    }
    text.push_str("</Workbook>");
    text
}

const CUSTOMERS: &[&[&str]] = &[
    &["客户编号", "客户名称", "统一社会信用代码", "注册地址"],
    &["C1", "甲泵业有限公司", "", "通达路1号"],
    &["C2", "乙泵业有限公司", "", "通达路2号"],
];
const CONTACTS: &[&[&str]] = &[
    &["客户编号", "联系人", "联系人手机"],
    &["C1", "许恺", "13812345601"],
    &["C1", "许静", "12"],
    &["C2", "齐德", "13812345603"],
    &["C9", "无主", "13812345604"],
];

async fn two_sheets(world: &World) -> Import {
    let ctx = world.context("chenlu").await;
    let text = workbook(&[("客户", CUSTOMERS), ("联系人", CONTACTS)]);
    let path = file_of(world, "two.xml", text.as_bytes());
    world.app.start_import(&ctx, path, "two.xml").await.unwrap()
}

on_both_engines! {
    async fn contacts_of_their_own_sheet_come_along(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let import = two_sheets(&world).await;
        let related = import.layout.contacts().unwrap();
        assert!(related.joined && related.by_code());
        assert_eq!((related.header.as_str(), related.contacts, related.left), ("客户编号", 3, 1));
        let left = &related.named[0];
        assert_eq!((left.row, left.reason.code.as_str()), (5, "customer_missing"));
        let (_, rows) = app.import_lines(&ctx, import.id, Verdicts::Warned, 0, 9).await.unwrap();
        // A number that is none keeps nobody from the customer, and is not lost.
        assert_eq!((rows.len(), rows[0].row), (1, 2));
        app.begin_writing(&ctx, import.id).await.unwrap();
        app.write_import(import.id, world.origin()).await.unwrap();
        let found = app.search_customers(&ctx, "甲泵业", 9).await.unwrap();
        let contacts = app.contacts(&ctx, found[0].customer.id).await.unwrap();
        let told: Vec<_> = contacts
            .iter()
            .map(|c| (c.name.as_str(), c.primary, c.values.contains_key("mobile")))
            .collect();
        assert_eq!(told, [("许恺", true, true), ("许静", false, false)]);
        let opened = app.open_customer(&ctx, found[0].customer.id).await.unwrap();
        let remark = opened.customer.values["remark"].as_str().unwrap().to_owned();
        assert!(remark.contains("许静") && remark.contains("12"), "{remark}");
        assert_eq!(count(&world, "SELECT count(*) FROM contact").await, 3);
    }

    async fn they_stay_behind_when_so_wished(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let import = two_sheets(&world).await;
        let change = ImportChange { contacts: Some(false), ..ImportChange::default() };
        let alone = app.change_import(&ctx, import.id, import.version, &change).await.unwrap();
        assert_eq!((alone.counts.valid, alone.counts.warned), (2, 0));
        app.begin_writing(&ctx, import.id).await.unwrap();
        app.write_import(import.id, world.origin()).await.unwrap();
        assert_eq!(count(&world, "SELECT count(*) FROM contact").await, 0);

        let single = taken(&world, &ctx, "客户名称\n丙\n").await;
        assert!(single.layout.contacts().is_none());
        let change = ImportChange { contacts: Some(true), ..ImportChange::default() };
        let refused = refusal(app.change_import(&ctx, single.id, single.version, &change).await);
        assert_eq!(refused, ("/contacts".to_owned(), "import_no_contacts_sheet"));
    }
}
