//! Stretches of whole days that a filter names: a day, a month, "this week".

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use std::fmt;
use std::str::FromStr;

/// Most days that [`Period::LastDays`] reaches back.
const DAYS_MAX: u16 = 9_999;

/// A stretch of whole days. Those named by today move with it, so that a saved view of "this month"
/// stays one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// One day.
    Day(Date),
    /// Year and month.
    Month(i16, i8),
    /// A year.
    Year(i16),
    /// The day itself.
    Today,
    /// The day before.
    Yesterday,
    /// Monday to Sunday.
    ThisWeek,
    /// The week before.
    LastWeek,
    /// The month of today.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// The three months of today.
    ThisQuarter,
    /// The quarter before.
    LastQuarter,
    /// The year of today.
    ThisYear,
    /// The year before.
    LastYear,
    /// Today and so many days before it, up to 9,999.
    LastDays(u16),
}

/// The periods that today names, with their words in a filter.
const NAMED: [(&str, Period); 10] = [
    ("today", Period::Today),
    ("yesterday", Period::Yesterday),
    ("this_week", Period::ThisWeek),
    ("last_week", Period::LastWeek),
    ("this_month", Period::ThisMonth),
    ("last_month", Period::LastMonth),
    ("this_quarter", Period::ThisQuarter),
    ("last_quarter", Period::LastQuarter),
    ("this_year", Period::ThisYear),
    ("last_year", Period::LastYear),
];

/// The text names no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no period")]
pub struct NoPeriod;

impl Period {
    /// Its first day, and the day after its last; `None` beyond the calendar.
    #[must_use]
    pub fn days(self, today: Date) -> Option<(Date, Date)> {
        let from = match self {
            Self::Day(day) => day,
            Self::Month(year, month) => Date::new(year, month, 1).ok()?,
            Self::Year(year) => Date::new(year, 1, 1).ok()?,
            Self::Today => today,
            Self::Yesterday => today.yesterday().ok()?,
            Self::ThisWeek => monday(today)?,
            Self::LastWeek => monday(today)?.checked_sub(1.week()).ok()?,
            Self::ThisMonth => today.first_of_month(),
            Self::LastMonth => today.first_of_month().checked_sub(1.month()).ok()?,
            Self::ThisQuarter => quarter(today),
            Self::LastQuarter => quarter(today).checked_sub(3.months()).ok()?,
            Self::ThisYear => today.first_of_year(),
            Self::LastYear => today.first_of_year().checked_sub(1.year()).ok()?,
            Self::LastDays(days) => {
                let from = today.checked_sub(i32::from(days).days()).ok()?;
                return Some((from, today.tomorrow().ok()?));
            }
        };
        let length = match self {
            Self::Day(_) | Self::Today | Self::Yesterday | Self::LastDays(_) => 1.day(),
            Self::ThisWeek | Self::LastWeek => 1.week(),
            Self::Month(..) | Self::ThisMonth | Self::LastMonth => 1.month(),
            Self::ThisQuarter | Self::LastQuarter => 3.months(),
            Self::Year(_) | Self::ThisYear | Self::LastYear => 1.year(),
        };
        Some((from, from.checked_add(length).ok()?))
    }
}

fn monday(day: Date) -> Option<Date> {
    let since = day.weekday().since(Weekday::Monday);
    day.checked_sub(i32::from(since).days()).ok()
}

fn quarter(day: Date) -> Date {
    date(day.year(), (day.month() - 1) / 3 * 3 + 1, 1)
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::LastDays(days) => write!(f, "last_{days}_days"),
            named => {
                let word = NAMED.iter().find(|(_, period)| period == named);
                f.write_str(word.map_or("", |(word, _)| word))
            }
        }
    }
}

impl FromStr for Period {
    type Err = NoPeriod;

    /// `2026-11-22`, `2026-11`, `2026`, `this_month` and the like, `last_30_days`.
    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        if let Some((_, period)) = NAMED.iter().find(|(word, _)| *word == text) {
            return Ok(*period);
        }
        if let Some(days) = text.strip_prefix("last_").and_then(|t| t.strip_suffix("_days")) {
            let days = digits(days).filter(|days| *days <= DAYS_MAX).ok_or(NoPeriod)?;
            return Ok(Self::LastDays(days));
        }
        let parts: Vec<&str> = text.split('-').collect();
        let sized = |part: &str, length| {
            digits(part).filter(|_| part.len() == length).and_then(|n| i16::try_from(n).ok())
        };
        let year = sized(parts[0], 4).filter(|year| *year > 0).ok_or(NoPeriod)?;
        let small = |part: &str| sized(part, 2).and_then(|n| i8::try_from(n).ok()).ok_or(NoPeriod);
        match parts[1..] {
            [] => Ok(Self::Year(year)),
            [month] => match small(month)? {
                month @ 1..=12 => Ok(Self::Month(year, month)),
                _ => Err(NoPeriod),
            },
            [month, day] => {
                Date::new(year, small(month)?, small(day)?).map(Self::Day).map_err(|_| NoPeriod)
            }
            _ => Err(NoPeriod),
        }
    }
}

fn digits(text: &str) -> Option<u16> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_begin_and_end_with_whole_days() {
        // A Sunday.
        let today = date(2026, 11, 22);
        for (text, from, to) in [
            ("2026-02-28", date(2026, 2, 28), date(2026, 3, 1)),
            ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
            ("2024", date(2024, 1, 1), date(2025, 1, 1)),
            ("today", date(2026, 11, 22), date(2026, 11, 23)),
            ("yesterday", date(2026, 11, 21), date(2026, 11, 22)),
            ("this_week", date(2026, 11, 16), date(2026, 11, 23)),
            ("last_week", date(2026, 11, 9), date(2026, 11, 16)),
            ("this_month", date(2026, 11, 1), date(2026, 12, 1)),
            ("last_month", date(2026, 10, 1), date(2026, 11, 1)),
            ("this_quarter", date(2026, 10, 1), date(2027, 1, 1)),
            ("last_quarter", date(2026, 7, 1), date(2026, 10, 1)),
            ("this_year", date(2026, 1, 1), date(2027, 1, 1)),
            ("last_year", date(2025, 1, 1), date(2026, 1, 1)),
            ("last_30_days", date(2026, 10, 23), date(2026, 11, 23)),
        ] {
            let period: Period = text.parse().unwrap();
            assert_eq!(period.days(today), Some((from, to)), "{text}");
            assert_eq!(period.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_period_is_none() {
        for text in [
            "",
            "-",
            "26",
            "0000",
            "2026-13",
            "2026-1",
            "2026-02-30",
            "2026-02-03-04",
            "last__days",
            "last_99999_days",
            "+202",
            "next_week",
        ] {
            assert_eq!(text.parse::<Period>(), Err(NoPeriod), "{text}");
        }
        assert_eq!(Period::Year(9999).days(date(2026, 1, 1)), None);
    }
}
