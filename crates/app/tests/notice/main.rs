//! Notices: who is told what, and who no longer. On both engines.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod inbox;

use kedang_app::customer::Draft;
use kedang_app::notice::Read;
use kedang_app::{Context, Notice};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::CustomerId;
use kedang_testkit::World;

/// A customer of this person's.
async fn customer(world: &World, ctx: &Context, name: &str) -> CustomerId {
    let draft = Draft {
        kind: CustomerKind::Organization,
        name: name.to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: Values::new(),
        contacts: Vec::new(),
    };
    world.app.create_customer(ctx, &draft).await.unwrap().customer.id
}

/// Tells something in a work of this person's.
async fn tell(world: &World, ctx: &Context, notice: Notice) {
    let mut work = world.app.begin(ctx).await.unwrap();
    work.record(ctx.draft("test.tell"));
    work.notify(notice);
    work.commit().await.unwrap();
}

async fn inbox(world: &World, ctx: &Context) -> Vec<Read> {
    world.app.inbox(ctx, false, None, 50).await.unwrap()
}

async fn titles(world: &World, ctx: &Context) -> Vec<String> {
    inbox(world, ctx).await.into_iter().map(|read| read.title).collect()
}
