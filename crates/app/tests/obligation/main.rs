//! Obligations: opened and fulfilled by entries of the log and by the calendar, on both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod attestation;
mod clock;
mod entries;
mod people;

use kedang_app::customer::{Change, Draft, NewContact};
use kedang_app::customer_event::CustomerEvent;
use kedang_app::obligation::{Filter, Listed};
use kedang_app::{Context, Once};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::CustomerId;
use kedang_domain::obligation::{CustomerEventKind, ObligationState};
use kedang_evidence::Entry;
use kedang_storage::evidence::{self, Filter as LogFilter};
use kedang_testkit::World;
use serde_json::{Value, json};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn values<const N: usize>(pairs: [(&str, Value); N]) -> Values {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn draft(name: &str) -> Draft {
    Draft {
        kind: CustomerKind::Individual,
        name: name.to_owned(),
        template: "individual".to_owned(),
        owner: None,
        values: Values::new(),
        contacts: Vec::<NewContact>::new(),
    }
}

/// What the individual's card expects.
fn basics() -> Values {
    values([
        ("sex", json!("female")),
        ("mobile", json!("13812345678")),
        ("region", json!("110105")),
        ("occupation", json!("教师")),
        ("relation", json!(["end_customer"])),
        ("stage", json!("intent")),
        ("source", json!("referral")),
        ("lawful_basis", json!("consent")),
    ])
}

/// Lets the sample company obey another regulation.
async fn obey(world: &World, code: &str) {
    world.obey(code).await;
}

async fn change(world: &World, ctx: &Context, id: CustomerId, new: Values) {
    let seen = world.app.open_customer(ctx, id).await.unwrap().customer;
    let change = Change { values: new, ..Change::default() };
    world.app.update_customer(ctx, id, seen.version, &change).await.unwrap();
}

async fn report(world: &World, ctx: &Context, id: CustomerId, kind: CustomerEventKind, at: i64) {
    let event = CustomerEvent { kind, happened_at: at, note: None };
    world.app.report_customer_event(ctx, id, &event).await.unwrap();
}

/// All that this person sees.
async fn all(world: &World, login: &str) -> Vec<Listed> {
    let ctx = world.context(login).await;
    world.app.obligations(&ctx, &Filter::default(), None, 500).await.unwrap()
}

async fn states(world: &World, login: &str) -> Vec<(String, ObligationState)> {
    all(world, login).await.into_iter().map(|one| (one.duty, one.state)).collect()
}

/// Entries of an action, newest first.
async fn log(world: &World, action: &str) -> Vec<Entry> {
    let mut conn = world.app.db().read().await.unwrap();
    let filter = LogFilter { action: Some(action.to_owned()), ..LogFilter::default() };
    let found = evidence::search(&mut conn, &filter, None, 100).await.unwrap();
    found.iter().map(|stored| Entry::decode(&stored.entry).unwrap()).collect()
}

fn once(ctx: &Context, key: &str) -> Context {
    let once = Once { key: key.to_owned(), request_hash: key.to_owned() };
    Context { once: Some(once), ..ctx.clone() }
}
