//! Writing the good rows of an import.

use super::decide::{Becomes, Decided, Taken, plain};
use super::draft::cell_error;
use super::{Import, ImportLine, Layout, WRITE_JOB, own, ready, sheet};
use crate::customer::{CHUNK, Cause, Outcome, Prepared, Rows, Seen};
use crate::verified::needs_correction;
use crate::{App, AppError, Context, Notice, Origin, Result, Work};
use kedang_domain::id::{CustomerId, ImportId};
use kedang_domain::permission::{Actor, CreateCustomer, RunImport};
use kedang_exchange::{CellError, Mapping};
use kedang_storage::event::FieldChange;
use kedang_storage::import::{self, ApprovalState, ContactChange, Counts, Which};
use kedang_storage::{customer, person};
use std::collections::{BTreeMap, HashMap};

/// How far the writing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There may be more rows.
    Going,
    /// Nothing is left to do.
    Over,
}

/// Parts written before the state of the import is looked at from outside.
const TURN: u32 = 20;

/// The next good rows, with what they become.
struct Ready {
    /// The last of them.
    last: i64,
    /// New customers, checked and worked out.
    new: Option<Prepared>,
    /// The rows that become them.
    lines: Vec<ImportLine>,
    /// The other rows.
    others: Vec<Decided>,
}

/// A part that was made ready while the one before was written.
struct Ahead {
    /// With whose rights.
    rights: Actor,
    part: Ready,
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
    /// Begins to write the good rows, or asks for an approval where the company wants one: then its
    /// status says so. The rows themselves are written by whoever takes the job,
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
        let plan = batch.layout.plan;
        match batch.counts {
            Counts { valid: 0, .. } => return Err(AppError::conflict("import_nothing_valid")),
            Counts { create: 0, update: 0, .. } => {
                return Err(AppError::conflict("import_nothing_new"));
            }
            _ => {}
        }
        // Whoever will own them must still be able to.
        self.placement(work.tx(), ctx, Some(batch.owner)).await?;
        if self.ask_approval(&mut work, ctx, &mut batch).await? {
            work.commit().await?;
            return self.import(ctx, id).await;
        }
        "writing".clone_into(&mut batch.status);
        batch.updated_at = ctx.now;
        if !import::update(work.tx(), &batch).await? {
            return Err(AppError::Stale { current: batch.version + 1 });
        }
        // What is written is not read anew.
        import::file::forget(work.tx(), id).await?;
        self.enqueue(&mut work, WRITE_JOB, &id.to_string()).await?;
        let approved = batch.approval.iter().filter(|a| a.state == ApprovalState::Approved);
        let mut draft = ctx.draft("import.write");
        for (person, _) in approved.filter_map(|approval| approval.decided_by.as_ref()) {
            draft = draft.detail("approved_by", person.to_string());
        }
        work.record(
            draft
                .subject("import", id.to_string())
                .detail("owner", batch.owner.to_string())
                .detail("template", batch.template.as_str())
                .detail("mode", plan.mode.name())
                .detail("rows", batch.counts.valid)
                .detail("create", batch.counts.create)
                .detail("update", batch.counts.update),
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
        while self.write_import_parts(id, &origin, TURN, || false).await? == Progress::Going {}
        Ok(())
    }

    /// Writes the next part of an import.
    ///
    /// # Errors
    /// As [`App::write_import_parts`].
    pub async fn write_import_part(&self, id: ImportId, origin: Origin) -> Result<Progress> {
        self.write_import_parts(id, &origin, 1, || false).await
    }

    /// Writes the next parts of an import, at most so many, until it is to stop. While one is
    /// written the next is made ready. Several processes may do so at the same time: each row is
    /// written once.
    ///
    /// # Errors
    /// The database's; the import can then be taken up again.
    pub async fn write_import_parts(
        &self,
        id: ImportId,
        origin: &Origin,
        most: u32,
        stop: impl Fn() -> bool,
    ) -> Result<Progress> {
        let mut ahead = None;
        for left in (0..most).rev() {
            if stop() {
                break;
            }
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
            let ctx = self.context_of(&bearer, origin.clone()).await?;
            match self.write_rows(&batch, &ctx, &mut ahead, left > 0).await {
                Ok(Progress::Going) => {}
                // Another process has just written these rows, or the import was cancelled.
                Err(AppError::Stale { .. }) => ahead = None,
                // Their rights, the owner or the template are not what they were: it stops.
                Err(
                    AppError::Refused(_)
                    | AppError::Invalid(_)
                    | AppError::Conflict { .. }
                    | AppError::Forbidden(_),
                ) => {
                    let why = "import_no_longer_allowed";
                    self.fail_import(&batch, "writing", why, Some(&ctx)).await?;
                    return Ok(Progress::Over);
                }
                other => return other,
            }
        }
        Ok(Progress::Going)
    }

