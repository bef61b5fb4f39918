//! One writer for each process, and one `COMMIT` for everybody who waits for it.
//!
//! The evidence log is a single chain, so transactions that write evidence are serial by nature,
//! and each acknowledged one must be on disk. Paying one flush for each would bound the system by
//! the disk's latency. Instead, each [`Tx`] is a savepoint inside one outer transaction:
//!
//! 1. [`Writer::begin`] takes a fair lock and sets a savepoint. If there is no outer transaction it
//!    opens one and needs no savepoint: there is nobody else's work to keep.
//! 2. [`Tx::commit`] marks the savepoint for release, gives the lock to the next in line and waits.
//! 3. The committer stands in the same line. When its turn comes it commits for all who passed
//!    before it, and wakes them.
//!
//! Several processes on one PostgreSQL take turns: a group begins by locking the one row of
//! `writer_turn`. All that is written ends at the head of the log in any case, and without the turn
//! two groups would hold each other's rows and wait for each other for ever.
//!
//! A dropped [`Tx`] marks its savepoint for rollback, so its neighbours are not touched. Marks are
//! carried out by whoever has the lock next: neither commit nor drop awaits between the decision
//! and the handing over, so a cancelled caller cannot leave the line broken.

use crate::attached::Attached;
use crate::carry::{self, Backlog};
use crate::conn::{Conn, Pool};
use crate::sqlite::SqlitePool;
use crate::{DbError, Result, Row, Sql};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::{Mutex, Notify, OwnedMutexGuard, oneshot};

/// What is still to be done with the latest savepoint.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Savepoint {
    None,
    Release,
    Rollback,
    /// There is none: the first of a group takes back the whole of it.
    RollbackAll,
}

impl Savepoint {
    fn script(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Release => "RELEASE SAVEPOINT k; ",
            Self::Rollback => "ROLLBACK TO SAVEPOINT k; RELEASE SAVEPOINT k; ",
            Self::RollbackAll => "ROLLBACK; ",
        }
    }
}

type Waiter = oneshot::Sender<std::result::Result<(), String>>;

struct State {
    /// `None` after the connection was lost, until it is renewed.
    conn: Option<Conn>,
    open: bool,
    savepoint: Savepoint,
    waiting: Vec<Waiter>,
}

impl State {
    /// How long the write-ahead log is. What cannot be told now will be told after the next group.
    async fn backlog(&mut self) -> Backlog {
        match self.conn.as_mut() {
            Some(conn) if conn.is_sqlite() && !self.open => {
                carry::backlog(conn).await.unwrap_or(Backlog::Short)
            }
            _ => Backlog::Short,
        }
    }

    /// Gives up the outer transaction: everyone who waits for it is told.
    fn abandon(&mut self, why: &str) {
        if let Some(mut conn) = self.conn.take() {
            // It may still be inside the transaction: nobody else may get it from the pool.
            conn.close_on_drop();
        }
        self.open = false;
        self.savepoint = Savepoint::None;
        for waiter in self.waiting.drain(..) {
            // A waiter that went away needs no answer.
            let _ = waiter.send(Err(why.to_owned()));
        }
    }
}

/// The writer of this process. Cheap to clone.
#[derive(Clone)]
pub struct Writer {
    pool: Pool,
    state: Arc<Mutex<State>>,
    wake: Arc<Notify>,
    /// Set once the schema is there, and with it the row to lock.
    turns: Arc<AtomicBool>,
    /// Held while the write-ahead log of SQLite is carried over.
    carrying: Arc<Mutex<()>>,
    attached: Attached,
}

impl Writer {
    pub(crate) fn start(pool: Pool, attached: Attached) -> Self {
        let state =
            State { conn: None, open: false, savepoint: Savepoint::None, waiting: Vec::new() };
        let writer = Self {
            pool,
            state: Arc::new(Mutex::new(state)),
            wake: Arc::new(Notify::new()),
            turns: Arc::default(),
            carrying: Arc::default(),
            attached,
        };
        let weak = Arc::downgrade(&writer.state);
        let wake = Arc::clone(&writer.wake);
        let (carry, pool) = (writer.carry_when_told(), writer.pool.clone());
        tokio::spawn(async move {
            loop {
                wake.notified().await;
                let Some(state) = weak.upgrade() else { break };
                let mut state = state.lock().await;
                commit_group(&mut state).await;
                match (state.backlog().await, &pool) {
                    (Backlog::TooLong, Pool::Sqlite(pool)) => told(carry::carry(pool)),
                    (Backlog::Long, _) => carry.notify_one(),
                    _ => {}
                }
            }
        });
        writer
    }

