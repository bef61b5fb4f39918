//! Several packs at once: where they contradict each other, and what holds.

use crate::number::ClauseNumber;
use crate::pack::{Pack, Words};
use crate::value::Value;

/// What one pack says about a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position<'a> {
    /// Code of the pack.
    pub pack: &'a str,
    /// The clause.
    pub clause: &'a ClauseNumber,
    /// The value.
    pub value: &'a Value,
}

/// A matter on which packs say different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction<'a> {
    /// Key of the rules.
    pub key: &'a str,
    /// What it is called.
    pub label: &'a Words,
    /// What each pack says, in the order in which the packs were named.
    pub positions: Vec<Position<'a>>,
}

impl Contradiction<'_> {
    /// What holds until the company decides otherwise: what the pack named first says. A blank
    /// says nothing.
    #[must_use]
    pub fn holds(&self) -> Option<&Position<'_>> {
        self.positions.first()
    }
}

/// Where these packs contradict each other, in the order of the first pack's rules.
#[must_use]
pub fn contradictions<'a>(packs: &[&'a Pack]) -> Vec<Contradiction<'a>> {
    let mut found: Vec<Contradiction<'a>> = Vec::new();
    let rules = packs.iter().flat_map(|pack| pack.rules.iter().map(move |rule| (*pack, rule)));
    for (pack, rule) in rules.filter(|(_, rule)| rule.value != Value::Blank) {
        let position = Position { pack: &pack.code, clause: &rule.clause, value: &rule.value };
        match found.iter_mut().find(|known| known.key == rule.key) {
            Some(known) => known.positions.push(position),
            None => found.push(Contradiction {
                key: &rule.key,
                label: &rule.label,
                positions: vec![position],
            }),
        }
    }
    found.retain(|known| known.positions.iter().any(|p| p.value != known.positions[0].value));
    found
}
