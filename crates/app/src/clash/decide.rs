//! How a clash goes on and ends: either side says something, the applicant takes it back, the owner
//! shares, or it is ruled. What a ruling brings about happens in its own transaction.

use super::ask::REASON_MAX;
use super::case::{ClashCase, History, facts, leaves_it};
use super::{credit_code, entry_of, identity, page};
use crate::customer::{Draft, owners_department};
use crate::form::Form;
use crate::share::{NewShare, Until, in_scope};
use crate::{App, AppError, Context, Notice, Result, Work};
use kedang_domain::clash::{ClashPolicy, ClashState, Ruling, one_by_law, propose};
use kedang_domain::field::FieldError;
use kedang_domain::id::ClashId;
use kedang_domain::permission::{
    Act, AnswerClash, ClashSides, Permit, RuleClash, SettleClash, WithdrawClash,
};
use kedang_storage::clash::case::{self, Case, End};
use kedang_storage::customer::{self, Seen};

/// Longest statement, in characters.
const STATEMENT_MAX: usize = 1_000;
/// Statements of one person to one clash, at most.
const STATEMENTS: usize = 20;

/// A ruling as somebody gives it.
#[derive(Clone, Debug)]
pub struct NewRuling {
    /// Who keeps the customer.
    pub ruling: Ruling,
    /// Why.
    pub reason: String,
    /// End of the share, for [`Ruling::Share`].
    pub until: Option<Until>,
}

/// An open clash at the version that the caller saw, with leave to act on it.
struct Turn<'a, A: Act> {
    work: Work<'a>,
    case: Case,
    policy: ClashPolicy,
    permit: Permit<A>,
}

