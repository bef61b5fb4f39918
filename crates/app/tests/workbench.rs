//! The first page by role: which figures each gets, and that nothing of what somebody does not see
//! is counted, listed or told.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_app::customer::{Draft, Listed, NewContact, Query, Sort, Wanted};
use kedang_app::interaction::Report;
use kedang_app::share::{NewShare, Until};
use kedang_app::uncertain::Fact;
use kedang_app::workbench::Workbench;
use kedang_app::{App, Context};
use kedang_domain::field::CustomerKind;
use kedang_domain::id::CustomerId;
use kedang_domain::org::InteractionKind;
use kedang_testkit::{Company, World, on_both_engines};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

const DAY: i64 = 24 * 3_600_000;
const EVERYBODY: [&str; 16] = [
    "admin", "gaoyuan", "heqing", "luwei", "tangbo", "qiaosen", "chenlu", "wangmin", "lixiang",
    "zhaolei", "sunjia", "zhouyang", "fangxin", "liuyun", "jinhui", "mozhen",
];

async fn customer(world: &World, login: &str, name: &str) -> CustomerId {
    let ctx = world.context(login).await;
    // Of some one knows the day alone.
    let born = match name {
        "甲公司" | "丁公司" => [("birth_month_day".to_owned(), json!("11-25"))].into(),
        _ => [("birthday".to_owned(), json!("1980-11-25"))].into(),
    };
    let draft = Draft {
        kind: CustomerKind::Organization,
        name: name.to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: [("stage".to_owned(), json!("potential"))].into(),
        contacts: vec![NewContact {
            name: format!("{name}的联系人"), values: born, primary: true
        }],
    };
    world.app.create_customer(&ctx, &draft).await.unwrap().customer.id
}

async fn visit(world: &World, login: &str, id: CustomerId) {
    let ctx = world.context(login).await;
    let report = Report {
        kind: InteractionKind::Visit,
        direction: None,
        at: ctx.now,
        contact: None,
        summary: "拜访".to_owned(),
        detail: None,
    };
    world.app.create_interaction(&ctx, id, report).await.unwrap();
}

async fn doubt(world: &World, login: &str, id: CustomerId) {
    let ctx = world.context(login).await;
    let fact = Fact { field: "stage".to_owned(), contact: None };
    world.app.mark_uncertain(&ctx, id, fact, "待核实").await.unwrap();
}

/// Something of every kind in every corner: old and new, visited long ago, lately and never,
/// doubted and not.
async fn everywhere(world: &World, company: &Company) {
    let old = customer(world, "wangmin", "甲公司").await;
    let other = customer(world, "sunjia", "乙公司").await;
    let market = customer(world, "tangbo", "丙公司").await;
    for (login, id) in [("wangmin", old), ("sunjia", other), ("tangbo", market)] {
        visit(world, login, id).await;
        doubt(world, login, id).await;
    }
    customer(world, "lixiang", "丁公司").await;
    world.clock.advance(364 * DAY);
    let lately = customer(world, "wangmin", "戊公司").await;
    visit(world, "wangmin", lately).await;
    customer(world, "zhouyang", "己公司").await;
    let keeper = world.context("fangxin").await;
    let share = NewShare {
        person: company.id("lixiang"),
        until: Until::Instant(keeper.now + DAY),
        reason: "展会".to_owned(),
    };
    world.app.create_share(&keeper, market, share).await.unwrap();
}

/// Everything that this person sees.
async fn seen(app: &App, ctx: &Context) -> Vec<Listed> {
    let sort = Sort::parse("code").unwrap();
    let query =
        Query { conditions: Vec::new(), sort, after: None, limit: 200, wanted: Wanted::All };
    app.list_customers(ctx, &query).await.unwrap()
}

fn figures(page: &Workbench) -> BTreeMap<&'static str, i64> {
    page.figures.iter().map(|f| (f.name, f.count.count)).collect()
}

