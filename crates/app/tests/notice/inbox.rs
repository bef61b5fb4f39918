//! The inbox.

use crate::{customer, inbox, tell, titles};
use kedang_app::{AppError, Channel, Context, Notice, Origin};
use kedang_domain::id::NoticeId;
use kedang_testkit::{World, on_both_engines};

fn asked(person: &str) -> Notice {
    Notice::new("clash.asked", "/clashes").param("person", person)
}

async fn unread(world: &World, ctx: &Context) -> i64 {
    world.app.unread(ctx).await.unwrap().count
}

on_both_engines! {
    async fn who_is_told_finds_it_and_nobody_else(world: World) {
        let company = world.company().await;
        let (me, other) = (world.context("wangmin").await, world.context("sunjia").await);
        let to = [company.id("sunjia"), company.id("sunjia"), company.id("wangmin")];
        tell(&world, &me, asked("王敏").to(to)).await;
        assert_eq!(titles(&world, &other).await, ["王敏 就 一个客户 提出撞单申请"]);
        assert_eq!(inbox(&world, &me).await.len(), 0, "nobody is told what they do themselves");
        assert_eq!(titles(&world, &world.context("fangxin").await).await.len(), 0);
        let english = Context { locale: "en".to_owned(), ..other.clone() };
        assert_eq!(titles(&world, &english).await, ["王敏 asks about a clash over a customer"]);
        // What a job does for them they are told.
        let origin = Origin { channel: Channel::Job, ..me.origin.clone() };
        let job = Context { origin, ..me.clone() };
        tell(&world, &job, asked("王敏").to(to)).await;
        assert_eq!(inbox(&world, &me).await.len(), 1);
    }

    async fn nothing_is_told_of_what_did_not_happen(world: World) {
        let company = world.company().await;
        let me = world.context("wangmin").await;
        let other = world.context("sunjia").await;
        let mut work = world.app.begin(&me).await.unwrap();
        work.notify(asked("王敏").to([company.id("sunjia")]));
        // No evidence, no change, no notice.
        assert!(work.commit().await.is_err());
        for wrong in [
            Notice::new("no.such_kind", "/clashes").to([company.id("sunjia")]),
            Notice::new("clash.asked", "https://evil.example/").to([company.id("sunjia")]),
        ] {
            let mut work = world.app.begin(&me).await.unwrap();
            work.record(me.draft("test.tell"));
            work.notify(wrong);
            assert!(work.commit().await.is_err());
        }
        assert_eq!(inbox(&world, &other).await.len(), 0);
    }

    async fn the_same_is_told_once(world: World) {
        let company = world.company().await;
        let (me, other) = (world.context("wangmin").await, world.context("sunjia").await);
        let to = [company.id("sunjia")];
        for _ in 0..2 {
            tell(&world, &me, asked("王敏").to(to).once("clash|1")).await;
        }
        assert_eq!(unread(&world, &other).await, 1);
        tell(&world, &me, asked("王敏").to(to).once("clash|2")).await;
        tell(&world, &me, asked("王敏").to([company.id("lixiang")]).once("clash|1")).await;
        assert_eq!(unread(&world, &other).await, 2);
        assert_eq!(unread(&world, &world.context("lixiang").await).await, 1);
        for _ in 0..2 {
            tell(&world, &me, asked("王敏").to(to)).await;
        }
        assert_eq!(unread(&world, &other).await, 4, "without a key each counts");
    }

    async fn a_customer_out_of_sight_takes_its_notices_along(world: World) {
        let company = world.company().await;
        let seller = world.context("wangmin").await;
        let id = customer(&world, &seller, "华北秘泵").await;
        let notice = || asked("李翔").about(id).to([company.id("wangmin"), company.id("sunjia")]);
        tell(&world, &world.context("lixiang").await, notice()).await;
        let told = inbox(&world, &seller).await;
        assert_eq!(told[0].title, "李翔 就 华北秘泵 提出撞单申请");
        assert_eq!(told[0].notice.customer.as_ref().unwrap().0, id);
        // Who does not see the customer is told nothing, not even that there is something.
        let stranger = world.context("sunjia").await;
        assert_eq!((inbox(&world, &stranger).await.len(), unread(&world, &stranger).await), (0, 0));
        let missing = world.app.read_notice(&stranger, told[0].notice.id).await;
        assert!(matches!(missing, Err(AppError::NotFound)));
        // The customer goes to them: now they are told, and its owner of before no longer.
        let head = world.context("fangxin").await;
        let to = company.id("sunjia");
        world.app.assign_customer(&head, id, 1, to, "调整").await.unwrap();
        let stranger = world.context("sunjia").await;
        assert!(titles(&world, &stranger).await.contains(&told[0].title));
        assert!(!titles(&world, &seller).await.contains(&told[0].title));
        let theirs = inbox(&world, &stranger).await;
        let mine = told[0].notice.id;
        assert!(theirs.iter().all(|read| read.notice.id != mine));
        assert!(matches!(world.app.read_notice(&seller, mine).await, Err(AppError::NotFound)));
    }

    async fn reading_counts_down(world: World) {
        let company = world.company().await;
        let (me, other) = (world.context("wangmin").await, world.context("sunjia").await);
        for name in ["甲", "乙", "丙", "丁"] {
            tell(&world, &me, asked(name).to([company.id("sunjia")])).await;
            world.clock.advance(1_000);
        }
        let all = inbox(&world, &other).await;
        let id = |index: usize| all[index].notice.id;
        assert_eq!((all.len(), unread(&world, &other).await), (4, 4));
        assert!(all[0].title.starts_with('丁'), "the newest first");
        world.app.read_notice(&other, id(1)).await.unwrap();
        world.app.read_notice(&other, id(1)).await.unwrap();
        assert_eq!(unread(&world, &other).await, 3);
        let left = world.app.inbox(&other, true, None, 50).await.unwrap();
        assert_eq!(left.iter().map(|r| r.notice.id).collect::<Vec<_>>(), [id(0), id(2), id(3)]);
        // Page by page.
        let rest = world.app.inbox(&other, false, Some(id(1)), 1).await.unwrap();
        assert_eq!(rest[0].notice.id, id(2));
        // What came after what they saw stays unread.
        assert_eq!(world.app.read_notices(&other, id(2)).await.unwrap(), 2);
        assert_eq!(world.app.unread(&other).await.unwrap().newest, Some(id(0)));
        // Nobody reads for somebody else.
        assert!(matches!(world.app.read_notice(&me, id(0)).await, Err(AppError::NotFound)));
        assert_eq!(world.app.read_notices(&me, id(0)).await.unwrap(), 0);
        let nothing = NoticeId::new(world.app.fresh());
        assert!(matches!(world.app.read_notice(&other, nothing).await, Err(AppError::NotFound)));
        // Old ones go: what was read first.
        world.clock.advance(91 * 24 * 3_600_000);
        assert_eq!(world.app.clear_notices().await.unwrap(), 3);
        world.clock.advance(400 * 24 * 3_600_000);
        assert_eq!(world.app.clear_notices().await.unwrap(), 1);
    }
}
