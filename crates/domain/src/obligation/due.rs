//! By when something is due.
//!
//! Hours run round the clock. Everything that is counted in days ends with its last day, in the
//! zone where the company is.

use crate::reference::WorkCalendar;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// "At once" that no regulation says more about: within the hour.
pub const AT_ONCE_MINUTES: u32 = 60;

/// A length of time in which something must be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// So many minutes, round the clock.
    Minutes(u32),
    /// Before the day ends.
    EndOfDay,
    /// Before the end of the working day that comes so many after this one.
    WorkingDays(u16),
    /// Before the end of the day that comes so many after this one.
    Days(u16),
    /// Before the end of the same day so many months later.
    Months(u16),
}

/// By when something is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The last instant, ms UTC.
    pub at: i64,
    /// Whether the holidays of all days that were counted are known. Where they are not, only
    /// weekends were left out.
    pub certain: bool,
}

/// The date of an instant (ms UTC) in a zone.
#[must_use]
pub fn date_of(at: i64, zone: &TimeZone) -> Date {
    let instant = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
    instant.to_zoned(zone.clone()).date()
}

/// The last millisecond of a day in a zone, UTC.
#[must_use]
pub fn end_of(day: Date, zone: &TimeZone) -> i64 {
    let next = day.tomorrow().ok().and_then(|day| day.to_zoned(zone.clone()).ok());
    next.map_or(i64::MAX, |start| start.timestamp().as_millisecond() - 1)
}

impl Within {
    /// By when something is due that has to be done within this time from an instant (ms UTC).
    #[must_use]
    pub fn after(self, from: i64, calendar: &WorkCalendar, zone: &TimeZone) -> Due {
        if let Self::Minutes(minutes) = self {
            return Due { at: from.saturating_add(i64::from(minutes) * 60_000), certain: true };
        }
        let day = date_of(from, zone);
        let last = self.last_day(day, calendar);
        let certain = match self {
            Self::WorkingDays(_) => calendar.covers(day) && calendar.covers(last),
            _ => true,
        };
        Due { at: end_of(last, zone), certain }
    }

    /// The last day, counted from a day.
    fn last_day(self, day: Date, calendar: &WorkCalendar) -> Date {
        match self {
            Self::Minutes(_) | Self::EndOfDay => day,
            Self::WorkingDays(days) => calendar.add_working_days(day, i32::from(days)),
            Self::Days(days) => later(day, Span::new().try_days(days)),
            Self::Months(months) => later(day, Span::new().try_months(months)),
        }
    }

    /// The instant that lies this much before another, for reminders.
    #[must_use]
    pub fn before(self, due: i64, calendar: &WorkCalendar, zone: &TimeZone) -> i64 {
        let day = date_of(due, zone);
        let days = match self {
            Self::Minutes(minutes) => {
                return due.saturating_sub(i64::from(minutes) * 60_000);
            }
            Self::EndOfDay => return start_of(day, zone),
            Self::WorkingDays(days) => calendar.add_working_days(day, -i32::from(days)),
            Self::Days(days) => later(day, Span::new().try_days(-i32::from(days))),
            Self::Months(months) => later(day, Span::new().try_months(-i32::from(months))),
        };
        start_of(days, zone)
    }

    /// The day that lies this much before another.
    #[must_use]
    pub fn day_before(self, day: Date, calendar: &WorkCalendar) -> Date {
        match self {
            Self::Minutes(minutes) => {
                later(day, Span::new().try_days(-i64::from(minutes.div_ceil(24 * 60))))
            }
            Self::EndOfDay => day,
            Self::WorkingDays(days) => calendar.add_working_days(day, -i32::from(days)),
            Self::Days(days) => later(day, Span::new().try_days(-i32::from(days))),
            Self::Months(months) => later(day, Span::new().try_months(-i32::from(months))),
        }
    }
}

/// The first millisecond of a day in a zone, UTC.
#[must_use]
pub fn start_of(day: Date, zone: &TimeZone) -> i64 {
    day.to_zoned(zone.clone()).map_or(i64::MIN, |start| start.timestamp().as_millisecond())
}

/// A day so much later; the day itself at the ends of the calendar.
pub(super) fn later(day: Date, span: Result<Span, jiff::Error>) -> Date {
    span.map_or(day, |span| day.saturating_add(span))
}
