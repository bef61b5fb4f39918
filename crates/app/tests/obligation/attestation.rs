//! What only a person can tell is confirmed by whoever answers for it, or reported as not so.

use crate::{DAY, all, log, obey};
use kedang_app::attestation::Said;
use kedang_app::{AppError, Context};
use kedang_domain::id::ObligationId;
use kedang_domain::obligation::ObligationState as State;
use kedang_testkit::{World, on_both_engines};

const SO: Said = Said::Holds { on: None, note: None };

/// The obligation of a duty in the list of what this person has to confirm.
async fn to_confirm(world: &World, login: &str, duty: &str) -> Option<ObligationId> {
    let ctx = world.context(login).await;
    let found = world.app.attestations(&ctx, false).await.unwrap();
    found.into_iter().find(|one| one.obligation.duty == duty).map(|one| one.obligation.id)
}

async fn refused(world: &World, ctx: &Context, id: ObligationId, said: &Said) -> &'static str {
    match world.app.attest(ctx, id, said).await.unwrap_err() {
        AppError::NotFound => "not_found",
        AppError::Refused(refused) => refused.act,
        AppError::Conflict { code, .. } => code,
        AppError::Invalid(issues) => issues[0].error.code,
        _ => "other",
    }
}

on_both_engines! {
    async fn who_answers_for_a_clause_confirms_it(world: World) {
        let _ = world.company().await;
        obey(&world, "C").await;
        world.app.open_cycles().await.unwrap();
        let id = to_confirm(&world, "fangxin", "attest.c2_1_1").await.unwrap();
        let custodian = world.context("fangxin").await;
        let tomorrow = Said::Holds { on: Some(jiff::civil::date(2026, 11, 24)), note: None };
        assert_eq!(refused(&world, &custodian, id, &tomorrow).await, "date_in_future");
        // Another sees nothing of it; the head of the company sees it, and does not confirm.
        let seller = world.context("wangmin").await;
        assert_eq!(refused(&world, &seller, id, &SO).await, "not_found");
        let leader = world.context("gaoyuan").await;
        assert_eq!(refused(&world, &leader, id, &SO).await, "clause.attest");
        let said = Said::Holds { on: None, note: Some("市场部例会确认".to_owned()) };
        world.app.attest(&custodian, id, &said).await.unwrap();
        let done = all(&world, "fangxin").await.into_iter().find(|one| one.id == id).unwrap();
        assert_eq!(done.state, State::Kept);
        assert_eq!(refused(&world, &custodian, id, &SO).await, "obligation_closed");
        let entry = log(&world, "clause.attest").await.remove(0);
        assert_eq!(entry.draft().details["clause"], "C2.1.1".to_owned().into());
        assert_eq!(entry.draft().details["day"], "2026-11-23".to_owned().into());
        assert_eq!(entry.draft().clause.as_deref(), Some("C2.1.1"));
    }

    async fn one_clause_confirmed_leaves_the_others_to_be_done(world: World) {
        let _ = world.company().await;
        obey(&world, "C").await;
        world.app.open_cycles().await.unwrap();
        let ctx = world.context("fangxin").await;
        let before = world.app.attestations(&ctx, false).await.unwrap().len();
        let id = to_confirm(&world, "fangxin", "attest.c2_1_2").await.unwrap();
        world.app.attest(&ctx, id, &SO).await.unwrap();
        assert_eq!(world.app.attestations(&ctx, false).await.unwrap().len(), before - 1);
    }

    async fn what_is_not_so_is_told_and_stays_to_be_done(world: World) {
        let _ = world.company().await;
        obey(&world, "C").await;
        world.app.open_cycles().await.unwrap();
        // A head of sales answers for what the sellers know.
        let id = to_confirm(&world, "chenlu", "attest.c7_12").await.unwrap();
        let head = world.context("chenlu").await;
        let empty = Said::Fails { reason: " ".to_owned() };
        assert_eq!(refused(&world, &head, id, &empty).await, "name_empty");
        let fails = Said::Fails { reason: "新人尚未培训".to_owned() };
        world.app.attest(&head, id, &fails).await.unwrap();
        assert_eq!(log(&world, "clause.attest_failed").await.len(), 1);
        for login in ["wangmin", "fangxin"] {
            let ctx = world.context(login).await;
            let told = world.app.inbox(&ctx, true, None, 100).await.unwrap();
            assert!(told.iter().any(|one| one.notice.kind == "attestation.failed"), "{login}");
        }
        assert_eq!(to_confirm(&world, "chenlu", "attest.c7_12").await, Some(id));
        let keeper = world.context("fangxin").await;
        let others = world.app.attestations(&keeper, true).await.unwrap();
        let one = others.iter().find(|one| one.obligation.id == id).unwrap();
        let last = one.last.as_ref().unwrap();
        assert_eq!((last.holds, last.note.as_deref()), (false, Some("新人尚未培训")));
        world.clock.advance(DAY);
        world.app.attest(&world.context("chenlu").await, id, &SO).await.unwrap();
        assert_eq!(to_confirm(&world, "chenlu", "attest.c7_12").await, None);
    }

    async fn nothing_else_is_fulfilled_by_confirming(world: World) {
        let _ = world.company().await;
        obey(&world, "H").await;
        let seller = world.context("wangmin").await;
        world.app.create_customer(&seller, &crate::draft("周静")).await.unwrap();
        let one = all(&world, "wangmin").await.remove(0);
        assert_eq!(refused(&world, &seller, one.id, &SO).await, "attestation_not_asked");
    }

    async fn a_cycle_may_bind_everybody(world: World) {
        let company = world.company().await;
        obey(&world, "S").await;
        let ctx = world.context("liuyun").await;
        let draft = world.app.draft_policy(&ctx, None).await.unwrap().version;
        let words = kedang_policy::Words { zh: "试行".to_owned(), en: "trial".to_owned() };
        let cycle = ("S".to_owned(), "account.password_cycle".to_owned(), "3 months".to_owned(), words);
        let change = kedang_app::policy::Change {
            set: Some(vec![cycle]),
            ..kedang_app::policy::Change::default()
        };
        let draft = world.app.change_policy(&ctx, draft.id, draft.version, change).await.unwrap();
        let today = jiff::civil::date(2026, 11, 23);
        let (id, version) = (draft.version.id, draft.version.version);
        let draft = world.app.propose_policy(&ctx, id, version, today, None).await.unwrap().version;
        let leader = world.context("gaoyuan").await;
        world.app.approve_policy(&leader, draft.id, draft.version, None).await.unwrap();
        world.app.open_cycles().await.unwrap();
        let keeper = all(&world, "fangxin").await;
        let count = keeper.iter().filter(|one| one.duty == "password").count();
        assert_eq!(count, company.people.len());
    }

    async fn a_clause_of_the_companys_own_is_attested_too(world: World) {
        let _ = world.company().await;
        let ctx = world.context("liuyun").await;
        let draft = world.app.draft_policy(&ctx, None).await.unwrap().version;
        let text = kedang_policy::Words { zh: "展会名片当天录入。".to_owned(), en: "x".to_owned() };
        let clause = kedang_app::policy::OwnClause { number: "1.1".to_owned(), heading: None, text };
        let change = kedang_app::policy::Change {
            clauses: Some(vec![clause]),
            ..kedang_app::policy::Change::default()
        };
        let draft = world.app.change_policy(&ctx, draft.id, draft.version, change).await.unwrap();
        let regulation = world.app.policy_version(&ctx, draft.version.id).await.unwrap().regulation;
        let duty = regulation.duties().get("attest.own_1_1").unwrap();
        assert_eq!(duty.clause, "own 1.1");
        // It goes with the clause.
        let none = kedang_app::policy::Change {
            clauses: Some(Vec::new()),
            ..kedang_app::policy::Change::default()
        };
        let (id, version) = (draft.version.id, draft.version.version);
        let draft = world.app.change_policy(&ctx, id, version, none).await.unwrap();
        let regulation = world.app.policy_version(&ctx, draft.version.id).await.unwrap().regulation;
        assert!(regulation.duties().get("attest.own_1_1").is_none());
    }
}
