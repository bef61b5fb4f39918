use crate::{contact, customer, entries, is_missing, log, once, reason, refused, stale};
use kedang_app::interaction::{Report, ReportChange};
use kedang_app::share::{NewShare, Until};
use kedang_app::{App, Context};
use kedang_domain::field::Values;
use kedang_domain::id::{ContactId, CustomerId};
use kedang_domain::org::{Direction, InteractionKind};
use kedang_domain::permission::{Decision, Reason};
use kedang_testkit::on_both_engines;

const HOUR: i64 = 3_600_000;

fn report(ctx: &Context, summary: &str) -> Report {
    Report {
        kind: InteractionKind::Call,
        direction: Some(Direction::Out),
        at: ctx.now - HOUR,
        contact: None,
        summary: summary.to_owned(),
        detail: Some("  谈了价格\r\n下周再联系  ".to_owned()),
    }
}

async fn last_contact(app: &App, ctx: &Context, id: CustomerId) -> i64 {
    app.open_customer(ctx, id).await.unwrap().customer.last_contact_at
}

on_both_engines! {
    async fn an_interaction_is_on_file(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let person = app.create_contact(&owner, id, contact("陈静", Values::new())).await.unwrap();
        let with = Report { contact: Some(person.id), ..report(&owner, "报价") };
        let made = app.create_interaction(&owner, id, with).await.unwrap();
        assert_eq!(made.contact, Some((person.id, "陈静".to_owned())));
        assert_eq!(made.person.1, "王敏");
        assert_eq!(made.detail.as_deref(), Some("谈了价格\n下周再联系"));
        assert_eq!(last_contact(app, &owner, id).await, owner.now - HOUR);
        // An older one, entered later, does not move the latest contact back.
        let older = Report { at: owner.now - 30 * 24 * HOUR, ..report(&owner, "补记") };
        app.create_interaction(&owner, id, older).await.unwrap();
        assert_eq!(last_contact(app, &owner, id).await, owner.now - HOUR);
        let entry = log(&world, "interaction.create").await.remove(1);
        let fields: Vec<_> = entry.draft().changes.iter().map(|c| c.field.as_str()).collect();
        assert_eq!(fields, ["kind", "direction", "at", "contact", "summary", "detail"]);
    }

    async fn what_has_not_happened_is_not_on_file(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let before = entries(&world).await;
        let wrong = Report {
            at: owner.now + 24 * HOUR + 1,
            contact: Some(ContactId::new(app.fresh())),
            summary: " ".to_owned(),
            detail: Some("长".repeat(20_001)),
            ..report(&owner, "")
        };
        let found = refused(app.create_interaction(&owner, id, wrong).await);
        let wanted = [
            ("/summary", "required"),
            ("/detail", "too_long"),
            ("/at", "at_in_future"),
            ("/contact_id", "contact_unknown"),
        ];
        assert_eq!(found, wanted.map(|(at, code)| (at.to_owned(), code)));
        assert_eq!(entries(&world).await, before);
        let edge = Report { at: owner.now + 24 * HOUR, ..report(&owner, "明天的时区") };
        assert!(app.create_interaction(&owner, id, edge).await.is_ok());
    }

    async fn its_author_mends_it_for_a_day(world: World) {
        world.company().await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let made = app.create_interaction(&owner, id, report(&owner, "报价")).await.unwrap();
        assert_eq!(App::mending(&owner, &made), Decision::Allow);
        assert_ne!(App::mending(&head, &made), Decision::Allow);
        let mend = |summary: &str| ReportChange {
            summary: Some(summary.to_owned()),
            at: Some(owner.now - 2 * HOUR),
            detail: Some(None),
            ..ReportChange::default()
        };
        assert_eq!(reason(app.change_interaction(&head, made.id, 1, mend("改")).await), Reason::NotTheAuthor);
        assert_eq!(reason(app.remove_interaction(&head, made.id, 1).await), Reason::NotTheAuthor);
        let now = app.change_interaction(&owner, made.id, 1, mend("报价一百万")).await.unwrap();
        assert_eq!((now.version, now.summary.as_str(), now.detail), (2, "报价一百万", None));
        assert_eq!(last_contact(app, &owner, id).await, owner.now - 2 * HOUR, "it follows");
        assert_eq!(stale(app.change_interaction(&owner, made.id, 1, mend("又改")).await), 2);
        assert_eq!(stale(app.remove_interaction(&owner, made.id, 1).await), 2);

        world.clock.advance(24 * HOUR + 1);
        let later = world.context("wangmin").await;
        assert_eq!(reason(app.change_interaction(&later, made.id, 2, mend("迟了")).await), Reason::TooLate);
        assert_eq!(reason(app.remove_interaction(&later, made.id, 2).await), Reason::TooLate);
    }

    async fn what_is_taken_back_stays_for_the_record(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let made = app.create_interaction(&owner, id, report(&owner, "记错了客户")).await.unwrap();
        app.remove_interaction(&owner, made.id, 1).await.unwrap();
        assert_eq!(last_contact(app, &owner, id).await, 0);
        assert!(is_missing(app.remove_interaction(&owner, made.id, 2).await));
        let timeline = app.timeline(&owner, id, &["interaction".to_owned()], None, 10).await.unwrap();
        assert!(timeline.moments.is_empty());
        let mut conn = app.db().read().await.unwrap();
        let sql = kedang_db::Sql::new("SELECT summary FROM interaction WHERE removed_at IS NOT NULL");
        let kept: String = conn.one(sql).await.unwrap().take().unwrap();
        assert_eq!(kept, "记错了客户");
        assert_eq!(log(&world, "interaction.remove").await.len(), 1);
    }

    async fn whoever_sees_the_customer_may_report(world: World) {
        let company = world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let neighbour = world.context("sunjia").await;
        assert!(is_missing(app.create_interaction(&neighbour, id, report(&owner, "甲")).await));
        let colleague = world.context("lixiang").await;
        let until = Until::Instant(owner.now + HOUR);
        let new = NewShare { person: company.id("lixiang"), until, reason: "协助".to_owned() };
        app.create_share(&owner, id, new).await.unwrap();
        let made = app.create_interaction(&colleague, id, report(&owner, "代为回访")).await.unwrap();
        // The share ends; with it goes the sight of one's own report.
        world.clock.advance(HOUR);
        let later = world.context("lixiang").await;
        assert!(is_missing(app.remove_interaction(&later, made.id, 1).await));
    }

    async fn a_report_sent_twice_under_one_key_is_one(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let id = customer(&world, &owner, "华北泵业").await;
        let ctx = once(&owner, "k", "same");
        let first = world.app.create_interaction(&ctx, id, report(&ctx, "报价")).await.unwrap();
        let again = world.app.create_interaction(&ctx, id, report(&ctx, "报价")).await.unwrap();
        assert_eq!(first.id, again.id);
        assert_eq!(log(&world, "interaction.create").await.len(), 1);
    }
}
