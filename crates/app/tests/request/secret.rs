//! Requests about what is classified: levels, and who is let in to what is locked.

use super::{END, approve, conflict, customer, decide, log, pumps, saying, sees, waits_for, wish};
use jiff::civil::{Date, date};
use kedang_app::AppError;
use kedang_app::customer::Draft;
use kedang_app::merge::Order;
use kedang_app::request::{Details, NewRequest, OpenRequest, RequestKind, RequestState, Verdict};
use kedang_domain::id::{CustomerId, GrantId};
use kedang_domain::permission::Standing;
use kedang_domain::secrecy::{Level, Source};
use kedang_storage::customer::Secrecy;
use kedang_testkit::{World, on_both_engines};
use std::collections::BTreeMap;

/// Who decides about levels under the long regulation, in their order.
const DECIDERS: [&str; 2] = ["fangxin", "gaoyuan"];

async fn secrecy(world: &World, id: CustomerId) -> Secrecy {
    let owner = world.context("lixiang").await;
    world.app.reload_customer(&owner, id).await.unwrap().customer.secrecy
}

/// lixiang asks for a level of a customer of his until a day.
async fn ask_level(world: &World, id: CustomerId, level: Level, until: Date) -> OpenRequest {
    let details = Details { level: Some(level), ..Details::default() };
    let new =
        NewRequest { details, until: Some(until), ..wish(RequestKind::LevelChange, Some(id)) };
    world.app.ask_request(&world.context("lixiang").await, new).await.unwrap()
}

/// Everybody says yes; the last answer.
async fn agreed(world: &World, open: &OpenRequest) -> Result<OpenRequest, AppError> {
    approve(world, DECIDERS[0], open.request.id).await.unwrap();
    approve(world, DECIDERS[1], open.request.id).await
}

async fn classified(world: &World, id: CustomerId, level: Level) {
    let open = ask_level(world, id, level, date(2027, 6, 30)).await;
    agreed(world, &open).await.unwrap();
    assert_eq!(secrecy(world, id).await.level, level);
}

/// A customer of lixiang's that is confidential; wangmin is the deputy of his team, and not cleared.
async fn locked(world: &World) -> CustomerId {
    world.company().await;
    let id = customer(world).await;
    world.obey("L").await;
    classified(world, id, Level::Confidential).await;
    assert_eq!(standing(world, id).await, Some((Standing::Named, 0)));
    id
}

async fn opened(world: &World, id: CustomerId) -> GrantId {
    let reader = world.context("wangmin").await;
    let open = world.app.ask_request(&reader, wish(RequestKind::View, Some(id))).await.unwrap();
    approve(world, "chenlu", open.request.id).await.unwrap();
    assert_eq!(standing(world, id).await, Some((Standing::Named, 0)), "not before the last word");
    let done = approve(world, "fangxin", open.request.id).await.unwrap();
    let grant = done.grant.unwrap();
    assert!(grant.share.is_none(), "they saw it anyway");
    grant.id
}

/// How wangmin stands to a customer, and how many facts are open to him.
async fn standing(world: &World, id: CustomerId) -> Option<(Standing, usize)> {
    let opened = world.app.open_customer(&world.context("wangmin").await, id).await.ok()?;
    Some((opened.customer.standing, opened.customer.values.len()))
}

/// How many customers wangmin finds by a fact that is locked.
async fn found(world: &World) -> usize {
    let ctx = world.context("wangmin").await;
    world.app.search_customers(&ctx, "13912345678", 9).await.unwrap().len()
}

