//! Splitting what was merged: both customers are again what they were, but for what was done since.
//!
//! What the merging moved goes back as it is now; what was added since stays with the survivor. A
//! fact of the survivor that is still what the merging made it goes back to what it was before;
//! what somebody has changed since stays. Mergings into one customer are undone in reverse order,
//! or a later one would hand on facts that an earlier one had brought.

use super::File;
use super::carry::{changed, state};
use crate::customer::{Facts, wanted_reason};
use crate::happening::Happening;
use crate::{App, AppError, Context, Result, Work};
use kedang_db::Conn;
use kedang_domain::field::Values;
use kedang_domain::id::{CustomerId, MergeId};
use kedang_domain::merge::{returned, returns};
use kedang_domain::permission::{
    Act as _, Decision, EditCustomer, MergeCustomers, MergePlan, MergeSide, Permit,
};
use kedang_storage::absent::{self, Absent};
use kedang_storage::contact;
use kedang_storage::customer::{self, Seen};
use kedang_storage::event::FieldChange;
use kedang_storage::merge::{self, Merge, Returning, State};
use kedang_storage::obligation;
use kedang_storage::vault;
use serde_json::Value;

/// A fact of the survivor that the merging changed.
#[derive(Clone, Debug)]
pub struct SplitField {
    /// Key of the field; `name`, `template`, `owner` for what is not in the catalogue.
    pub field: String,
    /// What it is now.
    pub now: Option<Value>,
    /// What it will be.
    pub then: Option<Value>,
}

/// A merging, and what would go where if it were undone.
#[derive(Debug)]
pub struct Split {
    /// The merging.
    pub merge: Merge,
    /// File code and name of the customer that went into the other.
    pub other: (String, String),
    /// Whether this person may undo it; `None` when it is undone already.
    pub decision: Option<Decision>,
    /// The later merging that has to be undone first.
    pub after: Option<MergeId>,
    /// Facts of the survivor that go back to what they were.
    pub back: Vec<SplitField>,
    /// Keys of facts that were changed since, and stay.
    pub stay: Vec<String>,
    /// What is linked to it.
    pub rows: Returning,
}

/// What the survivor will be, and what stays as somebody has made it since.
struct Target {
    now: State,
    then: State,
    stay: Vec<String>,
}

impl Target {
    fn of(merge: &Merge, survivor: &File, at: i64) -> Self {
        let (before, after, now) = (&merge.record.before, &merge.record.after, state(survivor));
        let facts = returned(&before.values, &after.values, &now.values);
        let mut stay = facts.stay;
        let changed_since = |was: bool, still: bool| was && !still;
        for (key, was, still) in [
            ("name", before.name != after.name, now.name == after.name),
            ("template", before.template != after.template, now.template == after.template),
            ("owner", before.owner != after.owner, now.owner == after.owner),
        ] {
            if changed_since(was, still) {
                stay.push(key.to_owned());
            }
        }
        let place = |state: &State| (state.owner, state.department);
        let (owner, department) = returns(&place(before), &place(after), &place(&now));
        let untouched = now.updated_at == after.updated_at;
        let then = State {
            name: returns(&before.name, &after.name, &now.name),
            template: returns(&before.template, &after.template, &now.template),
            owner,
            department,
            values: facts.values,
            last_contact_at: returns(
                &before.last_contact_at,
                &after.last_contact_at,
                &now.last_contact_at,
            ),
            updated_at: if untouched { before.updated_at } else { at },
            primary: before.primary,
        };
        Self { now, then, stay }
    }
}

impl App {
    /// The mergings into a customer, newest first, each with the code and name of what went into
    /// it.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the customer is not for this person.
    pub async fn merges(
        &self,
        ctx: &Context,
        survivor: CustomerId,
    ) -> Result<Vec<(Merge, (String, String))>> {
        self.read_part(ctx, survivor, "merges").await?;
        let mut conn = self.db().read().await?;
        let mut found = Vec::new();
        for merge in merge::into(&mut conn, survivor).await? {
            let label = label(&mut conn, merge.other).await?;
            found.push((merge, label));
        }
        Ok(found)
    }

    /// A merging into a customer, and what would go where if it were undone.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none, or the customer is not for this person.
    pub async fn split(&self, ctx: &Context, survivor: CustomerId, id: MergeId) -> Result<Split> {
        let seen = self.read_part(ctx, survivor, "merges").await?;
        let mut conn = self.db().read().await?;
        let merge = of_survivor(&mut conn, id, survivor).await?;
        let other = label(&mut conn, merge.other).await?;
        let absent = absent::get(&mut conn, merge.other).await?;
        let (decision, after) = match absent.filter(|_| merge.undone.is_none()) {
            None => (None, None),
            Some(absent) => (
                Some(MergeCustomers::decide(&ctx.actor, &sides(ctx, &seen, &absent))),
                later(&mut conn, &merge).await?,
            ),
        };
        let rows = merge::returning(&mut conn, id, survivor, merge.at).await?;
        let target = Target::of(&merge, &File::load(&mut conn, seen).await?, ctx.now);
        let back = changed(&target.now, &target.then).into_iter().map(|change| {
            let FieldChange { field, before: now, after: then } = change;
            SplitField { field, now, then }
        });
        Ok(Split { other, decision, after, back: back.collect(), stay: target.stay, rows, merge })
    }

