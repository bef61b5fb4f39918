//! Saved views: everybody keeps their own, and may share one with all colleagues.

use crate::{App, AppError, Context, Result};
use kedang_domain::field::{FieldError, FieldIssue};
use kedang_domain::id::SavedViewId;
use kedang_domain::permission::ChangeSavedView;
use kedang_domain::saved_view::{Definition, LISTS, VIEWS_MAX, check};
use kedang_evidence::Draft;
use kedang_storage::saved_view;

pub use kedang_storage::saved_view::SavedView;

/// A view that somebody wants to keep.
#[derive(Clone, Debug)]
pub struct NewView {
    /// Of which list.
    pub list: String,
    /// Its name.
    pub name: String,
    /// What it shows.
    pub definition: Definition,
    /// Everybody may use it.
    pub shared: bool,
}

/// What is to be changed; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct ViewChange {
    /// Its name.
    pub name: Option<String>,
    /// What it shows.
    pub definition: Option<Definition>,
    /// Everybody may use it.
    pub shared: Option<bool>,
}

impl App {
    /// The views of a list that this person may use: their own and those shared with everybody.
    ///
    /// # Errors
    /// `list_unknown`.
    pub async fn saved_views(&self, ctx: &Context, list: &str) -> Result<Vec<SavedView>> {
        if !LISTS.contains(&list) {
            let error = FieldError::new("list_unknown").with("value", list);
            let (pointer, field) = ("/list".to_owned(), "list".to_owned());
            return Err(AppError::invalid(FieldIssue { pointer, field, error }));
        }
        let mut conn = self.db().read().await?;
        Ok(saved_view::list(&mut conn, ctx.actor.person, list).await?)
    }

    /// Keeps a view.
    ///
    /// # Errors
    /// Everything wrong with it; a clash when this person has too many.
    pub async fn create_saved_view(&self, ctx: &Context, new: NewView) -> Result<SavedView> {
        let name = check(&new.list, &new.name, &new.definition).map_err(AppError::Invalid)?;
        let person = ctx.actor.person;
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("saved_view").await? {
            let id = made.parse().map_err(AppError::internal)?;
            return saved_view::get(work.tx(), person, id).await?.ok_or(AppError::NotFound);
        }
        if saved_view::count_own(work.tx(), person).await? >= VIEWS_MAX {
            let error = FieldError::new("too_many").with("max", VIEWS_MAX);
            let (pointer, field) = (String::new(), "saved_view".to_owned());
            return Err(AppError::invalid(FieldIssue { pointer, field, error }));
        }
        let view = SavedView {
            id: SavedViewId::new(self.fresh()),
            person: (person, String::new()),
            list: new.list,
            name,
            definition: new.definition,
            shared: new.shared,
            created_at: ctx.now,
            version: 1,
        };
        saved_view::insert(work.tx(), &view).await?;
        work.remember_made("saved_view", &view.id.to_string()).await?;
        let made = saved_view::get(work.tx(), person, view.id).await?.ok_or(AppError::NotFound)?;
        let entry = described(work.draft("saved_view.create"), &made);
        work.record(entry);
        work.commit().await?;
        Ok(made)
    }

    /// Changes a view that is still at the version that the caller saw.
    ///
    /// # Errors
    /// [`AppError::NotFound`], a refusal when somebody else made it, [`AppError::Stale`],
    /// everything wrong with the change.
    pub async fn change_saved_view(
        &self,
        ctx: &Context,
        id: SavedViewId,
        version: i64,
        change: ViewChange,
    ) -> Result<SavedView> {
        let mut work = self.begin(ctx).await?;
        let old =
            saved_view::get(work.tx(), ctx.actor.person, id).await?.ok_or(AppError::NotFound)?;
        let permit = ctx.ask::<ChangeSavedView>(&old.person.0)?;
        if old.version != version {
            return Err(AppError::Stale { current: old.version });
        }
        let mut new = SavedView {
            name: change.name.unwrap_or_else(|| old.name.clone()),
            definition: change.definition.unwrap_or_else(|| old.definition.clone()),
            shared: change.shared.unwrap_or(old.shared),
            ..old.clone()
        };
        new.name = check(&new.list, &new.name, &new.definition).map_err(AppError::Invalid)?;
        if (&new.name, &new.definition, new.shared) == (&old.name, &old.definition, old.shared) {
            return Ok(old);
        }
        if !saved_view::update(work.tx(), &permit, &new).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        new.version += 1;
        let entry = described(work.draft("saved_view.update"), &new);
        work.record(entry);
        work.commit().await?;
        Ok(new)
    }

    /// Removes a view that is still at the version that the caller saw.
    ///
    /// # Errors
    /// [`AppError::NotFound`], a refusal when somebody else made it, [`AppError::Stale`].
    pub async fn remove_saved_view(
        &self,
        ctx: &Context,
        id: SavedViewId,
        version: i64,
    ) -> Result<()> {
        let mut work = self.begin(ctx).await?;
        let view =
            saved_view::get(work.tx(), ctx.actor.person, id).await?.ok_or(AppError::NotFound)?;
        let permit = ctx.ask::<ChangeSavedView>(&view.person.0)?;
        if !saved_view::remove(work.tx(), &permit, id, version).await? {
            return Err(AppError::Stale { current: view.version });
        }
        let entry = described(work.draft("saved_view.remove"), &view);
        work.record(entry);
        work.commit().await
    }
}

/// What the log keeps of a view. Not its name or filters: they may name a customer.
fn described(draft: Draft, view: &SavedView) -> Draft {
    draft
        .subject("saved_view", view.id.to_string())
        .detail("list", view.list.as_str())
        .detail("shared", i64::from(view.shared))
}
