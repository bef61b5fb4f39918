//! The first page over HTTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_api::{Options, router};
use kedang_testkit::{Http, World, on_both_engines};
use serde_json::{Value, json};

/// Name, contact and words of a customer whom only some see.
const SECRETS: [&str; 3] = ["华北秘泵", "陈隐", "关于降价的密谈"];

async fn enter(world: &World, company: &kedang_testkit::Company, login: &str) -> Http {
    Http::signed_in(router(world.app.clone(), Options::default()), company, login).await
}

fn encoded(filter: &str) -> String {
    filter.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

on_both_engines! {
    async fn each_gets_their_own(world: World) {
        let company = world.company().await;
        let mut seller = enter(&world, &company, "wangmin").await;
        let body = json!({
            "kind": "organization",
            "name": "华北秘泵有限公司",
            "values": { "stage": "potential" },
            "contacts": [{ "name": "陈隐", "values": { "birthday": "1980-11-24" } }],
        });
        let id = seller.post("/customers", body).await.expect(201).body["id"].clone();
        let path = format!("/customers/{}", id.as_str().unwrap());
        let visit = json!({ "kind": "visit", "at": "2026-11-23T00:30:00Z", "summary": "关于降价的密谈" });
        let _ = seller.post(&format!("{path}/interactions"), visit).await.expect(201);
        let doubt = json!({ "field": "stage", "note": "待核实" });
        let _ = seller.post(&format!("{path}/uncertain"), doubt).await.expect(201);
        let _ = seller.get(&path).await.expect(200);

        // Who, how many they see, whether it is theirs, the house, the log.
        for (login, sees, own, house, log) in [
            ("wangmin", 1, 1, false, false),
            ("chenlu", 1, 0, false, false),
            ("qiaosen", 1, 0, false, false),
            ("fangxin", 1, 0, false, true),
            ("gaoyuan", 1, 0, false, true),
            ("luwei", 1, 0, false, false),
            ("lixiang", 0, 0, false, false),
            ("sunjia", 0, 0, false, false),
            ("zhaolei", 0, 0, false, false),
            ("jinhui", 0, 0, false, false),
            ("heqing", 0, 0, false, true),
            ("admin", 0, 0, true, false),
        ] {
            let mut http = enter(&world, &company, login).await;
            let reply = http.get("/workbench").await.expect(200);
            let page = &reply.body;
            let count = |name: &str| page["counts"][name]["count"].as_i64().unwrap();
            let found = ["visible", "new_this_week", "uncertain", "mine"].map(count);
            assert_eq!(found, [sees, sees, sees, own], "{login}");
            assert_eq!(count("never_contacted") + count("silent_90_days"), 0, "{login}");
            assert_eq!((page["house"].is_object(), page["log"].is_object()), (house, log), "{login}");
            for part in ["unverified", "activity"] {
                let lines = page[part].as_array().unwrap();
                assert_eq!(lines.is_empty(), sees == 0, "{login} {part}");
            }
            for part in ["recent", "birthdays"] {
                let lines = page[part].as_array().unwrap();
                assert_eq!(lines.is_empty(), own == 0, "{login} {part}");
            }
            let text = String::from_utf8(reply.bytes.clone()).unwrap();
            let told = SECRETS.iter().any(|secret| text.contains(secret));
            assert_eq!(told, sees > 0, "{login}");
            // The figures are those of the lists that they lead to.
            for (name, figure) in page["counts"].as_object().unwrap() {
                let filters: Vec<_> = figure["filter"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|filter| format!("filter={}", encoded(filter.as_str().unwrap())))
                    .collect();
                let path = format!("/customers/count?{}", filters.join("&"));
                let counted = http.get(&path).await.expect(200).body;
                assert_eq!(counted["count"], figure["count"], "{login} {name}");
            }
        }
        let _ = Http::new(router(world.app.clone(), Options::default()))
            .get("/workbench")
            .await
            .expect(401);
    }

    async fn a_customer_that_was_given_away_is_gone_from_it(world: World) {
        let company = world.company().await;
        let mut seller = enter(&world, &company, "lixiang").await;
        let body = json!({ "kind": "organization", "name": "华北秘泵有限公司" });
        let made = seller.post("/customers", body).await.expect(201).body;
        let path = format!("/customers/{}", made["id"].as_str().unwrap());
        let _ = seller.get(&path).await.expect(200);
        let page = seller.get("/workbench").await.expect(200).body;
        assert_eq!(page["recent"][0]["name"], "华北秘泵有限公司");
        let mut director = enter(&world, &company, "qiaosen").await;
        let owner = json!({ "owner_id": company.id("sunjia"), "reason": "调整" });
        let headers = [("if-match", "\"1\"")];
        let method = axum::http::Method::PUT;
        let _ = director.send(method, &format!("{path}/owner"), &headers, Some(owner)).await;
        let reply = seller.get("/workbench").await.expect(200);
        assert_eq!(reply.body["recent"], Value::Array(Vec::new()));
        assert_eq!(reply.body["counts"]["visible"]["count"], 0);
        assert!(!String::from_utf8(reply.bytes).unwrap().contains("华北秘泵"));
    }
}
