//! The search box: filters and words in one text, only of what one sees; recent searches.

use crate::{contact, draft, entries, kept, refused, values};
use kedang_app::customer::{MatchField, Query, Sort, SortKey, Wanted};
use kedang_app::field::{FieldChange, FieldDraft};
use kedang_app::{App, AppError, Context};
use kedang_domain::field::{FieldType, Label, Subject};
use kedang_domain::id::DepartmentId;
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

async fn company_with_customers(world: &World) {
    let facts = |stage, region, industry, capital: i64| {
        values([
            ("stage", json!(stage)),
            ("region", json!(region)),
            ("industry", json!(industry)),
            ("registered_capital", json!(capital)),
            ("founding_date", json!("2019-05-01")),
        ])
    };
    for (login, name, facts, person, mobile) in [
        (
            "wangmin",
            "华北泵业",
            facts("intent", "320102", "3441", 500_000_000),
            "王静",
            "13912345678",
        ),
        (
            "wangmin",
            "江南物流",
            facts("potential", "320500", "5431", 90_000_000),
            "陈静",
            "13712345678",
        ),
        (
            "lixiang",
            "华北阀门",
            facts("intent", "130102", "3443", 10_000_000),
            "王芳",
            "13612345678",
        ),
        (
            "sunjia",
            "华北仪表",
            facts("intent", "320102", "4011", 20_000_000),
            "王静",
            "13512345678",
        ),
    ] {
        let owner = world.context(login).await;
        let mut new = draft(name, []);
        new.values = facts;
        new.contacts = vec![contact(person, [("mobile", json!(mobile))])];
        world.app.create_customer(&owner, &new).await.unwrap();
    }
}

/// What the list shows for a text of the box.
async fn listed(app: &App, ctx: &Context, text: &str) -> Result<Vec<String>, AppError> {
    let filters = app.box_asked(ctx, text).await?.into_filters();
    let query = Query {
        conditions: app.conditions(ctx, &filters).await?,
        sort: Sort { key: SortKey::Code, descending: false },
        after: None,
        limit: 100,
        wanted: Wanted::NONE,
    };
    let rows = app.list_customers(ctx, &query).await?;
    let count = app.count_customers(ctx, &query.conditions).await?;
    assert_eq!(count.count, i64::try_from(rows.len()).unwrap(), "{text}");
    Ok(rows.into_iter().map(|row| row.name).collect())
}

/// What the search finds for the same text, in the order of the list.
async fn searched(app: &App, ctx: &Context, text: &str) -> Vec<String> {
    let mut found = app.search_customers(ctx, text, 50).await.unwrap();
    found.sort_by_key(|found| found.customer.no);
    found.into_iter().map(|found| found.customer.name).collect()
}

/// What wangmin, who stands in for the head of two, finds by a text.
const FOUND: &[(&str, &[&str])] = &[
    ("阶段:意向", &["华北泵业", "华北阀门"]),
    ("stage:intent owner:me", &["华北泵业"]),
    ("-阶段:意向", &["江南物流"]),
    ("-负责人:我", &["华北阀门"]),
    ("负责人:李想", &["华北阀门"]),
    ("负责人:lixiang", &["华北阀门"]),
    ("地区:江苏", &["华北泵业", "江南物流"]),
    ("地区:江苏,河北", &["华北泵业", "江南物流", "华北阀门"]),
    ("-地区:江苏", &["华北阀门"]),
    ("行业:物流", &["江南物流"]),
    ("行业:制造 华北", &["华北泵业", "华北阀门"]),
    ("行业:物流 华北", &[]),
    ("华北 地区:江苏", &["华北泵业"]),
    ("huabei 阶段:意向", &["华北泵业", "华北阀门"]),
    ("部门:销售一组", &["华北泵业", "江南物流", "华北阀门"]),
    ("注册资本>100万", &["华北泵业"]),
    ("注册资本:50万..100万", &["江南物流"]),
    ("注册资本<=10万", &["华北阀门"]),
    ("创建:今天", &["华北泵业", "江南物流", "华北阀门"]),
    ("创建:本月 创建:今年", &["华北泵业", "江南物流", "华北阀门"]),
    ("创建<今年", &[]),
    ("成立日期:2019", &["华北泵业", "江南物流", "华北阀门"]),
    ("成立日期>2019", &[]),
    ("-成立日期:2019-05", &[]),
    ("编号:KH0000002", &["江南物流"]),
    ("编号:2", &["江南物流"]),
    ("编号:KH000", &["华北泵业", "江南物流", "华北阀门"]),
    ("编号:KH1", &[]),
    ("-编号:KH0000002", &["华北泵业", "华北阀门"]),
    ("联系人:王", &["华北泵业", "华北阀门"]),
    ("联系人:wangjing", &["华北泵业"]),
    ("联系人:陈静 华北", &[]),
    ("-联系人:王静", &["江南物流", "华北阀门"]),
    ("电话:13712345678", &["江南物流"]),
    ("-华北", &["江南物流"]),
    ("类型:个人", &[]),
    ("简称:空", &["华北泵业", "江南物流", "华北阀门"]),
    ("-简称:空", &[]),
    ("华北", &["华北泵业", "华北阀门"]),
    ("\"华北泵业\"", &["华北泵业"]),
];

