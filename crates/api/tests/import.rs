//! Imports over HTTP: uploading, choosing, mending, writing, what is given back, and what is refused.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, header};
use kedang_api::{Options, router};
use kedang_app::import::FILE_MAX;
use kedang_testkit::{Company, Engine, Http, World, on_both_engines};
use serde_json::{Value, json};
use std::net::SocketAddr;
use tower::ServiceExt as _;

const BOUNDARY: &str = "kedang-boundary";
const TABLE: &str =
    "客户名称,手机,备注\n甲公司,13812345678,好\n乙公司,12,=1+1\n,13912345678,无名\n";

struct Door {
    router: Router,
    company: Company,
}

/// What came back.
struct Said {
    status: u16,
    headers: HeaderMap,
    body: Value,
}

impl Said {
    /// Place, code and words of the only refused value.
    fn refusal(&self) -> (&str, &str, &str) {
        let errors = self.body["errors"].as_array().unwrap();
        assert_eq!((self.status, errors.len()), (422, 1), "{}", self.body);
        let text = |key: &str| errors[0][key].as_str().unwrap();
        (text("pointer"), text("code"), text("message"))
    }
}

impl Door {
    async fn open(world: &World) -> Self {
        let router = router(world.app.clone(), Options::default());
        Self { router, company: world.company().await }
    }

    async fn enter(&self, login: &str) -> Http {
        Http::signed_in(self.router.clone(), &self.company, login).await
    }

    /// Sends a file as a browser does.
    async fn upload(&self, who: &Http, field: &str, name: &str, bytes: &[u8]) -> Said {
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{field}\"; \
             filename=\"{name}\"\r\ncontent-type: application/octet-stream\r\n\r\n"
        );
        let tail = format!("\r\n--{BOUNDARY}--\r\n");
        let mut body = head.into_bytes();
        body.reserve_exact(bytes.len() + tail.len());
        body.extend(bytes);
        body.extend(tail.as_bytes());
        self.send(who, &format!("multipart/form-data; boundary={BOUNDARY}"), body).await
    }

    async fn send(&self, who: &Http, kind: &str, body: Vec<u8>) -> Said {
        let request = Request::post("/api/v1/imports")
            .header(header::COOKIE, who.cookie.as_deref().unwrap())
            .header(header::CONTENT_TYPE, kind)
            .extension(ConnectInfo(SocketAddr::from(([192, 0, 2, 10], 40_000))))
            .body(Body::from(body))
            .unwrap();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, 1 << 20).await.unwrap();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Said { status: parts.status.as_u16(), headers: parts.headers, body }
    }
}

