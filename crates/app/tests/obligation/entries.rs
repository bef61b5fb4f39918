//! What entries of the log open and fulfil (E1).

use crate::{DAY, HOUR, all, basics, change, draft, log, obey, once, report, states, values};
use kedang_app::interaction::Report;
use kedang_domain::obligation::{CustomerEventKind as Kind, ObligationState as State};
use kedang_domain::org::InteractionKind;
use kedang_testkit::on_both_engines;
use serde_json::json;

on_both_engines! {
    async fn a_new_customers_basics_are_due_and_entering_them_in_time_is_enough(world: World) {
        let company = world.company().await;
        obey(&world, "H").await;
        let seller = world.context("wangmin").await;
        let made = world.app.create_customer(&seller, &draft("周静")).await.unwrap().customer;
        let one = all(&world, "wangmin").await.remove(0);
        assert_eq!((one.duty.as_str(), one.clause.as_str()), ("new_customer", "H2.2.11"));
        assert_eq!(one.due_at, one.from_at + 24 * HOUR);
        assert_eq!((one.state, one.certain), (State::Open, true));
        assert_eq!(one.assignee.id, company.id("wangmin").to_string());
        assert_eq!(one.customer.as_ref().unwrap().0, made.id);
        let opened = log(&world, "customer.create").await.remove(0);
        assert_eq!(one.opened_by, Some(i64::try_from(opened.index()).unwrap()));

        world.clock.advance(23 * HOUR);
        let seller = world.context("wangmin").await;
        change(&world, &seller, made.id, values([("occupation", json!("教师"))])).await;
        assert_eq!(states(&world, "wangmin").await, [("new_customer".to_owned(), State::Open)]);
        change(&world, &seller, made.id, basics()).await;
        let one = all(&world, "wangmin").await.remove(0);
        assert_eq!((one.state, one.closed_at), (State::Kept, Some(seller.now)));
        let closed = log(&world, "customer.update").await.remove(0);
        assert_eq!(one.closed_by, Some(i64::try_from(closed.index()).unwrap()));
        // Whatever happens later, it is over.
        change(&world, &seller, made.id, values([("education", json!("bachelor"))])).await;
        assert_eq!(all(&world, "wangmin").await.len(), 1);
        assert!(log(&world, "obligation.breach").await.is_empty());
    }

    async fn what_is_complete_from_the_beginning_is_kept_at_once(world: World) {
        world.company().await;
        obey(&world, "S").await;
        let seller = world.context("wangmin").await;
        let new = kedang_app::customer::Draft { values: basics(), ..draft("周静") };
        let made = world.app.create_customer(&seller, &new).await.unwrap().customer;
        assert_eq!(states(&world, "wangmin").await, [("new_customer".to_owned(), State::Kept)]);
        // First met on Thursday, says the note: one working day was over on Friday, and the basics are
        // only noted now.
        report(&world, &seller, made.id, Kind::FirstContact, seller.now - 4 * DAY).await;
        let found = states(&world, "wangmin").await;
        assert_eq!(found[0], ("new_customer".to_owned(), State::LateKept));
        let breach = log(&world, "obligation.breach").await.remove(0);
        assert_eq!(breach.draft().clause.as_deref(), Some("S7.4"));
        assert_eq!(breach.draft().details["penalty"], "penalty.kinds".into());
    }

    async fn an_earlier_first_contact_lets_the_time_run_from_then(world: World) {
        world.company().await;
        obey(&world, "H").await;
        let seller = world.context("wangmin").await;
        let made = world.app.create_customer(&seller, &draft("周静")).await.unwrap().customer;
        report(&world, &seller, made.id, Kind::FirstContact, seller.now - 20 * HOUR).await;
        let found = all(&world, "wangmin").await;
        assert_eq!(found.len(), 1, "no second one");
        assert_eq!(found[0].due_at, seller.now + 4 * HOUR);
    }

    async fn what_happened_outside_is_noted_and_the_facts_fulfil_it(world: World) {
        world.company().await;
        obey(&world, "H").await;
        let seller = world.context("wangmin").await;
        let new = kedang_app::customer::Draft { values: basics(), ..draft("周静") };
        let made = world.app.create_customer(&seller, &new).await.unwrap().customer.id;
        let now = seller.now;
        for (kind, hours) in [(Kind::AddressChanged, 24), (Kind::DealEnded, 12),
            (Kind::Complaint, 24), (Kind::ContactReplaced, 24), (Kind::CooperationChanged, 12)] {
            report(&world, &seller, made, kind, now - HOUR).await;
            let of_kind = |one: &kedang_app::obligation::Listed| one.duty == kind.code();
            let one = all(&world, "wangmin").await.into_iter().find(of_kind).unwrap();
            assert_eq!((one.state, one.due_at), (State::Open, now + (hours - 1) * HOUR), "{kind:?}");
        }
        world.clock.advance(HOUR);
        let seller = world.context("wangmin").await;
        change(&world, &seller, made, values([("home_address", json!("朝阳区建国路 1 号"))])).await;
        change(&world, &seller, made, values([("stage", json!("lost"))])).await;
        let told = |kind| Report {
            kind,
            direction: None,
            at: seller.now,
            contact: None,
            summary: "电机异响".to_owned(),
            detail: Some("6 月交付的电机运行两周后异响。".to_owned()),
        };
        world.app.create_interaction(&seller, made, told(InteractionKind::Call)).await.unwrap();
        let complaint = told(InteractionKind::Complaint);
        world.app.create_interaction(&seller, made, complaint).await.unwrap();
        let found = states(&world, "wangmin").await;
        for (duty, state) in [("address_changed", State::Kept), ("deal_ended", State::Kept),
            ("complaint", State::Kept), ("contact_replaced", State::Open),
            ("cooperation_changed", State::Kept), ("new_customer", State::Kept)] {
            let all: Vec<_> = found.iter().filter(|(key, _)| key == duty).collect();
            assert_eq!(all, [&(duty.to_owned(), state)], "{duty}");
        }
    }

    async fn late_is_late_even_before_the_clock_was_looked_at(world: World) {
        world.company().await;
        obey(&world, "H").await;
        let seller = world.context("wangmin").await;
        let made = world.app.create_customer(&seller, &draft("周静")).await.unwrap().customer.id;
        world.clock.advance(24 * HOUR + 1);
        let seller = world.context("wangmin").await;
        change(&world, &seller, made, basics()).await;
        let one = all(&world, "wangmin").await.remove(0);
        assert_eq!((one.state, one.breached_at), (State::LateKept, Some(seller.now)));
        assert_eq!(log(&world, "obligation.breach").await.len(), 1);
    }

    async fn a_complaint_entered_without_a_note_is_judged_by_when_it_was_made(world: World) {
        world.company().await;
        obey(&world, "H").await;
        let seller = world.context("wangmin").await;
        let new = kedang_app::customer::Draft { values: basics(), ..draft("周静") };
        let made = world.app.create_customer(&seller, &new).await.unwrap().customer.id;
        let told = |at| Report {
            kind: InteractionKind::Complaint,
            direction: None,
            at,
            contact: None,
            summary: "电机异响".to_owned(),
            detail: Some("6 月交付的电机运行两周后异响。".to_owned()),
        };
        let app = &world.app;
        app.create_interaction(&seller, made, told(seller.now - HOUR)).await.unwrap();
        app.create_interaction(&seller, made, told(seller.now - 2 * DAY)).await.unwrap();
        let found = states(&world, "wangmin").await;
        let complaints: Vec<_> =
            found.iter().filter(|one| one.0 == "complaint").map(|one| one.1).collect();
        assert_eq!(complaints, [State::LateKept, State::Kept]);
        // Two that were noted are put on file one by one.
        report(&world, &seller, made, Kind::Complaint, seller.now).await;
        report(&world, &seller, made, Kind::Complaint, seller.now).await;
        app.create_interaction(&seller, made, told(seller.now)).await.unwrap();
        let open = states(&world, "wangmin").await.into_iter();
        assert_eq!(open.filter(|one| one.1 == State::Open).count(), 1);
    }

    async fn a_request_that_is_repeated_opens_nothing_twice(world: World) {
        world.company().await;
        obey(&world, "H").await;
        let seller = once(&world.context("wangmin").await, "k");
        for _ in 0..3 {
            world.app.create_customer(&seller, &draft("周静")).await.unwrap();
        }
        assert_eq!(all(&world, "wangmin").await.len(), 1);
    }

    async fn what_many_customers_open_is_opened_with_them(world: World) {
        world.company().await;
        obey(&world, "H").await;
        let seller = world.context("wangmin").await;
        let drafts: Vec<_> = (0..130).map(|n| draft(&format!("客户 {n}"))).collect();
        let made = world.app.register_customers(&seller, drafts).await.unwrap();
        let found = all(&world, "wangmin").await;
        assert_eq!(found.len(), 130);
        let mut customers: Vec<_> =
            found.iter().map(|one| one.customer.as_ref().unwrap().0).collect();
        customers.sort_unstable();
        let mut made: Vec<_> = made.into_iter().map(Result::unwrap).collect();
        made.sort_unstable();
        assert_eq!(customers, made);
    }

    async fn dealers_and_showroom_visitors_have_their_own_times(world: World) {
        world.company().await;
        obey(&world, "C").await;
        let seller = world.context("wangmin").await;
        let dealer = kedang_app::customer::Draft {
            kind: kedang_domain::field::CustomerKind::Organization,
            template: "dealer".to_owned(),
            ..draft("禾木经销部")
        };
        let made = world.app.create_customer(&seller, &dealer).await.unwrap().customer.id;
        assert!(all(&world, "wangmin").await.is_empty());
        report(&world, &seller, made, Kind::ContractSigned, seller.now).await;
        let one = all(&world, "wangmin").await.remove(0);
        assert_eq!((one.duty.as_str(), one.clause.as_str()), ("dealer_card", "C1.2"));
        // Monday morning: the end of Wednesday.
        assert_eq!(one.due_at, seller.now + 15 * HOUR - 1 + 2 * DAY);
        let potential = kedang_app::customer::Draft {
            kind: kedang_domain::field::CustomerKind::Organization,
            template: "potential_dealer".to_owned(),
            ..draft("城南机电行")
        };
        let made = world.app.create_customer(&seller, &potential).await.unwrap().customer.id;
        report(&world, &seller, made, Kind::Visit, seller.now).await;
        let one = all(&world, "wangmin").await.remove(0);
        assert_eq!((one.duty.as_str(), one.due_at), ("potential_dealer", seller.now + 2 * HOUR));
    }
}
