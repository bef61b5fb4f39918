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
    /// `clause_added`, `clause_dropped`, `clause_changed`, `rule_changed`, `chain_changed`,
    /// `holder_changed`, `duty_added`, `duty_dropped` or `duty_changed`.
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
    /// Customers whom any of these obligations are about.
    pub customers: i64,
    /// Obligations that would be due at another time, had they been opened under the version.
    pub obligations: i64,
    /// Obligations of duties that bind others or are fulfilled otherwise, due as before.
    pub changed: i64,
    /// Obligations that nobody would have to do any more.
    pub released: i64,
}

impl From<Differences> for PolicyDifference {
    fn from(found: Differences) -> Self {
        Self {
            changes: lines(&found.changes),
            customers: found.affected.customers,
            obligations: found.affected.obligations,
            changed: found.affected.changed,
            released: found.affected.released,
        }
    }
}

/// Change by change.
pub(crate) fn lines(differences: &[Difference]) -> Vec<PolicyDifferenceLine> {
    differences.iter().map(line).collect()
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
