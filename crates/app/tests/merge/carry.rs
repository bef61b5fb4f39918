use crate::{
    CODE, contacts, count, draft, found, kept, merge, order, register, report, twins, version,
};
use kedang_app::AppError;
use kedang_domain::merge::{Because, Choice, Merit, Side};
use kedang_domain::permission::Decision;
use kedang_evidence::Entry;
use kedang_storage::evidence::{self, Filter};
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

/// Rows that are linked to customers, wherever they are.
const LINKED: [&str; 7] = [
    "SELECT count(*) FROM contact",
    "SELECT count(*) FROM interaction",
    "SELECT count(*) FROM customer_share",
    "SELECT count(*) FROM uncertain_mark",
    "SELECT count(*) FROM greeting",
    "SELECT count(*) FROM clash",
    "SELECT count(*) FROM event WHERE kind NOT IN ('merge', 'unmerge')",
];

async fn linked(world: &World) -> Vec<i64> {
    let mut all = Vec::new();
    for sql in LINKED {
        all.push(count(world, sql).await);
    }
    all
}

on_both_engines! {
    async fn what_is_suggested_says_why(world: World) {
        world.company().await;
        let (a, b) = twins(&world).await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let before = kept(&world).await;
        let proposal = world.app.propose_merge(&head, b, a).await.unwrap();
        assert_eq!(proposal.suggestion.side, Side::Other);
        assert_eq!(proposal.suggestion.because[0], Merit::CreditCode);
        assert_eq!(proposal.decision, Decision::Allow);
        let told = |field: &str| {
            let fact = proposal.facts.iter().find(|fact| fact.field == field).unwrap();
            (fact.choice, fact.because)
        };
        assert_eq!(told("credit_code"), (Choice::Other, Because::OnlyOne));
        assert_eq!(told("website"), (Choice::Survivor, Because::OnlyOne));
        assert_eq!(told("address"), (Choice::Other, Because::Undoubted));
        assert_eq!(told("stage"), (Choice::Survivor, Because::Newer));
        assert_eq!(told("relation"), (Choice::Both, Because::Complete));
        assert_eq!(told("owner"), (Choice::Survivor, Because::Same));
        assert_eq!(proposal.folds.len(), 1, "李强 has one number in both");
        assert_eq!(proposal.survivor.counts.interactions, 3);
        assert_eq!(kept(&world).await, before, "nothing is written");
        let seller = world.app.propose_merge(&owner, a, b).await.unwrap();
        assert_ne!(seller.decision, Decision::Allow, "who may not merge sees why");
    }

    async fn everything_goes_to_the_survivor(world: World) {
        world.company().await;
        let (a, b) = twins(&world).await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let app = &world.app;
        let before = linked(&world).await;
        let merged = merge(app, &head, a, b).await;
        assert_eq!(linked(&world).await, before, "not a row is lost");
        let opened = app.open_customer(&head, a).await.unwrap();
        let seen = &opened.customer;
        assert_eq!(seen.name, "华北泵业有限公司");
        assert_eq!(seen.values["credit_code"], json!(CODE));
        assert_eq!(seen.values["address"], json!("北京路1号"), "the doubted one is not kept");
        assert_eq!(seen.values["stage"], json!("intent"), "the newer one, both being doubted");
        assert_eq!(seen.values["relation"], json!(["end_customer", "dealer"]));
        assert_eq!(seen.values["website"], json!("https://huabei.example.com"));
        assert_eq!((seen.version, seen.updated_at), (2, head.now));
        assert_eq!(seen.last_contact_at, owner.now - 6 * crate::HOUR);
        let former: Vec<_> = opened.former.iter().map(|one| (one.id, one.code.as_str())).collect();
        assert_eq!(former, [(b, "KH0000002")]);
        // 李强 is one person; the doubt about his number and what was said with him are his still.
        let people = contacts(app, &head, a).await;
        let names: Vec<_> = people.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["李强", "周静", "王芳"]);
        let liqiang = &app.contacts(&head, a).await.unwrap()[0];
        assert!(liqiang.primary);
        assert_eq!(liqiang.values["post"], json!("经理"));
        let mut doubts: Vec<_> = opened.marks.iter().map(|m| (m.field.as_str(), m.contact)).collect();
        doubts.sort();
        assert_eq!(doubts, [("mobile", Some(people[0].1)), ("mobile", Some(people[2].1)), ("stage", None)]);
        assert_eq!(seen.uncertain, 3);
        let timeline = app.timeline(&head, a, &["interaction".to_owned()], None, 50).await.unwrap();
        assert_eq!(timeline.moments.len(), 4);
        let told = app.timeline(&head, a, &["merge".to_owned()], None, 50).await.unwrap();
        assert_eq!(told.moments.len(), 1);
        assert_eq!(merged.record.folds.len(), 1);
    }

    async fn the_other_is_nowhere_and_leads_to_the_survivor(world: World) {
        world.company().await;
        let (a, b) = twins(&world).await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let app = &world.app;
        assert_eq!(app.count_customers(&head, &[]).await.unwrap().count, 2);
        merge(app, &head, a, b).await;
        let keeper = world.context("fangxin").await;
        for ctx in [&owner, &head, &keeper] {
            assert_eq!(app.count_customers(ctx, &[]).await.unwrap().count, 1);
            assert_eq!(found(app, ctx, "华北泵业").await, [a]);
            assert_eq!(found(app, ctx, "13800000002").await, [a], "by what came from the other");
            assert_eq!(found(app, ctx, "KH0000002").await, [a], "by the old code");
            assert!(matches!(app.open_customer(ctx, b).await, Err(AppError::NotFound)));
            assert_eq!(app.merged_into(ctx, b).await.unwrap().unwrap().id, a);
        }
        // Who does not see the survivor learns nothing.
        let stranger = world.context("sunjia").await;
        assert!(found(app, &stranger, "KH0000002").await.is_empty());
        assert!(app.merged_into(&stranger, b).await.unwrap().is_none());
        let filters = ["stage:eq:potential".to_owned()];
        let conditions = app.conditions(&head, &filters).await.unwrap();
        assert_eq!(app.count_customers(&head, &conditions).await.unwrap().count, 0);
        let clashes = app.clashes(&head, &draft("华北泵业", [])).await.unwrap();
        assert_eq!(clashes.len(), 1);
        assert_eq!(clashes[0].known.as_ref().unwrap().id, a);
        // A number is never given again.
        let next = register(app, &owner, draft("江南造纸", [])).await;
        assert_eq!(app.reload_customer(&owner, next).await.unwrap().customer.code(), "KH0000003");
    }

    async fn both_histories_tell_of_it(world: World) {
        world.company().await;
        let (a, b) = twins(&world).await;
        let head = world.context("chenlu").await;
        let app = &world.app;
        app.open_customer(&head, b).await.unwrap();
        merge(app, &head, a, b).await;
        let mut conn = app.db().read().await.unwrap();
        for id in [a, b] {
            let filter = Filter {
                customer: Some(id.to_string()),
                action: Some("customer.merge".to_owned()),
                ..Filter::default()
            };
            let entries = evidence::search(&mut conn, &filter, None, 10).await.unwrap();
            assert_eq!(entries.len(), 1);
            let entry = Entry::decode(&entries[0].entry).unwrap();
            assert_eq!(entry.draft().customer, Some(id.to_string()));
        }
        drop(conn);
        // Who saw the other is part of what is known of the survivor, and it still has its name.
        let page = app.customer_evidence(&head, a, None, 200).await.unwrap();
        let of_other = page.items.iter().filter(|found| {
            found.said.as_ref().is_some_and(|said| said.customer == Some(b.to_string()))
        });
        assert!(of_other.count() > 5);
        assert_eq!(page.names.customers[&b.to_string()].1, "华北泵业");
    }

    async fn what_is_chosen_is_kept(world: World) {
        let company = world.company().await;
        let (a, b) = twins(&world).await;
        let head = world.context("chenlu").await;
        let app = &world.app;
        app.assign_customer(&head, b, 1, company.id("lixiang"), "调整").await.unwrap();
        let theirs = contacts(app, &head, b).await;
        let mut order = order(app, &head, b).await;
        order.choices = [("name", Choice::Other), ("owner", Choice::Other), ("stage", Choice::Survivor),
            ("website", Choice::Survivor), ("relation", Choice::Other)]
            .map(|(key, choice)| (key.to_owned(), choice)).into();
        order.contacts = [(theirs[0].1, None)].into();
        let seen = version(app, &head, a).await;
        app.merge_customers(&head, a, seen, &order).await.unwrap();
        let now = app.reload_customer(&head, a).await.unwrap().customer;
        assert_eq!((now.name.as_str(), now.owner), ("华北泵业", company.id("lixiang")));
        assert_eq!(now.values["stage"], json!("potential"));
        assert!(!now.values.contains_key("website"));
        assert_eq!(now.values["relation"], json!(["dealer"]));
        assert_eq!(contacts(app, &head, a).await.len(), 4, "two who only look like one");
        // It was the only one of its owner's, and the new owner finds it.
        let new = world.context("lixiang").await;
        assert_eq!(found(app, &new, "huabeibengye").await, [a]);
    }

    async fn many_into_one_and_one_into_another(world: World) {
        world.company().await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let app = &world.app;
        let mut all = Vec::new();
        for name in ["甲公司", "乙公司", "丙公司", "丁公司"] {
            let id = register(app, &owner, draft(name, [])).await;
            report(app, &owner, id, None, 1).await;
            all.push(id);
        }
        merge(app, &head, all[1], all[0]).await;
        merge(app, &head, all[2], all[1]).await;
        merge(app, &head, all[2], all[3]).await;
        for gone in [0, 1, 3] {
            assert_eq!(app.merged_into(&head, all[gone]).await.unwrap().unwrap().id, all[2]);
        }
        let opened = app.open_customer(&head, all[2]).await.unwrap();
        let codes: Vec<_> = opened.former.iter().map(|one| one.code.as_str()).collect();
        assert_eq!(codes, ["KH0000001", "KH0000002", "KH0000004"]);
        let told = app.timeline(&head, all[2], &["interaction".to_owned()], None, 50).await.unwrap();
        assert_eq!(told.moments.len(), 4);
        assert_eq!(found(app, &head, "KH0000001").await, [all[2]]);
    }
}
