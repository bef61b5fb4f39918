//! Work that is done later, or again and again: putting it on the list, taking it, ending it. What
//! runs it is the crate `jobs`.

use crate::{App, Result, Work};
use kedang_storage::job;
pub use kedang_storage::job::{LEASE_MS, Lease, State};

/// How a piece of work ended, for now or for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// For good.
    Finished,
    /// For good, without success; the code says why.
    GivenUp(String),
    /// It got on, and goes on after an instant, ms UTC.
    Again(i64),
    /// It failed, and is tried again after an instant, ms UTC; the code says why.
    Retry(i64, String),
}

impl App {
    /// Puts work on the list, in the transaction of what asks for it: it begins within a second
    /// of the commit. What is on the list already and not over stays as it is.
    ///
    /// # Errors
    /// The database's.
    pub async fn enqueue(&self, work: &mut Work<'_>, kind: &str, subject: &str) -> Result<()> {
        let id = self.fresh().to_string();
        Ok(job::enqueue(work.tx(), &id, kind, subject, self.now()).await?)
    }

    /// Tells the runner of this process that there is work, after the commit: it then looks at
    /// once instead of within a second.
    pub fn wake_jobs(&self) {
        self.inner.work_added.notify_waiters();
    }

    /// Returns when [`App::wake_jobs`] is called. May be missed: whoever waits looks by itself, too.
    pub async fn jobs_added(&self) {
        self.inner.work_added.notified().await;
    }

    /// Sees to it that work which comes again and again is on the list.
    ///
    /// # Errors
    /// The database's.
    pub async fn ensure_job(&self, kind: &str) -> Result<()> {
        if self.job_state(kind, "").await?.is_none() {
            let mut tx = self.db().begin().await?;
            job::enqueue(&mut tx, &self.fresh().to_string(), kind, "", self.now()).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Takes the work of this kind that is due first, if there is any. No such work is ever put off
    /// by more than `ahead` ms.
    ///
    /// # Errors
    /// The database's.
    pub async fn take_job(&self, kind: &str, holder: &str, ahead: i64) -> Result<Option<Lease>> {
        let now = self.now();
        // Looked for without the writer: mostly nothing is due.
        let mut conn = self.db().read().await?;
        let Some(id) = job::due(&mut conn, kind, now, ahead).await? else { return Ok(None) };
        drop(conn);
        let mut tx = self.db().begin().await?;
        let lease = job::take(&mut tx, &id, holder, now, ahead).await?;
        tx.commit().await?;
        Ok(lease)
    }

    /// Keeps a lease for another [`LEASE_MS`]. `false` when it was lost: then stop.
    ///
    /// # Errors
    /// The database's.
    pub async fn renew_job(&self, lease: &Lease) -> Result<bool> {
        let mut tx = self.db().begin().await?;
        let held = job::renew(&mut tx, lease, self.now()).await?;
        tx.commit().await?;
        Ok(held)
    }

    /// Ends a lease. `false` when it was lost, and another process has the work.
    ///
    /// # Errors
    /// The database's.
    pub async fn end_job(&self, lease: &Lease, end: &End) -> Result<bool> {
        let mut tx = self.db().begin().await?;
        let held = match end {
            End::Finished => job::finish(&mut tx, lease, self.now(), None).await?,
            End::GivenUp(why) => job::finish(&mut tx, lease, self.now(), Some(why)).await?,
            End::Again(after) => job::again(&mut tx, lease, *after, None).await?,
            End::Retry(after, why) => job::again(&mut tx, lease, *after, Some(why)).await?,
        };
        tx.commit().await?;
        Ok(held)
    }

    /// How this work stands; `None` when it is not on the list.
    ///
    /// # Errors
    /// The database's.
    pub async fn job_state(&self, kind: &str, subject: &str) -> Result<Option<State>> {
        let mut conn = self.db().read().await?;
        Ok(job::state(&mut conn, kind, subject).await?)
    }
}
