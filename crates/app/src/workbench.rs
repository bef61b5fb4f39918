//! The first page: how much there is of what, what one was at, what wants doing.
//!
//! A figure and the list that it leads to are the same filters, so they cannot disagree.

use crate::clash::case::ClashCounts;
use crate::export::Waiting;
use crate::today::midnight;
use crate::{App, Context, Result};
use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, tz::TimeZone};
use kedang_domain::role::Permission;
use kedang_evidence::{Detail, Entry};
use kedang_storage::customer::{self, Count, Query, Seen, Sort, SortKey, Wanted};
use kedang_storage::visibility::Scope;
use kedang_storage::{evidence, workbench};
use std::collections::BTreeSet;

pub use kedang_storage::workbench::{
    Activity, Birthday, Doubt, House, Named, PERSON_CAP, PersonFigures, What,
};

/// Lines of each part of the page, at most.
const LINES: i64 = 8;
/// People under a head, at most.
const PEOPLE: i64 = 40;
/// A customer is silent after so many days without contact.
const SILENT_DAYS: i64 = 90;
/// Birthdays are shown so many days ahead.
const BIRTHDAY_DAYS: i64 = 7;

/// A count, and the filters of the list that shows what was counted.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Stable name.
    pub name: &'static str,
    /// Filters of the list, in their text form.
    pub filters: Vec<String>,
    /// How many of what this person sees.
    pub count: Count,
}

/// A customer that was opened lately, and when (ms UTC).
#[derive(Debug)]
pub struct Recent {
    /// The customer.
    pub customer: Seen,
    /// The latest opening.
    pub opened_at: i64,
}

/// A birthday that is near.
#[derive(Clone, Debug)]
pub struct Coming {
    /// On which day, where the company is.
    pub on: Date,
    /// Whose.
    pub birthday: Birthday,
}

/// How the log stands, for those who read or verify it.
#[derive(Clone, Copy, Debug, Default)]
pub struct LogState {
    /// Entries.
    pub size: i64,
    /// Latest checkpoint, ms UTC.
    pub checkpoint_at: Option<i64>,
    /// When somebody last had it verified, ms UTC.
    pub verified_at: Option<i64>,
    /// Whether everything agreed then.
    pub sound: Option<bool>,
}

/// The first page of one person.
#[derive(Debug)]
pub struct Workbench {
    /// Counts.
    pub figures: Vec<Figure>,
    /// Opened lately by this person.
    pub recent: Vec<Recent>,
    /// Facts to be verified, oldest first.
    pub doubts: Vec<Doubt>,
    /// Birthdays among their own customers, nearest first.
    pub birthdays: Vec<Coming>,
    /// What happened lately to the customers that they see, newest first.
    pub activity: Vec<(Named, Activity)>,
    /// The people under them.
    pub people: Vec<PersonFigures>,
    /// Open clashes that they have a part in.
    pub clashes: ClashCounts,
    /// Exports that wait for them.
    pub exports: Waiting,
    /// What the house lacks; for those who keep it.
    pub house: Option<House>,
    /// How the log stands; for those who read or verify it.
    pub log: Option<LogState>,
}

