//! Imports above the company's limit: somebody who answers for the importer agrees first, or not.
//!
//! While it waits nothing of it can be changed, so that nobody agrees to what they have not seen;
//! the importer can take the request back. Once it was approved it can be changed again, but that
//! withdraws the approval.

use super::{Import, own};
use crate::export::deciders;
use crate::form::Form;
use crate::notice::Notice;
use crate::{App, AppError, Context, Result, Work};
use kedang_db::Conn;
use kedang_domain::export::PURPOSE_MAX;
use kedang_domain::field::FieldError;
use kedang_domain::id::ImportId;
use kedang_domain::permission::{
    Act as _, DecideImport, Decision, ImportPlan, Requested, RunImport, WriteImport, sees_import,
};
use kedang_evidence::Draft;
use kedang_storage::import::{self, Approval, ApprovalState, approval};
use kedang_storage::{company, export, organisation};

/// Status of an import that waits for an approval.
pub const WAITING: &str = "awaiting_approval";

/// As the permission rule sees it.
async fn requested(conn: &mut Conn, batch: &Import, asked: &Approval) -> Result<Requested> {
    Ok(Requested {
        applicant: batch.person,
        department: asked.department,
        custodians: export::custodians(conn).await?,
    })
}

fn rows(batch: &Import) -> i64 {
    batch.counts.create + batch.counts.update
}

/// The page of an import.
fn page(id: ImportId) -> String {
    format!("/imports/{id}")
}

fn told(draft: Draft, batch: &Import) -> Draft {
    draft
        .subject("import", batch.id.to_string())
        .detail("rows", rows(batch))
        .detail("create", batch.counts.create)
        .detail("update", batch.counts.update)
        .detail("sha256", batch.file_hash.as_str())
}

impl App {
    /// Imports that wait for this person's approval, the longest waiting first.
    ///
    /// # Errors
    /// The database's.
    pub async fn imports_to_decide(&self, ctx: &Context, limit: i64) -> Result<Vec<Import>> {
        if !ctx.actor.reads() {
            return Ok(Vec::new());
        }
        let mut conn = self.db().read().await?;
        let keeps = !export::custodians(&mut conn).await?.is_disjoint(&ctx.actor.headed);
        let departments = (!keeps).then_some(&ctx.actor.headed);
        let limit = limit.min(super::PAGE);
        Ok(approval::waiting(&mut conn, ctx.actor.person, departments, limit).await?)
    }

    /// An import of one's own, or one on which one decides or has decided.
    pub(super) async fn seen_import(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        id: ImportId,
    ) -> Result<Import> {
        let found: Option<Import> = import::get(conn, id).await?;
        if let Some(batch) = found.as_ref().filter(|batch| batch.person != ctx.actor.person)
            && let Some(asked) = &batch.approval
            && asked.state != ApprovalState::Withdrawn
            && sees_import(&ctx.actor, &requested(conn, batch, asked).await?)
        {
            return found.ok_or(AppError::NotFound);
        }
        ctx.ask::<RunImport>(&())?;
        own(found, ctx)
    }

    /// Asks for an approval where an import needs one that it does not have; `false` when it can be
    /// written as it is.
    pub(super) async fn ask_approval(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        batch: &mut Import,
    ) -> Result<bool> {
        let company = company::get(work.tx()).await?.ok_or(AppError::NotFound)?;
        let approved =
            batch.approval.as_ref().filter(|asked| asked.state == ApprovalState::Approved);
        let plan = ImportPlan {
            rows: rows(batch),
            limit: company.import_approval_rows,
            approved: approved.map(|asked| asked.rows),
        };
        if WriteImport::decide(&ctx.actor, &plan) == Decision::Allow {
            return Ok(false);
        }
        let place = organisation::place(work.tx(), ctx.actor.person).await?;
        let department = place.and_then(|place| place.department);
        WAITING.clone_into(&mut batch.status);
        batch.updated_at = ctx.now;
        if !import::update(work.tx(), batch).await? {
            return Err(AppError::Stale { current: batch.version + 1 });
        }
        approval::ask(work.tx(), batch.id, department, plan.rows, ctx.now).await?;
        work.record(told(ctx.draft("import.request"), batch));
        let deciders = deciders(work.tx(), department).await?;
        let notice = Notice::new("import.waiting", page(batch.id))
            .param("person", work.who().await?)
            .param("count", plan.rows);
        work.notify(notice.to(deciders));
        Ok(true)
    }

