//! Asking for an export.

use super::plan::Plan;
use super::{EXPORT_HOURS, ExportFile, OpenedExport};
use crate::form::Form;
use crate::{App, AppError, Context, Notice, Result};
use kedang_domain::export::{Definition, ExportFormat, ExportState, Only, PURPOSE_MAX};
use kedang_domain::field::FieldError;
use kedang_domain::id::ExportId;
use kedang_domain::permission::{Act as _, Decision, ExportCustomers, ExportPlan};
use kedang_domain::value::clean_line;
use kedang_storage::company::Company;
use kedang_storage::export::{self, Export};
use kedang_storage::{company, organisation};

const HOUR: i64 = 3_600_000;

/// What somebody wants to take out, and what for.
#[derive(Clone, Debug)]
pub struct Wish {
    /// What for, one line.
    pub purpose: String,
    /// As `field:op:value`; all must hold.
    pub filters: Vec<String>,
    /// Order; the latest change first when absent.
    pub sort: Option<String>,
    /// Keys of the columns in their order.
    pub columns: Vec<String>,
    /// In which form.
    pub format: ExportFormat,
    /// A text table begins with what a workbook has on its cover.
    pub cover: bool,
    /// One customer alone.
    pub only: Option<Only>,
}

impl Wish {
    fn definition(&self) -> Definition {
        Definition {
            filters: self.filters.clone(),
            sort: self.sort.clone().unwrap_or_else(|| "-updated_at".to_owned()),
            columns: self.columns.clone(),
            format: self.format,
            cover: self.cover,
            only: self.only,
        }
    }
}

/// A wish that can be entered into the register.
struct Judged {
    purpose: String,
    definition: Definition,
    plan: ExportPlan,
}

impl App {
    /// Enters an export into the register. Within the company's limit it can be fetched at once;
    /// above, once somebody approved it.
    ///
    /// # Errors
    /// Refusals; everything wrong with the wish; [`AppError::NotFound`] for a single customer that
    /// is not for this person.
    pub async fn ask_export(&self, ctx: &Context, wish: &Wish) -> Result<OpenedExport> {
        let judged = self.judge_wish(ctx, wish).await?;
        let state = match ExportCustomers::decide(&ctx.actor, &judged.plan) {
            Decision::Needs { .. } => ExportState::Asked,
            _ => ExportState::Ready,
        };
        let id = self.enter(ctx, judged, state).await?;
        self.export(ctx, id).await
    }

    /// Takes customers out at once, within the company's limit.
    ///
    /// # Errors
    /// As [`App::ask_export`]; above the limit the refusal that names the request.
    pub async fn export_at_once(&self, ctx: &Context, wish: &Wish) -> Result<ExportFile> {
        let judged = self.judge_wish(ctx, wish).await?;
        ctx.ask::<ExportCustomers>(&judged.plan)?;
        let id = self.enter(ctx, judged, ExportState::Ready).await?;
        self.fetch_export(ctx, id).await
    }

    async fn judge_wish(&self, ctx: &Context, wish: &Wish) -> Result<Judged> {
        // Whoever may take nothing out learns that before anything about the wish.
        ctx.ask::<ExportCustomers>(&ExportPlan::default())?;
        let definition = wish.definition();
        let mut conn = self.db().read().await?;
        let company = company::get(&mut conn).await?.ok_or(AppError::NotFound)?;
        drop(conn);
        let purpose = purpose(&company, &wish.purpose)?;
        let rows = Plan::make(self, ctx, &definition).await?.count();
        let plan = ExportPlan { rows, limit: company.export_limit_rows, approved: None };
        Ok(Judged { purpose, definition, plan })
    }

    async fn enter(&self, ctx: &Context, judged: Judged, state: ExportState) -> Result<ExportId> {
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("export").await? {
            return made.parse().map_err(AppError::internal);
        }
        let id = ExportId::new(self.fresh());
        let day = self.date_at(work.tx(), ctx.now).await?.strftime("%Y%m%d").to_string();
        let number = export::count_up(work.tx(), &format!("export.{day}")).await?;
        let place = organisation::place(work.tx(), ctx.actor.person).await?;
        let department = place.and_then(|place| place.department);
        let register = format!("DC{day}-{number:03}");
        let nonce = work.nonce();
        let entry = Export {
            no: 0,
            id,
            register: register.clone(),
            person: (ctx.actor.person, String::new()),
            department: department.map(|id| (id, String::new())),
            purpose: judged.purpose,
            definition: judged.definition,
            state,
            asked_rows: judged.plan.rows,
            left_rows: 0,
            decided_by: None,
            decided_at: None,
            decision_reason: None,
            until: (state == ExportState::Ready).then_some(ctx.now + EXPORT_HOURS * HOUR),
            started_at: None,
            ended_at: None,
            created_at: ctx.now,
            version: 1,
        };
        export::insert(work.tx(), &entry, nonce.as_bytes()).await?;
        work.remember_made("export", &id.to_string()).await?;
        let mut draft = work
            .draft("export.request")
            .subject("export", id.to_string())
            .detail("register", register)
            .detail("format", entry.definition.format.extension())
            .detail("rows", entry.asked_rows)
            .detail("state", state.code());
        if !entry.purpose.is_empty() {
            let purpose = entry.purpose.into();
            draft.changes.push(work.change(&nonce, "purpose", None, Some(&purpose)));
        }
        if let Some(only) = entry.definition.only {
            draft = draft.customer(only.customer.to_string());
        }
        work.record(draft);
        if state == ExportState::Asked {
            let deciders = super::deciders(work.tx(), department).await?;
            let notice = Notice::new("export.waiting", super::page(id))
                .param("person", work.who().await?)
                .param("count", entry.asked_rows);
            work.notify(notice.to(deciders));
        }
        work.commit().await?;
        Ok(id)
    }
}

/// What it is for, where the company wants to know.
pub(super) fn purpose(company: &Company, text: &str) -> Result<String> {
    let mut form = Form::default();
    let purpose = clean_line(text);
    if purpose.is_empty() && company.export_purpose_required {
        form.refuse("/purpose", FieldError::new("required"));
    }
    let purpose =
        if purpose.is_empty() { purpose } else { form.line("/purpose", &purpose, PURPOSE_MAX) };
    form.done()?;
    Ok(purpose)
}
