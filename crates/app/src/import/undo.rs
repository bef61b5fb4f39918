//! Undoing a whole import: every customer that it registered is removed, and every one that it
//! changed gets back what it had, unless somebody has worked with it since.

use super::decide::plain;
use super::{Import, ImportLine, Layout, Progress, UNDO_JOB, count, own, sheet};
use crate::customer::{CHUNK, Cause, Seen, restored};
use crate::verified::needs_correction;
use crate::{App, AppError, Context, Origin, Result, Work};
use kedang_domain::id::{CustomerId, ImportId, PersonId};
use kedang_domain::permission::{
    Act, Decision, EditCustomer, IMPORT_UNDOING_MS, RunImport, UndoImport, WrittenImport,
};
use kedang_evidence::{Actor, Channel, Draft};
use kedang_storage::customer::{self, Traces};
use kedang_storage::import::{self, OVER, Which};
use kedang_storage::person;
use std::collections::HashMap;

/// Why an undoing stopped before its end.
const STOPPED: &str = "import_undo_stopped";

/// Until when an import can be undone, ms UTC; `None` when there is nothing to undo (any more).
#[must_use]
pub fn undo_until(batch: &Import) -> Option<i64> {
    let over = OVER.contains(&batch.status.as_str()) && left(batch) > 0;
    batch.ended_at.filter(|_| over).map(|end| end + IMPORT_UNDOING_MS)
}

/// Rows that were written and neither undone nor kept.
fn left(batch: &Import) -> i64 {
    batch.counts.written - batch.counts.undone - batch.counts.kept
}

impl App {
    /// Begins to undo an import that is over. Its customers are removed by whoever takes the job,
    /// with [`App::undo_import_part`]; it goes on after a restart.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, an import that is not over or has left nothing.
    pub async fn begin_undo(&self, ctx: &Context, id: ImportId) -> Result<Import> {
        ctx.ask::<RunImport>(&())?;
        let mut work = self.begin(ctx).await?;
        let batch: Import = own(import::get(work.tx(), id).await?, ctx)?;
        match batch.status.as_str() {
            "undoing" => return Err(AppError::conflict("import_undoing")),
            "undone" => return Err(AppError::conflict("import_undone")),
            status if !OVER.contains(&status) => {
                return Err(AppError::conflict("import_not_over"));
            }
            _ if left(&batch) == 0 => return Err(AppError::conflict("import_nothing_to_undo")),
            _ => {}
        }
        let ended_at = batch.ended_at.unwrap_or(batch.updated_at);
        let asked_at = ctx.now;
        ctx.ask::<UndoImport>(&WrittenImport { maker: batch.person, ended_at, asked_at })?;
        if !import::begin_undo(work.tx(), id, &OVER, ctx.now).await? {
            return Err(AppError::Stale { current: batch.version + 1 });
        }
        self.enqueue(&mut work, UNDO_JOB, &id.to_string()).await?;
        work.record(
            ctx.draft("import.undo")
                .subject("import", id.to_string())
                .detail("written", batch.counts.written),
        );
        let begun = own(import::get(work.tx(), id).await?, ctx)?;
        work.commit().await?;
        self.wake_jobs();
        Ok(begun)
    }

    /// Undoes an import to its end, in parts that each stand or fall as a whole.
    ///
    /// # Errors
    /// The database's; it can then be taken up again.
    pub async fn undo_import(&self, id: ImportId, origin: Origin) -> Result<()> {
        while self.undo_import_part(id, origin.clone()).await? == Progress::Going {}
        Ok(())
    }

