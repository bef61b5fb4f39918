use crate::{
    clash, draft, entries, is_missing, log, once, reason, refusal, refused, stale, values,
};
use kedang_app::customer::{Change, Query, Sort, SortKey, Wanted};
use kedang_app::field::{FieldChange, FieldDraft, OptionDraft};
use kedang_app::{App, Context};
use kedang_domain::field::{FieldType, Label, Subject, Values};
use kedang_domain::id::DepartmentId;
use kedang_domain::permission::Reason;
use kedang_evidence::Detail;
use kedang_testkit::on_both_engines;
use serde_json::json;

fn field(label: &str, field_type: FieldType, department: Option<DepartmentId>) -> FieldDraft {
    FieldDraft {
        key: None,
        subject: Subject::Customer,
        field_type,
        change: FieldChange {
            label: Some(Label::new(label, "")),
            department: Some(department),
            ..FieldChange::default()
        },
    }
}

fn choice(label: &str, options: &[&str], department: Option<DepartmentId>) -> FieldDraft {
    let mut draft = field(label, FieldType::Choice, department);
    let option = |o: &&str| OptionDraft { key: None, label: Label::new(o, o), retired: false };
    draft.change.options = Some(options.iter().map(option).collect());
    draft.change.filterable = Some(true);
    draft
}

/// Names of the customers that a filter finds, as this person sees them.
async fn found(app: &App, ctx: &Context, filter: &str) -> Vec<String> {
    let conditions = app.conditions(ctx, &[filter.to_owned()]).await.unwrap();
    let sort = Sort { key: SortKey::Code, descending: false };
    let query = Query { conditions, sort, after: None, limit: 50, wanted: Wanted::NONE };
    app.list_customers(ctx, &query).await.unwrap().into_iter().map(|c| c.name).collect()
}

