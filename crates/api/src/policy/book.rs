//! What a regulation says, as a page shows it.

use crate::field::Label;
use kedang_app::InForce;
use kedang_policy::combine::{Contradiction, Position, Why};
use kedang_policy::regulation::{ClauseInForce, Dropped, PackInForce};
use kedang_policy::value::{Language, Value};
use kedang_policy::{Met, Regulation, RuleInForce, Words};
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;
use uuid::Uuid;

pub(super) fn label(words: &Words) -> Label {
    Label { zh: words.zh.clone(), en: words.en.clone() }
}

fn said(value: &Value) -> Label {
    Label { zh: value.words(Language::Zh), en: value.words(Language::En) }
}

/// A regulation that goes into this one.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookPack {
    /// Its code: one letter for the shipped ones.
    #[schema(example = "M")]
    pub code: String,
    /// Its version.
    pub version: String,
    /// Its title.
    pub title: Label,
    /// The company wrote it itself.
    pub own: bool,
}

/// Something that the software does, or will do, about a clause.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookCapability {
    /// Its key.
    pub key: String,
    /// What it is called.
    pub title: Label,
    /// Where a person finds it; null when it is not there yet.
    pub page: Option<String>,
}

/// A clause that holds.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookClause {
    /// As everybody quotes it.
    #[schema(example = "M 5.1.6a")]
    pub clause: String,
    /// Code of its regulation.
    pub pack: String,
    /// Its number there.
    pub number: String,
    /// The heading that begins with it.
    pub heading: Option<Label>,
    /// What it says, with the values that hold.
    pub text: Label,
    /// `enforced`, `tracked`, `attested` or `not_yet`.
    pub met: &'static str,
    /// How a clause that is not met yet will be.
    pub will: Option<&'static str>,
    /// What meets it, or is missing.
    pub by: Vec<BookCapability>,
    /// The keys of its values.
    pub rules: Vec<String>,
}

/// A value of the regulation.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookRule {
    /// Its name within its regulation.
    pub key: String,
    /// What it is about, the same in all regulations.
    pub matter: String,
    /// Code of its regulation.
    pub pack: String,
    /// The clause that says so.
    pub clause: String,
    /// What it is called.
    pub label: Label,
    /// What kind of value it has: `duration`, `cycle`, `number`, `percent`, `money`,
    /// `money_range`, `chain`, `list`, `yes_no`, `text` or `day_of_month`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// Its value as a regulation is written; empty: a blank.
    pub value: String,
    /// Its value in words.
    pub words: Label,
    /// What it is in the regulation as that came.
    pub shipped: String,
    /// The same in words.
    pub shipped_words: Label,
    /// The company set another value.
    pub changed: bool,
    /// Why.
    pub reason: Option<Label>,
    /// It holds; false when another regulation's rule on the same matter does.
    pub holds: bool,
}

/// What one clause says of a matter.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookPosition {
    /// Code of its regulation.
    pub pack: String,
    /// The clause.
    pub clause: String,
    /// What its rule is called.
    pub label: Label,
    /// What it says.
    pub words: Label,
    /// That holds.
    pub holds: bool,
}

/// A matter on which clauses say different things.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookContradiction {
    /// What it is about.
    pub matter: String,
    /// What each says.
    pub positions: Vec<BookPosition>,
    /// Code of the regulation that holds.
    pub holds: String,
    /// Why: `alone`, `named_first`, `own_rule` or `settled`.
    pub why: &'static str,
    /// The reason that the company gave.
    pub reason: Option<Label>,
}

/// A clause that the company lets not hold.
#[derive(Debug, Serialize, ToSchema)]
pub struct BookDropped {
    /// The clause.
    pub clause: String,
    /// What it says.
    pub text: Label,
    /// Why it does not hold.
    pub reason: Label,
}

