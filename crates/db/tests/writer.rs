//! The facade on both engines: grouped commits, rollbacks that touch nobody else, types.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use kedang_db::{Db, DbError, Sql};
use kedang_testkit::on_both_engines;

async fn put(db: &Db, name: &str, value: i64) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    tx.run_exactly(
        1,
        Sql::new("INSERT INTO counter (name, value) VALUES ($1, $2)").bind(name).bind(value),
    )
    .await?;
    tx.commit().await
}

async fn names(db: &Db) -> Vec<String> {
    let mut conn = db.read().await.unwrap();
    conn.all(Sql::new("SELECT name FROM counter WHERE name LIKE 't%' ORDER BY name"))
        .await
        .unwrap()
        .into_iter()
        .map(|mut r| r.take().unwrap())
        .collect()
}

on_both_engines! {
    async fn what_is_committed_is_seen_and_what_is_dropped_is_not(world: World) {
        let db = world.app.db();
        put(db, "t1", 1).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        tx.run(Sql::new("INSERT INTO counter (name, value) VALUES ('t2', 2)")).await.unwrap();
        drop(tx);
        put(db, "t3", 3).await.unwrap();
        assert_eq!(names(db).await, ["t1", "t3"]);
    }

    async fn a_refused_row_leaves_its_neighbours_alone(world: World) {
        let db = world.app.db();
        let mut tasks = Vec::new();
        for n in 0..40_i64 {
            let db = db.clone();
            // Every name twice: one of the two must be refused, and only that one.
            tasks.push(tokio::spawn(async move { put(&db, &format!("t{:02}", n / 2), n).await }));
        }
        let mut refused = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(()) => {}
                Err(DbError::Unique(_)) => refused += 1,
                Err(other) => panic!("{other}"),
            }
        }
        assert_eq!(refused, 20);
        assert_eq!(names(db).await.len(), 20);
    }

    async fn a_transaction_whose_statement_failed_cannot_be_committed(world: World) {
        let db = world.app.db();
        put(db, "t1", 1).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        tx.run(Sql::new("INSERT INTO counter (name, value) VALUES ('t2', 2)")).await.unwrap();
        let again = Sql::new("INSERT INTO counter (name, value) VALUES ('t1', 1)");
        assert!(matches!(tx.run(again).await, Err(DbError::Unique(_))));
        assert!(tx.commit().await.is_err());
        assert_eq!(names(db).await, ["t1"]);
    }

    async fn a_caller_that_goes_away_leaves_nothing_half_done(world: World) {
        let db = world.app.db().clone();
        for n in 0..20_i64 {
            let db = db.clone();
            let task = tokio::spawn(async move {
                let mut tx = db.begin().await.unwrap();
                let sql = "INSERT INTO counter (name, value) VALUES ($1, 1)";
                tx.run(Sql::new(sql).bind(format!("ta{n:02}"))).await.unwrap();
                tokio::task::yield_now().await;
                tx.run(Sql::new(sql).bind(format!("tb{n:02}"))).await.unwrap();
                tx.commit().await.unwrap();
            });
            if n % 2 == 0 {
                tokio::task::yield_now().await;
                task.abort();
            }
            let _ = task.await;
        }
        put(&db, "tz", 1).await.unwrap();
        let names = names(&db).await;
        for n in 0..20 {
            let (a, b) = (format!("ta{n:02}"), format!("tb{n:02}"));
            assert_eq!(names.contains(&a), names.contains(&b), "both or neither of {n}");
            assert!(n % 2 == 0 || names.contains(&a), "{n} was not cancelled");
        }
        assert!(names.contains(&"tz".to_owned()), "the writer still works");
    }

    async fn values_come_back_as_they_went_in(world: World) {
        let mut conn = world.app.db().read().await.unwrap();
        let mut row = conn
            .one(
                Sql::new("SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS BIGINT), CAST($4 AS TEXT)")
                    .bind(i64::MAX)
                    .bind("客档 𠮷")
                    .bind(None::<i64>)
                    .bind(None::<String>),
            )
            .await
            .unwrap();
        assert_eq!(row.take::<i64>().unwrap(), i64::MAX);
        assert_eq!(row.take::<String>().unwrap(), "客档 𠮷");
        assert_eq!(row.take::<Option<i64>>().unwrap(), None);
        assert_eq!(row.take::<Option<String>>().unwrap(), None);
        assert!(matches!(row.take::<i64>(), Err(DbError::Column { column: 4, .. })));
    }

    async fn the_schema_can_be_brought_up_to_date_twice(world: World) {
        let db = world.app.db();
        let migrate = |steps| kedang_db::migrate::migrate(db, steps, "again", || 1);
        migrate(kedang_storage::SCHEMA).await.unwrap();
        assert!(matches!(migrate(&[]).await, Err(DbError::Schema(_))), "newer than the program");
        const EDITED: &[kedang_db::Migration] =
            &[kedang_db::Migration { version: 1, name: "foundation", sql: "SELECT 1" }];
        assert!(matches!(migrate(EDITED).await, Err(DbError::Schema(_))), "a released step changed");
    }
}
