//! Work that is done once, whoever does it, and comes back when whoever did it died.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use kedang_app::job::{End, LEASE_MS};
use kedang_app::{App, AppError, Channel, Context, InForce, Origin, Presence};
use kedang_domain::id::{PersonId, TraceId, new_uuid};
use kedang_domain::org::Regulation;
use kedang_domain::permission::Actor;
use kedang_jobs::{CHECKPOINT, Outcome, Runner, standard};
use kedang_testkit::on_both_engines;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

const MINUTE: i64 = 60_000;
const YEAR: i64 = 365 * 24 * 60 * MINUTE;

fn context(app: &App) -> Context {
    Context {
        actor: Actor {
            person: PersonId::new(new_uuid(1, [1; 10])),
            department: None,
            permissions: BTreeSet::new(),
            headed: BTreeSet::new(),
            clearance: kedang_domain::secrecy::Level::Secret,
            keeps: None,
        },
        origin: Origin {
            channel: Channel::Web,
            address: String::new(),
            agent: String::new(),
            trace: TraceId::new(app.fresh()),
        },
        now: app.now(),
        locale: "zh".to_owned(),
        session: None,
        token: None,
        once: None,
        regulation: Arc::new(InForce::founded(Regulation::Measures)),
        must_change_password: false,
        must_pledge: false,
        access: Arc::default(),
        presence: Presence::default(),
    }
}

async fn enqueue(app: &App, kind: &str, subject: &str) {
    let ctx = context(app);
    let mut work = app.begin(&ctx).await.unwrap();
    app.enqueue(&mut work, kind, subject).await.unwrap();
    let draft = work.draft("import.start");
    work.record(draft);
    work.commit().await.unwrap();
}

/// Counts what was run with which subject.
#[derive(Clone, Default)]
struct Ran(Arc<Mutex<BTreeMap<String, usize>>>);

impl Ran {
    fn note(&self, subject: &str) {
        *self.0.lock().unwrap().entry(subject.to_owned()).or_default() += 1;
    }

    fn counts(&self) -> BTreeMap<String, usize> {
        self.0.lock().unwrap().clone()
    }

    fn runner(&self, app: &App, kind: &'static str) -> Runner {
        let ran = self.clone();
        Runner::new(app.clone()).register(kind, move |_, task| {
            let ran = ran.clone();
            async move {
                ran.note(task.subject());
                // Others get a chance to take the same.
                tokio::task::yield_now().await;
                Ok(Outcome::Done)
            }
        })
    }
}

