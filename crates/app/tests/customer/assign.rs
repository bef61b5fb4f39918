use crate::{customer, denied, entries, kept, log, refusal, run, stale, unseen};
use kedang_domain::id::PersonId;
use kedang_domain::permission::Reason;
use kedang_evidence::Detail;
use kedang_testkit::on_both_engines;

on_both_engines! {
    async fn a_customer_goes_to_another_owner_and_department(world: World) {
        let company = world.company().await;
        let (owner, director) = (world.context("wangmin").await, world.context("qiaosen").await);
        let app = &world.app;
        let id = customer(app, &owner, "华北泵业").await;
        app.assign_customer(&director, id, 1, company.id("sunjia"), "区域调整").await.unwrap();
        let receiver = world.context("sunjia").await;
        let after = app.open_customer(&receiver, id).await.unwrap().customer;
        assert_eq!((after.owner, after.department), (company.id("sunjia"), company.department("销售二组")));
        assert_eq!(after.version, 2);
        let entry = log(&world, "customer.assign").await.remove(0);
        let text = |key: &str| entry.draft().details[key].clone();
        assert_eq!(text("from"), Detail::Text(company.id("wangmin").to_string()));
        assert_eq!(text("to"), Detail::Text(company.id("sunjia").to_string()));
        // It is out of sight of the one before at once.
        unseen(&world, &owner, id, "customer.open", app.open_customer(&owner, id).await).await;
        // To whom it belongs already it is not given again.
        let before = (kept(&world).await, entries(&world).await);
        app.assign_customer(&director, id, 2, company.id("sunjia"), "再次").await.unwrap();
        assert_eq!((kept(&world).await, entries(&world).await), before);
    }

    async fn who_may_give_it_away(world: World) {
        let company = world.company().await;
        let (owner, app) = (world.context("wangmin").await, &world.app);
        let id = customer(app, &owner, "华北泵业").await;
        let before = kept(&world).await;
        // Inside the team and outside of it.
        for (login, to, why) in [
            ("wangmin", "lixiang", Reason::NotPermitted),
            ("liuyun", "lixiang", Reason::NotPermitted),
            ("chenlu", "sunjia", Reason::NotTheHead),
        ] {
            let ctx = world.context(login).await;
            let told = app.assign_customer(&ctx, id, 1, company.id(to), "调整").await;
            assert_eq!(denied(&world, &ctx, Some(id), told).await, why, "{login}");
        }
        for login in ["lixiang", "sunjia", "zhaolei", "jinhui", "heqing", "admin"] {
            let ctx = world.context(login).await;
            let told = app.assign_customer(&ctx, id, 1, company.id(login), "调整").await;
            unseen(&world, &ctx, id, "customer.assign", told).await;
        }
        assert_eq!(kept(&world).await, before);
        for (version, login, to) in [
            (1, "chenlu", "lixiang"), (2, "qiaosen", "sunjia"), (3, "fangxin", "wangmin"),
            (4, "gaoyuan", "sunjia"),
        ] {
            let ctx = world.context(login).await;
            app.assign_customer(&ctx, id, version, company.id(to), "调整").await.unwrap();
        }
    }

    async fn what_is_wrong_with_it_is_told(world: World) {
        let company = world.company().await;
        let (owner, head) = (world.context("wangmin").await, world.context("qiaosen").await);
        let app = &world.app;
        let id = customer(app, &owner, "华北泵业").await;
        run(&world, "UPDATE person SET active = 0 WHERE id = $1", company.id("zhouyang")).await;
        run(&world, "UPDATE person SET department_id = NULL WHERE id = $1", company.id("sunjia")).await;
        let before = (kept(&world).await, entries(&world).await);
        let lixiang = company.id("lixiang");
        assert_eq!(stale(app.assign_customer(&head, id, 2, lixiang, "调整").await), 1);
        let long = "因".repeat(501);
        let cases = [
            (company.id("zhouyang"), "调整", "/owner_id", "person_inactive"),
            (company.id("sunjia"), "调整", "/owner_id", "owner_without_department"),
            (PersonId::new(app.fresh()), "调整", "/owner_id", "person_unknown"),
            (lixiang, " \n", "/reason", "required"),
            (lixiang, long.as_str(), "/reason", "too_long"),
        ];
        for (to, reason, at, code) in cases {
            let told = refusal(app.assign_customer(&head, id, 1, to, reason).await);
            assert_eq!(told, (at.to_owned(), code));
        }
        assert_eq!((kept(&world).await, entries(&world).await), before);
    }
}
