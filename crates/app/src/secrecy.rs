//! Levels of secrecy of customers (L4-5 to L4-7): which the regulation gives by the relation to a
//! customer, which somebody approved, and how they end.

mod clearance;
mod index;
mod ruled;

pub use clearance::{KeeperDraft, NewClearance, Trust};
pub use index::ClassifiedPage;
use ruled::{Ruled, holds_role};

use crate::{App, AppError, Context, Result, Work};
use kedang_domain::id::CustomerId;
use kedang_domain::secrecy::{Level, Source};
use kedang_evidence::{Actor, Channel, Draft};
use kedang_storage::customer::{self, Secrecy, Seen};
pub use kedang_storage::secrecy::{Classified, Clearance, Keeper};
use kedang_storage::{evidence, secrecy};
use std::collections::BTreeSet;

/// Where a level of a customer stands in the regulation, in `data/policy/matters.toml`.
const BASIS: &str = "secrecy.level";
/// Where its term stands.
const TERM: &str = "secrecy.term";
/// Files declassified in one turn of the clock.
const TURN: i64 = 200;
/// Letters and digits that nobody takes for another.
const PLAIN: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// Gives a customer another level, or the same level another term, as it was approved. Ends with
/// the evidence of it; the caller commits.
///
/// # Errors
/// [`AppError::NotFound`]; `secrecy_term_required` where the regulation wants a term and there is
/// none; `secrecy_term_past` when it would be over already; `secrecy_term_over` when the term that
/// is to be extended has ended.
pub async fn apply(
    work: &mut Work<'_>,
    customer: CustomerId,
    level: Level,
    until: Option<i64>,
) -> Result<()> {
    let (app, ctx) = (work.app(), work.context());
    let seen = customer::whole(work.tx(), customer).await?.ok_or(AppError::NotFound)?;
    let ruled = Ruled::of(ctx.regulation.regulation());
    if level > Level::Internal && until.is_none() && ruled.term_required {
        return Err(AppError::conflict("secrecy_term_required"));
    }
    if until.is_some_and(|until| until <= ctx.now) {
        return Err(AppError::conflict("secrecy_term_past"));
    }
    if seen.secrecy.until.is_some_and(|over| over <= ctx.now) && level > Level::Internal {
        return Err(AppError::conflict("secrecy_term_over"));
    }
    let secrecy = Secrecy {
        level,
        until: until.filter(|_| level > Level::Internal),
        since: ctx.now,
        source: Source::Decision,
        by: Some(ctx.actor.person),
        code_name: code_name(app, &seen, level),
    };
    let tokens = app.tokens_of(work.tx(), &seen).await?;
    secrecy::set(work.tx(), (seen.id, seen.no), &secrecy, &tokens).await?;
    let mut entry = noted(work.draft("secrecy.set"), &seen, &secrecy);
    entry.clause = ctx.clause(BASIS).map(str::to_owned);
    work.record(entry);
    Ok(())
}

/// Gives a customer the level of another that went into it, where that is the higher one: its facts
/// are no less secret in another file.
pub(crate) async fn raise_to(
    work: &mut Work<'_>,
    customer: CustomerId,
    other: &Secrecy,
) -> Result<()> {
    let seen = customer::whole(work.tx(), customer).await?.ok_or(AppError::NotFound)?;
    if other.level <= seen.secrecy.level {
        return Ok(());
    }
    let (app, ctx) = (work.app(), work.context());
    let code_name = code_name(app, &seen, other.level);
    // By decision: what the merged facts would be given is not what they were.
    let source = Source::Decision;
    let after = Secrecy { since: ctx.now, source, code_name, ..other.clone() };
    let tokens = app.tokens_of(work.tx(), &seen).await?;
    secrecy::set(work.tx(), (seen.id, seen.no), &after, &tokens).await?;
    let entry = noted(work.draft("secrecy.set"), &seen, &after);
    work.record(entry);
    Ok(())
}

/// By what a top-secret customer is called; once it has one it keeps it.
fn code_name(app: &App, seen: &Seen, level: Level) -> Option<String> {
    let letters = || app.random::<5>().map(|byte| char::from(PLAIN[usize::from(byte % 32)]));
    match (&seen.secrecy.code_name, level) {
        (Some(name), _) => Some(name.clone()),
        (None, Level::TopSecret) => Some(format!("K-{}", String::from_iter(letters()))),
        (None, _) => None,
    }
}

