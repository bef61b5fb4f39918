//! Lists, counts and searches: only of what one sees.

use crate::{CODE, contact, customer, draft, kept, values};
use kedang_app::customer::{Change, Listed, Query, Sort, SortKey, Wanted};
use kedang_app::{App, AppError, Context};
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

async fn list(app: &App, ctx: &Context, filters: &[&str]) -> Result<Vec<Listed>, AppError> {
    let filters: Vec<_> = filters.iter().map(|f| (*f).to_owned()).collect();
    let query = Query {
        conditions: app.conditions(ctx, &filters).await?,
        sort: Sort { key: SortKey::Code, descending: false },
        after: None,
        limit: 100,
        wanted: Wanted::NONE,
    };
    app.list_customers(ctx, &query).await
}

async fn names(app: &App, login: &str, world: &World, filters: &[&str]) -> Vec<String> {
    let ctx = world.context(login).await;
    let listed = list(app, &ctx, filters).await.unwrap();
    let filters: Vec<_> = filters.iter().map(|f| (*f).to_owned()).collect();
    let conditions = app.conditions(&ctx, &filters).await.unwrap();
    let counted = app.count_customers(&ctx, &conditions).await.unwrap();
    assert_eq!(counted.count, i64::try_from(listed.len()).unwrap(), "{login} {filters:?}");
    listed.into_iter().map(|row| row.name).collect()
}

/// One customer in each corner of the company.
async fn everywhere(world: &World) {
    let app = &world.app;
    for (login, name, stage) in [
        ("wangmin", "华北泵业", "potential"),
        ("lixiang", "华北阀门", "intent"),
        ("sunjia", "华北仪表", "potential"),
        ("tangbo", "华北物流", "potential"),
    ] {
        let owner = world.context(login).await;
        let mut new = draft(name, [("stage", json!(stage)), ("region", json!("320102"))]);
        new.contacts = vec![contact("陈静", [("mobile", json!("13912345678"))])];
        app.create_customer(&owner, &new).await.unwrap();
    }
}

/// Who sees which of them.
const SEEN: [(&str, &[&str]); 12] = [
    ("wangmin", &["华北泵业", "华北阀门"]),
    ("lixiang", &["华北阀门"]),
    ("chenlu", &["华北泵业", "华北阀门"]),
    ("sunjia", &["华北仪表"]),
    ("zhaolei", &["华北仪表"]),
    ("qiaosen", &["华北泵业", "华北阀门", "华北仪表"]),
    ("tangbo", &["华北物流"]),
    ("luwei", &["华北泵业", "华北阀门", "华北仪表", "华北物流"]),
    ("fangxin", &["华北泵业", "华北阀门", "华北仪表", "华北物流"]),
    ("jinhui", &[]),
    ("heqing", &[]),
    ("admin", &[]),
];

