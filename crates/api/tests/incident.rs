//! Leaks, over HTTP: reported by anybody, by name or without; handled by those who answer for them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use axum::http::Method;
use kedang_api::{Options, router};
use kedang_testkit::{Company, Http, World, on_both_engines};
use serde_json::{Value, json};

/// Signed in, the rules in force accepted.
async fn enter(world: &World, company: &Company, login: &str) -> Http {
    let serve = router(world.app.clone(), Options::default());
    let mut http = Http::signed_in(serve, company, login).await;
    let rules = http.get("/pledge").await.expect(200).body;
    if rules["required"] == true {
        let accept = json!({ "version": rules["version"] });
        let _ = http.send(Method::PUT, "/pledge", &[], Some(accept)).await.expect(200);
    }
    http
}

async fn close(http: &mut Http, path: &str, version: i64, body: Value) -> kedang_testkit::Reply {
    let version = [("if-match", &*format!("\"{version}\""))];
    http.send(Method::POST, &format!("{path}/closing"), &version, Some(body)).await
}

on_both_engines! {
    async fn a_leak_is_reported_remedied_and_closed(world: World) {
        let company = world.company().await;
        world.obey("L").await;
        let mut seller = enter(&world, &company, "wangmin").await;
        let mut keeper = enter(&world, &company, "fangxin").await;
        let leak = json!({ "kind": "leak", "text": "报价单发到了外部群" });
        let made = seller.post("/incidents", leak).await.expect(201).body;
        let path = format!("/incidents/{}", made["id"].as_str().unwrap());
        let seen = seller.get(&path).await.expect(200).body;
        assert_eq!((&seen["handles"], &seen["penalties"]), (&json!(false), &json!([])));
        let inbox = keeper.get("/inbox").await.expect(200).body.to_string();
        assert!(inbox.contains("incident.reported"), "told at once: {inbox}");
        // A duty of the regulation: somebody acts within its time.
        let duties = keeper.get("/obligations?state=open").await.expect(200).body;
        assert!(duties.to_string().contains("L1-27.3"), "{duties}");

        // It is not for colleagues, and not theirs to handle.
        let mut colleague = enter(&world, &company, "lixiang").await;
        let _ = colleague.get(&path).await.expect(404);
        assert_eq!(colleague.get("/incidents").await.expect(200).body["items"], json!([]));
        let note = json!({ "kind": "remedy", "text": "已要求撤回并删除" });
        let _ = colleague.post(&format!("{path}/entries"), note.clone()).await.expect(404);
        let _ = seller.post(&format!("{path}/entries"), note.clone()).await.expect(403);
        let _ = seller.get("/incidents/statistics").await.expect(403);

        let case = keeper.post(&format!("{path}/entries"), note.clone()).await.expect(200);
        assert_eq!(case.body["entries"][0]["text"], "已要求撤回并删除");
        assert!(case.body["penalties"].to_string().contains("L4-14"), "{}", case.body);
        let duties = keeper.get("/obligations?state=open").await.expect(200).body;
        assert!(!duties.to_string().contains("L1-27.3"), "{duties}");
        let wrong = json!({ "grade": "none", "penalty": "警告", "finding": "误报" });
        let reply = close(&mut keeper, &path, case.version(), wrong).await.expect(422);
        assert_eq!(reply.errors()[0], ("/penalty".to_owned(), "penalty_for_nothing".to_owned()));
        let right = json!({ "grade": "minor", "penalty": "警告", "finding": "已撤回，无人下载" });
        let _ = close(&mut keeper, &path, 1, right.clone()).await.expect(412);
        let closed = close(&mut keeper, &path, case.version(), right.clone()).await.expect(200);
        assert_eq!(closed.body["incident"]["closing"]["grade"], "minor");
        let reply = close(&mut keeper, &path, closed.version(), right).await.expect(409);
        assert_eq!(reply.code(), "incident_closed");
        let _ = keeper.post(&format!("{path}/entries"), note).await.expect(409);
        assert_eq!(seller.get("/incidents?open=true").await.expect(200).body["items"], json!([]));
        let inbox = seller.get("/inbox").await.expect(200).body.to_string();
        assert!(inbox.contains("incident.closed"), "{inbox}");
        let figures = keeper.get("/incidents/statistics").await.expect(200).body;
        assert_eq!(figures["items"][0]["count"], 1);
    }

    async fn who_reports_anonymously_is_nowhere(world: World) {
        let company = world.company().await;
        let mut seller = enter(&world, &company, "wangmin").await;
        let report = json!({ "kind": "suspicion", "text": "有人在拷贝名单", "anonymous": true });
        let key = [("idempotency-key", "once")];
        let made = seller.send(Method::POST, "/incidents", &key, Some(report.clone())).await;
        let id = made.expect(201).body["id"].as_str().unwrap().to_owned();
        let _ = seller.get(&format!("/incidents/{id}")).await.expect(404);
        let mut keeper = enter(&world, &company, "fangxin").await;
        let case = keeper.get(&format!("/incidents/{id}")).await.expect(200).body;
        assert_eq!(case["incident"]["reported_by"], Value::Null);
        let mut auditor = enter(&world, &company, "heqing").await;
        let log = auditor.get("/evidence?action=incident.report").await.expect(200).body;
        let entry = &log["items"][0];
        assert_eq!(entry["subject"]["id"], id);
        let told = entry.to_string();
        let wangmin = company.id("wangmin").to_string();
        assert!(!told.contains(&wangmin) && !told.contains("192.0.2.10"), "{told}");
        // Not without end: nobody floods those who must look at each.
        for _ in 0..4 {
            let _ = seller.post("/incidents", report.clone()).await.expect(201);
        }
        let reply = seller.post("/incidents", report.clone()).await.expect(429);
        assert_eq!(reply.code(), "rate_limited");
        let _ = keeper.post("/incidents", report.clone()).await.expect(201);
        world.clock.advance(3_600_000);
        let _ = seller.post("/incidents", report).await.expect(201);
    }
}