on_both_engines! {
    async fn a_department_adds_a_field_that_works_like_any_other(world: World) {
        let company = world.company().await;
        let (head, seller) = (world.context("chenlu").await, world.context("wangmin").await);
        let (app, other) = (&world.app, world.second().await);
        let (ours, theirs) = (company.department("销售一组"), company.department("销售二组"));
        // The other process has worked its fields out before.
        let mut conn = other.db().read().await.unwrap();
        let before = other.catalogue(&mut conn).await.unwrap();
        assert!(before.customer("x_fu_kuan_xi_guan").is_none());

        let made = app.create_field(&head, choice("付款习惯", &["prompt", "slow"], Some(ours))).await;
        let made = made.unwrap();
        assert_eq!((made.field.key.as_str(), made.version), ("x_fu_kuan_xi_guan", Some(1)));
        let key = made.field.key.as_str();
        let facts = |value: &str| values([(key, json!(value))]);
        app.create_customer(&seller, &draft("华北泵业", facts("slow"))).await.unwrap();
        app.create_customer(&seller, &draft("江南造纸", facts("prompt"))).await.unwrap();
        let wrong = refusal(app.create_customer(&seller, &draft("x", facts("never"))).await);
        assert_eq!(wrong, (format!("/values/{key}"), "choice_unknown"));
        assert_eq!(found(app, &seller, &format!("{key}:eq:slow")).await, ["华北泵业"]);

        let now = other.catalogue(&mut conn).await.unwrap();
        assert!(now.customer(key).is_some(), "the other process reads it anew");
        let card = other.effective_template(&mut conn, "company", Some(ours)).await.unwrap();
        assert!(card.unwrap().field(Subject::Customer, key).is_some_and(|f| !f.hidden));
        let card = other.effective_template(&mut conn, "company", Some(theirs)).await.unwrap();
        assert!(card.unwrap().field(Subject::Customer, key).is_none());

        let entry = log(&world, "field.create").await.remove(0);
        let details = &entry.draft().details;
        assert_eq!(details["label"], Detail::Text("付款习惯".to_owned()));
        assert_eq!(details["department"], Detail::Text(ours.to_string()));
        assert_eq!(entry.draft().subject.as_ref().unwrap().id, key);
        drop(conn);
        other.db().close().await;
    }

    async fn fields_are_defined_by_those_who_may(world: World) {
        let company = world.company().await;
        let (ours, theirs) = (company.department("销售一组"), company.department("销售二组"));
        let app = &world.app;
        let before = entries(&world).await;
        let text = |department| field("备注甲", FieldType::Text, department);
        let seller = world.context("wangmin").await;
        assert_eq!(reason(app.create_field(&seller, text(Some(ours))).await), Reason::NotPermitted);
        let head = world.context("chenlu").await;
        assert_eq!(reason(app.create_field(&head, text(Some(theirs))).await), Reason::OtherDepartment);
        assert_eq!(reason(app.create_field(&head, text(None)).await), Reason::OtherDepartment);
        assert_eq!(entries(&world).await, before);

        let keeper = world.context("fangxin").await;
        let made = app.create_field(&keeper, text(None)).await.unwrap();
        let rename = || FieldChange { label: Some(Label::new("乙", "")), ..FieldChange::default() };
        let refusal = reason(app.change_field(&head, &made.field.key, 1, rename()).await);
        assert_eq!(refusal, Reason::OtherDepartment);
        // Taking a field over concerns both sides.
        let own = app.create_field(&head, field("丙", FieldType::Text, Some(ours))).await.unwrap();
        let give = FieldChange { department: Some(Some(theirs)), ..FieldChange::default() };
        let refusal = reason(app.change_field(&head, &own.field.key, 1, give.clone()).await);
        assert_eq!(refusal, Reason::OtherDepartment);
        assert!(app.change_field(&keeper, &own.field.key, 1, give).await.is_ok());
    }

    async fn a_definition_that_is_not_right_is_refused_as_a_whole(world: World) {
        world.company().await;
        let keeper = world.context("fangxin").await;
        let app = &world.app;
        app.create_field(&keeper, field("主管税务机关", FieldType::Text, None)).await.unwrap();
        let before = entries(&world).await;
        let mut twice = field("主管税务机关", FieldType::LongText, None);
        twice.key = Some("x_zhu_guan_shui_wu_ji_guan".to_owned());
        twice.change.filterable = Some(true);
        twice.change.group = Some("nowhere".to_owned());
        let mut found = refused(app.create_field(&keeper, twice).await);
        found.sort();
        let wanted = [("/filterable", "not_filterable"), ("/group", "group_unknown"), ("/key", "key_taken")];
        assert_eq!(found, wanted.map(|(at, code)| (at.to_owned(), code)));
        let mut other = field("主管税务机关", FieldType::Text, None);
        other.key = Some("x_other".to_owned());
        let found = refusal(app.create_field(&keeper, other).await);
        assert_eq!(found, ("/label/zh".to_owned(), "label_taken"));
        let none = choice("选一个", &[], None);
        let found = refusal(app.create_field(&keeper, none).await);
        assert_eq!(found, ("/options".to_owned(), "options_missing"));
        let nowhere = Some(DepartmentId::new(app.fresh()));
        let found = refusal(app.create_field(&keeper, field("丁", FieldType::Text, nowhere)).await);
        assert_eq!(found, ("/department_id".to_owned(), "department_unknown"));
        assert_eq!(entries(&world).await, before);

        let change = FieldChange::default();
        assert_eq!(clash(app.change_field(&keeper, "stage", 1, change.clone()).await), "field_builtin");
        assert!(is_missing(app.change_field(&keeper, "x_nothing", 1, change).await));
    }

    async fn a_field_that_was_put_away_keeps_its_values(world: World) {
        world.company().await;
        let (keeper, seller) = (world.context("fangxin").await, world.context("wangmin").await);
        let app = &world.app;
        let key = app.create_field(&keeper, choice("热度", &["hot", "cold"], None)).await.unwrap().field.key;
        let facts = values([(key.as_str(), json!("hot"))]);
        let made = app.create_customer(&seller, &draft("华北泵业", facts)).await.unwrap().customer;
        let active = |active| FieldChange { active: Some(active), ..FieldChange::default() };
        let away = app.change_field(&keeper, &key, 1, active(false)).await.unwrap();
        assert!(!away.field.active);
        let offered = |all: Vec<kedang_app::field::Versioned>| all.iter().any(|f| f.field.key == key);
        assert!(!offered(app.fields(&seller, None, false).await.unwrap()));
        assert!(offered(app.fields(&seller, None, true).await.unwrap()));
        let mut conn = app.db().read().await.unwrap();
        let card = app.effective_template(&mut conn, "company", None).await.unwrap().unwrap();
        assert!(card.field(Subject::Customer, &key).is_none());
        drop(conn);

        let change = |value| Change { values: values([(key.as_str(), value)]), ..Change::default() };
        let found = refusal(app.update_customer(&seller, made.id, 1, &change(json!("cold"))).await);
        assert_eq!(found, (format!("/values/{key}"), "field_inactive"));
        let other = Change { values: values([("fax", json!("025-55550199"))]), ..Change::default() };
        let kept = app.update_customer(&seller, made.id, 1, &other).await.unwrap().customer;
        assert_eq!(kept.values[&key], json!("hot"));

        assert_eq!(stale(app.change_field(&keeper, &key, 1, active(true)).await), 2);
        app.change_field(&keeper, &key, 2, active(true)).await.unwrap();
        assert_eq!(found_by(app, &seller, &key).await, ["华北泵业"], "the index was kept too");
    }

    async fn what_is_stored_follows_the_definition(world: World) {
        world.company().await;
        let (keeper, seller) = (world.context("fangxin").await, world.context("wangmin").await);
        let app = &world.app;
        let mut plain = choice("热度", &["hot", "cold"], None);
        plain.change.filterable = Some(false);
        let key = app.create_field(&keeper, plain).await.unwrap().field.key;
        let facts = values([(key.as_str(), json!("hot"))]);
        let made = app.create_customer(&seller, &draft("华北泵业", facts)).await.unwrap().customer;
        app.create_customer(&seller, &draft("江南造纸", Values::new())).await.unwrap();
        let filter = FieldChange { filterable: Some(true), ..FieldChange::default() };
        app.change_field(&keeper, &key, 1, filter).await.unwrap();
        assert_eq!(found_by(app, &seller, &key).await, ["华北泵业"]);

        let several = FieldChange { field_type: Some(FieldType::MultiChoice), ..FieldChange::default() };
        app.change_field(&keeper, &key, 2, several).await.unwrap();
        let now = app.open_customer(&seller, made.id).await.unwrap().customer;
        assert_eq!(now.values[&key], json!(["hot"]));
        assert_eq!(now.version, 2, "whoever edits the old form must look again");
        assert_eq!(found_by(app, &seller, &key).await, ["华北泵业"]);

        let back = FieldChange { field_type: Some(FieldType::Number), ..FieldChange::default() };
        let found = refused(app.change_field(&keeper, &key, 3, back).await);
        assert!(found.contains(&("/field_type".to_owned(), "type_change")), "{found:?}");
        let fewer = FieldChange {
            options: Some(vec![OptionDraft { key: Some("cold".into()), label: Label::new("cold", ""), retired: false }]),
            ..FieldChange::default()
        };
        let found = refusal(app.change_field(&keeper, &key, 3, fewer).await);
        assert_eq!(found, ("/options".to_owned(), "option_removed"));

        let no_filter = FieldChange { filterable: Some(false), ..FieldChange::default() };
        app.change_field(&keeper, &key, 3, no_filter).await.unwrap();
        let mut conn = app.db().read().await.unwrap();
        let sql = kedang_db::Sql::new("SELECT count(*) FROM customer_value WHERE field = $1");
        let left: i64 = conn.one(sql.bind(&key)).await.unwrap().take().unwrap();
        assert_eq!(left, 0, "an index that nobody may use is not kept");
    }

    async fn values_of_contacts_follow_too(world: World) {
        world.company().await;
        let (keeper, seller) = (world.context("fangxin").await, world.context("wangmin").await);
        let app = &world.app;
        let mut draft = choice("称呼", &["mr", "ms"], None);
        draft.subject = Subject::Contact;
        let key = app.create_field(&keeper, draft).await.unwrap().field.key;
        let id = crate::customer(&world, &seller, "华北泵业").await;
        let facts = values([(key.as_str(), json!("ms"))]);
        app.create_contact(&seller, id, crate::contact("陈静", facts)).await.unwrap();
        let several = FieldChange { field_type: Some(FieldType::MultiChoice), ..FieldChange::default() };
        app.change_field(&keeper, &key, 1, several).await.unwrap();
        let contacts = app.contacts(&seller, id).await.unwrap();
        assert_eq!(contacts[0].values[&key], json!(["ms"]));
        assert_eq!(contacts[0].version, 2);
    }

    async fn a_phone_of_ones_own_is_found_by_its_digits(world: World) {
        world.company().await;
        let (keeper, seller) = (world.context("fangxin").await, world.context("wangmin").await);
        let app = &world.app;
        let key = app.create_field(&keeper, field("值班电话", FieldType::Phone, None)).await.unwrap().field.key;
        let facts = values([(key.as_str(), json!("025-55550188"))]);
        app.create_customer(&seller, &draft("华北泵业", facts)).await.unwrap();
        assert_eq!(app.search_customers(&seller, "55550188", 5).await.unwrap().len(), 1);
        let close = app.search_customers(&seller, "55550189", 5).await.unwrap();
        assert!(close.iter().all(|found| found.nearly));
        assert!(app.search_customers(&seller, "99990189", 5).await.unwrap().is_empty());
    }

    async fn a_field_defined_twice_under_one_key_is_one(world: World) {
        world.company().await;
        let ctx = once(&world.context("fangxin").await, "k", "same");
        let first = world.app.create_field(&ctx, field("甲", FieldType::Text, None)).await.unwrap();
        let again = world.app.create_field(&ctx, field("甲", FieldType::Text, None)).await.unwrap();
        assert_eq!(first.field.key, again.field.key);
        assert_eq!(log(&world, "field.create").await.len(), 1);
    }
}

async fn found_by(app: &App, ctx: &Context, key: &str) -> Vec<String> {
    found(app, ctx, &format!("{key}:eq:hot")).await
}
