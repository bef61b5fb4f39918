//! Lists of so many customers that no value is rare any more: every way of finding them walks each
//! row once, in the order of a naive sort, whatever the page.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_db::{Conn, Sql};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId};
use kedang_domain::permission::{CreateCustomer, ask};
use kedang_storage::customer::{
    self, Column, ColumnTest, Condition, Cursor, Estimates, New, Query, Sort, ValueTest, Wanted,
};
use kedang_storage::visibility::Scope;
use kedang_testkit::{Company, World, on_both_engines};
use std::cmp::Ordering;

/// More than a value may have to be rare.
const CUSTOMERS: i64 = 3_900;
const NAMES: [&str; 4] = ["华北泵业", "江南造纸", "Abc", "abc"];

/// What the oracle knows of a customer; everything follows from its number.
#[derive(Clone, Copy)]
struct Fact {
    no: i64,
    /// 0 to 3: two of one team, one of another, one of another department.
    owner: i64,
    shared: bool,
}

impl Fact {
    fn new(no: i64) -> Self {
        let owner = match no % 10 {
            0 => 1,
            1 | 2 => 2,
            3 => 3,
            _ => 0,
        };
        Self { no, owner, shared: no % 50 == 3 }
    }

    fn name(self) -> &'static str {
        NAMES[usize::try_from(self.no % 7 % 4).unwrap()]
    }

    fn updated_at(self) -> i64 {
        1_000 + self.no % 11
    }

    fn completeness(self) -> i64 {
        self.no % 3 * 10
    }

    fn last_contact_at(self) -> i64 {
        self.no % 4 * 100
    }

    /// Nearly all have the first stage; some have none.
    fn stage(self) -> Option<&'static str> {
        match self.no % 40 {
            0 => None,
            1 => Some("lost"),
            _ => Some("potential"),
        }
    }

    fn rank(self) -> String {
        format!("{:05}", self.no * 7 % CUSTOMERS)
    }
}

struct People {
    owners: [PersonId; 4],
    departments: [DepartmentId; 4],
}

impl People {
    fn of(company: &Company) -> Self {
        let logins = ["wangmin", "lixiang", "sunjia", "tangbo"];
        let places = ["销售一组", "销售一组", "销售二组", "市场部"];
        Self {
            owners: logins.map(|login| company.id(login)),
            departments: places.map(|name| company.department(name)),
        }
    }
}

async fn store(world: &World, people: &People) {
    let ctx = world.context("wangmin").await;
    let permit = ask::<CreateCustomer>(&ctx.actor, &()).unwrap();
    let mut tx = world.app.db().begin().await.unwrap();
    let first = customer::numbers(&mut tx, CUSTOMERS).await.unwrap();
    assert_eq!(first, 1);
    let rows: Vec<_> = (first..first + CUSTOMERS)
        .map(|no| {
            let fact = Fact::new(no);
            let owner = usize::try_from(fact.owner).unwrap();
            let mut index = vec![("rank".to_owned(), fact.rank())];
            index.extend(fact.stage().map(|stage| ("stage".to_owned(), stage.to_owned())));
            New {
                id: CustomerId::new(world.app.fresh()),
                kind: CustomerKind::Organization,
                name: fact.name().to_owned(),
                template: "company".to_owned(),
                owner: people.owners[owner],
                department: people.departments[owner],
                values: Values::new(),
                completeness: fact.completeness(),
                at: fact.updated_at(),
                by: people.owners[0],
                index,
                tokens: Vec::new(),
            }
        })
        .collect();
    customer::insert(&mut tx, &permit, first, &rows).await.unwrap();
    tx.run(Sql::new("UPDATE customer SET last_contact_at = no % 4 * 100")).await.unwrap();
    let sql = Sql::new(
        "INSERT INTO customer_share (id, customer_id, person_id, shared_by, reason, created_at, \
         until) SELECT id, id, $1, owner_id, '', 0, $2 FROM customer WHERE no % 50 = 3",
    );
    tx.run(sql.bind(people.owners[1].to_string()).bind(world.app.now() + 1)).await.unwrap();
    tx.commit().await.unwrap();
}

fn compare(key: &str, a: &Fact, b: &Fact) -> Ordering {
    let by = match key {
        "name" => a.name().as_bytes().cmp(b.name().as_bytes()),
        "updated_at" => a.updated_at().cmp(&b.updated_at()),
        "completeness" => a.completeness().cmp(&b.completeness()),
        "last_contact_at" => a.last_contact_at().cmp(&b.last_contact_at()),
        _ => Ordering::Equal,
    };
    by.then(a.no.cmp(&b.no))
}

