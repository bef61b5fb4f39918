//! Set-up, sessions, accounts and the organisation, over HTTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use axum::Router;
use axum::http::{Method, header};
use kedang_api::{Options, router};
use kedang_testkit::{Company, Http, World};
use serde_json::{Value, json};

fn serve(world: &World) -> Router {
    router(world.app.clone(), Options::default())
}

async fn signed_in(world: &World, company: &Company, login: &str) -> Http {
    Http::signed_in(serve(world), company, login).await
}

fn setup(world: &World) -> Value {
    json!({
        "code": world.app.setup_code(),
        "company": "江北禾木机电设备有限公司",
        "time_zone": "Asia/Shanghai",
        "regulation": "M",
        "admin": { "login": "shenli", "name": "沈立", "password": "正确 horse 电池 staple" },
    })
}

fn xu_jing(company: &Company) -> Value {
    json!({
        "login": "xu.jing",
        "name": "徐静",
        "phone": null,
        "email": "xu.jing@hemu.example",
        "department_id": company.department("销售一组"),
        "role_ids": [company.role("salesperson")],
    })
}

kedang_testkit::on_both_engines! {
    async fn the_first_start(world: World) {
        let mut http = Http::new(serve(&world));
        let state = http.get("/setup").await.expect(200).body;
        assert_eq!(state["needed"], true);
        let codes: Vec<_> =
            state["regulations"].as_array().unwrap().iter().map(|r| r["code"].clone()).collect();
        assert_eq!(codes, ["M", "C", "H", "L", "S"]);
        assert_eq!(state["regulations"][0]["name"]["zh"], "客户数据管理办法");

        let mut wrong = setup(&world);
        wrong["code"] = "0000-0000-0000".into();
        let reply = http.post("/setup", wrong).await.expect(422);
        assert_eq!(reply.errors(), [("/code".to_owned(), "setup_code_wrong".to_owned())]);
        let mut wrong = setup(&world);
        wrong["admin"]["password"] = "1234567890".into();
        let reply = http.post("/setup", wrong).await.expect(422);
        assert_eq!(reply.errors()[0].0, "/admin/password");
        assert_eq!(reply.headers[header::CONTENT_TYPE], "application/problem+json");

        let reply = http.post("/setup", setup(&world)).await.expect(201);
        assert_eq!(reply.body["person"]["login"], "shenli");
        assert_eq!(reply.body["company"]["regulation"], "M");
        let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap().to_owned();
        for part in ["kedang_session=", "HttpOnly", "SameSite=Strict", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Secure"), "there is no TLS here");
        assert_eq!(http.get("/session").await.expect(200).body["person"]["name"], "沈立");
        assert_eq!(http.get("/setup").await.expect(200).body["needed"], false);
        assert_eq!(http.post("/setup", setup(&world)).await.expect(409).code(), "already_set_up");
    }

    async fn signing_in_and_out(world: World) {
        let company = world.company().await;
        let mut http = Http::new(serve(&world));
        let reply = http.get("/session").await.expect(401);
        assert_eq!(reply.code(), "unauthenticated");
        assert_eq!(reply.body["type"], "/problems/unauthenticated");
        let wrong = json!({ "login": "wangmin", "password": "wrong" });
        for _ in 0..5 {
            assert_eq!(http.post("/session", wrong.clone()).await.expect(401).code(),
                "sign_in_failed");
        }
        let reply = http.post("/session", wrong).await.expect(429);
        assert_eq!(reply.headers[header::RETRY_AFTER], "1");
        assert_eq!(reply.code(), "rate_limited");
        world.clock.advance(1_000);

        let mut http = signed_in(&world, &company, "wangmin").await;
        let me = http.get("/session").await.expect(200).body;
        assert_eq!(me["person"]["login"], "wangmin");
        assert_eq!(me["person"]["department"]["name"], "销售一组");
        assert_eq!(me["person"]["roles"][0]["code"], "salesperson");
        assert_eq!(me["heads"], json!([company.department("销售一组")]), "as deputy");
        assert_eq!(me["today"], "2026-11-23");
        assert_eq!(me["company"]["time_zone"], "Asia/Shanghai");
        assert!(me["permissions"].as_array().unwrap().contains(&"customer.create".into()));
        let sessions = http.get("/sessions").await.expect(200).body;
        assert_eq!(sessions["items"][0]["current"], true);
        assert_eq!(sessions["items"][0]["address"], "192.0.2.10");
        let kept = http.cookie.clone();
        let reply = http.delete("/session").await.expect(204);
        assert!(reply.headers[header::SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
        http.cookie = kept;
        assert_eq!(http.get("/session").await.expect(401).code(), "unauthenticated");
    }

    async fn a_cookie_is_for_our_own_pages(world: World) {
        let company = world.company().await;
        let mut http = signed_in(&world, &company, "wangmin").await;
        let path = "/account";
        let body = || Some(json!({ "locale": "en" }));
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
        ] {
            let headers = [("host", "kedang.example"), (name, value)];
            let reply = http.send(Method::PATCH, path, &headers, body()).await.expect(403);
            assert_eq!(reply.code(), "cross_site", "{name}: {value}");
        }
        for headers in [
            &[("sec-fetch-site", "same-origin")][..],
            &[("host", "kedang.example"), ("origin", "https://kedang.example")],
            &[],
        ] {
            let _ = http.send(Method::PATCH, path, headers, body()).await.expect(204);
        }
    }

    async fn behind_tls_the_cookie_says_so(world: World) {
        let company = world.company().await;
        let password = company.person("wangmin").password.reveal();
        let body = json!({ "login": "wangmin", "password": password });
        for (trust_proxy, proto, secure, address) in [
            (true, "https", true, "203.0.113.7"),
            (true, "http", false, "203.0.113.7"),
            (false, "https", false, "192.0.2.10"),
        ] {
            let mut http = Http::new(router(world.app.clone(), Options { trust_proxy }));
            let headers =
                [("x-forwarded-proto", proto), ("x-forwarded-for", "198.51.100.1, 203.0.113.7")];
            let reply = http.send(Method::POST, "/session", &headers, Some(body.clone())).await;
            let reply = reply.expect(200);
            let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
            assert_eq!(cookie.contains("; Secure"), secure, "{cookie}");
            let sessions = http.get("/sessions").await.expect(200).body;
            let current = sessions["items"].as_array().unwrap().iter().find(|s| s["current"] == true);
            assert_eq!(current.unwrap()["address"], address);
        }
    }

    async fn a_one_time_password_opens_nothing_but_its_replacement(world: World) {
        let company = world.company().await;
        let mut admin = signed_in(&world, &company, "admin").await;
        let made = admin.post("/people", xu_jing(&company)).await.expect(201);
        let password = made.body["password"].as_str().unwrap();
        let mut http = Http::new(serve(&world));
        let sign_in = json!({ "login": "xu.jing", "password": password });
        let me = http.post("/session", sign_in).await.expect(200).body;
        assert_eq!(me["person"]["must_change_password"], true);
        let _ = http.get("/session").await.expect(200);
        for path in ["/people", "/departments", "/sessions", "/access-tokens", "/company"] {
            let reply = http.get(path).await.expect(403);
            assert_eq!(reply.code(), "must_change_password", "{path}");
        }
        let weak = json!({ "current": password, "new": "xu.jing-2026-secret" });
        let reply = http.send(Method::PUT, "/account/password", &[], Some(weak)).await.expect(422);
        let expected = ("/new".to_owned(), "password_contains_login".to_owned());
        assert_eq!(reply.errors(), [expected]);
        let good = json!({ "current": password, "new": "三号车间 的 蓝色 水泵" });
        let _ = http.send(Method::PUT, "/account/password", &[], Some(good)).await.expect(204);
        let _ = http.get("/sessions").await.expect(200);
        // Then the rules are to be accepted.
        assert_eq!(http.get("/people").await.expect(403).code(), "pledge_required");
        let rules = http.get("/pledge").await.expect(200).body;
        let accept = json!({ "version": rules["version"] });
        let _ = http.send(Method::PUT, "/pledge", &[], Some(accept)).await.expect(200);
        let _ = http.get("/people").await.expect(200);
    }

    async fn people_over_http(world: World) {
        let company = world.company().await;
        let mut admin = signed_in(&world, &company, "admin").await;
        let key = [("idempotency-key", "k-1")];
        let body = xu_jing(&company);
        let made = admin.send(Method::POST, "/people", &key, Some(body.clone())).await.expect(201);
        let id = made.body["person"]["id"].as_str().unwrap().to_owned();
        let path = format!("/people/{id}");
        assert_eq!(made.headers[header::LOCATION], format!("/api/v1{path}"));
        assert_eq!(made.version(), 1);
        assert!(made.body["password"].is_string());
        let again = admin.send(Method::POST, "/people", &key, Some(body)).await.expect(201);
        assert_eq!(again.body["person"]["id"], made.body["person"]["id"]);
        assert_eq!(again.body["password"], Value::Null);
        let twin = admin.post("/people", xu_jing(&company)).await.expect(409);
        assert_eq!(twin.code(), "login_taken");

        let reply = admin.send(Method::PATCH, &path, &[], Some(json!({}))).await.expect(428);
        assert_eq!(reply.code(), "precondition_required");
        let headers = [("if-match", "1")];
        let reply = admin.send(Method::PATCH, &path, &headers, Some(json!({}))).await.expect(400);
        assert_eq!(reply.code(), "if_match_format");
        let changed = admin.patch(&path, 1, json!({ "email": null, "phone": "13812345678" })).await;
        let changed = changed.expect(200);
        assert_eq!(changed.version(), 2);
        assert_eq!(changed.body["email"], Value::Null);
        assert_eq!(changed.body["name"], "徐静");
        let stale = admin.patch(&path, 1, json!({ "name": "徐" })).await.expect(412);
        assert_eq!(stale.body["current_version"], 2);
        let _ = admin.patch(&path, 2, json!({ "name": null })).await.expect(400);
        let _ = admin.patch(&path, 2, json!({ "nmae": "徐" })).await.expect(400);
        let wrong = admin.patch(&path, 2, json!({ "phone": "12", "login": "a b" })).await;
        let wrong = wrong.expect(422);
        let pointers: Vec<_> = wrong.errors().into_iter().map(|e| e.0).collect();
        assert_eq!(pointers, ["/login", "/phone"]);
        assert!(wrong.body["errors"][1]["message"].as_str().unwrap().contains("13812345678"));

        let gone = admin.act(Method::POST, &format!("{path}/deactivation"), 2).await.expect(200);
        assert_eq!(gone.body["person"]["active"], false);
        assert_eq!(gone.body["holdings"], json!({ "customers": 0, "departments": 0 }));
        let back = admin.act(Method::DELETE, &format!("{path}/deactivation"), 3).await.expect(200);
        assert_eq!(back.body["active"], true);
        let reset = admin.act(Method::POST, &format!("{path}/password-reset"), 4).await.expect(200);
        assert!(reset.body["password"].is_string());
        assert_eq!(reset.body["version"], 5);
        let _ = admin.delete(&format!("{path}/lockout")).await.expect(204);
        let kept = admin.act(Method::DELETE, &format!("{path}/totp"), 5).await.expect(200);
        assert_eq!(kept.version(), 5, "there was none");
        let own = format!("/people/{}/deactivation", company.id("admin"));
        assert_eq!(admin.act(Method::POST, &own, 1).await.expect(409).code(), "not_yourself");

        let nobody = "/people/01935c8e-0000-7000-8000-000000000000";
        assert_eq!(admin.get(nobody).await.expect(404).code(), "not_found");
        assert_eq!(admin.get("/people/xyz").await.expect(404).code(), "not_found");
        assert_eq!(admin.get("/people?limit=201").await.expect(422).errors()[0].0, "/limit");
        assert_eq!(admin.get("/people?cursor=x").await.expect(422).errors()[0].0, "/cursor");
        assert_eq!(admin.get("/people?active=maybe").await.expect(400).code(), "malformed");
        let page = admin.get("/people?limit=2&active=true").await.expect(200).body;
        let next = page["next_cursor"].as_str().unwrap();
        let second = admin.get(&format!("/people?limit=2&cursor={next}")).await.expect(200).body;
        assert_ne!(page["items"][0]["id"], second["items"][0]["id"]);
        let found = admin.get("/people?q=xj").await.expect(200).body;
        assert_eq!(found["items"][0]["login"], "xu.jing");
        assert_eq!(found["next_cursor"], Value::Null);
    }

    async fn colleagues_see_names_and_not_accounts(world: World) {
        let company = world.company().await;
        let mut http = signed_in(&world, &company, "wangmin").await;
        let seen = http.get("/people?q=lixiang").await.expect(200).body["items"][0].clone();
        assert_eq!(seen["name"], "李想");
        for field in ["locked_until", "last_seen_at", "totp_enabled", "must_change_password"] {
            assert_eq!(seen[field], Value::Null, "{field}");
        }
        let reply = http.post("/people", xu_jing(&company)).await.expect(403);
        assert_eq!((reply.code(), reply.body["clause"].as_str()), ("not_permitted", None));
    }

    async fn the_organisation_over_http(world: World) {
        let company = world.company().await;
        let mut admin = signed_in(&world, &company, "admin").await;
        let department = json!({ "name": "售后组", "kind": "service",
            "parent_id": company.department("客户服务部") });
        let made = admin.post("/departments", department).await.expect(201);
        assert_eq!(made.body["active"], true);
        let path = format!("/departments/{}", made.body["id"].as_str().unwrap());
        let head = json!({ "head_id": company.id("liuyun") });
        let led = admin.patch(&path, 1, head).await.expect(200);
        assert_eq!(led.body["head"]["name"], "柳芸");
        let _ = admin.patch(&path, 1, json!({ "head_id": null })).await.expect(412);
        let cleared = admin.patch(&path, 2, json!({ "head_id": null })).await.expect(200);
        assert_eq!(cleared.body["head"], Value::Null);
        let cycle = json!({ "parent_id": made.body["id"] });
        let reply = admin.patch(&path, 3, cycle).await.expect(422);
        assert_eq!(reply.errors(), [("/parent_id".to_owned(), "department_cycle".to_owned())]);
        let _ = admin.patch(&path, 3, json!({ "kind": "navy" })).await.expect(400);
        let all = admin.get("/departments").await.expect(200).body;
        assert_eq!(all["items"].as_array().unwrap().len(), 9);
        let sales = format!("/departments/{}", company.department("销售部"));
        let reply = admin.patch(&sales, 2, json!({ "active": false })).await.expect(409);
        assert_eq!(reply.code(), "department_in_use");
        assert!(reply.body["detail"].as_str().unwrap().contains("1 名在职人员和 2 个"));

        let post = admin.post("/posts", json!({ "name": "客户经理" })).await.expect(201);
        let path = format!("/posts/{}", post.body["id"].as_str().unwrap());
        let post = admin.patch(&path, 1, json!({ "qualification": "三年经验" })).await.expect(200);
        assert_eq!(post.body["qualification"], "三年经验");
        assert_eq!(admin.get("/posts").await.expect(200).body["items"].as_array().unwrap().len(), 1);

        let role = json!({ "code": "clerk", "name": "内勤", "permissions": ["customer.create"] });
        let role = admin.post("/roles", role).await.expect(201);
        let path = format!("/roles/{}", role.body["id"].as_str().unwrap());
        let bad = json!({ "permissions": ["customer.everything"] });
        let _ = admin.patch(&path, 1, bad).await.expect(400);
        let role = admin.patch(&path, 1, json!({ "permissions": [] })).await.expect(200);
        assert_eq!(role.body["permissions"], json!([]));
        let _ = admin.act(Method::DELETE, &path, 2).await.expect(204);
        let builtin = format!("/roles/{}", company.role("auditor"));
        let reply = admin.patch(&builtin, 1, json!({ "name": "x" })).await.expect(409);
        assert_eq!(reply.code(), "builtin_role");

        let seen = admin.get("/company").await.expect(200);
        let change = json!({ "time_zone": "Asia/Urumqi" });
        let changed = admin.patch("/company", seen.version(), change).await.expect(200);
        assert_eq!(changed.body["time_zone"], "Asia/Urumqi");
    }

    async fn accounts_over_http(world: World) {
        let company = world.company().await;
        let mut http = signed_in(&world, &company, "wangmin").await;
        let _ = http.send(Method::PATCH, "/account", &[], Some(json!({ "locale": "xx" })))
            .await.expect(422);
        let begun = http.send(Method::POST, "/account/totp", &[], None).await.expect(200).body;
        assert!(begun["uri"].as_str().unwrap().starts_with("otpauth://"));
        let wrong = json!({ "code": "000000" });
        let reply = http.post("/account/totp/confirmation", wrong).await.expect(422);
        assert_eq!(reply.errors()[0].1, "totp_wrong");
        let body = Some(json!({ "password": "wrong" }));
        let reply = http.send(Method::DELETE, "/account/totp", &[], body).await.expect(422);
        assert_eq!(reply.errors()[0], ("/password".to_owned(), "password_wrong".to_owned()));

        let token = json!({ "name": "对账", "scopes": ["customer.edit"],
            "expires_on": "2027-11-24" });
        let made = http.post("/access-tokens", token.clone()).await.expect(201).body;
        let secret = made["token"].as_str().unwrap();
        assert!(secret.starts_with("kd_"));
        let id = made["id"].as_str().unwrap();
        let mut far = token.clone();
        far["expires_on"] = "2027-11-25".into();
        assert_eq!(http.post("/access-tokens", far).await.expect(422).errors()[0].1, "token_end");
        let mut never = token.clone();
        never["expires_on"] = "2027-02-30".into();
        let reply = http.post("/access-tokens", never).await.expect(422);
        assert_eq!(reply.errors()[0], ("/expires_on".to_owned(), "date_impossible".to_owned()));

        let mut program = Http::new(serve(&world));
        program.bearer = Some(secret.to_owned());
        let me = program.get("/session").await.expect(200).body;
        assert_eq!(me["permissions"], json!(["customer.edit"]));
        for path in ["/access-tokens", "/sessions"] {
            assert_eq!(program.get(path).await.expect(403).code(), "session_required");
        }
        let listed = http.get("/access-tokens").await.expect(200).body;
        assert_eq!(listed["items"][0]["expires_on"], "2027-11-24");
        assert!(listed["items"][0].get("token").is_none(), "shown once");
        let _ = http.delete(&format!("/access-tokens/{id}")).await.expect(204);
        let _ = http.delete(&format!("/access-tokens/{id}")).await.expect(404);
        assert_eq!(program.get("/session").await.expect(401).code(), "unauthenticated");
        program.bearer = Some("kd_nonsense".to_owned());
        assert_eq!(program.get("/session").await.expect(401).code(), "unauthenticated");
    }

    async fn problems_speak_the_callers_language(world: World) {
        let company = world.company().await;
        let mut http = signed_in(&world, &company, "admin").await;
        let mut detail = async |language: &str| {
            let path = format!("/roles/{}", company.role("auditor"));
            let headers = [("accept-language", language), ("if-match", "\"1\"")];
            let reply = http.send(Method::PATCH, &path, &headers, Some(json!({}))).await;
            let reply = reply.expect(409);
            assert_eq!(reply.headers["x-request-id"], reply.body["instance"].as_str().unwrap());
            reply.body["detail"].as_str().unwrap().to_owned()
        };
        assert!(detail("zh-CN").await.starts_with("内置角色"));
        assert!(detail("en").await.starts_with("The product's own roles"));
    }
}

/// Every operation of the document, with ids that name nothing.
fn operations() -> Vec<(Method, String)> {
    let document = serde_json::to_value(kedang_api::openapi()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let path = path.strip_prefix("/api/v1").unwrap();
        let path: Vec<_> = path
            .split('/')
            .map(|part| match part.starts_with('{') {
                true => "01935c8e-0000-7000-8000-000000000000",
                false => part,
            })
            .collect();
        for method in item.as_object().unwrap().keys() {
            let Ok(method) = method.to_uppercase().parse::<Method>() else { continue };
            found.push((method, path.join("/")));
        }
    }
    assert!(found.len() > 40, "{}", found.len());
    found
}

/// Open to everybody: what one needs to get in.
const OPEN: &[(Method, &str)] =
    &[(Method::GET, "/setup"), (Method::POST, "/setup"), (Method::POST, "/session")];

kedang_testkit::on_both_engines! {
    async fn nothing_opens_without_signing_in(world: World) {
        world.company().await;
        let mut http = Http::new(serve(&world));
        for (method, path) in operations() {
            if OPEN.contains(&(method.clone(), path.as_str())) {
                continue;
            }
            let headers = [("if-match", "\"1\"")];
            let reply = http.send(method.clone(), &path, &headers, Some(json!({}))).await;
            assert_eq!((reply.status.as_u16(), reply.code()), (401, "unauthenticated"),
                "{method} {path}");
        }
    }

    async fn a_one_time_password_opens_no_other_door(world: World) {
        let company = world.company().await;
        let mut admin = signed_in(&world, &company, "admin").await;
        let path = format!("/people/{}/password-reset", company.id("wangmin"));
        let reset = admin.act(Method::POST, &path, 1).await.expect(200).body;
        let mut http = Http::new(serve(&world));
        let body = json!({ "login": "wangmin", "password": reset["password"] });
        let _ = http.post("/session", body).await.expect(200);
        let own = [
            (Method::GET, "/session"),
            (Method::DELETE, "/session"),
            // Leaving the page and coming back to it, with the password that is to be replaced.
            (Method::POST, "/session/lock"),
            (Method::DELETE, "/session/lock"),
            (Method::POST, "/session/proof"),
            (Method::PUT, "/account/password"),
        ];
        for (method, path) in operations() {
            let known = (method.clone(), path.as_str());
            if OPEN.contains(&known) || own.contains(&known) {
                continue;
            }
            let headers = [("if-match", "\"1\"")];
            let reply = http.send(method.clone(), &path, &headers, Some(json!({}))).await;
            assert_eq!((reply.status.as_u16(), reply.code()), (403, "must_change_password"),
                "{method} {path}");
        }
    }
}

#[test]
fn every_operation_says_how_it_fails() {
    let document = serde_json::to_value(kedang_api::openapi()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let responses = operation["responses"].as_object().unwrap();
            assert!(responses.contains_key("default"), "{method} {path}");
            assert!(operation["summary"].is_string(), "{method} {path}");
            assert!(operation["tags"].is_array(), "{method} {path}");
        }
    }
}
