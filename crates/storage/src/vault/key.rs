//! The keys: how a value's key is found, made, and wrapped anew.

use crate::{Result, StorageError, parse};
use kedang_db::{Conn, Db, Row, Sql, Tx};
use kedang_domain::id::{Uuid, new_uuid};
use kedang_vault::{DataKey, KEY, KeyId, MasterKeys, NONCE, Suite, VaultError, Wrapped};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Data keys kept open in memory, at most.
const KEPT: usize = 10_000;

/// Fills bytes with randomness fit for secrets.
pub type Random = dyn Fn(&mut [u8]) + Send + Sync;
/// Reads the master keys anew from where they are kept; `None` when that cannot be done.
pub type Again = dyn Fn() -> Option<MasterKeys> + Send + Sync;

/// The master keys of this process, and the data keys that it has opened.
pub struct Vault {
    masters: RwLock<MasterKeys>,
    suite: Suite,
    random: Box<Random>,
    again: Box<Again>,
    kept: Mutex<HashMap<KeyId, Arc<DataKey>>>,
}

/// A data key and its id.
#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) id: KeyId,
    pub(crate) key: Arc<DataKey>,
}

impl Vault {
    /// A vault that seals with this suite.
    #[must_use]
    pub fn new(masters: MasterKeys, suite: Suite, random: Box<Random>, again: Box<Again>) -> Self {
        Self { masters: RwLock::new(masters), suite, random, again, kept: Mutex::default() }
    }

    /// With what new values are sealed.
    #[must_use]
    pub fn suite(&self) -> Suite {
        self.suite
    }

    /// The versions of the master keys that are held, in their order.
    #[must_use]
    pub fn versions(&self) -> Vec<u32> {
        self.masters.read().unwrap_or_else(PoisonError::into_inner).versions().collect()
    }

    /// Reads the master keys anew: another process may have added one. `false` when they could not
    /// be read; those that are held stay.
    pub fn reload(&self) -> bool {
        let Some(masters) = (self.again)() else { return false };
        *self.masters.write().unwrap_or_else(PoisonError::into_inner) = masters;
        true
    }

    pub(crate) fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }

    fn wrap(&self, id: KeyId, key: &DataKey) -> Result<Wrapped> {
        let nonce = self.random::<NONCE>();
        let masters = self.masters.read().unwrap_or_else(PoisonError::into_inner);
        masters.wrap(self.suite, id, key, nonce).map_err(closed_key)
    }

    fn unwrap(&self, id: KeyId, wrapped: &Wrapped) -> Result<DataKey> {
        let unwrap =
            || self.masters.read().unwrap_or_else(PoisonError::into_inner).unwrap(id, wrapped);
        match unwrap() {
            Err(VaultError::MasterMissing(_)) if self.reload() => unwrap(),
            first => first,
        }
        .map_err(closed_key)
    }

    fn kept(&self, id: KeyId) -> Option<Arc<DataKey>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    fn keep(&self, id: KeyId, key: DataKey) -> Arc<DataKey> {
        let key = Arc::new(key);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(id, Arc::clone(&key));
        key
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("suite", &self.suite).finish_non_exhaustive()
    }
}

fn closed_key(why: VaultError) -> StorageError {
    StorageError::Vault { what: "vault_key.wrapped", why }
}

/// Hangs the keys on a database: every connection has them from now on. Only the first counts.
pub fn attach(db: &Db, vault: Vault) {
    db.attach(Arc::new(vault));
}

/// The keys that hang on the database of this connection.
///
/// # Errors
/// [`StorageError::NoVault`] when there are none.
pub fn vault(conn: &Conn) -> Result<Arc<Vault>> {
    conn.attached::<Vault>().ok_or(StorageError::NoVault)
}

/// The data key of this id.
pub(crate) async fn key(conn: &mut Conn, vault: &Vault, id: KeyId) -> Result<Arc<DataKey>> {
    if let Some(key) = vault.kept(id) {
        return Ok(key);
    }
    let text = Uuid::from_bytes(id.0).hyphenated().to_string();
    let sql = Sql::new("SELECT id, master, wrapped FROM vault_key WHERE id = $1").bind(text);
    let Some(row) = conn.opt(sql).await? else {
        return Err(closed_key(VaultError::DoesNotOpen));
    };
    let (id, wrapped) = read(row)?;
    Ok(vault.keep(id, vault.unwrap(id, &wrapped)?))
}

