//! Loans of original files: who hands out, who confirms, who has it. Each on both engines, with what
//! is refused as well as what is done.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use jiff::civil::date;
use kedang_app::AppError;
use kedang_app::customer::Draft;
use kedang_app::loan::{Checked, ItemDraft, OpenItem, OpenLoan, Which};
use kedang_app::request::{Deciding, Details, NewRequest, RequestKind, Verdict};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{LoanId, RequestId, new_uuid};
use kedang_domain::loan::LoanState;
use kedang_domain::permission::{Decision, Reason};
use kedang_evidence::Entry;
use kedang_storage::evidence::{self, Filter};
use kedang_testkit::{Company, World, on_both_engines};

const HOUR: i64 = 3_600_000;

/// A customer of lixiang's, whose department chenlu heads, with an original on the register.
async fn registered(world: &World, regulation: &str) -> (Company, OpenItem) {
    let company = world.company().await;
    world.obey(regulation).await;
    let draft = Draft {
        kind: CustomerKind::Organization,
        name: "南京华北泵业有限公司".to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: Values::default(),
        contacts: Vec::new(),
    };
    let owner = world.context("lixiang").await;
    let customer = world.app.create_customer(&owner, &draft).await.unwrap().customer.id;
    let keeper = world.context("chenlu").await;
    (company, world.app.register_item(&keeper, customer, &original()).await.unwrap())
}

fn original() -> ItemDraft {
    ItemDraft {
        title: "2025年度供货合同".to_owned(),
        pages: 12,
        copies: 1,
        place: "三号柜二层".to_owned(),
        note: None,
    }
}

fn intact() -> Checked {
    Checked { condition: "完好".to_owned(), pages: 12 }
}

fn wish(item: &OpenItem) -> NewRequest {
    NewRequest {
        kind: RequestKind::Loan,
        customer: Some(item.item.customer),
        clash: None,
        purpose: "核对合同原件".to_owned(),
        reason: "客户对条款有疑问".to_owned(),
        until: Some(date(2026, 12, 31)),
        details: Details { item: Some(item.item.id), ..Details::default() },
    }
}

async fn approve(world: &World, login: &str, id: RequestId) {
    let ctx = world.context(login).await;
    let version = world.app.request(&ctx, id).await.unwrap().request.version;
    let deciding =
        Deciding { verdict: Verdict::Approve, back_to: None, reason: "同意".to_owned() };
    world.app.decide_request(&ctx, id, version, &deciding).await.unwrap();
}

/// lixiang's loan of it, asked for and approved by everybody whose turn it is.
async fn approved(world: &World, (company, item): &(Company, OpenItem)) -> OpenLoan {
    let borrower = world.context("lixiang").await;
    let mut asked = world.app.ask_request(&borrower, wish(item)).await.unwrap();
    while let Some((id, _)) = asked.waits_for.iter().flat_map(|seat| &seat.people).next() {
        let decider = company.people.iter().find(|person| person.id == *id).unwrap();
        approve(world, &decider.login, asked.request.id).await;
        asked = world.app.request(&borrower, asked.request.id).await.unwrap();
    }
    let mine = world.app.loans(&borrower, Which::Mine, None, None, 9).await.unwrap();
    mine.into_iter().next().unwrap()
}

async fn hand_out(world: &World, login: &str, loan: &OpenLoan) -> Result<OpenLoan, AppError> {
    let ctx = world.context(login).await;
    world.app.hand_out_loan(&ctx, loan.loan.id, loan.loan.version, &intact()).await
}

async fn confirm(world: &World, login: &str, loan: &OpenLoan) -> Result<OpenLoan, AppError> {
    let ctx = world.context(login).await;
    world.app.confirm_loan(&ctx, loan.loan.id, loan.loan.version).await
}

async fn take_back(
    world: &World,
    login: &str,
    loan: &OpenLoan,
    checked: &Checked,
) -> Result<OpenLoan, AppError> {
    let ctx = world.context(login).await;
    world.app.take_back_loan(&ctx, loan.loan.id, loan.loan.version, checked).await
}

async fn count(world: &World, login: &str, which: Which) -> usize {
    let ctx = world.context(login).await;
    world.app.loans(&ctx, which, None, None, 200).await.unwrap().len()
}

fn reason<T: std::fmt::Debug>(result: Result<T, AppError>) -> Reason {
    match result.unwrap_err() {
        AppError::Refused(refused) => match refused.decision {
            Decision::Deny(refusal) => refusal.reason,
            other => unreachable!("{other:?}"),
        },
        other => unreachable!("{other:?}"),
    }
}

