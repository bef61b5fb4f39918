use crate::signed_in;
use axum::http::Method;
use kedang_api::{Options, router};
use kedang_testkit::{Http, on_both_engines};
use serde_json::Value;

fn codes(body: &Value) -> Vec<&str> {
    body["items"].as_array().unwrap().iter().map(|e| e["code"].as_str().unwrap()).collect()
}

on_both_engines! {
    async fn tables_are_read_by_level_by_name_and_by_code(world: World) {
        let (_, mut http) = signed_in(&world, "wangmin").await;
        let provinces = http.get("/divisions").await.expect(200);
        assert_eq!(codes(&provinces.body).len(), 34);
        let below = http.get("/divisions?parent=320000").await.expect(200).body;
        let nanjing = below["items"].as_array().unwrap().iter().find(|e| e["code"] == "320100").unwrap();
        assert_eq!(nanjing["full_name"], "江苏省南京市");
        assert_eq!((&nanjing["level"], &nanjing["leaf"]), (&Value::from(2), &Value::from(false)));
        let found = http.get("/divisions?q=%E7%8E%84%E6%AD%A6&limit=1").await.expect(200).body;
        assert_eq!(codes(&found), ["320102"]);
        let some = http.get("/divisions?codes=320102,999999,110105").await.expect(200).body;
        assert_eq!(codes(&some), ["320102", "110105"]);

        let sections = http.get("/industries").await.expect(200).body;
        assert_eq!(codes(&sections).len(), 20);
        let one = http.get("/industries?codes=1311").await.expect(200).body;
        assert!(one["items"][0]["full_name"].as_str().unwrap().starts_with("制造业 / "));
        assert_eq!(codes(&http.get("/industries?q=1311").await.expect(200).body), ["1311"]);
    }

    async fn retired_codes_are_readable_but_not_offered(world: World) {
        let (_, mut http) = signed_in(&world, "wangmin").await;
        let offered = http.get("/divisions?parent=130200").await.expect(200).body;
        assert!(!codes(&offered).contains(&"130223"));
        let all = http.get("/divisions?parent=130200&historical=true").await.expect(200).body;
        assert!(codes(&all).contains(&"130223"));
        let exact = http.get("/divisions?q=130223").await.expect(200).body;
        assert_eq!(exact["items"][0]["historical"], true);
        let named = http.get("/divisions?q=%E6%BB%A6%E5%8E%BF").await.expect(200).body;
        assert!(!codes(&named).contains(&"130223"));
    }

    async fn a_table_that_was_kept_is_not_sent_again(world: World) {
        let (_, mut http) = signed_in(&world, "wangmin").await;
        let reply = http.get("/divisions").await.expect(200);
        assert_eq!(reply.headers["cache-control"], "private, max-age=86400");
        let tag = reply.headers["etag"].to_str().unwrap().to_owned();
        let again = http.send(Method::GET, "/divisions", &[("if-none-match", &tag)], None).await;
        assert_eq!(again.expect(304).bytes.len(), 0);
        let other = http.send(Method::GET, "/divisions", &[("if-none-match", "\"x\"")], None).await;
        assert!(!other.expect(200).bytes.is_empty());
        let industries = http.get("/industries").await.expect(200);
        assert_ne!(industries.headers["etag"].to_str().unwrap(), tag);
    }

    async fn tables_are_for_those_who_have_signed_in(world: World) {
        let mut stranger = Http::new(router(world.app.clone(), Options::default()));
        for path in ["/divisions", "/industries", "/fields", "/card-templates", "/saved-views"] {
            let reply = stranger.get(path).await.expect(401);
            assert_eq!(reply.code(), "unauthenticated", "{path}");
        }
        let (_, mut http) = signed_in(&world, "wangmin").await;
        assert_eq!(http.get("/divisions?nonsense=1").await.expect(400).code(), "malformed");
    }
}
