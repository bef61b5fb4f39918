//! What a page shows of obligations beside their rows.

use super::assign::House;
use super::hook::day;
use crate::{App, Context, Result};
use kedang_domain::id::PersonId;
use kedang_domain::obligation::ExtensionState;
use kedang_domain::permission::{Act, AskExtension, DecideExtension, Decision, Obliged};
use kedang_domain::reference::WorkCalendar;
use kedang_evidence::Actor;
use kedang_policy::Duties;
use kedang_storage::obligation::{self, Extension, Listed};
use kedang_storage::{evidence, person};
use std::sync::Arc;

/// Obligations with what depends on who looks and when.
pub struct Shown {
    /// The duties of the regulation in force.
    pub duties: Arc<Duties>,
    /// For each: working days from today to the day on which it is due, and whether it is theirs.
    pub each: Vec<(u32, bool)>,
}

/// An entry of the log about an obligation.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its place.
    pub index: i64,
    /// ms UTC.
    pub at: i64,
    /// What was done.
    pub action: String,
    /// Who did it; `None` where the program did.
    pub person: Option<(PersonId, String)>,
}

/// How an obligation came about and went on.
pub struct History {
    /// The entry that opened it; `None` where the calendar did.
    pub opened_by: Option<Entry>,
    /// The entry that fulfilled it.
    pub closed_by: Option<Entry>,
    /// Wishes for more time, newest first.
    pub extensions: Vec<Extension>,
    /// What this person may do.
    pub actions: Vec<(&'static str, Decision)>,
}

impl App {
    /// What depends on who looks at obligations, and when.
    ///
    /// # Errors
    /// The database's.
    pub async fn obligations_shown(&self, ctx: &Context, found: &[Listed]) -> Result<Shown> {
        let mut conn = self.db().read().await?;
        let duties = self.duties(&mut conn).await?;
        let looking = self.looking(&mut conn, ctx).await?;
        let zone = self.time_zone(&mut conn).await?;
        let today = day(ctx.now, &zone);
        let calendar = WorkCalendar::builtin();
        let each = found
            .iter()
            .map(|one| {
                let left = calendar.working_days_between(today, day(one.due_at, &zone));
                (left, looking.refs.contains(&one.assignee.id))
            })
            .collect();
        Ok(Shown { duties, each })
    }

    /// How an obligation that this person sees came about and went on.
    ///
    /// # Errors
    /// The database's.
    pub async fn obligation_history(&self, ctx: &Context, one: &Listed) -> Result<History> {
        let mut conn = self.db().read().await?;
        let extensions = obligation::extensions(&mut conn, one.id).await?;
        let looking = self.looking(&mut conn, ctx).await?;
        let custodian = House::default().custodian(&mut conn).await?;
        let open = extensions.iter().find(|x| x.state == ExtensionState::Open);
        let on = Obliged {
            theirs: looking.refs.contains(&one.assignee.id),
            asked_by: open.map_or(ctx.actor.person, |x| x.asked_by.0),
            department: one.department.as_ref().map(|(id, _)| *id),
            custodian: custodian.is_some_and(|id| ctx.actor.headed.contains(&id)),
        };
        let mut actions = Vec::new();
        if one.state.is_open() && open.is_none() {
            actions.push(("ask", AskExtension::decide(&ctx.actor, &on)));
        }
        if one.state.is_open() && open.is_some() {
            actions.push(("decide", DecideExtension::decide(&ctx.actor, &on)));
        }
        let opened_by = self.entry_of_obligation(&mut conn, one.opened_by).await?;
        let closed_by = self.entry_of_obligation(&mut conn, one.closed_by).await?;
        Ok(History { opened_by, closed_by, extensions, actions })
    }

    async fn entry_of_obligation(
        &self,
        conn: &mut kedang_db::Conn,
        index: Option<i64>,
    ) -> Result<Option<Entry>> {
        let Some(index) = index else { return Ok(None) };
        let Some(stored) = evidence::get(conn, index).await? else { return Ok(None) };
        let Ok(entry) = kedang_evidence::Entry::decode(&stored.entry) else { return Ok(None) };
        let draft = entry.draft();
        let person: Option<PersonId> = match &draft.actor {
            Actor::Person(id) => id.parse().ok(),
            Actor::System(_) | Actor::Anonymous => None,
        };
        let names = person::names(conn, person).await?;
        let person = person.and_then(|id| Some((id, names.get(&id)?.clone())));
        Ok(Some(Entry { index, at: draft.at, action: draft.action.clone(), person }))
    }
}