    /// Starts what carries over the write-ahead log, and gives what tells it to.
    fn carry_when_told(&self) -> Arc<Notify> {
        let due = Arc::new(Notify::new());
        let Pool::Sqlite(pool) = self.pool.clone() else { return due };
        let (weak, carrying) = (Arc::downgrade(&self.state), Arc::clone(&self.carrying));
        let wait = Arc::clone(&due);
        tokio::spawn(async move {
            loop {
                wait.notified().await;
                let Some(state) = weak.upgrade() else { break };
                let _carrying = carrying.lock().await;
                told(carry_over(&state, &pool).await);
            }
        });
        due
    }

    pub(crate) async fn begin(&self) -> Result<Tx> {
        let mut state = Arc::clone(&self.state).lock_owned().await;
        if state.conn.is_none() {
            state.conn = Some(self.pool.acquire().await?.with(self.attached.clone()));
        }
        let end = state.savepoint.script();
        let open = state.open && state.savepoint != Savepoint::RollbackAll;
        let Some(conn) = state.conn.as_mut() else { return Err(DbError::BadUrl) };
        let begin = match (open, conn.is_sqlite()) {
            (true, _) => "SAVEPOINT k",
            // IMMEDIATE: two processes on one file wait for each other instead of failing late.
            (false, true) => "BEGIN IMMEDIATE",
            (false, false) if self.turns.load(Ordering::Relaxed) => {
                "BEGIN; SELECT id FROM writer_turn WHERE id = 1 FOR UPDATE"
            }
            (false, false) => "BEGIN",
        };
        let script = format!("{end}{begin}");
        // Until the script is through, a cancelled caller leaves an unknown state behind.
        let mut guard = Unsure { state: Some(state) };
        let result = match guard.state.as_mut().and_then(|s| s.conn.as_mut()) {
            Some(conn) => conn.script(script).await,
            None => Err(DbError::BadUrl),
        };
        match (result, guard.state.take()) {
            (Ok(()), Some(mut state)) => {
                state.open = true;
                state.savepoint = if open { Savepoint::Rollback } else { Savepoint::RollbackAll };
                Ok(Tx { state, wake: Arc::clone(&self.wake), failed: false })
            }
            (Err(error), Some(mut state)) => {
                state.abandon(&error.to_string());
                Err(error)
            }
            (_, None) => Err(DbError::BadUrl),
        }
    }

    /// From now on, takes turns with other processes.
    pub(crate) fn take_turns(&self) {
        self.turns.store(true, Ordering::Relaxed);
    }

    /// Empties the write-ahead log of SQLite; `false` while a reader still needs some of it.
    pub(crate) async fn empty_log(&self) -> Result<bool> {
        let Pool::Sqlite(pool) = &self.pool else { return Ok(true) };
        let _carrying = self.carrying.lock().await;
        let mut state = self.state.lock().await;
        commit_group(&mut state).await;
        carry::empty(pool)
    }

    pub(crate) async fn close(&self) {
        let _carrying = self.carrying.lock().await;
        let mut state = self.state.lock().await;
        commit_group(&mut state).await;
        state.conn = None;
        drop(state);
        self.pool.close().await;
    }
}

/// Abandons the group when a caller is cancelled in the middle of a transaction-control script.
struct Unsure {
    state: Option<OwnedMutexGuard<State>>,
}

impl Drop for Unsure {
    fn drop(&mut self) {
        if let Some(state) = self.state.as_mut() {
            state.abandon("a caller went away while its transaction began");
        }
    }
}

async fn commit_group(state: &mut State) {
    if !state.open {
        return;
    }
    let script = match state.savepoint {
        Savepoint::RollbackAll => "ROLLBACK".to_owned(),
        mark => format!("{}COMMIT", mark.script()),
    };
    let result = match state.conn.as_mut() {
        Some(conn) => conn.script(script).await,
        None => return,
    };
    match result {
        Ok(()) => {
            state.open = false;
            state.savepoint = Savepoint::None;
            for waiter in state.waiting.drain(..) {
                let _ = waiter.send(Ok(()));
            }
        }
        Err(error) => {
            tracing::error!(%error, "a group of transactions could not be committed");
            state.abandon(&error.to_string());
        }
    }
}