on_both_engines! {
    async fn figures_are_of_what_one_sees(world: World) {
        let company = world.company().await;
        everywhere(&world, &company).await;
        let app = &world.app;
        let mut sizes = BTreeMap::new();
        for login in EVERYBODY {
            let ctx = world.context(login).await;
            let rows = seen(app, &ctx).await;
            let page = app.workbench(&ctx).await.unwrap();
            // 364 days after a Monday it is a Monday again, at nine in the morning.
            let midnight = ctx.now - 9 * 3_600_000;
            let count = |test: &dyn Fn(&Listed) -> bool| {
                i64::try_from(rows.iter().filter(|row| test(row)).count()).unwrap()
            };
            let wanted = BTreeMap::from([
                ("mine", count(&|row| row.owner.0 == ctx.actor.person)),
                ("visible", count(&|_| true)),
                ("new_this_week", count(&|row| row.created_at >= midnight)),
                ("uncertain", count(&|row| row.uncertain > 0)),
                ("never_contacted", count(&|row| row.last_contact_at == 0)),
                ("silent_90_days", count(&|row| {
                    (1..midnight - 90 * DAY).contains(&row.last_contact_at)
                })),
            ]);
            assert_eq!(figures(&page), wanted, "{login}");
            // Each leads to the list that it counts.
            for figure in &page.figures {
                let conditions = app.conditions(&ctx, &figure.filters).await.unwrap();
                let listed = app.count_customers(&ctx, &conditions).await.unwrap();
                assert_eq!(listed, figure.count, "{login} {}", figure.name);
            }
            sizes.insert(login, rows.len());
        }
        // The oracle itself must have seen something, and not everything.
        let of = |login: &str| sizes[login];
        assert_eq!((of("fangxin"), of("luwei"), of("gaoyuan")), (6, 6, 6));
        assert_eq!((of("qiaosen"), of("chenlu"), of("wangmin")), (5, 3, 3));
        assert_eq!((of("lixiang"), of("sunjia"), of("zhaolei"), of("tangbo")), (2, 1, 2, 1));
        assert_eq!((of("admin"), of("heqing"), of("jinhui"), of("mozhen")), (0, 0, 0, 0));
    }

    async fn nothing_on_it_is_of_what_one_does_not_see(world: World) {
        let company = world.company().await;
        everywhere(&world, &company).await;
        let app = &world.app;
        for login in EVERYBODY {
            let ctx = world.context(login).await;
            let rows = seen(app, &ctx).await;
            for row in &rows {
                app.open_customer(&ctx, row.id).await.unwrap();
            }
            let visible: BTreeSet<CustomerId> = rows.iter().map(|row| row.id).collect();
            let page = app.workbench(&ctx).await.unwrap();
            let recent: BTreeSet<_> = page.recent.iter().map(|r| r.customer.id).collect();
            assert_eq!(recent, visible, "{login}");
            let doubts: BTreeSet<_> = page.doubts.iter().map(|d| d.customer.id).collect();
            let doubted = rows.iter().filter(|row| row.uncertain > 0).map(|row| row.id).collect();
            assert_eq!(doubts, doubted, "{login}");
            assert!(page.activity.iter().all(|(named, _)| visible.contains(&named.id)), "{login}");
            assert_eq!(page.activity.is_empty(), visible.is_empty(), "{login}");
            // Birthdays are of one's own customers.
            let own: BTreeSet<_> = rows
                .iter()
                .filter(|row| row.owner.0 == ctx.actor.person)
                .map(|row| row.id)
                .collect();
            let birthdays: BTreeSet<_> = page.birthdays.iter().map(|b| b.birthday.customer.id).collect();
            assert_eq!(birthdays, own, "{login}");
        }
        // What was opened and is out of sight now is gone from there.
        let director = world.context("qiaosen").await;
        let owner = world.context("wangmin").await;
        let lost = seen(app, &owner).await[0].clone();
        app.assign_customer(&director, lost.id, lost.version, company.id("sunjia"), "调整").await.unwrap();
        let page = app.workbench(&owner).await.unwrap();
        assert!(page.recent.iter().all(|r| r.customer.id != lost.id));
        assert!(page.activity.iter().all(|(named, _)| named.id != lost.id));
        assert!(page.doubts.iter().all(|d| d.customer.id != lost.id));
    }

    async fn an_attempt_is_no_opening(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let id = customer(&world, "wangmin", "甲公司").await;
        let other = world.context("sunjia").await;
        assert!(app.open_customer(&other, id).await.is_err());
        let director = world.context("qiaosen").await;
        app.assign_customer(&director, id, 1, company.id("sunjia"), "调整").await.unwrap();
        assert!(app.workbench(&other).await.unwrap().recent.is_empty(), "tried, and never opened");
        app.open_customer(&other, id).await.unwrap();
        assert_eq!(app.workbench(&other).await.unwrap().recent.len(), 1);
    }

    async fn each_role_gets_what_it_answers_for(world: World) {
        let company = world.company().await;
        everywhere(&world, &company).await;
        let app = &world.app;
        for login in EVERYBODY {
            let ctx = world.context(login).await;
            let page = app.workbench(&ctx).await.unwrap();
            assert_eq!(page.house.is_some(), login == "admin", "{login}");
            let reads = ["gaoyuan", "heqing", "fangxin"].contains(&login);
            assert_eq!(page.log.is_some(), reads, "{login}");
            let mut under: Vec<_> = page.people.iter().map(|p| p.person.1.as_str()).collect();
            under.sort_unstable();
            let mut wanted: Vec<&str> = match login {
                "qiaosen" => vec!["陈露", "王敏", "李想", "赵磊", "孙佳", "周洋"],
                "chenlu" => vec!["王敏", "李想"],
                "wangmin" => vec!["陈露", "李想"],
                "zhaolei" => vec!["孙佳", "周洋"],
                "luwei" => vec!["唐博"],
                "gaoyuan" => vec!["何清", "沈立"],
                "fangxin" => vec!["柳芸"],
                "liuyun" => vec!["方欣"],
                _ => Vec::new(),
            };
            wanted.sort_unstable();
            assert_eq!(under, wanted, "{login}");
            for person in &page.people {
                let name = &person.person.1;
                let owned = match name.as_str() {
                    "王敏" => 2,
                    "李想" | "孙佳" | "周洋" | "唐博" => 1,
                    _ => 0,
                };
                assert_eq!(person.customers, owned, "{login} of {name}");
            }
        }
    }

    async fn reading_it_is_no_opening(world: World) {
        let company = world.company().await;
        everywhere(&world, &company).await;
        let before = entries(&world).await;
        for login in EVERYBODY {
            let ctx = world.context(login).await;
            world.app.workbench(&ctx).await.unwrap();
        }
        assert_eq!(entries(&world).await, before);
    }
}

/// How many entries the log has.
async fn entries(world: &World) -> i64 {
    let mut conn = world.app.db().read().await.unwrap();
    kedang_storage::evidence::head(&mut conn).await.unwrap().map_or(0, |(size, _)| size)
}
