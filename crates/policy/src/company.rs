//! A company's own regulation: packs in order, and what the company changes of them.
//!
//! A company seldom takes a regulation as it is. It gives a value of its own to a rule
//! (`[[set]]`), lets a clause not hold (`[[drop]]`), settles where its packs contradict each other
//! (`[[hold]]`), and adds chapters, clauses and rules. All of that is a text that a person can
//! read, and that says of each change why it was made:
//!
//! ```toml
//! [pack]
//! code = "own"
//! version = "3"
//! title = { zh = "客户数据制度", en = "Customer data" }
//! base = ["M@1", "L@1"]
//!
//! [[set]]
//! pack = "M"
//! key = "loan.important_term"
//! value = "2 days"
//! reason = { zh = "分公司在外地", en = "Branches are out of town" }
//!
//! [[drop]]
//! clause = "M 5.2.3.4"
//! reason = { zh = "没有纸质档案", en = "There are no files on paper" }
//!
//! [[hold]]
//! matter = "loan.term"
//! pack = "L"
//! ```
//!
//! [`CompanyPack::read`] checks the text by itself; whether what it changes is there is found when
//! it is compiled with its packs ([`crate::Regulation::compile`]).

mod read;
mod write;

#[cfg(test)]
mod tests;

use crate::fault::{Fault, Place};
use crate::number::ClauseRef;
use crate::pack::{Pack, Words};
use std::fmt;

/// Code of a company's pack, unless it chose another.
pub const OWN: &str = "own";

/// A pack upon which a company's regulation stands, in a version: `M@1`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// Code of the pack.
    pub code: String,
    /// Its version.
    pub version: String,
    /// Where it is named.
    pub place: Place,
}

/// Another value for a rule of a base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetValue {
    /// Code of the pack whose rule it is.
    pub pack: String,
    /// Key of the rule.
    pub key: String,
    /// The value, written as packs write values of the rule's type; empty is a blank.
    pub value: String,
    /// Why.
    pub reason: Words,
    /// Where it begins.
    pub place: Place,
    /// Where the value stands.
    pub value_place: Place,
}

/// A clause of a base that does not hold here, nor its rules, nor its duties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DropClause {
    /// The clause.
    pub clause: ClauseRef,
    /// Why.
    pub reason: Words,
    /// Where it stands.
    pub place: Place,
}

/// Whose word holds on a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoldMatter {
    /// The matter on which packs say different things.
    pub matter: String,
    /// Code of the pack that holds.
    pub pack: String,
    /// Why, where the company says so.
    pub reason: Option<Words>,
    /// Where it stands.
    pub place: Place,
}

/// What a company makes of its packs.
///
/// The places are those of the text it was read from; whoever changes one in memory writes it
/// ([`CompanyPack::to_toml`]) and reads it again to have them right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyPack {
    /// Upon what it stands. What is named first holds where packs contradict each other.
    pub base: Vec<Base>,
    /// Values of its own.
    pub set: Vec<SetValue>,
    /// Clauses that do not hold.
    pub drop: Vec<DropClause>,
    /// Contradictions that it settles.
    pub hold: Vec<HoldMatter>,
    /// Its code, version and title, and the chapters, clauses, rules, duties and chains that it adds. They stand
    /// behind those of the bases in the book, and before them where they contradict each other.
    pub own: Pack,
}

impl CompanyPack {
    /// Reads a company's pack and checks it by itself.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the text; after a fault of form only that.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        read::company(text)
    }

    /// Whether a text wants to be a company's pack rather than a regulation by itself: its `[pack]`
    /// has `base`.
    #[must_use]
    pub fn is_meant(text: &str) -> bool {
        read::is_meant(text)
    }

    /// Packs taken as they are: no change; title and version of the first.
    #[must_use]
    pub fn upon(bases: &[&Pack]) -> Self {
        let named = |pack: &&Pack| Base {
            code: pack.code.clone(),
            version: pack.version.clone(),
            place: Place::default(),
        };
        let unnamed = || Words { zh: String::new(), en: String::new() };
        let own = Pack {
            code: OWN.to_owned(),
            version: bases.first().map_or_else(|| "1".to_owned(), |base| base.version.clone()),
            title: bases.first().map_or_else(unnamed, |base| base.title.clone()),
            chapters: Vec::new(),
            clauses: Vec::new(),
            rules: Vec::new(),
            duties: Vec::new(),
            chains: Vec::new(),
            watches: Vec::new(),
        };
        let base = bases.iter().map(named).collect();
        Self { base, set: Vec::new(), drop: Vec::new(), hold: Vec::new(), own }
    }

    /// Its text: the same for the same pack, in one order and one manner, whatever the text looked
    /// like from which it was read. Comments are lost.
    #[must_use]
    pub fn to_toml(&self) -> String {
        write::company(self)
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.code, self.version)
    }
}
