//! Two files become one and two again, as a program does it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use axum::http::{Method, header};
use kedang_api::{Options, router};
use kedang_testkit::{Http, Reply, on_both_engines};
use serde_json::{Value, json};

async fn register(http: &mut Http, name: &str) -> String {
    let body = json!({ "kind": "organization", "name": name });
    http.post("/customers", body).await.expect(201).body["id"].as_str().unwrap().to_owned()
}

async fn post(http: &mut Http, path: &str, version: i64, body: Value) -> Reply {
    let tag = format!("\"{version}\"");
    http.send(Method::POST, path, &[("if-match", &tag)], Some(body)).await
}

on_both_engines! {
    async fn an_old_address_leads_to_the_survivor(world: World) {
        let company = world.company().await;
        let server = router(world.app.clone(), Options::default());
        let mut keeper = Http::signed_in(server.clone(), &company, "fangxin").await;
        let a = register(&mut keeper, "华北泵业").await;
        let b = register(&mut keeper, "华北泵业公司").await;
        let proposal = keeper.get(&format!("/customers/{a}/merge-proposal?other={b}")).await.expect(200).body;
        assert_eq!(proposal["action"]["answer"], "allow");
        let name = &proposal["facts"][0];
        assert_eq!((&name["field"], &name["keep"], &name["because"]), (&json!("name"), &json!("other"), &json!("complete")));
        let path = format!("/customers/{a}/merges");
        let body = json!({ "other_id": b, "other_version": 1, "choices": { "name": "survivor" }, "reason": "重复建档" });
        let _ = keeper.post(&path, body.clone()).await.expect(428);
        let _ = post(&mut keeper, &path, 9, body.clone()).await.expect(412);
        let merged = post(&mut keeper, &path, 1, body.clone()).await.expect(201);
        let place = merged.headers[header::LOCATION].to_str().unwrap().to_owned();
        let place = place.strip_prefix("/api/v1").unwrap().to_owned();

        let moved = keeper.get(&format!("/customers/{b}")).await.expect(308);
        assert_eq!(moved.headers[header::LOCATION], format!("/api/v1/customers/{a}").as_str());
        assert_eq!(moved.headers[header::CACHE_CONTROL], "no-store");
        let now = keeper.get(&format!("/customers/{a}")).await.expect(200);
        assert_eq!(now.body["former"][0]["code"], "KH0000002");
        assert_eq!(now.body["name"], "华北泵业");
        let mut stranger = Http::signed_in(server, &company, "sunjia").await;
        let _ = stranger.get(&format!("/customers/{b}")).await.expect(404);
        let again = post(&mut keeper, &path, 2, body).await.expect(409).body;
        assert_eq!((&again["code"], &again["customer"]["id"]), (&json!("merged_already"), &json!(a)));

        let listed = keeper.get(&path).await.expect(200).body;
        assert_eq!(listed["items"][0]["other_code"], "KH0000002");
        let split = keeper.get(&place).await.expect(200).body;
        assert_eq!((&split["action"]["answer"], &split["after"]), (&json!("allow"), &Value::Null));
        let undo = format!("{place}/undo");
        let _ = post(&mut keeper, &undo, 2, json!({ "reason": "" })).await.expect(422);
        let undone = post(&mut keeper, &undo, 2, json!({ "reason": "不是同一家" })).await.expect(200);
        assert!(undone.body["undone_at"].is_string());
        let _ = keeper.get(&format!("/customers/{b}")).await.expect(200);
        assert_eq!(keeper.get(&place).await.expect(200).body["action"], Value::Null);
        let twice = post(&mut keeper, &undo, 3, json!({ "reason": "再来" })).await.expect(409).body;
        assert_eq!(twice["code"], "merge_undone");
    }

    async fn an_invalid_entry_is_marked_as_fine_in_the_version_that_was_seen(world: World) {
        let company = world.company().await;
        let server = router(world.app.clone(), Options::default());
        let mut keeper = Http::signed_in(server, &company, "fangxin").await;
        let id = register(&mut keeper, "测试").await;
        let list = "/cleaning/invalid?reason=placeholder_name";
        let page = keeper.get(list).await.expect(200).body;
        let entry = &page["items"][0];
        assert_eq!((&entry["id"], &entry["version"], &entry["fine"]), (&json!(id), &json!(1), &Value::Null));
        assert_eq!(entry["reasons"], json!(["placeholder_name", "unreachable", "unidentified"]));
        assert_eq!(page["next_cursor"], Value::Null);
        let _ = keeper.get("/cleaning/invalid?cursor=x").await.expect(422);
        let path = format!("/cleaning/invalid/{id}");
        let body = json!({ "state": "fine", "reason": "确有其名" });
        let _ = keeper.send(Method::PUT, &path, &[], Some(body.clone())).await.expect(428);
        let put = [("if-match", "\"2\"")];
        let _ = keeper.send(Method::PUT, &path, &put, Some(body.clone())).await.expect(412);
        let put = [("if-match", "\"1\"")];
        let silent = json!({ "state": "fine" });
        let _ = keeper.send(Method::PUT, &path, &put, Some(silent)).await.expect(422);
        let _ = keeper.send(Method::PUT, &path, &put, Some(body)).await.expect(204);
        assert_eq!(keeper.get(list).await.expect(200).body["items"], json!([]));
        let fine = keeper.get(&format!("{list}&state=fine")).await.expect(200).body;
        assert_eq!(fine["items"][0]["fine"]["reason"], "确有其名");
    }

    async fn an_entry_is_withdrawn_and_brought_back(world: World) {
        let company = world.company().await;
        let server = router(world.app.clone(), Options::default());
        let mut keeper = Http::signed_in(server.clone(), &company, "fangxin").await;
        let id = register(&mut keeper, "测试").await;
        let counts = keeper.get("/cleaning/counts").await.expect(200).body;
        assert_eq!(counts["invalid"], json!({ "count": 1, "capped": false }));
        let path = format!("/cleaning/withdrawn/{id}");
        let body = json!({ "reason": "练习时录入" });
        let _ = keeper.send(Method::PUT, &path, &[], Some(body.clone())).await.expect(428);
        let put = [("if-match", "\"2\"")];
        let _ = keeper.send(Method::PUT, &path, &put, Some(body.clone())).await.expect(412);
        let put = [("if-match", "\"1\"")];
        let _ = keeper.send(Method::PUT, &path, &put, Some(json!({ "reason": " " }))).await.expect(422);
        let _ = keeper.send(Method::DELETE, &path, &[], None).await.expect(404);
        let _ = keeper.send(Method::PUT, &path, &put, Some(body)).await.expect(204);
        let customer = format!("/customers/{id}");
        let gone = keeper.get(&customer).await.expect(410).body;
        assert_eq!(gone["code"], "customer_withdrawn");
        assert!(gone["detail"].as_str().unwrap_or_default().contains("练习时录入"));
        let mut stranger = Http::signed_in(server, &company, "zhaolei").await;
        let _ = stranger.get(&customer).await.expect(404);
        assert_eq!(keeper.get("/cleaning/counts").await.expect(200).body["invalid"]["count"], 0);
        let page = keeper.get("/cleaning/withdrawn").await.expect(200).body;
        let entry = &page["items"][0];
        assert_eq!((&entry["id"], &entry["reason"]), (&json!(id), &json!("练习时录入")));
        assert_eq!((&entry["returnable"], &page["next_cursor"]), (&json!(true), &Value::Null));
        let _ = keeper.get("/cleaning/withdrawn?cursor=x").await.expect(422);
        let _ = keeper.send(Method::DELETE, &path, &[], None).await.expect(204);
        let _ = keeper.get(&customer).await.expect(200);
    }
}
