//! Duties that come back: by the week, the month, the half-year.
//!
//! Periods lie on the calendar (weeks begin on Monday, months on the first), not on the day on
//! which a program was started, so that a restart, a clock that jumps or another time zone makes
//! no new ones: the first day of a period names it.

use super::due::{Due, Within, end_of, later};
use crate::reference::WorkCalendar;
use jiff::Span;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// After so long a pause only the periods of the latest days are opened.
const LOOK_BACK_DAYS: i64 = 400;

/// How often a duty comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cycle {
    /// Every so many days, 1 at least.
    Days(u16),
    /// Every so many weeks, 1 at least.
    Weeks(u16),
    /// Every so many months, 1 at least.
    Months(u16),
}

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// The first.
    pub start: Date,
    /// The last.
    pub end: Date,
}

/// By when the work of a period is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CycleDue {
    /// With its last day.
    End,
    /// Within so much time after its last day.
    After(Within),
    /// With this day of the month after its last day; with the last one where that month is
    /// shorter.
    DayOfNextMonth(u8),
}

impl Cycle {
    /// The period in which a day lies.
    #[must_use]
    pub fn period_of(self, day: Date) -> Period {
        match self {
            Self::Days(count) => days(day, i64::from(count.max(1))),
            Self::Weeks(count) => days(day, 7 * i64::from(count.max(1))),
            Self::Months(count) => months(day, i32::from(count.max(1))),
        }
    }

    /// The periods to be opened today, when all that opened up to `opened_to` were opened before;
    /// all of them, should they have been missed, and the current one always: opening one twice
    /// is for the caller to leave out, by its first day. `ahead` opens a period so long before its
    /// end; without it, with its first day.
    #[must_use]
    pub fn openings(
        self,
        ahead: Option<Within>,
        opened_to: Option<Date>,
        today: Date,
        calendar: &WorkCalendar,
    ) -> Vec<Period> {
        let earliest = later(today, Span::new().try_days(-LOOK_BACK_DAYS));
        let since = opened_to.map_or(today, |to| to.clamp(earliest, today));
        let mut period = self.period_of(since);
        let mut found = Vec::new();
        while period.start <= today {
            let opens = period.opens_on(ahead, calendar);
            if opens <= today && (opens > since || period.end >= since) {
                found.push(period);
            }
            match period.end.tomorrow() {
                Ok(next) => period = self.period_of(next),
                Err(_) => break,
            }
        }
        found
    }
}

impl Period {
    /// On which day its work is opened.
    #[must_use]
    pub fn opens_on(self, ahead: Option<Within>, calendar: &WorkCalendar) -> Date {
        ahead.map_or(self.start, |ahead| ahead.day_before(self.end, calendar).max(self.start))
    }

    /// By when its work is due.
    #[must_use]
    pub fn due(self, due: CycleDue, calendar: &WorkCalendar, zone: &TimeZone) -> Due {
        match due {
            CycleDue::End => Due { at: end_of(self.end, zone), certain: true },
            CycleDue::After(within) => within.after(end_of(self.end, zone), calendar, zone),
            CycleDue::DayOfNextMonth(day) => {
                let next = later(self.end.first_of_month(), Span::new().try_months(1));
                let day = i8::try_from(day).unwrap_or(1).clamp(1, next.days_in_month());
                let on = Date::new(next.year(), next.month(), day).unwrap_or(next);
                Due { at: end_of(on, zone), certain: true }
            }
        }
    }
}

/// Counted from a Monday long ago.
const MONDAY: Date = Date::constant(2001, 1, 1);

fn days(day: Date, count: i64) -> Period {
    let gone = day.since(MONDAY).map_or(0, |span| i64::from(span.get_days()));
    let start = later(day, Span::new().try_days(-gone.rem_euclid(count)));
    Period { start, end: later(start, Span::new().try_days(count - 1)) }
}

fn months(day: Date, count: i32) -> Period {
    let month = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    let first = later(day.first_of_month(), Span::new().try_months(-month.rem_euclid(count)));
    let next = later(first, Span::new().try_months(count));
    Period { start: first, end: next.yesterday().unwrap_or(Date::MAX) }
}
