//! What is to be done about two customers that become one.

use crate::{draft, kept, merge, oblige, order, register, undo, version};
use kedang_app::Context;
use kedang_db::Sql;
use kedang_domain::id::CustomerId;
use kedang_domain::merge::Choice;
use kedang_testkit::{World, on_both_engines};

/// Two customers of one owner's.
async fn two(world: &World) -> (CustomerId, CustomerId, Context) {
    let owner = world.context("wangmin").await;
    let a = register(&world.app, &owner, draft("华北泵业有限公司", [])).await;
    let b = register(&world.app, &owner, draft("华北泵业", [])).await;
    (a, b, world.context("chenlu").await)
}

/// Customer, assignee and state of an obligation.
async fn now(world: &World, id: &str) -> (String, String, String) {
    let mut conn = world.app.db().read().await.unwrap();
    let sql = "SELECT customer_id, assignee_id, state FROM obligation WHERE id = $1";
    let mut row = conn.one(Sql::new(sql).bind(id)).await.unwrap();
    (row.take().unwrap(), row.take().unwrap(), row.take().unwrap())
}

async fn state(world: &World, id: &str) -> String {
    now(world, id).await.2
}

on_both_engines! {
    async fn what_is_to_be_done_about_both_is_done_once_by_the_earlier_time(world: World) {
        world.company().await;
        let (a, b, head) = two(&world).await;
        let ours = oblige(&world, a, "check", 9, false).await;
        let theirs = oblige(&world, b, "check", 5, false).await;
        let other = oblige(&world, b, "visit", 7, false).await;
        let late = oblige(&world, a, "report", 3, true).await;
        let too_late = oblige(&world, b, "report", 4, true).await;
        let before = kept(&world).await;
        let merged = merge(&world.app, &head, a, b).await;
        assert_eq!(state(&world, &ours).await, "released", "no merging gives more time");
        for id in [&theirs, &other] {
            let (customer, _, state) = now(&world, id).await;
            assert_eq!((customer, state), (a.to_string(), "open".to_owned()));
        }
        for id in [&late, &too_late] {
            assert_eq!(state(&world, id).await, "breached", "a breach stays on record");
        }
        undo(&world.app, &head, &merged).await;
        assert_eq!(kept(&world).await, before);
    }

    async fn it_is_for_whoever_owns_the_one_that_stays(world: World) {
        let company = world.company().await;
        let (a, b, head) = two(&world).await;
        let app = &world.app;
        app.assign_customer(&head, b, 1, company.id("lixiang"), "调整").await.unwrap();
        let (ours, theirs) =
            (oblige(&world, a, "check", 9, false).await, oblige(&world, b, "visit", 5, false).await);
        let before = kept(&world).await;
        let merged = merge(app, &head, a, b).await;
        assert_eq!(now(&world, &theirs).await.1, company.id("wangmin").to_string());
        undo(app, &head, &merged).await;
        assert_eq!(kept(&world).await, before);
        // The other's owner is chosen: the survivor's own goes there too.
        let mut order = order(app, &head, b).await;
        order.choices = [("owner".to_owned(), Choice::Other)].into();
        let seen = version(app, &head, a).await;
        let merged = app.merge_customers(&head, a, seen, &order).await.unwrap();
        for id in [&ours, &theirs] {
            assert_eq!(now(&world, id).await.1, company.id("lixiang").to_string());
        }
        undo(app, &head, &merged).await;
        assert_eq!(kept(&world).await, before);
    }

    async fn what_somebody_else_was_given_since_stays_theirs(world: World) {
        let company = world.company().await;
        let (a, b, head) = two(&world).await;
        let app = &world.app;
        let (ours, theirs) =
            (oblige(&world, a, "check", 9, false).await, oblige(&world, b, "visit", 5, false).await);
        let merged = merge(app, &head, a, b).await;
        let seen = version(app, &head, a).await;
        app.assign_customer(&head, a, seen, company.id("lixiang"), "调整").await.unwrap();
        assert_eq!(now(&world, &theirs).await.1, company.id("lixiang").to_string());
        undo(app, &head, &merged).await;
        assert_eq!(now(&world, &ours).await.1, company.id("lixiang").to_string());
        let (customer, assignee, _) = now(&world, &theirs).await;
        assert_eq!((customer, assignee), (b.to_string(), company.id("wangmin").to_string()));
    }
}
