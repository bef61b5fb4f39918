//! Greetings: prepared by the clock, sent by the owner.

use crate::{clash, contact, customer, is_missing, log, reason, refusal, refused, stale, values};
use kedang_app::contact::ContactChange;
use kedang_app::customer::Draft;
use kedang_app::greeting::{Greeting, Prepared, SettingChange};
use kedang_app::{App, Context};
use kedang_domain::field::CustomerKind;
use kedang_domain::greeting::{GreetingState, Occasion, Whose, Window, due};
use kedang_domain::id::{ContactId, CustomerId};
use kedang_domain::org::InteractionKind;
use kedang_domain::permission::Reason;
use kedang_evidence::{Actor, Outcome};
use kedang_storage::interaction;
use kedang_testkit::{World, on_both_engines};
use serde_json::{Value, json};

const DAY: i64 = 24 * 3_600_000;

/// Today is Monday, the 23rd of November 2026.
async fn with_birthday(world: &World, ctx: &Context, day: &str) -> (CustomerId, ContactId) {
    let id = customer(world, ctx, "华北泵业").await;
    let facts = values([("birth_month_day", json!(day)), ("sex", json!("female"))]);
    let made = world.app.create_contact(ctx, id, contact("陈静", facts)).await.unwrap();
    (id, made.id)
}

async fn open(app: &App, ctx: &Context) -> Vec<Greeting> {
    app.greetings(ctx, None, 50).await.unwrap()
}

async fn run(world: &World) -> (usize, usize) {
    let Prepared { opened, ended } = world.app.prepare_greetings().await.unwrap();
    (opened, ended)
}

async fn set(world: &World, ctx: &Context, id: ContactId, key: &str, value: Value) {
    let found = world.app.card_of(ctx, id).await;
    let change = ContactChange { values: values([(key, value)]), ..ContactChange::default() };
    world.app.change_contact(ctx, id, found, change).await.unwrap();
}

/// The version of a contact.
trait Card {
    async fn card_of(&self, ctx: &Context, id: ContactId) -> i64;
}
impl Card for App {
    async fn card_of(&self, _: &Context, id: ContactId) -> i64 {
        let mut conn = self.db().read().await.unwrap();
        kedang_storage::contact::one(&mut conn, id).await.unwrap().unwrap().version
    }
}

