//! Duties with the values that hold, found by the action of an entry.

use super::{Duty, Measure, Opening};
use crate::pack::Words;
use crate::value::{Language, Term, Unit, Value};
use kedang_domain::obligation::{AT_ONCE_MINUTES, About, Cycle, CycleDue, Trigger, Who, Within};
use kedang_domain::org::DepartmentKind;
use std::collections::HashMap;

/// How a duty comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regular {
    /// How often.
    pub cycle: Cycle,
    /// So long before the end of a period it is opened; with its beginning when absent.
    pub ahead: Option<Within>,
    /// By when.
    pub due: CycleDue,
    /// Kinds of departments that have it. Empty: all.
    pub departments: Vec<DepartmentKind>,
}

/// A duty with the values that hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyInForce {
    /// Its name.
    pub key: String,
    /// Its clause with the code of the pack, as everybody quotes it.
    pub clause: String,
    /// What is to be done.
    pub title: Words,
    /// What it is about.
    pub about: About,
    /// Whom it binds.
    pub who: Who,
    /// Entries that open it; none where it comes back by itself.
    pub opening: Option<Trigger>,
    /// In which time after such an entry.
    pub within: Within,
    /// How it comes back, if it does.
    pub regular: Option<Regular>,
    /// Entries that fulfil it.
    pub closing: Trigger,
    /// No second about the same thing while one is open.
    pub once: bool,
    /// An entry fulfils one occasion only, the oldest.
    pub singly: bool,
    /// So long before it is due its assignee is reminded.
    pub remind: Option<Within>,
    /// Who is told when it is late.
    pub escalate: Vec<Who>,
    /// What a breach costs: the rule that says so, and its words.
    pub penalty: Option<(String, Words)>,
    /// How keeping it is rewarded: the rule that says so, and its words.
    pub reward: Option<(String, Words)>,
}

/// All duties of a regulation. Looking one up by an action costs one hash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Duties {
    version: String,
    list: Vec<DutyInForce>,
    by_key: HashMap<String, usize>,
    opened_by: HashMap<String, Vec<usize>>,
    closed_by: HashMap<String, Vec<usize>>,
}

impl Duties {
    /// Puts together the duties of a regulation, each with the code of its pack, given what a rule
    /// of a pack says. A duty rests while a rule that it needs is blank.
    pub fn in_force<'a>(
        version: &str,
        duties: impl IntoIterator<Item = (&'a str, &'a Duty)>,
        rule: impl Fn(&str, &str) -> Option<Value>,
    ) -> Self {
        let mut found = Self { version: version.to_owned(), ..Self::default() };
        for (pack, duty) in duties {
            if let Some(duty) = resolve(pack, duty, &|key| rule(pack, key)) {
                found.add(duty);
            }
        }
        found
    }

    /// Where several packs have a duty of the same key, that of the first holds.
    fn add(&mut self, duty: DutyInForce) {
        if self.by_key.contains_key(&duty.key) {
            return;
        }
        let index = self.list.len();
        for action in duty.opening.iter().flat_map(|trigger| &trigger.actions) {
            self.opened_by.entry(action.clone()).or_default().push(index);
        }
        for action in &duty.closing.actions {
            self.closed_by.entry(action.clone()).or_default().push(index);
        }
        self.by_key.insert(duty.key.clone(), index);
        self.list.push(duty);
    }

    /// The version of the regulation.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Every duty, in the order of the regulation.
    #[must_use]
    pub fn all(&self) -> &[DutyInForce] {
        &self.list
    }

    /// The duty of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&DutyInForce> {
        self.by_key.get(key).and_then(|at| self.list.get(*at))
    }

    /// Whether any duty has to do with this action.
    #[must_use]
    pub fn concerns(&self, action: &str) -> bool {
        self.opened_by.contains_key(action) || self.closed_by.contains_key(action)
    }

    /// Duties that this action may open.
    pub fn opened_by(&self, action: &str) -> impl Iterator<Item = &DutyInForce> {
        self.of(&self.opened_by, action)
    }

    /// Duties that this action may fulfil.
    pub fn closed_by(&self, action: &str) -> impl Iterator<Item = &DutyInForce> {
        self.of(&self.closed_by, action)
    }

    fn of<'a>(
        &'a self,
        index: &'a HashMap<String, Vec<usize>>,
        action: &str,
    ) -> impl Iterator<Item = &'a DutyInForce> + use<'a> {
        index.get(action).into_iter().flatten().filter_map(|at| self.list.get(*at))
    }
}