    /// Writes the part that was made ready, or the first that is left; makes the one after it ready
    /// meanwhile.
    async fn write_rows(
        &self,
        batch: &Import,
        ctx: &Context,
        ahead: &mut Option<Ahead>,
        go_on: bool,
    ) -> Result<Progress> {
        ctx.ask::<RunImport>(&())?;
        let part = match ahead.take().filter(|ahead| ahead.rights == ctx.actor) {
            Some(ahead) => Some(ahead.part),
            None => self.next_part(batch, ctx, 0).await?,
        };
        let Some(part) = part else {
            self.finish_writing(ctx, batch.id).await?;
            return Ok(Progress::Over);
        };
        // What changes customers on file depends on the rows before: it is not looked at ahead.
        if !go_on || batch.layout.plan.sought().is_some() {
            self.write_part(ctx, batch, part).await?;
            return Ok(Progress::Going);
        }
        // On a thread of its own: with SQLite whoever writes keeps the thread it is on.
        let next = tokio::spawn({
            let (app, ctx, batch, last) = (self.clone(), ctx.clone(), batch.clone(), part.last);
            async move { app.next_part(&batch, &ctx, last).await }
        });
        let written = self.write_part(ctx, batch, part).await;
        let next = next.await.map_err(AppError::internal)?;
        written?;
        *ahead = next?.map(|part| Ahead { rights: ctx.actor.clone(), part });
        Ok(Progress::Going)
    }

    /// Decides anew on the next good rows after a row, and makes the customers ready that they
    /// become; `None` when there is none.
    async fn next_part(&self, batch: &Import, ctx: &Context, after: i64) -> Result<Option<Ready>> {
        let mut conn = self.db().read().await?;
        let judge = self.judge(&mut conn, ctx, batch).await?;
        let limit = i64::try_from(CHUNK).map_err(AppError::internal)?;
        let which = Which { verdicts: &["valid"], after, limit, ..Which::default() };
        let found: Vec<ImportLine> =
            import::lines(&mut conn, batch.id, sheet(batch), which).await?;
        let Some(last) = found.last().map(|line| line.row) else { return Ok(None) };
        let promised: Vec<_> = found.iter().map(promise).collect();
        // The rules, and what is on file, may have changed since the rows were judged.
        let decided = self.decide(&mut conn, &judge, found, &mut Taken::default()).await?;
        drop(conn);
        let (mut drafts, mut lines) = (Vec::new(), Vec::new());
        let mut others = Vec::new();
        for (one, promised) in decided.into_iter().zip(promised) {
            let kept = one.line.verdict == "valid" && promise(&one.line) == promised;
            match one.becomes {
                Becomes::Customer(draft) if kept => {
                    drafts.push(*draft);
                    lines.push(one.line);
                }
                becomes if kept => others.push(Decided { line: one.line, becomes }),
                _ => others.push(broken(one.line)),
            }
        }
        let new = match drafts.is_empty() {
            true => None,
            false => {
                let numbers = lines.iter().map(|line| line.row).collect();
                let rows = Rows { import: batch.id, sheet: sheet_name(batch), numbers };
                Some(self.prepare_imported(ctx, drafts, Some(rows)).await?)
            }
        };
        Ok(Some(Ready { last, new, lines, others }))
    }

    async fn write_part(&self, ctx: &Context, batch: &Import, part: Ready) -> Result<()> {
        if !part.others.is_empty() {
            self.change_part(ctx, batch, part.others).await?;
        }
        let Some(prepared) = part.new else { return Ok(()) };
        let rows = ImportPart {
            import: batch.id,
            sheet: sheet(batch),
            mapping: batch.layout.mapping.clone(),
            lines: part.lines,
            spoiled: Vec::new(),
        };
        self.register_part(ctx, prepared, Some(rows)).await?;
        Ok(())
    }

