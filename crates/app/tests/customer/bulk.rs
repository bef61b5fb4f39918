use crate::{customer, denied, entries, kept, log, refusal, run, values};
use kedang_app::AppError;
use kedang_app::customer::{BulkAction, BulkResult};
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{Decision, Reason};
use kedang_evidence::Outcome;
use kedang_testkit::on_both_engines;
use serde_json::json;

fn set(key: &str, value: serde_json::Value) -> BulkAction {
    BulkAction::Set(values([(key, value)]))
}

/// How each went, in short.
fn told(results: &[BulkResult]) -> Vec<&'static str> {
    let short = |result: &BulkResult| match &result.result {
        Ok(()) => "done",
        Err(AppError::NotFound) => "not_found",
        Err(AppError::Invalid(_)) => "invalid",
        Err(AppError::Refused(refused)) => match refused.decision {
            Decision::Deny(refusal) if refusal.reason == Reason::NotPermitted => "not_permitted",
            Decision::Deny(refusal) if refusal.reason == Reason::NotTheHead => "not_the_head",
            _ => "refused",
        },
        Err(other) => unreachable!("{other:?}"),
    };
    results.iter().map(short).collect()
}

on_both_engines! {
    async fn each_is_changed_on_its_own(world: World) {
        world.company().await;
        let app = &world.app;
        let (owner, other) = (world.context("wangmin").await, world.context("sunjia").await);
        let head = world.context("chenlu").await;
        let first = customer(app, &owner, "华北泵业").await;
        let second = customer(app, &owner, "江南造纸").await;
        let foreign = customer(app, &other, "南方电器").await;
        let nobody = CustomerId::new(app.fresh());
        let ids = [first, foreign, nobody, second];
        let results = app.bulk_customers(&head, &ids, &set("stage", json!("potential")), "盘点").await;
        let results = results.unwrap();
        assert_eq!(told(&results), ["done", "not_found", "not_found", "done"]);
        assert_eq!(results.iter().map(|r| r.id).collect::<Vec<_>>(), ids);
        for id in [first, second] {
            assert_eq!(app.open_customer(&owner, id).await.unwrap().customer.values["stage"], "potential");
        }
        let theirs = app.open_customer(&other, foreign).await.unwrap().customer;
        assert!(!theirs.values.contains_key("stage"));
        assert_eq!(log(&world, "customer.update").await.len(), 2);
        let tried = log(&world, "customer.bulk").await;
        assert_eq!(tried.len(), 1, "of what exists");
        assert_eq!(tried[0].draft().customer, Some(foreign.to_string()));
        assert_eq!(tried[0].draft().outcome, Outcome::Refused);
    }

    async fn it_is_for_those_who_may(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let id = customer(app, &owner, "华北泵业").await;
        let before = kept(&world).await;
        for login in ["wangmin", "gaoyuan", "luwei", "jinhui", "heqing", "admin"] {
            let ctx = world.context(login).await;
            let told = app.bulk_customers(&ctx, &[id], &set("stage", json!("potential")), "").await;
            assert_eq!(denied(&world, &ctx, None, told).await, Reason::NotPermitted, "{login}");
        }
        // Five hundred are taken, one more is not, and then nothing is done.
        let head = world.context("chenlu").await;
        let many = vec![id; 501];
        match app.bulk_customers(&head, &many, &set("stage", json!("potential")), "").await {
            Err(AppError::TooLarge { limit: 500, unit: "ids" }) => {}
            other => unreachable!("{other:?}"),
        }
        assert_eq!(kept(&world).await, before);
        let results = app.bulk_customers(&head, &[id; 3], &set("stage", json!("potential")), "").await;
        assert_eq!(told(&results.unwrap()), ["done"; 3]);
        assert_eq!(log(&world, "customer.update").await.len(), 1, "once is enough");
    }

    async fn bad_values_are_told_for_each(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let (head, id) = (world.context("chenlu").await, customer(app, &owner, "华北泵业").await);
        let before = (kept(&world).await, entries(&world).await);
        for (field, value, code) in [
            ("stage", json!("nonsense"), "choice_unknown"),
            ("nonsense", json!(1), "field_unknown"),
        ] {
            let mut results = app.bulk_customers(&head, &[id], &set(field, value), "").await.unwrap();
            let found = refusal(results.remove(0).result);
            assert_eq!(found, (format!("/values/{field}"), code));
        }
        assert_eq!((kept(&world).await, entries(&world).await), before);
    }

    async fn many_go_to_another_owner(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let (owner, own) = (world.context("wangmin").await, world.context("chenlu").await);
        let first = customer(app, &owner, "华北泵业").await;
        let headed = customer(app, &own, "江南造纸").await;
        let to = |login: &str| BulkAction::Owner(company.id(login));
        let before = kept(&world).await;
        // Out of the team: refused for each, and each refusal is on that customer's record.
        let results = app.bulk_customers(&own, &[first, headed], &to("sunjia"), "调整").await.unwrap();
        let found = told(&results);
        assert!(found.iter().all(|f| *f != "done"), "{found:?}");
        let tried = log(&world, "customer.assign").await;
        let on: Vec<_> = tried.iter().rev().map(|e| e.draft().customer.clone().unwrap()).collect();
        assert_eq!(on, [first.to_string(), headed.to_string()]);
        assert!(tried.iter().all(|e| e.draft().outcome == Outcome::Refused));
        run(&world, "UPDATE person SET active = 0 WHERE id = $1", company.id("zhouyang")).await;
        let director = world.context("qiaosen").await;
        let mut results =
            app.bulk_customers(&director, &[first], &to("zhouyang"), "调整").await.unwrap();
        let found = refusal(results.remove(0).result);
        assert_eq!(found, ("/owner_id".to_owned(), "person_inactive"));
        let mut results = app.bulk_customers(&director, &[first], &to("sunjia"), " ").await.unwrap();
        let found = refusal(results.remove(0).result);
        assert_eq!(found, ("/reason".to_owned(), "required"));
        assert_eq!(kept(&world).await, before);

        let results = app.bulk_customers(&director, &[first, headed], &to("sunjia"), "调整").await;
        assert_eq!(told(&results.unwrap()), ["done"; 2]);
        let receiver = world.context("sunjia").await;
        for id in [first, headed] {
            let after = app.open_customer(&receiver, id).await.unwrap().customer;
            assert_eq!(after.owner, company.id("sunjia"));
        }
    }
}
