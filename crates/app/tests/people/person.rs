//! People.

use crate::evidence;
use crate::sign_in::{sign_in, try_with};
use jiff::civil::date;
use kedang_app::account::TokenDraft;
use kedang_app::person::{Filter, PersonChange, PersonDraft};
use kedang_app::role::RoleDraft;
use kedang_app::{AppError, Context, Secret};
use kedang_domain::id::{DepartmentId, PersonId, PostId, RoleId};
use kedang_domain::role::Permission;
use kedang_evidence::{Commitment, CommitmentKey, Detail, Nonce};
use kedang_storage::person;
use kedang_testkit::{Company, World};

fn draft(company: &Company) -> PersonDraft {
    PersonDraft {
        login: "Xu.Jing".to_owned(),
        name: "徐静".to_owned(),
        phone: Some("138 1234 5678".to_owned()),
        email: Some("XuJing@hemu.example".to_owned()),
        department: Some(company.department("销售一组")),
        post: None,
        roles: vec![company.role("salesperson")],
    }
}

fn refused(error: AppError) -> Vec<(String, &'static str)> {
    match error {
        AppError::Invalid(issues) => {
            issues.into_iter().map(|i| (i.pointer, i.error.code)).collect()
        }
        other => panic!("not a refusal of values: {other:?}"),
    }
}

fn conflict(error: AppError) -> &'static str {
    match error {
        AppError::Conflict { code, .. } => code,
        other => panic!("not a clash: {other:?}"),
    }
}

fn reason(error: AppError) -> kedang_domain::permission::Reason {
    match error {
        AppError::Refused(refused) => match refused.decision {
            kedang_domain::permission::Decision::Deny(refusal) => refusal.reason,
            other => panic!("not a denial: {other:?}"),
        },
        other => panic!("not a refusal: {other:?}"),
    }
}

async fn version(world: &World, id: PersonId) -> i64 {
    let admin = world.context("admin").await;
    world.app.person(&admin, id).await.unwrap().person.version
}

async fn names(world: &World, ctx: &Context, text: &str) -> Vec<String> {
    let filter = Filter { text: Some(text.to_owned()), ..Filter::default() };
    let (found, _) = world.app.people(ctx, &filter, None, 50).await.unwrap();
    found.into_iter().map(|p| p.person.name).collect()
}

