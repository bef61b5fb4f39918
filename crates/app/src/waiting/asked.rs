//! What this person asked for and somebody else has to decide, with who has it.

use super::decide::{correction as correction_line, extension};
use super::{Line, READ, same};
use crate::month_check::SeenCheck;
use crate::policy::OpenedVersion;
use crate::request::{self, Whose};
use crate::urgent_news::heads_above;
use crate::workbench::Named;
use crate::{App, Context, Result};
use crate::{correction, export, import, urgent_news};
use kedang_db::Conn;
use kedang_domain::correction::CorrectionState;
use kedang_domain::export::ExportState;
use kedang_domain::id::{DepartmentId, PersonId};
use kedang_domain::permission::{Act as _, Decision, RunImport};
use kedang_domain::request::RequestState;
use kedang_storage::clash::case::Reader;
use kedang_storage::{customer, department, person};
use std::collections::BTreeMap;

/// People named as those who have something, at most.
const NAMED: usize = 3;

/// Who decides on what comes out of each department, by name; read once for each.
#[derive(Default)]
struct Deciders {
    known: BTreeMap<Option<DepartmentId>, Vec<String>>,
}

impl Deciders {
    async fn of(
        &mut self,
        conn: &mut Conn,
        ctx: &Context,
        of: Option<DepartmentId>,
    ) -> Result<Vec<String>> {
        if let Some(known) = self.known.get(&of) {
            return Ok(known.clone());
        }
        let people = export::deciders(conn, of).await?;
        let names = names(conn, ctx, people).await?;
        self.known.insert(of, names.clone());
        Ok(names)
    }
}

/// What people other than this one are called.
async fn names(conn: &mut Conn, ctx: &Context, people: Vec<PersonId>) -> Result<Vec<String>> {
    let others: Vec<_> =
        people.into_iter().filter(|id| *id != ctx.actor.person).take(NAMED).collect();
    let names = person::names(conn, others.iter().copied()).await?;
    Ok(others.iter().filter_map(|id| names.get(id).cloned()).collect())
}

impl App {
    pub(super) async fn requests_asked(&self, ctx: &Context) -> Result<Vec<Line>> {
        let open =
            request::Wanted { state: Some(RequestState::Open), ..request::Wanted::default() };
        let found = self.requests(ctx, Whose::Mine, open, READ).await?;
        let lines = found.into_iter().map(|open| {
            let seats = open.waits_for.iter().flat_map(|seat| &seat.people);
            let with = seats.map(|(_, name)| name.clone()).take(NAMED).collect();
            Line { with, ..super::request(open) }
        });
        Ok(lines.collect())
    }

    pub(super) async fn news_unacknowledged(&self, ctx: &Context) -> Result<Vec<Line>> {
        if !ctx.actor.reads() {
            return Ok(Vec::new());
        }
        let wanted = urgent_news::Wanted { unacknowledged: true, ..urgent_news::Wanted::default() };
        let found = self.news(ctx, wanted, None, READ).await?;
        let own = found.into_iter().filter(|open| open.news.reported_by.0 == ctx.actor.person);
        let lines = own.map(|open| {
            let waits = open.recipients.iter().filter(|one| one.acknowledged_at.is_none());
            Line {
                id: open.news.id.to_string(),
                link: "/urgent-news?show=unacknowledged".to_owned(),
                with: waits.map(|one| one.person.1.clone()).take(NAMED).collect(),
                customer: open
                    .news
                    .customer
                    .zip(open.news.customer_name)
                    .map(|(id, (no, name))| Named { id, code: customer::code(no), name }),
                title: Some(same(&open.news.text)),
                since: open.news.reported_at,
                ..Line::default()
            }
        });
        Ok(lines.collect())
    }

    pub(super) async fn extensions_asked(&self, ctx: &Context) -> Result<Vec<Line>> {
        let found = self.waiting_extensions(ctx, true, READ).await?;
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let mut conn = self.db().read().await?;
        let departments = department::list(&mut conn).await?;
        let mut lines = Vec::with_capacity(found.len());
        for one in found {
            let heads = heads_above(&departments, one.department, Some(ctx.actor.person));
            let with = names(&mut conn, ctx, heads).await?;
            lines.push(Line { with, ..extension(one) });
        }
        Ok(lines)
    }