fn refused<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<(String, &'static str)> {
    match result.unwrap_err() {
        AppError::Invalid(issues) => {
            issues.into_iter().map(|i| (i.pointer, i.error.code)).collect()
        }
        other => unreachable!("{other:?}"),
    }
}

fn conflict<T: std::fmt::Debug>(result: Result<T, AppError>) -> &'static str {
    match result.unwrap_err() {
        AppError::Conflict { code, .. } => code,
        other => unreachable!("{other:?}"),
    }
}

async fn log(world: &World, action: &str) -> Vec<Entry> {
    let mut conn = world.app.db().read().await.unwrap();
    let filter = Filter { action: Some(action.to_owned()), ..Filter::default() };
    let found = evidence::search(&mut conn, &filter, None, 200).await.unwrap();
    found.iter().map(|stored| Entry::decode(&stored.entry).unwrap()).collect()
}

/// Copies an approved loan, as if the same had been approved so often.
async fn approved_often(world: &World, loan: LoanId, often: u8) -> Vec<LoanId> {
    let mut tx = world.app.db().begin().await.unwrap();
    let mut ids = vec![loan];
    for n in 1..often {
        let id = LoanId::new(new_uuid(1, [n; 10]));
        let sql = "INSERT INTO loan (id, item_id, borrower_id, request_id, purpose, approved_at, \
                   until_at, state, version) SELECT $1, item_id, borrower_id, request_id, purpose, \
                   approved_at, until_at, state, version FROM loan WHERE id = $2";
        let sql = kedang_db::Sql::new(sql).bind(id.to_string()).bind(loan.to_string());
        tx.run_exactly(1, sql).await.unwrap();
        ids.push(id);
    }
    tx.commit().await.unwrap();
    ids
}