    /// Writes the rows of a part that become no customers: changes those on file, and notes which
    /// change nothing and which cannot be written any more.
    async fn change_part(
        &self,
        ctx: &Context,
        batch: &Import,
        decided: Vec<Decided>,
    ) -> Result<()> {
        let ids: Vec<CustomerId> = decided.iter().filter_map(|one| one.line.target).collect();
        let mut work = self.begin(ctx).await?;
        let now: HashMap<CustomerId, Seen> =
            customer::visible_many(work.tx(), &ctx.actor, ctx.now, &ids)
                .await?
                .into_iter()
                .map(|seen| (seen.id, seen))
                .collect();
        let (mut lines, mut updated, mut refused) = (Vec::with_capacity(decided.len()), 0, 0);
        for Decided { mut line, becomes } in decided {
            match becomes {
                Becomes::Changed(change) => {
                    let (seen, change) = *change;
                    let current = now
                        .get(&seen.id)
                        .filter(|one| one.version == seen.version && one.standing == seen.standing);
                    // Touched since it was judged, a moment ago: the part is begun again.
                    let Some(current) = current else {
                        return Err(AppError::Stale { current: seen.version + 1 });
                    };
                    let result = self
                        .change_row(&mut work, ctx, batch, (current, &mut line), change)
                        .await?;
                    outcome(&mut line, &result, &batch.layout.mapping);
                    if result.is_ok() { updated += 1 } else { refused += 1 }
                }
                _ if line.verdict == "valid" => "unchanged".clone_into(&mut line.verdict),
                _ => refused += 1,
            }
            lines.push(line);
        }
        let (id, at) = (batch.id, ctx.now);
        let ours = import::count_written(work.tx(), id, updated, updated, refused, at).await?
            && import::set_outcomes(work.tx(), id, sheet(batch), &lines).await?;
        if !ours {
            return Err(AppError::Stale { current: 0 });
        }
        work.record(
            ctx.draft("import.part")
                .subject("import", id.to_string())
                .detail("written", updated)
                .detail("updated", updated)
                .detail("refused", refused),
        );
        work.commit().await
    }

    /// Changes one customer; what is refused is refused to its row alone.
    async fn change_row(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        batch: &Import,
        (seen, line): (&Seen, &mut ImportLine),
        change: Outcome,
    ) -> Result<Result<CustomerId>> {
        let mut details = vec![("import", batch.id.to_string()), ("row", line.row.to_string())];
        details.extend(sheet_name(batch).map(|sheet| ("sheet", sheet)));
        let cause = Cause { details: details.clone(), ..Cause::default() };
        let after =
            Seen { name: change.name.clone(), values: change.values.clone(), ..seen.clone() };
        match self.apply_outcome(work, ctx, seen, change, cause).await {
            Ok(_) => {
                self.write_contacts(work, ctx, &after, &mut line.contacts, &details).await?;
                Ok(Ok(seen.id))
            }
            Err(error @ (AppError::Conflict { .. } | AppError::Invalid(_))) => Ok(Err(error)),
            // Verified since it was judged: what the row says is for somebody to report.
            Err(AppError::Refused(refused)) if needs_correction(&refused) => {
                Ok(Err(AppError::Refused(refused)))
            }
            Err(error) => Err(error),
        }
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
        let told = Notice::new("import.done", format!("/imports/{id}"));
        work.notify(told.param("count", batch.counts.written).to([batch.person]));
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
            line.reasons = conflict(error, mapping);
        }
    }
}

/// What stands against a row, in the form in which bad cells are told.
pub(super) fn conflict(error: &AppError, mapping: &Mapping) -> Vec<CellError> {
    match error {
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
        AppError::Refused(refused) => {
            refused.fields.iter().map(|field| is_verified(field, mapping)).collect()
        }
        _ => Vec::new(),
    }
}

/// A fact that is verified is not changed by a table.
pub(super) fn is_verified(field: &str, mapping: &Mapping) -> CellError {
    CellError {
        column: field.parse().ok().and_then(|target| mapping.place_of(&target)),
        field: field.to_owned(),
        code: "fact_verified".to_owned(),
        params: BTreeMap::new(),
    }
}

/// The name of the chosen sheet, where the file has several.
fn sheet_name(batch: &Import) -> Option<String> {
    let Layout { sheets, sheet, .. } = &batch.layout;
    let chosen = sheets.iter().find(|one| one.index == *sheet).filter(|_| sheets.len() > 1)?;
    Some(chosen.name.clone()).filter(|name| !name.is_empty())
}

/// What was said would be done with a row. A new customer is the row itself.
fn promise(
    line: &ImportLine,
) -> (String, Option<CustomerId>, Vec<FieldChange>, Vec<ContactChange>) {
    (line.action.clone(), line.target, line.changes.clone(), line.contacts.clone())
}

/// A row with which something else would have to be done than was said.
fn broken(mut line: ImportLine) -> Decided {
    if line.verdict == "valid" {
        line.reasons = vec![plain("changed_meanwhile")];
    }
    "refused".clone_into(&mut line.verdict);
    Decided { line, becomes: Becomes::Nothing }
}
