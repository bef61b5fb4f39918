//! Making one regulation of a company's pack and its bases.

use super::{ClauseInForce, Dropped, PackInForce, Regulation, RuleInForce};
use crate::chain::{Chain, Chains};
use crate::combine::{Contradiction, Position, Why};
use crate::company::{CompanyPack, DropClause, SetValue};
use crate::duty::{Duties, Duty};
use crate::fault::{Fault, FaultKind, Place};
use crate::number::{ClauseNumber, ClauseRef};
use crate::pack::{Pack, Part, Rule, Words, parts};
use crate::value::{Language, Value};
use crate::watch::{Watch, Watches};
use std::collections::{HashMap, HashSet};

pub(super) fn compile(company: &CompanyPack, bases: &[Pack]) -> Result<Regulation, Vec<Fault>> {
    let mut compiling = Compiling { company, packs: Vec::new(), faults: Vec::new() };
    compiling.find(bases);
    if compiling.faults.is_empty() {
        compiling.fit();
    }
    let regulation = compiling.regulation();
    let mut faults = compiling.faults;
    faults.sort_by_key(|fault| fault.place);
    if faults.is_empty() { Ok(regulation) } else { Err(faults) }
}

struct Compiling<'a> {
    company: &'a CompanyPack,
    /// In the order of the book: the bases, then the company's own.
    packs: Vec<&'a Pack>,
    faults: Vec<Fault>,
}

impl<'a> Compiling<'a> {
    fn fault(&mut self, place: Place, kind: FaultKind) {
        self.faults.push(Fault { place, kind });
    }

    fn find(&mut self, bases: &'a [Pack]) {
        let company = self.company;
        for base in &company.base {
            match bases.iter().find(|p| p.code == base.code && p.version == base.version) {
                Some(pack) => self.packs.push(pack),
                None => self.fault(base.place, FaultKind::BaseUnknown(base.to_string())),
            }
        }
        self.packs.push(&company.own);
    }

    fn is_own(&self, pack: &Pack) -> bool {
        pack.code == self.company.own.code
    }

