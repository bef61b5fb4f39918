use crate::{
    contact, customer, draft, entries, is_missing, log, once, reason, refusal, refused, stale,
    values,
};
use kedang_app::contact::ContactChange;
use kedang_app::customer::NewContact;
use kedang_app::uncertain::Fact;
use kedang_domain::field::Values;
use kedang_domain::permission::Reason;
use kedang_evidence::{Commitment, Nonce, Outcome};
use kedang_storage::{event, share};
use kedang_testkit::on_both_engines;
use serde_json::json;

fn change(facts: Values) -> ContactChange {
    ContactChange { values: facts, ..ContactChange::default() }
}

on_both_engines! {
    async fn one_contact_is_the_primary_one(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let first = app.create_contact(&owner, id, contact("陈静", Values::new())).await.unwrap();
        assert!(first.primary, "whatever was said");
        world.clock.advance(1_000);
        let owner = world.context("wangmin").await;
        let second = app.create_contact(&owner, id, contact("刘洋", Values::new())).await.unwrap();
        assert!(!second.primary);
        let third = NewContact { primary: true, ..contact("赵敏", Values::new()) };
        let third = app.create_contact(&owner, id, third).await.unwrap();
        let names = async || -> Vec<(String, bool)> {
            app.contacts(&owner, id).await.unwrap().into_iter().map(|c| (c.name, c.primary)).collect()
        };
        let named = |all: [(&str, bool); 3]| all.map(|(n, p)| (n.to_owned(), p)).to_vec();
        assert_eq!(names().await, named([("赵敏", true), ("陈静", false), ("刘洋", false)]));

        let stays = ContactChange { primary: Some(false), ..ContactChange::default() };
        let found = refusal(app.change_contact(&owner, third.id, 1, stays).await);
        assert_eq!(found, ("/primary".to_owned(), "primary_stays"));
        let primary = ContactChange { primary: Some(true), ..ContactChange::default() };
        let now = app.change_contact(&owner, second.id, 1, primary).await.unwrap();
        assert_eq!((now.primary, now.version), (true, 2));
        assert_eq!(names().await, named([("刘洋", true), ("陈静", false), ("赵敏", false)]));

        assert_eq!(stale(app.remove_contact(&owner, second.id, 1).await), 2);
        app.remove_contact(&owner, second.id, 2).await.unwrap();
        let left = names().await;
        assert_eq!(left, [("陈静".to_owned(), true), ("赵敏".to_owned(), false)]);
        assert!(is_missing(app.remove_contact(&owner, second.id, 3).await));
        assert!(is_missing(app.change_contact(&owner, second.id, 3, ContactChange::default()).await));
    }

    async fn a_contact_changes_what_the_customer_is_found_by(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let before = app.open_customer(&owner, id).await.unwrap().customer;
        world.clock.advance(60_000);
        let owner = world.context("wangmin").await;
        let facts = values([("mobile", json!("139 1234 5678")), ("post", json!("采购经理"))]);
        let made = app.create_contact(&owner, id, contact("陈静", facts)).await.unwrap();
        assert_eq!(made.values["mobile"], json!("13912345678"), "kept in one form");
        let hits = async |text: &str| app.search_customers(&owner, text, 10).await.unwrap().len();
        assert_eq!((hits("13912345678").await, hits("陈静").await), (1, 1));
        let after = app.open_customer(&owner, id).await.unwrap().customer;
        assert!(after.completeness > before.completeness);
        assert_eq!(after.version, before.version, "the contact has a version of its own");
        assert_eq!(after.updated_at, before.updated_at + 60_000);

        let facts = values([("mobile", json!("13800001111")), ("post", json!(null))]);
        let now = app.change_contact(&owner, made.id, 1, change(facts)).await.unwrap();
        assert!(!now.values.contains_key("post"));
        assert_eq!((hits("13912345678").await, hits("13800001111").await), (0, 1));
        app.remove_contact(&owner, made.id, 2).await.unwrap();
        assert_eq!((hits("13800001111").await, hits("陈静").await), (0, 0));
        let last = app.open_customer(&owner, id).await.unwrap().customer;
        assert_eq!(last.completeness, before.completeness);
    }

    async fn a_contact_that_is_not_right_is_not_written(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let before = entries(&world).await;
        let facts = values([("mobile", json!("12345")), ("industry", json!("C34"))]);
        let mut found = refused(app.create_contact(&owner, id, contact(" ", facts.clone())).await);
        found.sort();
        let wanted = [
            ("/name", "name_empty"),
            ("/values/industry", "field_unknown"),
            ("/values/mobile", "mobile_format"),
        ];
        assert_eq!(found, wanted.map(|(at, code)| (at.to_owned(), code)));
        assert_eq!(entries(&world).await, before);
        let made = app.create_contact(&owner, id, contact("陈静", Values::new())).await.unwrap();
        let before = entries(&world).await;
        assert_eq!(refused(app.change_contact(&owner, made.id, 1, change(facts)).await).len(), 2);
        let kept = app.change_contact(&owner, made.id, 1, ContactChange::default()).await.unwrap();
        assert_eq!((kept.version, entries(&world).await), (1, before), "nothing was different");
    }

    async fn contacts_are_for_those_who_see_the_customer(world: World) {
        let company = world.company().await;
        let (owner, neighbour) = (world.context("wangmin").await, world.context("sunjia").await);
        let colleague = world.context("lixiang").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let made = app.create_contact(&owner, id, contact("陈静", Values::new())).await.unwrap();
        assert!(is_missing(app.contacts(&neighbour, id).await));
        let attempt = log(&world, "customer.open").await.remove(0);
        assert_eq!(attempt.draft().outcome, Outcome::Refused, "the attempt is on record");
        assert!(is_missing(app.create_contact(&neighbour, id, contact("甲", Values::new())).await));
        assert!(is_missing(app.change_contact(&neighbour, made.id, 1, ContactChange::default()).await));
        assert!(is_missing(app.remove_contact(&neighbour, made.id, 1).await));
        assert!(is_missing(app.contacts(&world.context("admin").await, id).await));

        let until = kedang_app::share::Until::Instant(owner.now + 1_000_000);
        let new = kedang_app::share::NewShare { person: company.id("lixiang"), until, reason: "协助".into() };
        app.create_share(&owner, id, new).await.unwrap();
        assert_eq!(app.contacts(&colleague, id).await.unwrap().len(), 1);
        let refusal = reason(app.create_contact(&colleague, id, contact("甲", Values::new())).await);
        assert_eq!(refusal, Reason::SharedIsReadOnly);
        assert_eq!(reason(app.remove_contact(&colleague, made.id, 1).await), Reason::SharedIsReadOnly);
        let auditor = world.context("gaoyuan").await;
        let refusal = reason(app.change_contact(&auditor, made.id, 1, ContactChange::default()).await);
        assert_eq!(refusal, Reason::NotPermitted, "who sees all does not thereby change all");
        let mut conn = app.db().read().await.unwrap();
        assert_eq!(share::live(&mut conn, id, owner.now).await.unwrap().len(), 1);
    }

    async fn reading_contacts_is_on_record_once(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        app.contacts(&owner, id).await.unwrap();
        app.contacts(&owner, id).await.unwrap();
        app.timeline(&owner, id, &[], None, 10).await.unwrap();
        assert_eq!(log(&world, "customer.open").await.len(), 1);
        world.clock.advance(15 * 60_000);
        let owner = world.context("wangmin").await;
        app.open_customer(&owner, id).await.unwrap();
        app.contacts(&owner, id).await.unwrap();
        assert_eq!(log(&world, "customer.open").await.len(), 2, "the opening covers its parts");
        app.contacts(&world.context("chenlu").await, id).await.unwrap();
        assert_eq!(log(&world, "customer.open").await.len(), 3, "for another person it does not");
    }

    async fn the_log_can_prove_what_was_changed(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let facts = values([("mobile", json!("13912345678"))]);
        let made = app.create_contact(&owner, id, contact("陈静", facts)).await.unwrap();
        let facts = values([("mobile", json!("13800001111"))]);
        world.clock.advance(1_000);
        let owner = world.context("wangmin").await;
        app.change_contact(&owner, made.id, 1, change(facts)).await.unwrap();
        let entry = log(&world, "contact.update").await.remove(0);
        let entry = entry.draft();
        assert_eq!(entry.customer.as_deref(), Some(id.to_string().as_str()));
        assert_eq!(entry.subject.as_ref().unwrap().id, made.id.to_string());
        let mut conn = app.db().read().await.unwrap();
        let kept = event::of_customer(&mut conn, id, &["contact"], None, 1).await.unwrap().remove(0);
        assert_eq!(kept.subject, made.id.to_string());
        let change = &kept.detail.changes[0];
        assert_eq!(change.before, Some(json!("13912345678")));
        let nonce = kept.detail.nonce.unwrap();
        let bytes: Vec<u8> = (0..64)
            .step_by(2)
            .map(|i| u8::from_str_radix(&nonce[i..i + 2], 16).unwrap())
            .collect();
        let nonce = Nonce::from_bytes(bytes.try_into().unwrap());
        let committed: &Commitment = entry.changes[0].after.as_ref().unwrap();
        let key = &app.keys().commitment;
        assert!(committed.verify(key, &nonce, "mobile", br#""13800001111""#));
        assert!(!committed.verify(key, &nonce, "mobile", br#""13800001112""#));
    }

    async fn a_doubt_ends_with_the_fact(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let facts = values([("mobile", json!("13912345678")), ("post", json!("采购经理"))]);
        let made = app.create_contact(&owner, id, contact("陈静", facts)).await.unwrap();
        for field in ["mobile", "post"] {
            let fact = Fact { field: field.to_owned(), contact: Some(made.id) };
            app.mark_uncertain(&owner, id, fact, "").await.unwrap();
        }
        assert_eq!(app.open_customer(&owner, id).await.unwrap().marks.len(), 2);
        let facts = values([("mobile", json!("13800001111"))]);
        app.change_contact(&owner, made.id, 1, change(facts)).await.unwrap();
        let opened = app.open_customer(&owner, id).await.unwrap();
        assert_eq!((opened.marks.len(), opened.customer.uncertain), (1, 1));
        app.remove_contact(&owner, made.id, 2).await.unwrap();
        let opened = app.open_customer(&owner, id).await.unwrap();
        assert_eq!((opened.marks.len(), opened.customer.uncertain), (0, 0));
    }

    async fn a_contact_made_twice_under_one_key_is_one(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let id = customer(&world, &owner, "华北泵业").await;
        let ctx = once(&owner, "k", "same");
        let first = world.app.create_contact(&ctx, id, contact("陈静", Values::new())).await.unwrap();
        let again = world.app.create_contact(&ctx, id, contact("陈静", Values::new())).await.unwrap();
        assert_eq!(first.id, again.id);
        assert_eq!(world.app.contacts(&owner, id).await.unwrap().len(), 1);
    }

    async fn contacts_given_at_registration_can_be_changed(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let mut new = draft("华北泵业", Values::new());
        new.contacts = vec![contact("陈静", Values::new()), contact("刘洋", Values::new())];
        let id = world.app.create_customer(&owner, &new).await.unwrap().customer.id;
        let contacts = world.app.contacts(&owner, id).await.unwrap();
        assert_eq!(contacts.iter().filter(|c| c.primary).count(), 1);
        let facts = values([("mobile", json!("13912345678"))]);
        assert!(world.app.change_contact(&owner, contacts[1].id, 1, change(facts)).await.is_ok());
    }
}
