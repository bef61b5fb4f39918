//! Clashes that somebody asked to settle, as those see them who have a part in them.
//!
//! The applicant reads what they typed themself, the department, how far it is and what was decided:
//! nothing of the customer, its owner or what the other side says, unless they see the customer by
//! the common rule. The owner's side reads who asks and why; who may rule reads both.

use super::credit_code;
use crate::customer::Draft;
use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::clash::{ClashFacts, ClashPolicy, ClashState, Proposal, propose};
use kedang_domain::id::{ClashId, Uuid};
use kedang_domain::permission::{
    Act, AnswerClash, ClashPart, Decision, RuleClash, SettleClash, WithdrawClash,
};
use kedang_storage::clash::case::{self, Which};
use kedang_storage::customer::{self, Seen};

pub use kedang_storage::clash::case::{Case, Reader, Statement};

/// What both sides have had to do with the customer. Instants are ms UTC.
#[derive(Clone, Copy, Debug)]
pub struct History {
    /// When the owner last dealt with it.
    pub owner_contact_at: Option<i64>,
    /// When the applicant last dealt with it.
    pub applicant_contact_at: Option<i64>,
}

/// A clash as one person sees it.
#[derive(Debug)]
pub struct ClashCase {
    /// The case. Who replies cuts it to the part.
    pub case: Case,
    /// How the person stands to it.
    pub part: ClashPart,
    /// The customer, where they see it.
    pub customer: Option<Seen>,
    /// What was typed, in full; not for the owner's side.
    pub draft: Option<Draft>,
    /// What was said, as far as it is for them.
    pub statements: Vec<Statement>,
    /// Not for the applicant.
    pub history: Option<History>,
    /// What the policy proposes, for who may rule what is open.
    pub proposal: Option<Proposal>,
    /// What they may do, by name.
    pub actions: Vec<(&'static str, Decision)>,
}

/// How many open clashes wait for, come from and concern a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClashCounts {
    /// They may rule them.
    pub to_rule: i64,
    /// They asked.
    pub asked: i64,
    /// About customers of theirs or of departments that they head.
    pub about_mine: i64,
}

/// A clash on a list, with the name of the customer where the person sees it.
#[derive(Debug)]
pub struct ListedClash {
    /// The case. Who replies cuts it to the part.
    pub case: Case,
    /// How the person stands to it.
    pub part: ClashPart,
    /// The customer, where they see it.
    pub customer: Option<Seen>,
}

impl App {
    /// The company's policy on clashes.
    pub(super) async fn clash_policy(&self, conn: &mut Conn) -> Result<ClashPolicy> {
        let company = kedang_storage::company::get(conn).await?;
        Ok(company.map_or(ClashPolicy::AT_FIRST, |company| company.clash))
    }

    /// A clash that this person has a part in, and the policy.
    pub(super) async fn clash_of(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        id: ClashId,
    ) -> Result<(Case, ClashPart, ClashPolicy)> {
        let policy = self.clash_policy(conn).await?;
        let case = case::get(conn, id).await?.ok_or(AppError::NotFound)?;
        let part = case.sides(leaves_it(policy)).part(&ctx.actor).ok_or(AppError::NotFound)?;
        Ok((case, part, policy))
    }

