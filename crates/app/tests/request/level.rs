//! Levels of secrecy by request, and what a request opens of what is classified.

use super::{
    DAY, approve, conflict, customer, decide, log, missing, reason, refused, saying, sees,
    waits_for, wish,
};
use jiff::civil::{Date, date};
use kedang_app::AppError;
use kedang_app::request::{Details, NewRequest, OpenRequest, RequestKind, RequestState, Verdict};
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{Reason, Standing};
use kedang_domain::secrecy::{Level, Source};
use kedang_storage::customer::Secrecy;
use kedang_testkit::{World, on_both_engines};

const TERM: Date = date(2029, 6, 30);

async fn secrecy(world: &World, id: CustomerId) -> Secrecy {
    let owner = world.context("lixiang").await;
    world.app.open_customer(&owner, id).await.unwrap().customer.secrecy
}

fn level(of: CustomerId, level: Level, until: Option<Date>) -> NewRequest {
    let details = Details { level: Some(level), ..Details::default() };
    NewRequest { until, details, ..wish(RequestKind::LevelChange, Some(of)) }
}

async fn ask(world: &World, login: &str, new: NewRequest) -> Result<OpenRequest, AppError> {
    world.app.ask_request(&world.context(login).await, new).await
}

/// The owner proposes a level, the custodian and the leader agree.
async fn set(world: &World, id: CustomerId, new: Level, until: Date) {
    let open = ask(world, "lixiang", level(id, new, Some(until))).await.unwrap();
    approve(world, "fangxin", open.request.id).await.unwrap();
    let done = approve(world, "gaoyuan", open.request.id).await.unwrap();
    assert_eq!(done.request.state, RequestState::Granted);
    assert_eq!(secrecy(world, id).await.level, new);
}

/// A customer of lixiang's of a level, under a regulation.
async fn classified(world: &World, regulation: &str, new: Level) -> CustomerId {
    world.company().await;
    world.obey(regulation).await;
    let id = customer(world).await;
    set(world, id, new, TERM).await;
    id
}

/// How somebody stands to a customer; `None`: it does not exist for them.
async fn standing(world: &World, login: &str, id: CustomerId) -> Option<Standing> {
    let ctx = world.context(login).await;
    world.app.open_customer(&ctx, id).await.ok().map(|opened| opened.customer.standing)
}

async fn a_level_is_proposed_and_approved(world: &World, regulation: &str, clause: &str) {
    world.company().await;
    world.obey(regulation).await;
    let id = customer(world).await;
    let open = ask(world, "liuyun", level(id, Level::Confidential, Some(TERM))).await.unwrap();
    assert_eq!(open.request.clause.as_deref(), Some(clause));
    // Custodian, then leader; who proposed it decides nothing.
    assert!(!waits_for(&open).contains(&"刘芸"), "{:?}", waits_for(&open));
    assert_eq!(reason(approve(world, "liuyun", open.request.id).await), Reason::OwnRequest);
    assert_eq!(reason(approve(world, "gaoyuan", open.request.id).await), Reason::NotTheApprover);
    approve(world, "fangxin", open.request.id).await.unwrap();
    assert_eq!(secrecy(world, id).await.level, Level::Internal, "the leader has the last word");
    approve(world, "gaoyuan", open.request.id).await.unwrap();
    let set = secrecy(world, id).await;
    assert_eq!((set.level, set.source), (Level::Confidential, Source::Decision));
    assert_eq!(set.by, Some(world.context("gaoyuan").await.actor.person));
    assert!(set.until.is_some_and(|until| until > world.app.now() + 900 * DAY));
    assert_eq!(log(world, "secrecy.set").await.len(), 1);
}

