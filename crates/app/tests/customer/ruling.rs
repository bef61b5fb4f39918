//! Clashes that somebody asks to settle: who may what, what each side reads, what a ruling brings
//! about. tangbo of marketing owns; sunjia of sales asks; customer service rules.

use super::{CODE, clash as conflict, contact, denied, draft, entries, kept, log, stale, values};
use super::{refusal, refused};
use jiff::civil::date;
use kedang_app::clash::ask::Asking;
use kedang_app::clash::case::{ClashCase, ClashCounts, Reader};
use kedang_app::clash::decide::NewRuling;
use kedang_app::company::CompanyChange;
use kedang_app::customer::Draft;
use kedang_app::share::Until;
use kedang_app::{AppError, Context};
use kedang_domain::clash::{ClashDefault, ClashState, Ground, Ruling, Wish};
use kedang_domain::field::CustomerKind;
use kedang_domain::id::{ClashId, CustomerId};
use kedang_domain::permission::{Decision, Reason};
use kedang_evidence::Detail;
use kedang_testkit::{World, on_both_engines};
use serde_json::json;

/// The name on file, of which who asks must never read a letter that they did not type.
const FILED: &str = "南京华北泵业有限公司";
/// The same name as the applicant writes it.
const TYPED: &str = "南京華北泵業";
const NUMBER: &str = "13912345678";

async fn filed(world: &World) -> CustomerId {
    let filed = Draft {
        contacts: vec![contact("许恺", [("mobile", json!(NUMBER))])],
        ..draft(FILED, [("credit_code", json!(CODE)), ("address", json!("江宁区通达路664号"))])
    };
    world.app.create_customer(&world.context("tangbo").await, &filed).await.unwrap().customer.id
}

fn typed() -> Draft {
    draft(TYPED, [("mobile", json!("139 1234 5678"))])
}

async fn asking(world: &World, ctx: &Context, draft: &Draft, wish: Wish) -> Asking {
    let told = world.app.clashes(ctx, draft).await.unwrap().remove(0);
    let reason = "客户上周主动来电询价".to_owned();
    Asking { draft: draft.clone(), reference: told.reference, wish, reason }
}

/// sunjia asks about what tangbo has on file.
async fn asked(world: &World, wish: Wish) -> ClashCase {
    let sunjia = world.context("sunjia").await;
    let asking = asking(world, &sunjia, &typed(), wish).await;
    world.app.ask_clash(&sunjia, asking).await.unwrap()
}

fn ruling(ruling: Ruling) -> NewRuling {
    let until = (ruling == Ruling::Share).then(|| Until::Day(date(2026, 12, 31)));
    NewRuling { ruling, reason: "按制度裁定".to_owned(), until }
}

async fn rule(
    world: &World,
    login: &str,
    case: &ClashCase,
    new: NewRuling,
) -> Result<ClashCase, AppError> {
    let ctx = world.context(login).await;
    world.app.rule_clash(&ctx, case.case.id, case.case.version, new).await
}

async fn seen(world: &World, login: &str, id: ClashId) -> Option<ClashCase> {
    match world.app.clash_case(&world.context(login).await, id).await {
        Ok(case) => Some(case),
        Err(AppError::NotFound) => None,
        Err(error) => unreachable!("{error:?}"),
    }
}

async fn sees(world: &World, login: &str, id: CustomerId) -> bool {
    world.app.reload_customer(&world.context(login).await, id).await.is_ok()
}

/// What may be done, by name.
fn may(case: &ClashCase) -> Vec<&'static str> {
    let allowed = case.actions.iter().filter(|(_, answer)| *answer == Decision::Allow);
    allowed.map(|(name, _)| *name).collect()
}

async fn counts(world: &World, login: &str) -> ClashCounts {
    world.app.workbench(&world.context(login).await).await.unwrap().clashes
}

