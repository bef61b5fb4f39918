//! Posts 岗位.

pub use kedang_storage::post::Post;

use crate::entry::{Changes, plain, yes_no};
use crate::form::{Form, MAX_TITLE};
use crate::{App, AppError, Context, Result};
use kedang_domain::id::PostId;
use kedang_domain::permission::ManageDepartments;
use kedang_storage::post;

/// Most characters of what a post asks for.
const MAX_QUALIFICATION: usize = 500;

/// A post as somebody wants to make it.
#[derive(Clone, Debug)]
pub struct PostDraft {
    /// What it is called.
    pub name: String,
    /// What somebody must be able to prove to hold it.
    pub qualification: Option<String>,
    /// Whether it can be given to people.
    pub active: bool,
}

/// What is to be changed; absent parts stay, `Some(None)` clears.
#[derive(Clone, Debug, Default)]
pub struct PostChange {
    /// What it is called.
    pub name: Option<String>,
    /// What somebody must be able to prove to hold it.
    pub qualification: Option<Option<String>>,
    /// Whether it can be given to people.
    pub active: Option<bool>,
}

impl App {
    /// Every post.
    ///
    /// # Errors
    /// The database's.
    pub async fn posts(&self, _: &Context) -> Result<Vec<Post>> {
        Ok(post::list(&mut self.db().read().await?).await?)
    }

    /// Makes a post.
    ///
    /// # Errors
    /// A refusal, or values that break the rules.
    pub async fn create_post(&self, ctx: &Context, draft: &PostDraft) -> Result<Post> {
        ctx.ask::<ManageDepartments>(&())?;
        let mut form = Form::default();
        let name = form.line("/name", &draft.name, MAX_TITLE);
        let qualification = draft.qualification.as_deref();
        let qualification = form.lines("/qualification", qualification, MAX_QUALIFICATION);
        form.done()?;
        let mut work = self.begin(ctx).await?;
        if let Some(made) = work.made_before("post").await? {
            let id = made.parse().map_err(|_| AppError::NotFound)?;
            return post::get(work.tx(), id).await?.ok_or(AppError::NotFound);
        }
        let id = PostId::new(self.fresh());
        let post = Post { id, name, qualification, active: draft.active, version: 1 };
        post::insert(work.tx(), &post).await?;
        let entry =
            work.draft("post.create").subject("post", id.to_string()).detail("name", &*post.name);
        work.record(entry);
        work.remember_made("post", &id.to_string()).await?;
        work.commit().await?;
        Ok(post)
    }

    /// Changes a post.
    ///
    /// # Errors
    /// A refusal, a stale version, or values that break the rules.
    pub async fn change_post(
        &self,
        ctx: &Context,
        id: PostId,
        seen: i64,
        change: &PostChange,
    ) -> Result<Post> {
        ctx.ask::<ManageDepartments>(&())?;
        let mut work = self.begin(ctx).await?;
        let before = post::get(work.tx(), id).await?.ok_or(AppError::NotFound)?;
        AppError::unless_current(before.version, seen)?;
        let mut form = Form::default();
        let mut after = before.clone();
        if let Some(name) = &change.name {
            after.name = form.line("/name", name, MAX_TITLE);
        }
        if let Some(text) = &change.qualification {
            after.qualification = form.lines("/qualification", text.as_deref(), MAX_QUALIFICATION);
        }
        after.active = change.active.unwrap_or(before.active);
        form.done()?;
        let changes = Changes::new(work.draft("post.change").subject("post", id.to_string()))
            .fact("name", &before.name, &after.name, plain)
            .noted("qualification", &before.qualification, &after.qualification)
            .fact("active", &before.active, &after.active, yes_no);
        let Some(entry) = changes.entry() else { return Ok(before) };
        post::update(work.tx(), &after).await?;
        work.record(entry);
        work.commit().await?;
        Ok(Post { version: after.version + 1, ..after })
    }
}
