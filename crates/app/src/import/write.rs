//! Writing the good rows of an import.

use super::{Import, ImportLine, draft::Judge, own, ready, sheet};
use crate::customer::{CHUNK, Draft};
use crate::{App, AppError, Context, Result};
use kedang_domain::field::FieldIssue;
use kedang_domain::id::{CustomerId, ImportId};
use kedang_domain::permission::{CreateCustomer, RunImport};
use kedang_exchange::{CellError, OutCell, RawRow, RowWriter, TableFormat, reject_cells};
use kedang_storage::import;
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
pub(crate) struct ImportPart<'a> {
    pub(crate) import: ImportId,
    pub(crate) sheet: i64,
    pub(crate) lines: &'a mut Vec<ImportLine>,
}

impl App {
    /// Begins to write the good rows. The rows themselves are written by
    /// [`App::write_import`], which goes on after a restart.
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
        work.record(
            ctx.draft("import.write")
                .subject("import", id.to_string())
                .detail("owner", batch.owner.to_string())
                .detail("template", batch.template.as_str())
                .detail("rows", batch.counts.valid),
        );
        work.commit().await?;
        batch.version += 1;
        Ok(batch)
    }

    /// Writes an import to its end, in parts that each stand or fall as a whole.
    ///
    /// # Errors
    /// The database's; the import can then be taken up again.
    pub async fn write_import(&self, id: ImportId, origin: crate::Origin) -> Result<()> {
        while self.write_part(id, origin.clone()).await? == Progress::Going {}
        Ok(())
    }

    /// Imports that a restart interrupted.
    ///
    /// # Errors
    /// The database's.
    pub async fn unfinished_imports(&self) -> Result<Vec<ImportId>> {
        let mut conn = self.db().read().await?;
        Ok(import::unfinished(&mut conn).await?)
    }

    async fn write_part(&self, id: ImportId, origin: crate::Origin) -> Result<Progress> {
        let (batch, ctx) = {
            let mut conn = self.db().read().await?;
            let Some(batch) = import::get::<super::Layout>(&mut conn, id).await? else {
                return Ok(Progress::Over);
            };
            let bearer = person::bearer(&mut conn, batch.person).await?;
            drop(conn);
            // Cancelled meanwhile, or written by another process.
            if batch.status != "writing" {
                return Ok(Progress::Over);
            }
            match bearer {
                // Their rights as they are now, not as they were when they began.
                Some(bearer) => (batch, self.context_of(&bearer, origin).await?),
                None => return Ok(Progress::Over),
            }
        };
        let result = self.write_rows(&batch, &ctx).await;
        match result {
            Ok(progress) => Ok(progress),
            Err(AppError::Stale { .. }) => Ok(Progress::Going),
            Err(error @ (AppError::Internal(_) | AppError::NotFound)) => Err(error),
            // Their rights, the owner or the template are not what they were: the import stops.
            Err(_) => {
                self.finish_writing(&ctx, batch, Some("import_no_longer_allowed")).await?;
                Ok(Progress::Over)
            }
        }
    }

    async fn write_rows(&self, batch: &Import, ctx: &Context) -> Result<Progress> {
        let mut conn = self.db().read().await?;
        let judge: Judge = self.judge(&mut conn, ctx, batch).await?;
        let limit = i64::try_from(CHUNK).map_err(AppError::internal)?;
        let mut lines: Vec<ImportLine> =
            import::lines(&mut conn, batch.id, sheet(batch), &["valid"], 0, limit).await?;
        drop(conn);
        if lines.is_empty() {
            self.finish_writing(ctx, batch.clone(), None).await?;
            return Ok(Progress::Over);
        }
        let mut drafts: Vec<Draft> = Vec::with_capacity(lines.len());
        let mut spoiled = Vec::new();
        lines.retain_mut(|line| match judge.draft(line) {
            Ok(draft) => {
                drafts.push(draft);
                true
            }
            // The rules became stricter since the row was judged.
            Err(errors) => {
                "refused".clone_into(&mut line.verdict);
                line.reasons = errors;
                spoiled.push(line.clone());
                false
            }
        });
        let part = ImportPart { import: batch.id, sheet: sheet(batch), lines: &mut lines };
        self.register_part(ctx, &drafts, Some((part, spoiled))).await?;
        Ok(Progress::Going)
    }

    async fn finish_writing(
        &self,
        ctx: &Context,
        batch: Import,
        failure: Option<&'static str>,
    ) -> Result<()> {
        let mut work = self.begin(ctx).await?;
        // The counts have gone on since this part began.
        let Some(mut batch) = import::get::<super::Layout>(work.tx(), batch.id).await? else {
            return Ok(());
        };
        if batch.status != "writing" {
            return Ok(());
        }
        if failure.is_some() { "failed" } else { "done" }.clone_into(&mut batch.status);
        batch.failure = failure.map(str::to_owned);
        batch.updated_at = ctx.now;
        import::update(work.tx(), &batch).await?;
        let mut draft = ctx
            .draft("import.finish")
            .subject("import", batch.id.to_string())
            .detail("written", batch.counts.written);
        if let Some(why) = failure {
            draft = draft.refused(why, None);
        }
        work.record(draft);
        work.commit().await
    }

    /// The rows that were not written, as a workbook with the reasons in the words of `words`.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn import_rejects(
        &self,
        ctx: &Context,
        id: ImportId,
        words: impl Fn(&Import, &[CellError]) -> String,
        head: (&str, &str),
    ) -> Result<Vec<u8>> {
        let batch = self.import(ctx, id).await?;
        let headers = &batch.layout.mapping.headers;
        let width = headers.iter().map(|h| h.index + 1).max().unwrap_or(0);
        let mut header = vec![head.0];
        header.extend((0..width).map(|column| batch.layout.mapping.header(column)));
        header.push(head.1);
        let mut writer = RowWriter::new(TableFormat::Xlsx, Vec::new(), head.1, &header, None)
            .map_err(AppError::internal)?;
        let mut after = 0;
        loop {
            let mut conn = self.db().read().await?;
            let verdicts = &["invalid", "refused"];
            let lines: Vec<ImportLine> =
                import::lines(&mut conn, id, sheet(&batch), verdicts, after, super::PAGE).await?;
            drop(conn);
            let Some(last) = lines.last() else { break };
            after = last.row;
            for line in &lines {
                let reasons = words(&batch, &line.reasons);
                let row = RawRow {
                    number: u32::try_from(line.row).unwrap_or(0),
                    cells: line.cells.clone(),
                };
                let cells: Vec<OutCell<'_>> = reject_cells(&row, width, &reasons);
                writer.write(&cells).map_err(AppError::internal)?;
            }
        }
        writer.finish().map_err(AppError::internal)
    }
}

/// What became of a row, in the form in which bad cells are told.
pub(crate) fn outcome(line: &mut ImportLine, result: &Result<CustomerId>) {
    match result {
        Ok(id) => {
            "written".clone_into(&mut line.verdict);
            line.customer = Some(*id);
        }
        Err(error) => {
            "refused".clone_into(&mut line.verdict);
            line.reasons = match error {
                AppError::Conflict { code, params } => vec![CellError {
                    column: None,
                    field: "credit_code".to_owned(),
                    code: (*code).to_owned(),
                    params: params
                        .iter()
                        .filter_map(|(name, v)| Some((name.clone(), v.as_str()?.to_owned())))
                        .collect(),
                }],
                AppError::Invalid(issues) => issues.iter().map(cell_error).collect(),
                _ => Vec::new(),
            };
        }
    }
}

fn cell_error(issue: &FieldIssue) -> CellError {
    CellError {
        column: None,
        field: issue.field.clone(),
        code: issue.error.code.to_owned(),
        params: issue
            .error
            .params
            .iter()
            .map(|(name, value)| {
                (name.clone(), value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            })
            .collect(),
    }
}
