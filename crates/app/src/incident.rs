//! Leaks and suspected ones (F10): anybody reports, by name or without; those who handle them are
//! told at once, keep the case file and close it with a finding. What must be done by when is a duty
//! of the regulation, which these entries of the log open and fulfil.

use crate::form::Form;
use crate::{App, AppError, Context, Notice, Result};
use kedang_domain::field::FieldError;
use kedang_domain::id::{IncidentId, PersonId, Uuid};
use kedang_domain::incident::{EntryKind, Grade, IncidentKind, PENALTY_MAX, TEXT_MAX};
use kedang_domain::permission::{HandleIncidents, Permit};
use kedang_evidence::{Actor, Draft};
use kedang_policy::value::Language;
use kedang_storage::{incident, trace};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

pub use kedang_storage::incident::{Closing, Entry, Figure, Incident};

const HOUR: i64 = 3_600_000;
/// Reports that one person makes within an hour, at most.
const REPORTS: usize = 5;
/// Statistics look back so far, in ms.
const LOOKED_BACK: i64 = 365 * 24 * HOUR;

/// Who did something when, and how often within an hour they may. For reports in memory only, so that
/// nothing that is kept tells who reported anonymously.
pub(crate) struct Pace {
    most: usize,
    times: Mutex<HashMap<PersonId, Vec<i64>>>,
}

/// How often somebody reports.
pub(crate) fn pace() -> Pace {
    Pace::new(REPORTS)
}

impl Pace {
    pub(crate) fn new(most: usize) -> Self {
        Self { most, times: Mutex::default() }
    }

    pub(crate) fn admit(&self, person: PersonId, now: i64) -> Result<()> {
        let mut reports = self.times.lock().unwrap_or_else(PoisonError::into_inner);
        reports.retain(|_, times| {
            times.retain(|at| now - at < HOUR);
            !times.is_empty()
        });
        let times = reports.entry(person).or_default();
        match times.first() {
            Some(first) if times.len() >= self.most => {
                let left = u64::try_from(first + HOUR - now).unwrap_or(0);
                Err(AppError::RateLimited { retry_after: left.div_ceil(1_000) })
            }
            _ => {
                times.push(now);
                Ok(())
            }
        }
    }
}

/// A case and its file.
#[derive(Clone, Debug)]
pub struct Case {
    /// The case.
    pub incident: Incident,
    /// What was done and found; only for those who handle leaks.
    pub entries: Vec<Entry>,
    /// What the regulation names as penalties, by grade.
    pub penalties: Vec<Penalty>,
    /// Whether the reader handles leaks.
    pub handles: bool,
}

/// A penalty that the regulation names.
#[derive(Clone, Debug)]
pub struct Penalty {
    /// For which grade.
    pub grade: Grade,
    /// In words.
    pub words: String,
    /// The clause.
    pub clause: String,
}

/// How a case is to be closed.
#[derive(Clone, Debug)]
pub struct NewClosing {
    /// How grave it was.
    pub grade: Grade,
    /// What whoever answers for it gets.
    pub penalty: Option<String>,
    /// What was found.
    pub finding: String,
}

fn text_of(form: &mut Form, pointer: &str, text: &str) -> String {
    form.lines(pointer, Some(text), TEXT_MAX).unwrap_or_else(|| {
        form.refuse(pointer, FieldError::new("required"));
        String::new()
    })
}

impl App {
    /// Reports a leak or the suspicion of one. Anonymously: neither the case nor the log says who,
    /// from where or in which request.
    ///
    /// # Errors
    /// No text; too many reports within an hour; for an access token.
    pub async fn report_incident(
        &self,
        ctx: &Context,
        kind: IncidentKind,
        text: &str,
        anonymous: bool,
    ) -> Result<IncidentId> {
        ctx.in_person()?;
        let mut form = Form::default();
        let text = text_of(&mut form, "/text", text);
        form.done()?;
        let mut work = self.begin(ctx).await?;
        if !anonymous && let Some(made) = work.made_before("incident").await? {
            return made.parse().map_err(AppError::internal);
        }
        self.inner.reports.admit(ctx.actor.person, ctx.now)?;
        let id = IncidentId::new(self.fresh());
        let reporter = (!anonymous).then_some(ctx.actor.person);
        incident::insert(work.tx(), id, kind, &text, reporter, ctx.now).await?;
        let draft = if anonymous {
            Draft::new(ctx.now, Actor::Anonymous, ctx.origin.channel, "incident.report")
                .policy(ctx.regulation.version())
        } else {
            work.remember_made("incident", &id.to_string()).await?;
            work.draft("incident.report")
        };
        work.record(draft.subject("incident", id.to_string()).detail("kind", kind.code()));
        let handlers = incident::handlers(work.tx()).await?;
        let notice = Notice::new("incident.reported", format!("/incidents?id={id}")).to(handlers);
        // Whoever handles leaks is told of their own anonymous report too, or its absence would
        // tell the others who made it.
        work.notices.push(notice);
        work.commit().await?;
        Ok(id)
    }

