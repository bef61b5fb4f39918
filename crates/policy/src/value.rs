//! The values that a company may change, as a pack writes them and as a regulation prints them.

use kedang_domain::value::Fen;
use serde::Deserialize;
use std::fmt;

mod amount;
mod chain;
mod term;

pub use chain::{Role, Step};
pub use term::{Term, Unit};

use amount::{money, percent, range, yuan};
use chain::chain;
use term::term;

/// What kind of value a rule has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// By when something must be done after it became due: `24 hours`, `1 working day`.
    Duration,
    /// How often something is done: `1 week`, `6 months`.
    Cycle,
    /// A count, 0 to 10^9.
    Number,
    /// A share, `20 %`, at most one decimal.
    Percent,
    /// An amount, `CNY 500000.00`.
    Money,
    /// From one amount to another, `CNY 2000.00 to 20000.00`.
    MoneyRange,
    /// Who approves, in order: `department_head > custodian`; `&` both, `|` either.
    Chain,
    /// Words, separated by commas.
    List,
    /// `yes` or `no`.
    YesNo,
    /// Any text.
    Text,
    /// A day of the month, 1 to 31.
    DayOfMonth,
}

impl Kind {
    /// All there are.
    pub const ALL: [Self; 11] = [
        Self::Duration,
        Self::Cycle,
        Self::Number,
        Self::Percent,
        Self::Money,
        Self::MoneyRange,
        Self::Chain,
        Self::List,
        Self::YesNo,
        Self::Text,
        Self::DayOfMonth,
    ];

    /// As a pack names it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Duration => "duration",
            Self::Cycle => "cycle",
            Self::Number => "number",
            Self::Percent => "percent",
            Self::Money => "money",
            Self::MoneyRange => "money_range",
            Self::Chain => "chain",
            Self::List => "list",
            Self::YesNo => "yes_no",
            Self::Text => "text",
            Self::DayOfMonth => "day_of_month",
        }
    }
}

/// A language of the page and the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
}

/// The value of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A blank that the company fills in.
    Blank,
    /// A duration or a cycle.
    Term(Term),
    /// A count.
    Number(u32),
    /// A share in tenths of a percent, 0 to 1,000.
    Percent(u16),
    /// An amount.
    Money(Fen),
    /// From the first amount to the second.
    MoneyRange(Fen, Fen),
    /// Steps, one at least.
    Chain(Vec<Step>),
    /// Words, one at least.
    List(Vec<String>),
    /// Whether.
    YesNo(bool),
    /// A text that is not empty.
    Text(String),
    /// 1 to 31.
    DayOfMonth(u8),
}

/// Why a text is no value of its kind; the position is a character of the text, from 0.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is no {kind:?}")]
pub struct NoValue {
    /// What was asked for.
    pub kind: Kind,
    /// The part that does not fit.
    pub text: String,
}

impl Value {
    /// Reads a value as a pack writes it. An empty text is a blank.
    ///
    /// # Errors
    /// [`NoValue`] with the part that does not fit.
    pub fn parse(kind: Kind, text: &str) -> Result<Self, NoValue> {
        let bad = |part: &str| NoValue { kind, text: part.to_owned() };
        let whole = text.trim();
        if whole.is_empty() {
            return Ok(Self::Blank);
        }
        let value = match kind {
            Kind::Duration | Kind::Cycle => term(whole).map(Self::Term),
            Kind::Number => whole.parse().ok().filter(|n| *n <= 1_000_000_000).map(Self::Number),
            Kind::Percent => percent(whole).map(Self::Percent),
            Kind::Money => money(whole).map(Self::Money),
            Kind::MoneyRange => range(whole),
            Kind::Chain => return chain(whole).map_err(bad),
            Kind::List => {
                let words: Vec<_> = whole.split(',').map(|w| w.trim().to_owned()).collect();
                words.iter().all(|w| !w.is_empty()).then_some(Self::List(words))
            }
            Kind::YesNo => match whole {
                "yes" => Some(Self::YesNo(true)),
                "no" => Some(Self::YesNo(false)),
                _ => None,
            },
            Kind::Text => Some(Self::Text(whole.to_owned())),
            Kind::DayOfMonth => {
                whole.parse().ok().filter(|day| (1..=31).contains(day)).map(Self::DayOfMonth)
            }
        };
        value.ok_or_else(|| bad(whole))
    }

    /// As a sentence of the regulation holds it.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let zh = language == Language::Zh;
        match self {
            Self::Blank => "______".to_owned(),
            Self::Term(term) => term.words(language),
            Self::Number(number) => number.to_string(),
            Self::Percent(tenths) => match tenths % 10 {
                0 => format!("{}%", tenths / 10),
                rest => format!("{}.{rest}%", tenths / 10),
            },
            Self::Money(amount) => yuan(*amount, language),
            Self::MoneyRange(from, to) => {
                let between = if zh { "至" } else { " to " };
                format!("{}{between}{}", yuan(*from, language), yuan(*to, language))
            }
            Self::Chain(steps) => {
                let then = if zh { "，再由" } else { ", then " };
                steps.iter().map(|step| step.words(language)).collect::<Vec<_>>().join(then)
            }
            Self::List(words) => words.join(if zh { "、" } else { ", " }),
            Self::YesNo(yes) => match (yes, zh) {
                (true, true) => "是",
                (false, true) => "否",
                (true, false) => "yes",
                (false, false) => "no",
            }
            .to_owned(),
            Self::Text(text) => text.clone(),
            Self::DayOfMonth(day) => {
                if zh {
                    format!("{day}日")
                } else {
                    day.to_string()
                }
            }
        }
    }
}

/// As a pack writes it, so that [`Value::parse`] reads it back.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => Ok(()),
            Self::Term(term) => term.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Percent(tenths) => match tenths % 10 {
                0 => write!(f, "{} %", tenths / 10),
                rest => write!(f, "{}.{rest} %", tenths / 10),
            },
            Self::Money(amount) => write!(f, "CNY {}", amount.to_yuan()),
            Self::MoneyRange(from, to) => write!(f, "CNY {} to {}", from.to_yuan(), to.to_yuan()),
            Self::Chain(steps) => {
                for (index, step) in steps.iter().enumerate() {
                    f.write_str(if index == 0 { "" } else { " > " })?;
                    step.fmt(f)?;
                }
                Ok(())
            }
            Self::List(words) => f.write_str(&words.join(", ")),
            Self::YesNo(yes) => f.write_str(if *yes { "yes" } else { "no" }),
            Self::Text(text) => f.write_str(text),
            Self::DayOfMonth(day) => day.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests;
