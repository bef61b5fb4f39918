//! What a month shows of the clauses, and what a version would change of the work in progress.

use super::*;
use kedang_app::customer::Draft;
use kedang_app::obligation::Filter as Which;
use kedang_app::policy::Affected;
use kedang_domain::field::{CustomerKind, Values};
use kedang_testkit::on_both_engines;

async fn register(world: &World, login: &str, name: &str) {
    let ctx = world.context(login).await;
    let draft = Draft {
        kind: CustomerKind::Individual,
        name: name.to_owned(),
        template: "individual".to_owned(),
        owner: None,
        values: Values::new(),
        contacts: Vec::new(),
    };
    world.app.create_customer(&ctx, &draft).await.unwrap();
}

on_both_engines! {
    async fn a_month_counts_the_obligations_of_a_clause_and_they_are_found(world: World) {
        let _ = world.company().await;
        world.obey("H").await;
        register(&world, "wangmin", "周静").await;
        register(&world, "sunjia", "孙一").await;
        let ctx = world.context("fangxin").await;
        let duty = ctx.regulation.regulation().duties().get("new_customer").unwrap().clone();
        let owed = |month: &kedang_app::policy::Month| {
            month.owed.get(&duty.clause).copied().unwrap_or_default()
        };
        let month = world.app.policy_coverage(&ctx, None).await.unwrap();
        assert_eq!((owed(&month).opened, owed(&month).pending, owed(&month).breached), (2, 2, 0));
        assert_eq!(month.pledged, None, "H asks for no pledge");
        // In counts too nobody sees what is not theirs.
        let seller = world.context("wangmin").await;
        let own = world.app.policy_coverage(&seller, None).await.unwrap();
        assert_eq!(owed(&own).opened, 1);
        world.clock.advance(24 * HOUR + 1);
        assert_eq!(world.app.watch_obligations().await.unwrap().breached, 2);
        let month = world.app.policy_coverage(&ctx, None).await.unwrap();
        assert_eq!((owed(&month).breached, owed(&month).kept, owed(&month).late), (2, 0, 0));
        let december = Some(date(2026, 12, 1));
        let next = world.app.policy_coverage(&ctx, december).await.unwrap();
        assert_eq!((owed(&next).opened, owed(&next).breached, owed(&next).pending), (0, 0, 2));
        // Each number leads to what it counts.
        let within = world.app.month_of(TODAY).await.unwrap();
        let clause = Some(duty.clause.clone());
        let count = async |filter: Which| {
            world.app.obligations(&ctx, &filter, None, 10).await.unwrap().len()
        };
        let opened = Which { clause: clause.clone(), opened: Some(within), ..Which::default() };
        assert_eq!(count(opened).await, 2);
        let late = Which { clause: clause.clone(), breached: Some(within), ..Which::default() };
        assert_eq!(count(late).await, 2);
        let closed = Which { clause, closed: Some(within), ..Which::default() };
        assert_eq!(count(closed).await, 0);
    }

    async fn a_change_counts_the_work_that_it_touches(world: World) {
        let _ = world.company().await;
        world.obey("H").await;
        register(&world, "wangmin", "周静").await;
        register(&world, "sunjia", "孙一").await;
        let ctx = world.context("liuyun").await;
        let due = ctx.regulation.regulation().duties().get("new_customer").unwrap().clone();
        let draft = world.app.draft_policy(&ctx, None).await.unwrap().version;
        let none = world.app.policy_difference(&ctx, draft.id, None).await.unwrap();
        assert_eq!(none.affected, Affected::default());
        let set = ("H".to_owned(), "new_customer.due".to_owned(), "3 days".to_owned(), words("试行"));
        let change = Change { set: Some(vec![set]), ..Change::default() };
        let draft = world.app.change_policy(&ctx, draft.id, draft.version, change).await.unwrap();
        let draft = draft.version;
        let moved = world.app.policy_difference(&ctx, draft.id, None).await.unwrap();
        let expected = Affected { customers: 2, obligations: 2, ..Affected::default() };
        assert_eq!(moved.affected, expected);
        let drop = vec![(due.clause.clone(), words("不适用"))];
        let change = Change { set: Some(Vec::new()), drop: Some(drop), ..Change::default() };
        let draft = world.app.change_policy(&ctx, draft.id, draft.version, change).await.unwrap();
        let gone = world.app.policy_difference(&ctx, draft.version.id, None).await.unwrap();
        let expected = Affected { customers: 2, released: 2, ..Affected::default() };
        assert_eq!(gone.affected, expected);
    }
}
