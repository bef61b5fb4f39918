//! Every way to search the log finds what a naive reading of all entries finds.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_db::{Conn, Db, Sql};
use kedang_evidence::{Actor, Channel, Draft, Entry};
use kedang_storage::evidence::{self, Filter};
use kedang_testkit::on_both_engines;
use std::collections::BTreeSet;

const ACTIONS: [&str; 8] = [
    "customer.open",
    "customer.edit",
    "customer.export",
    "customers.list",
    "customer",
    "session.begin",
    "evidence.search",
    "customer.edit.bulk",
];

/// An entry that follows from its number. The clock goes back at every hundredth.
fn draft(n: i64) -> Draft {
    let at = 10_000 + n * 10 - if n % 100 == 99 { 5_000 } else { 0 };
    let actor = match n % 4 {
        0 => Actor::System("job.clear".to_owned()),
        rest => Actor::Person(format!("p{rest}")),
    };
    let action = ACTIONS[usize::try_from(n * n % 61 % 8).unwrap()];
    let draft = Draft::new(at, actor, Channel::Web, action);
    if n % 3 == 0 { draft } else { draft.customer(format!("c{}", n % 5)) }
}

fn naive(all: &[Draft], filter: &Filter, before: Option<i64>, limit: usize) -> Vec<i64> {
    let wanted = |draft: &Draft| {
        let person = match &draft.actor {
            Actor::Person(id) => Some(id.clone()),
            _ => None,
        };
        let action = |a: &String| draft.action == *a || draft.action.starts_with(&format!("{a}."));
        filter.person.as_ref().is_none_or(|p| person.as_ref() == Some(p))
            && filter.customer.as_ref().is_none_or(|c| draft.customer.as_ref() == Some(c))
            && filter.action.as_ref().is_none_or(action)
            && filter.from.is_none_or(|from| draft.at >= from)
            && filter.to.is_none_or(|to| draft.at < to)
    };
    (0..all.len())
        .rev()
        .filter(|n| wanted(&all[*n]))
        .map(|n| i64::try_from(n).unwrap())
        .filter(|n| before.is_none_or(|before| *n < before))
        .take(limit)
        .collect()
}

