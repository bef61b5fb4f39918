use crate::{DAY, customer, fact, under, verified};
use jiff::civil::date;
use kedang_app::AppError;
use kedang_app::campaign::{NewCampaign, Walk};
use kedang_app::customer_event::CustomerEvent;
use kedang_domain::campaign::{CampaignKind, WalkState};
use kedang_domain::obligation::CustomerEventKind;
use kedang_testkit::{World, on_both_engines};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

on_both_engines! {
    async fn facts_are_counted_as_they_are(world: World) {
        world.company().await;
        under(&world, "M").await;
        let app = &world.app;
        let owner = world.context("lixiang").await;
        let id = customer(&world, &owner, "他说\":了\\").await;
        let own = app.quality(&owner).await.unwrap().own;
        // Name, number, address; the contact's name and number.
        assert_eq!((own.customers, own.facts, own.verified), (1, 5, 0));
        assert_eq!((own.fresh, own.age_days), (1, 0));
        let text = kedang_app::customer::Change {
            values: crate::values([("address", serde_json::json!("引号\":里面\\\":的路"))]),
            ..Default::default()
        };
        app.update_customer(&owner, id, 1, &text).await.unwrap();
        assert_eq!(app.quality(&owner).await.unwrap().own.facts, 5, "whatever a text says");

        verified(&world, &owner, id, fact("office_phone", None)).await;
        assert_eq!(app.quality(&owner).await.unwrap().own.verified, 1);
        app.mark_uncertain(&owner, id, fact("office_phone", None), "").await.unwrap();
        let own = app.quality(&owner).await.unwrap().own;
        assert_eq!((own.verified, own.doubts), (0, 1), "what is doubted is not true");
        let keeper = world.context("fangxin").await;
        let new = NewCampaign {
            kind: CampaignKind::Verification,
            title: "核实".to_owned(),
            filters: Vec::new(),
            due_on: date(2026, 12, 31),
        };
        let campaign = app.open_campaign(&keeper, &new).await.unwrap().campaign.id;
        let walk = Walk { state: WalkState::Verified, parts: Vec::new(), how: "走访".to_owned() };
        app.walk_customer(&owner, campaign, id, &walk).await.unwrap();
        let own = app.quality(&owner).await.unwrap().own;
        assert_eq!((own.verified, own.truth()), (5, Some(1_000)));
        // A year later it has to be verified again.
        world.clock.advance(400 * DAY);
        let owner = world.context("lixiang").await;
        let own = app.quality(&owner).await.unwrap().own;
        assert_eq!((own.verified, own.fresh, own.mean_age()), (0, 0, Some(400)));
    }

    async fn the_cycle_begins_at_midnight_where_the_company_is(world: World) {
        world.company().await;
        under(&world, "M").await;
        let owner = world.context("lixiang").await;
        customer(&world, &owner, "华北泵业").await;
        let days = world.app.quality(&owner).await.unwrap().cycle_days;
        let seen = async |world: &World| {
            let owner = world.context("lixiang").await;
            let found = world.app.quality(&owner).await.unwrap();
            (found.since, found.own.fresh)
        };
        // Registered at 09:00 in Shanghai; one minute before midnight a cycle later it is still the
        // same day there, and in Greenwich the afternoon.
        world.clock.advance(days * DAY + 15 * HOUR - MINUTE);
        assert_eq!(seen(&world).await, (date(2026, 11, 23), 1));
        world.clock.advance(MINUTE);
        assert_eq!(seen(&world).await, (date(2026, 11, 24), 0));
    }

    async fn duties_count_for_whoever_had_them(world: World) {
        world.company().await;
        under(&world, "H").await;
        let app = &world.app;
        let owner = world.context("lixiang").await;
        let id = customer(&world, &owner, "华北泵业").await;
        let event = CustomerEvent {
            kind: CustomerEventKind::CooperationChanged,
            happened_at: owner.now,
            note: None,
        };
        app.report_customer_event(&owner, id, &event).await.unwrap();
        assert_eq!(app.quality(&owner).await.unwrap().own.deadlines(), None, "none is over");
        // Nobody did it in time.
        world.clock.advance(40 * DAY);
        let owner = world.context("lixiang").await;
        let own = app.quality(&owner).await.unwrap().own;
        assert!(own.duties > 0);
        assert_eq!((own.kept, own.deadlines()), (0, Some(0)));
        app.keep_quality().await.unwrap();
        let lines = app.quality(&world.context("chenlu").await).await.unwrap().lines;
        let line = lines.iter().find(|line| line.person.1 == "李想").unwrap();
        assert_eq!((line.figures.duties, line.figures.kept), (own.duties, 0));
        let other = app.quality(&world.context("sunjia").await).await.unwrap();
        assert!(other.lines.iter().all(|line| line.person.1 != "李想"));
        assert_eq!(other.own.duties, 0);
        // The list behind the figure.
        let filter = kedang_app::obligation::Filter {
            assignee: Some(owner.actor.person),
            ..Default::default()
        };
        let found = app.obligations(&owner, &filter, None, 200).await.unwrap();
        let late = found.iter().filter(|one| one.due_at < owner.now).count();
        assert_eq!(i64::try_from(late).unwrap(), own.duties);
        assert!(app.obligations(&world.context("sunjia").await, &filter, None, 200).await.unwrap().is_empty());
    }

    async fn everybody_sees_the_figures_that_they_answer_for(world: World) {
        world.company().await;
        let app = &world.app;
        for login in ["lixiang", "sunjia"] {
            let owner = world.context(login).await;
            customer(&world, &owner, &format!("{login}的客户")).await;
        }
        assert!(app.quality(&world.context("fangxin").await).await.unwrap().day.is_none());
        app.keep_quality().await.unwrap();
        app.keep_quality().await.unwrap();
        for (login, expected) in [("lixiang", 1), ("chenlu", 1), ("qiaosen", 2), ("fangxin", 2), ("gaoyuan", 2), ("zhouyang", 0)] {
            let ctx = world.context(login).await;
            let found = app.quality(&ctx).await.unwrap();
            assert_eq!(found.lines.len(), expected, "{login}");
            let customers: i64 = found.lines.iter().map(|line| line.figures.customers).sum();
            assert_eq!(customers, i64::try_from(expected).unwrap(), "{login}");
            assert_eq!(found.trend.len(), 1, "{login}");
        }
        for login in ["admin", "heqing"] {
            let told = app.quality(&world.context(login).await).await;
            assert!(matches!(told, Err(AppError::Forbidden("no_customers"))), "{login}");
        }
        world.clock.advance(40 * DAY);
        app.keep_quality().await.unwrap();
        let trend = app.quality(&world.context("fangxin").await).await.unwrap().trend;
        assert_eq!(trend.iter().map(|(day, _)| *day).collect::<Vec<_>>(), [date(2026, 11, 23), date(2027, 1, 2)]);
    }
}
