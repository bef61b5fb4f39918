//! Imports that change the contacts of customers on file.

use crate::{count, file_of, log, taken};
use kedang_app::Context;
use kedang_app::contact::{Contact, ContactChange};
use kedang_app::customer::{Draft, NewContact};
use kedang_app::import::{Import, ImportChange, Key, Mode, Verdicts};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::CustomerId;
use kedang_evidence::Detail;
use kedang_testkit::{World, on_both_engines};
use serde_json::{Value, json};

fn contact(name: &str, all: Value) -> NewContact {
    let values: Values = serde_json::from_value(all).unwrap();
    NewContact { name: name.to_owned(), values, primary: false }
}

/// A customer with three contacts.
async fn on_file(world: &World, ctx: &Context, name: &str) -> CustomerId {
    let draft = Draft {
        kind: CustomerKind::Organization,
        name: name.to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: Values::new(),
        contacts: vec![
            contact("许恺", json!({ "mobile": "13812345601", "post": "经理" })),
            contact("许静", json!({ "email": "xu@example.com" })),
            contact("齐德", json!({ "post": "会计" })),
        ],
    };
    world.app.create_customer(ctx, &draft).await.unwrap().customer.id
}

async fn planned(world: &World, ctx: &Context, import: Import) -> Import {
    let change =
        ImportChange { mode: Some(Mode::Update), key: Some(Key::Name), ..ImportChange::default() };
    world.app.change_import(ctx, import.id, import.version, &change).await.unwrap()
}

async fn written(world: &World, ctx: &Context, import: &Import) -> Import {
    world.app.begin_writing(ctx, import.id).await.unwrap();
    world.app.write_import(import.id, world.origin()).await.unwrap();
    world.app.import(ctx, import.id).await.unwrap()
}

async fn undone(world: &World, ctx: &Context, import: &Import) -> Import {
    world.app.begin_undo(ctx, import.id).await.unwrap();
    world.app.undo_import(import.id, world.origin()).await.unwrap();
    world.app.import(ctx, import.id).await.unwrap()
}

async fn contacts(world: &World, ctx: &Context, id: CustomerId) -> Vec<Contact> {
    let mut all = world.app.contacts(ctx, id).await.unwrap();
    let order = ["许恺", "许凯", "许静", "齐德", "新人"];
    all.sort_by_key(|contact| order.iter().position(|name| *name == contact.name));
    all
}

/// Everything about them but their versions.
fn facts(contacts: &[Contact]) -> Vec<String> {
    let one = |c: &Contact| format!("{} {} {} {:?}", c.id, c.name, c.primary, c.values);
    contacts.iter().map(one).collect()
}

/// By what the customers are found.
async fn words(world: &World) -> i64 {
    count(world, "SELECT count(*) FROM search_token").await
}

const TABLE: &str = "客户名称,注册地址,联系人,联系人手机,联系人职务\n\
                     甲泵业有限公司,通达路9号,许凯,13812345601,总监\n\
                     乙泵业有限公司,,新人,13899990000,采购\n\
                     丙泵业有限公司,,齐德,,会计\n";

