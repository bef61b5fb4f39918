//! The log under load, under attack, and under the eyes of those who may read it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_app::customer::Draft as NewCustomer;
use kedang_app::evidence::{Detail, FoundPage, LoggedActor, Said, Wanted, kept_root};
use kedang_app::share::{NewShare, Until};
use kedang_app::{App, AppError, Context};
use kedang_db::{Db, Sql};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{Decision, Reason};
use kedang_evidence::{Actor, Channel, Entry, Frontier, Outcome, leaf_hash};
use kedang_storage::evidence as stored;
use kedang_testkit::{World, on_both_engines};

fn said(app: &App, n: i64) -> Said {
    Said::new(app.now(), Actor::System("test".to_owned()), Channel::Job, "test.entry")
        .detail("n", n)
}

async fn append(app: &App, count: i64) {
    for n in 0..count {
        app.recorder().record(said(app, n)).await.unwrap();
    }
}

async fn checkpoints(db: &Db) -> Vec<i64> {
    let mut conn = db.read().await.unwrap();
    let all = stored::checkpoints(&mut conn, 0, 1_000).await.unwrap();
    all.iter().map(|c| c.size).collect()
}

async fn customer(world: &World, ctx: &Context, name: &str) -> CustomerId {
    let draft = NewCustomer {
        kind: CustomerKind::Organization,
        name: name.to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: Values::new(),
        contacts: Vec::new(),
    };
    world.app.create_customer(ctx, &draft).await.unwrap().customer.id
}

fn everything() -> Wanted {
    Wanted { limit: 200, ..Wanted::default() }
}

fn actions(page: &FoundPage) -> Vec<&str> {
    page.items.iter().map(|found| found.said.as_ref().unwrap().action.as_str()).collect()
}

/// Writes head and nodes anew so that they agree with the entries as they stand.
async fn cover_up(db: &Db) {
    let mut tx = db.begin().await.unwrap();
    let leaves = stored::leaves(&mut tx, 0, i64::MAX).await.unwrap();
    let mut frontier = Frontier::new();
    tx.run(Sql::new("DELETE FROM evidence_node")).await.unwrap();
    for node in leaves.iter().flat_map(|leaf| frontier.append(*leaf)) {
        let sql = Sql::new("INSERT INTO evidence_node (level, position, hash) VALUES ($1, $2, $3)");
        let position = i64::try_from(node.index).unwrap();
        tx.run(sql.bind(i64::from(node.level)).bind(position).bind(node.hash)).await.unwrap();
    }
    let sql = Sql::new("UPDATE evidence_head SET size = $1, frontier = $2");
    let size = i64::try_from(leaves.len()).unwrap();
    tx.run(sql.bind(size).bind(frontier.to_bytes())).await.unwrap();
    tx.commit().await.unwrap();
}

async fn run(db: &Db, sql: Sql) {
    let mut tx = db.begin().await.unwrap();
    assert!(tx.run(sql).await.unwrap() > 0);
    tx.commit().await.unwrap();
}

