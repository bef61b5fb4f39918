//! Tracing a leak: what left, and what a comparison of a leaked sheet with it found. How they are
//! compared is a matter of texts, see `kedang-text`.

use crate::id::PersonId;
use crate::org::codes;
use serde::{Deserialize, Serialize};

/// Largest sheet that is compared, in bytes.
pub const FILE_MAX: u64 = 10 * 1024 * 1024;
/// Departures that a finding names, the likeliest ones.
pub const NAMED: usize = 20;
/// From this likelihood on, in thousandths, a departure is likely a source.
pub const LIKELY: u32 = 700;
/// From this likelihood on, in thousandths, it is possibly one. Who took it out is under suspicion,
/// and the case is not theirs to read.
pub const POSSIBLE: u32 = 150;

codes! {
    /// What left.
    DepartureKind {
        /// A list of customers.
        Export = "export",
        /// A copy or an excerpt of one customer's file.
        Copy = "copy",
        /// Facts of a customer for somebody outside.
        Disclosure = "disclosure",
    }
}

codes! {
    /// How sure it is that a departure is a source. None is certain.
    Sureness {
        /// Likely.
        Likely = "likely",
        /// Possible.
        Possible = "possible",
        /// Not to be excluded.
        Weak = "weak",
    }
}

impl Sureness {
    /// Of a likelihood in thousandths.
    #[must_use]
    pub fn of(likelihood: u32) -> Self {
        match likelihood {
            LIKELY.. => Self::Likely,
            POSSIBLE.. => Self::Possible,
            _ => Self::Weak,
        }
    }
}

/// A column of what left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Key of the field, or of what every customer has.
    pub key: String,
    /// What it is called in Chinese.
    pub zh: String,
    /// What it is called in English.
    pub en: String,
    /// Its values tell customers apart.
    pub telling: bool,
}

/// A departure that may be a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspected {
    /// Its number in the register.
    pub register: String,
    /// What it was.
    pub kind: DepartureKind,
    /// Id of the export or the issued copy.
    pub source: String,
    /// Who took it out.
    pub person: PersonId,
    /// Their name then.
    pub person_name: String,
    /// Whom it was for, of copies and disclosures.
    pub recipient: Option<String>,
    /// When it left, ms UTC.
    pub left_at: i64,
    /// Customers that left with it.
    pub size: i64,
    /// Rows of the sheet that left with it.
    pub rows: u32,
    /// Of them those with values of another time.
    pub stale: u32,
    /// Columns of it that the sheet shows, in Chinese and English.
    pub columns: Vec<(String, String)>,
    /// Columns of the sheet that are known, but not from it.
    pub foreign: u32,
    /// Its marker customers that stand in the sheet.
    pub markers: u32,
    /// Its number stands in the sheet.
    pub numbered: bool,
    /// How likely it is a source, in thousandths.
    pub likelihood: u32,
}

/// What a comparison found, as it is kept in the case file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Rows of the sheet.
    pub rows: u32,
    /// Of them those that left with anything.
    pub known: u32,
    /// Departures compared.
    pub compared: i64,
    /// Departures that were not: from before the ledger was kept, or too many.
    pub not_compared: i64,
    /// The sheet was longer than what is compared.
    pub cut: bool,
    /// The likeliest first.
    pub suspected: Vec<Suspected>,
    /// How likely it was somebody or something else, in thousandths; never 0.
    pub else_likelihood: u32,
}

impl Finding {
    /// Who is under suspicion by it.
    pub fn suspects(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.suspected.iter().filter(|one| one.likelihood >= POSSIBLE).map(|one| one.person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likelihoods_have_words() {
        for (likelihood, sureness) in [
            (0, Sureness::Weak),
            (149, Sureness::Weak),
            (150, Sureness::Possible),
            (700, Sureness::Likely),
            (980, Sureness::Likely),
        ] {
            assert_eq!(Sureness::of(likelihood), sureness, "{likelihood}");
        }
    }
}
