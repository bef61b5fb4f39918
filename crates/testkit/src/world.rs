//! A world for one test.

use crate::postgres;
use kedang_app::App;
use kedang_app::keys::{Keys, VaultKeys};
use kedang_app::password::Hashing;
use kedang_app::world::{Clock, Entropy};
use kedang_db::{Db, Engine, Location};
use kedang_evidence::CommitmentKey;
use kedang_vault::{MasterKeys, Suite};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// 2026-11-23 09:00 in Shanghai, a Monday.
const MONDAY_MORNING: i64 = 1_795_395_600_000;

/// A clock that stands until it is told to go on.
#[derive(Debug)]
pub struct FakeClock(AtomicI64);

impl FakeClock {
    /// Lets time pass, in ms.
    pub fn advance(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

impl Clock for FakeClock {
    fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Randomness that is the same in every run (SplitMix64).
#[derive(Debug)]
pub struct FakeEntropy(AtomicU64);

impl Entropy for FakeEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut z = self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(z ^ (z >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// An application on an empty, migrated database of its own.
pub struct World {
    /// The application.
    pub app: App,
    /// Its clock.
    pub clock: Arc<FakeClock>,
    /// A folder of its own, removed at the end.
    pub folder: PathBuf,
    location: Location,
}

impl World {
    /// Runs a test body on a world of this engine.
    ///
    /// # Panics
    /// When the world cannot be made: a test without its database has failed, not passed.
    #[expect(clippy::expect_used, reason = "a test world that cannot be made fails its test")]
    pub fn run<F: Future<Output = ()>>(engine: Engine, name: &str, body: impl FnOnce(Self) -> F) {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(4)
            .enable_all()
            .build()
            .expect("a runtime");
        let folder =
            std::env::temp_dir().join(format!("kedang-{name}-{}-{engine:?}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let location = match engine {
            Engine::Sqlite => Location::File(folder.join("kedang.db")),
            Engine::Postgres => Location::Url(postgres::database_url(name)),
        };
        runtime.block_on(async {
            let world = Self::new(&location, folder.clone()).await;
            let db = world.app.db().clone();
            body(world).await;
            db.close().await;
        });
        // Left behind by a failing test, for a look.
        let _ = std::fs::remove_dir_all(&folder);
    }

    /// Where the database is.
    #[must_use]
    pub fn location(&self) -> Location {
        self.location.clone()
    }

    /// Another process on the same database, with the same keys and clock. The test closes its
    /// database.
    ///
    /// # Panics
    /// When the database cannot be opened a second time.
    #[expect(clippy::expect_used, reason = "a test world that cannot be made fails its test")]
    pub async fn second(&self) -> App {
        let db = Db::open(&self.location).await.expect("the database, again");
        // As every process does; here there is nothing left to do.
        kedang_db::migrate::migrate(&db, kedang_storage::SCHEMA, "second", || self.clock.now())
            .await
            .expect("the schema, again");
        let entropy = Arc::new(FakeEntropy(AtomicU64::new(1 << 32)));
        app(db, &self.clock, entropy, CHEAP)
    }

    /// As [`World::second`], with another cost of trying a password.
    ///
    /// # Panics
    /// When the database cannot be opened a second time.
    #[expect(clippy::expect_used, reason = "a test world that cannot be made fails its test")]
    pub async fn second_with(&self, hashing: Hashing) -> App {
        let db = Db::open(&self.location).await.expect("the database, again");
        // As every process does; here there is nothing left to do.
        kedang_db::migrate::migrate(&db, kedang_storage::SCHEMA, "second", || self.clock.now())
            .await
            .expect("the schema, again");
        let entropy = Arc::new(FakeEntropy(AtomicU64::new(2 << 32)));
        app(db, &self.clock, entropy, hashing)
    }

    /// The application on a database that the test opened, with what it attached to it.
    #[must_use]
    pub fn on(&self, db: Db) -> App {
        app(db, &self.clock, Arc::new(FakeEntropy(AtomicU64::new(3 << 32))), CHEAP)
    }

    #[expect(clippy::expect_used, reason = "a test world that cannot be made fails its test")]
    async fn new(location: &Location, folder: PathBuf) -> Self {
        let clock = Arc::new(FakeClock(AtomicI64::new(MONDAY_MORNING)));
        let entropy = Arc::new(FakeEntropy(AtomicU64::new(1)));
        let db = Db::open(location).await.expect("a database");
        kedang_db::migrate::migrate(&db, kedang_storage::SCHEMA, "test", || clock.now())
            .await
            .expect("the schema");
        let app = app(db, &clock, entropy, CHEAP);
        Self { app, clock, folder, location: location.clone() }
    }
}

/// The least that Argon2 takes: what is tested is the rules around it.
const CHEAP: Hashing = Hashing { memory_kib: 8, passes: 1, lanes: 1, at_once: 2 };

fn app(db: Db, clock: &Arc<FakeClock>, entropy: Arc<FakeEntropy>, hashing: Hashing) -> App {
    App::with_hashing(db, Arc::clone(clock) as Arc<dyn Clock>, entropy, keys(), hashing)
}

fn keys() -> Keys {
    Keys {
        signing: [1; 32],
        commitment: CommitmentKey::from_bytes([2; 32]),
        sealing: [3; 32],
        origin: "kedang.test/log".to_owned(),
        retired: Vec::new(),
        vault: VaultKeys {
            masters: MasterKeys::first([4; 32]),
            suite: Suite::default(),
            again: Arc::new(|| None),
        },
    }
}
