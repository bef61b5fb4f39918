//! The life of the regulation: drafted, proposed, approved by those whom it names, in force from a
//! date. Each on both engines, with what is refused as well as what is done.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod coverage;
mod decide;
mod draft;
mod in_force;
mod pledge;

use jiff::civil::{Date, date};
use kedang_app::policy::{Change, OpenedVersion, Standing};
use kedang_app::{AppError, Context};
use kedang_policy::Words;
use kedang_storage::evidence::{self, Filter};
use kedang_testkit::World;

/// The day on which the clock of a world stands.
const TODAY: Date = date(2026, 11, 23);
const HOUR: i64 = 3_600_000;

fn words(text: &str) -> Words {
    Words { zh: text.to_owned(), en: text.to_owned() }
}

/// Another value for the cycle in which changes are gathered (M 5.1.6a).
fn weekly(value: &str) -> Change {
    let set = ("M".to_owned(), "weekly_changes.cycle".to_owned(), value.to_owned(), words("试行"));
    Change { set: Some(vec![set]), ..Change::default() }
}

/// A draft with another value.
async fn drafted(world: &World, ctx: &Context, value: &str) -> OpenedVersion {
    let draft = world.app.draft_policy(ctx, None).await.unwrap().version;
    world.app.change_policy(ctx, draft.id, draft.version, weekly(value)).await.unwrap()
}

/// A version with another value, proposed by the information specialist.
async fn proposed(world: &World, value: &str, from: Date) -> OpenedVersion {
    let ctx = world.context("liuyun").await;
    let draft = drafted(world, &ctx, value).await.version;
    world.app.propose_policy(&ctx, draft.id, draft.version, from, Some("试行")).await.unwrap()
}

/// As [`proposed`], approved by the marketing director, whom M names.
async fn approved(world: &World, value: &str, from: Date) -> OpenedVersion {
    let version = proposed(world, value, from).await.version;
    let ctx = world.context("luwei").await;
    world.app.approve_policy(&ctx, version.id, version.version, None).await.unwrap()
}

/// What holds now for the cycle in which changes are gathered.
async fn cycle(world: &World) -> String {
    let ctx = world.context("wangmin").await;
    let rule = ctx.regulation.regulation().rule("weekly_changes.cycle").unwrap();
    rule.value.to_string()
}

fn code(error: &AppError) -> &'static str {
    match error {
        AppError::Conflict { code, .. } => code,
        AppError::Invalid(issues) => issues[0].error.code,
        AppError::Stale { .. } => "stale",
        AppError::NotFound => "not_found",
        AppError::Refused(_) => "refused",
        _ => "other",
    }
}

/// Actions of the log that begin so, oldest first.
async fn actions(world: &World, beginning: &str) -> Vec<String> {
    let mut conn = world.app.db().read().await.unwrap();
    let filter = Filter { action: Some(beginning.to_owned()), ..Filter::default() };
    let mut found = evidence::search(&mut conn, &filter, None, 100).await.unwrap();
    found.reverse();
    let entry = |bytes: &[u8]| kedang_evidence::Entry::decode(bytes).unwrap();
    found.iter().map(|stored| entry(&stored.entry).draft().action.clone()).collect()
}

fn standing(opened: &OpenedVersion) -> Standing {
    opened.standing
}
