//! The life of the company's regulation: drafted, proposed, approved by those whom it names itself,
//! in force from a date.

use crate::org::codes;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most characters of what a proposer says to it, and of the reason of a refusal.
pub const WORDS_MAX: usize = 500;
/// Most bytes of the text of a company pack.
pub const TEXT_MAX: usize = 512 * 1024;
/// Nobody plans a regulation further ahead, in days.
pub const AHEAD_MAX: i32 = 1_096;

codes! {
    /// How far a version of the regulation is.
    PolicyState {
        /// It is being written.
        Draft = "draft",
        /// It waits for approval.
        Proposed = "proposed",
        /// It is or will be in force, or was.
        Approved = "approved",
        /// It never came into force.
        Refused = "refused",
    }
}

/// An approved version on the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    /// Its number: a higher one was approved later.
    pub number: i64,
    /// From which day it holds.
    pub active_from: Date,
}

/// Which of the approved versions holds on a day: the latest by its date, and of two of one date
/// the one approved later.
#[must_use]
pub fn in_force_on(versions: &[Dated], day: Date) -> Option<usize> {
    let begun = versions.iter().enumerate().filter(|(_, version)| version.active_from <= day);
    begun.max_by_key(|(_, version)| (version.active_from, version.number)).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_latest_that_has_begun_is_in_force() {
        let dated = |number, day| Dated { number, active_from: date(2026, 11, day) };
        let versions = [dated(1, 1), dated(2, 20), dated(3, 20), dated(4, 25)];
        let table = [(1, Some(0)), (19, Some(0)), (20, Some(2)), (24, Some(2)), (30, Some(3))];
        for (day, expected) in table {
            assert_eq!(in_force_on(&versions, date(2026, 11, day)), expected, "{day}");
        }
        assert_eq!(in_force_on(&versions, date(2026, 10, 31)), None);
    }
}
