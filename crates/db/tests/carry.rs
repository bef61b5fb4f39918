//! The write-ahead log of SQLite stays short however much is written.

use kedang_db::{Db, Location, Sql};

const MIB: usize = 1 << 20;
const WRITTEN: usize = 160;

#[tokio::test(flavor = "multi_thread")]
async fn the_log_is_carried_over_while_others_write_and_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("kedang.db");
    let db = Db::open(&Location::File(path.clone())).await.unwrap();
    let mut tx = db.begin().await.unwrap();
    tx.run(Sql::new("CREATE TABLE piece (no BIGINT PRIMARY KEY, content BLOB)")).await.unwrap();
    tx.commit().await.unwrap();
    let log = folder.path().join("kedang.db-wal");
    let mut longest = 0;
    for no in 0..WRITTEN {
        let mut tx = db.begin().await.unwrap();
        let sql = Sql::new("INSERT INTO piece (no, content) VALUES ($1, $2)");
        tx.run_exactly(1, sql.bind(no as i64).bind(vec![7_u8; MIB])).await.unwrap();
        tx.commit().await.unwrap();
        longest = longest.max(log.metadata().unwrap().len());
        let count = "SELECT count(*) FROM piece";
        let count: i64 =
            db.read().await.unwrap().one(Sql::new(count)).await.unwrap().take().unwrap();
        assert_eq!(count, no as i64 + 1);
    }
    assert!(longest < (WRITTEN * MIB * 3 / 4) as u64, "{longest} bytes");
    db.close().await;
    assert!(!log.exists(), "closed, everything is in the file");
    assert!(path.metadata().unwrap().len() > (WRITTEN * MIB) as u64);
}
