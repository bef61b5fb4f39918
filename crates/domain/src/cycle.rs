//! Periods that come again and again: the week of a change list, the month of a check.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan as _};

/// How often something comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cycle {
    /// Every so many days, at least 1.
    Days(u16),
    /// Every so many weeks, at least 1.
    Weeks(u16),
    /// Every so many months of the calendar, at least 1.
    Months(u16),
}

/// The days from `first` to `last`, both belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

/// A Monday from which weeks and days are counted.
const ANCHOR: Date = jiff::civil::date(1970, 1, 5);

impl Cycle {
    /// The period in which a day lies. Weeks end on `week_end`; months are those of the calendar,
    /// counted from January of the year 0, so that twelve of them are a year.
    #[must_use]
    pub fn period(self, day: Date, week_end: Weekday) -> Period {
        match self {
            Self::Days(days) => counted(day, ANCHOR, days),
            Self::Weeks(weeks) => {
                let after = week_end.to_monday_zero_offset() + 1;
                let anchor = moved(ANCHOR, i64::from(after).days());
                counted(day, anchor, weeks.max(1).saturating_mul(7))
            }
            Self::Months(months) => {
                let size = i64::from(months.max(1));
                let month = i64::from(day.year()) * 12 + i64::from(day.month()) - 1;
                let into = month.rem_euclid(size);
                let first = moved(day.first_of_month(), (-into).months());
                Period { first, last: moved(moved(first, size.months()), (-1).days()) }
            }
        }
    }

    /// The period after one of this cycle.
    #[must_use]
    pub fn next(self, period: Period, week_end: Weekday) -> Period {
        self.period(moved(period.last, 1.day()), week_end)
    }
}

/// The stretch of so many days from an anchor on in which a day lies.
fn counted(day: Date, anchor: Date, days: u16) -> Period {
    let days = i64::from(days.max(1));
    let into = (anchor.duration_until(day).as_hours() / 24).rem_euclid(days);
    let first = moved(day, (-into).days());
    Period { first, last: moved(first, (days - 1).days()) }
}

/// A day so far from another; at the ends of the calendar the other itself.
fn moved(day: Date, by: Span) -> Date {
    day.checked_add(by).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn periods_begin_and_end_where_the_calendar_says() {
        let week = Cycle::Weeks(1);
        for (cycle, end, at, first, last) in [
            (week, Weekday::Sunday, "2026-11-22", "2026-11-16", "2026-11-22"),
            (week, Weekday::Sunday, "2026-11-23", "2026-11-23", "2026-11-29"),
            (week, Weekday::Friday, "2026-11-21", "2026-11-21", "2026-11-27"),
            (week, Weekday::Friday, "2026-11-20", "2026-11-14", "2026-11-20"),
            (week, Weekday::Sunday, "1969-12-31", "1969-12-29", "1970-01-04"),
            (Cycle::Months(1), Weekday::Sunday, "2028-02-10", "2028-02-01", "2028-02-29"),
            (Cycle::Months(2), Weekday::Sunday, "2026-12-31", "2026-11-01", "2026-12-31"),
            (Cycle::Months(6), Weekday::Sunday, "2026-11-22", "2026-07-01", "2026-12-31"),
            (Cycle::Months(12), Weekday::Sunday, "2026-11-22", "2026-01-01", "2026-12-31"),
            (Cycle::Days(1), Weekday::Sunday, "2026-11-22", "2026-11-22", "2026-11-22"),
        ] {
            let period = cycle.period(day(at), end);
            assert_eq!(period, Period { first: day(first), last: day(last) }, "{cycle:?} {at}");
        }
    }

    fn cycle() -> impl Strategy<Value = Cycle> {
        prop_oneof![
            (1..400u16).prop_map(Cycle::Days),
            (1..60u16).prop_map(Cycle::Weeks),
            (1..40u16).prop_map(Cycle::Months),
        ]
    }

    proptest! {
        /// Every day lies in one period, the same for each of its days, and they follow each other
        /// without a gap.
        #[test]
        fn periods_cover_the_calendar_once(
            cycle in cycle(),
            end in 0..7i8,
            days in -40_000..60_000i64,
        ) {
            let end = Weekday::from_monday_zero_offset(end).unwrap();
            let at = moved(day("2026-11-22"), days.days());
            let period = cycle.period(at, end);
            prop_assert!(period.first <= at && at <= period.last);
            prop_assert_eq!(cycle.period(period.first, end), period);
            prop_assert_eq!(cycle.period(period.last, end), period);
            prop_assert_eq!(cycle.next(period, end).first, moved(period.last, 1.day()));
            if let Cycle::Weeks(_) = cycle {
                prop_assert_eq!(period.last.weekday(), end);
            }
        }
    }
}