    /// The base of a code. What the company wrote itself it changes where it stands.
    fn base(&self, code: &str) -> Option<&'a Pack> {
        self.packs.iter().copied().find(|pack| pack.code == code && !self.is_own(pack))
    }

    fn dropping(&self, pack: &str, number: &ClauseNumber) -> Option<&'a DropClause> {
        let drops = self.company.drop.iter();
        drops.into_iter().find(|drop| drop.clause.pack == pack && drop.clause.number == *number)
    }

    fn setting(&self, pack: &str, key: &str) -> Option<&'a SetValue> {
        self.company.set.iter().find(|set| set.pack == pack && set.key == key)
    }

    /// Whether what the company changes is there.
    fn fit(&mut self) {
        let company = self.company;
        for drop in &company.drop {
            let known = self.base(&drop.clause.pack).map(|base| base.clause(&drop.clause.number));
            let quoted = drop.clause.to_string();
            match known {
                None => self.fault(drop.place, FaultKind::NotAmongBases(drop.clause.pack.clone())),
                Some(None) => self.fault(drop.place, FaultKind::DropUnknown(quoted)),
                Some(Some(_)) => {}
            }
        }
        for set in &company.set {
            if let Err(fault) = self.fits(set) {
                self.faults.push(fault);
            }
        }
        for hold in &company.hold {
            let Some(pack) = self.packs.iter().copied().find(|pack| pack.code == hold.pack) else {
                self.fault(hold.place, FaultKind::NotAmongBases(hold.pack.clone()));
                continue;
            };
            let said = |rule: &Rule| {
                rule.matter == hold.matter
                    && self.dropping(&pack.code, &rule.clause).is_none()
                    && self.value(pack, rule) != Value::Blank
            };
            if !pack.rules.iter().any(said) {
                let kind = FaultKind::HoldUnsaid(hold.pack.clone(), hold.matter.clone());
                self.fault(hold.place, kind);
            }
        }
        self.still_said();
    }

    fn fits(&self, set: &SetValue) -> Result<(), Fault> {
        let fault = |place, kind| Fault { place, kind };
        let Some(base) = self.base(&set.pack) else {
            return Err(fault(set.place, FaultKind::NotAmongBases(set.pack.clone())));
        };
        let rule = base.rule(&set.key);
        let Some(rule) = rule.filter(|r| self.dropping(&base.code, &r.clause).is_none()) else {
            let kind = FaultKind::SetUnknown(set.pack.clone(), set.key.clone());
            return Err(fault(set.place, kind));
        };
        Value::parse(rule.kind, &set.value)
            .map(|_| ())
            .map_err(|bad| fault(set.value_place, FaultKind::Value(bad.kind, bad.text)))
    }

    /// A clause that holds would have a hole where it names a rule that does not, and a duty would
    /// never be due.
    fn still_said(&mut self) {
        let company = self.company;
        for drop in &company.drop {
            let Some(base) = self.base(&drop.clause.pack) else { continue };
            let gone = |rule: &&Rule| rule.clause == drop.clause.number;
            for rule in base.rules.iter().filter(gone) {
                let names = |clause: &&crate::Clause| {
                    self.dropping(&base.code, &clause.number).is_none()
                        && parts(&clause.text.zh).contains(&Part::Key(&rule.key))
                };
                let clause = base.clauses.iter().find(names).map(|clause| &clause.number);
                let counted = |duty: &&Duty| {
                    self.dropping(&base.code, &duty.clause).is_none()
                        && duty.terms().any(|key| key == rule.key)
                };
                let duty = base.duties.iter().find(counted).map(|duty| &duty.clause);
                let walked = |chain: &&Chain| {
                    self.dropping(&base.code, &chain.clause).is_none()
                        && chain.rules().any(|key| key == rule.key)
                };
                let chain = base.chains.iter().find(walked).map(|chain| &chain.clause);
                if let Some(number) = clause.or(duty).or(chain) {
                    let clause = number.quoted(&base.code);
                    self.fault(drop.place, FaultKind::StillSaid(clause, rule.key.clone()));
                }
            }
        }
    }

    /// What a rule of a pack says here; what cannot be read is told of elsewhere.
    fn value(&self, pack: &Pack, rule: &Rule) -> Value {
        let set = self.setting(&pack.code, &rule.key);
        let read = set.and_then(|set| Value::parse(rule.kind, &set.value).ok());
        read.unwrap_or_else(|| rule.value.clone())
    }

    fn regulation(&self) -> Regulation {
        let own = &self.company.own;
        let mut rules = self.rules();
        let (contradictions, answers) = self.settle(&mut rules);
        let duties = Duties::in_force(&own.version, self.duties(&rules), |_, key| {
            answers.get(key).map(|at| rules[*at].value.clone())
        });
        let chains = Chains::in_force(self.chains(&rules), |_, key| {
            answers.get(key).map(|at| rules[*at].value.clone())
        });
        Regulation {
            code: own.code.clone(),
            version: own.version.clone(),
            title: own.title.clone(),
            packs: self.sources(),
            clauses: self.packs.iter().flat_map(|pack| self.clauses(pack)).collect(),
            duties,
            chains,
            watches: Watches::in_force(self.watches()),
            rules,
            dropped: self.packs.iter().flat_map(|pack| self.dropped(pack)).collect(),
            contradictions,
            answers,
        }
    }

    fn sources(&self) -> Vec<PackInForce> {
        let written = |pack: &&&Pack| !self.is_own(pack) || !pack.clauses.is_empty();
        let source = |pack: &&Pack| PackInForce {
            code: pack.code.clone(),
            version: pack.version.clone(),
            title: pack.title.clone(),
            own: self.is_own(pack),
        };
        self.packs.iter().filter(written).map(source).collect()
    }

    /// The clauses of a pack that hold. The heading of a chapter whose first clause is dropped
    /// stands over the next, unless that has a heading of its own.
    fn clauses(&self, pack: &Pack) -> Vec<ClauseInForce> {
        let mut held = Vec::with_capacity(pack.clauses.len());
        let mut heading: Option<Words> = None;
        for clause in &pack.clauses {
            if let Some(chapter) = pack.chapters.iter().find(|c| c.from == clause.number) {
                heading = Some(chapter.title.clone());
            }
            if self.dropping(&pack.code, &clause.number).is_some() {
                continue;
            }
            held.push(ClauseInForce {
                clause: ClauseRef::new(&pack.code, &clause.number),
                heading: heading.take(),
                text: clause.text.clone(),
                met: clause.met,
                will: clause.will,
                by: clause.by.clone(),
            });
        }
        held
    }

    fn dropped(&self, pack: &Pack) -> Vec<Dropped> {
        let said = |clause: &crate::Clause, drop: &DropClause| Dropped {
            clause: drop.clause.clone(),
            text: Words {
                zh: pack.sentence(clause, Language::Zh),
                en: pack.sentence(clause, Language::En),
            },
            reason: drop.reason.clone(),
        };
        let clauses = pack.clauses.iter();
        clauses
            .filter_map(|clause| Some(said(clause, self.dropping(&pack.code, &clause.number)?)))
            .collect()
    }

    fn rules(&self) -> Vec<RuleInForce> {
        let mut rules = Vec::new();
        for pack in &self.packs {
            for rule in &pack.rules {
                if self.dropping(&pack.code, &rule.clause).is_some() {
                    continue;
                }
                let value = self.value(pack, rule);
                let changed = value != rule.value;
                let set = self.setting(&pack.code, &rule.key).filter(|_| changed);
                rules.push(RuleInForce {
                    key: rule.key.clone(),
                    matter: rule.matter.clone(),
                    clause: ClauseRef::new(&pack.code, &rule.clause),
                    pack: pack.code.clone(),
                    label: rule.label.clone(),
                    kind: rule.kind,
                    value,
                    shipped: rule.value.clone(),
                    changed,
                    reason: set.map(|set| set.reason.clone()),
                    holds: true,
                });
            }
        }
        rules
    }

    /// The duties of clauses that hold, each with the code of its pack, in the order of the book;
    /// of those with one key, that of the pack that holds on its term, or else the first.
    fn duties(&self, rules: &[RuleInForce]) -> Vec<(&'a str, &'a Duty)> {
        let mut picked: Vec<(&'a str, &'a Duty)> = Vec::new();
        for pack in self.packs.iter().copied() {
            let held = |duty: &&Duty| self.dropping(&pack.code, &duty.clause).is_none();
            for duty in pack.duties.iter().filter(held) {
                match picked.iter_mut().find(|known| known.1.key == duty.key) {
                    None => picked.push((&pack.code, duty)),
                    Some(known) => {
                        let better =
                            holds(&pack.code, duty, rules) && !holds(known.0, known.1, rules);
                        if better || self.is_own(pack) {
                            *known = (&pack.code, duty);
                        }
                    }
                }
            }
        }
        picked
    }

    /// The chains of clauses that hold, each with the code of its pack, the company's own first. One
    /// of a key that the company or an earlier base has too gives way, and so does one whose rule
    /// another pack overrules.
    fn chains(&self, rules: &[RuleInForce]) -> Vec<(&'a str, &'a Chain)> {
        let own = self.packs.iter().copied().filter(|pack| self.is_own(pack));
        let bases = self.packs.iter().copied().filter(|pack| !self.is_own(pack));
        let mut picked: Vec<(&'a str, &'a Chain)> = Vec::new();
        for pack in own.chain(bases) {
            for chain in &pack.chains {
                let held = |key: &str| {
                    rules.iter().any(|r| r.pack == pack.code && r.key == key && r.holds)
                };
                let holds =
                    self.dropping(&pack.code, &chain.clause).is_none() && chain.rules().all(held);
                if holds && !picked.iter().any(|known| known.1.key == chain.key) {
                    picked.push((&pack.code, chain));
                }
            }
        }
        picked
    }

    /// What the clauses that hold watch, each with the code of its pack, the company's own first.
    fn watches(&self) -> Vec<(&'a str, &'a Watch)> {
        let own = self.packs.iter().copied().filter(|pack| self.is_own(pack));
        let bases = self.packs.iter().copied().filter(|pack| !self.is_own(pack));
        let said = own
            .chain(bases)
            .flat_map(|pack| pack.watches.iter().map(move |watch| (pack.code.as_str(), watch)));
        said.filter(|(pack, watch)| self.dropping(pack, &watch.clause).is_none()).collect()
    }

    /// Decides matter by matter which pack holds, and which rule answers for a key.
    fn settle(&self, rules: &mut [RuleInForce]) -> (Vec<Contradiction>, HashMap<String, usize>) {
        let mut matters: Vec<String> = Vec::new();
        let mut known = HashSet::new();
        for rule in rules.iter() {
            if known.insert(rule.matter.clone()) {
                matters.push(rule.matter.clone());
            }
        }
        let mut contradictions = Vec::new();
        let mut answers = HashMap::new();
        for matter in matters {
            let at = self.about(&matter, rules);
            let (holder, why) = self.holder(&matter, &at, rules);
            for &index in &at {
                rules[index].holds = rules[index].pack == holder;
            }
            answer(&matter, &at, rules, &mut answers);
            contradictions.extend(contradiction(matter, &at, rules, holder, why));
        }
        (contradictions, answers)
    }

    /// The rules of a matter: the company's own first, then as the bases are named.
    fn about(&self, matter: &str, rules: &[RuleInForce]) -> Vec<usize> {
        let mut at: Vec<_> = (0..rules.len()).filter(|i| rules[*i].matter == matter).collect();
        at.sort_by_key(|index| rules[*index].pack != self.company.own.code);
        at
    }

    /// Which pack holds on a matter. A blank says nothing.
    fn holder(&self, matter: &str, at: &[usize], rules: &[RuleInForce]) -> (String, Why) {
        if let Some(hold) = self.company.hold.iter().find(|hold| hold.matter == matter) {
            return (hold.pack.clone(), Why::Settled(hold.reason.clone()));
        }
        let said = at.iter().map(|index| &rules[*index]).filter(|rule| rule.value != Value::Blank);
        let packs: Vec<&str> = said.map(|rule| rule.pack.as_str()).collect();
        match packs.first() {
            Some(&first) if packs.iter().all(|pack| *pack == first) => {
                (first.to_owned(), Why::Alone)
            }
            Some(&first) if first == self.company.own.code => (first.to_owned(), Why::OwnRule),
            Some(&first) => (first.to_owned(), Why::NamedFirst),
            None => (at.first().map_or_else(String::new, |i| rules[*i].pack.clone()), Why::Alone),
        }
    }
}

