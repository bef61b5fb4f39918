//! Mending bad cells.

use super::approve::withdraw;
use super::decide::Taken;
use super::draft::Judge;
use super::twins::Compared;
use super::{Fix, Import, ImportLine, count, decide, own, ready, sheet, tally};
use crate::customer::issue;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::field::FieldError;
use kedang_domain::id::ImportId;
use kedang_domain::permission::RunImport;
use kedang_exchange::Cell;
use kedang_storage::import::{self, Which};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows mended in one transaction.
const PART: i64 = 200;
/// Longest text of a mended cell, in characters: as long as one in a file.
const CELL_MAX: usize = 32_767;

impl App {
    /// Replaces cells of a row and judges it anew.
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
        let mut work = self.begin(ctx).await?;
        let mut batch: Import = own(import::get(work.tx(), id).await?, ctx)?;
        ready(&batch)?;
        let mut line: ImportLine =
            import::one_line(work.tx(), id, sheet(&batch), row).await?.ok_or(AppError::NotFound)?;
        let judge = self.judge(work.tx(), ctx, &batch).await?;
        let columns = batch.layout.mapping.headers.iter().map(|h| h.index).max().unwrap_or(0);
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
                if line.cells.len() <= *column {
                    line.cells.resize(*column + 1, Cell::Empty);
                }
                line.cells[*column] = Cell::from_input(text);
            }
        }
        if !issues.is_empty() {
            return Err(AppError::Invalid(issues));
        }
        let mut lines = self.rejudge(&mut work, &judge, &mut batch, vec![line]).await?;
        let line = lines.pop().ok_or_else(|| AppError::internal("a row was lost"))?;
        finish(work, &mut batch, &[row]).await?;
        Ok((batch, line))
    }

    /// Mends every bad cell of a column in the same way and says how many changed. Each part stands
    /// when it is done: a mended cell is right whatever becomes of the others.
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
            let Some(last) = lines.last() else { return Ok((batch, changed)) };
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

    /// Judges rows that were mended anew, and keeps and counts them.
    async fn rejudge(
        &self,
        work: &mut Work<'_>,
        judge: &Arc<Judge>,
        batch: &mut Import,
        lines: Vec<ImportLine>,
    ) -> Result<Vec<ImportLine>> {
        let sheet = sheet(batch);
        lines.iter().for_each(|line| tally(&mut batch.counts, line, -1));
        let lines = self.rejudged(work, judge, (batch.id, sheet), lines).await?;
        decide::counted(&mut batch.counts, &lines);
        for line in &lines {
            import::set_line(work.tx(), batch.id, sheet, line).await?;
        }
        Ok(lines)
    }

    /// Judges rows anew. What they may be the same as in the table stays as it was found.
    pub(super) async fn rejudged(
        &self,
        work: &mut Work<'_>,
        judge: &Arc<Judge>,
        (import, sheet): (ImportId, i64),
        lines: Vec<ImportLine>,
    ) -> Result<Vec<ImportLine>> {
        let mut decided = self.decide(work.tx(), judge, lines, &mut Taken::default()).await?;
        let mut compared = Compared::default();
        self.compare(work.tx(), judge, &mut decided, &mut compared).await?;
        let mut lines = decide::rows(decided);
        for line in &mut lines {
            let is_new = line.action == "create" || line.verdict == "invalid";
            line.twins.retain(|twin| twin.row.is_some() || !is_new);
            line.twins.extend(compared.twins.remove(&line.row).unwrap_or_default());
        }
        let ctx = work.context();
        for entry in self.hidden_entries(work.tx(), ctx, import, &mut compared).await? {
            work.record(entry);
        }
        self.refuse_taken(work, judge, (import, sheet), &mut lines).await?;
        Ok(lines)
    }

    /// Refuses rows about customers that another row of the file is about.
    async fn refuse_taken(
        &self,
        work: &mut Work<'_>,
        judge: &Judge,
        (import, sheet): (ImportId, i64),
        lines: &mut [ImportLine],
    ) -> Result<()> {
        let targets: Vec<_> = lines.iter().filter_map(|line| line.target).collect();
        let others = import::rows_of_targets(work.tx(), import, sheet, &targets).await?;
        for line in lines {
            let other =
                others.iter().find(|(id, row)| line.target == Some(*id) && *row != line.row);
            if let Some((_, row)) = other {
                judge.refuse_twice(line, *row);
            }
        }
        Ok(())
    }
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
