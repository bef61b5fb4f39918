use super::*;
use kedang_domain::permission::{Decision, Reason};
use kedang_testkit::on_both_engines;

fn reason(error: AppError) -> Reason {
    let AppError::Refused(refused) = error else { panic!("{error:?}") };
    let Decision::Deny(refusal) = refused.decision else { panic!("{refused:?}") };
    refusal.reason
}

on_both_engines! {
    async fn whom_the_regulation_names_approves_and_never_the_proposer(world: World) {
        let _ = world.company().await;
        let version = proposed(&world, "2 weeks", TODAY).await;
        assert_eq!(version.wanted[0].role, "marketing_director");
        let (id, seen) = (version.version.id, version.version.version);
        for (login, expected) in [
            ("liuyun", Reason::OwnRequest),
            ("gaoyuan", Reason::NotTheApprover),
            ("fangxin", Reason::NotTheApprover),
        ] {
            let ctx = world.context(login).await;
            let refused = world.app.approve_policy(&ctx, id, seen, None).await.unwrap_err();
            assert_eq!(reason(refused), expected, "{login}");
            let refused = world.app.refuse_policy(&ctx, id, seen, "x").await.unwrap_err();
            assert_eq!(reason(refused), expected, "{login}");
        }
        let outside = world.context("wangmin").await;
        let refused = world.app.approve_policy(&outside, id, seen, None).await.unwrap_err();
        assert!(matches!(refused, AppError::NotFound));
        let ctx = world.context("luwei").await;
        let done = world.app.approve_policy(&ctx, id, seen, None).await.unwrap();
        assert_eq!((done.standing, done.version.number), (Standing::InForce, Some(2)));
        assert_eq!(cycle(&world).await, "2 weeks");
        assert_eq!(done.approvals[0].role, "marketing_director");
        assert_eq!(
            actions(&world, "policy").await,
            ["policy.activate", "policy.draft", "policy.change", "policy.propose",
             "policy.approve", "policy.activate"]
        );
    }
}

on_both_engines! {
    async fn who_is_named_alone_does_not_approve_what_they_proposed(world: World) {
        let _ = world.company().await;
        let ctx = world.context("luwei").await;
        let draft = drafted(&world, &ctx, "2 weeks").await.version;
        let app = &world.app;
        let version = app.propose_policy(&ctx, draft.id, draft.version, TODAY, None).await.unwrap();
        let seen = version.version.version;
        let refused = app.approve_policy(&ctx, draft.id, seen, None).await.unwrap_err();
        assert_eq!(reason(refused), Reason::OwnRequest);
        // The company has one marketing director only: the general manager stands in.
        let general = world.context("gaoyuan").await;
        let done = app.approve_policy(&general, draft.id, seen, None).await.unwrap();
        assert_eq!(done.standing, Standing::InForce);
    }
}

on_both_engines! {
    async fn an_approval_of_what_has_changed_since_is_refused(world: World) {
        let _ = world.company().await;
        let first = proposed(&world, "2 weeks", TODAY).await.version;
        let author = world.context("liuyun").await;
        let app = &world.app;
        let draft = app.withdraw_policy(&author, first.id, first.version).await.unwrap().version;
        let draft =
            app.change_policy(&author, draft.id, draft.version, weekly("9 weeks")).await.unwrap();
        let again = app
            .propose_policy(&author, first.id, draft.version.version, TODAY, None)
            .await
            .unwrap()
            .version;
        let ctx = world.context("luwei").await;
        let refused = app.approve_policy(&ctx, first.id, first.version, None).await.unwrap_err();
        assert_eq!(code(&refused), "stale");
        assert_eq!(cycle(&world).await, "1 week");
        let _ = app.approve_policy(&ctx, first.id, again.version, None).await.unwrap();
        let refused = app.approve_policy(&ctx, first.id, again.version, None).await.unwrap_err();
        assert_eq!(code(&refused), "policy_not_proposed");
    }
}

