//! Giving imports up, and forgetting the rows of those that are over: they hold what is on file
//! already, or what nobody wanted there. Those that were written are kept for as long as the
//! import can be undone.

use super::approve::{WAITING, withdraw};
use super::{Import, Layout, own};
use crate::{App, AppError, Context, Result};
use kedang_domain::id::ImportId;
use kedang_domain::permission::{IMPORT_UNDOING_MS, RunImport};
use kedang_evidence::{Actor, Channel, Draft};
use kedang_storage::import::{self, Forgotten};

/// For so long the rejected rows of an import can be had, and one that was begun waits, in ms. Not
/// shorter than it can be undone.
const KEPT_MS: i64 = IMPORT_UNDOING_MS;

/// Statuses in which nothing has been written yet.
const UNWRITTEN: [&str; 2] = ["ready", WAITING];

impl App {
    /// Gives an import up. What was written stays, and can still be undone; what was not is forgotten.
    ///
    /// # Errors
    /// [`AppError::NotFound`], or an import that is over.
    pub async fn cancel_import(&self, ctx: &Context, id: ImportId) -> Result<()> {
        ctx.ask::<RunImport>(&())?;
        let mut work = self.begin(ctx).await?;
        let mut batch: Import = own(import::get(work.tx(), id).await?, ctx)?;
        let open = ["reading", "ready", WAITING, "writing", "failed"];
        if !import::set_status(work.tx(), id, &open, "cancelled", None, ctx.now).await? {
            return Err(AppError::conflict("import_finished"));
        }
        if batch.status == WAITING {
            withdraw(&mut work, &mut batch).await?;
        }
        // Read anew: a part may have been written in between.
        let batch: Import = own(import::get(work.tx(), id).await?, ctx)?;
        work.record(
            ctx.draft("import.cancel")
                .subject("import", id.to_string())
                .detail("written", batch.counts.written),
        );
        work.commit().await?;
        self.forget_file(id).await?;
        self.forget_import(id, Forgotten::Unwritten).await
    }

    /// Forgets the bytes of a file that is not going to be read anew.
    pub(super) async fn forget_file(&self, id: ImportId) -> Result<()> {
        let mut tx = self.db().begin().await?;
        import::file::forget(&mut tx, id).await?;
        Ok(tx.commit().await?)
    }

    /// Forgets rows of an import that is over, a part at a time.
    pub(super) async fn forget_import(&self, id: ImportId, which: Forgotten) -> Result<()> {
        loop {
            let mut tx = self.db().begin().await?;
            let forgotten = import::forget_lines(&mut tx, id, which).await?;
            tx.commit().await?;
            if i64::try_from(forgotten).unwrap_or(i64::MAX) < import::FORGOTTEN {
                return Ok(());
            }
        }
    }

    /// Gives up imports that nobody went on with, and forgets the rows of those that were over
    /// long ago. What they did stays in the log, and in the list of imports.
    ///
    /// # Errors
    /// The database's.
    pub async fn clear_imports(&self) -> Result<()> {
        let now = self.now();
        let before = now - KEPT_MS;
        let mut conn = self.db().read().await?;
        let waiting = import::untouched(&mut conn, &UNWRITTEN, before).await?;
        let mut over = import::over_with_lines(&mut conn, before).await?;
        drop(conn);
        for id in waiting {
            let mut tx = self.db().begin().await?;
            // Somebody may have gone on with it this very moment.
            let batch = import::get::<Layout>(&mut tx, id).await?;
            if batch.is_none_or(|batch| batch.updated_at >= before)
                || !import::set_status(&mut tx, id, &UNWRITTEN, "cancelled", None, now).await?
            {
                continue;
            }
            let actor = Actor::System("import".to_owned());
            let draft = Draft::new(now, actor, Channel::Job, "import.cancel")
                .subject("import", id.to_string())
                .detail("written", 0);
            kedang_storage::evidence::append(&mut tx, vec![draft]).await?;
            tx.commit().await?;
            over.push(id);
        }
        for id in over {
            self.forget_file(id).await?;
            self.forget_import(id, Forgotten::All).await?;
        }
        Ok(())
    }
}
