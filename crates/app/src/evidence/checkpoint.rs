//! Signing how long the log is and what its root is.
//!
//! A signature under a log that was cut or written anew would cover up for whoever did it. So the
//! new head is signed only when it grew out of what was signed before, as far as the database and
//! this process remember.

use crate::{App, AppError, Result};
use kedang_db::Conn;
use kedang_evidence::{
    Checkpoint, Frontier, Hash, KeptRoot, NoteError, SigningKey, Trust, VerifyingKey,
};
use kedang_storage::evidence;
use std::sync::{Mutex, PoisonError};

/// The last checkpoint that this process signed or saw to be good.
#[derive(Default)]
pub(crate) struct LastSigned(Mutex<Option<KeptRoot>>);

impl LastSigned {
    fn get(&self) -> Option<KeptRoot> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn note(&self, root: KeptRoot) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.is_none_or(|known| known.size < root.size) {
            *known = Some(root);
        }
    }
}

/// A signed checkpoint.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The signed note (C2SP tlog-checkpoint).
    pub note: String,
    checkpoint: Checkpoint,
}

impl Signed {
    /// How many entries it covers.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.checkpoint.size()
    }

    /// The root of these entries.
    #[must_use]
    pub fn root(&self) -> &Hash {
        self.checkpoint.root()
    }

    /// When it was signed, ms UTC.
    #[must_use]
    pub fn at(&self) -> Option<i64> {
        self.checkpoint.at()
    }

    /// Size and root, to be printed and kept outside.
    #[must_use]
    pub fn kept(&self) -> KeptRoot {
        KeptRoot::from(&self.checkpoint)
    }
}

/// Why the head is not signed.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("the newest checkpoint is not ours: {0}")]
    Foreign(NoteError),
    #[error("the log has {size} entries, but {signed} were signed")]
    Cut { size: u64, signed: u64 },
    #[error("the log does not continue the {signed} entries that were signed: {why}")]
    Other { signed: u64, why: String },
}

impl App {
    /// The key that verifies the checkpoints of this installation.
    ///
    /// # Errors
    /// When the name of the log cannot be the name of a key.
    pub fn verifying_key(&self) -> Result<VerifyingKey> {
        Ok(self.signing_key()?.verifying_key().clone())
    }

    /// Whose signatures under checkpoints are believed.
    ///
    /// # Errors
    /// As [`App::verifying_key`].
    pub fn trust(&self) -> Result<Trust> {
        let keys = [self.verifying_key()?].into_iter().chain(self.keys().retired.clone());
        Ok(Trust::new(&self.keys().origin, keys.collect()))
    }

    fn signing_key(&self) -> Result<SigningKey> {
        let keys = self.keys();
        SigningKey::from_bytes(&keys.origin, &keys.signing).map_err(AppError::internal)
    }

    /// The newest checkpoint that is stored, or why it is not believed.
    pub(crate) async fn newest(
        &self,
        conn: &mut Conn,
    ) -> Result<Option<std::result::Result<Signed, NoteError>>> {
        let Some(stored) = evidence::latest_checkpoint(conn).await? else { return Ok(None) };
        let opened = Checkpoint::open(stored.note.as_bytes(), &self.trust()?);
        Ok(Some(opened.map(|checkpoint| Signed { note: stored.note, checkpoint })))
    }

    /// The newest checkpoint that is stored; an error when it is not believed.
    pub(crate) async fn latest_signed(&self, conn: &mut Conn) -> Result<Option<Signed>> {
        let newest = self.newest(conn).await?.transpose();
        newest.map_err(|error| AppError::internal(Refusal::Foreign(error)))
    }

    /// Signs the present head of the log, unless it is signed already, and gives the newest
    /// checkpoint; `None` while the log is empty. May be called by several processes at once.
    ///
    /// # Errors
    /// When the log did not grow out of what was signed before: then it was tampered with, nothing
    /// is signed, and the verification will say where.
    pub async fn checkpoint(&self) -> Result<Option<Signed>> {
        let mut conn = self.db().read().await?;
        // Read before the head: another process may sign a longer log in between.
        let stored = self.latest_signed(&mut conn).await?;
        let signed = [stored.as_ref().map(Signed::kept), self.inner.last_signed.get()];
        let signed = signed.into_iter().flatten().max_by_key(|root| root.size);
        let head = evidence::frontier(&mut conn).await?.unwrap_or_default();
        if let Some(signed) = signed {
            grown(&mut conn, &signed, &head).await?;
            self.inner.last_signed.note(signed);
        }
        drop(conn);
        match stored {
            Some(stored) if stored.size() == head.size() => return Ok(Some(stored)),
            None if head.size() == 0 => return Ok(None),
            _ => {}
        }
        let at = self.now();
        let checkpoint = Checkpoint::new(&self.keys().origin, head.size(), head.root(), Some(at))
            .map_err(AppError::internal)?;
        let note = checkpoint.sign(&self.signing_key()?);
        let size = i64::try_from(head.size()).map_err(AppError::internal)?;
        let mut tx = self.db().begin().await?;
        evidence::keep_checkpoint(&mut tx, &evidence::Checkpoint { size, at, note }).await?;
        tx.commit().await?;
        self.inner.last_signed.note(KeptRoot::from(&checkpoint));
        // Another process may have been first: what counts is what is stored.
        self.latest_signed(&mut self.db().read().await?).await
    }
}

/// Whether the log of this head begins with what was signed.
async fn grown(conn: &mut Conn, signed: &KeptRoot, head: &Frontier) -> Result<()> {
    let refuse = |refusal: Refusal| Err(AppError::internal(refusal));
    if head.size() < signed.size {
        return refuse(Refusal::Cut { size: head.size(), signed: signed.size });
    }
    let other = |why: String| Refusal::Other { signed: signed.size, why };
    match evidence::prove_consistency(conn, signed.size, head.size()).await {
        Ok(proof) => match proof.verify(&signed.root, &head.root()) {
            Ok(()) => Ok(()),
            Err(error) => refuse(other(error.to_string())),
        },
        Err(kedang_storage::StorageError::Corrupt { why, .. }) => refuse(other(why)),
        Err(error) => Err(error.into()),
    }
}
