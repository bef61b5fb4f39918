//! The work list of suspected twins (E7): found in the background over all customers, shown to who
//! sees both of a pair, ruled on by who may merge.

use crate::clash::{self, individual};
use crate::customer::check_reason;
use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::field::{CustomerKind, FieldError, FieldIssue, Values};
use kedang_domain::id::{CustomerId, DepartmentId};
use kedang_domain::permission::{EditCustomer, FindTwins};
use kedang_storage::twin::{self, Agrees, Compared, Pair, Place};
use kedang_storage::{contact, organisation};
use kedang_text::individual::alike;
use kedang_text::matching::{Agreement, Frequencies, Profile, Verdict, compare};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};

pub use kedang_domain::twin::Ruling;
pub use kedang_storage::twin::{Cursor, Half, Listed};

/// Pairs on one page, at most.
pub const PAGE: i64 = 100;
/// Customers compared in one part.
const PART: i64 = 50;
/// What was changed within this time is compared next time, in ms: a change that began earlier may
/// still be on its way.
const SETTLED: i64 = 20_000;

/// One page of the work list.
#[derive(Debug)]
pub struct Twins {
    /// The likeliest first.
    pub items: Vec<Listed>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// How much has been compared, 0 to 100.
    pub percent: i64,
}

impl App {
    /// Suspected twins of which this person sees both, on which somebody has ruled so; of a
    /// department with those below it.
    ///
    /// # Errors
    /// Refusals.
    pub async fn twins(
        &self,
        ctx: &Context,
        ruling: Ruling,
        department: Option<DepartmentId>,
        after: Option<&Cursor>,
        limit: i64,
    ) -> Result<Twins> {
        ctx.ask::<FindTwins>(&())?;
        let mut conn = self.db().read().await?;
        let scope = ctx.scope();
        let departments = match department {
            Some(id) => organisation::under(&organisation::tree(&mut conn).await?, [id]),
            None => BTreeSet::new(),
        };
        let mut items =
            twin::list(&mut conn, &scope, ruling, &departments, after, limit + 1).await?;
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items
            .last()
            .filter(|_| more)
            .map(|last| (last.probability, last.a.id.to_string(), last.b.id.to_string()));
        let place = twin::place(&mut conn).await?;
        let (all, left) = twin::left(&mut conn, place).await?;
        let percent = if all == 0 { 100 } else { (all - left) * 100 / all };
        Ok(Twins { items, next, percent })
    }

    /// Rules on a pair, of which this person may change both.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when one is not for this person or nobody suspects them; refusals;
    /// no reason why they are two.
    pub async fn rule_on_twins(
        &self,
        ctx: &Context,
        (a, b): (CustomerId, CustomerId),
        ruling: Ruling,
        reason: Option<&str>,
    ) -> Result<()> {
        ctx.ask::<FindTwins>(&())?;
        let (work, first) = self.begin_on(ctx, "customer.distinguish", a).await?;
        let (mut work, second) = self.go_on_with(work, "customer.distinguish", b).await?;
        for seen in [&first, &second] {
            ctx.ask_on::<EditCustomer>(&seen.standing, seen.id)?;
        }
        let mut issues = Vec::new();
        let reason = check_reason(reason, &mut issues);
        if reason.is_none() && ruling == Ruling::Different && issues.is_empty() {
            let (pointer, field) = ("/reason".to_owned(), "reason".to_owned());
            issues.push(FieldIssue { pointer, field, error: FieldError::new("required") });
        }
        if !issues.is_empty() {
            return Err(AppError::Invalid(issues));
        }
        let (by, reason) = (ctx.actor.person, reason.unwrap_or_default());
        if !twin::rule(work.tx(), (a, b), ruling, by, ctx.now, &reason).await? {
            return Err(AppError::NotFound);
        }
        for (one, other) in [(a, b), (b, a)] {
            let entry = ctx.draft("customer.distinguish").subject("customer", one.to_string());
            let entry = entry.customer(one.to_string()).detail("other", other.to_string());
            work.record(entry.detail("ruling", ruling.as_str()));
        }
        work.commit().await
    }

    /// Lets every customer be compared anew; it begins within a minute.
    ///
    /// # Errors
    /// Refusals.
    pub async fn search_twins_anew(&self, ctx: &Context) -> Result<()> {
        ctx.ask::<FindTwins>(&())?;
        let mut work = self.begin(ctx).await?;
        twin::set_place(work.tx(), Place { updated_at: 0, no: 0 }).await?;
        work.record(ctx.draft("customer.find_twins"));
        work.commit().await?;
        self.wake_jobs();
        Ok(())
    }

