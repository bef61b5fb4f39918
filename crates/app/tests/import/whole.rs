//! A real, messy workbook on its way into the file: every row judged, the good ones written once,
//! nobody else's business.

use crate::{count, packed, testdata};
use kedang_app::AppError;
use kedang_app::import::{Layout, Verdicts};
use kedang_storage::import::Batch;
use kedang_testkit::on_both_engines;
use std::collections::BTreeMap;

fn encoding(import: &Batch<Layout>) -> (&str, bool) {
    let info = &import.layout.info;
    (info.encoding.as_deref().unwrap_or_default(), info.bom)
}

on_both_engines! {
    async fn a_messy_workbook_becomes_customers(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let app = &world.app;
        let import = app.start_import(&ctx, testdata("customers_merged_title.xlsx"), "C:\\dir\\客户.xlsx").await.unwrap();
        assert_eq!(import.file_name, "客户.xlsx", "folders of other machines are left out");
        let counts = import.counts;
        assert_eq!((counts.data, counts.valid, counts.invalid), (3_000, 2_886, 114));
        assert_eq!(count(&world, "SELECT count(*) FROM customer").await, 0, "nothing is written");

        // A bad cell is mended, and the row with it.
        let (_, bad) = app
            .import_lines(&ctx, import.id, Verdicts::Invalid, 0, 1)
            .await
            .unwrap();
        let line = &bad[0];
        assert_eq!((line.row, line.reasons[0].code.as_str()), (20, "name_empty"));
        let cells = BTreeMap::from([(0, "景宁县补名有限公司".to_owned())]);
        let (mended, line) = app.mend_import(&ctx, import.id, 20, &cells).await.unwrap();
        assert_eq!((mended.counts.valid, line.verdict.as_str()), (2_887, "valid"));

        // It is nobody else's business.
        let other = world.context("zhaolei").await;
        let theirs = app.import(&other, import.id).await;
        assert!(matches!(theirs, Err(AppError::NotFound)));
        let seller = world.context("lixiang").await;
        assert!(matches!(
            app.start_import(&seller, testdata("customers_merged_title.xlsx"), "x.xlsx").await,
            Err(AppError::Refused(_))
        ));

        // Written by another process than the one that began: as after a restart.
        app.begin_writing(&ctx, import.id).await.unwrap();
        let second = world.second().await;
        second.write_import(import.id, world.origin()).await.unwrap();
        second.write_import(import.id, world.origin()).await.unwrap();
        let done = app.import(&ctx, import.id).await.unwrap();
        assert_eq!(done.status, "done");
        assert_eq!(done.counts.written, count(&world, "SELECT count(*) FROM customer").await);
        assert_eq!(done.counts.written + done.counts.invalid, 3_000, "no row is lost");
        let logged = "SELECT count(*) FROM evidence WHERE action = 'customer.create'";
        assert_eq!(done.counts.written, count(&world, logged).await, "each is on record");
        assert!(matches!(
            app.begin_writing(&ctx, import.id).await,
            Err(AppError::Conflict { code: "import_not_ready", .. })
        ));
        second.db().close().await;
    }
    async fn text_tables_in_either_encoding_are_judged_whole(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        for (name, encoded, valid, invalid) in [
            ("customers_gb18030.csv", ("gb18030", false), 4_802, 198),
            ("customers_utf8_bom.csv", ("utf-8", true), 4_786, 214),
        ] {
            let path = packed(&world, name);
            let import = world.app.start_import(&ctx, path, name).await.unwrap();
            assert_eq!(encoding(&import), encoded);
            assert!(!import.layout.info.lossy);
            let counts = import.counts;
            assert_eq!((counts.data, counts.valid, counts.invalid), (5_000, valid, invalid), "{name}");
            // What stands there is what the maker wrote, four-byte characters too.
            let (_, lines) =
                world.app.import_lines(&ctx, import.id, Verdicts::All, 0, 10).await.unwrap();
            assert!(lines.iter().all(|l| l.cells.iter().all(|c| !c.text().contains('\u{fffd}'))));
        }
        assert_eq!(count(&world, "SELECT count(*) FROM customer").await, 0);
    }
}
