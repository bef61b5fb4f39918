//! When a notice leaves the house, and by which channel.
//!
//! All of it is a function of the instant and of what people chose, in the company's time zone, so
//! that it comes out the same after a restart, however late it is worked out.

use super::Group;
use crate::reference::WorkCalendar;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A way out of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// A letter to the person's own address.
    Mail,
    /// A line by the chat robot of their department.
    Robot,
}

impl Way {
    /// Every way, in the order of the page.
    pub const ALL: [Self; 2] = [Self::Mail, Self::Robot];

    /// The stable name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Robot => "robot",
        }
    }

    /// The way of this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// When a notice is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// At once.
    Now,
    /// With others, once a day.
    Digest,
    /// It stays in the inbox.
    Never,
}

/// Hours in which only what is urgent is sent. They may go over midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    /// From this time of day on.
    pub from: Time,
    /// Until before this time of day.
    pub until: Time,
}

impl Quiet {
    /// When they end, if it is quiet at an instant (both ms UTC).
    #[must_use]
    pub fn until(self, at: i64, zone: &TimeZone) -> Option<i64> {
        let there = local(at, zone);
        let (day, time) = (there.date(), there.time());
        let over_midnight = self.until <= self.from;
        let quiet = if over_midnight {
            self.from != self.until && (time >= self.from || time < self.until)
        } else {
            time >= self.from && time < self.until
        };
        if !quiet {
            return None;
        }
        let last = if over_midnight && time >= self.from { day.tomorrow().ok()? } else { day };
        // Later than now even where clocks are set back meanwhile.
        instant(last, self.until, zone).map(|end| end.max(at + 1))
    }
}

/// What a person wants to be told, by which way and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preference {
    /// By group and way; what is absent is as the product has it.
    #[serde(default)]
    pub choices: BTreeMap<Group, BTreeMap<Way, Timing>>,
    /// When the digest is sent.
    pub digest_at: Time,
    /// No digest on days off.
    pub working_days: bool,
    /// Their own quiet hours; those of the company when absent.
    #[serde(default)]
    pub quiet: Option<Quiet>,
}

impl Default for Preference {
    fn default() -> Self {
        let digest_at = Time::constant(8, 30, 0, 0);
        Self { choices: BTreeMap::new(), digest_at, working_days: true, quiet: None }
    }
}

impl Preference {
    /// When notices of a group are sent by a way.
    #[must_use]
    pub fn timing(&self, group: Group, way: Way) -> Timing {
        let chosen = self.choices.get(&group).and_then(|ways| ways.get(&way));
        chosen.copied().unwrap_or_else(|| usual(group, way))
    }

    /// When a notice that was told at an instant is to be sent by a way (both ms UTC); `None` when
    /// it is not. Quiet hours are looked at when the time has come.
    #[must_use]
    pub fn due(
        &self,
        group: Group,
        way: Way,
        told_at: i64,
        zone: &TimeZone,
        calendar: &WorkCalendar,
    ) -> Option<i64> {
        match self.timing(group, way) {
            Timing::Never => None,
            Timing::Now => Some(told_at),
            Timing::Digest => Some(self.next_digest(told_at, zone, calendar)),
        }
    }

    /// The first digest after an instant (both ms UTC).
    #[must_use]
    pub fn next_digest(&self, after: i64, zone: &TimeZone, calendar: &WorkCalendar) -> i64 {
        let mut day = local(after, zone).date();
        // The longest holiday has nine days off in a row.
        for _ in 0..40 {
            let works = !self.working_days || calendar.is_working_day(day);
            match instant(day, self.digest_at, zone) {
                Some(at) if works && at > after => return at,
                _ => {}
            }
            day = day.saturating_add(1.day());
        }
        after
    }
}

/// When the product sends what nobody chose.
#[must_use]
pub fn usual(group: Group, way: Way) -> Timing {
    match (group, way) {
        (Group::Obligation | Group::UrgentNews | Group::System, _) => Timing::Now,
        (_, Way::Mail) => Timing::Digest,
        (_, Way::Robot) => Timing::Never,
    }
}

fn local(at: i64, zone: &TimeZone) -> jiff::civil::DateTime {
    let instant = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
    instant.to_zoned(zone.clone()).datetime()
}

fn instant(day: Date, time: Time, zone: &TimeZone) -> Option<i64> {
    day.to_datetime(time).to_zoned(zone.clone()).ok().map(|z| z.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MINUTE: i64 = 60_000;
    const DAY: i64 = 24 * 60 * MINUTE;

    fn zone() -> TimeZone {
        TimeZone::get("Asia/Shanghai").unwrap()
    }

    fn at(text: &str) -> i64 {
        let there: jiff::civil::DateTime = text.parse().unwrap();
        there.to_zoned(zone()).unwrap().timestamp().as_millisecond()
    }

    fn digest(told: &str) -> i64 {
        Preference::default().next_digest(at(told), &zone(), WorkCalendar::builtin())
    }

    #[test]
    fn the_digest_comes_on_the_next_working_day() {
        assert_eq!(digest("2026-11-23T08:29:59"), at("2026-11-23T08:30"));
        assert_eq!(digest("2026-11-23T08:30:00"), at("2026-11-24T08:30"));
        // Friday evening; the National Day holiday, and the Saturday before it that is worked.
        assert_eq!(digest("2026-11-27T18:00"), at("2026-11-30T08:30"));
        assert_eq!(digest("2026-09-30T18:00"), at("2026-10-08T08:30"));
    }

    #[test]
    fn quiet_hours_go_over_midnight() {
        let hours = |from: &str, until: &str| Quiet {
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
        };
        let night = hours("21:00", "08:00");
        let end = |text: &str| night.until(at(text), &zone());
        assert_eq!(end("2026-11-23T20:59:59"), None);
        assert_eq!(end("2026-11-23T21:00"), Some(at("2026-11-24T08:00")));
        assert_eq!(end("2026-11-24T07:59"), Some(at("2026-11-24T08:00")));
        assert_eq!(end("2026-11-24T08:00"), None);
        let noon = hours("12:00", "13:30");
        assert_eq!(noon.until(at("2026-11-23T12:30"), &zone()), Some(at("2026-11-23T13:30")));
        assert_eq!(noon.until(at("2026-11-23T13:30"), &zone()), None);
        assert_eq!(hours("09:00", "09:00").until(at("2026-11-23T09:00"), &zone()), None);
    }

    proptest! {
        /// Whatever the hours and the zone, with its summer time: what waits goes on, soon.
        #[test]
        fn nothing_waits_for_ever(
            told in 1_700_000_000_000_i64..1_900_000_000_000,
            from in 0_i8..24, until in 0_i8..24, minute in 0_i8..60,
            zone in prop::sample::select(vec!["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]),
            working_days in any::<bool>(),
        ) {
            let zone = TimeZone::get(zone).unwrap();
            let time = |hour| Time::new(hour, minute, 0, 0).unwrap();
            let quiet = Quiet { from: time(from), until: time(until) };
            if let Some(end) = quiet.until(told, &zone) {
                prop_assert!(end > told && end <= told + DAY + 120 * MINUTE);
            }
            let preference =
                Preference { digest_at: time(from), working_days, ..Preference::default() };
            let due = preference.next_digest(told, &zone, WorkCalendar::builtin());
            prop_assert!(due > told && due <= told + 11 * DAY);
            // The one after is another one: nothing is in two digests.
            prop_assert!(preference.next_digest(due, &zone, WorkCalendar::builtin()) > due);
        }
    }
}
