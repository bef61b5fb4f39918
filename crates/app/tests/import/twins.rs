//! Rows that may be on file already, or stand twice in the table.

use crate::{customers, log, taken};
use kedang_app::customer::{Draft, Seen};
use kedang_app::import::{Choice, Import, ImportChange, ImportLine, Key, Mode, Verdicts};
use kedang_app::{AppError, Context};
use kedang_domain::field::CustomerKind;
use kedang_evidence::Detail;
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

async fn on_file(world: &World, ctx: &Context, name: &str, mobile: &str) -> Seen {
    let draft = Draft {
        kind: CustomerKind::Organization,
        name: name.to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: [("mobile".to_owned(), json!(mobile))].into(),
        contacts: Vec::new(),
    };
    world.app.create_customer(ctx, &draft).await.unwrap().customer
}

async fn rows(world: &World, ctx: &Context, import: &Import, which: Verdicts) -> Vec<ImportLine> {
    world.app.import_lines(ctx, import.id, which, 0, 50).await.unwrap().1
}

const TABLE: &str = "客户名称,手机,备注\n\
    南京华北泵业有限公司,13912345678,改\n\
    苏州东方造纸有限公司,13812345601,\n\
    苏州东方造纸公司,13812345601,\n\
    常州新桥百货有限公司,13812345609,\n";

