//! Every reading operation of the API's document, tried by those who are neither cleared nor let in
//! to what is classified: nobody learns more than that a confidential customer is there and what it
//! is called, nor of a top-secret one more than its code name.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use axum::Router;
use kedang_api::{Options, router};
use kedang_app::secrecy::apply;
use kedang_domain::id::CustomerId;
use kedang_domain::secrecy::Level;
use kedang_testkit::{Company, Http, World, on_both_engines};
use serde_json::{Value, json};

const DAY: i64 = 24 * 3_600_000;
/// Who reads: a colleague, a head of another department, who sees every customer, who reads the log.
const READERS: [&str; 5] = ["sunjia", "zhaolei", "chenlu", "liuyun", "heqing"];

/// A customer that is classified, and what must not be told of it.
struct Secret {
    id: String,
    contact: String,
    /// What is told to nobody.
    marks: Vec<&'static str>,
}

/// What an owner writes about a customer.
struct Marks {
    name: &'static str,
    phone: &'static str,
    contact: &'static str,
    mobile: &'static str,
    remark: &'static str,
    summary: &'static str,
}

const CONFIDENTIAL: Marks = Marks {
    name: "机要泵业有限公司",
    phone: "025-55558801",
    contact: "钟慎言",
    mobile: "13912348801",
    remark: "北侧门禁需预约",
    summary: "谈到降价三成",
};
const TOP_SECRET: Marks = Marks {
    name: "绝顶船厂有限公司",
    phone: "025-55558802",
    contact: "容不语",
    mobile: "13912348802",
    remark: "仅限夜间送货",
    summary: "谈到并购日期",
};

fn id(body: &Value) -> String {
    body["id"].as_str().unwrap().to_owned()
}

/// A customer of this owner's with everything that could be told of it.
async fn filed(owner: &mut Http, marks: &Marks) -> (String, String) {
    let values = json!({ "office_phone": marks.phone, "remark": marks.remark, "stage": "intent" });
    let body = json!({ "kind": "organization", "name": marks.name, "values": values });
    let customer = id(&owner.post("/customers", body).await.expect(201).body);
    let path = format!("/customers/{customer}");
    let body = json!({
        "name": marks.contact,
        "values": { "mobile": marks.mobile, "birth_month_day": "11-25" },
    });
    let contact = id(&owner.post(&format!("{path}/contacts"), body).await.expect(201).body);
    let visit = json!({ "kind": "visit", "at": "2026-11-23T00:30:00Z", "summary": marks.summary });
    let _ = owner.post(&format!("{path}/interactions"), visit).await.expect(201);
    let doubt = json!({ "field": "stage", "note": marks.remark });
    let _ = owner.post(&format!("{path}/uncertain"), doubt).await.expect(201);
    // Its words are for those to whom it was sent, so no mark stands in them.
    let news = json!({ "kind": "market", "text": "市场传闻", "customer_id": customer });
    let _ = owner.post("/urgent-news", news).await.expect(201);
    let event = json!({ "kind": "bad_news", "happened_at": "2026-11-23T00:40:00Z" });
    let _ = owner.post(&format!("{path}/events"), event).await.expect(200);
    (customer, contact)
}

/// Gives a level as it is given when a request is approved.
async fn classify(world: &World, id: &str, level: Level) {
    let ctx = world.context("gaoyuan").await;
    let mut work = world.app.begin(&ctx).await.unwrap();
    let customer = CustomerId::new(id.parse().unwrap());
    apply(&mut work, customer, level, Some(ctx.now + 30 * DAY)).await.unwrap();
    work.commit().await.unwrap();
}

/// What the house makes of customers by itself and by its custodian.
async fn work_on(world: &World, custodian: &mut Http) {
    let _ = world.app.prepare_greetings().await.unwrap();
    let _ = world.app.gather_changes().await.unwrap();
    let body = json!({ "kind": "verification", "title": "核实", "due_on": "2026-12-31" });
    let _ = custodian.post("/campaigns", body).await.expect(201);
}

