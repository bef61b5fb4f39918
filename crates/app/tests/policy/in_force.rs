use super::*;
use kedang_db::Sql;
use kedang_evidence::Entry;
use kedang_testkit::on_both_engines;

on_both_engines! {
    async fn a_company_begins_with_the_regulation_that_it_chose(world: World) {
        let _ = world.company().await;
        let ctx = world.context("wangmin").await;
        assert_eq!((ctx.regulation.version(), ctx.regulation.active_from()), ("1", Some(TODAY)));
        assert!(ctx.regulation.has_clause("M 5.1.6a") && !ctx.regulation.has_clause("S8.3"));
        let versions = world.app.policy_versions(&ctx).await.unwrap();
        assert_eq!(versions.iter().map(standing).collect::<Vec<_>>(), [Standing::InForce]);
        assert_eq!(actions(&world, "policy").await, ["policy.activate"]);
    }
}

on_both_engines! {
    async fn an_older_installation_is_given_its_first_version(world: World) {
        let _ = world.company().await;
        let mut tx = world.app.db().begin().await.unwrap();
        let _ = tx.run(Sql::new("DELETE FROM policy_version")).await.unwrap();
        tx.commit().await.unwrap();
        let app = world.second().await;
        let mut conn = app.db().read().await.unwrap();
        assert_eq!(app.regulation(&mut conn).await.unwrap().version(), "1");
        drop(conn);
        app.note_activations().await.unwrap();
        app.note_activations().await.unwrap();
        let ctx = world.context("wangmin").await;
        let versions = world.app.policy_versions(&ctx).await.unwrap();
        assert_eq!(versions.iter().map(|v| v.version.number).collect::<Vec<_>>(), [Some(1)]);
        app.db().close().await;
    }
}

on_both_engines! {
    async fn a_version_holds_from_the_first_request_after_midnight(world: World) {
        let _ = world.company().await;
        let version = approved(&world, "2 weeks", date(2026, 11, 24)).await;
        assert_eq!(version.standing, Standing::Waiting);
        let before = world.context("wangmin").await;
        // 09:00 to one millisecond before midnight in Shanghai.
        world.clock.advance(15 * HOUR - 1);
        assert_eq!(cycle(&world).await, "1 week");
        world.clock.advance(1);
        assert_eq!(cycle(&world).await, "2 weeks");
        // A request that began before is judged to its end by what held then.
        assert_eq!(before.regulation.version(), "1");
        let ctx = world.context("wangmin").await;
        assert_eq!(ctx.regulation.version(), "2");
        let versions = world.app.policy_versions(&ctx).await.unwrap();
        let standings: Vec<_> = versions.iter().map(standing).collect();
        assert_eq!(standings, [Standing::InForce, Standing::Past]);
        // Old versions stay readable.
        let old = world.app.policy_version(&ctx, versions[1].version.id).await.unwrap();
        let rule = old.regulation.rule("weekly_changes.cycle").unwrap();
        assert_eq!(rule.value.to_string(), "1 week");
    }
}

on_both_engines! {
    async fn coming_into_force_is_noted_once(world: World) {
        let _ = world.company().await;
        let _ = approved(&world, "2 weeks", date(2026, 11, 24)).await;
        world.app.note_activations().await.unwrap();
        let noted = actions(&world, "policy.activate").await.len();
        world.clock.advance(16 * HOUR);
        world.app.note_activations().await.unwrap();
        world.app.note_activations().await.unwrap();
        assert_eq!(actions(&world, "policy.activate").await.len(), noted + 1);
    }
}

on_both_engines! {
    async fn every_process_learns_of_it(world: World) {
        let _ = world.company().await;
        let second = world.second().await;
        let mut conn = second.db().read().await.unwrap();
        assert_eq!(second.regulation(&mut conn).await.unwrap().version(), "1");
        drop(conn);
        let _ = approved(&world, "2 weeks", TODAY).await;
        let mut conn = second.db().read().await.unwrap();
        assert_eq!(second.regulation(&mut conn).await.unwrap().version(), "2");
        drop(conn);
        second.db().close().await;
    }
}

on_both_engines! {
    async fn decisions_remember_the_version(world: World) {
        let _ = world.company().await;
        let latest = async |world: &World| {
            let mut conn = world.app.db().read().await.unwrap();
            let found = evidence::search(&mut conn, &Filter::default(), None, 1).await.unwrap();
            Entry::decode(&found[0].entry).unwrap().draft().clone()
        };
        let refuse = async |world: &World| {
            let ctx = world.context("wangmin").await;
            let AppError::Refused(refused) =
                world.app.draft_policy(&ctx, None).await.unwrap_err()
            else {
                panic!("drafting is not for salespeople")
            };
            world.app.record_refusal(&ctx, &refused).await.unwrap();
        };
        refuse(&world).await;
        let entry = latest(&world).await;
        assert_eq!((entry.policy.as_deref(), entry.clause.as_deref()), (Some("1"), Some("M 7")));
        let _ = approved(&world, "2 weeks", TODAY).await;
        refuse(&world).await;
        assert_eq!(latest(&world).await.policy.as_deref(), Some("2"));
    }
}
