//! The customer file: registering, opening, changing, giving to another owner, listing.

mod bulk;
mod change;
mod create;
mod draft;
mod export;
mod facts;
mod filter;
mod many;

pub use bulk::{BulkAction, BulkResult};
pub use change::Change;
pub(crate) use change::{Cause, Outcome, hex, outcome, restored};
pub use draft::{Draft, NewContact};
pub(crate) use draft::{Rules, check_name, issue};
pub use export::ExportFormat;
pub use facts::Facts;
pub use kedang_storage::customer::{
    Condition, Count, Cursor, Listed, Query, Seen, Sort, SortKey, Wanted,
};
pub use kedang_text::search::MatchField;
pub use many::CHUNK;

use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{
    Act, AssignCustomer, Decision, EditCustomer, ReadCustomerEvidence, RecordInteraction,
    ShareCustomer, SharePlan, Standing, VerifyCustomer,
};
use kedang_storage::uncertain::{self, Mark};
use kedang_storage::visibility::Scope;
use kedang_storage::{customer, organisation};
use kedang_text::search::{Judge, Matched, SearchDoc, judge_nearly, nearly_plan, query_plan};
use std::collections::HashMap;

/// Rows of one page of a list, at most.
pub const PAGE: i64 = 200;

/// A customer that was opened: what it is and what this person may do with it.
#[derive(Debug)]
pub struct Opened {
    /// The customer.
    pub customer: Seen,
    /// Its open marks of uncertainty.
    pub marks: Vec<Mark>,
    /// What this person may do, by name of the act.
    pub actions: Vec<(&'static str, Decision)>,
}

/// A customer found by a search.
#[derive(Debug)]
pub struct Found {
    /// The customer.
    pub customer: Listed,
    /// What matched.
    pub field: MatchField,
    /// The text that matched.
    pub text: String,
    /// But for one character: nothing matched as it was typed.
    pub nearly: bool,
}

/// What a list offers on a row.
#[derive(Clone, Copy, Debug)]
pub struct RowActions {
    /// Change its facts.
    pub edit: Decision,
    /// Give it another owner.
    pub assign: Decision,
}

impl RowActions {
    /// What this person may do with a row of their list. Needs no look at the database: what is
    /// in their list for no other reason has been shared with them.
    #[must_use]
    pub fn of(ctx: &Context, row: &Listed) -> Self {
        let standing = ctx.actor.standing(row.owner.0, row.department.0, true);
        let standing = standing.unwrap_or(Standing::Shared);
        Self {
            edit: EditCustomer::decide(&ctx.actor, &standing),
            assign: AssignCustomer::decide(&ctx.actor, &standing),
        }
    }
}

fn actions(ctx: &Context, seen: &Seen) -> Vec<(&'static str, Decision)> {
    let (actor, standing) = (&ctx.actor, &seen.standing);
    let share = SharePlan { standing: *standing, receiver: None };
    vec![
        ("edit", EditCustomer::decide(actor, standing)),
        ("verify", VerifyCustomer::decide(actor, standing)),
        ("assign", AssignCustomer::decide(actor, standing)),
        ("share", ShareCustomer::decide(actor, &share)),
        ("record", RecordInteraction::decide(actor, standing)),
        ("evidence", ReadCustomerEvidence::decide(actor, standing)),
    ]
}

impl App {
    /// Opens a customer's file. The opening is on record before anything is shown (L1-18).
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none, or not for this person: the attempt is then on
    /// record too.
    pub async fn open_customer(&self, ctx: &Context, id: CustomerId) -> Result<Opened> {
        let mut conn = self.db().read().await?;
        let Some(seen) = customer::visible(&mut conn, &ctx.actor, ctx.now, id).await? else {
            drop(conn);
            return Err(self.out_of_sight(ctx, "customer.open", id).await?);
        };
        let marks = match seen.uncertain {
            0 => Vec::new(),
            _ => uncertain::open_marks(&mut conn, id).await?,
        };
        drop(conn);
        let opening =
            ctx.draft("customer.open").subject("customer", id.to_string()).customer(id.to_string());
        self.recorder().record(opening).await?;
        self.inner.openings.note(ctx.actor.person, id, ctx.now);
        let actions = actions(ctx, &seen);
        Ok(Opened { customer: seen, marks, actions })
    }

    /// What to say of a customer that this person does not see. When there is one, the attempt is on
    /// record. Must not be awaited while holding a [`crate::Work`].
    pub(crate) async fn out_of_sight(
        &self,
        ctx: &Context,
        action: &str,
        id: CustomerId,
    ) -> Result<AppError> {
        let exists = customer::exists(&mut self.db().read().await?, id).await?;
        if exists {
            let attempt = ctx
                .draft(action)
                .subject("customer", id.to_string())
                .customer(id.to_string())
                .refused("not_visible", Some("S 8"));
            self.recorder().record(attempt).await?;
        }
        Ok(AppError::NotFound)
    }

    /// As [`App::open_customer`] right after a change of one's own, which is on record already.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is out of sight.
    pub async fn reload_customer(&self, ctx: &Context, id: CustomerId) -> Result<Opened> {
        let mut conn = self.db().read().await?;
        let seen = customer::visible(&mut conn, &ctx.actor, ctx.now, id)
            .await?
            .ok_or(AppError::NotFound)?;
        let marks = uncertain::open_marks(&mut conn, id).await?;
        let actions = actions(ctx, &seen);
        Ok(Opened { customer: seen, marks, actions })
    }