on_both_engines! {
    async fn a_table_from_upload_to_customers(world: World) {
        let door = Door::open(&world).await;
        let mut head = door.enter("chenlu").await;
        let made = door.upload(&head, "file", "..\\..\\客户.csv", TABLE.as_bytes()).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let import = made.body;
        let path = format!("/imports/{}", import["id"].as_str().unwrap());
        assert_eq!(made.headers[header::LOCATION], format!("/api/v1{path}"));
        assert_eq!((&import["status"], &import["file"]["name"]), (&json!("ready"), &json!("客户.csv")));
        let counts = |import: &Value| {
            let of = |key: &str| import["counts"][key].as_i64().unwrap();
            [of("data_rows"), of("valid_rows"), of("invalid_rows"), of("written_rows")]
        };
        assert_eq!(counts(&import), [3, 1, 2, 0]);

        // What is wrong with each row, in words, with its column.
        let bad = head.get(&format!("{path}/rows?verdict=invalid")).await.expect(200).body;
        let first = &bad["items"][0];
        assert_eq!((&first["row"], &first["errors"][0]["column"]), (&json!(3), &json!(1)));
        assert_eq!(first["errors"][0]["code"], "mobile_format");
        let words = first["errors"][0]["message"].as_str().unwrap();
        assert!(words.contains("12") && !words.contains('{'), "{words}");
        let row = |n: i64| format!("{path}/rows/{n}");
        let body = Some(json!({ "cells": { "1": "13712345678" } }));
        let mended = head.send(Method::PATCH, &row(3), &[], body).await.expect(200).body;
        assert_eq!(mended["row"]["valid"], true, "{mended}");
        let body = Some(json!({ "cells": { "9": "x" } }));
        let told = head.send(Method::PATCH, &row(3), &[], body.clone()).await.expect(422);
        assert_eq!(told.errors(), [("/cells/9".to_owned(), "column_unknown".to_owned())]);
        let _ = head.send(Method::PATCH, &row(77), &[], body).await.expect(404);
        let stale = head.patch(&path, 77, json!({ "template": "company" })).await.expect(412);
        assert!(stale.body["current_version"].is_i64());
        let _ = head.send(Method::PATCH, &path, &[], Some(json!({}))).await.expect(428);

        let begun = head.send(Method::POST, &format!("{path}/writing"), &[], None).await.expect(202);
        assert_eq!(begun.body["status"], "writing");
        let again = head.send(Method::POST, &format!("{path}/writing"), &[], None).await.expect(409);
        assert_eq!(again.code(), "import_not_ready");
        let id = import["id"].as_str().unwrap().parse().unwrap();
        world.app.write_import(id, world.origin()).await.unwrap();
        let done = head.get(&path).await.expect(200).body;
        assert_eq!((&done["status"], counts(&done)), (&json!("done"), [3, 2, 1, 2]));
        let rejects = head.get(&format!("{path}/rejects")).await.expect(200);
        assert!(rejects.bytes.starts_with(b"PK"));
        let kind = rejects.headers[header::CONTENT_TYPE].to_str().unwrap();
        assert!(kind.contains("spreadsheetml"), "{kind}");
        assert_eq!(head.get("/customers/count").await.expect(200).body["count"], 2);
        assert_eq!(head.delete(&path).await.expect(409).code(), "import_finished");
        assert_eq!(head.get("/imports").await.expect(200).body["items"][0]["id"], import["id"]);
        // Somebody else who imports has none.
        let mut other = door.enter("zhaolei").await;
        assert_eq!(other.get("/imports").await.expect(200).body["items"], json!([]));
        for path in [path.clone(), format!("{path}/rows"), format!("{path}/rejects")] {
            let _ = other.get(&path).await.expect(404);
        }
    }

    async fn customers_on_file_are_changed_as_was_shown(world: World) {
        let door = Door::open(&world).await;
        let mut head = door.enter("chenlu").await;
        let new = json!({ "kind": "organization", "name": "甲泵业有限公司", "template": "company",
            "values": { "mobile": "13812345678", "stage": "potential" } });
        let one = head.send(Method::POST, "/customers", &[], Some(new)).await.expect(201).body;
        let table = format!(
            "客户编号,客户名称,手机,合作阶段\n{},甲泵业有限公司,13812345679,合作\nKH9999999,乙,,\n",
            one["code"].as_str().unwrap()
        );
        let made = door.upload(&head, "file", "更新.csv", table.as_bytes()).await.body;
        assert_eq!((&made["mode"], &made["keys"]), (&json!("create"), &json!(["code", "mobile", "name"])));
        let path = format!("/imports/{}", made["id"].as_str().unwrap());
        let refused = head.patch(&path, 2, json!({ "mode": "update" })).await.expect(422);
        assert_eq!(refused.errors(), [("/key".to_owned(), "import_key_missing".to_owned())]);
        let _ = head.patch(&path, 2, json!({ "mode": "update", "key": "fax" })).await.expect(400);
        let planned = head.patch(&path, 2, json!({ "mode": "update", "key": "code" })).await.expect(200).body;
        assert_eq!((&planned["counts"]["update_rows"], &planned["counts"]["invalid_rows"]), (&json!(1), &json!(1)));
        let rows = head.get(&format!("{path}/rows?verdict=update")).await.expect(200).body;
        let row = &rows["items"][0];
        assert_eq!((&row["action"], &row["target"]["id"]), (&json!("update"), &one["id"]));
        let stage = row["changes"].as_array().unwrap().iter().find(|c| c["field"] == "stage").unwrap();
        assert_eq!((&stage["before"], &stage["after"]), (&json!("potential"), &json!("cooperating")));
        assert!(stage["after_text"].is_string() && stage["label"].is_string());
        let _ = head.send(Method::POST, &format!("{path}/writing"), &[], None).await.expect(202);
        let id = made["id"].as_str().unwrap().parse().unwrap();
        world.app.write_import(id, world.origin()).await.unwrap();
        let done = head.get(&path).await.expect(200).body;
        assert_eq!((&done["counts"]["written_rows"], &done["counts"]["updated_rows"]), (&json!(1), &json!(1)));
        let now = head.get(&format!("/customers/{}", one["id"].as_str().unwrap())).await.expect(200).body;
        assert_eq!(now["values"]["stage"], "cooperating");
    }

    async fn above_the_limit_somebody_else_agrees(world: World) {
        let door = Door::open(&world).await;
        let mut admin = door.enter("admin").await;
        let version = admin.get("/company").await.expect(200).version();
        let bad = admin.patch("/company", version, json!({ "import_approval_rows": -1 })).await;
        assert_eq!(bad.expect(422).body["errors"][0]["code"], "limit_range");
        let set = json!({ "import_approval_rows": 0 });
        let company = admin.patch("/company", version, set).await.expect(200);
        assert_eq!(company.body["import_approval_rows"], 0);

        let mut maker = door.enter("chenlu").await;
        let import = door.upload(&maker, "file", "a.csv", TABLE.as_bytes()).await.body;
        assert_eq!(import["approval"], json!(null));
        let path = format!("/imports/{}", import["id"].as_str().unwrap());
        let asked = maker.post(&format!("{path}/writing"), json!(null)).await.expect(202).body;
        assert_eq!((&asked["status"], &asked["approval"]["state"]), (&json!("awaiting_approval"), &json!("asked")));
        assert_eq!((&asked["approval"]["rows"], &asked["approval"]["applicant"]["name"]), (&json!(1), &json!("陈露")));
        let version = asked["version"].as_i64().unwrap();
        let approval = format!("{path}/approval");
        let own = maker.act(Method::POST, &approval, version).await.expect(403);
        assert_eq!(own.code(), "own_request");
        let changed = maker.patch(&path, version, json!({ "template": "dealer" })).await.expect(409);
        assert_eq!(changed.code(), "import_awaiting_approval");

        let mut head = door.enter("qiaosen").await;
        let waiting = head.get("/imports?waiting=true").await.expect(200).body;
        assert_eq!(waiting["items"][0]["id"], import["id"]);
        assert_eq!(head.get("/imports").await.expect(200).body["items"], json!([]));
        assert_eq!(head.get(&format!("{path}/rows")).await.expect(200).body["items"][0]["row"], 2);
        let approved = head.act(Method::POST, &approval, version).await.expect(200);
        assert_eq!((&approved.body["status"], &approved.body["approval"]["decided_by"]["name"]), (&json!("ready"), &json!("乔森")));
        let again = head.act(Method::POST, &approval, approved.version()).await.expect(409);
        assert_eq!(again.code(), "import_not_waiting");
        let mut other = door.enter("zhaolei").await;
        assert_eq!(other.get(&path).await.status, 404);
        assert_eq!(other.get("/imports?waiting=true").await.expect(200).body["items"], json!([]));
        let begun = maker.post(&format!("{path}/writing"), json!(null)).await.expect(202).body;
        assert_eq!(begun["status"], "writing");
    }

    async fn a_text_is_read_anew_and_twins_are_decided(world: World) {
        let door = Door::open(&world).await;
        let mut head = door.enter("chenlu").await;
        let table = "客户名称;手机\n苏州东方造纸有限公司;13812345601\n苏州东方造纸公司;13812345601\n";
        let made = door.upload(&head, "file", "双.csv", table.as_bytes()).await.body;
        assert_eq!(made["file"]["correctable"], true);
        let path = format!("/imports/{}", made["id"].as_str().unwrap());
        let wrong = head.patch(&path, 2, json!({ "separator": "comma" })).await.expect(200).body;
        assert_eq!((&wrong["file"]["separator"], wrong["columns"].as_array().unwrap().len()), (&json!("comma"), 0));
        let version = wrong["version"].as_i64().unwrap();
        let _ = head.patch(&path, version, json!({ "encoding": "klingon" })).await.expect(400);
        let right = head.patch(&path, version, json!({ "encoding": "utf-8", "separator": "auto" })).await.expect(200).body;
        assert_eq!((&right["file"]["separator"], &right["counts"]["twin_rows"]), (&json!("semicolon"), &json!(2)));
        let rows = head.get(&format!("{path}/rows?verdict=twins")).await.expect(200).body;
        assert_eq!(rows["items"][0]["twins"][0]["row"], 3);
        let row = format!("{path}/rows/3");
        let body = Some(json!({ "choice": "update" }));
        let told = head.send(Method::PATCH, &row, &[], body).await.expect(422);
        assert_eq!(told.errors(), [("/customer_id".to_owned(), "required".to_owned())]);
        let body = Some(json!({ "choice": "skip" }));
        let said = head.send(Method::PATCH, &row, &[], body).await.expect(200).body;
        assert_eq!((&said["row"]["choice"], &said["import"]["counts"]["create_rows"]), (&json!("skip"), &json!(1)));
    }

    async fn an_import_is_undone_but_for_what_was_touched(world: World) {
        let door = Door::open(&world).await;
        let mut head = door.enter("chenlu").await;
        let table = "客户名称,座机\n甲公司,025-55550199\n乙公司,025-55550198\n丙公司,025-55550197\n";
        let made = door.upload(&head, "file", "客户.csv", table.as_bytes()).await;
        let path = format!("/imports/{}", made.body["id"].as_str().unwrap());
        let undo = format!("{path}/undo");
        assert_eq!(made.body["undo_until"], Value::Null);
        let early = head.send(Method::POST, &undo, &[], None).await.expect(409);
        assert_eq!(early.code(), "import_not_over");
        let _ = head.send(Method::POST, &format!("{path}/writing"), &[], None).await.expect(202);
        let id = made.body["id"].as_str().unwrap().parse().unwrap();
        world.app.write_import(id, world.origin()).await.unwrap();
        let done = head.get(&path).await.expect(200).body;
        assert_eq!(done["undo_until"], "2026-12-23T01:00:00.000Z", "{done}");

        let rows = head.get(&format!("{path}/rows?verdict=written")).await.expect(200).body;
        let customer = format!("/customers/{}", rows["items"][1]["customer_id"].as_str().unwrap());
        let _ = head.patch(&customer, 1, json!({ "values": { "remark": "好" } })).await.expect(200);
        // It is nobody else's.
        let mut other = door.enter("zhaolei").await;
        let _ = other.send(Method::POST, &undo, &[], None).await.expect(404);
        let mut seller = door.enter("lixiang").await;
        let _ = seller.send(Method::POST, &undo, &[], None).await.expect(403);
        let begun = head.send(Method::POST, &undo, &[], None).await.expect(202).body;
        assert_eq!((&begun["status"], &begun["undo_until"]), (&json!("undoing"), &Value::Null));
        let again = head.send(Method::POST, &undo, &[], None).await.expect(409);
        assert_eq!(again.code(), "import_undoing");
        world.app.undo_import(id, world.origin()).await.unwrap();

        let over = head.get(&path).await.expect(200).body;
        assert_eq!(over["status"], "undone");
        let counts = &over["counts"];
        assert_eq!((&counts["written_rows"], &counts["undone_rows"]), (&json!(3), &json!(2)));
        assert_eq!(counts["kept_rows"], 1);
        let again = head.send(Method::POST, &undo, &[], None).await.expect(409);
        assert_eq!(again.code(), "import_undone");
        let kept = head.get(&format!("{path}/rows?verdict=kept")).await.expect(200).body;
        let row = &kept["items"][0];
        assert_eq!((&row["cells"]["0"], &row["verdict"]), (&json!("乙公司"), &json!("kept")));
        assert_eq!(row["errors"][0]["code"], "kept_changed");
        let words = row["errors"][0]["message"].as_str().unwrap();
        assert!(words.contains("改过"), "{words}");
        assert!(customer.ends_with(row["customer_id"].as_str().unwrap()));
        let gone = head.get(&format!("{path}/rows?verdict=undone")).await.expect(200).body;
        let ids: Vec<_> = gone["items"].as_array().unwrap().iter().map(|r| &r["customer_id"]).collect();
        assert_eq!(ids, [&Value::Null, &Value::Null]);
        let _ = head.get(&customer).await.expect(200);
        assert_eq!(head.get("/customers/count").await.expect(200).body["count"], 1);
        for row in rows["items"].as_array().unwrap().iter().step_by(2) {
            let _ = head.get(&format!("/customers/{}", row["customer_id"].as_str().unwrap())).await.expect(404);
        }
    }

    async fn what_is_no_table_is_told_in_words(world: World) {
        let door = Door::open(&world).await;
        let mut head = door.enter("chenlu").await;
        for (name, bytes, code, word) in [
            ("客户.xlsx", &b"\xff\xd8\xff\xe0\0\x10JFIF a,b\n"[..], "file_unsupported", "jpeg"),
            ("客户.csv", b"%PDF-1.7", "file_unsupported", "pdf"),
            ("客户.csv", b"a,b\n\0\0\0\n", "file_unsupported", "binary"),
            ("客户.xlsx", b"PK\x03\x04 cut off", "file_damaged", "archive"),
            ("客户.csv", b"", "file_empty", "没有内容"),
        ] {
            let said = door.upload(&head, "file", name, bytes).await;
            let (pointer, found, words) = said.refusal();
            assert_eq!((pointer, found), ("/file", code), "{name}");
            assert!(words.contains(word) && !words.contains('{'), "{words}");
        }
        let said = door.upload(&head, "something", "a.csv", TABLE.as_bytes()).await;
        assert_eq!((said.status, &said.body["code"]), (400, &json!("multipart_file")));
        let said = door.send(&head, "application/json", b"{}".to_vec()).await;
        assert_eq!((said.status, &said.body["code"]), (400, &json!("multipart_format")));
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let said = door.send(&head, &kind, b"--no such boundary".to_vec()).await;
        assert_eq!((said.status, &said.body["code"]), (400, &json!("multipart_format")));
        assert_eq!(head.get("/imports").await.expect(200).body["items"], json!([]));
        // Whom it is not for is told so, whatever they send.
        let seller = door.enter("lixiang").await;
        let said = door.upload(&seller, "file", "a.csv", TABLE.as_bytes()).await;
        assert_eq!((said.status, &said.body["code"]), (403, &json!("not_permitted")));
    }
}

#[test]
fn a_file_over_the_limit_is_stopped_on_its_way() {
    World::run(Engine::Sqlite, "import_over_the_limit", |world| async move {
        let door = Door::open(&world).await;
        let mut head = door.enter("chenlu").await;
        let bytes = vec![b' '; usize::try_from(FILE_MAX).unwrap() + 1];
        let said = door.upload(&head, "file", "a.csv", &bytes).await;
        assert_eq!((said.status, &said.body["code"]), (413, &json!("too_large")), "{}", said.body);
        assert!(said.body["detail"].as_str().unwrap().contains(&FILE_MAX.to_string()));
        assert_eq!(head.get("/imports").await.expect(200).body["items"], json!([]));
    });
}