/// What the log keeps of another level.
fn noted(draft: Draft, seen: &Seen, after: &Secrecy) -> Draft {
    let id = seen.id.to_string();
    let draft = draft
        .subject("customer", id.as_str())
        .customer(id.as_str())
        .detail("from", seen.secrecy.level.code())
        .detail("level", after.level.code())
        .detail("source", after.source.code());
    match after.until {
        Some(until) => draft.detail("until", until.to_string()),
        None => draft,
    }
}

impl Context {
    /// What the regulation in force calls a level; `None` when it does not say.
    #[must_use]
    pub fn level_name(&self, level: Level) -> Option<String> {
        ruled::name(self.regulation.regulation(), level)
    }

    /// Whether the regulation in force gives a level only for a time.
    pub(crate) fn level_has_term(&self) -> bool {
        Ruled::of(self.regulation.regulation()).term_required
    }

    /// The clause on which the level of a customer rests.
    #[must_use]
    pub fn level_clause(&self, secrecy: &Secrecy) -> Option<String> {
        let ruled = || Ruled::of(self.regulation.regulation());
        match (secrecy.source, secrecy.level) {
            (Source::Policy, Level::Internal) => None,
            (Source::Policy, level) => ruled().clause_of(level).map(str::to_owned),
            (Source::Decision, _) => self.clause(BASIS).map(str::to_owned),
            (Source::Term, _) => self.clause(TERM).map(str::to_owned),
        }
    }
}

impl App {
    /// Gives the customers whose facts these entries say were changed the level that the regulation
    /// has for their relation, unless somebody decided on theirs. In the transaction of the change.
    pub(crate) async fn follow_relation(
        &self,
        work: &mut Work<'_>,
        drafts: &[Draft],
    ) -> Result<Vec<Draft>> {
        let ctx = work.context();
        let ruled = Ruled::of(ctx.regulation.regulation());
        let mut set = Vec::new();
        if !ruled.has_defaults() {
            return Ok(set);
        }
        for customer in changed(drafts, &ruled) {
            let Some(seen) = customer::whole(work.tx(), customer).await? else { continue };
            let level = ruled.default_level(&seen.values);
            if seen.secrecy.source != Source::Policy || seen.secrecy.level == level {
                continue;
            }
            let after = Secrecy {
                level,
                until: None,
                since: ctx.now,
                source: Source::Policy,
                by: None,
                code_name: code_name(self, &seen, level),
            };
            let tokens = self.tokens_of(work.tx(), &seen).await?;
            secrecy::set(work.tx(), (seen.id, seen.no), &after, &tokens).await?;
            let mut entry = noted(work.draft("secrecy.set"), &seen, &after);
            entry.clause = ruled.clause_of(level).map(str::to_owned);
            set.push(entry);
        }
        Ok(set)
    }

    /// Declassifies what has reached the end of its term (L4-7). What was missed while no server
    /// ran is made up for; twice does no harm. Says how many.
    ///
    /// # Errors
    /// The database's.
    pub async fn declassify_ended(&self) -> Result<usize> {
        let now = self.now();
        let ended = secrecy::ended(&mut self.db().read().await?, now, TURN).await?;
        let mut declassified = 0;
        for customer in ended {
            declassified += usize::from(self.declassify(customer, now).await?);
        }
        Ok(declassified)
    }

    async fn declassify(&self, customer: CustomerId, now: i64) -> Result<bool> {
        let mut tx = self.db().begin().await?;
        let Some(seen) = customer::whole(&mut tx, customer).await? else { return Ok(false) };
        if seen.secrecy.until.is_none_or(|until| until > now) {
            return Ok(false);
        }
        let after = Secrecy {
            level: Level::Internal,
            until: None,
            since: now,
            source: Source::Term,
            by: None,
            code_name: seen.secrecy.code_name.clone(),
        };
        let tokens = self.tokens_of(&mut tx, &seen).await?;
        secrecy::set(&mut tx, (seen.id, seen.no), &after, &tokens).await?;
        let actor = Actor::System("job.secrecy".to_owned());
        let mut entry = Draft::new(now, actor, Channel::Job, "secrecy.end");
        let regulation = self.regulation(&mut tx).await?;
        entry = entry.policy(regulation.version());
        entry.clause = regulation.clause(TERM).map(str::to_owned);
        evidence::append(&mut tx, vec![noted(entry, &seen, &after)]).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// The customers on whose relation these entries touch.
fn changed(drafts: &[Draft], ruled: &Ruled) -> BTreeSet<CustomerId> {
    let touches = |draft: &&Draft| {
        draft.action == "customer.create"
            || draft.changes.iter().any(|change| ruled.asks(&change.field))
    };
    let customers = drafts.iter().filter(touches).filter_map(|draft| draft.customer.as_deref());
    customers.filter_map(|id| id.parse().ok()).collect()
}
