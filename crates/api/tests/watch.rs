//! Unusual reading, over HTTP: found once in the log, looked into by the auditor, unknown to whoever
//! is watched; honey customers, whose opening is an incident at once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use axum::http::Method;
use kedang_api::{Options, router};
use kedang_testkit::{Company, Http, World, on_both_engines};
use serde_json::{Value, json};

const HOUR: i64 = 3_600_000;

async fn enter(world: &World, company: &Company, login: &str) -> Http {
    Http::signed_in(router(world.app.clone(), Options::default()), company, login).await
}

async fn customers(seller: &mut Http, count: usize) -> Vec<String> {
    let mut made = Vec::new();
    for number in 0..count {
        let name = format!("{number:03}号泵业有限公司");
        let body = json!({ "kind": "organization", "name": name, "values": {} });
        let reply = seller.post("/customers", body).await.expect(201).body;
        made.push(reply["id"].as_str().unwrap().to_owned());
    }
    made
}

async fn open(http: &mut Http, customers: &[String]) {
    for id in customers {
        let _ = http.get(&format!("/customers/{id}")).await.expect(200);
    }
}

async fn findings(http: &mut Http, query: &str) -> Vec<Value> {
    let reply = http.get(&format!("/watch-findings{query}")).await.expect(200).body;
    reply["items"].as_array().unwrap().clone()
}

fn signals(findings: &[Value]) -> Vec<(&str, i64)> {
    let mut found: Vec<_> = findings
        .iter()
        .map(|one| (one["signal"].as_str().unwrap(), one["files"].as_i64().unwrap()))
        .collect();
    found.sort_unstable();
    found
}

async fn inbox(http: &mut Http) -> Vec<String> {
    let reply = http.get("/inbox").await.expect(200).body;
    let items = reply["items"].as_array().unwrap().clone();
    items.iter().map(|one| one["kind"].as_str().unwrap().to_owned()).collect()
}

/// Who leaves, in the words of whoever keeps the house.
async fn leaves(world: &World, company: &Company, login: &str) {
    let mut admin = enter(world, company, "admin").await;
    let path = format!("/people/{}/leaving", company.id(login));
    let day = json!({ "last_day": "2026-12-31" });
    let reply = admin.send(Method::PUT, &path, &[], Some(day)).await.expect(200);
    assert_eq!(reply.body["last_day"], "2026-12-31");
    let wrong = json!({ "last_day": "2026-02-30" });
    let _ = admin.send(Method::PUT, &path, &[], Some(wrong)).await.expect(422);
    assert!(admin.get(&path).await.expect(200).body["by"]["name"].is_string());
}

