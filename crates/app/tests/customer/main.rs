//! The customer file: registering, opening, changing, giving away, many at once, lists. Each on
//! both engines, with what is refused as well as what is done.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod assign;
mod bulk;
mod change;
mod clash;
mod create;
mod export;
mod export_request;
mod list;
mod oracle;
mod ruling;
mod searchbox;
mod secrecy;
mod sight;

use kedang_app::customer::{Draft, NewContact};
use kedang_app::{App, AppError, Context, Once};
use kedang_db::Sql;
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{Decision, Reason};
use kedang_evidence::{Entry, Outcome};
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

/// Everything that is kept of customers: what a refusal must leave as it is.
async fn kept(world: &World) -> Vec<String> {
    let mut conn = world.app.db().read().await.unwrap();
    let mut all = Vec::new();
    for sql in [
        "SELECT no || '|' || name || '|' || template || '|' || owner_id || '|' || department_id \
         || '|' || data || '|' || completeness || '|' || uncertain || '|' || updated_at || '|' \
         || last_contact_at || '|' || version FROM customer ORDER BY no",
        "SELECT field || '|' || value || '|' || no FROM customer_value ORDER BY no, field, value",
        "SELECT id || '|' || name || '|' || data || '|' || version FROM contact ORDER BY id",
        "SELECT id || '|' || person_id || '|' || until || '|' || coalesce(ended_at, 0) \
         FROM customer_share ORDER BY id",
        "SELECT id || '|' || summary || '|' || version FROM interaction ORDER BY id",
        "SELECT id || '|' || field || '|' || coalesce(verified_at, 0) FROM uncertain_mark \
         ORDER BY id",
        "SELECT id || '|' || kind || '|' || detail FROM event ORDER BY id",
        "SELECT id || '|' || state || '|' || owner_id || '|' || version FROM clash ORDER BY id",
    ] {
        for mut row in conn.all(Sql::new(sql)).await.unwrap() {
            all.push(row.take::<String>().unwrap());
        }
    }
    all
}

/// The rule said no: why. The entry that the way out makes of it fits the log, and names the
/// customer.
async fn denied<T: std::fmt::Debug>(
    world: &World,
    ctx: &Context,
    on: Option<CustomerId>,
    result: Result<T, AppError>,
) -> Reason {
    let AppError::Refused(refused) = result.unwrap_err() else { unreachable!("another error") };
    let Decision::Deny(refusal) = refused.decision else { unreachable!("another decision") };
    assert_eq!(refused.customer, on);
    world.app.record_refusal(ctx, &refused).await.unwrap();
    let entry = log(world, refused.act).await.remove(0);
    let entry = entry.draft();
    assert_eq!((entry.outcome, entry.clause.as_deref()), (Outcome::Refused, refused.clause));
    assert_eq!(entry.customer, on.map(|id| id.to_string()));
    refusal.reason
}

/// It is not there for this person, exactly as what does not exist; the attempt on what does exist
/// is on record under this action.
async fn unseen<T: std::fmt::Debug>(
    world: &World,
    ctx: &Context,
    id: CustomerId,
    action: &str,
    result: Result<T, AppError>,
) {
    assert!(matches!(result, Err(AppError::NotFound)), "{action}: {result:?}");
    let entry = log(world, action).await.remove(0);
    let entry = entry.draft();
    let who = kedang_evidence::Actor::Person(ctx.actor.person.to_string());
    assert_eq!((entry.outcome, &entry.actor), (Outcome::Refused, &who), "{action}");
    assert_eq!(entry.reason.as_deref(), Some("not_visible"), "{action}");
    assert_eq!(entry.customer, Some(id.to_string()), "{action}");
}

/// The version that is there, when the caller's was stale.
fn stale<T: std::fmt::Debug>(result: Result<T, AppError>) -> i64 {
    match result.unwrap_err() {
        AppError::Stale { current } => current,
        other => unreachable!("{other:?}"),
    }
}

/// Does something to people as their administrator would.
async fn run(world: &World, sql: &'static str, person: kedang_domain::id::PersonId) {
    let mut tx = world.app.db().begin().await.unwrap();
    tx.run_exactly(1, Sql::new(sql).bind(person.to_string())).await.unwrap();
    tx.commit().await.unwrap();
}
