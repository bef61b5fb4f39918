//! Reading the text of a pack, and saying what is wrong with it.

use super::{Chapter, Clause, Met, Pack, Part, Rule, Words, matter_of, parts};
use crate::capability::{Capability, capability};
use crate::chain::{self, ChainTable};
use crate::duty::{self, DutyTable};
use crate::fault::{Fault, FaultKind, Place};
use crate::number::ClauseNumber;
use crate::value::{Kind, Language, Value};
use crate::watch::{self, WatchTable};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::HashSet;
use std::ops::Range;
use toml::Spanned;

/// Reads and checks a pack.
pub(super) fn pack(text: &str) -> Result<Pack, Vec<Fault>> {
    let File { pack: head, chapter, clause, rule, duty, chain, watch } = form(text)?;
    let mut reading = Reading::of(text);
    let pack = reading.pack(head, Body { chapter, clause, rule, duty, chain, watch });
    reading.end(pack)
}

/// Reads a text of a form; what has not the form is told of with its place, and nothing else.
pub(crate) fn form<T: DeserializeOwned>(text: &str) -> Result<T, Vec<Fault>> {
    toml::from_str(text).map_err(|error| {
        let place = Place::of(text, &error.span().unwrap_or_default());
        vec![Fault { place, kind: FaultKind::Form(error.message().to_owned()) }]
    })
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
    #[serde(default)]
    duty: Vec<DutyTable>,
    #[serde(default)]
    chain: Vec<ChainTable>,
    #[serde(default)]
    watch: Vec<WatchTable>,
}

/// What the clauses of a regulation are written in: of a source, or of a company beside its bases.
pub(crate) struct Body {
    pub(crate) chapter: Vec<ChapterTable>,
    pub(crate) clause: Vec<ClauseTable>,
    pub(crate) rule: Vec<RuleTable>,
    pub(crate) duty: Vec<DutyTable>,
    pub(crate) chain: Vec<ChainTable>,
    pub(crate) watch: Vec<WatchTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    pub(crate) code: Spanned<String>,
    pub(crate) version: Spanned<String>,
    pub(crate) title: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChapterTable {
    from: Spanned<String>,
    title: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClauseTable {
    number: Spanned<String>,
    zh: Spanned<String>,
    en: Spanned<String>,
    met: Met,
    will: Option<Met>,
    by: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleTable {
    key: Spanned<String>,
    /// Where it is not what the key begins with.
    matter: Option<Spanned<String>>,
    clause: Spanned<String>,
    #[serde(rename = "type")]
    kind: Kind,
    value: Spanned<String>,
    label: Words,
}

/// The text being read, and what was found wrong with it.
pub(crate) struct Reading<'a> {
    text: &'a str,
    faults: Vec<Fault>,
    companys: bool,
}

impl<'a> Reading<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        Self { text, faults: Vec::new(), companys: false }
    }

    /// Of what a company wrote: what its clauses lacked when it was approved may be there by now,
    /// and that is no fault of the text.
    pub(crate) fn of_company(text: &'a str) -> Self {
        Self { companys: true, ..Self::of(text) }
    }

    /// What was read, when nothing was wrong; otherwise all faults in the order of the text.
    pub(crate) fn end<T>(mut self, read: T) -> Result<T, Vec<Fault>> {
        self.faults.sort_by_key(|fault| fault.place);
        if self.faults.is_empty() { Ok(read) } else { Err(self.faults) }
    }

    pub(crate) fn place(&self, span: &Range<usize>) -> Place {
        Place::of(self.text, span)
    }

    pub(crate) fn fault(&mut self, span: &Range<usize>, kind: FaultKind) {
        self.faults.push(Fault { place: self.place(span), kind });
    }

    /// The clauses and rules of a regulation, checked against each other.
    pub(crate) fn pack(&mut self, head: Head, body: Body) -> Pack {
        let Body { chapter, clause, rule, duty, chain, watch } = body;
        let code = head.code.get_ref();
        if !is_code(code) {
            self.fault(&head.code.span(), FaultKind::Code(code.clone()));
        }
        if head.version.get_ref().trim().is_empty() {
            self.fault(&head.version.span(), FaultKind::Empty("version"));
        }
        let rules = self.rules(&rule);
        let clauses = self.clauses(clause, &rules);
        for (table, rule) in rule.iter().zip(&rules) {
            self.said(table, rule, &clauses);
        }
        let chapters = self.chapters(chapter, &clauses);
        let duties = duty::read(self.text, duty, &rules, &clauses, &mut self.faults);
        let chains = chain::read(self.text, chain, &rules, &clauses, &mut self.faults);
        let watches = watch::read(self.text, watch, &clauses, &mut self.faults);
        Pack {
            code: head.code.into_inner(),
            version: head.version.into_inner(),
            title: head.title,
            chapters,
            clauses,
            rules,
            duties,
            chains,
            watches,
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
            Met::NotYet if !self.companys && by.iter().all(|known| known.there()) => {
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

/// `subject.what`, in lower-case words.
fn is_key(text: &str) -> bool {
    let word = |part: &str| {
        part.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    };
    text.len() <= 80 && text.contains('.') && text.split('.').all(word)
}

/// One to twenty letters.
fn is_code(text: &str) -> bool {
    (1..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphabetic())
}
