//! Exports above the limit: asked for, decided by somebody else, fetched once.

use crate::export::{lines, wish};
use crate::{clash, customer, denied, log, refused, stale};
use kedang_app::company::CompanyChange;
use kedang_app::export::{ExportFormat, ExportState, OpenedExport};
use kedang_app::{App, AppError, Context};
use kedang_domain::id::AccessTokenId;
use kedang_domain::permission::{Decision, Reason, RequestKind};
use kedang_evidence::Detail;
use kedang_testkit::{World, on_both_engines};

const HOUR: i64 = 3_600_000;

/// From now on more than one customer needs an approval.
async fn limited(world: &World, rows: Option<i64>) {
    let admin = world.context("admin").await;
    let version = world.app.company(&admin).await.unwrap().version;
    let change = CompanyChange { export_limit_rows: Some(rows), ..CompanyChange::default() };
    world.app.change_company(&admin, version, &change).await.unwrap();
}

async fn asked(app: &App, ctx: &Context) -> OpenedExport {
    app.ask_export(ctx, &wish(ExportFormat::Csv, &[], &["name"])).await.unwrap()
}

async fn two_customers(world: &World) {
    let owner = world.context("wangmin").await;
    customer(&world.app, &owner, "华北泵业").await;
    customer(&world.app, &owner, "江南造纸").await;
    limited(world, Some(1)).await;
}

/// Somebody writes to the database behind the program's back.
async fn run(world: &World, sql: &'static str) {
    let mut tx = world.app.db().begin().await.unwrap();
    assert!(tx.run(kedang_db::Sql::new(sql)).await.unwrap() > 0, "{sql}");
    tx.commit().await.unwrap();
}

