//! Whoever has not accepted the rules in force finds every door closed but those of the pledge and
//! of their account; so do their programs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use axum::http::Method;
use kedang_api::{Options, router};
use kedang_testkit::{Http, World, on_both_engines};
use serde_json::json;

/// A version of the regulation with another value, in force from today on.
async fn another_version(world: &World) {
    use kedang_app::policy::Change;
    use kedang_policy::Words;
    let drafter = world.context("liuyun").await;
    let draft = world.app.draft_policy(&drafter, None).await.unwrap().version;
    let reason = Words { zh: "试行".to_owned(), en: "trial".to_owned() };
    let set = ("M".to_owned(), "weekly_changes.cycle".to_owned(), "2 weeks".to_owned(), reason);
    let change = Change { set: Some(vec![set]), ..Change::default() };
    let draft = world.app.change_policy(&drafter, draft.id, draft.version, change).await;
    let draft = draft.unwrap().version;
    let today = jiff::civil::date(2026, 11, 23);
    let proposed = world.app.propose_policy(&drafter, draft.id, draft.version, today, None).await;
    let proposed = proposed.unwrap().version;
    let leader = world.context("luwei").await;
    world.app.approve_policy(&leader, proposed.id, proposed.version, None).await.unwrap();
}

on_both_engines! {
    async fn a_new_version_closes_the_doors_until_it_is_accepted(world: World) {
        let company = world.company().await;
        let serve = || router(world.app.clone(), Options::default());
        let mut http = Http::signed_in(serve(), &company, "wangmin").await;
        let token = json!({ "name": "x", "scopes": ["customer.view"], "expires_on": "2027-11-01" });
        let token = http.post("/access-tokens", token).await.expect(201).body;
        let mut program = Http::new(serve());
        program.bearer = Some(token["token"].as_str().unwrap().to_owned());
        let _ = http.get("/customers").await.expect(200);
        let _ = program.get("/customers").await.expect(200);

        another_version(&world).await;
        for path in ["/customers", "/workbench", "/people", "/policy", "/pledges", "/inbox"] {
            let refused = http.get(path).await.expect(403);
            assert_eq!(refused.code(), "pledge_required", "{path}");
            assert_eq!(refused.body["link"], "/api/v1/pledge");
            assert_eq!(refused.body["clause"], "M 2.2");
            assert_eq!(program.get(path).await.expect(403).code(), "pledge_required", "{path}");
        }
        assert_eq!(http.get("/session").await.expect(200).body["person"]["must_pledge"], true);
        let _ = http.get("/sessions").await.expect(200);
        let language = json!({ "locale": "zh" });
        let _ = http.send(Method::PATCH, "/account", &[], Some(language)).await.expect(204);

        let rules = http.get("/pledge").await.expect(200).body;
        assert_eq!((&rules["version"], &rules["required"]), (&json!("2"), &json!(true)));
        assert_eq!(rules["accepted"]["version"], "1");
        assert!(rules["clauses"].as_array().unwrap().iter().any(|one| one["clause"] == "M 2.2"));
        assert!(!rules["changes"].as_array().unwrap().is_empty());
        let old = json!({ "version": "1" });
        let stale = http.send(Method::PUT, "/pledge", &[], Some(old)).await.expect(409);
        assert_eq!(stale.code(), "pledge_changed");
        // Nobody lets a program accept for them.
        let accept = json!({ "version": "2" });
        let by_program = program.send(Method::PUT, "/pledge", &[], Some(accept.clone())).await;
        assert_eq!(by_program.expect(403).code(), "session_required");
        let more = json!({ "version": "2", "sure": true });
        let _ = http.send(Method::PUT, "/pledge", &[], Some(more)).await.expect(400);

        let now = http.send(Method::PUT, "/pledge", &[], Some(accept)).await.expect(200).body;
        assert_eq!((&now["required"], &now["accepted"]["version"]), (&json!(false), &json!("2")));
        let _ = http.get("/customers").await.expect(200);
        let _ = program.get("/customers").await.expect(200);
    }

    async fn where_the_regulation_asks_for_none_nobody_is_asked(world: World) {
        let company = world.company().await;
        world.obey("H").await;
        let serve = router(world.app.clone(), Options::default());
        let mut http = Http::signed_in(serve, &company, "wangmin").await;
        let _ = http.get("/customers").await.expect(200);
        let rules = http.get("/pledge").await.expect(200).body;
        assert_eq!((&rules["asked_by"], &rules["required"]), (&json!(null), &json!(false)));
        let accept = json!({ "version": rules["version"] });
        let none = http.send(Method::PUT, "/pledge", &[], Some(accept)).await.expect(409);
        assert_eq!(none.code(), "pledge_not_asked");
    }
}
