//! A pack: clauses and rules, read from its text and checked.

use crate::capability::Capability;
use crate::chain::Chain;
use crate::duty::Duty;
use crate::fault::{Fault, FaultKind};
use crate::number::ClauseNumber;
use crate::value::{Kind, Language, Value};
use crate::watch::Watch;
use serde::Deserialize;
use std::collections::HashSet;

pub(crate) mod read;

/// A text in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The text in a language.
    #[must_use]
    pub fn of(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

/// How a clause is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Met {
    /// The software refuses or does it.
    Enforced,
    /// An obligation that is closed by evidence.
    Tracked,
    /// A person confirms it.
    Attested,
    /// A capability is still missing.
    NotYet,
}

impl Met {
    /// Stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enforced => "enforced",
            Self::Tracked => "tracked",
            Self::Attested => "attested",
            Self::NotYet => "not_yet",
        }
    }
}

/// A single statement of the regulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its number.
    pub number: ClauseNumber,
    /// What it says; `{key}` stands for the value of a rule.
    pub text: Words,
    /// How it is met.
    pub met: Met,
    /// How a clause that is not met yet will be.
    pub will: Option<Met>,
    /// What meets it, or is missing.
    pub by: Vec<&'static Capability>,
}

/// Clauses under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its first clause.
    pub from: ClauseNumber,
    /// Its heading.
    pub title: Words,
}

/// A value that the company may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name within the pack: `loan.term`, or `loan.term.secrets` for a special case.
    pub key: String,
    /// What it is about, the same in all packs: `loan.term`.
    pub matter: String,
    /// The clause that says so.
    pub clause: ClauseNumber,
    /// What it is called.
    pub label: Words,
    /// What kind of value it has.
    pub kind: Kind,
    /// What holds.
    pub value: Value,
}

/// A regulation as data. Made by [`Pack::read`] alone: what there is has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// One upper-case letter for the sources, up to 20 letters for a company's own.
    pub code: String,
    /// Version of the text.
    pub version: String,
    /// Its title.
    pub title: Words,
    /// In the order of the book.
    pub chapters: Vec<Chapter>,
    /// In the order of the book.
    pub clauses: Vec<Clause>,
    /// In the order of the file.
    pub rules: Vec<Rule>,
    /// In the order of the file.
    pub duties: Vec<Duty>,
    /// In the order of the file.
    pub chains: Vec<Chain>,
    /// In the order of the file.
    pub watches: Vec<Watch>,
}

impl Pack {
    /// Reads and checks a pack.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the text; after a fault of form only that.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        read::pack(text)
    }

    /// Compares with the numbers of the source, one a line.
    ///
    /// # Errors
    /// Each number that is missing or too many.
    pub fn complete(&self, numbers: &str) -> Result<(), Vec<FaultKind>> {
        let source: Vec<&str> = numbers.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let ours: HashSet<&str> = self.clauses.iter().map(|c| c.number.as_str()).collect();
        let theirs: HashSet<&str> = source.iter().copied().collect();
        let missing = source.iter().filter(|number| !ours.contains(**number));
        let mut faults: Vec<_> =
            missing.map(|number| FaultKind::ClauseMissing((*number).to_owned())).collect();
        let unknown = self.clauses.iter().filter(|c| !theirs.contains(c.number.as_str()));
        faults.extend(unknown.map(|c| FaultKind::ClauseUnknown(c.number.to_string())));
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// The clause of a number.
    #[must_use]
    pub fn clause(&self, number: &ClauseNumber) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.number == *number)
    }

    /// The rule of a key.
    #[must_use]
    pub fn rule(&self, key: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.key == key)
    }

    /// What a clause says, with the values that hold.
    #[must_use]
    pub fn sentence(&self, clause: &Clause, language: Language) -> String {
        let mut said = String::new();
        for part in parts(clause.text.of(language)) {
            match part {
                Part::Text(text) => said.push_str(text),
                Part::Key(key) => {
                    said.push_str(
                        &self.rule(key).map(|r| r.value.words(language)).unwrap_or_default(),
                    );
                }
            }
        }
        said
    }
}

/// A piece of a clause's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// Words.
    Text(&'a str),
    /// The key of a rule.
    Key(&'a str),
}

/// Takes a text apart at its `{key}`s.
pub(crate) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, (key, after))) =
        rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        found.push(Part::Text(before));
        found.push(Part::Key(key));
        rest = after;
    }
    found.push(Part::Text(rest));
    found
}

/// What a key is about: its first two words.
pub(crate) fn matter_of(key: &str) -> &str {
    key.match_indices('.').nth(1).map_or(key, |(at, _)| &key[..at])
}

#[cfg(test)]
mod tests;
