//! The log over HTTP: who may read it, and that what is given out verifies elsewhere.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use axum::http::Method;
use kedang_evidence::{
    Checkpoint, Entry, Hash, InclusionProof, Trust, VerifyingKey, hash_from_hex, hash_to_hex,
    leaf_hash,
};
use kedang_testkit::{Company, Http, World, on_both_engines};
use serde_json::{Value, json};

struct Door {
    router: axum::Router,
    company: Company,
}

impl Door {
    async fn open(world: &World) -> Self {
        let router = kedang_api::router(world.app.clone(), kedang_api::Options::default());
        Self { router, company: world.company().await }
    }

    async fn enter(&self, login: &str) -> Http {
        Http::signed_in(self.router.clone(), &self.company, login).await
    }
}

async fn customer(seller: &mut Http, name: &str) -> String {
    let body = json!({"kind": "organization", "name": name, "template": "company", "values": {}});
    let made = seller.post("/customers", body).await.expect(201);
    made.body["id"].as_str().unwrap().to_owned()
}

fn hash(text: &Value) -> Hash {
    hash_from_hex(text.as_str().unwrap()).unwrap()
}

/// What somebody outside does with an entry: nothing is asked of the server.
fn verify_outside(reply: &Value, key: &str) -> Result<Entry, String> {
    let text = reply["entry"].as_str().ok_or("no entry")?;
    let entry = Entry::decode(text.as_bytes()).map_err(|e| e.to_string())?;
    let key: VerifyingKey = key.parse().map_err(|e| format!("{e}"))?;
    let trust = Trust::new(key.name(), vec![key.clone()]);
    let note = reply["checkpoint"]["note"].as_str().ok_or("no note")?;
    let checkpoint = Checkpoint::open(note.as_bytes(), &trust).map_err(|e| e.to_string())?;
    let proof = InclusionProof {
        index: reply["proof"]["index"].as_u64().ok_or("no index")?,
        size: reply["proof"]["size"].as_u64().ok_or("no size")?,
        path: reply["proof"]["path"].as_array().ok_or("no path")?.iter().map(hash).collect(),
    };
    if (proof.index, proof.size) != (entry.index(), checkpoint.size()) {
        return Err("another entry or another checkpoint".to_owned());
    }
    proof.verify(&leaf_hash(text.as_bytes()), checkpoint.root()).map_err(|e| e.to_string())?;
    Ok(entry)
}

