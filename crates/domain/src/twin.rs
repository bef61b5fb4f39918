//! Suspected twins (E7): two files that look like one customer, until somebody has ruled on them.

use serde::{Deserialize, Serialize};

/// What became of a suspicion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// Nobody has ruled.
    Open,
    /// Somebody wants to look at it another time.
    Later,
    /// They are two customers. Never suspected again, unless the name or the credit code of one
    /// changes.
    Different,
}

impl Ruling {
    /// The word in the database and the API.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Later => "later",
            Self::Different => "different",
        }
    }

    /// From the word.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Open, Self::Later, Self::Different].into_iter().find(|one| one.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lead_back() {
        for ruling in [Ruling::Open, Ruling::Later, Ruling::Different] {
            assert_eq!(Ruling::parse(ruling.as_str()), Some(ruling));
        }
        assert_eq!(Ruling::parse("same"), None);
    }
}
