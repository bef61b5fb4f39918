use crate::{CODE, draft, merge, person, register, undo};
use kedang_app::clash::Likeness;
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

    async fn individuals_are_suspected_by_numbers_and_never_by_name_alone(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("wangmin").await;
        let wu = person("吴海涛", [
            ("mobile", json!("13912345678")),
            ("id_number", json!("11010519491231002X")),
            ("birth_date", json!("1949-12-31")),
            ("address", json!("朝阳路12号3单元")),
        ]);
        let wu = register(app, &ctx, wu).await;
        let mut wanted = Vec::new();
        for (name, facts, percent) in [
            ("吳海濤", vec![("mobile", json!("13912345678"))], 970),
            ("吴海滔", vec![("id_number", json!("11010519491231002X"))], 900),
            ("吴海涛", vec![("birth_date", json!("1949-12-31"))], 750),
            ("吴海涛", vec![("address", json!("朝阳路 12号3单元"))], 700),
            ("李静", vec![("mobile", json!("13912345678"))], 400),
        ] {
            let facts = facts.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
            let other = Draft { values: facts, ..person(name, []) };
            wanted.push((register(app, &ctx, other).await, percent));
        }
        register(app, &ctx, person("吴海涛", [])).await;
        let namesake = [("id_number", json!("440524188001010014")), ("mobile", json!("13912345678"))];
        register(app, &ctx, person("吴海涛", namesake)).await;
        // A company with the same number is no person.
        register(app, &ctx, draft("海涛商贸有限公司", [("mobile", json!("13912345678"))])).await;
        search(&world).await;
        let head = world.context("chenlu").await;
        let all = listed(app, &head, Ruling::Open).await;
        let with_wu = all.iter().filter(|pair| pair.a.id == wu);
        let found: Vec<_> = with_wu.map(|pair| (pair.b.id, pair.probability)).collect();
        assert_eq!(found, wanted, "the likeliest first");
        let agrees = |at: usize| -> Vec<_> {
            let pair = all.iter().find(|pair| pair.a.id == wu && pair.b.id == wanted[at].0).unwrap();
            pair.agrees.iter().map(|one| (one.field.as_str(), one.how.as_str())).collect()
        };
        assert_eq!(agrees(0), [("name", "same"), ("mobile", "same")]);
        assert_eq!(agrees(1), [("id_number", "same"), ("birth_date", "same")]);
        // What was ruled holds until the identity number changes, which is not written down twice.
        app.rule_on_twins(&head, (wu, wanted[2].0), Ruling::Different, Some("同名")).await.unwrap();
        let mut conn = app.db().read().await.unwrap();
        let names = kedang_db::Sql::new("SELECT count(*) FROM twin WHERE names LIKE '%11010519491231002X%'");
        assert_eq!(conn.one(names).await.unwrap().take::<i64>().unwrap(), 0);
        drop(conn);
        let fax = Change { values: crate::values([("fax", json!("0311-55550001"))]), ..Change::default() };
        app.update_customer(&head, wu, 1, &fax).await.unwrap();
        search(&world).await;
        assert_eq!(pairs(app, &head, Ruling::Different).await, [(wu, wanted[2].0)]);
        let number = Change { values: crate::values([("id_number", json!(null))]), ..Change::default() };
        let head = world.context("chenlu").await;
        app.update_customer(&head, wu, 2, &number).await.unwrap();
        search(&world).await;
        assert!(pairs(app, &head, Ruling::Different).await.is_empty());
        assert!(!pairs(app, &head, Ruling::Open).await.contains(&(wu, wanted[1].0)));
    }

    async fn an_individual_on_file_is_named_at_entry_by_its_numbers(world: World) {
        world.company().await;
        let app = &world.app;
        let (owner, other) = (world.context("wangmin").await, world.context("sunjia").await);
        let facts = [("mobile", json!("13912345678")), ("birth_date", json!("1949-12-31")), ("home_phone", json!("010-67665051"))];
        let wu = register(app, &owner, person("吴海涛", facts)).await;
        for (typed, likeness, agrees) in [
            (person("吴海涛", [("mobile", json!("139 1234 5678"))]), Likeness::Same, vec!["name", "mobile"]),
            (person("吴海涛", [("birth_date", json!("1949-12-31"))]), Likeness::Unsure, vec!["name", "birth_date"]),
            (person("吴海涛", [("office_phone", json!("010 6766 5051"))]), Likeness::Unsure, vec!["name", "phone"]),
            (person("李静", [("mobile", json!("13912345678"))]), Likeness::Unsure, vec!["mobile"]),
        ] {
            let found = app.clashes(&owner, &typed).await.unwrap();
            assert_eq!(found.len(), 1, "{typed:?}");
            assert_eq!(found[0].known.as_ref().unwrap().id, wu);
            assert_eq!((found[0].likeness, found[0].agrees.clone()), (likeness, agrees));
            // Whoever does not see it learns only of what is surely the same.
            let hidden = app.clashes(&other, &typed).await.unwrap();
            assert_eq!(hidden.len(), usize::from(likeness == Likeness::Same), "{typed:?}");
        }
        for typed in [person("吴海涛", []), person("李静", [("birth_date", json!("1949-12-31"))])] {
            assert!(app.clashes(&owner, &typed).await.unwrap().is_empty(), "{typed:?}");
        }
    }
}
