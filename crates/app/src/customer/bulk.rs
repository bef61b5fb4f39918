//! The same change to many customers, with a result for each.

use super::Change;
use crate::{App, AppError, Context, Notice, Result};
use kedang_domain::field::Values;
use kedang_domain::id::{CustomerId, PersonId};
use kedang_domain::permission::{Act, BulkCustomers};
use kedang_storage::{customer, person};

/// Customers at once, at most.
const MAX: usize = 500;

/// What is done to each.
#[derive(Clone, Debug)]
pub enum BulkAction {
    /// Set or remove facts.
    Set(Values),
    /// Give to another owner.
    Owner(PersonId),
}

/// How it went for one customer.
#[derive(Debug)]
pub struct BulkResult {
    /// Which.
    pub id: CustomerId,
    /// Done, or why not.
    pub result: Result<()>,
}

impl App {
    /// Changes each of these customers on its own: one that is refused leaves the others alone.
    /// What is not visible is not found, as everywhere.
    ///
    /// # Errors
    /// When bulk changes are not for this person, or there are more than [`MAX`].
    pub async fn bulk_customers(
        &self,
        ctx: &Context,
        ids: &[CustomerId],
        action: &BulkAction,
        reason: &str,
    ) -> Result<Vec<BulkResult>> {
        ctx.ask::<BulkCustomers>(&())?;
        if ids.len() > MAX {
            return Err(AppError::TooLarge { limit: MAX as u64, unit: "ids" });
        }
        let mut results = Vec::with_capacity(ids.len());
        for &id in ids {
            let result = self.bulk_one(ctx, id, action, reason).await;
            if let Err(AppError::Refused(refused)) = &result {
                self.record_refusal(ctx, refused).await?;
            }
            results.push(BulkResult { id, result });
        }
        if let BulkAction::Owner(owner) = action {
            self.tell_of_many(ctx, *owner, &results).await?;
        }
        Ok(results)
    }

    /// Tells the new owner of many customers once.
    async fn tell_of_many(
        &self,
        ctx: &Context,
        owner: PersonId,
        results: &[BulkResult],
    ) -> Result<()> {
        let given = results.iter().filter(|one| one.result.is_ok()).count();
        if given == 0 || owner == ctx.actor.person {
            return Ok(());
        }
        let mut tx = self.db().begin().await?;
        let giver = person::get(&mut tx, ctx.actor.person).await?;
        let notice = Notice::new("customer.assigned_many", "/customers?filter=owner:eq:me")
            .param("person", giver.map(|p| p.name).unwrap_or_default())
            .param("count", given)
            .to([owner]);
        self.write_notices(&mut tx, ctx.now, &[notice]).await?;
        tx.commit().await?;
        self.wake_inboxes();
        Ok(())
    }

    async fn bulk_one(
        &self,
        ctx: &Context,
        id: CustomerId,
        action: &BulkAction,
        reason: &str,
    ) -> Result<()> {
        let mut work = self.begin(ctx).await?;
        let Some(seen) = customer::visible(work.tx(), &ctx.actor, ctx.now, id).await? else {
            drop(work);
            return Err(self.out_of_sight(ctx, BulkCustomers::NAME, id).await?);
        };
        let changed = match action {
            BulkAction::Set(values) => {
                let reason = Some(reason.to_owned());
                let change = Change { values: values.clone(), reason, ..Change::default() };
                self.apply_change(&mut work, ctx, &seen, &change).await?
            }
            BulkAction::Owner(owner) => {
                self.apply_owner(&mut work, ctx, &seen, *owner, reason).await?
            }
        };
        // Who gets many is told once, see `tell_of_many`.
        work.notices.clear();
        if changed {
            work.commit().await?;
        }
        Ok(())
    }
}
