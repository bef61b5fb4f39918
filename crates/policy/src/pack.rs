//! A pack: clauses and rules, read from its text and checked.

use crate::capability::{Capability, capability};
use crate::fault::{Fault, FaultKind, Place};
use crate::number::ClauseNumber;
use crate::value::{Kind, Language, Value};
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use toml::Spanned;

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
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pack: Head,
    #[serde(default)]
    chapter: Vec<ChapterTable>,
    clause: Vec<ClauseTable>,
    #[serde(default)]
    rule: Vec<RuleTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    code: Spanned<String>,
    version: Spanned<String>,
    title: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChapterTable {
    from: Spanned<String>,
    title: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClauseTable {
    number: Spanned<String>,
    zh: Spanned<String>,
    en: Spanned<String>,
    met: Met,
    will: Option<Met>,
    by: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleTable {
    key: Spanned<String>,
    /// Where it is not what the key begins with.
    matter: Option<Spanned<String>>,
    clause: Spanned<String>,
    #[serde(rename = "type")]
    kind: Kind,
    value: Spanned<String>,
    label: Words,
}

impl Pack {
    /// Reads and checks a pack.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the text; after a fault of form only that.
    pub fn read(text: &str) -> Result<Self, Vec<Fault>> {
        let file: File = toml::from_str(text).map_err(|error| {
            let place = Place::of(text, &error.span().unwrap_or_default());
            vec![Fault { place, kind: FaultKind::Form(error.message().to_owned()) }]
        })?;
        let mut reading = Reading { text, faults: Vec::new() };
        let pack = reading.pack(file);
        reading.faults.sort_by_key(|fault| fault.place);
        if reading.faults.is_empty() { Ok(pack) } else { Err(reading.faults) }
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

/// The text being read, and what was found wrong with it.
struct Reading<'a> {
    text: &'a str,
    faults: Vec<Fault>,
}

impl Reading<'_> {
    fn fault(&mut self, span: &Range<usize>, kind: FaultKind) {
        self.faults.push(Fault { place: Place::of(self.text, span), kind });
    }

    fn pack(&mut self, file: File) -> Pack {
        let File { pack: head, chapter, clause, rule } = file;
        for (text, what) in [(&head.code, "code"), (&head.version, "version")] {
            if text.get_ref().trim().is_empty() {
                self.fault(&text.span(), FaultKind::Empty(what));
            }
        }
        let rules = self.rules(&rule);
        let clauses = self.clauses(clause, &rules);
        for (table, rule) in rule.iter().zip(&rules) {
            self.said(table, rule, &clauses);
        }
        let chapters = self.chapters(chapter, &clauses);
        Pack {
            code: head.code.into_inner(),
            version: head.version.into_inner(),
            title: head.title,
            chapters,
            clauses,
            rules,
        }
    }

    /// A number; a bad one is told of and stands in for itself.
    fn number(&mut self, text: &Spanned<String>) -> ClauseNumber {
        ClauseNumber::parse(text.get_ref()).unwrap_or_else(|| {
            let why = format!("{:?} is no number of a clause", text.get_ref());
            self.fault(&text.span(), FaultKind::Form(why));
            ClauseNumber::unread()
        })
    }

    fn rules(&mut self, tables: &[RuleTable]) -> Vec<Rule> {
        let mut keys = HashSet::new();
        let mut rules = Vec::with_capacity(tables.len());
        for table in tables {
            let key = table.key.get_ref();
            for name in [Some(&table.key), table.matter.as_ref()].into_iter().flatten() {
                if !is_key(name.get_ref()) {
                    self.fault(&name.span(), FaultKind::Key(name.get_ref().clone()));
                }
            }
            if !keys.insert(key.clone()) {
                self.fault(&table.key.span(), FaultKind::KeyTwice(key.clone()));
            }
            let value = Value::parse(table.kind, table.value.get_ref()).unwrap_or_else(|bad| {
                self.fault(&table.value.span(), FaultKind::Value(bad.kind, bad.text));
                Value::Blank
            });
            let clause = self.number(&table.clause);
            let matter = table.matter.as_ref().map_or(matter_of(key), |named| named.get_ref());
            rules.push(Rule {
                key: key.clone(),
                matter: matter.to_owned(),
                clause,
                label: table.label.clone(),
                kind: table.kind,
                value,
            });
        }
        rules
    }

    fn clauses(&mut self, tables: Vec<ClauseTable>, rules: &[Rule]) -> Vec<Clause> {
        let keys: HashSet<&str> = rules.iter().map(|rule| rule.key.as_str()).collect();
        let mut numbers = HashSet::new();
        let mut clauses = Vec::with_capacity(tables.len());
        for table in tables {
            let number = self.number(&table.number);
            if !numbers.insert(number.clone()) {
                self.fault(&table.number.span(), FaultKind::NumberTwice(number.to_string()));
            }
            for (text, what) in [(&table.zh, "zh"), (&table.en, "en")] {
                if text.get_ref().trim().is_empty() {
                    self.fault(&text.span(), FaultKind::Empty(what));
                }
                for part in parts(text.get_ref()) {
                    if let Part::Key(key) = part
                        && !keys.contains(key)
                    {
                        self.fault(&text.span(), FaultKind::PlaceholderUnknown(key.to_owned()));
                    }
                }
            }
            let by = self.means(&table, &number);
            let text = Words { zh: table.zh.into_inner(), en: table.en.into_inner() };
            clauses.push(Clause { number, text, met: table.met, will: table.will, by });
        }
        clauses
    }

    /// What meets a clause, honestly: what is met is met by what is there, what is not yet names
    /// what is missing and how it will be.
    fn means(&mut self, table: &ClauseTable, number: &ClauseNumber) -> Vec<&'static Capability> {
        let at = table.number.span();
        let mut by = Vec::with_capacity(table.by.len());
        for key in &table.by {
            match capability(key.get_ref()) {
                Some(known) => {
                    if table.met != Met::NotYet && !known.there() {
                        self.fault(&key.span(), FaultKind::CannotYet(known.key.clone()));
                    }
                    by.push(known);
                }
                None => {
                    let key_text = key.get_ref().clone();
                    self.fault(&key.span(), FaultKind::CapabilityUnknown(key_text));
                }
            }
        }
        match table.met {
            Met::NotYet if by.iter().all(|known| known.there()) => {
                self.fault(&at, FaultKind::NothingMissing(number.to_string()));
            }
            _ if table.by.is_empty() => {
                self.fault(&at, FaultKind::NothingMeets(number.to_string()));
            }
            _ => {}
        }
        if (table.met == Met::NotYet) != table.will.is_some_and(|will| will != Met::NotYet) {
            self.fault(&at, FaultKind::Will(number.to_string()));
        }
        by
    }

    /// A rule stands in its clause in both languages, or nobody could see where it comes from.
    fn said(&mut self, table: &RuleTable, rule: &Rule, clauses: &[Clause]) {
        let Some(clause) = clauses.iter().find(|clause| clause.number == rule.clause) else {
            let number = rule.clause.to_string();
            return self.fault(&table.clause.span(), FaultKind::RuleWithoutClause(number));
        };
        for (language, name) in [(Language::Zh, "Chinese"), (Language::En, "English")] {
            if !parts(clause.text.of(language)).contains(&Part::Key(&rule.key)) {
                let kind = FaultKind::RuleUnsaid(rule.key.clone(), name);
                self.fault(&table.key.span(), kind);
            }
        }
    }

    fn chapters(&mut self, tables: Vec<ChapterTable>, clauses: &[Clause]) -> Vec<Chapter> {
        let mut next = 0;
        let mut chapters = Vec::with_capacity(tables.len());
        for table in tables {
            let from = self.number(&table.from);
            match clauses.iter().skip(next).position(|clause| clause.number == from) {
                Some(at) => next += at + 1,
                None => self.fault(&table.from.span(), FaultKind::Chapter(from.to_string())),
            }
            chapters.push(Chapter { from, title: table.title });
        }
        chapters
    }
}

/// What a key is about: its first two words.
fn matter_of(key: &str) -> &str {
    key.match_indices('.').nth(1).map_or(key, |(at, _)| &key[..at])
}

/// `subject.what`, in lower-case words.
fn is_key(text: &str) -> bool {
    let word = |part: &str| {
        part.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    text.len() <= 80 && text.contains('.') && text.split('.').all(word)
}

#[cfg(test)]
mod tests;
