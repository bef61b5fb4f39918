//! The first page: what each person gets, and that none gets what they do not see.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_db::{Conn, Db, Sql, Value};
use kedang_domain::field::{CustomerKind, Values};
use kedang_domain::id::{CustomerId, DepartmentId, PersonId, Uuid, new_uuid};
use kedang_domain::permission::{Actor, CreateCustomer, ask};
use kedang_domain::role::Permission;
use kedang_evidence::{Actor as Logged, Channel, Draft};
use kedang_storage::customer::{self, New};
use kedang_storage::event::{Detail, Event, FieldChange};
use kedang_storage::visibility::Scope;
use kedang_storage::workbench::{self, What};
use kedang_storage::{contact, event, evidence};
use kedang_testkit::on_both_engines;

const NOW: i64 = 1_000_000_000;
/// Their indices: 0 sells in the first department, 1 heads it, 2 sells in the second, 3 sees all.
const SELLER: usize = 0;
const HEAD: usize = 1;
const OTHER: usize = 2;
const LEADER: usize = 3;

fn id(kind: u8, index: usize) -> Uuid {
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

fn actor(index: usize) -> Actor {
    Actor {
        person: person(index),
        department: Some(department(usize::from(index == OTHER))),
        permissions: if index == LEADER {
            [Permission::CustomerView, Permission::CustomerViewAll].into()
        } else {
            [Permission::CustomerView, Permission::CustomerCreate].into()
        },
        headed: if index == HEAD { [department(0)].into() } else { [].into() },
        clearance: kedang_domain::secrecy::Level::Secret,
        keeps: None,
    }
}

fn scope(index: usize) -> Scope {
    Scope::of(&actor(index), NOW)
}

async fn put(db: &Db, text: &'static str, values: Vec<Value>) {
    let mut tx = db.begin().await.unwrap();
    let sql = values.into_iter().fold(Sql::new(text), Sql::bind);
    tx.run(sql).await.unwrap();
    tx.commit().await.unwrap();
}

/// Customers 0 and 1 are the seller's, 2 is the head's, 3 belongs to the other department.
async fn company(db: &Db) {
    for (index, head) in [Some(person(HEAD)), None].into_iter().enumerate() {
        put(
            db,
            "INSERT INTO department (id, name, kind, custodian, head_id, position, active, \
             created_at, version) VALUES ($1, 'd', 'sales', 0, $2, 0, 1, 0, 1)",
            vec![department(index).to_string().into(), head.map(|p| p.to_string()).into()],
        )
        .await;
    }
    for (index, at) in [(SELLER, Some(0)), (HEAD, Some(0)), (OTHER, Some(1)), (LEADER, None)] {
        put(
            db,
            "INSERT INTO person (id, login, name, department_id, locale, active, password_hash, \
             password_changed_at, must_change_password, totp_confirmed, totp_last_step, search, \
             nonce, created_at, version) VALUES ($1, $1, $2, $3, 'zh', 1, '', 0, $4, 0, 0, $2, \
             $5, 0, 1)",
            vec![
                person(index).to_string().into(),
                format!("p{index}").into(),
                at.map(|d| department(d).to_string()).into(),
                (index == OTHER).into(),
                [0_u8; 32].into(),
            ],
        )
        .await;
    }
    let new = |index: usize, owner: usize, of: usize, kind: CustomerKind, values: Values| New {
        id: customer_id(index),
        kind,
        name: format!("c{index}"),
        template: "company".to_owned(),
        owner: person(owner),
        department: department(of),
        values,
        completeness: 0,
        at: i64::try_from(index).unwrap(),
        by: person(owner),
        index: Vec::new(),
        tokens: Vec::new(),
    };
    let born = |day: &str| Values::from([("birth_date".to_owned(), day.into())]);
    let (company, one) = (CustomerKind::Organization, CustomerKind::Individual);
    let rows = [
        new(0, SELLER, 0, company, Values::new()),
        new(1, SELLER, 0, one, born("1980-11-24")),
        new(2, HEAD, 0, company, Values::new()),
        new(3, OTHER, 1, one, born("1980-11-24")),
    ];
    let permit = ask::<CreateCustomer>(&actor(SELLER), &()).unwrap();
    let mut tx = db.begin().await.unwrap();
    let first = customer::numbers(&mut tx, 4).await.unwrap();
    customer::insert(&mut tx, &permit, first, &rows).await.unwrap();
    let born = |index: usize, of: usize, day: &str, remark: &str| contact::Contact {
        id: kedang_domain::id::ContactId::new(id(5, index)),
        customer: customer_id(of),
        name: format!("k{index}"),
        primary: true,
        values: Values::from([
            ("birthday".to_owned(), day.into()),
            ("remark".to_owned(), remark.into()),
        ]),
        created_at: 0,
        updated_at: 0,
        version: 1,
    };
    let contacts = [
        born(0, 0, "1975-11-23", ""),
        born(1, 0, "1975-12-23", "\"birthday\":\"1975-11-23\""),
        born(2, 3, "1975-11-23", ""),
    ];
    contact::insert(&mut tx, &permit, &contacts).await.unwrap();
    tx.commit().await.unwrap();
}

async fn doubt(db: &Db, index: usize, of: usize, at: i64, verified: Option<i64>) {
    put(
        db,
        "INSERT INTO uncertain_mark (id, customer_id, field, note, marked_by, marked_at, \
         verified_at) VALUES ($1, $2, 'mobile', '', $3, $4, $5)",
        vec![
            id(6, index).to_string().into(),
            customer_id(of).to_string().into(),
            person(SELLER).to_string().into(),
            at.into(),
            verified.into(),
        ],
    )
    .await;
    let mut tx = db.begin().await.unwrap();
    customer::count_marks(&mut tx, customer_id(of)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn doubtful(conn: &mut Conn, who: usize) -> Vec<String> {
    let found = workbench::doubts(conn, &scope(who), 10).await.unwrap();
    found.into_iter().map(|d| d.customer.name).collect()
}

on_both_engines! {
    /// The oldest first, only of what one sees, none that is cleared up.
    async fn doubts_follow_visibility(world: World) {
        let db = world.app.db();
        company(db).await;
        doubt(db, 0, 3, 10, None).await;
        doubt(db, 1, 2, 30, None).await;
        doubt(db, 2, 0, 20, None).await;
        doubt(db, 3, 1, 5, Some(6)).await;
        put(
            db,
            "INSERT INTO customer_share (id, customer_id, person_id, shared_by, reason, \
             created_at, until) VALUES ('s', $1, $2, $2, '', 0, $3)",
            vec![customer_id(2).to_string().into(), person(OTHER).to_string().into(), (NOW + 1).into()],
        )
        .await;
        let mut conn = db.read().await.unwrap();
        assert_eq!(doubtful(&mut conn, SELLER).await, ["c0"]);
        assert_eq!(doubtful(&mut conn, HEAD).await, ["c0", "c2"]);
        assert_eq!(doubtful(&mut conn, OTHER).await, ["c3", "c2"]);
        assert_eq!(doubtful(&mut conn, LEADER).await, ["c3", "c0", "c2"]);
        let first = workbench::doubts(&mut conn, &scope(LEADER), 1).await.unwrap();
        assert_eq!(first[0].customer.code, "KH0000004");
        assert_eq!((first[0].marked_at, first[0].marked_by.1.as_str()), (10, "p0"));
    }

    /// Contacts and individuals among one's own customers; text that looks like a birthday is none.
    async fn birthdays_are_of_own_customers(world: World) {
        let db = world.app.db();
        company(db).await;
        let mut conn = db.read().await.unwrap();
        let days = ["11-23".to_owned(), "11-24".to_owned()];
        let found = workbench::birthdays(&mut conn, person(SELLER), &days).await.unwrap();
        let mut names: Vec<_> = found
            .iter()
            .map(|b| (b.customer.name.as_str(), b.contact.as_ref().map(|c| c.1.as_str()), &*b.born))
            .collect();
        names.sort_unstable();
        assert_eq!(names, [("c0", Some("k0"), "1975-11-23"), ("c1", None, "1980-11-24")]);
        assert!(workbench::birthdays(&mut conn, person(LEADER), &days).await.unwrap().is_empty());
        assert!(workbench::birthdays(&mut conn, person(SELLER), &[]).await.unwrap().is_empty());
        let none = ["01-01".to_owned()];
        assert!(workbench::birthdays(&mut conn, person(SELLER), &none).await.unwrap().is_empty());
    }

    /// One's own openings, each customer once, the newest first.
    async fn openings_are_ones_own(world: World) {
        let db = world.app.db();
        company(db).await;
        let entry = |who: usize, action: &str, of: usize, at: i64| {
            Draft::new(at, Logged::Person(person(who).to_string()), Channel::Web, action)
                .customer(customer_id(of).to_string())
        };
        let mut tx = db.begin().await.unwrap();
        let drafts = vec![
            entry(SELLER, "customer.open", 0, 1),
            entry(SELLER, "customer.open", 1, 2),
            entry(HEAD, "customer.open", 2, 3),
            entry(SELLER, "customer.update", 2, 4),
            entry(SELLER, "customer.open", 0, 5),
        ];
        evidence::append(&mut tx, drafts).await.unwrap();
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        let found = workbench::opened(&mut conn, person(SELLER), 8).await.unwrap();
        assert_eq!(found, [(customer_id(0), 5), (customer_id(1), 2)]);
        let found = workbench::opened(&mut conn, person(SELLER), 1).await.unwrap();
        assert_eq!(found, [(customer_id(0), 5)]);
        assert!(workbench::opened(&mut conn, person(OTHER), 8).await.unwrap().is_empty());
    }

    /// Of events and interactions of a customer the later one counts; what was taken back does not.
    async fn the_latest_thing_counts(world: World) {
        let db = world.app.db();
        company(db).await;
        let change = |index: usize, of: usize, at: i64, fields: &[&str]| Event {
            id: id(7, index).to_string(),
            customer: customer_id(of),
            at,
            kind: "change".to_owned(),
            person: person(SELLER),
            subject: String::new(),
            detail: Detail {
                changes: fields
                    .iter()
                    .map(|f| FieldChange { field: (*f).to_owned(), before: None, after: None })
                    .collect(),
                ..Detail::default()
            },
        };
        let mut tx = db.begin().await.unwrap();
        let mut about_interaction = change(3, 0, 70, &[]);
        about_interaction.kind = "interaction".to_owned();
        let events = [about_interaction, change(0, 0, 10, &["mobile"]), change(1, 0, 12, &["fax", "email"]), change(2, 1, 40, &[])];
        event::insert(&mut tx, &events).await.unwrap();
        tx.commit().await.unwrap();
        for (index, of, at, removed) in [(0, 0, 30, Some(31)), (1, 1, 20, None), (2, 2, 50, None)] {
            put(
                db,
                "INSERT INTO interaction (id, customer_id, kind, at, person_id, summary, \
                 created_at, removed_at, version) VALUES ($1, $2, 'call', 1, $4, 'asked', $3, $5, 1)",
                vec![
                    id(8, index).to_string().into(),
                    customer_id(of).to_string().into(),
                    at.into(),
                    person(HEAD).to_string().into(),
                    removed.into(),
                ],
            )
            .await;
        }
        let mut conn = db.read().await.unwrap();
        let ids: Vec<_> = (0..4).map(customer_id).collect();
        let found = workbench::latest(&mut conn, &ids).await.unwrap();
        let shown: Vec<_> = found
            .iter()
            .map(|a| {
                let what = match &a.what {
                    What::Event(kind, fields) => format!("{kind} {}", fields.join(" ")),
                    What::Interaction(way, summary) => format!("{} {summary}", way.code()),
                };
                (a.customer, a.at, a.person.1.as_str(), what)
            })
            .collect();
        assert_eq!(
            shown,
            [
                (customer_id(2), 50, "p1", "call asked".to_owned()),
                (customer_id(1), 40, "p0", "change ".to_owned()),
                (customer_id(0), 12, "p0", "change fax email".to_owned()),
            ]
        );
        assert!(workbench::latest(&mut conn, &[]).await.unwrap().is_empty());
    }

    /// A head gets their people but not themselves, and only customers of their departments.
    async fn people_under_a_head(world: World) {
        let db = world.app.db();
        company(db).await;
        put(
            db,
            "UPDATE customer SET last_contact_at = $1 WHERE id = $2",
            vec![500.into(), customer_id(1).to_string().into()],
        )
        .await;
        // The seller also kept a customer in a department that the head does not answer for.
        put(
            db,
            "UPDATE customer SET owner_id = $1 WHERE id = $2",
            vec![person(SELLER).to_string().into(), customer_id(3).to_string().into()],
        )
        .await;
        let mut conn = db.read().await.unwrap();
        let headed = actor(HEAD).headed;
        let found = workbench::people(&mut conn, &headed, person(HEAD), 600, 10).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].person.0, found[0].customers, found[0].capped), (person(SELLER), 2, false));
        assert_eq!((found[0].never_contacted, found[0].silent), (1, 1));
        let found = workbench::people(&mut conn, &headed, person(HEAD), 500, 10).await.unwrap();
        assert_eq!(found[0].silent, 0);
        let none = actor(SELLER).headed;
        assert!(workbench::people(&mut conn, &none, person(SELLER), 600, 10).await.unwrap().is_empty());
    }

    async fn the_house_says_what_it_lacks(world: World) {
        let db = world.app.db();
        company(db).await;
        let mut conn = db.read().await.unwrap();
        let house = workbench::house(&mut conn).await.unwrap();
        assert_eq!((house.people, house.without_department, house.not_arrived), (4, 1, 1));
        assert_eq!((house.departments, house.without_head, house.custodian), (2, 1, false));
        drop(conn);
        put(db, "UPDATE department SET custodian = 1 WHERE id = $1", vec![department(1).to_string().into()]).await;
        put(db, "UPDATE person SET active = 0 WHERE id = $1", vec![person(LEADER).to_string().into()]).await;
        let mut conn = db.read().await.unwrap();
        let house = workbench::house(&mut conn).await.unwrap();
        assert_eq!((house.people, house.without_department, house.custodian), (3, 0, true));
    }
}