on_both_engines! {
    async fn two_runners_never_run_the_same_work(world: World) {
        let second = world.second().await;
        for n in 0..20 {
            enqueue(&world.app, "t", &format!("{n:02}")).await;
        }
        let ran = Ran::default();
        let mut runners = tokio::task::JoinSet::new();
        for app in [&world.app, &second, &world.app, &second] {
            let runner = ran.runner(app, "t");
            runners.spawn(async move { runner.tick().await.unwrap() });
        }
        let total: usize = runners.join_all().await.into_iter().sum();
        assert_eq!(total, 20);
        assert_eq!(ran.counts().len(), 20);
        assert!(ran.counts().values().all(|n| *n == 1), "{:?}", ran.counts());
        second.db().close().await;
    }

    async fn work_is_on_the_list_only_when_what_asked_for_it_is_committed(world: World) {
        let app = &world.app;
        let ctx = context(app);
        let mut work = app.begin(&ctx).await.unwrap();
        app.enqueue(&mut work, "t", "dropped").await.unwrap();
        drop(work);
        enqueue(app, "t", "kept").await;
        // Asked for twice, done once; asked for again after it was done, done again.
        enqueue(app, "t", "kept").await;
        let ran = Ran::default();
        assert_eq!(ran.runner(app, "t").tick().await.unwrap(), 1);
        enqueue(app, "t", "kept").await;
        assert_eq!(ran.runner(app, "t").tick().await.unwrap(), 1);
        assert_eq!(ran.runner(app, "other").tick().await.unwrap(), 0);
        assert_eq!(ran.counts(), BTreeMap::from([("kept".to_owned(), 2)]));
        assert!(app.job_state("t", "dropped").await.unwrap().is_none());
        assert!(app.job_state("t", "kept").await.unwrap().unwrap().finished_at.is_some());
    }

    async fn a_holder_that_died_is_succeeded_when_its_lease_is_over(world: World) {
        let app = &world.app;
        enqueue(app, "t", "1").await;
        let dead = app.take_job("t", "dead", MINUTE).await.unwrap().unwrap();
        let ran = Ran::default();
        let runner = ran.runner(app, "t");
        world.clock.advance(LEASE_MS - 1);
        assert_eq!(runner.tick().await.unwrap(), 0);
        // Kept alive, it goes on being held.
        assert!(app.renew_job(&dead).await.unwrap());
        world.clock.advance(LEASE_MS - 1);
        assert_eq!(runner.tick().await.unwrap(), 0);
        world.clock.advance(1);
        assert_eq!(runner.tick().await.unwrap(), 1);
        // Should it come to life, it changes nothing.
        assert!(!app.renew_job(&dead).await.unwrap());
        assert!(!app.end_job(&dead, &End::Retry(0, "late".to_owned())).await.unwrap());
        let state = app.job_state("t", "1").await.unwrap().unwrap();
        assert_eq!((state.finished_at.is_some(), state.failure, state.attempts), (true, None, 2));
        assert_eq!(runner.tick().await.unwrap(), 0);
    }

    async fn a_clock_set_forward_hands_work_over_and_only_one_ends_it(world: World) {
        let app = &world.app;
        enqueue(app, "t", "1").await;
        let first = app.take_job("t", "first", MINUTE).await.unwrap().unwrap();
        world.clock.advance(YEAR);
        let second = app.take_job("t", "second", MINUTE).await.unwrap().unwrap();
        assert!(!app.end_job(&first, &End::Finished).await.unwrap());
        // Even the same holder, at another attempt.
        world.clock.advance(YEAR);
        let third = app.take_job("t", "second", MINUTE).await.unwrap().unwrap();
        assert_eq!(third.attempts, 3);
        assert!(!app.end_job(&second, &End::Finished).await.unwrap());
        assert!(app.end_job(&third, &End::Finished).await.unwrap());
        assert!(!app.end_job(&third, &End::Finished).await.unwrap());
    }

    async fn a_clock_set_back_does_not_make_work_stand_still(world: World) {
        let app = &world.app;
        let ran = Ran::default();
        let every = |ran: &Ran| {
            let ran = ran.clone();
            Runner::new(app.clone()).every("p", MINUTE, move |_, _| {
                ran.note("p");
                async { Ok(Outcome::Done) }
            })
        };
        world.clock.advance(10 * YEAR);
        assert_eq!(every(&ran).tick().await.unwrap(), 1);
        enqueue(app, "t", "later").await;
        enqueue(app, "t", "held").await;
        let later = app.take_job("t", "x", MINUTE).await.unwrap().unwrap();
        let held = app.take_job("t", "x", MINUTE).await.unwrap().unwrap();
        let after = world.app.now() + MINUTE;
        assert!(app.end_job(&later, &End::Retry(after, "x".to_owned())).await.unwrap());
        // The clock had been wrong.
        world.clock.advance(-10 * YEAR);
        assert_eq!(every(&ran).tick().await.unwrap(), 1);
        assert_eq!(every(&ran).tick().await.unwrap(), 0);
        assert_eq!(ran.runner(app, "t").tick().await.unwrap(), 2);
        assert!(!app.end_job(&held, &End::Finished).await.unwrap());
        // By less than its rhythm: it waits no longer than that.
        world.clock.advance(-MINUTE / 2);
        assert_eq!(every(&ran).tick().await.unwrap(), 1);
    }

    async fn work_that_fails_is_tried_again_and_given_up_in_the_end(world: World) {
        let app = &world.app;
        for subject in ["fails", "panics", "hopeless", "goes on"] {
            enqueue(app, "t", subject).await;
        }
        let ran = Ran::default();
        let noted = ran.clone();
        let runner = Runner::new(app.clone()).register("t", move |_, task| {
            let times = { noted.note(task.subject()); noted.counts()[task.subject()] };
            async move {
                match task.subject() {
                    "fails" => Err(AppError::internal("name of a customer")),
                    "panics" => panic!("name of a customer"),
                    "hopeless" => Ok(Outcome::GiveUp("file_gone")),
                    _ if times < 20 => Ok(Outcome::Again(0)),
                    _ => Ok(Outcome::Done),
                }
            }
        });
        // What gets on is not given up, however often it goes on.
        assert_eq!(runner.tick().await.unwrap(), 1 + 1 + 1 + 20);
        let state = async |subject: &str| app.job_state("t", subject).await.unwrap().unwrap();
        assert_eq!(state("hopeless").await.failure.as_deref(), Some("file_gone"));
        assert!(state("hopeless").await.finished_at.is_some());
        assert_eq!(state("goes on").await.failure, None);
        assert_eq!(state("fails").await.failure.as_deref(), Some("internal"));
        assert_eq!(state("panics").await.failure.as_deref(), Some("panicked"));
        let mut waits = Vec::new();
        while state("fails").await.finished_at.is_none() {
            let wait = state("fails").await.run_after - app.now();
            waits.push(wait);
            world.clock.advance(wait - 1);
            assert_eq!(runner.tick().await.unwrap(), 0);
            world.clock.advance(1);
            assert_eq!(runner.tick().await.unwrap(), 2);
        }
        assert!(waits.is_sorted() && waits[0] > 0 && waits.len() == 7, "{waits:?}");
        assert_eq!(ran.counts()["fails"], 8);
        assert_eq!(state("panics").await.finished_at, state("fails").await.finished_at);
    }

    async fn what_takes_its_process_down_is_given_up(world: World) {
        let app = &world.app;
        enqueue(app, "t", "1").await;
        for attempt in 1..=8 {
            let dead = app.take_job("t", "dead", MINUTE).await.unwrap().unwrap();
            assert_eq!(dead.attempts, attempt);
            world.clock.advance(LEASE_MS);
        }
        let ran = Ran::default();
        assert_eq!(ran.runner(app, "t").tick().await.unwrap(), 1);
        assert!(ran.counts().is_empty(), "not run once more");
        let state = app.job_state("t", "1").await.unwrap().unwrap();
        assert_eq!(state.failure.as_deref(), Some("abandoned"));
        assert!(state.finished_at.is_some());
    }

    async fn the_log_is_signed_every_minute_by_one_of_two_servers(world: World) {
        let second = world.second().await;
        let (one, two) = (standard(world.app.clone()), standard(second.clone()));
        let kinds = one.tick().await.unwrap();
        assert_eq!(kinds, 22);
        assert_eq!(two.tick().await.unwrap(), 0);
        enqueue(&world.app, "t", "1").await;
        world.clock.advance(MINUTE);
        // With it: suspected twins, what is late, what was read, what comes into force, and what is to
        // be delivered.
        assert_eq!(two.tick().await.unwrap() + one.tick().await.unwrap(), 6);
        let signed = second.checkpoint().await.unwrap().unwrap();
        assert_eq!((signed.size(), signed.at()), (1, Some(world.app.now())));
        world.clock.advance(24 * 60 * MINUTE);
        assert_eq!(two.tick().await.unwrap() + one.tick().await.unwrap(), kinds);
        assert!(world.app.job_state(CHECKPOINT, "").await.unwrap().unwrap().finished_at.is_none());
        second.db().close().await;
    }

    async fn a_server_stops_when_what_is_under_way_has_ended(world: World) {
        let app = &world.app;
        enqueue(app, "t", "long").await;
        let (begun, mut seen) = tokio::sync::mpsc::unbounded_channel();
        let running = Runner::new(app.clone())
            .register("t", move |_, task| {
                let begun = begun.clone();
                async move {
                    begun.send(()).unwrap();
                    while !task.stopping() {
                        tokio::task::yield_now().await;
                    }
                    Ok(Outcome::Again(0))
                }
            })
            .start();
        seen.recv().await.unwrap();
        running.stop().await;
        let state = app.job_state("t", "long").await.unwrap().unwrap();
        assert_eq!((state.finished_at, state.lease_until, state.attempts), (None, 0, 0));
        // Whoever runs next goes on with it.
        assert_eq!(Ran::default().runner(app, "t").tick().await.unwrap(), 1);
    }
}
