//! Data quality (资料质量, E8): how true, complete and timely the data is, by person and department.
//!
//! The figures of everybody are counted once a night and kept; those of one person are counted anew
//! whenever they are asked for. What is counted is in [`kedang_domain::quality`].

use crate::regulation::day;
use crate::today::midnight;
use crate::{App, AppError, Context, Result};
use jiff::ToSpan;
use jiff::civil::Date;
use kedang_db::Conn;
use kedang_domain::campaign::CampaignKind;
use kedang_domain::id::{DepartmentId, PersonId};
use kedang_domain::quality::Figures;
use kedang_domain::role::Permission;
use kedang_policy::value::{Term, Unit, Value};
use kedang_storage::quality::{self, Count, Holder};
use kedang_storage::{company, department, organisation};
use std::collections::BTreeMap;

/// What a regulation that says nothing is taken to mean.
const CYCLE_DAYS: i64 = 365;
/// Months of the trend.
const MONTHS: i64 = 12;

/// The figures of somebody's customers in a department.
#[derive(Clone, Debug)]
pub struct Line {
    /// The department, and its name.
    pub department: (DepartmentId, String),
    /// Who owns the customers, and their name.
    pub person: (PersonId, String),
    /// The counts.
    pub figures: Figures,
}

/// The quality of the data that somebody answers for.
#[derive(Clone, Debug)]
pub struct Quality {
    /// The day as of which everybody's figures are; `None` before the first night.
    pub day: Option<Date>,
    /// A fact is of this cycle when it was verified within so many days.
    pub cycle_days: i64,
    /// Customers whose file was last changed or verified before this day are of an older cycle.
    pub since: Date,
    /// The caller's own, as of now.
    pub own: Figures,
    /// Those of everybody whom the caller answers for, as of [`Quality::day`].
    pub lines: Vec<Line>,
    /// Their sum at the end of each month, the oldest first.
    pub trend: Vec<(Date, Figures)>,
}

/// The days of the cycle within which everything is verified.
fn days(rule: Option<&Value>) -> i64 {
    match rule {
        Some(Value::Term(Term::Of(count, unit))) => {
            let each = match unit {
                Unit::Year => 365,
                Unit::Month => 30,
                Unit::Week => 7,
                Unit::Day | Unit::WorkingDay => 1,
                Unit::Hour => return CYCLE_DAYS,
            };
            i64::from(*count) * each
        }
        _ => CYCLE_DAYS,
    }
}

impl App {
    /// The figures that are the caller's to see: their own; those of the departments that they head;
    /// everybody's for those who see all customers.
    ///
    /// # Errors
    /// A caller who sees no customers has no such figures: [`AppError::Forbidden`].
    pub async fn quality(&self, ctx: &Context) -> Result<Quality> {
        if !ctx.actor.reads() {
            return Err(AppError::Forbidden("no_customers"));
        }
        let mut conn = self.db().read().await?;
        let cycle_days = self.cycle_days(&mut conn).await?;
        let (since_day, since) = self.cycle_begin(&mut conn, ctx.now, cycle_days).await?;
        let count = Count { owner: Some(ctx.actor.person), since, now: ctx.now };
        let own = sum(quality::count(&mut conn, count).await?.values());
        let headed: Vec<DepartmentId> = ctx.actor.headed.iter().copied().collect();
        let wide = ctx.actor.has(Permission::CustomerViewAll);
        let only = (!wide).then_some((headed.as_slice(), ctx.actor.person));
        let today = self.date_at(&mut conn, ctx.now).await?;
        let from = today.first_of_month().saturating_sub((MONTHS - 1).months());
        let mut trend = Vec::new();
        for day in quality::month_ends(&mut conn, from).await? {
            trend.push((day, sum(quality::kept(&mut conn, day, only).await?.values())));
        }
        let day = quality::latest(&mut conn).await?;
        let kept = match day {
            Some(day) => quality::kept(&mut conn, day, only).await?,
            None => BTreeMap::new(),
        };
        let lines = named(&mut conn, kept).await?;
        Ok(Quality { day, cycle_days, since: since_day, own, lines, trend })
    }

    /// Counts everybody's figures and keeps them for today, in place of those kept for it before.
    /// Does nothing before there is a company.
    ///
    /// # Errors
    /// The database's.
    pub async fn keep_quality(&self) -> Result<()> {
        let now = self.now();
        let mut conn = self.db().read().await?;
        if company::get(&mut conn).await?.is_none() {
            return Ok(());
        }
        let today = self.date_at(&mut conn, now).await?;
        let cycle_days = self.cycle_days(&mut conn).await?;
        let (_, since) = self.cycle_begin(&mut conn, now, cycle_days).await?;
        let all = quality::count(&mut conn, Count { owner: None, since, now }).await?;
        drop(conn);
        let mut tx = self.db().begin().await?;
        quality::keep(&mut tx, today, &all).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The first day of the cycle that ends now, where the company is, and the instant at which it
    /// began: what is counted is what the lists behind the figures show.
    async fn cycle_begin(&self, conn: &mut Conn, now: i64, days: i64) -> Result<(Date, i64)> {
        let zone = self.time_zone(conn).await?;
        let first = day(&zone, now).saturating_sub(days.days());
        Ok((first, midnight(first, &zone)))
    }

    async fn cycle_days(&self, conn: &mut Conn) -> Result<i64> {
        let rule = self.rule_in_force(conn, CampaignKind::Verification.rule()).await?;
        Ok(days(rule.as_ref()))
    }
}

fn sum<'a>(all: impl IntoIterator<Item = &'a Figures>) -> Figures {
    let mut total = Figures::default();
    for one in all {
        total += *one;
    }
    total
}

/// The figures with the names of departments and people, in the order of departments.
async fn named(conn: &mut Conn, kept: BTreeMap<Holder, Figures>) -> Result<Vec<Line>> {
    let people = organisation::person_names(conn).await?;
    let mut lines = Vec::with_capacity(kept.len());
    for place in department::list(conn).await? {
        let of = kept.iter().filter(|((department, _), _)| *department == place.id);
        let first = lines.len();
        lines.extend(of.map(|((department, person), figures)| Line {
            department: (*department, place.name.clone()),
            person: (*person, people.get(&person.to_string()).cloned().unwrap_or_default()),
            figures: *figures,
        }));
        if let Some(new) = lines.get_mut(first..) {
            new.sort_by(|a, b| a.person.1.cmp(&b.person.1));
        }
    }
    Ok(lines)
}
