//! Devices, networks, the lock and the age of passwords, over HTTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use axum::Router;
use axum::http::{Method, header};
use kedang_api::{Options, router};
use kedang_testkit::{Company, Http, World, on_both_engines};
use serde_json::{Value, json};
use std::net::SocketAddr;

const DAY: i64 = 24 * 3_600_000;

fn serve(world: &World) -> Router {
    router(world.app.clone(), Options::default())
}

async fn enter(world: &World, company: &Company, login: &str) -> Http {
    Http::signed_in(serve(world), company, login).await
}

/// The password of somebody of the sample, to sign in with.
fn key(company: &Company, login: &str) -> Value {
    json!({ "login": login, "password": company.person(login).password.reveal() })
}

/// The administrator changes how people sign in.
async fn set(world: &World, company: &Company, change: Value) {
    let mut admin = enter(world, company, "admin").await;
    let version = admin.get("/company/access").await.expect(200).version();
    let version = [("if-match", &*format!("\"{version}\""))];
    let _ = admin.send(Method::PATCH, "/company/access", &version, Some(change)).await.expect(200);
}

async fn kinds(http: &mut Http) -> Vec<String> {
    let inbox = http.get("/inbox").await.expect(200).body;
    let kind = |one: &Value| one["kind"].as_str().unwrap().to_owned();
    inbox["items"].as_array().unwrap().iter().map(kind).collect()
}

