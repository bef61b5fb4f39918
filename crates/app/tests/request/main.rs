//! Requests: who decides in which order, what it opens, and how that ends. Each on both engines,
//! with what is refused as well as what is done.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod course;
mod level;
mod opened;
mod secret;

use jiff::civil::{Date, date};
use kedang_app::AppError;
use kedang_app::clash::ask::Asking;
use kedang_app::customer::{Draft, NewContact};
use kedang_app::request::{Deciding, Details, NewRequest, OpenRequest, RequestKind, Verdict};
use kedang_domain::clash::Wish;
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{ClashId, CustomerId, RequestId};
use kedang_domain::permission::{Decision, Reason};
use kedang_evidence::Entry;
use kedang_storage::evidence::{self, Filter};
use kedang_testkit::World;
use serde_json::json;

const DAY: i64 = 24 * 3_600_000;
const END: Date = date(2026, 12, 31);

/// A customer of lixiang's, in the first team.
async fn customer(world: &World) -> CustomerId {
    world.app.create_customer(&world.context("lixiang").await, &pumps()).await.unwrap().customer.id
}

fn pumps() -> Draft {
    let values = [("office_phone", json!("025-55550199")), ("address", json!("江宁区通达路664号"))];
    Draft {
        kind: CustomerKind::Organization,
        name: "南京华北泵业有限公司".to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Values>(),
        contacts: vec![NewContact {
            name: "许恺".to_owned(),
            values: Values::from_iter([("mobile".to_owned(), json!("13912345678"))]),
            primary: true,
        }],
    }
}

/// sunjia, of the second team, meets a customer that is not for her.
async fn met(world: &World) -> ClashId {
    let sunjia = world.context("sunjia").await;
    let told = world.app.clashes(&sunjia, &pumps()).await.unwrap().remove(0);
    let (draft, reason) = (pumps(), "客户主动来电".to_owned());
    let asking = Asking { draft, reference: told.reference, wish: Wish::Ruling, reason };
    world.app.ask_clash(&sunjia, asking).await.unwrap().case.id
}

fn wish(kind: RequestKind, customer: Option<CustomerId>) -> NewRequest {
    NewRequest {
        kind,
        customer,
        clash: None,
        purpose: "核对合作历史".to_owned(),
        reason: "准备联合拜访".to_owned(),
        until: Some(END),
        details: Details::default(),
    }
}

/// sunjia asks to see lixiang's customer, under a regulation.
async fn asked(world: &World, regulation: &str) -> (CustomerId, OpenRequest) {
    world.company().await;
    world.obey(regulation).await;
    let id = customer(world).await;
    let clash = Some(met(world).await);
    let sunjia = world.context("sunjia").await;
    let new = NewRequest { clash, ..wish(RequestKind::View, None) };
    (id, world.app.ask_request(&sunjia, new).await.unwrap())
}

fn saying(verdict: Verdict, back_to: Option<usize>) -> Deciding {
    Deciding { verdict, back_to, reason: "理由充分".to_owned() }
}

async fn decide(
    world: &World,
    login: &str,
    id: RequestId,
    deciding: Deciding,
) -> Result<OpenRequest, AppError> {
    let ctx = world.context(login).await;
    let mut conn = world.app.db().read().await.unwrap();
    let found = kedang_storage::request::get(&mut conn, id).await.unwrap().unwrap();
    drop(conn);
    world.app.decide_request(&ctx, id, found.version, &deciding).await
}

async fn approve(world: &World, login: &str, id: RequestId) -> Result<OpenRequest, AppError> {
    decide(world, login, id, saying(Verdict::Approve, None)).await
}

async fn sees(world: &World, login: &str, id: CustomerId) -> bool {
    world.app.open_customer(&world.context(login).await, id).await.is_ok()
}

/// The names of those who are to decide now.
fn waits_for(open: &OpenRequest) -> Vec<&str> {
    open.waits_for.iter().flat_map(|seat| seat.people.iter().map(|(_, name)| &**name)).collect()
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

fn missing<T: std::fmt::Debug>(result: Result<T, AppError>) -> bool {
    matches!(result, Err(AppError::NotFound))
}

async fn log(world: &World, action: &str) -> Vec<Entry> {
    let mut conn = world.app.db().read().await.unwrap();
    let filter = Filter { action: Some(action.to_owned()), ..Filter::default() };
    let found = evidence::search(&mut conn, &filter, None, 100).await.unwrap();
    found.iter().map(|stored| Entry::decode(&stored.entry).unwrap()).collect()
}
