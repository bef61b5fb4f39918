use crate::{clash, entries, is_missing, log, once, reason, refused, stale};
use kedang_app::saved_view::{NewView, ViewChange};
use kedang_domain::permission::Reason;
use kedang_domain::saved_view::Definition;
use kedang_testkit::on_both_engines;

fn view(name: &str, shared: bool) -> NewView {
    NewView {
        list: "customers".to_owned(),
        name: name.to_owned(),
        definition: Definition {
            filters: vec!["stage:eq:potential".to_owned()],
            sort: Some("-updated_at".to_owned()),
            columns: vec!["name".to_owned(), "region".to_owned()],
        },
        shared,
    }
}

on_both_engines! {
    async fn a_view_is_its_makers_until_it_is_shared(world: World) {
        world.company().await;
        let (maker, other) = (world.context("wangmin").await, world.context("lixiang").await);
        let app = &world.app;
        let made = app.create_saved_view(&maker, view("潜在客户", false)).await.unwrap();
        assert_eq!(made.person.1, "王敏");
        assert_eq!(app.saved_views(&maker, "customers").await.unwrap().len(), 1);
        assert!(app.saved_views(&other, "customers").await.unwrap().is_empty());
        let share = ViewChange { shared: Some(true), ..ViewChange::default() };
        assert!(is_missing(app.change_saved_view(&other, made.id, 1, share.clone()).await));

        let shared = app.change_saved_view(&maker, made.id, 1, share.clone()).await.unwrap();
        assert_eq!((shared.shared, shared.version), (true, 2));
        let seen = app.saved_views(&other, "customers").await.unwrap();
        assert_eq!(seen[0].definition, made.definition);
        let refusal = reason(app.change_saved_view(&other, made.id, 2, share).await);
        assert_eq!(refusal, Reason::NotTheAuthor);
        let refusal = reason(app.remove_saved_view(&other, made.id, 2).await);
        assert_eq!(refusal, Reason::NotTheAuthor);

        assert_eq!(stale(app.remove_saved_view(&maker, made.id, 1).await), 2);
        app.remove_saved_view(&maker, made.id, 2).await.unwrap();
        assert!(app.saved_views(&other, "customers").await.unwrap().is_empty());
        assert!(is_missing(app.remove_saved_view(&maker, made.id, 2).await));
        let actions: Vec<_> =
            log(&world, "saved_view").await.iter().map(|e| e.draft().action.clone()).collect();
        assert_eq!(actions, ["saved_view.remove", "saved_view.update", "saved_view.create"]);
    }

    async fn a_view_keeps_a_text_of_the_search_box(world: World) {
        world.company().await;
        let maker = world.context("wangmin").await;
        let app = &world.app;
        let text = "-阶段:流失 创建:本月 地区:江苏,浙江 联系人:王 泵业";
        let filters = app.box_asked(&maker, text).await.unwrap().into_filters();
        let mut new = view(text, false);
        new.definition.filters.clone_from(&filters);
        let made = app.create_saved_view(&maker, new).await.unwrap();
        assert_eq!(made.definition.filters, [
            "-stage:eq:lost",
            "created_at:eq:this_month",
            "region:under:320000,330000",
            "contact:contains:王",
            "words:contains:泵业",
        ]);
        assert!(app.conditions(&maker, &made.definition.filters).await.is_ok());
    }

    async fn a_view_of_somebody_who_left_is_no_longer_offered(world: World) {
        let company = world.company().await;
        let (maker, other) = (world.context("wangmin").await, world.context("lixiang").await);
        world.app.create_saved_view(&maker, view("大家的", true)).await.unwrap();
        assert_eq!(world.app.saved_views(&other, "customers").await.unwrap().len(), 1);
        let mut tx = world.app.db().begin().await.unwrap();
        let sql = kedang_db::Sql::new("UPDATE person SET active = 0 WHERE id = $1");
        tx.run_exactly(1, sql.bind(company.id("wangmin").to_string())).await.unwrap();
        tx.commit().await.unwrap();
        assert!(world.app.saved_views(&other, "customers").await.unwrap().is_empty());
    }

    async fn a_view_that_is_not_right_is_not_kept(world: World) {
        world.company().await;
        let maker = world.context("wangmin").await;
        let before = entries(&world).await;
        let mut wrong = view(" ", false);
        wrong.definition.filters.push("stage".to_owned());
        let found = refused(world.app.create_saved_view(&maker, wrong).await);
        let wanted = [("/name", "name_empty"), ("/definition/filters/1", "filter_format")];
        assert_eq!(found, wanted.map(|(at, code)| (at.to_owned(), code)));
        let list = refused(world.app.saved_views(&maker, "people").await);
        assert_eq!(list, [("/list".to_owned(), "list_unknown")]);
        assert_eq!(entries(&world).await, before);
    }

    async fn a_view_made_twice_under_one_key_is_one(world: World) {
        world.company().await;
        let maker = world.context("wangmin").await;
        let ctx = once(&maker, "k1", "same");
        let first = world.app.create_saved_view(&ctx, view("甲", false)).await.unwrap();
        let again = world.app.create_saved_view(&ctx, view("甲", false)).await.unwrap();
        assert_eq!(first.id, again.id);
        assert_eq!(world.app.saved_views(&maker, "customers").await.unwrap().len(), 1);
        let other = once(&maker, "k1", "another");
        let code = clash(world.app.create_saved_view(&other, view("乙", false)).await);
        assert_eq!(code, "idempotency_mismatch");
    }

    async fn nothing_changes_when_nothing_is_different(world: World) {
        world.company().await;
        let maker = world.context("wangmin").await;
        let made = world.app.create_saved_view(&maker, view("甲", false)).await.unwrap();
        let before = entries(&world).await;
        let same = ViewChange { name: Some(" 甲 ".to_owned()), ..ViewChange::default() };
        let kept = world.app.change_saved_view(&maker, made.id, 1, same).await.unwrap();
        assert_eq!(kept.version, 1);
        assert_eq!(entries(&world).await, before);
    }
}
