//! Roles.

use crate::evidence;
use kedang_app::AppError;
use kedang_app::person::PersonChange;
use kedang_app::role::{RoleChange, RoleDraft};
use kedang_domain::role::Permission;
use kedang_evidence::Detail;

fn clerk() -> RoleDraft {
    RoleDraft {
        code: "personnel_clerk".to_owned(),
        name: "人事专员".to_owned(),
        permissions: [Permission::PersonManage].into(),
    }
}

fn conflict(error: AppError) -> &'static str {
    match error {
        AppError::Conflict { code, .. } => code,
        other => panic!("not a clash: {other:?}"),
    }
}

kedang_testkit::on_both_engines! {
    async fn a_company_defines_roles_of_its_own(world: World) {
        let company = world.company().await;
        let admin = world.context("admin").await;
        let role = world.app.create_role(&admin, &clerk()).await.unwrap();
        assert!(!role.builtin);
        let entry = evidence::last(&world).await;
        assert_eq!(entry.action, "role.create");
        let expected = Detail::List(vec!["person.manage".to_owned()]);
        assert_eq!(entry.details["permissions"], expected);

        let change = RoleChange {
            permissions: Some([Permission::PersonManage, Permission::DepartmentManage].into()),
            ..RoleChange::default()
        };
        let changed = world.app.change_role(&admin, role.id, 1, &change).await.unwrap();
        assert_eq!(changed.version, 2);
        let entries = evidence::count(&world).await;
        let same = world.app.change_role(&admin, role.id, 2, &change).await.unwrap();
        assert_eq!(same.version, 2);
        assert_eq!(evidence::count(&world).await, entries, "nothing changed, nothing logged");
        let stale = world.app.change_role(&admin, role.id, 1, &change).await.unwrap_err();
        assert!(matches!(stale, AppError::Stale { current: 2 }));

        let id = company.id("gaoyuan");
        let seen = world.app.person(&admin, id).await.unwrap().person.version;
        let give = PersonChange { roles: Some(vec![role.id]), ..PersonChange::default() };
        let given = world.app.change_person(&admin, id, seen, &give).await.unwrap();
        assert!(world.context("gaoyuan").await.actor.has(Permission::DepartmentManage));
        let error = world.app.remove_role(&admin, role.id, 2).await.unwrap_err();
        assert_eq!(conflict(error), "role_in_use");
        let take = PersonChange { roles: Some(Vec::new()), ..PersonChange::default() };
        world.app.change_person(&admin, id, given.person.version, &take).await.unwrap();
        assert!(world.context("gaoyuan").await.actor.permissions.is_empty());
        world.app.remove_role(&admin, role.id, 2).await.unwrap();
        let error = world.app.remove_role(&admin, role.id, 2).await.unwrap_err();
        assert!(matches!(error, AppError::NotFound));
    }

    async fn the_products_own_roles_stay_as_they_are(world: World) {
        let company = world.company().await;
        let admin = world.context("admin").await;
        let id = company.role("salesperson");
        let error = world.app.change_role(&admin, id, 1, &RoleChange::default()).await.unwrap_err();
        assert_eq!(conflict(error), "builtin_role");
        let error = world.app.remove_role(&admin, id, 1).await.unwrap_err();
        assert_eq!(conflict(error), "builtin_role");
    }

    async fn codes_are_well_formed_and_unique(world: World) {
        world.company().await;
        let admin = world.context("admin").await;
        for code in ["", "Clerk", "1st", "per-sonnel", "人事", &"x".repeat(61)] {
            let draft = RoleDraft { code: code.to_owned(), ..clerk() };
            let error = world.app.create_role(&admin, &draft).await.unwrap_err();
            let AppError::Invalid(issues) = error else { panic!("{error:?}") };
            assert_eq!(issues[0].error.code, "code_format", "{code}");
        }
        let draft = RoleDraft { code: "salesperson".to_owned(), ..clerk() };
        let error = world.app.create_role(&admin, &draft).await.unwrap_err();
        assert_eq!(conflict(error), "role_code_taken");
        let role = world.app.create_role(&admin, &clerk()).await.unwrap();
        let change = RoleChange { code: Some("auditor".to_owned()), ..RoleChange::default() };
        let error = world.app.change_role(&admin, role.id, 1, &change).await.unwrap_err();
        assert_eq!(conflict(error), "role_code_taken");
    }

    async fn only_who_defines_roles_defines_roles(world: World) {
        world.company().await;
        for login in ["gaoyuan", "fangxin", "wangmin", "heqing"] {
            let ctx = world.context(login).await;
            let error = world.app.create_role(&ctx, &clerk()).await.unwrap_err();
            assert!(matches!(error, AppError::Refused(_)), "{login}");
            assert_eq!(world.app.roles(&ctx).await.unwrap().len(), 11, "{login} may look");
        }
    }
}
