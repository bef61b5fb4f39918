//! Leaks 泄密 and suspected ones (L1-27, L4-13 to L4-16, M 5.2.2): reported, remedied, closed.

use crate::org::codes;
use serde::{Deserialize, Serialize};

/// Longest report, entry of a case file or finding, in characters.
pub const TEXT_MAX: usize = 4_000;
/// Longest penalty, in characters.
pub const PENALTY_MAX: usize = 200;

codes! {
    /// What is reported.
    IncidentKind {
        /// Somebody learned what they should not know, or it left the admitted circle (L4-16).
        Leak = "leak",
        /// It may have leaked, or may leak (L1-27.1).
        Suspicion = "suspicion",
    }
}

codes! {
    /// What an entry of a case file says.
    EntryKind {
        /// What was done against it.
        Remedy = "remedy",
        /// What was learned.
        Note = "note",
    }
}

codes! {
    /// How grave a leak was found to be.
    Grade {
        /// Nothing leaked.
        Unfounded = "none",
        /// Without grave consequences (L4-14).
        Minor = "minor",
        /// With grave consequences or great loss (L4-15).
        Grave = "grave",
    }
}

impl Grade {
    /// Keys of the rules that name what a leak of this grade costs whoever answers for it.
    #[must_use]
    pub fn penalty_rules(self) -> &'static [&'static str] {
        match self {
            Self::Unfounded => &[],
            Self::Minor => &["leak.penalty", "penalty.kinds"],
            Self::Grave => &["leak.grave_penalty", "penalty.kinds"],
        }
    }
}