    pub(super) async fn exports_asked(&self, ctx: &Context) -> Result<Vec<Line>> {
        let found = self.exports(ctx, Some(ExportState::Asked), None, READ).await?;
        let own = found.into_iter().filter(|open| open.export.person.0 == ctx.actor.person);
        let (mut conn, mut deciders) = (self.db().read().await?, Deciders::default());
        let mut lines = Vec::new();
        for open in own {
            let export = open.export;
            let of = export.department.as_ref().map(|(id, _)| *id);
            lines.push(Line {
                link: format!("/exports?open={}", export.id),
                id: export.id.to_string(),
                title: Some(same(&export.purpose)).filter(|(text, _)| !text.is_empty()),
                amount: Some(export.asked_rows),
                since: export.created_at,
                with: deciders.of(&mut conn, ctx, of).await?,
                ..Line::default()
            });
        }
        Ok(lines)
    }

    pub(super) async fn imports_asked(&self, ctx: &Context) -> Result<Vec<Line>> {
        if RunImport::decide(&ctx.actor, &()) != Decision::Allow {
            return Ok(Vec::new());
        }
        let found = self.imports(ctx, None, READ).await?;
        let (mut conn, mut deciders) = (self.db().read().await?, Deciders::default());
        let mut lines = Vec::new();
        for batch in found.into_iter().filter(|batch| batch.status == import::WAITING) {
            let asked = batch.approval.as_ref();
            lines.push(Line {
                link: format!("/imports/{}", batch.id),
                id: batch.id.to_string(),
                title: Some(same(&batch.file_name)),
                amount: asked.map(|asked| asked.rows),
                since: asked.map_or(batch.updated_at, |asked| asked.asked_at),
                with: deciders.of(&mut conn, ctx, asked.and_then(|asked| asked.department)).await?,
                ..Line::default()
            });
        }
        Ok(lines)
    }

    /// Who has a clash is not said: it would tell whose customer it is.
    pub(super) async fn clashes_asked(&self, ctx: &Context) -> Result<Vec<Line>> {
        self.clash_lines(ctx, Reader::Applicant).await
    }

    pub(super) async fn corrections_reported(&self, ctx: &Context) -> Result<Vec<Line>> {
        let mut lines = Vec::new();
        for state in [CorrectionState::Reported, CorrectionState::Checked] {
            let wanted = correction::Wanted {
                own: true,
                state: Some(state),
                ..correction::Wanted::default()
            };
            let found = self.corrections(ctx, wanted, None, READ).await?;
            lines.extend(found.into_iter().map(|open| {
                let line = correction_line(open.correction, "/corrections?list=own");
                Line { by: None, ..line }
            }));
        }
        Ok(lines)
    }

    pub(super) async fn checks_submitted(&self, ctx: &Context) -> Result<Vec<Line>> {
        let mut found = self.submitted_month_checks(ctx, READ).await?;
        let me = ctx.actor.person;
        found.retain(|seen| seen.check.submitted.as_ref().is_some_and(|(by, _, _)| *by == me));
        if found.is_empty() {
            return Ok(Vec::new());
        }
        let mut conn = self.db().read().await?;
        let departments = department::list(&mut conn).await?;
        let mut lines = Vec::with_capacity(found.len());
        for seen in found {
            let heads = heads_above(&departments, Some(seen.check.department.0), Some(me));
            let with = names(&mut conn, ctx, heads).await?;
            lines.push(Line { with, ..check(seen) });
        }
        Ok(lines)
    }

    pub(super) async fn policies_proposed(&self, ctx: &Context) -> Result<Vec<Line>> {
        let mut found = self.proposed_policies(ctx).await?;
        found.retain(|one| one.version.proposed.is_some_and(|(by, _)| by == ctx.actor.person));
        let lines = found.iter().map(|opened| {
            let people = opened.wanted.iter().flat_map(|wanted| &wanted.people);
            let with = people.filter_map(|id| opened.names.get(&id.to_string()).cloned());
            Line { with: with.take(NAMED).collect(), ..policy(opened) }
        });
        Ok(lines.collect())
    }
}

/// A check at month end that was submitted.
pub(super) fn check(seen: SeenCheck) -> Line {
    let check = seen.check;
    Line {
        id: check.id.to_string(),
        link: format!("/month-checks/{}", check.id),
        title: Some(same(&format!("{} {} {}", check.department.1, check.person.1, check.month))),
        amount: Some(check.proposals.all),
        since: check.submitted.map_or(check.due_at, |(_, _, at)| at),
        ..Line::default()
    }
}

/// A proposed version of the regulation.
pub(super) fn policy(opened: &OpenedVersion) -> Line {
    let version = &opened.version;
    Line {
        id: version.id.to_string(),
        link: format!("/regulation/versions/{}", version.id),
        title: version.note.as_deref().map(same),
        since: version.proposed.map_or(version.created_at, |(_, at)| at),
        ..Line::default()
    }
}
