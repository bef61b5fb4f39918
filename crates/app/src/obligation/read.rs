//! Looking at obligations: one's own, those that others have, one with its history.

use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::id::{CustomerId, DepartmentId, ObligationId};
use kedang_domain::role::Permission;
use kedang_storage::obligation::{self, Listed, Wanted};
use kedang_storage::visibility::Scope;
use kedang_storage::{absence, person, role};

pub use kedang_storage::obligation::{Filter, Nearest};

/// Counted so far, at most.
const CAP: i64 = 1_000;

/// Who looks, ready for the database.
pub(crate) struct Looking {
    scope: Scope,
    /// What an assignee is called when it is they.
    pub(super) refs: Vec<String>,
    headed: Vec<DepartmentId>,
    all: bool,
}

impl Looking {
    pub(crate) fn wanted(&self) -> Wanted<'_> {
        Wanted { scope: &self.scope, refs: &self.refs, headed: &self.headed, all: self.all }
    }
}

/// How much there is to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Late.
    pub late: i64,
    /// Due before the day ends.
    pub today: i64,
    /// Due later.
    pub upcoming: i64,
}

impl App {
    /// What an assignee may be called when it is this person: themselves, whom they stand in for
    /// today, their post, their department, their roles.
    pub(crate) async fn looking(&self, conn: &mut Conn, ctx: &Context) -> Result<Looking> {
        let me = ctx.actor.person;
        let mut refs = vec![me.to_string()];
        let today = self.date_at(conn, ctx.now).await?;
        refs.extend(absence::stood_in_for(conn, me, today).await?.iter().map(ToString::to_string));
        if let Some(person) = person::get(conn, me).await? {
            refs.extend(person.post.map(|id| id.to_string()));
            refs.extend(person.department.map(|id| id.to_string()));
        }
        let roles = role::of_people(conn, &[me]).await?.remove(&me).unwrap_or_default();
        refs.extend(roles.into_iter().map(|role| role.code));
        Ok(Looking {
            scope: ctx.scope(),
            refs,
            headed: ctx.actor.headed.iter().copied().collect(),
            all: ctx.actor.has(Permission::CustomerViewAll),
        })
    }

    /// Obligations that this person may see, by when they are due, after `(due, id)` when given.
    /// One about a customer is there for those who see the customer, and for nobody else, not even
    /// for whoever has it to do.
    ///
    /// # Errors
    /// The database's.
    pub async fn obligations(
        &self,
        ctx: &Context,
        filter: &Filter,
        after: Option<(i64, ObligationId)>,
        limit: i64,
    ) -> Result<Vec<Listed>> {
        let mut conn = self.db().read().await?;
        let looking = self.looking(&mut conn, ctx).await?;
        Ok(obligation::list(&mut conn, &looking.wanted(), filter, after, limit).await?)
    }

    /// How much this person has to do, or others whom they answer for.
    ///
    /// # Errors
    /// The database's.
    pub async fn obligation_counts(&self, ctx: &Context, filter: &Filter) -> Result<Counts> {
        let mut conn = self.db().read().await?;
        let looking = self.looking(&mut conn, ctx).await?;
        let zone = self.time_zone(&mut conn).await?;
        let midnight = super::hook::end_of_day(ctx.now, &zone);
        let mut counts = Counts::default();
        for (count, from, before) in [
            (&mut counts.late, None, Some(ctx.now)),
            (&mut counts.today, Some(ctx.now), Some(midnight + 1)),
            (&mut counts.upcoming, Some(midnight + 1), None),
        ] {
            let states = vec![
                kedang_domain::obligation::ObligationState::Open,
                kedang_domain::obligation::ObligationState::Breached,
            ];
            let which = Filter { states, due_from: from, due_before: before, ..filter.clone() };
            *count = obligation::count(&mut conn, &looking.wanted(), &which, CAP).await?;
        }
        Ok(counts)
    }

    /// One obligation.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is not for this person.
    pub async fn obligation(&self, ctx: &Context, id: ObligationId) -> Result<Listed> {
        let mut conn = self.db().read().await?;
        let looking = self.looking(&mut conn, ctx).await?;
        let found = obligation::get(&mut conn, &looking.wanted(), id).await?;
        found.ok_or(AppError::NotFound)
    }

    /// What is to be done next about each of these customers, which the caller has found visible.
    ///
    /// # Errors
    /// The database's.
    pub async fn next_duties(
        &self,
        customers: &[CustomerId],
    ) -> Result<std::collections::HashMap<CustomerId, Nearest>> {
        let mut conn = self.db().read().await?;
        Ok(obligation::nearest(&mut conn, customers).await?)
    }
}
