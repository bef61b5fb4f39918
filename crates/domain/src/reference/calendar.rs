//! Working days of mainland China: public holidays and the weekends worked to make up for them.
//!
//! The State Council names them year by year. Beyond the last year of the table only weekends are
//! known: callers ask [`WorkCalendar::covers`] and warn, and an administrator adds the next table.

use std::borrow::Cow;
use std::sync::LazyLock;

use jiff::civil::{Date, Weekday};

/// What a day is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// Monday to Friday, nothing named.
    Weekday,
    /// Saturday or Sunday, nothing named.
    Weekend,
    /// A day off for the named holiday.
    Holiday(String),
    /// A day worked to make up for the named holiday.
    MakeUp(String),
}

impl DayKind {
    /// Whether work is done.
    #[must_use]
    pub fn is_working(&self) -> bool {
        matches!(self, Self::Weekday | Self::MakeUp(_))
    }
}

/// A line of a holiday table that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line} of the holiday table cannot be read")]
pub struct CalendarError {
    /// Counted from 1, heading included.
    pub line: usize,
}

/// The named days, by date.
#[derive(Clone, Debug)]
pub struct WorkCalendar {
    /// Ascending by date: name, whether worked.
    named: Vec<(Date, Cow<'static, str>, bool)>,
}

static BUILTIN: LazyLock<WorkCalendar> = LazyLock::new(|| {
    let text = include_str!("../../../../data/reference/holidays_cn.csv");
    let named = read(text).filter_map(|(_, row)| row).map(|(d, n, w)| (d, Cow::Borrowed(n), w));
    WorkCalendar { named: named.collect() }.sorted()
});

impl WorkCalendar {
    /// The table shipped with the product.
    #[must_use]
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }

    /// This table and another in the same form (heading, then `date,name,is_workday,…`); where
    /// both name a day the other one counts.
    ///
    /// # Errors
    /// The first line that cannot be read.
    pub fn with_table(&self, text: &str) -> Result<Self, CalendarError> {
        let mut named = self.named.clone();
        for (line, row) in read(text) {
            let (date, name, worked) = row.ok_or(CalendarError { line })?;
            named.retain(|(known, ..)| *known != date);
            named.push((date, Cow::Owned(name.to_owned()), worked));
        }
        Ok(Self { named }.sorted())
    }

    fn sorted(mut self) -> Self {
        self.named.sort_by_key(|(date, ..)| *date);
        self
    }

    /// The first year whose holidays are known.
    #[must_use]
    pub fn first_year(&self) -> Option<i16> {
        self.named.first().map(|(date, ..)| date.year())
    }

    /// The last year whose holidays are known.
    #[must_use]
    pub fn last_year(&self) -> Option<i16> {
        self.named.last().map(|(date, ..)| date.year())
    }

    /// Whether the holidays of the year of this day are known.
    #[must_use]
    pub fn covers(&self, date: Date) -> bool {
        let year = date.year();
        self.first_year().is_some_and(|first| first <= year)
            && self.last_year().is_some_and(|last| year <= last)
    }

    /// What kind of day it is.
    #[must_use]
    pub fn kind(&self, date: Date) -> DayKind {
        match self.named.binary_search_by_key(&date, |(known, ..)| *known) {
            Ok(i) => {
                let (_, name, worked) = &self.named[i];
                let name = name.clone().into_owned();
                if *worked { DayKind::MakeUp(name) } else { DayKind::Holiday(name) }
            }
            Err(_) if is_weekend(date) => DayKind::Weekend,
            Err(_) => DayKind::Weekday,
        }
    }

    /// Whether work is done on that day.
    #[must_use]
    pub fn is_working_day(&self, date: Date) -> bool {
        match self.named.binary_search_by_key(&date, |(known, ..)| *known) {
            Ok(i) => self.named[i].2,
            Err(_) => !is_weekend(date),
        }
    }

    /// The day that is `days` working days after `date` (before it for a negative number). The
    /// day itself is not counted: one working day after a Friday is Monday, and so it is after a
    /// Saturday. Zero days is the day itself.
    ///
    /// Stops at the ends of the calendar (years -9999 and 9999).
    #[must_use]
    pub fn add_working_days(&self, date: Date, days: i32) -> Date {
        let mut at = date;
        let mut left = days.unsigned_abs();
        while left > 0 {
            let next = if days > 0 { at.tomorrow() } else { at.yesterday() };
            let Ok(next) = next else { return at };
            at = next;
            left -= u32::from(self.is_working_day(at));
        }
        at
    }

