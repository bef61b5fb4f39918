//! Asking for a share or a ruling (申请共享, 申请裁定).
//!
//! Who asks names the customer by what they typed and by the reference under which they were told of
//! it. The server finds it again; an id that would open a door later never leaves.

use super::case::ClashCase;
use super::{DAY_MS, entry_of, misshapen};
use crate::customer::{Draft, check_name, issue};
use crate::form::Form;
use crate::{App, AppError, Context, Notice, Result};
use kedang_domain::clash::{ClashState, Wish};
use kedang_domain::field::FieldError;
use kedang_domain::id::ClashId;
use kedang_domain::permission::AskClash;
use kedang_storage::clash::case::{self, Case};

/// Longest reason, in characters.
pub(super) const REASON_MAX: usize = 500;
/// Cases that one person opens within a day, at most.
const ASKED: i64 = 20;
/// Longest draft, as JSON, in bytes.
const DRAFT_MAX: usize = 64 * 1024;

/// What somebody asks for.
#[derive(Clone, Debug)]
pub struct Asking {
    /// What they typed.
    pub draft: Draft,
    /// Of what they were told under it, see [`super::Clash::reference`].
    pub reference: String,
    /// What they want.
    pub wish: Wish,
    /// Why.
    pub reason: String,
}

impl App {
    /// Asks for a share of a customer that clashes with a draft, or for a ruling.
    ///
    /// # Errors
    /// Refusals, everything wrong with it, a clash while an earlier one waits,
    /// [`AppError::RateLimited`].
    pub async fn ask_clash(&self, ctx: &Context, asking: Asking) -> Result<ClashCase> {
        let permit = ctx.ask::<AskClash>(&())?;
        let Asking { draft, reference, wish, reason } = asking;
        let mut issues: Vec<_> =
            misshapen(&draft).into_iter().map(|issue| issue.under("/customer")).collect();
        let name = check_name("/customer/name", &draft.name).map_err(|i| issues.push(i));
        if !issues.is_empty() {
            return Err(AppError::Invalid(issues));
        }
        let name = name.unwrap_or_default();
        let typed = serde_json::to_string(&draft).map_err(AppError::internal)?;
        if typed.len() > DRAFT_MAX {
            return Err(AppError::TooLarge { limit: DRAFT_MAX as u64, unit: "bytes" });
        }
        let mut form = Form::default();
        let reason = form.lines("/reason", Some(&reason), REASON_MAX);
        if reason.is_none() {
            form.refuse("/reason", FieldError::new("required"));
        }
        let told = self.referred(ctx, &draft).await?.into_iter().find(|c| c.reference == reference);
        match &told {
            None => form.refuse("/reference", FieldError::new("clash_unknown")),
            Some(clash) if clash.known.is_some() && wish == Wish::Share => {
                form.refuse("/wish", FieldError::new("clash_seen"));
            }
            Some(_) => {}
        }
        form.done()?;
        let (Some(told), Some(reason)) = (told, reason) else {
            return Err(AppError::internal("a form that is done has its values"));
        };
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("clash").await? {
            drop(work);
            return self.clash_case(ctx, made.parse().map_err(AppError::internal)?).await;
        }
        let refused = |pointer: &str, code| {
            let field = pointer.trim_start_matches('/').to_owned();
            AppError::invalid(issue(pointer, &field, FieldError::new(code)))
        };
        let (owner, owner_department) = case::other_side(work.tx(), told.id)
            .await?
            .ok_or_else(|| refused("/reference", "clash_unknown"))?;
        if owner == ctx.actor.person {
            return Err(refused("/reference", "clash_own"));
        }
        let department =
            ctx.actor.department.ok_or_else(|| refused("", "owner_without_department"))?;
        if case::is_open(work.tx(), ctx.actor.person, told.id).await? {
            return Err(AppError::conflict("clash_open_already"));
        }
        if case::asked_since(work.tx(), ctx.actor.person, ctx.now - DAY_MS).await? >= ASKED {
            return Err(AppError::RateLimited { retry_after: 3_600 });
        }
        let new = Case {
            id: ClashId::new(self.fresh()),
            customer: told.id,
            applicant: (ctx.actor.person, String::new()),
            applicant_department: (department, String::new()),
            owner: (owner, String::new()),
            owner_department: (owner_department, String::new()),
            wish,
            reason,
            kind: draft.kind,
            name,
            draft: typed,
            agrees: told.agrees.iter().map(|field| (*field).to_owned()).collect(),
            state: ClashState::Open,
            ruling: None,
            ruling_reason: None,
            decided_by: None,
            decided_at: None,
            until: None,
            created_at: ctx.now,
            version: 1,
        };
        case::insert(work.tx(), &permit, &new).await?;
        work.remember_made("clash", &new.id.to_string()).await?;
        let entry = entry_of(ctx, "clash.ask", &new)
            .detail("wish", wish.code())
            .detail("agrees", new.agrees.clone());
        work.record(entry);
        let person = work.who().await?;
        let told = Notice::new("clash.asked", super::page(new.id)).param("person", person);
        work.notify(told.about(new.customer).to([owner]));
        work.commit().await?;
        self.clash_case(ctx, new.id).await
    }
}
