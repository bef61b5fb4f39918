//! How data is kept true: corrections of verified facts, urgent news, campaigns of verification,
//! figures of quality. Each on both engines, with what is refused as well as what is done.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod campaigns;
mod corrections;
mod news;
mod quality;

use kedang_app::customer::{Draft, NewContact};
use kedang_app::uncertain::Fact;
use kedang_app::{AppError, Context};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{ContactId, CustomerId};
use kedang_domain::permission::{Decision, Reason};
use kedang_evidence::Entry;
use kedang_storage::evidence::{self, Filter};
use kedang_testkit::World;
use serde_json::{Value, json};

const DAY: i64 = 24 * 3_600_000;

/// Facts from pairs.
fn values<const N: usize>(pairs: [(&str, Value); N]) -> Values {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn fact(field: &str, contact: Option<ContactId>) -> Fact {
    Fact { field: field.to_owned(), contact }
}

/// From now on this regulation is in force.
async fn under(world: &World, regulation: &str) {
    world.obey(regulation).await;
}

/// A customer with a telephone number and a contact.
async fn customer(world: &World, ctx: &Context, name: &str) -> CustomerId {
    let contact = NewContact {
        name: "陈静".to_owned(),
        values: values([("mobile", json!("13812345678"))]),
        primary: true,
    };
    let draft = Draft {
        kind: CustomerKind::Organization,
        name: name.to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: values([("office_phone", json!("025-55550199")), ("address", json!("中山路1号"))]),
        contacts: vec![contact],
    };
    world.app.create_customer(ctx, &draft).await.unwrap().customer.id
}

/// Marks a fact and verifies it.
async fn verified(world: &World, ctx: &Context, id: CustomerId, of: Fact) {
    world.app.mark_uncertain(ctx, id, of.clone(), "").await.unwrap();
    world.app.verify_fact(ctx, id, of, "电话核实").await.unwrap();
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
    let found = evidence::search(&mut conn, &filter, None, 100).await.unwrap();
    found.iter().map(|stored| Entry::decode(&stored.entry).unwrap()).collect()
}
