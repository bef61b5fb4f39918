//! A customer's file and what it is kept by: fields, cards, views, contacts, doubts, interactions,
//! shares, timeline. Each on both engines, with what is refused as well as what is done.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod card_templates;
mod cards;
mod contacts;
mod doubts;
mod fields;
mod greetings;
mod interactions;
mod saved_views;
mod shares;
mod timeline;

use kedang_app::customer::{Draft, NewContact};
use kedang_app::{AppError, Context, Once};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{Decision, Reason};
use kedang_evidence::Entry;
use kedang_storage::evidence::{self, Filter};
use kedang_testkit::World;
use serde_json::Value;

/// Facts from pairs.
fn values<const N: usize>(pairs: [(&str, Value); N]) -> Values {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn draft(name: &str, facts: Values) -> Draft {
    Draft {
        kind: CustomerKind::Organization,
        name: name.to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: facts,
        contacts: Vec::new(),
    }
}

/// A customer of this person's.
async fn customer(world: &World, ctx: &Context, name: &str) -> CustomerId {
    let made = world.app.create_customer(ctx, &draft(name, Values::new())).await.unwrap();
    made.customer.id
}

fn contact(name: &str, facts: Values) -> NewContact {
    NewContact { name: name.to_owned(), values: facts, primary: false }
}

/// The same request under an Idempotency-Key.
fn once(ctx: &Context, key: &str, request: &str) -> Context {
    let once = Once { key: key.to_owned(), request_hash: request.to_owned() };
    Context { once: Some(once), ..ctx.clone() }
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

/// Place and code of every refused value, in order.
fn refused<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<(String, &'static str)> {
    match result.unwrap_err() {
        AppError::Invalid(issues) => {
            issues.into_iter().map(|i| (i.pointer, i.error.code)).collect()
        }
        other => unreachable!("{other:?}"),
    }
}

/// The only refused value.
fn refusal<T: std::fmt::Debug>(result: Result<T, AppError>) -> (String, &'static str) {
    let all = refused(result);
    assert_eq!(all.len(), 1, "{all:?}");
    all.into_iter().next().unwrap()
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

/// The version that is there, when the caller's was stale.
fn stale<T: std::fmt::Debug>(result: Result<T, AppError>) -> i64 {
    match result.unwrap_err() {
        AppError::Stale { current } => current,
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