    /// Undoes the next part of an import. Several processes may do so at the same time: each row is
    /// seen to once.
    ///
    /// # Errors
    /// The database's; it can then be taken up again.
    pub async fn undo_import_part(&self, id: ImportId, origin: Origin) -> Result<Progress> {
        let mut conn = self.db().read().await?;
        let batch = import::get::<Layout>(&mut conn, id).await?;
        let Some(batch) = batch.filter(|b| b.status == "undoing") else {
            return Ok(Progress::Over);
        };
        let bearer = person::bearer(&mut conn, batch.person).await?;
        drop(conn);
        let Some(bearer) = bearer else {
            self.stop_undo(&batch, None).await?;
            return Ok(Progress::Over);
        };
        // Their rights as they are now, not as they were when they began.
        let ctx = self.context_of(&bearer, origin).await?;
        match self.undo_rows(&batch, &ctx).await {
            // Another process has just undone these rows.
            Err(AppError::Stale { .. }) => Ok(Progress::Going),
            Err(AppError::Refused(_)) => {
                self.stop_undo(&batch, Some(&ctx)).await?;
                Ok(Progress::Over)
            }
            other => other,
        }
    }

    async fn undo_rows(&self, batch: &Import, ctx: &Context) -> Result<Progress> {
        let ended_at = batch.ended_at.unwrap_or(batch.updated_at);
        // Whoever asked in time is served, however long it takes.
        let asked_at = batch.undo_at.unwrap_or(ctx.now);
        let permit =
            ctx.ask::<UndoImport>(&WrittenImport { maker: batch.person, ended_at, asked_at })?;
        let limit = i64::try_from(CHUNK).map_err(AppError::internal)?;
        let which = Which { verdicts: &["written"], limit, ..Which::default() };
        // Looked at and removed in one transaction: nobody can work with them in between.
        let mut work = self.begin(ctx).await?;
        let mut lines: Vec<ImportLine> =
            import::lines(work.tx(), batch.id, sheet(batch), which).await?;
        if lines.is_empty() {
            drop(work);
            self.finish_undo(ctx, batch.id).await?;
            return Ok(Progress::Over);
        }
        let ids: Vec<CustomerId> = lines.iter().filter_map(|line| line.customer).collect();
        let mut traces = customer::traces(work.tx(), &ids).await?;
        let seen = customer::visible_many(work.tx(), &ctx.actor, ctx.now, &ids).await?;
        let seen: HashMap<CustomerId, Seen> = seen.into_iter().map(|one| (one.id, one)).collect();
        let mut removed = Vec::with_capacity(lines.len());
        let mut restored = 0;
        for line in &mut lines {
            let found = line.customer.and_then(|id| seen.get(&id));
            let why = match found {
                None => vec!["kept_out_of_sight"],
                Some(seen) if line.action == "update" => {
                    self.restore(&mut work, ctx, batch.id, seen, line).await?
                }
                Some(seen) => match traces.remove(&seen.id) {
                    None => vec!["kept_out_of_sight"],
                    Some(traces) => touched(&traces, batch.owner),
                },
            };
            line.reasons = why.into_iter().map(plain).collect();
            match found.filter(|_| line.reasons.is_empty()) {
                None => "kept".clone_into(&mut line.verdict),
                Some(seen) => {
                    "undone".clone_into(&mut line.verdict);
                    if line.action == "update" {
                        restored += 1;
                    } else {
                        line.customer = None;
                        removed.push((seen.id, seen.no));
                    }
                }
            }
        }
        customer::remove(work.tx(), &permit, &removed).await?;
        let undone = count(removed.len()) + restored;
        let kept = count(lines.len()) - undone;
        let (id, now) = (batch.id, ctx.now);
        let ours = import::count_undone(work.tx(), id, undone, restored, kept, now).await?
            && import::set_undone(work.tx(), id, sheet(batch), &lines).await?;
        if !ours {
            return Err(AppError::Stale { current: 0 });
        }
        for (id, _) in removed {
            work.record(
                ctx.draft("customer.remove")
                    .subject("customer", id.to_string())
                    .customer(id.to_string())
                    .detail("import", batch.id.to_string()),
            );
        }
        work.record(counted(ctx.draft("import.undo_part"), batch.id, undone, kept));
        work.commit().await?;
        Ok(Progress::Going)
    }