on_both_engines! {
    async fn everybody_lists_counts_and_finds_their_own(world: World) {
        world.company().await;
        everywhere(&world).await;
        let app = &world.app;
        for (login, wanted) in SEEN {
            assert_eq!(names(app, login, &world, &[]).await, wanted, "{login}");
            assert_eq!(names(app, login, &world, &["name:contains:华北"]).await, wanted, "{login}");
            assert_eq!(names(app, login, &world, &["region:under:320000"]).await, wanted, "{login}");
            let potential: Vec<_> =
                wanted.iter().filter(|name| **name != "华北阀门").copied().collect();
            let found = names(app, login, &world, &["stage:eq:potential"]).await;
            assert_eq!(found, potential, "{login}");
            let ctx = world.context(login).await;
            // By name, pinyin, initials, number, contact.
            for text in ["华北", "huabei", "hb", "13912345678", "陈静", "KH00000"] {
                let found = app.search_customers(&ctx, text, 20).await.unwrap();
                let mut found: Vec<_> = found.into_iter().map(|f| f.customer.name).collect();
                found.sort_unstable();
                let mut wanted: Vec<_> = wanted.iter().map(|w| (*w).to_owned()).collect();
                wanted.sort_unstable();
                assert_eq!(found, wanted, "{login} {text}");
            }
        }
    }

    async fn an_owner_is_no_way_around(world: World) {
        let company = world.company().await;
        everywhere(&world).await;
        let app = &world.app;
        let of_sunjia = format!("owner:eq:{}", company.id("sunjia"));
        assert!(names(app, "lixiang", &world, &[&of_sunjia]).await.is_empty());
        assert_eq!(names(app, "qiaosen", &world, &[&of_sunjia]).await, ["华北仪表"]);
        let team = format!("department:eq:{}", company.department("销售二组"));
        assert!(names(app, "chenlu", &world, &[&team]).await.is_empty());
        assert_eq!(names(app, "wangmin", &world, &["owner:eq:me"]).await, ["华北泵业"]);
    }

    async fn a_search_ranks_and_explains(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let mut new = draft("江南造纸有限公司", [("credit_code", json!(CODE))]);
        new.contacts = vec![contact("华北", [])];
        app.create_customer(&owner, &new).await.unwrap();
        customer(app, &owner, "新华北方物流").await;
        customer(app, &owner, "华北泵业").await;
        let found = app.search_customers(&owner, "华北", 10).await.unwrap();
        let order: Vec<_> = found.iter().map(|f| f.customer.name.as_str()).collect();
        assert_eq!(order[0], "华北泵业", "what begins with it comes first: {order:?}");
        assert_eq!(order.len(), 3);
        let by_contact = found.iter().find(|f| f.customer.name == "江南造纸有限公司").unwrap();
        assert_eq!(by_contact.text, "华北");
        assert_eq!(app.search_customers(&owner, "华北", 2).await.unwrap().len(), 2);
        let by_code = app.search_customers(&owner, CODE, 10).await.unwrap();
        assert_eq!(by_code[0].customer.name, "江南造纸有限公司");
        for nothing in ["", " ", "华", "%", "_", "'", "\u{0}", "不在册的名字"] {
            let found = app.search_customers(&owner, nothing, 10).await.unwrap();
            assert!(found.len() <= 3, "{nothing:?}");
            if nothing.chars().count() > 1 {
                assert!(found.is_empty(), "{nothing:?}");
            }
        }
    }

    async fn what_cannot_be_asked_is_told_and_nothing_is_written(world: World) {
        world.company().await;
        everywhere(&world).await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let before = kept(&world).await;
        for (filter, code) in [
            ("stage", "filter_format"),
            ("stage:like:x", "filter_op"),
            ("nonsense:eq:1", "field_unknown"),
            ("stage:eq:nonsense", "choice_unknown"),
            ("owner:eq:x", "id_format"),
        ] {
            match list(app, &owner, &["kind:eq:organization", filter]).await {
                Err(AppError::Invalid(issues)) => {
                    assert_eq!((issues[0].pointer.as_str(), issues[0].error.code), ("/filter/1", code), "{filter}");
                }
                other => unreachable!("{filter}: {other:?}"),
            }
        }
        assert_eq!(kept(&world).await, before);
    }

    async fn what_was_changed_is_found_by_what_it_is(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let id = customer(app, &owner, "华北泵业").await;
        for (version, stage) in [(1, "potential"), (2, "intent"), (3, "potential")] {
            let facts = values([("stage", json!(stage))]);
            let change = Change { values: facts, ..Change::default() };
            app.update_customer(&owner, id, version, &change).await.unwrap();
            let by = format!("stage:eq:{stage}");
            assert_eq!(names(app, "wangmin", &world, &[&by]).await, ["华北泵业"]);
        }
        assert!(names(app, "wangmin", &world, &["stage:eq:intent"]).await.is_empty());
        assert!(names(app, "wangmin", &world, &["stage:empty:"]).await.is_empty());
        assert_eq!(names(app, "wangmin", &world, &["region:empty:"]).await, ["华北泵业"]);
    }
}

on_both_engines! {
    async fn one_wrong_character_finds_what_one_sees(world: World) {
        world.company().await;
        let (owner, stranger) = (world.context("wangmin").await, world.context("tangbo").await);
        customer(&world.app, &owner, "华北泵业").await;
        for (text, nearly) in [("华北泵业", false), ("华北棒业", true), ("huabeibemgye", true)] {
            let found = world.app.search_customers(&owner, text, 10).await.unwrap();
            assert_eq!(found.iter().map(|f| f.nearly).collect::<Vec<_>>(), [nearly], "{text}");
            let found = world.app.search_customers(&stranger, text, 10).await.unwrap();
            assert!(found.is_empty(), "{text}");
        }
    }
}