async fn policy(world: &World, default: ClashDefault) {
    let admin = world.context("admin").await;
    let version = world.app.company(&admin).await.unwrap().version;
    let change = CompanyChange { clash_default: Some(default), ..CompanyChange::default() };
    world.app.change_company(&admin, version, &change).await.unwrap();
}

on_both_engines! {
    async fn each_side_reads_what_is_theirs(world: World) {
        let company = world.company().await;
        let customer = filed(&world).await;
        let case = asked(&world, Wish::Ruling).await;
        let id = case.case.id;
        // Who asks: their own words, nothing of the customer.
        assert!(case.customer.is_none() && case.history.is_none() && case.proposal.is_none());
        assert_eq!(case.draft.as_ref().unwrap().name, TYPED);
        assert_eq!(case.case.agrees, ["name", "mobile"]);
        assert_eq!(may(&case), ["answer", "withdraw"]);
        // The other side at once: who, from where, why, about which of theirs; not what was typed.
        for login in ["tangbo", "luwei"] {
            let case = seen(&world, login, id).await.unwrap();
            assert_eq!(case.customer.as_ref().unwrap().id, customer);
            assert_eq!(case.case.applicant, (company.id("sunjia"), "孙佳".to_owned()));
            assert_eq!(case.case.applicant_department.1, "销售二组");
            assert_eq!(case.case.reason, "客户上周主动来电询价");
            assert!(case.draft.is_none() && case.proposal.is_none(), "{login}");
            assert_eq!(may(&case), ["answer", "settle"], "{login}");
        }
        // Who rules: both.
        for login in ["fangxin", "liuyun", "gaoyuan"] {
            let case = seen(&world, login, id).await.unwrap();
            assert!(case.customer.is_some() && case.draft.is_some(), "{login}");
            let proposal = case.proposal.unwrap();
            assert_eq!((proposal.ruling, proposal.ground), (Some(Ruling::Keep), Ground::FirstRegistrant));
            assert_eq!(may(&case), ["rule"], "{login}");
        }
        // For everybody else there is no such case, and none in lists and counts.
        for login in ["zhaolei", "qiaosen", "wangmin", "admin", "heqing", "jinhui"] {
            assert!(seen(&world, login, id).await.is_none(), "{login}");
            let ctx = world.context(login).await;
            for reader in [Reader::Applicant, Reader::Owner, Reader::Ruler] {
                let listed = world.app.clash_cases(&ctx, reader, None, None, 50).await.unwrap();
                assert!(listed.is_empty(), "{login} {reader:?}");
            }
            assert_eq!(counts(&world, login).await, ClashCounts::default(), "{login}");
        }
        let (one, none) = (|to_rule, asked, about_mine| ClashCounts { to_rule, asked, about_mine }, 0);
        assert_eq!(counts(&world, "sunjia").await, one(none, 1, none));
        assert_eq!(counts(&world, "tangbo").await, one(none, none, 1));
        assert_eq!(counts(&world, "luwei").await, one(none, none, 1), "a party rules nothing");
        assert_eq!(counts(&world, "liuyun").await, one(1, none, none));
        // The asking is on record, as part of the customer's history; so is the reading.
        let entry = log(&world, "clash.ask").await.remove(0);
        assert_eq!(entry.draft().customer, Some(customer.to_string()));
        assert_eq!(entry.draft().details["wish"], Detail::from("ruling"));
        let read = log(&world, "customer.open").await;
        let parts = read.iter().filter(|e| e.draft().details.get("part") == Some(&Detail::from("clash")));
        assert_eq!(parts.count(), 5);
    }

    async fn what_is_hidden_stays_hidden(world: World) {
        world.company().await;
        let customer = filed(&world).await;
        let sunjia = world.context("sunjia").await;
        let tangbo = world.context("tangbo").await;
        let mut told = String::new();
        let clashes = world.app.clashes(&sunjia, &typed()).await.unwrap();
        assert!(clashes[0].known.is_none());
        // Another draft has another reference: two of them do not tell that it is one file.
        let other = draft(TYPED, [("mobile", json!(NUMBER))]);
        let again = world.app.clashes(&sunjia, &other).await.unwrap();
        assert_ne!(again[0].reference, clashes[0].reference);
        let case = asked(&world, Wish::Ruling).await;
        let owner = seen(&world, "tangbo", case.case.id).await.unwrap();
        let answer = "这是我们的华北泵业";
        world.app.answer_clash(&tangbo, case.case.id, owner.case.version, answer).await.unwrap();
        let case = seen(&world, "sunjia", case.case.id).await.unwrap();
        let done = rule(&world, "fangxin", &case, ruling(Ruling::Keep)).await.unwrap();
        for case in [&case, &seen(&world, "sunjia", done.case.id).await.unwrap()] {
            assert!(case.customer.is_none() && case.history.is_none() && case.statements.is_empty());
        }
        // Nor does any list or search tell.
        for text in ["华北泵业", "南京华北泵业有限公司", NUMBER, CODE, "许恺", "hbby", "华北泵"] {
            let found = world.app.search_customers(&sunjia, text, 20).await.unwrap();
            assert!(found.is_empty(), "{text}");
        }
        let listed = world.app.clash_cases(&sunjia, Reader::Applicant, None, None, 50).await.unwrap();
        assert!(listed.iter().all(|one| one.customer.is_none()) && listed.len() == 1);
        let conditions = world.app.conditions(&sunjia, &["name:contains:泵业".to_owned()]).await.unwrap();
        assert_eq!(world.app.count_customers(&sunjia, &conditions).await.unwrap().count, 0);
        told.push_str(&format!("{:?}", world.app.workbench(&sunjia).await.unwrap()));
        assert!(!told.contains("华北泵业") && !told.contains(&customer.to_string()));
    }

    async fn what_does_not_fit_is_refused(world: World) {
        world.company().await;
        filed(&world).await;
        let (sunjia, tangbo) = (world.context("sunjia").await, world.context("tangbo").await);
        let good = asking(&world, &sunjia, &typed(), Wish::Ruling).await;
        let before = entries(&world).await;
        let ask = |ctx, asking| world.app.ask_clash(ctx, asking);
        // A reference is worth something with this draft and for this person only.
        let wangmin = world.context("wangmin").await;
        let theirs = refusal(ask(&wangmin, good.clone()).await);
        assert_eq!(theirs, ("/reference".to_owned(), "clash_unknown"));
        let other = Asking { draft: draft("南京华北泵业", []), ..good.clone() };
        assert_eq!(refusal(ask(&sunjia, other).await).1, "clash_unknown");
        let guessed = Asking { reference: "x".repeat(24), ..good.clone() };
        assert_eq!(refusal(ask(&sunjia, guessed).await).1, "clash_unknown");
        let silent = Asking { reason: " \n".to_owned(), ..good.clone() };
        assert_eq!(refusal(ask(&sunjia, silent).await), ("/reason".to_owned(), "required"));
        let odd = Asking { draft: draft("", [("stage", json!({}))]), ..good.clone() };
        let places: Vec<_> = refused(ask(&sunjia, odd).await).into_iter().map(|(at, _)| at).collect();
        assert_eq!(places, ["/customer/values/stage", "/customer/name"]);
        let auditor = world.context("heqing").await;
        let reason = denied(&world, &auditor, None, ask(&auditor, good.clone()).await).await;
        assert_eq!(reason, Reason::NotPermitted);
        // One's own customer is asked of nobody; one that is seen needs no share.
        let own = asking(&world, &tangbo, &typed(), Wish::Ruling).await;
        assert_eq!(refusal(ask(&tangbo, own).await), ("/reference".to_owned(), "clash_own"));
        let fangxin = world.context("fangxin").await;
        let seen = asking(&world, &fangxin, &typed(), Wish::Share).await;
        assert_eq!(refusal(ask(&fangxin, seen).await), ("/wish".to_owned(), "clash_seen"));
        assert_eq!(entries(&world).await, before + 1, "the refusal");
        // One at a time.
        ask(&sunjia, good.clone()).await.unwrap();
        assert_eq!(conflict(ask(&sunjia, good).await).0, "clash_open_already");
    }

    async fn who_asks_too_often_waits(world: World) {
        world.company().await;
        filed(&world).await;
        let sunjia = world.context("sunjia").await;
        for _ in 0..20 {
            let case = asked(&world, Wish::Share).await.case;
            world.app.withdraw_clash(&sunjia, case.id, case.version).await.unwrap();
        }
        let more = asking(&world, &sunjia, &typed(), Wish::Share).await;
        let result = world.app.ask_clash(&sunjia, more.clone()).await;
        assert!(matches!(result, Err(AppError::RateLimited { .. })), "{result:?}");
        world.clock.advance(25 * 3_600_000);
        let later = world.context("sunjia").await;
        assert!(world.app.ask_clash(&later, more).await.is_ok());
    }

    async fn a_party_does_not_rule(world: World) {
        world.company().await;
        let customer = filed(&world).await;
        let case = asked(&world, Wish::Ruling).await;
        let liuyun = world.context("liuyun").await;
        let own = asking(&world, &liuyun, &typed(), Wish::Ruling).await;
        let own = world.app.ask_clash(&liuyun, own).await.unwrap();
        let before = kept(&world).await;
        // luwei leads marketing, to which the customer belongs: she could rule any other.
        for (login, why) in [
            ("luwei", Reason::PartyToTheClash),
            ("tangbo", Reason::NotPermitted),
            ("sunjia", Reason::NotPermitted),
        ] {
            let ctx = world.context(login).await;
            let result = rule(&world, login, &case, ruling(Ruling::Transfer)).await;
            assert_eq!(denied(&world, &ctx, Some(customer), result).await, why, "{login}");
        }
        let result = rule(&world, "qiaosen", &case, ruling(Ruling::Transfer)).await;
        assert!(matches!(result, Err(AppError::NotFound)), "{result:?}");
        // Nor does a ruler who asks for themself, or owns it.
        let result = rule(&world, "liuyun", &own, ruling(Ruling::Transfer)).await;
        let reason = denied(&world, &liuyun, Some(customer), result).await;
        assert_eq!(reason, Reason::PartyToTheClash);
        let result = rule(&world, "liuyun", &case, ruling(Ruling::Keep)).await;
        assert_eq!(conflict(result).0, "clash_asked_too");
        // Each side's own way out is not the other's.
        for (login, withdraws) in [("tangbo", true), ("fangxin", true), ("sunjia", false)] {
            let ctx = world.context(login).await;
            let (id, version) = (case.case.id, case.case.version);
            let result = match withdraws {
                true => world.app.withdraw_clash(&ctx, id, version).await,
                false => {
                    let until = Until::Day(date(2026, 12, 31));
                    world.app.settle_clash(&ctx, id, version, until, "x".to_owned()).await
                }
            };
            let _ = denied(&world, &ctx, Some(customer), result).await;
        }
        assert_eq!(kept(&world).await, before);
    }

    async fn a_transfer_gives_the_customer(world: World) {
        let company = world.company().await;
        let customer = filed(&world).await;
        let case = asked(&world, Wish::Ruling).await;
        assert!(!sees(&world, "sunjia", customer).await);
        // An information specialist may not assign customers otherwise; a ruling carries its effect.
        let ruled = rule(&world, "liuyun", &case, ruling(Ruling::Transfer)).await.unwrap();
        assert_eq!((ruled.case.state, ruled.case.ruling), (ClashState::Ruled, Some(Ruling::Transfer)));
        assert!(may(&ruled).is_empty() && ruled.proposal.is_none());
        let now = seen(&world, "sunjia", case.case.id).await.unwrap();
        assert_eq!(now.customer.as_ref().unwrap().owner, company.id("sunjia"));
        assert_eq!(now.customer.unwrap().department, company.department("销售二组"));
        assert!(!sees(&world, "tangbo", customer).await);
        // Who owned it still reads what became of it, but not the customer.
        let former = seen(&world, "tangbo", case.case.id).await.unwrap();
        assert!(former.customer.is_none() && former.history.is_none());
        assert_eq!(former.case.ruling_reason.as_deref(), Some("按制度裁定"));
        let entry = log(&world, "clash.rule").await.remove(0);
        assert_eq!(entry.draft().details["ruling"], Detail::from("transfer"));
        assert_eq!(entry.draft().details["proposed"], Detail::from("keep"));
        assert_eq!(log(&world, "customer.assign").await.len(), 1);
        // What is over is over.
        let over = rule(&world, "fangxin", &ruled, ruling(Ruling::Keep)).await;
        assert_eq!(conflict(over).0, "clash_over");
    }

    async fn a_share_ends_on_its_day(world: World) {
        world.company().await;
        let customer = filed(&world).await;
        let case = asked(&world, Wish::Share).await;
        let endless = NewRuling { until: None, ..ruling(Ruling::Share) };
        let result = rule(&world, "fangxin", &case, endless).await;
        assert_eq!(refusal(result), ("/until".to_owned(), "required"));
        let ruled = rule(&world, "fangxin", &case, ruling(Ruling::Share)).await.unwrap();
        assert!(ruled.case.until.is_some());
        assert!(sees(&world, "sunjia", customer).await && sees(&world, "tangbo", customer).await);
        world.clock.advance(60 * 24 * 3_600_000);
        assert!(!sees(&world, "sunjia", customer).await);
    }

    async fn an_owner_settles_by_sharing(world: World) {
        world.company().await;
        let customer = filed(&world).await;
        let case = asked(&world, Wish::Ruling).await.case;
        let tangbo = world.context("tangbo").await;
        let until = |day| Until::Day(date(2026, 12, day));
        let stale_by = world.app.settle_clash(&tangbo, case.id, 7, until(31), "一起做".to_owned());
        assert_eq!(stale(stale_by.await), 1);
        // A program needs the right by name.
        let mut program = world.context("tangbo").await;
        program.token = Some(kedang_domain::id::AccessTokenId::new(world.app.fresh()));
        let result = world.app.settle_clash(&program, case.id, 1, until(31), "一起做".to_owned()).await;
        assert_eq!(denied(&world, &program, Some(customer), result).await, Reason::NotPermitted);
        let settled = world.app.settle_clash(&tangbo, case.id, 1, until(31), "一起做".to_owned());
        assert_eq!(settled.await.unwrap().case.state, ClashState::Settled);
        assert!(sees(&world, "sunjia", customer).await);
        assert_eq!(log(&world, "clash.settle").await.len(), 1);
        assert_eq!(log(&world, "customer.share").await.len(), 2, "and the refusal");
    }

    async fn two_customers_are_two(world: World) {
        world.company().await;
        filed(&world).await;
        let sunjia = world.context("sunjia").await;
        let alike = conflict(world.app.create_customer(&sunjia, &typed()).await);
        assert_eq!(alike.0, "customer_alike_elsewhere");
        let case = asked(&world, Wish::Ruling).await;
        rule(&world, "fangxin", &case, ruling(Ruling::Distinct)).await.unwrap();
        // This name for this person, and nothing else.
        let other = draft("南京华北泵业有限公司", [("mobile", json!(NUMBER))]);
        assert_eq!(conflict(world.app.create_customer(&sunjia, &other).await).0, "customer_alike_elsewhere");
        let zhouyang = world.context("zhouyang").await;
        assert_eq!(conflict(world.app.create_customer(&zhouyang, &typed()).await).0, "customer_alike_elsewhere");
        assert!(world.app.clashes(&sunjia, &typed()).await.unwrap().is_empty());
        assert!(world.app.create_customer(&sunjia, &typed()).await.is_ok());
        // One code is one company, whoever rules.
        let coded = Draft { values: values([("credit_code", json!(CODE))]), ..typed() };
        let asking = asking(&world, &zhouyang, &coded, Wish::Ruling).await;
        let case = world.app.ask_clash(&zhouyang, asking).await.unwrap();
        let result = rule(&world, "fangxin", &case, ruling(Ruling::Distinct)).await;
        assert_eq!(refusal(result), ("/ruling".to_owned(), "clash_one_by_law"));
    }

    async fn both_sides_are_heard(world: World) {
        world.company().await;
        filed(&world).await;
        let case = asked(&world, Wish::Ruling).await.case;
        let sunjia = world.context("sunjia").await;
        world.app.answer_clash(&sunjia, case.id, 1, "有来电记录").await.unwrap();
        world.clock.advance(60_000);
        let tangbo = world.context("tangbo").await;
        world.app.answer_clash(&tangbo, case.id, 2, "一直由我跟进").await.unwrap();
        // Whoever rules has read both.
        let early = seen(&world, "sunjia", case.id).await.unwrap();
        let unread = ClashCase { case: kedang_app::clash::case::Case { version: 1, ..early.case }, ..early };
        assert_eq!(stale(rule(&world, "fangxin", &unread, ruling(Ruling::Keep)).await), 3);
        let said = |case: ClashCase| case.statements.into_iter().map(|s| (s.of_applicant, s.text)).collect::<Vec<_>>();
        let (first, second) = ((true, "有来电记录".to_owned()), (false, "一直由我跟进".to_owned()));
        let all = vec![first.clone(), second];
        for login in ["tangbo", "luwei", "fangxin"] {
            assert_eq!(said(seen(&world, login, case.id).await.unwrap()), all, "{login}");
        }
        assert_eq!(said(seen(&world, "sunjia", case.id).await.unwrap()), [first]);
        let empty = world.app.answer_clash(&sunjia, case.id, 3, " ").await;
        assert_eq!(refusal(empty), ("/text".to_owned(), "required"));
        let long = world.app.answer_clash(&sunjia, case.id, 3, &"长".repeat(1_001)).await;
        assert_eq!(refusal(long), ("/text".to_owned(), "too_long"));
        let withdrawn = world.app.withdraw_clash(&sunjia, case.id, 3).await.unwrap();
        assert_eq!(withdrawn.case.state, ClashState::Withdrawn);
        assert_eq!(conflict(world.app.answer_clash(&tangbo, case.id, 4, "x").await).0, "clash_over");
    }

    async fn the_policy_proposes(world: World) {
        let company = world.company().await;
        let customer = filed(&world).await;
        let case = asked(&world, Wish::Ruling).await.case;
        world.clock.advance(100 * 24 * 3_600_000);
        policy(&world, ClashDefault::ActiveOwner).await;
        let proposal = seen(&world, "fangxin", case.id).await.unwrap().proposal.unwrap();
        assert_eq!((proposal.ruling, proposal.ground), (Some(Ruling::Transfer), Ground::OwnerSilent));
        assert_eq!(log(&world, "company.change").await[0].draft().details["clash_default.after"], Detail::from("active_owner"));
        // Another owner while it waits: the other side is another.
        let fangxin = world.context("fangxin").await;
        let version = world.app.reload_customer(&fangxin, customer).await.unwrap().customer.version;
        let to = company.id("lixiang");
        world.app.assign_customer(&fangxin, customer, version, to, "调整").await.unwrap();
        assert!(seen(&world, "tangbo", case.id).await.is_none());
        assert!(seen(&world, "lixiang", case.id).await.is_some());
        // Both sides are below the sales director now: where the policy says so he rules.
        assert_eq!(counts(&world, "qiaosen").await, ClashCounts { about_mine: 1, ..ClashCounts::default() });
        policy(&world, ClashDefault::HeadDecides).await;
        let headed = seen(&world, "qiaosen", case.id).await.unwrap();
        assert_eq!(headed.proposal.unwrap().ground, Ground::HeadDecides);
        assert_eq!(counts(&world, "qiaosen").await, ClashCounts { to_rule: 1, about_mine: 1, asked: 0 });
        let qiaosen = world.context("qiaosen").await;
        let waits = world.app.clash_cases(&qiaosen, Reader::Ruler, Some(true), None, 50).await.unwrap();
        assert_eq!(waits.len(), 1);
        let ruled = rule(&world, "qiaosen", &headed, ruling(Ruling::Keep)).await.unwrap();
        assert_eq!(ruled.case.ruling, Some(Ruling::Keep));
        // The days have their limits, and a salesperson no say.
        let (admin, seller) = (world.context("admin").await, world.context("tangbo").await);
        let now = world.app.company(&admin).await.unwrap().version;
        let days = |days| CompanyChange { clash_active_days: Some(days), ..CompanyChange::default() };
        for wrong in [0, 3_651] {
            let result = world.app.change_company(&admin, now, &days(wrong)).await;
            assert_eq!(refusal(result), ("/clash_active_days".to_owned(), "days_range"));
        }
        assert_eq!(super::reason(world.app.change_company(&seller, now, &days(30)).await), Reason::NotPermitted);
        assert_eq!(world.app.change_company(&admin, now, &days(30)).await.unwrap().clash.active_days, 30);
    }

    async fn a_customer_given_to_who_asked_settles_it(world: World) {
        let company = world.company().await;
        let customer = filed(&world).await;
        let case = asked(&world, Wish::Ruling).await.case;
        let fangxin = world.context("fangxin").await;
        let to = company.id("sunjia");
        world.app.assign_customer(&fangxin, customer, 1, to, "调整").await.unwrap();
        let settled = seen(&world, "sunjia", case.id).await.unwrap();
        assert_eq!((settled.case.state, settled.case.ruling), (ClashState::Settled, Some(Ruling::Transfer)));
    }

    async fn individuals_clash_too(world: World) {
        world.company().await;
        let one = |name: &str, mobile: &str| Draft {
            kind: CustomerKind::Individual,
            template: "individual".to_owned(),
            ..draft(name, [("mobile", json!(mobile))])
        };
        let (tangbo, sunjia) = (world.context("tangbo").await, world.context("sunjia").await);
        world.app.create_customer(&tangbo, &one("吴海涛", NUMBER)).await.unwrap();
        let typed = one("吳海濤", "139-1234-5678");
        let told = world.app.clashes(&sunjia, &typed).await.unwrap();
        assert_eq!(told.len(), 1);
        assert!(told[0].known.is_none());
        assert_eq!(told[0].agrees, ["name", "mobile"]);
        assert_eq!(conflict(world.app.create_customer(&sunjia, &typed).await).0, "customer_alike_elsewhere");
        // Neither the name alone nor the number alone tells anything.
        for other in [one("吴海涛", "13800000000"), one("吴海", NUMBER), one("吴海涛", "1391234")] {
            assert!(world.app.clashes(&sunjia, &other).await.unwrap().is_empty(), "{}", other.name);
        }
        assert!(world.app.create_customer(&sunjia, &one("吴海涛", "13800000000")).await.is_ok());
        let known = world.app.clashes(&tangbo, &typed).await.unwrap();
        assert_eq!(known[0].known.as_ref().unwrap().name, "吴海涛");
        // The ruling holds for individuals as it does for companies.
        let asking = asking(&world, &sunjia, &typed, Wish::Ruling).await;
        let case = world.app.ask_clash(&sunjia, asking).await.unwrap();
        rule(&world, "fangxin", &case, ruling(Ruling::Distinct)).await.unwrap();
        assert!(world.app.create_customer(&sunjia, &typed).await.is_ok());
    }
}
