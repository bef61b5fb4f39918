//! What a version changes, as a page shows it.

use crate::field::Label;
use kedang_app::policy::Differences;
use kedang_policy::Difference;
use kedang_policy::value::Language;
use serde::Serialize;
use utoipa::ToSchema;

/// One thing that is different.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyDifferenceLine {
    /// `clause_added`, `clause_dropped`, `clause_changed`, `rule_changed`, `chain_changed` or
    /// `holder_changed`.
    pub what: &'static str,
    /// The clauses that it is about, as everybody quotes them.
    pub clause: String,
    /// What it was like; empty for what is new.
    pub before: Label,
    /// What it is to be like; empty for what is gone.
    pub after: Label,
    /// Why; may be empty.
    pub reason: Label,
}

/// What a version changes, and for whom.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyDifference {
    /// Change by change.
    pub changes: Vec<PolicyDifferenceLine>,
    /// Customers for whom something would be due at another time.
    pub customers: i64,
    /// Obligations that would be due at another time.
    pub obligations: i64,
}

impl From<Differences> for PolicyDifference {
    fn from(found: Differences) -> Self {
        Self {
            changes: found.changes.iter().map(line).collect(),
            customers: found.affected.customers,
            obligations: found.affected.obligations,
        }
    }
}

fn line(difference: &Difference) -> PolicyDifferenceLine {
    let (zh, en) = (difference.line(Language::Zh), difference.line(Language::En));
    PolicyDifferenceLine {
        what: difference.code(),
        clause: zh.clause,
        before: Label { zh: zh.before, en: en.before },
        after: Label { zh: zh.after, en: en.after },
        reason: Label { zh: zh.reason, en: en.reason },
    }
}
