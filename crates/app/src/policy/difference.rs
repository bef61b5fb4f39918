//! What another version changes, and for whom.

use crate::regulation::understood;
use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::id::PolicyVersionId;
use kedang_policy::{Difference, Regulation, difference};
use std::sync::Arc;

/// How much work in progress a version would change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Affected {
    /// Customers for whom something would be due at another time.
    pub customers: i64,
    /// Obligations that would be due at another time.
    pub obligations: i64,
}

/// What a version changes.
#[derive(Debug)]
pub struct Differences {
    /// Change by change.
    pub changes: Vec<Difference>,
    /// What that means for the work in progress.
    pub affected: Affected,
}

impl App {
    /// What a version changes of another; of the one in force when none is named.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when one of them is not for this person.
    pub async fn policy_difference(
        &self,
        ctx: &Context,
        id: PolicyVersionId,
        with: Option<PolicyVersionId>,
    ) -> Result<Differences> {
        let mut conn = self.db().read().await?;
        let new = self.text_of(&mut conn, ctx, id).await?;
        let changes = match with {
            Some(with) => difference(&self.text_of(&mut conn, ctx, with).await?, &new),
            None => difference(Arc::clone(&ctx.regulation).regulation(), &new),
        };
        let affected = affected(&mut conn, &changes).await?;
        Ok(Differences { changes, affected })
    }

    async fn text_of(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        id: PolicyVersionId,
    ) -> Result<Regulation> {
        let opened = self.open_version(conn, ctx, id).await?;
        let (_, regulation) = understood(&opened.version.text)
            .map_err(|_| AppError::internal("a stored regulation is not understood"))?;
        Ok(regulation)
    }
}

/// Counts what would be due at another time, from the clauses whose values change.
#[expect(clippy::unused_async, reason = "counts rows once there are obligations")]
async fn affected(_: &mut Conn, _: &[Difference]) -> Result<Affected> {
    Ok(Affected::default())
}
