//! Who sees a customer, by every door: opening, contacts, timeline, record of readings, doubts,
//! interactions, shares. Whoever does not is told what they are told of what does not exist, and
//! the attempt is on record.

use crate::{contact, customer, entries, kept, log, unseen};
use kedang_app::contact::ContactChange;
use kedang_app::customer::Change;
use kedang_app::interaction::{Report, ReportChange};
use kedang_app::share::{NewShare, Until};
use kedang_app::uncertain::Fact;
use kedang_app::{App, AppError, Context};
use kedang_domain::id::{ContactId, CustomerId, InteractionId, PersonId, ShareId};
use kedang_domain::org::InteractionKind;
use kedang_evidence::Outcome;
use kedang_testkit::on_both_engines;

const DAY: i64 = 24 * 3_600_000;

/// A customer with everything that can be asked for by itself.
struct File {
    customer: CustomerId,
    contact: ContactId,
    interaction: InteractionId,
    share: ShareId,
    receiver: PersonId,
}

fn report(at: i64) -> Report {
    Report {
        kind: InteractionKind::Visit,
        direction: None,
        at,
        contact: None,
        summary: "拜访".to_owned(),
        detail: None,
    }
}

/// Knocks at every door and gives what each said, under the action of the log.
async fn knock(app: &App, ctx: &Context, file: &File) -> Vec<(&'static str, AppError)> {
    let id = file.customer;
    let change = Change { name: Some("改名".to_owned()), ..Change::default() };
    let fact = || Fact { field: "stage".to_owned(), contact: None };
    let share = NewShare {
        person: file.receiver,
        until: Until::Instant(ctx.now + DAY),
        reason: "协助".to_owned(),
    };
    vec![
        ("customer.open", app.open_customer(ctx, id).await.unwrap_err()),
        ("customer.open", app.contacts(ctx, id).await.unwrap_err()),
        ("customer.open", app.timeline(ctx, id, &[], None, 10).await.unwrap_err()),
        ("customer.edit", app.update_customer(ctx, id, 1, &change).await.unwrap_err()),
        ("customer.assign", app.assign_customer(ctx, id, 1, file.receiver, "x").await.unwrap_err()),
        ("customer.share", app.create_share(ctx, id, share).await.unwrap_err()),
        ("customer.unshare", app.end_share(ctx, id, file.share).await.unwrap_err()),
        ("customer.edit", app.create_contact(ctx, id, contact("李娜", [])).await.unwrap_err()),
        (
            "customer.edit",
            app.change_contact(ctx, file.contact, 1, ContactChange::default()).await.unwrap_err(),
        ),
        ("customer.edit", app.remove_contact(ctx, file.contact, 1).await.unwrap_err()),
        ("interaction.create", app.create_interaction(ctx, id, report(ctx.now)).await.unwrap_err()),
        (
            "interaction.mend",
            app.change_interaction(ctx, file.interaction, 1, ReportChange::default())
                .await
                .unwrap_err(),
        ),
        ("interaction.mend", app.remove_interaction(ctx, file.interaction, 1).await.unwrap_err()),
        ("customer.edit", app.mark_uncertain(ctx, id, fact(), "x").await.unwrap_err()),
        ("customer.verify", app.verify_fact(ctx, id, fact(), "x").await.unwrap_err()),
    ]
}

