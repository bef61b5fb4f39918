//! What is classified, over HTTP: no door says anything of it to those for whom it is not. Every
//! GET that the description of the API names is walked, so a door that is added is walked too.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use axum::http::Method;
use kedang_api::{Options, router};
use kedang_domain::secrecy::Level;
use kedang_testkit::{Company, Http, World, on_both_engines};
use serde_json::{Value, json};

const API: &str = include_str!("../../../docs/openapi.json");
const DAY: i64 = 24 * 3_600_000;

/// What must not be said of the top-secret customer, and of the confidential one but its name.
const TOP_SECRET: [&str; 4] =
    ["玄武岩精密机械", "025-55551001", "91320100MA1XXXXXX1", "绝密联系人"];
const CONFIDENTIAL: [&str; 3] = ["025-55552002", "雨花台区锁石路77号", "机密联系人"];

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

/// Somebody's customer of a level, with something of every kind about it.
async fn classified(
    world: &World,
    http: &mut Http,
    (name, contact): (&str, &str),
    facts: Value,
    level: Level,
) -> String {
    let mobile = json!({ "mobile": "13912345678", "birthday": "1980-11-25" });
    let body = json!({
        "kind": "organization", "name": name, "template": "company", "values": facts,
        "contacts": [{ "name": contact, "values": mobile, "primary": true }],
    });
    let id =
        http.post("/customers", body).await.expect(201).body["id"].as_str().unwrap().to_owned();
    let call = json!({
        "kind": "call", "direction": "out", "at": "2026-11-20T02:00:00.000Z", "summary": contact,
    });
    let _ = http.post(&format!("/customers/{id}/interactions"), call).await.expect(201);
    let doubt = json!({ "field": "address", "note": contact });
    let _ = http.post(&format!("/customers/{id}/uncertain"), doubt).await;
    let ctx = world.context("gaoyuan").await;
    let mut work = world.app.begin(&ctx).await.unwrap();
    let until = Some(world.app.now() + 400 * DAY);
    kedang_app::secrecy::apply(&mut work, id.parse().unwrap(), level, until).await.unwrap();
    work.commit().await.unwrap();
    id
}

/// The paths of all GETs with this customer wherever one asks for an id.
fn doors(id: &str) -> Vec<String> {
    let api: Value = serde_json::from_str(API).unwrap();
    let paths = api["paths"].as_object().unwrap().iter();
    let reads = paths.filter(|(path, of)| of.get("get").is_some() && path.starts_with("/api/v1/"));
    let mut doors: Vec<_> = reads
        .map(|(path, _)| path.trim_start_matches("/api/v1").to_owned())
        // A stream that does not end, and the sign-in.
        .filter(|path| path != "/events" && path != "/session")
        .map(|path| path.replace("{id}", id).replace("{merge_id}", id).replace("{index}", "0"))
        .collect();
    for text in ["玄武岩", "025-55551001", "025-55552002", "13912345678", "联系人"] {
        let text: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for door in ["/search?q=", "/search/box?q=", "/customers?q=", "/contacts?q=", "/twins?q="] {
            doors.push(format!("{door}{text}"));
        }
    }
    for asked in [
        "/customers?columns=address,office_phone,credit_code",
        "/customers/export?format=csv",
        "/clashes?part=mine",
        "/clashes?part=decide",
        "/requests?list=all",
        "/requests?list=to_decide",
        "/obligations?state=open",
        "/inbox?unread=false",
        "/month-notes?kind=work",
    ] {
        doors.push(asked.to_owned());
    }
    doors
}

/// Which of these words somebody reads at which door.
async fn leaks(http: &mut Http, ids: &[String], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for door in ids.iter().flat_map(|id| doors(id)) {
        let reply = http.get(&door).await;
        assert!(reply.status.as_u16() < 500, "{door}: {}", reply.status);
        let text = String::from_utf8_lossy(&reply.bytes);
        let read = words.iter().filter(|word| text.contains(**word));
        found.extend(read.map(|word| format!("{door}: {word}")));
    }
    found
}

on_both_engines! {
    async fn no_door_tells_what_is_classified(world: World) {
        let company = world.company().await;
        world.obey("L").await;
        let mut owner = enter(&world, &company, "lixiang").await;
        let top = json!({ "office_phone": "025-55551001", "address": "玄武岩精密机械园1号" });
        let top = classified(&world, &mut owner, (TOP_SECRET[0], TOP_SECRET[3]), top, Level::TopSecret);
        let top = top.await;
        let lower = json!({ "office_phone": CONFIDENTIAL[0], "address": CONFIDENTIAL[1] });
        let names = ("雨花石建材", CONFIDENTIAL[2]);
        let lower = classified(&world, &mut owner, names, lower, Level::Confidential).await;
        let ids = [top.clone(), lower.clone()];
        world.clock.advance(DAY / 24);
        let words: Vec<_> = TOP_SECRET.into_iter().chain(CONFIDENTIAL).collect();
        // A colleague, the head of the owner, who sees every customer, and who runs the system.
        for login in ["wangmin", "sunjia", "chenlu", "liuyun", "admin"] {
            let mut http = enter(&world, &company, login).await;
            let found = leaks(&mut http, &ids, &words).await;
            assert!(found.is_empty(), "{login}: {found:#?}");
            let _ = http.get(&format!("/customers/{top}")).await.expect(404);
        }
        // The owner reads both: the walk does find what it looks for.
        let found = leaks(&mut owner, &ids, &words).await;
        assert!(found.iter().any(|one| one.contains(TOP_SECRET[0])));
        assert!(found.iter().any(|one| one.contains(CONFIDENTIAL[1])), "{found:#?}");
        // To the head it is locked, by a clause, and the answer says where to ask.
        let mut head = enter(&world, &company, "chenlu").await;
        for part in ["contacts", "timeline", "card"] {
            let locked = head.get(&format!("/customers/{lower}/{part}")).await.expect(403);
            assert_eq!(locked.code(), "needs_request");
            assert_eq!(locked.body["request"], "view");
            assert_eq!(locked.body["link"], "/api/v1/requests");
            assert!(locked.body["clause"].is_string(), "{}", locked.body);
        }
    }

    async fn what_is_classified_asks_for_the_second_factor(world: World) {
        let company = world.company().await;
        let mut owner = enter(&world, &company, "lixiang").await;
        let facts = json!({ "address": CONFIDENTIAL[1] });
        let names = ("雨花石建材", CONFIDENTIAL[2]);
        let id = classified(&world, &mut owner, names, facts, Level::Confidential).await;
        let _ = owner.get(&format!("/customers/{id}")).await.expect(200);
        let mut tx = world.app.db().begin().await.unwrap();
        let ask = kedang_db::Sql::new("UPDATE access_policy SET step_up_minutes = 15");
        tx.run(ask).await.unwrap();
        tx.commit().await.unwrap();
        for door in ["", "/contacts", "/timeline", "/card"] {
            let reply = owner.get(&format!("/customers/{id}{door}")).await.expect(403);
            assert_eq!(reply.code(), "proof_needed", "{door}");
        }
        // Lists stay as they are; a head, to whom it is locked, is asked for nothing.
        let _ = owner.get("/customers").await.expect(200);
        let mut head = enter(&world, &company, "chenlu").await;
        let named = head.get(&format!("/customers/{id}")).await.expect(200);
        assert_eq!(named.body["locked"], true);
    }
}
