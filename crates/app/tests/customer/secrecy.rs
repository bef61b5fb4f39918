//! Levels of secrecy (L4-5 to L4-7, L1-22): given by the relation, by decision, ended by their
//! term; and what those who are neither cleared nor let in come upon.

use crate::{clash, contact, customer, draft, log, values};
use kedang_app::customer::{Change, Query, Sort, Wanted};
use kedang_app::secrecy::{KeeperDraft, NewClearance, apply};
use kedang_app::{AppError, Context};
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{Decision, RequestKind, Standing};
use kedang_domain::secrecy::{Level, Source};
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

const DAY: i64 = 24 * 3_600_000;

/// Gives a level as it is given when a request is approved.
async fn decide(
    world: &World,
    login: &str,
    id: CustomerId,
    level: Level,
    until: Option<i64>,
) -> Result<(), AppError> {
    let ctx = world.context(login).await;
    let mut work = world.app.begin(&ctx).await.unwrap();
    apply(&mut work, id, level, until).await?;
    work.commit().await
}

async fn names(world: &World, ctx: &Context) -> Vec<String> {
    let query = Query {
        conditions: Vec::new(),
        sort: Sort::parse("name").unwrap(),
        after: None,
        limit: 50,
        wanted: Wanted::All,
    };
    let rows = world.app.list_customers(ctx, &query).await.unwrap();
    assert_eq!(world.app.count_customers(ctx, &[]).await.unwrap().count, rows.len() as i64);
    rows.into_iter().map(|row| row.name).collect()
}

fn needs_view<T: std::fmt::Debug>(result: Result<T, AppError>) {
    let AppError::Refused(refused) = result.unwrap_err() else { unreachable!() };
    assert!(matches!(refused.decision, Decision::Needs { request: RequestKind::View, .. }));
    assert!(refused.clause.is_some());
}

