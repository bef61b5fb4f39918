//! Tracing a leak, over HTTP: what left is compared with a leaked sheet, whatever became of it, and
//! whom the finding names does not read it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use kedang_api::{Options, router};
use kedang_testkit::{Company, Http, Reply, World, on_both_engines};
use serde_json::{Value, json};

const CUSTOMERS: usize = 60;
const EXPORT: &str =
    "/customers/export?format=csv&purpose=x&columns=name,mobile,office_phone,credit_code,region";

async fn enter(world: &World, company: &Company, login: &str) -> Http {
    Http::signed_in(router(world.app.clone(), Options::default()), company, login).await
}

/// So many firms; the first half of them in one province, the others in another one.
async fn firms(seller: &mut Http) -> Vec<String> {
    let mut made = Vec::new();
    for number in 0..CUSTOMERS {
        let signs: Vec<char> = "澄禾锦岳桐泓砚苍".chars().collect();
        let name: String =
            [number % 8, number / 8, number % 5, number % 7].map(|at| signs[at]).iter().collect();
        let region = if number < CUSTOMERS / 2 { "320102" } else { "330106" };
        let values = json!({ "mobile": format!("138{number:04}5678"), "region": region });
        let body = json!({ "kind": "organization", "name": format!("{name}泵业有限公司"), "values": values });
        let reply = seller.post("/customers", body).await.expect(201).body;
        made.push(reply["id"].as_str().unwrap().to_owned());
    }
    made
}

/// The lines of an export, without the header.
async fn export(http: &mut Http, more: &str) -> Vec<String> {
    let file = http.get(&format!("{EXPORT}{more}")).await.expect(200);
    let text = String::from_utf8(file.bytes).unwrap();
    text.trim_start_matches('\u{feff}').lines().skip(1).map(str::to_owned).collect()
}

async fn compare(http: &mut Http, case: &str, sheet: &str) -> Reply {
    let body = json!({ "content": BASE64_STANDARD.encode(sheet) });
    http.post(&format!("{case}/traces"), body).await
}

async fn case(http: &mut Http) -> String {
    let leak = json!({ "kind": "leak", "text": "名单出现在外部群" });
    let made = http.post("/incidents", leak).await.expect(201).body;
    format!("/incidents/{}", made["id"].as_str().unwrap())
}

/// Register numbers of possible sources, with likelihoods, the likeliest first.
fn sources(reply: &Reply) -> Vec<(String, u64)> {
    let source = |one: &Value| {
        (one["register"].as_str().unwrap().to_owned(), one["likelihood"].as_u64().unwrap())
    };
    reply.body["sources"].as_array().unwrap().iter().map(source).collect()
}

async fn marked(world: &World, company: &Company) {
    let mut admin = enter(world, company, "admin").await;
    let version = admin.get("/company").await.expect(200).version();
    let set = admin.patch("/company", version, json!({ "export_markers": true })).await.expect(200);
    assert_eq!(set.body["export_markers"], true);
    let mut seller = enter(world, company, "wangmin").await;
    // Who takes lists out is not told.
    assert_eq!(seller.get("/company").await.expect(200).body["export_markers"], Value::Null);
    let _ =
        seller.patch("/company", version + 1, json!({ "export_markers": false })).await.expect(403);
}

