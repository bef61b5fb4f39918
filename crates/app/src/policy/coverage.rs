//! What a month shows of every clause.

use crate::{App, AppError, Context, Result};
use jiff::ToSpan as _;
use jiff::civil::Date;
use kedang_domain::role::Permission;
use kedang_storage::evidence::{self, Cited};
use kedang_storage::obligation::{self, Owed};
use std::collections::HashMap;

/// What a month shows, by clause as it is quoted.
#[derive(Debug)]
pub struct Month {
    /// The first day of the month.
    pub first: Date,
    /// Entries of the log that name a clause.
    pub clauses: HashMap<String, Cited>,
    /// Obligations because of a clause.
    pub owed: HashMap<String, Owed>,
    /// Of whom the caller answers for, how many accepted the rules in force, and how many have not;
    /// `None` where the regulation asks for no pledge.
    pub pledged: Option<(usize, usize)>,
}

impl App {
    /// What a month shows of the clauses: the present one when none is named. Who did what is for
    /// the readers of the log; obligations are counted as far as the caller may see them, and all of
    /// them for who reads the log.
    ///
    /// # Errors
    /// The database's.
    pub async fn policy_coverage(&self, ctx: &Context, month: Option<Date>) -> Result<Month> {
        let mut conn = self.db().read().await?;
        let zone = self.time_zone(&mut conn).await?;
        let first =
            month.unwrap_or_else(|| crate::regulation::day(&zone, ctx.now)).first_of_month();
        drop(conn);
        let within = self.month_of(first).await?;
        let mut conn = self.db().read().await?;
        let clauses = evidence::cited(&mut conn, within.0, within.1).await?;
        let looking = self.looking(&mut conn, ctx).await?;
        let all =
            ctx.actor.has(Permission::CustomerViewAll) || ctx.actor.has(Permission::EvidenceRead);
        let wanted = (!all).then(|| looking.wanted());
        let owed = obligation::by_clause(&mut conn, wanted.as_ref(), within).await?;
        drop(conn);
        let pledged = match ctx.regulation.pledge() {
            None => None,
            Some(_) => {
                let people = self.pledges(ctx).await?.people;
                let accepted = people.iter().filter(|(_, current)| *current).count();
                Some((accepted, people.len() - accepted))
            }
        };
        Ok(Month { first, clauses, owed, pledged })
    }

    /// From when to before when (ms UTC) the month of a day lasts where the company is.
    ///
    /// # Errors
    /// The database's.
    pub async fn month_of(&self, day: Date) -> Result<(i64, i64)> {
        let zone = self.time_zone(&mut self.db().read().await?).await?;
        let first = day.first_of_month();
        let begins = |day: Date| -> Result<i64> {
            let start = day.to_zoned(zone.clone()).map_err(AppError::internal)?;
            Ok(start.timestamp().as_millisecond())
        };
        Ok((begins(first)?, begins(first.saturating_add(1.month()))?))
    }
}
