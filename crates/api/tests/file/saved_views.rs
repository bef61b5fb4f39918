use crate::{another, signed_in, text};
use axum::http::Method;
use kedang_testkit::on_both_engines;
use serde_json::json;

on_both_engines! {
    async fn a_view_is_kept_changed_and_removed(world: World) {
        let (company, mut http) = signed_in(&world, "wangmin").await;
        let view = json!({
            "list": "customers",
            "name": "潜在客户",
            "definition": { "filters": ["stage:eq:potential"], "sort": "-updated_at", "columns": ["name"] }
        });
        let key = [("idempotency-key", "k1")];
        let made = http.send(Method::POST, "/saved-views", &key, Some(view.clone())).await.expect(201);
        let id = text(&made.body["id"]);
        assert_eq!(made.headers["location"], format!("/api/v1/saved-views/{id}").as_str());
        assert_eq!((made.version(), &made.body["person"]["name"]), (1, &json!("王敏")));
        let again = http.send(Method::POST, "/saved-views", &key, Some(view)).await.expect(201);
        assert_eq!(again.body["id"], made.body["id"]);

        let path = format!("/saved-views/{id}");
        let share = json!({ "shared": true });
        let missing = http.send(Method::PATCH, &path, &[], Some(share.clone())).await.expect(428);
        assert_eq!(missing.code(), "precondition_required");
        let shared = http.patch(&path, 1, share.clone()).await.expect(200);
        assert_eq!((shared.version(), &shared.body["shared"]), (2, &json!(true)));
        let stale = http.patch(&path, 1, share.clone()).await.expect(412);
        assert_eq!(stale.body["current_version"], 2);

        let mut other = another(&world, &company, "lixiang").await;
        let seen = other.get("/saved-views?list=customers").await.expect(200).body;
        assert_eq!(seen["items"][0]["name"], "潜在客户");
        let refused = other.patch(&path, 2, share).await.expect(403);
        assert_eq!(refused.code(), "not_the_author");

        let _ = http.act(Method::DELETE, &path, 2).await.expect(204);
        assert!(other.get("/saved-views").await.expect(200).body["items"].as_array().unwrap().is_empty());
    }

    async fn what_is_wrong_with_a_view_is_told_in_both_languages(world: World) {
        let (_, mut http) = signed_in(&world, "wangmin").await;
        let view = json!({ "name": "", "definition": { "filters": ["stage"] } });
        let reply = http.post("/saved-views", view.clone()).await.expect(422);
        let wanted = [("/name", "name_empty"), ("/definition/filters/0", "filter_format")];
        assert_eq!(reply.errors(), wanted.map(|(at, code)| (at.to_owned(), code.to_owned())));
        assert_eq!(reply.body["errors"][1]["message"], "筛选条件“stage”应写成 字段:运算:值。");
        let english = [("accept-language", "en")];
        let reply = http.send(Method::POST, "/saved-views", &english, Some(view)).await.expect(422);
        let message = reply.body["errors"][1]["message"].as_str().unwrap().to_owned();
        assert!(message.is_ascii() && message.contains("stage"), "{message}");
        assert_eq!(http.get("/saved-views?list=people").await.expect(422).errors()[0].1, "list_unknown");
    }
}