on_both_engines! {
    async fn a_level_is_set_under_l(world: World) {
        a_level_is_proposed_and_approved(&world, "L", "L4-6.3").await;
    }

    async fn a_level_is_set_under_m(world: World) {
        a_level_is_proposed_and_approved(&world, "M", "M 5.1.5.2").await;
    }

    async fn a_term_is_extended_before_its_end_and_not_after(world: World) {
        world.company().await;
        world.obey("L").await;
        let id = customer(&world).await;
        let endless = ask(&world, "lixiang", level(id, Level::Secret, None)).await;
        assert_eq!(refused(endless), [("/until".to_owned(), "required")]);
        set(&world, id, Level::Secret, date(2026, 12, 10)).await;
        let first = secrecy(&world, id).await.until;
        set(&world, id, Level::Secret, date(2026, 12, 20)).await;
        assert!(secrecy(&world, id).await.until > first);
        let late = ask(&world, "lixiang", level(id, Level::Secret, Some(TERM))).await.unwrap();
        approve(&world, "fangxin", late.request.id).await.unwrap();
        world.clock.advance(29 * DAY);
        assert_eq!(conflict(approve(&world, "gaoyuan", late.request.id).await), "secrecy_term_over");
        assert_eq!(world.app.declassify_ended().await.unwrap(), 1);
        assert_eq!(secrecy(&world, id).await.level, Level::Internal);
    }

    async fn a_refusal_leaves_the_level_and_declassifying_takes_it(world: World) {
        let id = classified(&world, "L", Level::Confidential).await;
        let before = secrecy(&world, id).await;
        let early = || NewRequest { until: None, ..wish(RequestKind::Declassify, Some(id)) };
        let no = ask(&world, "lixiang", early()).await.unwrap().request.id;
        decide(&world, "fangxin", no, saying(Verdict::Refuse, None)).await.unwrap();
        assert_eq!(secrecy(&world, id).await, before);
        let yes = ask(&world, "lixiang", early()).await.unwrap().request.id;
        approve(&world, "fangxin", yes).await.unwrap();
        approve(&world, "gaoyuan", yes).await.unwrap();
        let after = secrecy(&world, id).await;
        assert_eq!((after.level, after.until), (Level::Internal, None));
    }

    async fn what_is_locked_opens_until_a_day(world: World) {
        let id = classified(&world, "L", Level::Confidential).await;
        assert_eq!(standing(&world, "chenlu", id).await, Some(Standing::Named), "its head");
        let open = ask(&world, "chenlu", wish(RequestKind::View, Some(id))).await.unwrap();
        let mut deciders = vec!["qiaosen", "luwei", "fangxin", "gaoyuan", "liuyun"];
        let mut state = RequestState::Open;
        while state == RequestState::Open && !deciders.is_empty() {
            let login = deciders.remove(0);
            if let Ok(next) = approve(&world, login, open.request.id).await {
                state = next.request.state;
            }
        }
        assert_eq!(state, RequestState::Granted);
        assert_eq!(standing(&world, "chenlu", id).await, Some(Standing::Head));
        let chenlu = world.context("chenlu").await;
        assert_eq!(world.app.contacts(&chenlu, id).await.unwrap().len(), 1);
        let found = world.app.search_customers(&chenlu, "13912345678", 9).await.unwrap();
        assert_eq!(found.len(), 1, "found by what was opened");
        assert!(!log(&world, "grant.use").await.is_empty(), "each use is evidence");
        world.clock.advance(60 * DAY);
        assert_eq!(standing(&world, "chenlu", id).await, Some(Standing::Named));
        assert!(world.app.contacts(&world.context("chenlu").await, id).await.is_err());
    }

    async fn what_is_known_by_code_name_is_asked_for_and_taken_back(world: World) {
        let id = classified(&world, "L", Level::TopSecret).await;
        // gaoyuan is cleared and knows that there is something; chenlu does not.
        let asked = ask(&world, "chenlu", wish(RequestKind::View, Some(id))).await;
        assert!(missing(asked));
        assert!(missing(ask(&world, "gaoyuan", wish(RequestKind::Copy, Some(id))).await));
        assert!(!sees(&world, "gaoyuan", id).await);
        let open = ask(&world, "gaoyuan", wish(RequestKind::View, Some(id))).await.unwrap();
        assert!(open.customer.is_none(), "no name before it is granted");
        let mut done = None;
        for login in ["luwei", "qiaosen", "fangxin", "liuyun"] {
            done = approve(&world, login, open.request.id).await.ok().or(done);
        }
        let done = done.unwrap();
        assert_eq!(done.request.state, RequestState::Granted, "{:?}", waits_for(&done));
        let grant = done.grant.map(|grant| grant.id);
        assert!(sees(&world, "gaoyuan", id).await);
        let gaoyuan = world.context("gaoyuan").await;
        let grant = match grant {
            Some(grant) => grant,
            None => world.app.grants(&gaoyuan).await.unwrap()[0].grant.id,
        };
        world.app.revoke_grant(&gaoyuan, grant, "已核对").await.unwrap();
        assert!(!sees(&world, "gaoyuan", id).await, "locked at once");
    }
}
