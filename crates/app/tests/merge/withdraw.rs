use crate::{DAY, contact, draft, found, kept, oblige, register, report, share, version};
use jiff::civil::date;
use kedang_app::clash::ask::Asking;
use kedang_app::company::CompanyChange;
use kedang_app::customer::{Draft, NewContact, Query, Sort, SortKey, Wanted};
use kedang_app::export::{self, ExportFormat, Only};
use kedang_app::invalid::{Flaw, Wish};
use kedang_app::request::{Details, NewRequest, RequestKind};
use kedang_app::{App, AppError, Context};
use kedang_db::Sql;
use kedang_domain::id::{CustomerId, RequestId};
use kedang_domain::permission::{Decision, Reason};
use kedang_domain::secrecy::Level;
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

const CODE: &str = "91350100M000100Y43";

/// A test entry, with a contact, a doubt, a share that is over and a greeting.
async fn junk(world: &World) -> CustomerId {
    let app = &world.app;
    let ctx = &world.context("wangmin").await;
    let entry = draft("测试客户1", [("credit_code", json!(CODE)), ("stage", json!("potential"))]);
    let entry = Draft { contacts: vec![contact("测试", "13800000001", None)], ..entry };
    let id = register(app, ctx, entry).await;
    let contact = crate::contacts(app, ctx, id).await[0].1;
    crate::doubt(app, ctx, id, "stage", None).await;
    crate::greet(app, id, contact).await;
    share(app, ctx, id, world.context("lixiang").await.actor.person).await;
    world.clock.advance(31 * DAY);
    id
}

async fn listed(app: &App, ctx: &Context) -> Vec<CustomerId> {
    let sort = Sort { key: SortKey::Code, descending: false };
    let query =
        Query { conditions: Vec::new(), sort, after: None, limit: 100, wanted: Wanted::All };
    app.list_customers(ctx, &query).await.unwrap().into_iter().map(|one| one.id).collect()
}

async fn entries(world: &World, action: &'static str, id: CustomerId) -> i64 {
    let mut conn = world.app.db().read().await.unwrap();
    let sql = Sql::new("SELECT count(*) FROM evidence WHERE action = $1 AND customer_id = $2");
    conn.one(sql.bind(action).bind(id.to_string())).await.unwrap().take().unwrap()
}

/// What is to be done about customers, as it stands.
async fn obligations(world: &World) -> Vec<String> {
    kept(world).await.into_iter().filter(|row| row.starts_with("obligation ")).collect()
}

/// Something of a customer is open to whoever asked for some days.
async fn grant(world: &World, request: RequestId, customer: CustomerId, days: i64) {
    let mut tx = world.app.db().begin().await.unwrap();
    let sql = "INSERT INTO grant_given (id, request_id, person_id, customer_id, action, scope, \
               from_at, until_at, uses) SELECT $1, id, applicant_id, $2, 'view', '[]', $3, $4, 0 \
               FROM request WHERE id = $5";
    let now = world.app.now();
    let sql = Sql::new(sql).bind(world.app.fresh().to_string()).bind(customer.to_string());
    let sql = sql.bind(now).bind(now + days * DAY).bind(request.to_string());
    tx.run_exactly(1, sql).await.unwrap();
    tx.commit().await.unwrap();
}

fn reason(refused: Result<(), AppError>) -> Option<Reason> {
    match refused.unwrap_err() {
        AppError::Refused(refused) => match refused.decision {
            Decision::Deny(refusal) => Some(refusal.reason),
            _ => None,
        },
        _ => None,
    }
}

fn conflict(refused: Result<(), AppError>) -> &'static str {
    match refused.unwrap_err() {
        AppError::Conflict { code, .. } => code,
        other => unreachable!("{other:?}"),
    }
}