on_both_engines! {
    async fn whoever_does_not_see_it_is_told_nothing_by_any_door(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let id = customer(app, &owner, "华北泵业").await;
        let person = app.create_contact(&owner, id, contact("陈静", [])).await.unwrap();
        let visit = app.create_interaction(&owner, id, report(owner.now)).await.unwrap();
        let share = NewShare {
            person: company.id("lixiang"),
            until: Until::Instant(owner.now + DAY),
            reason: "协助".to_owned(),
        };
        let share = app.create_share(&owner, id, share).await.unwrap();
        let receiver = company.id("chenlu");
        let file = File {
            customer: id, contact: person.id, interaction: visit.id, share: share.id, receiver,
        };
        let nothing = File {
            customer: CustomerId::new(app.fresh()),
            contact: ContactId::new(app.fresh()),
            interaction: InteractionId::new(app.fresh()),
            share: ShareId::new(app.fresh()),
            receiver,
        };
        let before = kept(&world).await;
        for login in ["sunjia", "zhaolei", "tangbo", "jinhui", "mozhen", "heqing", "admin"] {
            let ctx = world.context(login).await;
            let entries_before = entries(&world).await;
            let of_nothing = knock(app, &ctx, &nothing).await;
            assert_eq!(entries(&world).await, entries_before, "nothing was tried for");
            let of_it = knock(app, &ctx, &file).await;
            for ((door, said), (_, of_nothing)) in of_it.iter().zip(&of_nothing) {
                assert!(matches!(said, AppError::NotFound), "{login} {door}: {said:?}");
                assert_eq!(format!("{said:?}"), format!("{of_nothing:?}"), "{login} {door}");
            }
            let mut wanted: Vec<_> = of_it.iter().map(|(door, _)| (*door).to_owned()).collect();
            let mut conn = app.db().read().await.unwrap();
            let filter = kedang_storage::evidence::Filter {
                person: Some(ctx.actor.person.to_string()),
                customer: Some(id.to_string()),
                ..Default::default()
            };
            let found = kedang_storage::evidence::search(&mut conn, &filter, None, 100).await.unwrap();
            let entry = |bytes: &[u8]| kedang_evidence::Entry::decode(bytes).unwrap();
            let mut tried = Vec::new();
            for stored in &found {
                let entry = entry(&stored.entry);
                let said = entry.draft();
                assert_eq!((said.outcome, said.reason.as_deref()), (Outcome::Refused, Some("not_visible")));
                assert_eq!(said.customer, Some(id.to_string()), "{login}");
                tried.push(said.action.clone());
            }
            wanted.sort_unstable();
            tried.sort_unstable();
            assert_eq!(tried, wanted, "{login}");
        }
        assert_eq!(kept(&world).await, before);
    }

    async fn an_opening_is_on_record_before_anything_is_shown(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let id = customer(app, &owner, "华北泵业").await;
        let readers = ["wangmin", "chenlu", "qiaosen", "fangxin", "liuyun", "gaoyuan", "luwei"];
        for login in readers {
            let ctx = world.context(login).await;
            let opened = app.open_customer(&ctx, id).await.unwrap();
            assert_eq!(opened.customer.name, "华北泵业");
            let entry = log(&world, "customer.open").await.remove(0);
            let who = kedang_evidence::Actor::Person(ctx.actor.person.to_string());
            assert_eq!((&entry.draft().actor, entry.draft().outcome), (&who, Outcome::Done), "{login}");
            assert_eq!(entry.draft().customer, Some(id.to_string()));
        }
        assert_eq!(log(&world, "customer.open").await.len(), readers.len());
        // Each time, not once: who looked twice is on record twice.
        app.open_customer(&owner, id).await.unwrap();
        assert_eq!(log(&world, "customer.open").await.len(), readers.len() + 1);
    }

    async fn what_one_may_do_is_told_with_the_customer(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let id = customer(app, &owner, "华北泵业").await;
        for (login, may) in [
            ("wangmin", &["facts", "edit", "verify", "share", "record", "evidence", "keep_item"][..]),
            ("chenlu", &["facts", "edit", "verify", "assign", "share", "record", "evidence", "merge", "keep_item"]),
            ("fangxin", &["facts", "edit", "verify", "assign", "share", "record", "evidence", "merge", "keep_item"]),
            ("liuyun", &["facts", "edit", "verify", "record", "evidence", "merge", "keep_item"]),
            ("gaoyuan", &["facts", "assign", "share", "record", "evidence"]),
            ("luwei", &["facts", "assign", "share", "record"]),
        ] {
            let ctx = world.context(login).await;
            let opened = app.open_customer(&ctx, id).await.unwrap();
            let told: Vec<_> = opened
                .actions
                .iter()
                .filter(|(_, d)| *d == kedang_domain::permission::Decision::Allow)
                .map(|(name, _)| *name)
                .collect();
            assert_eq!(told, may, "{login}");
        }
    }

    async fn a_share_that_is_over_closes_every_door(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let owner = world.context("wangmin").await;
        let id = customer(app, &owner, "华北泵业").await;
        let share = NewShare {
            person: company.id("lixiang"),
            until: Until::Instant(owner.now + DAY),
            reason: "协助".to_owned(),
        };
        app.create_share(&owner, id, share).await.unwrap();
        let guest = world.context("lixiang").await;
        assert!(app.timeline(&guest, id, &[], None, 10).await.is_ok());
        assert_eq!(app.search_customers(&guest, "华北", 10).await.unwrap().len(), 1);
        world.clock.advance(DAY);
        let guest = world.context("lixiang").await;
        unseen(&world, &guest, id, "customer.open", app.open_customer(&guest, id).await).await;
        let told = app.timeline(&guest, id, &[], None, 10).await;
        assert!(matches!(told, Err(AppError::NotFound)), "an opening before does not cover it");
        assert!(app.search_customers(&guest, "华北", 10).await.unwrap().is_empty());
    }
}
