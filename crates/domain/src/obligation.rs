//! Obligations 待办义务: somebody must do something by a time because of a clause.
//!
//! What opens one and what fulfils it are entries of the log, named by a [`Trigger`]; by when is
//! counted by [`Within`] or by the [`cycle`] in which it comes back. A regulation says which.

pub mod cycle;
pub mod due;

#[cfg(test)]
mod tests;

pub use cycle::{Cycle, CycleDue, Period};
pub use due::{AT_ONCE_MINUTES, Due, Within};

use crate::org::codes;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

codes! {
    /// How an obligation stands.
    ObligationState {
        /// To be done, and there is time.
        Open = "open",
        /// To be done, and the time is over.
        Breached = "breached",
        /// Done in time.
        Kept = "kept",
        /// Done, but late.
        LateKept = "late_kept",
        /// Nobody has to do it any more.
        Released = "released",
    }
}

impl ObligationState {
    /// Whether it is still to be done.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Breached)
    }

    /// What becomes of an obligation that is fulfilled at an instant.
    #[must_use]
    pub fn fulfilled(at: i64, due: i64) -> Self {
        if at <= due { Self::Kept } else { Self::LateKept }
    }
}

codes! {
    /// What an obligation is about.
    About {
        /// The customer of the entry that opened it.
        Customer = "customer",
        /// A department.
        Department = "department",
        /// A person of the company.
        Person = "person",
        /// The company as a whole.
        Company = "company",
        /// The very thing that the opening entry was about: a piece of news, a correction.
        Subject = "subject",
    }
}

/// Whom a duty binds, or who is told of a breach, as a regulation names them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The owner of the customer.
    Owner,
    /// Who did what opened it.
    Actor,
    /// The head of the department that it concerns.
    Head,
    /// The department that keeps customer data.
    Custodian,
    /// The head of the company.
    Leader,
    /// Whoever has this role.
    Role(String),
    /// Whoever holds the post of this name.
    Post(String),
    /// Everybody of this role, one obligation each; `person` stands for everybody of the company.
    Each(String),
}

impl Who {
    /// Reads what a regulation writes: `owner`, `role:finance`, `post:档案管理员`,
    /// `each_salesperson`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let named = |name: &str| (!name.trim().is_empty()).then(|| name.trim().to_owned());
        match text {
            "owner" => Some(Self::Owner),
            "actor" => Some(Self::Actor),
            "head" => Some(Self::Head),
            "custodian" => Some(Self::Custodian),
            "leader" => Some(Self::Leader),
            _ => {
                if let Some(role) = text.strip_prefix("role:") {
                    named(role).map(Self::Role)
                } else if let Some(post) = text.strip_prefix("post:") {
                    named(post).map(Self::Post)
                } else {
                    text.strip_prefix("each_").and_then(named).map(Self::Each)
                }
            }
        }
    }
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Owner => f.write_str("owner"),
            Self::Actor => f.write_str("actor"),
            Self::Head => f.write_str("head"),
            Self::Custodian => f.write_str("custodian"),
            Self::Leader => f.write_str("leader"),
            Self::Role(role) => write!(f, "role:{role}"),
            Self::Post(post) => write!(f, "post:{post}"),
            Self::Each(role) => write!(f, "each_{role}"),
        }
    }
}

codes! {
    /// To what an obligation is assigned.
    AssigneeKind {
        /// A person.
        Person = "person",
        /// Everybody of a department.
        Department = "department",
        /// Whoever has a role.
        Role = "role",
        /// Whoever holds a post.
        Post = "post",
    }
}

/// Who has to do it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Assignee {
    /// What the id names.
    pub kind: AssigneeKind,
    /// An id; of a role its code.
    pub id: String,
}

impl Assignee {
    /// Somebody or something by its id, a role by its code.
    #[must_use]
    pub fn new(kind: AssigneeKind, id: impl fmt::Display) -> Self {
        Self { kind, id: id.to_string() }
    }
}

/// Which entries of the log open or fulfil a duty. An action alone is not enough where the same
/// action can mean several things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trigger {
    /// Any of these actions.
    pub actions: Vec<String>,
    /// Details that the entry has, each with one of these values. An empty value stands for "no
    /// such detail".
    pub when: BTreeMap<String, Vec<String>>,
    /// One of these fields changed; empty: whatever changed.
    pub changed: Vec<String>,
}

impl Trigger {
    /// Whether an entry is such a one, given its details and the fields that it changed.
    #[must_use]
    pub fn holds<'a>(
        &self,
        action: &str,
        detail: impl Fn(&str) -> Option<&'a str>,
        changed: impl Fn(&str) -> bool,
    ) -> bool {
        self.actions.iter().any(|known| known == action)
            && self.when.iter().all(|(key, values)| {
                let said = detail(key).unwrap_or_default();
                values.iter().any(|value| value == said)
            })
            && (self.changed.is_empty() || self.changed.iter().any(|field| changed(field)))
    }
}

codes! {
    /// Something that happened to a customer outside the system and was noted.
    CustomerEventKind {
        /// 首次接洽
        FirstContact = "first_contact",
        /// 拜访
        Visit = "visit",
        /// 签订合同
        ContractSigned = "contract_signed",
        /// 对接人更换
        ContactReplaced = "contact_replaced",
        /// 地址变更
        AddressChanged = "address_changed",
        /// 新的合作
        NewDeal = "new_deal",
        /// 合作终止
        DealEnded = "deal_ended",
        /// 投诉
        Complaint = "complaint",
        /// 合作变动
        CooperationChanged = "cooperation_changed",
        /// 经营异常
        BadNews = "bad_news",
    }
}

codes! {
    /// How a wish for more time stands.
    ExtensionState {
        /// Nobody has decided.
        Open = "open",
        /// There is more time.
        Granted = "granted",
        /// There is not.
        Refused = "refused",
    }
}