impl App {
    /// Begins to act on a clash.
    async fn turn<'a, A: Act<On = ClashSides>>(
        &'a self,
        ctx: &'a Context,
        id: ClashId,
        version: i64,
    ) -> Result<Turn<'a, A>> {
        let mut work = self.begin(ctx).await?;
        let (case, _, policy) = self.clash_of(work.tx(), ctx, id).await?;
        let permit = ctx.ask_on::<A>(&case.sides(leaves_it(policy)), case.customer)?;
        if case.state != ClashState::Open {
            return Err(AppError::conflict("clash_over"));
        }
        AppError::unless_current(case.version, version)?;
        Ok(Turn { work, case, policy, permit })
    }

    /// Says something to a clash, for the one's own side and whoever rules.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], a clash when it is over.
    pub async fn answer_clash(
        &self,
        ctx: &Context,
        id: ClashId,
        version: i64,
        text: &str,
    ) -> Result<ClashCase> {
        let Turn { mut work, case, permit, .. } =
            self.turn::<AnswerClash>(ctx, id, version).await?;
        let mut form = Form::default();
        let said = form.lines("/text", Some(text), STATEMENT_MAX);
        if said.is_none() {
            form.refuse("/text", FieldError::new("required"));
        }
        let before = case::statements(work.tx(), id).await?;
        if before.iter().filter(|s| s.person.0 == ctx.actor.person).count() >= STATEMENTS {
            form.refuse("/text", FieldError::new("too_many").with("max", STATEMENTS));
        }
        form.done()?;
        let said = said.unwrap_or_default();
        if !case::say(work.tx(), &permit, &case, self.fresh(), &said, ctx.now).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        work.record(entry_of(ctx, AnswerClash::NAME, &case));
        let person = work.who().await?;
        let told = Notice::new("clash.stated", page(id)).param("person", person);
        work.notify(told.to([case.applicant.0, case.owner.0]));
        work.commit().await?;
        self.clash_case(ctx, id).await
    }

    /// Takes back what one asked for.
    ///
    /// # Errors
    /// As [`App::answer_clash`].
    pub async fn withdraw_clash(
        &self,
        ctx: &Context,
        id: ClashId,
        version: i64,
    ) -> Result<ClashCase> {
        let Turn { mut work, case, permit, .. } =
            self.turn::<WithdrawClash>(ctx, id, version).await?;
        end(&mut work, &case, &End::Withdrawn(&permit), None).await?;
        work.record(entry_of(ctx, WithdrawClash::NAME, &case));
        let person = work.who().await?;
        let told = Notice::new("clash.withdrawn", page(id)).param("person", person);
        work.notify(told.about(case.customer).to([case.owner.0]));
        work.commit().await?;
        self.clash_case(ctx, id).await
    }

    /// Shares the customer with who asked, without a ruling.
    ///
    /// # Errors
    /// As [`App::answer_clash`]; everything wrong with the share.
    pub async fn settle_clash(
        &self,
        ctx: &Context,
        id: ClashId,
        version: i64,
        until: Until,
        reason: String,
    ) -> Result<ClashCase> {
        let Turn { mut work, case, permit, .. } =
            self.turn::<SettleClash>(ctx, id, version).await?;
        in_scope(ctx, case.customer)?;
        let seen = filed(&mut work, &case).await?;
        let new = NewShare { person: case.applicant.0, until, reason };
        let terms = self.share_terms(&mut work, &seen, &new).await?;
        let settled = End::Settled(&permit, terms.until);
        end(&mut work, &case, &settled, Some(&terms.reason)).await?;
        self.give_share(&mut work, ctx, &permit.to_share(), &seen, terms).await?;
        work.record(entry_of(ctx, SettleClash::NAME, &case));
        work.notify(Notice::new("clash.settled", page(id)).to([case.applicant.0]));
        work.commit().await?;
        self.clash_case(ctx, id).await
    }

    /// Rules a clash, and brings about what was ruled.
    ///
    /// # Errors
    /// As [`App::answer_clash`]; everything wrong with the ruling.
    pub async fn rule_clash(
        &self,
        ctx: &Context,
        id: ClashId,
        version: i64,
        new: NewRuling,
    ) -> Result<ClashCase> {
        let Turn { mut work, case, policy, permit } =
            self.turn::<RuleClash>(ctx, id, version).await?;
        if case::is_open(work.tx(), ctx.actor.person, case.customer).await? {
            // Who wants the customer too has something to win by it.
            return Err(AppError::conflict("clash_asked_too"));
        }
        let seen = filed(&mut work, &case).await?;
        let typed: Draft = serde_json::from_str(&case.draft).map_err(AppError::internal)?;
        let NewRuling { ruling, reason, until } = new;
        let reason = check(ruling, &reason, until.is_some(), &typed, &seen)?;
        let dealt_at = case::last_contact(work.tx(), case.customer, case.owner.0).await?;
        let history = History { owner_contact_at: dealt_at, applicant_contact_at: None };
        let proposed = propose(policy, &facts(ctx, &case, &typed, &seen, history)).ruling;
        let mut ends = None;
        match (ruling, until) {
            (Ruling::Share, Some(until)) => {
                let new = NewShare { person: case.applicant.0, until, reason: reason.clone() };
                let terms = self.share_terms(&mut work, &seen, &new).await?;
                ends = Some(terms.until);
                self.give_share(&mut work, ctx, &permit.to_share(), &seen, terms).await?;
            }
            (Ruling::Distinct, _) => {
                let (name, code) = identity(&typed.name, credit_code(&typed.values));
                case::let_pass(work.tx(), &permit, &case, &name, &code, ctx.now).await?;
            }
            _ => {}
        }
        end(&mut work, &case, &End::Ruled(&permit, ruling, ends), Some(&reason)).await?;
        if ruling == Ruling::Transfer {
            let department = owners_department(work.tx(), case.applicant.0).await?;
            let to = (case.applicant.0, department);
            self.write_owner(&mut work, ctx, &permit.to_assign(), &seen, to, reason).await?;
        }
        let mut entry = entry_of(ctx, RuleClash::NAME, &case).detail("ruling", ruling.code());
        if let Some(proposed) = proposed {
            entry = entry.detail("proposed", proposed.code());
        }
        work.record(entry);
        // Both sides, neither of whom need see the customer any more: it is not named.
        let sides = [case.applicant.0, case.owner.0];
        work.notify(Notice::new("clash.ruled", page(id)).to(sides));
        work.commit().await?;
        self.clash_case(ctx, id).await
    }
}

/// Everything wrong with a ruling, or its reason as it is kept.
fn check(ruling: Ruling, reason: &str, ends: bool, typed: &Draft, seen: &Seen) -> Result<String> {
    let mut form = Form::default();
    let reason = form.lines("/reason", Some(reason), REASON_MAX);
    if reason.is_none() {
        form.refuse("/reason", FieldError::new("required"));
    }
    if ruling == Ruling::Share && !ends {
        form.refuse("/until", FieldError::new("required"));
    }
    let one = one_by_law(credit_code(&typed.values), credit_code(&seen.values));
    if ruling == Ruling::Distinct && one {
        form.refuse("/ruling", FieldError::new("clash_one_by_law"));
    }
    form.done()?;
    Ok(reason.unwrap_or_default())
}

/// The customer on file, which whoever decides must see.
async fn filed(work: &mut Work<'_>, case: &Case) -> Result<Seen> {
    let ctx = work.context();
    customer::visible(work.tx(), &ctx.actor, ctx.now, case.customer)
        .await?
        .ok_or(AppError::NotFound)
}

async fn end(work: &mut Work<'_>, case: &Case, how: &End<'_>, reason: Option<&str>) -> Result<()> {
    let now = work.context().now;
    match case::end(work.tx(), case, how, reason, now).await? {
        true => Ok(()),
        false => Err(AppError::Stale { current: case.version + 1 }),
    }
}
