//! Walking through the customers of a check, one key for each.

use super::propose::SeenProposal;
use super::{MonthCheck, Note, Part, Said, entry, walkable};
use crate::form::Form;
use crate::happening::Happening;
use crate::timeline::{Told, Words};
use crate::{App, AppError, Context, Result, Work};
use kedang_db::Conn;
use kedang_domain::field::{CustomerKind, FieldError, Subject, Values};
use kedang_domain::id::{ContactId, CustomerId, DepartmentId, MonthCheckId};
use kedang_domain::month_check::{CONTACTS, GROUPS_MAX};
use kedang_domain::permission::{Act as _, Decision, VerifyCustomer, WalkMonthCheck};
use kedang_domain::template::Template;
use kedang_storage::contact::{self, Contact};
use kedang_storage::customer::{self, Seen};
use kedang_storage::event::FieldChange;
use kedang_storage::month_check::{self, WalkRow, WalkWanted};
use std::collections::{BTreeSet, HashMap};

/// A fact that is still true, or is not.
#[derive(Clone, Debug)]
pub struct WalkFact {
    /// Key of the field; `name` for the name.
    pub field: String,
    /// Its name, when it is in the catalogue.
    pub label: Option<String>,
    /// The value, and its words where the stored form is a key or an id.
    pub told: Told,
    /// The contact that it belongs to, and their name.
    pub contact: Option<(ContactId, String)>,
}

/// Facts that one key is for.
#[derive(Clone, Debug)]
pub struct WalkGroup {
    /// Key of the group; `contacts` for the contacts.
    pub key: String,
    /// Heading, as the card has it; `None` for the contacts.
    pub label: Option<String>,
    /// When it was last found to be true, ms UTC.
    pub verified_at: Option<i64>,
    /// What is known.
    pub facts: Vec<WalkFact>,
}

/// A customer of a check, with all that it takes to say whether it is still true.
#[derive(Debug)]
pub struct Walking {
    /// Running number: where the next page begins.
    pub no: i64,
    /// Which.
    pub id: CustomerId,
    /// File code.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Organisation or individual.
    pub kind: CustomerKind,
    /// Groups, at most nine, in the order of the card.
    pub groups: Vec<WalkGroup>,
    /// What was said of it.
    pub said: Option<Said>,
    /// Changes that are proposed.
    pub proposals: Vec<SeenProposal>,
    /// What service and finance added for the month.
    pub notes: Vec<Note>,
}