on_both_engines! {
    async fn many_at_once_in_two_processes_make_one_log(world: World) {
        world.company().await;
        let second = world.second().await;
        let before = world.app.figures().await.unwrap().evidence;
        let mut tasks = tokio::task::JoinSet::new();
        for task in 0..12_i64 {
            let app = if task % 2 == 0 { world.app.clone() } else { second.clone() };
            let ctx = world.context("wangmin").await;
            tasks.spawn(async move {
                for n in 0..15 {
                    match n % 5 {
                        // Together with a change, two entries at once.
                        0 => {
                            let mut work = app.begin(&ctx).await.unwrap();
                            work.record(said(&app, n));
                            work.record(said(&app, n));
                            work.commit().await.unwrap();
                        }
                        // Given up: leaves nothing.
                        1 => {
                            let mut work = app.begin(&ctx).await.unwrap();
                            work.record(said(&app, n));
                            drop(work);
                        }
                        2 if task < 4 => drop(app.checkpoint().await.unwrap()),
                        _ => app.recorder().record(said(&app, n)).await.unwrap(),
                    }
                }
            });
        }
        tasks.join_all().await;
        let written = 12 * (3 * 2 + 6) + 8 * 3;
        let auditor = world.context("heqing").await;
        let verified = second.verify_evidence(&auditor, &[]).await.unwrap();
        assert!(verified.ok(), "{verified:?}");
        assert_eq!(verified.report.size, u64::try_from(before + written).unwrap());
        assert_eq!(verified.report.proven, verified.report.size, "signed before it was read");
        assert_eq!(verified.report.warnings, []);
        second.db().close().await;
    }

    async fn two_processes_that_change_the_same_rows_wait_for_each_other(world: World) {
        world.company().await;
        let second = world.second().await;
        let mut tasks = tokio::task::JoinSet::new();
        for task in 0..8_i64 {
            let app = if task % 2 == 0 { world.app.clone() } else { second.clone() };
            let ctx = world.context("wangmin").await;
            tasks.spawn(async move {
                for n in 0..8 {
                    // Takes the next running number and appends to the log, in this order; the
                    // recorder takes the log alone, in the same group.
                    let name = format!("江北禾木并发{task}号第{n}有限公司");
                    let draft = NewCustomer {
                        kind: CustomerKind::Organization,
                        name,
                        template: "company".to_owned(),
                        owner: None,
                        values: Values::new(),
                        contacts: Vec::new(),
                    };
                    let made = app.create_customer(&ctx, &draft).await.unwrap();
                    app.open_customer(&ctx, made.customer.id).await.unwrap();
                }
            });
        }
        tasks.join_all().await;
        let auditor = world.context("heqing").await;
        assert!(second.verify_evidence(&auditor, &[]).await.unwrap().ok());
        second.db().close().await;
    }

    async fn the_same_head_is_signed_once(world: World) {
        let (app, second) = (&world.app, world.second().await);
        assert!(app.checkpoint().await.unwrap().is_none(), "there is nothing to sign");
        append(app, 3).await;
        let mut tasks = tokio::task::JoinSet::new();
        for app in [app, &second, app, &second] {
            let app = app.clone();
            tasks.spawn(async move { app.checkpoint().await.unwrap().unwrap().note });
        }
        let mut notes = tasks.join_all().await;
        notes.dedup();
        assert_eq!(notes.len(), 1, "everybody gets the one that is stored");
        world.clock.advance(60_000);
        let signed = second.checkpoint().await.unwrap().unwrap();
        assert_eq!((signed.size(), signed.at()), (3, Some(app.now() - 60_000)));
        assert_eq!(signed.kept(), kept_root(&signed.kept().to_string()).unwrap());
        append(app, 300).await;
        assert_eq!(second.checkpoint().await.unwrap().unwrap().size(), 303);
        append(app, 1).await;
        assert_eq!(app.checkpoint().await.unwrap().unwrap().size(), 304);
        assert_eq!(checkpoints(app.db()).await, [3, 303, 304]);
        second.db().close().await;
    }

    async fn a_log_that_was_cut_is_not_signed(world: World) {
        world.company().await;
        let (app, db) = (&world.app, world.app.db());
        append(app, 300).await;
        let signed = app.checkpoint().await.unwrap().unwrap();
        let size = i64::try_from(signed.size()).unwrap();
        let sql = Sql::new("DELETE FROM evidence WHERE seq >= $1").bind(size - 40);
        run(db, sql).await;
        cover_up(db).await;
        assert!(app.checkpoint().await.is_err());
        // Longer again than what was signed: still not what was signed.
        append(app, 60).await;
        assert!(app.checkpoint().await.is_err());
        assert_eq!(checkpoints(db).await, [size]);
        let auditor = world.context("heqing").await;
        let verified = app.verify_evidence(&auditor, &[]).await.unwrap();
        let bad = verified.first_bad().unwrap();
        assert_eq!((bad.code, bad.until), ("evidence_checkpoint", signed.size()));
        assert_eq!(checkpoints(db).await, [size], "the verification did not cover it up");
        // Even with the checkpoint taken away, as long as this process remembers it.
        run(db, Sql::new("DELETE FROM evidence_checkpoint")).await;
        assert!(app.checkpoint().await.is_err());
        // A process that remembers nothing signs; what somebody kept shows it.
        let second = world.second().await;
        second.checkpoint().await.unwrap();
        assert!(second.verify_evidence(&auditor, &[]).await.unwrap().ok());
        let kept = second.verify_evidence(&auditor, &[signed.kept()]).await.unwrap();
        assert_eq!(kept.first_bad().unwrap().code, "evidence_kept");
        second.db().close().await;
    }

    async fn a_log_that_was_rewritten_is_not_signed(world: World) {
        let (app, db) = (&world.app, world.app.db());
        append(app, 20).await;
        app.checkpoint().await.unwrap();
        append(app, 5).await;
        let bytes = said(app, 777).seal(3).unwrap().encode();
        let leaf = leaf_hash(&bytes);
        let sql = Sql::new("UPDATE evidence SET entry = $1, leaf = $2 WHERE seq = 3");
        run(db, sql.bind(bytes).bind(leaf)).await;
        cover_up(db).await;
        assert!(app.checkpoint().await.is_err());
        // A checkpoint that is not ours is no ground to go on from.
        let sql = Sql::new("UPDATE evidence_checkpoint SET note = 'x'");
        run(db, sql).await;
        let second = world.second().await;
        assert!(second.checkpoint().await.is_err());
        assert_eq!(checkpoints(db).await, [20]);
        second.db().close().await;
    }

    async fn a_reader_of_the_log_finds_names_and_is_found_in_it(world: World) {
        world.company().await;
        let (seller, auditor) = (world.context("wangmin").await, world.context("heqing").await);
        let id = customer(&world, &seller, "江北禾木测试泵业有限公司").await;
        world.app.open_customer(&seller, id).await.unwrap();
        let wanted = Wanted { customer: Some("KH0000001".to_owned()), ..everything() };
        let page = world.app.search_evidence(&auditor, &wanted).await.unwrap();
        assert_eq!(page.next, None);
        assert_eq!(actions(&page)[0], "customer.open");
        let opening = page.items[0].said.as_ref().unwrap();
        assert_eq!(opening.address.as_deref(), Some("192.0.2.10"));
        let LoggedActor::Person(person) = &opening.actor else { unreachable!() };
        assert_eq!(page.names.house[person], "王敏");
        let (code, name) = &page.names.customers[&id.to_string()];
        assert_eq!((&**code, &**name), ("KH0000001", "江北禾木测试泵业有限公司"));
        assert!(page.items.iter().all(|found| found.fault.is_none()));

        // By id as by code; the search before is in the log, on this customer's record.
        let wanted = Wanted { customer: Some(id.to_string()), limit: 1, ..everything() };
        let page = world.app.search_evidence(&auditor, &wanted).await.unwrap();
        assert_eq!(actions(&page), ["evidence.search"]);
        assert_eq!(page.next, Some(page.items[0].index));
        let wanted = Wanted { before: page.next, ..wanted };
        let page = world.app.search_evidence(&auditor, &wanted).await.unwrap();
        assert_eq!(actions(&page), ["customer.open"]);
        let own = Wanted { person: Some(auditor.actor.person), ..everything() };
        let page = world.app.search_evidence(&auditor, &own).await.unwrap();
        assert_eq!(actions(&page)[..3], ["evidence.search"; 3]);
        assert_eq!(actions(&page)[3..], ["pledge.accept"]);
        let newest = page.items[0].said.as_ref().unwrap();
        assert_eq!(newest.details["found"], Detail::Int(1));
        assert!(matches!(newest.details["before"], Detail::Int(_)));

        // Codes and words that are none.
        let none = Wanted { customer: Some("KH9999999".to_owned()), ..everything() };
        assert!(world.app.search_evidence(&auditor, &none).await.unwrap().items.is_empty());
        let odd = Wanted { action: Some("customer.open' --".to_owned()), ..everything() };
        let refused = world.app.search_evidence(&auditor, &odd).await;
        assert!(matches!(refused, Err(AppError::Invalid(_))));
        // Who may not read it does not, and the administrator of the house may not.
        for login in ["wangmin", "chenlu", "luwei", "admin"] {
            let ctx = world.context(login).await;
            let refused = world.app.search_evidence(&ctx, &everything()).await;
            assert!(matches!(refused, Err(AppError::Refused(_))), "{login}");
            assert!(matches!(world.app.open_evidence(&ctx, 0).await, Err(AppError::Refused(_))));
            assert!(matches!(world.app.verify_evidence(&ctx, &[]).await, Err(AppError::Refused(_))));
            assert!(matches!(world.app.evidence_status(&ctx).await, Err(AppError::Refused(_))));
        }
    }

    async fn days_are_those_of_the_company(world: World) {
        world.company().await;
        let auditor = world.context("heqing").await;
        // The tests begin on 2026-11-23 at 09:00 in Shanghai.
        let time = async |text: &str, end| world.app.instant(text, end).await.unwrap();
        let midnight = world.app.now() - 9 * 3_600_000;
        assert_eq!(time("2026-11-23", false).await, Some(midnight));
        assert_eq!(time("2026-11-23", true).await, Some(midnight + 24 * 3_600_000));
        assert_eq!(time("2026-11-23T09:00:00+08:00", true).await, Some(world.app.now()));
        assert_eq!(time("yesterday", false).await, None);
        for (from, to, any) in [
            (Some(midnight), None, true),
            (Some(world.app.now() + 1), None, false),
            (None, Some(midnight), false),
            (None, Some(world.app.now() + 1), true),
        ] {
            let wanted = Wanted { from, to, ..everything() };
            let page = world.app.search_evidence(&auditor, &wanted).await.unwrap();
            assert_eq!(!page.items.is_empty(), any, "{from:?} {to:?}");
        }
    }

    async fn who_saw_a_customer_is_for_those_who_answer_for_it(world: World) {
        let company = world.company().await;
        let owner = world.context("wangmin").await;
        let id = customer(&world, &owner, "江北禾木测试阀门有限公司").await;
        let share = NewShare {
            person: company.id("tangbo"),
            until: Until::Instant(world.app.now() + 7 * 24 * 3_600_000),
            reason: "展会".to_owned(),
        };
        let custodian = world.context("fangxin").await;
        world.app.create_share(&custodian, id, share).await.unwrap();
        let look = async |login: &str| {
            let ctx = world.context(login).await;
            world.app.customer_evidence(&ctx, id, None, 100).await
        };

        // The owner and the head: everything but addresses and details.
        for login in ["wangmin", "chenlu", "qiaosen"] {
            let page = look(login).await.unwrap();
            for found in &page.items {
                let said = found.said.as_ref().unwrap();
                assert_eq!((said.address.as_deref(), said.details.len()), (None, 0), "{login}");
                assert_eq!(said.customer, Some(id.to_string()));
            }
            assert!(actions(&page).contains(&"customer.create"), "{:?}", actions(&page));
        }
        // A reader of the log who sees the customer: everything.
        let page = look("gaoyuan").await.unwrap();
        let addresses = page.items.iter().filter(|f| f.said.as_ref().unwrap().address.is_some());
        assert_eq!(addresses.count(), page.items.len());
        // Those who looked are found by the next who looks.
        let looked = actions(&page).iter().filter(|a| **a == "customer.evidence").count();
        assert_eq!(looked, 3);

        // It was shared with him: he sees the customer, and not who else does.
        match look("tangbo").await.unwrap_err() {
            AppError::Refused(refused) => {
                assert_eq!(refused.customer, Some(id));
                let Decision::Deny(refusal) = refused.decision else { unreachable!() };
                assert_eq!((refusal.reason, refused.clause), (Reason::NotInCharge, Some("M 5.2.3.1")));
            }
            other => unreachable!("{other:?}"),
        }
        // For others it does not exist, and the attempt is on record.
        for login in ["sunjia", "heqing", "admin"] {
            assert!(matches!(look(login).await, Err(AppError::NotFound)), "{login}");
        }
        let page = look("fangxin").await;
        let page = page.unwrap();
        let attempts: Vec<_> = page
            .items
            .iter()
            .map(|found| found.said.as_ref().unwrap())
            .filter(|said| said.outcome == Outcome::Refused)
            .map(|said| (said.action.as_str(), said.reason.as_deref(), said.clause.as_deref()))
            .collect();
        assert_eq!(attempts, [("customer.evidence", Some("not_visible"), Some("M 5.2.3.1")); 3]);
        let nobody = CustomerId::new(world.app.fresh());
        let refused = world.app.customer_evidence(&owner, nobody, None, 100).await;
        assert!(matches!(refused, Err(AppError::NotFound)));
    }

    async fn what_was_tampered_with_is_shown_as_such(world: World) {
        world.company().await;
        let auditor = world.context("heqing").await;
        append(&world.app, 10).await;
        let db = world.app.db();
        let mut conn = db.read().await.unwrap();
        let size = stored::head(&mut conn).await.unwrap().unwrap().0;
        drop(conn);
        let update = |set: &'static str, seq: i64| Sql::new(set).bind(seq);
        run(db, update("UPDATE evidence SET leaf = entry WHERE seq = $1", size - 1)).await;
        run(db, update("UPDATE evidence SET entry = leaf WHERE seq = $1", size - 2)).await;
        run(db, update("UPDATE evidence SET customer_id = 'x' WHERE seq = $1", size - 3)).await;
        let page = world.app.search_evidence(&auditor, &everything()).await.unwrap();
        let faults: Vec<_> = page.items.iter().take(4).map(|f| (f.said.is_some(), f.fault)).collect();
        assert_eq!(faults[0], (true, Some("evidence_leaf_hash")));
        assert!(!faults[1].0 && faults[1].1.unwrap().starts_with("evidence_entry_"), "{faults:?}");
        assert_eq!(faults[2], (true, Some("evidence_misfiled")));
        assert_eq!(faults[3], (true, None));
        let opened = world.app.open_evidence(&auditor, size - 1).await.unwrap();
        assert_eq!((opened.found.fault, opened.proof), (Some("evidence_leaf_hash"), None));
        let missing = world.app.open_evidence(&auditor, size + 100).await;
        assert!(matches!(missing, Err(AppError::NotFound)));
    }

    async fn the_last_verification_is_known(world: World) {
        world.company().await;
        let auditor = world.context("heqing").await;
        let status = world.app.evidence_status(&auditor).await.unwrap();
        assert!(status.last.is_none() && status.checkpoint.is_none() && status.fault.is_none());
        append(&world.app, 5).await;
        let verified = world.app.verify_evidence(&auditor, &[]).await.unwrap();
        let status = world.app.evidence_status(&auditor).await.unwrap();
        let last = status.last.unwrap();
        assert!(last.ok);
        assert_eq!(last.size.unsigned_abs(), verified.report.size);
        assert_eq!(last.person.unwrap().1, "何清");
        assert_eq!(status.checkpoint.unwrap().size(), verified.report.size);
        assert_eq!(status.size.unsigned_abs(), verified.report.size + 1, "the verification itself");

        run(world.app.db(), Sql::new("DELETE FROM evidence WHERE seq = 2")).await;
        let verified = world.app.verify_evidence(&auditor, &[]).await.unwrap();
        assert!(!verified.ok());
        let last = world.app.evidence_status(&auditor).await.unwrap().last.unwrap();
        assert_eq!((last.ok, last.why.as_deref()), (false, Some("evidence_missing")));
        // A refused try is no verification.
        let ctx = world.context("gaoyuan").await;
        let Err(AppError::Refused(refused)) = world.app.verify_evidence(&ctx, &[]).await else {
            unreachable!()
        };
        world.app.record_refusal(&ctx, &refused).await.unwrap();
        let last = world.app.evidence_status(&auditor).await.unwrap().last.unwrap();
        assert_eq!(last.person.unwrap().1, "何清");
        let mut conn = world.app.db().read().await.unwrap();
        let entry = stored::latest_of(&mut conn, "evidence.verify").await.unwrap().unwrap();
        let entry = Entry::decode(&entry.entry).unwrap();
        assert_eq!(entry.draft().clause.as_deref(), Some("M 5.2.3.1"));
    }
}
