use crate::{clash, customer, is_missing, log, reason, refused};
use kedang_app::Context;
use kedang_app::urgent_news::{NewNews, OpenNews, Wanted};
use kedang_domain::permission::Reason;
use kedang_domain::urgent_news::{NewsKind, NewsPart};
use kedang_evidence::Detail;
use kedang_testkit::{World, on_both_engines};

fn news(confidential: bool) -> NewNews {
    NewNews {
        kind: NewsKind::Market,
        text: "竞争对手全线降价一成".to_owned(),
        customer: None,
        confidential,
    }
}

fn names(news: &OpenNews) -> Vec<(&str, NewsPart)> {
    news.recipients.iter().map(|r| (r.person.1.as_str(), r.part)).collect()
}

async fn listed(world: &World, ctx: &Context, wanted: Wanted) -> usize {
    world.app.news(ctx, wanted, None, 50).await.unwrap().len()
}

on_both_engines! {
    async fn news_reaches_head_and_custodian_who_acknowledge_it(world: World) {
        world.company().await;
        let app = &world.app;
        let reporter = world.context("lixiang").await;
        let told = app.report_news(&reporter, &news(false)).await.unwrap();
        let mut to = names(&told);
        to.sort();
        let (head, keeper) = (NewsPart::Head, NewsPart::Custodian);
        assert_eq!(to, [("方欣", keeper), ("柳芸", keeper), ("王敏", head), ("陈露", head)]);
        let chenlu = world.context("chenlu").await;
        assert_eq!(app.news_waiting(&chenlu).await.unwrap(), 1);
        let waiting = Wanted { waiting: true, ..Wanted::default() };
        assert_eq!(listed(&world, &chenlu, waiting).await, 1);
        let known = app.acknowledge_news(&chenlu, told.news.id).await.unwrap();
        app.acknowledge_news(&chenlu, told.news.id).await.unwrap();
        let missing = known.recipients.iter().filter(|r| r.acknowledged_at.is_none()).count();
        assert_eq!((missing, app.news_waiting(&chenlu).await.unwrap()), (3, 0));
        assert_eq!(log(&world, "urgent_news.acknowledge").await.len(), 1, "once");
        let entry = log(&world, "urgent_news.report").await.remove(0);
        assert_eq!(entry.draft().details["kind"], Detail::Text("market".to_owned()));
        let leader = world.context("gaoyuan").await;
        assert_eq!(reason(app.acknowledge_news(&leader, told.news.id).await), Reason::NotAddressed);
    }

    async fn what_is_confidential_goes_to_the_head_alone(world: World) {
        world.company().await;
        let app = &world.app;
        let reporter = world.context("lixiang").await;
        let told = app.report_news(&reporter, &news(true)).await.unwrap();
        assert!(names(&told).iter().all(|(_, part)| *part == NewsPart::Head));
        for (login, sees) in [
            ("chenlu", true), ("lixiang", true), ("fangxin", false), ("gaoyuan", false),
            ("qiaosen", false), ("sunjia", false), ("admin", false), ("heqing", false),
        ] {
            let ctx = world.context(login).await;
            assert_eq!(listed(&world, &ctx, Wanted::default()).await, usize::from(sees), "{login}");
            assert_eq!(is_missing(app.news_of(&ctx, told.news.id).await), !sees, "{login}");
            assert_eq!(is_missing(app.acknowledge_news(&ctx, told.news.id).await), !sees, "{login}");
        }
    }

    async fn news_about_a_customer_names_it_to_who_sees_it(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("lixiang").await;
        let id = customer(&world, &owner, "华北泵业").await;
        let stranger = world.context("sunjia").await;
        let of_customer = NewNews { customer: Some(id), kind: NewsKind::MajorMatter, ..news(false) };
        assert!(is_missing(app.report_news(&stranger, &of_customer).await));
        let told = app.report_news(&owner, &of_customer).await.unwrap();
        assert_eq!(told.news.customer_name.unwrap().1, "华北泵业");
        assert_eq!(listed(&world, &stranger, Wanted::default()).await, 0);
        let of = Wanted { customer: Some(id), ..Wanted::default() };
        assert_eq!(listed(&world, &world.context("gaoyuan").await, of).await, 1);
        let market = Wanted { kind: Some(NewsKind::Market), ..Wanted::default() };
        assert_eq!(listed(&world, &owner, market).await, 0);
    }

    async fn a_head_reports_upwards(world: World) {
        world.company().await;
        let app = &world.app;
        let head = world.context("chenlu").await;
        let told = app.report_news(&head, &news(true)).await.unwrap();
        assert_eq!(names(&told), [("乔森", NewsPart::Head)]);
        // Whoever stands in reports to the head.
        let deputy = world.context("wangmin").await;
        assert_eq!(names(&app.report_news(&deputy, &news(true)).await.unwrap()), [("陈露", NewsPart::Head)]);
        // At the top a confidential matter would reach nobody.
        let top = world.context("qiaosen").await;
        assert_eq!(clash(app.report_news(&top, &news(true)).await), "news_reaches_nobody");
        assert_eq!(app.report_news(&top, &news(false)).await.unwrap().recipients.len(), 2);
    }

    async fn news_says_something(world: World) {
        world.company().await;
        let app = &world.app;
        let reporter = world.context("lixiang").await;
        let told = app.report_news(&reporter, &NewNews { text: " ".to_owned(), ..news(false) }).await;
        assert_eq!(refused(told), [("/text".to_owned(), "required")]);
        let long = NewNews { text: "长".repeat(2_001), ..news(false) };
        assert_eq!(refused(app.report_news(&reporter, &long).await), [("/text".to_owned(), "too_long")]);
        let auditor = world.context("heqing").await;
        assert_eq!(reason(app.report_news(&auditor, &news(false)).await), Reason::NotPermitted);
        assert!(log(&world, "urgent_news.report").await.is_empty());
    }
}