impl App {
    /// The first page of the person who asks. Nothing here is an opening: it shows what lists show.
    ///
    /// # Errors
    /// The database's.
    pub async fn workbench(&self, ctx: &Context) -> Result<Workbench> {
        let mut conn = self.db().read().await?;
        let (actor, scope) = (&ctx.actor, ctx.scope());
        let zone = self.time_zone(&mut conn).await?;
        let today = self.date_at(&mut conn, ctx.now).await?;
        let silent_before = midnight(today.saturating_sub(SILENT_DAYS.days()), &zone);

        let mut figures = Vec::new();
        for (name, filters) in wanted(today, &zone, silent_before) {
            let conditions = self.conditions_on(&mut conn, ctx, &filters).await?;
            // One's own are visible whatever else is, and the owner's index finds them.
            let own = name == "mine" && actor.reads();
            let scope = if own { &Scope::EVERYTHING } else { &scope };
            let count =
                customer::count(&mut conn, scope, &conditions, &self.inner.estimates).await?;
            figures.push(Figure { name, filters, count });
        }

        let opened =
            workbench::opened(&mut conn, actor.person, usize::try_from(LINES).unwrap_or(0)).await?;
        let ids: Vec<_> = opened.iter().map(|(id, _)| *id).collect();
        let mut visible = customer::visible_many(&mut conn, actor, ctx.now, &ids).await?;
        let recent = opened
            .into_iter()
            .filter_map(|(id, opened_at)| {
                let at = visible.iter().position(|seen| seen.id == id)?;
                Some(Recent { customer: visible.swap_remove(at), opened_at })
            })
            .collect();

        let query = Query {
            conditions: Vec::new(),
            sort: Sort { key: SortKey::UpdatedAt, descending: true },
            after: None,
            limit: LINES,
            wanted: Wanted::NONE,
        };
        let touched = customer::list(&mut conn, &scope, &query, &self.inner.estimates).await?;
        let ids: Vec<_> = touched.iter().map(|row| row.id).collect();
        let activity = workbench::latest(&mut conn, &ids)
            .await?
            .into_iter()
            .filter_map(|activity| {
                let row = touched.iter().find(|row| row.id == activity.customer)?;
                let (id, code, name) = (row.id, row.code.clone(), row.name.clone());
                Some((Named { id, code, name }, activity))
            })
            .collect();

        let house = actor.permissions.iter().any(|p| p.keeps_house());
        let headed = if actor.reads() { actor.headed.clone() } else { BTreeSet::new() };
        let log = actor.has(Permission::EvidenceRead) || actor.has(Permission::EvidenceVerify);
        Ok(Workbench {
            figures,
            recent,
            doubts: workbench::doubts(&mut conn, &scope, LINES).await?,
            birthdays: birthdays(&mut conn, ctx, today).await?,
            activity,
            people: workbench::people(&mut conn, &headed, actor.person, silent_before, PEOPLE)
                .await?,
            clashes: self.clash_counts(&mut conn, ctx).await?,
            exports: self.waiting_exports(&mut conn, ctx).await?,
            house: if house { Some(workbench::house(&mut conn).await?) } else { None },
            log: if log { Some(log_state(&mut conn).await?) } else { None },
        })
    }
}

/// The figures, each as the filters of its list.
fn wanted(today: Date, zone: &TimeZone, silent_before: i64) -> Vec<(&'static str, Vec<String>)> {
    let monday = today.saturating_sub(i64::from(today.weekday().since(Weekday::Monday)).days());
    let week = instant(midnight(monday, zone));
    let silent = instant(silent_before);
    let filters = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
    vec![
        ("mine", filters(&["owner:eq:me"])),
        ("visible", Vec::new()),
        ("new_this_week", vec![format!("created_at:gte:{week}")]),
        ("uncertain", filters(&["uncertain:present"])),
        ("never_contacted", filters(&["last_contact_at:empty"])),
        (
            "silent_90_days",
            vec!["last_contact_at:present".to_owned(), format!("last_contact_at:lt:{silent}")],
        ),
    ]
}

/// As filters write an instant.
fn instant(at: i64) -> String {
    let instant = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    format!("{instant:.3}")
}

async fn birthdays(conn: &mut kedang_db::Conn, ctx: &Context, today: Date) -> Result<Vec<Coming>> {
    if !ctx.actor.reads() {
        return Ok(Vec::new());
    }
    let mut days = Vec::new();
    for ahead in 0..=BIRTHDAY_DAYS {
        let on = today.saturating_add(ahead.days());
        days.push((on.strftime("%m-%d").to_string(), on));
        // Who was born on the 29th of February has a birthday every year.
        if on.month() == 2 && on.day() == 28 && !on.in_leap_year() {
            days.push(("02-29".to_owned(), on));
        }
    }
    let keys: Vec<_> = days.iter().map(|(day, _)| day.clone()).collect();
    let mut coming: Vec<_> = workbench::birthdays(conn, ctx.actor.person, &keys)
        .await?
        .into_iter()
        .filter_map(|birthday| {
            let (_, on) = days.iter().find(|(day, _)| birthday.born.ends_with(day.as_str()))?;
            Some(Coming { on: *on, birthday })
        })
        .collect();
    coming.sort_by(|a, b| {
        let key = |c: &Coming| (c.on, c.birthday.customer.code.clone(), c.birthday.born.clone());
        key(a).cmp(&key(b))
    });
    coming.truncate(usize::try_from(LINES * 2).unwrap_or(0));
    Ok(coming)
}

/// The action under which the log keeps what a verification found.
const VERIFIED: &str = "evidence.verification";

async fn log_state(conn: &mut kedang_db::Conn) -> Result<LogState> {
    let size = evidence::head(conn).await?.map_or(0, |(size, _)| size);
    let checkpoint_at = evidence::latest_checkpoint(conn).await?.map(|c| c.at);
    let verified = evidence::latest_of(conn, VERIFIED).await?;
    let verified_at = verified.as_ref().map(|stored| stored.filed.at);
    let sound = verified
        .and_then(|stored| Entry::decode(&stored.entry).ok())
        .map(|entry| matches!(entry.draft().details.get("ok"), Some(Detail::Int(1))));
    Ok(LogState { size, checkpoint_at, verified_at, sound })
}
