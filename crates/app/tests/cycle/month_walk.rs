//! Walking the customers of a check.

use crate::{customer, is_missing, refusal, values};
use kedang_app::month_check::{NewProposal, Part, SeenProposal, Walking};
use kedang_app::uncertain::Fact;
use kedang_app::{AppError, Context};
use kedang_domain::field::Values;
use kedang_domain::id::{ContactId, CustomerId, MonthCheckId};
use kedang_domain::month_check::CONTACTS;
use kedang_testkit::{World, on_both_engines};
use serde_json::{Value, json};

/// Says that all of a customer is still true.
pub(crate) async fn all_true(world: &World, ctx: &Context, check: MonthCheckId, id: CustomerId) {
    let said = world.app.walk_month_check(ctx, check, id, &[]).await.unwrap().said.unwrap();
    assert!(said.marked.is_empty());
}

/// Proposes a change of a customer's own fact.
pub(crate) async fn proposal(
    world: &World,
    ctx: &Context,
    check: MonthCheckId,
    id: CustomerId,
    field: &str,
    value: Value,
) -> SeenProposal {
    propose(world, ctx, check, (id, None), field, value).await.unwrap()
}

async fn propose(
    world: &World,
    ctx: &Context,
    check: MonthCheckId,
    (customer, contact): (CustomerId, Option<ContactId>),
    field: &str,
    value: Value,
) -> Result<SeenProposal, AppError> {
    let field = field.to_owned();
    let new = NewProposal { customer, contact, field, value, reason: None };
    world.app.propose_change(ctx, check, &new).await
}

async fn walk(world: &World, ctx: &Context, check: MonthCheckId, part: Part) -> Vec<Walking> {
    world.app.month_check_customers(ctx, check, part, 0, 200).await.unwrap()
}

