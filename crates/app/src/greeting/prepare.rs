//! What the clock does: opening greetings that come due, and ending those that no longer are.
//!
//! It is done in parts, each in a transaction of its own, so that nobody waits for it; all of it
//! may be done again at any time.

use crate::{App, Result};
use jiff::civil::Date;
use kedang_domain::greeting::{Greeted, Whose, Window, builtin_text, due, fill, still_due};
use kedang_domain::id::GreetingId;
use kedang_evidence::{Actor, Channel, Draft};
use kedang_storage::greeting::{self, Greetable, OpenOne, Setting};
use kedang_storage::{company, evidence};
use serde_json::Value;

/// People looked at in one part.
const PART: i64 = 500;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Prepared {
    /// Greetings that were opened.
    pub opened: usize,
    /// Greetings that were ended.
    pub ended: usize,
}

impl App {
    /// Opens the greetings of the coming days, with those missed while no server ran, and ends those
    /// for which the occasion is gone. Does nothing before there is a company.
    ///
    /// # Errors
    /// The database's.
    pub async fn prepare_greetings(&self) -> Result<Prepared> {
        let mut conn = self.db().read().await?;
        if company::get(&mut conn).await?.is_none() {
            return Ok(Prepared::default());
        }
        let today = self.date_at(&mut conn, self.now()).await?;
        let setting = greeting::setting(&mut conn).await?;
        drop(conn);
        let ended = self.end_greetings(&setting, today).await?;
        let window = Window::of(today, setting.ran_on, setting.days_ahead);
        let mut opened = 0;
        for whose in [Whose::Contact, Whose::Individual] {
            opened += self.open_greetings(&setting, window, whose).await?;
        }
        // Only now: what is interrupted before begins where it began.
        if setting.ran_on != Some(today) {
            let mut tx = self.db().begin().await?;
            greeting::ran_on(&mut tx, today).await?;
            tx.commit().await?;
        }
        Ok(Prepared { opened, ended })
    }

    async fn open_greetings(
        &self,
        setting: &Setting,
        window: Window,
        whose: Whose,
    ) -> Result<usize> {
        let (mut opened, mut after) = (0, String::new());
        loop {
            let mut conn = self.db().read().await?;
            let people = greeting::greetable(&mut conn, whose, &after, PART).await?;
            drop(conn);
            let Some(last) = people.last() else { return Ok(opened) };
            after = last.whom();
            opened += self.open_part(setting, window, &people).await?;
        }
    }

    async fn open_part(
        &self,
        setting: &Setting,
        window: Window,
        people: &[Greetable],
    ) -> Result<usize> {
        let mut greetings = Vec::new();
        for person in people {
            for (occasion, day) in due(person.whose(), &person.values, window) {
                if setting.occasions.contains(&occasion) {
                    let id = GreetingId::new(self.fresh());
                    let text = text_for(setting, occasion, person);
                    greetings.push((id, person, occasion, day, text));
                }
            }
        }
        if greetings.is_empty() {
            return Ok(0);
        }
        let now = self.now();
        let mut tx = self.db().begin().await?;
        let new = greeting::insert(&mut tx, &greetings, now).await?;
        if !new.is_empty() {
            let opened = new.len();
            evidence::append(&mut tx, vec![entry(now, "greeting.open", new)]).await?;
            tx.commit().await?;
            return Ok(opened);
        }
        Ok(0)
    }

    async fn end_greetings(&self, setting: &Setting, today: Date) -> Result<usize> {
        let (mut ended, mut after) = (0, String::new());
        loop {
            let mut conn = self.db().read().await?;
            let open = greeting::open_ones(&mut conn, &after, PART).await?;
            drop(conn);
            let Some(last) = open.last() else { return Ok(ended) };
            after.clone_from(&last.id);
            let gone: Vec<String> = open
                .into_iter()
                .filter(|one| !stays(setting, one, today))
                .map(|one| one.id)
                .collect();
            if gone.is_empty() {
                continue;
            }
            let now = self.now();
            let mut tx = self.db().begin().await?;
            ended += usize::try_from(greeting::end(&mut tx, &gone, now).await?).unwrap_or_default();
            evidence::append(&mut tx, vec![entry(now, "greeting.end", gone)]).await?;
            tx.commit().await?;
        }
    }
}

fn stays(setting: &Setting, one: &OpenOne, today: Date) -> bool {
    setting.occasions.contains(&one.occasion)
        && one
            .values
            .as_ref()
            .is_some_and(|values| still_due(one.whose, values, (one.occasion, one.day), today))
}

fn text_for(
    setting: &Setting,
    occasion: kedang_domain::greeting::Occasion,
    person: &Greetable,
) -> String {
    let template = setting.texts.get(&occasion).map_or(builtin_text(occasion), String::as_str);
    let sex = person.values.get("sex").and_then(Value::as_str);
    fill(template, Greeted { name: &person.name, sex })
}

/// An entry about what the clock did.
fn entry(now: i64, action: &str, greetings: Vec<String>) -> Draft {
    let actor = Actor::System("job.greeting".to_owned());
    Draft::new(now, actor, Channel::Job, action).detail("greetings", greetings)
}