on_both_engines! {
    async fn the_relation_gives_a_level_and_takes_it_again(world: World) {
        world.company().await;
        world.obey("L").await;
        let owner = world.context("wangmin").await;
        let id = customer(&world.app, &owner, "北方钢铁").await;
        let level = async |facts| {
            let opened = world.app.open_customer(&owner, id).await.unwrap();
            let change = Change { values: values([facts]), ..Change::default() };
            let version = opened.customer.version;
            world.app.update_customer(&owner, id, version, &change).await.unwrap();
            let secrecy = world.app.open_customer(&owner, id).await.unwrap().customer.secrecy;
            assert_eq!((secrecy.source, secrecy.until), (Source::Policy, None));
            (secrecy.level, owner.level_clause(&secrecy))
        };
        let clause = |text: &str| Some(text.to_owned());
        assert_eq!(level(("stage", json!("cooperating"))).await, (Level::Secret, clause("L4-6.1")));
        let higher = level(("strategic_partner", json!(true))).await;
        assert_eq!(higher, (Level::Confidential, clause("L4-6.2")));
        assert_eq!(level(("strategic_partner", json!(false))).await.0, Level::Secret);
        assert_eq!(level(("stage", json!("lost"))).await, (Level::Internal, None));
        let set = log(&world, "secrecy.set").await;
        assert_eq!(set.len(), 4);
        assert!(set.iter().all(|entry| entry.draft().customer == Some(id.to_string())));
        // What somebody decided stays, whatever becomes of the relation.
        let until = Some(world.app.now() + DAY);
        decide(&world, "gaoyuan", id, Level::Confidential, until).await.unwrap();
        let opened = world.app.open_customer(&owner, id).await.unwrap();
        let change = Change {
            values: values([("stage", json!("cooperating"))]),
            ..Change::default()
        };
        world.app.update_customer(&owner, id, opened.customer.version, &change).await.unwrap();
        let secrecy = world.app.open_customer(&owner, id).await.unwrap().customer.secrecy;
        assert_eq!((secrecy.level, secrecy.source), (Level::Confidential, Source::Decision));
    }

    async fn a_term_ends_by_itself_and_is_extended_only_before(world: World) {
        world.company().await;
        world.obey("L").await;
        let owner = world.context("wangmin").await;
        let id = customer(&world.app, &owner, "北方钢铁").await;
        let now = world.app.now();
        let set = |level, until| decide(&world, "gaoyuan", id, level, until);
        assert_eq!(clash(set(Level::Secret, None).await).0, "secrecy_term_required");
        assert_eq!(clash(set(Level::Secret, Some(now)).await).0, "secrecy_term_past");
        set(Level::TopSecret, Some(now + DAY)).await.unwrap();
        set(Level::TopSecret, Some(now + 2 * DAY)).await.unwrap();
        world.clock.advance(DAY);
        assert_eq!(world.app.declassify_ended().await.unwrap(), 0, "it was extended");
        world.clock.advance(3 * DAY);
        let late = Some(world.app.now() + DAY);
        assert_eq!(clash(set(Level::TopSecret, late).await).0, "secrecy_term_over");
        assert_eq!(world.app.declassify_ended().await.unwrap(), 1, "late, but not never");
        assert_eq!(world.app.declassify_ended().await.unwrap(), 0, "once");
        let owner = world.context("wangmin").await;
        let secrecy = world.app.open_customer(&owner, id).await.unwrap().customer.secrecy;
        assert_eq!((secrecy.level, secrecy.source), (Level::Internal, Source::Term));
        let ended = log(&world, "secrecy.end").await;
        assert_eq!(ended.len(), 1);
        assert_eq!(ended[0].draft().clause.as_deref(), Some("L4-7.3"));
    }

    async fn what_is_confidential_is_locked_and_what_is_top_secret_absent(world: World) {
        let company = world.company().await;
        let owner = world.context("wangmin").await;
        let mut new = draft("北方钢铁", [("mobile", json!("13812345678")), ("stage", json!("lost"))]);
        new.contacts.push(contact("李娜", []));
        let id = world.app.create_customer(&owner, &new).await.unwrap().customer.id;
        customer(&world.app, &owner, "南方电器").await;
        // They see every customer, and nothing clears them.
        let clerk = world.context("liuyun").await;
        assert_eq!(clerk.actor.clearance, Level::Secret);
        let until = Some(world.app.now() + DAY);
        decide(&world, "gaoyuan", id, Level::Confidential, until).await.unwrap();

        let opened = world.app.open_customer(&clerk, id).await.unwrap().customer;
        assert_eq!((opened.standing, opened.values.len()), (Standing::Named, 0));
        assert_eq!(names(&world, &clerk).await.len(), 2);
        needs_view(world.app.contacts(&clerk, id).await);
        needs_view(world.app.timeline(&clerk, id, &[], None, 10).await);
        needs_view(world.app.customer_card(&clerk, id).await);
        let change = Change { name: Some("改名".to_owned()), ..Change::default() };
        needs_view(world.app.update_customer(&clerk, id, opened.version, &change).await);
        let found = async |ctx: &Context, text: &str| {
            world.app.search_customers(ctx, text, 10).await.unwrap().len()
        };
        assert_eq!(found(&clerk, "北方钢铁").await, 1);
        assert_eq!(found(&clerk, "13812345678").await, 0, "not by what is locked");
        assert_eq!(found(&clerk, "李娜").await, 0);
        assert_eq!(found(&owner, "13812345678").await, 1);
        // Whoever is cleared reads it.
        let leader = world.context("gaoyuan").await;
        assert_eq!(leader.actor.clearance, Level::TopSecret);
        assert_eq!(world.app.contacts(&leader, id).await.unwrap().len(), 1);

        decide(&world, "gaoyuan", id, Level::TopSecret, until).await.unwrap();
        for login in ["liuyun", "gaoyuan"] {
            let ctx = world.context(login).await;
            let opened = world.app.open_customer(&ctx, id).await;
            assert!(matches!(opened, Err(AppError::NotFound)), "{login}");
            assert_eq!(names(&world, &ctx).await, ["南方电器"], "{login}");
            assert_eq!(found(&ctx, "北方钢铁").await, 0, "{login}");
        }
        assert_eq!(world.app.classified(&clerk, 0).await.unwrap().items.len(), 0);
        let known = world.app.classified(&leader, 0).await.unwrap().items;
        assert!(known[0].name.starts_with("K-") && known[0].held_by.is_none() && known[0].locked);
        // The owner and the keeper work with it as ever.
        let keeper = world.context("fangxin").await;
        for ctx in [&owner, &keeper] {
            assert_eq!(world.app.open_customer(ctx, id).await.unwrap().customer.name, "北方钢铁");
            assert_eq!(found(ctx, "北方钢铁").await, 1);
        }
        // Somebody without any relation is let in by name.
        let far = company.id("jinhui");
        let keeps = KeeperDraft { person: far, customer: Some(id), level: Level::TopSecret };
        let named = world.app.name_keeper(&leader, keeps).await.unwrap();
        let far = world.context("jinhui").await;
        // In lists it goes by its code name, whoever reads them.
        assert_eq!(names(&world, &far).await, [known[0].name.as_str()]);
        assert_eq!(found(&far, "北方钢铁").await, 1);
        world.app.end_keeper(&leader, named.id).await.unwrap();
        assert!(names(&world, &world.context("jinhui").await).await.is_empty());
    }

    async fn people_are_cleared_by_a_leader_for_a_time(world: World) {
        let company = world.company().await;
        let (leader, other) = (world.context("gaoyuan").await, world.context("luwei").await);
        let clerk = company.id("liuyun");
        let day = |text: &str| Some(text.parse().unwrap());
        let new = |level, until| NewClearance { level, reason: "整理重要客户".to_owned(), until };
        let give = async |ctx: &Context, of, new| world.app.clear_person(ctx, of, &new).await;
        assert!(give(&leader, company.id("gaoyuan"), new(Level::TopSecret, None)).await.is_err());
        let seller = world.context("wangmin").await;
        assert!(give(&seller, clerk, new(Level::Confidential, None)).await.is_err());
        assert!(give(&leader, clerk, new(Level::Secret, None)).await.is_err());
        assert!(give(&leader, clerk, new(Level::TopSecret, day("2000-01-01"))).await.is_err());
        assert!(matches!(world.app.trust_in(&seller, clerk).await, Err(AppError::NotFound)));

        let given = give(&leader, clerk, new(Level::Confidential, None)).await.unwrap();
        assert_eq!(world.context("liuyun").await.actor.clearance, Level::Confidential);
        let trust = world.app.trust_in(&other, clerk).await.unwrap();
        assert_eq!((trust.clearance, trust.by_role), (Level::Confidential, Level::Secret));
        assert!(trust.may_change && trust.clearances == [given.clone()]);
        world.app.end_clearance(&other, clerk, given.id).await.unwrap();
        assert!(world.app.end_clearance(&other, clerk, given.id).await.is_err());
        assert_eq!(world.context("liuyun").await.actor.clearance, Level::Secret);
        assert_eq!(log(&world, "clearance.give").await.len(), 1);
        assert_eq!(log(&world, "clearance.end").await.len(), 1);
    }
}
