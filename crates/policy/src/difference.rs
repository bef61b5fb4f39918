//! What another version of a regulation changes, and for whom.

#[cfg(test)]
mod tests;

use crate::duty::DutyInForce;
use crate::number::ClauseRef;
use crate::pack::Words;
use crate::regulation::{ClauseInForce, Regulation, RuleInForce};
use crate::value::{Kind, Language, Value};
use std::collections::{HashMap, HashSet};

/// One thing that is different in another version of a regulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// A clause that did not hold holds.
    ClauseAdded {
        /// The clause.
        clause: ClauseRef,
        /// What it says, with its values.
        text: Words,
    },
    /// A clause that held does not hold.
    ClauseDropped {
        /// The clause.
        clause: ClauseRef,
        /// What it said, with its values.
        text: Words,
        /// Why, where the company dropped it.
        reason: Option<Words>,
    },
    /// A clause has another text, whatever its values.
    ClauseChanged {
        /// The clause.
        clause: ClauseRef,
        /// What it said.
        before: Words,
        /// What it says.
        after: Words,
    },
    /// A rule has another value.
    RuleChanged(RuleChange),
    /// On a matter another pack holds, and says something else.
    HolderChanged(HolderChange),
    /// A duty that there was not.
    DutyAdded(Box<DutyInForce>),
    /// A duty that there is no more.
    DutyDropped(Box<DutyInForce>),
    /// A duty binds others, is due at another time, or is fulfilled by something else.
    DutyChanged {
        /// As it was.
        before: Box<DutyInForce>,
        /// As it is.
        after: Box<DutyInForce>,
    },
}

/// Another value of a rule whose clause held before and holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleChange {
    /// The clause that says so.
    pub clause: ClauseRef,
    /// The rule's key within its pack.
    pub key: String,
    /// What kind of value it has: a chain says who approves, a duration by when.
    pub kind: Kind,
    /// What the rule is called.
    pub label: Words,
    /// Its value before.
    pub before: Value,
    /// Its value now.
    pub after: Value,
    /// Whether the rule's pack holds on the matter now; if not, the change has no effect.
    pub holds: bool,
    /// Why the company changed it.
    pub reason: Option<Words>,
}

/// Another pack's word on a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HolderChange {
    /// The matter.
    pub matter: String,
    /// What held before.
    pub before: Vec<Said>,
    /// What holds now.
    pub after: Vec<Said>,
}

/// What a rule says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The clause that says so.
    pub clause: ClauseRef,
    /// What the rule is called.
    pub label: Words,
    /// What kind of value it has.
    pub kind: Kind,
    /// What it says.
    pub value: Value,
}

/// A difference in words, as a line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The clauses that it is about, as everybody quotes them.
    pub clause: String,
    /// What kind of change it is.
    pub what: &'static str,
    /// What it was like; empty for what is new.
    pub before: String,
    /// What it is like; empty for what is gone.
    pub after: String,
    /// Why, where the company said so; may be empty.
    pub reason: String,
}

/// Everything that `new` changes of `old`: clauses in the order of the book, then values, then
/// matters on which another pack holds. Empty when nothing is different.
#[must_use]
pub fn difference(old: &Regulation, new: &Regulation) -> Vec<Difference> {
    let mut found = Vec::new();
    dropped(old, new, &mut found);
    for clause in new.clauses() {
        match old.clause(&clause.clause) {
            None => found.push(Difference::ClauseAdded {
                clause: clause.clause.clone(),
                text: said(new, clause),
            }),
            Some(known) if known.text != clause.text => found.push(Difference::ClauseChanged {
                clause: clause.clause.clone(),
                before: said(old, known),
                after: said(new, clause),
            }),
            Some(_) => {}
        }
    }
    found.extend(new.rules().iter().filter_map(|rule| rule_changed(old, rule)));
    found.extend(holders(old, new));
    duties(old, new, &mut found);
    found
}

