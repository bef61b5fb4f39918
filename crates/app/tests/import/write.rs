use crate::{clash, count, customers, log, run, table, taken};
use kedang_app::AppError;
use kedang_app::customer::Draft;
use kedang_app::import::{Progress, Verdicts};
use kedang_app::person::PersonChange;
use kedang_domain::field::CustomerKind;
use kedang_evidence::{Actor, Detail, Outcome};
use kedang_testkit::on_both_engines;
use serde_json::json;

/// A code whose check character fits.
const CODE: &str = "91350100M000100Y43";

on_both_engines! {
    async fn what_is_cancelled_while_it_is_written_stops_there(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let app = &world.app;
        let import = taken(&world, &ctx, &table(450)).await;
        app.begin_writing(&ctx, import.id).await.unwrap();
        assert_eq!(clash(app.begin_writing(&ctx, import.id).await), "import_not_ready");
        let part = app.write_import_part(import.id, world.origin()).await.unwrap();
        assert_eq!(part, Progress::Going);
        let written = customers(&world).await;
        assert!(0 < written && written < 450, "{written}");
        app.cancel_import(&ctx, import.id).await.unwrap();

        // The job is taken up again, here and elsewhere: there is nothing left to do.
        let second = world.second().await;
        for app in [app, &second] {
            assert_eq!(app.write_import_part(import.id, world.origin()).await.unwrap(), Progress::Over);
            app.write_import(import.id, world.origin()).await.unwrap();
        }
        assert_eq!(customers(&world).await, written);
        let after = app.import(&ctx, import.id).await.unwrap();
        assert_eq!((after.status.as_str(), after.counts.written), ("cancelled", written));
        let rows = "SELECT count(*) FROM import_row WHERE verdict = 'written'";
        assert_eq!(count(&world, rows).await, written, "kept, for it can still be undone");
        let rows = "SELECT count(*) FROM import_row WHERE verdict <> 'written'";
        assert_eq!(count(&world, rows).await, 0, "forgotten");
        let entry = log(&world, "import.cancel").await.remove(0);
        assert_eq!(entry.draft().details["written"], Detail::Int(written));
        assert_eq!(clash(app.cancel_import(&ctx, import.id).await), "import_finished");
        assert_eq!(clash(app.begin_writing(&ctx, import.id).await), "import_not_ready");
        second.db().close().await;
    }

    async fn cancelling_in_the_middle_of_a_part_leaves_no_half(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let app = &world.app;
        let import = taken(&world, &ctx, &table(600)).await;
        app.begin_writing(&ctx, import.id).await.unwrap();
        let second = world.second().await;
        let writing = tokio::spawn({
            let (app, id, origin) = (second.clone(), import.id, world.origin());
            async move { app.write_import(id, origin).await }
        });
        // At whatever moment this comes: what is counted is what is there.
        let cancelled = app.cancel_import(&ctx, import.id).await;
        writing.await.unwrap().unwrap();
        let after = app.import(&ctx, import.id).await.unwrap();
        match cancelled {
            Ok(()) => assert_eq!(after.status, "cancelled"),
            Err(AppError::Conflict { code, .. }) => {
                assert_eq!((code, after.status.as_str()), ("import_finished", "done"));
            }
            Err(other) => unreachable!("{other:?}"),
        }
        let written = customers(&world).await;
        assert_eq!(after.counts.written, written);
        let logged = "SELECT count(*) FROM evidence WHERE action = 'customer.create'";
        assert_eq!(count(&world, logged).await, written);
        second.db().close().await;
    }

    async fn two_who_write_at_once_write_nothing_twice(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let import = taken(&world, &ctx, &table(450)).await;
        world.app.begin_writing(&ctx, import.id).await.unwrap();
        let second = world.second().await;
        let mut tasks = tokio::task::JoinSet::new();
        for app in [&world.app, &second, &world.app, &second] {
            let (app, id, origin) = (app.clone(), import.id, world.origin());
            tasks.spawn(async move { app.write_import(id, origin).await.unwrap() });
        }
        tasks.join_all().await;
        assert_eq!(customers(&world).await, 450);
        let names = "SELECT count(DISTINCT name) FROM customer";
        assert_eq!(count(&world, names).await, 450);
        let after = world.app.import(&ctx, import.id).await.unwrap();
        assert_eq!((after.status.as_str(), after.counts.written), ("done", 450));
        assert_eq!(log(&world, "import.finish").await.len(), 1);
        second.db().close().await;
    }

    async fn rights_are_those_of_the_moment_of_writing(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let chenlu = company.id("chenlu");
        // Roles taken away after one part; then the person; then the owner they write for.
        let ctx = world.context("chenlu").await;
        let import = taken(&world, &ctx, &table(450)).await;
        app.begin_writing(&ctx, import.id).await.unwrap();
        app.write_import_part(import.id, world.origin()).await.unwrap();
        let written = customers(&world).await;
        let admin = world.context("admin").await;
        let version = app.person(&admin, chenlu).await.unwrap().person.version;
        let roles = Some(vec![company.role("finance")]);
        let change = PersonChange { roles, ..PersonChange::default() };
        app.change_person(&admin, chenlu, version, &change).await.unwrap();
        let part = app.write_import_part(import.id, world.origin()).await.unwrap();
        assert_eq!(part, Progress::Over);
        assert_eq!(customers(&world).await, written, "what was written stays, nothing more comes");
        let entry = log(&world, "import.finish").await.remove(0);
        let said = entry.draft();
        assert_eq!(said.outcome, Outcome::Refused);
        assert_eq!(said.reason.as_deref(), Some("import_no_longer_allowed"));
        assert_eq!(said.actor, Actor::Person(chenlu.to_string()));
        assert_eq!(said.details["written"], Detail::Int(written));
        // As it is now, they may not even look at it.
        let now = world.context("chenlu").await;
        assert!(matches!(app.import(&now, import.id).await, Err(AppError::Refused(_))));

        let ctx = world.context("zhaolei").await;
        let import = taken(&world, &ctx, "客户名称\n江南造纸有限公司\n").await;
        app.begin_writing(&ctx, import.id).await.unwrap();
        run(&world, "UPDATE person SET active = 0 WHERE id = $1", company.id("zhaolei")).await;
        app.write_import(import.id, world.origin()).await.unwrap();
        assert_eq!(customers(&world).await, written);
        let entry = log(&world, "import.finish").await.remove(0);
        assert_eq!(entry.draft().actor, Actor::System("import".to_owned()));
        assert_eq!(entry.draft().outcome, Outcome::Refused);
        let failed = "SELECT count(*) FROM import_batch WHERE status = 'failed' \
            AND failure = 'import_no_longer_allowed'";
        assert_eq!(count(&world, failed).await, 2);
    }

    async fn an_owner_who_cannot_be_one_any_more_stops_it(world: World) {
        let company = world.company().await;
        let ctx = world.context("qiaosen").await;
        let app = &world.app;
        let import = taken(&world, &ctx, &table(5)).await;
        let change = kedang_app::import::ImportChange {
            owner: Some(company.id("zhouyang")),
            ..Default::default()
        };
        let import = app.change_import(&ctx, import.id, import.version, &change).await.unwrap();
        app.begin_writing(&ctx, import.id).await.unwrap();
        run(&world, "UPDATE person SET active = 0 WHERE id = $1", company.id("zhouyang")).await;
        app.write_import(import.id, world.origin()).await.unwrap();
        let after = app.import(&ctx, import.id).await.unwrap();
        assert_eq!(after.failure.as_deref(), Some("import_no_longer_allowed"));
        assert_eq!((after.status.as_str(), customers(&world).await), ("failed", 0));
    }

    async fn what_came_on_file_meanwhile_is_refused_row_by_row(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let app = &world.app;
        let text = format!(
            "客户名称,统一社会信用代码\n甲公司,{CODE}\n乙公司,\n丙公司,91110000600037341L\n丁公司,91110000600037341L\n"
        );
        let import = taken(&world, &ctx, &text).await;
        assert_eq!(import.counts.valid, 4, "{:?}", import.counts);
        let elsewhere = world.context("sunjia").await;
        let draft = Draft {
            kind: CustomerKind::Organization,
            name: "早一步".to_owned(),
            template: "company".to_owned(),
            owner: None,
            values: [("credit_code".to_owned(), json!(CODE))].into(),
            contacts: Vec::new(),
        };
        app.create_customer(&elsewhere, &draft).await.unwrap();
        app.begin_writing(&ctx, import.id).await.unwrap();
        app.write_import(import.id, world.origin()).await.unwrap();
        let after = app.import(&ctx, import.id).await.unwrap();
        assert_eq!((after.status.as_str(), after.counts.written), ("done", 2));
        let (_, bad) = app.import_lines(&ctx, import.id, Verdicts::Invalid, 0, 10).await.unwrap();
        let told: Vec<_> = bad
            .iter()
            .map(|l| (l.row, l.reasons[0].column, l.reasons[0].code.as_str()))
            .collect();
        assert_eq!(told, [(2, Some(1), "customer_on_file_elsewhere"), (5, Some(1), "customer_twice")]);
        let told = &bad[0].reasons[0].params;
        assert!(told.contains_key("department") && !told.contains_key("name"), "{told:?}");
        let (_, good) = app.import_lines(&ctx, import.id, Verdicts::Written, 0, 10).await.unwrap();
        assert!(good.iter().all(|l| l.customer.is_some()));
        assert_eq!(customers(&world).await, 3);
    }

    async fn where_nothing_is_right_nothing_is_begun(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let import = taken(&world, &ctx, "客户名称,手机\n甲公司,12\n,13812345678\n").await;
        assert_eq!((import.counts.valid, import.counts.invalid), (0, 2));
        assert_eq!(clash(world.app.begin_writing(&ctx, import.id).await), "import_nothing_valid");
        assert!(log(&world, "import.write").await.is_empty());
        assert_eq!(world.app.import(&ctx, import.id).await.unwrap().status, "ready");
    }
}
