//! Several packs at once: where they contradict each other, what holds, and why.

use crate::number::ClauseRef;
use crate::pack::Words;
use crate::value::{Language, Value};

/// What one clause says about a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Code of the pack.
    pub pack: String,
    /// Key of the rule that says so.
    pub key: String,
    /// The clause that the rule belongs to.
    pub clause: ClauseRef,
    /// What the rule is called.
    pub label: Words,
    /// What it says.
    pub value: Value,
    /// Whether that holds: the rule is of the pack that holds on this matter.
    pub holds: bool,
}

/// A matter on which packs, or parts of one, say different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// What it is about: `loan.term`.
    pub matter: String,
    /// What each says; what is named first comes first.
    pub positions: Vec<Position>,
    /// Code of the pack that holds.
    pub holds: String,
    /// Why it does.
    pub why: Why,
}

/// Why a pack holds on a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// No other pack says anything different: its clauses are for different cases.
    Alone,
    /// It is named first among the packs that say something.
    NamedFirst,
    /// The company wrote a rule of its own.
    OwnRule,
    /// The company settled it, for this reason where it gave one.
    Settled(Option<Words>),
}

impl Contradiction {
    /// What holds, at first glance: the first that the holding pack says.
    #[must_use]
    pub fn position(&self) -> Option<&Position> {
        self.positions.iter().find(|said| said.holds)
    }

    /// The whole of it as a sentence: who says what, which holds, and why.
    #[must_use]
    pub fn words(&self, language: Language) -> String {
        let zh = language == Language::Zh;
        let said: Vec<_> = self.positions.iter().map(|said| said.words(language)).collect();
        let said = said.join(if zh { "；" } else { "; " });
        let holds = &self.holds;
        let why = match (&self.why, zh) {
            (Why::Alone, true) => format!("均出自{holds}，各管一种情形，同时有效"),
            (Why::Alone, false) => format!("All of {holds}, each for its own case; all hold"),
            (Why::NamedFirst, true) => format!("{holds}排在前面，以{holds}为准"),
            (Why::NamedFirst, false) => format!("{holds} is named first and holds"),
            (Why::OwnRule, true) => "公司自有规定优先".to_owned(),
            (Why::OwnRule, false) => "The company's own rule holds".to_owned(),
            (Why::Settled(_), true) => format!("公司决定以{holds}为准"),
            (Why::Settled(_), false) => format!("The company decided that {holds} holds"),
        };
        let reason = match &self.why {
            Why::Settled(Some(reason)) => reason.of(language),
            _ => "",
        };
        match (reason.is_empty(), zh) {
            (true, true) => format!("{said}。{why}。"),
            (true, false) => format!("{said}. {why}."),
            (false, true) => format!("{said}。{why}：{reason}。"),
            (false, false) => format!("{said}. {why}: {reason}."),
        }
    }
}

impl Position {
    /// `L1-19.5.2 借阅期限：3天`.
    fn words(&self, language: Language) -> String {
        let colon = if language == Language::Zh { "：" } else { ": " };
        let (label, value) = (self.label.of(language), self.value.words(language));
        format!("{} {label}{colon}{value}", self.clause)
    }
}
