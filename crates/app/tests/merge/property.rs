//! Nothing is lost in a merge: generated files of customers are merged, changed and split again in
//! any order, and every table that names customers is compared with how it was.

use crate::{HOUR, kept, merge, register, report, values, version};
use kedang_app::customer::{Change, Draft, NewContact};
use kedang_app::merge::Merge;
use kedang_app::{AppError, Context};
use kedang_db::{Location, Sql};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::CustomerId;
use kedang_testkit::{Company, World, on_both_engines};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::json;
use std::collections::BTreeSet;

const PEOPLE: [&str; 3] = ["李强", "王芳", "周静"];
const MOBILES: [&str; 3] = ["13800000001", "13800000002", "13800000003"];
const ADDRESSES: [&str; 3] = ["北京路1号", "北京路1号3楼", "解放路9号"];
const STAGES: [&str; 2] = ["potential", "intent"];
const DUTIES: [&str; 2] = ["check", "visit"];

/// A file of a customer, by places in the lists above.
#[derive(Clone, Debug)]
struct File {
    address: Option<usize>,
    stage: Option<usize>,
    /// Name, mobile number, whether the post is known.
    contacts: Vec<(usize, usize, bool)>,
    /// With which contact, and how many hours ago.
    interactions: Vec<(usize, i64)>,
    doubts: BTreeSet<&'static str>,
    shared: bool,
    greeted: bool,
    wanted: bool,
    /// By which duty, by which day, and whether it is late.
    obliged: Vec<(usize, i64, bool)>,
}

/// Something that is done to the file that stands.
#[derive(Clone, Copy, Debug)]
enum Deed {
    Postcode(u32),
    Contact(usize),
    Report(i64),
    Doubt,
}

#[derive(Clone, Debug)]
struct Case {
    individuals: bool,
    files: Vec<File>,
    /// The third goes into the second first, which then goes into the first; otherwise both go into
    /// the first.
    chain: bool,
    deeds: Vec<Deed>,
    /// In which order it is tried to undo the mergings.
    undo: Vec<usize>,
}

fn file() -> impl Strategy<Value = File> {
    let of = |length: usize| prop::option::of(0..length);
    let contacts = prop::collection::vec((0..PEOPLE.len(), 0..MOBILES.len(), any::<bool>()), 0..3);
    let interactions = prop::collection::vec((0..4_usize, 1..60_i64), 0..4);
    let doubts = prop::sample::subsequence(vec!["address", "stage", "mobile"], 0..=3);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>());
    let obliged = prop::collection::vec((0..DUTIES.len(), 1..4_i64, any::<bool>()), 0..3);
    (of(ADDRESSES.len()), of(STAGES.len()), contacts, interactions, doubts, flags, obliged)
        .prop_map(
            |(
                address,
                stage,
                contacts,
                interactions,
                doubts,
                (shared, greeted, wanted),
                obliged,
            )| File {
                address,
                stage,
                contacts,
                interactions,
                doubts: doubts.into_iter().collect(),
                shared,
                greeted,
                wanted,
                obliged,
            },
        )
}

fn case() -> impl Strategy<Value = Case> {
    let deed = prop_oneof![
        (0..900_000_u32).prop_map(Deed::Postcode),
        (0..PEOPLE.len()).prop_map(Deed::Contact),
        (1..60_i64).prop_map(Deed::Report),
        Just(Deed::Doubt),
    ];
    let deeds = prop_oneof![Just(Vec::new()), prop::collection::vec(deed, 1..5)];
    let files = prop::collection::vec(file(), 2..=3);
    let undo = Just(vec![0, 1]).prop_shuffle();
    (any::<bool>(), files, any::<bool>(), deeds, undo).prop_map(
        |(individuals, files, chain, deeds, undo)| Case { individuals, files, chain, deeds, undo },
    )
}

