//! How every clause is met, and what a month shows of it.

use super::book::label;
use crate::field::Label;
use kedang_app::InForce;
use kedang_app::policy::Month;
use kedang_policy::regulation::ClauseInForce;
use kedang_policy::value::Language;
use kedang_policy::{DutyInForce, Met, Regulation};
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
    /// Whom its duties bind.
    pub who: Vec<Label>,
    /// It binds everybody by their pledge.
    pub pledged: bool,
    /// Obligations that were opened because of it.
    pub opened: i64,
    /// Those that were done in time.
    pub kept: i64,
    /// Those that were done late.
    pub late: i64,
    /// Those that were found late, done since or not.
    pub breached: i64,
    /// Those that are to be done now, whenever they were opened.
    pub pending: i64,
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
    /// People whom the caller answers for and who accepted the rules in force; null where the
    /// regulation asks for no pledge.
    pub pledges_accepted: Option<usize>,
    /// Those who have not.
    pub pledges_missing: Option<usize>,
    /// In the order of the book.
    pub clauses: Vec<PolicyCovered>,
}

fn said(regulation: &Regulation, clause: &ClauseInForce) -> Label {
    Label {
        zh: regulation.sentence(clause, Language::Zh),
        en: regulation.sentence(clause, Language::En),
    }
}

/// What a clause says, by how it is quoted; `None` when it does not hold.
pub(crate) fn sentence(regulation: &Regulation, quoted: &str) -> Option<Label> {
    let clauses = regulation.clauses().iter();
    clauses
        .into_iter()
        .find(|known| known.clause.to_string() == quoted)
        .map(|known| said(regulation, known))
}

/// Whom the duties of a clause bind, each once.
fn responsible(regulation: &Regulation, clause: &str) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    let duties = regulation.duties().all().iter().filter(|duty| duty.clause == clause);
    for who in duties.map(DutyInForce::who_label) {
        if !found.iter().any(|known| known.zh == who.zh) {
            found.push(label(&who));
        }
    }
    found
}

impl PolicyCoverage {
    pub(super) fn new(version: &InForce, month: &Month) -> Self {
        let regulation = version.regulation();
        let clauses = regulation.clauses().iter().map(|known| {
            let clause = known.clause.to_string();
            let owed = month.owed.get(&clause).copied().unwrap_or_default();
            let shown = month.clauses.get(&clause).copied().unwrap_or_default();
            PolicyCovered {
                heading: known.heading.as_ref().map(label),
                text: said(regulation, known),
                met: known.met.as_str(),
                will: known.will.map(Met::as_str),
                by: known.by.iter().map(|capability| label(&capability.title)).collect(),
                who: responsible(regulation, &clause),
                pledged: kedang_app::pledge::binds(known),
                opened: owed.opened,
                kept: owed.kept,
                late: owed.late,
                breached: owed.breached,
                pending: owed.pending,
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
            pledges_accepted: month.pledged.map(|(accepted, _)| accepted),
            pledges_missing: month.pledged.map(|(_, missing)| missing),
            clauses: clauses.collect(),
        }
    }
}
