use crate::{clash, customer, fact, is_missing, log, reason, refused, under, values, verified};
use kedang_app::contact::ContactChange;
use kedang_app::correction::{OpenCorrection, Report, Wanted};
use kedang_app::customer::{BulkAction, Change};
use kedang_app::merge::Order;
use kedang_app::uncertain::Fact;
use kedang_app::{AppError, Context};
use kedang_domain::correction::CorrectionState;
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{Decision, Reason, RequestKind};
use kedang_storage::verified;
use kedang_testkit::{World, on_both_engines};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn report(of: Fact, value: Value) -> Report {
    Report {
        fact: of, value, reason: "号码已停机".to_owned(), source: "客户来电".to_owned()
    }
}

fn phone(value: &str) -> Change {
    Change { values: values([("office_phone", json!(value))]), ..Change::default() }
}

/// The facts for which a correction is asked.
fn needs<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<String> {
    match result.unwrap_err() {
        AppError::Refused(refused) => {
            let needs = Decision::Needs { request: RequestKind::Correction, basis: "C4.4.1" };
            assert_eq!(refused.decision, needs);
            refused.fields
        }
        other => unreachable!("{other:?}"),
    }
}

/// A customer of a salesperson's whose telephone number is verified, where that counts.
async fn guarded(world: &World) -> (Context, CustomerId) {
    world.company().await;
    under(world, "C").await;
    let owner = world.context("lixiang").await;
    let id = customer(world, &owner, "华北泵业").await;
    verified(world, &owner, id, fact("office_phone", None)).await;
    (owner, id)
}

async fn is_verified(world: &World, id: CustomerId, field: &str) -> bool {
    let mut conn = world.app.db().read().await.unwrap();
    !verified::among(&mut conn, id.uuid(), &[field]).await.unwrap().is_empty()
}

async fn reported(world: &World, owner: &Context, id: CustomerId) -> OpenCorrection {
    let wrong = report(fact("office_phone", None), json!("025-55550200"));
    world.app.report_correction(owner, id, &wrong).await.unwrap()
}

