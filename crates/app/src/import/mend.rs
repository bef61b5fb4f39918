//! Mending bad cells.

use super::approve::withdraw;
use super::decide::Taken;
use super::draft::Judge;
use super::{
    Fix, Import, ImportLine, READ_JOB, count, decide, own, ready, sheet, tally, to_its_end,
};
use crate::customer::issue;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::field::FieldError;
use kedang_domain::id::ImportId;
use kedang_domain::permission::RunImport;
use kedang_exchange::Cell;
use kedang_storage::import::{self, Which};
use kedang_storage::job;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows mended in one transaction.
const PART: i64 = 200;
/// Longest text of a mended cell, in characters: as long as one in a file.
const CELL_MAX: usize = 32_767;

impl App {
    /// Replaces cells of a row and judges it anew, with the rows that it may be the same as.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn mend_import(
        &self,
        ctx: &Context,
        id: ImportId,
        row: i64,
        cells: &BTreeMap<usize, String>,
    ) -> Result<(Import, ImportLine)> {
        ctx.ask::<RunImport>(&())?;
        let replace = |batch: &Import, line: &mut ImportLine| {
            let columns = batch.layout.mapping.headers.iter().map(|h| h.index).max().unwrap_or(0);
            replaced(&mut line.cells, cells, columns)
        };
        self.rejudge_row(ctx, id, row, replace).await
    }

    /// Mends every bad cell of a column in the same way and says how many changed. Each part stands
    /// when it is done: a mended cell is right whatever becomes of the others. At the end the rows
    /// are judged anew, for they may be the same as others by now.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn fix_import(
        &self,
        ctx: &Context,
        id: ImportId,
        column: usize,
        fix: Fix,
    ) -> Result<(Import, i64)> {
        ctx.ask::<RunImport>(&())?;
        let (mut after, mut changed) = (0, 0);
        loop {
            let mut work = self.begin(ctx).await?;
            let mut batch: Import = own(import::get(work.tx(), id).await?, ctx)?;
            ready(&batch)?;
            let which = Which { verdicts: &["invalid"], after, limit: PART, ..Which::default() };
            let lines: Vec<ImportLine> = import::lines(work.tx(), id, sheet(&batch), which).await?;
            let Some(last) = lines.last() else {
                let batch = match changed {
                    0 => batch,
                    _ => {
                        drop(work);
                        self.judge_whole(ctx, batch).await?
                    }
                };
                return Ok((batch, changed));
            };
            after = last.row;
            let judge = self.judge(work.tx(), ctx, &batch).await?;
            let mut mended = Vec::new();
            for mut line in lines {
                let bad = line.reasons.iter().any(|r| r.column == Some(column));
                let Some(cell) = line.cells.get(column).filter(|_| bad) else { continue };
                let text = fixed(cell.text(), fix);
                if text == cell.text() {
                    continue;
                }
                line.cells[column] = Cell::from_input(&text);
                mended.push(line);
            }
            if !mended.is_empty() {
                changed += count(mended.len());
                let rows: Vec<i64> = mended.iter().map(|line| line.row).collect();
                self.rejudge(&mut work, &judge, &mut batch, mended).await?;
                finish(work, &mut batch, &rows).await?;
            }
        }
    }

    /// Judges rows that were mended anew by themselves, and keeps and counts them.
    async fn rejudge(
        &self,
        work: &mut Work<'_>,
        judge: &Arc<Judge>,
        batch: &mut Import,
        lines: Vec<ImportLine>,
    ) -> Result<()> {
        lines.iter().for_each(|line| tally(&mut batch.counts, line, -1));
        let decided = self.decide(work.tx(), judge, lines, &mut Taken::default()).await?;
        let lines = decide::rows(decided);
        decide::counted(&mut batch.counts, &lines);
        for line in &lines {
            import::set_line(work.tx(), batch.id, sheet(batch), line).await?;
        }
        Ok(())
    }

    /// Judges all rows of the chosen sheet anew. What was changed is on record by now.
    async fn judge_whole(&self, ctx: &Context, mut batch: Import) -> Result<Import> {
        let judge = self.judge(&mut self.db().read().await?, ctx, &batch).await?;
        "reading".clone_into(&mut batch.status);
        batch.updated_at = self.now();
        let mut tx = self.db().begin().await?;
        if !import::update(&mut tx, &batch).await? {
            return Err(AppError::Stale { current: batch.version + 1 });
        }
        let (job, id) = (self.fresh().to_string(), batch.id.to_string());
        job::enqueue(&mut tx, &job, READ_JOB, &id, batch.updated_at).await?;
        tx.commit().await?;
        batch.version += 1;
        let app = self.clone();
        to_its_end(async move { app.judge_lines(batch, judge).await }).await
    }
}

/// Puts texts into cells of a row that has columns up to this one.
fn replaced(row: &mut Vec<Cell>, cells: &BTreeMap<usize, String>, columns: usize) -> Result<()> {
    let mut issues = Vec::new();
    for (column, text) in cells {
        let refused = |error| issue(format!("/cells/{column}"), "cells", error);
        let actual = text.chars().count();
        if *column > columns {
            issues.push(refused(FieldError::new("column_unknown").with("value", *column)));
        } else if actual > CELL_MAX {
            let error = FieldError::new("too_long").with("max", CELL_MAX);
            issues.push(refused(error.with("actual", actual)));
        } else {
            if row.len() <= *column {
                row.resize(*column + 1, Cell::Empty);
            }
            row[*column] = Cell::from_input(text);
        }
    }
    if issues.is_empty() { Ok(()) } else { Err(AppError::Invalid(issues)) }
}

pub(super) async fn finish(mut work: Work<'_>, batch: &mut Import, rows: &[i64]) -> Result<()> {
    withdraw(&mut work, batch).await?;
    let ctx = work.context();
    batch.updated_at = ctx.now;
    if !import::update(work.tx(), batch).await? {
        return Err(AppError::Stale { current: batch.version + 1 });
    }
    let mut draft = ctx
        .draft("import.mend")
        .subject("import", batch.id.to_string())
        .detail("rows", count(rows.len()));
    if let [row] = rows {
        draft = draft.detail("row", *row);
    }
    work.record(draft);
    work.commit().await?;
    batch.version += 1;
    Ok(())
}

fn fixed(text: &str, fix: Fix) -> String {
    match fix {
        Fix::Blanks => text.chars().filter(|c| !c.is_whitespace()).collect(),
        Fix::Digits => {
            kedang_domain::value::narrow(text).chars().filter(char::is_ascii_digit).collect()
        }
        Fix::Clear => String::new(),
    }
}
