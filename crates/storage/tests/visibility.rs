//! Generated companies: what lists, counts, searches and direct look-ups show each person is
//! compared with an oracle that reads the rule naively.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_db::{Db, Sql, Tx};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId, new_uuid};
use kedang_domain::permission::{Actor, CreateCustomer, Permit, Standing, ask};
use kedang_domain::role::Permission;
use kedang_domain::secrecy::{Level, Source};
use kedang_storage::customer::{
    self, Column, ColumnTest, Condition, Estimates, New, Query, Secrecy, Sort, ValueTest, Wanted,
};
use kedang_storage::visibility::Scope;
use kedang_storage::{organisation, search, secrecy};
use kedang_testkit::on_both_engines;
use kedang_text::search::{SearchDoc, index_tokens, query_plan};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeSet;

const NOW: i64 = 1_000_000;

#[derive(Clone, Debug)]
struct Department {
    parent: Option<usize>,
    head: Option<usize>,
    deputy: Option<usize>,
}

#[derive(Clone, Debug)]
struct Person {
    department: usize,
    sees_all: bool,
    clearance: Level,
    keeps: Option<Level>,
}

#[derive(Clone, Debug)]
struct Customer {
    owner: usize,
    /// Customers can stay behind when their owner moves on.
    department: usize,
    name: usize,
    stage: usize,
    level: Level,
    /// Somebody who keeps this one file.
    keeper: Option<usize>,
    updated_at: i64,
}

#[derive(Clone, Debug)]
struct Share {
    customer: usize,
    person: usize,
    until: i64,
    ended: bool,
}

#[derive(Clone, Debug)]
struct Company {
    departments: Vec<Department>,
    people: Vec<Person>,
    customers: Vec<Customer>,
    shares: Vec<Share>,
}

const NAMES: [&str; 6] = ["华北泵业", "华北物流", "江南造纸", "江北重工", "泵业华东", "南方电器"];
const STAGES: [&str; 3] = ["potential", "intent", "cooperating"];

fn level() -> impl Strategy<Value = Level> {
    prop::sample::select(Level::ALL)
}

fn company() -> impl Strategy<Value = Company> {
    (1_usize..7, 1_usize..7).prop_flat_map(|(departments, people)| {
        let person = move || prop::option::of(0..people);
        let department = (0..departments, person(), person(), any::<bool>());
        let departments_of = prop::collection::vec(department, departments).prop_map(|all| {
            all.into_iter()
                .enumerate()
                .map(|(index, (parent, head, deputy, root))| Department {
                    // Only earlier ones can be above: a tree, not a ring.
                    parent: (index > 0 && !root).then(|| parent % index.max(1)),
                    head,
                    deputy,
                })
                .collect::<Vec<_>>()
        });
        let people_of = prop::collection::vec(
            (
                0..departments,
                prop::bool::weighted(0.2),
                level(),
                prop::option::weighted(0.1, level()),
            )
                .prop_map(|(department, sees_all, clearance, keeps)| Person {
                    department,
                    sees_all,
                    clearance,
                    keeps,
                }),
            people,
        );
        let customers =
            prop::collection::vec(
                (
                    (0..people, 0..departments),
                    (0..NAMES.len(), 0..STAGES.len(), 0_i64..4),
                    (level(), prop::option::weighted(0.2, 0..people)),
                )
                    .prop_map(
                        |((owner, department), (name, stage, updated_at), (level, keeper))| {
                            Customer { owner, department, name, stage, level, keeper, updated_at }
                        },
                    ),
                0..25,
            );
        let shares = prop::collection::vec(
            (0_usize..25, 0..people, NOW - 1..NOW + 2, prop::bool::weighted(0.2)).prop_map(
                |(customer, person, until, ended)| Share { customer, person, until, ended },
            ),
            0..12,
        );
        (departments_of, people_of, customers, shares).prop_map(
            |(departments, people, customers, mut shares)| {
                shares.retain(|s| s.customer < customers.len());
                Company { departments, people, customers, shares }
            },
        )
    })
}

impl Company {
    /// Whether somebody may read what is protected of a customer that they see.
    fn reads(&self, person: usize, customer: usize) -> bool {
        let (p, c) = (&self.people[person], &self.customers[customer]);
        let let_in = c.owner == person || c.keeper == Some(person) || p.keeps >= Some(c.level);
        c.level < Level::Confidential || let_in || p.clearance >= c.level
    }

