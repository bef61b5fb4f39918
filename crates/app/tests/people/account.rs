//! One's own account.

use crate::evidence;
use crate::sign_in::{sign_in, try_with};
use jiff::civil::date;
use kedang_app::account::TokenDraft;
use kedang_app::password::Cleartext;
use kedang_app::sign_in::SignIn;
use kedang_app::{AppError, Context, Secret};
use kedang_domain::role::Permission;
use kedang_storage::{account, person};
use kedang_testkit::World;
use totp_rs::{Algorithm, Builder, Secret as Seed};

const DAY: i64 = 24 * 3_600_000;

fn refused(error: AppError) -> Vec<(String, &'static str)> {
    match error {
        AppError::Invalid(issues) => {
            issues.into_iter().map(|i| (i.pointer, i.error.code)).collect()
        }
        other => panic!("not a refusal of values: {other:?}"),
    }
}

fn conflict(error: AppError) -> &'static str {
    match error {
        AppError::Conflict { code, .. } => code,
        other => panic!("not a clash: {other:?}"),
    }
}

/// The code of an authenticator with this seed now, `steps` steps off.
fn code_of(world: &World, secret: &str, steps: i64) -> String {
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_secret(Seed::try_from_base32(secret).unwrap())
        .build()
        .unwrap();
    let seconds = world.app.now() / 1_000 + steps * 30;
    totp.generate(u64::try_from(seconds).unwrap()).to_string()
}

async fn with_code(world: &World, password: &str, totp: &str) -> &'static str {
    let request = SignIn {
        login: "wangmin".to_owned(),
        password: Cleartext::new(password),
        totp: (!totp.is_empty()).then(|| totp.to_owned()),
        devices: Vec::new(),
    };
    match world.app.sign_in(request, world.origin()).await {
        Ok(_) => "signed_in",
        Err(AppError::Unauthenticated(code)) => code,
        Err(other) => panic!("{other:?}"),
    }
}

async fn enrol(world: &World, ctx: &Context) -> (String, Vec<String>) {
    let seed = world.app.start_totp(ctx).await.unwrap();
    let code = code_of(world, &seed.secret, 0);
    let codes = world.app.confirm_totp(ctx, &code).await.unwrap();
    (seed.secret, codes)
}

