use crate::{clash, customer, entries, is_missing, log, once, reason, refusal, refused};
use jiff::civil::date;
use kedang_app::share::{NewShare, Until};
use kedang_domain::id::PersonId;
use kedang_domain::permission::{Decision, Reason};
use kedang_evidence::Detail;
use kedang_testkit::on_both_engines;

const DAY: i64 = 24 * 3_600_000;

fn share(person: PersonId, until: i64) -> NewShare {
    NewShare { person, until: Until::Instant(until), reason: "协助投标".to_owned() }
}

on_both_engines! {
    async fn a_share_lets_one_person_see_one_customer_until_its_end(world: World) {
        let company = world.company().await;
        let (owner, colleague) = (world.context("wangmin").await, world.context("lixiang").await);
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let other = customer(&world, &owner, "江南造纸").await;
        assert!(is_missing(app.open_customer(&colleague, id).await));
        let made = app.create_share(&owner, id, share(company.id("lixiang"), owner.now + DAY)).await;
        let made = made.unwrap();
        assert_eq!((made.person.1.as_str(), made.shared_by.1.as_str()), ("李想", "王敏"));
        assert!(app.open_customer(&colleague, id).await.is_ok());
        assert!(is_missing(app.open_customer(&colleague, other).await));
        let seen = app.shares(&colleague, id).await.unwrap();
        assert_ne!(seen[0].1, Decision::Allow, "the receiver may not end it");
        assert_eq!(app.shares(&owner, id).await.unwrap()[0].1, Decision::Allow);
        let again = share(company.id("lixiang"), owner.now + 2 * DAY);
        assert_eq!(clash(app.create_share(&owner, id, again).await), "shared_already");

        let entry = log(&world, "customer.share").await.remove(0);
        let person = Detail::Text(company.id("lixiang").to_string());
        assert_eq!(entry.draft().details["person"], person);
        world.clock.advance(DAY);
        let later = world.context("lixiang").await;
        assert!(is_missing(app.open_customer(&later, id).await));
        let owner = world.context("wangmin").await;
        assert!(app.shares(&owner, id).await.unwrap().is_empty());
        assert!(is_missing(app.end_share(&owner, id, made.id).await), "it is over");
        assert!(app.create_share(&owner, id, share(company.id("lixiang"), owner.now + DAY)).await.is_ok());
    }

    async fn a_share_ends_at_once(world: World) {
        let company = world.company().await;
        let (owner, colleague) = (world.context("wangmin").await, world.context("lixiang").await);
        let (head, keeper) = (world.context("chenlu").await, world.context("fangxin").await);
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let new = || share(company.id("lixiang"), owner.now + DAY);
        let made = app.create_share(&owner, id, new()).await.unwrap();
        assert_eq!(reason(app.end_share(&colleague, id, made.id).await), Reason::SharedIsReadOnly);
        assert_eq!(reason(app.end_share(&keeper, id, made.id).await), Reason::NotPermitted);
        app.end_share(&head, id, made.id).await.unwrap();
        assert!(is_missing(app.open_customer(&colleague, id).await));
        // Whoever gave it may end it too, and it may be given anew.
        let made = app.create_share(&keeper, id, new()).await.unwrap();
        app.end_share(&keeper, id, made.id).await.unwrap();
        assert!(is_missing(app.end_share(&owner, id, made.id).await));
        assert_eq!(log(&world, "customer.unshare").await.len(), 2);
    }

    async fn sharing_is_free_inside_and_not_outside(world: World) {
        let company = world.company().await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let to = |login: &str| share(company.id(login), owner.now + DAY);
        assert_eq!(reason(app.create_share(&owner, id, to("sunjia")).await), Reason::NotPermitted);
        assert_eq!(reason(app.create_share(&head, id, to("sunjia")).await), Reason::OtherDepartment);
        // The director answers for both teams, the custodian for all.
        let director = world.context("qiaosen").await;
        assert!(app.create_share(&director, id, to("sunjia")).await.is_ok());
        let keeper = world.context("fangxin").await;
        assert!(app.create_share(&keeper, id, to("jinhui")).await.is_ok());
        assert!(app.create_share(&owner, id, to("lixiang")).await.is_ok());
        let receiver = world.context("lixiang").await;
        assert_eq!(reason(app.create_share(&receiver, id, to("chenlu")).await), Reason::SharedIsReadOnly);
        let stranger = world.context("zhouyang").await;
        assert!(is_missing(app.create_share(&stranger, id, to("sunjia")).await));
        assert!(is_missing(app.shares(&stranger, id).await));
    }

    async fn a_share_that_is_not_right_is_not_given(world: World) {
        let company = world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let mut tx = app.db().begin().await.unwrap();
        for (column, login) in [("active", "zhouyang"), ("department", "sunjia")] {
            let sql = match column {
                "active" => "UPDATE person SET active = 0 WHERE id = $1",
                _ => "UPDATE person SET department_id = NULL WHERE id = $1",
            };
            let sql = kedang_db::Sql::new(sql).bind(company.id(login).to_string());
            tx.run_exactly(1, sql).await.unwrap();
        }
        tx.commit().await.unwrap();
        let before = entries(&world).await;
        let year = 366 * DAY;
        let cases = [
            (company.id("zhouyang"), DAY, "/person_id", "person_inactive"),
            (company.id("sunjia"), DAY, "/person_id", "receiver_without_department"),
            (company.id("wangmin"), DAY, "/person_id", "share_with_owner"),
            (PersonId::new(app.fresh()), DAY, "/person_id", "person_unknown"),
            (company.id("lixiang"), 0, "/until", "until_past"),
            (company.id("lixiang"), year + 1, "/until", "until_too_late"),
        ];
        for (person, span, at, code) in cases {
            let found = refusal(app.create_share(&owner, id, share(person, owner.now + span)).await);
            assert_eq!(found, (at.to_owned(), code));
        }
        let silent = NewShare { reason: " ".to_owned(), ..share(company.id("lixiang"), owner.now) };
        let found = refused(app.create_share(&owner, id, silent).await);
        assert_eq!(found.len(), 2, "{found:?}");
        let head = world.context("chenlu").await;
        let self_share = share(company.id("chenlu"), owner.now + DAY);
        let found = refusal(app.create_share(&head, id, self_share).await);
        assert_eq!(found.1, "share_with_oneself");
        assert_eq!(entries(&world).await, before);
    }

    async fn a_day_is_the_companys_day(world: World) {
        let company = world.company().await;
        let owner = world.context("wangmin").await;
        let id = customer(&world, &owner, "华北泵业").await;
        // Monday 2026-11-23, 9:00 in Shanghai: today lasts 15 hours more.
        let today = Until::Day(date(2026, 11, 23));
        let new = NewShare { until: today, ..share(company.id("lixiang"), 0) };
        let made = world.app.create_share(&owner, id, new).await.unwrap();
        assert_eq!(made.until, owner.now + 15 * 3_600_000);
        let yesterday = Until::Day(date(2026, 11, 22));
        let new = NewShare { until: yesterday, ..share(company.id("chenlu"), 0) };
        let found = refusal(world.app.create_share(&owner, id, new).await);
        assert_eq!(found, ("/until".to_owned(), "until_past"));
    }

    async fn a_share_given_twice_under_one_key_is_one(world: World) {
        let company = world.company().await;
        let owner = world.context("wangmin").await;
        let id = customer(&world, &owner, "华北泵业").await;
        let ctx = once(&owner, "k", "same");
        let new = || share(company.id("lixiang"), owner.now + DAY);
        let first = world.app.create_share(&ctx, id, new()).await.unwrap();
        let again = world.app.create_share(&ctx, id, new()).await.unwrap();
        assert_eq!(first.id, again.id);
    }
}
