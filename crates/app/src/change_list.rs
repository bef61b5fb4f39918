//! The weekly change list (变更汇总, M 5.1.6a): the head of each department reviews what the system
//! gathered, and the custodian accepts it.

mod gather;
mod tell;

pub use gather::Gathered;
pub use kedang_storage::change_list::{Change, ChangeList, Counts};

use crate::export::deciders;
use crate::form::Form;
use crate::timeline::ToldChange;
use crate::urgent_news::heads_above;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::change_list::{ListState, ListStep, NoStep, Verdict, is_late};
use kedang_domain::field::{FieldError, Subject};
use kedang_domain::id::{ChangeListId, DepartmentId, EventId};
use kedang_domain::permission::{
    AcceptChangeList, Act as _, Decision, ReviewChangeList, sees_change_list,
};
use kedang_domain::role::Permission;
use kedang_evidence::Draft;
use kedang_storage::change_list::{self, Wanted};
use kedang_storage::department;

/// Longest note and answer, in characters.
pub const NOTE_MAX: usize = 500;

/// A list as somebody sees it.
#[derive(Debug)]
pub struct SeenList {
    /// The list.
    pub list: ChangeList,
    /// Its changes, of those that this person sees.
    pub counts: Counts,
    /// It was not reviewed when it was due.
    pub late: bool,
    /// Whether this person reviews it.
    pub review: Decision,
    /// Whether this person accepts it.
    pub accept: Decision,
}

/// A change of a list, as people read it.
#[derive(Debug)]
pub struct SeenChange {
    /// The change.
    pub change: Change,
    /// Who made it.
    pub person: String,
    /// What changed.
    pub changes: Vec<ToldChange>,
}

/// What the head says of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// Nothing, after all.
    Open,
    /// It is fine.
    Fine,
    /// Its author is to look at it again.
    Again,
}

impl From<Judgement> for Verdict {
    fn from(judgement: Judgement) -> Self {
        match judgement {
            Judgement::Open => Self::Open,
            Judgement::Fine => Self::Fine,
            Judgement::Again => Self::Again,
        }
    }
}

/// What of the lists is wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish {
    /// Of this department, with those below it.
    pub department: Option<DepartmentId>,
    /// That are so far.
    pub state: Option<ListState>,
    /// After the one with this end and department.
    pub after: Option<(i64, DepartmentId)>,
}

impl From<NoStep> for AppError {
    fn from(step: NoStep) -> Self {
        Self::conflict(step.0)
    }
}

impl App {
    /// The lists that are for this person, the latest week first.
    ///
    /// # Errors
    /// The database's.
    pub async fn change_lists(
        &self,
        ctx: &Context,
        wish: Wish,
        limit: i64,
    ) -> Result<Vec<SeenList>> {
        let mut conn = self.db().read().await?;
        let tree = kedang_storage::organisation::tree(&mut conn).await?;
        let asked = wish.department.map(|id| kedang_storage::organisation::under(&tree, [id]));
        let all = ctx.actor.has(Permission::CustomerViewAll);
        let departments = match asked {
            None if all => None,
            None => Some(tree.iter().map(|node| node.id).collect()),
            Some(asked) => Some(asked.into_iter().collect::<Vec<_>>()),
        };
        let departments = departments
            .map(|some| some.into_iter().filter(|id| sees_change_list(&ctx.actor, *id)).collect());
        let wanted = Wanted { departments, state: wish.state, after: wish.after };
        let lists = change_list::list(&mut conn, &wanted, limit).await?;
        let ids: Vec<_> = lists.iter().map(|list| list.id).collect();
        let counts = change_list::counts(&mut conn, &ctx.scope(), &ids).await?;
        let count = |id| counts.get(&id).copied().unwrap_or_default();
        Ok(lists.into_iter().map(|list| seen(ctx, count(list.id), list)).collect())
    }

    /// One list.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is not for this person.
    pub async fn change_list(&self, ctx: &Context, id: ChangeListId) -> Result<SeenList> {
        let mut conn = self.db().read().await?;
        let list = change_list::get(&mut conn, id).await?;
        let list = list.filter(|list| sees_change_list(&ctx.actor, list.department.0));
        let list = list.ok_or(AppError::NotFound)?;
        let counts = change_list::counts(&mut conn, &ctx.scope(), &[id]).await?;
        Ok(seen(ctx, counts.get(&id).copied().unwrap_or_default(), list))
    }