/// Nobody waits for the log to be carried over; the next group tries again.
fn told(carried: Result<()>) {
    if let Err(error) = carried {
        tracing::warn!(%error, "the write-ahead log could not be carried over");
    }
}

/// Carries over the write-ahead log: nearly all of it while others write, the rest between them.
async fn carry_over(state: &Mutex<State>, pool: &SqlitePool) -> Result<()> {
    let beside = pool.clone();
    let carried = tokio::task::spawn_blocking(move || carry::carry(&beside)).await;
    carried.map_err(|error| DbError::Other(error.into()))??;
    let mut state = state.lock().await;
    commit_group(&mut state).await;
    if state.conn.is_none() {
        return Ok(());
    }
    carry::carry(pool)
}

/// A transaction: reads like a [`Conn`], and writes.
pub struct Tx {
    state: OwnedMutexGuard<State>,
    wake: Arc<Notify>,
    failed: bool,
}

impl Tx {
    /// Runs a statement and gives the number of rows it changed.
    ///
    /// # Errors
    /// What the engine says; the transaction can then only be dropped.
    pub async fn run(&mut self, sql: Sql) -> Result<u64> {
        // Set before, cleared after: a cancelled statement counts as failed.
        self.failed = true;
        let changed = self.conn()?.run(sql).await?;
        self.failed = false;
        Ok(changed)
    }

    /// Runs a statement that must change exactly `expected` rows.
    ///
    /// # Errors
    /// [`DbError::Affected`] when it changed another number.
    pub async fn run_exactly(&mut self, expected: u64, sql: Sql) -> Result<()> {
        let found = self.run(sql).await?;
        if found == expected { Ok(()) } else { Err(DbError::Affected { expected, found }) }
    }

    /// All rows, as [`Conn::all`]; also for statements with RETURNING.
    ///
    /// # Errors
    /// What the engine says; the transaction can then only be dropped.
    pub async fn all(&mut self, sql: Sql) -> Result<Vec<Row>> {
        self.failed = true;
        let rows = self.conn()?.all(sql).await?;
        self.failed = false;
        Ok(rows)
    }

    /// Several statements without values. For the schema only.
    pub(crate) async fn script(&mut self, text: String) -> Result<()> {
        self.failed = true;
        self.conn()?.script(text).await?;
        self.failed = false;
        Ok(())
    }

    /// Returns when everything done here is on disk.
    ///
    /// # Errors
    /// When a statement failed before, or the group could not be committed; nothing was written.
    pub async fn commit(mut self) -> Result<()> {
        if self.failed {
            return Err(DbError::Group("a statement of this transaction failed".to_owned()));
        }
        let (sender, receiver) = oneshot::channel();
        self.state.savepoint = match self.state.savepoint {
            Savepoint::RollbackAll => Savepoint::None,
            _ => Savepoint::Release,
        };
        self.state.waiting.push(sender);
        drop(self);
        match receiver.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(why)) => Err(DbError::Group(why)),
            Err(_) => Err(DbError::Group("the writer was closed".to_owned())),
        }
    }

    fn conn(&mut self) -> Result<&mut Conn> {
        self.state.conn.as_mut().ok_or(DbError::Group("the connection was lost".to_owned()))
    }
}

impl Drop for Tx {
    fn drop(&mut self) {
        // The savepoint's mark says whether this was committed; the committer does the rest.
        self.wake.notify_one();
    }
}

impl Deref for Tx {
    type Target = Conn;
    #[expect(clippy::expect_used, reason = "a Tx is only made around a connection that is there")]
    fn deref(&self) -> &Conn {
        self.state.conn.as_ref().expect("a transaction has its connection")
    }
}

impl DerefMut for Tx {
    #[expect(clippy::expect_used, reason = "a Tx is only made around a connection that is there")]
    fn deref_mut(&mut self) -> &mut Conn {
        self.state.conn.as_mut().expect("a transaction has its connection")
    }
}
