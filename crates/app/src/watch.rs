//! Unusual reading: what the auditor is told of, and what comes of it. The person who is watched is
//! told nothing: not by a notice, not by the log, which names no person in these entries, and not
//! by the list, in which an auditor finds nothing about themselves.

mod sweep;

pub use sweep::Swept;

use crate::form::Form;
use crate::{App, AppError, Context, Notice, Result, Work};
use kedang_domain::field::FieldError;
use kedang_domain::id::{IncidentId, PersonId, WatchFindingId};
use kedang_domain::incident::IncidentKind;
use kedang_domain::permission::ReadFindings;
use kedang_domain::role::Permission;
use kedang_domain::watch::{CONCLUSION_MAX, Outcome, State};
use kedang_evidence::Draft;
use kedang_storage::{incident, role, trace, watch};

pub use kedang_storage::watch::{Conclusion, Finding, Wanted};

/// Where a finding is read.
pub(crate) fn page(id: WatchFindingId) -> String {
    format!("/watch?id={id}")
}

impl App {
    /// Findings about others, the newest first.
    ///
    /// # Errors
    /// A refusal.
    pub async fn watch_findings(
        &self,
        ctx: &Context,
        wanted: Wanted,
        limit: i64,
    ) -> Result<Vec<Finding>> {
        let permit = ctx.ask::<ReadFindings>(&())?;
        Ok(watch::list(&mut self.db().read().await?, &permit, wanted, limit).await?)
    }

    /// A finding.
    ///
    /// # Errors
    /// A refusal; [`AppError::NotFound`] also when it is about the caller.
    pub async fn watch_finding(&self, ctx: &Context, id: WatchFindingId) -> Result<Finding> {
        let found = self.watch_findings(ctx, Wanted { id: Some(id), ..Wanted::default() }, 1);
        found.await?.pop().ok_or(AppError::NotFound)
    }

    /// Concludes what was looked into: that nothing was wrong, or that it is an incident. The
    /// incident's file is closed to the person from the beginning.
    ///
    /// # Errors
    /// A refusal; [`AppError::NotFound`]; no conclusion; a stale version; a clash when it is closed.
    pub async fn conclude_finding(
        &self,
        ctx: &Context,
        id: WatchFindingId,
        seen: i64,
        (outcome, text): (Outcome, &str),
    ) -> Result<Finding> {
        ctx.in_person()?;
        let permit = ctx.ask::<ReadFindings>(&())?;
        let mut form = Form::default();
        let text = form.lines("/text", Some(text), CONCLUSION_MAX).unwrap_or_else(|| {
            form.refuse("/text", FieldError::new("required"));
            String::new()
        });
        form.done()?;
        let mut work = self.begin(ctx).await?;
        let wanted = Wanted { id: Some(id), ..Wanted::default() };
        let found = watch::list(work.tx(), &permit, wanted, 1).await?;
        let finding = found.into_iter().next().ok_or(AppError::NotFound)?;
        if finding.state != State::Open {
            return Err(AppError::conflict("finding_closed"));
        }
        AppError::unless_current(finding.version, seen)?;
        let incident = match outcome {
            Outcome::Incident => {
                let reporter = Some(ctx.actor.person);
                let draft = work.draft("incident.report");
                Some(self.raise(&mut work, draft, finding.person.0, (reporter, &text)).await?)
            }
            Outcome::Concluded => None,
        };
        watch::conclude(work.tx(), &permit, &finding, (&text, incident), ctx.now).await?;
        let entry = work.draft("watch.conclude").subject("watch_finding", id.to_string());
        work.record(entry.detail("outcome", outcome.code()));
        work.commit().await?;
        self.watch_finding(ctx, id).await
    }

    /// Makes an incident of somebody's reading: whoever handles leaks is told, the person is not,
    /// and their case is not theirs to read.
    pub(crate) async fn raise(
        &self,
        work: &mut Work<'_>,
        draft: Draft,
        person: PersonId,
        (reporter, text): (Option<PersonId>, &str),
    ) -> Result<IncidentId> {
        let now = work.context().now;
        let id = IncidentId::new(self.fresh());
        let kind = IncidentKind::Suspicion;
        incident::insert(work.tx(), id, kind, text, reporter, now).await?;
        trace::suspect(work.tx(), id, person, now).await?;
        work.record(draft.subject("incident", id.to_string()).detail("kind", kind.code()));
        let handlers = incident::handlers(work.tx()).await?;
        let told = handlers.into_iter().filter(|one| *one != person && Some(*one) != reporter);
        work.notices.push(Notice::new("incident.reported", format!("/incidents?id={id}")).to(told));
        Ok(id)
    }
}

/// Who looks into what is unusual about a person's reading: never that person.
pub(crate) async fn auditors(
    conn: &mut kedang_db::Conn,
    watched: PersonId,
) -> Result<Vec<PersonId>> {
    let all = role::allowed(conn, Permission::WatchRead).await?;
    Ok(all.into_iter().filter(|one| *one != watched).collect())
}
