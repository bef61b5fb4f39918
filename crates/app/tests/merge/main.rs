//! Merging two files of one customer and splitting them again, on both engines: nothing is lost,
//! everything comes back, and what is refused leaves all as it was.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod carry;
mod invalid;
mod obligation;
mod property;
mod refused;
mod split;
mod twin;
mod withdraw;

use kedang_app::clash::ask::Asking;
use kedang_app::customer::{Draft, NewContact};
use kedang_app::interaction::Report;
use kedang_app::merge::{Merge, Order};
use kedang_app::share::{NewShare, Until};
use kedang_app::uncertain::Fact;
use kedang_app::{App, Context};
use kedang_db::Sql;
use kedang_domain::clash::Wish;
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{ContactId, CustomerId, PersonId};
use kedang_domain::org::InteractionKind;
use kedang_testkit::World;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
const CODE: &str = "91350100M000100Y43";

fn values<const N: usize>(pairs: [(&str, Value); N]) -> Values {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

fn draft<const N: usize>(name: &str, facts: [(&str, Value); N]) -> Draft {
    Draft {
        kind: CustomerKind::Organization,
        name: name.to_owned(),
        template: "company".to_owned(),
        owner: None,
        values: values(facts),
        contacts: Vec::new(),
    }
}

fn person<const N: usize>(name: &str, facts: [(&str, Value); N]) -> Draft {
    let template = "individual".to_owned();
    Draft { kind: CustomerKind::Individual, template, ..draft(name, facts) }
}

fn contact(name: &str, mobile: &str, post: Option<&str>) -> NewContact {
    let mut facts = values([("mobile", json!(mobile))]);
    facts.extend(post.map(|post| ("post".to_owned(), json!(post))));
    NewContact { name: name.to_owned(), values: facts, primary: false }
}

async fn register(app: &App, ctx: &Context, draft: Draft) -> CustomerId {
    app.create_customer(ctx, &draft).await.unwrap().customer.id
}

async fn version(app: &App, ctx: &Context, id: CustomerId) -> i64 {
    app.reload_customer(ctx, id).await.unwrap().customer.version
}

async fn report(app: &App, ctx: &Context, id: CustomerId, with: Option<ContactId>, hours_ago: i64) {
    let report = Report {
        kind: InteractionKind::Call,
        direction: None,
        at: ctx.now - hours_ago * HOUR,
        contact: with,
        summary: format!("{hours_ago} 小时前"),
        detail: None,
    };
    app.create_interaction(ctx, id, report).await.unwrap();
}

async fn doubt(app: &App, ctx: &Context, id: CustomerId, field: &str, contact: Option<ContactId>) {
    let fact = Fact { field: field.to_owned(), contact };
    app.mark_uncertain(ctx, id, fact, "听说的").await.unwrap();
}

async fn share(app: &App, ctx: &Context, id: CustomerId, person: PersonId) {
    let until = Until::Instant(ctx.now + 30 * DAY);
    let share = NewShare { person, until, reason: "协助".to_owned() };
    app.create_share(ctx, id, share).await.unwrap();
}

async fn contacts(app: &App, ctx: &Context, id: CustomerId) -> Vec<(String, ContactId)> {
    let all = app.contacts(ctx, id).await.unwrap();
    all.into_iter().map(|one| (one.name, one.id)).collect()
}

async fn order(app: &App, ctx: &Context, other: CustomerId) -> Order {
    Order {
        other,
        other_version: version(app, ctx, other).await,
        choices: BTreeMap::new(),
        contacts: BTreeMap::new(),
        reason: "同一家".to_owned(),
    }
}

/// Merges as it is suggested.
async fn merge(app: &App, ctx: &Context, survivor: CustomerId, other: CustomerId) -> Merge {
    let order = order(app, ctx, other).await;
    let seen = version(app, ctx, survivor).await;
    app.merge_customers(ctx, survivor, seen, &order).await.unwrap()
}

async fn undo(app: &App, ctx: &Context, merge: &Merge) -> Merge {
    let seen = version(app, ctx, merge.survivor).await;
    app.undo_merge(ctx, merge.survivor, merge.id, seen, "不是同一家").await.unwrap()
}

/// Two files of one company, with everything that can be linked to a customer.
async fn twins(world: &World) -> (CustomerId, CustomerId) {
    let app = &world.app;
    let ctx = &world.context("wangmin").await;
    let colleague = world.context("lixiang").await.actor.person;
    let a = draft(
        "华北泵业有限公司",
        [
            ("credit_code", json!(CODE)),
            ("address", json!("北京路1号")),
            ("stage", json!("potential")),
            ("relation", json!(["end_customer"])),
        ],
    );
    let a = Draft {
        contacts: vec![contact("李强", "13800000001", None), contact("周静", "13800000003", None)],
        ..a
    };
    let a = register(app, ctx, a).await;
    world.clock.advance(HOUR);
    let ctx = &world.context("wangmin").await;
    let b = draft(
        "华北泵业",
        [
            ("address", json!("北京路1号3楼")),
            ("stage", json!("intent")),
            ("website", json!("https://huabei.example.com")),
            ("relation", json!(["dealer"])),
        ],
    );
    let b = Draft {
        contacts: vec![
            contact("李强", "13800000001", Some("经理")),
            contact("王芳", "13800000002", None),
        ],
        ..b
    };
    let b = register(app, ctx, b).await;
    let (ours, theirs) = (contacts(app, ctx, a).await, contacts(app, ctx, b).await);
    report(app, ctx, a, Some(ours[0].1), 20).await;
    report(app, ctx, b, Some(theirs[0].1), 5).await;
    report(app, ctx, b, Some(theirs[1].1), 6).await;
    report(app, ctx, b, None, 7).await;
    doubt(app, ctx, a, "stage", None).await;
    doubt(app, ctx, b, "address", None).await;
    doubt(app, ctx, b, "stage", None).await;
    doubt(app, ctx, b, "mobile", Some(theirs[0].1)).await;
    doubt(app, ctx, b, "mobile", Some(theirs[1].1)).await;
    share(app, ctx, a, colleague).await;
    share(app, ctx, b, colleague).await;
    greet(app, b, theirs[1].1).await;
    want_both(world).await;
    world.clock.advance(HOUR);
    (a, b)
}

/// A greeting that was prepared for a contact.
async fn greet(app: &App, customer: CustomerId, contact: ContactId) {
    let mut tx = app.db().begin().await.unwrap();
    let sql = "INSERT INTO greeting (id, customer_id, contact_id, whom, occasion, day, text, \
               state, created_at, version) \
               VALUES ('g', $1, $2, $2, 'birthday', '2026-12-01', '生日快乐', 'open', 0, 1)";
    let sql = Sql::new(sql).bind(customer.to_string()).bind(contact.to_string());
    tx.run_exactly(1, sql).await.unwrap();
    tx.commit().await.unwrap();
}

/// Somebody of another department met both, and asks who keeps them.
async fn want_both(world: &World) {
    let stranger = world.context("sunjia").await;
    let typed = draft("华北泵业有限公司", [("mobile", json!("13800000001"))]);
    let told = world.app.clashes(&stranger, &typed).await.unwrap();
    assert_eq!(told.len(), 2);
    for clash in told {
        let (wish, reason) = (Wish::Ruling, "客户来电询价".to_owned());
        let asking = Asking { draft: typed.clone(), reference: clash.reference, wish, reason };
        world.app.ask_clash(&stranger, asking).await.unwrap();
    }
}

/// Every table with customers in it, as it is; but for versions, and for the traces that a merging
/// and its undoing leave for good.
async fn kept(world: &World) -> Vec<String> {
    let mut conn = world.app.db().read().await.unwrap();
    let mut all = Vec::new();
    for sql in [
        "SELECT 'customer ' || no || '|' || id || '|' || kind || '|' || name || '|' || template \
         || '|' || owner_id || '|' || department_id || '|' || data || '|' || completeness || '|' \
         || uncertain || '|' || created_at || '|' || created_by || '|' || updated_at || '|' \
         || last_contact_at FROM customer ORDER BY no",
        "SELECT 'value ' || field || '|' || value || '|' || no FROM customer_value \
         ORDER BY no, field, value",
        "SELECT 'contact ' || id || '|' || customer_id || '|' || name || '|' || is_primary || '|' \
         || data || '|' || created_at || '|' || updated_at || '|' || coalesce(removed_at, 0) \
         FROM contact ORDER BY id",
        "SELECT 'share ' || id || '|' || customer_id || '|' || person_id || '|' || until || '|' \
         || coalesce(ended_at, 0) FROM customer_share ORDER BY id",
        "SELECT 'interaction ' || id || '|' || customer_id || '|' || coalesce(contact_id, '') \
         || '|' || at || '|' || summary || '|' || coalesce(removed_at, 0) FROM interaction \
         ORDER BY id",
        "SELECT 'mark ' || id || '|' || customer_id || '|' || coalesce(contact_id, '') || '|' \
         || field || '|' || coalesce(verified_by, '') || '|' || coalesce(verified_at, 0) || '|' \
         || coalesce(how, '') FROM uncertain_mark ORDER BY id",
        "SELECT 'event ' || id || '|' || customer_id || '|' || kind || '|' || subject || '|' \
         || detail FROM event WHERE kind NOT IN ('merge', 'unmerge') ORDER BY id",
        "SELECT 'greeting ' || id || '|' || customer_id || '|' || coalesce(contact_id, '') || '|' \
         || whom || '|' || state FROM greeting ORDER BY id",
        "SELECT 'clash ' || id || '|' || customer_id || '|' || owner_id || '|' || state FROM clash \
         ORDER BY id",
        "SELECT 'obligation ' || id || '|' || customer_id || '|' || subject_id || '|' || duty || '|' \
         || coalesce(department_id, '') || '|' || assignee_id || '|' || due_at || '|' || pending \
         || '|' || state || '|' || coalesce(remind_at, 0) || '|' || coalesce(closed_at, 0) \
         FROM obligation ORDER BY id",
        "SELECT 'pass ' || customer_id || '|' || person_id || '|' || name FROM clash_pass \
         ORDER BY customer_id, person_id",
        "SELECT 'absent ' || id FROM absent_customer ORDER BY id",
    ] {
        for mut row in conn.all(Sql::new(sql)).await.unwrap() {
            all.push(row.take::<String>().unwrap());
        }
    }
    all
}

/// Something that the customer's owner must do about it by a day of the calendar that the tests
/// have; no regulation knows of it, so that nothing else closes it.
async fn oblige(world: &World, customer: CustomerId, duty: &str, day: i64, late: bool) -> String {
    let id = world.app.fresh().to_string();
    let sql = "INSERT INTO obligation (id, key, duty, policy, clause, title_zh, title_en, \
               subject_kind, subject_id, customer_id, department_id, who, assignee_kind, \
               assignee_id, from_at, due_at, first_due_at, certain, opened_at, pending, state, \
               remind_at, version) SELECT $1, $1, $2, '1', '1.1', '核对', 'Check', 'customer', id, \
               id, department_id, 'owner', 'person', owner_id, 0, $3, $3, 1, 0, 1, $4, $3, 1 \
               FROM customer WHERE id = $5";
    let state = if late { "breached" } else { "open" };
    let sql = Sql::new(sql).bind(id.as_str()).bind(duty).bind(day * DAY).bind(state);
    let mut tx = world.app.db().begin().await.unwrap();
    tx.run_exactly(1, sql.bind(customer.to_string())).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// By which searches a customer is found.
async fn found(app: &App, ctx: &Context, text: &str) -> Vec<CustomerId> {
    let found = app.search_customers(ctx, text, 20).await.unwrap();
    found.into_iter().map(|one| one.customer.id).collect()
}

async fn count(world: &World, sql: &'static str) -> i64 {
    let mut conn = world.app.db().read().await.unwrap();
    conn.one(Sql::new(sql)).await.unwrap().take().unwrap()
}
