//! Days of a year without the year: what one knows of many a birthday.

use super::{ValueError, error::shown, narrow};
use jiff::civil::Date;
use std::fmt;

/// A month and a day of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MonthDay {
    month: i8,
    day: i8,
}

/// A year that has every day.
const LEAP: i16 = 2000;

impl MonthDay {
    /// Of a month (1 to 12) and a day of it; `None` when no year has such a day.
    #[must_use]
    pub fn new(month: i8, day: i8) -> Option<Self> {
        Date::new(LEAP, month, day).ok().map(|_| Self { month, day })
    }

    /// Of a whole date.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self { month: date.month(), day: date.day() }
    }

    /// Reads `04-12`, `4/12`, `4.12`, `4月12日` and, as address books write it, `--0412`.
    ///
    /// # Errors
    /// [`ValueError::MonthDayFormat`].
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        let narrowed = narrow(text);
        Self::read(narrowed.trim()).ok_or_else(|| ValueError::MonthDayFormat { value: shown(text) })
    }

    fn read(text: &str) -> Option<Self> {
        let text = text.strip_prefix("--").unwrap_or(text);
        let text = text.strip_suffix(['日', '号']).unwrap_or(text);
        let (month, day) = match text.split_once(['-', '/', '.', '月']) {
            Some((month, day)) => (month.trim(), day.trim()),
            None if text.len() == 4 => text.split_at_checked(2)?,
            None => return None,
        };
        let number = |text: &str| {
            let digits = matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| text.parse().ok()).flatten()
        };
        Self::new(number(month)?, number(day)?)
    }

    /// The day in that year. The 29th of February is kept on the 28th where there is none: whoever
    /// was born on it has a birthday every year.
    #[must_use]
    pub fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).or_else(|_| Date::new(year, 2, 28)).ok()
    }
}

/// `04-12`.
impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in [
            "04-12",
            "4-12",
            "4/12",
            "4.12",
            "4月12日",
            "４月１２号",
            " 0412 ",
            "--0412",
            "--04-12",
        ] {
            assert_eq!(
                MonthDay::parse(text).map(|d| d.to_string()).as_deref(),
                Ok("04-12"),
                "{text}"
            );
        }
        for text in [
            "",
            "4",
            "13-01",
            "02-30",
            "04-31",
            "1985-04-12",
            "4月",
            "月12",
            "四月",
            "-4-12",
            "00-10",
            "泵泵",
        ] {
            assert_eq!(
                MonthDay::parse(text).map_err(|e| e.code()),
                Err("month_day_format"),
                "{text}"
            );
        }
    }

    #[test]
    fn every_day_comes_every_year() {
        let leap = MonthDay::parse("02-29").unwrap();
        assert_eq!(leap.in_year(2028), Some(date(2028, 2, 29)));
        assert_eq!(leap.in_year(2027), Some(date(2027, 2, 28)));
        assert_eq!(leap.in_year(2100), Some(date(2100, 2, 28)));
        let mut day = date(LEAP, 1, 1);
        while day.year() == LEAP {
            let known = MonthDay::of(day);
            assert_eq!(known.in_year(LEAP), Some(day));
            assert!(known.in_year(2027).is_some());
            assert_eq!(MonthDay::parse(&known.to_string()), Ok(known));
            day = day.tomorrow().unwrap();
        }
    }
}