    /// Makes two customers of one again; the survivor is still at the version that the caller saw.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; refusals; [`AppError::Stale`]; one that is undone already, or after
    /// which another was merged; a credit code that somebody else has by now.
    pub async fn undo_merge(
        &self,
        ctx: &Context,
        survivor: CustomerId,
        id: MergeId,
        version: i64,
        reason: &str,
    ) -> Result<Merge> {
        let (mut work, seen) = self.begin_on(ctx, "customer.merge", survivor).await?;
        let merge = of_survivor(work.tx(), id, survivor).await?;
        let absent = absent::get(work.tx(), merge.other).await?;
        let Some(absent) = absent.filter(|_| merge.undone.is_none()) else {
            return Err(AppError::conflict("merge_undone"));
        };
        let permit = ctx.ask_on::<MergeCustomers>(&sides(ctx, &seen, &absent), survivor)?;
        let may_edit = ctx.ask_on::<EditCustomer>(&seen.standing, survivor)?;
        AppError::unless_current(seen.version, version)?;
        if later(work.tx(), &merge).await?.is_some() {
            return Err(AppError::conflict("merge_not_last"));
        }
        let reason = wanted_reason(reason)?;
        let target = Target::of(&merge, &File::load(work.tx(), seen.clone()).await?, ctx.now);
        let added = merge::returning(work.tx(), id, survivor, merge.at).await?.new_interactions;
        absent::put_back(work.tx(), &permit, absent.id).await?;
        self.give_back(&mut work, &permit, &may_edit, &merge, &target).await?;
        self.write_state(&mut work, &permit, &may_edit, &seen, &target.then).await?;
        self.give_back_obligations(&mut work, &permit, &merge, &target).await?;
        let owner = (absent.owner, absent.department);
        self.clashes_follow(&mut work, ctx, absent.id, owner).await?;
        if added > 0 {
            kedang_storage::interaction::recount_last(work.tx(), survivor).await?;
        }
        self.refuse_taken_code(&mut work, ctx, &absent).await?;
        self.find_absent(&mut work, &absent).await?;
        customer::count_marks(work.tx(), absent.id).await?;
        // The level of either may be another than when they were merged.
        for id in [survivor, absent.id] {
            vault::resettle(work.tx(), id, ctx.now).await?;
        }
        if !merge::note_undone(work.tx(), &permit, id, ctx.now).await? {
            return Err(AppError::conflict("merge_undone"));
        }
        self.keep_split(&mut work, ctx, &merge, &absent, &target, &reason).await?;
        work.commit().await?;
        Ok(Merge { undone: Some((ctx.actor.person, ctx.now)), ..merge })
    }

    /// Brings back what the merging moved, contacts that became one among it.
    async fn give_back(
        &self,
        work: &mut Work<'_>,
        permit: &Permit<MergeCustomers>,
        may_edit: &Permit<EditCustomer>,
        merge: &Merge,
        target: &Target,
    ) -> Result<()> {
        let (survivor, other) = (merge.survivor, merge.other);
        merge::give_back(work.tx(), permit, merge.id, survivor, other).await?;
        for fold in merge.record.folds.iter().rev() {
            merge::give_back_contact(work.tx(), permit, merge.id, fold.folded).await?;
            let Some(kept) = contact::one(work.tx(), fold.kept).await? else { continue };
            let facts = returned(&fold.facts.0, &fold.facts.1, &kept.values);
            if facts.values != kept.values {
                let at =
                    if kept.updated_at == merge.at { fold.updated_at } else { kept.updated_at };
                merge::write_contact(work.tx(), permit, &kept, &facts.values, at).await?;
            }
        }
        let by = merge.person.0;
        let same = |a: &Option<Value>, b: &Option<Value>| a == b;
        let back: Vec<String> = changed(&target.now, &target.then)
            .into_iter()
            .filter(|change| !same(&change.before, &change.after))
            .map(|change| change.field)
            .collect();
        merge::reopen_doubts(work.tx(), permit, merge.id, by, other, &back).await?;
        for (customer, wanted) in [(survivor, target.then.primary), (other, None)] {
            let contacts = contact::of_customer(work.tx(), customer).await?;
            if contacts.iter().any(|contact| contact.primary) {
                continue;
            }
            let wanted = contacts.iter().find(|c| Some(c.id) == wanted).or(contacts.first());
            if let Some(primary) = wanted {
                contact::set_primary(work.tx(), may_edit, customer, primary.id).await?;
            }
        }
        Ok(())
    }

