//! The way of a request.

use super::{
    DAY, approve, asked, conflict, customer, decide, log, missing, reason, refused, saying, sees,
    waits_for, wish,
};
use jiff::civil::date;
use kedang_app::absence::NewAbsence;
use kedang_app::request::{NewRequest, RequestKind, RequestState, Verdict, Wanted, Whose};
use kedang_domain::permission::Reason;
use kedang_testkit::on_both_engines;

on_both_engines! {
    async fn every_step_decides_and_the_last_word_opens(world: World) {
        let (customer, open) = asked(&world, "L").await;
        let id = open.request.id;
        assert_eq!(open.request.clause.as_deref(), Some("L1-18.3"));
        assert!(open.customer.is_none(), "not yet hers to see");
        assert_eq!(waits_for(&open), ["赵磊"]);
        // Nobody decides on their own; nobody before their turn; whom it does not concern sees none.
        assert_eq!(reason(approve(&world, "sunjia", id).await), Reason::OwnRequest);
        assert_eq!(reason(approve(&world, "fangxin", id).await), Reason::NotTheApprover);
        assert!(missing(approve(&world, "wangmin", id).await));
        let mine = |login: &'static str| {
            let world = &world;
            async move {
                let ctx = world.context(login).await;
                let found = world.app.requests(&ctx, Whose::ToDecide, Wanted::default(), 9).await;
                found.unwrap().len()
            }
        };
        assert_eq!((mine("zhaolei").await, mine("fangxin").await), (1, 0));
        let open = approve(&world, "zhaolei", id).await.unwrap();
        assert_eq!(open.request.state, RequestState::Open);
        assert_eq!((mine("zhaolei").await, mine("fangxin").await), (0, 1));
        assert!(!sees(&world, "sunjia", customer).await);
        let done = approve(&world, "fangxin", id).await.unwrap();
        assert_eq!(done.request.state, RequestState::Granted);
        assert!(done.grant.is_some_and(|grant| grant.share.is_some()));
        assert!(sees(&world, "sunjia", customer).await);
        assert!(missing(approve(&world, "wangmin", id).await));
        for (action, times) in [
            ("request.ask", 1), ("request.decide", 2), ("request.complete", 1), ("grant.give", 1),
            ("grant.use", 1), ("customer.share", 1),
        ] {
            assert_eq!(log(&world, action).await.len(), times, "{action}");
        }
    }

    async fn of_two_at_the_same_instant_one_decides(world: World) {
        let (_, open) = asked(&world, "L").await;
        let id = open.request.id;
        let version = approve(&world, "zhaolei", id).await.unwrap().request.version;
        let (one, other) = (world.context("fangxin").await, world.context("liuyun").await);
        let yes = saying(Verdict::Approve, None);
        let no = saying(Verdict::Refuse, None);
        let second = world.second().await;
        let (first, then) = tokio::join!(
            world.app.decide_request(&one, id, version, &yes),
            second.decide_request(&other, id, version, &no),
        );
        second.db().close().await;
        assert_eq!(u8::from(first.is_ok()) + u8::from(then.is_ok()), 1, "{first:?} {then:?}");
        let decided = world.app.request(&one, id).await.unwrap();
        assert_eq!(decided.decisions.len(), 2);
        assert_eq!(log(&world, "request.complete").await.len(), usize::from(first.is_ok()));
    }

    async fn whoever_leaves_is_followed_and_whoever_is_away_is_stood_in_for(world: World) {
        let (_, open) = asked(&world, "L").await;
        let id = open.request.id;
        let zhaolei = world.context("zhaolei").await;
        let today = date(2026, 11, 23);
        let yangs = world.context("zhouyang").await.actor.person;
        let away = NewAbsence { person: None, substitute: yangs, from: today, to: today };
        world.app.create_absence(&zhaolei, &away).await.unwrap();
        let open = world.app.request(&world.context("sunjia").await, id).await.unwrap();
        let mut names = waits_for(&open);
        names.sort_unstable();
        assert_eq!(names, ["周洋", "赵磊"]);
        let admin = world.context("admin").await;
        let leaver = zhaolei.actor.person;
        let version = world.app.person(&admin, leaver).await.unwrap().person.version;
        world.app.deactivate_person(&admin, leaver, version).await.unwrap();
        let open = world.app.request(&world.context("sunjia").await, id).await.unwrap();
        assert_eq!(waits_for(&open), ["乔森"], "the head above");
        approve(&world, "qiaosen", id).await.unwrap();
    }

    async fn another_regulation_does_not_change_what_is_under_way(world: World) {
        let (customer, open) = asked(&world, "L").await;
        let id = open.request.id;
        world.obey("S").await;
        assert_eq!(approve(&world, "zhaolei", id).await.unwrap().request.state, RequestState::Open);
        assert!(!sees(&world, "sunjia", customer).await);
        let done = approve(&world, "liuyun", id).await.unwrap();
        assert_eq!(done.request.state, RequestState::Granted);
        assert_eq!(done.request.clause.as_deref(), Some("L1-18.3"));
    }

    async fn it_goes_back_to_a_step_or_to_the_applicant(world: World) {
        let (_, open) = asked(&world, "L").await;
        let id = open.request.id;
        approve(&world, "zhaolei", id).await.unwrap();
        let back = |to| saying(Verdict::SendBack, to);
        assert_eq!(
            refused(decide(&world, "fangxin", id, back(Some(1))).await),
            [("/step".to_owned(), "request_step_not_earlier")]
        );
        let open = decide(&world, "fangxin", id, back(Some(0))).await.unwrap();
        assert_eq!(waits_for(&open), ["赵磊"], "who decides on that step anew");
        approve(&world, "zhaolei", id).await.unwrap();
        let open = decide(&world, "liuyun", id, back(None)).await.unwrap();
        assert_eq!(open.request.state, RequestState::SentBack);
        assert_eq!(reason(approve(&world, "fangxin", id).await), Reason::NotTheApprover);
        let sunjia = world.context("sunjia").await;
        let (version, words) = (open.request.version, ("联合投标", "项目限期", None));
        assert_eq!(
            reason(world.app.mend_request(&world.context("zhaolei").await, id, version, words).await),
            Reason::NotTheApplicant
        );
        let open = world.app.mend_request(&sunjia, id, version, words).await.unwrap();
        assert_eq!((open.request.round, waits_for(&open)), (2, vec!["赵磊"]));
        assert_eq!(open.request.purpose, "联合投标");
        let over = world.app.withdraw_request(&sunjia, id, open.request.version).await.unwrap();
        assert_eq!(over.request.state, RequestState::Withdrawn);
        assert_eq!(reason(approve(&world, "zhaolei", id).await), Reason::NotTheApprover);
        let again = world.app.withdraw_request(&sunjia, id, over.request.version).await;
        assert_eq!(conflict(again), "request_closed");
    }

    async fn a_refusal_ends_it_and_says_why(world: World) {
        let (customer, open) = asked(&world, "S").await;
        let id = open.request.id;
        let mut silent = saying(Verdict::Refuse, None);
        silent.reason = " ".to_owned();
        let refusal = decide(&world, "zhaolei", id, silent).await;
        assert_eq!(refused(refusal), [("/reason".to_owned(), "required")]);
        let no = decide(&world, "zhaolei", id, saying(Verdict::Refuse, None)).await.unwrap();
        assert_eq!(no.request.state, RequestState::Refused);
        assert!(!sees(&world, "sunjia", customer).await);
    }

    async fn what_is_wrong_with_a_wish_is_told_at_once(world: World) {
        world.company().await;
        world.obey("L").await;
        let id = customer(&world).await;
        let (owner, stranger) = (world.context("lixiang").await, world.context("sunjia").await);
        let ask = |ctx, new| world.app.ask_request(ctx, new);
        let unseen = ask(&stranger, wish(RequestKind::View, Some(id))).await;
        assert!(missing(unseen), "a customer out of sight does not exist");
        let admin = world.context("admin").await;
        let keeper = ask(&admin, wish(RequestKind::View, None)).await;
        assert_eq!(reason(keeper), Reason::NotPermitted);
        let bare = NewRequest {
            purpose: " ".to_owned(),
            until: Some(date(2026, 11, 1)),
            ..wish(RequestKind::Disclosure, Some(id))
        };
        let pointers: Vec<_> = refused(ask(&owner, bare).await).into_iter().map(|i| i.0).collect();
        assert_eq!(pointers, ["/purpose", "/until", "/ground", "/recipient"]);
        let kind = refused(ask(&owner, wish(RequestKind::Export, Some(id))).await);
        assert_eq!(kind, [("/kind".to_owned(), "request_kind_elsewhere")]);
        ask(&owner, wish(RequestKind::View, Some(id))).await.unwrap();
        let twice = ask(&owner, wish(RequestKind::View, Some(id))).await;
        assert_eq!(conflict(twice), "request_open_already");
    }

    async fn the_clock_reminds_and_ends(world: World) {
        let (_, open) = asked(&world, "L").await;
        assert!(open.request.due.is_some());
        assert_eq!(world.app.watch_requests().await.unwrap().reminded, 0);
        world.clock.advance(3 * DAY);
        assert_eq!(world.app.watch_requests().await.unwrap().reminded, 1);
        assert_eq!(world.app.watch_requests().await.unwrap().reminded, 0, "once a day");
        world.clock.advance(60 * DAY);
        let late = approve(&world, "zhaolei", open.request.id).await;
        assert_eq!(conflict(late), "request_over");
        assert_eq!(world.app.watch_requests().await.unwrap().expired, 1);
        let sunjia = world.context("sunjia").await;
        let found = world.app.request(&sunjia, open.request.id).await.unwrap();
        assert_eq!(found.request.state, RequestState::Expired);
        assert_eq!(log(&world, "request.expire").await.len(), 1);
    }
}
