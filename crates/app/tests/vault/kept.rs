use crate::{ALIAS, CODE, NAME, PHONE, fact, known, seal, values};
use kedang_app::AppError;
use kedang_app::customer::{Change, Draft};
use kedang_app::timeline::Moment;
use kedang_db::Sql;
use kedang_domain::field::CustomerKind;
use kedang_storage::customer as stored;
use kedang_storage::vault::Sealing;
use kedang_testkit::on_both_engines;
use serde_json::json;

on_both_engines! {
    async fn who_may_see_a_sealed_customer_sees_all_of_it(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let (id, _) = known(&world, &owner).await;
        for sealing in [Sealing::Facts, Sealing::Name, Sealing::Facts, Sealing::Clear] {
            seal(app, &owner, id, sealing).await;
            let opened = app.open_customer(&owner, id).await.unwrap();
            assert_eq!(opened.customer.name, NAME, "{sealing:?}");
            assert_eq!(opened.customer.values["office_phone"], json!(PHONE));
            assert_eq!(opened.marks.len(), 2);
            assert!(opened.marks.iter().any(|mark| mark.note == "总机像是换过了"));
            let contact = app.contacts(&owner, id).await.unwrap().remove(0);
            assert_eq!((contact.name.as_str(), &contact.values["mobile"]), ("谭晓峰", &json!("13912345678")));
            let moments = app.timeline(&owner, id, &[], None, 20).await.unwrap().moments;
            let visits = moments.iter().filter_map(|moment| match moment {
                Moment::Interaction(visit) => Some((visit.summary.as_str(), visit.detail.as_deref())),
                Moment::Event { .. } => None,
            });
            assert_eq!(visits.collect::<Vec<_>>(), [("谈定年度框架价", Some("让利百分之七点五，对手未知"))]);
        }
    }

    async fn a_sealed_customer_is_found_by_whole_words(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let (id, _) = known(&world, &owner).await;
        let hits = async |text: &str| app.search_customers(&owner, text, 9).await.unwrap().len();
        for text in ["深岭密封", PHONE, CODE, "谭晓峰"] {
            assert_eq!(hits(text).await, 1, "{text} in clear");
        }
        seal(app, &owner, id, Sealing::Facts).await;
        for text in ["深岭密封", CODE, "13912345678"] {
            assert_eq!(hits(text).await, 1, "{text} sealed");
        }
        seal(app, &owner, id, Sealing::Name).await;
        assert_eq!(hits(ALIAS).await, 1, "by the name that it goes by");
        assert_eq!(hits(CODE).await, 1);
    }

    async fn a_sealed_customer_is_not_registered_twice(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let (id, _) = known(&world, &owner).await;
        seal(app, &owner, id, Sealing::Name).await;
        let draft = Draft {
            kind: CustomerKind::Organization,
            name: "另一个名字".to_owned(),
            template: "company".to_owned(),
            owner: None,
            values: values([("credit_code", json!(CODE))]),
            contacts: Vec::new(),
        };
        let other = world.context("lixiang").await;
        assert!(matches!(app.create_customer(&other, &draft).await, Err(AppError::Conflict { .. })));
        let mut conn = app.db().read().await.unwrap();
        let on_file = stored::credit_codes_on_file(&mut conn, &[CODE, "91350100M000100Y4Z"]).await;
        assert_eq!(on_file.unwrap(), [CODE]);
    }

    async fn no_list_narrows_by_what_is_sealed(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let (id, _) = known(&world, &owner).await;
        let count = async |filter: &str| {
            let filters = [filter.to_owned()];
            let conditions = app.conditions(&owner, &filters).await.unwrap();
            app.count_customers(&owner, &conditions).await.unwrap().count
        };
        let filters = ["region:eq:320102", "region:ne:110101", "region:present:", "fax:empty:"];
        for filter in filters {
            assert_eq!(count(filter).await, 1, "{filter} in clear");
        }
        seal(app, &owner, id, Sealing::Facts).await;
        for filter in filters {
            assert_eq!(count(filter).await, 0, "{filter} would tell");
        }
        assert_eq!(count("name:contains:深岭").await, 1);
        seal(app, &owner, id, Sealing::Clear).await;
        for filter in filters {
            assert_eq!(count(filter).await, 1, "{filter} in clear again");
        }
    }

    async fn what_was_copied_to_another_row_does_not_open(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let (id, _) = known(&world, &owner).await;
        seal(app, &owner, id, Sealing::Facts).await;
        let mut tx = app.db().begin().await.unwrap();
        let swap = "UPDATE uncertain_mark SET note = (SELECT min(note) FROM uncertain_mark)";
        tx.run(Sql::new(swap)).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(app.open_customer(&owner, id).await, Err(AppError::Internal(_))));
    }

    async fn a_sealed_customer_is_changed_like_any_other(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let app = &world.app;
        let (id, _) = known(&world, &owner).await;
        seal(app, &owner, id, Sealing::Name).await;
        let change = Change {
            name: Some("江宁深岭密封科技有限公司".to_owned()),
            values: values([("credit_code", json!(null)), ("office_phone", json!("025-55550300"))]),
            ..Change::default()
        };
        let version = app.open_customer(&owner, id).await.unwrap().customer.version;
        let changed = app.update_customer(&owner, id, version, &change).await.unwrap().customer;
        assert_eq!((changed.name.as_str(), changed.version), ("江宁深岭密封科技有限公司", version + 1));
        assert_eq!(changed.values["office_phone"], json!("025-55550300"));
        let mut conn = app.db().read().await.unwrap();
        let mut row = conn.one(Sql::new("SELECT name FROM customer")).await.unwrap();
        assert_eq!(row.take::<String>().unwrap(), ALIAS, "it goes by the other name still");
        assert!(stored::credit_codes_on_file(&mut conn, &[CODE]).await.unwrap().is_empty());
        drop(conn);
        app.verify_fact(&world.context("chenlu").await, id, fact("address", None), "上门").await.unwrap();
        assert!(app.open_customer(&owner, id).await.unwrap().marks.is_empty());
    }
}
