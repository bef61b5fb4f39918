//! Lengths of time, as regulations count them.

use super::Language;
use std::fmt;

/// A unit of time in which regulations count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 60 minutes.
    Hour,
    /// A day on which offices work.
    WorkingDay,
    /// A day of the calendar.
    Day,
    /// Seven days.
    Week,
    /// A month of the calendar.
    Month,
    /// A year of the calendar.
    Year,
}

const UNITS: [(Unit, &str, &str); 6] = [
    (Unit::Hour, "hour", "小时"),
    (Unit::WorkingDay, "working day", "个工作日"),
    (Unit::Day, "day", "天"),
    (Unit::Week, "week", "周"),
    (Unit::Month, "month", "个月"),
    (Unit::Year, "year", "年"),
];

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Without any delay.
    AtOnce,
    /// Before the day ends.
    SameDay,
    /// So many of a unit, 1 to 9,999.
    Of(u16, Unit),
}

impl Term {
    pub(super) fn words(self, language: Language) -> String {
        match (self, language) {
            (Self::AtOnce, Language::Zh) => "立即".to_owned(),
            (Self::SameDay, Language::Zh) => "当日".to_owned(),
            (Self::Of(count, unit), Language::Zh) => {
                let name = UNITS.iter().find(|u| u.0 == unit).map_or("", |u| u.2);
                format!("{count}{name}")
            }
            (term, Language::En) => term.to_string(),
        }
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtOnce => f.write_str("at once"),
            Self::SameDay => f.write_str("same day"),
            Self::Of(count, unit) => {
                let name = UNITS.iter().find(|u| u.0 == *unit).map_or("", |u| u.1);
                write!(f, "{count} {name}{}", if *count == 1 { "" } else { "s" })
            }
        }
    }
}

pub(super) fn term(text: &str) -> Option<Term> {
    match text {
        "at once" => return Some(Term::AtOnce),
        "same day" => return Some(Term::SameDay),
        _ => {}
    }
    let (count, unit) = text.split_once(' ')?;
    let count: u16 = count.parse().ok().filter(|count| (1..=9_999).contains(count))?;
    let singular = unit.strip_suffix('s').filter(|_| count > 1).or((count == 1).then_some(unit))?;
    let unit = UNITS.iter().find(|known| known.1 == singular)?;
    Some(Term::Of(count, unit.0))
}