    /// Working days after `from` up to and including `to`; 0 when `to` does not lie after `from`.
    #[must_use]
    pub fn working_days_between(&self, from: Date, to: Date) -> u32 {
        let mut count = 0;
        let mut at = from;
        while at < to {
            let Ok(next) = at.tomorrow() else { break };
            at = next;
            count += u32::from(self.is_working_day(at));
        }
        count
    }
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

type Row<'a> = Option<(Date, &'a str, bool)>;

/// The lines after the heading with their numbers; `None` for one that cannot be read.
fn read(text: &str) -> impl Iterator<Item = (usize, Row<'_>)> {
    text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty()).map(|(i, line)| {
        let mut cells = line.trim_end().split(',');
        let row = (|| {
            let date = cells.next()?.parse().ok()?;
            let name = cells.next().filter(|n| !n.is_empty())?;
            let worked = cells.next()?.parse().ok()?;
            Some((date, name, worked))
        })();
        (i + 1, row)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn calendar() -> &'static WorkCalendar {
        WorkCalendar::builtin()
    }

    #[test]
    fn every_row_is_there() {
        assert_eq!(calendar().named.len(), 769);
        assert_eq!((calendar().first_year(), calendar().last_year()), (Some(2004), Some(2026)));
        assert!(calendar().covers(date(2026, 12, 31)));
        assert!(!calendar().covers(date(2027, 1, 1)));
        assert!(!calendar().covers(date(2003, 12, 31)));
    }

    #[test]
    fn days_are_told_apart() {
        let spring = || "春节".to_owned();
        for (day, kind) in [
            (date(2004, 1, 17), DayKind::MakeUp(spring())),
            (date(2004, 1, 22), DayKind::Holiday(spring())),
            (date(2026, 11, 20), DayKind::Weekday),
            (date(2026, 11, 22), DayKind::Weekend),
            (date(2030, 10, 1), DayKind::Weekday),
        ] {
            assert_eq!(calendar().kind(day), kind, "{day}");
            assert_eq!(calendar().is_working_day(day), kind.is_working(), "{day}");
        }
    }

    #[test]
    fn working_days_skip_weekends_and_holidays() {
        // 2026-10-01 (Thursday) to 10-07 are holidays; Saturday 10-10 is worked.
        assert!(calendar().is_working_day(date(2026, 10, 10)));
        for (from, days, to) in [
            (date(2026, 9, 30), 1, date(2026, 10, 8)),
            (date(2026, 9, 30), 3, date(2026, 10, 10)),
            (date(2026, 10, 8), -1, date(2026, 9, 30)),
            (date(2026, 11, 20), 1, date(2026, 11, 23)),
            (date(2026, 11, 21), 1, date(2026, 11, 23)),
            (date(2026, 11, 20), 2, date(2026, 11, 24)),
            (date(2026, 11, 21), 0, date(2026, 11, 21)),
        ] {
            assert_eq!(calendar().add_working_days(from, days), to, "{from} {days:+}");
        }
        assert_eq!(calendar().add_working_days(Date::MAX, 5), Date::MAX);
        assert_eq!(calendar().add_working_days(Date::MIN, -5), Date::MIN);
    }

    #[test]
    fn counting_agrees_with_adding() {
        let from = date(2026, 1, 1);
        for days in 1..300 {
            let to = calendar().add_working_days(from, days);
            assert_eq!(i64::from(calendar().working_days_between(from, to)), i64::from(days));
        }
        assert_eq!(calendar().working_days_between(date(2026, 2, 1), from), 0);
    }

    #[test]
    fn the_next_table_can_be_added() {
        let table =
            "date,name,is_workday,kind\n2027-01-01,元旦,false,holiday\n2027-01-03,元旦,true,x\n";
        let extended = calendar().with_table(table).unwrap();
        assert_eq!(extended.last_year(), Some(2027));
        assert!(!extended.is_working_day(date(2027, 1, 1)));
        assert!(extended.is_working_day(date(2027, 1, 3)));
        assert!(calendar().is_working_day(date(2027, 1, 1)), "the builtin table stays as it is");
        for (broken, line) in [
            ("h\n2027-02-30,x,false\n", 2),
            ("h\n2027-01-01,x,true\n2027-01-02,x,maybe\n", 3),
            ("h\n2027-01-01\n", 2),
        ] {
            assert_eq!(calendar().with_table(broken).unwrap_err(), CalendarError { line });
        }
    }
}
