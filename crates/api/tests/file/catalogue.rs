use crate::{another, signed_in, text};
use axum::http::Method;
use kedang_testkit::on_both_engines;
use serde_json::{Value, json};

fn item<'a>(body: &'a Value, key: &str) -> Option<&'a Value> {
    body["items"].as_array().unwrap().iter().find(|f| f["key"] == key)
}

fn on_card<'a>(card: &'a Value, key: &str) -> Option<&'a Value> {
    let groups = card["groups"].as_array().unwrap();
    groups.iter().flat_map(|g| g["fields"].as_array().unwrap()).find(|f| f["key"] == key)
}

/// The groups of a card as a page sends them back.
fn sent(card: &Value) -> Value {
    let groups = card["groups"].as_array().unwrap().iter().map(|group| {
        let fields = group["fields"].as_array().unwrap().iter();
        let fields: Vec<Value> = fields
            .map(|f| json!({ "key": f["key"], "required": f["required"], "hidden": f["hidden"] }))
            .collect();
        json!({ "key": group["key"], "fields": fields })
    });
    groups.collect()
}

on_both_engines! {
    async fn a_field_is_defined_listed_changed_and_put_away(world: World) {
        let (company, mut http) = signed_in(&world, "chenlu").await;
        let ours = company.department("销售一组").to_string();
        let body = json!({
            "label": { "zh": "付款习惯", "en": "Way of paying" },
            "field_type": "choice",
            "options": [{ "label": { "zh": "及时", "en": "Prompt" } }, { "key": "slow", "label": { "zh": "拖延" } }],
            "filterable": true,
            "department_id": ours
        });
        let made = http.post("/fields", body.clone()).await.expect(201);
        assert_eq!(made.headers["location"], "/api/v1/fields/x_way_of_paying");
        assert_eq!(made.body["options"][0]["key"], "prompt");
        assert_eq!((made.version(), &made.body["group"]), (1, &json!("custom")));
        let all = http.get("/fields?subject=customer").await.expect(200).body;
        assert_eq!(item(&all, "x_way_of_paying").unwrap()["version"], 1);
        let stage = item(&all, "stage").unwrap();
        assert_eq!((&stage["builtin"], stage.get("version")), (&json!(true), None));
        assert!(all["groups"].as_array().unwrap().iter().any(|g| g["key"] == "custom"));
        assert!(item(&all, "decision_role").is_none(), "that is a contact's");

        let change = json!({ "help": { "zh": "按近一年的情况" }, "active": false });
        let path = "/fields/x_way_of_paying";
        let now = http.patch(path, 1, change).await.expect(200);
        assert_eq!((now.version(), &now.body["active"]), (2, &json!(false)));
        assert_eq!(now.body["help"]["zh"], "按近一年的情况");
        let cleared = http.patch(path, 2, json!({ "help": null })).await.expect(200);
        assert_eq!(cleared.body["help"], Value::Null);
        let all = http.get("/fields").await.expect(200).body;
        assert!(item(&all, "x_way_of_paying").is_none());
        let all = http.get("/fields?inactive=true").await.expect(200).body;
        assert!(item(&all, "x_way_of_paying").is_some());

        let mut seller = another(&world, &company, "wangmin").await;
        let refused = seller.post("/fields", body).await.expect(403);
        assert_eq!((refused.code(), &refused.body["clause"]), ("not_permitted", &json!("M 5.1.1.7")));
        let builtin = http.patch("/fields/stage", 1, json!({ "active": false })).await.expect(409);
        assert_eq!(builtin.code(), "field_builtin");
        let stale = http.patch(path, 1, json!({ "active": true })).await.expect(412);
        assert_eq!(stale.body["current_version"], 3);
        assert_eq!(http.patch("/fields/x_no", 1, json!({})).await.expect(404).code(), "not_found");
    }

    async fn a_refusal_of_a_field_says_how_to_mend_it(world: World) {
        let (_, mut http) = signed_in(&world, "fangxin").await;
        let body = json!({ "key": "tax", "label": { "zh": "" }, "field_type": "choice", "min": "1" });
        let reply = http.post("/fields", body).await.expect(422);
        let mut found = reply.errors();
        found.sort();
        let wanted = [("/key", "custom_key"), ("/label/zh", "label_empty"), ("/min", "bounds"), ("/options", "options_missing")];
        assert_eq!(found, wanted.map(|(at, code)| (at.to_owned(), code.to_owned())));
        for error in reply.body["errors"].as_array().unwrap() {
            let message = error["message"].as_str().unwrap();
            assert!(!message.contains('{') && !message.is_ascii(), "{message}");
        }
        let unknown = json!({ "label": { "zh": "甲" }, "field_type": "colour" });
        assert_eq!(http.post("/fields", unknown).await.expect(400).code(), "malformed");
    }

    async fn what_is_far_too_much_is_refused(world: World) {
        let (_, mut http) = signed_in(&world, "fangxin").await;
        let field = json!({ "key": "fax" });
        let groups = json!([{ "key": "communication", "fields": vec![field; 1_000] }]);
        let reply = http.patch("/card-templates/company", 0, json!({ "groups": groups })).await;
        assert_eq!(reply.expect(422).errors(), [("/groups".to_owned(), "too_many".to_owned())]);
        let option = json!({ "label": { "zh": "甲" } });
        let body = json!({ "label": { "zh": "选项" }, "field_type": "choice", "options": vec![option; 1_000] });
        let reply = http.post("/fields", body).await.expect(422);
        assert_eq!(reply.errors(), [("/options".to_owned(), "too_many".to_owned())]);
        // Bytes that no database takes name nothing.
        let _ = http.patch("/fields/x%00", 1, json!({})).await.expect(404);
        let _ = http.get("/card-templates/x%00").await.expect(404);
    }

    async fn a_card_is_arranged_for_a_department(world: World) {
        let (company, mut http) = signed_in(&world, "chenlu").await;
        let ours = company.department("销售一组").to_string();
        let theirs = company.department("销售二组").to_string();
        let list = http.get("/card-templates").await.expect(200).body;
        assert_eq!(list["items"].as_array().unwrap().len(), 6);
        assert_eq!(list["items"][0]["name"], "公司资料卡");
        let card = http.get("/card-templates/company").await.expect(200);
        assert_eq!((card.version(), &card.body["level_id"]), (0, &json!(ours)));
        assert!(!card.body["contact"].as_array().unwrap().is_empty());

        let mut groups = sent(&card.body);
        for field in groups.as_array_mut().unwrap().iter_mut().flat_map(|g| g["fields"].as_array_mut().unwrap()) {
            if field["key"] == "fax" {
                field["hidden"] = json!(true);
            }
        }
        let change = json!({ "department_id": ours, "groups": groups });
        let now = http.patch("/card-templates/company", 0, change.clone()).await.expect(200);
        assert_eq!((now.version(), &on_card(&now.body, "fax").unwrap()["hidden"]), (1, &json!(true)));
        let stale = http.patch("/card-templates/company", 0, change).await.expect(412);
        assert_eq!(stale.body["current_version"], 1);
        let path = format!("/card-templates/company?department={theirs}");
        let other = http.get(&path).await.expect(200);
        assert_eq!((other.version(), &on_card(&other.body, "fax").unwrap()["hidden"]), (0, &json!(false)));
        let whole = http.get("/card-templates/company?department=company").await.expect(200);
        assert_eq!(whole.body["level_id"], Value::Null);
        for path in ["/card-templates/none", "/card-templates/company?department=none"] {
            let _ = http.get(path).await.expect(404);
        }
        let change = json!({ "department_id": theirs, "groups": [] });
        let refused = http.patch("/card-templates/company", 0, change).await.expect(403);
        assert_eq!(refused.code(), "other_department");
    }

    async fn a_card_of_ones_own(world: World) {
        let (company, mut http) = signed_in(&world, "chenlu").await;
        let ours = company.department("销售一组").to_string();
        let new = json!({ "label": { "zh": "大客户卡", "en": "Key account" }, "base": "company", "department_id": ours });
        let key = [("idempotency-key", "k1")];
        let made = http.send(Method::POST, "/card-templates", &key, Some(new.clone())).await.expect(201);
        assert_eq!(made.headers["location"], "/api/v1/card-templates/x_key_account");
        assert_eq!((&made.body["builtin"], &made.body["base"]), (&json!(false), &json!("company")));
        let again = http.send(Method::POST, "/card-templates", &key, Some(new)).await.expect(201);
        assert_eq!(again.body["code"], "x_key_account");
        let body = json!({ "kind": "organization", "name": "华北泵业", "template": "x_key_account" });
        let customer = http.post("/customers", body).await.expect(201);
        assert_eq!(customer.body["template"], "x_key_account");
        let away = json!({ "active": false });
        let now = http.patch("/card-templates/x_key_account", made.version(), away).await.expect(200);
        assert_eq!(now.body["active"], false);
        let id = text(&customer.body["id"]);
        let _ = http.get(&format!("/customers/{id}")).await.expect(200);
    }
}