    /// Brings back who had to do what. What is to be done about the survivor stays with an owner
    /// whom somebody has named since.
    async fn give_back_obligations(
        &self,
        work: &mut Work<'_>,
        permit: &Permit<MergeCustomers>,
        merge: &Merge,
        target: &Target,
    ) -> Result<()> {
        let (now, then) = (&target.now, &target.then);
        if (now.owner, now.department) != (then.owner, then.department) {
            obligation::follow(work.tx(), merge.survivor, then.owner, then.department).await?;
        }
        merge::give_back_obligations(work.tx(), permit, merge.id, merge.other).await?;
        let after = &merge.record.after;
        if (now.owner, now.department) == (after.owner, after.department) {
            merge::give_back_obligations(work.tx(), permit, merge.id, merge.survivor).await?;
        }
        Ok(())
    }

    /// A customer that comes back must not bring a credit code that somebody else has by now.
    pub(crate) async fn refuse_taken_code(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        absent: &Absent,
    ) -> Result<()> {
        let Some(code) = absent.values.get("credit_code").and_then(Value::as_str) else {
            return Ok(());
        };
        customer::hold_codes(work.tx()).await?;
        self.refuse_clash(work.tx(), ctx, code).await
    }

    /// A customer that was put back is found again.
    pub(crate) async fn find_absent(&self, work: &mut Work<'_>, absent: &Absent) -> Result<()> {
        let (catalogue, template) =
            self.card(work.tx(), &absent.template, Some(absent.department)).await?;
        let contacts: Vec<(String, Values)> = contact::of_customer(work.tx(), absent.id)
            .await?
            .into_iter()
            .map(|contact| (contact.name, contact.values))
            .collect();
        let code = absent.code();
        let facts = Facts {
            catalogue: &catalogue,
            template: &template,
            kind: absent.kind,
            code: &code,
            name: &absent.name,
            values: &absent.values,
            contacts: &contacts,
        };
        Ok(absent::find_again(work.tx(), absent.no, facts.index(), &facts.tokens()).await?)
    }

    /// A splitting is on both timelines, and in the log on both histories.
    async fn keep_split(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        merge: &Merge,
        absent: &Absent,
        target: &Target,
        reason: &str,
    ) -> Result<()> {
        let label: Value = format!("{} {}", absent.code(), absent.name).into();
        let left = FieldChange { field: "merged".to_owned(), before: Some(label), after: None };
        let mut changes = vec![left];
        changes.extend(changed(&target.now, &target.then));
        for (customer, changes, there) in
            [(merge.survivor, changes, merge.other), (merge.other, Vec::new(), merge.survivor)]
        {
            let happening = Happening {
                customer,
                action: "customer.unmerge",
                kind: "unmerge",
                part: None,
                changes,
                reason: Some(reason.to_owned()),
                details: vec![("from", there.to_string()), ("merge", merge.id.to_string())],
            };
            self.keep(work, ctx, happening).await?;
        }
        Ok(())
    }
}

/// The merging of this id, if it was one into this customer.
async fn of_survivor(conn: &mut Conn, id: MergeId, survivor: CustomerId) -> Result<Merge> {
    let merge = merge::get(conn, id).await?;
    merge.filter(|merge| merge.survivor == survivor).ok_or(AppError::NotFound)
}

/// The next merging into the same customer that still holds.
async fn later(conn: &mut Conn, merge: &Merge) -> Result<Option<MergeId>> {
    let all = merge::into(conn, merge.survivor).await?;
    let newer = all.into_iter().take_while(|one| one.id != merge.id);
    Ok(newer.filter(|one| one.undone.is_none()).last().map(|one| one.id))
}

/// Code and name of a customer, wherever it is now.
async fn label(conn: &mut Conn, id: CustomerId) -> Result<(String, String)> {
    let found = customer::labels(conn, &[id.to_string()]).await?.pop();
    Ok(found.map(|(_, code, name)| (code, name)).unwrap_or_default())
}

/// Both customers as the rule sees them: the other as it will be.
fn sides(ctx: &Context, seen: &Seen, absent: &Absent) -> MergePlan {
    let survivor =
        MergeSide { standing: Some(seen.standing), owner: seen.owner, department: seen.department };
    let standing = absent.standing(&ctx.actor);
    let other = MergeSide { standing, owner: absent.owner, department: absent.department };
    MergePlan { survivor, other }
}