/// Puts a file on file, with everything that is linked to it.
async fn filed(world: &World, company: &Company, individuals: bool, file: &File) -> CustomerId {
    let app = &world.app;
    world.clock.advance(HOUR);
    let ctx = &world.context("wangmin").await;
    let mut facts = Values::new();
    facts.extend(file.address.map(|at| ("address".to_owned(), json!(ADDRESSES[at]))));
    facts.extend(file.stage.map(|at| ("stage".to_owned(), json!(STAGES[at]))));
    let contacts = file.contacts.iter().map(|(name, mobile, post)| {
        let mut values = values([("mobile", json!(MOBILES[*mobile]))]);
        values.extend(post.then(|| ("post".to_owned(), json!("经理"))));
        NewContact { name: PEOPLE[*name].to_owned(), values, primary: false }
    });
    let (kind, template) = match individuals {
        true => (CustomerKind::Individual, "individual"),
        false => (CustomerKind::Organization, "company"),
    };
    let draft = Draft {
        kind,
        name: "华北泵业".to_owned(),
        template: template.to_owned(),
        owner: None,
        values: facts.clone(),
        contacts: contacts.collect(),
    };
    let id = register(app, ctx, draft).await;
    let contacts = crate::contacts(app, ctx, id).await;
    for (with, hours) in &file.interactions {
        report(app, ctx, id, contacts.get(*with).map(|one| one.1), *hours).await;
    }
    for field in &file.doubts {
        match contacts.first() {
            Some((_, contact)) if *field == "mobile" => {
                crate::doubt(app, ctx, id, field, Some(*contact)).await;
            }
            _ if facts.contains_key(*field) => crate::doubt(app, ctx, id, field, None).await,
            _ => {}
        }
    }
    if file.shared {
        crate::share(app, ctx, id, company.id("lixiang")).await;
    }
    if file.greeted {
        greet(world, id, None).await;
        for (_, contact) in &contacts {
            greet(world, id, Some(contact.to_string())).await;
        }
    }
    if file.wanted {
        want(world, company, id).await;
    }
    for (duty, day, late) in &file.obliged {
        crate::oblige(world, id, DUTIES[*duty], *day, *late).await;
    }
    id
}

/// Greetings of one occasion, so that merging doubles them.
async fn greet(world: &World, customer: CustomerId, contact: Option<String>) {
    let sql = "INSERT INTO greeting (id, customer_id, contact_id, whom, occasion, day, text, \
               state, created_at, version) \
               VALUES ($1, $2, $3, $4, 'birthday', '2026-12-01', '生日快乐', 'open', 0, 1)";
    let whom = contact.clone().unwrap_or_else(|| customer.to_string());
    let sql = Sql::new(sql).bind(world.app.fresh().to_string()).bind(customer.to_string());
    run(world, sql.bind(contact).bind(whom)).await;
}

/// Somebody met the customer and asked for it, and it was ruled before that another is another.
async fn want(world: &World, company: &Company, customer: CustomerId) {
    let sql = "INSERT INTO clash (id, customer_id, applicant_id, applicant_department_id, \
               owner_id, owner_department_id, wish, reason, kind, name, draft, agrees, state, \
               created_at, version) VALUES ($1, $2, $3, $4, $5, $6, 'ruling', '', 'organization', \
               '华北泵业', '{}', '[]', 'open', 0, 1)";
    let sql = Sql::new(sql)
        .bind(world.app.fresh().to_string())
        .bind(customer.to_string())
        .bind(company.id("sunjia").to_string())
        .bind(company.department("销售二组").to_string())
        .bind(company.id("wangmin").to_string())
        .bind(company.department("销售一组").to_string());
    run(world, sql).await;
    let sql = "INSERT INTO clash_pass (person_id, customer_id, name, credit_code, created_at) \
               VALUES ($1, $2, '华北泵厂', '', 0)";
    let sql = Sql::new(sql).bind(company.id("sunjia").to_string());
    run(world, sql.bind(customer.to_string())).await;
}

async fn run(world: &World, sql: Sql) {
    let mut tx = world.app.db().begin().await.unwrap();
    tx.run_exactly(1, sql).await.unwrap();
    tx.commit().await.unwrap();
}

async fn done(world: &World, to: CustomerId, deed: Deed) {
    let app = &world.app;
    world.clock.advance(HOUR);
    let head = world.context("chenlu").await;
    match deed {
        Deed::Postcode(n) => {
            let facts = values([("postcode", json!(format!("{:06}", 100_000 + n)))]);
            let change = Change { values: facts, ..Change::default() };
            let seen = version(app, &head, to).await;
            app.update_customer(&head, to, seen, &change).await.unwrap();
        }
        Deed::Contact(name) => {
            let (name, values) = (PEOPLE[name].to_owned(), Values::new());
            let new = NewContact { name, values, primary: false };
            app.create_contact(&head, to, new).await.unwrap();
        }
        Deed::Report(hours) => {
            let with = crate::contacts(app, &head, to).await.last().map(|one| one.1);
            report(app, &world.context("wangmin").await, to, with, hours).await;
        }
        Deed::Doubt => {
            // There may be nothing to doubt, or it is in doubt already.
            let fact = kedang_app::uncertain::Fact { field: "postcode".to_owned(), contact: None };
            let _ = app.mark_uncertain(&head, to, fact, "听说的").await;
        }
    }
}

/// Undoes the mergings, each as soon as it can be undone.
async fn split(world: &World, head: &Context, mut merges: Vec<Merge>, order: &[usize]) {
    let app = &world.app;
    merges = order.iter().filter_map(|at| merges.get(*at).cloned()).collect();
    while !merges.is_empty() {
        let mut left = Vec::new();
        let before = merges.len();
        for one in merges {
            let undone = match app.reload_customer(head, one.survivor).await {
                Ok(seen) => {
                    let seen = seen.customer.version;
                    app.undo_merge(head, one.survivor, one.id, seen, "不是同一家").await
                }
                Err(error) => Err(error),
            };
            match undone {
                Ok(_) => {}
                Err(AppError::NotFound | AppError::Conflict { code: "merge_not_last", .. }) => {
                    left.push(one);
                }
                Err(error) => unreachable!("{error:?}"),
            }
        }
        assert!(left.len() < before, "none of them can be undone");
        merges = left;
    }
}