on_both_engines! {
    async fn what_is_still_true_is_verified(world: World) {
        world.company().await;
        let owner = world.context("lixiang").await;
        let facts = values([("stage", json!("potential")), ("website", json!("https://pump.example.cn"))]);
        let id = customer(&world, &owner, "华北泵业", facts).await;
        for field in ["stage", "website"] {
            let fact = Fact { field: field.to_owned(), contact: None };
            world.app.mark_uncertain(&owner, id, fact, "待核实").await.unwrap();
        }
        let check = world.app.begin_month_checks(&owner, None).await.unwrap().remove(0).check.id;
        let one = walk(&world, &owner, check, Part::All).await.remove(0);
        let group_of = |field: &str| {
            let holds = |facts: &[kedang_app::month_check::WalkFact]| facts.iter().any(|f| f.field == field);
            one.groups.iter().find(|g| holds(&g.facts)).unwrap().key.clone()
        };
        assert_eq!(one.groups[0].facts[0].field, "name");
        assert_eq!(one.groups.last().unwrap().key, CONTACTS);
        let (stage, website) = (group_of("stage"), group_of("website"));
        assert_ne!(stage, website);
        let unknown = world.app.walk_month_check(&owner, check, id, &["nonsense".to_owned()]).await;
        assert_eq!(refusal(unknown), ("/marked/0".to_owned(), "group_unknown"));

        let said = world.app.walk_month_check(&owner, check, id, std::slice::from_ref(&stage)).await.unwrap();
        let verified = |key: &str| said.groups.iter().find(|g| g.key == key).unwrap().verified_at;
        assert_eq!(verified(&stage), None);
        assert_eq!(verified(&website), Some(owner.now));
        let now = world.app.reload_customer(&owner, id).await.unwrap();
        let open: Vec<_> = now.marks.iter().map(|mark| mark.field.as_str()).collect();
        assert_eq!(open, ["stage"], "what was found to be true is no longer doubted");

        // It was true after all: what was proposed of it is gone.
        proposal(&world, &owner, check, id, "stage", json!("intent")).await;
        let said = world.app.walk_month_check(&owner, check, id, &[]).await.unwrap();
        assert!(said.proposals.is_empty() && said.groups.iter().all(|g| g.verified_at.is_some()));
        assert!(walk(&world, &owner, check, Part::Marked).await.is_empty());
    }

    async fn proposals_keep_the_rules_of_an_edit(world: World) {
        world.company().await;
        let owner = world.context("lixiang").await;
        let id = customer(&world, &owner, "华北泵业", values([("stage", json!("potential"))])).await;
        let foreign = world.context("sunjia").await;
        let theirs = customer(&world, &foreign, "别人的客户", Values::new()).await;
        let check = world.app.begin_month_checks(&owner, None).await.unwrap().remove(0).check.id;
        for (field, value, code) in [
            ("stage", json!("nonsense"), None),
            ("credit_code", json!("91350100M000100Y4Z"), Some("credit_code_checksum")),
            ("name", json!(""), Some("name_empty")),
            ("name", json!(7), Some("name_empty")),
            ("stage", json!("potential"), Some("no_change")),
        ] {
            let refused = refusal(propose(&world, &owner, check, (id, None), field, value).await);
            assert_eq!(refused.0, "/value", "{field}");
            assert!(code.is_none_or(|code| code == refused.1), "{field}: {}", refused.1);
        }
        let unknown = propose(&world, &owner, check, (id, None), "nonsense", json!("x")).await;
        assert_eq!(refusal(unknown), ("/field".to_owned(), "field_unknown"));
        assert!(is_missing(propose(&world, &owner, check, (theirs, None), "stage", json!("intent")).await));

        // A contact's telephone, in its usual form; the group is marked by it.
        let contact = world.app.contacts(&owner, id).await.unwrap().remove(0).id;
        let at = (id, Some(contact));
        let wrong = propose(&world, &owner, check, at, "mobile", json!("12")).await;
        assert_eq!(refusal(wrong).0, "/value");
        let made = propose(&world, &owner, check, at, "mobile", json!("138 1234 5678")).await.unwrap();
        assert_eq!(made.proposal.after, Some(json!("13812345678")));
        assert_eq!(made.contact.as_deref(), Some("陈静"));
        let again = propose(&world, &owner, check, at, "mobile", json!("13812345679")).await.unwrap();
        let one = walk(&world, &owner, check, Part::Marked).await.remove(0);
        assert_eq!(one.said.unwrap().marked, [CONTACTS]);
        assert_eq!(one.proposals.len(), 1, "one for each fact");
        let elsewhere = world.app.contacts(&foreign, theirs).await.unwrap().remove(0).id;
        let wrong = propose(&world, &owner, check, (id, Some(elsewhere)), "mobile", json!("13812345679")).await;
        assert_eq!(refusal(wrong), ("/contact_id".to_owned(), "contact_unknown"));

        assert!(is_missing(world.app.withdraw_proposal(&foreign, check, again.proposal.id).await));
        world.app.withdraw_proposal(&owner, check, again.proposal.id).await.unwrap();
        assert!(is_missing(world.app.withdraw_proposal(&owner, check, again.proposal.id).await));

        // Applied to the contact.
        propose(&world, &owner, check, at, "mobile", json!("13812345678")).await.unwrap();
        world.app.submit_month_check(&owner, check, 1).await.unwrap();
        let head = world.context("chenlu").await;
        world.app.approve_month_check(&head, check, 2, &[]).await.unwrap();
        while world.app.apply_month_check_part(check, world.origin()).await.unwrap() {}
        let now = world.app.contacts(&owner, id).await.unwrap().remove(0);
        assert_eq!(now.values["mobile"], json!("13812345678"));
    }

    async fn many_are_walked_page_by_page(world: World) {
        world.company().await;
        let owner = world.context("lixiang").await;
        for n in 0..25 {
            customer(&world, &owner, &format!("第{n}泵业"), Values::new()).await;
        }
        let check = world.app.begin_month_checks(&owner, None).await.unwrap().remove(0).check.id;
        let (mut after, mut walked) = (0, 0);
        loop {
            let page = world.app.month_check_customers(&owner, check, Part::Open, after, 10).await.unwrap();
            let Some(last) = page.last() else { break };
            after = last.no;
            for one in &page {
                all_true(&world, &owner, check, one.id).await;
                walked += 1;
            }
            let now = world.app.month_check(&owner, check).await.unwrap().check.walked;
            assert_eq!((now.total, now.walked), (25, walked), "it is all there when one comes back");
        }
        assert_eq!(walked, 25);
        // One that comes in meanwhile is to be walked, too.
        let late = customer(&world, &owner, "新来的泵业", Values::new()).await;
        let left = walk(&world, &owner, check, Part::Open).await;
        assert_eq!(left.iter().map(|one| one.id).collect::<Vec<_>>(), [late]);
    }
}