    /// The rule, read naively.
    fn sees(&self, person: usize, customer: usize) -> bool {
        let c = &self.customers[customer];
        let mut above = Some(c.department);
        let mut headed = false;
        while let Some(index) = above {
            let department = &self.departments[index];
            headed |= department.head == Some(person) || department.deputy == Some(person);
            above = department.parent;
        }
        let p = &self.people[person];
        let keeps = c.level >= Level::Confidential && p.keeps >= Some(c.level);
        let let_in = c.owner == person || c.keeper == Some(person) || keeps;
        if c.level == Level::TopSecret && !let_in {
            return false;
        }
        let_in
            || headed
            || p.sees_all
            || self
                .shares
                .iter()
                .any(|s| s.customer == customer && s.person == person && s.until > NOW && !s.ended)
    }
}

fn id(kind: u8, index: usize) -> kedang_domain::id::Uuid {
    let mut random = [kind; 10];
    random[9] = u8::try_from(index).unwrap();
    new_uuid(1, random)
}

fn person(index: usize) -> PersonId {
    PersonId::new(id(1, index))
}

fn department(index: usize) -> DepartmentId {
    DepartmentId::new(id(2, index))
}

fn customer_id(index: usize) -> CustomerId {
    CustomerId::new(id(3, index))
}

fn may_create() -> Permit<CreateCustomer> {
    let actor = Actor {
        person: person(0),
        department: None,
        permissions: [Permission::CustomerView, Permission::CustomerCreate].into(),
        headed: BTreeSet::new(),
        clearance: Level::Secret,
        keeps: None,
    };
    ask::<CreateCustomer>(&actor, &()).unwrap()
}

