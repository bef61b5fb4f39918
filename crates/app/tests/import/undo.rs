//! Undoing a whole import: what is removed, what stays and why, and what is refused.

use crate::{clash, count, customers, log, run, table, taken};
use kedang_app::customer::{Change, Draft, NewContact};
use kedang_app::import::{Import, ImportChange, Progress, Verdicts, undo_until};
use kedang_app::interaction::Report;
use kedang_app::person::PersonChange;
use kedang_app::share::{NewShare, Until};
use kedang_app::uncertain::Fact;
use kedang_app::{AppError, Context};
use kedang_db::Sql;
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::CustomerId;
use kedang_domain::org::InteractionKind;
use kedang_domain::permission::{Decision, IMPORT_UNDOING_MS, Reason};
use kedang_evidence::{Actor, Detail, Outcome};
use kedang_testkit::{World, on_both_engines};
use serde_json::json;
use std::collections::BTreeMap;

/// Tables that tell of the import itself, of its evidence and of the work, or that only count up.
const BESIDES: [&str; 10] = [
    "import_batch",
    "import_row",
    "header_mapping",
    "job",
    "counter",
    "evidence",
    "evidence_node",
    "evidence_head",
    "evidence_checkpoint",
    "session",
];

/// What stands in every other table.
async fn contents(world: &World) -> BTreeMap<&'static str, Vec<String>> {
    let schema = kedang_storage::SCHEMA[0].sql;
    let tables = schema.lines().filter_map(|line| line.strip_prefix("CREATE TABLE "));
    let mut conn = world.app.db().read().await.unwrap();
    let mut found = BTreeMap::new();
    for table in tables.filter_map(|rest| rest.split(' ').next()) {
        if BESIDES.contains(&table) {
            continue;
        }
        let mut sql = Sql::new("SELECT * FROM ");
        sql.push(table);
        let mut rows: Vec<String> =
            conn.all(sql).await.unwrap().iter().map(|row| format!("{row:?}")).collect();
        rows.sort_unstable();
        found.insert(table, rows);
    }
    // Of the words of the search only their rows can be told on both engines.
    let mut row = conn.one(Sql::new("SELECT count(*) FROM search_token")).await.unwrap();
    found.insert("search_token", vec![row.take::<i64>().unwrap().to_string()]);
    assert!(found.len() > 15, "{:?}", found.keys());
    found
}

/// An import that was written to its end.
async fn imported(world: &World, ctx: &Context, text: &str) -> Import {
    let import = taken(world, ctx, text).await;
    world.app.begin_writing(ctx, import.id).await.unwrap();
    world.app.write_import(import.id, world.origin()).await.unwrap();
    world.app.import(ctx, import.id).await.unwrap()
}

async fn undone(world: &World, ctx: &Context, import: &Import) -> Import {
    world.app.begin_undo(ctx, import.id).await.unwrap();
    world.app.undo_import(import.id, world.origin()).await.unwrap();
    world.app.import(ctx, import.id).await.unwrap()
}

async fn id_of(world: &World, name: &str) -> CustomerId {
    let mut conn = world.app.db().read().await.unwrap();
    let sql = Sql::new("SELECT id FROM customer WHERE name = $1").bind(name);
    conn.one(sql).await.unwrap().take::<String>().unwrap().parse().unwrap()
}

fn reason<T: std::fmt::Debug>(result: Result<T, AppError>) -> Reason {
    match result.unwrap_err() {
        AppError::Refused(refused) => match refused.decision {
            Decision::Deny(refusal) => {
                assert_eq!((refused.act, refusal.basis), ("import.undo", "import"));
                refusal.reason
            }
            other => unreachable!("{other:?}"),
        },
        other => unreachable!("{other:?}"),
    }
}

fn call(ctx: &Context) -> Report {
    Report {
        kind: InteractionKind::Call,
        direction: None,
        at: ctx.now,
        contact: None,
        summary: "报价".to_owned(),
        detail: None,
    }
}

