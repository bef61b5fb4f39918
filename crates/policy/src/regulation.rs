//! The regulation in force: what a company's pack and its bases come to.
//!
//! Compiled once, then only asked. A rule is asked for by its key or by its matter; the answer is
//! what holds after the company's changes and after contradictions, with the clause that it rests
//! on, so that whoever decides by it can name the clause.

mod compile;
mod getters;

#[cfg(test)]
mod tests;

use crate::capability::Capability;
use crate::chain::Chains;
use crate::combine::Contradiction;
use crate::company::CompanyPack;
use crate::duty::Duties;
use crate::fault::Fault;
use crate::number::ClauseRef;
use crate::pack::{Met, Pack, Part, Words, parts};
use crate::shipped::shipped_packs;
use crate::value::{Kind, Language, Value};
use crate::watch::Watches;
use std::collections::HashMap;

pub use getters::Holds;

/// A regulation as the software obeys it. Immutable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regulation {
    code: String,
    version: String,
    title: Words,
    packs: Vec<PackInForce>,
    clauses: Vec<ClauseInForce>,
    rules: Vec<RuleInForce>,
    duties: Duties,
    chains: Chains,
    watches: Watches,
    dropped: Vec<Dropped>,
    contradictions: Vec<Contradiction>,
    /// Which rule answers for a key, or for a matter.
    answers: HashMap<String, usize>,
}

/// A pack that a regulation is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackInForce {
    /// Its code.
    pub code: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: Words,
    /// Whether the company wrote it itself.
    pub own: bool,
}

/// A clause that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClauseInForce {
    /// Its pack and number.
    pub clause: ClauseRef,
    /// The heading of the chapter that begins with it.
    pub heading: Option<Words>,
    /// What it says; `{key}` stands for the value of a rule of the same pack.
    pub text: Words,
    /// How it is met.
    pub met: Met,
    /// How a clause that is not met yet will be.
    pub will: Option<Met>,
    /// What meets it, or is missing.
    pub by: Vec<&'static Capability>,
}

/// A rule of a clause that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleInForce {
    /// Its name within its pack.
    pub key: String,
    /// What it is about, the same in all packs.
    pub matter: String,
    /// The clause that says so.
    pub clause: ClauseRef,
    /// Code of its pack.
    pub pack: String,
    /// What it is called.
    pub label: Words,
    /// What kind of value it has.
    pub kind: Kind,
    /// Its value in this regulation.
    pub value: Value,
    /// Its value in the pack as that came.
    pub shipped: Value,
    /// Whether the two differ.
    pub changed: bool,
    /// Why the company set another value.
    pub reason: Option<Words>,
    /// Whether its pack holds on the matter; when not, another pack's rule answers for it.
    pub holds: bool,
}

/// A clause of a base that the company lets not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The clause.
    pub clause: ClauseRef,
    /// What it says, with the values of its pack.
    pub text: Words,
    /// Why it does not hold.
    pub reason: Words,
}

impl Regulation {
    /// Makes one regulation of a company's pack and its bases, which are picked out of `bases` by
    /// code and version.
    ///
    /// # Errors
    /// Every change that does not fit the bases, at its place in the company's text, in order.
    pub fn compile(company: &CompanyPack, bases: &[Pack]) -> Result<Self, Vec<Fault>> {
        compile::compile(company, bases)
    }

    /// Makes a regulation of a company's pack and those that come with the program.
    ///
    /// # Errors
    /// As [`Regulation::compile`].
    pub fn of_company(company: &CompanyPack) -> Result<Self, Vec<Fault>> {
        Self::compile(company, shipped_packs())
    }

    /// A pack that comes with the program, as it is; `None` when there is none of this code. Upper
    /// and lower case are alike.
    #[must_use]
    pub fn of_shipped(code: &str) -> Option<Self> {
        let base = shipped_packs().iter().find(|pack| pack.code.eq_ignore_ascii_case(code))?;
        Self::of_company(&CompanyPack::upon(&[base])).ok()
    }

    /// Code of the company's pack.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Version of the company's pack: what every decision remembers.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Title of the company's pack.
    #[must_use]
    pub fn title(&self) -> &Words {
        &self.title
    }

    /// What it is made of: the bases in their order, then what the company wrote itself.
    #[must_use]
    pub fn packs(&self) -> &[PackInForce] {
        &self.packs
    }

    /// The clauses that hold, in the order of the book.
    #[must_use]
    pub fn clauses(&self) -> &[ClauseInForce] {
        &self.clauses
    }

    /// The clause of a quotation, when it holds.
    #[must_use]
    pub fn clause(&self, clause: &ClauseRef) -> Option<&ClauseInForce> {
        self.clauses.iter().find(|known| known.clause == *clause)
    }

    /// The clauses of bases that do not hold, in the order of the book.
    #[must_use]
    pub fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }

    /// All rules of the clauses that hold, in the order of the book; also those on whose matter
    /// another pack holds.
    #[must_use]
    pub fn rules(&self) -> &[RuleInForce] {
        &self.rules
    }

    /// What holds for a key or a matter, after contradictions.
    ///
    /// A key of a pack that does not hold on the matter is answered by the pack that does: by its
    /// rule of the same key, or else by the first that it says of the matter.
    #[must_use]
    pub fn rule(&self, key: &str) -> Option<&RuleInForce> {
        self.answers.get(key).map(|at| &self.rules[*at])
    }

    /// The rule of a key within a pack, whether or not the pack holds on the matter.
    #[must_use]
    pub fn rule_of(&self, pack: &str, key: &str) -> Option<&RuleInForce> {
        self.rules.iter().find(|rule| rule.key == key && rule.pack == pack)
    }

    /// The duties of the clauses that hold. A duty of a key that several packs have is that of the
    /// pack that holds on its term; a duty rests while that term is a blank.
    #[must_use]
    pub fn duties(&self) -> &Duties {
        &self.duties
    }

    /// What is unusual about reading, by the clauses that hold.
    #[must_use]
    pub fn watches(&self) -> &Watches {
        &self.watches
    }

    /// The chains of approval of the clauses that hold.
    #[must_use]
    pub fn chains(&self) -> &Chains {
        &self.chains
    }

    /// Where its clauses contradict each other, in the order of the rules.
    #[must_use]
    pub fn contradictions(&self) -> &[Contradiction] {
        &self.contradictions
    }

    /// What a clause says, with the values of its own pack as the company set them.
    #[must_use]
    pub fn sentence(&self, clause: &ClauseInForce, language: Language) -> String {
        let pack = &clause.clause.pack;
        let filled = |part| match part {
            Part::Text(text) => text.to_owned(),
            Part::Key(key) => {
                self.rule_of(pack, key).map(|rule| rule.value.words(language)).unwrap_or_default()
            }
        };
        parts(clause.text.of(language)).into_iter().map(filled).collect()
    }
}
