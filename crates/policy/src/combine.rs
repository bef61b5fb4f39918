//! Several packs at once: where they contradict each other, and what holds.

use crate::pack::{Pack, Rule};
use crate::value::Value;

/// What one pack says about a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position<'a> {
    /// Code of the pack.
    pub pack: &'a str,
    /// The rule that says so.
    pub rule: &'a Rule,
}

/// A matter on which packs, or parts of one, say different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction<'a> {
    /// What it is about.
    pub matter: &'a str,
    /// What each says, in the order in which the packs were named.
    pub positions: Vec<Position<'a>>,
}

impl<'a> Contradiction<'a> {
    /// What holds until the company decides otherwise: what the pack named first says of it first.
    #[must_use]
    pub fn holds(&self) -> Option<&Position<'a>> {
        self.positions.first()
    }
}

/// Where these packs contradict each other, in the order of their rules. A blank says nothing.
#[must_use]
pub fn contradictions<'a>(packs: &[&'a Pack]) -> Vec<Contradiction<'a>> {
    let mut found: Vec<Contradiction<'a>> = Vec::new();
    let rules = packs.iter().flat_map(|pack| pack.rules.iter().map(move |rule| (*pack, rule)));
    for (pack, rule) in rules.filter(|(_, rule)| rule.value != Value::Blank) {
        let position = Position { pack: &pack.code, rule };
        match found.iter_mut().find(|known| known.matter == rule.matter) {
            Some(known) => known.positions.push(position),
            None => found.push(Contradiction { matter: &rule.matter, positions: vec![position] }),
        }
    }
    found.retain(|known| {
        known.positions.iter().any(|said| said.rule.value != known.positions[0].rule.value)
    });
    found
}
