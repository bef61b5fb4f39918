//! Corrections (资料更正, C4.4): an error is reported with what is right, checked by somebody else,
//! and only then put right, by the ordinary change.
//!
//! What was checked is put right only on what was reported: when the value on file is another by
//! then, it has to be reported anew. One fact has one open correction at a time.

use crate::contact::ContactChange;
use crate::customer::{Cause, Change, Rules, outcome};
use crate::field::issue;
use crate::form::Form;
use crate::happening::Happening;
use crate::uncertain::Fact;
use crate::urgent_news::heads_above;
use crate::verified::subject_of;
use crate::{App, AppError, Context, Notice, Result, Work};
use jiff::civil::Date;
use kedang_domain::correction::CorrectionState;
use kedang_domain::field::{
    Catalogue, FieldError, FieldIssue, Subject, ValueRules, Values, validate_patch,
};
use kedang_domain::id::{CorrectionId, CustomerId, DepartmentId, PersonId, Uuid};
use kedang_domain::permission::{
    Act, ApplyCorrection, CheckCorrection, Checkers, CorrectionPlan, Decision, ReportCorrection,
};
use kedang_domain::template::Template;
use kedang_storage::contact::Contact;
use kedang_storage::correction::{self, NewCorrection};
use kedang_storage::customer::{self, Seen};
use kedang_storage::event::FieldChange;
use kedang_storage::verified::{self, Leave};
use kedang_storage::{contact, department};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

pub use kedang_storage::correction::Correction;

/// Longest reason, source or finding, in characters.
const TEXT_MAX: usize = 500;

/// An error as somebody reports it.
#[derive(Clone, Debug)]
pub struct Report {
    /// Which fact.
    pub fact: Fact,
    /// What is right; null: nothing.
    pub value: Value,
    /// Why.
    pub reason: String,
    /// Where that is known from.
    pub source: String,
}

/// Which corrections are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Only of this state.
    pub state: Option<CorrectionState>,
    /// Only of this customer.
    pub customer: Option<CustomerId>,
    /// Only the caller's own.
    pub own: bool,
    /// Only those that the caller checks.
    pub to_check: bool,
}

/// A correction, and what the caller may do about it.
#[derive(Clone, Debug)]
pub struct OpenCorrection {
    /// The correction.
    pub correction: Correction,
    /// Check it, or refuse it.
    pub check: Decision,
    /// Put it right.
    pub apply: Decision,
}

/// Who checks in this company.
struct Checking {
    custodians: BTreeSet<DepartmentId>,
    checkers: Checkers,
}

impl Checking {
    fn plan(&self, reporter: PersonId, department: DepartmentId) -> CorrectionPlan {
        let custodians = self.custodians.clone();
        CorrectionPlan { reporter, department, custodians, checkers: self.checkers }
    }

    /// The departments whose corrections a person checks; all when `None`.
    fn departments(&self, ctx: &Context) -> Option<Vec<DepartmentId>> {
        let keeps = !self.custodians.is_disjoint(&ctx.actor.headed);
        let heads = || ctx.actor.headed.iter().copied().collect();
        match self.checkers {
            Checkers::Custodian | Checkers::Both if keeps => None,
            Checkers::Custodian => Some(Vec::new()),
            Checkers::Head | Checkers::Both => Some(heads()),
        }
    }
}

/// The file that a correction is about: the customer, and the contact when it is about one.
struct Target {
    seen: Seen,
    contact: Option<Contact>,
}

impl Target {
    /// What stands there now; null: nothing.
    fn value(&self, field: &str) -> Value {
        let (name, values) = match &self.contact {
            None => (&self.seen.name, &self.seen.values),
            Some(contact) => (&contact.name, &contact.values),
        };
        match field {
            "name" => name.as_str().into(),
            key => values.get(key).cloned().unwrap_or_default(),
        }
    }
}

