//! Customers over HTTP: forms of requests and replies, headers, problems in words, and what the
//! rule refuses. What the use cases do is tested where they are.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use axum::http::{Method, header};
use kedang_api::{Options, router};
use kedang_testkit::{Company, Http, Reply, World, on_both_engines};
use serde_json::{Value, json};

async fn enter(world: &World, company: &Company, login: &str) -> Http {
    Http::signed_in(router(world.app.clone(), Options::default()), company, login).await
}

fn company(name: &str, values: Value) -> Value {
    json!({ "kind": "organization", "name": name, "values": values })
}

async fn customer(http: &mut Http, name: &str) -> String {
    let made = http.post("/customers", company(name, json!({}))).await.expect(201);
    format!("/customers/{}", made.body["id"].as_str().unwrap())
}

/// Place and code of every refused value; each is told in words in which nothing is left open.
fn told(reply: &Reply) -> Vec<(String, String)> {
    for error in reply.body["errors"].as_array().unwrap() {
        let words = error["message"].as_str().unwrap();
        assert!(!words.contains('{') && words.chars().count() > 4, "{error}");
        assert_ne!(Some(words), error["code"].as_str(), "no words for it");
    }
    let mut found = reply.errors();
    found.sort();
    found
}

fn names(reply: &Reply) -> Vec<&str> {
    let items = reply.body["items"].as_array().unwrap();
    items.iter().map(|item| item["name"].as_str().unwrap()).collect()
}

