//! Going through a customer of a campaign: what of it is true, and how one knows.

use super::part_of;
use crate::form::Form;
use crate::happening::Happening;
use crate::{App, AppError, Context, Result, Work};
use kedang_domain::campaign::WalkState;
use kedang_domain::field::{Catalogue, FieldError, Subject};
use kedang_domain::id::{CampaignId, CustomerId, Uuid};
use kedang_domain::permission::{Act, Permit, VerifyCustomer, WalkCustomer, WalkPlan};
use kedang_storage::campaign::{self, Item};
use kedang_storage::contact::Contact;
use kedang_storage::customer::{self, Seen};
use kedang_storage::verified::{self, Leave};
use kedang_storage::{contact, uncertain};
use std::collections::{BTreeMap, BTreeSet};

/// Longest word on how, in characters.
const HOW_MAX: usize = 500;
/// The group of the contacts' facts, beside the groups of the customer's own.
const CONTACTS: &str = "contacts";
/// The group that the name belongs to.
const NAMED: &str = "identity";

/// What somebody found when they went through a customer.
#[derive(Clone, Debug)]
pub struct Walk {
    /// What became of it: verified, changed or unreachable.
    pub state: WalkState,
    /// The groups of facts that are verified; none: all that say something.
    pub parts: Vec<String>,
    /// How it was verified, or tried.
    pub how: String,
}

impl App {
    /// Keeps what somebody found when they went through a customer of a campaign. Groups that are
    /// verified one after the other add up; with the last one the customer is verified.
    ///
    /// # Errors
    /// [`AppError::NotFound`], refusals, no word on how, groups that say nothing, a clash when the
    /// campaign is closed.
    pub async fn walk_customer(
        &self,
        ctx: &Context,
        id: CampaignId,
        customer: CustomerId,
        walk: &Walk,
    ) -> Result<Item> {
        self.campaign(ctx, id).await?;
        let (mut work, seen) = self.begin_on(ctx, WalkCustomer::NAME, customer).await?;
        self.still_open(&mut work, id).await?;
        let mut item = self.item(&mut work, id, customer).await?;
        let plan = WalkPlan { walker: item.person.0, standing: seen.standing };
        let permit = ctx.ask_on::<WalkCustomer>(&plan, customer)?;
        let contacts = contact::of_customer(work.tx(), customer).await?;
        let groups = groups(&*self.catalogue(work.tx()).await?, &seen, &contacts);
        let mut form = Form::default();
        let how = form.lines("/how", Some(&walk.how), HOW_MAX).unwrap_or_else(|| {
            form.refuse("/how", FieldError::new("required"));
            String::new()
        });
        if walk.parts.iter().any(|part| !groups.contains_key(part)) {
            form.refuse("/parts", FieldError::new("campaign_part_unknown"));
        }
        if !matches!(walk.state, WalkState::Verified | WalkState::Changed | WalkState::Unreachable)
        {
            form.refuse("/state", FieldError::new("campaign_state"));
        }
        form.done()?;
        item.how.clone_from(&how);
        item.state = walk.state;
        if walk.state == WalkState::Verified {
            let now: BTreeSet<String> = match walk.parts.is_empty() {
                true => groups.keys().cloned().collect(),
                false => walk.parts.iter().cloned().collect(),
            };
            let facts: Vec<(Uuid, String)> =
                now.iter().flat_map(|part| groups[part].clone()).collect();
            self.verify_many(&mut work, ctx, &permit.to_verify(), (customer, &facts), &how).await?;
            let before = std::mem::take(&mut item.parts).into_iter();
            let all: BTreeSet<String> = before.chain(now).collect();
            if groups.keys().any(|group| !all.contains(group)) {
                item.state = WalkState::Open;
            }
            item.parts = all.into_iter().collect();
        }
        campaign::walk(work.tx(), &permit, id, &item, ctx.now).await?;
        self.keep(&mut work, ctx, told(id, customer, walk, &how)).await?;
        work.commit().await?;
        let mut conn = self.db().read().await?;
        let which = which(ctx, customer);
        let found = campaign::items(&mut conn, &ctx.scope(), id, &which, None, 1).await?;
        found.into_iter().next().ok_or(AppError::NotFound)
    }

    async fn item(
        &self,
        work: &mut Work<'_>,
        id: CampaignId,
        customer: CustomerId,
    ) -> Result<Item> {
        let ctx = work.context();
        let which = which(ctx, customer);
        let found = campaign::items(work.tx(), &ctx.scope(), id, &which, None, 1).await?;
        found.into_iter().next().ok_or(AppError::NotFound)
    }

    /// Keeps that these facts are true; doubts about them are settled.
    async fn verify_many(
        &self,
        work: &mut Work<'_>,
        ctx: &Context,
        permit: &Permit<VerifyCustomer>,
        (customer, facts): (CustomerId, &[(Uuid, String)]),
        how: &str,
    ) -> Result<()> {
        for mark in uncertain::open_marks(work.tx(), customer).await? {
            let subject = crate::verified::subject_of(customer, mark.contact);
            if facts.iter().any(|(of, field)| *of == subject && *field == mark.field) {
                let (contact, field) = (mark.contact, &mark.field);
                uncertain::verify(work.tx(), permit, customer, contact, field, how, ctx.now)
                    .await?;
            }
        }
        let facts: Vec<(Uuid, &str)> = facts.iter().map(|(of, key)| (*of, key.as_str())).collect();
        verified::set(work.tx(), &Leave::Verify(permit), &facts, how, ctx.now).await?;
        customer::count_marks(work.tx(), customer).await?;
        Ok(customer::touch(work.tx(), customer, ctx.now, None, None).await?)
    }
}

fn which(ctx: &Context, customer: CustomerId) -> campaign::Which {
    campaign::Which { whose: part_of(ctx), person: None, state: None, customer: Some(customer) }
}

/// What is on file of a customer, group by group.
fn groups(
    catalogue: &Catalogue,
    seen: &Seen,
    contacts: &[Contact],
) -> BTreeMap<String, Vec<(Uuid, String)>> {
    let own = seen.id.uuid();
    let mut groups: BTreeMap<String, Vec<(Uuid, String)>> = BTreeMap::new();
    groups.entry(NAMED.to_owned()).or_default().push((own, "name".to_owned()));
    for key in seen.values.keys() {
        let group = catalogue.get(Subject::Customer, key).map_or(NAMED, |field| &field.group);
        groups.entry(group.to_owned()).or_default().push((own, key.clone()));
    }
    for contact in contacts {
        let facts = groups.entry(CONTACTS.to_owned()).or_default();
        facts.push((contact.id.uuid(), "name".to_owned()));
        facts.extend(contact.values.keys().map(|key| (contact.id.uuid(), key.clone())));
    }
    groups
}

/// Both traces of going through a customer.
fn told(id: CampaignId, customer: CustomerId, walk: &Walk, how: &str) -> Happening {
    let mut details = vec![("campaign", id.to_string()), ("outcome", walk.state.code().to_owned())];
    if !walk.parts.is_empty() {
        details.push(("parts", crate::entry::clipped(&walk.parts.join(","))));
    }
    Happening {
        customer,
        action: WalkCustomer::NAME,
        kind: "campaign",
        part: None,
        changes: Vec::new(),
        reason: Some(how.to_owned()),
        details,
    }
}
