//! Obligations: a year of ten rules over all customers, opened and fulfilled through the program,
//! beside the bare SQL of the same rows, and the first page of one person among them.
//!
//! Every day of the year things happen to some customers; most of what that asks for is done two
//! days later, some never. Each transaction holds [`EACH`] entries, as an import or a bulk change
//! does.

use crate::Failure;
use crate::generate::{Account, Company, app, context, open};
use crate::process::Place;
use kedang_app::obligation::Filter;
use kedang_app::{App, Context, InForce};
use kedang_db::{Db, Engine, Sql};
use kedang_policy::{CompanyPack, Regulation};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// Rules, each for its own occasion.
const KINDS: [&str; 10] = [
    "first_contact",
    "visit",
    "contract_signed",
    "contact_replaced",
    "address_changed",
    "new_deal",
    "deal_ended",
    "complaint",
    "cooperation_changed",
    "bad_news",
];
const DAYS: usize = 365;
const DAY: i64 = 24 * 3_600_000;
/// Entries in one transaction.
const EACH: usize = 200;
/// Of so many, one is left undone.
const LEFT: usize = 20;
/// Rows that are written by bare SQL.
const BARE: i64 = 50_000;
/// Looks at the first page.
const LOOKS: usize = 200;

/// What was measured.
#[derive(Clone, Copy, Debug)]
pub struct Duties {
    /// Obligations that were opened.
    pub opened: usize,
    /// Opened in a second, with their entries of the log.
    pub opening: f64,
    /// The entries of the log alone, in a second.
    pub entries: f64,
    /// The same rows inserted by bare SQL, in a second.
    pub inserting: f64,
    /// Fulfilled in a second, with their entries of the log.
    pub closing: f64,
    /// The same rows updated by bare SQL, in a second.
    pub updating: f64,
    /// What one person has to do in the end.
    pub pending: i64,
    /// The first page of that person, half of the looks and 99 of 100.
    pub desk: (Duration, Duration),
}

impl Duties {
    /// As a few lines.
    #[must_use]
    pub fn lines(&self) -> String {
        format!(
            "obligations: {} opened at {:.0}/s (the entries of the log alone {:.0}/s), bare \
             inserts {:.0}/s, ratio {:.2}\n\
             fulfilled at {:.0}/s, bare updates {:.0}/s, ratio {:.2}\n\
             workbench of a person with {} obligations: p50 {:.1} ms, p99 {:.1} ms",
            self.opened,
            self.opening,
            self.entries,
            self.inserting,
            self.opening / self.inserting,
            self.closing,
            self.updating,
            self.closing / self.updating,
            self.pending,
            self.desk.0.as_secs_f64() * 1_000.0,
            self.desk.1.as_secs_f64() * 1_000.0,
        )
    }
}

impl Duties {
    /// The same, for programs.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::json!({
            "opened": self.opened,
            "opened_per_second": self.opening,
            "entries_per_second": self.entries,
            "bare_inserts_per_second": self.inserting,
            "closed_per_second": self.closing,
            "bare_updates_per_second": self.updating,
            "pending": self.pending,
            "workbench_p50_ms": self.desk.0.as_secs_f64() * 1_000.0,
            "workbench_p99_ms": self.desk.1.as_secs_f64() * 1_000.0,
        })
    }
}

/// A regulation of the ten rules and nothing else.
fn regulation() -> Result<Regulation, Failure> {
    let mut text = String::from(
        "[pack]\ncode = \"own\"\nversion = \"1\"\ntitle = { zh = \"测量\", en = \"Measuring\" }\n\
         base = []\n\n[[chapter]]\nfrom = \"1.1\"\ntitle = { zh = \"一\", en = \"One\" }\n",
    );
    let mut duties = String::new();
    for (index, kind) in KINDS.iter().enumerate() {
        let number = format!("1.{}", index + 1);
        text.push_str(&format!(
            "\n[[clause]]\nnumber = \"{number}\"\nzh = \"补录\"\nen = \"Enter it\"\n\
             met = \"enforced\"\nby = [\"obligation\"]\n"
        ));
        duties.push_str(&format!(
            "\n[[duty]]\nkey = \"{kind}\"\nclause = \"{number}\"\n\
             title = {{ zh = \"补录\", en = \"Enter it\" }}\non = \"customer_event.report\"\n\
             when = {{ kind = \"{kind}\" }}\nabout = \"customer\"\ndue = \"72 hours\"\n\
             who = \"owner\"\nclosed_by = \"interaction.create\"\n\
             closed_when = {{ kind = \"{kind}\" }}\n",
        ));
    }
    text.push_str(&duties);
    let pack = CompanyPack::read(&text).map_err(|faults| format!("{faults:?}"))?;
    Ok(Regulation::compile(&pack, &[]).map_err(|faults| format!("{faults:?}"))?)
}

