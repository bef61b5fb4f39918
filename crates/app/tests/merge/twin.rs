use crate::{CODE, draft, merge, register, undo};
use kedang_app::customer::{Change, Draft};
use kedang_app::twin::{Listed, Ruling};
use kedang_app::{App, AppError, Context};
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{Decision, Reason};
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

const MINUTE: i64 = 60_000;

/// Lets the search come to its end.
async fn search(world: &World) {
    world.clock.advance(2 * MINUTE);
    while world.app.find_twins_part().await.unwrap() {}
}

async fn listed(app: &App, ctx: &Context, ruling: Ruling) -> Vec<Listed> {
    app.twins(ctx, ruling, None, None, 50).await.unwrap().items
}

async fn pairs(app: &App, ctx: &Context, ruling: Ruling) -> Vec<(CustomerId, CustomerId)> {
    listed(app, ctx, ruling).await.into_iter().map(|pair| (pair.a.id, pair.b.id)).collect()
}

/// Two that are surely one, and two others of which one is another team's.
async fn file(world: &World) -> [CustomerId; 4] {
    let app = &world.app;
    let (one, two) = (world.context("wangmin").await, world.context("sunjia").await);
    let phone = || ("mobile", json!("13800000001"));
    let a = register(
        app,
        &one,
        draft("石家庄华北泵业有限公司", [phone(), ("credit_code", json!(CODE))]),
    )
    .await;
    let b = register(app, &one, draft("石家庄市华北泵业有限责任公司", [phone()])).await;
    let phone = || ("mobile", json!("13900000007"));
    let c = register(app, &one, draft("苏州江南造纸有限公司", [phone()])).await;
    // The custodian sees both; a colleague would be refused.
    let keeper = world.context("fangxin").await;
    let d = draft("苏州市江南造纸公司", [phone()]);
    let d = register(app, &keeper, Draft { owner: Some(two.actor.person), ..d }).await;
    register(app, &one, draft("洛阳中原轴承有限公司", [])).await;
    [a, b, c, d]
}

