//! Approving and refusing exports above the limit.

use super::{EXPORT_HOURS, ExportState, OpenedExport};
use crate::form::Form;
use crate::{App, AppError, Context, Notice, Result};
use kedang_domain::export::PURPOSE_MAX;
use kedang_domain::field::FieldError;
use kedang_domain::id::ExportId;
use kedang_domain::permission::DecideExport;
use kedang_storage::export::{self, Decided};

const HOUR: i64 = 3_600_000;

impl App {
    /// Approves an export: its applicant can fetch it for [`EXPORT_HOURS`].
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a stale version, a clash when it waits for nobody.
    pub async fn approve_export(
        &self,
        ctx: &Context,
        id: ExportId,
        seen: i64,
    ) -> Result<OpenedExport> {
        let until = Some(ctx.now + EXPORT_HOURS * HOUR);
        let (state, by, at) = (ExportState::Ready, ctx.actor.person, ctx.now);
        let decided = Decided { state, by, at, reason: None, until };
        self.decide_export(ctx, id, seen, decided).await
    }

    /// Refuses an export, with the reason.
    ///
    /// # Errors
    /// As [`App::approve_export`]; a reason that is missing or too long.
    pub async fn refuse_export(
        &self,
        ctx: &Context,
        id: ExportId,
        seen: i64,
        reason: &str,
    ) -> Result<OpenedExport> {
        let mut form = Form::default();
        let reason = form.lines("/reason", Some(reason), PURPOSE_MAX);
        if reason.is_none() {
            form.refuse("/reason", FieldError::new("required"));
        }
        let (state, by, at) = (ExportState::Refused, ctx.actor.person, ctx.now);
        // Who it is not for learns nothing of what is wrong with their words.
        let opened = self.export(ctx, id).await?;
        if matches!(opened.decide, kedang_domain::permission::Decision::Allow) {
            form.done()?;
        }
        let decided = Decided { state, by, at, reason: reason.as_deref(), until: None };
        self.decide_export(ctx, id, seen, decided).await
    }

    async fn decide_export(
        &self,
        ctx: &Context,
        id: ExportId,
        seen: i64,
        decided: Decided<'_>,
    ) -> Result<OpenedExport> {
        let mut work = self.begin(ctx).await?;
        let opened = self.registered(work.tx(), ctx, id).await?;
        // A program decides nothing in somebody's place.
        ctx.in_person()?;
        let custodians = export::custodians(work.tx()).await?;
        ctx.ask::<DecideExport>(&super::requested(&opened.export, &custodians))?;
        AppError::unless_current(opened.export.version, seen)?;
        if !export::decide(work.tx(), id, seen, decided).await? {
            return Err(AppError::conflict("export_decided"));
        }
        let action = match decided.state {
            ExportState::Ready => "export.approve",
            _ => "export.refuse",
        };
        let draft = work
            .draft(action)
            .subject("export", id.to_string())
            .detail("register", opened.export.register.clone())
            .detail("rows", opened.export.asked_rows)
            .detail("person", opened.export.person.0.to_string());
        work.record(draft);
        let kind = match decided.until {
            Some(_) => "export.approved",
            None => "export.refused",
        };
        let told = Notice::new(kind, super::page(id))
            .param("register", &opened.export.register)
            .param("until_at", decided.until.unwrap_or_default());
        work.notify(told.to([opened.export.person.0]));
        work.commit().await?;
        self.export(ctx, id).await
    }
}
