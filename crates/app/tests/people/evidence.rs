//! Reading the log in tests.

use kedang_evidence::{Draft, Entry};
use kedang_storage::evidence::{Filter, search};
use kedang_testkit::World;

/// The newest entries, newest first.
pub(crate) async fn newest(world: &World, count: i64) -> Vec<Draft> {
    let mut conn = world.app.db().read().await.unwrap();
    let stored = search(&mut conn, &Filter::default(), None, count).await.unwrap();
    stored.iter().map(|s| Entry::decode(&s.entry).unwrap().draft().clone()).collect()
}

/// The newest entry.
pub(crate) async fn last(world: &World) -> Draft {
    newest(world, 1).await.remove(0)
}

/// How many entries there are.
pub(crate) async fn count(world: &World) -> i64 {
    let mut conn = world.app.db().read().await.unwrap();
    kedang_storage::evidence::head(&mut conn).await.unwrap().map_or(0, |(size, _)| size)
}

/// Whether any entry holds these bytes.
pub(crate) async fn holds(world: &World, text: &str) -> bool {
    let mut conn = world.app.db().read().await.unwrap();
    let stored = kedang_storage::evidence::range(&mut conn, 0, 10_000).await.unwrap();
    stored.iter().any(|s| s.entry.windows(text.len()).any(|w| w == text.as_bytes()))
}