on_both_engines! {
    async fn a_leaked_sheet_leads_to_its_export(world: World) {
        let company = world.company().await;
        let mut seller = enter(&world, &company, "wangmin").await;
        let customers = firms(&mut seller).await;
        let mut director = enter(&world, &company, "qiaosen").await;
        let south = export(&mut director, "&filter=region:under:320000").await;
        let all = export(&mut director, "").await;
        let north = export(&mut director, "&filter=region:under:330000").await;
        assert_eq!((south.len(), all.len(), north.len()), (30, 60, 30));
        // A number changes, and the same list leaves once more.
        let path = format!("/customers/{}", customers[3]);
        for (at, id) in customers.iter().enumerate().take(12) {
            let path = format!("/customers/{id}");
            let version = seller.get(&path).await.expect(200).version();
            let values = json!({ "values": { "mobile": format!("139{at:04}9999") } });
            let _ = seller.patch(&path, version, values).await.expect(200);
        }
        let later = export(&mut director, "&filter=region:under:320000").await;
        let registers = director.get("/exports").await.expect(200).body;
        let number = |at: usize| registers["items"][at]["register"].as_str().unwrap().to_owned();

        let incident = case(&mut seller).await;
        let mut keeper = enter(&world, &company, "fangxin").await;
        // Sorted, half of it cut, other headers, columns in another order, in other widths.
        let mut cut: Vec<_> = south.iter().rev().step_by(2).map(|line| {
            let cells: Vec<_> = line.split(',').collect();
            format!("{}\t{}", cells[1], cells[0].replace("有限公司", "（有限公司）"))
        }).collect();
        cut.sort();
        let reply = compare(&mut keeper, &incident, &format!("号码\t公司\n{}", cut.join("\n"))).await.expect(201);
        assert_eq!((&reply.body["rows"], &reply.body["known"]), (&json!(15), &json!(15)));
        assert_eq!(reply.body["compared"], 4);
        assert_eq!(sources(&reply)[0].0, number(3), "the early list of the south: {}", reply.body);
        assert_eq!(reply.body["sources"][0]["person"]["name"], "乔森");
        assert!(reply.body["else_likelihood"].as_u64().unwrap() > 0);

        // The later list has other numbers.
        let reply = compare(&mut keeper, &incident, &later.join("\n")).await.expect(201);
        assert_eq!(sources(&reply)[0].0, number(0), "{}", reply.body);
        let early = sources(&reply).into_iter().find(|one| one.0 == number(3)).unwrap();
        assert!(early.1 < sources(&reply)[0].1, "{}", reply.body);

        // Nobody exported these.
        let others: Vec<_> = (0..40).map(|at| format!("北京远洋{at:03}实业有限公司,1370000{at:04}")).collect();
        let reply = compare(&mut keeper, &incident, &others.join("\n")).await.expect(201);
        assert_eq!((&reply.body["known"], &reply.body["else_likelihood"]), (&json!(0), &json!(1000)));
        assert_eq!(reply.body["sources"], json!([]));

        // All of it is in the file of the case, without a row of the sheets; the log names nobody.
        let kept = keeper.get(&format!("{incident}/traces")).await.expect(200).body;
        assert_eq!(kept["items"].as_array().unwrap().len(), 3);
        assert!(!kept.to_string().contains("泵业"), "{kept}");
        let mut auditor = enter(&world, &company, "heqing").await;
        let log = auditor.get("/evidence?action=incident.trace").await.expect(200).body;
        assert_eq!(log["items"].as_array().unwrap().len(), 3);
        assert!(!log.to_string().contains(&number(3)), "{log}");
        let _ = seller.get(&path).await.expect(200);
    }

    async fn it_is_for_those_who_handle_the_case(world: World) {
        let company = world.company().await;
        let mut seller = enter(&world, &company, "wangmin").await;
        firms(&mut seller).await;
        let mut keeper = enter(&world, &company, "fangxin").await;
        let list = export(&mut keeper, "&filter=region:under:320000").await.join("\n");
        let incident = case(&mut seller).await;
        let traces = format!("{incident}/traces");

        // Not for whoever reported it, nor for whoever it does not concern, nor for a program.
        let _ = seller.get(&traces).await.expect(403);
        let _ = compare(&mut seller, &incident, &list).await.expect(403);
        let mut colleague = enter(&world, &company, "lixiang").await;
        let _ = colleague.get(&traces).await.expect(404);
        let _ = compare(&mut colleague, &incident, &list).await.expect(404);
        let mut specialist = enter(&world, &company, "liuyun").await;
        let body = json!({ "content": "%%%" });
        let reply = specialist.post(&traces, body).await.expect(422);
        assert_eq!(reply.errors(), [("/content".to_owned(), "content_format".to_owned())]);
        let reply = compare(&mut specialist, &incident, "").await.expect(422);
        assert_eq!(reply.errors()[0].0, "/content");
        let _ = specialist.post(&traces, json!({ "content": "eA==", "more": 1 })).await.expect(400);

        // Who compares and is named: kept, and not theirs to read any more.
        let reply = compare(&mut keeper, &incident, &list).await.expect(409);
        assert_eq!(reply.code(), "trace_names_you");
        let _ = keeper.get(&incident).await.expect(404);
        let _ = keeper.get(&traces).await.expect(404);
        assert!(!keeper.get("/incidents").await.expect(200).body.to_string().contains("外部群"));
        let note = json!({ "kind": "note", "text": "没事" });
        let _ = keeper.post(&format!("{incident}/entries"), note).await.expect(404);
        let inbox = specialist.get("/inbox").await.expect(200).body.to_string();
        assert!(inbox.contains("incident.traced"), "others go on: {inbox}");
        let kept = specialist.get(&traces).await.expect(200).body;
        assert_eq!(kept["items"][0]["sources"][0]["person"]["name"], "方欣");
        assert_eq!(kept["items"][0]["sources"][0]["sureness"], "likely");

        // Once it was closed as one in which nothing leaked, suspicion ends.
        let case = specialist.get(&incident).await.expect(200);
        let version = [("if-match", &*format!("\"{}\"", case.version()))];
        let closing = json!({ "grade": "none", "finding": "误报" });
        let path = format!("{incident}/closing");
        let _ = specialist.send(axum::http::Method::POST, &path, &version, Some(closing)).await.expect(200);
        let _ = keeper.get(&incident).await.expect(200);
        let reply = compare(&mut specialist, &incident, &list).await.expect(409);
        assert_eq!(reply.code(), "incident_closed");
    }

    async fn markers_tell_equal_lists_apart_and_are_nowhere_else(world: World) {
        let company = world.company().await;
        let mut seller = enter(&world, &company, "wangmin").await;
        firms(&mut seller).await;
        marked(&world, &company).await;
        let mut director = enter(&world, &company, "qiaosen").await;
        let mut manager = enter(&world, &company, "luwei").await;
        let one = export(&mut director, "").await;
        let other = export(&mut manager, "").await;
        assert_eq!((one.len(), other.len()), (CUSTOMERS + 1, CUSTOMERS + 1));
        let marker = one.iter().find(|line| !other.contains(line)).unwrap().clone();
        let cells: Vec<_> = marker.split(',').collect();
        assert!(cells[1].starts_with("154") && cells[2].contains("-9") && cells[3].len() == 18, "{marker}");
        // A short list gets none.
        assert_eq!(export(&mut director, "&filter=name:contains:澄禾").await.len(), 5);

        // It is no customer: not in lists, counts, the search, nor in the number of customers; the
        // register counts as whoever holds the file counts.
        for path in ["/customers?limit=200", "/search?q=", "/customers/count"] {
            let path = if path.ends_with('=') { format!("{path}{}", cells[1]) } else { path.to_owned() };
            let told = manager.get(&path).await.expect(200).body;
            assert!(!told.to_string().contains(cells[0]), "{path}: {told}");
        }
        assert_eq!(manager.get("/customers/count").await.expect(200).body["count"], CUSTOMERS);
        let register = director.get("/exports").await.expect(200).body;
        let first = &register["items"][1];
        assert_eq!((&first["asked_rows"], &first["left_rows"]), (&json!(61), &json!(61)));
        let id = first["id"].as_str().unwrap();
        assert_eq!(director.get(&format!("/exports/{id}")).await.expect(200).body["agrees_with_log"], true);

        let incident = case(&mut seller).await;
        let mut keeper = enter(&world, &company, "fangxin").await;
        let mut half: Vec<_> = one.iter().step_by(2).cloned().collect();
        half.push(marker);
        let reply = compare(&mut keeper, &incident, &half.join("\n")).await.expect(201);
        let best = &reply.body["sources"][0];
        assert_eq!((&best["person"]["name"], &best["markers"]), (&json!("乔森"), &json!(1)));
        assert!(best["likelihood"].as_u64().unwrap() >= 900, "{}", reply.body);
        assert!(reply.body["else_likelihood"].as_u64().unwrap() >= 20, "{}", reply.body);
    }
}
