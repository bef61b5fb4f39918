//! Attestations 现场确认: of what only a person can tell, somebody who answers for it says from
//! time to time that it is so.
//!
//! Which clauses these are, how often and who is asked are duties of the regulation that are
//! fulfilled by `clause.attest`. What is not so is reported with the reason, and stays to be done.

use crate::entry::clipped;
use crate::form::Form;
use crate::notice::Notice;
use crate::obligation::House;
use crate::{App, AppError, Context, Result, Work};
use jiff::civil::Date;
use kedang_domain::field::FieldError;
use kedang_domain::id::{AttestationId, ObligationId};
use kedang_domain::obligation::ObligationState;
use kedang_domain::permission::{Act as _, AttestClause, Obliged};
use kedang_policy::Duties;
use kedang_storage::attestation;
use kedang_storage::obligation::{Filter, Listed};

pub use kedang_storage::attestation::Attestation;

/// The action that fulfils such a duty.
const ATTEST: &str = AttestClause::NAME;
/// The action of saying that it is not so.
const FAILED: &str = "clause.attest_failed";
/// Longest note, in characters.
const NOTE_MAX: usize = 500;
/// Of one list, at most.
const MAX: i64 = 200;

/// Something to confirm, and what was last said of it.
#[derive(Debug)]
pub struct ToAttest {
    /// The obligation.
    pub obligation: Listed,
    /// What was last said of it, if anything was.
    pub last: Option<Attestation>,
}

/// What somebody says of a clause.
#[derive(Clone, Debug)]
pub enum Said {
    /// It is so.
    Holds {
        /// On which day; today when absent.
        on: Option<Date>,
        /// What they add.
        note: Option<String>,
    },
    /// It is not so.
    Fails {
        /// Why.
        reason: String,
    },
}

/// Keys of the duties that are fulfilled by attesting.
fn attested(duties: &Duties) -> Vec<String> {
    let mut keys: Vec<_> = duties.closed_by(ATTEST).map(|duty| duty.key.clone()).collect();
    keys.sort_unstable();
    keys
}

/// The clause of which an obligation asks; `None` where it is not fulfilled by attesting.
fn clause(duties: &Duties, one: &Listed) -> Option<String> {
    let duty = duties.closed_by(ATTEST).find(|duty| duty.key == one.duty)?;
    let named = duty.closing.when.get("clause").and_then(|clauses| clauses.first());
    Some(named.unwrap_or(&one.clause).clone())
}

impl App {
    /// What the caller has to confirm now, or what those have to whom they answer for; what is due
    /// first comes first, 200 at most.
    ///
    /// # Errors
    /// The database's.
    pub async fn attestations(&self, ctx: &Context, others: bool) -> Result<Vec<ToAttest>> {
        let duties = attested(ctx.regulation.regulation().duties());
        if duties.is_empty() {
            return Ok(Vec::new());
        }
        let states = vec![ObligationState::Open, ObligationState::Breached];
        let filter = Filter { mine: !others, others, duties, states, ..Filter::default() };
        let found = self.obligations(ctx, &filter, None, MAX).await?;
        let ids: Vec<_> = found.iter().map(|one| one.id).collect();
        let mut last = attestation::latest(&mut self.db().read().await?, &ids).await?;
        let with_last = |obligation: Listed| {
            let last = last.remove(&obligation.id);
            ToAttest { obligation, last }
        };
        Ok(found.into_iter().map(with_last).collect())
    }

    /// Says whether it is as a clause asks. That it is fulfils the obligation; that it is not is
    /// told to the head of the department and to the head of the custodian.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, `attestation_not_asked`, `obligation_closed`, everything
    /// wrong with day, note and reason.
    pub async fn attest(&self, ctx: &Context, id: ObligationId, said: &Said) -> Result<()> {
        ctx.in_person()?;
        let mut work = self.begin(ctx).await?;
        let (one, theirs) = self.obliged(&mut work, ctx, id).await?;
        let permit = ctx.ask::<AttestClause>(&Obliged {
            theirs,
            asked_by: ctx.actor.person,
            department: one.department.as_ref().map(|(id, _)| *id),
            custodian: false,
        })?;
        let clause = clause(ctx.regulation.regulation().duties(), &one);
        let clause = clause.ok_or_else(|| AppError::conflict("attestation_not_asked"))?;
        if !one.state.is_open() {
            return Err(AppError::conflict("obligation_closed"));
        }
        let today = self.date_at(work.tx(), ctx.now).await?;
        let (day, holds, note) = read(said, today)?;
        let new = Attestation {
            id: AttestationId::new(self.fresh()),
            obligation: id,
            clause,
            person: (ctx.actor.person, String::new()),
            day,
            holds,
            note,
            at: ctx.now,
        };
        attestation::insert(work.tx(), &permit, &new).await?;
        record(&mut work, &one, &new);
        if !holds {
            tell(&mut work, &one).await?;
        }
        work.commit().await
    }
}

/// On which day, whether it is so, and what is added.
fn read(said: &Said, today: Date) -> Result<(Date, bool, Option<String>)> {
    let mut form = Form::default();
    let read = match said {
        Said::Holds { on, note } => {
            let day = on.unwrap_or(today);
            if day > today {
                form.refuse(
                    "/on",
                    FieldError::new("date_in_future").with("today", today.to_string()),
                );
            }
            (day, true, form.lines("/note", note.as_deref(), NOTE_MAX))
        }
        Said::Fails { reason } => (today, false, Some(form.line("/reason", reason, NOTE_MAX))),
    };
    form.done()?;
    Ok(read)
}

fn record(work: &mut Work<'_>, one: &Listed, said: &Attestation) {
    let mut entry = work
        .draft(if said.holds { ATTEST } else { FAILED })
        .subject(one.about.kind.as_str(), one.about.id.as_str())
        .clause(said.clause.as_str())
        .detail("clause", said.clause.as_str())
        .detail("day", said.day.to_string())
        .detail("obligation", one.id.to_string());
    if let Some(period) = one.period {
        entry = entry.detail("period", period.start.to_string());
    }
    if let Some(note) = &said.note {
        entry = entry.detail("note", clipped(note));
    }
    if let Some((customer, ..)) = &one.customer {
        entry = entry.customer(customer.to_string());
    }
    work.record(entry);
}

/// Tells those who answer for it that it is not so.
async fn tell(work: &mut Work<'_>, one: &Listed) -> Result<()> {
    let me = work.context().actor.person;
    let mut house = House::default();
    let department = one.department.as_ref().map(|(id, _)| *id);
    let head = house.head(work.tx(), department, Some(me)).await?;
    let custodian = house.custodian(work.tx()).await?;
    let keeper = house.head(work.tx(), custodian, Some(me)).await?;
    let notice = Notice::new("attestation.failed", "/attestations?whose=others")
        .param("title.zh", &one.title.0)
        .param("title.en", &one.title.1)
        .param("person", work.who().await?)
        .to(head.into_iter().chain(keeper));
    work.notify(notice);
    Ok(())
}
