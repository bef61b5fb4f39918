//! Generated customers and generated questions: what lists show, in which order and on which page,
//! is compared with an oracle that reads filters naively.

use crate::{draft, run};
use kedang_app::customer::{Cursor, Listed, Query, Sort, Wanted};
use kedang_app::share::{NewShare, Until};
use kedang_app::{App, Context};
use kedang_domain::field::Values;
use kedang_testkit::{World, on_both_engines};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

const NAMES: [&str; 5] = ["华北泵业", "华北泵业有限公司", "ABC 泵", "abc泵", "江南造纸"];
const STAGES: [&str; 4] = ["potential", "intent", "cooperating", "lost"];
const REGIONS: [&str; 4] = ["320102", "320100", "320200", "440103"];
const RELATIONS: [&str; 3] = ["dealer", "supplier", "bank"];
const SHORT: [&str; 4] = ["ABC", "abc 泵", "华北", "北华"];
const DATES: [&str; 4] = ["1999-12-31", "2000-01-01", "2000-02-29", "2024-07-01"];
const OWNERS: [&str; 5] = ["wangmin", "lixiang", "sunjia", "tangbo", "fangxin"];
const ASKERS: [&str; 6] = ["fangxin", "qiaosen", "wangmin", "lixiang", "sunjia", "jinhui"];

/// One customer in so many of the others is asked for by so many.
const CUSTOMERS: usize = 90;
const QUESTIONS: u32 = 120;

/// A customer as it is to be registered; an index of none says that nothing is known.
#[derive(Clone, Debug)]
struct Fact {
    name: usize,
    owner: usize,
    stage: Option<usize>,
    capital: Option<i64>,
    headcount: Option<u32>,
    founded: Option<usize>,
    region: Option<usize>,
    relations: Vec<usize>,
    short: Option<usize>,
    contacted: i64,
}

fn facts() -> impl Strategy<Value = Vec<Fact>> {
    let of = |length: usize| prop::option::of(0..length);
    let money = prop::option::of(prop::sample::select(vec![0, 1, 99, 100, 101, 1_000, 50_000_000]));
    let one = (
        (0..NAMES.len(), 0..OWNERS.len(), of(STAGES.len()), money),
        (prop::option::of(0_u32..12), of(DATES.len()), of(REGIONS.len())),
        prop::sample::subsequence((0..RELATIONS.len()).collect::<Vec<_>>(), 0..=RELATIONS.len()),
        (of(SHORT.len()), prop::sample::select(vec![0, 0, 5, 6])),
    )
        .prop_map(
            |((name, owner, stage, capital), (headcount, founded, region), relations, rest)| {
                let (short, contacted) = rest;
                Fact {
                    name,
                    owner,
                    stage,
                    capital,
                    headcount,
                    founded,
                    region,
                    relations,
                    short,
                    contacted,
                }
            },
        );
    prop::collection::vec(one, CUSTOMERS)
}

fn values(fact: &Fact) -> Values {
    let mut values = Values::new();
    let mut put = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            values.insert(key.to_owned(), value);
        }
    };
    put("stage", fact.stage.map(|n| json!(STAGES[n])));
    put("registered_capital", fact.capital.map(|fen| json!(fen)));
    put("headcount", fact.headcount.map(|n| json!(n.to_string())));
    put("founding_date", fact.founded.map(|n| json!(DATES[n])));
    put("region", fact.region.map(|n| json!(REGIONS[n])));
    let relations: Vec<_> = fact.relations.iter().map(|n| RELATIONS[*n]).collect();
    put("relation", (!relations.is_empty()).then(|| json!(relations)));
    put("short_name", fact.short.map(|n| json!(SHORT[n])));
    values
}

/// A filter in its text form, with how the oracle reads it.
type Reading = fn(&Listed, &str) -> bool;
#[derive(Clone)]
struct Filter(String, String, Reading);

impl Filter {
    /// Whether a customer meets it; after a `-`, whether it does not.
    fn meant(&self, row: &Listed) -> bool {
        self.2(row, &self.1) != self.0.starts_with('-')
    }
}

impl std::fmt::Debug for Filter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