    /// Changes of a list, the oldest first, of customers that this person sees.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the list is not for this person.
    pub async fn changes_on_list(
        &self,
        ctx: &Context,
        id: ChangeListId,
        verdict: Option<Verdict>,
        after: Option<(i64, &str)>,
        limit: i64,
    ) -> Result<Vec<SeenChange>> {
        self.change_list(ctx, id).await?;
        let mut conn = self.db().read().await?;
        let changes =
            change_list::changes(&mut conn, &ctx.scope(), id, verdict, after, limit).await?;
        self.told_changes(&mut conn, ctx, changes).await
    }

    /// Changes that went back to this person, to be looked at again.
    ///
    /// # Errors
    /// The database's.
    pub async fn changes_sent_back(&self, ctx: &Context) -> Result<Vec<SeenChange>> {
        let mut conn = self.db().read().await?;
        let changes = change_list::sent_back(&mut conn, &ctx.scope(), ctx.actor.person).await?;
        self.told_changes(&mut conn, ctx, changes).await
    }

    /// Says of a change that it is fine, that it is to be looked at again (then a note goes back to
    /// its author), or nothing after all.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a clash when the list was reviewed, no note.
    pub async fn judge_change(
        &self,
        ctx: &Context,
        (id, event): (ChangeListId, EventId),
        judgement: Judgement,
        note: Option<&str>,
    ) -> Result<SeenChange> {
        let (mut work, list) = self.list_to_review(ctx, id).await?;
        let permit = ctx.ask::<ReviewChangeList>(&list.department.0)?;
        if !list.state.is_open() {
            return Err(AppError::conflict("change_list_reviewed"));
        }
        let change = change_list::change(work.tx(), &ctx.scope(), id, event).await?;
        let change = change.ok_or(AppError::NotFound)?;
        let mut form = Form::default();
        let note = form.lines("/note", note, NOTE_MAX);
        if judgement == Judgement::Again && note.is_none() {
            form.refuse("/note", FieldError::new("required"));
        }
        form.done()?;
        let verdict = Verdict::from(judgement);
        let note = note.filter(|_| verdict == Verdict::Again);
        change_list::judge(work.tx(), &permit, event, verdict, note.as_deref(), ctx.now).await?;
        let entry = entry(&work, "change_list.judge", &list)
            .customer(change.customer.0.to_string())
            .detail("event", event.to_string())
            .detail("verdict", verdict.code());
        work.record(entry);
        if verdict == Verdict::Again {
            let back = tell::sent_back(&change).param("person", work.who().await?);
            work.notify(back);
        }
        work.commit().await?;
        self.change_now(ctx, id, event).await
    }

    /// Reviews a list: what nothing was said of is fine, or what its author has answered. Before the
    /// end of the week the list ends now, and what changes later is on the next one. `seen` is the
    /// number of changes that the head had before their eyes.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], a clash when it was reviewed or has
    /// more changes than were seen.
    pub async fn review_change_list(
        &self,
        ctx: &Context,
        id: ChangeListId,
        version: i64,
        seen: i64,
    ) -> Result<SeenList> {
        let (mut work, list) = self.list_to_review(ctx, id).await?;
        let permit = ctx.ask::<ReviewChangeList>(&list.department.0)?;
        list.state.step(ListStep::Review)?;
        AppError::unless_current(list.version, version)?;
        let scope = ctx.scope();
        let counts = change_list::counts(work.tx(), &scope, &[id]).await?;
        let counts = counts.get(&id).copied().unwrap_or_default();
        if counts.changes != seen {
            return Err(AppError::conflict("change_list_grew").with("changes", counts.changes));
        }
        if !change_list::review(work.tx(), &permit, id, version, ctx.now).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        change_list::judge_rest(work.tx(), &permit, &scope, id, ctx.now).await?;
        if list.state == ListState::Gathering {
            // Its changes are marked now, not at the end of the week.
            work.record(gather::marked(ctx.now, id, &list, counts.changes));
        }
        let reviewed = entry(&work, "change_list.review", &list)
            .detail("changes", counts.changes)
            .detail("again", counts.again);
        work.record(reviewed);
        let keepers = deciders(work.tx(), None).await?;
        work.notify(tell::reviewed(&list).to(keepers));
        work.commit().await?;
        self.change_list(ctx, id).await
    }