on_both_engines! {
    async fn a_text_asks_the_list_and_the_search_alike(world: World) {
        world.company().await;
        company_with_customers(&world).await;
        let ctx = world.context("wangmin").await;
        for (text, wanted) in FOUND {
            assert_eq!(listed(&world.app, &ctx, text).await.unwrap(), *wanted, "list {text}");
            assert_eq!(searched(&world.app, &ctx, text).await, *wanted, "search {text}");
        }
    }

    async fn no_filter_shows_what_is_out_of_sight(world: World) {
        let company = world.company().await;
        company_with_customers(&world).await;
        let everybody = ["华北泵业", "江南物流", "华北阀门", "华北仪表"];
        let of_sunjia = format!("负责人:{}", company.person("sunjia").name);
        let texts = FOUND.iter().map(|(text, _)| *text).chain([of_sunjia.as_str(), "联系人:王静"]);
        let texts: Vec<&str> = texts.collect();
        let leader = world.context("luwei").await;
        for (login, seen) in [
            ("sunjia", &["华北仪表"][..]),
            ("lixiang", &["华北阀门"]),
            ("tangbo", &[]),
            ("admin", &[]),
        ] {
            let ctx = world.context(login).await;
            for text in &texts {
                // "Me" and one's own are another's for the leader.
                let all = match text.contains("负责人:我") || text.contains("owner:me") {
                    true => everybody.map(str::to_owned).to_vec(),
                    false => listed(&world.app, &leader, text).await.unwrap(),
                };
                let found = listed(&world.app, &ctx, text).await.unwrap();
                let allowed = |name: &String| seen.contains(&name.as_str()) && all.contains(name);
                assert!(found.iter().all(allowed), "{login} {text}: {found:?}");
                if !text.contains('我') && !text.contains("me") {
                    let wanted: Vec<_> =
                        all.iter().filter(|name| seen.contains(&name.as_str())).collect();
                    assert_eq!(found.iter().collect::<Vec<_>>(), wanted, "{login} {text}");
                }
                assert_eq!(searched(&world.app, &ctx, text).await, found, "{login} {text}");
            }
        }
    }

    async fn what_is_not_understood_is_told_with_its_place(world: World) {
        world.company().await;
        company_with_customers(&world).await;
        let ctx = world.context("wangmin").await;
        let before = (kept(&world).await, entries(&world).await);
        for (text, code, from, to) in [
            ("天气:晴", "box_key_unknown", 0, 2),
            ("华北 行业:", "box_value_missing", 3, 6),
            ("阶段:意象", "box_value_unknown", 3, 5),
            ("负责人:无此人", "box_value_unknown", 4, 7),
            ("部门:火星分部", "box_value_unknown", 3, 7),
            ("阶段>意向", "box_not_ordered", 0, 5),
            ("备注:重要", "box_key_unknown", 0, 2),
        ] {
            let found = world.app.search_customers(&ctx, text, 10).await;
            let AppError::Invalid(issues) = found.unwrap_err() else { unreachable!("{text}") };
            let params = &issues[0].error.params;
            let place = (params["from"].as_u64(), params["to"].as_u64());
            assert_eq!((issues[0].pointer.as_str(), issues[0].error.code), ("/q", code), "{text}");
            assert_eq!(place, (Some(from), Some(to)), "{text}");
            assert_eq!(refused(listed(&world.app, &ctx, text).await)[0].1, code, "{text}");
        }
        assert_eq!((kept(&world).await, entries(&world).await), before);
    }

    async fn a_departments_field_is_a_key_for_those_it_concerns(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let team = company.department("销售一组");
        let head = world.context("chenlu").await;
        let new = |label: &str, filterable| filterable_text(label, Some(team), filterable);
        app.create_field(&head, new("付款习惯", true)).await.unwrap();
        app.create_field(&head, new("开票备注", false)).await.unwrap();
        let owner = world.context("wangmin").await;
        let facts = values([("x_fu_kuan_xi_guan", json!("月结"))]);
        let mut customer = draft("华北泵业", []);
        customer.values = facts;
        app.create_customer(&owner, &customer).await.unwrap();
        for (login, found) in [
            ("wangmin", Some(&["华北泵业"][..])),
            ("chenlu", Some(&["华北泵业"])),
            ("qiaosen", Some(&["华北泵业"])),
            ("luwei", Some(&["华北泵业"])),
            ("sunjia", None),
            ("tangbo", None),
            ("admin", None),
        ] {
            let ctx = world.context(login).await;
            for text in ["付款习惯:月结", "x_fu_kuan_xi_guan:月"] {
                let answer = listed(app, &ctx, text).await;
                let state = app.box_state(&ctx, "付款习", 3).await.unwrap();
                assert_eq!(state.proposals.is_empty(), found.is_none(), "{login}");
                match found {
                    Some(names) => assert_eq!(answer.unwrap(), names, "{login}"),
                    None => assert_eq!(refused(answer)[0].1, "box_key_unknown", "{login}"),
                }
            }
            let unfilterable = listed(app, &ctx, "开票备注:月结").await;
            assert_eq!(refused(unfilterable)[0].1, "box_key_unknown", "{login}");
        }
    }

    async fn a_search_by_filters_alone_says_so(world: World) {
        world.company().await;
        company_with_customers(&world).await;
        let ctx = world.context("wangmin").await;
        let found = world.app.search_customers(&ctx, "阶段:意向", 1).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].field, found[0].nearly), (MatchField::Filter, false));
        let found = world.app.search_customers(&ctx, "阶段:意向 王静", 5).await.unwrap();
        assert_eq!(found[0].field, MatchField::Contact);
        let found = world.app.search_customers(&ctx, "阶段:意向 华北泵叶", 5).await.unwrap();
        assert!(found.len() == 1 && found[0].nearly);
    }

    async fn what_is_typed_is_read_as_far_as_it_goes(world: World) {
        world.company().await;
        let ctx = world.context("wangmin").await;
        let app = &world.app;
        let state = app.box_state(&ctx, "泵业 行业:物流 阶段:意象 负责人:", 19).await.unwrap();
        assert_eq!(state.reading.words, "泵业");
        assert_eq!(state.reading.parts[0].filters, ["industry:under:G"]);
        assert_eq!(state.reading.troubles.len(), 2);
        assert_eq!(state.proposals[0].label, "我");
        let state = app.box_state(&ctx, "负责人:乔", 5).await.unwrap();
        assert_eq!(state.proposals[0].text, "乔森");
        assert!(app.box_state(&ctx, "", 0).await.unwrap().proposals.is_empty());
    }

    async fn recent_searches_are_ones_own(world: World) {
        world.company().await;
        let (ctx, other) = (world.context("wangmin").await, world.context("lixiang").await);
        let app = &world.app;
        let before = entries(&world).await;
        for number in 0..25 {
            world.clock.advance(1_000);
            let ctx = world.context("wangmin").await;
            app.keep_search(&ctx, &format!("行业:物流 {number}")).await.unwrap();
        }
        world.clock.advance(1_000);
        let later = world.context("wangmin").await;
        let all = app.keep_search(&later, " 行业:物流 7 ").await.unwrap();
        assert_eq!(all.len(), 20);
        assert_eq!(all[0].text, "行业:物流 7");
        assert_eq!(all.last().unwrap().text, "行业:物流 5");
        assert!(app.recent_searches(&other).await.unwrap().is_empty());

        let missing = app.forget_search(&other, all[0].id).await;
        assert!(matches!(missing, Err(AppError::NotFound)));
        app.forget_search(&ctx, all[0].id).await.unwrap();
        assert!(matches!(app.forget_search(&ctx, all[0].id).await, Err(AppError::NotFound)));
        assert_eq!(app.recent_searches(&ctx).await.unwrap().len(), 19);
        app.keep_search(&other, "华北").await.unwrap();
        app.forget_searches(&ctx).await.unwrap();
        assert!(app.recent_searches(&ctx).await.unwrap().is_empty());
        assert_eq!(app.recent_searches(&other).await.unwrap().len(), 1);

        for (text, code) in [(" ".to_owned(), "empty"), ("泵".repeat(201), "too_long")] {
            let refusal = refused(app.keep_search(&other, &text).await);
            assert_eq!(refusal, [("/q".to_owned(), code)]);
        }
        assert_eq!(entries(&world).await, before, "a search is nobody else's business");
    }
}

fn filterable_text(label: &str, department: Option<DepartmentId>, filterable: bool) -> FieldDraft {
    FieldDraft {
        key: None,
        subject: Subject::Customer,
        field_type: FieldType::Text,
        change: FieldChange {
            label: Some(Label::new(label, "")),
            department: Some(department),
            filterable: Some(filterable),
            ..FieldChange::default()
        },
    }
}