async fn write(db: &Db, drafts: &[Draft]) {
    let mut tx = db.begin().await.unwrap();
    evidence::append(&mut tx, drafts.to_vec()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn search(conn: &mut Conn, filter: &Filter, before: Option<i64>, limit: i64) -> Vec<i64> {
    let found = evidence::search(conn, filter, before, limit).await.unwrap();
    found
        .iter()
        .for_each(|s| assert_eq!(Entry::decode(&s.entry).unwrap().index(), s.seq.unsigned_abs()));
    found.iter().map(|s| s.seq).collect()
}

on_both_engines! {
    async fn every_filter_finds_what_a_naive_reading_finds(world: World) {
        let all: Vec<_> = (0..600).map(draft).collect();
        write(world.app.db(), &all).await;
        let mut conn = world.app.db().read().await.unwrap();
        let some = |text: &str| Some(text.to_owned());
        let mut found = 0;
        for person in [None, some("p1"), some("nobody")] {
            for customer in [None, some("c2")] {
                for action in [None, some("customer"), some("customer.edit"), some("custom")] {
                    for (from, to) in [
                        (None, None),
                        (Some(12_000), None),
                        (None, Some(12_000)),
                        (Some(11_000), Some(13_000)),
                        (Some(90_000), None),
                    ] {
                        let filter = Filter {
                            person: person.clone(),
                            customer: customer.clone(),
                            action: action.clone(),
                            from,
                            to,
                            ..Filter::default()
                        };
                        for before in [None, Some(300)] {
                            let naive = naive(&all, &filter, before, 7);
                            let hits = search(&mut conn, &filter, before, 7).await;
                            assert_eq!(hits, naive, "{filter:?} before {before:?}");
                            found += hits.len();
                        }
                    }
                }
            }
        }
        assert!(found > 500, "{found}");
    }

    async fn pages_follow_one_another(world: World) {
        let all: Vec<_> = (0..200).map(draft).collect();
        write(world.app.db(), &all).await;
        let mut conn = world.app.db().read().await.unwrap();
        let filter = Filter { action: Some("customer".to_owned()), ..Filter::default() };
        let (mut pages, mut before) = (Vec::new(), None);
        loop {
            let page = search(&mut conn, &filter, before, 9).await;
            let Some(last) = page.last() else { break };
            before = Some(*last);
            pages.extend(page);
        }
        assert_eq!(pages, naive(&all, &filter, None, 1_000));
        let newest = evidence::latest_of(&mut conn, "session.begin").await.unwrap().unwrap();
        let session = Filter { action: Some("session.begin".to_owned()), ..Filter::default() };
        assert_eq!(Some(&newest.seq), naive(&all, &session, None, 1).first());
        assert!(evidence::latest_of(&mut conn, "session").await.unwrap().is_none());
    }

    async fn ids_become_names(world: World) {
        let db = world.app.db();
        let id = |n: u8| format!("00000000-0000-7000-8000-0000000000{n:02}");
        let mut tx = db.begin().await.unwrap();
        for sql in [
            Sql::new(
                "INSERT INTO department (id, name, kind, custodian, position, active, \
                 created_at, version) VALUES ($1, '销售一组', 'sales', 0, 0, 1, 0, 1)",
            )
            .bind(id(1)),
            Sql::new(
                "INSERT INTO person (id, login, name, locale, active, password_hash, \
                 password_changed_at, must_change_password, totp_confirmed, totp_last_step, \
                 search, nonce, created_at, version) \
                 VALUES ($1, 'wangmin', '王敏', 'zh', 1, '', 0, 0, 0, 0, '', $2, 0, 1)",
            )
            .bind(id(2))
            .bind([0; 32]),
            Sql::new("INSERT INTO post (id, name, active, version) VALUES ($1, '销售员', 1, 1)")
                .bind(id(3)),
            Sql::new(
                "INSERT INTO role (id, code, name, builtin, permissions, version) \
                 VALUES ($1, 'x', '内勤', 0, '[]', 1)",
            )
            .bind(id(4)),
            Sql::new(
                "INSERT INTO customer (id, no, kind, name, template, owner_id, department_id, \
                 data, completeness, uncertain, created_at, created_by, updated_at, \
                 last_contact_at, version) VALUES ($1, 42, 'organization', '华北泵业', 'company', \
                 $2, $3, '{}', 0, 0, 0, $2, 0, 0, 1)",
            )
            .bind(id(5))
            .bind(id(2))
            .bind(id(1)),
        ] {
            tx.run_exactly(1, sql).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        let ids: BTreeSet<_> = (1..=6).map(id).collect();
        let names = evidence::names(&mut conn, &ids).await.unwrap();
        let house: Vec<_> = names.house.iter().map(|(id, name)| (id.clone(), &**name)).collect();
        assert_eq!(house, [(id(1), "销售一组"), (id(2), "王敏"), (id(3), "销售员"), (id(4), "内勤")]);
        let customer = ("KH0000042".to_owned(), "华北泵业".to_owned());
        assert_eq!(names.customers.into_iter().collect::<Vec<_>>(), [(id(5), customer)]);
        let of = async |conn: &mut Conn, code| evidence::customer_of_code(conn, code).await.unwrap();
        assert_eq!(of(&mut conn, "KH0000042").await, Some(id(5)));
        assert_eq!(of(&mut conn, "KH0000043").await, None);
        assert_eq!(of(&mut conn, "华北泵业").await, None);
        let nobody = evidence::names(&mut conn, &BTreeSet::new()).await.unwrap();
        assert!(nobody.house.is_empty() && nobody.customers.is_empty());
    }
}
