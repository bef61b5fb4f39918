//! Duties: what a clause asks somebody to do by a time, as a pack writes it.
//!
//! A duty is opened by an entry of the log (`on`) or comes back by itself (`every`), and is
//! fulfilled by another entry (`closed_by`). See `docs/policy.md` for every member.

mod in_force;
#[cfg(test)]
mod tests;
mod words;

pub(crate) use in_force::within;
pub use in_force::{Duties, DutyInForce, Regular};
pub(crate) use words::within as within_words;

use crate::fault::{DutyFault, Fault, FaultKind, Place};
use crate::number::ClauseNumber;
use crate::pack::{Clause, Rule, Words};
use crate::value::{Kind, Term, Value};
use kedang_domain::obligation::{About, Trigger, Who};
use kedang_domain::org::DepartmentKind;
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use toml::Spanned;

/// How long, how often, or on which day: what a rule says, or what stands in the duty itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measure {
    /// What the rule of this key says. A blank one lets the duty rest.
    Rule(String),
    /// This.
    Term(Term),
}

/// What lets a duty begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// An entry of the log.
    On(Trigger),
    /// The calendar.
    Every {
        /// How often: a cycle, or a day of the month by which the month before is handed in.
        every: Measure,
        /// So long before the end of a period; with its beginning when absent.
        ahead: Option<Term>,
        /// For an obligation of each department: only those that do one of these. Empty: all.
        departments: Vec<DepartmentKind>,
    },
}

/// A duty as a pack writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Its name, unique in the regulation.
    pub key: String,
    /// The clause that says so.
    pub clause: ClauseNumber,
    /// What is to be done.
    pub title: Words,
    /// What lets it begin.
    pub opening: Opening,
    /// What it is about.
    pub about: About,
    /// In which time; absent only where it comes back: then with the end of the period.
    pub due: Option<Measure>,
    /// How long "at once" is here.
    pub at_once: Option<Term>,
    /// Whom it binds.
    pub who: Who,
    /// What fulfils it.
    pub closing: Trigger,
    /// While one is open about the same thing, another occasion opens no second: the earlier
    /// moment counts.
    pub once: bool,
    /// An entry fulfils one occasion only, the oldest: each complaint is answered by itself.
    pub singly: bool,
    /// So long before it is due its assignee is reminded.
    pub remind: Option<Term>,
    /// Who is told when it is late.
    pub escalate: Vec<Who>,
    /// Key of the rule that says what a breach costs.
    pub penalty: Option<String>,
    /// Key of the rule that says how keeping it is rewarded.
    pub reward: Option<String>,
}