    /// Accepts a reviewed list.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, [`AppError::Stale`], a clash when it is not reviewed yet or
    /// accepted already.
    pub async fn accept_change_list(
        &self,
        ctx: &Context,
        id: ChangeListId,
        version: i64,
    ) -> Result<SeenList> {
        let (mut work, list) = self.list_to_review(ctx, id).await?;
        let permit = ctx.ask::<AcceptChangeList>(&())?;
        list.state.step(ListStep::Accept)?;
        AppError::unless_current(list.version, version)?;
        if !change_list::accept(work.tx(), &permit, id, version, ctx.now).await? {
            return Err(AppError::Stale { current: version + 1 });
        }
        let accepted = entry(&work, "change_list.accept", &list);
        work.record(accepted);
        work.commit().await?;
        self.change_list(ctx, id).await
    }

    /// Says something to a change of one's own that went back.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is not this person's or of a customer that they no longer see;
    /// a clash when it did not go back; no words.
    pub async fn answer_change(
        &self,
        ctx: &Context,
        event: EventId,
        text: &str,
    ) -> Result<SeenChange> {
        let mut work = self.begin(ctx).await?;
        let found = change_list::author_and_verdict(work.tx(), event).await?;
        let Some((author, verdict, id, customer)) = found else { return Err(AppError::NotFound) };
        let change = change_list::change(work.tx(), &ctx.scope(), id, event).await?;
        if author != ctx.actor.person || change.is_none() {
            return Err(AppError::NotFound);
        }
        if verdict.answered().is_none() {
            return Err(AppError::conflict("change_not_sent_back"));
        }
        let mut form = Form::default();
        let text = form.lines("/text", Some(text), NOTE_MAX);
        if text.is_none() {
            form.refuse("/text", FieldError::new("required"));
        }
        form.done()?;
        change_list::answer(work.tx(), event, &text.unwrap_or_default(), ctx.now).await?;
        let entry = work
            .draft("change_list.answer")
            .subject("change_list", id.to_string())
            .customer(customer.to_string())
            .detail("event", event.to_string());
        work.record(entry);
        if let Some(list) = change_list::get(work.tx(), id).await? {
            let departments = department::list(work.tx()).await?;
            let heads = heads_above(&departments, Some(list.department.0), Some(author));
            let answered = tell::answered(id, customer).param("person", work.who().await?);
            work.notify(answered.to(heads));
        }
        work.commit().await?;
        self.change_now(ctx, id, event).await
    }

    async fn change_now(
        &self,
        ctx: &Context,
        id: ChangeListId,
        event: EventId,
    ) -> Result<SeenChange> {
        let mut conn = self.db().read().await?;
        let change = change_list::change(&mut conn, &ctx.scope(), id, event).await?;
        let told = self.told_changes(&mut conn, ctx, change.into_iter().collect()).await?;
        told.into_iter().next().ok_or(AppError::NotFound)
    }

    /// A list that this person sees, to do something to it.
    async fn list_to_review<'a>(
        &'a self,
        ctx: &'a Context,
        id: ChangeListId,
    ) -> Result<(Work<'a>, ChangeList)> {
        let mut work = self.begin(ctx).await?;
        let list = change_list::get(work.tx(), id).await?;
        let list = list.filter(|list| sees_change_list(&ctx.actor, list.department.0));
        Ok((work, list.ok_or(AppError::NotFound)?))
    }

    async fn told_changes(
        &self,
        conn: &mut kedang_db::Conn,
        ctx: &Context,
        changes: Vec<Change>,
    ) -> Result<Vec<SeenChange>> {
        let words = self.words(conn, ctx).await?;
        let told = changes.into_iter().map(|mut change| {
            let of_contact = change.event.kind == "contact";
            let subject = if of_contact { Subject::Contact } else { Subject::Customer };
            let fields = std::mem::take(&mut change.event.detail.changes);
            SeenChange {
                changes: fields.into_iter().map(|one| words.change(subject, one)).collect(),
                person: words.person(change.event.person),
                change,
            }
        });
        Ok(told.collect())
    }
}

fn seen(ctx: &Context, counts: Counts, list: ChangeList) -> SeenList {
    let reviewed = list.reviewed.as_ref().map(|(_, _, at)| *at);
    SeenList {
        late: is_late(list.due_at, reviewed, ctx.now),
        review: ReviewChangeList::decide(&ctx.actor, &list.department.0),
        accept: AcceptChangeList::decide(&ctx.actor, &()),
        list,
        counts,
    }
}

/// Begins an entry of the log about a list.
fn entry(work: &Work<'_>, action: &str, list: &ChangeList) -> Draft {
    work.draft(action)
        .subject("change_list", list.id.to_string())
        .detail("department", list.department.0.to_string())
        .detail("week", list.first_day.as_str())
}
