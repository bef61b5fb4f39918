//! The check at month end: who begins, submits, approves, and when. The first day is Monday, the
//! 23rd of November 2026.

use crate::month_walk::{all_true, proposal};
use crate::{DAY, clash, customer, edit, is_missing, log, reason, refusal, values};
use kedang_app::company::CompanyChange;
use kedang_app::export::TableFormat;
use kedang_app::field::{FieldChange, FieldDraft};
use kedang_app::month_check::{LogWanted, NewNote, Part, SeenCheck};
use kedang_app::{AppError, Context};
use kedang_domain::field::{FieldType, Label, Subject, Values};
use kedang_domain::id::DepartmentId;
use kedang_domain::month_check::{CheckState, Month, NoteKind, PaymentState, ProposalState};
use kedang_domain::permission::{Decision, Reason};
use kedang_evidence::Actor;
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

async fn begun(world: &World, ctx: &Context) -> SeenCheck {
    world.app.begin_month_checks(ctx, None).await.unwrap().remove(0)
}

async fn check(world: &World, login: &str) -> SeenCheck {
    let ctx = world.context(login).await;
    world.app.month_checks(&ctx, None).await.unwrap().checks.remove(0)
}

async fn apply(world: &World, check: &SeenCheck) {
    while world.app.apply_month_check_part(check.check.id, world.origin()).await.unwrap() {}
}

/// A text of a department's own.
fn custom(label: &str, department: DepartmentId) -> FieldDraft {
    let change = FieldChange {
        label: Some(Label::new(label, "")),
        department: Some(Some(department)),
        ..FieldChange::default()
    };
    FieldDraft { key: None, subject: Subject::Customer, field_type: FieldType::Text, change }
}

