//! Who is told of change lists and checks at month end, and what stands on whose desk. The first
//! day is Monday, the 23rd of November 2026.

use crate::month_walk::{all_true, proposal};
use crate::{DAY, customer, edit};
use kedang_app::change_list::{Judgement, Wish};
use kedang_app::waiting::Turn;
use kedang_domain::field::Values;
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

async fn titles(world: &World, login: &str) -> Vec<String> {
    let ctx = world.context(login).await;
    let found = world.app.inbox(&ctx, false, None, 50).await.unwrap();
    found.into_iter().map(|read| read.title).collect()
}

/// What waits for or because of somebody: kind, whose turn, how many.
async fn desk(world: &World, login: &str) -> Vec<(&'static str, bool, usize)> {
    let ctx = world.context(login).await;
    let found = world.app.waiting(&ctx).await.unwrap();
    found.iter().map(|one| (one.kind, one.turn == Turn::Mine, one.count)).collect()
}

on_both_engines! {
    async fn a_change_list_is_told_from_hand_to_hand(world: World) {
        world.company().await;
        let author = world.context("lixiang").await;
        let id = customer(&world, &author, "华北秘泵", Values::new()).await;
        edit(&world, "lixiang", id, "stage", json!("intent")).await;
        world.app.gather_changes().await.unwrap();
        let head = world.context("chenlu").await;
        let lists = world.app.change_lists(&head, Wish::default(), 50).await.unwrap();
        let list = lists.into_iter().find(|one| one.list.department.1 == "销售一组").unwrap().list;
        let changes = world.app.changes_on_list(&head, list.id, None, None, 50).await.unwrap();
        let event = changes[1].change.event.id.parse().unwrap();
        let on = (list.id, event);
        world.app.judge_change(&head, on, Judgement::Again, Some("有意向书吗")).await.unwrap();
        assert_eq!(titles(&world, "lixiang").await, ["陈露 请您再看一下对 华北秘泵 的修改"]);
        assert_eq!(desk(&world, "lixiang").await, [("change_sent_back", true, 1)]);
        world.app.answer_change(&author, event, "有").await.unwrap();
        assert!(desk(&world, "lixiang").await.is_empty());
        assert_eq!(titles(&world, "chenlu").await[0], "李想 已就 华北秘泵 的修改作出说明");

        world.clock.advance(7 * DAY);
        world.app.gather_changes().await.unwrap();
        assert_eq!(titles(&world, "chenlu").await[0], "销售一组 的变更清单待您审核");
        assert_eq!(desk(&world, "chenlu").await, [("change_list_to_review", true, 1)]);
        let head = world.context("chenlu").await;
        let list = world.app.change_list(&head, list.id).await.unwrap();
        world.app.review_change_list(&head, list.list.id, list.list.version, 2).await.unwrap();
        assert!(desk(&world, "chenlu").await.is_empty());
        assert_eq!(titles(&world, "fangxin").await[0], "销售一组 的变更清单已审核，待您验收");
        assert!(desk(&world, "fangxin").await.contains(&("change_list_to_accept", true, 1)));

        // Who may not see the customer is told nothing, nor has it on the desk.
        for login in ["sunjia", "zhaolei", "admin", "heqing"] {
            let told = titles(&world, login).await;
            assert!(told.iter().all(|title| !title.contains("华北秘泵")), "{login}: {told:?}");
            assert!(told.iter().all(|title| !title.contains("销售一组")), "{login}: {told:?}");
            let desk = desk(&world, login).await;
            assert!(desk.iter().all(|(kind, ..)| *kind != "change_sent_back"), "{login}");
        }
    }

    async fn a_name_is_not_told_once_the_customer_is_out_of_sight(world: World) {
        let company = world.company().await;
        let author = world.context("lixiang").await;
        let id = customer(&world, &author, "华北秘泵", Values::new()).await;
        edit(&world, "lixiang", id, "stage", json!("intent")).await;
        world.app.gather_changes().await.unwrap();
        let head = world.context("chenlu").await;
        let lists = world.app.change_lists(&head, Wish::default(), 50).await.unwrap();
        let list = lists.into_iter().find(|one| one.list.department.1 == "销售一组").unwrap().list;
        let changes = world.app.changes_on_list(&head, list.id, None, None, 50).await.unwrap();
        let on = (list.id, changes[1].change.event.id.parse().unwrap());
        world.app.judge_change(&head, on, Judgement::Again, Some("有意向书吗")).await.unwrap();
        let director = world.context("qiaosen").await;
        let version = world.app.reload_customer(&author, id).await.unwrap().customer.version;
        world.app.assign_customer(&director, id, version, company.id("sunjia"), "调整").await.unwrap();
        assert!(titles(&world, "lixiang").await.iter().all(|title| !title.contains("华北秘泵")));
        assert!(desk(&world, "lixiang").await.is_empty());
    }

    async fn a_check_at_month_end_is_told_from_hand_to_hand(world: World) {
        world.company().await;
        let owner = world.context("lixiang").await;
        let one = customer(&world, &owner, "华北秘泵", Values::new()).await;
        let two = customer(&world, &owner, "华南秘泵", Values::new()).await;
        let check = world.app.begin_month_checks(&owner, None).await.unwrap().remove(0).check;
        all_true(&world, &owner, check.id, one).await;
        all_true(&world, &owner, check.id, two).await;
        proposal(&world, &owner, check.id, two, "stage", json!("intent")).await;
        world.app.submit_month_check(&owner, check.id, 1).await.unwrap();
        assert_eq!(titles(&world, "chenlu").await[0], "销售一组 李想 的月末核对待您审核");
        assert!(desk(&world, "chenlu").await.contains(&("month_check", true, 1)));
        let waits = world.app.waiting(&owner).await.unwrap();
        let mine = waits.iter().find(|one| one.kind == "month_check_submitted").unwrap();
        assert_eq!((mine.turn, mine.lines[0].with.as_slice()), (Turn::Others, &["陈露".to_owned(), "王敏".to_owned()][..]));
        let head = world.context("chenlu").await;
        world.app.approve_month_check(&head, check.id, 2, &[]).await.unwrap();
        assert_eq!(titles(&world, "lixiang").await[0], "您的月末核对已审核通过");
        while world.app.apply_month_check_part(check.id, world.origin()).await.unwrap() {}
        assert_eq!(titles(&world, "lixiang").await[0], "您月末核对中的修改已生效：1 项");
        assert!(!desk(&world, "chenlu").await.iter().any(|(kind, ..)| *kind == "month_check"));
        for login in ["sunjia", "zhaolei", "admin", "heqing"] {
            let told = titles(&world, login).await;
            assert!(told.iter().all(|title| !title.contains("李想")), "{login}: {told:?}");
        }
    }
}