on_both_engines! {
    async fn a_level_is_set_by_the_last_word_with_its_term(world: World) {
        world.company().await;
        world.obey("L").await;
        let id = customer(&world).await;
        let open = ask_level(&world, id, Level::Confidential, END).await;
        assert_eq!(open.request.clause.as_deref(), Some("L4-6.3"));
        approve(&world, DECIDERS[0], open.request.id).await.unwrap();
        assert_eq!(secrecy(&world, id).await.level, Level::Internal, "one of two");
        let done = approve(&world, DECIDERS[1], open.request.id).await.unwrap();
        assert_eq!(done.request.state, RequestState::Granted);
        assert!(done.grant.is_none() && waits_for(&done).is_empty());
        let set = secrecy(&world, id).await;
        assert_eq!((set.level, set.source), (Level::Confidential, Source::Decision));
        assert_eq!(set.until, open.request.until);
        // Extended before it ends; never after.
        world.clock.advance(super::DAY);
        let longer = ask_level(&world, id, Level::Confidential, date(2027, 1, 31)).await;
        agreed(&world, &longer).await.unwrap();
        assert_eq!(secrecy(&world, id).await.until, longer.request.until);
        assert!(longer.request.until > set.until);
        let open = ask_level(&world, id, Level::Confidential, date(2027, 6, 30)).await;
        approve(&world, DECIDERS[0], open.request.id).await.unwrap();
        world.clock.advance(80 * super::DAY);
        let late = approve(&world, DECIDERS[1], open.request.id).await;
        assert_eq!(conflict(late), "secrecy_term_over");
        let after = secrecy(&world, id).await;
        assert_eq!(after.until, longer.request.until, "as it was");
        let ctx = world.context("lixiang").await;
        let waiting = world.app.request(&ctx, open.request.id).await.unwrap();
        assert_eq!(waiting.request.state, RequestState::Open);
        assert_eq!(log(&world, "secrecy.set").await.len(), 2);
    }

    async fn a_level_that_is_refused_changes_nothing(world: World) {
        world.company().await;
        world.obey("L").await;
        let id = customer(&world).await;
        let before = secrecy(&world, id).await;
        let open = ask_level(&world, id, Level::TopSecret, END).await;
        approve(&world, DECIDERS[0], open.request.id).await.unwrap();
        let no = decide(&world, DECIDERS[1], open.request.id, saying(Verdict::Refuse, None)).await;
        assert_eq!(no.unwrap().request.state, RequestState::Refused);
        let after = secrecy(&world, id).await;
        assert_eq!((after.level, after.until, after.since), (before.level, None, before.since));
        assert!(after.code_name.is_none());
        assert!(log(&world, "secrecy.set").await.is_empty());
    }

    async fn a_level_is_taken_away_before_its_end(world: World) {
        world.company().await;
        world.obey("L").await;
        let id = customer(&world).await;
        classified(&world, id, Level::TopSecret).await;
        assert!(!sees(&world, "chenlu", id).await, "the head is not cleared");
        let new = NewRequest { until: None, ..wish(RequestKind::Declassify, Some(id)) };
        let open = world.app.ask_request(&world.context("lixiang").await, new).await.unwrap();
        agreed(&world, &open).await.unwrap();
        let after = secrecy(&world, id).await;
        assert_eq!((after.level, after.until), (Level::Internal, None));
        assert!(sees(&world, "chenlu", id).await);
    }

    async fn what_is_locked_opens_until_the_day(world: World) {
        let id = locked(&world).await;
        assert_eq!(found(&world).await, 0);
        opened(&world, id).await;
        let (as_who, facts) = standing(&world, id).await.unwrap();
        assert_eq!(as_who, Standing::Head);
        assert!(facts > 0);
        assert_eq!(found(&world).await, 1, "by what is open now");
        let reader = world.context("wangmin").await;
        assert_eq!(world.app.contacts(&reader, id).await.unwrap().len(), 1);
        assert_eq!(log(&world, "grant.use").await.len(), 1);
        world.clock.advance(60 * super::DAY);
        assert_eq!(standing(&world, id).await, Some((Standing::Named, 0)));
        assert_eq!(found(&world).await, 0);
    }

    async fn what_was_opened_locks_at_once(world: World) {
        let id = locked(&world).await;
        let grant = opened(&world, id).await;
        assert!(standing(&world, id).await.unwrap().1 > 0);
        let head = world.context("chenlu").await;
        world.app.revoke_grant(&head, grant, "不再需要").await.unwrap();
        assert_eq!(standing(&world, id).await, Some((Standing::Named, 0)));
        assert_eq!(found(&world).await, 0);
    }

    async fn a_share_that_was_asked_for_takes_its_grant_along(world: World) {
        let company = world.company().await;
        world.obey("S").await;
        let id = customer(&world).await;
        let owner = world.context("lixiang").await;
        let details = Details { person: Some(company.id("tangbo")), ..Details::default() };
        let new = NewRequest { details, ..wish(RequestKind::Share, Some(id)) };
        let open = world.app.ask_request(&owner, new).await.unwrap();
        approve(&world, "luwei", open.request.id).await.unwrap();
        let done = approve(&world, "qiaosen", open.request.id).await.unwrap();
        let share = done.grant.unwrap().share.unwrap();
        assert!(sees(&world, "tangbo", id).await);
        world.app.end_share(&world.context("chenlu").await, id, share).await.unwrap();
        assert!(!sees(&world, "tangbo", id).await);
        let asked = world.app.request(&owner, open.request.id).await.unwrap();
        assert_eq!(asked.request.state, RequestState::Revoked);
        assert_eq!(log(&world, "grant.revoke").await.len(), 1);
    }

    async fn grants_go_with_a_customer_that_is_merged_and_come_back(world: World) {
        let id = locked(&world).await;
        opened(&world, id).await;
        let owner = world.context("lixiang").await;
        let other = Draft { name: "华北泵业集团".to_owned(), ..pumps() };
        let survivor = world.app.create_customer(&owner, &other).await.unwrap().customer.id;
        classified(&world, survivor, Level::Confidential).await;
        assert_eq!(standing(&world, survivor).await, Some((Standing::Named, 0)));
        let reader = world.context("wangmin").await;
        let about = async || world.app.grants(&reader).await.unwrap()[0].grant.customer;
        assert_eq!(about().await, id);
        let keeper = world.context("fangxin").await;
        let version = async |id| {
            world.app.reload_customer(&keeper, id).await.unwrap().customer.version
        };
        let order = Order {
            other: id,
            other_version: version(id).await,
            choices: BTreeMap::new(),
            contacts: BTreeMap::new(),
            reason: "同一家".to_owned(),
        };
        let seen = version(survivor).await;
        let merged = world.app.merge_customers(&keeper, survivor, seen, &order).await.unwrap();
        assert_eq!(about().await, survivor);
        assert_eq!(standing(&world, survivor).await.unwrap().0, Standing::Head);
        let head = world.context("chenlu").await;
        let locked = world.app.open_customer(&head, survivor).await.unwrap().customer;
        assert_eq!(locked.standing, Standing::Named, "whom nobody let in");
        let seen = version(survivor).await;
        world.app.undo_merge(&keeper, survivor, merged.id, seen, "不是同一家").await.unwrap();
        assert_eq!(about().await, id);
        assert_eq!(standing(&world, survivor).await, Some((Standing::Named, 0)));
        assert_eq!(standing(&world, id).await.unwrap().0, Standing::Head);
    }
}