on_both_engines! {
    async fn a_check_is_walked_submitted_approved_and_applied(world: World) {
        world.company().await;
        let owner = world.context("lixiang").await;
        let facts = values([("stage", json!("potential"))]);
        let one = customer(&world, &owner, "华北泵业", facts.clone()).await;
        let two = customer(&world, &owner, "华南泵业", facts).await;
        let mine = begun(&world, &owner).await;
        assert_eq!((mine.check.state, mine.check.walked.total), (CheckState::Open, 2));
        assert_eq!(begun(&world, &owner).await.check.id, mine.check.id, "begun once");
        let id = mine.check.id;

        // For others there is no such check.
        for login in ["sunjia", "zhaolei", "admin", "heqing"] {
            let ctx = world.context(login).await;
            assert!(is_missing(world.app.month_check(&ctx, id).await), "{login}");
            assert!(is_missing(world.app.walk_month_check(&ctx, id, one, &[]).await));
            assert!(is_missing(world.app.submit_month_check(&ctx, id, 1).await));
        }
        let custodian = world.context("fangxin").await;
        let refused = world.app.walk_month_check(&custodian, id, one, &[]).await;
        assert_eq!(reason(refused), Reason::NotTheOwner);

        all_true(&world, &owner, id, one).await;
        let early = world.app.submit_month_check(&owner, id, 1).await;
        assert_eq!(clash(early), "month_check_not_walked");
        let walking = world.app.month_check_customers(&owner, id, Part::Open, 0, 50).await.unwrap();
        let group = walking[0].groups[0].key.clone();
        world.app.walk_month_check(&owner, id, two, &[group]).await.unwrap();
        let unproposed = world.app.submit_month_check(&owner, id, 1).await;
        assert_eq!(clash(unproposed), "month_check_unproposed");
        proposal(&world, &owner, id, two, "name", json!("华南泵业集团")).await;
        proposal(&world, &owner, id, two, "stage", json!("intent")).await;
        let head = world.context("chenlu").await;
        let early = world.app.approve_month_check(&head, id, 1, &[]).await;
        assert_eq!(clash(early), "month_check_not_submitted");
        let mine = world.app.submit_month_check(&owner, id, 1).await.unwrap();
        assert_eq!((mine.check.state, mine.check.proposals.all), (CheckState::Submitted, 2));
        let late = world.app.walk_month_check(&owner, id, one, &[]).await;
        assert_eq!(clash(late), "month_check_submitted");

        // Nobody approves their own, nor what is another department's.
        let refused = world.app.approve_month_check(&owner, id, 2, &[]).await;
        assert_eq!(reason(refused), Reason::NotTheHead);
        let walked = world.app.month_check_customers(&head, id, Part::Marked, 0, 50).await.unwrap();
        let stage = walked[0].proposals.iter().find(|p| p.proposal.field == "stage").unwrap();
        let no_reason = [(stage.proposal.id, "  ".to_owned())];
        let refused = world.app.approve_month_check(&head, id, 2, &no_reason).await;
        assert_eq!(refusal(refused), ("/refused/0/reason".to_owned(), "required"));
        let refusals = [(stage.proposal.id, "没有意向书".to_owned())];
        let approved = world.app.approve_month_check(&head, id, 2, &refusals).await.unwrap();
        assert_eq!(approved.check.state, CheckState::Approved);
        assert_eq!(approved.check.apply_by, Some(world.app.now() + 2 * 3_600_000));
        let twice = world.app.approve_month_check(&head, id, 3, &[]).await;
        assert_eq!(clash(twice), "month_check_approved");

        apply(&world, &approved).await;
        let done = world.app.month_check(&head, id).await.unwrap();
        assert_eq!(done.check.state, CheckState::Applied);
        assert_eq!((done.check.proposals.applied, done.check.proposals.refused), (1, 1));
        let now = world.app.reload_customer(&owner, two).await.unwrap().customer;
        assert_eq!(now.name, "华南泵业集团");
        assert_eq!(now.values["stage"], json!("potential"));
        apply(&world, &approved).await;

        // Who approved it changed it, by the job; the duty ends with the system's entry.
        let written = &log(&world, "customer.update").await[0];
        assert_eq!(written.draft().actor, Actor::Person(head.actor.person.to_string()));
        let applied = log(&world, "month_check.apply").await;
        assert_eq!(applied.len(), 1);
        assert_eq!(applied[0].draft().actor, Actor::System("job.month_check".to_owned()));
        for action in ["month_check.confirm", "month_check.submit", "month_check.approve"] {
            assert!(!log(&world, action).await.is_empty(), "{action}");
        }
        let rows = world.app.maintenance_log(&owner, &LogWanted::default(), 50).await.unwrap();
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|row| !row.late && row.row.customer.1 == "华南泵业集团"));
        let refused = rows.iter().find(|row| row.row.proposal.state == ProposalState::Refused);
        assert_eq!(refused.unwrap().row.proposal.decision_reason.as_deref(), Some("没有意向书"));
        for login in ["sunjia", "admin"] {
            let ctx = world.context(login).await;
            assert!(world.app.maintenance_log(&ctx, &LogWanted::default(), 50).await.unwrap().is_empty());
        }
    }

    async fn what_changed_meanwhile_is_shown_and_not_overwritten(world: World) {
        world.company().await;
        let owner = world.context("lixiang").await;
        let id = customer(&world, &owner, "华北泵业", values([("stage", json!("potential"))])).await;
        let mine = begun(&world, &owner).await.check;
        proposal(&world, &owner, mine.id, id, "stage", json!("intent")).await;
        proposal(&world, &owner, mine.id, id, "website", json!("https://pump.example.cn")).await;
        world.app.submit_month_check(&owner, mine.id, 1).await.unwrap();
        edit(&world, "lixiang", id, "stage", json!("cooperating")).await;
        let head = world.context("chenlu").await;
        let approved = world.app.approve_month_check(&head, mine.id, 2, &[]).await.unwrap();
        apply(&world, &approved).await;
        let now = world.app.reload_customer(&owner, id).await.unwrap().customer;
        assert_eq!(now.values["stage"], json!("cooperating"));
        assert!(now.values.contains_key("website"));
        let rows = world.app.maintenance_log(&owner, &LogWanted::default(), 50).await.unwrap();
        let overtaken = rows.iter().find(|row| row.row.proposal.field == "stage").unwrap();
        assert_eq!(overtaken.row.proposal.state, ProposalState::Overtaken);
        assert_eq!(overtaken.row.proposal.found, Some(json!("cooperating")));
        let done = world.app.month_check(&head, mine.id).await.unwrap().check;
        assert_eq!((done.proposals.applied, done.proposals.unapplied), (1, 1));
    }

    async fn what_may_no_longer_be_written_is_on_record(world: World) {
        let company = world.company().await;
        let owner = world.context("lixiang").await;
        let id = customer(&world, &owner, "华北泵业", Values::new()).await;
        let mine = begun(&world, &owner).await.check;
        proposal(&world, &owner, mine.id, id, "stage", json!("intent")).await;
        world.app.submit_month_check(&owner, mine.id, 1).await.unwrap();
        let head = world.context("chenlu").await;
        let approved = world.app.approve_month_check(&head, mine.id, 2, &[]).await.unwrap();
        // Before it is applied the customer goes to another department.
        let director = world.context("qiaosen").await;
        let version = world.app.reload_customer(&owner, id).await.unwrap().customer.version;
        world.app.assign_customer(&director, id, version, company.id("sunjia"), "调整").await.unwrap();
        apply(&world, &approved).await;
        let theirs = world.context("sunjia").await;
        let rows = world.app.maintenance_log(&theirs, &LogWanted::default(), 50).await.unwrap();
        assert_eq!(rows[0].row.proposal.state, ProposalState::Failed);
        assert_eq!(rows[0].row.proposal.failure.as_deref(), Some("not_visible"));
        assert!(world.app.maintenance_log(&owner, &LogWanted::default(), 50).await.unwrap().is_empty());
        let now = world.app.reload_customer(&theirs, id).await.unwrap().customer;
        assert!(!now.values.contains_key("stage"));
        assert_eq!(log(&world, "month_check.apply").await.len(), 1);
    }

    async fn a_field_that_is_no_more_stops_all_of_its_customer_and_the_head_reads_why(world: World) {
        let company = world.company().await;
        let owner = world.context("lixiang").await;
        let head = world.context("chenlu").await;
        let made = world.app.create_field(&head, custom("付款习惯", company.department("销售一组"))).await.unwrap();
        let key = made.field.key.as_str();
        let id = customer(&world, &owner, "华北泵业", Values::new()).await;
        let other = customer(&world, &owner, "江南造纸", Values::new()).await;
        let mine = begun(&world, &owner).await.check;
        proposal(&world, &owner, mine.id, id, "stage", json!("intent")).await;
        proposal(&world, &owner, mine.id, id, key, json!("月结")).await;
        proposal(&world, &owner, mine.id, other, "stage", json!("intent")).await;
        world.app.submit_month_check(&owner, mine.id, 1).await.unwrap();
        let approved = world.app.approve_month_check(&head, mine.id, 2, &[]).await.unwrap();
        let off = FieldChange { active: Some(false), ..FieldChange::default() };
        world.app.change_field(&head, key, made.version.unwrap(), off).await.unwrap();
        let before = world.app.reload_customer(&owner, id).await.unwrap().customer;
        apply(&world, &approved).await;
        let after = world.app.reload_customer(&owner, id).await.unwrap().customer;
        assert_eq!((after.version, after.values), (before.version, before.values), "nothing by half");
        let elsewhere = world.app.reload_customer(&owner, other).await.unwrap().customer;
        assert_eq!(elsewhere.values["stage"], json!("intent"), "the others are not held up");
        let seen = world.app.month_check_customers(&head, mine.id, Part::All, 0, 50).await.unwrap();
        let failed = &seen.iter().find(|one| one.id == id).unwrap().proposals;
        assert_eq!(failed.len(), 2);
        for one in failed {
            assert_eq!(one.proposal.state, ProposalState::Failed, "{}", one.proposal.field);
            assert_eq!(one.proposal.failure.as_deref(), Some("validation"));
        }
        let done = world.app.month_check(&head, mine.id).await.unwrap().check;
        assert_eq!((done.proposals.applied, done.proposals.unapplied), (1, 2));
    }

    async fn the_log_leaves_as_a_table_and_that_is_on_record(world: World) {
        world.company().await;
        let owner = world.context("lixiang").await;
        let id = customer(&world, &owner, "华北泵业", Values::new()).await;
        let mine = begun(&world, &owner).await.check;
        proposal(&world, &owner, mine.id, id, "name", json!("=1+1 泵业")).await;
        world.app.submit_month_check(&owner, mine.id, 1).await.unwrap();
        let head = world.context("chenlu").await;
        let approved = world.app.approve_month_check(&head, mine.id, 2, &[]).await.unwrap();
        apply(&world, &approved).await;
        let all = LogWanted::default();
        let refused = world.app.export_maintenance_log(&owner, &all, TableFormat::Csv, "月末复盘").await;
        assert_eq!(reason(refused), Reason::NotPermitted);
        let director = world.context("qiaosen").await;
        let silent = world.app.export_maintenance_log(&director, &all, TableFormat::Csv, " ").await;
        assert_eq!(refusal(silent), ("/purpose".to_owned(), "required"));
        assert!(log(&world, "month_check.export").await.is_empty(), "nothing left");
        let file = world.app.export_maintenance_log(&director, &all, TableFormat::Csv, "月末复盘").await.unwrap();
        let text = String::from_utf8(file).unwrap();
        let line = text.lines().nth(1).unwrap();
        assert!(line.starts_with("2026-11,KH0000001,"), "{line}");
        assert!(line.contains(",华北泵业,'=1+1 泵业,"), "a formula is disarmed: {line}");
        assert!(line.contains("已落实") && text.lines().count() == 2, "{text}");
        let book = world.app.export_maintenance_log(&director, &all, TableFormat::Xlsx, "月末复盘").await.unwrap();
        assert!(book.starts_with(b"PK"));
        assert_eq!(log(&world, "month_check.export").await.len(), 2);
        // More customers than may leave without an approval.
        let admin = world.context("admin").await;
        let version = world.app.company(&admin).await.unwrap().version;
        let limit = CompanyChange { export_limit_rows: Some(Some(0)), ..CompanyChange::default() };
        world.app.change_company(&admin, version, &limit).await.unwrap();
        let many = world.app.export_maintenance_log(&director, &all, TableFormat::Csv, "月末复盘").await;
        assert!(matches!(many, Err(AppError::Refused(refused)) if matches!(refused.decision, Decision::Needs { .. })));
        // An empty table is no customer, and on record all the same.
        let none = LogWanted { state: Some(ProposalState::Refused), ..LogWanted::default() };
        let file = world.app.export_maintenance_log(&director, &none, TableFormat::Csv, "月末复盘").await.unwrap();
        assert_eq!(String::from_utf8(file).unwrap().lines().count(), 1);
        assert_eq!(log(&world, "month_check.export").await.len(), 3);
    }

    async fn the_head_walks_for_somebody_who_left_and_another_approves(world: World) {
        let company = world.company().await;
        let owner = world.context("lixiang").await;
        let id = customer(&world, &owner, "华北泵业", Values::new()).await;
        let admin = world.context("admin").await;
        world.app.deactivate_person(&admin, company.id("lixiang"), 1).await.unwrap();
        assert_eq!(world.app.open_month_checks().await.unwrap(), 1);
        let head = world.context("chenlu").await;
        let mine = check(&world, "chenlu").await.check;
        assert!(mine.person_left);
        all_true(&world, &head, mine.id, id).await;
        let mine = world.app.submit_month_check(&head, mine.id, mine.version).await.unwrap().check;
        let own = world.app.approve_month_check(&head, mine.id, mine.version, &[]).await;
        assert_eq!(reason(own), Reason::OwnRequest);
        let leader = world.context("gaoyuan").await;
        let reader = world.app.approve_month_check(&leader, mine.id, mine.version, &[]).await;
        assert_eq!(reason(reader), Reason::NotPermitted);
        let above = world.context("qiaosen").await;
        let approved = world.app.approve_month_check(&above, mine.id, mine.version, &[]).await.unwrap();
        apply(&world, &approved).await;
        assert_eq!(check(&world, "chenlu").await.check.state, CheckState::Applied);
    }

    async fn checks_begin_by_themselves_once_a_month(world: World) {
        assert_eq!(world.app.open_month_checks().await.unwrap(), 0, "before there is a company");
        world.company().await;
        for (login, name) in [("lixiang", "华北泵业"), ("sunjia", "苏南轴承")] {
            let ctx = world.context(login).await;
            customer(&world, &ctx, name, Values::new()).await;
        }
        // The 23rd is within the last ten days.
        assert_eq!(world.app.open_month_checks().await.unwrap(), 2);
        assert_eq!(world.app.open_month_checks().await.unwrap(), 0);
        assert!(!check(&world, "lixiang").await.late);
        world.clock.advance(8 * DAY);
        assert_eq!(world.app.open_month_checks().await.unwrap(), 0, "the beginning of December");
        let ctx = world.context("lixiang").await;
        let november: Month = "2026-11".parse().unwrap();
        let before = world.app.month_checks(&ctx, Some(november)).await.unwrap();
        assert!(before.checks[0].late && !before.current);
        let now = world.app.month_checks(&ctx, None).await.unwrap();
        assert!(now.checks.is_empty() && now.may_begin);
        assert_eq!((now.opens_on.to_string(), now.due_on.to_string()), ("2026-12-22".to_owned(), "2026-12-31".to_owned()));
        // Years, day by day, with every tenth day without a server.
        let mut begun = 0;
        for day in 0..730 {
            world.clock.advance(DAY);
            if day % 10 != 0 {
                begun += world.app.open_month_checks().await.unwrap();
            }
        }
        assert_eq!(begun, 2 * 24);
    }

    async fn service_and_finance_add_theirs(world: World) {
        world.company().await;
        let owner = world.context("lixiang").await;
        let id = customer(&world, &owner, "华北泵业", Values::new()).await;
        let mine = begun(&world, &owner).await.check;
        let finance = world.context("jinhui").await;
        let rows = world.app.month_notes(&finance, NoteKind::Payment, None, 0, 50).await.unwrap();
        assert_eq!((rows[0].name.as_str(), rows[0].note.is_none()), ("华北泵业", true));
        // The name, and nothing else of the customer.
        assert!(world.app.reload_customer(&finance, id).await.is_err());
        let note = NewNote { kind: NoteKind::Payment, payment: Some(PaymentState::Overdue), text: Some("逾期 12 天".to_owned()) };
        world.app.put_month_note(&finance, id, &note).await.unwrap();
        let silent = NewNote { payment: None, ..note.clone() };
        assert_eq!(refusal(world.app.put_month_note(&finance, id, &silent).await).0, "/payment");
        let service = NewNote { kind: NoteKind::Service, payment: None, text: Some("更换密封件".to_owned()) };
        assert_eq!(reason(world.app.put_month_note(&finance, id, &service).await), Reason::NotPermitted);
        let custodian = world.context("fangxin").await;
        world.app.put_month_note(&custodian, id, &service).await.unwrap();
        assert_eq!(reason(world.app.put_month_note(&custodian, id, &note).await), Reason::NotPermitted);
        for login in ["lixiang", "chenlu", "admin", "heqing"] {
            let ctx = world.context(login).await;
            let refused = world.app.month_notes(&ctx, NoteKind::Payment, None, 0, 50).await;
            assert_eq!(reason(refused), Reason::NotPermitted, "{login}");
        }
        let walking = world.app.month_check_customers(&owner, mine.id, Part::All, 0, 50).await.unwrap();
        assert_eq!(walking[0].notes.len(), 2);
        assert_eq!(log(&world, "month_check.note").await.len(), 2);
    }
}
