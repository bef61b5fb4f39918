//! What another version changes, and for whom.

use crate::regulation::understood;
use crate::{App, AppError, Context, Result};
use kedang_db::Conn;
use kedang_domain::id::PolicyVersionId;
use kedang_policy::{Difference, DutyInForce, Regulation, difference};
use kedang_storage::obligation;
use std::sync::Arc;

/// How much work in progress a version would change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Affected {
    /// Customers whom any of these obligations are about.
    pub customers: i64,
    /// Obligations that would be due at another time, had they been opened under the new version.
    pub obligations: i64,
    /// Obligations of duties that bind others or are fulfilled otherwise, due as before.
    pub changed: i64,
    /// Obligations that nobody would have to do any more.
    pub released: i64,
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
        let affected = self.affected(&mut conn, ctx, &changes).await?;
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

/// Keys of duties by what becomes of them.
#[derive(Debug, Default)]
struct Touched {
    /// Due at another time.
    moved: Vec<String>,
    /// Otherwise changed.
    changed: Vec<String>,
    /// Gone.
    dropped: Vec<String>,
}

impl Touched {
    fn of(changes: &[Difference]) -> Self {
        let mut found = Self::default();
        for change in changes {
            match change {
                Difference::DutyDropped(duty) => found.dropped.push(duty.key.clone()),
                Difference::DutyChanged { before, after } if due_alike(before, after) => {
                    found.changed.push(after.key.clone());
                }
                Difference::DutyChanged { after, .. } => found.moved.push(after.key.clone()),
                _ => {}
            }
        }
        found
    }

    fn all(&self) -> Vec<String> {
        [&self.moved, &self.changed, &self.dropped].into_iter().flatten().cloned().collect()
    }
}

fn due_alike(one: &DutyInForce, other: &DutyInForce) -> bool {
    let regular = |duty: &DutyInForce| duty.regular.as_ref().map(|r| (r.cycle, r.due));
    one.within == other.within && regular(one) == regular(other)
}

impl App {
    /// Counts what there is to do now because of duties that change, as far as this person may see
    /// it.
    async fn affected(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        changes: &[Difference],
    ) -> Result<Affected> {
        let touched = Touched::of(changes);
        let looking = self.looking(conn, ctx).await?;
        let wanted = looking.wanted();
        let (_, customers) = obligation::pending_of(conn, &wanted, &touched.all()).await?;
        let (obligations, _) = obligation::pending_of(conn, &wanted, &touched.moved).await?;
        let (changed, _) = obligation::pending_of(conn, &wanted, &touched.changed).await?;
        let (released, _) = obligation::pending_of(conn, &wanted, &touched.dropped).await?;
        Ok(Affected { customers, obligations, changed, released })
    }
}