impl App {
    /// Reports an error in a customer's file.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a fact that is not known, a value that breaks the rules or
    /// stands there already, a clash when an error in this fact is reported and not settled.
    pub async fn report_correction(
        &self,
        ctx: &Context,
        customer: CustomerId,
        report: &Report,
    ) -> Result<OpenCorrection> {
        let (mut work, seen) = self.begin_on(ctx, ReportCorrection::NAME, customer).await?;
        let permit = ctx.ask_on::<ReportCorrection>(&seen.standing, customer)?;
        if let Some(made) = work.made_before("correction").await? {
            drop(work);
            return self.correction(ctx, made.parse().map_err(AppError::internal)?).await;
        }
        let target = self.target(&mut work, seen, &report.fact).await?;
        let mut form = Form::default();
        let reason = required(&mut form, "/reason", &report.reason);
        let source = required(&mut form, "/source", &report.source);
        let right = self.right_value(&mut work, ctx, &target, report, &mut form).await?;
        form.done()?;
        let Fact { field, contact } = &report.fact;
        if let Some(id) = correction::open_one(work.tx(), customer, *contact, field).await? {
            return Err(AppError::conflict("correction_open").with("correction", id.to_string()));
        }
        let new = NewCorrection {
            id: CorrectionId::new(self.fresh()),
            customer,
            contact: *contact,
            field,
            before: &target.value(field),
            after: &right,
            reason: &reason,
            source: &source,
            at: ctx.now,
        };
        correction::insert(work.tx(), &permit, &new).await?;
        let id = new.id;
        work.remember_made("correction", &id.to_string()).await?;
        let made = correction::get(work.tx(), &ctx.scope(), id).await?;
        let made = made.ok_or_else(|| AppError::internal("a correction is not there"))?;
        let checking = self.checking(work.tx()).await?;
        tell_checkers(&mut work, &checking, &made).await?;
        self.keep(&mut work, ctx, told(&made, ReportCorrection::NAME, &reason)).await?;
        work.commit().await?;
        self.correction(ctx, id).await
    }

    /// A page of corrections of customers that the caller sees, the newest first.
    ///
    /// # Errors
    /// The database's.
    pub async fn corrections(
        &self,
        ctx: &Context,
        wanted: Wanted,
        after: Option<(i64, Uuid)>,
        limit: i64,
    ) -> Result<Vec<OpenCorrection>> {
        let mut conn = self.db().read().await?;
        let checking = self.checking(&mut conn).await?;
        let which = correction::Which {
            state: if wanted.to_check { Some(CorrectionState::Reported) } else { wanted.state },
            customer: wanted.customer,
            reporter: wanted.own.then_some(ctx.actor.person),
            checker: wanted.to_check.then(|| (ctx.actor.person, checking.departments(ctx))),
        };
        let found = correction::list(&mut conn, &ctx.scope(), &which, after, limit).await?;
        let ids: Vec<CustomerId> = found.iter().map(|one| one.customer).collect();
        let seen = customer::visible_many(&mut conn, &ctx.actor, ctx.now, &ids).await?;
        let opened = found.into_iter().filter_map(|one| {
            let seen = seen.iter().find(|seen| seen.id == one.customer)?;
            Some(opened(ctx, &checking, one, seen))
        });
        Ok(opened.collect())
    }

    /// A correction.
    ///
    /// # Errors
    /// [`AppError::NotFound`] also when its customer is not for the caller.
    pub async fn correction(&self, ctx: &Context, id: CorrectionId) -> Result<OpenCorrection> {
        let mut conn = self.db().read().await?;
        let checking = self.checking(&mut conn).await?;
        let found = correction::get(&mut conn, &ctx.scope(), id).await?;
        let found = found.ok_or(AppError::NotFound)?;
        let seen = customer::visible(&mut conn, &ctx.actor, ctx.now, found.customer).await?;
        let seen = seen.ok_or(AppError::NotFound)?;
        Ok(opened(ctx, &checking, found, &seen))
    }

    /// Keeps that what was reported is an error, and how that was found out.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], no word on how, a clash when it is not
    /// waiting for a check or the value on file is another by now.
    pub async fn check_correction(
        &self,
        ctx: &Context,
        id: CorrectionId,
        version: i64,
        how: &str,
    ) -> Result<OpenCorrection> {
        self.end_check(ctx, id, version, CorrectionState::Checked, ("/how", how)).await
    }