    /// Approves an import: whoever asked can write it as it is now.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a stale version, a conflict when it does not wait.
    pub async fn approve_import(&self, ctx: &Context, id: ImportId, seen: i64) -> Result<Import> {
        self.decide_import(ctx, id, seen, (ApprovalState::Approved, None)).await
    }

    /// Refuses an import, with the reason.
    ///
    /// # Errors
    /// As [`App::approve_import`]; a reason that is missing or too long.
    pub async fn refuse_import(
        &self,
        ctx: &Context,
        id: ImportId,
        seen: i64,
        reason: &str,
    ) -> Result<Import> {
        let mut form = Form::default();
        let reason = form.lines("/reason", Some(reason), PURPOSE_MAX);
        if reason.is_none() {
            form.refuse("/reason", FieldError::new("required"));
        }
        // Who it is not for learns nothing of what is wrong with their words.
        self.import_to_decide(&mut self.db().read().await?, ctx, id).await?;
        form.done()?;
        self.decide_import(ctx, id, seen, (ApprovalState::Refused, reason.as_deref())).await
    }

    /// An import on which this person may decide.
    async fn import_to_decide(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        id: ImportId,
    ) -> Result<Import> {
        let batch = self.seen_import(conn, ctx, id).await?;
        // A program decides nothing in somebody's place.
        ctx.in_person()?;
        match &batch.approval {
            Some(asked) => {
                ctx.ask::<DecideImport>(&requested(conn, &batch, asked).await?)?;
                Ok(batch)
            }
            None => Err(AppError::conflict("import_not_waiting")),
        }
    }

    async fn decide_import(
        &self,
        ctx: &Context,
        id: ImportId,
        seen: i64,
        (state, reason): (ApprovalState, Option<&str>),
    ) -> Result<Import> {
        let mut work = self.begin(ctx).await?;
        let batch = self.import_to_decide(work.tx(), ctx, id).await?;
        AppError::unless_current(batch.version, seen)?;
        let by = ctx.actor.person;
        let decided = approval::decide(work.tx(), id, state, by, ctx.now, reason).await?
            && import::set_status(work.tx(), id, &[WAITING], "ready", None, ctx.now).await?;
        if !decided {
            return Err(AppError::conflict("import_not_waiting"));
        }
        let (action, kind) = match state {
            ApprovalState::Approved => ("import.approve", "import.approved"),
            _ => ("import.refuse", "import.refused"),
        };
        work.record(told(ctx.draft(action), &batch).detail("person", batch.person.to_string()));
        work.notify(Notice::new(kind, page(id)).param("count", rows(&batch)).to([batch.person]));
        work.commit().await?;
        self.seen_import(&mut self.db().read().await?, ctx, id).await
    }

    /// Takes a request for an approval back, so that the import can be changed.
    ///
    /// # Errors
    /// [`AppError::NotFound`], a conflict when it does not wait.
    pub async fn withdraw_import(&self, ctx: &Context, id: ImportId) -> Result<Import> {
        ctx.ask::<RunImport>(&())?;
        let mut work = self.begin(ctx).await?;
        let mut batch = own(import::get(work.tx(), id).await?, ctx)?;
        if !import::set_status(work.tx(), id, &[WAITING], "ready", None, ctx.now).await? {
            return Err(AppError::conflict("import_not_waiting"));
        }
        withdraw(&mut work, &mut batch).await?;
        work.commit().await?;
        self.import(ctx, id).await
    }
}

/// Withdraws what was asked for or approved, before something of the import is changed.
pub(super) async fn withdraw(work: &mut Work<'_>, batch: &mut Import) -> Result<()> {
    let Some(asked) = &mut batch.approval else { return Ok(()) };
    if approval::withdraw(work.tx(), batch.id).await? {
        let before = asked.state.code();
        asked.state = ApprovalState::Withdrawn;
        let ctx = work.context();
        let draft = ctx.draft("import.withdraw").subject("import", batch.id.to_string());
        work.record(draft.detail("state", before));
    }
    Ok(())
}
