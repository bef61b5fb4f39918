use super::*;
use kedang_app::policy::OwnClause;
use kedang_domain::permission::Reason;
use kedang_testkit::on_both_engines;

on_both_engines! {
    async fn drafting_is_for_the_custodian_and_the_leaders(world: World) {
        let _ = world.company().await;
        for login in ["liuyun", "fangxin", "luwei", "gaoyuan"] {
            let ctx = world.context(login).await;
            assert!(world.app.draft_policy(&ctx, None).await.is_ok(), "{login}");
        }
        let draft = world.app.draft_policy(&world.context("liuyun").await, None).await.unwrap();
        let draft = draft.version;
        for login in ["wangmin", "chenlu", "qiaosen", "admin", "heqing"] {
            let ctx = world.context(login).await;
            let AppError::Refused(refused) =
                world.app.draft_policy(&ctx, None).await.unwrap_err()
            else {
                panic!("{login}")
            };
            assert_eq!((refused.act, refused.clause), ("policy.draft", Some("M 7")), "{login}");
            // A draft does not exist for others.
            let change = world.app.change_policy(&ctx, draft.id, draft.version, weekly("2 weeks"));
            assert_eq!(code(&change.await.unwrap_err()), "not_found", "{login}");
            let read = world.app.policy_version(&ctx, draft.id).await;
            assert!(matches!(read, Err(AppError::NotFound)), "{login}");
            let seen = world.app.policy_versions(&ctx).await.unwrap();
            assert!(seen.iter().all(|opened| opened.version.id != draft.id), "{login}");
        }
    }
}

on_both_engines! {
    async fn a_draft_is_changed_part_by_part(world: World) {
        let _ = world.company().await;
        let ctx = world.context("liuyun").await;
        let draft = drafted(&world, &ctx, "2 weeks").await.version;
        let change = Change {
            title: Some(words("禾木客户制度")),
            base: Some(vec!["M".to_owned(), "L".to_owned()]),
            drop: Some(vec![("M 5.2.3.4".to_owned(), words("没有纸质档案"))]),
            hold: Some(vec![("disclosure.chain".to_owned(), "L".to_owned(), None)]),
            clauses: Some(vec![OwnClause {
                number: "1.1".to_owned(),
                heading: Some(words("补充")),
                text: words("展会名片当天录入。"),
            }]),
            ..Change::default()
        };
        let changed = world.app.change_policy(&ctx, draft.id, draft.version, change).await.unwrap();
        assert_eq!(changed.version.version, draft.version + 1);
        let read = world.app.policy_version(&ctx, draft.id).await.unwrap();
        let regulation = &read.regulation;
        assert_eq!(regulation.title().zh, "禾木客户制度");
        let has = |quoted: &str| {
            regulation.clauses().iter().any(|known| known.clause.to_string() == quoted)
        };
        assert!(has("own 1.1") && has("L1-17.1") && !has("M 5.2.3.4"));
        let rule = regulation.rule("weekly_changes.cycle").unwrap();
        assert_eq!((rule.value.to_string().as_str(), rule.changed), ("2 weeks", true));
        assert_eq!(regulation.rule("disclosure.chain").unwrap().pack, "L");
        let differences = world.app.policy_difference(&ctx, draft.id, None).await.unwrap();
        let codes: Vec<_> = differences.changes.iter().map(|one| one.code()).collect();
        for code in ["clause_added", "clause_dropped", "rule_changed", "holder_changed"] {
            assert!(codes.contains(&code), "{code} is not among {codes:?}");
        }
        // Taking a regulation out takes what was changed of it.
        let change = Change { base: Some(vec!["M".to_owned()]), ..Change::default() };
        let version = read.opened.version.version;
        let less = world.app.change_policy(&ctx, draft.id, version, change).await.unwrap();
        assert!(!less.version.text.contains("disclosure.chain"));
    }
}

on_both_engines! {
    async fn what_is_wrong_is_told_at_its_place(world: World) {
        let _ = world.company().await;
        let ctx = world.context("liuyun").await;
        let draft = world.app.draft_policy(&ctx, None).await.unwrap().version;
        let hold = |matter: &str, pack: &str| {
            let hold = vec![(matter.to_owned(), pack.to_owned(), None)];
            Change { hold: Some(hold), ..Change::default() }
        };
        let drop = |clause: &str| {
            let drop = vec![(clause.to_owned(), words("x"))];
            Change { drop: Some(drop), ..Change::default() }
        };
        let base = Change { base: Some(vec!["X".to_owned()]), ..Change::default() };
        let table = [
            (weekly("soon"), "/set/0", "policy_fault"),
            (hold("loan.term", "L"), "/hold/0", "policy_fault"),
            (drop("M 9.9"), "/drop/0", "policy_fault"),
            (drop("九"), "/drop/0/clause", "clause_format"),
            (base, "/base/0", "regulation_unknown"),
        ];
        for (change, pointer, expected) in table {
            let refused = world.app.change_policy(&ctx, draft.id, draft.version, change).await;
            let AppError::Invalid(issues) = refused.unwrap_err() else { panic!("{pointer}") };
            assert_eq!((&*issues[0].pointer, issues[0].error.code), (pointer, expected));
        }
        let text = "[pack]\ncode = \"own\"\nversion = \"1\"\nbase = [\"M@1\"]\ntitle = 3\n";
        let written = world.app.write_policy(&ctx, draft.id, draft.version, text.to_owned()).await;
        let AppError::Invalid(issues) = written.unwrap_err() else { panic!("a bad text") };
        let params = &issues[0].error.params;
        assert_eq!((&params["line"], &params["column"]), (&5.into(), &9.into()));
        // Nothing was written.
        let read = world.app.policy_version(&ctx, draft.id).await.unwrap();
        assert_eq!(read.opened.version, draft);
    }
}

on_both_engines! {
    async fn a_text_comes_back_as_it_was_written(world: World) {
        let _ = world.company().await;
        let ctx = world.context("liuyun").await;
        let draft = world.app.draft_policy(&ctx, None).await.unwrap().version;
        let text = format!("# 说明\n{}", draft.text);
        let app = &world.app;
        let written = app.write_policy(&ctx, draft.id, draft.version, text.clone()).await.unwrap();
        assert_eq!(written.version.text, text);
        let stale = app.write_policy(&ctx, draft.id, draft.version, draft.text).await;
        assert_eq!(code(&stale.unwrap_err()), "stale");
        app.discard_policy(&ctx, draft.id, written.version.version).await.unwrap();
        assert_eq!(
            actions(&world, "policy").await,
            ["policy.activate", "policy.draft", "policy.change", "policy.discard"]
        );
    }
}

on_both_engines! {
    async fn the_regulation_is_not_changed_beside_its_life(world: World) {
        let _ = world.company().await;
        let ctx = world.context("admin").await;
        let change = kedang_app::company::CompanyChange {
            regulation: Some("S".to_owned()),
            ..Default::default()
        };
        let refused = world.app.change_company(&ctx, 1, &change).await.unwrap_err();
        assert_eq!(code(&refused), "regulation_by_policy");
        let draft = world.context("wangmin").await;
        let AppError::Refused(refused) = world.app.draft_policy(&draft, None).await.unwrap_err()
        else {
            panic!("drafting is not for salespeople")
        };
        let kedang_domain::permission::Decision::Deny(refusal) = refused.decision else { panic!() };
        assert_eq!(refusal.reason, Reason::NotPermitted);
    }
}