/// Whether a pack's word holds on the time of its duty.
fn holds(pack: &str, duty: &Duty, rules: &[RuleInForce]) -> bool {
    let held = |key| rules.iter().any(|rule| rule.pack == pack && rule.key == key && rule.holds);
    duty.terms().all(held)
}

/// Writes down which rule answers for the matter, and for each key of it.
fn answer(matter: &str, at: &[usize], rules: &[RuleInForce], answers: &mut HashMap<String, usize>) {
    let holding: Vec<usize> = at.iter().copied().filter(|index| rules[*index].holds).collect();
    // The holder of a matter says something of it, unless nobody does.
    let said = |index: &&usize| rules[**index].value != Value::Blank;
    let Some(&first) = holding.iter().find(said).or(holding.first()) else { return };
    for &index in at {
        let key = &rules[index].key;
        let same = holding.iter().find(|held| rules[**held].key == *key);
        answers.insert(key.clone(), *same.unwrap_or(&first));
    }
    answers.entry(matter.to_owned()).or_insert(first);
}

/// Tells of a matter on which different things are said.
fn contradiction(
    matter: String,
    at: &[usize],
    rules: &[RuleInForce],
    holds: String,
    why: Why,
) -> Option<Contradiction> {
    let said = at.iter().map(|index| &rules[*index]).filter(|rule| rule.value != Value::Blank);
    let position = |rule: &RuleInForce| Position {
        pack: rule.pack.clone(),
        key: rule.key.clone(),
        clause: rule.clause.clone(),
        label: rule.label.clone(),
        value: rule.value.clone(),
        holds: rule.holds,
    };
    let positions: Vec<_> = said.map(position).collect();
    let first = positions.first()?.value.clone();
    let unlike = positions.iter().any(|said| said.value != first);
    unlike.then_some(Contradiction { matter, positions, holds, why })
}