impl App {
    /// Customers of a check, in the order of their file codes.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the check is not for this person.
    pub async fn month_check_customers(
        &self,
        ctx: &Context,
        id: MonthCheckId,
        part: Part,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Walking>> {
        let mut conn = self.db().read().await?;
        let check = month_check::get(&mut conn, &ctx.actor, id).await?;
        let check = check.ok_or(AppError::NotFound)?;
        let wanted = WalkWanted { part, after, only: None, limit };
        let rows = month_check::walk(&mut conn, &ctx.scope(), &check, wanted).await?;
        self.walking(&mut conn, ctx, &check, rows).await
    }

    /// One customer of a check.
    pub(super) async fn walking_one(
        &self,
        ctx: &Context,
        id: MonthCheckId,
        customer: CustomerId,
    ) -> Result<Walking> {
        let mut conn = self.db().read().await?;
        let check = month_check::get(&mut conn, &ctx.actor, id).await?;
        let check = check.ok_or(AppError::NotFound)?;
        let wanted = WalkWanted { only: Some(customer), limit: 1, ..WalkWanted::default() };
        let rows = month_check::walk(&mut conn, &ctx.scope(), &check, wanted).await?;
        let found = self.walking(&mut conn, ctx, &check, rows).await?;
        found.into_iter().next().ok_or(AppError::NotFound)
    }

    async fn walking(
        &self,
        conn: &mut Conn,
        ctx: &Context,
        check: &MonthCheck,
        rows: Vec<WalkRow>,
    ) -> Result<Vec<Walking>> {
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        let words = self.words(conn, ctx).await?;
        let verified = month_check::verified(conn, &ids).await?;
        let notes = month_check::notes(conn, check.month, &ids).await?;
        let proposals = self.told_proposals(conn, &words, check.id, &ids).await?;
        let mut cards: HashMap<(String, DepartmentId), Template> = HashMap::new();
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let of = (row.template.clone(), row.department);
            if !cards.contains_key(&of) {
                let (_, card) = self.card(conn, &row.template, Some(row.department)).await?;
                cards.insert(of.clone(), card);
            }
            let contacts = contact::of_customer(conn, row.id).await?;
            let mut groups = match cards.get(&of) {
                Some(card) => groups(card, &words, &ctx.locale, (&row.name, &row.values)),
                None => Vec::new(),
            };
            groups.extend(contact_group(&words, &contacts));
            for group in &mut groups {
                let at = verified.get(&row.id).into_iter().flatten();
                group.verified_at =
                    at.into_iter().find(|(key, _)| *key == group.key).map(|(_, at)| *at);
            }
            let mine = |one: &&SeenProposal| one.proposal.customer == row.id;
            found.push(Walking {
                groups,
                proposals: proposals.iter().filter(mine).cloned().collect(),
                notes: notes.get(&row.id).cloned().unwrap_or_default(),
                no: row.no,
                id: row.id,
                code: row.code,
                name: row.name,
                kind: row.kind,
                said: row.said,
            });
        }
        Ok(found)
    }

    /// Says of a customer which groups need a change; of all others that they are still true. What
    /// was said before is replaced, and proposals about groups that are true after all are gone.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, a clash when the check is submitted, groups that are not
    /// there.
    pub async fn walk_month_check(
        &self,
        ctx: &Context,
        id: MonthCheckId,
        customer: CustomerId,
        marked: &[String],
    ) -> Result<Walking> {
        let walking = self.walking_one(ctx, id, customer).await?;
        let (mut work, check) = self.check_to_walk(ctx, id).await?;
        let permit = ctx.ask_on::<WalkMonthCheck>(&check.side(), customer)?;
        walkable(check.state)?;
        let seen = customer::visible(work.tx(), &ctx.actor, ctx.now, customer).await?;
        let seen = seen.ok_or(AppError::NotFound)?;
        let marked = marked_groups(&walking, marked)?;
        let is_true = |group: &&WalkGroup| !marked.contains(&group.key);
        let held: Vec<&WalkGroup> = walking.groups.iter().filter(is_true).collect();
        let keys: Vec<&str> = held.iter().map(|group| group.key.as_str()).collect();
        month_check::put_entry(work.tx(), &permit, id, customer, &marked, ctx.now).await?;
        month_check::withdraw_unmarked(work.tx(), &permit, id, customer, &marked).await?;
        month_check::verify_groups(work.tx(), &permit, customer, &keys, &marked, ctx.now).await?;
        self.verify_held(&mut work, ctx, &seen, &held).await?;
        let confirmed = entry(&work, "month_check.confirm", &check)
            .customer(customer.to_string())
            .detail("true", keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>())
            .detail("marked", marked);
        work.record(confirmed);
        work.commit().await?;
        self.walking_one(ctx, id, customer).await
    }

