//! A real, messy workbook on its way into the file: every row judged, the good ones written once,
//! nobody else's business.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_app::AppError;
use kedang_app::import::Verdicts;
use kedang_db::Sql;
use kedang_testkit::on_both_engines;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn workbook() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../testdata/messy/customers_merged_title.xlsx")
}

async fn count(world: &kedang_testkit::World, sql: &'static str) -> i64 {
    let mut conn = world.app.db().read().await.unwrap();
    conn.one(Sql::new(sql)).await.unwrap().take().unwrap()
}

on_both_engines! {
    async fn a_messy_workbook_becomes_customers(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let app = &world.app;
        let import = app.start_import(&ctx, workbook(), "C:\\dir\\客户.xlsx").await.unwrap();
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
            app.start_import(&seller, workbook(), "x.xlsx").await,
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
}
