use crate::{clash, count, customers, file_of, log, refusal, taken};
use kedang_app::AppError;
use kedang_app::import::{Fix, Import, ImportChange, Verdicts};
use kedang_app::timeline::Moment;
use kedang_domain::id::PersonId;
use kedang_exchange::{Limits, OutCell, RowWriter, TableFormat, Workbook};
use kedang_testkit::on_both_engines;
use std::collections::BTreeMap;

fn columns<const N: usize>(meant: [(usize, Option<&str>); N]) -> ImportChange {
    let columns = meant.into_iter().map(|(n, field)| (n, field.map(str::to_owned))).collect();
    ImportChange { columns, ..ImportChange::default() }
}

fn meant(import: &Import) -> Vec<String> {
    let mapping = &import.layout.mapping;
    mapping.columns.iter().map(|(n, c)| format!("{n}={}", c.target)).collect()
}

const ODD: &str = "客户名称,大概,手机\n甲公司,小甲,13812345678\n乙公司,小乙,13912345678\n";

on_both_engines! {
    async fn what_a_column_means_is_remembered(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let first = taken(&world, &ctx, ODD).await;
        let mapping = &first.layout.mapping;
        assert!(!meant(&first).iter().any(|m| m.contains("short_name")), "{mapping:?}");
        let change = columns([(1, Some("short_name")), (2, None)]);
        let changed = app.change_import(&ctx, first.id, first.version, &change).await.unwrap();
        assert_eq!((changed.counts.valid, changed.status.as_str()), (2, "ready"));
        assert!(meant(&changed).iter().any(|m| m == "1=short_name"), "{:?}", meant(&changed));
        assert_eq!(log(&world, "import.change").await.len(), 1);

        // The next file of this person means the same by the same words, also by "nothing".
        let next = taken(&world, &ctx, ODD).await;
        assert_eq!(meant(&next), meant(&changed));
        app.begin_writing(&ctx, next.id).await.unwrap();
        app.write_import(next.id, world.origin()).await.unwrap();
        let found = app.search_customers(&ctx, "小甲", 10).await;
        assert!(found.is_ok());
        let values = count(&world, "SELECT count(*) FROM customer_value WHERE field = 'short_name'").await;
        assert_eq!(values, 2);
        // Another person's does not.
        let other = world.context("zhaolei").await;
        let theirs = taken(&world, &other, ODD).await;
        assert_eq!(meant(&theirs), meant(&first));
    }

    async fn what_cannot_be_chosen_leaves_all_as_it_was(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let import = taken(&world, &ctx, ODD).await;
        let (id, version) = (import.id, import.version);
        let none = ImportChange::default;
        let cases = [
            (ImportChange { sheet: Some(7), ..none() }, "/sheet", "sheet_unknown"),
            (ImportChange { header_row: Some(900), ..none() }, "/header_row", "header_row_unknown"),
            (columns([(9, Some("name"))]), "/columns/9", "column_unknown"),
            (columns([(1, Some("nonsense"))]), "/columns/1", "field_unknown"),
            (ImportChange { template: Some("nonsense".to_owned()), ..none() }, "/template", "template_unknown"),
            (ImportChange { owner: Some(PersonId::new(app.fresh())), ..none() }, "/owner_id", "person_unknown"),
        ];
        for (change, at, code) in cases {
            let told = refusal(app.change_import(&ctx, id, version, &change).await);
            assert_eq!(told, (at.to_owned(), code));
        }
        // For somebody outside whom they head.
        let change = ImportChange { owner: Some(company.id("sunjia")), ..none() };
        let told = app.change_import(&ctx, id, version, &change).await;
        assert!(matches!(told, Err(AppError::Refused(_))), "{told:?}");
        match app.change_import(&ctx, id, version + 1, &none()).await {
            Err(AppError::Stale { current }) => assert_eq!(current, version),
            other => unreachable!("{other:?}"),
        }
        let after = app.import(&ctx, id).await.unwrap();
        assert_eq!((after.version, after.status.as_str()), (version, "ready"));
        assert_eq!(meant(&after), meant(&import));
        assert!(log(&world, "import.change").await.is_empty());
        assert_eq!(count(&world, "SELECT count(*) FROM header_mapping").await, 0);
        assert_eq!(customers(&world).await, 0);
    }

    async fn another_sheet_and_header_are_judged_anew(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let path = crate::testdata("customers_merged_title.xlsx");
        let import = app.start_import(&ctx, path, "客户.xlsx").await.unwrap();
        let (chosen, header) = (import.layout.sheet, import.layout.mapping.header_row);
        let aside = import.layout.sheets.iter().find(|s| s.index != chosen && !s.hidden).unwrap();
        let change = ImportChange { sheet: Some(aside.index), ..ImportChange::default() };
        let moved = app.change_import(&ctx, import.id, import.version, &change).await.unwrap();
        assert_ne!(moved.counts.data, 3_000);
        let change = ImportChange { sheet: Some(chosen), ..ImportChange::default() };
        let back = app.change_import(&ctx, import.id, moved.version, &change).await.unwrap();
        assert_eq!((back.counts.data, back.counts.valid), (3_000, 2_886));
        // A header one row too late makes a customer of the header, or takes one away.
        let change = ImportChange { header_row: Some(header + 1), ..ImportChange::default() };
        let late = app.change_import(&ctx, import.id, back.version, &change).await.unwrap();
        assert!(late.counts.valid < 2_886, "{:?}", late.counts);
        let change = ImportChange { header_row: Some(header), ..ImportChange::default() };
        let right = app.change_import(&ctx, import.id, late.version, &change).await.unwrap();
        assert_eq!((right.counts.data, right.counts.valid), (3_000, 2_886));
    }

    async fn cells_are_mended_one_by_one_and_by_the_column(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let text = "客户名称,手机\n甲公司,电话138-1234-5678\n乙公司,12\n丙公司,手机：13912345678\n";
        let import = taken(&world, &ctx, text).await;
        assert_eq!((import.counts.valid, import.counts.invalid), (0, 3));
        let (fixed, changed) = app.fix_import(&ctx, import.id, 1, Fix::Digits).await.unwrap();
        assert_eq!((changed, fixed.counts.valid), (2, 2));
        let cells = BTreeMap::from([(1, "x".repeat(32_768)), (9, "x".to_owned())]);
        match app.mend_import(&ctx, import.id, 3, &cells).await {
            Err(AppError::Invalid(issues)) => {
                let told: Vec<_> = issues.iter().map(|i| (i.pointer.as_str(), i.error.code)).collect();
                assert_eq!(told, [("/cells/1", "too_long"), ("/cells/9", "column_unknown")]);
            }
            other => unreachable!("{other:?}"),
        }
        assert!(matches!(app.mend_import(&ctx, import.id, 77, &BTreeMap::new()).await, Err(AppError::NotFound)));
        let (_, changed) = app.fix_import(&ctx, import.id, 1, Fix::Clear).await.unwrap();
        assert_eq!(changed, 1);
        app.begin_writing(&ctx, import.id).await.unwrap();
        let cells = BTreeMap::from([(1, String::new())]);
        assert_eq!(clash(app.mend_import(&ctx, import.id, 3, &cells).await), "import_not_ready");
        app.write_import(import.id, world.origin()).await.unwrap();
        assert_eq!(customers(&world).await, 3);
        assert_eq!(app.search_customers(&ctx, "13812345678", 10).await.unwrap().len(), 1);
    }

    async fn what_was_not_understood_warns_and_is_kept(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let text = "客户名称,所属行业,省,市\n甲公司,不存在的行业,,\n乙公司,,江苏省,南京市\n";
        let import = taken(&world, &ctx, text).await;
        assert_eq!((import.counts.valid, import.counts.warned), (2, 1));
        let (_, warned) = app.import_lines(&ctx, import.id, Verdicts::Warned, 0, 10).await.unwrap();
        assert_eq!(warned.len(), 1);
        let warning = &warned[0].warnings[0];
        assert_eq!((warning.column, warning.code.as_str()), (Some(1), "industry_unknown"));
        app.begin_writing(&ctx, import.id).await.unwrap();
        app.write_import(import.id, world.origin()).await.unwrap();
        let found = app.search_customers(&ctx, "甲公司", 10).await.unwrap();
        let opened = app.open_customer(&ctx, found[0].customer.id).await.unwrap().customer;
        assert_eq!(opened.values["remark"], "所属行业：不存在的行业", "nothing is dropped");
        let found = app.search_customers(&ctx, "乙公司", 10).await.unwrap();
        let opened = app.open_customer(&ctx, found[0].customer.id).await.unwrap().customer;
        assert_eq!(opened.values["region"], "320100");
    }

    async fn bad_rows_are_given_back_with_their_reasons(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let text = "客户名称,手机,备注\n甲公司,12,\"=cmd|'/C calc'!A0\"\n乙公司,13812345678,好\n,13912345678,+1\n";
        let import = taken(&world, &ctx, text).await;
        assert_eq!((import.counts.valid, import.counts.invalid), (1, 2));
        let words = |_: &Import, errors: &[kedang_app::import::CellError]| {
            errors.iter().map(|e| e.code.clone()).collect::<Vec<_>>().join("、")
        };
        for status in ["ready", "done"] {
            assert_eq!(app.import(&ctx, import.id).await.unwrap().status, status);
            let file = app.import_rejects(&ctx, import.id, words, ("行", "原因")).await.unwrap();
            let path = file_of(&world, "rejects.xlsx", &file);
            let mut book = Workbook::from_path(&path, Limits::default()).unwrap();
            let rows: Vec<Vec<String>> = book
                .rows(0)
                .unwrap()
                .map(|row| row.unwrap().cells.iter().map(|c| c.text().to_owned()).collect())
                .collect();
            assert_eq!(rows, [
                ["行", "客户名称", "手机", "备注", "原因"],
                ["2", "甲公司", "12", "=cmd|'/C calc'!A0", "mobile_format"],
                ["4", "", "13912345678", "+1", "name_empty"],
            ]);
            if status == "ready" {
                app.begin_writing(&ctx, import.id).await.unwrap();
                app.write_import(import.id, world.origin()).await.unwrap();
            }
        }
        // No cell of it is a formula: every text is one.
        let file = app.import_rejects(&ctx, import.id, words, ("行", "原因")).await.unwrap();
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(file)).unwrap();
        let mut sheet = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
        assert!(!sheet.contains("<f>") && !sheet.contains("<f "), "{sheet}");
    }

    async fn an_own_field_is_a_column_like_any_other(world: World) {
        world.company().await;
        let mut writer = RowWriter::new(TableFormat::Xlsx, Vec::new(), "客户", &["客户名称", "合作阶段"], None).unwrap();
        for (name, stage) in [("甲公司", "潜在"), ("乙公司", "没有的")] {
            writer.write(&[OutCell::from(name), OutCell::from(stage)]).unwrap();
        }
        let path = file_of(&world, "own.xlsx", &writer.finish().unwrap());
        let ctx = world.context("chenlu").await;
        let import = world.app.start_import(&ctx, path, "own.xlsx").await.unwrap();
        assert_eq!((import.counts.valid, import.counts.invalid), (1, 1));
        let (_, bad) = world.app.import_lines(&ctx, import.id, Verdicts::Invalid, 0, 10).await.unwrap();
        assert_eq!((bad[0].reasons[0].column, bad[0].reasons[0].code.as_str()), (Some(1), "choice_unknown"));
    }
}