impl Duty {
    /// Keys of the rules by whose values it counts time.
    pub fn terms(&self) -> impl Iterator<Item = &str> {
        let every = match &self.opening {
            Opening::Every { every, .. } => Some(every),
            Opening::On(_) => None,
        };
        [every, self.due.as_ref()].into_iter().flatten().filter_map(|measure| match measure {
            Measure::Rule(key) => Some(key.as_str()),
            Measure::Term(_) => None,
        })
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

type Details = BTreeMap<String, OneOrMany>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DutyTable {
    key: Spanned<String>,
    clause: Spanned<String>,
    title: Words,
    on: Option<Spanned<OneOrMany>>,
    #[serde(default)]
    when: Details,
    #[serde(default)]
    changed: Vec<String>,
    every: Option<Spanned<String>>,
    ahead: Option<Spanned<String>>,
    #[serde(default)]
    departments: Vec<DepartmentKind>,
    about: About,
    due: Option<Spanned<String>>,
    at_once: Option<Spanned<String>>,
    who: Spanned<String>,
    closed_by: Spanned<OneOrMany>,
    #[serde(default)]
    closed_when: Details,
    #[serde(default)]
    closed_changed: Vec<String>,
    #[serde(default)]
    once: bool,
    #[serde(default)]
    singly: bool,
    remind: Option<Spanned<String>>,
    #[serde(default)]
    escalate: Vec<Spanned<String>>,
    penalty: Option<Spanned<String>>,
    reward: Option<Spanned<String>>,
}

/// Reads the duties of a pack, given its rules and clauses, and tells everything that is wrong.
pub(crate) fn read(
    text: &str,
    tables: Vec<DutyTable>,
    rules: &[Rule],
    clauses: &[Clause],
    faults: &mut Vec<Fault>,
) -> Vec<Duty> {
    let mut keys = HashSet::new();
    let mut reading = Reading { text, rules, clauses, faults };
    tables
        .into_iter()
        .filter_map(|table| {
            let (key, at) = (table.key.get_ref().clone(), table.key.span());
            if !is_key(&key) {
                reading.wrong(&at, DutyFault::Key(key.clone()));
            }
            if !keys.insert(key.clone()) {
                reading.wrong(&at, DutyFault::Twice(key));
            }
            reading.duty(table)
        })
        .collect()
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

    fn wrong(&mut self, at: &Range<usize>, kind: DutyFault) {
        self.fault(at, FaultKind::Duty(kind));
    }

    /// `None` only where it was told why.
    fn duty(&mut self, table: DutyTable) -> Option<Duty> {
        let at = table.key.span();
        let clause = self.clause(&table.clause);
        let who = self.who(&table.who);
        let escalate = table.escalate.iter().filter_map(|name| self.who(name)).collect();
        let at_once = self.term(table.at_once.as_ref());
        let remind = self.term(table.remind.as_ref());
        let ahead = self.term(table.ahead.as_ref());
        let due =
            table.due.as_ref().and_then(|due| self.measure(due, &[Kind::Duration, Kind::Cycle]));
        let penalty = table.penalty.as_ref().and_then(|key| self.rule(key));
        let reward = table.reward.as_ref().and_then(|key| self.rule(key));
        let closing = Trigger {
            actions: self.actions(table.closed_by),
            when: details(table.closed_when),
            changed: table.closed_changed,
        };
        let comes_back = table.every.is_some();
        let only_on = !table.when.is_empty() || !table.changed.is_empty() || table.once;
        let only_every = ahead.is_some() || !table.departments.is_empty();
        let opening = match (table.on, table.every) {
            (Some(on), None) if !only_every => Opening::On(Trigger {
                actions: self.actions(on),
                when: details(table.when),
                changed: table.changed,
            }),
            (None, Some(every)) if !only_on => Opening::Every {
                every: self.measure(&every, &[Kind::Cycle, Kind::DayOfMonth])?,
                ahead,
                departments: table.departments,
            },
            (Some(_), Some(_)) | (None, None) => {
                self.wrong(&at, DutyFault::Opening(table.key.into_inner()));
                return None;
            }
            _ => {
                self.wrong(&at, DutyFault::Members(table.key.into_inner()));
                return None;
            }
        };
        let who = who?;
        let duty = Duty {
            key: table.key.into_inner(),
            clause: clause?,
            title: table.title,
            opening,
            about: table.about,
            due,
            at_once,
            who,
            closing,
            once: table.once,
            singly: table.singly,
            remind,
            escalate,
            penalty,
            reward,
        };
        if !comes_back && duty.due.is_none() && table.due.is_none() {
            self.wrong(&at, DutyFault::NeverDue(duty.key.clone()));
        }
        self.fits(&duty, &at);
        Some(duty)
    }

    /// What must agree within a duty.
    fn fits(&mut self, duty: &Duty, at: &Range<usize>) {
        let each = matches!(duty.who, Who::Each(_));
        let agrees = match &duty.opening {
            Opening::On(trigger) => {
                if trigger.actions.iter().any(|action| duty.closing.actions.contains(action))
                    && duty.closing.when.is_empty()
                    && duty.closing.changed.is_empty()
                {
                    self.wrong(at, DutyFault::ClosesItself(duty.key.clone()));
                }
                !each && (duty.who != Who::Owner || duty.about == About::Customer)
            }
            Opening::Every { departments, .. } => match duty.about {
                About::Department => !each && !matches!(duty.who, Who::Owner | Who::Actor),
                About::Person => each && departments.is_empty(),
                About::Company => {
                    !each
                        && departments.is_empty()
                        && !matches!(duty.who, Who::Owner | Who::Actor | Who::Head)
                }
                About::Customer | About::Subject => false,
            },
        };
        if !agrees {
            self.wrong(at, DutyFault::WhoAndAbout(duty.key.clone()));
        }
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

    fn who(&mut self, name: &Spanned<String>) -> Option<Who> {
        let found = Who::parse(name.get_ref());
        if found.is_none() {
            self.wrong(&name.span(), DutyFault::Who(name.get_ref().clone()));
        }
        found
    }

    /// A length of time that stands in the duty itself.
    fn term(&mut self, text: Option<&Spanned<String>>) -> Option<Term> {
        let text = text?;
        let found = literal(text.get_ref());
        if found.is_none() {
            let kind = FaultKind::Value(Kind::Duration, text.get_ref().clone());
            self.fault(&text.span(), kind);
        }
        found
    }

    fn measure(&mut self, text: &Spanned<String>, kinds: &[Kind]) -> Option<Measure> {
        if let Some(term) = literal(text.get_ref()) {
            return Some(Measure::Term(term));
        }
        let known = self.rules.iter().find(|rule| rule.key == *text.get_ref());
        if known.is_some_and(|rule| kinds.contains(&rule.kind)) {
            return Some(Measure::Rule(text.get_ref().clone()));
        }
        self.wrong(&text.span(), DutyFault::Rule(text.get_ref().clone()));
        None
    }

    fn rule(&mut self, key: &Spanned<String>) -> Option<String> {
        if self.rules.iter().any(|rule| rule.key == *key.get_ref()) {
            return Some(key.get_ref().clone());
        }
        self.wrong(&key.span(), DutyFault::Rule(key.get_ref().clone()));
        None
    }

    fn actions(&mut self, named: Spanned<OneOrMany>) -> Vec<String> {
        let at = named.span();
        let actions = named.into_inner().into_vec();
        if actions.is_empty() {
            self.wrong(&at, DutyFault::Action(String::new()));
        }
        for action in actions.iter().filter(|action| !is_action(action)) {
            self.wrong(&at, DutyFault::Action(action.clone()));
        }
        actions
    }
}

pub(crate) fn literal(text: &str) -> Option<Term> {
    match Value::parse(Kind::Duration, text) {
        Ok(Value::Term(term)) => Some(term),
        _ => None,
    }
}

fn details(table: Details) -> BTreeMap<String, Vec<String>> {
    table.into_iter().map(|(key, values)| (key, values.into_vec())).collect()
}

fn is_word(text: &str) -> bool {
    text.bytes().next().is_some_and(|b| b.is_ascii_lowercase())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Lower-case words, perhaps with dots between them: the log keeps it as a word.
pub(crate) fn is_key(text: &str) -> bool {
    text.len() <= 80 && text.split('.').all(is_word)
}

/// `subject.deed`.
fn is_action(text: &str) -> bool {
    is_key(text) && text.contains('.')
}
