use crate::{contacts, draft, kept, merge, order, register, share, twins, version};
use kedang_app::customer::Draft;
use kedang_app::merge::Order;
use kedang_app::{AppError, Context};
use kedang_domain::field::CustomerKind;
use kedang_domain::id::{ContactId, CustomerId};
use kedang_domain::merge::Choice;
use kedang_domain::permission::{Decision, Reason};
use kedang_testkit::{World, on_both_engines};

async fn tried(world: &World, ctx: &Context, survivor: CustomerId, order: &Order) -> AppError {
    let before = kept(world).await;
    let result = world.app.merge_customers(ctx, survivor, 1, order).await;
    assert_eq!(kept(world).await, before, "a refusal changes nothing");
    result.unwrap_err()
}

fn reason(error: &AppError) -> Reason {
    let AppError::Refused(refused) = error else { unreachable!("{error:?}") };
    let Decision::Deny(refusal) = refused.decision else { unreachable!("{refused:?}") };
    assert_eq!((refused.act, refusal.basis), ("customer.merge", "cleaning"));
    refusal.reason
}

fn code(error: &AppError) -> &'static str {
    match error {
        AppError::Conflict { code, .. } => code,
        other => unreachable!("{other:?}"),
    }
}

on_both_engines! {
    async fn whom_it_is_not_for(world: World) {
        let company = world.company().await;
        let (a, b) = twins(&world).await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let app = &world.app;
        let wanted = order(app, &owner, b).await;
        assert_eq!(reason(&tried(&world, &owner, a, &wanted).await), Reason::NotPermitted);
        // Of another's customers nobody learns, on either side.
        let elsewhere = world.context("zhaolei").await;
        assert!(matches!(tried(&world, &elsewhere, a, &wanted).await, AppError::NotFound));
        let theirs = register(app, &elsewhere, draft("江南造纸", [])).await;
        let across = Order { other: a, ..wanted.clone() };
        assert!(matches!(tried(&world, &elsewhere, theirs, &across).await, AppError::NotFound));
        let across = Order { other: theirs, ..wanted.clone() };
        assert!(matches!(tried(&world, &head, a, &across).await, AppError::NotFound));
        assert!(matches!(app.propose_merge(&head, a, theirs).await, Err(AppError::NotFound)));
        // What was only shared is not theirs to merge.
        let keeper = world.context("fangxin").await;
        for id in [a, b] {
            share(app, &keeper, id, company.id("zhaolei")).await;
        }
        let AppError::Refused(refused) = tried(&world, &elsewhere, a, &wanted).await else { unreachable!() };
        let Decision::Deny(refusal) = refused.decision else { unreachable!() };
        assert_eq!(refusal.reason, Reason::SharedIsReadOnly);
    }

    async fn owners_of_two_teams(world: World) {
        world.company().await;
        let app = &world.app;
        let one = world.context("wangmin").await;
        let two = world.context("sunjia").await;
        let a = register(app, &one, draft("华北泵业", [])).await;
        let b = register(app, &two, draft("华北泵业公司", [])).await;
        // The director heads both teams, the custodian answers for all.
        let director = world.context("qiaosen").await;
        let merged = merge(app, &director, a, b).await;
        crate::undo(app, &director, &merged).await;
        let specialist = world.context("liuyun").await;
        let merged = merge(app, &specialist, a, b).await;
        // The head of one team may not take them apart: the other would come back to another team.
        let head = world.context("chenlu").await;
        let tried = app.undo_merge(&head, a, merged.id, 4, "不是").await.unwrap_err();
        assert_eq!(reason(&tried), Reason::OtherDepartment);
    }

    async fn what_is_not_as_it_was_seen(world: World) {
        world.company().await;
        let (a, b) = twins(&world).await;
        let head = world.context("chenlu").await;
        let app = &world.app;
        let wanted = order(app, &head, b).await;
        let old = Order { other_version: 7, ..wanted.clone() };
        assert!(matches!(tried(&world, &head, a, &old).await, AppError::Stale { current: 1 }));
        let before = kept(&world).await;
        let late = app.merge_customers(&head, a, 9, &wanted).await;
        assert!(matches!(late, Err(AppError::Stale { current: 1 })));
        assert_eq!(kept(&world).await, before);
        let merged = app.merge_customers(&head, a, 1, &wanted).await.unwrap();
        let late = app.undo_merge(&head, a, merged.id, 1, "不是").await;
        assert!(matches!(late, Err(AppError::Stale { current: 2 })));
        let silent = app.undo_merge(&head, a, merged.id, 2, "  ").await;
        assert!(matches!(silent, Err(AppError::Invalid(_))));
    }

    async fn what_cannot_become_one(world: World) {
        world.company().await;
        let (a, b) = twins(&world).await;
        let (owner, head) = (world.context("wangmin").await, world.context("chenlu").await);
        let app = &world.app;
        let wanted = order(app, &head, b).await;
        let itself = Order { other: a, ..wanted.clone() };
        assert_eq!(code(&tried(&world, &head, a, &itself).await), "merge_with_itself");
        let person = Draft { kind: CustomerKind::Individual, template: "individual".to_owned(), ..draft("李强", []) };
        let person = register(app, &owner, person).await;
        let unlike = Order { other: person, ..wanted.clone() };
        assert_eq!(code(&tried(&world, &head, a, &unlike).await), "merge_kinds");
        merge(app, &head, a, b).await;
        assert_eq!(code(&tried(&world, &head, a, &wanted).await), "merged_already");
        let back = Order { other: person, ..wanted };
        assert_eq!(code(&tried(&world, &head, b, &back).await), "merged_already");
        assert_eq!(code(&app.propose_merge(&head, a, b).await.unwrap_err()), "merged_already");
    }

    async fn choices_that_are_none(world: World) {
        world.company().await;
        let (a, b) = twins(&world).await;
        let head = world.context("chenlu").await;
        let app = &world.app;
        let theirs = contacts(app, &head, b).await;
        let mut wanted = order(app, &head, b).await;
        wanted.reason = " ".to_owned();
        wanted.choices = [("postcode", Choice::Other), ("stage", Choice::Both), ("name", Choice::Both)]
            .map(|(key, choice)| (key.to_owned(), choice)).into();
        wanted.contacts = [(theirs[0].1, Some(ContactId::new(app.fresh())))].into();
        let AppError::Invalid(issues) = tried(&world, &head, a, &wanted).await else { unreachable!() };
        let found: Vec<_> = issues.iter().map(|i| (i.pointer.as_str(), i.error.code)).collect();
        let contact = format!("/contacts/{}", theirs[0].1);
        assert_eq!(found, [
            ("/reason", "required"),
            ("/choices/name", "merge_no_list"),
            ("/choices/postcode", "merge_no_fact"),
            ("/choices/stage", "merge_no_list"),
            (contact.as_str(), "merge_no_contact"),
        ]);
        assert_eq!(version(app, &head, a).await, 1);
    }
}
