//! Corrections (资料更正, C4.4): an error is reported with what is right, checked by somebody else,
//! and only then put right, by the ordinary change.
//!
//! What was checked is put right only on what was reported: when the value on file is another by
//! then, it has to be reported anew. One fact has one open correction at a time.

mod settle;
mod target;

use crate::form::Form;
use crate::happening::Happening;
use crate::uncertain::Fact;
use crate::urgent_news::heads_above;
use crate::{App, AppError, Context, Notice, Result, Work};
use kedang_domain::correction::CorrectionState;
use kedang_domain::field::FieldError;
use kedang_domain::id::{CorrectionId, CustomerId, DepartmentId, PersonId, Uuid};
use kedang_domain::permission::{
    Act, ApplyCorrection, CheckCorrection, Checkers, CorrectionPlan, Decision, ReportCorrection,
};
use kedang_storage::correction::{self, NewCorrection};
use kedang_storage::customer::{self, Seen};
use kedang_storage::department;
use kedang_storage::event::FieldChange;
use serde_json::Value;
use std::collections::BTreeSet;

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
