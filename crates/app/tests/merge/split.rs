use crate::{
    CODE, contact, contacts, draft, found, kept, merge, register, report, twins, undo, version,
};
use kedang_app::AppError;
use kedang_app::customer::Change;
use kedang_domain::field::Values;
use kedang_testkit::on_both_engines;
use serde_json::json;

fn facts<const N: usize>(pairs: [(&str, serde_json::Value); N]) -> Change {
    Change { values: crate::values(pairs), ..Change::default() }
}

on_both_engines! {
    async fn undone_at_once_everything_is_as_it_was(world: World) {
        world.company().await;
        let (a, b) = twins(&world).await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let app = &world.app;
        for (survivor, other) in [(a, b), (b, a)] {
            let before = kept(&world).await;
            let merged = merge(app, &head, survivor, other).await;
            assert_ne!(kept(&world).await, before);
            let undone = undo(app, &head, &merged).await;
            assert_eq!(undone.undone.map(|(_, at)| at), Some(head.now));
            same_rows(&kept(&world).await, &before);
            for (text, both) in [("华北泵业", true), ("13800000002", false), ("KH0000002", false)] {
                let mut wanted = if both { vec![a, b] } else { vec![b] };
                let mut found = found(app, &owner, text).await;
                wanted.sort();
                found.sort();
                assert_eq!(found, wanted, "{text}");
            }
            assert!(app.open_customer(&head, other).await.is_ok());
            assert!(app.reload_customer(&head, survivor).await.unwrap().former.is_empty());
        }
    }

    async fn what_was_done_since_stays_where_it_was_done(world: World) {
        world.company().await;
        let (a, b) = twins(&world).await;
        let head = world.context("chenlu").await;
        let app = &world.app;
        let merged = merge(app, &head, a, b).await;
        world.clock.advance(crate::DAY);
        let head = world.context("chenlu").await;
        let owner = world.context("wangmin").await;
        let people = contacts(app, &head, a).await;
        let wangfang = people.iter().find(|(name, _)| name == "王芳").unwrap().1;
        // A fact that the merging brought is corrected, another is not; a third is new.
        let change = facts([("stage", json!("cooperating")), ("postcode", json!("210000"))]);
        app.update_customer(&head, a, 2, &change).await.unwrap();
        app.create_contact(&head, a, contact("郑新", "13800000009", None)).await.unwrap();
        report(app, &owner, a, Some(wangfang), 2).await;
        report(app, &owner, a, None, 3).await;
        let rename = kedang_app::contact::ContactChange {
            name: Some("王芳芳".to_owned()),
            values: Values::new(),
            primary: None,
        };
        app.change_contact(&head, wangfang, 1, rename).await.unwrap();

        let split = app.split(&head, a, merged.id).await.unwrap();
        assert_eq!(split.stay, ["stage"]);
        let back: Vec<_> = split.back.iter().map(|fact| fact.field.as_str()).collect();
        assert_eq!(back, ["relation", "website"]);
        assert_eq!((split.rows.new_contacts, split.rows.new_interactions, split.rows.unnamed), (1, 2, 1));
        assert_eq!((split.rows.contacts, split.rows.interactions), (2, 3));
        undo(app, &head, &merged).await;

        let a_now = app.reload_customer(&head, a).await.unwrap().customer;
        assert_eq!(a_now.values["stage"], json!("cooperating"));
        assert_eq!(a_now.values["postcode"], json!("210000"));
        assert_eq!(a_now.values["relation"], json!(["end_customer"]));
        assert!(!a_now.values.contains_key("website"));
        assert_eq!(a_now.last_contact_at, owner.now - 2 * crate::HOUR);
        let b_now = app.reload_customer(&head, b).await.unwrap().customer;
        assert_eq!(b_now.values["stage"], json!("intent"));
        assert_eq!(b_now.values["website"], json!("https://huabei.example.com"));
        let names = |all: Vec<(String, _)>| all.into_iter().map(|one| one.0).collect::<Vec<_>>();
        assert_eq!(names(contacts(app, &head, a).await), ["李强", "周静", "郑新"]);
        assert_eq!(names(contacts(app, &head, b).await), ["李强", "王芳芳"]);
        // What was said since with somebody who went back is told without them.
        let of = |id| app.timeline(&head, id, &[], None, 200);
        let told = |timeline: kedang_app::timeline::Timeline| {
            let said = timeline.moments.into_iter().filter_map(|moment| match moment {
                kedang_app::timeline::Moment::Interaction(said) => Some(said.contact.map(|c| c.1)),
                kedang_app::timeline::Moment::Event { .. } => None,
            });
            said.collect::<Vec<_>>()
        };
        assert_eq!(told(of(a).await.unwrap()), [None, None, Some("李强".to_owned())]);
        let named = |name: &str| Some(name.to_owned());
        assert_eq!(told(of(b).await.unwrap()), [named("李强"), named("王芳芳"), None]);
    }

    async fn a_chain_is_undone_in_reverse_order(world: World) {
        world.company().await;
        let (a, b) = twins(&world).await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let app = &world.app;
        let c = register(app, &owner, draft("华北水泵", [("fax", json!("025-55550001"))])).await;
        report(app, &owner, c, None, 4).await;
        let start = kept(&world).await;
        let first = merge(app, &head, b, a).await;
        let between = kept(&world).await;
        let second = merge(app, &head, c, b).await;
        // The survivor of the first is not there while it is merged itself.
        let gone = app.undo_merge(&head, b, first.id, 2, "不是").await;
        assert!(matches!(gone, Err(AppError::NotFound)));
        undo(app, &head, &second).await;
        same_rows(&kept(&world).await, &between);
        undo(app, &head, &first).await;
        same_rows(&kept(&world).await, &start);
    }

    async fn of_several_mergings_the_last_goes_first(world: World) {
        world.company().await;
        let (a, b) = twins(&world).await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let app = &world.app;
        let c = register(app, &owner, draft("华北水泵", [("stage", json!("lost"))])).await;
        let start = kept(&world).await;
        let first = merge(app, &head, a, b).await;
        let second = merge(app, &head, a, c).await;
        let split = app.split(&head, a, first.id).await.unwrap();
        assert_eq!(split.after, Some(second.id));
        let seen = version(app, &head, a).await;
        let refused = app.undo_merge(&head, a, first.id, seen, "不是").await;
        assert!(matches!(refused, Err(AppError::Conflict { code: "merge_not_last", .. })));
        undo(app, &head, &second).await;
        undo(app, &head, &first).await;
        same_rows(&kept(&world).await, &start);
        let all = app.merges(&head, a).await.unwrap();
        assert_eq!(all.iter().map(|(_, (code, _))| code.as_str()).collect::<Vec<_>>(), ["KH0000003", "KH0000002"]);
        assert!(all.iter().all(|(merge, _)| merge.undone.is_some()));
        let seen = version(app, &head, a).await;
        let again = app.undo_merge(&head, a, first.id, seen, "不是").await;
        assert!(matches!(again, Err(AppError::Conflict { code: "merge_undone", .. })));
        // And merged anew, it can be undone anew.
        let anew = merge(app, &head, b, a).await;
        undo(app, &head, &anew).await;
        same_rows(&kept(&world).await, &start);
    }

    async fn nobody_gets_a_code_that_somebody_else_has_by_now(world: World) {
        world.company().await;
        let (a, b) = twins(&world).await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let app = &world.app;
        let merged = merge(app, &head, b, a).await;
        app.update_customer(&head, b, 2, &facts([("credit_code", json!(null))])).await.unwrap();
        register(app, &owner, draft("第三家", [("credit_code", json!(CODE))])).await;
        let before = kept(&world).await;
        let seen = version(app, &head, b).await;
        let refused = app.undo_merge(&head, b, merged.id, seen, "不是").await;
        assert!(matches!(refused, Err(AppError::Conflict { code: "customer_on_file", .. })));
        assert_eq!(kept(&world).await, before);
    }
}

/// Row by row, so that a difference is readable.
fn same_rows(found: &[String], wanted: &[String]) {
    let extra: Vec<_> = found.iter().filter(|row| !wanted.contains(row)).collect();
    let missing: Vec<_> = wanted.iter().filter(|row| !found.contains(row)).collect();
    assert!(extra.is_empty() && missing.is_empty(), "extra {extra:#?} missing {missing:#?}");
}
