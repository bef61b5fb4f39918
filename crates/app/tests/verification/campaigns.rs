use crate::{DAY, clash, customer, is_missing, log, reason, refused, under};
use jiff::civil::date;
use kedang_app::campaign::{NewCampaign, OpenCampaign, Turned, Walk, Wanted};
use kedang_app::uncertain::Fact;
use kedang_domain::campaign::{CampaignKind, WalkState};
use kedang_domain::permission::Reason;
use kedang_storage::verified;
use kedang_testkit::on_both_engines;

fn campaign(filters: &[&str]) -> NewCampaign {
    NewCampaign {
        kind: CampaignKind::Verification,
        title: "年度核实".to_owned(),
        filters: filters.iter().map(|f| (*f).to_owned()).collect(),
        due_on: date(2026, 12, 31),
    }
}

fn walk(state: WalkState, parts: &[&str]) -> Walk {
    Walk { state, parts: parts.iter().map(|p| (*p).to_owned()).collect(), how: "电话".to_owned() }
}

fn count(campaign: &OpenCampaign, state: WalkState) -> i64 {
    campaign.progress.iter().filter(|p| p.state == state).map(|p| p.count).sum()
}

on_both_engines! {
    async fn every_customer_in_scope_is_gone_through_by_its_owner(world: World) {
        world.company().await;
        let app = &world.app;
        let (owner, other) = (world.context("lixiang").await, world.context("sunjia").await);
        let mine = customer(&world, &owner, "华北泵业").await;
        let theirs = customer(&world, &other, "江南造纸").await;
        let keeper = world.context("liuyun").await;
        let opened = app.open_campaign(&keeper, &campaign(&[])).await.unwrap();
        let id = opened.campaign.id;
        assert_eq!((opened.campaign.total, count(&opened, WalkState::Open)), (2, 2));
        let items = app.campaign_items(&owner, id, Wanted::default(), None, 9).await.unwrap();
        assert_eq!(items.iter().map(|i| i.customer).collect::<Vec<_>>(), [mine]);
        assert!(is_missing(app.walk_customer(&owner, id, theirs, &walk(WalkState::Verified, &[])).await));

        let part = app.walk_customer(&owner, id, mine, &walk(WalkState::Verified, &["identity"])).await.unwrap();
        assert_eq!((part.state, part.parts), (WalkState::Open, vec!["identity".to_owned()]));
        let whole = app.walk_customer(&owner, id, mine, &walk(WalkState::Verified, &[])).await.unwrap();
        assert_eq!(whole.state, WalkState::Verified);
        let mut conn = app.db().read().await.unwrap();
        let known = verified::among(&mut conn, mine.uuid(), &["name", "office_phone", "address"]).await.unwrap();
        assert_eq!(known, ["address", "name", "office_phone"]);
        drop(conn);
        app.walk_customer(&other, id, theirs, &walk(WalkState::Unreachable, &[])).await.unwrap();
        let now = app.campaign(&keeper, id).await.unwrap();
        assert_eq!((count(&now, WalkState::Verified), count(&now, WalkState::Unreachable)), (1, 1));
        // One of them is the try on a customer out of sight.
        assert_eq!(log(&world, "campaign.verify").await.len(), 4);

        let head = world.context("chenlu").await;
        assert_eq!(reason(app.close_campaign(&head, id, 1, "完").await), Reason::NotTheCustodian);
        assert_eq!(refused(app.close_campaign(&keeper, id, 1, " ").await), [("/conclusion".to_owned(), "required")]);
        let closed = app.close_campaign(&keeper, id, 1, "一户联系不上").await.unwrap().campaign;
        let result = closed.result.unwrap();
        assert_eq!((result.get("verified"), result.get("unreachable")), (Some(&1), Some(&1)));
        let late = app.walk_customer(&owner, id, mine, &walk(WalkState::Changed, &[])).await;
        assert_eq!(clash(late), "campaign_closed");
        assert_eq!(clash(app.close_campaign(&keeper, id, 2, "再").await), "campaign_closed");
    }

    async fn a_verified_group_settles_its_doubts(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("lixiang").await;
        let id = customer(&world, &owner, "华北泵业").await;
        let fact = Fact { field: "office_phone".to_owned(), contact: None };
        app.mark_uncertain(&owner, id, fact, "").await.unwrap();
        let keeper = world.context("fangxin").await;
        let campaign = app.open_campaign(&keeper, &campaign(&["template:eq:company"])).await.unwrap();
        app.walk_customer(&owner, campaign.campaign.id, id, &walk(WalkState::Verified, &[])).await.unwrap();
        assert_eq!(app.open_customer(&owner, id).await.unwrap().customer.uncertain, 0);
    }

    async fn a_campaign_is_opened_by_those_who_keep_the_data(world: World) {
        world.company().await;
        let app = &world.app;
        let owner = world.context("lixiang").await;
        let head = world.context("chenlu").await;
        for ctx in [&owner, &head] {
            assert_eq!(reason(app.open_campaign(ctx, &campaign(&[])).await), Reason::NotTheCustodian);
        }
        let leader = world.context("gaoyuan").await;
        assert_eq!(reason(app.open_campaign(&leader, &campaign(&[])).await), Reason::NotPermitted);
        let keeper = world.context("liuyun").await;
        assert_eq!(clash(app.open_campaign(&keeper, &campaign(&[])).await), "campaign_empty");
        let late = NewCampaign { due_on: date(2026, 11, 1), title: " ".to_owned(), ..campaign(&[]) };
        let codes: Vec<_> = refused(app.open_campaign(&keeper, &late).await);
        assert_eq!(codes, [("/title".to_owned(), "name_empty"), ("/due_on".to_owned(), "day_is_past")]);
        let id = customer(&world, &owner, "华北泵业").await;
        let opened = app.open_campaign(&keeper, &campaign(&[])).await.unwrap().campaign.id;
        let wrong = app.walk_customer(&owner, opened, id, &walk(WalkState::Merged, &["nonsense"])).await;
        let wrong: Vec<_> = refused(wrong).into_iter().map(|(pointer, _)| pointer).collect();
        assert_eq!(wrong, ["/parts", "/state"]);
        // Who keeps the data does not go through others' customers, and who has no part sees none.
        assert_eq!(reason(app.walk_customer(&keeper, opened, id, &walk(WalkState::Verified, &[])).await), Reason::NotTheWalker);
        for login in ["zhouyang", "admin", "heqing"] {
            let ctx = world.context(login).await;
            assert!(is_missing(app.campaign(&ctx, opened).await), "{login}");
            assert!(app.campaigns(&ctx).await.unwrap().is_empty(), "{login}");
        }
    }

    async fn a_head_reminds_and_gives_to_another(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let owner = world.context("lixiang").await;
        customer(&world, &owner, "华北泵业").await;
        customer(&world, &owner, "江南造纸").await;
        let keeper = world.context("liuyun").await;
        let id = app.open_campaign(&keeper, &campaign(&[])).await.unwrap().campaign.id;
        let team = company.department("销售一组");
        let head = world.context("chenlu").await;
        assert_eq!(app.remind_campaign(&head, id, team).await.unwrap(), 1);
        let other_head = world.context("zhaolei").await;
        assert!(is_missing(app.remind_campaign(&other_head, id, team).await));
        assert_eq!(reason(app.remind_campaign(&owner, id, team).await), Reason::NotTheCustodian);
        let people = |to: &str| (company.id("lixiang"), company.id(to));
        // Only to somebody who sees them.
        let blind = app.reassign_campaign(&head, id, team, people("sunjia")).await;
        assert_eq!(clash(blind), "campaign_nothing_to_give");
        assert_eq!(app.reassign_campaign(&head, id, team, people("wangmin")).await.unwrap(), 2);
        let deputy = world.context("wangmin").await;
        let of = Wanted { person: Some(company.id("wangmin")), state: Some(WalkState::Open) };
        assert_eq!(app.campaign_items(&deputy, id, of, None, 9).await.unwrap().len(), 2);
        assert_eq!(log(&world, "campaign.remind").await.len(), 1);
        assert_eq!(log(&world, "campaign.assign").await.len(), 1);
    }

    async fn what_is_left_to_do_follows_the_owner(world: World) {
        let company = world.company().await;
        let app = &world.app;
        let owner = world.context("lixiang").await;
        let id = customer(&world, &owner, "华北泵业").await;
        let keeper = world.context("fangxin").await;
        let campaign = app.open_campaign(&keeper, &campaign(&[])).await.unwrap().campaign.id;
        app.assign_customer(&keeper, id, 1, company.id("sunjia"), "调整").await.unwrap();
        let new = world.context("sunjia").await;
        assert_eq!(app.campaign_items(&new, campaign, Wanted::default(), None, 9).await.unwrap().len(), 1);
        assert!(is_missing(app.campaign(&owner, campaign).await));
    }

    async fn the_clock_opens_one_campaign_for_a_period(world: World) {
        world.company().await;
        under(&world, "C").await;
        let app = &world.app;
        let owner = world.context("lixiang").await;
        customer(&world, &owner, "华北泵业").await;
        assert_eq!(app.turn_campaigns().await.unwrap(), Turned::default(), "this period began before");
        // Nothing ran on the first of January; on the twentieth it is made up for, once.
        world.clock.advance(58 * DAY);
        let second = world.second().await;
        let (a, b) = tokio::join!(app.turn_campaigns(), second.turn_campaigns());
        assert_eq!(a.unwrap().opened + b.unwrap().opened, 1);
        assert_eq!(app.turn_campaigns().await.unwrap(), Turned::default());
        let owner = world.context("lixiang").await;
        let found = app.campaigns(&owner).await.unwrap().remove(0).campaign;
        assert_eq!((found.kind, found.period.as_str()), (CampaignKind::Revision, "2027-01-01"));
        assert_eq!((found.due_on, found.total, found.opened_by), (date(2027, 2, 28), 1, None));
        // Two months later it is closed as it is, and the next one opened; one that was missed
        // altogether is not.
        world.clock.advance(120 * DAY);
        assert_eq!(app.turn_campaigns().await.unwrap(), Turned { opened: 1, closed: 1 });
        let owner = world.context("lixiang").await;
        let all = app.campaigns(&owner).await.unwrap();
        assert_eq!(all.iter().map(|c| c.campaign.period.as_str()).collect::<Vec<_>>(), ["2027-05-01", "2027-01-01"]);
        assert_eq!(all[1].campaign.result.as_ref().unwrap().get("open"), Some(&1));
        second.db().close().await;
    }
}