on_both_engines! {
    async fn those_that_are_named_change_and_others_are_added(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let (first, second, third) = (
            on_file(&world, &ctx, "甲泵业有限公司").await,
            on_file(&world, &ctx, "乙泵业有限公司").await,
            on_file(&world, &ctx, "丙泵业有限公司").await,
        );
        let before = [facts(&contacts(&world, &ctx, first).await), facts(&contacts(&world, &ctx, second).await)];
        let import = taken(&world, &ctx, TABLE).await;
        let import = planned(&world, &ctx, import).await;
        assert_eq!((import.counts.update, import.counts.unchanged, import.counts.warned), (2, 1, 0));

        // What is going to change is said before.
        let (_, lines) = app.import_lines(&ctx, import.id, Verdicts::Update, 0, 9).await.unwrap();
        let shown = app.shown_lines(&ctx, lines).await.unwrap();
        let change = &shown[0].contacts[0];
        assert_eq!((change.name.as_str(), change.added), ("许恺", false));
        let fields: Vec<_> = change.changes.iter().map(|c| (c.field.as_str(), c.after.value.clone())).collect();
        assert_eq!(fields, [("name", Some(json!("许凯"))), ("post", Some(json!("总监")))]);
        let change = &shown[1].contacts[0];
        assert_eq!((change.name.as_str(), change.added, change.id), ("新人", true, None));
        // Who does not see the customer is told nothing of it.
        let other = world.context("sunjia").await;
        let (_, lines) = app.import_lines(&ctx, import.id, Verdicts::Update, 0, 9).await.unwrap();
        let shown = app.shown_lines(&other, lines).await.unwrap();
        assert!(shown.iter().all(|line| line.contacts.is_empty() && line.changes.is_empty()));

        let found_by = words(&world).await;
        let done = written(&world, &ctx, &import).await;
        assert_eq!((done.counts.written, done.counts.updated), (2, 2));
        let now = contacts(&world, &ctx, first).await;
        assert_eq!(now.len(), 3, "nobody was taken off");
        assert_eq!((now[0].name.as_str(), &now[0].values["post"]), ("许凯", &json!("总监")));
        let now = contacts(&world, &ctx, second).await;
        assert_eq!((now.len(), now[3].name.as_str(), now[3].primary), (4, "新人", false));
        assert_eq!(now[3].values["mobile"], json!("13899990000"));
        assert_eq!(contacts(&world, &ctx, third).await.len(), 3);
        let entry = log(&world, "contact.update").await.remove(0);
        assert_eq!(entry.draft().details["import"], Detail::Text(import.id.to_string()));
        assert_eq!(entry.draft().details["row"], Detail::Text("2".to_owned()));
        assert_eq!(log(&world, "contact.create").await.len(), 1);
        let found = app.search_customers(&ctx, "13899990000", 9).await.unwrap();
        assert_eq!(found.len(), 1, "by the number of the one who was added");

        let back = undone(&world, &ctx, &import).await;
        assert_eq!((back.counts.undone, back.counts.restored, back.counts.kept), (2, 2, 0));
        let after = [facts(&contacts(&world, &ctx, first).await), facts(&contacts(&world, &ctx, second).await)];
        assert_eq!(after, before);
        assert_eq!(words(&world).await, found_by);
        assert_eq!(log(&world, "contact.remove").await.len(), 1);
    }

    async fn what_somebody_changed_since_is_not_taken_back(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let first = on_file(&world, &ctx, "甲泵业有限公司").await;
        let second = on_file(&world, &ctx, "乙泵业有限公司").await;
        let import = taken(&world, &ctx, TABLE).await;
        let import = planned(&world, &ctx, import).await;
        assert_eq!(import.counts.invalid, 1, "nobody is called like the third");
        written(&world, &ctx, &import).await;
        let changed = contacts(&world, &ctx, first).await.remove(0);
        let change = ContactChange {
            values: serde_json::from_value(json!({ "post": "董事" })).unwrap(),
            ..ContactChange::default()
        };
        app.change_contact(&ctx, changed.id, changed.version, change).await.unwrap();
        let added = contacts(&world, &ctx, second).await.remove(3);
        let change = ContactChange { primary: Some(true), ..ContactChange::default() };
        app.change_contact(&ctx, added.id, added.version, change).await.unwrap();

        let back = undone(&world, &ctx, &import).await;
        assert_eq!((back.counts.undone, back.counts.kept), (0, 2));
        let (_, lines) = app.import_lines(&ctx, import.id, Verdicts::Kept, 0, 9).await.unwrap();
        let why: Vec<_> = lines.iter().map(|line| line.reasons[0].code.as_str()).collect();
        assert_eq!(why, ["kept_contact", "kept_contact"]);
        let now = contacts(&world, &ctx, first).await;
        assert_eq!((now[0].name.as_str(), &now[0].values["post"]), ("许凯", &json!("董事")));
        let seen = app.open_customer(&ctx, first).await.unwrap().customer;
        assert_eq!(seen.values["address"], json!("通达路9号"), "the row is kept as a whole");
    }

    async fn what_changed_after_the_look_is_not_overwritten(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let first = on_file(&world, &ctx, "甲泵业有限公司").await;
        let import = taken(&world, &ctx, TABLE).await;
        let import = planned(&world, &ctx, import).await;
        let known = contacts(&world, &ctx, first).await.remove(0);
        let change = ContactChange {
            values: serde_json::from_value(json!({ "post": "董事" })).unwrap(),
            ..ContactChange::default()
        };
        app.change_contact(&ctx, known.id, known.version, change).await.unwrap();
        let done = written(&world, &ctx, &import).await;
        assert_eq!(done.counts.written, 0);
        let (_, lines) = app.import_lines(&ctx, import.id, Verdicts::Invalid, 0, 9).await.unwrap();
        assert_eq!(lines[0].reasons[0].code, "changed_meanwhile");
        assert_eq!(contacts(&world, &ctx, first).await[0].values["post"], json!("董事"));
    }

    async fn empty_cells_empty_facts_only_when_told_to(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let first = on_file(&world, &ctx, "甲泵业有限公司").await;
        let text = "客户名称,联系人,联系人手机,联系人职务\n甲泵业有限公司,许恺,13812345601,\n";
        let import = taken(&world, &ctx, text).await;
        let import = planned(&world, &ctx, import).await;
        assert_eq!((import.counts.update, import.counts.unchanged), (0, 1));
        let change = ImportChange { overwrite_empty: Some(true), ..ImportChange::default() };
        let import = app.change_import(&ctx, import.id, import.version, &change).await.unwrap();
        assert_eq!(import.counts.update, 1);
        written(&world, &ctx, &import).await;
        let now = contacts(&world, &ctx, first).await;
        assert_eq!((now.len(), now[0].values.get("post")), (3, None));
    }

    async fn a_sheet_of_contacts_changes_them_too(world: World) {
        world.company().await;
        let ctx = world.context("chenlu").await;
        let first = on_file(&world, &ctx, "甲泵业有限公司").await;
        let text = crate::contacts::workbook(&[
            ("客户", &[&["客户编号", "客户名称", "注册地址", "税号"], &["C1", "甲泵业有限公司", "", ""]]),
            ("联系人", &[
                &["客户编号", "联系人", "联系人手机", "联系人职务"],
                &["C1", "许恺", "13812345601", "总监"],
                &["C1", "齐德", "", "财务总监"],
                &["C1", "新人", "13899990000", ""],
            ]),
        ]);
        let path = file_of(&world, "two.xml", text.as_bytes());
        let import = world.app.start_import(&ctx, path, "two.xml").await.unwrap();
        assert!(import.layout.contacts().is_some());
        let import = planned(&world, &ctx, import).await;
        assert_eq!(import.counts.update, 1);
        written(&world, &ctx, &import).await;
        let now = contacts(&world, &ctx, first).await;
        let told: Vec<_> = now.iter().map(|c| (c.name.as_str(), c.values.get("post").cloned())).collect();
        assert_eq!(told, [
            ("许恺", Some(json!("总监"))),
            ("许静", None),
            ("齐德", Some(json!("财务总监"))),
            ("新人", None),
        ]);
        let before = 3;
        undone(&world, &ctx, &import).await;
        assert_eq!(contacts(&world, &ctx, first).await.len(), before);
    }
}