on_both_engines! {
    async fn above_the_limit_somebody_else_approves(world: World) {
        world.company().await;
        let app = &world.app;
        two_customers(&world).await;
        let director = world.context("qiaosen").await;
        let told = app.export_at_once(&director, &wish(ExportFormat::Csv, &[], &[])).await;
        let Err(AppError::Refused(refusal)) = told else { unreachable!() };
        let needs = Decision::Needs { request: RequestKind::Export, basis: "export" };
        assert_eq!(refusal.decision, needs);
        assert!(log(&world, "export.request").await.is_empty(), "nothing was entered");
        // Within the limit it still starts at once.
        let one = wish(ExportFormat::Csv, &["name:contains:泵"], &[]);
        assert!(app.export_at_once(&director, &one).await.unwrap().whole().await.is_ok());

        let wished = asked(app, &director).await;
        let (id, version) = (wished.export.id, wished.export.version);
        assert_eq!((wished.export.state, wished.export.asked_rows), (ExportState::Asked, 2));
        assert_eq!(clash(app.fetch_export(&director, id).await.map(drop)).0, "export_waits");

        // Not by oneself, nor by somebody who does not answer for them, nor by a program.
        let told = app.approve_export(&director, id, version).await;
        assert_eq!(denied(&world, &director, None, told).await, Reason::OwnRequest);
        let auditor = world.context("heqing").await;
        let told = app.approve_export(&auditor, id, version).await;
        assert_eq!(denied(&world, &auditor, None, told).await, Reason::NotTheApprover);
        for login in ["chenlu", "wangmin", "luwei", "admin", "jinhui"] {
            let ctx = world.context(login).await;
            assert!(matches!(app.export(&ctx, id).await, Err(AppError::NotFound)), "{login}");
            let told = app.approve_export(&ctx, id, version).await;
            assert!(matches!(told, Err(AppError::NotFound)), "{login}");
            assert!(app.exports(&ctx, None, None, 10).await.unwrap().is_empty(), "{login}");
        }
        let keeper = world.context("fangxin").await;
        let token = Some(AccessTokenId::new(app.fresh()));
        let program = Context { token, ..keeper.clone() };
        let told = app.approve_export(&program, id, version).await;
        assert!(matches!(told, Err(AppError::Forbidden("session_required"))));
        assert_eq!(stale(app.approve_export(&keeper, id, version + 1).await), version);

        let waiting = app.exports(&keeper, Some(ExportState::Asked), None, 10).await.unwrap();
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].decide, Decision::Allow);
        let approved = app.approve_export(&keeper, id, version).await.unwrap().export;
        assert_eq!(approved.state, ExportState::Ready);
        assert_eq!(approved.decided_by.unwrap().1, "方欣");
        let entry = log(&world, "export.approve").await.remove(0);
        assert_eq!(entry.draft().details["person"], Detail::Text(director.actor.person.to_string()));
        let told = app.refuse_export(&keeper, id, approved.version, "改主意").await;
        assert_eq!(clash(told).0, "export_decided");

        // By the applicant, once.
        let told = app.fetch_export(&keeper, id).await.map(drop);
        assert_eq!(denied(&world, &keeper, None, told).await, Reason::NotTheApplicant);
        let file = app.fetch_export(&director, id).await.unwrap().whole().await.unwrap();
        assert_eq!(lines(&file).len(), 3);
        assert_eq!(clash(app.fetch_export(&director, id).await.map(drop)).0, "export_fetched");
        assert_eq!(log(&world, "customer.export").await.iter().filter(|entry| {
            entry.draft().subject.as_ref().is_some_and(|subject| subject.id == id.to_string())
        }).count(), 1);
    }

    async fn the_head_of_the_applicants_department_decides_too(world: World) {
        let company = world.company().await;
        let app = &world.app;
        two_customers(&world).await;
        // Somebody of the team below the director's may take lists out, too.
        let role = company.role("sales_director");
        let sql = "INSERT INTO person_role (person_id, role_id) VALUES ($1, $2)";
        let mut tx = app.db().begin().await.unwrap();
        let insert = kedang_db::Sql::new(sql).bind(company.id("chenlu").to_string());
        tx.run_exactly(1, insert.bind(role.to_string())).await.unwrap();
        kedang_storage::organisation::touch(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        let head = world.context("chenlu").await;
        let wished = asked(app, &head).await.export;
        let director = world.context("qiaosen").await;
        let told = app.refuse_export(&director, wished.id, 1, "  ").await;
        assert_eq!(refused(told), [("/reason".to_owned(), "required")]);
        let told = app.refuse_export(&director, wished.id, 1, "范围太大").await.unwrap().export;
        assert_eq!((told.state, told.decision_reason.as_deref()), (ExportState::Refused, Some("范围太大")));
        assert_eq!(clash(app.fetch_export(&head, wished.id).await.map(drop)).0, "export_refused");
        let entry = log(&world, "export.refuse").await.remove(0);
        assert!(!String::from_utf8(entry.encode()).unwrap().contains("范围太大"));
    }

    async fn an_approval_ends_and_covers_what_it_was_given_for(world: World) {
        world.company().await;
        let app = &world.app;
        two_customers(&world).await;
        let director = world.context("qiaosen").await;
        let keeper = world.context("fangxin").await;
        let old = asked(app, &director).await.export.id;
        app.approve_export(&keeper, old, 1).await.unwrap();
        let grown = asked(app, &director).await.export.id;
        app.approve_export(&keeper, grown, 1).await.unwrap();
        // Half as many again is more than what was approved.
        customer(app, &world.context("wangmin").await, "北方水泥").await;
        let told = app.fetch_export(&director, grown).await.map(drop);
        assert!(matches!(told, Err(AppError::Refused(_))), "{told:?}");
        limited(&world, None).await;
        let file = app.fetch_export(&director, grown).await.unwrap().whole().await.unwrap();
        assert_eq!(lines(&file).len(), 4);

        world.clock.advance(24 * HOUR);
        let late = world.context("qiaosen").await;
        assert_eq!(app.export(&late, old).await.unwrap().export.state, ExportState::Expired);
        assert_eq!(clash(app.fetch_export(&late, old).await.map(drop)).0, "export_expired");
    }

    async fn what_a_process_left_behind_is_put_on_record(world: World) {
        world.company().await;
        let app = &world.app;
        two_customers(&world).await;
        limited(&world, None).await;
        let director = world.context("qiaosen").await;
        let wished = asked(app, &director).await.export;
        let mut tx = app.db().begin().await.unwrap();
        let permit = kedang_domain::permission::ask::<kedang_domain::permission::ExportCustomers>(
            &director.actor,
            &kedang_domain::permission::ExportPlan::default(),
        )
        .unwrap();
        let begun = kedang_storage::export::start(&mut tx, &permit, wished.id, app.now()).await;
        assert!(begun.unwrap());
        kedang_storage::export::add_rows(&mut tx, wished.no, &[1], app.now()).await.unwrap();
        tx.commit().await.unwrap();
        app.end_stuck_exports().await.unwrap();
        assert!(log(&world, "export.abort").await.is_empty(), "it may still be going on");
        world.clock.advance(2 * HOUR);
        app.end_stuck_exports().await.unwrap();
        app.end_stuck_exports().await.unwrap();
        let entries = log(&world, "export.abort").await;
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].draft().details["rows"], Detail::Int(1));
        let found = app.export(&director, wished.id).await.unwrap().export;
        assert_eq!((found.state, found.left_rows), (ExportState::Aborted, 1));
    }

    async fn what_waits_is_on_the_workbench_of_whom_it_waits_for(world: World) {
        world.company().await;
        let app = &world.app;
        two_customers(&world).await;
        let director = world.context("qiaosen").await;
        let id = asked(app, &director).await.export.id;
        let waits = async |login: &str| {
            let page = app.workbench(&world.context(login).await).await.unwrap();
            (page.exports.to_decide, page.exports.asked, page.exports.ready)
        };
        assert_eq!(waits("qiaosen").await, (0, 1, 0));
        assert_eq!(waits("fangxin").await, (1, 0, 0));
        for other in ["chenlu", "wangmin", "admin", "heqing"] {
            assert_eq!(waits(other).await, (0, 0, 0), "{other}");
        }
        app.approve_export(&world.context("fangxin").await, id, 1).await.unwrap();
        assert_eq!(waits("fangxin").await, (0, 0, 0));
        assert_eq!(waits("qiaosen").await, (0, 0, 1));
        world.clock.advance(24 * HOUR);
        assert_eq!(waits("qiaosen").await, (0, 0, 0));
    }

    async fn a_register_that_was_tampered_with_disagrees_with_the_log(world: World) {
        world.company().await;
        let app = &world.app;
        two_customers(&world).await;
        limited(&world, None).await;
        let director = world.context("qiaosen").await;
        let id = asked(app, &director).await.export.id;
        let agrees = async || app.export(&director, id).await.unwrap().agrees;
        assert_eq!(agrees().await, None);
        app.fetch_export(&director, id).await.unwrap().whole().await.unwrap();
        assert_eq!(agrees().await, Some(true));
        // Another customer in the place of one, one too few, a number that is not theirs.
        for (harm, mend) in [
            (
                "UPDATE export_row SET customer_no = 9 WHERE customer_no = 2",
                "UPDATE export_row SET customer_no = 2 WHERE customer_no = 9",
            ),
            ("UPDATE export SET left_rows = 1", "UPDATE export SET left_rows = 2"),
            (
                "UPDATE evidence SET subject_id = 'x' || subject_id WHERE action = 'export.finish'",
                "UPDATE evidence SET subject_id = substr(subject_id, 2) WHERE action = 'export.finish'",
            ),
        ] {
            run(&world, harm).await;
            assert_eq!(agrees().await, Some(false), "{harm}");
            run(&world, mend).await;
            assert_eq!(agrees().await, Some(true), "{mend}");
        }
    }
}
