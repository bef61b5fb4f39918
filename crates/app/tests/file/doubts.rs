use crate::{clash, contact, customer, draft, entries, is_missing, log, reason, refusal, values};
use kedang_app::customer::Change;
use kedang_app::uncertain::Fact;
use kedang_domain::field::Values;
use kedang_domain::id::ContactId;
use kedang_domain::permission::Reason;
use kedang_evidence::Detail;
use kedang_storage::event;
use kedang_testkit::on_both_engines;
use serde_json::json;

fn fact(field: &str, contact: Option<ContactId>) -> Fact {
    Fact { field: field.to_owned(), contact }
}

on_both_engines! {
    async fn a_doubt_stays_until_somebody_verifies_the_fact(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let facts = values([("office_phone", json!("025-55550199"))]);
        let id = app.create_customer(&owner, &draft("华北泵业", facts)).await.unwrap().customer.id;
        let mark = app.mark_uncertain(&owner, id, fact("office_phone", None), " 前台说换号了 ").await;
        let mark = mark.unwrap();
        assert_eq!((mark.note.as_str(), mark.marked_by.1.as_str()), ("前台说换号了", "王敏"));
        let opened = app.open_customer(&owner, id).await.unwrap();
        assert_eq!((opened.customer.uncertain, opened.customer.version), (1, 1));
        assert_eq!(clash(app.mark_uncertain(&owner, id, fact("office_phone", None), "").await), "marked_already");

        let head = world.context("chenlu").await;
        let silent = refusal(app.verify_fact(&head, id, fact("office_phone", None), " ").await);
        assert_eq!(silent, ("/how".to_owned(), "required"));
        app.verify_fact(&head, id, fact("office_phone", None), "电话核实").await.unwrap();
        let opened = app.open_customer(&owner, id).await.unwrap();
        assert_eq!((opened.marks.len(), opened.customer.uncertain), (0, 0));
        assert_eq!(clash(app.verify_fact(&head, id, fact("office_phone", None), "再次").await), "not_marked");

        let entry = log(&world, "customer.verify").await.remove(0);
        assert_eq!(entry.draft().details["field"], Detail::Text("office_phone".to_owned()));
        assert!(entry.draft().changes.is_empty());
        let mut conn = app.db().read().await.unwrap();
        let kept = event::of_customer(&mut conn, id, &["verification"], None, 9).await.unwrap().remove(0);
        assert_eq!((kept.person, kept.detail.reason.as_deref()), (head.actor.person, Some("电话核实")));
        let sql = kedang_db::Sql::new("SELECT verified_by, how FROM uncertain_mark");
        let mut row = conn.one(sql).await.unwrap();
        assert_eq!(row.take::<String>().unwrap(), head.actor.person.to_string());
        assert_eq!(row.take::<String>().unwrap(), "电话核实");
    }

    async fn a_changed_fact_is_no_longer_doubted(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let facts = values([("office_phone", json!("025-55550199")), ("address", json!("中山路1号"))]);
        let id = app.create_customer(&owner, &draft("华北泵业", facts)).await.unwrap().customer.id;
        for field in ["office_phone", "address", "name"] {
            app.mark_uncertain(&owner, id, fact(field, None), "").await.unwrap();
        }
        let change = Change {
            name: Some("华北泵业有限公司".to_owned()),
            values: values([("office_phone", json!("025-55550200"))]),
            ..Change::default()
        };
        let now = app.update_customer(&owner, id, 1, &change).await.unwrap();
        let left: Vec<_> = now.marks.iter().map(|m| m.field.as_str()).collect();
        assert_eq!((left, now.customer.uncertain), (vec!["address"], 1));
    }

    async fn there_must_be_something_to_doubt(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let other = customer(&world, &owner, "江南造纸").await;
        let theirs = app.create_contact(&owner, other, contact("陈静", Values::new())).await.unwrap();
        let before = entries(&world).await;
        let at = |field: &str, contact| (field.to_owned(), contact);
        for (field, contact, expected) in [
            ("nonsense", None, at("/field", "field_unknown")),
            ("fax", None, at("/field", "nothing_to_doubt")),
            ("name", Some(theirs.id), at("/contact_id", "contact_unknown")),
        ] {
            let found = refusal(app.mark_uncertain(&owner, id, fact(field, contact), "").await);
            assert_eq!(found, expected, "{field}");
        }
        let long = "长".repeat(501);
        let found = refusal(app.mark_uncertain(&owner, id, fact("name", None), &long).await);
        assert_eq!(found, ("/note".to_owned(), "too_long"));
        assert_eq!(entries(&world).await, before);
    }

    async fn doubts_are_for_those_who_may_change_or_verify(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(&world, &owner, "华北泵业").await;
        let neighbour = world.context("sunjia").await;
        assert!(is_missing(app.mark_uncertain(&neighbour, id, fact("name", None), "").await));
        assert!(is_missing(app.verify_fact(&neighbour, id, fact("name", None), "电话").await));
        let leader = world.context("gaoyuan").await;
        assert_eq!(reason(app.mark_uncertain(&leader, id, fact("name", None), "").await), Reason::NotPermitted);
        assert_eq!(reason(app.verify_fact(&leader, id, fact("name", None), "电话").await), Reason::NotPermitted);
    }
}