    /// Refuses what was reported, with the reason.
    ///
    /// # Errors
    /// As [`App::check_correction`]; one that was checked but not applied can be refused still.
    pub async fn refuse_correction(
        &self,
        ctx: &Context,
        id: CorrectionId,
        version: i64,
        reason: &str,
    ) -> Result<OpenCorrection> {
        self.end_check(ctx, id, version, CorrectionState::Refused, ("/reason", reason)).await
    }

    async fn end_check(
        &self,
        ctx: &Context,
        id: CorrectionId,
        version: i64,
        state: CorrectionState,
        (pointer, finding): (&str, &str),
    ) -> Result<OpenCorrection> {
        let (mut work, found, seen) = self.correction_to_settle(ctx, id).await?;
        // Two pairs of eyes: no program checks for who reported, or for who is to.
        ctx.in_person()?;
        let checking = self.checking(work.tx()).await?;
        let plan = checking.plan(found.reported_by.0, seen.department);
        let permit = ctx.ask_on::<CheckCorrection>(&plan, seen.id)?;
        let refusing = state == CorrectionState::Refused;
        match found.state {
            CorrectionState::Reported => {}
            CorrectionState::Checked if refusing => {}
            _ => return Err(AppError::conflict("correction_over")),
        }
        AppError::unless_current(found.version, version)?;
        let mut form = Form::default();
        let finding = required(&mut form, pointer, finding);
        form.done()?;
        if !refusing {
            self.unless_outdated(&mut work, seen, &found).await?;
        }
        if !correction::check(work.tx(), &permit, &found, state, &finding, ctx.now).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        let action = if refusing { "correction.refuse" } else { CheckCorrection::NAME };
        self.keep(&mut work, ctx, told(&found, action, &finding)).await?;
        if refusing {
            tell_reporter(&mut work, "correction.refused", &found);
        }
        work.commit().await?;
        self.correction(ctx, id).await
    }

    /// Puts right what was checked. The fact counts as verified: somebody has just checked it.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], a clash when it was not checked or the
    /// value on file is another by now, a value that breaks the rules of today.
    pub async fn apply_correction(
        &self,
        ctx: &Context,
        id: CorrectionId,
        version: i64,
    ) -> Result<OpenCorrection> {
        let (mut work, found, seen) = self.correction_to_settle(ctx, id).await?;
        let permit = ctx.ask_on::<ApplyCorrection>(&seen.standing, seen.id)?;
        match found.state {
            CorrectionState::Checked => {}
            CorrectionState::Reported => return Err(AppError::conflict("correction_unchecked")),
            _ => return Err(AppError::conflict("correction_over")),
        }
        AppError::unless_current(found.version, version)?;
        let target = self.unless_outdated(&mut work, seen, &found).await?;
        if !correction::apply(work.tx(), &permit, &found, ctx.now).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        let again = || ctx.ask_on::<ApplyCorrection>(&target.seen.standing, found.customer);
        match &target.contact {
            None => {
                let cause = Cause {
                    reason: Some(found.reason.clone()),
                    details: vec![("correction", id.to_string())],
                    correction: Some(again()?),
                };
                let change = own_change(&found.field, &found.after);
                let rules = self.rules_for(&mut work, ctx, &target.seen).await?;
                let rules = Rules { catalogue: &rules.0, template: &rules.1, today: rules.2 };
                let outcome = outcome(&target.seen, &change, &rules).map_err(AppError::Invalid)?;
                self.apply_outcome(&mut work, ctx, &target.seen, outcome, cause).await?;
            }
            Some(contact) => {
                let change = contact_change(&found.field, &found.after);
                let permit = again()?;
                self.apply_contact(&mut work, ctx, &target.seen, contact, &change, Some(&permit))
                    .await?;
            }
        }
        if !found.after.is_null() {
            let subject = subject_of(found.customer, found.contact.as_ref().map(|c| c.0));
            let how = found.finding.as_deref().unwrap_or_default();
            let fact = [(subject, found.field.as_str())];
            verified::set(work.tx(), &Leave::Correct(&permit), &fact, how, ctx.now).await?;
        }
        let finding = found.finding.clone().unwrap_or_default();
        self.keep(&mut work, ctx, told(&found, ApplyCorrection::NAME, &finding)).await?;
        tell_reporter(&mut work, "correction.applied", &found);
        work.commit().await?;
        self.correction(ctx, id).await
    }

