//! Clause by clause: how it is met.

use crate::pack::Met;
use crate::regulation::{ClauseInForce, Regulation};
use crate::value::Language;
use serde::Serialize;

/// A clause and how it is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Covered {
    /// Code of the pack.
    pub source: String,
    /// Its number as everybody quotes it: `M 5.1.6a`, `L1-18.4`.
    pub clause: String,
    /// What it says, with the values that hold.
    pub text: String,
    /// `enforced`, `tracked`, `attested` or `not_yet`.
    pub met: &'static str,
    /// How a clause that is not met yet will be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub will: Option<&'static str>,
    /// What meets it; what is missing of a clause that is not met yet.
    pub by: Vec<&'static str>,
}

/// How many clauses are met in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// The software refuses or does it.
    pub enforced: usize,
    /// Obligations with evidence.
    pub tracked: usize,
    /// Confirmed by persons.
    pub attested: usize,
    /// Something is missing.
    pub not_yet: usize,
}

/// All clauses of a regulation, in its order.
#[must_use]
pub fn coverage(regulation: &Regulation, language: Language) -> Vec<Covered> {
    let covered = |clause: &ClauseInForce| Covered {
        source: clause.clause.pack.clone(),
        clause: clause.clause.to_string(),
        text: regulation.sentence(clause, language),
        met: clause.met.as_str(),
        will: clause.will.map(Met::as_str),
        by: clause.by.iter().map(|known| known.key.as_str()).collect(),
    };
    regulation.clauses().iter().map(covered).collect()
}

/// Counts the clauses of a regulation by how they are met.
#[must_use]
pub fn tally(regulation: &Regulation) -> Tally {
    let mut tally = Tally::default();
    for clause in regulation.clauses() {
        match clause.met {
            Met::Enforced => tally.enforced += 1,
            Met::Tracked => tally.tracked += 1,
            Met::Attested => tally.attested += 1,
            Met::NotYet => tally.not_yet += 1,
        }
    }
    tally
}
