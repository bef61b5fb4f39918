//! The weekly change list. The first day is Monday, the 23rd of November 2026.

use crate::{DAY, HOUR, clash, customer, edit, is_missing, log, reason, refusal};
use kedang_app::change_list::{Gathered, Judgement, SeenChange, SeenList, Wish};
use kedang_app::merge::Order;
use kedang_app::{AppError, Context};
use kedang_db::Sql;
use kedang_domain::change_list::{ListState, Verdict};
use kedang_domain::field::Values;
use kedang_domain::id::{ChangeListId, EventId};
use kedang_domain::permission::Reason;
use kedang_evidence::Actor;
use kedang_testkit::{World, on_both_engines};
use serde_json::json;
use std::collections::BTreeMap;

async fn gather(world: &World) -> Gathered {
    world.app.gather_changes().await.unwrap()
}

async fn lists(world: &World, login: &str) -> Vec<SeenList> {
    let ctx = world.context(login).await;
    world.app.change_lists(&ctx, Wish::default(), 200).await.unwrap()
}

/// The list of a department in a week.
async fn list(world: &World, login: &str, department: &str, week: &str) -> SeenList {
    let all = lists(world, login).await;
    let found = all
        .into_iter()
        .find(|one| one.list.department.1 == department && one.list.first_day == week);
    found.unwrap()
}

async fn changes(world: &World, ctx: &Context, id: ChangeListId) -> Vec<SeenChange> {
    world.app.changes_on_list(ctx, id, None, None, 100).await.unwrap()
}

fn event(change: &SeenChange) -> EventId {
    change.change.event.id.parse().unwrap()
}

