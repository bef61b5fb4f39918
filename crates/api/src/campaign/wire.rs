//! Campaigns as replies show them.

use crate::code::{CampaignKindCode, WalkStateCode};
use crate::wire::{Answer, Named, instant};
use crate::workbench::CustomerName;
use kedang_app::Context;
use kedang_app::campaign::{Item, OpenCampaign, Progress};
use kedang_domain::campaign::WalkState;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use uuid::Uuid;

/// How many customers are in each state.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub struct CampaignCounts {
    /// Nobody has gone through them.
    pub open: i64,
    /// All of them is true.
    pub verified: i64,
    /// Something was not, and is changed or corrected.
    pub changed: i64,
    /// They could not be reached.
    pub unreachable: i64,
    /// They went into other customers.
    pub merged: i64,
}

impl CampaignCounts {
    fn add(&mut self, state: WalkState, count: i64) {
        *match state {
            WalkState::Open => &mut self.open,
            WalkState::Verified => &mut self.verified,
            WalkState::Changed => &mut self.changed,
            WalkState::Unreachable => &mut self.unreachable,
            WalkState::Merged => &mut self.merged,
        } += count;
    }

    fn of(result: &BTreeMap<String, i64>) -> Self {
        let mut counts = Self::default();
        for (code, count) in result {
            if let Some(state) = WalkState::from_code(code) {
                counts.add(state, *count);
            }
        }
        counts
    }
}

/// How far a person of a department is.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignPerson {
    /// The department.
    pub department: Named,
    /// Who.
    pub person: Named,
    /// How far.
    pub counts: CampaignCounts,
}

/// A campaign.
#[derive(Debug, Serialize, ToSchema)]
pub struct Campaign {
    /// Which.
    pub id: Uuid,
    /// What it is for.
    pub kind: CampaignKindCode,
    /// What it is called; empty for one that the clock opened.
    pub title: String,
    /// The first day of its period, for one that the clock opened.
    #[schema(format = Date)]
    pub period: Option<String>,
    /// Which customers, as filters of the list; none: all.
    pub filters: Vec<String>,
    /// Who opened it; null: the clock.
    pub opened_by: Option<Named>,
    /// When.
    #[schema(format = DateTime)]
    pub opened_at: String,
    /// Its last day.
    #[schema(format = Date)]
    pub due_on: String,
    /// Customers in it.
    pub total: i64,
    /// How far the caller's part is.
    pub counts: CampaignCounts,
    /// The same by department and person.
    pub people: Vec<CampaignPerson>,
    /// Who closed it; null: nobody, or the clock.
    pub closed_by: Option<Named>,
    /// When.
    #[schema(format = DateTime)]
    pub closed_at: Option<String>,
    /// What is said about it.
    pub conclusion: Option<String>,
    /// What the whole came to; null while it is open.
    pub result: Option<CampaignCounts>,
    /// Whether the caller may close it.
    pub manage: Answer,
    /// Counts the changes; send it back in If-Match.
    pub version: i64,
}

fn people(progress: Vec<Progress>) -> Vec<CampaignPerson> {
    let mut people: Vec<CampaignPerson> = Vec::new();
    for one in progress {
        let same = |last: &&mut CampaignPerson| {
            last.department.id == one.department.0.uuid() && last.person.id == one.person.0.uuid()
        };
        if let Some(last) = people.last_mut().filter(same) {
            last.counts.add(one.state, one.count);
            continue;
        }
        let mut counts = CampaignCounts::default();
        counts.add(one.state, one.count);
        people.push(CampaignPerson {
            department: Named::new(one.department.0.uuid(), one.department.1),
            person: Named::new(one.person.0.uuid(), one.person.1),
            counts,
        });
    }
    people
}

impl Campaign {
    pub(super) fn of(ctx: &Context, open: OpenCampaign) -> Self {
        let OpenCampaign { campaign: one, progress, manage } = open;
        let mut counts = CampaignCounts::default();
        for part in &progress {
            counts.add(part.state, part.count);
        }
        Self {
            id: one.id.uuid(),
            kind: CampaignKindCode(one.kind),
            title: one.title,
            period: one.opened_by.is_none().then_some(one.period),
            filters: one.filters,
            opened_by: one.opened_by.map(|(id, name)| Named::new(id.uuid(), name)),
            opened_at: instant(one.opened_at),
            due_on: one.due_on.to_string(),
            total: one.total,
            counts,
            people: people(progress),
            closed_by: one.closed_by.map(|(id, name)| Named::new(id.uuid(), name)),
            closed_at: one.closed_at.map(instant),
            conclusion: one.conclusion,
            result: one.result.as_ref().map(CampaignCounts::of),
            manage: Answer::of(ctx, manage),
            version: one.version,
        }
    }
}

/// A customer in a campaign.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignItem {
    /// The customer.
    pub customer: CustomerName,
    /// Who goes through it.
    pub person: Named,
    /// What became of it.
    pub state: WalkStateCode,
    /// Groups of facts that are verified so far.
    pub parts: Vec<String>,
    /// How it was verified, or tried; empty: not yet.
    pub how: String,
    /// Who went through it.
    pub walked_by: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    pub walked_at: Option<String>,
}

impl From<Item> for CampaignItem {
    fn from(item: Item) -> Self {
        Self {
            customer: CustomerName {
                id: item.customer.uuid(),
                code: kedang_app::customer::code(item.customer_no),
                name: item.customer_name,
            },
            person: Named::new(item.person.0.uuid(), item.person.1),
            state: WalkStateCode(item.state),
            parts: item.parts,
            how: item.how,
            walked_by: item.walked_by,
            walked_at: item.walked_at.map(instant),
        }
    }
}
