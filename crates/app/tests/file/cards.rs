//! The contacts of all customers in one list.

use crate::{contact, customer, draft, is_missing, log, reason, refusal, values};
use kedang_app::card::CardForm;
use kedang_app::contact::{CardQuery, Listed, Order};
use kedang_app::{App, Context};
use kedang_domain::permission::Reason;
use kedang_evidence::Outcome;
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
        (
            "南京泵业有限公司",
            Some("320102"),
            Some("34"),
            vec![("李南", "2026-05-18", "华东展会"), ("陈京", "2025-05-01", "回访")],
        ),
        (
            "北京水务有限公司",
            Some("110101"),
            Some("46"),
            vec![("周北", "2026-11-02", "\"水博会\" A馆")],
        ),
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

const CARD: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:李南\r\nN:李;南;;;\r\nORG:南京泵业有限公司;采购部\r\n\
    TITLE:采购经理\r\nTEL;TYPE=CELL:+86 138-1234-5678\r\nTEL;TYPE=WORK:025-84561234\r\n\
    TEL;TYPE=CELL:13900001111\r\nEMAIL:linan@example.com\r\nBDAY:--0412\r\n\
    ADR;TYPE=WORK:;;中山路1号;南京市;江苏省;210000;中国\r\nURL:www.example.com\r\nEND:VCARD\r\n";

on_both_engines! {
    async fn a_card_that_leaves_is_on_record(world: World) {
        world.company().await;
        cards(&world).await;
        let ctx = world.context("wangmin").await;
        let rows = world.app.list_contacts(&ctx, &query(Order::Region)).await.unwrap();
        let one = rows[1].contact.clone();
        let code = world.app.contact_card(&ctx, one.id, CardForm::Code).await.unwrap();
        assert!(code.starts_with("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:李南\r\n") && code.len() <= 400);
        assert!(code.contains("ORG:南京泵业有限公司\r\n") && code.contains("13812345678"), "{code}");
        let file = world.app.contact_card(&ctx, one.id, CardForm::File).await.unwrap();
        assert!(file.contains(&format!("UID:{}", one.id)) && file.contains("江苏省"), "{file}");
        assert!(!file.contains("展会"), "where one met is nobody else's business");
        let all = world.app.customer_card(&ctx, one.customer).await.unwrap();
        assert_eq!(all.matches("BEGIN:VCARD").count(), 3);
        let read = kedang_exchange::vcard::read(all.as_bytes(), kedang_exchange::Limits::default());
        let names: Vec<_> = read.unwrap().into_iter().map(|card| card.unwrap().formatted_name).collect();
        assert_eq!(names, ["南京泵业有限公司", "李南", "陈京"]);
        assert_eq!(log(&world, "contact.card").await.len(), 2);
        assert_eq!(log(&world, "customer.card").await.len(), 1);

        let other = world.context("sunjia").await;
        assert!(is_missing(world.app.contact_card(&other, one.id, CardForm::File).await));
        assert!(is_missing(world.app.customer_card(&other, one.customer).await));
        let attempts = log(&world, "contact.card").await;
        assert_eq!(attempts[0].draft().outcome, Outcome::Refused);
        world.app.remove_contact(&ctx, one.id, one.version).await.unwrap();
        assert!(is_missing(world.app.contact_card(&ctx, one.id, CardForm::File).await));
    }

    async fn a_card_is_read_and_looked_for(world: World) {
        world.company().await;
        cards(&world).await;
        let ctx = world.context("wangmin").await;
        let text = format!("{CARD}BEGIN:VCARD\r\nEND:VCARD\r\n");
        let read = world.app.read_cards(&ctx, &text).await.unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(read[1].as_ref().err(), Some(&"card_empty"));
        let card = read[0].as_ref().unwrap();
        assert_eq!((card.name.as_str(), card.organization.as_str()), ("李南", "南京泵业有限公司"));
        assert_eq!(card.contact, values([
            ("birth_month_day", json!("04-12")),
            ("department_name", json!("采购部")),
            ("email", json!("linan@example.com")),
            ("mobile", json!("13812345678")),
            ("office_phone", json!("025-84561234")),
            ("post", json!("采购经理")),
        ]));
        assert_eq!(card.customer["region"], json!("320100"));
        assert_eq!(card.customer["postcode"], json!("210000"));
        assert_eq!(card.left_out, ["13900001111"], "a second mobile has no field, and is not lost unseen");
        assert_eq!(card.customers.len(), 1);
        assert!(card.customers[0].exact);
        // Of his number, at whichever customer; the exact one is his own.
        let same: Vec<_> = card.same.iter().map(|one| (one.name.as_str(), one.customer.exact)).collect();
        assert!(same.contains(&("李南", true)), "{same:?}");

        // Whoever does not see them is not told of them.
        let other = world.context("sunjia").await;
        let read = world.app.read_cards(&other, CARD).await.unwrap();
        let card = read[0].as_ref().unwrap();
        assert!(card.same.is_empty() && card.customers.is_empty());
    }

    async fn what_is_no_card_is_refused(world: World) {
        world.company().await;
        let ctx = world.context("wangmin").await;
        let code = async |text: &str| refusal(world.app.read_cards(&ctx, text).await);
        assert_eq!(code("张三 13812345678").await, ("/text".to_owned(), "cards_none"));
        assert_eq!(code("").await, ("/text".to_owned(), "cards_none"));
        assert_eq!(code(&CARD.repeat(101)).await, ("/text".to_owned(), "too_many"));
        assert_eq!(code(&"泵".repeat(500_001)).await, ("/text".to_owned(), "too_long"));
        let admin = world.context("admin").await;
        assert_eq!(reason(world.app.read_cards(&admin, CARD).await), Reason::NotPermitted);
    }

    async fn a_birthday_without_its_year_is_kept_in_one_form(world: World) {
        world.company().await;
        let ctx = world.context("wangmin").await;
        let id = customer(&world, &ctx, "南京泵业有限公司").await;
        let facts = values([("birth_month_day", json!("4月12日")), ("greet_on", json!(["mid_autumn", "new_year"]))]);
        let made = world.app.create_contact(&ctx, id, contact("李南", facts)).await.unwrap();
        assert_eq!(made.values["birth_month_day"], json!("04-12"));
        assert_eq!(made.values["greet_on"], json!(["new_year", "mid_autumn"]));
        let wrong = values([("birth_month_day", json!("1985-04-12"))]);
        let refused = refusal(world.app.create_contact(&ctx, id, contact("陈京", wrong)).await);
        assert_eq!(refused, ("/values/birth_month_day".to_owned(), "month_day_format"));
    }
}
