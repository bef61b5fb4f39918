//! Versions of the regulation as they go out.

use super::book::{PolicyBook, label};
use super::change::{DroppedClause, HeldMatter, OwnClauseInput, SetRule};
use crate::wire::{Answer, Named, instant};
use kedang_app::Context;
use kedang_app::policy::{OpenedVersion, ReadVersion, Wanted};
use kedang_domain::id::PersonId;
use kedang_policy::CompanyPack;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use utoipa::ToSchema;
use uuid::Uuid;

/// Somebody approved.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyApproved {
    /// As what.
    #[schema(example = "general_manager")]
    pub role: String,
    /// Who.
    pub person: Named,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
}

/// Who has to approve next.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyWanted {
    /// As what.
    #[schema(example = "general_manager")]
    pub role: String,
    /// Who could.
    pub people: Vec<Named>,
}

/// A version of the regulation.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyVersionRow {
    /// Which.
    pub id: Uuid,
    /// Its number; null until it is approved.
    pub number: Option<i64>,
    /// `draft`, `proposed`, `refused`, `waiting`, `in_force` or `past`.
    pub standing: &'static str,
    /// Who drafted it; null for the one that the company was founded with.
    pub created_by: Option<Named>,
    /// When.
    #[schema(format = DateTime)]
    pub created_at: String,
    /// When its text was last changed.
    #[schema(format = DateTime)]
    pub changed_at: String,
    /// Who proposed it.
    pub proposed_by: Option<Named>,
    /// When.
    #[schema(format = DateTime)]
    pub proposed_at: Option<String>,
    /// What the proposer says to it.
    pub note: Option<String>,
    /// From which day it holds, or is to hold.
    #[schema(format = Date)]
    pub active_from: Option<String>,
    /// Who approved it so far.
    pub approvals: Vec<PolicyApproved>,
    /// Who has to approve next.
    pub wanted: Vec<PolicyWanted>,
    /// When it was approved or refused.
    #[schema(format = DateTime)]
    pub decided_at: Option<String>,
    /// Who refused it.
    pub refused_by: Option<Named>,
    /// Why.
    pub refusal: Option<String>,
    /// A later version was approved since it was drafted: it must catch up first.
    pub overtaken: bool,
    /// What the caller may do: edit, withdraw, decide.
    pub actions: BTreeMap<&'static str, Answer>,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

fn named(names: &HashMap<String, String>, id: PersonId) -> Named {
    let name = names.get(&id.to_string()).cloned().unwrap_or_default();
    Named::new(id.uuid(), name)
}

impl PolicyVersionRow {
    /// As this person sees it.
    pub(super) fn new(ctx: &Context, opened: OpenedVersion) -> Self {
        let OpenedVersion { version, standing, approvals, wanted, overtaken, names, actions } =
            opened;
        let somebody = |id: PersonId| named(&names, id);
        let wants = |wanted: Wanted| PolicyWanted {
            role: wanted.role.to_owned(),
            people: wanted.people.into_iter().map(somebody).collect(),
        };
        let actions = actions.into_iter();
        Self {
            id: version.id.uuid(),
            number: version.number,
            standing: standing.code(),
            created_by: version.created_by.map(somebody),
            created_at: instant(version.created_at),
            changed_at: instant(version.changed_at),
            proposed_by: version.proposed.map(|(by, _)| somebody(by)),
            proposed_at: version.proposed.map(|(_, at)| instant(at)),
            note: version.note,
            active_from: version.active_from.map(|day| day.to_string()),
            approvals: approvals
                .into_iter()
                .map(|approval| PolicyApproved {
                    person: somebody(approval.person),
                    role: approval.role,
                    at: instant(approval.at),
                })
                .collect(),
            wanted: wanted.into_iter().map(wants).collect(),
            decided_at: version.decided_at.map(instant),
            refused_by: version.refused_by.map(somebody),
            refusal: version.refusal,
            overtaken,
            actions: actions.map(|(name, answer)| (name, Answer::of(ctx, answer))).collect(),
            version: version.version,
        }
    }
}

/// What the company made of the regulations.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyPack {
    /// Codes of the regulations upon which it stands, in order.
    pub base: Vec<String>,
    /// Values of its own.
    pub set: Vec<SetRule>,
    /// Clauses that do not hold.
    pub drop: Vec<DroppedClause>,
    /// Contradictions that it settles.
    pub hold: Vec<HeldMatter>,
    /// Clauses that it adds.
    pub clauses: Vec<OwnClauseInput>,
}

impl From<CompanyPack> for PolicyPack {
    fn from(pack: CompanyPack) -> Self {
        let own = &pack.own;
        let clauses = own.clauses.iter().map(|clause| {
            let chapter = own.chapters.iter().find(|chapter| chapter.from == clause.number);
            OwnClauseInput {
                number: clause.number.to_string(),
                heading: chapter.map(|chapter| label(&chapter.title)),
                text: label(&clause.text),
            }
        });
        Self {
            clauses: clauses.collect(),
            base: pack.base.iter().map(|base| base.code.clone()).collect(),
            set: pack
                .set
                .iter()
                .map(|set| SetRule {
                    pack: set.pack.clone(),
                    key: set.key.clone(),
                    value: set.value.clone(),
                    reason: label(&set.reason),
                })
                .collect(),
            drop: pack
                .drop
                .iter()
                .map(|drop| DroppedClause {
                    clause: drop.clause.to_string(),
                    reason: label(&drop.reason),
                })
                .collect(),
            hold: pack
                .hold
                .iter()
                .map(|hold| HeldMatter {
                    matter: hold.matter.clone(),
                    pack: hold.pack.clone(),
                    reason: hold.reason.as_ref().map(label),
                })
                .collect(),
        }
    }
}

/// A version with what it says.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyVersion {
    #[serde(flatten)]
    row: PolicyVersionRow,
    /// What the company made of the regulations.
    pack: PolicyPack,
    /// What it comes to.
    book: PolicyBook,
}

impl PolicyVersion {
    /// As this person sees it.
    pub(super) fn new(ctx: &Context, found: ReadVersion) -> Self {
        let row = PolicyVersionRow::new(ctx, found.opened);
        let book = PolicyBook {
            id: Some(row.id),
            active_from: row.active_from.clone(),
            ..PolicyBook::of(&found.regulation)
        };
        Self { row, pack: found.pack.into(), book }
    }
}
