//! What is wrong with a pack, and where.

mod chain;
mod duty;
mod watch;

pub use chain::ChainFault;
pub use duty::DutyFault;
pub use watch::WatchFault;

use crate::value::Kind;
use std::fmt;
use std::ops::Range;

/// A place in the text of a pack.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
}

impl Place {
    /// Where a byte of a text stands.
    pub(crate) fn of(text: &str, span: &Range<usize>) -> Self {
        let before = text.get(..span.start).unwrap_or(text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Self {
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
        }
    }
}

/// Something wrong with a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub kind: FaultKind,
}

/// What can be wrong with a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The text is no TOML of this form: a missing or unknown member, a wrong type.
    Form(String),
    /// Two clauses have this number.
    NumberTwice(String),
    /// A number that the source has stands nowhere in the pack.
    ClauseMissing(String),
    /// A number that the source has not.
    ClauseUnknown(String),
    /// A text is empty.
    Empty(&'static str),
    /// A code that is not one to twenty letters.
    Code(String),
    /// A capability that there is not.
    CapabilityUnknown(String),
    /// A clause that is met names nothing that meets it.
    NothingMeets(String),
    /// A clause is said to be met by something that the software cannot do yet.
    CannotYet(String),
    /// A clause that is not met yet names nothing that is missing.
    NothingMissing(String),
    /// A clause that is not met yet does not say how it will be, or one that is met does.
    Will(String),
    /// Two rules have this key.
    KeyTwice(String),
    /// A key is not made of lower-case words: `subject.what`.
    Key(String),
    /// A rule names a clause that the pack has not.
    RuleWithoutClause(String),
    /// A value is not of its kind; the text is the part that does not fit.
    Value(Kind, String),
    /// A text names a rule that the pack has not.
    PlaceholderUnknown(String),
    /// A rule stands in no text of the clause that it belongs to, in this language.
    RuleUnsaid(String, &'static str),
    /// A chapter begins with a clause that the pack has not, or not in the order of the clauses.
    Chapter(String),
    /// A base is not written as code and version: `M@1`.
    Base(String),
    /// A base is named twice, or has the code of the company's own pack.
    BaseTwice(String),
    /// There is no such base: `M@9`.
    BaseUnknown(String),
    /// A pack that is changed or holds but is not among the bases.
    NotAmongBases(String),
    /// The value of a rule is set twice.
    SetTwice(String),
    /// A value is set for a rule that the pack has not, or whose clause is dropped.
    SetUnknown(String, String),
    /// A clause is dropped twice.
    DropTwice(String),
    /// A clause is dropped that its pack has not.
    DropUnknown(String),
    /// A clause that holds names a rule whose clause is dropped.
    StillSaid(String, String),
    /// A contradiction is settled twice.
    HoldTwice(String),
    /// A pack is to hold on a matter of which it says nothing.
    HoldUnsaid(String, String),
    /// Something is wrong with a duty.
    Duty(DutyFault),
    /// Something is wrong with a chain of approval.
    Chain(ChainFault),
    /// Something is wrong with a limit of unusual reading.
    Watch(WatchFault),
}

impl FaultKind {
    /// Stable code, for messages.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Form(_) => "form",
            Self::NumberTwice(_) => "number_twice",
            Self::ClauseMissing(_) => "clause_missing",
            Self::ClauseUnknown(_) => "clause_unknown",
            Self::Empty(_) => "empty",
            Self::Code(_) => "code",
            Self::CapabilityUnknown(_) => "capability_unknown",
            Self::NothingMeets(_) => "nothing_meets",
            Self::CannotYet(_) => "cannot_yet",
            Self::NothingMissing(_) => "nothing_missing",
            Self::Will(_) => "will",
            Self::KeyTwice(_) => "key_twice",
            Self::Key(_) => "key",
            Self::RuleWithoutClause(_) => "rule_without_clause",
            Self::Value(..) => "value",
            Self::PlaceholderUnknown(_) => "placeholder_unknown",
            Self::RuleUnsaid(..) => "rule_unsaid",
            Self::Chapter(_) => "chapter",
            Self::Base(_) => "base",
            Self::BaseTwice(_) => "base_twice",
            Self::BaseUnknown(_) => "base_unknown",
            Self::NotAmongBases(_) => "not_among_bases",
            Self::SetTwice(_) => "set_twice",
            Self::SetUnknown(..) => "set_unknown",
            Self::DropTwice(_) => "drop_twice",
            Self::DropUnknown(_) => "drop_unknown",
            Self::StillSaid(..) => "still_said",
            Self::HoldTwice(_) => "hold_twice",
            Self::HoldUnsaid(..) => "hold_unsaid",
            Self::Duty(fault) => fault.code(),
            Self::Chain(fault) => fault.code(),
            Self::Watch(fault) => fault.code(),
        }
    }
}

