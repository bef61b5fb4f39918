//! Imports that change customers on file: what is found by which key, what is said before anything
//! is written, what is refused, and how it is undone.

use crate::{clash, count, log, refusal, taken};
use kedang_app::customer::{Change, Draft, Seen};
use kedang_app::import::{Import, ImportChange, ImportLine, Key, Mode, Verdicts};
use kedang_app::share::{NewShare, Until};
use kedang_app::uncertain::Fact;
use kedang_app::{AppError, Context};
use kedang_db::Sql;
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::CustomerId;
use kedang_evidence::Detail;
use kedang_testkit::{World, on_both_engines};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const CODE: &str = "91350100M000100Y43";

fn values<const N: usize>(all: [(&str, Value); N]) -> Values {
    all.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A customer that this person registers.
async fn on_file<const N: usize>(
    world: &World,
    ctx: &Context,
    name: &str,
    all: [(&str, Value); N],
) -> Seen {
    let draft = Draft {
        kind: CustomerKind::Organization,
        name: name.to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: values(all),
        contacts: Vec::new(),
    };
    world.app.create_customer(ctx, &draft).await.unwrap().customer
}

fn plan(mode: Mode, key: Key) -> ImportChange {
    ImportChange { mode: Some(mode), key: Some(key), ..ImportChange::default() }
}

/// A table that is to be imported in this way.
async fn planned(world: &World, ctx: &Context, text: &str, change: &ImportChange) -> Import {
    let import = taken(world, ctx, text).await;
    world.app.change_import(ctx, import.id, import.version, change).await.unwrap()
}

async fn rows(world: &World, ctx: &Context, import: &Import) -> Vec<ImportLine> {
    world.app.import_lines(ctx, import.id, Verdicts::All, 0, 50).await.unwrap().1
}

/// What is to be done with each row, or why nothing can be.
fn told(lines: &[ImportLine]) -> Vec<String> {
    let one = |line: &ImportLine| match line.reasons.first() {
        Some(reason) => reason.code.clone(),
        None => line.action.clone(),
    };
    lines.iter().map(one).collect()
}

async fn written(world: &World, ctx: &Context, import: &Import) -> Import {
    world.app.begin_writing(ctx, import.id).await.unwrap();
    world.app.write_import(import.id, world.origin()).await.unwrap();
    world.app.import(ctx, import.id).await.unwrap()
}

async fn undone(world: &World, ctx: &Context, import: &Import) -> Import {
    world.app.begin_undo(ctx, import.id).await.unwrap();
    world.app.undo_import(import.id, world.origin()).await.unwrap();
    world.app.import(ctx, import.id).await.unwrap()
}

async fn now(world: &World, ctx: &Context, id: CustomerId) -> Seen {
    world.app.reload_customer(ctx, id).await.unwrap().customer
}

/// Everything by which lists and searches find customers.
async fn found_by(world: &World) -> Vec<String> {
    let mut conn = world.app.db().read().await.unwrap();
    let sql = Sql::new("SELECT field, value, no FROM customer_value ORDER BY field, value, no");
    conn.all(sql).await.unwrap().iter().map(|row| format!("{row:?}")).collect()
}

/// From now on verified facts are changed by corrections alone (C4.4).
async fn guarded(world: &World) {
    world.obey("C").await;
}

async fn verified(world: &World, ctx: &Context, id: CustomerId, field: &str) {
    let fact = Fact { field: field.to_owned(), contact: None };
    world.app.mark_uncertain(ctx, id, fact.clone(), "").await.unwrap();
    world.app.verify_fact(ctx, id, fact, "电话核实").await.unwrap();
}

on_both_engines! {
    async fn a_verified_fact_is_refused_to_its_row(world: World) {
        world.company().await;
        guarded(&world).await;
        let ctx = world.context("chenlu").await;
        let one = on_file(&world, &ctx, "甲泵业有限公司", [("mobile", json!("13812345678"))]).await;
        let two = on_file(&world, &ctx, "乙泵业有限公司", [("mobile", json!("13812345679"))]).await;
        verified(&world, &ctx, one.id, "mobile").await;
        let text = format!("客户编号,手机,备注\n{},13900000001,甲\n{},13900000002,乙\n", one.code(), two.code());
        let import = planned(&world, &ctx, &text, &plan(Mode::Update, Key::Code)).await;
        let lines = rows(&world, &ctx, &import).await;
        assert_eq!(told(&lines), ["fact_verified", "update"]);
        assert_eq!((lines[0].reasons[0].field.as_str(), lines[0].reasons[0].column), ("mobile", Some(1)));
        // Verified between the check and the writing: it is refused then.
        verified(&world, &ctx, two.id, "mobile").await;
        let import = written(&world, &ctx, &import).await;
        assert_eq!((import.counts.written, now(&world, &ctx, two.id).await.values["mobile"].clone()), (0, json!("13812345679")));
    }

    async fn what_an_import_brought_and_was_verified_stays(world: World) {
        world.company().await;
        guarded(&world).await;
        let ctx = world.context("chenlu").await;
        let one = on_file(&world, &ctx, "甲泵业有限公司", [("mobile", json!("13812345678"))]).await;
        let text = format!("客户编号,手机\n{},13900000001\n", one.code());
        let import = planned(&world, &ctx, &text, &plan(Mode::Update, Key::Code)).await;
        let import = written(&world, &ctx, &import).await;
        assert_eq!(import.counts.written, 1);
        verified(&world, &ctx, one.id, "mobile").await;
        undone(&world, &ctx, &import).await;
        assert_eq!(told(&rows(&world, &ctx, &import).await), ["kept_verified"]);
        assert_eq!(now(&world, &ctx, one.id).await.values["mobile"], json!("13900000001"));
    }

    async fn what_will_change_is_said_before_and_is_what_changes(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let one = on_file(&world, &ctx, "甲泵业有限公司", [
            ("credit_code", json!(CODE)),
            ("mobile", json!("13812345678")),
            ("remark", json!("老客户")),
        ]).await;
        let same = on_file(&world, &ctx, "乙泵业有限公司", [("mobile", json!("13812345679"))]).await;
        let text = format!(
            "客户编号,客户名称,手机,简称,备注\n\
             {},甲泵业股份有限公司,13900000001,甲泵,\n\
             {},乙泵业有限公司,13812345679,,\n\
             KH0009999,丙泵业有限公司,13812345670,,\n\
             ,丁泵业有限公司,13812345671,,\n\
             {},又是甲,13812345672,,\n",
            one.code(), same.code().to_lowercase(), one.code(),
        );
        let import = planned(&world, &ctx, &text, &plan(Mode::Update, Key::Code)).await;
        let lines = rows(&world, &ctx, &import).await;
        assert_eq!(told(&lines), ["update", "none", "no_such_customer", "import_key_empty", "import_row_twice"]);
        let counts = import.counts;
        assert_eq!((counts.valid, counts.invalid), (2, 3));
        assert_eq!((counts.create, counts.update, counts.unchanged), (0, 1, 1));
        assert_eq!(lines[4].reasons[0].params["row"], "2");
        let preview: BTreeMap<&str, (Option<Value>, Option<Value>)> = lines[0]
            .changes
            .iter()
            .map(|c| (c.field.as_str(), (c.before.clone(), c.after.clone())))
            .collect();
        assert_eq!(preview, BTreeMap::from([
            ("name", (Some(json!("甲泵业有限公司")), Some(json!("甲泵业股份有限公司")))),
            ("mobile", (Some(json!("13812345678")), Some(json!("13900000001")))),
            ("short_name", (None, Some(json!("甲泵")))),
        ]));
        assert_eq!((lines[0].target, lines[1].target), (Some(one.id), Some(same.id)));
        for (which, rows) in [(Verdicts::Create, 0), (Verdicts::Update, 1), (Verdicts::Unchanged, 1)] {
            let (_, found) = app.import_lines(&ctx, import.id, which, 0, 50).await.unwrap();
            assert_eq!(found.len(), rows, "{which:?}");
        }
        let shown = app.shown_lines(&ctx, lines).await.unwrap();
        assert_eq!(shown[0].target, Some((one.id, one.code(), one.name.clone())));
        let labels: Vec<_> = shown[0].changes.iter().map(|c| c.label.as_deref()).collect();
        assert_eq!(labels, [None, Some("手机"), Some("简称")]);
        assert_eq!(now(&world, &ctx, one.id).await.version, 1, "nothing is written yet");

        let before = found_by(&world).await;
        let done = written(&world, &ctx, &import).await;
        assert_eq!((done.status.as_str(), done.counts.written, done.counts.updated), ("done", 1, 1));
        let after = now(&world, &ctx, one.id).await;
        assert_eq!((after.name.as_str(), after.version), ("甲泵业股份有限公司", 2));
        assert_eq!(after.values["mobile"], json!("13900000001"));
        assert_eq!(after.values["remark"], json!("老客户"), "an empty cell changes nothing");
        assert_eq!(now(&world, &ctx, same.id).await.version, 1);
        assert_eq!(told(&rows(&world, &ctx, &done).await)[..2], ["update", "none"]);
        assert_eq!(app.search_customers(&ctx, "13900000001", 9).await.unwrap().len(), 1);
        // The same evidence as by hand, and the import.
        let entry = log(&world, "customer.update").await.remove(0);
        assert_eq!(entry.draft().details["import"], Detail::Text(import.id.to_string()));
        assert_eq!(entry.draft().customer.as_deref(), Some(one.id.to_string().as_str()));
        assert_eq!(entry.draft().changes.len(), 3);
        let part = log(&world, "import.part").await.remove(0);
        assert_eq!(part.draft().details["updated"], Detail::Int(1));

        // Undone, all is as before.
        let undone = undone(&world, &ctx, &done).await;
        let counts = undone.counts;
        assert_eq!((undone.status.as_str(), counts.undone, counts.restored, counts.kept), ("undone", 1, 1, 0));
        let again = now(&world, &ctx, one.id).await;
        assert_eq!((again.name, again.values), (one.name, one.values));
        assert_eq!((again.completeness, again.version), (one.completeness, 3));
        assert_eq!(found_by(&world).await, before);
        assert!(app.search_customers(&ctx, "13900000001", 9).await.unwrap().is_empty());
        assert_eq!(app.search_customers(&ctx, "13812345678", 9).await.unwrap().len(), 1);
        let kept = count(&world, "SELECT count(*) FROM import_row WHERE verdict = 'undone' AND changes <> '[]'").await;
        assert_eq!(kept, 0, "what undoing needed is needed no more");
        let entry = log(&world, "customer.update").await.remove(0);
        assert_eq!(entry.draft().details["undone"], Detail::Text("yes".to_owned()));
    }

    async fn what_is_not_on_file_becomes_a_customer_if_so_wished(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let one = on_file(&world, &ctx, "甲泵业有限公司", [("mobile", json!("13812345678"))]).await;
        on_file(&world, &ctx, "双胞甲", [("mobile", json!("13812345600"))]).await;
        on_file(&world, &ctx, "双胞乙", [("mobile", json!("13812345600"))]).await;
        let text = "客户名称,手机,备注\n\
            甲泵业有限公司,138 1234 5678,见过面\n\
            新客户有限公司,13812345601,\n\
            两个里的一个,13812345600,\n\
            没有手机的,,\n\
            新客户分公司,13812345601,\n";
        let change = plan(Mode::CreateOrUpdate, Key::Mobile);
        let import = planned(&world, &ctx, text, &change).await;
        let lines = rows(&world, &ctx, &import).await;
        assert_eq!(told(&lines), ["update", "create", "ambiguous", "create", "import_row_twice"]);
        assert_eq!(lines[2].reasons[0].params["count"], "2");
        let done = written(&world, &ctx, &import).await;
        assert_eq!((done.counts.written, done.counts.updated), (3, 1));
        assert_eq!(now(&world, &ctx, one.id).await.values["remark"], json!("见过面"));

        let undone = undone(&world, &ctx, &done).await;
        assert_eq!((undone.counts.undone, undone.counts.restored), (3, 1));
        assert_eq!(now(&world, &ctx, one.id).await.values, one.values);
        assert!(app.search_customers(&ctx, "新客户", 9).await.unwrap().is_empty());
    }

    async fn empty_cells_empty_fields_only_when_told_to(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let one = on_file(&world, &ctx, "甲泵业有限公司", [
            ("mobile", json!("13812345678")),
            ("remark", json!("老客户")),
            ("short_name", json!("甲")),
        ]).await;
        let text = "客户名称,手机,备注\n甲泵业有限公司,,\n";
        let import = planned(&world, &ctx, text, &plan(Mode::Update, Key::Name)).await;
        assert_eq!(told(&rows(&world, &ctx, &import).await), ["none"]);
        assert_eq!(clash(world.app.begin_writing(&ctx, import.id).await), "import_nothing_new");
        let change = ImportChange { overwrite_empty: Some(true), ..ImportChange::default() };
        let import = world.app.change_import(&ctx, import.id, import.version, &change).await.unwrap();
        let lines = rows(&world, &ctx, &import).await;
        let fields: Vec<_> = lines[0].changes.iter().map(|c| c.field.as_str()).collect();
        assert_eq!(fields, ["mobile", "remark"]);
        let done = written(&world, &ctx, &import).await;
        assert_eq!(now(&world, &ctx, one.id).await.values, values([("short_name", json!("甲"))]));
        undone(&world, &ctx, &done).await;
        assert_eq!(now(&world, &ctx, one.id).await.values, one.values);
    }

    async fn only_what_may_be_changed_is_and_nothing_is_told_of_the_rest(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let other = world.context("zhaolei").await;
        // Out of sight, but for one that is shared.
        let hidden = on_file(&world, &other, "暗泵业有限公司", [
            ("credit_code", json!(CODE)),
            ("mobile", json!("13812345678")),
        ]).await;
        let shared = on_file(&world, &other, "共享泵业有限公司", [("mobile", json!("13812345679"))]).await;
        let share = NewShare {
            person: company.id("chenlu"),
            until: Until::Instant(ctx.now + 3_600_000),
            reason: "协助投标".to_owned(),
        };
        app.create_share(&world.context("qiaosen").await, shared.id, share).await.unwrap();
        let text = format!(
            "客户编号,客户名称,统一社会信用代码,手机,备注\n\
             {},暗泵业有限公司,{CODE},13812345678,改\n{},共享泵业有限公司,,13812345679,改\n",
            hidden.code(), shared.code(),
        );
        for (key, expected) in [
            (Key::Code, ["no_such_customer", "import_may_not_edit"]),
            // As whoever registers it is told, and nothing more.
            (Key::CreditCode, ["customer_on_file_elsewhere", "import_key_empty"]),
            (Key::Mobile, ["no_such_customer", "import_may_not_edit"]),
            (Key::Name, ["no_such_customer", "import_may_not_edit"]),
        ] {
            let import = planned(&world, &ctx, &text, &plan(Mode::Update, key)).await;
            let lines = rows(&world, &ctx, &import).await;
            assert_eq!(told(&lines), expected, "{key:?}");
            assert!(lines.iter().all(|line| line.target.is_none() && line.changes.is_empty()));
            assert!(!format!("{lines:?}").contains(&hidden.id.to_string()));
            assert_eq!(clash(app.begin_writing(&ctx, import.id).await), "import_nothing_valid");
        }
        // What went out of sight after it was looked at is shown no more, and not written.
        let mine = on_file(&world, &ctx, "曾是我的", [("mobile", json!("13812345670"))]).await;
        let text = "客户名称,手机\n曾是我的,13812345671\n";
        let import = planned(&world, &ctx, text, &plan(Mode::Update, Key::Name)).await;
        app.begin_writing(&ctx, import.id).await.unwrap();
        let director = world.context("qiaosen").await;
        app.assign_customer(&director, mine.id, 1, company.id("sunjia"), "调整").await.unwrap();
        let lines = rows(&world, &ctx, &import).await;
        assert!(!lines[0].changes.is_empty());
        let shown = app.shown_lines(&ctx, lines).await.unwrap();
        assert!(shown[0].changes.is_empty() && shown[0].target.is_none());
        assert!(shown[0].line.changes.is_empty());
        app.write_import(import.id, world.origin()).await.unwrap();
        let lines = rows(&world, &ctx, &import).await;
        assert_eq!((lines[0].verdict.as_str(), told(&lines)), ("refused", vec!["no_such_customer".to_owned()]));
    }

    async fn what_was_changed_since_it_was_looked_at_is_not_overwritten(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let mut ids = Vec::new();
        for name in ["同一栏", "别的栏", "不动"] {
            ids.push(on_file(&world, &ctx, name, [("mobile", json!("13812345678"))]).await.id);
        }
        let text = "客户名称,手机\n同一栏,13812345670\n别的栏,13812345670\n不动,13812345670\n";
        let import = planned(&world, &ctx, text, &plan(Mode::Update, Key::Name)).await;
        let set = |field: &str, value| Change { values: values([(field, json!(value))]), ..Change::default() };
        app.update_customer(&ctx, ids[0], 1, &set("mobile", "13812345600")).await.unwrap();
        app.update_customer(&ctx, ids[1], 1, &set("remark", "别的")).await.unwrap();
        let done = written(&world, &ctx, &import).await;
        assert_eq!((done.counts.written, done.counts.invalid), (2, 1));
        assert_eq!(told(&rows(&world, &ctx, &done).await), ["changed_meanwhile", "update", "update"]);
        assert_eq!(now(&world, &ctx, ids[0]).await.values["mobile"], json!("13812345600"));
        let other = now(&world, &ctx, ids[1]).await;
        assert_eq!((&other.values["mobile"], &other.values["remark"]), (&json!("13812345670"), &json!("别的")));

        // And what is changed after it was written stays when the import is undone.
        app.update_customer(&ctx, ids[2], 2, &set("remark", "后来")).await.unwrap();
        let undone = undone(&world, &ctx, &done).await;
        assert_eq!((undone.counts.restored, undone.counts.kept), (1, 1));
        let (_, kept) = app.import_lines(&ctx, import.id, Verdicts::Kept, 0, 9).await.unwrap();
        assert_eq!(told(&kept), ["kept_changed"]);
        assert_eq!(now(&world, &ctx, ids[1]).await.values["mobile"], json!("13812345678"));
        assert_eq!(now(&world, &ctx, ids[2]).await.values["mobile"], json!("13812345670"));
    }

    async fn a_plan_needs_a_key_that_a_column_has(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let import = taken(&world, &ctx, "客户名称,手机\n甲,13812345678\n").await;
        let none = ImportChange { mode: Some(Mode::Update), ..ImportChange::default() };
        for (change, code) in [
            (none, "import_key_missing"),
            (plan(Mode::Update, Key::CreditCode), "import_key_unmapped"),
            (plan(Mode::CreateOrUpdate, Key::Code), "import_key_unmapped"),
            (ImportChange { columns: [(1, None)].into(), ..plan(Mode::Update, Key::Mobile) }, "import_key_unmapped"),
        ] {
            let refused = refusal(app.change_import(&ctx, import.id, import.version, &change).await);
            assert_eq!(refused, ("/key".to_owned(), code));
        }
        // Numbers of a company's own are no file codes.
        let own = taken(&world, &ctx, "客户编号,客户名称\nC-001,甲有限公司\n").await;
        assert!(own.layout.mapping.columns.values().all(|c| c.target.to_string() != "code"));
        assert_eq!(kedang_app::import::keys(&own), [Key::Name]);
    }

    async fn a_mended_row_is_judged_like_the_others(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        on_file(&world, &ctx, "甲泵业有限公司", [("mobile", json!("13812345678"))]).await;
        let text = "客户名称,手机\n甲泵业有限公司,13812345670\n假泵业有限公司,13812345671\n";
        let import = planned(&world, &ctx, text, &plan(Mode::Update, Key::Name)).await;
        assert_eq!((import.counts.update, import.counts.invalid), (1, 1));
        let name = |text: &str| BTreeMap::from([(0, text.to_owned())]);
        let (after, line) = app.mend_import(&ctx, import.id, 3, &name("甲泵业有限公司")).await.unwrap();
        assert_eq!(line.reasons[0].code, "import_row_twice");
        assert_eq!((after.counts.update, after.counts.invalid), (1, 1));
        let (after, _) = app.mend_import(&ctx, import.id, 2, &name("没有的")).await.unwrap();
        // The other row is the only one about the customer now.
        assert_eq!((after.counts.update, after.counts.invalid), (1, 1));
        let (after, line) = app.mend_import(&ctx, import.id, 3, &name("甲泵业有限公司")).await.unwrap();
        assert_eq!((line.action.as_str(), after.counts.update), ("update", 1));
        assert_eq!(line.changes.len(), 1);
    }

    async fn what_no_rule_for_changes_allows_no_table_writes(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        on_file(&world, &ctx, "甲泵业有限公司", [("mobile", json!("13812345678"))]).await;
        // A code that another customer has is refused to its row alone, when it is written.
        on_file(&world, &ctx, "有码的", [("credit_code", json!(CODE))]).await;
        let text = format!(
            "客户名称,统一社会信用代码,成立日期\n甲泵业有限公司,{CODE},\n有码的,,2999-01-01\n"
        );
        let import = planned(&world, &ctx, &text, &plan(Mode::Update, Key::Name)).await;
        assert_eq!(told(&rows(&world, &ctx, &import).await), ["update", "date_in_future"]);
        let done = written(&world, &ctx, &import).await;
        assert_eq!((done.counts.written, done.counts.invalid), (0, 2));
        assert_eq!(told(&rows(&world, &ctx, &done).await)[0], "customer_on_file");
        assert!(matches!(app.begin_undo(&ctx, import.id).await, Err(AppError::Conflict { .. })));
    }
}