on_both_engines! {
    async fn the_log_is_searched_by_those_who_may(world: World) {
        let door = Door::open(&world).await;
        let mut seller = door.enter("wangmin").await;
        let id = customer(&mut seller, "江北禾木接口泵业有限公司").await;
        let _ = seller.get(&format!("/customers/{id}")).await.expect(200);
        let mut auditor = door.enter("heqing").await;
        let found = auditor.get("/evidence?customer=KH0000001&action=customer").await.expect(200);
        let items = found.body["items"].as_array().unwrap();
        assert_eq!(items[0]["action"], "customer.open");
        assert_eq!(items[0]["person"]["name"], "王敏");
        assert_eq!(items[0]["subject"]["label"], "江北禾木接口泵业有限公司");
        let customer = json!({"id": id, "code": "KH0000001", "name": "江北禾木接口泵业有限公司"});
        assert_eq!(items[0]["customer"], customer);
        assert_eq!((&items[0]["outcome"], &items[0]["channel"]), (&json!("done"), &json!("web")));
        assert_eq!(items[0]["address"], "192.0.2.10");
        assert_eq!((&items[0]["fault"], &items[0]["system"]), (&Value::Null, &Value::Null));
        assert!(items[0]["at"].as_str().unwrap().ends_with('Z'));
        let created = items.iter().find(|i| i["action"] == "customer.create").unwrap();
        assert!(created["changes"].as_array().unwrap().iter().all(Value::is_string));

        // Page by page, without a gap or a double.
        let (mut path, mut indexes) = ("/evidence?limit=4".to_owned(), Vec::new());
        for _ in 0..50 {
            let page = auditor.get(&path).await.expect(200).body;
            indexes.extend(page["items"].as_array().unwrap().iter().map(|i| i["index"].as_i64().unwrap()));
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            path = format!("/evidence?limit=4&cursor={cursor}");
        }
        assert!(indexes.windows(2).all(|pair| pair[0] == pair[1] + 1), "{indexes:?}");
        assert_eq!(indexes.last(), Some(&0));

        for (path, errors) in [
            ("/evidence?limit=0", ("/limit", "limit_range")),
            ("/evidence?limit=201", ("/limit", "limit_range")),
            ("/evidence?cursor=x", ("/cursor", "cursor_format")),
            ("/evidence?from=yesterday", ("/from", "instant_format")),
            ("/evidence?action=A", ("/action", "evidence_action")),
        ] {
            let reply = auditor.get(path).await.expect(422);
            assert_eq!(reply.errors(), [(errors.0.to_owned(), errors.1.to_owned())], "{path}");
        }
        let _ = auditor.get("/evidence?person=x").await.expect(400);
        let refused = seller.get("/evidence").await.expect(403);
        assert_eq!((refused.code(), &refused.body["clause"]), ("not_permitted", &json!("M 5.2.3.1")));
        let tries = auditor.get("/evidence?action=evidence.read").await.expect(200);
        let tries = tries.body["items"].as_array().unwrap().clone();
        assert_eq!(tries.len(), 1);
        assert_eq!((&tries[0]["outcome"], &tries[0]["clause"]), (&json!("refused"), &json!("M 5.2.3.1")));
        assert_eq!(tries[0]["person"]["name"], "王敏");
        let _ = Http::new(door.router.clone()).get("/evidence").await.expect(401);
    }

    async fn an_entry_verifies_elsewhere(world: World) {
        let door = Door::open(&world).await;
        let mut seller = door.enter("wangmin").await;
        customer(&mut seller, "江北禾木接口阀门有限公司").await;
        let mut auditor = door.enter("heqing").await;
        let key = auditor.get("/evidence/checkpoint").await.expect(200).body["verifying_key"].clone();
        let key = key.as_str().unwrap();
        for index in [0, 1, 5, 2] {
            let reply = auditor.get(&format!("/evidence/{index}")).await.expect(200).body;
            let entry = verify_outside(&reply, key).unwrap();
            assert_eq!(entry.index(), index);
            assert_eq!(reply["item"]["action"], entry.draft().action);
            assert_eq!(reply["leaf"], hash_to_hex(&leaf_hash(&entry.encode())));
            assert_eq!(reply["proof"]["root"], reply["checkpoint"]["root"]);
            assert_eq!(reply["verifying_key"], key);
            // Any change of what is to be proved is found.
            let mut forged = reply.clone();
            let text = reply["entry"].as_str().unwrap();
            forged["entry"] = text.replace("\"v\":1", "\"v\":2").into();
            assert!(verify_outside(&forged, key).is_err());
            let mut said = entry.draft().clone();
            said.at += 1;
            let other = said.seal(index).unwrap().encode();
            forged["entry"] = String::from_utf8(other).unwrap().into();
            assert_eq!(verify_outside(&forged, key).unwrap_err(), "the path leads to another root");
        }
        // The newest entry is not signed yet; asking for it has it signed.
        let size = auditor.get("/evidence/checkpoint").await.expect(200).body["size"].as_u64().unwrap();
        let newest = auditor.get(&format!("/evidence/{}", size - 1)).await.expect(200).body;
        assert_eq!(verify_outside(&newest, key).unwrap().draft().action, "evidence.open");
        let _ = auditor.get("/evidence/999999").await.expect(404);
        let _ = auditor.get("/evidence/-1").await.expect(404);
        let _ = seller.get("/evidence/0").await.expect(403);
        let _ = seller.get("/evidence/checkpoint").await.expect(403);
    }

    async fn the_whole_log_is_verified_against_what_was_kept(world: World) {
        let door = Door::open(&world).await;
        let mut auditor = door.enter("heqing").await;
        let plain = [("accept", "text/plain")];
        let _ = auditor.send(Method::GET, "/evidence/checkpoint", &plain, None).await.expect(404);
        let empty = auditor.send(Method::POST, "/evidence/verification", &[], None).await;
        let result = empty.expect(200).body;
        assert_eq!((&result["ok"], &result["first_bad"]), (&json!(true), &Value::Null));
        assert_eq!(result["size"], result["proven"]);

        let status = auditor.get("/evidence/checkpoint").await.expect(200).body;
        let printed = status["checkpoint"]["printed"].as_str().unwrap();
        assert_eq!(status["verification"]["person"]["name"], "何清");
        assert_eq!(status["verification"]["root"], status["checkpoint"]["root"]);
        let note = auditor.send(Method::GET, "/evidence/checkpoint", &plain, None).await.expect(200);
        assert_eq!(note.bytes, status["checkpoint"]["note"].as_str().unwrap().as_bytes());
        assert_eq!(note.headers["content-type"], "text/plain; charset=utf-8");

        // As it is printed, and typed in another way.
        let (size, root) = printed.split_once(' ').unwrap();
        let typed = format!("{size}:{}", root.to_uppercase().replace(' ', ""));
        let body = json!({"kept": [printed, typed]});
        let result = auditor.post("/evidence/verification", body).await.expect(200).body;
        assert_eq!((&result["ok"], &result["kept"]), (&json!(true), &json!(2)));
        // A root that this log never had.
        let other = format!("{size} {}", "00".repeat(32));
        let body = json!({"kept": [other]});
        let result = auditor.post("/evidence/verification", body.clone()).await.expect(200).body;
        assert_eq!((&result["ok"], &result["first_bad"]["why"]), (&json!(false), &json!("evidence_kept")));
        let words = result["first_bad"]["message"].as_str().unwrap();
        assert!(words.contains("不符") && !words.contains('{'), "{words}");
        let longer = json!({"kept": [format!("9999 {}", "00".repeat(32))]});
        let result = auditor.post("/evidence/verification", longer).await.expect(200).body;
        assert_eq!(result["first_bad"]["why"], "evidence_cut_tail");
        assert!(result["first_bad"]["message"].as_str().unwrap().contains("9999"));

        let odd = auditor.post("/evidence/verification", json!({"kept": ["12"]})).await.expect(422);
        assert_eq!(odd.errors(), [("/kept/0".to_owned(), "evidence_kept_format".to_owned())]);
        let _ = auditor.post("/evidence/verification", json!({"keep": []})).await.expect(400);
        // The general manager reads the log; verifying is for others.
        let mut manager = door.enter("gaoyuan").await;
        let _ = manager.get("/evidence").await.expect(200);
        let refused = manager.post("/evidence/verification", body).await.expect(403);
        assert_eq!(refused.body["clause"], "M 5.2.3.1");
        let tries = auditor.get("/evidence?action=evidence.verify").await.expect(200).body;
        assert_eq!(tries["items"][0]["outcome"], "refused");
        assert_eq!(tries["items"][0]["reason"], "not_permitted");
    }

    async fn who_saw_a_customer(world: World) {
        let door = Door::open(&world).await;
        let mut seller = door.enter("wangmin").await;
        let id = customer(&mut seller, "江北禾木接口仪表有限公司").await;
        let path = format!("/customers/{id}/evidence");
        let mut custodian = door.enter("fangxin").await;
        let _ = custodian.get(&format!("/customers/{id}")).await.expect(200);
        let reply = seller.get(&path).await.expect(200).body;
        assert_eq!(reply["items"][0]["action"], "customer.open");
        assert_eq!(reply["items"][0]["person"]["name"], "方欣");
        assert_eq!((&reply["items"][0]["address"], &reply["items"][0]["details"]), (&Value::Null, &json!({})));
        assert_eq!(custodian.get(&path).await.expect(200).body["items"][0]["address"], "192.0.2.10");

        let share = json!({
            "person_id": door.company.id("tangbo"), "until": "2026-12-01", "reason": "展会",
        });
        let _ = custodian.post(&format!("/customers/{id}/shares"), share).await.expect(201);
        let mut colleague = door.enter("tangbo").await;
        let _ = colleague.get(&format!("/customers/{id}")).await.expect(200);
        let refused = colleague.get(&path).await.expect(403);
        assert_eq!((refused.code(), &refused.body["clause"]), ("not_in_charge", &json!("M 5.2.3.1")));
        let detail = refused.body["detail"].as_str().unwrap();
        assert!(detail.contains("M 5.2.3.1") && !detail.contains('{'), "{detail}");
        let mut stranger = door.enter("sunjia").await;
        let _ = stranger.get(&path).await.expect(404);
        let tries = seller.get(&path).await.expect(200).body;
        let tries: Vec<_> = tries["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|item| item["outcome"] == "refused")
            .map(|item| (item["person"]["name"].clone(), item["clause"].clone()))
            .collect();
        assert_eq!(tries, [(json!("孙佳"), json!("M 5.2.3.1")), (json!("唐博"), json!("M 5.2.3.1"))]);
        let page = seller.get(&format!("{path}?limit=2")).await.expect(200).body;
        assert_eq!(page["items"].as_array().unwrap().len(), 2);
        assert!(page["next_cursor"].is_string());
        let _ = seller.get(&format!("{path}?limit=x")).await.expect(400);
        let _ = seller.get("/customers/x/evidence").await.expect(404);
    }
}
