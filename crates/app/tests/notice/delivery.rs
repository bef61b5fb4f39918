//! Notices leave the house: to whom, when, once, and with what words.

use crate::{customer, inbox, tell};
use kedang_app::Notice;
use kedang_app::delivery::{Carrier, Failure, Letter, MailServer, Message, Speaker};
use kedang_app::notice::{MailChange, PreferenceChange, SettingChange};
use kedang_app::person::PersonChange;
use kedang_app::robot::RobotChange;
use kedang_domain::notice::Timing;
use kedang_testkit::{Company, World, on_both_engines};
use std::collections::BTreeMap;
use std::sync::Mutex;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// A carrier that keeps what it is given.
#[derive(Default)]
struct Bag {
    letters: Mutex<Vec<Letter>>,
    lines: Mutex<Vec<Message>>,
    /// What happens next; nothing left: it goes well.
    troubles: Mutex<Vec<Trouble>>,
    /// Told when the process ends.
    ended: tokio::sync::Notify,
}

#[derive(Clone, Copy, Debug)]
enum Trouble {
    /// The server says no, for now or for good.
    Fails(bool),
    /// The process ends before the message left.
    EndsBefore,
    /// The process ends after the message left.
    EndsAfter,
}

impl Bag {
    async fn pass(&self, take: impl FnOnce() + Send) -> Result<(), Failure> {
        let trouble = self.troubles.lock().unwrap().pop();
        match trouble {
            None => take(),
            Some(Trouble::Fails(lasting)) => return Err(Failure { code: "mail_busy", lasting }),
            Some(Trouble::EndsBefore) => self.end().await,
            Some(Trouble::EndsAfter) => {
                take();
                self.end().await;
            }
        }
        Ok(())
    }

    async fn end(&self) {
        self.ended.notify_one();
        std::future::pending::<()>().await;
    }

    fn letters(&self) -> Vec<Letter> {
        std::mem::take(&mut self.letters.lock().unwrap())
    }
}

impl Carrier for Bag {
    async fn mail(&self, _: &MailServer, letter: &Letter) -> Result<(), Failure> {
        self.pass(|| self.letters.lock().unwrap().push(letter.clone())).await
    }

    async fn say(&self, _: &Speaker, message: &Message) -> Result<(), Failure> {
        self.pass(|| self.lines.lock().unwrap().push(message.clone())).await
    }
}

/// A company that sends letters, where this person has an address.
async fn house(world: &World) -> Company {
    let company = world.company().await;
    let admin = world.context("admin").await;
    let mail = MailChange {
        active: Some(true),
        host: Some("mail.example.com".to_owned()),
        sender: Some("kedang@example.com".to_owned()),
        password: Some("geheim".to_owned()),
        ..MailChange::default()
    };
    let base_url = Some("https://kedang.example/".to_owned());
    let change = SettingChange { base_url, mail, ..SettingChange::default() };
    world.app.change_notice_setting(&admin, 1, &change).await.unwrap();
    for login in ["sunjia", "wangmin"] {
        let found = world.app.person(&admin, company.id(login)).await.unwrap();
        let email = Some(Some(format!("{login}@example.com")));
        let change = PersonChange { email, ..PersonChange::default() };
        let version = found.person.version;
        world.app.change_person(&admin, company.id(login), version, &change).await.unwrap();
    }
    company
}

async fn want(world: &World, login: &str, group: &str, timing: Timing) {
    let ctx = world.context(login).await;
    let (_, version) = world.app.notice_preference(&ctx).await.unwrap();
    let ways = ["mail", "robot"].map(|way| (group.to_owned(), way.to_owned(), timing));
    let change = PreferenceChange { choices: ways.to_vec(), ..PreferenceChange::default() };
    world.app.change_notice_preference(&ctx, version, &change).await.unwrap();
}

fn stated(company: &Company, person: &str, to: &str) -> Notice {
    Notice::new("clash.stated", "/clashes").param("person", person).to([company.id(to)])
}

/// States of all deliveries, newest first.
async fn states(world: &World) -> Vec<(String, Option<String>)> {
    let admin = world.context("admin").await;
    let found = world.app.deliveries(&admin, None, None, 100).await.unwrap();
    found.into_iter().map(|one| (one.state, one.failure)).collect()
}

