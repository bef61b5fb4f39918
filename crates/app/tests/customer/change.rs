use crate::{
    CODE, WRONG_CODE, clash, customer, denied, draft, entries, kept, log, refused, stale, unseen,
    values,
};
use kedang_app::customer::Change;
use kedang_app::share::{NewShare, Until};
use kedang_domain::id::CustomerId;
use kedang_domain::permission::Reason;
use kedang_testkit::on_both_engines;
use serde_json::{Value, json};

fn set<const N: usize>(facts: [(&str, Value); N]) -> Change {
    Change { values: values(facts), ..Change::default() }
}

on_both_engines! {
    async fn a_change_is_kept_found_and_proved(world: World) {
        world.company().await;
        let seller = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(app, &seller, "华北泵业").await;
        let change = Change {
            name: Some("华北泵阀".to_owned()),
            values: values([("stage", json!("potential")), ("region", json!("320102"))]),
            reason: Some(" 更名 ".to_owned()),
            ..Change::default()
        };
        let after = app.update_customer(&seller, id, 1, &change).await.unwrap().customer;
        assert_eq!((after.name.as_str(), after.version), ("华北泵阀", 2));
        assert_eq!(after.values["region"], "320102");
        let entry = log(&world, "customer.update").await.remove(0);
        let mut fields: Vec<_> = entry.draft().changes.iter().map(|c| c.field.as_str()).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["name", "region", "stage"]);
        assert!(entry.draft().changes.iter().all(|c| c.after.is_some()));
        // Found by the new name, and no longer by the old one.
        assert_eq!(app.search_customers(&seller, "泵阀", 10).await.unwrap().len(), 1);
        assert!(app.search_customers(&seller, "泵业", 10).await.unwrap().is_empty());
        let by_region = ["region:under:320000".to_owned()];
        let conditions = app.conditions(&seller, &by_region).await.unwrap();
        assert_eq!(app.count_customers(&seller, &conditions).await.unwrap().count, 1);
        // What is removed is gone from the lists too.
        let gone = set([("region", Value::Null)]);
        let after = app.update_customer(&seller, id, 2, &gone).await.unwrap().customer;
        assert!(!after.values.contains_key("region"));
        assert_eq!(app.count_customers(&seller, &conditions).await.unwrap().count, 0);
    }

    async fn what_changes_nothing_leaves_nothing(world: World) {
        world.company().await;
        let seller = world.context("wangmin").await;
        let new = draft("华北泵业", [("stage", json!("potential"))]);
        let id = world.app.create_customer(&seller, &new).await.unwrap().customer.id;
        let (before, entries_before) = (kept(&world).await, entries(&world).await);
        let same = Change { name: Some("华北泵业".to_owned()), ..set([("stage", json!("potential"))]) };
        let after = world.app.update_customer(&seller, id, 1, &same).await.unwrap().customer;
        assert_eq!(after.version, 1);
        assert_eq!((kept(&world).await, entries(&world).await), (before, entries_before));
    }

    async fn who_may_change_a_customer(world: World) {
        let company = world.company().await;
        let (owner, app) = (world.context("wangmin").await, &world.app);
        let id = customer(app, &owner, "华北泵业").await;
        let share = NewShare {
            person: company.id("lixiang"),
            until: Until::Instant(owner.now + 1_000),
            reason: "协助".to_owned(),
        };
        app.create_share(&owner, id, share).await.unwrap();
        let version = app.open_customer(&owner, id).await.unwrap().customer.version;
        let change = set([("stage", json!("potential"))]);
        let before = kept(&world).await;
        for (login, why) in [
            ("lixiang", Reason::SharedIsReadOnly),
            ("gaoyuan", Reason::NotPermitted),
            ("luwei", Reason::NotPermitted),
        ] {
            let ctx = world.context(login).await;
            let told = app.update_customer(&ctx, id, version, &change).await;
            assert_eq!(denied(&world, &ctx, Some(id), told).await, why, "{login}");
            // The same, whatever version they name: nothing is to be learnt from it.
            let told = app.update_customer(&ctx, id, version + 7, &change).await;
            assert_eq!(denied(&world, &ctx, Some(id), told).await, why, "{login}");
        }
        let nobody = CustomerId::new(app.fresh());
        for login in ["sunjia", "zhaolei", "jinhui", "mozhen", "heqing", "admin"] {
            let ctx = world.context(login).await;
            let told = app.update_customer(&ctx, id, version, &change).await;
            unseen(&world, &ctx, id, "customer.edit", told).await;
            let entries_before = entries(&world).await;
            let told = app.update_customer(&ctx, nobody, version, &change).await;
            assert!(matches!(told, Err(kedang_app::AppError::NotFound)), "{login}");
            assert_eq!(entries(&world).await, entries_before, "nobody was tried for");
        }
        assert_eq!(kept(&world).await, before);
        for (n, login) in ["wangmin", "chenlu", "qiaosen", "fangxin", "liuyun"].into_iter().enumerate() {
            let ctx = world.context(login).await;
            let change = set([("source_note", json!(login))]);
            let at = version + i64::try_from(n).unwrap();
            let told = app.update_customer(&ctx, id, at, &change).await;
            assert!(told.is_ok(), "{login}: {told:?}");
        }
    }

    async fn who_saw_an_older_version_is_told_the_newer(world: World) {
        world.company().await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let app = &world.app;
        let id = customer(app, &owner, "华北泵业").await;
        app.update_customer(&head, id, 1, &set([("stage", json!("potential"))])).await.unwrap();
        let (before, entries_before) = (kept(&world).await, entries(&world).await);
        let late = set([("stage", json!("intent"))]);
        assert_eq!(stale(app.update_customer(&owner, id, 1, &late).await), 2);
        assert_eq!(stale(app.update_customer(&owner, id, 3, &late).await), 2, "nor one to come");
        assert_eq!((kept(&world).await, entries(&world).await), (before, entries_before));
    }

    async fn one_of_two_at_the_same_time_wins(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let id = customer(&world.app, &owner, "华北泵业").await;
        let second = world.second().await;
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..6 {
            let app = if n % 2 == 0 { world.app.clone() } else { second.clone() };
            let ctx = owner.clone();
            tasks.spawn(async move {
                let change = Change { name: Some(format!("华北泵业{n}")), ..Change::default() };
                match app.update_customer(&ctx, id, 1, &change).await {
                    Ok(_) => true,
                    Err(kedang_app::AppError::Stale { current: 2 }) => false,
                    Err(other) => unreachable!("{other:?}"),
                }
            });
        }
        let won = tasks.join_all().await.into_iter().filter(|won| *won).count();
        assert_eq!(won, 1);
        assert_eq!(log(&world, "customer.update").await.len(), 1);
        second.db().close().await;
    }

    async fn bad_values_are_all_told_with_their_place(world: World) {
        world.company().await;
        let seller = world.context("wangmin").await;
        let app = &world.app;
        let id = customer(app, &seller, "华北泵业").await;
        let (before, entries_before) = (kept(&world).await, entries(&world).await);
        let change = Change {
            name: Some("\u{200b}".to_owned()),
            values: values([
                ("credit_code", json!(WRONG_CODE)),
                ("stage", json!("nonsense")),
                ("nonsense", json!(1)),
                ("registered_capital", json!("12.5")),
                ("region", json!("999999")),
            ]),
            reason: Some("因".repeat(501)),
            template: Some("individual".to_owned()),
        };
        let found = refused(app.update_customer(&seller, id, 1, &change).await);
        let at = |pointer: &str| found.iter().find(|(at, _)| at == pointer).map(|(_, code)| *code);
        assert_eq!(at("/name"), Some("name_empty"));
        assert_eq!(at("/values/credit_code"), Some("credit_code_checksum"));
        assert_eq!(at("/values/stage"), Some("choice_unknown"));
        assert_eq!(at("/values/nonsense"), Some("field_unknown"));
        assert!(at("/values/registered_capital").is_some(), "{found:?}");
        assert!(at("/values/region").is_some(), "{found:?}");
        assert_eq!(at("/reason"), Some("too_long"));
        assert_eq!(at("/template"), Some("template_kind"));
        assert_eq!((kept(&world).await, entries(&world).await), (before, entries_before));
    }

    async fn a_credit_code_is_not_given_twice(world: World) {
        world.company().await;
        let (seller, colleague) = (world.context("wangmin").await, world.context("sunjia").await);
        let app = &world.app;
        app.create_customer(&seller, &draft("华北泵业", [("credit_code", json!(CODE))])).await.unwrap();
        let own = customer(app, &seller, "江南造纸").await;
        let other = customer(app, &colleague, "南方电器").await;
        let before = kept(&world).await;
        let change = set([("credit_code", json!(CODE))]);
        let (code, params) = clash(app.update_customer(&seller, own, 1, &change).await);
        assert_eq!((code, params.contains(&"name".to_owned())), ("customer_on_file", true));
        let (code, params) = clash(app.update_customer(&colleague, other, 1, &change).await);
        assert_eq!((code, params), ("customer_on_file_elsewhere", vec!["credit_code".to_owned(), "department".to_owned()]));
        assert_eq!(kept(&world).await, before);
    }
}