/// The table and the id of a row.
fn key(row: &str) -> &str {
    row.split('|').next().unwrap_or(row)
}

/// Rows of tables of which each row has an id and belongs to a customer; but for what the
/// regulation lets a deed fulfil.
fn linked(rows: &[String]) -> Vec<String> {
    let fulfilled = |row: &str| {
        row.starts_with("obligation ")
            && !DUTIES.iter().any(|duty| row.contains(&format!("|{duty}|")))
    };
    let own = |row: &&String| {
        !row.starts_with("customer ") && !row.starts_with("value ") && !fulfilled(row)
    };
    rows.iter().filter(own).cloned().collect()
}

fn check_merged(case: &Case, before: &[String], merged: &[String]) {
    let there: BTreeSet<&str> = merged.iter().map(|row| key(row)).collect();
    for row in linked(before) {
        assert!(there.contains(key(&row)), "lost: {row} in {case:?}");
    }
}

fn check_split(case: &Case, before: &[String], after: &[String]) {
    let missing: Vec<_> = match case.deeds.is_empty() {
        true => {
            assert_eq!(after.len(), before.len(), "{case:?}");
            before.iter().filter(|row| !after.contains(row)).cloned().collect()
        }
        // What was done since stays; but nothing of what was there before.
        false => linked(before).into_iter().filter(|row| !after.contains(row)).collect(),
    };
    assert!(missing.is_empty(), "missing {missing:#?} in {case:?} after {after:#?}");
}

/// On each occasion a customer has one open greeting at most, and nobody who is put away has one.
async fn check_greetings(world: &World, customer: CustomerId) {
    let mut conn = world.app.db().read().await.unwrap();
    for (most, sql) in [
        (
            1,
            "SELECT count(*) FROM greeting WHERE customer_id = $1 AND state = 'open' \
             AND contact_id IS NULL",
        ),
        (
            0,
            "SELECT count(*) FROM greeting g JOIN contact k ON k.id = g.contact_id \
             WHERE g.customer_id = $1 AND g.state = 'open' AND k.removed_at IS NOT NULL",
        ),
    ] {
        let sql = Sql::new(sql).bind(customer.to_string());
        let open: i64 = conn.one(sql).await.unwrap().take().unwrap();
        assert!(open <= most, "{open} greetings");
    }
}

async fn facts_but_postcode(world: &World, ids: &[CustomerId]) -> Vec<Values> {
    let head = world.context("chenlu").await;
    let mut all = Vec::new();
    for id in ids {
        let mut values = world.app.reload_customer(&head, *id).await.unwrap().customer.values;
        values.remove("postcode");
        all.push(values);
    }
    all
}

async fn try_case(world: &World, company: &Company, case: &Case) {
    let mut ids = Vec::new();
    for file in &case.files {
        ids.push(filed(world, company, case.individuals, file).await);
    }
    let (before, facts) = (kept(world).await, facts_but_postcode(world, &ids).await);
    let app = &world.app;
    let mut merges = Vec::new();
    let steps: &[(usize, usize)] = match (ids.len(), case.chain) {
        (3, true) => &[(1, 2), (0, 1)],
        (3, false) => &[(0, 1), (0, 2)],
        _ => &[(0, 1)],
    };
    for (at, (survivor, other)) in steps.iter().enumerate() {
        world.clock.advance(HOUR);
        let head = world.context("chenlu").await;
        merges.push(merge(app, &head, ids[*survivor], ids[*other]).await);
        check_merged(case, &before, &kept(world).await);
        check_greetings(world, ids[*survivor]).await;
        for deed in case.deeds.iter().skip(at).step_by(steps.len()) {
            done(world, ids[*survivor], *deed).await;
        }
    }
    world.clock.advance(HOUR);
    let head = world.context("chenlu").await;
    split(world, &head, merges, &case.undo).await;
    check_split(case, &before, &kept(world).await);
    assert_eq!(facts_but_postcode(world, &ids).await, facts, "{case:?}");
}

on_both_engines! {
    async fn nothing_is_lost_whatever_is_merged(world: World) {
        let company = world.company().await;
        let cases = match world.location() {
            Location::File(_) => 40,
            Location::Url(_) => 6,
        };
        let mut runner = TestRunner::deterministic();
        for _ in 0..cases {
            let case = case().new_tree(&mut runner).unwrap().current();
            try_case(&world, &company, &case).await;
        }
    }
}
