//! What waits for this person's decision.

use super::{AtOnce, Line, READ, named, same};
use crate::change_list::{SeenList, Wish};
use crate::obligation::WaitingExtension;
use crate::request::{self, Whose};
use crate::workbench::Named;
use crate::{App, Context, Result};
use crate::{correction, urgent_news};
use kedang_domain::change_list::ListState;
use kedang_domain::correction::CorrectionState;
use kedang_domain::export::ExportState;
use kedang_domain::permission::Decision;
use kedang_domain::role::Permission;
use kedang_storage::clash::case::Reader;
use kedang_storage::customer;
use serde_json::json;

fn allowed(decision: &Decision) -> bool {
    *decision == Decision::Allow
}

impl App {
    pub(super) async fn news_to_acknowledge(&self, ctx: &Context) -> Result<Vec<Line>> {
        if !ctx.actor.reads() {
            return Ok(Vec::new());
        }
        let wanted = urgent_news::Wanted { waiting: true, ..urgent_news::Wanted::default() };
        let found = self.news(ctx, wanted, None, READ).await?;
        let lines = found.into_iter().map(|open| {
            let news = open.news;
            let id = news.id.to_string();
            Line {
                link: "/urgent-news?show=waiting".to_owned(),
                by: Some(news.reported_by.1),
                customer: news.customer.zip(news.customer_name).map(|(id, (no, name))| Named {
                    id,
                    code: customer::code(no),
                    name,
                }),
                title: Some(same(&news.text)),
                since: news.reported_at,
                at_once: Some(AtOnce {
                    path: format!("/urgent-news/{id}/acknowledgement"),
                    version: None,
                    body: None,
                }),
                id,
                ..Line::default()
            }
        });
        Ok(lines.collect())
    }

    pub(super) async fn extensions_to_decide(&self, ctx: &Context) -> Result<Vec<Line>> {
        let found = self.waiting_extensions(ctx, false, READ).await?;
        let lines = found.into_iter().map(|one| {
            let at_once = AtOnce {
                path: format!("/obligations/{}/extensions/{}/decision", one.obligation, one.id),
                version: Some(one.version),
                body: Some(json!({ "granted": true })),
            };
            let by = Some(one.asked_by.1.clone());
            Line { by, at_once: Some(at_once), ..extension(one) }
        });
        Ok(lines.collect())
    }

    /// Reports of leaks, before those who handle them.
    pub(super) async fn incidents_to_handle(&self, ctx: &Context) -> Result<Vec<Line>> {
        if !ctx.actor.has(Permission::IncidentManage) {
            return Ok(Vec::new());
        }
        let found = self.incidents(ctx, Some(true), None, READ).await?;
        let lines = found.into_iter().map(|incident| Line {
            id: incident.id.to_string(),
            link: format!("/incidents?id={}", incident.id),
            by: incident.reported_by.map(|(_, name)| name),
            title: Some(same(&incident.text)),
            since: incident.reported_at,
            ..Line::default()
        });
        Ok(lines.collect())
    }

    pub(super) async fn requests_to_decide(&self, ctx: &Context) -> Result<Vec<Line>> {
        let found = self.requests(ctx, Whose::ToDecide, request::Wanted::default(), READ).await?;
        let lines = found.into_iter().map(|open| {
            let by = Some(open.request.applicant.1.clone());
            Line { by, ..super::request(open) }
        });
        Ok(lines.collect())
    }

    pub(super) async fn exports_to_decide(&self, ctx: &Context) -> Result<Vec<Line>> {
        let found = self.exports(ctx, Some(ExportState::Asked), None, READ).await?;
        let lines = found.into_iter().filter(|open| allowed(&open.decide)).map(|open| {
            let export = open.export;
            let id = export.id.to_string();
            Line {
                link: format!("/exports?open={id}"),
                by: Some(export.person.1),
                title: Some(same(&export.purpose)).filter(|(text, _)| !text.is_empty()),
                amount: Some(export.asked_rows),
                since: export.created_at,
                at_once: Some(AtOnce {
                    path: format!("/exports/{id}/approval"),
                    version: Some(export.version),
                    body: None,
                }),
                id,
                ..Line::default()
            }
        });
        Ok(lines.collect())
    }