on_both_engines! {
    async fn from_hand_to_hand_and_back(world: World) {
        let on_file = registered(&world, "M").await;
        let item = &on_file.1;
        assert_eq!(item.item.number, "YJ000001");
        let loan = approved(&world, &on_file).await;
        assert_eq!((loan.loan.state, count(&world, "chenlu", Which::Waiting).await), (LoanState::Approved, 1));
        assert_eq!(reason(hand_out(&world, "lixiang", &loan).await), Reason::NotTheKeeper);
        let out = hand_out(&world, "chenlu", &loan).await.unwrap();
        assert_eq!(reason(confirm(&world, "chenlu", &out).await), Reason::NotTheBorrower);
        let held = confirm(&world, "lixiang", &out).await.unwrap();
        assert_eq!(held.loan.state, LoanState::Held);
        // Who has it now, in one glance.
        let keeper = world.context("chenlu").await;
        let seen = world.app.kept_item(&keeper, item.item.id).await.unwrap();
        assert_eq!(seen.loan.unwrap().loan.borrower.1, held.loan.borrower.1);
        assert_eq!(refused(take_back(&world, "chenlu", &held, &Checked { condition: " ".to_owned(), pages: 0 }).await),
            [("/condition".to_owned(), "name_empty"), ("/pages".to_owned(), "count_range")]);
        let missing = Checked { condition: "缺一页".to_owned(), pages: 11 };
        let back = take_back(&world, "chenlu", &held, &missing).await.unwrap();
        assert_eq!(count(&world, "lixiang", Which::Out).await, 0);
        let closed = confirm(&world, "lixiang", &back).await.unwrap();
        assert_eq!(closed.loan.state, LoanState::Closed);
        assert_eq!(conflict(confirm(&world, "lixiang", &closed).await), "loan_not_now");
        let returned = log(&world, "loan.return").await;
        assert_eq!(returned[0].draft().details.get("missing"), Some(&1_i64.into()));
        assert!(returned[0].draft().clause.as_deref().is_some_and(|clause| clause.starts_with("M 5.2.3")));
        for action in ["item.register", "loan.approve", "loan.hand_out", "loan.confirm", "loan.close"] {
            assert_eq!(log(&world, action).await.len(), 1, "{action}");
        }
    }

    async fn whoever_does_not_see_the_customer_sees_no_item_and_no_loan(world: World) {
        let on_file = registered(&world, "M").await;
        let loan = approved(&world, &on_file).await;
        let out = hand_out(&world, "chenlu", &loan).await.unwrap();
        let item = &on_file.1;
        let stranger = world.context("sunjia").await;
        let app = &world.app;
        assert!(matches!(app.kept_item(&stranger, item.item.id).await, Err(AppError::NotFound)));
        assert!(matches!(app.loan(&stranger, out.loan.id).await, Err(AppError::NotFound)));
        assert!(matches!(hand_out(&world, "sunjia", &out).await, Err(AppError::NotFound)));
        assert!(app.kept_items(&stranger, None, Some("YJ000001")).await.unwrap().is_empty());
        assert_eq!(count(&world, "sunjia", Which::All).await, 0);
        let elsewhere = app.register_item(&stranger, item.item.customer, &original()).await;
        assert!(matches!(elsewhere, Err(AppError::NotFound)));
        let owner = world.context("lixiang").await;
        assert_eq!(reason(app.register_item(&owner, item.item.customer, &original()).await), Reason::NotTheKeeper);
    }

    async fn a_loan_is_asked_for_an_item_of_the_customer(world: World) {
        let (_, item) = registered(&world, "M").await;
        let owner = world.context("lixiang").await;
        let nothing = NewRequest { details: Details::default(), ..wish(&item) };
        assert_eq!(refused(world.app.ask_request(&owner, nothing).await), [("/item_id".to_owned(), "required")]);
        let endless = NewRequest { until: None, ..wish(&item) };
        assert_eq!(refused(world.app.ask_request(&owner, endless).await), [("/until".to_owned(), "required")]);
        let of_nobody = NewRequest { customer: None, ..wish(&item) };
        let told = refused(world.app.ask_request(&owner, of_nobody).await);
        assert_eq!(told, [("/customer_id".to_owned(), "required"), ("/item_id".to_owned(), "item_unknown")]);
    }

    async fn of_a_hundred_who_take_it_at_once_one_gets_it(world: World) {
        let on_file = registered(&world, "M").await;
        let first = approved(&world, &on_file).await;
        let ids = approved_often(&world, first.loan.id, 100).await;
        let keeper = world.context("chenlu").await;
        let mut tasks = tokio::task::JoinSet::new();
        for id in ids {
            let (app, ctx) = (world.app.clone(), keeper.clone());
            tasks.spawn(async move {
                match app.hand_out_loan(&ctx, id, 1, &intact()).await {
                    Ok(_) => true,
                    Err(AppError::Conflict { code: "item_out", .. }) => false,
                    Err(other) => unreachable!("{other:?}"),
                }
            });
        }
        let won = tasks.join_all().await.into_iter().filter(|won| *won).count();
        assert_eq!((won, count(&world, "chenlu", Which::Out).await), (1, 1));
        assert_eq!(log(&world, "loan.hand_out").await.len(), 1);
    }

    async fn the_regulation_says_when_it_is_due(world: World) {
        let on_file = registered(&world, "L").await;
        let loan = approved(&world, &on_file).await;
        let out = hand_out(&world, "chenlu", &loan).await.unwrap();
        let at = out.loan.out.as_ref().unwrap().at;
        assert_eq!(out.loan.due, Some(at + 72 * HOUR));
        assert_eq!(log(&world, "loan.hand_out").await[0].draft().clause.as_deref(), Some("L1-19.5.2"));
        world.clock.advance(73 * HOUR);
        assert_eq!(count(&world, "chenlu", Which::Late).await, 1);
        let keeper = world.context("chenlu").await;
        let extend = |version, day| {
            let (app, keeper, id) = (&world.app, keeper.clone(), out.loan.id);
            async move { app.extend_loan(&keeper, id, version, day).await }
        };
        assert_eq!(refused(extend(out.loan.version, date(2099, 1, 1)).await), [("/until".to_owned(), "until_too_late")]);
        assert_eq!(refused(extend(out.loan.version, date(2001, 1, 1)).await), [("/until".to_owned(), "until_past")]);
    }

    async fn damage_and_loss_are_told_and_what_is_lost_stays_out(world: World) {
        let on_file = registered(&world, "C").await;
        let loan = approved(&world, &on_file).await;
        let out = hand_out(&world, "chenlu", &loan).await.unwrap();
        let borrower = world.context("lixiang").await;
        let (app, id) = (&world.app, out.loan.id);
        let damaged = app.report_loan_damage(&borrower, id, out.loan.version, "封面撕裂").await.unwrap();
        assert_eq!(damaged.loan.state, LoanState::HandedOut);
        let lost = app.report_loan_loss(&borrower, id, damaged.loan.version, "出差途中遗失").await.unwrap();
        assert_eq!((lost.loan.state, count(&world, "chenlu", Which::Out).await), (LoanState::Lost, 1));
        assert_eq!(log(&world, "loan.report_loss").await[0].draft().clause.as_deref(), Some("C8.3.6"));
        let found = take_back(&world, "chenlu", &lost, &intact()).await.unwrap();
        assert_eq!(found.loan.state, LoanState::Returned);
        assert_eq!(conflict(app.report_loan_loss(&borrower, id, found.loan.version, "再报").await), "loan_not_now");
    }
}
