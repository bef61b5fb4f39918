//! Judging all rows of a sheet, in parts, and taking up what was interrupted.

use super::decide::{self, Taken};
use super::draft::Judge;
use super::twins::Compared;
use super::{CellError, Import, ImportLine, Layout, READ_JOB, UNDO_JOB, WRITE_JOB, sheet};
use crate::{App, AppError, Context, Notice, Origin, Result};
use kedang_domain::id::{CustomerId, ImportId};
use kedang_evidence::{Actor, Channel, Draft};
use kedang_storage::event::FieldChange;
use kedang_storage::import::{self, Counts, Which};
use kedang_storage::{job, person};
use std::sync::Arc;

/// Rows judged at a time.
const PART: i64 = 1_000;
/// Whoever reads or judges shows it more often than this, in ms; after it they are given up.
const SILENT_MS: i64 = 120_000;

/// How it stands with an import that was being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Somebody is busy with it: look again later.
    Busy,
    /// There is nothing left to do.
    Over,
}

impl App {
    /// Judges every row of the chosen sheet and makes the import ready. The writer is taken only
    /// for what has changed, a part at a time.
    pub(super) async fn judge_lines(&self, mut batch: Import, judge: Arc<Judge>) -> Result<Import> {
        let (id, sheet) = (batch.id, sheet(&batch));
        let next = batch.version + 1;
        let mut counts = Counts { written: batch.counts.written, ..Counts::default() };
        let (mut after, mut taken) = (0, Taken::default());
        let mut compared = Compared::default();
        loop {
            let mut conn = self.db().read().await?;
            let which = Which { after, limit: PART, ..Which::default() };
            let lines: Vec<ImportLine> = import::lines(&mut conn, id, sheet, which).await?;
            let Some(last) = lines.last() else { break };
            after = last.row;
            let before: Vec<Judged> = lines.iter().map(judged).collect();
            let mut decided = self.decide(&mut conn, &judge, lines, &mut taken).await?;
            self.compare(&mut conn, &judge, &mut decided, &mut compared).await?;
            drop(conn);
            self.record_hidden(&judge.ctx, id, &mut compared).await?;
            let mut lines = decide::rows(decided);
            lines.iter_mut().for_each(|line| line.twins.clear());
            decide::counted(&mut counts, &lines);
            let mut before = before.into_iter();
            lines.retain(|line| before.next().is_none_or(|before| judged(line) != before));
            let mut tx = self.db().begin().await?;
            if !import::beat(&mut tx, id, batch.version, self.now()).await? {
                return Err(AppError::Stale { current: next });
            }
            import::set_verdicts(&mut tx, id, sheet, &lines).await?;
            tx.commit().await?;
        }
        let mut twins: Vec<_> = compared.finish().await?.into_iter().collect();
        twins.sort_unstable_by_key(|(row, _)| *row);
        counts.twins = i64::try_from(twins.len()).unwrap_or(i64::MAX);
        batch.counts = counts;
        "ready".clone_into(&mut batch.status);
        batch.updated_at = self.now();
        let mut tx = self.db().begin().await?;
        import::forget_twins(&mut tx, id, sheet).await?;
        import::set_twins(&mut tx, id, sheet, &twins).await?;
        if !import::update(&mut tx, &batch).await? {
            return Err(AppError::Stale { current: next });
        }
        tx.commit().await?;
        batch.version = next;
        Ok(batch)
    }