on_both_engines! {
    async fn unusual_reading_is_found_once_and_looked_into(world: World) {
        let company = world.company().await;
        let mut seller = enter(&world, &company, "wangmin").await;
        let all = customers(&mut seller, 62).await;
        // A Monday, at ten in the evening: ten files are unusual then.
        world.clock.advance(13 * HOUR);
        let mut reader = enter(&world, &company, "qiaosen").await;
        leaves(&world, &company, "qiaosen").await;
        open(&mut reader, &all[..9]).await;
        assert_eq!(world.app.watch_reading().await.unwrap().found, 0, "too few");
        open(&mut reader, &all[..9]).await;
        assert_eq!(world.app.watch_reading().await.unwrap().found, 0, "the same files again");
        open(&mut reader, &all[9..10]).await;
        assert_eq!(world.app.watch_reading().await.unwrap().found, 1);
        let again = world.app.watch_reading().await.unwrap();
        assert_eq!((again.openings, again.found), (0, 0), "nothing is judged twice");
        let mut auditor = enter(&world, &company, "heqing").await;
        assert_eq!(signals(&findings(&mut auditor, "").await), [("night", 10)]);
        open(&mut reader, &all[10..]).await;
        assert_eq!(world.app.watch_reading().await.unwrap().found, 2);
        let found = findings(&mut auditor, "?state=open").await;
        assert_eq!(signals(&found), [("leaving", 62), ("many", 62), ("night", 62)]);
        assert!(inbox(&mut auditor).await.contains(&"watch.found".to_owned()));

        // The person is not told, and others may not read it.
        assert!(!inbox(&mut reader).await.contains(&"watch.found".to_owned()));
        for login in ["qiaosen", "luwei", "admin", "fangxin", "wangmin"] {
            let mut other = enter(&world, &company, login).await;
            let _ = other.get("/watch-findings").await.expect(403);
        }
        let log = auditor.get("/evidence?action=watch.find").await.expect(200).body;
        let text = log["items"].to_string();
        assert!(text.contains("watch.find") && !text.contains(&company.id("qiaosen").to_string()));

        // Looked into.
        let of = |signal: &str| found.iter().find(|one| one["signal"] == signal).unwrap().clone();
        let path = |one: &Value| format!("/watch-findings/{}", one["id"].as_str().unwrap());
        let night = of("night");
        assert_eq!((&night["clause"], &night["least"]), (&json!("M 5.2.3.2"), &json!(10)));
        let version = night["version"].as_i64().unwrap();
        let conclude = |outcome: &str, text: &str| json!({ "outcome": outcome, "text": text });
        let close = async |http: &mut Http, path: &str, version: i64, body: Value| {
            let version = format!("\"{version}\"");
            let path = format!("{path}/conclusion");
            http.send(Method::POST, &path, &[("if-match", &version)], Some(body)).await
        };
        let body = conclude("concluded", "展会加班，已核实");
        let _ = close(&mut auditor, &path(&night), version, conclude("concluded", " ")).await.expect(422);
        let _ = close(&mut auditor, &path(&night), version - 1, body.clone()).await.expect(412);
        let _ = close(&mut reader, &path(&night), version, body.clone()).await.expect(403);
        let closed = close(&mut auditor, &path(&night), version, body.clone()).await.expect(200);
        assert_eq!(closed.body["state"], "concluded");
        let twice = close(&mut auditor, &path(&night), version + 1, body).await.expect(409);
        assert_eq!(twice.code(), "finding_closed");
        // What was looked into is not found again; what comes after it is.
        open(&mut reader, &all[..5]).await;
        assert_eq!(world.app.watch_reading().await.unwrap().found, 0);
        open(&mut reader, &all[5..10]).await;
        assert_eq!(world.app.watch_reading().await.unwrap().found, 1);

        let many = of("many");
        let many = auditor.get(&path(&many)).await.expect(200);
        let raised = close(&mut auditor, &path(&many.body), many.version(), conclude("incident", "疑似拷贝")).await.expect(200);
        let incident = raised.body["incident_id"].as_str().unwrap().to_owned();
        let mut keeper = enter(&world, &company, "fangxin").await;
        let case = keeper.get(&format!("/incidents/{incident}")).await.expect(200);
        assert_eq!(case.body["incident"]["text"], "疑似拷贝");
    }

    async fn customers_of_others_are_nobodys_reading_but_of_those_whose_work_it_is(world: World) {
        let company = world.company().await;
        let mut seller = enter(&world, &company, "wangmin").await;
        let all = customers(&mut seller, 20).await;
        let colleague = company.id("sunjia").to_string();
        let mut leader = enter(&world, &company, "gaoyuan").await;
        for id in &all {
            let share = json!({ "person_id": colleague, "until": "2026-12-31", "reason": "协作" });
            let _ = leader.post(&format!("/customers/{id}/shares"), share).await.expect(201);
        }
        // The owner, the head of the department, and who keeps all files open them as they work.
        for login in ["wangmin", "chenlu", "fangxin"] {
            let mut other = enter(&world, &company, login).await;
            open(&mut other, &all).await;
        }
        assert_eq!(world.app.watch_reading().await.unwrap().found, 0);
        let mut reader = enter(&world, &company, "sunjia").await;
        open(&mut reader, &all).await;
        // Two processes look: it is found by one of them.
        let second = world.second().await;
        assert_eq!(world.app.watch_reading().await.unwrap().found, 1);
        assert_eq!(second.watch_reading().await.unwrap().found, 0);
        let mut auditor = enter(&world, &company, "heqing").await;
        let found = findings(&mut auditor, "").await;
        assert_eq!(signals(&found), [("outside", 20)]);
        assert_eq!(found[0]["person"]["id"], json!(colleague));
    }

    async fn whoever_opens_a_honey_customer_is_caught(world: World) {
        let company = world.company().await;
        let mut auditor = enter(&world, &company, "heqing").await;
        let owner = company.id("lixiang").to_string();
        let stage = json!({ "name": "华盛远洋集团有限公司", "owner_id": owner });
        let staged = auditor.post("/honey-customers", stage.clone()).await.expect(201).body;
        for login in ["wangmin", "luwei", "fangxin"] {
            let mut other = enter(&world, &company, login).await;
            let _ = other.get("/honey-customers").await.expect(403);
            let _ = other.post("/honey-customers", stage.clone()).await.expect(403);
        }
        let nobody = json!({ "owner_id": "00000000-0000-4000-8000-000000000000" });
        let refused = auditor.post("/honey-customers", nobody).await.expect(422);
        assert_eq!(refused.errors(), [("/owner_id".to_owned(), "honey_owner".to_owned())]);

        // It counts nowhere and stands in no list, not even for those who see every customer.
        let mut keeper = enter(&world, &company, "fangxin").await;
        let list = keeper.get("/customers").await.expect(200).body;
        assert_eq!(list["items"], json!([]));
        assert_eq!(keeper.get("/customers/count").await.expect(200).body["count"], 0);
        assert_eq!(world.app.figures().await.unwrap().customers, 0);
        // Whoever searches beyond their own comes upon it, and nobody else.
        let search = "/search?q=%E5%8D%8E%E7%9B%9B%E8%BF%9C%E6%B4%8B";
        let mut seller = enter(&world, &company, "lixiang").await;
        assert_eq!(seller.get(search).await.expect(200).body["items"], json!([]));
        let hit = keeper.get(search).await.expect(200).body["items"][0]["customer"].clone();
        assert_eq!(hit["name"], "华盛远洋集团有限公司");
        assert_eq!(hit["code"], staged["code"]);
        let id = hit["id"].as_str().unwrap().to_owned();
        assert_ne!(staged["id"], hit["id"], "the log tells nobody which it is");
        let _ = seller.get(&format!("/customers/{id}")).await.expect(404);
        assert_eq!(findings(&mut auditor, "").await.len(), 0);

        // The file looks like any other, and the case is there.
        let file = keeper.get(&format!("/customers/{id}")).await.expect(200).body;
        assert_eq!(file["owner"]["id"], json!(owner));
        assert!(file["values"]["credit_code"].is_string());
        let _ = keeper.get(&format!("/customers/{id}/contacts")).await.expect(200);
        let _ = keeper.get(&format!("/customers/{id}/timeline")).await.expect(200);
        let _ = keeper.get(&format!("/customers/{id}")).await.expect(200);
        let found = findings(&mut auditor, "").await;
        assert_eq!(found.len(), 1, "one case for one reader");
        assert_eq!((&found[0]["signal"], &found[0]["state"]), (&json!("honey"), &json!("incident")));
        assert_eq!(found[0]["honey"], "华盛远洋集团有限公司");
        assert!(inbox(&mut auditor).await.contains(&"watch.honey".to_owned()));

        // Whoever was caught handles leaks, and neither reads this one nor is told; others do.
        let incident = format!("/incidents/{}", found[0]["incident_id"].as_str().unwrap());
        let _ = keeper.get(&incident).await.expect(404);
        assert!(!inbox(&mut keeper).await.contains(&"incident.reported".to_owned()));
        let mut leader = enter(&world, &company, "gaoyuan").await;
        let case = leader.get(&incident).await.expect(200).body;
        assert!(case["incident"]["text"].as_str().unwrap().contains("华盛远洋集团有限公司"));
        assert!(inbox(&mut leader).await.contains(&"incident.reported".to_owned()));

        // Taken away, it is gone.
        let path = format!("/honey-customers/{}", staged["id"].as_str().unwrap());
        let _ = auditor.delete(&path).await.expect(204);
        let _ = auditor.delete(&path).await.expect(404);
        let _ = leader.get(&format!("/customers/{id}")).await.expect(404);
        assert_eq!(leader.get(search).await.expect(200).body["items"], json!([]));
    }
}