impl FaultKind {
    /// What a message needs beside the code, by name.
    #[must_use]
    pub fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Form(why) => vec![("why", why.clone())],
            Self::NumberTwice(clause)
            | Self::ClauseMissing(clause)
            | Self::ClauseUnknown(clause)
            | Self::NothingMeets(clause)
            | Self::NothingMissing(clause)
            | Self::Will(clause)
            | Self::RuleWithoutClause(clause)
            | Self::Chapter(clause)
            | Self::DropTwice(clause)
            | Self::DropUnknown(clause) => vec![("clause", clause.clone())],
            Self::Empty(what) => vec![("what", (*what).to_owned())],
            Self::CapabilityUnknown(key) | Self::CannotYet(key) => {
                vec![("capability", key.clone())]
            }
            Self::KeyTwice(key)
            | Self::Key(key)
            | Self::PlaceholderUnknown(key)
            | Self::SetTwice(key) => vec![("key", key.clone())],
            Self::Value(kind, part) => {
                vec![("type", kind.as_str().to_owned()), ("part", part.clone())]
            }
            Self::RuleUnsaid(key, language) => {
                vec![("key", key.clone()), ("language", (*language).to_owned())]
            }
            Self::Base(base) | Self::BaseUnknown(base) => vec![("base", base.clone())],
            Self::Code(code) | Self::BaseTwice(code) | Self::NotAmongBases(code) => {
                vec![("pack", code.clone())]
            }
            Self::SetUnknown(pack, key) => vec![("pack", pack.clone()), ("key", key.clone())],
            Self::StillSaid(clause, key) => {
                vec![("clause", clause.clone()), ("key", key.clone())]
            }
            Self::HoldTwice(matter) => vec![("matter", matter.clone())],
            Self::HoldUnsaid(pack, matter) => {
                vec![("pack", pack.clone()), ("matter", matter.clone())]
            }
            Self::Duty(fault) => fault.params(),
            Self::Chain(fault) => fault.params(),
            Self::Watch(fault) => fault.params(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { line, column } = self.place;
        write!(f, "{line}:{column}: {}", self.kind)
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Form(why) => f.write_str(why),
            Self::NumberTwice(number) => write!(f, "clause {number} stands twice"),
            Self::ClauseMissing(number) => write!(f, "clause {number} of the source is missing"),
            Self::ClauseUnknown(number) => write!(f, "the source has no clause {number}"),
            Self::Empty(what) => write!(f, "{what} is empty"),
            Self::Code(code) => write!(f, "{code:?} is no code: one to twenty letters"),
            Self::CapabilityUnknown(key) => write!(f, "there is no capability {key}"),
            Self::NothingMeets(number) => write!(f, "clause {number} does not say what meets it"),
            Self::CannotYet(key) => {
                write!(f, "{key} is not there yet: the clause is not_yet, with will")
            }
            Self::NothingMissing(number) => {
                write!(f, "clause {number} is not_yet but names nothing that is missing")
            }
            Self::Will(number) => {
                write!(f, "clause {number}: not_yet needs will, and nothing else has it")
            }
            Self::KeyTwice(key) => write!(f, "rule {key} stands twice"),
            Self::Key(key) => write!(f, "{key} is no key: lower-case words, subject.what"),
            Self::RuleWithoutClause(number) => write!(f, "the pack has no clause {number}"),
            Self::Value(kind, part) => write!(f, "{part:?} does not fit a {kind:?}"),
            Self::PlaceholderUnknown(key) => write!(f, "there is no rule {key} in this pack"),
            Self::RuleUnsaid(key, language) => {
                write!(f, "rule {key} does not stand in the {language} text of its clause")
            }
            Self::Chapter(number) => {
                write!(f, "a chapter cannot begin with {number}: no such clause, or out of order")
            }
            Self::Base(text) => write!(f, "{text:?} is no base: code and version, as in M@1"),
            Self::BaseTwice(code) => write!(f, "the code {code} stands twice"),
            Self::BaseUnknown(base) => write!(f, "there is no pack {base}"),
            Self::NotAmongBases(code) => write!(f, "{code} is not among the bases"),
            Self::SetTwice(key) => write!(f, "{key} is set twice"),
            Self::SetUnknown(pack, key) => write!(f, "no clause of {pack} that holds has {key}"),
            Self::DropTwice(clause) => write!(f, "{clause} is dropped twice"),
            Self::DropUnknown(clause) => write!(f, "there is no clause {clause}"),
            Self::StillSaid(clause, key) => {
                write!(f, "{clause} still names {key}, whose clause is dropped")
            }
            Self::HoldTwice(matter) => write!(f, "{matter} is settled twice"),
            Self::HoldUnsaid(pack, matter) => write!(f, "{pack} says nothing of {matter}"),
            Self::Duty(fault) => fault.fmt(f),
            Self::Chain(fault) => fault.fmt(f),
            Self::Watch(fault) => fault.fmt(f),
        }
    }
}