fn text<'a>(row: &'a Listed, key: &str) -> Option<&'a str> {
    row.values.get(key).and_then(Value::as_str)
}

fn among(text: Option<&str>, list: &str) -> bool {
    text.is_some_and(|text| list.split(',').any(|one| one == text))
}

fn related(row: &Listed, list: &str) -> bool {
    let all = row.values.get("relation").and_then(Value::as_array).cloned().unwrap_or_default();
    all.iter().any(|one| among(one.as_str(), list))
}

fn fen(row: &Listed) -> Option<i64> {
    row.values.get("registered_capital").and_then(Value::as_i64)
}

fn head(row: &Listed) -> Option<i64> {
    text(row, "headcount").map(|n| n.parse().unwrap())
}

fn number(text: &str) -> i64 {
    text.parse().unwrap()
}

/// A short name in the form in which it is compared: width and case do not matter.
fn folded(text: &str) -> String {
    text.to_lowercase().replace(' ', "")
}

fn filter() -> impl Strategy<Value = Filter> {
    let of = |values: &[&str]| {
        prop::sample::select(values.iter().map(|v| (*v).to_owned()).collect::<Vec<_>>())
    };
    let make =
        |key: &'static str, op: &'static str, value: BoxedStrategy<String>, reading: Reading| {
            value.prop_map(move |v| Filter(format!("{key}:{op}:{v}"), v, reading)).boxed()
        };
    let stages = || of(&["potential", "intent", "lost", "cooperating"]).boxed();
    let several = || of(&["potential,lost", "intent", "potential,intent,cooperating"]).boxed();
    let amounts = || of(&["0", "1", "100", "1000", "49999999", "50000000"]).boxed();
    let counts = || of(&["0", "1", "5", "10", "11"]).boxed();
    let days = || of(&["1999-12-31", "2000-01-01", "2000-02-28", "2024-07-01"]).boxed();
    let nothing = || Just(String::new()).boxed();
    let kinds = || of(&["dealer", "bank", "supplier"]).boxed();
    let positive = prop::strategy::Union::new([
        make("stage", "eq", stages(), |r, v| among(text(r, "stage"), v)),
        make("stage", "ne", stages(), |r, v| !among(text(r, "stage"), v)),
        make("stage", "in", several(), |r, v| among(text(r, "stage"), v)),
        make("stage", "empty", nothing(), |r, _| text(r, "stage").is_none()),
        make("stage", "present", nothing(), |r, _| text(r, "stage").is_some()),
        make("registered_capital", "lt", amounts(), |r, v| fen(r).is_some_and(|n| n < number(v))),
        make("registered_capital", "lte", amounts(), |r, v| fen(r).is_some_and(|n| n <= number(v))),
        make("registered_capital", "gt", amounts(), |r, v| fen(r).is_some_and(|n| n > number(v))),
        make("registered_capital", "gte", amounts(), |r, v| fen(r).is_some_and(|n| n >= number(v))),
        make("registered_capital", "eq", amounts(), |r, v| fen(r) == Some(number(v))),
        make("headcount", "lt", counts(), |r, v| head(r).is_some_and(|n| n < number(v))),
        make("headcount", "gte", counts(), |r, v| head(r).is_some_and(|n| n >= number(v))),
        make("headcount", "ne", counts(), |r, v| head(r) != Some(number(v))),
        make("founding_date", "lt", days(), |r, v| text(r, "founding_date").is_some_and(|d| d < v)),
        make("founding_date", "lte", days(), |r, v| {
            text(r, "founding_date").is_some_and(|d| d <= v)
        }),
        make("founding_date", "gt", days(), |r, v| text(r, "founding_date").is_some_and(|d| d > v)),
        make("region", "under", of(&["320000", "320100", "440000", "330000"]).boxed(), |r, v| {
            text(r, "region").is_some_and(|code| code.starts_with(v.trim_end_matches("00")))
        }),
        make("region", "eq", of(&REGIONS).boxed(), |r, v| among(text(r, "region"), v)),
        make("relation", "eq", kinds(), related),
        make("relation", "ne", kinds(), |r, v| !related(r, v)),
        make("relation", "in", of(&["dealer,bank", "supplier,dealer,bank"]).boxed(), related),
        make("relation", "empty", nothing(), |r, _| !r.values.contains_key("relation")),
        make(
            "short_name",
            "contains",
            of(&["abc", "AB", "北", "华北", "泵"]).boxed(),
            |r, v| text(r, "short_name").is_some_and(|t| folded(t).contains(&folded(v))),
        ),
        make("short_name", "eq", of(&["abc", "ABC", "华北"]).boxed(), |r, v| {
            text(r, "short_name").is_some_and(|t| folded(t) == folded(v))
        }),
        make("name", "contains", of(&["华北", "ABC", "泵", "有限"]).boxed(), |r, v| {
            r.name.contains(v)
        }),
        make("last_contact_at", "empty", nothing(), |r, _| r.last_contact_at == 0),
        make("last_contact_at", "present", nothing(), |r, _| r.last_contact_at > 0),
        make("completeness", "gte", of(&["0", "10", "20", "30"]).boxed(), |r, v| {
            r.completeness >= number(v)
        }),
        make("completeness", "lt", of(&["10", "20", "30"]).boxed(), |r, v| {
            r.completeness < number(v)
        }),
        make("region", "under", of(&["320000,440000", "320100,330000"]).boxed(), |r, v| {
            let under = |top: &str| {
                text(r, "region").is_some_and(|code| code.starts_with(top.trim_end_matches("00")))
            };
            v.split(',').any(under)
        }),
        make("founding_date", "eq", of(&["2000", "2000-02", "1999"]).boxed(), |r, v| {
            text(r, "founding_date").is_some_and(|d| d.starts_with(v))
        }),
        make("founding_date", "gt", of(&["1999", "2000-01"]).boxed(), |r, v| {
            text(r, "founding_date").is_some_and(|d| d.get(..v.len()) > Some(v))
        }),
        make("code", "under", of(&["KH000001", "KH0000012", "7"]).boxed(), |r, v| {
            if v == "7" { r.no == 7 } else { r.code.starts_with(v) }
        }),
    ]);
    (positive, prop::bool::weighted(0.2)).prop_map(|(filter, negated)| {
        let Filter(text, value, reading) = filter;
        Filter(if negated { format!("-{text}") } else { text }, value, reading)
    })
}

