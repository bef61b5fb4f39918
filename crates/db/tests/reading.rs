//! Reading that changes nothing, and reading that agrees with itself.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use kedang_db::{Conn, Db, DbError, Location, Sql};
use kedang_testkit::{World, on_both_engines};

async fn put(db: &Db, name: &'static str) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    tx.run(Sql::new("INSERT INTO counter (name, value) VALUES ($1, 1)").bind(name)).await?;
    tx.commit().await
}

async fn count(conn: &mut Conn) -> i64 {
    let sql = Sql::new("SELECT count(*) FROM counter WHERE name LIKE 't%'");
    conn.one(sql).await.unwrap().take().unwrap()
}

on_both_engines! {
    async fn a_snapshot_stands_while_others_write(world: World) {
        let db = world.app.db();
        put(db, "t1").await.unwrap();
        let mut snapshot = db.snapshot().await.unwrap();
        assert_eq!(count(&mut snapshot).await, 1);
        put(db, "t2").await.unwrap();
        assert_eq!(count(&mut snapshot).await, 1);
        drop(snapshot);
        // The next reader does not inherit it, whichever connection it gets.
        for _ in 0..8 {
            assert_eq!(count(&mut db.read().await.unwrap()).await, 2);
        }
        assert_eq!(count(&mut db.snapshot().await.unwrap()).await, 2);
    }

    async fn a_database_opened_for_reading_refuses_writes(world: World) {
        put(world.app.db(), "t1").await.unwrap();
        let db = Db::open_read_only(&world.location()).await.unwrap();
        assert_eq!(count(&mut db.read().await.unwrap()).await, 1);
        assert!(put(&db, "t2").await.is_err());
        assert_eq!(count(&mut world.app.db().read().await.unwrap()).await, 1);
        db.close().await;
    }
}

#[test]
fn a_file_at_rest_is_read_without_leaving_a_trace() {
    World::run(kedang_testkit::Engine::Sqlite, "at_rest", async |world| {
        put(world.app.db(), "t1").await.unwrap();
        let Location::File(file) = world.location() else { panic!("a file") };
        world.app.db().close().await;
        let copy = world.folder.join("rest");
        std::fs::create_dir(&copy).unwrap();
        std::fs::copy(&file, copy.join("kedang.db")).unwrap();
        let db = Db::open_read_only(&Location::File(copy.join("kedang.db"))).await.unwrap();
        assert_eq!(count(&mut db.read().await.unwrap()).await, 1);
        let names: Vec<_> =
            std::fs::read_dir(&copy).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names, ["kedang.db"]);
        db.close().await;
    });
}

#[test]
fn a_file_that_is_not_there_is_not_made() {
    World::run(kedang_testkit::Engine::Sqlite, "not_there", async |world| {
        let file = world.folder.join("missing.db");
        assert!(Db::open_read_only(&Location::File(file.clone())).await.is_err());
        assert!(!file.exists());
    });
}
