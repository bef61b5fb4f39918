use crate::{another, customer, signed_in, text};
use axum::http::Method;
use kedang_testkit::{Http, on_both_engines};
use serde_json::{Value, json};

/// Something of every kind on one customer: ids of contact, interaction and share.
async fn furnish(http: &mut Http, id: &str, receiver: &str) -> [String; 3] {
    let contact =
        json!({ "name": "陈静", "values": { "mobile": "139 1234 5678" }, "primary": false });
    let contact = http.post(&format!("/customers/{id}/contacts"), contact).await.expect(201);
    let report = json!({
        "kind": "visit", "direction": "out", "at": "2026-11-23T00:30:00Z",
        "contact_id": contact.body["id"], "summary": "报价", "detail": null
    });
    let interaction = http.post(&format!("/customers/{id}/interactions"), report).await.expect(201);
    let share = json!({ "person_id": receiver, "until": "2026-12-31", "reason": "协助投标" });
    let share = http.post(&format!("/customers/{id}/shares"), share).await.expect(201);
    [&contact.body, &interaction.body, &share.body].map(|body| text(&body["id"]))
}

on_both_engines! {
    async fn contacts_of_a_customer(world: World) {
        let (_, mut http) = signed_in(&world, "wangmin").await;
        let id = customer(&mut http, "华北泵业").await;
        let path = format!("/customers/{id}/contacts");
        let new = json!({ "name": " 陈静 ", "values": { "mobile": "139 1234 5678", "post": "采购经理" } });
        let key = [("idempotency-key", "k1")];
        let made = http.send(Method::POST, &path, &key, Some(new.clone())).await.expect(201);
        let contact = text(&made.body["id"]);
        assert_eq!(made.headers["location"], format!("/api/v1/contacts/{contact}").as_str());
        assert_eq!((&made.body["name"], &made.body["primary"]), (&json!("陈静"), &json!(true)));
        let again = http.send(Method::POST, &path, &key, Some(new.clone())).await.expect(201);
        assert_eq!(again.body["id"], made.body["id"]);
        // The same words for another customer are another request.
        let other = customer(&mut http, "江南造纸").await;
        let other = format!("/customers/{other}/contacts");
        let clash = http.send(Method::POST, &other, &key, Some(new)).await;
        assert_eq!(clash.code(), "idempotency_mismatch");

        let one = format!("/contacts/{contact}");
        let change = json!({ "values": { "post": null, "decision_role": ["decision_maker"] } });
        let now = http.patch(&one, 1, change).await.expect(200);
        assert_eq!(now.body["values"]["decision_role"][0], "decision_maker");
        assert_eq!(now.body["values"].get("post"), None);
        let wrong = http.patch(&one, 2, json!({ "values": { "mobile": "123" } })).await.expect(422);
        assert_eq!(wrong.errors(), [("/values/mobile".to_owned(), "mobile_format".to_owned())]);
        assert_eq!(http.patch(&one, 1, json!({})).await.expect(412).body["current_version"], 2);
        let _ = http.patch(&one, 2, json!({ "name": null })).await.expect(400);
        assert_eq!(http.get(&path).await.expect(200).body["items"].as_array().unwrap().len(), 1);
        let _ = http.act(Method::DELETE, &one, 2).await.expect(204);
        let _ = http.act(Method::DELETE, &one, 3).await.expect(404);
    }

    async fn doubts_and_verifications(world: World) {
        let (_, mut http) = signed_in(&world, "wangmin").await;
        let id = customer(&mut http, "华北泵业").await;
        let (doubt, verify) = (format!("/customers/{id}/uncertain"), format!("/customers/{id}/verification"));
        let body = json!({ "field": "name", "note": "执照上不同" });
        let mark = http.post(&doubt, body.clone()).await.expect(201);
        assert_eq!(mark.body["marked_by"]["name"], "王敏");
        assert_eq!(http.post(&doubt, body).await.expect(409).code(), "marked_already");
        let seen = http.get(&format!("/customers/{id}")).await.expect(200).body;
        assert_eq!(seen["uncertain"][0]["note"], "执照上不同");
        let silent = http.post(&verify, json!({ "field": "name", "how": "" })).await.expect(422);
        assert_eq!(silent.errors()[0].0, "/how");
        let how = json!({ "field": "name", "how": "对照执照" });
        let _ = http.post(&verify, how.clone()).await.expect(204);
        assert_eq!(http.post(&verify, how).await.expect(409).code(), "not_marked");
        let odd = json!({ "field": "na\u{0}me", "how": "对照执照" });
        assert_eq!(http.post(&verify, odd).await.expect(409).code(), "not_marked");
        assert_eq!(http.post(&doubt, json!({ "field": "na\u{0}me" })).await.expect(422).errors()[0].1, "field_unknown");
        let nothing = http.post(&doubt, json!({ "field": "fax" })).await.expect(422);
        let message = text(&nothing.body["errors"][0]["message"]);
        assert!(message.contains("fax"), "{message}");
    }

    async fn interactions_are_mended_by_their_author(world: World) {
        let (company, mut http) = signed_in(&world, "wangmin").await;
        let id = customer(&mut http, "华北泵业").await;
        let [_, interaction, _] = furnish(&mut http, &id, &company.id("lixiang").to_string()).await;
        let seen = http.get(&format!("/customers/{id}")).await.expect(200).body;
        assert_eq!(seen["last_contact_at"], "2026-11-23T00:30:00.000Z");
        let path = format!("/interactions/{interaction}");
        let now = http.patch(&path, 1, json!({ "direction": null, "kind": "call" })).await.expect(200);
        assert_eq!((&now.body["direction"], &now.body["kind"]), (&Value::Null, &json!("call")));
        assert_eq!(now.body["actions"]["mend"]["answer"], "allow");
        let wrong = http.patch(&path, 2, json!({ "at": "yesterday" })).await.expect(422);
        assert_eq!(wrong.errors(), [("/at".to_owned(), "instant_format".to_owned())]);
        let future = http.patch(&path, 2, json!({ "at": "2030-01-01T00:00:00Z" })).await.expect(422);
        assert_eq!(future.errors(), [("/at".to_owned(), "at_in_future".to_owned())]);
        let mut head = another(&world, &company, "chenlu").await;
        let refused = head.patch(&path, 2, json!({ "summary": "改" })).await.expect(403);
        assert_eq!((refused.code(), &refused.body["clause"]), ("not_the_author", &json!("M 5.1.1.5")));
        let _ = http.act(Method::DELETE, &path, 2).await.expect(204);
        let unknown = json!({ "kind": "telepathy", "at": "2026-11-23T00:30:00Z", "summary": "x" });
        let _ = http.post(&format!("/customers/{id}/interactions"), unknown).await.expect(400);
    }

    async fn shares_with_colleagues(world: World) {
        let (company, mut http) = signed_in(&world, "wangmin").await;
        let id = customer(&mut http, "华北泵业").await;
        let receiver = company.id("lixiang").to_string();
        let [_, _, share] = furnish(&mut http, &id, &receiver).await;
        let path = format!("/customers/{id}/shares");
        let live = http.get(&path).await.expect(200).body;
        // The last day counts, where the company is.
        assert_eq!(live["items"][0]["until"], "2026-12-31T16:00:00.000Z");
        assert_eq!(live["items"][0]["actions"]["end"]["answer"], "allow");
        let mut other = another(&world, &company, "lixiang").await;
        let seen = other.get(&path).await.expect(200).body;
        assert_eq!(seen["items"][0]["actions"]["end"]["answer"], "deny");
        let one = format!("{path}/{share}");
        assert_eq!(other.delete(&one).await.expect(403).code(), "shared_is_read_only");
        let _ = http.delete(&one).await.expect(204);
        let _ = other.get(&path).await.expect(404);
        let outside = json!({ "person_id": company.id("sunjia"), "until": "2026-12-31", "reason": "协助" });
        let refused = http.post(&path, outside).await.expect(403);
        assert_eq!((refused.code(), &refused.body["clause"]), ("not_permitted", &json!("M 5.2.3.1")));
        let wrong = json!({ "person_id": receiver, "until": "soon", "reason": "协助" });
        assert_eq!(http.post(&path, wrong).await.expect(422).errors()[0].0, "/until");
        // The refusals are in the log.
        let mut reader = another(&world, &company, "heqing").await;
        let log = reader.get("/evidence?action=customer.share").await.expect(200).body;
        assert_eq!(log["items"][0]["outcome"], "refused");
    }

    async fn the_timeline_of_a_customer(world: World) {
        let (company, mut http) = signed_in(&world, "wangmin").await;
        let id = customer(&mut http, "华北泵业").await;
        furnish(&mut http, &id, &company.id("lixiang").to_string()).await;
        let change = json!({ "name": "华北泵业集团", "values": { "stage": "intent" }, "reason": "更名" });
        let _ = http.patch(&format!("/customers/{id}"), 1, change).await.expect(200);
        let path = format!("/customers/{id}/timeline");
        let all = http.get(&path).await.expect(200).body;
        let kinds: Vec<_> = all["items"].as_array().unwrap().iter().map(|i| i["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds.len(), 5, "{kinds:?}");
        let of = |kind: &str| all["items"].as_array().unwrap().iter().find(|i| i["kind"] == kind).unwrap();
        assert_eq!(of("change")["reason"], "更名");
        let name = &of("change")["changes"][0];
        assert_eq!((&name["label"], &name["after"]), (&json!("名称"), &json!("华北泵业集团")));
        assert_eq!(of("interaction")["interaction"]["contact"]["name"], "陈静");
        let share = &of("share")["changes"];
        assert_eq!(share[0]["after_text"], "李想");
        assert_eq!(share[1]["after"], "2026-12-31T16:00:00.000Z");

        let mut walked = Vec::new();
        let mut next = format!("{path}?limit=2");
        loop {
            let page = http.get(&next).await.expect(200).body;
            walked.extend(page["items"].as_array().unwrap().iter().map(|i| i["id"].clone()));
            match page["next_cursor"].as_str() {
                Some(cursor) => next = format!("{path}?limit=2&cursor={cursor}"),
                None => break,
            }
        }
        let ids: Vec<_> = all["items"].as_array().unwrap().iter().map(|i| i["id"].clone()).collect();
        assert_eq!(walked, ids);
        let some = http.get(&format!("{path}?kinds=contact,share")).await.expect(200).body;
        assert_eq!(some["items"].as_array().unwrap().len(), 2);
        assert_eq!(http.get(&format!("{path}?kinds=gossip")).await.expect(422).errors()[0].1, "kind_unknown");
        assert_eq!(http.get(&format!("{path}?cursor=x")).await.expect(422).errors()[0].1, "cursor_format");
    }

    async fn what_one_does_not_see_is_not_there(world: World) {
        let (company, mut http) = signed_in(&world, "wangmin").await;
        let id = customer(&mut http, "华北泵业").await;
        let receiver = company.id("zhouyang").to_string();
        let [contact, interaction, share] = furnish(&mut http, &id, &company.id("lixiang").to_string()).await;
        for login in ["sunjia", "admin", "heqing", "jinhui"] {
            let mut other = another(&world, &company, login).await;
            let at = format!("/customers/{id}");
            for path in ["contacts", "shares", "timeline"] {
                let _ = other.get(&format!("{at}/{path}")).await.expect(404);
            }
            let report = json!({ "kind": "call", "at": "2026-11-23T00:30:00Z", "summary": "x" });
            let bodies = [
                ("contacts", json!({ "name": "甲" })),
                ("interactions", report),
                ("shares", json!({ "person_id": receiver, "until": "2026-12-31", "reason": "x" })),
                ("uncertain", json!({ "field": "name" })),
                ("verification", json!({ "field": "name", "how": "x" })),
            ];
            for (path, body) in bodies {
                let _ = other.post(&format!("{at}/{path}"), body).await.expect(404);
            }
            let _ = other.patch(&format!("/contacts/{contact}"), 1, json!({})).await.expect(404);
            let _ = other.act(Method::DELETE, &format!("/contacts/{contact}"), 1).await.expect(404);
            let _ = other.patch(&format!("/interactions/{interaction}"), 1, json!({})).await.expect(404);
            let _ = other.act(Method::DELETE, &format!("/interactions/{interaction}"), 1).await.expect(404);
            let _ = other.delete(&format!("{at}/shares/{share}")).await.expect(404);
        }
    }
}
