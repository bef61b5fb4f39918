//! Use cases, one module for each capability.
//!
//! Every use case goes one way: a [`Context`] (who, from where, when) → storage loads what this
//! person may see → a pure rule of the domain decides → a [`Work`] writes change and evidence in
//! one transaction → the reply. Nothing else reaches customer data.

pub mod absence;
pub mod access;
pub mod account;
pub mod attestation;
mod authenticate;
pub mod campaign;
pub mod card;
pub mod card_template;
mod catalogue;
pub mod change_list;
pub mod clash;
mod clearing;
pub mod company;
pub mod contact;
mod context;
pub mod correction;
pub mod customer;
pub mod customer_event;
mod cycle;
pub mod delivery;
pub mod demo;
pub mod department;
pub mod device;
mod entry;
mod error;
pub mod evidence;
pub mod export;
pub mod field;
mod form;
pub mod greeting;
mod happening;
pub mod honey;
pub mod import;
mod in_force;
pub mod incident;
pub mod interaction;
pub mod invalid;
pub mod job;
pub mod keys;
pub mod leaving;
pub mod loan;
mod log;
pub mod matching;
pub mod me;
pub mod merge;
pub mod month_check;
pub mod notice;
pub mod obligation;
mod pace;
pub mod password;
pub mod person;
pub mod pledge;
pub mod policy;
pub mod post;
pub mod quality;
mod reading;
pub mod recent_search;
mod recorder;
pub mod regulation;
pub mod request;
pub mod robot;
pub mod role;
pub mod saved_view;
mod seal;
pub mod searchbox;
pub mod secrecy;
pub mod setup;
pub mod share;
pub mod sign_in;
mod slug;
pub mod timeline;
mod today;
mod totp;
pub mod trace;
pub mod twin;
pub mod uncertain;
pub mod urgent_news;
pub mod vault;
mod verified;
pub mod waiting;
pub mod watch;
mod work;
pub mod workbench;
pub mod world;

pub use authenticate::{Secret, SessionSecret};
pub use context::{Context, Once, Origin, Presence};
pub use error::{AppError, Refused, Result};
pub use kedang_evidence::Channel;
pub use notice::Notice;
pub use recorder::Recorder;
pub use regulation::InForce;
pub use work::Work;

use kedang_db::Db;
use keys::Keys;
use password::{Hasher, Hashing};
use std::sync::Arc;
use world::{Clock, Entropy};

/// The application: everything that outlives a request. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
}

struct Inner {
    db: Db,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    keys: Keys,
    recorder: Recorder,
    access: access::Known,
    actors: authenticate::Actors,
    reports: incident::Pace,
    comparisons: incident::Pace,
    known: catalogue::Known,
    openings: reading::Openings,
    clashes: reading::Openings,
    estimates: kedang_storage::customer::Estimates,
    hasher: Hasher,
    last_signed: evidence::LastSigned,
    regulations: regulation::Known,
    verifying: evidence::Turn,
    work_added: tokio::sync::Notify,
    watched: notice::Watched,
    courier: std::sync::OnceLock<kedang_courier::Courier>,
}

impl App {
    /// Puts the application together. Must be called inside a tokio runtime.
    #[must_use]
    pub fn new(db: Db, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>, keys: Keys) -> Self {
        Self::with_hashing(db, clock, entropy, keys, Hashing::default())
    }

    /// As [`App::new`], with another cost of trying a password: tests would wait for the usual one.
    #[must_use]
    pub fn with_hashing(
        db: Db,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        keys: Keys,
        hashing: Hashing,
    ) -> Self {
        let random = Arc::clone(&entropy);
        let again = Arc::clone(&keys.vault.again);
        let vault = kedang_storage::vault::Vault::new(
            keys.vault.masters.clone(),
            keys.vault.suite,
            Box::new(move |bytes| random.fill(bytes)),
            Box::new(move || again()),
        );
        kedang_storage::vault::attach(&db, vault);
        let recorder = Recorder::start(db.clone());
        let mut random = [0; 48];
        entropy.fill(&mut random);
        Self {
            inner: Arc::new(Inner {
                db,
                clock,
                entropy,
                keys,
                recorder,
                access: access::Known::default(),
                actors: authenticate::Actors::default(),
                hasher: Hasher::new(hashing, random),
                reports: incident::pace(),
                comparisons: trace::pace(),
                known: catalogue::Known::default(),
                openings: reading::Openings::default(),
                clashes: reading::Openings::default(),
                estimates: kedang_storage::customer::Estimates::default(),
                last_signed: evidence::LastSigned::default(),
                regulations: regulation::Known::default(),
                verifying: evidence::Turn::default(),
                work_added: tokio::sync::Notify::new(),
                watched: notice::Watched::default(),
                courier: std::sync::OnceLock::new(),
            }),
        }
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.inner.db
    }

    /// The keys of this installation.
    #[must_use]
    pub fn keys(&self) -> &Keys {
        &self.inner.keys
    }

    /// The time, in ms UTC.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.inner.clock.now()
    }

    /// Fills an array with randomness fit for secrets.
    #[must_use]
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.inner.entropy.fill(&mut bytes);
        bytes
    }

    /// A fresh identifier, for the `new` of any id type.
    #[must_use]
    pub fn fresh(&self) -> kedang_domain::id::Uuid {
        kedang_domain::id::new_uuid(self.now(), self.random())
    }

    /// Writes evidence that stands alone (readings, refusals), grouped with others.
    #[must_use]
    pub fn recorder(&self) -> &Recorder {
        &self.inner.recorder
    }

    /// Starts a unit of work.
    ///
    /// # Errors
    /// When the writer cannot be had.
    pub async fn begin<'a>(&'a self, ctx: &'a Context) -> Result<Work<'a>> {
        Ok(Work::new(self, ctx, self.inner.db.begin().await?))
    }
}
