//! How every clause is met, and what a month shows of it.

use super::book::label;
use crate::field::Label;
use kedang_app::InForce;
use kedang_app::policy::Month;
use kedang_policy::Met;
use kedang_policy::value::Language;
use serde::Serialize;
use utoipa::ToSchema;

/// A clause and what a month shows of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyCovered {
    /// As everybody quotes it.
    #[schema(example = "M 5.1.6a")]
    pub clause: String,
    /// The heading that begins with it.
    pub heading: Option<Label>,
    /// What it says, with the values that hold.
    pub text: Label,
    /// `enforced`, `tracked`, `attested` or `not_yet`.
    pub met: &'static str,
    /// How a clause that is not met yet will be.
    pub will: Option<&'static str>,
    /// What meets it, or is missing.
    pub by: Vec<Label>,
    /// So often something was refused by it.
    pub refused: i64,
    /// So often something was done by it.
    pub done: i64,
}

/// How the clauses in force are met.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyCoverage {
    /// The version in force.
    pub version: String,
    /// The month.
    #[schema(example = "2026-11")]
    pub month: String,
    /// Its first day.
    #[schema(format = Date)]
    pub from: String,
    /// Its last day.
    #[schema(format = Date)]
    pub to: String,
    /// In the order of the book.
    pub clauses: Vec<PolicyCovered>,
}

impl PolicyCoverage {
    pub(super) fn new(version: &InForce, month: &Month) -> Self {
        let regulation = version.regulation();
        let clauses = regulation.clauses().iter().map(|known| {
            let clause = known.clause.to_string();
            let shown = month.clauses.get(&clause).copied().unwrap_or_default();
            PolicyCovered {
                heading: known.heading.as_ref().map(label),
                text: Label {
                    zh: regulation.sentence(known, Language::Zh),
                    en: regulation.sentence(known, Language::En),
                },
                met: known.met.as_str(),
                will: known.will.map(Met::as_str),
                by: known.by.iter().map(|capability| label(&capability.title)).collect(),
                refused: shown.refused,
                done: shown.done,
                clause,
            }
        });
        Self {
            version: version.version().to_owned(),
            month: month.first.strftime("%Y-%m").to_string(),
            from: month.first.to_string(),
            to: month.first.last_of_month().to_string(),
            clauses: clauses.collect(),
        }
    }
}