const FULL: &str = "客户名称,统一社会信用代码,座机,联系人,联系人手机,省,备注\n\
    甲泵业有限公司,91350100M000100Y43,025-55550199,陈静,13812345678,江苏省,老客户\n\
    乙泵业有限公司,,025-55550198,,,,\n";

on_both_engines! {
    async fn nothing_is_left_of_what_nobody_touched(world: World) {
        let company = world.company().await;
        let ctx = world.context("chenlu").await;
        let app = &world.app;
        // Somebody else's customer, with everything that one can have.
        let owner = world.context("wangmin").await;
        let draft = Draft {
            kind: CustomerKind::Organization,
            name: "早一步".to_owned(),
            template: "company".to_owned(),
            owner: None,
            values: [("office_phone".to_owned(), json!("025-55550197"))].into(),
            contacts: vec![NewContact {
                name: "李静".to_owned(),
                values: Values::new(),
                primary: true,
            }],
        };
        let early = app.create_customer(&owner, &draft).await.unwrap().customer;
        app.create_interaction(&owner, early.id, call(&owner)).await.unwrap();
        let before = contents(&world).await;
        let import = imported(&world, &ctx, FULL).await;
        assert_eq!((import.status.as_str(), import.counts.written), ("done", 2));
        assert_eq!(undo_until(&import), Some(ctx.now + IMPORT_UNDOING_MS));
        let first = id_of(&world, "甲泵业有限公司").await;
        assert_ne!(contents(&world).await["contact"], before["contact"]);
        assert_ne!(contents(&world).await["customer_value"], before["customer_value"]);
        assert_eq!(app.search_customers(&ctx, "泵业", 9).await.unwrap().len(), 2);
        // Looking is not touching.
        app.open_customer(&ctx, first).await.unwrap();

        let after = undone(&world, &ctx, &import).await;
        let counts = after.counts;
        assert_eq!((counts.written, counts.undone, counts.kept), (2, 2, 0));
        assert_eq!((after.status.as_str(), after.failure.as_deref()), ("undone", None));
        assert_eq!(undo_until(&after), None);
        assert_eq!(contents(&world).await, before);
        assert!(app.search_customers(&ctx, "泵业", 9).await.unwrap().is_empty());
        assert!(matches!(app.open_customer(&ctx, first).await, Err(AppError::NotFound)));
        let (_, rows) = app.import_lines(&ctx, import.id, Verdicts::Undone, 0, 10).await.unwrap();
        assert!(rows.len() == 2 && rows.iter().all(|line| line.customer.is_none()));

        // What is on record of it.
        let begun = log(&world, "import.undo").await;
        assert_eq!(begun.len(), 1);
        assert_eq!(begun[0].draft().details["written"], Detail::Int(2));
        let removed = log(&world, "customer.remove").await;
        let subjects: Vec<_> = removed.iter().map(|e| e.draft().customer.clone().unwrap()).collect();
        assert!(removed.len() == 2 && subjects.contains(&first.to_string()), "{subjects:?}");
        for entry in &removed {
            let said = entry.draft();
            assert_eq!(said.details["import"], Detail::Text(import.id.to_string()));
            assert_eq!(said.actor, Actor::Person(company.id("chenlu").to_string()));
            assert!(said.changes.is_empty() && said.details.len() == 1, "{said:?}");
        }
        let finished = log(&world, "import.undo_finish").await.remove(0);
        assert_eq!(finished.draft().details["undone"], Detail::Int(2));
        assert_eq!(finished.draft().details["kept"], Detail::Int(0));
        let auditor = world.context("heqing").await;
        assert!(app.verify_evidence(&auditor, &[]).await.unwrap().ok());

        // The same file again: the credit code is free, the numbers are not.
        let again = imported(&world, &ctx, FULL).await;
        assert_eq!(again.counts.written, 2);
        let number = "SELECT min(no) FROM customer WHERE name <> '早一步'";
        assert_eq!(count(&world, number).await, early.no + 3);
    }

    async fn what_somebody_has_touched_stays_and_says_why(world: World) {
        let company = world.company().await;
        let ctx = world.context("chenlu").await;
        let app = &world.app;
        let names = ["改", "新联系人", "改联系人", "去联系人", "往来", "收回往来", "共享", "停止共享", "未核实",
            "已核实", "给组员", "还回来", "给别组", "几样", "原样", "也原样"];
        let line = |name: &&str| format!("{name},025-55550199,陈静\n");
        let text = format!("客户名称,座机,联系人\n{}", names.iter().map(line).collect::<String>());
        let import = imported(&world, &ctx, &text).await;
        assert_eq!(import.counts.written, 16, "{:?}", import.counts);
        let mut id = BTreeMap::new();
        for name in names {
            id.insert(name, id_of(&world, name).await);
        }
        let values: Values = [("remark".to_owned(), json!("好"))].into();
        let change = Change { values, ..Change::default() };
        for name in ["改", "几样"] {
            app.update_customer(&ctx, id[name], 1, &change).await.unwrap();
        }
        let contact = NewContact { name: "王静".to_owned(), values: Values::new(), primary: false };
        app.create_contact(&ctx, id["新联系人"], contact).await.unwrap();
        let theirs = app.contacts(&ctx, id["改联系人"]).await.unwrap().remove(0);
        let other = kedang_app::contact::ContactChange {
            name: Some("王静".to_owned()),
            ..Default::default()
        };
        app.change_contact(&ctx, theirs.id, 1, other).await.unwrap();
        let theirs = app.contacts(&ctx, id["去联系人"]).await.unwrap().remove(0);
        app.remove_contact(&ctx, theirs.id, 1).await.unwrap();
        for name in ["往来", "几样"] {
            app.create_interaction(&ctx, id[name], call(&ctx)).await.unwrap();
        }
        let taken_back = app.create_interaction(&ctx, id["收回往来"], call(&ctx)).await.unwrap();
        app.remove_interaction(&ctx, taken_back.id, 1).await.unwrap();
        let share = || NewShare {
            person: company.id("lixiang"),
            until: Until::Instant(ctx.now + 3_600_000),
            reason: "协助投标".to_owned(),
        };
        app.create_share(&ctx, id["共享"], share()).await.unwrap();
        let ended = app.create_share(&ctx, id["停止共享"], share()).await.unwrap();
        app.end_share(&ctx, id["停止共享"], ended.id).await.unwrap();
        let phone = || Fact { field: "office_phone".to_owned(), contact: None };
        for name in ["未核实", "已核实"] {
            app.mark_uncertain(&ctx, id[name], phone(), "换号了").await.unwrap();
        }
        app.verify_fact(&ctx, id["已核实"], phone(), "电话核实").await.unwrap();
        let director = world.context("qiaosen").await;
        let give = async |name: &str, version, to| {
            app.assign_customer(&director, id[name], version, company.id(to), "调整").await.unwrap();
        };
        give("给组员", 1, "wangmin").await;
        give("还回来", 1, "wangmin").await;
        give("还回来", 2, "chenlu").await;
        give("给别组", 1, "sunjia").await;

        let before = contents(&world).await;
        let after = undone(&world, &ctx, &import).await;
        let counts = after.counts;
        assert_eq!((after.status.as_str(), counts.undone, counts.kept), ("undone", 2, 14));
        assert_eq!(customers(&world).await, 14);
        let (_, kept) = app.import_lines(&ctx, import.id, Verdicts::Kept, 0, 50).await.unwrap();
        let told: BTreeMap<String, Vec<&str>> = kept
            .iter()
            .map(|line| {
                assert!(line.customer.is_some());
                let codes = line.reasons.iter().map(|reason| reason.code.as_str()).collect();
                (line.cells[0].text().to_owned(), codes)
            })
            .collect();
        let expected = [
            ("改", vec!["kept_changed"]),
            ("新联系人", vec!["kept_contact"]),
            ("改联系人", vec!["kept_contact"]),
            ("去联系人", vec!["kept_contact"]),
            ("往来", vec!["kept_interaction"]),
            ("收回往来", vec!["kept_interaction"]),
            ("共享", vec!["kept_share"]),
            ("停止共享", vec!["kept_share"]),
            ("未核实", vec!["kept_mark"]),
            ("已核实", vec!["kept_mark"]),
            ("给组员", vec!["kept_owner"]),
            ("还回来", vec!["kept_owner"]),
            // Whose it is now is nothing that may be told.
            ("给别组", vec!["kept_out_of_sight"]),
            ("几样", vec!["kept_changed", "kept_interaction"]),
        ];
        let expected: BTreeMap<String, Vec<&str>> =
            expected.into_iter().map(|(name, why)| (name.to_owned(), why)).collect();
        assert_eq!(told, expected);
        // Of what stays nothing has changed.
        let now = contents(&world).await;
        for table in ["customer_share", "interaction", "uncertain_mark"] {
            assert_eq!(now[table], before[table], "{table}");
        }
        for (table, rows) in &now {
            assert!(*table == "search_token" || rows.iter().all(|r| before[table].contains(r)));
        }
        let found = app.search_customers(&director, "原样", 9).await.unwrap();
        assert!(found.is_empty() && now["search_token"] != before["search_token"]);
        assert_eq!(app.search_customers(&director, "几样", 9).await.unwrap().len(), 1);
        assert_eq!(log(&world, "customer.remove").await.len(), 2);
        let (_, all) = app.import_lines(&ctx, import.id, Verdicts::All, 0, 50).await.unwrap();
        assert_eq!(all.len(), 16);
        let auditor = world.context("heqing").await;
        assert!(app.verify_evidence(&auditor, &[]).await.unwrap().ok());
    }

    async fn who_may_undo_what_and_when(world: World) {
        let company = world.company().await;
        let ctx = world.context("chenlu").await;
        let app = &world.app;
        // Nothing written yet; being written; nothing written at all.
        let import = taken(&world, &ctx, &table(3)).await;
        assert_eq!(undo_until(&import), None);
        assert_eq!(clash(app.begin_undo(&ctx, import.id).await), "import_not_over");
        app.begin_writing(&ctx, import.id).await.unwrap();
        assert_eq!(clash(app.begin_undo(&ctx, import.id).await), "import_not_over");
        let waiting = taken(&world, &ctx, &table(2)).await;
        app.cancel_import(&ctx, waiting.id).await.unwrap();
        assert_eq!(clash(app.begin_undo(&ctx, waiting.id).await), "import_nothing_to_undo");
        app.write_import(import.id, world.origin()).await.unwrap();

        // Another's import does not exist; the director sees its customers, and yet.
        for login in ["zhaolei", "qiaosen"] {
            let other = world.context(login).await;
            let told = app.begin_undo(&other, import.id).await;
            assert!(matches!(told, Err(AppError::NotFound)), "{login}: {told:?}");
        }
        let seller = world.context("wangmin").await;
        assert!(matches!(app.begin_undo(&seller, import.id).await, Err(AppError::Refused(_))));
        assert!(log(&world, "import.undo").await.is_empty());
        let part = app.undo_import_part(import.id, world.origin()).await.unwrap();
        assert_eq!((part, customers(&world).await), (Progress::Over, 3), "nobody asked for it");

        // A moment too late, and just in time.
        world.clock.advance(IMPORT_UNDOING_MS + 1);
        app.clear_imports().await.unwrap();
        let late = world.context("chenlu").await;
        assert_eq!(reason(app.begin_undo(&late, import.id).await), Reason::TooLate);
        let import = imported(&world, &late, &table(2)).await;
        world.clock.advance(IMPORT_UNDOING_MS);
        app.clear_imports().await.unwrap();
        let ctx = world.context("chenlu").await;
        app.begin_undo(&ctx, import.id).await.unwrap();
        assert_eq!(clash(app.begin_undo(&ctx, import.id).await), "import_undoing");
        assert_eq!(clash(app.cancel_import(&ctx, import.id).await), "import_finished");
        // Whoever asked in time is served, also by a server that stood still for a day.
        world.clock.advance(24 * 3_600_000);
        app.clear_imports().await.unwrap();
        app.undo_import(import.id, world.origin()).await.unwrap();
        let ctx = world.context("chenlu").await;
        assert_eq!(clash(app.begin_undo(&ctx, import.id).await), "import_undone");
        assert_eq!(customers(&world).await, 3);
        assert_eq!(log(&world, "import.undo").await.len(), 1);

        // Its rows are forgotten like those of any other.
        world.clock.advance(IMPORT_UNDOING_MS + 1);
        app.clear_imports().await.unwrap();
        assert_eq!(count(&world, "SELECT count(*) FROM import_row").await, 0);
        let ctx = world.context("chenlu").await;
        assert_eq!(app.import(&ctx, import.id).await.unwrap().counts.undone, 2);
        assert_eq!(company.id("chenlu"), import.person);
    }

    async fn it_goes_on_elsewhere_and_does_nothing_twice(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let import = imported(&world, &ctx, &table(650)).await;
        let app = &world.app;
        app.begin_undo(&ctx, import.id).await.unwrap();
        assert_eq!(app.undo_import_part(import.id, world.origin()).await.unwrap(), Progress::Going);
        let left = customers(&world).await;
        assert!(0 < left && left < 650, "{left}");
        let middle = app.import(&ctx, import.id).await.unwrap();
        assert_eq!((middle.status.as_str(), middle.counts.undone), ("undoing", 650 - left));
        // This process is gone, and its job with it: another one finds what was left.
        let mut tx = app.db().begin().await.unwrap();
        tx.run(Sql::new("DELETE FROM job")).await.unwrap();
        tx.commit().await.unwrap();
        let second = world.second().await;
        assert_eq!(second.take_up_imports().await.unwrap(), 1);
        let job = "SELECT count(*) FROM job WHERE kind = 'import.undo'";
        assert_eq!(count(&world, job).await, 1);
        // And then all at once.
        let mut tasks = tokio::task::JoinSet::new();
        for app in [app, &second, app, &second] {
            let (app, id, origin) = (app.clone(), import.id, world.origin());
            tasks.spawn(async move { app.undo_import(id, origin).await.unwrap() });
        }
        tasks.join_all().await;
        assert_eq!(customers(&world).await, 0);
        let after = app.import(&ctx, import.id).await.unwrap();
        assert_eq!((after.status.as_str(), after.counts.undone, after.counts.kept), ("undone", 650, 0));
        let removed = "SELECT count(*) FROM evidence WHERE action = 'customer.remove'";
        assert_eq!(count(&world, removed).await, 650);
        assert_eq!(log(&world, "import.undo_finish").await.len(), 1);
        assert_eq!(second.take_up_imports().await.unwrap(), 0);
        second.db().close().await;
    }

    async fn whoever_works_with_a_customer_meanwhile_keeps_it(world: World) {
        let company = world.company().await;
        let ctx = world.context("chenlu").await;
        let app = &world.app;
        // They will be somebody else's of the team; that is no other owner.
        let import = taken(&world, &ctx, &table(450)).await;
        let change = ImportChange { owner: Some(company.id("wangmin")), ..ImportChange::default() };
        let import = app.change_import(&ctx, import.id, import.version, &change).await.unwrap();
        app.begin_writing(&ctx, import.id).await.unwrap();
        app.write_import(import.id, world.origin()).await.unwrap();
        let mut ids = Vec::new();
        for n in (0..450).step_by(15) {
            ids.push(id_of(&world, &format!("华北泵业{n:05}有限公司")).await);
        }
        app.begin_undo(&ctx, import.id).await.unwrap();
        let second = world.second().await;
        let undoing = tokio::spawn({
            let (app, id, origin) = (second.clone(), import.id, world.origin());
            async move { app.undo_import(id, origin).await }
        });
        let owner = world.context("wangmin").await;
        let values: Values = [("remark".to_owned(), json!("好"))].into();
        let change = Change { values, ..Change::default() };
        // From the last to the first, towards those who remove: at whatever moment they meet.
        let mut changed = 0;
        for id in ids.iter().rev() {
            match app.update_customer(&owner, *id, 1, &change).await {
                Ok(opened) => {
                    assert_eq!(opened.customer.values["remark"], "好");
                    changed += 1;
                }
                Err(AppError::NotFound) => {}
                Err(other) => unreachable!("{other:?}"),
            }
        }
        undoing.await.unwrap().unwrap();
        let after = app.import(&ctx, import.id).await.unwrap();
        assert_eq!((after.status.as_str(), after.counts.kept), ("undone", changed));
        assert_eq!((after.counts.undone, customers(&world).await), (450 - changed, changed));
        let remarked = "SELECT count(*) FROM customer WHERE version = 2";
        assert_eq!(count(&world, remarked).await, changed, "what was acknowledged is there");
        second.db().close().await;
    }

    async fn what_was_written_before_it_was_given_up_can_be_undone(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let app = &world.app;
        let import = taken(&world, &ctx, &table(450)).await;
        app.begin_writing(&ctx, import.id).await.unwrap();
        app.write_import_part(import.id, world.origin()).await.unwrap();
        app.cancel_import(&ctx, import.id).await.unwrap();
        let written = customers(&world).await;
        assert!(written > 0);
        let after = undone(&world, &ctx, &import).await;
        assert_eq!((after.status.as_str(), after.counts.undone), ("undone", written));
        assert_eq!(customers(&world).await, 0);
    }

    async fn without_the_right_it_stops_and_can_be_taken_up(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let (admin, chenlu) = (world.context("admin").await, company.id("chenlu"));
        let ctx = world.context("chenlu").await;
        let import = imported(&world, &ctx, &table(450)).await;
        app.begin_undo(&ctx, import.id).await.unwrap();
        app.undo_import_part(import.id, world.origin()).await.unwrap();
        let left = customers(&world).await;
        let give = async |role: &str| {
            let version = app.person(&admin, chenlu).await.unwrap().person.version;
            let roles = Some(vec![company.role(role)]);
            let change = PersonChange { roles, ..PersonChange::default() };
            app.change_person(&admin, chenlu, version, &change).await.unwrap();
        };
        give("finance").await;
        app.undo_import(import.id, world.origin()).await.unwrap();
        assert_eq!(customers(&world).await, left, "nothing more is removed");
        let entry = log(&world, "import.undo_finish").await.remove(0);
        let said = entry.draft();
        assert_eq!((said.outcome, said.reason.as_deref()), (Outcome::Refused, Some("import_undo_stopped")));
        assert_eq!(said.details["undone"], Detail::Int(450 - left));

        // Back in office they ask again, and then are gone for good.
        give("department_head").await;
        let ctx = world.context("chenlu").await;
        let stopped = app.import(&ctx, import.id).await.unwrap();
        assert_eq!(stopped.failure.as_deref(), Some("import_undo_stopped"));
        assert_eq!((stopped.status.as_str(), stopped.ended_at), ("failed", import.ended_at));
        app.begin_undo(&ctx, import.id).await.unwrap();
        app.undo_import_part(import.id, world.origin()).await.unwrap();
        let fewer = customers(&world).await;
        assert!(fewer < left);
        run(&world, "UPDATE person SET active = 0 WHERE id = $1", chenlu).await;
        app.undo_import(import.id, world.origin()).await.unwrap();
        assert_eq!(customers(&world).await, fewer);
        let entry = log(&world, "import.undo_finish").await.remove(0);
        assert_eq!(entry.draft().actor, Actor::System("import".to_owned()));
        run(&world, "UPDATE person SET active = 1 WHERE id = $1", chenlu).await;
        let after = undone(&world, &ctx, &import).await;
        assert_eq!((after.status.as_str(), after.counts.undone, customers(&world).await), ("undone", 450, 0));
    }
}
