use crate::{DAY, draft, register, version};
use kedang_app::customer::{Change, Draft};
use kedang_app::invalid::{Flaw, PAGE, Suspect, Wish};
use kedang_app::share::{NewShare, Until};
use kedang_app::{App, AppError, Context};
use kedang_db::Sql;
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{Decision, Reason};
use kedang_testkit::{World, on_both_engines};
use serde_json::json;
use std::collections::BTreeSet;

async fn listed(app: &App, ctx: &Context, wish: &Wish) -> Vec<Suspect> {
    app.invalid_entries(ctx, wish).await.unwrap().items
}

async fn ids(app: &App, ctx: &Context, wish: &Wish) -> BTreeSet<CustomerId> {
    listed(app, ctx, wish).await.into_iter().map(|one| one.customer.id).collect()
}

fn reason(refused: AppError) -> Option<Reason> {
    match refused {
        AppError::Refused(refused) => match refused.decision {
            Decision::Deny(refusal) => Some(refusal.reason),
            _ => None,
        },
        _ => None,
    }
}

/// One with a name that is none, one with a number that nobody has, one that is in order; and one
/// of another team that says nothing.
async fn file(world: &World) -> [CustomerId; 4] {
    let app = &world.app;
    let seller = world.context("wangmin").await;
    let mobile = |number: &str| ("mobile", json!(number));
    let named = register(app, &seller, draft("测试客户1", [mobile("13911112235")])).await;
    let called =
        register(app, &seller, draft("石家庄华北泵业有限公司", [mobile("13812345678")])).await;
    let fine = register(app, &seller, draft("洛阳中原轴承有限公司", [mobile("13911112234")])).await;
    // The custodian sees both teams.
    let (keeper, other) = (world.context("fangxin").await, world.context("sunjia").await);
    let silent = draft("苏州江南造纸有限公司", []);
    let owner = Some(other.actor.person);
    let silent = register(app, &keeper, Draft { owner, ..silent }).await;
    [named, called, fine, silent]
}