fn duties(old: &Regulation, new: &Regulation, found: &mut Vec<Difference>) {
    let (old, new) = (old.duties(), new.duties());
    let gone = old.all().iter().filter(|duty| new.get(&duty.key).is_none());
    found.extend(gone.map(|duty| Difference::DutyDropped(Box::new(duty.clone()))));
    for duty in new.all() {
        match old.get(&duty.key) {
            None => found.push(Difference::DutyAdded(Box::new(duty.clone()))),
            Some(known) if asks_alike(known, duty) => {}
            Some(known) => found.push(Difference::DutyChanged {
                before: Box::new(known.clone()),
                after: Box::new(duty.clone()),
            }),
        }
    }
}

/// Whether two duties ask the same of the same at the same time. Their words, the clause that asks
/// and what follows from a breach are told of elsewhere.
fn asks_alike(one: &DutyInForce, other: &DutyInForce) -> bool {
    let worded = DutyInForce {
        title: one.title.clone(),
        clause: one.clause.clone(),
        penalty: one.penalty.clone(),
        reward: one.reward.clone(),
        ..other.clone()
    };
    worded == *one
}

fn dropped(old: &Regulation, new: &Regulation, found: &mut Vec<Difference>) {
    let held: HashSet<&ClauseRef> = new.clauses().iter().map(|known| &known.clause).collect();
    for clause in old.clauses().iter().filter(|known| !held.contains(&known.clause)) {
        let drop = new.dropped().iter().find(|drop| drop.clause == clause.clause);
        found.push(Difference::ClauseDropped {
            clause: clause.clause.clone(),
            text: said(old, clause),
            reason: drop.map(|drop| drop.reason.clone()),
        });
    }
}

fn said(regulation: &Regulation, clause: &ClauseInForce) -> Words {
    Words {
        zh: regulation.sentence(clause, Language::Zh),
        en: regulation.sentence(clause, Language::En),
    }
}

fn rule_changed(old: &Regulation, rule: &RuleInForce) -> Option<Difference> {
    let known = old.rule_of(&rule.pack, &rule.key).filter(|known| known.value != rule.value)?;
    Some(Difference::RuleChanged(RuleChange {
        clause: rule.clause.clone(),
        key: rule.key.clone(),
        kind: rule.kind,
        label: rule.label.clone(),
        before: known.value.clone(),
        after: rule.value.clone(),
        holds: rule.holds,
        reason: rule.reason.clone(),
    }))
}

/// Matters of both regulations on which another pack holds.
fn holders(old: &Regulation, new: &Regulation) -> Vec<Difference> {
    let before = held(old);
    let mut found = Vec::new();
    let mut known = HashSet::new();
    let now = held(new);
    for rule in new.rules().iter().filter(|rule| known.insert(rule.matter.as_str())) {
        let (Some(was), Some(is)) = (before.get(&*rule.matter), now.get(&*rule.matter)) else {
            continue;
        };
        let pack = |said: &[Said]| said.first().map(|said| said.clause.pack.clone());
        let values = |said: &[Said]| said.iter().map(|s| s.value.clone()).collect::<Vec<_>>();
        if pack(was) != pack(is) && values(was) != values(is) {
            found.push(Difference::HolderChanged(HolderChange {
                matter: rule.matter.clone(),
                before: was.clone(),
                after: is.clone(),
            }));
        }
    }
    found
}

/// What holds, matter by matter.
fn held(regulation: &Regulation) -> HashMap<&str, Vec<Said>> {
    let mut held: HashMap<&str, Vec<Said>> = HashMap::new();
    for rule in regulation.rules().iter().filter(|rule| rule.holds) {
        held.entry(&rule.matter).or_default().push(Said {
            clause: rule.clause.clone(),
            label: rule.label.clone(),
            kind: rule.kind,
            value: rule.value.clone(),
        });
    }
    held
}