    /// Sees to an import that was being read: while somebody shows that they are busy with it,
    /// nothing is done. Rows that were all kept are judged anew; a file of which a part is missing
    /// has to be sent again.
    ///
    /// # Errors
    /// The database's.
    pub async fn take_up_reading(&self, id: ImportId, origin: Origin) -> Result<Reading> {
        let mut conn = self.db().read().await?;
        let batch = import::get::<Layout>(&mut conn, id).await?;
        let Some(batch) = batch.filter(|b| b.status == "reading") else {
            return Ok(Reading::Over);
        };
        if self.now() - batch.updated_at < SILENT_MS {
            return Ok(Reading::Busy);
        }
        let bearer = person::bearer(&mut conn, batch.person).await?;
        drop(conn);
        if !batch.kept {
            self.fail_import(&batch, "reading", "import_interrupted", None).await?;
            self.forget_file(id).await?;
            return Ok(Reading::Over);
        }
        let Some(bearer) = bearer else {
            self.fail_import(&batch, "reading", "import_no_longer_allowed", None).await?;
            return Ok(Reading::Over);
        };
        let ctx = self.context_of(&bearer, origin).await?;
        let mut conn = self.db().read().await?;
        let judge = self.judge(&mut conn, &ctx, &batch).await;
        drop(conn);
        match judge {
            Ok(judge) => match self.judge_lines(batch, judge).await {
                // Cancelled, or somebody else was faster.
                Ok(_) | Err(AppError::Stale { .. }) => Ok(Reading::Over),
                Err(error) => Err(error),
            },
            Err(AppError::Internal(error)) => Err(AppError::Internal(error)),
            Err(_) => {
                let why = "import_no_longer_allowed";
                self.fail_import(&batch, "reading", why, Some(&ctx)).await?;
                Ok(Reading::Over)
            }
        }
    }

    /// Puts on the list of work what was being written, read or undone and is on no list: the work was
    /// given up, or the database comes from elsewhere. Says how many there are.
    ///
    /// # Errors
    /// The database's.
    pub async fn take_up_imports(&self) -> Result<usize> {
        let mut conn = self.db().read().await?;
        let mut found = Vec::new();
        let kinds = [("writing", WRITE_JOB), ("reading", READ_JOB), ("undoing", UNDO_JOB)];
        for (status, kind) in kinds {
            let ids = import::untouched(&mut conn, &[status], i64::MAX).await?;
            found.extend(ids.into_iter().map(|id| (kind, id)));
        }
        drop(conn);
        for (kind, id) in &found {
            let mut tx = self.db().begin().await?;
            let job = self.fresh().to_string();
            job::enqueue(&mut tx, &job, kind, &id.to_string(), self.now()).await?;
            tx.commit().await?;
        }
        self.wake_jobs();
        Ok(found.len())
    }

    /// Ends an import that cannot go on. `ctx` is its maker's, if there still is one.
    pub(super) async fn fail_import(
        &self,
        batch: &Import,
        from: &str,
        why: &'static str,
        ctx: Option<&Context>,
    ) -> Result<()> {
        let now = self.now();
        let mut tx = self.db().begin().await?;
        if !import::set_status(&mut tx, batch.id, &[from], "failed", Some(why), now).await? {
            return Ok(());
        }
        // The counts have gone on since the caller read them.
        let written = import::get::<Layout>(&mut tx, batch.id).await?;
        let draft = match ctx {
            Some(ctx) => ctx.draft("import.finish"),
            None => {
                let actor = Actor::System("import".to_owned());
                Draft::new(now, actor, Channel::Job, "import.finish")
            }
        };
        let draft = draft
            .subject("import", batch.id.to_string())
            .detail("written", written.map_or(0, |b| b.counts.written))
            .refused(why, None);
        kedang_storage::evidence::append(&mut tx, vec![draft]).await?;
        let told = Notice::new("import.failed", format!("/imports/{}", batch.id));
        self.write_notices(&mut tx, now, &[told.to([batch.person])]).await?;
        tx.commit().await?;
        self.wake_inboxes();
        Ok(())
    }
}

/// All that judging a row says of it.
type Judged =
    (String, Vec<CellError>, Vec<CellError>, String, Option<CustomerId>, i64, Vec<FieldChange>);

fn judged(line: &ImportLine) -> Judged {
    (
        line.verdict.clone(),
        line.reasons.clone(),
        line.warnings.clone(),
        line.action.clone(),
        line.target,
        line.target_version,
        line.changes.clone(),
    )
}