kedang_testkit::on_both_engines! {
    async fn somebody_is_taken_on_file(world: World) {
        let company = world.company().await;
        let admin = world.context("admin").await;
        let (made, password) = world.app.create_person(&admin, &draft(&company)).await.unwrap();
        let person = &made.person;
        assert_eq!(person.login, "xu.jing");
        assert_eq!(person.phone.as_deref(), Some("13812345678"));
        assert!(made.account.unwrap().must_change_password);
        let entry = evidence::last(&world).await;
        assert_eq!(entry.action, "person.create");
        assert_eq!(entry.details["department.after"],
            Detail::Text(company.department("销售一组").to_string()));
        let fields: Vec<_> = entry.changes.iter().map(|c| c.field.as_str()).collect();
        assert_eq!(fields, ["login", "name", "phone", "email"]);
        for value in ["徐静", "xu.jing", "13812345678", password.as_ref().unwrap().reveal()] {
            assert!(!evidence::holds(&world, value).await, "{value}");
        }
        // With key, nonce and value anybody can show what was logged.
        let nonce = Nonce::from_bytes(person.nonce);
        let key = CommitmentKey::from_bytes([2; 32]);
        let name = entry.changes.iter().find(|c| c.field == "name").unwrap().after.unwrap();
        assert_eq!(name, Commitment::new(&key, &nonce, "name", "\"徐静\"".as_bytes()));

        let signed_in =
            try_with(&world, "xu.jing", password.unwrap().reveal(), "192.0.2.10").await.unwrap();
        assert!(signed_in.context.must_change_password);
        assert!(signed_in.context.actor.has(Permission::CustomerCreate));
    }

    async fn every_value_is_looked_at(world: World) {
        let company = world.company().await;
        let admin = world.context("admin").await;
        let nothing = world.app.fresh();
        let all_wrong = PersonDraft {
            login: "徐 静".to_owned(),
            name: "\u{3000}".to_owned(),
            phone: Some("12".to_owned()),
            email: Some("xu.jing".to_owned()),
            department: Some(DepartmentId::new(nothing)),
            post: Some(PostId::new(nothing)),
            roles: vec![RoleId::new(nothing)],
        };
        let error = world.app.create_person(&admin, &all_wrong).await.unwrap_err();
        let found = refused(error);
        let found: Vec<_> = found.iter().map(|(p, c)| (p.as_str(), *c)).collect();
        let expected = [
            ("/login", "login_format"),
            ("/name", "name_empty"),
            ("/phone", "phone_format"),
            ("/email", "email_format"),
            ("/department_id", "department_unknown"),
            ("/post_id", "post_unknown"),
            ("/role_ids", "role_unknown"),
        ];
        assert_eq!(found, expected);
        let taken = PersonDraft { login: "WANGMIN".to_owned(), ..draft(&company) };
        let error = world.app.create_person(&admin, &taken).await.unwrap_err();
        assert_eq!(conflict(error), "login_taken");
        let nobody = world.context("gaoyuan").await;
        let error = world.app.create_person(&nobody, &taken).await.unwrap_err();
        assert!(matches!(error, AppError::Refused(_)), "permission is asked first");
    }

    async fn a_create_is_repeated_without_a_second_password(world: World) {
        let company = world.company().await;
        let mut admin = world.context("admin").await;
        admin.once = Some(kedang_app::Once {
            key: "k".to_owned(),
            request_hash: "h".to_owned(),
        });
        let (first, password) = world.app.create_person(&admin, &draft(&company)).await.unwrap();
        assert!(password.is_some());
        let (again, password) = world.app.create_person(&admin, &draft(&company)).await.unwrap();
        assert_eq!(first.person.id, again.person.id);
        assert!(password.is_none());
    }

    async fn absent_stays_and_null_clears(world: World) {
        let company = world.company().await;
        let admin = world.context("admin").await;
        let (made, _) = world.app.create_person(&admin, &draft(&company)).await.unwrap();
        let id = made.person.id;
        let change = PersonChange {
            phone: Some(None),
            email: Some(Some(" ".to_owned())),
            name: Some("徐 静 ".to_owned()),
            ..PersonChange::default()
        };
        let changed = world.app.change_person(&admin, id, 1, &change).await.unwrap();
        assert_eq!(changed.person.version, 2);
        assert_eq!((changed.person.phone, changed.person.email), (None, None));
        assert_eq!(changed.person.name, "徐 静");
        assert_eq!(changed.person.login, "xu.jing");
        assert_eq!(changed.department.unwrap().1, "销售一组");
        assert_eq!(changed.roles.len(), 1);
        let entry = evidence::last(&world).await;
        let said: Vec<_> = entry
            .changes
            .iter()
            .map(|c| (c.field.as_str(), c.before.is_some(), c.after.is_some()))
            .collect();
        assert_eq!(said, [("name", true, true), ("phone", true, false), ("email", true, false)]);
        let entries = evidence::count(&world).await;
        let same = world.app.change_person(&admin, id, 2, &change).await.unwrap();
        assert_eq!(same.person.version, 2);
        assert_eq!(evidence::count(&world).await, entries, "nothing changed, nothing logged");
        let stale = world.app.change_person(&admin, id, 1, &change).await.unwrap_err();
        assert!(matches!(stale, AppError::Stale { current: 2 }));
        let taken = PersonChange { login: Some("admin".to_owned()), ..PersonChange::default() };
        let error = world.app.change_person(&admin, id, 2, &taken).await.unwrap_err();
        assert_eq!(conflict(error), "login_taken");
        let nobody = PersonId::new(world.app.fresh());
        let error = world.app.change_person(&admin, nobody, 1, &taken).await.unwrap_err();
        assert!(matches!(error, AppError::NotFound));
    }

    async fn whoever_leaves_is_out_at_once(world: World) {
        let company = world.company().await;
        let leaver = sign_in(&world, &company, "chenlu").await;
        let token = TokenDraft {
            name: "x".to_owned(),
            scopes: [Permission::CustomerEdit].into(),
            expires_on: date(2026, 12, 31),
        };
        let (_, token) = world.app.create_access_token(&leaver.context, &token).await.unwrap();
        let (session, token) = (Secret::Session(leaver.secret), Secret::Token(token.unwrap()));
        let alive = async |secret: &Secret| {
            world.app.authenticate(secret, world.origin()).await.is_ok()
        };
        assert!(alive(&session).await && alive(&token).await);
        let admin = world.context("admin").await;
        let id = company.id("chenlu");
        let seen = version(&world, id).await;
        let stale = world.app.deactivate_person(&admin, id, seen - 1).await.unwrap_err();
        assert!(matches!(stale, AppError::Stale { .. }));
        let gone = world.app.deactivate_person(&admin, id, seen).await.unwrap();
        assert!(!gone.profile.person.active);
        assert_eq!((gone.holdings.customers, gone.holdings.departments), (0, 1));
        let entry = evidence::last(&world).await;
        assert_eq!(entry.action, "person.deactivate");
        assert_eq!(entry.details["sessions"], Detail::Int(1));
        assert_eq!(entry.details["access_tokens"], Detail::Int(1));
        assert_eq!(entry.details["departments"], Detail::Int(1));
        assert!(!alive(&session).await && !alive(&token).await);
        let password = company.person("chenlu").password.reveal();
        assert!(try_with(&world, "chenlu", password, "192.0.2.10").await.is_err());
        assert_eq!(evidence::last(&world).await.reason.as_deref(), Some("inactive"));

        let seen = gone.profile.person.version;
        let again = world.app.deactivate_person(&admin, id, seen).await.unwrap();
        assert_eq!(again.profile.person.version, seen, "twice is once");
        let back = world.app.reactivate_person(&admin, id, seen).await.unwrap();
        assert!(back.person.active);
        assert!(!alive(&session).await && !alive(&token).await, "what ended stays ended");
        assert!(try_with(&world, "chenlu", password, "192.0.2.10").await.is_ok());
    }

    async fn there_is_always_an_administrator(world: World) {
        let company = world.company().await;
        let admin = world.context("admin").await;
        let own = company.id("admin");
        let seen = version(&world, own).await;
        let acts = [
            world.app.deactivate_person(&admin, own, seen).await.err(),
            world.app.reset_password(&admin, own, seen).await.err(),
            world.app.remove_person_totp(&admin, own, seen).await.err(),
        ];
        for error in acts {
            assert_eq!(conflict(error.unwrap()), "not_yourself");
        }
        let give_up = PersonChange { roles: Some(Vec::new()), ..PersonChange::default() };
        let error = world.app.change_person(&admin, own, seen, &give_up).await.unwrap_err();
        assert_eq!(conflict(error), "last_administrator");

        let second = company.id("gaoyuan");
        let role = company.role("system_administrator");
        let promote = PersonChange { roles: Some(vec![role]), ..PersonChange::default() };
        let seen = version(&world, second).await;
        world.app.change_person(&admin, second, seen, &promote).await.unwrap();
        let other = world.context("gaoyuan").await;
        let seen = version(&world, own).await;
        world.app.deactivate_person(&other, own, seen).await.unwrap();
        let (seen, id) = (version_by(&world, &other, second).await, second);
        let error = world.app.change_person(&other, id, seen, &give_up).await.unwrap_err();
        assert_eq!(conflict(error), "last_administrator", "inactive ones do not count");
    }

    async fn managing_people_is_not_managing_everything(world: World) {
        use kedang_domain::permission::Reason::HouseKeeper;
        let company = world.company().await;
        let admin = world.context("admin").await;
        let role = RoleDraft {
            code: "personnel_clerk".to_owned(),
            name: "人事专员".to_owned(),
            permissions: [Permission::PersonManage].into(),
        };
        let role = world.app.create_role(&admin, &role).await.unwrap();
        let own = company.id("jinhui");
        let give = PersonChange { roles: Some(vec![role.id]), ..PersonChange::default() };
        let seen = version(&world, own).await;
        world.app.change_person(&admin, own, seen, &give).await.unwrap();
        let clerk = world.context("jinhui").await;

        let (made, _) = world.app.create_person(&clerk, &draft(&company)).await.unwrap();
        world.app.reset_password(&clerk, made.person.id, 1).await.unwrap();

        let to = |code: &str| PersonChange {
            roles: Some(vec![company.role(code)]),
            ..PersonChange::default()
        };
        let keeper = PersonDraft {
            login: "keeper".to_owned(),
            roles: vec![company.role("system_administrator")],
            ..draft(&company)
        };
        let (admin_id, new) = (company.id("admin"), made.person.id);
        let admin_seen = version(&world, admin_id).await;
        let phone = PersonChange { phone: Some(None), ..PersonChange::default() };
        let closed = [
            world.app.create_person(&clerk, &keeper).await.err(),
            world.app.change_person(&clerk, new, 2, &to("system_administrator")).await.err(),
            world.app.change_person(&clerk, admin_id, admin_seen, &phone).await.err(),
            world.app.reset_password(&clerk, admin_id, admin_seen).await.err(),
            world.app.deactivate_person(&clerk, admin_id, admin_seen).await.err(),
            world.app.remove_person_totp(&clerk, admin_id, admin_seen).await.err(),
            world.app.change_person(&clerk, own, seen + 1, &to("general_manager")).await.err(),
        ];
        for (index, error) in closed.into_iter().enumerate() {
            assert_eq!(reason(error.unwrap()), HouseKeeper, "{index}");
        }
        world.app.change_person(&clerk, new, 2, &to("finance")).await.unwrap();
    }

    async fn colleagues_find_each_other_and_no_more(world: World) {
        world.company().await;
        let ctx = world.context("wangmin").await;
        let table = [
            ("李想", vec!["李想"]),
            ("想", vec!["李想"]),
            ("lixiang", vec!["李想"]),
            ("LX", vec!["李想"]),
            ("liu", vec!["柳芸"]),
            ("100%", vec![]),
            ("_", vec![]),
            ("\\", vec![]),
        ];
        for (text, expected) in table {
            assert_eq!(names(&world, &ctx, text).await, expected, "{text}");
        }
        let (page, _) = world.app.people(&ctx, &Filter::default(), None, 200).await.unwrap();
        assert_eq!(page.len(), 16);
        assert!(page.iter().all(|p| p.account.is_none()), "accounts are for who manages people");
        let by_sound: Vec<_> = page.iter().take(3).map(|p| p.person.name.as_str()).collect();
        assert_eq!(by_sound, ["陈露", "方欣", "高远"]);
    }

    async fn a_long_list_comes_in_pages(world: World) {
        let company = world.company().await;
        let ctx = world.context("admin").await;
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let (page, more) = world.app.people(&ctx, &Filter::default(), after, 3).await.unwrap();
            after = page.last().map(|p| p.person.id);
            seen.extend(page.into_iter().map(|p| p.person.id));
            if !more {
                break;
            }
        }
        assert_eq!(seen.len(), company.people.len());
        let unique: std::collections::BTreeSet<_> = seen.iter().collect();
        assert_eq!(unique.len(), seen.len());
        let team = Filter {
            department: Some(company.department("销售一组")),
            active: Some(true),
            ..Filter::default()
        };
        let (page, _) = world.app.people(&ctx, &team, None, 50).await.unwrap();
        assert_eq!(page.len(), 3);
        let left = Filter { active: Some(false), ..Filter::default() };
        assert!(world.app.people(&ctx, &left, None, 50).await.unwrap().0.is_empty());
    }

    async fn a_closed_place_takes_nobody_back(world: World) {
        let company = world.company().await;
        let admin = world.context("admin").await;
        let id = company.id("mozhen");
        let seen = version(&world, id).await;
        let gone = world.app.deactivate_person(&admin, id, seen).await.unwrap();
        let department = company.department("档案室");
        let all = world.app.departments(&admin).await.unwrap();
        let room = all.iter().find(|d| d.department.id == department).unwrap();
        let close = kedang_app::department::DepartmentChange {
            active: Some(false),
            ..Default::default()
        };
        let seen = room.department.version;
        world.app.change_department(&admin, department, seen, &close).await.unwrap();
        let seen = gone.profile.person.version;
        let error = world.app.reactivate_person(&admin, id, seen).await.unwrap_err();
        assert_eq!(conflict(error), "department_closed");
        let renamed = PersonChange { name: Some("莫真真".to_owned()), ..PersonChange::default() };
        let kept = world.app.change_person(&admin, id, seen, &renamed).await.unwrap();
        assert_eq!(kept.department.unwrap().0, department, "what was closed since can stay");
    }

    async fn a_reset_ends_sessions_and_pauses(world: World) {
        let company = world.company().await;
        let open = sign_in(&world, &company, "wangmin").await;
        for _ in 0..5 {
            let _ = try_with(&world, "wangmin", "x", "192.0.2.10").await;
        }
        let admin = world.context("admin").await;
        let id = company.id("wangmin");
        let seen = version(&world, id).await;
        let reset = world.app.reset_password(&admin, id, seen).await.unwrap();
        assert_eq!(reset.profile.person.version, version(&world, id).await);
        let session = Secret::Session(open.secret);
        assert!(world.app.authenticate(&session, world.origin()).await.is_err());
        let fresh = try_with(&world, "wangmin", reset.password.reveal(), "192.0.2.10").await;
        assert!(fresh.unwrap().context.must_change_password);
        let mut conn = world.app.db().read().await.unwrap();
        let kept = person::get(&mut conn, id).await.unwrap().unwrap();
        assert!(kept.must_change_password);
    }
}

async fn version_by(world: &World, ctx: &Context, id: PersonId) -> i64 {
    world.app.person(ctx, id).await.unwrap().person.version
}
