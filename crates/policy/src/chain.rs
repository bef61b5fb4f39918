//! Chains of approval: who decides on which request, step by step, as a pack writes it.
//!
//! A regulation can have several chains for one kind of request, each for its own case (`when`);
//! of those that fit, the one that says most about the case holds.

mod in_force;
#[cfg(test)]
mod tests;
mod words;

pub use in_force::{Asked, ChainInForce, Chains};

use crate::duty::literal;
use crate::fault::{ChainFault, Fault, FaultKind, Place};
use crate::number::ClauseNumber;
use crate::pack::{Clause, Rule};
use crate::value::{Kind, Step, Term, Value};
use kedang_domain::request::RequestKind;
use kedang_domain::secrecy::Level;
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use toml::Spanned;

/// In which case a chain holds. What is not named does not matter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// From this level of secrecy on.
    pub level: Option<Level>,
    /// For somebody from outside the company, or not.
    pub outsider: Option<bool>,
    /// The customer belongs to another department than the applicant, or not.
    pub other_department: Option<bool>,
}

/// Who decides, in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Steps {
    /// What the rule of this key says. A blank one lets the chain rest.
    Rule(String),
    /// These.
    These(Vec<Step>),
}

/// A chain as a pack writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Its name, unique in the regulation.
    pub key: String,
    /// The clause that says so.
    pub clause: ClauseNumber,
    /// For which requests.
    pub kind: RequestKind,
    /// In which case.
    pub when: Case,
    /// Who decides: the steps of each, one after another; one at least.
    pub steps: Vec<Steps>,
    /// In which time each step is to be decided.
    pub due: Option<Term>,
    /// So long before that those whose turn it is are reminded.
    pub remind: Option<Term>,
}

impl Chain {
    /// Keys of the rules that say who decides.
    pub fn rules(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().filter_map(|steps| match steps {
            Steps::Rule(key) => Some(key.as_str()),
            Steps::These(_) => None,
        })
    }
}

/// A rule or a chain, or several one after another.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChainTable {
    key: Spanned<String>,
    clause: Spanned<String>,
    #[serde(rename = "for")]
    kind: Spanned<RequestKind>,
    #[serde(default)]
    when: Case,
    steps: Spanned<OneOrMany>,
    due: Option<Spanned<String>>,
    remind: Option<Spanned<String>>,
}

/// Reads the chains of a pack, given its rules and clauses, and tells everything that is wrong.
pub(crate) fn read(
    text: &str,
    tables: Vec<ChainTable>,
    rules: &[Rule],
    clauses: &[Clause],
    faults: &mut Vec<Fault>,
) -> Vec<Chain> {
    let mut keys = HashSet::new();
    let mut reading = Reading { text, rules, clauses, faults };
    let mut chains = Vec::with_capacity(tables.len());
    for table in tables {
        let (key, at) = (table.key.get_ref().clone(), table.key.span());
        if !crate::duty::is_key(&key) {
            reading.wrong(&at, ChainFault::Key(key.clone()));
        }
        if !keys.insert(key.clone()) {
            reading.wrong(&at, ChainFault::Twice(key));
        }
        chains.extend(reading.chain(table));
    }
    chains
}

/// The text being read, and what was found wrong with it.
struct Reading<'a> {
    text: &'a str,
    rules: &'a [Rule],
    clauses: &'a [Clause],
    faults: &'a mut Vec<Fault>,
}

impl Reading<'_> {
    fn fault(&mut self, at: &Range<usize>, kind: FaultKind) {
        self.faults.push(Fault { place: Place::of(self.text, at), kind });
    }

    fn wrong(&mut self, at: &Range<usize>, kind: ChainFault) {
        self.fault(at, FaultKind::Chain(kind));
    }

    /// `None` only where it was told why.
    fn chain(&mut self, table: ChainTable) -> Option<Chain> {
        let kind = *table.kind.get_ref();
        if !kind.is_chained() {
            self.wrong(&table.kind.span(), ChainFault::Kind(kind.code().to_owned()));
        }
        let clause = self.clause(&table.clause);
        let at = table.steps.span();
        let parts = match table.steps.into_inner() {
            OneOrMany::One(one) => vec![one],
            OneOrMany::Many(many) => many,
        };
        if parts.is_empty() {
            self.wrong(&at, ChainFault::Steps(String::new()));
        }
        let read: Vec<_> = parts.iter().map(|part| self.steps(part, &at)).collect();
        let steps: Option<Vec<Steps>> = read.into_iter().collect();
        let due = self.term(table.due.as_ref());
        let remind = self.term(table.remind.as_ref());
        Some(Chain {
            key: table.key.into_inner(),
            clause: clause?,
            kind,
            when: table.when,
            steps: steps?,
            due,
            remind,
        })
    }

    fn clause(&mut self, number: &Spanned<String>) -> Option<ClauseNumber> {
        let found = ClauseNumber::parse(number.get_ref())
            .filter(|number| self.clauses.iter().any(|clause| clause.number == *number));
        if found.is_none() {
            let kind = FaultKind::RuleWithoutClause(number.get_ref().clone());
            self.fault(&number.span(), kind);
        }
        found
    }

    fn steps(&mut self, said: &str, at: &Range<usize>) -> Option<Steps> {
        let rule = self.rules.iter().find(|rule| rule.key == said);
        if rule.is_some_and(|rule| rule.kind == Kind::Chain) {
            return Some(Steps::Rule(said.to_owned()));
        }
        match Value::parse(Kind::Chain, said) {
            Ok(Value::Chain(steps)) => Some(Steps::These(steps)),
            _ => {
                self.wrong(at, ChainFault::Steps(said.to_owned()));
                None
            }
        }
    }

    fn term(&mut self, text: Option<&Spanned<String>>) -> Option<Term> {
        let text = text?;
        let found = literal(text.get_ref());
        if found.is_none() {
            let kind = FaultKind::Value(Kind::Duration, text.get_ref().clone());
            self.fault(&text.span(), kind);
        }
        found
    }
}
