//! How notices leave the house: who may say so, and what is kept of it.

use kedang_app::AppError;
use kedang_app::notice::{MailChange, PreferenceChange, SettingChange};
use kedang_app::robot::RobotChange;
use kedang_db::Sql;
use kedang_domain::notice::Timing;
use kedang_testkit::on_both_engines;

fn refused<T: std::fmt::Debug>(result: Result<T, AppError>) -> Vec<(String, &'static str)> {
    match result.unwrap_err() {
        AppError::Invalid(issues) => {
            issues.into_iter().map(|i| (i.pointer, i.error.code)).collect()
        }
        other => unreachable!("{other:?}"),
    }
}

fn robot(format: &str, url: &str, secret: Option<&str>) -> RobotChange {
    RobotChange {
        name: Some("群机器人".to_owned()),
        format: Some(format.to_owned()),
        url: Some(url.to_owned()),
        secret: secret.map(str::to_owned),
        ..RobotChange::default()
    }
}

const WECOM: &str = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1";

on_both_engines! {
    async fn only_who_keeps_the_company_says_how(world: World) {
        world.company().await;
        let seller = world.context("wangmin").await;
        let denied = |error: AppError| assert!(matches!(error, AppError::Refused(_)), "{error:?}");
        let change = SettingChange::default();
        denied(world.app.notice_setting(&seller).await.unwrap_err());
        denied(world.app.change_notice_setting(&seller, 1, &change).await.unwrap_err());
        denied(world.app.robots(&seller).await.unwrap_err());
        denied(world.app.create_robot(&seller, &robot("wecom", WECOM, None)).await.unwrap_err());
        denied(world.app.deliveries(&seller, None, None, 10).await.unwrap_err());
        denied(world.app.send_test(&seller, None).await.unwrap_err());
    }

    async fn secrets_are_sealed(world: World) {
        world.company().await;
        let admin = world.context("admin").await;
        let mail = MailChange { password: Some("geheimnis".to_owned()), ..MailChange::default() };
        let change = SettingChange { mail, ..SettingChange::default() };
        world.app.change_notice_setting(&admin, 1, &change).await.unwrap();
        let url = "https://oapi.dingtalk.com/robot/send?access_token=geheimnis";
        world.app.create_robot(&admin, &robot("dingtalk", url, Some("geheimnis"))).await.unwrap();
        let mut conn = world.app.db().read().await.unwrap();
        for sql in [
            "SELECT mail_password FROM notice_setting",
            "SELECT url FROM robot",
            "SELECT secret FROM robot",
            "SELECT entry FROM evidence",
        ] {
            for mut row in conn.all(Sql::new(sql)).await.unwrap() {
                let bytes: Vec<u8> = row.take().unwrap();
                assert!(!String::from_utf8_lossy(&bytes).contains("geheimnis"), "{sql}");
            }
        }
    }

    async fn wrong_values_are_named(world: World) {
        world.company().await;
        let admin = world.context("admin").await;
        let mail = MailChange {
            active: Some(true),
            host: Some("mail.example.com\r\nX: 1".to_owned()),
            port: Some(0),
            security: Some("ssl".to_owned()),
            sender: Some("kein".to_owned()),
            ..MailChange::default()
        };
        let change = SettingChange {
            base_url: Some("javascript:alert(1)".to_owned()),
            quiet: Some(Some(("9:00".to_owned(), "25:00".to_owned()))),
            mail,
            ..SettingChange::default()
        };
        let found = refused(world.app.change_notice_setting(&admin, 1, &change).await);
        let places: Vec<_> = found.iter().map(|(place, _)| place.as_str()).collect();
        for place in [
            "/base_url", "/quiet/from", "/quiet/until", "/mail/host", "/mail/port",
            "/mail/security", "/mail/sender",
        ] {
            assert!(places.contains(&place), "{place}: {found:?}");
        }
        for inside in ["http://qyapi.weixin.qq.com/", "https://127.0.0.1/", "https://[::1]/", "x"] {
            let found = refused(world.app.create_robot(&admin, &robot("wecom", inside, None)).await);
            assert_eq!(found, [("/url".to_owned(), "robot_address")], "{inside}");
        }
        let found = refused(world.app.create_robot(&admin, &robot("feishu", WECOM, None)).await);
        assert_eq!(found, [("/secret".to_owned(), "required")]);
        let ctx = world.context("wangmin").await;
        let choices = vec![("wetter".to_owned(), "mail".to_owned(), Timing::Now)];
        let change = PreferenceChange { choices, ..PreferenceChange::default() };
        let found = refused(world.app.change_notice_preference(&ctx, 1, &change).await);
        assert_eq!(found, [("/choices".to_owned(), "choice_unknown")]);
    }

    async fn a_test_goes_to_who_asks_for_it(world: World) {
        world.company().await;
        let admin = world.context("admin").await;
        let off = world.app.send_test(&admin, None).await.unwrap_err();
        assert!(matches!(off, AppError::Conflict { code: "mail_off", .. }), "{off:?}");
        let made = world.app.create_robot(&admin, &robot("wecom", WECOM, None)).await.unwrap();
        let id = world.app.send_test(&admin, Some(made.id)).await.unwrap();
        let found = world.app.deliveries(&admin, Some("waiting"), None, 10).await.unwrap();
        assert_eq!((found.len(), found[0].id), (1, id));
        let off = RobotChange { active: Some(false), ..RobotChange::default() };
        world.app.change_robot(&admin, made.id, 1, &off).await.unwrap();
        let off = world.app.send_test(&admin, Some(made.id)).await.unwrap_err();
        assert!(matches!(off, AppError::Conflict { code: "robot_off", .. }), "{off:?}");
    }
}