on_both_engines! {
    async fn entries_are_listed_with_reasons_to_who_sees_them(world: World) {
        let company = world.company().await;
        let [named, called, fine, silent] = file(&world).await;
        let app = &world.app;
        let keeper = world.context("fangxin").await;
        let all = listed(app, &keeper, &Wish::default()).await;
        let faults = |id| {
            let found = all.iter().find(|one| one.customer.id == id);
            found.map(|one| one.faults.iter().copied().collect::<Vec<_>>())
        };
        // Without credit code, address and contact neither says who it is.
        assert_eq!(faults(named), Some(vec![Flaw::PlaceholderName, Flaw::Unidentified]));
        assert_eq!(faults(called), Some(vec![Flaw::PlaceholderPhone, Flaw::Unidentified]));
        assert_eq!(faults(fine), Some(vec![Flaw::Unidentified]));
        assert_eq!(faults(silent), Some(vec![Flaw::Unreachable, Flaw::Unidentified]));
        let of = |fault| Wish { fault: Some(fault), ..Wish::default() };
        assert_eq!(ids(app, &keeper, &of(Flaw::PlaceholderPhone)).await, [called].into());
        assert!(ids(app, &keeper, &of(Flaw::Untouched)).await.is_empty());
        let head = world.context("chenlu").await;
        assert_eq!(ids(app, &head, &Wish::default()).await, [named, called, fine].into());
        let other = world.context("zhaolei").await;
        let seen = ids(app, &other, &Wish::default()).await;
        assert!(!seen.contains(&named) && !seen.contains(&called));
        let team = Wish { department: Some(company.department("销售二组")), ..Wish::default() };
        assert_eq!(ids(app, &keeper, &team).await, [silent].into());
        let both = Wish { department: Some(company.department("销售部")), ..Wish::default() };
        assert_eq!(ids(app, &keeper, &both).await.len(), 4, "with the teams below it");
        let seller = world.context("wangmin").await;
        let refused = app.invalid_entries(&seller, &Wish::default()).await.unwrap_err();
        assert_eq!(reason(refused), Some(Reason::NotPermitted));
        // Three years later nobody has touched any of them, but for one.
        world.clock.advance(3 * 366 * DAY);
        let seller = world.context("wangmin").await;
        crate::report(app, &seller, fine, None, 1).await;
        let keeper = world.context("fangxin").await;
        assert_eq!(ids(app, &keeper, &of(Flaw::Untouched)).await, [named, called, silent].into());
    }

    async fn what_is_fine_stays_so_until_it_changes(world: World) {
        world.company().await;
        let [named, called, ..] = file(&world).await;
        let app = &world.app;
        let head = world.context("chenlu").await;
        app.rule_on_invalid(&head, named, 1, true, Some(" 真有这家 ")).await.unwrap();
        let done = Wish { fine: true, ..Wish::default() };
        assert!(!ids(app, &head, &Wish::default()).await.contains(&named));
        let told = listed(app, &head, &done).await;
        let told = told.iter().find(|one| one.customer.id == named).unwrap().fine.as_ref().unwrap();
        assert_eq!((told.by.1.as_str(), told.reason.as_str()), ("陈露", "真有这家"));
        assert_eq!(told.at, head.now);
        let log = "SELECT count(*) FROM evidence WHERE action = 'customer.clean' AND customer_id = $1";
        let mut conn = app.db().read().await.unwrap();
        let count: i64 = conn.one(Sql::new(log).bind(named.to_string())).await.unwrap().take().unwrap();
        assert_eq!(count, 1);
        drop(conn);
        // Taken back, and said again.
        app.rule_on_invalid(&head, named, 1, false, None).await.unwrap();
        assert!(ids(app, &head, &Wish::default()).await.contains(&named));
        let twice = app.rule_on_invalid(&head, named, 1, false, None).await;
        assert!(matches!(twice, Err(AppError::NotFound)));
        app.rule_on_invalid(&head, named, 1, true, Some("真有")).await.unwrap();
        app.rule_on_invalid(&head, called, 1, true, Some("真有")).await.unwrap();
        // A change ends it.
        let fax = Change { values: crate::values([("fax", json!("0311-55550001"))]), ..Change::default() };
        app.update_customer(&head, named, 1, &fax).await.unwrap();
        assert!(ids(app, &head, &Wish::default()).await.contains(&named));
        assert_eq!(ids(app, &head, &done).await, [called].into());
        // So does what is suspected since.
        world.clock.advance(3 * 366 * DAY);
        let head = world.context("chenlu").await;
        assert!(ids(app, &head, &Wish::default()).await.contains(&called));
    }

    async fn what_is_refused_keeps_nothing(world: World) {
        world.company().await;
        let [named, _, fine, silent] = file(&world).await;
        let app = &world.app;
        let head = world.context("chenlu").await;
        let hidden = app.rule_on_invalid(&head, silent, 1, true, Some("真有")).await;
        assert!(matches!(hidden, Err(AppError::NotFound)));
        let stale = app.rule_on_invalid(&head, named, 9, true, Some("真有")).await;
        assert!(matches!(stale, Err(AppError::Stale { current: 1 })));
        for reason in [None, Some(" ")] {
            let silent = app.rule_on_invalid(&head, named, 1, true, reason).await;
            assert!(matches!(silent, Err(AppError::Invalid(_))));
        }
        let address = crate::values([("address", json!("建设路1号"))]);
        app.update_customer(&head, fine, 1, &Change { values: address, ..Change::default() }).await.unwrap();
        let seen = version(app, &head, fine).await;
        let unsuspected = app.rule_on_invalid(&head, fine, seen, true, Some("真有")).await;
        assert!(matches!(unsuspected, Err(AppError::NotFound)));
        let seller = world.context("wangmin").await;
        let refused = app.rule_on_invalid(&seller, named, 1, true, Some("真有")).await.unwrap_err();
        assert_eq!(reason(refused), Some(Reason::NotPermitted));
        // What is shared may be read, no more.
        let keeper = world.context("fangxin").await;
        let until = Until::Instant(keeper.now + 30 * DAY);
        let share = NewShare { person: head.actor.person, until, reason: "协助".to_owned() };
        app.create_share(&keeper, silent, share).await.unwrap();
        assert!(ids(app, &head, &Wish::default()).await.contains(&silent));
        let refused = app.rule_on_invalid(&head, silent, 1, true, Some("真有")).await.unwrap_err();
        assert_eq!(reason(refused), Some(Reason::SharedIsReadOnly));
        assert!(listed(app, &head, &Wish { fine: true, ..Wish::default() }).await.is_empty());
    }

    async fn what_waits_is_counted_of_what_one_sees(world: World) {
        world.company().await;
        file(&world).await;
        let app = &world.app;
        for (login, invalid) in [("fangxin", 4), ("chenlu", 3), ("zhaolei", 1)] {
            let counts = app.cleaning_counts(&world.context(login).await).await.unwrap();
            assert_eq!((counts.invalid.count, counts.invalid.capped), (invalid, false), "{login}");
            assert_eq!(counts.twins.count, 0);
        }
        let seller = world.context("wangmin").await;
        let again = draft("石家庄市华北泵业有限责任公司", [("mobile", json!("13812345678"))]);
        register(app, &seller, again).await;
        world.clock.advance(60_000);
        while app.find_twins_part().await.unwrap() {}
        for (login, twins) in [("fangxin", 1), ("chenlu", 1), ("zhaolei", 0)] {
            let counts = app.cleaning_counts(&world.context(login).await).await.unwrap();
            assert_eq!(counts.twins.count, twins, "{login}");
        }
        let refused = app.cleaning_counts(&seller).await.unwrap_err();
        assert_eq!(reason(refused), Some(Reason::NotPermitted));
    }

    async fn pages_go_on_where_they_ended(world: World) {
        world.company().await;
        let app = &world.app;
        let seller = world.context("wangmin").await;
        let mut wanted = BTreeSet::new();
        for n in 0..PAGE + 3 {
            let name = format!("石家庄第{n}泵业有限公司");
            wanted.insert(register(app, &seller, draft(&name, [])).await);
        }
        let head = world.context("chenlu").await;
        let first = app.invalid_entries(&head, &Wish::default()).await.unwrap();
        assert_eq!(first.items.len(), PAGE);
        let rest = Wish { after: first.next, ..Wish::default() };
        let rest = app.invalid_entries(&head, &rest).await.unwrap();
        assert!(rest.next.is_none());
        let found: Vec<_> = first.items.iter().chain(&rest.items).map(|one| one.customer.id).collect();
        assert_eq!(found.len(), wanted.len(), "none twice");
        assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), wanted);
    }
}
