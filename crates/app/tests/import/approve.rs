//! Imports above the company's limit: somebody else agrees to exactly what is written.

use crate::{clash, count, customers, log, table, taken};
use kedang_app::company::CompanyChange;
use kedang_app::import::{ApprovalState, Choice, Fix, Import, ImportChange, Verdicts};
use kedang_app::waiting::Turn;
use kedang_app::{AppError, Context};
use kedang_domain::id::AccessTokenId;
use kedang_domain::permission::{Decision, Reason};
use kedang_evidence::Detail;
use kedang_testkit::{World, on_both_engines};
use std::collections::BTreeMap;

/// From now on imports of more rows need an approval.
async fn limited(world: &World, rows: Option<i64>) {
    let admin = world.context("admin").await;
    let version = world.app.company(&admin).await.unwrap().version;
    let change = CompanyChange { import_approval_rows: Some(rows), ..CompanyChange::default() };
    world.app.change_company(&admin, version, &change).await.unwrap();
}

/// An import of chenlu's that waits.
async fn waiting(world: &World, ctx: &Context) -> Import {
    limited(world, Some(2)).await;
    let import = taken(world, ctx, &table(3)).await;
    world.app.begin_writing(ctx, import.id).await.unwrap()
}

fn reason<T: std::fmt::Debug>(result: Result<T, AppError>) -> Reason {
    let AppError::Refused(refused) = result.unwrap_err() else { unreachable!() };
    let Decision::Deny(refusal) = refused.decision else { unreachable!() };
    assert_eq!((refused.act, refusal.basis), ("import.decide", "import"));
    refusal.reason
}

async fn titles(world: &World, login: &str) -> Vec<String> {
    let ctx = world.context(login).await;
    let found = world.app.inbox(&ctx, false, None, 50).await.unwrap();
    found.into_iter().map(|read| read.title).collect()
}

fn state(import: &Import) -> Option<ApprovalState> {
    import.approval.as_ref().map(|approval| approval.state)
}

