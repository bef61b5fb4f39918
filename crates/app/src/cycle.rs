//! What the regulation says about cycles and terms, and the instants at which the company's days
//! begin.

use crate::{App, AppError, Result};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use kedang_db::Conn;
use kedang_domain::cycle::{Cycle, Period};
use kedang_domain::reference::WorkCalendar;
use kedang_policy::value::{Term, Unit, Value};

/// What a rule of the regulation in force says.
#[derive(Clone, Debug)]
pub(crate) struct Ruled<T> {
    /// The value.
    pub(crate) value: T,
    /// The clause that says so, e.g. `M 5.1.6a`.
    pub(crate) clause: String,
}

impl App {
    /// What a rule of the regulation in force says; `None` when it has no such rule.
    async fn ruled(&self, conn: &mut Conn, key: &str) -> Result<Option<Ruled<Value>>> {
        let in_force = self.regulation(conn).await?;
        let rule = in_force.regulation().rule(key);
        Ok(rule.map(|rule| Ruled { value: rule.value.clone(), clause: rule.clause.to_string() }))
    }

    /// The term that a rule of the regulation in force names.
    pub(crate) async fn ruled_term(
        &self,
        conn: &mut Conn,
        key: &str,
    ) -> Result<Option<Ruled<Term>>> {
        Ok(self.ruled(conn, key).await?.and_then(|rule| match rule.value {
            Value::Term(value) => Some(Ruled { value, clause: rule.clause }),
            _ => None,
        }))
    }

    /// The count that a rule of the regulation in force names.
    pub(crate) async fn ruled_number(&self, conn: &mut Conn, key: &str) -> Result<Option<u32>> {
        Ok(self.ruled(conn, key).await?.and_then(|rule| match rule.value {
            Value::Number(value) => Some(value),
            _ => None,
        }))
    }
}

/// How often something comes of which the regulation says "every …".
pub(crate) fn cycle(term: Term) -> Cycle {
    match term {
        Term::AtOnce | Term::SameDay | Term::Of(_, Unit::Hour) => Cycle::Days(1),
        Term::Of(days, Unit::Day | Unit::WorkingDay) => Cycle::Days(days),
        Term::Of(weeks, Unit::Week) => Cycle::Weeks(weeks),
        Term::Of(months, Unit::Month) => Cycle::Months(months),
        Term::Of(years, Unit::Year) => Cycle::Months(years.saturating_mul(12)),
    }
}

/// The days of a company.
#[derive(Clone, Debug)]
pub(crate) struct Days {
    zone: TimeZone,
}

impl Days {
    pub(crate) async fn of(app: &App, conn: &mut Conn) -> Result<Self> {
        Ok(Self { zone: app.time_zone(conn).await? })
    }

    /// The date at an instant, ms UTC.
    pub(crate) fn date(&self, at: i64) -> Date {
        let instant = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
        instant.to_zoned(self.zone.clone()).date()
    }

    /// The instant at which a day begins, ms UTC.
    pub(crate) fn beginning(&self, day: Date) -> Result<i64> {
        let zoned = day.to_zoned(self.zone.clone()).map_err(AppError::internal)?;
        Ok(zoned.timestamp().as_millisecond())
    }

    /// The instant at which a day ends, ms UTC.
    pub(crate) fn end(&self, day: Date) -> Result<i64> {
        self.beginning(day.checked_add(1.day()).map_err(AppError::internal)?)
    }

    /// The instant that is a term after another, ms UTC. Working days are those of the calendar of
    /// holidays, at the same time of the day.
    pub(crate) fn after(&self, at: i64, term: Term) -> Result<i64> {
        let instant = Timestamp::from_millisecond(at).map_err(AppError::internal)?;
        let zoned = instant.to_zoned(self.zone.clone());
        let span = match term {
            Term::AtOnce => return Ok(at),
            Term::SameDay => return self.end(zoned.date()),
            Term::Of(hours, Unit::Hour) => i64::from(hours).hours(),
            Term::Of(days, Unit::Day) => i64::from(days).days(),
            Term::Of(days, Unit::WorkingDay) => {
                let to = WorkCalendar::builtin().add_working_days(zoned.date(), i32::from(days));
                zoned.date().until(to).map_err(AppError::internal)?
            }
            Term::Of(weeks, Unit::Week) => i64::from(weeks).weeks(),
            Term::Of(months, Unit::Month) => i64::from(months).months(),
            Term::Of(years, Unit::Year) => i64::from(years).years(),
        };
        let later = zoned.checked_add(span).map_err(AppError::internal)?;
        Ok(later.timestamp().as_millisecond())
    }
}

/// A cycle of weeks that end on a day, from 1 (Monday) to 7 (Sunday).
pub(crate) fn week_end(number: Option<u32>) -> Weekday {
    let number = number.and_then(|n| i8::try_from(n).ok()).unwrap_or(7);
    Weekday::from_monday_one_offset(number).unwrap_or(Weekday::Sunday)
}

/// A period from its first day on, and the instants between which it lies, ms UTC.
pub(crate) fn instants(days: &Days, period: Period) -> Result<(i64, i64)> {
    Ok((days.beginning(period.first)?, days.end(period.last)?))
}
