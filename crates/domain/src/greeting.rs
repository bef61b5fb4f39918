//! Greetings on birthdays and holidays (C13.4): when one is due, and what it says.
//!
//! All of it is a function of the date and of what is on file, so that the work can be done any
//! number of times, and anew after the system stood still.

mod text;

pub use text::{Greeted, TEXT_MAX, builtin_text, check_text, fill};

use crate::field::Values;
use crate::reference::Festival;
use crate::value::MonthDay;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A greeting may be this late, in days: later it is an embarrassment.
pub const LATE_DAYS: i8 = 7;
/// How many days ahead greetings can be prepared, at most.
pub const AHEAD_MAX: i64 = 30;

/// On what occasion somebody is greeted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// 生日.
    Birthday,
    /// 元旦.
    NewYear,
    /// 春节.
    SpringFestival,
    /// 劳动节.
    LabourDay,
    /// 端午节.
    DragonBoat,
    /// 中秋节.
    MidAutumn,
    /// 国庆节.
    NationalDay,
}

impl Occasion {
    /// Every occasion, the birthday first, then in the order of the year.
    pub const ALL: [Self; 7] = [
        Self::Birthday,
        Self::NewYear,
        Self::SpringFestival,
        Self::LabourDay,
        Self::DragonBoat,
        Self::MidAutumn,
        Self::NationalDay,
    ];

    /// The stable name; of a holiday also the option of the field `greet_on`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Birthday => "birthday",
            Self::NewYear => "new_year",
            Self::SpringFestival => "spring_festival",
            Self::LabourDay => "labour_day",
            Self::DragonBoat => "dragon_boat",
            Self::MidAutumn => "mid_autumn",
            Self::NationalDay => "national_day",
        }
    }

    /// The occasion of that stable name, or `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|occasion| occasion.code() == code)
    }

    /// The day of a holiday in a year; `None` for a birthday, and for a festival of the Chinese
    /// calendar in a year that the table does not know.
    #[must_use]
    pub fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Birthday => None,
            Self::NewYear => Date::new(year, 1, 1).ok(),
            Self::SpringFestival => Festival::Spring.in_year(year),
            Self::LabourDay => Date::new(year, 5, 1).ok(),
            Self::DragonBoat => Festival::DragonBoat.in_year(year),
            Self::MidAutumn => Festival::MidAutumn.in_year(year),
            Self::NationalDay => Date::new(year, 10, 1).ok(),
        }
    }
}

/// How a greeting stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GreetingState {
    /// To be sent.
    Open,
    /// Sent.
    Done,
    /// Not to be sent, for a reason.
    Skipped,
    /// There is nothing to be sent any more: too late, or the contact, the birthday or the mark is
    /// gone.
    Ended,
}

impl GreetingState {
    /// The stable name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Skipped => "skipped",
            Self::Ended => "ended",
        }
    }

    /// The state of that stable name, or `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Open, Self::Done, Self::Skipped, Self::Ended].into_iter().find(|s| s.code() == code)
    }
}

/// Days for which greetings are prepared now, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Window {
    /// From today on so many days ahead; and what has come and gone since the work was last done
    /// (`ran_on`), as far as it is not too late.
    #[must_use]
    pub fn of(today: Date, ran_on: Option<Date>, ahead: i64) -> Self {
        let earliest = today.saturating_sub(LATE_DAYS.days());
        let from = match ran_on.map(|day| day.saturating_add(1.days())) {
            Some(next) if next < today => next.max(earliest),
            _ => today,
        };
        Self { from, to: today.saturating_add(ahead.clamp(0, AHEAD_MAX).days()) }
    }

    fn has(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// The years it touches.
    fn years(self) -> impl Iterator<Item = i16> {
        self.from.year()..=self.to.year()
    }
}

/// Whose facts they are: the key of the whole birthday differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A contact's.
    Contact,
    /// A customer's who is an individual.
    Individual,
}

impl Whose {
    fn birthday(self) -> &'static str {
        match self {
            Self::Contact => "birthday",
            Self::Individual => "birth_date",
        }
    }
}

/// The day of the year on which somebody was born, whole or without the year.
#[must_use]
pub fn birthday(whose: Whose, values: &Values) -> Option<MonthDay> {
    let text = |key: &str| values.get(key).and_then(Value::as_str);
    match text(whose.birthday()) {
        Some(date) => date.parse().ok().map(MonthDay::of),
        None => MonthDay::parse(text("birth_month_day")?).ok(),
    }
}

/// Every greeting that is due to somebody in this window.
#[must_use]
pub fn due(whose: Whose, values: &Values, window: Window) -> Vec<(Occasion, Date)> {
    let mut found = Vec::new();
    let born = birthday(whose, values);
    let marked = values.get("greet_on").and_then(Value::as_array);
    for year in window.years() {
        let birthday = born.and_then(|day| day.in_year(year));
        found.extend(birthday.map(|day| (Occasion::Birthday, day)));
        let holidays = marked.into_iter().flatten().filter_map(Value::as_str);
        found.extend(
            holidays
                .filter_map(Occasion::from_code)
                .filter_map(|occasion| Some((occasion, occasion.in_year(year)?))),
        );
    }
    found.retain(|(_, day)| window.has(*day));
    found.sort_by_key(|(occasion, day)| (*day, *occasion));
    found
}

/// Whether a greeting that was prepared is still to be sent, by what is on file today.
#[must_use]
pub fn still_due(
    whose: Whose,
    values: &Values,
    (occasion, day): (Occasion, Date),
    today: Date,
) -> bool {
    let earliest = today.saturating_sub(LATE_DAYS.days());
    let on_file = due(whose, values, Window { from: day, to: day });
    day >= earliest && on_file.contains(&(occasion, day))
}

#[cfg(test)]
mod tests;