/// A question: who asks, for what, in which order, how many at a time.
#[derive(Clone, Debug)]
struct Question {
    asker: usize,
    filters: Vec<Filter>,
    sort: String,
    page: usize,
}

fn question() -> impl Strategy<Value = Question> {
    let keys = ["name", "code", "created_at", "updated_at", "last_contact_at", "completeness"];
    let sorts: Vec<_> = keys.iter().flat_map(|k| [(*k).to_owned(), format!("-{k}")]).collect();
    (
        0..ASKERS.len(),
        prop::collection::vec(filter(), 0..4),
        prop::sample::select(sorts),
        1_usize..40,
    )
        .prop_map(|(asker, filters, sort, page)| Question { asker, filters, sort, page })
}

/// Registers the customers a few at a time, so that some are of the same instant and some not.
async fn register(world: &World, facts: &[Fact]) {
    let mut tx = Vec::new();
    for (index, fact) in facts.iter().enumerate() {
        if index % 4 == 0 {
            world.clock.advance(1);
        }
        let ctx = world.context(OWNERS[fact.owner]).await;
        let mut new = draft(NAMES[fact.name], []);
        new.values = values(fact);
        let made = world.app.register_customers(&ctx, vec![new]).await.unwrap().remove(0).unwrap();
        tx.push((made, fact.contacted));
    }
    let mut work = world.app.db().begin().await.unwrap();
    for (id, contacted) in tx {
        let sql = kedang_db::Sql::new("UPDATE customer SET last_contact_at = $1 WHERE id = $2");
        work.run_exactly(1, sql.bind(contacted).bind(id.to_string())).await.unwrap();
    }
    work.commit().await.unwrap();
}

