//! Absences: somebody is away, and another stands in. What is to be done stays theirs; whoever
//! stands in sees it as their own for those days.

use crate::form::Form;
use crate::{App, AppError, Context, Result};
use jiff::civil::Date;
use kedang_domain::field::FieldError;
use kedang_domain::id::{AbsenceId, PersonId};
use kedang_domain::permission::{Away, RecordAbsence};
use kedang_storage::absence;
use kedang_storage::person::{self, Person};

pub use kedang_storage::absence::Absence;

/// Absences listed at once, at most.
const LISTED: i64 = 200;
/// Nobody is away for longer, in days.
const LONGEST_DAYS: i32 = 366;

/// An absence as somebody enters it.
#[derive(Clone, Debug)]
pub struct NewAbsence {
    /// Who is away; whoever enters it when absent.
    pub person: Option<PersonId>,
    /// Who stands in.
    pub substitute: PersonId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl App {
    /// Absences that are not over: one's own, those for which one stands in, those of people in
    /// the departments that one heads.
    ///
    /// # Errors
    /// The database's.
    pub async fn absences(&self, ctx: &Context) -> Result<Vec<Absence>> {
        let mut conn = self.db().read().await?;
        let today = self.date_at(&mut conn, ctx.now).await?;
        let headed: Vec<_> = ctx.actor.headed.iter().copied().collect();
        Ok(absence::list(&mut conn, ctx.actor.person, &headed, today, LISTED).await?)
    }

    /// Enters an absence.
    ///
    /// # Errors
    /// Refusals, everything wrong with the days and the people.
    pub async fn create_absence(&self, ctx: &Context, new: &NewAbsence) -> Result<Absence> {
        ctx.in_person()?;
        let mut work = self.begin(ctx).await?;
        let away = new.person.unwrap_or(ctx.actor.person);
        let today = self.date_at(work.tx(), ctx.now).await?;
        let mut form = Form::default();
        let here = |found: Option<Person>| found.filter(|person| person.active);
        let person = here(person::get(work.tx(), away).await?);
        let substitute = here(person::get(work.tx(), new.substitute).await?);
        if person.is_none() {
            form.refuse("/person_id", FieldError::new("person_unknown"));
        }
        if substitute.is_none() || new.substitute == away {
            form.refuse("/substitute_id", FieldError::new("substitute_unfit"));
        }
        let days = new.from.until(new.to).map_or(i32::MAX, |span| span.get_days());
        if new.to < new.from || new.to < today {
            form.refuse("/to", FieldError::new("day_too_early"));
        } else if days > LONGEST_DAYS {
            form.refuse("/to", FieldError::new("day_too_late"));
        }
        let on = Away { person: away, department: person.as_ref().and_then(|p| p.department) };
        let permit = ctx.ask::<RecordAbsence>(&on)?;
        form.done()?;
        let (Some(person), Some(substitute)) = (person, substitute) else {
            return Err(AppError::NotFound);
        };
        if let Some(made) = work.made_before("absence").await? {
            let id = made.parse().map_err(AppError::internal)?;
            return absence::get(work.tx(), id).await?.ok_or(AppError::NotFound);
        }
        let absence = Absence {
            id: AbsenceId::new(self.fresh()),
            person: (away, person.name),
            department: person.department,
            substitute: (new.substitute, substitute.name),
            from: new.from,
            to: new.to,
            created_at: ctx.now,
            ended_at: None,
        };
        absence::insert(work.tx(), &permit, &absence).await?;
        let entry = work
            .draft("absence.create")
            .subject("person", away.to_string())
            .detail("substitute", new.substitute.to_string())
            .detail("from", new.from.to_string())
            .detail("to", new.to.to_string());
        work.record(entry);
        work.remember_made("absence", &absence.id.to_string()).await?;
        work.commit().await?;
        Ok(absence)
    }

    /// Takes an absence back, or ends it early.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals.
    pub async fn end_absence(&self, ctx: &Context, id: AbsenceId) -> Result<()> {
        ctx.in_person()?;
        let mut work = self.begin(ctx).await?;
        let found = absence::get(work.tx(), id).await?.filter(|one| one.ended_at.is_none());
        let found = found.ok_or(AppError::NotFound)?;
        let on = Away { person: found.person.0, department: found.department };
        // Whose absence it is is no secret to who stands in; to others there is none.
        let Ok(permit) = ctx.ask::<RecordAbsence>(&on) else {
            return match found.substitute.0 == ctx.actor.person {
                true => ctx.ask::<RecordAbsence>(&on).map(|_| ()),
                false => Err(AppError::NotFound),
            };
        };
        if !absence::end(work.tx(), &permit, id, ctx.now).await? {
            return Err(AppError::NotFound);
        }
        let entry = work.draft("absence.end").subject("person", found.person.0.to_string());
        work.record(entry.detail("substitute", found.substitute.0.to_string()));
        work.commit().await
    }
}
