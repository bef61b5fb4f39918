//! The maintenance log (维护日志): who proposed what, who approved it, what was applied when.

use super::propose::{SeenProposal, told};
use super::{LogRow, LogWanted};
use crate::{App, Context, Result};
use kedang_storage::month_check;
use std::collections::HashMap;

/// A line of the log as people read it.
#[derive(Debug)]
pub struct SeenLogRow {
    /// The line; its proposal is in `proposal`.
    pub row: LogRow,
    /// The change.
    pub proposal: SeenProposal,
    /// It was applied after the term.
    pub late: bool,
}

impl App {
    /// The maintenance log of customers that this person sees, the latest first.
    ///
    /// # Errors
    /// The database's.
    pub async fn maintenance_log(
        &self,
        ctx: &Context,
        wanted: &LogWanted,
        limit: i64,
    ) -> Result<Vec<SeenLogRow>> {
        let mut conn = self.db().read().await?;
        let rows = month_check::log(&mut conn, &ctx.scope(), wanted, limit).await?;
        let words = self.words(&mut conn, ctx).await?;
        let told = rows.into_iter().map(|row| {
            let contact = row.proposal.contact.map(|id| id.to_string()).zip(row.contact.clone());
            let contacts: HashMap<_, _> = contact.into_iter().collect();
            let proposal = told(&words, &contacts, row.proposal.clone());
            let ended = proposal.proposal.ended_at;
            // What is approved and not yet applied is late from the end of its term on.
            let waits =
                proposal.proposal.state == kedang_domain::month_check::ProposalState::Approved;
            let at = ended.or(waits.then_some(ctx.now));
            let late = at.zip(row.apply_by).is_some_and(|(at, by)| at > by);
            SeenLogRow { row, proposal, late }
        });
        Ok(told.collect())
    }
}
