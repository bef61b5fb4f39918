//! The pledge 保密承诺 (F11): whoever works with customer data accepts the rules first.
//!
//! What is accepted is the regulation in force, as it reads: when another version says something
//! else, everybody is asked anew; one that reads the same asks nobody. Whether the regulation asks
//! for a pledge at all is a matter of `data/policy/matters.toml`. Until somebody has accepted, the
//! doors of the house are closed to them and to their programs (see `kedang_api::auth`).

use crate::{App, AppError, Context, InForce, Result, Work};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use kedang_domain::id::{DepartmentId, PersonId};
use kedang_domain::role::Permission;
use kedang_evidence::Actor;
use kedang_policy::regulation::ClauseInForce;
use kedang_policy::value::Language;
use kedang_policy::{Difference, Regulation, difference};
use kedang_storage::pledge::{self, Accepted};
use sha2::{Digest as _, Sha256};

pub use kedang_storage::pledge::Bound;

/// The matter that a regulation speaks of when it asks for a pledge.
const MATTER: &str = "pledge";
/// The capability of the clauses that bind a person by their pledge.
const CAPABILITY: &str = "pledge";

/// What is accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pledge {
    /// The clause that asks for it.
    pub clause: &'static str,
    /// Hash of everything that the regulation says.
    pub rules: String,
}

impl Pledge {
    /// What a regulation asks to be accepted; `None` when it speaks of no pledge.
    pub(crate) fn of(
        regulation: &Regulation,
        clause_about: impl Fn(&'static str) -> Option<&'static str>,
    ) -> Option<Self> {
        let clause = clause_about(MATTER)?;
        let mut hash = Sha256::new();
        for known in regulation.clauses() {
            for part in [
                known.clause.to_string(),
                regulation.sentence(known, Language::Zh),
                regulation.sentence(known, Language::En),
            ] {
                hash.update(part.as_bytes());
                hash.update([0]);
            }
        }
        Some(Self { clause, rules: BASE64_URL_SAFE_NO_PAD.encode(hash.finalize()) })
    }
}

/// Whether a clause binds every person by their pledge.
#[must_use]
pub fn binds(clause: &ClauseInForce) -> bool {
    clause.by.iter().any(|known| known.key == CAPABILITY)
}

/// How somebody stands to the rules in force.
#[derive(Debug)]
pub struct Standing {
    /// The version whose rules they last accepted, and when, ms UTC.
    pub accepted: Option<(String, i64)>,
    /// What the rules in force change of that version, where that version is still known.
    pub changes: Vec<Difference>,
}

/// Whom the caller answers for, and what they accepted.
#[derive(Debug)]
pub struct Pledges {
    /// Each with whether what they accepted is what holds now.
    pub people: Vec<(Bound, bool)>,
    /// Whether everybody of the company is among them.
    pub everybody: bool,
}

impl App {
    /// How the caller stands to the rules in force.
    ///
    /// # Errors
    /// The database's.
    pub async fn pledge(&self, ctx: &Context) -> Result<Standing> {
        let mut conn = self.db().read().await?;
        let accepted = pledge::latest(&mut conn, ctx.actor.person).await?;
        let mut changes = Vec::new();
        if let Some((version, _)) = accepted.as_ref().filter(|_| ctx.must_pledge) {
            let before = self.version_of_number(&mut conn, version).await?;
            let now = ctx.regulation.regulation();
            changes = before.map(|old| difference(old.regulation(), now)).unwrap_or_default();
        }
        Ok(Standing { accepted, changes })
    }

    /// Accepts the rules of a version of the regulation. May be done again at any time.
    ///
    /// # Errors
    /// `pledge_not_asked` when the regulation asks for none, `pledge_changed` when another version
    /// holds by now; by an access token it is refused.
    pub async fn accept_pledge(&self, ctx: &Context, version: &str) -> Result<()> {
        ctx.in_person()?;
        if ctx.regulation.pledge().is_none() {
            return Err(AppError::conflict("pledge_not_asked"));
        }
        if ctx.regulation.version() != version {
            return Err(AppError::conflict("pledge_changed"));
        }
        let mut work = self.begin(ctx).await?;
        accept(&mut work, ctx.actor.person).await?;
        work.commit().await
    }

    /// Who accepted the rules of which version, and when: for those who answer for them. Everybody
    /// sees themselves; heads their departments; those who see all customers, read the log or keep
    /// the accounts, the company.
    ///
    /// # Errors
    /// The database's.
    pub async fn pledges(&self, ctx: &Context) -> Result<Pledges> {
        let sees = |permission| ctx.actor.has(permission);
        let everybody = sees(Permission::CustomerViewAll)
            || sees(Permission::EvidenceRead)
            || sees(Permission::PersonManage);
        let headed: Vec<DepartmentId> = ctx.actor.headed.iter().copied().collect();
        let only = (!everybody).then_some((ctx.actor.person, headed.as_slice()));
        let mut conn = self.db().read().await?;
        let found = pledge::list(&mut conn, only).await?;
        let rules = ctx.regulation.pledge().map(|pledge| pledge.rules.as_str());
        let people = found.into_iter().map(|one| {
            let current = rules == Some(one.rules.as_str());
            (one, current)
        });
        Ok(Pledges { people: people.collect(), everybody })
    }
}

/// Keeps that somebody accepts the rules in force, with the evidence of it; nothing where the
/// regulation asks for no pledge. Who founds a company, or comes with the sample, accepts thereby.
pub(crate) async fn accept(work: &mut Work<'_>, person: PersonId) -> Result<()> {
    let in_force: &InForce = &work.context().regulation;
    let Some(Pledge { clause, rules }) = in_force.pledge().cloned() else { return Ok(()) };
    let (version, at) = (in_force.version().to_owned(), work.context().now);
    let mut entry = work
        .draft("pledge.accept")
        .subject("person", person.to_string())
        .clause(clause)
        .detail("version", version.as_str());
    entry.actor = Actor::Person(person.to_string());
    pledge::accept(work.tx(), &Accepted { person, version, rules, at }).await?;
    work.record(entry);
    Ok(())
}
