//! Everybody accepts the rules in force before they work, and again when they read otherwise.

use super::*;
use kedang_app::{Secret, SessionSecret};
use kedang_domain::id::PersonId;
use kedang_testkit::{Company, on_both_engines};

/// Each login of the sample company with whether it has to accept.
async fn asked(world: &World, company: &Company) -> Vec<bool> {
    let mut found = Vec::new();
    for person in &company.people {
        found.push(world.context(&person.login).await.must_pledge);
    }
    found
}

async fn line(world: &World, login: &str, of: PersonId) -> Option<(Option<String>, bool)> {
    let ctx = world.context(login).await;
    let people = world.app.pledges(&ctx).await.unwrap().people;
    let found = people.into_iter().find(|(bound, _)| bound.person.0 == of);
    found.map(|(bound, current)| (bound.accepted.map(|(version, _)| version), current))
}

/// What somebody reads of the regulation in their inbox.
async fn told(world: &World, login: &str) -> Vec<String> {
    let ctx = world.context(login).await;
    let all = world.app.inbox(&ctx, false, None, 50).await.unwrap();
    let ours = all
        .into_iter()
        .filter(|read| ["policy.activated", "pledge.due"].contains(&read.notice.kind.as_str()));
    ours.map(|read| read.title).collect()
}

on_both_engines! {
    async fn who_comes_with_the_company_has_accepted_and_a_newcomer_has_not(world: World) {
        let company = world.company().await;
        assert!(asked(&world, &company).await.iter().all(|asked| !asked));
        let admin = world.context("admin").await;
        let new = kedang_app::person::PersonDraft {
            login: "xu.jing".to_owned(),
            name: "徐静".to_owned(),
            phone: None,
            email: None,
            department: None,
            post: None,
            roles: Vec::new(),
        };
        world.app.create_person(&admin, &new).await.unwrap();
        let newcomer = world.context("xu.jing").await;
        assert!(newcomer.must_pledge);
        assert_eq!(newcomer.regulation.pledge().unwrap().clause, "M 2.2");
        let error = world.app.accept_pledge(&newcomer, "7").await.unwrap_err();
        assert_eq!(code(&error), "pledge_changed");
        world.app.accept_pledge(&newcomer, "1").await.unwrap();
        assert!(!world.context("xu.jing").await.must_pledge);
        let standing = world.app.pledge(&newcomer).await.unwrap();
        assert_eq!(standing.accepted, Some(("1".to_owned(), world.app.now())));
    }

    async fn a_version_that_reads_otherwise_asks_again_and_one_that_reads_alike_does_not(world: World) {
        let company = world.company().await;
        let _ = approved(&world, "1 week", TODAY).await;
        let ctx = world.context("wangmin").await;
        assert_eq!((ctx.regulation.version(), ctx.must_pledge), ("2", false));
        let _ = approved(&world, "2 weeks", TODAY).await;
        assert!(asked(&world, &company).await.iter().all(|asked| *asked));
        let ctx = world.context("wangmin").await;
        let standing = world.app.pledge(&ctx).await.unwrap();
        assert_eq!(standing.accepted.unwrap().0, "1");
        assert!(standing.changes.iter().any(|change| change.code() == "rule_changed"));
        world.app.accept_pledge(&ctx, "3").await.unwrap();
        let ctx = world.context("wangmin").await;
        assert!(!ctx.must_pledge);
        assert!(world.app.pledge(&ctx).await.unwrap().changes.is_empty());
        let accepted = actions(&world, "pledge").await;
        assert_eq!(accepted.len(), company.people.len() + 1);
    }

    async fn everybody_is_told_of_a_version_in_force_and_who_has_not_accepted_of_the_pledge(world: World) {
        let company = world.company().await;
        // Reads alike: nobody is asked again.
        let _ = approved(&world, "1 week", TODAY).await;
        assert_eq!(told(&world, "wangmin").await, ["制度第 2 版已生效"]);
        // Approved today for tomorrow: told when its day has come, and once.
        let _ = approved(&world, "2 weeks", date(2026, 11, 24)).await;
        world.app.note_activations().await.unwrap();
        assert_eq!(told(&world, "wangmin").await.len(), 1);
        world.clock.advance(16 * HOUR);
        world.app.note_activations().await.unwrap();
        world.app.note_activations().await.unwrap();
        for person in &company.people {
            let all = told(&world, &person.login).await;
            for wanted in ["制度第 3 版已生效", "请签署保密承诺"] {
                let times = all.iter().filter(|title| *title == wanted).count();
                assert_eq!(times, 1, "{}: {wanted}", person.login);
            }
        }
    }

    async fn a_regulation_that_asks_for_no_pledge_binds_nobody_by_one(world: World) {
        let company = world.company().await;
        world.obey("H").await;
        assert!(asked(&world, &company).await.iter().all(|asked| !asked));
        let ctx = world.context("wangmin").await;
        let error = world.app.accept_pledge(&ctx, "2").await.unwrap_err();
        assert_eq!(code(&error), "pledge_not_asked");
    }

    async fn heads_see_their_people_and_the_custodian_everybody(world: World) {
        let company = world.company().await;
        let (wangmin, sunjia) = (company.id("wangmin"), company.id("sunjia"));
        let _ = approved(&world, "2 weeks", TODAY).await;
        let ctx = world.context("wangmin").await;
        world.app.accept_pledge(&ctx, "2").await.unwrap();
        let yes = Some((Some("2".to_owned()), true));
        let before = Some((Some("1".to_owned()), false));
        assert_eq!(line(&world, "chenlu", wangmin).await, yes);
        assert_eq!(line(&world, "chenlu", sunjia).await, None);
        assert_eq!(line(&world, "fangxin", wangmin).await, yes);
        assert_eq!(line(&world, "fangxin", sunjia).await, before);
        assert_eq!(line(&world, "wangmin", wangmin).await, yes);
        assert_eq!(line(&world, "lixiang", wangmin).await, None);
        assert_eq!(line(&world, "heqing", sunjia).await, before, "the auditor");
    }

    async fn a_program_accepts_nothing(world: World) {
        let _ = world.company().await;
        let ctx = world.context("wangmin").await;
        let token = Secret::Token(SessionSecret::received("nobody"));
        assert!(world.app.authenticate(&token, world.origin()).await.is_err());
        let ctx = Context {
            token: Some(kedang_domain::id::AccessTokenId::new(world.app.fresh())),
            ..ctx
        };
        assert!(world.app.accept_pledge(&ctx, "1").await.is_err());
    }
}
