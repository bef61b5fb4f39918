//! The contacts of all customers in one list.

use crate::{contact, customer, draft, values};
use kedang_app::contact::{CardQuery, Listed, Order};
use kedang_app::{App, Context};
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

fn query(order: Order) -> CardQuery {
    let (conditions, met, occasion, after) = (Vec::new(), None, None, None);
    CardQuery { order, conditions, met, occasion, after, limit: 50 }
}

fn names(rows: &[Listed]) -> Vec<&str> {
    rows.iter().map(|row| row.contact.name.as_str()).collect()
}

/// All of them, two at a time.
async fn paged(app: &App, ctx: &Context, mut query: CardQuery) -> Vec<Listed> {
    query.limit = 2;
    let mut all = Vec::new();
    loop {
        let rows = app.list_contacts(ctx, &query).await.unwrap();
        let over = rows.len() < 2;
        query.after = rows.last().map(Listed::cursor);
        all.extend(rows);
        if over {
            return all;
        }
    }
}

/// Three customers of wangmin's with four contacts, and one of another team's.
async fn cards(world: &World) {
    let ctx = world.context("wangmin").await;
    for (name, region, industry, people) in [
        ("南京泵业有限公司", Some("320102"), Some("34"), vec![("李南", "2026-05-18", "华东展会"), ("陈京", "2025-05-01", "回访")]),
        ("北京水务有限公司", Some("110101"), Some("46"), vec![("周北", "2026-11-02", "\"水博会\" A馆")]),
        ("无名商行", None, None, vec![("吴名", "", "")]),
    ] {
        let mut facts = values([]);
        facts.extend(region.map(|code| ("region".to_owned(), json!(code))));
        facts.extend(industry.map(|code| ("industry".to_owned(), json!(code))));
        let mut draft = draft(name, facts);
        for (person, met, occasion) in people {
            let mut facts = values([("mobile", json!("13812345678"))]);
            if !met.is_empty() {
                facts.insert("card_met_on".to_owned(), json!(met));
                facts.insert("card_occasion".to_owned(), json!(occasion));
            }
            draft.contacts.push(contact(person, facts));
        }
        world.app.create_customer(&ctx, &draft).await.unwrap();
    }
    let other = world.context("sunjia").await;
    let id = customer(world, &other, "别组有限公司").await;
    world.app.create_contact(&other, id, contact("别人", values([]))).await.unwrap();
}

on_both_engines! {
    async fn cards_lie_by_region_and_by_industry(world: World) {
        world.company().await;
        cards(&world).await;
        let ctx = world.context("wangmin").await;
        let region = world.app.list_contacts(&ctx, &query(Order::Region)).await.unwrap();
        assert_eq!(names(&region), ["周北", "李南", "陈京", "吴名"]);
        assert_eq!(region[0].place.as_deref(), Some("110101"));
        assert_eq!(region[3].place, None);
        assert_eq!(region[1].customer.owner.0, ctx.actor.person);
        let industry = world.app.list_contacts(&ctx, &query(Order::Industry)).await.unwrap();
        assert_eq!(names(&industry), ["李南", "陈京", "周北", "吴名"]);
        for order in [Order::Region, Order::Industry] {
            let whole = world.app.list_contacts(&ctx, &query(order)).await.unwrap();
            assert_eq!(names(&paged(&world.app, &ctx, query(order)).await), names(&whole));
        }
    }

    async fn each_sees_the_cards_of_their_customers(world: World) {
        world.company().await;
        cards(&world).await;
        for (login, seen) in [("wangmin", 4), ("sunjia", 1), ("lixiang", 0), ("chenlu", 4), ("luwei", 5), ("admin", 0)] {
            let ctx = world.context(login).await;
            let rows = paged(&world.app, &ctx, query(Order::Region)).await;
            assert_eq!(rows.len(), seen, "{login}: {:?}", names(&rows));
            for row in &rows {
                assert!(world.app.open_customer(&ctx, row.contact.customer).await.is_ok());
            }
            let found = world.app.search_contacts(&ctx, "别人", &query(Order::Region)).await.unwrap();
            let sees = matches!(login, "sunjia" | "luwei");
            assert_eq!(found.len(), usize::from(sees), "{login}");
        }
    }

    async fn cards_are_found_by_when_where_and_whom(world: World) {
        world.company().await;
        cards(&world).await;
        let ctx = world.context("wangmin").await;
        for (met, occasion, wanted) in [
            (Some("2026"), None, vec!["周北", "李南"]),
            (Some("2026-05"), None, vec!["李南"]),
            (None, Some("展会"), vec!["李南"]),
            (None, Some("\"水博会\" a"), vec!["周北"]),
            // Words of another fact do not count.
            (None, Some("13812345678"), vec![]),
            (Some("2024"), Some("回访"), vec![]),
        ] {
            let mut query = query(Order::Region);
            query.met = met.map(str::to_owned);
            query.occasion = occasion.map(str::to_owned);
            let rows = paged(&world.app, &ctx, query).await;
            assert_eq!(names(&rows), wanted, "{met:?} {occasion:?}");
        }
        for (text, wanted) in [
            ("chenjing", vec!["陈京"]),
            ("周北", vec!["周北"]),
            ("南京泵业", vec!["李南", "陈京"]),
            ("13812345678", vec!["周北", "李南", "陈京", "吴名"]),
            ("没有", vec![]),
        ] {
            let rows = world.app.search_contacts(&ctx, text, &query(Order::Region)).await.unwrap();
            assert_eq!(names(&rows), wanted, "{text}");
        }
        let mut jiangsu = query(Order::Industry);
        let filters = ["region:under:320000".to_owned()];
        jiangsu.conditions = world.app.conditions(&ctx, &filters).await.unwrap();
        let rows = world.app.list_contacts(&ctx, &jiangsu).await.unwrap();
        assert_eq!(names(&rows), ["李南", "陈京"]);
    }

    async fn a_card_that_was_taken_off_is_gone(world: World) {
        world.company().await;
        cards(&world).await;
        let ctx = world.context("wangmin").await;
        let rows = world.app.list_contacts(&ctx, &query(Order::Region)).await.unwrap();
        let first = &rows[0].contact;
        world.app.remove_contact(&ctx, first.id, first.version).await.unwrap();
        let rows = world.app.list_contacts(&ctx, &query(Order::Region)).await.unwrap();
        assert_eq!(names(&rows), ["李南", "陈京", "吴名"]);
    }
}