kedang_testkit::on_both_engines! {
    async fn a_password_is_replaced_by_who_knows_it(world: World) {
        let company = world.company().await;
        let here = sign_in(&world, &company, "wangmin").await;
        let there = sign_in(&world, &company, "wangmin").await;
        let ctx = &here.context;
        let old = company.person("wangmin").password.clone();
        let new = Cleartext::new("三号车间 的 蓝色 水泵");
        let change = async |current: &str, new: &str| {
            let (current, new) = (Cleartext::new(current), Cleartext::new(new));
            world.app.change_password(ctx, &current, &new).await
        };
        let table = [
            ("wrong", new.reveal(), "/current", "password_wrong"),
            (old.reveal(), "short", "/new", "password_too_short"),
            (old.reveal(), "qwertyuiop", "/new", "password_common"),
            (old.reveal(), "WangMin-2026-xyz", "/new", "password_contains_login"),
            (old.reveal(), "我爱江北禾木机电设备有限公司", "/new", "password_contains_company"),
            (old.reveal(), old.reveal(), "/new", "password_same"),
        ];
        for (current, new, pointer, code) in table {
            let found = refused(change(current, new).await.unwrap_err());
            assert_eq!(found, [(pointer.to_owned(), code)], "{new}");
        }
        change(old.reveal(), new.reveal()).await.unwrap();
        let entry = evidence::last(&world).await;
        assert_eq!(entry.action, "account.password");
        assert!(!evidence::holds(&world, new.reveal()).await);

        let alive = async |secret: &kedang_app::SessionSecret| {
            let secret = Secret::Session(secret.clone());
            world.app.authenticate(&secret, world.origin()).await.is_ok()
        };
        assert!(alive(&here.secret).await, "the session in use goes on");
        assert!(!alive(&there.secret).await, "every other one ends");
        assert!(try_with(&world, "wangmin", old.reveal(), "192.0.2.10").await.is_err());
        assert!(try_with(&world, "wangmin", new.reveal(), "192.0.2.10").await.is_ok());
    }

    async fn guessing_the_current_password_is_slow_too(world: World) {
        let company = world.company().await;
        let ctx = sign_in(&world, &company, "wangmin").await.context;
        let (wrong, new) = (Cleartext::new("wrong"), Cleartext::new("三号车间 的 蓝色 水泵"));
        for _ in 0..5 {
            let found = world.app.change_password(&ctx, &wrong, &new).await.unwrap_err();
            assert_eq!(refused(found)[0].1, "password_wrong");
        }
        let error = world.app.change_password(&ctx, &wrong, &new).await.unwrap_err();
        assert!(matches!(error, AppError::RateLimited { .. }), "{error:?}");
    }

    async fn a_second_factor_is_asked_for_and_spent(world: World) {
        let company = world.company().await;
        let ctx = sign_in(&world, &company, "wangmin").await.context;
        let password = company.person("wangmin").password.reveal().to_owned();
        let begun = world.app.start_totp(&ctx).await.unwrap();
        assert!(begun.uri.starts_with("otpauth://totp/%E6%B1%9F"), "{}", begun.uri);
        assert_eq!(with_code(&world, &password, "").await, "signed_in", "not yet confirmed");
        let error = world.app.confirm_totp(&ctx, "000000").await.unwrap_err();
        assert_eq!(refused(error), [("/code".to_owned(), "totp_wrong")]);

        let (secret, recovery) = enrol(&world, &ctx).await;
        assert_ne!(secret, begun.secret, "beginning anew makes a new seed");
        assert_eq!(recovery.len(), 10);
        assert_eq!(conflict(world.app.start_totp(&ctx).await.err().unwrap()), "totp_enabled");

        assert_eq!(with_code(&world, &password, "").await, "totp_required");
        assert_eq!(evidence::last(&world).await.action, "session.challenge");
        let now = code_of(&world, &secret, 0);
        assert_eq!(with_code(&world, &password, &now).await, "totp_wrong", "spent by confirming");
        assert_eq!(evidence::last(&world).await.reason.as_deref(), Some("wrong_code"));
        let next = code_of(&world, &secret, 1);
        assert_eq!(with_code(&world, &password, &format!(" {} {} ", &next[..3], &next[3..])).await,
            "signed_in", "a clock that is half a minute ahead");
        assert_eq!(with_code(&world, &password, &next).await, "totp_wrong", "spent");
        world.clock.advance(60_000);
        assert_eq!(with_code(&world, &password, &next).await, "totp_wrong", "spent, one step late");
        let now = code_of(&world, &secret, 0);
        assert_eq!(with_code(&world, "wrong", &now).await, "sign_in_failed");
        assert_eq!(with_code(&world, &password, &now).await, "signed_in", "not spent by a failure");
    }

    async fn asking_for_the_code_is_no_failure(world: World) {
        let company = world.company().await;
        let ctx = sign_in(&world, &company, "wangmin").await.context;
        enrol(&world, &ctx).await;
        let password = company.person("wangmin").password.reveal();
        for _ in 0..10 {
            assert_eq!(with_code(&world, password, "").await, "totp_required");
        }
    }

    async fn recovery_codes_work_once_each(world: World) {
        let company = world.company().await;
        let ctx = sign_in(&world, &company, "wangmin").await.context;
        let password = company.person("wangmin").password.reveal().to_owned();
        let (_, recovery) = enrol(&world, &ctx).await;
        let typed = recovery[3].to_uppercase().replace('-', " ");
        assert_eq!(with_code(&world, &password, &typed).await, "signed_in");
        assert_eq!(with_code(&world, &password, &recovery[3]).await, "totp_wrong");
        assert_eq!(with_code(&world, &password, &recovery[4]).await, "signed_in");
        assert_eq!(with_code(&world, &password, "0000-0000-0000").await, "totp_wrong");
    }

    async fn a_second_factor_is_given_up_with_the_password(world: World) {
        let company = world.company().await;
        let ctx = sign_in(&world, &company, "wangmin").await.context;
        let password = company.person("wangmin").password.clone();
        let error = world.app.remove_totp(&ctx, &password).await.unwrap_err();
        assert_eq!(conflict(error), "totp_not_started");
        enrol(&world, &ctx).await;
        let error = world.app.remove_totp(&ctx, &Cleartext::new("wrong")).await.unwrap_err();
        assert_eq!(refused(error), [("/password".to_owned(), "password_wrong")]);
        world.app.remove_totp(&ctx, &password).await.unwrap();
        assert_eq!(evidence::last(&world).await.action, "account.totp_remove");
        assert_eq!(with_code(&world, password.reveal(), "").await, "signed_in");
    }

    async fn a_seed_is_sealed_and_bound_to_its_person(world: World) {
        let company = world.company().await;
        let ctx = sign_in(&world, &company, "wangmin").await.context;
        let begun = world.app.start_totp(&ctx).await.unwrap();
        let seed = Seed::try_from_base32(&begun.secret).unwrap();
        let mut conn = world.app.db().read().await.unwrap();
        let kept = account::get(&mut conn, company.id("wangmin")).await.unwrap().unwrap();
        let sealed = kept.totp_secret.unwrap();
        assert!(!sealed.windows(20).any(|w| w == seed.as_bytes()));
        let own = company.id("wangmin").to_string();
        let opened = world.app.unseal("person", &own, "totp_secret", &sealed).unwrap();
        assert_eq!(opened, seed.as_bytes());
        let other = company.id("lixiang").to_string();
        assert!(world.app.unseal("person", &other, "totp_secret", &sealed).is_err());
        for index in [0, 1, 30, sealed.len() - 1] {
            let mut changed = sealed.clone();
            changed[index] ^= 1;
            let opened = world.app.unseal("person", &own, "totp_secret", &changed);
            assert!(opened.is_err(), "byte {index}");
        }
        assert!(world.app.unseal("person", &own, "totp_secret", &[]).is_err());
    }

    async fn sessions_are_seen_and_ended_by_their_person(world: World) {
        let company = world.company().await;
        let first = sign_in(&world, &company, "wangmin").await;
        world.clock.advance(60_000);
        let second = sign_in(&world, &company, "wangmin").await;
        let other = sign_in(&world, &company, "lixiang").await;
        let ctx = &second.context;
        let sessions = world.app.sessions(ctx).await.unwrap();
        let ids: Vec<_> = sessions.iter().map(|s| Some(s.id)).collect();
        assert_eq!(ids, [second.context.session, first.context.session], "newest first");
        assert_eq!(sessions[0].address, "192.0.2.10");

        let foreign = other.context.session.unwrap();
        let error = world.app.end_session(ctx, foreign).await.unwrap_err();
        assert!(matches!(error, AppError::NotFound));
        world.app.end_other_sessions(ctx).await.unwrap();
        assert_eq!(evidence::last(&world).await.action, "session.end");
        assert_eq!(world.app.sessions(ctx).await.unwrap().len(), 1);
        assert_eq!(world.app.sessions(&other.context).await.unwrap().len(), 1);
        world.app.sign_out(ctx).await.unwrap();
        let secret = Secret::Session(second.secret);
        let error = world.app.authenticate(&secret, world.origin()).await.unwrap_err();
        assert!(matches!(error, AppError::Unauthenticated("session_over")));
    }

    async fn a_token_does_what_it_was_made_for(world: World) {
        let company = world.company().await;
        let ctx = sign_in(&world, &company, "wangmin").await.context;
        let today = date(2026, 11, 23);
        let draft = |scopes: &[Permission], days: i64| TokenDraft {
            name: "对账程序".to_owned(),
            scopes: scopes.iter().copied().collect(),
            expires_on: today.checked_add(jiff::Span::new().days(days)).unwrap(),
        };
        use Permission::{CustomerCreate, CustomerEdit, CustomerView, CustomerViewAll};
        let table = [
            (draft(&[], 1), ("/scopes", "scopes_empty")),
            (draft(&[CustomerEdit, CustomerViewAll], 1), ("/scopes", "scope_beyond")),
            (draft(&[CustomerEdit], -1), ("/expires_on", "token_end")),
            (draft(&[CustomerEdit], 367), ("/expires_on", "token_end")),
            (TokenDraft { name: " ".to_owned(), ..draft(&[CustomerEdit], 1) },
                ("/name", "name_empty")),
        ];
        for (draft, (pointer, code)) in table {
            let error = world.app.create_access_token(&ctx, &draft).await.unwrap_err();
            assert_eq!(refused(error), [(pointer.to_owned(), code)], "{draft:?}");
        }
        let draft = draft(&[CustomerView, CustomerEdit], 1);
        let (made, secret) = world.app.create_access_token(&ctx, &draft).await.unwrap();
        let secret = secret.unwrap();
        assert!(secret.reveal().starts_with("kd_"));
        assert!(!evidence::holds(&world, secret.reveal()).await);
        let secret = Secret::Token(secret);
        let used = world.app.authenticate(&secret, world.origin()).await.unwrap();
        assert_eq!(used.actor.person, company.id("wangmin"));
        assert!(used.actor.has(CustomerEdit) && !used.actor.has(CustomerCreate));

        let password = company.person("wangmin").password.clone();
        let closed = [
            world.app.sessions(&used).await.err(),
            world.app.access_tokens(&used).await.err(),
            world.app.create_access_token(&used, &draft).await.err(),
            world.app.start_totp(&used).await.err(),
            world.app.remove_totp(&used, &password).await.err(),
            world.app.change_password(&used, &password, &password).await.err(),
            world.app.change_locale(&used, "en").await.err(),
        ];
        for error in closed {
            assert!(matches!(error, Some(AppError::Forbidden("session_required"))), "{error:?}");
        }

        let listed = world.app.access_tokens(&ctx).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].expires_on.to_string(), "2026-11-24");
        assert!(listed[0].token.last_used_at.is_some());
        // Good until the end of its last day where the company is: it is Monday 9:00, and 39 h.
        world.clock.advance(39 * 3_600_000 - 1);
        assert!(world.app.authenticate(&secret, world.origin()).await.is_ok());
        world.clock.advance(1);
        let error = world.app.authenticate(&secret, world.origin()).await.unwrap_err();
        assert!(matches!(error, AppError::Unauthenticated("token_over")));
        let again = sign_in(&world, &company, "wangmin").await.context;
        let other = sign_in(&world, &company, "lixiang").await.context;
        let error = world.app.revoke_access_token(&other, made.token.id).await.unwrap_err();
        assert!(matches!(error, AppError::NotFound));
        world.app.revoke_access_token(&again, made.token.id).await.unwrap();
        let error = world.app.revoke_access_token(&again, made.token.id).await.unwrap_err();
        assert!(matches!(error, AppError::NotFound));
    }

    async fn a_token_shrinks_with_its_person(world: World) {
        let company = world.company().await;
        let ctx = sign_in(&world, &company, "fangxin").await.context;
        let draft = TokenDraft {
            name: "备份".to_owned(),
            scopes: [Permission::CustomerViewAll, Permission::EvidenceRead].into(),
            expires_on: date(2026, 12, 31),
        };
        let (_, secret) = world.app.create_access_token(&ctx, &draft).await.unwrap();
        let secret = Secret::Token(secret.unwrap());
        let admin = world.context("admin").await;
        let seen = world.app.person(&admin, company.id("fangxin")).await.unwrap();
        let change = kedang_app::person::PersonChange {
            roles: Some(vec![company.role("auditor")]),
            ..Default::default()
        };
        let (id, version) = (seen.person.id, seen.person.version);
        world.app.change_person(&admin, id, version, &change).await.unwrap();
        let used = world.app.authenticate(&secret, world.origin()).await.unwrap();
        assert_eq!(used.actor.permissions, [Permission::EvidenceRead].into());
    }

    async fn a_language_is_zh_or_en(world: World) {
        let company = world.company().await;
        let ctx = sign_in(&world, &company, "wangmin").await.context;
        let error = world.app.change_locale(&ctx, "fr").await.unwrap_err();
        assert_eq!(refused(error), [("/locale".to_owned(), "locale_unknown")]);
        world.app.change_locale(&ctx, "en").await.unwrap();
        let entries = evidence::count(&world).await;
        world.app.change_locale(&ctx, "en").await.unwrap();
        assert_eq!(evidence::count(&world).await, entries, "nothing changed, nothing logged");
        let mut conn = world.app.db().read().await.unwrap();
        let kept = person::get(&mut conn, company.id("wangmin")).await.unwrap().unwrap();
        assert_eq!(kept.locale, "en");
        drop(conn);
        world.clock.advance(DAY);
        let ctx = sign_in(&world, &company, "wangmin").await.context;
        assert_eq!(ctx.locale, "en");
    }
}
