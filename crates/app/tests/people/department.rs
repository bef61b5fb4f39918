//! Departments, posts, the company.

use crate::evidence;
use kedang_app::AppError;
use kedang_app::company::CompanyChange;
use kedang_app::department::{DepartmentChange, DepartmentDraft, Led};
use kedang_app::post::{PostChange, PostDraft};
use kedang_domain::id::{DepartmentId, PersonId};
use kedang_domain::org::DepartmentKind;
use kedang_evidence::Detail;
use kedang_testkit::World;

fn draft(name: &str, parent: Option<DepartmentId>) -> DepartmentDraft {
    DepartmentDraft {
        parent,
        name: name.to_owned(),
        kind: DepartmentKind::Sales,
        head: None,
        deputy: None,
        custodian: false,
        position: 9,
        active: true,
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

async fn department(world: &World, name: &str) -> Led {
    let admin = world.context("admin").await;
    let all = world.app.departments(&admin).await.unwrap();
    all.into_iter().find(|d| d.department.name == name).unwrap()
}

async fn change(world: &World, name: &str, change: DepartmentChange) -> Result<Led, AppError> {
    let admin = world.context("admin").await;
    let seen = department(world, name).await.department;
    world.app.change_department(&admin, seen.id, seen.version, &change).await
}

fn text(text: &str) -> Detail {
    Detail::Text(text.to_owned())
}

kedang_testkit::on_both_engines! {
    async fn the_tree_stays_a_tree(world: World) {
        let company = world.company().await;
        let to = |name: &str| DepartmentChange {
            parent: Some(Some(company.department(name))),
            ..DepartmentChange::default()
        };
        for below in ["销售部", "销售一组"] {
            let found = refused(change(&world, "销售部", to(below)).await.unwrap_err());
            assert_eq!(found, [("/parent_id".to_owned(), "department_cycle")], "{below}");
        }
        let moved = change(&world, "销售一组", to("市场部")).await.unwrap();
        assert_eq!(moved.department.parent, Some(company.department("市场部")));
        let entry = evidence::last(&world).await;
        let parent = |side: &str| entry.details[&format!("parent.{side}")].clone();
        assert_eq!(parent("before"), text(&company.department("销售部").to_string()));
        assert_eq!(parent("after"), text(&company.department("市场部").to_string()));
        let headed = &world.context("luwei").await.actor.headed;
        assert!(headed.contains(&company.department("销售一组")), "seen at once");
        let headed = &world.context("qiaosen").await.actor.headed;
        assert!(!headed.contains(&company.department("销售一组")));

        let nowhere = DepartmentId::new(world.app.fresh());
        let gone = DepartmentChange { parent: Some(Some(nowhere)), ..DepartmentChange::default() };
        let found = refused(change(&world, "销售一组", gone).await.unwrap_err());
        assert_eq!(found, [("/parent_id".to_owned(), "department_unknown")]);
        let top = DepartmentChange { parent: Some(None), ..DepartmentChange::default() };
        assert_eq!(change(&world, "销售一组", top).await.unwrap().department.parent, None);
    }

    async fn the_tree_is_ten_deep_at_most(world: World) {
        let company = world.company().await;
        let admin = world.context("admin").await;
        let mut parent = Some(company.department("销售二组"));
        for depth in 3..=10 {
            let draft = draft(&format!("第{depth}级"), parent);
            let made = world.app.create_department(&admin, &draft).await.unwrap();
            parent = Some(made.department.id);
        }
        let error = world.app.create_department(&admin, &draft("第11级", parent)).await.unwrap_err();
        assert_eq!(refused(error), [("/parent_id".to_owned(), "department_depth")]);
        let below = DepartmentChange {
            parent: Some(Some(company.department("市场部"))),
            ..DepartmentChange::default()
        };
        let found = refused(change(&world, "销售部", below).await.unwrap_err());
        assert_eq!(found, [("/parent_id".to_owned(), "department_depth")], "with what is below");
    }

    async fn leaders_are_active_people(world: World) {
        let company = world.company().await;
        let admin = world.context("admin").await;
        let head = |id: PersonId| DepartmentChange {
            head: Some(Some(id)),
            ..DepartmentChange::default()
        };
        let found = refused(
            change(&world, "市场部", head(PersonId::new(world.app.fresh()))).await.unwrap_err(),
        );
        assert_eq!(found, [("/head_id".to_owned(), "person_unknown")]);

        let leaver = company.id("luwei");
        let version = world.app.person(&admin, leaver).await.unwrap().person.version;
        world.app.deactivate_person(&admin, leaver, version).await.unwrap();
        let found = refused(change(&world, "财务部", head(leaver)).await.unwrap_err());
        assert_eq!(found, [("/head_id".to_owned(), "person_unknown")]);
        let renamed = DepartmentChange {
            name: Some("品牌市场部".to_owned()),
            ..DepartmentChange::default()
        };
        let kept = change(&world, "市场部", renamed).await.unwrap();
        assert_eq!(kept.head.unwrap().0, leaver, "whoever left stays until somebody follows");

        let both = DepartmentChange {
            head: Some(Some(company.id("tangbo"))),
            deputy: Some(Some(company.id("tangbo"))),
            ..DepartmentChange::default()
        };
        let found = refused(change(&world, "品牌市场部", both).await.unwrap_err());
        assert_eq!(found, [("/deputy_id".to_owned(), "deputy_is_head")]);
        let done = change(&world, "品牌市场部", head(company.id("tangbo"))).await.unwrap();
        assert_eq!(done.head.unwrap().1, "唐博");
        let cleared = DepartmentChange { head: Some(None), ..DepartmentChange::default() };
        assert!(change(&world, "品牌市场部", cleared).await.unwrap().head.is_none());
    }

    async fn one_department_is_the_custodian(world: World) {
        let company = world.company().await;
        let take = || DepartmentChange { custodian: Some(true), ..DepartmentChange::default() };
        let before = department(&world, "客户服务部").await;
        assert!(before.department.custodian);
        assert!(change(&world, "市场部", take()).await.unwrap().department.custodian);
        let after = department(&world, "客户服务部").await;
        assert!(!after.department.custodian);
        assert_eq!(after.department.version, before.department.version + 1);
        let entries = evidence::newest(&world, 2).await;
        let said: Vec<_> = entries
            .iter()
            .map(|e| (e.subject.clone().unwrap().id, e.details["custodian.after"].clone()))
            .collect();
        let of = |name: &str| company.department(name).to_string();
        assert_eq!(said, [(of("市场部"), text("yes")), (of("客户服务部"), text("no"))]);

        let admin = world.context("admin").await;
        let new = DepartmentDraft { custodian: true, ..draft("数据中心", None) };
        world.app.create_department(&admin, &new).await.unwrap();
        let all = world.app.departments(&admin).await.unwrap();
        let keep: Vec<_> = all.iter().filter(|d| d.department.custodian).collect();
        assert_eq!(keep.len(), 1);
        assert_eq!(keep[0].department.name, "数据中心");
        let closed = DepartmentChange { active: Some(false), ..DepartmentChange::default() };
        let found = refused(change(&world, "数据中心", closed).await.unwrap_err());
        assert_eq!(found, [("/custodian".to_owned(), "custodian_closed")]);
    }

    async fn a_department_is_closed_when_it_is_empty(world: World) {
        let company = world.company().await;
        let admin = world.context("admin").await;
        let close = || DepartmentChange { active: Some(false), ..DepartmentChange::default() };
        let error = change(&world, "销售部", close()).await.unwrap_err();
        let AppError::Conflict { code, params } = error else { panic!("{error:?}") };
        assert_eq!(code, "department_in_use");
        assert_eq!((params["people"].as_i64(), params["departments"].as_i64()), (Some(1), Some(2)));

        world.app.create_department(&admin, &draft("临时组", None)).await.unwrap();
        let closed = change(&world, "临时组", close()).await.unwrap().department;
        assert!(!closed.active);
        let error = world.app.create_department(&admin, &draft("下级", Some(closed.id))).await;
        let found = refused(error.unwrap_err());
        assert_eq!(found, [("/parent_id".to_owned(), "department_closed")]);
        let person = world.app.person(&admin, company.id("wangmin")).await.unwrap().person;
        let moved = kedang_app::person::PersonChange {
            department: Some(Some(closed.id)),
            ..Default::default()
        };
        let error = world.app.change_person(&admin, person.id, person.version, &moved).await;
        let found = refused(error.unwrap_err());
        assert_eq!(found, [("/department_id".to_owned(), "department_closed")]);
        let open = DepartmentChange { active: Some(true), ..DepartmentChange::default() };
        assert!(change(&world, "临时组", open).await.unwrap().department.active);
    }

    async fn a_stale_change_is_refused_and_an_empty_one_writes_nothing(world: World) {
        let company = world.company().await;
        let admin = world.context("admin").await;
        let seen = department(&world, "市场部").await.department;
        let entries = evidence::count(&world).await;
        let same = DepartmentChange {
            name: Some(" 市场部 ".to_owned()),
            kind: Some(DepartmentKind::Marketing),
            parent: Some(None),
            ..DepartmentChange::default()
        };
        let kept = change(&world, "市场部", same.clone()).await.unwrap().department;
        assert_eq!(kept, seen);
        assert_eq!(evidence::count(&world).await, entries);
        let (id, version) = (company.department("市场部"), seen.version - 1);
        let error = world.app.change_department(&admin, id, version, &same).await.unwrap_err();
        assert!(matches!(error, AppError::Stale { current } if current == seen.version));
        let nobody = world.context("wangmin").await;
        let error = world.app.change_department(&nobody, id, version, &same).await.unwrap_err();
        assert!(matches!(error, AppError::Refused(_)), "permission is asked first");
        let error = world.app.create_department(&nobody, &draft("x", None)).await.unwrap_err();
        assert!(matches!(error, AppError::Refused(_)));
    }

    async fn posts_are_kept(world: World) {
        let company = world.company().await;
        let admin = world.context("admin").await;
        let new = PostDraft {
            name: "大客户经理".to_owned(),
            qualification: Some("三年以上行业销售经验\n".to_owned()),
            active: true,
        };
        let post = world.app.create_post(&admin, &new).await.unwrap();
        assert_eq!(post.qualification.as_deref(), Some("三年以上行业销售经验"));
        let person = world.app.person(&admin, company.id("wangmin")).await.unwrap().person;
        let give = kedang_app::person::PersonChange {
            post: Some(Some(post.id)),
            ..Default::default()
        };
        let given = world.app.change_person(&admin, person.id, person.version, &give).await.unwrap();
        assert_eq!(given.post.unwrap().1, "大客户经理");
        let closed = PostChange {
            active: Some(false),
            qualification: Some(None),
            ..PostChange::default()
        };
        let closed = world.app.change_post(&admin, post.id, 1, &closed).await.unwrap();
        assert_eq!((closed.active, closed.qualification, closed.version), (false, None, 2));
        let other = world.app.person(&admin, company.id("lixiang")).await.unwrap().person;
        let error = world.app.change_person(&admin, other.id, other.version, &give).await;
        assert_eq!(refused(error.unwrap_err()), [("/post_id".to_owned(), "post_unknown")]);
        let stale = world.app.change_post(&admin, post.id, 1, &PostChange::default()).await;
        assert!(matches!(stale.unwrap_err(), AppError::Stale { current: 2 }));
        let nobody = world.context("wangmin").await;
        let error = world.app.create_post(&nobody, &new).await.unwrap_err();
        assert!(matches!(error, AppError::Refused(_)));
    }

    async fn a_create_is_repeated_safely(world: World) {
        world.company().await;
        let once = |request: &str| Some(kedang_app::Once {
            key: "k-1".to_owned(),
            request_hash: request.to_owned(),
        });
        let mut admin = world.context("admin").await;
        admin.once = once("a");
        let first = world.app.create_department(&admin, &draft("新部门", None)).await.unwrap();
        let entries = evidence::count(&world).await;
        let again = world.app.create_department(&admin, &draft("新部门", None)).await.unwrap();
        assert_eq!(first.department.id, again.department.id);
        assert_eq!(evidence::count(&world).await, entries);
        admin.once = once("b");
        assert!(world.app.create_department(&admin, &draft("另一个", None)).await.is_err());
    }

    async fn the_company_moves_to_another_zone(world: World) {
        world.company().await;
        let admin = world.context("admin").await;
        let seen = world.app.company(&admin).await.unwrap();
        let to = |zone: &str| CompanyChange {
            time_zone: Some(zone.to_owned()),
            ..CompanyChange::default()
        };
        let error = world.app.change_company(&admin, seen.version, &to("Shanghai")).await;
        let found = refused(error.unwrap_err());
        assert_eq!(found, [("/time_zone".to_owned(), "time_zone_unknown")]);
        let moved = to("America/New_York");
        let changed = world.app.change_company(&admin, seen.version, &moved).await.unwrap();
        assert_eq!(changed.version, seen.version + 1);
        assert_eq!(world.app.me(&admin).await.unwrap().today.to_string(), "2026-11-22");
        let nobody = world.context("gaoyuan").await;
        let error = world.app.change_company(&nobody, changed.version, &to("Asia/Shanghai")).await;
        assert!(matches!(error.unwrap_err(), AppError::Refused(_)));
    }
}