on_both_engines! {
    async fn at_once_in_a_digest_or_not(world: World) {
        let company = house(&world).await;
        let me = world.context("lixiang").await;
        let bag = Bag::default();
        want(&world, "sunjia", "clash", Timing::Now).await;
        // It is Monday, 9 o'clock: the digest of today has left.
        for to in ["sunjia", "wangmin", "chenlu"] {
            tell(&world, &me, stated(&company, "李翔", to)).await;
        }
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 1);
        let letters = bag.letters();
        assert_eq!((letters.len(), letters[0].to.as_str()), (1, "sunjia@example.com"));
        assert_eq!(letters[0].subject, "李翔 对撞单作了说明");
        assert!(letters[0].text.contains("https://kedang.example/clashes\n"), "{}", letters[0].text);
        tell(&world, &me, stated(&company, "陈路", "wangmin")).await;
        world.clock.advance(23 * HOUR + 29 * MINUTE);
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 0);
        world.clock.advance(MINUTE);
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 1);
        let letters = bag.letters();
        assert_eq!(letters[0].subject, "您有 2 条通知");
        assert!(letters[0].text.contains("李翔 对撞单") && letters[0].text.contains("陈路 对撞单"));
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 0, "nothing leaves twice");
        // Whoever has no address has the inbox.
        assert_eq!(inbox(&world, &world.context("chenlu").await).await.len(), 1);
    }

    async fn quiet_hours_hold_back_all_but_what_is_urgent(world: World) {
        let company = house(&world).await;
        let me = world.context("lixiang").await;
        let bag = Bag::default();
        want(&world, "sunjia", "clash", Timing::Now).await;
        world.clock.advance(13 * HOUR);
        tell(&world, &me, stated(&company, "甲", "sunjia")).await;
        tell(&world, &me, stated(&company, "乙", "sunjia")).await;
        let late = Notice::new("obligation.late", "/").param("title", "补全").param("due_at", 0);
        tell(&world, &me, late.to([company.id("sunjia")])).await;
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 1);
        assert!(bag.letters()[0].subject.starts_with("补全"));
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 0);
        world.clock.advance(10 * HOUR);
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 1);
        assert_eq!(bag.letters()[0].subject, "您有 2 条通知");
    }

    async fn what_leaves_is_looked_at_again(world: World) {
        let company = house(&world).await;
        let seller = world.context("wangmin").await;
        let id = customer(&world, &seller, "华北秘泵").await;
        want(&world, "wangmin", "clash", Timing::Digest).await;
        let head = world.context("fangxin").await;
        let told = || {
            Notice::new("clash.asked", "/clashes").param("person", "李翔").about(id)
                .to([company.id("wangmin")])
        };
        let bag = Bag::default();
        tell(&world, &head, told()).await;
        world.clock.advance(24 * HOUR);
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 1);
        let letters = bag.letters();
        let text = format!("{}{}", letters[0].subject, letters[0].text);
        assert!(text.contains("一个客户") && !text.contains("华北"), "no name leaves: {text}");
        // The company lets names leave.
        let admin = world.context("admin").await;
        let change = SettingChange { customer_names: Some(true), ..SettingChange::default() };
        world.app.change_notice_setting(&admin, 2, &change).await.unwrap();
        tell(&world, &head, told()).await;
        world.clock.advance(24 * HOUR);
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 1);
        assert_eq!(bag.letters()[0].subject, "李翔 就 华北秘泵 提出撞单申请");
        // Read meanwhile.
        tell(&world, &head, told()).await;
        let unread = world.app.unread(&seller).await.unwrap().newest.unwrap();
        world.app.read_notice(&seller, unread).await.unwrap();
        world.clock.advance(24 * HOUR);
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 0);
        // Out of sight meanwhile.
        tell(&world, &head, told()).await;
        let to = company.id("sunjia");
        world.app.assign_customer(&head, id, 1, to, "调整").await.unwrap();
        world.clock.advance(24 * HOUR);
        world.app.deliver(&bag).await.unwrap();
        assert!(bag.letters().iter().all(|letter| letter.to != "wangmin@example.com"));
        let needless: Vec<_> = states(&world).await.into_iter().filter(|s| s.0 == "needless").collect();
        let why: Vec<_> = needless.iter().filter_map(|(_, why)| why.as_deref()).collect();
        assert_eq!(why.len(), 2, "{why:?}");
        assert!(why.contains(&"read") && why.contains(&"out_of_sight"), "{why:?}");
    }

    async fn failures_are_tried_again_and_given_up(world: World) {
        let company = house(&world).await;
        let me = world.context("lixiang").await;
        want(&world, "sunjia", "clash", Timing::Now).await;
        want(&world, "sunjia", "obligation", Timing::Now).await;
        let bag = Bag::default();
        let late = || {
            let notice = Notice::new("obligation.late", "/").param("title", "补全");
            notice.param("due_at", 0).to([company.id("sunjia")])
        };
        tell(&world, &me, late()).await;
        bag.troubles.lock().unwrap().extend([Trouble::Fails(false), Trouble::Fails(false)]);
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 0);
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 0, "not at once");
        world.clock.advance(MINUTE);
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 0);
        world.clock.advance(MINUTE);
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 0, "later and later");
        world.clock.advance(MINUTE);
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 1);
        // For good.
        tell(&world, &me, late()).await;
        bag.troubles.lock().unwrap().push(Trouble::Fails(true));
        assert_eq!(world.app.deliver(&bag).await.unwrap(), 0);
        assert_eq!(states(&world).await[0], ("given_up".to_owned(), Some("mail_busy".to_owned())));
        // At last.
        tell(&world, &me, late()).await;
        bag.troubles.lock().unwrap().extend([Trouble::Fails(false); 20]);
        for _ in 0..20 {
            world.app.deliver(&bag).await.unwrap();
            world.clock.advance(2 * HOUR);
        }
        assert_eq!(states(&world).await[0].0, "given_up");
        assert_eq!(bag.troubles.lock().unwrap().len(), 8, "tried twelve times");
    }

    async fn a_process_that_ends_loses_nothing(world: World) {
        let company = house(&world).await;
        let me = world.context("lixiang").await;
        want(&world, "sunjia", "obligation", Timing::Now).await;
        for trouble in [Trouble::EndsBefore, Trouble::EndsAfter] {
            let bag = Bag::default();
            let late = Notice::new("obligation.late", "/").param("title", "补全");
            tell(&world, &me, late.param("due_at", 0).to([company.id("sunjia")])).await;
            bag.troubles.lock().unwrap().push(trouble);
            ended(&world, &bag).await;
            assert_eq!(world.app.deliver(&bag).await.unwrap(), 0, "it may be on its way");
            world.clock.advance(6 * MINUTE);
            assert_eq!(world.app.deliver(&bag).await.unwrap(), 1);
            let names: Vec<_> = bag.letters().into_iter().map(|letter| letter.id).collect();
            assert!(names.iter().all(|name| *name == names[0]), "one letter: {names:?}");
        }
    }

    async fn a_robot_says_what_its_department_is_told_within_its_limit(world: World) {
        let company = house(&world).await;
        let admin = world.context("admin").await;
        let robot = |name: &str, department| RobotChange {
            name: Some(name.to_owned()),
            format: Some("wecom".to_owned()),
            url: Some("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1".to_owned()),
            department: Some(department),
            ..RobotChange::default()
        };
        world.app.create_robot(&admin, &robot("全公司", None)).await.unwrap();
        let team = Some(company.department("销售一组"));
        world.app.create_robot(&admin, &robot("一组", team)).await.unwrap();
        let bag = Bag::default();
        let me = world.context("lixiang").await;
        want(&world, "sunjia", "clash", Timing::Never).await;
        let late = |to: &str| {
            let notice = Notice::new("obligation.late", "/").param("title", "补全");
            notice.param("due_at", 0).to([company.id(to)])
        };
        tell(&world, &me, late("wangmin")).await;
        tell(&world, &me, late("fangxin")).await;
        world.app.deliver(&bag).await.unwrap();
        let said = std::mem::take(&mut *bag.lines.lock().unwrap());
        assert_eq!(said.len(), 2, "each by the robot of their own department");
        for turn in 0..25 {
            tell(&world, &me, late("wangmin")).await;
            world.app.deliver(&bag).await.unwrap();
            world.clock.advance(1_000);
            let said = bag.lines.lock().unwrap().len();
            assert!(said < 20, "turn {turn}");
        }
        world.clock.advance(MINUTE);
        world.app.deliver(&bag).await.unwrap();
        let told: usize = bag.lines.lock().unwrap().iter().map(|message| message.lines.len()).sum();
        assert_eq!(told, 25, "put off, not lost");
    }

    /// Weeks of notices, preferences, troubles, ends of the process, and clocks that jump.
    async fn nothing_is_lost_or_doubled(world: World) {
        let company = house(&world).await;
        let me = world.context("lixiang").await;
        let mut seed = 0x5eed_u64;
        let mut chance = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        let bag = Bag::default();
        let mut told = 0_u64;
        for _ in 0..60 {
            match chance(4) {
                0 => want(&world, "sunjia", "clash", [Timing::Now, Timing::Digest][chance(2) as usize]).await,
                1 => {
                    let trouble = [Trouble::Fails(false), Trouble::EndsBefore, Trouble::EndsAfter];
                    bag.troubles.lock().unwrap().push(trouble[chance(3) as usize]);
                }
                _ => {}
            }
            for _ in 0..chance(3) {
                told += 1;
                tell(&world, &me, stated(&company, &format!("第{told}条"), "sunjia")).await;
            }
            ended(&world, &bag).await;
            // Mostly forward by some hours, sometimes by days, sometimes back.
            let step = match chance(10) {
                0 => 3 * 24 * HOUR,
                1 => -5 * HOUR,
                2 => 40 * 24 * HOUR,
                3 => -39 * 24 * HOUR,
                _ => HOUR * i64::try_from(chance(9)).unwrap(),
            };
            world.clock.advance(step);
        }
        bag.troubles.lock().unwrap().clear();
        for _ in 0..40 {
            world.app.deliver(&bag).await.unwrap();
            world.clock.advance(12 * HOUR);
        }
        // Who gets a letter of the same name twice has one.
        let letters: BTreeMap<String, Letter> =
            bag.letters().into_iter().map(|letter| (letter.id.clone(), letter)).collect();
        for number in 1..=told {
            let name = format!("第{number}条 ");
            let count: usize =
                letters.values().map(|letter| letter.text.matches(&name).count()).sum();
            assert_eq!(count, 1, "{name} of {told}");
        }
        assert!(told > 20);
    }
}

/// Delivers until all is done, or the process ends.
async fn ended(world: &World, bag: &Bag) {
    tokio::select! {
        done = world.app.deliver(bag) => { done.unwrap(); }
        () = bag.ended.notified() => {}
    }
}
