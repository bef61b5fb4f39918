//! Signing in: who may, how fast, for how long.

use crate::evidence;
use kedang_app::password::Cleartext;
use kedang_app::sign_in::{ONE_TIME_MS, SESSION_MS, SignIn, SignedIn};
use kedang_app::{AppError, Origin, Secret};
use kedang_evidence::{Actor, Detail, Outcome};
use kedang_storage::account;
use kedang_testkit::{Company, World};

const HOUR: i64 = 3_600_000;

fn from(world: &World, address: &str) -> Origin {
    Origin { address: address.to_owned(), ..world.origin() }
}

pub(crate) async fn try_with(
    world: &World,
    login: &str,
    password: &str,
    address: &str,
) -> Result<SignedIn, AppError> {
    let password = Cleartext::new(password);
    let request = SignIn { login: login.to_owned(), password, totp: None, devices: Vec::new() };
    world.app.sign_in(request, from(world, address)).await
}

pub(crate) async fn sign_in(world: &World, company: &Company, login: &str) -> SignedIn {
    let password = company.person(login).password.reveal();
    try_with(world, login, password, "192.0.2.10").await.unwrap()
}

fn code(result: Result<SignedIn, AppError>) -> &'static str {
    match result {
        Err(AppError::Unauthenticated(code)) => code,
        Err(AppError::RateLimited { .. }) => "rate_limited",
        Err(other) => panic!("{other:?}"),
        Ok(_) => "signed_in",
    }
}

async fn alive(world: &World, signed_in: &SignedIn) -> bool {
    let secret = Secret::Session(signed_in.secret.clone());
    world.app.authenticate(&secret, world.origin()).await.is_ok()
}

