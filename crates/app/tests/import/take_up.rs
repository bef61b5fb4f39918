//! What another process makes of an import that was left in the middle.

use crate::{clash, count, customers, log, run, table, taken};
use kedang_app::import::{ImportChange, Progress, Reading};
use kedang_db::Sql;
use kedang_domain::id::ImportId;
use kedang_evidence::Outcome;
use kedang_testkit::{World, on_both_engines};

const DAY: i64 = 24 * 3_600_000;

/// Leaves an import as a process does that ended while reading it.
async fn interrupted(world: &World, id: ImportId, kept: i64) {
    let mut tx = world.app.db().begin().await.unwrap();
    let sql = Sql::new("UPDATE import_batch SET status = 'reading', kept = $1 WHERE id = $2");
    tx.run_exactly(1, sql.bind(kept).bind(id.to_string())).await.unwrap();
    if kept == 1 {
        let sql =
            Sql::new("UPDATE import_row SET verdict = 'head', reasons = '[]' WHERE import_id = $1");
        tx.run(sql.bind(id.to_string())).await.unwrap();
    }
    tx.commit().await.unwrap();
}

on_both_engines! {
    async fn writing_goes_on_elsewhere(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let import = taken(&world, &ctx, &table(450)).await;
        world.app.begin_writing(&ctx, import.id).await.unwrap();
        world.app.write_import_part(import.id, world.origin()).await.unwrap();
        let before = customers(&world).await;
        // This process is gone, and its job with it: another one finds what was left.
        let mut tx = world.app.db().begin().await.unwrap();
        tx.run(Sql::new("DELETE FROM job")).await.unwrap();
        tx.commit().await.unwrap();
        let second = world.second().await;
        assert_eq!(second.take_up_imports().await.unwrap(), 1);
        let job = "SELECT count(*) FROM job WHERE kind = 'import.write'";
        assert_eq!(count(&world, job).await, 1);
        second.take_up_imports().await.unwrap();
        assert_eq!(count(&world, job).await, 1, "on the list once");
        while second.write_import_part(import.id, world.origin()).await.unwrap() == Progress::Going {}
        assert!(before < 450);
        assert_eq!(customers(&world).await, 450);
        assert_eq!(count(&world, "SELECT count(DISTINCT name) FROM customer").await, 450);
        let after = world.app.import(&ctx, import.id).await.unwrap();
        assert_eq!((after.status.as_str(), after.counts.written), ("done", 450));
        second.db().close().await;
    }

    async fn reading_goes_on_once_nobody_is_at_it(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let import = taken(&world, &ctx, "客户名称,手机\n甲公司,13812345678\n乙公司,12\n").await;
        interrupted(&world, import.id, 1).await;
        let app = &world.app;
        assert_eq!(clash(app.begin_writing(&ctx, import.id).await), "import_busy");
        let change = ImportChange::default();
        assert_eq!(clash(app.change_import(&ctx, import.id, import.version, &change).await), "import_busy");
        let second = world.second().await;
        // Whoever is at it may be slow.
        let found = second.take_up_reading(import.id, world.origin()).await.unwrap();
        assert_eq!(found, Reading::Busy);
        world.clock.advance(120_000);
        let found = second.take_up_reading(import.id, world.origin()).await.unwrap();
        assert_eq!(found, Reading::Over);
        let ctx = world.context("chenlu").await;
        let after = app.import(&ctx, import.id).await.unwrap();
        assert_eq!((after.status.as_str(), after.counts.valid, after.counts.invalid), ("ready", 1, 1));
        // Once is enough.
        assert_eq!(second.take_up_reading(import.id, world.origin()).await.unwrap(), Reading::Over);
        assert_eq!(app.import(&ctx, import.id).await.unwrap().version, after.version);
        second.db().close().await;
    }

    async fn a_file_of_which_a_part_is_missing_has_to_come_again(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let import = taken(&world, &ctx, &table(3)).await;
        interrupted(&world, import.id, 0).await;
        world.clock.advance(120_000);
        let second = world.second().await;
        assert_eq!(second.take_up_reading(import.id, world.origin()).await.unwrap(), Reading::Over);
        let ctx = world.context("chenlu").await;
        let after = world.app.import(&ctx, import.id).await.unwrap();
        assert_eq!((after.status.as_str(), after.failure.as_deref()), ("failed", Some("import_interrupted")));
        let entry = log(&world, "import.finish").await.remove(0);
        assert_eq!(entry.draft().outcome, Outcome::Refused);
        assert_eq!(clash(world.app.begin_writing(&ctx, import.id).await), "import_not_ready");
        assert_eq!(customers(&world).await, 0);
        second.db().close().await;
    }

    async fn reading_for_somebody_who_may_no_longer_import_ends(world: World) {
        let company = world.company().await;
        let ctx = world.context("chenlu").await;
        let import = taken(&world, &ctx, &table(3)).await;
        interrupted(&world, import.id, 1).await;
        world.clock.advance(120_000);
        run(&world, "UPDATE person SET active = 0 WHERE id = $1", company.id("chenlu")).await;
        let second = world.second().await;
        assert_eq!(second.take_up_reading(import.id, world.origin()).await.unwrap(), Reading::Over);
        let failed = "SELECT count(*) FROM import_batch WHERE status = 'failed' AND failure = 'import_no_longer_allowed'";
        assert_eq!(count(&world, failed).await, 1);
        second.db().close().await;
    }

    async fn what_nobody_goes_on_with_is_forgotten(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let app = &world.app;
        let waiting = taken(&world, &ctx, &table(3)).await.id;
        let written = taken(&world, &ctx, &table(2)).await.id;
        app.begin_writing(&ctx, written).await.unwrap();
        app.write_import(written, world.origin()).await.unwrap();
        let rows = "SELECT count(*) FROM import_row";
        app.clear_imports().await.unwrap();
        assert_eq!(count(&world, rows).await, 7, "with the headers");
        world.clock.advance(30 * DAY + 1);
        app.clear_imports().await.unwrap();
        assert_eq!(count(&world, rows).await, 0);
        let ctx = world.context("chenlu").await;
        assert_eq!(app.import(&ctx, waiting).await.unwrap().status, "cancelled");
        assert_eq!(app.import(&ctx, written).await.unwrap().status, "done");
        assert_eq!(log(&world, "import.cancel").await.len(), 1);
        assert_eq!(customers(&world).await, 2);
    }
}
