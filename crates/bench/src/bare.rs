//! The bare SQL of the same work, without HTTP, rules or evidence.

use crate::Failure;
use crate::process::Place;
use kedang_db::{Db, Sql};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::time::Instant;

/// A kind of work as bare SQL.
#[derive(Clone, Debug)]
pub enum Bare {
    /// One row by id.
    Read(Arc<Vec<String>>),
    /// Fifty rows of an owner with a value, newest first.
    List(String),
    /// Rows whose name contains a text, by a scan.
    Scan(Arc<Vec<String>>),
    /// One row in, one commit.
    Create(String),
}

/// Does the work for this long on so many connections and gives the number per second.
///
/// # Errors
/// The database's.
pub async fn per_second(
    place: &Place,
    work: &Bare,
    connections: usize,
    duration: Duration,
) -> Result<f64, Failure> {
    let db = crate::generate::open(place).await?;
    let done = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for connection in 0..connections {
        let (db, work, done) = (db.clone(), work.clone(), Arc::clone(&done));
        tasks.push(tokio::spawn(async move {
            let mut turn = connection;
            while begun.elapsed() < duration {
                one(&db, &work, turn).await?;
                done.fetch_add(1, Ordering::Relaxed);
                turn += connections;
            }
            Ok::<_, Failure>(())
        }));
    }
    for task in tasks {
        task.await??;
    }
    let rate = done.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64();
    db.close().await;
    Ok(rate)
}

async fn one(db: &Db, work: &Bare, turn: usize) -> Result<(), Failure> {
    match work {
        Bare::Read(ids) => {
            let sql =
                Sql::new("SELECT id, no, kind, name, data, version FROM customer WHERE id = $1");
            db.read().await?.one(sql.bind(&ids[turn % ids.len()])).await?;
        }
        Bare::List(owner) => {
            let sql = Sql::new(
                "SELECT c.id, c.no, c.kind, c.name, c.data, c.version FROM customer c \
                 WHERE c.owner_id = $1 AND EXISTS (SELECT 1 FROM customer_value v \
                 WHERE v.no = c.no AND v.field = 'stage' AND v.value = 'potential') \
                 ORDER BY c.updated_at DESC, c.no DESC LIMIT 50",
            );
            db.read().await?.all(sql.bind(owner)).await?;
        }
        Bare::Scan(texts) => {
            let sql = Sql::new("SELECT id, name FROM customer WHERE name LIKE $1 LIMIT 20");
            let text = format!("%{}%", texts[turn % texts.len()]);
            db.read().await?.all(sql.bind(text)).await?;
        }
        Bare::Create(owner) => {
            let mut tx = db.begin().await?;
            let sql = "INSERT INTO saved_view (id, person_id, list, name, definition, shared, \
                       created_at, version) VALUES ($1, $2, 'bench', $1, '{}', 0, 0, 1) \
                       ON CONFLICT DO NOTHING";
            let id = format!("bare-{}-{turn}", std::process::id());
            tx.run(Sql::new(sql).bind(id).bind(owner)).await?;
            tx.commit().await?;
        }
    }
    Ok(())
}