/// Every page, each begun where the one before says that it ended, as text.
async fn pages(app: &App, ctx: &Context, question: &Question) -> Vec<i64> {
    let sort = Sort::parse(&question.sort).unwrap();
    let filters: Vec<_> = question.filters.iter().map(|f| f.0.clone()).collect();
    let conditions = app.conditions(ctx, &filters).await.unwrap();
    let counted = app.count_customers(ctx, &conditions).await.unwrap();
    let limit = i64::try_from(question.page).unwrap();
    let mut query = Query { conditions, sort, after: None, limit, wanted: Wanted::All };
    let mut found = Vec::new();
    loop {
        let rows = app.list_customers(ctx, &query).await.unwrap();
        found.extend(rows.iter().map(|row| row.no));
        match rows.last() {
            Some(last) if rows.len() == question.page => {
                query.after = Cursor::parse(&last.cursor(sort).to_text(), sort);
                assert!(query.after.is_some());
            }
            _ => break,
        }
    }
    assert_eq!(counted.count, i64::try_from(found.len()).unwrap(), "{question:?}");
    found
}

/// What the question means, read naively over everything that the asker sees.
fn oracle(seen: &[Listed], question: &Question) -> Vec<i64> {
    let meant = |row: &&Listed| question.filters.iter().all(|filter| filter.meant(row));
    let mut rows: Vec<&Listed> = seen.iter().filter(meant).collect();
    let key = question.sort.trim_start_matches('-');
    rows.sort_by(|a, b| {
        let by = match key {
            "name" => a.name.as_bytes().cmp(b.name.as_bytes()),
            "updated_at" => a.updated_at.cmp(&b.updated_at),
            "last_contact_at" => a.last_contact_at.cmp(&b.last_contact_at),
            "completeness" => a.completeness.cmp(&b.completeness),
            _ => std::cmp::Ordering::Equal,
        };
        by.then(a.no.cmp(&b.no))
    });
    if question.sort.starts_with('-') {
        rows.reverse();
    }
    rows.iter().map(|row| row.no).collect()
}

async fn everything(app: &App, ctx: &Context) -> Vec<Listed> {
    let sort = Sort::parse("code").unwrap();
    let query =
        Query { conditions: Vec::new(), sort, after: None, limit: 1_000, wanted: Wanted::All };
    app.list_customers(ctx, &query).await.unwrap()
}

on_both_engines! {
    async fn pages_and_filters_are_what_they_say(world: World) {
        let company = world.company().await;
        let config = || Config { cases: QUESTIONS, failure_persistence: None, ..Config::default() };
        let population = facts().new_tree(&mut TestRunner::deterministic()).unwrap().current();
        register(&world, &population).await;
        // A share brings a foreign customer among one's own.
        let owner = world.context("tangbo").await;
        for row in everything(&world.app, &owner).await.iter().step_by(3) {
            let keeper = world.context("fangxin").await;
            let until = Until::Instant(keeper.now + 1_000_000);
            let person = company.id("sunjia");
            let share = NewShare { person, until, reason: "展会".to_owned() };
            world.app.create_share(&keeper, row.id, share).await.unwrap();
        }
        // Some stay behind when their owner moves on.
        run(&world, "UPDATE person SET department_id = \
            (SELECT id FROM department WHERE name = '财务部') WHERE id = $1", company.id("lixiang")).await;
        let mut askers = Vec::new();
        for login in ASKERS {
            let ctx = world.context(login).await;
            let seen = everything(&world.app, &ctx).await;
            askers.push((ctx, seen));
        }
        assert_eq!(askers[0].1.len(), CUSTOMERS);
        let sizes: Vec<_> = askers.iter().map(|(_, seen)| seen.len()).collect();
        assert!(sizes[1..5].iter().all(|n| (1..CUSTOMERS).contains(n)), "{sizes:?}");
        assert_eq!(sizes[5], 0);
        tokio::task::block_in_place(|| {
            let handle = tokio::runtime::Handle::current();
            TestRunner::new(config())
                .run(&question(), |question| {
                    let (ctx, seen) = &askers[question.asker];
                    let found = handle.block_on(pages(&world.app, ctx, &question));
                    prop_assert_eq!(found, oracle(seen, &question));
                    Ok(())
                })
                .unwrap();
        });
    }
}
