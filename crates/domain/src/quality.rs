//! Data quality 资料质量 (S 3: true, complete, timely). What is counted, and the shares that are made
//! of it.
//!
//! * **truth**: facts that somebody verified within the cycle and nobody doubts, of all facts: names
//!   and filled-in fields of customers and their contacts. In tenths of a percent.
//! * **completeness**: the mean over customers of the filled-in share of each one's card. In tenths
//!   of a percent.
//! * **timeliness**: customers whose file was changed or verified within the cycle, of all. In
//!   tenths of a percent. With it the mean age in days of what is on file, and the share of duties
//!   that were done in time.

use std::ops::AddAssign;

/// Counts over some customers: of a person, a department, the company.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Customers.
    pub customers: i64,
    /// Facts on file.
    pub facts: i64,
    /// Of these: verified within the cycle, and not doubted since.
    pub verified: i64,
    /// Open marks of doubt.
    pub doubts: i64,
    /// Sum of the customers' completeness, each 0 to 100.
    pub completeness: i64,
    /// Customers whose file was changed or verified within the cycle.
    pub fresh: i64,
    /// Sum over customers of the days since their file was last changed or verified.
    pub age_days: i64,
    /// Duties that ended or are late.
    pub duties: i64,
    /// Of these: done in time.
    pub kept: i64,
}

impl AddAssign for Figures {
    fn add_assign(&mut self, other: Self) {
        self.customers += other.customers;
        self.facts += other.facts;
        self.verified += other.verified;
        self.doubts += other.doubts;
        self.completeness += other.completeness;
        self.fresh += other.fresh;
        self.age_days += other.age_days;
        self.duties += other.duties;
        self.kept += other.kept;
    }
}

/// A part of a whole in tenths of a percent, rounded; `None` of nothing.
fn share(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part.clamp(0, whole) * 2_000 + whole) / (whole * 2))
}

impl Figures {
    /// Verified facts of all facts, in tenths of a percent.
    #[must_use]
    pub fn truth(&self) -> Option<i64> {
        share(self.verified, self.facts)
    }

    /// Mean filled-in share of the cards, in tenths of a percent.
    #[must_use]
    pub fn completeness(&self) -> Option<i64> {
        share(self.completeness, self.customers * 100)
    }

    /// Customers whose file is of this cycle, in tenths of a percent.
    #[must_use]
    pub fn timeliness(&self) -> Option<i64> {
        share(self.fresh, self.customers)
    }

    /// Mean days since the file of a customer was last changed or verified, rounded down.
    #[must_use]
    pub fn mean_age(&self) -> Option<i64> {
        (self.customers > 0).then(|| self.age_days / self.customers)
    }

    /// Duties done in time, in tenths of a percent.
    #[must_use]
    pub fn deadlines(&self) -> Option<i64> {
        share(self.kept, self.duties)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_in_tenths_of_a_percent() {
        let mut all = Figures { customers: 2, facts: 30, verified: 10, ..Figures::default() };
        all += Figures {
            customers: 1,
            completeness: 90,
            fresh: 1,
            age_days: 40,
            duties: 8,
            kept: 7,
            ..Figures::default()
        };
        assert_eq!(all.truth(), Some(333));
        assert_eq!(all.completeness(), Some(300));
        assert_eq!(all.timeliness(), Some(333));
        assert_eq!(all.mean_age(), Some(13));
        assert_eq!(all.deadlines(), Some(875));
    }

    #[test]
    fn of_nothing_there_is_no_share() {
        let none = Figures::default();
        assert_eq!((none.truth(), none.completeness(), none.timeliness()), (None, None, None));
        assert_eq!((none.mean_age(), none.deadlines()), (None, None));
        // A fact that went while it was counted makes no share above the whole.
        let odd = Figures { facts: 3, verified: 4, ..none };
        assert_eq!(odd.truth(), Some(1_000));
    }
}