on_both_engines! {
    async fn a_list_goes_from_the_author_to_the_head_to_the_custodian(world: World) {
        world.company().await;
        let author = world.context("lixiang").await;
        let id = customer(&world, &author, "华北泵业", Values::new()).await;
        edit(&world, "lixiang", id, "stage", json!("intent")).await;
        assert_eq!(gather(&world).await, Gathered { weeks: 0, lists: 0, changes: 2 });
        assert_eq!(gather(&world).await, Gathered::default(), "the second time nothing is new");

        let head = world.context("chenlu").await;
        let mine = list(&world, "chenlu", "销售一组", "2026-11-23").await;
        assert_eq!(mine.list.state, ListState::Gathering);
        assert_eq!((mine.list.last_day.as_str(), mine.counts.changes, mine.counts.open), ("2026-11-29", 2, 2));
        let all = changes(&world, &head, mine.list.id).await;
        let edited = &all[1];
        assert_eq!((edited.change.event.kind.as_str(), edited.person.as_str()), ("change", "李想"));
        assert_eq!(edited.changes[0].field, "stage");
        assert_eq!(edited.changes[0].after.text.as_deref(), Some("意向"));

        // For others there is no such list; the custodian sees all, and reviews none.
        for login in ["lixiang", "zhaolei", "admin", "heqing"] {
            let ctx = world.context(login).await;
            assert!(is_missing(world.app.change_list(&ctx, mine.list.id).await), "{login}");
            assert!(lists(&world, login).await.iter().all(|one| one.list.id != mine.list.id));
            assert!(is_missing(world.app.review_change_list(&ctx, mine.list.id, 1, 2).await));
        }
        let custodian = world.context("fangxin").await;
        let refused = world.app.review_change_list(&custodian, mine.list.id, 1, 2).await;
        assert_eq!(reason(refused), Reason::NotTheHead);
        let early = world.app.accept_change_list(&custodian, mine.list.id, 1).await;
        assert_eq!(clash(early), "change_list_not_reviewed");

        // Back to its author, with a note.
        let on = (mine.list.id, event(edited));
        let without = world.app.judge_change(&head, on, Judgement::Again, None).await;
        assert_eq!(refusal(without), ("/note".to_owned(), "required"));
        let judged = world.app.judge_change(&head, on, Judgement::Again, Some("有意向书吗")).await.unwrap();
        assert_eq!(judged.change.note.as_deref(), Some("有意向书吗"));
        let back = world.app.changes_sent_back(&author).await.unwrap();
        assert_eq!(back.len(), 1);
        assert!(world.app.changes_sent_back(&head).await.unwrap().is_empty());
        assert!(is_missing(world.app.answer_change(&head, on.1, "不是我").await));
        let other = world.app.answer_change(&author, event(&all[0]), "没退给我").await;
        assert_eq!(clash(other), "change_not_sent_back");
        let answered = world.app.answer_change(&author, on.1, "有，已上传").await.unwrap();
        assert_eq!(answered.change.verdict, Verdict::Answered);
        assert!(world.app.changes_sent_back(&author).await.unwrap().is_empty());

        // The week ends; nobody has reviewed.
        world.clock.advance(7 * DAY);
        let done = gather(&world).await;
        assert_eq!((done.weeks, done.changes), (1, 0));
        let marked = log(&world, "change_list.mark").await;
        assert_eq!(marked.len(), done.lists);
        assert_eq!(marked[0].draft().actor, Actor::System("job.change_list".to_owned()));
        let head = world.context("chenlu").await;
        let mine = world.app.change_list(&head, mine.list.id).await.unwrap();
        assert_eq!((mine.list.state, mine.late), (ListState::Marked, false));
        let unseen = world.app.review_change_list(&head, mine.list.id, mine.list.version, 1).await;
        assert_eq!(clash(unseen), "change_list_grew");
        let version = mine.list.version;
        let stale = world.app.review_change_list(&head, mine.list.id, version - 1, 2).await;
        assert!(matches!(stale, Err(AppError::Stale { .. })));
        let mine = world.app.review_change_list(&head, mine.list.id, version, 2).await.unwrap();
        assert_eq!((mine.list.state, mine.counts.open), (ListState::Reviewed, 0));
        let again = world.app.judge_change(&head, on, Judgement::Fine, None).await;
        assert_eq!(clash(again), "change_list_reviewed");

        let refused = world.app.accept_change_list(&head, mine.list.id, mine.list.version).await;
        assert_eq!(reason(refused), Reason::NotPermitted);
        let custodian = world.context("fangxin").await;
        let mine = world.app.accept_change_list(&custodian, mine.list.id, mine.list.version).await.unwrap();
        assert_eq!(mine.list.state, ListState::Accepted);
        assert_eq!(mine.list.accepted.unwrap().1, "方欣");
        for action in ["change_list.review", "change_list.accept"] {
            let entry = &log(&world, action).await[0];
            let draft = entry.draft();
            assert_eq!(draft.subject.as_ref().unwrap().id, mine.list.id.to_string());
            assert!(draft.details.contains_key("department"), "{action}");
        }
    }

    async fn what_comes_too_late_is_on_the_next_list(world: World) {
        world.company().await;
        let author = world.context("lixiang").await;
        let one = customer(&world, &author, "华北泵业", Values::new()).await;
        let two = customer(&world, &author, "华北泵业二厂", Values::new()).await;
        gather(&world).await;
        // On Friday afternoon the head is done with the week.
        world.clock.advance(4 * DAY + 7 * HOUR);
        let head = world.context("chenlu").await;
        let first = list(&world, "chenlu", "销售一组", "2026-11-23").await;
        world.app.review_change_list(&head, first.list.id, 1, 2).await.unwrap();
        assert_eq!(log(&world, "change_list.mark").await.len(), 1, "marked when it was reviewed");
        edit(&world, "lixiang", one, "stage", json!("intent")).await;
        gather(&world).await;
        assert_eq!(changes(&world, &head, first.list.id).await.len(), 2);
        world.clock.advance(4 * DAY);
        gather(&world).await;
        let second = list(&world, "chenlu", "销售一组", "2026-11-30").await;
        assert_eq!(second.counts.changes, 1);

        // A merging and its undoing are changes of the week in which they happen.
        let head = world.context("chenlu").await;
        let seen = world.app.reload_customer(&head, one).await.unwrap().customer;
        let other = world.app.reload_customer(&head, two).await.unwrap().customer;
        let merge = Order {
            other: two,
            other_version: other.version,
            choices: BTreeMap::new(),
            contacts: BTreeMap::new(),
            reason: "重复".to_owned(),
        };
        let merged = world.app.merge_customers(&head, one, seen.version, &merge).await.unwrap();
        gather(&world).await;
        let with_merge = list(&world, "chenlu", "销售一组", "2026-11-30").await;
        world.clock.advance(7 * DAY);
        let head = world.context("chenlu").await;
        let seen = world.app.reload_customer(&head, one).await.unwrap().customer;
        world.app.undo_merge(&head, one, merged.id, seen.version, "误合").await.unwrap();
        gather(&world).await;
        let third = list(&world, "chenlu", "销售一组", "2026-12-07").await;
        assert!(third.counts.changes >= 1, "{:?}", third.counts);
        // Nothing is lost and nothing doubled by it.
        let again = list(&world, "chenlu", "销售一组", "2026-11-30").await;
        assert_eq!(again.counts.changes, with_merge.counts.changes);
        assert_eq!(list(&world, "chenlu", "销售一组", "2026-11-23").await.counts.changes, 2);
    }

    async fn a_customer_that_went_elsewhere_takes_its_changes_out_of_sight(world: World) {
        let company = world.company().await;
        let author = world.context("lixiang").await;
        let id = customer(&world, &author, "华北泵业", Values::new()).await;
        world.clock.advance(1_000);
        let author = world.context("lixiang").await;
        customer(&world, &author, "华南泵业", Values::new()).await;
        gather(&world).await;
        let mine = list(&world, "chenlu", "销售一组", "2026-11-23").await;
        assert_eq!(mine.counts.changes, 2);
        let head = world.context("chenlu").await;
        let first = event(&changes(&world, &head, mine.list.id).await[0]);
        let director = world.context("qiaosen").await;
        world.app.assign_customer(&director, id, 1, company.id("sunjia"), "调整").await.unwrap();
        assert_eq!(world.app.change_list(&head, mine.list.id).await.unwrap().counts.changes, 1);
        assert_eq!(changes(&world, &head, mine.list.id).await.len(), 1);
        let gone = world.app.judge_change(&head, (mine.list.id, first), Judgement::Fine, None).await;
        assert!(is_missing(gone));
        // Whoever heads both still sees it, and the new department has the change of its owner.
        assert_eq!(world.app.change_list(&director, mine.list.id).await.unwrap().counts.changes, 2);
        gather(&world).await;
        let theirs = list(&world, "zhaolei", "销售二组", "2026-11-23").await;
        assert_eq!(theirs.counts.changes, 1);
        // The rest can be reviewed.
        let done = world.app.review_change_list(&head, mine.list.id, 1, 1).await.unwrap();
        assert_eq!(done.list.state, ListState::Reviewed);
    }

    async fn years_with_downtime_make_every_week_once(world: World) {
        world.company().await;
        let author = world.context("lixiang").await;
        let id = customer(&world, &author, "华北泵业", Values::new()).await;
        gather(&world).await;
        let (mut gone, mut events, mut random) = (0, 1, 7_u64);
        while gone < 2 * 365 {
            // Between a day and half a year without a server, and a change before it stops.
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let days = 1 + i64::try_from(random >> 33).unwrap() % if random & 64 == 0 { 180 } else { 6 };
            world.clock.advance(days * DAY);
            gone += days;
            let stage = if events % 2 == 0 { "intent" } else { "potential" };
            edit(&world, "lixiang", id, "stage", json!(stage)).await;
            events += 1;
            if random & 128 == 0 {
                gather(&world).await;
            }
            gather(&world).await;
        }
        let mut conn = world.app.db().read().await.unwrap();
        let sql = "SELECT department_id, from_at, until_at FROM change_list ORDER BY 1, 2";
        let mut weeks: BTreeMap<String, Vec<(i64, i64)>> = BTreeMap::new();
        for mut row in conn.all(Sql::new(sql)).await.unwrap() {
            let department: String = row.take().unwrap();
            weeks.entry(department).or_default().push((row.take().unwrap(), row.take().unwrap()));
        }
        assert_eq!(weeks.len(), 5, "sales with its two teams, marketing, service");
        for all in weeks.values() {
            assert_eq!(all[0].1 - all[0].0, 7 * DAY);
            assert!(all.windows(2).all(|two| two[0].1 == two[1].0), "weeks follow each other");
            assert_eq!(i64::try_from(all.len()).unwrap(), gone / 7 + 1);
        }
        let one = |sql| async move {
            let mut conn = world.app.db().read().await.unwrap();
            let count: i64 = conn.one(Sql::new(sql)).await.unwrap().take().unwrap();
            count
        };
        let items = "SELECT count(*) FROM change_item i JOIN change_list l ON l.id = i.list_id \
                     WHERE i.at < l.until_at AND i.at >= l.from_at";
        assert_eq!(one(items).await, events, "every change is on the list of its week");
    }

    async fn there_is_a_list_only_since_the_company_has_one(world: World) {
        assert_eq!(gather(&world).await, Gathered::default(), "before there is a company");
        world.company().await;
        gather(&world).await;
        let all = lists(&world, "fangxin").await;
        assert_eq!(all.len(), 5);
        assert!(all.iter().all(|one| one.counts.changes == 0));
        // Nothing changed: that is reviewed, too, and late when it was not.
        world.clock.advance(15 * DAY);
        gather(&world).await;
        let head = world.context("zhaolei").await;
        let quiet = list(&world, "zhaolei", "销售二组", "2026-11-23").await;
        assert!(quiet.late);
        let quiet = world.app.review_change_list(&head, quiet.list.id, quiet.list.version, 0).await.unwrap();
        assert!(quiet.late, "late for good");
    }
}
