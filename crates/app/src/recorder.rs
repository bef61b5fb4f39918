//! Evidence of what changes nothing: readings and refusals.
//!
//! Entries that arrive together share one transaction, but each is on disk before its reply leaves.

use crate::{AppError, Result};
use kedang_db::Db;
use kedang_evidence::Draft;
use tokio::sync::{mpsc, oneshot};

/// Entries written together, at most.
const GROUP: usize = 256;
/// Entries waiting, at most; then callers wait too.
const QUEUE: usize = 4096;

struct Job {
    draft: Draft,
    done: oneshot::Sender<std::result::Result<(), String>>,
}

/// Takes single entries and writes them in groups. Cheap to clone.
#[derive(Clone)]
pub struct Recorder {
    queue: mpsc::Sender<Job>,
}

impl Recorder {
    pub(crate) fn start(db: Db) -> Self {
        let (queue, mut jobs) = mpsc::channel::<Job>(QUEUE);
        tokio::spawn(async move {
            let mut group = Vec::with_capacity(GROUP);
            while jobs.recv_many(&mut group, GROUP).await > 0 {
                let (drafts, waiting): (Vec<_>, Vec<_>) =
                    group.drain(..).map(|j| (j.draft, j.done)).unzip();
                let result = write(&db, drafts).await.map_err(|e| e.to_string());
                for done in waiting {
                    // A caller that went away needs no answer.
                    let _ = done.send(result.clone());
                }
            }
        });
        Self { queue }
    }

    /// Returns when the entry is on disk. Must not be awaited while holding a [`crate::Work`]:
    /// both need the one writer.
    ///
    /// # Errors
    /// When it could not be written; then what it proves must not happen.
    pub async fn record(&self, draft: Draft) -> Result<()> {
        let (done, answer) = oneshot::channel();
        self.queue
            .send(Job { draft, done })
            .await
            .map_err(|_| AppError::internal("the recorder has stopped"))?;
        match answer.await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(why)) => Err(AppError::internal(why)),
            Err(_) => Err(AppError::internal("the recorder has stopped")),
        }
    }
}

async fn write(db: &Db, drafts: Vec<Draft>) -> Result<()> {
    let mut tx = db.begin().await?;
    kedang_storage::evidence::append(&mut tx, drafts).await?;
    tx.commit().await?;
    Ok(())
}
