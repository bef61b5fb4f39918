//! The customer file: registering, opening, changing, giving to another owner, listing.

mod bulk;
mod change;
mod create;
mod draft;
mod facts;
mod filter;
mod many;
mod prepare;
mod search;

pub use bulk::{BulkAction, BulkResult};
pub use change::Change;
pub(crate) use change::{Cause, Outcome, check_reason, hex, outcome, restored, wanted_reason};
pub(crate) use create::owners_department;
pub use draft::{Draft, NewContact};
pub(crate) use draft::{Rules, check_name, issue};
pub use facts::Facts;
pub(crate) use facts::search_doc;
pub use kedang_storage::customer::{
    Condition, Count, Cursor, Listed, Query, Secrecy, Seen, Sort, SortKey, Wanted, code,
};
pub use kedang_storage::verified::VerifiedFact;
pub use kedang_text::search::MatchField;
pub use many::CHUNK;
pub use prepare::Prepared;
pub(crate) use prepare::Rows;
pub use search::{Found, Match};

use crate::loan::may_keep;
use crate::regulation::VISIBILITY;
use crate::{App, AppError, Context, Result};
use kedang_domain::id::CustomerId;
use kedang_domain::permission::{
    Act, AssignCustomer, Decision, EditCustomer, Held, MergeCustomers, MergePlan, MergeSide,
    ReadCustomerEvidence, ReadFacts, RecordInteraction, SetLevel, ShareCustomer, SharePlan,
    Standing, VerifyCustomer,
};
use kedang_storage::absent::{self, Former};
use kedang_storage::customer;
use kedang_storage::uncertain::{self, Mark};
use kedang_storage::verified;

/// Rows of one page of a list, at most.
pub const PAGE: i64 = 200;

/// A customer that was opened: what it is and what this person may do with it.
#[derive(Debug)]
pub struct Opened {
    /// The customer.
    pub customer: Seen,
    /// Its open marks of uncertainty.
    pub marks: Vec<Mark>,
    /// Its verified facts, and those of its contacts.
    pub verified: Vec<VerifiedFact>,
    /// The customers that went into it.
    pub former: Vec<Former>,
    /// What this person may do, by name of the act.
    pub actions: Vec<(&'static str, Decision)>,
}

impl Opened {
    /// A file with nothing beside it.
    fn bare(ctx: &Context, seen: Seen) -> Self {
        let actions = actions(ctx, &seen);
        let (marks, verified, former) = (Vec::new(), Vec::new(), Vec::new());
        Self { customer: seen, marks, verified, former, actions }
    }
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
        let held = Held { shared: true, ..Held::unclassified(row.owner.0, row.department.0) };
        let standing = match row.locked {
            true => Standing::Named,
            false => ctx.actor.standing(&held).unwrap_or(Standing::Shared),
        };
        Self {
            edit: EditCustomer::decide(&ctx.actor, &standing),
            assign: AssignCustomer::decide(&ctx.actor, &standing),
        }
    }
}

fn actions(ctx: &Context, seen: &Seen) -> Vec<(&'static str, Decision)> {
    let (actor, standing) = (&ctx.actor, &seen.standing);
    let share = SharePlan { standing: *standing, receiver: None };
    // With a customer that is like it in all that the rule asks: which one is not yet known.
    let side =
        MergeSide { standing: Some(*standing), owner: seen.owner, department: seen.department };
    vec![
        ("facts", ReadFacts::decide(actor, standing)),
        ("set_level", SetLevel::decide(actor, standing)),
        ("edit", EditCustomer::decide(actor, standing)),
        ("verify", VerifyCustomer::decide(actor, standing)),
        ("assign", AssignCustomer::decide(actor, standing)),
        ("share", ShareCustomer::decide(actor, &share)),
        ("record", RecordInteraction::decide(actor, standing)),
        ("evidence", ReadCustomerEvidence::decide(actor, standing)),
        ("merge", MergeCustomers::decide(actor, &MergePlan { survivor: side, other: side })),
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
            return match self.open_honey(ctx, id, None).await? {
                Some(seen) => Ok(Opened::bare(ctx, seen)),
                None => Err(self.out_of_sight(ctx, "customer.open", id).await?),
            };
        };
        // Somebody for whom it is locked is shown its name and no more: that asks for no proof.
        if seen.standing != Standing::Named {
            ctx.ask_to_read(&seen)?;
        }
        let marks = match seen.uncertain {
            _ if seen.standing == Standing::Named => Vec::new(),
            0 => Vec::new(),
            _ => uncertain::open_marks(&mut conn, id).await?,
        };
        let verified = verified::of_customer(&mut conn, id).await?;
        let former = absent::former(&mut conn, id).await?;
        let mut actions = actions(ctx, &seen);
        actions.push(("keep_item", may_keep(&mut conn, ctx, &seen).await?));
        drop(conn);
        let opening =
            ctx.draft("customer.open").subject("customer", id.to_string()).customer(id.to_string());
        self.recorder().record(opening).await?;
        self.inner.openings.note(ctx.actor.person, id, ctx.now);
        // A head may hold one too: of what is classified being the head opens nothing.
        if !matches!(seen.standing, Standing::Owner | Standing::Named) {
            self.use_view_grant(ctx, id).await?;
        }
        Ok(Opened { customer: seen, marks, verified, former, actions })
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
                .refused("not_visible", ctx.clause(VISIBILITY));
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
        let named = seen.standing == Standing::Named;
        let marks = if named { Vec::new() } else { uncertain::open_marks(&mut conn, id).await? };
        let verified =
            if named { Vec::new() } else { verified::of_customer(&mut conn, id).await? };
        let former = absent::former(&mut conn, id).await?;
        let mut actions = actions(ctx, &seen);
        actions.push(("keep_item", may_keep(&mut conn, ctx, &seen).await?));
        Ok(Opened { customer: seen, marks, verified, former, actions })
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
}