on_both_engines! {
    async fn a_verified_fact_is_corrected_in_three_steps(world: World) {
        let (owner, id) = guarded(&world).await;
        let app = &world.app;
        let version = app.open_customer(&owner, id).await.unwrap().customer.version;
        assert_eq!(needs(app.update_customer(&owner, id, version, &phone("025-55550200")).await), ["office_phone"]);
        let one = reported(&world, &owner, id).await;
        let found = &one.correction;
        assert_eq!((&found.before, &found.after), (&json!("025-55550199"), &json!("025-55550200")));
        assert_eq!(found.state, CorrectionState::Reported);
        let now = app.open_customer(&owner, id).await.unwrap().customer;
        assert_eq!(now.values["office_phone"], json!("025-55550199"), "nothing is changed yet");
        assert_eq!(clash(app.apply_correction(&owner, found.id, 1).await), "correction_unchecked");
        assert_eq!(reason(app.check_correction(&owner, found.id, 1, "问过").await), Reason::OwnRequest);

        let head = world.context("chenlu").await;
        let to_check = Wanted { to_check: true, ..Wanted::default() };
        assert_eq!(app.corrections(&head, to_check, None, 9).await.unwrap().len(), 1);
        assert!(app.corrections(&owner, to_check, None, 9).await.unwrap().is_empty());
        let silent = app.check_correction(&head, found.id, 1, " ").await;
        assert_eq!(refused(silent), [("/how".to_owned(), "required")]);
        let checked = app.check_correction(&head, found.id, 1, "致电总机核对").await.unwrap();
        assert_eq!(checked.correction.checked_by.unwrap().1, "陈露");
        let applied = app.apply_correction(&owner, found.id, 2).await.unwrap().correction;
        assert_eq!((applied.state, applied.finding.as_deref()), (CorrectionState::Applied, Some("致电总机核对")));
        let now = app.open_customer(&owner, id).await.unwrap().customer;
        assert_eq!(now.values["office_phone"], json!("025-55550200"));
        // What was checked counts as verified: the next change is a correction again.
        let again = app.update_customer(&owner, id, now.version, &phone("025-55550201")).await;
        assert_eq!(needs(again), ["office_phone"]);
        assert_eq!(clash(app.apply_correction(&owner, found.id, 3).await), "correction_over");
        for action in ["correction.report", "correction.check", "correction.apply", "customer.update"] {
            assert_eq!(log(&world, action).await.len(), 1, "{action}");
        }
    }

    async fn companies_under_another_regulation_change_as_before(world: World) {
        let (owner, id) = guarded(&world).await;
        under(&world, "M").await;
        let app = &world.app;
        let version = app.open_customer(&owner, id).await.unwrap().customer.version;
        app.update_customer(&owner, id, version, &phone("025-55550200")).await.unwrap();
        assert!(!is_verified(&world, id, "office_phone").await, "it is another value");
        // Where nothing is verified, nothing waits, whatever the regulation.
        under(&world, "C").await;
        app.update_customer(&owner, id, version + 1, &phone("025-55550201")).await.unwrap();
    }

    async fn neither_many_at_once_nor_a_doubt_goes_round_it(world: World) {
        let (owner, id) = guarded(&world).await;
        let app = &world.app;
        let keeper = world.context("fangxin").await;
        let set = BulkAction::Set(values([("office_phone", json!("025-55550200"))]));
        let mut results = app.bulk_customers(&keeper, &[id], &set, "统一").await.unwrap();
        assert_eq!(needs(results.remove(0).result), ["office_phone"]);
        app.mark_uncertain(&owner, id, fact("office_phone", None), "像是换了").await.unwrap();
        let version = app.open_customer(&owner, id).await.unwrap().customer.version;
        assert_eq!(needs(app.update_customer(&owner, id, version, &phone("025-55550200")).await), ["office_phone"]);
        // Facts beside it are changed as ever.
        let address = Change { values: values([("address", json!("中山路2号"))]), ..Change::default() };
        app.update_customer(&owner, id, version, &address).await.unwrap();
    }

    async fn a_contacts_fact_is_corrected_likewise(world: World) {
        let (owner, id) = guarded(&world).await;
        let app = &world.app;
        let contact = app.contacts(&owner, id).await.unwrap().remove(0);
        let mobile = fact("mobile", Some(contact.id));
        verified(&world, &owner, id, mobile.clone()).await;
        let change = ContactChange { values: values([("mobile", json!("13912345678"))]), ..ContactChange::default() };
        assert_eq!(needs(app.change_contact(&owner, contact.id, 1, change).await), ["mobile"]);
        let one = app.report_correction(&owner, id, &report(mobile, json!("139 1234 5678"))).await.unwrap();
        let found = one.correction;
        assert_eq!(found.after, json!("13912345678"), "in the form in which it is kept");
        let keeper = world.context("qiaosen").await;
        app.check_correction(&keeper, found.id, 1, "当面核对").await.unwrap();
        app.apply_correction(&owner, found.id, 2).await.unwrap();
        let contact = app.contacts(&owner, id).await.unwrap().remove(0);
        assert_eq!(contact.values["mobile"], json!("13912345678"));
        assert_eq!(log(&world, "contact.update").await.len(), 1);
    }

    async fn a_contact_with_verified_facts_is_not_taken_off(world: World) {
        let (owner, id) = guarded(&world).await;
        let app = &world.app;
        let contact = app.contacts(&owner, id).await.unwrap().remove(0);
        verified(&world, &owner, id, fact("mobile", Some(contact.id))).await;
        assert_eq!(needs(app.remove_contact(&owner, contact.id, contact.version).await), ["mobile"]);
        assert_eq!(app.contacts(&owner, id).await.unwrap().len(), 1);
        assert!(log(&world, "contact.remove").await.is_empty());
        // Where nothing waits for a correction, it is taken off as before.
        under(&world, "M").await;
        app.remove_contact(&owner, contact.id, contact.version).await.unwrap();
        assert!(app.contacts(&owner, id).await.unwrap().is_empty());
    }

    async fn what_is_reported_must_be_another_value_that_can_be(world: World) {
        let (owner, id) = guarded(&world).await;
        let app = &world.app;
        for (of, value, expected) in [
            (fact("nonsense", None), json!("x"), vec![("/field", "field_unknown")]),
            (fact("office_phone", None), json!("025-55550199"), vec![("/value", "correction_same")]),
            (fact("credit_code", None), json!("91350100M000100Y4Z"), vec![("/value", "credit_code_checksum")]),
        ] {
            let found = refused(app.report_correction(&owner, id, &report(of, value)).await);
            let found: Vec<_> = found.iter().map(|(p, c)| (p.as_str(), *c)).collect();
            assert_eq!(found, expected);
        }
        let silent = Report { reason: " ".to_owned(), source: String::new(), ..report(fact("name", None), json!("华北泵业集团")) };
        let found = refused(app.report_correction(&owner, id, &silent).await);
        assert_eq!(found, [("/reason".to_owned(), "required"), ("/source".to_owned(), "required")]);
        assert!(log(&world, "correction.report").await.is_empty());
        // Who sees no customers sees no error in one.
        let auditor = world.context("heqing").await;
        assert!(is_missing(app.report_correction(&auditor, id, &silent).await));
    }

    async fn one_fact_has_one_open_correction(world: World) {
        let (owner, id) = guarded(&world).await;
        let app = &world.app;
        let first = reported(&world, &owner, id).await.correction;
        let head = world.context("chenlu").await;
        let second = report(fact("office_phone", None), json!("025-55550300"));
        assert_eq!(clash(app.report_correction(&head, id, &second).await), "correction_open");
        let refused = app.refuse_correction(&head, first.id, 1, "原号可通").await.unwrap().correction;
        assert_eq!((refused.state, refused.finding.as_deref()), (CorrectionState::Refused, Some("原号可通")));
        assert_eq!(clash(app.check_correction(&head, first.id, 2, "x").await), "correction_over");
        app.report_correction(&head, id, &second).await.unwrap();
        assert_eq!(log(&world, "correction.refuse").await.len(), 1);
    }

    async fn what_has_changed_since_is_reported_anew(world: World) {
        let (owner, id) = guarded(&world).await;
        let app = &world.app;
        let found = reported(&world, &owner, id).await.correction;
        let head = world.context("chenlu").await;
        app.check_correction(&head, found.id, 1, "致电").await.unwrap();
        under(&world, "M").await;
        let version = app.open_customer(&owner, id).await.unwrap().customer.version;
        app.update_customer(&owner, id, version, &phone("025-55550777")).await.unwrap();
        assert_eq!(clash(app.apply_correction(&owner, found.id, 2).await), "correction_outdated");
        app.refuse_correction(&head, found.id, 2, "已另行改过").await.unwrap();
        let now = app.open_customer(&owner, id).await.unwrap().customer;
        assert_eq!(now.values["office_phone"], json!("025-55550777"));
    }

    async fn a_customer_that_goes_into_another_takes_its_corrections_along(world: World) {
        let (owner, id) = guarded(&world).await;
        let app = &world.app;
        let own = reported(&world, &owner, id).await.correction;
        let contact = app.contacts(&owner, id).await.unwrap().remove(0);
        let of_contact = report(fact("mobile", Some(contact.id)), json!("13912345678"));
        let of_contact = app.report_correction(&owner, id, &of_contact).await.unwrap().correction;
        let survivor = customer(&world, &owner, "江南造纸").await;
        let head = world.context("chenlu").await;
        let version = |id| { let head = head.clone(); async move { app.open_customer(&head, id).await.unwrap().customer.version } };
        let order = Order {
            other: id,
            other_version: version(id).await,
            choices: BTreeMap::new(),
            contacts: [(contact.id, None)].into(),
            reason: "同一家".to_owned(),
        };
        app.merge_customers(&head, survivor, version(survivor).await, &order).await.unwrap();
        let own = app.correction(&owner, own.id).await.unwrap().correction;
        assert_eq!((own.customer, own.state), (survivor, CorrectionState::Overtaken));
        let moved = app.correction(&owner, of_contact.id).await.unwrap().correction;
        assert_eq!((moved.customer, moved.state), (survivor, CorrectionState::Reported));
        app.check_correction(&head, moved.id, 1, "致电").await.unwrap();
        app.apply_correction(&owner, moved.id, 2).await.unwrap();
    }

    async fn who_does_not_see_the_customer_sees_no_correction(world: World) {
        let (owner, id) = guarded(&world).await;
        let app = &world.app;
        let found = reported(&world, &owner, id).await.correction;
        let stranger = world.context("sunjia").await;
        let wrong = report(fact("office_phone", None), json!("025-55550300"));
        assert!(is_missing(app.report_correction(&stranger, id, &wrong).await));
        assert!(is_missing(app.correction(&stranger, found.id).await));
        assert!(is_missing(app.check_correction(&stranger, found.id, 1, "x").await));
        assert!(is_missing(app.apply_correction(&stranger, found.id, 1).await));
        assert!(app.corrections(&stranger, Wanted::default(), None, 9).await.unwrap().is_empty());
        // Who sees everything but answers for nobody does not check.
        let leader = world.context("gaoyuan").await;
        assert_eq!(reason(app.check_correction(&leader, found.id, 1, "x").await), Reason::NotTheChecker);
        assert_eq!(reason(app.apply_correction(&leader, found.id, 1).await), Reason::NotPermitted);
    }
}
