//! Requests 申请: something is closed to somebody, who asks for it, and others decide in the order
//! that the regulation names.
//!
//! A request walks a chain of steps. A step has seats, each for somebody whom the regulation names;
//! all of them have to agree, or any one. This module is the machine: pure, and told by its caller
//! who can sit where *now*. The chain is kept with the request, so another version of the regulation
//! changes nothing about one that is under way; who fills a seat is asked anew at every step, so
//! whoever leaves is followed by their successor.
//!
//! Two rules hold whatever a regulation says: nobody decides on their own wish, and nobody decides
//! twice on one request.

use crate::id::{ItemId, PersonId};
use crate::org::codes;
use crate::secrecy::Level;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[cfg(test)]
mod tests;

codes! {
    /// What somebody asks for.
    RequestKind {
        /// 查阅: see a customer, or what is locked of it.
        View = "view",
        /// 复制摘抄: take a copy or an excerpt.
        Copy = "copy",
        /// 共享: let a colleague of another department see a customer.
        Share = "share",
        /// 对外提供: give facts to somebody outside the company.
        Disclosure = "disclosure",
        /// 变更密级
        LevelChange = "level_change",
        /// 解密: end the secrecy before its time.
        Declassify = "declassify",
        /// 借阅
        Loan = "loan",
        /// 更正: correct verified data.
        Correction = "correction",
        /// 导出: take out more than the limit.
        Export = "export",
        /// 导入: take in more than the limit.
        Import = "import",
    }
}

impl RequestKind {
    /// Whether it walks a chain of approval here. Exports, imports and corrections have registers of
    /// their own, in which they are decided.
    #[must_use]
    pub fn is_chained(self) -> bool {
        !matches!(self, Self::Correction | Self::Export | Self::Import)
    }
}

codes! {
    /// How far a request is.
    RequestState {
        /// A step is to be decided.
        Open = "open",
        /// The applicant is to mend it.
        SentBack = "sent_back",
        /// Every step agreed, and what was asked for is done.
        Granted = "granted",
        /// Somebody said no.
        Refused = "refused",
        /// The applicant took it back.
        Withdrawn = "withdrawn",
        /// It was granted, and is taken away again.
        Revoked = "revoked",
        /// What it asked for would be over before it was decided.
        Expired = "expired",
    }
}

impl RequestState {
    /// Whether something is still to be done about it.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::SentBack)
    }
}

codes! {
    /// What the holder of a seat says.
    Verdict {
        /// Yes.
        Approve = "approve",
        /// No: the request is over.
        Refuse = "refuse",
        /// Not so: back to the applicant or to an earlier step.
        SendBack = "send_back",
    }
}

codes! {
    /// How many seats of a step have to agree.
    Mode {
        /// Any one.
        Any = "any",
        /// Every one.
        All = "all",
    }
}

codes! {
    /// On what a disclosure rests.
    GroundKind {
        /// The customer agreed.
        Consent = "consent",
        /// The law asks for it.
        Law = "law",
    }
}

/// On what a disclosure to outsiders rests (S 12.3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// Consent or law.
    pub kind: GroundKind,
    /// Where the consent is recorded, or which law.
    pub text: String,
}

/// Somebody from outside the company for whom it is asked (L1-18.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outsider {
    /// Their name.
    pub name: String,
    /// From where they come.
    pub organisation: String,
    /// The letter of introduction or work card that they showed.
    pub introduction: String,
    /// Who accompanies them.
    pub accompanied_by: PersonId,
}

/// What a request says beside customer, purpose, reason and end. Which of it, its kind decides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// Keys of the facts that are meant; empty: all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<String>,
    /// For whom from outside.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outsider: Option<Outsider>,
    /// With whom to share.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// To whom a copy or a disclosure goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recipient: Option<String>,
    /// On what a disclosure rests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// The level that is wanted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The original file that is to be lent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<ItemId>,
}

/// The chain that a request walks, as it was in force when it was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walk {
    /// Its key in the regulation.
    pub key: String,
    /// The steps, in order; one at least.
    pub steps: Vec<Step>,
}

/// One step of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// How many have to agree.
    pub mode: Mode,
    /// Who, as the regulation names them: `department_head`, `custodian`, `general_manager` …; one
    /// at least, none twice.
    pub seats: Vec<String>,
}

/// A decision that counts: of this round, and of no step that was sent back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Of which step, from 0.
    pub step: usize,
    /// Of which seat of the step, from 0.
    pub seat: usize,
    /// By whom.
    pub by: PersonId,
}

/// How a request stands: its chain, and who has agreed so far.
#[derive(Clone, Copy, Debug)]
pub struct Course<'a> {
    /// Who asks.
    pub applicant: PersonId,
    /// The steps, in order.
    pub steps: &'a [Step],
    /// The approvals that count.
    pub given: &'a [Given],
}

/// Why somebody may not decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Barred {
    /// It is their own wish.
    OwnRequest,
    /// They have decided on it in another seat.
    DecidedAlready,
    /// No open seat is theirs.
    NotTheApprover,
}

impl Course<'_> {
    fn has(&self, step: usize, seat: usize) -> bool {
        self.given.iter().any(|given| given.step == step && given.seat == seat)
    }

    fn fulfilled(&self, at: usize, step: &Step) -> bool {
        let mut seats = 0..step.seats.len();
        match step.mode {
            Mode::Any => seats.any(|seat| self.has(at, seat)),
            Mode::All => seats.all(|seat| self.has(at, seat)),
        }
    }

    /// The step that is to be decided; `None` when every one has agreed.
    #[must_use]
    pub fn current(&self) -> Option<usize> {
        self.steps
            .iter()
            .enumerate()
            .find(|(at, step)| !self.fulfilled(*at, step))
            .map(|(at, _)| at)
    }

    /// The seats of the current step that have not agreed: number and name.
    #[must_use]
    pub fn open_seats(&self) -> Vec<(usize, &str)> {
        let Some(at) = self.current() else { return Vec::new() };
        let seats = self.steps.get(at).map(|step| step.seats.as_slice()).unwrap_or_default();
        let named = seats.iter().map(String::as_str).enumerate();
        named.filter(|(seat, _)| !self.has(at, *seat)).collect()
    }

    /// Who cannot sit in any further seat: the applicant, and whoever has agreed.
    #[must_use]
    pub fn barred(&self) -> BTreeSet<PersonId> {
        self.given.iter().map(|given| given.by).chain([self.applicant]).collect()
    }

    /// The seat of the current step in which somebody decides, given for which they can sit now.
    ///
    /// # Errors
    /// Why they may not.
    pub fn seat(
        &self,
        person: PersonId,
        sits: impl Fn(&str) -> bool,
    ) -> Result<(usize, usize), Barred> {
        if person == self.applicant {
            return Err(Barred::OwnRequest);
        }
        let at = self.current().ok_or(Barred::NotTheApprover)?;
        let mut open = self.open_seats().into_iter();
        let seat = open.find(|(_, name)| sits(name)).map(|(seat, _)| seat);
        if self.given.iter().any(|given| given.by == person) {
            return Err(Barred::DecidedAlready);
        }
        seat.map(|seat| (at, seat)).ok_or(Barred::NotTheApprover)
    }
}