    async fn correction_to_settle<'a>(
        &'a self,
        ctx: &'a Context,
        id: CorrectionId,
    ) -> Result<(Work<'a>, Correction, Seen)> {
        let mut work = self.begin(ctx).await?;
        let found = correction::get(work.tx(), &ctx.scope(), id).await?;
        let found = found.ok_or(AppError::NotFound)?;
        let (work, seen) = self.go_on_with(work, CheckCorrection::NAME, found.customer).await?;
        Ok((work, found, seen))
    }

    /// The file, unless what stands there is not what was reported.
    async fn unless_outdated(
        &self,
        work: &mut Work<'_>,
        seen: Seen,
        found: &Correction,
    ) -> Result<Target> {
        let fact =
            Fact { field: found.field.clone(), contact: found.contact.as_ref().map(|c| c.0) };
        let target = match self.target(work, seen, &fact).await {
            // The contact was taken off, or the field put out of use.
            Err(AppError::Invalid(_)) => return Err(AppError::conflict("correction_outdated")),
            other => other?,
        };
        if target.value(&found.field) != found.before {
            return Err(AppError::conflict("correction_outdated"));
        }
        Ok(target)
    }

    /// The file that a fact belongs to.
    async fn target(&self, work: &mut Work<'_>, seen: Seen, fact: &Fact) -> Result<Target> {
        let contact = match fact.contact {
            None => None,
            Some(id) => {
                let found = contact::one(work.tx(), id).await?.filter(|c| c.customer == seen.id);
                let unknown = || {
                    let error = FieldError::new("contact_unknown");
                    AppError::invalid(issue("/contact_id", "contact_id", error))
                };
                Some(found.ok_or_else(unknown)?)
            }
        };
        let subject = if contact.is_some() { Subject::Contact } else { Subject::Customer };
        let catalogue = self.catalogue(work.tx()).await?;
        let known = catalogue.get(subject, &fact.field).is_some_and(|field| field.active);
        if fact.field != "name" && !known {
            let shown: String = fact.field.chars().take(64).collect();
            let error = FieldError::new("field_unknown").with("field", shown);
            return Err(AppError::invalid(issue("/field", "field", error)));
        }
        Ok(Target { seen, contact })
    }

    /// The value that is said to be right, in the form in which it is kept.
    async fn right_value(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        target: &Target,
        report: &Report,
        form: &mut Form,
    ) -> Result<Value> {
        let (catalogue, template, today) = self.rules_for(work, ctx, &target.seen).await?;
        let field = &report.fact.field;
        let kept = |name: &str, values: &Values| match field.as_str() {
            "name" => name.into(),
            key => values.get(key).cloned().unwrap_or_default(),
        };
        let judged = match &target.contact {
            None => {
                let rules = Rules { catalogue: &catalogue, template: &template, today };
                let change = own_change(field, &report.value);
                outcome(&target.seen, &change, &rules).map(|o| kept(&o.name, &o.values))
            }
            Some(contact) => {
                let rules = ValueRules {
                    catalogue: &catalogue,
                    subject: Subject::Contact,
                    kind: target.seen.kind,
                    template: Some(&template),
                    today,
                };
                let change = contact_change(field, &report.value);
                let name = change.name.as_deref().unwrap_or(&contact.name);
                crate::customer::check_name("/name", name).map_err(|issue| vec![issue]).and_then(
                    |name| {
                        let values = validate_patch(&rules, &contact.values, &change.values)?;
                        Ok(kept(&name, &values))
                    },
                )
            }
        };
        match judged {
            Ok(right) => {
                if right == target.value(field) {
                    form.refuse("/value", FieldError::new("correction_same"));
                }
                Ok(right)
            }
            Err(issues) => {
                for FieldIssue { error, .. } in issues {
                    form.refuse("/value", error);
                }
                Ok(Value::Null)
            }
        }
    }

    /// By what a change of a customer's facts is judged.
    async fn rules_for(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
    ) -> Result<(Arc<Catalogue>, Template, Date)> {
        let (catalogue, template) =
            self.card(work.tx(), &seen.template, Some(seen.department)).await?;
        Ok((catalogue, template, self.date_at(work.tx(), ctx.now).await?))
    }

    async fn checking(&self, conn: &mut kedang_db::Conn) -> Result<Checking> {
        let (checkers, _) = self.correction_rule(conn).await?;
        let departments = department::list(conn).await?;
        let custodians = departments.into_iter().filter(|d| d.custodian).map(|d| d.id).collect();
        Ok(Checking { custodians, checkers })
    }
}