/// Something that happens to a customer: which customer, by which rule.
type Event = (usize, &'static str);

/// What happens on a day: over the year, each rule once to every customer.
fn events(customers: usize, day: usize) -> Vec<Event> {
    let mut found = Vec::new();
    for (rule, kind) in KINDS.iter().enumerate() {
        // Each rule begins the year with other customers.
        let at = (day + rule * 36) % DAYS;
        found.extend((customers * at / DAYS..customers * (at + 1) / DAYS).map(|n| (n, *kind)));
    }
    found
}

/// Lets entries of one action be written, and says how long that took.
async fn record(
    app: &App,
    ctx: &Context,
    action: &str,
    events: &[Event],
    customers: &[String],
) -> Result<Duration, Failure> {
    let begun = Instant::now();
    for chunk in events.chunks(EACH) {
        let mut work = app.begin(ctx).await?;
        for (customer, kind) in chunk {
            let Some(id) = customers.get(*customer) else { continue };
            let entry = work.draft(action).customer(id.as_str()).detail("kind", *kind);
            work.record(entry);
        }
        work.commit().await?;
    }
    Ok(begun.elapsed())
}

/// Measures obligations on the company that was made.
///
/// # Errors
/// What the database or the program says.
pub async fn measure(
    place: &Place,
    company: &Company,
    obligated: usize,
) -> Result<Duties, Failure> {
    let db = open(place).await?;
    let app = app(&db, place);
    let mut ctx = context(&app, &company.custodian).await?;
    ctx.regulation = Arc::new(InForce::of(regulation()?));
    let customers = ids(&db, obligated).await?;
    let begin = ctx.now - i64::try_from(DAYS)? * DAY;
    let (mut opened, mut closed) = (0, 0);
    let (mut opening, mut closing) = (Duration::ZERO, Duration::ZERO);
    for day in 0..DAYS + 2 {
        ctx.now = begin + i64::try_from(day)? * DAY;
        if day < DAYS {
            let today = events(customers.len(), day);
            opening += record(&app, &ctx, "customer_event.report", &today, &customers).await?;
            opened += today.len();
        }
        if let Some(before) = day.checked_sub(2) {
            let mut done = events(customers.len(), before);
            done.retain(|(customer, _)| customer % LEFT != 0);
            closing += record(&app, &ctx, "interaction.create", &done, &customers).await?;
            closed += done.len();
        }
    }
    let mut tx = db.begin().await?;
    tx.run(Sql::new("ANALYZE")).await?;
    tx.commit().await?;
    // An action that no duty has to do with.
    let some = events(customers.len(), 0);
    let alone = record(&app, &ctx, "customer.open", &some, &customers).await?;
    let (inserting, updating) = bare(&db).await?;
    let (pending, desk) = desk(&app, &company.seller).await?;
    db.close().await;
    let rate = |count: usize, took: Duration| count as f64 / took.as_secs_f64().max(0.001);
    Ok(Duties {
        opened,
        opening: rate(opened, opening),
        entries: rate(some.len(), alone),
        inserting,
        closing: rate(closed, closing),
        updating,
        pending,
        desk,
    })
}

async fn ids(db: &Db, limit: usize) -> Result<Vec<String>, Failure> {
    let mut conn = db.read().await?;
    let sql = Sql::new("SELECT id FROM customer ORDER BY no LIMIT $1").bind(i64::try_from(limit)?);
    let rows = conn.all(sql).await?;
    Ok(rows.into_iter().map(|mut row| row.take()).collect::<Result<_, _>>()?)
}

/// Inserts and updates copies of obligations in a table with the same indexes, by as many rows in
/// one transaction as the program does; rows per second of either.
async fn bare(db: &Db) -> Result<(f64, f64), Failure> {
    copy_table(db).await?;
    let ids: Vec<String> = {
        let mut conn = db.read().await?;
        let sql = Sql::new("SELECT id FROM obligation ORDER BY opened_at, id LIMIT $1").bind(BARE);
        let rows = conn.all(sql).await?;
        rows.into_iter().map(|mut row| row.take()).collect::<Result<_, _>>()?
    };
    let begun = Instant::now();
    for chunk in ids.chunks(EACH) {
        let mut sql =
            Sql::new("INSERT INTO bare_obligation SELECT * FROM obligation WHERE id IN (");
        sql.list(chunk.iter().map(String::as_str)).push(")");
        let mut tx = db.begin().await?;
        tx.run(sql).await?;
        tx.commit().await?;
    }
    let inserted = begun.elapsed();
    let begun = Instant::now();
    for chunk in ids.chunks(EACH) {
        let mut tx = db.begin().await?;
        for id in chunk {
            let sql = "UPDATE bare_obligation SET pending = 1 - pending, state = 'kept', \
                       closed_at = 1, closed_by = 1, remind_at = NULL, version = version + 1 \
                       WHERE id = $1";
            tx.run(Sql::new(sql).bind(id)).await?;
        }
        tx.commit().await?;
    }
    let updated = begun.elapsed();
    let mut tx = db.begin().await?;
    tx.run(Sql::new("DROP TABLE bare_obligation")).await?;
    tx.commit().await?;
    let rate = |took: Duration| ids.len() as f64 / took.as_secs_f64().max(0.001);
    Ok((rate(inserted), rate(updated)))
}

/// A table like that of obligations, with as many indexes on the same columns.
async fn copy_table(db: &Db) -> Result<(), Failure> {
    let mut tx = db.begin().await?;
    tx.run(Sql::new("DROP TABLE IF EXISTS bare_obligation")).await?;
    if db.engine() == Engine::Postgres {
        let sql = "CREATE TABLE bare_obligation (LIKE obligation INCLUDING ALL)";
        tx.run(Sql::new(sql)).await?;
        tx.commit().await?;
        return Ok(());
    }
    tx.run(Sql::new("CREATE TABLE bare_obligation AS SELECT * FROM obligation LIMIT 0")).await?;
    for index in [
        "CREATE UNIQUE INDEX bare_obligation_id ON bare_obligation (id)",
        "CREATE UNIQUE INDEX bare_obligation_key ON bare_obligation (key)",
        "CREATE INDEX bare_obligation_assignee ON bare_obligation (assignee_id, pending, due_at, id)",
        "CREATE INDEX bare_obligation_department ON bare_obligation (department_id, pending, due_at, id)",
        "CREATE INDEX bare_obligation_customer ON bare_obligation (customer_id, pending, due_at)",
        "CREATE INDEX bare_obligation_subject ON bare_obligation (subject_id, pending, duty)",
        "CREATE INDEX bare_obligation_due ON bare_obligation (state, due_at, id)",
        "CREATE INDEX bare_obligation_pending ON bare_obligation (pending, due_at, id)",
        "CREATE INDEX bare_obligation_remind ON bare_obligation (remind_at) WHERE remind_at IS NOT NULL",
    ] {
        tx.run(Sql::new(index)).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// How much a person has to do, and how long all that their first page asks for takes.
async fn desk(app: &App, account: &Account) -> Result<(i64, (Duration, Duration)), Failure> {
    let mine = Filter { mine: true, ..Filter::default() };
    let pending = Filter {
        states: vec![
            kedang_domain::obligation::ObligationState::Open,
            kedang_domain::obligation::ObligationState::Breached,
        ],
        ..mine.clone()
    };
    let mut times = Vec::with_capacity(LOOKS);
    let mut count = 0;
    for _ in 0..LOOKS {
        let ctx = context(app, account).await?;
        let begun = Instant::now();
        app.workbench(&ctx).await?;
        let counts = app.obligation_counts(&ctx, &mine).await?;
        let first = app.obligations(&ctx, &pending, None, 10).await?;
        app.obligations_shown(&ctx, &first).await?;
        app.waiting(&ctx).await?;
        times.push(begun.elapsed());
        count = counts.late + counts.today + counts.upcoming;
    }
    times.sort_unstable();
    let at = |share: usize| times.get(times.len() * share / 100).copied().unwrap_or_default();
    Ok((count, (at(50), at(99))))
}
