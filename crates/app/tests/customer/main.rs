//! The customer file: registering, opening, changing, giving away, many at once, lists. Each on
//! both engines, with what is refused as well as what is done.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod create;

use kedang_app::customer::{Draft, NewContact};
use kedang_app::{App, AppError, Context, Once};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{Decision, Reason};
use kedang_evidence::Entry;
use kedang_storage::evidence::{self, Filter};
use kedang_testkit::World;
use serde_json::Value;

/// A code whose check character fits, and the same with a wrong one.
const CODE: &str = "91350100M000100Y43";
const WRONG_CODE: &str = "91350100M000100Y4Z";

fn values<const N: usize>(pairs: [(&str, Value); N]) -> Values {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn draft<const N: usize>(name: &str, facts: [(&str, Value); N]) -> Draft {
    Draft {
        kind: CustomerKind::Organization,
        name: name.to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: values(facts),
        contacts: Vec::new(),
    }
}

fn contact<const N: usize>(name: &str, facts: [(&str, Value); N]) -> NewContact {
    NewContact { name: name.to_owned(), values: values(facts), primary: false }
}

async fn customer(app: &App, ctx: &Context, name: &str) -> CustomerId {
    app.create_customer(ctx, &draft(name, [])).await.unwrap().customer.id
}

fn once(ctx: &Context, key: &str, request: &str) -> Context {
    let once = Once { key: key.to_owned(), request_hash: request.to_owned() };
    Context { once: Some(once), ..ctx.clone() }
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

/// Place and code of every refused value.
fn refused<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<(String, &'static str)> {
    match result.unwrap_err() {
        AppError::Invalid(issues) => {
            issues.into_iter().map(|i| (i.pointer, i.error.code)).collect()
        }
        other => unreachable!("{other:?}"),
    }
}

fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> (String, &'static str) {
    let all = refused(result);
    assert_eq!(all.len(), 1, "{all:?}");
    all.into_iter().next().unwrap()
}

/// Code and parameters of a clash.
fn clash<T: std::fmt::Debug>(result: Result<T, AppError>) -> (&'static str, Vec<String>) {
    match result.unwrap_err() {
        AppError::Conflict { code, params } => (code, params.into_keys().collect()),
        other => unreachable!("{other:?}"),
    }
}

/// Entries of an action, newest first.
async fn log(world: &World, action: &str) -> Vec<Entry> {
    let mut conn = world.app.db().read().await.unwrap();
    let filter = Filter { action: Some(action.to_owned()), ..Filter::default() };
    let found = evidence::search(&mut conn, &filter, None, 100).await.unwrap();
    found.iter().map(|stored| Entry::decode(&stored.entry).unwrap()).collect()
}

/// How many entries the log has.
async fn entries(world: &World) -> i64 {
    let mut conn = world.app.db().read().await.unwrap();
    evidence::head(&mut conn).await.unwrap().map_or(0, |(size, _)| size)
}