fn opened(ctx: &Context, checking: &Checking, found: Correction, seen: &Seen) -> OpenCorrection {
    let plan = checking.plan(found.reported_by.0, seen.department);
    OpenCorrection {
        check: CheckCorrection::decide(&ctx.actor, &plan),
        apply: ApplyCorrection::decide(&ctx.actor, &seen.standing),
        correction: found,
    }
}

fn required(form: &mut Form, pointer: &str, text: &str) -> String {
    form.lines(pointer, Some(text), TEXT_MAX).unwrap_or_else(|| {
        form.refuse(pointer, FieldError::new("required"));
        String::new()
    })
}

/// The change of a customer's own fact. A name that is no text is an empty one, which is refused.
fn own_change(field: &str, value: &Value) -> Change {
    match field {
        "name" => Change {
            name: Some(value.as_str().unwrap_or_default().to_owned()),
            ..Change::default()
        },
        key => Change { values: one(key, value), ..Change::default() },
    }
}

fn contact_change(field: &str, value: &Value) -> ContactChange {
    match field {
        "name" => ContactChange {
            name: Some(value.as_str().unwrap_or_default().to_owned()),
            ..ContactChange::default()
        },
        key => ContactChange { values: one(key, value), ..ContactChange::default() },
    }
}

fn one(key: &str, value: &Value) -> Values {
    [(key.to_owned(), value.clone())].into_iter().collect()
}

/// Tells those who check that something waits for them.
async fn tell_checkers(
    work: &mut Work<'_>,
    checking: &Checking,
    correction: &Correction,
) -> Result<()> {
    let me = correction.reported_by.0;
    let departments = department::list(work.tx()).await?;
    let mut to = Vec::new();
    if checking.checkers != Checkers::Custodian {
        to.extend(heads_above(&departments, Some(correction.department), Some(me)));
    }
    if checking.checkers != Checkers::Head {
        let keepers = departments.iter().filter(|d| d.custodian);
        to.extend(keepers.flat_map(|d| [d.head, d.deputy]).flatten());
    }
    let told = Notice::new("correction.waiting", "/corrections?list=to_check");
    let told = told.param("person", work.who().await?).about(correction.customer);
    work.notify(told.to(to));
    Ok(())
}

/// Tells who reported an error what became of it.
fn tell_reporter(work: &mut Work<'_>, kind: &'static str, correction: &Correction) {
    let told = Notice::new(kind, "/corrections?list=own").about(correction.customer);
    work.notify(told.to([correction.reported_by.0]));
}

/// Both traces of a step of a correction. Nothing changes by it: what is on file and what is right
/// stand in the correction, and the change that puts it right leaves traces of its own.
fn told(correction: &Correction, action: &'static str, reason: &str) -> Happening {
    let field = correction.field.clone();
    let change = FieldChange { field, before: None, after: None };
    Happening {
        customer: correction.customer,
        action,
        kind: "correction",
        part: Some(("correction", correction.id.to_string())),
        changes: vec![change],
        reason: Some(reason.to_owned()).filter(|reason| !reason.is_empty()),
        details: vec![("field", correction.field.clone())],
    }
}
