use crate::{
    CODE, WRONG_CODE, clash, contact, customer, draft, entries, log, once, reason, refusal, refused,
};
use kedang_app::AppError;
use kedang_app::customer::Draft;
use kedang_domain::field::CustomerKind;
use kedang_domain::id::PersonId;
use kedang_domain::permission::Reason;
use kedang_evidence::{Detail, Outcome};
use kedang_testkit::on_both_engines;
use serde_json::json;

on_both_engines! {
    async fn a_customer_belongs_to_whoever_registers_it(world: World) {
        let company = world.company().await;
        let seller = world.context("wangmin").await;
        let mut new = draft(" 华北泵业\n有限公司 ", [("credit_code", json!("91350100m000100y43"))]);
        new.contacts = vec![
            contact("李娜", [("mobile", json!("138 1234 5678"))]),
            contact("赵强", []),
        ];
        let made = world.app.create_customer(&seller, &new).await.unwrap().customer;
        assert_eq!(made.name, "华北泵业有限公司");
        assert_eq!((made.owner, made.department), (company.id("wangmin"), company.department("销售一组")));
        assert_eq!((made.code().as_str(), made.version), ("KH0000001", 1));
        assert_eq!(made.values["credit_code"], CODE);
        let mut conn = world.app.db().read().await.unwrap();
        let kept = kedang_storage::contact::of_customer(&mut conn, made.id).await.unwrap();
        assert_eq!(kept[0].values["mobile"], "13812345678");
        let primary: Vec<_> = kept.iter().map(|c| (c.name.as_str(), c.primary)).collect();
        assert_eq!(primary, [("李娜", true), ("赵强", false)], "the first, when nobody says");

        let entry = log(&world, "customer.create").await.remove(0);
        assert_eq!(entry.draft().details["owner"], Detail::Text(seller.actor.person.to_string()));
        let fields: Vec<_> = entry.draft().changes.iter().map(|c| c.field.as_str()).collect();
        assert_eq!(fields, ["name", "credit_code"]);
        let bytes = String::from_utf8(entry.encode()).unwrap();
        assert!(!bytes.contains("华北") && !bytes.contains(CODE), "values are only committed to");
        let next = customer(&world.app, &seller, "江南造纸").await;
        let next = world.app.open_customer(&seller, next).await.unwrap().customer;
        assert_eq!(next.code(), "KH0000002");
    }

    async fn only_who_may_assign_registers_for_somebody_else(world: World) {
        let company = world.company().await;
        let new = |login: &str| Draft { owner: Some(company.id(login)), ..draft("华北泵业", []) };
        let app = &world.app;
        let (seller, head) = (world.context("lixiang").await, world.context("chenlu").await);
        assert_eq!(reason(app.create_customer(&seller, &new("wangmin")).await), Reason::NotPermitted);
        assert_eq!(reason(app.create_customer(&head, &new("sunjia")).await), Reason::NotTheHead);
        let made = app.create_customer(&head, &new("lixiang")).await.unwrap().customer;
        assert_eq!((made.owner, made.created_by), (company.id("lixiang"), company.id("chenlu")));
        let director = world.context("qiaosen").await;
        let made = app.create_customer(&director, &new("sunjia")).await.unwrap().customer;
        assert_eq!(made.department, company.department("销售二组"));
        for (login, why) in [("admin", Reason::NotPermitted), ("gaoyuan", Reason::NotPermitted),
            ("jinhui", Reason::NotPermitted)] {
            let ctx = world.context(login).await;
            assert_eq!(reason(app.create_customer(&ctx, &draft("x", [])).await), why, "{login}");
        }
    }

    async fn an_owner_must_be_able_to_own(world: World) {
        let company = world.company().await;
        let director = world.context("qiaosen").await;
        let mut tx = world.app.db().begin().await.unwrap();
        for (sql, login) in [
            ("UPDATE person SET active = 0 WHERE id = $1", "zhouyang"),
            ("UPDATE person SET department_id = NULL WHERE id = $1", "sunjia"),
        ] {
            let sql = kedang_db::Sql::new(sql).bind(company.id(login).to_string());
            tx.run_exactly(1, sql).await.unwrap();
        }
        tx.commit().await.unwrap();
        let before = entries(&world).await;
        for (owner, code) in [
            (company.id("zhouyang"), "person_inactive"),
            (company.id("sunjia"), "owner_without_department"),
            (PersonId::new(world.app.fresh()), "person_unknown"),
        ] {
            let new = Draft { owner: Some(owner), ..draft("华北泵业", []) };
            let found = refusal(world.app.create_customer(&director, &new).await);
            assert_eq!(found, ("/owner_id".to_owned(), code));
        }
        assert_eq!(entries(&world).await, before);
    }

    async fn everything_wrong_is_told_at_once(world: World) {
        world.company().await;
        let seller = world.context("wangmin").await;
        let mut new = draft("\u{200b} ", [
            ("credit_code", json!(WRONG_CODE)),
            ("stage", json!("nonsense")),
            ("nonsense", json!(1)),
            ("age_band", json!("25_34")),
        ]);
        new.contacts = vec![contact("", [("mobile", json!("123"))])];
        let found = refused(world.app.create_customer(&seller, &new).await);
        let at = |pointer: &str| found.iter().find(|(at, _)| at == pointer).map(|(_, code)| *code);
        assert_eq!(at("/name"), Some("name_empty"));
        assert_eq!(at("/values/credit_code"), Some("credit_code_checksum"));
        assert_eq!(at("/values/stage"), Some("choice_unknown"));
        assert_eq!(at("/values/nonsense"), Some("field_unknown"));
        assert_eq!(at("/values/age_band"), Some("field_kind"));
        assert_eq!(at("/contacts/0/name"), Some("name_empty"));
        assert!(at("/contacts/0/values/mobile").is_some(), "{found:?}");
        // What the check character would have to be is said.
        match world.app.create_customer(&seller, &draft("x", [("credit_code", json!(WRONG_CODE))])).await {
            Err(AppError::Invalid(issues)) => assert_eq!(issues[0].error.params["expected"], "3"),
            other => unreachable!("{other:?}"),
        }
        let mut conn = world.app.db().read().await.unwrap();
        let rows: i64 = conn.one(kedang_db::Sql::new("SELECT count(*) FROM customer")).await.unwrap().take().unwrap();
        assert_eq!(rows, 0);
    }

    async fn a_card_is_for_its_kind(world: World) {
        world.company().await;
        let seller = world.context("wangmin").await;
        let person = Draft { kind: CustomerKind::Individual, ..draft("李娜", []) };
        let found = refusal(world.app.create_customer(&seller, &person).await);
        assert_eq!(found, ("/template".to_owned(), "template_kind"));
        let right = Draft { template: "individual".to_owned(), ..person.clone() };
        assert!(world.app.create_customer(&seller, &right).await.is_ok());
        let none = Draft { template: "nothing".to_owned(), ..person };
        let found = refusal(world.app.create_customer(&seller, &none).await);
        assert_eq!(found, ("/template".to_owned(), "template_unknown"));
    }

    async fn a_credit_code_is_on_file_once(world: World) {
        world.company().await;
        let (seller, colleague) = (world.context("wangmin").await, world.context("sunjia").await);
        let app = &world.app;
        let code = || [("credit_code", json!(CODE))];
        app.create_customer(&seller, &draft("华北泵业", code())).await.unwrap();
        let (code_seen, params) = clash(app.create_customer(&seller, &draft("华北泵业", code())).await);
        assert_eq!(code_seen, "customer_on_file");
        assert_eq!(params, ["code", "credit_code", "department", "id", "name"]);
        // Who does not see the other file learns whom to ask, and nothing more.
        let (masked, params) = clash(app.create_customer(&colleague, &draft("华北", code())).await);
        assert_eq!(masked, "customer_on_file_elsewhere");
        assert_eq!(params, ["credit_code", "department"]);
        // The running number that was taken for it is not lost.
        let next = app.create_customer(&colleague, &draft("江南造纸", [])).await.unwrap();
        assert_eq!(next.customer.code(), "KH0000002");
        // The check says the same, by field.
        let found = refusal(app.check_customer(&colleague, &draft("华北", code())).await);
        assert_eq!(found, ("/values/credit_code".to_owned(), "customer_on_file_elsewhere"));
        assert!(app.check_customer(&colleague, &draft("华北", [])).await.is_ok());
    }

    async fn two_processes_register_one_company_once(world: World) {
        world.company().await;
        let second = world.second().await;
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..6 {
            let app = if n % 2 == 0 { world.app.clone() } else { second.clone() };
            let ctx = world.context("wangmin").await;
            tasks.spawn(async move {
                let new = draft("华北泵业", [("credit_code", json!(CODE))]);
                match app.create_customer(&ctx, &new).await {
                    Ok(_) => true,
                    Err(AppError::Conflict { code, .. }) => {
                        assert_eq!(code, "customer_on_file");
                        false
                    }
                    Err(other) => unreachable!("{other:?}"),
                }
            });
        }
        let made = tasks.join_all().await.into_iter().filter(|made| *made).count();
        assert_eq!(made, 1);
        second.db().close().await;
    }

    async fn a_repeated_request_makes_one(world: World) {
        world.company().await;
        let seller = world.context("wangmin").await;
        let (ctx, app) = (once(&seller, "k", "same"), &world.app);
        let first = app.create_customer(&ctx, &draft("华北泵业", [])).await.unwrap().customer.id;
        let entries_before = entries(&world).await;
        let again = app.create_customer(&ctx, &draft("华北泵业", [])).await.unwrap().customer.id;
        assert_eq!(first, again);
        assert_eq!(entries(&world).await, entries_before);
        let other = once(&seller, "k", "other");
        let found = clash(app.create_customer(&other, &draft("江南造纸", [])).await);
        assert_eq!(found.0, "idempotency_mismatch");
        // A key is one person's own.
        let colleague = once(&world.context("lixiang").await, "k", "same");
        let made = app.create_customer(&colleague, &draft("华北泵业", [])).await.unwrap();
        assert_ne!(made.customer.id, first);
    }

    async fn the_entry_says_how_it_ended(world: World) {
        world.company().await;
        let seller = world.context("wangmin").await;
        customer(&world.app, &seller, "华北泵业").await;
        let entry = log(&world, "customer.create").await.remove(0);
        assert_eq!(entry.draft().outcome, Outcome::Done);
    }
}