on_both_engines! {
    async fn above_the_limit_somebody_else_approves(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        // Within the limit, and without one, it begins at once.
        limited(&world, Some(2)).await;
        let few = taken(&world, &ctx, "客户名称\n江南造纸\n江南印刷\n").await;
        assert_eq!(app.begin_writing(&ctx, few.id).await.unwrap().status, "writing");
        app.write_import(few.id, world.origin()).await.unwrap();

        let import = waiting(&world, &ctx).await;
        assert_eq!((import.status.as_str(), state(&import)), ("awaiting_approval", Some(ApprovalState::Asked)));
        // Whoever takes the job finds nothing to do.
        app.write_import(import.id, world.origin()).await.unwrap();
        assert_eq!(customers(&world).await, 2);
        let entry = log(&world, "import.request").await.remove(0);
        assert_eq!(entry.draft().details["rows"], Detail::Int(3));
        assert_eq!(entry.draft().details["sha256"], Detail::Text(import.file_hash.clone()));

        // Not by oneself, nor by a program, nor by who does not answer for them.
        assert_eq!(reason(app.approve_import(&ctx, import.id, import.version).await), Reason::OwnRequest);
        let head = world.context("qiaosen").await;
        let token = Some(AccessTokenId::new(app.fresh()));
        let program = Context { token, ..head.clone() };
        let told = app.approve_import(&program, import.id, import.version).await;
        assert!(matches!(told, Err(AppError::Forbidden("session_required"))));
        for login in ["zhaolei"] {
            let other = world.context(login).await;
            assert!(matches!(app.import(&other, import.id).await, Err(AppError::NotFound)), "{login}");
            let told = app.approve_import(&other, import.id, import.version).await;
            assert!(matches!(told, Err(AppError::NotFound)), "{login}");
            let told = app.refuse_import(&other, import.id, import.version, "").await;
            assert!(matches!(told, Err(AppError::NotFound)), "{login}");
            let told = app.import_lines(&other, import.id, Verdicts::All, 0, 10).await;
            assert!(matches!(told, Err(AppError::NotFound)), "{login}");
            assert!(app.imports_to_decide(&other, 10).await.unwrap().is_empty(), "{login}");
        }
        for login in ["admin", "heqing", "jinhui", "luwei"] {
            let other = world.context(login).await;
            let told = app.approve_import(&other, import.id, import.version).await;
            assert!(matches!(told, Err(AppError::Refused(_))), "{login}");
            assert!(app.imports_to_decide(&other, 10).await.unwrap().is_empty(), "{login}");
        }
        assert!(app.imports_to_decide(&ctx, 10).await.unwrap().is_empty(), "not one's own");

        // Those who answer see what is in it.
        for login in ["qiaosen", "fangxin", "liuyun"] {
            let decider = world.context(login).await;
            let found = app.imports_to_decide(&decider, 10).await.unwrap();
            assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [import.id], "{login}");
            let (_, lines) = app.import_lines(&decider, import.id, Verdicts::All, 0, 10).await.unwrap();
            assert_eq!(lines.len(), 3);
        }
        // Both sides find it on their desks, and those who decide were told.
        for (login, kind, turn) in [
            ("qiaosen", "import", Turn::Mine),
            ("chenlu", "import_asked", Turn::Others),
        ] {
            let desk = app.waiting(&world.context(login).await).await.unwrap();
            let found = desk.iter().find(|one| one.kind == kind).unwrap();
            assert_eq!((found.turn, found.count), (turn, 1), "{login}");
            assert_eq!(found.lines[0].id, import.id.to_string());
            assert_eq!(found.lines[0].at_once.is_some(), turn == Turn::Mine);
        }
        for login in ["zhaolei", "admin", "heqing", "jinhui"] {
            assert!(app.waiting(&world.context(login).await).await.unwrap().is_empty(), "{login}");
            assert!(titles(&world, login).await.is_empty(), "{login}");
        }
        assert_eq!(titles(&world, "qiaosen").await, ["陈露 申请导入 3 个客户，待您审批"]);
        let told = app.approve_import(&head, import.id, import.version + 1).await;
        assert!(matches!(told, Err(AppError::Stale { current }) if current == import.version));
        let approved = app.approve_import(&head, import.id, import.version).await.unwrap();
        assert_eq!((approved.status.as_str(), state(&approved)), ("ready", Some(ApprovalState::Approved)));
        let by = approved.approval.as_ref().unwrap().decided_by.clone().unwrap();
        assert_eq!(by, (company.id("qiaosen"), "乔森".to_owned()));
        let told = app.approve_import(&head, import.id, approved.version).await;
        assert_eq!(clash(told), "import_not_waiting");
        assert_eq!(titles(&world, "chenlu").await[0], "导入 3 个客户已批准，可以写入");
        assert!(app.waiting(&head).await.unwrap().is_empty());
        let entry = log(&world, "import.approve").await.remove(0);
        assert_eq!(entry.draft().details["person"], Detail::Text(company.id("chenlu").to_string()));

        // Whoever approved still does not write in their place.
        let told = app.begin_writing(&head, import.id).await;
        assert!(matches!(told, Err(AppError::NotFound)));
        assert_eq!(app.begin_writing(&ctx, import.id).await.unwrap().status, "writing");
        let entry = log(&world, "import.write").await.remove(0);
        assert_eq!(entry.draft().details["approved_by"], Detail::Text(company.id("qiaosen").to_string()));
        app.write_import(import.id, world.origin()).await.unwrap();
        let done = app.import(&ctx, import.id).await.unwrap();
        assert_eq!((done.status.as_str(), done.counts.written), ("done", 3));
        assert_eq!(customers(&world).await, 5);
    }

    async fn while_it_waits_nothing_of_it_changes(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let import = waiting(&world, &ctx).await;
        let (id, waits) = (import.id, "import_awaiting_approval");
        for change in [
            ImportChange { owner: Some(company.id("wangmin")), ..ImportChange::default() },
            ImportChange { columns: BTreeMap::from([(1, None)]), ..ImportChange::default() },
        ] {
            assert_eq!(clash(app.change_import(&ctx, id, import.version, &change).await), waits);
        }
        let cells = BTreeMap::from([(0, "江南造纸".to_owned())]);
        assert_eq!(clash(app.mend_import(&ctx, id, 2, &cells).await), waits);
        assert_eq!(clash(app.fix_import(&ctx, id, 1, Fix::Digits).await), waits);
        assert_eq!(clash(app.choose_twin(&ctx, id, 2, Choice::Skip).await), waits);
        assert_eq!(clash(app.begin_writing(&ctx, id).await), waits);

        // Taken back, it can be changed, and nobody else sees it any more.
        let head = world.context("qiaosen").await;
        assert!(matches!(app.withdraw_import(&head, id).await, Err(AppError::NotFound)));
        let back = app.withdraw_import(&ctx, id).await.unwrap();
        assert_eq!((back.status.as_str(), state(&back)), ("ready", Some(ApprovalState::Withdrawn)));
        assert_eq!(clash(app.withdraw_import(&ctx, id).await), "import_not_waiting");
        assert!(matches!(app.import(&head, id).await, Err(AppError::NotFound)));
        assert!(app.imports_to_decide(&head, 10).await.unwrap().is_empty());
        app.mend_import(&ctx, id, 2, &cells).await.unwrap();
        let entry = log(&world, "import.withdraw").await.remove(0);
        assert_eq!(entry.draft().details["state"], Detail::Text("asked".to_owned()));

        // Given up, it waits for nobody.
        app.begin_writing(&ctx, id).await.unwrap();
        app.cancel_import(&ctx, id).await.unwrap();
        assert!(app.imports_to_decide(&head, 10).await.unwrap().is_empty());
        let told = app.approve_import(&head, id, import.version + 4).await;
        assert!(told.is_err());
        assert_eq!(customers(&world).await, 0);
    }

    async fn a_change_withdraws_the_approval(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let head = world.context("qiaosen").await;
        let import = waiting(&world, &ctx).await;
        let id = import.id;
        let mut asked = import;
        for round in 0..4 {
            let ready = app.approve_import(&head, id, asked.version).await.unwrap();
            let changed = match round {
                0 => {
                    let owner = Some(company.id("wangmin"));
                    let change = ImportChange { owner, ..ImportChange::default() };
                    app.change_import(&ctx, id, ready.version, &change).await.unwrap()
                }
                1 => {
                    let cells = BTreeMap::from([(0, "江南造纸".to_owned())]);
                    app.mend_import(&ctx, id, 2, &cells).await.unwrap().0
                }
                2 => app.choose_twin(&ctx, id, 2, Choice::Write).await.unwrap().0,
                _ => {
                    let encoding = Some(Some("gb18030".to_owned()));
                    let correction = kedang_app::import::Correction { encoding, separator: None };
                    let change = ImportChange { correction, ..ImportChange::default() };
                    app.change_import(&ctx, id, ready.version, &change).await.unwrap()
                }
            };
            assert_eq!(state(&changed), Some(ApprovalState::Withdrawn), "{round}");
            assert_eq!(log(&world, "import.withdraw").await.len(), round + 1);
            if round == 3 {
                break;
            }
            asked = app.begin_writing(&ctx, id).await.unwrap();
            assert_eq!(asked.status, "awaiting_approval", "{round}");
        }
        assert_eq!(customers(&world).await, 0);
    }

    async fn a_refusal_gives_the_reason(world: World) {
        world.company().await;
        let app = &world.app;
        let ctx = world.context("chenlu").await;
        let keeper = world.context("fangxin").await;
        let import = waiting(&world, &ctx).await;
        let told = app.refuse_import(&keeper, import.id, import.version, " ").await;
        assert_eq!(crate::refusal(told), ("/reason".to_owned(), "required"));
        assert_eq!(reason(app.refuse_import(&ctx, import.id, import.version, " ").await), Reason::OwnRequest);
        let refused = app.refuse_import(&keeper, import.id, import.version, "来源不明").await.unwrap();
        assert_eq!((refused.status.as_str(), state(&refused)), ("ready", Some(ApprovalState::Refused)));
        assert_eq!(refused.approval.unwrap().reason.as_deref(), Some("来源不明"));
        let shown = app.import(&ctx, import.id).await.unwrap();
        assert_eq!(shown.approval.unwrap().decided_by.unwrap().1, "方欣");
        let logged = "SELECT count(*) FROM evidence WHERE action = 'import.refuse'";
        assert_eq!(count(&world, logged).await, 1);
        // It can be asked for again.
        let again = app.begin_writing(&ctx, import.id).await.unwrap();
        assert_eq!((again.status.as_str(), state(&again)), ("awaiting_approval", Some(ApprovalState::Asked)));
        assert_eq!(again.approval.unwrap().reason, None);
    }
}