/// A regulation as a book.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyBook {
    /// Which version; null before the first is written.
    pub id: Option<Uuid>,
    /// Its number.
    pub version: String,
    /// From which day it holds.
    #[schema(format = Date)]
    pub active_from: Option<String>,
    /// Its title.
    pub title: Label,
    /// The regulations that it is made of, in order.
    pub packs: Vec<BookPack>,
    /// The clauses that hold, in order.
    pub clauses: Vec<BookClause>,
    /// Their values.
    pub rules: Vec<BookRule>,
    /// Where they contradict each other.
    pub contradictions: Vec<BookContradiction>,
    /// The clauses that do not hold.
    pub dropped: Vec<BookDropped>,
}

impl PolicyBook {
    /// The regulation in force.
    pub(super) fn in_force(version: &InForce) -> Self {
        Self {
            id: version.id().map(|id| id.uuid()),
            version: version.version().to_owned(),
            active_from: version.active_from().map(|day| day.to_string()),
            ..Self::of(version.regulation())
        }
    }

    /// What a regulation says.
    pub(super) fn of(regulation: &Regulation) -> Self {
        let mut keys: HashMap<String, Vec<String>> = HashMap::new();
        for rule in regulation.rules() {
            keys.entry(rule.clause.to_string()).or_default().push(rule.key.clone());
        }
        let clauses = regulation.clauses().iter().map(|known| clause(regulation, known, &mut keys));
        Self {
            id: None,
            version: regulation.version().to_owned(),
            active_from: None,
            title: label(regulation.title()),
            clauses: clauses.collect(),
            packs: regulation.packs().iter().map(pack).collect(),
            rules: regulation.rules().iter().map(rule).collect(),
            contradictions: regulation.contradictions().iter().map(contradiction).collect(),
            dropped: regulation.dropped().iter().map(dropped).collect(),
        }
    }
}

fn pack(pack: &PackInForce) -> BookPack {
    BookPack {
        code: pack.code.clone(),
        version: pack.version.clone(),
        title: label(&pack.title),
        own: pack.own,
    }
}

fn clause(
    regulation: &Regulation,
    known: &ClauseInForce,
    keys: &mut HashMap<String, Vec<String>>,
) -> BookClause {
    let quoted = known.clause.to_string();
    let by = known.by.iter().map(|capability| BookCapability {
        key: capability.key.clone(),
        title: label(&capability.title),
        page: capability.page.clone(),
    });
    BookClause {
        rules: keys.remove(&quoted).unwrap_or_default(),
        pack: known.clause.pack.clone(),
        number: known.clause.number.to_string(),
        heading: known.heading.as_ref().map(label),
        text: Label {
            zh: regulation.sentence(known, Language::Zh),
            en: regulation.sentence(known, Language::En),
        },
        met: known.met.as_str(),
        will: known.will.map(Met::as_str),
        by: by.collect(),
        clause: quoted,
    }
}

fn rule(rule: &RuleInForce) -> BookRule {
    BookRule {
        key: rule.key.clone(),
        matter: rule.matter.clone(),
        pack: rule.pack.clone(),
        clause: rule.clause.to_string(),
        label: label(&rule.label),
        kind: rule.kind.as_str(),
        value: rule.value.to_string(),
        words: said(&rule.value),
        shipped: rule.shipped.to_string(),
        shipped_words: said(&rule.shipped),
        changed: rule.changed,
        reason: rule.reason.as_ref().map(label),
        holds: rule.holds,
    }
}

fn contradiction(known: &Contradiction) -> BookContradiction {
    let position = |position: &Position| BookPosition {
        pack: position.pack.clone(),
        clause: position.clause.to_string(),
        label: label(&position.label),
        words: said(&position.value),
        holds: position.holds,
    };
    let (why, reason) = match &known.why {
        Why::Alone => ("alone", None),
        Why::NamedFirst => ("named_first", None),
        Why::OwnRule => ("own_rule", None),
        Why::Settled(reason) => ("settled", reason.as_ref().map(label)),
    };
    BookContradiction {
        matter: known.matter.clone(),
        positions: known.positions.iter().map(position).collect(),
        holds: known.holds.clone(),
        why,
        reason,
    }
}

fn dropped(dropped: &Dropped) -> BookDropped {
    BookDropped {
        clause: dropped.clause.to_string(),
        text: label(&dropped.text),
        reason: label(&dropped.reason),
    }
}