async fn store(db: &Db, company: &Company) {
    let mut tx = db.begin().await.unwrap();
    for table in [
        "DELETE FROM customer_share",
        "DELETE FROM secrecy_keeper",
        "DELETE FROM customer_value",
        "DELETE FROM search_token",
        "DELETE FROM customer",
        "DELETE FROM person",
        "DELETE FROM department",
        "UPDATE counter SET value = 0 WHERE name = 'customer'",
    ] {
        tx.run(Sql::new(table)).await.unwrap();
    }
    for (index, d) in company.departments.iter().enumerate() {
        tx.run(
            Sql::new(
                "INSERT INTO department (id, parent_id, name, kind, custodian, head_id, deputy_id, \
                 position, active, created_at, version) \
                 VALUES ($1, $2, 'd', 'sales', 0, $3, $4, 0, 1, 0, 1)",
            )
            .bind(department(index).to_string())
            .bind(d.parent.map(|p| department(p).to_string()))
            .bind(d.head.map(|p| person(p).to_string()))
            .bind(d.deputy.map(|p| person(p).to_string())),
        )
        .await
        .unwrap();
    }
    for (index, p) in company.people.iter().enumerate() {
        tx.run(
            Sql::new(
                "INSERT INTO person (id, login, name, department_id, locale, active, \
                 password_hash, password_changed_at, must_change_password, totp_confirmed, \
                 totp_last_step, search, nonce, created_at, version) \
                 VALUES ($1, $1, 'p', $2, 'zh', 1, '', 0, 0, 0, 0, '', $3, 0, 1)",
            )
            .bind(person(index).to_string())
            .bind(department(p.department).to_string())
            .bind([0_u8; 32]),
        )
        .await
        .unwrap();
    }
    let permit = may_create();
    let rows: Vec<_> = company
        .customers
        .iter()
        .enumerate()
        .map(|(index, c)| {
            let stage = STAGES[c.stage].to_owned();
            let name = format!("{}{index}", NAMES[c.name]);
            let doc = SearchDoc { name: name.clone(), ..SearchDoc::default() };
            New {
                id: customer_id(index),
                kind: CustomerKind::Organization,
                name,
                template: "company".to_owned(),
                owner: person(c.owner),
                department: department(c.department),
                values: Values::from([("stage".to_owned(), stage.as_str().into())]),
                completeness: 0,
                at: c.updated_at,
                by: person(0),
                index: vec![("stage".to_owned(), stage)],
                tokens: index_tokens(&doc).into_iter().map(String::from).collect(),
            }
        })
        .collect();
    let count = i64::try_from(rows.len()).unwrap();
    let first = customer::numbers(&mut tx, count).await.unwrap();
    customer::insert(&mut tx, &permit, first, &rows).await.unwrap();
    for (index, c) in company.customers.iter().enumerate() {
        classify(&mut tx, (index, c), first, &rows[index].tokens).await;
    }
    for (index, s) in company.shares.iter().enumerate() {
        tx.run(
            Sql::new(
                "INSERT INTO customer_share (id, customer_id, person_id, shared_by, reason, \
                 created_at, until, ended_at) VALUES ($1, $2, $3, $3, '', 0, $4, $5)",
            )
            .bind(id(4, index).to_string())
            .bind(customer_id(s.customer).to_string())
            .bind(person(s.person).to_string())
            .bind(s.until)
            .bind(s.ended.then_some(1_i64)),
        )
        .await
        .unwrap();
        let tokens = &rows[s.customer].tokens;
        let no = first + i64::try_from(s.customer).unwrap();
        search::set_tokens(&mut tx, no, tokens).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Gives a customer its level and its keeper.
async fn classify(tx: &mut Tx, (index, c): (usize, &Customer), first: i64, tokens: &[String]) {
    if let Some(keeper) = c.keeper {
        let sql = Sql::new(
            "INSERT INTO secrecy_keeper (id, customer_id, person_id, level, given_by, since) \
             VALUES ($1, $2, $3, 'top_secret', $3, 0)",
        );
        let sql = sql.bind(id(5, index).to_string()).bind(customer_id(index).to_string());
        tx.run(sql.bind(person(keeper).to_string())).await.unwrap();
    }
    let secrecy = Secrecy {
        level: c.level,
        until: None,
        since: 0,
        source: Source::Decision,
        by: None,
        code_name: None,
    };
    let no = first + i64::try_from(index).unwrap();
    secrecy::set(tx, (customer_id(index), no), &secrecy, tokens).await.unwrap();
}

/// Every page of a list, three rows at a time.
async fn pages(
    conn: &mut kedang_db::Conn,
    scope: &Scope,
    sort: Sort,
    conditions: &[Condition],
) -> Vec<CustomerId> {
    let mut query =
        Query { conditions: conditions.to_vec(), sort, after: None, limit: 3, wanted: Wanted::All };
    let mut found = Vec::new();
    loop {
        let rows = customer::list(conn, scope, &query, &Estimates::default()).await.unwrap();
        found.extend(rows.iter().map(|r| r.id));
        match rows.last() {
            Some(last) if rows.len() == 3 => {
                let text = last.cursor(sort).to_text();
                query.after = customer::Cursor::parse(&text, sort);
                assert!(query.after.is_some());
            }
            _ => return found,
        }
    }
}

async fn compare(db: &Db, company: &Company) {
    store(db, company).await;
    let mut conn = db.read().await.unwrap();
    let tree = organisation::tree(&mut conn).await.unwrap();
    let all: BTreeSet<_> = (0..company.customers.len()).collect();
    for (who, p) in company.people.iter().enumerate() {
        let all_of_them = p.sees_all.then_some(Permission::CustomerViewAll);
        let permissions = [Permission::CustomerView].into_iter().chain(all_of_them).collect();
        let actor = Actor {
            person: person(who),
            department: Some(department(p.department)),
            permissions,
            headed: organisation::headed(&tree, person(who)),
            clearance: p.clearance,
            keeps: p.keeps,
        };
        let scope = Scope::of(&actor, NOW);
        let expected = |test: &dyn Fn(&Customer) -> bool| -> BTreeSet<CustomerId> {
            all.iter()
                .filter(|c| company.sees(who, **c) && test(&company.customers[**c]))
                .map(|c| customer_id(*c))
                .collect()
        };

        for &c in &all {
            let seen = customer::visible(&mut conn, &actor, NOW, customer_id(c)).await.unwrap();
            assert_eq!(seen.is_some(), company.sees(who, c), "direct look-up of {c} by {who}");
            let open = seen.is_some_and(|seen| seen.standing != Standing::Named);
            assert_eq!(open, company.sees(who, c) && company.reads(who, c), "{c} open to {who}");
        }
        let nos: Vec<i64> = all.iter().map(|c| i64::try_from(*c).unwrap() + 1).collect();
        let selected = customer::selected(&mut conn, &scope, &nos, &Wanted::All).await.unwrap();
        for row in &selected {
            let index = usize::try_from(row.no).unwrap() - 1;
            assert_eq!(row.locked, !company.reads(who, index), "{index} locked for {who}");
            assert_eq!(row.values.contains_key("stage"), !row.locked, "facts of {index}");
            assert_eq!(row.secrecy, company.customers[index].level);
        }
        let selected: BTreeSet<_> = selected.iter().map(|r| r.id).collect();
        assert_eq!(selected, expected(&|_| true), "selection by {who}");

        type Test<'a> = (Vec<Condition>, Box<dyn Fn(&Customer) -> bool + 'a>);
        let tests: Vec<Test> = vec![
            (vec![], Box::new(|_| true)),
            (
                vec![Condition::Value(
                    "stage".to_owned(),
                    ValueTest::In(vec![STAGES[1].to_owned()]),
                )],
                Box::new(|c| c.stage == 1),
            ),
            (
                vec![Condition::Value(
                    "stage".to_owned(),
                    ValueTest::NotIn(vec![STAGES[0].to_owned()]),
                )],
                Box::new(|c| c.stage != 0),
            ),
            (
                vec![
                    Condition::Column(
                        Column::Owner,
                        ColumnTest::In(vec![person(0).to_string().into()]),
                    ),
                    Condition::NameContains("泵业".to_owned()),
                ],
                Box::new(|c| c.owner == 0 && NAMES[c.name].contains("泵业")),
            ),
            (vec![Condition::Value("stage".to_owned(), ValueTest::Empty)], Box::new(|_| false)),
        ];
        for (conditions, test) in &tests {
            // By what is sealed no list narrows: facts from confidential on, names of what is top
            // secret. What is sealed is what is locked, so nobody finds by what they may not read.
            let asks = |asked: fn(&Condition) -> bool| conditions.iter().any(asked);
            let by_fact = asks(|c| matches!(c, Condition::Value(..)));
            let by_name = asks(|c| matches!(c, Condition::NameContains(_)));
            let mut expected = expected(test.as_ref());
            expected.retain(|id| {
                let index = all.iter().find(|index| customer_id(**index) == *id).unwrap();
                match company.customers[*index].level {
                    Level::Internal | Level::Secret => true,
                    Level::Confidential => !by_fact,
                    Level::TopSecret => !by_fact && !by_name,
                }
            });
            for sort in ["-updated_at", "updated_at", "name", "-code", "last_contact_at"] {
                let sort = Sort::parse(sort).unwrap();
                let found = pages(&mut conn, &scope, sort, conditions).await;
                let unique: BTreeSet<_> = found.iter().copied().collect();
                assert_eq!(found.len(), unique.len(), "no row twice");
                assert_eq!(unique, expected, "list of {who} under {conditions:?} by {sort:?}");
            }
            let count = customer::count(&mut conn, &scope, conditions, &Estimates::default())
                .await
                .unwrap();
            assert_eq!(usize::try_from(count.count).unwrap(), expected.len());
            assert!(!count.capped);
        }

        for query in ["华北", "泵业", "jiang", "hbby"] {
            let plan = query_plan(query);
            let found: BTreeSet<_> =
                search::candidates(&mut conn, &scope, &plan, search::CANDIDATES)
                    .await
                    .unwrap()
                    .into_iter()
                    .map(|one| customer_id(usize::try_from(one.no).unwrap() - 1))
                    .collect();
            let meant = expected(&|c| match query {
                "jiang" => NAMES[c.name].starts_with('江'),
                "hbby" => NAMES[c.name] == "华北泵业",
                text => NAMES[c.name].contains(text),
            });
            assert!(found.is_superset(&meant), "search {query} by {who}");
            assert!(found.is_subset(&expected(&|_| true)), "nothing invisible is a candidate");
        }
    }
}

on_both_engines! {
    async fn everything_shows_what_the_rule_says(world: World) {
        let db = world.app.db().clone();
        tokio::task::block_in_place(|| {
            let handle = tokio::runtime::Handle::current();
            let config = Config { cases: 24, failure_persistence: None, ..Config::default() };
            TestRunner::new(config)
                .run(&company(), |company| {
                    handle.block_on(compare(&db, &company));
                    Ok(())
                })
                .unwrap();
        });
    }
}