    /// A clash as this person sees it. Where it shows the customer's file, the reading is on record.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when they have no part in it.
    pub async fn clash_case(&self, ctx: &Context, id: ClashId) -> Result<ClashCase> {
        let mut conn = self.db().read().await?;
        let (case, part, policy) = self.clash_of(&mut conn, ctx, id).await?;
        let customer = customer::visible(&mut conn, &ctx.actor, ctx.now, case.customer).await?;
        let own = part == ClashPart::Applicant;
        if customer.is_some() && !own {
            drop(conn);
            self.read_part(ctx, case.customer, "clash").await?;
            conn = self.db().read().await?;
        }
        let mut statements = case::statements(&mut conn, id).await?;
        statements.retain(|statement| statement.of_applicant || !own);
        let typed: Draft = serde_json::from_str(&case.draft).map_err(AppError::internal)?;
        let history = match &customer {
            Some(seen) if !own => Some(History {
                owner_contact_at: case::last_contact(&mut conn, seen.id, case.owner.0).await?,
                applicant_contact_at: case::last_contact(&mut conn, seen.id, case.applicant.0)
                    .await?,
            }),
            _ => None,
        };
        let actions = actions(ctx, &case, policy);
        let may_rule = actions.contains(&("rule", Decision::Allow));
        let proposal = match (&customer, history) {
            (Some(seen), Some(history)) if may_rule => {
                Some(propose(policy, &facts(ctx, &case, &typed, seen, history)))
            }
            _ => None,
        };
        let draft = (part != ClashPart::Owner).then_some(typed);
        Ok(ClashCase { case, part, customer, draft, statements, history, proposal, actions })
    }

    /// A page of the clashes that a person has a part in, behind `(created_at, id)` when given: those
    /// that wait by age, others the newest first.
    ///
    /// # Errors
    /// The database's.
    pub async fn clash_cases(
        &self,
        ctx: &Context,
        reader: Reader,
        open: Option<bool>,
        after: Option<(i64, Uuid)>,
        limit: i64,
    ) -> Result<Vec<ListedClash>> {
        let mut conn = self.db().read().await?;
        let policy = self.clash_policy(&mut conn).await?;
        let head_decides = leaves_it(policy);
        let which = Which { reader, open, head_decides };
        let cases = case::list(&mut conn, &ctx.actor, which, after, limit).await?;
        let ids: Vec<_> = cases.iter().map(|case| case.customer).collect();
        let seen = customer::visible_many(&mut conn, &ctx.actor, ctx.now, &ids).await?;
        let listed = cases.into_iter().filter_map(|case| {
            let part = case.sides(head_decides).part(&ctx.actor)?;
            let customer = seen.iter().find(|seen| seen.id == case.customer).cloned();
            Some(ListedClash { case, part, customer })
        });
        Ok(listed.collect())
    }

    /// How many open clashes a person has a part in.
    pub(crate) async fn clash_counts(&self, conn: &mut Conn, ctx: &Context) -> Result<ClashCounts> {
        let head_decides = leaves_it(self.clash_policy(conn).await?);
        let mut counts = [0; 3];
        for (count, reader) in
            counts.iter_mut().zip([Reader::Ruler, Reader::Applicant, Reader::Owner])
        {
            let which = Which { reader, open: Some(true), head_decides };
            *count = case::count(conn, &ctx.actor, which).await?;
        }
        let [to_rule, asked, about_mine] = counts;
        Ok(ClashCounts { to_rule, asked, about_mine })
    }
}

/// Whether the policy leaves rulings to the head of both sides.
pub(super) fn leaves_it(policy: ClashPolicy) -> bool {
    policy.default == kedang_domain::clash::ClashDefault::HeadDecides
}

/// On what the policy's proposal rests.
pub(super) fn facts<'a>(
    ctx: &Context,
    case: &Case,
    typed: &'a Draft,
    seen: &'a Seen,
    history: History,
) -> ClashFacts<'a> {
    ClashFacts {
        wish: case.wish,
        typed_code: credit_code(&typed.values),
        filed_code: credit_code(&seen.values),
        registered_at: seen.created_at,
        owner_contact_at: history.owner_contact_at,
        now: ctx.now,
    }
}

/// What may be done with a clash; with one that is over, nothing.
fn actions(ctx: &Context, case: &Case, policy: ClashPolicy) -> Vec<(&'static str, Decision)> {
    if case.state != ClashState::Open {
        return Vec::new();
    }
    let sides = case.sides(leaves_it(policy));
    vec![
        ("answer", AnswerClash::decide(&ctx.actor, &sides)),
        ("withdraw", WithdrawClash::decide(&ctx.actor, &sides)),
        ("settle", SettleClash::decide(&ctx.actor, &sides)),
        ("rule", RuleClash::decide(&ctx.actor, &sides)),
    ]
}