on_both_engines! {
    async fn junk_is_gone_everywhere_and_comes_back_as_it_was(world: World) {
        let company = world.company().await;
        let id = junk(&world).await;
        let app = &world.app;
        let fine = register(app, &world.context("wangmin").await, draft("洛阳中原轴承有限公司", [])).await;
        let before = kept(&world).await;
        let head = world.context("chenlu").await;
        let seen = version(app, &head, id).await;
        app.withdraw_customer(&head, id, seen, " 练习时录入 ").await.unwrap();
        for name in ["chenlu", "wangmin", "fangxin"] {
            let ctx = world.context(name).await;
            assert_eq!(listed(app, &ctx).await, [fine], "{name}");
            assert_eq!(app.count_customers(&ctx, &[]).await.unwrap().count, 1);
            assert!(found(app, &ctx, "测试").await.is_empty());
            assert!(found(app, &ctx, "KH0000001").await.is_empty());
            assert!(matches!(app.open_customer(&ctx, id).await, Err(AppError::NotFound)));
            assert!(app.merged_into(&ctx, id).await.unwrap().is_none());
            let again = draft("测试客户1", [("mobile", json!("13800000001"))]);
            assert!(app.clashes(&ctx, &again).await.unwrap().is_empty());
        }
        let left = app.invalid_entries(&head, &Wish::default()).await.unwrap().items;
        assert!(left.iter().all(|one| one.customer.id != id));
        assert_eq!(entries(&world, "customer.withdraw", id).await, 1);
        // Who would see it is told what became of it.
        let told = app.told_withdrawn(&head, id).await.unwrap().unwrap().withdrawal;
        assert_eq!((told.by.1.as_str(), told.reason.as_str()), ("陈露", "练习时录入"));
        assert!(told.faults.contains(&Flaw::PlaceholderName));
        let stranger = world.context("sunjia").await;
        assert!(app.told_withdrawn(&stranger, id).await.unwrap().is_none());
        let page = app.withdrawn_customers(&head, None, None).await.unwrap();
        assert_eq!(page.items.len(), 1);
        assert!(page.items[0].1 && page.next.is_none());
        let of = |name: &str| Some(company.department(name));
        assert_eq!(app.withdrawn_customers(&head, of("销售部"), None).await.unwrap().items.len(), 1);
        assert!(app.withdrawn_customers(&head, of("销售二组"), None).await.unwrap().items.is_empty());
        // Another of the people who clean brings it back.
        let keeper = world.context("fangxin").await;
        app.return_customer(&keeper, id).await.unwrap();
        assert_eq!(entries(&world, "customer.return", id).await, 1);
        let traces = |kept: Vec<String>| -> Vec<_> {
            kept.into_iter().filter(|row| !row.contains("|withdraw|") && !row.contains("|return|")).collect()
        };
        assert_eq!(traces(kept(&world).await), before);
        assert_eq!(found(app, &head, "测试").await, [id]);
        let moments = app.timeline(&head, id, &["withdraw".to_owned(), "return".to_owned()], None, 10).await.unwrap();
        assert_eq!(moments.moments.len(), 2);
        assert!(app.withdrawn_customers(&head, None, None).await.unwrap().items.is_empty());
        let twice = app.return_customer(&keeper, id).await;
        assert!(matches!(twice, Err(AppError::NotFound)));
    }

    async fn what_was_to_be_done_about_it_ends_and_comes_back_with_it(world: World) {
        world.company().await;
        let id = junk(&world).await;
        let app = &world.app;
        let due = world.app.now() / DAY + 3;
        let open = oblige(&world, id, "check", due, false).await;
        let late = oblige(&world, id, "report", 3, true).await;
        let head = world.context("chenlu").await;
        let before = obligations(&world).await;
        assert!(before.iter().any(|one| one.contains(&open)) && before.iter().any(|one| one.contains(&late)));
        let seen = version(app, &head, id).await;
        app.withdraw_customer(&head, id, seen, "练习时录入").await.unwrap();
        assert!(obligations(&world).await.is_empty());
        assert_eq!(entries(&world, "obligation.release", id).await, 1, "the log says that they ended");
        // Nobody is reminded of it, and nothing of it becomes late.
        world.clock.advance(10 * DAY);
        let watched = app.watch_obligations().await.unwrap();
        assert_eq!((watched.reminded, watched.breached), (0, 0));
        let head = world.context("chenlu").await;
        app.return_customer(&head, id).await.unwrap();
        assert_eq!(obligations(&world).await, before);
    }

    async fn what_is_asked_for_or_open_to_somebody_stays(world: World) {
        world.company().await;
        let app = &world.app;
        let id = register(app, &world.context("lixiang").await, draft("测试客户9", [])).await;
        let asker = world.context("liuyun").await;
        let details = Details { level: Some(Level::Confidential), ..Details::default() };
        let wish = NewRequest {
            kind: RequestKind::LevelChange,
            customer: Some(id),
            clash: None,
            purpose: "定密".to_owned(),
            reason: "含报价".to_owned(),
            until: Some(date(2029, 6, 30)),
            details,
        };
        let asked = app.ask_request(&asker, wish).await.unwrap().request;
        let head = world.context("chenlu").await;
        let seen = version(app, &head, id).await;
        assert_eq!(conflict(app.withdraw_customer(&head, id, seen, "测试").await), "withdraw_requested");
        app.withdraw_request(&asker, asked.id, asked.version).await.unwrap();
        // What a request opened keeps it, too, until that is over.
        grant(&world, asked.id, id, 5).await;
        assert_eq!(conflict(app.withdraw_customer(&head, id, seen, "测试").await), "withdraw_requested");
        world.clock.advance(6 * DAY);
        let head = world.context("chenlu").await;
        app.withdraw_customer(&head, id, seen, "测试").await.unwrap();
    }

    async fn what_is_no_junk_stays(world: World) {
        world.company().await;
        let app = &world.app;
        let seller = world.context("wangmin").await;
        let head = world.context("chenlu").await;
        let entry = |name: &str| draft(name, []);
        let dealt = register(app, &seller, entry("测试一")).await;
        report(app, &seller, dealt, None, 1).await;
        let peopled = register(app, &seller, entry("测试二")).await;
        let (name, values) = ("王芳".to_owned(), crate::values([]));
        app.create_contact(&head, peopled, NewContact { name, values, primary: false }).await.unwrap();
        let shared = register(app, &seller, entry("测试三")).await;
        share(app, &seller, shared, world.context("lixiang").await.actor.person).await;
        let clashing = Draft { contacts: vec![contact("张三", "13811112222", None)], ..entry("测试水泵四厂") };
        let clashing = register(app, &seller, Draft { values: crate::values([("mobile", json!("13811111111"))]), ..clashing }).await;
        let merged = register(app, &seller, entry("测试五")).await;
        let other = register(app, &seller, entry("测试六")).await;
        crate::merge(app, &head, merged, other).await;
        for (id, code) in [
            (dealt, "withdraw_interactions"),
            (peopled, "withdraw_contacts"),
            (shared, "withdraw_shared"),
            (merged, "withdraw_merged"),
        ] {
            let seen = version(app, &head, id).await;
            let before = kept(&world).await;
            assert_eq!(conflict(app.withdraw_customer(&head, id, seen, "测试").await), code);
            assert_eq!(kept(&world).await, before, "{code}");
        }
        // Somebody met it and asks for it.
        let stranger = world.context("sunjia").await;
        let typed = draft("测试水泵四厂", [("mobile", json!("13811112222"))]);
        let told = app.clashes(&stranger, &typed).await.unwrap();
        assert_eq!(told.len(), 1);
        let (wish, reason_why) = (kedang_domain::clash::Wish::Ruling, "来电询价".to_owned());
        let asking = Asking { draft: typed, reference: told[0].reference.clone(), wish, reason: reason_why };
        app.ask_clash(&stranger, asking).await.unwrap();
        let seen = version(app, &head, clashing).await;
        assert_eq!(conflict(app.withdraw_customer(&head, clashing, seen, "测试").await), "withdraw_clash");
        // Its export waits for somebody.
        let exported = register(app, &seller, entry("测试七")).await;
        let admin = world.context("admin").await;
        let company = app.company(&admin).await.unwrap().version;
        let limit = CompanyChange { export_limit_rows: Some(Some(0)), ..CompanyChange::default() };
        app.change_company(&admin, company, &limit).await.unwrap();
        let wish = export::Wish {
            purpose: "回访".to_owned(),
            filters: Vec::new(),
            sort: None,
            columns: Vec::new(),
            format: ExportFormat::Csv,
            cover: false,
            only: Some(Only { customer: exported, contact: None }),
        };
        app.ask_export(&world.context("qiaosen").await, &wish).await.unwrap();
        assert_eq!(conflict(app.withdraw_customer(&head, exported, 1, "测试").await), "withdraw_export");
        // Nothing is suspected, or only that it is old.
        let address = crate::values([("address", json!("建设路1号")), ("mobile", json!("13911112234"))]);
        let sound = register(app, &seller, Draft { values: address, ..entry("洛阳中原轴承有限公司") }).await;
        assert!(matches!(app.withdraw_customer(&head, sound, 1, "测试").await, Err(AppError::NotFound)));
        world.clock.advance(3 * 366 * DAY);
        let head = world.context("chenlu").await;
        assert_eq!(conflict(app.withdraw_customer(&head, sound, 1, "测试").await), "withdraw_only_untouched");
    }

    async fn who_may_not_does_not_and_not_too_late(world: World) {
        world.company().await;
        let id = junk(&world).await;
        let app = &world.app;
        let head = world.context("chenlu").await;
        let seen = version(app, &head, id).await;
        let before = kept(&world).await;
        let seller = world.context("wangmin").await;
        assert_eq!(reason(app.withdraw_customer(&seller, id, seen, "测试").await), Some(Reason::NotPermitted));
        let other = world.context("zhaolei").await;
        assert!(matches!(app.withdraw_customer(&other, id, seen, "测试").await, Err(AppError::NotFound)));
        let stale = app.withdraw_customer(&head, id, seen + 1, "测试").await;
        assert!(matches!(stale, Err(AppError::Stale { current }) if current == seen));
        let silent = app.withdraw_customer(&head, id, seen, " ").await;
        assert!(matches!(silent, Err(AppError::Invalid(_))));
        assert_eq!(kept(&world).await, before);
        app.withdraw_customer(&head, id, seen, "测试").await.unwrap();
        assert_eq!(reason(app.return_customer(&seller, id).await), Some(Reason::NotPermitted));
        assert!(matches!(app.return_customer(&other, id).await, Err(AppError::NotFound)));
        assert_eq!(reason(app.withdrawn_customers(&seller, None, None).await.map(drop)), Some(Reason::NotPermitted));
        assert!(app.withdrawn_customers(&other, None, None).await.unwrap().items.is_empty());
        // Its credit code belongs to somebody else by now.
        let taken = register(app, &seller, draft("石家庄华北泵业有限公司", [("credit_code", json!(CODE))])).await;
        assert_eq!(conflict(app.return_customer(&head, id).await), "customer_on_file");
        let none = crate::values([("credit_code", json!(null))]);
        let change = kedang_app::customer::Change { values: none, ..Default::default() };
        app.update_customer(&seller, taken, 1, &change).await.unwrap();
        world.clock.advance(91 * DAY);
        let head = world.context("chenlu").await;
        assert_eq!(reason(app.return_customer(&head, id).await), Some(Reason::TooLate));
        let page = app.withdrawn_customers(&head, None, None).await.unwrap();
        assert!(!page.items[0].1, "too late, and it says so");
    }
}