    /// Compares the next customers that are new or were changed with those that share a key with
    /// them. `false` when there are none left. What it finds is kept together with how far it has
    /// come, so it can stop anywhere, and the writer is free between two parts.
    ///
    /// # Errors
    /// The database's; it can then be taken up again.
    pub async fn find_twins_part(&self) -> Result<bool> {
        let mut conn = self.db().read().await?;
        let place = twin::place(&mut conn).await?;
        let next = twin::next(&mut conn, place, self.now() - SETTLED, PART).await?;
        let Some(last) = next.last() else { return Ok(false) };
        let reached = Place { updated_at: last.updated_at, no: last.no };
        let mut found = Vec::with_capacity(next.len());
        for one in &next {
            found.push((one.id, suspects(&mut conn, one).await?));
        }
        drop(conn);
        let mut tx = self.db().begin().await?;
        // Somebody may have sent it back to the beginning meanwhile.
        if twin::place(&mut tx).await? != place {
            return Ok(true);
        }
        let at = self.now();
        for (id, pairs) in &found {
            twin::keep(&mut tx, *id, pairs, at).await?;
        }
        twin::set_place(&mut tx, reached).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// Customers that look like this one.
async fn suspects(conn: &mut Conn, one: &Compared) -> Result<Vec<Pair>> {
    match one.kind {
        CustomerKind::Organization => companies(conn, one).await,
        CustomerKind::Individual => individuals(conn, one).await,
    }
}

async fn companies(conn: &mut Conn, one: &Compared) -> Result<Vec<Pair>> {
    let own = contact::of_customers(conn, &[one.id]).await?.remove(&one.id).unwrap_or_default();
    let tokens = clash::tokens(one.kind, &one.name, &one.values, &own);
    if tokens.is_empty() {
        return Ok(Vec::new());
    }
    let others = twin::alike(conn, tokens, one.no).await?;
    let ids: Vec<CustomerId> = others.iter().map(|other| other.id).collect();
    let contacts = contact::of_customers(conn, &ids).await?;
    let Some(mine) = profile(one, &own) else { return Ok(Vec::new()) };
    Ok(others.iter().filter_map(|other| pair_of_companies(one, &mine, other, &contacts)).collect())
}

async fn individuals(conn: &mut Conn, one: &Compared) -> Result<Vec<Pair>> {
    let mine = individual::facts(&one.name, &one.values);
    let others = twin::individuals(conn, &individual::namesakes(&mine), one.no).await?;
    let pairs = others.iter().filter_map(|other| {
        let found = alike(&mine, &individual::facts(&other.name, &other.values))?;
        let shared = found.shared.into_iter().map(|fact| (individual::fact_name(fact), "same"));
        Some(pair((one, other), found.per_mille, shared))
    });
    Ok(pairs.collect())
}

fn profile(one: &Compared, contacts: &[(String, Values)]) -> Option<Profile> {
    clash::profile(one.kind, &one.name, &one.values, contacts)
}

fn pair_of_companies(
    one: &Compared,
    mine: &Profile,
    other: &Compared,
    contacts: &HashMap<CustomerId, Vec<(String, Values)>>,
) -> Option<Pair> {
    let none = Vec::new();
    let theirs = profile(other, contacts.get(&other.id).unwrap_or(&none))?;
    let comparison = compare(mine, &theirs, &Frequencies::default());
    if !matches!(comparison.verdict, Verdict::Same | Verdict::Unsure) {
        return None;
    }
    let how = |agreement| match agreement {
        Agreement::Same => Some("same"),
        Agreement::Close => Some("close"),
        _ => None,
    };
    let mut evidence = comparison.evidence().to_vec();
    evidence.sort_by_key(|one| std::cmp::Reverse(one.weight));
    let agrees =
        evidence.iter().filter_map(|one| Some((clash::field_name(one.field), how(one.agreement)?)));
    #[expect(clippy::cast_possible_truncation, reason = "a probability, 0 to 1")]
    let probability = (f64::from(comparison.probability) * 1_000.0).round() as i64;
    Some(pair((one, other), probability, agrees))
}

fn pair<'a>(
    (one, other): (&Compared, &Compared),
    probability: i64,
    agrees: impl Iterator<Item = (&'a str, &'a str)>,
) -> Pair {
    let (a, b) = if one.no < other.no { (one, other) } else { (other, one) };
    let agrees = agrees.map(|(field, how)| Agrees { field: field.to_owned(), how: how.to_owned() });
    Pair { a: a.id, b: b.id, probability, agrees: agrees.collect(), names: names(a, b) }
}

/// What a ruling rests on: names of both, with credit codes or identity numbers. Of the latter only
/// the key is written here, for it is enough to see that one has changed.
fn names(a: &Compared, b: &Compared) -> String {
    let code = |one: &Compared| {
        let identity = || individual::identity(&one.values).map(Value::from);
        one.values.get("credit_code").cloned().or_else(identity)
    };
    serde_json::json!([a.name, code(a), b.name, code(b)]).to_string()
}
