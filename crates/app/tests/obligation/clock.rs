//! What the clock opens, notes and tells.

use crate::{DAY, HOUR, all, basics, change, draft, log, obey, report};
use kedang_app::obligation::Filter;
use kedang_db::Sql;
use kedang_domain::obligation::{CustomerEventKind as Kind, ObligationState as State};
use kedang_evidence::{Actor, Channel, Draft};
use kedang_storage::evidence;
use kedang_testkit::{World, on_both_engines};
use std::collections::BTreeSet;

async fn kinds(world: &World, login: &str) -> Vec<String> {
    let ctx = world.context(login).await;
    let told = world.app.inbox(&ctx, true, None, 100).await.unwrap();
    let kinds = told.into_iter().map(|one| one.notice.kind);
    // That a regulation came into force is told too.
    kinds.filter(|kind| kind.starts_with("obligation.")).collect()
}

/// First days of all periods of a duty, for each thing that it is about.
async fn periods(world: &World, duty: &str) -> Vec<(String, String)> {
    let mut conn = world.app.db().read().await.unwrap();
    let sql = Sql::new(
        "SELECT subject_id, period_start FROM obligation WHERE duty = $1 \
         ORDER BY subject_id, period_start",
    );
    let rows = conn.all(sql.bind(duty)).await.unwrap();
    rows.into_iter().map(|mut row| (row.take().unwrap(), row.take().unwrap())).collect()
}

