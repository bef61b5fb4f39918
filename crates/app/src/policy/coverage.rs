//! What a month shows of every clause.

use crate::{App, AppError, Context, Result};
use jiff::ToSpan as _;
use jiff::civil::Date;
use kedang_storage::evidence::{self, Cited};
use std::collections::HashMap;

/// What a month shows, by clause as it is quoted.
#[derive(Debug)]
pub struct Month {
    /// The first day of the month.
    pub first: Date,
    /// Entries of the log that name a clause.
    pub clauses: HashMap<String, Cited>,
}

impl App {
    /// What a month shows of the clauses: the present one when none is named. Counts alone; who did
    /// what is for the readers of the log.
    ///
    /// # Errors
    /// The database's.
    pub async fn policy_coverage(&self, ctx: &Context, month: Option<Date>) -> Result<Month> {
        let mut conn = self.db().read().await?;
        let zone = self.time_zone(&mut conn).await?;
        let first =
            month.unwrap_or_else(|| crate::regulation::day(&zone, ctx.now)).first_of_month();
        let begins = |day: Date| -> Result<i64> {
            let start = day.to_zoned(zone.clone()).map_err(AppError::internal)?;
            Ok(start.timestamp().as_millisecond())
        };
        let next = first.saturating_add(1.month());
        let (from, to) = (begins(first)?, begins(next)?);
        let clauses = evidence::cited(&mut conn, from, to).await?;
        Ok(Month { first, clauses })
    }
}