    pub(super) async fn imports_waiting(&self, ctx: &Context) -> Result<Vec<Line>> {
        let found = self.imports_to_decide(ctx, READ).await?;
        let lines = found.into_iter().map(|batch| {
            let id = batch.id.to_string();
            let asked = batch.approval;
            Line {
                link: format!("/imports/{id}"),
                by: asked.as_ref().map(|asked| asked.applicant.clone()),
                title: Some(same(&batch.file_name)),
                amount: asked.as_ref().map(|asked| asked.rows),
                since: asked.map_or(batch.updated_at, |asked| asked.asked_at),
                at_once: Some(AtOnce {
                    path: format!("/imports/{id}/approval"),
                    version: Some(batch.version),
                    body: None,
                }),
                id,
                ..Line::default()
            }
        });
        Ok(lines.collect())
    }

    pub(super) async fn clashes_to_rule(&self, ctx: &Context) -> Result<Vec<Line>> {
        self.clash_lines(ctx, Reader::Ruler).await
    }

    pub(super) async fn clashes_to_answer(&self, ctx: &Context) -> Result<Vec<Line>> {
        self.clash_lines(ctx, Reader::Owner).await
    }

    /// Open clashes. What the applicant typed is theirs; the customer's name is there for those who
    /// see the customer.
    pub(super) async fn clash_lines(&self, ctx: &Context, reader: Reader) -> Result<Vec<Line>> {
        let found = self.clash_cases(ctx, reader, Some(true), None, READ).await?;
        let lines = found.into_iter().map(|listed| {
            let (id, own) = (listed.case.id.to_string(), reader == Reader::Applicant);
            Line {
                link: format!("/clashes/{id}"),
                by: Some(listed.case.applicant.1).filter(|_| !own),
                customer: listed.customer.as_ref().map(named),
                title: own.then(|| same(&listed.case.name)),
                since: listed.case.created_at,
                id,
                ..Line::default()
            }
        });
        Ok(lines.collect())
    }

    pub(super) async fn corrections_to_check(&self, ctx: &Context) -> Result<Vec<Line>> {
        let wanted = correction::Wanted { to_check: true, ..correction::Wanted::default() };
        let found = self.corrections(ctx, wanted, None, READ).await?;
        Ok(found
            .into_iter()
            .filter(|open| allowed(&open.check))
            .map(|open| correction(open.correction, "/corrections?list=to_check"))
            .collect())
    }

    pub(super) async fn corrections_to_apply(&self, ctx: &Context) -> Result<Vec<Line>> {
        let state = Some(CorrectionState::Checked);
        let wanted = correction::Wanted { state, ..correction::Wanted::default() };
        let found = self.corrections(ctx, wanted, None, READ).await?;
        Ok(found
            .into_iter()
            .filter(|open| allowed(&open.apply))
            .map(|open| correction(open.correction, "/corrections"))
            .collect())
    }

    pub(super) async fn changes_to_answer(&self, ctx: &Context) -> Result<Vec<Line>> {
        let found = self.changes_sent_back(ctx).await?;
        let unanswered = found.into_iter().filter(|seen| seen.change.answer.is_none());
        let lines = unanswered.map(|seen| {
            let change = seen.change;
            let (id, code, name) = change.customer;
            Line {
                id: change.event.id,
                link: "/change-lists".to_owned(),
                by: change.judged_by.map(|(_, name)| name),
                customer: Some(Named { id, code, name }),
                title: change.note.as_deref().map(same),
                since: change.event.at,
                ..Line::default()
            }
        });
        Ok(lines.collect())
    }