on_both_engines! {
    async fn a_birthday_becomes_work_of_the_owner_once(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let (id, person) = with_birthday(&world, &owner, "11-28").await;
        assert_eq!(run(&world).await, (1, 0));
        assert_eq!(run(&world).await, (0, 0), "the second time there is nothing to be done");
        let all = open(&world.app, &owner).await;
        assert_eq!(all.len(), 1);
        let one = &all[0];
        assert_eq!((one.occasion, one.day.to_string().as_str()), (Occasion::Birthday, "2026-11-28"));
        assert_eq!((one.customer.0, one.contact.clone()), (id, Some((person, "陈静".to_owned()))));
        assert!(one.text.starts_with("陈静女士："), "{}", one.text);
        let opened = log(&world, "greeting.open").await;
        assert_eq!(opened.len(), 1);
        assert_eq!(opened[0].draft().actor, Actor::System("job.greeting".to_owned()));
        // Nobody else's work, whatever they see.
        for login in ["chenlu", "luwei", "sunjia", "admin"] {
            assert!(open(&world.app, &world.context(login).await).await.is_empty(), "{login}");
        }
        // Too far ahead for the next one.
        world.clock.advance(300 * DAY);
        assert_eq!(run(&world).await, (0, 1), "what was not sent is too late");
        world.clock.advance(64 * DAY);
        assert_eq!(run(&world).await, (1, 0), "a year later it comes again");
    }

    async fn holidays_come_for_those_who_are_marked(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let draft = Draft {
            kind: CustomerKind::Individual,
            name: "周宁".to_owned(),
            template: "individual".to_owned(),
            owner: None,
            values: values([
                ("mobile", json!("13812345678")),
                ("sex", json!("male")),
                ("birth_date", json!("1980-12-30")),
                ("greet_on", json!(["new_year"])),
            ]),
            contacts: Vec::new(),
        };
        world.app.create_customer(&owner, &draft).await.unwrap();
        with_birthday(&world, &owner, "06-01").await;
        assert_eq!(run(&world).await, (0, 0));
        world.clock.advance(37 * DAY);
        assert_eq!(run(&world).await, (2, 0));
        let all = open(&world.app, &owner).await;
        let what: Vec<_> = all.iter().map(|g| (g.occasion, g.day.to_string())).collect();
        assert_eq!(what, [
            (Occasion::Birthday, "2026-12-30".to_owned()),
            (Occasion::NewYear, "2027-01-01".to_owned()),
        ]);
        assert!(all[1].text.starts_with("周宁先生："));
        assert_eq!(all[1].mobile.as_deref(), Some("13812345678"));
        assert_eq!(all[1].contact, None);
        // Page by page.
        let first = world.app.greetings(&owner, None, 1).await.unwrap();
        let after = (first[0].day.to_string(), first[0].id.to_string());
        let rest = world.app.greetings(&owner, Some((&after.0, &after.1)), 1).await.unwrap();
        assert_eq!(rest[0].id, all[1].id);
    }

    /// Years of days on some of which no server ran: everybody is greeted once on every occasion.
    async fn years_go_by(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        assert_eq!(run(&world).await, (0, 0));
        let id = customer(&world, &owner, "华北泵业").await;
        for (name, key, day) in [("甲", "birthday", "1980-02-29"), ("乙", "birth_month_day", "12-31"), ("丙", "birth_month_day", "07-15")] {
            let facts = values([(key, json!(day)), ("greet_on", json!(["spring_festival", "mid_autumn"]))]);
            world.app.create_contact(&owner, id, contact(name, facts)).await.unwrap();
        }
        let (mut opened, mut gone, mut dice) = (0, 0, 7_u32);
        for _ in 0..270 {
            dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            world.clock.advance(i64::from(1 + (dice >> 16) % 7) * DAY);
            for _ in 0..=(dice >> 8) % 2 {
                let (new, over) = run(&world).await;
                (opened, gone) = (opened + new, gone + over);
            }
        }
        let today = { let mut conn = world.app.db().read().await.unwrap(); world.app.date_at(&mut conn, world.app.now()).await.unwrap() };
        assert!(today.year() >= 2029, "{today}");
        // Until today and a week ahead: three birthdays and two festivals for each of the three.
        let until = today.saturating_add(jiff::ToSpan::days(7));
        let window = Window { from: jiff::civil::date(2026, 11, 24), to: until };
        let mut conn = world.app.db().read().await.unwrap();
        let mut wanted = 0;
        for person in kedang_storage::greeting::greetable(&mut conn, Whose::Contact, "", 10).await.unwrap() {
            wanted += due(Whose::Contact, &person.values, window).len();
        }
        let sql = "SELECT count(*) FROM (SELECT DISTINCT whom, occasion, day FROM greeting) x";
        let distinct: i64 = conn.one(kedang_db::Sql::new(sql)).await.unwrap().take().unwrap();
        assert!(wanted > 20);
        assert_eq!((opened, usize::try_from(distinct).unwrap()), (wanted, wanted));
        drop(conn);
        assert_eq!(opened - gone, open(&world.app, &owner).await.len(), "what nobody sent has ended");
    }

    async fn what_was_missed_is_taken_up(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        assert_eq!(run(&world).await, (0, 0));
        with_birthday(&world, &owner, "12-25").await;
        // No server ran from the 23rd of November to the 28th of December.
        world.clock.advance(35 * DAY);
        assert_eq!(run(&world).await, (1, 0), "three days late");
        world.clock.advance(4 * DAY);
        assert_eq!(run(&world).await, (0, 0));
        world.clock.advance(DAY);
        assert_eq!(run(&world).await, (0, 1), "a week late is too late");
        assert!(open(&world.app, &owner).await.is_empty());
    }

    async fn a_greeting_that_was_sent_is_on_file(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let (id, person) = with_birthday(&world, &owner, "11-28").await;
        run(&world).await;
        let one = open(&world.app, &owner).await.remove(0);
        let changed = world.app.change_greeting(&owner, one.id, 1, " 陈总，生日快乐 ").await.unwrap();
        assert_eq!((changed.text.as_str(), changed.version), ("陈总，生日快乐", 2));
        assert_eq!(stale(world.app.complete_greeting(&owner, one.id, 1, None).await), 2);
        let blank = world.app.complete_greeting(&owner, one.id, 2, Some(" ")).await;
        assert_eq!(refusal(blank), ("/text".to_owned(), "required"));
        let long = "好".repeat(501);
        let long = world.app.change_greeting(&owner, one.id, 2, &long).await;
        assert_eq!(refusal(long), ("/text".to_owned(), "too_long"));

        let done = world.app.complete_greeting(&owner, one.id, 2, None).await.unwrap();
        assert_eq!((done.state, done.version), (GreetingState::Done, 3));
        assert!(open(&world.app, &owner).await.is_empty());
        let mut conn = world.app.db().read().await.unwrap();
        let cards = interaction::of_customer(&mut conn, id, None, 10).await.unwrap();
        drop(conn);
        assert_eq!(cards.len(), 1);
        assert_eq!((cards[0].kind, cards[0].summary.as_str()), (InteractionKind::Card, "陈总，生日快乐"));
        assert_eq!(cards[0].contact.as_ref().map(|(id, _)| *id), Some(person));
        assert_eq!(done.interaction, Some(cards[0].id));
        for (action, times) in [("greeting.change", 1), ("greeting.done", 1), ("interaction.create", 1)] {
            assert_eq!(log(&world, action).await.len(), times, "{action}");
        }
        assert_eq!(clash(world.app.complete_greeting(&owner, one.id, 3, None).await), "greeting_closed");
        assert_eq!(clash(world.app.skip_greeting(&owner, one.id, 3, "已发").await), "greeting_closed");
        assert_eq!(run(&world).await, (0, 0), "it is not opened again");
    }

    async fn a_greeting_is_left_out_for_a_reason(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        with_birthday(&world, &owner, "11-28").await;
        run(&world).await;
        let one = open(&world.app, &owner).await.remove(0);
        let bare = world.app.skip_greeting(&owner, one.id, 1, " ").await;
        assert_eq!(refused(bare), [("/reason".to_owned(), "name_empty")]);
        let done = world.app.skip_greeting(&owner, one.id, 1, "对方不过生日").await.unwrap();
        assert_eq!((done.state, done.reason.as_deref()), (GreetingState::Skipped, Some("对方不过生日")));
        assert!(open(&world.app, &owner).await.is_empty());
        assert_eq!(run(&world).await, (0, 0));
        assert_eq!(log(&world, "greeting.skip").await.len(), 1);
    }

    async fn nobody_else_sends_it(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        with_birthday(&world, &owner, "11-28").await;
        run(&world).await;
        let one = open(&world.app, &owner).await.remove(0);
        // The head sees the customer, and still it is not their greeting.
        for login in ["chenlu", "luwei"] {
            let other = world.context(login).await;
            for result in [
                world.app.complete_greeting(&other, one.id, 1, None).await,
                world.app.skip_greeting(&other, one.id, 1, "x").await,
                world.app.change_greeting(&other, one.id, 1, "x").await,
            ] {
                assert_eq!(reason(result), Reason::NotTheOwner, "{login}");
            }
        }
        for login in ["sunjia", "lixiang", "admin"] {
            let other = world.context(login).await;
            assert!(is_missing(world.app.complete_greeting(&other, one.id, 1, None).await), "{login}");
        }
        let attempts = log(&world, "greeting.send").await;
        assert_eq!(attempts.len(), 3);
        assert!(attempts.iter().all(|entry| entry.draft().outcome == Outcome::Refused));
        assert_eq!(open(&world.app, &owner).await.len(), 1);
    }

    async fn it_moves_with_the_customer_and_ends_with_the_contact(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let (id, person) = with_birthday(&world, &owner, "11-28").await;
        run(&world).await;
        let head = world.context("chenlu").await;
        let other = world.context("lixiang").await;
        let seen = world.app.open_customer(&head, id).await.unwrap().customer;
        let to = other.actor.person;
        world.app.assign_customer(&head, id, seen.version, to, "调整").await.unwrap();
        assert!(open(&world.app, &owner).await.is_empty());
        let theirs = open(&world.app, &other).await;
        assert_eq!(theirs.len(), 1);
        // The former owner is deputy of the team and still sees the customer, but it is not theirs.
        let late = world.app.complete_greeting(&owner, theirs[0].id, 1, None).await;
        assert_eq!(reason(late), Reason::NotTheOwner);
        let version = world.app.card_of(&other, person).await;
        world.app.remove_contact(&other, person, version).await.unwrap();
        assert!(open(&world.app, &other).await.is_empty());
        assert!(is_missing(world.app.complete_greeting(&other, theirs[0].id, 1, None).await));
        assert_eq!(run(&world).await, (0, 0));
    }

    async fn it_ends_when_the_occasion_is_gone_and_comes_back_with_it(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        let (_, person) = with_birthday(&world, &owner, "11-28").await;
        run(&world).await;
        set(&world, &owner, person, "birth_month_day", json!("11-29")).await;
        assert_eq!(run(&world).await, (1, 1));
        assert_eq!(open(&world.app, &owner).await[0].day.to_string(), "2026-11-29");
        set(&world, &owner, person, "birth_month_day", json!("11-28")).await;
        assert_eq!(run(&world).await, (1, 1));
        let all = open(&world.app, &owner).await;
        assert_eq!((all.len(), all[0].day.to_string().as_str()), (1, "2026-11-28"));
        set(&world, &owner, person, "birth_month_day", Value::Null).await;
        assert_eq!(run(&world).await, (0, 1));
    }

    async fn the_company_says_how_early_on_what_and_in_which_words(world: World) {
        world.company().await;
        let owner = world.context("wangmin").await;
        with_birthday(&world, &owner, "12-20").await;
        let keeper = world.context("fangxin").await;
        let setting = world.app.greeting_setting(&keeper).await.unwrap();
        assert_eq!((setting.days_ahead, setting.occasions.len(), setting.version), (7, 7, 1));
        let change = SettingChange {
            days_ahead: Some(28),
            occasions: Some(vec!["new_year".to_owned(), "birthday".to_owned()]),
            texts: [("birthday".to_owned(), Some("祝{name}{salutation}生日快乐".to_owned()))].into(),
        };
        assert_eq!(reason(world.app.change_greeting_setting(&owner, 1, &change).await), Reason::NotPermitted);
        let now = world.app.change_greeting_setting(&keeper, 1, &change).await.unwrap();
        assert_eq!((now.days_ahead, now.version), (28, 2));
        assert_eq!(now.occasions, [Occasion::Birthday, Occasion::NewYear]);
        assert_eq!(stale(world.app.change_greeting_setting(&keeper, 1, &change).await), 2);
        assert_eq!(log(&world, "greeting.setting").await.len(), 1);
        assert_eq!(run(&world).await, (1, 0));
        assert_eq!(open(&world.app, &owner).await[0].text, "祝陈静女士生日快乐");

        let none = SettingChange { occasions: Some(Vec::new()), ..SettingChange::default() };
        world.app.change_greeting_setting(&keeper, 2, &none).await.unwrap();
        assert_eq!(run(&world).await, (0, 1));
        let wrong = SettingChange {
            days_ahead: Some(31),
            occasions: Some(vec!["easter".to_owned()]),
            texts: [("birthday".to_owned(), Some("{who}".to_owned()))].into(),
        };
        let codes = refused(world.app.change_greeting_setting(&keeper, 3, &wrong).await);
        assert_eq!(codes, [
            ("/days_ahead".to_owned(), "days_range"),
            ("/occasions".to_owned(), "choice_unknown"),
            ("/texts/birthday".to_owned(), "slot_unknown"),
        ]);
        let own = SettingChange { texts: [("birthday".to_owned(), None)].into(), ..SettingChange::default() };
        let now = world.app.change_greeting_setting(&keeper, 3, &own).await.unwrap();
        assert!(now.texts.is_empty());
    }
}
