//! Writing the good rows of an import.

use super::draft::cell_error;
use super::{Import, ImportLine, Layout, WRITE_JOB, own, ready, sheet};
use crate::customer::{CHUNK, Draft};
use crate::{App, AppError, Context, Origin, Result};
use kedang_domain::id::{CustomerId, ImportId};
use kedang_domain::permission::{CreateCustomer, RunImport};
use kedang_exchange::{CellError, Mapping};
use kedang_storage::import::{self, Which};
use kedang_storage::person;

/// How far the writing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There may be more rows.
    Going,
    /// Nothing is left to do.
    Over,
}

/// A part of an import that is written in one transaction with the customers it became.
pub(crate) struct ImportPart {
    pub(crate) import: ImportId,
    pub(crate) sheet: i64,
    /// What its columns mean.
    pub(crate) mapping: Mapping,
    /// Rows that become customers.
    pub(crate) lines: Vec<ImportLine>,
    /// Rows that cannot be written any more.
    pub(crate) spoiled: Vec<ImportLine>,
}

impl App {
    /// Begins to write the good rows. The rows themselves are written by whoever takes the job,
    /// with [`App::write_import_part`]; it goes on after a restart.
    ///
    /// # Errors
    /// [`AppError::NotFound`], or an import that is not ready.
    pub async fn begin_writing(&self, ctx: &Context, id: ImportId) -> Result<Import> {
        ctx.ask::<RunImport>(&())?;
        ctx.ask::<CreateCustomer>(&())?;
        let mut work = self.begin(ctx).await?;
        let mut batch: Import = own(import::get(work.tx(), id).await?, ctx)?;
        ready(&batch)?;
        if batch.counts.valid == 0 {
            return Err(AppError::conflict("import_nothing_valid"));
        }
        // Whoever will own them must still be able to.
        self.placement(work.tx(), ctx, Some(batch.owner)).await?;
        "writing".clone_into(&mut batch.status);
        batch.updated_at = ctx.now;
        if !import::update(work.tx(), &batch).await? {
            return Err(AppError::Stale { current: batch.version + 1 });
        }
        self.enqueue(&mut work, WRITE_JOB, &id.to_string()).await?;
        work.record(
            ctx.draft("import.write")
                .subject("import", id.to_string())
                .detail("owner", batch.owner.to_string())
                .detail("template", batch.template.as_str())
                .detail("rows", batch.counts.valid),
        );
        work.commit().await?;
        self.wake_jobs();
        batch.version += 1;
        Ok(batch)
    }

    /// Writes an import to its end, in parts that each stand or fall as a whole.
    ///
    /// # Errors
    /// The database's; the import can then be taken up again.
    pub async fn write_import(&self, id: ImportId, origin: Origin) -> Result<()> {
        while self.write_import_part(id, origin.clone()).await? == Progress::Going {}
        Ok(())
    }

    /// Writes the next part of an import. Several processes may do so at the same time: each row is
    /// written once.
    ///
    /// # Errors
    /// The database's; the import can then be taken up again.
    pub async fn write_import_part(&self, id: ImportId, origin: Origin) -> Result<Progress> {
        let mut conn = self.db().read().await?;
        let batch = import::get::<Layout>(&mut conn, id).await?;
        // Cancelled meanwhile, or written by another process.
        let Some(batch) = batch.filter(|b| b.status == "writing") else {
            return Ok(Progress::Over);
        };
        let bearer = person::bearer(&mut conn, batch.person).await?;
        drop(conn);
        let Some(bearer) = bearer else {
            self.fail_import(&batch, "writing", "import_no_longer_allowed", None).await?;
            return Ok(Progress::Over);
        };
        // Their rights as they are now, not as they were when they began.
        let ctx = self.context_of(&bearer, origin).await?;
        match self.write_rows(&batch, &ctx).await {
            // Another process has just written these rows, or the import was cancelled.
            Err(AppError::Stale { .. }) => Ok(Progress::Going),
            // Their rights, the owner or the template are not what they were: the import stops.
            Err(
                AppError::Refused(_)
                | AppError::Invalid(_)
                | AppError::Conflict { .. }
                | AppError::Forbidden(_),
            ) => {
                let why = "import_no_longer_allowed";
                self.fail_import(&batch, "writing", why, Some(&ctx)).await?;
                Ok(Progress::Over)
            }
            other => other,
        }
    }

    async fn write_rows(&self, batch: &Import, ctx: &Context) -> Result<Progress> {
        ctx.ask::<RunImport>(&())?;
        let mut conn = self.db().read().await?;
        let judge = self.judge(&mut conn, ctx, batch).await?;
        let limit = i64::try_from(CHUNK).map_err(AppError::internal)?;
        let which = Which { verdicts: &["valid"], limit, ..Which::default() };
        let found: Vec<ImportLine> =
            import::lines(&mut conn, batch.id, sheet(batch), which).await?;
        drop(conn);
        if found.is_empty() {
            self.finish_writing(ctx, batch.id).await?;
            return Ok(Progress::Over);
        }
        let drafted = move || {
            let (mut drafts, mut lines, mut spoiled) = (Vec::new(), Vec::new(), Vec::new());
            for mut line in found {
                match judge.draft(&line) {
                    Ok((draft, _)) => {
                        drafts.push(draft);
                        lines.push(line);
                    }
                    // The rules became stricter since the row was judged.
                    Err((errors, _)) => {
                        "refused".clone_into(&mut line.verdict);
                        line.reasons = errors;
                        spoiled.push(line);
                    }
                }
            }
            (drafts, lines, spoiled)
        };
        let (drafts, lines, spoiled): (Vec<Draft>, _, _) =
            tokio::task::spawn_blocking(drafted).await.map_err(AppError::internal)?;
        let part = ImportPart {
            import: batch.id,
            sheet: sheet(batch),
            mapping: batch.layout.mapping.clone(),
            lines,
            spoiled,
        };
        let prepared = self.prepare_imported(ctx, drafts, Some(batch.id)).await?;
        self.register_part(ctx, prepared, Some(part)).await?;
        Ok(Progress::Going)
    }

    async fn finish_writing(&self, ctx: &Context, id: ImportId) -> Result<()> {
        let mut work = self.begin(ctx).await?;
        if !import::set_status(work.tx(), id, &["writing"], "done", None, ctx.now).await? {
            return Ok(());
        }
        // The counts have gone on since this part began.
        let batch = import::get::<Layout>(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        work.record(
            ctx.draft("import.finish")
                .subject("import", id.to_string())
                .detail("written", batch.counts.written),
        );
        work.commit().await
    }
}

/// What became of a row, in the form in which bad cells are told.
pub(crate) fn outcome(line: &mut ImportLine, result: &Result<CustomerId>, mapping: &Mapping) {
    match result {
        Ok(id) => {
            "written".clone_into(&mut line.verdict);
            line.customer = Some(*id);
        }
        Err(error) => {
            "refused".clone_into(&mut line.verdict);
            line.reasons = match error {
                AppError::Conflict { code, params } => vec![CellError {
                    column: "credit_code".parse().ok().and_then(|t| mapping.place_of(&t)),
                    field: "credit_code".to_owned(),
                    code: (*code).to_owned(),
                    params: params
                        .iter()
                        .filter_map(|(name, v)| Some((name.clone(), v.as_str()?.to_owned())))
                        .collect(),
                }],
                AppError::Invalid(issues) => {
                    issues.iter().map(|issue| cell_error(issue, mapping)).collect()
                }
                _ => Vec::new(),
            };
        }
    }
}