on_both_engines! {
    async fn a_browser_is_known_again_until_it_is_forgotten(world: World) {
        let company = world.company().await;
        let mut office = enter(&world, &company, "wangmin").await;
        let _ = office.delete("/session").await.expect(204);
        world.clock.advance(60_000);
        let reply = office.post("/session", key(&company, "wangmin")).await.expect(200);
        let cookies: Vec<_> = reply.headers.get_all(header::SET_COOKIE).iter()
            .map(|cookie| cookie.to_str().unwrap().to_owned()).collect();
        let device = cookies.iter().find(|cookie| cookie.starts_with("kedang_device_")).unwrap();
        for part in ["HttpOnly", "SameSite=Strict", "Max-Age=34560000"] {
            assert!(device.contains(part), "{device}");
        }
        let devices = office.get("/devices").await.expect(200).body;
        assert_eq!(devices["items"].as_array().unwrap().len(), 1, "the same browser");
        assert_eq!(devices["items"][0]["current"], true);
        assert_ne!(devices["items"][0]["first_seen_at"], devices["items"][0]["last_seen_at"]);
        assert!(kinds(&mut office).await.is_empty());

        // A colleague at the same browser is no device of hers.
        let mut colleague = Http::new(serve(&world));
        colleague.device = office.device.clone();
        let _ = colleague.post("/session", key(&company, "lixiang")).await.expect(200);
        assert_ne!(colleague.device, office.device);
        let id = devices["items"][0]["id"].as_str().unwrap().to_owned();
        let _ = colleague.delete(&format!("/devices/{id}")).await.expect(404);

        // Another browser, while the first is open: she is told there.
        let mut elsewhere = Http::new(serve(&world));
        elsewhere.address = SocketAddr::from(([203, 0, 113, 9], 40_000));
        let _ = elsewhere.post("/session", key(&company, "wangmin")).await.expect(200);
        assert_eq!(kinds(&mut office).await, ["session.elsewhere"]);
        let inbox = office.get("/inbox").await.body;
        assert!(inbox["items"][0]["title"].as_str().unwrap().contains("203.0.113.9"));
        let devices = office.get("/devices").await.body;
        let other = devices["items"].as_array().unwrap().iter().find(|d| d["current"] == false);
        let other = other.unwrap()["id"].as_str().unwrap().to_owned();
        let _ = office.delete(&format!("/devices/{other}")).await.expect(204);
        let _ = elsewhere.get("/devices").await.expect(401);
        let _ = office.delete(&format!("/devices/{other}")).await.expect(404);
        let _ = office.delete("/session").await.expect(204);
        // It is new again, and she was nowhere else.
        let _ = elsewhere.post("/session", key(&company, "wangmin")).await.expect(200);
        assert!(kinds(&mut elsewhere).await.contains(&"device.new".to_owned()));
    }

    async fn a_new_device_needs_a_second_factor_where_the_company_says_so(world: World) {
        let company = world.company().await;
        set(&world, &company, json!({ "device_proof": true })).await;
        let mut office = enter(&world, &company, "wangmin").await;
        let mut home = Http::new(serve(&world));
        let reply = home.post("/session", key(&company, "wangmin")).await.expect(401);
        assert_eq!(reply.code(), "proof_missing");
        let again = office.post("/session", key(&company, "wangmin")).await;
        let _ = again.expect(200);
        // Whoever lost everything begins anew.
        let mut admin = enter(&world, &company, "lixiang").await;
        let _ = admin.get("/company/access").await.expect(403);
        let mut admin = Http::new(serve(&world));
        let _ = admin.post("/session", key(&company, "admin")).await.expect(401);
    }

    async fn a_network_that_is_not_the_companys_is_shut_out(world: World) {
        let company = world.company().await;
        let mut admin = enter(&world, &company, "admin").await;
        let mut outside = Http::new(serve(&world));
        outside.address = SocketAddr::from(([203, 0, 113, 9], 40_000));
        let _ = outside.post("/session", key(&company, "wangmin")).await.expect(200);
        let change = |networks: Value| json!({ "networks": networks, "outside": "refuse" });
        let version = [("if-match", "\"1\"")];
        for (bad, pointer, code) in [
            (json!(["203.0.113.0/24"]), "/networks", "network_without_you"),
            (json!(["192.0.2.0/24", "nowhere"]), "/networks/1", "network_unknown"),
        ] {
            let sent = Some(change(bad));
            let reply = admin.send(Method::PATCH, "/company/access", &version, sent).await;
            assert_eq!(reply.expect(422).errors()[0], (pointer.to_owned(), code.to_owned()));
        }
        let good = Some(change(json!(["192.0.2.0/24"])));
        let reply = admin.send(Method::PATCH, "/company/access", &version, good).await.expect(200);
        assert_eq!(reply.body["set"]["networks"], json!(["192.0.2.0/24"]));
        assert_eq!(reply.body["your_address"], "192.0.2.10");
        assert_eq!(outside.get("/customers").await.expect(403).code(), "network_refused");
        let reply = outside.post("/session", key(&company, "wangmin")).await.expect(401);
        assert_eq!(reply.code(), "network_refused");
        let mut reader = enter(&world, &company, "heqing").await;
        let log = reader.get("/evidence?action=session.create").await.expect(200).body;
        let refused = log["items"].as_array().unwrap().iter()
            .any(|entry| entry.to_string().contains("network_refused"));
        assert!(refused, "{log}");
    }

    async fn from_abroad_a_session_goes_on_after_a_proof(world: World) {
        let company = world.company().await;
        set(&world, &company, json!({ "networks": ["192.0.2.0/24"], "outside": "proof" })).await;
        let mut seller = enter(&world, &company, "wangmin").await;
        let _ = seller.get("/customers").await.expect(200);
        seller.address = SocketAddr::from(([203, 0, 113, 9], 40_000));
        assert_eq!(seller.get("/customers").await.expect(403).code(), "proof_needed");
        let me = seller.get("/session").await.expect(200).body;
        assert_eq!(me["session"]["proof_needed"], true);
        let reply = seller.post("/session/proof", json!({ "code": "000000" })).await.expect(422);
        assert_eq!(reply.errors()[0].1, "totp_missing");
        let reply = Http::new(serve(&world)).post("/session", key(&company, "wangmin")).await;
        let _ = reply.expect(200);
        seller.address = SocketAddr::from(([192, 0, 2, 10], 40_000));
        let _ = seller.get("/customers").await.expect(200);
    }

    async fn a_locked_session_opens_with_the_password(world: World) {
        let company = world.company().await;
        let mut seller = enter(&world, &company, "wangmin").await;
        let _ = seller.post("/session/lock", Value::Null).await.expect(204);
        assert_eq!(seller.get("/customers").await.expect(403).code(), "session_locked");
        let me = seller.get("/session").await.expect(200).body;
        assert_eq!(me["session"]["locked"], true);
        let wrong = Some(json!({ "password": "wrong" }));
        let reply = seller.send(Method::DELETE, "/session/lock", &[], wrong).await.expect(422);
        assert_eq!(reply.errors()[0].0, "/password");
        let right = key(&company, "wangmin")["password"].clone();
        let right = Some(json!({ "password": right }));
        let _ = seller.send(Method::DELETE, "/session/lock", &[], right).await.expect(204);
        let _ = seller.get("/customers").await.expect(200);
        // A session that nobody uses ends on the server too.
        set(&world, &company, json!({ "idle_minutes": 10 })).await;
        world.clock.advance(9 * 60_000);
        let _ = seller.get("/customers").await.expect(200);
        world.clock.advance(10 * 60_000);
        let _ = seller.get("/customers").await.expect(401);
    }

    async fn a_password_grows_old_and_none_comes_back(world: World) {
        let company = world.company().await;
        set(&world, &company, json!({ "password_days": 90, "password_history": 2 })).await;
        world.clock.advance(91 * DAY);
        let mut seller = enter(&world, &company, "wangmin").await;
        let me = seller.get("/session").await.expect(200).body;
        assert_eq!(me["session"]["password_expired"], true);
        assert_eq!(me["person"]["must_change_password"], true);
        assert_eq!(seller.get("/customers").await.expect(403).code(), "must_change_password");
        let first = company.person("wangmin").password.reveal().to_owned();
        let second = "二号车间 的 红色 水泵";
        let body = |current: &str, new: &str| Some(json!({ "current": current, "new": new }));
        let path = "/account/password";
        let _ = seller.send(Method::PUT, path, &[], body(&first, second)).await.expect(204);
        world.clock.advance(1_000);
        let _ = seller.get("/customers").await.expect(200);
        let reply = seller.send(Method::PUT, path, &[], body(second, &first)).await.expect(422);
        assert_eq!(reply.errors()[0], ("/new".to_owned(), "password_former".to_owned()));
        let mut last = second.to_owned();
        for new in ["三号车间 的 蓝色 水泵", "四号车间 的 绿色 水泵"] {
            let _ = seller.send(Method::PUT, path, &[], body(&last, new)).await.expect(204);
            last = new.to_owned();
            world.clock.advance(1_000);
        }
        let _ = seller.send(Method::PUT, path, &[], body(&last, &first)).await.expect(204);
    }
}
