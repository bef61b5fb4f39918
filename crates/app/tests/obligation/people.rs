//! More time, and who stands in.

use crate::{HOUR, all, draft, log, obey};
use jiff::civil::date;
use kedang_app::AppError;
use kedang_app::absence::NewAbsence;
use kedang_app::obligation::{ExtensionDecision, Filter};
use kedang_domain::obligation::ObligationState as State;
use kedang_testkit::on_both_engines;

fn granted() -> ExtensionDecision {
    ExtensionDecision { granted: true, reason: None }
}

on_both_engines! {
    async fn more_time_is_asked_by_the_assignee_and_given_by_another(world: World) {
        world.company().await;
        obey(&world, "H").await;
        let app = &world.app;
        let seller = world.context("lixiang").await;
        app.create_customer(&seller, &draft("周静")).await.unwrap();
        let one = all(&world, "lixiang").await.remove(0);
        let (head, until) = (world.context("chenlu").await, date(2026, 12, 1));
        let asked = app.ask_extension(&head, one.id, 1, until, "不在").await;
        assert!(matches!(asked, Err(AppError::Refused(_))), "not the assignee");
        let early = app.ask_extension(&seller, one.id, 1, date(2026, 11, 23), "等待").await;
        assert!(matches!(early, Err(AppError::Invalid(_))));
        let blank = app.ask_extension(&seller, one.id, 1, until, " ").await;
        assert!(matches!(blank, Err(AppError::Invalid(_))));
        let asked = app.ask_extension(&seller, one.id, 1, until, "客户出差").await.unwrap();
        assert!(asked.extension_asked);
        assert_eq!(asked.due_at, one.due_at, "asking is not getting");
        let again = app.ask_extension(&seller, one.id, asked.version, until, "客户出差").await;
        assert!(matches!(again, Err(AppError::Conflict { code: "extension_open", .. })));

        let wish = app.extensions(&seller, one.id).await.unwrap().remove(0).id;
        let own = app.decide_extension(&seller, one.id, asked.version, wish, &granted()).await;
        assert!(matches!(own, Err(AppError::Refused(_))), "never oneself");
        let other = world.context("sunjia").await;
        let other = app.decide_extension(&other, one.id, asked.version, wish, &granted()).await;
        assert!(matches!(other, Err(AppError::NotFound)));
        let no = ExtensionDecision { granted: false, reason: None };
        let mute = app.decide_extension(&head, one.id, asked.version, wish, &no).await;
        assert!(matches!(mute, Err(AppError::Invalid(_))), "a refusal says why");
        let given = app.decide_extension(&head, one.id, asked.version, wish, &granted()).await.unwrap();
        // The end of the 1st of December.
        assert_eq!(given.due_at, seller.now + (8 * 24 + 15) * HOUR - 1);
        assert_eq!(given.first_due_at, one.due_at);
        assert_eq!(log(&world, "obligation.extend").await.len(), 1);
        world.clock.advance(25 * HOUR);
        assert_eq!(app.watch_obligations().await.unwrap().breached, 0);
        let told = app.inbox(&world.context("lixiang").await, true, None, 10).await.unwrap();
        assert!(told.iter().any(|one| one.notice.kind == "obligation.extended"));
    }

    async fn more_time_after_it_was_late_takes_the_breach_back(world: World) {
        world.company().await;
        obey(&world, "H").await;
        let app = &world.app;
        let seller = world.context("lixiang").await;
        app.create_customer(&seller, &draft("周静")).await.unwrap();
        world.clock.advance(30 * HOUR);
        app.watch_obligations().await.unwrap();
        let one = all(&world, "lixiang").await.remove(0);
        assert_eq!(one.state, State::Breached);
        let seller = world.context("lixiang").await;
        let until = date(2026, 12, 1);
        let asked = app.ask_extension(&seller, one.id, one.version, until, "出差").await.unwrap();
        let wish = app.extensions(&seller, one.id).await.unwrap().remove(0).id;
        let head = world.context("chenlu").await;
        let given = app.decide_extension(&head, one.id, asked.version, wish, &granted()).await;
        assert_eq!(given.unwrap().state, State::Open);
        assert_eq!(log(&world, "obligation.breach").await.len(), 1, "it stays on record");
    }

    async fn who_stands_in_sees_it_as_their_own_for_those_days(world: World) {
        let company = world.company().await;
        let app = &world.app;
        app.open_cycles().await.unwrap();
        let mine = Filter { mine: true, duty: Some("weekly_changes".to_owned()), ..Filter::default() };
        let deputy = world.context("wangmin").await;
        assert!(app.obligations(&deputy, &mine, None, 10).await.unwrap().is_empty());
        let away = NewAbsence {
            person: None,
            substitute: company.id("wangmin"),
            from: date(2026, 11, 24),
            to: date(2026, 11, 25),
        };
        let head = world.context("chenlu").await;
        let stranger = world.context("sunjia").await;
        let of_head = NewAbsence { person: Some(company.id("chenlu")), ..away.clone() };
        let refused = app.create_absence(&stranger, &of_head).await;
        assert!(matches!(refused, Err(AppError::Refused(_))));
        let oneself = NewAbsence { substitute: company.id("chenlu"), ..away.clone() };
        assert!(matches!(app.create_absence(&head, &oneself).await, Err(AppError::Invalid(_))));
        let made = app.create_absence(&head, &away).await.unwrap();
        let today = world.context("wangmin").await;
        assert!(app.obligations(&today, &mine, None, 10).await.unwrap().is_empty(), "not yet");
        world.clock.advance(24 * HOUR);
        let tomorrow = world.context("wangmin").await;
        let found = app.obligations(&tomorrow, &mine, None, 10).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].assignee.id, company.id("chenlu").to_string(), "it stays the head's");
        assert!(matches!(app.end_absence(&stranger, made.id).await, Err(AppError::NotFound)));
        app.end_absence(&world.context("chenlu").await, made.id).await.unwrap();
        assert!(app.obligations(&tomorrow, &mine, None, 10).await.unwrap().is_empty());
    }
}