    /// Filters in their text form `field:op:value`, understood.
    ///
    /// # Errors
    /// Every filter that cannot be understood, with its place.
    pub async fn conditions(&self, ctx: &Context, filters: &[String]) -> Result<Vec<Condition>> {
        if filters.is_empty() {
            return Ok(Vec::new());
        }
        self.conditions_on(&mut self.db().read().await?, ctx, filters).await
    }

    /// As [`App::conditions`] for who has a connection: waiting for a second one while keeping the
    /// first would be waiting for each other when many do.
    pub(crate) async fn conditions_on(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        filters: &[String],
    ) -> Result<Vec<Condition>> {
        let catalogue = self.catalogue(conn).await?;
        let zone = self.time_zone(conn).await?;
        let departments = match filters.iter().any(|f| f.starts_with("department:under:")) {
            true => organisation::tree(conn).await?,
            false => Vec::new(),
        };
        let asker =
            filter::Asker { catalogue: &catalogue, me: ctx.actor.person, zone, departments };
        filter::parse_conditions(&asker, filters).map_err(AppError::Invalid)
    }

    /// One page of the customers that this person sees.
    ///
    /// # Errors
    /// The database's.
    pub async fn list_customers(&self, ctx: &Context, query: &Query) -> Result<Vec<Listed>> {
        let mut conn = self.db().read().await?;
        Ok(customer::list(&mut conn, &ctx.scope(), query, &self.inner.estimates).await?)
    }

    /// How many customers this person sees that meet the conditions.
    ///
    /// # Errors
    /// The database's.
    pub async fn count_customers(&self, ctx: &Context, conditions: &[Condition]) -> Result<Count> {
        let mut conn = self.db().read().await?;
        Ok(customer::count(&mut conn, &ctx.scope(), conditions, &self.inner.estimates).await?)
    }

    /// Searches what this person sees; best match first, then the newest. When nothing matches as it
    /// was typed, one character may be wrong.
    ///
    /// # Errors
    /// The database's.
    pub async fn search_customers(
        &self,
        ctx: &Context,
        text: &str,
        limit: usize,
    ) -> Result<Vec<Found>> {
        let plan = query_plan(text);
        let judge = Judge::new(text);
        let scope = ctx.scope();
        let mut conn = self.db().read().await?;
        let mut found: Vec<(Matched, i64)> = Vec::new();
        let mut unsure = Vec::new();
        for candidate in kedang_storage::search::candidates(&mut conn, &scope, &plan).await? {
            let doc = SearchDoc {
                code: customer::code(candidate.no),
                name: candidate.name,
                ..SearchDoc::default()
            };
            match judge.judge_name(&doc) {
                Some(matched) => found.push((matched, candidate.no)),
                None => unsure.push(candidate.no),
            }
        }
        let as_typed = |doc: &SearchDoc| judge.judge(doc);
        self.judge_files(&mut conn, &scope, &as_typed, &unsure, &mut found).await?;
        let nearly = found.is_empty();
        if nearly {
            let plan = nearly_plan(text);
            let candidates = kedang_storage::search::candidates(&mut conn, &scope, &plan).await?;
            let nos: Vec<i64> = candidates.into_iter().map(|one| one.no).collect();
            let with_an_error = |doc: &SearchDoc| judge_nearly(text, doc);
            self.judge_files(&mut conn, &scope, &with_an_error, &nos, &mut found).await?;
        }
        found.sort_by(|(a, x), (b, y)| b.score.cmp(&a.score).then(y.cmp(x)));
        found.truncate(limit);
        // Only what is shown is read.
        let nos: Vec<i64> = found.iter().map(|(_, no)| *no).collect();
        let mut rows: HashMap<i64, Listed> =
            customer::selected(&mut conn, &scope, &nos, &Wanted::NONE)
                .await?
                .into_iter()
                .map(|row| (row.no, row))
                .collect();
        Ok(found
            .into_iter()
            .filter_map(|(matched, no)| {
                let customer = rows.remove(&no)?;
                Some(Found { customer, field: matched.field, text: matched.text, nearly })
            })
            .collect())
    }

    /// Judges customers of whom the name alone does not tell whether they are meant.
    async fn judge_files(
        &self,
        conn: &mut Conn,
        scope: &Scope,
        judge: &(dyn Fn(&SearchDoc) -> Option<Matched> + Sync),
        nos: &[i64],
        found: &mut Vec<(Matched, i64)>,
    ) -> Result<()> {
        if nos.is_empty() {
            return Ok(());
        }
        let catalogue = self.catalogue(conn).await?;
        let rows = customer::selected(conn, scope, nos, &Wanted::All).await?;
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        let mut contacts = kedang_storage::contact::of_customers(conn, &ids).await?;
        for row in rows {
            let own = contacts.remove(&row.id).unwrap_or_default();
            let doc = facts::search_doc(&catalogue, &row.code, &row.name, &row.values, &own);
            found.extend(judge(&doc).map(|matched| (matched, row.no)));
        }
        Ok(())
    }
}