    /// The reports that exist for whoever asks, the newest first.
    ///
    /// # Errors
    /// The database's.
    pub async fn incidents(
        &self,
        ctx: &Context,
        open: Option<bool>,
        after: Option<(i64, Uuid)>,
        limit: i64,
    ) -> Result<Vec<Incident>> {
        let mut conn = self.db().read().await?;
        Ok(incident::list(&mut conn, &ctx.actor, None, open, after, limit).await?)
    }

    /// A case, with its file for those who handle leaks.
    ///
    /// # Errors
    /// [`AppError::NotFound`] also when it is not for the caller.
    pub async fn incident(&self, ctx: &Context, id: IncidentId) -> Result<Case> {
        let mut conn = self.db().read().await?;
        let found = incident::list(&mut conn, &ctx.actor, Some(id), None, None, 1).await?;
        let incident = found.into_iter().next().ok_or(AppError::NotFound)?;
        let suspects = trace::suspects(&mut conn, id).await?;
        let handles =
            ctx.ask::<HandleIncidents>(&()).is_ok() && !suspects.contains(&ctx.actor.person);
        let entries = if handles { incident::entries(&mut conn, id).await? } else { Vec::new() };
        let penalties = if handles { penalties(ctx) } else { Vec::new() };
        Ok(Case { incident, entries, penalties, handles })
    }

    /// A case that is the caller's to handle. Who is under suspicion in it handles nothing of it, even
    /// of a case that they reported themselves.
    pub(crate) async fn handled(
        &self,
        ctx: &Context,
        id: IncidentId,
    ) -> Result<(Case, Permit<HandleIncidents>)> {
        let case = self.incident(ctx, id).await?;
        let permit = ctx.ask::<HandleIncidents>(&())?;
        if case.handles { Ok((case, permit)) } else { Err(AppError::NotFound) }
    }

    /// Adds to a case file what was done against the leak, or what was learned.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; a refusal; no text; a clash when the case is closed.
    pub async fn add_incident_entry(
        &self,
        ctx: &Context,
        id: IncidentId,
        kind: EntryKind,
        text: &str,
    ) -> Result<Case> {
        let (_, permit) = self.handled(ctx, id).await?;
        let mut form = Form::default();
        let text = text_of(&mut form, "/text", text);
        form.done()?;
        let mut work = self.begin(ctx).await?;
        let entry = (self.fresh(), kind, &*text);
        if !incident::add_entry(work.tx(), &permit, id, entry, ctx.now).await? {
            return Err(AppError::conflict("incident_closed"));
        }
        let action = match kind {
            EntryKind::Remedy => "incident.remedy",
            EntryKind::Note => "incident.note",
        };
        let draft = work.draft(action).subject("incident", id.to_string());
        work.record(draft);
        work.commit().await?;
        self.incident(ctx, id).await
    }

    /// Closes a case.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; a refusal; a stale version; no finding; a penalty for nothing; a clash
    /// when it is closed already.
    pub async fn close_incident(
        &self,
        ctx: &Context,
        id: IncidentId,
        seen: i64,
        closing: &NewClosing,
    ) -> Result<Case> {
        let (_, permit) = self.handled(ctx, id).await?;
        let mut form = Form::default();
        let finding = text_of(&mut form, "/finding", &closing.finding);
        let penalty = form.lines("/penalty", closing.penalty.as_deref(), PENALTY_MAX);
        if penalty.is_some() && closing.grade == Grade::Unfounded {
            form.refuse("/penalty", FieldError::new("penalty_for_nothing"));
        }
        form.done()?;
        let mut work = self.begin(ctx).await?;
        let found = incident::list(work.tx(), &ctx.actor, Some(id), None, None, 1).await?;
        let case = found.into_iter().next().ok_or(AppError::NotFound)?;
        if case.closing.is_some() {
            return Err(AppError::conflict("incident_closed"));
        }
        AppError::unless_current(case.version, seen)?;
        let (grade, penalty) = (closing.grade, penalty.as_deref());
        incident::close(work.tx(), &permit, &case, grade, penalty, &finding, ctx.now).await?;
        let draft = work.draft("incident.close").subject("incident", id.to_string());
        work.record(draft.detail("grade", grade.code()));
        let told = Notice::new("incident.closed", format!("/incidents?id={id}"));
        work.notify(told.to(case.reported_by.map(|(person, _)| person)));
        work.commit().await?;
        self.incident(ctx, id).await
    }

    /// How many cases of the last year there are, by kind and grade.
    ///
    /// # Errors
    /// A refusal.
    pub async fn incident_figures(&self, ctx: &Context) -> Result<Vec<Figure>> {
        let permit = ctx.ask::<HandleIncidents>(&())?;
        let mut conn = self.db().read().await?;
        Ok(incident::figures(&mut conn, &permit, ctx.now - LOOKED_BACK).await?)
    }
}

/// What the regulation in force names as penalties.
fn penalties(ctx: &Context) -> Vec<Penalty> {
    let language = if ctx.locale == "en" { Language::En } else { Language::Zh };
    let rule = |grade: Grade| {
        let rules = grade.penalty_rules().iter();
        rules.filter_map(move |key| ctx.regulation.regulation().rule(key)).map(move |rule| {
            Penalty {
                grade,
                words: format!("{} {}", rule.label.of(language), rule.value.words(language)),
                clause: rule.clause.to_string(),
            }
        })
    };
    Grade::ALL.iter().copied().flat_map(rule).collect()
}