on_both_engines! {
    async fn twins_are_found_and_shown_to_who_sees_both(world: World) {
        let company = world.company().await;
        let [a, b, c, d] = file(&world).await;
        let app = &world.app;
        search(&world).await;
        let keeper = world.context("fangxin").await;
        let all = listed(app, &keeper, Ruling::Open).await;
        let mut found: Vec<_> = all.iter().map(|pair| (pair.a.id, pair.b.id)).collect();
        found.sort();
        let mut wanted = vec![(a, b), (c, d)];
        wanted.sort();
        assert_eq!(found, wanted);
        assert!(all.is_sorted_by(|x, y| x.probability >= y.probability));
        let first = all.iter().find(|pair| pair.a.id == a).unwrap();
        assert!(first.agrees.iter().any(|one| one.field == "mobile" && one.how == "same"));
        assert!(first.probability > 500);
        let head = world.context("chenlu").await;
        assert_eq!(pairs(app, &head, Ruling::Open).await, [(a, b)], "of the other it sees one only");
        let other = world.context("zhaolei").await;
        assert!(pairs(app, &other, Ruling::Open).await.is_empty());
        let of = |name: &str| Some(company.department(name));
        let team = app.twins(&keeper, Ruling::Open, of("销售二组"), None, 50).await.unwrap();
        assert_eq!((team.items.len(), team.percent), (1, 100));
        let all = app.twins(&keeper, Ruling::Open, of("销售部"), None, 50).await.unwrap();
        assert_eq!(all.items.len(), 2, "with the teams below it");
        let page = app.twins(&keeper, Ruling::Open, None, None, 1).await.unwrap();
        let rest = app.twins(&keeper, Ruling::Open, None, page.next.as_ref(), 1).await.unwrap();
        assert_ne!(page.items[0].a.id, rest.items[0].a.id);
        assert!(rest.next.is_none());
        let seller = world.context("wangmin").await;
        let refused = app.twins(&seller, Ruling::Open, None, None, 50).await.unwrap_err();
        let AppError::Refused(refused) = refused else { unreachable!("{refused:?}") };
        assert!(matches!(refused.decision, Decision::Deny(r) if r.reason == Reason::NotPermitted));
    }

    async fn what_is_ruled_holds_until_a_name_changes(world: World) {
        world.company().await;
        let [a, b, c, d] = file(&world).await;
        let app = &world.app;
        search(&world).await;
        let head = world.context("chenlu").await;
        let silent = app.rule_on_twins(&head, (a, b), Ruling::Different, Some(" ")).await;
        assert!(matches!(silent, Err(AppError::Invalid(_))));
        let hidden = app.rule_on_twins(&head, (c, d), Ruling::Later, None).await;
        assert!(matches!(hidden, Err(AppError::NotFound)));
        let unknown = app.rule_on_twins(&head, (a, c), Ruling::Later, None).await;
        assert!(matches!(unknown, Err(AppError::NotFound)));
        app.rule_on_twins(&head, (b, a), Ruling::Different, Some("两个厂区")).await.unwrap();
        assert!(pairs(app, &head, Ruling::Open).await.is_empty());
        let ruled = listed(app, &head, Ruling::Different).await;
        let told = ruled[0].ruled.as_ref().unwrap();
        assert_eq!((told.1.as_str(), told.3.as_str()), ("陈露", "两个厂区"));
        // Another fact, and a whole new search, change nothing.
        let keeper = world.context("fangxin").await;
        let fax = Change { values: crate::values([("fax", json!("0311-55550001"))]), ..Change::default() };
        app.update_customer(&head, a, 1, &fax).await.unwrap();
        search(&world).await;
        app.search_twins_anew(&keeper).await.unwrap();
        search(&world).await;
        assert!(pairs(app, &head, Ruling::Open).await.is_empty());
        assert_eq!(pairs(app, &head, Ruling::Different).await, [(a, b)]);
        let rename = Change { name: Some("石家庄华北泵业公司".to_owned()), ..Change::default() };
        app.update_customer(&head, b, 1, &rename).await.unwrap();
        search(&world).await;
        assert_eq!(pairs(app, &head, Ruling::Open).await, [(a, b)], "looked at anew");
        assert!(listed(app, &head, Ruling::Open).await[0].ruled.is_none());
    }

    async fn what_is_merged_is_suspected_no_more(world: World) {
        world.company().await;
        let [a, b, ..] = file(&world).await;
        let app = &world.app;
        search(&world).await;
        let head = world.context("chenlu").await;
        let merged = merge(app, &head, a, b).await;
        assert!(pairs(app, &head, Ruling::Open).await.is_empty());
        undo(app, &head, &merged).await;
        search(&world).await;
        assert_eq!(pairs(app, &head, Ruling::Open).await, [(a, b)]);
        // What no longer looks alike is no longer suspected.
        let rename = Change { name: Some("北京远洋钢铁有限公司".to_owned()), values: crate::values([("mobile", json!(null))]), ..Change::default() };
        let seen = crate::version(app, &head, b).await;
        app.update_customer(&head, b, seen, &rename).await.unwrap();
        search(&world).await;
        assert!(pairs(app, &head, Ruling::Open).await.is_empty());
    }

    async fn a_search_goes_on_where_it_was_broken_off(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("wangmin").await;
        for n in 0..60 {
            let phone = format!("138{:08}", n / 2);
            let name = format!("石家庄第{}泵业有限公司", n / 2);
            register(app, &ctx, draft(&name, [("mobile", json!(phone))])).await;
        }
        world.clock.advance(2 * MINUTE);
        assert!(app.find_twins_part().await.unwrap());
        let head = world.context("chenlu").await;
        let percent = app.twins(&head, Ruling::Open, None, None, 50).await.unwrap().percent;
        assert!((1..100).contains(&percent), "{percent}");
        // Another process takes it up.
        let second = world.second().await;
        while second.find_twins_part().await.unwrap() {}
        let found = app.twins(&head, Ruling::Open, None, None, 100).await.unwrap();
        assert_eq!(found.percent, 100);
        assert!(found.items.len() >= 30);
        assert!(found.items[..30].iter().all(|pair| pair.a.name == pair.b.name), "the likeliest first");
        second.db().close().await;
    }
}
