//! What keeps customer data true again and again: the weekly change list and the check at month end,
//! on both engines, with what is refused as well as what is done.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod change_list;
mod month_check;
mod month_walk;
mod told;

use kedang_app::customer::{Change, Draft, NewContact};
use kedang_app::{AppError, Context};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{Decision, Reason};
use kedang_evidence::Entry;
use kedang_storage::evidence::{self, Filter};
use kedang_testkit::World;
use serde_json::Value;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// Facts from pairs.
fn values<const N: usize>(pairs: [(&str, Value); N]) -> Values {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// A customer of this person's.
async fn customer(world: &World, ctx: &Context, name: &str, facts: Values) -> CustomerId {
    let draft = Draft {
        kind: CustomerKind::Organization,
        name: name.to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: facts,
        contacts: vec![NewContact {
            name: "陈静".to_owned(),
            values: values([("mobile", "13912340987".into())]),
            primary: true,
        }],
    };
    world.app.create_customer(ctx, &draft).await.unwrap().customer.id
}

/// Writes one fact of a customer by hand.
async fn edit(world: &World, login: &str, id: CustomerId, field: &str, value: Value) {
    world.clock.advance(1_000);
    let ctx = world.context(login).await;
    let version = world.app.reload_customer(&ctx, id).await.unwrap().customer.version;
    let change = Change { values: values([(field, value)]), ..Change::default() };
    world.app.update_customer(&ctx, id, version, &change).await.unwrap();
}

/// Why the rule said no.
fn reason<T: std::fmt::Debug>(result: Result<T, AppError>) -> Reason {
    match result.unwrap_err() {
        AppError::Refused(refused) => match refused.decision {
            Decision::Deny(refusal) => refusal.reason,
            other => unreachable!("{other:?}"),
        },
        other => unreachable!("{other:?}"),
    }
}

/// The only refused value.
fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> (String, &'static str) {
    match result.unwrap_err() {
        AppError::Invalid(issues) => {
            assert_eq!(issues.len(), 1, "{issues:?}");
            issues.into_iter().map(|one| (one.pointer, one.error.code)).next().unwrap()
        }
        other => unreachable!("{other:?}"),
    }
}

fn clash<T: std::fmt::Debug>(result: Result<T, AppError>) -> &'static str {
    match result.unwrap_err() {
        AppError::Conflict { code, .. } => code,
        other => unreachable!("{other:?}"),
    }
}

fn is_missing<T: std::fmt::Debug>(result: Result<T, AppError>) -> bool {
    matches!(result, Err(AppError::NotFound))
}

/// Entries of an action, newest first.
async fn log(world: &World, action: &str) -> Vec<Entry> {
    let mut conn = world.app.db().read().await.unwrap();
    let filter = Filter { action: Some(action.to_owned()), ..Filter::default() };
    let found = evidence::search(&mut conn, &filter, None, 500).await.unwrap();
    found.iter().map(|stored| Entry::decode(&stored.entry).unwrap()).collect()
}
