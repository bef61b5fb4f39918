//! A row that is judged anew among the other rows of its table: it may be the same as one of them by
//! now, or be no more.

use super::decide::{Becomes, Taken};
use super::draft::Judge;
use super::judging::judged;
use super::twins::{Choice, Compared};
use super::{Import, ImportLine, own, ready, sheet, tally};
use crate::{App, AppError, Context, Result, Work};
use kedang_db::Conn;
use kedang_domain::id::ImportId;
use kedang_evidence::Draft as Entry;
use kedang_storage::import::{self, Which};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Tables of so many rows are judged anew as a whole; of a longer one the rows that share a text
/// with the one that was changed, the others when all of it is judged the next time.
const WHOLE: i64 = 2_000;
/// Of a longer table, so many rows at most.
const SHARING: i64 = 200;
/// Shorter texts are shared by too many.
const TEXT_MIN: usize = 4;
/// How often a change is tried that others come in between of.
const TRIES: usize = 3;

/// What comes of judging a row anew.
struct Rejudged {
    /// The rows that are different now, as they were and as they are.
    lines: Vec<(ImportLine, ImportLine)>,
    /// The hidden customers of which somebody is told.
    entries: Vec<Entry>,
}

impl App {
    /// Changes a row, judges it and its neighbours anew, and keeps what is different. `change` is
    /// given the row as it is on file; nothing is held while the rows are judged.
    pub(super) async fn rejudge_row<F>(
        &self,
        ctx: &Context,
        id: ImportId,
        row: i64,
        change: F,
    ) -> Result<(Import, ImportLine)>
    where
        F: Fn(&Import, &mut ImportLine) -> Result<()>,
    {
        let mut left = TRIES;
        loop {
            left -= 1;
            let mut conn = self.db().read().await?;
            let mut batch: Import = own(import::get(&mut conn, id).await?, ctx)?;
            ready(&batch)?;
            let line: Option<ImportLine> =
                import::one_line(&mut conn, id, sheet(&batch), row).await?;
            let old = line.ok_or(AppError::NotFound)?;
            let mut new = old.clone();
            change(&batch, &mut new)?;
            let judge = self.judge(&mut conn, ctx, &batch).await?;
            let rejudged = self.among_neighbours(&mut conn, &judge, &batch, old, new).await?;
            drop(conn);
            let work = self.begin(ctx).await?;
            match keep(work, &mut batch, row, rejudged).await {
                Err(AppError::Stale { .. }) if left > 0 => {}
                Err(error) => return Err(error),
                Ok(line) => return Ok((batch, line)),
            }
        }
    }

    async fn among_neighbours(
        &self,
        conn: &mut Conn,
        judge: &Arc<Judge>,
        batch: &Import,
        old: ImportLine,
        new: ImportLine,
    ) -> Result<Rejudged> {
        let row = new.row;
        let mut before = neighbours(conn, batch, &[&old, &new]).await?;
        before.insert(row, old);
        let mut lines = before.clone();
        lines.insert(row, new);
        let rows: BTreeSet<i64> = lines.keys().copied().collect();
        let lines: Vec<ImportLine> = lines.into_values().collect();
        let mut decided = self.decide(conn, judge, lines, &mut Taken::default()).await?;
        let mut compared = Compared::default();
        self.compare(conn, judge, &mut decided, &mut compared).await?;
        // Of what stood against another row its maker knows already.
        compared.hidden.retain(|(of, ..)| *of == row);
        let entries = self.hidden_entries(conn, &judge.ctx, batch.id, &mut compared).await?;
        let mut found = compared.finish().await?;
        let mut changed = Vec::new();
        for one in decided {
            let mut line = one.line;
            // Those far away stay what they were.
            line.twins.retain(|twin| twin.row.is_some_and(|row| !rows.contains(&row)));
            let old = before.remove(&line.row);
            let old = old.ok_or_else(|| AppError::internal("a row was lost"))?;
            match (one.becomes, Choice::of(&line.choice)) {
                (Becomes::Customer(_), _) => {
                    line.twins.extend(found.remove(&line.row).unwrap_or_default());
                }
                // Who chose one of them can choose again.
                (_, Choice::Update(_)) => line.twins.clone_from(&old.twins),
                _ => line.twins.clear(),
            }
            if line.row == row || line.twins != old.twins || judged(&line) != judged(&old) {
                changed.push((old, line));
            }
        }
        Ok(Rejudged { lines: changed, entries })
    }
}

/// Keeps what is different, if nobody was faster.
async fn keep(
    mut work: Work<'_>,
    batch: &mut Import,
    row: i64,
    rejudged: Rejudged,
) -> Result<ImportLine> {
    let mut ours = None;
    for (old, new) in rejudged.lines {
        tally(&mut batch.counts, &old, -1);
        tally(&mut batch.counts, &new, 1);
        import::set_line(work.tx(), batch.id, sheet(batch), &new).await?;
        if new.row == row {
            ours = Some(new);
        }
    }
    for entry in rejudged.entries {
        work.record(entry);
    }
    super::mend::finish(work, batch, &[row]).await?;
    ours.ok_or_else(|| AppError::internal("a row was lost"))
}

/// The rows that may be the same as these, or were.
async fn neighbours(
    conn: &mut Conn,
    batch: &Import,
    lines: &[&ImportLine],
) -> Result<BTreeMap<i64, ImportLine>> {
    let sheet = sheet(batch);
    let found: Vec<ImportLine> = if batch.counts.data <= WHOLE {
        let after = i64::from(batch.layout.mapping.header_row);
        let which = Which { after, limit: i64::MAX, ..Which::default() };
        import::lines(conn, batch.id, sheet, which).await?
    } else {
        let targets = ["name", "code", "credit_code", "mobile", "phone", "contact.mobile"];
        let columns = targets.iter().filter_map(|target| target.parse().ok());
        let places = columns.filter_map(|target| batch.layout.mapping.place_of(&target));
        let places: Vec<usize> = places.collect();
        let cells = lines.iter().flat_map(|line| places.iter().filter_map(|c| line.cells.get(*c)));
        let texts: BTreeSet<&str> = cells
            .map(|cell| cell.text().trim())
            .filter(|t| t.chars().count() >= TEXT_MIN)
            .collect();
        let texts: Vec<&str> = texts.into_iter().collect();
        import::sharing(conn, batch.id, sheet, &texts, SHARING).await?
    };
    Ok(found.into_iter().map(|line| (line.row, line)).collect())
}