    /// Gives a customer back what a row has changed, unless somebody has changed it since; says why
    /// it is kept as it is.
    async fn restore(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        import: ImportId,
        seen: &Seen,
        line: &ImportLine,
    ) -> Result<Vec<&'static str>> {
        if !line.changes.is_empty() && seen.version != line.target_version + 1 {
            return Ok(vec!["kept_changed"]);
        }
        let touched = self.touched_contacts(work, seen.id, &line.contacts).await?;
        if !touched.is_empty() {
            return Ok(touched);
        }
        if EditCustomer::decide(&ctx.actor, &seen.standing) != Decision::Allow {
            return Ok(vec!["kept_may_not_edit"]);
        }
        let details = vec![("import", import.to_string()), ("undone", "yes".to_owned())];
        let cause = Cause { details: details.clone(), ..Cause::default() };
        let before = restored(seen, &line.changes);
        let after =
            Seen { name: before.name.clone(), values: before.values.clone(), ..seen.clone() };
        match self.apply_outcome(work, ctx, seen, before, cause).await {
            Ok(_) => {
                self.restore_contacts(work, ctx, &after, &line.contacts, &details).await?;
                Ok(Vec::new())
            }
            // Its credit code has been given to another customer meanwhile.
            Err(AppError::Conflict { .. }) => Ok(vec!["kept_code_taken"]),
            // What the row brought has been verified: it is no longer the import's to take back.
            Err(AppError::Refused(refused)) if needs_correction(&refused) => {
                Ok(vec!["kept_verified"])
            }
            Err(error) => Err(error),
        }
    }

    async fn finish_undo(&self, ctx: &Context, id: ImportId) -> Result<()> {
        let mut work = self.begin(ctx).await?;
        if !import::set_status(work.tx(), id, &["undoing"], "undone", None, ctx.now).await? {
            return Ok(());
        }
        // The counts have gone on since this part began.
        let batch = import::get::<Layout>(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        let (undone, kept) = (batch.counts.undone, batch.counts.kept);
        work.record(counted(ctx.draft("import.undo_finish"), id, undone, kept));
        work.commit().await
    }

    /// Ends an undoing that cannot go on: what was not reached stays, and can be undone again by
    /// whoever may. `ctx` is its maker's, if there still is one.
    async fn stop_undo(&self, batch: &Import, ctx: Option<&Context>) -> Result<()> {
        let (id, now) = (batch.id, self.now());
        let mut tx = self.db().begin().await?;
        if !import::set_status(&mut tx, id, &["undoing"], "failed", Some(STOPPED), now).await? {
            return Ok(());
        }
        let batch = import::get::<Layout>(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        let action = "import.undo_finish";
        let draft = match ctx {
            Some(ctx) => ctx.draft(action),
            None => Draft::new(now, Actor::System("import".to_owned()), Channel::Job, action),
        };
        let draft = counted(draft, id, batch.counts.undone, batch.counts.kept);
        kedang_storage::evidence::append(&mut tx, vec![draft.refused(STOPPED, None)]).await?;
        tx.commit().await?;
        Ok(())
    }
}

fn counted(draft: Draft, id: ImportId, undone: i64, kept: i64) -> Draft {
    draft.subject("import", id.to_string()).detail("undone", undone).detail("kept", kept)
}

/// What has been done to a customer since it was imported, as codes; none when it is untouched.
fn touched(traces: &Traces, owner: PersonId) -> Vec<&'static str> {
    let happened = |kind: &str| traces.events.contains(kind);
    let given = traces.owner != owner || happened("owner");
    let known = ["owner", "contact", "interaction", "share", "uncertain", "verification"];
    let other = traces.events.iter().any(|kind| !known.contains(&kind.as_str()));
    // Another owner is another version too.
    let changed = other || (traces.version > 1 && !given);
    [
        (changed, "kept_changed"),
        (given, "kept_owner"),
        (traces.contacts || happened("contact"), "kept_contact"),
        (traces.interactions || happened("interaction"), "kept_interaction"),
        (traces.shares || happened("share"), "kept_share"),
        (traces.marks || happened("uncertain") || happened("verification"), "kept_mark"),
    ]
    .into_iter()
    .filter_map(|(is, code)| is.then_some(code))
    .collect()
}
