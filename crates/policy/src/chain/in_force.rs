//! Chains with the values that hold, found by what is asked for.

use super::{Case, Chain, Steps};
use crate::duty::within;
use crate::value::{Language, Step, Value};
use kedang_domain::obligation::Within;
use kedang_domain::request::{Mode, RequestKind, Step as DomainStep};
use kedang_domain::secrecy::Level;

/// What a chain depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// How secret it is.
    pub level: Level,
    /// For somebody from outside the company.
    pub outsider: bool,
    /// The customer belongs to another department than the applicant.
    pub other_department: bool,
}

/// A chain with the values that hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChainInForce {
    /// Its name.
    pub key: String,
    /// Its clause with the code of the pack, as everybody quotes it.
    pub clause: String,
    /// For which requests.
    pub kind: RequestKind,
    /// In which case.
    pub when: Case,
    /// Who decides, in order; one step at least.
    pub steps: Vec<DomainStep>,
    /// In which time each step is to be decided.
    pub due: Option<Within>,
    /// So long before that those whose turn it is are reminded.
    pub remind: Option<Within>,
    value: Vec<Step>,
}

impl ChainInForce {
    /// Who decides, in words: `部门负责人和营销总监，再由总经理`.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        Value::Chain(self.value.clone()).words(language)
    }

    fn fits(&self, asked: Asked) -> bool {
        let Case { level, outsider, other_department } = self.when;
        level.is_none_or(|level| asked.level >= level)
            && outsider.is_none_or(|said| asked.outsider == said)
            && other_department.is_none_or(|said| asked.other_department == said)
    }

    /// How much it says about its case.
    fn weight(&self) -> usize {
        let Case { level, outsider, other_department } = self.when;
        let level = level.map_or(0, |level| 1 + Level::ALL.iter().filter(|l| **l < level).count());
        level + usize::from(outsider.is_some()) + usize::from(other_department.is_some())
    }
}

/// All chains of a regulation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chains(Vec<ChainInForce>);

impl Chains {
    /// Puts together the chains of a regulation, each with the code of its pack, the company's own
    /// first, given what a rule of a pack says. A chain rests while its rule is blank.
    pub(crate) fn in_force<'a>(
        chains: impl IntoIterator<Item = (&'a str, &'a Chain)>,
        rule: impl Fn(&str, &str) -> Option<Value>,
    ) -> Self {
        let resolved = chains.into_iter().filter_map(|(pack, chain)| {
            let said = |steps: &Steps| match steps {
                Steps::These(steps) => Some(steps.clone()),
                Steps::Rule(key) => match rule(pack, key)? {
                    Value::Chain(steps) => Some(steps),
                    _ => None,
                },
            };
            let value: Vec<_> = chain.steps.iter().map(said).collect::<Option<Vec<_>>>()?.concat();
            Some(ChainInForce {
                key: chain.key.clone(),
                clause: chain.clause.quoted(pack),
                kind: chain.kind,
                when: chain.when,
                steps: value.iter().map(step).collect(),
                due: chain.due.map(|term| within(term, None)),
                remind: chain.remind.map(|term| within(term, None)),
                value,
            })
        });
        Self(resolved.collect())
    }

    /// Every chain, in the order of the regulation.
    #[must_use]
    pub fn all(&self) -> &[ChainInForce] {
        &self.0
    }

    /// The chain that a request walks: of those that fit its case, the one that says most about
    /// it; the first of several. `None` when the regulation says nothing about such requests.
    #[must_use]
    pub fn of(&self, kind: RequestKind, asked: Asked) -> Option<&ChainInForce> {
        let mut best: Option<&ChainInForce> = None;
        for chain in self.0.iter().filter(|chain| chain.kind == kind && chain.fits(asked)) {
            if best.is_none_or(|known| chain.weight() > known.weight()) {
                best = Some(chain);
            }
        }
        best
    }
}

fn step(step: &Step) -> DomainStep {
    let mode = if matches!(step, Step::Any(_)) { Mode::Any } else { Mode::All };
    DomainStep { mode, seats: step.roles().iter().map(|role| role.key().to_owned()).collect() }
}
