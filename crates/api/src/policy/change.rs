//! What a request changes of a version.

use crate::field::Label;
use crate::wire::present;
use kedang_app::policy::{Change, OwnClause};
use kedang_policy::Words;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

fn words(label: Label) -> Words {
    Words { zh: label.zh, en: label.en }
}

/// From what a draft begins.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyDraftInput {
    /// The version to begin from; the newest approved one when absent.
    #[serde(default)]
    pub from: Option<Uuid>,
}

/// A value of the company's own.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetRule {
    /// Code of the regulation.
    #[schema(example = "M")]
    pub pack: String,
    /// Key of its rule.
    pub key: String,
    /// The value as a regulation is written; empty: a blank.
    #[schema(example = "2 days")]
    pub value: String,
    /// Why.
    pub reason: Label,
}

/// A clause that does not hold.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DroppedClause {
    /// As everybody quotes it.
    #[schema(example = "M 5.1.6a")]
    pub clause: String,
    /// Why.
    pub reason: Label,
}

/// Whose word holds on a matter.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HeldMatter {
    /// The matter.
    #[schema(example = "loan.term")]
    pub matter: String,
    /// Code of the regulation that holds.
    pub pack: String,
    /// Why.
    #[serde(default)]
    pub reason: Option<Label>,
}

/// A clause that the company adds.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = OwnClause)]
#[serde(deny_unknown_fields)]
pub struct OwnClauseInput {
    /// Its number.
    #[schema(example = "1.1")]
    pub number: String,
    /// The heading that begins with it.
    #[serde(default)]
    pub heading: Option<Label>,
    /// What it says.
    pub text: Label,
}

/// A change of a draft; what is absent stays, what is given replaces all of its kind.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyChange {
    /// The title of the regulation.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Label, required = false)]
    pub title: Option<Label>,
    /// Codes of the regulations upon which it stands; the first holds where they contradict each
    /// other.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Vec<String>, required = false, example = json!(["M", "L"]))]
    pub base: Option<Vec<String>>,
    /// Values of the company's own.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Vec<SetRule>, required = false)]
    pub set: Option<Vec<SetRule>>,
    /// Clauses that do not hold.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Vec<DroppedClause>, required = false)]
    pub drop: Option<Vec<DroppedClause>>,
    /// Contradictions that are settled.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Vec<HeldMatter>, required = false)]
    pub hold: Option<Vec<HeldMatter>>,
    /// Clauses of the company's own.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Vec<OwnClauseInput>, required = false)]
    pub clauses: Option<Vec<OwnClauseInput>>,
    /// Measure it against the newest approved version from now on: whoever says so has seen what it
    /// would take back.
    #[serde(default)]
    pub catch_up: bool,
}

impl From<PolicyChange> for Change {
    fn from(input: PolicyChange) -> Self {
        let set = |set: SetRule| (set.pack, set.key, set.value, words(set.reason));
        let drop = |drop: DroppedClause| (drop.clause, words(drop.reason));
        let hold = |hold: HeldMatter| (hold.matter, hold.pack, hold.reason.map(words));
        let clause = |clause: OwnClauseInput| OwnClause {
            number: clause.number,
            heading: clause.heading.map(words),
            text: words(clause.text),
        };
        Self {
            title: input.title.map(words),
            base: input.base,
            set: input.set.map(|all| all.into_iter().map(set).collect()),
            drop: input.drop.map(|all| all.into_iter().map(drop).collect()),
            hold: input.hold.map(|all| all.into_iter().map(hold).collect()),
            clauses: input.clauses.map(|all| all.into_iter().map(clause).collect()),
            catch_up: input.catch_up,
        }
    }
}

/// A draft is proposed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyProposal {
    /// From which day it is to hold where the company is; not in the past.
    #[schema(format = Date, example = "2026-12-01")]
    pub active_from: String,
    /// What the proposer says to it, at most 500 characters.
    #[serde(default)]
    pub note: Option<String>,
}

/// A proposed version is approved.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyApproval {
    /// From which day it is to hold; as proposed when absent.
    #[serde(default)]
    #[schema(format = Date)]
    pub active_from: Option<String>,
}

/// Why a proposed version is refused.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyRefusal {
    /// Why, at most 500 characters.
    pub reason: String,
}