kedang_testkit::on_both_engines! {
    async fn every_answer_is_the_same_and_the_log_tells_them_apart(world: World) {
        let company = world.company().await;
        let good = sign_in(&world, &company, "wangmin").await;
        assert_eq!(good.context.actor.person, company.id("wangmin"));
        let entry = evidence::last(&world).await;
        assert_eq!((entry.action.as_str(), entry.outcome), ("session.create", Outcome::Done));
        assert_eq!(entry.actor, Actor::Person(company.id("wangmin").to_string()));
        assert_eq!(entry.address.as_deref(), Some("192.0.2.10"));

        assert_eq!(code(try_with(&world, "wangmin", "wrong", "192.0.2.1").await), "sign_in_failed");
        let entry = evidence::last(&world).await;
        assert_eq!(entry.reason.as_deref(), Some("wrong_password"));
        assert_eq!(entry.actor, Actor::Anonymous);
        assert_eq!(entry.subject.unwrap().id, company.id("wangmin").to_string());

        let typed = "my-secret-typed-into-the-wrong-box";
        assert_eq!(code(try_with(&world, typed, "wrong", "192.0.2.2").await), "sign_in_failed");
        let entry = evidence::last(&world).await;
        assert_eq!(entry.reason.as_deref(), Some("unknown_login"));
        assert!(matches!(entry.details.get("login"), Some(Detail::Text(_))));
        assert!(!evidence::holds(&world, typed).await);

        let unreadable = format!("{typed} / {typed}");
        assert_eq!(code(try_with(&world, &unreadable, "x", "192.0.2.3").await), "sign_in_failed");
        let long = "x".repeat(2_000_000);
        assert_eq!(code(try_with(&world, "wangmin", &long, "192.0.2.4").await), "sign_in_failed");
    }

    async fn a_login_may_be_typed_carelessly(world: World) {
        let company = world.company().await;
        let password = company.person("wangmin").password.reveal();
        let good = try_with(&world, " ＷａｎｇＭｉｎ ", password, "192.0.2.10").await.unwrap();
        assert_eq!(good.context.actor.person, company.id("wangmin"));
    }

    async fn a_session_ends_idle_and_at_the_latest_after_a_day(world: World) {
        let company = world.company().await;
        let idle = sign_in(&world, &company, "wangmin").await;
        let busy = sign_in(&world, &company, "wangmin").await;
        assert_ne!(idle.secret.hash(), busy.secret.hash());
        let mut passed = 0;
        while passed + 3 * HOUR < SESSION_MS {
            world.clock.advance(3 * HOUR);
            passed += 3 * HOUR;
            assert!(alive(&world, &busy).await, "used after {passed} ms");
        }
        assert!(!alive(&world, &idle).await, "idle for more than four hours");
        world.clock.advance(SESSION_MS - passed - 1);
        assert!(alive(&world, &busy).await);
        world.clock.advance(1);
        assert!(!alive(&world, &busy).await);
    }

    async fn failures_cost_a_pause_that_doubles(world: World) {
        let company = world.company().await;
        let right = company.person("wangmin").password.reveal().to_owned();
        let here = "192.0.2.77";
        for _ in 0..5 {
            assert_eq!(code(try_with(&world, "wangmin", "x", here).await), "sign_in_failed");
        }
        let mut pause = 1;
        while pause <= 900 {
            let error = try_with(&world, "wangmin", &right, here).await.unwrap_err();
            assert!(matches!(error, AppError::RateLimited { retry_after } if retry_after == pause));
            world.clock.advance(i64::try_from(pause).unwrap() * 1_000 - 1);
            assert_eq!(code(try_with(&world, "wangmin", "x", here).await), "rate_limited");
            world.clock.advance(1);
            assert_eq!(code(try_with(&world, "wangmin", "x", here).await), "sign_in_failed");
            pause = if pause == 900 { 901 } else { (pause * 2).min(900) };
        }
        world.clock.advance(900_000);
        assert_eq!(code(try_with(&world, "wangmin", &right, here).await), "signed_in");
        assert_eq!(code(try_with(&world, "wangmin", "x", here).await), "sign_in_failed");
        assert_eq!(code(try_with(&world, "wangmin", &right, here).await), "signed_in");
    }

    async fn nobody_is_kept_out_by_others(world: World) {
        let company = world.company().await;
        let right = company.person("wangmin").password.reveal().to_owned();
        let open = sign_in(&world, &company, "wangmin").await;
        // From twenty places, one failure each: no place has to wait, the login has to.
        for n in 0..20 {
            let place = format!("198.51.100.{n}");
            assert_eq!(code(try_with(&world, "wangmin", "x", &place).await), "sign_in_failed");
        }
        assert_eq!(code(try_with(&world, "wangmin", &right, "203.0.113.1").await), "rate_limited");
        assert!(alive(&world, &open).await, "an open session is not touched");
        assert_eq!(code(try_with(&world, "wangmin", &right, "192.0.2.10").await), "signed_in",
            "the usual place is not bound by others' failures");
        world.clock.advance(60_000);
        assert_eq!(code(try_with(&world, "wangmin", &right, "203.0.113.1").await), "signed_in");
    }

    async fn one_place_cannot_try_everybody(world: World) {
        let company = world.company().await;
        let right = company.person("lixiang").password.reveal().to_owned();
        let here = "2001:db8:1:2::1";
        sign_in(&world, &company, "wangmin").await;
        assert_eq!(code(try_with(&world, "lixiang", &right, here).await), "signed_in");
        for n in 0..50 {
            let login = format!("guess{n}");
            let address = format!("2001:db8:1:2::{n:x}");
            assert_eq!(code(try_with(&world, &login, "x", &address).await), "sign_in_failed");
        }
        let wangmin = company.person("wangmin").password.reveal();
        assert_eq!(code(try_with(&world, "wangmin", wangmin, here).await), "rate_limited");
        assert_eq!(code(try_with(&world, "lixiang", &right, here).await), "signed_in",
            "who was here before may come again");
        assert_eq!(code(try_with(&world, "wangmin", wangmin, "2001:db8:1:3::1").await), "signed_in");
    }

    async fn tries_at_once_are_counted_each(world: World) {
        let company = world.company().await;
        let _ = company;
        let tries = (0..20).map(|_| {
            let app = world.app.clone();
            let origin = from(&world, "192.0.2.99");
            tokio::spawn(async move {
                let password = Cleartext::new("x");
                let request = SignIn { login: "wangmin".to_owned(), password, totp: None, devices: Vec::new() };
                app.sign_in(request, origin).await
            })
        });
        let mut looked_at = 0;
        for one in tries.collect::<Vec<_>>() {
            looked_at += usize::from(code(one.await.unwrap()) == "sign_in_failed");
        }
        assert_eq!(looked_at, 5);
    }

    async fn an_administrator_lifts_a_pause(world: World) {
        let company = world.company().await;
        let right = company.person("wangmin").password.reveal().to_owned();
        for _ in 0..5 {
            let _ = try_with(&world, "wangmin", "x", "192.0.2.77").await;
        }
        let admin = world.context("admin").await;
        let seen = world.app.person(&admin, company.id("wangmin")).await.unwrap();
        assert!(seen.account.unwrap().locked_until.is_some());
        world.app.unlock_person(&admin, company.id("wangmin")).await.unwrap();
        assert_eq!(evidence::last(&world).await.action, "person.unlock");
        let seen = world.app.person(&admin, company.id("wangmin")).await.unwrap();
        assert_eq!(seen.account.unwrap().locked_until, None);
        assert_eq!(code(try_with(&world, "wangmin", &right, "192.0.2.77").await), "signed_in");
    }

    async fn a_one_time_password_does_not_last(world: World) {
        let company = world.company().await;
        let admin = world.context("admin").await;
        let seen = world.app.person(&admin, company.id("wangmin")).await.unwrap();
        let version = seen.person.version;
        let reset = world.app.reset_password(&admin, seen.person.id, version).await.unwrap();
        let password = reset.password.reveal();
        let first = try_with(&world, "wangmin", password, "192.0.2.10").await.unwrap();
        assert!(first.context.must_change_password);
        world.clock.advance(ONE_TIME_MS);
        let late = try_with(&world, "wangmin", password, "192.0.2.10").await;
        assert_eq!(code(late), "one_time_password_over");
    }

    async fn a_password_kept_at_another_cost_is_kept_anew(world: World) {
        let company = world.company().await;
        let id = company.id("wangmin");
        let read = async || {
            let mut conn = world.app.db().read().await.unwrap();
            account::get(&mut conn, id).await.unwrap().unwrap().password.hash
        };
        let before = read().await;
        sign_in(&world, &company, "wangmin").await;
        assert_eq!(read().await, before, "the same cost stays");
        let dear = kedang_app::password::Hashing { memory_kib: 16, passes: 1, lanes: 1, at_once: 1 };
        let app = world.second_with(dear).await;
        let password = company.person("wangmin").password.clone();
        let request = SignIn { login: "wangmin".to_owned(), password, totp: None, devices: Vec::new() };
        app.sign_in(request, world.origin()).await.unwrap();
        app.db().close().await;
        assert!(read().await.contains("m=16,"), "{}", read().await);
        sign_in(&world, &company, "wangmin").await;
    }
}