impl Difference {
    /// Stable name of the kind of change, for messages.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ClauseAdded { .. } => "clause_added",
            Self::ClauseDropped { .. } => "clause_dropped",
            Self::ClauseChanged { .. } => "clause_changed",
            Self::RuleChanged(change) if change.kind == Kind::Chain => "chain_changed",
            Self::RuleChanged(_) => "rule_changed",
            Self::HolderChanged(_) => "holder_changed",
            Self::DutyAdded(_) => "duty_added",
            Self::DutyDropped(_) => "duty_dropped",
            Self::DutyChanged { .. } => "duty_changed",
        }
    }

    /// It as a line of the table of changes.
    #[must_use]
    pub fn line(&self, language: Language) -> Line {
        let mut line = Line {
            clause: String::new(),
            what: self.what(language),
            before: String::new(),
            after: String::new(),
            reason: String::new(),
        };
        let of = |words: &Option<Words>| {
            words.as_ref().map_or_else(String::new, |words| words.of(language).to_owned())
        };
        match self {
            Self::ClauseAdded { clause, text } => {
                line.clause = clause.to_string();
                text.of(language).clone_into(&mut line.after);
            }
            Self::ClauseDropped { clause, text, reason } => {
                line.clause = clause.to_string();
                text.of(language).clone_into(&mut line.before);
                line.reason = of(reason);
            }
            Self::ClauseChanged { clause, before, after } => {
                line.clause = clause.to_string();
                before.of(language).clone_into(&mut line.before);
                after.of(language).clone_into(&mut line.after);
            }
            Self::RuleChanged(change) => {
                line.clause = change.clause.to_string();
                line.before = labelled(&change.label, &change.before, language);
                line.after = labelled(&change.label, &change.after, language);
                line.reason = of(&change.reason);
            }
            Self::HolderChanged(change) => {
                line.clause = clauses(&change.after);
                line.before = all_said(&change.before, language);
                line.after = all_said(&change.after, language);
            }
            Self::DutyAdded(duty) => {
                line.clause.clone_from(&duty.clause);
                line.after = owed(duty, language);
            }
            Self::DutyDropped(duty) => {
                line.clause.clone_from(&duty.clause);
                line.before = owed(duty, language);
            }
            Self::DutyChanged { before, after } => {
                line.clause.clone_from(&after.clause);
                line.before = owed(before, language);
                line.after = owed(after, language);
            }
        }
        line
    }

    fn what(&self, language: Language) -> &'static str {
        let (zh, en) = match self.code() {
            "clause_added" => ("新增条款", "Clause added"),
            "clause_dropped" => ("停用条款", "Clause dropped"),
            "clause_changed" => ("改写条款", "Clause rewritten"),
            "chain_changed" => ("审批环节变更", "Other approval"),
            "duty_added" => ("新增义务", "Duty added"),
            "duty_dropped" => ("取消义务", "Duty dropped"),
            "duty_changed" => ("义务变更", "Duty changed"),
            "holder_changed" => ("改以另一制度为准", "Another pack holds"),
            _ => ("数值变更", "Other value"),
        };
        if language == Language::Zh { zh } else { en }
    }
}

fn labelled(label: &Words, value: &Value, language: Language) -> String {
    let colon = if language == Language::Zh { "：" } else { ": " };
    format!("{}{colon}{}", label.of(language), value.words(language))
}

/// What a duty asks, of whom, and by when.
fn owed(duty: &DutyInForce, language: Language) -> String {
    let (title, who) = (duty.title.of(language), duty.who_words(language));
    let due = duty.due_words(language);
    match language {
        Language::Zh => format!("{title}（{who}，{due}）"),
        Language::En => format!("{title} ({who}, {due})"),
    }
}

fn clauses(said: &[Said]) -> String {
    said.iter().map(|said| said.clause.to_string()).collect::<Vec<_>>().join(", ")
}

fn all_said(said: &[Said], language: Language) -> String {
    let each: Vec<_> = said
        .iter()
        .map(|said| format!("{} {}", said.clause, labelled(&said.label, &said.value, language)))
        .collect();
    each.join(if language == Language::Zh { "；" } else { "; " })
}
