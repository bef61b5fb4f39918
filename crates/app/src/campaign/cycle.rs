//! What the clock does: opening the campaigns that the regulation asks for in each period, and
//! closing those whose period is over.
//!
//! Each kind has one campaign for a period, however often and wherever this runs. A period that
//! began while no server ran has its campaign as soon as one does; a period that is over gets none.

use super::{closing, told};
use crate::{App, Result};
use jiff::civil::Date;
use kedang_domain::campaign::{CampaignKind, Every, period};
use kedang_domain::id::CampaignId;
use kedang_evidence::{Actor, Channel, Draft};
use kedang_policy::value::{Term, Unit, Value};
use kedang_storage::campaign::{self, Campaign};
use kedang_storage::{company, evidence};

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turned {
    /// Campaigns that were opened.
    pub opened: usize,
    /// Campaigns that were closed.
    pub closed: usize,
}

/// How often, of a rule of the regulation.
fn every(value: &Value) -> Option<Every> {
    let Value::Term(Term::Of(count, unit)) = value else { return None };
    match unit {
        Unit::Day | Unit::WorkingDay => Some(Every::Days(*count)),
        Unit::Week => count.checked_mul(7).map(Every::Days),
        Unit::Month => Some(Every::Months(*count)),
        Unit::Year => count.checked_mul(12).map(Every::Months),
        Unit::Hour => None,
    }
}

impl App {
    /// Opens and closes the campaigns of the clock. The first is that of the first period which
    /// begins after the company was founded. Does nothing before there is a company.
    ///
    /// # Errors
    /// The database's.
    pub async fn turn_campaigns(&self) -> Result<Turned> {
        let mut conn = self.db().read().await?;
        let Some(company) = company::get(&mut conn).await? else { return Ok(Turned::default()) };
        let today = self.date_at(&mut conn, self.now()).await?;
        let founded = self.date_at(&mut conn, company.created_at).await?;
        let overdue = campaign::overdue(&mut conn, today).await?;
        let mut due = Vec::new();
        for kind in CampaignKind::ALL {
            let rule = self.rule_in_force(&mut conn, kind.rule()).await?;
            let Some(period) = rule.as_ref().and_then(every).and_then(|e| period(e, today)) else {
                continue;
            };
            let known = campaign::exists(&mut conn, *kind, &period.first.to_string()).await?;
            if !known && period.first > founded {
                due.push((*kind, period));
            }
        }
        drop(conn);
        let mut turned = Turned::default();
        for campaign in overdue {
            turned.closed += usize::from(self.close_overdue(&campaign).await?);
        }
        for (kind, period) in due {
            turned.opened += usize::from(self.open_due(kind, period.first, period.last).await?);
        }
        Ok(turned)
    }

    async fn open_due(&self, kind: CampaignKind, first: Date, last: Date) -> Result<bool> {
        let now = self.now();
        let campaign = Campaign {
            id: CampaignId::new(self.fresh()),
            kind,
            period: first.to_string(),
            title: String::new(),
            filters: Vec::new(),
            opened_by: None,
            opened_at: now,
            due_on: last,
            total: 0,
            closed_by: None,
            closed_at: None,
            conclusion: None,
            result: None,
            version: 1,
        };
        let mut tx = self.db().begin().await?;
        // Another process may have been faster.
        let Some(total) = campaign::open(&mut tx, &campaign, &[]).await? else { return Ok(false) };
        let entry = entry(now, "campaign.open", &campaign)
            .detail("kind", kind.code())
            .detail("period", first.to_string())
            .detail("customers", total);
        evidence::append(&mut tx, vec![entry]).await?;
        let walkers = campaign::walkers(&mut tx, campaign.id).await?;
        let notice = told("campaign.opened", campaign.id, walkers);
        self.write_notices(&mut tx, now, &[notice]).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn close_overdue(&self, campaign: &Campaign) -> Result<bool> {
        let now = self.now();
        let mut tx = self.db().begin().await?;
        let result = campaign::totals(&mut tx, campaign.id).await?;
        if !campaign::close(&mut tx, campaign, None, None, &result, now).await? {
            return Ok(false);
        }
        // Nobody has reported on an inspection by letting it run out.
        let action = closing(campaign.kind).first().copied().unwrap_or("campaign.close");
        let mut closed = entry(now, action, campaign);
        for (state, count) in &result {
            closed = closed.detail(state.as_str(), *count);
        }
        evidence::append(&mut tx, vec![closed]).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// An entry about what the clock did.
fn entry(now: i64, action: &str, campaign: &Campaign) -> Draft {
    let actor = Actor::System("job.campaign".to_owned());
    Draft::new(now, actor, Channel::Job, action).subject("campaign", campaign.id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use kedang_policy::value::Kind;

    #[test]
    fn a_rule_says_how_often() {
        for (text, expected) in [
            ("1 year", Some(Every::Months(12))),
            ("2 months", Some(Every::Months(2))),
            ("1 week", Some(Every::Days(7))),
            ("10 days", Some(Every::Days(10))),
            ("24 hours", None),
            ("", None),
        ] {
            let value = Value::parse(Kind::Cycle, text).unwrap();
            assert_eq!(every(&value), expected, "{text}");
        }
    }
}
