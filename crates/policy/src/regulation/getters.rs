//! Values by their type, with the clause that they rest on.

use super::Regulation;
use crate::number::ClauseRef;
use crate::value::{Step, Term, Value};
use kedang_domain::value::Fen;

/// A value that holds, and the clause that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holds<'a, T> {
    /// The value.
    pub value: T,
    /// The clause to name when something is decided by it.
    pub clause: &'a ClauseRef,
}

/// Each is `None` when no rule answers for the key or matter, when the rule is a blank that the
/// company has not filled in, and when its value is of another type.
impl Regulation {
    fn value<'a, T>(
        &'a self,
        key: &str,
        pick: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Option<Holds<'a, T>> {
        let rule = self.rule(key)?;
        Some(Holds { value: pick(&rule.value)?, clause: &rule.clause })
    }

    /// A duration or a cycle.
    #[must_use]
    pub fn duration(&self, key: &str) -> Option<Holds<'_, Term>> {
        self.value(key, |value| if let Value::Term(term) = value { Some(*term) } else { None })
    }

    /// A count.
    #[must_use]
    pub fn number(&self, key: &str) -> Option<Holds<'_, u32>> {
        self.value(key, |value| if let Value::Number(n) = value { Some(*n) } else { None })
    }

    /// A share in tenths of a percent, 0 to 1,000.
    #[must_use]
    pub fn percent(&self, key: &str) -> Option<Holds<'_, u16>> {
        self.value(key, |value| if let Value::Percent(n) = value { Some(*n) } else { None })
    }

    /// An amount.
    #[must_use]
    pub fn money(&self, key: &str) -> Option<Holds<'_, Fen>> {
        self.value(key, |value| if let Value::Money(fen) = value { Some(*fen) } else { None })
    }

    /// From the first amount to the second.
    #[must_use]
    pub fn money_range(&self, key: &str) -> Option<Holds<'_, (Fen, Fen)>> {
        self.value(key, |value| match value {
            Value::MoneyRange(from, to) => Some((*from, *to)),
            _ => None,
        })
    }

    /// Who approves, step by step; one step at least.
    #[must_use]
    pub fn chain(&self, key: &str) -> Option<Holds<'_, &[Step]>> {
        self.value(key, |value| match value {
            Value::Chain(steps) => Some(steps.as_slice()),
            _ => None,
        })
    }

    /// Words, one at least.
    #[must_use]
    pub fn list(&self, key: &str) -> Option<Holds<'_, &[String]>> {
        self.value(key, |value| match value {
            Value::List(words) => Some(words.as_slice()),
            _ => None,
        })
    }

    /// Whether.
    #[must_use]
    pub fn yes_no(&self, key: &str) -> Option<Holds<'_, bool>> {
        self.value(key, |value| if let Value::YesNo(yes) = value { Some(*yes) } else { None })
    }

    /// A text that is not empty.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<Holds<'_, &str>> {
        self.value(key, |value| match value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// A day of the month, 1 to 31.
    #[must_use]
    pub fn day_of_month(&self, key: &str) -> Option<Holds<'_, u8>> {
        self.value(key, |value| if let Value::DayOfMonth(day) = value { Some(*day) } else { None })
    }
}