on_both_engines! {
    async fn registering_and_changing(world: World) {
        let firm = world.company().await;
        let mut seller = enter(&world, &firm, "wangmin").await;
        let key = [("idempotency-key", "k-1")];
        let body = company("华北泵业有限公司", json!({ "stage": "potential" }));
        let made = seller.send(Method::POST, "/customers", &key, Some(body.clone())).await.expect(201);
        let path = format!("/customers/{}", made.body["id"].as_str().unwrap());
        assert_eq!(made.headers[header::LOCATION], format!("/api/v1{path}"));
        assert_eq!((made.version(), &made.body["code"]), (1, &json!("KH0000001")));
        assert_eq!(made.body["owner"]["name"], "王敏");
        assert_eq!(made.body["actions"]["edit"]["answer"], "allow");
        assert_eq!(made.body["actions"]["assign"]["clause"], "M 5.2.7");
        let again = seller.send(Method::POST, "/customers", &key, Some(body)).await.expect(201);
        assert_eq!(again.body["id"], made.body["id"]);
        let other = seller.send(Method::POST, "/customers", &key, Some(company("x", json!({})))).await;
        assert_eq!(other.code(), "idempotency_mismatch");

        let read = seller.get(&path).await.expect(200);
        assert_eq!((read.version(), &read.body["values"]["stage"]), (1, &json!("potential")));
        world.clock.advance(1_000);
        let change = || Some(json!({ "values": { "stage": "intent" }, "reason": "来访" }));
        let reply = seller.send(Method::PATCH, &path, &[], change()).await.expect(428);
        assert_eq!(reply.code(), "precondition_required");
        let changed = seller.patch(&path, 1, change().unwrap()).await.expect(200);
        assert_eq!((changed.version(), &changed.body["values"]["stage"]), (2, &json!("intent")));
        let stale = seller.patch(&path, 1, change().unwrap()).await.expect(412);
        assert_eq!((stale.code(), &stale.body["current_version"]), ("precondition_failed", &json!(2)));
        world.clock.advance(1_000);
        let gone = seller.patch(&path, 2, json!({ "values": { "stage": null } })).await.expect(200);
        assert_eq!(gone.body["values"].get("stage"), None);
        let _ = seller.patch(&path, 3, json!({ "owner_id": null })).await.expect(400);
        let _ = seller.patch(&path, 3, json!({ "name": 7 })).await.expect(400);
        let moments = seller.get(&format!("{path}/timeline")).await.expect(200).body;
        let kinds: Vec<_> = moments["items"].as_array().unwrap().iter().map(|m| &m["kind"]).collect();
        assert_eq!(kinds, ["change", "change", "created"]);
        assert_eq!(moments["items"][1]["reason"], "来访");
    }

    async fn bad_values_in_both_languages(world: World) {
        let firm = world.company().await;
        let mut seller = enter(&world, &firm, "wangmin").await;
        let path = customer(&mut seller, "江南造纸").await;
        let values = json!({
            "credit_code": "91350100M000100Y4Z",
            "stage": "nonsense",
            "nonsense": 1,
            "mobile": "123",
            "founding_date": "2023-02-30",
        });
        let wanted = [
            ("/name", "name_empty"),
            ("/values/credit_code", "credit_code_checksum"),
            ("/values/founding_date", "date_impossible"),
            ("/values/mobile", "mobile_format"),
            ("/values/nonsense", "field_unknown"),
            ("/values/stage", "choice_unknown"),
        ];
        let wanted = wanted.map(|(at, code)| (at.to_owned(), code.to_owned()));
        for (language, digit) in [("zh", "3"), ("en", "3")] {
            let headers = [("accept-language", language), ("if-match", "\"1\"")];
            let body = company(" ", values.clone());
            for (method, path, body) in [
                (Method::POST, "/customers", body.clone()),
                (Method::POST, "/customers/check", body),
                (Method::PATCH, path.as_str(), json!({ "name": " ", "values": values })),
            ] {
                let reply = seller.send(method, path, &headers, Some(body)).await.expect(422);
                assert_eq!(told(&reply), wanted, "{path}");
                assert_eq!(reply.headers[header::CONTENT_TYPE], "application/problem+json");
                let code = reply.body["errors"].as_array().unwrap().iter()
                    .find(|e| e["code"] == "credit_code_checksum").unwrap();
                assert_eq!(code["params"]["expected"], digit);
                assert!(code["message"].as_str().unwrap().contains(digit), "{code}");
            }
        }
        let _ = seller.post("/customers/check", company("北方电器", json!({}))).await.expect(204);
        assert_eq!(seller.get("/customers/count").await.expect(200).body["count"], 1);
        assert_eq!(seller.get(&path).await.expect(200).version(), 1);
    }

    async fn a_code_that_is_on_file(world: World) {
        let firm = world.company().await;
        let (mut seller, mut other) =
            (enter(&world, &firm, "wangmin").await, enter(&world, &firm, "sunjia").await);
        let twin = || company("华北泵业", json!({ "credit_code": "91350100M000100Y43" }));
        let made = seller.post("/customers", twin()).await.expect(201).body;
        let reply = seller.post("/customers", twin()).await.expect(409);
        assert_eq!(reply.code(), "customer_on_file");
        assert!(reply.body["detail"].as_str().unwrap().contains("华北泵业"));
        let reply = other.post("/customers", twin()).await.expect(409);
        assert_eq!(reply.code(), "customer_on_file_elsewhere");
        let text = String::from_utf8(reply.bytes.clone()).unwrap();
        assert!(text.contains("销售一组"), "whom to ask");
        for secret in ["华北泵业", made["id"].as_str().unwrap(), "KH0000001", "王敏"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }

    async fn giving_away_and_many_at_once(world: World) {
        let firm = world.company().await;
        let mut seller = enter(&world, &firm, "wangmin").await;
        let path = customer(&mut seller, "华北泵业").await;
        let second = customer(&mut seller, "江南造纸").await;
        let id = |path: &str| path.rsplit('/').next().unwrap().to_owned();
        let owner = |login: &str| Some(json!({ "owner_id": firm.id(login), "reason": "调整" }));
        let seen = [("if-match", "\"1\"")];
        let give = format!("{path}/owner");
        let refused = seller.send(Method::PUT, &give, &seen, owner("lixiang")).await.expect(403);
        assert_eq!((refused.code(), &refused.body["clause"]), ("not_permitted", &json!("M 5.2.7")));
        let mut head = enter(&world, &firm, "chenlu").await;
        let refused = head.send(Method::PUT, &give, &seen, owner("sunjia")).await.expect(403);
        assert_eq!(refused.code(), "not_the_head");
        let stale = [("if-match", "\"7\"")];
        let _ = head.send(Method::PUT, &give, &stale, owner("lixiang")).await.expect(412);
        let _ = head.send(Method::PUT, &give, &[], owner("lixiang")).await.expect(428);
        let given = head.send(Method::PUT, &give, &seen, owner("lixiang")).await;
        assert!(given.status.is_success(), "{}", given.body);

        let bulk = |ids: Vec<String>, stage: &str| {
            json!({ "ids": ids, "action": { "set": { "stage": stage } }, "reason": "盘点" })
        };
        let nobody = "01935c8e-0000-7000-8000-000000000000".to_owned();
        let ids = vec![id(&path), nobody.clone(), id(&second)];
        let done = head.post("/customers/bulk", bulk(ids.clone(), "lost")).await.expect(200).body;
        let ok: Vec<_> = done["results"].as_array().unwrap().iter().map(|r| &r["ok"]).collect();
        assert_eq!(ok, [true, false, true]);
        assert_eq!(done["results"][1]["problem"]["code"], "not_found");
        let bad = head.post("/customers/bulk", bulk(ids, "nonsense")).await.expect(200).body;
        let first = &bad["results"][0]["problem"];
        assert_eq!(first["errors"][0]["pointer"], "/values/stage");
        let many = head.post("/customers/bulk", bulk(vec![nobody; 501], "lost")).await;
        assert_eq!((many.status.as_u16(), many.code()), (413, "too_large"));
        let both = json!({ "ids": [], "action": { "set": {}, "owner_id": firm.id("sunjia") } });
        assert_eq!(head.post("/customers/bulk", both).await.expect(400).code(), "bulk_action");
        let refused = seller.post("/customers/bulk", bulk(vec![id(&second)], "lost")).await.expect(403);
        assert_eq!(refused.code(), "not_permitted");

        // Every refusal is on record, with the rule that it rests on.
        let mut auditor = enter(&world, &firm, "heqing").await;
        for (action, person, reason, clause) in [
            ("customer.assign", "陈露", "not_the_head", json!("M 5.2.7")),
            // M says nothing of who changes many at once.
            ("customer.bulk", "王敏", "not_permitted", json!(null)),
        ] {
            let found = auditor.get(&format!("/evidence?action={action}")).await.expect(200).body;
            let refused = found["items"].as_array().unwrap().iter().find(|i| i["outcome"] == "refused");
            let refused = refused.unwrap();
            assert_eq!((&refused["person"]["name"], &refused["reason"]), (&json!(person), &json!(reason)));
            assert_eq!(refused["clause"], clause);
        }
    }

    async fn lists_pages_and_searches(world: World) {
        let firm = world.company().await;
        let mut seller = enter(&world, &firm, "wangmin").await;
        for (name, stage) in [("甲公司", "potential"), ("乙公司", "intent"), ("丙公司", "potential")] {
            let _ = seller.post("/customers", company(name, json!({ "stage": stage }))).await.expect(201);
        }
        let page = seller.get("/customers?sort=code&limit=2&columns=stage").await.expect(200);
        assert_eq!(names(&page), ["甲公司", "乙公司"]);
        assert_eq!(page.body["items"][0]["values"], json!({ "stage": "potential" }));
        let next = page.body["next_cursor"].as_str().unwrap();
        let page = seller.get(&format!("/customers?sort=code&limit=2&cursor={next}")).await.expect(200);
        assert_eq!((names(&page), &page.body["next_cursor"]), (vec!["丙公司"], &Value::Null));
        assert_eq!(page.body["items"][0]["values"], json!({}), "nothing that was not asked for");
        let found = seller.get("/customers?filter=stage:eq:potential&sort=-code").await.expect(200);
        assert_eq!(names(&found), ["丙公司", "甲公司"]);
        let none = seller.get("/customers?filter=stage:eq:potential&filter=name:contains:%E4%B9%99").await;
        assert_eq!(names(&none.expect(200)), [""; 0]);
        for (query, at, code) in [
            ("limit=0", "/limit", "limit_range"),
            ("limit=201", "/limit", "limit_range"),
            ("sort=nonsense", "/sort", "sort_unknown"),
            ("cursor=nonsense", "/cursor", "cursor_format"),
            ("filter=stage", "/filter/0", "filter_format"),
            ("filter=stage:eq:potential&filter=stage:lt:x", "/filter/1", "filter_op"),
            ("filter=nonsense:eq:1", "/filter/0", "field_unknown"),
            ("filtre=stage:eq:potential", "/filtre", "parameter_unknown"),
            ("q=weather:fine", "/q", "box_key_unknown"),
            ("q=stage:fine", "/q", "box_value_unknown"),
        ] {
            let reply = seller.get(&format!("/customers?{query}")).await.expect(422);
            assert_eq!(told(&reply), [(at.to_owned(), code.to_owned())], "{query}");
        }
        // A cursor is good for the order in which it was given.
        let reply = seller.get(&format!("/customers?sort=name&cursor={next}")).await.expect(422);
        assert_eq!(told(&reply)[0].1, "cursor_format");

        let found = seller.get("/search?q=%E7%94%B2%E5%85%AC").await.expect(200).body;
        assert_eq!(found["items"][0]["customer"]["name"], "甲公司");
        assert_eq!(found["items"][0]["matched"]["field"], "name");
        let mut other = enter(&world, &firm, "sunjia").await;
        assert_eq!(other.get("/search?q=%E7%94%B2%E5%85%AC").await.expect(200).body["items"], json!([]));
        assert_eq!(names(&other.get("/customers").await.expect(200)), [""; 0]);
        let mut admin = enter(&world, &firm, "admin").await;
        assert_eq!(names(&admin.get("/customers").await.expect(200)), [""; 0]);
    }

    async fn one_box_asks_list_search_and_count(world: World) {
        let firm = world.company().await;
        let mut seller = enter(&world, &firm, "wangmin").await;
        for (name, stage) in [("甲公司", "potential"), ("乙公司", "intent")] {
            let _ = seller.post("/customers", company(name, json!({ "stage": stage }))).await.expect(201);
        }
        let found = seller.get("/customers?q=stage:intent").await.expect(200);
        assert_eq!(names(&found), ["乙公司"]);
        let found = seller.get("/customers?q=-stage:intent&filter=owner:eq:me").await.expect(200);
        assert_eq!(names(&found), ["甲公司"]);
        let count = seller.get("/customers/count?q=stage:intent").await.expect(200).body;
        assert_eq!(count, json!({ "count": 1, "capped": false }));
        // Words mark what they matched; filters alone mark nothing.
        let rows = seller.get("/customers?q=%E7%94%B2%E5%85%AC").await.expect(200).body;
        assert_eq!(rows["items"][0]["matched"]["field"], "name", "{rows}");
        let rows = seller.get("/customers?filter=words:contains:%E7%94%B2%E5%85%AC").await.expect(200).body;
        assert_eq!(rows["items"][0]["matched"]["nearly"], false);
        let rows = seller.get("/customers?q=stage:intent").await.expect(200).body;
        assert!(rows["items"][0].get("matched").is_none());
        let hits = seller.get("/search?q=stage:intent").await.expect(200).body;
        assert_eq!(hits["items"][0]["matched"]["field"], "filter");
        assert_eq!(hits["items"].as_array().unwrap().len(), 1);

        let reply = seller.get("/search?q=x%20weather:fine").await.expect(422);
        assert_eq!(told(&reply), [("/q".to_owned(), "box_key_unknown".to_owned())]);
        assert_eq!(reply.body["errors"][0]["params"]["from"], 2);
        let state = seller.get("/search/box?q=stage:fine%20stage:intent%20abc").await.expect(200).body;
        assert_eq!(state["parts"][0]["filters"], json!(["stage:eq:intent"]));
        assert_eq!((&state["parts"][0]["from"], &state["words"]), (&json!(11), &json!("abc")));
        assert_eq!(state["troubles"][0]["code"], "box_value_unknown");
        assert!(state["troubles"][0]["message"].as_str().unwrap().contains("fine"));
        let state = seller.get("/search/box?q=stage:i&caret=7").await.expect(200).body;
        assert_eq!(state["proposals"][0]["label"], "意向");
        assert_eq!(told(&seller.get("/search/box?q=a&caret=-1").await.expect(422))[0].1, "limit_range");

        let kept = seller.post("/search/recent", json!({ "q": "stage:intent" })).await.expect(200).body;
        let id = kept["items"][0]["id"].as_str().unwrap().to_owned();
        let mut other = enter(&world, &firm, "sunjia").await;
        let _ = other.delete(&format!("/search/recent/{id}")).await.expect(404);
        assert_eq!(other.get("/search/recent").await.expect(200).body["items"], json!([]));
        let _ = seller.delete(&format!("/search/recent/{id}")).await.expect(204);
        let empty = seller.post("/search/recent", json!({ "q": " " })).await.expect(422);
        assert_eq!(told(&empty), [("/q".to_owned(), "empty".to_owned())]);
        let _ = seller.post("/search/recent", json!({ "text": "a" })).await.expect(400);
    }

    async fn lists_that_leave(world: World) {
        let firm = world.company().await;
        let mut seller = enter(&world, &firm, "wangmin").await;
        let _ = seller.post("/customers", company("=1+1", json!({ "stage": "potential" }))).await.expect(201);
        let refused = seller.get("/customers/export?format=csv").await.expect(403);
        assert_eq!((refused.code(), &refused.body["clause"]), ("not_permitted", &json!("M 5.2.3.1")));
        let mut director = enter(&world, &firm, "qiaosen").await;
        let file = director.get("/customers/export?purpose=x&format=csv&columns=stage").await.expect(200);
        assert_eq!(file.headers[header::CONTENT_TYPE], "text/csv; charset=utf-8");
        let disposition = file.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(disposition.starts_with("attachment") && disposition.contains(".csv"), "{disposition}");
        let text = String::from_utf8(file.bytes).unwrap();
        assert!(text.starts_with('\u{feff}') && text.contains(",'=1+1,"), "{text}");
        let book = director.get("/customers/export?purpose=x&format=xlsx").await.expect(200);
        assert!(book.bytes.starts_with(b"PK"));
        let reply = director.get("/customers/export?purpose=x&format=pdf").await.expect(422);
        assert_eq!(told(&reply)[0].0, "/format");
        let reply = director.get("/customers/export?purpose=x&format=csv&columns=nonsense").await.expect(422);
        assert_eq!(told(&reply), [("/columns".to_owned(), "field_unknown".to_owned())]);
        let reply = director.get("/customers/export?purpose=x&format=csv&Filter=stage:eq:lost").await.expect(422);
        assert_eq!(told(&reply), [("/Filter".to_owned(), "parameter_unknown".to_owned())]);
        let reply = director.get("/customers/export?purpose=x").await.expect(422);
        assert_eq!(reply.errors()[0].1, "required");
        let reply = director.get("/customers/export?format=csv&cover=maybe").await.expect(422);
        assert_eq!(told(&reply)[0].0, "/cover");
        let reply = director.get("/customers/export?format=csv").await.expect(422);
        assert_eq!(told(&reply), [("/purpose".to_owned(), "required".to_owned())]);
    }

    async fn lists_that_somebody_has_to_approve(world: World) {
        let firm = world.company().await;
        let mut seller = enter(&world, &firm, "wangmin").await;
        let made = seller.post("/customers", company("甲公司", json!({}))).await.expect(201).body;
        let _ = seller.post("/customers", company("乙公司", json!({}))).await.expect(201);
        let mut admin = enter(&world, &firm, "admin").await;
        let version = admin.get("/company").await.expect(200).version();
        let reply = admin.patch("/company", version, json!({ "export_limit_rows": -1 })).await.expect(422);
        assert_eq!(told(&reply), [("/export_limit_rows".to_owned(), "limit_range".to_owned())]);
        let set = json!({ "export_limit_rows": 1, "export_purpose_required": false });
        let company = admin.patch("/company", version, set).await.expect(200);
        assert_eq!(company.body["export_limit_rows"], 1);
        assert_eq!(company.body["export_purpose_required"], false);

        let mut director = enter(&world, &firm, "qiaosen").await;
        let reply = director.get("/customers/export?format=csv").await.expect(403);
        assert_eq!((reply.code(), &reply.body["request"]), ("needs_request", &json!("export")));
        let wish = json!({ "format": "csv", "columns": ["name"], "purpose": "年度回访", "sort": "code" });
        let asked = director.post("/exports", wish.clone()).await.expect(201);
        let path = format!("/exports/{}", asked.body["id"].as_str().unwrap());
        assert_eq!((&asked.body["state"], &asked.body["asked_rows"]), (&json!("asked"), &json!(2)));
        assert_eq!(asked.body["actions"]["decide"]["reason"], "own_request");
        assert_eq!(asked.headers[header::LOCATION], format!("/api/v1{path}"));
        let file = format!("{path}/file");
        assert_eq!(director.post(&file, json!(null)).await.expect(409).code(), "export_waits");

        let mut keeper = enter(&world, &firm, "fangxin").await;
        let waiting = keeper.get("/exports?state=asked&limit=1").await.expect(200).body;
        assert_eq!(waiting["items"][0]["register"], asked.body["register"]);
        assert_eq!(keeper.get("/exports?state=gone").await.status, 400);
        let approval = format!("{path}/approval");
        let approved = keeper.act(Method::POST, &approval, asked.version()).await.expect(200);
        assert_eq!(approved.body["state"], "ready");
        assert_eq!(approved.body["decided_by"]["name"], "方欣");
        assert_eq!(keeper.post(&file, json!(null)).await.expect(403).code(), "not_the_applicant");
        let left = director.post(&file, json!(null)).await.expect(200);
        assert_eq!(left.headers["x-export-rows"], "2");
        assert_eq!(String::from_utf8(left.bytes).unwrap(), "\u{feff}客户名称\r\n甲公司\r\n乙公司\r\n");
        assert_eq!(director.post(&file, json!(null)).await.expect(409).code(), "export_fetched");
        assert_eq!(director.get(&path).await.expect(200).body["state"], "done");
        assert!(director.get("/exports").await.expect(200).body["items"].as_array().unwrap().len() == 1);
        assert_eq!(seller.get("/exports").await.expect(200).body["items"], json!([]));

        // One customer alone needs no approval here; of somebody else's nothing is said.
        let one = json!({ "format": "vcf", "customer_id": made["id"] });
        let asked = director.post("/exports", one).await.expect(201).body;
        let file = format!("/exports/{}/file", asked["id"].as_str().unwrap());
        let card = director.post(&file, json!(null)).await.expect(200);
        assert_eq!(card.headers[header::CONTENT_TYPE], "text/vcard; charset=utf-8");
        assert!(String::from_utf8(card.bytes).unwrap().contains("FN:甲公司"));
        let reply = director.post("/exports", json!({ "format": "vcf", "contact_id": made["id"] })).await.expect(422);
        assert_eq!(told(&reply), [("/customer_id".to_owned(), "required".to_owned())]);
        assert_eq!(director.post("/exports", json!({ "format": "pdf" })).await.status, 400);
        assert_eq!(director.post("/exports", json!({ "format": "csv", "more": 1 })).await.status, 400);
    }
}