    /// What is still true is verified: open doubts about it are closed (S 7.2), if this person may.
    async fn verify_held(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        seen: &Seen,
        held: &[&WalkGroup],
    ) -> Result<()> {
        if seen.uncertain == 0
            || VerifyCustomer::decide(&ctx.actor, &seen.standing) != Decision::Allow
        {
            return Ok(());
        }
        let permit = ctx.ask_on::<VerifyCustomer>(&seen.standing, seen.id)?;
        let own = held.iter().filter(|group| group.key != CONTACTS);
        let fields: Vec<&str> =
            own.flat_map(|group| group.facts.iter().map(|fact| fact.field.as_str())).collect();
        let contacts = held.iter().any(|group| group.key == CONTACTS);
        let (tx, at) = (work.tx(), ctx.now);
        let closed = month_check::verify_marks(tx, &permit, seen.id, &fields, contacts, at).await?;
        if closed.is_empty() {
            return Ok(());
        }
        customer::count_marks(work.tx(), seen.id).await?;
        customer::touch(work.tx(), seen.id, ctx.now, None, None).await?;
        for (field, contact) in closed {
            let change = FieldChange { field: field.clone(), before: None, after: None };
            let happening = Happening {
                customer: seen.id,
                action: "customer.verify",
                kind: "verification",
                part: contact.map(|id| ("contact", id.to_string())),
                changes: vec![change],
                reason: None,
                details: vec![("field", field), ("by", "month_check".to_owned())],
            };
            self.keep(work, ctx, happening).await?;
        }
        Ok(())
    }
}

/// The marked groups, each once, in the order of the card.
fn marked_groups(walking: &Walking, marked: &[String]) -> Result<Vec<String>> {
    let known: BTreeSet<&str> = walking.groups.iter().map(|group| group.key.as_str()).collect();
    let mut form = Form::default();
    for (index, key) in marked.iter().enumerate() {
        if !known.contains(key.as_str()) {
            let shown: String = key.chars().take(64).collect();
            let error = FieldError::new("group_unknown").with("value", shown);
            form.refuse(&format!("/marked/{index}"), error);
        }
    }
    form.done()?;
    let wanted = |group: &&WalkGroup| marked.contains(&group.key);
    Ok(walking.groups.iter().filter(wanted).map(|group| group.key.clone()).collect())
}

/// The groups of a card in which something is known; the name is in the first.
fn groups(
    card: &Template,
    words: &Words<'_>,
    locale: &str,
    (name, values): (&str, &Values),
) -> Vec<WalkGroup> {
    let mut found: Vec<WalkGroup> = Vec::new();
    for group in &card.groups {
        let mut facts = Vec::new();
        if found.is_empty() {
            facts.push(fact(words, Subject::Customer, "name", name.into(), None));
        }
        let shown = group.fields.iter().filter(|field| !field.hidden && field.key != "name");
        for field in shown {
            if let Some(value) = values.get(&field.key) {
                facts.push(fact(words, Subject::Customer, &field.key, value.clone(), None));
            }
        }
        if !facts.is_empty() {
            found.push(WalkGroup {
                key: group.key.clone(),
                label: Some(group.label.in_locale(locale).to_owned()),
                verified_at: None,
                facts,
            });
        }
    }
    // The last key is for the contacts.
    found.truncate(GROUPS_MAX - 1);
    found
}

fn contact_group(words: &Words<'_>, contacts: &[Contact]) -> Option<WalkGroup> {
    let facts: Vec<WalkFact> = contacts
        .iter()
        .flat_map(|contact| {
            let whose = Some((contact.id, contact.name.clone()));
            let name =
                fact(words, Subject::Contact, "name", contact.name.as_str().into(), whose.clone());
            let rest = contact.values.iter().map(move |(key, value)| {
                fact(words, Subject::Contact, key, value.clone(), whose.clone())
            });
            std::iter::once(name).chain(rest)
        })
        .collect();
    let group = WalkGroup { key: CONTACTS.to_owned(), label: None, verified_at: None, facts };
    (!group.facts.is_empty()).then_some(group)
}

fn fact(
    words: &Words<'_>,
    subject: Subject,
    field: &str,
    value: serde_json::Value,
    contact: Option<(ContactId, String)>,
) -> WalkFact {
    let change = FieldChange { field: field.to_owned(), before: Some(value), after: None };
    let told = words.change(subject, change);
    WalkFact { field: told.field, label: told.label, told: told.before, contact }
}