fn resolve(pack: &str, duty: &Duty, rule: &dyn Fn(&str) -> Option<Value>) -> Option<DutyInForce> {
    let said = |measure: &Measure| match measure {
        Measure::Rule(key) => rule(key),
        Measure::Term(term) => Some(Value::Term(*term)),
    };
    let words = |key: &Option<String>| {
        let key = key.as_ref()?;
        let value = rule(key)?;
        let of = |language| value.words(language);
        Some((key.clone(), Words { zh: of(Language::Zh), en: of(Language::En) }))
    };
    let due = match &duty.due {
        None => None,
        Some(measure) => match said(measure)? {
            Value::Term(term) => Some(within(term, duty.at_once)),
            _ => return None,
        },
    };
    let (opening, regular) = match &duty.opening {
        Opening::On(trigger) => (Some(trigger.clone()), None),
        Opening::Every { every, ahead, departments } => {
            let (cycle, due) = match said(every)? {
                Value::Term(term) => (cycle(term), due.map_or(CycleDue::End, CycleDue::After)),
                Value::DayOfMonth(day) => (Cycle::Months(1), CycleDue::DayOfNextMonth(day)),
                _ => return None,
            };
            let ahead = ahead.map(|term| within(term, None));
            (None, Some(Regular { cycle, ahead, due, departments: departments.clone() }))
        }
    };
    Some(DutyInForce {
        key: duty.key.clone(),
        clause: duty.clause.quoted(pack),
        title: duty.title.clone(),
        about: duty.about,
        who: duty.who.clone(),
        opening,
        within: due.unwrap_or(Within::EndOfDay),
        regular,
        closing: duty.closing.clone(),
        once: duty.once,
        singly: duty.singly,
        remind: duty.remind.map(|term| within(term, None)),
        escalate: duty.escalate.clone(),
        penalty: words(&duty.penalty),
        reward: words(&duty.reward),
    })
}

/// As the rule of the domain counts it. `at_once` says how long "at once" is.
pub(crate) fn within(term: Term, at_once: Option<Term>) -> Within {
    match term {
        Term::AtOnce => match at_once {
            None | Some(Term::AtOnce) => Within::Minutes(AT_ONCE_MINUTES),
            Some(term) => within(term, None),
        },
        Term::SameDay => Within::EndOfDay,
        Term::Of(count, Unit::Hour) => Within::Minutes(u32::from(count) * 60),
        Term::Of(count, Unit::WorkingDay) => Within::WorkingDays(count),
        Term::Of(count, Unit::Day) => Within::Days(count),
        Term::Of(count, Unit::Week) => Within::Days(count.saturating_mul(7)),
        Term::Of(count, Unit::Month) => Within::Months(count),
        Term::Of(count, Unit::Year) => Within::Months(count.saturating_mul(12)),
    }
}

/// How often. What is shorter than a day comes back every day.
fn cycle(term: Term) -> Cycle {
    match term {
        Term::AtOnce | Term::SameDay | Term::Of(_, Unit::Hour) => Cycle::Days(1),
        Term::Of(count, Unit::Day | Unit::WorkingDay) => Cycle::Days(count),
        Term::Of(count, Unit::Week) => Cycle::Weeks(count),
        Term::Of(count, Unit::Month) => Cycle::Months(count),
        Term::Of(count, Unit::Year) => Cycle::Months(count.saturating_mul(12)),
    }
}
