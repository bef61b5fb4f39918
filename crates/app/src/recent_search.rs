//! Recent searches: what a person searched for lately, theirs alone and theirs to forget.
//!
//! Nothing of it is in the log: it is a convenience of whoever typed it, as the searches themselves
//! are, and a text to be forgotten may name a customer.

use crate::{App, AppError, Context, Result};
use kedang_domain::field::FieldIssue;
use kedang_domain::id::RecentSearchId;
use kedang_domain::recent_search::check;
use kedang_storage::recent_search;

pub use kedang_storage::recent_search::RecentSearch;

impl App {
    /// What this person searched for lately, latest first.
    ///
    /// # Errors
    /// The database's.
    pub async fn recent_searches(&self, ctx: &Context) -> Result<Vec<RecentSearch>> {
        Ok(recent_search::list(&mut self.db().read().await?, ctx.actor.person).await?)
    }

    /// Keeps a search that this person went on with; gives what is kept now, latest first.
    ///
    /// # Errors
    /// `empty`, `too_long`.
    pub async fn keep_search(&self, ctx: &Context, text: &str) -> Result<Vec<RecentSearch>> {
        let text = check(text).map_err(|error| {
            let (pointer, field) = ("/q".to_owned(), "q".to_owned());
            AppError::invalid(FieldIssue { pointer, field, error })
        })?;
        let search = RecentSearch { id: RecentSearchId::new(self.fresh()), text, at: ctx.now };
        let mut tx = self.db().begin().await?;
        recent_search::keep(&mut tx, ctx.actor.person, &search).await?;
        let kept = recent_search::list(&mut tx, ctx.actor.person).await?;
        tx.commit().await?;
        Ok(kept)
    }

    /// Forgets one search.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when this person made no such search.
    pub async fn forget_search(&self, ctx: &Context, id: RecentSearchId) -> Result<()> {
        let mut tx = self.db().begin().await?;
        if !recent_search::remove(&mut tx, ctx.actor.person, id).await? {
            return Err(AppError::NotFound);
        }
        Ok(tx.commit().await?)
    }

    /// Forgets all searches of this person.
    ///
    /// # Errors
    /// The database's.
    pub async fn forget_searches(&self, ctx: &Context) -> Result<()> {
        let mut tx = self.db().begin().await?;
        recent_search::clear(&mut tx, ctx.actor.person).await?;
        Ok(tx.commit().await?)
    }
}
