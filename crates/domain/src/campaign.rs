//! Campaigns of verification 核实活动 (E4): everything once a year (M 5.1.6b), revised every two months
//! (C11.3.2), inspected every half year (L1-14). How often is for the regulation to say.

use crate::org::codes;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};

codes! {
    /// What a campaign is for.
    CampaignKind {
        /// 年度核实: all data is verified and brought up to date.
        Verification = "verification",
        /// 定期修订: files are revised.
        Revision = "revision",
        /// 定期检查: how data is kept is inspected, and reported on.
        Inspection = "inspection",
    }
}

impl CampaignKind {
    /// The rule of the regulation that says how often.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::Verification => "verification.cycle",
            Self::Revision => "revision.cycle",
            Self::Inspection => "inspection.cycle",
        }
    }
}

codes! {
    /// What became of a customer in a campaign.
    WalkState {
        /// Nobody has gone through it.
        Open = "open",
        /// All of it is true.
        Verified = "verified",
        /// Something was no longer true, and is changed or corrected.
        Changed = "changed",
        /// The customer could not be reached.
        Unreachable = "unreachable",
        /// It went into another customer meanwhile.
        Merged = "merged",
    }
}

/// How often a campaign comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// So many days, 1 at least.
    Days(u16),
    /// So many months of the calendar, 1 at least.
    Months(u16),
}

/// A stretch of time for which there is one campaign of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its first day, by which it is known.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

/// A Monday: periods of days and weeks count from here.
const MONDAY: Date = date(2001, 1, 1);

/// The period that a day belongs to. Periods of months begin with a January of a year that the
/// length divides: years with the calendar year, half years in January and July.
#[must_use]
pub fn period(every: Every, on: Date) -> Option<Period> {
    let (first, next) = match every {
        Every::Days(0) | Every::Months(0) => return None,
        Every::Days(days) => {
            let days = i64::from(days);
            let passed = i64::from(on.since(MONDAY).ok()?.get_days());
            let first = MONDAY.checked_add((passed.div_euclid(days) * days).days()).ok()?;
            (first, first.checked_add(days.days()).ok()?)
        }
        Every::Months(months) => {
            let months = i64::from(months);
            let passed = i64::from(on.year()) * 12 + i64::from(on.month()) - 1;
            let begin = |passed: i64| {
                let year = i16::try_from(passed.div_euclid(12)).ok()?;
                let month = i8::try_from(passed.rem_euclid(12) + 1).ok()?;
                Date::new(year, month, 1).ok()
            };
            let first = passed.div_euclid(months) * months;
            (begin(first)?, begin(first + months)?)
        }
    };
    Some(Period { first, last: next.yesterday().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(every: Every, on: Date) -> (Date, Date) {
        let period = period(every, on).unwrap();
        (period.first, period.last)
    }

    #[test]
    fn years_half_years_and_two_months_begin_with_the_calendar() {
        let on = date(2026, 11, 23);
        let year = (date(2026, 1, 1), date(2026, 12, 31));
        assert_eq!(days(Every::Months(12), on), year);
        assert_eq!(days(Every::Months(6), on), (date(2026, 7, 1), date(2026, 12, 31)));
        assert_eq!(days(Every::Months(2), on), (date(2026, 11, 1), date(2026, 12, 31)));
        assert_eq!(
            days(Every::Months(2), date(2027, 2, 28)),
            (date(2027, 1, 1), date(2027, 2, 28))
        );
    }

    #[test]
    fn weeks_begin_on_monday() {
        let monday = date(2026, 11, 23);
        assert_eq!(days(Every::Days(7), date(2026, 11, 29)), (monday, date(2026, 11, 29)));
        assert_eq!(days(Every::Days(7), date(2000, 12, 31)).0, date(2000, 12, 25));
    }

    #[test]
    fn every_day_belongs_to_one_period() {
        for every in [Every::Days(1), Every::Days(10), Every::Months(5), Every::Months(12)] {
            let mut on = date(2025, 1, 1);
            let mut now = period(every, on).unwrap();
            while on < date(2028, 1, 1) {
                let next = period(every, on).unwrap();
                assert!(next.first <= on && on <= next.last, "{every:?} {on}");
                assert!(next == now || next.first == now.last.tomorrow().unwrap(), "{on}");
                now = next;
                on = on.tomorrow().unwrap();
            }
        }
        assert_eq!(period(Every::Days(0), MONDAY), None);
    }
}
