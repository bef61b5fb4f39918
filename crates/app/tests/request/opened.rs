//! What requests open, and how it ends.

use super::{
    approve, asked, conflict, customer, decide, log, missing, reason, refused, saying, sees, wish,
};
use kedang_app::request::{
    Details, Ground, GroundKind, NewRequest, RequestKind, RequestState, Verdict,
};
use kedang_domain::permission::Reason;
use kedang_evidence::Detail;
use kedang_testkit::on_both_engines;

on_both_engines! {
    async fn a_grant_ends_at_once(world: World) {
        let (customer, open) = asked(&world, "S").await;
        let done = approve(&world, "zhaolei", open.request.id).await.unwrap();
        let grant = done.grant.unwrap().id;
        assert!(sees(&world, "sunjia", customer).await);
        let app = &world.app;
        let revoke = |login: &'static str, why: &'static str| {
            let world = &world;
            async move { app.revoke_grant(&world.context(login).await, grant, why).await }
        };
        assert!(missing(revoke("tangbo", "不再需要").await));
        assert_eq!(refused(revoke("zhaolei", "").await), [("/reason".to_owned(), "required")]);
        // The head of the customer's own department can, too.
        let ended = revoke("chenlu", "改由本组跟进").await.unwrap();
        assert!(ended.grant.ended_at.is_some());
        assert!(!sees(&world, "sunjia", customer).await);
        assert_eq!(conflict(revoke("zhaolei", "再收一次").await), "grant_over");
        let sunjia = world.context("sunjia").await;
        let found = app.request(&sunjia, open.request.id).await.unwrap().request;
        assert_eq!(found.state, RequestState::Revoked);
        assert_eq!(log(&world, "grant.revoke").await.len(), 1);
    }

    async fn a_grant_ends_by_itself(world: World) {
        let (customer, open) = asked(&world, "S").await;
        approve(&world, "zhaolei", open.request.id).await.unwrap();
        world.clock.advance(60 * super::DAY);
        assert!(!sees(&world, "sunjia", customer).await);
    }

    async fn a_copy_is_made_by_the_system_and_stands_in_the_register(world: World) {
        world.company().await;
        world.obey("L").await;
        let id = customer(&world).await;
        let owner = world.context("lixiang").await;
        let details = Details {
            fields: vec!["address".to_owned()],
            recipient: Some("投标组".to_owned()),
            ..Details::default()
        };
        let new = NewRequest { details, ..wish(RequestKind::Copy, Some(id)) };
        let open = world.app.ask_request(&owner, new).await.unwrap();
        // General manager or superior: either is enough (L1-23.1).
        assert_eq!(open.request.walk.steps.len(), 1);
        let done = approve(&world, "gaoyuan", open.request.id).await.unwrap();
        let grant = done.grant.unwrap().id;
        let chenlu = world.context("chenlu").await;
        assert!(missing(world.app.issue_copy(&chenlu, grant).await), "it is not hers");
        let copied = world.app.issue_copy(&owner, grant).await.unwrap();
        assert_eq!((&*copied.copy.register, &*copied.copy.recipient), ("FZ000001", "投标组"));
        let fields: Vec<_> = copied.facts.iter().map(|fact| &*fact.field).collect();
        assert_eq!(fields, ["address"], "the granted facts and no others");
        assert_eq!(world.app.issue_copy(&owner, grant).await.unwrap().copy.register, "FZ000002");
        let all = |login: &'static str| {
            let world = &world;
            async move {
                let ctx = world.context(login).await;
                world.app.issued_copies(&ctx, None, None, 9).await.unwrap().len()
            }
        };
        assert_eq!((all("lixiang").await, all("fangxin").await, all("sunjia").await), (2, 2, 0));
        world.app.revoke_grant(&owner, grant, "用完").await.unwrap();
        assert_eq!(conflict(world.app.issue_copy(&owner, grant).await), "grant_over");
        let used = log(&world, "grant.use").await;
        assert_eq!(used.len(), 2);
        assert!(used[0].draft().details.contains_key("hash"));
    }

    async fn disclosure_needs_both_and_consent_or_law(world: World) {
        world.company().await;
        world.obey("M").await;
        let id = customer(&world).await;
        let owner = world.context("lixiang").await;
        let details = Details {
            fields: vec!["office_phone".to_owned()],
            recipient: Some("江北律师事务所".to_owned()),
            ground: Some(Ground { kind: GroundKind::Consent, text: "2026年11月20日书面同意".to_owned() }),
            ..Details::default()
        };
        let new = NewRequest { details, ..wish(RequestKind::Disclosure, Some(id)) };
        let open = world.app.ask_request(&owner, new).await.unwrap();
        assert_eq!(open.request.clause.as_deref(), Some("M 5.2.4"));
        approve(&world, "luwei", open.request.id).await.unwrap();
        assert_eq!(reason(approve(&world, "luwei", open.request.id).await), Reason::DecidedAlready);
        let done = approve(&world, "chenlu", open.request.id).await.unwrap();
        assert_eq!(done.request.state, RequestState::Granted);
        let copied = world.app.issue_copy(&owner, done.grant.unwrap().id).await.unwrap();
        assert_eq!(copied.copy.register, "PL000001");
        assert_eq!(copied.copy.ground.unwrap().kind, GroundKind::Consent);
    }

    async fn a_share_across_departments_is_given_by_both_heads(world: World) {
        let company = world.company().await;
        world.obey("S").await;
        let id = customer(&world).await;
        let owner = world.context("lixiang").await;
        let share = |person| NewRequest {
            details: Details { person: Some(person), ..Details::default() },
            ..wish(RequestKind::Share, Some(id))
        };
        let tangbo = company.id("tangbo");
        let own = world.app.ask_request(&owner, share(company.id("lixiang"))).await;
        assert_eq!(refused(own)[0].1, "share_with_owner");
        let open = world.app.ask_request(&owner, share(tangbo)).await.unwrap();
        approve(&world, "luwei", open.request.id).await.unwrap();
        assert!(!sees(&world, "tangbo", id).await);
        approve(&world, "qiaosen", open.request.id).await.unwrap();
        assert!(sees(&world, "tangbo", id).await);
        let entry = &log(&world, "customer.share").await[0];
        assert_eq!(entry.draft().details.get("person"), Some(&Detail::Text(tangbo.to_string())));
        let _ = decide(&world, "luwei", open.request.id, saying(Verdict::Refuse, None)).await.unwrap_err();
    }
}