on_both_engines! {
    async fn who_has_it_to_do_is_reminded_and_whoever_answers_is_told_when_it_is_late(world: World) {
        let company = world.company().await;
        obey(&world, "H").await;
        let seller = world.context("wangmin").await;
        world.app.create_customer(&seller, &draft("周静")).await.unwrap();
        assert_eq!(world.app.watch_obligations().await.unwrap().reminded, 0);
        world.clock.advance(20 * HOUR);
        assert_eq!(world.app.watch_obligations().await.unwrap().reminded, 1);
        assert_eq!(world.app.watch_obligations().await.unwrap(), Default::default());
        assert_eq!(kinds(&world, "wangmin").await, ["obligation.due"]);
        assert!(kinds(&world, "chenlu").await.is_empty());
        world.clock.advance(4 * HOUR);
        assert_eq!(world.app.watch_obligations().await.unwrap().breached, 0, "the last instant");
        world.clock.advance(1);
        assert_eq!(world.app.watch_obligations().await.unwrap().breached, 1);
        assert_eq!(world.app.watch_obligations().await.unwrap(), Default::default());
        assert_eq!(kinds(&world, "wangmin").await, ["obligation.late", "obligation.due"]);
        assert_eq!(kinds(&world, "chenlu").await, ["obligation.escalated"]);
        let one = all(&world, "wangmin").await.remove(0);
        assert_eq!((one.state, one.breached_at), (State::Breached, Some(world.app.now())));
        let breach = log(&world, "obligation.breach").await.remove(0);
        assert_eq!(breach.draft().subject.as_ref().unwrap().id, one.id.to_string());
        assert_eq!(breach.draft().details["assignee"], company.id("wangmin").to_string().into());
        // Done at last: late, and no second breach.
        let seller = world.context("wangmin").await;
        change(&world, &seller, one.customer.unwrap().0, basics()).await;
        assert_eq!(all(&world, "wangmin").await[0].state, State::LateKept);
        assert_eq!(log(&world, "obligation.breach").await.len(), 1);
    }

    async fn a_clock_that_was_ahead_leaves_nobody_late(world: World) {
        world.company().await;
        obey(&world, "H").await;
        let seller = world.context("wangmin").await;
        world.app.create_customer(&seller, &draft("周静")).await.unwrap();
        world.clock.advance(30 * DAY);
        assert_eq!(world.app.watch_obligations().await.unwrap().breached, 1);
        world.clock.advance(-30 * DAY);
        assert_eq!(world.app.watch_obligations().await.unwrap().reopened, 1);
        let one = all(&world, "wangmin").await.remove(0);
        assert_eq!((one.state, one.breached_at), (State::Open, None));
    }

    async fn every_department_has_its_week_and_one_entry_fulfils_one(world: World) {
        let company = world.company().await;
        let opened = world.app.open_cycles().await.unwrap().opened;
        let weeks = periods(&world, "weekly_changes").await;
        assert_eq!(weeks.len(), company.departments.len());
        assert!(weeks.iter().all(|(_, start)| start == "2026-11-23"));
        assert!(opened > u64::try_from(weeks.len()).unwrap(), "and the year's verification");
        assert_eq!(world.app.open_cycles().await.unwrap().opened, 0);
        let team = company.department("销售一组");
        let one = all(&world, "chenlu").await.into_iter()
            .find(|one| one.about.id == team.to_string()).unwrap();
        assert_eq!(one.assignee.id, company.id("chenlu").to_string());
        assert_eq!(one.about_name.as_deref(), Some("销售一组"));
        // Sunday, the last instant.
        assert_eq!(one.due_at, world.app.now() + 7 * DAY - 9 * HOUR - 1);
        assert!(all(&world, "lixiang").await.iter().all(|one| one.duty != "weekly_changes"));

        let head = world.context("chenlu").await;
        let mut work = world.app.begin(&head).await.unwrap();
        let entry = work.draft("change_list.review").subject("change_list", "1");
        work.record(entry.detail("department", team.to_string()));
        work.commit().await.unwrap();
        let found = all(&world, "chenlu").await;
        let of_team = |one: &&kedang_app::obligation::Listed| {
            one.duty == "weekly_changes" && one.about.id == team.to_string()
        };
        assert_eq!(found.iter().find(of_team).unwrap().state, State::Kept);
        // The custodian takes it from there.
        let next = all(&world, "gaoyuan").await;
        assert!(next.iter().any(|one| one.duty == "weekly_changes.accept"
            && one.about.id == team.to_string() && one.state == State::Open));
    }

    async fn downtime_jumps_and_other_time_zones_open_every_week_once(world: World) {
        let company = world.company().await;
        for step in [1, 1, 9, -3, 20, -2, 0, 1, 40, -39, 39, 1] {
            world.app.open_cycles().await.unwrap();
            world.clock.advance(step * DAY);
        }
        let admin = world.context("admin").await;
        for zone in ["America/New_York", "Pacific/Auckland", "Asia/Shanghai"] {
            let seen = world.app.company(&admin).await.unwrap().version;
            let change = kedang_app::company::CompanyChange {
                time_zone: Some(zone.to_owned()),
                ..Default::default()
            };
            world.app.change_company(&admin, seen, &change).await.unwrap();
            world.app.open_cycles().await.unwrap();
        }
        let team = company.department("销售一组").to_string();
        let weeks: Vec<_> = periods(&world, "weekly_changes").await
            .into_iter().filter(|(id, _)| *id == team).map(|(_, start)| start).collect();
        let distinct: BTreeSet<_> = weeks.iter().collect();
        assert_eq!(distinct.len(), weeks.len());
        // 68 days after the 23rd of November.
        assert_eq!((weeks[0].as_str(), weeks.last().unwrap().as_str(), weeks.len()),
            ("2026-11-23", "2027-01-25", 10));
    }

    async fn what_was_over_before_it_could_be_seen_is_due_on_the_next_working_day(world: World) {
        world.company().await;
        world.app.open_cycles().await.unwrap();
        world.clock.advance(15 * DAY);
        world.app.open_cycles().await.unwrap();
        let watched = world.app.watch_obligations().await.unwrap();
        let late = all(&world, "gaoyuan").await;
        assert!(watched.breached > 0, "the week that was there to be seen");
        let missed: Vec<_> = late.iter().filter(|one| one.duty == "weekly_changes"
            && one.period.unwrap().start.to_string() == "2026-11-30").collect();
        assert!(!missed.is_empty());
        assert!(missed.iter().all(|one| one.state == State::Open && one.due_at > world.app.now()));
    }

    async fn who_leaves_leaves_nothing_to_nobody(world: World) {
        let company = world.company().await;
        obey(&world, "H").await;
        let seller = world.context("wangmin").await;
        let id = world.app.create_customer(&seller, &draft("周静")).await.unwrap().customer.id;
        report(&world, &seller, id, Kind::AddressChanged, seller.now).await;
        world.clock.advance(4 * DAY);
        world.app.open_cycles().await.unwrap();
        let admin = world.context("admin").await;
        let version = world.app.person(&admin, company.id("wangmin")).await.unwrap().person.version;
        world.app.deactivate_person(&admin, company.id("wangmin"), version).await.unwrap();
        let found = all(&world, "chenlu").await;
        let of_customer: Vec<_> = found.iter().filter(|one| one.customer.is_some()).collect();
        assert_eq!(of_customer.len(), 2);
        let head = company.id("chenlu").to_string();
        assert!(of_customer.iter().all(|one| one.assignee.id == head));
        let entry = log(&world, "obligation.reassign").await.remove(0);
        assert_eq!(entry.draft().details["to"], head.into());
    }

    async fn what_goes_to_another_owner_takes_its_obligations_along(world: World) {
        let company = world.company().await;
        obey(&world, "H").await;
        let seller = world.context("lixiang").await;
        let id = world.app.create_customer(&seller, &draft("周静")).await.unwrap().customer.id;
        let head = world.context("chenlu").await;
        world.app.assign_customer(&head, id, 1, company.id("wangmin"), "调整").await.unwrap();
        assert!(all(&world, "lixiang").await.is_empty(), "no customer, no obligation");
        let one = all(&world, "wangmin").await.remove(0);
        assert_eq!(one.assignee.id, company.id("wangmin").to_string());
    }

    async fn another_regulation_lets_go_what_it_does_not_ask_for(world: World) {
        world.company().await;
        obey(&world, "H").await;
        let seller = world.context("wangmin").await;
        world.app.create_customer(&seller, &draft("周静")).await.unwrap();
        obey(&world, "L").await;
        assert_eq!(world.app.watch_obligations().await.unwrap().released, 1);
        assert_eq!(all(&world, "wangmin").await[0].state, State::Released);
    }

    async fn what_one_may_not_see_is_not_there_nor_counted(world: World) {
        world.company().await;
        obey(&world, "H").await;
        let seller = world.context("wangmin").await;
        world.app.create_customer(&seller, &draft("周静")).await.unwrap();
        let one = all(&world, "wangmin").await.remove(0);
        for (login, sees) in [("lixiang", false), ("sunjia", false), ("chenlu", true),
            ("qiaosen", true), ("gaoyuan", true), ("admin", false)] {
            let ctx = world.context(login).await;
            assert_eq!(world.app.obligation(&ctx, one.id).await.is_ok(), sees, "{login}");
            let counts = world.app.obligation_counts(&ctx, &Filter::default()).await.unwrap();
            assert_eq!(counts.late + counts.today + counts.upcoming, i64::from(sees), "{login}");
        }
        let head = world.context("chenlu").await;
        let mine = Filter { mine: true, ..Filter::default() };
        let others = Filter { others: true, ..Filter::default() };
        assert!(world.app.obligations(&head, &mine, None, 10).await.unwrap().is_empty());
        assert_eq!(world.app.obligations(&head, &others, None, 10).await.unwrap().len(), 1);
    }

    async fn entries_that_no_work_appends_open_nothing(world: World) {
        world.company().await;
        obey(&world, "H").await;
        let entry = Draft::new(1, Actor::Anonymous, Channel::Job, "customer_event.report");
        let mut tx = world.app.db().begin().await.unwrap();
        evidence::append(&mut tx, vec![entry]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(all(&world, "gaoyuan").await.is_empty());
    }
}
