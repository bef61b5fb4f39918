//! The company's regulation in force, exact to the day.
//!
//! A version that becomes active on a day is in force from the first request after midnight where
//! the company is; a request that began before is judged to its end by what held then. Every
//! process keeps the compiled versions beside the organisation's version under which it read the
//! list; whoever approves one moves that version.

use crate::pledge::Pledge;
use crate::{App, AppError, Result, Work};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kedang_db::Conn;
use kedang_domain::id::PolicyVersionId;
use kedang_domain::org::Regulation as Base;
use kedang_domain::policy::{Dated, PolicyState, in_force_on};
use kedang_policy::matter::clause_about;
use kedang_policy::{CompanyPack, Duties, Fault, Regulation};
use kedang_storage::company::Company;
use kedang_storage::policy::{self, Approved, PolicyVersion};
use kedang_storage::{company, organisation};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

/// Whose customers somebody sees, in `data/policy/matters.toml`.
pub(crate) const VISIBILITY: &str = "visibility";

/// A version of the regulation, ready for use.
#[derive(Debug)]
pub struct InForce {
    id: Option<PolicyVersionId>,
    version: String,
    active_from: Option<Date>,
    regulation: Regulation,
    duties: Arc<Duties>,
    /// Every clause as everybody quotes it.
    clauses: HashSet<String>,
    pledge: Option<Pledge>,
}

impl InForce {
    fn new(regulation: Regulation, number: i64) -> Self {
        let clauses: HashSet<String> =
            regulation.clauses().iter().map(|known| known.clause.to_string()).collect();
        let about = |basis| clause_about(basis, |clause| clauses.contains(clause));
        let pledge = Pledge::of(&regulation, about);
        let duties = Arc::new(regulation.duties().clone());
        let version = number.to_string();
        Self { id: None, version, active_from: None, regulation, duties, clauses, pledge }
    }

    /// A regulation as its first version, for those who measure or try one.
    #[must_use]
    pub fn of(regulation: Regulation) -> Self {
        Self::new(regulation, 1)
    }

    /// What a company is founded with: one of the shipped regulations as it is.
    #[must_use]
    pub fn founded(base: Base) -> Self {
        Self::new(shipped(base), 1)
    }

    /// Which version; `None` before it is written.
    #[must_use]
    pub fn id(&self) -> Option<PolicyVersionId> {
        self.id
    }

    /// Its number, as decisions remember it.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// From which day it holds.
    #[must_use]
    pub fn active_from(&self) -> Option<Date> {
        self.active_from
    }

    /// What it says.
    #[must_use]
    pub fn regulation(&self) -> &Regulation {
        &self.regulation
    }

    /// What it asks of whom by when.
    #[must_use]
    pub fn duties(&self) -> Arc<Duties> {
        Arc::clone(&self.duties)
    }

    /// Where it speaks of a matter, see [`crate::Context::clause`].
    #[must_use]
    pub fn clause(&self, basis: &'static str) -> Option<&'static str> {
        clause_about(basis, |clause| self.clauses.contains(clause))
    }

    /// What it asks everybody to accept before they work, if it does.
    #[must_use]
    pub fn pledge(&self) -> Option<&Pledge> {
        self.pledge.as_ref()
    }

    /// Whether a clause holds.
    #[must_use]
    pub fn has_clause(&self, quoted: &str) -> bool {
        self.clauses.contains(quoted)
    }
}

/// The approved versions as one process knows them.
struct Calendar {
    organisation: i64,
    zone: TimeZone,
    dated: Vec<Dated>,
    versions: Vec<Arc<InForce>>,
}

/// The copy of this process.
#[derive(Default)]
pub(crate) struct Known(Mutex<Option<Arc<Calendar>>>);

impl Calendar {
    fn at(&self, now: i64) -> Option<Arc<InForce>> {
        let today = day(&self.zone, now);
        // A company that moved its time zone westwards on its first day still has its first.
        let index = in_force_on(&self.dated, today).unwrap_or(0);
        self.versions.get(index).cloned()
    }

    fn compiled(&self, id: PolicyVersionId) -> Option<Arc<InForce>> {
        self.versions.iter().find(|version| version.id == Some(id)).cloned()
    }
}

/// The date at an instant, ms UTC.
pub(crate) fn day(zone: &TimeZone, at: i64) -> Date {
    let instant = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
    instant.to_zoned(zone.clone()).date()
}

/// Reads and compiles the text of a company pack.
///
/// # Errors
/// Everything that is wrong with it, in the order of the text.
pub(crate) fn understood(text: &str) -> Result<(CompanyPack, Regulation), Vec<Fault>> {
    let pack = CompanyPack::read(text)?;
    let regulation = Regulation::of_company(&pack)?;
    Ok((pack, regulation))
}

/// The text of a company pack that takes a shipped regulation as it is.
fn founding_text(base: Base) -> String {
    let packs = kedang_policy::shipped_packs().iter();
    let base = packs.into_iter().find(|pack| pack.code == base.code());
    base.map(|pack| CompanyPack::upon(&[pack]).to_toml()).unwrap_or_default()
}

/// A shipped regulation as it is.
#[expect(clippy::expect_used, reason = "what is shipped was compiled by a test")]
fn shipped(base: Base) -> Regulation {
    Regulation::of_shipped(base.code()).expect("a shipped regulation")
}

impl App {
    /// The regulation in force now. Whoever has a [`crate::Context`] asks that.
    ///
    /// # Errors
    /// The database's.
    pub async fn regulation(&self, conn: &mut Conn) -> Result<Arc<InForce>> {
        let organisation = organisation::version(conn).await?;
        let (found, _) = self.looked_up(conn, organisation, self.now()).await?;
        // Not kept: a transaction that asks may see what is taken back.
        Ok(found)
    }

