use super::{CODE, clash as conflict, contact, draft, entries, kept, log, reason, refusal, values};
use kedang_app::clash::{Clash, Likeness};
use kedang_app::customer::Draft;
use kedang_app::{AppError, Context};
use kedang_domain::permission::Reason;
use kedang_evidence::Detail;
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

const NAME: &str = "南京华北泵业有限公司";

/// The customer as tangbo's department has it on file.
fn pumps() -> Draft {
    Draft {
        values: values([
            ("credit_code", json!(CODE)),
            ("legal_representative", json!("齐德")),
            ("address", json!("江宁区通达路664号")),
            ("region", json!("320115")),
            ("founding_date", json!("2017-12-18")),
            ("registered_capital", json!(200_000_000)),
        ]),
        contacts: vec![contact("许恺", [("mobile", json!("13912345678"))])],
        ..draft(NAME, [])
    }
}

async fn found(world: &World, ctx: &Context, draft: &Draft) -> Vec<Clash> {
    world.app.clashes(ctx, draft).await.unwrap()
}

fn agrees(clash: &Clash) -> Vec<&'static str> {
    clash.agrees.clone()
}

on_both_engines! {
    async fn who_sees_the_customer_is_shown_it_and_why(world: World) {
        world.company().await;
        let (owner, custodian) = (world.context("tangbo").await, world.context("fangxin").await);
        let made = world.app.create_customer(&owner, &pumps()).await.unwrap().customer.id;
        let before = entries(&world).await;
        for (ctx, typed, likeness) in [
            (&owner, draft("南京華北泵業", [("credit_code", json!(CODE))]), Likeness::Same),
            (&custodian, draft(NAME, [("office_phone", json!("13912345678"))]), Likeness::Same),
            (&custodian, draft(NAME, []), Likeness::Unsure),
            (&custodian, draft("南京华北泵业有限公司苏州分公司", []), Likeness::Related),
        ] {
            let clashes = found(&world, ctx, &typed).await;
            assert_eq!(clashes.len(), 1, "{}", typed.name);
            let known = clashes[0].known.as_ref().unwrap();
            assert_eq!((known.id, known.name.as_str()), (made, NAME));
            assert_eq!(clashes[0].likeness, likeness, "{}", typed.name);
        }
        // Nobody learnt anything that they could not see anyway.
        assert_eq!(entries(&world).await, before);
        for other in ["江南造纸有限公司", "北京大江水泵厂", "南京新街口百货有限公司"] {
            assert!(found(&world, &custodian, &draft(other, [])).await.is_empty(), "{other}");
        }
        // To register it all the same is theirs to decide.
        let twin = Draft { values: values([]), ..pumps() };
        assert!(world.app.create_customer(&owner, &twin).await.is_ok());
    }

    async fn who_does_not_learns_that_it_is_there_and_it_is_on_record(world: World) {
        let company = world.company().await;
        let (owner, other) = (world.context("tangbo").await, world.context("wangmin").await);
        let made = world.app.create_customer(&owner, &pumps()).await.unwrap().customer.id;
        let typed = draft(NAME, [("mobile", json!("139 1234 5678"))]);
        let before = entries(&world).await;
        let clashes = found(&world, &other, &typed).await;
        assert_eq!(clashes.len(), 1);
        assert!(clashes[0].known.is_none());
        assert_eq!(clashes[0].likeness, Likeness::Same);
        assert_eq!(agrees(&clashes[0]), ["name", "mobile"]);
        assert!(!clashes[0].department.is_empty());
        let entry = log(&world, "customer.clash").await.remove(0);
        let entry = entry.draft();
        assert_eq!(entry.customer.as_deref(), Some(made.to_string().as_str()));
        let told = vec!["name".to_owned(), "mobile".to_owned()];
        assert_eq!(entry.details["agrees"], Detail::from(told));
        assert_eq!(entry.actor, kedang_evidence::Actor::Person(company.id("wangmin").to_string()));
        assert_eq!(entries(&world).await, before + 1);
        // What was told a moment ago is not told anew; an hour later it is.
        assert_eq!(found(&world, &other, &typed).await.len(), 1);
        assert_eq!(entries(&world).await, before + 1);
        world.clock.advance(3_600_000);
        let later = world.context("wangmin").await;
        let before = entries(&world).await;
        assert_eq!(found(&world, &later, &typed).await.len(), 1);
        assert_eq!(entries(&world).await, before + 1);
        // Its history shows who was told.
        let history = world.app.customer_evidence(&owner, made, None, 20).await.unwrap();
        assert!(format!("{history:?}").contains("customer.clash"));
    }

    async fn guesses_are_not_answered(world: World) {
        world.company().await;
        let (owner, other) = (world.context("tangbo").await, world.context("wangmin").await);
        world.app.create_customer(&owner, &pumps()).await.unwrap();
        let before = entries(&world).await;
        for typed in [
            draft("华北", []),
            draft("泵业有限公司", []),
            draft("南京华北泵业有限公司苏州分公司", []),
            draft("某某", [("legal_representative", json!("齐德"))]),
            draft("某某", [("address", json!("江宁区通达路664号")), ("region", json!("320115"))]),
            draft("某某", [("founding_date", json!("2017-12-18")), ("region", json!("320115"))]),
            draft("某某", [("credit_code", json!("91350100M000"))]),
        ] {
            let clashes = found(&world, &other, &typed).await;
            assert!(clashes.is_empty(), "{}: {clashes:?}", typed.name);
        }
        assert_eq!(entries(&world).await, before);
        // What is no fact at all is refused, with its place.
        let mut typed = draft(NAME, [("stage", json!({}))]);
        typed.contacts = vec![contact("许恺", [("mobile", json!([1]))])];
        let places = [("/values/stage".to_owned(), "wrong_type"), ("/contacts/0/values/mobile".to_owned(), "wrong_type")];
        assert_eq!(super::refused(world.app.clashes(&other, &typed).await), places);
        // Nor does anybody ask who may not register customers.
        let auditor = world.context("heqing").await;
        assert_eq!(reason(world.app.clashes(&auditor, &pumps()).await), Reason::NotPermitted);
    }

    async fn a_hidden_twin_is_not_registered_again(world: World) {
        world.company().await;
        let (owner, other) = (world.context("tangbo").await, world.context("wangmin").await);
        let first = world.app.create_customer(&owner, &pumps()).await.unwrap().customer;
        let before = kept(&world).await;
        let twin = Draft { values: values([]), ..pumps() };
        let refused = conflict(world.app.create_customer(&other, &twin).await);
        assert_eq!(refused, ("customer_alike_elsewhere", vec!["department".to_owned(), "name".to_owned()]));
        let refused = refusal(world.app.check_customer(&other, &twin).await);
        assert_eq!(refused, ("/name".to_owned(), "customer_alike_elsewhere"));
        assert_eq!(kept(&world).await, before);
        // A name alone is no proof, and a branch is another customer.
        assert!(world.app.create_customer(&other, &draft(NAME, [])).await.is_ok());
        let branch = draft("南京华北泵业有限公司苏州分公司", [("mobile", json!("13912345678"))]);
        assert!(world.app.create_customer(&other, &branch).await.is_ok());
        // What changed is what is compared.
        let change = kedang_app::customer::Change {
            values: values([("credit_code", json!(null))]),
            name: Some("扬州大江水泵有限公司".to_owned()),
            ..Default::default()
        };
        let owner = world.context("tangbo").await;
        world.app.update_customer(&owner, first.id, first.version, &change).await.unwrap();
        let renamed = draft("扬州大江水泵有限公司", [("mobile", json!("13912345678"))]);
        let refused = conflict(world.app.create_customer(&other, &renamed).await);
        assert_eq!(refused.0, "customer_alike_elsewhere");
    }

    async fn whoever_asks_too_much_waits(world: World) {
        world.company().await;
        let (owner, other) = (world.context("tangbo").await, world.context("wangmin").await);
        let name = |n: usize| format!("{}山水泥有限公司", "金木火土天云江海风雷".chars().nth(n / 10).unwrap().to_string()
            + &"东南西北春夏秋冬红白".chars().nth(n % 10).unwrap().to_string());
        let drafts: Vec<_> = (0..65).map(|n| draft(&name(n), [])).collect();
        world.app.register_customers(&owner, drafts.clone()).await.unwrap();
        let mut told = 0;
        for typed in &drafts {
            match world.app.clashes(&other, typed).await {
                Ok(clashes) => told += clashes.len(),
                Err(error) => {
                    assert!(matches!(error, AppError::RateLimited { .. }), "{error:?}");
                    assert!(told >= 60, "{told}");
                    // A day later there is room again.
                    world.clock.advance(25 * 3_600_000);
                    let later = world.context("wangmin").await;
                    assert!(world.app.clashes(&later, typed).await.is_ok());
                    return;
                }
            }
        }
        unreachable!("told of {told}");
    }
}