async fn pages(
    conn: &mut Conn,
    scope: &Scope,
    sort: Sort,
    conditions: &[Condition],
    page: i64,
) -> Vec<i64> {
    let mut query = Query {
        conditions: conditions.to_vec(),
        sort,
        after: None,
        limit: page,
        wanted: Wanted::NONE,
    };
    let mut found = Vec::new();
    loop {
        let rows = customer::list(conn, scope, &query, &Estimates::default()).await.unwrap();
        found.extend(rows.iter().map(|row| row.no));
        if i64::try_from(rows.len()).unwrap() < page {
            return found;
        }
        let text = rows.last().unwrap().cursor(sort).to_text();
        query.after = Cursor::parse(&text, sort);
        assert!(query.after.is_some());
    }
}

type Meaning = fn(&Fact) -> bool;

fn questions() -> Vec<(Vec<Condition>, Meaning)> {
    let stage = |test| Condition::Value("stage".to_owned(), test);
    let one = |value: &str| vec![value.to_owned()];
    let between = |from: &str, to: &str| {
        Condition::Value("rank".to_owned(), ValueTest::Between(from.to_owned(), to.to_owned()))
    };
    let column = |column, test| Condition::Column(column, test);
    vec![
        (vec![], |_| true),
        (vec![stage(ValueTest::In(one("potential")))], |f| f.stage() == Some("potential")),
        (vec![stage(ValueTest::In(one("lost")))], |f| f.stage() == Some("lost")),
        (vec![stage(ValueTest::NotIn(one("potential")))], |f| f.stage() != Some("potential")),
        (vec![stage(ValueTest::Empty)], |f| f.stage().is_none()),
        (vec![between("00000", "03500")], |f| f.rank().as_str() < "03500"),
        (vec![stage(ValueTest::In(one("potential"))), between("00100", "00200")], |f| {
            f.stage() == Some("potential") && ("00100".."00200").contains(&f.rank().as_str())
        }),
        (
            vec![
                stage(ValueTest::Present),
                column(Column::Completeness, ColumnTest::Gte(10.into())),
                Condition::NameContains("bc".to_owned()),
            ],
            |f| f.stage().is_some() && f.completeness() >= 10 && f.name().contains("bc"),
        ),
        (vec![column(Column::LastContactAt, ColumnTest::In(vec![0.into()]))], |f| {
            f.last_contact_at() == 0
        }),
    ]
}

on_both_engines! {
    async fn every_row_once_and_in_order_on_whatever_page(world: World) {
        let company = world.company().await;
        let people = People::of(&company);
        store(&world, &people).await;
        let all: Vec<Fact> = (1..=CUSTOMERS).map(Fact::new).collect();
        let mut conn = world.app.db().read().await.unwrap();
        // Whoever sees all; a head; an owner with shares; an owner.
        let askers: [(&str, Meaning); 4] = [
            ("fangxin", |_| true),
            ("qiaosen", |f| f.owner < 3),
            ("lixiang", |f| f.owner == 1 || f.shared),
            ("tangbo", |f| f.owner == 3),
        ];
        for (login, sees) in askers {
            let scope = world.context(login).await.scope();
            for (index, (conditions, means)) in questions().into_iter().enumerate() {
                let mut wanted: Vec<Fact> = all.iter().filter(|f| sees(f) && means(f)).copied().collect();
                let count = customer::count(&mut conn, &scope, &conditions, &Estimates::default()).await.unwrap();
                assert_eq!(count.count, i64::try_from(wanted.len()).unwrap(), "{login} {conditions:?}");
                // Every order of all of them, and two orders of each question.
                let keys = ["updated_at", "name", "code", "completeness", "last_contact_at"];
                for key in &keys[..if index == 0 { 5 } else { 2 }] {
                    wanted.sort_by(|a, b| compare(key, a, b));
                    for text in [(*key).to_owned(), format!("-{key}")] {
                        let sort = Sort::parse(&text).unwrap();
                        let page = if index == 0 { 199 } else { 700 };
                        let mut found = pages(&mut conn, &scope, sort, &conditions, page).await;
                        if sort.descending {
                            found.reverse();
                        }
                        let right = found.len() == wanted.len()
                            && found.iter().zip(&wanted).all(|(no, fact)| *no == fact.no);
                        assert!(right, "{login} {conditions:?} by {text}");
                    }
                }
            }
        }
    }
}