on_both_engines! {
    async fn a_second_table_on_a_sheet_is_chosen_as_a_sheet_is(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let table = "客户名称,联系电话,,公司名称,联系电话,邮箱\n\
            华北泵业有限公司,13812345678,,东方造纸有限公司,13912345601,a@dongfang.cn\n\
            ,,,新桥百货有限公司,13912345602,b@xinqiao.cn\n";
        let import = taken(&world, &ctx, table).await;
        let sheets = &import.layout.sheets;
        let told: Vec<_> =
            sheets.iter().map(|s| (s.index, s.rows, s.beside.map(|b| (b.sheet, b.column)))).collect();
        assert_eq!(told, [(0, 2, None), (1, 3, Some((0, 3)))]);
        // What stands in the second table is no fact of the first.
        assert_eq!((import.counts.valid, import.counts.invalid), (1, 0));
        assert!(meant(&import).iter().all(|m| !m.starts_with(['3', '4', '5'])), "{:?}", meant(&import));
        let change = ImportChange { sheet: Some(1), ..ImportChange::default() };
        let import = app.change_import(&ctx, import.id, import.version, &change).await.unwrap();
        assert_eq!((import.counts.valid, import.counts.invalid), (2, 0));
        assert!(meant(&import).contains(&"3=name".to_owned()), "{:?}", meant(&import));
        // And back, with the header chosen by hand.
        let change = ImportChange { sheet: Some(0), header_row: Some(1), ..ImportChange::default() };
        let import = app.change_import(&ctx, import.id, import.version, &change).await.unwrap();
        assert_eq!((import.counts.valid, import.counts.invalid), (1, 0));
        assert!(meant(&import).iter().all(|m| !m.starts_with(['3', '4', '5'])), "{:?}", meant(&import));
    }

    async fn the_log_and_the_timeline_name_the_row(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let table = "客户名称,手机,,公司名称,手机\n\
            华北泵业有限公司,13812345678,,东方造纸有限公司,13912345601\n\
            ,,,新桥百货有限公司,13912345602\n";
        let import = taken(&world, &ctx, table).await;
        let change = ImportChange { sheet: Some(1), ..ImportChange::default() };
        let import = app.change_import(&ctx, import.id, import.version, &change).await.unwrap();
        let name = import.layout.sheets[1].name.clone();
        app.begin_writing(&ctx, import.id).await.unwrap();
        app.write_import(import.id, world.origin()).await.unwrap();
        let made = log(&world, "customer.create").await;
        let text = |text: &str| Some(kedang_evidence::Detail::Text(text.to_owned()));
        let rows: Vec<_> = made.iter().map(|e| e.draft().details.get("row").cloned()).collect();
        assert_eq!(rows, [text("3"), text("2")]);
        let sheet = (!name.is_empty()).then_some(name);
        assert_eq!(made[0].draft().details.get("sheet").cloned(), sheet.as_deref().and_then(text));
        let customer = made[0].draft().customer.clone().unwrap().parse().unwrap();
        let timeline = app.timeline(&ctx, customer, &[], None, 10).await.unwrap();
        let place = timeline.moments.iter().find_map(|moment| match moment {
            Moment::Event { row, sheet, .. } => Some((*row, sheet.clone())),
            Moment::Interaction(_) => None,
        });
        assert_eq!(place, Some((Some(3), sheet)));
    }
}