on_both_engines! {
    async fn of_two_drafts_the_second_must_look_at_the_first(world: World) {
        let _ = world.company().await;
        let author = world.context("liuyun").await;
        let app = &world.app;
        let other = drafted(&world, &author, "9 weeks").await.version;
        let _ = approved(&world, "2 weeks", TODAY).await;
        let author = world.context("liuyun").await;
        let refused = app.propose_policy(&author, other.id, other.version, TODAY, None).await;
        assert_eq!(code(&refused.unwrap_err()), "policy_overtaken");
        let opened = app.policy_version(&author, other.id).await.unwrap().opened;
        assert!(opened.overtaken);
        let change = Change { catch_up: true, ..Change::default() };
        let caught = app.change_policy(&author, other.id, other.version, change).await.unwrap();
        assert!(!caught.overtaken);
        let seen = caught.version.version;
        let again = app.propose_policy(&author, other.id, seen, TODAY, None).await.unwrap().version;
        let ctx = world.context("luwei").await;
        let done = app.approve_policy(&ctx, other.id, again.version, None).await.unwrap();
        assert_eq!(done.version.number, Some(3));
        assert_eq!(cycle(&world).await, "9 weeks");
    }
}

on_both_engines! {
    async fn two_proposals_are_not_approved_one_over_the_other(world: World) {
        let _ = world.company().await;
        let one = proposed(&world, "2 weeks", TODAY).await.version;
        let two = proposed(&world, "9 weeks", TODAY).await.version;
        let ctx = world.context("luwei").await;
        let _ = world.app.approve_policy(&ctx, one.id, one.version, None).await.unwrap();
        let refused = world.app.approve_policy(&ctx, two.id, two.version, None).await.unwrap_err();
        assert_eq!(code(&refused), "policy_overtaken");
    }
}

on_both_engines! {
    async fn a_refusal_has_a_reason_and_the_version_stays_readable(world: World) {
        let _ = world.company().await;
        let version = proposed(&world, "2 weeks", TODAY).await.version;
        let ctx = world.context("luwei").await;
        let app = &world.app;
        let refused = app.refuse_policy(&ctx, version.id, version.version, " ").await.unwrap_err();
        assert_eq!(code(&refused), "required");
        let done = app.refuse_policy(&ctx, version.id, version.version, "太松").await.unwrap();
        assert_eq!(done.standing, Standing::Refused);
        assert_eq!(done.version.refusal.as_deref(), Some("太松"));
        let author = world.context("liuyun").await;
        let again = app.draft_policy(&author, Some(version.id)).await.unwrap();
        assert_eq!(again.version.text, version.text);
    }
}

on_both_engines! {
    async fn nothing_comes_into_force_in_the_past(world: World) {
        let _ = world.company().await;
        let ctx = world.context("liuyun").await;
        let app = &world.app;
        let draft = drafted(&world, &ctx, "2 weeks").await.version;
        for day in [date(2026, 11, 22), date(2030, 1, 1)] {
            let refused = app.propose_policy(&ctx, draft.id, draft.version, day, None).await;
            assert_eq!(code(&refused.unwrap_err()), "date_range", "{day}");
        }
        let waiting = app.propose_policy(&ctx, draft.id, draft.version, TODAY, None).await.unwrap();
        world.clock.advance(24 * HOUR);
        let ctx = world.context("luwei").await;
        let seen = waiting.version.version;
        let refused = app.approve_policy(&ctx, draft.id, seen, None).await.unwrap_err();
        assert_eq!(code(&refused), "policy_date_passed");
        let later = Some(date(2026, 11, 24));
        let done = app.approve_policy(&ctx, draft.id, seen, later).await.unwrap();
        assert_eq!(done.standing, Standing::InForce);
        // What says nothing new is not proposed.
        let ctx = world.context("liuyun").await;
        let draft = app.draft_policy(&ctx, None).await.unwrap().version;
        let same = app.propose_policy(&ctx, draft.id, draft.version, date(2026, 12, 1), None).await;
        assert_eq!(code(&same.unwrap_err()), "policy_unchanged");
    }
}