/// Two classified customers of lixiang's, made before they were, so that everything that hangs on
/// them is there.
async fn secrets(world: &World, company: &Company, router: &Router) -> [Secret; 2] {
    let mut owner = Http::signed_in(router.clone(), company, "lixiang").await;
    let mut custodian = Http::signed_in(router.clone(), company, "fangxin").await;
    let confidential = filed(&mut owner, &CONFIDENTIAL).await;
    let top_secret = filed(&mut owner, &TOP_SECRET).await;
    work_on(world, &mut custodian).await;
    classify(world, &confidential.0, Level::Confidential).await;
    classify(world, &top_secret.0, Level::TopSecret).await;
    let protected = |of: &Marks| vec![of.phone, of.contact, of.mobile, of.remark, of.summary];
    let mut hidden = protected(&TOP_SECRET);
    hidden.push(TOP_SECRET.name);
    let secret = |(id, contact), marks| Secret { id, contact, marks };
    [secret(confidential, protected(&CONFIDENTIAL)), secret(top_secret, hidden)]
}

/// Paths of every reading operation, with what its parameters can be.
fn paths(secrets: &[Secret]) -> Vec<String> {
    let document = serde_json::to_value(kedang_api::openapi()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        let path = path.strip_prefix("/api/v1").unwrap();
        // A stream that does not end has a test of its own.
        if item.get("get").is_none() || path == "/events" {
            continue;
        }
        for of in secrets {
            let filled = match path {
                _ if path.starts_with("/customers/{id}") => path.replacen("{id}", &of.id, 1),
                _ if path.starts_with("/contacts/{id}") => path.replacen("{id}", &of.contact, 1),
                _ => path.to_owned(),
            };
            if !filled.contains('{') && !found.contains(&filled) {
                found.push(filled);
            }
        }
    }
    found.extend(asked(secrets));
    found
}

/// Searches, filters and exports that would find what must not be found.
fn asked(secrets: &[Secret]) -> Vec<String> {
    let mut found = vec![
        "/customers?limit=200&columns=office_phone,remark,stage".to_owned(),
        "/customers?limit=200&sort=name".to_owned(),
        "/customers/export?format=csv&columns=name,office_phone,remark".to_owned(),
        "/urgent-news?limit=200".to_owned(),
        "/evidence?limit=200".to_owned(),
        "/obligations?limit=200".to_owned(),
        "/month-notes?kind=payment".to_owned(),
    ];
    for text in secrets.iter().flat_map(|secret| &secret.marks) {
        let text = encoded(text);
        for path in ["/search?q=", "/search/box?q=", "/customers?q=", "/customers/count?q="] {
            found.push(format!("{path}{text}"));
        }
        found.push(format!("/contacts?q={text}"));
    }
    for secret in secrets {
        found.push(format!("/requests?customer={}", secret.id));
        found.push(format!("/obligations?customer={}", secret.id));
        found.push(format!("/customers/{}/merge-proposal?other={}", secret.id, secrets[0].id));
    }
    found
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// What a body tells of it, but for what was asked in it.
fn told<'a>(path: &str, body: &str, of: &'a Secret) -> Vec<&'a str> {
    let found = of.marks.iter().copied().filter(|mark| body.contains(mark));
    found.filter(|mark| !path.contains(&encoded(mark))).collect()
}

on_both_engines! {
    async fn nobody_reads_what_is_classified_without_leave(world: World) {
        let company = world.company().await;
        let router = router(world.app.clone(), Options::default());
        let secrets = secrets(&world, &company, &router).await;
        let mut leaks = Vec::new();
        let mut read = 0;
        for login in READERS {
            let mut reader = Http::signed_in(router.clone(), &company, login).await;
            for path in paths(&secrets) {
                let reply = reader.get(&path).await;
                assert!(reply.status.as_u16() < 500, "{login} {path}: {}", reply.status);
                read += usize::from(reply.status.is_success());
                let body = String::from_utf8_lossy(&reply.bytes);
                for of in &secrets {
                    let found = told(&path, &body, of);
                    if !found.is_empty() {
                        leaks.push(format!("{login} {path}: {found:?}"));
                    }
                }
            }
        }
        assert!(read > 100, "most of it can be read: {read}");
        assert!(leaks.is_empty(), "{leaks:#?}");
    }

    async fn the_owner_reads_all_of_it(world: World) {
        let company = world.company().await;
        let router = router(world.app.clone(), Options::default());
        let secrets = secrets(&world, &company, &router).await;
        let mut owner = Http::signed_in(router.clone(), &company, "lixiang").await;
        let mut told = String::new();
        for path in paths(&secrets) {
            told.push_str(&String::from_utf8_lossy(&owner.get(&path).await.bytes));
        }
        for mark in secrets.iter().flat_map(|of| &of.marks) {
            assert!(told.contains(mark), "this test would not see {mark}");
        }
    }
}