    pub(super) async fn lists_to_review(&self, ctx: &Context) -> Result<Vec<Line>> {
        if ctx.actor.headed.is_empty() {
            return Ok(Vec::new());
        }
        let wish = Wish { state: Some(ListState::Marked), ..Wish::default() };
        let found = self.change_lists(ctx, wish, READ).await?;
        Ok(found.into_iter().filter(|seen| allowed(&seen.review)).map(list).collect())
    }

    pub(super) async fn lists_to_accept(&self, ctx: &Context) -> Result<Vec<Line>> {
        use kedang_domain::permission::{AcceptChangeList, Act as _};
        if AcceptChangeList::decide(&ctx.actor, &()) != Decision::Allow {
            return Ok(Vec::new());
        }
        let wish = Wish { state: Some(ListState::Reviewed), ..Wish::default() };
        let found = self.change_lists(ctx, wish, READ).await?;
        let lines = found.into_iter().map(|seen| {
            let at_once = AtOnce {
                path: format!("/change-lists/{}/acceptance", seen.list.id),
                version: Some(seen.list.version),
                body: None,
            };
            let by = seen.list.reviewed.as_ref().map(|(_, name, _)| name.clone());
            Line { by, at_once: Some(at_once), ..list(seen) }
        });
        Ok(lines.collect())
    }

    pub(super) async fn checks_to_approve(&self, ctx: &Context) -> Result<Vec<Line>> {
        let found = self.submitted_month_checks(ctx, READ).await?;
        let lines = found.into_iter().filter(|seen| allowed(&seen.approve)).map(|seen| {
            let at_once = AtOnce {
                path: format!("/month-checks/{}/approval", seen.check.id),
                version: Some(seen.check.version),
                body: Some(json!({ "refused": [] })),
            };
            let by = seen.check.submitted.as_ref().map(|(_, name, _)| name.clone());
            Line { by, at_once: Some(at_once), ..super::asked::check(seen) }
        });
        Ok(lines.collect())
    }

    pub(super) async fn policies_to_decide(&self, ctx: &Context) -> Result<Vec<Line>> {
        let found = self.proposed_policies(ctx).await?;
        let to_decide = found.into_iter().filter(|opened| {
            opened.actions.iter().any(|(act, answer)| *act == "decide" && allowed(answer))
        });
        let lines = to_decide.map(|opened| {
            let proposer = opened.version.proposed;
            let by = proposer.and_then(|(by, _)| opened.names.get(&by.to_string()).cloned());
            Line { by, ..super::asked::policy(&opened) }
        });
        Ok(lines.collect())
    }
}

/// A wish for more time.
pub(super) fn extension(one: WaitingExtension) -> Line {
    Line {
        id: one.id.to_string(),
        link: format!("/obligations?id={}", one.obligation),
        customer: one.customer.map(|(id, code, name)| Named { id, code, name }),
        title: Some(one.title),
        since: one.asked_at,
        ..Line::default()
    }
}

/// An error that somebody reported, on the list where it stands.
pub(super) fn correction(one: correction::Correction, link: &str) -> Line {
    Line {
        id: one.id.to_string(),
        link: link.to_owned(),
        by: Some(one.reported_by.1),
        customer: Some(Named {
            id: one.customer,
            code: customer::code(one.customer_no),
            name: one.customer_name,
        }),
        since: one.reported_at,
        ..Line::default()
    }
}

/// The changes of a department in a week.
fn list(seen: SeenList) -> Line {
    let list = seen.list;
    Line {
        id: list.id.to_string(),
        link: format!("/change-lists/{}", list.id),
        title: Some(same(&format!("{} {}", list.department.1, list.first_day))),
        amount: Some(seen.counts.changes),
        since: list.reviewed.map_or(list.until_at, |(_, _, at)| at),
        ..Line::default()
    }
}
