//! Forgetting what has ended by itself. Nothing here is a customer's, and nothing that anybody did:
//! that is in the log.

use crate::{App, Result};
use kedang_storage::{account, idempotency, job, session};

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// For so long a create can be repeated under its Idempotency-Key, in ms.
const REPEATABLE: i64 = 48 * HOUR;
/// For so long failed and good sign-ins matter to the pace of trying, in ms, and a day more.
const PACE: i64 = 31 * DAY;
/// For so long finished work is shown, in ms.
const FINISHED: i64 = 30 * DAY;

impl App {
    /// Forgets old Idempotency-Keys.
    ///
    /// # Errors
    /// The database's.
    pub async fn clear_idempotency(&self) -> Result<()> {
        let mut tx = self.db().begin().await?;
        idempotency::forget(&mut tx, self.now() - REPEATABLE).await?;
        Ok(tx.commit().await?)
    }

    /// Forgets sessions that have expired.
    ///
    /// # Errors
    /// The database's.
    pub async fn clear_sessions(&self) -> Result<()> {
        let mut tx = self.db().begin().await?;
        session::forget(&mut tx, self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Forgets sign-ins too old to matter to the pace of trying.
    ///
    /// # Errors
    /// The database's.
    pub async fn clear_sign_ins(&self) -> Result<()> {
        let mut tx = self.db().begin().await?;
        account::forget_failures(&mut tx, self.now() - PACE).await?;
        Ok(tx.commit().await?)
    }

    /// Forgets work that was over long ago.
    ///
    /// # Errors
    /// The database's.
    pub async fn clear_jobs(&self) -> Result<()> {
        let mut tx = self.db().begin().await?;
        job::forget(&mut tx, self.now() - FINISHED).await?;
        Ok(tx.commit().await?)
    }
}