    /// The regulation in force at an instant, ms UTC, as of a version of the organisation.
    pub(crate) async fn regulation_at(
        &self,
        conn: &mut Conn,
        organisation: i64,
        now: i64,
    ) -> Result<Arc<InForce>> {
        let (found, calendar) = self.looked_up(conn, organisation, now).await?;
        if let Some(calendar) = calendar {
            let known = &self.inner.regulations.0;
            *known.lock().unwrap_or_else(PoisonError::into_inner) = Some(calendar);
        }
        Ok(found)
    }

    /// The approved version of a number; `None` when there is none.
    pub(crate) async fn version_of_number(
        &self,
        conn: &mut Conn,
        number: &str,
    ) -> Result<Option<Arc<InForce>>> {
        let organisation = organisation::version(conn).await?;
        let Some(company) = company::get(conn).await? else { return Ok(None) };
        let known = self.inner.regulations.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let calendar = match known.filter(|known| known.organisation == organisation) {
            Some(calendar) => calendar,
            None => Arc::new(read(conn, organisation, &company, None).await?),
        };
        Ok(calendar.versions.iter().find(|version| version.version() == number).cloned())
    }

    /// What holds, and the calendar where it had to be read.
    async fn looked_up(
        &self,
        conn: &mut Conn,
        organisation: i64,
        now: i64,
    ) -> Result<(Arc<InForce>, Option<Arc<Calendar>>)> {
        let known = &self.inner.regulations.0;
        let kept = known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(version) =
            kept.as_ref().filter(|kept| kept.organisation == organisation).and_then(|k| k.at(now))
        {
            return Ok((version, None));
        }
        let Some(company) = company::get(conn).await? else {
            return Ok((Arc::new(InForce::founded(Base::Measures)), None));
        };
        let calendar = Arc::new(read(conn, organisation, &company, kept.as_deref()).await?);
        let found = calendar.at(now);
        // An installation from before there were versions has none until somebody writes the first.
        let found = found.unwrap_or_else(|| Arc::new(InForce::founded(company.regulation)));
        Ok((found, Some(calendar)))
    }

    /// Writes the first version: the regulation that the company was founded with.
    pub(crate) async fn found_regulation(
        &self,
        work: &mut Work<'_>,
        company: &Company,
    ) -> Result<()> {
        let first = self.first_version(company);
        policy::found(work.tx(), &first).await?;
        let entry = noted(work.draft("policy.activate"), &first);
        work.record(entry);
        Ok(())
    }

    /// The first version of a company's regulation, in force since it was set up.
    pub(crate) fn first_version(&self, company: &Company) -> PolicyVersion {
        let zone = TimeZone::get(&company.time_zone).unwrap_or(TimeZone::UTC);
        let at = company.created_at;
        PolicyVersion {
            id: PolicyVersionId::new(self.fresh()),
            number: Some(1),
            state: PolicyState::Approved,
            text: founding_text(company.regulation),
            based_on: None,
            created_by: None,
            created_at: at,
            changed_at: at,
            proposed: None,
            note: None,
            active_from: Some(day(&zone, at)),
            decided_at: Some(at),
            refused_by: None,
            refusal: None,
            activated_at: Some(at),
            version: 1,
        }
    }
}

/// What the log keeps of a version.
pub(crate) fn noted(
    draft: kedang_evidence::Draft,
    version: &PolicyVersion,
) -> kedang_evidence::Draft {
    let mut draft = draft.subject("policy_version", version.id.to_string());
    if let Some(number) = version.number {
        draft = draft.detail("number", number);
    }
    if let Some(day) = version.active_from {
        draft = draft.detail("active_from", day.to_string());
    }
    draft
}

/// Reads the approved versions; those that were compiled before are not compiled again.
async fn read(
    conn: &mut Conn,
    organisation: i64,
    company: &Company,
    before: Option<&Calendar>,
) -> Result<Calendar> {
    let zone = TimeZone::get(&company.time_zone).unwrap_or(TimeZone::UTC);
    let (mut dated, mut versions) = (Vec::new(), Vec::new());
    for Approved { id, number, active_from, .. } in policy::approved(conn).await? {
        let version = match before.and_then(|before| before.compiled(id)) {
            Some(version) => version,
            None => {
                let row = policy::get(conn, id).await?.ok_or(AppError::NotFound)?;
                Arc::new(InForce {
                    id: Some(id),
                    active_from: Some(active_from),
                    ..InForce::new(compiled(&row, company), number)
                })
            }
        };
        dated.push(Dated { number, active_from });
        versions.push(version);
    }
    Ok(Calendar { organisation, zone, dated, versions })
}

/// The regulation of a stored text. What was approved compiled then; should this program no longer
/// understand it, work goes on under what the company was founded with, and the operator is told.
fn compiled(version: &PolicyVersion, company: &Company) -> Regulation {
    match understood(&version.text) {
        Ok((_, regulation)) => regulation,
        Err(faults) => {
            let first = faults.first().map(ToString::to_string).unwrap_or_default();
            tracing::error!(version = %version.id, fault = first, "the regulation is not understood");
            shipped(company.regulation)
        }
    }
}