/// The data key of a customer, or of the words; `None` when there is none yet.
pub(crate) async fn key_of(conn: &mut Conn, vault: &Vault, of: &str) -> Result<Option<Held>> {
    let sql = Sql::new("SELECT id, master, wrapped FROM vault_key WHERE of = $1").bind(of);
    let Some(row) = conn.opt(sql).await? else { return Ok(None) };
    let (id, wrapped) = read(row)?;
    let key = match vault.kept(id) {
        Some(key) => key,
        None => vault.keep(id, vault.unwrap(id, &wrapped)?),
    };
    Ok(Some(Held { id, key }))
}

/// As [`key_of`]; makes the key where there is none.
pub(crate) async fn key_for(tx: &mut Tx, vault: &Vault, of: &str, at: i64) -> Result<Held> {
    if let Some(held) = key_of(tx, vault, of).await? {
        return Ok(held);
    }
    let uuid = new_uuid(at, vault.random());
    let id = KeyId(uuid.into_bytes());
    let key = DataKey::new(vault.random::<KEY>());
    let wrapped = vault.wrap(id, &key)?;
    let insert = Sql::new(
        "INSERT INTO vault_key (id, of, master, wrapped, created_at, wrapped_at) \
         VALUES ($1, $2, $3, $4, $5, $5)",
    )
    .bind(uuid.hyphenated().to_string())
    .bind(of)
    .bind(wrapped.master)
    .bind(wrapped.bytes)
    .bind(at);
    tx.run_exactly(1, insert).await?;
    Ok(Held { id, key: vault.keep(id, key) })
}

fn read(mut row: Row) -> Result<(KeyId, Wrapped)> {
    let id: Uuid = parse("vault_key.id", &row.take::<String>()?)?;
    Ok((KeyId(id.into_bytes()), Wrapped { master: row.take()?, bytes: row.take()? }))
}

/// How many data keys a master key wraps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Version of the master key.
    pub master: u32,
    /// Data keys under it.
    pub keys: i64,
    /// Whether this process can open them: it holds the key of that version, and it is the same.
    pub opens: bool,
}

/// The data keys by the master keys that wrap them, of each one tried.
///
/// # Errors
/// The database's.
pub async fn count(conn: &mut Conn) -> Result<Vec<Count>> {
    let vault = vault(conn)?;
    let sql = "SELECT master, count(*), min(id) FROM vault_key GROUP BY master ORDER BY master";
    let mut counts = Vec::new();
    for mut row in conn.all(Sql::new(sql)).await? {
        let (master, keys, one): (u32, i64, String) = (row.take()?, row.take()?, row.take()?);
        let sql = Sql::new("SELECT id, master, wrapped FROM vault_key WHERE id = $1").bind(one);
        let (id, wrapped) = read(conn.one(sql).await?)?;
        counts.push(Count { master, keys, opens: vault.unwrap(id, &wrapped).is_ok() });
    }
    Ok(counts)
}

/// Whether anything was ever sealed.
///
/// # Errors
/// The database's.
pub async fn is_used(conn: &mut Conn) -> Result<bool> {
    Ok(conn.opt(Sql::new("SELECT 1 FROM vault_key LIMIT 1")).await?.is_some())
}

/// How many customers lie sealed.
///
/// # Errors
/// The database's.
pub async fn sealed_customers(conn: &mut Conn) -> Result<i64> {
    let sql = "SELECT (SELECT count(*) FROM customer WHERE sealed > 0) \
               + (SELECT count(*) FROM absent_customer WHERE sealed > 0)";
    Ok(conn.one(Sql::new(sql)).await?.take()?)
}

/// Wraps some data keys anew that an older master key wraps, and says how many. The keys themselves
/// stay, and so does everything that they sealed.
///
/// # Errors
/// The database's; when an older master key is not held any more.
pub async fn rewrap(tx: &mut Tx, limit: i64, at: i64) -> Result<usize> {
    let vault = vault(tx)?;
    let newest = vault.versions().last().copied().unwrap_or_default();
    let sql = Sql::new(
        "SELECT id, master, wrapped FROM vault_key WHERE master < $1 ORDER BY master, id LIMIT $2",
    );
    let rows = tx.all(sql.bind(newest).bind(limit)).await?;
    let done = rows.len();
    for row in rows {
        let (id, old) = read(row)?;
        let new = vault.wrap(id, &vault.unwrap(id, &old)?)?;
        let update = Sql::new(
            "UPDATE vault_key SET master = $1, wrapped = $2, wrapped_at = $3 WHERE id = $4",
        )
        .bind(new.master)
        .bind(new.bytes)
        .bind(at)
        .bind(Uuid::from_bytes(id.0).hyphenated().to_string());
        tx.run_exactly(1, update).await?;
    }
    Ok(done)
}
