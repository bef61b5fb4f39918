//! The first start.

use crate::evidence;
use kedang_app::AppError;
use kedang_app::password::Cleartext;
use kedang_app::setup::Setup;
use kedang_domain::role::{BUILTIN_ROLES, Permission};
use kedang_evidence::{Actor, Outcome};
use kedang_storage::{department, role};
use kedang_testkit::World;

fn setup(world: &World) -> Setup {
    Setup {
        code: world.app.setup_code(),
        company: "江北禾木机电设备有限公司".to_owned(),
        time_zone: "Asia/Shanghai".to_owned(),
        regulation: "M".to_owned(),
        login: "shenli".to_owned(),
        name: "沈立".to_owned(),
        password: Cleartext::new("正确 horse 电池 staple"),
        sample: false,
    }
}

/// Pointers and codes of what was refused.
fn refused(error: AppError) -> Vec<(String, &'static str)> {
    match error {
        AppError::Invalid(issues) => {
            issues.into_iter().map(|i| (i.pointer, i.error.code)).collect()
        }
        other => panic!("not a refusal of values: {other:?}"),
    }
}

kedang_testkit::on_both_engines! {
    async fn the_code_opens_a_company_once(world: World) {
        let app = &world.app;
        assert!(app.setup_needed().await.unwrap());
        let done = app.set_up(&setup(&world), world.origin()).await.unwrap();
        assert!(!app.setup_needed().await.unwrap());
        let entries = evidence::newest(&world, 10).await;
        let actions: Vec<_> = entries.iter().rev().map(|e| e.action.as_str()).collect();
        let expected = [
            "setup.complete",
            "policy.activate",
            "department.create",
            "person.create",
            "pledge.accept",
            "device.trust",
            "session.create",
        ];
        assert_eq!(actions, expected);
        let me = app.me(&done.context).await.unwrap();
        assert_eq!(me.person.login, "shenli");
        assert!(!me.person.must_change_password);
        assert_eq!(me.department.unwrap().1, "总经办");
        assert_eq!(me.roles.len(), 1);
        assert_eq!(me.roles[0].code, "system_administrator");
        assert_eq!(me.today.to_string(), "2026-11-23");
        assert!(!done.context.actor.has(Permission::CustomerViewAll));

        let secret = kedang_app::Secret::Session(done.secret);
        let context = app.authenticate(&secret, world.origin()).await.unwrap();
        assert_eq!(context.actor.person, me.person.id);
        let roles = role::list(&mut app.db().read().await.unwrap()).await.unwrap();
        assert_eq!(roles.len(), BUILTIN_ROLES.len());
        assert!(roles.iter().all(|r| r.builtin));

        let again = app.set_up(&setup(&world), world.origin()).await.unwrap_err();
        assert!(matches!(again, AppError::Conflict { code: "already_set_up", .. }), "{again:?}");
    }

    async fn two_at_once_found_one_company(world: World) {
        let (first, second) = (setup(&world), setup(&world));
        let (first, second) = tokio::join!(
            world.app.set_up(&first, world.origin()),
            world.app.set_up(&second, world.origin()),
        );
        assert_eq!([&first, &second].iter().filter(|r| r.is_ok()).count(), 1);
        let error = first.err().or(second.err()).unwrap();
        assert!(matches!(error, AppError::Conflict { code: "already_set_up", .. }), "{error:?}");
        assert_eq!(evidence::count(&world).await, 7);
    }

    async fn a_wrong_code_is_refused_and_slowed_down(world: World) {
        let wrong = Setup { code: "0000-0000-0000".to_owned(), ..setup(&world) };
        for _ in 0..5 {
            let error = world.app.set_up(&wrong, world.origin()).await.unwrap_err();
            assert_eq!(refused(error), [("/code".to_owned(), "setup_code_wrong")]);
        }
        let entry = evidence::last(&world).await;
        assert_eq!((entry.action.as_str(), entry.outcome), ("setup.complete", Outcome::Refused));
        assert_eq!(entry.actor, Actor::Anonymous);
        let error = world.app.set_up(&setup(&world), world.origin()).await.unwrap_err();
        assert!(matches!(error, AppError::RateLimited { retry_after: 1 }), "{error:?}");
        assert_eq!(evidence::count(&world).await, 5, "what was not looked at is not logged");
        world.clock.advance(1_000);
        world.app.set_up(&setup(&world), world.origin()).await.unwrap();
    }

    async fn a_code_may_be_typed_carelessly(world: World) {
        let code = world.app.setup_code().to_lowercase().replace('-', " ").replace('0', "o");
        world.app.set_up(&Setup { code, ..setup(&world) }, world.origin()).await.unwrap();
    }

    async fn a_company_of_rare_characters_fits_the_log(world: World) {
        let company = "\u{20bb7}".repeat(80);
        world.app.set_up(&Setup { company, ..setup(&world) }, world.origin()).await.unwrap();
    }

    async fn every_value_is_looked_at(world: World) {
        let all_wrong = Setup {
            company: " \u{3000}".to_owned(),
            time_zone: "Mars/Olympus".to_owned(),
            regulation: "X".to_owned(),
            login: "沈 立".to_owned(),
            name: "立".repeat(61),
            password: Cleartext::new("1234567890"),
            ..setup(&world)
        };
        let error = world.app.set_up(&all_wrong, world.origin()).await.unwrap_err();
        let expected = [
            ("/company", "name_empty"),
            ("/time_zone", "time_zone_unknown"),
            ("/regulation", "regulation_unknown"),
            ("/admin/login", "login_format"),
            ("/admin/name", "too_long"),
            ("/admin/password", "password_common"),
        ];
        let found = refused(error);
        let found: Vec<_> = found.iter().map(|(p, c)| (p.as_str(), *c)).collect();
        assert_eq!(found, expected);
        assert!(world.app.setup_needed().await.unwrap());

        let own = Cleartext::new("my-ShenLi-secret");
        let asked = Setup { password: own, ..setup(&world) };
        let found = refused(world.app.set_up(&asked, world.origin()).await.unwrap_err());
        assert_eq!(found, [("/admin/password".to_owned(), "password_contains_login")]);
    }

    async fn a_sample_brings_people_of_every_role(world: World) {
        let asked = Setup { sample: true, ..setup(&world) };
        world.app.set_up(&asked, world.origin()).await.unwrap();
        let mut conn = world.app.db().read().await.unwrap();
        for role in role::list(&mut conn).await.unwrap() {
            assert!(role::active_holders(&mut conn, &role.code).await.unwrap() > 0, "{}", role.code);
        }
        let departments = department::list(&mut conn).await.unwrap();
        let custodians: Vec<_> =
            departments.iter().filter(|d| d.custodian).map(|d| d.name.as_str()).collect();
        assert_eq!(custodians, ["客户服务部"]);
        let team = departments.iter().find(|d| d.name == "销售一组").unwrap();
        let above = departments.iter().find(|d| Some(d.id) == team.parent).unwrap();
        assert_eq!(above.name, "销售部");
        assert!(departments.iter().all(|d| d.head.is_some()));
    }
}