on_both_engines! {
    async fn what_may_be_the_same_is_shown_and_somebody_decides(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let mine = on_file(&world, &ctx, "南京华北泵业有限公司", "13912345678").await;
        let import = taken(&world, &ctx, TABLE).await;
        assert_eq!((import.counts.valid, import.counts.twins), (4, 3));
        let twins = rows(&world, &ctx, &import, Verdicts::Twins).await;
        assert_eq!(twins.iter().map(|line| line.row).collect::<Vec<_>>(), [2, 3, 4]);
        let first = &twins[0].twins[0];
        assert_eq!((first.customer, first.row, first.same), (Some(mine.id), None, true));
        assert_eq!(first.agrees, ["name", "mobile"]);
        assert_eq!((twins[1].twins[0].row, twins[2].twins[0].row), (Some(4), Some(3)));

        // Somebody decides, row by row; a choice can be taken back.
        let (after, line) = app.choose_twin(&ctx, import.id, 4, Choice::Skip).await.unwrap();
        assert_eq!((line.verdict.as_str(), line.reasons[0].code.as_str()), ("invalid", "import_left_out"));
        assert_eq!((after.counts.valid, after.counts.create, after.counts.twins), (3, 3, 3));
        app.choose_twin(&ctx, import.id, 4, Choice::Undecided).await.unwrap();
        app.choose_twin(&ctx, import.id, 4, Choice::Skip).await.unwrap();
        let (after, line) =
            app.choose_twin(&ctx, import.id, 2, Choice::Update(mine.id)).await.unwrap();
        assert_eq!((line.action.as_str(), line.target), ("update", Some(mine.id)));
        assert_eq!((after.counts.create, after.counts.update, after.counts.twins), (2, 1, 3));
        let (_, line) = app.choose_twin(&ctx, import.id, 3, Choice::Write).await.unwrap();
        assert_eq!(Choice::of(&line.choice), Choice::Write);

        app.begin_writing(&ctx, import.id).await.unwrap();
        app.write_import(import.id, world.origin()).await.unwrap();
        let done = app.import(&ctx, import.id).await.unwrap();
        assert_eq!((done.counts.written, done.counts.updated), (3, 1));
        assert_eq!(customers(&world).await, 3);
        let changed = app.reload_customer(&ctx, mine.id).await.unwrap().customer;
        assert_eq!(changed.values["remark"], json!("改"));
        // The same table again is on file, row by row.
        let again = taken(&world, &ctx, TABLE).await;
        assert_eq!(again.counts.twins, 4);
    }

    async fn a_mended_row_is_compared_with_the_others_again(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let table = "客户名称,手机\n苏州东方造纸有限公司,13812345601\n常州新桥百货有限公司,13812345609\n";
        let import = taken(&world, &ctx, table).await;
        assert_eq!(import.counts.twins, 0);
        let cells = [(0, "苏州东方造纸公司".to_owned()), (1, "13812345601".to_owned())].into();
        let (after, line) = app.mend_import(&ctx, import.id, 3, &cells).await.unwrap();
        assert_eq!((after.counts.twins, after.counts.valid, line.twins[0].row), (2, 2, Some(2)));
        let lines = rows(&world, &ctx, &import, Verdicts::All).await;
        assert_eq!(lines[0].twins[0].row, Some(3), "the other row knows it too");
        // As if the table had come in so.
        let same = table.replace("常州新桥百货有限公司,13812345609", "苏州东方造纸公司,13812345601");
        let fresh = taken(&world, &ctx, &same).await;
        let fresh = rows(&world, &ctx, &fresh, Verdicts::All).await;
        assert_eq!(lines.iter().map(|l| &l.twins).collect::<Vec<_>>(), fresh.iter().map(|l| &l.twins).collect::<Vec<_>>());
        // Mended back, neither is a twin.
        let cells = [(0, "常州新桥百货有限公司".to_owned()), (1, "13812345609".to_owned())].into();
        let (after, line) = app.mend_import(&ctx, import.id, 3, &cells).await.unwrap();
        assert_eq!((after.counts.twins, line.twins.len()), (0, 0));
        assert!(rows(&world, &ctx, &import, Verdicts::Twins).await.is_empty());
    }

    async fn a_key_that_is_mended_away_frees_the_other_row(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let import = taken(&world, &ctx, "客户名称,手机\n甲造纸,13812345601\n甲造纸,13812345602\n").await;
        let change = ImportChange {
            mode: Some(Mode::CreateOrUpdate),
            key: Some(Key::Name),
            ..ImportChange::default()
        };
        let import = app.change_import(&ctx, import.id, import.version, &change).await.unwrap();
        assert_eq!((import.counts.valid, import.counts.invalid), (1, 1));
        let cells = [(0, "乙印刷".to_owned())].into();
        let (after, _) = app.mend_import(&ctx, import.id, 2, &cells).await.unwrap();
        assert_eq!((after.counts.valid, after.counts.invalid), (2, 0));
        // And a key that is mended into another row's is doubled.
        let cells = [(0, "甲造纸".to_owned())].into();
        let (after, line) = app.mend_import(&ctx, import.id, 2, &cells).await.unwrap();
        assert_eq!((after.counts.valid, after.counts.invalid, line.verdict.as_str()), (1, 1, "valid"));
        let lines = rows(&world, &ctx, &import, Verdicts::Invalid).await;
        assert_eq!((lines[0].row, lines[0].reasons[0].code.as_str()), (3, "import_row_twice"));
    }

    async fn in_a_long_table_those_with_the_same_text_are_compared(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let import = taken(&world, &ctx, &crate::table(2_001)).await;
        let before = import.counts.twins;
        let cells = [(0, "华北泵业00007有限公司".to_owned()), (1, "13812340007".to_owned())].into();
        let (after, line) = app.mend_import(&ctx, import.id, 2_001, &cells).await.unwrap();
        assert!(line.twins.iter().any(|twin| twin.row == Some(9)), "{:?}", line.twins);
        assert!(after.counts.twins > before);
    }

    async fn only_a_twin_that_one_may_change_can_be_chosen(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        on_file(&world, &ctx, "南京华北泵业有限公司", "13912345678").await;
        let other = on_file(&world, &ctx, "无锡西山电器有限公司", "13812345699").await;
        let import = taken(&world, &ctx, TABLE).await;
        let refused = app.choose_twin(&ctx, import.id, 2, Choice::Update(other.id)).await;
        assert_eq!(crate::refusal(refused), ("/customer_id".to_owned(), "import_no_twin"));
        let stranger = world.context("zhaolei").await;
        let refused = app.choose_twin(&stranger, import.id, 2, Choice::Skip).await;
        assert!(matches!(refused, Err(AppError::NotFound)));
        assert!(matches!(app.choose_twin(&ctx, import.id, 77, Choice::Skip).await, Err(AppError::NotFound)));
    }

    async fn what_is_on_file_out_of_sight_stops_a_row_as_at_entry(world: World) {
        world.company().await;
        let (ctx, other) = (world.context("chenlu").await, world.context("zhaolei").await);
        let first = on_file(&world, &other, "南京华北泵业有限公司", "13912345678").await;
        on_file(&world, &other, "常州新桥百货有限公司", "13812345609").await;
        let import = taken(&world, &ctx, TABLE).await;
        let refused = rows(&world, &ctx, &import, Verdicts::Invalid).await;
        let told: Vec<_> = refused
            .iter()
            .map(|line| (line.row, line.reasons[0].code.as_str(), line.twins.len()))
            .collect();
        assert_eq!(told, [(2, "customer_alike_elsewhere", 0), (5, "customer_alike_elsewhere", 0)]);
        assert!(!refused[0].reasons[0].params["department"].is_empty());
        assert!(!format!("{refused:?}").contains(&first.id.to_string()));
        // Both are on record; for the bound of the day the import counts once.
        let at_entry = log(&world, "customer.clash").await;
        let of_import = log(&world, "import.clash").await;
        assert_eq!((at_entry.len(), of_import.len()), (1, 1));
        let said = of_import[0].draft();
        assert_eq!(said.details["import"], Detail::Text(import.id.to_string()));
        assert!(said.customer.is_some());
        // Who sees everything is stopped by nobody.
        let all = world.context("fangxin").await;
        let theirs = taken(&world, &all, TABLE).await;
        assert_eq!((theirs.counts.valid, theirs.counts.twins), (4, 4));
    }

    async fn individuals_are_compared_as_at_entry(world: World) {
        world.company().await;
        let app = &world.app;
        let (ctx, other) = (world.context("chenlu").await, world.context("zhaolei").await);
        let person = |name: &str, mobile: &str| Draft {
            kind: CustomerKind::Individual,
            name: name.to_owned(),
            template: "individual".to_owned(),
            owner: None,
            values: [("mobile".to_owned(), json!(mobile))].into(),
            contacts: Vec::new(),
        };
        let mine = app.create_customer(&ctx, &person("王敏", "13912345678")).await.unwrap().customer;
        let hidden = app.create_customer(&other, &person("赵静", "13812345601")).await.unwrap().customer;
        app.create_customer(&other, &person("孙丽", "13812345602")).await.unwrap();
        let table = "客户名称,手机\n\
            王敏,13912345678\n\
            王敏,13712345600\n\
            赵静,13812345601\n\
            钱芳,13812345602\n\
            周强,13612345600\n\
            周强,13612345600\n";
        let import = taken(&world, &ctx, table).await;
        let change = ImportChange { template: Some("individual".to_owned()), ..ImportChange::default() };
        let import = app.change_import(&ctx, import.id, import.version, &change).await.unwrap();
        let lines = rows(&world, &ctx, &import, Verdicts::All).await;
        let told: Vec<_> = lines
            .iter()
            .map(|line| {
                let twins = line.twins.iter().map(|t| (t.customer, t.row, t.same));
                (line.row, line.verdict.as_str(), twins.collect::<Vec<_>>())
            })
            .collect();
        assert_eq!(
            told,
            [
                (2, "valid", vec![(Some(mine.id), None, true)]),
                // A name alone says nothing, nor does a number of somebody out of sight.
                (3, "valid", vec![]),
                (4, "invalid", vec![]),
                (5, "valid", vec![]),
                (6, "valid", vec![(None, Some(7), true)]),
                (7, "valid", vec![(None, Some(6), true)]),
            ]
        );
        assert_eq!(lines[0].twins[0].agrees, ["name", "mobile"]);
        assert_eq!(lines[2].reasons[0].code, "customer_alike_elsewhere");
        assert!(!format!("{lines:?}").contains(&hidden.id.to_string()));
        let (_, line) =
            app.choose_twin(&ctx, import.id, 2, Choice::Update(mine.id)).await.unwrap();
        assert_eq!((line.action.as_str(), line.target), ("none", Some(mine.id)), "nothing new");
    }
}
